//! The names by which note programs link files: `[[2026-01-02-db-down]]`.

use std::collections::{BTreeMap, BTreeSet};

use super::names::reference_form;

/// The documents at `paths` by their paths without the ending, from every folder down: such a link is the shortest name
/// that no other file shares, so one that two files share means neither.
pub(crate) fn file_names<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeMap<String, &'a str> {
    let mut names: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for path in paths {
        let Some((name, _)) = path.rsplit_once('.') else { continue };
        for start in name.match_indices('/').map(|it| it.0 + 1).chain([0]) {
            names.entry(reference_form(&name[start..])).or_default().insert(path);
        }
    }
    names.retain(|_, paths| paths.len() == 1);
    names.into_iter().filter_map(|(name, paths)| Some((name, paths.into_iter().next()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::file_names;

    #[test]
    fn a_name_that_two_files_share_means_neither() {
        let names = file_names(["2025/Notes A.md", "2026/Notes A.md", "2026/pool.md"].into_iter());
        let found: Vec<(&str, &str)> = names.iter().map(|it| (it.0.as_str(), *it.1)).collect();
        assert_eq!(
            found,
            [
                ("2025/notes-a", "2025/Notes A.md"),
                ("2026/notes-a", "2026/Notes A.md"),
                ("2026/pool", "2026/pool.md"),
                ("pool", "2026/pool.md"),
            ]
        );
    }
}
