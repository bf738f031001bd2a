//! Gazetteer [danh mục cơ quan, địa danh]: bodies, heads of names, abbreviations and
//! provinces of the rule files, compiled for look-up. In: [`Tables`] and the word lists of
//! the set `body.`. Out: look-ups by name, variant, abbreviation and symbol. It reads no
//! document; `extract::bodies` does, with its help.

mod form;
mod lexicon;
mod mending;
mod running;
mod vocabulary;
mod words;

pub(crate) use form::Form;
pub(crate) use lexicon::{By, Lexicon};
pub(crate) use mending::Mending;
pub(crate) use running::{Running, Said};
pub(super) use vocabulary::WordMap;
pub(crate) use vocabulary::{Vocabulary, WordId};
pub(crate) use words::{Word, join};

use super::compile::Rule;
use super::file::{AbbreviationEntry, HeadEntry};
use super::load::Tables;
use crate::letters::{bare, fold, key};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// [cơ quan] A body of the gazetteer.
#[derive(Debug, Clone)]
pub(crate) struct KnownBody {
    /// Stable id.
    pub(crate) id: String,
    /// Full name in normal case.
    pub(crate) name: String,
    /// `central`, `ministry`, `provincial`, `local`, `group`, ...
    pub(crate) level: String,
    /// It is known how it writes itself in document symbols.
    pub(crate) has_symbol: bool,
}

/// [tỉnh, thành phố] A province.
#[derive(Debug, Clone)]
pub(crate) struct Province {
    /// Name without kind.
    pub(crate) name: String,
    /// `tỉnh` or `thành phố`.
    pub(crate) kind: String,
    /// Last day of its own existence.
    pub(crate) until: Option<String>,
    /// The province it is part of since.
    pub(crate) successor: Option<String>,
}

/// What a name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begins {
    /// The name of a body of the gazetteer.
    Body,
    /// A noun that opens names of bodies or posts.
    Noun,
    /// Neither.
    Other,
}

/// What a head opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeadKind {
    /// A body: `Sở`, `Cục`.
    Body,
    /// A post: `Giám đốc`.
    Post,
    /// A generic group: `đơn vị`.
    Group,
    /// A unit of administration: `tỉnh`.
    Unit,
}

/// [danh từ đứng đầu tên] A head.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// In normal case.
    pub(crate) text: String,
    /// Folded.
    pub(crate) folded: String,
    /// What it opens.
    pub(crate) kind: HeadKind,
    /// Bare names of sectors may follow it in a list.
    pub(crate) shared: bool,
    /// Names of any kind may follow it after a colon.
    pub(crate) listed: bool,
}

/// One word of a long form.
#[derive(Debug, Clone)]
pub(crate) struct LongWord {
    /// As it is written out.
    pub(crate) text: String,
    /// Folded.
    pub(crate) folded: String,
    /// White space stands before it.
    pub(crate) spaced: bool,
    /// Its number in the vocabulary.
    pub(crate) id: WordId,
}

/// [viết tắt] A long form and where it holds.
#[derive(Debug, Clone)]
pub(crate) struct LongForm {
    /// Its words.
    pub(crate) words: Vec<LongWord>,
    /// Folded words of which one must stand before; empty: anywhere.
    pub(crate) after: Vec<Vec<String>>,
    /// It begins with a noun that opens names of bodies.
    pub(crate) opens_a_body: bool,
}

/// Words that a document's form prints, by their letters without marks.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    /// Fixed words: the state's name, labels, headings.
    pub(crate) fixed: Mending,
    /// Names of bodies and posts, which letterhead and signature print in capitals.
    pub(crate) capitals: Mending,
    /// Fixed words by their letters, as they stand where no blank was read between them.
    pub(crate) glued: BTreeMap<String, String>,
}

