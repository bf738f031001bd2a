//! Sizes as people type them: `200M` in, bytes out. Units are powers of 1024. And the two
//! options that bound what one file may cost, the same for every command that reads.

use clap::Args;
use vanban::read::{Limits, Ocr};

/// Bounds on one file.
#[derive(Debug, Args)]
pub(super) struct Bounds {
    /// Refuse files larger than this
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = parse)]
    max_size: u64,
    /// Refuse docx and pdf files that unpack to more than this
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = parse)]
    max_unpacked: u64,
    /// Do not recognise scans; they end as no_text
    #[arg(long)]
    no_ocr: bool,
}

impl Bounds {
    /// The limits asked for; those without an option keep their defaults.
    pub(super) fn limits(&self) -> Limits {
        let ocr = if self.no_ocr { Ocr::Never } else { Ocr::Auto };
        Limits { max_size: self.max_size, max_unpacked: self.max_unpacked, ocr, ..Limits::default() }
    }
}

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
    use clap::Parser;

    #[derive(Parser)]
    struct Typed {
        #[command(flatten)]
        bounds: Bounds,
    }

    #[test]
    fn defaults_are_those_of_the_library() {
        assert_eq!(Typed::parse_from(["vanban"]).bounds.limits(), Limits::default());
        let typed = Typed::parse_from(["vanban", "--max-size", "2M", "--max-unpacked", "3M", "--no-ocr"]);
        assert_eq!(typed.bounds.limits(), Limits { max_size: 2 << 20, max_unpacked: 3 << 20, ocr: Ocr::Never, ..Limits::default() });
    }

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
