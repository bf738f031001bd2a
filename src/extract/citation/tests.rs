//! Every form of reference, with invented numbers, and what must not be read as one.

use super::*;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().unwrap());

fn own(number: Option<&str>, code: &str) -> Own {
    Own { number: number.map(str::to_owned), province: Some("Hà Tĩnh".to_owned()), type_code: Some(code.to_owned()) }
}

fn read_as(text: &str, kind: ZoneKind, own: &Own) -> (Prepared, Vec<Mention>) {
    let hay = RULES.prepare(text.to_owned());
    let zone = Zone { span: hay.whole(), kind };
    let bodies = PlainBodies::new(Grammar::new(&RULES));
    let mentions = find_with(&hay, &[zone], &RULES, own, &bodies);
    (hay, mentions)
}

fn read(text: &str) -> Vec<Mention> {
    read_as(text, ZoneKind::Body, &own(Some("99/QĐ-UBND"), "CV")).1
}

/// `type number date`, `-` for what is absent.
fn brief(text: &str) -> Vec<String> {
    let part = |v: &Option<String>| v.clone().unwrap_or_else(|| "-".to_owned());
    read(text).iter().map(|m| format!("{} {} {}", part(&m.kind), part(&m.number), part(&m.date))).collect()
}

/// Names of laws and their dates.
fn laws(text: &str) -> Vec<String> {
    read(text).iter().map(|m| format!("{}|{}", m.title.clone().unwrap_or_default(), m.date.clone().unwrap_or_default())).collect()
}

/// Relations in the order of the text.
fn relations(text: &str, kind: ZoneKind, code: &str) -> Vec<Relation> {
    read_as(text, kind, &own(None, code)).1.iter().map(|m| m.relation).collect()
}

/// `point.clause.article` of all pinpoints of all mentions.
fn pins(text: &str) -> Vec<String> {
    let part = |v: &Option<String>| v.clone().unwrap_or_else(|| "-".to_owned());
    let list = read(text);
    list.iter().flat_map(|m| &m.pinpoints).map(|p| format!("{}.{}.{}", part(&p.point), part(&p.clause), part(&p.article))).collect()
}

#[test]
fn numbers_with_and_without_the_word() {
    for (text, want) in [
        ("theo Quyết định số 412/2031/QĐ-TTg ngày 30/5/2031;", "Quyết định 412/2031/QĐ-TTg 2031-05-30"),
        ("theo Quyết định 412/2031/QĐ-TTg.", "Quyết định 412/2031/QĐ-TTg -"),
        ("QUYẾT ĐỊNH SỐ 412/2031/QĐ-TTG NGÀY 30/5/2031", "Quyết định 412/2031/QĐ-TTG 2031-05-30"),
        ("tại Công văn số: 2128/SNN-TCCB ngày 02 tháng 8 năm 2031", "Công văn 2128/SNN-TCCB 2031-08-02"),
        ("Chỉ thị số 19-CT/TW, ngày 01-10-2031", "Chỉ thị 19-CT/TW 2031-10-01"),
        ("Kế hoạch số 317/KH-HĐTĐKT", "Kế hoạch 317/KH-HĐTĐKT -"),
        ("Tờ trình số 16/TTr-SYT ngày 17.5.2031", "Tờ trình 16/TTr-SYT 2031-05-17"),
        ("Nghị định số 77 /2031/NĐ- CP", "Nghị định 77/2031/NĐ-CP -"),
        ("Nghị định số 77/2031/NĐ -CP", "Nghị định 77/2031/NĐ-CP -"),
        ("Nghị định 77.2014.NĐ-CP", "Nghị định 77/2014/NĐ-CP -"),
        ("Công văn số 291 - CV/ĐU", "Công văn 291-CV/ĐU -"),
        ("Nghị quyết số 88.7/2031/NQ-CP", "Nghị quyết 88.7/2031/NQ-CP -"),
        ("Quyết định số 3143/Q\u{d0}-UBND", "Quyết định 3143/QĐ-UBND -"),
        ("Quyết định số 47/2000/QĐ-BGD&ĐT", "Quyết định 47/2000/QĐ-BGD&ĐT -"),
        ("Công văn (số 173/TTg-CN)", "Công văn 173/TTg-CN -"),
        ("Văn bản số 286/SXD- QHKT của", "Văn bản 286/SXD-QHKT -"),
        ("NĐ Số 277/2031/NĐ-CP", "Nghị định 277/2031/NĐ-CP -"),
        ("QĐ 1247-QĐ/BTGDVTW (01/12/2031)", "Quyết định 1247-QĐ/BTGDVTW 2031-12-01"),
        ("Kế hoạch hành động số 58/KH-UBND", "Kế hoạch hành động 58/KH-UBND -"),
        ("giấy phép số 35/gp-btnmt", "Giấy phép 35/gp-btnmt -"),
        ("Quyết định thành lập tổ rà soát số 45/QĐ-SXD ngày 2/3/2031", "Quyết định 45/QĐ-SXD 2031-03-02"),
    ] {
        assert_eq!(brief(text), [want], "{text}");
    }
}

