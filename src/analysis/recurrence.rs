//! Failures that came back, and whether their fix was still open when they did.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::left_open::look_back;
use super::likeness::{Texts, is_alike, is_statement};
use super::settings::{Settings, days_between};
use super::stats::{self, Direction};
use crate::files::Span;
use crate::model::{DecidedPair, Decisions, Incident, Says, Verdict};
use crate::time::Quarter;

pub(super) use super::left_open::left_open;
pub use super::left_open::{AfterDone, WhileOpen};

/// Causes that say that nobody knows: two incidents do not recur because both are unexplained.
const NO_CAUSE: [&str; 2] = ["unknown", "false-positive"];

/// Incidents that repeat each other: a document or a person says so, or they share cause and service and read alike.
///
/// In order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// The primary cause they share; `None` for a declared chain across causes.
    pub cause: Option<String>,
    /// The service they share; `None` for a declared chain across services.
    pub service: Option<String>,
    /// Ids, earliest first; at least two.
    pub incidents: Vec<String>,
    /// Days from each start to the next.
    pub gaps_days: Vec<i32>,
    /// Earlier action items that were still to be done when it came back.
    pub while_open: Vec<WhileOpen>,
    /// Returns after everything promised had been done.
    pub after_done: Vec<AfterDone>,
    /// Earlier action items of which nobody can know whether they were done by then.
    pub not_known: usize,
    /// Open items that `while_open` does not name, by id of the later incident: it names the latest earlier incidents only.
    pub not_named: BTreeMap<String, usize>,
    /// A document says so itself.
    pub declared: bool,
    /// The sentences that say so, in order of place.
    pub statements: Vec<Statement>,
    /// The pairs of it that a person decided to be the same failure.
    pub decided: Vec<DecidedPair>,
    /// Whether it happens more or less often.
    pub direction: Direction,
}

/// A sentence that says that an incident repeats another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The incident whose document says it.
    pub incident: String,
    /// The other one.
    pub other: String,
    /// The sentence.
    pub span: Span,
}

/// Incidents of one cause on one service that do not read alike: the same category, perhaps not the same failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameCategory {
    /// The primary cause they share.
    pub cause: String,
    /// The service they share.
    pub service: String,
    /// Ids, earliest first; at least two.
    pub incidents: Vec<String>,
    /// Days from each start to the next.
    pub gaps_days: Vec<i32>,
    /// Earlier action items that were still to be done at a later one.
    pub while_open: Vec<WhileOpen>,
    /// Open items that `while_open` does not name.
    pub not_named: usize,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Every chain, the most telling first: most returns while a fix was open, then length, then the latest.
    pub recurring: Vec<Recurrence>,
    /// What shares cause and service only, latest first.
    pub same_category: Vec<SameCategory>,
}

/// Finds every chain among the failures of `texts`; two that were decided to be no repeat are in none together.
pub fn find(texts: &Texts<'_>, decisions: &Decisions, settings: &Settings) -> Found {
    let starts: Starts<'_> = texts.failures().iter().map(|it| (it.1.id.as_str(), *it)).collect();
    let links = Links { known: stated_links(texts, &starts, decisions), decisions };
    let (mut chains, same_category) = same_cause_and_service(texts, &starts, &links, settings);
    let declared = declared_elsewhere(texts, &starts, &chains, &links);
    chains.extend(declared);

    let mut recurring: Vec<Recurrence> =
        chains.iter().map(|chain| describe(chain, &starts, &links, settings)).collect();
    let latest = |it: &Recurrence| it.incidents.last().and_then(|id| starts.get(id.as_str())).map(|it| it.0);
    recurring.sort_by(|a, b| {
        let key = |it: &Recurrence| {
            (Reverse(it.returns_while_open()), Reverse(it.incidents.len()), Reverse(latest(it)))
        };
        (key(a), &a.cause, &a.service, &a.incidents).cmp(&(key(b), &b.cause, &b.service, &b.incidents))
    });
    Found { recurring, same_category }
}

/// Pairs that documents or people join, the later one first, and what people keep apart.
struct Links<'a> {
    known: Known<'a>,
    decisions: &'a Decisions,
}

type Known<'a> = BTreeMap<(&'a str, &'a str), Link>;

/// Why two incidents are joined.
enum Link {
    /// Front matter or a label says so.
    Declared,
    /// A sentence says so.
    Sentence(Statement),
    /// A person decided so.
    Decided(DecidedPair),
}

impl<'a> Links<'a> {
    fn join(&self, later: &str, earlier: &str) -> bool {
        self.known.contains_key(&(later, earlier))
    }

