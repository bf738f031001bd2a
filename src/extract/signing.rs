//! Signing time [thời gian ký]: where a recognised date line gives month and year but no
//! day, the day on which the issuer signed electronically stands for it, and is marked as
//! inferred. In: the stamps of electronic signatures. A stamp of anybody else, such as the
//! office that keeps the copy, says nothing of the date: it may be days later.

use crate::letters::fold;
use crate::record::{Found, Issuer, Warning};
use crate::rules::{Prepared, Rules, Set};
use crate::span::Span;

/// Completes the date where a stamp can.
pub(crate) fn settle(date: &mut Option<Found>, stamps: &[String], issuer: Option<&Issuer>, rules: &Rules, warnings: &mut Vec<Warning>) {
    let (Some(date), Some(issuer)) = (date.as_mut().filter(|d| d.value.len() == 7), issuer) else { return };
    let of_issuer = stamps.iter().filter_map(|s| signed(s, &issuer.name, rules));
    let mut days: Vec<String> = of_issuer.filter(|d| d.starts_with(&date.value)).collect();
    days.dedup();
    let [day] = days.as_slice() else { return };
    day.clone_into(&mut date.value);
    date.inferred = true;
    let evidence = date.evidence.as_ref();
    warnings.push(Warning {
        code: "inferred_date".to_owned(),
        message: "the day of the date cannot be read; it is the day of the issuer's electronic signature".to_owned(),
        span: evidence.map(|e| e.span),
        page: evidence.and_then(|e| e.page),
        confidence: None,
    });
}

/// The day a stamp names, where the body that signed is `issuer`.
fn signed(stamp: &str, issuer: &str, rules: &Rules) -> Option<String> {
    let hay = rules.prepare(stamp.split_whitespace().collect::<Vec<_>>().join(" "));
    let set = rules.set(Set::Letterhead);
    let labels = set.find_role(&hay, hay.whole(), "signing-label");
    let ends = |from: usize| labels.iter().map(|l| l.span.start).find(|s| *s >= from).unwrap_or(hay.text.len());
    let bodies = labels.iter().filter(|l| l.rule.gives("part") == Some("body"));
    let own = bodies.map(|l| Span::new(l.span.end, ends(l.span.end))).any(|s| names(&hay, s, issuer));
    let time = set.first_of(&hay, hay.whole(), "signing-time").filter(|_| own)?;
    let figure = |group: &str| time.group(group).and_then(|s| hay.of(s).parse::<u32>().ok());
    let (day, month, year) = (figure("ngay")?, figure("thang")?, figure("nam")?);
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The words are the issuer's name, or begin with it and name the bodies above it.
fn names(hay: &Prepared, span: Span, issuer: &str) -> bool {
    let name = |words: &str| words.trim_matches([' ', ',', '.', ';']).to_owned();
    let all = name(hay.folded_of(span));
    let first = all.split(',').next().map(name);
    let issuer = fold(issuer);
    all == issuer || first.is_some_and(|f| f == issuer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Confidence;

    fn settled(value: &str, stamp: &str) -> (String, bool, usize) {
        let rules = Rules::builtin().unwrap();
        let mut date = Some(Found { value: value.to_owned(), inferred: false, confidence: Confidence::default(), evidence: None });
        let issuer = Issuer {
            name: "Ủy ban nhân dân tỉnh Hà Nam".to_owned(),
            id: String::new(),
            parent: None,
            inferred: false,
            confidence: Confidence::default(),
            evidence: None,
        };
        let mut warnings = Vec::new();
        settle(&mut date, &[stamp.to_owned()], Some(&issuer), &rules, &mut warnings);
        let date = date.unwrap();
        (date.value, date.inferred, warnings.len())
    }

    #[test]
    fn the_issuers_signature_gives_the_day() {
        let own = "Ký bởi: Văn thư Cơ quan: , Ủy ban Nhân dân tỉnh Hà Nam Thời gian ký: 14.05.2021 08:12:33 +07:00";
        assert_eq!(settled("2021-05", own), ("2021-05-14".to_owned(), true, 1));
        let chain = "Người ký: UBND Cơ quan: Ủy ban nhân dân tỉnh Hà Nam, Việt Nam Thời gian ký: 14/05/2021";
        assert_eq!(settled("2021-05", chain), ("2021-05-14".to_owned(), true, 1));
    }

    #[test]
    fn nothing_else_does() {
        let own = "Cơ quan: Ủy ban nhân dân tỉnh Hà Nam Thời gian ký: 02.06.2021 08:12:33";
        assert_eq!(settled("2021-05", own), ("2021-05".to_owned(), false, 0));
        assert_eq!(settled("2021", own), ("2021".to_owned(), false, 0));
        assert_eq!(settled("2021-06-01", own), ("2021-06-01".to_owned(), false, 0));
        let other = "Người ký: Cổng thông tin Cơ quan: Sở Nội vụ, Ủy ban nhân dân tỉnh Hà Nam Thời gian ký: 14.05.2021";
        assert_eq!(settled("2021-05", other), ("2021-05".to_owned(), false, 0));
        let office = "Cơ quan: Văn phòng Ủy ban nhân dân tỉnh Hà Nam Thời gian ký: 14.05.2021";
        assert_eq!(settled("2021-05", office), ("2021-05".to_owned(), false, 0));
    }
}
