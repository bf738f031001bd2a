//! What a web page becomes.

use super::read;
use crate::read::{Limits, Opening, Part, Source};

fn source(html: &str) -> Source {
    read(html, &Limits::default()).unwrap()
}

fn lines(html: &str) -> Vec<String> {
    source(html).text.split('\n').map(str::to_owned).collect()
}

fn cells(html: &str) -> Vec<String> {
    let source = source(html);
    let cell = |part: Part| match part {
        Part::Cell { table, row, column } => format!("{table}.{row}.{column} "),
        _ => String::new(),
    };
    source.lines.iter().map(|line| cell(line.part) + &source.text[line.start..line.end]).collect()
}

#[test]
fn blocks_and_breaks_make_lines() {
    let html = "<p>Kính <b>gửi</b>:\n  Sở\tY&nbsp;tế</p><div>một<p>hai</p>ba</div><p>bốn<br>năm<br>\n<br>sáu<br></p><hr><h2> bảy </h2>";
    let source = source(html);
    assert_eq!(source.text, "Kính gửi: Sở Y\u{a0}tế\nmột\nhai\nba\nbốn\nnăm\n\nsáu\nbảy");
    use Opening::{Paragraph as P, Unknown as U};
    assert_eq!(source.lines.iter().map(|l| l.opening).collect::<Vec<_>>(), [P, P, P, P, P, U, U, U, P]);
}

#[test]
fn blank_lines() {
    assert_eq!(lines("<p>a</p><p></p><p> </p><p>b</p><p>&nbsp;</p><p><br></p><p>c</p>"), ["a", "b", "", "c"]);
}

#[test]
fn what_is_not_displayed_is_dropped() {
    let html = "<head><title>Tên</title><style>p{}</style></head><body><script>var a='<p>x</p>'</script><noscript>bật</noscript>
      <template><p>mẫu</p></template><p style='color:red; DISPLAY : none !important'>ẩn<b>nữa</b></p><p hidden>ẩn</p><!-- chú -->
      <p>hiện<span style=\"display:none\">ẩn</span></p><svg><text>hình</text></svg>";
    assert_eq!(lines(html), ["hiện"]);
}

#[test]
fn entities_are_decoded() {
    assert_eq!(lines("<p>&#272;i&#7873;u 1 &amp; &Agrave; &lt;2&gt;</p>"), ["Điều 1 & À <2>"]);
}

#[test]
fn tables_go_cell_by_cell_on_the_grid() {
    let html = "<table><caption>Bảng</caption><tr><td rowspan=2>A<br>A2<td colspan=2>B</table>
      <table><tr><td rowspan=3>a</td><td colspan=2>b</td></tr><tr><td rowspan=2><p>c</p></td><td>d</td></tr><tr><td>e</td></tr><tr><td>f</td></tr></table><p>sau";
    let expected = ["Bảng", "0.0.0 A", "0.0.0 A2", "0.0.1 B", "1.0.0 a", "1.0.1 b", "1.1.1 c", "1.1.2 d", "1.2.2 e", "1.3.0 f", "sau"];
    assert_eq!(cells(html), expected);
}

#[test]
fn a_nested_table_is_a_table_of_its_own() {
    let html = "<table><tr><td>trang<table><tr><td>trái</td><td>phải</td></tr></table>dưới</td></tr></table>";
    assert_eq!(cells(html), ["0.0.0 trang", "1.0.0 trái", "1.0.1 phải", "0.0.0 dưới"]);
}

#[test]
fn list_items_carry_their_labels() {
    let html =
        "<ol><li>một<ul><li>chấm</li><li>- gạch</li><li>+ cộng</li></ul></li><li><p>hai</p><p>tiếp</p></li><li></li><li value=9>chín</ol>
      <ol type=a start=4><li>d<li>e</ol><ol type=I><li>La Mã</ol><ol style='list-style-type: lower-roman'><li>la mã</ol>
      <ul style='list-style: none'><li>trơn</ul><ol start='-1'><li>âm</ol><ol style='list-style:none'><li>1. tự đánh</ol>";
    let expected = [
        "1. một",
        "- chấm",
        "- gạch",
        "+ cộng",
        "2. hai",
        "tiếp",
        "9. chín",
        "d. d",
        "e. e",
        "I. La Mã",
        "i. la mã",
        "trơn",
        "-1. âm",
        "1. tự đánh",
    ];
    assert_eq!(lines(html), expected);
}

