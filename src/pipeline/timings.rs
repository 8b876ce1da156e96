//! What each stage of a build cost: processor time, and the bytes that it read or made.
//!
//! Files are written while pages are rendered, so that the stage which makes a file pays for writing it; the last stage puts
//! the finished site in place.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::phrase::{Phrase, say};
use crate::source::processor_time;

/// A part of the work, in the order in which it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Configuration and documents from the disk.
    Read,
    /// Documents to incidents, runbooks and pages.
    Extract,
    /// Links, numbers, likenesses.
    Analyse,
    /// The rules of the linter.
    Check,
    /// Documents to HTML.
    Bodies,
    /// The search index and its shards.
    Search,
    /// Views and templates.
    Pages,
    /// Records, tables, calendars, static files, attachments.
    Data,
    /// The new site in the place of the old one.
    Publish,
}

impl Stage {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Extract => "extract",
            Self::Analyse => "analyse",
            Self::Check => "check",
            Self::Bodies => "bodies",
            Self::Search => "search",
            Self::Pages => "pages",
            Self::Data => "data",
            Self::Publish => "publish",
        }
    }

    /// What the stage does.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Read => say!("timings.read"),
            Self::Extract => say!("timings.extract"),
            Self::Analyse => say!("timings.analyse"),
            Self::Check => say!("timings.check"),
            Self::Bodies => say!("timings.bodies"),
            Self::Search => say!("timings.search"),
            Self::Pages => say!("timings.pages"),
            Self::Data => say!("timings.data"),
            Self::Publish => say!("timings.publish"),
        }
    }
}

/// What one stage cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// Which stage.
    pub stage: Stage,
    /// Of all threads; `None` where the system does not say.
    pub processor: Option<Duration>,
    /// Bytes that it read or made; `None` where it does neither.
    pub bytes: Option<usize>,
}

/// Notes what each stage costs, or nothing.
#[derive(Debug, Clone, Default)]
pub struct Timings(Option<Arc<Mutex<Notes>>>);

#[derive(Debug, Default)]
struct Notes {
    /// The processor time at the end of the stage before.
    before: Option<Duration>,
    spent: Vec<Spent>,
}

impl Timings {
    /// Begins to note.
    pub fn on() -> Self {
        Self(Some(Arc::new(Mutex::new(Notes { before: processor_time(), spent: Vec::new() }))))
    }

    /// The end of `stage`, which read or made `bytes`.
    pub fn end(&self, stage: Stage, bytes: impl FnOnce() -> Option<usize>) {
        let Some(notes) = &self.0 else { return };
        let mut notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
        let now = processor_time();
        let processor = now.zip(notes.before).map(|(now, before)| now.saturating_sub(before));
        notes.before = now;
        notes.spent.push(Spent { stage, processor, bytes: bytes() });
    }

    /// What was noted, in order; `None` where nothing is.
    pub fn spent(&self) -> Option<Vec<Spent>> {
        let notes = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        Some(notes.spent.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_noted_in_order_and_only_when_asked_for() {
        let off = Timings::default();
        off.end(Stage::Read, || panic!("nobody asked"));
        assert_eq!(off.spent(), None);
        let on = Timings::on();
        on.clone().end(Stage::Read, || Some(7));
        on.end(Stage::Extract, || None);
        let spent = on.spent().unwrap();
        assert_eq!(spent.iter().map(|it| it.stage).collect::<Vec<_>>(), [Stage::Read, Stage::Extract]);
        assert_eq!((spent[0].bytes, spent[1].bytes), (Some(7), None));
        assert_eq!(spent[0].processor.is_some(), processor_time().is_some());
    }
}
