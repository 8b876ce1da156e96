//! The answers of the tools: short texts with ids and places, so that an agent can go on from them.

use std::collections::BTreeSet;

use super::base::Base;
use super::budget::{Answer, pages, tokens};
use crate::address::{Addresses, Route};
use crate::analysis::action_items::{is_of_team, is_tracked, overdue_days, without_due};
use crate::analysis::likeness::{Answer as Certainty, Tier};
use crate::analysis::precedents::{lesson, unfinished};
use crate::analysis::recurrence::Recurrence;
use crate::diagnostics::printable;
use crate::export;
use crate::i18n::Locale;
use crate::model::{ActionItem, Incident, Milestone, Runbook};
use crate::phrase::Phrase;
use crate::pipeline::{self, BranchError, Similar};
use crate::search::{Calendar, Notice, Options, Query};
use crate::text::{fold, fold_name};

/// Agents are answered in English; what is quoted stays as it was written.
const LOCALE: Locale = Locale::English;
/// Most characters of a quoted text.
const MAX_QUOTE: usize = 220;

type Reply = Result<String, String>;

/// Incidents like `text`.
pub(super) fn seen_before(base: &mut Base, text: &str, limit: usize) -> String {
    base.loaded.sources.set_text(base.given, text.to_owned());
    let found = pipeline::similar_to_file(&base.loaded, base.given);
    if found.is_empty() {
        return "No similar incident is known.\n".to_owned();
    }
    let mut answer = Answer::default();
    for it in found.iter().take(limit) {
        similar(base, it, &mut answer);
    }
    let rest = found.len().saturating_sub(limit);
    if 0 < rest {
        answer.line(&format!("{rest} more with less similarity; raise `limit` to see them."));
    }
    answer.finish("call `get_incident` for one of them")
}

fn similar(base: &Base, it: &Similar, answer: &mut Answer) {
    let Some(incident) = base.loaded.knowledge_base.incident(&it.id) else { return };
    let certainty = match it.answer {
        Certainty::Likely => "likely the same",
        Certainty::Perhaps => "possibly the same",
    };
    answer.line(&format!("{} ({certainty}, similarity {:.2})", head(incident), it.score));
    for line in it.lines.iter().take(1) {
        let text = short(base.loaded.sources.slice(line.span));
        answer.line(&format!("  matching line {}: {text}", base.loaded.sources.line(line.span)));
    }
    about(base, incident, answer);
}

/// What helps with a failure like `incident`: what stopped it, what is open, the lesson, the runbooks.
fn about(base: &Base, incident: &Incident, answer: &mut Answer) {
    if let Some(it) = incident.primary_cause() {
        answer.line(&format!("  cause: {it}"));
    }
    if let Some(it) = &incident.mitigation {
        answer.line(&format!("  stopped by: {}", short(it)));
    }
    for it in unfinished(incident, as_of(base)).iter().take(3) {
        answer.line(&format!("  open: {}", item(it.item, as_of(base))));
    }
    if let Some(it) = lesson(incident) {
        answer.line(&format!("  lesson: {}", short(&it.text)));
    }
    if !incident.runbooks.is_empty() {
        answer.line(&format!("  runbooks: {}", incident.runbooks.join(", ")));
    }
}

/// Results of the search of the site.
pub(super) fn search(base: &mut Base, query: &str, limit: usize) -> Reply {
    let settings = &base.loaded.analysis.settings;
    let calendar = Calendar { as_of: settings.as_of, fiscal_year_start: settings.fiscal_year_start };
    let query = Query::parse(query, calendar);
    let index = base.index().map_err(|it| english(&it.phrase()))?;
    let hits = index.search(&query, Options { limit, prefix: false }).map_err(|it| english(&it.phrase()))?;
    if hits.hits.is_empty() {
        let why = match hits.notice {
            Some(Notice::OnlyCommonWords) => " These words are in nearly every document: add another.",
            Some(Notice::Empty) => " The query is empty.",
            None => "",
        };
        return Ok(format!("Nothing matches {}.{why}\n", hits.interpreted));
    }
    let mut answer = Answer::default();
    if hits.relaxed {
        answer.line(
            "No document has all of these words: this is not known here. The closest ones have some of them:",
        );
    } else {
        answer.line(&format!("{} results for {}:", hits.total, hits.interpreted));
    }
    for it in hits.suggestions.iter().filter(|it| it.applied) {
        answer.line(&format!("`{}` was not found; showing results for `{}`.", it.written, it.meant));
    }
    for it in &hits.hits {
        let date = it.date.map(|it| format!(", {it}")).unwrap_or_default();
        let severity = it.severity.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
        answer.line(&format!("{} {}{date}{severity} ({})", it.id, short(&it.title), it.path));
        let snippet: String = it.snippet.iter().map(|(text, _)| text.as_str()).collect();
        answer.line(&format!("  {}", short(&snippet)));
    }
    Ok(answer.finish("lower `limit`, or add a filter"))
}

