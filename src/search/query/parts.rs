//! What a query is made of, and how it is shown.

use crate::search::document::Facet;
use crate::time::Date;

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What the text must or must not contain, in the order written.
    pub clauses: Vec<Clause>,
    /// What the facets must or must not contain, in the order written.
    pub filters: Vec<Filter>,
    /// First day that counts; a document without a date is out where this or `before` is given.
    pub after: Option<Date>,
    /// First day that does not count any more.
    pub before: Option<Date>,
    /// The order of results.
    pub sort: Sort,
    /// Whether a part of the clauses is enough, as for an excerpt of a log.
    pub any: bool,
}

/// Words that stood together, or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// As written: without white space, or the inside of quotes.
    pub text: String,
    /// It stood in quotes.
    pub phrase: bool,
    /// It stood behind `-`.
    pub excluded: bool,
}

/// `field:value`, or `field:value,value` where either will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub facet: Facet,
    /// Normalized values, at least one.
    pub values: Vec<String>,
    /// It stood behind `-`.
    pub excluded: bool,
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first; of equally good ones the newest first.
    #[default]
    Relevance,
    /// Newest first, undated ones last.
    Date,
}

/// What `90d` and `2026Q1` are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// The day that counts as today.
    pub as_of: Date,
    /// The month, 1 to 12, in which the fiscal year starts.
    pub fiscal_year_start: i8,
}

impl Query {
    /// The query as it was read; [`Query::parse`] reads it as the same query.
    ///
    /// A query of any words (from a log) is shown with ` | ` between them and cannot be read back.
    pub fn interpreted(&self) -> String {
        let mut parts: Vec<String> = self.clauses.iter().map(Clause::shown).collect();
        if self.any {
            parts = vec![parts.join(" | ")];
        }
        parts.extend(self.filters.iter().map(Filter::shown));
        parts.extend(self.after.map(|it| format!("after:{it}")));
        parts.extend(self.before.map(|it| format!("before:{it}")));
        if self.sort == Sort::Date {
            parts.push("sort:date".to_owned());
        }
        parts.retain(|it| !it.is_empty());
        parts.join(" ")
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.filters.is_empty() && self.after.is_none() && self.before.is_none()
    }

    /// Adds a filter; two values of a field that has at most one mean either.
    pub(super) fn add_filter(&mut self, filter: Filter) {
        let same = |it: &&mut Filter| it.facet == filter.facet && it.facet.is_single() && !it.excluded;
        match self.filters.iter_mut().find(same) {
            Some(earlier) if !filter.excluded => {
                let new = filter.values.into_iter().filter(|it| !earlier.values.contains(it));
                let new: Vec<String> = new.collect();
                earlier.values.extend(new);
            }
            _ => self.filters.push(filter),
        }
    }
}

impl Clause {
    fn shown(&self) -> String {
        let minus = if self.excluded { "-" } else { "" };
        if self.phrase { format!("{minus}\"{}\"", self.text) } else { format!("{minus}{}", self.text) }
    }
}

impl Filter {
    fn shown(&self) -> String {
        let minus = if self.excluded { "-" } else { "" };
        let is_plain = |it: &str| it.chars().all(|c| c.is_alphanumeric() || "-_./@#+".contains(c));
        let values: Vec<String> = (self.values.iter())
            .map(|it| if is_plain(it) { it.clone() } else { format!("\"{it}\"") })
            .collect();
        format!("{minus}{}:{}", self.facet.as_str(), values.join(","))
    }
}
