//! The languages of the interface.

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Locale {
    /// Every language that the interface speaks.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The BCP 47 tag, which is also the name of the file of messages.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language of a tag such as `zh`, `zh-CN` or `en-US`; `None` for one that the interface does not speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.to_ascii_lowercase().split(['-', '_']).next() {
            Some("en") => Some(Self::English),
            Some("zh") => Some(Self::Chinese),
            _ => None,
        }
    }

    /// Whether labels that exist in two languages are to be Chinese.
    pub fn is_chinese(self) -> bool {
        self == Self::Chinese
    }
}
