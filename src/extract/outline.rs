//! A document by sections: which heading is over a block, and what the section is about.
//!
//! Three things open a section: a heading, a line that stands for one (`**Action items**`), and a list item that is
//! only a name over nested items (`- **Review actions**:`). What is below the last one belongs to it, as it would
//! below a heading; the section around it goes on behind it.

use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Document, Inline};
use crate::model::{ActionStatus, SectionKind};

/// Blocks with the headings above them.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    /// In order of appearance.
    pub(crate) sections: Vec<Section<'a>>,
    /// What words mean.
    pub(crate) words: &'a Lexicon,
}

/// What is between one heading and the next.
#[derive(Debug, Clone)]
pub(crate) struct Section<'a> {
    /// 1 to 6; 7 for a line that stands for a heading; 0 for what comes before the first heading.
    pub(crate) level: u8,
    /// The heading's text; empty where the section only goes on behind another one.
    pub(crate) heading: &'a str,
    /// Where the heading is.
    pub(crate) span: Option<Span>,
    /// What the section is about, by its own heading.
    pub(crate) own_meaning: Option<SectionKind>,
    /// What its own heading names besides: `Lessons learned and action items`.
    pub(crate) also: Vec<SectionKind>,
    /// What it is about, by its own heading or the nearest one above that says so.
    pub(crate) meaning: Option<SectionKind>,
    /// The headings above, outermost first.
    pub(crate) above: Vec<&'a str>,
    /// The sections of those headings, by index.
    pub(crate) parents: Vec<usize>,
    /// How deep the items of its own lists are: 1 for what a list item of the section around it holds.
    pub(crate) depth: usize,
    /// The blocks below, up to the next heading of any level.
    pub(crate) blocks: Vec<&'a Block>,
}

impl<'a> Outline<'a> {
    /// Cuts `document` at its headings; `words` says what they are about.
    pub(crate) fn new(document: &'a Document, words: &'a Lexicon) -> Self {
        let mut builder =
            Builder { words, sections: vec![Section::start()], open: Vec::new(), container: None };
        for (idx, block) in document.blocks.iter().enumerate() {
            builder.leave_container(block);
            let rest = &document.blocks[idx + 1..];
            if let BlockKind::Heading(heading) = &block.kind {
                builder.heading(heading.level, heading.text(), block.span);
            } else if let Some(name) = stand_in(block, rest, builder.last(), words) {
                builder.stand_in(name, block.span);
            } else {
                builder.last().blocks.push(block);
                if let Some((name, depth)) = container(block, rest, builder.last(), words) {
                    builder.container(name, depth, block.span);
                }
            }
        }
        let mut sections = builder.sections;
        name_states(&mut sections, words);
        Self { sections, words }
    }

    /// The sections about `meaning`, those below them included.
    pub(crate) fn about(&self, meaning: SectionKind) -> impl Iterator<Item = &Section<'a>> {
        self.sections.iter().filter(move |it| it.meaning == Some(meaning))
    }

    /// Whether a heading says `meaning`.
    pub(crate) fn has(&self, meaning: SectionKind) -> bool {
        self.sections.iter().any(|it| it.own_meaning == Some(meaning) || it.also.contains(&meaning))
    }
}

/// `### Completed` and `### In progress` below `## Remediation` sort what is to be done by how far it is.
///
/// One such heading alone may be anything: two states below one heading are groups of action items.
fn name_states(sections: &mut [Section<'_>], words: &Lexicon) {
    let states: Vec<Option<ActionStatus>> = sections
        .iter()
        .map(|it| {
            let is_group = it.own_meaning.is_none() && it.meaning == Some(SectionKind::Resolution);
            words.state_word(it.heading).filter(|_| is_group && !it.heading.is_empty())
        })
        .collect();
    for idx in 0..sections.len() {
        let Some(state) = states[idx] else { continue };
        let parents = &sections[idx].parents;
        let is_sorted = states
            .iter()
            .zip(sections.iter())
            .any(|(other, it)| other.is_some_and(|it| it != state) && it.parents == *parents);
        if is_sorted {
            sections[idx].own_meaning = Some(SectionKind::ActionItems);
            sections[idx].meaning = Some(SectionKind::ActionItems);
        }
    }
}

/// What headings below one about action items name their groups after.
const GROUPS: [SectionKind; 8] = [
    SectionKind::Detection,
    SectionKind::Resolution,
    SectionKind::Trigger,
    SectionKind::Factors,
    SectionKind::Steps,
    SectionKind::Symptoms,
    SectionKind::Solutions,
    SectionKind::LikelyCauses,
];

/// The level of a line that stands for a heading: below every real one.
const STAND_IN_LEVEL: u8 = 7;

/// The sections so far.
struct Builder<'a> {
    words: &'a Lexicon,
    sections: Vec<Section<'a>>,
    /// Indices of the sections whose headings are over the next block, outermost first.
    open: Vec<usize>,
    /// Where the list item ends that opened the last section, and the section around it.
    container: Option<(usize, usize)>,
}

