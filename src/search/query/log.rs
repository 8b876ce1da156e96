//! From a pasted log to a query: the words that name a kind of failure, not the one event.

use super::parts::{Clause, Query};

/// More words than a query can use; the rarest of them are chosen when it is run.
const MAX_WORDS: usize = 48;

/// Written so only as the level of a line, or as the frame of every log, never as the failure. Lower-case.
const NOISE: [&str; 40] = [
    "apr",
    "aug",
    "caused",
    "com",
    "cst",
    "debug",
    "dec",
    "err",
    "feb",
    "file",
    "fri",
    "gmt",
    "http",
    "https",
    "info",
    "jan",
    "java",
    "jul",
    "jun",
    "line",
    "main",
    "mar",
    "may",
    "mon",
    "most",
    "nov",
    "null",
    "oct",
    "org",
    "recent",
    "sat",
    "sep",
    "sun",
    "thread",
    "thu",
    "traceback",
    "tue",
    "utc",
    "wed",
    "www",
];

/// Levels, noise only where they are written in capitals.
const LEVELS: [&str; 8] = ["ERROR", "WARN", "WARNING", "FATAL", "CRITICAL", "TRACE", "SEVERE", "NOTICE"];

pub(super) fn from_log(text: &str) -> Query {
    // Frames of a stack trace name the code that failed; they count after what went wrong.
    let is_frame =
        |line: &&str| line.trim_start().starts_with("at ") || line.trim_start().starts_with("File ");
    let (frames, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(is_frame);
    let mut words: Vec<String> = Vec::new();
    for line in lines.into_iter().chain(frames) {
        for chunk in line.split(|c: char| c.is_whitespace() || is_separator(c)) {
            for word in telling_words(chunk) {
                if words.len() < MAX_WORDS && !words.iter().any(|it| it.eq_ignore_ascii_case(word)) {
                    words.push(word.to_owned());
                }
            }
        }
    }
    let clauses = words.into_iter().map(|text| Clause { text, phrase: false, excluded: false }).collect();
    Query { clauses, any: true, ..Query::default() }
}

/// What of one chunk of a log is worth looking for.
fn telling_words(chunk: &str) -> Vec<&str> {
    let chunk = chunk.trim_matches(|c: char| matches!(c, '.' | '-' | '_' | '…'));
    if is_http_error(chunk) || is_error_code(chunk) || !chunk.is_ascii() {
        return vec![chunk];
    }
    let is_class = |it: &&str| it.len() <= 64 && it.contains(|c: char| c.is_ascii_uppercase());
    let mut words: Vec<&str> = if chunk.contains('.') && chunk.contains(|c: char| c.is_ascii_uppercase()) {
        // `java.net.SocketTimeoutException`: packages are many, the class is telling.
        chunk.split('.').filter(is_class).map(without_instance).collect()
    } else {
        vec![without_instance(chunk)]
    };
    words.retain(|it| {
        let is_word = 3 <= it.len() && it.len() <= 64 && !it.contains(|c: char| c.is_ascii_digit());
        is_word && !LEVELS.contains(it) && NOISE.binary_search(&it.to_ascii_lowercase().as_str()).is_err()
    });
    words
}

/// `name` up to the first piece that holds a digit: `payment-service-7d9f8b6c5-x2x4k` is one instance of
/// `payment-service`. Empty where the first piece holds one: times, numbers, addresses, hashes.
fn without_instance(name: &str) -> &str {
    let mut end = 0;
    for piece in name.split_inclusive(['-', '.']) {
        if piece.contains(|c: char| c.is_ascii_digit()) {
            break;
        }
        end += piece.len();
    }
    name[..end].trim_end_matches(['-', '.'])
}

/// 400 to 599.
fn is_http_error(chunk: &str) -> bool {
    chunk.len() == 3 && chunk.starts_with(['4', '5']) && chunk.bytes().all(|it| it.is_ascii_digit())
}

/// `ORA-12514`, `INC-2025-0007`: capitals, then numbers of 3 digits or more.
fn is_error_code(chunk: &str) -> bool {
    let mut pieces = chunk.split('-');
    let letters = pieces.next().unwrap_or_default();
    let is_number = |it: &str| 3 <= it.len() && it.len() <= 6 && it.bytes().all(|it| it.is_ascii_digit());
    let numbers: Vec<&str> = pieces.collect();
    2 <= letters.len()
        && letters.len() <= 8
        && letters.bytes().all(|it| it.is_ascii_uppercase())
        && (1..=2).contains(&numbers.len())
        && numbers.into_iter().all(is_number)
}

fn is_separator(c: char) -> bool {
    "=,;:()[]{}<>|\"'`/\\*!?&#$%^~@+，。；：（）【】《》“”‘’、！？「」『』".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_stands_in_ascending_order() {
        assert!(NOISE.is_sorted());
    }
}
