//! From the clauses of a query to what is looked up: groups of terms, each of which a document must match.

use super::hits::Suggestion;
use crate::search::error::SearchError;
use crate::search::index::Index;
use crate::search::query::{Clause, Query};
use crate::search::tokenizer::{Run, Tokenizer, WordRun, folded, is_compound, is_stop_word};
use crate::search::typed;

/// What a query looks up.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// A document must match all of them.
    pub(super) groups: Vec<Group>,
    /// Neighbouring words written as one.
    pub(super) joins: Vec<Join>,
    /// A document must match none of them.
    pub(super) excluded: Vec<Group>,
    /// The ids and days that the words may be, as keys.
    pub(super) typed: Vec<String>,
    /// Index of the clause that each group is from.
    pub(super) origins: Vec<usize>,
}

/// Something that a document matches or not, with a score.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Group {
    /// A word run: all of its parts, or a compound that covers it whole; other compounds add to the score.
    Word { parts: Vec<String>, whole: Vec<String>, partial: Vec<String> },
    /// The best of several terms.
    Alternatives(Vec<Family>),
    /// A CJK run: so many of its bigrams.
    Bigrams { run: String, bigrams: Vec<String>, needed: usize },
    /// Terms at given distances from each other, made of `text`.
    Phrase { text: String, slots: Vec<Slot> },
    /// The best of several groups.
    Either(Vec<Group>),
}

/// Terms that count as one, and how much.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Family {
    pub(super) weight: f64,
    pub(super) terms: Vec<String>,
    /// They are what begins with one CJK character of the query.
    pub(super) of_char: bool,
}

/// How much of a query a document must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Every group.
    Everything,
    /// A group that fewer than half of the documents have; of a single CJK run three bigrams in ten.
    Part,
    /// Any group; of a CJK run one bigram.
    Anything,
}

/// Neighbouring words written as one: `time out` as `timeout`.
#[derive(Debug)]
pub(super) struct Join {
    pub(super) term: String,
    /// Indices of the groups that it stands for.
    groups: Vec<usize>,
}

/// A single word of the query, and its group (common words have none).
struct Single {
    raw: String,
    group: Option<usize>,
}

/// How much a term counts that only begins with what was typed.
const PREFIX_WEIGHT: f64 = 0.7;
/// How much a term counts that only resembles what was typed.
const TYPO_WEIGHT: f64 = 0.5;
/// How many different bigrams of one CJK run are looked up: somebody may paste a page.
const MAX_BIGRAMS: usize = 64;
/// Letters of the shortest stem that what was typed may go on from.
const MIN_STEM: usize = 4;
/// How many terms that begin with what was typed are looked up, the most frequent first.
const MAX_EXPANSIONS: usize = 32;
/// From so many documents on, what was typed needs a letter more, and no common word is the beginning of
/// another one: too many words begin with it for any to be meant.
const MANY_DOCUMENTS: usize = 1_000;

impl Index {
    /// What `query` looks up; `prefix`: the last word may be the beginning of one.
    pub(super) fn plan(
        &self,
        query: &Query,
        prefix: bool,
        suggestions: &mut Vec<Suggestion>,
    ) -> Result<Plan, SearchError> {
        let mut tokenizer = Tokenizer::default();
        let mut plan = Plan { typed: typed_keys(query), ..Plan::default() };
        let mut singles: Vec<Single> = Vec::new();
        for (idx, clause) in query.clauses.iter().enumerate() {
            plan.origins.resize(plan.groups.len(), idx.saturating_sub(1));
            if clause.excluded {
                plan.excluded.extend(self.exclusion(clause, &mut tokenizer)?);
                continue;
            }
            if clause.phrase {
                self.plan_joins(&mut plan, &mut singles, &mut tokenizer, query.any)?;
                plan.groups.extend(self.phrase_group(&clause.text, &mut tokenizer)?);
                continue;
            }
            let runs = tokenizer.runs(&clause.text);
            let n_runs = runs.len();
            for (run_idx, run) in runs.into_iter().enumerate() {
                let is_last = prefix && idx + 1 == query.clauses.len() && run_idx + 1 == n_runs;
                match run {
                    Run::Word(word) if word.single => {
                        let corrected = if query.any { None } else { Some(&mut *suggestions) };
                        let group = self.single_word(&word, is_last, &mut tokenizer, corrected)?;
                        let at = group.is_some().then_some(plan.groups.len());
                        plan.groups.extend(group);
                        singles.push(Single { raw: word.raw, group: at });
                    }
                    Run::Word(word) => {
                        self.plan_joins(&mut plan, &mut singles, &mut tokenizer, query.any)?;
                        plan.groups.extend(self.compound_word(word, is_last)?);
                    }
                    Run::Cjk(chars, _) => {
                        self.plan_joins(&mut plan, &mut singles, &mut tokenizer, query.any)?;
                        plan.groups.push(self.cjk_run(&chars)?);
                    }
                }
            }
        }
        self.plan_joins(&mut plan, &mut singles, &mut tokenizer, query.any)?;
        plan.origins.resize(plan.groups.len(), query.clauses.len().saturating_sub(1));
        Ok(plan)
    }

