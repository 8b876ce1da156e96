//! The document on a page, where it came from, and where it is edited.

use serde::Serialize;

use crate::address::percent_encoded;
use crate::files::Span;
use crate::site::context::{Here, Link, Site};

/// Deepest heading that a table of contents lists.
const MAX_LEVEL: u8 = 3;

/// The document and its table of contents.
#[derive(Serialize)]
pub(in crate::site::pages) struct Contents {
    html: String,
    headings: Vec<Heading>,
}

/// A heading of the document.
#[derive(Serialize)]
pub(super) struct Heading {
    text: String,
    id: String,
    /// 0 for the highest level of the document.
    depth: u8,
}

impl Contents {
    /// The document of this page; empty where there is none.
    pub(in crate::site::pages) fn new(here: &Here<'_>) -> Self {
        let Some(body) = here.site.input.bodies.get(&here.route) else {
            return Self { html: String::new(), headings: Vec::new() };
        };
        let top = body.headings.iter().map(|it| it.level).min().unwrap_or(2);
        let headings = body.headings.iter().filter(|it| it.level <= MAX_LEVEL.max(top));
        Self {
            html: body.html.clone(),
            headings: headings
                .map(|it| Heading { text: it.text.clone(), id: it.id.clone(), depth: it.level - top })
                .collect(),
        }
    }

    /// Its table of contents alone.
    pub(super) fn into_headings(self) -> Vec<Heading> {
        self.headings
    }

    /// Whether the document begins with `text`, or with what `text` shortens: then the page need not say it twice.
    pub(in crate::site::pages) fn opens_with(&self, text: &str) -> bool {
        let Some(rest) = self.html.strip_prefix("<p>") else { return false };
        let paragraph = rest.split("</p>").next().unwrap_or_default();
        let parts = paragraph.split('<').enumerate();
        let bare =
            parts.map(|(idx, it)| if idx == 0 { it } else { it.split_once('>').map_or("", |it| it.1) });
        let letters = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
        letters(&bare.collect::<String>()).starts_with(&letters(text))
    }
}

/// `2026/login.md:31`.
pub(in crate::site::pages) fn place(site: &Site<'_>, span: Span) -> String {
    let sources = site.input.sources;
    format!("{}:{}", sources.get(span.file).path, sources.line(span))
}

/// `2026/login.md:31`, which leads to the line where the site's repository is known.
pub(in crate::site::pages) fn linked_place(here: &Here<'_>, span: Span) -> Link {
    let text = place(here.site, span);
    let Some(pattern) = here.site.config.links.edit_url.as_deref() else { return Link::text(text) };
    let sources = here.site.input.sources;
    let address = pattern.replace("{path}", &percent_encoded(&sources.get(span.file).path));
    // GitHub, GitLab, Gitea and Bitbucket's source views all take this form, and editors pass it over.
    let fragment = if address.contains('#') { String::new() } else { format!("#L{}", sources.line(span)) };
    Link::outside(text, &format!("{address}{fragment}"))
}

/// Where the document is edited, at the site's repository; `None` where the site names none.
pub(in crate::site::pages) fn edit_link(here: &Here<'_>, span: Span) -> Option<Link> {
    let pattern = here.site.config.links.edit_url.as_deref()?;
    let path = &here.site.input.sources.get(span.file).path;
    let link = Link::outside(
        here.messages().text("document.edit"),
        &pattern.replace("{path}", &percent_encoded(path)),
    );
    link.leads().then_some(link)
}
