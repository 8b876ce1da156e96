//! The service catalogue.

use super::Place;
use super::expectation::{Expectation, Expected};
use super::file::{ServicesFile, Tier};
use super::names::Names;
use super::path::ValuePath;
use crate::diagnostics::codes;
use crate::model::Service;
use crate::phrase::say;
use crate::text::slug;

/// The catalogue's services by name, and what it expects of the content; the first of two with one name counts.
pub(super) fn convert(at: &Place<'_>, file: ServicesFile) -> (Vec<Service>, Vec<Expectation>) {
    let list = ValuePath::of(["services"]);
    let mut names = Names::default();
    let mut is_new = Vec::new();
    // Own names first: the name of one service goes before the alias of another.
    for (nth, it) in file.services.iter().enumerate() {
        let (own, path) = ((nth, it.name.as_str()), list.item(nth).key("name"));
        let is_empty = it.name.trim().is_empty();
        if is_empty {
            at.fault(at.error(&path, say!("failure.config-empty-name")));
        }
        is_new.push(!is_empty && names.claim(at, own, &it.name, &path));
    }
    let counted = || file.services.iter().enumerate().filter(|it| is_new[it.0]);
    for (nth, it) in counted() {
        names.claim_built_in((nth, &it.name), &slug(&it.name));
    }
    let mut expectations = Vec::new();
    for (nth, it) in counted() {
        names.claim_aliases(at, (nth, &it.name), &it.aliases, &list.item(nth).key("aliases"));
        expectations.extend(expected(at, it, &list.item(nth)));
    }
    for (nth, it) in file.services.iter().enumerate() {
        check_needs(at, it, &names, &list.item(nth).key("depends_on"));
    }
    let services = file.services.into_iter().zip(is_new).filter(|it| it.1).map(|(it, _)| it);
    let mut services: Vec<Service> = services
        .map(|it| Service {
            slug: slug(&it.name),
            name: it.name,
            aliases: it.aliases,
            team: it.team,
            tier: it.tier.map(|tier| match tier {
                Tier::Number(number) => number.to_string(),
                Tier::Word(word) => word,
            }),
            depends_on: it
                .depends_on
                .into_iter()
                .map(|it| names.owner(&it).map_or(it.clone(), str::to_owned))
                .collect(),
            repository: it.repository,
            runbooks: it.runbooks,
            known: true,
        })
        .collect();
    services.sort_by(|a, b| a.name.cmp(&b.name));
    (services, expectations)
}

fn check_needs(at: &Place<'_>, service: &super::file::Service, names: &Names, path: &ValuePath) {
    for (nth, needed) in service.depends_on.iter().enumerate() {
        let path = path.item(nth);
        match names.owner(needed) {
            None => {
                let hint = match names.near(needed) {
                    Some(near) => say!("hint.did-you-mean", near),
                    None => say!("failure.config-service-hint"),
                };
                let message = say!("failure.config-service", written = needed);
                at.doubt(&codes::UNKNOWN_SERVICE, &path, message, hint);
            }
            Some(own) if own == service.name => {
                let message = say!("failure.config-needs-itself", name = own);
                at.doubt(&codes::DOUBTFUL_SETTING, &path, message, say!("failure.config-remove-hint"));
            }
            Some(_) => {}
        }
    }
}

fn expected<'a>(
    at: &'a Place<'_>,
    service: &'a super::file::Service,
    path: &ValuePath,
) -> impl Iterator<Item = Expectation> + use<'a> {
    let (runbooks, team) = (path.key("runbooks"), path.key("team"));
    let of_runbooks = service.runbooks.iter().enumerate().map(move |(nth, it)| Expectation {
        what: Expected::Runbook,
        name: it.clone(),
        span: at.written.span(&runbooks.item(nth)),
    });
    let of_team = service.team.iter().map(move |it| Expectation {
        what: Expected::Team,
        name: it.clone(),
        span: at.written.span(&team),
    });
    of_runbooks.chain(of_team)
}
