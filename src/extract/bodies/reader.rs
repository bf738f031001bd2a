//! Reader [đọc danh sách cơ quan]: one list of names, read word by word. In: words with
//! abbreviations written out. Out: its parts and where the list ends. How a single body,
//! post or group is read stands in `name`, `post` and `group`.

use super::{Kind, NamedBody};
use crate::letters::capitalised;
use crate::rules::{Form, Gazetteer, Head, HeadKind, Word, join};

/// One name inside a list, in words.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// What is written before the words: a shared head.
    pub(super) prefix: String,
    /// First word.
    pub(super) from: usize,
    /// One past the last word.
    pub(super) to: usize,
    /// What is written after the words: a shared place.
    pub(super) suffix: String,
    /// What it stands for.
    pub(super) kind: Kind,
    /// False for a bare head.
    pub(super) named: bool,
    /// The words of the place that closes it.
    pub(super) place: Option<(usize, usize)>,
    /// The words of the body a post belongs to.
    pub(super) object: Option<(usize, usize)>,
    /// It is a local body that means nothing without a place: `Hội đồng nhân dân`.
    pub(super) needs_place: bool,
    /// It is a body of every province: `Tòa án nhân dân`.
    pub(super) provincial: bool,
}

impl Part {
    /// A part over words `from..to`.
    pub(super) const fn new(from: usize, to: usize, kind: Kind) -> Self {
        Self {
            prefix: String::new(),
            from,
            to,
            suffix: String::new(),
            kind,
            named: true,
            place: None,
            object: None,
            needs_place: false,
            provincial: false,
        }
    }

    /// True where it names a body, or a post of a body.
    pub(super) fn is_a_body(&self) -> bool {
        match self.kind {
            Kind::Body | Kind::Group => true,
            Kind::Post => self.named,
            Kind::Person => false,
        }
    }
}

/// Words being read.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    /// What is known.
    pub(super) g: &'a Gazetteer,
    /// The words.
    pub(super) words: &'a [Word<'a>],
    /// A printed entry, without verbs; else running text.
    pub(super) entry: bool,
}

