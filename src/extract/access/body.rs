//! Statements in the text of a document, in its title and in its path.

use std::borrow::Cow;

use super::raw;
use super::statement::{Form, Limit, Statement, shortened};
use super::words::{Name, Status, forbids, is_narrow_word, is_no, is_yes, limit_in, name, says, status};
use crate::extract::outline::{Outline, Section};
use crate::files::{SourceFile, Span};
use crate::lexicon::words::{Lexicon, StatusWord};
use crate::markdown::{Block, BlockKind, Document, Inline};
use crate::model::{Column, DocumentStatus, SectionKind};
use crate::text::fold;

/// Longest value of a label, in characters; longer ones are prose.
const MAX_VALUE: usize = 48;

/// Sections in which labels speak of something else than the document.
const FOREIGN: [SectionKind; 3] = [SectionKind::ActionItems, SectionKind::Timeline, SectionKind::Lessons];

/// Where a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first section, or in a section about the document.
    Head,
    /// The last block of the document.
    Foot,
    /// Anywhere else.
    Text,
    /// Among action items or events.
    Foreign,
}

/// Every statement in `document`, the body of `source` from `body_start` on; what is before that is looked at as text.
pub(in crate::extract) fn of_document(
    source: &SourceFile,
    body_start: usize,
    document: &Document,
    outline: &Outline<'_>,
) -> Vec<Statement> {
    let words = outline.words;
    let mut found = Reader { source, words, found: Vec::new() };
    found.found.extend(of_path(&source.path).map(|(limit, written)| Statement {
        limit,
        form: Form::Sign,
        span: Span::point(document.file, 0),
        written,
    }));
    let n_sections = outline.sections.len();
    let mut in_head = true;
    let mut n_headings = 0;
    for (idx, section) in outline.sections.iter().enumerate() {
        let is_title = section.level == 1 && n_headings == 0;
        n_headings += usize::from(0 < section.level);
        in_head &= section.level <= 1;
        found.heading(section, is_title);
        for (block_idx, block) in section.blocks.iter().enumerate() {
            let is_last = idx + 1 == n_sections && block_idx + 1 == section.blocks.len();
            let place = match section.meaning {
                Some(it) if FOREIGN.contains(&it) => Place::Foreign,
                _ if in_head
                    || matches!(section.meaning, Some(SectionKind::Metrics | SectionKind::Links)) =>
                {
                    Place::Head
                }
                _ if is_last => Place::Foot,
                _ => Place::Text,
            };
            found.block(block, if is_last && place == Place::Foreign { Place::Foot } else { place });
        }
    }
    for comment in &document.comments {
        found.comment(&comment.text, comment.span);
    }
    let known: Vec<Statement> = found.found.clone();
    found.found.extend(raw::statements(words, source, document, body_start, &known));
    found.found
}

/// Whether all that a section holds is a list of links.
fn is_list_of_links(section: &Section<'_>) -> bool {
    let is_link = |block: &&Block| match &block.kind {
        BlockKind::ListItem(item) => item.lines.iter().any(|it| !it.links().is_empty()),
        _ => false,
    };
    !section.blocks.is_empty() && section.blocks.iter().all(is_link)
}

struct Reader<'a> {
    source: &'a SourceFile,
    words: &'a Lexicon,
    found: Vec<Statement>,
}

