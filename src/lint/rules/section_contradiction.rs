//! AW603 `section-contradiction`: two sections give figures that cannot both be true.
//!
//! Only what can be compared without understanding the text: "all users" against a group that was not hit, and a rate
//! of failures below 100 % against a complete failure of the same thing.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::markdown::Inline;
use crate::model::{Field, Incident, SectionKind};
use crate::phrase::{Value, say};

pub(super) static RULE: Rule = Rule { kind: &codes::SECTION_CONTRADICTION, check: Check::Incident(check) };

/// Sections that say how bad it was, not how it went.
const ABOUT_IMPACT: [SectionKind; 3] = [SectionKind::Impact, SectionKind::Metrics, SectionKind::Summary];

fn check(findings: &mut Findings<'_>, _: &Incident, reading: &Reading<'_>) {
    let words = &reading.phrases.contradictions;
    let lines: Vec<&Inline> = reading
        .lines()
        .filter(|(section, _)| section.meaning.is_some_and(|it| ABOUT_IMPACT.contains(&it)))
        .map(|(_, line)| line)
        .collect();
    let everybody = lines.iter().find(|it| {
        let label = it.text.split([':', '：']).next().unwrap_or_default();
        let counts_users = reading.outline.words.field(label) == Some(Field::ImpactUsers);
        counts_users && words.everybody.iter().any(|word| word.is_match(&it.text))
    });
    let unaffected =
        lines.iter().find_map(|it| words.unaffected.iter().find_map(|word| Some((it, word.find(&it.text)?))));
    if let (Some(everybody), Some((line, found))) = (everybody, unaffected) {
        let message = say!(
            "lint.section-contradiction",
            words = found.as_str(),
            line = Value::ordinal(reading.source.line_column(everybody.span.start).0),
            other = everybody.text,
        );
        let hint = say!("lint.section-contradiction.users");
        findings.report(line.span_of(found.range()), message, hint);
    }
    // The first line that speaks of all of something is the same for every share of it.
    let mut totals: BTreeMap<String, Option<(&Inline, Range<usize>)>> = BTreeMap::new();
    for (line, rate) in lines
        .iter()
        .flat_map(|line| words.rates.iter().filter_map(move |it| Some((*line, it.captures(&line.text)?))))
    {
        if !rate[2].parse::<f64>().is_ok_and(|it| it < 100.0) {
            continue;
        }
        let total = totals.entry(rate[1].to_owned()).or_insert_with(|| {
            let what = regex::escape(&rate[1]);
            let patterns = words.totals.iter().filter_map(|it| Regex::new(&it.replace("{what}", &what)).ok());
            patterns
                .flat_map(|it| {
                    lines.iter().filter_map(move |line| Some((*line, it.find(&line.text)?.range())))
                })
                .next()
        });
        if let Some((other, range)) = total.clone() {
            let message = say!(
                "lint.section-contradiction",
                words = other.text[range.clone()],
                line = Value::ordinal(reading.source.line_column(line.span.start).0),
                other = rate[0],
            );
            findings.report(other.span_of(range), message, say!("lint.section-contradiction.rate"));
        }
    }
}
