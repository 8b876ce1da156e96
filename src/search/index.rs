//! The index: one tantivy segment, in memory beside the documents it was built from, or read back from disk.
//!
//! The number of a document (its *ordinal*) is its place in the order of date, then id, so that two builds
//! from the same content are the same, and a new incident comes last. tantivy holds two fields:
//!
//! * `text` with frequencies and positions. All texts of a document go into this one field, and a text of
//!   weight w is written w times over at the same positions: one list per term then holds the weighted
//!   frequency, and the length of a document is weighted alike (BM25F with one length).
//! * `facet` with terms such as `service:payment-service`.

use std::borrow::Cow;
use std::sync::Arc;

use tantivy::directory::RamDirectory;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{SegmentPostings, TermInfo};
#[cfg(test)]
use tantivy::schema::Field;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{IndexBuilder, SegmentReader, SingleSegmentIndexWriter, TantivyDocument};

use super::document::{Document, Facet};
use super::error::SearchError;
use super::texts::Texts;
use super::weighted::{self, WeightedTokenizer};

/// Everything that can be found.
pub struct Index {
    documents: Vec<Document>,
    origin: Origin,
    text: Arc<InvertedIndexReader>,
    facets: Arc<InvertedIndexReader>,
    length_steps: Vec<u8>,
}

/// Where an index is from.
enum Origin {
    /// Built here; everything is in memory.
    Memory(tantivy::Index, RamDirectory),
    /// Read back; the documents have no texts.
    Disk(Texts),
}

impl Index {
    /// Builds the index of `documents`, given in any order.
    pub fn build(mut documents: Vec<Document>) -> Result<Self, SearchError> {
        documents.sort_by(|a, b| (a.date, &a.id, &a.url).cmp(&(b.date, &b.id, &b.url)));
        let Written { index, directory } = write(&documents)?;
        Self::new(&index, documents, Origin::Memory(index.clone(), directory))
    }

    /// The index that was read back as `index` and `texts`, with `documents` in order.
    pub(super) fn read_back(
        index: &tantivy::Index,
        documents: Vec<Document>,
        texts: Texts,
    ) -> Result<Self, SearchError> {
        Self::new(index, documents, Origin::Disk(texts))
    }

    fn new(index: &tantivy::Index, documents: Vec<Document>, origin: Origin) -> Result<Self, SearchError> {
        let segment = index.searchable_segments()?.into_iter().next().ok_or(SearchError::NoSegment)?;
        let reader = SegmentReader::open(&segment)?;
        if reader.max_doc() as usize != documents.len() {
            return Err(SearchError::NoSegment);
        }
        let (text, facet) = (index.schema().get_field(TEXT)?, index.schema().get_field(FACET)?);
        let text_index = reader.inverted_index(text)?;
        let lengths = reader.get_fieldnorms_reader(text)?;
        let length_steps = length_steps(&text_index, &lengths);
        let facets = reader.inverted_index(facet)?;
        Ok(Self { documents, origin, text: text_index, facets, length_steps })
    }

    /// Every document: by date, undated ones first, then by id. Those of an index that was read back are
    /// without texts, headings and facets; [`Index::document`] has them.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The document number `ordinal` with everything in it.
    pub fn document(&self, ordinal: usize) -> Result<Cow<'_, Document>, SearchError> {
        let document = &self.documents[ordinal];
        match &self.origin {
            Origin::Memory(..) => Ok(Cow::Borrowed(document)),
            Origin::Disk(texts) => texts.complete(ordinal, document).map(Cow::Owned),
        }
    }

    /// What tantivy wrote, where that is in memory.
    pub(super) fn written(&self) -> Option<(&tantivy::Index, &RamDirectory)> {
        match &self.origin {
            Origin::Memory(index, directory) => Some((index, directory)),
            Origin::Disk(_) => None,
        }
    }

    /// Every value of `facet` with the number of documents that have it, sorted by value.
    pub fn facet_values(&self, facet: Facet) -> Result<Vec<(String, u32)>, SearchError> {
        let prefix = facet.term("");
        let mut values = Vec::new();
        for_each_with_prefix(&self.facets, &prefix, |term, info| {
            values.push((term[prefix.len()..].to_owned(), info.doc_freq));
        })?;
        Ok(values)
    }

    /// The dictionary's entry for the text term `term`.
    pub(super) fn term(&self, term: &str) -> Result<Option<TermInfo>, SearchError> {
        Ok(self.text.terms().get(term)?)
    }

    /// The documents with a text term, their frequencies, and on demand the positions.
    pub(super) fn postings(&self, term: &TermInfo, positions: bool) -> Result<SegmentPostings, SearchError> {
        let option =
            if positions { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs };
        Ok(self.text.read_postings_from_terminfo(term, option)?)
    }

    /// The documents with a facet term.
    pub(super) fn facet_postings(&self, term: &str) -> Result<Option<SegmentPostings>, SearchError> {
        let Some(info) = self.facets.terms().get(term)? else { return Ok(None) };
        Ok(Some(self.facets.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?))
    }

    /// Calls `out` with every text term that begins with `prefix`, in the order of their bytes.
    pub(super) fn terms_with_prefix(
        &self,
        prefix: &str,
        out: impl FnMut(&str, &TermInfo),
    ) -> Result<(), SearchError> {
        for_each_with_prefix(&self.text, prefix, out)
    }

    /// Calls `out` with every facet term, in the order of their bytes.
    pub(super) fn each_facet_term(&self, out: impl FnMut(&str, &TermInfo)) -> Result<(), SearchError> {
        for_each_with_prefix(&self.facets, "", out)
    }

    /// How long every document is: 0 a quarter of the mean or less, 1 a half, 2 the mean, 3 twice, 4 four
    /// times the mean or more.
    pub(super) fn length_steps(&self) -> &[u8] {
        &self.length_steps
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("documents", &self.documents.len()).finish_non_exhaustive()
    }
}

