//! Who owes a passage, and with whom: forms of letters whose names stand in odd places.
//! In: letters of our own. Out: exact names, numbers and values.

#![allow(clippy::unwrap_used, reason = "a test ends where one of its helpers fails")]

use std::sync::LazyLock;
use vanban::pipeline::{Options, understand};
use vanban::read::{Limits, read};
use vanban::record::{Modality, Obligation, Record};
use vanban::rules::Rules;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().unwrap());

/// The record of a text.
fn record(text: &str) -> Record {
    let source = read("a.txt", text.as_bytes(), None, &Limits::default()).unwrap();
    understand(source, "a.txt", &RULES, &Options { text: true })
}

/// The record of a letter to `addressees` with this body.
fn letter(addressees: &str, body: &str) -> Record {
    let head = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 41/UBND-NL\nHà Tĩnh, ngày 14 tháng 5 năm 2024\n\nKính gửi: ";
    record(&format!("{head}{addressees}.\n\n{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"))
}

/// The record of a plan with this body.
fn plan(body: &str) -> Record {
    let head = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 41/KH-UBND\nHà Tĩnh, ngày 14 tháng 5 năm 2024\n\nKẾ HOẠCH\nDọn kênh mương năm 2024\n\n";
    record(&format!("{head}{body}\n\nNơi nhận:\n- Các sở;\n- Lưu: VT.\n"))
}

/// `number: assignees + coordinators` of each obligation.
fn owed(record: &Record) -> Vec<String> {
    let names = |bodies: &[vanban::record::Body]| bodies.iter().map(|b| b.name.as_str()).collect::<Vec<_>>().join("; ");
    let one = |o: &Obligation| {
        let with = names(&o.coordinators);
        let with = if with.is_empty() { with } else { format!(" + {with}") };
        format!("{}: {}{with}", o.number.as_deref().unwrap_or("-"), names(&o.assignees))
    };
    record.obligations.iter().map(one).collect()
}

/// The same of one task in a list of orders.
fn task(item: &str) -> String {
    let found = letter("Các sở", &format!("Ủy ban nhân dân tỉnh yêu cầu:\n1. {item}"));
    owed(&found).join(" | ")
}

#[test]
fn a_firm_is_the_one_addressed() {
    let told = letter("Công ty cổ phần Nước Sông Lam", "Đề nghị Công ty kê khai số giếng đã lấp và gửi bản đồ về Sở Xây dựng.");
    assert_eq!(owed(&told), ["-: Công ty cổ phần Nước Sông Lam"]);
}

#[test]
fn a_head_without_force_has_that_of_the_lead() {
    let body = "Ủy ban nhân dân tỉnh đề nghị các đơn vị phối hợp thực hiện các nội dung sau:\n1. Đối với Sở Y tế\na) Lập danh sách trạm bơm.\n2. Giao Sở Tài chính:\na) Bố trí kinh phí nạo vét.";
    let told = letter("- Sở Y tế;\n- Sở Tài chính", body);
    let force: Vec<Modality> = told.obligations.iter().map(|o| o.modality).collect();
    assert_eq!(owed(&told), ["1.a: Sở Y tế", "2.a: Sở Tài chính"]);
    assert_eq!(force, [Modality::Request, Modality::Order]);
}

#[test]
fn names_end_before_the_verb() {
    for (item, want) in [
        ("Các chi bộ thảo luận ba nội dung của đề cương.", "1: Các chi bộ"),
        ("Các chi bộ, đảng bộ trực thuộc Tỉnh ủy tổ chức quán triệt đề cương.", "1: Các chi bộ, đảng bộ trực thuộc Tỉnh ủy"),
        ("Ủy ban nhân dân các huyện ven biển kiểm đếm số thuyền.", "1: Ủy ban nhân dân các huyện ven biển"),
        ("Các cơ quan tham mưu, giúp việc Tỉnh ủy rà soát sổ sách.", "1: Các cơ quan tham mưu, giúp việc Tỉnh ủy"),
        ("Các ông Chánh Văn phòng Tỉnh ủy, Giám đốc Sở Y tế rà soát sổ sách.", "1: Chánh Văn phòng Tỉnh ủy; Giám đốc Sở Y tế"),
        (
            "Giám đốc Ngân hàng Chính sách xã hội chi nhánh tỉnh, Sở Tài chính rà soát nợ.",
            "1: Giám đốc Ngân hàng Chính sách xã hội chi nhánh tỉnh; Sở Tài chính",
        ),
        ("Đồng chí Chánh Văn phòng phân công cán bộ trực lễ.", "1: Chánh Văn phòng"),
        ("Phòng An toàn chủ trì cùng Phòng Vật tư cấp phát phao.", "1: Phòng An toàn + Phòng Vật tư"),
        ("Sở Y tế kiểm tra bến, với sự tham gia của Sở Tài chính.", "1: Sở Y tế + Sở Tài chính"),
    ] {
        assert_eq!(task(item), want, "{item}");
    }
}

