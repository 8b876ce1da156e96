//! The raw HTML elements that pages keep.
//!
//! An allow-list: what is not named here is dropped. Elements are written without any attribute of the author's,
//! so there is nothing in them that could run; links and pictures are rewritten by the writer.

/// What may be directly inside an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Blocks and text.
    Flow,
    /// Text and inline elements.
    Phrasing,
    /// Items only; stray text does no harm.
    Items,
    /// Rows, sections and cells only; browsers move stray text out of the table.
    Rows,
}

/// How an element is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In text.
    Inline,
    /// Between blocks.
    Block,
    /// Directly in one of these.
    In(&'static [&'static str]),
    /// In text, with nothing inside.
    Void,
    /// Between blocks, with nothing inside.
    VoidBlock,
}

/// An element that is kept.
#[derive(Debug)]
pub(super) struct Element {
    /// As authors write it.
    pub(super) name: &'static str,
    pub(super) place: Place,
    pub(super) inside: Inside,
    pub(super) open: &'static str,
    pub(super) close: &'static str,
}

macro_rules! elements {
    ($($name:literal $place:expr, $inside:ident, $open:literal, $close:literal;)*) => {
        &[$(Element { name: $name, place: $place, inside: Inside::$inside, open: $open, close: $close }),*]
    };
}

/// Every element that is kept, in order of name. Headings lose their level, which the page's outline decides.
static ELEMENTS: &[Element] = elements! {
    "address" Place::Block, Flow, "<div>", "</div>\n";
    "article" Place::Block, Flow, "<div>", "</div>\n";
    "aside" Place::Block, Flow, "<div>", "</div>\n";
    "b" Place::Inline, Phrasing, "<b>", "</b>";
    "blockquote" Place::Block, Flow, "<blockquote>", "</blockquote>\n";
    "br" Place::Void, Phrasing, "<br>\n", "";
    "center" Place::Block, Flow, "<div>", "</div>\n";
    "code" Place::Inline, Phrasing, "<code>", "</code>";
    "dd" Place::In(&["dl"]), Flow, "<dd>", "</dd>\n";
    "del" Place::Inline, Phrasing, "<del>", "</del>";
    "details" Place::Block, Flow, "<details>", "</details>\n";
    "div" Place::Block, Flow, "<div>", "</div>\n";
    "dl" Place::Block, Items, "<dl>\n", "</dl>\n";
    "dt" Place::In(&["dl"]), Phrasing, "<dt>", "</dt>\n";
    "em" Place::Inline, Phrasing, "<em>", "</em>";
    "figcaption" Place::Block, Flow, "<div>", "</div>\n";
    "figure" Place::Block, Flow, "<div>", "</div>\n";
    "footer" Place::Block, Flow, "<div>", "</div>\n";
    "h1" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h2" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h3" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h4" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h5" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "h6" Place::Block, Phrasing, "<p><strong>", "</strong></p>\n";
    "header" Place::Block, Flow, "<div>", "</div>\n";
    "hr" Place::VoidBlock, Flow, "<hr>\n", "";
    "i" Place::Inline, Phrasing, "<i>", "</i>";
    "ins" Place::Inline, Phrasing, "<ins>", "</ins>";
    "kbd" Place::Inline, Phrasing, "<kbd>", "</kbd>";
    "li" Place::In(&["ul", "ol"]), Flow, "<li>", "</li>\n";
    "main" Place::Block, Flow, "<div>", "</div>\n";
    "mark" Place::Inline, Phrasing, "<mark>", "</mark>";
    "ol" Place::Block, Items, "<ol>\n", "</ol>\n";
    "p" Place::Block, Phrasing, "<p>", "</p>\n";
    "pre" Place::Block, Phrasing, "<pre class=\"code\" tabindex=\"0\">", "</pre>\n";
    "s" Place::Inline, Phrasing, "<s>", "</s>";
    "samp" Place::Inline, Phrasing, "<samp>", "</samp>";
    "section" Place::Block, Flow, "<div>", "</div>\n";
    "small" Place::Inline, Phrasing, "<small>", "</small>";
    "span" Place::Inline, Phrasing, "<span>", "</span>";
    "strike" Place::Inline, Phrasing, "<s>", "</s>";
    "strong" Place::Inline, Phrasing, "<strong>", "</strong>";
    "sub" Place::Inline, Phrasing, "<sub>", "</sub>";
    "summary" Place::In(&["details"]), Phrasing, "<summary>", "</summary>\n";
    "sup" Place::Inline, Phrasing, "<sup>", "</sup>";
    "table" Place::Block, Rows, "<table>\n", "</table>\n";
    "tbody" Place::In(&["table"]), Rows, "<tbody>\n", "</tbody>\n";
    "td" Place::In(&["tr"]), Flow, "<td>", "</td>";
    "th" Place::In(&["tr"]), Flow, "<th>", "</th>";
    "thead" Place::In(&["table"]), Rows, "<thead>\n", "</thead>\n";
    "tr" Place::In(&["tbody", "thead", "table"]), Rows, "<tr>", "</tr>\n";
    "tt" Place::Inline, Phrasing, "<code>", "</code>";
    "u" Place::Inline, Phrasing, "<u>", "</u>";
    "ul" Place::Block, Items, "<ul>\n", "</ul>\n";
};

/// A link; its start tag is made by the writer. Blocks are not allowed in it, since they bring links of their own.
pub(super) static LINK: Element =
    Element { name: "a", place: Place::Inline, inside: Inside::Phrasing, open: "<a>", close: "</a>" };

/// Elements whose content goes with them: it is code, or text that browsers read by other rules.
const CONTENT_DROPPED: [&str; 17] = [
    "script",
    "style",
    "iframe",
    "object",
    "svg",
    "math",
    "template",
    "noscript",
    "title",
    "textarea",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "applet",
    "frameset",
    "select",
];

/// Attribute-free wrappers whose going nobody notices, and elements handled apart.
const UNREMARKABLE: [&str; 12] =
    ["a", "img", "font", "html", "body", "head", "colgroup", "col", "tfoot", "caption", "wbr", "nobr"];

/// The kept element with `name` in lower case.
pub(super) fn element(name: &str) -> Option<&'static Element> {
    ELEMENTS.binary_search_by(|it| it.name.cmp(name)).ok().and_then(|idx| ELEMENTS.get(idx))
}

/// Whether everything up to the end tag goes too.
pub(in crate::markdown) fn drops_content(name: &str) -> bool {
    CONTENT_DROPPED.contains(&name)
}

/// Whether dropping the element is worth telling the author.
pub(super) fn is_remarkable(name: &str) -> bool {
    element(name).is_none() && !UNREMARKABLE.contains(&name)
}

impl Element {
    /// Whether Markdown blocks may follow inside it when the raw HTML before them ends.
    pub(super) fn holds_blocks(&self) -> bool {
        self.inside == Inside::Flow
    }

    /// Whether the search for an open element ends here: a `</div>` in a cell does not close a `<div>` around
    /// the table.
    pub(super) fn is_scope(&self) -> bool {
        matches!(self.name, "table" | "td" | "th")
    }

    /// Whether it is part of a table.
    pub(super) fn is_of_table(&self) -> bool {
        matches!(self.name, "table" | "thead" | "tbody" | "tr" | "td" | "th")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_in_order_of_name() {
        assert!(ELEMENTS.windows(2).all(|it| it[0].name < it[1].name));
        assert!(element("strong").is_some() && element("script").is_none());
    }
}
