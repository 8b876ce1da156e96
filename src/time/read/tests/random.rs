//! Random texts: nothing panics, and what is printed is read back.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::time::{
    DayOrders, find_date, find_zone_statement, lead_day, lead_moment, read_config_duration, read_date,
    read_dotted_time_of_day, read_duration, read_instant, read_moment, read_month_day, read_time_of_day,
    read_written_zone, zone_statement,
};

/// Pieces of which texts near the edge of every form are made.
const PIECES: [&str; 64] = [
    "2026",
    "1",
    "23",
    "00",
    "59",
    "60",
    "24",
    "12",
    "-",
    "/",
    ".",
    ":",
    "：",
    " ",
    "\u{3000}",
    "年",
    "月",
    "日",
    "时",
    "点",
    "分",
    "半",
    "个",
    "T",
    "Z",
    "UTC",
    "+08:00",
    "+8",
    "CST",
    "PST",
    "北京时间",
    "Asia/Shanghai",
    "Jan",
    "May",
    "rd",
    "pm",
    "a",
    "h",
    "m",
    "d",
    "小时",
    "分钟",
    "约",
    "~",
    "左右",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "`",
    "**",
    "to",
    "an hour",
    "and a half",
    "下午",
    "次日",
    "times",
    "in",
    "１",
    "％",
    "é",
    "\u{200b}",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12).prop_map(|it| it.concat())
}

fn read_everything(text: &str) {
    read_date(text);
    read_month_day(text, 2024);
    if let Some((_, range)) = find_date(text) {
        assert!(read_date(&text[range.clone()]).is_some(), "{:?}", &text[range]);
    }
    read_time_of_day(text);
    read_dotted_time_of_day(text);
    read_written_zone(text);
    find_zone_statement(text);
    zone_statement(text);
    DayOrders::of(text);
    lead_day(text);
    read_moment(text);
    if let Some(lead) = lead_moment(text) {
        assert!(lead.written.end <= lead.rest && lead.rest <= text.len());
        assert!(text.is_char_boundary(lead.rest) && text.get(lead.written).is_some());
    }
    let _ = read_instant(text, &TimeZone::UTC);
    read_duration(text);
    read_config_duration(text);
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,40}") {
        read_everything(&text);
    }

    #[test]
    fn no_mixture_of_known_pieces_makes_a_reader_panic(text in soup()) {
        read_everything(&text);
    }

    #[test]
    fn every_day_is_read_back_from_every_form(year in 1900_i16..2200, month in 1_i8..=12, day in 1_i8..=31) {
        prop_assume!(Date::new(year, month, day).is_ok());
        let date = Date::new(year, month, day).unwrap();
        for text in [
            date.to_string(),
            format!("{year}/{month}/{day}"),
            format!("{year}年{month}月{day}日"),
            date.strftime("%B %-d, %Y").to_string(),
            date.strftime("%A, %-d %b %Y").to_string(),
            date.strftime("%Y%m%d").to_string(),
            format!("{date}T23:59:59-11:00"),
        ] {
            prop_assert_eq!(read_date(&text), Some(date), "{}", text);
            let (found, _) = find_date(&format!("on {text}, again")).unwrap();
            prop_assert_eq!(found, date);
        }
    }

    #[test]
    fn every_duration_is_read_back_from_every_form(d in 0_i64..4_000, h in 0_i64..24, m in 0_i64..60, s in 0_i64..60) {
        let seconds = ((d * 24 + h) * 60 + m) * 60 + s;
        for text in [
            format!("{d}d {h}h {m}m {s}s"),
            format!("{d} days, {h} hours, {m} minutes and {s} seconds"),
            format!("{d}天{h}小时{m}分{s}秒"),
            format!("P{d}DT{h}H{m}M{s}S"),
            format!("{}:{m:02}:{s:02}", d * 24 + h),
            format!("{seconds} seconds"),
        ] {
            prop_assert_eq!(read_duration(&text).map(|it| it.seconds), Some(seconds), "{}", text);
        }
        prop_assert_eq!(read_config_duration(&format!("{d}d{h}h{m}m{s}s")), Some(seconds));
    }

    #[test]
    fn every_time_is_read_back(hour in 0_i8..24, minute in 0_i8..60) {
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let half = if hour < 12 { "am" } else { "pm" };
        for text in [
            format!("{hour:02}:{minute:02}"),
            format!("{hour}：{minute:02}"),
            format!("{twelve}:{minute:02} {half}"),
            format!("{hour}时{minute}分"),
        ] {
            let read = read_time_of_day(&text);
            prop_assert_eq!(read.map(|it| (it.hour, it.minute)), Some((hour, minute)), "{}", text);
        }
    }
}
