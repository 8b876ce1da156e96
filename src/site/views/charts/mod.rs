//! Drawings: plain shapes for inline SVG, each with a sentence that says what it shows and its numbers as a table.
//!
//! Places along the width are shares of it, so that a drawing fits a phone and a sheet of paper alike and its words keep
//! their size; heights are whole pixels. Nothing is drawn from fewer values than a figure needs.

mod axis;
mod backlog;
mod calendar;
mod chain_axis;
mod course;
mod dots;
mod matrix;
mod quarters;
mod shares;
mod sparkline;
mod survival;

use serde::{Serialize, Serializer};

use crate::site::Route;
use crate::site::context::{Here, Link};

pub(in crate::site) use backlog::{BacklogDrawing, backlog};
pub(in crate::site) use calendar::{CalendarDrawing, calendar};
pub(in crate::site) use chain_axis::{ChainAxis, chain_axis};
pub(in crate::site) use course::{CourseDrawing, course};
pub(in crate::site) use dots::{DotsDrawing, Group, dots};
pub(in crate::site) use matrix::{MatrixDrawing, matrix};
pub(in crate::site) use quarters::{QuartersDrawing, quarters};
pub(in crate::site) use shares::{SharesDrawing, shares};
pub(in crate::site) use sparkline::{Sparkline, sparkline};
pub(in crate::site) use survival::{SurvivalDrawing, survival};

/// A drawing with what stands around it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Chart<D> {
    caption: Caption,
    /// `None` where there is too little to draw.
    drawing: Option<D>,
}

/// What stands around a drawing.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Caption {
    /// Unique on its page.
    id: String,
    title: String,
    /// How to read it.
    description: String,
    /// What it shows, with its numbers; or that there is too little to say.
    says: String,
    /// Where its numbers are defined.
    definition: Link,
    /// The same numbers as a table.
    numbers: Option<Numbers>,
    /// Whether there was enough to draw.
    is_drawn: bool,
}

/// A table of the numbers of a drawing; the first column names its line.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Numbers {
    columns: Vec<String>,
    rows: Vec<Vec<Link>>,
}

/// The mark of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Dot {
    x: Across,
    y: usize,
}

/// A place along the width of a drawing, in thousandths of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Across(usize);

impl Across {
    const WHOLE: usize = 1000;

    /// The place of `part` in `whole`.
    fn of(part: usize, whole: usize) -> Self {
        Self((part * Self::WHOLE).checked_div(whole).unwrap_or_default().min(Self::WHOLE))
    }
}

impl Serialize for Across {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => serializer.collect_str(&format_args!("{whole}%")),
            (whole, tenth) => serializer.collect_str(&format_args!("{whole}.{tenth}%")),
        }
    }
}

impl<D> Chart<D> {
    fn new(caption: Caption, drawing: Option<D>) -> Self {
        Self { caption: Caption { is_drawn: drawing.is_some(), ..caption }, drawing }
    }
}

impl Caption {
    /// The caption of the drawing `name`, whose words stand under `chart.<name>` and its numbers at `anchor` of the
    /// definitions.
    fn new(here: &Here<'_>, name: &str, anchor: &str, says: String, numbers: Option<Numbers>) -> Self {
        let messages = here.messages();
        Self {
            id: format!("aw-chart-{name}"),
            title: messages.word("chart", &format!("{name}.title")),
            description: messages.word("chart", &format!("{name}.description")),
            says,
            definition: here.link_into(messages.text("chart.definition"), &Route::Definitions, anchor),
            numbers,
            is_drawn: false,
        }
    }
}

impl Numbers {
    /// A table with the column heads under `columns`; `None` without lines.
    fn new(here: &Here<'_>, columns: &[&str], rows: Vec<Vec<Link>>) -> Option<Self> {
        let columns = columns.iter().map(|it| here.messages().text(it).to_owned()).collect();
        (!rows.is_empty()).then_some(Self { columns, rows })
    }
}

/// The words for a count.
fn count(here: &Here<'_>, n: usize) -> Link {
    Link::text(here.messages().integer(n))
}

/// `9% to 38%`.
fn interval(here: &Here<'_>, low: f64, high: f64) -> String {
    let messages = here.messages();
    messages.fill("stat.interval", &[("low", &messages.percent(low)), ("high", &messages.percent(high))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shares_of_the_width() {
        let text = |it| serde_json::to_string(&it).unwrap();
        assert_eq!(text(Across::of(1, 4)), "\"25%\"");
        assert_eq!(text(Across::of(1, 3)), "\"33.3%\"");
        assert_eq!(text(Across::of(7, 5)), "\"100%\"");
        assert_eq!(text(Across::of(0, 0)), "\"0%\"");
    }
}
