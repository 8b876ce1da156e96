//! One incident and what its postmortem says about it.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    ActionItem, Explanation, Judgement, Lesson, Milestone, Milestones, ProvenanceMap, Signature, Suggestions,
    TimelineEvent,
};
use crate::files::{FileId, Span};
use crate::time::Instant;

/// One incident and what its postmortem says about it; what the document does not say is `None` or empty.
#[derive(Debug, Clone)]
pub struct Incident {
    /// Stable id, for example `INC-2026-0012`.
    pub id: String,
    /// The last part of the page's address.
    pub slug: String,
    /// Plain text.
    pub title: String,
    /// What kind of event.
    pub kind: IncidentKind,
    /// State of the document; `None` where it does not say.
    pub status: Option<DocumentStatus>,
    /// Whether only `--drafts` shows it. A state such as `Status: Draft` in the text marks the page and holds nothing
    /// back, except from public sites.
    pub is_held_back: bool,
    /// The day it began.
    pub date: Option<Date>,
    /// Id on the site's scale.
    pub severity: Option<String>,
    /// The severity as written.
    pub severity_raw: Option<String>,
    /// Names; canonical ones after `resolve`.
    pub services: Vec<String>,
    /// Taxonomy ids after `resolve`, the first one primary; words as written before.
    pub causes: Vec<String>,
    /// Taxonomy ids of what set it off.
    pub triggers: Vec<String>,
    /// Taxonomy ids, or words as written, of defences that were missing.
    pub factors: Vec<String>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Teams that own it.
    pub teams: Vec<String>,
    /// Where it names none: the teams that the catalogue gives to its services.
    pub service_teams: Vec<String>,
    /// Who wrote the document.
    pub authors: Vec<String>,
    /// Role and name, in order of appearance.
    pub roles: Vec<(String, String)>,
    /// When what happened.
    pub milestones: Milestones,
    /// How long the document says it lasted, in seconds.
    pub declared_duration: Option<i64>,
    /// What its author says about durations: fast enough or too slow.
    pub judgements: Vec<Judgement>,
    /// The dated lines, in order of appearance.
    pub timeline: Vec<TimelineEvent>,
    /// Who and what was hit.
    pub impact: Impact,
    /// How it was noticed: a taxonomy id, or words as written.
    pub detection: Option<String>,
    /// What stopped it: a taxonomy id, or words as written.
    pub mitigation: Option<String>,
    /// What was promised.
    pub action_items: Vec<ActionItem>,
    /// Ids of incidents that the document declares as related.
    pub related: Vec<String>,
    /// Ids of incidents that this one repeats, as the document declares.
    pub recurrence_of: Vec<String>,
    /// Links of the text to other documents of the folder, as written.
    pub links: Vec<Link>,
    /// Ids of incidents and runbooks that the text names, with the first place.
    pub mentions: Vec<Mention>,
    /// Sentences that name another incident beside a word of recurrence, in order of place.
    pub echoes: Vec<Echo>,
    /// Ids of incidents whose text names this one.
    pub mentioned_by: Vec<String>,
    /// Ids of runbooks that belong to it.
    pub runbooks: Vec<String>,
    /// Addresses that lead to this page too, below the site root.
    pub aliases: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// BCP 47 tag of the document's language, for example `zh-CN`.
    pub language: String,
    /// Slugs of the pages that are the same report in another language, in order of path.
    pub translations: Vec<String>,
    /// When the postmortem was published.
    pub published: Option<Date>,
    /// When it is to be looked at again.
    pub next_review: Option<Date>,
    /// One or two sentences for lists, plain text.
    pub summary: Option<String>,
    /// What was learned, went well, went wrong and was luck, in order of place.
    pub lessons: Vec<Lesson>,
    /// What it says about causes, impact and risks under names of their own.
    pub explanation: Explanation,
    /// The terms of its text, for telling which other incident reads like it.
    pub signature: Signature,
    /// The Markdown that the page shows: the file and the range of bytes.
    pub body: (FileId, Range<usize>),
    /// The first line of the document (or of its part of the file).
    pub source: Span,
    /// Where every value was read.
    pub provenance: ProvenanceMap,
    /// What the document does not state, but hints at; never a fact.
    pub suggested: Suggestions,
}

/// What kind of event; only incidents count in trends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncidentKind {
    /// A failure.
    Incident,
    /// It nearly failed.
    NearMiss,
    /// An exercise.
    Drill,
    /// Planned work.
    Maintenance,
    /// A weakness that was reported and closed before anybody was harmed.
    Disclosure,
}

