//! Zones, and sentences about them.

use jiff::civil::datetime;
use jiff::tz::{Offset, TimeZone};

use crate::time::{WrittenZone, find_zone_statement, read_written_zone, read_zone, zone_named};

fn offset(hours: i32, minutes: i32) -> Option<WrittenZone> {
    Offset::from_seconds(hours * 3_600 + minutes * 60).ok().map(WrittenZone::Offset)
}

fn place(name: &str) -> Option<WrittenZone> {
    zone_named(name).map(WrittenZone::Named)
}

#[test]
fn reads_offsets_abbreviations_and_names() {
    for (text, expected) in [
        ("UTC", offset(0, 0)),
        ("utc", offset(0, 0)),
        ("GMT", offset(0, 0)),
        ("Z", offset(0, 0)),
        ("+08:00", offset(8, 0)),
        ("+0800", offset(8, 0)),
        ("+08", offset(8, 0)),
        ("-03:30", offset(-3, -30)),
        ("−03:30", offset(-3, -30)),
        ("UTC+8", offset(8, 0)),
        ("UTC +8", offset(8, 0)),
        ("UTC+08:00", offset(8, 0)),
        ("GMT+0800", offset(8, 0)),
        ("UTC+5:30", offset(5, 30)),
        ("UTC-3", offset(-3, 0)),
        ("UTC±0", offset(0, 0)),
        ("（UTC+8）", offset(8, 0)),
        ("ＵＴＣ＋８", offset(8, 0)),
        ("PST", offset(-8, 0)),
        ("pdt", offset(-7, 0)),
        ("EST", offset(-5, 0)),
        ("MST", offset(-7, 0)),
        ("CET", offset(1, 0)),
        ("CEST", offset(2, 0)),
        ("BST", offset(1, 0)),
        ("AEST", offset(10, 0)),
        ("AEDT", offset(11, 0)),
        ("JST", offset(9, 0)),
        ("Eastern Daylight Time", offset(-4, 0)),
        ("PT", place("America/Los_Angeles")),
        ("Pacific Time", place("America/Los_Angeles")),
        ("Pacific", place("America/Los_Angeles")),
        ("ET", place("America/New_York")),
        ("PST/PDT", place("America/Los_Angeles")),
        ("北京时间", place("Asia/Shanghai")),
        ("太平洋时间", place("America/Los_Angeles")),
        ("Denver", place("America/Denver")),
        ("Berlin time", place("Europe/Berlin")),
        ("Asia/Shanghai", place("Asia/Shanghai")),
        ("america/new_york", place("America/New_York")),
        ("America/Argentina/Buenos_Aires", place("America/Argentina/Buenos_Aires")),
        ("Etc/UTC", place("Etc/UTC")),
        ("AEST — UTC+10", offset(10, 0)),
        ("AEST - UTC+10", offset(10, 0)),
        ("CST (UTC+8)", offset(8, 0)),
        ("CST, UTC-6", offset(-6, 0)),
        ("北京时间（UTC+8）", place("Asia/Shanghai")),
        ("Pacific Time (UTC-8)", place("America/Los_Angeles")),
    ] {
        assert!(expected.is_some(), "{text}");
        assert_eq!(read_zone(text), expected, "{text}");
    }
}

#[test]
fn unclear_contradictory_and_unknown_zones_are_none() {
    for text in [
        "",
        "CST",
        "IST",
        "GST",
        "+8",
        "8",
        "+25:00",
        "+14:30",
        "-13:00",
        "+08:17",
        "UTC+",
        "UTC+8x",
        "PST (UTC+8)",
        "PST, UTC",
        "Mars/Olympus",
        "Asia/Nowhere",
        "../../etc/passwd",
        "Asia/../../etc/passwd",
        "local time",
        "当地时间",
        "Central",
        "14:32 UTC",
        "USTC",
        "zebra",
        "CST (UTC+1)",
    ] {
        assert_eq!(read_zone(text), None, "{text}");
    }
    assert!(matches!(read_written_zone("IST"), Some(WrittenZone::Unclear(it)) if it.name == "IST"));
}

#[test]
fn an_unclear_abbreviation_is_settled_by_the_zone_at_home() {
    let cst = read_written_zone("CST").unwrap();
    let local = datetime(2026, 7, 1, 12, 0, 0, 0);
    let at = |home: &str| cst.resolve(local, &zone_named(home).unwrap()).map(|it| it.instant().to_string());
    assert_eq!(at("Asia/Shanghai").as_deref(), Some("2026-07-01T12:00:00+08:00"));
    assert_eq!(at("America/Chicago").as_deref(), Some("2026-07-01T12:00:00-06:00"));
    assert_eq!(at("Europe/Berlin"), None);
    assert_eq!(cst.resolve(local, &TimeZone::UTC), None);
    assert_eq!(cst.to_time_zone(), None);
}

#[test]
fn finds_what_a_document_says_about_its_times() {
    for (text, expected) in [
        ("All times in UTC.", offset(0, 0)),
        ("All times in CET.", offset(1, 0)),
        ("> All times are UTC unless noted", offset(0, 0)),
        ("All times are listed in the following zone: PST", offset(-8, 0)),
        ("Times in PST/PDT", place("America/Los_Angeles")),
        ("Timeline (all times PST)", offset(-8, 0)),
        ("(Time in UTC)", offset(0, 0)),
        ("Time (UTC+8)", offset(8, 0)),
        ("Time (UTC)", offset(0, 0)),
        ("Timestamp, UTC", offset(0, 0)),
        ("Date and Time in CET", offset(1, 0)),
        ("Timeline (AEST — UTC+10)", offset(10, 0)),
        ("Timeline (all times in CST, UTC+8)", offset(8, 0)),
        ("Timeline - May 29, 2021 (UTC)", offset(0, 0)),
        ("时间线（均为北京时间）", place("Asia/Shanghai")),
        ("时间线（北京时间）", place("Asia/Shanghai")),
        ("时间线（2026-01-23，北京时间）", place("Asia/Shanghai")),
        ("时间线（UTC+8）", offset(8, 0)),
        ("时间 (UTC+8)", offset(8, 0)),
        ("以下时间均为 UTC+8", offset(8, 0)),
        ("以下均采用 UTC 时间", offset(0, 0)),
        ("时区：Asia/Shanghai", place("Asia/Shanghai")),
        ("**Timezone:** America/New_York", place("America/New_York")),
        ("時刻はすべて JST", offset(9, 0)),
        ("UTC times below", offset(0, 0)),
    ] {
        assert!(expected.is_some(), "{text}");
        assert_eq!(find_zone_statement(text), expected, "{text}");
    }
}

#[test]
fn the_zone_of_one_time_and_two_zones_are_no_statement() {
    for text in [
        "",
        "down since 13:20 (UTC)",
        "beginning at 9:00 PM (UTC) Thursday",
        "beginning at midnight (UTC) Saturday",
        "14:32 UTC alert fired",
        "Time: 14:32 UTC",
        "北京时间 14:32 收到告警",
        "Times in CST",
        "Times in UTC, later times in PST",
        "Timeline (local time)",
        "all services in CET region",
        "converting to UTC caused the bug",
        "time to detect",
        "(see UTC notes)",
        "时间线",
    ] {
        assert_eq!(find_zone_statement(text), None, "{text}");
    }
}