    /// Every link between two of `members`, in order of the later one's id, then of the earlier one's.
    fn within(&self, members: &[&'a str]) -> Vec<&Link> {
        let members: BTreeSet<&str> = members.iter().copied().collect();
        let of = |later: &&'a str| {
            let later = *later;
            self.known.range((later, "")..).take_while(move |it| it.0.0 == later)
        };
        let own = members.iter().flat_map(of);
        own.filter(|((_, earlier), _)| members.contains(earlier)).map(|it| it.1).collect()
    }

    /// The incidents that `id` repeats, as documents or people say.
    fn earlier_than(&self, id: &'a str) -> impl Iterator<Item = &'a str> {
        self.known.range((id, "")..).take_while(move |it| it.0.0 == id).map(|it| it.0.1)
    }

    /// Whether a person decided that `id` and one of `others` are not the same.
    fn is_apart<'b>(&self, id: &str, others: impl IntoIterator<Item = &'b &'b str>) -> bool {
        // Most sites decide nothing, and a chain may be long.
        self.decisions.pairs().next().is_some()
            && others.into_iter().any(|it| self.decisions.is_apart(id, it))
    }
}

/// What front matter, labels, decisions and sentences say. A sentence counts where the texts are alike at all: one that
/// compares two incidents of quite different kinds speaks of something else than the failure.
fn stated_links<'a>(texts: &Texts<'a>, starts: &Starts<'a>, decisions: &Decisions) -> Known<'a> {
    let mut links = decided_links(starts, decisions);
    for &(start, incident) in starts.values() {
        for echo in incident.echoes.iter().filter(|it| it.says == Says::Same) {
            for name in &echo.names {
                let Some((other_start, other)) = starts.get(name.as_str()) else { continue };
                let is_believed = texts.likeness_of(&incident.id, &other.id).is_some_and(is_statement);
                if !is_believed
                    || decisions.is_apart(&incident.id, &other.id)
                    || texts.are_different(&incident.id, &other.id)
                {
                    continue;
                }
                let (later, earlier) = if (*other_start, &other.id) <= (start, &incident.id) {
                    (incident, *other)
                } else {
                    (*other, incident)
                };
                let statement =
                    Statement { incident: incident.id.clone(), other: other.id.clone(), span: echo.span };
                links.entry((later.id.as_str(), earlier.id.as_str())).or_insert(Link::Sentence(statement));
            }
        }
        for earlier in &incident.recurrence_of {
            if let Some((_, earlier)) = starts.get(earlier.as_str()) {
                links.insert((incident.id.as_str(), earlier.id.as_str()), Link::Declared);
            }
        }
    }
    links
}

/// What people decided to be the same failure.
fn decided_links<'a>(starts: &Starts<'a>, decisions: &Decisions) -> Known<'a> {
    let mut links = Known::new();
    for ([one, other], _, day, _) in decisions.pairs().filter(|it| it.1 == Verdict::Confirmed) {
        let (Some(one), Some(other)) = (starts.get(one.as_str()), starts.get(other.as_str())) else {
            continue;
        };
        let key = |it: &(Date, &'a Incident)| (it.0, it.1.noticed(), it.1.id.as_str());
        let (earlier, later) = if key(one) < key(other) { (one.1, other.1) } else { (other.1, one.1) };
        let pair = DecidedPair { earlier: earlier.id.clone(), later: later.id.clone(), day };
        links.insert((later.id.as_str(), earlier.id.as_str()), Link::Decided(pair));
    }
    links
}

/// Ids of incidents that continue a chain: every one but the first of each.
pub fn repeats(recurring: &[Recurrence]) -> BTreeSet<&str> {
    recurring.iter().flat_map(|it| it.incidents.iter().skip(1)).map(String::as_str).collect()
}

/// Whether the primary cause and a service of `incident` are known, so that it could be found to recur.
pub fn is_comparable(incident: &Incident) -> bool {
    incident.primary_cause().is_some_and(|it| !NO_CAUSE.contains(&it)) && !incident.services.is_empty()
}

/// How many of `failures` could not be found to recur, and of how many; `None` where that is at most half, so that
/// a small number of chains says something.
pub fn cannot_tell<'a>(failures: impl Iterator<Item = &'a Incident>) -> Option<(usize, usize)> {
    let (mut unknown, mut n) = (0, 0);
    for it in failures {
        n += 1;
        unknown += usize::from(!is_comparable(it));
    }
    (n < unknown * 2).then_some((unknown, n))
}

