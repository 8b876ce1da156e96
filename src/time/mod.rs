//! Days, instants, quarters and durations, and reading them in the forms that teams write.
//!
//! Nothing here asks the machine for the time: the day a number is computed for is an input.

mod clock;
mod instant;
mod quarter;
mod read;
mod support_hours;

pub use clock::Clock;
pub use instant::{Instant, Resolved, resolve_local};
pub use jiff::civil::Date;
pub use jiff::civil::Weekday;
pub use quarter::Quarter;
pub use read::{
    DateReading, DurationReading, InstantError, InstantReading, Lead, Moment, MonthDay, Precision, TimeOfDay,
    UnclearZone, WrittenZone, date_reading, find_date, find_zone_statement, lead_moment,
    read_config_duration, read_date, read_dotted_time_of_day, read_duration, read_instant, read_moment,
    read_month_day, read_time_of_day, read_written_zone, read_zone, zone_named,
};
pub use support_hours::{Day, SupportHours};
