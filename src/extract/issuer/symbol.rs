//! The issuer in the symbol [chữ viết tắt tên cơ quan trong ký hiệu]: where no letterhead
//! names a body, or a recogniser lost its lower line, the letters in the number do (Nghị
//! định 30/2020/NĐ-CP, annex I, part II, section 3). In: the bodies printed and the number.
//! Out: the body whose letters the number bears, if only one writes so.

use crate::letters::key;
use crate::record::DocumentNumber;
use crate::rules::Rules;

/// Fewer letters may be anything: a unit, initials.
const TELLING: usize = 3;

/// The issuer that only the number names: no body is printed, or one above it is.
pub(super) fn issuer<T>(printed: &[(String, T)], number: Option<&DocumentNumber>, recognised: bool, rules: &Rules) -> Option<String> {
    if !printed.is_empty() && !recognised {
        return None;
    }
    let symbol = number?.symbol.as_deref()?;
    let parts = || symbol.split(['-', '/']).filter(|p| !p.is_empty());
    let names = |body: &str| printed.iter().any(|(name, _)| key(name).starts_with(key(body).as_str()));
    if parts().filter_map(|p| rules.gazetteer.writes(p)).any(|b| names(&b.name)) {
        return None;
    }
    let own = parts().find_map(|p| rules.gazetteer.of_symbol(p).filter(|_| p.chars().count() >= TELLING))?;
    let above = |name: &str| rules.gazetteer.body(name).is_some_and(|b| matches!(b.level.as_str(), "central" | "ministry"));
    let below = printed.is_empty() || matches!(own.level.as_str(), "agency" | "department") && printed.iter().all(|(n, _)| above(n));
    below.then(|| own.name.clone())
}
