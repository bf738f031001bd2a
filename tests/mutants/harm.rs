//! Harm: files made to exhaust or confuse whoever reads them, with the code each must get.
//! They are made here, a piece at a time: none is kept anywhere.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// 1.5 GB, unpacked.
const HUGE: usize = 1_500_000_000;

/// Name, code, bytes.
pub(crate) fn files() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let bomb = zlib(HUGE, b"0 0 m 1 1 l S\n          ");
    let twice = packed(&bomb);
    let flate = |stream: &[u8], filter: &str| page(stream, &format!("/Filter {filter} "));
    let nested = format!("{}{}", "[".repeat(60_000), "]".repeat(60_000));
    let dictionaries = format!("{}1{}", "<</A ".repeat(60_000), ">>".repeat(60_000));
    vec![
        ("flate-bomb.pdf", "bomb", flate(&bomb, "/FlateDecode")),
        ("flate-bomb-twice.pdf", "bomb", flate(&twice, "[/FlateDecode /FlateDecode]")),
        ("flate-bomb-objects.pdf", "bomb", object_stream(&bomb)),
        ("nested-arrays.pdf", "no_text", page(format!("{nested} TJ").as_bytes(), "")),
        ("nested-arrays-object.pdf", "damaged_file", pdf(&["<< /Type /Catalog /Pages 2 0 R >>".into(), nested.clone().into()])),
        ("nested-dictionaries.pdf", "damaged_file", pdf(&[dictionaries.into(), "<< >>".into()])),
        ("no-pages.pdf", "damaged_file", pdf(&["<< /Type /Catalog /Pages 2 0 R >>".into(), "<< /Type /Pages /Kids [] /Count 0 >>".into()])),
        (
            "pages-in-a-ring.pdf",
            "damaged_file",
            pdf(&["<< /Type /Catalog /Pages 2 0 R >>".into(), "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>".into()]),
        ),
        (
            "many-pages-claimed.pdf",
            "damaged_file",
            pdf(&["<< /Type /Catalog /Pages 2 0 R >>".into(), "<< /Type /Pages /Kids [] /Count 2147483647 >>".into()]),
        ),
        ("header-only.pdf", "damaged_file", b"%PDF-1.7\n".to_vec()),
        ("zip-bomb.docx", "bomb", word(&mut |out| fill(out, b"a", HUGE))),
        ("zip-bomb-paragraphs.docx", "bomb", word(&mut |out| fill(out, b"<w:p><w:r><w:t>a</w:t></w:r></w:p>", HUGE / 3))),
        ("deep.docx", "too_complex", word(&mut |out| fill(out, b"<w:sdt>", 700_000))),
        ("entity-bomb.docx", "damaged_file", entity_bomb()),
        ("empty.docx", "empty_file", word(&mut |_| ())),
        ("zip-bomb.odt", "bomb", text("", &mut |out| fill(out, b"a", HUGE / 5))),
        ("deep.odt", "too_complex", text("", &mut |out| fill(out, b"<text:section>", 700_000))),
        ("entity-bomb.odt", "damaged_file", text(&format!("<!DOCTYPE d [{}]>", entities()), &mut |out| out.write_all(b"&a11;").unwrap())),
        ("nested-groups.rtf", "too_complex", [b"{\\rtf1 ".to_vec(), b"{".repeat(60_000), b"a".to_vec(), b"}".repeat(60_001)].concat()),
        ("endless-binary.rtf", "damaged_file", b"{\\rtf1 a\\bin2147483647 x}".to_vec()),
        ("many-pixels-claimed.png", "too_complex", pixels_claimed()),
        ("header-only.png", "damaged_file", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("header-only.tif", "damaged_file", b"II*\0\xff\xff\xff\xff".to_vec()),
        ("header-only.doc", "unsupported_format", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 504]].concat()),
        ("deep.html", "too_complex", [b"<html><body>".to_vec(), b"<div>".repeat(200_000), b"x".to_vec()].concat()),
        (
            "attributes.html",
            "too_complex",
            [b"<html><body ".to_vec(), (0..100_000).flat_map(|i| format!("a{i}=1 ").into_bytes()).collect(), b">".to_vec()].concat(),
        ),
        ("zeros.pdf", "not_a_document", vec![0; 1 << 20]),
    ]
}

/// Writes `unit` again and again, `bytes` bytes or a little less.
fn fill(out: &mut dyn Write, unit: &[u8], bytes: usize) {
    let block = unit.repeat((64 << 10) / unit.len());
    for _ in 0..bytes / block.len() {
        out.write_all(&block).unwrap();
    }
}

/// A zlib stream that unpacks to `bytes` bytes of `unit`.
fn zlib(bytes: usize, unit: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    fill(&mut encoder, unit, bytes);
    encoder.finish().unwrap()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of the objects given, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend([format!("{} 0 obj\n", i + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    out.extend(offsets.iter().flat_map(|o| format!("{o:010} 00000 n \n").into_bytes()));
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

fn stream(bytes: &[u8], entries: &str) -> Vec<u8> {
    [format!("<< {entries}/Length {} >>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

/// A PDF of one page with this content.
fn page(content: &[u8], entries: &str) -> Vec<u8> {
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>".into(),
        stream(content, entries),
    ])
}

/// A PDF whose pages stand in an object stream that unpacks to too much.
fn object_stream(bomb: &[u8]) -> Vec<u8> {
    pdf(&["<< /Type /Catalog /Pages 3 0 R >>".into(), stream(bomb, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode ")])
}

/// A Word file whose body is what `write` writes.
fn word(write: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    let open = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>"#;
    part(&mut |out| {
        out.write_all(open.as_bytes()).unwrap();
        write(out);
        out.write_all(b"</w:t></w:r></w:p></w:body></w:document>").unwrap();
    })
}

/// A billion laughs.
fn entities() -> String {
    let mut kinds = String::from("<!ENTITY a0 \"ha\">");
    for i in 1..12 {
        kinds += &format!("<!ENTITY a{i} \"{}\">", format!("&a{};", i - 1).repeat(10));
    }
    kinds
}

/// A PNG that says it is 60,000 pixels wide and high, and has none.
fn pixels_claimed() -> Vec<u8> {
    let chunk = |kind_and_content: &[u8]| {
        let length = u32::try_from(kind_and_content.len() - 4).unwrap().to_be_bytes();
        let mut sum = flate2::Crc::new();
        sum.update(kind_and_content);
        [&length, kind_and_content, &sum.sum().to_be_bytes()].concat()
    };
    let side = 60_000_u32.to_be_bytes();
    let head = [b"IHDR", &side[..], &side, &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(&head), chunk(&[b"IDAT", packed(b"").as_slice()].concat()), chunk(b"IEND")].concat()
}

/// A Word file with a billion laughs in it.
fn entity_bomb() -> Vec<u8> {
    let kinds = entities();
    part(&mut |out| {
        write!(out, "<?xml version=\"1.0\"?><!DOCTYPE d [{kinds}]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>").unwrap();
    })
}

/// An OpenDocument text whose body is what `write` writes.
fn text(doctype: &str, write: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    write!(zip, r#"<?xml version="1.0"?>{doctype}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>"#).unwrap();
    write(&mut zip);
    zip.write_all(b"</text:p></office:text></office:body></office:document-content>").unwrap();
    zip.finish().unwrap().into_inner()
}

/// A Word file whose main part is what `write` writes.
fn part(write: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default().large_file(true)).unwrap();
    write(&mut zip);
    zip.finish().unwrap().into_inner()
}
