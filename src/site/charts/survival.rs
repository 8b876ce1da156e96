//! How long action items stay open: the share still open by days since the promise, with its band.

use serde::Serialize;

use super::across::Across;
use super::axis::{Plot, ShareScale, Tick};
use super::chart::{Caption, Chart, Numbers, count, interval};
use crate::analysis::stats::{MIN_SAMPLE, Step, Survival};
use crate::analysis::time_to_close::TimeToClose;
use crate::site::context::{Here, Link};

const SCALE: ShareScale = ShareScale { top: 12, height: 180 };
/// Days since the promise at which the table has a line.
const DAYS: [i32; 9] = [7, 14, 30, 60, 90, 180, 365, 730, 1095];

/// The curve.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct SurvivalDrawing {
    #[serde(flatten)]
    plot: Plot,
    ticks: Vec<Tick>,
    stretches: Vec<Stretch>,
    /// The first day by which half were closed.
    median: Option<Across>,
    middle: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Stretch {
    from: Across,
    to: Across,
    width: Across,
    y: usize,
    before: usize,
    /// Top and height of the band.
    band: Option<(usize, usize)>,
}

/// The curve of `time`.
pub(in crate::site) fn survival(here: &Here<'_>, time: &TimeToClose) -> Chart<SurvivalDrawing> {
    let curve = &time.survival;
    let numbers = time.is_known().then(|| numbers(here, curve)).flatten();
    let caption = Caption::new(here, "survival", "aw-time-to-close", says(here, time), numbers);
    let is_enough = time.is_known() && MIN_SAMPLE <= curve.n_ended && 0 < curve.last;
    let drawing = is_enough.then(|| drawing(here, curve));
    Chart::new(caption, drawing)
}

fn drawing(here: &Here<'_>, curve: &Survival) -> SurvivalDrawing {
    let last = usize::try_from(curve.last).unwrap_or_default();
    let x = |days: i32| Across::of(usize::try_from(days).unwrap_or_default(), last);
    let y = |share: f64| SCALE.y(share);
    let mut stretches = vec![];
    let mut start = (0, 1.0, Some((1.0, 1.0)), y(1.0));
    let ends = curve.steps.iter().map(|it| it.days).chain([curve.last]);
    let after = curve.steps.iter().map(Some).chain([None]);
    for (end, step) in ends.zip(after) {
        let (from, survival, band, before) = start;
        if x(from) < x(end) {
            stretches.push(Stretch {
                from: x(from),
                to: x(end),
                width: Across(x(end).0 - x(from).0),
                y: y(survival),
                before,
                band: band.map(|(low, high)| (y(high), y(low) - y(high))),
            });
        }
        let Some(Step { survival: next, band, .. }) = step else { break };
        let before = stretches.last().map_or(y(1.0), |it| it.y);
        start = (end, *next, *band, before);
    }
    SurvivalDrawing {
        plot: SCALE.plot(here),
        ticks: ticks(here, last),
        stretches,
        median: curve.median.map(x),
        middle: y(0.5),
    }
}

fn ticks(here: &Here<'_>, last: usize) -> Vec<Tick> {
    let step = [7, 14, 30, 60, 90, 180, 365, 730, 1825].into_iter().find(|it| last / it <= 6).unwrap_or(3650);
    let tick = |idx: usize| Tick {
        x: Across::of(idx * step, last),
        text: here.messages().integer(idx * step),
        is_minor: idx % 2 == 1,
    };
    (0..=last / step).map(tick).collect()
}

fn says(here: &Here<'_>, time: &TimeToClose) -> String {
    let messages = here.messages();
    let curve = &time.survival;
    let (n, closed) = (messages.integer(curve.n), messages.integer(curve.n_ended));
    let open = messages.integer(curve.n - curve.n_ended);
    let values = [("n", n.as_str()), ("closed", &closed), ("open", &open)];
    if !time.is_known() {
        let numbers = [curve.n + time.undated + time.unknown, time.undated, time.unknown];
        let numbers = numbers.map(|it| messages.integer(it));
        let values = [("all", numbers[0].as_str()), ("undated", &numbers[1]), ("unknown", &numbers[2])];
        return messages.fill("chart.cannot_tell", &values);
    }
    if curve.n_ended < MIN_SAMPLE {
        return messages.fill("chart.survival.too_few", &values);
    }
    let days = |it: i32| messages.count("count.days", it.unsigned_abs() as usize);
    let last = days(curve.last);
    let mut values = values.to_vec();
    let Some(median) = curve.median.map(days) else {
        values.push(("last", &last));
        return messages.fill("chart.survival.no_median", &values);
    };
    if let Some((Some(at_once), at_last)) = time.median_between {
        let left_out = messages.integer(time.undated + time.unknown);
        let (low, high) = (days(at_once), at_last.map(days));
        values.extend([("low", low.as_str()), ("left_out", &left_out)]);
        return match &high {
            Some(high) => {
                values.push(("high", high));
                messages.fill("chart.survival.says_between", &values)
            }
            None => messages.fill("chart.survival.says_from", &values),
        };
    }
    let low = curve.median_low.map_or_else(|| "?".to_owned(), days);
    values.extend([("median", median.as_str()), ("low", &low)]);
    match curve.median_high.map(days) {
        Some(high) => {
            values.push(("high", &high));
            messages.fill("chart.survival.says", &values)
        }
        None => messages.fill("chart.survival.says_open", &values),
    }
}

fn numbers(here: &Here<'_>, curve: &Survival) -> Option<Numbers> {
    let messages = here.messages();
    if curve.n_ended < MIN_SAMPLE {
        return None;
    }
    let row = |days: i32| {
        let (share, band) = curve.at(days)?;
        Some(vec![
            Link::text(messages.count("count.days", days.unsigned_abs() as usize)),
            Link::text(messages.percent(share)),
            Link::text(band.map_or_else(|| "–".to_owned(), |(low, high)| interval(here, low, high))),
            count(here, curve.at_risk_after(days)),
        ])
    };
    let columns = ["column.since_promise", "column.still_open", "column.interval", "column.at_risk"];
    Numbers::new(here, &columns, DAYS.into_iter().filter_map(row).collect())
}
