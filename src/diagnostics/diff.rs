//! What a change does to a file, as `diff -u` shows it and `git apply` takes it.

use similar::TextDiff;

/// From `old` to `new`, both the file at `path`, with three lines of context; empty where they are equal.
///
/// Bytes that people see on a terminal are theirs to make harmless: a patch holds what the file holds.
pub fn unified_diff(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let path = path.trim_start_matches('/');
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified_diff;

    #[test]
    fn a_change_is_shown_with_its_neighbours() {
        let diff = unified_diff("a.md", "one\ntwo\nthree\n", "one\n二\nthree\n");
        assert_eq!(diff, "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n one\n-two\n+二\n three\n");
        assert_eq!(unified_diff("a.md", "one\n", "one\n"), "");
    }

    #[test]
    fn a_last_line_without_an_end_and_carriage_returns_stay() {
        let diff = unified_diff("/kb/a.md", "# A\r\nx", "---\r\n# A\r\nx");
        assert_eq!(
            diff,
            "--- a/kb/a.md\n+++ b/kb/a.md\n@@ -1,2 +1,3 @@\n+---\r\n # A\r\n x\n\\ No newline at end of file\n"
        );
    }
}
