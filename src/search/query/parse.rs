//! Reading a query: once over its characters, no error on the way.

use super::dates;
use super::fields::{self, Field};
use super::parts::{Calendar, Clause, Filter, Query, Sort};

/// More clauses than anybody types; what comes later is left out.
const MAX_CLAUSES: usize = 64;

/// The characters still to be read.
struct Reader<'a> {
    rest: &'a str,
}

pub(super) fn parse(text: &str, calendar: Calendar) -> Query {
    let mut query = Query::default();
    let mut reader = Reader { rest: text };
    loop {
        // A closing bracket quote that nothing opened says nothing.
        reader.skip(|it| it.is_whitespace() || matches!(it, '」' | '』'));
        if reader.rest.is_empty() {
            return query;
        }
        let excluded = reader.skip(is_minus);
        if reader.rest.starts_with(|it: char| it.is_whitespace() || matches!(it, '」' | '』')) {
            continue;
        }
        if let Some(text) = reader.quoted() {
            add_clause(&mut query, Clause { text: single_spaced(text), phrase: true, excluded });
        } else {
            let before = reader.rest;
            if !filter(&mut query, &mut reader, excluded, calendar) {
                reader.rest = before;
                let text = reader.word();
                // `is:overdue,"x"`: the word alone is a filter, as it is when read again.
                if !filter(&mut query, &mut Reader { rest: text }, excluded, calendar) {
                    add_clause(&mut query, Clause { text: text.to_owned(), phrase: false, excluded });
                }
            }
        }
    }
}

fn add_clause(query: &mut Query, clause: Clause) {
    if !clause.text.is_empty() && query.clauses.len() < MAX_CLAUSES {
        query.clauses.push(clause);
    }
}

/// Reads `field:value` into `query`; false where the text here is something else.
fn filter(query: &mut Query, reader: &mut Reader<'_>, excluded: bool, calendar: Calendar) -> bool {
    let Some(field) = reader.field() else { return false };
    let values = reader.values();
    match (field, values.as_slice()) {
        (_, []) => false,
        (Field::Facet(facet), values) => {
            let mut meant: Vec<String> = Vec::new();
            for value in values {
                let value = facet.normalize(value);
                let Some(value) = fields::fixed_value(facet, &value).filter(|it| !it.is_empty()) else {
                    return false;
                };
                if !meant.iter().any(|it| it == value) {
                    meant.push(value.to_owned());
                }
            }
            query.add_filter(Filter { facet, values: meant, excluded });
            true
        }
        (Field::After | Field::Before, [value]) => {
            let Some(day) = dates::day(value, calendar) else { return false };
            // "Not after" a day is before it.
            if (field == Field::After) == excluded {
                query.before = Some(query.before.map_or(day, |it| it.min(day)));
            } else {
                query.after = Some(query.after.map_or(day, |it| it.max(day)));
            }
            true
        }
        (Field::Sort, [value]) if !excluded => {
            let Some(by_date) = fields::by_date(value) else { return false };
            query.sort = if by_date { Sort::Date } else { Sort::Relevance };
            true
        }
        _ => false,
    }
}

impl<'a> Reader<'a> {
    /// Skips every leading character that `is` names; whether there was one.
    fn skip(&mut self, is: impl Fn(char) -> bool) -> bool {
        let rest = self.rest.trim_start_matches(is);
        let skipped = rest.len() < self.rest.len();
        self.rest = rest;
        skipped
    }

    /// What is in quotes here, up to the closing quote or the end.
    fn quoted(&mut self) -> Option<&'a str> {
        let open = self.rest.chars().next()?;
        let closes: &[char] = match open {
            '"' | '＂' => &['"', '＂'],
            '“' | '”' => &['“', '”', '"'],
            '「' => &['」'],
            '『' => &['』'],
            _ => return None,
        };
        let inside = &self.rest[open.len_utf8()..];
        let (text, rest) = inside.split_once(closes).unwrap_or((inside, ""));
        self.rest = rest;
        Some(text)
    }

    /// Characters up to white space or a quote.
    fn word(&mut self) -> &'a str {
        let ends = |c: char| c.is_whitespace() || is_quote(c);
        let (word, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    /// The field whose name and colon are here.
    fn field(&mut self) -> Option<Field> {
        let ends = |c: char| c == ':' || c == '：' || c.is_whitespace() || is_quote(c);
        let end = self.rest.find(ends)?;
        let colon = self.rest[end..].chars().next().filter(|it| matches!(it, ':' | '：'))?;
        let field = fields::field(&self.rest[..end])?;
        self.rest = &self.rest[end + colon.len_utf8()..];
        Some(field)
    }

    /// The values behind a colon: bare or in quotes, commas between them.
    fn values(&mut self) -> Vec<&'a str> {
        let mut values = Vec::new();
        loop {
            if let Some(value) = self.quoted() {
                values.push(value);
            } else {
                let ends = |c: char| c.is_whitespace() || is_quote(c) || is_comma(c);
                let (value, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
                values.push(value);
                self.rest = rest;
            }
            if !self.skip(is_comma) {
                break;
            }
        }
        values.retain(|it| !it.trim().is_empty());
        values
    }
}

/// `text` without quotes inside and with single spaces, so that it can be shown in quotes.
fn single_spaced(text: &str) -> String {
    text.replace(is_quote, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－')
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '「' | '」' | '『' | '』')
}
