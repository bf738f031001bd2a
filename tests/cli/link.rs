//! `link`: three formats, bad lines, contradictions, and the file written whole or not at all.

use super::{Desk, exists};

/// Two letters that give one decree two dates; the second is a record that the first cites.
const RECORDS: &str = concat!(
    r#"{"source":{"path":"a.txt"},"document_number":{"value":"1/UBND"},"document_type":{"name":"Công văn"},"instruments":[{"type":"Nghị định","number":"7/2031/NĐ-CP","title":"về \"chợ\" & <quán>","date":"2031-03-05","issuer":"Chính phủ"},{"type":"Công văn","number":"2/UBND","title":null,"date":null,"issuer":null}],"citations":[{"instrument":0,"relation":"basis"},{"instrument":0,"relation":"mentions"},{"instrument":0,"relation":"mentions"},{"instrument":1,"relation":"replies_to"}]}"#,
    "\n",
    r#"{"source":{"path":"b.txt"},"document_number":{"value":"2/UBND"},"document_type":{"name":"Công văn"},"instruments":[{"type":"Nghị định","number":"7/2031/NĐ-CP","title":null,"date":"2031-05-03","issuer":"Chính phủ"}],"citations":[{"instrument":0,"relation":"basis"}]}"#,
    "\n"
);

const CLASH: &str = "contradiction: 7/2031/NĐ-CP has 2 dates: 2031-03-05 (a.txt), 2031-05-03 (b.txt)\n";
const SUMMARY: &str = "vanban: 2 records, 3 instruments, 4 citations, 1 contradiction, 0 bad lines\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("r.ndjson", RECORDS);
    desk
}

#[test]
fn the_graph_as_lines() {
    let desk = desk();
    let run = desk.run(&["link", "r.ndjson"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), format!("{CLASH}{SUMMARY}").as_str()));
    let lines = run.records();
    assert_eq!(
        lines[0],
        serde_json::json!({"line": "graph", "schema": 1, "records": 2, "instruments": 3, "citations": 4, "contradictions": 1})
    );
    let ids: Vec<&str> = lines[1..4].iter().map(|l| l["id"].as_str().unwrap()).collect();
    let decree = "/akn/vn/act/nghi-dinh/chinh-phu/2031-03-05/7-2031-nd-cp";
    assert_eq!(ids, ["/akn/vn/act/cong-van/-/-/1-ubnd", "/akn/vn/act/cong-van/-/-/2-ubnd", decree]);
    assert_eq!(lines[2]["records"], serde_json::json!(["b.txt"]));
    let edges: Vec<String> = lines[4..8]
        .iter()
        .map(|l| format!("{} {} {}", l["from"].as_str().unwrap(), l["relation"].as_str().unwrap(), l["mentions"]))
        .collect();
    assert_eq!(
        edges,
        [
            "/akn/vn/act/cong-van/-/-/1-ubnd replies_to 1",
            "/akn/vn/act/cong-van/-/-/1-ubnd basis 1",
            "/akn/vn/act/cong-van/-/-/1-ubnd mentions 2",
            "/akn/vn/act/cong-van/-/-/2-ubnd basis 1"
        ]
    );
    assert_eq!((&lines[8]["line"], &lines[8]["field"], &lines[8]["instrument"]), (&"contradiction".into(), &"date".into(), &decree.into()));
    assert_eq!(desk.pipe(&["link", "-"], RECORDS.as_bytes()).out, run.out);
    let two: Vec<&str> = RECORDS.lines().collect();
    desk.put("1.ndjson", two[1]);
    desk.put("2.ndjson", two[0]);
    assert_eq!(desk.run(&["link", "1.ndjson", "2.ndjson"]).out, run.out, "order and number of files change nothing");
}

#[test]
fn the_graph_as_graphml_is_sound_xml() {
    let run = desk().run(&["link", "r.ndjson", "--format", "graphml"]);
    assert_eq!(run.code, Some(0));
    let mut reader = quick_xml::Reader::from_str(&run.out);
    let (mut nodes, mut edges) = (0, 0);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(e) if e.name().as_ref() == "node" => nodes += 1,
            quick_xml::events::Event::Start(e) if e.name().as_ref() == "edge" => edges += 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((nodes, edges), (3, 4));
    assert!(run.out.contains("<data key=\"title\">về &quot;chợ&quot; &amp; &lt;quán&gt;</data>"), "{}", run.out);
    assert!(run.out.contains("<data key=\"contradictions\">7/2031/NĐ-CP has 2 dates: "), "{}", run.out);
    assert!(run.out.ends_with("</graphml>\n"), "{}", run.out);
}

