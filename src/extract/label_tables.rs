//! Labels in tables: names beside their values, or above them.

use super::label_values::Label;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Inline, Table};
use crate::model::{Column, Field, How};
use crate::text::fold;
use crate::time::read_duration;

/// Rows of a two-column table whose first cells name fields; the header may be a row like the others.
pub(super) fn of_table(table: &Table, words: &Lexicon) -> Vec<Label> {
    // `Field | Value | Note`
    let has_notes =
        matches!(table.header.as_slice(), [_, _, note] if NOTES.contains(&fold(&note.text).trim()));
    if table.header.len() != 2 && !has_notes {
        let pairs = of_pairs(table, words);
        return if pairs.is_empty() { of_single_row(table, words) } else { pairs };
    }
    let header: &[Inline] = &table.header;
    let rows = std::iter::once(header).chain(table.rows.iter().map(|it| it.cells.as_slice()));
    let labels: Vec<Label> = rows
        .filter_map(|cells| {
            let [name, value, ..] = cells else { return None };
            words.field_with(&name.text, &value.text)?;
            Some(of_cells(name, value))
        })
        .collect();
    // A timeline's `Time | Event` has one such cell by chance.
    if 2 <= labels.len() { labels } else { Vec::new() }
}

/// Heads of a third column that only adds remarks to names and values.
const NOTES: [&str; 11] =
    ["note", "notes", "comment", "comments", "remark", "remarks", "source", "备注", "说明", "備考", "来源"];

/// A table with two names and two values in every row: `| 故障编号 | F-12 | 故障等级 | P1 |`.
fn of_pairs(table: &Table, words: &Lexicon) -> Vec<Label> {
    let n_columns = table.header.len();
    if n_columns < 4 || n_columns % 2 == 1 {
        return Vec::new();
    }
    let header: &[Inline] = &table.header;
    let rows = || table.rows.iter().map(|it| it.cells.as_slice());
    let pairs = std::iter::once(header).chain(rows()).flat_map(|cells| cells.chunks_exact(2));
    let labels: Vec<Label> = pairs
        .filter_map(|cells| {
            let [name, value] = cells else { return None };
            words.field_with(&name.text, &value.text)?;
            Some(of_cells(name, value))
        })
        .collect();
    // In a table with a head, what is behind the name of a field is the name of the next one.
    let names_field = |it: &Label| words.field(&it.value).is_some();
    let firsts = || rows().filter_map(|it| it.first()).filter(|it| !it.text.trim().is_empty());
    let named = firsts().filter(|it| words.field(&it.text).is_some()).count();
    let is_of_names = firsts().count() <= named * 2 && (0 < named || table.rows.is_empty());
    if labels.len() < 3 || labels.iter().any(names_field) || !is_of_names { Vec::new() } else { labels }
}

fn of_cells(name: &Inline, value: &Inline) -> Label {
    Label {
        name: name.text.trim().trim_end_matches([':', '：']).to_owned(),
        value: value.text.trim().to_owned(),
        span: value.span,
        how: How::Table,
        is_bold: true,
    }
}

/// A table with one row, whose heads name fields: `| Author | Date | Severity |`.
fn of_single_row(table: &Table, words: &Lexicon) -> Vec<Label> {
    let [row] = table.rows.as_slice() else { return Vec::new() };
    let pairs = table.header.iter().zip(&row.cells);
    let labels: Vec<Label> = pairs
        .filter(|(name, _)| words.field(&name.text).is_some())
        .map(|(name, value)| Label {
            name: name.text.trim().to_owned(),
            value: value.text.trim().to_owned(),
            span: value.span,
            how: How::Table,
            is_bold: true,
        })
        .collect();
    // One figure among others: `| Customers | Support cases | Incident duration |`.
    if let [only] = labels.as_slice()
        && words.field(&only.name) == Some(Field::Duration)
        && read_duration(&only.value).is_some()
    {
        return labels;
    }
    let is_action = [Column::Task, Column::Due]
        .iter()
        .all(|it| table.header.iter().any(|head| words.is_column(*it, &head.text)));
    if is_action || labels.len() < 2 || labels.len() * 2 < table.header.len() { Vec::new() } else { labels }
}
