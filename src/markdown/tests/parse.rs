//! The structure read from a document.

use crate::files::FileId;
use crate::markdown::{Block, BlockKind, Document, Inline, parse};

fn read(text: &str) -> Document {
    parse(text, FileId(0), 0..text.len(), &[])
}

/// Each block in short, with the lines it has.
fn outline(text: &str) -> Vec<String> {
    read(text).blocks.iter().map(describe).collect()
}

fn describe(block: &Block) -> String {
    let texts = |lines: &[Inline]| lines.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("|");
    let flags = [(block.quoted, " quoted"), (block.footnote, " footnote"), (block.internal, " internal")];
    let flags: String = flags.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    let inside = block.item.map_or(String::new(), |it| format!(" in {it}"));
    let what = match &block.kind {
        BlockKind::Heading(it) => format!("h{} {}", it.level, it.text()),
        BlockKind::Paragraph(lines) => format!("p {}", texts(lines)),
        BlockKind::ListItem(it) => {
            let number = it.number.map_or("-".to_owned(), |it| it.to_string());
            let checkbox = it.checkbox.map_or("", |it| if it { "[x] " } else { "[ ] " });
            format!("{}{number} {checkbox}{}", " ".repeat(it.depth), texts(&it.lines))
        }
        BlockKind::Table(it) => {
            let rows: Vec<String> = it.rows.iter().map(|it| texts(&it.cells)).collect();
            format!("table {} / {}", texts(&it.header), rows.join(" / "))
        }
        BlockKind::Code(it) => format!("code {}", it.language),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Html => "html".to_owned(),
    };
    format!("{what}{inside}{flags}")
}

fn line(text: &str) -> Inline {
    read(text).blocks[0].lines()[0].clone()
}

#[test]
fn what_no_page_shows_is_not_read_either() {
    let document = read("a <script>x `y`</script>b <SVG>z\nc</svg> d <svg/>e\n\nf");
    let lines = document.blocks.iter().flat_map(Block::lines).map(|it| it.text.as_str());
    assert_eq!(lines.collect::<Vec<&str>>().join("|").replace(' ', ""), "ab|de|f");
}

#[test]
fn each_break_ends_a_line() {
    assert_eq!(
        outline("**故障 ID**: INC-1  \n**日期**: 2026-01-23\n会议\\\n时长<br>x"),
        ["p 故障 ID: INC-1|日期: 2026-01-23|会议|时长|x"]
    );
}

#[test]
fn a_label_is_the_bold_run_a_line_begins_with() {
    for (text, label, rest) in [
        ("**故障 ID**: INC-1", "故障 ID", ": INC-1"),
        ("**复盘：**中文", "复盘：", "中文"),
        ("**发生时间:**2026-01-23", "发生时间:", "2026-01-23"),
        ("- **Impact**: x", "Impact", ": x"),
        ("- [ ] **Impact:** x", "Impact:", " x"),
        ("🔴 **级别**：P0", "级别", "：P0"),
        ("<b>Impact</b>: x", "Impact", ": x"),
        ("__Impact__ x", "Impact", " x"),
    ] {
        let document = read(text);
        let line = &document.blocks[0].lines()[0];
        let lead = line.bold_lead().unwrap();
        assert_eq!((lead.text.as_str(), &line.text[line.after_lead()]), (label, rest), "{text}");
        assert_eq!(&text[lead.span.start..lead.span.end], label);
        let value = line.span_of(line.after_lead());
        assert!(text[value.start..value.end].ends_with(rest), "{text}");
    }
    assert_eq!(line("a **b** c").bold_lead(), None);
    assert_eq!(line("a **b** c").bold()[0].text, "b");
}

#[test]
fn places_are_bytes_of_the_file() {
    let text = "---\nid: 1\n---\n**键：**值&amp;\\* **“甲”**乙 `c`";
    let document = parse(text, FileId(3), 14..text.len(), &[]);
    let line = &document.blocks[0].lines()[0];
    assert_eq!(line.text, "键：值&* “甲”乙 c");
    for word in ["键", "值", "甲", "乙", "c"] {
        let at = line.text.find(word).unwrap();
        let span = line.span_of(at..at + word.len());
        assert_eq!(&text[span.start..span.end], word);
    }
    let amp = line.text.find('&').unwrap();
    let span = line.span_of(amp..amp + 1);
    assert_eq!(&text[span.start..span.end], "&amp;");
    assert_eq!(&text[line.span.start..line.span.end], &text[14..]);
    assert_eq!(line.span.file, FileId(3));
}

#[test]
fn items_know_their_list_parent_number_and_box() {
    let text = "1. a\n   b\n   - [x] c\n   - d\n\n     e\n2. f\n\n* g\n";
    assert_eq!(outline(text), ["1 a|b", " - [x] c in 0", " - d|e in 0", "2 f", "- g"]);
    let document = read(text);
    let lists: Vec<usize> = document
        .blocks
        .iter()
        .filter_map(|it| if let BlockKind::ListItem(item) = &it.kind { Some(item.list_idx) } else { None })
        .collect();
    assert_eq!(lists, [0, 1, 1, 0, 2]);
    assert_eq!(document.n_checkboxes, 1);
}

