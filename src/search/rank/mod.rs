//! From a query to ranked results.
//!
//! tantivy holds terms, postings, positions and lengths; what they add up to is computed here, and not by
//! tantivy's own queries, for one reason: the browser must rank alike to the last place. So all sums are
//! of 64-bit floats in a stated order, which a script repeats exactly, and the one function that differs
//! between machines (the logarithm) is rounded to 32 bits. A test holds the scores against tantivy's.
//!
//! In order:
//! 1. Clauses become *groups* (`groups.rs`): a word, a CJK run, a phrase, or alternatives for one of them.
//! 2. Every group gives every document a score, 0 where it does not match (`scores.rs`, `phrase.rs`).
//! 3. A document must match every group; a *join* (`time out` as `timeout`) stands for its groups. Where
//!    fewer than three do, any group will do that fewer than half of the documents have, and of a single CJK run
//!    a part; where none does, anything will do. Those that match every group stay first.
//! 4. The score of a document is the sum over its groups, in order, then its joins, in order; where any group will
//!    do, times the part of the query that it matches. Scores are compared after rounding to 1/10,000 of the best; of
//!    equal ones the newest comes first. A document whose id or day was typed comes before all, with 1,000 added.
//! 5. Of the first 10 those come first in which CJK runs and phrases appear as written (`verbatim.rs`).

mod groups;
mod hits;
mod phrase;
#[cfg(test)]
mod sample;
mod scores;
#[cfg(test)]
mod tests;
mod typos;
mod verbatim;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::error::SearchError;
use super::index::Index;
use super::query::{Filter, Query, Sort};
use super::snippet::{self, Shown};
use super::tokenizer::Tokenizer;
use super::typed;
use crate::time::Date;
use groups::{Asked, Group, Plan};
use hits::Match;
pub use hits::{Hit, Hits, Notice, Suggestion};
use scores::Column;
pub(super) use scores::{N_STEPS, frequency_step, newest};

/// With fewer documents that have every word, those that have any word follow them.
const FEW: usize = 3;
/// In fewer documents any word may be in most of them.
const MANY_ENOUGH: usize = 10;

/// How much to return, and how the last word is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// At most so many results.
    pub limit: usize,
    /// Whether the last word may be the beginning of a word: while somebody is typing.
    pub prefix: bool,
}

/// The documents that match.
struct Matches {
    found: Vec<Match>,
    /// Of a log: indices of the clauses that counted.
    telling: BTreeSet<usize>,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 10, prefix: false }
    }
}

impl Index {
    /// What `query` finds.
    pub fn search(&self, query: &Query, options: Options) -> Result<Hits, SearchError> {
        let mut hits = Hits {
            interpreted: query.interpreted(),
            total: 0,
            relaxed: false,
            notice: None,
            suggestions: Vec::new(),
            hits: Vec::new(),
        };
        let plan = self.plan(query, options.prefix, &mut hits.suggestions)?;
        let asked = query.clauses.iter().any(|it| !it.excluded);
        let only_excludes = !asked && !query.is_empty();
        let filters = !query.filters.is_empty() || query.after.is_some() || query.before.is_some();
        if query.is_empty() || (plan.groups.is_empty() && !filters && !only_excludes) {
            hits.notice = Some(if asked { Notice::OnlyCommonWords } else { Notice::Empty });
            return Ok(hits);
        }

        let allowed = self.allowed(query, &plan, &mut hits.suggestions)?;
        let Matches { mut found, telling } = self.matches(query, &plan, &allowed, Asked::Everything)?;
        let is_quoted = query.clauses.iter().any(|it| it.phrase);
        for asked in [Asked::Part, Asked::Anything] {
            let is_few = found.len() < FEW && asked == Asked::Part && !is_quoted;
            if !(found.is_empty() || is_few) {
                continue;
            }
            let mut more = self.matches(query, &plan, &allowed, asked)?.found;
            if found.len() < more.len() {
                hits.relaxed = true;
                for it in &mut more {
                    it.is_whole = found.iter().any(|whole| whole.ordinal == it.ordinal);
                }
                found = more;
            }
        }
        if !telling.is_empty() {
            let clauses = (0..).zip(&query.clauses).filter(|(idx, _)| telling.contains(idx));
            let clauses = clauses.map(|it| it.1.clone()).collect();
            hits.interpreted = Query { clauses, ..query.clone() }.interpreted();
        }
        self.sort(&mut found, query.sort);
        if query.sort == Sort::Relevance && !query.any {
            self.raise_verbatim(&mut found, &plan)?;
        }
        hits.total = found.len();
        let terms = self.highlights(&plan)?;
        let mut tokenizer = Tokenizer::default();
        for it in found.into_iter().take(options.limit) {
            hits.hits.push(self.hit(&it, &terms, &mut tokenizer)?);
        }
        Ok(hits)
    }

