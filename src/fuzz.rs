//! Readers of what others wrote, each as a function of bytes: for `examples/fuzz.rs`, which gives them random ones.
//!
//! Each takes whatever comes. A panic is a fault, and so is a promise below that does not hold.

use std::sync::LazyLock;

use crate::config::{self, Config, TicketColumns, TicketExport, TicketFormat};
use crate::extract::{self, Globs, Overrides, Settings, Surroundings};
use crate::files::{FileId, SourceMap};
use crate::i18n::Locale;
use crate::import;
use crate::markdown;
use crate::resolve;
use crate::search::{Calendar, Query};
use crate::source;
use crate::text::{blacked_out, slug};
use crate::time;
use crate::tracker;
use crate::yaml;

/// A reader, and the name of the folder with its seeds.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Letters and `-`.
    pub name: &'static str,
    /// Reads anything.
    pub run: fn(&[u8]),
}

/// Every reader of texts that others wrote.
pub const TARGETS: [Target; 12] = [
    Target { name: "document", run: document },
    Target { name: "page", run: page },
    Target { name: "yaml", run: front_matter },
    Target { name: "config", run: configuration },
    Target { name: "time", run: times },
    Target { name: "query", run: query },
    Target { name: "drawing", run: drawing },
    Target { name: "encoding", run: encoding },
    Target { name: "secrets", run: secrets },
    Target { name: "tickets", run: tickets },
    Target { name: "decisions", run: decisions },
    Target { name: "exports", run: exports },
];

static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let sources = SourceMap::default();
    config::resolve(&sources, config::Parsed::default(), None, None, &[])
        .expect("the built-in settings are usable")
});

fn text(bytes: &[u8]) -> String {
    source::normalise(&String::from_utf8_lossy(bytes))
}

/// A document to incidents: every place lies in the text.
fn document(bytes: &[u8]) {
    let text = text(bytes);
    let end = text.len();
    let mut sources = SourceMap::default();
    let file = sources.add("a.md".to_owned(), text);
    let settings = Settings {
        config: &CONFIG,
        globs: &Globs::default(),
        overrides: &Overrides::default(),
        hide_internal: true,
        surroundings: &Surroundings::default(),
    };
    let read = extract::document(&sources, file, &settings);
    for finding in &read.diagnostics {
        let is_inside = finding.span.is_some_and(|it| it.start <= it.end && it.end <= end);
        assert!(is_inside, "the place of a finding lies in the text: {finding:?}");
    }
}

/// Markdown to a page: no script, whatever is written.
fn page(bytes: &[u8]) {
    let text = text(bytes);
    let (hidden, _) = markdown::internal_ranges(&text, FileId(0), 0..text.len());
    let options = markdown::Options { hide: &hidden, ..markdown::Options::default() };
    let rendered = markdown::html(&text, FileId(0), 0..text.len(), &options);
    assert!(!rendered.html.to_ascii_lowercase().contains("<script"), "a page has no script");
}

fn front_matter(bytes: &[u8]) {
    let text = text(bytes);
    let one = yaml::parse(&text);
    if let Err(fault) = &one {
        assert!(fault.offset <= text.len(), "the place of a fault lies in the text");
    }
    drop(yaml::parse_lenient(&text));
}

fn configuration(bytes: &[u8]) {
    let mut sources = SourceMap::default();
    let file = sources.add("afterword.yaml".to_owned(), text(bytes));
    let parsed = config::parse(&sources, file);
    drop(config::resolve(&sources, parsed, None, None, &[]));
}

fn times(bytes: &[u8]) {
    let text = text(bytes);
    if let Some((_, range)) = time::find_date(&text) {
        assert!(text.get(range).is_some(), "a day is at whole characters");
    }
    drop((time::read_date(&text), time::read_duration(&text), time::read_moment(&text)));
    drop((time::lead_moment(&text), time::find_zone_statement(&text), time::read_zone(&text)));
}

