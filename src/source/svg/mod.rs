//! Drawings: an SVG written anew from the shapes, texts and styles that were understood in it.
//!
//! A browser that opens an SVG by itself runs what is in it, with all rights of the site. Checking the author's bytes
//! and then publishing them leaves room for every difference between the check and the browser (an encoding, an
//! entity, a namespace). So nothing of the file is copied:
//!
//! 1. `clean` reads UTF-8 and nothing else, by an XML parser, and writes elements and attributes that `names` lists.
//!    References lead to the drawing itself; a picture inside it is written anew too.
//! 2. `style` reads style sheets as tokens and writes rules with known properties and known functions.
//! 3. What was left out of what a reader would have seen is named, so that the author learns of it.

mod clean;
mod names;
mod style;

pub use clean::{DrawingFault, drawing};
