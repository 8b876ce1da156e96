//! What a careful reader would guess: values that no document states, each with the words that hint at it.
//!
//! A suggestion is never a fact. It has types of its own, so that it cannot get into a field of an incident, a
//! duration, a count, a chain, a rule or a feed: whoever wants a fact takes the field, whoever shows guesses takes
//! these.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Field;
use crate::files::Span;
use crate::time::Instant;

/// One guess at the value of a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What the value would be.
    pub value: SuggestedValue,
    /// What hints at it.
    pub evidence: Evidence,
    /// How often such a guess is right, from 0 to 1.
    pub score: f64,
}

/// A value that is only suggested.
#[derive(Debug, Clone, PartialEq)]
pub enum SuggestedValue {
    /// A point in time.
    Instant(Instant),
    /// A day.
    Day(Date),
    /// A length of time.
    Seconds(i64),
    /// An id, a name or a text.
    Text(String),
}

/// The words that hint at a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where they are.
    pub span: Span,
    /// The words, as plain text.
    pub text: String,
}

/// The suggestions for one document, by field, the best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suggestions {
    by_field: BTreeMap<Field, Vec<Suggestion>>,
}

impl Suggestions {
    /// Most suggestions that are kept for one field.
    pub const MAX_PER_FIELD: usize = 3;

    /// Adds `suggestion`; the same value twice is one suggestion, with the better score.
    pub fn add(&mut self, field: Field, suggestion: Suggestion) {
        let list = self.by_field.entry(field).or_default();
        match list.iter_mut().find(|it| it.value == suggestion.value) {
            Some(known) if known.score < suggestion.score => *known = suggestion,
            Some(_) => {}
            None => list.push(suggestion),
        }
        list.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then_with(|| a.evidence.span.start.cmp(&b.evidence.span.start))
        });
        list.truncate(Self::MAX_PER_FIELD);
    }

    /// The suggestions for `field`, the best first.
    pub fn of(&self, field: Field) -> &[Suggestion] {
        self.by_field.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Every field with its suggestions.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &[Suggestion])> {
        self.by_field.iter().map(|(field, all)| (*field, all.as_slice()))
    }

    /// Every suggestion, to change it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Suggestion> {
        self.by_field.values_mut().flatten()
    }

    /// Removes what is suggested for a field of which `is_stated` is true: a statement needs no guess beside it.
    pub fn drop_stated(&mut self, is_stated: impl Fn(Field) -> bool) {
        self.by_field.retain(|field, _| !is_stated(*field));
    }

    /// Keeps the suggestions for which `is_kept` is true.
    pub fn retain(&mut self, is_kept: impl Fn(Field, &Suggestion) -> bool) {
        self.by_field.retain(|field, all| {
            all.retain(|it| is_kept(*field, it));
            !all.is_empty()
        });
    }

    /// Whether nothing is suggested.
    pub fn is_empty(&self) -> bool {
        self.by_field.is_empty()
    }
}

impl SuggestedValue {
    /// As JSON records and pages without a better form show it.
    pub fn written(&self) -> String {
        match self {
            Self::Instant(it) => it.to_string(),
            Self::Day(it) => it.to_string(),
            Self::Seconds(it) => it.to_string(),
            Self::Text(it) => it.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileId;

    fn cause(id: &str, score: f64, at: usize) -> Suggestion {
        let evidence = Evidence { span: Span::point(FileId(0), at), text: "a typo".to_owned() };
        Suggestion { value: SuggestedValue::Text(id.to_owned()), evidence, score }
    }

    #[test]
    fn the_best_come_first_and_a_value_comes_once() {
        let mut all = Suggestions::default();
        for (id, score, at) in [("a", 0.2, 0), ("b", 0.6, 9), ("c", 0.6, 4), ("a", 0.9, 7), ("d", 0.1, 1)] {
            all.add(Field::Causes, cause(id, score, at));
        }
        let ids: Vec<String> = all.of(Field::Causes).iter().map(|it| it.value.written()).collect();
        assert_eq!(ids, ["a", "c", "b"]);
        all.drop_stated(|field| field == Field::Causes);
        assert!(all.is_empty());
    }
}