/// One incident, with a page of its text.
pub(super) fn get_incident(base: &mut Base, id: &str, page: usize) -> Reply {
    let known = base.loaded.knowledge_base.incidents.iter();
    let Some(incident) = known.clone().find(|it| fold(&it.id) == fold(id) || it.slug == id) else {
        let near = crate::text::did_you_mean(id, known.map(|it| it.id.as_str()));
        let near = near.map(|it| format!(" Did you mean {it}?")).unwrap_or_default();
        return Ok(format!("No incident `{}` is known.{near}\n", printable(id)));
    };
    let route = Route::Incident(incident.slug.clone());
    let mut answer = Answer::default();
    facts(base, incident, &mut answer);
    let facts = answer.finish("read the pages of its text");
    let text = base.texts()?.get(&route).cloned().unwrap_or_default();
    Ok(with_page(facts, &text, page))
}

/// `head` and the page `page` of `text`.
fn with_page(head: String, text: &str, page: usize) -> String {
    let used = tokens(&head).min(1_800);
    let all = pages(text, used);
    let n = all.len();
    let Some(shown) = all.get(page - 1) else {
        return format!("{head}The text has {n} pages.\n");
    };
    // The facts are on the first page only: the rest has more room for text.
    let head = if page == 1 { head } else { String::new() };
    format!("{head}\n--- text, page {page} of {n} ---\n{shown}")
}

fn facts(base: &Base, it: &Incident, answer: &mut Answer) {
    let sources = &base.loaded.sources;
    answer.line(&head(it));
    answer.line(&format!("source: {}", sources.get(it.source.file).path));
    let mut stated = |name: &str, value: Option<String>| match value.filter(|it| !it.is_empty()) {
        Some(value) => answer.line(&format!("{name}: {value}")),
        None => answer.line(&format!("{name}: not stated")),
    };
    stated("kind", Some(it.kind.as_str().to_owned()));
    stated("services", Some(it.services.join(", ")));
    stated("causes", Some(it.causes.join(", ")));
    for milestone in [Milestone::Started, Milestone::Detected, Milestone::Mitigated, Milestone::Resolved] {
        stated(milestone.as_str(), it.milestones.get(milestone).map(|it| it.to_string()));
    }
    stated("duration", it.duration().map(|it| format!("{} minutes", it / 60)));
    stated("detected by", it.detection.clone());
    stated("stopped by", it.mitigation.clone());
    stated("summary", it.summary.as_deref().map(short));
    for (field, suggestions) in it.suggested.iter() {
        let values: Vec<String> = suggestions.iter().map(|it| it.value.written()).collect();
        answer.line(&format!("suggested, not stated: {} = {}", field.name(), short(&values.join(" or "))));
    }
    let loaded = &base.loaded;
    let addresses = Addresses::new(&loaded.knowledge_base);
    let known = pipeline::known_about(loaded, it);
    let lines = export::precedent_lines(&base.loaded.input(&addresses), it, &known);
    answer.lines(&export::listed_as_text(&lines, LOCALE, ""));
    let later: BTreeSet<&String> = loaded
        .analysis
        .recurring
        .iter()
        .filter_map(|chain| {
            let place = chain.incidents.iter().position(|id| *id == it.id)?;
            Some(&chain.incidents[place + 1..])
        })
        .flatten()
        .collect();
    if !later.is_empty() {
        let later: Vec<&str> = later.into_iter().map(String::as_str).collect();
        answer.line(&format!("came back as: {}", later.join(", ")));
    }
    for action in &it.action_items {
        answer.line(&format!("action item {}", item(action, as_of(base))));
    }
    for it in &it.lessons {
        answer.line(&format!("{}: {}", it.kind.as_str(), short(&it.text)));
    }
}

