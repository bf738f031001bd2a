//! The head [thể thức] against itself: the number bears the letters of type and issuer, and
//! often the year (Nghị định 30/2020/NĐ-CP, annex I, part II, section 3). In: number, date,
//! type, issuer and signatories. Out: what agrees and what cannot be.

use super::{Findings, On};
use crate::extract::citation::Grammar;
use crate::letters::{key, slug};
use crate::record::{Cause, DocumentNumber, Issuer, Record};
use crate::rules::Rules;

/// Checks them.
pub(super) fn check(record: &Record, rules: &Rules, findings: &mut Findings) {
    signature(record, findings);
    let Some(number) = &record.document_number else { return };
    year(record, number, findings);
    kind(record, number, rules, findings);
    issuer(record, number, rules, findings);
}

/// The parts of a symbol: `QĐ`, `UBND` of `QĐ-UBND`.
fn parts(number: &DocumentNumber) -> impl Iterator<Item = &str> {
    number.symbol.as_deref().unwrap_or_default().split(['-', '/', '.']).filter(|p| !p.is_empty())
}

fn year(record: &Record, number: &DocumentNumber, findings: &mut Findings) {
    let date = record.date.as_ref().or(record.partial_date.as_ref());
    let (Some(in_number), Some(date)) = (number.year.as_deref(), date) else { return };
    let on = [On::Number, On::Date];
    if date.value.get(..4) == Some(in_number) {
        return findings.see(&on, Cause::YearAgrees);
    }
    findings.see(&on, Cause::YearContradicts);
    let message = format!("the number bears the year {in_number}, the date is {}", date.value);
    findings.warn("year_contradicts_date", message, Some(number.evidence.span));
}

/// The type's letters stand first in the symbol.
fn kind(record: &Record, number: &DocumentNumber, rules: &Rules, findings: &mut Findings) {
    let (Some(kind), Some(first)) = (&record.document_type, parts(number).next()) else { return };
    let Some(own) = rules.types.of_code(&kind.code) else { return };
    let on = [On::Number, On::Kind];
    if own.writes(first) {
        return findings.see(&on, Cause::TypeAgrees);
    }
    // A letter's symbol opens with letters of the issuer's own choice, and some are a type's
    // too: only those count that stand for their type everywhere.
    let grammar = Grammar::new(rules);
    let everywhere = |name: &str| grammar.value("citation.short-types", &slug(name)).is_some();
    let other = rules.types.of_symbol(first).filter(|t| everywhere(&t.name) && !rules.gazetteer.is_symbol(first));
    let Some(other) = other else { return };
    findings.see(&on, Cause::TypeContradicts);
    let message = format!("{} is the type, but `{first}` in the number is that of {}", kind.name, other.name);
    findings.warn("type_contradicts_symbol", message, Some(number.evidence.span));
}

/// Some part of the symbol is the issuer's; where none is, one that is another's contradicts.
fn issuer(record: &Record, number: &DocumentNumber, rules: &Rules, findings: &mut Findings) {
    let Some(issuer) = &record.issuer else { return };
    let on = [On::Number, On::Issuer];
    let writers: Vec<_> = parts(number).filter_map(|p| Some((p, rules.gazetteer.writes(p)?))).collect();
    if writers.iter().any(|(_, body)| is_of(&body.name, issuer, &record.co_issuers)) {
        return findings.see(&on, Cause::IssuerAgrees);
    }
    let own = rules.gazetteer.leading_body(&issuer.name).filter(|b| b.has_symbol);
    // "Hội đồng Chính phủ" wrote itself as "Chính phủ" does, "Phủ Thủ tướng" as its head.
    let opening = |body: &str| body.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let within = |body: &str| slug(&issuer.name).contains(&slug(body)) || slug(&issuer.name).contains(&slug(&opening(body)));
    // Two letters may be anything: `CT` is Cục Thuế, and the Chủ tịch who signs.
    let telling = |part: &str| part.chars().count() >= 3 && rules.gazetteer.of_symbol(part).is_some();
    let other = writers.iter().find(|(part, body)| telling(part) && !within(&body.name));
    let (Some((part, other)), Some(_)) = (other, own) else { return };
    findings.see(&on, Cause::IssuerContradicts);
    let message = format!("{} issues, but `{part}` in the number is {}", issuer.name, other.name);
    findings.warn("issuer_contradicts_symbol", message, Some(number.evidence.span));
}

/// True where the name is that of an issuer or of the body above it, or opens it.
fn is_of(name: &str, issuer: &Issuer, others: &[Issuer]) -> bool {
    let name = key(name);
    let opens = |whole: &str| key(whole).strip_prefix(name.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' '));
    std::iter::once(issuer).chain(others).any(|i| opens(&i.name) || i.parent.as_deref().is_some_and(opens))
}

/// "TM. ỦY BAN NHÂN DÂN" under a letter of that body.
fn signature(record: &Record, findings: &mut Findings) {
    let Some(issuer) = &record.issuer else { return };
    let name = key(&issuer.name);
    let of_issuer = |words: &str| name.starts_with(key(words).as_str());
    if record.signatories.iter().filter_map(|s| s.on_behalf_of.as_deref()).any(of_issuer) {
        findings.see(&[On::Issuer], Cause::SignatureAgrees);
    }
}
