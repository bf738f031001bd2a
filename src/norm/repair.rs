//! Repair [sửa lỗi nhận dạng]: one cleaned line of a text that was recognised from a
//! picture in, the words to put in the place of misread ones out. Only words that the form
//! prints on every paper, phrases of running text, and in capitals the names of known bodies
//! are put right, and only where the letters are theirs and the marks are not. All else stays
//! as read; what the record gives as printed words is read back from the document.

use super::stray;
use crate::letters::{bare, fold};
use crate::rules::{Form, Printed, Rules, Said, Word};
use crate::span::Span;

/// What a recogniser reads for the dash of a list entry.
const DASHES: [&str; 5] = ["~", "¬", "—", "−", "»"];

/// A heading of fixed words has at most so many.
const FEW: usize = 4;

/// Strokes behind a list entry are at most so many characters.
const TAIL: usize = 7;

/// The repairs of one line, from left to right, as places in the line.
pub(super) fn repairs(line: &str, rules: &Rules) -> Vec<(Span, String)> {
    let mut out: Vec<(Span, String)> = bullet(line).into_iter().collect();
    let folded = fold(line);
    let words = rules.gazetteer.cut(line, &folded);
    let mut letters = String::with_capacity(16);
    let Printed { fixed, capitals, .. } = rules.gazetteer.printed();
    out.extend(stray::front(line));
    if let Some(heading) = doubled(&words, rules) {
        out.extend(heading);
        return out;
    }
    let mut at = 0_usize;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        if let Some(apart) = stray::glued(word, rules) {
            out.push((Span::new(word.start, word.end), apart));
            at += 1;
            continue;
        }
        let own = rules.gazetteer.form(Form::Own).len_at(&words, at);
        if own > 0 {
            at += own;
            continue;
        }
        if let Some(quarter) = quarter(line, word) {
            out.push((Span::new(word.start, word.end), quarter));
            at += 1;
            continue;
        }
        let shouted = word.is_all_capitals();
        // Inside a sentence the same letters may be other words.
        let before = at.checked_sub(1).and_then(|b| words.get(b));
        let opens = before.is_none_or(|b| b.is_all_capitals() || (!b.is_word() && words.iter().take(at).all(|w| !w.is_word())));
        let fixed = if shouted || opens { fixed.at(rest, &mut letters) } else { None };
        let named = if shouted { capitals.at(rest, &mut letters) } else { None };
        let found = [fixed, named.filter(|name| loud(rest.get(..name.len()).unwrap_or_default()))];
        let printed = found.into_iter().flatten().max_by_key(|n| n.len()).map(|n| n.iter().map(|w| w.text.as_str()).collect::<Vec<_>>());
        let said = rules.gazetteer.running().at(rest).filter(|said| fits(rest, said) && !breaks(rest, said, rules) && !joined(line, word));
        let said = said.map(|s| s.iter().map(|w| w.text.as_str()).collect::<Vec<_>>());
        let Some(phrase) = [said, printed].into_iter().flatten().max_by_key(Vec::len) else {
            at += 1;
            continue;
        };
        for (word, right) in rest.iter().zip(&phrase) {
            let put = cased(word.text, right);
            if word.is_word() && fold(&put) != word.folded {
                out.push((Span::new(word.start, word.end), put));
            }
        }
        at += phrase.len();
    }
    if let Some(tail) = tail(line).or_else(|| stray::back(line, &words, rules)) {
        out.retain(|(at, _)| at.end <= tail.0.start);
        out.push(tail);
    }
    out
}

