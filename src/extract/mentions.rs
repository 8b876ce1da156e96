//! Names of other documents in a text: words that look like ids, and links.

use std::collections::BTreeSet;

use crate::files::{SourceFile, Span};
use crate::markdown::{BlockKind, Document, Inline};
use crate::model::{Link, Mention};

/// Collects every word that could be an id, and every link; `resolve` knows which lead somewhere.
pub(super) fn collect(
    mentions: &mut Vec<Mention>,
    links: &mut Vec<Link>,
    source: &SourceFile,
    document: &Document,
) {
    let mut seen: BTreeSet<String> = mentions.iter().map(|it| it.id.clone()).collect();
    for line in lines(document) {
        let Some(written) = source.text.get(line.span.start..line.span.end) else { continue };
        for (start, word) in candidates(written) {
            if seen.insert(word.to_owned()) {
                let at = line.span.start + start;
                mentions.push(Mention {
                    id: word.to_owned(),
                    span: Span::new(line.span.file, at, at + word.len()),
                });
            }
        }
    }
    links.extend(
        document
            .links
            .iter()
            .filter(|it| !it.image)
            .map(|it| Link { target: it.target.clone(), span: it.span }),
    );
}

fn lines(document: &Document) -> impl Iterator<Item = &Inline> {
    document.blocks.iter().flat_map(|block| -> Vec<&Inline> {
        match &block.kind {
            BlockKind::Table(table) => table.rows.iter().flat_map(|it| it.cells.iter()).collect(),
            _ => block.lines().iter().collect(),
        }
    })
}

/// Runs of ASCII letters, digits, `-` and `_` with a digit in them, at least five long.
pub(crate) fn candidates(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(is_part)?;
            let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |it| start + it);
            at = end;
            let word = text[start..end].trim_matches(['-', '_']);
            let start =
                start + (text[start..end].len() - text[start..end].trim_start_matches(['-', '_']).len());
            if 5 <= word.len() && word.contains(|c: char| c.is_ascii_digit()) && word.len() <= 100 {
                return Some((start, word));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn ids_are_found_between_any_letters() {
        let found: Vec<(usize, &str)> = candidates("见INC-2025-0007的复盘, v2 and (PM2021-005).").collect();
        assert_eq!(found.iter().map(|it| it.1).collect::<Vec<_>>(), ["INC-2025-0007", "PM2021-005"]);
        assert_eq!(found[0].0, 3);
    }
}
