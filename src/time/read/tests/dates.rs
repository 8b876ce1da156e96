//! Days.

use jiff::civil::date;

use crate::time::{DateReading, MonthDay, date_reading, find_date, read_date, read_month_day};

#[test]
fn every_form_of_one_day_gives_that_day() {
    for text in [
        "2026-01-23",
        "2026/1/23",
        "2026.1.23",
        "2026_01_23",
        "2026年1月23日",
        "2026 年 1 月 23 日",
        "2026年01月23号",
        "2026年1月23日（星期五）",
        "2026-01-23 (Fri)",
        "2026-01-23 周五",
        "２０２６－０１－２３",
        "２０２６年１月２３日",
        "20260123",
        "Jan 23, 2026",
        "Jan. 23, 2026",
        "January 23rd 2026",
        "january 23, 2026",
        "Jan-23-2026",
        "23 Jan 2026",
        "23-Jan-2026",
        "23rd of January, 2026",
        "Friday 23rd January 2026",
        "Friday, January 23, 2026",
        "Fri, 23 Jan 2026",
        "2026-Jan-23",
        "23/01/2026",
        "01/23/2026",
        "23.01.2026",
        "23-01-2026",
        "2026-01-23T14:30:00+08:00",
        "2026-01-23T14:30Z",
        "2026-01-23 14:30",
        "2026-01-23 23:30 PST",
        "**2026-01-23**",
        "`2026-01-23`.",
        "（2026-01-23）",
        "[2026-01-23]",
        "\u{3000}2026-01-23\u{a0}",
        "\"2026-01-23\",",
    ] {
        assert_eq!(read_date(text), Some(date(2026, 1, 23)), "{text}");
    }
}

#[test]
fn what_is_no_day_or_has_two_readings_gives_none() {
    for text in [
        "",
        " ",
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "2026-00-10",
        "22025-03-18",
        "2026-1",
        "2026-01",
        "January 2026",
        "01/02/2026",
        "10.01",
        "10.01.2026.3",
        "1.2.3",
        "10.0.2026.1.3",
        "01/02/26",
        "13/02/26",
        "Jan 23",
        "1月23日",
        "2026-01-23 and 2026-01-24",
        "2026-01-23 ~ 2026-01-24",
        "2026-01-23 or so",
        "2026-01-2x",
        "20261301",
        "202601231430",
        "soon",
        "TBD",
        "1 周内",
        "立即",
        "0001-01-01",
        "9999-12-31",
        "12345678",
        "March 10-11, 2021",
    ] {
        assert_eq!(read_date(text), None, "{text}");
    }
}

#[test]
fn a_reading_says_why_there_is_no_day() {
    let ambiguous = DateReading::Ambiguous { day_first: date(2026, 2, 1), month_first: date(2026, 1, 2) };
    assert_eq!(date_reading("01/02/2026"), Some(ambiguous));
    assert_eq!(date_reading("02/02/2026"), Some(DateReading::Date(date(2026, 2, 2))));
    let impossible = DateReading::Impossible { last: date(2026, 2, 28) };
    assert_eq!(date_reading("2026-02-30"), Some(impossible));
    assert_eq!(date_reading("31/02/2026"), Some(impossible));
    assert_eq!(date_reading("Feb 29"), Some(DateReading::MissingYear(MonthDay { month: 2, day: 29 })));
    assert_eq!(date_reading("Feb 30"), None);
    assert_eq!(date_reading("soon"), None);
}

#[test]
fn a_day_without_year_takes_the_year_given() {
    for text in ["1月23日", "1 月 23 日", "１月２３日", "Jan 23", "January 23rd", "23 Jan", "23rd of January"]
    {
        assert_eq!(read_month_day(text, 2021), Some(date(2021, 1, 23)), "{text}");
    }
    assert_eq!(read_month_day("Jan 23, 2026", 2021), Some(date(2026, 1, 23)));
    assert_eq!(read_month_day("Feb 29", 2024), Some(date(2024, 2, 29)));
    for text in ["Feb 29", "01-23", "1/23", "23", "January", "01/02/2026"] {
        assert_eq!(read_month_day(text, 2021), None, "{text}");
    }
}

#[test]
fn finds_the_first_day_in_headings_and_file_names() {
    for (text, expected, found) in [
        ("2026-01-16-black-screen.md", date(2026, 1, 16), "2026-01-16"),
        ("2026/01/16-black-screen.md", date(2026, 1, 16), "2026/01/16"),
        ("postmortem_20210622.md", date(2021, 6, 22), "20210622"),
        ("20220105 two incidents", date(2022, 1, 5), "20220105"),
        ("2021-06-22 08:21", date(2021, 6, 22), "2021-06-22"),
        ("log-20210622T0821Z.txt", date(2021, 6, 22), "20210622"),
        ("Timeline - May 29, 2021", date(2021, 5, 29), "May 29, 2021"),
        ("Outage on Tuesday 22nd June 2021 (all services)", date(2021, 6, 22), "Tuesday 22nd June 2021"),
        ("于2026年1月23日发生故障", date(2026, 1, 23), "2026年1月23日"),
        ("PM2021-005 of 2021-07-02", date(2021, 7, 2), "2021-07-02"),
        ("INC-2026-0001 2026-01-23", date(2026, 1, 23), "2026-01-23"),
        ("v1.2026.1.3 released Jan 5, 2026", date(2026, 1, 5), "Jan 5, 2026"),
        ("https://example.invalid/2019/01/02/x 2026-01-23", date(2026, 1, 23), "2026-01-23"),
        ("from 2021-03-19 to 2021-03-21", date(2021, 3, 19), "2021-03-19"),
        ("Jan 12 and Jan 13, 2021", date(2021, 1, 13), "Jan 13, 2021"),
    ] {
        let (day, range) = find_date(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((day, &text[range]), (expected, found), "{text}");
    }
}

#[test]
fn finds_no_day_in_ids_versions_and_unclear_dates() {
    for text in [
        "PM2021-005",
        "INC-2026-0001",
        "INC-2026-0123-4",
        "v1.2026.1.3",
        "10.0.2021.5",
        "#20260123",
        "build20260123",
        "20260123abc",
        "2020 pages",
        "https://example.invalid/2019/01/02/x",
        "from=1616122415833",
        "2016年的双十一前",
        "outage 01/02/2026, published 2026-03-01",
        "2026-02-30, later 2026-03-01",
        "In January 2026",
    ] {
        assert_eq!(find_date(text), None, "{text}");
    }
}
