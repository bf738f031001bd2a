//! Sizes as people type them: `200M` in, bytes out. Units are powers of 1024.

/// Bytes of `typed`: digits, then nothing, `K`, `M` or `G`, then an optional `B` or `iB`.
pub(super) fn parse(typed: &str) -> Result<u64, String> {
    let lower = typed.trim().to_ascii_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = lower.get(digits.len()..).unwrap_or_default();
    let shift = match unit {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err(wrong(typed)),
    };
    let number: u64 = digits.trim_end().parse().map_err(|_| wrong(typed))?;
    match number.checked_mul(1 << shift) {
        Some(bytes) if bytes > 0 => Ok(bytes),
        _ => Err(wrong(typed)),
    }
}

fn wrong(typed: &str) -> String {
    format!("{typed} is no size; write 500K, 200M or 2G")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_with_and_without_unit() {
        for (typed, bytes) in [("1", 1), ("200M", 200 << 20), ("2g", 2 << 30), ("500 KiB", 500 << 10), ("7B", 7)] {
            assert_eq!(parse(typed), Ok(bytes));
        }
        for typed in ["", "M", "0", "-1", "1T", "1.5M", "99999999999G", "1 M M"] {
            assert_eq!(parse(typed), Err(wrong(typed)));
        }
    }
}
