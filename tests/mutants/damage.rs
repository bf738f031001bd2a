//! Damage: letters of the corpus in, broken copies out, the same ones every time.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A sound file.
#[derive(Debug)]
pub(crate) struct Letter {
    pub(crate) ending: String,
    pub(crate) bytes: Vec<u8>,
}

/// A folder of further sound files, for runs by hand.
const MORE: &str = "VANBAN_MUTANTS_OF";

/// Letters of all formats, in turns of format, so that any stretch of them has all.
pub(crate) fn letters() -> Vec<Letter> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let below = |folder: PathBuf| -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let mut paths: Vec<PathBuf> = below(root.join("tests/pdf")).into_iter().filter(|p| !p.ends_with("user-password.pdf")).collect();
    paths.extend(below(root.join("tests/word")));
    for kind in below(root.join("corpus")).into_iter().filter(|p| p.is_dir()) {
        for case in below(kind) {
            paths.extend(below(case).into_iter().filter(|p| p.file_stem().is_some_and(|s| s == "letter")));
        }
    }
    if let Some(more) = std::env::var_os(MORE) {
        paths.extend(below(more.into()).into_iter().filter(|p| p.extension().is_some_and(|e| e != "tsv")));
    }
    let mut turns: Vec<(usize, String, PathBuf)> = Vec::new();
    for path in paths {
        let ending = path.extension().unwrap().to_string_lossy().into_owned();
        let turn = turns.iter().filter(|(_, e, _)| *e == ending).count();
        turns.push((turn, ending, path));
    }
    turns.sort();
    let mut letters: Vec<Letter> = turns.into_iter().map(|(_, ending, path)| Letter { ending, bytes: fs::read(path).unwrap() }).collect();
    // The corpus has none of these: the words of its texts are packed into them.
    let texts: Vec<String> = letters.iter().filter(|l| l.ending == "txt").filter_map(|l| String::from_utf8(l.bytes.clone()).ok()).collect();
    for text in texts.iter().take(4) {
        letters.push(Letter { ending: "rtf".to_owned(), bytes: rtf(text) });
        letters.push(Letter { ending: "odt".to_owned(), bytes: odt(text) });
    }
    letters
}

fn rtf(text: &str) -> Vec<u8> {
    let mut out = String::from("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\f0\\fs28\n");
    for c in text.chars() {
        match c {
            '\n' => out += "\\par\n",
            '\\' | '{' | '}' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c => out += &c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{}?", u.cast_signed())).collect::<String>(),
        }
    }
    (out + "}").into_bytes()
}

fn odt(text: &str) -> Vec<u8> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let lines: String = escaped.lines().map(|l| format!("<text:p text:style-name=\"P1\">{l}</text:p>")).collect();
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{lines}</office:text></office:body></office:document-content>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content.as_str())] {
        zip.start_file(name, packing(name)).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Numbers that look random and are always the same.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Below `n`; 0 for 0.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() >> 16).unwrap() % n.max(1)
    }

    /// A stretch of at most `most` bytes of a file.
    fn stretch(&mut self, len: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(len);
        start..(start + 1 + self.below(most)).min(len)
    }
}

/// One way to damage bytes; the second file is of the same format.
type Way = fn(&[u8], &[u8], &mut Dice) -> Vec<u8>;

