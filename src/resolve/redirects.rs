//! Old addresses that lead to a document's page.

use crate::diagnostics::{Diagnostic, codes};
use crate::model::{Field, KnowledgeBase};
use crate::phrase::say;

/// Checks every alias and keeps the safe ones, each once.
pub(super) fn collect(knowledge_base: &mut KnowledgeBase, diagnostics: &mut Vec<Diagnostic>) {
    let of_incidents = knowledge_base
        .incidents
        .iter()
        .map(|it| (&it.aliases, &it.id, it.provenance.get(&Field::Aliases).map_or(it.source, |it| it.span)));
    let of_runbooks = knowledge_base.runbooks.iter().map(|it| (&it.aliases, &it.id, it.source));
    let mut redirects = std::collections::BTreeMap::new();
    for (aliases, id, span) in of_incidents.chain(of_runbooks) {
        for written in aliases {
            let Some(path) = safe_path(written) else {
                let message = say!("alias.unsafe", written);
                diagnostics.push(
                    Diagnostic::new(&codes::UNSAFE_ADDRESS, message).at(span).hint(say!("alias.unsafe.hint")),
                );
                continue;
            };
            let other = redirects.insert(path.clone(), id.clone()).filter(|it| it != id);
            if let Some(other) = other {
                let message = say!("alias.shared", path, other);
                diagnostics.push(
                    Diagnostic::new(&codes::ADDRESS_COLLISION, message)
                        .at(span)
                        .hint(say!("alias.shared.hint")),
                );
            }
        }
    }
    knowledge_base.redirects = redirects;
}

/// `/old/address` as `old/address/`; `None` for anything but plain parts of letters, digits, `-`, `_` and `.`.
fn safe_path(written: &str) -> Option<String> {
    let inner = written.trim_start_matches('/').trim_end_matches('/');
    if written.starts_with("//") || inner.is_empty() || 200 < inner.len() {
        return None;
    }
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    let inner = inner.strip_suffix("/index.html").unwrap_or(inner);
    let inner = inner.strip_suffix(".html").unwrap_or(inner);
    inner.split('/').all(is_plain).then(|| format!("{inner}/"))
}

#[cfg(test)]
mod tests {
    use super::safe_path;

    #[test]
    fn only_plain_paths_below_the_site_are_kept() {
        assert_eq!(safe_path("/old/address/").as_deref(), Some("old/address/"));
        assert_eq!(safe_path("old/a.html").as_deref(), Some("old/a/"));
        for written in
            ["../../evil", "//evil", "javascript:alert(1)", "https://x.invalid/", "a/../b", "/", ".git/x"]
        {
            assert_eq!(safe_path(written), None, "{written}");
        }
    }
}
