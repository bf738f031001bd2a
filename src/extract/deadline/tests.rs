//! Forms of deadlines, in sentences of our own, with what each must give.

use super::*;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::builtin().expect("the built-in rules are sound"));

/// The values found in `text`, written on 14 May 2024, each after its words.
fn found(text: &str) -> Vec<(String, String)> {
    values(text, find)
}

type Reader = for<'r> fn(&Prepared, Span, &'r Rules, Issued) -> Vec<Due<'r>>;

fn values(text: &str, reader: Reader) -> Vec<(String, String)> {
    let hay = RULES.prepare(text.to_owned());
    let issued = Issued { year: Some(2024), month: Some(5) };
    reader(&hay, hay.whole(), &RULES, issued)
        .into_iter()
        .map(|d| (hay.of(d.span).to_owned(), d.date.or(d.duration).or(d.recurrence).unwrap_or_else(|| "-".to_owned())))
        .collect()
}

/// Each text gives exactly one deadline.
fn each(cases: &[(&str, &str, &str)]) {
    for (text, words, value) in cases {
        assert_eq!(found(text), [((*words).to_owned(), (*value).to_owned())], "{text}");
    }
}

#[test]
fn days() {
    each(&[
        ("Gửi về Phòng Nội vụ trước ngày 20 tháng 8 năm 2024 để tổng hợp.", "trước ngày 20 tháng 8 năm 2024", "2024-08-20"),
        ("Nộp bản in trước 30/9/2024./.", "trước 30/9/2024", "2024-09-30"),
        ("Gửi thư điện tử trước 17h00 ngày 22/9/2025.", "trước 17h00 ngày 22/9/2025", "2025-09-22"),
        ("Xác nhận trước 16 giờ 30 phút, thứ Sáu, ngày 07/6/2024.", "trước 16 giờ 30 phút, thứ Sáu, ngày 07/6/2024", "2024-06-07"),
        ("Báo cáo UBND huyện chậm nhất là ngày 03.7.2024.", "chậm nhất là ngày 03.7.2024", "2024-07-03"),
        ("Thi công xong trước ngày 15-11-2024.", "xong trước ngày 15-11-2024", "2024-11-15"),
        ("Tiếp nhận góp ý đến hết ngày 10/6/2024.", "đến hết ngày 10/6/2024", "2024-06-10"),
        ("Chi trả quà xong trước ngày Quốc khánh 02/9/2024.", "xong trước ngày Quốc khánh 02/9/2024", "2024-09-02"),
        ("Bàn giao mặt bằng trước ngày 15/8.", "trước ngày 15/8", "2024-08-15"),
        ("Gửi danh sách trước 15/10.", "trước 15/10", "2024-10-15"),
        ("Quyết toán chậm nhất ngày 30 tháng 3 năm sau.", "chậm nhất ngày 30 tháng 3 năm sau", "2025-03-30"),
        ("Thời hạn gửi góp ý: 05/7/2024 (theo dấu bưu điện).", "05/7/2024", "2024-07-05"),
    ]);
}

#[test]
fn what_the_calendar_or_the_document_leaves_open_keeps_its_words() {
    each(&[
        ("Báo cáo trước ngày 31/6/2024.", "trước ngày 31/6/2024", "-"),
        // March of this year is past, of the next one only with "năm sau".
        ("Báo cáo trước ngày 15/3.", "trước ngày 15/3", "-"),
        ("Báo cáo trước ngày 20 để tổng hợp.", "trước ngày 20", "-"),
        ("Tổ chức họp tổ vào đầu tuần tới.", "vào đầu tuần tới", "-"),
        ("Thường xuyên tuần tra các tuyến đê xung yếu.", "Thường xuyên", "-"),
    ]);
}

