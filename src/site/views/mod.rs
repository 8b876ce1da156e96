//! Views that several pages share. Each struct is made in its own file and read by templates only.

mod action_row;
mod badge;
mod bars;
mod chain;
mod chart;
mod facets;
mod incident_row;
mod lesson;
mod response;
mod review;
mod trend_block;

pub(super) use crate::analysis::period::Period;
pub(super) use action_row::{ActionRow, anchors as action_anchors, rows as action_rows, unsettled};
pub(super) use badge::{SeverityBadge, State, scale, severity};
pub(super) use bars::{Bar, bars};
pub(super) use chain::{ChainView, Returns, direction, returns};
pub(super) use chart::{Chart, quarters as quarter_chart};
pub(super) use facets::{Facet, FacetValue, value_key};
pub(super) use incident_row::{IncidentRow, newest_first, rows as incident_rows};
pub(super) use lesson::{LessonGroup, lesson_groups};
pub(super) use response::{MeasureRow, TargetRow, clock, ends, limit, measures, target_name, targets};
pub(super) use review::ReviewView;
pub(super) use trend_block::TrendBlock;