impl<'a> Builder<'a> {
    fn last(&mut self) -> &mut Section<'a> {
        if self.sections.is_empty() {
            self.sections.push(Section::start());
        }
        let idx = self.sections.len() - 1;
        &mut self.sections[idx]
    }

    fn heading(&mut self, level: u8, text: &'a str, span: Span) {
        let is_title = level == 1 && self.sections.iter().all(|it| it.level == 0);
        // A title names what happened: `# Payments and events` opens no timeline.
        let mut meanings = if is_title {
            self.words.named_by(text).into_iter().collect()
        } else {
            self.words.sections(text)
        };
        let mut around = self.open.iter().filter(|it| self.sections[**it].level < level);
        if around.any(|it| self.sections[*it].own_meaning == Some(SectionKind::ActionItems)) {
            // `### Cleanup` below `## Action items` is a group of them.
            meanings.retain(|it| !GROUPS.contains(it));
        }
        self.open(level, text, span, meanings);
    }

    fn stand_in(&mut self, name: &'a str, span: Span) {
        self.open(STAND_IN_LEVEL, name, span, self.words.sections(name));
    }

    fn open(&mut self, level: u8, text: &'a str, span: Span, meanings: Vec<SectionKind>) {
        self.open.retain(|it| self.sections[*it].level < level);
        let mut meanings = meanings.into_iter();
        let own_meaning = meanings.next();
        let inherited = self.open.iter().rev().find_map(|it| self.sections[*it].own_meaning);
        // A bold line that nobody knows ends the one before it, and says nothing.
        let inherited = inherited.filter(|_| level != STAND_IN_LEVEL);
        self.sections.push(Section {
            level,
            heading: text,
            span: Some(span),
            own_meaning,
            also: meanings.collect(),
            meaning: own_meaning.or(inherited),
            above: self.open.iter().map(|it| self.sections[*it].heading).collect(),
            parents: self.open.clone(),
            depth: 0,
            blocks: Vec::new(),
        });
        self.open.push(self.sections.len() - 1);
    }

    fn container(&mut self, name: &'a str, depth: usize, span: Span) {
        let around = self.sections.len() - 1;
        self.open(STAND_IN_LEVEL + 1, name, span, self.words.sections(name));
        self.open.pop();
        self.last().depth = depth + 1;
        self.container = Some((span.end, around));
    }

    /// Goes on with the section around a container behind its last nested block.
    fn leave_container(&mut self, next: &Block) {
        let Some((_, around)) = self.container.take_if(|(end, _)| *end <= next.span.start) else { return };
        let rest = Section {
            heading: "",
            span: None,
            own_meaning: None,
            also: Vec::new(),
            blocks: Vec::new(),
            ..self.sections[around].clone()
        };
        self.sections.push(rest);
    }
}