impl Recurrence {
    /// How many of its incidents came while an action item of an earlier one was open.
    pub fn returns_while_open(&self) -> usize {
        self.while_open.iter().map(|it| it.incident.as_str()).collect::<BTreeSet<_>>().len()
    }
}

/// A chain before it is described.
struct Chain<'a> {
    cause: Option<&'a str>,
    service: Option<&'a str>,
    /// In order of time.
    members: Vec<&'a str>,
}

type Starts<'a> = BTreeMap<&'a str, (Date, &'a Incident)>;

/// Runs of one cause on one service, each cut into chains whose members read alike, and what is left of the runs.
fn same_cause_and_service<'a>(
    texts: &Texts<'a>,
    starts: &Starts<'a>,
    links: &Links<'a>,
    settings: &Settings,
) -> (Vec<Chain<'a>>, Vec<SameCategory>) {
    let mut groups: BTreeMap<(&str, &str), Vec<(Date, &'a Incident)>> = BTreeMap::new();
    for &(start, incident) in starts.values() {
        let Some(cause) = incident.primary_cause().filter(|it| !NO_CAUSE.contains(it)) else { continue };
        let services: BTreeSet<&str> = incident.services.iter().map(String::as_str).collect();
        for service in services {
            groups.entry((cause, service)).or_default().push((start, incident));
        }
    }
    let (mut chains, mut categories) = (Vec::new(), Vec::new());
    for ((cause, service), mut members) in groups {
        members.sort_by_key(|(start, incident)| (*start, incident.noticed(), &incident.id));
        let is_near = |a: &(Date, &Incident), b: &(Date, &Incident)| {
            days_between(a.0, b.0) <= settings.recurrence_window_days || links.join(&b.1.id, &a.1.id)
        };
        for run in members.chunk_by(is_near).filter(|it| 2 <= it.len()) {
            let parts = alike_parts(texts, links, run);
            if 1 < parts.len() {
                categories.push(same_category(cause, service, run));
            }
            let of_several = parts.into_iter().filter(|it| 2 <= it.len());
            chains.extend(of_several.map(|it| Chain {
                cause: Some(cause),
                service: Some(service),
                members: it,
            }));
        }
    }
    categories
        .sort_by_key(|it| Reverse(it.incidents.last().and_then(|id| starts.get(id.as_str())).map(|it| it.0)));
    (chains, categories)
}

/// Members of a chain that a further one is compared with: the latest. A chain of hundreds would cost its square.
const COMPARED: usize = 24;

/// Cuts a run into chains: an incident joins the first chain to at least half of whose latest members it is alike or
/// linked.
///
/// Joining whatever is alike to any one member would tie everything together over a few steps.
fn alike_parts<'a>(texts: &Texts<'a>, links: &Links<'a>, run: &[(Date, &'a Incident)]) -> Vec<Vec<&'a str>> {
    let mut parts: Vec<Vec<&'a str>> = Vec::new();
    let mut part_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, incident) in run {
        let id = incident.id.as_str();
        let near: BTreeSet<&str> =
            texts.alike(id).filter(|it| !texts.are_different(id, it)).chain(links.earlier_than(id)).collect();
        let near: BTreeSet<&str> = near.into_iter().filter(|it| part_of.contains_key(it)).collect();
        // Only a chain with a member among those can be joined: the others need no look.
        let candidates: BTreeSet<usize> = near.iter().map(|it| part_of[it]).collect();
        let joins = |place: &usize| {
            let latest = &parts[*place][parts[*place].len().saturating_sub(COMPARED)..];
            let n_near = latest.iter().filter(|it| near.contains(*it)).count();
            latest.len() <= n_near * 2 && !links.is_apart(id, &parts[*place])
        };
        let place = candidates.into_iter().find(joins).unwrap_or(parts.len());
        if place == parts.len() {
            parts.push(Vec::new());
        }
        parts[place].push(id);
        part_of.insert(id, place);
    }
    parts
}

fn same_category(cause: &str, service: &str, run: &[(Date, &Incident)]) -> SameCategory {
    let looked_back = look_back(run);
    SameCategory {
        cause: cause.to_owned(),
        service: service.to_owned(),
        incidents: run.iter().map(|it| it.1.id.clone()).collect(),
        gaps_days: run.windows(2).map(|pair| days_between(pair[0].0, pair[1].0)).collect(),
        while_open: looked_back.while_open,
        not_named: looked_back.not_named.values().sum(),
    }
}

