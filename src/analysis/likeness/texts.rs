//! All failures as texts, in order of time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;

use super::{
    Collection, Compared, Evidence, Neighbour, Places, Sign, Vector, evidence, is_alike, neighbours,
};
use crate::analysis::settings::{Settings, days_between, start_day};
use crate::model::{Field, Incident, KnowledgeBase, Says};
use crate::text::{fold, terms};

/// Neighbours less alike than this say nothing, whatever else a pair shows.
const LEAST: f64 = 0.05;
/// The latest earlier failures of one title that are looked at: more of them say nothing new.
const SAME_TITLES: usize = 8;
/// Causes that the words of both must hint at: one guess is right half the time.
const SAME_CAUSES: usize = 2;

/// The failures of a knowledge base, and how like each other their texts are.
#[derive(Debug)]
pub struct Texts<'a> {
    failures: Vec<(Date, &'a Incident)>,
    places: BTreeMap<&'a str, usize>,
    collection: Collection,
    vectors: Vec<Vector>,
    /// What the lines of each failure hold, once somebody asks.
    lines: Vec<OnceLock<Places>>,
    neighbours: Vec<Vec<Neighbour>>,
    facts: Vec<Facts>,
    /// Places of the failures with one form of title, in ascending order.
    titles: BTreeMap<String, Vec<usize>>,
    /// Places of two failures of which a document says that they are different ones, the lower place first.
    different: BTreeSet<(usize, usize)>,
}

/// What is compared of a failure beside its text.
#[derive(Debug)]
struct Facts {
    /// Its title without numbers and punctuation; empty for one that says nothing, such as `Incident on 2026-01-05`.
    title_form: String,
    services: Vec<String>,
    causes: Vec<String>,
}