#[test]
fn bold_and_centred_lines() {
    let html =
        "<p align=center><b>QUYẾT</b> <strong>ĐỊNH</strong></p><p><b>Điều 1.</b> Phạm vi</p><center>giữa<p align=left>trái</p></center>
      <div style='text-align: right; font-weight:700'>phải<p style='font-weight:normal'>nhạt</p></div><h1>đầu</h1>
      <table align=center><tr><th>tên</th><td>ô</td></tr></table><b>đậm<br></b>thường";
    let source = source(html);
    let looks: Vec<(&str, bool, bool)> = source.lines.iter().map(|l| (&source.text[l.start..l.end], l.bold, l.centred)).collect();
    let expected = [
        ("QUYẾT ĐỊNH", true, true),
        ("Điều 1. Phạm vi", false, false),
        ("giữa", false, true),
        ("trái", false, false),
        ("phải", true, true),
        ("nhạt", false, true),
        ("đầu", true, false),
        ("tên", true, true),
        ("ô", false, false),
        ("đậm", true, false),
        ("thường", false, false),
    ];
    assert_eq!(looks, expected);
}

#[test]
fn kept_line_breaks_are_lines() {
    assert_eq!(
        lines("<pre>\nmột\n  hai\n\nba</pre><div style='white-space: pre-line'>bốn\nnăm</div>"),
        ["một", "hai", "", "ba", "bốn", "năm"]
    );
}

#[test]
fn hostile_pages_are_refused_and_empty_ones_named() {
    let fault = |html: &str| read(html, &Limits::default()).unwrap_err().code();
    assert_eq!(fault(&"<div>".repeat(60_000)), "too_complex");
    assert_eq!(
        fault(&(0..60_000).map(|n| format!("<div>{}", if n % 50 == 0 { "</body><!-- -->" } else { "" })).collect::<String>()),
        "too_complex"
    );
    assert_eq!(fault(&"<table><tr><td>".repeat(2000)), "too_complex");
    let fonts: String = (0..20_000).map(|n| format!("<p><font size={n}>")).collect();
    assert_eq!(fault(&fonts), "too_complex");
    assert_eq!(fault(&format!("<p {}>x", "a ".repeat(100_000))), "too_complex");
    assert_eq!(read(&"<p>x".repeat(10_000), &Limits { max_unpacked: 1 << 20, ..Limits::default() }).unwrap_err().code(), "bomb");
    assert_eq!(fault("<p> </p>"), "empty_file");
    assert_eq!(fault(""), "empty_file");
}

#[test]
fn deep_but_honest_pages_are_read() {
    let deep = format!("{}đáy{}", "<div>".repeat(900), "</div>".repeat(900));
    assert_eq!(lines(&deep), ["đáy"]);
    let unclosed: String = (0..5000).map(|n| format!("<p>dòng {n}<br><li>x")).collect();
    assert_eq!(lines(&unclosed).len(), 10_000);
}

/// Damage at stated places, the same in every run: no panic, no hang.
#[test]
fn damage_is_survived() {
    let whole = "<html><body><table border=\"0\"><tr><td rowspan='2'>UBND</td><td>Số: 1</td></tr></table><ol start=3><li><b>Điều</b> 1</li></ol><!-- x --></body></html>";
    let signs: Vec<char> = whole.chars().collect();
    for round in 0..300 {
        let at = round * 7919 % signs.len();
        let mut damaged = signs.clone();
        match round % 3 {
            0 => damaged.truncate(at),
            1 => damaged[at] = ['<', '>', '/', '"', '&', '\u{0}'][round / 3 % 6],
            _ => drop(damaged.splice(at..(at + 12).min(signs.len()), "</table>".chars())),
        }
        let damaged: String = damaged.iter().collect();
        if let Ok(source) = read(&damaged, &Limits::default()) {
            assert!(source.text.len() <= whole.len() + 40, "round {round}");
        }
    }
}

#[test]
fn letters_of_legacy_fonts_are_decoded() {
    let page = source(
        "<p><font face='.VnTimeH'>bé tµi chÝnh</font><p><font face='.VnTime, Arial'>NghÞ ®Þnh <b>c&ntilde;a</b> ChÝnh ph&ntilde;</font>\
         <p style='font-family: \".VnArialH\"'>th«ng t&shy;<p>Cộng hòa &amp;ocirc; và <i>café</i><script>var a = 'tµi chÝnh'</script>",
    );
    assert_eq!(page.text, "BỘ TÀI CHÍNH\nNghị định của Chính phủ\nTHÔNG TƯ\nCộng hòa ô và café");
    assert_eq!(page.encoding, Some("tcvn3"));
    assert_eq!(source("<p>Cộng hòa xã hội · café").encoding, None);
}
