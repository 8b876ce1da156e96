//! The lines of a timeline, wherever they are and however they are written.

use super::kinds::{self, Typing};
use super::line::Line;
use crate::extract::outline::{Outline, Section};
use crate::files::Span;
use crate::lexicon::words::Lexicon;
use crate::markdown::{Block, BlockKind, Document, Inline, ListItem, Table};
use crate::model::{Column, SectionKind};
use crate::text::{fold, is_cjk};
use crate::time::{
    Date, DateReading, DayOrder, Lead, Moment, find_date, find_date_in, lead_day, lead_moment_in,
    read_written_zone,
};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) lines: Vec<Line>,
    /// The first day that cannot be read, and where it is.
    pub(super) unread_day: Option<(DateReading, Span)>,
}

/// Most words of `Posted about 2 hours` before `ago`.
const MAX_AGE: usize = 5;

/// Least lines with a time that make a list outside a timeline section one.
const MIN_LINES: usize = 3;

/// Collects the lines of the timeline.
pub(super) fn lines(
    outline: &Outline<'_>,
    document: &Document,
    source: &str,
    order: Option<DayOrder>,
    words: &Lexicon,
) -> Collected {
    let mut reader = Reader { order, source, words, opens: None, group: 0, found: Collected::default() };
    for section in outline.about(SectionKind::Timeline) {
        reader.section(section);
    }
    if reader.found.lines.is_empty() {
        // A table of times and events is a timeline under any heading.
        for block in &document.blocks {
            if let BlockKind::Table(table) = &block.kind {
                reader.group += 1;
                reader.table(table, false);
            }
        }
    }
    let others = || outline.sections.iter().filter(|it| !is_foreign(it));
    if reader.found.lines.is_empty() {
        // So are headings that are times, and notes with their time below, as status pages have them.
        let is_time = |text: &str| lead_moment_in(text, order).is_some_and(|it| it.moment.time.is_some());
        for section in others().filter(|it| 1 < it.level && is_time(it.heading)) {
            reader.section(section);
        }
        for section in others() {
            reader.notes(section);
        }
        if reader.found.lines.len() < 2 {
            reader.found.lines.clear();
        }
    }
    if reader.found.lines.is_empty() {
        for section in others() {
            let before = reader.found.lines.len();
            reader.blocks(section);
            if reader.found.lines.len() < before + MIN_LINES {
                reader.found.lines.truncate(before);
            }
        }
        if reader.found.lines.is_empty() {
            reader.found.unread_day = None;
        }
    }
    reader.found
}

/// The first day that headings or lines name, for the year of days without one.
pub(super) fn first_day(outline: &Outline<'_>) -> Option<Date> {
    outline.sections.iter().find_map(|section| {
        let heading = find_date(section.heading);
        let lines = || section.blocks.iter().flat_map(|it| it.lines()).find_map(|it| find_date(&it.text));
        heading.or_else(lines).map(|it| it.0)
    })
}

/// Sections whose lines begin with a day or a time and are not events.
fn is_foreign(section: &Section<'_>) -> bool {
    use SectionKind::{ActionItems, Attendees, Lessons, Links, Lucky, Steps, WentWell, WentWrong};
    matches!(
        section.meaning,
        Some(ActionItems | Lessons | WentWell | WentWrong | Lucky | Links | Attendees | Steps)
    )
}

struct Reader<'a> {
    order: Option<DayOrder>,
    source: &'a str,
    words: &'a Lexicon,
    /// The day that the next line opens.
    opens: Option<Date>,
    group: usize,
    found: Collected,
}

