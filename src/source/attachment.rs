//! Files beside a document that a page links to.
//!
//! An allow-list of kinds decides what is published: pictures, PDF, text, tables and archives, and the endings that the
//! configuration adds. Whatever a browser would run is on neither list. Text is published under an ending that every
//! server and browser shows as text, because a server that does not know an ending lets the browser guess.

use std::path::{Component, Path, PathBuf};

use super::metadata::{self, Container, Stripped};
use super::svg::{self, DrawingFault};
use crate::config::is_active;
use crate::phrase::{Phrase, say};

/// Largest attachment that is published, in bytes.
const MAX_ATTACHMENT_BYTES: u64 = 10 * 1024 * 1024;

/// How much of a picture is read for its size: cameras put previews before it.
const MAX_HEADER_BYTES: u64 = 256 * 1024;

/// The bytes of an attachment that is published as it is.
pub(super) fn read_published(file: &Path) -> std::io::Result<Vec<u8>> {
    super::bytes::read_regular(file, MAX_ATTACHMENT_BYTES)
}

/// Which attachments a site publishes.
#[derive(Debug, Clone, Copy)]
pub struct AttachmentPolicy<'a> {
    /// Endings beside the usual ones, in lower case.
    pub extensions: &'a [String],
    /// Whether everybody may read the site, so that files say nothing but what they show.
    pub is_public: bool,
}

/// A file that a page links to and that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Where it lies.
    pub file: PathBuf,
    /// Relative to the content folder, `/` between parts.
    pub path: String,
    /// The ending it is published under.
    pub extension: String,
    /// Width and height in pixels, of a picture whose header says them.
    pub size: Option<(u32, u32)>,
    /// What is published in the place of the file, where that is not the file as it is.
    pub bytes: Option<Vec<u8>>,
    /// What a drawing lost: `<script>`, `onload`.
    pub dropped: Vec<String>,
    /// Whether its text can be read, so that names of people in it are found.
    pub is_text: bool,
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
    /// A browser would run it: HTML, scripts, XML.
    Active,
    /// A kind of file that is not published; its ending.
    Unlisted(String),
    /// Its content is not what its ending says, so that a browser may take it for something else.
    Unlike(String),
    /// A drawing that cannot be read for certain.
    Drawing(DrawingFault),
    /// It says more than it shows, and that cannot be left out of a public site; why.
    Metadata(Phrase),
    /// Its name begins with `.` or `_`, or an ignore file names it.
    Hidden,
    /// It names people whom the site does not show, or could not be read to see.
    NamesPeople,
    /// It holds what looks like a credential, or could not be read to see.
    HoldsSecret,
}

/// What a file is, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Picture,
    Drawing,
    Pdf,
    /// Text that browsers show as such under its own ending.
    Text,
    /// Text that is published as `.txt` behind its own ending.
    Log,
    Archive,
    /// Listed by the configuration; published as it is.
    Listed,
}

/// Endings by kind. `.md` is a document of the site, or a broken link.
const PICTURES: [&str; 8] = ["png", "apng", "jpg", "jpeg", "jfif", "gif", "webp", "avif"];
const TEXTS: [&str; 3] = ["txt", "csv", "json"];
const LOGS: [&str; 15] = [
    "log", "out", "text", "tsv", "jsonl", "ndjson", "yaml", "yml", "toml", "ini", "conf", "diff", "patch",
    "sql", "trace",
];
const ARCHIVES: [&str; 10] = ["zip", "gz", "tgz", "bz2", "tbz2", "xz", "txz", "zst", "tar", "7z"];

/// What archives begin with.
const MAGIC: [(&str, &[u8]); 8] = [
    ("zip", b"PK"),
    ("gz tgz", b"\x1F\x8B"),
    ("bz2 tbz2", b"BZh"),
    ("xz txz", b"\xFD7zXZ\0"),
    ("zst", b"\x28\xB5\x2F\xFD"),
    ("7z", b"7z\xBC\xAF\x27\x1C"),
    ("pdf", b"%PDF-"),
    ("pdf", b"\xEF\xBB\xBF%PDF-"),
];

/// Looks up `target`, a path relative to the folder of the document `document` (relative to `root`).
pub fn attachment(
    root: &Path,
    document: &str,
    target: &str,
    policy: AttachmentPolicy<'_>,
) -> Result<Attachment, AttachmentFault> {
    let (file, path) = place(root, document, target)?;
    let extension = Path::new(&path).extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    let extension = extension.unwrap_or_default();
    let kind = kind(&extension, policy)?;
    let published = match kind {
        Kind::Log => format!("{extension}.txt"),
        _ => extension.clone(),
    };
    let mut found = Attachment {
        file,
        path,
        extension: published,
        size: None,
        bytes: None,
        dropped: Vec::new(),
        is_text: matches!(kind, Kind::Text | Kind::Log | Kind::Drawing),
    };
    match kind {
        Kind::Drawing => {
            let drawing = svg::drawing(&found.read()?).map_err(AttachmentFault::Drawing)?;
            found.size = drawing.size;
            found.dropped = drawing.dropped;
            found.bytes = Some(drawing.svg.into_bytes());
        }
        Kind::Picture => {
            let header = found.start(MAX_HEADER_BYTES);
            let Some(container) = metadata::kind(&header) else {
                return Err(AttachmentFault::Unlike(extension));
            };
            found.size = size(&header);
            if policy.is_public {
                found.strip(container)?;
            }
        }
        Kind::Pdf | Kind::Archive => {
            if !is_like(&extension, &found.start(512)) {
                return Err(AttachmentFault::Unlike(extension));
            }
            if kind == Kind::Pdf && policy.is_public {
                found.strip(Container::Pdf)?;
            }
        }
        Kind::Text | Kind::Log | Kind::Listed => {}
    }
    Ok(found)
}

