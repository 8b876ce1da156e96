//! One build after the other, for as long as the preview runs.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch::Sender;

use super::address::Address;
use super::board::State;
use super::error::ServeError;
use super::outcome::{Failed, News, Success};
use super::preview::Preview;
use super::report;
use super::watch::{Depth, Folders, Watch};
use crate::files::SourceMap;
use crate::i18n::Locale;
use crate::phrase::say;
use crate::pipeline::{self, BuildError, Built, LoadError, Loaded, Memory, Request};

/// What builds, and what it has built.
pub(super) struct Rebuild {
    request: Request,
    locale: Locale,
    address: Address,
    board: Sender<Arc<State>>,
    site: Option<Arc<Preview>>,
    memory: Memory,
    n_builds: usize,
}

impl Rebuild {
    pub(super) fn new(request: Request, locale: Locale, address: Address, board: Sender<Arc<State>>) -> Self {
        Self { request, locale, address, board, site: None, memory: Memory::on(), n_builds: 0 }
    }

    /// Builds after every save; ends where a first build shows that the command line names nothing to build.
    pub(super) fn run(mut self, news: &mut dyn FnMut(News)) -> ServeError {
        let mut watch = Watch::new(&self.request.skip);
        let mut start = Instant::now();
        // Before the first build: a save while it runs is not missed.
        follow(&mut watch, self.folders(None), news);
        let mut is_first = true;
        loop {
            let folders = match self.build() {
                Ok((loaded, built)) => {
                    let folders = self.folders(Some(&loaded.sources));
                    self.show(loaded, built, start, news);
                    folders
                }
                Err(failed) if is_first && is_of_command_line(&failed, &self.request) => {
                    return ServeError::Command(failed);
                }
                Err(failed) => {
                    // What was read before may be what has to be corrected.
                    let mut folders = watch.folders();
                    folders.extend(self.folders(failed.sources()));
                    self.show_failure(failed, news);
                    folders
                }
            };
            if is_first {
                news(News::Ready(self.address.url()));
            }
            is_first = false;
            follow(&mut watch, folders, news);
            start = watch.wait();
        }
    }

    fn build(&mut self) -> Result<(Loaded, Built), Failed> {
        let mut request = self.request.clone();
        // Addresses in feeds and on the page for what is not found lead to the preview, where the site has one at all.
        let states_address = pipeline::config(&request).is_ok_and(|it| !it.0.site.base_url.is_empty());
        if states_address {
            request.base_url = Some(self.address.url());
        }
        let loaded = pipeline::load_again(&request, &mut self.memory).map_err(Failed::Load)?;
        if loaded.lost().is_some() {
            return Err(Failed::Unread(Box::new(loaded)));
        }
        if loaded.is_in_doubt() {
            return Err(Failed::InDoubt(Box::new(loaded)));
        }
        let built = pipeline::build(&loaded, &request).map_err(Failed::Build)?;
        Ok((loaded, built))
    }

    /// The folders that the site is made from.
    fn folders(&self, sources: Option<&SourceMap>) -> Folders {
        let request = &self.request;
        let root = pipeline::project_root(request);
        let mut folders = Folders::from([(root.join("themes"), Depth::Settings), (root, Depth::Settings)]);
        // The taxonomy, the services and the overrides are where the configuration and the command line say.
        for (_, file) in sources.into_iter().flat_map(SourceMap::iter) {
            let path = request.working_folder.join(&file.shown_path);
            folders.extend(path.parent().map(|it| (it.to_path_buf(), Depth::Settings)));
        }
        let content = pipeline::content_folders(request).unwrap_or_default();
        let theme = pipeline::theme_folder(request);
        folders.extend(content.into_iter().chain(theme).map(|it| (it, Depth::Everything)));
        folders
    }

    /// Puts a new site on the board.
    fn show(&mut self, loaded: Loaded, built: Built, start: Instant, news: &mut dyn FnMut(News)) {
        let (site, n_changed) = Preview::new(built.files, built.attachments, self.site.as_deref());
        if 0 < n_changed || self.site.is_none() {
            self.n_builds += 1;
            self.site = Some(Arc::new(site));
        }
        let build = self.build_name();
        let event = report::of_site(&build, &built.diagnostics, &loaded.sources, self.locale);
        self.post(build, event);
        news(News::Built(Box::new(Success {
            loaded,
            findings: built.diagnostics,
            n_pages: built.n_pages,
            n_changed,
            idle_theme_parts: built.idle_theme_parts,
            took: start.elapsed(),
        })));
    }

    /// Shows why there is no new site; the old one stays.
    fn show_failure(&self, failed: Failed, news: &mut dyn FnMut(News)) {
        let build = self.build_name();
        let has_site = self.site.is_some();
        let event = report::of_failure(&build, &failed, has_site, self.locale);
        self.post(build, event);
        news(News::Failed { failed, has_site });
    }

    /// Different in every run, so that a page of an earlier run knows that it is old.
    fn build_name(&self) -> String {
        format!("{}-{}", std::process::id(), self.n_builds)
    }

    fn post(&self, build: String, event: hyper::body::Bytes) {
        let waiting = if self.n_builds == 0 { say!("serve.no-site") } else { say!("serve.waiting") };
        let state = State {
            site: self.site.clone(),
            build,
            event,
            waiting: waiting.text(self.locale),
            language: self.locale.tag(),
        };
        self.board.send_replace(Arc::new(state));
    }
}

fn follow(watch: &mut Watch, folders: Folders, news: &mut dyn FnMut(News)) {
    if watch.follow(folders) {
        news(News::Polling);
    }
}

/// Whether a build failed because of what the command line names, which no save can put right.
fn is_of_command_line(failed: &Failed, request: &Request) -> bool {
    match failed {
        Failed::Load(LoadError::NoContent(_)) => true,
        Failed::Load(LoadError::Read(_)) => request.config.is_some() || request.overrides.is_some(),
        Failed::Build(BuildError::NoTheme(_)) => request.theme.is_some(),
        Failed::Load(LoadError::Config { .. })
        | Failed::Build(_)
        | Failed::Unread(_)
        | Failed::InDoubt(_) => false,
    }
}
