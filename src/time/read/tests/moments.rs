//! Timeline leads and full points in time.

use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;

use crate::time::{
    InstantError, Moment, Resolved, WrittenZone, lead_moment, read_instant, read_moment, zone_named,
};

/// A moment in one line: day, time, `z` for a zone, `~` for about, `>` and the end.
fn short(moment: &Moment) -> String {
    let mut it = Vec::new();
    it.extend(moment.date.map(|day| day.to_string()));
    it.extend(moment.month_day.map(|it| format!("{:02}-{:02}", it.month, it.day)));
    it.extend(moment.weekday.map(|day| format!("{day:?}")));
    let about = if moment.approximate { "~" } else { "" };
    it.extend(moment.time.as_ref().map(|time| {
        let zone = if time.zone.is_some() { "z" } else { "" };
        format!("{:02}:{:02}{zone}{about}", time.hour, time.minute)
    }));
    it.extend(moment.end.as_ref().map(|end| format!("> {}", short(end))));
    it.join(" ")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read_moment(text).map_or("none".to_owned(), |it| short(&it)), expected, "{text}");
}

#[test]
fn reads_days_times_and_ranges_as_a_whole() {
    for (text, expected) in [
        ("14:32", "14:32"),
        ("2021-03-19 11:46", "2021-03-19 11:46"),
        ("2021-12-17   12:45", "2021-12-17 12:45"),
        ("`2021-03-19 11:46`", "2021-03-19 11:46"),
        ("2021-03-19 12:00 ~ 2021-03-19 12:30", "2021-03-19 12:00 > 2021-03-19 12:30"),
        ("`2021-03-19 12:00 ~ 12:30`", "2021-03-19 12:00 > 12:30"),
        ("`12:00` ~ `12:30`", "12:00 > 12:30"),
        ("14:32 - 15:10", "14:32 > 15:10"),
        ("（14:32 - 15:10）", "14:32 > 15:10"),
        ("14:32–15:10 UTC", "14:32z > 15:10z"),
        ("14:32 to 15:10", "14:32 > 15:10"),
        ("14:32至15:10", "14:32 > 15:10"),
        ("23:50 - 00:20", "23:50 > 00:20"),
        ("11:30 - 1:00 PM", "11:30 > 13:00"),
        ("9:15 - 10:30 am", "09:15 > 10:30"),
        ("9:15 pm - 10:30 pm", "21:15 > 22:30"),
        ("2021-06-22T08:21Z", "2021-06-22 08:21z"),
        ("2021-06-22T08:21:05-07:00", "2021-06-22 08:21z"),
        ("2021-06-22, 08:21 UTC", "2021-06-22 08:21z"),
        ("2021-06-22 at 08:21", "2021-06-22 08:21"),
        ("Jan 12, 2021 at 1:24 am", "2021-01-12 01:24"),
        ("2025-01-14 1600", "2025-01-14 16:00"),
        ("01-12 01:24", "01-12 01:24"),
        ("1/23 14:30", "01-23 14:30"),
        ("Jan 12 01:24 UTC", "01-12 01:24z"),
        ("1月12日 10:08", "01-12 10:08"),
        ("1月12日10:08", "01-12 10:08"),
        ("2026年1月12日 下午3点", "2026-01-12 15:00"),
        ("14:32 UTC on Jan 12, 2021", "2021-01-12 14:32z"),
        ("10:05 AM, Jan 12", "01-12 10:05"),
        ("Tue 10:30", "Tuesday 10:30"),
        ("周二 10:30", "Tuesday 10:30"),
        ("~14:32", "14:32~"),
        ("约14:32", "14:32~"),
        ("2021-06-22 ~08:21", "2021-06-22 08:21~"),
        ("2021-06-22", "2021-06-22"),
        ("1月12日", "01-12"),
        ("2021-03-19 ~ 2021-03-20", "2021-03-19 > 2021-03-20"),
        ("11:21:05.250", "11:21"),
    ] {
        check(text, expected);
    }
}

#[test]
fn unclear_moments_are_none() {
    for text in [
        "",
        "01/12 14:30",
        "01/02/2026 14:30",
        "2026-02-30 14:30",
        "9:15 - 10:30 pm",
        "01-12",
        "Tue",
        "T+15m",
        "HH:MM",
        "2022-06-02 HH:mm",
        "14:32 and 15:10",
        "14:32 - ",
        "14:32 - 14:30",
        "38分钟",
    ] {
        check(text, "none");
    }
}

#[track_caller]
fn check_lead(text: &str, expected: Option<(&str, &str)>) {
    let lead = lead_moment(text);
    assert_eq!(lead.as_ref().map(|it| (&text[it.written.clone()], &text[it.rest..])), expected, "{text}");
}

