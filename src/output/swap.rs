//! The new site takes the place of the old one.

use std::io;
use std::path::PathBuf;

use super::disk::{exchange, exists};
use super::error::{Action, OutputError};
use super::place::{Place, choose_inside};
use super::work::Work;
use crate::files::seam::{self, Step};
use crate::phrase::say;

/// How two folders change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// In one step of the operating system, else as below.
    Exchange,
    /// The old one moves away, then the new one moves in; the next build repairs a crash in between.
    TwoRenames,
}

impl Method {
    /// The best one that this system has.
    pub(super) fn here() -> Self {
        if cfg!(any(target_os = "linux", target_os = "android", target_os = "macos")) {
            Self::Exchange
        } else {
            Self::TwoRenames
        }
    }
}

/// Puts `work.tree` in the place of the site and returns where the old site, if there is one, is now.
pub(super) fn swap(place: &Place, work: &Work, method: Method) -> Result<Option<PathBuf>, OutputError> {
    let publish = || OutputError::io(Action::Publish, &place.site);
    seam::check(Step::Write, &place.site).map_err(publish())?;
    if !exists(&place.site) {
        return std::fs::rename(&work.tree, &place.site).map(|()| None).map_err(publish());
    }
    if method == Method::Exchange {
        match exchange(&work.tree, &place.site) {
            Ok(()) => {
                // The name only helps the next build after a crash; without it, the old site is where the new one was.
                let moved = std::fs::rename(&work.tree, &work.old).is_ok();
                return Ok(Some(if moved { work.old.clone() } else { work.tree.clone() }));
            }
            Err(error) if cannot_exchange(&error) => {}
            Err(error) => return Err(unmovable(place, error)),
        }
    }
    std::fs::rename(&place.site, &work.old).map_err(|it| unmovable(place, it))?;
    std::fs::rename(&work.tree, &place.site).map_err(|error| {
        let _ = std::fs::rename(&work.old, &place.site);
        publish()(error)
    })?;
    Ok(Some(work.old.clone()))
}

/// The error for an output folder that does not let itself be moved.
fn unmovable(place: &Place, error: io::Error) -> OutputError {
    let reason = match error.kind() {
        io::ErrorKind::ResourceBusy => say!("failure.output-mount"),
        io::ErrorKind::CrossesDevices => say!("failure.output-layer"),
        _ => return OutputError::io(Action::Publish, &place.site)(error),
    };
    OutputError::Refused { path: place.site.clone(), reason, hint: choose_inside() }
}

/// Whether the file system or the kernel does not know the step; some say so with "invalid argument".
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}
