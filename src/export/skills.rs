//! Skills for agents: a folder with a `SKILL.md` for every runbook and every failure that came back.
//!
//! Format: <https://agentskills.io/specification>: a name in lower case, a description that says when to use it, and the
//! text. Each has the incidents behind it as evidence, so that an agent can say what it relies on.

use std::collections::BTreeSet;

use super::input::Input;
use crate::address::Route;
use crate::analysis::precedents::{lesson, unfinished};
use crate::analysis::recurrence::Recurrence;
use crate::files::OutputFile;
use crate::i18n::Locale;
use crate::model::{Incident, KnowledgeBase, Runbook};
use crate::phrase::{Value, say};
use crate::text::{escape_markdown, slug};
use crate::yaml;

/// Most characters of a name and of a description, as the format has them.
const MAX_NAME: usize = 64;
const MAX_DESCRIPTION: usize = 1_024;
/// Most incidents that one skill lists.
const MAX_EVIDENCE: usize = 12;

/// Every skill; `text` gives a document as Markdown, as readers of the site see it.
pub fn skills(input: &Input<'_>, locale: Locale, text: impl Fn(&Route) -> String) -> Vec<OutputFile> {
    let mut names = BTreeSet::new();
    let mut found = Vec::new();
    for it in &input.knowledge_base.runbooks {
        let name = unique(&mut names, &format!("runbook-{}", it.slug));
        let body = runbook(input, it, &text(&Route::Runbook(it.slug.clone())), locale);
        found.push(file(&name, &runbook_description(it, locale), &body));
    }
    for it in &input.analysis.recurring {
        let what = [it.cause.as_deref(), it.service.as_deref()].into_iter().flatten();
        let what: Vec<String> = what.map(|it| slug(&it.replace('/', "-"))).collect();
        let what = if what.is_empty() {
            it.incidents.first().map(|it| slug(it)).unwrap_or_default()
        } else {
            what.join("-")
        };
        let name = unique(&mut names, &format!("failure-{what}"));
        let (description, body) = failure(input, it, locale);
        found.push(file(&name, &description, &body));
    }
    found
}

fn file(name: &str, description: &str, body: &str) -> OutputFile {
    let description: String = description.split_whitespace().collect::<Vec<&str>>().join(" ");
    let description: String = description.chars().take(MAX_DESCRIPTION).collect();
    let head = format!("---\nname: {name}\ndescription: {}\n---\n", yaml::scalar(&description));
    OutputFile::text(format!("{name}/SKILL.md"), format!("{head}\n{body}"))
}

/// A name of letters, digits and hyphens that no other skill has.
fn unique(names: &mut BTreeSet<String>, wanted: &str) -> String {
    let ascii: String =
        wanted.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = ascii.split('-').filter(|it| !it.is_empty()).collect();
    let base: String = parts.join("-").chars().take(MAX_NAME - 4).collect();
    let base = base.trim_end_matches('-').to_owned();
    let mut name = base.clone();
    let mut nth = 1;
    while !names.insert(name.clone()) {
        nth += 1;
        name = format!("{base}-{nth}");
    }
    name
}

fn runbook_description(it: &Runbook, locale: Locale) -> String {
    let title = &it.title;
    let use_when = if it.services.is_empty() {
        say!("skill.runbook", title)
    } else {
        say!("skill.runbook-of", title, services = Value::list(&it.services))
    };
    let summary = it.summary.as_deref().unwrap_or_default();
    format!("{} {summary}", use_when.text(locale))
}

