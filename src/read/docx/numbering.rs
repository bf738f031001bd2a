//! Numbering [đánh số tự động]: numbering.xml in, the label of each list paragraph out, in
//! the order in which the paragraphs come.
//!
//! Lists that share an abstract list share its counters, as in Word. Every bullet is
//! printed as "-" unless it is a plain "+" or "*": the glyphs of symbol fonts mean nothing.

use super::styles::{Look, Styles};
use super::xml::{Step, Tag, Xml};
use crate::read::ReadError;
use crate::read::label::Shape;
use std::collections::{BTreeMap, BTreeSet};

/// Levels of a list, by the file format.
const LEVELS: usize = 9;
/// Lists may defer to a style that names another list; longer than this is a circle.
const LONGEST_DETOUR: usize = 4;

/// Characters of a level's text; each paragraph of the list prints them again.
const LONGEST_TEXT: usize = 255;

/// One level of a list.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Level {
    /// Its first number.
    pub(in crate::read) start: u32,
    /// How its numbers are written.
    pub(in crate::read) shape: Shape,
    /// What is printed, `%1` to `%9` standing for the numbers of the levels.
    pub(in crate::read) text: String,
    /// Nothing is printed between label and text.
    pub(in crate::read) joined: bool,
    /// Numbers of all levels in digits, whatever their own shape.
    pub(in crate::read) legal: bool,
    /// Restarts after a level above this one (from 1); 0 means never; `None` after any.
    pub(in crate::read) restart: Option<u32>,
    /// The paragraph style tied to this level.
    pub(in crate::read) style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    levels: BTreeMap<u32, Level>,
    /// A style whose list this one stands for.
    stands_for: Option<String>,
}

#[derive(Debug, Default)]
struct Use {
    abstract_list: u32,
    starts: BTreeMap<u32, u32>,
    levels: BTreeMap<u32, Level>,
}

/// All lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(in crate::read) struct Numbering {
    lists: BTreeMap<u32, List>,
    uses: BTreeMap<u32, Use>,
    counters: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// (list, level) already used, for starts that count once only.
    started: BTreeSet<(u32, u32)>,
}

/// The element that properties in numbering.xml belong to.
#[derive(Debug, Clone, Copy)]
enum Owner {
    List(u32),
    Use(u32),
}

