//! Forms [từ chức năng]: the word lists that names of bodies are read by. Each is a role of
//! the rule set `body.`; the words are the rules'.

/// A word list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A verb that only somebody does: the word before it is a noun.
    Agent,
    /// Joins two names.
    And,
    /// An entry that points back.
    AsAbove,
    /// A compound that only opens like a name.
    Block,
    /// Opens what narrows a group: of, at, in the area of.
    Clause,
    /// A unit below the district.
    Commune,
    /// A deputy's post.
    Deputy,
    /// A unit below the province.
    District,
    /// A determiner of many.
    Each,
    /// Ends a lead before its colon.
    Following,
    /// An organ inside a body.
    Inner,
    /// Stays in a name although it looks like its end.
    Keep,
    /// A level of administration.
    Level,
    /// Announces the bodies a group stands for.
    Namely,
    /// An office one person holds.
    Office,
    /// Words of their own, though their letters are those of a phrase.
    Own,
    /// An address of persons.
    Person,
    /// A unit that is always many.
    PluralUnit,
    /// A kind of body that bears a proper name: of a person, of a place.
    Proper,
    /// The reach of a name: a country, a region.
    Scope,
    /// What tells several of one noun apart: kinds of school.
    Sort,
    /// A noun or a verb.
    Soft,
    /// Ends a name.
    Stop,
    /// Qualifies a group: such as are concerned.
    Such,
    /// A short word behind a name.
    Tail,
}

impl Form {
    /// All lists, in the order of their indices.
    pub(crate) const ALL: [Self; 25] = [
        Self::Agent,
        Self::And,
        Self::AsAbove,
        Self::Block,
        Self::Clause,
        Self::Commune,
        Self::Deputy,
        Self::District,
        Self::Each,
        Self::Following,
        Self::Inner,
        Self::Keep,
        Self::Level,
        Self::Namely,
        Self::Office,
        Self::Own,
        Self::Person,
        Self::PluralUnit,
        Self::Proper,
        Self::Scope,
        Self::Sort,
        Self::Soft,
        Self::Stop,
        Self::Such,
        Self::Tail,
    ];

    /// The role of its rules.
    pub(crate) const fn role(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::And => "and",
            Self::AsAbove => "as_above",
            Self::Block => "block",
            Self::Clause => "clause",
            Self::Commune => "commune",
            Self::Deputy => "deputy",
            Self::District => "district",
            Self::Each => "each",
            Self::Following => "following",
            Self::Inner => "inner",
            Self::Keep => "keep",
            Self::Level => "level",
            Self::Namely => "namely",
            Self::Office => "office",
            Self::Own => "own",
            Self::Person => "person",
            Self::PluralUnit => "plural_unit",
            Self::Proper => "proper",
            Self::Scope => "scope",
            Self::Sort => "sort",
            Self::Soft => "soft",
            Self::Stop => "stop",
            Self::Such => "such",
            Self::Tail => "tail",
        }
    }
}
