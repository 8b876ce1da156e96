//! The whole site of a small knowledge base, rendered with the default theme in both languages.

mod keys;
mod reference;
mod sample;

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};

use super::{Page, SiteInput, plan, share};
use crate::address::Route;
use crate::analysis::analyse;
use crate::files::OutputFile;
use crate::i18n::Locale;
use crate::model::KnowledgeBase;
use crate::theme::Theme;
use sample::Sample;

const BASE_URL: &str = "https://kb.example.com/incidents-of-ours/";

#[test]
fn every_page_renders_as_valid_html_in_both_languages() {
    for locale in Locale::ALL {
        for (path, text) in html(&build(locale, BASE_URL)) {
            let page = Html::parse_document(&text);
            assert_eq!(page.errors, Vec::<String>::new(), "{path}");
            assert_eq!(select(&page, "html")[0].attr("lang"), Some(locale.tag()), "{path}");
            assert_eq!(select(&page, "h1").len(), 1, "{path}: one h1");
            check_ids(&page, &path);
            check_headings(&page, &path);
            check_no_inline(&page, &path);
            for table in select(&page, "table") {
                assert!(
                    table.select(&selector("caption")).next().is_some(),
                    "{path}: a table without a caption"
                );
            }
        }
    }
}

#[test]
fn a_site_without_documents_renders_too() {
    for locale in Locale::ALL {
        let mut sample = sample::sample(locale, BASE_URL);
        sample.knowledge_base = KnowledgeBase {
            taxonomy: sample.config.taxonomy.clone(),
            severities: sample.config.severities.clone(),
            ..KnowledgeBase::default()
        };
        sample.analysis = analyse(&sample.knowledge_base, sample.analysis.settings.clone());
        let files = render(&sample, locale);
        for (path, text) in html(&files) {
            let page = Html::parse_document(&text);
            assert_eq!(page.errors, Vec::<String>::new(), "{path}");
            check_headings(&page, &path);
        }
    }
}

#[test]
fn every_link_of_the_site_leads_to_a_file_and_place_that_exist() {
    for base_url in ["", BASE_URL] {
        let files = build(Locale::English, base_url);
        let paths: BTreeSet<&str> = files.iter().map(|it| it.path.as_str()).collect();
        let pages = html(&files);
        let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (path, text) in &pages {
            let page = Html::parse_document(text);
            let found =
                select(&page, "[id]").iter().filter_map(|it| it.attr("id").map(str::to_owned)).collect();
            ids.insert(path, found);
        }
        let root = if base_url.is_empty() { "/" } else { "/incidents-of-ours/" };
        let mut n_links = 0;
        for (path, text) in &pages {
            for link in links(text) {
                let (file, place) = link.split_once('#').map_or((link.as_str(), None), |(a, b)| (a, Some(b)));
                // What narrows a list down is for its script.
                let file = file.split_once('?').map_or(file, |it| it.0);
                let target = match file.strip_prefix(root).filter(|_| path == "404.html") {
                    Some(rest) => rest.to_owned(),
                    None if file.is_empty() => path.clone(),
                    None => resolve(path, file),
                };
                // What `export` makes is not a page; `tests/it/sample.rs` follows these links too.
                let is_exported = [".ics", ".csv"].iter().any(|it| target.ends_with(it));
                // Twins are made while pages are rendered; there too.
                let page_of_twin = target.strip_suffix("index.md").map(|it| format!("{it}index.html"));
                let is_twin = page_of_twin.is_some_and(|it| paths.contains(it.as_str()));
                let is_there = is_exported || is_twin || paths.contains(target.as_str());
                assert!(is_there, "{path}: {link} leads to no file ({target})");
                n_links += 1;
                if let Some(place) = place {
                    assert!(ids[target.as_str()].contains(place), "{path}: {link} leads to no place");
                }
            }
        }
        assert!(500 < n_links, "{n_links} links");
    }
}

