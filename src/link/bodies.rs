//! Issuers compared [cơ quan ban hành]: whether two names mean one body. In: names, and ids
//! that records give. Out: fits, or two bodies of one kind in different places. Which words
//! name places, the rules know.

use crate::letters::{fold, slug};
use crate::rules::Rules;

/// A body's name in its parts: "Sở Y tế", "tỉnh", "Hà Tĩnh".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Body {
    /// For ids: the whole name, its place included where the record knows it.
    pub(super) slug: String,
    kind: String,
    unit: Option<String>,
    place: Option<String>,
}

/// Takes names apart.
#[derive(Debug)]
pub(super) struct Places {
    /// Folded words such as "tỉnh", each between spaces.
    units: Vec<String>,
    /// Folded names of provinces after a space, longest first.
    provinces: Vec<String>,
}

impl Places {
    /// With the units and provinces of `rules`.
    pub(super) fn new(rules: &Rules) -> Self {
        let units = rules.tables.heads.iter().filter(|h| h.kind.get_ref() == "unit").map(|h| format!(" {} ", fold(h.head.get_ref())));
        let names = rules.tables.provinces.iter().flat_map(|p| std::iter::once(&p.name).chain(&p.variants));
        let mut provinces: Vec<String> = names.map(|n| format!(" {}", fold(n.get_ref()))).collect();
        provinces.sort_by_key(|p| (std::cmp::Reverse(p.len()), p.clone()));
        Self { units: units.collect(), provinces }
    }

    /// The parts of a name. A record's own id may know the place that the name leaves out.
    pub(super) fn body(&self, name: &str, id: Option<&str>) -> Body {
        let folded = fold(name);
        let own = slug(name);
        if let Some(place) = id.and_then(|id| id.strip_prefix(own.as_str())?.strip_prefix('-')) {
            let unit = self.units.iter().map(|u| slug(u)).find(|u| place.strip_prefix(u.as_str()).is_some_and(|p| p.starts_with('-')));
            let bare = unit.as_ref().and_then(|u| place.get(u.len() + 1..)).unwrap_or(place).to_owned();
            return Body { slug: format!("{own}-{place}"), kind: own, unit, place: Some(bare) };
        }
        let first =
            self.units.iter().filter_map(|u| Some((folded.find(u.as_str())?, u))).min_by_key(|(at, u)| (*at, std::cmp::Reverse(u.len())));
        if let Some((at, unit)) = first {
            let place = folded.get(at + unit.len()..).map(slug);
            return Body { slug: own, kind: slug(&folded[..at]), unit: Some(slug(unit)), place };
        }
        let province = self.provinces.iter().find_map(|p| Some((folded.strip_suffix(p.as_str())?, p)));
        match province {
            Some((kind, place)) => Body { slug: own, kind: slug(kind), unit: None, place: Some(slug(place)) },
            None => Body { kind: own.clone(), slug: own, unit: None, place: None },
        }
    }
}

impl Body {
    /// True where both may be one: equal as far as both are known, or a body and its head.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let (a, b) = (self.slug.as_str(), other.slug.as_str());
        let within = |long: &str, short: &str| {
            let edge = |rest: Option<&str>, at_end: bool| {
                rest.is_some_and(|r| r.is_empty() || if at_end { r.ends_with('-') } else { r.starts_with('-') })
            };
            edge(long.strip_suffix(short), true) || edge(long.strip_prefix(short), false)
        };
        let unit_open = self.unit.is_none() || other.unit.is_none() || self.unit == other.unit;
        // A scan loses spaces.
        let run_together = |s: &str| s.replace('-', "");
        within(a, b)
            || within(b, a)
            || run_together(a) == run_together(b)
            || self.kind == other.kind && self.place == other.place && unit_open
    }

    /// True for two bodies of one kind in different places.
    pub(super) fn is_elsewhere(&self, other: &Self) -> bool {
        self.kind == other.kind && !self.fits(other)
    }

    /// True where the name says no place: one of its kind, as far as it tells.
    pub(super) const fn is_placeless(&self) -> bool {
        self.place.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_or_are_elsewhere() {
        let places = Places::new(&Rules::builtin().unwrap());
        let body = |name: &str| places.body(name, None);
        let so = body("Sở Y tế tỉnh Hà Tĩnh");
        assert_eq!((so.kind.as_str(), so.unit.as_deref(), so.place.as_deref()), ("so-y-te", Some("tinh"), Some("ha-tinh")));
        for name in ["Sở Y tế Hà Tĩnh", "Sở Y tế", "Giám đốc Sở Y tế tỉnh Hà Tĩnh"] {
            assert!(so.fits(&body(name)), "{name}");
        }
        assert!(so.fits(&places.body("Sở Y tế", Some("so-y-te-tinh-ha-tinh"))));
        assert!(so.is_elsewhere(&places.body("Sở Y tế", Some("so-y-te-tinh-nghe-an"))));
        let (province, city) = (body("Ủy ban nhân dân tỉnh Hà Tĩnh"), body("Ủy ban nhân dân thành phố Hà Tĩnh"));
        assert!(province.is_elsewhere(&city) && province.is_elsewhere(&body("Ủy ban nhân dân Nghệ An")));
        assert!(!body("Bộ Tài chính").fits(&body("Bộ Y tế")) && !body("Bộ Tài chính").is_elsewhere(&body("Bộ Y tế")));
        assert!(body("Thủ tướng Chính phủ").fits(&body("Chính phủ")) && body("Chính phủ").fits(&body("Chínhphủ")));
        assert!(body("Bộ Y tế").is_placeless() && !so.is_placeless());
    }
}
