//! The taxonomy: built in, or the site's own.

use super::Place;
use super::file::{self, TaxonomyFile};
use super::names::Names;
use super::path::ValuePath;
use crate::diagnostics::codes;
use crate::model::{Cause, Taxonomy, Term};
use crate::phrase::say;
use crate::yaml;

/// The taxonomy that comes with the program.
pub const BUILT_IN: &str = include_str!("taxonomy.yaml");

/// The taxonomy that comes with the program.
pub(super) fn built_in() -> Taxonomy {
    convert(yaml::read(BUILT_IN).unwrap_or_default())
}

/// The file with what it extends: an entry with an id that is known replaces that entry, others are added to their axis.
///
/// A child goes below its parent, so that a team adds one cause without copying the tree.
pub(super) fn extended(mut own: TaxonomyFile) -> TaxonomyFile {
    if own.extends.is_none() {
        return own;
    }
    let base: TaxonomyFile = yaml::read(BUILT_IN).unwrap_or_default();
    let merged = |base: Vec<file::Term>, own: &mut Vec<file::Term>| merge(base, std::mem::take(own));
    own.cause = merged(base.cause, &mut own.cause);
    own.trigger = merged(base.trigger, &mut own.trigger);
    own.factor = merged(base.factor, &mut own.factor);
    own.impact = merged(base.impact, &mut own.impact);
    own.detection = merged(base.detection, &mut own.detection);
    own.mitigation = merged(base.mitigation, &mut own.mitigation);
    own
}

fn merge(mut base: Vec<file::Term>, own: Vec<file::Term>) -> Vec<file::Term> {
    for mut it in own {
        match base.iter_mut().find(|known| known.id == it.id) {
            Some(known) => {
                it.children = merge(std::mem::take(&mut known.children), it.children);
                if it.label == file::Label::default() {
                    it.label = known.label.clone();
                }
                let aliases = known.aliases.iter().filter(|alias| !it.aliases.contains(alias));
                it.aliases.extend(aliases.cloned().collect::<Vec<String>>());
                *known = it;
            }
            None => base.push(it),
        }
    }
    base
}

/// The model's form of a taxonomy file.
pub(super) fn convert(file: TaxonomyFile) -> Taxonomy {
    let mut causes = Vec::new();
    flatten(file.cause, None, &mut causes);
    let terms = |terms: Vec<file::Term>| terms.into_iter().map(term).collect();
    Taxonomy {
        causes,
        triggers: terms(file.trigger),
        factors: terms(file.factor),
        impacts: terms(file.impact),
        detections: terms(file.detection),
        mitigations: terms(file.mitigation),
    }
}

/// Looks at the names of a site's own taxonomy: each stands for one entry of its axis.
pub(super) fn check(at: &Place<'_>, file: &TaxonomyFile) {
    let axes = [
        ("cause", &file.cause),
        ("trigger", &file.trigger),
        ("factor", &file.factor),
        ("impact", &file.impact),
        ("detection", &file.detection),
        ("mitigation", &file.mitigation),
    ];
    for (axis, terms) in axes {
        let path = ValuePath::of([axis]);
        let mut entries = Vec::new();
        collect(terms, &path, &mut entries);
        let mut names = Names::default();
        // Ids first, then labels, then aliases: in this order documents are matched with them.
        for (nth, (it, path)) in entries.iter().enumerate() {
            if it.id.trim().is_empty() {
                at.fault(at.error(&path.key("id"), say!("failure.config-empty-name")));
            } else {
                names.claim(at, (nth, &it.id), &it.id, &path.key("id"));
            }
        }
        for (nth, (it, path)) in entries.iter().enumerate() {
            for (key, label) in [("en", &it.label.en), ("zh-CN", &it.label.zh)] {
                if !label.is_empty() {
                    names.claim(at, (nth, &it.id), label, &path.key("label").key(key));
                }
            }
        }
        for (nth, (it, path)) in entries.iter().enumerate() {
            names.claim_aliases(at, (nth, &it.id), &it.aliases, &path.key("aliases"));
        }
        for (it, path) in &entries {
            check_children(at, it, path, axis == "cause");
        }
    }
}

/// Every entry of a tree, with its place.
fn collect<'a>(terms: &'a [file::Term], path: &ValuePath, entries: &mut Vec<(&'a file::Term, ValuePath)>) {
    for (nth, it) in terms.iter().enumerate() {
        let own = path.item(nth);
        entries.push((it, own.clone()));
        collect(&it.children, &own.key("children"), entries);
    }
}

fn check_children(at: &Place<'_>, parent: &file::Term, path: &ValuePath, is_cause: bool) {
    let path = path.key("children");
    if !is_cause && !parent.children.is_empty() {
        let message = say!("failure.config-children");
        at.doubt(&codes::DOUBTFUL_SETTING, &path, message, say!("failure.config-children-hint"));
    }
    let prefix = format!("{}/", parent.id);
    for (nth, it) in parent.children.iter().enumerate().filter(|_| is_cause) {
        if !it.id.starts_with(&prefix) {
            let message = say!("failure.config-child-id", written = &it.id, parent = &parent.id);
            let fault = at.error(&path.item(nth).key("id"), message);
            at.fault(fault.hint(say!("failure.config-child-id-hint", prefix)));
        }
    }
}

fn flatten(terms: Vec<file::Term>, parent: Option<&str>, causes: &mut Vec<Cause>) {
    for it in terms {
        let (label_en, label_zh) = labels(&it.id, &it.label);
        let id = it.id.clone();
        causes.push(Cause {
            id: it.id,
            parent: parent.map(str::to_owned),
            label_en,
            label_zh,
            aliases: it.aliases,
            known: true,
        });
        flatten(it.children, Some(&id), causes);
    }
}

fn term(term: file::Term) -> Term {
    let (label_en, label_zh) = labels(&term.id, &term.label);
    Term { id: term.id, label_en, label_zh, aliases: term.aliases }
}

/// A missing label is filled from the other language, else from the id.
fn labels(id: &str, label: &file::Label) -> (String, String) {
    let first = |a: &str, b: &str| [a, b, id].into_iter().find(|it| !it.is_empty()).unwrap_or(id).to_owned();
    (first(&label.en, &label.zh), first(&label.zh, &label.en))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::text::fold;

    #[test]
    fn the_built_in_taxonomy_has_both_labels_and_no_word_twice_on_an_axis() {
        let file: TaxonomyFile = yaml::read(BUILT_IN).unwrap();
        let taxonomy = convert(file);
        assert_eq!(taxonomy.causes.iter().filter(|it| it.parent.is_none()).count(), 11);
        for cause in &taxonomy.causes {
            assert!(!cause.label_en.is_empty() && !cause.label_zh.is_empty(), "{}", cause.id);
            let parent = cause.parent.as_deref();
            assert!(parent.is_none_or(|it| cause.id.starts_with(&format!("{it}/"))), "{}", cause.id);
        }
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for cause in &taxonomy.causes {
            for word in cause.aliases.iter().map(|it| fold(it)) {
                let other = owners.insert(word.clone(), &cause.id);
                assert!(other.is_none(), "{word} is under {} and {other:?}", cause.id);
            }
        }
    }
}
