//! What pages look like.

use crate::files::FileId;
use crate::markdown::{
    CodeOutcome, CodeRequest, Labels, LinkKind, LinkOutcome, LinkRequest, Options, Rendered, TextLink, html,
    internal_ranges,
};

fn render(text: &str) -> Rendered {
    html(text, FileId(0), 0..text.len(), &Options::default())
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(render(text).html.replace('\n', ""), expected.replace('\n', ""));
}

#[track_caller]
fn check_with(text: &str, options: &Options<'_>, expected: &str) {
    let html = html(text, FileId(0), 0..text.len(), options).html;
    assert_eq!(html.replace('\n', ""), expected.replace('\n', ""));
}

#[test]
fn text_and_emphasis() {
    check(
        "a *b* **c** ~~d~~ `e<` & <",
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code> &amp; &lt;</p>",
    );
    check(
        "**发生时间:**2026-01-23  \n**复盘：**中文",
        "<p><strong>发生时间:</strong>2026-01-23<br><strong>复盘：</strong>中文</p>",
    );
    check("文**“引号”**后", "<p>文<strong>“引号”</strong>后</p>");
}

#[test]
fn line_ends_between_chinese_characters_are_no_spaces() {
    assert_eq!(
        render("一\n二\nthree\n**四**\n[五](x)").html,
        "<p>一二\nthree\n<strong>四</strong><a href=\"x\">五</a></p>\n"
    );
}

#[test]
fn lists_and_task_boxes() {
    check("- a\n  1. b\n\n3. c", "<ul><li>a<ol><li>b</li></ol></li></ul><ol start=\"3\"><li>c</li></ol>");
    check(
        "- [ ] a `b`\n  - [x] c\n",
        "<ul><li class=\"task\"><label><input type=\"checkbox\" disabled> a <code>b</code></label>\
         <ul><li class=\"task\"><label><input type=\"checkbox\" disabled checked> c</label></li></ul></li></ul>",
    );
    check(
        "- [x] a\n\n- b\n",
        "<ul><li class=\"task\"><p><label><input type=\"checkbox\" disabled checked> a</label></p></li><li><p>b</p></li></ul>",
    );
}

#[test]
fn tables_scroll_and_align_by_class() {
    check(
        "## 时间线\n\n| a | b |\n|--:|---|\n| 1 | `x\\|y` |\n",
        "<h2 id=\"时间线\">时间线 <a class=\"permalink\" href=\"#时间线\" aria-label=\"Link to section: 时间线\">#</a></h2>\
         <div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"Table: 时间线\"><table>\
         <thead><tr><th scope=\"col\" class=\"align-right\">a</th><th scope=\"col\">b</th></tr></thead>\
         <tbody><tr><td class=\"align-right\">1</td><td><code>x|y</code></td></tr></tbody></table></div>",
    );
}

#[test]
fn code_blocks_show_their_source() {
    check(
        "```Bash -x\na <b>\n```",
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-bash\">a &lt;b&gt;</code></pre>",
    );
    check("    a", "<pre class=\"code\" tabindex=\"0\"><code>a</code></pre>");
    check(
        "```mermaid\nA --> B\n```",
        "<pre class=\"diagram\" tabindex=\"0\"><code class=\"language-mermaid\">A --&gt; B</code></pre>",
    );
    for (info, class) in [
        ("js\"><script>x</script>", "language-js"),
        ("{.rust onclick=x}", "language-rust"),
        ("c++", "language-c++"),
        ("C#", "language-csharp"),
    ] {
        assert!(
            render(&format!("~~~{info}\n~~~")).html.contains(&format!("<code class=\"{class}\">")),
            "{info}"
        );
    }
    check("``` \"onmouseover=x\n```", "<pre class=\"code\" tabindex=\"0\"><code></code></pre>");
    let draw = |it: &CodeRequest<'_>| match it.language {
        "dot" => CodeOutcome::Instead(format!("<svg>{}</svg>", it.source.len())),
        "sh" => CodeOutcome::Source { before: "<p>!</p>".to_owned(), html: "<b>ls</b>".to_owned() },
        _ => CodeOutcome::Plain,
    };
    let options = Options { code: &draw, ..Options::default() };
    check_with("```dot\nabc\n```", &options, "<svg>4</svg>");
    check_with(
        "```sh\nls\n```",
        &options,
        "<p>!</p><pre class=\"code\" tabindex=\"0\"><code class=\"language-sh\"><b>ls</b></code></pre>",
    );
}