impl Printed {
    /// The fixed words that all of `words` are, letters that follow one another once.
    pub(crate) fn doubled(&self, words: &[Word<'_>]) -> Option<Vec<&str>> {
        let single = |letters: String| {
            let mut letters: Vec<char> = letters.chars().collect();
            letters.dedup();
            letters.into_iter().collect::<String>()
        };
        let read: Vec<String> = words.iter().map(|w| single(bare(w.folded).collect())).collect();
        let twice = words.iter().zip(&read).any(|(w, r)| bare(w.folded).count() != r.chars().count());
        let found = if twice { self.fixed.by_letters(&read)? } else { return None };
        Some(found.iter().map(|r| r.text.as_str()).collect())
    }
}

/// Everything about bodies, ready for look-up.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    /// The words of all that follows.
    pub(crate) vocabulary: Vocabulary,
    /// Bodies.
    pub(crate) bodies: Vec<KnownBody>,
    /// Provinces.
    pub(crate) provinces: Vec<Province>,
    /// Names and variants of bodies to their index.
    pub(crate) names: Lexicon<usize>,
    /// Heads.
    pub(crate) heads: Lexicon<Head>,
    /// Names of sectors, with the folded heads they follow.
    pub(crate) sectors: Lexicon<Vec<String>>,
    /// Abbreviations to what they may stand for.
    pub(crate) shorts: Lexicon<Vec<LongForm>>,
    /// Names and spellings of provinces to their index.
    pub(crate) places: Lexicon<usize>,
    /// Words whose casing is known: names, long forms, heads of bodies.
    pub(crate) casing: Lexicon<String>,
    /// Long names, for what OCR misread.
    pub(crate) mending: Mending,
    /// Names for `mending`, until it is made.
    to_mend: Vec<String>,
    /// Fixed words of the form and names of bodies, for what OCR misread there. Made when a
    /// recognised text first asks.
    printed: OnceLock<Printed>,
    /// Fixed words of the form.
    fixed: Vec<String>,
    /// Names of bodies and of posts, of several words.
    capitals: Vec<String>,
    /// Names that are others in a city, with those.
    pub(crate) in_city: Vec<(String, String)>,
    /// What opens the post of a deputy.
    deputies: Vec<String>,
    /// Phrases of running text.
    phrases: Vec<String>,
    /// The same by their letters. Made when a recognised text first asks.
    running: OnceLock<Running>,
    /// By [`Form`].
    forms: Vec<Lexicon<()>>,
    by_symbol: BTreeMap<String, Option<usize>>,
    by_name: BTreeMap<String, usize>,
    /// Names of bodies by their letters without marks; `None` where two names share them. Made
    /// when a recognised text first asks.
    by_letters: OnceLock<BTreeMap<String, Option<usize>>>,
}

impl Gazetteer {
    /// Compiles the tables and the word lists among `rules`.
    pub(crate) fn new(tables: &Tables, rules: &[Rule]) -> Self {
        let mut g = Self {
            vocabulary: Vocabulary::new(&joining_word(rules)),
            bodies: Vec::new(),
            provinces: Vec::new(),
            names: Lexicon::new(By::Folded),
            heads: Lexicon::new(By::Folded),
            sectors: Lexicon::new(By::Folded),
            shorts: Lexicon::new(By::Exact),
            places: Lexicon::new(By::Folded),
            casing: Lexicon::new(By::Folded),
            mending: Mending::default(),
            to_mend: Vec::new(),
            printed: OnceLock::new(),
            fixed: Vec::new(),
            capitals: Vec::new(),
            deputies: rules.iter().filter(|r| r.role == Form::Deputy.role()).flat_map(|r| r.keywords.clone()).collect(),
            in_city: Vec::new(),
            phrases: Vec::new(),
            running: OnceLock::new(),
            forms: Form::ALL.iter().map(|_| Lexicon::new(By::Folded)).collect(),
            by_symbol: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_letters: OnceLock::new(),
        };
        for rule in rules {
            let mut list = Form::ALL.iter().position(|f| f.role() == rule.role).and_then(|i| g.forms.get_mut(i));
            for phrase in &rule.keywords {
                if let Some(list) = &mut list {
                    list.insert(&mut g.vocabulary, phrase, ());
                }
                if rule.role == "ocr-printed" {
                    g.fixed.push(phrase.clone());
                }
            }
            // As written: what is put in the place of misread words has its capitals.
            for phrase in rule.phrases.iter().flatten().filter(|_| rule.role == "mend") {
                g.vocabulary.learn_all(phrase);
                g.to_mend.push(phrase.clone());
            }
        }
        g.phrases = running_phrases(tables, rules);
        g.add_heads(&tables.heads);
        g.add_bodies(tables);
        g.add_abbreviations(&tables.abbreviations);
        g.add_provinces(tables);
        g.mending = Mending::new(&g.vocabulary, std::mem::take(&mut g.to_mend).iter().map(String::as_str));
        g
    }

