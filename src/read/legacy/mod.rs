//! Legacy encodings [bảng mã cũ]: runs in, their words out. A stand-in that decodes nothing.

/// One run of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run<'a> {
    /// Code points as the format gives them; bytes as Windows-1252.
    pub text: &'a str,
    /// The font's name, where the format says it.
    pub font: Option<&'a str>,
}

/// Decoded runs, paragraph by paragraph.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// One string for each run that came in.
    pub paragraphs: Vec<Vec<String>>,
    /// What was decoded, as its usual name.
    pub encoding: Option<&'static str>,
}

/// Decodes the runs of a document.
pub(crate) fn decode(paragraphs: &[Vec<Run<'_>>]) -> Decoded {
    let _ = paragraphs.iter().flatten().filter_map(|run| run.font).count();
    let paragraphs = paragraphs.iter().map(|runs| runs.iter().map(|run| run.text.to_owned()).collect()).collect();
    Decoded { paragraphs, encoding: None }
}
