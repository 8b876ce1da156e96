//! One id and one address for every document.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, codes};
use crate::files::{SourceMap, Span};
use crate::model::{Field, KnowledgeBase};
use crate::phrase::say;
use crate::text::slug;

/// Reports ids and addresses that two documents share, and gives the later one a suffix.
pub(super) fn make_unique(
    sources: &SourceMap,
    knowledge_base: &mut KnowledgeBase,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut incidents = Taken::default();
    for it in &mut knowledge_base.incidents {
        let span = it.provenance.get(&Field::Id).map_or(it.source, |it| it.span);
        (it.id, it.slug) = incidents.claim(sources, &it.id, span, diagnostics);
        for item in &mut it.action_items {
            item.id = format!("{}/{}", it.id, item.id);
        }
        unique_action_ids(it.action_items.iter_mut().map(|it| &mut it.id));
    }
    let mut runbooks = Taken::default();
    for it in &mut knowledge_base.runbooks {
        (it.id, it.slug) = runbooks.claim(sources, &it.id, it.source, diagnostics);
    }
    let mut pages = Taken::default();
    for it in &mut knowledge_base.pages {
        (_, it.slug) = pages.claim(sources, &it.slug, it.source, diagnostics);
    }
}

/// Ids and addresses that documents of one kind have taken.
#[derive(Default)]
struct Taken {
    /// Address to the id and place that took it.
    slugs: BTreeMap<String, (String, Span)>,
    ids: BTreeSet<String>,
}

impl Taken {
    fn claim(
        &mut self,
        sources: &SourceMap,
        id: &str,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (String, String) {
        let wanted = slug(id);
        let Some((first_id, first)) = self.slugs.get(&wanted).cloned() else {
            self.slugs.insert(wanted.clone(), (id.to_owned(), span));
            self.ids.insert(id.to_owned());
            return (id.to_owned(), wanted);
        };
        let place = format!("{}:{}", sources.get(first.file).path, sources.line(first));
        let finding = if first_id == id {
            Diagnostic::new(&codes::DUPLICATE_ID, say!("id.duplicate", id = *id, place))
        } else {
            let message = say!("id.collision", id = *id, first_id, place);
            Diagnostic::new(&codes::ADDRESS_COLLISION, message)
        };
        diagnostics.push(finding.at(span).related(first).hint(say!("id.own")));
        let free = |number: &usize| {
            !self.slugs.contains_key(&format!("{wanted}-{number}"))
                && !self.ids.contains(&format!("{id}-{number}"))
        };
        let number = (2..usize::MAX).find(free).unwrap_or(2);
        let (id, wanted) = (format!("{id}-{number}"), format!("{wanted}-{number}"));
        self.slugs.insert(wanted.clone(), (id.clone(), span));
        self.ids.insert(id.clone());
        (id, wanted)
    }
}

/// Two action items with one id: the later one gets a suffix.
fn unique_action_ids<'a>(ids: impl Iterator<Item = &'a mut String>) {
    let mut taken = BTreeSet::new();
    for id in ids {
        let mut number = 2;
        let written = id.clone();
        while !taken.insert(id.clone()) {
            *id = format!("{written}-{number}");
            number += 1;
        }
    }
}
