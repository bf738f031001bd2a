//! Several documents in one file [văn bản gửi kèm]: where a further document begins, by its
//! form: a whole letterhead of its own (the state's or the Party's name, bodies, number,
//! date, then a type or addressees) behind the signature or the recipients of the document
//! before it. In: the text of a file. Out: the lines of each document in it. In doubt the
//! words stay with the document before: an annex, a form with blanks, a model near "Mẫu
//! số ...", a letterhead printed once more. What the documents say is not read here.

use super::anchors::{Flat, is_capitals, is_rule};
use super::footer;
use super::head::{self, Head};
use super::signature::{self, Sign};
use crate::norm::Normal;
use crate::rules::{Rules, Set};
use crate::span::Span;
use std::ops::Range;

/// A letterhead has at most so many lines above its state's name.
const ABOVE: usize = 12;
/// A subject below the number has at most so many lines.
const SUBJECT: usize = 6;
/// Number and date stand within so many lines.
const HEAD: usize = 18;
/// Type or addressees begin within so many lines.
const TITLE: usize = 28;
/// A form's name or an annex's stands at most so many lines above its letterhead.
const NEAR: usize = 6;
/// No file has so many documents that more letterheads need be looked at.
const MOST: usize = 400;
/// So many letterheads in a row behind no signature: the file is no row of documents.
const MOST_OPEN: usize = 24;

/// The lines of each document of a file, in order; one range where there is but one.
pub(crate) fn documents(normal: &Normal, rules: &Rules) -> Vec<Range<usize>> {
    let end = normal.lines_of_text();
    let mut starts: Vec<Begun> = vec![Begun { line: 0, number: None }];
    let mut open = 0;
    // Lines looked at for one that closes the document begun last, and whether one did.
    let (mut seen, mut closing) = (0, false);
    for state in states(normal, rules, end).into_iter().take(MOST) {
        closing = closing || (seen..state).any(|l| closes(normal, rules, l));
        seen = state;
        if !closing {
            continue;
        }
        let from = starts.last().map_or(0, |b| b.line);
        let Some(begun) = letterhead(normal, rules, from, state, end) else { continue };
        if open >= MOST_OPEN || begun.number.is_some() && starts.iter().any(|b| b.number == begun.number) {
            continue;
        }
        if !is_closed(normal, rules, from..begun.line) {
            open += 1;
            continue;
        }
        if let [first] = starts.as_mut_slice() {
            first.number = own_number(normal, rules, 0..begun.line);
            if first.number.is_some() && first.number == begun.number {
                continue;
            }
        }
        (seen, closing) = (begun.line, false);
        starts.push(begun);
    }
    let ends = starts.iter().skip(1).map(|b| b.line).chain([normal.lines.len()]);
    starts.iter().zip(ends).map(|(b, end)| b.line..end).collect()
}

/// Where a document begins.
struct Begun {
    line: usize,
    /// Its number without spaces, so that one printed twice is not taken for two.
    number: Option<String>,
}

/// Lines that hold the name of the state or of the Party as a letterhead has it.
fn states(normal: &Normal, rules: &Rules, end: usize) -> Vec<usize> {
    let set = rules.set(Set::Letterhead);
    let text = &normal.hay.text;
    let mut out: Vec<usize> = Vec::new();
    for m in set.find_roles(&normal.hay, normal.hay.whole(), &["state", "motto"]) {
        let line = normal.lines.partition_point(|l| l.span.end <= m.span.start);
        let Some(printed) = normal.lines.get(line).filter(|_| line < end).map(|l| l.span) else { continue };
        let before = Span::new(printed.start, m.span.start.max(printed.start)).of(text);
        let opens = is_rule(before) || is_capitals(before) || normal.gaps(printed).any(|g| g == m.span.start);
        // The motto stands for the name above it where that was misread.
        let motto = m.rule.role == "motto";
        let printed_so =
            if motto { normal.recognised && m.span.of(text).starts_with(char::is_uppercase) } else { is_capitals(m.span.of(text)) };
        let told = out.last().is_some_and(|&l| line < l + 4);
        if opens && printed_so && !told && m.group("trong_ten").is_none() {
            out.push(line);
        }
    }
    out
}

