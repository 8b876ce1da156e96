//! Labels in the body: `**故障级别**: P0`, `- Category: Kubernetes`, and tables of two columns.

use super::draft::Draft;
use super::identity::says_what_happened;
use super::label_tables::of_table;
use super::label_values::{Label, MAX_NAME, set};
use super::outline::{Outline, Section, behind_sign};
use crate::config::Config;
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Inline};
use crate::model::{Field, How, Milestone, SectionKind};
use crate::text::{is_cjk, push_line};
use crate::time::{find_date, read_duration};

/// Fields that speak of the document, wherever they appear.
const OF_DOCUMENT: [Field; 5] =
    [Field::Status, Field::Published, Field::NextReview, Field::Approver, Field::Updated];

/// Sections in which `name: value` belongs to an action item or an event, not to the incident.
const FOREIGN: [SectionKind; 7] = [
    SectionKind::ActionItems,
    SectionKind::Timeline,
    SectionKind::Lessons,
    SectionKind::WentWell,
    SectionKind::WentWrong,
    SectionKind::Lucky,
    SectionKind::RootCause,
];

/// Reads every label that names a field into `draft`; what front matter says is kept.
///
/// The zone and the day are read before the times that need them, wherever they appear.
pub(super) fn read(draft: &mut Draft, outline: &Outline<'_>, config: &Config) {
    let mut labels = here(outline);
    // `**Title:** …` in a list of facts shortens, translates or files what the heading over everything says.
    if is_headed(outline) {
        labels.retain(|it| it.0 != Field::Title);
    }
    for first in [Some(Field::Timezone), Some(Field::Date), None] {
        for (field, label) in &labels {
            let is_first = matches!(field, Field::Timezone | Field::Date);
            if first.map_or(!is_first, |it| it == *field) {
                set(draft, *field, label, config);
            }
        }
    }
}

/// Whether the first heading is a title that says what happened.
fn is_headed(outline: &Outline<'_>) -> bool {
    let first = outline.sections.iter().find(|it| 0 < it.level && !it.heading.trim().is_empty());
    first.is_some_and(|it| it.level == 1 && says_what_happened(it.heading, outline.words))
}

/// Every label that speaks of the incident or of the document, in order of appearance, with the field it names.
fn here(outline: &Outline<'_>) -> Vec<(Field, Label)> {
    let mut labels = Vec::new();
    let title = outline.sections.iter().position(|it| 0 < it.level);
    for (idx, section) in outline.sections.iter().enumerate() {
        // `# Root cause analysis` over everything is what the document is called.
        let is_title = title == Some(idx) && section.level == 1;
        let is_foreign = !is_title && section.meaning.is_some_and(|it| FOREIGN.contains(&it));
        labels.extend(of_heading(section, outline.words));
        labels.extend(in_heading(section, outline.words).filter(|_| !is_title));
        for (block_idx, block) in section.blocks.iter().enumerate() {
            let below = paragraph_below(&section.blocks[block_idx..], outline.words);
            for mut label in of_block(block, outline.words).into_iter().chain(below) {
                if label.value.is_empty() {
                    let below = outline.sections.get(idx + 1).filter(|it| section.depth < it.depth);
                    label.value = listed_below(&section.blocks[block_idx..], below);
                }
                let of_role = || outline.words.role_label(&label.name).map(|_| Field::Attendees);
                let field = outline.words.field_with(&label.name, &label.value).or_else(of_role);
                let Some(field) = field else { continue };
                // Many templates end with a block about the document itself, under whatever section came last.
                let is_key_event =
                    section.meaning == Some(SectionKind::Timeline) && field.milestone().is_some();
                let is_here = if is_foreign {
                    label.is_bold && OF_DOCUMENT.contains(&field)
                        || is_key_event && (label.is_bold || 0 < section.depth)
                } else {
                    label.is_bold || is_head(section) || is_of_impact(section, field)
                };
                if is_here {
                    labels.push((field, label));
                }
            }
        }
    }
    labels
}

