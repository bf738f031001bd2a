//! Amounts and rates [số tiền, tỷ lệ]: what a passage says of money and per cent. In: the
//! passage of a task. Out: each as a decimal in one unit, multipliers worked in. Numbers of
//! documents, dates and counts of other things are none.

use super::scene::Scene;
use crate::rules::Match;
use crate::span::Span;

/// One amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount<'r> {
    /// Its words.
    pub(crate) span: Span,
    /// As a decimal: `12500000000`, `92.5`.
    pub(crate) value: String,
    /// Where a range ends.
    pub(crate) to: Option<String>,
    /// `%`, `VND`, `USD`.
    pub(crate) unit: String,
    /// Id of its rule.
    pub(crate) rule: &'r str,
}

/// The amounts of a passage, in order.
pub(crate) fn find<'a>(scene: &Scene<'a>, span: Span) -> Vec<Amount<'a>> {
    let mut out: Vec<Amount<'a>> = Vec::new();
    for m in scene.set().find_role(&scene.normal.hay, span, "amount") {
        if out.last().is_none_or(|last| !last.span.overlaps(m.span)) {
            out.extend(read(scene, span, &m));
        }
    }
    out
}

fn read<'a>(scene: &Scene<'a>, passage: Span, found: &Match<'a>) -> Option<Amount<'a>> {
    let in_word = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ',');
    // "15/2024/QĐ-5%" and "1.2.3 đồng": the figures are the end of something else.
    let joined = scene.of(Span::new(passage.start, found.span.start)).ends_with(in_word);
    if joined || scene.at("amount-after", found.span.end, passage.end).is_some() {
        return None;
    }
    let whole = found.span;
    let unit = scene.set().find_role(&scene.normal.hay, found.group("don_vi")?, "unit");
    let unit = unit.first()?.rule.gives("unit")?.to_owned();
    let zeros = |group: &str| {
        let multipliers = found.group(group).map(|g| scene.set().find_role(&scene.normal.hay, g, "multiplier"));
        multipliers.into_iter().flatten().filter_map(|m| m.rule.gives("zeros")?.parse::<usize>().ok()).sum::<usize>()
    };
    let number = |group: &str, zeros: usize| found.group(group).and_then(|g| decimal(scene.of(g), zeros));
    let last = zeros("nhan_cuoi");
    let to = number("so_cuoi", last);
    if found.group("so_cuoi").is_some() && to.is_none() {
        return None;
    }
    // "từ 2 đến 5 triệu": the multiplier is of both.
    let own = if found.group("nhan").is_none() { last } else { zeros("nhan") };
    let value = number("so", own)?;
    let value = match number("so_le", zeros("nhan_le")) {
        Some(rest) => (value.parse::<u128>().ok()? + rest.parse::<u128>().ok()?).to_string(),
        None => value,
    };
    // "từ" belongs to a range.
    let start = if to.is_some() { whole.start } else { found.group("so")?.start };
    Some(Amount { span: Span::new(start, whole.end), value, to, unit, rule: &found.rule.id })
}

/// Figures with Vietnamese marks as a decimal with a full stop, `zeros` places up.
fn decimal(figures: &str, zeros: usize) -> Option<String> {
    let (whole, part) = parts(figures);
    let mut digits = whole;
    let mut rest: String = part.trim_end_matches('0').to_owned();
    for _ in 0..zeros {
        let next = if rest.is_empty() { '0' } else { rest.remove(0) };
        digits.push(next);
    }
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    if digits.len() > 30 {
        return None;
    }
    Some(if rest.is_empty() { digits.to_owned() } else { format!("{digits}.{rest}") })
}

/// The digits before and behind the decimal mark. A full stop before three figures groups
/// them, unless nothing but 0 stands before it; so does a comma that stands twice.
fn parts(figures: &str) -> (String, String) {
    let only_digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let (head, tail) = match (figures.rfind(','), figures.rfind('.')) {
        (Some(comma), None) if figures.matches(',').count() == 1 => figures.split_at(comma),
        (Some(comma), Some(stop)) if comma > stop => figures.split_at(comma),
        (None, Some(stop)) if figures.len() - stop != 4 || figures.starts_with("0.") => figures.split_at(stop),
        _ => (figures, ""),
    };
    (only_digits(head), only_digits(tail))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn marks_of_thousands_and_decimals() {
        for (figures, zeros, want) in [
            ("12,5", 9, "12500000000"),
            ("3.000", 9, "3000000000000"),
            ("1.500.000", 0, "1500000"),
            ("1,500,000", 0, "1500000"),
            ("1.234,56", 0, "1234.56"),
            ("12.5", 6, "12500000"),
            ("0.125", 0, "0.125"),
            ("92,50", 0, "92.5"),
            ("007", 0, "7"),
            ("0", 3, "0"),
            ("1,2345", 3, "1234.5"),
        ] {
            assert_eq!(decimal(figures, zeros).as_deref(), Some(want), "{figures}");
        }
    }
}
