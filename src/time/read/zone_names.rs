//! The names and abbreviations of time zones that teams write.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Zone {
    /// Minutes east of UTC.
    Minutes(i16),
    /// An IANA name.
    Place(&'static str),
    /// Several zones.
    Unclear(UnclearZone),
}

/// Names in upper case are abbreviations; a longer name comes before one that it begins with.
pub(super) const NAMES: &[(&str, Zone)] = &[
    ("coordinated universal time", Zone::Minutes(0)),
    ("greenwich mean time", Zone::Minutes(0)),
    ("世界协调时间", Zone::Minutes(0)),
    ("世界协调时", Zone::Minutes(0)),
    ("协调世界时", Zone::Minutes(0)),
    ("協定世界時", Zone::Minutes(0)),
    ("世界时", Zone::Minutes(0)),
    ("格林尼治时间", Zone::Minutes(0)),
    ("格林威治时间", Zone::Minutes(0)),
    // America
    ("PST/PDT", Zone::Place("America/Los_Angeles")),
    ("PDT/PST", Zone::Place("America/Los_Angeles")),
    ("MST/MDT", Zone::Place("America/Denver")),
    ("CST/CDT", Zone::Place("America/Chicago")),
    ("EST/EDT", Zone::Place("America/New_York")),
    ("EDT/EST", Zone::Place("America/New_York")),
    ("pacific standard time", Zone::Minutes(-8 * 60)),
    ("pacific daylight time", Zone::Minutes(-7 * 60)),
    ("pacific time", Zone::Place("America/Los_Angeles")),
    ("US/Pacific", Zone::Place("America/Los_Angeles")),
    ("mountain standard time", Zone::Minutes(-7 * 60)),
    ("mountain daylight time", Zone::Minutes(-6 * 60)),
    ("mountain time", Zone::Place("America/Denver")),
    ("US/Mountain", Zone::Place("America/Denver")),
    ("central standard time", Zone::Minutes(-6 * 60)),
    ("central daylight time", Zone::Minutes(-5 * 60)),
    ("US/Central", Zone::Place("America/Chicago")),
    ("US central time", Zone::Place("America/Chicago")),
    ("eastern standard time", Zone::Minutes(-5 * 60)),
    ("eastern daylight time", Zone::Minutes(-4 * 60)),
    ("US/Eastern", Zone::Place("America/New_York")),
    ("US eastern time", Zone::Place("America/New_York")),
    ("PST", Zone::Minutes(-8 * 60)),
    ("PDT", Zone::Minutes(-7 * 60)),
    ("PT", Zone::Place("America/Los_Angeles")),
    ("MST", Zone::Minutes(-7 * 60)),
    ("MDT", Zone::Minutes(-6 * 60)),
    ("CDT", Zone::Minutes(-5 * 60)),
    ("EST", Zone::Minutes(-5 * 60)),
    ("EDT", Zone::Minutes(-4 * 60)),
    ("ET", Zone::Place("America/New_York")),
    ("AKST", Zone::Minutes(-9 * 60)),
    ("AKDT", Zone::Minutes(-8 * 60)),
    ("HST", Zone::Minutes(-10 * 60)),
    ("BRT", Zone::Minutes(-3 * 60)),
    ("horário de brasília", Zone::Place("America/Sao_Paulo")),
    ("hora de brasília", Zone::Place("America/Sao_Paulo")),
    ("美国太平洋时间", Zone::Place("America/Los_Angeles")),
    ("太平洋时间", Zone::Place("America/Los_Angeles")),
    ("美西时间", Zone::Place("America/Los_Angeles")),
    ("美国东部时间", Zone::Place("America/New_York")),
    ("美东时间", Zone::Place("America/New_York")),
    // Europe and Africa
    ("CET/CEST", Zone::Place("Europe/Paris")),
    ("CEST/CET", Zone::Place("Europe/Paris")),
    ("central european summer time", Zone::Minutes(120)),
    ("central european time", Zone::Minutes(60)),
    ("british summer time", Zone::Minutes(60)),
    ("GMT/BST", Zone::Place("Europe/London")),
    ("MEZ/MESZ", Zone::Place("Europe/Berlin")),
    ("CET", Zone::Minutes(60)),
    ("MEZ", Zone::Minutes(60)),
    ("MESZ", Zone::Minutes(120)),
    ("heure de paris", Zone::Place("Europe/Paris")),
    ("hora peninsular", Zone::Place("Europe/Madrid")),
    ("CEST", Zone::Minutes(120)),
    ("BST", Zone::Minutes(60)),
    ("WET", Zone::Minutes(0)),
    ("WEST", Zone::Minutes(60)),
    ("EET", Zone::Minutes(120)),
    ("EEST", Zone::Minutes(180)),
    ("WAT", Zone::Minutes(60)),
    ("CAT", Zone::Minutes(120)),
    ("MSK", Zone::Minutes(180)),
    ("МСК", Zone::Minutes(180)),
    ("мск", Zone::Minutes(180)),
    ("Московское время", Zone::Minutes(180)),
    ("московское время", Zone::Minutes(180)),
    ("по московскому времени", Zone::Minutes(180)),
    ("по москве", Zone::Minutes(180)),
    ("SAST", Zone::Minutes(120)),
    ("EAT", Zone::Minutes(180)),
    // Asia and Oceania
    ("china standard time", Zone::Minutes(8 * 60)),
    ("beijing time", Zone::Place("Asia/Shanghai")),
    ("china time", Zone::Place("Asia/Shanghai")),
    ("japan standard time", Zone::Minutes(9 * 60)),
    ("india standard time", Zone::Minutes(330)),
    ("indian standard time", Zone::Minutes(330)),
    ("singapore time", Zone::Place("Asia/Singapore")),
    ("hong kong time", Zone::Place("Asia/Hong_Kong")),
    ("北京时间", Zone::Place("Asia/Shanghai")),
    ("北京時間", Zone::Place("Asia/Shanghai")),
    ("中国标准时间", Zone::Place("Asia/Shanghai")),
    ("中国时间", Zone::Place("Asia/Shanghai")),
    ("中國時間", Zone::Place("Asia/Shanghai")),
    ("上海时间", Zone::Place("Asia/Shanghai")),
    ("东八区", Zone::Minutes(8 * 60)),
    ("東八區", Zone::Minutes(8 * 60)),
    ("香港时间", Zone::Place("Asia/Hong_Kong")),
    ("香港時間", Zone::Place("Asia/Hong_Kong")),
    ("台北时间", Zone::Place("Asia/Taipei")),
    ("台北時間", Zone::Place("Asia/Taipei")),
    ("台灣時間", Zone::Place("Asia/Taipei")),
    ("新加坡时间", Zone::Place("Asia/Singapore")),
    ("日本标准时间", Zone::Minutes(9 * 60)),
    ("日本標準時", Zone::Minutes(9 * 60)),
    ("日本時間", Zone::Minutes(9 * 60)),
    ("日本时间", Zone::Minutes(9 * 60)),
    ("东京时间", Zone::Minutes(9 * 60)),
    ("HKT", Zone::Minutes(8 * 60)),
    ("SGT", Zone::Minutes(8 * 60)),
    ("JST", Zone::Minutes(9 * 60)),
    ("KST", Zone::Minutes(9 * 60)),
    ("AEST/AEDT", Zone::Place("Australia/Sydney")),
    ("AEST", Zone::Minutes(10 * 60)),
    ("AEDT", Zone::Minutes(11 * 60)),
    ("ACST", Zone::Minutes(570)),
    ("ACDT", Zone::Minutes(630)),
    ("AWST", Zone::Minutes(8 * 60)),
    ("NZST", Zone::Minutes(12 * 60)),
    ("NZDT", Zone::Minutes(13 * 60)),
    ("WIB", Zone::Minutes(7 * 60)),
    ("WITA", Zone::Minutes(8 * 60)),
    ("WIT", Zone::Minutes(9 * 60)),
    ("ICT", Zone::Minutes(7 * 60)),
    ("MYT", Zone::Minutes(8 * 60)),
    ("PHT", Zone::Minutes(8 * 60)),
    ("PKT", Zone::Minutes(5 * 60)),
    ("NPT", Zone::Minutes(345)),
    ("TRT", Zone::Minutes(180)),
    ("한국시간", Zone::Minutes(9 * 60)),
    ("한국 시간", Zone::Minutes(9 * 60)),
    // Shared by several zones: China, America; India, Israel, Ireland; the Gulf, South Georgia.
    ("CST", Zone::Unclear(UnclearZone { name: "CST", minutes: &[-6 * 60, 8 * 60] })),
    ("IST", Zone::Unclear(UnclearZone { name: "IST", minutes: &[330, 120, 60] })),
    ("GST", Zone::Unclear(UnclearZone { name: "GST", minutes: &[240, -120] })),
    ("AST", Zone::Unclear(UnclearZone { name: "AST", minutes: &[-240, 180] })),
];