    /// Words that a document's form prints.
    pub(crate) fn printed(&self) -> &Printed {
        self.printed.get_or_init(|| {
            let words = |list: &'_ [String]| Mending::new(&self.vocabulary, list.iter().map(String::as_str));
            let glued = |phrase: &String| (bare(phrase).filter(|&c| c != ' ').collect(), phrase.clone());
            Printed { fixed: words(&self.fixed), capitals: words(&self.capitals), glued: self.fixed.iter().map(glued).collect() }
        })
    }

    /// What running text says again and again, by its letters.
    pub(crate) fn running(&self) -> &Running {
        self.running.get_or_init(|| {
            let named = self.bodies.iter().map(|b| b.name.as_str()).filter(|n| n.split(' ').count() > 2);
            Running::new(&self.vocabulary, self.phrases.iter().map(String::as_str).chain(named))
        })
    }

    fn add_heads(&mut self, heads: &[HeadEntry]) {
        for h in heads {
            let kind = match h.kind.get_ref().as_str() {
                "post" => HeadKind::Post,
                "group" => HeadKind::Group,
                "unit" => HeadKind::Unit,
                _ => HeadKind::Body,
            };
            let text = h.head.get_ref();
            let head = Head { text: text.clone(), folded: fold(text), kind, shared: h.shared, listed: h.listed };
            self.heads.insert(&mut self.vocabulary, text, head);
            if kind == HeadKind::Body || kind == HeadKind::Post {
                self.casing.insert(&mut self.vocabulary, text, text.clone());
            }
            // A signature prints them in capitals.
            if kind == HeadKind::Post && text.contains(' ') {
                self.capitals.push(text.clone());
            }
        }
    }

    fn add_bodies(&mut self, tables: &Tables) {
        for b in &tables.bodies {
            let index = self.bodies.len();
            let name = b.name.get_ref();
            for words in std::iter::once(name).chain(b.variants.iter().map(|v| v.get_ref())) {
                let folded = fold(words);
                let cut = self.cut(words, &folded);
                self.names.insert_words(&mut self.vocabulary, &cut, index);
                self.by_name.entry(key(words)).or_insert(index);
                self.casing.insert_words(&mut self.vocabulary, &cut, words.clone());
                self.add_sector(words, &folded);
                self.mend_if_long(words, 4);
                if words.contains(' ') {
                    self.capitals.push(words.clone());
                }
            }
            self.in_city.extend(b.in_city.iter().map(|c| (name.clone(), c.get_ref().clone())));
            for short in &b.abbreviations {
                self.add_short(short.get_ref(), name, &[]);
                self.by_name.entry(key(short.get_ref())).or_insert(index);
            }
            for symbol in &b.symbols {
                let k = key(symbol.get_ref());
                // A symbol that two kinds of bodies share names neither.
                self.by_symbol.entry(k).and_modify(|old| *old = None).or_insert(Some(index));
            }
            self.bodies.push(KnownBody {
                id: b.id.get_ref().clone(),
                name: name.clone(),
                level: b.level.clone(),
                has_symbol: !b.symbols.is_empty(),
            });
        }
    }

