//! Shares in words, with the interval that they allow.

use crate::analysis::review::is_enough;
use crate::analysis::stats::Share;
use crate::site::context::Here;
use crate::site::views::share as share_of;

pub(super) fn repeat_rate(here: &Here<'_>, share: Share) -> String {
    let messages = here.messages();
    let values = share_values(here, share);
    let values: Vec<(&str, &str)> = values.iter().map(|(name, it)| (*name, it.as_str())).collect();
    let key = if is_enough(share) { "review.repeat_rate" } else { "review.repeat_rate_too_few" };
    messages.fill(key, &values)
}

/// `k`, `n`, `share`, `low` and `high` of a message.
pub(super) fn share_values(here: &Here<'_>, share: Share) -> [(&'static str, String); 5] {
    let messages = here.messages();
    [
        ("k", share.k.to_string()),
        ("n", share.n.to_string()),
        ("share", share_text(here, share)),
        ("low", messages.percent(share.low.unwrap_or(0.0))),
        ("high", messages.percent(share.high.unwrap_or(1.0))),
    ]
}

pub(super) fn share_text(here: &Here<'_>, share: Share) -> String {
    let n = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
    here.messages().percent(share_of(n(share.k), n(share.n)))
}

pub(super) fn interval(here: &Here<'_>, share: Share) -> String {
    match (share.low, share.high) {
        (Some(low), Some(high)) if is_enough(share) => {
            let messages = here.messages();
            format!("{}–{}", messages.percent(low).trim_end_matches('%'), messages.percent(high))
        }
        _ => "–".to_owned(),
    }
}
