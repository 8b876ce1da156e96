//! What surrounds every page: head, navigation, breadcrumbs and footer.

use serde::Serialize;

use super::agents::{TWIN, has_twin, llms_from};
use super::context::{Here, Link, Time};
use super::page::Page;
use super::views::{self, SeverityBadge};
use crate::address::Route;
use crate::i18n::Locale;
use crate::model::{Severity, Visibility};
use crate::theme::{Theme, View};

/// What results of the search look like: on its page at once, elsewhere with the script that shows them.
const SEARCH_SHEET: &str = "search-ui.css";

/// What a page says about itself.
pub(super) struct Head {
    /// Its heading, without the site's title.
    pub(super) title: String,
    /// One or two sentences for search engines and previews.
    pub(super) description: Option<String>,
    /// The pages above it, without the home page and itself.
    pub(super) above: Vec<Link>,
    /// Whether it is a document with an author rather than a list.
    pub(super) is_article: bool,
}

#[derive(Serialize)]
struct Whole<'a, V> {
    page: Frame,
    view: &'a V,
}

#[derive(Serialize)]
struct Frame {
    /// The name of the page's template without its folder and ending: `incident`.
    kind: &'static str,
    /// What leads from here to the root of the site, before the path of a file: `../../`.
    root: String,
    lang: &'static str,
    og_locale: &'static str,
    og_type: &'static str,
    site_title: String,
    title: String,
    description: Option<String>,
    canonical: Option<String>,
    /// The same page as Markdown, beside it.
    markdown: Option<&'static str>,
    /// What leads to `llms.txt`.
    llms: String,
    feeds: Vec<Link>,
    is_internal: bool,
    css: String,
    /// The sheet that pages of this kind load beside `css`: no other page pays for it.
    own_css: Option<String>,
    js: String,
    icon: String,
    home: String,
    search: Entry,
    search_box: SearchBox,
    nav: Vec<Entry>,
    breadcrumbs: Vec<Link>,
    footer: Vec<Link>,
    /// The day that the page's numbers are for; `None` where nothing on it depends on the day.
    as_of: Option<Time>,
    /// Exports of trackers that states on dated pages rest on.
    trackers: Vec<String>,
    generator: String,
}

/// What templates see while they render what all pages share: names of `page`.
#[derive(Serialize)]
struct Shared {
    page: SharedFrame,
}

#[derive(Serialize)]
struct SharedFrame {
    home: String,
    search: Entry,
    search_box: SearchBox,
}

/// What the search box needs beside words.
#[derive(Serialize)]
struct SearchBox {
    /// The script that shows results.
    interface: String,
    /// The sheet that results need.
    sheet: String,
    /// The script that finds them.
    engine: String,
    incidents: String,
    severities: Vec<SeverityBadge>,
}

#[derive(Serialize)]
struct Entry {
    text: String,
    href: String,
    /// The value of `aria-current`: `page` here, `true` for the section that this page belongs to.
    current: Option<&'static str>,
}

impl Head {
    /// A page directly below the home page.
    pub(super) fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        let description = Some(description.into());
        Self { title: title.into(), description, above: Vec::new(), is_article: false }
    }

    /// The same page below `above`.
    pub(super) fn below(mut self, above: Vec<Link>) -> Self {
        self.above = above;
        self
    }
}

