//! What every export is made from.

use crate::address::Addresses;
use crate::analysis::Analysis;
use crate::config::Config;
use crate::files::SourceMap;
use crate::model::KnowledgeBase;

/// What is exported, and what it was made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What spans point into.
    pub sources: &'a SourceMap,
    /// Everything that was read.
    pub knowledge_base: &'a KnowledgeBase,
    /// Every number.
    pub analysis: &'a Analysis,
    /// The site's configuration.
    pub config: &'a Config,
    /// Where the pages of causes and services are.
    pub addresses: &'a Addresses,
}
