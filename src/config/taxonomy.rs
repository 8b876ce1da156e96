//! The taxonomy: built in, or the site's own.

use super::file::{self, TaxonomyFile};
use crate::model::{Cause, Taxonomy, Term};
use crate::yaml;

/// The taxonomy that comes with the program.
const BUILT_IN: &str = include_str!("taxonomy.yaml");

/// The taxonomy that comes with the program.
pub(super) fn built_in() -> Taxonomy {
    convert(yaml::read(BUILT_IN).unwrap_or_default())
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
