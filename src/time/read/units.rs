//! Units of time in the words and letters that teams write.

use super::scan::Scan;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
}

impl Unit {
    pub(super) fn seconds(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 604_800,
        }
    }

    /// Reads a unit. `M` alone may be months or millions; behind hours it is minutes.
    pub(super) fn scan(scan: &mut Scan<'_>, larger: Option<Self>) -> Option<Self> {
        const WORDS: [(&[&str], Unit); 12] = [
            (&["seconds", "second", "secs", "sec", "s", "秒钟", "秒鐘", "秒間", "秒"], Unit::Second),
            (&["sekunden", "sekunder", "secondes", "segundos", "secondi", "seconden", "초"], Unit::Second),
            (&["minutes", "minute", "mins", "min", "m", "分钟", "分鐘", "分間", "分"], Unit::Minute),
            (&["minuten", "minutos", "minuto", "minuti", "minutter", "minuter", "분"], Unit::Minute),
            (&["hours", "hour", "hrs", "hr", "h", "小时", "小時", "時間", "钟头", "鐘頭"], Unit::Hour),
            (&["stunden", "stunde", "std", "heures", "heure", "horas", "hora", "시간"], Unit::Hour),
            (&["uur", "timer", "timmar", "timme", "ore"], Unit::Hour),
            (&["days", "day", "d", "天", "日間", "日"], Unit::Day),
            (&["tage", "tag", "jours", "jour", "días", "día", "dias", "dia", "giorni"], Unit::Day),
            (&["dagen", "dager", "dagar", "dage", "dag", "døgn", "dygn"], Unit::Day),
            (&["weeks", "week", "wks", "wk", "w", "周", "週間", "星期", "礼拜"], Unit::Week),
            (&["wochen", "woche", "semaines", "semaine", "semanas", "semana"], Unit::Week),
        ];
        let mut it = *scan;
        if it.eat_any(&['个', '個']).is_some() {
            it.skip_spaces();
        }
        if it.peek() == Some('M')
            && larger != Some(Self::Hour)
            && !it.peek_second().is_some_and(char::is_alphabetic)
        {
            return None;
        }
        let unit = WORDS.iter().find(|(words, _)| words.iter().any(|word| eat_unit(&mut it, word)))?.1;
        *scan = it;
        Some(unit)
    }
}

/// A unit may be followed by the next figure, as in `1d5h`, but by no letter.
fn eat_unit(scan: &mut Scan<'_>, word: &str) -> bool {
    let mut it = *scan;
    let found =
        it.eat_text(word) && !(word.is_ascii() && it.peek().is_some_and(|it| it.is_ascii_alphabetic()));
    if found {
        *scan = it;
    }
    found
}