/// Cities that are written for their time.
pub(super) const CITIES: &[(&str, Zone)] = &[
    ("Amsterdam", Zone::Place("Europe/Amsterdam")),
    ("Beijing", Zone::Place("Asia/Shanghai")),
    ("Berlin", Zone::Place("Europe/Berlin")),
    ("Chicago", Zone::Place("America/Chicago")),
    ("Denver", Zone::Place("America/Denver")),
    ("Dublin", Zone::Place("Europe/Dublin")),
    ("Helsinki", Zone::Place("Europe/Helsinki")),
    ("Hong Kong", Zone::Place("Asia/Hong_Kong")),
    ("London", Zone::Place("Europe/London")),
    ("Los Angeles", Zone::Place("America/Los_Angeles")),
    ("Melbourne", Zone::Place("Australia/Melbourne")),
    ("New York", Zone::Place("America/New_York")),
    ("Paris", Zone::Place("Europe/Paris")),
    ("San Francisco", Zone::Place("America/Los_Angeles")),
    ("Seattle", Zone::Place("America/Los_Angeles")),
    ("Shanghai", Zone::Place("Asia/Shanghai")),
    ("Singapore", Zone::Place("Asia/Singapore")),
    ("Stockholm", Zone::Place("Europe/Stockholm")),
    ("Sydney", Zone::Place("Australia/Sydney")),
    ("Tokyo", Zone::Place("Asia/Tokyo")),
    ("Zurich", Zone::Place("Europe/Zurich")),
    // North American by use; `central time` alone may be European or Australian.
    ("Eastern", Zone::Place("America/New_York")),
    ("Pacific", Zone::Place("America/Los_Angeles")),
    ("Mountain", Zone::Place("America/Denver")),
];

/// An abbreviation that several zones share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnclearZone {
    /// As commonly written, `CST`.
    pub name: &'static str,
    /// What it may stand for, in minutes east of UTC.
    pub(super) minutes: &'static [i16],
}

impl UnclearZone {
    /// The one meaning that `home` uses in the year of `day`; `None` where it uses none or several.
    pub(super) fn at_home(self, day: Date, home: &TimeZone) -> Option<Offset> {
        let mut found = None;
        for at in year_samples(day.year()) {
            let Ok(offset) = home.to_timestamp(at).map(|it| home.to_offset(it)) else { continue };
            if self.minutes.iter().any(|it| i32::from(*it) * 60 == offset.seconds()) {
                if found.is_some_and(|it| it != offset) {
                    return None;
                }
                found = Some(offset);
            }
        }
        found
    }
}

/// Midwinter and midsummer: clocks that change over the year differ between them.
pub(super) fn year_samples(year: i16) -> [DateTime; 2] {
    [1, 7].map(|month| Date::new(year, month, 1).unwrap_or(Date::constant(2024, month, 1)).at(12, 0, 0, 0))
}
