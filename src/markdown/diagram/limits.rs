//! What a diagram may hold: its source comes from whoever writes a document, and a drawing must cost next to nothing.

use mermaid_svg::Diagram;
use mermaid_svg::ast::{BlockItem, MindmapNode, SequenceItem, TaskEnd};

/// Most `&` of a line: each of `A & B --> C & D` is joined with each, before anything can be counted.
const MAX_JOINED: usize = 16;

/// Deepest brackets of a line, which are read one in the other.
const MAX_DEPTH: usize = 32;

/// Most boxes, and most lines between them; twice what fits on a page.
const MAX_PARTS: usize = 300;

/// Largest number that makes a drawing longer: columns, spaces, lanes; and days that a task may take.
const MAX_NUMBER: usize = 50;
const MAX_DAYS: f64 = 36_525.0;

/// Whether `source`, whose length was looked at before, can be read without a number of parts or calls that nobody counted.
pub(super) fn is_readable(source: &str) -> bool {
    source.lines().all(|it| it.matches('&').count() <= MAX_JOINED && depth(it) <= MAX_DEPTH)
}

/// Most brackets of `line` that are open at once.
fn depth(line: &str) -> usize {
    let mut open = 0_usize;
    let mut most = 0;
    for c in line.chars() {
        match c {
            '(' | '[' | '{' | '<' => open += 1,
            ')' | ']' | '}' | '>' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// Whether what was read is little enough to be drawn.
pub(super) fn is_drawable(diagram: &Diagram) -> bool {
    let n_parts = match diagram {
        Diagram::Flowchart(it) => it.nodes.len() + it.edges.len() + it.subgraphs.len(),
        Diagram::Sequence(it) => it.participants.len() * 4 + n_items(&it.items),
        Diagram::State(it) => it.states.len() + it.transitions.len() + it.notes.len(),
        Diagram::Class(it) => it.classes.len() + it.relations.len(),
        Diagram::Er(it) => it.entities.len() + it.relations.len(),
        Diagram::Gantt(it) => {
            let mut tasks = it.sections.iter().flat_map(|it| &it.tasks);
            if tasks.any(|it| matches!(it.end, TaskEnd::Duration(days) if !(0.0..=MAX_DAYS).contains(&days)))
            {
                return false;
            }
            it.sections.iter().map(|it| it.tasks.len()).sum()
        }
        Diagram::Block(it) => {
            if it.columns.is_some_and(|it| MAX_NUMBER < it) {
                return false;
            }
            n_blocks(&it.items)
        }
        Diagram::GitGraph(it) => it.events.len(),
        Diagram::Mindmap(it) => it.root.as_ref().map_or(0, n_branches),
        Diagram::Sankey(it) => it.links.len(),
        // A line of the source is a part, and lines are counted.
        _ => 0,
    };
    n_parts <= MAX_PARTS
}

fn n_items(items: &[SequenceItem]) -> usize {
    let inside = |it: &SequenceItem| match it {
        SequenceItem::Alt(of) | SequenceItem::Par(of) | SequenceItem::Critical(of) => {
            of.iter().map(|it| n_items(&it.items)).sum()
        }
        SequenceItem::Loop(it) | SequenceItem::Opt(it) | SequenceItem::Break(it) => n_items(&it.items),
        SequenceItem::Rect(it) => n_items(&it.items),
        _ => 0,
    };
    items.iter().map(|it| 1 + inside(it)).sum()
}

fn n_blocks(items: &[BlockItem]) -> usize {
    let size = |it: &BlockItem| match it {
        BlockItem::Space(width) => *width,
        BlockItem::Block(it) => it.span.max(1),
        BlockItem::Group(it) => it.span.max(1) + it.columns.unwrap_or(1) + n_blocks(&it.items),
        _ => 1,
    };
    items.iter().map(size).fold(0, usize::saturating_add)
}

fn n_branches(of: &MindmapNode) -> usize {
    1 + of.children.iter().map(n_branches).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: bool) {
        let is_small = is_readable(source) && mermaid_svg::parse(source).is_ok_and(|it| is_drawable(&it));
        assert_eq!(is_small, expected, "{}", source.chars().take(60).collect::<String>());
    }

    #[test]
    fn what_people_draw_is_drawn() {
        check("flowchart TD\n  A & B & C --> D & E\n", true);
        check("gantt\n  dateFormat YYYY-MM-DD\n  section a\n  b :2026-01-01, 90d\n", true);
        check("block-beta\ncolumns 3\na b:2 space c\n", true);
    }

    #[test]
    fn what_would_cost_more_than_it_shows_is_not() {
        let all = |count: usize| (0..count).map(|it| format!("n{it}")).collect::<Vec<_>>();
        check(&format!("flowchart TD\n{} --> {}\n", all(40).join(" & "), all(40).join(" & ")), false);
        check(&format!("flowchart TD\n{}\n", all(301).join("\n")), false);
        check(&format!("flowchart TD\nA{}x{}\n", "[".repeat(60), "]".repeat(60)), false);
        check("gantt\n  dateFormat YYYY-MM-DD\n  section a\n  b :2026-01-01, 999999999d\n", false);
        check("block-beta\ncolumns 99999999\na b\n", false);
        check("block-beta\ncolumns 3\na b space:99999999\n", false);
        check(&format!("flowchart TD\n{}", "A-->B\n".repeat(390)), false);
    }
}
