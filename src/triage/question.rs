//! What nobody has decided yet.

use crate::analysis::Analysis;
use crate::analysis::likely::Pair;
use crate::analysis::likeness::Tier;
use crate::model::{DecidedField, Incident, KnowledgeBase, Subject, Suggestion};

/// One question.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// Whether two incidents are the same failure.
    Pair {
        /// The evidence.
        pair: &'a Pair,
        /// The incident that began first.
        earlier: &'a Incident,
        /// The other one.
        later: &'a Incident,
    },
    /// Whether a value that a document only hints at is right.
    Value {
        /// The incident.
        incident: &'a Incident,
        /// Which field.
        field: DecidedField,
        /// The value with the words that hint at it.
        suggestion: &'a Suggestion,
    },
}

/// Every open question, the most certain first; `with_possible` asks for pairs that are less certain, too.
pub fn questions<'a>(
    knowledge_base: &'a KnowledgeBase,
    analysis: &'a Analysis,
    with_possible: bool,
) -> Vec<Question<'a>> {
    let decisions = &knowledge_base.decisions;
    let is_asked = |it: &&Pair| match it.tier {
        Tier::Likely => true,
        Tier::Possible => with_possible,
        Tier::Faint => false,
    };
    let pairs = analysis.likely.iter().filter(is_asked).filter_map(|pair| {
        let (earlier, later) =
            (knowledge_base.incident(&pair.earlier)?, knowledge_base.incident(&pair.later)?);
        let is_open = decisions.on_pair(&pair.earlier, &pair.later).is_none();
        is_open.then_some(Question::Pair { pair, earlier, later })
    });
    let values = knowledge_base.incidents.iter().flat_map(values);
    let mut found: Vec<Question<'a>> = pairs.chain(values).collect();
    // The sort is stable: pairs stay in the order of their likeness, values in that of incidents.
    found.sort_by(|a, b| b.score().total_cmp(&a.score()));
    found
}

/// The proposed values of `incident`.
fn values(incident: &Incident) -> Vec<Question<'_>> {
    let mut found = Vec::new();
    for field in DecidedField::ALL {
        for suggestion in incident.suggested.of(field.field()) {
            found.push(Question::Value { incident, field, suggestion });
        }
    }
    found
}

impl Question<'_> {
    /// How often such a proposal is right, 0 to 1.
    pub fn score(&self) -> f64 {
        match self {
            Self::Pair { pair, .. } => score_of_pair(pair),
            Self::Value { suggestion, .. } => suggestion.score,
        }
    }

    /// What an answer decides.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Pair { pair, .. } => Subject::Pair([pair.earlier.clone(), pair.later.clone()]),
            Self::Value { incident, field, suggestion } => Subject::Value {
                incident: incident.id.clone(),
                field: *field,
                value: suggestion.value.written(),
            },
        }
    }

    /// Whether a confirmed answer to `other` makes this question pointless: the field has its value then.
    pub fn is_settled_by(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value { incident, field, .. }, Self::Value { incident: of, field: that, .. }) => {
                incident.id == of.id && field == that
            }
            (Self::Pair { .. } | Self::Value { .. }, Self::Pair { .. } | Self::Value { .. }) => false,
        }
    }
}

/// How often a pair was right on labelled collections; `docs/internals/likeness.md` has the counts.
const NEARLY_EQUAL: f64 = 0.95;
const LIKELY: f64 = 0.9;
const POSSIBLE: f64 = 0.7;
/// From this likeness on, two texts say nearly the same.
const NEARLY_EQUAL_FROM: f64 = 0.5;

fn score_of_pair(pair: &Pair) -> f64 {
    match pair.tier {
        Tier::Likely if NEARLY_EQUAL_FROM <= pair.likeness => NEARLY_EQUAL,
        Tier::Likely => LIKELY,
        Tier::Possible | Tier::Faint => POSSIBLE,
    }
}
