//! Context [ngữ cảnh]: what each piece is, by its own words where they suffice, by its
//! neighbours of the same font where they do not, and last by the whole document. In:
//! pieces. Out: one verdict each. In doubt the verdict is Unicode, which changes nothing.

use super::judge::{Evidence, Tally, has_unicode_letters, is_suspicious, weigh};
use super::piece::{Charset, Piece};
use super::tables::Tables;

/// One verdict for each piece.
pub(super) type Verdicts = Vec<Charset>;

/// What is known of a piece.
struct Known<'a> {
    evidence: Evidence,
    font: Option<&'a str>,
    /// Its own words suffice.
    sure: Option<Charset>,
}

/// Decides for each piece.
pub(super) fn decide(pieces: &[Piece<'_>], tables: &Tables) -> Verdicts {
    let known: Vec<Known<'_>> = pieces
        .iter()
        .map(|piece| {
            if has_unicode_letters(&piece.text) && !is_suspicious(&piece.text) {
                return Known { evidence: Evidence::default(), font: piece.font, sure: Some(Charset::Unicode) };
            }
            let evidence = weigh(&piece.text, tables);
            Known { evidence, font: piece.font, sure: sure(&evidence) }
        })
        .collect();
    let before = nearest(known.iter());
    let mut after = nearest(known.iter().rev());
    after.reverse();
    let whole = Whole::new(&known);
    let around = before.into_iter().zip(after);
    known.iter().zip(around).map(|(piece, (before, after))| piece.sure.unwrap_or_else(|| unsure(piece, before, after, &whole))).collect()
}

/// Another encoding is spoken for as much as the best: "Phùng Bá Trạch" in VISCII is
/// "Phựng Bỏ Trếch" in TCVN3.
fn has_rival(evidence: &Evidence) -> bool {
    let (best, tally) = evidence.best();
    Charset::JUDGED.into_iter().filter(|&c| c != best).map(|c| evidence.of(c)).any(|t| t.pro >= tally.pro && t.con <= tally.con)
}

/// The verdict of a piece whose own words are many and agree.
fn sure(evidence: &Evidence) -> Option<Charset> {
    let (charset, tally) = evidence.best();
    if !has_rival(evidence)
        && tally.pro >= 3
        && tally.pro >= 4 * tally.con
        && tally.good * 10 >= tally.words * 6
        && evidence.sounds_vietnamese()
    {
        return Some(charset);
    }
    let cons = Charset::JUDGED.map(|c| evidence.of(c)).iter().all(|t| t.con >= 2 && t.con > t.pro);
    cons.then_some(Charset::Unicode)
}

/// For each piece, the verdict of the last sure piece of its font before it, and how many
/// pieces ago that was.
fn nearest<'k, 'a: 'k>(known: impl Iterator<Item = &'k Known<'a>>) -> Vec<Option<(usize, Charset)>> {
    let mut last: Vec<(Option<&str>, usize, Charset)> = Vec::new();
    known
        .enumerate()
        .map(|(at, piece)| {
            let seen = last.iter_mut().find(|(font, ..)| *font == piece.font);
            match (piece.sure, seen) {
                (Some(charset), Some(seen)) => *seen = (piece.font, at, charset),
                (Some(charset), None) => last.push((piece.font, at, charset)),
                (None, Some((_, then, charset))) => return Some((at - *then, *charset)),
                (None, None) => {}
            }
            None
        })
        .collect()
}

/// What the document says as a whole.
struct Whole<'a> {
    /// The unsure pieces of each font together.
    fonts: Vec<(Option<&'a str>, Evidence)>,
    /// All unsure pieces together.
    all: Evidence,
    /// The encoding of most sure pieces that is not Unicode.
    main: Option<Charset>,
    /// Some piece is surely Unicode.
    has_unicode: bool,
}

