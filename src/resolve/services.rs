//! Service names to the names of the catalogue, else to the shortest form in which the collection states them.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, at_field};
use crate::diagnostics::{Diagnostic, codes};
use crate::files::SourceMap;
use crate::lexicon::names::NAMES;
use crate::lexicon::words::without_brackets;
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
    let alone = Alone::new(knowledge_base);
    let mut found: BTreeMap<String, Service> = BTreeMap::new();
    // What the names look like, with the first of those that look so.
    let mut looks: BTreeMap<String, String> = BTreeMap::new();
    for incident in &mut knowledge_base.incidents {
        let mut canonical: Vec<String> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for written in &incident.services {
            let part_of = if names.get(written).is_some() { None } else { alone.name_in(written) };
            let written = part_of.unwrap_or(written);
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

/// Names that documents state by themselves, or that the catalogue lists.
#[derive(Default)]
struct Alone {
    /// As written first, by their folded forms.
    names: BTreeMap<String, String>,
    /// How many hosts each domain has.
    domains: BTreeMap<String, usize>,
}

/// Fewest hosts of a domain that is the collection's own.
const FEWEST_HOSTS: usize = 3;
/// Most words of a phrase about a service: `login repo.example.org`.
const MAX_WORDS: usize = 3;

impl Alone {
    fn new(knowledge_base: &KnowledgeBase) -> Self {
        let listed =
            knowledge_base.services.iter().flat_map(|it| std::iter::once(&it.name).chain(&it.aliases));
        let stated = knowledge_base.incidents.iter().flat_map(|it| &it.services);
        let mut found = Self::default();
        for name in listed.chain(stated) {
            found.names.entry(fold(name)).or_insert_with(|| name.clone());
        }
        for (_, domain) in found.names.keys().filter_map(|it| host(it)) {
            *found.domains.entry(domain.to_owned()).or_default() += 1;
        }
        found
    }

    /// The service that `written` says a part or use of, or whose host it shortens, where the collection states that
    /// name by itself too: `repo.example.org` of `login repo.example.org (UI)`. What is behind a preposition is another
    /// thing: `mirror of repo.example.org`.
    fn name_in(&self, written: &str) -> Option<&String> {
        let outer = without_brackets(written).trim();
        if outer.len() < written.trim().len()
            && let Some(name) = self.names.get(&fold(outer))
        {
            return Some(name);
        }
        let words: Vec<&str> = outer.split_whitespace().collect();
        if let [word] = words[..]
            && !word.contains(['.', '/'])
        {
            return self.host_of(&fold(word));
        }
        if MAX_WORDS < words.len() || words.iter().any(|it| NAMES.before_object.contains(&fold(it))) {
            return None;
        }
        let mut names = words.iter().filter(|it| is_identifier(it));
        let name = names.next().filter(|_| names.next().is_none())?;
        let bare = name.split('/').next().unwrap_or(name);
        self.names.get(&fold(bare)).filter(|it| fold(it) != fold(written))
    }

    /// The one host `name.domain` under a domain that two other names share.
    fn host_of(&self, name: &str) -> Option<&String> {
        let start = format!("{name}.");
        let beside = self.names.range(start.clone()..).take_while(|it| it.0.starts_with(&start));
        let mut hosts = beside.filter_map(|(key, written)| Some((host(key)?.1, written))).take(2);
        let (domain, written) = hosts.next().filter(|_| hosts.next().is_none())?;
        (FEWEST_HOSTS <= *self.domains.get(domain)?).then_some(written)
    }
}

/// The parts of `ldap.example.org`: `ldap` and the domain.
fn host(name: &str) -> Option<(&str, &str)> {
    let (first, domain) = name.split_once('.')?;
    let is_host = domain.contains('.') && !name.contains([' ', '/']);
    is_host.then_some((first, domain))
}

/// `mail-sender`, `repo.example.org/files`: no word of a language.
fn is_identifier(word: &str) -> bool {
    let bare = word.split('/').next().unwrap_or(word);
    let has_inner = |c: char| bare.find(c).is_some_and(|at| 0 < at && at + 1 < bare.len());
    ['-', '.', '_'].into_iter().any(has_inner)
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
