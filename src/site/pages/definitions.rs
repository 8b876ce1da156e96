//! `/definitions/`: what every number on the site means.

use serde::Serialize;

use crate::analysis::response_times::Measure;
use crate::analysis::stats::MIN_SAMPLE;
use crate::model::Milestone;
use crate::site::context::Site;
use crate::site::frame::Head;
use crate::site::views::{SeverityBadge, ends, limit, severity};
use crate::site::{Page, Route};

#[derive(Serialize)]
struct DefinitionsView {
    title: String,
    lead: String,
    milestones: Vec<Term>,
    measures: Vec<MeasureTerm>,
    sections: Vec<Section>,
    targets: Vec<TargetLine>,
    as_of: String,
}

#[derive(Serialize)]
struct Term {
    name: String,
    text: String,
}

#[derive(Serialize)]
struct MeasureTerm {
    name: String,
    ends: String,
    text: String,
}

#[derive(Serialize)]
struct Section {
    anchor: &'static str,
    title: String,
    text: Vec<String>,
}

#[derive(Serialize)]
struct TargetLine {
    severity: SeverityBadge,
    respond: Option<String>,
    mitigate: Option<String>,
    resolve: Option<String>,
}

/// The page of definitions.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Definitions);
    let messages = here.messages();
    let milestone = |it: Milestone| Term {
        name: messages.word("milestone", it.as_str()),
        text: messages.word("definition.milestone", it.as_str()),
    };
    let measure = |it: Measure| MeasureTerm {
        name: messages.word("measure", it.as_str()),
        ends: ends(&here, it),
        text: messages.word("definition.measure", it.as_str()),
    };
    let promised = |seconds: Option<i64>| seconds.map(|it| limit(&here, it));
    let view = DefinitionsView {
        title: messages.text("nav.definitions").to_owned(),
        lead: messages.text("definitions.lead").to_owned(),
        milestones: Milestone::ALL.into_iter().map(milestone).collect(),
        measures: Measure::ALL.into_iter().map(measure).collect(),
        sections: sections(site),
        targets: site
            .knowledge_base
            .severities
            .iter()
            .filter(|it| it.respond.or(it.mitigate).or(it.resolve).is_some())
            .map(|it| TargetLine {
                severity: severity(&here, Some(&it.id)),
                respond: promised(it.respond),
                mitigate: promised(it.mitigate),
                resolve: promised(it.resolve),
            })
            .collect(),
        as_of: messages.fill(
            "definitions.as_of",
            &[("date", &messages.date(site.as_of())), ("zone", &site.config.site.zone_name)],
        ),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/definitions.html", head, &view)
}

fn sections(site: &Site<'_>) -> Vec<Section> {
    let messages = site.messages;
    let window = usize::try_from(site.analysis.settings.recurrence_window_days).unwrap_or_default();
    let window = messages.count("count.days", window);
    let sample = MIN_SAMPLE.to_string();
    let values = [("window", window.as_str()), ("sample", sample.as_str())];
    let section = |anchor, title: &str, texts: &[&str]| Section {
        anchor,
        title: messages.text(title).to_owned(),
        text: texts.iter().map(|it| messages.fill(it, &values)).collect(),
    };
    vec![
        section(
            "aw-counted",
            "definition.counted.title",
            &["definition.counted.kinds", "definition.counted.day", "definition.counted.severity"],
        ),
        section(
            "aw-recurrence",
            "definition.recurrence.title",
            &[
                "definition.recurrence.rule",
                "definition.recurrence.while_open",
                "definition.recurrence.after_done",
                "definition.recurrence.not_known",
                "definition.recurrence.rate",
            ],
        ),
        section(
            "aw-overdue",
            "definition.overdue.title",
            &["definition.overdue.rule", "definition.overdue.states", "definition.overdue.end"],
        ),
        section(
            "aw-kindred",
            "definition.kindred.title",
            &["definition.kindred.rule", "definition.kindred.suggested", "definition.kindred.rank"],
        ),
        section(
            "aw-backlog",
            "definition.backlog.title",
            &["definition.backlog.rule", "definition.backlog.recent", "definition.backlog.age"],
        ),
        section(
            "aw-time-to-close",
            "definition.time_to_close.title",
            &[
                "definition.time_to_close.curve",
                "definition.time_to_close.left_out",
                "definition.time_to_close.band",
                "definition.time_to_close.on_time",
            ],
        ),
        section(
            "aw-policy",
            "definition.policy.title",
            &["definition.policy.rule", "definition.policy.late"],
        ),
        section(
            "aw-statistics",
            "definition.statistics.title",
            &[
                "definition.statistics.sample",
                "definition.statistics.quantiles",
                "definition.statistics.intervals",
                "definition.statistics.direction",
            ],
        ),
        section(
            "aw-causes",
            "definition.causes.title",
            &["definition.causes.primary", "definition.causes.none"],
        ),
        section(
            "aw-provenance",
            "definition.provenance.title",
            &["definition.provenance.how", "definition.provenance.zone"],
        ),
    ]
}
