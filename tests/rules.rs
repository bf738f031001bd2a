//! The built-in rules, proven; and each fault a rule file can have, at its place.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where one of its helpers fails")]

use std::fs;
use std::path::Path;
use vanban::rules::{Fault, Rules, check, prove};

/// A folder with one rule file in it.
fn folder(text: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mine.toml"), text).unwrap();
    dir
}

/// Faults as `line:column: message`, all of them in `mine.toml`.
fn faults_of(text: &str) -> Vec<String> {
    let dir = folder(text);
    let mine = dir.path().join("mine.toml").display().to_string();
    let short = |f: Fault| {
        assert_eq!(f.file, mine, "{f}");
        assert!(!f.cure.is_empty(), "{f}");
        format!("{}:{}: {}", f.line, f.column, f.message)
    };
    check(Some(dir.path())).into_iter().map(short).collect()
}

/// A sound rule with some of its lines replaced: `("keywords", "keywords = []")`. The lines:
/// 3 id, 4 role, 5 keywords, 6 pattern, 8 example, 9 want, 11 not.
fn rule_with(changes: &[(&str, &str)]) -> String {
    let sound = [
        ("schema", "schema = 1"),
        ("table", "[[rule]]"),
        ("id", r#"id = "citation.trial""#),
        ("role", r#"role = "trial""#),
        ("keywords", r#"keywords = ["tờ bướm"]"#),
        ("pattern", r"pattern = 'tờ bướm (?:số )?(?P<so>[0-9]{1,3})'"),
        ("example", "[[rule.example]]"),
        ("text", r#"text = "Tờ bướm số 17 của câu lạc bộ""#),
        ("want", r#"want = { so = "17" }"#),
        ("not", "[[rule.not]]"),
        ("silent", r#"text = "con bướm đậu""#),
    ];
    let line = |&(key, line): &(&str, &str)| changes.iter().find(|(k, _)| *k == key).map_or(line, |c| c.1).to_owned();
    sound.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn rule_faults(changes: &[(&str, &str)]) -> Vec<String> {
    faults_of(&rule_with(changes))
}

#[test]
fn builtin_rules_have_no_fault() {
    let faults = check(None);
    assert_eq!(faults, [], "{}", faults.iter().map(|f| format!("\n{f}")).collect::<String>());
}

#[test]
fn deadline_phrases_are_read_as_their_values() {
    let (without, whole) = (prove(None), vanban::pipeline::prove(None));
    assert_eq!(whole.faults, []);
    assert!(whole.examples - without.examples >= 40 && whole.counterexamples - without.counterexamples >= 20, "{whole:?}");
    let dir = folder("schema = 1\n[[deadline]]\nvalue = \"P5D\"\nphrases = [\"trả lời trong vòng 6 ngày\"]\n");
    let faults: Vec<String> =
        vanban::pipeline::prove(Some(dir.path())).faults.into_iter().map(|f| format!("{}:{}: {}", f.line, f.column, f.message)).collect();
    assert_eq!(faults, ["4:12: deadline: `trả lời trong vòng 6 ngày` is read as P6D, not P5D"]);
}

#[test]
fn a_verb_is_proven_among_all() {
    let verb = |lines: &str| format!("schema = 1\n[[verb]]\nverb = \"gùi\"\n{lines}");
    let sound = verb("example = \"Gùi nước ra sông\"\nnot = \"máy gùi\"");
    assert_eq!(faults_of(&sound), [] as [String; 0]);
    let wrong = verb("variants = [\"gùi\"]\nexample = \"Nước sông\"\nnot = \"gùi nước\"");
    assert_eq!(
        faults_of(&wrong),
        [
            "4:13: verb gùi: `gùi` is there already",
            "5:11: verb gùi: is not the first verb of its example",
            "6:7: verb gùi: stands in its counterexample"
        ]
    );
}

#[test]
fn a_sound_file_has_no_fault_and_is_counted() {
    let before = prove(None);
    let dir = folder(&rule_with(&[]));
    let after = prove(Some(dir.path()));
    assert_eq!(after.faults, []);
    let added = (after.files - before.files, after.rules - before.rules, after.entries - before.entries);
    assert_eq!(added, (1, 1, 0));
    assert_eq!((after.examples - before.examples, after.counterexamples - before.counterexamples), (1, 1));
}

#[test]
fn a_fault_reads_as_one_line() {
    let dir = folder(&rule_with(&[("keywords", "keywords = []")]));
    let said: Vec<String> = check(Some(dir.path())).iter().map(ToString::to_string).collect();
    let mine = dir.path().join("mine.toml");
    let want = format!("{}:3:6: citation.trial: has no keywords; add words of which one must occur in every match", mine.display());
    assert_eq!(said, [want]);
}

#[test]
fn files_that_cannot_be_read_as_rules() {
    for (text, want) in [
        ("schema = 2", "1:10: schema 2 is unknown"),
        (
            "schema = 1\nrul = 3",
            "2:1: unknown field `rul`, expected one of `schema`, `piece`, `rule`, `type`, `body`, `head`, `abbreviation`, `province`, `verb`, `deadline`, `confidence`",
        ),
        ("# Quye\u{302}\u{301}t\nschema = 1", "1:6: letters and their marks are written apart"),
    ] {
        assert_eq!(faults_of(text), [want]);
    }
    let missing = Path::new("no-such-folder");
    let said: Vec<(String, usize)> = check(Some(missing)).into_iter().map(|f| (f.file, f.line)).collect();
    assert_eq!(said, [("no-such-folder".to_owned(), 1)]);
}

#[test]
fn forms_of_a_rule() {
    for (key, line, want) in [
        ("id", r#"id = "citation.Trial""#, vec!["3:6: id citation.Trial is not dotted in small letters"]),
        ("note", "", vec![]),
        ("role", "role = \"trial\"\nnote = \" \"", vec!["5:8: an empty note"]),
        ("id", r#"id = "nowhere.trial""#, vec!["3:6: nowhere.trial: no such set of rules"]),
        ("keywords", "keywords = []", vec!["3:6: citation.trial: has no keywords"]),
        ("keywords", r#"keywords = ["tờ bướm", "x"]"#, vec!["5:24: citation.trial: keyword `x` is too short"]),
        ("pattern", "", vec!["3:6: citation.trial: needs either `pattern` or `phrases`"]),
    ] {
        assert_eq!(rule_faults(&[(key, line)]), want, "{line}");
    }
    let ungated = ("keywords", "ungated = true");
    assert_eq!(rule_faults(&[ungated]), [] as [&str; 0]);
    let both = ("keywords", "ungated = true\nkeywords = [\"tờ bướm\"]");
    assert_eq!(rule_faults(&[both]), ["6:13: citation.trial: keywords of an ungated rule are never looked for"]);
    let phrases = ("pattern", r#"phrases = ["tờ bướm", " "]"#);
    let empty = rule_faults(&[phrases, ("want", ""), ("silent", r#"text = "bướm""#)]);
    assert_eq!(empty, ["6:23: citation.trial: an empty phrase"]);
    let double = format!("{}\n{}", rule_with(&[]), rule_with(&[("schema", "")]));
    let said = faults_of(&double);
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("14:6: rule citation.trial already stands in "), "{said:?}");
}

#[test]
fn patterns_that_are_refused() {
    for (pattern, want) in [
        (r"'tờ bướm số \b(?P<so>[0-9]+)'", "6:23: citation.trial: a word edge in the pattern"),
        (r"'(?i)tờ bướm số (?P<so>[0-9]+)'", "6:14: citation.trial: `(?i)`"),
        (r"'tờ bướm.* (?P<so>[0-9]+)'", "6:19: citation.trial: `.` repeated without end"),
        (r"'tờ bướm.{2,} (?P<so>[0-9]+)'", "6:19: citation.trial: `.` repeated without end"),
        (r"'tờ bướm (số )?(?P<so>[0-9]+)'", "6:20: citation.trial: a group with a number only"),
        (r"'tờ bướm số (?P<so>[0-9]+)|tờ'", "6:12: citation.trial: `|` outside a group"),
        (r"'[Tt]ờ bướm số (?P<so>[0-9]+)'", "6:13: citation.trial: upper case `T` in a pattern that runs on lower case"),
        (r"'tờ\sbướm số (?P<so>[0-9]+)'", "6:14: citation.trial: `\\s`"),
        (r"'tờ bướm(?:  )? số (?P<so>[0-9]+)'", "6:22: citation.trial: two spaces"),
        (r"'(?:hoá |)tờ bướm số (?P<so>[0-9]+)'", "6:15: citation.trial: `hoá ` is never found: the text it runs on has `hóa `"),
        // TOML escapes: the place is the value, not a column inside it.
        (r#""tờ bướm số \\b(?P<so>[0-9]+)""#, "6:11: citation.trial: a word edge in the pattern"),
    ] {
        assert_eq!(rule_faults(&[("pattern", &format!("pattern = {pattern}"))]), [want], "{pattern}");
    }
    let open = rule_faults(&[("pattern", "pattern = 'tờ bướm (?:số'")]);
    assert_eq!(open, ["6:11: citation.trial: error: unclosed group"]);
}

#[test]
fn pieces_that_cannot_be_used() {
    let with = |pieces: &str, pattern: &str| {
        let rule = rule_with(&[("schema", ""), ("pattern", &format!("pattern = '{pattern}'"))]);
        faults_of(&format!("schema = 1\n[piece]\n{pieces}\n{rule}"))
    };
    assert_eq!(with("trial_a = '[0-9]+'\ntrial_unused = 'x'", "tờ bướm số {trial_a:so}"), [] as [&str; 0]);
    assert_eq!(with("trial_a = '[0-9]+'", "tờ bướm số {trial_b:so}"), ["9:11: citation.trial: no piece named {trial_b}"]);
    assert_eq!(with("trial_a = '1{=trial_b}'", "tờ bướm số {trial_a:so}"), ["3:13: piece trial_a: no piece named {trial_b}"]);
    assert_eq!(with("trial_a = '(1'", "tờ bướm số {trial_a:so}"), ["3:11: piece trial_a: unclosed group"]);
    assert_eq!(with("trial_a = '[0-9](.*)'", "tờ bướm số {trial_a:so}").len(), 3);
    let circle = with("trial_a = '1{=trial_b}'\ntrial_b = '2{=trial_a}'", "tờ bướm số {trial_a:so}");
    assert_eq!(circle, ["3:11: piece trial_a: its pieces lead back to itself", "4:11: piece trial_b: its pieces lead back to itself"]);
    let upper = with("trial_a = '[0-9]+A?'", "tờ bướm số {trial_a:so}");
    assert_eq!(upper, ["9:11: citation.trial: a piece of it has upper case `A` in a pattern that runs on lower case"]);
}

#[test]
fn examples_that_do_not_prove() {
    for (changes, want) in [
        (vec![("example", ""), ("text", ""), ("want", "")], "3:6: citation.trial: has no example"),
        (vec![("not", ""), ("silent", "")], "3:6: citation.trial: has no counterexample"),
        (vec![("text", r#"text = "tờ gấp số 17""#)], "8:8: citation.trial: does not match its example"),
        (vec![("text", r#"text = "đó là tờ bướm số 17a""#)], "8:8: citation.trial: does not match its example"),
        (vec![("want", r#"want = { so = "71" }"#)], "9:15: citation.trial: `so` is `17`, not `71`"),
        (vec![("want", r#"want = { nam = "17" }"#)], "9:16: citation.trial: nothing gives `nam`"),
        (vec![("keywords", r#"keywords = ["tờ gấp"]"#)], "8:8: citation.trial: no keyword stands in its example"),
        (vec![("keywords", r#"keywords = ["ướm"]"#)], "8:8: citation.trial: no keyword stands in its example"),
        (vec![("silent", r#"text = "TỜ BƯỚM SỐ 3""#)], "11:8: citation.trial: matches `TỜ BƯỚM SỐ 3` where it must stay silent"),
    ] {
        assert_eq!(rule_faults(&changes), [want]);
    }
    let absent =
        rule_faults(&[("pattern", "pattern = 'tờ bướm số (?P<so>[0-9]+)(?P<chu>[a-z])?'"), ("want", r#"want = { so = "17", chu = "a" }"#)]);
    assert_eq!(absent, ["9:27: citation.trial: `chu` is absent, not `a`"]);
}

#[test]
fn an_example_may_want_fixed_values() {
    let gives = "role = \"trial\"\ngives = { kind = \"bướm\" }";
    assert_eq!(rule_faults(&[("role", gives), ("want", r#"want = { kind = "bướm" }"#)]), [] as [&str; 0]);
    let other = rule_faults(&[("role", gives), ("want", r#"want = { kind = "gấp" }"#)]);
    assert_eq!(other, ["10:17: citation.trial: `kind` is `bướm`, not `gấp`"]);
}

#[test]
fn two_readings_of_equal_right_are_told() {
    let rival = |priority: &str| {
        let other = rule_with(&[
            ("schema", ""),
            ("id", &format!("id = \"citation.trial-rival\"\n{priority}")),
            ("pattern", "pattern = 'tờ bướm (?:số )?(?P<nam>[0-9]{1,3})'"),
            ("text", r#"text = "tờ bướm số 18""#),
            ("want", r#"want = { nam = "18" }"#),
        ]);
        faults_of(&format!("{}\n{other}", rule_with(&[])))
    };
    let want = [
        "8:8: citation.trial: ambiguous, citation.trial-rival reads `Tờ bướm số 17` differently",
        "20:8: citation.trial-rival: ambiguous, citation.trial reads `tờ bướm số 18` differently",
    ];
    assert_eq!(rival(""), want);
    assert_eq!(rival("priority = 1"), [] as [&str; 0]);
}

#[test]
fn types_that_contradict() {
    let with = |entry: &str| faults_of(&format!("schema = 1\n[[type]]\ncode = \"TBM\"\nname = \"Tờ bướm\"\n{entry}"));
    assert_eq!(with("example = \"TỜ BƯỚM số 5/TBM-CLB\"\nnot = \"con bướm\""), [] as [&str; 0]);
    for (entry, want) in [
        ("example = \"tờ gấp\"\nnot = \"con bướm\"", "5:11: type TBM: its example does not name it"),
        ("example = \"Quyết định về Tờ bướm\"\nnot = \"con bướm\"", "5:11: type TBM: its example names QĐ first"),
        ("example = \"tờ bướm\"\nnot = \"hai tờ bướm\"", "6:7: type TBM: its counterexample holds `Tờ bướm`"),
        ("variants = [\"TỜ BƯỚM\"]\nexample = \"tờ bướm\"\nnot = \"x\"", "5:13: type TBM: `TỜ BƯỚM` is there already"),
        ("variants = [\"Quyết định\"]\nexample = \"tờ bướm\"\nnot = \"x\"", "5:13: type TBM: `Quyết định` belongs to QĐ too"),
        ("symbols = [\"tbm\"]\nexample = \"tờ bướm\"\nnot = \"x\"", "5:12: type TBM: `tbm` is its code already"),
    ] {
        assert_eq!(with(entry), [want], "{entry}");
    }
}

/// A body; the entry's own lines begin at line 5 of the file, `example` and `not` follow them.
fn body_faults(name: &str, entry: &str) -> Vec<String> {
    let first = format!("schema = 1\n[[body]]\nid = \"trial-a\"\nname = \"{name}\"\n{entry}");
    faults_of(&format!(
        "{first}\nexample = \"Câu lạc bộ Bướm Vàng họp\"\nnot = \"con bướm vàng\"\n\
         [[body]]\nid = \"trial-b\"\nname = \"Câu lạc bộ Bướm Xanh\"\nabbreviations = [\"CLBBX\"]\nuntil = \"2019\"\n\
         example = \"CLBBX\"\nnot = \"bướm xanh\""
    ))
}

#[test]
fn bodies_that_contradict() {
    let name = "Câu lạc bộ Bướm Vàng";
    assert_eq!(body_faults(name, "from = \"2020\"\nabbreviations = [\"CLBBX\"]\nsuccessor = \"trial-b\""), [] as [&str; 0]);
    for (entry, want) in [
        ("variants = [\"câu lạc bộ bướm vàng\"]", "5:13: trial-a: `câu lạc bộ bướm vàng` is there already"),
        ("variants = [\"bướm vàng\"]", "7:7: trial-a: its counterexample holds `bướm vàng`"),
        ("successor = \"trial-z\"", "5:13: trial-a: successor trial-z is no other body"),
        ("from = \"1/7/2020\"", "5:8: `1/7/2020` is no date"),
        ("from = \"2021-02\"\nuntil = \"2021-01-31\"", "5:8: from 2021-02 is after until 2021-01-31"),
    ] {
        assert_eq!(body_faults(name, entry), [want], "{entry}");
    }
    assert_eq!(body_faults(name, "abbreviations = [\"CLBBX\"]"), ["11:18: trial-b: `CLBBX` is also trial-a"]);
    assert_eq!(body_faults("Câu lạc bộ Bướm Đêm", ""), ["6:11: trial-a: its example does not name it"]);
    let id = "schema = 1\n[[body]]\nid = \"Trial\"\nname = \"Câu lạc bộ X\"\nexample = \"Câu lạc bộ X\"\nnot = \"y\"";
    assert_eq!(faults_of(id), ["3:6: id Trial is not in small letters with hyphens"]);
}

#[test]
fn heads_and_abbreviations_that_say_nothing() {
    let head = |rest: &str| faults_of(&format!("schema = 1\n[[head]]\nhead = \"Tổ bướm\"\n{rest}"));
    assert_eq!(head("kind = \"unit\"\nexample = \"Tổ bướm số 3\"\nnot = \"tổ bướm bướm\""), [] as [&str; 0]);
    for (rest, want) in [
        ("kind = \"thing\"\nexample = \"Tổ bướm số 3\"\nnot = \"x\"", "4:8: head Tổ bướm: kind thing is unknown"),
        ("kind = \"unit\"\nexample = \"Tổ ong\"\nnot = \"x\"", "5:11: head Tổ bướm: its example does not hold it"),
        ("kind = \"unit\"\nexample = \"Tổ bướm số 3\"\nnot = \"Tổ bướm\"", "6:7: head Tổ bướm: its counterexample holds it"),
    ] {
        assert_eq!(head(rest), [want]);
    }
    let short = |rest: &str| faults_of(&format!("schema = 1\n[[abbreviation]]\nshort = \"BVX\"\n{rest}"));
    let long = "long = \"Bướm Vàng Xanh\"\nafter = [\"Hội\"]";
    let sound = "example = \"Hội BVX = Hội Bướm Vàng Xanh\"";
    assert_eq!(short(&format!("{long}\n{sound}\nnot = \"Đội BVX\"")), [] as [&str; 0]);
    for (rest, want) in [
        (format!("{long}\nexample = \"Hội BVX\"\nnot = \"x\""), "6:11: abbreviation BVX: its example has no ` = `"),
        (
            format!("{long}\nexample = \"Đội BVX = Đội Bướm Vàng Xanh\"\nnot = \"x\""),
            "6:11: abbreviation BVX: does not stand in `Đội BVX` as it must",
        ),
        (
            format!("{long}\nexample = \"Hội BVX = Hội Bướm Vàng\"\nnot = \"x\""),
            "6:11: abbreviation BVX: `Bướm Vàng Xanh` is not in `Hội Bướm Vàng`",
        ),
        (format!("{long}\n{sound}\nnot = \"Hội BVX\""), "7:7: abbreviation BVX: its counterexample would be expanded"),
    ] {
        assert_eq!(short(&rest), [want]);
    }
    let itself = short("long = \"bvx\"\nexample = \"BVX = BVX\"\nnot = \"x\"");
    assert_eq!(itself, ["4:8: abbreviation BVX: stands for itself"]);
}

#[test]
fn provinces_that_contradict() {
    let with = |rest: &str| {
        let next = "[[province]]\nname = \"Bướm Xanh\"\nkind = \"tỉnh\"";
        faults_of(&format!("schema = 1\n{next}\n[[province]]\nname = \"Bướm Vàng\"\nkind = \"tỉnh\"\n{rest}"))
    };
    assert_eq!(with("until = \"2025-06-30\"\nsuccessor = \"Bướm Xanh\""), [] as [&str; 0]);
    for (rest, want) in [
        ("until = \"2025-06-30\"", "8:9: province Bướm Vàng: ends without a successor"),
        ("successor = \"Bướm Xanh\"", "8:13: province Bướm Vàng: has a successor but no end"),
        ("until = \"2025-06-30\"\nsuccessor = \"Bướm Đêm\"", "9:13: province Bướm Vàng: successor Bướm Đêm does not outlive it"),
        ("variants = [\"bướm xanh\"]", "8:13: province Bướm Vàng: `bướm xanh` is Bướm Xanh already"),
        ("old_code = \"1\"", "8:12: province Bướm Vàng: `1` is no code"),
        ("old_code = \"01\"", "8:12: province Bướm Vàng: code 01 is of Hà Nội already"),
    ] {
        assert_eq!(with(rest), [want]);
    }
}

#[test]
fn a_folder_replaces_a_rule_by_its_id() {
    let builtin = folder(&rule_with(&[("text", r#"text = "tờ gấp số 17""#)]));
    assert_eq!(check(Some(builtin.path())).len(), 1);
    // The same type as a built-in one, with a further spelling: no fault, and counted once.
    let entry = "schema = 1\n[[type]]\ncode = \"QĐ\"\nname = \"Quyết định\"\nvariants = [\"QĐ\", \"Quyết định bướm\"]\nheading = true\n\
                 example = \"QUYẾT ĐỊNH BƯỚM\"\nnot = \"quyết toán\"";
    let dir = folder(entry);
    let (before, after) = (prove(None), prove(Some(dir.path())));
    assert_eq!(after.faults, []);
    assert_eq!((after.files, after.entries), (before.files + 1, before.entries));
}

#[test]
fn faults_are_in_the_order_of_the_file_and_stop_loading() {
    let text = rule_with(&[("id", r#"id = "citation.Trial""#), ("keywords", "keywords = []"), ("pattern", "pattern = 'tờ|bướm'")]);
    let said = faults_of(&text);
    assert_eq!(
        said,
        [
            "3:6: citation.Trial: has no keywords",
            "3:6: id citation.Trial is not dotted in small letters",
            "6:12: citation.Trial: `|` outside a group"
        ]
    );
    let dir = folder(&text);
    let loaded = Rules::with_overlay(dir.path()).map(|_| ()).map_err(|f| f.len());
    assert_eq!(loaded, Err(1));
}

/// The TOML samples of `rules/README.md`.
fn samples() -> Vec<String> {
    let readme = include_str!("../rules/README.md");
    let blocks = readme.split("```toml\n").skip(1);
    blocks.map(|b| b.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_sample_of_the_readme_is_sound() {
    let samples = samples();
    assert_eq!(samples.len(), 9);
    for text in &samples {
        assert_eq!(faults_of(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn the_readme_quotes_a_real_fault() {
    let sample = samples()[0].replace("CÔNG BÁO số", "CÔNG BÁO kỳ");
    let want = "citation.gazette-number: does not match its example; mend the pattern, its edges or the example";
    let dir = folder(&sample);
    let said: Vec<String> = check(Some(dir.path())).iter().map(|f| format!("{}; {}", f.message, f.cure)).collect();
    assert_eq!(said, [want]);
    assert!(include_str!("../rules/README.md").contains(want));
}

#[test]
fn confidence_proves_what_is_certain() {
    let entry = |lines: &str| faults_of(&format!("schema = 1\n[[confidence]]\nvalue = \"date\"\n{lines}"));
    assert_eq!(entry("certain = [[\"labelled\"]]\nexample = [\"labelled\"]\nnot = []"), [] as [&str; 0]);
    assert_eq!(
        entry("certain = [[\"labelled\"]]\nlikely = [\"inferred\"]\nexample = [\"labelled\", \"inferred\"]\nnot = [\"labelled\"]"),
        ["6:11: confidence of Date: its example is not certain", "7:7: confidence of Date: its counterexample is certain"]
    );
    assert_eq!(
        entry("certain = [[]]\nnot = []"),
        ["3:9: confidence of Date: no example", "5:7: confidence of Date: its counterexample is certain"]
    );
    let unknown = entry("certain = [[\"signed\"]]\nnot = []");
    assert!(unknown[0].starts_with("4:13: unknown variant `signed`, expected one of `labelled`, `complete`"), "{unknown:?}");
}
