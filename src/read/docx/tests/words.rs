//! Words, lines, tables, boxes, notes, tracked changes.

use super::build::{Docx, p, pp, r, rp, tc};
use super::{cells, lines, source};
use crate::read::Opening;

#[test]
fn paragraphs_and_line_breaks() {
    let letterhead =
        format!("<w:p>{}<w:r><w:br/><w:t>SỞ Y TẾ</w:t></w:r><w:r><w:cr/></w:r>{}</w:p>", r("UBND TỈNH HƯNG LẠC"), r("Số: 12/SYT"));
    let docx = Docx::body(&(letterhead + &p("Kính gửi:") + &p("") + &p(" ") + &p("Thân bài")));
    let source = source(&docx);
    assert_eq!(source.text, "UBND TỈNH HƯNG LẠC\nSỞ Y TẾ\nSố: 12/SYT\nKính gửi:\n\nThân bài");
    let openings: Vec<Opening> = source.lines.iter().map(|l| l.opening).collect();
    use Opening::{Paragraph, Unknown};
    assert_eq!(openings, [Paragraph, Unknown, Unknown, Paragraph, Unknown, Paragraph]);
}

#[test]
fn special_characters() {
    let run = r#"<w:r><w:t>Số</w:t><w:tab/><w:t>  12 </w:t><w:noBreakHyphen/><w:softHyphen/><w:t xml:space="preserve"> R&amp;D &#7843;</w:t>
      <w:sym w:font="Wingdings" w:char="F0FE"/><w:lastRenderedPageBreak/></w:r>"#;
    let tabs = r#"<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>"#;
    assert_eq!(lines(&Docx::body(&format!("<w:p><w:pPr>{tabs}</w:pPr>{run}</w:p>"))), ["Số\t12- R&D ả☑"]);
}

#[test]
fn tables_go_cell_by_cell_on_the_grid() {
    let table = [
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>".to_owned(),
        tc(r#"<w:gridSpan w:val="2"/>"#, &(p("A") + &p("A2"))),
        tc("<w:vMerge w:val=\"restart\"/>", &p("B")),
        "</w:tr><w:tr>".to_owned(),
        tc("", &p("")),
        tc("", &p("C")),
        tc("", &p("D")),
        tc("<w:vMerge/>", &p("thừa")),
        tc(r#"<w:vMerge w:val="restart"/>"#, &p("E")),
        "</w:tr></w:tbl>".to_owned(),
    ];
    let docx = Docx::body(&(p("trước") + &table.concat() + &p("sau")));
    assert_eq!(cells(&docx), ["trước", "0.0.1 A", "0.0.1 A2", "0.0.3 B", "0.1.1 C", "0.1.2 D", "0.1.4 E", "sau"]);
}

#[test]
fn a_nested_table_is_a_table_of_its_own() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", &p("x")), tc("", &p("y")));
    let outer = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", &p("trái")), tc("", &(p("đầu") + &inner + &p("cuối"))));
    let after = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", &p("z")));
    let docx = Docx::body(&(outer + &after));
    assert_eq!(cells(&docx), ["0.0.0 trái", "0.0.1 đầu", "1.0.0 x", "1.0.1 y", "0.0.1 cuối", "2.0.0 z"]);
}

#[test]
fn content_controls_links_and_tags_are_kept_at_any_depth() {
    let control = |inner: &str| format!("<w:sdt><w:sdtPr><w:t>mẫu</w:t></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let inline = format!(
        "<w:p>{}<w:hyperlink>{}</w:hyperlink><w:smartTag><w:smartTagPr/>{}</w:smartTag>{}</w:p>",
        control(&control(&r("Hà Nội, "))),
        r("ngày 5 "),
        r("tháng 6 "),
        r("năm 2024")
    );
    let cell = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", control(&tc("", &control(&p("ô")))));
    assert_eq!(cells(&Docx::body(&control(&(inline + &cell)))), ["Hà Nội, ngày 5 tháng 6 năm 2024", "0.0.0 ô"]);
}

#[test]
fn tracked_changes_read_as_accepted() {
    let run = format!(
        "<w:p>{}<w:del><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        r("Số "),
        r("mới "),
        r("đi"),
        r("đến")
    );
    let gone = r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del><w:r><w:delText>cả đoạn</w:delText></w:r></w:del></w:p>"#;
    let joined = r#"<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>đầu </w:t></w:r><w:r><w:t xml:space="preserve">câu </w:t></w:r></w:p>"#;
    let row = |properties: &str, words: &str| format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", tc("", &p(words)));
    let table = format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "xóa"), row("", "giữ"));
    let old = "<w:p><w:pPr><w:pPrChange><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>trái</w:t></w:r></w:p>";
    let docx = Docx::body(&[&run, gone, joined, &p("cuối câu"), &table, joined, old].concat());
    assert_eq!(cells(&docx), ["Số mới đến", "đầucâu cuối câu", "0.1.0 giữ", "đầucâu trái"]);
    assert!(source(&docx).lines.iter().all(|l| !l.centred));
}

