//! Views that several pages share. Each struct is made in its own file and read by templates only.

mod absence;
mod action_row;
mod badge;
mod bars;
mod chain;
mod facets;
mod incident_row;
mod lesson;
mod register;
mod response;
mod review;
mod sheets;
mod trend_block;

pub(super) use absence::{
    Known, closed_unknown, nothing_due, nothing_overdue, nothing_recurred, overdue_unknown, unknowable,
};
pub(super) use action_row::{ActionRow, rows as action_rows, rows_on as action_rows_on, unsettled};
pub(super) use badge::{SeverityBadge, State, scale, severity};
pub(super) use bars::{Bar, bars, counted, share};
pub(super) use chain::{ChainView, Returns, chain_anchor, chain_name, returns};
pub(super) use facets::{Facet, FacetValue, NONE, origins, severity_key, value_key};
pub(super) use incident_row::{IncidentRow, newest_first, rows as incident_rows};
pub(super) use lesson::{LessonGroup, lesson_groups};
pub(super) use register::{OverdueNow, RegisterRow, overdue_now, register, register_facets};
pub(super) use response::{MeasureRow, TargetRow, clock, ends, limit, measures, target_name, targets};
pub(super) use review::ReviewView;
pub(super) use sheets::{Sheets, first, sheets, whole};
pub(super) use trend_block::TrendBlock;
