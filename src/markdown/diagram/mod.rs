//! Diagrams, drawn from their Mermaid source while the site is built.
//!
//! 1. `prepare` takes out what acts, and keeps comparison signs from being read as tags (`signs`).
//! 2. `limits` refuses what is too large, before and after `draw` has it read by the drawing program.
//! 3. `arrange` gives words room and takes out what changes from day to day; the drawing program draws.
//! 4. `picture` reads the drawing and rewrites it, with nothing in it that could run or load, and in the colors of the
//!    page (`colors`): one drawing for light and dark pages.
//!
//! What cannot be drawn, or would be drawn wrongly, stays readable as its source. A drawing takes less than a thousandth of
//! a second, so nothing is remembered between builds. Without the feature `mermaid` nothing is drawn, and only the first
//! line is looked at.

#[cfg(feature = "mermaid")]
mod arrange;
#[cfg(feature = "mermaid")]
mod colors;
#[cfg(feature = "mermaid")]
mod draw;
mod drawing;
#[cfg(feature = "mermaid")]
mod limits;
#[cfg(feature = "mermaid")]
mod picture;
mod prepare;
mod signs;

use crate::phrase::{Phrase, say};
use crate::text::did_you_mean;
pub use drawing::{Diagram, FONT_SIZE};

/// Longest source that is drawn, in bytes, and in lines: what is larger nobody can read.
const MAX_SOURCE: (usize, usize) = (20_000, 400);

/// What becomes of the source of a diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiagramOutcome {
    /// It is drawn.
    #[cfg_attr(not(feature = "mermaid"), expect(dead_code, reason = "nothing is drawn without the feature"))]
    Drawn(Box<Diagram>),
    /// It is as well as anybody can tell, but this program draws no diagrams.
    #[cfg(not(feature = "mermaid"))]
    Left,
    /// It cannot be drawn.
    Faulty {
        /// What is wrong.
        message: Phrase,
        /// What to do about it.
        hint: Phrase,
    },
}

/// Kinds of diagrams by the word that opens their source, and whether they are drawn.
const KINDS: [(&str, bool); 33] = [
    ("architecture-beta", false),
    ("block", true),
    ("block-beta", true),
    ("C4Component", false),
    ("C4Container", false),
    ("C4Context", false),
    ("C4Deployment", false),
    ("C4Dynamic", false),
    ("classDiagram", true),
    ("classDiagram-v2", true),
    ("erDiagram", true),
    ("flowchart", true),
    ("flowchart-elk", false),
    ("gantt", true),
    ("gitGraph", true),
    ("graph", true),
    ("info", false),
    ("journey", true),
    ("kanban", false),
    ("mindmap", true),
    ("packet-beta", false),
    ("pie", true),
    ("quadrantChart", true),
    ("radar-beta", false),
    ("requirementDiagram", false),
    ("sankey-beta", true),
    ("sequenceDiagram", true),
    ("stateDiagram", true),
    ("stateDiagram-v2", true),
    ("timeline", true),
    ("treemap-beta", false),
    ("xychart-beta", true),
    ("zenuml", false),
];

/// Draws the diagram that `source` describes, with names that begin with `prefix`; never fails.
pub fn diagram(source: &str, prefix: &str) -> DiagramOutcome {
    if MAX_SOURCE.0 < source.len() || MAX_SOURCE.1 < source.lines().count() {
        return faulty(say!("markdown.diagram-too-large"), say!("markdown.diagram-draw-parts"));
    }
    let prepare::Prepared { source, title } = prepare::prepared(source);
    let word = source.split(|c: char| c.is_whitespace() || c == ';').find(|it| !it.is_empty());
    let Some(word) = word else {
        return faulty(say!("markdown.diagram-empty"), say!("markdown.diagram-fill-or-remove"));
    };
    match KINDS.iter().find(|it| it.0.eq_ignore_ascii_case(word.trim_end_matches(':'))) {
        Some((_, true)) => drawn(&source, title, prefix),
        Some((kind, false)) => {
            faulty(say!("markdown.diagram-kind", kind = *kind), say!("markdown.diagram-other-kind"))
        }
        None => {
            let shown: String = word.chars().take(40).collect();
            let message = say!("markdown.diagram-unknown-kind", kind = shown);
            match did_you_mean(word, KINDS.iter().filter(|it| it.1).map(|it| it.0)) {
                Some(near) => faulty(message, say!("hint.did-you-mean", near)),
                None => faulty(message, say!("markdown.diagram-begin-with-kind")),
            }
        }
    }
}

#[cfg(feature = "mermaid")]
fn drawn(source: &str, title: Option<String>, prefix: &str) -> DiagramOutcome {
    match draw::drawn(source, prefix) {
        Ok(diagram) => DiagramOutcome::Drawn(Box::new(Diagram { title, ..diagram })),
        Err(message) => faulty(message, say!("markdown.diagram-write-differently")),
    }
}

#[cfg(not(feature = "mermaid"))]
fn drawn(_: &str, _: Option<String>, _: &str) -> DiagramOutcome {
    DiagramOutcome::Left
}

fn faulty(message: Phrase, hint: Phrase) -> DiagramOutcome {
    DiagramOutcome::Faulty { message, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        match diagram(source, "p-") {
            DiagramOutcome::Faulty { message, hint } => {
                let shown = format!("{} ({})", message.english(), hint.english());
                assert!(shown.contains(expected), "{shown}");
            }
            other @ DiagramOutcome::Drawn(_) => panic!("{source}: {other:?}"),
            #[cfg(not(feature = "mermaid"))]
            DiagramOutcome::Left => panic!("{source}"),
        }
    }

    #[test]
    fn what_is_no_diagram_is_named() {
        check("flowchrt TD\nA-->B", "unknown kind of diagram `flowchrt` (did you mean `flowchart`?)");
        check("看图", "unknown kind of diagram `看图` (begin it with");
        check("%% only a remark\n\n", "the diagram is empty");
        check("zenuml\na", "diagrams of the kind `zenuml` are not drawn");
        check(&format!("flowchart TD\n{}", "A-->B\n".repeat(50_000)), "too large to draw");
    }

    #[test]
    fn what_can_be_drawn_is_no_fault() {
        for source in ["flowchart TD\nA-->B", "graph LR; A-->B", "---\ntitle: x\n---\npie\n\"a\": 1\n"] {
            assert!(!matches!(diagram(source, "p-"), DiagramOutcome::Faulty { .. }), "{source}");
        }
    }
}
