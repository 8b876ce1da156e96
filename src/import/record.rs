//! What an export states of one incident, in the terms of our documents.

use crate::model::{ActionStatus, Milestone};

/// What an export states; nothing is filled in.
#[derive(Debug, Default)]
pub struct Record {
    /// The id that people use: `INC-123`.
    pub id: Option<String>,
    /// One line.
    pub title: Option<String>,
    /// The instant by which the tool sorts it, as it is written; its day is the date of the document.
    pub at: Option<String>,
    /// As the tool names it.
    pub severity: Option<String>,
    /// Names, in order.
    pub services: Vec<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// Role and name.
    pub roles: Vec<(String, String)>,
    /// Instants that mean the same to the tool and to us.
    pub milestones: Vec<(Milestone, String)>,
    /// Other instants and entries of the timeline: instant and text.
    pub events: Vec<(String, String)>,
    /// What happened, in a few sentences.
    pub summary: Option<String>,
    /// Further texts, each with its heading.
    pub sections: Vec<(Heading, String)>,
    /// What is to be done.
    pub items: Vec<Item>,
    /// Whether the tool shows it to few people only.
    pub is_private: bool,
    /// Whether it is an exercise.
    pub is_drill: bool,
}

impl Record {
    /// Names of one role together, and a milestone that the export states with two instants as lines of the timeline: which
    /// of them counts is for a person to say.
    pub(super) fn settle(&mut self) {
        let mut roles: Vec<(String, String)> = Vec::new();
        for (role, name) in std::mem::take(&mut self.roles) {
            match roles.iter_mut().find(|it| it.0 == role) {
                Some(known) if known.1.split(", ").any(|it| it == name) => {}
                Some(known) => known.1 = format!("{}, {name}", known.1),
                None => roles.push((role, name)),
            }
        }
        self.roles = roles;
        let all = std::mem::take(&mut self.milestones);
        let mut stated = Vec::new();
        for (milestone, at) in &all {
            let is_certain = all.iter().all(|it| it.0 != *milestone || it.1 == *at);
            if !is_certain {
                self.events.push((at.clone(), milestone.as_str().to_owned()));
            } else if !stated.contains(&(*milestone, at.clone())) {
                stated.push((*milestone, at.clone()));
            }
        }
        self.milestones = stated;
    }
}

/// A heading of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// What users noticed.
    Impact,
    /// Why it happened.
    Cause,
    /// What stopped it.
    Resolution,
    /// A question of the team's own form, as it is written.
    Own(String),
}

/// An action item.
#[derive(Debug, Default)]
pub struct Item {
    /// What is to be done.
    pub task: String,
    /// Who does it.
    pub owner: Option<String>,
    /// For example `P1`.
    pub priority: Option<String>,
    /// Day or instant, as written.
    pub due: Option<String>,
    /// Day or instant, as written.
    pub closed: Option<String>,
    /// What is known of its state.
    pub state: Option<ActionStatus>,
    /// Address or key of its ticket.
    pub ticket: Option<String>,
}

/// A state in the words that FireHydrant and Rootly share; `None` for one that they do not document.
pub(super) fn state(written: &str) -> Option<ActionStatus> {
    match written {
        "open" => Some(ActionStatus::Open),
        "in_progress" => Some(ActionStatus::InProgress),
        "done" => Some(ActionStatus::Done),
        "cancelled" => Some(ActionStatus::Cancelled),
        _ => None,
    }
}
