//! Pipes [bảng Markdown]: a line of `| a | b |` in, its cells out. Which lines are rows of a
//! table is told here; what the cells mean is not.

/// The cells of a row; `None` where the line is no row.
pub(crate) fn cells(line: &str) -> Option<Vec<&str>> {
    let inside = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    inside.contains('|').then(|| inside.split('|').map(str::trim).collect())
}

/// True for the row of dashes between head and body of a table.
pub(crate) fn is_rule(cells: &[&str]) -> bool {
    cells.iter().all(|c| c.len() >= 2 && c.bytes().all(|b| b == b'-' || b == b':'))
}

/// The lines of one cell.
pub(crate) fn lines(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("<br>").flat_map(|l| l.split("<br/>")).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_bars_at_both_ends_and_between() {
        assert_eq!(cells(" | 1 | Sở Y tế |"), Some(vec!["1", "Sở Y tế"]));
        assert_eq!(cells("| chỉ một |"), None);
        assert_eq!(cells("a | b | c"), None);
        assert!(is_rule(&cells("|---|:--:|").unwrap()));
        assert!(!is_rule(&cells("| - | - |").unwrap()));
        assert_eq!(lines("Số: 1<br>Sở").collect::<Vec<_>>(), ["Số: 1", "Sở"]);
    }
}
