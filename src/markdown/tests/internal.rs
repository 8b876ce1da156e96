//! What counts as internal.

use crate::files::FileId;
use crate::markdown::internal_ranges;
use crate::phrase::{Phrase, say};

/// Everything outside the internal ranges, and the messages.
fn public(text: &str) -> (String, Vec<Phrase>) {
    let (ranges, diagnostics) = internal_ranges(text, FileId(0), 0..text.len());
    let mut public = String::new();
    let mut from = 0;
    for range in ranges {
        public.push_str(&text[from..range.start]);
        from = range.end;
    }
    public.push_str(&text[from..]);
    (public, diagnostics.into_iter().map(|it| it.message).collect())
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(public(text), (expected.to_owned(), vec![]));
}

#[test]
fn containers_and_comments_are_cut_with_their_markers() {
    check("a\n::: internal\nx\n:::\nb\n", "a\nb\n");
    check("a\n:::internal 仅内部\nx\n::::\nb\n", "a\nb\n");
    check("a\n::: {.internal}\nx\n:::\nb\n", "a\nb\n");
    check("a\n<!-- internal -->\nx\n<!-- /internal -->\nb\n", "a\nb\n");
    check("a\n<!--INTERNAL-->\nx\n<!-- END INTERNAL -->\nb", "a\nb");
    check("a\n> ::: internal\n> x\n> :::\nb", "a\nb");
    check("1. ::: internal\n   x\n   :::\nb", "b");
    check("- a\n  <!-- internal -->\n  x\n  <!-- /internal -->\n- b", "- a\n- b");
}

#[test]
fn comments_within_a_line_cut_only_what_is_between() {
    check("甲 <!-- internal -->乙<!-- /internal --> 丙", "甲  丙");
}

#[test]
fn a_section_reaches_to_the_next_heading_of_its_level() {
    check("# T\n## A {.internal}\nx\n### B\ny\n## C\nz\n", "# T\n## C\nz\n");
    check("## A {#a .internal}\nx\n# C\nz\n", "# C\nz\n");
    check("A {.internal}\n---\nx\n", "");
    check("## A {.internal} ##\nx\n", "");
    check("## A {.public}\nx\n", "## A {.public}\nx\n");
}

#[test]
fn nested_blocks_are_closed_from_the_inside() {
    check("::: internal\nx\n::: warning\ny\n:::\nz\n:::\nb\n", "b\n");
    check("::: warning\na\n::: internal\nx\n:::\nb\n:::\n", "::: warning\na\nb\n:::\n");
    check("<!-- internal -->\n<!-- internal -->\nx\n<!-- /internal -->\ny\n<!-- /internal -->\nb", "b");
    check("::: internal\nx\n<!-- internal -->\ny\n:::\nz\n<!-- /internal -->\nb", "b");
}

#[test]
fn code_shows_markers() {
    let text = "```\n::: internal\n<!-- internal -->\n```\n`<!-- internal -->` b\n";
    check(text, text);
}

#[test]
fn stray_backticks_do_not_publish_a_block() {
    check("a ` b\n::: internal\nx\n:::\nc ` d\n", "a ` b\nc ` d\n");
}

#[test]
fn indented_markers_count() {
    check("a\n\n    <!-- internal -->\n\n    x\n\n    <!-- /internal -->\nb", "a\n\nb");
}

#[test]
fn an_unclosed_block_reaches_to_the_end_and_is_an_error() {
    let (text, messages) = public("a\n::: internal\nx\n\n## B\ny\n");
    assert_eq!(text, "a\n");
    assert_eq!(messages, [say!("markdown.open-internal", marker = "::: internal")]);
    let (text, messages) = public("a\n<!-- internal -->\n```\nx\n<!-- /internal -->\ny\n");
    assert_eq!((text.as_str(), messages.len()), ("a\n", 1));
}

#[test]
fn a_misspelled_marker_counts_and_is_an_error() {
    for text in [
        "a\n<!-- intrenal -->\nx\n<!-- /intrenal -->\n",
        "a\n::: iternal\nx\n:::\n",
        "a\n## x {.internall}\n",
    ] {
        let (public, messages) = public(text);
        assert_eq!(public, "a\n");
        assert!(
            !messages.is_empty() && messages.iter().all(|it| it.key() == "markdown.nearly-internal"),
            "{messages:?}"
        );
    }
    check("<!-- interval -->\na\n<!-- external -->\n", "<!-- interval -->\na\n<!-- external -->\n");
    check("<!-- internal link to the wiki -->\na\n", "<!-- internal link to the wiki -->\na\n");
}

#[test]
fn the_attribute_counts_on_what_only_looks_like_a_heading() {
    for (text, expected) in [
        ("a\n\n##x {.internal}\ny\n### z\n## B\n", "a\n\n## B\n"),
        ("a\n\n**x** {.internal}\ny\n### B\n", "a\n\n### B\n"),
        ("## A\n{: .internal}\ny\n", "## A\n"),
    ] {
        let (public, messages) = public(text);
        assert_eq!(public, expected);
        assert!(
            messages.len() == 1 && messages[0].key() == "markdown.internal-without-heading",
            "{messages:?}"
        );
    }
    check("host {db.internal} and `{.internal}`\n", "host {db.internal} and `{.internal}`\n");
    check("## {db.internal} down\nx\n", "## {db.internal} down\nx\n");
}

#[test]
fn nothing_but_a_heading_at_the_top_level_ends_an_internal_section() {
    check("## A {.internal}\nx\n> # B\n> y\n\n- # C\n  z\n\n## D\nb\n", "## D\nb\n");
    let (text, messages) = public("## A {.internal}\nx\ncustomers\n---\ny\n## D\nb\n");
    assert_eq!(text, "## D\nb\n");
    assert_eq!(messages[0], say!("markdown.underlined-heading"));
}

#[test]
fn whatever_reads_like_a_marker_is_kept_internal_and_is_an_error() {
    for marker in [
        "::: 内部",
        "::: private",
        "::: {class=\"internal\"}",
        "::: note internal",
        "::internal",
        "<!-- 内部 -->",
        "<!-- private -->",
        "<!-- internal: start -->",
        "## B {class=\"internal\"}",
        "## B {internal}",
        "## B {#internal}",
        "## B {.内部}",
        "{% internal %}",
        "{{< internal >}}",
        "[internal]",
        "[[internal]]",
        "!!! internal",
        "> [!INTERNAL]",
        "<internal>",
        "<div class=\"internal\">",
        "<section data-visibility='private'>",
        "```internal",
        "@internal",
        "【内部】",
    ] {
        let (text, messages) = public(&format!("a\n\n{marker}\nx\n"));
        assert!(!text.contains('x'), "{marker}: {text}");
        assert!(!messages.is_empty(), "{marker}");
    }
    for text in [
        "the {internal} placeholder\n",
        "```Error: an internal error occurred while calling the hook\nx\n```\n",
        "[internal](https://wiki.example/a)\n",
        "an internal server error\n",
        "::: warning Internal server error\na\n:::\n",
        "<a href=\"https://internal/x\">a</a>\n",
        "private networks: 10.0.0.0/8 and [more](a.md)\n",
    ] {
        check(text, text);
    }
}

#[test]
fn only_the_body_is_looked_at() {
    let text = "---\nx: '<!-- internal -->'\n---\na\n";
    let (ranges, diagnostics) = internal_ranges(text, FileId(0), 31..text.len());
    assert!(ranges.is_empty() && diagnostics.is_empty());
}
