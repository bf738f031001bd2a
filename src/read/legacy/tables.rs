//! Tables [bảng mã]: the byte tables of the encodings, read from the `.tsv` files beside
//! this one. In: nothing. Out: letters by code. A line that is no entry is skipped; the
//! tests count the entries.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};

const TCVN3: &str = include_str!("tcvn3.tsv");
const VNI: &str = include_str!("vni.tsv");
const VISCII: &str = include_str!("viscii.tsv");

/// A letter for each of 256 bytes; `None` where the encoding has none of its own.
type ByBytes = [Option<char>; 256];

/// The byte tables.
#[derive(Debug)]
pub(super) struct Tables {
    tcvn3: ByBytes,
    vni_single: ByBytes,
    /// Sorted by the two bytes.
    vni_pairs: Vec<([u8; 2], char)>,
    viscii: ByBytes,
    windows_1258: ByBytes,
    /// Characters of windows-1252 beyond Latin-1, sorted, with their bytes.
    windows_1252: Vec<(char, u8)>,
}

impl Tables {
    /// Reads the tables.
    pub(super) fn new() -> Self {
        let mut vni_single = [None; 256];
        let mut vni_pairs = Vec::new();
        for (code, letter) in entries(VNI) {
            match *code.as_slice() {
                [only] => vni_single[usize::from(only)] = Some(letter),
                [base, mark] => vni_pairs.push(([base, mark], letter)),
                _ => {}
            }
        }
        vni_pairs.sort_unstable();
        let (windows_1252, windows_1258) = windows();
        Self { tcvn3: single_bytes(TCVN3), vni_single, vni_pairs, viscii: single_bytes(VISCII), windows_1258, windows_1252 }
    }

    /// The byte that was read as `c` by windows-1252 or Latin-1.
    pub(super) fn byte(&self, c: char) -> Option<u8> {
        if let Ok(byte) = u8::try_from(c) {
            return Some(byte);
        }
        let at = self.windows_1252.binary_search_by_key(&c, |&(c, _)| c).ok()?;
        self.windows_1252.get(at).map(|&(_, byte)| byte)
    }

    /// The letter of a character in TCVN3.
    pub(super) fn tcvn3(&self, c: char) -> Option<char> {
        u8::try_from(c).ok().and_then(|byte| self.tcvn3[usize::from(byte)])
    }

    /// The letter of one character in VNI.
    pub(super) fn vni(&self, c: char) -> Option<char> {
        u8::try_from(c).ok().and_then(|byte| self.vni_single[usize::from(byte)])
    }

    /// The letter of two characters in VNI. The mark may be of the other case than the base,
    /// as some typists left it.
    pub(super) fn vni_pair(&self, base: char, mark: char) -> Option<char> {
        let find = |mark: char| {
            let code = [u8::try_from(base).ok()?, u8::try_from(mark).ok()?];
            let at = self.vni_pairs.binary_search_by_key(&code, |&(code, _)| code).ok()?;
            self.vni_pairs.get(at).map(|&(_, letter)| letter)
        };
        let other = |mark: char| if mark.is_uppercase() { mark.to_lowercase().next() } else { mark.to_uppercase().next() };
        find(mark).or_else(|| find(other(mark)?))
    }

    /// The letter of a character in VISCII.
    pub(super) fn viscii(&self, c: char) -> Option<char> {
        self.byte(c).and_then(|byte| self.viscii[usize::from(byte)])
    }

    /// The letter or tone mark of a character in windows-1258, where it is another than in
    /// windows-1252.
    pub(super) fn windows_1258(&self, c: char) -> Option<char> {
        self.byte(c).and_then(|byte| self.windows_1258[usize::from(byte)])
    }
}

/// What windows-1252 has beyond Latin-1, and where windows-1258 differs from it.
fn windows() -> (Vec<(char, u8)>, ByBytes) {
    let mut beyond = Vec::new();
    let mut differing = [None; 256];
    for byte in 0x80..=u8::MAX {
        let of = |encoding: &'static encoding_rs::Encoding| encoding.decode_without_bom_handling(&[byte]).0.chars().next();
        let (Some(western), Some(vietnamese)) = (of(WINDOWS_1252), of(WINDOWS_1258)) else { continue };
        if u8::try_from(western).is_err() {
            beyond.push((western, byte));
        }
        if western != vietnamese {
            differing[usize::from(byte)] = Some(vietnamese);
        }
    }
    beyond.sort_unstable();
    (beyond, differing)
}

fn single_bytes(table: &str) -> ByBytes {
    let mut by_bytes = [None; 256];
    for (code, letter) in entries(table) {
        if let [byte] = *code.as_slice() {
            by_bytes[usize::from(byte)] = Some(letter);
        }
    }
    by_bytes
}

/// Code and letter of each line.
fn entries(table: &str) -> impl Iterator<Item = (Vec<u8>, char)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (hex, letter) = line.split_once('\t')?;
        let code = (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok()).collect::<Option<_>>()?;
        Some((code, letter.chars().next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters_of(table: &str) -> Vec<char> {
        let mut letters: Vec<char> = entries(table).map(|(_, letter)| letter).collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    }

    #[test]
    fn each_table_is_whole() {
        assert_eq!([TCVN3, VNI, VISCII].map(|t| entries(t).count()), [74, 134, 134]);
        let all = letters_of(VNI);
        assert_eq!((all.len(), &all), (134, &letters_of(VISCII)));
        // TCVN3: all 67 small letters, and the seven capitals with a byte of their own.
        let tcvn3 = letters_of(TCVN3);
        let (small, capital): (Vec<char>, Vec<char>) = tcvn3.iter().partition(|c| c.is_lowercase());
        assert_eq!(small, all.iter().copied().filter(|c| c.is_lowercase()).collect::<Vec<_>>());
        assert_eq!(capital, ['Â', 'Ê', 'Ô', 'Ă', 'Đ', 'Ơ', 'Ư']);
    }

    #[test]
    fn windows_1258_differs_in_its_letters_and_tones() {
        let tables = Tables::new();
        assert_eq!(
            "ÌÒÞìòðõýãÃÐÕÝ".chars().filter_map(|c| tables.windows_1258(c)).collect::<String>(),
            "\u{300}\u{309}\u{303}\u{301}\u{323}đơưăĂĐƠƯ"
        );
        assert_eq!(tables.windows_1258('á'), None);
        assert_eq!(['€', '\u{81}', 'ÿ', 'ạ'].map(|c| tables.byte(c)), [Some(0x80), Some(0x81), Some(0xff), None]);
    }
}
