//! Days, instants, quarters and durations, and reading them in the forms that teams write.
//!
//! Nothing here asks the machine for the time: the day a number is computed for is an input.

mod clock;
mod instant;
mod month;
mod quarter;
mod read;
mod support_hours;

pub use clock::Clock;
pub use instant::{Instant, Resolved, resolve_local};
pub use jiff::civil::Date;
pub use jiff::civil::Weekday;
pub use month::month_of_year;
pub use quarter::Quarter;
pub use read::{
    DateReading, DayOrder, DayOrders, DurationReading, InstantError, Lead, Moment, Precision, TimeOfDay,
    WrittenZone, ZoneStatement, date_reading, find_date, find_date_in, find_zone_statement, lead_day,
    lead_moment, lead_moment_in, read_config_duration, read_date, read_date_in, read_duration,
    read_instant_in, read_moment, read_written_zone, read_zone, zone_named, zone_statement,
};
#[cfg(test)]
pub use read::{MonthDay, read_dotted_time_of_day, read_instant, read_month_day, read_time_of_day};
pub use support_hours::{Day, SupportHours};
