//! The author's document with what is known about its own lines: states and delays of action items, kinds and gaps of
//! the timeline.
//!
//! Nothing is printed twice: a line that the document has is added to where it is. What it does not have, because a
//! file beside it or front matter says so, is listed below it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contents::{Contents, Heading};
use super::times::EventRow;
use crate::files::Span;
use crate::model::Incident;
use crate::site::BodyRow;
use crate::site::context::Here;
use crate::site::views::{ActionRow, action_rows};

/// The document in parts, and what is not in it.
#[derive(Serialize)]
pub(super) struct Story {
    parts: Vec<Part>,
    headings: Vec<Heading>,
    /// Every action item, in order.
    items: Vec<ActionRow>,
    /// Action items that have no line of their own in the document.
    others: Vec<ActionRow>,
    /// The timeline; empty where the document tells it.
    events: Vec<EventRow>,
}

/// A stretch of the document, and what is added behind it.
#[derive(Default, Serialize)]
struct Part {
    html: String,
    /// Attributes of the line that begins here.
    anchor: Option<String>,
    event: Option<&'static str>,
    /// What is known about the line that ends here.
    item: Option<ActionRow>,
    moment: Option<Moment>,
}

/// What kind of event a line of the timeline is, and how long after the one before.
#[derive(Serialize)]
struct Moment {
    kind: Option<String>,
    gap: Option<String>,
    is_long_gap: bool,
}

/// Something to add, with the byte of the HTML where.
type Addition = (usize, Part);

impl Story {
    /// The document of `incident` with what is known about its lines.
    pub(super) fn new(here: &Here<'_>, incident: &Incident, events: Vec<EventRow>) -> Self {
        let items = action_rows(here, incident.action_items.iter().map(|it| (incident, it)));
        let body = here.site.input.bodies.get(&here.route);
        let (html, rows) = body.map_or(("", &[][..]), |it| (it.html.as_str(), it.rows.as_slice()));
        let place = |span: Span| (span.file == incident.body.0).then(|| row_at(html, rows, span)).flatten();
        let mut taken = BTreeSet::new();
        let mut additions: Vec<Addition> = Vec::new();
        let mut others = Vec::new();
        let mut written = None;
        for (item, row) in incident.action_items.iter().zip(&items) {
            // Front matter and the text often list the same action items.
            let again = || {
                let written = written.get_or_insert_with(|| Written::new(html, rows));
                written.row(&item.task).map(|idx| (idx, &rows[idx]))
            };
            let found = place(item.span).or_else(again).filter(|it| !taken.contains(&it.0));
            let Some((idx, at)) = found else {
                others.push(row.clone());
                continue;
            };
            taken.insert(idx);
            additions.push((at.tag, Part { anchor: Some(row.anchor().to_owned()), ..Part::default() }));
            additions.push((at.end, Part { item: Some(row.clone()), ..Part::default() }));
        }
        let is_in_text = |span: Span| span.file == incident.body.0 && incident.body.1.contains(&span.start);
        let is_told = !html.is_empty() && incident.timeline.iter().all(|it| is_in_text(it.span));
        if is_told {
            for (event, row) in incident.timeline.iter().zip(&events) {
                let Some((idx, at)) = place(event.span).filter(|it| !taken.contains(&it.0)) else { continue };
                taken.insert(idx);
                let kind = row.kind.clone().filter(|it| !is_written(&html[at.tag..at.end], it));
                let moment = Moment { kind, gap: row.gap.clone(), is_long_gap: row.is_long_gap };
                additions
                    .push((at.tag, Part { event: Some(row.kind_key.unwrap_or("other")), ..Part::default() }));
                if moment.kind.is_some() || moment.gap.is_some() {
                    additions.push((at.end, Part { moment: Some(moment), ..Part::default() }));
                }
            }
        }
        Self {
            parts: parts(html, additions),
            headings: Contents::new(here).into_headings(),
            items,
            others,
            events: if is_told { Vec::new() } else { events },
        }
    }
}

/// The rows of a document by the words of their cells and lines.
struct Written {
    rows: BTreeMap<String, usize>,
}

impl Written {
    fn new(html: &str, rows: &[BodyRow]) -> Self {
        let mut found = BTreeMap::new();
        for (idx, it) in rows.iter().enumerate().filter(|it| is_there(html, it.1)) {
            let cells = html[it.tag..it.end].split("</td>").map(words);
            for cell in cells.filter(|it| !it.is_empty()) {
                found.entry(cell).or_insert(idx);
            }
        }
        Self { rows: found }
    }

