//! Styles [kiểu định dạng]: the styles of `styles.xml` and of `content.xml` in; what a style
//! says of paragraphs, characters and lists out.

use super::lists::level;
use crate::read::ReadError;
use crate::read::docx::numbering::Level;
use crate::read::docx::xml::{Step, Tag, Xml};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Styles have parents; a longer chain is a circle.
const LONGEST_CHAIN: usize = 16;

/// What a style says; `None` is nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) font: Option<Rc<str>>,
    pub(super) bold: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) centred: Option<bool>,
}

impl Look {
    /// This look, and what it leaves open from another.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            font: self.font.or(below.font),
            bold: self.bold.or(below.bold),
            capitals: self.capitals.or(below.capitals),
            hidden: self.hidden.or(below.hidden),
            centred: self.centred.or(below.centred),
        }
    }

    fn take(&mut self, tag: &Tag<'_>, faces: &BTreeMap<String, Rc<str>>) {
        match tag.name() {
            "text-properties" => {
                if let Some(name) = tag.attr("font-name") {
                    self.font = Some(faces.get(name.as_ref()).cloned().unwrap_or_else(|| Rc::from(name.as_ref())));
                } else if let Some(family) = tag.attr("font-family") {
                    self.font = Some(Rc::from(family.trim_matches('\'')));
                }
                let weight = tag.attr("font-weight").map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|w| w >= 600));
                self.bold = weight.or(self.bold);
                self.capitals = tag.attr("text-transform").map(|t| t == "uppercase").or(self.capitals);
                self.hidden = tag.attr("display").map(|d| d == "none").or(self.hidden);
            }
            "paragraph-properties" => {
                let align = tag.attr("text-align").map(|a| matches!(a.as_ref(), "center" | "end" | "right"));
                self.centred = align.or(self.centred);
            }
            _ => {}
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    look: Look,
}

/// The levels of a list style, from 0.
pub(super) type Levels = BTreeMap<u32, Level>;

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name; the name of a family's default style is empty.
    styles: BTreeMap<(String, String), Style>,
    faces: BTreeMap<String, Rc<str>>,
    lists: BTreeMap<String, Levels>,
    /// Numbers of headings.
    outline: Levels,
}

/// What the properties that follow belong to.
enum Owner {
    Style((String, String)),
    List(String, u32),
    Outline(u32),
}

impl Styles {
    /// Reads the styles of one part; a style that is known already is replaced.
    pub(super) fn read(&mut self, part: &str, depth: u32) -> Result<(), ReadError> {
        let mut xml = Xml::new(part, depth);
        let mut owner = None;
        loop {
            match xml.step()? {
                // styles come before the text
                Step::Open(tag) if tag.name() == "body" => return Ok(()),
                Step::Open(tag) => self.take(&tag, &mut owner),
                Step::Close | Step::Text(_) => {}
                Step::End => return Ok(()),
            }
        }
    }

    fn take(&mut self, tag: &Tag<'_>, owner: &mut Option<Owner>) {
        let named = |name: &str| tag.attr(name).unwrap_or_default().into_owned();
        match tag.name() {
            "font-face" => {
                let family = named("font-family");
                self.faces.insert(named("name"), Rc::from(family.trim_matches('\'')));
            }
            "style" | "default-style" => {
                let key = (named("family"), if tag.name() == "style" { named("name") } else { String::new() });
                let link = |name: &str| tag.attr(name).map(std::borrow::Cow::into_owned);
                self.styles
                    .insert(key.clone(), Style { parent: link("parent-style-name"), list: link("list-style-name"), look: Look::default() });
                *owner = Some(Owner::Style(key));
            }
            "list-style" => {
                self.lists.insert(named("name"), Levels::new());
                *owner = Some(Owner::List(named("name"), 0));
            }
            "outline-style" => *owner = Some(Owner::Outline(0)),
            "page-layout" | "master-page" | "notes-configuration" => *owner = None,
            _ => self.take_property(tag, owner),
        }
    }

    fn take_property(&mut self, tag: &Tag<'_>, owner: &mut Option<Owner>) {
        let (levels, index) = match owner {
            Some(Owner::Style(key)) => {
                if let Some(style) = self.styles.get_mut(key) {
                    style.look.take(tag, &self.faces);
                }
                return;
            }
            Some(Owner::List(name, index)) => (self.lists.entry(name.clone()).or_default(), index),
            Some(Owner::Outline(index)) => (&mut self.outline, index),
            None => return,
        };
        if let Some((at, level)) = level(tag) {
            *index = at;
            levels.insert(at, level);
        } else if tag.name() == "list-level-label-alignment"
            && let Some(level) = levels.get_mut(index)
        {
            level.joined = tag.attr("label-followed-by").is_some_and(|f| f == "nothing");
        }
    }

    fn chain(&self, family: &str, name: &str) -> impl Iterator<Item = &Style> {
        let get = move |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        let mut next = get(name);
        std::iter::from_fn(move || {
            let style = next?;
            next = style.parent.as_deref().and_then(get);
            Some(style)
        })
        .take(LONGEST_CHAIN)
    }

    /// What a style of a family says, with its parents.
    pub(super) fn look(&self, family: &str, name: &str) -> Look {
        self.chain(family, name).fold(Look::default(), |look, style| look.over(style.look.clone()))
    }

    /// What a paragraph of a style looks like, with what holds for all paragraphs.
    pub(super) fn paragraph(&self, name: &str) -> Look {
        self.look("paragraph", name).over(self.look("paragraph", ""))
    }

    /// The list style that a paragraph style names.
    pub(super) fn list_of(&self, style: &str) -> Option<&str> {
        self.chain("paragraph", style).find_map(|s| s.list.as_deref()).filter(|list| !list.is_empty())
    }

    /// The levels of a list style.
    pub(super) fn levels(&self, list: &str) -> Option<&Levels> {
        self.lists.get(list)
    }

    /// The levels of headings.
    pub(super) const fn outline(&self) -> &Levels {
        &self.outline
    }
}
