//! The index as files, and back: so that a search need not read ten thousand documents again.
//!
//! Beside tantivy's own files there are two. `texts` holds one JSON record per document, in order, with what
//! only results are quoted from; it is read document by document. `facts` holds one line with the hash of
//! `meta.json` and of what follows it, and then everything else in JSON, with the length and the check sum
//! of each record of `texts`.
//!
//! Nothing that is read back is trusted: tantivy's files carry check sums, and a file that is damaged or cut
//! off is an error, never another result.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::{FileSlice, MmapDirectory, RamDirectory};
use tantivy::{Directory as _, HasLen as _};

use super::document::{Document, Kind};
use super::error::SearchError;
use super::index::Index;
use super::texts::{Record, Texts, check_sum, damaged};
use crate::files::OutputFile;

/// Changes whenever files that were written before can no longer be read, or hold something else.
pub const FORMAT: u32 = 3;

/// tantivy's list of its files.
const META: &str = "meta.json";
const FACTS: &str = "facts";
const TEXTS: &str = "texts";

/// What ranking needs of a document.
#[derive(Serialize, Deserialize)]
struct Facts<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    kind: Cow<'a, str>,
    url: Cow<'a, str>,
    path: Cow<'a, str>,
    title: Cow<'a, str>,
    date: Option<Cow<'a, str>>,
    severity: Option<Cow<'a, str>>,
    status: Option<Cow<'a, str>>,
    language: Cow<'a, str>,
    /// Bytes of its record among the texts, and their check sum.
    record: (usize, u64),
}

impl Index {
    /// Everything that [`Index::open`] needs, as files of one folder.
    ///
    /// # Errors
    /// Where the index was itself read back.
    pub fn files(&self) -> Result<Vec<OutputFile>, SearchError> {
        let (index, directory) = self.written().ok_or_else(|| damaged("the index is not in memory"))?;
        let mut files = Vec::new();
        for path in segment_files(index)? {
            if directory.exists(&path).map_err(tantivy::TantivyError::from)? {
                files.push(raw(directory, &path)?);
            }
        }
        let meta = directory.atomic_read(Path::new(META)).map_err(tantivy::TantivyError::from)?;

        let mut texts = Vec::new();
        let mut facts = Vec::with_capacity(self.documents().len());
        for document in self.documents() {
            let record = serde_json::to_vec(&Record::of(document)).map_err(io::Error::from)?;
            facts.push(Facts::of(document, (record.len(), check_sum(&record))));
            texts.extend(record);
        }
        let facts = serde_json::to_vec(&facts).map_err(io::Error::from)?;
        let mut bytes = format!("{}\n", hash(&meta, &facts)).into_bytes();
        bytes.extend(facts);
        files.push(OutputFile { path: META.to_owned(), bytes: meta });
        files.push(OutputFile { path: FACTS.to_owned(), bytes });
        files.push(OutputFile { path: TEXTS.to_owned(), bytes: texts });
        Ok(files)
    }

    /// The index whose [`Index::files`] were written to `folder`; texts stay on disk until they are quoted.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let meta = directory.atomic_read(Path::new(META)).map_err(tantivy::TantivyError::from)?;
        let facts = open_file(&directory, FACTS)?.read_bytes()?;
        let (hash_read, facts) = split_line(&facts).ok_or_else(|| damaged("the facts are cut off"))?;
        if hash_read != hash(&meta, facts).as_bytes() {
            return Err(damaged("the facts are not as they were written"));
        }
        let facts: Vec<Facts<'_>> = serde_json::from_slice(facts).map_err(io::Error::from)?;
        let texts = open_file(&directory, TEXTS)?;

        let mut documents = Vec::with_capacity(facts.len());
        let mut records = Vec::with_capacity(facts.len());
        let mut at = 0;
        for it in facts {
            let (length, check_sum) = it.record;
            records.push((at..at + length, check_sum));
            at += length;
            documents.push(it.into_document().ok_or_else(|| damaged("a document has facts of no kind"))?);
        }
        if at != texts.len() {
            return Err(damaged("the texts are cut off"));
        }

        let index = tantivy::Index::open(directory)?;
        for path in segment_files(&index)? {
            let checked = index.directory();
            let exists = checked.exists(&path).map_err(tantivy::TantivyError::from)?;
            if exists && !checked.validate_checksum(&path).map_err(tantivy::TantivyError::from)? {
                return Err(damaged("the index is not as it was written"));
            }
        }
        Self::read_back(&index, documents, Texts { file: texts, records })
    }
}

impl<'a> Facts<'a> {
    fn of(it: &'a Document, record: (usize, u64)) -> Self {
        Self {
            id: Cow::Borrowed(&it.id),
            kind: Cow::Borrowed(it.kind.as_str()),
            url: Cow::Borrowed(&it.url),
            path: Cow::Borrowed(&it.path),
            title: Cow::Borrowed(&it.title),
            date: it.date.map(|it| Cow::Owned(it.to_string())),
            severity: it.severity.as_deref().map(Cow::Borrowed),
            status: it.status.as_deref().map(Cow::Borrowed),
            language: Cow::Borrowed(&it.language),
            record,
        }
    }

    /// The document without its texts; `None` where a value is none that is ever written.
    fn into_document(self) -> Option<Document> {
        let date = match self.date {
            Some(written) => Some(written.parse().ok()?),
            None => None,
        };
        Some(Document {
            id: self.id.into_owned(),
            kind: [Kind::Incident, Kind::Runbook, Kind::Page]
                .into_iter()
                .find(|it| it.as_str() == self.kind)?,
            url: self.url.into_owned(),
            path: self.path.into_owned(),
            title: self.title.into_owned(),
            date,
            severity: self.severity.map(Cow::into_owned),
            status: self.status.map(Cow::into_owned),
            language: self.language.into_owned(),
            ..Document::default()
        })
    }
}

/// Every file that tantivy may have written for the segment.
fn segment_files(index: &tantivy::Index) -> Result<BTreeSet<PathBuf>, SearchError> {
    Ok(index.load_metas()?.list_segment_files().into_iter().collect())
}

/// A file of tantivy as it is, with the check sum behind it.
fn raw(directory: &RamDirectory, path: &Path) -> Result<OutputFile, SearchError> {
    let file = directory.open_read(path).map_err(tantivy::TantivyError::from)?;
    let name = path.to_string_lossy().into_owned();
    Ok(OutputFile { path: name, bytes: file.read_bytes()?.to_vec() })
}

fn open_file(directory: &MmapDirectory, name: &str) -> Result<FileSlice, SearchError> {
    Ok(directory.open_read(Path::new(name)).map_err(tantivy::TantivyError::from)?)
}

/// The first line, and what comes after its end.
fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|it| *it == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn hash(meta: &[u8], facts: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(meta.len() as u64).to_le_bytes()).update(meta).update(facts);
    hasher.finalize().to_hex().to_string()
}
