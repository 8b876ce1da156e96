//! A document to render, and what is found in it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use super::place::Place;
use crate::address::Route;
use crate::diagnostics::Diagnostic;
use crate::files::{FileId, OutputFile, Span};
use crate::i18n::Messages;
use crate::markdown::Labels;
use crate::pipeline::load::Loaded;

/// A document to render.
pub(super) struct Job<'a> {
    pub(super) route: Route,
    pub(super) title: &'a str,
    pub(super) file: FileId,
    pub(super) range: Range<usize>,
}

/// What a document needs besides its HTML.
#[derive(Default)]
pub(super) struct Found {
    pub(super) attachments: Vec<(String, PathBuf)>,
    /// Drawings, and pictures without what they say beside what they show.
    pub(super) files: Vec<OutputFile>,
    /// How many of its blocks of code are diagrams.
    pub(super) n_diagrams: usize,
    /// Places within pages that it links to.
    pub(super) places: Vec<Place>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Names in double brackets that no document has, each said once.
    pub(super) unknown_names: BTreeMap<String, UnknownName>,
}

/// A name in double brackets that no document has, at its first place.
pub(super) struct UnknownName {
    /// As written.
    pub(super) target: String,
    /// In the form of references.
    pub(super) name: String,
    pub(super) span: Span,
}

/// What all documents share.
pub(super) struct Shared<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) labels: Labels<'a>,
    /// The words of the interface, where anybody will look at the HTML: findings need neither colors nor marks.
    pub(super) messages: Option<&'a Messages>,
    /// Path of a document to its page.
    pub(super) documents: BTreeMap<String, Route>,
    /// Folded id to page.
    pub(super) ids: BTreeMap<String, Route>,
    /// Folded id, address or title to page.
    pub(super) names: BTreeMap<String, Route>,
}
