//! How sure a likeness makes a recurrence.

use super::vectors::Likeness;

/// Two texts that are this alike without their strongest term: near in time, or each other's nearest, nine of ten such
/// pairs are recurrences.
const LIKELY: f64 = 0.14;
/// Failures that are alike because they are of one system repeat soon, or else are different failures of it. Further
/// apart this much must be left without the names of the system.
const LIKELY_FAR: f64 = 0.11;
/// Days within which failures repeat soon: half a year.
const NEAR_DAYS: i32 = 180;
/// Titles that are less alike than this name different things.
const TITLES: f64 = 0.1;
/// Where causes are only hinted at and the titles name different things, the texts must be this alike.
const LIKELY_BY_CAUSE_TEXT: f64 = 0.13;
/// A link or id whose sentence speaks of recurrence: below this the sentence speaks of something else.
const LIKELY_LINKED: f64 = 0.08;
/// Below this even a sentence that speaks of recurrence compares two different things.
const POSSIBLE_LINKED: f64 = 0.05;
/// Days within which two equal titles are one failure where the texts are alike too, and may be where they are not:
/// many reports are a title and two sentences.
const SAME_TITLE_DAYS: i32 = 30;
/// Two texts that are this alike are of one failure where both state the same cause on the same service.
const ALIKE: f64 = 0.16;
/// What must be left without the strongest term where the same causes are hinted at.
const LIKELY_BY_CAUSE: f64 = 0.11;
const POSSIBLE_BY_CAUSE: f64 = 0.09;
/// Two texts that are this alike, also without one strong term and without the names of their system, may be of one
/// failure. Four in ten such pairs are, if their summaries are not more alike than the rest of them.
const FAINT: f64 = 0.12;
const FAINT_REST: f64 = 0.05;
const FAINT_CORE: f64 = 0.03;
/// What must be left without the strongest term for a document to answer "have we seen this?": a text of another
/// organisation shares a word or two with something, and a long one with more than one.
const ANSWER: f64 = 0.08;
const ANSWER_TO_LONG: f64 = 0.09;
/// The same below a better answer, and for a text in the form of the collection.
const FURTHER_ANSWER: f64 = 0.03;
/// The text of a query need not be a whole document, so its likeness is lower.
pub const LEAST_ANSWER: f64 = 0.12;
const SURE_ANSWER: f64 = 0.25;

/// What a pair shows beside its likeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// One names the other in a sentence that speaks of recurrence.
    LinkOfRecurrence,
    /// One names the other.
    Link,
    /// Their titles are equal but for numbers.
    SameTitle,
    /// No other incident is more like either of them.
    NearestToEachOther,
    /// The words of both hint at the same causes.
    SameCauses,
}

/// All that is known of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Of the whole texts.
    pub likeness: Likeness,
    /// What it shows beside.
    pub signs: Vec<Sign>,
    /// Days between the starts.
    pub gap_days: i32,
    /// The services of both are known, or hinted at, and none is the same.
    pub is_elsewhere: bool,
}

/// How sure it is that the later incident of a pair repeats the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Nine in ten such pairs are recurrences.
    Likely,
    /// Seven in ten are.
    Possible,
    /// Four in ten are: too few for a list, and worth a look when a document is added.
    Faint,
}

/// How like the text of a query an incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// As like as recurrences are.
    Likely,
    /// Less.
    Perhaps,
}

/// The tier of a pair; `None` where it is at most related.
pub fn tier(pair: &Compared) -> Option<Tier> {
    if is_likely(pair) {
        Some(Tier::Likely)
    } else if is_possible(pair) {
        Some(Tier::Possible)
    } else {
        is_faint(pair).then_some(Tier::Faint)
    }
}

