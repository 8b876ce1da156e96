//! Files beside a document that a page links to.

use std::path::{Component, Path, PathBuf};

use super::picture;

/// Largest attachment that is published, in bytes.
const MAX_ATTACHMENT_BYTES: u64 = 10 * 1024 * 1024;

/// How much of a picture is read for its size: cameras put previews before it.
const MAX_HEADER_BYTES: u64 = 256 * 1024;

/// A file that a page links to and that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Where it lies.
    pub file: PathBuf,
    /// Relative to the content folder, `/` between parts.
    pub path: String,
    /// Width and height in pixels, of a picture whose header says them.
    pub size: Option<(u32, u32)>,
}

/// Why a linked file is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentFault {
    /// It leads out of the content folder.
    Outside,
    /// A part of the path is a symlink.
    Symlink,
    /// There is no such file.
    NotFound,
    /// A folder, a pipe or a device.
    NotAFile,
    /// Larger than 10 MiB; the size in bytes.
    TooLarge(u64),
    /// A browser would run it: HTML, scripts, a drawing with anything but shapes and text in it.
    Active,
    /// Its name begins with `.` or `_`.
    Hidden,
    /// It names people whom the site does not show, or could not be read to see.
    NamesPeople,
}

/// Looks up `target`, a path relative to the folder of the document `document` (relative to `root`).
pub fn attachment(root: &Path, document: &str, target: &str) -> Result<Attachment, AttachmentFault> {
    let folder = Path::new(document).parent().unwrap_or(Path::new(""));
    let mut parts: Vec<String> = Vec::new();
    for component in folder.join(target).components() {
        match component {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::CurDir => {}
            Component::ParentDir if parts.pop().is_some() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                return Err(AttachmentFault::Outside);
            }
        }
    }
    if parts.iter().any(|it| it.starts_with(['.', '_'])) {
        return Err(AttachmentFault::Hidden);
    }
    let mut file = root.to_path_buf();
    for part in &parts {
        file.push(part);
        match std::fs::symlink_metadata(&file) {
            Ok(it) if it.is_symlink() => return Err(AttachmentFault::Symlink),
            Ok(_) => {}
            Err(_) => return Err(AttachmentFault::NotFound),
        }
    }
    let metadata = std::fs::symlink_metadata(&file).map_err(|_| AttachmentFault::NotFound)?;
    if parts.is_empty() || !metadata.is_file() {
        return Err(AttachmentFault::NotAFile);
    }
    if MAX_ATTACHMENT_BYTES < metadata.len() {
        return Err(AttachmentFault::TooLarge(metadata.len()));
    }
    let extension = Path::new(target).extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    let active =
        ["html", "htm", "xhtml", "xht", "svgz", "xml", "xsl", "js", "mjs", "css", "swf", "wasm", "hta"];
    let extension = extension.unwrap_or_default();
    if active.contains(&extension.as_str()) {
        return Err(AttachmentFault::Active);
    }
    let size = match extension.as_str() {
        "svg" => {
            let bytes = super::bytes::read_bytes(&file).map_err(|_| AttachmentFault::NotFound)?;
            super::svg::drawing(&bytes).ok_or(AttachmentFault::Active)?.size
        }
        "png" | "apng" | "jpg" | "jpeg" | "jfif" | "gif" | "webp" => {
            super::bytes::read_start(&file, MAX_HEADER_BYTES).ok().and_then(|it| picture::size(&it))
        }
        _ => None,
    };
    Ok(Attachment { file, path: parts.join("/"), size })
}

impl Attachment {
    /// Whether `holds` is true of its text; false of what is no text, `None` where it cannot be read.
    pub fn holds(&self, holds: impl Fn(&str) -> bool) -> Option<bool> {
        let bytes = super::bytes::read_bytes(&self.file).ok()?;
        Some(std::str::from_utf8(&bytes).is_ok_and(holds))
    }
}

impl AttachmentFault {
    /// The fault in words, for a finding.
    pub fn message(&self, target: &str) -> String {
        match self {
            Self::Outside => format!("`{target}` leads outside the content folder"),
            Self::Symlink => format!("`{target}` is a symlink, which is not followed"),
            Self::NotFound => format!("`{target}` is not found"),
            Self::NotAFile => format!("`{target}` is no file"),
            Self::TooLarge(size) => format!("`{target}` is too large to publish: {size} bytes"),
            Self::Active => {
                format!(
                    "`{target}` is not published: a browser would run it (HTML, script, or SVG with more than shapes and text)"
                )
            }
            Self::NamesPeople => {
                format!("`{target}` is not published: it names people, whom this site does not show")
            }
            Self::Hidden => format!("`{target}` is hidden, its name begins with `.` or `_`"),
        }
    }
}
