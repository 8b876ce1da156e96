//! Service names to the names of the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, at_field};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::SourceMap;
use crate::model::{Field, KnowledgeBase, Service};
use crate::phrase::say;
use crate::text::{fold, slug};

/// Puts canonical names into every document, and adds the services that only documents name.
pub(super) fn resolve(
    sources: &SourceMap,
    knowledge_base: &mut KnowledgeBase,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let has_catalogue = !knowledge_base.services.is_empty();
    let mut names = catalogue_names(&knowledge_base.services);
    let mut found: BTreeMap<String, Service> = BTreeMap::new();
    // What the names look like, with the first of those that look so.
    let mut looks: BTreeMap<String, String> = BTreeMap::new();
    for incident in &mut knowledge_base.incidents {
        let mut canonical: Vec<String> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for written in &incident.services {
            let name = match names.get(written) {
                Some(name) => {
                    let differs = found.contains_key(name) && name != written;
                    if differs && fold(name) == fold(written) {
                        let message = say!("service.two-spellings", written, name);
                        let finding = Diagnostic::new(&codes::SERVICE_SPELLING, message);
                        diagnostics.push(
                            at_field(incident, Field::Services, finding).hint(say!("service.write", name)),
                        );
                    }
                    name.to_owned()
                }
                None => {
                    let finding = if has_catalogue {
                        Some(unknown(written, &names))
                    } else {
                        look_alike(written, &mut looks)
                    };
                    diagnostics.extend(finding.map(|it| at_field(incident, Field::Services, it)));
                    names.add(written, [written.as_str()]);
                    found.insert(written.clone(), Service { name: written.clone(), ..Service::default() });
                    written.clone()
                }
            };
            if seen.insert(name.clone()) {
                canonical.push(name);
            }
        }
        incident.services = canonical;
    }
    for runbook in &mut knowledge_base.runbooks {
        let mut seen = BTreeSet::new();
        let canonical = runbook.services.iter().map(|it| names.get(it).unwrap_or(it).to_owned());
        runbook.services = canonical.filter(|it| seen.insert(it.clone())).collect();
        for service in &runbook.services {
            if names.get(service).is_none() {
                names.add(service, [service.as_str()]);
                found.insert(service.clone(), Service { name: service.clone(), ..Service::default() });
            }
        }
    }
    let _ = sources;
    knowledge_base.services.extend(found.into_values());
    knowledge_base.services.sort_by(|a, b| a.name.cmp(&b.name));
    let mut taken = BTreeSet::new();
    for service in &mut knowledge_base.services {
        let wanted = slug(&service.name);
        let free = (1..).map(|it: usize| if it == 1 { wanted.clone() } else { format!("{wanted}-{it}") });
        service.slug = free.into_iter().find(|it| taken.insert(it.clone())).unwrap_or(wanted.clone());
    }
}

/// The canonical name of the service that `written` names, where the catalogue lists it.
pub(crate) fn listed_service(catalogue: &[Service], written: &str) -> Option<String> {
    catalogue_names(catalogue).get(written).map(str::to_owned)
}

fn catalogue_names(catalogue: &[Service]) -> Names {
    let mut names = Names::default();
    for service in catalogue {
        names.add(&service.name, [service.name.as_str(), service.slug.as_str()]);
    }
    for service in catalogue {
        names.add(&service.name, service.aliases.iter().map(String::as_str));
    }
    names
}

fn unknown(written: &str, names: &Names) -> Diagnostic {
    let finding = Diagnostic::new(&codes::UNKNOWN_SERVICE, say!("service.unknown", written));
    match names.near(written).and_then(|it| names.get(it)) {
        Some(near) => finding.hint(say!("hint.did-you-mean", near)),
        None => finding.hint(say!("service.unknown.hint")),
    }
}

/// A finding where `written` looks like an earlier name because letters of other scripts stand in for Latin ones; notes
/// what it looks like.
fn look_alike(written: &str, looks: &mut BTreeMap<String, String>) -> Option<Diagnostic> {
    let name = fold(written);
    let look = skeleton(&name);
    let Some(near) = looks.get_mut(&look) else {
        looks.insert(look, name);
        return None;
    };
    let message = say!("service.confusable", written, near = near.clone());
    let finding = Diagnostic::new(&codes::SERVICE_SPELLING, message).hint(say!("service.confusable.hint"));
    if name < *near {
        *near = name;
    }
    Some(finding)
}

/// The Latin letters that Cyrillic and Greek look-alikes are read as.
fn skeleton(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'а' | 'α' => 'a',
            'с' | 'ϲ' => 'c',
            'е' | 'ε' => 'e',
            'һ' => 'h',
            'і' | 'ι' => 'i',
            'ј' => 'j',
            'к' | 'κ' => 'k',
            'м' => 'm',
            'о' | 'ο' => 'o',
            'р' | 'ρ' => 'p',
            'ѕ' => 's',
            'т' | 'τ' => 't',
            'υ' | 'ц' => 'u',
            'ѵ' | 'ν' => 'v',
            'х' | 'χ' => 'x',
            'у' | 'γ' => 'y',
            other => other,
        })
        .collect()
}
