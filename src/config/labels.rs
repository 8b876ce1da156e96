//! `labels`: what a team's acronyms mean.

use std::collections::BTreeMap;

use super::Place;
use super::names::Names;
use super::path::ValuePath;
use crate::diagnostics::codes;
use crate::phrase::{Value, say};
use crate::text::{did_you_mean, fold};

/// Every phase that an acronym can mean.
const PHASES: [&str; 7] = ["detect", "acknowledge", "diagnose", "mitigate", "fix", "verify", "resolve"];

/// Looks at what `labels` says: acronyms that occur in no document are as good as not there.
pub(super) fn check(at: &Place<'_>, labels: &BTreeMap<String, String>) {
    let path = ValuePath::of(["labels"]);
    let mut names = Names::default();
    for (nth, (acronym, meaning)) in labels.iter().enumerate() {
        if !PHASES.contains(&fold(meaning).as_str()) {
            let hint = match did_you_mean(&fold(meaning), PHASES) {
                Some(near) => say!("hint.did-you-mean", near),
                None => say!("failure.config-phase-hint", known = Value::either(PHASES)),
            };
            let message = say!("failure.config-phase", written = meaning);
            at.fault(at.error(&path.key(acronym), message).hint(hint));
        }
        let place = path.name(acronym);
        if !is_read(acronym) {
            let message = say!("failure.config-acronym", written = acronym);
            at.doubt(&codes::DOUBTFUL_SETTING, &place, message, say!("failure.config-acronym-hint"));
        }
        names.claim(at, (nth, acronym), acronym, &place);
    }
}

/// Whether names of durations are searched for this acronym: `MTT` and a letter.
fn is_read(acronym: &str) -> bool {
    let folded = fold(acronym);
    let last = folded.strip_prefix("mtt").unwrap_or_default();
    last.len() == 1 && last.chars().all(|c| c.is_ascii_lowercase())
}