/// The items nested below a list item, or listed behind a line that ends with a colon; a name that opens a section
/// has them in that.
fn listed_below(blocks: &[&Block], section_below: Option<&Section<'_>>) -> String {
    let Some((label, rest)) = blocks.split_first() else { return String::new() };
    let rest = section_below.filter(|_| rest.is_empty()).map_or(rest, |it| it.blocks.as_slice());
    let depth = match &label.kind {
        BlockKind::ListItem(item) => item.depth + 1,
        _ => 0,
    };
    let items = rest.iter().map_while(|it| match &it.kind {
        BlockKind::ListItem(item) if item.depth == depth => item.lines.first().map(|it| it.text.trim()),
        _ => None,
    });
    items.fold(String::new(), |mut text, item| {
        // Names are joined to a list, sentences to a text.
        let is_sentence = text.ends_with(['.', '!', '?', ';', '。', '！', '？', '；', '：', '，']);
        if !text.is_empty() {
            text.push_str(if is_sentence { " " } else { ", " });
        }
        text.push_str(item);
        text
    })
}

/// Reads when a runbook was last brought up to date.
pub(super) fn read_updated(draft: &mut Draft, outline: &Outline<'_>) {
    let blocks = || outline.sections.iter().flat_map(|it| it.blocks.iter());
    for label in blocks().flat_map(|it| of_block(it, outline.words)) {
        if outline.words.field(&label.name) == Some(Field::Updated) && draft.updated.is_none() {
            draft.updated = find_date(&label.value).map(|it| it.0);
        }
    }
    if draft.updated.is_none() {
        // `*本文档持续更新中，最后更新时间: 2025-11-29*` at the foot.
        let pieces =
            blocks().flat_map(|it| it.lines()).flat_map(|it| it.text.split([',', '，', '。', '|', '·']));
        let said = pieces.filter_map(|it| it.split_once([':', '：'])).find_map(|(name, value)| {
            (outline.words.field(name) == Some(Field::Updated)).then(|| find_date(value))?
        });
        draft.updated = said.map(|it| it.0);
    }
}

/// Whether plain `name: value` lines of this section speak of the incident.
fn is_head(section: &Section<'_>) -> bool {
    section.level <= 1
        || matches!(section.meaning, Some(SectionKind::Metrics | SectionKind::Summary | SectionKind::Links))
}

/// Whether a plain `name: value` line below `Impact` speaks of the incident: how long it lasted, and what it hit.
fn is_of_impact(section: &Section<'_>, field: Field) -> bool {
    let is_extent = matches!(
        field,
        Field::Duration
            | Field::Period
            | Field::Services
            | Field::Milestone(Milestone::Started | Milestone::Detected | Milestone::Resolved)
    );
    section.meaning == Some(SectionKind::Impact) && section.own_meaning.is_some() && is_extent
}

/// Fields that some templates give a heading each: `## Severity`, and the value below.
const HEADED: [Field; 9] = [
    Field::Id,
    Field::Date,
    Field::Severity,
    Field::Services,
    Field::Duration,
    Field::Milestone(Milestone::Started),
    Field::Milestone(Milestone::Detected),
    Field::Milestone(Milestone::Resolved),
    Field::Period,
];

/// A heading that names a field, with the only line below it as its value; a list is joined.
fn of_heading(section: &Section<'_>, words: &Lexicon) -> Option<(Field, Label)> {
    let field = words.field(section.heading).filter(|it| HEADED.contains(it) && 1 < section.level)?;
    let lines: Vec<&Inline> = match section.blocks.as_slice() {
        [block] => match &block.kind {
            BlockKind::Paragraph(lines) => lines.iter().collect(),
            BlockKind::ListItem(item) => item.lines.iter().collect(),
            _ => return None,
        },
        blocks if field == Field::Services => blocks.iter().filter_map(|it| it.lines().first()).collect(),
        _ => return None,
    };
    let (first, last) = (lines.first()?, lines.last()?);
    let lead = match field {
        Field::Severity => lead_of_level(first),
        // `1 hr 4 minutes - the records were missed at …`
        Field::Duration => {
            first.text.split_once(" - ").map(|it| it.0).filter(|it| read_duration(it).is_some())
        }
        _ => None,
    };
    if let Some(lead) = lead {
        let (name, value) = (section.heading.to_owned(), lead.to_owned());
        let span = first.span_of(0..lead.len());
        return Some((field, Label { name, value, span, how: How::Heading, is_bold: true }));
    }
    let is_value = lines.iter().all(|it| it.text.chars().count() <= MAX_HEADED_VALUE)
        && (field == Field::Services || lines.len() == 1);
    is_value.then(|| {
        let value = lines.iter().map(|it| it.text.trim()).collect::<Vec<&str>>().join(", ");
        let span = Span::new(first.span.file, first.span.start, last.span.end);
        let name = section.heading.to_owned();
        (field, Label { name, value, span, how: How::Heading, is_bold: true })
    })
}

