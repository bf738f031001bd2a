//! What an obligation holds beyond its passage: acts, amounts, lines of report, members of
//! groups, what deadlines concern. In: letters of our own. Out: exact values.

#![allow(clippy::unwrap_used, reason = "a test ends where one of its helpers fails")]

use std::sync::LazyLock;
use vanban::pipeline::{Options, understand};
use vanban::read::{Limits, read};
use vanban::record::{Obligation, Record};
use vanban::rules::Rules;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().unwrap());

/// The record of a letter with this body.
fn letter(body: &str) -> Record {
    let text = format!(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 41/UBND-NL\nHà Tĩnh, ngày 14 tháng 5 năm 2024\n\nKính gửi:\n- Sở Y tế;\n- Sở Tài chính.\n\n{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    );
    let source = read("a.txt", text.as_bytes(), None, &Limits::default()).unwrap();
    understand(source, "a.txt", &RULES, &Options { text: true })
}

/// The only obligation of a letter with this item.
fn task(item: &str) -> Obligation {
    let mut found = letter(&format!("Ủy ban nhân dân tỉnh yêu cầu:\n1. {item}")).obligations;
    assert_eq!(found.len(), 1, "{item}");
    found.remove(0)
}

/// Lemmas of the acts, with "!" before what is forbidden.
fn acts(item: &str) -> Vec<String> {
    let sign = |negated| if negated { "!" } else { "" };
    task(item).actions.into_iter().map(|a| format!("{}{}", sign(a.negated), a.lemma)).collect()
}

#[test]
fn acts_are_heads_of_clauses() {
    for (item, want) in [
        ("Sở Y tế rà soát sổ bộ; tổng hợp số liệu, báo cáo kết quả trước ngày 20/8/2024.", &["rà soát", "tổng hợp", "báo cáo"][..]),
        ("Sở Y tế khẩn trương giải ngân vốn kè bờ và kịp thời tháo gỡ chỗ vướng.", &["giải ngân", "tháo gỡ"]),
        ("Sở Y tế tăng cường công tác kiểm tra, giám sát bến bãi.", &["tăng cường"]),
        ("Sở Y tế tổ chức tập huấn thợ lặn.", &["tập huấn"]),
        ("Sở Y tế tham mưu kế hoạch rà soát, xác định hộ ven sông.", &["tham mưu"]),
        ("Sở Y tế đôn đốc, nhắc nhở các xã rà soát, thống kê số thuyền.", &["đôn đốc"]),
        ("Sở Y tế rà soát số thuyền để lập kế hoạch, tổng hợp chung.", &["rà soát"]),
        ("Sở Y tế chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan tham mưu mức thu mới.", &["chủ trì, phối hợp", "tham mưu"]),
        ("Sở Y tế theo chức năng, nhiệm vụ được giao hướng dẫn, đôn đốc các hộ kê khai.", &["hướng dẫn, đôn đốc"]),
        ("Sở Y tế có trách nhiệm chỉ đạo các xã nạo vét kênh, báo cáo kết quả về tỉnh.", &["chỉ đạo", "báo cáo"]),
        ("Sở Y tế không được sử dụng, khai thác nước ngầm; đồng thời lắp đặt phao tiêu.", &["!sử dụng", "!khai thác", "lắp đặt"]),
        ("Sở Y tế theo dõi, kiểm tra và định kỳ 6 tháng, năm báo cáo Sở Nội vụ.", &["theo dõi, kiểm tra", "báo cáo"]),
        ("Trước ngày 20/8/2024, Sở Y tế niêm yết giá vé.", &["niêm yết"]),
        ("Các đội xung kích ven biển có tàu rà soát bến, định kỳ hằng tháng báo cáo Sở Nội vụ.", &["rà soát", "báo cáo"]),
        ("Sở Y tế đôn đốc các chủ bến quyết toán, hằng tháng báo cáo Sở Nội vụ.", &["đôn đốc", "báo cáo"]),
        ("Lãnh đạo Sở Y tế rà soát bến.", &["rà soát"]),
        ("Sở Y tế chụm bao cát giữ bờ.", &[]),
    ] {
        assert_eq!(acts(item), want, "{item}");
    }
}

#[test]
fn an_act_runs_to_the_next() {
    let text = "Sở Y tế rà soát sổ bộ, kịp thời bổ sung thợ lặn và báo cáo kết quả; niêm yết giá vé.";
    let record = letter(&format!("Ủy ban nhân dân tỉnh yêu cầu:\n1. {text}"));
    let acts = &record.obligations[0].actions;
    let words: Vec<&str> = acts.iter().map(|a| a.text.as_str()).collect();
    assert_eq!(words, ["rà soát sổ bộ", "bổ sung thợ lặn", "báo cáo kết quả", "niêm yết giá vé"]);
    let whole: Vec<char> = record.text.as_ref().unwrap().chars().collect();
    for act in acts {
        let (from, to) = (act.evidence.span.0 as usize, act.evidence.span.1 as usize);
        assert_eq!(whole[from..to].iter().collect::<String>(), act.text);
    }
}

/// Value, end of the range and unit of each amount, after its words.
fn sums(item: &str) -> Vec<String> {
    let to = |to: Option<String>| to.map_or_else(String::new, |t| format!("..{t}"));
    task(item).amounts.into_iter().map(|a| format!("{} = {}{} {}", a.text, a.value, to(a.to), a.unit)).collect()
}

#[test]
fn amounts_and_rates() {
    for (item, want) in [
        ("Sở Y tế giải ngân 100% vốn kè bờ, khoảng 12,5 tỷ đồng.", &["100% = 100 %", "12,5 tỷ đồng = 12500000000 VND"][..]),
        ("Sở Y tế chi 1.500.000 đồng cho mỗi hộ.", &["1.500.000 đồng = 1500000 VND"]),
        ("Sở Y tế bố trí 3.000 tỷ đồng.", &["3.000 tỷ đồng = 3000000000000 VND"]),
        ("Sở Y tế cắt giảm từ 5% đến 10% chi phí.", &["từ 5% đến 10% = 5..10 %"]),
        ("Sở Y tế hỗ trợ từ 2 đến 5 triệu đồng.", &["từ 2 đến 5 triệu đồng = 2000000..5000000 VND"]),
        ("Sở Y tế tiếp nhận 1,2 triệu USD.", &["1,2 triệu USD = 1200000 USD"]),
        ("Sở Y tế quyết toán 1 tỷ 200 triệu đồng.", &["1 tỷ 200 triệu đồng = 1200000000 VND"]),
        ("Sở Y tế đón 3 triệu lượt khách, 100 đồng chí dân quân theo Quyết định số 15/QĐ-UBND ngày 20/8/2024.", &[]),
    ] {
        assert_eq!(sums(item), want, "{item}");
    }
}

#[test]
fn lines_of_report() {
    let names = |bodies: Vec<vanban::record::Body>| bodies.into_iter().map(|b| b.name).collect::<Vec<_>>();
    let province = "Ủy ban nhân dân tỉnh";
    for (item, to, via) in [
        ("Sở Y tế rà soát, báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) trước ngày 20/8/2024.", &[province][..], &["Sở Nội vụ"][..]),
        ("Sở Y tế lập dự toán gửi về Sở Tài chính trước ngày 20/8/2024 để tổng hợp, báo cáo UBND tỉnh.", &[province], &["Sở Tài chính"]),
        ("Sở Y tế lập phương án trình Chủ tịch UBND tỉnh xem xét.", &["Chủ tịch Ủy ban nhân dân tỉnh"], &[]),
        ("Sở Y tế gửi báo cáo kết quả bến sạch về Sở Nội vụ.", &["Sở Nội vụ"], &[]),
        ("Sở Y tế thực hiện theo báo cáo của Sở Nội vụ, chương trình của tỉnh.", &[], &[]),
        ("Sở Y tế hướng dẫn quy trình Sở Nội vụ đã ban hành.", &[], &[]),
    ] {
        let task = task(item);
        assert_eq!(names(task.assignees), ["Sở Y tế"], "{item}");
        assert_eq!(names(task.coordinators), [] as [&str; 0], "{item}");
        assert_eq!(
            (names(task.reports_to), names(task.via)),
            (to.iter().map(ToString::to_string).collect(), via.iter().map(ToString::to_string).collect()),
            "{item}"
        );
    }
}

#[test]
fn members_where_the_document_lists_them() {
    let members =
        |o: &Obligation| -> Vec<Vec<String>> { o.assignees.iter().map(|b| b.members.iter().map(|m| m.name.clone()).collect()).collect() };
    let above = letter("Đề nghị các đơn vị nêu trên rà soát sổ bộ, báo cáo kết quả trước ngày 20/8/2024.").obligations;
    assert_eq!(members(&above[0]), [["Sở Y tế", "Sở Tài chính"]]);
    let others = letter("Đề nghị các đơn vị cấp dưới rà soát sổ bộ, báo cáo kết quả trước ngày 20/8/2024.").obligations;
    assert_eq!(members(&others[0]), [[] as [&str; 0]]);
    let body = "Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Nội vụ, Sở Xây dựng (sau đây gọi chung là các cơ quan đầu mối) rà soát sổ bộ.\n2. Các cơ quan đầu mối báo cáo kết quả trước ngày 20/8/2024.";
    let defined = letter(body).obligations;
    assert_eq!(members(&defined[1]), [["Sở Nội vụ", "Sở Xây dựng"]]);
}

#[test]
fn what_a_deadline_says_beyond_its_value() {
    let words = |w: &Option<vanban::record::Words>| w.as_ref().map(|w| w.text.clone()).unwrap_or_default();
    for (item, want) in [
        ("Sở Y tế trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận được đơn.", &["P5D work from:kể từ ngày nhận được đơn"][..]),
        ("Sở Y tế niêm yết 30 ngày kể từ ngày ký.", &["P30D from:kể từ ngày ký"]),
        ("Sở Y tế báo cáo trước ngày 20/8.", &["2024-08-20 inferred"]),
        ("Sở Y tế báo cáo trước ngày 20/8/2024.", &["2024-08-20"]),
        ("Sở Y tế báo cáo chậm nhất 15 ngày trước khi hết hạn thuê.", &["P15D from:trước khi hết hạn thuê"]),
        ("Sở Y tế báo cáo ngay sau khi nhận được công văn này.", &["- from:sau khi nhận được công văn này"]),
        (
            "Sở Y tế lập sổ bộ trước ngày 20/8/2024, niêm yết giá vé trước ngày 30/8/2024; nạo vét kênh xong trong tháng 9/2024.",
            &["2024-08-20 for:Sở Y tế lập sổ bộ", "2024-08-30 for:niêm yết giá vé", "2024-09 for:nạo vét kênh"],
        ),
        (
            "Sở Y tế gửi số liệu. Trước ngày 15/6/2024 gửi báo cáo giữa kỳ, trước ngày 15/12/2024 gửi báo cáo cả năm.",
            &["2024-06-15 for:gửi báo cáo giữa kỳ", "2024-12-15 for:gửi báo cáo cả năm"],
        ),
    ] {
        let told: Vec<String> = task(item)
            .deadlines
            .iter()
            .map(|d| {
                let value = d.date.as_ref().or(d.duration.as_ref()).or(d.recurrence.as_ref()).map_or("-", String::as_str);
                let part = |name: &str, w: String| if w.is_empty() { w } else { format!(" {name}:{w}") };
                let flags = [if d.inferred { " inferred" } else { "" }, if d.working_days { " work" } else { "" }].concat();
                format!("{value}{flags}{}{}", part("from", words(&d.from)), part("for", words(&d.concerns)))
            })
            .collect();
        assert_eq!(told, want, "{item}");
    }
}

#[test]
fn a_time_below_several_tasks_is_each_ones() {
    let dates = |body: &str| -> Vec<Vec<String>> {
        let found = letter(&format!("Ủy ban nhân dân tỉnh yêu cầu:\n{body}")).obligations;
        found.into_iter().map(|o| o.deadlines.into_iter().filter_map(|d| d.date).collect()).collect()
    };
    let shared = dates(
        "1. Sở Nội vụ:\n- Rà soát sổ bộ của trạm;\n- Bổ sung thợ lặn cho đội.\n- Thời gian thực hiện: Tháng 9/2024.\n2. Sở Xây dựng:\n- Nạo vét kênh tiêu.",
    );
    assert_eq!(shared, [vec!["2024-09"], vec!["2024-09"], vec![]]);
    let each = dates(
        "1. Sở Nội vụ:\n- Rà soát sổ bộ của trạm;\n- Thời gian: Tháng 8/2024.\n- Bổ sung thợ lặn cho đội.\n- Thời gian: Tháng 9/2024.",
    );
    assert_eq!(each, [["2024-08"], ["2024-09"]]);
    let listed = dates(
        "1. Sở Nội vụ nạo vét kênh tiêu ở các vùng.\nThời gian hoàn thành công việc trên như sau:\n- Vùng ven biển: cuối năm 2025;\n- Vùng đồi: cuối năm 2026.\n2. Sở Xây dựng lắp đặt phao tiêu.",
    );
    assert_eq!(listed, [vec!["2025", "2026"], vec![]]);
}