fn is_likely(pair: &Compared) -> bool {
    let has = |sign: Sign| pair.signs.contains(&sign);
    let Likeness { whole, rest, core, .. } = pair.likeness;
    let days = pair.gap_days.abs();
    let is_soon = days <= NEAR_DAYS || LIKELY_FAR <= core || has(Sign::NearestToEachOther);
    LIKELY <= rest && is_soon && !is_seen_otherwise(pair.likeness)
        || LIKELY_BY_CAUSE <= rest
            && has(Sign::SameCauses)
            && !pair.is_elsewhere
            && !is_symptom_only(pair.likeness)
            && (LIKELY_BY_CAUSE_TEXT <= pair.likeness.text || !is_titled_otherwise(pair.likeness))
        || LIKELY_LINKED <= whole && has(Sign::LinkOfRecurrence)
        || ALIKE <= whole && has(Sign::SameTitle) && days <= SAME_TITLE_DAYS
}

fn is_possible(pair: &Compared) -> bool {
    let has = |sign: Sign| pair.signs.contains(&sign);
    let Likeness { whole, rest, .. } = pair.likeness;
    let is_hinted_at = POSSIBLE_BY_CAUSE <= rest && has(Sign::SameCauses) && !pair.is_elsewhere
        || LIKELY_LINKED <= whole && has(Sign::Link);
    is_hinted_at && !is_seen_otherwise(pair.likeness)
        || POSSIBLE_LINKED <= whole && has(Sign::LinkOfRecurrence)
        || has(Sign::SameTitle) && pair.gap_days.abs() <= SAME_TITLE_DAYS
}

fn is_faint(pair: &Compared) -> bool {
    let Likeness { whole, rest, core, .. } = pair.likeness;
    let is_alike = FAINT <= whole && FAINT_REST <= rest && FAINT_CORE <= core;
    is_alike && !pair.is_elsewhere && !is_symptom_only(pair.likeness)
}

/// Whether two failures look the same and nothing more: their summaries are more alike than their texts. A system has
/// few symptoms and many causes.
fn is_symptom_only(likeness: Likeness) -> bool {
    likeness.text < likeness.summary
}

/// Whether the titles have nothing in common: their authors saw two things.
fn is_titled_otherwise(likeness: Likeness) -> bool {
    likeness.title < TITLES
}

/// Whether two failures only look the same, and their authors named two things.
fn is_seen_otherwise(likeness: Likeness) -> bool {
    is_symptom_only(likeness) && is_titled_otherwise(likeness)
}

/// Whether two texts are alike enough for the same cause on the same service to be the same failure.
pub fn is_alike(likeness: f64) -> bool {
    ALIKE <= likeness
}

/// Whether a sentence that says that one repeats the other can be believed: the texts are alike at all.
pub fn is_statement(likeness: f64) -> bool {
    LIKELY_LINKED <= likeness
}

/// Whether a document is enough like the text of a query to be an answer by itself.
pub(super) fn is_answer(likeness: Likeness, is_long: bool) -> bool {
    let least = if is_long { ANSWER_TO_LONG } else { ANSWER };
    least <= likeness.rest
}

/// Whether a document may be listed below one that is, or answers a text that the same people wrote.
pub(super) fn is_further_answer(likeness: Likeness) -> bool {
    FURTHER_ANSWER <= likeness.rest
}

