//! Drawings: plain shapes for inline SVG, each with a sentence that says what it shows and its numbers as a table.
//!
//! Places along the width are shares of it, so that a drawing fits a phone and a sheet of paper alike and its words keep
//! their size; heights are whole pixels. Nothing is drawn from fewer values than a figure needs.

mod across;
mod axis;
mod backlog;
mod calendar;
mod chain_axis;
mod chart;
mod course;
mod dots;
mod mark;
mod matrix;
mod quarters;
mod shares;
mod sparkline;
mod survival;

pub(in crate::site) use backlog::{BacklogDrawing, backlog};
pub(in crate::site) use calendar::{CalendarDrawing, calendar};
pub(in crate::site) use chain_axis::{ChainAxis, chain_axis};
pub(in crate::site) use chart::Chart;
pub(in crate::site) use course::{CourseDrawing, course};
pub(in crate::site) use dots::{DotsDrawing, Group, dots};
pub(in crate::site) use mark::count_of;
pub(in crate::site) use matrix::{MatrixDrawing, matrix};
pub(in crate::site) use quarters::{QuartersDrawing, quarters};
pub(in crate::site) use shares::{SharesDrawing, shares};
pub(in crate::site) use sparkline::{Sparkline, sparkline};
pub(in crate::site) use survival::{SurvivalDrawing, survival};
