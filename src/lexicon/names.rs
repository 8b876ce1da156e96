//! Words that are written like names but name no service, and those that help to find the one that does.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::{fold, is_cjk};
use crate::yaml;

/// Lists of folded words; `names.yaml` says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    generic: BTreeSet<String>,
    pub(crate) software: BTreeSet<String>,
    pub(crate) watching: BTreeSet<String>,
    pub(crate) systems: BTreeSet<String>,
    pub(crate) effects: BTreeSet<String>,
    pub(crate) watched_by: BTreeSet<String>,
    pub(crate) before_object: BTreeSet<String>,
    pub(crate) files: BTreeSet<String>,
    pub(crate) hosts: BTreeSet<String>,
}

impl Names {
    /// Whether `folded` is software that teams run, be it to serve or to watch.
    pub(crate) fn is_software(&self, folded: &str) -> bool {
        self.software.contains(folded) || self.watching.contains(folded)
    }
}

/// The built-in lists.
pub(crate) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    // A unit test reads the same text, so that a slip in it cannot reach a user.
    yaml::read(include_str!("names.yaml")).unwrap_or_default()
});

/// Whether `folded` is the name of what everything runs on, of a tool, a day or a unit.
pub(crate) fn is_generic(folded: &str) -> bool {
    NAMES.generic.contains(folded)
}

/// Chinese family names that begin few other words.
const FAMILY_NAMES: &str = "王李张刘陈杨赵吴周徐孙胡朱郭罗郑梁谢宋唐许邓冯曹曾彭萧蔡潘董袁于余叶蒋杜苏魏吕丁沈姚卢傅钟姜崔谭廖陆汪邱孟侯邹熊薛闫阎韩贺顾龚邵万钱严覃武戴莫孔陶洪";

/// Whether `text` has the form of a person's full name: `Kim Park`, `王岚`.
pub(crate) fn is_full_name(text: &str) -> bool {
    let mut chars = text.chars();
    if chars.next().is_some_and(|it| FAMILY_NAMES.contains(it)) {
        return (2..=3).contains(&text.chars().count()) && chars.all(is_cjk);
    }
    let is_part = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && 1 < word.chars().count()
            && chars.all(|c| c.is_lowercase() || c == '-')
            && !is_generic(&fold(word))
    };
    (2..=3).contains(&text.split(' ').count()) && text.split(' ').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_names_can_be_read() {
        let read: Names = yaml::read(include_str!("names.yaml")).expect("the names are valid YAML");
        assert!(100 < read.generic.len() && read.software.is_disjoint(&read.watching));
        assert!(is_generic("kubernetes") && !is_generic("checkout"));
    }

    #[test]
    fn full_names_have_a_form() {
        for name in ["Kim Park", "Ana de", "王岚", "Jean-luc Roy"] {
            assert_eq!(is_full_name(name), name != "Ana de", "{name}");
        }
        for text in ["Kim", "Phase 2", "Q1", "data platform", "Data Platform", "上线", "方案", "APAC Team"]
        {
            assert!(!is_full_name(text), "{text}");
        }
    }
}
