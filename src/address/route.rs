//! Addresses: the only place that spells one.
//!
//! Links are relative and end in a file name, so that the site works below any path, from object storage and
//! opened from disk. `404.html` is the exception: a server shows it at any depth, so that its links begin at the
//! root of the site: the path of `base_url`, else `/`. Opened from disk it reads well but cannot find its styles.

use crate::text::percent_encoded;
use crate::time::Quarter;

/// A page or file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `/`
    Home,
    /// `/incidents/`
    Incidents,
    /// `/incidents/<slug>/`
    Incident(String),
    /// `/causes/`
    Causes,
    /// `/causes/<path>/`; the path has one slug per level of the tree, `/` between them.
    Cause(String),
    /// `/services/`
    Services,
    /// `/services/<slug>/`
    Service(String),
    /// `/severities/<slug>/`
    Severity(String),
    /// `/teams/`
    Teams,
    /// `/teams/<slug>/`
    Team(String),
    /// `/owners/<slug>/`, only with `privacy.owner_pages`
    Owner(String),
    /// `/tags/`
    Tags,
    /// `/tags/<slug>/`
    Tag(String),
    /// `/pages/<slug>/`
    Page(String),
    /// `/actions/`
    Actions,
    /// `/incidents/page/2/`, `/incidents/page/all/`: more of a list than its first page holds.
    Sheet(List, Sheet),
    /// `/lessons/<path>/`: the lessons of one cause.
    LessonsOf(String),
    /// `/trends/`
    Trends,
    /// `/trends/recurring/`
    Recurring,
    /// `/trends/overdue/`
    Overdue,
    /// `/reviews/`
    Reviews,
    /// `/reviews/2026-q1/`
    QuarterReview(Quarter),
    /// `/reviews/2026/`
    YearReview(i16),
    /// `/runbooks/`
    Runbooks,
    /// `/runbooks/<slug>/`
    Runbook(String),
    /// `/lessons/`
    Lessons,
    /// `/gaps/`
    Gaps,
    /// `/search/`
    Search,
    /// `/definitions/`
    Definitions,
    /// `/404.html`
    NotFound,
    /// `/sitemap.xml`
    Sitemap,
    /// `/feed.atom`
    Feed,
    /// `/overdue.atom`
    OverdueFeed,
    /// `/actions.ics`
    Calendar,
    /// `/teams/<slug>/actions.ics`
    TeamCalendar(String),
    /// `/incidents.csv`
    IncidentTable,
    /// `/actions.csv`
    ActionTable,
    /// `/badge/overdue.svg`
    Badge,
    /// An address that pages once had: path below the root without `/` at its ends.
    Redirect(String),
    /// A static file, by its path in the output.
    Asset(String),
}

/// A list that may be longer than one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Of incidents.
    Incidents,
    /// Of action items.
    Actions,
}

/// A further page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// The second page, the third, and so on.
    Number(usize),
    /// The whole list on one page.
    All,
}

impl List {
    /// Its first page.
    pub fn route(self) -> Route {
        match self {
            Self::Incidents => Route::Incidents,
            Self::Actions => Route::Actions,
        }
    }
}

impl Sheet {
    fn name(self) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::All => "all".to_owned(),
        }
    }
}

