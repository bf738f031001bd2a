//! Automatic numbers.

use super::build::{Docx, item, level, p, pp};
use super::lines;

fn abstract_list(id: u32, levels: &[String]) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{}</w:abstractNum>"#, levels.concat())
}

fn list(id: u32, base: u32, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{base}"/>{overrides}</w:num>"#)
}

#[test]
fn levels_count_restart_and_show_the_ones_above() {
    let levels =
        [level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"), level(3, "bullet", "\u{F0B7}")];
    let body = [
        item(1, 0, "Mục đích"),
        item(1, 1, "Một"),
        item(1, 2, "nhỏ"),
        item(1, 2, "nhỏ nữa"),
        item(1, 3, "chấm"),
        item(1, 1, "Hai"),
        item(1, 2, "lại từ đầu"),
        p("Xen giữa"),
        item(1, 0, "Yêu cầu"),
        item(1, 1, "Một"),
    ];
    let docx = Docx::body(&body.concat()).numbering(&(abstract_list(7, &levels) + &list(1, 7, "")));
    let expected =
        ["I. Mục đích", "1. Một", "a) nhỏ", "b) nhỏ nữa", "- chấm", "2. Hai", "a) lại từ đầu", "Xen giữa", "II. Yêu cầu", "1. Một"];
    assert_eq!(lines(&docx), expected);
}

#[test]
fn word_letters_a_list_without_the_letter_that_follows_d_in_vietnamese() {
    let body: String = (1..=6).map(|n| item(1, 0, &format!("điểm {n}"))).collect();
    let docx = Docx::body(&body).numbering(&(abstract_list(0, &[level(0, "lowerLetter", "%1)")]) + &list(1, 0, "")));
    assert_eq!(lines(&docx), ["a) điểm 1", "b) điểm 2", "c) điểm 3", "d) điểm 4", "e) điểm 5", "f) điểm 6"]);
}

#[test]
fn multi_level_texts_and_legal_numbers() {
    let legal = level(2, "decimal", "%1.%2.%3").replace("<w:lvlText", "<w:isLgl/><w:lvlText");
    let levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2."), legal];
    let body = [item(1, 0, "Một"), item(1, 1, "Hai"), item(1, 1, "Ba"), item(1, 2, "Bốn")];
    let docx = Docx::body(&body.concat()).numbering(&(abstract_list(0, &levels) + &list(1, 0, "")));
    assert_eq!(lines(&docx), ["I. Một", "I.1. Hai", "I.2. Ba", "1.2.1 Bốn"]);
}

#[test]
fn bullets_are_dashes_unless_plain() {
    let shown = |text: &str| {
        let docx = Docx::body(&item(1, 0, "Lưu")).numbering(&(abstract_list(0, &[level(0, "bullet", text)]) + &list(1, 0, "")));
        lines(&docx).concat()
    };
    assert_eq!(shown("\u{F0A7}"), "- Lưu");
    assert_eq!(shown("o"), "- Lưu");
    assert_eq!(shown("–"), "- Lưu");
    assert_eq!(shown("+"), "+ Lưu");
    assert_eq!(shown("*"), "* Lưu");
    assert_eq!(shown(""), "Lưu");
}

#[test]
fn lists_of_one_abstract_list_go_on_unless_they_start_anew() {
    let restart = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let other = format!(r#"<w:lvlOverride w:ilvl="0">{}</w:lvlOverride>"#, level(0, "decimal", "(%1)"));
    let lists =
        abstract_list(0, &[level(0, "decimal", "%1.")]) + &list(1, 0, "") + &list(2, 0, "") + &list(3, 0, restart) + &list(4, 0, &other);
    let body = [item(1, 0, "x"), item(2, 0, "x"), item(3, 0, "x"), item(3, 0, "x"), item(4, 0, "x")];
    assert_eq!(lines(&Docx::body(&body.concat()).numbering(&lists)), ["1. x", "2. x", "5. x", "6. x", "(7) x"]);
}

#[test]
fn a_level_that_never_restarts_goes_on() {
    let article = level(1, "decimal", "Điều %2.").replace("<w:lvlText", r#"<w:lvlRestart w:val="0"/><w:lvlText"#);
    let levels = [level(0, "upperRoman", "Chương %1"), article];
    let body = [item(1, 0, "Chung"), item(1, 1, "Phạm vi"), item(1, 0, "Riêng"), item(1, 1, "Đối tượng")];
    let docx = Docx::body(&body.concat()).numbering(&(abstract_list(0, &levels) + &list(1, 0, "")));
    assert_eq!(lines(&docx), ["Chương I Chung", "Điều 1. Phạm vi", "Chương II Riêng", "Điều 2. Đối tượng"]);
}

#[test]
fn styles_number_paragraphs_and_paragraphs_can_refuse() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>
      <w:style w:type="paragraph" w:styleId="Khoan"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let tied = level(1, "decimal", "%1.%2.").replace("<w:lvlText", r#"<w:pStyle w:val="Khoan"/><w:lvlText"#);
    let lists = abstract_list(0, &[level(0, "decimal", "%1."), tied]) + &list(1, 0, "");
    let styled = |style: &str, more: &str| pp(&format!(r#"<w:pStyle w:val="{style}"/>{more}"#), "x");
    let none = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>"#;
    let body = [styled("Muc", ""), styled("MucCon", ""), styled("Khoan", ""), styled("Muc", none), styled("Muc", "")];
    let docx = Docx::body(&body.concat()).styles(styles).numbering(&lists);
    assert_eq!(lines(&docx), ["1. x", "2. x", "2.1. x", "x", "3. x"]);
}

#[test]
fn a_list_can_stand_for_the_list_of_a_style() {
    let styles = r#"<w:style w:type="numbering" w:styleId="Kieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let link = r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Kieu"/></w:abstractNum>"#;
    let lists = abstract_list(0, &[level(0, "decimal", "%1/")]) + link + &list(1, 0, "") + &list(2, 1, "");
    assert_eq!(lines(&Docx::body(&item(2, 0, "x")).styles(styles).numbering(&lists)), ["1/ x"]);
}

#[test]
fn what_follows_a_label_and_empty_labels() {
    let joined = level(0, "decimal", "%1/").replace("<w:lvlText", r#"<w:suff w:val="nothing"/><w:lvlText"#);
    let lists = abstract_list(0, &[joined, level(1, "none", ""), level(2, "decimal", "%3.")]) + &list(1, 0, "");
    let body = [item(1, 0, "x"), item(1, 1, "y"), item(1, 2, ""), item(9, 0, "không có danh sách")];
    assert_eq!(lines(&Docx::body(&body.concat()).numbering(&lists)), ["1/x", "y", "1.", "không có danh sách"]);
}

#[test]
fn hidden_and_merged_paragraphs_do_not_count() {
    let gone = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"#;
    let lists = abstract_list(0, &[level(0, "decimal", "%1.")]) + &list(1, 0, "");
    let body = item(1, 0, "x") + gone + &item(1, 0, "y");
    assert_eq!(lines(&Docx::body(&body).numbering(&lists)), ["1. x", "2. y"]);
}
