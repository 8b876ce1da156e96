//! From a pasted log to a query: the words that name a kind of failure, then the names of things: a volume or a host that failed
//! before may fail again.

use super::parts::{Clause, Query};

/// More words than a query can use; the rarest of them are chosen when it is run.
const MAX_WORDS: usize = 48;
/// More names of things than a log of one event needs.
const MAX_NAMES: usize = 24;

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
    let mut names: Vec<&str> = Vec::new();
    for line in lines.into_iter().chain(frames) {
        for chunk in line.split(|c: char| c.is_whitespace() || is_separator(c)) {
            for word in telling_words(chunk) {
                if words.len() < MAX_WORDS && !words.iter().any(|it| it.eq_ignore_ascii_case(word)) {
                    words.push(word.to_owned());
                }
            }
            if let Some(name) = name_of_thing(chunk)
                && names.len() < MAX_NAMES
                && !names.iter().any(|it| it.eq_ignore_ascii_case(name))
            {
                names.push(name);
            }
        }
    }
    names.retain(|name| !words.iter().any(|it| it.eq_ignore_ascii_case(name)));
    words.extend(names.into_iter().map(str::to_owned));
    let clauses = words.into_iter().map(|text| Clause { text, phrase: false, excluded: false }).collect();
    Query { clauses, any: true, ..Query::default() }
}

/// The chunk itself where it names one thing: `vol-0ab12cd`, `node-7`, `10.12.0.7`. Most of them are in no document and are left
/// out when the query is run.
fn name_of_thing(chunk: &str) -> Option<&str> {
    let chunk = trimmed(chunk);
    let has = |wanted: fn(&u8) -> bool| chunk.bytes().any(|it| wanted(&it));
    let is_moment = chunk.starts_with(|c: char| c.is_ascii_digit())
        && !has(|it| it.is_ascii_alphabetic() && !b"tzhmsd".contains(&it.to_ascii_lowercase()));
    let is_name = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && !is_moment;
    let is_kept =
        chunk.is_ascii() && (4..=64).contains(&chunk.len()) && (is_name || is_network_address(chunk));
    is_kept.then_some(chunk)
}

/// `10.12.0.7`.
fn is_network_address(chunk: &str) -> bool {
    let is_number = |it: &str| (1..=3).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    chunk.split('.').count() == 4 && chunk.split('.').all(is_number)
}

fn trimmed(chunk: &str) -> &str {
    chunk.trim_matches(|c: char| matches!(c, '.' | '-' | '_' | '…'))
}

/// What of one chunk of a log is worth looking for.
fn telling_words(chunk: &str) -> Vec<&str> {
    let chunk = trimmed(chunk);
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
