//! Durations.

use crate::time::{Precision, read_config_duration, read_duration};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

#[test]
fn every_usable_form_gives_its_seconds() {
    for (text, seconds) in [
        ("38分钟（14:32 - 15:10）", 38 * MINUTE),
        ("38 minutes", 38 * MINUTE),
        ("45-minute outage", 45 * MINUTE),
        ("2 hours of downtime", 2 * HOUR),
        ("Downtime for 30 hours", 30 * HOUR),
        ("停机 30 分钟", 30 * MINUTE),
        ("38 min", 38 * MINUTE),
        ("38m", 38 * MINUTE),
        ("1m", MINUTE),
        ("3８分", 38 * MINUTE),
        ("1小时20分", 80 * MINUTE),
        ("1 小时 20 分钟", 80 * MINUTE),
        ("1個小時20分鐘", 80 * MINUTE),
        ("1天零3小时", DAY + 3 * HOUR),
        ("2.5h", 150 * MINUTE),
        ("2.5 hours", 150 * MINUTE),
        ("0.25 h", 15 * MINUTE),
        ("1d 5h 47m", DAY + 5 * HOUR + 47 * MINUTE),
        ("1d5h47m", DAY + 5 * HOUR + 47 * MINUTE),
        ("0h 16m", 16 * MINUTE),
        ("673h 34m", 673 * HOUR + 34 * MINUTE),
        ("1415 minutes", 1_415 * MINUTE),
        ("1,415 minutes", 1_415 * MINUTE),
        ("1415 minutes (23h 35m)", 1_415 * MINUTE),
        ("11 Days", 11 * DAY),
        ("2 weeks", 14 * DAY),
        ("19 hours 43 minutes.", 19 * HOUR + 43 * MINUTE),
        ("4 hours 42 min", 4 * HOUR + 42 * MINUTE),
        ("1 hour and 20 minutes", 80 * MINUTE),
        ("1 hour, 20 minutes and 5 seconds", 80 * MINUTE + 5),
        ("2 hrs, 10 mins", 130 * MINUTE),
        ("2H 30M", 150 * MINUTE),
        ("nine hours", 9 * HOUR),
        ("an hour", HOUR),
        ("an hour and a half", 90 * MINUTE),
        ("one and a half hours", 90 * MINUTE),
        ("half an hour", 30 * MINUTE),
        ("twenty-five minutes", 25 * MINUTE),
        ("an hour and twenty minutes", 80 * MINUTE),
        ("1½ hours", 90 * MINUTE),
        ("半小时", 30 * MINUTE),
        ("半个小时", 30 * MINUTE),
        ("1 個半小時", 90 * MINUTE),
        ("一个半小时", 90 * MINUTE),
        ("一小时半", 90 * MINUTE),
        ("两小时", 2 * HOUR),
        ("两个半小时", 150 * MINUTE),
        ("十五分钟", 15 * MINUTE),
        ("二十五分钟", 25 * MINUTE),
        ("一百二十分钟", 120 * MINUTE),
        ("3 日 23 時間", 3 * DAY + 23 * HOUR),
        ("3 日間", 3 * DAY),
        ("90 秒", 90),
        ("90s", 90),
        ("PT1H30M", 90 * MINUTE),
        ("P1DT2H", DAY + 2 * HOUR),
        ("P2W", 14 * DAY),
        ("PT0.5H", 30 * MINUTE),
        ("1:30:00", 90 * MINUTE),
        ("1 day, 2:03:04", DAY + 2 * HOUR + 3 * MINUTE + 4),
        ("1h30", 90 * MINUTE),
        ("42 ч 30 мин", 2_550 * MINUTE),
        ("2 часа", 120 * MINUTE),
        ("1 godz 5 min", 65 * MINUTE),
        ("3 saat", 180 * MINUTE),
        ("45 phút", 45 * MINUTE),
        ("2주", 20_160 * MINUTE),
        ("30m", 30 * MINUTE),
        ("7h (during support hours 10:00-17:00)", 7 * HOUR),
        ("38 minutes[^3]", 38 * MINUTE),
        ("**38 minutes**", 38 * MINUTE),
        ("a total of 38 minutes", 38 * MINUTE),
        ("38 minutes in total", 38 * MINUTE),
        ("持续38分钟", 38 * MINUTE),
        ("0 minutes", 0),
    ] {
        let read = read_duration(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((read.seconds, read.precision), (seconds, Precision::Exact), "{text}");
    }
}

#[test]
fn what_is_not_exact_says_so() {
    for (text, seconds, precision) in [
        ("约 58 分", 58 * MINUTE, Precision::About),
        ("約 58 分（期限から復旧まで）", 58 * MINUTE, Precision::About),
        ("~1h active (10:02 start → 11:05 recovery)", HOUR, Precision::About),
        ("約 3 日 23 時間", 3 * DAY + 23 * HOUR, Precision::About),
        ("~2 小时", 2 * HOUR, Precision::About),
        ("~2小时", 2 * HOUR, Precision::About),
        ("~36h", 36 * HOUR, Precision::About),
        ("~2 天", 2 * DAY, Precision::About),
        ("～15分钟", 15 * MINUTE, Precision::About),
        ("2小时左右", 2 * HOUR, Precision::About),
        ("about nine hours", 9 * HOUR, Precision::About),
        ("approx. 38 minutes", 38 * MINUTE, Precision::About),
        ("nearly 3 hours", 3 * HOUR, Precision::About),
        ("at least seven hours", 7 * HOUR, Precision::AtLeast),
        ("> 50 min", 50 * MINUTE, Precision::AtLeast),
        ("超过2小时", 2 * HOUR, Precision::AtLeast),
        ("2 hours+", 2 * HOUR, Precision::AtLeast),
        ("<1 小时", HOUR, Precision::AtMost),
        ("5分钟内", 5 * MINUTE, Precision::AtMost),
        ("up to 30 minutes", 30 * MINUTE, Precision::AtMost),
        ("不超过5分钟", 5 * MINUTE, Precision::AtMost),
    ] {
        let read = read_duration(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((read.seconds, read.precision), (seconds, precision), "{text}");
        assert_ne!(read.precision, Precision::Exact, "{text}");
    }
}

#[test]
fn what_gives_no_value_or_several_is_none() {
    for text in [
        "",
        " ",
        "?",
        "N/A",
        "-",
        "—",
        "ZZZ",
        "TBD",
        "Xh Xm",
        "~HH hours",
        "HH:MM",
        "~数小时",
        "数小时",
        "几小时",
        "十几分钟",
        "多小时",
        "潜在期間不定",
        "ongoing",
        "several hours",
        "a few minutes",
        "10-15 minutes",
        "10 - 15 minutes",
        "10~15 分钟",
        "2 to 3 hours",
        "1h-2h",
        "1h – 2h",
        "A silent + B active",
        "2h silent + 1h active",
        "2h / 3h",
        "2h 3h",
        "5m 2h",
        "-5m",
        "-5 minutes",
        "1e309h",
        "99999999999999 years",
        "999999999999999999999h",
        "99999999 weeks",
        "3 months",
        "1 year",
        "P1M",
        "P1Y",
        "PT",
        "P",
        "1:30",
        "38",
        "38 apples",
        "30M",
        "30%",
        "3日",
        "14:32",
        "38 min 5",
        "39 min (80 min)",
        "39 min 80 min",
        "1.5h 10m",
        "5 business days",
        "3个工作日",
        "每15分钟",
        "30天前",
        "30 minutes per day",
        "5 minutes later",
        "[^3]",
        "~~38 minutes~~",
        "1h and",
        "half a day",
        "半天",
        "350ms",
        "2小时多 3 天",
        "1..5h",
        "1.h",
        "TBD minutes",
        "1 hour until fixed",
    ] {
        assert_eq!(read_duration(text), None, "{text}");
    }
}

#[test]
fn the_range_in_brackets_is_kept() {
    let range = read_duration("38分钟（14:32 - 15:10）").unwrap().range.unwrap();
    assert_eq!(range.time.map(|it| (it.hour, it.minute)), Some((14, 32)));
    assert_eq!(range.end.unwrap().time.map(|it| (it.hour, it.minute)), Some((15, 10)));
    assert_eq!(read_duration("7h (during support hours 10:00-17:00)").unwrap().range, None);
}

#[test]
fn configuration_takes_only_figures_with_plain_units() {
    for (text, seconds) in [
        ("90s", 90),
        ("5m", 300),
        ("2h", 2 * HOUR),
        ("14d", 14 * DAY),
        ("365d", 365 * DAY),
        ("2w", 14 * DAY),
        ("1h30m", 90 * MINUTE),
    ] {
        assert_eq!(read_config_duration(text), Some(seconds), "{text}");
    }
    for text in
        ["", "5", "m", "5M", "5 m", "~5m", "5min", "30m1h", "5m5m", "-5m", "1.5h", "1y", "99999999w", "5m "]
    {
        let expected = (text == "5m ").then_some(300);
        assert_eq!(read_config_duration(text), expected, "{text}");
    }
}