/// The letterhead round the state's name on line `state`, where it is a whole one.
fn letterhead(normal: &Normal, rules: &Rules, from: usize, state: usize, end: usize) -> Option<Begun> {
    let line = first_line(normal, rules, from, state);
    if line <= from || is_model(normal, rules, from, line, state) {
        return None;
    }
    let part = normal.excerpt(line..end.min(line + super::anchors::LONGEST), rules);
    let flat = Flat::new(&part);
    let head = head::find(&flat, rules);
    let near = |span: Span, most: usize| flat.line_of(span.start) < most;
    // In a letter read column by column the addressees come before the date.
    let limit = part.lines.get(..HEAD.min(part.lines.len())).and_then(<[_]>::last).map_or(0, |l| l.span.end);
    let number = head::number(&flat, rules, limit)?;
    let date = head::date(&flat, rules, limit).filter(|d| d.place.is_some())?;
    let titled = head.kind.as_ref().is_some_and(|(k, _)| near(*k, TITLE))
        || head.addressee.as_ref().is_some_and(|a| near(a.span, TITLE))
        || is_copy(&part, rules);
    let numbered = number.sequence.is_some() && (date.year.is_some() || date.misread);
    // A form leaves the month blank too.
    let dated = date.month.is_some() && date.year.is_some();
    // A recogniser may have spoilt the title.
    let titled = titled || normal.recognised && numbered && dated && date.day.is_some();
    (titled && !head.issuers.is_empty() && (numbered || dated)).then(|| Begun { line, number: printed_number(&part, &head) })
}

/// The first line of the letterhead whose state's name stands on line `state`: in a file
/// with pages the first of the page, else the first of the lines above that letterheads are
/// made of.
fn first_line(normal: &Normal, rules: &Rules, from: usize, state: usize) -> usize {
    let climbed = climb(normal, rules, from, state);
    let page = |line: usize| normal.lines.get(line).and_then(|l| normal.page_of(l.span));
    let Some(own) = page(state) else { return climbed };
    let top = (from..state).rev().take_while(|&l| page(l) == Some(own)).last().unwrap_or(state);
    let closes =
        |l: usize| closes(normal, rules, l) || !normal.recognised && signature::name(normal, rules, normal.lines[l].span).is_some();
    if state - top > HEAD || (top..climbed).any(closes) { climbed } else { top.min(climbed) }
}

/// Upwards from the state's name: the other column, where it comes first. It is bodies in
/// capitals, then a number, then perhaps a subject.
fn climb(normal: &Normal, rules: &Rules, from: usize, state: usize) -> usize {
    let (mut first, mut subject) = (None, 0);
    for line in from.max(state.saturating_sub(ABOVE))..state {
        let words = normal.lines[line].span.of(&normal.hay.text);
        let number = is_numbered(normal, rules, line);
        let body =
            is_capitals(words) && !words.contains('(') && !belongs_to_office(normal, rules, line) && !has(normal, rules, line, "state");
        let goes_on = subject > 0 && !words.ends_with('.') && !closes(normal, rules, line);
        if number || body {
            first = first.or(Some(line));
            subject = if number { SUBJECT } else { subject };
        } else if goes_on {
            subject -= 1;
        } else if !(is_rule(words) || has(normal, rules, line, "date")) {
            (first, subject) = (None, 0);
        }
    }
    first.unwrap_or(state)
}

/// An office that signs, or its second line; not a body that is named like one, with its
/// number below.
fn belongs_to_office(normal: &Normal, rules: &Rules, line: usize) -> bool {
    let office = |l: usize| signature::office(normal, rules, normal.lines[l].span);
    let numbered = (line + 1..normal.lines.len().min(line + 3)).any(|l| is_numbered(normal, rules, l));
    match office(line) {
        Some(Sign::Authority(..)) => true,
        Some(_) => !numbered,
        None => line.checked_sub(1).is_some_and(|above| office(above).is_some() && !normal.lines[line].blank_before && !numbered),
    }
}

/// A number line, blank or not.
fn is_numbered(normal: &Normal, rules: &Rules, line: usize) -> bool {
    let has = |role| has(normal, rules, line, role);
    has("number") || has("number-label") || normal.recognised && has("number-misread")
}

/// A match of a role at the start of the line or of a column of it.
fn has(normal: &Normal, rules: &Rules, line: usize, role: &str) -> bool {
    let span = normal.lines[line].span;
    let found = rules.set(Set::Letterhead).find_role(&normal.hay, span, role);
    let opens = |at: usize| is_rule(Span::new(span.start, at).of(&normal.hay.text)) || normal.gaps(span).any(|g| g == at);
    found.iter().any(|m| role == "date" || opens(m.span.start))
}