/// What tantivy made of the documents.
struct Written {
    index: tantivy::Index,
    directory: RamDirectory,
}

/// Names of the two fields.
const TEXT: &str = "text";
const FACET: &str = "facet";

/// Writes `documents`, in their order, into one segment.
fn write(documents: &[Document]) -> Result<Written, SearchError> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(weighted::NAME)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field(TEXT, TextOptions::default().set_indexing_options(indexing));
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let facet = schema.add_text_field(FACET, TextOptions::default().set_indexing_options(indexing));

    let tokenizers = TokenizerManager::default();
    tokenizers.register(weighted::NAME, WeightedTokenizer::default());
    let directory = RamDirectory::create();
    let mut writer: SingleSegmentIndexWriter = IndexBuilder::new()
        .schema(schema.build())
        .tokenizers(tokenizers)
        .single_segment_index_writer(directory.clone(), memory(documents.len()))?;
    for document in documents {
        let mut fields = TantivyDocument::default();
        for (weight, values) in [
            (8, &document.title_text),
            (6, &document.label_text),
            (2, &document.heading_text),
            (1, &document.body_text),
        ] {
            for value in values {
                fields.add_text(text, weighted::value(weight, value));
            }
        }
        for value in &document.also_text {
            fields.add_text(text, weighted::aside(value));
        }
        for term in document.facet_terms() {
            fields.add_text(facet, term);
        }
        writer.add_document(fields)?;
    }

    Ok(Written { index: writer.finalize()?, directory })
}

/// First size of tantivy's table of terms, in bytes; it grows where that is too small.
fn memory(n_documents: usize) -> usize {
    (n_documents * 30_000).clamp(1_000_000, 50_000_000)
}

/// Relative lengths from which on a document counts as one step longer: half way, as ratios go.
const LONGER: [f64; 4] = [0.35, 0.7, 1.4, 2.8];

/// The weighted number of tokens of every document (which tantivy rounds down) in parts of the mean, as one of
/// five steps: a browser loads all of them before its first search.
#[expect(clippy::cast_precision_loss, reason = "a corpus has fewer than 2^53 tokens")]
fn length_steps(text: &InvertedIndexReader, lengths: &FieldNormReader) -> Vec<u8> {
    let mean = (text.total_num_tokens() as f64 / f64::from(lengths.num_docs().max(1))).max(1.0);
    let step =
        |it| LONGER.iter().map(|least| u8::from(*least <= f64::from(lengths.fieldnorm(it)) / mean)).sum();
    (0..lengths.num_docs()).map(step).collect()
}

fn for_each_with_prefix(
    index: &InvertedIndexReader,
    prefix: &str,
    mut out: impl FnMut(&str, &TermInfo),
) -> Result<(), SearchError> {
    let mut stream = index.terms().range().ge(prefix).into_stream()?;
    while let Some((term, info)) = stream.next() {
        if !term.starts_with(prefix.as_bytes()) {
            break;
        }
        // Terms are written from texts, so they are UTF-8.
        if let Ok(term) = std::str::from_utf8(term) {
            out(term, info);
        }
    }
    Ok(())
}

/// The same index for tantivy's own queries, to compare with.
#[cfg(test)]
pub(super) fn reference(documents: &[Document]) -> (tantivy::Index, Field) {
    let documents = Index::build(documents.to_vec()).unwrap().documents;
    let Written { index, .. } = write(&documents).unwrap();
    let text = index.schema().get_field(TEXT).unwrap();
    (index, text)
}
