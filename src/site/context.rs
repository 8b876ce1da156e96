//! What every page needs to know about the whole site, and links relative to a page's own address.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::definition::Definition;
use super::page::SiteInput;
use crate::address::{Addresses, Route, action_anchors};
use crate::analysis::Analysis;
use crate::analysis::likely::Pair;
use crate::analysis::likeness::Tier;
use crate::analysis::period::PeriodName;
use crate::analysis::recurrence::{AfterDone, Recurrence, WhileOpen};
use crate::analysis::trackers::{UsedExport, used_exports};
use crate::config::Config;
use crate::i18n::{Locale, Messages, Segment};
use crate::model::{ActionItem, Cause, Incident, KnowledgeBase, Runbook, Service, Term};
use crate::time::Instant;

/// The whole site.
pub(super) struct Site<'a> {
    pub(super) input: SiteInput<'a>,
    pub(super) knowledge_base: &'a KnowledgeBase,
    pub(super) analysis: &'a Analysis,
    pub(super) config: &'a Config,
    pub(super) messages: &'a Messages,
    pub(super) addresses: Addresses,
    incidents: BTreeMap<&'a str, &'a Incident>,
    slugs: BTreeMap<&'a str, &'a Incident>,
    runbooks: BTreeMap<&'a str, &'a Runbook>,
    runbook_slugs: BTreeMap<&'a str, &'a Runbook>,
    causes: BTreeMap<&'a str, &'a Cause>,
    services: BTreeMap<&'a str, &'a Service>,
    runbooks_of_services: BTreeMap<&'a str, Vec<&'a Runbook>>,
    chains: BTreeMap<&'a str, Vec<Return<'a>>>,
    /// Likely recurrences of each incident, the most alike first.
    likely: BTreeMap<&'a str, Vec<&'a Pair>>,
    /// The place of each incident among those of a service, in order of time.
    places: BTreeMap<(&'a str, &'a str), usize>,
    /// Of the action items of each incident, in their order: made once, for a page may list thousands of them.
    anchors: BTreeMap<&'a str, Vec<String>>,
    /// Exports of trackers that states rest on, in words; every page that shows a number names them.
    trackers: Vec<String>,
}

/// An incident in a chain, with what is recorded of it there: looked up once, for a chain may be thousands long.
pub(super) struct Return<'a> {
    pub(super) chain: &'a Recurrence,
    /// Among the incidents of the chain; 0 for the first one.
    pub(super) place: usize,
    pub(super) while_open: &'a [WhileOpen],
    pub(super) after_done: &'a [AfterDone],
}

impl<'a> Return<'a> {
    /// Every incident of `chain`.
    fn of_chain(chain: &'a Recurrence) -> Vec<(&'a str, Self)> {
        let open = chain.while_open.chunk_by(|a, b| a.incident == b.incident);
        let open: BTreeMap<&str, &[WhileOpen]> = open.map(|it| (it[0].incident.as_str(), it)).collect();
        let done = chain.after_done.chunk_by(|a, b| a.incident == b.incident);
        let done: BTreeMap<&str, &[AfterDone]> = done.map(|it| (it[0].incident.as_str(), it)).collect();
        let part = |(place, id): (usize, &'a String)| {
            let id = id.as_str();
            let while_open = open.get(id).copied().unwrap_or_default();
            let after_done = done.get(id).copied().unwrap_or_default();
            (id, Self { chain, place, while_open, after_done })
        };
        chain.incidents.iter().enumerate().map(part).collect()
    }
}

/// The site as seen from one page.
pub(super) struct Here<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) route: Route,
    /// The words go elsewhere, to a document or a chat: links name the whole address, or lead nowhere without one.
    pub(super) is_outside: bool,
}

/// A link, or its text alone where there is no page to lead to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    text: String,
    href: Option<String>,
    /// Set where the text is in another language than the page.
    lang: Option<String>,
}

/// A point in time for readers and for machines.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Time {
    iso: String,
    text: String,
}

