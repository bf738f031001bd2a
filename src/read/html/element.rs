//! Element: a tag with its attributes in, what it does to the lines out.

use scraper::node::Element;

/// What an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: its words stand in the line around it.
    Inline,
    /// Its words stand in lines of their own.
    Block,
    /// Ends the line.
    Break,
    /// A list with numbers.
    Ordered,
    /// A list with dots.
    Unordered,
    /// An item of either.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Not displayed.
    Dropped,
}

/// What an element is by its name and its `style`.
pub(super) fn kind(element: &Element) -> Kind {
    let display = declared(element, "display");
    if element.attr("hidden").is_some() || display.as_deref() == Some("none") {
        return Kind::Dropped;
    }
    match (by_name(element.name()), display.as_deref()) {
        (Kind::Inline, Some("block" | "flex" | "grid" | "list-item" | "table")) => Kind::Block,
        (Kind::Block, Some("inline")) => Kind::Inline,
        (kind, _) => kind,
    }
}

fn by_name(name: &str) -> Kind {
    match name {
        "br" => Kind::Break,
        "ol" => Kind::Ordered,
        "ul" | "menu" | "dir" => Kind::Unordered,
        "li" => Kind::Item,
        "table" => Kind::Table,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Cell,
        "head" | "script" | "style" | "noscript" | "template" | "title" | "svg" | "iframe" | "canvas" | "audio" | "video" | "object"
        | "datalist" | "noframes" | "noembed" => Kind::Dropped,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details" | "dialog" | "div" | "dl"
        | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header"
        | "hgroup" | "hr" | "html" | "legend" | "main" | "nav" | "optgroup" | "option" | "p" | "pre" | "search" | "section" | "summary"
        | "tbody" | "textarea" | "tfoot" | "thead" => Kind::Block,
        _ => Kind::Inline,
    }
}

/// Whether its words are bold, where it says so.
pub(super) fn bold(element: &Element) -> Option<bool> {
    match declared(element, "font-weight").as_deref() {
        Some("bold" | "bolder") => return Some(true),
        Some("normal" | "lighter") => return Some(false),
        Some(weight) if weight.parse::<u32>().is_ok() => return weight.parse().ok().map(|w: u32| w >= 600),
        _ => {}
    }
    matches!(element.name(), "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6").then_some(true)
}

/// Whether its lines are centred or right-aligned, where it says so.
pub(super) fn centred(element: &Element) -> Option<bool> {
    let is_off_left = |side: &str| matches!(side, "center" | "right" | "end" | "-webkit-center" | "-moz-center");
    if let Some(side) = declared(element, "text-align").filter(|side| side != "inherit") {
        return Some(is_off_left(&side));
    }
    match element.name() {
        // here it places the element itself
        "table" | "img" | "hr" | "iframe" => None,
        "center" => Some(true),
        name => element.attr("align").map(|side| is_off_left(&side.to_ascii_lowercase())).or((name == "th").then_some(true)),
    }
}

/// Whether line breaks in the markup are printed, where it says so.
pub(super) fn keeps_breaks(element: &Element) -> Option<bool> {
    match declared(element, "white-space").as_deref() {
        Some("pre" | "pre-line" | "pre-wrap" | "break-spaces") => Some(true),
        Some("normal" | "nowrap") => Some(false),
        _ => matches!(element.name(), "pre" | "textarea").then_some(true),
    }
}

/// The font it sets, as written: case matters in names like `.VnTimeH`.
pub(super) fn font(element: &Element) -> Option<&str> {
    let styled = || property(element, "font-family").and_then(|fonts| fonts.split(',').next());
    let font = element.attr("face").filter(|_| element.name() == "font").or_else(styled)?;
    Some(font.split(',').next()?.trim().trim_matches(['"', '\'']))
}

/// The value of a property in the `style` attribute, in lower case; the last one counts.
pub(super) fn declared(element: &Element, name: &str) -> Option<String> {
    property(element, name).map(str::to_ascii_lowercase)
}

/// The value of a property in the `style` attribute, as written.
fn property<'e>(element: &'e Element, property: &str) -> Option<&'e str> {
    let mut declarations = element.attr("style")?.split(';').filter_map(|d| d.split_once(':'));
    let value = declarations.rfind(|(name, _)| name.trim().eq_ignore_ascii_case(property))?.1;
    Some(value.split('!').next().unwrap_or_default().trim())
}
