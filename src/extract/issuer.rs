//! Issuer [cơ quan ban hành] and the body above it [cơ quan chủ quản], from the lines in
//! capitals of the left column. In: those lines. Out: names in normal case, in full.

mod recognised;
mod symbol;

use crate::extract::bodies::Context;
use crate::letters::fold;
use crate::norm::Normal;
use crate::record::{Confidence, DocumentNumber, Issuer};
use crate::rules::Rules;
use crate::segment::Zones;
use crate::span::Span;

/// Issuer and, for a joint document, the further ones.
pub(crate) fn read(normal: &Normal, zones: &Zones, rules: &Rules, number: Option<&DocumentNumber>) -> (Option<Issuer>, Vec<Issuer>) {
    // "02-TTLN", or a number that does not say so under "THÔNG TƯ LIÊN BỘ": 31 TT/LB.
    let kind = zones.head.kind.as_ref().and_then(|(_, code)| rules.types.of_code(code));
    let joint = kind.is_some_and(|t| t.joint) || number.and_then(|n| n.symbol.as_deref()).is_some_and(|s| is_joint(rules, s));
    let mut names = names(normal, rules, &zones.head.issuers, joint);
    if joint {
        names.iter_mut().flatten().for_each(|part| *part = without_second(normal, rules, *part));
    }
    let printed: Vec<(String, Span)> = names.iter().map(|parts| (in_full(normal, zones, rules, parts), whole(normal, parts))).collect();
    let joint = joint && printed.len() > 1;
    let province = province_of(&printed, rules);
    let context = Context { province: province.as_deref(), ..Context::default() };
    let make = |(name, span): &(String, Span), parent: Option<String>| Issuer {
        name: name.clone(),
        id: rules.gazetteer.id(name, &context),
        parent,
        inferred: false,
        confidence: Confidence::default(),
        evidence: Some(normal.evidence(*span, None)),
    };
    if joint {
        let mut all = printed.iter().map(|p| make(p, None));
        return (all.next(), all.collect());
    }
    if let Some((line, peers)) = zones.head.issuers.iter().find_map(|&l| Some((l, peers(normal, rules, l)?))) {
        let above = printed.iter().rfind(|(_, span)| span.end <= line.start).map(|(name, _)| name.clone());
        let mut all = peers.into_iter().map(|p| make(&(in_full(normal, zones, rules, &[p]), p), above.clone()));
        return (all.next(), all.collect());
    }
    let parent = printed.len().checked_sub(2).map(|i| printed[i].0.clone());
    if let Some(told) = symbol::issuer(&printed, number, normal.recognised, rules) {
        let parent = printed.last().map(|p| p.0.clone());
        let id = rules.gazetteer.id(&told, &context);
        let evidence = number.map(|n| n.evidence.clone());
        return (Some(Issuer { name: told, id, parent, inferred: true, confidence: Confidence::default(), evidence }), Vec::new());
    }
    match (printed.last(), &parent) {
        (None, _) => (None, Vec::new()),
        // "TỈNH ĐOÀN PHÚ LÂM / BAN THƯỜNG VỤ": an organ means nothing without its body.
        (Some((organ, span)), Some(of)) if rules.gazetteer.is_organ(organ) => {
            let above = printed.len().checked_sub(3).map(|i| printed[i].0.clone());
            (Some(make(&(format!("{organ} {of}"), *span), above)), Vec::new())
        }
        (Some(last), _) => (Some(make(last, parent)), Vec::new()),
    }
}

/// A symbol of joint documents: its first part is a type that several bodies sign.
fn is_joint(rules: &Rules, symbol: &str) -> bool {
    let first = symbol.split(['-', '/']).next().unwrap_or_default();
    rules.types.of_symbol(first).is_some_and(|t| t.joint)
}

/// The province the letterhead names, if any.
fn province_of(printed: &[(String, Span)], rules: &Rules) -> Option<String> {
    printed.iter().find_map(|(n, _)| named_province(n, rules))
}

