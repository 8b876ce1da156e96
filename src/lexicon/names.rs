//! Words that are written like names but name no service.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::yaml;

static GENERIC: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    yaml::read(include_str!("names.yaml")).unwrap_or_default()
});

/// Whether `folded` is the name of what everything runs on, of a tool, a day or a unit.
pub(crate) fn is_generic(folded: &str) -> bool {
    GENERIC.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_names_can_be_read() {
        let read: BTreeSet<String> =
            yaml::read(include_str!("names.yaml")).expect("the names are valid YAML");
        assert!(100 < read.len());
        assert!(is_generic("kubernetes") && !is_generic("checkout"));
    }
}