/// Where the file lies, and its path relative to `root`.
fn place(root: &Path, document: &str, target: &str) -> Result<(PathBuf, String), AttachmentFault> {
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
    Ok((file, parts.join("/")))
}

/// What a file with this ending is; an error where it is not published.
fn kind(extension: &str, policy: AttachmentPolicy<'_>) -> Result<Kind, AttachmentFault> {
    match extension {
        _ if PICTURES.contains(&extension) => return Ok(Kind::Picture),
        "svg" => return Ok(Kind::Drawing),
        "pdf" => return Ok(Kind::Pdf),
        _ if is_active(extension) => return Err(AttachmentFault::Active),
        _ => {}
    }
    if policy.extensions.iter().any(|it| it == extension) {
        return Ok(Kind::Listed);
    }
    if TEXTS.contains(&extension) {
        return Ok(Kind::Text);
    }
    if LOGS.contains(&extension) {
        return Ok(Kind::Log);
    }
    if ARCHIVES.contains(&extension) {
        // Nobody looks into it, so a public site has one only where it lists the ending itself.
        let reason = say!("attachment.archive");
        return if policy.is_public { Err(AttachmentFault::Metadata(reason)) } else { Ok(Kind::Archive) };
    }
    Err(AttachmentFault::Unlisted(extension.to_owned()))
}

/// Whether a file that begins with `header` is of the kind that its ending says: a server that does not know the
/// ending lets the browser guess, and browsers guess a page from its first characters.
fn is_like(extension: &str, header: &[u8]) -> bool {
    let is_tar =
        extension == "tar" && header.get(257..262) == Some(b"ustar") && header[0].is_ascii_alphanumeric();
    let begins =
        |it: &(&str, &[u8])| it.0.split(' ').any(|known| known == extension) && header.starts_with(it.1);
    is_tar || MAGIC.iter().any(begins)
}

/// Width and height of the picture that begins with `header`, as it is shown.
fn size(header: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(header).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let is_turned = metadata::kind(header) == Some(Container::Jpeg) && metadata::is_turned(header);
    let size = if is_turned { (height, width) } else { (width, height) };
    (size.0 != 0 && size.1 != 0).then_some(size)
}

impl Attachment {
    /// Whether `holds` is true of its text; `None` where it has none that can be read.
    pub fn holds(&self, holds: impl Fn(&str) -> bool) -> Option<bool> {
        if !self.is_text {
            return None;
        }
        let read = super::bytes::read_bytes(&self.file).ok()?;
        String::from_utf8(read).ok().map(|it| holds(&it))
    }

    /// The first bytes of the file.
    fn start(&self, limit: u64) -> Vec<u8> {
        super::bytes::read_start(&self.file, limit).unwrap_or_default()
    }

    fn read(&self) -> Result<Vec<u8>, AttachmentFault> {
        super::bytes::read_bytes(&self.file).map_err(|_| AttachmentFault::NotFound)
    }

    /// Leaves out what the file says beside what it shows.
    fn strip(&mut self, container: Container) -> Result<(), AttachmentFault> {
        match metadata::without(container, &self.read()?) {
            Stripped::AsItIs => {}
            Stripped::Without(bytes) => self.bytes = Some(bytes),
            Stripped::Refused(why) => return Err(AttachmentFault::Metadata(why)),
        }
        Ok(())
    }
}

impl AttachmentFault {
    /// The fault in words, for a finding.
    pub fn message(&self, target: &str) -> Phrase {
        match self {
            Self::Outside => say!("attachment.outside", target),
            Self::Symlink => say!("attachment.symlink", target),
            Self::NotFound => say!("attachment.not-found", target),
            Self::NotAFile => say!("attachment.not-a-file", target),
            Self::TooLarge(size) => say!("attachment.too-large", target, size = *size),
            Self::Active => say!("attachment.active", target),
            Self::Unlisted(extension) if extension.is_empty() => say!("attachment.no-extension", target),
            Self::Unlisted(extension) => say!("attachment.unlisted", target, extension),
            Self::Unlike(extension) => say!("attachment.unlike", target, extension),
            Self::Drawing(fault) => say!("attachment.refused", target, reason = fault.words()),
            Self::Metadata(reason) => say!("attachment.refused", target, reason),
            Self::NamesPeople => say!("attachment.names-people", target),
            Self::HoldsSecret => say!("attachment.holds-secret", target),
            Self::Hidden => say!("attachment.hidden", target),
        }
    }

    /// How to fix it.
    pub fn hint(&self) -> Phrase {
        match self {
            Self::Outside | Self::Symlink | Self::NotFound | Self::NotAFile | Self::Hidden => {
                say!("attachment.beside.hint")
            }
            Self::TooLarge(_) => say!("attachment.too-large.hint"),
            Self::Active => say!("attachment.active.hint"),
            Self::Unlisted(_) => {
                say!("attachment.unlisted.hint")
            }
            Self::Unlike(_) => say!("attachment.unlike.hint"),
            Self::Drawing(fault) => fault.hint(),
            Self::Metadata(_) => say!("attachment.metadata.hint"),
            Self::NamesPeople => say!("attachment.names-people.hint"),
            Self::HoldsSecret => say!("attachment.holds-secret.hint"),
        }
    }
}
