//! Places on a drawing.

use serde::{Serialize, Serializer};

use crate::site::context::Link;

/// The mark of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Dot {
    pub(super) x: Across,
    pub(super) y: usize,
}

/// The same, with what it stands for; `None` where there are too many to name.
#[derive(Debug, Clone, Serialize)]
pub(super) struct NamedDot {
    #[serde(flatten)]
    pub(super) dot: Dot,
    pub(super) mark: Option<Link>,
}

/// A place along the width of a drawing, in thousandths of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Across(pub(super) usize);

impl Across {
    pub(super) const WHOLE: usize = 1000;

    /// The place of `part` in `whole`.
    pub(super) fn of(part: usize, whole: usize) -> Self {
        Self((part * Self::WHOLE).checked_div(whole).unwrap_or_default().min(Self::WHOLE))
    }
}

impl Serialize for Across {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => serializer.collect_str(&format_args!("{whole}%")),
            (whole, tenth) => serializer.collect_str(&format_args!("{whole}.{tenth}%")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shares_of_the_width() {
        let text = |it| serde_json::to_string(&it).unwrap();
        assert_eq!(text(Across::of(1, 4)), "\"25%\"");
        assert_eq!(text(Across::of(1, 3)), "\"33.3%\"");
        assert_eq!(text(Across::of(7, 5)), "\"100%\"");
        assert_eq!(text(Across::of(0, 0)), "\"0%\"");
    }
}
