//! Which files that documents link to are published beside the usual kinds.

use super::{ConfigError, Place, file};

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
pub(super) fn extensions(at: &Place<'_>, written: file::Attachments) -> Result<Vec<String>, ConfigError> {
    let mut found = Vec::new();
    for it in written.extensions {
        let extension = it.trim_start_matches('.').to_ascii_lowercase();
        if extension.is_empty() || !extension.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(
                at.error("extensions", format!("`{it}` is not a file ending: write `drawio` or `pcap`"))
            );
        }
        if is_active(&extension) || extension == "svg" {
            let message =
                format!("`{it}` cannot be listed: browsers run such files with the rights of the site");
            return Err(at.error("extensions", message));
        }
        found.push(extension);
    }
    Ok(found)
}
