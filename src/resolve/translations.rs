//! Reports in another language: each page with the incident it is of, and back.

use std::collections::BTreeMap;

use crate::files::SourceMap;
use crate::model::KnowledgeBase;

/// Turns the paths that pages name into ids, and lists the pages at their incidents; a path that leads nowhere is taken
/// out.
pub(super) fn link(sources: &SourceMap, knowledge_base: &mut KnowledgeBase) {
    let mut by_path: BTreeMap<&str, usize> = BTreeMap::new();
    for (idx, incident) in knowledge_base.incidents.iter().enumerate() {
        by_path.insert(sources.get(incident.source.file).path.as_str(), idx);
    }
    for page in &mut knowledge_base.pages {
        let Some(path) = page.translation_of.take() else { continue };
        let Some(idx) = by_path.get(path.as_str()) else { continue };
        let incident = &mut knowledge_base.incidents[*idx];
        page.translation_of = Some(incident.id.clone());
        incident.translations.push(page.slug.clone());
    }
}
