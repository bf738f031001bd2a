//! Groups [nhóm cơ quan, đơn vị]: chains of nouns without names of their own: "các sở, ban,
//! ngành trong tỉnh", "các cơ quan, đơn vị liên quan". In: a place in the words. Out: one
//! part for the whole chain, or the bodies it announces ("các sở, ngành: Tài chính, ...").

use super::Kind;
use super::reader::{Part, Reader};
use crate::rules::{Form, Head, HeadKind, Word};

/// Words that may qualify one noun.
const MOST_WORDS: usize = 8;

impl Reader<'_> {
    /// The group at `at`, which begins at `from` with its determiner.
    pub(super) fn group(&self, from: usize, at: usize, each: bool) -> Option<(Vec<Part>, usize)> {
        self.chain(from, at, each, false)
    }

    /// As [`Reader::group`]; `joined` lets the chain go on over further determiners, as after
    /// a post: "Thủ trưởng các cấp, các ngành".
    pub(super) fn chain(&self, from: usize, at: usize, each: bool, joined: bool) -> Option<(Vec<Part>, usize)> {
        let first = self.noun(at);
        if first == 0 {
            return None;
        }
        let unit = self.head(at, HeadKind::Unit).is_some();
        if unit && !each {
            return None;
        }
        let mut shared = self.shared_head(at);
        let mut end = self.qualified(at + first);
        loop {
            let next = self.next_noun(end, joined || self.counts_all(from));
            let Some(next) = next else { break };
            shared = shared.or_else(|| self.shared_head(next));
            end = self.qualified(next + self.noun(next));
        }
        if matches!(self.text(end), ":" | "(")
            && let Some(found) = self.announced(end, shared)
        {
            return Some(found);
        }
        let mut part = Part::new(from, end, Kind::Group);
        part.to = self.tails(end, true);
        let mut stop = part.to;
        if let Some(found) = self.namely(stop) {
            return Some(found);
        }
        if self.is(stop, "(")
            && let Some(close) = (stop + 1..self.words.len()).find(|&i| self.is(i, ")"))
        {
            stop = close + 1;
            if self.entry || self.head(part.to + 1, HeadKind::Group).is_some() {
                part.to = stop;
            }
        }
        Some((vec![part], stop))
    }

    /// "(cụ thể Phòng Nội vụ, Thanh tra thị xã)": the bodies a group stands for, and one past
    /// the bracket.
    pub(super) fn namely(&self, at: usize) -> Option<(Vec<Part>, usize)> {
        if !self.is(at, "(") {
            return None;
        }
        let cue = self.form(Form::Namely, at + 1);
        let (parts, mut end) = self.items(at + 1 + cue);
        while self.is(end, ".") || self.is(end, "…") {
            end += 1;
        }
        let all = parts.iter().all(|p| p.kind == Kind::Body && p.named);
        let enough = parts.len() > usize::from(cue == 0);
        (all && enough && self.is(end, ")")).then_some((parts, end + 1))
    }

    /// True where the determiner at `at` takes all: "tất cả các cấp, các ngành".
    fn counts_all(&self, at: usize) -> bool {
        self.form(Form::Each, at) > 1
    }

    /// How many words the noun of a group at `at` has: a generic noun, a bare shared head,
    /// or a unit.
    pub(super) fn noun(&self, at: usize) -> usize {
        if let Some((n, _)) = self.head(at, HeadKind::Group) {
            return n;
        }
        if let Some((n, head)) = self.head(at, HeadKind::Body) {
            let bare = head.shared && self.is_bare(at + n, head);
            return if bare { n } else { 0 };
        }
        self.head(at, HeadKind::Unit).filter(|(n, _)| !self.capital(at + n)).map_or(0, |(n, _)| n)
    }

    /// True where no name follows a head that ends at `at`.
    fn is_bare(&self, at: usize, head: &Head) -> bool {
        let Some(word) = self.word(at) else { return true };
        if !word.is_word() || self.form(Form::And, at) > 0 || self.form(Form::Tail, at) > 0 || self.form(Form::Clause, at) > 0 {
            return !self.is(at, "&");
        }
        if self.form(Form::Such, at) > 0 || self.stop(at) > 0 {
            return true;
        }
        let noun = self.head(at, HeadKind::Group).is_some() || self.head(at, HeadKind::Unit).is_some();
        let body = self.head(at, HeadKind::Body).is_some_and(|(_, h)| h.shared);
        (noun || body) && !word.is_capital() || (body && self.sector(at, head) == 0)
    }

    fn shared_head(&self, at: usize) -> Option<&Head> {
        self.head(at, HeadKind::Body).map(|(_, h)| h).filter(|h| h.shared)
    }

    /// The next noun of a chain, over a mark or none: "sở, ngành", "phòng ban".
    fn next_noun(&self, at: usize, joined: bool) -> Option<usize> {
        let mark = usize::from(matches!(self.text(at), "," | "/" | "-"));
        let mut next = at + mark + self.form(Form::And, at + mark);
        if joined && next > at {
            next += self.form(Form::Each, next);
        }
        let noun = self.noun(next);
        let body = self.g.names.len_at(self.words, next) > noun;
        if noun == 0 || body || (next == at && self.capital(next) && self.head(next, HeadKind::Body).is_none()) {
            return None;
        }
        // "các đơn vị, tổ chức triển khai": a verb.
        (!self.is_doubtful(next, false)).then_some(next)
    }

    /// One past the words that qualify a noun: "doanh nghiệp viễn thông".
    pub(super) fn qualified(&self, at: usize) -> usize {
        let mut end = at;
        while end < at + MOST_WORDS {
            let Some(word) = self.word(end).filter(|w| w.is_word()) else { break };
            let scope = self.form(Form::Scope, end);
            if scope > 0 {
                end += scope;
                continue;
            }
            let tail = self
                .form(Form::Tail, end)
                .max(self.form(Form::Clause, end))
                .max(self.form(Form::Such, end))
                .max(self.form(Form::Each, end));
            let place =
                self.head(end, HeadKind::Unit).is_some() || self.form(Form::Level, end) > 0 || self.g.places.len_at(self.words, end) > 0;
            let joint = self.form(Form::And, end) > 0;
            if tail > 0 || place || joint || self.stop(end) > 0 || self.noun(end) > 0 {
                break;
            }
            if word.is_capital() && self.opens_name(end) {
                break;
            }
            end += self.form(Form::Keep, end).max(1);
        }
        end
    }

    /// What a colon or bracket after a chain announces: bodies, or nothing we can list.
    fn announced(&self, at: usize, shared: Option<&Head>) -> Option<(Vec<Part>, usize)> {
        if let Some(head) = shared {
            return self.members(at, head, "", at).filter(|_| self.is(at, ":") || self.closes(at));
        }
        if !self.entry || !self.is(at, ":") {
            return None;
        }
        let (parts, end) = self.items(at + 1);
        let all = !parts.is_empty() && parts.iter().all(|p| p.kind == Kind::Body && p.named);
        all.then_some((parts, end))
    }

    /// True where the bracket at `at` is closed.
    fn closes(&self, at: usize) -> bool {
        self.is(at, "(") && self.words.iter().skip(at).any(|w: &Word<'_>| w.text == ")")
    }
}