impl Reader<'_> {
    fn add(&mut self, (limit, form): (Limit, Form), span: Span, written: &str) {
        self.found.push(Statement { limit, form, span, written: shortened(written) });
    }

    fn heading(&mut self, section: &Section<'_>, is_title: bool) {
        let Some(span) = section.span else { return };
        // `### Internal documents` over links names what they lead to.
        if !is_title && is_list_of_links(section) {
            return;
        }
        if let Some(limit) = says(section.heading) {
            return self.add((limit, Form::Unclear), span, section.heading);
        }
        if let Some(limit) = of_title(section.heading).filter(|_| is_title) {
            return self.add((limit, Form::Sign), span, section.heading);
        }
        if let Some((field, value)) = split(section.heading)
            && let Some(found) = of_label(self.words, field, value, Place::Head)
        {
            return self.add(found, span, section.heading);
        }
        // `## Visibility` with the value below it.
        let value = section.blocks.first().and_then(|it| it.lines().first());
        if let Some(value) = value
            && let Some(found) = of_label(self.words, section.heading, &value.text, Place::Text)
        {
            self.add(found, value.span, &format!("{}: {}", section.heading, value.text));
        }
    }

    fn block(&mut self, block: &Block, place: Place) {
        match &block.kind {
            BlockKind::Paragraph(lines) => self.lines(lines, place, true),
            BlockKind::ListItem(item) => self.lines(&item.lines, place, false),
            BlockKind::Table(table) => {
                let header = table.header.as_slice();
                let rows = || std::iter::once(header).chain(table.rows.iter().map(|it| it.cells.as_slice()));
                let is_row_of_heads = table.rows.len() == 1 && !is_of_action_items(self.words, header);
                let below = header.iter().zip(table.rows.first().map_or(&[][..], |it| it.cells.as_slice()));
                let mut pairs: Vec<(&Inline, &Inline)> = below.filter(|_| is_row_of_heads).collect();
                let beside = rows().filter_map(|it| Some((it.first()?, it.get(1)?)));
                // In a wider table only a row about visibility is about the document.
                let is_label = |it: &(&Inline, &Inline)| {
                    header.len() == 2
                        || name(self.words, &it.0.text).is_some_and(|it| it.name == Name::Visibility)
                };
                pairs.extend(beside.filter(is_label));
                for (field, value) in pairs {
                    // A row of a table is a label wherever the table is.
                    let place =
                        if place == Place::Text || place == Place::Foot { Place::Head } else { place };
                    if let Some(found) = of_label(self.words, &field.text, &value.text, place) {
                        self.add(found, value.span, &format!("{}: {}", field.text, value.text));
                    }
                }
            }
            BlockKind::Html => {
                let text =
                    self.source.text.get(block.span.start..block.span.end).unwrap_or_default().to_owned();
                self.html(&text, block.span, place);
            }
            BlockKind::Code(_) | BlockKind::Heading(_) | BlockKind::Rule => {}
        }
    }

    fn lines(&mut self, lines: &[Inline], place: Place, is_paragraph: bool) {
        for (idx, line) in lines.iter().enumerate() {
            let text = raw::without_tags(&without_mentions(line));
            let text = text.trim();
            // `Visibility` and `: internal` on two lines.
            if let Some(value) = text.strip_prefix([':', '：'])
                && let Some(before) = idx.checked_sub(1).map(|it| lines[it].text.trim())
                && let Some(found) = of_label(self.words, before, value, place)
            {
                self.add(found, line.span, &format!("{before}: {value}"));
                continue;
            }
            // `- Draft: update the runbook` is something to do.
            let may_be_banner = is_paragraph || !text.contains([':', '：']);
            self.line(text, line.span, place, may_be_banner);
        }
    }

    fn line(&mut self, text: &str, span: Span, place: Place, may_be_banner: bool) {
        for piece in text.split([';', '；', '·', '|', '｜', '•', ',', '，']) {
            if let Some(found) =
                split(piece).and_then(|(field, value)| of_label(self.words, field, value, place))
            {
                return self.add(found, span, piece.trim());
            }
        }
        if may_be_banner
            && matches!(place, Place::Head | Place::Foot)
            && let Some(limit) = says(text).or_else(|| forbids(text).then_some(Limit::Internal))
        {
            self.add((limit, Form::Unclear), span, text);
        }
    }

    fn html(&mut self, html: &str, span: Span, place: Place) {
        let mut start = span.start;
        for line in html.split_inclusive('\n') {
            let at = Span::new(span.file, start, start + line.trim_end().len());
            start += line.len();
            let text = raw::without_tags(line);
            let n_before = self.found.len();
            self.line(text.trim(), at, place, true);
            if self.found.len() == n_before
                && let Some(limit) = raw::of_markup(line)
            {
                self.add((limit, Form::Unclear), at, line.trim());
            }
        }
    }

    /// A comment is written by somebody who knows that pages do not show it.
    fn comment(&mut self, text: &str, span: Span) {
        let of_label = split(text).and_then(|(field, value)| of_label(self.words, field, value, Place::Text));
        // `<!-- internal -->` begins a block, which `markdown` reads.
        let is_marker = raw::is_block_marker(text);
        let found = of_label.map(|it| it.0).or_else(|| says(text).filter(|_| !is_marker));
        if let Some(limit) = found {
            self.add((limit, Form::Unclear), span, text);
        }
    }
}

/// The text of `line` without what it mentions: a key and its value, both in one piece of code between other words, is what
/// somebody may write (`set visibility: internal`), not what this document says. Alone on its line it counts.
fn without_mentions(line: &Inline) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(line.text.as_str());
    for it in line.code().iter().rev().filter(|it| it.text.contains([':', '：', '='])) {
        let (before, after) = (&line.text[..it.range.start], &line.text[it.range.end..]);
        if [before, after].iter().any(|it| it.contains(char::is_alphanumeric)) {
            text.to_mut().replace_range(it.range.clone(), " ");
        }
    }
    text
}

/// Whether a table with these heads lists action items, whose states are their own.
fn is_of_action_items(words: &Lexicon, header: &[Inline]) -> bool {
    let has = |column: Column| header.iter().any(|it| words.is_column(column, &it.text));
    has(Column::Task) && (has(Column::Owner) || has(Column::Due))
}

/// Statements in the text `prefix` that is before the head of a document.
pub(in crate::extract) fn of_prefix(prefix: &str, span: Span) -> Vec<Statement> {
    let limit = limit_in(prefix);
    let written = shortened(prefix);
    limit.map(|limit| Statement { limit, form: Form::Unclear, span, written }).into_iter().collect()
}