#[test]
fn old_forms() {
    for (text, want) in [
        ("Nghị định số 128/CP ngày 29/4/1995", "Nghị định 128/CP 1995-04-29"),
        ("Quyết định số 269-CP", "Quyết định 269-CP -"),
        ("Chỉ thị số 199/TTg", "Chỉ thị 199/TTg -"),
        ("Thông tư số 64 TC/TCT ngày 2/3/1993", "Thông tư 64 TC/TCT 1993-03-02"),
        ("Sắc lệnh số 18B/SL", "Sắc lệnh 18B/SL -"),
        ("Nghị định số 20 ngày 15/05/1948", "Nghị định 20 1948-05-15"),
        ("Quyết định của Bộ Chính trị số31-QĐ/TW, ngày 01-10-1997", "Quyết định 31-QĐ/TW 1997-10-01"),
    ] {
        assert_eq!(brief(text), [want], "{text}");
    }
}

#[test]
fn short_repeats() {
    assert_eq!(
        brief("theo Nghị định số 30, Thông tư 09 và Thông tư 24/2031 ngày 10/3/2031"),
        ["Nghị định 30 -", "Thông tư 09 -", "Thông tư 24/2031 2031-03-10"]
    );
    assert_eq!(brief("các Nghị định số 217, 212 và 206 ban hành năm 2031"), ["Nghị định 217 -", "Nghị định 212 -", "Nghị định 206 2031"]);
    assert_eq!(brief("Chỉ thị 06 (2006); theo NĐ30."), ["Chỉ thị 06 2006", "Nghị định 30 -"]);
    assert_eq!(brief("ban hành quyết định 03 nội dung; Thông báo 02 việc; báo cáo 6 tháng; Nghị quyết 5 năm"), [""; 0]);
}

#[test]
fn lists_share_their_type_and_issuer() {
    assert_eq!(
        brief(
            "các Nghị định số 98/2027/NĐ-CP ngày 07 tháng 6 năm 2027 và số 13/2029/NĐ-CP; các Nghị định số 356/2031/NĐ-CP, 330/2032/NĐ-CP"
        ),
        ["Nghị định 98/2027/NĐ-CP 2027-06-07", "Nghị định 13/2029/NĐ-CP -", "Nghị định 356/2031/NĐ-CP -", "Nghị định 330/2032/NĐ-CP -"]
    );
    let list = read("các báo cáo số: 177/BC-A61 ngày 15/6/2031, số 235/BC-A61 ngày 09/7/2031 của Bộ Công an");
    let issuers: Vec<Option<&str>> = list.iter().map(|m| m.issuer.as_deref()).collect();
    assert_eq!(issuers, [Some("Bộ Công an"), Some("Bộ Công an")]);
}

