//! A diagram that was drawn.

/// A drawing for light and for dark pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The SVG file for light pages.
    pub light: String,
    /// The SVG file for dark pages.
    pub dark: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What its source says that it shows.
    pub title: Option<String>,
}