const WAYS: [(&str, Way); 8] = [
    ("cut", |a, _, dice| a[..dice.below(a.len())].to_vec()),
    ("flip", |a, _, dice| {
        let mut out = a.to_vec();
        for _ in 0..1 + dice.below(40) {
            let at = dice.below(out.len());
            out[at] ^= 1 << dice.below(8);
        }
        out
    }),
    ("splice", |a, b, dice| [&a[..dice.below(a.len())], &b[dice.below(b.len())..]].concat()),
    ("repeat", |a, _, dice| {
        let part = dice.stretch(a.len(), 4000);
        [&a[..part.end], &a[part.clone()].repeat(1 + dice.below(20)), &a[part.end..]].concat()
    }),
    ("drop", |a, _, dice| {
        let part = dice.stretch(a.len(), 4000);
        [&a[..part.start], &a[part.end..]].concat()
    }),
    ("blank", |a, _, dice| {
        let (part, mut out) = (dice.stretch(a.len(), 2000), a.to_vec());
        out[part].fill([0, b' ', 0xff][dice.below(3)]);
        out
    }),
    ("move", |a, _, dice| {
        let part = dice.stretch(a.len(), 4000);
        let at = dice.below(a.len());
        [&a[..at], &a[part], &a[at..]].concat()
    }),
    // Lengths, offsets and references: digits become others.
    ("digits", |a, _, dice| {
        let mut out = a.to_vec();
        let digits: Vec<usize> = (0..out.len()).filter(|&i| out[i].is_ascii_digit()).collect();
        for _ in 0..(1 + dice.below(12)).min(digits.len()) {
            out[digits[dice.below(digits.len())]] = b'0' + u8::try_from(dice.below(10)).unwrap();
        }
        out
    }),
];

/// The mutant of a number: the letter it was, its bytes, and how it was damaged.
pub(crate) fn mutant<'a>(letters: &'a [Letter], number: usize, dice: &mut Dice) -> (&'a Letter, Vec<u8>, &'static str) {
    let mut endings: Vec<&str> = letters.iter().map(|l| l.ending.as_str()).collect();
    endings.sort_unstable();
    endings.dedup();
    // Containers break in more ways than text does: they come three times as often.
    let weighted: Vec<&str> =
        endings.iter().flat_map(|e| if matches!(*e, "txt" | "md" | "html") { vec![*e] } else { vec![*e; 3] }).collect();
    let ending = weighted[number % weighted.len()];
    let same: Vec<&Letter> = letters.iter().filter(|l| l.ending == ending).collect();
    let (one, other) = (same[dice.below(same.len())], same[dice.below(same.len())]);
    let (how, way) = WAYS[number / weighted.len() % WAYS.len()];
    // Every second damaged container is sound outside: its checksums are made to fit.
    let inside = (dice.below(2) == 0).then(|| inside(&one.bytes, &other.bytes, way, dice)).flatten();
    (one, inside.unwrap_or_else(|| way(&one.bytes, &other.bytes, dice)), how)
}

/// The mutant of a number of one sound file, and how it was damaged.
pub(crate) fn damaged(bytes: &[u8], number: usize, dice: &mut Dice) -> (Vec<u8>, &'static str) {
    let (how, way) = WAYS[number % WAYS.len()];
    (way(bytes, bytes, dice), how)
}

/// Damages one part of a zip and packs it again; `None` where it is no zip.
fn inside(one: &[u8], other: &[u8], way: Way, dice: &mut Dice) -> Option<Vec<u8>> {
    let parts = unpacked(one)?;
    let others = unpacked(other)?;
    let texts: Vec<usize> = (0..parts.len()).filter(|&i| parts[i].0.ends_with(".xml") || parts[i].0.ends_with(".rels")).collect();
    // The main text is hit as often as all other parts together.
    let main = texts.iter().copied().find(|&i| parts[i].0.ends_with("document.xml") || parts[i].0 == "content.xml");
    let hit = main.filter(|_| dice.below(2) == 0).or_else(|| texts.get(dice.below(texts.len())).copied())?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (i, (name, bytes)) in parts.iter().enumerate() {
        zip.start_file(name.as_str(), packing(name)).unwrap();
        if i == hit && !bytes.is_empty() {
            let twin = others.iter().find(|(n, b)| n == name && !b.is_empty()).map_or(bytes, |(_, b)| b);
            zip.write_all(&way(bytes, twin, dice)).unwrap();
        } else {
            zip.write_all(bytes).unwrap();
        }
    }
    Some(zip.finish().unwrap().into_inner())
}

/// How a part is packed: the one that says what an OpenDocument file is stands in clear.
fn packing(name: &str) -> SimpleFileOptions {
    let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default().compression_method(method)
}

fn unpacked(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).ok()?;
        let mut unpacked = Vec::new();
        file.read_to_end(&mut unpacked).ok()?;
        parts.push((file.name().ok()?.to_string(), unpacked));
    }
    Some(parts)
}
