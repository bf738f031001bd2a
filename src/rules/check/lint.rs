//! Refused constructs in patterns. In: a pattern as written, `{pieces}` and all. Out: what
//! is refused and at which byte of it. Nothing is run: whether a pattern finds what it
//! should is for [`super::proof`].

use crate::letters::fold;
use crate::rules::compile::references;
use crate::rules::load::Loaded;
use regex_syntax::ast::{
    Assertion, AssertionKind, Ast, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, Flag, Flags, FlagsItemKind, GroupKind, Literal,
    RepetitionKind, RepetitionRange, parse::Parser,
};
use std::ops::Range;
use toml::Spanned;

/// One refused construct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lint {
    /// Byte of the pattern at which it begins.
    pub(super) offset: usize,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) cure: &'static str,
    /// Wrong only because the rule runs on folded text.
    pub(super) folding: bool,
}

/// What a pattern is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A rule that runs on folded text.
    Folded,
    /// A rule that runs on the text as printed.
    Exact,
    /// A piece: it becomes a group, and may serve either kind of rule.
    Piece,
}

/// The place in the file of byte `offset` of a value, or of the whole value where TOML
/// escapes make the two run apart.
pub(super) fn place(file: &Loaded, value: &Spanned<String>, offset: usize) -> Range<usize> {
    let written = file.text.get(value.span()).unwrap_or_default();
    match written.find(value.get_ref().as_str()) {
        Some(start) if written.starts_with('\'') => {
            let at = value.span().start + start + offset;
            at..at
        }
        _ => value.span(),
    }
}

/// The pattern with every reference to a piece made a class of the same length, so that
/// it can be read by itself and every offset still holds.
fn mask(pattern: &str) -> String {
    let mut out = pattern.to_owned();
    for r in references(pattern) {
        let width = r.at.len().saturating_sub(2);
        out.replace_range(r.at, &format!("[{}]", "_".repeat(width)));
    }
    out
}

/// Reads a pattern by itself.
pub(super) fn parse(pattern: &str) -> Result<Ast, String> {
    Parser::new().parse(&mask(pattern)).map_err(|e| e.kind().to_string())
}

/// All refused constructs of a pattern, in its order; none where it cannot be read.
pub(super) fn lint(pattern: &str, part: Part) -> Vec<Lint> {
    let Ok(ast) = parse(pattern) else { return Vec::new() };
    let mut walk = Walk { part, found: Vec::new() };
    if let (Ast::Alternation(a), true) = (&ast, part != Part::Piece) {
        walk.add(a.span.start.offset, "`|` outside a group", "write (?:one|other)");
    }
    walk.ast(&ast, part != Part::Piece);
    walk.found.sort_by_key(|l| l.offset);
    walk.found
}

struct Walk {
    part: Part,
    found: Vec<Lint>,
}

impl Walk {
    fn add(&mut self, offset: usize, message: impl Into<String>, cure: &'static str) {
        self.found.push(Lint { offset, message: message.into(), cure, folding: false });
    }

    fn add_folding(&mut self, offset: usize, message: String, cure: &'static str) {
        self.found.push(Lint { offset, message, cure, folding: true });
    }

    /// `last`: nothing of the pattern follows.
    fn ast(&mut self, ast: &Ast, last: bool) {
        match ast {
            Ast::Flags(f) => self.flags(&f.flags),
            Ast::Assertion(a) => self.assertion(a),
            Ast::Literal(l) => self.words(&[l], last),
            Ast::ClassPerl(c) => self.perl(c, false),
            Ast::ClassBracketed(c) => self.class(&c.kind, c.negated),
            Ast::Repetition(r) => {
                if without_end(&r.op.kind) && any_character(&r.ast) {
                    let cure = "say what may stand there, or how much of it: [^;]{0,80}";
                    self.add(r.span.start.offset, "`.` repeated without end", cure);
                }
                self.ast(&r.ast, false);
            }
            Ast::Group(g) => {
                match &g.kind {
                    GroupKind::CaptureIndex(_) => {
                        self.add(g.span.start.offset, "a group with a number only", "write (?:...) or (?P<name>...)")
                    }
                    GroupKind::CaptureName { .. } => {}
                    GroupKind::NonCapturing(f) => self.flags(f),
                }
                self.ast(&g.ast, last);
            }
            Ast::Alternation(a) => a.asts.iter().for_each(|x| self.ast(x, last)),
            Ast::Concat(c) => self.concat(&c.asts, last),
            Ast::Empty(_) | Ast::Dot(_) | Ast::ClassUnicode(_) => {}
        }
    }

    /// Neighbouring letters are judged together: only so do two spaces or a tone placement show.
    fn concat(&mut self, asts: &[Ast], last: bool) {
        let mut run: Vec<&Literal> = Vec::new();
        for (i, a) in asts.iter().enumerate() {
            if let Ast::Literal(l) = a {
                run.push(l);
                continue;
            }
            self.words(&run, false);
            run.clear();
            self.ast(a, last && i + 1 == asts.len());
        }
        self.words(&run, last);
    }

    fn assertion(&mut self, a: &Assertion) {
        use AssertionKind::{EndLine, EndText, StartLine, StartText};
        if !matches!(a.kind, StartLine | EndLine | StartText | EndText) {
            self.add(
                a.span.start.offset,
                "a word edge in the pattern",
                "leave it out and write edges = \"word\"; the matcher judges edges",
            );
        }
    }

    fn flags(&mut self, flags: &Flags) {
        let caseless = |k: &FlagsItemKind| matches!(k, FlagsItemKind::Flag(Flag::CaseInsensitive));
        if flags.items.iter().any(|i| caseless(&i.kind)) {
            self.add(flags.span.start.offset, "`(?i)`", "leave it out; patterns run on lower case");
        }
    }

