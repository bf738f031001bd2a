//! OCR [nhận dạng ký tự quang học]: the picture of a page in, its words with places and
//! confidences out. Straightened first; turned upright only where the first try reads
//! badly, since that costs a second one. What the words mean, and in what order they stand
//! on the page, is not asked here.

mod figures;
mod picture;
mod skew;
mod strokes;
mod tesseract;
mod tsv;

pub(crate) use picture::{Picture, Quarter, float, whole};
pub(crate) use tsv::{Word, WordLine};

use super::{Limits, Progress};
use crate::letters::is_syllable;
use std::borrow::Cow;
use std::time::Duration;
use thiserror::Error;

/// Resolution that recognition is done at: 300 reads no better (shared facts, readers).
pub(crate) const DPI: f32 = 200.0;
/// A page of which fewer words in a hundred are Vietnamese lies badly or is no text.
const READS_BADLY: usize = 45;
/// After every try, a page below this is dropped.
const UNREADABLE: usize = 30;
/// So few words say nothing about how the page lies.
const FEW_WORDS: usize = 8;

/// Why a page was not recognised.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum Fault {
    /// The program or its Vietnamese is not installed.
    #[error("the recogniser is not installed")]
    Missing,
    /// It did not finish within so many seconds.
    #[error("not recognised within {0} s")]
    Slow(u64),
    /// It failed, and said this.
    #[error("the recogniser failed: {0}")]
    Failed(String),
}

/// A recognised page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recognised {
    /// Its lines, in the recogniser's order, in pixels of the picture as it was read.
    pub(crate) lines: Vec<WordLine>,
    /// The whole turn that made it upright.
    pub(crate) turn: Quarter,
    /// Degrees clockwise that made it level, after the turn.
    pub(crate) level: f32,
    /// True where what was recognised makes no words.
    pub(crate) garbage: bool,
}

/// Recognises one page.
pub(crate) fn recognise(page: &Picture, limits: &Limits, progress: &Progress<'_>) -> Result<Recognised, Fault> {
    let limit = Duration::from_secs(u64::from(limits.ocr_seconds));
    let first = attempt(page, Quarter::None, limit)?;
    progress();
    let read = share(&first.lines);
    if read.0 >= READS_BADLY || read.1 < FEW_WORDS {
        // A few strokes taken for letters are no text either.
        return Ok(Recognised { garbage: read.0 < UNREADABLE, ..first });
    }
    let mut best = (read.0, first);
    for turn in turns(page, limit) {
        // A try that fails leaves what the others found.
        progress();
        let Ok(tried) = attempt(&page.turned(turn), turn, limit) else { continue };
        let (good, _) = share(&tried.lines);
        if good > best.0 {
            best = (good, tried);
        }
        if best.0 >= READS_BADLY {
            break;
        }
    }
    let (good, mut found) = best;
    found.garbage = good < UNREADABLE;
    Ok(found)
}

fn attempt(page: &Picture, turn: Quarter, limit: Duration) -> Result<Recognised, Fault> {
    let level = skew::skew(page);
    let straight = if level == 0.0 { Cow::Borrowed(page) } else { Cow::Owned(page.straightened(level)) };
    let mut lines = tsv::lines(&tesseract::words(&straight, limit)?);
    figures::settle(&mut lines, &straight, limit);
    Ok(Recognised { lines, turn, level, garbage: false })
}

/// The turns worth a try: what the recogniser thinks, else upside down.
fn turns(page: &Picture, limit: Duration) -> Vec<Quarter> {
    let said = tesseract::orientation(page, limit).ok();
    let degrees = said.as_deref().and_then(|s| s.lines().find_map(|l| l.strip_prefix("Rotate: ")));
    match degrees.map(str::trim) {
        Some("90") => vec![Quarter::Right],
        Some("180") => vec![Quarter::Over],
        Some("270") => vec![Quarter::Left],
        _ => vec![Quarter::Over],
    }
}

/// How many words in a hundred are Vietnamese syllables, and how many words there are.
fn share(lines: &[WordLine]) -> (usize, usize) {
    let mut all = 0;
    let mut good = 0;
    for word in lines.iter().flatten() {
        let letters = word.text.trim_matches(|c: char| !c.is_alphabetic());
        if letters.chars().count() < 2 {
            continue;
        }
        all += 1;
        good += usize::from(word.confidence >= 30 && is_syllable(letters));
    }
    ((good * 100).checked_div(all).unwrap_or(0), all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[(&str, u8)]) -> WordLine {
        let word = |(text, confidence): &(&str, u8)| Word {
            text: (*text).to_owned(),
            x0: 0.0,
            y0: 0.0,
            x1: 1.0,
            y1: 1.0,
            confidence: *confidence,
        };
        words.iter().map(word).collect()
    }

    #[test]
    fn vietnamese_words_are_counted() {
        let good = line(&[("Kính", 90), ("gửi:", 88), ("Sở", 95), ("15", 90)]);
        assert_eq!(share(&[good]), (100, 3));
        let bad = line(&[("Buạq", 40), ("gửi", 10), ("WJ1X", 60), ("dụng", 70)]);
        assert_eq!(share(&[bad]), (25, 4));
        assert_eq!(share(&[]), (0, 0));
    }
}