/// The province at the end of a name.
fn named_province(name: &str, rules: &Rules) -> Option<String> {
    rules.gazetteer.province_at_end(name, 6).map(|p| p.name.clone())
}

/// The province a document is of: its letterhead's, else the one its place of issue is
/// named for, unless a central body issues there.
pub(crate) fn province(issuer: Option<&Issuer>, place: Option<&str>, rules: &Rules) -> Option<String> {
    let issuer = issuer?;
    let own = [Some(issuer.name.as_str()), issuer.parent.as_deref()].into_iter().flatten().find_map(|n| named_province(n, rules));
    let central = rules.gazetteer.body(&issuer.name).is_some_and(|b| matches!(b.level.as_str(), "central" | "ministry" | "agency"));
    own.or_else(|| place.filter(|_| !central).and_then(|p| rules.gazetteer.province(p)).map(|p| p.name.clone()))
}

/// Lines that belong to one name are put together: a name goes on until a line opens with
/// a noun that opens names. In a table of two columns other lines may stand between.
fn names(normal: &Normal, rules: &Rules, lines: &[Span], joint: bool) -> Vec<Vec<Span>> {
    let mut out: Vec<Vec<Span>> = Vec::new();
    for &line in lines {
        let line = if normal.recognised { recognised::named_part(normal, rules, line) } else { line };
        let misread = || normal.recognised && rules.opens_with_misread_head(normal.hay.of(line));
        let opens = rules.opens_with_head(&normal.hay, line) || known_prefix(normal, rules, line).is_some() || misread();
        match out.last_mut() {
            Some(last) if !opens => last.push(line),
            _ => out.extend(split_joint(normal, rules, line, joint).into_iter().map(|s| vec![s])),
        }
    }
    out
}

/// `BỘ TÀI CHÍNH - CÔNG NGHIỆP` in a joint document: the first body; the second shares its
/// head and is not read.
fn without_second(normal: &Normal, rules: &Rules, part: Span) -> Span {
    let first = known_prefix(normal, rules, part).filter(|f| f.end < part.end);
    let dash = |f: &Span| normal.hay.of(Span::new(f.end, part.end)).trim_start().starts_with(['-', '–']);
    first.filter(dash).unwrap_or(part)
}

/// The place of a name: all its lines where nothing stands between them, else the first.
fn whole(normal: &Normal, parts: &[Span]) -> Span {
    let first = parts.first().copied().unwrap_or_default();
    parts
        .iter()
        .skip(1)
        .fold(first, |s, p| if normal.hay.of(Span::new(s.end, p.start)).trim().is_empty() { Span::new(s.start, p.end) } else { s })
}

/// The longest known body whose name the line begins with.
fn known_prefix(normal: &Normal, rules: &Rules, line: Span) -> Option<Span> {
    let words = line.of(&normal.hay.text);
    let ends = words.match_indices(' ').map(|(i, _)| i).chain([words.len()]);
    let longest = ends.rev().find(|&i| rules.gazetteer.body(&words[..i]).is_some());
    longest.map(|i| Span::new(line.start, line.start + i))
}

/// `BỘ TÀI CHÍNH - BỘ CÔNG AN`, or `BỘ TÀI CHÍNH TỔNG CỤC THUẾ` where a copy has put the
/// column on one line: two names.
fn split_joint(normal: &Normal, rules: &Rules, line: Span, joint: bool) -> Vec<Span> {
    let words = line.of(&normal.hay.text);
    let mut out = Vec::new();
    let mut from = line.start;
    for (i, dash) in words.match_indices([',', '-', '–']) {
        let rest = Span::new(line.start + i + dash.len(), line.end).trimmed(&normal.hay.text);
        // "NHÀ MÁY A - CÔNG TY B" is one name, "BỘ TÀI CHÍNH - TỔNG CỤC THUẾ" on a web page two.
        let front = Span::new(from, line.start + i).trimmed(&normal.hay.text);
        let known = || known_prefix(normal, rules, front) == Some(front);
        if rest.of(&normal.hay.text).contains(' ') && (joint || known()) && rules.opens_with_head(&normal.hay, rest) {
            out.push(Span::new(from, line.start + i).trimmed(&normal.hay.text));
            from = rest.start;
        }
    }
    let rest = Span::new(from, line.end);
    if let Some(first) = known_prefix(normal, rules, rest).filter(|f| f.end < rest.end) {
        let second = Span::new(first.end, rest.end).trimmed(&normal.hay.text);
        // "ĐẢNG ỦY CÔNG TY A": the committee is of the body behind it.
        let organ = rules.gazetteer.body(first.of(&normal.hay.text)).is_some_and(|b| b.level == "party-local");
        if !organ && rules.opens_with_head(&normal.hay, second) {
            out.extend([first, second]);
            return out;
        }
    }
    out.push(rest);
    out
}

