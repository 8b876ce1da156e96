//! Our own pages as Markdown, for readers that are programs. The pages went through the writer of `html` and the templates, so
//! that their tags are closed in order; what a theme leaves open is closed at the end.
//!
//! Navigation, forms, buttons, scripts, styles and drawings are left out with their content: each has its table or its words
//! beside it.

use super::html::decoded;

/// Elements that are left out with their content.
fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "svg"
            | "nav"
            | "form"
            | "button"
            | "template"
            | "noscript"
            | "dialog"
            | "select"
            | "label"
            | "colgroup"
            | "math"
    )
}

/// Elements without an end.
fn is_empty(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "input" | "meta" | "link" | "col" | "source" | "wbr")
}

/// Elements that begin a new paragraph.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "dl"
            | "blockquote"
            | "address"
            | "tbody"
            | "thead"
            | "ul"
            | "ol"
            | "table"
            | "caption"
            | "fieldset"
    )
}

/// The element `main` of `page`, as Markdown; the whole of it where it has none.
pub fn from_html(page: &str) -> String {
    from_html_with(page, &[], &|address| address.to_owned())
}

/// The same without the sections whose heading has one of the ids `left_out`, and with the addresses of links and pictures
/// as `address` gives them.
pub fn from_html_with(page: &str, left_out: &[&str], address: &dyn Fn(&str) -> String) -> String {
    let start = page.find("<main").and_then(|at| page[at..].find('>').map(|end| at + end + 1));
    let end = page.rfind("</main>").unwrap_or(page.len());
    let html = start.map_or(page, |start| page.get(start..end).unwrap_or_default());
    let mut writer = Writer::new(address);
    let mut rest = html;
    writer.left_out = left_out.iter().map(|it| format!(" id=\"{it}\"")).collect();
    while !rest.is_empty() {
        rest = writer.next(rest);
    }
    writer.finish()
}

/// What is being written, and what is open.
struct Writer<'w> {
    /// What becomes of an address.
    address: &'w dyn Fn(&str) -> String,
    out: String,
    /// The text of the line being written.
    line: String,
    /// What headings of sections that are left out have in their tag.
    left_out: Vec<String>,
    /// The element that is left out, and how often it is open.
    dropped: Option<(String, usize)>,
    /// What each line of a list or quote begins with.
    prefix: Vec<String>,
    /// Lists that are open: the number of the next item, where they are numbered.
    lists: Vec<Option<usize>>,
    /// The address of the link that is open, and where its text begins.
    links: Vec<(Option<String>, usize)>,
    /// Code is written as it is.
    pre: Option<String>,
    /// Tables that are open.
    tables: Vec<Table>,
    /// Whether an item of a list has nothing on its line yet.
    is_item_new: bool,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    is_in_cell: bool,
}

impl<'w> Writer<'w> {
    fn new(address: &'w dyn Fn(&str) -> String) -> Self {
        Self {
            address,
            left_out: Vec::new(),
            out: String::new(),
            line: String::new(),
            dropped: None,
            prefix: Vec::new(),
            lists: Vec::new(),
            links: Vec::new(),
            pre: None,
            tables: Vec::new(),
            is_item_new: false,
        }
    }