/// A line that is a footer's.
fn closes(normal: &Normal, rules: &Rules, line: usize) -> bool {
    let office = || match signature::office(normal, rules, normal.lines[line].span) {
        Some(Sign::Authority(..)) => true,
        Some(_) => belongs_to_office(normal, rules, line),
        None => false,
    };
    has(normal, rules, line, "recipients") || has(normal, rules, line, "archive") || office()
}

/// A form or an annex opens at the letterhead or right above it, or the letterhead is quoted.
fn is_model(normal: &Normal, rules: &Rules, from: usize, line: usize, state: usize) -> bool {
    let text = &normal.hay.text;
    let words = |l: usize| normal.lines[l].span.of(text);
    let quoted = words(line).starts_with(['“', '"', '«', '(']) || line.checked_sub(1).is_some_and(|l| words(l).ends_with([':', '“', '"']));
    // Above it only what a title is made of may stand between.
    let title = |l: &usize| words(*l).starts_with('(') || is_capitals(words(*l)) || !words(*l).ends_with(['.', ';', ':', '/']);
    let above = (from..line).rev().take(NEAR).take_while(|l| title(l) && !closes(normal, rules, *l));
    let below = (state..normal.lines.len().min(state + HEAD)).take_while(|&l| !is_sentence(words(l)));
    let names_model = |l: usize| words(l).chars().count() < 100 && (has(normal, rules, l, "form") || has(normal, rules, l, "annex"));
    let model = |l: usize| names_model(l) && words(l).starts_with(|c: char| c.is_uppercase() || c == '(');
    quoted || above.chain(line..state).chain(below).any(model)
}

/// Running text begins: the letterhead is over.
fn is_sentence(words: &str) -> bool {
    words.chars().count() > 90
}

/// A title of a copy certificate, which is no type of document.
fn is_copy(part: &Normal, rules: &Rules) -> bool {
    (0..part.lines.len().min(HEAD)).any(|l| is_capitals(part.lines[l].span.of(&part.hay.text)) && has(part, rules, l, "copy"))
}

/// What stands before a further document is one that came to its end.
fn is_closed(normal: &Normal, rules: &Rules, lines: Range<usize>) -> bool {
    let part = normal.excerpt(lines, rules);
    let flat = Flat::new(&part);
    let head = head::find(&flat, rules);
    if !head.official && head.date.is_none() && head.addressee.is_none() && head.kind.is_none() {
        return false;
    }
    let footer = footer::find(&part, rules, head.end);
    !footer.entries.is_empty() || footer.signatures.iter().any(|s| s.authority.is_some() || s.position.is_some())
}

/// The number of the document on these lines.
fn own_number(normal: &Normal, rules: &Rules, lines: Range<usize>) -> Option<String> {
    let part = normal.excerpt(lines.start..lines.end.min(lines.start + super::anchors::LONGEST), rules);
    let head = head::find(&Flat::new(&part), rules);
    printed_number(&part, &head)
}

