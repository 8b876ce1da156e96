//! The service catalogue.

use std::collections::BTreeSet;

use super::file::{ServicesFile, Tier};
use crate::model::Service;
use crate::text::slug;

/// The catalogue's services by name; the first of two with one name counts.
pub(super) fn convert(file: ServicesFile) -> Vec<Service> {
    let mut seen = BTreeSet::new();
    let mut services: Vec<Service> = file
        .services
        .into_iter()
        .filter(|it| seen.insert(it.name.clone()))
        .map(|it| Service {
            slug: slug(&it.name),
            name: it.name,
            aliases: it.aliases,
            team: it.team,
            tier: it.tier.map(|tier| match tier {
                Tier::Number(number) => number.to_string(),
                Tier::Word(word) => word,
            }),
            depends_on: it.depends_on,
            repository: it.repository,
            runbooks: it.runbooks,
            known: true,
        })
        .collect();
    services.sort_by(|a, b| a.name.cmp(&b.name));
    services
}
