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
        const WORDS: [(&[&str], Unit); 22] = [
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
            (
                &["weken", "settimane", "settimana", "uker", "uke", "veckor", "vecka", "uger", "uge"],
                Unit::Week,
            ),
            (&["giorno", "일간", "gün", "ngày", "dni", "dzień", "dny", "dnů"], Unit::Day),
            (
                &["주일", "주간", "주", "hafta", "tuần", "tygodni", "tygodnie", "tydzień", "týdny", "týdnů"],
                Unit::Week,
            ),
            (&["sekund", "sekundy", "sekunda", "saniye", "giây"], Unit::Second),
            (&["minut", "minuty", "minuta", "minuut", "minutt", "dakika", "dk", "phút"], Unit::Minute),
            (
                &["godzin", "godziny", "godzina", "godz", "hodin", "hodiny", "hodina", "saat", "giờ"],
                Unit::Hour,
            ),
            (&["секунд", "секунды", "секунда", "секунди", "сек"], Unit::Second),
            (&["минут", "минуты", "минута", "мин", "хвилин", "хвилини", "хв"], Unit::Minute),
            (&["часов", "часа", "час", "ч", "годин", "години", "година"], Unit::Hour),
            (&["дней", "дня", "день", "суток", "сутки", "днів", "дні"], Unit::Day),
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

/// A unit may be followed by the next figure, as in `1d5h`, but by no letter; Chinese, Japanese and Korean go on at once.
fn eat_unit(scan: &mut Scan<'_>, word: &str) -> bool {
    /// Where the letters of these three begin: with those of Korean.
    const HANGUL: char = '\u{1100}';
    const SHORTENED: [&str; 9] = ["std", "hr", "hrs", "godz", "hod", "ч", "час", "мин", "sek"];
    let is_letter = |it: char| it < HANGUL && it.is_alphabetic();
    let mut it = *scan;
    let found = it.eat_text(word) && !(word.chars().all(is_letter) && it.peek().is_some_and(is_letter));
    // `1 Std. 45 Min.`
    if found && SHORTENED.contains(&word) && it.peek() == Some('.') && it.peek_second() == Some(' ') {
        it.eat_any(&['.']);
    }
    if found {
        *scan = it;
    }
    found
}
