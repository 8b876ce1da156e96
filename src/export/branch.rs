//! What a branch means for the knowledge base: as JSON, as a comment in Markdown, and as remarks beside lines.

use serde::Serialize;

use super::annotation::Annotation;
use super::input::Input;
use super::precedents::{Line, lines, listed_as_text};
use super::v1::{DiagnosticV1, diagnostic};
use crate::address::Route;
use crate::analysis::precedents::{ChangedDocument, Precedents, Sureness, lesson, unfinished};
use crate::diagnostics::{Diagnostic, Level, Place};
use crate::i18n::Locale;
use crate::model::Incident;
use crate::phrase::{Phrase, say};
use crate::text::escape_markdown;

/// What programs know the comment by, to write it anew instead of a second time.
const MARK: &str = "<!-- afterword review -->";
/// Most findings that a comment lists.
const MAX_FINDINGS: usize = 20;

/// A branch that was compared with its base.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The knowledge base with the branch.
    pub input: Input<'a>,
    /// The commit it was compared with; `None` for a folder.
    pub commit: Option<&'a str>,
    /// New and changed documents.
    pub documents: &'a [ChangedDocument],
    /// Paths of documents that are gone.
    pub removed: &'a [String],
    /// Findings that the base does not have.
    pub findings: &'a [Diagnostic],
    /// Findings that both have.
    pub n_known: usize,
    /// Findings that only the base has.
    pub n_fixed: usize,
}

/// The whole record.
#[derive(Debug, Serialize)]
pub struct BranchV1 {
    schema: &'static str,
    as_of: String,
    commit: Option<String>,
    documents: Vec<DocumentV1>,
    removed: Vec<String>,
    findings: Vec<DiagnosticV1>,
    known_findings: usize,
    fixed_findings: usize,
}

#[derive(Debug, Serialize)]
struct DocumentV1 {
    path: String,
    state: &'static str,
    incidents: Vec<IncidentV1>,
}

#[derive(Debug, Serialize)]
struct IncidentV1 {
    id: String,
    title: String,
    occurrence: Option<OccurrenceV1>,
    earlier: Vec<EarlierV1>,
    runbooks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct OccurrenceV1 {
    number: usize,
    days: i32,
    service: Option<String>,
    cause: Option<String>,
}

#[derive(Debug, Serialize)]
struct EarlierV1 {
    id: String,
    title: String,
    path: String,
    certainty: &'static str,
    because: &'static str,
    days: Option<i32>,
    score: Option<f64>,
    open_when_it_came_back: Vec<String>,
    action_items: Vec<ItemV1>,
    lesson: Option<String>,
}

#[derive(Debug, Serialize)]
struct ItemV1 {
    id: String,
    task: String,
    owner: Option<String>,
    due: Option<String>,
    status: &'static str,
    overdue_days: Option<i32>,
}

/// The record of a branch.
pub fn branch(reviewed: &Reviewed<'_>, locale: Locale) -> BranchV1 {
    let input = &reviewed.input;
    let document = |it: &ChangedDocument| DocumentV1 {
        path: input.sources.get(it.file).path.clone(),
        state: if it.is_new { "new" } else { "changed" },
        incidents: incidents(input, it).map(|(it, known)| incident(input, it, known)).collect(),
    };
    BranchV1 {
        schema: "afterword/review/v1",
        as_of: input.analysis.settings.as_of.to_string(),
        commit: reviewed.commit.map(str::to_owned),
        documents: reviewed.documents.iter().map(document).collect(),
        removed: reviewed.removed.to_vec(),
        findings: reviewed.findings.iter().map(|it| diagnostic(it, input.sources, locale)).collect(),
        known_findings: reviewed.n_known,
        fixed_findings: reviewed.n_fixed,
    }
}

fn incidents<'a>(
    input: &Input<'a>,
    document: &'a ChangedDocument,
) -> impl Iterator<Item = (&'a Incident, &'a Precedents)> {
    let knowledge_base = input.knowledge_base;
    document.incidents.iter().filter_map(move |(id, known)| Some((knowledge_base.incident(id)?, known)))
}

fn incident(input: &Input<'_>, it: &Incident, known: &Precedents) -> IncidentV1 {
    let as_of = input.analysis.settings.as_of;
    let earlier = known.earlier.iter().filter_map(|it| {
        let incident = input.knowledge_base.incident(&it.id)?;
        Some(EarlierV1 {
            id: incident.id.clone(),
            title: incident.title.clone(),
            path: input.sources.get(incident.source.file).path.clone(),
            certainty: it.sureness.as_str(),
            because: it.because.as_str(),
            days: it.days,
            score: it.likeness,
            open_when_it_came_back: it.while_open.iter().flat_map(|it| it.action_items.clone()).collect(),
            action_items: unfinished(incident, as_of)
                .iter()
                .map(|it| ItemV1 {
                    id: it.item.id.clone(),
                    task: it.item.task.clone(),
                    owner: it.item.owner.clone(),
                    due: it.item.due.map(|it| it.to_string()),
                    status: it.item.status.as_str(),
                    overdue_days: it.days_overdue,
                })
                .collect(),
            lesson: lesson(incident).map(|it| it.text.clone()),
        })
    });
    IncidentV1 {
        id: it.id.clone(),
        title: it.title.clone(),
        occurrence: known.occurrence.as_ref().map(|it| OccurrenceV1 {
            number: it.number,
            days: it.days,
            service: it.service.clone(),
            cause: it.cause.clone(),
        }),
        earlier: earlier.collect(),
        runbooks: known.runbooks.clone(),
    }
}

