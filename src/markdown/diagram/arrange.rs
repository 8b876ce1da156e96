//! What is changed in a diagram between reading and drawing, so that the drawing is the same on every day, words have
//! room, and groups can be distinguished from what is beside them.

use std::collections::{BTreeMap, BTreeSet};

use mermaid_svg::Diagram;
use mermaid_svg::ast::{
    ClickAction, EdgeHead, EdgeLine, FlowchartDiagram, GanttDiagram, SequenceDiagram, SequenceItem,
};

use super::drawing::FONT_SIZE;
use crate::phrase::{Phrase, say};
use crate::text::width;

/// Columns at which words in a box, and on a line, are broken.
const BOX_COLUMNS: usize = 32;
const LINE_COLUMNS: usize = 24;

/// Pixels of a column of words on an arrow of a sequence, and around them.
const MESSAGE_COLUMN: f64 = 6.7;
const MESSAGE_AIR: f64 = 28.0;

/// Pixels of a column of a participant's name, around it, of the smallest one, and between two: the drawing program's.
const NAME_COLUMN: f64 = 8.0 * FONT_SIZE / 14.0;
const NAME_AIR: f64 = 40.0;
const SMALLEST_NAME: f64 = 110.0;
const GAP: f64 = 50.0;

/// A space that is not trimmed away.
const BLANK: &str = "\u{2800}";

/// Prepares `diagram`; says what it holds where the drawing program would draw it wrongly.
pub(super) fn arranged(diagram: &mut Diagram) -> Result<(), Phrase> {
    match diagram {
        Diagram::Flowchart(it) => flowchart(it),
        Diagram::Sequence(it) => sequence(it),
        Diagram::Gantt(it) => gantt(it),
        Diagram::State(it) => {
            if !it.composites.is_empty() {
                return Err(say!("markdown.diagram-nested-states"));
            }
            for state in &mut it.states {
                state.label = wrapped(&state.label, BOX_COLUMNS);
            }
        }
        _ => {}
    }
    Ok(())
}

/// The nodes of every group that is drawn, by their place in the diagram, in the order in which groups are drawn.
pub(super) fn groups(diagram: &FlowchartDiagram) -> Vec<BTreeSet<usize>> {
    let places: BTreeMap<&str, usize> =
        diagram.nodes.iter().enumerate().map(|(idx, it)| (it.id.as_str(), idx)).collect();
    let of_group = |it: &mermaid_svg::ast::Subgraph| -> BTreeSet<usize> {
        members(diagram, &it.id).iter().filter_map(|it| places.get(it.as_str()).copied()).collect()
    };
    diagram.subgraphs.iter().map(of_group).filter(|it| !it.is_empty()).collect()
}

/// The nodes of the group `id`, with those of the groups in it, in order.
fn members(diagram: &FlowchartDiagram, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![id.to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        if let Some(group) = diagram.subgraphs.iter().find(|it| it.id == id) {
            found.extend(group.node_ids.iter().cloned());
            open.extend(group.child_subgraph_ids.iter().cloned());
        }
    }
    found
}

fn flowchart(diagram: &mut FlowchartDiagram) {
    for (idx, node) in diagram.nodes.iter_mut().enumerate() {
        node.text = wrapped(&node.text, BOX_COLUMNS);
        // What belongs to the node is then held together in the drawing; the link itself is not published.
        node.click = Some(ClickAction::Href { url: idx.to_string(), tooltip: None, target: None });
    }
    for edge in &mut diagram.edges {
        edge.animate = false;
        edge.label = edge.label.as_ref().map(|it| wrapped(it, LINE_COLUMNS));
    }
    for group in &mut diagram.subgraphs {
        // Members that turn aside would take the place of others.
        group.direction = None;
        group.style.clear();
        group.classes.clear();
    }
    // A line to or from a group gives its members no place of their own: an invisible one between members does.
    let mut ties = Vec::new();
    for edge in &diagram.edges {
        let from = members(diagram, &edge.from);
        let to = members(diagram, &edge.to);
        if from.is_empty() && to.is_empty() {
            continue;
        }
        let begins = if from.is_empty() { vec![edge.from.clone()] } else { ends(diagram, &from, false) };
        let finishes = if to.is_empty() { vec![edge.to.clone()] } else { ends(diagram, &to, true) };
        for begin in &begins {
            for finish in finishes.iter().filter(|it| *it != begin) {
                let mut tie = edge.clone();
                (tie.from, tie.to) = (begin.clone(), finish.clone());
                (tie.line, tie.head, tie.tail) = (EdgeLine::Invisible, EdgeHead::None, EdgeHead::None);
                (tie.label, tie.id) = (None, None);
                ties.push(tie);
            }
        }
    }
    ties.truncate(100);
    diagram.edges.extend(ties);
}

