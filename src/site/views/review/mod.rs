//! What a review says, in words: the page and the report have it from here.

mod agenda;
mod changes;
mod decided;
mod shares;

use jiff::civil::Date;
use serde::Serialize;

use super::badge::{self, SeverityBadge};
use super::{
    ActionRow, ChainView, IncidentRow, LessonGroup, MeasureRow, TargetRow, action_rows_on, closed_unknown,
    lesson_groups, measures, nothing_recurred, overdue_unknown, targets, unknowable,
};
use crate::address::Route;
use crate::analysis::period::{Period, PeriodName};
use crate::analysis::policy::Breach;
use crate::analysis::review::{Part, Review, is_enough};
use crate::model::LessonKind;
use crate::site::context::{Here, Link, Time, review_route};
use crate::site::definition::Definition;
use agenda::Question;
use shares::{interval, repeat_rate, share_text};

/// Most incidents listed; those of a busy year are in the list of incidents.
const N_INCIDENTS: usize = 50;
/// Most lines of each list; the rest is on its own page.
const N_OVERDUE: usize = 10;
const N_BREACHES: usize = 8;
const N_PARTS: usize = 12;
/// Most lessons of one kind that one incident gives to a review.
const N_LESSONS: usize = 2;
/// Rows to fill in by hand.
const N_DECISIONS: usize = 8;

/// A whole review.
#[derive(Debug, Serialize)]
pub(in crate::site) struct ReviewView {
    pub(in crate::site) title: String,
    pub(in crate::site) lead: String,
    days: String,
    as_of: Time,
    /// The day that overdue items are listed for: the end of the period, or the as-of day while it is running.
    end: Time,
    /// The period is not over on the as-of day.
    is_running: bool,
    name: String,
    before_name: Option<String>,
    /// At most five sentences.
    changes: Vec<Vec<Link>>,
    /// Why there are none.
    no_changes: String,
    figures: Vec<Figure>,
    severities: Vec<PartRow>,
    chains: Vec<ChainView>,
    /// What is said where there is none.
    no_returns: String,
    /// Nothing where no incident could be found to repeat one: the sentence on recurrences says why.
    repeat_rate: Option<String>,
    /// What is said where nothing is overdue.
    nothing_overdue: String,
    overdue: Vec<ActionRow>,
    overdue_more: Option<Link>,
    breaches: Vec<BreachRow>,
    breaches_title: String,
    breaches_more: Option<String>,
    has_policy: bool,
    causes: Vec<PartRow>,
    services: Vec<PartRow>,
    detections: Vec<PartRow>,
    measures: Vec<MeasureRow>,
    has_support_hours: bool,
    targets: Vec<TargetRow>,
    incidents: Vec<IncidentRow>,
    incidents_more: Option<Link>,
    lessons: Vec<LessonGroup>,
    all_lessons: Link,
    gaps: Vec<GapRow>,
    complete: String,
    near_misses: Vec<IncidentRow>,
    others: Vec<IncidentRow>,
    agenda: Vec<Question>,
    decided: Vec<decided::DecidedRow>,
    /// Numbers of the empty lines of the table of decisions.
    decisions: Vec<usize>,
    quarters: Vec<Link>,
    previous: Option<Link>,
    next: Option<Link>,
    year: Option<Link>,
    definitions: Definitions,
}

/// Links to what the numbers of each part mean.
#[derive(Debug, Serialize)]
struct Definitions {
    recurrence: Link,
    overdue: Link,
    policy: Link,
    shares: Link,
    response: Link,
    statistics: Link,
    targets: Link,
    gaps: Link,
}

/// A number of this period beside that of the one before.
#[derive(Debug, Serialize)]
struct Figure {
    /// Leads to its definition.
    name: Link,
    n: usize,
    before: Option<usize>,
}