    fn perl(&mut self, c: &ClassPerl, negated: bool) {
        if c.kind == ClassPerlKind::Space && c.negated == negated {
            self.add(c.span.start.offset, "`\\s`", "write one space; the text has no others");
        }
    }

    fn class(&mut self, set: &ClassSet, negated: bool) {
        match set {
            ClassSet::Item(item) => self.item(item, negated),
            ClassSet::BinaryOp(op) => {
                self.class(&op.lhs, negated);
                self.class(&op.rhs, negated);
            }
        }
    }

    fn item(&mut self, item: &ClassSetItem, negated: bool) {
        match item {
            ClassSetItem::Literal(l) => self.letter(l),
            ClassSetItem::Range(r) => {
                self.letter(&r.start);
                self.letter(&r.end);
            }
            ClassSetItem::Perl(c) => self.perl(c, negated),
            ClassSetItem::Bracketed(c) => self.class(&c.kind, negated != c.negated),
            ClassSetItem::Union(u) => u.items.iter().for_each(|i| self.item(i, negated)),
            ClassSetItem::Empty(_) | ClassSetItem::Ascii(_) | ClassSetItem::Unicode(_) => {}
        }
    }

    fn letter(&mut self, l: &Literal) {
        if self.part == Part::Folded && l.c.is_uppercase() {
            let message = format!("upper case `{}` in a pattern that runs on lower case", l.c);
            self.add_folding(l.span.start.offset, message, "write it small, or write case = \"exact\"");
        }
    }

    /// Letters in a row. One fault a row is enough.
    fn words(&mut self, run: &[&Literal], last: bool) {
        let Some(first) = run.first() else { return };
        let text: String = run.iter().map(|l| l.c).collect();
        if let Some(l) = run.windows(2).find(|w| w.iter().all(|l| l.c == ' ')).and_then(|w| w.first()) {
            self.add(l.span.start.offset, "two spaces", "write one space; the text has no others");
        }
        if self.part != Part::Folded {
            return;
        }
        if let Some(l) = run.iter().find(|l| l.c.is_uppercase()) {
            self.letter(l);
        } else if let Some(folded) = never_found(&text, last) {
            let message = format!("`{text}` is never found: the text it runs on has `{folded}`");
            self.add_folding(first.span.start.offset, message, "write it as the folded text has it");
        }
    }
}

/// What the folded text has instead of `text`, where it differs whatever may follow.
fn never_found(text: &str, last: bool) -> Option<String> {
    // A letter may follow and end the syllable elsewhere (`to` `á` `n`): then nothing is said.
    let closed = if last { text.len() } else { text.trim_end_matches(char::is_alphabetic).len() };
    let folded = fold(&text[..closed]);
    (folded != text[..closed]).then_some(folded)
}

fn without_end(kind: &RepetitionKind) -> bool {
    matches!(kind, RepetitionKind::ZeroOrMore | RepetitionKind::OneOrMore | RepetitionKind::Range(RepetitionRange::AtLeast(_)))
}

fn any_character(ast: &Ast) -> bool {
    match ast {
        Ast::Dot(_) => true,
        Ast::Group(g) => any_character(&g.ast),
        Ast::Repetition(r) => any_character(&r.ast),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pattern: &str, part: Part) -> Vec<(usize, String)> {
        lint(pattern, part).into_iter().map(|l| (l.offset, l.message)).collect()
    }

    #[test]
    fn refuses_what_the_matcher_does_itself() {
        for (pattern, offset, message) in [
            (r"số \b{so}", 5, "a word edge in the pattern"),
            (r"(?i)số", 2, "`(?i)`"),
            (r"(?i:số)", 2, "`(?i)`"),
            ("theo.*số", 4, "`.` repeated without end"),
            ("theo.+?số", 4, "`.` repeated without end"),
            ("theo(?:.){3,}", 4, "`.` repeated without end"),
            ("(số) {so}", 0, "a group with a number only"),
            ("số|ngày", 0, "`|` outside a group"),
            ("{so}A", 4, "upper case `A` in a pattern that runs on lower case"),
            ("[a-zĐ]", 4, "upper case `Đ` in a pattern that runs on lower case"),
            (r"số\s{so}", 4, "`\\s`"),
            (r"[\s,]", 1, "`\\s`"),
            ("số  {so}", 4, "two spaces"),
        ] {
            assert_eq!(said(pattern, Part::Folded), [(offset, message.to_owned())], "{pattern}");
        }
    }

    #[test]
    fn says_what_folded_text_never_has() {
        let never = |a: &str, b: &str| vec![(0, format!("`{a}` is never found: the text it runs on has `{b}`"))];
        assert_eq!(said("hoà giải", Part::Folded), never("hoà giải", "hòa giải"));
        assert_eq!(said("xã hội hoá", Part::Folded), never("xã hội hoá", "xã hội hóa"));
        assert_eq!(said("toá(?:n|c)", Part::Folded), []);
        assert_eq!(said("hoà", Part::Exact), []);
        assert_eq!(said("tuỳ", Part::Folded), []);
    }

    #[test]
    fn leaves_good_patterns_alone() {
        for pattern in ["(?:số|ngày) {so}/{nam}", r"\S{1,9}[^\s;]{2,}", r"\p{L}+(?P<x>[0-9]+)", "[^;]*", ".{0,80}", "^số$"] {
            assert_eq!(said(pattern, Part::Folded), [], "{pattern}");
        }
        assert_eq!(said("QĐ-[A-Z]{2,}", Part::Exact), []);
        assert_eq!(said("(?:số)|[A-Z]|hoà", Part::Piece), []);
    }
}