/// Running number and symbol without spaces.
fn printed_number(part: &Normal, head: &Head) -> Option<String> {
    let number = head.number.as_ref()?;
    let words = |s: Span| part.hay.folded_of(s).split_whitespace().collect::<String>();
    Some(format!("{}/{}", words(number.sequence?), number.symbol.map_or_else(String::new, words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::norm::normalise;
    use crate::read::{Limits, read};

    const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    const LETTER: &str = "UBND TỈNH HÀ NAM\nSỞ Y TẾ\nSố: 5/SYT-NV\nV/v kiểm tra chợ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nam, ngày 3 tháng 4 năm 2024\n\nKính gửi: UBND thành phố Phủ Lý\n\nĐề nghị UBND thành phố kiểm tra các chợ.\n";
    const CLOSING: &str = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn Tám\n\n";

    /// The first line of each document behind the first.
    fn begins(text: &str) -> Vec<String> {
        let rules = Rules::builtin().unwrap();
        let normal = normalise(&read("a.txt", text.as_bytes(), None, &Limits::default()).unwrap(), &rules);
        let parts = documents(&normal, &rules);
        assert_eq!((parts[0].start, parts[parts.len() - 1].end), (0, normal.lines.len()));
        assert!(parts.windows(2).all(|p| p[0].end == p[1].start && p[0].start < p[0].end));
        parts[1..].iter().map(|p| normal.hay.of(normal.lines[p.start].span).to_owned()).collect()
    }

    fn plan(number: &str, date: &str) -> String {
        format!(
            "UBND TỈNH HÀ NAM\n-----\nSố: {number}\n\n{STATE}Hà Nam, {date}\n\nKẾ HOẠCH\nKiểm tra chợ năm 2024\n\n1. Kiểm tra mười chợ.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Thị Chín\n"
        )
    }

    const DAY: &str = "ngày 1 tháng 4 năm 2024";

    #[test]
    fn a_whole_letterhead_behind_a_signature_begins_a_document() {
        let first = format!("{LETTER}{CLOSING}");
        assert_eq!(begins(&first), [] as [&str; 0]);
        assert_eq!(begins(&format!("{first}{}", plan("12/KH-UBND", DAY))), ["UBND TỈNH HÀ NAM"]);
        // Either column may come first; the number or the day may be blank, not both.
        let right = format!("{first}{STATE}Hà Nam, {DAY}\nUBND TỈNH HÀ NAM\nSố: 12/TB-UBND\nTHÔNG BÁO\nKết quả kiểm tra\nChợ sạch.\n");
        assert_eq!(begins(&right), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
        assert_eq!(begins(&format!("{first}{}", plan("    /KH-UBND", DAY))).len(), 1);
        assert_eq!(begins(&format!("{first}{}", plan("    /KH-UBND", "ngày    tháng 4 năm 2024"))).len(), 1);
        assert_eq!(begins(&format!("{first}{}", plan("12/KH-UBND", "ngày    tháng    năm 2024"))).len(), 1);
        // Three documents, a Party's among them.
        let party = format!(
            "TỈNH ỦY HÀ NAM\n*\nSố 7-TB/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nam, {DAY}\n\nTHÔNG BÁO\nvề vệ sinh chợ\n\nCác chợ giữ vệ sinh.\n"
        );
        assert_eq!(begins(&format!("{first}{}\n{party}", plan("12/KH-UBND", DAY))), ["UBND TỈNH HÀ NAM", "TỈNH ỦY HÀ NAM"]);
    }

    #[test]
    fn an_office_above_it_stays_with_the_document_before() {
        let unsigned = LETTER.to_owned() + "\nNơi nhận:\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nSỞ Y TẾ\n\n";
        assert_eq!(begins(&format!("{unsigned}{}", plan("12/KH-UBND", DAY))), ["UBND TỈNH HÀ NAM"]);
        let telegram = format!(
            "{LETTER}{CLOSING}THỦ TƯỚNG CHÍNH PHỦ\nSố: 9/CĐ-TTg\n{STATE}Hà Nội, {DAY}\nCÔNG ĐIỆN\nVề vệ sinh chợ\nCác chợ giữ vệ sinh.\n"
        );
        assert_eq!(begins(&telegram), ["THỦ TƯỚNG CHÍNH PHỦ"]);
    }

    #[test]
    fn in_doubt_there_is_no_further_document() {
        let first = format!("{LETTER}{CLOSING}");
        let none = |text: String| assert_eq!(begins(&text), [] as [&str; 0], "{text}");
        let attached = plan("12/KH-UBND", DAY);
        // A form with blanks; a model below its name, or quoted; an annex's head.
        none(format!("{first}{}", plan("...../KH-UBND", "ngày ... tháng ... năm ...")));
        none(format!("{first}{}", plan("    /KH-UBND", "ngày    tháng    năm 2024")));
        none(format!("{first}Mẫu số 02\n(Kèm theo Công văn số 5/SYT-NV)\n{attached}"));
        none(format!("{first}PHỤ LỤC I\nKẾ HOẠCH MẪU\n{attached}"));
        none(format!("{first}Văn bản trình bày như sau:\n{attached}"));
        none(format!("{first}“{attached}”"));
        none(format!("{first}UBND TỈNH HÀ NAM\n{STATE}KẾ HOẠCH\n(Kèm theo Quyết định số 3/QĐ-UBND ngày 1/4/2024)\n1. Kiểm tra.\n"));
        // Nobody has signed before it; the same number once more; no title.
        none(format!("{LETTER}{attached}"));
        none(format!("{first}{LETTER}{CLOSING}"));
        none(format!("{first}UBND TỈNH HÀ NAM\nSố: 12/UBND\n{STATE}Hà Nam, {DAY}\nCác chợ giữ vệ sinh.\n"));
        // The state's name in a sentence, and nothing but letterheads.
        none(format!("{first}Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam.\n"));
        none(attached.split("\nKẾ HOẠCH").next().unwrap().repeat(40));
    }
}
