//! Files that are damaged, hostile or of another kind.

use super::build::{Docx, item, level, p, tc};
use super::{lines, read, source};
use crate::read::Limits;

fn fault(docx: &Docx) -> &'static str {
    read(&docx.bytes(), &Limits::default()).unwrap_err().code()
}

#[test]
fn the_main_part_is_found_by_its_relation() {
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let rels = format!(r#"<Relationships><Relationship Id="a" Type="{strict}/officeDocument" Target="/van/ban.xml"/></Relationships>"#);
    let own = format!(r#"<Relationships><Relationship Id="b" Type="{strict}/numbering" Target="../so.xml"/></Relationships>"#);
    let list = r#"<numbering><abstractNum abstractNumId="0">"#.to_owned()
        + &level(0, "decimal", "%1.").replace("w:", "")
        + r#"</abstractNum><num numId="1"><abstractNumId val="0"/></num></numbering>"#;
    let document = format!(r#"<document xmlns="{strict}"><body>{}</body></document>"#, item(1, 0, "Chặt").replace("w:", ""));
    let docx = Docx::default()
        .part("_rels/.rels", &rels)
        .part("van/_rels/ban.xml.rels", &own)
        .part("so.xml", &list)
        .part("van/ban.xml", &document);
    assert_eq!(lines(&docx), ["1. Chặt"]);
    // without any relation, and with names in another case
    let body = format!("<w:document><w:body>{}</w:body></w:document>", p("Chữ hoa"));
    assert_eq!(lines(&Docx::default().part("Word/Document.XML", &body)), ["Chữ hoa"]);
}

#[test]
fn other_kinds_of_file() {
    let sheet = r#"<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    assert_eq!(fault(&Docx::default().part("_rels/.rels", sheet).part("xl/workbook.xml", "<workbook/>")), "not_a_document");
    assert_eq!(fault(&Docx::default().part("content.xml", "<office/>")), "not_a_document");
    assert_eq!(fault(&Docx::body("")), "empty_file");
    assert_eq!(fault(&Docx::body(&p(" "))), "empty_file");
    assert_eq!(read(b"{\\rtf1}", &Limits::default()).unwrap_err().code(), "not_a_document");
}

#[test]
fn hostile_files_are_refused() {
    let entity = r#"<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"#;
    assert_eq!(fault(&Docx::default().part("word/document.xml", entity)), "damaged_file");
    let deep = format!("{}{}", "<w:sdt>".repeat(60_000), "</w:sdt>".repeat(60_000));
    assert_eq!(fault(&Docx::body(&deep)), "too_complex");
    let small = Limits { max_unpacked: 5000, ..Limits::default() };
    let long = Docx::body(&p(&"a".repeat(6000)));
    assert_eq!(read(&long.bytes(), &small).unwrap_err().code(), "bomb");
    // each part fits, all together do not
    let both = Docx::body(&p(&"a".repeat(4000))).styles(&"<w:style/>".repeat(200));
    assert_eq!(read(&both.bytes(), &small).unwrap_err().code(), "bomb");
    assert_eq!(read(&both.bytes(), &Limits { max_unpacked: 8000, ..small }).unwrap().text.len(), 4000);
}

#[test]
fn a_broken_side_part_is_noted() {
    let read = source(&Docx::body(&p("Còn đọc được")).part("word/styles.xml", "<w:styles><w:style>"));
    assert_eq!(read.text, "Còn đọc được");
    assert_eq!(read.notices.iter().map(|n| n.code).collect::<Vec<_>>(), ["damaged_part"]);
}

/// A valid file with a bit of everything.
fn sample() -> Vec<u8> {
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("<w:gridSpan w:val=\"2\"/>", &p("UBND")), tc("", &p("Số: 7/UBND")));
    let note = r#"<w:p><w:r><w:t>Điều 1</w:t><w:footnoteReference w:id="1"/></w:r></w:p>"#;
    let list = r#"<w:abstractNum w:abstractNumId="0">"#.to_owned() + &level(0, "decimal", "%1.") + "</w:abstractNum>";
    let uses = r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let body = table + note + &(0..30).map(|n| item(1, n % 3, &format!("mục thứ {n}"))).collect::<String>();
    Docx::body(&body)
        .styles(r#"<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>"#)
        .numbering(&(list + uses))
        .notes("footnotes", &format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p("chú thích")))
        .bytes()
}

/// Damage at stated places, the same in every run: no panic, no hang, no more text than there was.
#[test]
fn damage_is_survived() {
    let whole = sample();
    let length = read(&whole, &Limits::default()).unwrap().text.len();
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut refused = 0;
    for round in 0..300 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let at = usize::try_from(seed % u64::try_from(whole.len()).unwrap()).unwrap();
        let mut bytes = whole.clone();
        match round % 3 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << (seed >> 61),
            _ => bytes[at..].iter_mut().take(16).for_each(|b| *b = b.wrapping_mul(31).wrapping_add(7)),
        }
        match read(&bytes, &Limits::default()) {
            Ok(source) => assert!(source.text.len() <= length, "round {round}"),
            Err(_) => refused += 1,
        }
        if round % 3 == 0 {
            assert!(matches!(read(&bytes, &Limits::default()).unwrap_err().code(), "damaged_file" | "not_a_document"), "round {round}");
        }
    }
    // all 100 truncations and more; some flipped bits hit fields that say nothing
    assert!((120..300).contains(&refused), "{refused}");
}

/// The same damage to the XML itself, behind an intact container.
#[test]
fn damaged_xml_is_survived() {
    let body: String = (0..20).map(|n| item(1, n % 3, "mục &amp; khoản")).collect();
    let whole = format!("<w:document><w:body>{}</w:body></w:document>", body + &format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", &p("ô"))));
    let signs: Vec<char> = whole.chars().collect();
    let mut refused = 0;
    for round in 0..300 {
        let at = round * 7919 % signs.len();
        let mut damaged = signs.clone();
        match round % 3 {
            0 => damaged.truncate(at),
            1 => damaged[at] = ['<', '>', '/', '"', '&', '\u{0}'][round / 3 % 6],
            _ => drop(damaged.splice(at..(at + 20).min(signs.len()), "</w:p>".chars())),
        }
        let docx = Docx::default().part("word/document.xml", &damaged.iter().collect::<String>());
        refused += usize::from(read(&docx.bytes(), &Limits::default()).is_err());
    }
    assert!((150..300).contains(&refused), "{refused}");
}
