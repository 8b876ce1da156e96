//! A drawing with what surrounds it: its words, and its numbers as a table.

use serde::Serialize;

use crate::address::Route;
use crate::site::context::{Here, Link};

/// A drawing with what surrounds it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Chart<D> {
    caption: Caption,
    /// `None` where there is too little to draw.
    drawing: Option<D>,
}

/// What surrounds a drawing.
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

impl<D> Chart<D> {
    pub(super) fn new(caption: Caption, drawing: Option<D>) -> Self {
        Self { caption: Caption { is_drawn: drawing.is_some(), ..caption }, drawing }
    }
}

impl Caption {
    /// The caption of the drawing `name`, whose words are found under `chart.<name>` and its numbers at `anchor` of the
    /// definitions.
    pub(super) fn new(
        here: &Here<'_>,
        name: &str,
        anchor: &str,
        says: String,
        numbers: Option<Numbers>,
    ) -> Self {
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
    pub(super) fn new(here: &Here<'_>, columns: &[&str], rows: Vec<Vec<Link>>) -> Option<Self> {
        let columns = columns.iter().map(|it| here.messages().text(it).to_owned()).collect();
        (!rows.is_empty()).then_some(Self { columns, rows })
    }
}

/// The words for a count.
pub(super) fn count(here: &Here<'_>, n: usize) -> Link {
    Link::text(here.messages().integer(n))
}

/// `9% to 38%`.
pub(super) fn interval(here: &Here<'_>, low: f64, high: f64) -> String {
    let messages = here.messages();
    messages.fill("stat.interval", &[("low", &messages.percent(low)), ("high", &messages.percent(high))])
}
