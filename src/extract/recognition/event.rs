//! What kind of event a report tells of: a failure, planned work, a near miss, an exercise or a security disclosure.
//!
//! Planned work is recognised by its announcement: the title names the work, the text calls it planned or done as
//! planned, and neither speaks of an outage. Two headings that only a postmortem has make it a failure whatever the
//! title says: a failure during planned work is an incident.

use crate::extract::outline::Outline;
use crate::lexicon::marks::{marks, place, plain};
use crate::markdown::BlockKind;
use crate::model::{IncidentKind, SectionKind};

/// A kind that was read from the text, with the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) kind: IncidentKind,
    /// As they were compared: folded, without marks.
    pub(super) words: Vec<String>,
}

/// Sections that make a report of a failure.
const POSTMORTEM_SECTIONS: [SectionKind; 8] = [
    SectionKind::RootCause,
    SectionKind::Timeline,
    SectionKind::Lessons,
    SectionKind::ActionItems,
    SectionKind::Factors,
    SectionKind::WentWell,
    SectionKind::WentWrong,
    SectionKind::Detection,
];

/// Most phrases of one side that count: a long text is not a better announcement than a short one.
const MAX_COUNTED: usize = 3;

/// The kind of the event that a report tells of; `None` for a failure.
pub(super) fn kind(
    title: &str,
    name: &str,
    raw_severity: Option<&str>,
    outline: &Outline<'_>,
) -> Option<Event> {
    let (title, name) = (plain(title), plain(name));
    for (phrases, kind) in
        [(&marks().near_miss, IncidentKind::NearMiss), (&marks().drill, IncidentKind::Drill)]
    {
        // `Outage during a game day` is a failure; `Near miss: …` and `演练：…` are what they say.
        let said = phrases.find(&title).filter(|word| !is_failure(&title, word));
        if let Some(word) = said.or_else(|| phrases.at_start(&name)) {
            return Some(Event { kind, words: vec![word.to_owned()] });
        }
    }
    is_planned(&title, &name, raw_severity, outline).or_else(|| disclosure(&title, outline))
}

/// A weakness that somebody reported, and by which nobody was harmed.
fn disclosure(title: &str, outline: &Outline<'_>) -> Option<Event> {
    let text = format!("{title}\n{}", plain(&all_words_of(outline)));
    let reported: Vec<&str> = marks().disclosure.all(&text).collect();
    let weakness: Vec<&str> = marks().weakness.all(&text).collect();
    let is_told = !reported.is_empty() && 2 <= reported.len() + weakness.len() || 3 <= weakness.len();
    let is_disclosure = is_told && marks().harm.all(&text).next().is_none();
    let words = reported.into_iter().chain(weakness);
    is_disclosure.then(|| Event {
        kind: IncidentKind::Disclosure,
        words: words.take(MAX_COUNTED).map(str::to_owned).collect(),
    })
}

/// Whether the title speaks of a failure beside `said`.
fn is_failure(title: &str, said: &str) -> bool {
    !title.starts_with(said) && marks().failure.find(title).is_some()
}

fn is_planned(title: &str, name: &str, raw_severity: Option<&str>, outline: &Outline<'_>) -> Option<Event> {
    let sections = POSTMORTEM_SECTIONS.iter().filter(|it| outline.has(**it)).count();
    if 2 <= sections {
        return None;
    }
    let both = format!("{title} {name}");
    let reports = ["incident", "postmortem", "post mortem", "复盘", "事故", "障害", "インシデント"];
    if reports.iter().any(|it| place(&both, it).is_some()) {
        return None;
    }
    let text = plain(&words_of(outline));
    let notice = raw_severity.filter(|it| plain(it) == "notice");
    let work = marks().planned_title.find(&both);
    let failure = marks().failure.find(title);
    let announced: Vec<&str> = marks().planned_text.all(&text).collect();
    let outage = marks().outage_text.all(&text).count().min(MAX_COUNTED);
    let planned = announced.len().min(MAX_COUNTED);
    let for_it = 2 * usize::from(work.is_some()) + planned;
    let against = 2 * usize::from(failure.is_some()) + outage;
    let is_told = match work {
        // A title alone may name what failed: `Maintenance` over "is being investigated" was an incident.
        Some(_) => 0 < planned || outage == 0 && failure.is_none(),
        None => 2 <= planned && outage == 0 && sections == 0,
    };
    let is_planned = notice.is_some() && failure.is_none() || against < for_it && is_told;
    is_planned.then(|| {
        let words = notice.into_iter().chain(work).chain(announced.into_iter().take(MAX_COUNTED));
        Event { kind: IncidentKind::Maintenance, words: words.map(str::to_owned).collect() }
    })
}

/// The running text of a document with the cells of its tables.
fn all_words_of(outline: &Outline<'_>) -> String {
    let mut text = words_of(outline);
    for block in outline.sections.iter().flat_map(|it| it.blocks.iter()) {
        if let BlockKind::Table(table) = &block.kind {
            for cell in table.rows.iter().flat_map(|it| it.cells.iter()) {
                text.push('\n');
                text.push_str(&cell.text);
            }
        }
    }
    text
}

/// The running text of a document, one line after the other.
fn words_of(outline: &Outline<'_>) -> String {
    let blocks = outline.sections.iter().flat_map(|it| it.blocks.iter());
    let lines = blocks.flat_map(|it| it.lines()).map(|it| it.text.as_str());
    lines.collect::<Vec<&str>>().join("\n")
}
