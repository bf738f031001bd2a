//! Whole files of our own making in, exact lines out; and what each bad file is called.
//! The letters, bodies and people in `tests/pdf/` are invented; the files were made with
//! reportlab and pikepdf and carry subsets of the DejaVu fonts.

use super::second;
use crate::read::{Limits, Opening, Part, ReadError, Source};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::fmt::Write as _;
use std::io::Write as _;

const LETTER: &[u8] = include_bytes!("../../../tests/pdf/letter.pdf");
const STAMP: &[u8] = include_bytes!("../../../tests/pdf/stamp.pdf");
const TABLE: &[u8] = include_bytes!("../../../tests/pdf/table.pdf");
const TURNED: &[u8] = include_bytes!("../../../tests/pdf/turned.pdf");
const OWNER: &[u8] = include_bytes!("../../../tests/pdf/owner-password.pdf");
const USER: &[u8] = include_bytes!("../../../tests/pdf/user-password.pdf");

fn read(bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    super::read(bytes, limits, &|| ())
}

fn source(bytes: &[u8]) -> Source {
    read(bytes, &Limits::default()).unwrap()
}

/// Each line with its page and what is known of it: opening, bold, centred, cell.
fn shown(source: &Source) -> Vec<String> {
    let mut out = Vec::new();
    for line in &source.lines {
        let mut seen = format!("{} ", line.page.unwrap());
        seen.push(match line.opening {
            Opening::Paragraph => 'P',
            Opening::Continues => 'c',
            Opening::Unknown => '?',
        });
        if line.bold {
            seen.push('b');
        }
        if line.centred {
            seen.push('m');
        }
        match line.part {
            Part::Body => {}
            Part::Cell { table, row, column } => write!(seen, " {table}:{row}:{column}").unwrap(),
            Part::Footnote => seen.push_str(" note"),
        }
        out.push(format!("{seen} | {}", &source.text[line.start..line.end]));
    }
    out
}

#[test]
fn letterhead_and_signature_are_read_column_by_column() {
    assert_eq!(
        shown(&source(LETTER)),
        [
            "1 Pm | UBND TỈNH AN KHÁNH",
            "1 ?bm | SỞ NỘI VỤ",
            "1 ?m | Số: 217/SNV-TCCB",
            "1 ?m | V/v báo cáo tình hình thực hiện",
            "1 ?m | tinh giản biên chế năm 2024",
            "1 Pbm | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "1 ?bm | Độc lập - Tự do - Hạnh phúc",
            "1 ?m | An Khánh, ngày 06 tháng 5 năm 2024",
            "1 P | Kính gửi: - Các sở, ban, ngành;",
            "1 P | - Ủy ban nhân dân các huyện, thành phố.",
            "1 P | Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh tại cuộc họp giao ban tháng",
            "1 P | 4 năm 2024, Sở Nội vụ đề nghị các cơ quan, đơn vị báo cáo kết quả tinh giản biên",
            "1 c | chế theo mẫu gửi kèm.",
            "1 P | Các cơ quan, đơn vị rà soát danh sách những người thuộc diện tinh giản, lập",
            "1 c | hồ sơ theo quy định, gửi bản giấy và bản điện tử về Sở Nội vụ qua phòng Tổ chức,",
            "2 P | 2",
            "2 c | cán bộ và công chức để thẩm định.",
            "2 P | Báo cáo gửi về Sở Nội vụ trước ngày 20 tháng 5 năm 2024 để tổng hợp, trình",
            "2 c | Ủy ban nhân dân tỉnh./.",
            "2 Pb | Nơi nhận:",
            "2 P | - Như trên;",
            "2 P | - Giám đốc Sở (để b/c);",
            "2 P | - Lưu: VT, TCCB.",
            "2 Pbm | KT. GIÁM ĐỐC",
            "2 ?bm | PHÓ GIÁM ĐỐC",
            "2 ?bm | Lê Thị Mai Hoa",
        ]
    );
}

