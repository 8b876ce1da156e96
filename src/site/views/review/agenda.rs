//! The three questions of the meeting, each with what the numbers have to say to it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::analysis::recurrence::Recurrence;
use crate::analysis::response_times::Measure;
use crate::analysis::review::{Review, kept};
use crate::model::{Hours, LessonKind};
use crate::site::context::runbooks;
use crate::site::context::{Here, Link};
use crate::site::views::chain::chain_name;

/// Most points below a question.
const N_POINTS: usize = 3;

/// One question, and where the answer may lie.
#[derive(Debug, Serialize)]
pub(super) struct Question {
    title: String,
    text: String,
    points: Vec<Vec<Link>>,
}

/// Faster recovery, never again, new standard.
pub(super) fn questions(here: &Here<'_>, review: &Review<'_>) -> Vec<Question> {
    let messages = here.messages();
    let questions = [
        ("review.agenda.faster", "review.agenda_text.faster", faster(here, review)),
        ("review.agenda.never_again", "review.agenda_text.never_again", never_again(here, review)),
        ("review.agenda.standard", "review.agenda_text.standard", standard(here, review)),
    ];
    let question = |(title, text, points): (&str, &str, Vec<Vec<Link>>)| Question {
        title: messages.text(title).to_owned(),
        text: messages.text(text).to_owned(),
        points,
    };
    questions.into_iter().map(question).collect()
}

/// The slowest incidents, broken promises, and services hit that have no runbook.
fn faster(here: &Here<'_>, review: &Review<'_>) -> Vec<Vec<Link>> {
    let messages = here.messages();
    let resolve =
        review.response.iter().find(|it| it.measure == Measure::Resolve && it.hours == Hours::Calendar);
    let slowest = resolve.map(|it| it.values.as_slice()).unwrap_or_default();
    let mut points: Vec<Vec<Link>> = slowest
        .iter()
        .rev()
        .take(N_POINTS)
        .map(|(incident, seconds)| {
            let time = messages.duration(*seconds);
            here.sentence("review.point.slow", &[("time", &time)], &[("incident", here.incident(incident))])
        })
        .collect();
    let promises = kept(&review.compliance);
    if promises.k < promises.n {
        let missed = (promises.n - promises.k).to_string();
        let values = [("missed", missed.as_str()), ("n", &promises.n.to_string())];
        points.push(here.sentence("review.point.missed", &values, &[]));
    }
    let names: BTreeSet<&str> =
        review.incidents.iter().flat_map(|it| &it.services).map(String::as_str).collect();
    let without = names.into_iter().filter(|it| runbooks(here.site, it).is_empty());
    points.extend(
        without
            .take(N_POINTS)
            .map(|it| here.sentence("review.point.no_runbook", &[], &[("service", here.service(it))])),
    );
    points
}

/// What came back, with fixes that were open first.
fn never_again(here: &Here<'_>, review: &Review<'_>) -> Vec<Vec<Link>> {
    let returned: BTreeSet<&String> = review.period.recurrences().into_iter().collect();
    let point = |chain: &&Recurrence| {
        // As far as the end of the period.
        let n =
            chain.incidents.iter().rposition(|it| returned.contains(it)).map_or(0, |it| it + 1).to_string();
        let inside = chain.while_open.iter().filter(|it| returned.contains(&it.incident));
        let open: BTreeSet<&String> = inside.flat_map(|it| &it.action_items).collect();
        let key = if open.is_empty() { "review.point.returned" } else { "review.point.returned_open" };
        let (cause, service) = chain_name(here, chain);
        here.sentence(
            key,
            &[("n", n.as_str()), ("open", &open.len().to_string())],
            &[("cause", cause), ("service", service)],
        )
    };
    let mut points: Vec<Vec<Link>> = review.chains.iter().take(N_POINTS).map(point).collect();
    let overdue = review.overdue.iter().take(N_POINTS).map(|(incident, item)| {
        let end = review.period.days().1.min(here.site.as_of());
        let days = item.due.map_or(0, |due| crate::analysis::days_between(due, end));
        let values = [("days", here.messages().count("count.days", days.unsigned_abs() as usize))];
        let values = values.each_ref().map(|(key, it)| (*key, it.as_str()));
        let task = Link::text(&item.task).in_language(here.lang(&incident.language));
        let links = [("item", here.action_item(incident, item)), ("task", task)];
        here.sentence("review.point.overdue", &values, &links)
    });
    points.extend(overdue);
    points
}

/// What went well or was luck: what is done by chance once can be done on purpose.
fn standard(here: &Here<'_>, review: &Review<'_>) -> Vec<Vec<Link>> {
    let of_kind = |kind: LessonKind, key: &'static str| {
        let mut seen = BTreeSet::new();
        let lessons = review
            .lessons
            .iter()
            .filter(move |(incident, lesson)| lesson.kind == kind && seen.insert(incident.id.as_str()));
        lessons.take(N_POINTS).map(move |(incident, lesson)| {
            let text = Link::text(&lesson.text).in_language(here.lang(&incident.language));
            here.sentence(key, &[], &[("incident", here.incident_id(&incident.id)), ("text", text)])
        })
    };
    let lucky = of_kind(LessonKind::Lucky, "review.point.lucky");
    lucky.chain(of_kind(LessonKind::WentWell, "review.point.well")).collect()
}
