//! Badges: severities and states of action items, distinguished by words and shape as well as color.

use serde::Serialize;

use crate::i18n::Locale;
use crate::model::{ActionStatus, Severity};
use crate::site::context::Here;

/// Steps that the theme draws differently; further steps look like the last one.
const MAX_RANK: usize = 4;

/// The severity of an incident.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct SeverityBadge {
    /// `P0`, or a word for "unrated".
    id: String,
    /// `Critical`; empty where it says the same as `id`.
    label: String,
    /// 0 for the worst step; `None` for unrated incidents.
    rank: Option<usize>,
    href: Option<String>,
}

/// The state of an action item.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct State {
    key: &'static str,
    text: String,
}

/// The badge of the severity `id`.
pub(in crate::site) fn severity(here: &Here<'_>, id: Option<&str>) -> SeverityBadge {
    let unrated = || SeverityBadge {
        id: here.messages().text("severity.none").to_owned(),
        label: String::new(),
        rank: None,
        href: None,
    };
    let Some(id) = id else { return unrated() };
    let steps = &here.site.knowledge_base.severities;
    let rank = steps.iter().position(|it| it.id == id);
    let label = rank.map(|it| label(here.site.locale(), &steps[it])).filter(|it| *it != id);
    SeverityBadge {
        id: id.to_owned(),
        label: label.unwrap_or_default().to_owned(),
        rank: rank.map(|it| it.min(MAX_RANK)),
        href: here.site.addresses.severity(id).map(|it| here.href(it)),
    }
}

/// The badges of the whole scale, leading nowhere.
pub(in crate::site) fn scale(steps: &[Severity], locale: Locale) -> Vec<SeverityBadge> {
    let badge = |(rank, it): (usize, &Severity)| {
        let label = Some(label(locale, it)).filter(|label| *label != it.id).unwrap_or_default().to_owned();
        SeverityBadge { id: it.id.clone(), label, rank: Some(rank.min(MAX_RANK)), href: None }
    };
    steps.iter().enumerate().map(badge).collect()
}

impl State {
    /// The badge of `status`.
    pub(in crate::site) fn new(here: &Here<'_>, status: ActionStatus) -> Self {
        Self { key: status.as_str(), text: here.messages().word("status", status.as_str()) }
    }
}

fn label(locale: Locale, severity: &Severity) -> &str {
    match locale {
        Locale::English => &severity.label_en,
        Locale::Chinese => &severity.label_zh,
    }
}
