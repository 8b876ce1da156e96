//! Old addresses that are in the way of files of the site: one document must not stop the others.

use std::collections::{BTreeMap, BTreeSet};

use super::load::Loaded;
use crate::address::Route;
use crate::diagnostics::{Diagnostic, codes};
use crate::files::{OutputFile, Span};
use crate::model::Field;
use crate::phrase::say;

/// An old address, and who states it.
struct Alias {
    /// Below the site's root, without `/` at its ends.
    path: String,
    /// The page it leads to.
    own: String,
    span: Span,
}

/// Takes pages of old addresses out of `redirects` where the address is that of something else; one finding for each.
///
/// `others` are the paths of all other files.
pub(super) fn settle(
    loaded: &Loaded,
    others: impl Iterator<Item = String>,
    redirects: &mut Vec<OutputFile>,
) -> Vec<Diagnostic> {
    let mut taken: BTreeSet<String> = others.map(|it| it.to_lowercase()).collect();
    let known: BTreeSet<String> = redirects.iter().map(|it| it.path.clone()).collect();
    let mut dropped: BTreeSet<String> = BTreeSet::new();
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for alias in aliases(loaded) {
        let file = Route::Redirect(alias.path.clone()).file();
        if file == alias.own || !seen.insert(file.clone()) {
            continue;
        }
        if known.contains(&file) && is_free(&file.to_lowercase(), &taken) {
            taken.insert(file.to_lowercase());
            continue;
        }
        dropped.insert(file);
        let message = say!("alias.taken", path = alias.path);
        let finding = Diagnostic::new(&codes::ADDRESS_COLLISION, message).at(alias.span);
        findings.push(finding.hint(say!("alias.taken.hint")));
    }
    redirects.retain(|it| !dropped.contains(&it.path));
    findings
}

/// Whether neither the file, nor a folder above it, nor something below it is there already.
fn is_free(file: &str, taken: &BTreeSet<String>) -> bool {
    let below = format!("{file}/");
    let is_above_of_taken = taken.range(below.clone()..).next().is_some_and(|it| it.starts_with(&below));
    let has_file_above = file.match_indices('/').any(|(at, _)| taken.contains(&file[..at]));
    !taken.contains(file) && !is_above_of_taken && !has_file_above
}

/// Every old address, in order of document.
fn aliases(loaded: &Loaded) -> Vec<Alias> {
    let knowledge_base = &loaded.knowledge_base;
    let plain = |written: &str| {
        let path = written.trim().trim_matches('/');
        let path = path.strip_suffix("index.html").map_or(path, |it| it.trim_end_matches('/'));
        path.to_owned()
    };
    let of_incidents = knowledge_base.incidents.iter().map(|it| {
        let span = it.provenance.get(&Field::Aliases).map_or(it.source, |it| it.span);
        (&it.id, Route::Incident(it.slug.clone()).file(), span)
    });
    let of_runbooks =
        knowledge_base.runbooks.iter().map(|it| (&it.id, Route::Runbook(it.slug.clone()).file(), it.source));
    let owners: BTreeMap<&String, (String, Span)> =
        of_runbooks.chain(of_incidents).map(|(id, own, span)| (id, (own, span))).collect();
    let mut found: Vec<Alias> = Vec::new();
    for (written, id) in &knowledge_base.redirects {
        let Some((own, span)) = owners.get(id) else { continue };
        found.push(Alias { path: plain(written), own: own.clone(), span: *span });
    }
    for page in &knowledge_base.pages {
        let own = Route::Page(page.slug.clone()).file();
        let span = page.source;
        found.extend(page.aliases.iter().map(|it| Alias { path: plain(it), own: own.clone(), span }));
    }
    found.retain(|it| !it.path.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::is_free;

    #[test]
    fn an_address_is_free_where_no_file_is_at_it_above_it_or_below_it() {
        let taken: BTreeSet<String> = ["incidents.csv", "api/v1/incidents.json"].map(str::to_owned).into();
        assert!(!is_free("incidents.csv/index.html", &taken));
        assert!(!is_free("incidents.csv", &taken));
        assert!(!is_free("api", &taken));
        assert!(is_free("api/index.html", &taken) && is_free("old/index.html", &taken));
    }
}
