//! A diagram that was drawn.

/// Size of the words in a drawing, in pixels.
pub const FONT_SIZE: f64 = 15.0;

/// A drawing, in colors that the page has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// What is in the `svg` element.
    pub inside: String,
    /// The value of its `viewBox`.
    pub view: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What its source says that it shows.
    pub title: Option<String>,
}