/// State of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentStatus {
    /// Being written; published only with `--drafts`.
    Draft,
    /// Being discussed.
    InReview,
    /// Agreed.
    Reviewed,
    /// Replaced by another document; not counted.
    Superseded,
}

/// Who may see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Only readers of an internal build.
    Internal,
}

/// Who and what was hit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Impact {
    /// How many users.
    pub users: Option<f64>,
    /// Share of users, 0 to 100.
    pub users_percent: Option<f64>,
    /// How many requests failed.
    pub requests_failed: Option<f64>,
    /// Lost revenue, in `currency`.
    pub revenue: Option<f64>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// In words.
    pub summary: Option<String>,
}

/// Another document named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its id.
    pub id: String,
    /// The first place.
    pub span: Span,
}

/// A sentence that names other incidents and says how this one is to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    /// Ids of the incidents; before `resolve` words and link targets as written.
    pub names: Vec<String>,
    /// What it says.
    pub says: Says,
    /// The sentence.
    pub span: Span,
}

/// How a sentence sets another incident beside this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Says {
    /// It is the same failure.
    Same,
    /// It is like it.
    Like,
    /// It is another failure, however alike the two look.
    Different,
}

/// A link of a document, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address as written; `[[name]]` for a document by its id, title or file name.
    pub target: String,
    /// Where it is.
    pub span: Span,
}

impl Incident {
    /// An incident of which nothing is known but the place of its document.
    pub fn unread(file: FileId, body: Range<usize>) -> Self {
        let start = body.start;
        Self {
            id: String::new(),
            slug: String::new(),
            title: String::new(),
            kind: IncidentKind::Incident,
            status: None,
            is_held_back: false,
            date: None,
            severity: None,
            severity_raw: None,
            services: Vec::new(),
            causes: Vec::new(),
            triggers: Vec::new(),
            factors: Vec::new(),
            tags: Vec::new(),
            teams: Vec::new(),
            service_teams: Vec::new(),
            authors: Vec::new(),
            roles: Vec::new(),
            milestones: Milestones::default(),
            declared_duration: None,
            judgements: Vec::new(),
            timeline: Vec::new(),
            impact: Impact::default(),
            detection: None,
            mitigation: None,
            action_items: Vec::new(),
            related: Vec::new(),
            recurrence_of: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            echoes: Vec::new(),
            mentioned_by: Vec::new(),
            runbooks: Vec::new(),
            aliases: Vec::new(),
            visibility: Visibility::Public,
            language: String::new(),
            translations: Vec::new(),
            published: None,
            next_review: None,
            summary: None,
            lessons: Vec::new(),
            explanation: Explanation::default(),
            body: (file, body),
            source: Span::point(file, start),
            signature: Signature::default(),
            provenance: ProvenanceMap::default(),
            suggested: Suggestions::default(),
        }
    }

    /// Whether it counts as a failure in trends: kind incident, document not superseded.
    pub fn counts(&self) -> bool {
        self.kind == IncidentKind::Incident && self.status != Some(DocumentStatus::Superseded)
    }

    /// When impact began: the `started` milestone; `None` where only a day (or nothing) is known.
    pub fn started(&self) -> Option<Instant> {
        self.milestones.get(Milestone::Started)
    }

    /// When somebody first knew of it, else when it began: nobody can have promised anything before.
    pub fn noticed(&self) -> Option<Instant> {
        let reached = |it: Milestone| self.milestones.get(it);
        reached(Milestone::Detected).or_else(|| reached(Milestone::Acknowledged)).or_else(|| self.started())
    }

    /// The primary cause.
    pub fn primary_cause(&self) -> Option<&str> {
        self.causes.first().map(String::as_str)
    }

    /// How long it lasted, in seconds: as declared, else from `started` to `resolved`, computed or stated.
    pub fn duration(&self) -> Option<i64> {
        self.declared_duration.or_else(|| self.milestones.took(Milestone::Started, Milestone::Resolved))
    }
}

impl IncidentKind {
    /// The word in front matter and in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::NearMiss => "near-miss",
            Self::Drill => "drill",
            Self::Maintenance => "maintenance",
            Self::Disclosure => "security-disclosure",
        }
    }
}

impl DocumentStatus {
    /// Every state, in the order in which a document goes through them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::InReview, Self::Reviewed, Self::Superseded];

    /// The word in front matter and in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Reviewed => "reviewed",
            Self::Superseded => "superseded",
        }
    }
}

impl Visibility {
    /// The word in front matter and in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }
}
