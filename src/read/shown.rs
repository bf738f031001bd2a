//! Shown: a source in, one string per line out, with where the line stands and how it looks:
//! `0.1.2 bc|words` is a bold, centred line in table 0, row 1, column 2. For tests only.

use super::{Opening, Part, Source};

/// The lines of a source; one that does not open a paragraph begins with `+`.
pub(crate) fn shown(source: &Source) -> Vec<String> {
    let line = |line: &super::Line| {
        let part = match line.part {
            Part::Body => String::new(),
            Part::Cell { table, row, column } => format!("{table}.{row}.{column} "),
            Part::Footnote => "note ".to_owned(),
        };
        let marks = [(line.opening != Opening::Paragraph, "+"), (line.bold, "b"), (line.centred, "c")];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
        format!("{part}{marks}|{}", &source.text[line.start..line.end])
    };
    source.lines.iter().map(line).collect()
}
