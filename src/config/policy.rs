//! `actions.policy`: how soon action items of each priority must be due.

use super::expectation::{Expectation, Expected};
use super::names::Names;
use super::path::ValuePath;
use super::{Place, file};
use crate::phrase::say;

/// Days by priority, in order. `severities` are the names of the scale, which priorities are usually on; another name is
/// expected of the content.
pub(super) fn policy(
    at: &Place<'_>,
    written: Vec<file::Policy>,
    severities: &Names,
    expectations: &mut Vec<Expectation>,
) -> Vec<(String, i32)> {
    let list = ValuePath::of(["actions", "policy"]);
    let mut names = Names::default();
    let mut found = Vec::new();
    for (nth, it) in written.into_iter().enumerate() {
        let path = list.item(nth).key("priority");
        let due_within = at.keep(at.days(&list.item(nth).key("due_within"), &it.due_within));
        if it.priority.trim().is_empty() {
            at.fault(at.error(&path, say!("failure.config-empty-name")));
            continue;
        }
        if !names.claim(at, (nth, &it.priority), &it.priority, &path) {
            continue;
        }
        if severities.owner(&it.priority).is_none() {
            let (name, span) = (it.priority.clone(), at.written.span(&path));
            expectations.push(Expectation { what: Expected::Priority, name, span });
        }
        found.extend(due_within.map(|days| (it.priority, days)));
    }
    found
}
