//! Labels [nhãn in sẵn]: the four words a letterhead prints around its written figures.
//! In: a recognised word, however its marks were read. Out: which of the four it begins
//! with, and how many of its characters are the label's. What is written beside them is
//! not read here.

use super::bare::bare;

/// A printed word beside which figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// Số, before the running number.
    Number,
    /// Ngày, before the day.
    Day,
    /// Tháng, between day and month.
    Month,
    /// Năm, before the year.
    Year,
}

impl Label {
    const fn letters(self) -> &'static str {
        match self {
            Self::Number => "so",
            Self::Day => "ngay",
            Self::Month => "thang",
            Self::Year => "nam",
        }
    }

    /// Where `word` begins with it: its length in characters, a colon after it included.
    pub(crate) fn opens(self, word: &str) -> Option<usize> {
        let letters = self.letters();
        let length = letters.chars().count();
        let mut own = bare(word);
        if !letters.chars().all(|l| own.next() == Some(l)) {
            return None;
        }
        let rest = word.chars().skip(length);
        let marks = rest.take_while(|c| matches!(c, ':' | '.' | ';')).count();
        // "Sở" and "Sổ" print the same letters; the number's label has its colon.
        (self != Self::Number || (marks > 0 && word.starts_with('S'))).then_some(length + marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_without_their_marks() {
        assert_eq!(Label::Number.opens("Só:"), Some(3));
        assert_eq!(Label::Number.opens("Số:(2/KH"), Some(3));
        assert_eq!(Label::Day.opens("ngàyŒ9"), Some(4));
        assert_eq!(Label::Month.opens("tháng"), Some(5));
        assert_eq!(Label::Year.opens("nấm"), Some(3));
    }

    #[test]
    fn other_words_are_none() {
        assert_eq!(Label::Number.opens("Sở"), None);
        assert_eq!(Label::Number.opens("số:"), None);
        assert_eq!(Label::Day.opens("ngà"), None);
    }
}
