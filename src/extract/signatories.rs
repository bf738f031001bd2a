//! Signatories [người ký]: authority, post and name from the signature block.

use crate::norm::Normal;
use crate::record::{Confidence, Signatory};
use crate::segment::{SignatureBlock, Zones};

/// All signers in printed order.
pub(crate) fn read(normal: &Normal, zones: &Zones) -> Vec<Signatory> {
    zones.footer.signatures.iter().filter_map(|b| signatory(normal, b)).collect()
}

fn signatory(normal: &Normal, block: &SignatureBlock) -> Option<Signatory> {
    let words = |s: crate::span::Span| normal.hay.of(s).replace('\n', " ");
    let authority = block.authority.map(|a| {
        let letters: String = words(a).chars().filter(|c| c.is_alphabetic()).collect();
        format!("{letters}.")
    });
    // "Q. CỤC TRƯỞNG" acts in his own post: nobody is stood for.
    let acting = authority.as_deref().is_some_and(|a| a.chars().filter(|c| c.is_alphabetic()).count() == 1);
    let (on_behalf_of, position) =
        if acting { (None, block.position.or(block.on_behalf_of)) } else { (block.on_behalf_of, block.position) };
    Some(Signatory {
        authority,
        on_behalf_of: on_behalf_of.map(words),
        position: position.map(words),
        name: block.name.map(words),
        confidence: Confidence::default(),
        evidence: normal.evidence(block.whole()?, None),
    })
}
