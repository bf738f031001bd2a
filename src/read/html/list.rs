//! List [danh sách]: the attributes of a list and its items in, the label a browser prints
//! in front of each item out. `reversed` and counters of style sheets are not read.

use super::element::declared;
use crate::read::label::Shape;
use scraper::node::Element;

/// An open list.
#[derive(Debug)]
pub(super) struct List {
    /// `None` for dots.
    shape: Option<Shape>,
    next: i64,
    /// Nothing is printed in front of its items.
    silent: bool,
}

impl List {
    /// The list that an `<ol>` or `<ul>` opens.
    pub(super) fn open(element: &Element, ordered: bool) -> Self {
        let shape = ordered.then(|| element.attr("type").and_then(by_type).unwrap_or_default());
        let next = element.attr("start").and_then(|s| s.trim().parse().ok()).unwrap_or(1);
        let mut list = Self { shape, next, silent: false };
        list.restyle(element);
        list
    }

    /// Takes what a `style` says of the label.
    fn restyle(&mut self, element: &Element) {
        let style = declared(element, "list-style-type").or_else(|| declared(element, "list-style"));
        match style.as_deref().map(|s| s.split_ascii_whitespace().find_map(by_style)) {
            Some(Some(Label::None)) => self.silent = true,
            Some(Some(Label::Dot)) => (self.shape, self.silent) = (None, false),
            Some(Some(Label::Number(shape))) => (self.shape, self.silent) = (Some(shape), false),
            Some(None) | None => {}
        }
    }

    /// The label of the next item, with the space after it.
    pub(super) fn item(&mut self, element: &Element) -> Option<String> {
        if let Some(number) = element.attr("value").and_then(|v| v.trim().parse().ok()) {
            self.next = number;
        }
        let number = self.next;
        self.next = self.next.saturating_add(1);
        let mut own = Self { shape: self.shape, next: number, silent: self.silent };
        own.restyle(element);
        match (own.silent, own.shape) {
            (true, _) => None,
            (false, None) => Some("- ".to_owned()),
            (false, Some(shape)) => Some(u32::try_from(number).map_or_else(|_| format!("{number}. "), |n| format!("{}. ", shape.print(n)))),
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Label {
    None,
    Dot,
    Number(Shape),
}

fn by_type(name: &str) -> Option<Shape> {
    match name.trim() {
        "1" => Some(Shape::Decimal),
        "a" => Some(Shape::LowerLetter),
        "A" => Some(Shape::UpperLetter),
        "i" => Some(Shape::LowerRoman),
        "I" => Some(Shape::UpperRoman),
        _ => None,
    }
}

fn by_style(name: &str) -> Option<Label> {
    match name {
        "none" => Some(Label::None),
        "disc" | "circle" | "square" => Some(Label::Dot),
        "decimal" => Some(Label::Number(Shape::Decimal)),
        "decimal-leading-zero" => Some(Label::Number(Shape::DecimalZero)),
        "lower-alpha" | "lower-latin" => Some(Label::Number(Shape::LowerLetter)),
        "upper-alpha" | "upper-latin" => Some(Label::Number(Shape::UpperLetter)),
        "lower-roman" => Some(Label::Number(Shape::LowerRoman)),
        "upper-roman" => Some(Label::Number(Shape::UpperRoman)),
        _ => None,
    }
}
