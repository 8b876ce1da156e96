//! Ctrl-C while a site is written: the half-built site goes, the old one stays.

use super::error::OutputError;

/// Whether the person at the terminal, or the system, has asked to stop.
#[derive(Debug, Default)]
pub(super) struct Interrupt {
    #[cfg(unix)]
    watch: unix::Watch,
}

impl Interrupt {
    /// Notes requests to stop from here on, instead of stopping at once.
    pub(super) fn watch() -> Self {
        Self {
            #[cfg(unix)]
            watch: unix::Watch::start(),
        }
    }

    /// An error once somebody has asked to stop.
    pub(super) fn check(&self) -> Result<(), OutputError> {
        #[cfg(unix)]
        if self.watch.is_asked() {
            return Err(OutputError::Interrupted);
        }
        Ok(())
    }
}

#[cfg(unix)]
mod unix {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use signal_hook::SigId;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    #[derive(Debug, Default)]
    pub(super) struct Watch {
        is_asked: Arc<AtomicBool>,
        ids: Vec<SigId>,
    }

    impl Watch {
        pub(super) fn start() -> Self {
            let is_asked = Arc::new(AtomicBool::new(false));
            // Where a signal cannot be watched, the next build clears away what is left.
            let watch = |signal: i32| signal_hook::flag::register(signal, Arc::clone(&is_asked)).ok();
            let ids = [SIGINT, SIGTERM, SIGHUP].into_iter().filter_map(watch).collect();
            Self { is_asked, ids }
        }

        pub(super) fn is_asked(&self) -> bool {
            self.is_asked.load(Ordering::Relaxed)
        }
    }

    impl Drop for Watch {
        fn drop(&mut self) {
            for id in self.ids.drain(..) {
                signal_hook::low_level::unregister(id);
            }
        }
    }
}
