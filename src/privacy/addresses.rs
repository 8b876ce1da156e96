//! Mail addresses beside names: `Dana Lee <dana@example.com>` is Dana Lee in lists, tables and records.

use crate::extract::Extracted;

/// Takes mail addresses out of the fields of `entries` that name people; who is only an address stays.
///
/// The text of a document shows what its author wrote.
pub fn without_addresses<'a>(entries: impl Iterator<Item = &'a mut Extracted>) {
    for entry in entries {
        let Extracted::Incident(incident) = entry else { continue };
        let owners = incident.action_items.iter_mut().filter_map(|it| it.owner.as_mut());
        let roles = incident.roles.iter_mut().map(|(_, name)| name);
        for name in incident.authors.iter_mut().chain(roles).chain(owners) {
            if let Some(short) = without_address(name) {
                *name = short;
            }
        }
    }
}

/// `written` without an address in angle brackets behind a name; `None` where there is none.
fn without_address(written: &str) -> Option<String> {
    let (name, rest) = written.split_once('<')?;
    let (address, behind) = rest.split_once('>')?;
    let is_address = address.contains('@') && !address.contains(char::is_whitespace);
    let name = name.trim();
    (is_address && !name.is_empty()).then(|| {
        let behind = without_address(behind).unwrap_or_else(|| behind.to_owned());
        format!("{name}{}", behind.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::without_address;

    #[test]
    fn a_name_stays_and_its_address_goes() {
        let name = |written: &str| without_address(written);
        assert_eq!(name("Dana Lee <dana@example.com>").as_deref(), Some("Dana Lee"));
        assert_eq!(name("李雷<li@x.cn>、Ann <ann@x.cn>").as_deref(), Some("李雷、Ann"));
        for other in ["Dana Lee", "<dana@example.com>", "a < b", "List<T>", "x <y z@w>"] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
