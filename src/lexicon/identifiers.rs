//! What an identifier names, where its form says so.

/// What an identifier names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentifierKind {
    /// A disk: `vol-0ab12cd`, `pvc-7f3a…`.
    Volume,
    /// A machine: `i-0ab12cd34`.
    Instance,
    /// A published weakness: `CVE-2026-1234`.
    Vulnerability,
    /// Anything else: a host, a code, a queue.
    Other,
}

/// Beginnings that say what follows; what follows holds a digit.
const PREFIXES: [(&str, IdentifierKind); 4] = [
    ("vol-", IdentifierKind::Volume),
    ("pvc-", IdentifierKind::Volume),
    ("cve-", IdentifierKind::Vulnerability),
    ("i-", IdentifierKind::Instance),
];
/// Fewest characters behind `i-`: shorter ones are words.
const MIN_INSTANCE: usize = 8;

/// What `word` names.
pub fn kind(word: &str) -> IdentifierKind {
    let word = word.to_lowercase();
    for (prefix, kind) in PREFIXES {
        let Some(rest) = word.strip_prefix(prefix) else { continue };
        let is_long = kind != IdentifierKind::Instance
            || MIN_INSTANCE <= rest.len() && rest.chars().all(|it| it.is_ascii_hexdigit());
        if is_long && rest.contains(|it: char| it.is_ascii_digit()) {
            return kind;
        }
    }
    IdentifierKind::Other
}

/// Words of a line that a program printed about a fault.
const FAULTS: [&str; 14] = [
    "error",
    "exception",
    "fatal",
    "panic",
    "fail",
    "timeout",
    "timed out",
    "refused",
    "denied",
    "traceback",
    "错误",
    "异常",
    "失败",
    "エラー",
];

/// Whether `line` reads like the message of a fault.
pub fn is_fault_line(line: &str) -> bool {
    let line = line.to_lowercase();
    FAULTS.iter().any(|it| line.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_an_identifier_says_what_it_names() {
        for (word, expected) in [
            ("vol-0ab12cd", IdentifierKind::Volume),
            ("PVC-7f3a-11", IdentifierKind::Volume),
            ("i-0ab12cd34ef", IdentifierKind::Instance),
            ("i-9", IdentifierKind::Other),
            ("CVE-2026-1234", IdentifierKind::Vulnerability),
            ("vol-up", IdentifierKind::Other),
            ("host-77", IdentifierKind::Other),
        ] {
            assert_eq!(kind(word), expected, "{word}");
        }
    }

    #[test]
    fn a_message_of_a_fault_is_not_prose() {
        assert!(is_fault_line("10:01 ERROR attach: no such device"));
        assert!(is_fault_line("panic: index out of range"));
        assert!(!is_fault_line("The index was rebuilt during the day"));
    }
}
