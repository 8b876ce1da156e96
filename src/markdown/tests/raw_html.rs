//! What becomes of raw HTML.

use crate::files::FileId;
use crate::markdown::{Options, html};
use crate::phrase::say;

#[track_caller]
fn check(text: &str, expected: &str) {
    let rendered = html(text, FileId(0), 0..text.len(), &Options::default());
    assert_eq!(rendered.html.replace('\n', ""), expected);
}

#[test]
fn harmless_elements_stay_without_attributes() {
    check(
        "a <kbd onclick=x>b</kbd> <span style='x'>c</span><br/>d",
        "<p>a <kbd>b</kbd> <span>c</span><br>d</p>",
    );
    check("<div class=x onload=y>a</div>", "<div>a</div>");
    check(
        "<DETAILS open><summary>a</summary>\n\n**b**\n\n</DETAILS>\n\nc",
        "<details><summary>a</summary><p><strong>b</strong></p></details><p>c</p>",
    );
    check("<h2 id=x>a</h2>\nb", "<p><strong>a</strong></p>b");
}

#[test]
fn everything_else_goes() {
    check("a <script>alert(1)</script> b", "<p>a  b</p>");
    check("<script>\n\nalert(1)\n</script>\n\nb", "<p>b</p>");
    check("<svg onload=x><a href=y>b</a></svg>c", "<p>c</p>");
    check("<math><style><!--</style><img title=\"--&gt;&lt;img onerror=x&gt;\">", "");
    check("<form action=x><input name=y><button>b</button></form>", "b");
    check("<iframe srcdoc='<script>'></iframe><base href=x><meta y>z", "z");
    check("a <!-- b --> c\n\n<!-- d\n\ne -->\n\nf", "<p>a  c</p><p>f</p>");
    check("a<b", "<p>a&lt;b</p>");
}

#[test]
fn an_inline_element_that_goes_does_not_take_the_next_paragraph() {
    check("a <svg> b **c**\n\nd", "<p>a <strong></strong></p><p>d</p>");
}

#[test]
fn links_and_pictures_follow_the_rules() {
    check(
        "<a target=_blank href=https://x.example rel=opener ping=y>a</a>",
        "<p><a class=\"external\" href=\"https://x.example\" rel=\"noopener noreferrer\">a</a></p>",
    );
    check("<a name=x>a</a> <a href='b.md' onclick=x>b</a>", "<p>a <a href=\"b.md\">b</a></p>");
    check("<img src=x.png alt='a\"b' onerror=y>", "<img src=\"x.png\" alt=\"a&quot;b\" loading=\"lazy\">");
    check("<div><img/src=x:y/onerror=z></div> <img src=\"\" width=30>", "<div></div>");
    check("<a href=x>a [b](y) <a href=z>c</a></a>", "<p><a href=\"x\">a b c</a></p>");
    check(
        "[a <a href=z>b</a>](y)",
        "<p>[a <a href=\"z\">b</a>](y)</p>"
            .replace("[a <a href=\"z\">b</a>](y)", "<a href=\"y\">a b</a>")
            .as_str(),
    );
    check("<a href=x></a>", "<p><a href=\"x\">x</a></p>");
}

#[test]
fn tags_are_balanced() {
    check("<b>a *c</b> d*", "<p><b>a <em>c d</em></b></p>");
    check("</div>a</b>", "a");
    check("<div><b>a\n\nb", "<div><b>a</b><p>b</p></div>");
    check("> <div>a\n\nb", "<blockquote><div>a</div></blockquote><p>b</p>");
    check("- <b>a\n  - c", "<ul><li><b>a</b><ul><li>c</li></ul></li></ul>");
    check("<b><i>a</b></i>", "<p><b><i>a</i></b></p>");
    check("<p>a<p>b<div>c</p></div>", "<p>a</p><p>b</p><div>c</div>");
}

#[test]
fn lists_and_tables_keep_their_structure() {
    check("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>");
    check("<li>a</li>", "a");
    check("<table><tr><td>a<td>b</table>", "<table><tr><td>a</td><td>b</td></tr></table>");
    check("<table><td>a</div></table>", "<table><tr><td>a</td></tr></table>");
    check("<table>a<tr><td>b</td></tr></table>", "<table></table>ab");
    check(
        "| a |\n|---|\n| x</td><ul><li>b</ul></table> |",
        "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td>x<ul><li>b</li></ul></td></tr></tbody></table></div>",
    );
    check("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>");
}

#[test]
fn a_raw_block_within_a_paragraph_ends_it() {
    check(
        "<ul>\n<li><div>a\n\nb</div>c</li><br/><li>d</li>\n</ul>e",
        "<ul><li><div>a<p>b</p></div>c</li><li>d</li></ul>e",
    );
    check("a <div>b</div> c", "<p>a </p><div>b</div> c");
    check(
        "# a <div>b</div>",
        "<h2 id=\"a-b\">a b <a class=\"permalink\" href=\"#a-b\" aria-label=\"Link to section: a b\">#</a></h2>",
    );
}

#[test]
fn references_are_resolved_and_escaped_again() {
    check(
        "<div>&lt;script&gt; &#x202E;&amp; &nbsp;&unknown;</div>",
        "<div>&lt;script&gt; &amp; \u{A0}&amp;unknown;</div>",
    );
}

#[test]
fn removal_is_reported_once_and_only_for_what_matters() {
    let messages = |text: &str| {
        let rendered = html(text, FileId(0), 0..text.len(), &Options::default());
        rendered.diagnostics.into_iter().map(|it| it.message).collect::<Vec<_>>()
    };
    assert_eq!(
        messages("<script>a</script>\n\n<video>b</video>"),
        [say!("markdown.raw-html", name = "script")]
    );
    assert!(messages("<div class=x>a</div> <!-- b --> <font color=red>c</font>").is_empty());
}
