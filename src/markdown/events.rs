//! The parser's events with places in the original file, made even for the two readers of them.
//!
//! The only file that runs `pulldown_cmark`. What it evens out: breaks inserted before parsing are gone from every
//! text, nesting ends at a depth that readers and browsers can take, a single tilde is text (`~10万` means "about"),
//! and braces at the end of a heading stay unless they are attributes.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::prepare::Prepared;

/// Most quotes, lists and items within each other that are kept; what lies deeper stays as text.
const MAX_DEPTH: usize = 96;

/// Most emphasis within each other that is kept.
const MAX_INLINE_DEPTH: usize = 24;

/// The syntax that is read. Left out: old footnotes, smart punctuation, math (`$5 and $10`), definition lists
/// (a line that begins with `: ` is prose in Chinese documents), sub- and superscript.
fn options(text: &str) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    // `[[1]](https://…)` is a link with brackets in its text, which the parser would no longer see.
    let has_brackets_in_links = text.contains("]](") || text.contains("]][");
    options.set(Options::ENABLE_WIKILINKS, text.contains("[[") && !has_brackets_in_links);
    options
}

/// Whether `target` in `[[target]]` can be meant as the name of a document; `[[ -f x ]]` is shell.
fn is_name(target: &str) -> bool {
    target.trim() == target
        && target.len() <= 400
        // `[[000782]]` is the number of a document, `[[1]]` that of a note.
        && (target.contains(char::is_alphabetic) || 3 <= target.len() && target.bytes().all(|it| it.is_ascii_digit()))
        && !target.contains(['\n', '[', ']'])
        && !target.starts_with(['-', '$', '!', '#'])
}

/// The name of a document as the target of a link: `[[name]]`.
fn named_target(name: &str) -> String {
    format!("[[{}]]", name.trim_end_matches('\\'))
}