    /// Whether each document passes the filters, the days and the exclusions.
    fn allowed(
        &self,
        query: &Query,
        plan: &Plan,
        suggestions: &mut Vec<Suggestion>,
    ) -> Result<Vec<bool>, SearchError> {
        let dated = query.after.is_some() || query.before.is_some();
        let in_time = |date: Option<Date>| {
            date.map_or(!dated, |it| {
                query.after.is_none_or(|after| after <= it) && query.before.is_none_or(|before| it < before)
            })
        };
        let mut allowed: Vec<bool> = self.documents().iter().map(|it| in_time(it.date)).collect();
        for filter in &query.filters {
            let has = self.having(filter, suggestions)?;
            for (allowed, has) in allowed.iter_mut().zip(has) {
                *allowed &= has != filter.excluded;
            }
        }
        for group in &plan.excluded {
            for (allowed, score) in allowed.iter_mut().zip(self.group_scores(group)?) {
                *allowed &= score <= 0.0;
            }
        }
        Ok(allowed)
    }

    /// Whether each document has one of the filter's values.
    fn having(&self, filter: &Filter, suggestions: &mut Vec<Suggestion>) -> Result<Vec<bool>, SearchError> {
        let mut has = vec![false; self.documents().len()];
        for value in &filter.values {
            let known = self.each_with_facet(&filter.facet.term(value), |ordinal| has[ordinal] = true)?;
            if !known && !filter.excluded {
                suggestions.extend(self.nearest_value(filter.facet, value)?);
            }
        }
        Ok(has)
    }

    /// The documents that match as much of the query as is `asked`.
    fn matches(
        &self,
        query: &Query,
        plan: &Plan,
        allowed: &[bool],
        asked: Asked,
    ) -> Result<Matches, SearchError> {
        let n_groups = plan.groups.len();
        let mut telling = BTreeSet::new();
        if asked != Asked::Everything && !plan.can_relax(asked, query.any) {
            return Ok(Matches { found: Vec::new(), telling });
        }
        let mut columns: Vec<Column> = Vec::with_capacity(n_groups);
        for group in &plan.groups {
            let is_loose = n_groups == 1 || asked == Asked::Anything;
            let looser = is_loose.then(|| group.loosened(asked));
            columns.push(self.group_scores(looser.as_ref().unwrap_or(group))?);
        }
        if query.any {
            telling = self.keep_telling(&mut columns).into_iter().map(|it| plan.origins[it]).collect();
        }
        let mut joins: Vec<Column> = Vec::with_capacity(plan.joins.len());
        for join in &plan.joins {
            joins.push(self.term_column(&join.term)?);
        }
        let needed = if query.any { columns.len().div_ceil(4) } else { n_groups };
        let by_any = asked != Asked::Everything && 1 < n_groups;
        let counts_alone = |it: &Column| asked == Asked::Anything || self.is_distinctive(it);
        let distinctive: Vec<bool> = columns.iter().map(counts_alone).collect();
        let worths: Vec<f64> = columns.iter().map(|it| self.worth(it)).collect();
        let worth_of_all: f64 = worths.iter().sum();
        let mut typed = vec![false; allowed.len()];
        for key in &plan.typed {
            self.each_with_facet(&typed::term(key), |ordinal| typed[ordinal] = true)?;
        }

        let mut found = Vec::new();
        for ordinal in (0..allowed.len()).filter(|it| allowed[*it]) {
            let mut score = 0.0;
            let mut n_covered = 0;
            let mut worth = 0.0;
            let mut has_any = false;
            for (idx, column) in columns.iter().enumerate() {
                let joined =
                    || plan.joins.iter().zip(&joins).any(|(it, join)| it.covers(idx) && 0.0 < join[ordinal]);
                let is_covered = 0.0 < column[ordinal] || joined();
                n_covered += usize::from(is_covered);
                worth += if is_covered { worths[idx] } else { 0.0 };
                has_any |= is_covered && distinctive[idx];
                score += column[ordinal];
            }
            score += joins.iter().map(|it| it[ordinal]).sum::<f64>();
            // One word that is everywhere in a document says less than every word once.
            if by_any && 0.0 < worth_of_all {
                score *= worth / worth_of_all;
            }
            let id_typed = typed[ordinal];
            if needed <= n_covered || (by_any && has_any) || id_typed {
                found.push(Match { ordinal, score, id_typed, is_whole: false });
            }
        }
        if query.any {
            found.retain(|it| 0.0 < it.score);
        }
        Ok(Matches { found, telling })
    }

    /// What the documents of a column are worth as a part of the query: the rarer, the more.
    fn worth(&self, column: &Column) -> f64 {
        let n = u32::try_from(n_matching(column)).unwrap_or(u32::MAX);
        if n == 0 { 0.0 } else { self.idf(n) }
    }

    /// Whether a column says which documents are meant: some have it, and not most.
    fn is_distinctive(&self, column: &Column) -> bool {
        let n_documents = self.documents().len();
        let n = n_matching(column);
        0 < n && (n_documents < MANY_ENOUGH || 2 * n <= n_documents)
    }

