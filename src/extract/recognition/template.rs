//! Whether a document is still to be filled in.
//!
//! A template shows itself by what is in place of values: placeholders, lists of options, instructions to the
//! writer, nothing at all. A title such as "Template" is a further sign, never enough alone: templates of mails break too.

use crate::extract::labels;
use crate::extract::outline::{Outline, Section};
use crate::lexicon::marks::{marks, plain};
use crate::lexicon::masks::holds_mask;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind};
use crate::text::fold;

/// How much of a document is filled in.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Filling {
    /// Places with a value or a text.
    pub(super) filled: usize,
    /// Places with a placeholder, a list of options, an instruction, or nothing.
    pub(super) open: usize,
    /// Headings of sections that a report has, with nothing below them.
    pub(super) empty: usize,
    /// The first few texts in open places, as written.
    pub(super) examples: Vec<String>,
}

/// Fewest sections without a text that show a form.
const MIN_EMPTY: usize = 3;

/// Most examples that are kept.
const MAX_EXAMPLES: usize = 3;

impl Filling {
    /// Whether a document of this filling is a template; `is_called` where its name or title says so.
    pub(super) fn is_template(&self, is_called: bool) -> bool {
        if is_called {
            // Reports have a section that nobody wrote, too: it counts only where the name says what the document is.
            let open = self.open + self.empty;
            let is_bare = 0 < self.open || MIN_EMPTY <= self.empty;
            return is_bare && self.filled <= open * 2 || self.filled == 0;
        }
        3 <= self.open && self.filled * 2 <= self.open
    }

    fn add(&mut self, is_open: bool, written: &str) {
        if !is_open {
            self.filled += 1;
            return;
        }
        self.open += 1;
        let written = written.trim();
        if !written.is_empty() && self.examples.len() < MAX_EXAMPLES {
            self.examples.push(written.chars().take(60).collect());
        }
    }
}

/// Counts what is filled in and what is open.
pub(super) fn filling(outline: &Outline<'_>) -> Filling {
    let mut filling = Filling::default();
    for (idx, section) in outline.sections.iter().enumerate() {
        if is_mask(section.heading) {
            filling.add(true, section.heading);
        }
        let is_group = outline.sections.get(idx + 1).is_some_and(|it| it.parents.contains(&idx));
        let is_empty = section.own_meaning.is_some() && section.blocks.is_empty() && !is_group;
        filling.empty += usize::from(is_empty);
        of_section(&mut filling, section, outline.words);
    }
    filling
}

fn of_section(filling: &mut Filling, section: &Section<'_>, words: &Lexicon) {
    for (idx, block) in section.blocks.iter().enumerate() {
        let labels = labels::of_block(block, words);
        for label in &labels {
            // A label over a nested list is filled by the list.
            let is_above = label.value.trim().is_empty() && has_nested(&section.blocks[idx..]);
            if !is_above && words.field(&label.name).is_some() {
                filling.add(is_open(&label.value, words), &label.value);
            } else if !is_above && is_open(&label.value, words) {
                filling.add(true, &label.value);
            }
        }
        match &block.kind {
            BlockKind::Table(table) if labels.is_empty() => {
                for row in &table.rows {
                    let cells: Vec<&str> = row.cells.iter().map(|it| it.text.trim()).collect();
                    let is_blank =
                        cells.iter().all(|it| is_open(it, words) || it.len() <= 2 || is_midnight(it));
                    let has_mask = cells.iter().any(|it| is_mask(it));
                    filling.add(
                        is_blank || has_mask,
                        &row.cells.first().map_or_else(String::new, |it| it.text.clone()),
                    );
                }
            }
            BlockKind::Paragraph(_) | BlockKind::ListItem(_) if labels.is_empty() => {
                of_text(filling, block, has_nested(&section.blocks[idx..]));
            }
            _ => {}
        }
    }
}

