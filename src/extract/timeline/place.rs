//! Places the lines of a timeline on days and in zones.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::line::Line;
use crate::extract::draft::Zone;
use crate::extract::entry::Entry;
use crate::model::TimelineEvent;
use crate::time::{Instant, Moment, Resolved, TimeOfDay, WrittenZone};

/// Hours by which a time must step back to mean the next day; smaller steps are lines out of order.
const ROLLOVER_HOURS: i64 = 6;

/// Minutes of half a day: of two clock times further apart, midnight lies between them.
const HALF_DAY: i64 = 12 * 60;

/// What is known before the first line.
pub(super) struct Start {
    /// The day that a time without one belongs to.
    pub(super) day: Option<Date>,
    /// The year of a day without one.
    pub(super) year: Option<i16>,
    /// The zone of a time without one.
    pub(super) zone: Zone,
}

/// The lines on their days, in the order in which they are written.
pub(super) fn place(lines: &[Line], start: &Start) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(lines.len());
    let mut placer = Placer { start, day: start.day, last: None, zone: None };
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|it| it.group == first.group).count();
        let (group, behind) = rest.split_at(length);
        if is_newest_first(group) {
            let mut backwards: Vec<Entry> = group.iter().rev().map(|it| placer.entry(it)).collect();
            backwards.reverse();
            entries.append(&mut backwards);
        } else {
            entries.extend(group.iter().map(|it| placer.entry(it)));
        }
        rest = behind;
    }
    entries
}

/// Whether every line of a list is earlier than the one above it, and at least two are.
fn is_newest_first(lines: &[Line]) -> bool {
    let steps = lines.windows(2).filter_map(|pair| {
        let [above, below] = pair else { return None };
        let (from, to) = (above.moment.time.as_ref()?, below.moment.time.as_ref()?);
        let minutes = |it: &TimeOfDay| i64::from(it.hour) * 60 + i64::from(it.minute);
        let days = days_between(&above.moment, &below.moment);
        let step = minutes(to) - minutes(from);
        Some(match days {
            Some(0) => step,
            Some(days) => days * 2 * HALF_DAY + step,
            // A line that opens a day of its own is not a step.
            None if below.opens.is_some() => return None,
            None if step < -HALF_DAY => step + 2 * HALF_DAY,
            None if HALF_DAY < step => step - 2 * HALF_DAY,
            None => step,
        })
    });
    let (mut n_up, mut n_down) = (0, 0);
    for step in steps {
        n_up += usize::from(0 < step);
        n_down += usize::from(step < 0);
    }
    n_up == 0 && 2 <= n_down
}

/// Days from one written day to the other; `None` where one has none.
fn days_between(from: &Moment, to: &Moment) -> Option<i64> {
    let day = |it: &Moment| it.date.or_else(|| it.month_day?.in_year(2024));
    let (from, to) = (day(from)?, day(to)?);
    from.until(to).ok().map(|it| i64::from(it.get_days()))
}

/// What is known while lines are placed one after the other.
struct Placer<'s> {
    start: &'s Start,
    /// The day that a time without one belongs to.
    day: Option<Date>,
    /// The last local time, to notice midnight.
    last: Option<DateTime>,
    /// The last zone that stood behind a time.
    zone: Option<WrittenZone>,
}

impl Placer<'_> {
    fn entry(&mut self, line: &Line) -> Entry {
        if let Some(day) = line.opens {
            self.open_day(day);
        }
        let at = line.moment.time.as_ref().and_then(|time| self.place(&line.moment, time));
        let end = line.moment.end.as_deref().zip(at).and_then(|(end, start)| {
            let stated = end.date.or_else(|| end.month_day?.in_year(start.date().year()));
            let at = self.at(end.time.as_ref()?, stated.unwrap_or(start.date()))?;
            // `23:50 ~ 00:10` ends on the next day.
            if start <= at || stated.is_some() { Some(at) } else { at.plus_seconds(86_400) }
        });
        let is_zoned = line.moment.time.as_ref().is_some_and(|it| it.zone.is_some());
        let event = TimelineEvent {
            at,
            written: line.written.clone(),
            end,
            approximate: line.moment.approximate,
            kind: line.kind,
            text: line.text.clone(),
            span: line.span,
        };
        let assumed_zone = self.start.zone.assumed && !is_zoned && self.zone.is_none();
        Entry { event, whole: line.whole.clone(), typed: line.typed, assumed_zone }
    }

    fn open_day(&mut self, date: Date) {
        self.day = Some(date);
        self.last = None;
    }

    /// The instant of `time` on the day that holds for this line.
    fn place(&mut self, moment: &Moment, time: &TimeOfDay) -> Option<Instant> {
        if let Some(zone) = &time.zone {
            self.zone = Some(zone.clone());
        }
        let stated = self.stated_day(moment);
        if let Some(date) = stated {
            self.open_day(date);
        }
        let mut at = self.at(time, self.day?)?;
        if let Some(last) = self.last.filter(|_| stated.is_none()) {
            let back = last.duration_since(at.local()).as_hours();
            if ROLLOVER_HOURS <= back {
                let next = self.day?.tomorrow().ok()?;
                self.day = Some(next);
                at = self.at(time, next)?;
            }
        }
        self.last = Some(at.local());
        Some(at)
    }

    /// The day that a line names.
    fn stated_day(&self, moment: &Moment) -> Option<Date> {
        if let Some(date) = moment.date {
            return Some(date);
        }
        if let Some(month_day) = moment.month_day {
            let year = self.day.map(Date::year).or(self.start.year)?;
            let date = month_day.in_year(year)?;
            // `Dec 31` and then `Jan 1`.
            let is_new_year = self.day.is_some_and(|day| day.month() == 12 && date.month() == 1);
            return if is_new_year { month_day.in_year(year + 1) } else { Some(date) };
        }
        // `Tuesday 10:00`: the next one from the day above.
        let weekday = moment.weekday?;
        let mut day = self.day?;
        for _ in 0..7 {
            if day.weekday() == weekday {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// `time` of `day`, in the zone behind it, else in that of the lines above, else in the document's.
    fn at(&self, time: &TimeOfDay, day: Date) -> Option<Instant> {
        let home: &TimeZone = &self.start.zone.zone;
        let carried = self.zone.clone().filter(|_| time.zone.is_none() && self.start.zone.assumed);
        match carried {
            Some(zone) => TimeOfDay { zone: Some(zone), ..time.clone() }.on(day, home),
            None => time.on(day, home),
        }
        .map(Resolved::instant)
    }
}