/// A query says how it was read, and is read so again.
fn query(bytes: &[u8]) {
    let text = text(bytes);
    let calendar =
        Calendar { as_of: time::Date::new(2026, 3, 1).unwrap_or(time::Date::ZERO), fiscal_year_start: 1 };
    let query = Query::parse(&text, calendar);
    let again = Query::parse(&query.interpreted(), calendar);
    assert_eq!(query.interpreted(), again.interpreted(), "a query is read as it is shown");
    drop(Query::from_log(&text));
}

/// A drawing is written anew, and what was written is read again.
fn drawing(bytes: &[u8]) {
    let Ok(drawing) = source::drawing(bytes) else { return };
    let again = source::drawing(drawing.svg.as_bytes());
    assert_eq!(again.map(|it| it.svg), Ok(drawing.svg), "what is clean stays the same");
}

fn encoding(bytes: &[u8]) {
    let text = text(bytes);
    assert!(!text.contains(['\r', '\0']), "line ends and control characters are replaced");
    let slug = slug(&text);
    assert!(!slug.is_empty() && !slug.contains(['/', '\\', '.']), "an address stays in its folder: {slug}");
}

/// What is blacked out has as many bytes and lines, and no secret is left.
fn secrets(bytes: &[u8]) {
    let text = text(bytes);
    let black = blacked_out(&text);
    assert_eq!((text.len(), text.lines().count()), (black.len(), black.lines().count()), "places stay");
    assert_eq!(blacked_out(&black), black, "nothing is left to black out");
}

/// An export of a tracker, taken for each format in turn: tickets or a finding.
fn tickets(bytes: &[u8]) {
    use TicketFormat::{Csv, Github, Gitlab, Jira, Linear};
    let mut sources = SourceMap::default();
    let file = sources.add("tickets/export".to_owned(), text(bytes));
    let columns =
        TicketColumns { key: "Key".to_owned(), state: "State".to_owned(), ..TicketColumns::default() };
    let exports = [Csv, Github, Gitlab, Jira, Linear].map(|format| {
        let (name, columns) = ("tickets/export".to_owned(), columns.clone());
        TicketExport { name, file, format, exported: None, columns, span: None }
    });
    let config = Config { tickets: exports.into(), ..CONFIG.clone() };
    let mut findings = Vec::new();
    let read = tracker::read(&sources, &config, &mut findings);
    assert_eq!(read.len() + findings.len(), config.tickets.len(), "an export is read, or said");
    let lookup = tracker::Tickets::new(&read);
    for ticket in read.iter().flat_map(|it| &it.tickets) {
        let is_sound = lookup.find(&ticket.key).is_none_or(|(_, it)| !it.key.is_empty());
        assert!(is_sound, "a ticket that is found has a name");
    }
}

/// Decisions beside the content: every place lies in the text.
fn decisions(bytes: &[u8]) {
    let text = text(bytes);
    let checked = resolve::read_decisions(FileId(0), &text);
    for finding in &checked.diagnostics {
        assert!(
            finding.span.is_none_or(|it| it.end <= text.len()),
            "the place lies in the text: {finding:?}"
        );
    }
}

/// Exports of incident tools, taken for each tool in turn: a document that is read again with its title.
fn exports(bytes: &[u8]) {
    let Ok(export) = serde_json::from_slice(bytes) else { return };
    for tool in [
        import::Source::IncidentIo,
        import::Source::FireHydrant,
        import::Source::Rootly,
        import::Source::Dispatch,
    ] {
        for it in tool.read(&export).iter().filter(|it| it.record.title.is_some()) {
            let written = import::document(&it.record, Locale::English);
            let front_matter = written.split("\n---\n").next().unwrap_or_default();
            let read = yaml::parse(front_matter.trim_start_matches("---\n"));
            assert!(read.is_ok(), "the front matter is YAML: {written}");
            document(written.as_bytes());
        }
    }
}
