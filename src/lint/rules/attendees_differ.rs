//! AW605 `attendees-differ`: the document lists who took part twice, and not the same people.

use std::collections::BTreeSet;

use crate::diagnostics::codes;
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::markdown::Inline;
use crate::model::{Field, Incident};
use crate::phrase::{Value, say};
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::ATTENDEES_DIFFER, check: Check::Incident(check) };

fn check(findings: &mut Findings<'_>, _: &Incident, reading: &Reading<'_>) {
    let lists: Vec<(Span, BTreeSet<String>)> = reading
        .lines()
        .filter_map(|(_, line)| Some((line.span, attendees(line, reading.outline.words)?)))
        .collect();
    let Some(((first_span, first), others)) = lists.split_first() else { return };
    for (span, names) in others {
        let differing: Vec<&str> = first.symmetric_difference(names).map(String::as_str).collect();
        if !differing.is_empty() {
            let message = say!(
                "lint.attendees-differ",
                count = names.len(),
                line = Value::ordinal(reading.source.line_column(first_span.start).0),
                other_count = first.len(),
                names = Value::list(differing),
            );
            findings.report(*span, message, say!("lint.attendees-differ.hint"));
        }
    }
}

/// The folded names of `参会人: @张三, 李四（IC）`; `None` for a line that lists nobody.
fn attendees(line: &Inline, words: &Lexicon) -> Option<BTreeSet<String>> {
    let (label, names) = line.text.split_once([':', '：'])?;
    if words.field(label) != Some(Field::Attendees) {
        return None;
    }
    let folded = fold(names);
    let names: BTreeSet<String> = folded
        .split([',', '、', ';'])
        .map(|it| it.split('(').next().unwrap_or_default().trim().trim_start_matches('@').to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    (2 <= names.len()).then_some(names)
}
