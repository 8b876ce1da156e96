//! What programs read instead of pages: a Markdown twin beside every page, and `llms.txt` with the way to them.
//!
//! Everything is made from the rendered pages, so that nothing is in it that readers of the site do not see.
//! `llms.txt`: <https://llmstxt.org>. Its full text is in parts that a reader can take in one by one.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::context::Site;
use super::page::Page;
use crate::address::Route;
use crate::analysis::action_items::{is_tracked, overdue_days};
use crate::files::OutputFile;
use crate::markdown::{from_html, from_html_without};
use crate::model::{Incident, Milestone, Runbook};
use crate::text::percent_encoded;
use crate::yaml;

/// The name of the twin, beside `index.html`.
pub(super) const TWIN: &str = "index.md";
/// The file that agents ask a site for first.
const LLMS: &str = "llms.txt";
/// Most incidents that `llms.txt` names and that the full text holds: the latest. It must stay readable in one go, and the
/// full text of all would be a second site.
const MAX_NAMED: usize = 120;
/// Most bytes of one part of the full text; a longer document has a part of its own.
const MAX_PART: usize = 180_000;
/// Sections of pages that twins leave out: where every value was read is in `api/v1/incidents.json`, by the same names.
const LEFT_OUT: [&str; 1] = ["aw-read"];
/// Whether a page has a twin: a page without content of its own has none.
pub(super) fn has_twin(route: &Route) -> bool {
    let is_page = route.file().ends_with("index.html");
    is_page && !matches!(route, Route::Search | Route::NotFound | Route::Redirect(_))
}

/// The twin of `page`, which was rendered as `html`.
pub(super) fn twin(site: &Site<'_>, page: &Page, html: &OutputFile) -> Option<OutputFile> {
    if !has_twin(&page.route) {
        return None;
    }
    let text = std::str::from_utf8(&html.bytes).ok()?;
    let mut facts = Facts::default();
    match &page.route {
        Route::Incident(slug) => match site.incident_of_slug(slug) {
            Some(it) => facts.incident(site, it),
            None => facts.title_of(text),
        },
        Route::Runbook(slug) => {
            let runbook = site.knowledge_base.runbooks.iter().find(|it| it.slug == *slug);
            match runbook {
                Some(it) => facts.runbook(it),
                None => facts.title_of(text),
            }
        }
        _ => facts.title_of(text),
    }
    let base_url = &site.config.site.base_url;
    if !base_url.is_empty() {
        facts.text("url", &page.route.absolute(base_url));
    }
    facts.text("as_of", &site.as_of().to_string());
    for it in site.trackers() {
        facts.text("tracker", it);
    }
    Some(OutputFile::text(
        path_of_twin(&page.route),
        format!("---\n{}---\n\n{}", facts.0, from_html_without(text, &LEFT_OUT)),
    ))
}

/// The lines of a front matter.
#[derive(Default)]
struct Facts(String);

impl Facts {
    fn text(&mut self, key: &str, value: &str) {
        self.0.push_str(&format!("{key}: {}\n", yaml::scalar(value)));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let lines: String = values.iter().map(|it| format!("  - {}\n", yaml::scalar(it))).collect();
            self.0.push_str(&format!("{key}:\n{lines}"));
        }
    }

    fn title_of(&mut self, html: &str) {
        let title =
            html.split_once("<title>").and_then(|it| it.1.split_once("</title>")).map_or("", |it| it.0);
        self.text("title", from_html(title).trim());
    }

    fn incident(&mut self, site: &Site<'_>, it: &Incident) {
        self.text("title", &it.title);
        self.text("id", &it.id);
        self.text("kind", it.kind.as_str());
        if let Some(date) = it.date {
            self.text("date", &date.to_string());
        }
        if let Some(severity) = &it.severity {
            self.text("severity", severity);
        }
        self.list("services", &it.services);
        self.list("causes", &it.causes);
        for (key, milestone) in [("started", Milestone::Started), ("resolved", Milestone::Resolved)] {
            if let Some(at) = it.milestones.get(milestone) {
                self.text(key, &at.to_string());
            }
        }
        if let Some(seconds) = it.duration() {
            self.0.push_str(&format!("duration_seconds: {seconds}\n"));
        }
        self.list("recurrence_of", &it.recurrence_of);
        self.list("runbooks", &it.runbooks);
        let as_of = site.as_of();
        let overdue =
            it.action_items.iter().filter(|item| is_tracked(it) && overdue_days(item, as_of).is_some());
        self.0.push_str(&format!("action_items: {}\n", it.action_items.len()));
        self.0.push_str(&format!("overdue_action_items: {}\n", overdue.count()));
    }

    fn runbook(&mut self, it: &Runbook) {
        self.text("title", &it.title);
        self.text("id", &it.id);
        self.text("kind", "runbook");
        self.list("services", &it.services);
        self.list("causes", &it.causes);
        if let Some(updated) = it.updated {
            self.text("updated", &updated.to_string());
        }
    }
}

