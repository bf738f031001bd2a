//! Types of document [tên loại văn bản] and how they are written.

use super::file::TypeEntry;
use crate::letters::{fold, key};
use std::collections::BTreeMap;

/// One type.
#[derive(Debug, Clone)]
pub(crate) struct DocType {
    /// Official abbreviation: `QĐ`.
    pub(crate) code: String,
    /// Full name: `Quyết định`.
    pub(crate) name: String,
    /// Asks or reports upward and lays no task.
    pub(crate) submits: bool,
    /// Its addressees owe what a lead orders without a name.
    pub(crate) addressed: bool,
    /// Signed by several bodies.
    pub(crate) joint: bool,
    /// Keys of what shows it inside a number, its code among them.
    symbols: Vec<String>,
}

impl DocType {
    /// True where its numbers begin with `part`.
    pub(crate) fn writes(&self, part: &str) -> bool {
        self.symbols.contains(&key(part))
    }
}

/// All types, found by code, symbol or heading.
#[derive(Debug, Default)]
pub(crate) struct Types {
    list: Vec<DocType>,
    by_symbol: BTreeMap<String, usize>,
    headings: Vec<(String, usize)>,
}

impl Types {
    /// Compiles the entries of `[[type]]`.
    pub(crate) fn new<'e>(entries: impl Iterator<Item = &'e TypeEntry>) -> Self {
        let mut types = Self::default();
        for e in entries {
            let index = types.list.len();
            let (code, name) = (e.code.get_ref(), e.name.get_ref());
            let symbols = std::iter::once(code).chain(e.symbols.iter().map(|s| s.get_ref())).map(|s| key(s)).collect();
            types.list.push(DocType {
                code: code.clone(),
                name: name.clone(),
                joint: e.joint,
                submits: e.submits,
                addressed: e.addressed,
                symbols,
            });
            if e.heading {
                types.headings.push((fold(name), index));
                // "Kế hoạch hành động": a longer form of the name is a heading too.
                let longer = e.variants.iter().map(|v| fold(v.get_ref())).filter(|v| v.starts_with(&fold(name)));
                types.headings.extend(longer.map(|v| (v, index)));
            }
            types.by_symbol.entry(key(code)).or_insert(index);
            for s in &e.symbols {
                types.by_symbol.entry(key(s.get_ref())).or_insert(index);
            }
        }
        types
    }

    /// The type of an abbreviation inside a symbol.
    pub(crate) fn of_symbol(&self, part: &str) -> Option<&DocType> {
        self.by_symbol.get(&key(part)).map(|&i| &self.list[i])
    }

    /// The type of a code.
    pub(crate) fn of_code(&self, code: &str) -> Option<&DocType> {
        self.list.iter().find(|t| t.code == code)
    }

    /// Folded names of types that are printed as a heading, with the type.
    pub(crate) fn headings(&self) -> impl Iterator<Item = (&str, &DocType)> {
        self.headings.iter().map(|(n, i)| (n.as_str(), &self.list[*i]))
    }

    /// All types.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &DocType> {
        self.list.iter()
    }
}
