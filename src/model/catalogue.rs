//! What incidents are sorted by: severities, causes, services and targets.

use super::Milestone;

/// One step of the severity scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severity {
    /// For example `P0`.
    pub id: String,
    /// For readers of English.
    pub label_en: String,
    /// For readers of Chinese.
    pub label_zh: String,
    /// Other ways to write it.
    pub aliases: Vec<String>,
    /// Seconds until somebody must have taken it on.
    pub respond: Option<i64>,
    /// Seconds until impact must have been stopped.
    pub mitigate: Option<i64>,
    /// Seconds until service must have been restored.
    pub resolve: Option<i64>,
}

/// One entry of a taxonomy axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Stable English id, for example `rollback`.
    pub id: String,
    /// For readers of English.
    pub label_en: String,
    /// For readers of Chinese.
    pub label_zh: String,
    /// Other ways to write it, both languages.
    pub aliases: Vec<String>,
}

/// A mechanism that failed; a node of the tree of causes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Stable id; a child's begins with its parent's: `capacity/pool`.
    pub id: String,
    /// Id of the node above; `None` for a top-level one.
    pub parent: Option<String>,
    /// For readers of English.
    pub label_en: String,
    /// For readers of Chinese.
    pub label_zh: String,
    /// Other ways to write it, both languages.
    pub aliases: Vec<String>,
    /// Whether it is in the taxonomy; a cause that a document made up is not.
    pub known: bool,
}

/// Six axes by which incidents are sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// The tree of causes, a parent directly before its children.
    pub causes: Vec<Cause>,
    /// What set it off.
    pub triggers: Vec<Term>,
    /// Which defence was missing.
    pub factors: Vec<Term>,
    /// Which kind of harm.
    pub impacts: Vec<Term>,
    /// How it was noticed.
    pub detections: Vec<Term>,
    /// What stopped it.
    pub mitigations: Vec<Term>,
}

/// A service that incidents hit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Service {
    /// Canonical name.
    pub name: String,
    /// The last part of the page's address.
    pub slug: String,
    /// Other ways to write it.
    pub aliases: Vec<String>,
    /// The team that owns it.
    pub team: Option<String>,
    /// How much depends on it, as the catalogue says.
    pub tier: Option<String>,
    /// Canonical names of services it needs.
    pub depends_on: Vec<String>,
    /// Where its code lives.
    pub repository: Option<String>,
    /// Ids of runbooks.
    pub runbooks: Vec<String>,
    /// Whether the catalogue lists it.
    pub known: bool,
}

/// Promises of how fast incidents of some severities are handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// For example `1-5-10`.
    pub name: String,
    /// Ids of severities it holds for.
    pub severities: Vec<String>,
    /// What its times are counted in.
    pub hours: Hours,
    /// The times, in the order in which pages show them.
    pub promises: Vec<Promise>,
}

/// A promise of how long it takes from one milestone to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The earlier milestone.
    pub from: Milestone,
    /// The later one.
    pub to: Milestone,
    /// Seconds that it may take.
    pub limit: i64,
}

/// What a time is counted in; named wherever one is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hours {
    /// Every hour counts.
    Calendar,
    /// Only hours in which somebody is meant to be at work count.
    Support,
}

impl Hours {
    /// The word in the configuration, in the JSON API and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Support => "support",
        }
    }
}

impl Taxonomy {
    /// The cause with `id`.
    pub fn cause(&self, id: &str) -> Option<&Cause> {
        self.causes.iter().find(|it| it.id == id)
    }
}

impl Cause {
    /// The label for readers of `chinese` or of English.
    pub fn label(&self, chinese: bool) -> &str {
        if chinese { &self.label_zh } else { &self.label_en }
    }

    /// Whether `id` is this cause or one below it.
    pub fn contains(&self, id: &str) -> bool {
        id == self.id || id.strip_prefix(&self.id).is_some_and(|it| it.starts_with('/'))
    }
}