#[test]
fn stamped_number_and_day_land_in_their_blanks() {
    assert_eq!(
        shown(&source(STAMP)),
        [
            "1 P | BỘ GIAO THÔNG",
            "1 ?b | CỤC ĐƯỜNG THỦY",
            "1 P | Số: 2919 /CĐT-VP",
            "1 Pbm | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "1 ?bm | Độc lập - Tự do - Hạnh phúc",
            "1 ?m | Hà Nội, ngày 05 tháng 7 năm 2024",
            "1 P | Kính gửi: Các cảng vụ đường thủy nội địa khu vực",
            "1 P | Cục Đường thủy đề nghị các cảng vụ báo cáo số liệu sáu tháng đầu năm./.",
        ]
    );
}

#[test]
fn a_table_over_two_pages_is_one_table() {
    assert_eq!(
        shown(&source(TABLE)),
        [
            "1 Pbm | PHÂN CÔNG NHIỆM VỤ",
            "1 P 0:0:0 | TT",
            "1 P 0:0:1 | Nhiệm vụ",
            "1 P 0:0:2 | Đơn vị chủ trì",
            "1 P 0:1:0 | 1",
            "1 P 0:1:1 | Rà soát danh mục vị trí việc làm",
            "1 c 0:1:1 | của các đơn vị sự nghiệp",
            "1 P 0:1:2 | Phòng Công chức",
            "1 P 0:2:0 | 2",
            "1 P 0:2:1 | Xây dựng kế hoạch đào tạo",
            "2 P 0:2:1 | và bồi dưỡng năm 2025",
            "1 P 0:2:2 | Phòng Tổ chức, cán bộ",
            "2 c 0:2:2 | và công chức",
            "2 P 0:3:0 | 3",
            "2 P 0:3:1 | Báo cáo quý",
            "2 P 0:3:2 | Văn phòng Sở",
            "2 P | 2",
            "2 P | Yêu cầu các đơn vị thực hiện đúng thời gian được giao.",
        ]
    );
}

#[test]
fn a_turned_page_is_read_upright() {
    let source = source(TURNED);
    assert_eq!(
        shown(&source),
        [
            "1 Pm | NGHỊ QUYẾT",
            "1 Pb | Điều 1. Phạm vi áp dụng của nghị quyết này trong toàn tỉnh",
            "1 P | Hội đồng nhân dân tỉnh thông qua đề án phát triển nông thôn và đề án 5 ha, 200 m2",
            "1 P note | 1 Đề án do Sở Nông nghiệp lập và trình năm 2024.",
        ]
    );
    assert_eq!(source.notices.iter().map(|n| n.code).collect::<Vec<_>>(), ["slanted_text_skipped"]);
    let title = &source.lines[0];
    let rect = title.rect.unwrap();
    assert_eq!((rect.x0.round(), rect.y1.round()), (220.0, 83.0));
}

#[test]
fn every_character_has_an_edge() {
    for bytes in [LETTER, STAMP, TABLE, TURNED] {
        let source = source(bytes);
        for line in &source.lines {
            let text = &source.text[line.start..line.end];
            let edges = line.edges.as_ref().unwrap();
            assert_eq!(edges.len(), text.chars().count() + 1, "{text}");
            assert!(edges.is_sorted(), "{text} {edges:?}");
        }
    }
}

#[test]
fn only_the_user_password_locks() {
    let open = source(OWNER);
    assert_eq!(open.text, "Ban sao gui cac phong chuyen mon de biet.\nKem theo danh sach ba muoi hai can bo.");
    assert!(matches!(read(USER, &Limits::default()), Err(ReadError::Encrypted)));
}

#[test]
fn pages_over_the_limit_are_named() {
    let limits = Limits { max_pages: 1, ..Limits::default() };
    let source = read(LETTER, &limits).unwrap();
    assert_eq!(source.lines.len(), 15);
    assert_eq!(source.pages, Some(2));
    assert_eq!(source.notices.len(), 1);
    assert_eq!(source.notices[0].code, "pages_skipped");
    assert_eq!(source.notices[0].message, "read the first 1 of 2 pages");
}

#[test]
fn garbage_is_damaged_and_never_more() {
    for bytes in [b"".as_slice(), b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF", &LETTER[..900]] {
        assert!(matches!(read(bytes, &Limits::default()), Err(ReadError::Damaged { format: "pdf", .. })), "{bytes:?}");
    }
}