#[test]
fn issuers_after_before_and_by_symbol() {
    for (text, want, inferred) in [
        ("Thông tư số 77/2031/TT-BTC ngày 1/2/2031 của Bộ trưởng Bộ Tài chính quy định về cây xanh", "Bộ trưởng Bộ Tài chính", false),
        ("Quyết định số 12/QĐ-UBND ngày 9/4/2031 của UBND tỉnh về việc trồng cây", "Ủy ban nhân dân tỉnh Hà Tĩnh", false),
        ("Công văn số 19/BYT-DP ngày 14/4/2031 Bộ Y tế về việc khám bệnh", "Bộ Y tế", false),
        ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 23/TTr-SNV", "Giám đốc Sở Nội vụ", false),
        ("Ngày 27/02/2031, Sở Xây dựng đã ban hành Công văn số 62/SXD-QH", "Sở Xây dựng", false),
        ("nguồn vốn được UBND tỉnh giao tại Quyết định số 91/QĐ-UBND", "Ủy ban nhân dân tỉnh Hà Tĩnh", false),
        ("Nghị định của Chính phủ số 82/2031/NĐ-CP", "Chính phủ", false),
        (
            "Thông tư liên tịch số 5/2014/TTLT-BTC-BNV ngày 1/2/2014 của Bộ Tài chính và Bộ Nội vụ hướng dẫn",
            "Bộ Tài chính và Bộ Nội vụ",
            false,
        ),
        (
            "Thông tư liên tịch số 5/2014/TTLT-BTC-BXD của liên Bộ: Bộ Tài chính, Bộ Xây dựng về cây xanh",
            "Bộ Tài chính, Bộ Xây dựng",
            false,
        ),
        ("Nghị định số 82/2031/NĐ-CP", "Chính phủ", true),
        ("Nghị quyết số 82/2031/QH15", "Quốc hội", true),
        ("Công văn số 82/TCT-KK", "Tổng cục Thuế", true),
    ] {
        let list = read(text);
        let [m] = list.as_slice() else { panic!("{text}: {list:?}") };
        assert_eq!((m.issuer.as_deref(), m.issuer_inferred), (Some(want), inferred), "{text}");
    }
    assert_eq!(read("Quyết định số 82/QĐ-UBND").first().unwrap().issuer, None);
    assert_eq!(read("Nghị định số 128/CP").first().unwrap().issuer, None);
}

#[test]
fn issuers_named_before_stand_for_all_they_lead_to() {
    let list = read(
        "Xét đề nghị của Trưởng Ban Dân tộc tại Tờ trình số 32/TTr-BDT, 33/TTr-BDT và của Giám đốc Sở Nội vụ tại Tờ trình số 44/TTr-SNV",
    );
    let issuers: Vec<Option<&str>> = list.iter().map(|m| m.issuer.as_deref()).collect();
    assert_eq!(issuers, [Some("Trưởng Ban Dân tộc"), Some("Trưởng Ban Dân tộc"), Some("Giám đốc Sở Nội vụ")]);
}

#[test]
fn a_date_before_belongs_to_what_is_issued() {
    assert_eq!(brief("Ngày 27/02/2031, Bộ Xây dựng ban hành Công văn số 624/BXD-QH về cây xanh"), ["Công văn 624/BXD-QH 2031-02-27"]);
    assert_eq!(brief("Nghị định số 12/2030/NĐ-CP có hiệu lực từ ngày 01/8/2030"), ["Nghị định 12/2030/NĐ-CP -"]);
}

#[test]
fn titles_begin_and_end() {
    for (text, want) in [
        ("Nghị định số 7/2031/NĐ-CP ngày 1/2/2031 của Chính phủ quy định về cây xanh; Thông tư", "quy định về cây xanh"),
        ("Công văn số 7/SXD-QH ngày 1/2/2031 về việc trồng cây, chăm sóc cây, Sở Nội vụ đề nghị", "trồng cây, chăm sóc cây"),
        ("Quyết định số 7/QĐ-SXD ban hành Quy chế làm việc được sửa đổi, bổ sung tại Quyết định số 9/QĐ-SXD", "ban hành Quy chế làm việc"),
        ("Quyết định số 7/QĐ-SXD về cây xanh và Quyết định số 9/QĐ-SXD", "cây xanh"),
    ] {
        assert_eq!(read(text).first().unwrap().title.as_deref(), Some(want), "{text}");
    }
    assert_eq!(read("Điều 3 Luật số 7/2031/QH15 quy định như sau").first().unwrap().title, None);
}