impl Numbering {
    /// Reads numbering.xml.
    pub(super) fn read(part: &str, max_depth: u32) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part, max_depth);
        let mut numbering = Self::default();
        let mut owner = None;
        let mut level = 0;
        loop {
            match xml.step()? {
                Step::Open(tag) => {
                    let id = |name: &str| tag.attr(name).and_then(|v| v.trim().parse().ok());
                    match tag.name() {
                        "abstractNum" => owner = id("abstractNumId").map(Owner::List),
                        "num" => owner = id("numId").map(Owner::Use),
                        "lvl" | "lvlOverride" => level = id("ilvl").unwrap_or(level),
                        _ => {}
                    }
                    if let Some(owner) = owner {
                        numbering.take(owner, level, &tag);
                    }
                }
                Step::Close | Step::Text(_) => {}
                Step::End => return Ok(numbering),
            }
        }
    }

    /// Adds one level of an abstract list, for formats that keep their lists elsewhere.
    pub(in crate::read) fn add_level(&mut self, list: u32, index: u32, level: Level) {
        self.lists.entry(list).or_default().levels.insert(index, level);
    }

    /// Lets a list begin a level with another number, or write it otherwise.
    pub(in crate::read) fn add_override(&mut self, id: u32, index: u32, start: Option<u32>, level: Option<Level>) {
        let own = self.uses.entry(id).or_default();
        own.starts.extend(start.map(|start| (index, start)));
        own.levels.extend(level.map(|level| (index, level)));
    }

    /// Lets the next number of a level be this one.
    pub(in crate::read) fn count_from(&mut self, base: u32, index: u32, number: u32) {
        let counters = self.counters.entry(base).or_default();
        if let (Some(counter), Some(before)) = (counters.get_mut(index as usize), number.checked_sub(1)) {
            *counter = Some(before);
        }
    }

    fn take(&mut self, owner: Owner, level: u32, tag: &Tag<'_>) {
        let levels = match owner {
            Owner::List(id) => {
                let list = self.lists.entry(id).or_default();
                if tag.name() == "numStyleLink" {
                    list.stands_for = tag.val().map(std::borrow::Cow::into_owned);
                }
                &mut list.levels
            }
            Owner::Use(id) => {
                let entry = self.uses.entry(id).or_default();
                match tag.name() {
                    "abstractNumId" => entry.abstract_list = tag.number().unwrap_or_default(),
                    "startOverride" => drop(entry.starts.insert(level, tag.number().unwrap_or(1))),
                    _ => {}
                }
                &mut entry.levels
            }
        };
        if tag.name() == "lvl" {
            levels.insert(level, Level::default());
        }
        if let Some(level) = levels.get_mut(&level) {
            level.take(tag);
        }
    }

    /// The label of the next paragraph of a look and style, with the space that parts it
    /// from the text; `None` where nothing is printed.
    pub(super) fn label(&mut self, look: Look, style: Option<&str>, styles: &Styles) -> Option<String> {
        let id = look.list.filter(|id| *id != 0)?;
        let base = self.base(id, styles)?;
        let index = look.level.or_else(|| self.level_of_style(id, base, style, styles)).unwrap_or(0);
        self.next(id, base, index)
    }

    /// The label of the next paragraph on a level of a list whose abstract list is known.
    pub(in crate::read) fn next(&mut self, id: u32, base: u32, index: u32) -> Option<String> {
        let level = self.level(id, base, index)?.clone();
        let counters = self.count(id, base, index)?;
        let printed = if level.shape == Shape::Bullet { level.bullet() } else { self.number(id, base, &level, counters) };
        if printed.trim().is_empty() {
            return None;
        }
        Some(if level.joined { printed } else { format!("{} ", printed.trim()) })
    }

    /// The abstract list behind a list.
    fn base(&self, id: u32, styles: &Styles) -> Option<u32> {
        let mut base = self.uses.get(&id)?.abstract_list;
        for _ in 0..LONGEST_DETOUR {
            let Some(style) = self.lists.get(&base)?.stands_for.as_deref() else { return Some(base) };
            base = self.uses.get(&styles.run(style).list?)?.abstract_list;
        }
        None
    }

    fn level(&self, id: u32, base: u32, index: u32) -> Option<&Level> {
        let own = self.uses.get(&id).and_then(|u| u.levels.get(&index));
        own.or_else(|| self.lists.get(&base)?.levels.get(&index))
    }

    /// The level tied to a paragraph style, for styles that name a list and no level.
    fn level_of_style(&self, id: u32, base: u32, style: Option<&str>, styles: &Styles) -> Option<u32> {
        styles.lineage(style).find_map(|name| {
            (0..LEVELS as u32).find(|index| self.level(id, base, *index).is_some_and(|l| l.style.as_deref() == Some(name)))
        })
    }

    /// Counts one paragraph; the counters of all levels after it.
    fn count(&mut self, id: u32, base: u32, index: u32) -> Option<[Option<u32>; LEVELS]> {
        let place = usize::try_from(index).ok().filter(|i| *i < LEVELS)?;
        let mut counters = self.counters.get(&base).copied().unwrap_or_default();
        let fresh_start = self.uses.get(&id).and_then(|u| u.starts.get(&index)).copied();
        let first = self.started.insert((id, index));
        let next = match (fresh_start, counters[place]) {
            (Some(start), _) if first => start,
            (_, Some(last)) => last.saturating_add(1),
            (fresh, None) => fresh.or_else(|| Some(self.level(id, base, index)?.start)).unwrap_or(1),
        };
        counters[place] = Some(next);
        for deeper in index + 1..LEVELS as u32 {
            let restart = self.level(id, base, deeper).and_then(|l| l.restart).unwrap_or(deeper);
            if let Some(counter) = counters.get_mut(deeper as usize).filter(|_| index < restart) {
                *counter = None;
            }
        }
        self.counters.insert(base, counters);
        Some(counters)
    }

    /// A level's text with its numbers filled in: "%1.%2." -> "3.1.".
    fn number(&self, id: u32, base: u32, level: &Level, counters: [Option<u32>; LEVELS]) -> String {
        let mut printed = String::new();
        let mut signs = level.text.chars().peekable();
        while let Some(sign) = signs.next() {
            let place = signs.peek().and_then(|d| d.to_digit(10)).filter(|d| sign == '%' && *d > 0);
            let Some(index) = place.map(|d| d - 1) else {
                printed.push(sign);
                continue;
            };
            signs.next();
            if let Some(named) = self.level(id, base, index) {
                let counter = counters.get(index as usize).copied().flatten().unwrap_or(named.start);
                let legal = level.legal && !matches!(named.shape, Shape::Bullet | Shape::Silent);
                let shape = if legal { Shape::Decimal } else { named.shape };
                printed.push_str(&shape.print(counter));
            }
        }
        printed
    }
}

impl Level {
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "start" => self.start = tag.number().unwrap_or(self.start),
            "numFmt" => self.shape = tag.val().map_or(self.shape, |v| Shape::named(&v)),
            "lvlText" => self.text = tag.val().unwrap_or_default().chars().take(LONGEST_TEXT).collect(),
            "suff" => self.joined = tag.val().is_some_and(|v| v == "nothing"),
            "isLgl" => self.legal = tag.is_on(),
            "lvlRestart" => self.restart = tag.number(),
            "pStyle" => self.style = tag.val().map(std::borrow::Cow::into_owned),
            _ => {}
        }
    }

    fn bullet(&self) -> String {
        match self.text.trim() {
            "" => String::new(),
            plain @ ("+" | "*") => plain.to_owned(),
            _ => "-".to_owned(),
        }
    }
}
