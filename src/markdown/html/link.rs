//! Links and pictures: where they lead, and what is shown instead of a picture that is not on the site.

use std::fmt::Write as _;
use std::ops::Range;

use super::escape;
use super::marks::start_tag;
use super::options::{LinkKind, LinkOutcome, LinkRequest};
use super::rendered::RenderedLink;
use super::slug;
use super::url::{self, Address};
use super::writer::Writer;
use crate::diagnostics::{Diagnostic, codes};
use crate::phrase::say;
use crate::text::percent_decoded_lossy;

/// A link that may be written.
#[derive(Debug)]
pub(super) struct Decided {
    /// Cleaned, not encoded.
    pub(super) url: String,
    kind: LinkKind,
    /// Width and height of a picture, where they are known.
    size: Option<(u32, u32)>,
}

impl Decided {
    /// `<a href="…">`, with `title` if there is one.
    pub(super) fn start_tag(&self, title: &str) -> String {
        let mut tag = start_tag(&self.url, "", self.kind == LinkKind::External);
        write_title(&mut tag, title);
        tag.push('>');
        tag
    }
}

impl Writer<'_> {
    /// Asks where `written` leads; `None` where no link may be made of it.
    pub(super) fn decide(&mut self, written: &str, image: bool, range: &Range<usize>) -> Option<Decided> {
        if let Some(name) = written.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")) {
            return self.decide_named(written, name, range);
        }
        let (target, kind) = match url::address(written) {
            Address::Blocked(scheme) => {
                self.report_blocked(&scheme, range);
                return None;
            }
            Address::Empty => return None,
            address => sorted(address)?,
        };
        let span = self.span(range);
        let (before, fragment) = match target.split_once('#') {
            Some((before, fragment)) => (before, Some(percent_decoded_lossy(fragment).into_owned())),
            None => (target.as_str(), None),
        };
        let path = before.split('?').next().unwrap_or_default();
        let request = LinkRequest {
            target: &target,
            path: percent_decoded_lossy(path).into_owned(),
            fragment,
            kind,
            image,
            span,
        };
        let (decided, size) = match (self.options.link)(&request) {
            LinkOutcome::Keep => (Some((target.clone(), kind)), None),
            LinkOutcome::Replace(address) => (sorted(url::address(&address)), None),
            LinkOutcome::Picture { address, width, height } => {
                (sorted(url::address(&address)), Some((width, height)))
            }
            LinkOutcome::Text => (None, None),
        };
        self.links.push(RenderedLink {
            target,
            url: decided.as_ref().map(|it| url::encoded(&it.0)),
            kind,
            image,
            span,
        });
        decided.map(|(url, kind)| Decided { url, kind, size })
    }

    /// The same for `[[name]]` and `[[name#heading]]`.
    fn decide_named(&mut self, written: &str, name: &str, range: &Range<usize>) -> Option<Decided> {
        let (path, heading) = name.split_once('#').map_or((name, None), |it| (it.0, Some(it.1)));
        let kind = LinkKind::Named;
        let span = self.span(range);
        let request = LinkRequest {
            target: written,
            path: path.trim().to_owned(),
            fragment: heading.map(slug::slug),
            kind,
            image: false,
            span,
        };
        let decided = match (self.options.link)(&request) {
            LinkOutcome::Replace(address) => sorted(url::address(&address)),
            LinkOutcome::Keep | LinkOutcome::Picture { .. } | LinkOutcome::Text => None,
        };
        let url = decided.as_ref().map(|it| url::encoded(&it.0));
        self.links.push(RenderedLink { target: written.to_owned(), url, kind, image: false, span });
        decided.map(|(url, kind)| Decided { url, kind, size: None })
    }

    /// Writes a picture: as such if it is on the site, as a link if it is not, as its description otherwise.
    pub(super) fn picture(&mut self, target: &str, alt: &str, title: &str, range: &Range<usize>) {
        self.resolve_break(' ');
        self.flush();
        self.nest.leave_rows();
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(link) = self.decide(target, true, range) else {
            self.text(&alt, range);
            self.flush();
            return;
        };
        match link.kind {
            LinkKind::Local => {
                let out = &mut self.nest.out;
                out.push_str("<img src=\"");
                escape::escaped(out, &url::encoded(&link.url));
                out.push_str("\" alt=\"");
                escape::escaped(out, &alt);
                out.push('"');
                if let Some((width, height)) = link.size {
                    let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
                }
                write_title(out, title);
                out.push_str(" loading=\"lazy\">");
                escape::plain(&mut self.text, &alt);
            }
            LinkKind::External => {
                // No third-party requests: opening a postmortem must tell nobody that it is read.
                self.report_remote(&link.url, range);
                let mut shown = if alt.is_empty() { url::file_name(&link.url) } else { alt };
                if shown.trim().is_empty() {
                    self.options.labels.image.clone_into(&mut shown);
                }
                let linked = !self.nest.in_link();
                if linked {
                    self.nest.out.push_str(&link.start_tag(title));
                }
                escape::escaped(&mut self.nest.out, &shown);
                escape::plain(&mut self.text, &shown);
                if linked {
                    self.nest.out.push_str("</a>");
                }
            }
            LinkKind::Fragment | LinkKind::Contact | LinkKind::Named => {
                self.text(&alt, range);
                self.flush();
            }
        }
    }

    fn report_blocked(&mut self, scheme: &str, range: &Range<usize>) {
        let scheme: String = scheme.chars().take(20).collect();
        self.diagnostics.push(
            Diagnostic::new(&codes::REMOVED_HTML, say!("markdown.blocked-address", scheme))
                .at(self.span(range))
                .hint(say!("markdown.allowed-addresses")),
        );
    }

    fn report_remote(&mut self, url: &str, range: &Range<usize>) {
        let shown: String = url.chars().take(80).collect();
        self.diagnostics.push(
            Diagnostic::new(&codes::REMOTE_CONTENT, say!("markdown.remote-picture", address = shown))
                .at(self.span(range))
                .hint(say!("markdown.copy-picture")),
        );
    }
}

fn write_title(tag: &mut String, title: &str) {
    if !title.trim().is_empty() {
        tag.push_str(" title=\"");
        escape::escaped(tag, title);
        tag.push('"');
    }
}

/// The address with its kind; `None` for one that may not be linked.
fn sorted(address: Address) -> Option<(String, LinkKind)> {
    match address {
        Address::External(it) => Some((it, LinkKind::External)),
        Address::Contact(it) => Some((it, LinkKind::Contact)),
        Address::Local(it) => Some((it, LinkKind::Local)),
        Address::Fragment(it) => Some((it, LinkKind::Fragment)),
        Address::Blocked(_) | Address::Empty => None,
    }
}