impl Here<'_> {
    /// The page at this place.
    pub(super) fn page<V: Serialize>(self, template: &'static str, head: Head, view: &V) -> Page {
        let kind = template.trim_start_matches("page/").trim_end_matches(".html");
        let view = View::new(&Whole { page: self.frame(head, kind), view });
        Page { route: self.route, template, view }
    }

    fn frame(&self, head: Head, kind: &'static str) -> Frame {
        let site = &self.site.config.site;
        let (og_locale, lang) = match self.site.locale() {
            Locale::English => ("en_US", "en"),
            Locale::Chinese => ("zh_CN", "zh-CN"),
        };
        let is_home = self.route == Route::Home;
        let title = if is_home { site.title.clone() } else { format!("{} · {}", head.title, site.title) };
        let mut breadcrumbs = Vec::new();
        if !is_home {
            breadcrumbs.push(self.link(self.messages().text("nav.home"), &Route::Home));
            breadcrumbs.extend(head.above);
            breadcrumbs.push(Link::text(head.title));
        }
        let has_base = !site.base_url.is_empty();
        Frame {
            kind,
            root: self.href(&Route::Home).trim_end_matches("index.html").to_owned(),
            lang,
            og_locale,
            og_type: if head.is_article { "article" } else { "website" },
            site_title: site.title.clone(),
            title,
            description: head.description,
            canonical: (has_base && self.route != Route::NotFound)
                .then(|| self.route.absolute(&site.base_url)),
            markdown: has_twin(&self.route).then_some(TWIN),
            llms: llms_from(&self.route),
            feeds: self.feeds(),
            is_internal: site.audience == Visibility::Internal,
            css: self.asset("theme.css"),
            own_css: own_sheet(kind).map(|it| self.asset(it)),
            js: self.asset("theme.js"),
            icon: self.asset("icon.svg"),
            home: self.href(&Route::Home),
            search: self.entry("nav.search", &Route::Search),
            search_box: SearchBox {
                interface: self.asset("search-ui.js"),
                sheet: self.asset(SEARCH_SHEET),
                engine: self.asset("search.js"),
                incidents: self.href(&Route::Incidents),
                severities: views::scale(&self.site.knowledge_base.severities, self.site.locale()),
            },
            nav: self.nav(),
            breadcrumbs,
            footer: self.footer(),
            as_of: is_dated(&self.route).then(|| self.date(self.site.as_of())),
            trackers: if is_dated(&self.route) { self.site.trackers().to_vec() } else { Vec::new() },
            generator: format!("Afterword {}", self.site.input.version),
        }
    }

    /// The link to a static file of the theme.
    pub(super) fn asset(&self, name: &str) -> String {
        let path = self.site.input.theme.asset(name).unwrap_or(name);
        self.href(&Route::Asset(path.to_owned()))
    }

    /// What readers can subscribe to; feeds need whole addresses.
    fn feeds(&self) -> Vec<Link> {
        if self.site.config.site.base_url.is_empty() {
            return Vec::new();
        }
        let overdue = self.messages().text("feed.overdue");
        let title = &self.site.config.site.title;
        vec![self.link(title, &Route::Feed), self.link(format!("{overdue} · {title}"), &Route::OverdueFeed)]
    }

    fn nav(&self) -> Vec<Entry> {
        vec![
            self.entry("nav.incidents", &Route::Incidents),
            self.entry("nav.services", &Route::Services),
            self.entry("nav.causes", &Route::Causes),
            self.entry("nav.actions", &Route::Actions),
            self.entry("nav.trends", &Route::Trends),
            self.entry("nav.reviews", &Route::Reviews),
            self.entry("nav.runbooks", &Route::Runbooks),
        ]
    }

    fn footer(&self) -> Vec<Link> {
        let mut links = vec![
            ("nav.definitions", Route::Definitions),
            ("nav.lessons", Route::Lessons),
            ("nav.gaps", Route::Gaps),
            ("nav.teams", Route::Teams),
            ("nav.tags", Route::Tags),
        ];
        if !self.site.config.site.base_url.is_empty() {
            links.push(("nav.feed", Route::Feed));
        }
        links.into_iter().map(|(key, route)| self.link(self.messages().text(key), &route)).collect()
    }

    fn entry(&self, key: &str, route: &Route) -> Entry {
        let current = if *route == self.route {
            Some("page")
        } else {
            self.route.address().starts_with(&route.address()).then_some("true")
        };
        Entry { text: self.messages().text(key).to_owned(), href: self.href(route), current }
    }
}

/// What the script of every page holds for all of them: the search box, as seen from the home page.
pub(super) fn shared(severities: &[Severity], theme: &Theme) -> View {
    let messages = theme.messages();
    let href = |to: &Route| to.relative_to(&Route::Home);
    let asset = |name: &str| href(&Route::Asset(theme.asset(name).unwrap_or(name).to_owned()));
    let page = SharedFrame {
        home: href(&Route::Home),
        search: Entry {
            text: messages.text("nav.search").to_owned(),
            href: href(&Route::Search),
            current: None,
        },
        search_box: SearchBox {
            interface: asset("search-ui.js"),
            sheet: asset(SEARCH_SHEET),
            engine: asset("search.js"),
            incidents: href(&Route::Incidents),
            severities: views::scale(severities, messages.locale()),
        },
    };
    View::new(&Shared { page })
}

/// The sheet for pages of `kind` alone: charts, registers, reviews and lessons; what authors
/// wrote; results of a search.
fn own_sheet(kind: &str) -> Option<&'static str> {
    match kind {
        "actions" | "cause" | "definitions" | "gaps" | "lessons" | "overdue" | "recurring" | "review"
        | "service" | "severity" | "team" | "trends" => Some("numbers.css"),
        "incident" | "runbook" | "plain" => Some("documents.css"),
        "search" => Some(SEARCH_SHEET),
        _ => None,
    }
}

/// Whether anything on the page depends on the as-of day.
fn is_dated(route: &Route) -> bool {
    !matches!(route, Route::Page(_) | Route::Search | Route::NotFound | Route::Redirect(_))
}