    /// Takes a text or a tag from the front of `html`.
    fn next<'a>(&mut self, html: &'a str) -> &'a str {
        let Some(after) = html.strip_prefix('<') else {
            let end = html.find('<').unwrap_or(html.len());
            self.text(&html[..end]);
            return &html[end..];
        };
        if after.starts_with("!--") {
            return html.find("-->").map_or("", |at| &html[at + 3..]);
        }
        let Some(end) = tag_end(after) else { return "" };
        let tag = &after[..end];
        if let Some(name) = tag.strip_prefix('/') {
            self.close(name.trim());
        } else {
            let name: &str = tag.split([' ', '\n', '/', '\t']).next().unwrap_or_default();
            // Our writers use small letters.
            let small = name.bytes().any(|it| it.is_ascii_uppercase()).then(|| name.to_ascii_lowercase());
            let name = small.as_deref().unwrap_or(name);
            if name == "section" && self.dropped.is_none() && self.is_left_out(&after[end + 1..]) {
                self.dropped = Some((name.to_owned(), 1));
            } else {
                self.open(name, tag);
            }
        }
        &after[end + 1..]
    }

    /// Whether the section that `inside` is the content of begins with a heading that names a section to leave out.
    fn is_left_out(&self, inside: &str) -> bool {
        let first = inside.trim_start().strip_prefix("<h2").and_then(|it| it.get(..tag_end(it)?));
        first.is_some_and(|tag| self.left_out.iter().any(|it| tag.contains(it.as_str())))
    }

    fn text(&mut self, html: &str) {
        if self.dropped.is_some() {
            return;
        }
        let text = decoded(html);
        if let Some(code) = &mut self.pre {
            code.push_str(&text);
            return;
        }
        let is_space = |c: char| c.is_whitespace() && c != '\u{A0}';
        let is_in_cell = self.is_in_cell();
        let mut rest = &*text;
        // A word at a time.
        let ends = |c: char| c == '<' || c == '|' || is_space(c);
        let is_plain = rest.is_ascii();
        let next_end = |rest: &str| {
            if is_plain { rest.bytes().position(|it| ends(char::from(it))) } else { rest.find(ends) }
        };
        while let Some(at) = next_end(rest) {
            self.line.push_str(&rest[..at]);
            let mut chars = rest[at..].chars();
            match chars.next() {
                // A reader that shows HTML takes no tag out of what is text here.
                Some('<') => self.line.push_str("\\<"),
                Some('|') if is_in_cell => self.line.push_str("\\|"),
                Some('|') => self.line.push('|'),
                _ if self.line.is_empty() || self.line.ends_with([' ', '\n']) => {}
                _ => self.line.push(' '),
            }
            rest = chars.as_str();
        }
        self.line.push_str(rest);
    }

    fn open(&mut self, name: &str, tag: &str) {
        if let Some((dropped, n)) = &mut self.dropped {
            *n += usize::from(dropped == name && !is_empty(name));
            return;
        }
        // Most tags have no attribute at all.
        let is_hidden = name.len() < tag.len() && is_hidden(name, tag);
        if (is_dropped(name) || is_hidden) && !is_empty(name) {
            self.dropped = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                let level = name[1..].parse().unwrap_or(1);
                self.line.push_str(&"#".repeat(level));
                self.line.push(' ');
            }
            "br" => self.line.push(' '),
            "hr" => {
                self.paragraph();
                self.line.push_str("---");
                self.paragraph();
            }
            "a" => self.links.push((attribute(tag, "href"), self.line.len())),
            "img" => {
                let (text, source) = (attribute(tag, "alt"), attribute(tag, "src"));
                let source = (self.address)(&source.unwrap_or_default());
                self.line.push_str(&format!("![{}]({source})", text.unwrap_or_default()));
            }
            "input" if attribute(tag, "type").as_deref() == Some("checkbox") => {
                self.line.push_str(if has_attribute(tag, "checked") { "[x] " } else { "[ ] " });
            }
            "strong" | "b" => self.line.push_str("**"),
            "code" if self.pre.is_none() => self.line.push('`'),
            "pre" => {
                self.paragraph();
                self.pre = Some(String::new());
            }
            "li" => self.item(),
            "dt" => {
                self.paragraph_in_list();
                self.line.push_str("- **");
            }
            "dd" => self.line.push_str(": "),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "th" | "td" => {
                self.line.clear();
                if let Some(table) = self.tables.last_mut() {
                    table.is_in_cell = true;
                }
            }
            _ if is_block(name) => self.open_block(name, tag),
            _ => {}
        }
    }

    fn open_block(&mut self, name: &str, tag: &str) {
        self.paragraph();
        match name {
            "ul" => self.lists.push(None),
            "ol" => {
                self.lists.push(Some(attribute(tag, "start").and_then(|it| it.parse().ok()).unwrap_or(1)));
            }
            "blockquote" if !self.is_in_cell() => self.prefix.push("> ".to_owned()),
            "table" => self.tables.push(Table::default()),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((dropped, n)) = &mut self.dropped {
            *n -= usize::from(dropped == name);
            if *n == 0 {
                self.dropped = None;
            }
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.paragraph(),
            "a" => self.close_link(),
            "strong" | "b" => self.line.push_str("**"),
            "code" if self.pre.is_none() => self.line.push('`'),
            "pre" => self.close_code(),
            "li" => {
                self.paragraph_in_list();
                self.prefix.pop();
            }
            "dt" => self.line.push_str("**"),
            "dd" => self.paragraph_in_list(),
            "th" | "td" => {
                let cell = self.line.trim().to_owned();
                self.line.clear();
                if let Some(table) = self.tables.last_mut() {
                    table.is_in_cell = false;
                    if let Some(row) = table.rows.last_mut() {
                        row.push(cell);
                    }
                }
            }
            "table" => self.close_table(),
            "dl" => {
                self.paragraph();
                if self.lists.is_empty() && !self.is_in_cell() {
                    self.out.push('\n');
                }
            }
            "ul" | "ol" => {
                self.paragraph_in_list();
                self.lists.pop();
                if self.lists.is_empty() && !self.is_in_cell() {
                    self.out.push('\n');
                }
            }
            "blockquote" if !self.is_in_cell() => {
                self.paragraph();
                // The empty line behind the last paragraph is no longer part of the quote.
                let empty = format!("{}\n", self.prefix.concat().trim_end());
                let ends = self.out.ends_with(&empty);
                self.prefix.pop();
                if ends {
                    self.out.truncate(self.out.len() - empty.len());
                    self.out.push_str(&format!("{}\n", self.prefix.concat().trim_end()));
                }
            }
            _ if is_block(name) => self.paragraph(),
            _ => {}
        }
    }

    fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|it| it.is_in_cell)
    }

    /// Ends the line being written; inside a list without an empty line behind it.
    fn paragraph(&mut self) {
        let ends = !self.line.trim().is_empty();
        self.paragraph_in_list();
        if ends && self.lists.is_empty() && !self.is_in_cell() {
            if !self.prefix.is_empty() {
                self.out.push_str(self.prefix.concat().trim_end());
            }
            self.out.push('\n');
        }
    }

    fn paragraph_in_list(&mut self) {
        if self.is_in_cell() {
            if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            return;
        }
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() || line.chars().all(|it| it == '#' || it == '*') {
            return;
        }
        if self.prefix.is_empty() {
            self.is_item_new = false;
            self.out.push_str(line);
            self.out.push('\n');
            return;
        }
        let prefix = self.prefix.concat();
        let prefix = if self.is_item_new { prefix } else { prefix.replace("- ", "  ").replace("1. ", "   ") };
        self.is_item_new = false;
        self.out.push_str(&format!("{prefix}{line}\n"));
    }

    fn item(&mut self) {
        self.paragraph_in_list();
        if self.is_in_cell() {
            self.prefix.push(String::new());
            return;
        }
        // What holds this item has its mark already.
        for it in &mut self.prefix {
            if it != "> " {
                *it = " ".repeat(it.len());
            }
        }
        let mark = match self.lists.last_mut() {
            Some(Some(n)) => {
                let mark = format!("{n}. ");
                *n += 1;
                mark
            }
            _ => "- ".to_owned(),
        };
        self.prefix.push(mark);
        self.is_item_new = true;
    }

    fn close_link(&mut self) {
        let Some((Some(address), start)) = self.links.pop() else { return };
        let Some(text) = self.line.get(start..).map(|it| it.trim().to_owned()) else { return };
        if !text.is_empty() {
            self.line.truncate(start);
            let address = (self.address)(&address).replace(' ', "%20").replace(')', "%29");
            self.line.push_str(&format!("[{text}]({address})"));
        }
    }

    fn close_code(&mut self) {
        let Some(code) = self.pre.take() else { return };
        let longest = code.split(|it| it != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        if self.is_in_cell() {
            self.line.push_str(&code.replace('\n', " ").replace('|', "\\|"));
            return;
        }
        let prefix = self.prefix.concat().replace("- ", "  ");
        self.out.push_str(&format!("{prefix}{fence}\n"));
        for line in code.trim_end_matches('\n').lines() {
            self.out.push_str(&format!("{prefix}{line}\n"));
        }
        self.out.push_str(&format!("{prefix}{fence}\n"));
        if self.lists.is_empty() {
            self.out.push('\n');
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        if self.is_in_cell() {
            let cells: Vec<String> = table.rows.into_iter().flatten().collect();
            self.line.push_str(&cells.join(" "));
            return;
        }
        let prefix = self.prefix.concat().replace("- ", "  ");
        for (nth, mut row) in table.rows.into_iter().filter(|it| !it.is_empty()).enumerate() {
            row.resize(width, String::new());
            self.out.push_str(&format!("{prefix}| {} |\n", row.join(" | ")));
            if nth == 0 {
                self.out.push_str(&format!("{prefix}|{}\n", " --- |".repeat(width)));
            }
        }
        self.out.push('\n');
    }

    fn finish(mut self) -> String {
        self.close_code();
        while !self.tables.is_empty() {
            if self.is_in_cell() {
                self.close("td");
            }
            self.close_table();
        }
        self.paragraph();
        let mut out = String::with_capacity(self.out.len());
        let mut n_empty = 0;
        for line in self.out.lines() {
            n_empty = if line.is_empty() { n_empty + 1 } else { 0 };
            if n_empty < 2 && !(out.is_empty() && line.is_empty()) {
                out.push_str(line);
                out.push('\n');
            }
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }
}

/// Where the tag ends: the first `>` outside of quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.bytes().enumerate() {
        match (quote, c) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Whether the content of the element is for browsers alone.
fn is_hidden(name: &str, tag: &str) -> bool {
    // The tag of an element that is hidden in either way holds the word.
    tag.contains("hidden")
        && (has_attribute(tag, "hidden") || attribute(tag, "aria-hidden").as_deref() == Some("true"))
        // Beside a heading: it leads to itself.
        || name == "a" && tag.contains("class=\"permalink\"")
}

/// The value of an attribute in double quotes, as our writers write them.
fn attribute(tag: &str, name: &str) -> Option<String> {
    // Most tags have no attribute at all.
    if !tag.contains('"') {
        return None;
    }
    let is_it = |at: &usize| tag[..*at].ends_with(' ') && tag[*at + name.len()..].starts_with("=\"");
    let start = tag.match_indices(name).map(|it| it.0).find(is_it)? + name.len() + 2;
    let end = start + tag.get(start..)?.find('"')?;
    Some(decoded(&tag[start..end]).into_owned())
}

/// Whether the tag has an attribute without a value.
fn has_attribute(tag: &str, name: &str) -> bool {
    tag.split_whitespace().any(|it| it == name || it.strip_suffix('/') == Some(name))
}

#[cfg(test)]
mod tests {
    use super::from_html;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(from_html(html), expected);
    }

    #[test]
    fn headings_paragraphs_links_and_code_are_kept() {
        check(
            "<nav>x</nav><main id=\"a\"><h2 id=\"b\">Pool &amp; <a href=\"../p/index.html\">more</a></h2>\n<p>Set <code>a|b</code> to <strong>8</strong>.</p><pre><code class=\"x\"><span>a &lt; b</span>\n</code></pre></main><p>after</p>",
            "## Pool & [more](../p/index.html)\n\nSet `a|b` to **8**.\n\n```\na < b\n```\n",
        );
    }

    #[test]
    fn lists_and_tables_keep_their_shape() {
        check(
            "<ul><li>one</li><li><p>two</p><ul><li>inner</li></ul></li></ul><ol><li>first</li><li>second</li></ol>",
            "- one\n- two\n  - inner\n\n1. first\n2. second\n",
        );
        check(
            "<table><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td><td><ul><li>x</li><li>y</li></ul></td></tr></tbody></table>",
            "C\n\n| A | B |\n| --- | --- |\n| 1\\|2 | x y |\n",
        );
        check("<dl><div><dt>Day</dt><dd>1 May</dd></div></dl>", "- **Day**: 1 May\n");
    }

    #[test]
    fn sections_are_left_out_by_the_id_of_their_heading_and_headings_lead_nowhere() {
        let html = "<section>\n<h2 id=\"a\">A <a class=\"permalink\" href=\"#a\">#</a></h2><p>x</p></section>\
                    <section><h2 id=\"b\">B</h2><section><p>y</p></section><p>z</p></section><p>end</p>";
        let without = |id: &str| super::from_html_with(html, &[id], &|it| it.to_owned());
        assert_eq!(without("b"), "## A\n\nx\n\nend\n");
        assert_eq!(without("a"), "## B\n\ny\n\nz\n\nend\n");
        assert_eq!(without("c"), "## A\n\nx\n\n## B\n\ny\n\nz\n\nend\n");
    }

    #[test]
    fn what_only_a_browser_uses_is_left_out_and_text_makes_no_tags() {
        check(
            "<p>a<svg><title>t</title><svg></svg></svg><button>copy</button><span hidden>h</span><span aria-hidden=\"true\">i</span> &lt;script&gt;b</p>",
            "a \\<script>b\n",
        );
        check("<p title=\"1 > 0\">x</p><blockquote><p>q</p></blockquote>", "x\n\n> q\n");
    }
}