impl<'a> Reader<'a> {
    /// A reader of `words`.
    pub(super) const fn new(g: &'a Gazetteer, words: &'a [Word<'a>], entry: bool) -> Self {
        Self { g, words, entry }
    }

    /// The list that begins at word `at`: its parts and one past its last word.
    pub(super) fn items(&self, at: usize) -> (Vec<Part>, usize) {
        let mut parts: Vec<Part> = Vec::new();
        let mut end = at;
        let mut next = Some(at);
        while let Some(start) = next {
            let Some((found, stop)) = self.item(start) else { break };
            if self.is_doubtful(start, start == at) {
                break;
            }
            parts.extend(found);
            end = self.numbered(&mut parts, stop);
            next = self.separator(end);
        }
        self.share(&mut parts);
        (parts, end)
    }

    /// One body, post or group at word `at`; several where a head is shared.
    pub(super) fn item(&self, at: usize) -> Option<(Vec<Part>, usize)> {
        let (mut j, mut each, mut addressed) = (at, false, false);
        loop {
            let person = self.form(Form::Person, j);
            let n = if person > 0 { person } else { self.form(Form::Each, j) };
            if n == 0 {
                break;
            }
            each |= person == 0;
            addressed |= person > 0;
            j += n;
        }
        if !each && self.word(j).is_some_and(|w| w.folded.bytes().all(|b| b.is_ascii_digit())) && self.head(j + 1, HeadKind::Body).is_some()
        {
            each = true;
            j += 1;
        }
        let from = if addressed && !each { j } else { at };
        let read = |from, j| self.post(from, j, each).or_else(|| self.body(from, j, each)).or_else(|| self.group(from, j, each));
        let skip = self.form(Form::Each, at);
        if self.entry
            && addressed
            && !each
            && self.head(j, HeadKind::Post).is_none()
            && let Some(to) = self.person(j)
        {
            return Some((vec![Part::new(j, to, Kind::Person)], to));
        }
        let found = read(from, j).or_else(|| if addressed { self.group(at, at + skip, skip > 0) } else { None });
        let named = found.as_ref().filter(|(parts, end)| each && self.entry && parts.len() == 1 && self.is(*end, ":"));
        let list = named.and_then(|(parts, end)| self.listed_under(j, parts.first()?.to, end + 1));
        list.or(found)
    }

    /// "Lữ đoàn 6, 25 và 226", "Kho bạc Nhà nước khu vực I, II": the numbers behind the last
    /// part, which ends at `at` with one, each stand for a body of its kind.
    fn numbered(&self, parts: &mut Vec<Part>, at: usize) -> usize {
        let number = |i: usize| self.word(i).is_some_and(Word::is_number);
        let Some(first) = parts.last().cloned().filter(|p| p.kind == Kind::Body && p.to == at && at > p.from + 1 && number(at - 1)) else {
            return at;
        };
        let mut end = at;
        while let Some(next) = self.separator(end).filter(|&i| number(i)) {
            // "Tổ 5, 3 hộ": the number counts what follows.
            if self.word(next + 1).is_some_and(|w| w.is_word() && self.form(Form::And, next + 1) == 0 && self.stop(next + 1) == 0) {
                break;
            }
            let mut part = Part::new(next, next + 1, Kind::Body);
            let head = first.from + self.form(Form::Each, first.from);
            part.prefix = format!("{}{} ", first.prefix, self.join(head, at - 1));
            // "Các sư đoàn 4, 8": each is one.
            if let Some(own) = parts.last_mut().filter(|p| p.from == first.from) {
                own.from = head;
            }
            parts.push(part);
            end = next + 1;
        }
        end
    }

    /// "Các Công ty Điện lực: Nghệ An, Hà Tĩnh": what stands before the colon, words `from..to`,
    /// belongs to each of the names that fill the rest of the entry.
    fn listed_under(&self, from: usize, to: usize, at: usize) -> Option<(Vec<Part>, usize)> {
        let mut parts: Vec<Part> = Vec::new();
        let mut next = at;
        loop {
            let n = self.proper_of_unit(next);
            let end = next + n;
            if n == 0 {
                return None;
            }
            let mut part = Part::new(next, end, Kind::Body);
            part.prefix = format!("{} ", self.join(from, to));
            parts.push(part);
            if self.word(end).is_none() {
                return (parts.len() > 1).then_some((parts, end));
            }
            next = self.separator(end)?;
        }
    }

    /// One past the mark or word that joins two names at `at`.
    fn separator(&self, at: usize) -> Option<usize> {
        let mark = matches!(self.text(at), "," | ";") || (self.entry && self.is(at, "."));
        let next = at + usize::from(mark);
        let and = self.form(Form::And, next);
        (mark || and > 0).then_some(next + and)
    }

    /// True where a word that opens a passage (`first`) or stands after a comma in lower
    /// case is as likely a verb: `tổ chức`, `thanh tra`.
    pub(super) fn is_doubtful(&self, at: usize, first: bool) -> bool {
        let verb = self.form(Form::Soft, at).max(self.form(Form::Stop, at));
        let (noun, kind) = self.g.heads.longest(self.words, at).map_or((0, HeadKind::Body), |(n, h)| (n, h.kind));
        let known = self.g.names.len_at(self.words, at) >= noun.max(1);
        let lower = !self.capital(at) || (first && (kind == HeadKind::Group || !self.capital(at + noun)));
        let chained =
            matches!(self.text(at + noun), "," | "/") || [Form::And, Form::Tail, Form::Agent].iter().any(|&f| self.form(f, at + noun) > 0);
        !self.entry && lower && !known && verb >= noun && verb > 0 && !chained
    }

    /// Gives a place that stands once to all it belongs to: "HĐND, UBND các tỉnh"; and a
    /// body to the posts before it: "Chủ tịch, các Phó Chủ tịch Quốc hội".
    fn share(&self, parts: &mut [Part]) {
        for i in 0..parts.len().saturating_sub(1) {
            let (Some(this), Some(rest)) = (parts.get(i), parts.get(i + 1..)) else { return };
            let suffix = if this.kind == Kind::Body && this.needs_place && this.place.is_none() {
                rest.iter().find_map(|p| p.place)
            } else if this.kind == Kind::Body && this.provincial && this.place.is_none() {
                rest.iter().find_map(|p| p.place).filter(|&(a, _)| self.is_of_provinces(a))
            } else if this.kind == Kind::Post {
                rest.iter().find(|p| !self.is_inner(p)).filter(|next| self.waits_for_body(this, Some(next))).and_then(|p| p.object)
            } else {
                None
            };
            if let (Some((a, b)), Some(this)) = (suffix, parts.get_mut(i)) {
                this.suffix = format!(" {}", self.join(a, b));
                this.named = true;
            }
        }
    }

    /// True where "các tỉnh, thành phố" begins at `at`.
    fn is_of_provinces(&self, at: usize) -> bool {
        let unit = at + self.form(Form::Each, at);
        let lower = self.form(Form::Commune, unit).max(self.form(Form::District, unit));
        unit > at && lower == 0 && self.head(unit, HeadKind::Unit).is_some()
    }

    /// True for a post whose body stands with the next one: its deputy, or the head of a
    /// body of which this is an inner organ.
    fn waits_for_body(&self, this: &Part, next: Option<&Part>) -> bool {
        let Some(next) = next.filter(|n| n.kind == Kind::Post && n.object.is_some()) else { return false };
        match this.object {
            Some(_) => self.is_inner(this),
            None => {
                let skip = self.form(Form::Each, next.from);
                !this.named && self.form(Form::Deputy, next.from + skip) > 0
            }
        }
    }

    /// True for a post over an organ inside a body: "Chủ tịch Hội đồng quản trị".
    fn is_inner(&self, part: &Part) -> bool {
        part.object.is_some_and(|(a, b)| self.form(Form::Inner, a) == b - a)
    }

    /// Where the next part of an entry may begin: after the next mark.
    pub(super) fn next_entry_part(&self, at: usize) -> usize {
        let mut i = at;
        while i < self.words.len() && !matches!(self.text(i), "," | ";" | ":" | ".") && self.form(Form::And, i) == 0 {
            i += 1;
        }
        i + 1
    }

    /// The part as a named body.
    pub(super) fn named(&self, part: &Part) -> NamedBody {
        let words = self.join(part.from, part.to);
        let mut name = format!("{}{words}{}", part.prefix, part.suffix);
        if part.kind != Kind::Group {
            name = capitalised(&name);
        }
        let start = self.word(part.from).map_or(0, |w| w.start);
        let end = part.to.checked_sub(1).and_then(|i| self.word(i)).map_or(start, |w| w.end);
        NamedBody { name, start, end, kind: part.kind, named: part.named }
    }

    /// Words `from..to` as a name.
    pub(super) fn join(&self, from: usize, to: usize) -> String {
        join(self.words.get(from..to).unwrap_or(&[]), &self.g.vocabulary.and)
    }

    /// The word at `at`.
    pub(super) fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    /// Its printed form, empty past the end.
    pub(super) fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.text)
    }

    /// True where the word at `at` is `text`.
    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.words.get(at).is_some_and(|w| w.text == text)
    }

    /// True where the word at `at` begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(Word::is_capital)
    }

    /// How many words of a word list stand at `at`.
    pub(super) fn form(&self, form: Form, at: usize) -> usize {
        self.g.form(form).len_at(self.words, at)
    }

    /// The longest head of a kind at `at`, unless the words are a compound that only opens
    /// like one.
    pub(super) fn head(&self, at: usize, kind: HeadKind) -> Option<(usize, &'a Head)> {
        let (n, head) = self.g.heads.longest(self.words, at).filter(|(_, h)| h.kind == kind)?;
        (self.form(Form::Block, at) <= n || (kind == HeadKind::Group && self.form(Form::Block, at) <= n)).then_some((n, head))
    }

    /// How many words the unit at `at` has, though a group may open there too: "huyện, thành ủy".
    pub(super) fn unit_len(&self, at: usize) -> usize {
        match self.g.heads.longest(self.words, at) {
            Some((n, head)) if head.kind == HeadKind::Group => {
                self.g.heads.all(self.words, at).filter(|(m, h)| *m < n && h.kind == HeadKind::Unit).map(|(m, _)| m).max().unwrap_or(0)
            }
            _ => self.head(at, HeadKind::Unit).map_or(0, |(n, _)| n),
        }
    }

    /// How many words at `at` end a name: a verb, an adverb, a link.
    pub(super) fn stop(&self, at: usize) -> usize {
        let hard = self.form(Form::Stop, at);
        let soft = self.form(Form::Soft, at);
        let keep = self.form(Form::Keep, at);
        let printed = self.word(at).is_some_and(|w| !w.expanded);
        if keep > hard.max(soft) || self.entry || !printed {
            return 0;
        }
        if hard > 0 {
            return hard;
        }
        if soft > 0 && !self.capital(at) { soft } else { 0 }
    }
}