#[test]
fn items_are_counted_in_words() {
    let told = letter(
        "Sở Y tế",
        "Ủy ban nhân dân tỉnh yêu cầu Sở Y tế thực hiện các việc sau đây:\n\nMột là, kiểm đếm số phao.\n\nHai là, gửi báo cáo về Văn phòng trước ngày 20/6/2024.",
    );
    assert_eq!(owed(&told), ["-: Sở Y tế", "-: Sở Y tế"]);
    assert_eq!(told.obligations[0].text, "kiểm đếm số phao.");
}

#[test]
fn a_bracket_below_or_behind_a_task_fills_its_fields() {
    let body = "I. NHIỆM VỤ\n1. Kiểm tra kho phao dự phòng.\n(Chủ trì: Sở Y tế; phối hợp: Sở Công Thương, Sở Tài chính; hoàn thành: tháng 12/2024)\n2. Vớt bèo trên kênh chính (đơn vị chủ trì: Sở Xây dựng; phối hợp: Sở Tài chính).";
    let told = plan(body);
    assert_eq!(owed(&told), ["I.1: Sở Y tế + Sở Công Thương; Sở Tài chính", "I.2: Sở Xây dựng + Sở Tài chính"]);
    assert_eq!(told.obligations[0].deadlines[0].date.as_deref(), Some("2024-12"));
}

#[test]
fn a_sentence_that_assigns_leaves_the_one_before_to_its_subject() {
    let told = plan("II. TỔ CHỨC THỰC HIỆN\nTrưởng các phòng rà soát kho của mình trước mùa mưa. Giao Sở Y tế theo dõi, đôn đốc.");
    assert_eq!(owed(&told), ["II: Trưởng các phòng", "II: Sở Y tế"]);
}

#[test]
fn giao_cho_assigns_at_the_start_of_a_sentence_only() {
    assert_eq!(owed(&plan("Điều 2. Giao cho Sở Y tế hướng dẫn các trạm bơm.")), ["2: Sở Y tế"]);
    assert_eq!(owed(&plan("Điều 2. Số phao do tỉnh giao cho Sở Y tế giữ hộ là 40 chiếc.")), Vec::<String>::new());
}

#[test]
fn addressees_are_spelled_out() {
    let named = |entry: &str| -> Vec<String> {
        let told = letter(entry, "Đề nghị gửi báo cáo trước ngày 20/6/2024.");
        told.recipients[0].bodies.iter().map(|b| b.name.clone()).collect()
    };
    assert_eq!(
        named("Ủy ban nhân dân các xã: Tân Phú Đông, Cái Bè, Hội Cư"),
        ["Ủy ban nhân dân xã Tân Phú Đông", "Ủy ban nhân dân xã Cái Bè", "Ủy ban nhân dân xã Hội Cư"]
    );
    assert_eq!(named("Ngân hàng Chính sách xã hội chi nhánh tỉnh Kon Tum"), ["Ngân hàng Chính sách xã hội chi nhánh tỉnh Kon Tum"]);
    assert_eq!(named("Các CĐCS trực thuộc"), ["Các Công đoàn cơ sở trực thuộc"]);
    assert_eq!(named("Các cơ sở khám bệnh, chữa bệnh BHYT"), ["Các cơ sở khám bệnh, chữa bệnh bảo hiểm y tế"]);
    assert_eq!(named("Báo và PTTH Hà Tĩnh"), ["Báo và Phát thanh, Truyền hình Hà Tĩnh"]);
}