#[test]
fn addresses_are_those_of_the_contract() {
    let files = build(Locale::English, BASE_URL);
    let paths: BTreeSet<&str> = files.iter().map(|it| it.path.as_str()).collect();
    for path in [
        "index.html",
        "incidents/index.html",
        "incidents/inc-2026-0001/index.html",
        "causes/index.html",
        "causes/capacity/pool/index.html",
        "services/auth-service/index.html",
        "severities/p0/index.html",
        "teams/搜索组/index.html",
        "tags/login/index.html",
        "pages/how-we-write/index.html",
        "actions/index.html",
        "trends/index.html",
        "trends/recurring/index.html",
        "trends/overdue/index.html",
        "reviews/2026-q1/index.html",
        "reviews/2025/index.html",
        "runbooks/redis-failover/index.html",
        "gaps/index.html",
        "search/index.html",
        "definitions/index.html",
        "old/login-outage/index.html",
        "handbook/index.html",
        "404.html",
        "sitemap.xml",
        "feed.atom",
    ] {
        assert!(paths.contains(path), "{path} is missing");
    }
    assert_eq!(paths.len(), files.len(), "two pages at one address");
}

#[test]
fn content_is_escaped_and_marked_with_its_language() {
    let files = build(Locale::English, "");
    let page = parsed(&files, "incidents/index.html");
    let titles: Vec<String> = select(&page, "tbody th a").iter().map(text_of).collect();
    assert!(titles.contains(&"Disk full on the log collector <eu-1> & friends".to_owned()), "{titles:?}");
    let page = parsed(&files, "incidents/inc-2026-0001/index.html");
    assert_eq!(select(&page, "h1")[0].attr("lang"), Some("zh-CN"));
    assert_eq!(select(&page, "article.document")[0].attr("lang"), Some("zh-CN"));
    assert!(select(&page, "a[href^='javascript']").is_empty());
}

#[test]
fn the_incident_page_says_what_came_back_and_which_fix_was_open() {
    let page = parsed(&build(Locale::English, ""), "incidents/inc-2026-0001/index.html");
    let banner = text_of(&select(&page, ".returns")[0]);
    insta::assert_snapshot!(squeezed(&banner), @"This has happened before. Occurrence 3 of 3, 142 days after INC-2025-0019. The whole chain When it recurred, 2 promised fixes were still open: 207 days overdue at the time Set a pool limit per tenant INC-2025-0007 A2 @wang; today: In progress 100 days overdue at the time 连接池按租户限额并压测 INC-2025-0019 A1 @王五; today: Open");
}

#[test]
fn the_review_of_a_quarter_names_numbers_and_what_is_too_few() {
    let page = parsed(&build(Locale::English, ""), "reviews/2025-q4/index.html");
    insta::assert_snapshot!(lines(&select(&page, "main")[0]));
}

#[test]
fn the_chinese_incident_page_reads_as_a_whole() {
    let page = parsed(&build(Locale::Chinese, ""), "incidents/inc-2026-0001/index.html");
    insta::assert_snapshot!(lines(&select(&page, "main")[0]));
}

#[test]
fn the_page_of_recurring_failures_reads_as_a_whole() {
    let page = parsed(&build(Locale::English, ""), "trends/recurring/index.html");
    insta::assert_snapshot!(lines(&select(&page, "main")[0]));
}

#[test]
fn styles_and_scripts_stay_small() {
    let theme = Theme::new(Locale::English, Vec::new()).unwrap();
    let size = |name: &str| {
        let path = theme.asset(name).unwrap();
        theme.static_files().iter().find(|it| it.path == path).unwrap().bytes.len()
    };
    // With gzip styles shrink to a quarter and scripts to a third: 10 kB and 4 kB on the wire, which the browser tests
    // measure.
    assert!(size("theme.css") < 44_000 && size("theme.js") < 24_000);
}

#[test]
fn the_search_box_is_in_the_script_of_all_pages_and_in_none_of_them() {
    for locale in [Locale::English, Locale::Chinese] {
        let sample = sample::sample(locale, BASE_URL);
        let mut theme = Theme::new(locale, Vec::new()).unwrap();
        share(&mut theme, &sample.knowledge_base.severities).unwrap();
        let path = theme.asset("theme.js").unwrap().to_owned();
        let script = theme.static_files().iter().find(|it| it.path == path).unwrap();
        assert!(script.bytes.len() < 30_000, "{} bytes", script.bytes.len());
        let text = std::str::from_utf8(&script.bytes).unwrap().lines().next().unwrap();
        // Addresses are those of the home page: a script puts the way there in front of them.
        for it in ["u003cdialog id=", "data-root=\\\"index.html", "id=\\\"aw-words", "sev sev-0"] {
            assert!(text.contains(it), "{it}: {text}");
        }
        assert!(!text.contains("../"), "{text}");
        for page in pages(&sample, &theme) {
            let html = page.render(&theme).unwrap();
            let html = std::str::from_utf8(&html.bytes).unwrap();
            assert!(!html.contains("<dialog") && !html.contains("aw-words"), "{}", page.route.file());
            let is_page = html.contains("id=\"aw-main\"");
            assert!(!is_page || html.contains(&path), "{} loads it", page.route.file());
        }
    }
}