/// Those of `members` that no line comes to (`first`), or goes from, within them; the first, or last, where all turn in
/// a ring.
fn ends(diagram: &FlowchartDiagram, members: &[String], first: bool) -> Vec<String> {
    let within = |it: &&mermaid_svg::ast::FlowEdge| members.contains(&it.from) && members.contains(&it.to);
    let touched: BTreeSet<&String> =
        diagram.edges.iter().filter(within).map(|it| if first { &it.to } else { &it.from }).collect();
    let free: Vec<String> = members.iter().filter(|it| !touched.contains(it)).cloned().collect();
    let one = if first { members.first() } else { members.last() };
    if free.is_empty() { one.cloned().into_iter().collect() } else { free }
}

fn gantt(diagram: &mut GanttDiagram) {
    // A line for today would change the page every day.
    diagram.today_marker = Some("off".to_owned());
    // A step that is too small for the span would be drawn a million times.
    diagram.tick_interval = None;
    let has_hours = diagram.date_format.as_ref().is_some_and(|it| it.contains('H'));
    if diagram.axis_format.is_none() && has_hours {
        diagram.axis_format = Some("%H:%M".to_owned());
    }
}

fn sequence(diagram: &mut SequenceDiagram) {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut messages = Vec::new();
    walk(&diagram.items, &mut open, &mut messages);
    // What stays open would be drawn in another order every time.
    for (id, count) in open {
        diagram.items.extend(std::iter::repeat_n(SequenceItem::Deactivate(id), count));
    }
    let places: BTreeMap<&str, usize> =
        diagram.participants.iter().enumerate().map(|(idx, it)| (it.id.as_str(), idx)).collect();
    let mut spans: Vec<(usize, usize, f64)> = messages
        .iter()
        .filter_map(|(from, to, text)| {
            let (from, to) = (*places.get(from.as_str())?, *places.get(to.as_str())?);
            let lines = text.split("<br").map(width).max().unwrap_or(0);
            let (left, right) = if from == to { (from, from + 1) } else { (from.min(to), from.max(to)) };
            Some((left, right, columns(lines) * MESSAGE_COLUMN + MESSAGE_AIR))
        })
        .filter(|it| it.1 < diagram.participants.len())
        .collect();
    spans.sort_by(|a, b| {
        (a.1 - a.0, a.0, b.2).partial_cmp(&(b.1 - b.0, b.0, a.2)).unwrap_or(std::cmp::Ordering::Equal)
    });
    let name_width = |name: &str| {
        let widest = name.split("<br").map(width).max().unwrap_or(0);
        (columns(widest) * NAME_COLUMN + NAME_AIR).max(SMALLEST_NAME)
    };
    let natural: Vec<f64> = diagram.participants.iter().map(|it| name_width(&it.display)).collect();
    let mut wanted = natural.clone();
    for (left, right, needed) in spans {
        let between: f64 = wanted[left + 1..right].iter().map(|it| it + GAP).sum();
        let missing = needed - (f64::midpoint(wanted[left], wanted[right]) + GAP + between);
        if 0.0 < missing {
            wanted[left] += missing;
            wanted[right] += missing;
        }
    }
    for (idx, participant) in diagram.participants.iter_mut().enumerate() {
        if natural[idx] < wanted[idx] && !participant.display.contains('<') {
            let written = columns(width(&participant.display)) * NAME_COLUMN + NAME_AIR;
            participant.display = padded(&participant.display, (wanted[idx] - written) / NAME_COLUMN);
        }
    }
}

/// `name` between spaces that are not trimmed, for `columns` more columns.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
fn padded(name: &str, columns: f64) -> String {
    let pad = BLANK.repeat((columns / 2.0).ceil().clamp(0.0, 60.0) as usize);
    format!("{pad}{name}{pad}")
}

#[expect(clippy::cast_precision_loss, reason = "columns of a line")]
fn columns(count: usize) -> f64 {
    count as f64
}

