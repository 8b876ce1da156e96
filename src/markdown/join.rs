//! Several lines as one text: a soft line end is white space, and nothing at all between two CJK characters.

use super::document::{Inline, Marks, Piece, Run};
use crate::files::Span;
use crate::text::push_line;

impl Inline {
    /// `lines` as one, with its marks and with the place of every byte; `None` without any text.
    ///
    /// Prose is wrapped at any width, so the end of a source line means nothing: all lines of a unit belong together.
    pub fn joined(lines: &[Self]) -> Option<Self> {
        let mut lines = lines.iter().filter(|it| !it.text.is_empty());
        let mut whole = lines.next()?.clone();
        for line in lines {
            whole.append(line);
        }
        Some(whole)
    }

    fn append(&mut self, line: &Self) {
        if self.pieces.is_empty() {
            self.pieces.push(self.only_piece());
        }
        push_line(&mut self.text, &line.text);
        let at = self.text.len() - line.text.len();
        if line.pieces.is_empty() {
            self.pieces.push(moved(line.only_piece(), at));
        } else {
            self.pieces.extend(line.pieces.iter().cloned().map(|it| moved(it, at)));
        }
        if let Some(more) = &line.marks {
            let marks = self.marks.get_or_insert_with(|| Box::new(Marks::default()));
            let run = |it: &Run| Run { range: it.range.start + at..it.range.end + at, ..it.clone() };
            marks.bold.extend(more.bold.iter().map(run));
            marks.struck.extend(more.struck.iter().map(run));
            marks.code.extend(more.code.iter().map(run));
            marks.links.extend(more.links.iter().cloned());
        }
        let end = self.span.end.max(line.span.end);
        self.span = Span::new(self.span.file, self.span.start, end);
    }

    /// The text is the file's at the span, byte for byte.
    fn only_piece(&self) -> Piece {
        Piece { text: 0..self.text.len(), source: self.span.start..self.span.end, exact: true }
    }
}

fn moved(piece: Piece, by: usize) -> Piece {
    Piece { text: piece.text.start + by..piece.text.end + by, ..piece }
}
