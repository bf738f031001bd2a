//! Linking: small records of our own invention in, entries, citations and contradictions out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where one of its helpers fails")]

use serde_json::{Value, json};
use vanban::link::{Graph, Linker, Node};
use vanban::rules::Rules;

/// A record that cites instruments, each once.
fn record(path: &str, own: Value, cited: &[Value]) -> Value {
    let mut record = own;
    record["source"] = json!({"path": path});
    record["instruments"] =
        cited.iter().map(|i| json!({"id": "x", "type": i[0], "number": i[1], "title": i[4], "date": i[2], "issuer": i[3]})).collect();
    record["citations"] = (0..cited.len()).map(|i| json!({"instrument": i, "relation": "mentions"})).collect();
    record
}

/// A document of its own, as a record tells it.
fn own(kind: &str, number: Option<&str>, date: &str, issuer: &str, id: &str) -> Value {
    json!({"document_type": {"name": kind}, "document_number": {"value": number}, "date": {"value": date}, "issuer": {"name": issuer, "id": id},
        "subject": {"value": "kiểm tra chợ"}})
}

fn linked(records: &[Value]) -> Graph {
    let rules = Rules::builtin().unwrap();
    let mut linker = Linker::new(&rules);
    records.iter().for_each(|r| linker.add(&r.to_string()).unwrap());
    linker.finish()
}

/// The instruments that letters cite, one letter for each.
fn cited(instruments: &[Value]) -> Graph {
    let letter = |(i, c): (usize, &Value)| record(&format!("{i}.txt"), json!({}), std::slice::from_ref(c));
    linked(&instruments.iter().enumerate().map(letter).collect::<Vec<_>>())
}

/// Ids of what is cited, with the number of records that do.
fn ids(graph: &Graph) -> Vec<(&str, u32)> {
    graph.instruments.iter().filter(|n| n.cited_by > 0).map(|n| (n.id.as_str(), n.cited_by)).collect()
}

fn clashes(graph: &Graph) -> Vec<String> {
    graph.contradictions.iter().map(ToString::to_string).collect()
}

fn node<'g>(graph: &'g Graph, id: &str) -> &'g Node {
    graph.instruments.iter().find(|n| n.id == id).unwrap_or_else(|| panic!("no {id} in {:?}", ids(graph)))
}

const NONE: Value = Value::Null;

#[test]
fn mentions_in_many_records_are_one_entry() {
    let graph = cited(&[
        json!(["Nghị định", "07/2031/NĐ-CP", "2031-03-05", "Chính phủ", "về chợ"]),
        json!(["Nghị định", "7/2031/NĐ-CP", NONE, "Chính phủ", NONE]),
        json!(["Nghị định", "7/2031/NĐ-CP", "2031", NONE, NONE]),
    ]);
    assert_eq!(ids(&graph), [("/akn/vn/act/nghi-dinh/chinh-phu/2031-03-05/7-2031-nd-cp", 3)]);
    let entry = node(&graph, "/akn/vn/act/nghi-dinh/chinh-phu/2031-03-05/7-2031-nd-cp");
    assert_eq!((entry.title.as_deref(), entry.mentions, entry.records.len()), (Some("về chợ"), 3, 0));
    assert_eq!(clashes(&graph), [] as [String; 0]);
}

#[test]
fn a_record_that_others_cite_is_their_entry() {
    let plan = record("plan.txt", own("Kế hoạch", Some("9/KH-SYT"), "2031-02-01", "Sở Y tế", "so-y-te-tinh-ha-tinh"), &[]);
    let letter = record(
        "letter.txt",
        own("Công văn", Some("15/UBND-VX"), "2031-05-05", "Ủy ban nhân dân huyện Can Lộc", "ubnd-huyen-can-loc"),
        &[json!(["Kế hoạch", "09/KH-SYT", "2031-02-01", "Sở Y tế tỉnh Hà Tĩnh", NONE])],
    );
    let graph = linked(&[letter, plan]);
    let ids: Vec<&str> = graph.instruments.iter().map(|n| n.id.as_str()).collect();
    let plan = "/akn/vn/act/ke-hoach/so-y-te-tinh-ha-tinh/2031-02-01/9-kh-syt";
    assert_eq!(ids, ["/akn/vn/act/cong-van/uy-ban-nhan-dan-huyen-can-loc/2031-05-05/15-ubnd-vx", plan]);
    assert_eq!((node(&graph, plan).records.as_slice(), node(&graph, plan).cited_by), (&["plan.txt".to_owned()][..], 1));
    let edge = graph.citations[0];
    assert_eq!((graph.citations.len(), edge.from, edge.to, edge.mentions), (1, 0, 1, 1));
}

