//! Reading days, clock times, zones and durations in the forms that teams write.
//!
//! Every function takes a text and answers what it certainly says. What is ambiguous is not
//! read at all: a missing value shows as a gap, an invented one spoils every number made from it.
//! Full-width figures and punctuation are read like plain ones. No function fails or asks for the date.

mod about;
mod clock;
mod dates;
mod day_order;
mod day_parts;
mod durations;
mod instants;
mod moments;
mod month_day;
mod numbers;
mod scan;
mod units;
mod zone_names;
mod zone_statements;
mod zones;

#[cfg(test)]
mod tests;

pub use clock::TimeOfDay;
#[cfg(test)]
pub use clock::{read_dotted_time_of_day, read_time_of_day};
#[cfg(test)]
pub use dates::read_month_day;
pub use dates::{DateReading, date_reading, find_date, find_date_in, read_date, read_date_in};
pub use day_order::{DayOrder, DayOrders};
pub use durations::{DurationReading, Precision, read_config_duration, read_duration};
#[cfg(test)]
pub use instants::read_instant;
pub use instants::{InstantError, read_instant_in};
pub use moments::{Lead, Moment, lead_day, lead_moment, lead_moment_in, read_moment};
#[cfg(test)]
pub use month_day::MonthDay;
pub use zone_statements::{ZoneStatement, find_zone_statement, zone_statement};
pub use zones::{WrittenZone, read_written_zone, read_zone, zone_named};