#[test]
fn stretches() {
    each(&[
        ("Trình phê duyệt, hoàn thành trong tháng 8/2026.", "hoàn thành trong tháng 8/2026", "2026-08"),
        ("Tổ chức tập huấn trong quý II.", "trong quý II", "2024-34"),
        ("Báo cáo đề xuất trong Quý III năm 2025.", "trong Quý III năm 2025", "2025-35"),
        ("Sinh hoạt chuyên đề trong quý I-2025.", "trong quý I-2025", "2025-33"),
        ("Rà soát trong quý III, IV/2024.", "trong quý III, IV/2024", "2024-35/2024-36"),
        ("Khởi công trong năm 2025.", "trong năm 2025", "2025"),
        ("Đo đạc từ nay đến cuối năm 2026.", "đến cuối năm 2026", "2026"),
        ("Cấp xong giấy chứng nhận trong 6 tháng cuối năm 2024.", "trong 6 tháng cuối năm 2024", "2024-07/2024-12"),
        ("Vẽ bản đồ từ tháng 01 năm 2025 đến tháng 12 năm 2026.", "từ tháng 01 năm 2025 đến tháng 12 năm 2026", "2025-01/2026-12"),
        ("Trực ban từ tháng 11 đến tháng 2/2025.", "từ tháng 11 đến tháng 2/2025", "2024-11/2025-02"),
        ("Phân công trực từ ngày 31/8/2024 đến hết ngày 03/9/2024.", "từ ngày 31/8/2024 đến hết ngày 03/9/2024", "2024-08-31/2024-09-03"),
        ("Kiểm tra thường xuyên từ tháng 6/2024.", "thường xuyên từ tháng 6/2024", "2024-06/.."),
        ("Mở lớp buổi tối từ ngày 01/8/2024.", "từ ngày 01/8/2024", "2024-08-01/.."),
        ("Thời gian bắt đầu vận hành thử: Tháng 9/2024.", "Tháng 9/2024", "2024-09"),
    ]);
}

#[test]
fn lengths() {
    each(&[
        (
            "Trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận được đơn.",
            "trong thời hạn 05 ngày làm việc kể từ ngày nhận được đơn",
            "P5D",
        ),
        ("Hoàn thành trong thời hạn năm năm, kể từ ngày ký với tinh thần tiết kiệm.", "trong thời hạn năm năm, kể từ ngày ký", "P5Y"),
        ("Niêm yết 30 ngày kể từ ngày nhận được công văn này.", "30 ngày kể từ ngày nhận được công văn này", "P30D"),
        ("Báo cáo nhanh trong vòng 48 giờ.", "trong vòng 48 giờ", "PT48H"),
        ("Gửi phiếu chậm nhất sau 02 tuần.", "chậm nhất sau 02 tuần", "P2W"),
        ("Giải quyết trong thời hạn hai mươi mốt ngày.", "trong thời hạn hai mươi mốt ngày", "P21D"),
        ("Lưu phiếu trong thời hạn một trăm tám mươi ngày.", "trong thời hạn một trăm tám mươi ngày", "P180D"),
        ("Trả hồ sơ trong thời hạn 15 (mười lăm) ngày.", "trong thời hạn 15 (mười lăm) ngày", "P15D"),
        ("Thông báo chậm nhất 15 ngày trước khi hết hạn thuê.", "chậm nhất 15 ngày trước khi hết hạn thuê", "P15D"),
    ]);
}