    /// Adds every two and three neighbours of `singles` that some document writes as one word.
    fn plan_joins(
        &self,
        plan: &mut Plan,
        singles: &mut Vec<Single>,
        tokenizer: &mut Tokenizer,
        any: bool,
    ) -> Result<(), SearchError> {
        let singles = std::mem::take(singles);
        for n_words in [2, 3] {
            for words in singles.windows(n_words).filter(|_| !any) {
                let joined: String = words.iter().map(|it| it.raw.as_str()).collect();
                let term = tokenizer.stem(&joined).to_owned();
                let groups: Vec<usize> = words.iter().filter_map(|it| it.group).collect();
                if !groups.is_empty() && self.term(&term)?.is_some() {
                    plan.joins.push(Join { term, groups });
                }
            }
        }
        Ok(())
    }

    /// One word of one part: as it is, else what begins with it, else (with a place to say so) what
    /// resembles it.
    fn single_word(
        &self,
        word: &WordRun,
        is_prefix: bool,
        tokenizer: &mut Tokenizer,
        corrected: Option<&mut Vec<Suggestion>>,
    ) -> Result<Option<Group>, SearchError> {
        if is_prefix && let Some(group) = self.beginning_with(&word.raw, word.parts.first())? {
            return Ok(Some(group));
        }
        let Some(term) = word.parts.first() else { return Ok(None) };
        if let Some(suggestions) = corrected
            && self.term(term)?.is_none()
        {
            let corrections = self.corrections(&word.raw, term, tokenizer)?;
            if let Some(best) = corrections.first() {
                let meant = self.as_written(best, tokenizer)?;
                suggestions.push(Suggestion { written: word.raw.clone(), meant, applied: true });
                let family = |it| Family { weight: TYPO_WEIGHT, terms: vec![it], of_char: false };
                return Ok(Some(Group::Alternatives(corrections.into_iter().map(family).collect())));
            }
        }
        Ok(Some(Group::Word { parts: vec![term.clone()], whole: Vec::new(), partial: Vec::new() }))
    }

    /// A word of several parts; with `is_prefix`, its last segment may be the beginning of one.
    fn compound_word(&self, word: WordRun, is_prefix: bool) -> Result<Vec<Group>, SearchError> {
        let WordRun { raw, parts, mut segments, whole, partial, .. } = word;
        if parts.is_empty() && whole.is_empty() {
            return Ok(Vec::new());
        }
        let exact = Group::Word { parts, whole, partial };
        let last = raw.rsplit(['-', '_', '.']).next().unwrap_or_default();
        if !is_prefix {
            return Ok(vec![exact]);
        }
        let Some(beginning) = self.beginning_with(last, None)? else { return Ok(vec![exact]) };
        // Whole, or its last segment as a beginning; the segments before it are needed either way.
        let word = |(term, _)| Group::Word { parts: vec![term], whole: Vec::new(), partial: Vec::new() };
        segments.pop();
        let mut groups: Vec<Group> = segments.into_iter().map(word).collect();
        groups.push(Group::Either(vec![exact, beginning]));
        Ok(groups)
    }

    /// A CJK run; of one character, every term that begins with it.
    fn cjk_run(&self, chars: &[char]) -> Result<Group, SearchError> {
        if let [c] = chars {
            let terms = self.beginning_with_char(*c)?;
            return Ok(Group::Alternatives(vec![Family { weight: 1.0, terms, of_char: true }]));
        }
        let mut bigrams: Vec<String> = Vec::with_capacity(chars.len());
        for pair in chars.windows(2) {
            let bigram: String = pair.iter().collect();
            if bigrams.len() < MAX_BIGRAMS && !bigrams.contains(&bigram) {
                bigrams.push(bigram);
            }
        }
        let needed = (bigrams.len() * 6).div_ceil(10);
        Ok(Group::Bigrams { run: chars.iter().collect(), bigrams, needed })
    }

    /// The terms of `text` at their distances; `None` where it has none.
    fn phrase_group(&self, text: &str, tokenizer: &mut Tokenizer) -> Result<Option<Group>, SearchError> {
        let mut slots = Vec::new();
        for run in tokenizer.runs(text) {
            match run {
                Run::Word(word) => {
                    let slot = |(term, offset)| Slot { offset, terms: vec![term], of_char: false };
                    slots.extend(word.segments.into_iter().map(slot));
                }
                Run::Cjk(chars, first) => {
                    if let [c] = chars[..] {
                        let terms = self.beginning_with_char(c)?;
                        slots.push(Slot { offset: first, terms, of_char: true });
                    }
                    let bigram = |(offset, pair): (u32, &[char])| Slot {
                        offset: first + offset,
                        terms: vec![pair.iter().collect()],
                        of_char: false,
                    };
                    slots.extend((0..).zip(chars.windows(2)).map(bigram));
                }
            }
        }
        Ok((!slots.is_empty()).then(|| Group::Phrase { text: folded(text), slots }))
    }