    /// What follows a shared head in the name of a body is the name of a sector.
    fn add_sector(&mut self, name: &str, folded: &str) {
        let words = self.cut(name, folded);
        let Some((n, head)) = self.heads.longest(&words, 0) else { return };
        let (Some(rest), true) = (words.get(n..).filter(|r| !r.is_empty()), head.shared) else { return };
        let head = head.folded.clone();
        let sector = join(rest, &self.vocabulary.and);
        self.casing.insert(&mut self.vocabulary, &sector, sector.clone());
        self.mend_if_long(&sector, 3);
        self.sectors.add(&mut self.vocabulary, &sector, vec![head], |old, new| old.extend(new));
    }

    /// Names of at least `least` words are known even where their marks were misread.
    fn mend_if_long(&mut self, name: &str, least: usize) {
        if name.split(' ').count() >= least {
            self.to_mend.push(name.to_owned());
        }
    }

    fn add_short(&mut self, short: &str, long: &str, after: &[String]) {
        let folded = fold(long);
        let cut = words::cut(&self.vocabulary, long, &folded, Span::new(0, long.len()));
        let opens_a_body = self.heads.longest(&cut, 0).is_some_and(|(_, h)| h.kind == HeadKind::Body);
        let words = cut
            .iter()
            .map(|w| LongWord { text: w.text.to_owned(), folded: w.folded.to_owned(), spaced: w.spaced, id: self.vocabulary.learn(w) })
            .collect();
        let after = after
            .iter()
            .map(|a| {
                let folded = fold(a);
                self.cut(a, &folded).iter().map(|w| w.folded.to_owned()).collect()
            })
            .collect();
        self.shorts.add(&mut self.vocabulary, short, vec![LongForm { words, after, opens_a_body }], |old, new| old.extend(new));
    }

    fn add_abbreviations(&mut self, entries: &[AbbreviationEntry]) {
        for a in entries {
            self.add_short(a.short.get_ref(), a.long.get_ref(), &a.after);
            self.casing.insert(&mut self.vocabulary, a.long.get_ref(), a.long.get_ref().clone());
        }
    }

    fn add_provinces(&mut self, tables: &Tables) {
        for p in &tables.provinces {
            let index = self.provinces.len();
            let name = p.name.get_ref();
            for words in std::iter::once(name).chain(p.variants.iter().map(|v| v.get_ref())) {
                self.places.insert(&mut self.vocabulary, words, index);
                self.casing.insert(&mut self.vocabulary, words, words.clone());
                self.capitals.push(format!("{} {words}", p.kind));
            }
            self.provinces.push(Province {
                name: name.clone(),
                kind: p.kind.clone(),
                until: p.until.as_ref().map(|u| u.get_ref().clone()),
                successor: p.successor.as_ref().map(|s| s.get_ref().clone()),
            });
        }
    }

    /// What opens the post of a deputy, folded.
    pub(crate) fn deputies(&self) -> Vec<&str> {
        self.deputies.iter().map(String::as_str).collect()
    }

    /// A word list; empty where the rules have none.
    pub(crate) fn form(&self, form: Form) -> &Lexicon<()> {
        &self.forms[form as usize]
    }

    /// The words of a text. `folded` is its folded twin.
    pub(crate) fn cut<'a>(&self, text: &'a str, folded: &'a str) -> Vec<Word<'a>> {
        words::cut(&self.vocabulary, text, folded, Span::new(0, text.len()))
    }

    /// The words of a part of a text, not much more than the first `most`.
    pub(crate) fn cut_some<'a>(&self, text: &'a str, folded: &'a str, span: Span, most: usize) -> Vec<Word<'a>> {
        words::cut_some(&self.vocabulary, text, folded, span, most)
    }

