//! What a person decided about incidents, beside the documents: which repeat each other, and which proposals are right.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Field;
use crate::files::Span;
use crate::text::fold;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// What it is about.
    pub subject: Subject,
    /// What was decided.
    pub verdict: Verdict,
    /// The day of the decision.
    pub day: Option<Date>,
    /// Who decided.
    pub by: Option<String>,
    /// The reason.
    pub why: Option<String>,
}

/// What a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Whether two incidents are the same failure; their order says nothing.
    Pair([String; 2]),
    /// Whether a value of an incident is right.
    Value {
        /// Id of the incident.
        incident: String,
        /// Which field.
        field: DecidedField,
        /// An id or a name.
        value: String,
    },
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The pair is the same failure; the value is right.
    Confirmed,
    /// It is not.
    Rejected,
}

/// A field that a person can decide on. Times and lengths are left out: their place is the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecidedField {
    /// What kind of event.
    Kind,
    /// What was hit.
    Services,
    /// Root causes.
    Causes,
    /// What set it off.
    Triggers,
    /// How it was noticed.
    Detection,
    /// What stopped it.
    Mitigation,
}

/// Two incidents that a person decided to be the same failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedPair {
    /// Id of the incident that began first.
    pub earlier: String,
    /// Id of the other one.
    pub later: String,
    /// The day of the decision.
    pub day: Option<Date>,
}

/// Every decision that has an effect, by what it is about.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// Ids in ascending order, with the verdict, its day and its place.
    pairs: BTreeMap<[String; 2], (Verdict, Option<Date>, Span)>,
    /// Incident and field to the folded values that were rejected.
    rejected: BTreeMap<(String, DecidedField), Vec<String>>,
}

impl Decisions {
    /// Adds a verdict on a pair of ids; `false` where there was one already, which stays.
    pub fn add_pair(&mut self, pair: [String; 2], verdict: Verdict, day: Option<Date>, span: Span) -> bool {
        let key = in_order(pair);
        let is_new = !self.pairs.contains_key(&key);
        self.pairs.entry(key).or_insert((verdict, day, span));
        is_new
    }

    /// Adds a value that was rejected.
    pub fn reject(&mut self, incident: &str, field: DecidedField, value: &str) {
        self.rejected.entry((incident.to_owned(), field)).or_default().push(fold(value));
    }

    /// What was decided on two incidents; their order says nothing.
    pub fn on_pair(&self, one: &str, other: &str) -> Option<Verdict> {
        if self.pairs.is_empty() {
            return None;
        }
        self.pairs.get(&in_order([one.to_owned(), other.to_owned()])).map(|it| it.0)
    }

    /// Whether it was decided that two incidents are not the same failure.
    pub fn is_apart(&self, one: &str, other: &str) -> bool {
        self.on_pair(one, other) == Some(Verdict::Rejected)
    }

    /// Every pair, ids in ascending order, with its verdict, day and place.
    pub fn pairs(&self) -> impl Iterator<Item = (&[String; 2], Verdict, Option<Date>, Span)> {
        self.pairs.iter().map(|(pair, (verdict, day, span))| (pair, *verdict, *day, *span))
    }

    /// Whether `value` was rejected for `field` of `incident`.
    pub fn rejects(&self, incident: &str, field: Field, value: &str) -> bool {
        let Some(field) = DecidedField::from_field(field) else { return false };
        let known = self.rejected.get(&(incident.to_owned(), field));
        known.is_some_and(|it| it.contains(&fold(value)))
    }
}

/// A pair with the lower id first, so that it can be found.
fn in_order([one, other]: [String; 2]) -> [String; 2] {
    if other < one { [other, one] } else { [one, other] }
}

impl DecidedField {
    /// Every field, in the order in which decisions are written.
    pub const ALL: [Self; 6] =
        [Self::Kind, Self::Services, Self::Causes, Self::Triggers, Self::Detection, Self::Mitigation];

    /// The field of an incident.
    pub fn field(self) -> Field {
        match self {
            Self::Kind => Field::Kind,
            Self::Services => Field::Services,
            Self::Causes => Field::Causes,
            Self::Triggers => Field::Triggers,
            Self::Detection => Field::Detection,
            Self::Mitigation => Field::Mitigation,
        }
    }

    /// The decided field that is `field`.
    pub fn from_field(field: Field) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.field() == field)
    }

    /// The decided field with the name `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.field().name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileId;

    #[test]
    fn a_pair_is_found_in_either_order_and_decided_once() {
        let mut decisions = Decisions::default();
        let pair = || ["B".to_owned(), "A".to_owned()];
        let at = Span::point(FileId(0), 0);
        assert!(decisions.add_pair(pair(), Verdict::Rejected, None, at));
        assert!(!decisions.add_pair(pair(), Verdict::Confirmed, None, at));
        assert!(decisions.is_apart("A", "B") && decisions.is_apart("B", "A"));
        assert_eq!(decisions.on_pair("A", "C"), None);
    }

    #[test]
    fn a_rejected_value_is_known_in_any_case() {
        let mut decisions = Decisions::default();
        decisions.reject("A", DecidedField::Services, "Checkout");
        assert!(decisions.rejects("A", Field::Services, "checkout"));
        assert!(!decisions.rejects("A", Field::Causes, "checkout"));
        assert!(!decisions.rejects("B", Field::Services, "checkout"));
    }
}
