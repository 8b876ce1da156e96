//! Documents that are not incidents: runbooks, and pages of any other kind.

use std::ops::Range;

use jiff::civil::Date;

use super::{Link, Manual, Mention, Visibility};
use crate::files::{FileId, Span};

/// How to handle one kind of failure.
#[derive(Debug, Clone)]
pub struct Runbook {
    /// Stable id, for example `redis-failover`.
    pub id: String,
    /// Whether nobody gave it that id: it is the name of its file.
    pub is_named_by_file: bool,
    /// The last part of the page's address.
    pub slug: String,
    /// Plain text.
    pub title: String,
    /// Canonical service names after `resolve`.
    pub services: Vec<String>,
    /// Taxonomy ids after `resolve`.
    pub causes: Vec<String>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// The day the document says it was last brought up to date.
    pub updated: Option<Date>,
    /// The day by which somebody promised to look at it again.
    pub next_review: Option<Date>,
    /// The parts that readers look for, with the places of their headings, in order.
    pub parts: Vec<(RunbookPart, Span)>,
    /// The procedures of a manual, in order; empty where the runbook is about one thing.
    pub procedures: Vec<Procedure>,
    /// What it states about how the team works: target times, a checklist of postmortems, tasks that come round.
    pub manual: Manual,
    /// How many task boxes it has.
    pub checkboxes: usize,
    /// Ids of incidents that used it.
    pub used_by: Vec<String>,
    /// Links of the text to other documents of the folder, as written.
    pub links: Vec<Link>,
    /// Ids that the text names, with the first place.
    pub mentions: Vec<Mention>,
    /// Addresses that lead to this page too, below the site root.
    pub aliases: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether its author calls it a draft.
    pub draft: bool,
    /// Whether only `--drafts` shows it.
    pub is_held_back: bool,
    /// BCP 47 tag.
    pub language: String,
    /// One or two sentences for lists, plain text.
    pub summary: Option<String>,
    /// The Markdown that the page shows.
    pub body: (FileId, Range<usize>),
    /// The first line of the document.
    pub source: Span,
}

/// One procedure of a manual: what it is about, which parts it has, and which incidents it would have helped in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its heading, without a number.
    pub title: String,
    /// Where the heading is.
    pub heading: Span,
    /// Its parts, in order.
    pub parts: Vec<RunbookPart>,
    /// What it names as causes, its title among them, as written.
    pub named: Vec<String>,
    /// How the failure shows, as written.
    pub symptoms: Vec<String>,
    /// Taxonomy ids of what it names, after `resolve`.
    pub causes: Vec<String>,
    /// Incidents with one of these causes, or whose title or summary names a symptom; after `resolve`.
    pub incidents: Vec<String>,
}

/// A part of a runbook that readers look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunbookPart {
    /// How the failure shows: alerts, error messages.
    Symptoms,
    /// What it may come from.
    Causes,
    /// How to find out, step by step.
    Steps,
    /// How to end it.
    Solutions,
}

impl Runbook {
    /// Days after which systems have changed more than their manuals.
    pub const STALE_AFTER_DAYS: i32 = 365;
}

impl RunbookPart {
    /// Every part, in the order in which readers need them.
    pub const ALL: [Self; 4] = [Self::Symptoms, Self::Causes, Self::Steps, Self::Solutions];

    /// Its name in messages: `symptoms`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Symptoms => "symptoms",
            Self::Causes => "causes",
            Self::Steps => "steps",
            Self::Solutions => "solutions",
        }
    }
}

/// A document that is neither an incident nor a runbook: rendered, linked and searchable, not counted.
#[derive(Debug, Clone)]
pub struct Page {
    /// The last part of the page's address.
    pub slug: String,
    /// Plain text.
    pub title: String,
    /// Links of the text to other documents of the folder, as written.
    pub links: Vec<Link>,
    /// Ids that the text names, with the first place.
    pub mentions: Vec<Mention>,
    /// Addresses that lead to this page too, below the site root.
    pub aliases: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether its author calls it a draft.
    pub draft: bool,
    /// Whether only `--drafts` shows it.
    pub is_held_back: bool,
    /// BCP 47 tag.
    pub language: String,
    /// The incident of which it is the report in another language: its id after `resolve`, the path before.
    pub translation_of: Option<String>,
    /// One or two sentences for lists, plain text.
    pub summary: Option<String>,
    /// The Markdown that the page shows.
    pub body: (FileId, Range<usize>),
    /// The first line of the document.
    pub source: Span,
}
