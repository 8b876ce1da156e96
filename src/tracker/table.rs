//! Rows of a CSV file, as RFC 4180 describes them; a semicolon or a tab may part the cells.

/// A table with its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads `text`; the sign that parts the cells is the one that the first line has most of.
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim_start_matches('\u{FEFF}');
        let first = text.lines().next().unwrap_or_default();
        let count = |sign: char| first.matches(sign).count();
        // Of equals the later one wins, so that a single column is parted by commas.
        let sign = [';', '\t', ','].into_iter().max_by_key(|it| count(*it)).unwrap_or(',');
        let mut rows = rows(text, sign).into_iter();
        let head = rows.next().unwrap_or_default();
        Self { head: head.iter().map(|it| it.trim().to_owned()).collect(), rows: rows.collect() }
    }

    /// Where the column `name` is, whatever its case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|it| it.eq_ignore_ascii_case(name.trim()))
    }

    /// Its columns.
    pub(super) fn head(&self) -> &[String] {
        &self.head
    }

    /// Its rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cell in the column `name`; `None` where there is none, or nothing in it.
    pub(super) fn cell(&self, name: &str) -> Option<&'a str> {
        let place = self.table.column(name)?;
        self.cells.get(place).map(|it| it.trim()).filter(|it| !it.is_empty())
    }
}

fn rows(text: &str, sign: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == sign && !is_quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows.retain(|it| it.iter().any(|it| !it.trim().is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn quotes_lines_in_cells_and_other_signs_are_read() {
        let table = Table::read("\u{FEFF}ID,Title\r\nA-1,\"pool, \"\"full\"\"\nagain\"\r\n\r\nA-2,b\r\n");
        let titles: Vec<_> = table.rows().map(|it| it.cell("title").unwrap()).collect();
        assert_eq!(titles, ["pool, \"full\"\nagain", "b"]);
        let table = Table::read("Key;State\nA-1;Done\n");
        assert_eq!(table.rows().next().unwrap().cell("State"), Some("Done"));
        let table = Table::read("Key\nA-1\n");
        assert_eq!(table.rows().next().unwrap().cell("Key"), Some("A-1"));
        assert_eq!(table.rows().next().unwrap().cell("State"), None);
    }
}
