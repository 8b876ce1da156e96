//! All failures as texts, in order of time.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Collection, Evidence, Neighbour, Sign, Vector, evidence, neighbours};
use crate::analysis::settings::{Settings, start_day};
use crate::model::{Incident, KnowledgeBase};
use crate::text::fold;

/// Neighbours less alike than this say nothing, whatever else a pair shows.
const LEAST: f64 = 0.05;

/// The failures of a knowledge base, and how like each other their texts are.
#[derive(Debug)]
pub struct Texts<'a> {
    failures: Vec<(Date, &'a Incident)>,
    places: BTreeMap<&'a str, usize>,
    collection: Collection,
    vectors: Vec<Vector>,
    neighbours: Vec<Vec<Neighbour>>,
    titles: Vec<String>,
}

impl<'a> Texts<'a> {
    /// Reads every failure with a day.
    pub fn new(knowledge_base: &'a KnowledgeBase, settings: &Settings) -> Self {
        let mut failures: Vec<(Date, &Incident)> =
            knowledge_base.failures().filter_map(|it| Some((start_day(it, &settings.zone)?, it))).collect();
        failures.sort_by_key(|(start, it)| (*start, it.started(), &it.id));
        let collection = Collection::learn(failures.iter().map(|it| &it.1.signature));
        let vectors: Vec<Vector> = failures.iter().map(|it| collection.vector(&it.1.signature)).collect();
        let neighbours = neighbours(&collection, &vectors.iter().collect::<Vec<&Vector>>(), LEAST);
        Self {
            places: failures.iter().enumerate().map(|(place, it)| (it.1.id.as_str(), place)).collect(),
            titles: failures.iter().map(|it| title_form(&it.1.title)).collect(),
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

    /// The failures most like the one at `place`, most alike first.
    pub fn neighbours(&self, place: usize) -> &[Neighbour] {
        &self.neighbours[place]
    }

    /// How alike two failures are, 0 to 1.
    pub fn likeness(&self, one: usize, other: usize) -> f64 {
        self.vectors[one].likeness(&self.vectors[other])
    }

    /// How alike the failures with these ids are; `None` where one of them is none.
    pub fn likeness_of(&self, one: &str, other: &str) -> Option<f64> {
        Some(self.likeness(self.place(one)?, self.place(other)?))
    }

    /// The lines that make two failures alike.
    pub fn evidence(&self, one: usize, other: usize) -> Vec<Evidence> {
        let of = |place: usize| (&self.failures[place].1.signature, &self.vectors[place]);
        evidence(&self.collection, of(one), of(other))
    }

    /// What two failures show beside their likeness.
    pub fn signs(&self, earlier: usize, later: usize) -> Vec<Sign> {
        let (a, b) = (self.failures[earlier].1, self.failures[later].1);
        let mut signs = Vec::new();
        let echoes = |it: &Incident, id: &String| it.echoes.iter().any(|echo| echo.names.contains(id));
        let names =
            |it: &Incident, id: &String| it.related.contains(id) || it.mentions.iter().any(|it| it.id == *id);
        if echoes(b, &a.id) || echoes(a, &b.id) {
            signs.push(Sign::LinkOfRecurrence);
        } else if names(b, &a.id) || names(a, &b.id) {
            signs.push(Sign::Link);
        }
        if self.titles[earlier] == self.titles[later] && !self.titles[later].is_empty() {
            signs.push(Sign::SameTitle);
        }
        let nearest = |place: usize| self.neighbours[place].first().map(|it| it.place);
        if nearest(earlier) == Some(later) && nearest(later) == Some(earlier) {
            signs.push(Sign::NearestToEachOther);
        }
        signs
    }
}

/// A title without numbers and punctuation: two titles that differ in a date only are equal.
fn title_form(title: &str) -> String {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty());
    words.collect::<Vec<&str>>().join(" ")
}