impl Route {
    /// The address below the site root as people see it: `incidents/inc-2026-0001/`, empty for the home page.
    pub fn address(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Incidents => "incidents/".to_owned(),
            Self::Incident(slug) => format!("incidents/{slug}/"),
            Self::Causes => "causes/".to_owned(),
            Self::Cause(path) => format!("causes/{path}/"),
            Self::Services => "services/".to_owned(),
            Self::Service(slug) => format!("services/{slug}/"),
            Self::Severity(slug) => format!("severities/{slug}/"),
            Self::Teams => "teams/".to_owned(),
            Self::Team(slug) => format!("teams/{slug}/"),
            Self::Owner(slug) => format!("owners/{slug}/"),
            Self::Tags => "tags/".to_owned(),
            Self::Tag(slug) => format!("tags/{slug}/"),
            Self::Page(slug) => format!("pages/{slug}/"),
            Self::Actions => "actions/".to_owned(),
            Self::Sheet(list, sheet) => format!("{}page/{}/", list.route().address(), sheet.name()),
            Self::LessonsOf(path) => format!("lessons/{path}/"),
            Self::Trends => "trends/".to_owned(),
            Self::Recurring => "trends/recurring/".to_owned(),
            Self::Overdue => "trends/overdue/".to_owned(),
            Self::Reviews => "reviews/".to_owned(),
            Self::QuarterReview(quarter) => format!("reviews/{}/", quarter.slug()),
            Self::YearReview(year) => format!("reviews/{year}/"),
            Self::Runbooks => "runbooks/".to_owned(),
            Self::Runbook(slug) => format!("runbooks/{slug}/"),
            Self::Lessons => "lessons/".to_owned(),
            Self::Gaps => "gaps/".to_owned(),
            Self::Search => "search/".to_owned(),
            Self::Definitions => "definitions/".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::Feed => "feed.atom".to_owned(),
            Self::OverdueFeed => "overdue.atom".to_owned(),
            Self::Calendar => "actions.ics".to_owned(),
            Self::TeamCalendar(slug) => format!("teams/{slug}/actions.ics"),
            Self::IncidentTable => "incidents.csv".to_owned(),
            Self::ActionTable => "actions.csv".to_owned(),
            Self::Badge => "badge/overdue.svg".to_owned(),
            Self::Redirect(path) => format!("{path}/"),
            Self::Asset(path) => path.clone(),
        }
    }

    /// The file below the output folder: `incidents/inc-2026-0001/index.html`.
    pub fn file(&self) -> String {
        let mut address = self.address();
        if address.is_empty() || address.ends_with('/') {
            address.push_str("index.html");
        }
        address
    }

    /// The link that leads from the page `from` to this one: `../../causes/index.html`.
    ///
    /// Names in it are as in the file system; slugs hold nothing that an address must escape.
    pub fn relative_to(&self, from: &Self) -> String {
        let (target, origin) = (self.file(), from.file());
        // A page has a hundred links: the folders that both are in end where their common beginning has its last `/`.
        let same = target.bytes().zip(origin.bytes()).take_while(|(a, b)| a == b).count();
        let shared = target.as_bytes()[..same].iter().rposition(|it| *it == b'/').map_or(0, |at| at + 1);
        let folders = origin[shared..].bytes().filter(|it| *it == b'/').count();
        let mut link = "../".repeat(folders);
        link.push_str(&target[shared..]);
        link
    }

    /// The whole address below `base_url` (ends in `/`), with every byte escaped that an address may not hold.
    pub fn absolute(&self, base_url: &str) -> String {
        format!("{base_url}{}", percent_encoded(&self.address()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_are_relative_and_end_in_a_file() {
        let incident = Route::Incident("inc-2026-0001".to_owned());
        assert_eq!(Route::Home.relative_to(&incident), "../../index.html");
        assert_eq!(incident.relative_to(&Route::Home), "incidents/inc-2026-0001/index.html");
        assert_eq!(Route::Incidents.relative_to(&incident), "../index.html");
        assert_eq!(incident.relative_to(&incident), "index.html");
        let pool = Route::Cause("capacity/pool".to_owned());
        assert_eq!(Route::Cause("capacity".to_owned()).relative_to(&pool), "../index.html");
        assert_eq!(pool.relative_to(&Route::Cause("capacity".to_owned())), "pool/index.html");
        assert_eq!(Route::Feed.relative_to(&pool), "../../../feed.atom");
    }

    #[test]
    fn absolute_addresses_are_escaped() {
        let route = Route::Service("支付".to_owned());
        assert_eq!(
            route.absolute("https://example.org/kb/"),
            "https://example.org/kb/services/%E6%94%AF%E4%BB%98/"
        );
    }

    proptest! {
        #[test]
        fn a_relative_link_leads_to_its_target(from in route(), to in route()) {
            let link = to.relative_to(&from);
            prop_assert!(!link.starts_with('/'));
            let from = from.file();
            let mut parts: Vec<&str> = from.split('/').collect();
            parts.pop();
            for part in link.split('/') {
                if part == ".." {
                    prop_assert!(parts.pop().is_some());
                } else {
                    parts.push(part);
                }
            }
            prop_assert_eq!(parts.join("/"), to.file());
        }
    }

    fn route() -> impl Strategy<Value = Route> {
        let slug = "[a-c连]{1,2}";
        prop_oneof![
            Just(Route::Home),
            Just(Route::Recurring),
            Just(Route::NotFound),
            Just(Route::YearReview(2026)),
            slug.prop_map(Route::Incident),
            slug.prop_map(Route::Asset),
            "[a-c]{1,2}(/[a-c]{1,2}){0,3}".prop_map(Route::Cause),
            "(old|incidents)/[a-c]{1,2}".prop_map(Route::Redirect),
        ]
    }
}