/// Failures that came back.
pub(super) fn recurring(base: &Base, service: Option<&str>, limit: usize) -> String {
    let analysis = &base.loaded.analysis;
    let knowledge_base = &base.loaded.knowledge_base;
    let is_wanted = |it: &&Recurrence| {
        service.is_none_or(|wanted| {
            let of_incidents = it.incidents.iter().filter_map(|id| knowledge_base.incident(id));
            let mut services = of_incidents.flat_map(|it| &it.services).chain(&it.service);
            services.any(|it| fold(it) == fold(wanted))
        })
    };
    let found: Vec<&Recurrence> = analysis.recurring.iter().filter(is_wanted).collect();
    let mut answer = Answer::default();
    if found.is_empty() {
        answer.line(&unknown_service(base, service));
        answer.line("No counted recurrence is known.");
    }
    for it in found.iter().take(limit) {
        let what = [it.cause.as_deref(), it.service.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        let what = if what.is_empty() { "declared".to_owned() } else { what.join(" on ") };
        answer.line(&format!("{what}: {} occurrences, days between {:?}", it.incidents.len(), it.gaps_days));
        for incident in it.incidents.iter().filter_map(|id| knowledge_base.incident(id)) {
            answer.line(&format!("  {}", head(incident)));
        }
        for open in &it.while_open {
            let items = open.action_items.join(", ");
            answer.line(&format!("  when {} began, these were open: {items}", open.incident));
        }
    }
    if limit < found.len() {
        answer.line(&format!("{} more; raise `limit` to see them.", found.len() - limit));
    }
    let likely = analysis.likely.iter().filter(|it| it.tier == Tier::Likely).count();
    answer.line(&format!("{likely} more pairs are likely the same failure but not counted."));
    answer.finish("name a service")
}

fn unknown_service(base: &Base, service: Option<&str>) -> String {
    let Some(wanted) = service else { return String::new() };
    let known = &base.loaded.knowledge_base.services;
    if known.iter().any(|it| fold(&it.name) == fold(wanted)) {
        return String::new();
    }
    let near = crate::text::did_you_mean(wanted, known.iter().map(|it| it.name.as_str()));
    let near = near.map(|it| format!(" Did you mean {it}?")).unwrap_or_default();
    format!("No service `{}` is known.{near}", printable(wanted))
}

/// Action items past their due date.
pub(super) fn overdue(base: &Base, owner: Option<&str>, team: Option<&str>, limit: usize) -> String {
    let as_of = as_of(base);
    let mut found: Vec<(i32, &Incident, &ActionItem)> = base
        .loaded
        .knowledge_base
        .action_items()
        .filter(|(incident, it)| {
            let is_owned = owner.is_none_or(|wanted| {
                it.owner.as_deref().is_some_and(|it| fold_name(it) == fold_name(wanted))
            });
            is_tracked(incident) && is_owned && team.is_none_or(|team| is_of_team(incident, it, team))
        })
        .filter_map(|(incident, it)| Some((overdue_days(it, as_of)?, incident, it)))
        .collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.0), it.2.id.as_str()));
    if found.is_empty() {
        return nothing_overdue(base, as_of);
    }
    let mut answer = Answer::default();
    answer.line(&format!("{} overdue on {as_of}:", found.len()));
    for (_, incident, it) in found.iter().take(limit) {
        answer.line(&format!("{} ({})", full_item(it, as_of), short(&incident.title)));
    }
    if limit < found.len() {
        answer.line(&format!("{} more; raise `limit` to see them.", found.len() - limit));
    }
    answer.finish("name an owner or a team")
}

/// That nothing is overdue, or why that cannot be known.
fn nothing_overdue(base: &Base, as_of: crate::time::Date) -> String {
    let items = base.loaded.knowledge_base.action_items().filter(|(incident, _)| is_tracked(incident));
    let (undated, all) = without_due(items.map(|it| it.1));
    if base.loaded.knowledge_base.action_items().next().is_none() {
        "No document has action items.\n".to_owned()
    } else if all < undated * 2 {
        format!(
            "Overdue action items cannot be determined: {undated} of {all} not known to be done have no due date.\n"
        )
    } else if 0 < undated {
        format!(
            "No action item with a due date is overdue on {as_of}; {undated} of {all} not known to be done have none.\n"
        )
    } else {
        format!("No action item is overdue on {as_of}.\n")
    }
}

/// The runbook for an incident, a service or a symptom.
pub(super) fn runbook_for(base: &mut Base, target: &str, page: usize) -> Reply {
    let ids = runbooks(base, target);
    let knowledge_base = &base.loaded.knowledge_base;
    let found: Vec<&Runbook> = ids.iter().filter_map(|it| knowledge_base.runbook(it)).collect();
    let Some(first) = found.first() else {
        return Ok(format!("No runbook for `{}` is known.\n", short(target)));
    };
    let mut answer = Answer::default();
    for it in &found {
        let updated = it.updated.map_or_else(|| "not stated".to_owned(), |it| it.to_string());
        let path = &base.loaded.sources.get(it.source.file).path;
        answer.line(&format!("{} {} (updated {updated}, {path})", it.id, short(&it.title)));
    }
    let route = Route::Runbook(first.slug.clone());
    let text = base.texts()?.get(&route).cloned().unwrap_or_default();
    Ok(with_page(answer.finish("name a service"), &text, page))
}

