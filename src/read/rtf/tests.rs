//! What a Rich Text file becomes, on files built in memory.

use super::read;
use crate::read::shown::shown;
use crate::read::{Limits, ReadError, Source};

const FONTS: &str = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman{\*\falt X};}{\f1\fcharset2 Symbol;}{\f2\fcharset163 Arial;}{\f3\fswiss\fcharset0 .VnTimeH;}{\f4\fswiss\fcharset0 .VnTime;}{\f5\fcharset238 Times New Roman CE;}}";

fn source(body: &str) -> Result<Source, ReadError> {
    let file = format!(r"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{{\stylesheet{{\s0 Normal;}}}}{body}}}");
    read(file.as_bytes(), &Limits::default())
}

fn lines(body: &str) -> Vec<String> {
    shown(&source(body).unwrap())
}

#[test]
fn signs_are_decoded_by_unicode_by_font_or_by_name() {
    assert_eq!(lines(r"S\u7889\'f4: 15\~\_\emdash\lquote a\rquote\{\}\\\par"), ["|Số: 15\u{a0}-—‘a’{}\\"]);
    assert_eq!(lines(r"\uc2\u7889\'f4\'f4x\uc0\u7889 y{\uc1\u-10179?\u-8704?}z"), ["|ốxốy😀z"]);
    assert_eq!(lines(r"{\f2 \'f0\'f5}{\f5 \'f0\'e3}{\f0 \'e0\'85}{\f1 \'a3}"), ["|đơđăà…≤"]);
    assert_eq!(lines("{\\f2 e\\'ec}"), ["|e\u{301}"]);
}

#[test]
fn stand_ins_are_skipped_whatever_they_are() {
    assert_eq!(lines(r"\uc1 \u7889 {x}\u7889\tab y\u7889\~z"), ["|ốxốyốz"]);
}

#[test]
fn paragraphs_lines_and_looks() {
    let body = r"\pard\qc{\b S\u7902? Y T\u7870?\line C\'d4NG} {\b\par}\pard{\caps vi\u7879?t}\par\par{\v an}{\deleted bo\par}c\'f2n\page n\u7919?a\par\page\par";
    assert_eq!(lines(body), ["bc|SỞ Y TẾ", "+bc|CÔNG", "|VIỆT", "+|", "|còn", "+|nữa"]);
}

#[test]
fn what_is_not_printed_is_dropped() {
    let body = r"{\info{\title T}}{\header\pard dau trang\par}{\*\generator X;}{\pict\wmetafile8 0011}{\field{\*\fldinst HYPERLINK {x}}{\fldrslt k\u7871?t}}{\object{\*\objdata 00}{\result qu\u7843?}}{\*\bkmkstart a}{\nonshppict y}\bin3 }}} cu\u7889?i";
    assert_eq!(lines(body), ["|kếtquả cuối"]);
}

#[test]
fn list_numbers_are_those_printed() {
    let body = r"{\listtext\pard\plain\f0 1.\tab}M\u7897?t\par{\listtext\f1\'b7\tab}Hai\par{\pntext\f0 a)\tab}Ba\par{\listtext\tab}B\u7889?n\par{\listtext\b 2.\tab}\b N\u259?m\par";
    assert_eq!(lines(body), ["|1. Một", "|- Hai", "|a) Ba", "|Bốn", "b|2. Năm"]);
}

#[test]
fn tables_come_cell_by_cell() {
    let body = r"\trowd\trleft0\cellx1000\cellx2000\cellx3000\pard\intbl a\par b\cell c\cell d\cell\row
\trowd\trleft0\clmgf\cellx2010\cellx3000\pard\intbl e\cell f\cell\row\pard g\par
\trowd\cellx1000\pard\intbl\itap2 n1\nestcell n2\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}\itap1 h\cell\row\pard i";
    let expected =
        ["0.0.0 |a", "0.0.0 |b", "0.0.1 |c", "0.0.2 |d", "0.1.0 |e", "0.1.2 |f", "|g", "2.0.0 |n1", "2.0.1 |n2", "1.0.0 |h", "|i"];
    assert_eq!(lines(body), expected);
}

#[test]
fn notes_and_boxes_interrupt() {
    let body = r"V\u259?n{\footnote\pard\plain Ch\'fa th\'edch\par} b\u7843?n{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard\qc H\u7886?A T\u7888?C\par}}{\shprslt cu}} ti\u7871?p\par";
    assert_eq!(lines(body), ["c|HỎA TỐC", "|Văn bản tiếp", "note |Chú thích"]);
}

#[test]
fn runs_in_legacy_fonts_are_decoded_with_their_fonts() {
    let body = r"{\b\f3 s\'eb y t\'d5\par}{\f4 B\'e9 tr\'ad\'ebng B\'e9 Y t\'d5 quy\'d5t \'ae\'denh }k\'e8m theo Ph\u7909? l\u7909?c{\f4  n\'a8m 2003; c\'a8n c\'f8 NghÞ ®Þnh}\par"
        .replace('Þ', r"\'de")
        .replace('®', r"\'ae");
    let source = source(&body).unwrap();
    assert_eq!(shown(&source), ["b|SỞ Y TẾ", "|Bộ trưởng Bộ Y tế quyết định kèm theo Phụ lục năm 2003; căn cứ Nghị định"]);
    assert_eq!(source.encoding, Some("tcvn3"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let code = |bytes: &[u8]| read(bytes, &Limits::default()).map_or_else(|e| e.code(), |_| "read");
    assert_eq!(code(br"{\rtf1 So: 15"), "damaged_file");
    assert_eq!(code(br"{\rtf1 {\b So: 15}"), "damaged_file");
    assert_eq!(code(br"{\rtf1\par }"), "empty_file");
    assert_eq!(code("{".repeat(100_000).as_bytes()), "too_complex");
    assert_eq!(code(br"{\rtf1 So}{\b x"), "read");
}