    /// What a document must not have: the clause as a phrase, or as one compound.
    fn exclusion(&self, clause: &Clause, tokenizer: &mut Tokenizer) -> Result<Vec<Group>, SearchError> {
        let mut groups: Vec<Group> = self.phrase_group(&clause.text, tokenizer)?.into_iter().collect();
        if let [Run::Word(word)] = tokenizer.runs(&clause.text).as_slice()
            && !word.whole.is_empty()
        {
            let (parts, whole) = (Vec::new(), word.whole.clone());
            groups.push(Group::Word { parts, whole, partial: Vec::new() });
        }
        Ok(groups)
    }

    /// The terms that begin with what was typed, or that it goes on from (stems are shorter than words).
    ///
    /// Words with connectors are left out: what is between these is a word as well. `None` where too
    /// little was typed or nothing fits.
    fn beginning_with(&self, typed: &str, exact: Option<&String>) -> Result<Option<Group>, SearchError> {
        let many = MANY_DOCUMENTS <= self.documents().len();
        if typed.chars().nth(if many { 2 } else { 1 }).is_none() || (many && is_stop_word(typed)) {
            return Ok(None);
        }
        let mut found: Vec<(u32, String)> = Vec::new();
        self.terms_with_prefix(typed, |term, info| {
            if Some(term) != exact.map(String::as_str) && !is_compound(term) {
                found.push((info.doc_freq, term.to_owned()));
            }
        })?;
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.encode_utf16().cmp(b.1.encode_utf16())));
        let mut expansions: Vec<String> =
            found.into_iter().take(MAX_EXPANSIONS).map(|(_, term)| term).collect();

        let mut families = Vec::new();
        if let Some(exact) = exact
            && self.term(exact)?.is_some()
        {
            families.push(Family { weight: 1.0, terms: vec![exact.clone()], of_char: false });
        }
        // `indicat` goes on from the stem `indic`, even where `indicatorlight` begins with it.
        // No further: `stockholm` does not go on from `stock`.
        let least = MIN_STEM.max(typed.len().saturating_sub(3));
        let mut shorter = typed;
        while families.is_empty() && least < shorter.len() && shorter.is_ascii() {
            shorter = &shorter[..shorter.len() - 1];
            if self.term(shorter)?.is_some() {
                expansions.push(shorter.to_owned());
                break;
            }
        }
        if !expansions.is_empty() {
            families.push(Family { weight: PREFIX_WEIGHT, terms: expansions, of_char: false });
        }
        Ok((!families.is_empty()).then_some(Group::Alternatives(families)))
    }

    /// Every bigram that begins with `c`, and `c` itself.
    fn beginning_with_char(&self, c: char) -> Result<Vec<String>, SearchError> {
        let mut terms = Vec::new();
        self.terms_with_prefix(c.encode_utf8(&mut [0; 4]), |term, _| terms.push(term.to_owned()))?;
        Ok(terms)
    }
}

impl Plan {
    /// Whether a document that matches less could be a result.
    pub(super) fn can_relax(&self, asked: Asked, any: bool) -> bool {
        match self.groups.as_slice() {
            _ if any => false,
            [] => false,
            [only] => only.loosened(asked) != *only,
            _ => true,
        }
    }
}

impl Group {
    /// The group with less asked of it: of a CJK run three bigrams in ten will do, or one.
    pub(super) fn loosened(&self, asked: Asked) -> Self {
        match self {
            Self::Bigrams { run, bigrams, needed } => {
                let needed = match asked {
                    Asked::Everything => *needed,
                    Asked::Part => (bigrams.len() * 3).div_ceil(10),
                    Asked::Anything => 1,
                };
                Self::Bigrams { run: run.clone(), bigrams: bigrams.clone(), needed }
            }
            other => other.clone(),
        }
    }
}

impl Join {
    /// Whether a document that has the join needs no group `idx`.
    pub(super) fn covers(&self, idx: usize) -> bool {
        self.groups.contains(&idx)
    }
}

/// The ids and days that the query may name: its words together, where it has nothing else but filters, and every word
/// that is a day. An id without a digit is one word.
fn typed_keys(query: &Query) -> Vec<String> {
    let is_word = |it: &&Clause| !it.phrase && !it.excluded;
    let words: Vec<&str> = query.clauses.iter().filter(is_word).map(|it| it.text.as_str()).collect();
    if query.any {
        return Vec::new();
    }
    let mut keys: Vec<String> =
        words.iter().map(|it| typed::key(it)).filter(|it| typed::is_day(it)).collect();
    if (1..=typed::MAX_WORDS).contains(&words.len()) && words.len() == query.clauses.len() {
        let key = typed::key(&words.join("-"));
        if key.contains(|c: char| c.is_ascii_digit()) || (words.len() == 1 && key.contains('-')) {
            keys.push(key);
        }
    }
    keys
}

/// One place in a phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slot {
    /// Counted from the beginning of the phrase; common words leave gaps.
    pub(super) offset: u32,
    /// Any of these will do.
    pub(super) terms: Vec<String>,
    /// They are what begins with one CJK character of the query.
    pub(super) of_char: bool,
}
