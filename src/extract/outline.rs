//! A document by sections: which heading stands over a block, and what the section is about.

use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Document, Inline};
use crate::model::SectionKind;

/// Blocks with the headings above them.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    /// In order of appearance.
    pub(crate) sections: Vec<Section<'a>>,
    /// What words mean.
    pub(crate) words: &'a Lexicon,
}

/// What stands between one heading and the next.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    /// 1 to 6; 7 for a line that stands for a heading; 0 for what stands before the first heading.
    pub(crate) level: u8,
    /// The heading's text.
    pub(crate) heading: &'a str,
    /// Where the heading stands.
    pub(crate) span: Option<Span>,
    /// What the section is about, by its own heading.
    pub(crate) own_meaning: Option<SectionKind>,
    /// What it is about, by its own heading or the nearest one above that says so.
    pub(crate) meaning: Option<SectionKind>,
    /// The headings above, outermost first.
    pub(crate) above: Vec<&'a str>,
    /// The blocks below, up to the next heading of any level.
    pub(crate) blocks: Vec<&'a Block>,
}

impl<'a> Outline<'a> {
    /// Cuts `document` at its headings; `words` says what they are about.
    pub(crate) fn new(document: &'a Document, words: &'a Lexicon) -> Self {
        let mut sections = vec![Section::start()];
        let mut open: Vec<(u8, &'a str, Option<SectionKind>)> = Vec::new();
        for block in &document.blocks {
            let BlockKind::Heading(heading) = &block.kind else {
                if let Some((line, own_meaning)) = stand_in(&block.kind, words) {
                    open.retain(|(level, ..)| *level < STAND_IN_LEVEL);
                    sections.push(Section {
                        level: STAND_IN_LEVEL,
                        heading: line.text.trim_end_matches([':', '：']).trim(),
                        span: Some(block.span),
                        own_meaning: Some(own_meaning),
                        meaning: Some(own_meaning),
                        above: open.iter().map(|it| it.1).collect(),
                        blocks: Vec::new(),
                    });
                    continue;
                }
                if let Some(section) = sections.last_mut() {
                    section.blocks.push(block);
                }
                continue;
            };
            open.retain(|(level, ..)| *level < heading.level);
            let own_meaning = words.section(heading.text());
            let meaning = own_meaning.or_else(|| open.iter().rev().find_map(|it| it.2));
            sections.push(Section {
                level: heading.level,
                heading: heading.text(),
                span: Some(block.span),
                own_meaning,
                meaning,
                above: open.iter().map(|it| it.1).collect(),
                blocks: Vec::new(),
            });
            open.push((heading.level, heading.text(), own_meaning));
        }
        Self { sections, words }
    }

    /// The sections about `meaning`, those below them included.
    pub(crate) fn about(&self, meaning: SectionKind) -> impl Iterator<Item = &Section<'a>> {
        self.sections.iter().filter(move |it| it.meaning == Some(meaning))
    }

    /// Whether a heading says `meaning`.
    pub(crate) fn has(&self, meaning: SectionKind) -> bool {
        self.sections.iter().any(|it| it.own_meaning == Some(meaning))
    }
}

/// The level of a line that stands for a heading: below every real one.
const STAND_IN_LEVEL: u8 = 7;

/// A line that stands for a heading: `**Review actions**` and `四、改进措施` on lines of their own.
fn stand_in<'b>(kind: &'b BlockKind, words: &Lexicon) -> Option<(&'b Inline, SectionKind)> {
    let BlockKind::Paragraph(lines) = kind else { return None };
    let [line] = lines.as_slice() else { return None };
    let name = line.text.trim_end_matches([':', '：']).trim();
    let is_bold = line.bold_lead().is_some_and(|it| it.text.trim_end_matches([':', '：']).trim() == name);
    let is_counted =
        name.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']) && name.contains('、');
    (is_bold || is_counted).then_some(())?;
    Some((line, words.section(name)?))
}

impl Section<'_> {
    fn start() -> Self {
        Section {
            level: 0,
            heading: "",
            span: None,
            own_meaning: None,
            meaning: None,
            above: Vec::new(),
            blocks: Vec::new(),
        }
    }
}
