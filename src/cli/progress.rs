//! What a long build is doing, for somebody who watches.

use std::io::Write as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::ui::Ui;
use crate::phrase::Phrase;

/// A build that is faster says nothing on the way.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line on a terminal that names the step of a build, and goes away with it.
pub(super) struct Progress {
    line: Option<(Sender<String>, JoinHandle<()>)>,
    locale: crate::i18n::Locale,
}

impl Progress {
    /// Begins with `step`; nothing is ever shown where nobody watches.
    pub(super) fn start(ui: &Ui, step: &Phrase) -> Self {
        let locale = ui.locale();
        let line = ui.is_watched().then(|| {
            let (sender, receiver) = channel();
            let first = step.text(locale);
            (sender, std::thread::spawn(move || show(&receiver, first)))
        });
        Self { line, locale }
    }

    /// Goes on to `step`.
    pub(super) fn step(&self, step: &Phrase) {
        if let Some((sender, _)) = &self.line {
            // A line that has gone away is not missed.
            drop(sender.send(step.text(self.locale)));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.line.take() {
            drop(sender);
            drop(thread.join());
        }
    }
}

/// Shows the latest step once patience is over, and clears the line at the end.
fn show(receiver: &Receiver<String>, mut step: String) {
    let start = std::time::Instant::now();
    loop {
        match receiver.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
            Ok(next) => step = next,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    write(&step);
    while let Ok(next) = receiver.recv() {
        write(&next);
    }
    write("");
}

/// Puts `text` in the place of the line.
fn write(text: &str) {
    let mut out = std::io::stderr().lock();
    drop(write!(out, "\r\u{1b}[2K{text}").and_then(|()| out.flush()));
}