/// `## Date: 2026-01-09`: a heading that is a label with its value.
fn in_heading(section: &Section<'_>, words: &Lexicon) -> Option<(Field, Label)> {
    let (name, value) = section.heading.split_once([':', '：'])?;
    let value = value.trim();
    let field = words.field_with(name, value).filter(|it| HEADED.contains(it) && 1 < section.level)?;
    let span = section.span.filter(|_| !value.is_empty() && value.chars().count() <= MAX_HEADED_VALUE)?;
    let (name, value) = (name.trim().to_owned(), value.to_owned());
    Some((field, Label { name, value, span, how: How::Heading, is_bold: true }))
}

/// `**Critical** – no new nodes could start`, `SEV2: checkout was slow`: the level before what explains it.
fn lead_of_level(line: &Inline) -> Option<&str> {
    const SEPARATORS: [&str; 5] = [" - ", " – ", " — ", ": ", "："];
    let at = SEPARATORS.iter().filter_map(|it| line.text.find(it)).min()?;
    let level = line.text[..at].trim_end();
    (!level.is_empty() && level.split_whitespace().count() <= 2).then_some(level)
}

/// Longest value below a heading of its own, in characters; longer ones are prose.
const MAX_HEADED_VALUE: usize = 60;

/// The labels of one block.
pub(super) fn of_block(block: &Block, words: &Lexicon) -> Vec<Label> {
    match &block.kind {
        BlockKind::Paragraph(lines) => of_lines(lines, 1 < lines.len(), words),
        BlockKind::ListItem(item) => of_lines(&item.lines, true, words),
        BlockKind::Table(table) => of_table(table, words),
        _ => Vec::new(),
    }
}

/// The labels of neighbouring lines; a value goes on to the end of them unless the next line is a label.
fn of_lines(lines: &[Inline], several: bool, words: &Lexicon) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut is_open = false;
    for (idx, line) in lines.iter().enumerate() {
        if let Some(label) = idx.checked_sub(1).and_then(|term| defined(&lines[term], line, words)) {
            is_open = true;
            labels.push(label);
            continue;
        }
        let own = of_line(line, several || is_short(line), words);
        if !own.is_empty() {
            is_open = own.len() == 1;
            labels.extend(own);
        } else if is_open && !is_like_label(line) {
            // `**Severity:**<br>SEV2`: what has no value yet has it on the next line.
            let opens = |it: &Label| it.value.is_empty() && line.text.chars().count() <= MAX_HEADED_VALUE;
            if let Some(label) = labels.last_mut().filter(|it| opens(it) || goes_on(&it.name, line, words)) {
                push_line(&mut label.value, line.text.trim());
                label.span = Span::new(label.span.file, label.span.start, line.span.end.max(label.span.end));
            }
        } else {
            is_open = false;
        }
    }
    labels
}

/// Whether the line is a bold name and nothing else.
fn is_bold_name(line: &Inline) -> bool {
    line.bold_lead().is_some_and(|it| it.text.trim() == line.text.trim()) && !line.text.contains([':', '：'])
}

/// Whether the line can be the value of a name above it: short, and no name itself.
fn is_value(line: &Inline) -> bool {
    line.text.chars().count() <= MAX_HEADED_VALUE && line.bold_lead().is_none() && !is_like_label(line)
}