/// `name: value`, `name = value`, `name - value`, `name：value`; nothing for a line without a separator.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (field, value) = text
        .split_once([':', '：', '=', '→'])
        .or_else(|| text.split_once(" - "))
        .or_else(|| text.split_once(" – "))
        .or_else(|| text.split_once('—'))
        .or_else(|| text.split_once(" is "))
        .or_else(|| {
            // `Visibility internal`, as cells of a raw table.
            let is_short = text.len() <= 48;
            text.split_once(char::is_whitespace).filter(|it| is_short && is_narrow_word(it.1).is_some())
        })?;
    (field.chars().count() <= 40).then_some((field, value))
}

/// What a label says about who may read.
fn of_label(words: &Lexicon, field: &str, value: &str, place: Place) -> Option<(Limit, Form)> {
    if place == Place::Foreign {
        return None;
    }
    let value = value.trim_matches(|c: char| !c.is_alphanumeric() && !"✓✔✅☑✗❌".contains(c));
    let is_short = value.chars().count() <= MAX_VALUE;
    let limit = if is_short { limit_in(value) } else { None };
    // Names are looked up for the few labels whose value could say something.
    let may_be_unclear = place == Place::Head
        && is_short
        && (field.to_lowercase().contains("visib") || field.contains("可见"));
    if limit.is_none() && !may_be_unclear && !(is_short && (is_yes(value) || is_no(value))) {
        return None;
    }
    let named = name(words, field)?;
    let unclear = |limit: Limit| (limit, Form::Unclear);
    match named.name {
        Name::Visibility => {
            let exact = fold(value);
            match exact.as_str() {
                "internal" | "内部" if named.is_exact => Some((Limit::Internal, Form::Elsewhere)),
                "public" | "公开" if named.is_exact => None,
                _ => limit.map(unclear).or_else(|| {
                    (place == Place::Head && is_short && named.is_exact && !value.is_empty())
                        .then_some(unclear(Limit::Internal))
                }),
            }
        }
        Name::Draft if is_yes(value) && named.is_exact => Some((Limit::Draft, Form::Elsewhere)),
        Name::Draft => (is_yes(value) || limit == Some(Limit::Draft)).then_some(unclear(Limit::Draft)),
        Name::Status => match status(words, value) {
            _ if !is_short || !named.is_exact && limit.is_none() => None,
            Status::Known(StatusWord::Document(DocumentStatus::Draft)) if limit.is_some() => {
                Some((Limit::Draft, Form::State))
            }
            Status::Known(_) | Status::Unknown => None,
            Status::Unclear(limit) => Some(unclear(limit)),
        },
        Name::Internal => (is_yes(value) || limit.is_some()).then_some(unclear(Limit::Internal)),
        Name::Public => (is_no(value) && is_short).then_some(Limit::Internal).or(limit).map(unclear),
        Name::Readers | Name::Level => limit.map(unclear),
    }
}

/// `[DRAFT] Redis is down`, `【内部】…`, `… (internal)`, `Draft: …`.
pub(super) fn of_title(title: &str) -> Option<Limit> {
    const OPEN: [char; 6] = ['[', '(', '（', '【', '［', '{'];
    const CLOSE: [char; 6] = [']', ')', '）', '】', '］', '}'];
    let title = title.trim();
    let in_brackets = |text: &str| limit_in(text).filter(|_| says(text).is_some());
    let at_start =
        title.strip_prefix(OPEN).and_then(|it| it.split_once(CLOSE)).and_then(|it| in_brackets(it.0));
    let at_end =
        title.strip_suffix(CLOSE).and_then(|it| it.rsplit_once(OPEN)).and_then(|it| in_brackets(it.1));
    let before_colon = title
        .split_once([':', '：', '—', '–'])
        .or_else(|| title.split_once(" - "))
        .and_then(|it| is_narrow_word(it.0));
    let after_dash = title
        .rsplit_once(" - ")
        .or_else(|| title.rsplit_once(['—', '–']))
        .and_then(|it| is_narrow_word(it.1));
    at_start.or(at_end).or(before_colon).or(after_dash)
}

/// `drafts/redis.md`, `internal/redis.md`, `redis.draft.md`.
fn of_path(path: &str) -> Option<(Limit, String)> {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folders.split('/').find_map(|it| Some((is_narrow_word(it)?, format!("{it}/"))));
    folder.or_else(|| {
        let stem = fold(file.rsplit_once('.').map_or(file, |it| it.0));
        // In front, only a word that does not name a thing: `internal-dns.md` is about the internal DNS.
        let first = stem.split(['-', '_', ' ', '.']).next().and_then(is_narrow_word);
        let last = stem.rsplit(['.', '_', ' ', '-', '(', '（']).next().and_then(is_narrow_word);
        let found = first.filter(|it| *it == Limit::Draft).or(last).or_else(|| of_title(&stem));
        found.map(|it| (it, file.to_owned()))
    })
}