/// A part of the incidents, beside the same part of the period before.
#[derive(Debug, Serialize)]
pub(in crate::site) struct PartRow {
    label: Link,
    severity: Option<SeverityBadge>,
    n: u64,
    share: String,
    /// `12–74%`, at 95 %.
    interval: String,
    before: Option<u64>,
    /// `+2`, `−1`, `0`.
    difference: Option<String>,
    /// Length of its bar, 0 to 100.
    length: u64,
}

/// An action item beyond the policy of its priority.
#[derive(Debug, Serialize)]
struct BreachRow {
    item: Link,
    task: Link,
    owner: Option<Link>,
    priority: String,
    limit: Time,
    beyond: String,
}

/// What documents leave out.
#[derive(Debug, Serialize)]
struct GapRow {
    name: String,
    n: usize,
    before: Option<usize>,
}

impl ReviewView {
    /// `review` as seen from `here`.
    pub(in crate::site) fn new(here: &Here<'_>, review: &Review<'_>) -> Self {
        let messages = here.messages();
        let site = here.site;
        let name = review.name.to_string();
        let n = review.incidents.len();
        let before_name = review.before.as_ref().map(|it| it.0.to_string());
        let (first, last) = review.period.days();
        let rows = |it: &[&crate::model::Incident]| it.iter().map(|it| IncidentRow::new(here, it)).collect();
        let breaches = &review.breaches;
        Self {
            title: messages.fill(title(review.name), &[("name", &name)]),
            lead: messages.count("review.lead", n),
            days: format!("{} – {}", messages.date(first), messages.date(last)),
            as_of: here.date(site.as_of()),
            end: here.date(last.min(site.as_of())),
            is_running: review.period.is_running(),
            changes: changes::sentences(here, review),
            no_changes: changes::why_none(here, review),
            figures: figures(here, review),
            severities: parts(here, &review.severities, |id| {
                (Link::text(""), Some(badge::severity(here, id)))
            }),
            chains: chains(here, review),
            no_returns: nothing_recurred(here, review.incidents.iter().copied()),
            repeat_rate: (0 < review.repeat_rate.n).then(|| repeat_rate(here, review.repeat_rate)),
            nothing_overdue: nothing_overdue(here, last.min(site.as_of())),
            overdue: action_rows_on(
                here,
                review.overdue.iter().copied().take(N_OVERDUE),
                last.min(site.as_of()),
            ),
            overdue_more: (N_OVERDUE < review.overdue.len()).then(|| {
                here.link(messages.count("review.overdue_more", review.overdue.len()), &Route::Overdue)
            }),
            breaches: breaches.iter().take(N_BREACHES).map(|it| breach(here, it)).collect(),
            breaches_title: messages.count("review.breaches", breaches.len()),
            breaches_more: (N_BREACHES < breaches.len())
                .then(|| messages.count("review.breaches_more", breaches.len() - N_BREACHES)),
            has_policy: !site.analysis.settings.action_policy.is_empty(),
            causes: parts(here, &review.causes, |id| {
                (id.map_or_else(|| Link::text(messages.text("cause.none")), |it| here.cause(it)), None)
            }),
            services: parts(here, &review.services, |name| {
                (name.map_or_else(|| Link::text(messages.text("service.none")), |it| here.service(it)), None)
            }),
            detections: parts(here, &review.detections, |id| {
                let terms = &site.knowledge_base.taxonomy.detections;
                let text = id.map_or_else(
                    || messages.text("review.detection_unknown").to_owned(),
                    |it| site.term(terms, it),
                );
                (Link::text(text), None)
            }),
            measures: measures(here, &review.response),
            has_support_hours: site.analysis.settings.support_hours.is_some(),
            targets: targets(here, &review.compliance),
            incidents: rows(&review.incidents[..review.incidents.len().min(N_INCIDENTS)]),
            incidents_more: (N_INCIDENTS < review.incidents.len()).then(|| all_incidents(here, review)),
            lessons: lesson_groups(here, &most_telling(review)),
            all_lessons: here.link(messages.text("review.all_lessons"), &Route::Lessons),
            gaps: gaps(here, review),
            complete: messages.fill(
                "review.complete",
                &[("n", &messages.integer(review.n_complete)), ("total", &messages.integer(n))],
            ),
            near_misses: rows(&review.near_misses),
            others: rows(&review.others),
            agenda: agenda::questions(here, review),
            decided: review.decided.iter().map(|it| decided::DecidedRow::new(here, it)).collect(),
            decisions: (1..=N_DECISIONS).collect(),
            quarters: quarters(here, review.name),
            previous: neighbor(here, review.name, -1),
            next: neighbor(here, review.name, 1),
            year: match review.name {
                PeriodName::Quarter(it) => Some(here.link(it.year.to_string(), &Route::YearReview(it.year))),
                PeriodName::Year(_) => None,
            },
            definitions: definitions(here),
            name,
            before_name,
        }
    }
}