#[test]
fn blocks_in_items_quotes_and_footnotes_say_so() {
    assert_eq!(
        outline("- a\n\n  > q\n\n  ```sh\n  # no\n  ```\n\n> - b\n\nx[^1]\n\n[^1]: note\n"),
        ["- a", "p q in 0 quoted", "code sh in 0", "- b quoted", "p x", "p note footnote"]
    );
}

#[test]
fn tables_have_cells_with_places() {
    let text = "| 时间 | 事件 |\n|---|:-:|\n| 14:00 | a<br>b `c|d` |\n| 14:30 |\n| x | y | z |\n|  |  |\n";
    let text = text.replace("c|d", "c\\|d");
    let document = read(&text);
    let BlockKind::Table(table) = &document.blocks[0].kind else { panic!() };
    assert_eq!(describe(&document.blocks[0]), "table 时间|事件 / 14:00|a\nb c|d / 14:30| / x|y / |");
    assert_eq!(table.rows.iter().map(|it| it.n_missing).collect::<Vec<_>>(), [0, 1, 0, 0]);
    let extra = table.rows[2].extra.unwrap();
    assert_eq!(&text[extra.start..extra.end], "z");
    assert_eq!(table.rows.iter().filter(|it| it.extra.is_some()).count(), 1);
    let row = table.rows[0].span;
    assert_eq!(&text[row.start..row.end], "| 14:00 | a<br>b `c\\|d` |");
    let cell = table.rows[0].cells[0].span;
    assert_eq!(&text[cell.start..cell.end], "14:00");
}

#[test]
fn code_and_comments_are_never_read() {
    assert_eq!(
        outline("```md\n# no\n**a**: b\n```\n\n    # no\n\n<!-- **a**: b -->\n\nx <!-- y --> z\n"),
        ["code md", "code ", "html", "p x  z"]
    );
}

#[test]
fn headings_give_text_and_attributes() {
    let document = read("## **时间线** `x` {#tl .internal}\nA\nB\n===\n");
    let headings: Vec<_> = document.headings().map(|it| it.1).collect();
    assert_eq!(headings[0].text(), "时间线 x");
    assert_eq!(headings[0].id.as_deref(), Some("tl"));
    assert_eq!(headings[0].classes, ["internal"]);
    assert_eq!(headings[1].text(), "A B");
    assert_eq!(document.blocks[0].span.end, "## **时间线** `x` {#tl .internal}".len());
}

#[test]
fn sections_end_at_the_next_heading_of_their_level() {
    let document = read("a\n# A\nb\n## B\nc\n### C\n## D\n# E\n");
    let sections: Vec<String> =
        document.sections().iter().map(|it| format!("{} {:?}", it.heading.text(), it.blocks)).collect();
    assert_eq!(sections, ["A 2..7", "B 4..6", "C 6..6", "D 7..7", "E 8..8"]);
}

#[test]
fn links_of_every_kind_are_found() {
    let document = read(
        "[a *b*](x.md) ![图](y.png) <https://c.example> https://d.example/x，后\n\n`https://no.example` [r]\n\n[r]: z.md\n",
    );
    let links: Vec<_> =
        document.links.iter().map(|it| (it.target.as_str(), it.text.as_str(), it.image)).collect();
    assert_eq!(
        links,
        [
            ("x.md", "a b", false),
            ("y.png", "图", true),
            ("https://c.example", "https://c.example", false),
            ("https://d.example/x", "https://d.example/x", false),
            ("z.md", "r", false)
        ]
    );
}

#[test]
fn struck_lines_are_known() {
    assert!(line("- ~~做过的事~~").is_struck());
    assert!(!line("- ~~做过~~的事").is_struck());
    assert!(!line("- 10~20").is_struck());
    assert_eq!(line("- ~~做过~~的事").struck()[0].text, "做过");
}

#[test]
fn internal_markers_are_never_read_and_their_blocks_are_marked() {
    let text = "a\n::: internal\nx\n:::\nb\n\n## S {.internal}\ny\n";
    assert_eq!(outline(text), ["p a", "p x internal", "p b", "h2 S internal", "p y internal"]);
    let (hide, _) = crate::markdown::internal_ranges(text, FileId(0), 0..text.len());
    let document = parse(text, FileId(0), 0..text.len(), &hide);
    assert_eq!(document.blocks.iter().map(describe).collect::<Vec<_>>(), ["p a", "p b"]);
}

#[test]
fn bold_goes_on_over_a_line_end() {
    let document = read("**a\nb** c");
    let leads: Vec<_> =
        document.blocks[0].lines().iter().map(|it| it.bold_lead().unwrap().text.as_str()).collect();
    assert_eq!(leads, ["a", "b"]);
}

#[test]
fn comments_are_kept_apart() {
    let text = "a <!-- afterword: allow(x) --> b\n\n<!-- c --><!-- d -->\n\n`<!-- e -->`\n";
    let document = read(text);
    let comments: Vec<_> = document.comments.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(comments, ["afterword: allow(x)", "c", "d"]);
    let span = document.comments[0].span;
    assert_eq!(&text[span.start..span.end], "<!-- afterword: allow(x) -->");
}

#[test]
fn nested_items_keep_their_order_and_depth() {
    assert_eq!(
        outline("1. **Raise**\n   - Owner: Lea\n   - Due: x\n2. b"),
        ["1 Raise", " - Owner: Lea in 0", " - Due: x in 0", "2 b"]
    );
}
