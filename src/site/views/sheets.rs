//! Lists that end: fifty lines a page, real pages with addresses, and one that holds everything.

use std::ops::Range;

use serde::Serialize;

use crate::address::{List, Route, Sheet};
use crate::site::context::{Here, Link};

/// Lines on a page.
const N_PER_SHEET: usize = 50;

/// The pages of a list, as seen from one of them.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Sheets {
    /// Lines on this page.
    n: usize,
    /// Lines of the list.
    total: usize,
    entries: Vec<SheetEntry>,
    /// The page that holds everything; `None` on that page.
    all: Option<Link>,
}

#[derive(Debug, Clone, Serialize)]
struct SheetEntry {
    link: Link,
    is_current: bool,
}

/// The pages that a list of `total` lines has, with the lines of each; one where all fit.
pub(in crate::site) fn sheets(list: List, total: usize) -> Vec<(Route, Range<usize>)> {
    if total <= N_PER_SHEET {
        return vec![(list.route(), 0..total)];
    }
    let mut found: Vec<(Route, Range<usize>)> = (0..total.div_ceil(N_PER_SHEET))
        .map(|idx| (numbered(list, idx + 1), idx * N_PER_SHEET..total.min((idx + 1) * N_PER_SHEET)))
        .collect();
    found.push((Route::Sheet(list, Sheet::All), 0..total));
    found
}

/// The page on which a reader finds any line of a list of `total` lines.
pub(in crate::site) fn whole(list: List, total: usize) -> Route {
    if total <= N_PER_SHEET { list.route() } else { Route::Sheet(list, Sheet::All) }
}

fn numbered(list: List, n: usize) -> Route {
    if n == 1 { list.route() } else { Route::Sheet(list, Sheet::Number(n)) }
}

impl Sheets {
    /// The pages of a list of `total` lines as seen from the one with `lines`; `None` where all lines fit on one.
    pub(in crate::site) fn new(
        here: &Here<'_>,
        list: List,
        lines: &Range<usize>,
        total: usize,
    ) -> Option<Self> {
        if total <= N_PER_SHEET {
            return None;
        }
        let messages = here.messages();
        let entry = |n: usize| {
            let route = numbered(list, n);
            SheetEntry { link: here.link(messages.integer(n), &route), is_current: route == here.route }
        };
        let all = Route::Sheet(list, Sheet::All);
        Some(Self {
            n: lines.len(),
            total,
            entries: (1..=total.div_ceil(N_PER_SHEET)).map(entry).collect(),
            all: (all != here.route)
                .then(|| here.link(messages.fill("sheets.all", &[("n", &messages.integer(total))]), &all)),
        })
    }
}

/// The first lines of a list that has a page of its own, and a link to all of them where there are more.
pub(in crate::site) fn first<T>(
    here: &Here<'_>,
    mut lines: Vec<T>,
    list: List,
    facet: &str,
    key: &str,
) -> (Vec<T>, Option<Link>) {
    let n = lines.len();
    if n <= N_PER_SHEET {
        return (lines, None);
    }
    lines.truncate(N_PER_SHEET);
    let text = here.messages().fill("sheets.all", &[("n", &here.messages().integer(n))]);
    // The list has at least these lines, so it has a page that holds them all.
    let link = here.link_with_query(text, &Route::Sheet(list, Sheet::All), &format!("{facet}={key}"));
    (lines, Some(link))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_fits_has_one_page() {
        assert_eq!(sheets(List::Incidents, 50), [(Route::Incidents, 0..50)]);
    }

    #[test]
    fn a_longer_one_has_every_line_once_and_all_lines_on_a_page_of_their_own() {
        let found = sheets(List::Actions, 101);
        let (all, numbered) = found.split_last().unwrap();
        assert_eq!(*all, (Route::Sheet(List::Actions, Sheet::All), 0..101));
        let lines: Vec<usize> = numbered.iter().flat_map(|it| it.1.clone()).collect();
        assert_eq!(lines, (0..101).collect::<Vec<_>>());
        assert_eq!(numbered[2].0.address(), "actions/page/3/");
        assert_eq!(all.0.address(), "actions/page/all/");
    }
}
