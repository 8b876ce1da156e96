//! What a change does to a file, as `diff -u` shows it.

use similar::TextDiff;

use super::printable;

/// The unified diff of one file, with three lines of context; empty where the texts are equal.
pub fn unified_diff(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let path = printable(path);
    let diff = TextDiff::from_lines(old, new);
    printable(&diff.unified_diff().context_radius(3).header(&path, &path).to_string())
}

#[cfg(test)]
mod tests {
    use super::unified_diff;

    #[test]
    fn a_change_is_shown_with_its_neighbours() {
        let diff = unified_diff("a.md", "one\ntwo\nthree\n", "one\n二\nthree\n");
        assert_eq!(diff, "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n one\n-two\n+二\n three\n");
        assert_eq!(unified_diff("a.md", "one\n", "one\n"), "");
    }
}