impl Reader<'_> {
    fn lead(&self, text: &str) -> Option<Lead> {
        lead_moment_in(text, self.order).or_else(|| dotted_lead(text, self.order))
    }

    fn section(&mut self, section: &Section<'_>) {
        self.group += 1;
        if section.own_meaning != Some(SectionKind::Timeline) {
            // `### 2026-01-23` opens a day, `### 14:32 Alert fired` is an event itself.
            let lead = lead_moment_in(section.heading, self.order).filter(|it| it.moment.time.is_some());
            if let Some((lead, span)) = lead.zip(section.span) {
                self.group -= 1;
                return self.heading(section, lead, span);
            }
        }
        if let Some((date, _)) = find_date_in(section.heading, self.order) {
            self.opens = Some(date);
        }
        self.blocks(section);
    }

    /// A heading that is a time: everything below belongs to it.
    fn heading(&mut self, section: &Section<'_>, lead: Lead, span: Span) {
        let below = joined(section.blocks.iter().flat_map(|it| it.lines()));
        let title = section.heading[lead.rest..].trim();
        let first = section.blocks.iter().find_map(|it| {
            let text = joined(it.lines().iter());
            (!text.is_empty()).then_some(text)
        });
        let text = if title.is_empty() { first.unwrap_or_default() } else { title.to_owned() };
        let whole = format!("{title}\n{below}");
        if text.is_empty() {
            if let Some(date) = lead.moment.date {
                self.opens = Some(date);
            }
            return;
        }
        self.event(lead.moment, &section.heading[lead.written], &text, &whole, None, span);
    }

    fn blocks(&mut self, section: &Section<'_>) {
        let mut depth_of_last: Option<usize> = None;
        for block in &section.blocks {
            match &block.kind {
                BlockKind::Table(table) => {
                    self.group += 1;
                    self.table(table, section.meaning == Some(SectionKind::Timeline));
                    depth_of_last = None;
                }
                BlockKind::ListItem(item) => {
                    let before = self.found.lines.len();
                    self.item(item);
                    if before < self.found.lines.len() {
                        depth_of_last = Some(item.depth);
                    } else if depth_of_last.is_some_and(|depth| depth < item.depth) {
                        self.goes_on(&joined(item.lines.iter()));
                    } else {
                        depth_of_last = None;
                    }
                }
                BlockKind::Paragraph(lines) => {
                    self.paragraph(lines);
                    depth_of_last = None;
                }
                BlockKind::Code(code) if code.language == "mermaid" => self.diagram(block),
                _ => {}
            }
        }
    }

    fn item(&mut self, item: &ListItem) {
        let Some((first, more)) = item.lines.split_first() else { return };
        self.line(first, more);
    }

    /// A paragraph may hold several lines with a time each; a line without one goes on with the one above.
    fn paragraph(&mut self, lines: &[Inline]) {
        let mut rest = lines;
        while let Some((first, behind)) = rest.split_first() {
            let n_wrapped = behind.iter().take_while(|it| !self.begins(&it.text)).count();
            self.line(first, &behind[..n_wrapped]);
            rest = &behind[n_wrapped..];
        }
    }

    /// Whether a line of a paragraph begins an event or a day of its own.
    fn begins(&self, text: &str) -> bool {
        self.lead(without_preposition(text.trim_start())).is_some()
    }

    /// A line that begins with a time; one that is only a date opens a day.
    fn line(&mut self, line: &Inline, more: &[Inline]) {
        let text = without_preposition(line.text.trim_start());
        let Some(lead) = self.lead(text) else {
            self.without_time(text, line.span);
            return;
        };
        let behind = after_second_time(text, &lead, self.order);
        let rest = joined_text(&text[behind..], more);
        if lead.moment.time.is_none() {
            if let (Some(date), true) = (lead.moment.date, rest.trim().is_empty()) {
                self.opens = Some(date);
            }
            return;
        }
        let ends = self.later_times(text, behind);
        if more.is_empty() && !ends.is_empty() {
            self.several(line, text, lead, behind, &ends);
            return;
        }
        if !rest.trim().is_empty() {
            let bold =
                line.bold().iter().find(|it| line.text.len() - text.len() + behind <= it.range.start + 2);
            let words = self.words;
            let kind = bold.and_then(|it| kinds::named(words, &it.text)).filter(|_| starts_bold(&rest, bold));
            self.event(lead.moment, &text[lead.written], &rest, &rest, kind, line.span);
        }
    }

    /// Where the later sentences of a line begin that begin with a time of their own: `14:35 告警。14:50 定位。15:05 恢复。`
    fn later_times(&self, text: &str, from: usize) -> Vec<usize> {
        const SHORT: [&str; 8] = ["ca", "approx", "c", "etc", "vs", "no", "nr", "around"];
        let ends = text.match_indices(['。', '.', '；', ';']).filter(|it| from < it.0);
        let starts = ends.filter_map(|(at, sign)| {
            let behind = &text[at + sign.len()..];
            let is_latin = sign.is_ascii();
            let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if is_latin && (!behind.starts_with(' ') || SHORT.contains(&fold(word).as_str())) {
                return None;
            }
            let start = text.len() - behind.trim_start().len();
            let lead = self.lead(&text[start..]).filter(|it| it.moment.time.is_some())?;
            (!text[start + lead.rest..].trim().is_empty()).then_some(start)
        });
        starts.collect()
    }

    /// An event for each sentence of a line that begins with a time.
    fn several(&mut self, line: &Inline, text: &str, lead: Lead, behind: usize, starts: &[usize]) {
        let offset = line.text.len() - text.len();
        let mut next = Some((0, lead, behind));
        for (nth, end) in starts.iter().copied().chain([text.len()]).enumerate() {
            let Some((start, lead, behind)) = next.take() else { return };
            let rest = text[behind..end].trim();
            if !rest.is_empty() {
                let written = &text[start + lead.written.start..start + lead.written.end];
                let span = line.span_of(offset + start..offset + end);
                self.event(lead.moment, written, rest, rest, None, span);
            }
            next = starts.get(nth).and_then(|it| {
                let lead = self.lead(&text[*it..])?;
                let behind = it + after_second_time(&text[*it..], &lead, self.order);
                Some((*it, lead, behind))
            });
        }
    }

    /// A line whose day cannot be read, or that has no more than a day in it.
    fn without_time(&mut self, text: &str, span: Span) {
        let day = lead_day(text)
            .filter(|it| matches!(it, DateReading::Ambiguous { .. } | DateReading::Impossible { .. }));
        if let Some(day) = day {
            self.found.unread_day.get_or_insert((day, span));
            return;
        }
        let whole = find_date_in(text, self.order)
            .filter(|(_, range)| text.len() <= range.end + 12 && range.start <= 12);
        if let Some((date, _)) = whole {
            self.opens = Some(date);
        }
    }

    /// More words of the last event.
    fn goes_on(&mut self, text: &str) {
        if let Some(last) = self.found.lines.last_mut() {
            last.whole.push('\n');
            last.whole.push_str(text);
        }
    }

    /// In a section that is the timeline, the first column with a time in most cells, whatever its head is called.
    fn times_of(&self, table: &Table) -> Option<usize> {
        let is_time = |text: &str| self.lead(text).is_some_and(|it| it.moment.time.is_some());
        (0..table.header.len()).find(|idx| {
            let cells = table.rows.iter().filter_map(|it| it.cells.get(*idx));
            table.rows.len() < 2 * cells.filter(|it| is_time(it.text.trim())).count()
        })
    }

    /// Whether a table of two columns without heads has a time in every first cell.
    fn is_of_times(&self, table: &Table) -> bool {
        let is_bare = table.header.len() == 2 && table.header.iter().all(|it| it.text.trim().is_empty());
        let is_time = |text: &str| self.lead(text).is_some_and(|it| it.moment.time.is_some());
        let firsts = || table.rows.iter().map(|it| it.cells.first().map_or("", |it| it.text.trim()));
        is_bare && 2 <= table.rows.len() && firsts().all(is_time)
    }

    /// In a section that is the timeline, the first column of words holds the events, whatever its head is called.
    fn words_of(&self, table: &Table, time_idx: usize) -> Option<usize> {
        let beside = [Column::Time, Column::Type, Column::Owner, Column::Due, Column::Status];
        let is_beside = |it: &Inline| beside.into_iter().any(|column| self.words.is_column(column, &it.text));
        let is_text =
            |it: &str| it.contains(char::is_alphabetic) && (it.contains(' ') || it.chars().any(is_cjk));
        let is_of_words = |idx: usize| {
            let cells = table.rows.iter().filter_map(|it| it.cells.get(idx));
            table.rows.len() <= 2 * cells.filter(|it| is_text(it.text.trim())).count()
        };
        let columns = table.header.iter().enumerate();
        columns
            .filter(|(idx, it)| *idx != time_idx && !is_beside(it))
            .map(|it| it.0)
            .find(|it| is_of_words(*it))
    }

    fn table(&mut self, table: &Table, is_timeline: bool) {
        let words = self.words;
        let column = |column: Column| table.header.iter().position(|it| words.is_column(column, &it.text));
        let zoned = || table.header.iter().position(|it| read_written_zone(&it.text).is_some());
        let is_day = |it: &Inline| ["date", "日期", "日付", "day"].contains(&fold(&it.text).as_str());
        // Beside a column of days, the time of day is in another one.
        let of_day =
            || table.header.iter().position(|it| words.is_column(Column::Time, &it.text) && !is_day(it));
        let times = || {
            let bare = self.is_of_times(table).then_some(0);
            bare.or_else(|| if is_timeline { self.times_of(table) } else { None })
        };
        let Some(time_idx) = of_day().or_else(|| column(Column::Time)).or_else(zoned).or_else(times) else {
            return;
        };
        let Some(event_idx) = table
            .header
            .iter()
            .enumerate()
            .position(|(idx, it)| idx != time_idx && words.is_column(Column::Event, &it.text))
            .or_else(|| (table.header.len() == 2).then(|| 1 - time_idx))
            .or_else(|| if is_timeline { self.words_of(table, time_idx) } else { None })
        else {
            return;
        };
        let type_idx = column(Column::Type).filter(|it| *it != event_idx && *it != time_idx);
        let is_action_table = column(Column::Owner).is_some()
            && (column(Column::Due).is_some_and(|it| it != time_idx) || column(Column::Status).is_some());
        if is_action_table || table.header.len() < 2 {
            return;
        }
        let day_idx = table.header.iter().position(is_day);
        // `| Timeline 20.04.22 | Event |`
        if let Some((date, _)) = table.header.get(time_idx).and_then(|it| find_date_in(&it.text, self.order))
        {
            self.opens = Some(date);
        }
        for row in &table.rows {
            let cell = |idx: usize| row.cells.get(idx).map_or("", |it| it.text.trim());
            let day_cell = day_idx.filter(|it| *it != time_idx).map(cell);
            if let Some((date, _)) = day_cell.and_then(|it| find_date_in(it, self.order)) {
                self.opens = Some(date);
            }
            let written = cell(time_idx);
            let Some(lead) = self.lead(written) else {
                self.without_time(written, row.span);
                continue;
            };
            let text = cell(event_idx);
            if lead.moment.time.is_none() || text.is_empty() {
                if let Some(date) = lead.moment.date.filter(|_| lead.moment.time.is_none()) {
                    self.opens = Some(date);
                }
                continue;
            }
            let in_column = type_idx.and_then(|idx| words.event_kind(cell(idx))).map(Typing::of);
            let bold = row.cells.get(event_idx).and_then(|it| it.bold_lead());
            let kind = in_column.or_else(|| bold.and_then(|it| kinds::named(words, &it.text)));
            self.event(lead.moment, written, text, text, kind, row.span);
        }
    }

    /// Notes that begin with a state in bold and end with a line that is their time.
    fn notes(&mut self, section: &Section<'_>) {
        self.group += 1;
        for block in &section.blocks {
            let BlockKind::Paragraph(lines) = &block.kind else { continue };
            let [first, .., last] = lines.as_slice() else { continue };
            let Some(state) = first.bold_lead() else { continue };
            let words = self.words;
            let is_state = kinds::named(words, &state.text).is_some() || kinds::is_note(&state.text);
            // `Posted 2 hours ago. Mar 05, 2026 - 16:20 UTC`
            let behind_age = last.text.split_once(" ago. ").filter(|it| it.0.split(' ').count() <= MAX_AGE);
            let written = behind_age.map_or(last.text.as_str(), |it| it.1);
            let written =
                ["Posted on ", "Posted "].iter().find_map(|it| written.strip_prefix(it)).unwrap_or(written);
            let time = self.lead(written).filter(|it| it.rest == written.len() && it.moment.time.is_some());
            if let Some(lead) = time.filter(|_| is_state) {
                let text = joined(lines[..lines.len() - 1].iter());
                let kind = kinds::named(words, &state.text);
                let span = Span::new(first.span.file, first.span.start, last.span.end);
                self.event(lead.moment, &written[lead.written], &text, &text, kind, span);
            }
        }
    }

    /// A Mermaid `timeline`: `14:02 : Alert : Somebody takes it on`.
    fn diagram(&mut self, block: &Block) {
        let Some(text) = self.source.get(block.span.start..block.span.end) else { return };
        let mut at = block.span.start;
        let mut is_timeline = false;
        self.group += 1;
        for line in text.split_inclusive('\n') {
            let (start, trimmed) = (at + line.len() - line.trim_start().len(), line.trim());
            at += line.len();
            if trimmed == "timeline" {
                is_timeline = true;
                continue;
            }
            if !is_timeline || trimmed.starts_with("title") {
                continue;
            }
            let span = Span::new(block.span.file, start, (start + trimmed.len()).min(block.span.end));
            if let Some(more) = trimmed.strip_prefix(':') {
                if let Some(last) = self.found.lines.last_mut() {
                    last.text.push_str("; ");
                    last.text.push_str(more.trim());
                    last.whole.push('\n');
                    last.whole.push_str(more.trim());
                }
                continue;
            }
            if let Some(name) = trimmed.strip_prefix("section ") {
                if let Some((date, _)) = find_date_in(name, self.order) {
                    self.opens = Some(date);
                }
                continue;
            }
            let Some(lead) = self.lead(trimmed).filter(|it| it.moment.time.is_some()) else { continue };
            let text = trimmed[lead.rest..].replace(" : ", "; ");
            if !text.trim().is_empty() {
                self.event(lead.moment, &trimmed[lead.written], &text, &text, None, span);
            }
        }
    }

    fn event(
        &mut self,
        moment: Moment,
        written: &str,
        text: &str,
        whole: &str,
        typing: Option<Typing>,
        span: Span,
    ) {
        let Typing { kind, milestone: typed } =
            typing.or_else(|| kinds::of_event(self.words, text, whole)).unwrap_or_default();
        self.found.lines.push(Line {
            moment,
            written: written.trim().trim_matches(['`', '*', '[', ']']).to_owned(),
            text: text.trim().to_owned(),
            whole: whole.trim().to_owned(),
            kind,
            typed,
            span,
            opens: self.opens.take(),
            group: self.group,
        });
    }
}