    /// The body of a whole name, variant or abbreviation.
    pub(crate) fn body(&self, words: &str) -> Option<&KnownBody> {
        self.by_name.get(&key(words)).and_then(|&i| self.bodies.get(i))
    }

    /// The body behind one part of a document symbol (`BTC`, `QH15`); `None` where several
    /// bodies write it so (`UBND`, `TU`, `HĐND` are of every province).
    pub(crate) fn of_symbol(&self, part: &str) -> Option<&KnownBody> {
        self.writes(part).filter(|b| matches!(b.level.as_str(), "central" | "ministry" | "agency" | "department" | "party" | "union"))
    }

    /// What a name begins with: the name of a body of the gazetteer, a noun that opens names
    /// of bodies or posts, or neither.
    pub(crate) fn begins(&self, name: &str) -> Begins {
        let folded = fold(name);
        let words = self.cut(name, &folded);
        let noun = || self.heads.longest(&words, 0).is_some_and(|(_, h)| h.kind != HeadKind::Unit);
        match self.names.longest(&words, 0) {
            Some(_) => Begins::Body,
            None if noun() => Begins::Noun,
            None => Begins::Other,
        }
    }

    /// The body whose name a name begins with.
    pub(crate) fn leading_body(&self, name: &str) -> Option<&KnownBody> {
        let folded = fold(name);
        let (_, &index) = self.names.longest(&self.cut(name, &folded), 0)?;
        self.bodies.get(index)
    }

    /// The body that writes one part of a document symbol, of a province or not; `None`
    /// where two kinds of bodies write it.
    pub(crate) fn writes(&self, part: &str) -> Option<&KnownBody> {
        let k = key(part);
        let bare = k.trim_end_matches(|c: char| c.is_ascii_digit());
        let index = self.by_symbol.get(&k).or_else(|| self.by_symbol.get(bare))?;
        self.bodies.get((*index)?)
    }

    /// True where a word joins two names or verbs.
    pub(crate) fn joins(&self, word: &str) -> bool {
        let folded = fold(word);
        self.form(Form::And).len_at(&self.cut(word, &folded), 0) > 0
    }

    /// True where some body writes `part` in its symbols.
    pub(crate) fn is_symbol(&self, part: &str) -> bool {
        self.by_symbol.contains_key(&key(part))
    }

    /// The province of a name or spelling, with or without its kind.
    pub(crate) fn province(&self, words: &str) -> Option<&Province> {
        let folded = fold(words);
        self.province_of(&self.cut(words, &folded))
    }