/// A paragraph that is a field's name in bold, and the next one its value.
fn paragraph_below(blocks: &[&Block], words: &Lexicon) -> Option<Label> {
    let [name, value, ..] = blocks else { return None };
    match (&name.kind, &value.kind) {
        (BlockKind::Paragraph(name), BlockKind::Paragraph(value)) => {
            match (name.as_slice(), value.as_slice()) {
                ([name], [value]) => defined(name, value, words),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A field's name on a line of its own, and `: SEV2` on the next: a definition list; in bold or behind a sign, as in
/// `■発生日時`, the value alone.
fn defined(term: &Inline, line: &Inline, words: &Lexicon) -> Option<Label> {
    let signed = behind_sign(&term.text);
    let name = signed.unwrap_or(&term.text).trim();
    let value = match line.text.strip_prefix(": ") {
        Some(value) => value.trim(),
        None => line.text.trim(),
    };
    let is_name = is_bold_name(term) || signed.is_some_and(|it| !it.contains([':', '：']));
    // Of a thousand lines none is one: the words are looked up last.
    if !(line.text.starts_with(": ") || is_name && is_value(line)) {
        return None;
    }
    let field = words.field_with(name, value).filter(|it| line.text.starts_with(": ") || HEADED.contains(it));
    field.map(|_| Label {
        name: name.to_owned(),
        value: value.to_owned(),
        span: line.span_of(line.text.len() - value.len()..line.text.len()),
        how: How::Label,
        is_bold: true,
    })
}

/// Whether the value of the label `name` goes on in `line`: a level, a state or an id is a word, and a time or a
/// figure goes on only in what belongs to it, `(14:32 - 15:10)`.
fn goes_on(name: &str, line: &Inline, words: &Lexicon) -> bool {
    let belongs =
        line.text.starts_with(|c: char| matches!(c, '(' | '（') || c.is_lowercase() || c.is_ascii_digit());
    match words.field(name) {
        Some(
            Field::Id | Field::Status | Field::Severity | Field::Kind | Field::Timezone | Field::Language,
        ) => false,
        Some(
            Field::Milestone(_)
            | Field::Date
            | Field::Duration
            | Field::Period
            | Field::Published
            | Field::NextReview
            | Field::Updated
            | Field::TimeToDetect
            | Field::TimeToResolve
            | Field::ImpactUsers
            | Field::ImpactRevenue,
        ) => belongs,
        _ => true,
    }
}

/// `Incident commander: Bo`, known or not; a sentence with a colon in it is not a label.
fn is_like_label(line: &Inline) -> bool {
    let Some((name, value)) = line.text.split_once([':', '：']) else { return false };
    let is_name = name.split_whitespace().count() <= 4 && name.chars().count() <= MAX_NAME;
    let is_capital = name.trim_start().starts_with(|c: char| c.is_uppercase() || is_cjk(c));
    is_name && (is_capital || line.bold_lead().is_some()) && !value.starts_with("//")
}

/// Whether the line is only a name and a word or two.
fn is_short(line: &Inline) -> bool {
    line.text.chars().count() <= MAX_SHORT && !line.text.ends_with(['.', '。'])
}

/// Longest line that is a label even where it is alone and not in bold, in characters.
const MAX_SHORT: usize = 60;

fn of_line(line: &Inline, plain_counts: bool, words: &Lexicon) -> Vec<Label> {
    let several = side_by_side(line, words);
    if several.is_empty() { only(line, plain_counts, words).into_iter().collect() } else { several }
}

/// Where `故障日期:2026-03-05 故障级别:P1` has a second label: behind a blank that follows a value. The blank in `Event date:` is
/// part of the name, because no colon is between it and the cut before.
fn behind_blanks(text: &str, cuts: &[usize], words: &Lexicon) -> Vec<usize> {
    let is_fact = |name: &str| words.field(name.trim()).is_some_and(|it| HEADED.contains(&it));
    // A name ends at the next colon, which is near: a long line without one is not searched again behind every blank.
    let colons: Vec<usize> = text.match_indices([':', '：']).map(|it| it.0).collect();
    let next = |at: usize| colons.partition_point(|it| *it < at);
    let is_label = |at: &usize| {
        let start = cuts[..cuts.partition_point(|it| it <= at)].last().copied().unwrap_or_default();
        let name = colons.get(next(*at)).filter(|end| **end - at <= 4 * MAX_NAME).map(|end| &text[*at..*end]);
        next(start) < next(*at) && name.is_some_and(|it| !it.contains("  ") && is_fact(it))
    };
    text.match_indices(' ').map(|it| it.0 + 1).filter(is_label).collect()
}

/// `**Start:** 09:00 · **End:** 09:40 | Severity: P1`: several labels on one line, every one of them a field.
fn side_by_side(line: &Inline, words: &Lexicon) -> Vec<Label> {
    const SEPARATORS: [&str; 6] = [" · ", " | ", " • ", "｜", "　", "。"];
    let text = line.text.as_str();
    let mut cuts: Vec<usize> = vec![0];
    for separator in SEPARATORS {
        cuts.extend(text.match_indices(separator).map(|(at, _)| at + separator.len()));
    }
    let is_field = |name: &str| words.field(name.trim().trim_end_matches([':', '：'])).is_some();
    // `TTD: 6m / TTM: 51m`; elsewhere the sign is between two values of one name.
    let slashes = text.match_indices(" / ").map(|(at, sign)| at + sign.len());
    cuts.extend(slashes.filter(|at| text[*at..].split_once([':', '：']).is_some_and(|it| is_field(it.0))));
    let bold = line.bold().iter().filter(|it| is_field(&it.text));
    cuts.extend(bold.map(|it| it.range.start));
    cuts.sort_unstable();
    let spaced = behind_blanks(text, &cuts, words);
    cuts.extend(spaced);
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    let labels: Vec<Option<Label>> = cuts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            (start, text[start..end].trim_end_matches([' ', '·', '|', '•', '｜', '　', '。', '/']))
        })
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(start, piece)| {
            let (name, value) =
                piece.split_once([':', '：']).filter(|(name, _)| name.chars().count() <= MAX_NAME)?;
            let value_start = start + piece.len() - value.trim_start().len();
            Some(Label {
                name: name.trim().to_owned(),
                value: value.trim().to_owned(),
                span: line.span_of(value_start..start + piece.len()),
                how: How::Label,
                is_bold: line.bold_lead().is_some(),
            })
        })
        .collect();
    // One piece that is not a label: the sign belongs to a value.
    let labels: Vec<Label> = labels.into_iter().collect::<Option<_>>().unwrap_or_default();
    if labels.iter().filter(|it| is_field(&it.name)).count() < 2 { Vec::new() } else { labels }
}

/// The one label of a line.
fn only(line: &Inline, plain_counts: bool, words: &Lexicon) -> Option<Label> {
    if let Some(bold) = line.bold_lead() {
        let rest = &line.text[line.after_lead()];
        let name = bold.text.trim().trim_end_matches([':', '：']).trim();
        // `**【日期】** 2026-03-05`
        let in_brackets = name.strip_prefix('【').and_then(|it| it.strip_suffix('】'));
        let name = in_brackets.unwrap_or(name);
        let has_colon = in_brackets.is_some()
            || bold.text.trim_end().ends_with([':', '：'])
            || rest.trim_start().starts_with([':', '：']);
        // `**Severity** – SEV1`: behind the names of facts a dash is as good as a colon.
        let behind_dash = [" – ", " — ", " - "].iter().find_map(|it| rest.strip_prefix(it));
        let is_fact = || words.field_with(name, rest).is_some_and(|it| HEADED.contains(&it));
        let behind_dash = behind_dash.filter(|_| !has_colon && is_fact());
        let has_colon = has_colon || behind_dash.is_some();
        let value = behind_dash.unwrap_or(rest).trim_start().trim_start_matches([':', '：']).trim();
        let start = line.text.len() - value.len().min(line.text.len());
        let short = name.chars().count() <= MAX_NAME;
        return (has_colon && short).then(|| Label {
            name: name.to_owned(),
            value: value.to_owned(),
            span: line.span_of(start..line.text.len()),
            how: How::Label,
            is_bold: true,
        });
    }
    if let Some((name, value)) = line.text.strip_prefix('【').and_then(|it| it.split_once('】')) {
        let value = value.trim_start_matches([':', '：', ' ']).trim_end();
        return words.field_with(name, value).map(|_| Label {
            name: name.trim().to_owned(),
            value: value.to_owned(),
            span: line.span_of(line.text.len() - value.len().min(line.text.len())..line.text.len()),
            how: How::Label,
            is_bold: true,
        });
    }
    // `:Severity: SEV2` is a field as reStructuredText writes it, `severity:: SEV2` as Obsidian does.
    let text = line.text.strip_prefix(':').unwrap_or(&line.text);
    let (name, value) = text.split_once([':', '：'])?;
    let value = value.strip_prefix(':').unwrap_or(value);
    let name = name.trim();
    let is_label = plain_counts
        && !value.starts_with("//")
        && name.chars().count() <= MAX_NAME
        && (words.field_with(name, value).is_some() || words.role_label(name).is_some());
    is_label.then(|| Label {
        name: name.to_owned(),
        value: value.trim().to_owned(),
        span: line.span,
        how: How::Label,
        is_bold: false,
    })
}
