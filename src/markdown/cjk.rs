//! Emphasis beside Chinese punctuation: where a break has to be inserted for `**复盘：**中文` to be bold.
//!
//! By the rules of `CommonMark` a run of `*` between punctuation and a letter cannot close, because Western text
//! has a space there. Chinese has none, so every `**键：**值` of a Chinese template would show its asterisks.
//! This looks at one line at a time and knows nothing of blocks: the break is taken out of the text again after
//! parsing, so that a line of code looked at by mistake stays as it is.

/// Adds the offsets (from the start of `line` plus `base`) before which a break belongs, in order.
///
/// Linear in the line: every run of asterisks is looked at once, and text between a pair at most once per length.
pub(super) fn breaks(line: &str, base: usize, found: &mut Vec<usize>) {
    let bytes = line.as_bytes();
    let in_table = line.trim_start().starts_with('|');
    let mut code_spans = CodeSpans::default();
    let first_new = found.len();
    let mut open: [Option<Run>; 4] = [None; 4];
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|it| matches!(it, b'*' | b'~' | b'\\' | b'`' | b'|')) {
        let start = at + step;
        match bytes[start] {
            // The escaped character is ASCII punctuation or no escape at all: one byte, or harmless to skip to.
            b'\\' => at = start + 1 + bytes.get(start + 1).map_or(0, |it| usize::from(it.is_ascii())),
            b'`' => at = code_spans.after(bytes, start),
            b'|' => {
                if in_table {
                    open = [None; 4];
                }
                at = start + 1;
            }
            delimiter => {
                let len = run_length(bytes, start);
                at = start + len;
                let slot = match (delimiter, len) {
                    (b'*', 1..=3) => len - 1,
                    (b'~', 2) => 3,
                    _ => continue,
                };
                let run = Run::at(line, start, at);
                match open[slot] {
                    Some(opener) if run.may_close() => {
                        if worth_fixing(line, opener, run) {
                            found.extend(opener.break_before_opener().map(|it| it + base));
                            found.extend(run.break_after_closer().map(|it| it + base));
                        }
                        open[slot] = None;
                    }
                    _ if !run.next.is_whitespace() => open[slot] = Some(run),
                    _ => {}
                }
            }
        }
    }
    found[first_new..].sort_unstable();
}

/// A run of `*` or `~~` with the characters around it; a line end counts as a space.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    prev: char,
    next: char,
}

impl Run {
    fn at(line: &str, start: usize, end: usize) -> Self {
        let prev = line[..start].chars().next_back().unwrap_or(' ');
        let next = line[end..].chars().next().unwrap_or(' ');
        Self { start, end, prev, next }
    }

    /// Whether a writer would end emphasis here: something is before it, and not an opening bracket.
    fn may_close(self) -> bool {
        !self.prev.is_whitespace()
            && !matches!(
                self.prev,
                '(' | '[' | '{' | '<' | '（' | '「' | '『' | '【' | '《' | '〈' | '“' | '‘'
            )
    }

    fn break_before_opener(self) -> Option<usize> {
        (is_punctuation(self.next) && self.prev.is_alphanumeric()).then_some(self.start)
    }

    fn break_after_closer(self) -> Option<usize> {
        (is_punctuation(self.prev) && self.next.is_alphanumeric()).then_some(self.end)
    }
}

/// Whether the pair is a Chinese writer's (or a label's) and not a Western writer's literal asterisks.
///
/// `2**(n-1) + 3**(m-1)` keeps its asterisks.
fn worth_fixing(line: &str, opener: Run, closer: Run) -> bool {
    if opener.break_before_opener().is_none() && closer.break_after_closer().is_none() {
        return false;
    }
    let label = closer.prev == ':' && !opener.prev.is_alphanumeric();
    label
        || [opener.prev, opener.next, closer.prev, closer.next].into_iter().any(is_cjk)
        || line.get(opener.end..closer.start).is_some_and(|it| it.chars().any(is_cjk))
}

/// Whether the parser may take `c` for punctuation; too much is harmless, a break more changes nothing.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Whether `c` is a character of Chinese, Japanese or Korean text, punctuation and full-width forms included.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{9FFF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

fn run_length(bytes: &[u8], start: usize) -> usize {
    let first = bytes[start];
    bytes[start..].iter().take_while(|it| **it == first).count()
}

/// The code spans of one line, found once and looked up from left to right.
#[derive(Debug, Default)]
struct CodeSpans {
    /// Start of every run of backticks, and where the span that it opens ends; `None` until the first lookup.
    runs: Option<Vec<(usize, usize)>>,
}

impl CodeSpans {
    /// The place to go on from after the run of backticks at `start`: behind its span, or behind the run.
    fn after(&mut self, bytes: &[u8], start: usize) -> usize {
        let runs = self.runs.get_or_insert_with(|| spans(bytes));
        let idx = runs.partition_point(|it| it.0 < start);
        match runs.get(idx) {
            Some(&(run, end)) if run == start => end,
            // The run's beginning was escaped, so that it opens nothing.
            _ => start + run_length(bytes, start),
        }
    }
}

fn spans(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|it| *it == b'`') {
        let start = at + step;
        at = start + run_length(bytes, start);
        runs.push((start, at));
    }
    // From the right, so that the next run of the same length is known for each in one pass.
    let mut next_of_length = std::collections::BTreeMap::new();
    for run in runs.iter_mut().rev() {
        let end = run.1;
        if let Some(closer_end) = next_of_length.insert(end - run.0, end) {
            run.1 = closer_end;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let mut found = Vec::new();
        breaks(line, 0, &mut found);
        let mut marked = String::new();
        let mut from = 0;
        for at in found {
            marked.push_str(&line[from..at]);
            marked.push('_');
            from = at;
        }
        marked.push_str(&line[from..]);
        assert_eq!(marked, expected);
    }

    #[test]
    fn a_closer_between_punctuation_and_a_letter_gets_a_break() {
        check("**发生时间:**2026-01-23", "**发生时间:**_2026-01-23");
        check("**复盘：**中文", "**复盘：**_中文");
        check("- **Impact:**x", "- **Impact:**_x");
        check("~~旧值：~~新值", "~~旧值：~~_新值");
    }

    #[test]
    fn both_sides_of_a_quotation_get_one() {
        check("文**“引号”**后", "文_**“引号”**_后");
        check("使用**`配置`**后", "使用_**`配置`**_后");
        check("a：*（甲）*乙", "a：*（甲）*_乙");
    }

    #[test]
    fn what_works_already_is_left_alone() {
        check("**故障 ID**: INC-1", "**故障 ID**: INC-1");
        check("**甲**：**乙**", "**甲**：**乙**");
        check("中**文**字", "中**文**字");
        check("* 一", "* 一");
    }

    #[test]
    fn a_bracket_before_a_run_opens() {
        check("**甲（**乙：**丙", "**甲（**乙：**_丙");
    }

    #[test]
    fn literal_asterisks_stay() {
        check("2**(n-1) + 3**(m-1)", "2**(n-1) + 3**(m-1)");
        check("键：`**注：**x` \\*注：\\*x", "键：`**注：**x` \\*注：\\*x");
        check("| a**b | c：**d |", "| a**b | c：**d |");
    }

    #[test]
    fn escaped_backticks_open_no_code() {
        check("\\`**注：**x`", "\\`**注：**_x`");
    }

    #[test]
    fn several_pairs_on_a_line() {
        check("**甲：**1 **乙：**2", "**甲：**_1 **乙：**_2");
    }
}
