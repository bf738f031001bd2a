//! Names of persons [họ tên] on recognised pages: words misread in their marks put right where
//! only one usual name has their letters. In: a name as read. Out: the name as it must be, or
//! nothing where it may stand as it is.

use crate::letters::{bare, capitalised, fold};
use crate::rules::{Rules, Set};

/// The name with its misread words put right; `None` where none is.
pub(super) fn put_right(name: &str, rules: &Rules) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let right: Vec<String> =
        words.iter().enumerate().map(|(i, w)| word(w, i, words.len(), rules).unwrap_or_else(|| (*w).to_owned())).collect();
    let right = right.join(" ");
    (words.len() > 1 && right != name).then_some(right)
}

/// The word that `printed` at place `at` of `count` words must be.
fn word(printed: &str, at: usize, count: usize, rules: &Rules) -> Option<String> {
    let lists: &[&str] = match at {
        0 => &["family"],
        1 if count > 2 => &["second", "given"],
        _ => &["given"],
    };
    let folded = fold(printed);
    let all = |role: &str| rules.set(Set::Person).with_role(role).flat_map(|r| &r.keywords).collect::<Vec<_>>();
    let known = |list: &&str| all(list).contains(&&folded) || all(&format!("{list}-kept")).contains(&&folded);
    if lists.iter().any(known) {
        return None;
    }
    let alike = lists.iter().flat_map(|list| all(list)).filter(|w| bare(w).eq(bare(&folded)));
    let mut alike: Vec<&String> = alike.collect();
    alike.dedup();
    let [only] = alike.as_slice() else { return None };
    Some(if printed.chars().any(char::is_lowercase) { capitalised(only) } else { only.to_uppercase() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_marks_of_usual_names_are_put_right() {
        let rules = Rules::builtin().unwrap();
        let read = |name: &str| put_right(name, &rules);
        for (printed, right) in [
            ("Nguyên Thi Tám", "Nguyễn Thị Tám"),
            ("LÉ VĂN CHÍN", "LÊ VĂN CHÍN"),
            ("Đô Hoang Bốn", "Đỗ Hoàng Bốn"),
            ("Trân Đuc Năm", "Trần Đức Năm"),
        ] {
            assert_eq!(read(printed).as_deref(), Some(right));
        }
        // Other names, and words that may be several.
        for printed in ["Lò Nguyên Bảy", "Nguyễn Thành Tuân", "Phan Anh Hung", "Nguyên"] {
            assert_eq!(read(printed), None, "{printed}");
        }
    }
}