/// Collects what is still active at the end, and every message as sender, receiver and text.
fn walk(
    items: &[SequenceItem],
    open: &mut BTreeMap<String, usize>,
    messages: &mut Vec<(String, String, String)>,
) {
    for item in items {
        match item {
            SequenceItem::Activate(id) => *open.entry(id.clone()).or_default() += 1,
            SequenceItem::Deactivate(id) => {
                if let Some(count) = open.get_mut(id) {
                    *count = count.saturating_sub(1);
                }
            }
            SequenceItem::Message(it) => messages.push((it.from.clone(), it.to.clone(), it.text.clone())),
            SequenceItem::Alt(of) | SequenceItem::Par(of) | SequenceItem::Critical(of) => {
                for branch in of {
                    walk(&branch.items, open, messages);
                }
            }
            SequenceItem::Loop(it) | SequenceItem::Opt(it) | SequenceItem::Break(it) => {
                walk(&it.items, open, messages);
            }
            SequenceItem::Rect(it) => walk(&it.items, open, messages),
            _ => {}
        }
    }
}

/// `text` in lines of at most `most` columns, broken between words and between Chinese characters.
fn wrapped(text: &str, most: usize) -> String {
    if text.contains('<') || width(text) <= most {
        return text.to_owned();
    }
    let n_lines = width(text).div_ceil(most);
    // Lines of one length look better than a last one with a single word.
    let length = width(text).div_ceil(n_lines) + 2;
    let mut lines = vec![String::new()];
    for word in words(text) {
        let line = lines.last().map_or(0, |it| width(it));
        if line != 0 && length.min(most) < line + width(word.trim_end()) {
            lines.push(String::new());
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(word);
        }
    }
    let lines: Vec<&str> = lines.iter().map(|it| it.trim()).collect();
    lines.join("<br/>")
}

/// The parts of `text` that a line may end behind: words with the space behind them, wide characters one by one.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let is_wide = width(&text[at..end]) == 2;
        // A sign such as a comma or a closing bracket stays with what it follows.
        let next_is_sign = chars.peek().is_some_and(|it| !it.1.is_alphanumeric() && !it.1.is_whitespace());
        let next_is_wide = chars.peek().is_some_and(|it| crate::text::is_cjk(it.1));
        if c.is_whitespace() || (is_wide && !next_is_sign) || (next_is_wide && !next_is_sign) {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_of_a_box_are_broken_into_lines_of_like_length() {
        assert_eq!(wrapped("short", 32), "short");
        assert_eq!(
            wrapped("fence the older primary, then promote the newer one by hand", 32),
            "fence the older primary, then<br/>promote the newer one by hand"
        );
        assert_eq!(
            wrapped("真正的容量不足，扩池，并核对数据库的上限", 24),
            "真正的容量不足，扩池，<br/>并核对数据库的上限"
        );
        assert_eq!(wrapped(&format!("a{}<br/>b", "x".repeat(60)), 32), format!("a{}<br/>b", "x".repeat(60)));
    }

    #[test]
    fn what_a_drawing_would_show_wrongly_is_refused() {
        let read = |source: &str| mermaid_svg::parse(source).unwrap();
        let mut nested = read("stateDiagram-v2\n  [*] --> A\n  state A {\n    B --> C\n  }\n");
        assert!(arranged(&mut nested).is_err());
        let mut flat = read("stateDiagram-v2\n  [*] --> A\n");
        assert!(arranged(&mut flat).is_ok());
    }

    #[test]
    fn groups_know_what_is_in_them() {
        let source =
            "flowchart TD\n  subgraph P\n    subgraph Q\n      a --> b\n    end\n    c\n  end\n  d --> P\n";
        let Diagram::Flowchart(mut it) = mermaid_svg::parse(source).unwrap() else { panic!() };
        flowchart(&mut it);
        let names: Vec<Vec<&str>> =
            groups(&it).iter().map(|of| of.iter().map(|idx| it.nodes[*idx].id.as_str()).collect()).collect();
        assert_eq!(names.len(), 2);
        assert!(names.contains(&vec!["a", "b"]) && names.contains(&vec!["a", "b", "c"]), "{names:?}");
        let ties: Vec<(&str, &str)> = it
            .edges
            .iter()
            .filter(|it| it.line == EdgeLine::Invisible)
            .map(|it| (it.from.as_str(), it.to.as_str()))
            .collect();
        assert!(ties.contains(&("d", "a")), "{ties:?}");
    }
}
