//! Figures [chữ số]: characters that recognisers read for figures. In: what stands where a
//! number should. Out: the number, if every character can be nothing else.

/// The figures of `read`; `None` where a character could be several, or none.
///
/// It is no guess: signs that are no letters of a symbol and have one figure's shape.
pub(crate) fn figures(read: &str) -> Option<String> {
    let figures: Option<String> = read.chars().filter(|c| !c.is_whitespace()).map(figure).collect();
    figures.filter(|f| !f.is_empty() && f.len() <= 6)
}

const fn figure(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        '{' | '|' | '!' | '[' | ']' | 'l' | 'I' | 'J' | 'i' | 'ị' | 'Ì' | 'Ị' => '1',
        'O' | 'o' | 'Q' | 'D' => '0',
        'G' | 'b' => '6',
        'Z' | 'z' => '2',
        'S' | '§' => '5',
        'B' => '8',
        'g' | 'q' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_one_figure_are_read() {
        for (read, number) in [("{666", "1666"), ("0 5", "05"), ("I2", "12"), ("G", "6"), ("300", "300")] {
            assert_eq!(figures(read).as_deref(), Some(number), "{read}");
        }
    }

    #[test]
    fn others_are_not() {
        for read in ["", "2đ", "4#", "ups", "1234567"] {
            assert_eq!(figures(read), None, "{read}");
        }
    }
}
