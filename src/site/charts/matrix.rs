//! Two properties of failures against each other: a table whose fields are the darker the higher their count.

use serde::Serialize;

use super::chart::{Caption, Chart};
use super::mark;
use crate::analysis::matrix::Matrix;
use crate::analysis::stats::MIN_SAMPLE;
use crate::site::context::{Here, Link};
use crate::site::views::{NONE, value_key};

/// Most columns; the others are added up in one.
const MAX_COLUMNS: usize = 12;
/// Steps of the scale.
const N_STEPS: usize = 5;

/// The table.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct MatrixDrawing {
    /// What the rows are.
    corner: String,
    columns: Vec<Link>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    label: Link,
    total: Link,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Serialize)]
struct Cell {
    /// Leads to the incidents that are counted.
    n: Link,
    /// 0 for nothing, up to 5 for the highest count.
    step: usize,
}

/// The table `name` of `matrix`; `column` names a column, `key` is its part of the address of the list.
pub(in crate::site) fn matrix(
    here: &Here<'_>,
    name: &str,
    matrix: &Matrix,
    column: impl Fn(Option<&str>) -> Link,
    key: impl Fn(Option<&str>) -> String,
) -> Chart<MatrixDrawing> {
    let messages = here.messages();
    let shown = if matrix.columns.len() <= MAX_COLUMNS { matrix.columns.len() } else { MAX_COLUMNS - 1 };
    let mut columns: Vec<Link> =
        matrix.columns[..shown].iter().map(|(id, _)| column(id.as_deref())).collect();
    if shown < matrix.columns.len() {
        columns.push(Link::text(messages.count("chart.matrix.others", matrix.columns.len() - shown)));
    }
    let counts: Vec<Vec<usize>> = matrix
        .counts
        .iter()
        .map(|it| {
            let others: usize = it[shown..].iter().sum();
            it[..shown].iter().copied().chain((shown < it.len()).then_some(others)).collect()
        })
        .collect();
    // The rest is not a value of its own, and must not set the scale.
    let highest = counts.iter().flat_map(|it| &it[..shown]).copied().max().unwrap_or_default();
    let is_enough = MIN_SAMPLE <= matrix.rows.iter().map(|it| it.1).sum();
    let rows = matrix.rows.iter().zip(counts).map(|((cause, total), counts)| Row {
        label: cause_link(here, cause.as_deref()),
        total: mark::count_of(here, *total, &primary(here, cause.as_deref())),
        // From too few, no field is darker than another.
        cells: counts
            .into_iter()
            .enumerate()
            .map(|(idx, n)| {
                let query = |it: &(Option<String>, usize)| {
                    format!("{}&{}", primary(here, cause.as_deref()), key(it.0.as_deref()))
                };
                let n_link = match matrix.columns.get(idx).filter(|_| idx < shown) {
                    Some(it) => mark::count_of(here, n, &query(it)),
                    None => Link::text(messages.integer(n)),
                };
                Cell { n: n_link, step: if is_enough { step(n, highest) } else { 0 } }
            })
            .collect(),
    });
    let caption = Caption::new(here, name, "aw-causes", says(here, name, matrix, &column), None);
    let corner = messages.text("column.cause").to_owned();
    let drawing = MatrixDrawing { corner, columns, rows: rows.collect() };
    // A table of one row that only says that nothing is known shows nothing.
    let is_known = matrix.rows.iter().any(|it| it.0.is_some());
    Chart::new(caption, Some(drawing).filter(|_| is_known))
}

/// The part of the address of the list for the incidents with the primary cause `id`, a top-level one.
fn primary(here: &Here<'_>, id: Option<&str>) -> String {
    let route = id.and_then(|it| here.site.addresses.cause(it));
    format!("primary={}", route.map_or_else(|| NONE.to_owned(), value_key))
}

/// The cause with `id`, or that none was determined.
fn cause_link(here: &Here<'_>, id: Option<&str>) -> Link {
    id.map_or_else(|| Link::text(here.messages().text("cause.none")), |it| here.cause(it))
}

fn step(n: usize, highest: usize) -> usize {
    (n * N_STEPS).div_ceil(highest.max(1)).min(N_STEPS)
}

fn says(here: &Here<'_>, name: &str, matrix: &Matrix, column: impl Fn(Option<&str>) -> Link) -> String {
    let messages = here.messages();
    let n: usize = matrix.rows.iter().map(|it| it.1).sum();
    let unknown = matrix.rows.iter().find(|it| it.0.is_none()).map_or(0, |it| it.1);
    let cells = matrix.rows.iter().zip(&matrix.counts).flat_map(|((row, _), counts)| {
        matrix.columns.iter().zip(counts).map(move |((column, _), n)| (row, column, *n))
    });
    let known = cells.filter(|(row, column, _)| row.is_some() && column.is_some());
    let most = known.clone().reduce(|best, it| if best.2 < it.2 { it } else { best });
    if n == unknown && 0 < n {
        return messages.count("home.no_causes", n);
    }
    if n < MIN_SAMPLE {
        return messages.count("chart.matrix.too_few", n);
    }
    let Some((row, at, most)) = most.filter(|it| 1 < it.2) else {
        return messages.count("chart.matrix.scattered", n);
    };
    let as_often = known.filter(|it| it.2 == most).count() - 1;
    let says = messages.fill(
        &format!("chart.{name}.says"),
        &[
            ("cause", cause_link(here, row.as_deref()).words()),
            ("column", column(at.as_deref()).words()),
            ("most", &messages.integer(most)),
            ("n", &messages.integer(n)),
            ("unknown", &messages.integer(unknown)),
        ],
    );
    match as_often {
        0 => says,
        _ => messages.sentences(&says, &messages.count("chart.matrix.as_often", as_often)),
    }
}
