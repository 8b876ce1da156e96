//! Pages at old addresses that lead to the new ones.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::address::Route;
use crate::site::Page;
use crate::site::context::{Link, Site};
use crate::theme::View;

#[derive(Serialize)]
struct Redirect {
    lang: &'static str,
    title: String,
    target: Link,
    href: String,
    canonical: Option<String>,
}

/// A page for every old address that is not taken by one of `routes` or by an earlier redirect.
pub(super) fn plan(site: &Site<'_>, routes: &[Route]) -> Vec<Page> {
    let mut taken: BTreeSet<String> = routes.iter().map(|it| it.file().to_lowercase()).collect();
    let mut found = Vec::new();
    for (old, target) in targets(site) {
        let Some(path) = clean(&old) else { continue };
        let route = Route::Redirect(path);
        if taken.insert(route.file().to_lowercase()) {
            found.push(one(site, route, &target));
        }
    }
    found
}

/// Old addresses with the pages they lead to.
fn targets(site: &Site<'_>) -> BTreeMap<String, Route> {
    let knowledge_base = site.knowledge_base;
    let incident = |id: &str| site.incident(id).map(|it| Route::Incident(it.slug.clone()));
    let runbook = |id: &str| site.runbook(id).map(|it| Route::Runbook(it.slug.clone()));
    let mut found = BTreeMap::new();
    for page in &knowledge_base.pages {
        found.extend(page.aliases.iter().map(|it| (it.clone(), Route::Page(page.slug.clone()))));
    }
    for (old, id) in &knowledge_base.redirects {
        found.extend(incident(id).or_else(|| runbook(id)).map(|it| (old.clone(), it)));
    }
    found
}

/// The address as a path below the output folder; `None` for one that leads out of it or that no system can store.
fn clean(old: &str) -> Option<String> {
    let path = old.trim().trim_matches('/');
    let path = path.strip_suffix("index.html").map_or(path, |it| it.trim_end_matches('/'));
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with(['.', ' '])
            && !part.contains(|c: char| c.is_control() || r#"\:*?"<>|#%"#.contains(c))
    };
    path.split('/').all(is_plain).then(|| path.to_owned())
}

fn one(site: &Site<'_>, route: Route, target: &Route) -> Page {
    let here = site.at(route);
    let base_url = &site.config.site.base_url;
    let href = here.href(target);
    let view = Redirect {
        lang: site.locale().tag(),
        title: here.messages().text("redirect.title").to_owned(),
        target: here.link(target.address(), target),
        href,
        canonical: (!base_url.is_empty()).then(|| target.absolute(base_url)),
    };
    Page { route: here.route, template: "page/redirect.html", view: View::new(&view) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_addresses_stay_inside_the_site() {
        assert_eq!(clean("/old/address/").as_deref(), Some("old/address"));
        assert_eq!(clean("/2026/login/index.html").as_deref(), Some("2026/login"));
        for bad in ["", "/", "../../etc/passwd", "/a/../b/", "/a//b/", "a\\b", "c:/x", "/.git/"] {
            assert_eq!(clean(bad), None, "{bad}");
        }
    }
}