impl<'a> Site<'a> {
    /// Prepares the look-ups.
    pub(super) fn new(input: SiteInput<'a>) -> Self {
        let knowledge_base = input.knowledge_base;
        let mut chains: BTreeMap<&str, Vec<Return<'_>>> = BTreeMap::new();
        for (id, part) in input.analysis.recurring.iter().flat_map(Return::of_chain) {
            chains.entry(id).or_default().push(part);
        }
        let messages = input.theme.messages();
        let mut likely: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
        for pair in input.analysis.likely.iter().filter(|it| it.tier == Tier::Likely) {
            likely.entry(&pair.earlier).or_default().push(pair);
            likely.entry(&pair.later).or_default().push(pair);
        }
        let services = input.analysis.services.iter();
        let places = services.flat_map(|(name, it)| {
            it.incidents.iter().enumerate().map(move |(place, id)| ((name.as_str(), id.as_str()), place))
        });
        Self {
            trackers: used_exports(knowledge_base).iter().map(|it| tracker(messages, it)).collect(),
            input,
            knowledge_base,
            analysis: input.analysis,
            config: input.config,
            messages,
            addresses: Addresses::new(knowledge_base),
            incidents: knowledge_base.incidents.iter().map(|it| (it.id.as_str(), it)).collect(),
            slugs: knowledge_base.incidents.iter().map(|it| (it.slug.as_str(), it)).collect(),
            runbooks: knowledge_base.runbooks.iter().map(|it| (it.id.as_str(), it)).collect(),
            runbook_slugs: knowledge_base.runbooks.iter().map(|it| (it.slug.as_str(), it)).collect(),
            causes: knowledge_base.taxonomy.causes.iter().map(|it| (it.id.as_str(), it)).collect(),
            services: knowledge_base.services.iter().map(|it| (it.name.as_str(), it)).collect(),
            runbooks_of_services: runbooks_of_services(knowledge_base),
            chains,
            likely,
            places: places.collect(),
            anchors: knowledge_base.incidents.iter().map(|it| (it.id.as_str(), action_anchors(it))).collect(),
        }
    }

    /// The id of the line of the action item at `place` on the page of `incident`.
    pub(super) fn action_anchor(&self, incident: &Incident, place: usize) -> &str {
        self.anchors.get(incident.id.as_str()).and_then(|it| it.get(place)).map_or("", String::as_str)
    }

    /// Exports of trackers that states rest on, in words.
    pub(super) fn trackers(&self) -> &[String] {
        &self.trackers
    }

    /// The language of the interface.
    pub(super) fn locale(&self) -> Locale {
        self.messages.locale()
    }

    /// The day that every number is computed for.
    pub(super) fn as_of(&self) -> Date {
        self.analysis.settings.as_of
    }

    /// Whether `to` has a page: a quarter in which nothing happened has none.
    pub(super) fn is_built(&self, to: &Route) -> bool {
        let mut quarters = self.analysis.quarters.iter().filter(|it| it.has_anything());
        match to {
            Route::QuarterReview(quarter) => quarters.any(|it| it.quarter == *quarter),
            Route::YearReview(year) => quarters.any(|it| it.quarter.year == *year),
            _ => true,
        }
    }

