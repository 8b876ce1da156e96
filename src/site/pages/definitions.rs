//! `/definitions/`: what every number on the site means.

use serde::Serialize;

use super::definition_words::words;
use crate::address::Route;
use crate::analysis::response_times::Measure;
use crate::analysis::stats::MIN_SAMPLE;
use crate::model::{Hours, Milestone, Promise};
use crate::site::Page;
use crate::site::context::{Here, Site};
use crate::site::definition::Definition;
use crate::site::frame::Head;
use crate::site::views::{SeverityBadge, clock, ends, limit, severity, target_name};

#[derive(Serialize)]
struct DefinitionsView {
    title: String,
    lead: String,
    milestones: Vec<Term>,
    measures: Vec<MeasureTerm>,
    sections: Vec<Section>,
    targets: Vec<TargetLine>,
    targets_anchor: String,
    as_of: String,
}

#[derive(Serialize)]
struct Term {
    name: String,
    text: String,
}

#[derive(Serialize)]
struct MeasureTerm {
    anchor: String,
    name: String,
    ends: String,
    text: String,
    formula: String,
}

#[derive(Serialize)]
struct Section {
    anchor: String,
    title: String,
    text: Vec<String>,
    facts: Vec<Fact>,
}

/// One of the things to know about every number: its ends, its clock, what it leaves out, its formula.
#[derive(Serialize)]
struct Fact {
    name: String,
    text: String,
}

#[derive(Serialize)]
struct TargetLine {
    severity: SeverityBadge,
    name: String,
    ends: String,
    limit: String,
    clock: String,
}

/// The page of definitions.
pub(super) fn plan(site: &Site<'_>) -> Page {
    let here = site.at(Route::Definitions);
    let messages = here.messages();
    let milestone = |it: Milestone| Term {
        name: messages.word("milestone", it.as_str()),
        text: messages.word("definition.milestone", it.as_str()),
    };
    let measure = |it: Measure| {
        let (from, to) = it.ends();
        let word = |it: Milestone| messages.word("milestone", it.as_str());
        MeasureTerm {
            anchor: Definition::Measure(it).anchor(),
            name: messages.word("measure", it.as_str()),
            ends: ends(&here, it),
            text: messages.word("definition.measure", it.as_str()),
            formula: format!("{} − {}", word(to), word(from)),
        }
    };
    let view = DefinitionsView {
        title: messages.text("nav.definitions").to_owned(),
        lead: messages.text("definitions.lead").to_owned(),
        milestones: Milestone::ALL.into_iter().map(milestone).collect(),
        measures: Measure::ALL.into_iter().map(measure).collect(),
        sections: Definition::SECTIONS.into_iter().map(|it| section(site, it)).collect(),
        targets: targets(&here),
        targets_anchor: Definition::Targets.anchor(),
        as_of: messages.fill(
            "definitions.as_of",
            &[("date", &messages.date(site.as_of())), ("zone", &site.config.site.zone_name)],
        ),
    };
    let head = Head::new(&view.title, &view.lead);
    here.page("page/definitions.html", head, &view)
}

/// Every promise of the site: those of the scale itself, then each set.
fn targets(here: &Here<'_>) -> Vec<TargetLine> {
    let mut lines = Vec::new();
    for step in &here.site.knowledge_base.severities {
        let mut push = |set: &str, promise: Promise, hours: Hours| {
            let word = |it: Milestone| here.messages().word("milestone", it.as_str());
            lines.push(TargetLine {
                severity: severity(here, Some(&step.id)),
                name: target_name(here, set, promise),
                ends: format!("{} → {}", word(promise.from), word(promise.to)),
                limit: limit(here, promise.limit, Hours::Calendar),
                clock: clock(here, hours),
            });
        };
        let own = [
            (Measure::Acknowledge, step.respond),
            (Measure::Mitigate, step.mitigate),
            (Measure::Resolve, step.resolve),
        ];
        for (measure, promised) in own {
            let (from, to) = measure.ends();
            if let Some(limit) = promised {
                push("", Promise { from, to, limit }, Hours::Calendar);
            }
        }
        let sets = here.site.analysis.settings.targets.iter().filter(|it| it.severities.contains(&step.id));
        for set in sets {
            for promise in &set.promises {
                push(&set.name, *promise, set.hours);
            }
        }
    }
    lines
}

/// A section: its sentences, and its ends, clock, exclusions and formula.
fn section(site: &Site<'_>, definition: Definition) -> Section {
    let words = words(definition);
    let messages = site.messages;
    let window = usize::try_from(site.analysis.settings.recurrence_window_days).unwrap_or_default();
    let window = messages.count("count.days", window);
    let sample = MIN_SAMPLE.to_string();
    let hours = support_hours(site);
    let values = [("window", window.as_str()), ("sample", &sample), ("hours", &hours)];
    let facts = [
        ("definition.fact.ends", words.ends),
        ("definition.fact.clock", words.clock),
        ("definition.fact.left_out", words.left_out),
        ("definition.fact.formula", words.formula),
    ];
    let fact = |(name, text): (&str, &str)| Fact {
        name: messages.text(name).to_owned(),
        text: messages.fill(text, &values),
    };
    Section {
        anchor: definition.anchor(),
        title: messages.text(words.title).to_owned(),
        text: words.sentences.iter().map(|it| messages.fill(it, &values)).collect(),
        facts: facts.into_iter().filter(|it| !it.1.is_empty()).map(fact).collect(),
    }
}

/// The support hours of the site in words.
fn support_hours(site: &Site<'_>) -> String {
    let messages = site.messages;
    let Some(hours) = &site.analysis.settings.support_hours else {
        return messages.text("definition.clocks.none").to_owned();
    };
    let days: Vec<String> = hours.days.iter().map(|it| messages.word("day", it.as_str())).collect();
    let time = |it: jiff::civil::Time| format!("{:02}:{:02}", it.hour(), it.minute());
    messages.fill(
        "definition.clocks.hours",
        &[
            ("days", &days.join(messages.text("format.list"))),
            ("from", &time(hours.from)),
            ("to", &hours.to.map_or_else(|| "24:00".to_owned(), time)),
            ("zone", hours.zone.iana_name().unwrap_or(&site.config.site.zone_name)),
            ("holidays", &messages.integer(hours.holidays.len())),
        ],
    )
}