#[test]
fn laws_by_name() {
    for (text, want) in [
        ("theo Luật Đầu tư công năm 2019 và các văn bản hướng dẫn", "Luật Đầu tư công|2019"),
        ("theo luật quản lý thuế", "luật quản lý thuế|"),
        ("LUẬT ĐẤT ĐAI NĂM 2031", "LUẬT ĐẤT ĐAI|2031"),
        ("Bộ luật Lao động ngày 20/11/2031", "Bộ luật Lao động|2031-11-20"),
        ("Luật Tổ chức HĐND và UBND ngày 26/11/2003", "Luật Tổ chức HĐND và UBND|2003-11-26"),
        ("Luật Phòng, chống tham nhũng quy định", "Luật Phòng, chống tham nhũng|"),
        ("Luật Thuê thu nhập cá nhân", "Luật Thuế thu nhập cá nhân|"),
        ("Luật Cây xanh đô thị quy định", "Luật Cây xanh đô thị|"),
        ("Luật Đường sắt (sửa đổi) được thông qua", "Luật Đường sắt (sửa đổi)|"),
        ("Hiến pháp năm 2013", "Hiến pháp|2013"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Báo chí, Luật Xuất bản và Luật Thư viện ngày 06 tháng 4 năm 2031",
            "Luật sửa đổi, bổ sung một số điều của Luật Báo chí, Luật Xuất bản và Luật Thư viện|2031-04-06",
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của 37 Luật có liên quan đến quy hoạch ngày 20/11/2031",
            "Luật sửa đổi, bổ sung một số điều của 37 Luật có liên quan đến quy hoạch|2031-11-20",
        ),
        ("Pháp lệnh sửa đổi, bổ sung điều 6 Pháp lệnh Giá", "Pháp lệnh sửa đổi, bổ sung điều 6 Pháp lệnh Giá|"),
    ] {
        assert_eq!(laws(text), [want], "{text}");
    }
    assert_eq!(
        laws("Luật Doanh nghiệp năm 2000, 2005, 2014"),
        ["Luật Doanh nghiệp|2000", "Luật Doanh nghiệp|2005", "Luật Doanh nghiệp|2014"]
    );
    assert_eq!(brief("Luật Thủ đô (Luật số 39/2031/QH15); Luật Cây xanh số 40/2031/QH15"), ["Luật 39/2031/QH15 -", "Luật 40/2031/QH15 -"]);
    assert_eq!(laws("Luật Báo chí và Nghị định số 5/2031/NĐ-CP thi hành Luật Báo chí").len(), 3);
}

#[test]
fn what_is_no_citation() {
    for text in [
        "Luật này, luật sư Trần Văn Bình, theo luật định, pháp luật, kỷ luật, Công ty Luật Bình Minh",
        "Sở Kế hoạch và Đầu tư, Quyết định này, Thông tư trên, các văn bản của Bộ",
        "theo Mẫu số 01/TT-LLTP, Mẫu số: C31-HD, mẫu quyết định số 02",
        "thụ lý số 50/TLST-HS; tài khoản số 0123/456; điện thoại số 0243/8123456",
        "Kèm theo Văn bản số:     /QĐ-UBND; Quyết định số 99/QĐ-UBND",
        "giai đoạn 2021-2025, ngày 06/6/2024, 100 km/h, Hiến pháp và pháp luật",
        "Đề án 06, Chương trình mục tiêu quốc gia",
    ] {
        assert_eq!(brief(text), [""; 0], "{text}");
    }
}

