//! Words that say which half of the day, or which day, a clock time belongs to.

use super::scan::Scan;

/// A part of the day that settles which of two hours is meant.
#[derive(Debug, Clone, Copy)]
pub(super) enum DayPart {
    /// am, 上午, 早上
    Morning,
    /// 凌晨
    SmallHours,
    /// 中午
    Midday,
    /// pm, 下午
    Afternoon,
    /// 晚上, 夜里
    Night,
    /// A Latin `am`: 12 am is midnight, where 上午12点 may be noon.
    Am,
    /// A Latin `pm`.
    Pm,
}

impl DayPart {
    pub(super) fn scan(scan: &mut Scan<'_>) -> Option<Self> {
        const WORDS: [(&[&str], DayPart); 6] = [
            (&["上午", "早上", "早晨", "清晨", "午前", "오전"], DayPart::Morning),
            (&["凌晨"], DayPart::SmallHours),
            (&["中午"], DayPart::Midday),
            (&["下午", "傍晚", "午後", "오후"], DayPart::Afternoon),
            (&["晚上", "晚间", "深夜", "夜里", "夜间"], DayPart::Night),
            (&["晚"], DayPart::Night),
        ];
        let mut it = *scan;
        let part = WORDS.iter().find(|(words, _)| it.eat_text_of(words))?.1;
        it.skip_spaces();
        *scan = it;
        Some(part)
    }

    /// The hour from 0 to 24 and days to add; `None` where the two do not go together.
    ///
    /// An hour from 13 is on the 24-hour clock and is kept, whatever was written beside it.
    pub(super) fn hour(self, hour: u32) -> Option<(u32, i8)> {
        match (self, hour) {
            (Self::Am | Self::SmallHours, 12) => Some((0, 0)),
            (Self::Am | Self::Morning, 0..=11) | (Self::SmallHours, 0..=6) => Some((hour, 0)),
            // `午後0時30分` is half past noon; `00:15 PM` may be either.
            (Self::Afternoon, 0) => Some((12, 0)),
            (Self::Pm | Self::Afternoon, 12) | (Self::Midday, 11 | 12) => Some((hour, 0)),
            (Self::Midday, 1 | 2) | (Self::Pm | Self::Afternoon, 1..=11) | (Self::Night, 6..=11) => {
                Some((hour + 12, 0))
            }
            (Self::Night, 12) => Some((0, 1)),
            (Self::Pm | Self::Afternoon | Self::Night | Self::Midday, 13..=24) => Some((hour, 0)),
            _ => None,
        }
    }
}

/// `pm`, ` PM`, `p.m.`, `(am)`; a single letter only right behind minutes, as in `11:21a`.
pub(super) fn eat_meridiem(scan: &mut Scan<'_>, spoken: bool) -> Option<DayPart> {
    let mut it = *scan;
    let spaced = it.skip_spaces();
    let bracket = it.eat('(');
    let part = match it.bump()? {
        'a' | 'A' => DayPart::Am,
        'p' | 'P' => DayPart::Pm,
        _ => return None,
    };
    let dotted = it.eat('.');
    if it.eat('m') || it.eat('M') {
        if dotted {
            it.eat('.');
        }
    } else if spaced || bracket || dotted || spoken {
        return None;
    }
    if it.next_is_alphanumeric() || (bracket && !it.eat(')')) {
        return None;
    }
    *scan = it;
    Some(part)
}

/// `次日`, `next day,` before a time.
pub(super) fn eat_next_day(scan: &mut Scan<'_>) -> bool {
    let mut it = *scan;
    it.skip_spaces();
    let found = it.eat_text_of(&["次日", "翌日", "第二天", "隔天", "隔日"])
        || (it.eat_word("next day") && {
            it.eat(',');
            true
        });
    if found {
        it.skip_spaces();
        *scan = it;
    }
    found
}

/// `(+1)`, `+1d`, `(next day)`, `（次日）`.
pub(super) fn eat_next_day_behind(scan: &mut Scan<'_>) -> bool {
    let mut it = *scan;
    it.skip_spaces();
    let bracket = it.eat('(');
    let found = if it.eat_word_of(&["+1d", "+1 day", "next day", "the next day"]).is_some() {
        true
    } else {
        bracket && (it.eat_word("+1") || it.eat_text_of(&["次日", "翌日", "第二天"]))
    };
    if !found || (bracket && !it.eat(')')) {
        return false;
    }
    *scan = it;
    true
}