/// A paragraph or an item: open where it is an instruction or holds a placeholder, filled where it is a sentence.
fn of_text(filling: &mut Filling, block: &Block, is_above: bool) {
    let text: Vec<&str> = block.lines().iter().map(|it| it.text.trim()).collect();
    let text = text.join(" ");
    let length = text.chars().count();
    if !text.contains(char::is_alphanumeric) {
        // Nothing, or `...`.
        filling.add(true, "");
    } else if (is_name_alone(&text) && !is_above) || is_mask(&text) || is_instruction(&text, block.quoted) {
        filling.add(true, &text);
    } else if 12 <= length {
        filling.add(false, "");
    }
}

/// `What happened:` with nothing behind it.
fn is_name_alone(text: &str) -> bool {
    let name = text.trim_end_matches(['*', '_', ' ']);
    name.ends_with([':', '：']) && name.chars().count() <= MAX_OPEN_NAME
}

/// Longest name that waits for its value, in characters; longer ones are sentences.
const MAX_OPEN_NAME: usize = 60;

/// Whether the first block is a label over what is nested or listed below it.
fn has_nested(blocks: &[&Block]) -> bool {
    let [first, second, ..] = blocks else { return false };
    match (&first.kind, &second.kind) {
        (BlockKind::ListItem(above), BlockKind::ListItem(below)) => above.depth < below.depth,
        (BlockKind::ListItem(_), _) => false,
        _ => true,
    }
}

/// Whether nothing is written where a value should be.
fn is_open(value: &str, words: &Lexicon) -> bool {
    let value = value.trim();
    value.is_empty() || words.is_placeholder(value) || is_mask(value) || is_options(value, words)
}

/// A list of the values to choose from: `SEV1 / SEV2 / SEV3`, `High | Medium | Low`.
fn is_options(value: &str, words: &Lexicon) -> bool {
    let parts: Vec<&str> = value.split(['/', '|', '／', '｜', '、']).map(str::trim).collect();
    let is_short = |it: &&str| !it.is_empty() && it.chars().count() <= 24;
    // `rascunho | fechado`, `open / in progress / done`: nobody is in several states at once.
    let is_state = |it: &&str| words.document_status(it).is_some() || words.state_word(it).is_some();
    let fewest = if value.contains(['|', '｜']) { 2 } else { 3 };
    if fewest <= parts.len() && parts.iter().all(|it| is_short(it) && is_state(it)) {
        return true;
    }
    if parts.len() < 3 || !parts.iter().all(is_short) {
        return false;
    }
    // `crítica | alta | media | baja`: nobody writes values so.
    if 2 < value.split(" | ").count()
        && parts.iter().all(|it| it.chars().all(|c| c.is_alphabetic() || c == ' '))
    {
        return true;
    }
    let levels = [
        "high", "medium", "low", "critical", "major", "minor", "sev", "p0", "p1", "p2", "s1", "s2", "高",
        "中", "低", "严重", "yes", "no",
    ];
    let is_level = |it: &&&str| {
        let folded = plain(it);
        levels
            .iter()
            .any(|level| folded == *level || folded.starts_with(level) && folded.len() <= level.len() + 2)
    };
    3 <= parts.iter().filter(is_level).count()
}

