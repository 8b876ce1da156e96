//! From places in a prepared text back to places in the file that was read.
//!
//! The prepared text is made of copies of the original with small insertions and cuts between them.

use std::ops::Range;

/// Which parts of a prepared text were copied from where.
#[derive(Debug, Default)]
pub(super) struct OffsetMap {
    /// Ordered in both texts, neither empty nor overlapping.
    copies: Vec<Copied>,
}

#[derive(Debug)]
struct Copied {
    prepared: usize,
    original: usize,
    len: usize,
}

impl OffsetMap {
    /// Notes that `len` bytes at `prepared` were copied from `original`; both only ever grow.
    pub(super) fn copied(&mut self, prepared: usize, original: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.copies.last_mut()
            && last.prepared + last.len == prepared
            && last.original + last.len == original
        {
            last.len += len;
            return;
        }
        self.copies.push(Copied { prepared, original, len });
    }

    /// The original bytes that `range` of the prepared text came from.
    ///
    /// A range inside an insertion becomes the empty range where the insertion is.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        // An end is looked up as "one past the byte before", so that it stays on this side of a cut.
        let end = if range.end > range.start { self.end(range.end) } else { start };
        start..end.max(start)
    }

    fn start(&self, at: usize) -> usize {
        let next = self.copies.partition_point(|it| it.prepared <= at);
        if let Some(copied) = next.checked_sub(1).and_then(|idx| self.copies.get(idx)) {
            let offset = at - copied.prepared;
            if offset < copied.len {
                return copied.original + offset;
            }
            return self.copies.get(next).map_or(copied.original + copied.len, |it| it.original);
        }
        self.copies.first().map_or(0, |it| it.original)
    }

    fn end(&self, at: usize) -> usize {
        let next = self.copies.partition_point(|it| it.prepared < at);
        let Some(copied) = next.checked_sub(1).and_then(|idx| self.copies.get(idx)) else {
            return self.copies.first().map_or(0, |it| it.original);
        };
        copied.original + (at - copied.prepared).min(copied.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `abc` + 3 inserted bytes + `def`, then a cut of two bytes, then `gh`; the file begins at 10.
    fn map() -> OffsetMap {
        let mut map = OffsetMap::default();
        map.copied(0, 10, 3);
        map.copied(6, 13, 2);
        map.copied(8, 15, 1);
        map.copied(9, 18, 2);
        map
    }

    #[test]
    fn insertions_take_no_room_in_the_original() {
        let map = map();
        assert_eq!(map.original(&(0..3)), 10..13);
        assert_eq!(map.original(&(0..9)), 10..16);
        assert_eq!(map.original(&(3..6)), 13..13);
        assert_eq!(map.original(&(4..7)), 13..14);
    }

    #[test]
    fn ends_stay_before_a_cut_and_starts_after_it() {
        let map = map();
        assert_eq!(map.original(&(6..9)), 13..16);
        assert_eq!(map.original(&(9..11)), 18..20);
        assert_eq!(map.original(&(8..10)), 15..19);
        assert_eq!(map.original(&(11..11)), 20..20);
    }

    #[test]
    fn neighbouring_copies_become_one() {
        assert_eq!(map().copies.len(), 3);
    }

    #[test]
    fn an_empty_map_answers_zero() {
        assert_eq!(OffsetMap::default().original(&(0..5)), 0..0);
    }
}
