//! How a postmortem explains what happened: question by question, cause by cause, side by side.

use super::Layer;
use crate::files::Span;

/// What a postmortem says about causes, impact and risks under names of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// The chain of `Why …?` and their answers, in order.
    pub whys: Vec<Why>,
    /// What is written under a name such as `Direct cause` or `用户侧`, in order of place.
    pub passages: Vec<Passage>,
}

/// One question of the five whys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// As written, without its number.
    pub question: String,
    /// One for each line or nested item.
    pub answers: Vec<String>,
    /// Where the question is.
    pub span: Span,
}

/// A paragraph or list item under a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What the name says it is about.
    pub aspect: Aspect,
    /// Technology, process or culture, where it says so.
    pub layer: Option<Layer>,
    /// Plain text.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// What a passage is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// What broke.
    DirectCause,
    /// What let it happen.
    IndirectCause,
    /// What is behind both.
    RootCause,
    /// What set it off.
    Trigger,
    /// What users saw.
    Users,
    /// What the service did.
    Service,
    /// What it meant for the figures of the product.
    Product,
    /// What it cost.
    Business,
    /// What it did to systems and those who run them.
    Technical,
    /// What could go wrong the same way.
    Risks,
    /// The five whys.
    Whys,
}

impl Aspect {
    /// Every one, in the order in which pages show them.
    pub const ALL: [Self; 11] = [
        Self::DirectCause,
        Self::IndirectCause,
        Self::RootCause,
        Self::Trigger,
        Self::Users,
        Self::Service,
        Self::Product,
        Self::Business,
        Self::Technical,
        Self::Risks,
        Self::Whys,
    ];

    /// The word in the lexicon and in the JSON API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DirectCause => "direct-cause",
            Self::IndirectCause => "indirect-cause",
            Self::RootCause => "root-cause",
            Self::Trigger => "trigger",
            Self::Users => "users",
            Self::Service => "service",
            Self::Product => "product",
            Self::Business => "business",
            Self::Technical => "technical",
            Self::Risks => "risks",
            Self::Whys => "whys",
        }
    }

    /// Whether it is a side of the impact.
    pub fn is_impact(self) -> bool {
        matches!(self, Self::Users | Self::Service | Self::Product | Self::Business | Self::Technical)
    }
}
