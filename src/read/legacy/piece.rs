//! Pieces [đoạn chữ]: neighbouring runs of one font in a paragraph, judged and decoded as
//! one, because a run may end inside a letter of two code points. In: runs. Out: pieces,
//! and decoded letters back to their runs. Nothing is judged here.

use super::Run;
use super::codec::Letter;
use std::borrow::Cow;

/// What the code points of a piece are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Charset {
    /// Letters already.
    Unicode,
    /// TCVN 5712, also called ABC.
    Tcvn3,
    /// VNI for Windows.
    Vni,
    /// UTF-8 whose bytes were read as windows-1252.
    Mojibake,
    /// VISCII.
    Viscii,
    /// windows-1258 read as windows-1252.
    Windows1258,
    /// VIQR: marks typed after the letters.
    Viqr,
}

impl Charset {
    /// All that need decoding; those judged piece by piece first.
    pub(super) const DECODED: [Self; 6] = [Self::Tcvn3, Self::Vni, Self::Mojibake, Self::Viscii, Self::Windows1258, Self::Viqr];
    /// Those judged piece by piece.
    pub(super) const JUDGED: [Self; 5] = [Self::Tcvn3, Self::Vni, Self::Mojibake, Self::Viscii, Self::Windows1258];

    /// Usual name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Mojibake => "utf-8 as windows-1252",
            Self::Viscii => "viscii",
            Self::Windows1258 => "windows-1258",
            Self::Viqr => "viqr",
        }
    }

    /// What a font's name suggests.
    pub(super) fn suggested(font: Option<&str>) -> Option<Self> {
        let font = font?.trim_start().as_bytes();
        let begins = |with: &[u8]| font.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        if begins(b".vn") {
            Some(Self::Tcvn3)
        } else if begins(b"vni-") || begins(b"vni ") {
            Some(Self::Vni)
        } else {
            None
        }
    }
}

/// Neighbouring runs of one font.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The words.
    pub(super) text: Cow<'a, str>,
    /// Their font.
    pub(super) font: Option<&'a str>,
    /// Its paragraph in the document.
    pub(super) paragraph: usize,
    /// Its first run in the paragraph.
    first_run: usize,
    /// Where each run ends, in characters of the piece.
    ends: Vec<usize>,
}

/// Scripts that RTF appends to a font's name.
const SCRIPTS: [&str; 7] = [" CE", " Cyr", " Greek", " Tur", " Baltic", " (Hebrew)", " (Vietnamese)"];

impl Piece<'_> {
    /// True for fonts of TCVN3 that draw small letters as capitals: `.VnTimeH`.
    pub(super) fn draws_capitals(&self) -> bool {
        let Some(font) = self.font.filter(|_| Charset::suggested(self.font) == Some(Charset::Tcvn3)) else { return false };
        let font = SCRIPTS.iter().find_map(|script| font.strip_suffix(script)).unwrap_or(font);
        font.trim_end().ends_with('H')
    }

    /// Appends decoded letters to the runs that they come from.
    pub(super) fn distribute(&self, letters: &[Letter], runs: &mut [String]) {
        let mut run = 0;
        for letter in letters {
            while self.ends.get(run).is_some_and(|&end| letter.at >= end) {
                run += 1;
            }
            if let Some(out) = runs.get_mut(self.first_run + run) {
                out.push(letter.c);
            }
        }
    }
}

/// Joins neighbouring runs of one font.
pub(super) fn cut<'a>(paragraphs: &'a [Vec<Run<'_>>], plain: &'a [Vec<Cow<'_, str>>]) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'_>> = Vec::with_capacity(paragraphs.len());
    for (paragraph, (runs, words)) in paragraphs.iter().zip(plain).enumerate() {
        for (first_run, (run, words)) in runs.iter().zip(words).enumerate() {
            let length = words.chars().count();
            match pieces.last_mut() {
                Some(last) if last.paragraph == paragraph && last.font == run.font => {
                    last.ends.push(last.ends.last().copied().unwrap_or(0) + length);
                    last.text.to_mut().push_str(words);
                }
                _ => pieces.push(Piece { text: Cow::Borrowed(words.as_ref()), font: run.font, paragraph, first_run, ends: vec![length] }),
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_that_draw_capitals() {
        let capitals = |font| Piece { text: "".into(), font, paragraph: 0, first_run: 0, ends: vec![] }.draws_capitals();
        for font in [".VnTimeH", ".VnArialH", ".VnAvantH", ".VNTIMEH", ".VnTimeH Tur"] {
            assert!(capitals(Some(font)), "{font}");
        }
        for font in [".VnTime", "VNI-TimesH", "Times New Roman H", ".VnArabiah", ""] {
            assert!(!capitals(Some(font)), "{font}");
        }
        assert!(!capitals(None));
    }

    #[test]
    fn names_suggest_an_encoding() {
        let suggested = [".VnTime", "VNI-Times", "vni helve", "Times New Roman", ".é"].map(|f| Charset::suggested(Some(f)));
        assert_eq!(suggested, [Some(Charset::Tcvn3), Some(Charset::Vni), Some(Charset::Vni), None, None]);
    }
}
