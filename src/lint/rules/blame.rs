//! AW606 `blame`: a person, or people's carelessness, in the place of a cause.

use std::cell::OnceCell;
use std::ops::Range;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lexicon::phrases::holds_any;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::markdown::Inline;
use crate::model::{Incident, SectionKind};
use crate::phrase::say;
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::BLAME, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, incident: &Incident, reading: &Reading<'_>) {
    let words = &reading.phrases.blame;
    let people = people(incident, reading);
    for section in &reading.outline.sections {
        let about_causes = matches!(
            section.meaning,
            Some(SectionKind::RootCause | SectionKind::Factors | SectionKind::Trigger)
        );
        for line in section.blocks.iter().flat_map(|it| it.lines()) {
            let of_causes = words.in_causes.iter().filter(|_| about_causes);
            let mut all = of_causes.chain(&words.anywhere).filter_map(|it| it.find(&line.text));
            let is_defended = || holds_any(&fold(&line.text), &words.defended);
            if let Some(found) = all.next().filter(|_| !is_defended()) {
                let message = say!("lint.blame", words = found.as_str());
                findings.report(line.span_of(found.range()), message, say!("lint.blame.hint"));
            } else if let Some(found) = named(line, &people, reading) {
                let message = say!("lint.blame.person", words = line.text[found.clone()]);
                findings.report(line.span_of(found), message, say!("lint.blame.hint"));
            }
        }
    }
}

/// Somebody the document names, and the sentences that would blame them: made once, when a line first has the name.
struct Person {
    name: String,
    faults: OnceCell<Vec<Regex>>,
}

impl Person {
    fn faults(&self, reading: &Reading<'_>) -> &[Regex] {
        self.faults.get_or_init(|| {
            let name = regex::escape(&self.name);
            let written = reading.phrases.blame.faults.iter().map(|it| it.replace("{name}", &name));
            written.filter_map(|it| Regex::new(&it).ok()).collect()
        })
    }
}

/// Where `line` says that one of `people` did wrong.
fn named(line: &Inline, people: &[Person], reading: &Reading<'_>) -> Option<Range<usize>> {
    let mentioned = people.iter().filter(|it| line.text.contains(it.name.as_str()));
    mentioned.flat_map(|it| it.faults(reading)).find_map(|it| Some(it.find(&line.text)?.range()))
}

/// Everybody the document names as a person.
fn people(incident: &Incident, reading: &Reading<'_>) -> Vec<Person> {
    let owners = incident.action_items.iter().filter_map(|it| it.owner.as_deref());
    let handles =
        owners.filter_map(|it| it.strip_prefix('@')).filter(|it| !reading.phrases.roles.contains(&fold(it)));
    let mut people: Vec<String> =
        handles.chain(incident.authors.iter().map(String::as_str)).map(str::to_owned).collect();
    people.extend(incident.roles.iter().map(|(_, name)| name.clone()));
    for (_, line) in reading.lines() {
        for found in reading.phrases.blame.people.iter().filter_map(|it| it.captures(&line.text)) {
            people.extend(found[1].split(['、', ',', '，']).map(|it| it.trim().to_owned()));
        }
    }
    people.retain(|it| 2 <= it.chars().count());
    people.sort();
    people.dedup();
    people.into_iter().map(|name| Person { name, faults: OnceCell::new() }).collect()
}
