//! Fonts [bảng phông chữ]: the font table in, the name and the encoding of each font out.

use encoding_rs::Encoding;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How the bytes of a font's text are read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bytes {
    /// In an encoding.
    In(&'static Encoding),
    /// As codes of a font of pictures.
    Codes,
}

/// One font.
#[derive(Debug, Clone, Default)]
struct Font {
    name: Rc<str>,
    charset: Option<i32>,
    /// Code page, where the font itself names one.
    page: Option<i32>,
}

/// The font table.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: BTreeMap<i32, Font>,
    /// The font that is being read, and its name so far.
    reading: i32,
    name: Vec<u8>,
    /// Code page of the document.
    page: Option<i32>,
}

impl Fonts {
    /// The document names its code page.
    pub(super) const fn code_page(&mut self, page: Option<i32>) {
        self.page = page;
    }

    /// A control word inside the table.
    pub(super) fn word(&mut self, name: &[u8], number: Option<i32>) {
        match name {
            b"f" => {
                self.reading = number.unwrap_or(0);
                self.name.clear();
                self.fonts.insert(self.reading, Font::default());
            }
            b"fcharset" => self.change(|font| font.charset = number),
            b"cpg" => self.change(|font| font.page = number),
            _ => {}
        }
    }

    /// Bytes inside the table: a name, ended by a semicolon.
    pub(super) fn text(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if *byte == b';' {
                let name = String::from_utf8_lossy(&std::mem::take(&mut self.name)).trim().to_owned();
                self.change(|font| font.name = Rc::from(name));
            } else {
                self.name.push(*byte);
            }
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Font)) {
        if let Some(font) = self.fonts.get_mut(&self.reading) {
            change(font);
        }
    }

    /// The name of a font.
    pub(super) fn name(&self, number: i32) -> Option<Rc<str>> {
        self.fonts.get(&number).map(|font| Rc::clone(&font.name)).filter(|name| !name.is_empty())
    }

    /// How the text of a font is read.
    pub(super) fn bytes(&self, number: i32) -> Bytes {
        let font = self.fonts.get(&number);
        let of_document = || Bytes::In(self.page.map_or(encoding_rs::WINDOWS_1252, page));
        if let Some(own) = font.and_then(|font| font.page) {
            return Bytes::In(page(own));
        }
        match font.and_then(|font| font.charset) {
            None | Some(1) => of_document(),
            Some(2) => Bytes::Codes,
            Some(charset) => Bytes::In(page(page_of_charset(charset))),
        }
    }
}

/// The code page of a charset. Word invents Turkish, Baltic and Central European twins of
/// fonts and takes from them the letters that Western has not: ă and đ are Central European.
const fn page_of_charset(charset: i32) -> i32 {
    match charset {
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => 1252,
    }
}

fn page(number: i32) -> &'static Encoding {
    let label = match number {
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        65001 => "utf-8",
        874 | 1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252),
        _ => "windows-1252",
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}
