//! Address parts that people can read.

use unicode_normalization::UnicodeNormalization;

/// Longest slug, in characters; most file systems stop at 255 bytes and a Han character takes three.
const MAX_CHARACTERS: usize = 64;

/// Names that Windows keeps for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// `text` as an address part: lower case, letters and digits of any language kept, everything else one `-`.
///
/// `Redis: pool / 连接池` gives `redis-pool-连接池`. Never empty, never a name that a file system refuses:
/// where nothing is left it is `item`.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in text.nfkc().flat_map(char::to_lowercase).nfc() {
        if MAX_CHARACTERS <= length {
            break;
        }
        if c.is_alphanumeric() || (c == '_' && !out.is_empty()) {
            out.push(c);
            length += 1;
        } else if !out.is_empty() && !out.ends_with('-') && !is_combining(c) {
            out.push('-');
            length += 1;
        }
    }
    out.truncate(out.trim_end_matches(['-', '_']).len());
    if out.is_empty() {
        return "item".to_owned();
    }
    if RESERVED.contains(&out.as_str()) {
        out.push('-');
        out.push('x');
    }
    out
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_language_stay() {
        assert_eq!(slug("Redis: pool / 连接池"), "redis-pool-连接池");
        assert_eq!(slug("INC-2026-0001"), "inc-2026-0001");
    }

    #[test]
    fn nothing_can_leave_the_folder_or_be_refused_by_a_file_system() {
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("..."), "item");
        assert_eq!(slug("CON"), "con-x");
        assert_eq!(slug(&"故".repeat(500)).chars().count(), 64);
    }
}