#[test]
fn alerts_have_a_title() {
    check(
        "> [!WARNING]\n> a",
        "<div class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">Warning</p><p>a</p></div>",
    );
    check(
        "> [!注意]\n> 甲",
        "<div class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">Warning</p><p>甲</p></div>",
    );
    check(
        "> [!备注]\n>\n> 甲",
        "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>甲</p></div>",
    );
    check("> [!其他]\n> 甲", "<blockquote><p>[!其他]甲</p></blockquote>");
    let labels = Labels { tip: "提示", ..Labels::default() };
    let html = html("> [!TIP]\n> a", FileId(0), 0..12, &Options { labels, ..Options::default() }).html;
    assert!(html.contains("<p class=\"alert-title\">提示</p>"));
}

#[test]
fn footnotes_are_numbered_and_lead_back() {
    check(
        "a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X *z*\n[^u]: U\n",
        "<p>a<sup><a class=\"footnote-ref\" href=\"#fn-1\" id=\"fnref-1\">1</a></sup> \
         b<sup><a class=\"footnote-ref\" href=\"#fn-2\" id=\"fnref-2\">2</a></sup> \
         c<sup><a class=\"footnote-ref\" href=\"#fn-1\" id=\"fnref-1-2\">1</a></sup></p>\
         <section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\
         <li id=\"fn-1\"><p>X <em>z</em></p> <a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back to the text\">↩</a> \
         <a class=\"footnote-back\" href=\"#fnref-1-2\" aria-label=\"Back to the text\">↩</a></li>\
         <li id=\"fn-2\"><p>Y</p> <a class=\"footnote-back\" href=\"#fnref-2\" aria-label=\"Back to the text\">↩</a></li>\
         <li><p>U</p></li></ol></section>",
    );
}

fn levels(text: &str, title: Option<&str>) -> Vec<String> {
    let options = Options { title, ..Options::default() };
    let rendered = html(text, FileId(0), 0..text.len(), &options);
    rendered.headings.iter().map(|it| format!("{} {}", it.level, it.text)).collect()
}

#[test]
fn headings_stand_below_the_pages_own_without_gaps() {
    assert_eq!(levels("# T\n## A\n#### B\n### C\n", Some("T")), ["2 A", "3 B", "3 C"]);
    assert_eq!(levels("# T \n## A\n", Some("Other")), ["2 T", "3 A"]);
    assert_eq!(levels("# A\n## B\n# C\n## D\n", Some("X")), ["2 A", "3 B", "2 C", "3 D"]);
    assert_eq!(levels("### A\n#### B\n# C\n#### D\n", None), ["2 A", "3 B", "2 C", "3 D"]);
    assert_eq!(levels("# T\n# T\n", Some("T")), ["2 T"]);
    assert_eq!(levels("# a\n## b\n### c\n#### d\n##### e\n###### f\n", None).last().unwrap(), "6 f");
    assert_eq!(levels("## \n\n## <!-- x -->\n", None), Vec::<String>::new());
}

#[test]
fn the_dropped_title_keeps_its_id_for_the_page() {
    let options = Options { title: Some("登录 中断"), ..Options::default() };
    let rendered = html("# 登录  中断\n\na\n\n## 登录 中断\n", FileId(0), 0..99, &options);
    assert_eq!(rendered.title_id.as_deref(), Some("登录-中断"));
    assert_eq!(rendered.headings[0].id, "登录-中断-1");
    assert!(!rendered.html.contains("<h1") && rendered.html.starts_with("<p>a"));
    assert_eq!(rendered.text, "a\n登录 中断\n");
}