/// The name of a line that stands for a heading: `**Review actions**` and `四、改进措施` on lines of their own.
fn stand_in<'a>(block: &'a Block, rest: &[Block], section: &Section<'_>, words: &Lexicon) -> Option<&'a str> {
    let BlockKind::Paragraph(lines) = &block.kind else { return None };
    let ([line], None) = (lines.as_slice(), block.item) else { return None };
    let name = plain_name(&line.text);
    let is_bold = line.bold_lead().is_some_and(|it| plain_name(&it.text) == name);
    let is_counted =
        name.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']) && name.contains('、');
    if let Some(name) = behind_sign(&line.text) {
        return words.section(name).is_some_and(|it| may_open(it, section)).then_some(name);
    }
    if is_bold || is_counted {
        // Where bold lines are the headings, one that nobody knows ends the section before it, unless it names a
        // group of what is below it.
        let is_heading = section.level == STAND_IN_LEVEL;
        let ends = is_bold && is_heading && !block.quoted && !is_group(name, words);
        let opens = words.section(name).is_some_and(|it| is_heading || may_open(it, section));
        return (opens || ends).then_some(name);
    }
    // `Action Items` and nothing else, directly above a list.
    let is_over_items = matches!(rest.first()?.kind, BlockKind::ListItem(_) | BlockKind::Table(_));
    (is_over_items && words.is_section_word(name)).then_some(name)
}

/// Whether a bold line names a horizon, a state, a kind of action or a person rather than a section.
fn is_group(name: &str, words: &Lexicon) -> bool {
    name.starts_with('@')
        || words.horizon(name).is_some()
        || words.action_status(name).is_some()
        || words.action_type(name).is_some()
}

/// Sections whose items keep their meaning whatever a name among them sounds like: `- **Detection**:` below
/// `Action items` is a group of action items.
const CLOSED: [SectionKind; 7] = [
    SectionKind::ActionItems,
    SectionKind::Timeline,
    SectionKind::Lessons,
    SectionKind::WentWell,
    SectionKind::WentWrong,
    SectionKind::Lucky,
    SectionKind::Factors,
];

/// The name of a list item that is a section to the items nested in it, and its depth.
fn container<'a>(
    block: &'a Block,
    rest: &[Block],
    section: &Section<'_>,
    words: &Lexicon,
) -> Option<(&'a str, usize)> {
    let BlockKind::ListItem(item) = &block.kind else { return None };
    let BlockKind::ListItem(nested) = &rest.first()?.kind else { return None };
    if nested.depth <= item.depth || section.depth < item.depth || item.checkbox.is_some() {
        return None;
    }
    let name = name_only(&item.lines)?;
    let meaning = words.section(name)?;
    may_open(meaning, section).then_some((name, item.depth))
}

/// Whether a name without a heading of its own may open a section about `meaning` inside `section`.
fn may_open(meaning: SectionKind, section: &Section<'_>) -> bool {
    let is_closed = section.meaning.is_some_and(|it| CLOSED.contains(&it));
    !is_closed || meaning == SectionKind::ActionItems && section.meaning != Some(meaning)
}

/// The name that is all a list item says before its nested items: in bold, or with a colon behind it.
pub(super) fn name_only(lines: &[Inline]) -> Option<&str> {
    let [line] = lines else { return None };
    let name = plain_name(&line.text);
    let is_bold = line.bold_lead().is_some_and(|it| plain_name(&it.text) == name);
    let has_colon = line.text.trim_end().ends_with([':', '：']) && !name.contains([':', '：']);
    let is_short = name.chars().count() <= MAX_NAME && !name.is_empty();
    (is_short && (is_bold || has_colon)).then_some(name)
}

/// Longest name over nested items, in characters; longer ones are sentences.
const MAX_NAME: usize = 60;

/// The name behind a sign that stands for a heading in mails: `■発生日時`, `◆影響範囲`.
pub(super) fn behind_sign(text: &str) -> Option<&str> {
    const SIGNS: [char; 10] = ['■', '□', '◆', '◇', '●', '○', '▼', '▽', '▶', '★'];
    let name = text.trim().strip_prefix(SIGNS)?.trim();
    (!name.is_empty() && name.chars().count() <= MAX_NAME).then_some(name)
}

fn plain_name(text: &str) -> &str {
    text.trim().trim_end_matches([':', '：']).trim()
}

impl Section<'_> {
    fn start() -> Self {
        Section {
            level: 0,
            heading: "",
            span: None,
            own_meaning: None,
            also: Vec::new(),
            meaning: None,
            above: Vec::new(),
            parents: Vec::new(),
            depth: 0,
            blocks: Vec::new(),
        }
    }
}
