//! `/reviews/2026-q1/` and `/reviews/2026/`: one period for a meeting, made to be printed.

use serde::Serialize;

use super::reviews::days;
use crate::analysis::action_items::opened;
use crate::analysis::quarters::QuarterSummary;
use crate::model::{ActionItem, Incident};
use crate::site::context::{Here, Link, Site};
use crate::site::frame::Head;
use crate::site::views::{
    ActionRow, Bar, ChainView, IncidentRow, MeasureRow, Period, SeverityBadge, TargetRow, action_rows, bars,
    direction, measures, severity, targets,
};
use crate::site::{Page, Route};

/// Most overdue items listed; the rest stands on its own page.
const N_OVERDUE: usize = 10;

#[derive(Serialize)]
struct ReviewView {
    title: String,
    lead: String,
    days: String,
    /// The period is not over on the as-of day.
    is_running: bool,
    is_year: bool,
    name: String,
    before_name: Option<String>,
    figures: Vec<Figure>,
    change: Option<String>,
    by_severity: Vec<SeverityLine>,
    chains: Vec<ChainView>,
    repeat_rate: String,
    overdue: Vec<ActionRow>,
    overdue_more: Option<Link>,
    causes: Vec<Bar>,
    services: Vec<Bar>,
    measures: Vec<MeasureRow>,
    targets: Vec<TargetRow>,
    incidents: Vec<IncidentRow>,
    others: Vec<IncidentRow>,
    quarters: Vec<Link>,
    previous: Option<Link>,
    next: Option<Link>,
    year: Option<Link>,
    definitions: Link,
}

/// A number of this period beside that of the one before.
#[derive(Serialize)]
struct Figure {
    name: String,
    n: usize,
    before: Option<usize>,
}

#[derive(Serialize)]
struct SeverityLine {
    severity: SeverityBadge,
    n: usize,
    before: Option<usize>,
}

/// What a period is called, and where its neighbors are.
struct Place {
    name: String,
    before_name: Option<String>,
    previous: Option<Link>,
    next: Option<Link>,
    year: Option<Link>,
    quarters: Vec<Link>,
}

/// A page for every quarter and for every year.
pub(super) fn plan(site: &Site<'_>) -> Vec<Page> {
    let quarters = &site.analysis.quarters;
    let mut pages: Vec<Page> = (0..quarters.len()).filter_map(|it| quarter(site, quarters, it)).collect();
    let mut years: Vec<i16> = quarters.iter().map(|it| it.quarter.year).collect();
    years.dedup();
    pages.extend(years.into_iter().filter_map(|it| year(site, it)));
    pages
}

fn quarter(site: &Site<'_>, quarters: &[QuarterSummary], idx: usize) -> Option<Page> {
    let this = &quarters[idx];
    let here = site.at(Route::QuarterReview(this.quarter));
    let before = idx.checked_sub(1).map(|it| &quarters[it]);
    let link = |it: &QuarterSummary| here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter));
    let place = Place {
        name: this.quarter.to_string(),
        before_name: before.map(|it| it.quarter.to_string()),
        previous: before.map(link),
        next: quarters.get(idx + 1).map(link),
        year: Some(here.link(this.quarter.year.to_string(), &Route::YearReview(this.quarter.year))),
        quarters: Vec::new(),
    };
    let period = Period::new(vec![this])?;
    Some(page(here, &period, before.and_then(|it| Period::new(vec![it])).as_ref(), place))
}

fn year(site: &Site<'_>, year: i16) -> Option<Page> {
    let here = site.at(Route::YearReview(year));
    let of =
        |year: i16| Period::new(site.analysis.quarters.iter().filter(|it| it.quarter.year == year).collect());
    let (this, before) = (of(year)?, of(year - 1));
    let link = |year: i16| here.link(year.to_string(), &Route::YearReview(year));
    let quarters = site.analysis.quarters.iter().filter(|it| it.quarter.year == year);
    let place = Place {
        name: year.to_string(),
        before_name: before.is_some().then(|| (year - 1).to_string()),
        previous: before.is_some().then(|| link(year - 1)),
        next: of(year + 1).is_some().then(|| link(year + 1)),
        year: None,
        quarters: quarters
            .map(|it| here.link(it.quarter.to_string(), &Route::QuarterReview(it.quarter)))
            .collect(),
    };
    Some(page(here, &this, before.as_ref(), place))
}

