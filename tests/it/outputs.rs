//! Feeds, calendars, tables and the badge, read by programs that are not ours.

use std::collections::BTreeSet;
use std::io::BufReader;

use atom_syndication::Feed;
use icalendar::{Calendar, CalendarComponent, Component as _};

use crate::support::Site;

const BASE_URL: &str = "https://kb.example.org/i/";

/// A site whose texts hold what XML, calendars and spreadsheets could trip over.
fn site(language: &str) -> Site {
    let config = format!(
        "site: {{ title: 'Café & <Söhne>', language: {language}, timezone: Asia/Shanghai, base_url: '{BASE_URL}' }}\n"
    );
    Site::new()
        .file("afterword.yaml", &config)
        .document(
            "a.md",
            r#"---
id: INC-2026-0001
title: "=HYPERLINK(\"http://evil.example\",\"click\") & <b>"
date: 2026-01-10
published: 2026-01-12
next_review: 2026-04-01
severity: P1
services: ["+auth", 连接池]
teams: [platform]
authors: ["@wang", Mia]
language: en
action_items:
  - { id: A1, task: "Fold; me, and \\ again: 连接池耗尽时必须在一分钟之内告警并自动扩容而不是等待值班人员发现", owner: "@li", due: 2026-02-27, status: open }
  - { id: A2, task: "-2+3", owner: "@li", due: 2026-03-01, status: in-progress }
  - { id: A3, task: "@SUM(1)", due: 2026-02-01, status: done, closed: 2026-02-01 }
  - { id: A4, task: "Nobody knows", due: 2026-02-10, team: payments }
---
Text.
"#,
        )
        .document(
            "b.md",
            "---\nid: INC-2025-0009\ntitle: 被取代\ndate: 2025-12-31\nstatus: superseded\nseverity: P2\nlanguage: 'no such tag'\naction_items:\n  - { task: old promise, due: 2026-01-01, status: open }\n---\nText.\n",
        )
}

fn feed(site: &Site, path: &str) -> Feed {
    let text = site.page(path);
    Feed::read_from(BufReader::new(text.as_bytes())).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"))
}

#[test]
fn feeds_hold_what_rfc_4287_asks_for() {
    let site = site("en");
    site.build();
    for path in ["feed.atom", "overdue.atom"] {
        let feed = feed(&site, path);
        let ids: BTreeSet<&str> = feed.entries().iter().map(atom_syndication::Entry::id).collect();
        assert_eq!(ids.len(), feed.entries().len(), "{path}");
        assert_eq!(feed.entries().len(), 2, "{path}");
        assert!(feed.links().iter().any(|it| it.rel() == "self" && it.href() == format!("{BASE_URL}{path}")));
        assert_eq!(feed.updated(), &feed.entries().iter().map(|it| *it.updated()).max().unwrap(), "{path}");
        for entry in feed.entries() {
            assert!(entry.id().starts_with(BASE_URL), "{path}");
            assert!(!entry.title().as_str().is_empty(), "{path}");
            assert!(entry.links().iter().any(|it| it.rel() == "alternate"), "{path}");
            assert!(!entry.authors().is_empty() || !feed.authors().is_empty(), "{path}");
        }
        assert!(!site.page(path).contains("no such tag"), "{path} names no language that is none");
    }
    assert_ne!(feed(&site, "feed.atom").id(), feed(&site, "overdue.atom").id());
}