/// Whether the first bold run begins what is left of a line behind its time.
fn starts_bold(rest: &str, bold: Option<&crate::markdown::Run>) -> bool {
    bold.is_some_and(|it| rest.trim_start().starts_with(it.text.trim()))
}

/// The byte behind the second time of `09:41, 10:02 — users report`, else behind the first.
fn after_second_time(text: &str, lead: &Lead, order: Option<DayOrder>) -> usize {
    let between = &text[lead.written.end..lead.rest];
    if !between.contains([',', '、', '/']) {
        return lead.rest;
    }
    let second = lead_moment_in(&text[lead.rest..], order);
    let is_time = |it: &Lead| it.moment.time.is_some() && it.written.start == 0;
    second.filter(is_time).map_or(lead.rest, |it| lead.rest + it.rest)
}

/// `14.05 – outage begins`: a line of a timeline that begins with two figures and a dot begins with a time.
fn dotted_lead(text: &str, order: Option<DayOrder>) -> Option<Lead> {
    let start = text.find(char::is_alphanumeric)?;
    // Five single bytes are five characters, so that the text may be cut behind them.
    let face = text.as_bytes().get(start..start + 5)?;
    let is_time =
        face.iter().enumerate().all(|(nth, it)| if nth == 2 { *it == b'.' } else { it.is_ascii_digit() });
    if !is_time {
        return None;
    }
    let behind = text[start + 5..].trim_start_matches(['*', '_', '`', ' ']);
    let is_apart =
        behind.is_empty() || behind.starts_with(['-', '–', '—', ':', '|']) || behind.starts_with("Uhr");
    let colon = format!("{}:{}", &text[..start + 2], &text[start + 3..]);
    lead_moment_in(&colon, order).filter(|it| is_apart && it.moment.time.is_some())
}