/// The twins that the full text is made of, kept while pages are rendered and written in any order.
pub(super) struct FullText {
    /// In the order of the text: the address, and the twin once it is there.
    routes: Vec<Route>,
    texts: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl FullText {
    /// What the full text will hold. Of the incidents only the latest, as its first lines say: each has a twin of its own.
    pub(super) fn new(site: &Site<'_>) -> Self {
        let knowledge_base = site.knowledge_base;
        let incidents = knowledge_base.incidents.iter().rev().take(MAX_NAMED);
        let incidents = incidents.map(|it| Route::Incident(it.slug.clone()));
        let runbooks = knowledge_base.runbooks.iter().map(|it| Route::Runbook(it.slug.clone()));
        let pages = knowledge_base.pages.iter().map(|it| Route::Page(it.slug.clone()));
        let first = [Route::Recurring, Route::Overdue];
        let routes: Vec<Route> = first.into_iter().chain(runbooks).chain(incidents).chain(pages).collect();
        let texts = routes.iter().map(|it| (path_of_twin(it), Vec::new())).collect();
        Self { routes, texts: Mutex::new(texts) }
    }

    /// Keeps the twin of one page, if the full text has a place for it.
    pub(super) fn keep(&self, twin: &OutputFile) {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = texts.get_mut(&twin.path) {
            place.clone_from(&twin.bytes);
        }
    }

    /// `llms.txt`, and the parts of the full text.
    pub(super) fn files(&self, site: &Site<'_>) -> Vec<OutputFile> {
        let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut parts: Vec<String> = vec![String::new()];
        for path in self.routes.iter().map(path_of_twin) {
            let text = texts.get(&path).and_then(|it| std::str::from_utf8(it).ok()).unwrap_or_default();
            if text.is_empty() {
                continue;
            }
            let last = parts.last().map_or(0, String::len);
            if 0 < last && MAX_PART < last + text.len() {
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push_str(&format!("<!-- {path} -->\n{text}\n"));
            }
        }
        let n = parts.len();
        let mut found = vec![OutputFile::text(LLMS, index(site, n))];
        for (nth, text) in parts.into_iter().enumerate() {
            let part = part_words(site, nth + 1, n);
            let title = &site.config.site.title;
            found.push(OutputFile::text(part_name(nth), format!("# {title}\n\n> {part}\n\n{text}")));
        }
        found
    }
}

fn path_of_twin(route: &Route) -> String {
    route.file().replace("index.html", TWIN)
}

/// `llms-full.txt`, `llms-full-2.txt`.
fn part_name(nth: usize) -> String {
    if nth == 0 { "llms-full.txt".to_owned() } else { format!("llms-full-{}.txt", nth + 1) }
}

fn part_words(site: &Site<'_>, n: usize, of: usize) -> String {
    let integer = |n: usize| site.messages.integer(n);
    let all = site.knowledge_base.incidents.len();
    let values = [
        ("part", integer(n)),
        ("of", integer(of)),
        ("shown", integer(all.min(MAX_NAMED))),
        ("n", integer(all)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    site.messages.fill("llms.part", &values)
}

fn index(site: &Site<'_>, n_parts: usize) -> String {
    let messages = site.messages;
    let knowledge_base = site.knowledge_base;
    let (incidents, runbooks) = (knowledge_base.incidents.len(), knowledge_base.runbooks.len());
    let lead = messages.fill(
        "llms.lead",
        &[
            ("n", &messages.integer(incidents)),
            ("runbooks", &messages.integer(runbooks)),
            ("day", &messages.date(site.as_of())),
        ],
    );
    let mut out = format!("# {}\n\n> {lead}\n\n{}\n", site.config.site.title, messages.text("llms.how"));
    for it in site.trackers() {
        out.push_str(&format!("\n{it}\n"));
    }
    let link = |title: &str, route: &Route| {
        format!("- [{}]({})", title.replace(['[', ']', '\n'], " "), address(site, &path_of_twin(route)))
    };
    out.push_str(&format!("\n## {}\n\n", messages.text("nav.trends")));
    for (key, route) in [
        ("recurring.title", Route::Recurring),
        ("overdue.title", Route::Overdue),
        ("nav.actions", Route::Actions),
        ("nav.lessons", Route::Lessons),
        ("nav.services", Route::Services),
        ("nav.causes", Route::Causes),
        ("nav.reviews", Route::Reviews),
        ("nav.gaps", Route::Gaps),
        ("nav.definitions", Route::Definitions),
    ] {
        out.push_str(&format!("{}\n", link(messages.text(key), &route)));
    }
    out.push_str(&format!("\n## {}\n\n", messages.text("nav.runbooks")));
    for it in &knowledge_base.runbooks {
        out.push_str(&format!("{}\n", link(&it.title, &Route::Runbook(it.slug.clone()))));
    }
    out.push_str(&format!("\n## {}\n\n", messages.text("nav.incidents")));
    for it in knowledge_base.incidents.iter().rev().take(MAX_NAMED) {
        let date = it.date.map(|it| it.to_string());
        let facts: Vec<&str> = [date.as_deref(), it.severity.as_deref()].into_iter().flatten().collect();
        let title = format!("{} {}", it.id, it.title);
        out.push_str(&format!("{}: {}\n", link(&title, &Route::Incident(it.slug.clone())), facts.join(", ")));
    }
    if MAX_NAMED < incidents {
        let more = messages.fill("llms.more", &[("n", &messages.integer(incidents - MAX_NAMED))]);
        out.push_str(&format!("{}: {more}\n", link(messages.text("nav.incidents"), &Route::Incidents)));
    }
    out.push_str("\n## Optional\n\n");
    for nth in 0..n_parts {
        let words = part_words(site, nth + 1, n_parts);
        out.push_str(&format!("- [{}]({}): {words}\n", part_name(nth), address(site, &part_name(nth))));
    }
    for (name, key) in
        [("api/v1/incidents.json", "nav.incidents"), ("api/v1/action-items.json", "nav.actions")]
    {
        out.push_str(&format!("- [{name}]({}): {}\n", address(site, name), messages.text(key)));
    }
    out
}

/// The whole address of a file where the site has one, else its path.
fn address(site: &Site<'_>, path: &str) -> String {
    format!("{}{}", site.config.site.base_url, percent_encoded(path))
}
