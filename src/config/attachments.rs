//! Which files that documents link to are published beside the usual kinds.

use super::path::ValuePath;
use super::place::ConfigError;
use super::{Place, file};
use crate::phrase::say;

/// Endings that browsers run, with the rights of the site.
const ACTIVE: [&str; 19] = [
    "shtm", "mht", "xht", "svgz", "xsl", "xslt", "xsd", "rng", "xpdl", "rdf", "rss", "atom", "wsdl", "js",
    "mjs", "css", "swf", "wasm", "hta",
];

/// Whether browsers run files with this ending, in lower case.
pub fn is_active(extension: &str) -> bool {
    let is_page = ["htm", "html", "xml"].iter().any(|it| extension.ends_with(it));
    is_page || ACTIVE.contains(&extension)
}

/// Reads the endings; one that browsers run is an error.
pub(super) fn extensions(
    at: &Place<'_>,
    written: &file::Attachments,
) -> impl Iterator<Item = Result<String, ConfigError>> {
    let list = ValuePath::of(["attachments", "extensions"]);
    written.extensions.iter().enumerate().map(move |(nth, it)| {
        let path = list.item(nth);
        let extension = it.trim_start_matches('.').to_ascii_lowercase();
        if extension.is_empty() || !extension.chars().all(|c| c.is_ascii_alphanumeric()) {
            let fault = at.error(&path, say!("failure.config-file-ending", written = it));
            return Err(fault.hint(say!("failure.config-file-ending-hint")));
        }
        if is_active(&extension) || extension == "svg" {
            let fault = at.error(&path, say!("failure.config-active-ending", written = it));
            return Err(fault.hint(say!("failure.config-active-ending-hint")));
        }
        Ok(extension)
    })
}
