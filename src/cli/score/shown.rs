//! Scores as a person reads them: tables, and words with their places. One line per item.

use super::wholes;
use std::io::{self, Write};
use vanban::record::Level;
use vanban::score::{DocumentMiss, Field, FieldChange, Figures, LevelRow, Moved, Said, Scores, field_changes};

/// Characters shown of a long passage.
const WIDTH: usize = 90;

/// The figures of every field, then the documents wholly right.
pub(super) fn table(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    documents(out, scores)?;
    let (p, r, f1) = ("P", "R", "F1");
    writeln!(out, "{:22}{:>6}{:>7}{:>7}{p:>8}{r:>8}{f1:>8}{:>9}{p:>8}{r:>8}{f1:>8}", "field", "gold", "found", "right", "strict")?;
    for row in scores.rows() {
        let (f, s) = (row.figures, row.strict);
        write!(out, "{:22}{:6}{:7}{:7}{:8.3}{:8.3}{:8.3}", row.field, f.gold, f.found, f.right, f.precision, f.recall, f.f1)?;
        writeln!(out, "{:9}{:8.3}{:8.3}{:8.3}", s.right, s.precision, s.recall, s.f1)?;
    }
    writeln!(out, "\n{:22}{:>10}{:>7}{:>8}", "wholly right", "documents", "right", "share")?;
    for (name, whole) in wholes(scores).into_iter().filter(|(_, w)| w.documents > 0) {
        writeln!(out, "{name:22}{:10}{:7}{:8.3}", whole.documents, whole.right, whole.share)?;
    }
    Ok(())
}

/// How often values of each level were right, by field and in all.
pub(super) fn levels(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    documents(out, scores)?;
    writeln!(out, "{:22}{:>10}{:>8}{:>8}{:>8}", "field", "level", "found", "right", "share")?;
    let rows = scores.levels();
    let name = |level: Level| format!("{level:?}").to_lowercase();
    for row in &rows {
        writeln!(out, "{:22}{:>10}{:8}{:8}{:8.3}", row.field, name(row.level), row.found, row.right, row.share)?;
    }
    writeln!(out)?;
    for level in [Level::Certain, Level::Likely, Level::Doubtful] {
        let of = |count: fn(&LevelRow) -> u32| rows.iter().filter(|r| r.level == level).map(count).sum::<u32>();
        let (found, right) = (of(|r| r.found), of(|r| r.right));
        if found > 0 {
            writeln!(out, "{:22}{:>10}{found:8}{right:8}{:8.4}", "all", name(level), f64::from(right) / f64::from(found))?;
        }
    }
    Ok(())
}

fn documents(out: &mut impl Write, scores: &Scores) -> io::Result<()> {
    let noun = if scores.documents == 1 { "document" } else { "documents" };
    writeln!(out, "{} {noun}, {} without a record", scores.documents, scores.without_record)
}

/// What differs, document by document.
pub(super) fn misses(out: &mut impl Write, misses: &[DocumentMiss]) -> io::Result<()> {
    let mut last = "";
    for DocumentMiss { document, miss } in misses {
        if document != last {
            writeln!(out, "{document}")?;
            last = document;
        }
        if let Some(of) = &miss.of {
            writeln!(out, "  {}", short(of))?;
        }
        for (side, list) in [("want", &miss.want), ("got ", &miss.got)] {
            if list.is_empty() {
                writeln!(out, "    {side}  -")?;
            }
            for said in list {
                writeln!(out, "    {side}  {}", item(said))?;
            }
        }
    }
    Ok(())
}

/// What changed: a table of fields that did, then every item.
pub(super) fn against(out: &mut impl Write, old: &Scores, new: &Scores, moved: &[Moved]) -> io::Result<()> {
    documents(out, new)?;
    writeln!(out, "{:22}{:>10}{:>8}{:>8}{:>6}", "field", "F1 before", "now", "gained", "lost")?;
    let same = |c: &FieldChange| c.gained == 0 && c.lost == 0 && c.before == c.after;
    let all = field_changes(old, new, moved);
    for change in all.iter().filter(|c| !same(c)) {
        let f1 = |f: Option<Figures>| f.map_or("-".to_owned(), |f| format!("{:.3}", f.f1));
        writeln!(out, "{:22}{:>10}{:>8}{:8}{:6}", change.field, f1(change.before), f1(change.after), change.gained, change.lost)?;
    }
    let count = |gain: bool| moved.iter().filter(|m| m.change.is_gain() == gain).count();
    let unchanged = all.iter().filter(|c| same(c)).count();
    writeln!(out, "{} gained, {} lost; {unchanged} fields as before", count(true), count(false))?;
    items(out, moved)
}

fn items(out: &mut impl Write, moved: &[Moved]) -> io::Result<()> {
    let mut last: (&str, Option<Field>) = ("", None);
    for m in moved {
        if m.document != last.0 {
            writeln!(out, "\n{}", m.document)?;
            last = (&m.document, None);
        }
        if last.1 != Some(m.field) {
            writeln!(out, "  {}", m.field)?;
            last.1 = Some(m.field);
        }
        let sign = if m.change.is_gain() { '+' } else { '-' };
        let of = m.of.as_deref().map(|of| format!("  (of {})", short(of))).unwrap_or_default();
        writeln!(out, "    {sign} {:8}{}{of}", change(m), item(&m.said))?;
    }
    Ok(())
}

const fn change(moved: &Moved) -> &'static str {
    use vanban::score::Change;
    match moved.change {
        Change::Found => "found",
        Change::Gone => "gone",
        Change::Missed => "missed",
        Change::Wrong => "wrong",
    }
}

/// Words and place.
fn item(said: &Said) -> String {
    format!("{}  {}", short(&said.words), said.place()).trim_end().to_owned()
}

/// On one line, long passages cut.
fn short(words: &str) -> String {
    let line = words.replace(char::is_control, " ");
    let cut: String = line.chars().take(WIDTH).collect();
    if cut.len() < line.len() { format!("{cut}...") } else { line }
}