#[test]
fn one_number_of_two_places_or_years_is_two_entries() {
    let decision = |date: &str, issuer: &str| json!(["Quyết định", "12/QĐ-UBND", date, issuer, NONE]);
    let graph = cited(&[
        decision("2031-03-05", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        decision("2031-03-06", "Ủy ban nhân dân tỉnh Nghệ An"),
        decision("2032-01-09", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
    ]);
    assert_eq!(
        ids(&graph),
        [
            ("/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-tinh-ha-tinh/2031-03-05/12-qd-ubnd", 1),
            ("/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-tinh-ha-tinh/2032-01-09/12-qd-ubnd", 1),
            ("/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-tinh-nghe-an/2031-03-06/12-qd-ubnd", 1),
        ]
    );
    assert_eq!(clashes(&graph), [] as [String; 0]);
}

#[test]
fn whose_it_is_is_not_guessed() {
    let graph = cited(&[
        json!(["Quyết định", "12/QĐ-UBND", "2031-03-05", "Ủy ban nhân dân tỉnh Hà Tĩnh", NONE]),
        // Of the same day: the same.
        json!(["Quyết định", "12/QĐ-UBND", "2031-03-05", NONE, NONE]),
        // Any of the other provinces may have one.
        json!(["Quyết định", "12/QĐ-UBND", "2031", NONE, NONE]),
        // Of the same province: the only one there is.
        json!(["Quyết định", "12/QĐ-UBND", NONE, "Ủy ban nhân dân Hà Tĩnh", NONE]),
    ]);
    assert_eq!(
        ids(&graph),
        [("/akn/vn/act/quyet-dinh/-/2031/12-qd-ubnd", 1), ("/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-tinh-ha-tinh/2031-03-05/12-qd-ubnd", 3),]
    );
}

#[test]
fn one_number_with_two_dates_is_a_contradiction() {
    let decree = |date: &str| json!(["Nghị định", "7/2031/NĐ-CP", date, "Chính phủ", NONE]);
    let graph = cited(&[decree("2031-03-06"), decree("2031-03-05"), decree("2031-03-05"), decree("2031-03")]);
    assert_eq!(ids(&graph), [("/akn/vn/act/nghi-dinh/chinh-phu/2031-03-05/7-2031-nd-cp", 4)]);
    assert_eq!(clashes(&graph), ["7/2031/NĐ-CP has 2 dates: 2031-03-05 (1.txt, 2.txt), 2031-03-06 (0.txt)"]);
}

#[test]
fn a_document_is_right_about_itself() {
    let told = json!(["Nghị định", "7/2031/NĐ-CP", "2031-03-06", "Chính phủ", NONE]);
    let graph = linked(&[
        record("a.txt", json!({}), std::slice::from_ref(&told)),
        record("b.txt", json!({}), &[told]),
        record("decree.txt", own("Nghị định", Some("7/2031/NĐ-CP"), "2031-03-05", "Chính phủ", "chinh-phu"), &[]),
    ]);
    assert_eq!(ids(&graph), [("/akn/vn/act/nghi-dinh/chinh-phu/2031-03-05/7-2031-nd-cp", 2)]);
    assert_eq!(clashes(&graph), ["7/2031/NĐ-CP has 2 dates: 2031-03-05 (decree.txt), 2031-03-06 (a.txt, b.txt)"]);
}

#[test]
fn one_number_with_two_issuers_is_a_contradiction() {
    let circular = |issuer: &str| json!(["Thông tư", "5/2031/TT-BTC", "2031-03-05", issuer, NONE]);
    let graph = cited(&[circular("Bộ Tài chính"), circular("Bộ trưởng Bộ Tài chính"), circular("Bộ Y tế"), circular("Bộ Tài chính")]);
    assert_eq!(ids(&graph), [("/akn/vn/act/thong-tu/bo-tai-chinh/2031-03-05/5-2031-tt-btc", 4)]);
    assert_eq!(clashes(&graph), ["5/2031/TT-BTC has 2 issuers: Bộ Tài chính (0.txt, 3.txt), Bộ Y tế (2.txt)"]);
}

#[test]
fn joint_documents_have_several_issuers() {
    let circular = |issuer: &str| json!(["Thông tư liên tịch", "5/2031/TTLT-BTC-BYT", "2031-03-05", issuer, NONE]);
    let graph = cited(&[circular("Bộ Tài chính"), circular("Bộ Y tế")]);
    assert_eq!((ids(&graph).len(), clashes(&graph).len()), (1, 0));
}

#[test]
fn laws_are_known_by_title_and_year() {
    let law = |date: Value| json!(["Luật", NONE, date, NONE, "Luật Xuất bản"]);
    let graph = cited(&[law(json!("2004")), law(json!("2012")), law(json!("2012-11-20")), law(NONE)]);
    assert_eq!(
        ids(&graph),
        [
            ("/akn/vn/act/luat/-/-/luat-xuat-ban", 1),
            ("/akn/vn/act/luat/-/2004/luat-xuat-ban", 1),
            ("/akn/vn/act/luat/-/2012-11-20/luat-xuat-ban", 2),
        ]
    );
}

#[test]
fn a_law_by_name_and_year_is_the_one_numbered_so() {
    let law = |number: Value, date: Value| json!(["Luật", number, date, NONE, "Luật Xuất bản"]);
    let graph =
        cited(&[law(json!("19/2012/QH13"), json!("2012-11-20")), law(NONE, json!("2012")), law(NONE, json!("2004")), law(NONE, NONE)]);
    assert_eq!(
        ids(&graph),
        [
            ("/akn/vn/act/luat/-/-/luat-xuat-ban", 1),
            ("/akn/vn/act/luat/-/2004/luat-xuat-ban", 1),
            ("/akn/vn/act/luat/-/2012-11-20/19-2012-qh13", 2),
        ]
    );
    // Two laws of one name and year: nobody can say which is meant.
    let graph = cited(&[law(json!("19/2012/QH13"), NONE), law(json!("20/2012/QH13"), NONE), law(NONE, json!("2012"))]);
    assert_eq!(ids(&graph).len(), 3);
}

#[test]
fn bare_numbers_count_within_their_type() {
    let graph = cited(&[json!(["Nghị định", "30", NONE, NONE, NONE]), json!(["Thông tư", "30", NONE, NONE, NONE])]);
    assert_eq!(ids(&graph), [("/akn/vn/act/nghi-dinh/-/-/30", 1), ("/akn/vn/act/thong-tu/-/-/30", 1)]);
}

#[test]
fn records_without_a_number_stay_apart_and_copies_are_one() {
    let draft = || own("Công văn", None, "2031", "Sở Y tế", "so-y-te");
    let sent = || own("Công văn", Some("15/SYT-VP"), "2031-05-05", "Sở Y tế", "so-y-te-tinh-ha-tinh");
    let graph = linked(&[
        record("b.txt", draft(), &[json!(["Luật", NONE, NONE, NONE, "Luật Báo chí"])]),
        record("a.txt", draft(), &[]),
        record("d.txt", sent(), &[]),
        record("c.txt", sent(), &[]),
    ]);
    let all: Vec<(&str, Vec<&str>)> =
        graph.instruments.iter().map(|n| (n.id.as_str(), n.records.iter().map(String::as_str).collect())).collect();
    assert_eq!(
        all,
        [
            ("/akn/vn/act/cong-van/so-y-te-tinh-ha-tinh/2031-05-05/15-syt-vp", vec!["c.txt", "d.txt"]),
            ("/akn/vn/act/luat/-/-/luat-bao-chi", vec![]),
            ("record:a.txt", vec!["a.txt"]),
            ("record:b.txt", vec!["b.txt"]),
        ]
    );
    assert_eq!(graph.citations.iter().map(|e| (e.from, e.to)).collect::<Vec<_>>(), [(3, 1)]);
}

#[test]
fn the_order_of_records_changes_nothing() {
    let mut records: Vec<Value> = (0..12)
        .map(|i| {
            let date = format!("2031-03-0{}", 1 + i % 3);
            let issuer = ["Bộ Tài chính", "Bộ Y tế", "Ủy ban nhân dân tỉnh Hà Tĩnh"][i % 3];
            let cites = [
                json!(["Thông tư", "5/2031/TT-BTC", date, issuer, NONE]),
                json!(["Quyết định", format!("{}/QĐ-UBND", i % 4), date, issuer, NONE]),
            ];
            record(&format!("{i}.txt"), own("Công văn", (i % 2 == 0).then_some("1/BTC"), "2031", "Bộ Tài chính", "btc"), &cites)
        })
        .collect();
    let first = linked(&records);
    assert!(first.contradictions.len() > 1);
    for turn in 1..12 {
        records.rotate_left(1);
        assert_eq!(linked(&records), first, "{turn}");
    }
    records.reverse();
    assert_eq!(linked(&records), first);
}

#[test]
fn what_is_no_record_leaves_nothing() {
    let rules = Rules::builtin().unwrap();
    let mut linker = Linker::new(&rules);
    for (line, why) in [
        ("{", "EOF while parsing an object"),
        ("{}", "missing field `source`"),
        (r#"{"source": {"path": "a"}, "citations": [{"instrument": 1, "relation": "basis"}]}"#, "a citation points at instrument 1, of 0"),
        (r#"{"source": {"path": "a"}, "citations": [{"instrument": 0, "relation": "likes"}]}"#, "unknown variant `likes`"),
    ] {
        let fault = linker.add(line).unwrap_err().to_string();
        assert!(fault.starts_with(why), "{fault}");
    }
    assert_eq!(linker.finish(), Graph::default());
}
