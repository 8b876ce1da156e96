//! Diagrams, drawn from their Mermaid source while the site is built.
//!
//! The drawing is a file of its own that the page shows as a picture: nothing in it can run or load, and its styles
//! are apart from the page's. What cannot be drawn stays readable as its source. Without the feature `mermaid` nothing
//! is drawn, and only the first line is looked at.

#[cfg(feature = "mermaid")]
mod colors;
#[cfg(feature = "mermaid")]
mod draw;
mod drawing;
mod prepare;
mod signs;

use crate::text::did_you_mean;
pub use drawing::Diagram;

/// Longest source that is drawn, in bytes, and in lines: what is larger nobody can read.
const MAX_SOURCE: (usize, usize) = (20_000, 400);

/// What becomes of the source of a diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiagramOutcome {
    /// It is drawn.
    Drawn(Box<Diagram>),
    /// It is as well as anybody can tell, but this program draws no diagrams.
    Left,
    /// It cannot be drawn.
    Faulty {
        /// What is wrong.
        message: String,
        /// How to mend it.
        hint: String,
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

/// Draws the diagram that `source` describes; never fails.
pub fn diagram(source: &str) -> DiagramOutcome {
    if MAX_SOURCE.0 < source.len() || MAX_SOURCE.1 < source.lines().count() {
        let hint = "draw the parts that matter; its source is shown until then";
        return faulty("the diagram is too large to draw".to_owned(), hint);
    }
    let prepare::Prepared { source, title } = prepare::prepared(source);
    let word = source.split(|c: char| c.is_whitespace() || c == ';').find(|it| !it.is_empty());
    let Some(word) = word else {
        return faulty("the diagram is empty".to_owned(), "write what it shows, or remove it");
    };
    match KINDS.iter().find(|it| it.0.eq_ignore_ascii_case(word.trim_end_matches(':'))) {
        Some((_, true)) => drawn(&source, title),
        Some((kind, false)) => {
            let message = format!("diagrams of the kind `{kind}` are not drawn");
            faulty(
                message,
                "its source is shown; a flowchart or a picture beside the document would be drawn",
            )
        }
        None => {
            let shown: String = word.chars().take(40).collect();
            let message = format!("`{shown}` is no kind of diagram");
            match did_you_mean(word, KINDS.iter().filter(|it| it.1).map(|it| it.0)) {
                Some(kind) => faulty(message, &format!("did you mean `{kind}`?")),
                None => faulty(message, "begin it with `flowchart TD`, `sequenceDiagram` or another kind"),
            }
        }
    }
}

#[cfg(feature = "mermaid")]
fn drawn(source: &str, title: Option<String>) -> DiagramOutcome {
    match super::guard::guarded(|| draw::drawn(source)) {
        Ok(Ok(diagram)) => DiagramOutcome::Drawn(Box::new(Diagram { title, ..diagram })),
        Ok(Err(message)) => faulty(message, "mend the line; its source is shown until then"),
        Err(super::guard::Panicked) => faulty(
            "the diagram cannot be drawn: the drawing program gave up".to_owned(),
            "write it more simply; its source is shown until then",
        ),
    }
}

#[cfg(not(feature = "mermaid"))]
fn drawn(_: &str, _: Option<String>) -> DiagramOutcome {
    DiagramOutcome::Left
}

fn faulty(message: String, hint: &str) -> DiagramOutcome {
    DiagramOutcome::Faulty { message, hint: hint.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        match diagram(source) {
            DiagramOutcome::Faulty { message, hint } => {
                assert!(format!("{message} ({hint})").contains(expected), "{message} ({hint})");
            }
            other => panic!("{source}: {other:?}"),
        }
    }

    #[test]
    fn what_is_no_diagram_is_named() {
        check("flowchrt TD\nA-->B", "`flowchrt` is no kind of diagram (did you mean `flowchart`?)");
        check("看图", "`看图` is no kind of diagram (begin it with");
        check("%% only a remark\n\n", "the diagram is empty");
        check("zenuml\na", "diagrams of the kind `zenuml` are not drawn");
        check(&format!("flowchart TD\n{}", "A-->B\n".repeat(50_000)), "too large to draw");
    }

    #[test]
    fn what_can_be_drawn_is_no_fault() {
        for source in ["flowchart TD\nA-->B", "graph LR; A-->B", "---\ntitle: x\n---\npie\n\"a\": 1\n"] {
            assert!(!matches!(diagram(source), DiagramOutcome::Faulty { .. }), "{source}");
        }
    }
}