#[test]
fn recurrences() {
    each(&[
        ("Định kỳ hằng tháng gửi kết quả về Chi cục.", "Định kỳ hằng tháng", "FREQ=MONTHLY"),
        ("Theo dõi và định kỳ sáu tháng báo cáo Sở.", "định kỳ sáu tháng", "FREQ=MONTHLY;INTERVAL=6"),
        ("Hằng năm, Phòng lập danh sách gửi Sở.", "Hằng năm", "FREQ=YEARLY"),
        ("Theo dõi sát sao, hàng quý tổng hợp, gửi Sở.", "hàng quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("Gửi số liệu trước ngày 25 hàng tháng.", "trước ngày 25 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("Hằng tháng (trước ngày 25) gửi số liệu.", "Hằng tháng (trước ngày 25)", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("Gửi báo cáo trước ngày 15/12 hằng năm.", "trước ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
        ("Lập dự toán hằng năm trước ngày 15 tháng 7.", "hằng năm trước ngày 15 tháng 7", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15"),
        ("Báo cáo trước ngày 20 của tháng cuối quý.", "trước ngày 20 của tháng cuối quý", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"),
        ("Báo cáo nhanh vào chiều thứ Năm hằng tuần.", "vào chiều thứ Năm hằng tuần", "FREQ=WEEKLY;BYDAY=TH"),
        ("Kiểm tra định kỳ 04 lần/năm.", "định kỳ 04 lần/năm", "FREQ=MONTHLY;INTERVAL=3"),
        ("Diễn tập 06 tháng một lần.", "06 tháng một lần", "FREQ=MONTHLY;INTERVAL=6"),
    ]);
}

#[test]
fn a_list_of_periods_gives_one_deadline_each() {
    let words = "định kỳ hàng quý, 6 tháng và năm".to_owned();
    let want = ["FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"].map(|v| (words.clone(), v.to_owned()));
    assert_eq!(found("Đội trưởng định kỳ hàng quý, 6 tháng và năm báo cáo Chi cục."), want);
}

#[test]
fn the_day_of_a_recurrence_may_stand_beside_it() {
    let got = found("Định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12) báo cáo Sở.");
    let want = [
        ("Định kỳ 6 tháng (trước ngày 15/6)", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"),
        ("hằng năm (trước ngày 15/12)", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
    ];
    assert_eq!(got, want.map(|(w, v)| (w.to_owned(), v.to_owned())));
    let words = "trước ngày 15/6 và 15/12 hằng năm";
    let want = ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"];
    assert_eq!(found("Gửi báo cáo trước ngày 15/6 và 15/12 hằng năm."), want.map(|v| (words.to_owned(), v.to_owned())));
}

#[test]
fn two_deadlines_of_one_passage_keep_their_order() {
    let got = found("Bàn giao 90% mặt bằng chậm nhất ngày 21/8/2024; phần còn lại xong trong tháng 9/2024.");
    let want = [("chậm nhất ngày 21/8/2024", "2024-08-21"), ("xong trong tháng 9/2024", "2024-09")];
    assert_eq!(got, want.map(|(w, v)| (w.to_owned(), v.to_owned())));
}

#[test]
fn other_times_are_no_deadlines() {
    for text in [
        "Thực hiện Quyết định số 15/QĐ-UBND ngày 09/8/2024 của Ủy ban nhân dân huyện.",
        "Quyết định này có hiệu lực từ ngày 01/7/2024.",
        "Thông tư có hiệu lực sau 45 ngày kể từ ngày ký.",
        "Tiếp tục thực hiện Chương trình giai đoạn 2021-2025.",
        "Phân bổ hết vốn năm 2024 cho các dự án.",
        "Xử lý khoản nợ phát sinh trước ngày 01/7/2024.",
        "Khắc phục các lỗi đã nêu trong năm 2024.",
        "Đối chiếu các khoản đã thu trước ngày 31/12/2023.",
        "Rà soát kế hoạch phát triển hàng năm và 5 năm.",
        "Đăng ký kinh phí hằng năm trình Sở phê duyệt.",
        "Nêu rõ vướng mắc trong báo cáo 6 tháng đầu năm.",
        "Không làm thêm quá 200 giờ trong 01 năm.",
        "Sau thời hạn 30 ngày kể từ ngày gửi, phiếu không còn giá trị.",
        "Khẩn trương, kịp thời báo cáo ngay khi có sự cố.",
        "Phải góp đủ trước 1/3 số vốn.",
        "Chuẩn bị nội dung họp lúc 8 giờ 00 ngày 20/5/2024.",
        "Hướng dẫn cơ sở đã được cấp phép từ ngày 01/8/2024.",
        "Tổng hợp số liệu từ ngày 15/12/2023 đến hết ngày 14/6/2024.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_stated_time_may_stand_bare() {
    for (text, words, value) in [
        ("Quý IV/2024", "Quý IV/2024", "2024-36"),
        ("Tháng 10/2024.", "Tháng 10/2024", "2024-10"),
        ("25/9/2024", "25/9/2024", "2024-09-25"),
        ("Từ 16/8 đến 18/8/2024", "Từ 16/8 đến 18/8/2024", "2024-08-16/2024-08-18"),
        ("cuối năm 2025;", "cuối năm 2025", "2025"),
        ("Hằng năm", "Hằng năm", "FREQ=YEARLY"),
        ("Theo yêu cầu của Sở", "Theo yêu cầu của Sở", "-"),
    ] {
        assert_eq!(values(text, stated), [(words.to_owned(), value.to_owned())], "{text}");
    }
    assert_eq!(values("  ", stated), []);
}
