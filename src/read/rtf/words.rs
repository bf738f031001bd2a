//! Words: control words and symbols in, what they change or print out.

use super::state::{Destination, Ending};
use super::walk::Walk;

/// Groups of which nothing is read.
const DEAD: [&[u8]; 28] = [
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"nonshppict",
    b"header",
    b"headerl",
    b"headerr",
    b"headerf",
    b"footer",
    b"footerl",
    b"footerr",
    b"footerf",
    b"ftnsep",
    b"ftnsepc",
    b"ftncn",
    b"aftnsep",
    b"aftnsepc",
    b"aftncn",
    b"annotation",
    b"fldinst",
    b"shprslt",
    b"nonesttables",
    b"filetbl",
    b"listtable",
    b"revtbl",
    b"tc",
    b"xe",
];

/// Cells of one row; more are nonsense.
const MOST_CELLS: usize = 256;

impl Walk {
    /// A control word; `starred` says that it names a group that may be left out.
    pub(super) fn word(&mut self, name: &[u8], number: Option<i32>, starred: bool) {
        if self.enters(name, starred) {
            return;
        }
        match self.state.destination {
            Destination::Dead => {}
            Destination::Fonts => self.fonts.word(name, number),
            Destination::Quiet | Destination::Words | Destination::Label => {
                if !self.set(name, number) && !matches!(self.state.destination, Destination::Quiet) {
                    self.print(name, number);
                }
            }
        }
    }

    /// True for words that name what a group holds.
    fn enters(&mut self, name: &[u8], starred: bool) -> bool {
        if self.state.destination == Destination::Dead {
            return true;
        }
        match name {
            b"fonttbl" => self.state.destination = Destination::Fonts,
            b"listtext" | b"pntext" if self.state.destination == Destination::Words => {
                self.state.destination = Destination::Label;
                self.state.ending = Ending::Label;
            }
            b"footnote" if self.state.destination == Destination::Words => self.interrupt(Ending::Note),
            b"shptxt" | b"dptxbxtext" => self.interrupt(Ending::Box),
            b"shpinst" | b"do" | b"object" | b"upr" => self.state.destination = Destination::Quiet,
            b"result" | b"ud" => self.state.destination = Destination::Words,
            b"nesttableprops" => {}
            _ if starred || DEAD.contains(&name) => self.state.destination = Destination::Dead,
            _ => return false,
        }
        true
    }

    /// True for words that set something.
    fn set(&mut self, name: &[u8], number: Option<i32>) -> bool {
        let on = number != Some(0);
        let state = &mut self.state;
        match name {
            b"ansicpg" => self.fonts.code_page(number),
            b"mac" => self.fonts.code_page(Some(10000)),
            b"deff" => {
                self.default_font = number.unwrap_or(0);
                state.font = self.default_font;
            }
            b"f" => state.font = number.unwrap_or(self.default_font),
            b"plain" => state.plain(self.default_font),
            b"b" => state.bold = on,
            b"caps" => state.capitals = on,
            b"v" => state.hidden = on,
            b"deleted" => state.deleted = on,
            b"uc" => state.stand_ins = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
            b"pard" => state.plain_paragraph(),
            b"qc" | b"qr" => state.centred = true,
            b"ql" | b"qj" => state.centred = false,
            b"intbl" => state.in_table = on,
            b"itap" => state.depth = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
            b"trowd" => self.edges = vec![0],
            b"trleft" => {
                if let Some(first) = self.edges.first_mut() {
                    *first = number.unwrap_or(0);
                }
            }
            b"cellx" if self.edges.len() < MOST_CELLS => self.edges.push(number.unwrap_or(0)),
            _ => return false,
        }
        true
    }

    fn print(&mut self, name: &[u8], number: Option<i32>) {
        match name {
            // what is deleted or hidden still ends paragraphs and cells, but for a deleted mark
            b"par" | b"sect" if self.state.deleted => {}
            b"par" | b"sect" => self.end_paragraph(),
            b"cell" => self.end_cell(false),
            b"nestcell" => self.end_cell(true),
            b"row" => self.end_row(false),
            b"nestrow" => self.end_row(true),
            b"u" => self.unicode(number.unwrap_or(0)),
            _ if !self.state.is_printed() => {}
            b"line" | b"lbr" => self.open.break_line(),
            b"page" | b"column" => self.open.break_page(),
            _ => {
                if let Some(sign) = sign(name) {
                    self.sign(sign);
                }
            }
        }
    }

    /// A control symbol.
    pub(super) fn symbol(&mut self, symbol: u8) {
        let sign = match symbol {
            b'\\' | b'{' | b'}' => char::from(symbol),
            b'~' => '\u{a0}',
            b'_' => '-',
            // TCVN3 writes a letter with it: it is kept until decoding
            b'-' => '\u{ad}',
            b'\t' => '\t',
            b'\r' | b'\n' => return self.word(b"par", None, false),
            _ => return,
        };
        if self.skip_one() {
            return;
        }
        self.sign(sign);
    }
}

/// The sign of a word that prints one.
fn sign(name: &[u8]) -> Option<char> {
    Some(match name {
        b"tab" => '\t',
        b"emdash" => '—',
        b"endash" => '–',
        b"emspace" | b"enspace" | b"qmspace" => ' ',
        b"bullet" => '•',
        b"lquote" => '‘',
        b"rquote" => '’',
        b"ldblquote" => '“',
        b"rdblquote" => '”',
        _ => return None,
    })
}