/// Events in order; ranges are bytes of the original file.
pub(super) struct Events<'p> {
    parser: OffsetIter<'p>,
    prepared: &'p Prepared<'p>,
    depth: usize,
    inline_depth: usize,
    /// For each strikethrough that is open, whether it was written with two tildes.
    strikes: Vec<bool>,
    /// Text that the parser took off the end of the heading that is open.
    heading_rest: Option<(&'p str, Range<usize>)>,
    /// Whether the `[[…]]` that is open is text.
    in_brackets: bool,
    /// The end of a heading whose rest was just given out.
    postponed: Option<(Event<'p>, Range<usize>)>,
}

impl<'p> Events<'p> {
    /// Begins to parse `prepared`.
    pub(super) fn new(prepared: &'p Prepared<'p>) -> Self {
        Self {
            parser: Parser::new_ext(&prepared.text, options(&prepared.text)).into_offset_iter(),
            prepared,
            depth: 0,
            inline_depth: 0,
            strikes: Vec::new(),
            heading_rest: None,
            in_brackets: false,
            postponed: None,
        }
    }

    fn start(&mut self, tag: Tag<'p>, range: &Range<usize>) -> Event<'p> {
        match &tag {
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    // Between what is before and inside, so that the words do not run together.
                    return Event::SoftBreak;
                }
            }
            Tag::Strikethrough => {
                let double = self.prepared.text[range.start..].starts_with("~~");
                self.strikes.push(double);
                if !double {
                    return Event::Text(CowStr::Borrowed("~"));
                }
                self.inline_depth += 1;
                if self.inline_depth > MAX_INLINE_DEPTH {
                    return Event::Text(CowStr::Borrowed(""));
                }
            }
            Tag::Emphasis | Tag::Strong => {
                self.inline_depth += 1;
                if self.inline_depth > MAX_INLINE_DEPTH {
                    return Event::Text(CowStr::Borrowed(""));
                }
            }
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. }
                if !is_name(dest_url) =>
            {
                self.in_brackets = true;
                let hidden = if *has_pothole { format!("{dest_url}|") } else { String::new() };
                return Event::Text(self.clean(CowStr::from(format!("[[{hidden}"))));
            }
            Tag::Heading { id: None, classes, .. } if classes.is_empty() => {
                self.heading_rest = braces(&self.prepared.text, range);
            }
            _ => {}
        }
        Event::Start(self.clean_tag(tag))
    }

    fn end(&mut self, tag: TagEnd) -> Event<'p> {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.depth -= 1;
                if self.depth >= MAX_DEPTH {
                    return Event::SoftBreak;
                }
            }
            TagEnd::Link if std::mem::take(&mut self.in_brackets) => {
                return Event::Text(CowStr::Borrowed("]]"));
            }
            TagEnd::Strikethrough if self.strikes.pop() == Some(false) => {
                return Event::Text(CowStr::Borrowed("~"));
            }
            TagEnd::Strikethrough | TagEnd::Emphasis | TagEnd::Strong => {
                self.inline_depth -= 1;
                if self.inline_depth >= MAX_INLINE_DEPTH {
                    return Event::Text(CowStr::Borrowed(""));
                }
            }
            _ => {}
        }
        Event::End(tag)
    }

    fn clean(&self, text: CowStr<'p>) -> CowStr<'p> {
        self.prepared.cleaned(&text).map_or(text, CowStr::from)
    }

    fn clean_tag(&self, tag: Tag<'p>) -> Tag<'p> {
        match tag {
            Tag::Heading { level, id, classes, attrs } => Tag::Heading {
                level,
                id: id.map(|it| self.clean(it)),
                classes: classes.into_iter().map(|it| self.clean(it)).collect(),
                attrs,
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.clean(info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.clean(label)),
            Tag::Link { link_type: LinkType::Email, dest_url, title, id } => {
                let dest_url = CowStr::from(format!("mailto:{}", self.clean(dest_url)));
                Tag::Link { link_type: LinkType::Email, dest_url, title, id }
            }
            Tag::Link { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, title, id } => {
                let dest_url = CowStr::from(named_target(&self.clean(dest_url)));
                Tag::Link { link_type, dest_url, title, id }
            }
            Tag::Link { link_type, dest_url, title, id } => {
                Tag::Link { link_type, dest_url: self.clean(dest_url), title: self.clean(title), id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                Tag::Image { link_type, dest_url: self.clean(dest_url), title: self.clean(title), id }
            }
            other => other,
        }
    }
}

impl<'p> Iterator for Events<'p> {
    type Item = (Event<'p>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(postponed) = self.postponed.take() {
            return Some(postponed);
        }
        let (event, range) = self.parser.next()?;
        let original = self.prepared.original(&range);
        let event = match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag @ TagEnd::Heading(_)) => {
                if let Some((rest, place)) = self.heading_rest.take() {
                    self.postponed = Some((Event::End(tag), original));
                    let text = self.clean(CowStr::Borrowed(rest));
                    return Some((Event::Text(text), self.prepared.original(&place)));
                }
                Event::End(tag)
            }
            Event::End(tag) => self.end(tag),
            Event::Text(text) => Event::Text(self.clean(text)),
            Event::Code(text) => Event::Code(self.clean(text)),
            Event::Html(text) => Event::Html(self.clean(text)),
            Event::InlineHtml(text) => Event::InlineHtml(self.clean(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.clean(label)),
            other => other,
        };
        Some((event, original))
    }
}

/// The braces (and the space before them) that the parser cut off a heading without reading attributes in them.
///
/// `## 配置 {env}` is a heading about `{env}`: only `{#id}` and `{.class}` are attributes.
fn braces<'t>(text: &'t str, heading: &Range<usize>) -> Option<(&'t str, Range<usize>)> {
    let source = text.get(heading.clone())?;
    // Of a heading underlined by `===` the last line of text counts.
    let mut lines = source.trim_end().lines();
    let last = lines.next_back()?;
    let line = if last.trim_end().ends_with('}') { last } else { lines.next_back()? };
    let line = line.trim_end();
    let inner_end = line.strip_suffix('}')?.len();
    let open = line[..inner_end].rfind('{')?;
    let cut_off = !line[open + 1..inner_end].contains(['<', '>', '\\', '}']);
    if !cut_off {
        return None;
    }
    let text_before = line[..open].trim_end();
    let from =
        if text_before.trim_start_matches([' ', '>', '#']).is_empty() { open } else { text_before.len() };
    let start = line.as_ptr().addr() - text.as_ptr().addr();
    Some((&line[from..], start + from..start + line.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Vec<String> {
        let prepared = Prepared::new(text, &(0..text.len()), &[]);
        Events::new(&prepared)
            .map(|(event, range)| match event {
                Event::Start(tag) => format!("+{:?}", tag.to_end()),
                Event::End(tag) => format!("-{tag:?}"),
                Event::Text(it) => format!("{it}@{}", &text[range]),
                other => format!("{other:?}"),
            })
            .collect()
    }

    fn text_of(text: &str) -> String {
        let prepared = Prepared::new(text, &(0..text.len()), &[]);
        Events::new(&prepared)
            .filter_map(|(event, _)| if let Event::Text(it) = event { Some(it.to_string()) } else { None })
            .collect()
    }

    #[test]
    fn inserted_breaks_are_gone_and_places_are_right() {
        assert_eq!(
            events("**复盘：**中文"),
            ["+Paragraph", "+Strong", "复盘：@复盘：", "-Strong", "中文@中文", "-Paragraph"]
        );
    }

    #[test]
    fn one_tilde_is_about() {
        assert_eq!(text_of("(~10万~)"), "(~10万~)");
        assert!(events("~~10~~").contains(&"+Strikethrough".to_owned()));
    }

    #[test]
    fn braces_stay_unless_they_are_attributes() {
        assert_eq!(text_of("## 配置 {env}"), "配置 {env}");
        assert_eq!(text_of("## 配置 {.internal}"), "配置");
        assert_eq!(text_of("## 配置 {#x}"), "配置");
        assert_eq!(text_of("## {env}\n"), "{env}");
        assert_eq!(text_of("配置 {env}\n==="), "配置 {env}");
        assert_eq!(text_of("## ${HOME}/x"), "${HOME}/x");
        assert_eq!(text_of("## a {b} c"), "a {b} c");
    }

    #[test]
    fn names_in_double_brackets_are_links() {
        let targets = |text: &str| -> Vec<String> {
            let prepared = Prepared::new(text, &(0..text.len()), &[]);
            Events::new(&prepared)
                .filter_map(|(event, _)| match event {
                    Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
                    _ => None,
                })
                .collect()
        };
        assert_eq!(
            targets("见[[连接池手册]]，[[INC-1#steps|the *steps*]]"),
            ["[[连接池手册]]", "[[INC-1#steps]]"]
        );
        assert_eq!(text_of("[[INC-1#steps|the *steps*]]"), "the steps");
        assert_eq!(targets("| a |\n|---|\n| [[x\\|y]] |"), ["[[x]]"]);
        for text in ["[[ -f x ]] && y", "a[[1]]", "[[1|2]]", "[[]]"] {
            assert_eq!((targets(text), text_of(text).as_str()), (Vec::new(), text));
        }
        // Another notation, in which the inner brackets are text.
        assert_eq!(targets("[[1]](https://a.example) and [[INC-1]]"), ["https://a.example"]);
    }

    #[test]
    fn depth_is_capped_and_nothing_lost() {
        let deep = format!("{}x", "> ".repeat(60) + &"- ".repeat(60));
        let starts = events(&deep).iter().filter(|it| it.starts_with("+Block") || *it == "+Item").count();
        assert!(starts <= MAX_DEPTH, "{starts}");
        assert!(text_of(&deep).contains('x'));
        let emphasis = format!("{}x{}", "*a **b ".repeat(50), "**b*".repeat(50));
        let strong = events(&emphasis).iter().filter(|it| *it == "+Strong" || *it == "+Emphasis").count();
        assert!(strong <= MAX_INLINE_DEPTH, "{strong}");
    }
}
