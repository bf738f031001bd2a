//! Labels: a number and its shape in, what is printed for it out ("4", "d", "IV", "04").
//!
//! Latin letters only, as Word and browsers count them: a list lettered a, b, c, d goes on
//! with e.

use crate::letters::roman;

/// How a list level writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// 1, 2, 3; also the stand-in for shapes of other scripts.
    #[default]
    Decimal,
    /// 01, 02.
    DecimalZero,
    /// a, b, ... z, aa, bb.
    LowerLetter,
    /// A, B.
    UpperLetter,
    /// i, ii.
    LowerRoman,
    /// I, II.
    UpperRoman,
    /// A dash or dot, no number.
    Bullet,
    /// No number.
    Silent,
}

impl Shape {
    /// By its name in numbering.xml.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "bullet" => Self::Bullet,
            "none" => Self::Silent,
            _ => Self::Decimal,
        }
    }

    /// One number in this shape.
    pub(crate) fn print(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::LowerLetter => letters(number, 'a'),
            Self::UpperLetter => letters(number, 'A'),
            Self::LowerRoman => roman(number).to_ascii_lowercase(),
            Self::UpperRoman => roman(number),
            Self::Bullet | Self::Silent => String::new(),
        }
    }
}

/// a to z, then aa, bb: Word repeats the letter. Beyond 20 rounds and at 0 it is digits.
fn letters(number: u32, first: char) -> String {
    let Some(index) = number.checked_sub(1) else { return number.to_string() };
    let rounds = index / 26 + 1;
    let letter = char::from_u32(u32::from(first) + index % 26);
    match (letter, usize::try_from(rounds)) {
        (Some(letter), Ok(rounds)) if rounds <= 20 => std::iter::repeat_n(letter, rounds).collect(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_word_prints_them() {
        let print = |shape: Shape, numbers: &[u32]| numbers.iter().map(|n| shape.print(*n)).collect::<Vec<_>>().join(" ");
        assert_eq!(print(Shape::LowerLetter, &[1, 4, 5, 26, 27, 28, 53, 0]), "a d e z aa bb aaa 0");
        assert_eq!(print(Shape::UpperRoman, &[1, 4, 9, 14, 40, 1999, 4000]), "I IV IX XIV XL MCMXCIX 4000");
        assert_eq!(print(Shape::LowerRoman, &[3]), "iii");
        assert_eq!(print(Shape::UpperLetter, &[2, u32::MAX]), "B 4294967295");
        assert_eq!(print(Shape::DecimalZero, &[7, 12]), "07 12");
        assert_eq!(Shape::named("chineseCounting"), Shape::Decimal);
    }
}
