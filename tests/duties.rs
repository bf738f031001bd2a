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