#[test]
fn a_lead_is_told_from_its_text() {
    for (text, written, rest) in [
        ("14:32 - event text", "14:32", "event text"),
        ("14:32 – event", "14:32", "event"),
        ("14:32: event", "14:32", "event"),
        ("14:32：收到告警", "14:32", "收到告警"),
        ("14:32收到告警", "14:32", "收到告警"),
        ("14:32 | event", "14:32", "event"),
        ("**14:32** - event", "14:32", "event"),
        ("**14:32:** event", "14:32", "event"),
        ("[08:47] alert", "08:47", "alert"),
        ("`2021-03-19 11:46` 收到告警", "2021-03-19 11:46", "收到告警"),
        ("14:32 - 15:10 outage", "14:32 - 15:10", "outage"),
        ("14:32 - 15 requests failed", "14:32", "15 requests failed"),
        ("14:32 - 14:30 deploy found guilty", "14:32", "14:30 deploy found guilty"),
        ("14:32 -5% traffic", "14:32", "-5% traffic"),
        ("14:32 *important*", "14:32", "*important*"),
        ("14:32 +10 nodes", "14:32", "+10 nodes"),
        ("14:30 API down", "14:30", "API down"),
        ("14:30 et al.", "14:30", "et al."),
        ("14:30 Denver office", "14:30", "Denver office"),
        ("18:19 Denver - Record times", "18:19 Denver", "Record times"),
        ("14:30 (UTC) alert", "14:30 (UTC)", "alert"),
        ("14:30 to the moon", "14:30", "to the moon"),
        ("14:32 左右 告警", "14:32 左右", "告警"),
        ("2021-12-10", "2021-12-10", ""),
        ("2021-12-10: published", "2021-12-10", "published"),
        ("2021-12-10 published", "2021-12-10", "published"),
        ("2022-06-02 HH:mm", "2022-06-02", "HH:mm"),
        ("2025-01-14 1600 requests", "2025-01-14", "1600 requests"),
        ("Jan 12 – rollback", "Jan 12", "rollback"),
        ("Jan 12 01:24 UTC rollback", "Jan 12 01:24 UTC", "rollback"),
        ("1月12日 回滚", "1月12日", "回滚"),
        ("1月12日 10:08，回滚", "1月12日 10:08", "回滚"),
        ("01-12 01:24 rollback", "01-12 01:24", "rollback"),
        ("- 14:32 x".trim_start_matches("- "), "14:32", "x"),
    ] {
        check_lead(text, Some((written, rest)));
    }
}

#[test]
fn a_text_that_begins_with_something_else_has_no_lead() {
    for text in [
        "",
        "event at 14:32",
        "May 5 engineers joined",
        "March 10-11, 2021: outage",
        "10 pods",
        "1. 14:32",
        "3-4 nodes",
        "99.95% of requests",
        "12:34:56:78:9a:bc is its address",
        "(see below)",
        "01/12 14:30 rollback",
        "2h later",
        "14:32abc",
    ] {
        check_lead(text, None);
    }
}

#[test]
fn instants_keep_their_offset_and_say_whether_they_had_one() {
    let shanghai = zone_named("Asia/Shanghai").unwrap();
    for (text, expected, has_zone) in [
        ("2026-01-23T14:30+08:00", "2026-01-23T14:30:00+08:00", true),
        ("2026-01-23T14:30:05.25Z", "2026-01-23T14:30:05+00:00", true),
        ("2026-01-23 14:30", "2026-01-23T14:30:00+08:00", false),
        ("2026-01-23 14:30:05", "2026-01-23T14:30:05+08:00", false),
        ("2026-01-23 14:30 +0900", "2026-01-23T14:30:00+09:00", true),
        ("2026-01-23 14:30 +09:00", "2026-01-23T14:30:00+09:00", true),
        ("2026-01-23 14:30:00 -0800", "2026-01-23T14:30:00-08:00", true),
        ("2026-01-23T14:30-08:00", "2026-01-23T14:30:00-08:00", true),
        ("2026-01-23 14:30 America/New_York", "2026-01-23T14:30:00-05:00", true),
        ("2026-01-23 14:30 CST", "2026-01-23T14:30:00+08:00", true),
        ("2026年1月23日 14:30", "2026-01-23T14:30:00+08:00", false),
        ("2026-01-23 24:00", "2026-01-24T00:00:00+08:00", false),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00", true),
    ] {
        let read = read_instant(text, &shanghai).unwrap_or_else(|it| panic!("{text}: {it:?}"));
        assert_eq!(
            (read.resolved.instant().to_string().as_str(), read.has_zone),
            (expected, has_zone),
            "{text}"
        );
    }
}

#[test]
fn local_times_that_exist_twice_or_never_are_marked() {
    let read = |text| read_instant(text, &TimeZone::UTC).unwrap().resolved;
    assert!(matches!(read("2026-03-08 02:30 America/New_York"), Resolved::Gap(_)));
    assert!(matches!(read("2026-11-01 01:30 America/New_York"), Resolved::Ambiguous(_)));
}

#[test]
fn what_is_no_instant_says_why() {
    let read = |text| read_instant(text, &TimeZone::UTC).unwrap_err();
    assert_eq!(read("soon"), InstantError::NotAnInstant);
    assert_eq!(read("2026-01-23"), InstantError::NoTime);
    assert!(matches!(read("14:30"), InstantError::NoDay(it) if it.hour == 14));
    assert_eq!(read("Jan 23 14:30"), InstantError::NotAnInstant);
    let ambiguous = InstantError::AmbiguousDay { day_first: date(2026, 2, 1), month_first: date(2026, 1, 2) };
    assert_eq!(read("01/02/2026 14:30"), ambiguous);
    assert_eq!(read("2026-02-30 14:30"), InstantError::NoSuchDay { last: date(2026, 2, 28) });
    assert_eq!(read("2026-01-23 14:30 CST"), InstantError::UnclearZone("CST"));
    assert_eq!(read("2026-01-23 14:30 ~ 15:00"), InstantError::Range);
}

#[test]
fn a_weekday_and_both_zones_of_a_range_are_kept() {
    let moment = read_moment("Mon 10:30 - 11:00 PST").unwrap();
    assert_eq!(moment.weekday, Some(Weekday::Monday));
    assert!(matches!(moment.time.unwrap().zone, Some(WrittenZone::Offset(_))));
    let day: Option<Date> =
        read_moment("2021-03-19 – 2021-03-21").and_then(|it| it.end).and_then(|it| it.date);
    assert_eq!(day, Some(date(2021, 3, 21)));
}
