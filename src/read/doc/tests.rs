//! What a Word 97-2003 file becomes. The letters, bodies and people in `tests/word/` are
//! invented; the files were made with LibreOffice.

use super::read;
use crate::read::shown::shown;
use crate::read::{Limits, ReadError, Source};

const LETTER: &[u8] = include_bytes!("../../../tests/word/letter.doc");
const TCVN3: &[u8] = include_bytes!("../../../tests/word/tcvn3.doc");

fn source(bytes: &[u8]) -> Result<Source, ReadError> {
    read(bytes, &Limits::default())
}

fn code(bytes: &[u8]) -> &'static str {
    source(bytes).map_or_else(|e| e.code(), |_| "read")
}

#[test]
fn a_letter_is_read_line_by_line() {
    let source = source(LETTER).unwrap();
    assert_eq!(
        shown(&source),
        [
            "0.0.0 bc|SỞ Y TẾ",
            "0.0.0 +bc|CHI CỤC DÂN SỐ",
            "0.0.0 |Số: 27/CCDS-TCHC",
            "0.0.1 bc|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "0.0.1 c|Thử Nghiệm, ngày 05 tháng 3 năm 2024",
            "|HỎA TỐC",
            "|Kính gửi:\tCác trạm y tế xã",
            "+|",
            "|Chi cục đề nghị CÁC TRẠM báo cáo trước ngày 15/3/2024.",
            "b|Điều 1. Phạm vi",
            "|a) Xã A;",
            "|b) Xã B.",
            "|Điều 2. Thời hạn",
            "|- Gạch đầu dòng",
            "1.0.0 |STT",
            "1.0.1 |Nội dung",
            "1.0.2 |Thời hạn",
            "1.1.0 |I. Chung",
            "1.1.2 |Quý I",
            "bc|Nguyễn Văn Thử",
            "note |Theo mẫu số 2.",
        ]
    );
    assert_eq!(source.encoding, None);
}

#[test]
fn runs_in_legacy_fonts_are_decoded_with_their_fonts() {
    let source = source(TCVN3).unwrap();
    assert_eq!(shown(&source), ["b|SỞ Y TẾ", "|Số: 12/QĐ-SYT ngày 5/3/2003", "|Bộ trưởng Bộ Y tế quyết định kèm theo Phụ lục năm 2003."]);
    assert_eq!(source.encoding, Some("tcvn3"));
}

/// The letter with bytes of its head changed.
fn with_head(at: usize, change: impl FnOnce(u8) -> u8) -> Vec<u8> {
    let mut bytes = LETTER.to_vec();
    let head = bytes.chunks(512).position(|sector| sector.starts_with(&[0xEC, 0xA5])).unwrap() * 512;
    bytes[head + at] = change(bytes[head + at]);
    bytes
}

#[test]
fn what_cannot_be_read_is_named() {
    assert_eq!(code(&with_head(0x0B, |flags| flags | 1)), "encrypted_file");
    assert_eq!(code(&with_head(0, |_| 0xDC)), "unsupported_format");
    assert_eq!(code(&with_head(0, |_| 0)), "damaged_file");
    assert_eq!(source(&with_head(0x4E, |_| 1)).unwrap_err().to_string(), "damaged doc: its piece table leaves out text");
    for size in [0, 8, 100, 512, 513, 2048, LETTER.len() / 2, LETTER.len() - 1024] {
        assert_eq!(code(&LETTER[..size]), "damaged_file", "{size}");
    }
}

#[test]
fn damage_never_stops_the_reader() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % u64::try_from(below).unwrap()).unwrap()
    };
    let mut codes = std::collections::BTreeSet::new();
    for _ in 0..600 {
        let mut bytes = if next(2) == 0 { LETTER.to_vec() } else { TCVN3.to_vec() };
        for _ in 0..=next(8) {
            let at = next(bytes.len());
            bytes[at] = u8::try_from(next(256)).unwrap();
        }
        codes.insert(code(&bytes));
    }
    codes.remove("encrypted_file");
    codes.remove("unsupported_format");
    codes.remove("empty_file");
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["damaged_file", "read"]);
}
