use crate::pipeline::{Options, understand};
use crate::read::{Limits, read};
use crate::record::{Cause, Level, Record};
use crate::rules::Rules;

fn record(text: &str) -> Record {
    let rules = Rules::builtin().unwrap();
    let source = read("thu.txt", text.as_bytes(), None, &Limits::default()).unwrap();
    understand(source, "thu.txt", &rules, &Options { text: true })
}

/// Codes and evidence of the warnings that parts against parts gave.
fn warned(text: &str) -> Vec<(String, String)> {
    let record = record(text);
    let words: Vec<char> = text.chars().collect();
    let of = |s: crate::span::TextSpan| words[s.0 as usize..s.1 as usize].iter().collect();
    record.warnings.into_iter().map(|w| (w.code, w.span.map_or_else(String::new, of))).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

/// A decision with what is asked for in its places.
fn decision(number: &str, date: &str, body: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: {number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Hà Nam, {date}\n\nQUYẾT ĐỊNH\nVề việc tu bổ đê\n\nỦY BAN NHÂN DÂN TỈNH HÀ NAM\n\n{body}\n\n\
         TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nĐoàn Văn Khuê\n"
    )
}

#[test]
fn a_sound_head_is_certain() {
    let record = record(&decision("17/2021/QĐ-UBND", "ngày 5 tháng 6 năm 2021", "Căn cứ Luật Đê điều năm 2006;"));
    assert_eq!(record.warnings, []);
    let number = record.document_number.unwrap().confidence;
    assert_eq!(number.level, Level::Certain);
    assert_eq!(number.causes, [Cause::Labelled, Cause::Complete, Cause::TypeAgrees, Cause::YearAgrees, Cause::IssuerAgrees]);
    let issuer = record.issuer.unwrap().confidence;
    assert_eq!((issuer.level, issuer.causes), (Level::Certain, vec![Cause::IssuerAgrees, Cause::SignatureAgrees, Cause::Known]));
    assert_eq!(record.date.unwrap().confidence.level, Level::Certain);
    assert_eq!(record.signatories[0].confidence.causes, [Cause::Complete]);
}

#[test]
fn a_head_that_contradicts_itself_is_doubtful() {
    let year = decision("17/2020/QĐ-UBND", "ngày 5 tháng 6 năm 2021", "");
    assert_eq!(warned(&year), pairs(&[("year_contradicts_date", "Số: 17/2020/QĐ-UBND")]));
    let r = record(&year);
    assert_eq!((r.document_number.unwrap().confidence.level, r.date.unwrap().confidence.level), (Level::Doubtful, Level::Doubtful));
    let kind = decision("17/NĐ-UBND", "ngày 5 tháng 6 năm 2021", "");
    assert_eq!(warned(&kind), pairs(&[("type_contradicts_symbol", "Số: 17/NĐ-UBND")]));
    let issuer = decision("17/QĐ-BTC", "ngày 5 tháng 6 năm 2021", "");
    assert_eq!(warned(&issuer), pairs(&[("issuer_contradicts_symbol", "Số: 17/QĐ-BTC")]));
    assert_eq!(record(&issuer).issuer.unwrap().confidence.level, Level::Doubtful);
}

#[test]
fn letters_of_ones_own_choice_contradict_nothing() {
    for number in ["17/TS-HC", "17/UBND-KT", "17/QĐ-CT", "17/QĐ-VPUBND"] {
        assert_eq!(warned(&decision(number, "ngày 5 tháng 6 năm 2021", "")), [], "{number}");
    }
}

#[test]
fn a_blank_number_is_likely_and_not_doubtful() {
    let record = record(&decision("      /QĐ-UBND", "ngày     tháng 6 năm 2021", ""));
    let (number, date) = (record.document_number.unwrap(), record.date.unwrap());
    assert_eq!((number.value, number.confidence.level), (None, Level::Likely));
    assert_eq!((date.value.as_str(), date.confidence.level), ("2021-06", Level::Likely));
}

#[test]
fn citations_are_held_against_the_calendar() {
    let late = decision("17/QĐ-UBND", "ngày 5 tháng 6 năm 2021", "Căn cứ Quyết định số 9/QĐ-TTg ngày 7 tháng 6 năm 2021;");
    assert_eq!(warned(&late), pairs(&[("citation_after_document", "Quyết định số 9/QĐ-TTg ngày 7 tháng 6 năm 2021")]));
    assert_eq!(record(&late).citations[0].confidence.level, Level::Doubtful);
    let year = decision("17/QĐ-UBND", "ngày 5 tháng 6 năm 2021", "Căn cứ Nghị định số 9/2019/NĐ-CP ngày 7 tháng 6 năm 2020;");
    let words = "Nghị định số 9/2019/NĐ-CP ngày 7 tháng 6 năm 2020";
    assert_eq!(warned(&year), pairs(&[("citation_year_contradicts_date", words)]));
    let same_month = decision("17/QĐ-UBND", "ngày     tháng 6 năm 2021", "Căn cứ Quyết định số 9/QĐ-TTg ngày 7 tháng 6 năm 2021;");
    assert_eq!(warned(&same_month).iter().filter(|w| w.0 == "citation_after_document").count(), 0);
}

#[test]
fn two_dates_of_one_instrument_dispute_each_other() {
    let body = "Căn cứ Quyết định số 9/QĐ-TTg ngày 7 tháng 5 năm 2021;\nThực hiện Quyết định số 9/QĐ-TTg ngày 8 tháng 5 năm 2021;";
    let causes = |body: &str| -> Vec<(Level, bool, bool)> {
        let record = record(&decision("17/QĐ-UBND", "ngày 5 tháng 6 năm 2021", body));
        let of = |c: &crate::record::Citation| {
            let seen = |cause| c.confidence.causes.contains(&cause);
            (c.confidence.level, seen(Cause::Disputed), seen(Cause::Repeated))
        };
        record.citations.iter().map(of).collect()
    };
    assert_eq!(causes(&body.replace("ngày 8", "ngày 7")), [(Level::Certain, false, true); 2]);
    let apart = causes(body);
    assert_eq!(apart.len(), 2);
    // Resolved as one instrument they dispute each other; resolved as two they stand alone.
    assert!(apart.iter().all(|c| !c.2), "{apart:?}");
}

#[test]
fn a_time_limit_that_was_over_is_told() {
    let body = "Điều 2. Giao Sở Tài chính báo cáo kết quả trước ngày 2/6/2021.";
    let past = decision("17/QĐ-UBND", "ngày 5 tháng 6 năm 2021", body);
    assert_eq!(warned(&past), pairs(&[("deadline_before_document", "trước ngày 2/6/2021")]));
    assert_eq!(warned(&past.replace("2/6", "30/6")), []);
    assert_eq!(warned(&past.replace("trước ngày 2/6/2021", "trong quý II năm 2021")), []);
}

#[test]
fn a_province_that_was_no_more_is_told() {
    let after = decision("17/QĐ-UBND", "ngày 5 tháng 9 năm 2025", "");
    assert_eq!(warned(&after).iter().map(|w| w.0.as_str()).collect::<Vec<_>>(), ["province_no_longer_existed"]);
    assert_eq!(warned(&decision("17/QĐ-UBND", "ngày 30 tháng 6 năm 2025", "")), []);
}