#[test]
fn the_feed_and_the_sitemap_hold_whole_addresses() {
    let files = build(Locale::Chinese, BASE_URL);
    let text = |path: &str| {
        let file = files.iter().find(|it| it.path == path).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    let feed = text("feed.atom");
    assert!(feed.contains("<updated>2026-02-11T00:00:00+08:00</updated>"), "{feed}");
    assert!(feed.contains("&lt;eu-1&gt; &amp; friends"), "{feed}");
    let sitemap = text("sitemap.xml");
    assert!(
        sitemap.contains(
            "<loc>https://kb.example.com/incidents-of-ours/teams/%E6%90%9C%E7%B4%A2%E7%BB%84/</loc>"
        )
    );
    assert!(!sitemap.contains("404.html") && !sitemap.contains("/old/"));
}

/// The site of the sample, pages and static files.
fn build(locale: Locale, base_url: &str) -> Vec<OutputFile> {
    render(&sample::sample(locale, base_url), locale)
}

fn render(sample: &Sample, locale: Locale) -> Vec<OutputFile> {
    let theme = Theme::new(locale, Vec::new()).unwrap();
    let pages = pages(sample, &theme);
    let mut files: Vec<OutputFile> = Vec::new();
    for page in &pages {
        files.push(page.render(&theme).unwrap_or_else(|error| panic!("{}: {error}", page.route.file())));
    }
    files.extend(theme.static_files().iter().cloned());
    files
}

fn pages(sample: &Sample, theme: &Theme) -> Vec<Page> {
    plan(SiteInput {
        knowledge_base: &sample.knowledge_base,
        analysis: &sample.analysis,
        related: &sample.analysis.related,
        config: &sample.config,
        sources: &sample.sources,
        bodies: &sample.bodies,
        theme,
        version: "0.0.0",
    })
    .pages()
}

/// Path and text of every page.
fn html(files: &[OutputFile]) -> Vec<(String, String)> {
    let pages = files.iter().filter(|it| it.path.rsplit_once('.').is_some_and(|it| it.1 == "html"));
    let pages: Vec<(String, String)> =
        pages.map(|it| (it.path.clone(), String::from_utf8(it.bytes.clone()).unwrap())).collect();
    assert!(10 < pages.len(), "{} pages", pages.len());
    pages
}

fn parsed(files: &[OutputFile], path: &str) -> Html {
    let file = files.iter().find(|it| it.path == path).unwrap_or_else(|| panic!("no {path}"));
    Html::parse_document(std::str::from_utf8(&file.bytes).unwrap())
}

fn links(text: &str) -> Vec<String> {
    let page = Html::parse_document(text);
    let mut found: Vec<String> = Vec::new();
    for (elements, attribute) in [("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src")] {
        found.extend(select(&page, elements).iter().filter_map(|it| it.attr(attribute).map(str::to_owned)));
    }
    found.retain(|it| !it.contains("://"));
    found
}

/// The file that `link` on the page at `from` leads to.
fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{from}: {link} leads out of the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[track_caller]
fn check_ids(page: &Html, path: &str) {
    let mut seen = BTreeSet::new();
    for element in select(page, "[id]") {
        let id = element.attr("id").unwrap_or_default();
        assert!(seen.insert(id.to_owned()), "{path}: two elements with the id {id}");
    }
    for element in select(page, "[aria-labelledby]") {
        for id in element.attr("aria-labelledby").unwrap_or_default().split(' ') {
            assert!(seen.contains(id), "{path}: labelled by {id}, which is not there");
        }
    }
}

#[track_caller]
fn check_headings(page: &Html, path: &str) {
    let mut last = 0;
    for heading in select(page, "h1, h2, h3, h4, h5, h6") {
        let level: u32 = heading.value().name()[1..].parse().unwrap();
        assert!(level <= last + 1, "{path}: h{level} follows h{last}: {}", text_of(&heading));
        last = level;
        assert!(!text_of(&heading).trim().is_empty(), "{path}: an empty heading");
    }
}

#[track_caller]
fn check_no_inline(page: &Html, path: &str) {
    assert!(
        select(page, "style, [style], [onclick], [onload], base").is_empty(),
        "{path}: inline style or script"
    );
    assert!(select(page, "script:not([src])").is_empty(), "{path}: inline script");
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn select<'a>(page: &'a Html, elements: &str) -> Vec<ElementRef<'a>> {
    page.select(&selector(elements)).collect()
}

