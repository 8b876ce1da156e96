//! `/sitemap.xml` and `/feed.atom`: only with `base_url`, because both need whole addresses.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::Incident;
use crate::site::context::Site;
use crate::site::views::newest_first;
use crate::site::{Page, Route};
use crate::theme::View;

/// Most entries of the feed.
const N_ENTRIES: usize = 50;

#[derive(Serialize)]
struct Sitemap {
    addresses: Vec<String>,
}

#[derive(Serialize)]
struct Feed {
    lang: &'static str,
    title: String,
    home: String,
    this: String,
    updated: String,
    generator: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    title: String,
    address: String,
    updated: String,
    published: String,
    summary: Option<String>,
    lang: String,
    author: String,
}

/// The map of the pages at `routes` and the feed of incidents.
pub(super) fn plan(site: &Site<'_>, routes: &[Route]) -> Vec<Page> {
    let base_url = site.config.site.base_url.as_str();
    if base_url.is_empty() {
        return Vec::new();
    }
    let is_listed = |it: &&Route| !matches!(it, Route::NotFound | Route::Redirect(_));
    let sitemap =
        Sitemap { addresses: routes.iter().filter(is_listed).map(|it| it.absolute(base_url)).collect() };
    vec![
        Page { route: Route::Sitemap, template: "feed/sitemap.xml", view: View::new(&sitemap) },
        Page { route: Route::Feed, template: "feed/feed.atom", view: View::new(&feed(site, base_url)) },
    ]
}

fn feed(site: &Site<'_>, base_url: &str) -> Feed {
    let dated = site.knowledge_base.incidents.iter().filter(|it| day(it).is_some());
    let entries: Vec<Entry> =
        newest_first(dated).into_iter().take(N_ENTRIES).filter_map(|it| entry(site, it, base_url)).collect();
    // Without a clock the feed is as new as its newest entry, so that two builds of one content are equal.
    let newest = entries.iter().map(|it| it.updated.clone()).max();
    Feed {
        lang: site.locale().tag(),
        title: xml_text(&site.config.site.title),
        home: Route::Home.absolute(base_url),
        this: Route::Feed.absolute(base_url),
        updated: newest.unwrap_or_else(|| midnight(site.as_of())),
        generator: format!("Afterword {}", site.input.version),
        entries,
    }
}

fn entry(site: &Site<'_>, incident: &Incident, base_url: &str) -> Option<Entry> {
    Some(Entry {
        title: xml_text(&format!("{} {}", incident.id, incident.title)),
        address: Route::Incident(incident.slug.clone()).absolute(base_url),
        updated: midnight(day(incident)?),
        published: midnight(incident.date.or(incident.published)?),
        summary: incident.summary.as_deref().map(xml_text),
        lang: incident.language.clone(),
        author: match incident.authors.as_slice() {
            [] => xml_text(&site.config.site.title),
            authors => xml_text(&authors.join(", ")),
        },
    })
}

/// The day on which the document was published, else that of the incident.
fn day(incident: &Incident) -> Option<Date> {
    incident.published.or(incident.date)
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Without the characters that no XML document may hold, however they are written.
fn xml_text(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}
