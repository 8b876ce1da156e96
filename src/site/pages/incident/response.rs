//! The course of the response: one stretch per step from milestone to milestone, as long as it took, beside its name.

use serde::Serialize;

use crate::model::{Incident, Milestone};
use crate::site::context::Here;

/// The length of the whole bar; positions are whole parts of it.
const WHOLE: i64 = 1000;
/// A step is drawn at least this long, so that it can be seen.
const SHORTEST: i64 = 12;
/// A step this many times as long as all others together is cut, and drawn over half of the bar.
const CUT_FROM: i64 = 12;

/// The whole course.
#[derive(Debug, Serialize)]
pub(super) struct Course {
    /// Every step in words.
    description: String,
    total: String,
    is_to_scale: bool,
}

/// One step of the course, drawn beside the milestone that it leads to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StepMark {
    #[serde(skip)]
    pub(super) to: Milestone,
    x: i64,
    width: i64,
    /// It is drawn shorter than it was.
    is_cut: bool,
    time: String,
}

/// A step between two milestones that follow each other.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: Milestone,
    to: Milestone,
    seconds: i64,
}

/// The steps that took time, in order; none where milestones are in the wrong order.
///
/// A change that made the failure possible may be years old: the bar begins with the impact.
fn steps(incident: &Incident) -> Vec<Step> {
    let stated = incident.milestones.stated().filter(|it| it.0 != Milestone::Introduced);
    let stated: Vec<_> = stated.collect();
    let steps = stated.windows(2).map(|pair| Step {
        from: pair[0].0,
        to: pair[1].0,
        seconds: pair[1].1.seconds_since(pair[0].1),
    });
    let steps: Vec<Step> = steps.filter(|it| it.seconds != 0).collect();
    if steps.iter().any(|it| it.seconds < 0) { Vec::new() } else { steps }
}

/// The steps of `incident` as they are drawn; none where there is nothing to compare.
pub(super) fn step_marks(here: &Here<'_>, incident: &Incident) -> Vec<StepMark> {
    let steps = steps(incident);
    if steps.len() < 2 {
        return Vec::new();
    }
    let seconds: Vec<i64> = steps.iter().map(|it| it.seconds).collect();
    let drawn = Drawn::new(&seconds);
    let mut x = 0;
    let mut marks = Vec::new();
    for (idx, (step, &width)) in steps.iter().zip(&drawn.widths).enumerate() {
        marks.push(StepMark {
            to: step.to,
            x,
            width,
            is_cut: drawn.cut == Some(idx),
            time: here.messages().duration(step.seconds),
        });
        x += width;
    }
    marks
}

/// The course of `incident` in words; `None` where there is nothing to compare.
pub(super) fn course(here: &Here<'_>, incident: &Incident) -> Option<Course> {
    let steps = steps(incident);
    if steps.len() < 2 {
        return None;
    }
    let messages = here.messages();
    let in_words = |it: &Step| {
        let word = |milestone: Milestone| messages.word("milestone", milestone.as_str());
        format!("{} → {} {}", word(it.from), word(it.to), messages.duration(it.seconds))
    };
    let seconds: Vec<i64> = steps.iter().map(|it| it.seconds).collect();
    Some(Course {
        description: steps.iter().map(in_words).collect::<Vec<_>>().join(messages.text("format.list")),
        total: messages.duration(seconds.iter().sum()),
        is_to_scale: Drawn::new(&seconds).is_to_scale,
    })
}

/// How long steps are drawn.
struct Drawn {
    widths: Vec<i64>,
    /// The step that is drawn shorter than it was.
    cut: Option<usize>,
    is_to_scale: bool,
}

impl Drawn {
    /// To scale where every step can be seen; else the shortest are drawn longer, and one that dwarfs all others is cut.
    fn new(seconds: &[i64]) -> Self {
        let total: i64 = seconds.iter().sum();
        let longest = (0..seconds.len()).max_by_key(|it| (seconds[*it], *it)).unwrap_or_default();
        let others = total - seconds.get(longest).copied().unwrap_or_default();
        let cut = (0 < others && others * CUT_FROM < total - others).then_some(longest);
        let (space, sum) = if cut.is_some() { (WHOLE / 2, others) } else { (WHOLE, total) };
        let mut is_to_scale = cut.is_none();
        let mut widths: Vec<i64> = seconds.iter().map(|it| it * space / sum.max(1)).collect();
        for (idx, width) in widths.iter_mut().enumerate().filter(|(idx, _)| cut != Some(*idx)) {
            is_to_scale &= SHORTEST <= *width || seconds[idx] == 0;
            *width = (*width).max(SHORTEST);
        }
        // What rounding and short steps leave or take is the longest one's.
        let rest: i64 = widths.iter().enumerate().filter(|(idx, _)| *idx != longest).map(|it| it.1).sum();
        if let Some(width) = widths.get_mut(longest) {
            *width = WHOLE - rest;
        }
        Self { widths, cut, is_to_scale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_drawn_to_scale_where_all_can_be_seen() {
        let drawn = Drawn::new(&[100, 300, 600]);
        assert_eq!((drawn.widths, drawn.cut, drawn.is_to_scale), (vec![100, 300, 600], None, true));
    }

    #[test]
    fn a_short_step_can_still_be_seen() {
        let drawn = Drawn::new(&[1, 400, 599]);
        assert_eq!((drawn.widths, drawn.cut, drawn.is_to_scale), (vec![12, 400, 588], None, false));
    }

    #[test]
    fn a_step_that_dwarfs_the_others_is_cut() {
        let drawn = Drawn::new(&[60, 60, 86_400]);
        assert_eq!((drawn.widths, drawn.cut, drawn.is_to_scale), (vec![250, 250, 500], Some(2), false));
    }

    #[test]
    fn the_bar_is_always_whole() {
        for seconds in [&[1, 1, 1][..], &[1, 2_000_000], &[5, 0, 7, 11, 13, 17], &[1, 1, 1, 1, 1, 900]] {
            assert_eq!(Drawn::new(seconds).widths.iter().sum::<i64>(), WHOLE, "{seconds:?}");
        }
    }
}