#[test]
fn an_incident_comes_into_the_feed_on_the_day_its_postmortem_is_published() {
    let site = site("en");
    site.build();
    let feed = feed(&site, "feed.atom");
    let newest = &feed.entries()[0];
    assert_eq!(newest.title().as_str(), r#"INC-2026-0001 =HYPERLINK("http://evil.example","click") & <b>"#);
    assert_eq!(newest.updated().to_rfc3339(), "2026-01-12T00:00:00+08:00");
    let authors: Vec<&str> = newest.authors().iter().map(atom_syndication::Person::name).collect();
    assert_eq!(authors, ["@wang", "Mia"]);
}

#[test]
fn an_action_item_comes_into_the_feed_on_the_day_after_it_was_due() {
    let site = site("en");
    site.build();
    let first = feed(&site, "overdue.atom");
    let stamps: Vec<String> = first.entries().iter().map(|it| it.updated().to_rfc3339()).collect();
    assert_eq!(stamps, ["2026-02-28T00:00:00+08:00", "2026-02-11T00:00:00+08:00"]);
    assert_eq!(first.entries()[0].id(), format!("{BASE_URL}incidents/inc-2026-0001/#aw-action-a1"));
    // What is due on the as-of day is on time; on the next day it is new in the feed, and the others stay as they were.
    let site = site.on("2026-03-02");
    site.build();
    let second = feed(&site, "overdue.atom");
    assert_eq!(second.entries().len(), 3);
    assert!(second.entries()[0].title().as_str().contains("A2"));
    for (before, after) in first.entries().iter().zip(&second.entries()[1..]) {
        assert_eq!((before.id(), before.updated()), (after.id(), after.updated()));
    }
}

#[test]
fn pages_name_both_feeds() {
    let site = site("en");
    site.build();
    let page = site.page("incidents/inc-2026-0001/index.html");
    for href in ["../../feed.atom", "../../overdue.atom"] {
        assert!(page.contains(&format!(r#"type="application/atom+xml" href="{href}""#)), "{href}");
    }
    let site = Site::new().document("a.md", "---\nid: X-1\ndate: 2026-01-01\nseverity: P1\n---\nText.\n");
    site.build();
    assert!(!site.has_page("overdue.atom"), "a feed needs whole addresses");
    assert!(site.has_page("actions.ics"));
}

/// The events of a calendar of the site, by a parser that is not ours.
fn events(text: &str) -> Vec<icalendar::Event> {
    let calendar: Calendar = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let events = calendar.components.into_iter().filter_map(|it| match it {
        CalendarComponent::Event(it) => Some(it),
        _ => None,
    });
    events.collect()
}

#[test]
fn the_calendar_holds_what_is_due_and_what_is_to_be_reviewed() {
    let site = site("en");
    site.build();
    let text = site.page("actions.ics");
    let events = events(&text);
    let shown: Vec<(String, &str)> = events
        .iter()
        .map(|it| {
            let day = it.get_start().unwrap();
            let icalendar::DatePerhapsTime::Date(day) = day else { panic!("{day:?} is a whole day") };
            (day.to_string(), it.get_summary().unwrap())
        })
        .collect();
    let long =
        "Overdue: Fold; me, and \\ again: 连接池耗尽时必须在一分钟之内告警并自动扩容而不是等待值班人员发现";
    assert_eq!(
        shown,
        [
            ("2026-02-10".to_owned(), "Overdue: Nobody knows"),
            ("2026-02-27".to_owned(), long),
            ("2026-03-01".to_owned(), "Due: -2+3"),
            ("2026-04-01".to_owned(), r#"Review again: =HYPERLINK("http://evil.example","click") & <b>"#),
        ]
    );
    for event in &events {
        assert!(event.get_uid().unwrap().ends_with("@kb.example.org"));
        assert_eq!(
            event.property_value("DTSTAMP"),
            Some("20260112T000000Z"),
            "from the content, not a clock"
        );
        assert_eq!(event.property_value("TRANSP"), Some("TRANSPARENT"));
        assert_eq!(event.get_url(), Some("https://kb.example.org/i/incidents/inc-2026-0001/"));
    }
}

#[test]
fn lines_of_the_calendar_end_and_fold_as_rfc_5545_says() {
    let site = site("zh-CN");
    site.build();
    let text = site.page("actions.ics");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
    }
    assert!(text.contains("\r\n "), "a long Chinese task is folded");
    assert!(events(&text).iter().any(|it| it.get_summary() == Some("逾期：Nobody knows")));
}

#[test]
fn uids_stay_when_the_day_and_the_words_change() {
    let uids = |site: &Site| -> BTreeSet<String> {
        site.build();
        events(&site.page("actions.ics")).iter().map(|it| it.get_uid().unwrap().to_owned()).collect()
    };
    let site = site("en");
    let before = uids(&site);
    assert_eq!(before.len(), 4);
    let text = std::fs::read_to_string(site.path("content/a.md")).unwrap();
    site.write("content/a.md", &text.replace("2026-02-27", "2026-05-01").replace("Nobody", "Somebody"));
    assert_eq!(before, uids(&site));
}

#[test]
fn each_team_has_a_calendar_of_what_it_owes() {
    let site = site("en");
    site.build();
    let summaries = |path: &str| -> Vec<String> {
        events(&site.page(path)).iter().map(|it| it.get_summary().unwrap().to_owned()).collect()
    };
    assert_eq!(summaries("teams/payments/actions.ics"), ["Overdue: Nobody knows"]);
    assert_eq!(summaries("teams/platform/actions.ics").len(), 3, "two items and the review");
    assert!(site.page("teams/platform/index.html").contains(r#"href="actions.ics""#));
}

#[test]
fn a_calendar_of_nothing_can_be_subscribed_to() {
    let site = Site::new().document("a.md", "---\nid: X-1\ndate: 2026-01-01\nseverity: P1\n---\nText.\n");
    site.build();
    let text = site.page("actions.ics");
    assert!(events(&text).is_empty());
    assert!(text.contains("BEGIN:VTIMEZONE"), "a calendar without any component is none");
}

/// Header and rows of a table of the site.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').expect("Excel reads Chinese wrongly without a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|it| it.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn no_cell_of_a_table_is_run_by_a_spreadsheet() {
    let site = site("en");
    site.build();
    for path in ["incidents.csv", "actions.csv"] {
        let rows = rows(&site.page(path));
        assert!(2 < rows.len());
        for cell in rows.iter().flatten() {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    let incidents = rows(&site.page("incidents.csv"));
    let column = |name: &str| incidents[0].iter().position(|it| it == name).unwrap();
    assert_eq!(incidents[2][column("title")], r#"'=HYPERLINK("http://evil.example","click") & <b>"#);
    assert_eq!(incidents[2][column("services")], "'+auth; 连接池");
    assert_eq!(incidents[2][column("action_items")], "4");
    let actions = rows(&site.page("actions.csv"));
    let tasks: Vec<&str> = actions[1..].iter().map(|it| it[2].as_str()).collect();
    assert_eq!(tasks[2..4], ["'-2+3", "'@SUM(1)"]);
}

#[test]
fn the_items_of_a_superseded_postmortem_are_overdue_nowhere() {
    let site = site("en");
    site.build();
    let overdue: Vec<String> = rows(&site.page("actions.csv"))[1..].iter().map(|it| it[8].clone()).collect();
    assert_eq!(overdue, ["", "2", "", "", "19"]);
    assert_eq!(site.export()["trends"]["overdue"]["count"], 2);
    assert!(!site.page("actions.ics").contains("old promise"));
    assert!(!site.run(&["actions"]).stdout.contains("old promise"));
}

#[test]
fn the_badge_counts_in_words_and_loads_nothing() {
    for (language, title) in
        [("en", "2 overdue action items on 1 Mar 2026"), ("zh-CN", "截至 2026年3月1日，逾期改进项 2 项")]
    {
        let site = site(language);
        site.build();
        let badge = site.page("badge/overdue.svg");
        assert!(badge.contains(&format!("<title id=\"title\">{title}</title>")), "{badge}");
        for loaded in ["href", "url(", "<style", "<script", "style="] {
            assert!(!badge.contains(loaded), "{loaded}");
        }
    }
}
