//! Tests of the module as its users see it.

mod internal;
mod parse;