/// Chains that only the documents declare: incidents that they join and that no chain above holds together.
fn declared_elsewhere<'a>(
    texts: &Texts<'a>,
    starts: &Starts<'a>,
    chains: &[Chain<'a>],
    links: &Links<'a>,
) -> Vec<Chain<'a>> {
    let mut of_chains: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, chain) in chains.iter().enumerate() {
        for id in &chain.members {
            of_chains.entry(id).or_default().insert(number);
        }
    }
    let together = |a: &str, b: &str| match (of_chains.get(a), of_chains.get(b)) {
        (Some(a), Some(b)) => !a.is_disjoint(b),
        _ => false,
    };
    // Links in order of the later incident, so that a chain grows as time went.
    let mut pairs: Vec<(&str, &str)> =
        links.known.keys().copied().filter(|it| !together(it.0, it.1)).collect();
    pairs.sort_by_key(|(later, earlier)| (texts.place(later), texts.place(earlier)));
    let mut groups: Vec<BTreeSet<&str>> = Vec::new();
    let mut of_groups: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (later, earlier) in pairs {
        let is_near = |id: &str, it: &str| {
            links.join(id, it) || links.join(it, id) || texts.likeness_of(id, it).is_some_and(is_alike)
        };
        let joins = |group: &BTreeSet<&str>, id: &str| {
            group.len() <= group.iter().filter(|it| **it == id || is_near(id, it)).count() * 2
                && !links.is_apart(id, group)
        };
        let near: BTreeSet<usize> =
            [earlier, later].iter().filter_map(|it| of_groups.get(it)).flatten().copied().collect();
        let home = near.into_iter().find(|it| {
            let it = &groups[*it];
            (it.contains(earlier) && joins(it, later)) || (it.contains(later) && joins(it, earlier))
        });
        let home = home.unwrap_or_else(|| {
            groups.push(BTreeSet::new());
            groups.len() - 1
        });
        for id in [later, earlier] {
            groups[home].insert(id);
            of_groups.entry(id).or_default().insert(home);
        }
    }
    groups
        .into_iter()
        .map(|group| {
            let mut members: Vec<&(Date, &Incident)> = group.iter().filter_map(|id| starts.get(id)).collect();
            members.sort_by_key(|(start, incident)| (*start, incident.noticed(), &incident.id));
            let first = members.first().map(|it| it.1);
            let shared = |has: &dyn Fn(&Incident) -> bool| members.iter().all(|(_, it)| has(it));
            let cause = first
                .and_then(Incident::primary_cause)
                .filter(|cause| shared(&|it| it.primary_cause() == Some(cause)));
            let service = first
                .and_then(|it| {
                    it.services.iter().find(|service| shared(&|other| other.services.contains(service)))
                })
                .map(String::as_str);
            Chain { cause, service, members: members.iter().map(|(_, it)| it.id.as_str()).collect() }
        })
        .collect()
}

fn describe(chain: &Chain<'_>, starts: &Starts<'_>, links: &Links<'_>, settings: &Settings) -> Recurrence {
    let members: Vec<(Date, &Incident)> =
        chain.members.iter().filter_map(|id| starts.get(id)).copied().collect();
    let looked_back = look_back(&members);
    let mut found = Recurrence {
        cause: chain.cause.map(str::to_owned),
        service: chain.service.map(str::to_owned),
        incidents: members.iter().map(|(_, it)| it.id.clone()).collect(),
        gaps_days: members.windows(2).map(|pair| days_between(pair[0].0, pair[1].0)).collect(),
        while_open: looked_back.while_open,
        after_done: looked_back.after_done,
        not_known: looked_back.not_known,
        not_named: looked_back.not_named,
        declared: false,
        statements: Vec::new(),
        decided: Vec::new(),
        direction: Direction::TooFew,
    };
    for link in links.within(&chain.members) {
        match link {
            Link::Declared => found.declared = true,
            Link::Sentence(statement) => {
                found.declared = true;
                found.statements.push(statement.clone());
            }
            Link::Decided(pair) => found.decided.push(pair.clone()),
        }
    }
    found.direction = direction(&members, settings);
    found
}

/// The last two full quarters against the two before.
fn direction(members: &[(Date, &Incident)], settings: &Settings) -> Direction {
    let current = Quarter::of(settings.as_of, settings.fiscal_year_start);
    let count = |quarters: [Quarter; 2]| {
        let inside = |day: Date| quarters.contains(&Quarter::of(day, settings.fiscal_year_start));
        members.iter().filter(|(start, _)| inside(*start)).count() as u64
    };
    let last = current.previous();
    let after = count([last, last.previous()]);
    let before = count([last.previous().previous(), last.previous().previous().previous()]);
    stats::direction(before, after)
}
