//! The ticket that an action item names.

use std::collections::BTreeMap;

use super::ticket::{Export, Ticket};

/// Every ticket of every export, by what action items call it.
#[derive(Debug)]
pub struct Tickets<'a> {
    /// By address or key, in one spelling; `None` where two tickets have it.
    by_name: BTreeMap<String, Option<(&'a Export, &'a Ticket)>>,
    /// What the addresses and keys of tickets begin with: `https://tracker.example/issues`, `pay`.
    families: Vec<String>,
}

impl<'a> Tickets<'a> {
    /// The tickets of `exports`. A later export of the same tracker counts.
    pub fn new(exports: &'a [Export]) -> Self {
        let mut by_name: BTreeMap<String, Option<(&Export, &Ticket)>> = BTreeMap::new();
        let mut families = Vec::new();
        for export in exports {
            for ticket in &export.tickets {
                let url = ticket.url.as_deref().map(address);
                families.extend(url.as_deref().and_then(family_of_address));
                families.extend(family_of_key(&ticket.key));
                if let Some(url) = &url {
                    by_name.insert(url.clone(), Some((export, ticket)));
                    by_name.insert(short(url).unwrap_or_else(|| url.clone()), Some((export, ticket)));
                }
                let key = key(&ticket.key);
                // Two repositories may both have an issue 42: then the number names neither.
                let is_other = |it: &Option<(&Export, &Ticket)>| {
                    it.is_none_or(|(_, known)| known.url.as_deref().map(address) != url)
                };
                let is_number = key.starts_with('#');
                let is_ambiguous = is_number && by_name.get(&key).is_some_and(is_other);
                by_name.insert(key, if is_ambiguous { None } else { Some((export, ticket)) });
            }
        }
        families.sort();
        families.dedup();
        Self { by_name, families }
    }

    /// Whether there is no ticket at all.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The ticket that `written` names, and the export that has it.
    pub fn find(&self, written: &str) -> Option<(&'a Export, &'a Ticket)> {
        names(written).iter().find_map(|it| self.by_name.get(it).copied().flatten())
    }

    /// Whether `written` names a ticket of a tracker that is exported: one of the same address or with the same prefix.
    pub fn is_expected(&self, written: &str) -> bool {
        let families = names(written)
            .into_iter()
            .filter_map(|it| if it.contains("://") { family_of_address(&it) } else { family_of_key(&it) });
        families.into_iter().any(|it| self.families.binary_search(&it).is_ok())
    }
}

/// The spellings under which a ticket may be known, the surest first.
fn names(written: &str) -> Vec<String> {
    let written = written.trim();
    if written.contains("://") {
        let address = address(written);
        // `https://x.example/browse/PAY-12`, `https://linear.app/team/issue/ENG-12/title`.
        let mut all: Vec<String> =
            address.split('/').rev().filter(|it| family_of_key(it).is_some()).map(str::to_owned).collect();
        all.insert(0, address);
        return all;
    }
    vec![key(written)]
}

/// An address in one spelling: without what follows `?` and `#`, and without `/` at its end.
fn address(written: &str) -> String {
    let end = written.find(['?', '#']).unwrap_or(written.len());
    written[..end].trim_end_matches('/').to_lowercase()
}

/// A key in one spelling: `pay-12`, `#42`, `shop/till#42`.
fn key(written: &str) -> String {
    let written = written.trim().to_lowercase();
    let number = written.trim_start_matches(['#', '!']);
    if !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()) {
        format!("#{number}")
    } else {
        written
    }
}

/// `https://github.com/shop/till/issues/42` as `shop/till#42`.
fn short(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let parts: Vec<&str> = rest.split('/').filter(|it| *it != "-").collect();
    let [_, path @ .., "issues" | "work_items", number] = parts.as_slice() else { return None };
    Some(format!("{}#{number}", path.join("/")))
}

/// What comes before the last part of an address.
fn family_of_address(address: &str) -> Option<String> {
    address.rsplit_once('/').map(|it| it.0.to_owned())
}

/// The `pay` of `pay-12`.
fn family_of_key(key: &str) -> Option<String> {
    let (prefix, number) = key.rsplit_once('-')?;
    let is_prefix = prefix.starts_with(|it: char| it.is_ascii_alphabetic())
        && prefix.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    let is_key = is_prefix && !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    is_key.then(|| prefix.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(name: &str, tickets: &[(&str, Option<&str>)]) -> Export {
        let ticket = |(key, url): &(&str, Option<&str>)| Ticket {
            key: (*key).to_owned(),
            url: url.map(str::to_owned),
            ..Ticket::default()
        };
        Export { name: name.to_owned(), day: None, tickets: tickets.iter().map(ticket).collect() }
    }

    #[test]
    fn a_ticket_is_found_by_address_key_and_unique_number_only() {
        let exports = [
            export(
                "a",
                &[
                    ("#42", Some("https://github.com/shop/till/issues/42")),
                    ("#7", Some("https://github.com/shop/till/issues/7")),
                ],
            ),
            export("b", &[("#42", Some("https://github.com/shop/cart/issues/42"))]),
            export("c", &[("PAY-12", None)]),
        ];
        let tickets = Tickets::new(&exports);
        let found = |written: &str| tickets.find(written).map(|it| format!("{} {}", it.0.name, it.1.key));
        let a42 = Some("a #42".to_owned());
        assert_eq!(found("https://github.com/shop/till/issues/42#issuecomment-1"), a42);
        assert_eq!(found("Shop/till#42"), a42);
        assert_eq!(found("#7"), Some("a #7".to_owned()));
        assert_eq!(found("7"), Some("a #7".to_owned()));
        // Two repositories have it.
        assert_eq!(found("#42"), None);
        assert_eq!(found("https://jira.example.org/browse/PAY-12"), Some("c PAY-12".to_owned()));
        assert_eq!(found("pay-12"), Some("c PAY-12".to_owned()));
        assert_eq!(found("PAY-13"), None);
        assert!(tickets.is_expected("PAY-13"));
        assert!(tickets.is_expected("https://github.com/shop/till/issues/99"));
        assert!(!tickets.is_expected("OPS-1") && !tickets.is_expected("https://example.org/issues/1"));
    }
}
