//! `/sitemap.xml`, `/feed.atom` and `/overdue.atom`: only with `base_url`, because all need whole addresses.
//!
//! The feeds hold what RFC 4287 asks for. Without a clock a feed is as new as its newest entry, so that two builds
//! of one content are equal.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::address::Route;
use crate::address::action_anchors;
use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::model::{ActionItem, Incident};
use crate::site::Page;
use crate::site::context::Site;
use crate::site::views::newest_first;
use crate::theme::View;
use crate::time::resolve_local;

/// Most entries of a feed.
const N_ENTRIES: usize = 50;

#[derive(Serialize)]
struct Sitemap {
    addresses: Vec<String>,
}

#[derive(Serialize)]
struct Feed {
    lang: &'static str,
    id: String,
    title: String,
    home: String,
    this: String,
    updated: String,
    author: String,
    version: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    /// An address that stays: of the incident's page, or of an action item on it.
    id: String,
    title: String,
    updated: String,
    published: String,
    summary: Option<String>,
    /// Of the summary, which is in our words or in the document's.
    summary_lang: Option<String>,
    /// `None` where the document names no language that a feed may.
    lang: Option<String>,
    /// Empty where the feed's author stands for it.
    authors: Vec<String>,
    categories: Vec<String>,
}

/// The map of the pages at `routes` and the feeds.
pub(super) fn plan(site: &Site<'_>, routes: &[Route]) -> Vec<Page> {
    let base_url = site.config.site.base_url.as_str();
    if base_url.is_empty() {
        return Vec::new();
    }
    let is_listed = |it: &&Route| !matches!(it, Route::NotFound | Route::Redirect(_) | Route::Badge);
    let sitemap =
        Sitemap { addresses: routes.iter().filter(is_listed).map(|it| it.absolute(base_url)).collect() };
    let title = &site.config.site.title;
    let overdue_title = format!("{} · {title}", site.messages.text("feed.overdue"));
    let incidents = feed(site, base_url, &Route::Feed, title, incidents(site, base_url));
    let overdue = feed(site, base_url, &Route::OverdueFeed, &overdue_title, overdue(site, base_url));
    vec![
        Page { route: Route::Sitemap, template: "feed/sitemap.xml", view: View::new(&sitemap) },
        Page { route: Route::Feed, template: "feed/feed.atom", view: View::new(&incidents) },
        Page { route: Route::OverdueFeed, template: "feed/feed.atom", view: View::new(&overdue) },
    ]
}

fn feed(site: &Site<'_>, base_url: &str, route: &Route, title: &str, entries: Vec<Entry>) -> Feed {
    let newest = entries.first().map(|it| it.updated.clone());
    let home = Route::Home.absolute(base_url);
    let this = route.absolute(base_url);
    Feed {
        lang: site.locale().tag(),
        // The first feed had the address of the site as its id before there was a second one.
        id: if *route == Route::Feed { home.clone() } else { this.clone() },
        title: xml_text(title),
        home,
        this,
        updated: newest.unwrap_or_else(|| midnight(site.as_of(), &site.config.site.zone)),
        author: xml_text(&site.config.site.title),
        version: site.input.version.to_owned(),
        entries,
    }
}

/// Incidents, the one whose postmortem was published last first.
fn incidents(site: &Site<'_>, base_url: &str) -> Vec<Entry> {
    let dated = site.knowledge_base.incidents.iter().filter(|it| day(it).is_some());
    let mut newest = newest_first(dated);
    newest.sort_by_key(|it| std::cmp::Reverse(day(it)));
    newest.into_iter().take(N_ENTRIES).filter_map(|it| incident(site, it, base_url)).collect()
}

fn incident(site: &Site<'_>, incident: &Incident, base_url: &str) -> Option<Entry> {
    let zone = &site.config.site.zone;
    let authors = incident.authors.iter().map(|it| xml_text(it));
    Some(Entry {
        id: Route::Incident(incident.slug.clone()).absolute(base_url),
        title: xml_text(&format!("{} {}", incident.id, incident.title)),
        updated: midnight(day(incident)?, zone),
        published: midnight(day(incident)?, zone),
        summary: incident.summary.as_deref().map(xml_text),
        summary_lang: None,
        lang: language(incident),
        authors: authors.filter(|it| !it.trim().is_empty()).collect(),
        categories: incident.severity.iter().chain(&incident.services).map(|it| xml_text(it)).collect(),
    })
}

/// The document's language, where it is written as RFC 3066 says.
fn language(incident: &Incident) -> Option<String> {
    let is_part = |it: &str| (1..=8).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric());
    let tag = incident.language.as_str();
    let starts_well = tag.split('-').next().is_some_and(|it| it.chars().all(|c| c.is_ascii_alphabetic()));
    (starts_well && tag.split('-').all(is_part)).then(|| tag.to_owned())
}

/// The day on which the document was published, else that of the incident.
fn day(incident: &Incident) -> Option<Date> {
    incident.published.or(incident.date)
}

/// Action items that are overdue on the as-of day, the one that became so last first.
fn overdue(site: &Site<'_>, base_url: &str) -> Vec<Entry> {
    let mut items: Vec<(Date, &Incident, &ActionItem, String)> = Vec::new();
    for incident in site.knowledge_base.incidents.iter().filter(|it| is_tracked(it)) {
        for (item, anchor) in incident.action_items.iter().zip(action_anchors(incident)) {
            let since = item.due.and_then(|it| it.tomorrow().ok());
            if let Some(since) = since.filter(|_| overdue_days(item, site.as_of()).is_some()) {
                items.push((since, incident, item, anchor));
            }
        }
    }
    items.sort_by(|a, b| (b.0, &a.2.id).cmp(&(a.0, &b.2.id)));
    let entry = |(since, incident, item, anchor): (Date, &Incident, &ActionItem, String)| {
        let page = Route::Incident(incident.slug.clone()).absolute(base_url);
        let since = midnight(since, &site.config.site.zone);
        Entry {
            id: format!("{page}#{}", crate::address::percent_encoded(&anchor)),
            title: xml_text(&format!("{} {}", item.id, item.task)),
            updated: since.clone(),
            published: since,
            summary: Some(xml_text(&words(site, incident, item))),
            summary_lang: Some(site.locale().tag().to_owned()),
            lang: language(incident),
            authors: Vec::new(),
            categories: item.owner.iter().chain(&item.team).map(|it| xml_text(it)).collect(),
        }
    };
    items.into_iter().take(N_ENTRIES).map(entry).collect()
}

/// `INC-2026-0001 Logins fail. Was due on 30 January 2026. Owner: @li.`
fn words(site: &Site<'_>, incident: &Incident, item: &ActionItem) -> String {
    let messages = site.messages;
    let mut words = format!("{} {}", incident.id, incident.title);
    if let Some(due) = item.due {
        words.push_str(" · ");
        words.push_str(&messages.fill("feed.overdue_on", &[("day", &messages.date(due))]));
    }
    if let Some(owner) = &item.owner {
        words.push(' ');
        words.push_str(&messages.fill("feed.owner", &[("owner", owner)]));
    }
    words
}

/// The first moment of `day` on the site's clocks.
fn midnight(day: Date, zone: &TimeZone) -> String {
    let start = resolve_local(day.at(0, 0, 0, 0), zone);
    start.map_or_else(|| format!("{day}T00:00:00Z"), |it| it.instant().to_string())
}

/// Without the characters that no XML document may hold, however they are written.
fn xml_text(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}
