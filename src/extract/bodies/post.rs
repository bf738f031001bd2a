//! Posts [chức danh]: "Giám đốc Sở Tài chính", "Chủ tịch UBND các huyện", "Thủ trưởng các
//! đơn vị". In: a place in the words. Out: a post with the body it belongs to, one part per
//! body where the post is shared ("Giám đốc các Sở: Tài chính, Y tế"); or with the name of
//! the person who holds it.

use super::Kind;
use super::reader::{Part, Reader};
use crate::rules::{Form, HeadKind};

impl Reader<'_> {
    /// The post at `at`, which begins at `from` with its determiner.
    pub(super) fn post(&self, from: usize, at: usize, each: bool) -> Option<(Vec<Part>, usize)> {
        let (n, _) = self.head(at, HeadKind::Post)?;
        if self.g.names.len_at(self.words, at) > n {
            return None;
        }
        let mut end = at + self.before_body(at, n);
        if self.is(end, "(") && self.head(end + 1, HeadKind::Post).is_some_and(|(m, _)| self.is(end + 1 + m, ")")) {
            end += 2 + self.head(end + 1, HeadKind::Post).map_or(0, |(m, _)| m);
        }
        if let Some(found) = self.of_body(from, at, end) {
            return Some(found);
        }
        let mut part = Part::new(from, end, Kind::Post);
        if let Some(to) = self.person(end) {
            part.kind = Kind::Person;
            part.to = to;
            return Some((vec![part], to));
        }
        if let Some(place) = self.place(end).filter(|p| p.each.is_empty()) {
            part.to = self.tails(place.end, each);
            return Some((vec![part.clone()], part.to));
        }
        part.to = self.tails(end, each || self.form(Form::Clause, end) > 0);
        part.named = part.to > end;
        // A lone lower-case word is no post.
        if !part.named && !self.capital(at) && n < 2 {
            return None;
        }
        Some((vec![part.clone()], part.to))
    }

    /// How many of the `n` words at `at` are the post: "Trưởng Ban quản lý ..." is a `Trưởng`,
    /// "Chánh Văn phòng HĐND và UBND" a `Chánh` of the office that both share.
    fn before_body(&self, at: usize, n: usize) -> usize {
        if let Some(own) = (1..n).find(|&k| self.g.names.len_at(self.words, at + k) > n - k) {
            return own;
        }
        let shorter = self.g.heads.all(self.words, at).any(|(m, h)| m + 1 == n && h.kind == HeadKind::Post);
        let last = at + n - 1;
        let longer = shorter && self.body(last, last, false).is_some_and(|(_, end)| end > at + n);
        if longer { n - 1 } else { n }
    }

    /// The post over the body or group that follows at `end`.
    fn of_body(&self, from: usize, at: usize, end: usize) -> Option<(Vec<Part>, usize)> {
        let each = self.form(Form::Each, end);
        let body_at = end + each;
        let post = format!("{} ", self.join(at, end));
        let (bodies, stop) = self.body(end, body_at, each > 0).or_else(|| self.chain(end, body_at, each > 0, true))?;
        if let [only] = &bodies[..]
            && only.prefix.is_empty()
        {
            let tail = if stop == only.to { self.tails(stop, self.form(Form::Each, from) > 0) } else { only.to };
            let mut part = Part::new(from, tail, Kind::Post);
            part.object = Some((only.from, only.to));
            part.place = only.place;
            part.named = only.named || only.kind == Kind::Group;
            return Some((vec![part], stop.max(tail)));
        }
        let over = |b: Part| {
            let mut part = Part::new(b.from, b.to, Kind::Post);
            part.prefix = if b.prefix.is_empty() { post.clone() } else { format!("{post}{}", b.prefix) };
            part.object = Some((b.from, b.to));
            part
        };
        Some((bodies.into_iter().map(over).collect(), stop))
    }

    /// One past the name of a person at `at`: two to five capitalised words of letters.
    pub(super) fn person(&self, at: usize) -> Option<usize> {
        const MOST: usize = 5;
        let mut end = at;
        let part_of_name = |i: usize| {
            self.word(i).is_some_and(|w| w.text.starts_with(char::is_uppercase) && w.spaced && !w.is_all_capitals())
                && self.head(i, HeadKind::Body).is_none()
                && self.form(Form::Scope, i) == 0
        };
        while end < at + MOST && part_of_name(end) {
            end += 1;
        }
        (end >= at + 2 && self.g.names.len_at(self.words, at) == 0).then_some(end)
    }
}
