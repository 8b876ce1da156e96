//! What the search knows of a page: texts by weight, and facets to filter by.

use unicode_normalization::UnicodeNormalization;

use super::typed;
use crate::model::Field;
use crate::time::Date;

/// A page that can be found. Texts are plain, without markup.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// For example `INC-2026-0012`.
    pub id: String,
    /// What kind of page.
    pub kind: Kind,
    /// Address below the site root.
    pub url: String,
    /// Its file, relative to the content folder.
    pub path: String,
    /// As shown in results.
    pub title: String,
    /// The day of the incident, or the day a runbook was last brought up to date.
    pub date: Option<Date>,
    /// Id on the site's scale.
    pub severity: Option<String>,
    /// State of the document, for example `reviewed`.
    pub status: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The services it concerns, as shown.
    pub services: Vec<String>,
    /// Its causes, as shown.
    pub causes: Vec<String>,
    /// Title and id; weighs 8.
    pub title_text: Vec<String>,
    /// Services, causes and tags, with labels and aliases in every language; weighs 6.
    pub label_text: Vec<String>,
    /// Section headings; weighs 2.
    pub heading_text: Vec<String>,
    /// Paragraphs, table cells, action items; weighs 1. Results quote from it.
    pub body_text: Vec<String>,
    /// What it could have been written with instead, and who and what it belongs to; weighs 1, and no phrase is found in it.
    pub also_text: Vec<String>,
    /// Where sections begin in [`Document::body`], in ascending order.
    pub headings: Vec<Heading>,
    /// What it can be filtered by, beside kind, language, severity, status and id, which are added.
    pub facets: Vec<(Facet, String)>,
}

/// What kind of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// A postmortem.
    #[default]
    Incident,
    /// How to handle one kind of failure.
    Runbook,
    /// Anything else.
    Page,
}

/// The beginning of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Plain text.
    pub text: String,
    /// The part of the address behind `#`.
    pub anchor: String,
    /// The byte of [`Document::body`] at which the section's text begins.
    pub offset: usize,
}

/// What documents are filtered by: `service:payment-service`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Canonical name or alias of a service.
    Service,
    /// Taxonomy id; a cause is found by the causes above it too.
    Cause,
    /// Id on the site's scale, or an alias of it.
    Severity,
    /// Who owns the incident or one of its action items.
    Owner,
    /// Which team does.
    Team,
    /// Free keyword.
    Tag,
    /// State of the document.
    Status,
    /// `incident`, `runbook`, `page`, or a kind of incident.
    Kind,
    /// Language; `zh-CN` is found by `zh` too.
    Lang,
    /// Id of the document; `INC-2025-0007` is found by `2025-0007` too.
    Id,
    /// A state: `overdue`.
    Is,
    /// A belonging: `runbook`.
    Has,
}

impl Document {
    /// The body as one text: the parts of `body_text`, a line end between.
    pub fn body(&self) -> String {
        self.body_text.join("\n")
    }

    /// Every text, in the order of weight.
    pub(super) fn texts(&self) -> impl Iterator<Item = &String> {
        let written = [&self.title_text, &self.label_text, &self.heading_text, &self.body_text];
        written.into_iter().chain([&self.also_text]).flatten()
    }

    /// What somebody may type to name it; a runbook has a day, but is not looked for by it.
    fn typed_keys(&self) -> Vec<String> {
        let day = self.date.filter(|_| self.kind == Kind::Incident);
        typed::keys(&self.id, number_of(&self.id), day)
    }

    /// Every term `field:value` that it is filtered by, and the keys that it is named by, sorted.
    pub(super) fn facet_terms(&self) -> Vec<String> {
        let mut values: Vec<(Facet, &str)> = self.facets.iter().map(|(facet, it)| (*facet, &**it)).collect();
        values.push((Facet::Kind, self.kind.as_str()));
        values.push((Facet::Lang, &self.language));
        values.push((Facet::Id, &self.id));
        values.extend(self.severity.as_deref().map(|it| (Facet::Severity, it)));
        values.extend(self.status.as_deref().map(|it| (Facet::Status, it)));
        let mut terms = Vec::with_capacity(values.len());
        for (facet, value) in values {
            let value = facet.normalize(value);
            for it in facet.implied(&value) {
                terms.push(facet.term(it));
            }
        }
        terms.extend(self.typed_keys().iter().map(|it| typed::term(it)));
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

impl Kind {
    /// The word in queries and results.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Runbook => "runbook",
            Self::Page => "page",
        }
    }
}