/// A capital inside a phrase is another's: of a person's name, of a sentence.
fn fits(words: &[Word<'_>], said: &[Said]) -> bool {
    let words = words.get(..said.len()).unwrap_or_default();
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    loud(words) || words.iter().zip(said).skip(1).all(|(w, s)| !capital(w.text) || capital(&s.text))
}

/// A line in capitals that is fixed words of the form once vowels read twice stand once:
/// "KÉẺ HOẠCH".
fn doubled(words: &[Word<'_>], rules: &Rules) -> Option<Vec<(Span, String)>> {
    let short = (2..=FEW).contains(&words.len()) && words.iter().all(Word::is_all_capitals);
    let right = rules.gazetteer.printed().doubled(words).filter(|_| short)?;
    let put = words.iter().zip(right).map(|(word, right)| (Span::new(word.start, word.end), right.to_uppercase()));
    Some(put.collect())
}

/// Words behind the first open a phrase that stands right: in "phối hợp cung cấp" it is "cung
/// cấp", not "phối hợp cùng" misread.
fn breaks(words: &[Word<'_>], said: &[Said], rules: &Rules) -> bool {
    (1..said.len()).any(|at| {
        let rest = words.get(at..).unwrap_or_default();
        rules.gazetteer.running().at(rest).is_some_and(|own| at + own.len() > said.len() && own.iter().zip(rest).all(|(s, w)| s.is(w)))
    })
}

/// "quý I1", "quý IT": strokes of the number of a quarter.
fn quarter(line: &str, word: &Word<'_>) -> Option<String> {
    let strokes = word.text.chars().all(|c| matches!(c, 'I' | '1' | 'l' | 'T' | '|')) && (2..=3).contains(&word.text.len());
    let misread = strokes && word.text.contains('I') && word.text.chars().any(|c| c != 'I');
    let before = line.get(..word.start)?.trim_end();
    let label = before.get(before.rfind(' ').map_or(0, |i| i + 1)..)?;
    (misread && bare(&fold(label)).eq("quy".chars())).then(|| "I".repeat(word.text.len()))
}

/// A part of a symbol: "06-NQ/TU".
fn joined(line: &str, word: &Word<'_>) -> bool {
    word.is_all_capitals() && line.get(..word.start).is_some_and(|before| before.ends_with(['/', '-']))
}

/// All in capitals, dashes and joining words aside.
fn loud(words: &[Word<'_>]) -> bool {
    words.iter().all(|w| !w.is_word() || w.is_all_capitals() || w.text.chars().all(char::is_uppercase))
}

/// What stands behind the closing mark of a list entry: a signature's stroke, not words.
fn tail(line: &str) -> Option<(Span, String)> {
    if !line.starts_with("- ") && bullet(line).is_none() {
        return None;
    }
    let end = line.rfind("; ").map(|i| i + 1).or_else(|| line.rfind(").").map(|i| i + 2))?;
    let rest = line.get(end..)?;
    (!rest.is_empty() && rest.chars().count() <= TAIL).then(|| (Span::new(end, line.len()), String::new()))
}

/// The mark of a list entry, where the dash was misread.
fn bullet(line: &str) -> Option<(Span, String)> {
    let mark = DASHES.iter().find(|d| line.starts_with(**d))?;
    let rest = line.get(mark.len()..)?;
    rest.starts_with(' ').then(|| (Span::new(0, mark.len()), "-".to_owned()))
}

/// `right` in the capitals of `printed`.
fn cased(printed: &str, right: &str) -> String {
    if !printed.chars().any(char::is_lowercase) && printed.chars().any(char::is_uppercase) && printed.chars().count() > 1 {
        return right.to_uppercase();
    }
    let mut letters = right.chars();
    match letters.next() {
        Some(first) if printed.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(line: &str) -> String {
        let rules = Rules::builtin().unwrap();
        let mut out = line.to_owned();
        for (span, words) in repairs(line, &rules).into_iter().rev() {
            out.replace_range(span.start..span.end, &words);
        }
        out
    }

    #[test]
    fn the_words_of_the_form_are_put_right() {
        for (read, right) in [
            ("UBND CONG HOA XÃ HOI CHỦ NGHĨA VIET NAM", "UBND CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("Độc lập - Tự do - Hanh phức", "Độc lập - Tự do - Hạnh phúc"),
            ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
            ("Noi nhận:", "Nơi nhận:"),
            ("Kinh gửi: Cục Thuế", "Kính gửi: Cục Thuế"),
            ("~ Như trên;", "- Như trên;"),
            ("- Như trên; ñ", "- Như trên;"),
            ("- Lưu: VT, KT (3b). đ%/ go", "- Lưu: VT, KT (3b)."),
            ("BO TAI CHINH", "BỘ TÀI CHÍNH"),
            ("KÉẺ HOẠCH", "KẾ HOẠCH"),
            ("TÍNH VĨNH LONG", "TỈNH VĨNH LONG"),
            ("y tế huyện/thị/thành phô", "y tế huyện/thị/thành phố"),
            ("Trong Quý I1/2022, quý IV", "Trong Quý II/2022, quý IV"),
            ("thúc đây việc cap nhật", "thúc đẩy việc cập nhật"),
            ("Dé nghi Bộ Tài chinh", "Đề nghị Bộ Tài chính"),
            ("TÔ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"),
            ("Kínhgửi: SởY tế", "Kính gửi: Sở Y tế"),
            ("_ 1. Sở Y tế", "1. Sở Y tế"),
            ("_1. Sở Y tế", "1. Sở Y tế"),
            ("Lưu: VT, NVY. š", "Lưu: VT, NVY."),
            ("không để dịch lan rộng. :", "không để dịch lan rộng."),
            ("thực hiện các nội dung sau: SỐ", "thực hiện các nội dung sau:"),
        ] {
            assert_eq!(repaired(read), right);
        }
    }

    #[test]
    fn everything_else_stays_as_read() {
        for read in [
            "Nguyễn Bảo Cao",
            "công nhân của xí nghiệp",
            "HĐND cùng cấp",
            "BÀ VŨ THỊ THU",
            "quyết định",
            "Kế hoạch của sở",
            "~30 người",
            "- Sở Tài chính; Sở Y tế;",
            "Kính gửi :",
            "Nghị quyết số 06-NQ/TU ngày 26/3/2021",
            "Lưu: VT, KTN (3b). H",
            "Giám đốc các Sở: Y",
            "Văn hóa -",
            "ThS. Lê Văn Tám gửi qua eOffice",
        ] {
            assert_eq!(repaired(read), read);
        }
    }

    /// What is right is not put right: the letters of the corpus, recognised by nobody.
    #[test]
    fn true_texts_stay() {
        let rules = Rules::builtin().unwrap();
        let mut changed: Vec<String> = Vec::new();
        let mut lines = 0;
        for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")).sort_by_file_name() {
            let path = entry.unwrap().into_path();
            if !path.ends_with("letter.txt") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let Ok(text) = String::from_utf8(bytes) else { continue };
            for line in text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")) {
                lines += 1;
                let words = |s: &str| s.chars().any(char::is_alphabetic);
                let found = repairs(&line, &rules).into_iter().filter(|(at, put)| words(&line[at.start..at.end]) || words(put));
                changed.extend(found.map(|(at, put)| format!("{} -> {put}: {line}", &line[at.start..at.end])));
            }
        }
        assert!(lines > 1000, "{lines}");
        assert_eq!(changed, [] as [String; 0]);
    }
}