#[test]
fn hidden_text_field_codes_and_comments_are_dropped() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = format!(
        "<w:p>{}{}{}<w:r><w:instrText>PAGE</w:instrText><w:t>mã</w:t></w:r>{}{}{}{}<w:commentRangeStart/><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>",
        r("Ngày "),
        rp("<w:vanish/>", "ẩn"),
        field("begin"),
        field("separate"),
        r("5"),
        field("end"),
        rp("<w:vanish w:val=\"0\"/>", "/"),
        r("6"),
    );
    let open_field = format!("<w:p>{}{}</w:p>", field("begin"), r("mã"));
    assert_eq!(lines(&Docx::body(&(body + &open_field + &p("còn")))), ["Ngày 5/6", "", "còn"]);
}

#[test]
fn a_text_box_is_read_once_before_its_paragraph() {
    let content = |words: &str| format!("<w:drawing><w:posOffset>123</w:posOffset><w:txbxContent>{}</w:txbxContent></w:drawing>", p(words));
    let both = |choice: &str, fallback: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice>{choice}</mc:Choice><mc:Fallback><w:pict>{fallback}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    let body = [
        format!("<w:p>{}{}</w:p>", r("Văn bản"), both(&content("HỎA TỐC"), &content("HỎA TỐC"))),
        format!("<w:p>{}{}</w:p>", r("sau"), both("<w:drawing/>", &content("chỉ có ở bản cũ"))),
        format!(
            "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:symEx/></mc:Choice><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            r("nụ cười ")
        ),
    ];
    assert_eq!(lines(&Docx::body(&body.concat())), ["HỎA TỐC", "Văn bản", "chỉ có ở bản cũ", "sau", "nụ cười ☺"]);
}

#[test]
fn notes_come_last_in_the_order_of_their_references() {
    let reference = |kind: &str, id: u32| format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#);
    let note =
        |kind: &str, id: u32, words: &str| format!(r#"<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/></w:r>{}</w:p></w:{kind}>"#, r(words));
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        r("Một"),
        reference("footnote", 2) + &reference("endnote", 1),
        r(" hai"),
        reference("footnote", 1) + &reference("footnote", 2)
    );
    let rule = r#"<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/><w:t>---</w:t></w:r></w:p></w:footnote>"#;
    let footnotes =
        rule.to_owned() + &note("footnote", 1, " chú thích một") + &note("footnote", 2, " chú thích hai") + &note("footnote", 3, "mồ côi");
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", &p("trong ô")));
    let endnotes = format!(r#"<w:endnote w:id="1">{}{table}</w:endnote>"#, p("cuối"));
    let docx = Docx::body(&(body + &p("Hết"))).notes("footnotes", &footnotes).notes("endnotes", &endnotes);
    assert_eq!(cells(&docx), ["Một hai", "Hết", "note chú thích hai", "note cuối", "note trong ô", "note chú thích một"]);
}

#[test]
fn bold_and_centred_lines() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="De"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
      <w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>"#;
    let body = [
        format!("<w:p>{}{}{}</w:p>", rp("<w:b/>", "QUYẾT"), r(" "), rp("<w:b w:val=\"1\"/>", "ĐỊNH")),
        format!("<w:p>{}{}</w:p>", rp("<w:b/>", "Điều 1."), r(" Phạm vi")),
        pp("<w:pStyle w:val=\"De\"/>", "theo kiểu"),
        format!("<w:p><w:pPr><w:pStyle w:val=\"De\"/><w:jc w:val=\"left\"/></w:pPr>{}</w:p>", rp("<w:b w:val=\"0\"/>", "trái")),
        format!("<w:p><w:pPr><w:jc w:val=\"end\"/></w:pPr>{}</w:p>", rp("<w:rStyle w:val=\"Dam\"/>", "phải")),
        format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", rp("<w:b/>", "đậm"), r("nhạt")),
    ];
    let source = source(&Docx::body(&body.concat()).styles(styles));
    let looks: Vec<(&str, bool, bool)> = source.lines.iter().map(|l| (&source.text[l.start..l.end], l.bold, l.centred)).collect();
    let expected = [
        ("QUYẾT ĐỊNH", true, false),
        ("Điều 1. Phạm vi", false, false),
        ("theo kiểu", true, true),
        ("trái", false, false),
        ("phải", true, true),
        ("đậm", true, false),
        ("nhạt", false, false),
    ];
    assert_eq!(looks, expected);
}

#[test]
fn capitals_are_printed_as_capitals() {
    assert_eq!(lines(&Docx::body(&format!("<w:p>{}{}</w:p>", rp("<w:caps/>", "Sở Tài chính "), r("Hưng Lạc")))), ["SỞ TÀI CHÍNH Hưng Lạc"]);
}