    /// The incident with `id`.
    pub(super) fn incident(&self, id: &str) -> Option<&'a Incident> {
        self.incidents.get(id).copied()
    }

    /// The incident whose page has `slug` in its address.
    pub(super) fn incident_of_slug(&self, slug: &str) -> Option<&'a Incident> {
        self.slugs.get(slug).copied()
    }

    /// The runbook with `id`.
    pub(super) fn runbook(&self, id: &str) -> Option<&'a Runbook> {
        self.runbooks.get(id).copied()
    }

    /// The runbook whose page has `slug` in its address.
    pub(super) fn runbook_of_slug(&self, slug: &str) -> Option<&'a Runbook> {
        self.runbook_slugs.get(slug).copied()
    }

    /// The chains that `id` is part of.
    pub(super) fn chains_of(&self, id: &str) -> &[Return<'a>] {
        self.chains.get(id).map_or(&[], Vec::as_slice)
    }

    /// What `chain` records about the incident `id`.
    pub(super) fn return_in(&self, chain: &Recurrence, id: &str) -> Option<&Return<'a>> {
        self.chains_of(id).iter().find(|it| std::ptr::eq(it.chain, chain))
    }

    /// The likely recurrences that `id` is part of, the most alike first.
    pub(super) fn likely_of(&self, id: &str) -> &[&'a Pair] {
        self.likely.get(id).map_or(&[], Vec::as_slice)
    }

    /// The place of the incident `id` among those of `service`, in order of time.
    pub(super) fn place_in(&self, service: &str, id: &str) -> Option<usize> {
        self.places.get(&(service, id)).copied()
    }

    /// The site as seen from `route`.
    pub(super) fn at(&'a self, route: Route) -> Here<'a> {
        Here { site: self, route, is_outside: false }
    }

    /// The site as seen from a document that is kept elsewhere.
    pub(super) fn seen_from_outside(&'a self) -> Here<'a> {
        Here { site: self, route: Route::Home, is_outside: true }
    }

    /// A term of an axis by its id in the interface language; the word itself where it is on none.
    pub(super) fn term(&self, terms: &[Term], id: &str) -> String {
        terms
            .iter()
            .find(|it| it.id == id)
            .map_or(id, |it| self.either(&it.label_en, &it.label_zh))
            .to_owned()
    }

    /// The label of the cause `id`, for example `Connection or thread pool`.
    pub(super) fn cause_label(&self, id: &str) -> String {
        let cause = self.causes.get(id);
        cause.map_or(id, |it| it.label(self.locale().is_chinese())).to_owned()
    }

    /// The label in the interface language.
    pub(super) fn either<'b>(&self, english: &'b str, chinese: &'b str) -> &'b str {
        if self.locale().is_chinese() { chinese } else { english }
    }
}

impl<'a> Here<'a> {
    /// The words of the interface.
    pub(super) fn messages(&self) -> &'a Messages {
        self.site.messages
    }

    /// The link that leads from here to `to`.
    pub(super) fn href(&self, to: &Route) -> String {
        let base_url = self.site.config.site.base_url.as_str();
        if self.is_outside {
            return to.absolute(base_url);
        }
        if self.route != Route::NotFound {
            return to.relative_to(&self.route);
        }
        let path = base_url
            .split_once("://")
            .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
            .unwrap_or("/");
        format!("{path}{}", to.file())
    }

    /// A link to `to` with the words `text`.
    pub(super) fn link(&self, text: impl Into<String>, to: &Route) -> Link {
        let leads_on = self.leads_on() && self.site.is_built(to);
        Link { text: text.into(), href: leads_on.then(|| self.href(to)), lang: None }
    }

    /// A link to `to` with `query` behind it, which narrows the list there down.
    pub(super) fn link_with_query(&self, text: impl Into<String>, to: &Route, query: &str) -> Link {
        let link = self.link(text, to);
        Link { href: link.href.map(|it| format!("{it}?{query}")), ..link }
    }

    /// A link to the place `anchor` of `to`.
    pub(super) fn link_into(&self, text: impl Into<String>, to: &Route, anchor: &str) -> Link {
        let is_here = *to == self.route && !self.is_outside;
        let page = if is_here { String::new() } else { self.href(to) };
        Link { text: text.into(), href: self.leads_on().then(|| format!("{page}#{anchor}")), lang: None }
    }

    /// Whether a link from here can lead to a page: not from outside to a site whose address nobody knows.
    fn leads_on(&self) -> bool {
        !(self.is_outside && self.site.config.site.base_url.is_empty())
    }

    /// A link to `incident` with its title.
    pub(super) fn incident(&self, incident: &Incident) -> Link {
        let route = Route::Incident(incident.slug.clone());
        Link { lang: self.lang(&incident.language), ..self.link(&incident.title, &route) }
    }

    /// A link to the incident `id` with its id as text; the id alone where there is no such incident.
    pub(super) fn incident_id(&self, id: &str) -> Link {
        match self.site.incident(id) {
            Some(it) => self.link(id, &Route::Incident(it.slug.clone())),
            None => Link::text(id),
        }
    }

    /// A link to `runbook` with its title.
    pub(super) fn runbook(&self, runbook: &Runbook) -> Link {
        let route = Route::Runbook(runbook.slug.clone());
        Link { lang: self.lang(&runbook.language), ..self.link(&runbook.title, &route) }
    }

    /// A link to the runbook `id` with its title; the id alone where there is no such runbook.
    pub(super) fn runbook_id(&self, id: &str) -> Link {
        self.site.runbook(id).map_or_else(|| Link::text(id), |it| self.runbook(it))
    }

    /// A link to the line of `item` on the page of `incident`, with the id of the item as text.
    pub(super) fn action_item(&self, incident: &Incident, item: &ActionItem) -> Link {
        let place = incident.action_items.iter().position(|it| std::ptr::eq(it, item)).unwrap_or_default();
        let anchor = self.site.action_anchor(incident, place);
        self.link_into(&item.id, &Route::Incident(incident.slug.clone()), anchor)
    }

    /// A link to what a number means, in words that say so.
    pub(super) fn definition(&self, definition: Definition) -> Link {
        self.definition_named(self.messages().text("definitions.how"), definition)
    }

    /// A link to what a number means, with the words `text`.
    pub(super) fn definition_named(&self, text: impl Into<String>, definition: Definition) -> Link {
        self.link_into(text, &Route::Definitions, &definition.anchor())
    }

    /// A link to the page of the cause `id`.
    pub(super) fn cause(&self, id: &str) -> Link {
        self.named(self.site.cause_label(id), self.site.addresses.cause(id))
    }

    /// A link to the page of the service `name`.
    pub(super) fn service(&self, name: &str) -> Link {
        self.named(name.to_owned(), self.site.addresses.service(name))
    }

    /// A link to the page of the team `name`.
    pub(super) fn team(&self, name: &str) -> Link {
        self.named(name.to_owned(), self.site.addresses.team(name))
    }

    /// The owner `name`, with a link to their page where owners have one.
    pub(super) fn owner(&self, name: &str) -> Link {
        let has_page = self.site.config.privacy.owner_pages;
        self.named(name.to_owned(), self.site.addresses.owner(name).filter(|_| has_page))
    }

    /// A link to the page of the tag `name`.
    pub(super) fn tag(&self, name: &str) -> Link {
        self.named(name.to_owned(), self.site.addresses.tag(name))
    }

    fn named(&self, text: String, route: Option<&Route>) -> Link {
        match route {
            Some(it) => self.link(text, it),
            None => Link::text(text),
        }
    }

    /// `tag` where it is another language than the interface's, for the `lang` attribute of a part.
    pub(super) fn lang(&self, tag: &str) -> Option<String> {
        let same = Locale::from_tag(tag) == Some(self.site.locale());
        (!same && !tag.is_empty()).then(|| tag.to_owned())
    }

    /// A day.
    pub(super) fn date(&self, date: Date) -> Time {
        Time { iso: date.to_string(), text: self.messages().date(date) }
    }

    /// A day, clock time and offset.
    pub(super) fn instant(&self, at: Instant) -> Time {
        Time { iso: at.to_string(), text: self.messages().instant(at) }
    }

    /// The clock time of `at` without its day.
    pub(super) fn clock(&self, at: Instant) -> Time {
        Time { iso: at.to_string(), text: self.messages().clock(at) }
    }

    /// The message under `key` as words and links: `values` are filled in, places in `links` become links.
    pub(super) fn sentence(&self, key: &str, values: &[(&str, &str)], links: &[(&str, Link)]) -> Vec<Link> {
        let part = |segment| match segment {
            Segment::Text(text) => Link::text(text),
            Segment::Slot(name) => links
                .iter()
                .find(|(it, _)| *it == name)
                .map_or_else(|| Link::text(name), |(_, link)| link.clone()),
        };
        self.messages().segments(key, values).into_iter().map(part).collect()
    }
}

