//! Many ranges of one text, asked about one place after another.

use std::ops::Range;

/// Ranges of one text; how long an answer takes hardly depends on how many there are.
#[derive(Debug, Clone, Default)]
pub struct Ranges {
    starts: Vec<usize>,
    /// The furthest end of all ranges up to each.
    ends: Vec<usize>,
}

impl Ranges {
    /// Whether one of them holds all of `part`.
    pub fn hold(&self, part: &Range<usize>) -> bool {
        self.furthest(part.start).is_some_and(|end| part.end <= end)
    }

    /// Whether one of them shares a place or an edge with `part`.
    pub fn touch(&self, part: &Range<usize>) -> bool {
        self.furthest(part.end).is_some_and(|end| part.start <= end)
    }

    /// The furthest end of those that begin at `start` or before.
    fn furthest(&self, start: usize) -> Option<usize> {
        let n = self.starts.partition_point(|it| *it <= start);
        n.checked_sub(1).map(|idx| self.ends[idx])
    }
}

impl FromIterator<Range<usize>> for Ranges {
    fn from_iter<T: IntoIterator<Item = Range<usize>>>(ranges: T) -> Self {
        let mut all: Vec<Range<usize>> = ranges.into_iter().collect();
        all.sort_unstable_by_key(|it| (it.start, it.end));
        let mut furthest = 0;
        let mut found = Self::default();
        for it in all {
            furthest = it.end.max(furthest);
            found.starts.push(it.start);
            found.ends.push(furthest);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_answer_as_a_search_through_all_of_them_does() {
        let all = [3..5, 4..9, 4..6, 12..12, 15..20, 16..17];
        let ranges: Ranges = all.iter().cloned().collect();
        for start in 0..24 {
            for end in start..24 {
                let holds = all.iter().any(|it| it.start <= start && end <= it.end);
                let touches = all.iter().any(|it| it.start <= end && start <= it.end);
                assert_eq!(
                    (ranges.hold(&(start..end)), ranges.touch(&(start..end))),
                    (holds, touches),
                    "{start}..{end}"
                );
            }
        }
        assert!(!Ranges::default().hold(&(0..0)));
    }
}