#[test]
fn a_drafters_given_name_is_no_part_of_the_archive_entry() {
    let last = |entry: &str| {
        record(&format!("SỞ Y TẾ\nSố: 41/SYT-VP\nHà Tĩnh, ngày 14 tháng 5 năm 2024\n\nKính gửi: Sở Tài chính.\n\nĐề nghị gửi báo cáo.\n\nNơi nhận:\n- Như trên;\n- Lưu: {entry}.\n")).recipients.pop().unwrap().text
    };
    assert_eq!(last("VT, TH (3). Tâm"), "VT, TH (3)");
    assert_eq!(last("VT, TH (3b)"), "VT, TH (3b)");
}

#[test]
fn a_department_of_a_commune_cites_its_commune() {
    let text = "UBND XÃ TÂN HÒA THÀNH\nPHÒNG KINH TẾ\nSố: 12/PKT\nTân Hòa Thành, ngày 5 tháng 12 năm 2025\nV/v rà soát ao cá\n\nKính gửi: Ban Nhân dân các ấp.\n\nThực hiện Công văn số 88/UBND-KT ngày 28/11/2025 của UBND xã, đề nghị gửi số liệu theo Công văn 3088 nêu trên.\n";
    let told = record(text);
    assert_eq!(told.citations[0].issuer.as_ref().unwrap().value, "Ủy ban nhân dân xã Tân Hòa Thành");
    assert_eq!(told.citations[1].number.as_deref(), Some("3088"));
}

#[test]
fn a_party_letter_prints_its_subject_without_a_label() {
    let text = "TỈNH ỦY KHÁNH HÒA\nBAN TỔ CHỨC\n*\nSố 45-CV/BTCTU\nTuyên truyền Đại hội Đảng bộ tỉnh\nĐẢNG CỘNG SẢN VIỆT NAM\nKhánh Hòa, ngày 11 tháng 9 năm 2025\n\nKính gửi: Các đảng ủy trực thuộc.\n\nĐề nghị gửi báo cáo trước ngày 20/9/2025.\n";
    assert_eq!(record(text).subject.unwrap().value, "Tuyên truyền Đại hội Đảng bộ tỉnh");
}

#[test]
fn numbers_behind_a_name_are_bodies_of_its_kind() {
    let told = letter(
        "- Các sư đoàn 4, 8 và 330;\n- Trường Quân sự Quân khu, Bệnh viện Quân y 120, 121",
        "Đề nghị gửi báo cáo trước ngày 20/6/2024.",
    );
    let named = |i: usize| -> Vec<&str> { told.recipients[i].bodies.iter().map(|b| b.name.as_str()).collect() };
    assert_eq!(named(0), ["Sư đoàn 4", "Sư đoàn 8", "Sư đoàn 330"]);
    assert_eq!(named(1), ["Trường Quân sự Quân khu", "Bệnh viện Quân y 120", "Bệnh viện Quân y 121"]);
    assert_eq!(task("Kho bạc Nhà nước khu vực I, II rà soát sổ nợ."), "1: Kho bạc Nhà nước khu vực I; Kho bạc Nhà nước khu vực II");
    assert_eq!(task("Trạm Thủy nông số 5, 3 hộ dân ven kênh phải vớt bèo."), "1: Trạm Thủy nông số 5");
}

#[test]
fn a_group_told_a_time_in_a_letter_owes_a_task() {
    let told = letter("Các sở", "Sở Nội vụ mở lớp học bơi.\n\nCác đơn vị lập danh sách gửi về Sở Nội vụ trước ngày 14/6/2024.");
    assert_eq!(owed(&told), ["-: Các đơn vị"]);
    let untold = letter("Các sở", "Sở Nội vụ mở lớp học bơi.\n\nCác đơn vị lập danh sách theo mẫu cũ.");
    assert_eq!(owed(&untold), Vec::<String>::new());
}

#[test]
fn who_bears_the_name_of_the_issuer_behind_a_dash_is_below_it() {
    let text = "TẬP ĐOÀN CÔNG NGHIỆP THAN - KHOÁNG SẢN VIỆT NAM\nSố: 33/TKV-AT\nHà Nội, ngày 11 tháng 5 năm 2018\n\nKính gửi: Các công ty con.\n\nTập đoàn yêu cầu:\n1. Giao Trung tâm Cấp cứu mỏ - TKV rà soát lực lượng.\n";
    assert_eq!(owed(&record(text)), ["1: Trung tâm Cấp cứu mỏ - Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam"]);
}
