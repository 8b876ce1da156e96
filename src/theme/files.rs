//! The files of a theme: the default ones, with those of a theme folder over them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::{EmbeddedFile, RustEmbed};

use super::ThemeError;
use crate::files::OutputFile;
use crate::phrase::say;

#[derive(RustEmbed)]
#[folder = "themes/default"]
struct Default;

/// The scripts that search in the browser: they are beside the search that they must equal, and a theme may replace
/// them like any other of its files.
#[derive(RustEmbed)]
#[folder = "src/search/browser"]
#[prefix = "static/search/"]
struct Engine;

/// The file of the default theme at `path`.
fn default_file(path: &str) -> Option<EmbeddedFile> {
    Default::get(path).or_else(|| Engine::get(path))
}

/// The files of the default theme, by path.
pub fn default_files() -> Vec<OutputFile> {
    let paths = Default::iter().chain(Engine::iter());
    let mut files: Vec<OutputFile> = paths
        .filter_map(|path| {
            let file = default_file(&path)?;
            Some(OutputFile { path: path.into_owned(), bytes: file.data.into_owned() })
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Every file by its path inside the theme folder.
pub(super) struct Files {
    by_path: BTreeMap<String, File>,
}

struct File {
    bytes: Cow<'static, [u8]>,
    is_override: bool,
}

impl Files {
    /// The default theme with `overrides` over it.
    pub(super) fn new(overrides: Vec<(String, Vec<u8>)>) -> Self {
        let embedded = Default::iter().chain(Engine::iter()).filter_map(|path| {
            let file = default_file(&path)?;
            Some((path.into_owned(), File { bytes: file.data, is_override: false }))
        });
        let mut by_path: BTreeMap<String, File> = embedded.collect();
        by_path.extend(
            overrides
                .into_iter()
                .map(|(path, bytes)| (path, File { bytes: Cow::Owned(bytes), is_override: true })),
        );
        Self { by_path }
    }

    /// The text of the file at `path`.
    pub(super) fn text(&self, path: &str) -> Result<&str, ThemeError> {
        let file = self.by_path.get(path);
        let file = file.ok_or_else(|| ThemeError::whole(path, say!("failure.theme-no-file")))?;
        std::str::from_utf8(&file.bytes).map_err(|it| {
            let before = String::from_utf8_lossy(&file.bytes[..it.valid_up_to()]).into_owned();
            ThemeError {
                path: self.shown(path),
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
                message: say!("failure.theme-not-text"),
            }
        })
    }

    /// The text of the default theme's file at `path`, whatever replaces it.
    pub(super) fn default_text(&self, path: &str) -> Result<&'static str, ThemeError> {
        match default_file(path).map(|it| it.data) {
            Some(Cow::Borrowed(bytes)) => std::str::from_utf8(bytes)
                .map_err(|_| ThemeError::whole(path, say!("failure.theme-not-text"))),
            _ => Err(ThemeError::whole(&self.shown(path), say!("failure.theme-no-default-file"))),
        }
    }

    /// Paths of the theme folder, in order.
    pub(super) fn overrides(&self) -> impl Iterator<Item = &str> {
        self.by_path.iter().filter(|(_, file)| file.is_override).map(|(path, _)| path.as_str())
    }

    /// Whether the default theme has a file at `path`.
    pub(super) fn is_default(path: &str) -> bool {
        default_file(path).is_some()
    }

    /// Whether the theme folder has a file at `path`.
    pub(super) fn is_override(&self, path: &str) -> bool {
        self.by_path.get(path).is_some_and(|it| it.is_override)
    }

    /// `path` as messages show it: files of the default theme are named as such.
    pub(super) fn shown(&self, path: &str) -> String {
        if self.is_override(path) { path.to_owned() } else { format!("(default theme) {path}") }
    }

    /// Paths and bytes below `folder` (ends in `/`), in order of path.
    pub(super) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.by_path
            .iter()
            .filter(move |(path, _)| path.starts_with(folder))
            .map(|(path, file)| (path.as_str(), &*file.bytes))
    }
}
