//! How sure a likeness makes a recurrence.

/// At this likeness alone nine of ten pairs are recurrences.
const LIKELY: f64 = 0.25;
/// At this likeness alone seven of ten are.
const POSSIBLE: f64 = 0.16;
/// Two documents that are each other's nearest.
const LIKELY_MUTUAL: f64 = 0.20;
/// A link or id whose sentence speaks of recurrence: below this the sentence speaks of something else.
const LIKELY_LINKED: f64 = 0.08;
/// Days within which two equal titles are one failure, where the texts are alike too.
const SAME_TITLE_DAYS: i32 = 30;
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
}

/// How sure it is that the later incident of a pair repeats the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Eight in ten such pairs are recurrences.
    Likely,
    /// Four in ten are.
    Possible,
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
pub fn tier(likeness: f64, signs: &[Sign], days: i32) -> Option<Tier> {
    let has = |sign: Sign| signs.contains(&sign);
    let is_likely = LIKELY <= likeness
        || LIKELY_LINKED <= likeness && has(Sign::LinkOfRecurrence)
        || POSSIBLE <= likeness && has(Sign::SameTitle) && days.abs() <= SAME_TITLE_DAYS
        || LIKELY_MUTUAL <= likeness && has(Sign::NearestToEachOther);
    let is_possible = POSSIBLE <= likeness || has(Sign::Link) || has(Sign::LinkOfRecurrence);
    if is_likely { Some(Tier::Likely) } else { is_possible.then_some(Tier::Possible) }
}

/// Whether two texts are alike enough for the same cause on the same service to be the same failure.
pub fn is_alike(likeness: f64) -> bool {
    POSSIBLE <= likeness
}

/// Whether a sentence that says that one repeats the other can be believed: the texts are alike at all.
pub fn is_statement(likeness: f64) -> bool {
    LIKELY_LINKED <= likeness
}

/// Whether a text of this likeness is an answer to "have we seen this?"; `None` where nothing like it is known.
pub fn answer(likeness: f64) -> Option<Answer> {
    if SURE_ANSWER <= likeness {
        Some(Answer::Likely)
    } else {
        (LEAST_ANSWER <= likeness).then_some(Answer::Perhaps)
    }
}