/// The list of every incident of the period that is counted.
fn all_incidents(here: &Here<'_>, review: &Review<'_>) -> Link {
    let text = here.messages().fill("sheets.all", &[("n", &here.messages().integer(review.incidents.len()))]);
    let period = match review.name {
        PeriodName::Quarter(it) => format!("quarter={}", it.slug()),
        PeriodName::Year(year) => {
            (1..=4).map(|it| format!("quarter={year}-q{it}")).collect::<Vec<_>>().join("&")
        }
    };
    here.link_with_query(text, &Route::Incidents, &format!("state=counted&{period}"))
}

fn definitions(here: &Here<'_>) -> Definitions {
    Definitions {
        recurrence: here.definition(Definition::RepeatRate),
        overdue: here.definition(Definition::Overdue),
        policy: here.definition(Definition::Policy),
        shares: here.definition(Definition::Shares),
        response: here.definition_named(here.messages().text("definition.clocks.title"), Definition::Clocks),
        statistics: here
            .definition_named(here.messages().text("definition.statistics.title"), Definition::Statistics),
        targets: here.definition(Definition::Targets),
        gaps: here.definition(Definition::Gaps),
    }
}

fn figures(here: &Here<'_>, review: &Review<'_>) -> Vec<Figure> {
    type Count = fn(&Period<'_>) -> usize;
    let counts: [(&str, Definition, Count); 5] = [
        ("review.figure.incidents", Definition::Counted, |it| it.n_incidents()),
        ("review.figure.recurrences", Definition::Recurrence, |it| it.recurrences().len()),
        ("review.figure.opened", Definition::Actions, |it| it.opened()),
        ("review.figure.closed", Definition::Actions, |it| it.closed()),
        ("review.figure.overdue", Definition::Overdue, |it| it.overdue_at_end()),
    ];
    // A zero would claim what cannot be known.
    let is_known = |key: &str| match key {
        "review.figure.recurrences" => unknowable(here, review.incidents.iter().copied()).is_none(),
        "review.figure.closed" => closed_unknown(here).is_none(),
        "review.figure.overdue" => overdue_unknown(here).is_none(),
        _ => true,
    };
    let figure = |(key, definition, count): (&str, Definition, Count)| Figure {
        name: here.definition_named(here.messages().text(key), definition),
        n: count(&review.period),
        before: review.before.as_ref().map(|it| count(&it.1)),
    };
    counts.into_iter().filter(|it| is_known(it.0)).map(figure).collect()
}

/// That no action item was overdue on `day`, or why that cannot be known.
fn nothing_overdue(here: &Here<'_>, day: Date) -> String {
    let messages = here.messages();
    overdue_unknown(here)
        .unwrap_or_else(|| messages.fill("review.nothing_overdue", &[("date", &messages.date(day))]))
}

/// The parts with most incidents; those of the period before alone come last and are cut off first.
fn parts<'a>(
    here: &Here<'_>,
    parts: &[Part<'a>],
    label: impl Fn(Option<&'a str>) -> (Link, Option<SeverityBadge>),
) -> Vec<PartRow> {
    let messages = here.messages();
    let longest = parts.iter().map(|it| it.share.k).max().unwrap_or(0).max(1);
    let row = |it: &Part<'a>| {
        let (label, severity) = label(it.key);
        PartRow {
            label,
            severity,
            n: it.share.k,
            share: if is_enough(it.share) { share_text(here, it.share) } else { "–".to_owned() },
            interval: interval(here, it.share),
            before: it.before.map(|it| it.k),
            difference: it.difference().map(|it| messages.difference(it)),
            length: it.share.k * 100 / longest,
        }
    };
    parts.iter().take(N_PARTS).map(row).collect()
}

/// The chains that an incident of the period continues, as far as the end of the period.
fn chains(here: &Here<'_>, review: &Review<'_>) -> Vec<ChainView> {
    let ids = review.period.recurrences().into_iter().map(String::as_str).collect();
    review.chains.iter().map(|it| ChainView::card_of(here, it, &ids)).collect()
}

fn breach(here: &Here<'_>, breach: &Breach<'_>) -> BreachRow {
    let messages = here.messages();
    let days = messages.count("count.days", breach.days.unsigned_abs() as usize);
    BreachRow {
        item: here.action_item(breach.incident, breach.item),
        task: Link::text(&breach.item.task).in_language(here.lang(&breach.incident.language)),
        owner: breach.item.owner.as_deref().map(|it| here.owner(it)),
        priority: breach.item.priority.clone().unwrap_or_default(),
        limit: here.date(breach.limit),
        beyond: messages.fill("review.beyond", &[("days", &days)]),
    }
}

fn gaps(here: &Here<'_>, review: &Review<'_>) -> Vec<GapRow> {
    let rows = review.gaps.iter().filter(|it| 0 < it.1 + it.2.unwrap_or_default());
    rows.map(|&(kind, n, before)| GapRow { name: here.messages().word("gap", kind), n, before }).collect()
}

/// What was learned and what was luck: the first few of each incident.
fn most_telling<'a>(review: &Review<'a>) -> Vec<(&'a crate::model::Incident, &'a crate::model::Lesson)> {
    let mut found: Vec<(&crate::model::Incident, &crate::model::Lesson)> = Vec::new();
    for &(incident, lesson) in &review.lessons {
        let is_shown = matches!(lesson.kind, LessonKind::Learned | LessonKind::Lucky);
        // The lessons of an incident follow each other.
        let own = found.iter().rev().take_while(|it| std::ptr::eq(it.0, incident));
        let n_own = own.filter(|it| it.1.kind == lesson.kind).count();
        if is_shown && n_own < N_LESSONS {
            found.push((incident, lesson));
        }
    }
    found
}

fn title(name: PeriodName) -> &'static str {
    match name {
        PeriodName::Quarter(_) => "review.title",
        PeriodName::Year(_) => "review.title_year",
    }
}

/// The quarters of a year.
fn quarters(here: &Here<'_>, name: PeriodName) -> Vec<Link> {
    let PeriodName::Year(year) = name else { return Vec::new() };
    let quarters = here.site.analysis.quarters.iter().filter(|it| it.quarter.year == year);
    quarters.map(|it| here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter))).collect()
}

/// The period before (`-1`) or behind (`1`), where it has a page.
fn neighbor(here: &Here<'_>, name: PeriodName, step: i8) -> Option<Link> {
    let other = match name {
        PeriodName::Quarter(it) if step < 0 => PeriodName::Quarter(it.previous()),
        PeriodName::Quarter(it) => PeriodName::Quarter(it.next()),
        PeriodName::Year(it) => PeriodName::Year(it + i16::from(step)),
    };
    let link = here.link(other.to_string(), &review_route(other));
    link.leads().then_some(link)
}