/// "SỞ Y TẾ - SỞ TÀI CHÍNH": bodies of one kind on one line issue together.
fn peers(normal: &Normal, rules: &Rules, line: Span) -> Option<Vec<Span>> {
    let parts = split_joint(normal, rules, line, true);
    let kind = |s: &Span| normal.hay.folded_of(*s).split(' ').next().map(str::to_owned);
    let first = parts.first().and_then(kind);
    let dashes = parts.windows(2).all(|p| matches!(normal.hay.of(Span::new(p[0].end, p[1].start)).trim(), "-" | "–"));
    (parts.len() > 1 && dashes && parts.iter().all(|p| kind(p) == first)).then_some(parts)
}

/// Abbreviations spelt out, capitals turned to the case the document's own text or the
/// gazetteer prints.
fn in_full(normal: &Normal, zones: &Zones, rules: &Rules, parts: &[Span]) -> String {
    let mut printed = String::new();
    for (i, &part) in parts.iter().enumerate() {
        if i > 0 {
            printed.push_str(if ends_in_dash(normal, parts[i - 1]) { " - " } else { " " });
        }
        printed.push_str(&normal.hay.of(part).replace('\n', " "));
    }
    // "&" with a space on one side stands between words, not inside an abbreviation.
    let printed = printed.replace(" &", " & ").replace("& ", " & ").split_whitespace().collect::<Vec<_>>().join(" ");
    let all = Span::new(0, normal.hay.text.len());
    let in_body = |name: &str| -> Option<String> {
        let folded = fold(name);
        let recognised = || recognised::said(name, normal.hay.of(zones.body)).filter(|_| normal.recognised);
        in_mixed_case(normal, zones.body, &folded).or_else(|| in_mixed_case(normal, all, &folded)).or_else(recognised)
    };
    let name = rules.gazetteer.normal_case(&printed, Some(&in_body));
    let misread = normal.recognised && named_province(&name, rules).is_none();
    if misread { recognised::with_province(&name, rules).unwrap_or(name) } else { name }
}

/// A dash closes the line behind a part of a name: "HỘI ĐỒNG THI ĐUA -" / "KHEN THƯỞNG".
fn ends_in_dash(normal: &Normal, part: Span) -> bool {
    let line = normal.lines.partition_point(|l| l.span.end <= part.start);
    let rest = normal.lines.get(line).map_or("", |l| normal.hay.of(Span::new(part.end, l.span.end.max(part.end))));
    matches!(rest.trim(), "-" | "–")
}

/// Folded words as a part of the text first prints them with small letters.
fn in_mixed_case(normal: &Normal, area: Span, folded: &str) -> Option<String> {
    let hay = normal.hay.folded_of(area);
    let apart = |at: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(hay[..at].chars().next_back()) && !letter(hay[at + folded.len()..].chars().next())
    };
    let places = hay.match_indices(folded).map(|(at, _)| at).filter(|&at| apart(at));
    let printed = |at: usize| Span::new(area.start + at, area.start + at + folded.len()).of(&normal.hay.text);
    places.map(printed).find(|words| words.chars().any(char::is_lowercase)).map(str::to_owned)
}
