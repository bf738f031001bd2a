//! Names of bodies [tên cơ quan]: a known name, or a head with what follows it. In: a place
//! in the words. Out: the body, or all bodies of a list that shares one head ("các sở:
//! Tài chính, Y tế"), each as a part. A head without a name in a chain of nouns ("các sở,
//! ban, ngành") is left to `group`.

use super::Kind;
use super::place::Place;
use super::reader::{Part, Reader};
use crate::rules::{Form, Head, HeadKind, Word};

/// Letters that the short name of a unit may have.
const LETTERS: usize = 7;

/// Words that a name without entry in the gazetteer may have.
const MOST_WORDS: usize = 14;

impl Reader<'_> {
    /// The body at `at`, which may follow a determiner: then `from` is its first word.
    pub(super) fn body(&self, from: usize, at: usize, each: bool) -> Option<(Vec<Part>, usize)> {
        let known = self.g.names.longest(self.words, at).map(|(n, &i)| (n, i));
        let head = self.head(at, HeadKind::Body);
        if let (Some((n, head)), true) = (head, each)
            && let Some(found) = self.members(at + n, head, "", from)
        {
            return Some(found);
        }
        if let Some((n, index)) = known.filter(|(n, _)| head.is_none_or(|(h, _)| *n >= h) && self.form(Form::Block, at) <= *n) {
            return Some(self.known(from, at, n, index, each));
        }
        let (n, head) = head?;
        self.unknown(from, at, n, head, each)
    }

    /// A body of the gazetteer with what follows its name.
    fn known(&self, from: usize, at: usize, n: usize, index: usize, each: bool) -> (Vec<Part>, usize) {
        let level = self.g.bodies.get(index).map_or("", |b| b.level.as_str());
        let kind = if level == "group" { Kind::Group } else { Kind::Body };
        let mut part = Part::new(from, at + n, kind);
        part.needs_place = level == "local";
        part.provincial = level == "provincial";
        if self.form(Form::Office, at) == n || self.form(Form::Office, at) > 0 && n > self.form(Form::Office, at) {
            part.to = self.person(at + n).unwrap_or(at + n);
            let end = part.to;
            return (vec![part], end);
        }
        let to = if each { at + n } else { self.extension(at + n) };
        self.close(part, to, each)
    }

    /// What may follow a known name without a mark: a longer name, the body above it.
    fn extension(&self, at: usize) -> usize {
        let dash = usize::from(self.is(at, "-"));
        let next = at + dash;
        if !self.capital(next) || self.form(Form::Scope, next) > 0 || self.unit_or_place(next) || self.stop(next) > 0 {
            return at;
        }
        if self.opens_name(next) {
            return self.nested(next).unwrap_or(at);
        }
        if self.form(Form::And, next) > 0 || !self.word(next).is_some_and(Word::is_word) {
            return at;
        }
        self.run(next, next)
    }

    /// One past the name of the body at `at`, without a bracket after it.
    fn nested(&self, at: usize) -> Option<usize> {
        self.body(at, at, false).and_then(|(parts, _)| parts.last().map(|p| p.to))
    }

    /// True where the sector of `n` words at `at` is one of `head`.
    fn has_sector(&self, at: usize, n: usize, head: &Head) -> bool {
        self.g.sectors.all(self.words, at).any(|(m, heads)| m == n && heads.contains(&head.folded))
    }

    fn unit_or_place(&self, at: usize) -> bool {
        self.unit_len(at) > 0 || self.g.places.len_at(self.words, at) > 0
    }

    /// A body without an entry: its head and the words of its name.
    fn unknown(&self, from: usize, at: usize, n: usize, head: &Head, each: bool) -> Option<(Vec<Part>, usize)> {
        let start = at + n;
        let sector = self.sector(start, head);
        let printed_as_name = self.capital(at) || self.capital(start) || sector > 0 || n > 1 || each;
        if !printed_as_name {
            return None;
        }
        let own = sector > 0 && self.has_sector(start, sector, head);
        let named = if own { self.extension(start + sector) } else { self.run(start, start + sector) };
        let chained = (named == start && (each || self.chains(start))) || (each && self.noun(at) > 0);
        if chained && head.shared {
            return None;
        }
        // A lower-case word of one syllable with lower-case words is no name.
        if !self.capital(at) && !self.capital(start) && sector == 0 && n == 1 && !each {
            return None;
        }
        let mut part = Part::new(from, named, Kind::Body);
        if each && !self.capital(start) {
            part.kind = Kind::Group;
        }
        let named = if each { self.sorts(start, named) } else { named };
        let bare = named == start;
        part.needs_place = bare;
        let (mut parts, end) = self.close(part, named, each);
        if bare {
            for p in &mut parts {
                p.named = p.to > start;
            }
        }
        Some((parts, end))
    }

    /// "các trường mầm non, tiểu học và trung học cơ sở": one past the kinds of one noun, of
    /// which the first stands at `start` and the name read so far ends at `at`.
    fn sorts(&self, start: usize, at: usize) -> usize {
        let mut end = at;
        if self.form(Form::Sort, start) == 0 {
            return at;
        }
        end = end.max(start + self.form(Form::Sort, start));
        loop {
            let mark = usize::from(matches!(self.text(end), "," | "/" | "-"));
            let next = end + mark + self.form(Form::And, end + mark);
            let sort = self.form(Form::Sort, next);
            if sort == 0 || next == end {
                return end;
            }
            end = next + sort;
        }
    }

    /// True where a noun of a group follows the mark at `at`: "Sở, ban, ngành".
    fn chains(&self, at: usize) -> bool {
        let mark = usize::from(matches!(self.text(at), "," | "/" | "-"));
        let next = at + mark + self.form(Form::And, at + mark);
        next > at && !self.capital(next) && self.noun(next) > 0
    }

    /// Places, reach and brackets after a name; one part per place where it is shared.
    fn close(&self, mut part: Part, to: usize, plural: bool) -> (Vec<Part>, usize) {
        part.to = to;
        let mut end = to;
        if let Some(place) = self.place(to) {
            if !place.each.is_empty() {
                return (self.distribute(&part, to, &place), place.end);
            }
            part.place = Some((to, place.end));
            part.to = place.end;
            end = place.end;
        }
        let open = plural || part.place.is_some_and(|(a, _)| self.form(Form::Each, a) > 0 || !self.capital(part.to - 1));
        let tail = self.tails(part.to, open);
        if tail > part.to {
            if part.place.is_none() && self.form(Form::Clause, part.to) > 0 {
                part.place = Some((part.to, tail));
            }
            part.to = tail;
            end = tail;
        }
        if let Some((inside, after)) = self.bracket(part.to) {
            if inside {
                part.to = after;
            }
            end = after;
            // "Bảo hiểm xã hội (BHXH) Việt Nam": the name goes on behind its short form.
            let scope = self.form(Form::Scope, after);
            if !inside && part.place.is_none() && scope > 0 {
                part.suffix = format!(" {}", self.join(after, after + scope));
                end = after + scope;
            }
        }
        let joined = self.is(end, "-") && self.capital(end + 1) && self.opens_name(end + 1) && end == part.to;
        if let Some(after) = if joined { self.nested(end + 1) } else { None } {
            part.to = after;
            end = self.bracket(after).map_or(after, |(_, close)| close);
        }
        (vec![part], end)
    }

    fn distribute(&self, part: &Part, to: usize, place: &Place) -> Vec<Part> {
        let head = self.join(part.from, to);
        let single = |s: &super::place::Single| {
            let mut p = Part::new(s.from, s.to, part.kind);
            p.prefix = format!("{head} {}", s.unit);
            p.place = Some((s.from, s.to));
            p
        };
        place.each.iter().map(single).collect()
    }

    /// A bracket at `at`: whether it belongs to the name (a body or a place), and one past it.
    fn bracket(&self, at: usize) -> Option<(bool, usize)> {
        if !self.is(at, "(") {
            return None;
        }
        let close = (at + 1..self.words.len()).find(|&i| self.is(i, ")"))?;
        let inner = self.words.get(at + 1..close)?;
        let whole = Reader::new(self.g, inner, self.entry);
        // "Ngân hàng Nhà nước (NHNN)": the same body, shortened.
        let short = inner.iter().all(|w| w.expanded);
        let body = !short && whole.opens_name(0) && whole.body(0, 0, false).is_some_and(|(_, end)| end == inner.len());
        let country = self.form(Form::Scope, at + 1) == inner.len();
        Some(((body || country) && !inner.is_empty(), close + 1))
    }

    /// How many words the name of a sector after `head` has at `at`.
    pub(super) fn sector(&self, at: usize, head: &Head) -> usize {
        let own = self.g.sectors.all(self.words, at).find(|(_, heads)| heads.contains(&head.folded));
        own.or_else(|| self.g.sectors.longest(self.words, at).filter(|_| head.shared)).map_or(0, |(n, _)| n)
    }

    /// The names that share `head`, from `at` on: "(:) Tài chính, Y tế và Sở Nội vụ".
    /// `post` is written before each; `from` is where the whole begins.
    pub(super) fn members(&self, at: usize, head: &Head, post: &str, from: usize) -> Option<(Vec<Part>, usize)> {
        let listed = head.listed && self.is(at, ":");
        if !head.shared && !listed {
            return None;
        }
        let open = usize::from(matches!(self.text(at), ":" | "("));
        let bracket = self.is(at, "(");
        let mut parts: Vec<Part> = Vec::new();
        let (mut next, mut end) = (Some(at + open), at);
        while let Some(start) = next {
            let Some((found, stop)) = self.member(start, head, &head.folded, open > 0) else { break };
            parts.extend(found.into_iter().map(|mut p| {
                p.prefix = format!("{post}{}", p.prefix);
                p
            }));
            end = stop;
            next = self.member_mark(stop, &head.folded, open > 0);
        }
        let shared = parts.iter().filter(|p| !p.prefix.is_empty()).count();
        if parts.is_empty() || (open == 0 && shared == 0) {
            return None;
        }
        if bracket && self.is(end, ")") {
            end += 1;
        }
        if let ([only], 0) = (&mut parts[..], open) {
            // "các Sở Tư pháp": one name, no list.
            if post.is_empty() {
                only.prefix.clear();
                only.from = from;
                only.kind = Kind::Group;
            }
        }
        Some((parts, end))
    }

    /// One past the mark between two members. A full stop counts before a known sector: OCR.
    fn member_mark(&self, at: usize, head: &str, listed: bool) -> Option<usize> {
        let known = |i| self.g.sectors.all(self.words, i).any(|(_, heads)| heads.iter().any(|h| h == head));
        let mark = matches!(self.text(at), "," | ";") || (listed && self.is(at, ".") && known(at + 1));
        let next = at + usize::from(mark);
        let and = self.form(Form::And, next);
        (mark || and > 0).then_some(next + and)
    }

    fn member(&self, at: usize, head: &Head, folded: &str, listed: bool) -> Option<(Vec<Part>, usize)> {
        let own = self.g.sectors.all(self.words, at).find(|(_, heads)| heads.iter().any(|h| h == folded)).map_or(0, |(n, _)| n);
        let name = self.g.names.len_at(self.words, at).max(self.head(at, HeadKind::Body).map_or(0, |(n, _)| n));
        // "Chi cục: Kiểm lâm, Thủy lợi", "Tập đoàn: Điện lực Việt Nam": what opens names elsewhere
        // is the name here.
        let name = if listed && own == 0 && self.is_named_after(at, head) { 0 } else { name };
        let any = if own == 0 && name == 0 { self.sector(at, head) } else { own };
        if any > 0 && (any >= name || own > 0) {
            let mut part = Part::new(at, at + any, Kind::Body);
            part.prefix = format!("{} ", head.text);
            if self.is(part.to, "-") && self.capital(part.to + 1) && !self.opens_name(part.to + 1) {
                part.to = self.run(part.to + 1, part.to + 1);
            }
            let end = part.to;
            return Some((vec![part], end));
        }
        if self.form(Form::Each, at) > 0 {
            return None;
        }
        if name > 0 {
            return self.capital(at).then(|| self.body(at, at, false)).flatten();
        }
        // "các Ban KT, AT, TTBVPC": letters that nobody spells out.
        let letters = |w: &Word<'_>| w.is_all_capitals() && !w.expanded && (2..=LETTERS).contains(&w.text.chars().count());
        if !listed && head.shared && self.word(at).is_some_and(letters) && self.word(at + 1).is_none_or(|w| !w.is_word() || w.text == "&") {
            let mut part = Part::new(at, at + 1, Kind::Body);
            part.prefix = format!("{} ", head.text);
            return Some((vec![part], at + 1));
        }
        if !listed || !self.capital(at) || self.unit_or_place(at) || self.head(at, HeadKind::Post).is_some() || self.stop(at) > 0 {
            return None;
        }
        let to = self.run(at, at);
        let mut part = Part::new(at, to, Kind::Body);
        part.prefix = format!("{} ", head.text);
        (to > at).then(|| (vec![part], to))
    }

    /// True where the words at `at` are a noun that opens names, and stand for what a list's
    /// `head` is of: alone in a list of sectors, with its own name in a list of names.
    fn is_named_after(&self, at: usize, head: &Head) -> bool {
        let Some((n, own)) = self.head(at, HeadKind::Body) else { return false };
        let alone = self.word(at + n).is_none_or(|w| !w.is_word() || self.form(Form::And, at + n) > 0);
        !own.shared && !own.listed && (alone && self.g.names.len_at(self.words, at) <= n || head.listed)
    }

    /// One past the words of a name that begins at `start` and was read up to `at`.
    pub(super) fn run(&self, start: usize, at: usize) -> usize {
        let mut end = at;
        let mut lower = false;
        while end < start + MOST_WORDS {
            let Some(word) = self.word(end) else { break };
            if !word.is_word() {
                let Some(next) = self.over_mark(end) else { break };
                end = next;
                continue;
            }
            let (scope, keep) = (self.form(Form::Scope, end), self.form(Form::Keep, end));
            if scope > 0 {
                end += scope;
            } else if keep > 1 && !self.opens_name(end) {
                // "Phòng, chống thiên tai": one word of a name, comma and all.
                lower |= !word.is_capital();
                end += keep;
            } else if self.form(Form::And, end) > 0 {
                let Some(next) = self.over_and(end, lower) else { break };
                end = next;
            } else if word.is_capital() {
                if self.opens_name(end) && !self.unit_or_place(end) {
                    return self.nested(end).unwrap_or(end + 1);
                }
                if end > start && self.g.places.len_at(self.words, end) > 0 {
                    break;
                }
                end += 1;
            } else if keep > 0 || self.goes_on(end, start) {
                lower = true;
                end += keep.max(1);
            } else {
                break;
            }
        }
        end
    }

    /// True where a lower-case word at `at` belongs to the name that begins at `start`.
    fn goes_on(&self, at: usize, start: usize) -> bool {
        let place = self.unit_len(at) > 0 || self.form(Form::Level, at) > 0;
        let clause = self.form(Form::Clause, at) > 0 || self.form(Form::Tail, at) > 0;
        if place || clause {
            return false;
        }
        if self.form(Form::Each, at) > 0 {
            return at == start;
        }
        if at == start { self.form(Form::Stop, at) == 0 || self.entry } else { self.stop(at) == 0 }
    }

    /// A mark inside a name: a dash, or the comma of "Đo lường, Thử nghiệm và Chất lượng".
    fn over_mark(&self, at: usize) -> Option<usize> {
        const REACH: usize = 6;
        let next = at + 1;
        let name = self.capital(next) && !self.opens_name(next);
        let number = self.word(next).is_some_and(Word::is_number);
        match self.text(at) {
            "-" | "–" if name || (self.word(next).is_some_and(|w| !w.spaced) && !self.opens_name(next)) => Some(next),
            "," if name && !number && !self.unit_or_place(next) => {
                let and = (next + 1..next + REACH).find(|&i| !self.word(i).is_some_and(Word::is_word) || self.form(Form::And, i) > 0)?;
                let after = and + self.form(Form::And, and);
                (after > and && self.capital(after) && !self.opens_name(after)).then_some(next)
            }
            "/" | "." if self.word(next).is_some_and(|w| !w.spaced && w.is_word()) => Some(next),
            _ => None,
        }
    }

    /// "và" inside a name.
    fn over_and(&self, at: usize, lower: bool) -> Option<usize> {
        let next = at + self.form(Form::And, at);
        let word = self.word(next)?;
        let joins = if word.is_capital() {
            !word.is_number() && !self.opens_name(next) && !self.unit_or_place(next)
        } else {
            lower && self.noun(next) == 0 && !self.opens_name(next) && self.form(Form::Each, next) == 0 && self.stop(next) == 0
        };
        (joins && word.is_word()).then_some(next)
    }
}
