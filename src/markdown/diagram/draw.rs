//! Draws a diagram; with its neighbors the only file that names `mermaid_svg`.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use mermaid_svg::{Diagram as Read, ParseError, parse, render_diagram_with};

use super::drawing::Diagram;
use super::picture::{Picture, picture};
use super::{arrange, colors, limits, signs};
use crate::markdown::guard::guarded;
use crate::phrase::{Phrase, say};

/// Memory for the calls of a drawing, one in the other: many times what its longest source needs.
const STACK: usize = 32 << 20;

/// How long a drawing may take. They take a thousandth of a second; who waits longer waits for a fault.
const PATIENCE: Duration = Duration::from_secs(10);

/// Most pixels of a side that can be shown.
const MAX_SIDE: f64 = 20_000.0;

/// Largest drawing, in bytes.
const MAX_DRAWING: usize = 500_000;

/// The drawing of `source`, whose names begin with `prefix`, or what is wrong with it.
///
/// It is made in a thread of its own, whose end nobody has to wait for.
pub(super) fn drawn(source: &str, prefix: &str) -> Result<Diagram, Phrase> {
    let (sender, receiver) = mpsc::channel();
    let (source, prefix) = (source.to_owned(), prefix.to_owned());
    let work = move || {
        let drawing = guarded(|| draw(&source, &prefix));
        let given_up = || Err(say!("markdown.diagram-gave-up"));
        // Nobody listens any more where it took too long.
        drop(sender.send(drawing.unwrap_or_else(|_| given_up())));
    };
    if thread::Builder::new().stack_size(STACK).spawn(work).is_err() {
        return Err(say!("markdown.diagram-no-memory"));
    }
    receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| Err(say!("markdown.diagram-too-slow")))
}

fn draw(source: &str, prefix: &str) -> Result<Diagram, Phrase> {
    let source: String = source.lines().map(|it| colors::with_own_colors(it) + "\n").collect();
    if !limits::is_readable(&source) {
        return Err(too_much());
    }
    let mut read = parse(&source).map_err(|it| message(&it, &source))?;
    if !limits::is_drawable(&read) {
        return Err(too_much());
    }
    arrange::arranged(&mut read)?;
    let svg = render_diagram_with(&read, &colors::theme()).map_err(|it| one_line(&it.to_string()))?;
    if MAX_DRAWING < svg.len() {
        return Err(too_much());
    }
    let Some(picture) = picture(&svg, prefix) else {
        return Err(say!("markdown.diagram-unreadable-drawing"));
    };
    shows_groups(&read, &picture)?;
    let Picture { inside, view, .. } = picture;
    let [left, top, width, height] = view;
    if !(1.0..=MAX_SIDE).contains(&width) || !(1.0..=MAX_SIDE).contains(&height) {
        return Err(say!("markdown.diagram-too-tall-or-wide"));
    }
    let view = format!("{left} {top} {width} {height}");
    Ok(Diagram {
        inside: signs::shown(&inside),
        view,
        width: whole(width),
        height: whole(height),
        title: None,
    })
}

