//! Signatories [người ký]: authority, post and name from the signature block.

use super::person;
use crate::letters::fold;
use crate::norm::Normal;
use crate::record::{Confidence, Signatory, Warning};
use crate::rules::Rules;
use crate::segment::{SignatureBlock, Zones};
use crate::span::Span;

/// What is left of "PHÓ" where it was misread is at most so many words.
const FRONT: usize = 2;

/// All signers in printed order.
pub(crate) fn read(normal: &Normal, zones: &Zones, rules: &Rules, warnings: &mut Vec<Warning>) -> Vec<Signatory> {
    zones.footer.signatures.iter().filter_map(|b| signatory(normal, b, rules, warnings)).collect()
}

fn signatory(normal: &Normal, block: &SignatureBlock, rules: &Rules, warnings: &mut Vec<Warning>) -> Option<Signatory> {
    let words = |s: Span| normal.hay.of(s).replace('\n', " ");
    let authority = block.authority.map(|a| {
        let letters: String = words(a).chars().filter(|c| c.is_alphabetic()).collect();
        format!("{letters}.")
    });
    // "Q. CỤC TRƯỞNG" acts in his own post: nobody is stood for.
    let acting = authority.as_deref().is_some_and(|a| a.chars().filter(|c| c.is_alphabetic()).count() == 1);
    let (on_behalf_of, position) =
        if acting { (None, block.position.or(block.on_behalf_of)) } else { (block.on_behalf_of, block.position) };
    let mut told = |part: &str, read: &str, right: &str, span: Option<Span>| {
        let evidence = span.map(|s| normal.evidence(s, None));
        warnings.push(Warning {
            code: "misread_signature".to_owned(),
            message: format!("a signer's {part} reads `{read}`, taken for {right}"),
            span: evidence.as_ref().map(|e| e.span),
            page: evidence.and_then(|e| e.page),
            confidence: None,
        });
    };
    let (mut post, mut name) = (position.map(words), block.name.map(words));
    if normal.recognised {
        let of = on_behalf_of.filter(|_| block.authority.is_some()).map(words);
        let deputy = post.as_deref().zip(of.as_deref()).and_then(|(post, of)| as_deputy(post, of, rules));
        if let (Some(read), Some(right)) = (post.as_mut(), deputy) {
            told("post", read, &right, position);
            *read = right;
        }
        let right = name.as_deref().and_then(|n| person::put_right(n, rules));
        if let (Some(read), Some(right)) = (name.as_mut(), right) {
            told("name", read, &right, block.name);
            *read = right;
        }
    }
    Some(Signatory {
        authority,
        on_behalf_of: on_behalf_of.map(words),
        position: post,
        name,
        confidence: Confidence::default(),
        evidence: normal.evidence(block.whole()?, None),
    })
}

/// "PMÓ CHỦ TỊCH" under "KT. CHỦ TỊCH": who signs for the holder of a post is his deputy
/// (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7.a), whose post ends in the same words.
fn as_deputy(position: &str, of: &str, rules: &Rules) -> Option<String> {
    let deputies = rules.gazetteer.deputies();
    let words: Vec<&str> = position.split(' ').collect();
    let of = fold(of);
    let post =
        (0..=FRONT).filter_map(|at| words.get(at..).map(|w| (at, w))).find(|(_, w)| w.len() > 1 && is_front(&of, &fold(&w.join(" "))));
    let (at, post) = post?;
    let named = words.get(..at)?.last().is_some_and(|last| deputies.contains(&fold(last).as_str()));
    let deputy = deputies.first().filter(|_| !named)?;
    Some(format!("{} {}", deputy.to_uppercase(), post.join(" ")))
}

/// True where `words` open `post`, whole words.
fn is_front(post: &str, words: &str) -> bool {
    post.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_for_another_is_his_deputy() {
        let rules = Rules::builtin().unwrap();
        let read = |position: &str, of: &str| as_deputy(position, of, &rules);
        assert_eq!(read("PMÓ CHỦ TỊCH", "CHỦ TỊCH").as_deref(), Some("PHÓ CHỦ TỊCH"));
        assert_eq!(read("CỤC TRƯỞNG", "CỤC TRƯỞNG CỤC THUẾ").as_deref(), Some("PHÓ CỤC TRƯỞNG"));
        // Another post, or one that reads well.
        assert_eq!((read("THỨ TRƯỞNG", "BỘ TRƯỞNG"), read("PHÓ CHỦ TỊCH", "CHỦ TỊCH")), (None, None));
    }
}
