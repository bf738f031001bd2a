//! Naming [định danh văn bản]: the stable id of an instrument. In: what is known of it. Out:
//! an IRI after the Akoma Ntoso Naming Convention 1.0 (OASIS Standard, 21 February 2019, "The
//! IRI of a Work"): `/akn/<country>/act/<subtype>/<actor>/<date>/<number or title>`.
//!
//! `/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-tinh-ha-tinh/2031-04-09/907-qd-ubnd`: subtype is the
//! type's name, actor the issuer's, both without marks and spaces; the date is in full, else
//! the year of date or number; an instrument without a number has its title. Unlike in the
//! convention no part is left out: what is unknown is `-`, so that parts keep their places.

use crate::letters::slug;
use crate::values::number;

/// What is known of an instrument.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Work<'a> {
    /// Name of the type.
    pub(crate) kind: Option<&'a str>,
    /// Number.
    pub(crate) number: Option<&'a str>,
    /// Title.
    pub(crate) title: Option<&'a str>,
    /// EDTF.
    pub(crate) date: Option<&'a str>,
    /// Issuer, as a name or as a name for ids.
    pub(crate) issuer: Option<&'a str>,
}

/// Stands for what is unknown.
const UNKNOWN: &str = "-";

/// The id.
pub(crate) fn id(work: &Work<'_>) -> String {
    let part = |words: Option<&str>| words.map(slug).filter(|s| !s.is_empty()).unwrap_or_else(|| UNKNOWN.to_owned());
    let year = || work.number.and_then(|n| number::parse(n, None).year);
    let date = work.date.map(str::to_owned).or_else(year).unwrap_or_else(|| UNKNOWN.to_owned());
    let name = part(work.number.or(work.title));
    format!("/akn/vn/act/{}/{}/{date}/{name}", part(work.kind), part(work.issuer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_keeps_its_place() {
        let work = Work {
            kind: Some("Quyết định"),
            number: Some("907/QĐ-UBND"),
            title: Some("Phê duyệt"),
            date: Some("2031-04-09"),
            issuer: Some("Ủy ban nhân dân tỉnh Hà Tĩnh"),
        };
        assert_eq!(id(&work), "/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-tinh-ha-tinh/2031-04-09/907-qd-ubnd");
        assert_eq!(id(&Work::default()), "/akn/vn/act/-/-/-/-");
        let year = Work { number: Some("7/2031/NĐ-CP"), ..Work::default() };
        assert_eq!(id(&year), "/akn/vn/act/-/-/2031/7-2031-nd-cp");
        let law = Work { kind: Some("Luật"), title: Some("Luật Xuất bản"), date: Some("2004"), ..Work::default() };
        assert_eq!(id(&law), "/akn/vn/act/luat/-/2004/luat-xuat-ban");
    }
}
