//! Composition [dựng sẵn]: NFC, the legal form since TCVN 6909:2001. In: text of any
//! composition. Out: the same text in NFC, untouched where it is already.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// NFC of `text`, borrowed where nothing changes.
pub(crate) fn compose(text: &str) -> Cow<'_, str> {
    // Letters of Latin scripts and common marks are composed: most texts hold nothing else.
    let plain = |c: char| matches!(c, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '\u{feff}');
    if text.chars().all(plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_are_composed() {
        for c in ('\0'..='\u{2ff}').chain('\u{1e00}'..='\u{1eff}').chain('\u{2010}'..='\u{2027}').chain(['\u{feff}']) {
            assert_eq!(is_nfc_quick([' ', c].into_iter()), IsNormalized::Yes, "{c:?}");
        }
    }

    #[test]
    fn composes_decomposed_and_half_composed_letters() {
        assert_eq!(compose("Uy\u{309} ban nha\u{302}n da\u{302}n"), "Uỷ ban nhân dân");
        assert_eq!(compose("Vi\u{ea}\u{323}t Nam"), "Việt Nam");
        assert!(matches!(compose("Ủy ban"), Cow::Borrowed(_)));
    }
}
