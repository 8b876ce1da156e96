//! What holds for every text whatever.

use std::ops::Range;

use proptest::prelude::*;
use scraper::{Html, Node};

use crate::files::{FileId, Span};
use crate::markdown::{BlockKind, Document, Inline, Options, Rendered, html, internal_ranges, parse};

/// Syntax that reacts with its neighbours; random letters alone would hardly ever form any.
const PARTS: [&str; 82] = [
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~",
    "~",
    "[",
    "](",
    "]",
    ")",
    "![",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "\n",
    "\n\n",
    "    ",
    "- ",
    "1. ",
    "> ",
    "| ",
    "\n|---|---|\n",
    "# ",
    "## ",
    " {.internal}",
    " {#x}",
    " {y}",
    "::: internal\n",
    ":::\n",
    "<!-- internal -->",
    "<!-- /internal -->",
    "中文",
    "：",
    "“",
    "”",
    "a",
    "1",
    "&amp;",
    "&#x202E;",
    "\0",
    "\u{202E}",
    "\\",
    "https://x.y/z",
    "javascript:",
    "[^1]",
    "\n[^1]: ",
    "- [ ] ",
    "<a href=\"javascript:x\">",
    "<img src=x onerror=y>",
    "</p>",
    "<p>",
    "<ul>",
    "<li>",
    "</li>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<details>",
    "<summary>",
    "onclick=x",
    "\"",
    "'",
    "\r",
    "\t",
    "\u{200A}",
    "[!注意]\n",
    "---\n",
    "===\n",
    "<h2>",
    "<svg>",
    "</td>",
    "<br>",
    "<dl><dt>",
    "<a href=x>",
    "</a>",
];

const ELEMENTS: [&str; 51] = [
    "html",
    "body",
    "p",
    "em",
    "strong",
    "del",
    "a",
    "img",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "input",
    "label",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "blockquote",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "br",
    "section",
    "sup",
    "sub",
    "b",
    "i",
    "u",
    "s",
    "ins",
    "mark",
    "kbd",
    "span",
    "small",
    "samp",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "address",
    "article",
    "aside",
];

const ATTRIBUTES: [&str; 17] = [
    "class",
    "id",
    "href",
    "rel",
    "title",
    "src",
    "alt",
    "loading",
    "type",
    "disabled",
    "checked",
    "role",
    "tabindex",
    "aria-label",
    "scope",
    "start",
    "open",
];

fn markdown() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => prop::sample::select(PARTS.as_slice()).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    prop::collection::vec(part, 0..40).prop_map(|it| it.concat())
}

/// A range of the text at character boundaries, mostly all of it.
fn body(text: &str, at: usize) -> Range<usize> {
    let mut start = if at.is_multiple_of(3) { at % (text.len() + 1) } else { 0 };
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start..text.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_spans_inside_it(text in markdown(), at in 0_usize..400) {
        let range = body(&text, at);
        let (hide, diagnostics) = internal_ranges(&text, FileId(0), range.clone());
        let mut end = range.start;
        for it in &hide {
            prop_assert!(it.start >= end && it.start < it.end && it.end <= range.end, "{it:?}");
            prop_assert!(text.get(it.clone()).is_some());
            end = it.end;
        }
        for it in &diagnostics {
            inside(&text, &range, it.span.unwrap())?;
        }
        for hide in [&[][..], &hide] {
            let document = parse(&text, FileId(0), range.clone(), hide);
            document_inside(&text, &range, &document)?;
            let options = Options { hide, ..Options::default() };
            let rendered = html(&text, FileId(0), range.clone(), &options);
            for span in spans_of(&rendered) {
                inside(&text, &range, span)?;
            }
            for it in &rendered.headings {
                prop_assert!(rendered.text[it.offset..].split_whitespace().next() == it.text.split_whitespace().next());
            }
        }
    }

    #[test]
    fn any_text_gives_safe_and_well_formed_html(text in markdown()) {
        safe(&html(&text, FileId(0), 0..text.len(), &Options::default()).html)?;
    }

    #[test]
    fn what_is_hidden_leaves_no_trace(before in markdown(), secret in "[a-z]{12}", after in markdown()) {
        let text = format!("{before}\n\n<!-- internal -->\n\n{secret}\n\n<!-- /internal -->\n\n{after}");
        let (hide, _) = internal_ranges(&text, FileId(0), 0..text.len());
        // In a fence that `before` leaves open the markers are text.
        if hide.iter().any(|it| text[it.clone()].contains(&secret)) {
            let rendered = html(&text, FileId(0), 0..text.len(), &Options { hide: &hide, ..Options::default() });
            prop_assert!(!rendered.html.contains(&secret) && !rendered.text.contains(&secret));
            let document = parse(&text, FileId(0), 0..text.len(), &hide);
            let structure = format!("{document:?}");
            prop_assert!(!structure.contains(&secret));
        } else {
            prop_assert!(before.contains("```") || before.contains("~~~"), "{text}");
        }
    }
}

