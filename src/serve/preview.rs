//! The site in memory.

use std::collections::BTreeMap;
use std::path::PathBuf;

use hyper::body::Bytes;

use crate::files::OutputFile;
use crate::source::{self, Stamp};
use crate::text::percent_encoded;

/// Every file of a site, by its path.
#[derive(Debug, Default)]
pub(super) struct Preview {
    files: BTreeMap<String, Content>,
}

/// What a file of the site holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Bytes(Bytes),
    /// An attachment; what the system reports about it shows when it changes.
    File(PathBuf, Option<Stamp>),
}

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file, with its path in the site.
    File(String, Bytes),
    /// A folder was named without its slash: where it is.
    Folder(String),
    /// Nothing.
    Nothing,
}

impl Preview {
    /// The site of these files, and how many of them `old` does not hold as they are or holds beside them.
    pub(super) fn new(
        files: Vec<OutputFile>,
        attachments: Vec<(String, PathBuf)>,
        old: Option<&Self>,
    ) -> (Self, usize) {
        let written = files.into_iter().map(|it| (it.path, Content::Bytes(Bytes::from(it.bytes))));
        let copied = attachments.into_iter().map(|(path, file)| {
            let stamp = source::stamp(&file);
            (path, Content::File(file, stamp))
        });
        let mut new = Self::default();
        let mut changed = 0;
        for (path, content) in written.chain(copied) {
            let before = old.and_then(|it| it.files.get(&path)).filter(|it| **it == content);
            changed += usize::from(before.is_none());
            // The bytes of before, so that only one site is held and not two.
            let content = before.cloned().unwrap_or(content);
            new.files.insert(path, content);
        }
        let gone = old.map_or(0, |old| old.files.keys().filter(|it| !new.files.contains_key(*it)).count());
        (new, changed + gone)
    }

    /// What is at `path`: decoded, without the first slash.
    pub(super) fn find(&self, path: &str) -> Found {
        let is_folder = path.is_empty() || path.ends_with('/');
        let name = if is_folder { format!("{path}index.html") } else { path.to_owned() };
        if let Some(content) = self.files.get(&name) {
            return content.bytes().map_or(Found::Nothing, |bytes| Found::File(name, bytes));
        }
        if !is_folder && self.files.contains_key(&format!("{path}/index.html")) {
            // A path of the site never begins with a slash, so that this never leads to another host.
            return Found::Folder(format!("/{}/", percent_encoded(path)));
        }
        Found::Nothing
    }
}

impl Content {
    fn bytes(&self) -> Option<Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes.clone()),
            Self::File(path, _) => source::read_published(path).ok().map(Bytes::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(files: &[(&str, &str)], old: Option<&Preview>) -> (Preview, usize) {
        Preview::new(files.iter().map(|it| OutputFile::text(it.0, it.1)).collect(), Vec::new(), old)
    }

    #[test]
    fn a_folder_has_a_page_and_nothing_else_is_there() {
        let (site, _) = preview(&[("index.html", "home"), ("a b/index.html", "a"), ("x.json", "{}")], None);
        let file = |path: &str, text: &'static str| Found::File(path.to_owned(), Bytes::from(text));
        assert_eq!(site.find(""), file("index.html", "home"));
        assert_eq!(site.find("a b/"), file("a b/index.html", "a"));
        assert_eq!(site.find("x.json"), file("x.json", "{}"));
        assert_eq!(site.find("a b"), Found::Folder("/a%20b/".to_owned()));
        for path in
            ["/", "//", "x.json/", "../x.json", "a b/../x.json", "./x.json", "/etc/passwd", "index.html/."]
        {
            assert_eq!(site.find(path), Found::Nothing, "{path}");
        }
    }

    #[test]
    fn files_that_are_new_changed_or_gone_are_counted() {
        let (old, n) = preview(&[("a", "1"), ("b", "1")], None);
        assert_eq!(n, 2);
        assert_eq!(preview(&[("a", "1"), ("b", "1")], Some(&old)).1, 0);
        assert_eq!(preview(&[("a", "2"), ("b", "1")], Some(&old)).1, 1);
        assert_eq!(preview(&[("a", "1"), ("c", "1")], Some(&old)).1, 2);
    }
}