impl<'a> Texts<'a> {
    /// Reads every failure with a day.
    pub fn new(knowledge_base: &'a KnowledgeBase, settings: &Settings) -> Self {
        let mut failures: Vec<(Date, &Incident)> =
            knowledge_base.failures().filter_map(|it| Some((start_day(it, &settings.zone)?, it))).collect();
        failures.sort_by_key(|(start, it)| (*start, it.noticed(), &it.id));
        let collection = Collection::learn(failures.iter().map(|it| &it.1.signature));
        let vectors: Vec<Vector> = failures.iter().map(|it| collection.vector(&it.1.signature)).collect();
        let neighbours = neighbours(&collection, &vectors.iter().collect::<Vec<&Vector>>(), LEAST);
        let facts: Vec<Facts> = failures.iter().map(|it| Facts::new(it.1, &collection)).collect();
        let mut titles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, facts) in facts.iter().enumerate().filter(|it| !it.1.title_form.is_empty()) {
            titles.entry(facts.title_form.clone()).or_default().push(place);
        }
        let places: BTreeMap<&str, usize> =
            failures.iter().enumerate().map(|(place, it)| (it.1.id.as_str(), place)).collect();
        Self {
            different: different(&failures, &places),
            places,
            lines: failures.iter().map(|_| OnceLock::new()).collect(),
            facts,
            titles,
            failures,
            collection,
            vectors,
            neighbours,
        }
    }

    /// The failures with the day each began, in order of time.
    pub fn failures(&self) -> &[(Date, &'a Incident)] {
        &self.failures
    }

    /// The place of the failure with this id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Whether a document says that the failures with these ids are different ones.
    pub fn are_different(&self, one: &str, other: &str) -> bool {
        match (self.place(one), self.place(other)) {
            (Some(one), Some(other)) => self.different.contains(&(one.min(other), one.max(other))),
            _ => false,
        }
    }

    /// The failures most like the one at `place`, most alike first.
    pub fn neighbours(&self, place: usize) -> &[Neighbour] {
        &self.neighbours[place]
    }

    /// The latest failures before the one at `place` that have its title, latest first.
    pub fn same_title(&self, place: usize) -> impl Iterator<Item = usize> {
        let all = self.titles.get(&self.facts[place].title_form).map_or(&[][..], Vec::as_slice);
        let n_before = all.partition_point(|it| *it < place);
        all[..n_before].iter().rev().take(SAME_TITLES).copied()
    }

    /// How alike two failures are, 0 to 1.
    pub fn likeness(&self, one: usize, other: usize) -> f64 {
        self.vectors[one].likeness(&self.vectors[other])
    }

    /// How alike the failures with these ids are; `None` where one of them is none.
    pub fn likeness_of(&self, one: &str, other: &str) -> Option<f64> {
        Some(self.likeness(self.place(one)?, self.place(other)?))
    }

    /// The failures that read alike enough to be the same one, where cause and service are.
    pub fn alike(&self, id: &str) -> impl Iterator<Item = &'a str> {
        let near = self.place(id).map_or(&[][..], |it| self.neighbours(it));
        near.iter().filter(|it| is_alike(it.likeness)).map(|it| self.failures[it.place].1.id.as_str())
    }

    /// The lines that make two failures alike.
    pub fn evidence(&self, one: usize, other: usize) -> Vec<Evidence> {
        let lines = |place: usize| {
            self.lines[place].get_or_init(|| Places::of(&self.collection, &self.failures[place].1.signature))
        };
        evidence((lines(one), &self.vectors[one]), (lines(other), &self.vectors[other]))
    }

    /// All that is known of two failures.
    pub fn compare(&self, earlier: usize, later: usize) -> Compared {
        let (a, b) = (&self.facts[earlier], &self.facts[later]);
        Compared {
            likeness: self.vectors[earlier].compare(&self.vectors[later]),
            signs: self.signs(earlier, later),
            gap_days: days_between(self.failures[earlier].0, self.failures[later].0),
            is_elsewhere: !a.services.is_empty()
                && !b.services.is_empty()
                && n_common(&a.services, &b.services) == 0,
        }
    }

    /// What two failures show beside their likeness.
    fn signs(&self, earlier: usize, later: usize) -> Vec<Sign> {
        let (a, b) = (self.failures[earlier].1, self.failures[later].1);
        let mut signs = Vec::new();
        let echoes = |it: &Incident, id: &String| {
            it.echoes.iter().any(|echo| echo.says != Says::Different && echo.names.contains(id))
        };
        let names =
            |it: &Incident, id: &String| it.related.contains(id) || it.mentions.iter().any(|it| it.id == *id);
        if echoes(b, &a.id) || echoes(a, &b.id) {
            signs.push(Sign::LinkOfRecurrence);
        } else if names(b, &a.id) || names(a, &b.id) {
            signs.push(Sign::Link);
        }
        let (ours, theirs) = (&self.facts[earlier], &self.facts[later]);
        if ours.title_form == theirs.title_form && !theirs.title_form.is_empty() {
            signs.push(Sign::SameTitle);
        }
        let nearest = |place: usize| self.neighbours[place].first().map(|it| it.place);
        if nearest(earlier) == Some(later) && nearest(later) == Some(earlier) {
            signs.push(Sign::NearestToEachOther);
        }
        if SAME_CAUSES <= n_common(&ours.causes, &theirs.causes) {
            signs.push(Sign::SameCauses);
        }
        signs
    }
}

impl Facts {
    fn new(incident: &Incident, collection: &Collection) -> Self {
        let says_something = terms(&incident.title).into_iter().any(|it| 0.0 < collection.rarity(it));
        Self {
            title_form: if says_something { title_form(&incident.title) } else { String::new() },
            services: known(&incident.services, incident, Field::Services),
            causes: known(&incident.causes, incident, Field::Causes),
        }
    }
}

/// Pairs of which a sentence says that they are different failures. Which of several names one
/// means is not read.
fn different(failures: &[(Date, &Incident)], places: &BTreeMap<&str, usize>) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    for (place, (_, incident)) in failures.iter().enumerate() {
        for echo in incident.echoes.iter().filter(|it| it.says == Says::Different) {
            if let [name] = echo.names.as_slice()
                && let Some(other) = places.get(name.as_str())
            {
                found.insert((place.min(*other), place.max(*other)));
            }
        }
    }
    found
}

/// What is stated, or else what the words of `incident` hint at; folded.
fn known(stated: &[String], incident: &Incident, field: Field) -> Vec<String> {
    if stated.is_empty() {
        incident.suggested.of(field).iter().map(|it| fold(&it.value.written())).collect()
    } else {
        stated.iter().map(|it| fold(it)).collect()
    }
}

fn n_common(ours: &[String], theirs: &[String]) -> usize {
    ours.iter().filter(|it| theirs.contains(it)).count()
}

/// A title without numbers and punctuation: two titles that differ in a date only are equal.
fn title_form(title: &str) -> String {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty());
    words.collect::<Vec<&str>>().join(" ")
}