/// Ids of runbooks, the surest first.
fn runbooks(base: &mut Base, target: &str) -> Vec<String> {
    let knowledge_base = &base.loaded.knowledge_base;
    let wanted = fold(target);
    let by_name =
        knowledge_base.runbooks.iter().filter(|it| fold(&it.id) == wanted || fold(&it.title) == wanted);
    let mut ids: Vec<String> = by_name.map(|it| it.id.clone()).collect();
    if let Some(incident) = knowledge_base.incidents.iter().find(|it| fold(&it.id) == wanted) {
        ids.extend(pipeline::known_about(&base.loaded, incident).runbooks);
        return unique(ids);
    }
    let is_named =
        |name: &str, aliases: &[String]| fold(name) == wanted || aliases.iter().any(|it| fold(it) == wanted);
    if let Some(service) = knowledge_base.services.iter().find(|it| is_named(&it.name, &it.aliases)) {
        ids.extend(service.runbooks.iter().cloned());
        return unique(ids);
    }
    if !ids.is_empty() {
        return unique(ids);
    }
    // A symptom: runbooks that have its words, then those of incidents like it.
    let settings = &base.loaded.analysis.settings;
    let calendar = Calendar { as_of: settings.as_of, fiscal_year_start: settings.fiscal_year_start };
    let query = Query::parse(&format!("{target} kind:runbook"), calendar);
    if let Ok(hits) = base.index().and_then(|it| it.search(&query, Options { limit: 3, prefix: false })) {
        ids.extend(hits.hits.into_iter().filter(|_| !hits.relaxed).map(|it| it.id));
    }
    base.loaded.sources.set_text(base.given, target.to_owned());
    for it in pipeline::similar_to_file(&base.loaded, base.given).iter().take(3) {
        if let Some(incident) = base.loaded.knowledge_base.incident(&it.id) {
            ids.extend(pipeline::known_about(&base.loaded, incident).runbooks);
        }
    }
    unique(ids)
}

fn unique(ids: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.into_iter().filter(|it| seen.insert(it.clone())).take(5).collect()
}

/// What the working folder means compared with a reference.
pub(super) fn review(base: &Base, reference: &str) -> Reply {
    let branch = pipeline::branch(&base.request, &pipeline::Base::Reference(reference.to_owned()));
    let branch = branch.map_err(|error| match error {
        BranchError::Load(error) => english(&error.phrase()),
        BranchError::Revision(error) => english(&error.phrase()),
        BranchError::Output(error) => english(&error.phrase()),
    })?;
    if branch.loaded.is_in_doubt() {
        return Err("It is unclear which parts are internal, so nothing is shown.".to_owned());
    }
    let addresses = Addresses::new(&branch.loaded.knowledge_base);
    let reviewed = branch.reviewed(&addresses);
    let mut answer = Answer::default();
    answer.lines(&export::branch_markdown(&reviewed, LOCALE));
    Ok(answer.finish("run `afterword review` for all of it"))
}

fn as_of(base: &Base) -> crate::time::Date {
    base.loaded.analysis.settings.as_of
}

/// `INC-2026-0001 Pool exhausted (2026-01-08, P1)`.
fn head(it: &Incident) -> String {
    let date = it.date.map_or_else(|| "date not stated".to_owned(), |it| it.to_string());
    let severity = it.severity.as_deref().unwrap_or("severity not stated");
    format!("{} {} ({date}, {severity})", it.id, short(&it.title))
}

/// `A1 41 days overdue, owner @li: Alert on the pool`.
fn item(it: &ActionItem, as_of: crate::time::Date) -> String {
    let state = match (overdue_days(it, as_of), it.due) {
        (Some(days), _) => format!("{}, {days} days overdue", it.status.as_str()),
        (None, Some(due)) => format!("{}, due {due}", it.status.as_str()),
        (None, None) => it.status.as_str().to_owned(),
    };
    let tracker = it.tracked.as_ref().filter(|it| it.status.is_some()).map(|it| {
        let day = it.day.map_or_else(|| "date unknown".to_owned(), |it| it.to_string());
        format!(", tracker {} of {day}", it.key)
    });
    let owner = it.owner.as_ref().map_or_else(|| "no owner".to_owned(), |it| format!("owner {it}"));
    let tracker = tracker.unwrap_or_default();
    format!("{} {state}{tracker}, {owner}: {}", it.short_id(), short(&it.task))
}

fn full_item(it: &ActionItem, as_of: crate::time::Date) -> String {
    item(it, as_of).replacen(it.short_id(), &it.id, 1)
}

fn english(phrase: &Phrase) -> String {
    phrase.english()
}

/// `text` on one line, cut where it is long, and without what a terminal would act on.
fn short(text: &str) -> String {
    let text = printable(&text.split_whitespace().collect::<Vec<&str>>().join(" "));
    if text.chars().count() <= MAX_QUOTE {
        return text;
    }
    format!("{}…", text.chars().take(MAX_QUOTE).collect::<String>())
}