/// `在 2021-03-19 11:45 开始操作`, `At 10:30 UTC, …` and `🔴 10:30 …` begin with their time.
fn without_preposition(text: &str) -> &str {
    let is_sign = |c: char| matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    let text = text.trim_start_matches(is_sign).trim_start();
    let prepositions = ["在", "于", "At ", "at ", "On "];
    prepositions.iter().find_map(|it| text.strip_prefix(it)).map_or(text, str::trim_start)
}

fn joined<'l>(lines: impl Iterator<Item = &'l Inline>) -> String {
    let mut out = String::new();
    for line in lines {
        push_line(&mut out, line.text.trim());
    }
    out
}

fn joined_text(first: &str, more: &[Inline]) -> String {
    let mut out = first.trim_end().to_owned();
    for line in more {
        push_line(&mut out, line.text.trim());
    }
    out
}

/// Adds a wrapped line; no space is added between two CJK characters.
fn push_line(out: &mut String, line: &str) {
    let is_cjk_joint = out.ends_with(|it| is_cjk(it) || "，。、；：".contains(it))
        && line.starts_with(|it| is_cjk(it) || "，。、；：".contains(it));
    if !out.is_empty() && !line.is_empty() && !is_cjk_joint {
        out.push(' ');
    }
    out.push_str(line);
}
