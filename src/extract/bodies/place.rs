//! Places and tails [địa danh, phạm vi]: what stands after the name of a body and still
//! belongs to it: "tỉnh Hà Tĩnh", "các huyện, thành phố", "cấp xã", "trong tỉnh", "thuộc
//! Sở". In: a place after a name. Out: one past the last word, or the single places where
//! one name stands for several ("các xã A, B").

use super::reader::Reader;
use crate::rules::{Form, HeadKind};

/// A place that was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// One past its last word.
    pub(super) end: usize,
    /// The single places, as they are written after the body's name; empty where it is one.
    pub(super) each: Vec<Single>,
}

/// One of several places.
#[derive(Debug, Clone)]
pub(super) struct Single {
    /// The unit, where it stands with another place.
    pub(super) unit: String,
    /// First word.
    pub(super) from: usize,
    /// One past the last.
    pub(super) to: usize,
}

impl Reader<'_> {
    /// A place at `at`.
    pub(super) fn place(&self, at: usize) -> Option<Place> {
        let each = self.form(Form::Each, at);
        let first = at + each;
        let level = self.form(Form::Level, first);
        if level > 0 && (each == 0 || self.unit(first) == 0) {
            return Some(self.levels(at, first + level));
        }
        let unit = self.units(first);
        // "các huyện, thị, thành đoàn" is more than its first units.
        if let Some((n, _)) = self.head(first, HeadKind::Group).filter(|(n, _)| unit > 0 && *n > unit) {
            return Some(Place { end: first + n, each: Vec::new() });
        }
        if unit == 0 {
            let bare = if each == 0 && self.capital(at) { self.g.places.len_at(self.words, at) } else { 0 };
            return (bare > 0).then(|| Place { end: self.dashed(at + bare), each: Vec::new() });
        }
        let end = first + unit;
        if each > 0 { Some(self.plural(first, end)) } else { Some(self.singular(at, end)) }
    }

    /// "cấp huyện, cấp xã": each level is a place.
    fn levels(&self, at: usize, end: usize) -> Place {
        let mut each = vec![Single { unit: String::new(), from: at, to: end }];
        let mut last = end;
        while let Some(next) = self.join_mark(last) {
            let n = self.form(Form::Level, next);
            if n == 0 || !self.text(next).starts_with(self.text(at)) {
                break;
            }
            each.push(Single { unit: String::new(), from: next, to: next + n });
            last = next + n;
        }
        if each.len() < 2 {
            each.clear();
        }
        Place { end: last, each }
    }

    /// One past the mark that joins two places at `at`.
    fn join_mark(&self, at: usize) -> Option<usize> {
        let mark = usize::from(matches!(self.text(at), "," | "/"));
        let n = mark + self.form(Form::And, at + mark);
        (n > 0).then_some(at + n)
    }

    /// How many words the unit at `at` has.
    fn unit(&self, at: usize) -> usize {
        let fixed = self.form(Form::PluralUnit, at);
        let block = self.form(Form::Block, at);
        let unit = self.unit_len(at).max(fixed);
        if block > unit { 0 } else { unit }
    }

    /// How many words the units joined at `at` have: "huyện, thành phố, thị xã".
    fn units(&self, at: usize) -> usize {
        let mut end = at + self.unit(at);
        if end == at {
            return 0;
        }
        while !self.capital(end) {
            let dash = usize::from(self.is(end, "-") && self.unit(end + 1) > 0);
            let Some(next) = self.join_mark(end).or_else(|| (dash > 0).then_some(end + 1)) else { break };
            let n = self.unit(next);
            if n == 0 {
                break;
            }
            // "UBND xã, huyện Hương Khê" ends with the named one.
            end = next + n;
        }
        end - at
    }

    /// The name of a place at `at`: a province, or capitalised words.
    fn proper(&self, at: usize) -> usize {
        const MOST: usize = 4;
        let known = if self.capital(at) { self.g.places.len_at(self.words, at) } else { 0 };
        if known > 0 {
            return known;
        }
        let mut n = 0;
        while n < MOST
            && self.capital(at + n)
            && self.word(at + n).is_some_and(|w| w.is_word() && (n == 0 || w.spaced))
            && !self.opens_name(at + n)
        {
            n += 1;
        }
        n
    }

    /// The name right behind its unit: "xã Đoàn Kết" begins as the noun of a body does.
    pub(super) fn proper_of_unit(&self, at: usize) -> usize {
        let n = self.proper(at);
        let Some((1, head)) = self.head(at, HeadKind::Body).filter(|_| n == 0 && self.capital(at) && self.capital(at + 1)) else {
            return n;
        };
        let body = self.g.names.len_at(self.words, at) > 0 || self.sector(at + 1, head) > 0 || self.opens_name(at + 1);
        if body { 0 } else { 1 + self.proper(at + 1).max(1) }
    }

    /// True where a body or post with a head of its own opens at `at`.
    pub(super) fn opens_name(&self, at: usize) -> bool {
        let head = self.head(at, HeadKind::Body).or_else(|| self.head(at, HeadKind::Post)).map_or(0, |(n, _)| n);
        head > 0 || self.g.names.len_at(self.words, at) > 0
    }

    /// "các huyện, thành phố", "các xã: A, B và C", "các tỉnh, thành phố trực thuộc Trung ương".
    fn plural(&self, unit_at: usize, after: usize) -> Place {
        let colon = usize::from(self.is(after, ":"));
        let mut singles = Vec::new();
        let mut next = Some(after + colon);
        let mut end = after;
        while let Some(at) = next {
            let own = self.unit(at);
            let alone = || colon > 0 && self.ends_at_mark(at + self.proper_of_unit(at));
            let n = if own > 0 || singles.is_empty() || alone() { self.proper_of_unit(at + own) } else { self.proper(at + own) };
            if n == 0 || (colon == 0 && singles.is_empty() && own > 0) {
                break;
            }
            let unit = if own > 0 { String::new() } else { self.unit_of(unit_at, after, at) };
            singles.push(Single { unit, from: at, to: at + own + n });
            end = at + own + n;
            next = self.join_mark(end).filter(|&k| self.form(Form::Each, k) == 0);
        }
        if singles.len() < 2 && !(colon > 0 && singles.len() == 1) {
            singles.clear();
            end = after + self.proper(after);
        }
        Place { end: end + if singles.is_empty() { self.form(Form::Scope, end) } else { 0 }, each: singles }
    }

    /// True where no word of a name stands at `at`: "các xã: An Bình, Hội Cư".
    fn ends_at_mark(&self, at: usize) -> bool {
        self.word(at).is_none_or(|w| !w.is_word() || self.form(Form::And, at) > 0)
    }

    /// The unit that a bare name in a list has: the only one named, or the province's kind.
    fn unit_of(&self, from: usize, to: usize, name: usize) -> String {
        let known = self.g.places.longest(self.words, name).and_then(|(_, &i)| self.g.provinces.get(i));
        let one = self.unit_len(from);
        match known {
            Some(province) if to - from > one => format!("{} ", province.kind),
            _ if to - from > one => String::new(),
            _ => format!("{} ", self.join(from, to)),
        }
    }

    /// "tỉnh Hà Tĩnh", "xã A, huyện B, tỉnh C", "xã A, xã B".
    fn singular(&self, at: usize, after: usize) -> Place {
        let mut end = after + self.proper_of_unit(after);
        if end == after {
            return Place { end: end + self.form(Form::Scope, end), each: Vec::new() };
        }
        let mut each = vec![Single { unit: String::new(), from: at, to: end }];
        while let Some(next) = self.join_mark(end) {
            let unit = self.unit(next);
            let n = self.proper(next + unit);
            if unit == 0 || n == 0 {
                break;
            }
            let higher = self.is_above(next, at);
            end = next + unit + n;
            match each.last_mut() {
                Some(last) if higher => last.to = end,
                _ => each.push(Single { unit: String::new(), from: next, to: end }),
            }
        }
        if each.len() == 1 {
            each.clear();
            return if self.g.places.len_at(self.words, after) == end - after {
                self.more_provinces_of(at, after, end)
            } else {
                Place { end, each }
            };
        }
        Place { end, each }
    }

    /// True where the unit at `a` holds the one at `b`.
    fn is_above(&self, a: usize, b: usize) -> bool {
        let rank = |i| {
            if self.form(Form::Commune, i) > 0 {
                1
            } else if self.form(Form::District, i) > 0 {
                2
            } else {
                3
            }
        };
        rank(a) > rank(b)
    }

    /// "tỉnh A, B và C": the unit is shared by bare names of provinces.
    fn more_provinces_of(&self, at: usize, after: usize, end: usize) -> Place {
        let unit = format!("{} ", self.join(at, after));
        let mut place = Place { end, each: vec![Single { unit: String::new(), from: at, to: end }] };
        while let Some(next) = self.join_mark(place.end).filter(|&k| self.capital(k)) {
            let n = self.g.places.len_at(self.words, next);
            if n == 0 {
                break;
            }
            place.end = next + n;
            place.each.push(Single { unit: unit.clone(), from: next, to: place.end });
        }
        if place.each.len() < 2 {
            place.each.clear();
        }
        place
    }

    /// "Hà Nội - Hải Phòng": one name over two provinces.
    fn dashed(&self, at: usize) -> usize {
        let next = if self.is(at, "-") { self.g.places.len_at(self.words, at + 1) } else { 0 };
        if next > 0 { at + 1 + next } else { at }
    }

    /// One past the words at `at` that still belong to the name: reach, relation, clause.
    /// `open` allows what only groups carry ("có liên quan", "thuộc các sở").
    pub(super) fn tails(&self, at: usize, open: bool) -> usize {
        let mut end = at;
        loop {
            let scope = self.form(Form::Scope, end);
            let short = self.form(Form::Tail, end);
            let clause = self.form(Form::Clause, end);
            let such = self.form(Form::Such, end);
            if scope > 0 {
                end += scope;
            } else if open && self.stop(end) >= such.max(clause).max(short).max(1) {
                return end;
            } else if short > clause && (open || self.entry || self.is_relation(end)) {
                end += short;
            } else if clause > 0 && (such <= clause) {
                // "trên địa bàn" alone closes a group, too.
                let closes = (short == clause && (open || self.entry)).then_some(end + short);
                let Some(next) = self.clause(end + clause, open).or(closes) else { return end };
                end = next;
            } else if open && such > 0 {
                end = self.until_mark(end + such);
            } else if open && let Some(place) = self.place(end).filter(|p| p.each.is_empty()) {
                end = place.end;
            } else {
                return end;
            }
        }
    }

    /// Short tails hold for single bodies only where they follow a place or a group.
    fn is_relation(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1).is_some_and(|w| !w.is_capital())
    }

    /// What follows "thuộc", "của", "tại", "trên địa bàn".
    fn clause(&self, at: usize, open: bool) -> Option<usize> {
        if let Some(place) = self.place(at) {
            return Some(place.end);
        }
        if !open && !self.entry {
            return None;
        }
        if let Some((_, end)) = self.item(at) {
            return Some(end);
        }
        let mut end = at + self.form(Form::Scope, at);
        while self.capital(end) && self.word(end).is_some_and(crate::rules::Word::is_word) {
            end += 1;
        }
        if end > at {
            return Some(end);
        }
        let each = self.form(Form::Each, at);
        let end = if each > 0 { self.qualified(at + each) } else { at };
        (open && end > at).then_some(end)
    }

    /// One past the last word before a mark, a stop, or a new item.
    fn until_mark(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(word) = self.word(end) {
            let ends = !word.is_word() && word.text != "-" && word.text != "/";
            let keep = self.form(Form::Keep, end);
            if ends || (keep == 0 && (self.form(Form::Stop, end) > 0 || self.form(Form::And, end) > 0)) {
                break;
            }
            end += keep.max(1);
        }
        end
    }
}
