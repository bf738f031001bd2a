//! Lists [danh sách đánh số]: lists and their items as they open and close, in; the label of
//! each paragraph out. The docx reader's numbering counts.
//!
//! A list begins anew unless it says that it continues another.

use super::styles::{Levels, Styles};
use crate::read::docx::numbering::{Level, Numbering};
use crate::read::docx::xml::Tag;
use crate::read::label::Shape;
use std::collections::BTreeMap;

/// Characters of a label's parts; more are nonsense.
const LONGEST: usize = 64;
/// The list of headings.
const OUTLINE: u32 = 0;

/// One open list.
#[derive(Debug, Clone)]
struct Open {
    /// Its counters, shared by all levels.
    id: u32,
    style: Option<String>,
    /// The item that is open has not had its label yet.
    due: bool,
}

/// The lists of a document.
#[derive(Debug)]
pub(super) struct Lists<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    open: Vec<Open>,
    /// Lists around a table, a note or a text box, which begins its own.
    outside: Vec<Vec<Open>>,
    seen: u32,
    by_name: BTreeMap<String, u32>,
    by_style: BTreeMap<Option<String>, u32>,
}

impl<'s> Lists<'s> {
    /// No list yet.
    pub(super) fn new(styles: &'s Styles) -> Self {
        let mut numbering = Numbering::default();
        add_levels(&mut numbering, OUTLINE, styles.outline());
        Self {
            styles,
            numbering,
            open: Vec::new(),
            outside: Vec::new(),
            seen: OUTLINE,
            by_name: BTreeMap::new(),
            by_style: BTreeMap::new(),
        }
    }

    /// A list opens.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        let own = tag.attr("style-name").map(std::borrow::Cow::into_owned);
        let Some(outer) = self.open.last().cloned() else {
            return self.open_first(tag, own);
        };
        if own.is_some() && own != outer.style {
            // another style from this level on
            let depth = u32::try_from(self.open.len()).unwrap_or(u32::MAX);
            let level = own.as_deref().and_then(|own| self.styles.levels(own)?.get(&depth));
            self.numbering.add_override(outer.id, depth, None, level.cloned());
        }
        self.open.push(Open { id: outer.id, style: own.or(outer.style), due: false });
    }

    fn open_first(&mut self, tag: &Tag<'_>, style: Option<String>) {
        let continued = tag.attr("continue-list").and_then(|name| self.by_name.get(name.as_ref()).copied());
        let on = || tag.attr("continue-numbering").is_some_and(|v| v == "true");
        let id = continued.or_else(|| on().then(|| self.by_style.get(&style).copied()).flatten());
        let id = id.unwrap_or_else(|| self.begin(style.as_deref()));
        if let Some(name) = tag.attr("id") {
            self.by_name.insert(name.into_owned(), id);
        }
        self.by_style.insert(style.clone(), id);
        self.open.push(Open { id, style, due: false });
    }

    fn begin(&mut self, style: Option<&str>) -> u32 {
        self.seen = self.seen.saturating_add(1);
        if let Some(levels) = style.and_then(|style| self.styles.levels(style)) {
            add_levels(&mut self.numbering, self.seen, levels);
        }
        self.seen
    }

    /// A list closes.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// An item opens; `start` is the number it says it has.
    pub(super) fn item(&mut self, start: Option<u32>) {
        let Some(index) = self.level() else { return };
        if let Some(list) = self.open.last_mut() {
            list.due = true;
            if let Some(start) = start {
                self.numbering.count_from(list.id, index, start);
            }
        }
    }

    /// An item without number opens.
    pub(super) fn header(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.due = false;
        }
    }

    /// Something opens whose lists are its own.
    pub(super) fn step_in(&mut self) {
        self.outside.push(std::mem::take(&mut self.open));
    }

    /// It closes.
    pub(super) fn step_out(&mut self) {
        self.open = self.outside.pop().unwrap_or_default();
    }

    fn level(&self) -> Option<u32> {
        u32::try_from(self.open.len().checked_sub(1)?).ok()
    }

    /// The label of a paragraph of a style; `heading` is its level, from 1, if it is one.
    pub(super) fn label(&mut self, style: &str, heading: Option<u32>) -> Option<String> {
        let Some(index) = self.level() else {
            return self.numbering.next(OUTLINE, OUTLINE, heading?.checked_sub(1)?);
        };
        let list = self.open.last_mut().filter(|list| list.due)?;
        list.due = false;
        if list.style.is_none() {
            // the list leaves its style to its paragraphs
            let levels = self.styles.list_of(style).and_then(|name| self.styles.levels(name));
            levels.into_iter().for_each(|levels| add_levels(&mut self.numbering, list.id, levels));
            list.style = self.styles.list_of(style).map(str::to_owned);
        }
        self.numbering.next(list.id, list.id, index)
    }
}

fn add_levels(numbering: &mut Numbering, list: u32, levels: &Levels) {
    levels.iter().for_each(|(index, level)| numbering.add_level(list, *index, level.clone()));
}

/// The level of a list style that a tag describes, and which it is, from 0.
pub(super) fn level(tag: &Tag<'_>) -> Option<(u32, Level)> {
    let index = tag.attr("level")?.parse::<u32>().ok()?.checked_sub(1)?;
    let part = |name: &str| tag.attr(name).map(|v| v.chars().take(LONGEST).collect::<String>());
    let level = match tag.name() {
        "list-level-style-bullet" => Level { shape: Shape::Bullet, text: part("bullet-char").unwrap_or_default(), ..Level::default() },
        "list-level-style-image" => Level { shape: Shape::Bullet, text: "-".to_owned(), ..Level::default() },
        "list-level-style-number" | "outline-level-style" => {
            let shape = shape(&part("num-format").unwrap_or_default());
            let number = |name: &str| tag.attr(name).and_then(|v| v.parse().ok());
            let text = match part("num-list-format") {
                _ if shape == Shape::Silent => String::new(),
                Some(format) => template(&format),
                None => {
                    let shown = number("display-levels").unwrap_or(1).clamp(1, index + 1);
                    let numbers: Vec<String> = (index + 1 - shown..=index).map(|i| format!("%{}", i + 1)).collect();
                    format!("{}{}{}", part("num-prefix").unwrap_or_default(), numbers.join("."), part("num-suffix").unwrap_or_default())
                }
            };
            Level { start: number("start-value").unwrap_or(1), shape, text, ..Level::default() }
        }
        _ => return None,
    };
    Some((index, level))
}

/// `%1%.%2%.` as `%1.%2.`
fn template(format: &str) -> String {
    let mut template = String::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        template.push_str(before);
        let mut parts = from.splitn(3, '%').skip(1);
        let number = parts.next().filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        match (number, parts.next()) {
            (Some(number), Some(after)) => {
                template.push('%');
                template.push_str(number);
                rest = after;
            }
            _ => {
                template.push('%');
                rest = &from[1..];
            }
        }
    }
    template + rest
}

fn shape(format: &str) -> Shape {
    match format {
        "" => Shape::Silent,
        "a" => Shape::LowerLetter,
        "A" => Shape::UpperLetter,
        "i" => Shape::LowerRoman,
        "I" => Shape::UpperRoman,
        other if other.starts_with("01") => Shape::DecimalZero,
        _ => Shape::Decimal,
    }
}