impl Facet {
    /// Every facet, in the order of the declaration.
    pub const ALL: [Self; 12] = [
        Self::Service,
        Self::Cause,
        Self::Severity,
        Self::Owner,
        Self::Team,
        Self::Tag,
        Self::Status,
        Self::Kind,
        Self::Lang,
        Self::Id,
        Self::Is,
        Self::Has,
    ];

    /// The word before the colon.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Cause => "cause",
            Self::Severity => Field::Severity.name(),
            Self::Owner => "owner",
            Self::Team => "team",
            Self::Tag => "tag",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Lang => "lang",
            Self::Id => "id",
            Self::Is => "is",
            Self::Has => "has",
        }
    }

    /// Whether a document has at most one value, so that asking for two means either.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Severity | Self::Status | Self::Kind | Self::Lang | Self::Id)
    }

    /// `value` in the form that is compared: NFKC, lower-case, single spaces, an owner without `@`.
    pub fn normalize(self, value: &str) -> String {
        let folded = if value.is_ascii() {
            value.to_ascii_lowercase()
        } else {
            // Twice, because lower-casing can undo the normal form.
            value.nfkc().flat_map(char::to_lowercase).nfkc().collect()
        };
        let folded = folded.replace(['"', '“', '”', '「', '」', '『', '』'], " ");
        let value = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = if self == Self::Owner { value.trim_start_matches(['@', ' ']) } else { &value };
        bare.to_owned()
    }

    /// The term in the index of the normalized `value`.
    pub(super) fn term(self, value: &str) -> String {
        format!("{}:{value}", self.as_str())
    }

    /// What a document with the normalized `value` is found by: the value and what is above it.
    fn implied(self, value: &str) -> Vec<&str> {
        let mut values = vec![value];
        match self {
            Self::Cause => values.extend(value.match_indices('/').map(|(at, _)| &value[..at])),
            Self::Lang => values.extend(value.match_indices('-').map(|(at, _)| &value[..at])),
            Self::Id => values.extend(number_of(value)),
            _ => {}
        }
        values.retain(|it| !it.is_empty());
        values
    }
}

/// The number of an id without the letters before it: people leave the prefix out.
pub(super) fn number_of(id: &str) -> Option<&str> {
    let at = id.find(|it: char| it.is_ascii_digit())?;
    Some(&id[at..]).filter(|it| it.contains(['-', '_', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_found_by_the_causes_above_it() {
        let document = Document {
            id: "INC-2025-0007".to_owned(),
            language: "zh-CN".to_owned(),
            severity: Some("P0".to_owned()),
            facets: vec![
                (Facet::Cause, "capacity/pool/size".to_owned()),
                (Facet::Cause, "capacity".to_owned()),
                (Facet::Owner, "@Li  Wei".to_owned()),
            ],
            ..Document::default()
        };
        let expected = [
            "cause:capacity",
            "cause:capacity/pool",
            "cause:capacity/pool/size",
            "id:2025-0007",
            "id:inc-2025-0007",
            "kind:incident",
            "lang:zh",
            "lang:zh-cn",
            "owner:li wei",
            "severity:p0",
            "typed:2025-7",
            "typed:inc-2025-7",
        ];
        assert_eq!(document.facet_terms(), expected);
    }

    #[test]
    fn an_id_of_words_is_found_only_as_a_whole() {
        assert_eq!(Facet::Id.implied("redis-failover"), ["redis-failover"]);
        assert_eq!(Facet::Id.implied("redis-7"), ["redis-7"]);
        assert_eq!(Facet::Id.implied("pm2019-009"), ["pm2019-009", "2019-009"]);
    }
}