fn spans_of(rendered: &Rendered) -> Vec<Span> {
    let diagnostics = rendered.diagnostics.iter().filter_map(|it| it.span);
    diagnostics
        .chain(rendered.links.iter().map(|it| it.span))
        .chain(rendered.headings.iter().map(|it| it.span))
        .collect()
}

fn inside(text: &str, range: &Range<usize>, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(
        range.start <= span.start && span.start <= span.end && span.end <= range.end,
        "{span:?} {range:?}"
    );
    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    Ok(())
}

fn document_inside(text: &str, range: &Range<usize>, document: &Document) -> Result<(), TestCaseError> {
    for block in &document.blocks {
        inside(text, range, block.span)?;
        for line in block.lines() {
            line_inside(text, range, line)?;
        }
        match &block.kind {
            BlockKind::Heading(it) => line_inside(text, range, &it.inline)?,
            BlockKind::Table(table) => {
                for row in &table.rows {
                    inside(text, range, row.span)?;
                    prop_assert_eq!(row.cells.len(), table.header.len());
                }
                for cell in table.header.iter().chain(table.rows.iter().flat_map(|it| &it.cells)) {
                    line_inside(text, range, cell)?;
                }
            }
            _ => {}
        }
    }
    for section in document.sections() {
        prop_assert!(section.idx < section.blocks.start && section.blocks.end <= document.blocks.len());
    }
    Ok(())
}

fn line_inside(text: &str, range: &Range<usize>, line: &Inline) -> Result<(), TestCaseError> {
    inside(text, range, line.span)?;
    for run in line.bold().iter().chain(line.code()).chain(line.struck()) {
        inside(text, range, run.span)?;
        prop_assert_eq!(&line.text[run.range.clone()], run.text.as_str());
    }
    for link in line.links() {
        inside(text, range, link.span)?;
    }
    for (at, c) in line.text.char_indices() {
        let span = line.span_of(at..at + c.len_utf8());
        inside(text, range, span)?;
        let source = &text[span.start..span.end];
        // Exact, but for references, line ends, and text around a marker that was cut out of it.
        let exact = source.contains(c) || source.starts_with(['&', '<']) || c.is_whitespace();
        prop_assert!(exact || source.contains('\0'), "{c:?} {source:?}");
    }
    Ok(())
}

/// Only known elements and attributes, only plain addresses, and nothing a browser has to repair.
pub(super) fn safe(html: &str) -> Result<(), TestCaseError> {
    let page = Html::parse_fragment(html);
    prop_assert!(page.errors.is_empty(), "{:?} in {html}", page.errors);
    let mut ids = std::collections::BTreeSet::new();
    for node in page.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                prop_assert!(ELEMENTS.contains(&element.name()), "<{}> in {html}", element.name());
                for (name, value) in element.attrs() {
                    prop_assert!(ATTRIBUTES.contains(&name), "{name} in {html}");
                    if matches!(name, "href" | "src") {
                        address(value, name == "src")?;
                    }
                    if name == "id" {
                        prop_assert!(ids.insert(value.to_owned()), "id {value} twice in {html}");
                    }
                }
            }
            Node::Comment(_) => prop_assert!(false, "comment in {html}"),
            _ => {}
        }
    }
    let hidden = html.contains(['\0', '\u{202E}', '\u{1B}']);
    prop_assert!(!hidden);
    Ok(())
}

fn address(value: &str, image: bool) -> Result<(), TestCaseError> {
    // The scheme as the URL standard reads it, after what browsers strip.
    let value: String = value.chars().filter(|it| !it.is_ascii_control()).collect();
    let value = value.trim();
    let scheme = value.split_once(':').map_or("", |it| it.0);
    let is_scheme = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it));
    prop_assert!(
        !is_scheme || ["http", "https", "mailto", "tel"].contains(&&*scheme.to_lowercase()),
        "{value}"
    );
    prop_assert!(!image || (!is_scheme && !value.replace('\\', "/").starts_with("//")), "{value}");
    Ok(())
}
