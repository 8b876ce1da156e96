//! The difference that putting lines in makes, as `diff -u` and `git apply` write it.

/// Lines shown before and after.
const CONTEXT: usize = 3;

/// One line of a unified diff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// `@@ -1,3 +1,9 @@`.
    Place(String),
    /// A line that was there.
    Kept(String),
    /// A new line.
    Added(String),
    /// The remark that the file does not end in a line end.
    NoLineEnd,
}

impl Line {
    /// The line with its mark, without a line end; a carriage return stays.
    pub fn text(&self) -> String {
        match self {
            Self::Place(text) => text.clone(),
            Self::Kept(text) => format!(" {text}"),
            Self::Added(text) => format!("+{text}"),
            Self::NoLineEnd => "\\ No newline at end of file".to_owned(),
        }
    }
}

/// From `old` to `new`, which is `old` with whole lines put in at one place.
pub(super) fn of(old: &[u8], new: &[u8]) -> Vec<Line> {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let same_head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len() - same_head;
    let same_tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let from = same_head.saturating_sub(CONTEXT);
    let old_end = (old.len() - same_tail + CONTEXT).min(old.len());
    let new_end = (new.len() - same_tail + CONTEXT).min(new.len());
    let start = |n: usize| if n == 0 { 0 } else { from + 1 };
    let (n_old, n_new) = (old_end - from, new_end - from);
    let mut lines = vec![Line::Place(format!("@@ -{},{n_old} +{},{n_new} @@", start(n_old), start(n_new)))];
    for (idx, line) in new.iter().enumerate().take(new_end).skip(from) {
        let is_old = idx < same_head || new.len() - same_tail <= idx;
        let text = line.strip_suffix('\n').unwrap_or(line).to_owned();
        lines.push(if is_old { Line::Kept(text) } else { Line::Added(text) });
        if !line.ends_with('\n') {
            lines.push(Line::NoLineEnd);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hunk_has_three_lines_around_it() {
        let lines = of(
            b"---\na: 1\nb: 2\nc: 3\nd: 4\n---\nx\ny\nz\nw",
            b"---\na: 1\nb: 2\nc: 3\nd: 4\ne: 5\n---\nx\ny\nz\nw",
        );
        let text: Vec<String> = lines.iter().map(Line::text).collect();
        assert_eq!(text.join("\n"), "@@ -3,6 +3,7 @@\n b: 2\n c: 3\n d: 4\n+e: 5\n ---\n x\n y");
        let lines = of(b"# A", b"---\na: 1\n---\n\n# A");
        let text: Vec<String> = lines.iter().map(Line::text).collect();
        assert_eq!(
            text.join("\n"),
            "@@ -1,1 +1,5 @@\n+---\n+a: 1\n+---\n+\n # A\n\\ No newline at end of file"
        );
    }
}
