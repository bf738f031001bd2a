//! Roman numerals [số La Mã]: a number in, its signs out.

/// Roman numerals to 3999, digits outside.
pub(crate) fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut printed = String::new();
    for (value, sign) in STEPS {
        while left >= value {
            printed.push_str(sign);
            left -= value;
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn numbers_are_written_in_signs() {
        assert_eq!([1, 4, 9, 14, 1999, 4000].map(roman), ["I", "IV", "IX", "XIV", "MCMXCIX", "4000"]);
    }
}