#[test]
fn ids_come_from_the_text_or_the_attribute() {
    let rendered = render("## `a` [b](x) **c** {#Mine}\n## `a` [b](x) **c**\n");
    let ids: Vec<_> = rendered.headings.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["mine", "a-b-c"]);
    check(
        "## T {#x onclick=\"y\" .c}",
        "<h2 id=\"x\">T <a class=\"permalink\" href=\"#x\" aria-label=\"Link to section: T\">#</a></h2>",
    );
}

#[test]
fn plain_text_has_the_words_and_where_sections_begin() {
    let rendered = render(
        "a **b** &amp; [c](d)\n\n## 时间线 `x`\n\n| e | f |\n|---|---|\n| 1 | 2 |\n\n- g\n- h\n\n```\ni\n```\n\n<b>j</b>\n",
    );
    assert_eq!(rendered.text, "a b & c\n时间线 x\ne f \n1 2 \ng\nh\ni\nj\n");
    let heading = &rendered.headings[0];
    assert!(rendered.text[heading.offset..].starts_with("时间线 x\n"));
    assert_eq!(heading.text, "时间线 x");
}

#[test]
fn links_are_filtered_and_asked_for() {
    let asked = std::cell::RefCell::new(Vec::new());
    let link = |it: &LinkRequest<'_>| {
        asked.borrow_mut().push(format!("{:?} {} {:?} {}", it.kind, it.path, it.fragment, it.image));
        match it.path.as_str() {
            "../b c.md" => LinkOutcome::Replace("../b-c/#d".to_owned()),
            "gone.md" => LinkOutcome::Text,
            "evil.md" => LinkOutcome::Replace("javascript:x".to_owned()),
            _ => LinkOutcome::Keep,
        }
    };
    check_with(
        "[a](../b%20c.md?q#d) [*b*](gone.md) [c](evil.md) [d](#概述) [e](https://x.example \"t\") [f](mailto:a@b.example) ![g](g.png) <https://y.example> <a@b.example>",
        &Options { link: &link, ..Options::default() },
        "<p><a href=\"../b-c/#d\">a</a> <em>b</em> c <a href=\"#概述\">d</a> \
         <a class=\"external\" href=\"https://x.example\" rel=\"noopener noreferrer\" title=\"t\">e</a> \
         <a href=\"mailto:a@b.example\">f</a> <img src=\"g.png\" alt=\"g\" loading=\"lazy\"> \
         <a class=\"external\" href=\"https://y.example\" rel=\"noopener noreferrer\">https://y.example</a> \
         <a href=\"mailto:a@b.example\">a@b.example</a></p>",
    );
    let asked = asked.into_inner();
    assert_eq!(asked[0], "Local ../b c.md Some(\"d\") false");
    assert_eq!(asked[3], "Fragment  Some(\"概述\") false");
    assert_eq!(asked[6], "Local g.png None true");
    assert_eq!(asked.len(), 9);
}

#[test]
fn active_addresses_leave_only_their_text() {
    let rendered = render(
        "[a](javascript:x) <a href=\"&#x6A;avascript:x\">b</a> ![c](data:image/png;base64,x) [d](<java\tscript:x>)\n",
    );
    assert_eq!(rendered.html, "<p>a b c d</p>\n");
    assert_eq!(rendered.diagnostics.len(), 4);
    assert!(rendered.diagnostics.iter().all(|it| it.kind.name == "removed-html"));
}

