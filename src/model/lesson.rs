//! What a postmortem says was learned, went well, went wrong or was luck.

use crate::files::Span;

/// One sentence or paragraph of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Which of the four it is.
    pub kind: LessonKind,
    /// What it is about; `None` where the document does not say.
    pub layer: Option<Layer>,
    /// Plain text.
    pub text: String,
    /// The list item or paragraph.
    pub span: Span,
}

/// What a lesson says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LessonKind {
    /// What was learned.
    Learned,
    /// What helped.
    WentWell,
    /// What hurt.
    WentWrong,
    /// What helped without anybody's doing.
    Lucky,
}

/// What a lesson is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Systems and tools.
    Technology,
    /// How work is done.
    Process,
    /// How people deal with each other.
    Culture,
}

impl LessonKind {
    /// Every kind, in the order in which pages show them.
    pub const ALL: [Self; 4] = [Self::Learned, Self::WentWell, Self::WentWrong, Self::Lucky];

    /// The word in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Learned => "learned",
            Self::WentWell => "went-well",
            Self::WentWrong => "went-wrong",
            Self::Lucky => "lucky",
        }
    }
}

impl Layer {
    /// Every layer, in the order in which pages show them.
    pub const ALL: [Self; 3] = [Self::Technology, Self::Process, Self::Culture];

    /// The word in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Technology => "technology",
            Self::Process => "process",
            Self::Culture => "culture",
        }
    }
}