#[test]
fn the_graph_for_graphviz() {
    let run = desk().run(&["link", "r.ndjson", "--format", "dot"]);
    let want = concat!(
        "digraph citations {\n  rankdir=LR;\n  node [shape=box];\n",
        "  \"/akn/vn/act/cong-van/-/-/1-ubnd\" [label=\"Công văn 1/UBND\", style=solid];\n",
        "  \"/akn/vn/act/cong-van/-/-/2-ubnd\" [label=\"Công văn 2/UBND\", style=solid];\n",
        "  \"/akn/vn/act/nghi-dinh/chinh-phu/2031-03-05/7-2031-nd-cp\" [label=\"Nghị định 7/2031/NĐ-CP\\n2031-03-05\", style=dashed, color=red];\n",
        "  \"/akn/vn/act/cong-van/-/-/1-ubnd\" -> \"/akn/vn/act/cong-van/-/-/2-ubnd\" [label=\"replies_to\", weight=1];\n",
    );
    assert_eq!((run.code, &run.out[..want.len().min(run.out.len())]), (Some(0), want));
    assert!(run.out.ends_with("[label=\"basis\", weight=1];\n}\n"), "{}", run.out);
}

#[test]
fn a_bad_line_is_named_and_costs_itself() {
    let desk = desk();
    let good = desk.run(&["link", "r.ndjson"]).out;
    let two: Vec<&str> = RECORDS.lines().collect();
    let mut bytes = format!("{}\n\n{{\"source\": 5}}\nno json\n", two[0]).into_bytes();
    bytes.extend(b"\xff\xfe\n");
    bytes.extend(two[1].as_bytes());
    desk.put("mixed.ndjson", bytes);
    let run = desk.run(&["link", "mixed.ndjson", "-o", "graph.ndjson"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert_eq!(desk.text("graph.ndjson"), good);
    let told: Vec<&str> = run.err.lines().collect();
    assert!(told[0].starts_with("mixed.ndjson:3: no record: invalid type: integer `5`"), "{}", run.err);
    assert!(told[1].starts_with("mixed.ndjson:4: no record: expected ident"), "{}", run.err);
    assert!(told[2].starts_with("mixed.ndjson:5: no record: invalid utf-8"), "{}", run.err);
    assert!(told[4].ends_with(", 3 bad lines"), "{}", run.err);
}

#[test]
fn wrong_usage_writes_nothing() {
    let desk = desk();
    for (args, want) in [
        (&["link", "r.ndjson", "-o", "r.ndjson"][..], "vanban: r.ndjson is to be read and written; name another output\n"),
        (&["link", "r.ndjson", "-o", "./r.ndjson"], "vanban: r.ndjson is to be read and written; name another output\n"),
        (&["link", "nowhere", "-o", "g"], "nowhere: No such file or directory"),
        (&["link", "r.ndjson", "-o", "none/g"], "vanban: cannot write none/g: "),
        (&["link", "r.ndjson", "--format", "svg", "-o", "g"], "error: invalid value 'svg' for '--format <FORMAT>'"),
    ] {
        let run = desk.run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.starts_with(want), "{args:?}: {}", run.err);
    }
    assert!(!exists(&desk.path("g")));
    assert_eq!(desk.text("r.ndjson"), RECORDS);
}

#[test]
fn records_of_extract_are_linked() {
    let desk = Desk::new();
    desk.put("a.txt", super::LETTER);
    assert_eq!(desk.run(&["extract", "a.txt", "-o", "r.ndjson"]).code, Some(0));
    let run = desk.run(&["link", "r.ndjson"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.records()[1]["id"], "/akn/vn/act/cong-van/uy-ban-nhan-dan-tinh-ha-tinh/-/15-ubnd-vx");
}
