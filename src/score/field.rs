//! Fields [trường]: what is scored, under which name and in which group. Data only.

use serde::{Serialize, Serializer};
use std::fmt;

/// A group of fields that an answer covers or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Number, date, issuer, type, subject, signatories.
    Identification,
    /// [nơi nhận]
    Recipients,
    /// [viện dẫn]
    Citations,
    /// [nhiệm vụ được giao]
    Obligations,
}

/// The groups with their names in answers.
const GROUPS: [(Group, &str); 4] = [
    (Group::Identification, "identification"),
    (Group::Recipients, "recipients"),
    (Group::Citations, "citations"),
    (Group::Obligations, "obligations"),
];

/// A field that has figures of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// [số, ký hiệu] Also without spaces and leading zeros.
    Number,
    /// The number without its running number, also without a year in front.
    Symbol,
    /// EDTF, letter by letter.
    Date,
    /// [địa danh]
    Place,
    /// [cơ quan ban hành]
    Issuer,
    /// [cơ quan chủ quản]
    Parent,
    /// The type's abbreviation.
    Type,
    /// [trích yếu] Also without its label.
    Subject,
    /// Number, date, issuer and type of a document all right, as far as they are scored.
    Whole,
    /// [họ tên]
    SignatoryName,
    /// [chức vụ]
    SignatoryPosition,
    /// Printed entries; a slip or two of a scan is no miss.
    Addressees,
    /// As addressees.
    Copies,
    /// As addressees.
    Archive,
    /// The bodies behind the addressees; an answer may allow several: `Phòng A | Phòng B`.
    AddresseeBodies,
    /// Mentions, by number, or by title where there is no number.
    Citations,
    /// The distinct instruments behind the mentions.
    Instruments,
    /// Of mentions found.
    CitationDate,
    /// Of mentions found whose answer has an issuer.
    CitationIssuer,
    /// Of mentions found.
    CitationType,
    /// Of mentions found.
    CitationRelation,
    /// Of mentions found: point, clause and article.
    Pinpoints,
    /// Passages whose words agree by a token F1 of at least 0.8; those without assignees do
    /// not count as found.
    Obligations,
    /// Of passages found, as a set.
    Assignees,
    /// Of passages found, as a set.
    Coordinators,
    /// Of passages found.
    ObligationNumber,
    /// Of passages found.
    Modality,
    /// Of passages found: dates, durations and recurrences letter by letter.
    Deadlines,
}

/// The fields with their names and groups, in the order of the table.
const FIELDS: [(Field, &str, Group); 28] = [
    (Field::Number, "document_number", Group::Identification),
    (Field::Symbol, "number_symbol", Group::Identification),
    (Field::Date, "date", Group::Identification),
    (Field::Place, "place", Group::Identification),
    (Field::Issuer, "issuer", Group::Identification),
    (Field::Parent, "issuer_parent", Group::Identification),
    (Field::Type, "document_type", Group::Identification),
    (Field::Subject, "subject", Group::Identification),
    (Field::Whole, "identification whole", Group::Identification),
    (Field::SignatoryName, "signatory_name", Group::Identification),
    (Field::SignatoryPosition, "signatory_position", Group::Identification),
    (Field::Addressees, "recipients addressee", Group::Recipients),
    (Field::Copies, "recipients copy", Group::Recipients),
    (Field::Archive, "recipients archive", Group::Recipients),
    (Field::AddresseeBodies, "addressee bodies", Group::Recipients),
    (Field::Citations, "citations", Group::Citations),
    (Field::Instruments, "instruments", Group::Citations),
    (Field::CitationDate, "citation date", Group::Citations),
    (Field::CitationIssuer, "citation issuer", Group::Citations),
    (Field::CitationType, "citation type", Group::Citations),
    (Field::CitationRelation, "citation relation", Group::Citations),
    (Field::Pinpoints, "citation pinpoints", Group::Citations),
    (Field::Obligations, "obligations", Group::Obligations),
    (Field::Assignees, "assignees", Group::Obligations),
    (Field::Coordinators, "coordinators", Group::Obligations),
    (Field::ObligationNumber, "obligation number", Group::Obligations),
    (Field::Modality, "modality", Group::Obligations),
    (Field::Deadlines, "deadlines", Group::Obligations),
];

/// What an answer may leave unscored besides single fields of the identification.
pub(super) const UNSCORED: [(&str, Group); 4] = [
    ("signatories", Group::Identification),
    ("recipients", Group::Recipients),
    ("citations", Group::Citations),
    ("obligations", Group::Obligations),
];

impl Group {
    /// All groups, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        GROUPS.iter().map(|&(g, _)| g)
    }

    /// The name it has in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        GROUPS.iter().find(|(g, _)| *g == self).map_or("", |&(_, n)| n)
    }

    /// The group of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        GROUPS.iter().find(|(_, n)| *n == name).map(|&(g, _)| g)
    }
}

impl Field {
    /// All fields, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|&(f, _, _)| f)
    }

    /// The name it has in tables and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|(f, _, _)| *f == self).map_or("", |&(_, n, _)| n)
    }

    /// The field of that name; `_`, `-` and spaces are one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let plain = |n: &str| n.replace(['_', '-'], " ");
        FIELDS.iter().find(|(_, n, _)| plain(n) == plain(name)).map(|&(f, _, _)| f)
    }

    /// The group it belongs to.
    #[must_use]
    pub fn group(self) -> Group {
        FIELDS.iter().find(|(f, _, _)| *f == self).map_or(Group::Identification, |&(_, _, g)| g)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_in_the_table_once_and_in_order() {
        let all: Vec<Field> = Field::all().collect();
        assert!(all.is_sorted());
        assert!(all.iter().all(|f| Field::named(f.name()) == Some(*f)));
        assert_eq!(Field::named("document-number"), Some(Field::Number));
        assert_eq!(Field::named("recipients_copy").map(Field::group), Some(Group::Recipients));
        assert_eq!(Field::named("recipient"), None);
        assert!(Group::all().all(|g| Group::named(g.name()) == Some(g)));
    }
}
