//! Findings as SARIF 2.1.0, which code scanning services read.
//!
//! Format: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::address::percent_encoded;
use crate::diagnostics::{Diagnostic, Fix, Kind, Level, Place, codes};
use crate::files::{FileId, SourceMap, Span};
use crate::i18n::Locale;
use crate::lint::baseline::fingerprint;
use crate::phrase::{Phrase, say};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
    enabled: bool,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

/// What SARIF leaves to its writers: which message it is, and its values, the same in every language.
#[derive(Debug, Serialize)]
struct Properties {
    message: Phrase,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    properties: Properties,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixV1>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FixV1 {
    description: Message,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Debug, Serialize)]
struct Content {
    text: String,
}

/// The findings as one SARIF log; `shown` gives the path of a file from the repository's root.
pub fn sarif(
    findings: &[Diagnostic],
    sources: &SourceMap,
    locale: Locale,
    shown: impl Fn(&str) -> String,
) -> String {
    let writer = Writer { sources, locale, shown: &shown };
    let mut occurrences = BTreeMap::new();
    let results = findings.iter().map(|it| writer.finding(it, &mut occurrences)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let rules = codes::ALL.iter().map(|it| rule(it)).collect();
    let driver = Driver { name: "Afterword", version, semantic_version: version, rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    format!("{}\n", serde_json::to_string_pretty(&log).unwrap_or_default())
}

fn rule(kind: &'static Kind) -> Rule {
    Rule {
        id: kind.code,
        name: kind.name,
        short_description: Message::new(kind.meaning.trim()),
        help: Message {
            text: format!("afterword explain {}", kind.code),
            markdown: Some(kind.explanation.to_owned()),
        },
        default_configuration: Configuration { level: level(kind.level), enabled: !kind.opt_in },
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Info => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

struct Writer<'a> {
    sources: &'a SourceMap,
    locale: Locale,
    shown: &'a dyn Fn(&str) -> String,
}

impl Writer<'_> {
    fn finding(&self, it: &Diagnostic, occurrences: &mut BTreeMap<String, usize>) -> Finding {
        let place = it.shown_place(self.sources);
        let hint = it.hint.as_ref().map_or_else(String::new, |it| format!(": {}", it.text(self.locale)));
        let path = place.as_ref().map_or("", |it| it.path.as_str());
        let fingerprint = format!("{}:{path}:{}", it.kind.code, fingerprint(it, self.sources));
        let fingerprint = crate::text::fingerprint(fingerprint.as_bytes());
        // The same words flagged twice in one file are two findings.
        let nth = occurrences.entry(fingerprint.clone()).or_insert(0);
        *nth += 1;
        Finding {
            rule_id: it.kind.code,
            rule_index: codes::ALL.iter().position(|kind| kind.code == it.kind.code),
            level: level(it.level),
            message: Message::new(&format!("{}{hint}", it.message.text(self.locale))),
            properties: Properties { message: it.message.clone() },
            locations: place.iter().map(|it| self.location(it, None)).collect(),
            related_locations: it.related.iter().map(|span| self.other(*span)).collect(),
            partial_fingerprints: BTreeMap::from([("flaggedText/v1", format!("{fingerprint}:{nth}"))]),
            fixes: self.fix(it),
        }
    }

    fn other(&self, span: Span) -> Location {
        self.location(
            &Place::shown(span, self.sources),
            Some(Message::new(&say!("finding.other-place").text(self.locale))),
        )
    }

    fn location(&self, place: &Place, message: Option<Message>) -> Location {
        let artifact_location = self.artifact(&place.path);
        Location { physical_location: PhysicalLocation { artifact_location, region: region(place) }, message }
    }

    fn artifact(&self, path: &str) -> ArtifactLocation {
        ArtifactLocation { uri: percent_encoded(&(self.shown)(path)) }
    }

    fn fix(&self, it: &Diagnostic) -> Vec<FixV1> {
        let mut by_file: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
        for fix in &it.fixes {
            by_file.entry(fix.span.file).or_default().push(fix);
        }
        let artifact_changes: Vec<ArtifactChange> = by_file
            .into_iter()
            .map(|(file, fixes)| ArtifactChange {
                artifact_location: self.artifact(&self.sources.get(file).shown_path),
                replacements: fixes.into_iter().map(|it| self.replacement(it)).collect(),
            })
            .collect();
        if artifact_changes.is_empty() {
            return Vec::new();
        }
        let description = it.hint.clone().unwrap_or_else(|| say!("finding.fix-it")).text(self.locale);
        vec![FixV1 { description: Message::new(&description), artifact_changes }]
    }

    fn replacement(&self, fix: &Fix) -> Replacement {
        Replacement {
            deleted_region: region(&Place::shown(fix.span, self.sources)),
            inserted_content: Content { text: fix.replacement.clone() },
        }
    }
}

fn region(place: &Place) -> Region {
    Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    }
}

impl Message {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), markdown: None }
    }
}