impl Link {
    /// Words that lead nowhere.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, lang: None }
    }

    /// A link out of the site; only the words where `address` is not a web or mail address.
    ///
    /// Addresses come from content: `javascript:` and its kin must not become a link.
    pub(super) fn outside(text: impl Into<String>, address: &str) -> Self {
        let address = address.trim();
        let lower = address.to_ascii_lowercase();
        let is_safe = ["https://", "http://", "mailto:"].iter().any(|it| lower.starts_with(it));
        let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control());
        Self { text: text.into(), href: (is_safe && is_plain).then(|| address.to_owned()), lang: None }
    }

    /// Its words.
    pub(super) fn words(&self) -> &str {
        &self.text
    }

    /// The same link with other words.
    pub(super) fn with_words(self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..self }
    }

    /// Whether it leads anywhere.
    pub(super) fn leads(&self) -> bool {
        self.href.is_some()
    }

    /// The same link, its words marked as in the language `lang`.
    pub(super) fn in_language(mut self, lang: Option<String>) -> Self {
        self.lang = lang;
        self
    }
}

/// The route of the review of `name`.
pub(super) fn review_route(name: PeriodName) -> Route {
    match name {
        PeriodName::Quarter(quarter) => Route::QuarterReview(quarter),
        PeriodName::Year(year) => Route::YearReview(year),
    }
}

/// The runbooks of the service `name`: those the catalogue names first, then those that name the service.
pub(super) fn runbooks<'a>(site: &Site<'a>, name: &str) -> Vec<&'a Runbook> {
    let listed = site.services.get(name).map_or(&[][..], |it| it.runbooks.as_slice());
    let own = site.runbooks_of_services.get(name).into_iter().flatten().copied();
    let mut seen = BTreeSet::new();
    let all = listed.iter().filter_map(|id| site.runbook(id)).chain(own);
    all.filter(|it| seen.insert(it.id.as_str())).collect()
}

/// The runbooks that name each service, in order.
fn runbooks_of_services(knowledge_base: &KnowledgeBase) -> BTreeMap<&str, Vec<&Runbook>> {
    let mut found: BTreeMap<&str, Vec<&Runbook>> = BTreeMap::new();
    for runbook in &knowledge_base.runbooks {
        for service in &runbook.services {
            found.entry(service).or_default().push(runbook);
        }
    }
    found
}

/// `12 states from tickets/issues.json, 1 Mar 2026`.
fn tracker(messages: &Messages, it: &UsedExport) -> String {
    let n = messages.integer(it.n);
    let values = [("n", n.as_str()), ("export", &it.name)];
    match it.day {
        Some(day) => {
            messages.fill("footer.tracker", &[&values[..], &[("day", &messages.date(day))]].concat())
        }
        None => messages.fill("footer.tracker_undated", &values),
    }
}
