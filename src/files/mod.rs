//! Files as values: texts that were read, places in them, and files still to be written.
//!
//! `source` fills a [`SourceMap`], `output` writes [`OutputFile`]s; everything between is in memory.

mod ranges;
pub mod seam;

pub use ranges::Ranges;

/// The files that spans point into.
#[derive(Debug, Default, Clone)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// One text that was read, with the places where its lines begin.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the content folder (or to the project root for configuration), `/` between parts.
    pub path: String,
    /// As messages to people name it: relative to the working folder.
    pub shown_path: String,
    /// The whole text, line ends already `\n`, without a byte order mark.
    pub text: String,
    line_starts: Vec<usize>,
    /// How many characters begin before every [`STEP`]th byte: a line may be as long as a document.
    characters: Vec<usize>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1_024;

/// Index of a file in a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of one source file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file, by its place in the [`SourceMap`].
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A file to write below the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative, `/` between parts, never `..`.
    pub path: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

impl SourceMap {
    /// Adds a file and returns the id spans use for it.
    ///
    /// # Panics
    /// With more than 2^32 files.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        self.add_shown(path.clone(), path, text)
    }

    /// Adds a file that messages name `shown_path`.
    ///
    /// # Panics
    /// With more than 2^32 files.
    pub fn add_shown(&mut self, path: String, shown_path: String, text: String) -> FileId {
        let id = u32::try_from(self.files.len()).expect("fewer than 2^32 files");
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut characters = vec![0];
        for part in text.as_bytes().chunks(STEP) {
            characters.push(characters[characters.len() - 1] + n_begun(part));
        }
        self.files.push(SourceFile { path, shown_path, text, line_starts, characters });
        FileId(id)
    }

    /// The file behind `id`.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Puts what `change` makes of them in the place of a file's paths and text.
    pub fn rewrite(&mut self, id: FileId, change: impl Fn(&str) -> String) {
        let file = &mut self.files[id.0 as usize];
        let mut changed = Self::default();
        changed.add_shown(change(&file.path), change(&file.shown_path), change(&file.text));
        if let Some(changed) = changed.files.pop() {
            *file = changed;
        }
    }

    /// Puts another text in the place of a file's: for a text that is given again and again.
    pub fn set_text(&mut self, id: FileId, text: String) {
        let file = &mut self.files[id.0 as usize];
        let mut changed = Self::default();
        changed.add_shown(std::mem::take(&mut file.path), std::mem::take(&mut file.shown_path), text);
        if let Some(changed) = changed.files.pop() {
            *file = changed;
        }
    }

    /// Every file with its id, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(idx, it)| (FileId(u32::try_from(idx).unwrap_or(u32::MAX)), it))
    }

    /// Line and column of `offset`, both from 1, the column in characters.
    pub fn line_column(&self, file: FileId, offset: usize) -> (usize, usize) {
        self.get(file).line_column(offset)
    }

    /// The line, from 1, on which `span` begins.
    pub fn line(&self, span: Span) -> usize {
        self.line_column(span.file, span.start).0
    }

    /// The text that `span` covers.
    pub fn slice(&self, span: Span) -> &str {
        let text = &self.get(span.file).text;
        text.get(span.start..span.end.min(text.len())).unwrap_or_default()
    }
}

impl SourceFile {
    /// Line and column of `offset`, both from 1, the column in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line_idx = self.line_starts.partition_point(|it| *it <= offset) - 1;
        let column = self.characters_before(offset) - self.characters_before(self.line_starts[line_idx]) + 1;
        (line_idx + 1, column)
    }

    /// How many characters begin before the byte `at`.
    fn characters_before(&self, at: usize) -> usize {
        let step = at / STEP;
        self.characters[step] + n_begun(&self.text.as_bytes()[step * STEP..at])
    }

    /// The span of line `line` (from 1) without its line end; the empty end of the file where there is none.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let Some(&start) = line.checked_sub(1).and_then(|idx| self.line_starts.get(idx)) else {
            return self.text.len()..self.text.len();
        };
        let end = self.line_starts.get(line).map_or(self.text.len(), |it| it - 1);
        start..end
    }
}

/// How many characters begin in `bytes` of a text.
fn n_begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|it| **it & 0xC0 != 0x80).count()
}

impl Span {
    /// The span of `start..end` in `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start, end }
    }

    /// The empty place at `offset` in `file`.
    pub fn point(file: FileId, offset: usize) -> Self {
        Self { file, start: offset, end: offset }
    }
}

impl OutputFile {
    /// A file with text content.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), bytes: text.into().into_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.md".to_owned(), "一二\n三四五\n".to_owned());
        assert_eq!(sources.line_column(file, 0), (1, 1));
        assert_eq!(sources.line_column(file, 7 + 3), (2, 2));
        assert_eq!(sources.get(file).line_range(2), 7..16);
        assert_eq!(sources.get(file).line_range(9), 17..17);
        // A line as long as a document, with a character across every count.
        let text = format!("x\n{}", "一二".repeat(2_000));
        let file = sources.add("b.md".to_owned(), text.clone());
        for (nr, (at, _)) in text[2..].char_indices().enumerate().step_by(37) {
            assert_eq!(sources.line_column(file, 2 + at), (2, nr + 1));
        }
        assert_eq!(sources.line_column(file, text.len()), (2, 4_001));
    }
}
