//! A preview that is built anew whenever somebody saves, for the author's own browser.
//!
//! 1. `address` takes a port on the loopback interface, and knows the names that this server has. `server` accepts
//!    connections, bounded in number, size and time (`stall`).
//! 2. `guard` refuses what the author's own browser would not send: other hosts, other origins, other methods. A page of
//!    a foreign site must not be able to read the preview, whatever it makes the browser do.
//! 3. `answer` looks the path up in a `preview`, the site in memory. No request names a file of the disk, so that there is
//!    no way out of a folder: an attachment is read from the place that the build noted for it.
//! 4. `rebuild` builds the site (`outcome`), `report` turns what was found into an event, and `board` shows both to the server in one step.
//!    A build that fails leaves the last good site there. `body` sends the events to the pages that are open, whose script
//!    loads the page again, at the same place, or shows the findings.
//! 5. `watch` waits for the next save.

mod address;
mod answer;
mod board;
mod body;
mod error;
mod guard;
mod media;
mod outcome;
mod preview;
mod rebuild;
mod report;
mod server;
mod stall;
mod watch;

use std::sync::Arc;

use crate::i18n::Locale;
use crate::pipeline::Request;

pub use address::Wanted;
pub use error::ServeError;
pub use outcome::{Failed, News, Success};

use rebuild::Rebuild;
use server::End;

/// Stack of the thread that builds: as large as that of a program's first thread, which builds elsewhere.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Serves the site that `request` names until somebody ends the program; `news` learns what happens.
pub fn run(
    wanted: &Wanted,
    request: Request,
    locale: Locale,
    mut news: impl FnMut(News) + Send + 'static,
) -> Result<(), ServeError> {
    let place = address::listen(wanted)?;
    let (board, seen) = tokio::sync::watch::channel(Arc::new(board::State::starting(locale)));
    let (ends, end) = tokio::sync::mpsc::unbounded_channel();
    let rebuild = Rebuild::new(request, locale, place.address.clone(), board);
    let ended = ends.clone();
    let build = move || {
        let error = rebuild.run(&mut news);
        // Nobody listens any more once the program ends.
        drop(ended.send(End::Failed(error)));
    };
    let thread = std::thread::Builder::new().name("rebuild".to_owned()).stack_size(STACK_BYTES);
    thread.spawn(build).map_err(ServeError::System)?;
    server::run(place, seen, ends, end)
}