/// How sure an answer of this likeness is.
pub(super) fn answer(likeness: f64) -> Answer {
    if SURE_ANSWER <= likeness { Answer::Likely } else { Answer::Perhaps }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(whole: f64, rest: f64, gap_days: i32, signs: &[Sign]) -> Compared {
        Compared {
            likeness: Likeness { whole, rest, text: 1.0, ..Likeness::default() },
            signs: signs.to_vec(),
            gap_days,
            is_elsewhere: false,
        }
    }

    #[test]
    fn one_strong_word_in_common_makes_no_pair_likely() {
        assert_eq!(tier(&pair(0.40, 0.04, 5, &[])), None);
        assert_eq!(tier(&pair(0.40, 0.20, 5, &[])), Some(Tier::Likely));
    }

    #[test]
    fn far_apart_in_time_more_must_be_alike() {
        let far = pair(0.30, 0.20, 181, &[]);
        let more_than_names = Likeness { core: 0.12, ..far.likeness };
        assert_eq!(tier(&pair(0.30, 0.20, 180, &[])), Some(Tier::Likely));
        assert_eq!(tier(&far), None);
        assert_eq!(tier(&pair(0.30, 0.20, 181, &[Sign::NearestToEachOther])), Some(Tier::Likely));
        assert_eq!(tier(&Compared { likeness: more_than_names, ..far }), Some(Tier::Likely));
    }

    #[test]
    fn a_sentence_of_recurrence_and_an_equal_title_need_little_else() {
        assert_eq!(tier(&pair(0.09, 0.05, 900, &[Sign::LinkOfRecurrence])), Some(Tier::Likely));
        assert_eq!(tier(&pair(0.06, 0.02, 900, &[Sign::LinkOfRecurrence])), Some(Tier::Possible));
        assert_eq!(tier(&pair(0.06, 0.02, 900, &[Sign::Link])), None);
        assert_eq!(tier(&pair(0.17, 0.05, 10, &[Sign::SameTitle])), Some(Tier::Likely));
        assert_eq!(tier(&pair(0.17, 0.05, 40, &[Sign::SameTitle])), None);
        assert_eq!(tier(&pair(0.01, 0.0, 30, &[Sign::SameTitle])), Some(Tier::Possible));
    }

    #[test]
    fn what_looks_the_same_and_nothing_more_is_not_even_faint() {
        let alike = Likeness { whole: 0.2, rest: 0.1, core: 0.05, text: 0.2, summary: 0.1, title: 0.0 };
        let seen = Likeness { text: 0.1, summary: 0.3, ..alike };
        let of = |likeness: Likeness| Compared { likeness, ..pair(0.0, 0.0, 400, &[]) };
        assert_eq!(tier(&of(alike)), Some(Tier::Faint));
        assert_eq!(tier(&Compared { is_elsewhere: true, ..of(alike) }), None);
        assert_eq!(tier(&of(seen)), None);
        let by_cause = Compared { signs: vec![Sign::SameCauses], ..of(Likeness { rest: 0.12, ..alike }) };
        assert_eq!(tier(&by_cause), Some(Tier::Likely));
        let seen = Likeness { text: 0.1, summary: 0.3, title: 0.1, ..by_cause.likeness };
        assert_eq!(tier(&Compared { likeness: seen, ..by_cause.clone() }), Some(Tier::Possible));
        assert_eq!(tier(&Compared { likeness: Likeness { title: 0.0, ..seen }, ..by_cause }), None);
    }

    #[test]
    fn what_looks_the_same_under_another_title_is_not_likely() {
        let alike = Likeness { whole: 0.3, rest: 0.2, core: 0.15, text: 0.2, summary: 0.3, title: 0.0 };
        let of =
            |likeness: Likeness, signs: &[Sign]| tier(&Compared { likeness, ..pair(0.0, 0.0, 5, signs) });
        assert_eq!(of(alike, &[Sign::NearestToEachOther, Sign::Link]), None);
        assert_eq!(of(Likeness { title: 0.1, ..alike }, &[]), Some(Tier::Likely));
        assert_eq!(of(Likeness { summary: 0.2, ..alike }, &[]), Some(Tier::Likely));
        let by_cause = Likeness { rest: 0.12, text: 0.12, summary: 0.1, ..alike };
        assert_eq!(of(by_cause, &[Sign::SameCauses]), Some(Tier::Possible));
        assert_eq!(of(Likeness { title: 0.1, ..by_cause }, &[Sign::SameCauses]), Some(Tier::Likely));
        assert_eq!(of(Likeness { text: 0.13, ..by_cause }, &[Sign::SameCauses]), Some(Tier::Likely));
    }

    #[test]
    fn what_failed_elsewhere_is_not_possible_by_its_words() {
        let by_cause = pair(0.13, 0.10, 400, &[Sign::SameCauses]);
        assert_eq!(tier(&by_cause), Some(Tier::Possible));
        assert_eq!(tier(&Compared { is_elsewhere: true, ..by_cause }), None);
        assert_eq!(tier(&pair(0.13, 0.10, 400, &[])), None);
    }
}
