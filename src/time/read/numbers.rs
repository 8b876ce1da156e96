//! Counts before a unit of time: `1,415`, `2.5`, `nine`, `an`, `半`, `十五`, `两个半`.

use super::scan::Scan;

/// A count with up to six decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quantity {
    millionths: i64,
}

const MILLION: i64 = 1_000_000;

impl Quantity {
    fn whole(count: u32) -> Self {
        Self { millionths: i64::from(count) * MILLION }
    }

    fn and_a_half(self) -> Self {
        Self { millionths: self.millionths + MILLION / 2 }
    }

    pub(super) fn is_whole(self) -> bool {
        self.millionths % MILLION == 0
    }

    pub(super) fn is_half(self) -> bool {
        self.millionths == MILLION / 2
    }

    /// This many times `seconds`, to the nearest second; `None` on overflow.
    pub(super) fn times(self, seconds: i64) -> Option<i64> {
        Some((self.millionths.checked_mul(seconds)?.checked_add(MILLION / 2)?) / MILLION)
    }
}

/// Reads a count. `10-15`, `several`, `数` and `十几` are none.
pub(super) fn scan_quantity(scan: &mut Scan<'_>) -> Option<Quantity> {
    let mut it = *scan;
    let quantity = if it.next_is_digit() {
        figures(&mut it)
    } else {
        vulgar_half(&mut it).or_else(|| english(&mut it)).or_else(|| chinese(&mut it))
    }?;
    *scan = it;
    Some(quantity)
}

/// `38`, `1,415`, `2.5`, `1½`.
fn figures(scan: &mut Scan<'_>) -> Option<Quantity> {
    let (mut value, n_digits) = scan.number(9)?;
    let mut groups = n_digits <= 3;
    while groups && scan.next_is_digit_after(',') {
        let mut it = *scan;
        it.bump();
        match it.digits(3) {
            Some(group) => {
                value = value.checked_mul(1_000)?.checked_add(group)?;
                *scan = it;
            }
            None => groups = false,
        }
    }
    let mut quantity = Quantity::whole(value);
    if scan.next_is_digit_after('.') {
        scan.bump();
        let (decimals, n_digits) = scan.number(6)?;
        let place = 10_i64.pow(6 - u32::try_from(n_digits).ok()?);
        quantity.millionths += i64::from(decimals) * place;
    } else if scan.eat('½') {
        quantity = quantity.and_a_half();
    }
    // `两个半小时` with a figure: `1个半小时`.
    Some(half_before_unit(scan, quantity))
}

fn vulgar_half(scan: &mut Scan<'_>) -> Option<Quantity> {
    scan.eat('½').then(|| Quantity::whole(0).and_a_half())
}

/// `nine`, `twenty-five`, `an`, `half an`, `one and a half`.
fn english(scan: &mut Scan<'_>) -> Option<Quantity> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if scan.eat_word_of(&["half an", "half a", "a half"]).is_some() {
        return Some(Quantity::whole(0).and_a_half());
    }
    let small = |scan: &mut Scan<'_>| scan.eat_word_of(&SMALL).and_then(|it| u32::try_from(it).ok());
    let count = if let Some(tens) = scan.eat_word_of(&TENS) {
        let tens = u32::try_from(tens * 10 + 20).ok()?;
        let mut it = *scan;
        let joined = it.eat('-') || it.skip_spaces();
        match small(&mut it).filter(|it| joined && (1..=9).contains(it)) {
            Some(ones) => {
                *scan = it;
                tens + ones
            }
            None => tens,
        }
    } else if scan.eat_word_of(&["an", "a"]).is_some() {
        1
    } else {
        small(scan)?
    };
    let mut it = *scan;
    it.skip_spaces();
    if it.eat_word("and a half") {
        *scan = it;
        return Some(Quantity::whole(count).and_a_half());
    }
    Some(Quantity::whole(count))
}

/// `半`, `两`, `十五`, `二十`, `一个半`; `一百二十`.
fn chinese(scan: &mut Scan<'_>) -> Option<Quantity> {
    if scan.eat('半') {
        return Some(Quantity::whole(0).and_a_half());
    }
    let mut it = *scan;
    let mut total = 0;
    let first = chinese_digit(&mut it);
    let hundreds = first.is_some() && it.eat('百');
    let mut ones = first;
    if hundreds {
        total = first? * 100;
        it.eat('零');
        ones = chinese_digit(&mut it);
    }
    if it.eat('十') {
        total += ones.unwrap_or(1) * 10;
        ones = chinese_digit(&mut it);
    } else if ones.is_none() && !hundreds {
        return None;
    }
    total += ones.unwrap_or(0);
    *scan = it;
    Some(half_before_unit(scan, Quantity::whole(total)))
}

fn chinese_digit(scan: &mut Scan<'_>) -> Option<u32> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if scan.eat_any(&['两', '兩']).is_some() {
        return Some(2);
    }
    let found = scan.eat_any(&DIGITS)?;
    DIGITS.iter().position(|it| *it == found).and_then(|it| u32::try_from(it + 1).ok())
}

/// The 半 of `1个半小时`, before the unit; the 半 of `一小时半` follows it.
fn half_before_unit(scan: &mut Scan<'_>, quantity: Quantity) -> Quantity {
    let mut it = *scan;
    it.skip_spaces();
    if it.eat_any(&['个', '個']).is_some() && it.eat('半') {
        *scan = it;
        return quantity.and_a_half();
    }
    quantity
}