/// A comment for a pull request.
pub fn branch_markdown(reviewed: &Reviewed<'_>, locale: Locale) -> String {
    let input = &reviewed.input;
    let mut out = format!("{MARK}\n### {}\n", say!("review.title").text(locale));
    for document in reviewed.documents {
        for (it, known) in incidents(input, document) {
            let (id, title) = (escape_markdown(&it.id), escape_markdown(&it.title));
            out.push_str(&format!("\n**{id}** {title}\n\n"));
            for line in lines(input, it, known) {
                out.push_str(&bullet(input, &line, known, locale));
            }
        }
    }
    let others = reviewed.documents.iter().filter(|it| it.incidents.is_empty()).count();
    let n_incidents: usize = reviewed.documents.iter().map(|it| it.incidents.len()).sum();
    if n_incidents == 0 {
        out.push_str(&format!("\n{}\n", say!("review.no-incident").text(locale)));
    }
    if 0 < others {
        out.push_str(&format!("\n{}\n", say!("review.other-documents", n = others).text(locale)));
    }
    if !reviewed.removed.is_empty() {
        out.push_str(&format!("\n{}\n\n", say!("review.removed", n = reviewed.removed.len()).text(locale)));
        out.extend(reviewed.removed.iter().map(|it| format!("- {}\n", escape_markdown(it))));
    }
    out.push_str(&format!("\n**{}**\n", findings_head(reviewed).text(locale)));
    if !reviewed.findings.is_empty() {
        out.push('\n');
    }
    for it in reviewed.findings.iter().take(MAX_FINDINGS) {
        let place = it.place(input.sources);
        let place =
            place.map_or_else(String::new, |it| format!("{}:{}: ", escape_markdown(&it.path), it.line));
        let (level, code) = (it.level.word(locale), it.kind.code);
        let message = escape_markdown(&it.message.text(locale));
        out.push_str(&format!("- {place}{level} {code}: {message}\n"));
    }
    if MAX_FINDINGS < reviewed.findings.len() {
        let more = say!("review.more-findings", n = reviewed.findings.len() - MAX_FINDINGS);
        out.push_str(&format!("- {}\n", more.text(locale)));
    }
    out
}

/// How many findings are new, known and fixed.
fn findings_head(reviewed: &Reviewed<'_>) -> Phrase {
    let (new, known, fixed) = (reviewed.findings.len(), reviewed.n_known, reviewed.n_fixed);
    say!("review.findings", new, known, fixed)
}

/// A line of the list; ids of earlier incidents lead to their pages where the site has an address.
fn bullet(input: &Input<'_>, line: &Line, known: &Precedents, locale: Locale) -> String {
    let mut text = escape_markdown(&line.phrase.text(locale));
    let base_url = &input.config.site.base_url;
    if line.depth == 0 && !base_url.is_empty() {
        let named = |it: &&Incident| text.contains(&escape_markdown(&it.id));
        let mut earlier = known.earlier.iter().filter_map(|it| input.knowledge_base.incident(&it.id));
        if let Some(it) = earlier.find(named) {
            let id = escape_markdown(&it.id);
            let address = Route::Incident(it.slug.clone()).absolute(base_url);
            text = text.replacen(&id, &format!("[{id}]({address})"), 1);
        }
    }
    format!("{}- {text}\n", "  ".repeat(line.depth))
}

/// A remark at every incident that has earlier ones, a warning where that is stated or likely.
pub fn branch_annotations(reviewed: &Reviewed<'_>, locale: Locale) -> Vec<Annotation> {
    let input = &reviewed.input;
    let mut found = Vec::new();
    for document in reviewed.documents {
        for (it, known) in incidents(input, document).filter(|it| !it.1.earlier.is_empty()) {
            let is_sure = known.earlier.iter().any(|it| it.sureness != Sureness::Possible);
            let ids: Vec<&str> = known.earlier.iter().map(|it| it.id.as_str()).collect();
            let text = listed_as_text(&lines(input, it, known), locale, "");
            let fingerprint = format!("{} {}", it.id, ids.join(" "));
            found.push(Annotation {
                level: if is_sure { Level::Warning } else { Level::Info },
                place: Some(Place::shown(it.source, input.sources)),
                name: "seen-before".to_owned(),
                title: say!("review.annotation", id = &it.id).text(locale),
                text: text.trim_end().to_owned(),
                fingerprint: crate::text::fingerprint(fingerprint.as_bytes()),
            });
        }
    }
    found
}
