//! Safe HTML for one document's page.
//!
//! Content is untrusted: everything is escaped, raw HTML passes a flat allow-list, addresses pass a scheme filter,
//! pictures of other sites are not loaded, and there is no `style` and no script, so that a strict content security
//! policy holds. What pages are called and where they are is the caller's business, by way of [`Options`].

mod blocks;
mod entities;
mod escape;
mod link;
mod marks;
mod nest;
mod options;
mod raw;
mod rendered;
mod rows;
mod slug;
mod state;
mod tags;
mod text;
mod tokens;
mod url;
mod writer;

use std::ops::Range;

pub(crate) use entities::decoded;
pub(crate) use escape::escaped;
pub use options::{CodeOutcome, CodeRequest, Labels, LinkKind, LinkOutcome, LinkRequest, Options, TextLink};
pub use rendered::{PageHeading, Rendered, RenderedRow};
pub(super) use tags::drops_content;

use super::events::Events;
use super::internal::{Internal, merged};
use super::prepare::Prepared;
use crate::files::FileId;

/// Renders `range` of `text`; never fails.
///
/// Markers of internal blocks are never shown; what is between them is shown in `<div class="internal">` unless
/// `options.hide` covers it. Any text gives well-formed HTML.
pub fn html(text: &str, file: FileId, range: Range<usize>, options: &Options<'_>) -> Rendered {
    let internal = Internal::find(text, &range);
    let cuts = merged(options.hide.iter().chain(&internal.markers).cloned().collect());
    let prepared = Prepared::new(text, &range, &cuts);
    let mut writer = writer::Writer::new(&prepared, file, options, &internal.ranges);
    for (event, range) in Events::new(&prepared) {
        writer.write(event, range);
    }
    writer.finish()
}
