//! Texts that made other Markdown programs slow, deep or large.

use std::time::{Duration, Instant};

use crate::files::FileId;
use crate::markdown::{Options, html, internal_ranges, parse};

/// For all three faces together. None took more than 0.5 s, unoptimised on two shared cores; a quadratic step takes
/// minutes.
const LIMIT: Duration = Duration::from_mins(1);

#[track_caller]
fn check(text: &str) -> String {
    let begin = Instant::now();
    let (hide, _) = internal_ranges(text, FileId(0), 0..text.len());
    let document = parse(text, FileId(0), 0..text.len(), &hide);
    document.sections();
    let rendered = html(text, FileId(0), 0..text.len(), &Options { hide: &hide, ..Options::default() });
    let took = begin.elapsed();
    assert!(took < LIMIT, "{took:?}");
    rendered.html
}

fn each(n: usize, part: impl Fn(usize) -> String) -> String {
    (0..n).map(part).collect()
}

fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        if tag.starts_with('/') {
            depth -= 1;
        } else if !["br", "hr", "img", "input"].iter().any(|it| tag.starts_with(it)) {
            depth += 1;
        }
        deepest = deepest.max(depth);
    }
    assert_eq!(depth, 0);
    deepest
}

#[test]
fn deep_quotes_and_lists_are_capped() {
    assert!(depth(&check(&"> ".repeat(50_000))) < 130);
    assert!(depth(&check(&format!("{}a", ">".repeat(50_000)))) < 130);
    assert!(depth(&check(&format!("{}a", "- ".repeat(50_000)))) < 130);
    assert!(depth(&check(&format!("{}a{}", "1. ".repeat(30_000), "\n".repeat(50_000)))) < 130);
    let steps: String = (0..400).flat_map(|it| ["  ".repeat(it), "- a\n".to_owned()]).collect();
    assert!(depth(&check(&format!("{steps}{}", "\n".repeat(50_000)))) < 130);
}

#[test]
fn deep_emphasis_is_capped() {
    assert!(depth(&check(&format!("{}a{}", "*a **b ".repeat(20_000), "b** a*".repeat(20_000)))) < 130);
    check(&"*a_ ".repeat(100_000));
    check(&"**x：**y".repeat(30_000));
    check(&"**“x”**".repeat(30_000));
    check(&"a**b".repeat(50_000));
    check(&"**a *a ".repeat(50_000));
    check(&"*~~*".repeat(50_000));
}

#[test]
fn brackets_and_backticks_are_linear() {
    check(&"[".repeat(100_000));
    check(&"]".repeat(100_000));
    check(&"![".repeat(50_000));
    check(&format!("{}a{}", "![".repeat(20_000), "](b)".repeat(20_000)));
    check(&"[a](".repeat(50_000));
    check(&"[a](<b".repeat(50_000));
    check(&"`a``b```c".repeat(30_000));
    check(&(1..400).flat_map(|it| ["`".repeat(it), " a ".to_owned()]).collect::<String>());
    check(&"\\`".repeat(50_000));
}

#[test]
fn raw_html_is_linear() {
    assert!(depth(&check(&"<div>".repeat(100_000))) < 130);
    assert!(depth(&check(&format!("a {}", "<b>".repeat(50_000)))) < 130);
    assert!(depth(&check(&"<div>\n\n".repeat(20_000))) < 130);
    check(&"</div>".repeat(100_000));
    check(&"<div><p>".repeat(50_000));
    check(&"<ul><li>".repeat(50_000));
    check(&format!("<div>{}", "<!--".repeat(100_000)));
    check(&format!("<div>{}", "<a \"".repeat(50_000)));
    check(&format!("<div>{}", "<a href='".repeat(50_001)));
    check(&format!("<div>{}", "<?".repeat(50_000)));
    check(&format!("<div>{}", "<![CDATA[".repeat(30_000)));
    check(&format!("<div>{}", "<script></".repeat(30_000)));
    check(&format!("<div>{}", "<".repeat(100_000)));
    check(&format!("<div>{}", "&#".repeat(50_000)));
    check(&format!("<div>{}", "&#0".repeat(50_000)));
    check(&format!("<div>&#{}", "0".repeat(100_000)));
    check(&"a <b".repeat(50_000));
    check(&"<!--".repeat(50_000));
    check(&"a <!--".repeat(50_000));
}

#[test]
fn internal_markers_are_linear() {
    check(&"<!-- internal -->".repeat(30_000));
    check(&"<!-- internal -->\n".repeat(20_000));
    check(&"::: internal\n".repeat(20_000));
    check(&":::\n".repeat(30_000));
    check(&format!("{}-->", "<!--".repeat(50_000)));
    check(&format!("{}<!-- internal -->", " ".repeat(100_000)));
    check(&"`<!-- internal -->".repeat(20_000));
    check(&"# a {.internal}\n".repeat(20_000));
}

#[test]
fn many_headings_and_footnotes_are_linear() {
    let html = check(&"## a\n\n".repeat(20_000));
    assert!(html.contains("id=\"a-19999\""));
    let html = check(&each(20_000, |it| format!("## a-{it}\n\n## a\n\n")));
    assert!(html.contains("id=\"a-20000\""));
    check(&each(5_000, |it| format!("a[^{it}]\n\n[^{it}]: b\n\n")));
    check(&format!("{}\n\n[^a]: b\n", "[^a]".repeat(20_000)));
    check(&(each(2_000, |it| format!("[a{it}]: /b\n")) + &"[a1]".repeat(20_000)));
    check(&"a {b\n===\n".repeat(20_000));
}

#[test]
fn tables_are_linear() {
    check(&format!("{}\n{}\n{}", "|a".repeat(1_000), "|-".repeat(1_000), "|b\n".repeat(1_000)));
    check(&format!("|a|b|\n|-|-|\n{}", "|**c：**d|https://x.example/y|\n".repeat(5_000)));
    check(&"|a\n|-\n".repeat(20_000));
}

#[test]
fn long_lines_and_addresses_are_linear() {
    check(&"http:///".repeat(50_000));
    check(&"http://a".repeat(30_000));
    check(&"http://a.".repeat(30_000));
    check(&format!("http://a{}", "(".repeat(100_000)));
    check(&"连接池耗尽，".repeat(30_000));
    check(&"\u{200A}**a：**b".repeat(10_000));
    check(&"a\n".repeat(50_000));
    check(&"- [ ] a\n".repeat(10_000));
    check(&"&amp;".repeat(50_000));
    check(&"{".repeat(100_000));
    check(&"> [!注意]\n\n".repeat(10_000));
}
