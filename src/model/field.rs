//! What a document can say about itself: one entry per field.
//!
//! Every reader, the lexicon, front matter, `adopt`, the schemas, the rules and the pages name a field by this
//! type and never by its text. Adding a line to the table below makes the compiler name every place that must
//! decide what to do with the new field, see CONTRIBUTING.md.

use std::fmt;

use super::Milestone;

/// What kind of value a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// One text.
    Text,
    /// Several texts: names, ids, words.
    Texts,
    /// One of a few words.
    Word,
    /// A day.
    Day,
    /// A point in time.
    Instant,
    /// A length of time.
    Duration,
    /// From when to when.
    Period,
    /// A number from 0 up.
    Number,
    /// Yes or no.
    Flag,
    /// A time zone.
    Zone,
    /// Named values below it.
    Mapping,
    /// Action items.
    Items,
}

/// Declares the fields: variant, name in the lexicon and in front matter, path in the JSON records, kind of value.
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident: $name:literal, $path:literal, $kind:ident;)*) => {
        /// A field: what a key, a label, a heading or a row of a table can speak of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $variant,)*
            /// When this was reached.
            Milestone(Milestone),
        }

        impl Field {
            /// Every field but the milestones.
            const PLAIN: &[Self] = &[$(Self::$variant,)*];

            /// Its name in the lexicon and in front matter: `severity`, `impact_users`, `started`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Milestone(it) => it.as_str(),
                }
            }

            /// Its path in the JSON records: `severity`, `impact.users`, `milestones.started`.
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$variant => $path,)*
                    Self::Milestone(it) => path_of_milestone(it),
                }
            }

            /// What kind of value it holds.
            pub const fn kind(self) -> FieldKind {
                match self {
                    $(Self::$variant => FieldKind::$kind,)*
                    Self::Milestone(_) => FieldKind::Instant,
                }
            }
        }
    };
}

fields! {
    /// Stable id.
    Id: "id", "id", Text;
    /// What happened, in one line.
    Title: "title", "title", Text;
    /// Incident, near miss, drill, planned work, runbook or page.
    Kind: "kind", "kind", Word;
    /// State of the document.
    Status: "status", "status", Word;
    /// The day on which it began.
    Date: "date", "date", Day;
    /// The zone in which the document's times are written.
    Timezone: "timezone", "timezone", Zone;
    /// How bad it was, on the site's scale.
    Severity: "severity", "severity", Word;
    /// What was hit.
    Services: "services", "services", Texts;
    /// Root causes, the primary one first.
    Causes: "causes", "causes", Texts;
    /// What set it off.
    Triggers: "triggers", "triggers", Texts;
    /// Which defence was missing.
    Factors: "factors", "factors", Texts;
    /// Keywords.
    Tags: "tags", "tags", Texts;
    /// Teams that own it.
    Teams: "teams", "teams", Texts;
    /// Who wrote the document.
    Authors: "authors", "authors", Texts;
    /// Who had which role.
    Roles: "roles", "roles", Mapping;
    /// Who took part in the review.
    Attendees: "attendees", "roles.attendee", Texts;
    /// Who approved the document.
    Approver: "approver", "roles.approver", Texts;
    /// What happened when.
    Timeline: "timeline", "timeline", Mapping;
    /// From when to when it lasted.
    Period: "period", "period", Period;
    /// How long it lasted.
    Duration: "duration", "duration", Duration;
    /// How long it took from the start until somebody noticed.
    TimeToDetect: "time_to_detect", "durations.detect", Duration;
    /// How long it took from the start until it was over.
    TimeToResolve: "time_to_resolve", "durations.resolve", Duration;
    /// Who and what was hit: the figures below, or a sentence.
    Impact: "impact", "impact", Mapping;
    /// How many users.
    ImpactUsers: "impact_users", "impact.users", Number;
    /// Share of users.
    ImpactUsersPercent: "impact_users_percent", "impact.users_percent", Number;
    /// How many requests failed.
    ImpactRequestsFailed: "impact_requests_failed", "impact.requests_failed", Number;
    /// Lost revenue.
    ImpactRevenue: "impact_revenue", "impact.revenue", Number;
    /// Currency of the lost revenue.
    ImpactCurrency: "impact_currency", "impact.currency", Text;
    /// The impact in words.
    ImpactSummary: "impact_summary", "impact.summary", Text;
    /// How it was noticed.
    Detection: "detection", "detection", Text;
    /// What stopped it.
    Mitigation: "mitigation", "mitigation", Text;
    /// What was promised.
    ActionItems: "action_items", "action_items", Items;
    /// Ids of related incidents.
    Related: "related", "related", Texts;
    /// Ids of incidents that this one repeats.
    RecurrenceOf: "recurrence_of", "recurrence_of", Texts;
    /// Ids of runbooks.
    Runbooks: "runbooks", "runbooks", Texts;
    /// Addresses that lead to the page too.
    Aliases: "aliases", "aliases", Texts;
    /// Not to be published yet.
    Draft: "draft", "draft", Flag;
    /// Who may see it.
    Visibility: "visibility", "visibility", Word;
    /// Language of the document.
    Language: "language", "language", Text;
    /// Day of publication.
    Published: "published", "published", Day;
    /// Day on which it is looked at again.
    NextReview: "next_review", "next_review", Day;
    /// Day on which the document was last brought up to date.
    Updated: "updated", "updated", Day;
    /// One or two sentences for lists.
    Summary: "summary", "summary", Text;
}

impl Field {
    /// Every field, the milestones last.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::PLAIN.iter().copied().chain(Milestone::ALL.into_iter().map(Self::Milestone))
    }

    /// The field with the name `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|it| it.name() == name)
    }

    /// The field with the path `path`.
    pub fn from_path(path: &str) -> Option<Self> {
        Self::all().find(|it| it.path() == path)
    }

    /// The milestone that it is the time of.
    pub fn milestone(self) -> Option<Milestone> {
        match self {
            Self::Milestone(it) => Some(it),
            _ => None,
        }
    }
}

impl From<Milestone> for Field {
    fn from(milestone: Milestone) -> Self {
        Self::Milestone(milestone)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

const fn path_of_milestone(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Introduced => "milestones.introduced",
        Milestone::Started => "milestones.started",
        Milestone::Detected => "milestones.detected",
        Milestone::Acknowledged => "milestones.acknowledged",
        Milestone::Diagnosed => "milestones.diagnosed",
        Milestone::Mitigated => "milestones.mitigated",
        Milestone::Resolved => "milestones.resolved",
        Milestone::Verified => "milestones.verified",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_and_every_path_leads_back_to_its_field() {
        let all: Vec<Field> = Field::all().collect();
        assert!(Milestone::ALL.len() < all.len());
        for field in &all {
            assert_eq!(Field::from_name(field.name()), Some(*field));
            assert_eq!(Field::from_path(field.path()), Some(*field));
        }
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn the_path_of_a_milestone_holds_its_name() {
        for it in Milestone::ALL {
            assert_eq!(Field::from(it).path(), format!("milestones.{}", it.as_str()));
        }
    }
}