/// The drawing program places nodes without looking at groups: what would then be shown is looked at here.
fn shows_groups(read: &Read, picture: &Picture) -> Result<(), Phrase> {
    match read {
        Read::Flowchart(it) if !it.subgraphs.is_empty() && !picture.shows(&arrange::groups(it)) => {
            Err(say!("markdown.diagram-groups"))
        }
        _ => Ok(()),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is looked at before")]
fn whole(pixels: f64) -> u32 {
    pixels.ceil() as u32
}

fn too_much() -> Phrase {
    say!("markdown.diagram-too-much")
}

/// What the drawing program reports about the source, with the line that it is about.
fn message(error: &ParseError, source: &str) -> Phrase {
    let ParseError::Syntax { message, line, .. } = error else { return one_line(&error.to_string()) };
    let written = source.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let written: String = signs::written(written).chars().take(60).collect();
    let message = signs::written(message);
    if written.is_empty() {
        return one_line(&message);
    }
    say!("markdown.diagram-invalid-line", detail = beginning(&message), line = written)
}

fn one_line(report: &str) -> Phrase {
    say!("markdown.diagram-invalid", detail = beginning(report))
}

/// The first line, not longer than a message may be.
fn beginning(report: &str) -> String {
    report.lines().next().unwrap_or_default().chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Result<Diagram, Phrase> {
        drawn(&super::super::prepare::prepared(source).source, "p-")
    }

    #[test]
    fn a_drawing_has_its_size_and_the_page_s_colors() {
        let diagram = shown("flowchart LR\n  A[等待] -->|是| B[Retry]\n").unwrap();
        assert_eq!(diagram.view, format!("0 0 {} {}", diagram.width, diagram.height));
        assert!(diagram.inside.contains("等待") && diagram.inside.contains("fill=\"var(--ink,#1a2220)\""));
        assert!(!diagram.inside.contains("font-family") && !diagram.inside.contains("href"));
        assert_eq!(Ok(diagram), shown("flowchart LR\n  A[等待] -->|是| B[Retry]\n"));
    }

    #[test]
    fn a_comparison_in_a_label_is_drawn_as_it_is_written() {
        for (source, words) in [
            ("flowchart TD\n  A[waiting > 10] --> B{x < 5}\n", ["waiting &gt; 10", "x &lt; 5"]),
            ("sequenceDiagram\n  A->>B: x < 5 and y > 10\n", ["x &lt; 5", "y &gt; 10"]),
            ("flowchart TD\n  A[1 &lt; 2] --> B{x<5 and y >= 2}\n", ["1 &lt; 2", "x&lt;5 and y &gt;= 2"]),
        ] {
            let svg = shown(source).unwrap().inside;
            assert!(words.iter().all(|it| svg.contains(it)), "{svg}");
        }
    }

    #[test]
    fn every_common_kind_is_drawn_and_the_same_each_time() {
        for source in [
            "sequenceDiagram\n  参与者->>+服务: 请求\n  服务->>+库: 读\n  服务--x 参与者: 超时\n",
            "stateDiagram-v2\n  [*] --> 正常\n  正常 --> 降级: 超时\n",
            "classDiagram\n  class 订单 {\n    +支付()\n  }\n",
            "gantt\n  dateFormat HH:mm\n  section 处置\n  回滚 :a1, 14:10, 12m\n",
            "timeline\n  14:02 : 配置发布\n",
            "pie\n  \"配置\" : 12\n",
            "erDiagram\n  A ||--o{ B : has\n",
            "mindmap\n  root((故障))\n    原因\n",
            "journey\n  section Pay\n    Wait: 1: Customer\n",
            "gitGraph\n  commit\n  branch fix\n  commit id: \"pool\"\n",
            "quadrantChart\n  x-axis Low --> High\n  Pool: [0.2, 0.8]\n",
            "xychart-beta\n  x-axis [1, 2]\n  bar [1, 35]\n",
            "block-beta\ncolumns 2\n  a b\n",
            "sankey-beta\nRequests,Failed,100\n",
        ] {
            let first = shown(source);
            assert!(first.as_ref().is_ok_and(|it| it.inside.contains("<text")), "{source}: {first:?}");
            assert_eq!(first, shown(source), "{source}");
        }
    }

    #[test]
    fn groups_are_drawn_around_what_is_in_them_or_not_at_all() {
        let beside = "flowchart LR\n  subgraph 机房A\n    A --> B\n  end\n  subgraph 机房B\n    C --> D\n  end\n  B --> C\n";
        assert!(shown(beside).unwrap().inside.contains("机房A"));
        let to_groups = "flowchart LR\n  subgraph one\n    a --> b\n  end\n  subgraph two\n    c --> d\n  end\n  one --> two\n";
        assert!(shown(to_groups).is_ok());
        // The group would be across the line from start to end.
        let through = "flowchart TD\n  A --> B --> C\n  subgraph x\n    A\n    C\n  end\n";
        assert_eq!(shown(through).unwrap_err(), say!("markdown.diagram-groups"));
        assert_eq!(
            shown("stateDiagram-v2\n  A --> B\n  state A {\n    C --> D\n  }\n").unwrap_err(),
            say!("markdown.diagram-nested-states")
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert_eq!(
            shown("flowchart TD\n  A[等待 --> B\n").unwrap_err().english(),
            "invalid diagram: missing closing ']' for node 'A', in `A[等待 --> B`"
        );
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused_in_plain_words() {
        let nested: String = (0..190).map(|it| format!("subgraph s{it}\n")).collect();
        let source = format!("flowchart TD\n{nested}A-->B\n{}", "end\n".repeat(190));
        assert!(
            shown(&source).is_ok() || shown(&source).unwrap_err().key().starts_with("markdown.diagram-"),
            "{source}"
        );
        assert_eq!(
            shown(&format!("flowchart TD\nA{}x{}\n", "(".repeat(90), ")".repeat(90))).unwrap_err(),
            say!("markdown.diagram-too-much")
        );
    }

    #[test]
    fn nothing_in_a_drawing_runs_or_loads() {
        let hostile = "flowchart TD\n  A[\"<img src=x onerror=alert(1)>\"] --> B[\"<script>alert(1)</script>\"]\n  \
            C[\"<a href='javascript:alert(1)'>x</a>\"] --> D\n  \
            click A \"javascript:alert(1)\"\n  click B href \"https://example.invalid\"\n  \
            style A fill:url(https://example.invalid/x)\n  style D fill:red\" onload=\"alert(1)\n";
        let svg = shown(hostile).unwrap().inside;
        for word in
            ["<img", "<script", "javascript:", "https://", "<a ", "onload", "foreignObject", "url(http"]
        {
            assert!(!svg.contains(word), "{word}: {svg}");
        }
    }

    #[test]
    fn words_on_arrows_have_room_between_the_lifelines() {
        let long = "emergency order (domain check by DNS record)";
        let width = |text: &str| shown(&format!("sequenceDiagram\n  A->>B: {text}\n")).unwrap().width;
        assert!(width("short") + 100 < width(long), "{} {}", width("short"), width(long));
    }
}
