//! From the shape of a rule file to what runs: pieces expanded, patterns compiled,
//! keywords gathered for the gate.

use super::fault::{Fault, line_column};
use super::file::{Case, Edges, RuleEntry};
use super::pattern::{Pattern, When};
use crate::letters::fold;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A rule that can be run.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Stable id.
    pub(crate) id: String,
    /// What the code does with a match.
    pub(crate) role: String,
    /// The expanded pattern.
    pub(crate) regex: Pattern,
    /// Named groups and their index in `regex`.
    pub(crate) groups: Vec<(String, usize)>,
    /// Folded keywords.
    pub(crate) keywords: Vec<String>,
    /// Which ends must fall between words.
    pub(crate) edges: Edges,
    /// Which text it runs on.
    pub(crate) case: Case,
    /// Higher wins among equally long matches.
    pub(crate) priority: i32,
    /// Fixed values.
    pub(crate) gives: BTreeMap<String, String>,
    /// For a rule of phrases, the phrases as they are run: its keywords are its matches,
    /// and no pattern need be tried.
    pub(crate) phrases: Option<Vec<String>>,
    opens_with_keyword: OnceLock<bool>,
}

impl Rule {
    /// True where every match begins at one of its keywords: no other place need be tried.
    pub(crate) fn opens_with_keyword(&self) -> bool {
        let told = || matches!(self.edges, Edges::Word | Edges::Start) && self.case == Case::Fold;
        *self.opens_with_keyword.get_or_init(|| told() && self.regex.opens_with(&self.keywords))
    }

    /// A fixed value the rule gives.
    pub(crate) fn gives(&self, key: &str) -> Option<&str> {
        self.gives.get(key).map(String::as_str)
    }
}

/// Pieces by name, as written.
pub(crate) type Pieces = BTreeMap<String, String>;

/// Where faults are collected, and how an offset becomes a place.
pub(crate) struct Faults<'a> {
    /// File name for messages.
    pub(crate) file: &'a str,
    /// File content.
    pub(crate) text: &'a str,
    /// All faults so far.
    pub(crate) list: &'a mut Vec<Fault>,
}

impl Faults<'_> {
    /// Adds one fault at a byte range of the file.
    pub(crate) fn add(&mut self, at: &Range<usize>, message: impl Into<String>, cure: impl Into<String>) {
        let (line, column) = line_column(self.text, at.start);
        self.list.push(Fault { file: self.file.to_owned(), line, column, message: message.into(), cure: cure.into() });
    }
}

/// Compiles one entry; a fault leaves `None`.
pub(crate) fn compile(entry: &RuleEntry, pieces: &Pieces, when: When, faults: &mut Faults<'_>) -> Option<Rule> {
    let id = entry.id.get_ref().clone();
    let (source, at) = match (&entry.pattern, entry.phrases.is_empty()) {
        (Some(p), true) => match expand(p.get_ref(), pieces) {
            Ok(s) => (s, p.span()),
            Err(e) => {
                faults.add(&p.span(), format!("{id}: {e}"), "name a piece of this file or of pieces.toml");
                return None;
            }
        },
        (None, false) => (phrases_pattern(entry), entry.id.span()),
        _ => {
            faults.add(&entry.id.span(), format!("{id}: needs either `pattern` or `phrases`"), "write exactly one of the two");
            return None;
        }
    };
    let (regex, groups) = match Pattern::new(source, when) {
        Ok(r) => r,
        Err(e) => {
            faults.add(&at, format!("{id}: {e}"), "mend the pattern; patterns are regular expressions with {pieces}");
            return None;
        }
    };
    let keywords: Vec<String> = entry.keywords.iter().chain(&entry.phrases).map(|k| fold(k.get_ref())).collect();
    if keywords.is_empty() && !entry.ungated {
        faults.add(&entry.id.span(), format!("{id}: has no keywords"), "add words of which one must occur in every match");
        return None;
    }
    Some(Rule {
        id,
        role: entry.role.get_ref().clone(),
        regex,
        groups,
        keywords,
        edges: entry.edges,
        case: entry.case,
        priority: entry.priority,
        gives: entry.gives.clone(),
        phrases: entry.pattern.is_none().then(|| phrases(entry)),
        opens_with_keyword: OnceLock::new(),
    })
}

