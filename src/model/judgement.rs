//! What an author writes beside a duration: that it was fast enough, or that it was not.

use super::Milestone;
use crate::files::Span;

/// The author's own verdict on a duration; no rule and no count uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The milestone that ends the phase; `None` for the incident as a whole.
    pub phase: Option<Milestone>,
    /// Whether it was fast enough.
    pub is_met: bool,
    /// The words, as written: `不符合预期`, `SLA breached`.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

impl Judgement {
    /// The key of the duration in the JSON API.
    pub fn duration(&self) -> &'static str {
        match self.phase {
            None | Some(Milestone::Introduced | Milestone::Started) => "declared",
            Some(Milestone::Detected) => "detect",
            Some(Milestone::Acknowledged) => "acknowledge",
            Some(Milestone::Diagnosed) => "diagnose",
            Some(Milestone::Mitigated) => "mitigate",
            Some(Milestone::Resolved) => "resolve",
            Some(Milestone::Verified) => "verify",
        }
    }
}
