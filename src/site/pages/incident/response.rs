//! The course of the response as a bar: one stretch per step from milestone to milestone, as long as it took.

use serde::Serialize;

use crate::model::{Incident, Milestone};
use crate::site::context::{Here, Time};

/// The length of the whole bar; positions are whole parts of it.
const WHOLE: i64 = 1000;
/// A step is drawn at least this long, so that it can be seen.
const SHORTEST: i64 = 12;
/// A step with a number in it is at least this long.
const WITH_NUMBER: i64 = 36;
/// A step this many times as long as all others together is cut, and drawn over half of the bar.
const CUT_FROM: i64 = 12;
/// Width and height of the mark where a step is cut, and the height of the bar.
const CUT: i64 = 7;
const HEIGHT: i64 = 26;

/// The bar.
#[derive(Debug, Serialize)]
pub(super) struct ResponseBar {
    /// Every step in words.
    description: String,
    height: i64,
    steps: Vec<StepMark>,
    start: Time,
    end: Time,
    total: String,
    is_to_scale: bool,
}

/// One step of the bar.
#[derive(Debug, Serialize)]
struct StepMark {
    number: usize,
    /// The milestone that it begins with, for its color.
    phase: &'static str,
    x: i64,
    width: i64,
    /// Where its number is written, in whole percent; `None` where it would not fit.
    label: Option<i64>,
    /// The corners of the mark where the step is cut.
    cut: Option<String>,
}

/// A step between two milestones that follow each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    from: Milestone,
    pub(super) to: Milestone,
    pub(super) seconds: i64,
}

/// The steps that took time, in order; none where milestones are in the wrong order.
///
/// A change that made the failure possible may be years old: the bar begins with the impact.
pub(super) fn steps(incident: &Incident) -> Vec<Step> {
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

/// The bar of `incident`; `None` where there is nothing to compare.
pub(super) fn response_bar(here: &Here<'_>, incident: &Incident) -> Option<ResponseBar> {
    let steps = steps(incident);
    let (first, last) = (steps.first()?, steps.last()?);
    let (start, end) = (incident.milestones.get(first.from)?, incident.milestones.get(last.to)?);
    if steps.len() < 2 {
        return None;
    }
    let messages = here.messages();
    let in_words = |it: &Step| {
        let word = |milestone: Milestone| messages.word("milestone", milestone.as_str());
        format!("{} → {} {}", word(it.from), word(it.to), messages.duration(it.seconds))
    };
    let seconds: Vec<i64> = steps.iter().map(|it| it.seconds).collect();
    let drawn = Drawn::new(&seconds);
    let mut x = 0;
    let mut marks = Vec::new();
    for (idx, (step, &width)) in steps.iter().zip(&drawn.widths).enumerate() {
        let middle = x + width / 2;
        let is_cut = drawn.cut == Some(idx);
        marks.push(StepMark {
            number: idx + 1,
            phase: step.from.as_str(),
            x,
            width,
            label: (WITH_NUMBER <= width).then_some(if is_cut { (x + width / 4) / 10 } else { middle / 10 }),
            cut: is_cut.then(|| {
                format!("{},{HEIGHT} {},0 {},0 {},{HEIGHT}", middle - CUT, middle, middle + CUT, middle)
            }),
        });
        x += width;
    }
    Some(ResponseBar {
        description: steps.iter().map(in_words).collect::<Vec<_>>().join(messages.text("format.list")),
        height: HEIGHT,
        steps: marks,
        start: here.clock(start),
        end: here.clock(end),
        total: messages.duration(end.seconds_since(start)),
        is_to_scale: drawn.is_to_scale,
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