/// Phrases as they are run: folded, unless case tells things apart.
fn phrases(entry: &RuleEntry) -> Vec<String> {
    let as_run = |words: &String| match entry.case {
        Case::Fold => fold(words),
        Case::Exact => words.clone(),
    };
    entry.phrases.iter().map(|p| as_run(p.get_ref())).collect()
}

/// Longest phrase first, so that the alternation finds the longest.
fn phrases_pattern(entry: &RuleEntry) -> String {
    let mut words = phrases(entry);
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    let escaped: Vec<String> = words.iter().map(|w| regex::escape(w)).collect();
    format!("(?:{})", escaped.join("|"))
}

/// One `{name}`, `{name:alias}` or `{=name}` in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference<'p> {
    /// Where it stands in the pattern, braces included.
    pub(crate) at: Range<usize>,
    /// The piece meant.
    pub(crate) piece: &'p str,
    /// The group it becomes; `None` for `{=name}`.
    pub(crate) group: Option<&'p str>,
}

/// All references of a pattern, in order. A piece starts with a letter, so `{1,3}` is none;
/// nor is what follows `\p`, `\P`, `\x` or a backslash.
pub(crate) fn references(pattern: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = pattern[from..].find('{').map(|i| from + i) {
        let Some(close) = pattern[open..].find('}').map(|i| open + i) else { break };
        let before = &pattern[..open];
        let escaped = ["\\p", "\\P", "\\x", "\\"].iter().any(|e| before.ends_with(e));
        let name = &pattern[open + 1..close];
        if !escaped && name.starts_with(|c: char| c.is_ascii_lowercase() || c == '=') {
            let (piece, group) = match (name.strip_prefix('='), name.split_once(':')) {
                (Some(n), _) => (n, None),
                (None, Some((n, alias))) => (n, Some(alias)),
                (None, None) => (name, Some(name)),
            };
            found.push(Reference { at: open..close + 1, piece, group });
        }
        from = close + 1;
    }
    found
}

/// Replaces `{name}` by the piece as a named group, `{name:alias}` by the piece under
/// another name, and `{=name}` by the piece without a group.
pub(crate) fn expand(pattern: &str, pieces: &Pieces) -> Result<String, String> {
    expand_within(pattern, pieces, 0)
}

fn expand_within(pattern: &str, pieces: &Pieces, depth: usize) -> Result<String, String> {
    if depth > 16 {
        return Err("pieces refer to each other in a circle".to_owned());
    }
    let mut out = String::with_capacity(pattern.len() * 4);
    let mut from = 0;
    for reference in references(pattern) {
        out.push_str(&pattern[from..reference.at.start]);
        let body = pieces.get(reference.piece).ok_or_else(|| format!("no piece named {{{}}}", reference.piece))?;
        let body = expand_within(body, pieces, depth + 1)?;
        match reference.group {
            None => out.push_str("(?:"),
            Some(group) => {
                out.push_str("(?P<");
                out.push_str(group);
                out.push('>');
            }
        }
        out.push_str(&body);
        out.push(')');
        from = reference.at.end;
    }
    out.push_str(&pattern[from..]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        Pieces::from([
            ("so".into(), "[0-9]{1,5}[a-z]?".into()),
            ("so_hieu".into(), "{=so}/{nam}".into()),
            ("nam".into(), "20[0-9]{2}".into()),
        ])
    }

    #[test]
    fn names_groups_and_leaves_counts_alone() {
        assert_eq!(expand("số {so}", &pieces()).as_deref(), Ok("số (?P<so>[0-9]{1,5}[a-z]?)"));
        assert_eq!(expand("{=so}-{so:den}", &pieces()).as_deref(), Ok("(?:[0-9]{1,5}[a-z]?)-(?P<den>[0-9]{1,5}[a-z]?)"));
        assert_eq!(expand("\\p{L}{2,}", &pieces()).as_deref(), Ok("\\p{L}{2,}"));
    }

    #[test]
    fn pieces_nest_and_unknown_ones_are_named() {
        assert_eq!(expand("{=so_hieu}", &pieces()).as_deref(), Ok("(?:(?:[0-9]{1,5}[a-z]?)/(?P<nam>20[0-9]{2}))"));
        assert_eq!(expand("{nope}", &pieces()), Err("no piece named {nope}".to_owned()));
    }
}