fn text_of(element: &ElementRef<'_>) -> String {
    element.text().collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of `element`, a line per block, cells of a row divided by ` | `.
fn lines(element: &ElementRef<'_>) -> String {
    let blocks = selector("h1, h2, h3, p, tr, dt, dd, li, summary, pre");
    let mut out = String::new();
    for block in element.select(&blocks) {
        let name = block.value().name();
        let is_outer = block.select(&blocks).next().is_some();
        let text = if name == "tr" {
            let cells = selector("th, td");
            let cells: Vec<String> = block.select(&cells).map(|it| squeezed(&text_of(&it))).collect();
            cells.join(" | ")
        } else if is_outer {
            continue;
        } else {
            squeezed(&text_of(&block))
        };
        let mark = match name {
            "h1" => "# ",
            "h2" => "## ",
            "h3" => "### ",
            "li" => "- ",
            "dd" => "    ",
            _ => "",
        };
        out.push_str(mark);
        out.push_str(&text);
        out.push('\n');
    }
    out
}

/// A route of every kind has a page in the sample, so that no template goes unrendered.
#[test]
fn the_sample_has_a_page_of_every_template() {
    let mut sample = sample::sample(Locale::English, BASE_URL);
    sample.config.privacy.owner_pages = true;
    let theme = Theme::new(Locale::English, Vec::new()).unwrap();
    let pages = pages(&sample, &theme);
    let used: BTreeSet<&str> = pages.iter().map(|it| it.template).collect();
    let there: BTreeSet<String> = keys::template_paths()
        .into_iter()
        .filter(|it| it.starts_with("page/") || it.starts_with("feed/"))
        .collect();
    assert_eq!(used.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), there);
    assert!(pages.iter().any(|it| it.route == Route::NotFound));
}

#[test]
fn every_figure_leads_to_a_definition_that_exists_and_every_definition_is_led_to() {
    use super::definition::Definition;
    use crate::analysis::response_times::Measure;
    let files = build(Locale::English, "");
    let page = parsed(&files, "definitions/index.html");
    let ids: BTreeSet<String> =
        select(&page, "main [id]").iter().filter_map(|it| it.attr("id").map(str::to_owned)).collect();
    let linked: BTreeSet<String> = html(&files)
        .iter()
        .filter(|(path, _)| path != "definitions/index.html")
        .flat_map(|(_, text)| links(text))
        .filter_map(|it| it.split_once("definitions/index.html#").map(|it| it.1.to_owned()))
        .collect();
    let missing: Vec<&String> = linked.difference(&ids).collect();
    assert!(missing.is_empty(), "no such definitions: {missing:?}");
    let measures = Measure::ALL.map(Definition::Measure);
    for definition in Definition::SECTIONS.iter().chain(&measures) {
        let anchor = definition.anchor();
        assert!(ids.contains(&anchor), "{anchor} is not defined");
        // Where values come from is shown beside every value; the rest is linked from the figure itself.
        let is_about_figures = *definition != Definition::Provenance;
        assert!(!is_about_figures || linked.contains(&anchor), "no figure leads to {anchor}");
    }
}

#[test]
fn every_definition_names_its_ends_clock_exclusions_and_formula() {
    for locale in Locale::ALL {
        let files = build(locale, "");
        let page = parsed(&files, "definitions/index.html");
        for id in [
            "aw-counted",
            "aw-recurrence",
            "aw-repeat-rate",
            "aw-actions",
            "aw-overdue",
            "aw-policy",
            "aw-causes",
            "aw-last-incident",
            "aw-direction",
        ] {
            let heading = select(&page, &format!("#{id}"))[0];
            let section = heading.parent().and_then(ElementRef::wrap).unwrap();
            assert_eq!(section.select(&selector(".definition-facts dd")).count(), 4, "{id}");
        }
    }
}