    /// The province at the end of a name, in the longest of its last `most` words that name one.
    pub(crate) fn province_at_end(&self, name: &str, most: usize) -> Option<&Province> {
        let from = name.rmatch_indices(' ').nth(most.saturating_sub(1)).map_or(0, |(space, _)| space + 1);
        let name = name.get(from..)?;
        let folded = fold(name);
        let words = self.cut(name, &folded);
        let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(space, _)| space + 1));
        starts.map(|s| words.partition_point(|w| w.start < s)).find_map(|first| self.province_of(words.get(first..)?))
    }

    fn province_of(&self, words: &[Word<'_>]) -> Option<&Province> {
        let skip = self.heads.longest(words, 0).filter(|(_, h)| h.kind == HeadKind::Unit).map_or(0, |(n, _)| n);
        let (n, &index) = self.places.longest(words, skip)?;
        if skip + n == words.len() { self.provinces.get(index) } else { None }
    }

    /// A name that a recogniser misread in its marks: the longest words in it that have the
    /// letters of one known body, and are not its name, put right ("Cục trưởng Cục Thuê").
    pub(crate) fn mended(&self, name: &str) -> Option<String> {
        let plain = |words: &[&str]| words.iter().flat_map(|w| bare(w)).collect::<String>();
        let known = self.by_letters.get_or_init(|| {
            let mut known: BTreeMap<String, Option<usize>> = BTreeMap::new();
            for (i, b) in self.bodies.iter().enumerate() {
                let words: Vec<&str> = b.name.split(' ').collect();
                known.entry(plain(&words)).and_modify(|old| *old = None).or_insert(Some(i));
            }
            known
        });
        let words: Vec<&str> = name.split(' ').collect();
        for from in 0..words.len() {
            for to in (from + 2..=words.len()).rev() {
                let (Some(own), Some(rest)) = (words.get(from..to), words.get(to..)) else { continue };
                let Some(&Some(index)) = known.get(&plain(own)) else { continue };
                let body = self.bodies.get(index)?;
                if self.body(&own.join(" ")).is_some() {
                    return None;
                }
                let parts = [words.get(..from)?, &[body.name.as_str()], rest];
                return Some(parts.concat().join(" "));
            }
        }
        None
    }

    /// The only province whose name has these letters, whatever their marks; else the only one
    /// that differs by one letter, where the name is long enough to tell.
    pub(crate) fn province_alike(&self, words: &str) -> Option<&Province> {
        let plain = |name: &str| name.split(' ').flat_map(bare).collect::<String>();
        let wanted = plain(words);
        let within = |most: usize| {
            let mut alike = self.provinces.iter().filter(|p| strsim::levenshtein(&plain(&p.name), &wanted) <= most);
            alike.next().filter(|_| alike.next().is_none())
        };
        within(0).or_else(|| if wanted.chars().count() > 6 { within(1) } else { None })
    }

    /// The province that a place of issue means, misread in its marks, by a letter, or behind a
    /// stray letter; `None` where it is a province as it stands, or none at all.
    pub(crate) fn misread_place(&self, printed: &str) -> Option<String> {
        if self.province(printed).is_some() {
            return None;
        }
        let alike = |words: &str| self.province_alike(words).map(|p| p.name.clone());
        let behind = || printed.split_once(' ').filter(|(stray, _)| stray.chars().count() < 2).and_then(|(_, rest)| alike(rest));
        alike(printed).or_else(behind)
    }

    /// The province that holds `name` on `date` (EDTF): its successor from the day after it
    /// was merged, itself before and where no date is known.
    pub(crate) fn province_on(&self, name: &str, date: Option<&str>) -> Option<&Province> {
        let own = self.province(name)?;
        match (&own.until, &own.successor, date) {
            (Some(until), Some(heir), Some(date)) if date > until.as_str() => self.province(heir),
            _ => Some(own),
        }
    }
}

/// Phrases of several words that sentences are made of: verbs of tasks, what ends a name, what
/// the rules list besides.
fn running_phrases(tables: &Tables, rules: &[Rule]) -> Vec<String> {
    let roles = [Form::Stop.role(), Form::Soft.role(), "said"];
    let listed = rules.iter().filter(|r| roles.contains(&r.role.as_str())).flat_map(|r| r.keywords.iter().map(String::as_str));
    let verbs = tables.verbs.iter().flat_map(|v| std::iter::once(&v.verb).chain(&v.variants)).map(|v| v.get_ref().as_str());
    let unsaid: BTreeSet<&str> = rules.iter().filter(|r| r.role == "unsaid").flat_map(|r| r.keywords.iter().map(String::as_str)).collect();
    listed.chain(verbs).filter(|p| p.contains(' ') && !unsaid.contains(p)).map(str::to_owned).collect()
}

