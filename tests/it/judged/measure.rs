//! How well a ranking puts first what was judged to be relevant.

use std::collections::BTreeMap;

use afterword::inside::search::{Calendar, Index, Options, Query};

/// A query with the documents that answer it.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub(crate) class: String,
    pub(crate) query: String,
    /// Somebody is still typing its last word.
    pub(crate) typing: bool,
    /// It is an excerpt of a log.
    pub(crate) log: bool,
    /// Address of a document and how well it answers: 2 well, 1 a little.
    pub(crate) relevant: BTreeMap<String, u32>,
}

/// nDCG at 10 of every class, and its mean over all classes.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) classes: BTreeMap<String, (usize, f64)>,
    pub(crate) macro_mean: f64,
}

/// The addresses of the first `limit` documents that `judged` finds.
pub(crate) fn found(index: &Index, judged: &Judged, limit: usize) -> Vec<String> {
    let calendar = Calendar { as_of: "2026-10-15".parse().unwrap(), fiscal_year_start: 1 };
    let query =
        if judged.log { Query::from_log(&judged.query) } else { Query::parse(&judged.query, calendar) };
    let hits = index.search(&query, Options { limit, prefix: judged.typing }).unwrap();
    hits.hits.into_iter().map(|it| it.url).collect()
}

/// The ids of the first ten documents that `query` finds.
pub(crate) fn found_ids(index: &Index, query: &str) -> Vec<String> {
    let calendar = Calendar { as_of: "2026-10-15".parse().unwrap(), fiscal_year_start: 1 };
    let hits = index.search(&Query::parse(query, calendar), Options { limit: 10, prefix: false }).unwrap();
    hits.hits.into_iter().map(|it| it.id).collect()
}

/// Normalized discounted cumulative gain of the first ten, with gain 2^grade - 1.
#[expect(clippy::cast_precision_loss, reason = "ten places")]
pub(crate) fn ndcg(found: &[String], relevant: &BTreeMap<String, u32>) -> f64 {
    let gain = |grade: u32| f64::from(2_u32.pow(grade) - 1);
    let sum = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        grades.take(10).enumerate().map(|(place, grade)| gain(grade) / ((place + 2) as f64).log2()).sum()
    };
    let mut ideal: Vec<u32> = relevant.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let reached = sum(&mut found.iter().map(|it| relevant.get(it).copied().unwrap_or(0)));
    reached / sum(&mut ideal.into_iter())
}

/// Runs every query on `index`; with `AFTERWORD_JUDGED_VERBOSE` set, shows those that fall short.
#[expect(clippy::cast_precision_loss, reason = "hundreds of queries")]
#[expect(clippy::print_stderr, reason = "asked for by a variable, to see what to judge anew")]
pub(crate) fn report(index: &Index, judged: &[Judged]) -> Report {
    let verbose = std::env::var_os("AFTERWORD_JUDGED_VERBOSE").is_some();
    let mut sums: BTreeMap<String, (usize, f64)> = BTreeMap::new();
    for it in judged {
        let found = found(index, it, 10);
        let reached = ndcg(&found, &it.relevant);
        if verbose && reached < 0.9 {
            eprintln!("{reached:.3} {} `{}` {:?} found {found:?}", it.class, it.query, it.relevant);
        }
        let sum = sums.entry(it.class.clone()).or_default();
        sum.0 += 1;
        sum.1 += reached;
    }
    let classes: BTreeMap<String, (usize, f64)> =
        sums.into_iter().map(|(class, (n, sum))| (class, (n, sum / n as f64))).collect();
    let macro_mean = classes.values().map(|it| it.1).sum::<f64>() / classes.len() as f64;
    Report { classes, macro_mean }
}

impl Report {
    /// Fails with every figure where the mean or a class falls short.
    #[track_caller]
    pub(crate) fn check(&self, least_mean: f64, least_class: f64) {
        let fair = least_mean <= self.macro_mean && self.classes.values().all(|it| least_class <= it.1);
        assert!(fair, "nDCG@10 below {least_mean} or a class below {least_class}:\n{self}");
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (class, (n, mean)) in &self.classes {
            writeln!(f, "{mean:.3}  {class} ({n} queries)")?;
        }
        writeln!(f, "{:.3}  all classes alike", self.macro_mean)
    }
}