/// Marks that no finished text holds: `YYYY-MM-DD`, `HH:MM`, `{incident_title}`, `{{ summary }}`, `<your name>`, `[Title]`.
pub(super) fn is_mask(text: &str) -> bool {
    let letters = |mask: &str| {
        text.match_indices(mask).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + mask.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    let masks = [
        "YYYY",
        "TBD",
        "XXXX",
        "XXX",
        "NNN",
        "X hours",
        "X minutes",
        "X hours/minutes",
        "Lorem ipsum",
        "lorem ipsum",
        "DATE RANGE",
        "ISSUE NAME",
    ];
    masks.iter().any(|it| letters(it))
        || holds_mask(text)
        || holds_field(text)
        || is_bracketed(text)
        || is_mostly_angled(text)
}

/// `{{ summary }}`; `{{< track "…" >}}` and `{{% note %}}` are commands of site generators.
fn holds_field(text: &str) -> bool {
    text.match_indices("{{").any(|(at, it)| !text[at + it.len()..].starts_with(['<', '%']))
}

/// `<кто пострадал (метрика/лог)> → <сколько>`: half of it or more is in angles, whatever the script. A tag is none: it has
/// attributes, or is one word in ASCII.
fn is_mostly_angled(text: &str) -> bool {
    const OPEN: [char; 3] = ['<', '‹', '＜'];
    const CLOSE: [char; 3] = ['>', '›', '＞'];
    let mut inside = 0;
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once(OPEN) {
        let Some((words, after)) = behind.split_once(CLOSE) else { break };
        let is_address = words.contains("://") || words.contains('@') || words.starts_with('/');
        let is_plain = rest[..rest.len() - behind.len()].ends_with('<');
        let is_tag = is_plain && (words.contains('=') || (words.is_ascii() && !words.trim().contains(' ')));
        if is_address || is_tag || !words.contains(char::is_alphabetic) {
            return false;
        }
        inside += words.chars().count() + 2;
        rest = after;
    }
    0 < inside && text.chars().count() <= inside * 2
}

/// `{incident_title}`, `<Short description>`, `[Title]`: brackets round words, not a link, not code, not `[SOLVED]`.
fn is_bracketed(text: &str) -> bool {
    for (open, close) in [('{', '}'), ('<', '>'), ('[', ']'), ('【', '】'), ('‹', '›'), ('＜', '＞')]
    {
        let Some(start) = text.find(open) else { continue };
        let rest = &text[start + open.len_utf8()..];
        let Some(end) = rest.find(close) else { continue };
        let (inside, after) = (&rest[..end], &rest[end + close.len_utf8()..]);
        let is_words = !inside.contains("://")
            && inside.chars().any(char::is_alphabetic)
            && inside.chars().all(|c| {
                c.is_alphanumeric()
                    || matches!(
                        c,
                        ' ' | '_'
                            | '-'
                            | '/'
                            | ','
                            | '.'
                            | '\''
                            | '，'
                            | '、'
                            | '：'
                            | ':'
                            | '"'
                            | '|'
                            | '…'
                            | '?'
                            | '？'
                            | '¿'
                            | '—'
                            | '–'
                            | '’'
                            | '('
                            | ')'
                    )
            });
        // The whole of it, or all that follows a label or a report word: `Postmortem: {title}`.
        let is_rest =
            after.trim().is_empty() && (start == 0 || text[..start].trim_end().ends_with([':', '：', '-']));
        let is_shouted = inside.chars().all(|c| !c.is_lowercase()) && inside.is_ascii() && open == '[';
        if is_words && is_rest && !is_shouted && !after.starts_with('(') && inside.chars().count() <= 400 {
            return true;
        }
    }
    false
}

/// A clock of zeros, as in a row that is to be filled in.
fn is_midnight(text: &str) -> bool {
    matches!(text, "00:00" | "00:10" | "0:00")
}

/// Whether a text tells the writer what to write.
fn is_instruction(text: &str, is_quoted: bool) -> bool {
    let is_italic = text.starts_with(['_', '*']) && text.ends_with(['_', '*']);
    let is_short = text.chars().count() <= 240;
    let is_statement = || text.contains(|c: char| c.is_ascii_digit()) && find_time(text);
    let tells = || marks().instruction.at_start(&plain(text)).is_some() || is_italic && is_quoted;
    is_short && tells() && !is_statement()
}

fn find_time(text: &str) -> bool {
    crate::time::find_date(text).is_some() || crate::time::lead_moment(text).is_some()
}

/// Most blocks at the head of a document that are looked through for what it says about itself.
const MAX_HEAD: usize = 12;

/// Whether the head of a document says that it is a template: `This is a template for incident reports`.
pub(super) fn is_declared(outline: &Outline<'_>) -> bool {
    const STATEMENTS: [&str; 20] = [
        "this is a template",
        "is a template for",
        "this template",
        "the template below",
        "copy this file",
        "copy this document",
        "make a copy of this",
        "本模板",
        "此模板",
        "复制本文",
        "複製本文",
        "このテンプレート",
        "esta plantilla",
        "este modelo",
        "este template",
        "ce modèle",
        "diese vorlage",
        "questo modello",
        "этот шаблон",
        "이 템플릿",
    ];
    let blocks = outline.sections.iter().flat_map(|it| it.blocks.iter()).take(MAX_HEAD);
    let mut lines = blocks.flat_map(|it| it.lines()).map(|it| fold(&it.text));
    lines.any(|line| STATEMENTS.iter().any(|it| line.contains(it)))
}

/// Whether a day at the head is still letters, as in `Data: AAAA-MM-GG`: what is named a template and has that is one,
/// however much its instructions look like sentences.
pub(super) fn is_undated(outline: &Outline<'_>) -> bool {
    let blocks = outline.sections.iter().flat_map(|it| it.blocks.iter()).take(MAX_HEAD);
    let mut labels = blocks.flat_map(|it| labels::of_block(it, outline.words));
    labels.any(|it| holds_mask(&it.value))
}

/// Whether a title is the title of a template: its last word outside brackets says so.
pub(super) fn is_title(title: &str) -> bool {
    let outside = title.split(['(', '（', '[', '【']).next().unwrap_or(title);
    let words = plain(outside);
    marks().template.at_end(&words).is_some()
        || marks().template.at_start(&words).is_some_and(|it| {
            let behind = &words[it.len()..];
            behind.is_empty()
                || [" for", " de ", " do ", " del ", " para "].iter().any(|it| behind.starts_with(it))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_three_levels_or_more() {
        for text in [
            "SEV1 / SEV2 / SEV3",
            "High / Medium / Low",
            "P0/P1/P2/P3",
            "高 / 中 / 低",
            "alta | media | baja",
            "open / in progress / done",
            "rascunho | fechado",
            "草稿｜已审核",
        ] {
            assert!(is_options(text, &Lexicon::built_in()), "{text}");
        }
        for text in ["a / b / c", "checkout / payments / ledger", "P1 / P2", "https://example.org/a/b"] {
            assert!(!is_options(text, &Lexicon::built_in()), "{text}");
        }
    }

    #[test]
    fn masks_are_no_text() {
        for text in [
            "YYYY-MM-DD",
            "HH:MM 検知",
            "Postmortem: {incident_title}",
            "[Title] - YYYY-MM-DD",
            "<Your name goes here>",
            "{{ hh:mm }}",
            "<кто пострадал (метрика/лог)>",
            "<2-4 zdania: co się stało, kogo dotknęło — bez winnych>",
            "Incidente: ‹título curto…›",
            "‹o que aconteceu, em duas frases›",
            "TT.MM.JJJJ",
            "[¿Qué pasó?]",
        ] {
            assert!(is_mask(text), "{text}");
        }
        for text in [
            "[Incident] Hub down [SOLVED]",
            "see [docs](a.md)",
            "key `{id}` was lost in the map",
            "RabbitMQ [3.8]",
            "the queue went from 5 < 10 to 200 > 100 in an hour",
            "<https://status.example.org/1>",
            "<img src=x onerror=\"alert(1)\">",
            "<svg><style><img src=x></style></svg>",
            "OXXXO",
        ] {
            assert!(!is_mask(text), "{text}");
        }
    }

    #[test]
    fn the_head_noun_makes_a_template() {
        assert!(is_title("Postmortem Template（P2）"));
        assert!(is_title("Template for reports"));
        assert!(is_title("故障复盘模板"));
        assert!(!is_title("Mail template rendering broke checkout"));
    }
}
