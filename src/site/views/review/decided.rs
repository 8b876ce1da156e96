//! What was decided, and what became of it.

use serde::Serialize;

use crate::analysis::decided::Decided;
use crate::model::Verdict;
use crate::site::context::{Here, Link};

/// One decision, and what followed.
#[derive(Debug, Serialize)]
pub(super) struct DecidedRow {
    /// Which two incidents, when, and what was decided.
    what: Vec<Link>,
    /// What became of it; empty for what was kept apart.
    became: Vec<Vec<Link>>,
}

impl DecidedRow {
    pub(super) fn new(here: &Here<'_>, decided: &Decided<'_>) -> Self {
        let messages = here.messages();
        let day = messages.date(decided.day);
        let links = [("earlier", here.incident(decided.earlier)), ("later", here.incident(decided.later))];
        let (key, became) = match decided.verdict {
            Verdict::Confirmed => ("review.decided.same", became(here, decided)),
            Verdict::Rejected => ("review.decided.apart", Vec::new()),
        };
        Self { what: here.sentence(key, &[("day", &day)], &links), became }
    }
}

fn became(here: &Here<'_>, decided: &Decided<'_>) -> Vec<Vec<Link>> {
    let messages = here.messages();
    let returned = match decided.returns.last() {
        Some(last) => {
            let n = messages.integer(decided.returns.len());
            here.sentence("review.decided.returned", &[("n", &n)], &[("last", here.incident(last))])
        }
        None => {
            let as_of = messages.date(here.site.as_of());
            here.sentence("review.decided.not_returned", &[("as_of", &as_of)], &[])
        }
    };
    let mut found = vec![returned];
    if !decided.open.is_empty() {
        found.push(vec![Link::text(messages.count("review.decided.open", decided.open.len()))]);
    }
    found
}