/// The first phrase of the role `and`.
fn joining_word(rules: &[Rule]) -> String {
    rules.iter().find(|r| r.role == "and").and_then(|r| r.keywords.first()).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::rules::Rules;

    #[test]
    fn names_misread_in_their_marks_are_put_right() {
        let rules = Rules::builtin().unwrap();
        let mended = |name: &str| rules.gazetteer.mended(name);
        assert_eq!(mended("Cục trưởng Cục Thuê").as_deref(), Some("Cục trưởng Cục Thuế"));
        assert_eq!(mended("các Phòng chức năng thuộc Cục Thuê").as_deref(), Some("các Phòng chức năng thuộc Cục Thuế"));
        assert_eq!(mended("Cục Thuế các tỉnh"), None);
        assert_eq!(mended("Chợ Bến Thuê"), None);
        assert_eq!(rules.gazetteer.misread_place("Ha Nội").as_deref(), Some("Hà Nội"));
        assert_eq!(rules.gazetteer.misread_place("Q Hà Nội").as_deref(), Some("Hà Nội"));
        assert_eq!(rules.gazetteer.misread_place("Hải Phòng"), None);
        assert_eq!(rules.gazetteer.misread_place("Kien Gang").as_deref(), Some("Kiên Giang"));
        // One letter away from two provinces: neither.
        assert_eq!(rules.gazetteer.misread_place("Niên Giang"), None);
    }

    #[test]
    fn symbols_lead_to_bodies() {
        let rules = Rules::builtin().unwrap();
        let g = &rules.gazetteer;
        let id = |s: &str| g.of_symbol(s).map(|b| b.id.as_str());
        assert_eq!(id("TTg"), Some("thu-tuong-chinh-phu"));
        assert_eq!(id("CP"), Some("chinh-phu"));
        assert_eq!(id("BTC"), Some("bo-tai-chinh"));
        assert_eq!(id("BTNMT"), Some("bo-tai-nguyen-va-moi-truong"));
        assert_eq!(id("QH15"), Some("quoc-hoi"));
        assert_eq!(id("UBTVQH16"), Some("uy-ban-thuong-vu-quoc-hoi"));
        assert_eq!(id("NHNN"), Some("ngan-hang-nha-nuoc-viet-nam"));
        assert_eq!(id("TW"), Some("ban-chap-hanh-trung-uong"));
        assert_eq!(id("TCHQ"), Some("tong-cuc-hai-quan"));
        assert_eq!(id("UBND"), None);
        assert_eq!(id("TU"), None);
        assert_eq!(id("VX"), None);
    }

    #[test]
    fn provinces_by_spelling_and_date() {
        let rules = Rules::builtin().unwrap();
        let g = &rules.gazetteer;
        let name = |s: &str| g.province(s).map(|p| format!("{} {}", p.kind, p.name));
        assert_eq!(name("tỉnh Đắc Lắc").as_deref(), Some("tỉnh Đắk Lắk"));
        assert_eq!(name("HÀ TĨNH").as_deref(), Some("tỉnh Hà Tĩnh"));
        assert_eq!(name("Thừa Thiên - Huế").as_deref(), Some("thành phố Huế"));
        assert_eq!(name("thành phố Vinh"), None);
        assert_eq!(g.province_on("Hải Dương", Some("2024-05-01")).map(|p| p.name.as_str()), Some("Hải Dương"));
        assert_eq!(g.province_on("Hải Dương", Some("2025-07-01")).map(|p| p.name.as_str()), Some("Hải Phòng"));
        assert_eq!(g.province_on("Hải Dương", None).map(|p| p.name.as_str()), Some("Hải Dương"));
        assert_eq!(g.provinces.len(), 63);
        let today = g.provinces.iter().filter(|p| p.until.is_none()).count();
        assert_eq!(today, 34);
    }

    #[test]
    fn bodies_by_any_of_their_names() {
        let rules = Rules::builtin().unwrap();
        let g = &rules.gazetteer;
        assert_eq!(g.body("Uỷ ban nhân dân").map(|b| b.id.as_str()), Some("ubnd"));
        assert_eq!(g.body("VCCI").map(|b| b.name.as_str()), Some("Phòng Thương mại và Công nghiệp Việt Nam"));
    }
}
