//! Language [ngôn ngữ]: do the words of a text read as Vietnamese? In: a text. Out: yes or
//! no, by spelling alone. A text without marks, as bad scans leave, says no: what it means is
//! a guess. A heading in capitals says yes, since capitals bear marks too.

use super::is_syllable;

/// Words that are looked at: the first of a text show its language.
const SAMPLE: usize = 2_000;

/// One word in this many must be a syllable with a mark of its own. In Vietnamese prose it
/// is four in five, in bare lists of names still every second.
const MARKED: usize = 5;

/// True where enough words of `text` are Vietnamese syllables that bear marks. A text of
/// figures only is in no language.
pub(crate) fn reads_as_vietnamese(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(SAMPLE);
    let (mut all, mut marked) = (0, 0);
    for word in words {
        all += 1;
        marked += usize::from(!word.is_ascii() && is_syllable(word));
    }
    marked > 0 && marked * MARKED >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_in_any_case() {
        for yes in ["Kính gửi: Sở Y tế", "THÔNG BÁO NGHỈ TẾT", "Danh sách: Lan, An, Minh, Tú, Sở KH&ĐT (DOC, PDF)", "Biểu 12: số liệu 2031"]
        {
            assert!(reads_as_vietnamese(yes), "{yes}");
        }
    }

    #[test]
    fn other_languages_figures_and_lost_marks() {
        for no in [
            "We refer to our meeting in April about the plant.",
            "La réunion a été déplacée à l'hôtel de ville, où le maire procédera à la remise.",
            "Straße und Brücke über den Fluß",
            "12 | 30,5 | 2031",
            "",
            "Kinh gui So Y te ve viec kiem tra cho",
            "We met in Hà Nội, at the department of construction of the city",
        ] {
            assert!(!reads_as_vietnamese(no), "{no}");
        }
    }
}