#[test]
fn pinpoints_in_any_order() {
    for (text, want) in [
        ("điểm a khoản 2 Điều 5 Nghị định số 8/2031/NĐ-CP", vec!["a.2.5"]),
        ("điểm c, Khoản 1, Điều 14 Thông tư số 15/2031/TT-BTC", vec!["c.1.14"]),
        ("khoản 2 và 3 Điều 16 của Luật Báo chí", vec!["-.2.16", "-.3.16"]),
        ("khoản 1 và khoản 2 Điều 16 Luật Báo chí", vec!["-.1.16", "-.2.16"]),
        ("Điều 8, 9 và 10 của Luật Báo chí", vec!["-.-.8", "-.-.9", "-.-.10"]),
        ("khoản 4 và 5 Điều 3, Điều 49 và 50 Luật Báo chí", vec!["-.4.3", "-.5.3", "-.-.49", "-.-.50"]),
        ("khoản 2 Điều 2, điểm c khoản 4 Điều 2 Luật Báo chí", vec!["-.2.2", "c.4.2"]),
        ("các điểm a, b khoản 1 Điều 9 Luật Báo chí", vec!["a.1.9", "b.1.9"]),
        ("Điều 5 khoản 2 điểm a Luật Báo chí", vec!["a.2.5"]),
        ("từ Điều 5 đến Điều 7 Luật Báo chí", vec!["-.-.5", "-.-.6", "-.-.7"]),
        ("điểm 1.3, mục III, phần B Thông tư số 3/1998/TT-BTC", vec!["1.3.-.-"]),
        ("khoản | Điều 21 Luật Báo chí", vec!["-.1.21"]),
        ("Luật Báo chí, Điều 5 khoản 2", vec!["-.2.5"]),
        ("khoản 3 Điều 19 Nghị định này và Luật Báo chí", vec![]),
    ] {
        assert_eq!(pins(text), want, "{text}");
    }
    let annex = read("Phụ lục II ban hành kèm theo Quyết định số 34/2031/QĐ-TTg");
    assert_eq!(annex.first().unwrap().pinpoints.first().unwrap().annex.as_deref(), Some("II"));
}

#[test]
fn relations_by_cue_and_place() {
    use Relation::{Amends, Basis, Implements, Mentions, Repeals, Replaces, RepliesTo};
    let body = ZoneKind::Body;
    for (text, kind, code, want) in [
        ("Căn cứ Luật Báo chí số 5/2031/QH15 được sửa đổi, bổ sung bởi Luật số 6/2031/QH15;", body, "QĐ", vec![Basis, Basis]),
        ("Căn cứ Nghị định số 5/2031/NĐ-CP quy định chi tiết Luật Báo chí;", body, "QĐ", vec![Basis, Mentions]),
        ("Căn cứ Luật Báo chí thì việc này theo Luật Xuất bản.", body, "CV", vec![Basis, Mentions]),
        ("Thực hiện Công văn số 5/SXD-QH, Sở Nội vụ đề nghị theo Quyết định số 6/QĐ-SXD.", body, "CV", vec![Implements, Mentions]),
        ("- Thực hiện Quyết định số 6/QĐ-SXD.", body, "CV", vec![Mentions]),
        ("Phúc đáp Công văn số 5/SXD-QH ngày 1/2/2031 của Sở Xây dựng", body, "CV", vec![RepliesTo]),
        ("V/v phúc đáp Công văn số 5/SXD-QH", ZoneKind::Subject, "CV", vec![RepliesTo]),
        ("Hướng dẫn thi hành Nghị định số 5/2031/NĐ-CP", ZoneKind::Subject, "TT", vec![Implements]),
        ("Xét đề nghị của Sở Xây dựng tại Tờ trình số 5/TTr-SXD", body, "CV", vec![RepliesTo]),
        ("Xét đề nghị của Sở Xây dựng tại Tờ trình số 5/TTr-SXD", body, "QĐ", vec![Basis]),
        ("Quyết định này thay thế Quyết định số 5/QĐ-SXD và Quyết định số 6/QĐ-SXD.", body, "QĐ", vec![Replaces, Replaces]),
        ("Bãi bỏ Quyết định số 5/QĐ-SXD.", body, "QĐ", vec![Repeals]),
        ("Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 5/2031/TT-BXD", body, "TT", vec![Amends]),
        ("Bộ trưởng ban hành Thông tư sửa đổi, bổ sung một số điều của Thông tư số 5/2031/TT-BXD.", body, "TT", vec![Amends]),
        ("dự thảo Nghị định thay thế Nghị định số 5/2031/NĐ-CP", body, "CV", vec![Mentions]),
        ("Để thực hiện Nghị định số 5/2031/NĐ-CP (gọi tắt là Nghị định số 5/2031/NĐ-CP)", body, "CV", vec![Implements, Mentions]),
    ] {
        assert_eq!(relations(text, kind, code), want, "{text}");
    }
}

