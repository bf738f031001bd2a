//! Lex: the bytes of an RTF file in, its tokens out, one at a time and without copying.
//!
//! Data that follows `\bin` is skipped here, since braces in it mean nothing.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number.
    Word(&'a [u8], Option<i32>),
    /// A control symbol: a backslash and one sign.
    Symbol(u8),
    /// `\'hh`: one byte of text.
    Hex(u8),
    /// Bytes of text, line breaks of the file left out.
    Text(&'a [u8]),
}

/// Walks over the tokens.
#[derive(Debug)]
pub(super) struct Lexer<'a>(pub(super) &'a [u8]);

/// Digits of a number that is taken; the rest is skipped.
const LONGEST_NUMBER: usize = 10;

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let first = *self.0.first()?;
            match first {
                b'\r' | b'\n' | 0 => self.skip(1),
                b'{' => {
                    self.skip(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.skip(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.skip(1);
                    if let Some(token) = self.control() {
                        return Some(token);
                    }
                }
                _ => return Some(Token::Text(self.while_(|b| !matches!(b, b'\r' | b'\n' | 0 | b'{' | b'}' | b'\\')))),
            }
        }
    }
}

impl<'a> Lexer<'a> {
    fn skip(&mut self, bytes: usize) {
        self.0 = self.0.get(bytes..).unwrap_or(&[]);
    }

    fn while_(&mut self, holds: impl Fn(u8) -> bool) -> &'a [u8] {
        let size = self.0.iter().position(|b| !holds(*b)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(size);
        self.0 = rest;
        taken
    }

    /// What follows a backslash; `None` for data that is skipped and at the end.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.0.first()?;
        if first == b'\'' {
            let digit = |at: usize| self.0.get(at).and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
            let byte = digit(1).zip(digit(2)).map(|(high, low)| high * 16 + low);
            self.skip(if byte.is_some() { 3 } else { 1 });
            return byte.map(Token::Hex);
        }
        if !first.is_ascii_alphabetic() {
            self.skip(1);
            return Some(Token::Symbol(first));
        }
        let name = self.while_(|b| b.is_ascii_alphabetic());
        let number = self.number();
        if self.0.first() == Some(&b' ') {
            self.skip(1);
        }
        if name == b"bin" {
            self.skip(number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0));
            return None;
        }
        Some(Token::Word(name, number))
    }

    fn number(&mut self) -> Option<i32> {
        let minus = self.0.first() == Some(&b'-') && self.0.get(1).is_some_and(u8::is_ascii_digit);
        if minus {
            self.skip(1);
        }
        let digits = self.while_(|b| b.is_ascii_digit());
        if digits.is_empty() {
            return None;
        }
        let value = digits.iter().take(LONGEST_NUMBER).fold(0_i64, |sum, d| sum * 10 + i64::from(d - b'0'));
        i32::try_from(if minus { -value } else { value }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_those_of_the_format() {
        let seen: Vec<Token<'_>> = Lexer(b"{\\rtf1\\b0 a b\r\nc\\'e9\\u-3913?\\~\\bin3 }}}\\par\n\\'zz}").collect();
        assert_eq!(
            seen,
            [
                Token::Open,
                Token::Word(b"rtf", Some(1)),
                Token::Word(b"b", Some(0)),
                Token::Text(b"a b"),
                Token::Text(b"c"),
                Token::Hex(0xE9),
                Token::Word(b"u", Some(-3913)),
                Token::Text(b"?"),
                Token::Symbol(b'~'),
                Token::Word(b"par", None),
                Token::Text(b"zz"),
                Token::Close,
            ]
        );
        assert_eq!(Lexer(b"\\bin99999999 x").count(), 0);
    }
}