fn page(here: Here<'_>, this: &Period<'_>, before: Option<&Period<'_>>, place: Place) -> Page {
    let site = here.site;
    let messages = here.messages();
    let is_running = this.is_running();
    // A period that is not over is compared with nothing: it has had less time.
    let comparable = before.filter(|_| !is_running);
    let is_year = place.year.is_none();
    let n = this.n_incidents();
    let overdue = overdue(site, this);
    let n_overdue = overdue.len();
    let view = ReviewView {
        title: messages.fill("review.title", &[("name", &place.name)]),
        lead: messages.count("review.lead", n),
        days: days(&here, this.days()),
        is_running,
        is_year,
        figures: figures(&here, this, before),
        change: comparable.map(|it| direction(&here, this.direction_since(it))),
        by_severity: by_severity(&here, this, before),
        chains: chains(&here, this),
        repeat_rate: repeat_rate(&here, this),
        overdue: action_rows(&here, overdue.into_iter().take(N_OVERDUE)),
        overdue_more: (N_OVERDUE < n_overdue)
            .then(|| here.link(messages.count("review.overdue_more", n_overdue), &Route::Overdue)),
        causes: bars(&here, this.by_cause().into_iter().map(|(id, n)| (cause(&here, id), n)).collect(), n),
        services: bars(
            &here,
            this.by_service().into_iter().map(|(name, n)| (here.service(name), n)).collect(),
            n,
        ),
        measures: measures(&here, this.response(site).iter().map(|(measure, it)| (*measure, it))),
        targets: targets(&here, &this.compliance(site)),
        incidents: this.incidents(site).into_iter().map(|it| IncidentRow::new(&here, it)).collect(),
        others: this.others(site).into_iter().map(|it| IncidentRow::new(&here, it)).collect(),
        name: place.name,
        before_name: place.before_name,
        quarters: place.quarters,
        previous: place.previous,
        next: place.next,
        year: place.year,
        definitions: here.link(messages.text("nav.definitions"), &Route::Definitions),
    };
    let above = vec![here.link(messages.text("nav.reviews"), &Route::Reviews)];
    let head = Head::new(&view.title, &view.lead).below(above);
    here.page("page/review.html", head, &view)
}

fn figures(here: &Here<'_>, this: &Period<'_>, before: Option<&Period<'_>>) -> Vec<Figure> {
    type Count = fn(&Period<'_>) -> usize;
    let counts: [(&str, Count); 5] = [
        ("review.figure.incidents", |it| it.n_incidents()),
        ("review.figure.recurrences", |it| it.recurrences().len()),
        ("review.figure.opened", |it| it.opened()),
        ("review.figure.closed", |it| it.closed()),
        ("review.figure.overdue", |it| it.overdue_at_end()),
    ];
    let figure = |(key, count): (&str, Count)| Figure {
        name: here.messages().text(key).to_owned(),
        n: count(this),
        before: before.map(count),
    };
    counts.into_iter().map(figure).collect()
}

/// The chains that an incident of the period continues, as far as the end of the period.
fn chains(here: &Here<'_>, this: &Period<'_>) -> Vec<ChainView> {
    let ids = this.recurrences().into_iter().map(String::as_str).collect();
    this.chains(here.site).into_iter().map(|it| ChainView::card_of(here, it, &ids)).collect()
}

/// Action items promised by the end of the period that are overdue today, longest first.
fn overdue<'a>(site: &Site<'a>, this: &Period<'_>) -> Vec<(&'a Incident, &'a ActionItem)> {
    let end = this.days().1;
    let items = site.analysis.overdue.items.iter().filter_map(|it| {
        let incident = site.incident(&it.incident)?;
        Some((incident, incident.action_items.iter().find(|item| item.id == it.id)?))
    });
    items.filter(|(incident, _)| opened(incident).is_none_or(|it| it <= end)).collect()
}

/// Steps of the scale that occur in one of the two periods.
fn by_severity(here: &Here<'_>, this: &Period<'_>, before: Option<&Period<'_>>) -> Vec<SeverityLine> {
    let earlier = before.map(Period::by_severity);
    let line = |(id, n): (Option<&str>, usize)| SeverityLine {
        severity: severity(here, id),
        n,
        before: earlier.as_ref().map(|it| it.iter().find(|(other, _)| *other == id).map_or(0, |it| it.1)),
    };
    let lines = this.by_severity().into_iter().map(line);
    lines.filter(|it| 0 < it.n + it.before.unwrap_or_default()).collect()
}

fn repeat_rate(here: &Here<'_>, this: &Period<'_>) -> String {
    let messages = here.messages();
    let share = this.repeat_rate();
    let (Some(low), Some(high)) = (share.low, share.high) else {
        return messages.text("review.repeat_rate_none").to_owned();
    };
    messages.fill(
        "review.repeat_rate",
        &[
            ("k", &share.k.to_string()),
            ("n", &share.n.to_string()),
            ("low", &messages.percent(low)),
            ("high", &messages.percent(high)),
        ],
    )
}

fn cause(here: &Here<'_>, id: Option<&str>) -> Link {
    id.map_or_else(|| Link::text(here.messages().text("cause.none")), |it| here.cause(it))
}
