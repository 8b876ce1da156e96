//! What the configuration expects of the content, held against the documents.
//!
//! Drafts and internal documents count as well: that this audience does not see a runbook does not make its name in the
//! service catalogue a mistake.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{Config, Expectation, Expected};
use crate::diagnostics::{Diagnostic, codes};
use crate::extract::{self, Extracted};
use crate::files::SourceMap;
use crate::phrase::{Phrase, say};
use crate::source::{Content, Root};
use crate::text::{did_you_mean, fold, n_edits};

/// Shortest name of a team that is compared letter by letter: shorter ones differ by design.
const MIN_TEAM_CHARACTERS: usize = 6;

/// Drops the expectations of `config` where `roots` are not its content folders: of others it expects nothing.
pub(super) fn keep_for(roots: &[Root], config: &mut Config, project_root: &Path) {
    let named = config.content.roots.iter().map(|it| project_root.join(it));
    let is_same = |one: &Path, other: &Path| match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    let are_meant = roots.len() == config.content.roots.len()
        && named.zip(roots).all(|(it, root)| is_same(&it, &root.folder));
    if !are_meant {
        config.expectations.clear();
    }
}

/// A finding for each expectation of `config` that nothing in the content meets.
pub(super) fn check(
    sources: &SourceMap,
    config: &Config,
    content: &Content,
    entries: &[Extracted],
) -> Vec<Diagnostic> {
    // What could not be read may be what is missed.
    if content.diagnostics.iter().any(|it| it.unread.is_some()) {
        return Vec::new();
    }
    let paths = || content.documents.iter().map(|it| sources.get(*it).path.as_str());
    let names = Names::new(config, entries);
    let unmet = config.expectations.iter().filter_map(|it| {
        let (kind, message, hint) = match it.what {
            Expected::Root => return None,
            Expected::Document if extract::matches_any(&it.name, paths()) => return None,
            Expected::Document => {
                let message = say!("failure.config-glob-unused", written = &it.name);
                (&codes::DOUBTFUL_SETTING, message, say!("failure.config-glob-unused-hint"))
            }
            Expected::Runbook => {
                let hint = names.missing_runbook(&it.name)?;
                (&codes::UNKNOWN_REFERENCE, say!("failure.config-runbook", written = &it.name), hint)
            }
            Expected::Priority => {
                let hint = names.missing_priority(&it.name, config)?;
                (&codes::DOUBTFUL_SETTING, say!("failure.config-priority", written = &it.name), hint)
            }
            Expected::Team => {
                let near = names.other_team(&it.name)?;
                let message = say!("failure.config-team", written = &it.name);
                (&codes::DOUBTFUL_SETTING, message, say!("hint.did-you-mean", near))
            }
        };
        let mut finding = Diagnostic::new(kind, message).hint(hint);
        finding.span = it.span;
        Some(finding)
    });
    unmet.collect()
}

/// The names that documents and the service catalogue give.
struct Names {
    /// Ids, addresses and titles of runbooks, folded, with the id.
    runbooks: BTreeMap<String, String>,
    /// Priorities of action items, folded.
    priorities: BTreeMap<String, String>,
    /// Teams as written, and how often.
    teams: BTreeMap<String, usize>,
}

impl Names {
    fn new(config: &Config, entries: &[Extracted]) -> Self {
        let mut names =
            Self { runbooks: BTreeMap::new(), priorities: BTreeMap::new(), teams: BTreeMap::new() };
        let of_catalogue = config.expectations.iter().filter(|it| it.what == Expected::Team);
        let mut teams: Vec<&str> = of_catalogue.map(|it: &Expectation| it.name.as_str()).collect();
        for entry in entries {
            match entry {
                Extracted::Incident(it) => {
                    teams.extend(it.teams.iter().map(String::as_str));
                    for item in &it.action_items {
                        teams.extend(item.team.as_deref());
                        let written = item.priority.iter().map(|it| (fold(it), it.clone()));
                        names.priorities.extend(written);
                    }
                }
                Extracted::Runbook(it) => {
                    let own = [&it.id, &it.slug, &it.title].map(|name| (fold(name), it.id.clone()));
                    names.runbooks.extend(own);
                }
                Extracted::Page(_) => {}
            }
        }
        for team in teams {
            *names.teams.entry(team.to_owned()).or_default() += 1;
        }
        names
    }

    /// What to do about a runbook that does not exist; `None` where it does.
    fn missing_runbook(&self, name: &str) -> Option<Phrase> {
        if self.runbooks.contains_key(&fold(name)) {
            return None;
        }
        let near = did_you_mean(&fold(name), self.runbooks.keys().map(String::as_str));
        Some(match near.and_then(|it| self.runbooks.get(it)) {
            Some(near) => say!("hint.did-you-mean", near),
            None => say!("failure.config-runbook-hint"),
        })
    }

    /// What to do about a priority that no action item has; `None` where one has it.
    fn missing_priority(&self, name: &str, config: &Config) -> Option<Phrase> {
        if self.priorities.contains_key(&fold(name)) {
            return None;
        }
        let scale = config.severities.iter().map(|it| it.id.as_str());
        let near = did_you_mean(name, scale.chain(self.priorities.values().map(String::as_str)));
        Some(match near {
            Some(near) => say!("hint.did-you-mean", near),
            None => say!("failure.config-priority-hint"),
        })
    }

    /// The team that was meant by one which is named once: written alike, or a letter off and named more often.
    fn other_team(&self, name: &str) -> Option<&str> {
        if self.teams.get(name) != Some(&1) {
            return None;
        }
        let is_long = MIN_TEAM_CHARACTERS <= name.chars().count();
        let is_other = |(other, n): &(&String, &usize)| {
            let is_alike = fold(other) == fold(name) && 1 < **n;
            let is_near = is_long && n_edits(&fold(other), &fold(name)) == 1;
            let is_slip = is_near && 1 < **n && !differ_in_digits(other, name);
            *other != name && (is_alike || is_slip)
        };
        self.teams.iter().find(is_other).map(|it| it.0.as_str())
    }
}

/// `data-1` and `data-2` are two teams.
fn differ_in_digits(one: &str, other: &str) -> bool {
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(one) != digits(other)
}