    /// Of the words of a log keeps the 20 rarest that some document has, none that half of them have.
    ///
    /// Returns which of them are kept.
    fn keep_telling(&self, columns: &mut Vec<Column>) -> Vec<usize> {
        let mut ranked: Vec<(usize, usize)> = (columns.iter().enumerate())
            .filter(|(_, column)| self.is_distinctive(column))
            .map(|(idx, column)| (n_matching(column), idx))
            .collect();
        ranked.sort_unstable();
        let mut kept: Vec<usize> = ranked.into_iter().take(20).map(|(_, idx)| idx).collect();
        kept.sort_unstable();
        let mut idx = 0;
        columns.retain(|_| {
            idx += 1;
            kept.binary_search(&(idx - 1)).is_ok()
        });
        kept
    }

    /// Best first; where scores say nothing (filters alone) incidents before runbooks, then newest first.
    fn sort(&self, found: &mut [Match], sort: Sort) {
        let best = found.iter().map(|it| it.score).fold(0.0, f64::max);
        found.sort_by(|a, b| {
            let by_score = match sort {
                Sort::Date => Ordering::Equal,
                Sort::Relevance => (b.id_typed.cmp(&a.id_typed))
                    .then_with(|| b.is_whole.cmp(&a.is_whole))
                    .then_with(|| rounded(b.score, best).total_cmp(&rounded(a.score, best)))
                    .then_with(|| self.documents()[a.ordinal].kind.cmp(&self.documents()[b.ordinal].kind)),
            };
            // Ordinals go by date and id, undated documents first.
            by_score.then(b.ordinal.cmp(&a.ordinal))
        });
    }

    fn hit(
        &self,
        found: &Match,
        terms: &snippet::Terms,
        tokenizer: &mut Tokenizer,
    ) -> Result<Hit, SearchError> {
        let document = self.document(found.ordinal)?;
        let excerpt = snippet::excerpt(&document, terms, tokenizer);
        Ok(Hit {
            id: document.id.clone(),
            kind: document.kind,
            url: document.url.clone(),
            path: document.path.clone(),
            title: document.title.clone(),
            score: found.score + if found.id_typed { 1000.0 } else { 0.0 },
            date: document.date,
            severity: document.severity.clone(),
            language: document.language.clone(),
            snippet: excerpt.pieces,
            heading: excerpt.heading,
        })
    }

    /// What to highlight, with what each is worth.
    fn highlights(&self, plan: &Plan) -> Result<snippet::Terms, SearchError> {
        let mut terms = snippet::Terms::default();
        for join in &plan.joins {
            self.highlight(&join.term, Shown::Anywhere, &mut terms)?;
        }
        let mut groups: Vec<&Group> = plan.groups.iter().collect();
        while let Some(group) = groups.pop() {
            match group {
                Group::Word { parts, whole, partial } => {
                    for term in parts.iter().chain(whole).chain(partial) {
                        self.highlight(term, Shown::Anywhere, &mut terms)?;
                    }
                }
                Group::Bigrams { bigrams, .. } => {
                    for term in bigrams {
                        self.highlight(term, Shown::Anywhere, &mut terms)?;
                    }
                }
                Group::Alternatives(families) => {
                    for family in families {
                        let shown = if family.of_char { Shown::FirstChar } else { Shown::Anywhere };
                        for term in &family.terms {
                            self.highlight(term, shown, &mut terms)?;
                        }
                    }
                }
                Group::Phrase { slots, .. } => {
                    for slot in slots {
                        let shown = if slot.of_char { Shown::FirstCharInPhrase } else { Shown::InPhrase };
                        for term in &slot.terms {
                            self.highlight(term, shown, &mut terms)?;
                        }
                    }
                    terms.add_phrase(slots.iter().map(|it| (it.offset, it.terms.as_slice())));
                }
                Group::Either(either) => groups.extend(either),
            }
        }
        Ok(terms)
    }

    fn highlight(&self, term: &str, shown: Shown, terms: &mut snippet::Terms) -> Result<(), SearchError> {
        if let Some(info) = self.term(term)? {
            terms.add(term, shown, self.idf(info.doc_freq));
        }
        Ok(())
    }

    /// Calls `out` with every document that has the facet term; whether there is such a term.
    fn each_with_facet(&self, term: &str, mut out: impl FnMut(usize)) -> Result<bool, SearchError> {
        let Some(mut postings) = self.facet_postings(term)? else { return Ok(false) };
        scores::each_document(&mut postings, |ordinal, _| out(ordinal));
        Ok(true)
    }
}

/// How many documents a column has.
fn n_matching(column: &Column) -> usize {
    column.iter().filter(|it| 0.0 < **it).count()
}

/// `score` in whole ten-thousandths of `best`.
fn rounded(score: f64, best: f64) -> f64 {
    if best <= 0.0 { 0.0 } else { (score / best * 10_000.0).round() }
}
