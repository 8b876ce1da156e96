//! Tests of the module as its users see it.

mod html;
mod internal;
mod parse;
mod pathological;
mod properties;
mod raw_html;
