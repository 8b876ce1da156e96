//! Static files under names that change with their content, so that browsers may keep them for ever.

use std::collections::BTreeMap;

use super::files::Files;
use super::{ThemeError, minify, scripts, sheets};
use crate::files::OutputFile;

/// Style sheets in cascade order; others follow in order of name, and the one for paper comes last.
const CASCADE: [&str; 5] = ["tokens", "base", "layout", "components", "tables"];

/// The script that every page loads.
const PAGE_SCRIPT: &str = "theme.js";

/// The static files of a theme.
pub(super) struct Assets {
    files: Vec<OutputFile>,
    paths: BTreeMap<String, String>,
}

impl Assets {
    /// One style sheet and one script put together from `static/css/` and `static/js/`, one more for every folder in
    /// them (`numbers.css` from `static/css/numbers/`, `search-ui.js` from `static/js/search-ui/`), the scripts of the search from
    /// `static/search/`, and everything else below `static/` as it is.
    pub(super) fn new(files: &Files) -> Result<Self, ThemeError> {
        let mut assets = Self { files: Vec::new(), paths: BTreeMap::new() };
        for (name, mut parts) in bundles(files, "static/css/", "css") {
            parts.sort_by_key(|(path, _)| (cascade_place(path), *path));
            assets.add(&format!("{name}.css"), joined(files, &parts, sheets::tightened)?);
        }
        for (name, parts) in bundles(files, "static/js/", "js") {
            assets.add(&format!("{name}.js"), joined(files, &parts, minify::tightened)?);
        }
        for (path, bytes) in files.below("static/") {
            if !["static/css/", "static/js/", "static/search/"].iter().any(|it| path.starts_with(it)) {
                assets.add(&path["static/".len()..], bytes.to_vec());
            }
        }
        for (name, text) in scripts::on_demand(files)? {
            assets.add(name, text.into_bytes());
        }
        let beside = |name: &str| {
            let path = assets.path(name).unwrap_or(name);
            path.trim_start_matches("assets/").to_owned()
        };
        let search = scripts::search(files, beside)?;
        assets.add(scripts::SEARCH, search.into_bytes());
        Ok(assets)
    }

    /// Puts `text` in front of the script of every page, as `afterword.shared`.
    pub(super) fn share(&mut self, text: &str) {
        let Some(at) =
            self.paths.get(PAGE_SCRIPT).and_then(|it| self.files.iter().position(|file| file.path == *it))
        else {
            return;
        };
        let mut script =
            format!("(window.afterword??={{}}).shared={};\n", minify::literal(text)).into_bytes();
        script.extend(self.files.remove(at).bytes);
        self.add(PAGE_SCRIPT, script);
    }

    /// The path of the file `name` in the output.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.paths.get(name).map(String::as_str)
    }

    /// The path of every file in the output, by name.
    pub(super) fn paths(&self) -> &BTreeMap<String, String> {
        &self.paths
    }

    /// The files to write.
    pub(super) fn files(&self) -> &[OutputFile] {
        &self.files
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let hash = blake3::hash(&bytes).to_hex();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = format!("assets/{stem}-{}.{extension}", &hash[..8]);
        self.paths.insert(name.to_owned(), path.clone());
        self.files.push(OutputFile { path, bytes });
    }
}

/// The files below `folder` by the name of what they are put together to: that of their own folder, else `theme`.
fn bundles<'a>(
    files: &'a Files,
    folder: &'a str,
    extension: &str,
) -> BTreeMap<&'a str, Vec<(&'a str, &'a [u8])>> {
    let mut bundles: BTreeMap<&str, Vec<(&str, &[u8])>> = BTreeMap::new();
    for (path, bytes) in files.below(folder).filter(|(path, _)| has_extension(path, extension)) {
        let name = path[folder.len()..].split_once('/').map_or("theme", |(name, _)| name);
        bundles.entry(name).or_default().push((path, bytes));
    }
    bundles
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, it)| it == extension)
}

fn cascade_place(path: &str) -> usize {
    let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".css");
    let is_paper = usize::from(name == "print");
    CASCADE.iter().position(|it| *it == name).unwrap_or(CASCADE.len() + is_paper)
}

/// The files `parts` one behind the other; those of the default theme made small, those of a theme folder as they are.
fn joined(
    files: &Files,
    parts: &[(&str, &[u8])],
    tightened: fn(&str) -> String,
) -> Result<Vec<u8>, ThemeError> {
    let mut out = Vec::new();
    for (path, bytes) in parts {
        if files.is_override(path) {
            out.extend_from_slice(bytes);
        } else {
            out.extend(tightened(files.text(path)?).into_bytes());
        }
        out.push(b'\n');
    }
    Ok(out)
}