#[test]
fn spans_hold_the_words() {
    let text = "Theo khoản 2 Điều 7 Quyết định số 12/QĐ-SXD ngày 1/2/2031 của Sở Xây dựng về cây xanh.";
    let (hay, list) = read_as(text, ZoneKind::Body, &own(None, "CV"));
    let m = list.first().unwrap();
    assert_eq!(hay.of(m.span), "Quyết định số 12/QĐ-SXD ngày 1/2/2031 của Sở Xây dựng");
    assert_eq!(m.parts.number.map(|s| hay.of(s)), Some("12/QĐ-SXD"));
    assert_eq!(m.parts.kind.map(|s| hay.of(s)), Some("Quyết định"));
    assert_eq!(m.parts.title.map(|s| hay.of(s)), Some("cây xanh"));
    assert_eq!(m.parts.date.map(|s| hay.of(s)), Some("1/2/2031"));
    assert_eq!(m.pinpoints.first().map(|p| hay.of(p.span)), Some("khoản 2 Điều 7"));
}

#[test]
fn a_cue_holds_over_a_broken_line_and_into_a_list() {
    use Relation::{Basis, Mentions};
    let relations = |text: &str| relations(text, ZoneKind::Body, "QĐ");
    assert_eq!(relations("Căn cứ Thông tư của Bộ Xây dựng và Nghị định số\n5/2031/NĐ-CP ngày 1/2/2031;"), [Basis]);
    assert_eq!(
        relations("Căn cứ vào chức năng được giao và theo\nnghị định số 5/2031/NĐ-CP;\nNghị định số 6/2031/NĐ-CP"),
        [Basis, Mentions]
    );
    assert_eq!(relations("II. Căn cứ đánh giá\n1. Điều 8 của Luật Báo chí"), [Mentions]);
    assert_eq!(relations("Căn cứ quy định tại:\n- Luật Báo chí;\n- Luật Xuất bản.\nTheo Luật Thư viện."), [Basis, Basis, Mentions]);
}

#[test]
fn a_subject_is_one_text_over_its_lines() {
    let (_, list) = read_as("V/v phúc đáp Văn bản số 86/SXD-\nQLNTTBĐS của Sở Xây dựng", ZoneKind::Subject, &own(None, "CV"));
    let m = list.first().unwrap();
    assert_eq!((m.number.as_deref(), m.issuer.as_deref(), m.relation), (Some("86/SXD-QLNTTBĐS"), Some("Sở Xây dựng"), Relation::RepliesTo));
}

#[test]
fn a_type_its_number_contradicts_stays_and_is_told() {
    let text = "nghị định 66/2031/QĐ-TTg và Công văn số 5/QĐ-SXD";
    let normal = {
        let mut source = crate::read::Source::new(crate::record::Format::Txt);
        source.push(text, crate::read::Line::default());
        crate::norm::normalise(&source, &RULES)
    };
    let (_, list) = read_as(text, ZoneKind::Body, &own(None, "CV"));
    assert_eq!(list.first().map(|m| (m.kind.as_deref(), m.number.as_deref())), Some((Some("Nghị định"), Some("66/2031/QĐ-TTg"))));
    let told = warnings(&list, &normal, &RULES);
    assert_eq!(told.iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), ["type_contradicts_number"]);
    assert_eq!(
        told.first().map(|w| w.message.as_str()),
        Some("Nghị định is printed before 66/2031/QĐ-TTg, whose symbol is that of Quyết định")
    );
}