    /// The first row that says `task`, and nothing else in that cell or line.
    fn row(&self, task: &str) -> Option<usize> {
        self.rows.get(&words(task)).copied()
    }
}

/// The letters and digits of a piece of HTML or Markdown, by which the two can be compared.
fn words(text: &str) -> String {
    let mut is_in_tag = false;
    let shown = text.chars().filter(|c| {
        is_in_tag = *c == '<' || is_in_tag && *c != '>';
        !is_in_tag
    });
    let mut shown: String = shown.collect();
    if shown.contains('&') {
        let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        shown = entities.iter().fold(shown, |text, entity| text.replace(entity, " "));
    }
    shown.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The innermost row that `span` begins in, with its number.
fn row_at<'a>(html: &str, rows: &'a [BodyRow], span: Span) -> Option<(usize, &'a BodyRow)> {
    let found = rows.iter().enumerate().rev().find(|(_, it)| it.place.contains(&span.start))?;
    is_there(html, found.1).then_some(found)
}

/// Whether the tag and the end of the text of `row` are still where they were written.
fn is_there(html: &str, row: &BodyRow) -> bool {
    let is_tag = html.get(row.tag..).is_some_and(|it| it.starts_with('>') || it.starts_with(" class="));
    is_tag && html.is_char_boundary(row.end) && row.tag < row.end
}

/// Whether a cell or a line of `row` is the word `kind` already.
fn is_written(row: &str, kind: &str) -> bool {
    row.split(['<', '>']).any(|it| it.trim().to_lowercase() == kind.to_lowercase())
}

/// `html` cut where something is added.
fn parts(html: &str, mut additions: Vec<Addition>) -> Vec<Part> {
    additions.sort_by_key(|it| it.0);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, addition) in additions {
        parts.push(Part { html: html[start..at].to_owned(), ..addition });
        start = at;
    }
    parts.push(Part { html: html[start..].to_owned(), ..Part::default() });
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_cut_in_where_it_belongs_and_nothing_is_lost() {
        let html = "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>";
        let anchor = |it: &str| Part { anchor: Some(it.to_owned()), ..Part::default() };
        let cut = parts(html, vec![(22, anchor("b")), (8, anchor("a"))]);
        let whole: String = cut.iter().map(|it| it.html.as_str()).collect();
        assert_eq!(whole, html);
        assert_eq!((cut[0].html.as_str(), cut[0].anchor.as_deref()), ("<ul>\n<li", Some("a")));
        assert_eq!(cut[1].anchor.as_deref(), Some("b"));
    }

    #[test]
    fn the_word_of_a_cell_is_not_written_again() {
        let row = "><td>14:32</td>\n<td>The alert fired</td>\n<td>Alert";
        assert!(is_written(row, "Alert"));
        assert!(!is_written(row, "Detection"), "a word within a sentence is not a cell of its own");
        assert!(!is_written("><td>14:32</td><td>The alert fired", "Alert"));
    }

    #[test]
    fn a_row_is_found_by_what_it_says() {
        let html =
            "<tr><td>A1</td><td>Alert on <code>p99</code> &gt; 2 s</td></tr><li>Ask &quot;why&quot;</li>";
        let end = |text: &str| html.find(text).unwrap();
        let rows = [
            BodyRow { place: 0..20, tag: 3, end: end("</td></tr>") },
            BodyRow { place: 20..40, tag: end("<li>") + 3, end: end("</li>") },
        ];
        let written = Written::new(html, &rows);
        assert_eq!(written.row("Alert on `p99` > 2 s"), Some(0));
        assert_eq!(written.row("Ask \"why\""), Some(1));
        assert_eq!(written.row("Alert on p99"), None);
    }

    #[test]
    fn a_place_belongs_to_the_innermost_row() {
        let html = "<li>a<ul><li>b</li></ul></li>";
        let rows = [BodyRow { place: 0..20, tag: 3, end: 5 }, BodyRow { place: 4..12, tag: 12, end: 14 }];
        let at =
            |start: usize| row_at(html, &rows, Span::point(crate::files::FileId(0), start)).map(|it| it.0);
        assert_eq!((at(2), at(6), at(15), at(30)), (Some(0), Some(1), Some(0), None));
    }
}