fn runbook(input: &Input<'_>, it: &Runbook, text: &str, locale: Locale) -> String {
    let knowledge_base = input.knowledge_base;
    let used = it.used_by.iter().chain(it.procedures.iter().flat_map(|it| &it.incidents));
    let evidence = incidents(knowledge_base, used);
    let updated = match it.updated {
        Some(day) => say!("skill.updated", day),
        None => say!("skill.not-updated"),
    };
    let mut out = format!("# {}\n\n{}\n\n{text}", escape_markdown(&it.title), updated.text(locale));
    if evidence.is_empty() {
        out.push_str(&format!("\n{}\n", say!("skill.no-evidence").text(locale)));
    } else {
        out.push_str(&format!("\n## {}\n\n", say!("skill.evidence").text(locale)));
        out.push_str(&listed(input, &evidence, locale));
    }
    out
}

fn failure(input: &Input<'_>, chain: &Recurrence, locale: Locale) -> (String, String) {
    let knowledge_base = input.knowledge_base;
    let evidence = incidents(knowledge_base, chain.incidents.iter().rev());
    let latest = evidence.first().map(|it| it.title.clone()).unwrap_or_default();
    let n = chain.incidents.len();
    let description = match &chain.service {
        Some(service) => say!("skill.failure-of", service, title = &latest, n),
        None => say!("skill.failure", title = &latest, n),
    };
    let description = description.text(locale);
    let mut out = format!("# {}\n\n{description}\n", escape_markdown(&latest));
    out.push_str(&format!("\n## {}\n\n", say!("skill.evidence").text(locale)));
    out.push_str(&listed(input, &evidence, locale));
    let as_of = input.analysis.settings.as_of;
    let open: Vec<String> = evidence
        .iter()
        .flat_map(|it| unfinished(it, as_of))
        .map(|it| {
            let task = escape_markdown(&it.item.task);
            let id = escape_markdown(&it.item.id);
            match it.days_overdue {
                Some(days) => format!("- {id}: {task} ({})\n", say!("review.overdue", n = days).text(locale)),
                None => format!("- {id}: {task}\n"),
            }
        })
        .collect();
    out.push_str(&format!("\n## {}\n\n", say!("skill.open").text(locale)));
    if open.is_empty() {
        out.push_str(&format!("{}\n", say!("review.all-done").text(locale)));
    }
    out.extend(open);
    let runbooks: BTreeSet<&String> = evidence.iter().flat_map(|it| &it.runbooks).collect();
    for it in runbooks.into_iter().filter_map(|it| knowledge_base.runbook(it)) {
        let path = &input.sources.get(it.source.file).path;
        out.push_str(&format!("\n{}\n", say!("review.runbook", title = &it.title, path).text(locale)));
    }
    (description, out)
}

fn incidents<'a>(
    knowledge_base: &'a KnowledgeBase,
    ids: impl Iterator<Item = &'a String>,
) -> Vec<&'a Incident> {
    let mut seen = BTreeSet::new();
    ids.filter(|it| seen.insert(it.as_str())).filter_map(|it| knowledge_base.incident(it)).collect()
}

/// The incidents, with what stopped each and what was learned.
fn listed(input: &Input<'_>, incidents: &[&Incident], locale: Locale) -> String {
    let mut out = String::new();
    for it in incidents.iter().take(MAX_EVIDENCE) {
        let date = it.date.map(|it| format!(" ({it})")).unwrap_or_default();
        let path = &input.sources.get(it.source.file).path;
        let (id, title) = (escape_markdown(&it.id), escape_markdown(&it.title));
        out.push_str(&format!("- {id} {title}{date}, {}\n", escape_markdown(path)));
        if let Some(stopped) = &it.mitigation {
            let words = say!("skill.stopped-by", text = stopped).text(locale);
            out.push_str(&format!("  - {}\n", escape_markdown(&words)));
        }
        if let Some(lesson) = lesson(it) {
            let words = say!("review.lesson", text = &lesson.text).text(locale);
            out.push_str(&format!("  - {}\n", escape_markdown(&words)));
        }
    }
    if MAX_EVIDENCE < incidents.len() {
        let more = say!("review.more-earlier", n = incidents.len() - MAX_EVIDENCE);
        out.push_str(&format!("- {}\n", more.text(locale)));
    }
    out
}