impl<'a> Whole<'a> {
    fn new(known: &[Known<'a>]) -> Self {
        let mut fonts: Vec<(Option<&str>, Evidence)> = Vec::new();
        let mut all = Evidence::default();
        let mut counts = [0_usize; Charset::JUDGED.len()];
        for piece in known {
            if let Some(at) = piece.sure.and_then(|sure| Charset::JUDGED.iter().position(|&c| c == sure)) {
                counts[at] += 1;
            }
            if piece.sure.is_some() {
                continue;
            }
            all.add(&piece.evidence);
            match fonts.iter_mut().find(|(font, _)| *font == piece.font) {
                Some((_, sum)) => sum.add(&piece.evidence),
                None => fonts.push((piece.font, piece.evidence)),
            }
        }
        let most = Charset::JUDGED.into_iter().zip(counts).max_by_key(|&(charset, count)| (count, std::cmp::Reverse(charset)));
        let main = most.filter(|&(_, count)| count > 0).map(|(charset, _)| charset);
        Self { fonts, all, main, has_unicode: known.iter().any(|k| k.sure == Some(Charset::Unicode)) }
    }
}

/// The verdict of a piece whose own words are too few.
fn unsure(piece: &Known<'_>, before: Option<(usize, Charset)>, after: Option<(usize, Charset)>, whole: &Whole<'_>) -> Charset {
    let prior = Charset::suggested(piece.font);
    // Two words that nothing speaks against outweigh other pieces.
    if let Some(own) = suffices(&piece.evidence, prior, whole.has_unicode) {
        let Tally { pro, good, words, .. } = piece.evidence.of(own);
        // One word more ("tậc" for "TĐC") is an abbreviation's doing between lines that agree.
        let between = before.zip(after).map(|((_, b), (_, a))| (b, a)).filter(|&(b, a)| a == b && b != Charset::Unicode);
        let agreed = between.map(|(b, _)| b).filter(|&b| pro <= piece.evidence.of(b).pro + 1);
        if pro > 1 && good == words && !has_rival(&piece.evidence) {
            return agreed.unwrap_or(own);
        }
    }
    let near = [before, after].into_iter().flatten().min();
    if let Some((_, charset)) = near {
        return if fits(&piece.evidence, charset, prior == Some(charset)) { charset } else { Charset::Unicode };
    }
    // No sure piece in this font: its unsure ones together, then all of them.
    let of_font = whole.fonts.iter().find(|(font, _)| *font == piece.font).map(|(_, sum)| sum);
    for sum in of_font.into_iter().chain([&whole.all]) {
        if let Some(charset) = suffices(sum, prior, whole.has_unicode)
            && fits(&piece.evidence, charset, prior == Some(charset))
        {
            return charset;
        }
    }
    match whole.main {
        Some(main) if prior == Some(main) && fits(&piece.evidence, main, true) => main,
        // In another font: only words that nothing speaks against.
        Some(main) if piece.evidence.of(main).pro > 0 && piece.evidence.of(main).good == piece.evidence.of(main).words => main,
        _ => match suffices(&piece.evidence, prior, whole.has_unicode) {
            Some(own) if piece.evidence.of(own).pro > 1 => own,
            _ => Charset::Unicode,
        },
    }
}

/// True where nothing in a piece speaks against an encoding that its neighbours have.
fn fits(evidence: &Evidence, charset: Charset, font_agrees: bool) -> bool {
    if charset == Charset::Unicode {
        return true;
    }
    let Tally { pro, con, good, words, .. } = evidence.of(charset);
    pro >= con && (con == 0 || pro > con) && (font_agrees || good * 2 >= words)
}

/// The encoding that a handful of words prove.
fn suffices(evidence: &Evidence, prior: Option<Charset>, has_unicode: bool) -> Option<Charset> {
    let (charset, Tally { pro, con, good, words, telling }) = evidence.best();
    let enough = match pro {
        0 => false,
        // One word: where the font agrees, or where it is strange enough by itself.
        1 => prior == Some(charset) || (telling == 1 && !has_unicode),
        _ => true,
    };
    (enough && con == 0 && good * 10 >= words * 6 && evidence.sounds_vietnamese()).then_some(charset)
}
