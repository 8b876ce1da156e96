//! What pictures and PDF files say beside what they show: where a photo was taken, who drew it, on which machine.
//!
//! None of it is needed to show the file, so a public site publishes files without it. The picture itself is not
//! touched: blocks of the container are left out, and nothing is compressed anew. Where that is not possible for
//! certain, the file is not published.

mod kinds;
mod pdf;
mod picture;
mod strip;

pub(super) use kinds::{Container, Stripped};
pub(super) use picture::{is_turned, kind};
pub(super) use strip::{picture_in_address, without};
