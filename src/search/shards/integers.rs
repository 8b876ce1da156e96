//! Whole numbers as printable characters, which compress as well as bytes and need no decoding step.
//!
//! There are 92 digits: the printable ASCII characters without `"`, `\` and `<`, in ascending order. Digits 0
//! to 61 end a number, digits 62 to 91 go on. A number is the sum of `digit * 30^place`, the first digit at
//! place 0:
//!
//! ```text
//! 5 = [5]    61 = [61]    62 = [62, 0]    1000 = [70, 31]
//! ```

/// First digit that says that another one follows.
const GOES_ON: u32 = 62;
/// How many such digits there are.
const BASE: u32 = 30;

/// Appends `value` to `out`.
pub(super) fn push(out: &mut String, mut value: u32) {
    while GOES_ON <= value {
        value -= GOES_ON;
        out.push(digit(GOES_ON + value % BASE));
        value /= BASE;
    }
    out.push(digit(value));
}

/// `values`, one behind the other.
pub(super) fn all(values: impl IntoIterator<Item = u32>) -> String {
    let mut out = String::new();
    for value in values {
        push(&mut out, value);
    }
    out
}

/// The differences between ascending `values`, the first one against 0.
pub(super) fn gaps(values: impl IntoIterator<Item = u32>) -> String {
    let mut last = 0;
    all(values.into_iter().map(|it| it - std::mem::replace(&mut last, it)))
}

/// The character of the digit `value` (0 to 91).
fn digit(value: u32) -> char {
    let code = 0x20 + value;
    // Each character that is left out moves the later ones up by one.
    let code = code + u32::from(0x22 <= code);
    let code = code + u32::from(0x3C <= code);
    let code = code + u32::from(0x5C <= code);
    char::from_u32(code).unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<u32> {
        let digits: String = (0..92).map(digit).collect();
        let (mut values, mut value, mut unit) = (Vec::new(), 0_u64, 1_u64);
        for c in text.chars() {
            let digit = digits.find(c).unwrap() as u64;
            value += digit * unit;
            unit *= 30;
            if digit < 62 {
                values.push(u32::try_from(value).unwrap());
                (value, unit) = (0, 1);
            }
        }
        values
    }

    #[test]
    fn digits_need_no_escape_in_a_script() {
        let digits: String = (0..92).map(digit).collect();
        assert_eq!((digits.len(), &digits[..3], &digits[91..]), (92, " !#", "~"));
        assert!(!digits.contains(['"', '\\', '<']));
    }

    #[test]
    fn small_numbers_take_one_character() {
        assert_eq!(all([0, 1, 61]).len(), 3);
        assert_eq!(all([62, 1_000]).len(), 4);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(values: Vec<u32>) {
            prop_assert_eq!(read(&all(values.iter().copied())), values);
        }
    }
}
