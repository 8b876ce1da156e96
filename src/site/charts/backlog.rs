//! The pile of open action items, week by week: how many were open, and what was promised and settled.

use std::cmp::Ordering;

use serde::Serialize;

use super::across::Across;
use super::axis::{DayScale, Level, Tick, round_steps};
use super::chart::{Caption, Chart, Numbers, count};
use crate::analysis::backlog::{Backlog, Recent, Week};
use crate::analysis::stats::MIN_SAMPLE;
use crate::site::context::{Here, Link};

const TOP: usize = 12;
const PILE: usize = 140;
/// Between the pile and what moves it.
const BETWEEN: usize = 30;
const MOVES: usize = 56;
const AXIS: usize = 28;

/// The pile over time.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct BacklogDrawing {
    height: usize,
    baseline: usize,
    /// Planned items are drawn up from here, settled ones down.
    middle: usize,
    /// Where the time axis is drawn.
    foot: usize,
    levels: Vec<Level>,
    ticks: Vec<Tick>,
    weeks: Vec<WeekMarks>,
    moves: String,
}

#[derive(Debug, Clone, Serialize)]
struct WeekMarks {
    x: Across,
    width: Across,
    y: usize,
    height: usize,
    opened: usize,
    settled: usize,
    says: String,
}

/// The drawing of `backlog`.
pub(in crate::site) fn backlog(here: &Here<'_>, backlog: &Backlog) -> Chart<BacklogDrawing> {
    let is_known = backlog.is_known();
    let says = if is_known { says(here, &backlog.recent) } else { cannot_tell(here, backlog) };
    let numbers = is_known.then(|| numbers(here, &backlog.weeks)).flatten();
    let caption = Caption::new(here, "backlog", "aw-backlog", says, numbers);
    let n: usize = backlog.weeks.iter().map(|it| it.opened + it.settled).sum();
    let is_enough = is_known && MIN_SAMPLE <= n && 2 <= backlog.weeks.len();
    let drawing = is_enough.then(|| drawing(here, &backlog.weeks)).flatten();
    Chart::new(caption, drawing)
}

fn drawing(here: &Here<'_>, weeks: &[Week]) -> Option<BacklogDrawing> {
    let highest = weeks.iter().map(|it| it.open).max()?;
    let (step, n_steps) = round_steps(highest);
    let most = weeks.iter().map(|it| it.opened.max(it.settled)).max()?.max(1);
    let baseline = TOP + PILE;
    let half = MOVES / 2;
    let n = weeks.len();
    let mark = |(idx, week): (usize, &Week)| {
        let height = week.open * PILE / (step * n_steps);
        let (from, to) = (Across::of(idx, n), Across::of(idx + 1, n));
        WeekMarks {
            x: from,
            width: Across(to.0 - from.0),
            y: baseline - height,
            height,
            opened: week.opened * half / most,
            settled: week.settled * half / most,
            says: here.messages().fill(
                "chart.mark.week",
                &[
                    ("date", &here.messages().date(week.monday)),
                    ("open", &here.messages().integer(week.open)),
                    ("opened", &here.messages().integer(week.opened)),
                    ("settled", &here.messages().integer(week.settled)),
                ],
            ),
        }
    };
    let level =
        |it: usize| Level { y: baseline - it * PILE / n_steps, text: here.messages().integer(it * step) };
    let last = weeks.last()?.monday;
    let end = last.checked_add(jiff::ToSpan::days(6)).unwrap_or(last);
    Some(BacklogDrawing {
        height: baseline + BETWEEN + MOVES + AXIS,
        baseline,
        middle: baseline + BETWEEN + half,
        foot: baseline + BETWEEN + MOVES,
        levels: (0..=n_steps).map(level).collect(),
        ticks: DayScale::new(weeks.first()?.monday, end).ticks(),
        weeks: weeks.iter().enumerate().map(mark).collect(),
        moves: here.messages().count("chart.backlog.moves", most),
    })
}

/// What is said where most items have no state, or were settled on a day that nobody wrote down.
fn cannot_tell(here: &Here<'_>, backlog: &Backlog) -> String {
    let all = backlog.n + backlog.unknown + backlog.undated;
    let numbers = [all, backlog.undated, backlog.unknown].map(|it| here.messages().integer(it));
    let values = [("all", numbers[0].as_str()), ("undated", &numbers[1]), ("unknown", &numbers[2])];
    here.messages().fill("chart.cannot_tell", &values)
}

fn says(here: &Here<'_>, recent: &Recent) -> String {
    let messages = here.messages();
    let numbers = [recent.before, recent.opened, recent.settled, recent.now].map(|it| messages.integer(it));
    let values = [
        ("before", numbers[0].as_str()),
        ("opened", &numbers[1]),
        ("settled", &numbers[2]),
        ("now", &numbers[3]),
    ];
    // Every item is counted, so nothing is estimated: the numbers need no test.
    let key = match recent.before.cmp(&recent.now) {
        Ordering::Less => "chart.backlog.grows",
        Ordering::Greater => "chart.backlog.shrinks",
        Ordering::Equal => "chart.backlog.stays",
    };
    messages.fill(key, &values)
}

fn numbers(here: &Here<'_>, weeks: &[Week]) -> Option<Numbers> {
    let row = |it: &Week| {
        vec![
            Link::text(here.messages().date(it.monday)),
            count(here, it.opened),
            count(here, it.settled),
            count(here, it.open),
        ]
    };
    let columns = ["column.week", "column.promised", "column.settled", "column.open"];
    Numbers::new(here, &columns, weeks.iter().rev().map(row).collect())
}
