//! Clock times.

use jiff::civil::date;
use jiff::tz::{Offset, TimeZone};

use crate::time::{TimeOfDay, WrittenZone, read_dotted_time_of_day, read_time_of_day, zone_named};

fn time(hour: i8, minute: i8) -> TimeOfDay {
    TimeOfDay { hour, minute, second: None, approximate: false, zone: None, plus_days: 0 }
}

#[test]
fn reads_plain_and_twelve_hour_times() {
    for (text, hour, minute) in [
        ("14:32", 14, 32),
        ("4:05", 4, 5),
        ("00:00", 0, 0),
        ("[08:47]", 8, 47),
        ("`14:32`", 14, 32),
        ("**14:32**", 14, 32),
        ("14:32:", 14, 32),
        ("14：32", 14, 32),
        ("１４：３２", 14, 32),
        ("2:05 pm", 14, 5),
        ("2:05PM", 14, 5),
        ("2:05 p.m.", 14, 5),
        ("2pm", 14, 0),
        ("2 PM", 14, 0),
        ("12:30 am", 0, 30),
        ("12:30 pm", 12, 30),
        ("12 noon", 12, 0),
        ("noon", 12, 0),
        ("13:55 PM", 13, 55),
        ("00:15 AM", 0, 15),
        ("11:21a", 11, 21),
        ("11:21p", 23, 21),
        ("07h30", 7, 30),
        ("07h30(am)", 7, 30),
        ("14时32分", 14, 32),
        ("14 时 32 分", 14, 32),
        ("14點32分", 14, 32),
        ("14点半", 14, 30),
        ("14点", 14, 0),
        ("8时", 8, 0),
        ("10点15分", 10, 15),
        ("下午2点", 14, 0),
        ("下午 2:05", 14, 5),
        ("晚上8点30分", 20, 30),
        ("凌晨2点", 2, 0),
        ("凌晨12点10分", 0, 10),
        ("中午12点", 12, 0),
        ("上午9:30", 9, 30),
        ("下午14:30", 14, 30),
        ("午後3時", 15, 0),
    ] {
        assert_eq!(read_time_of_day(text), Some(time(hour, minute)), "{text}");
    }
}

#[test]
fn reads_seconds_and_drops_their_fractions() {
    for (text, second) in
        [("14:32:05", 5), ("14:32:05.123", 5), ("14:32:05,123", 5), ("14时32分05秒", 5), ("14:32:60", 59)]
    {
        assert_eq!(
            read_time_of_day(text),
            Some(TimeOfDay { second: Some(second), ..time(14, 32) }),
            "{text}"
        );
    }
}

#[test]
fn about_is_kept() {
    for text in [
        "~14:32",
        "～14:32",
        "约14:32",
        "约 14:32",
        "大约14:32",
        "14:32左右",
        "14:32 左右",
        "14:32頃",
        "14:32ごろ",
        "about 14:32",
        "approx. 14:32",
        "ca. 14:32",
        "14:32 (approx)",
        "14:32?",
        "14:32-ish",
    ] {
        assert_eq!(read_time_of_day(text), Some(TimeOfDay { approximate: true, ..time(14, 32) }), "{text}");
    }
}

#[test]
fn a_zone_may_stand_before_or_behind() {
    let hours = |it: i8| Some(WrittenZone::Offset(Offset::constant(it)));
    let shanghai = zone_named("Asia/Shanghai").map(WrittenZone::Named);
    for (text, zone) in [
        ("16:00z", hours(0)),
        ("16:00Z", hours(0)),
        ("16:00 UTC", hours(0)),
        ("16:00 (UTC)", hours(0)),
        ("16:00UTC", hours(0)),
        ("UTC 16:00", hours(0)),
        ("4:00 PM (UTC)", hours(0)),
        ("16:00+08:00", hours(8)),
        ("16:00 +0800", hours(8)),
        ("16:00 UTC+8", hours(8)),
        ("16:00:00-08:00", hours(-8)),
        ("16:00 PST", hours(-8)),
        ("4:00 pm pst", hours(-8)),
        ("16:00 CEST", hours(2)),
        ("16:00 北京时间", shanghai.clone()),
        ("北京时间16:00", shanghai.clone()),
        ("北京时间 下午4点", shanghai.clone()),
        ("16:00 Asia/Shanghai", shanghai),
        ("16:00 Denver", zone_named("America/Denver").map(WrittenZone::Named)),
    ] {
        let read = read_time_of_day(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((read.hour, read.minute, read.zone), (16, 0, zone), "{text}");
    }
    assert!(
        matches!(read_time_of_day("16:00 CST").unwrap().zone, Some(WrittenZone::Unclear(it)) if it.name == "CST")
    );
}

#[test]
fn midnight_at_the_end_and_the_next_day_add_a_day() {
    let next = |hour, minute| Some(TimeOfDay { plus_days: 1, ..time(hour, minute) });
    assert_eq!(read_time_of_day("24:00"), next(0, 0));
    for text in [
        "次日 00:15",
        "翌日00:15",
        "00:15 (+1)",
        "00:15 (+1d)",
        "00:15 +1d",
        "00:15 (next day)",
        "00:15（次日）",
    ] {
        assert_eq!(read_time_of_day(text), next(0, 15), "{text}");
    }
    assert_eq!(read_time_of_day("晚上12点"), next(0, 0));
    let placed = next(0, 15).unwrap().on(date(2026, 1, 31), &TimeZone::UTC).unwrap();
    assert_eq!(placed.instant().to_string(), "2026-02-01T00:15:00+00:00");
}

#[test]
fn what_is_no_time_or_may_be_two_gives_none() {
    for text in [
        "",
        "14",
        "14:3",
        "14:321",
        "24:01",
        "25:00",
        "14:60",
        "14:32:61",
        "8点",
        "3 時間",
        "14.32",
        "14:32%",
        "1:2:3:4",
        "13:55 AM",
        "00:15 PM",
        "夜里2点",
        "上午12点",
        "14:32 - 15:10",
        "2h",
        "7h30m",
        "1600",
        "HH:MM",
        "10-15",
        "2 a",
        "14:32x",
        "T+15m",
        "midnight",
        "14:32 +15m",
        "08:00:00:00",
        "-14:32",
        "晚上4点",
    ] {
        assert_eq!(read_time_of_day(text), None, "{text}");
    }
}

#[test]
fn a_dot_makes_a_time_only_where_asked_for() {
    assert_eq!(read_dotted_time_of_day("14.32"), Some(time(14, 32)));
    assert_eq!(read_dotted_time_of_day("2.05 pm"), Some(time(14, 5)));
    assert_eq!(read_dotted_time_of_day("14:32"), Some(time(14, 32)));
    for text in ["14.3", "14.321", "99.95", "1.10.2", "14.32%"] {
        assert_eq!(read_dotted_time_of_day(text), None, "{text}");
    }
}
