//! How documents were read before, for a program that loads the same project after every save.
//!
//! Reading is about half of what loading costs, and of a thousand documents a save changes one. A reading is taken again
//! only where everything that it can depend on is the same, byte for byte: the text and paths of the document, its place
//! among the files, every file that is not a document, what is known of the documents around, and what the
//! configuration takes from them. With overrides nothing is remembered: to read a document marks those that it used.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::extract::{Reading, Surroundings};
use crate::files::{FileId, SourceMap};

/// Readings by the hash of what they were read from.
#[derive(Debug, Default)]
pub struct Memory {
    is_on: bool,
    /// Of the load before.
    old: BTreeMap<Key, Read>,
    /// Of this load.
    new: BTreeMap<Key, Read>,
}

/// How one document was read, and what was found on the way.
pub(super) type Read = (Reading, Vec<Diagnostic>);

/// The hash of everything that a reading depends on.
pub(super) type Key = [u8; 32];

/// What all readings of one pass depend on.
#[derive(Debug, Clone)]
pub(super) struct Basis(blake3::Hasher);

impl Memory {
    /// For a program that loads once: remembers nothing.
    pub fn off() -> Self {
        Self::default()
    }

    /// Remembers what the last load has read.
    pub fn on() -> Self {
        Self { is_on: true, ..Self::default() }
    }

    /// What the readings of `documents` depend on beside themselves; `None` where nothing is remembered.
    pub(super) fn basis(
        &self,
        sources: &SourceMap,
        documents: &[FileId],
        config: &Config,
        surroundings: &Surroundings,
    ) -> Option<Basis> {
        if !self.is_on {
            return None;
        }
        let mut basis = Basis(blake3::Hasher::new());
        // Documents are in the order of their ids.
        for (_, file) in sources.iter().filter(|it| documents.binary_search(&it.0).is_err()) {
            basis.add(&file.path);
            basis.add(&file.text);
        }
        let site = &config.site;
        basis.add(&format!("{:?} {:?} {} {:?}", site.audience, site.language, site.title, surroundings));
        Some(basis)
    }

    /// The reading that was made from the same.
    pub(super) fn recall(&self, key: &Key) -> Option<&Read> {
        self.new.get(key).or_else(|| self.old.get(key))
    }

    /// Remembers a reading for the next load.
    pub(super) fn note(&mut self, key: Key, read: &Read) {
        if !self.new.contains_key(&key) {
            let known = self.old.remove(&key).unwrap_or_else(|| read.clone());
            self.new.insert(key, known);
        }
    }

    /// Forgets what this load has not read: documents that have changed or are gone.
    pub(super) fn end(&mut self) {
        self.old = std::mem::take(&mut self.new);
    }
}

impl Basis {
    /// The key of a document.
    pub(super) fn key(&self, sources: &SourceMap, id: FileId) -> Key {
        let mut basis = self.clone();
        let file = sources.get(id);
        // Every place in a reading names the file by its number.
        basis.0.update(&id.0.to_le_bytes());
        basis.add(&file.path);
        basis.add(&file.shown_path);
        basis.add(&file.text);
        *basis.0.finalize().as_bytes()
    }

    /// With its length, so that no two lists of texts give the same bytes.
    fn add(&mut self, text: &str) {
        self.0.update(&text.len().to_le_bytes());
        self.0.update(text.as_bytes());
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests make their own files")]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::pipeline::{Request, load, load_again};
    use crate::time::Clock;

    fn incident(n: usize, edit: usize) -> String {
        let severity = ["P1", "P2", "P9"][edit % 3];
        let status = if edit.is_multiple_of(5) { "draft" } else { "reviewed" };
        format!(
            "---\nid: INC-2026-{n:04}\ntitle: Pool {n} is full {edit}\ndate: {}/02/2026\nseverity: {severity}\nstatus: {status}\n---\n\n## Summary\n\nThe pool of @li was full, see INC-2026-0002.\n\n## Action items\n\n- [ ] Add an alert {edit} @li due 2026-03-01\n",
            1 + edit % 28
        )
    }

    /// What was read and found, as text; both loads have the same day.
    fn shown(loaded: &crate::pipeline::Loaded) -> String {
        format!("{:#?}\n{:#?}\n{:#?}", loaded.knowledge_base, loaded.diagnostics, loaded.recognitions)
    }

    /// One random change of the project.
    fn change(folder: &Path, random: &mut u64) {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = |shift: u32, n: usize| usize::try_from((*random >> shift) & 0xffff).unwrap() % n;
        let (n, edit) = (pick(20, 9), pick(36, 1000));
        let document = folder.join(format!("content/{}/{n}.md", n % 2));
        match pick(52, 12) {
            0 => drop(fs::remove_file(document)),
            1 => drop(fs::rename(document, folder.join(format!("content/1/moved-{n}.md")))),
            2 => fs::write(folder.join("afterword.yaml"), format!("site: {{ title: Kb {edit} }}\n")).unwrap(),
            3 => fs::write(folder.join("afterword.yaml"), "privacy: { people: hidden }\n").unwrap(),
            4 => {
                let text = format!("INC-2026-000{n}: {{ severity: P3 }}\n");
                fs::write(folder.join("content/overrides.yml"), text).unwrap();
            }
            5 => drop(fs::remove_file(folder.join("content/overrides.yml"))),
            6 => {
                let text = format!("INC-2026-000{n}/A1: {{ status: done, closed: 2026-02-10 }}\n");
                fs::write(folder.join("content/actions.yml"), text).unwrap();
            }
            _ => fs::write(document, incident(n, edit)).unwrap(),
        }
    }

    #[test]
    fn what_is_remembered_is_what_would_be_read() {
        let project = tempfile::tempdir().unwrap();
        for folder in ["content/0", "content/1"] {
            fs::create_dir_all(project.path().join(folder)).unwrap();
        }
        for n in 0..9 {
            fs::write(project.path().join(format!("content/{}/{n}.md", n % 2)), incident(n, n)).unwrap();
        }
        let day = Clock::Day(jiff::civil::date(2026, 4, 1));
        let request = Request::new(project.path().to_path_buf(), day);
        let (mut memory, mut random, mut n_recalled) = (Memory::on(), 20_261_130, 0);
        for _ in 0..80 {
            change(project.path(), &mut random);
            let before: Vec<Key> = memory.old.keys().copied().collect();
            match (load_again(&request, &mut memory), load(&request)) {
                (Ok(again), Ok(anew)) => assert_eq!(shown(&again), shown(&anew)),
                (again, anew) => assert_eq!(again.is_err(), anew.is_err()),
            }
            n_recalled += before.iter().filter(|it| memory.old.contains_key(*it)).count();
            assert!(memory.old.len() <= 40, "{}", memory.old.len());
        }
        assert!(80 < n_recalled, "only {n_recalled} readings were taken again: is anything remembered?");
    }
}
