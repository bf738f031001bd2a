//! Signatories [người ký]: authority, post and name from the signature block.

use super::person;
use crate::norm::Normal;
use crate::record::{Confidence, Signatory, Warning};
use crate::rules::Rules;
use crate::segment::{SignatureBlock, Zones};

/// All signers in printed order.
pub(crate) fn read(normal: &Normal, zones: &Zones, rules: &Rules, warnings: &mut Vec<Warning>) -> Vec<Signatory> {
    zones.footer.signatures.iter().filter_map(|b| signatory(normal, b, rules, warnings)).collect()
}

fn signatory(normal: &Normal, block: &SignatureBlock, rules: &Rules, warnings: &mut Vec<Warning>) -> Option<Signatory> {
    let words = |s: crate::span::Span| normal.hay.of(s).replace('\n', " ");
    let authority = block.authority.map(|a| {
        let letters: String = words(a).chars().filter(|c| c.is_alphabetic()).collect();
        format!("{letters}.")
    });
    // "Q. CỤC TRƯỞNG" acts in his own post: nobody is stood for.
    let acting = authority.as_deref().is_some_and(|a| a.chars().filter(|c| c.is_alphabetic()).count() == 1);
    let (on_behalf_of, position) =
        if acting { (None, block.position.or(block.on_behalf_of)) } else { (block.on_behalf_of, block.position) };
    let mut name = block.name.map(words);
    let right = name.as_ref().filter(|_| normal.recognised).and_then(|n| person::put_right(n, rules));
    if let (Some(read), Some(right)) = (name.as_mut(), right) {
        let evidence = block.name.map(|n| normal.evidence(n, None));
        warnings.push(Warning {
            code: "misread_name".to_owned(),
            message: format!("a signer's name reads `{read}`, taken for {right}"),
            span: evidence.as_ref().map(|e| e.span),
            page: evidence.and_then(|e| e.page),
            confidence: None,
        });
        *read = right;
    }
    Some(Signatory {
        authority,
        on_behalf_of: on_behalf_of.map(words),
        position: position.map(words),
        name,
        confidence: Confidence::default(),
        evidence: normal.evidence(block.whole()?, None),
    })
}