#[test]
fn a_page_without_text_is_a_scan() {
    let scan = tiny(b"0 0 m 100 100 l S", "");
    assert!(matches!(read(&scan, &Limits::default()), Err(ReadError::NoText { pages: 1 })));
    let stamp = tiny(b"BT /F 12 Tf 50 700 Td (12/5) Tj ET", "");
    assert!(matches!(read(&stamp, &Limits::default()), Err(ReadError::NoText { pages: 1 })));
}

#[test]
fn gaps_make_words_and_double_print_does_not() {
    let content = b"BT /F 12 Tf 50 700 Td [(Bao)-300(cao)-300(so)-300(lieu)-300(quy)] TJ ET \
        BT /F 12 Tf 50.3 700 Td [(Bao)-300(cao)-300(so)-300(lieu)-300(quy)] TJ ET \
        BT /F 12 Tf 3 Tc 50 660 Td (KET) Tj 58 0 Td (LUAN) Tj ET \
        BT /F 12 Tf 0 Tc 50 640 Td (B A O   C A O   T U A N) Tj ET \
        BT /F 12 Tf -0.8 Tc 50 620 Td (cuc duong thuy) Tj ET \
        BT /F 12 Tf 0 Tc 3 Tr 50 600 Td (lop chu an) Tj ET \
        BT /F 12 Tf 0 Tr 700 600 Td (ngoai trang) Tj ET";
    let source = source(&tiny(content, ""));
    assert_eq!(source.text, "Bao cao so lieu quy\nKET LUAN\nBAO CAO TUAN\ncuc duong thuy\nlop chu an");
    assert_eq!(source.lines.iter().map(|l| l.bold).collect::<Vec<_>>(), [true, false, false, false, false]);
}

#[test]
fn what_unpacks_too_far_is_a_bomb() {
    let limits = Limits { max_unpacked: 4 << 20, ..Limits::default() };
    let packed = |size: usize| {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(&vec![b' '; size]).unwrap();
        zlib.finish().unwrap()
    };
    for size in [6 << 20, 40 << 20] {
        let file = tiny(&packed(size), "/Filter /FlateDecode");
        assert!(matches!(read(&file, &limits), Err(ReadError::Bomb { limit }) if limit == 4 << 20), "{size}");
    }
}

#[test]
fn forms_that_call_each_other_without_end_are_left() {
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned(), "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned()];
    objects.push("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>".to_owned());
    objects.push("<</Length 5>>\nstream\n/X Do\nendstream".to_owned());
    for next in 6..20 {
        let body = "0 0 5 5 re f ".to_owned() + &"/X Do ".repeat(20);
        objects.push(format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {next} 0 R>>>>/Length {}>>\nstream\n{body}\nendstream",
            body.len()
        ));
    }
    let file = assembled(&objects.iter().map(String::as_bytes).collect::<Vec<_>>());
    assert!(matches!(read(&file, &Limits::default()), Err(ReadError::TooComplex(_))));
}

#[test]
fn the_second_reader_gives_plain_lines() {
    let file = tiny(b"BT /F 12 Tf 50 700 Td (Thong bao lich hop giao ban tuan) Tj ET", "");
    let second::Seen::Text(source) = second::read(&file, &Limits::default()) else { panic!("no text") };
    assert_eq!(source.text, "Thong bao lich hop giao ban tuan");
    assert!(source.lines[0].rect.is_none());
    assert!(matches!(second::read(b"nothing", &Limits::default()), second::Seen::Nothing));
}

/// One page with this content stream, in Helvetica.
fn tiny(content: &[u8], filter: &str) -> Vec<u8> {
    let mut stream = format!("<</Length {} {filter}>>\nstream\n", content.len()).into_bytes();
    stream.extend_from_slice(content);
    stream.extend_from_slice(b"\nendstream");
    assembled(&[
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        &stream,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])
}

/// Objects, numbered from 1, as a file.
fn assembled(objects: &[&[u8]]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        out.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    let size = objects.len() + 1;
    out.extend_from_slice(format!("xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").as_bytes());
    out
}
