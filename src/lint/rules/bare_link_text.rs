//! AW608 `bare-link-text`: a link that says `here` and not where it leads.

use crate::diagnostics::codes;
use crate::lint::{Check, Findings, Reading, Rule};
use crate::phrase::say;
use crate::text::fold;

pub(super) static RULE: Rule = Rule { kind: &codes::BARE_LINK_TEXT, check: Check::Document(check) };

fn check(findings: &mut Findings<'_>, reading: &Reading<'_>) {
    for link in reading.document.links.iter().filter(|it| !it.image) {
        if reading.phrases.link_texts.contains(&fold(&link.text)) {
            let message = say!("lint.bare-link-text", text = link.text.trim());
            findings.report(link.span, message, say!("lint.bare-link-text.hint"));
        }
    }
}