#[test]
fn pictures_of_other_sites_become_links() {
    let rendered = render(
        "![图](https://x.example/a.png) ![](//x.example/b.png) [![c](http://x.example/c.png)](y) ![](a.png) ![t]()",
    );
    assert_eq!(
        rendered.html,
        "<p><a class=\"external\" href=\"https://x.example/a.png\" rel=\"noopener noreferrer\">图</a> \
         <a class=\"external\" href=\"//x.example/b.png\" rel=\"noopener noreferrer\">b.png</a> \
         <a href=\"y\">c</a> <img src=\"a.png\" alt=\"\" loading=\"lazy\"> t</p>\n"
    );
    let remote = rendered.diagnostics.iter().filter(|it| it.kind.name == "remote-content").count();
    assert_eq!(remote, 3);
    assert_eq!(rendered.links.iter().filter(|it| it.kind == LinkKind::Local).count(), 2);
}

#[test]
fn bare_addresses_and_mentions_become_links() {
    let linkify = |text: &str| -> Vec<TextLink> {
        let found = text.match_indices("INC-1");
        found.map(|(at, it)| TextLink { range: at..at + it.len(), url: "../inc-1/".to_owned() }).collect()
    };
    let options = Options { linkify: &linkify, ..Options::default() };
    check_with(
        "见https://x.example/INC-1?a&b，同INC-1。`INC-1` [INC-1](y)",
        &options,
        "<p>见<a class=\"external\" href=\"https://x.example/INC-1?a&amp;b\" rel=\"noopener noreferrer\">https://x.example/INC-1?a&amp;b</a>，\
         同<a class=\"mention\" href=\"../inc-1/\">INC-1</a>。<code>INC-1</code> <a href=\"y\">INC-1</a></p>",
    );
    // Nonsense from the caller does not panic.
    let nonsense = |_: &str| {
        let link = |start, end, url: &str| TextLink { range: start..end, url: url.to_owned() };
        vec![link(5, 2, "a"), link(1, 2, "b"), link(0, 99, "c"), link(0, 3, "data:x")]
    };
    check_with("中文", &Options { linkify: &nonsense, ..Options::default() }, "<p>中文</p>");
}

#[test]
fn hidden_characters_are_dropped() {
    check("a\u{202E}b\u{2066}c\u{7}d", "<p>abcd</p>");
    assert_eq!(render("a\0b").html.matches('\0').count(), 0);
    assert!(!render("[x](a\u{202E}b \"\u{202E}\")").html.contains('\u{202E}'));
}

#[test]
fn internal_blocks_are_boxed_or_left_out() {
    let text = "a\n\n::: internal\nb\n\n> c\n:::\n\nd\n\n## S {.internal}\n\ne\n\n## P\n\n- f\n<!-- internal -->\n- g\n<!-- /internal -->\n- h\n";
    let shown = render(text).html.replace('\n', "");
    assert!(shown.starts_with("<p>a</p><div class=\"internal\"><p>b</p><blockquote><p>c</p></blockquote></div><p>d</p><div class=\"internal\"><h2 id=\"s\">"), "{shown}");
    assert!(shown.contains("<p>e</p></div><h2 id=\"p\">"), "{shown}");
    assert!(shown.contains("<li class=\"internal\"><p>g</p></li><li><p>h</p></li>"), "{shown}");
    assert!(!shown.contains(":::"));
    let (hide, _) = internal_ranges(text, FileId(0), 0..text.len());
    let rendered = html(text, FileId(0), 0..text.len(), &Options { hide: &hide, ..Options::default() });
    assert_eq!(rendered.text, "a\nd\nP\nf\nh\n");
    assert!(!rendered.html.contains("internal"));
}

#[test]
fn an_internal_row_is_marked_or_left_out() {
    let text = "| a |\n|---|\n| b |\n<!-- internal -->\n| c |\n<!-- /internal -->\n| d |\n";
    assert!(render(text).html.contains("<tr class=\"internal\"><td>c</td></tr>\n<tr><td>d</td>"));
    let (hide, _) = internal_ranges(text, FileId(0), 0..text.len());
    let rendered = html(text, FileId(0), 0..text.len(), &Options { hide: &hide, ..Options::default() });
    assert_eq!(rendered.text, "a \nb \nd \n");
}
