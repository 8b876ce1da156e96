//! The project that a request means: its configuration, its root and its content folders.

use std::io;
use std::path::{Path, PathBuf};

use super::error::LoadError;
use super::request::Request;
use crate::config::file::ConfigFile;
use crate::config::{self, Config, Expected, Parsed, Setting, ValuePath};
use crate::diagnostics::{Diagnostic, codes};
use crate::extract;
use crate::files::{FileId, SourceMap};
use crate::phrase::say;
use crate::source::{self, ReadError, Root};

/// The configuration that holds for `request`, and the project root; nothing of the content is read.
pub fn config(request: &Request) -> Result<(Config, PathBuf), LoadError> {
    read_config(&mut SourceMap::default(), request)
}

/// The configuration that holds for `request`, and every setting of its file.
pub fn settings(request: &Request) -> Result<(Config, Vec<Setting>), LoadError> {
    let mut sources = SourceMap::default();
    let (config, _) = read_config(&mut sources, request)?;
    let (parsed, _) = parsed_config(&mut sources, request)?;
    let settings = config::settings(&sources, &parsed);
    Ok((config, settings))
}

/// The content folders that `request` means, with the configuration that names them.
pub fn content_roots(request: &Request) -> Result<(Vec<Root>, Config), LoadError> {
    let mut sources = SourceMap::default();
    let (config, project_root) = read_config(&mut sources, request)?;
    Ok((roots(&sources, request, &config, &project_root)?, config))
}

/// The content folders that `request` means.
pub fn content_folders(request: &Request) -> Result<Vec<PathBuf>, LoadError> {
    let (roots, _) = content_roots(request)?;
    Ok(roots.into_iter().map(|it| it.folder).collect())
}

/// The folder of the configuration file that holds for `request`, else `--root`, else the working folder.
pub fn project_root(request: &Request) -> PathBuf {
    let found = config_path(request).and_then(|it| it.parent().map(Path::to_path_buf));
    found.unwrap_or_else(|| fallback_root(request))
}

/// Where the configuration file is, where there is one.
pub(super) fn config_path(request: &Request) -> Option<PathBuf> {
    let start = request.content.as_ref().or(request.root.as_ref()).unwrap_or(&request.working_folder);
    let start = request.working_folder.join(start);
    match &request.config {
        Some(path) => Some(request.working_folder.join(path)),
        None => source::find_upwards(&start, config::FILE_NAME).map(|it| it.join(config::FILE_NAME)),
    }
}

fn fallback_root(request: &Request) -> PathBuf {
    let root = request.root.as_ref();
    root.map_or_else(|| request.working_folder.clone(), |it| request.working_folder.join(it))
}

/// The configuration and the project root it stands for.
pub(super) fn read_config(
    sources: &mut SourceMap,
    request: &Request,
) -> Result<(Config, PathBuf), LoadError> {
    let (parsed, folder) = parsed_config(sources, request)?;
    finish(sources, parsed, folder, request)
}

/// The configuration file as it is written, and the folder it is in.
fn parsed_config(
    sources: &mut SourceMap,
    request: &Request,
) -> Result<(Parsed<ConfigFile>, PathBuf), LoadError> {
    let found = config_path(request);
    let fallback = fallback_root(request);
    let Some(path) = found else { return Ok((Parsed::default(), fallback)) };
    let folder = path.parent().map_or(fallback, Path::to_path_buf);
    let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    let id = source::read_file(sources, &folder, &name, &request.working_folder)?;
    Ok((config::parse(sources, id), folder))
}

fn finish(
    sources: &mut SourceMap,
    mut parsed: Parsed<ConfigFile>,
    folder: PathBuf,
    request: &Request,
) -> Result<(Config, PathBuf), LoadError> {
    let file = &mut parsed.value;
    if let Some(audience) = request.audience {
        audience.as_str().clone_into(&mut file.site.audience);
    }
    if let Some(base_url) = &request.base_url {
        file.site.base_url.clone_from(base_url);
    }
    if request.pseudonym_key.is_some() {
        file.privacy.pseudonym_key.clone_from(&request.pseudonym_key);
    }
    if let Some(theme) = &request.theme {
        file.site.theme.clone_from(theme);
    }
    let named = [("taxonomy", file.taxonomy.clone()), ("services", file.services.clone())];
    let [taxonomy, services] = named
        .map(|(key, name)| named_file(sources, &mut parsed, (key, name), &folder, &request.working_folder));
    let exports = ticket_files(sources, &mut parsed, &folder, &request.working_folder)?;
    add_bad_globs(&mut parsed);
    match config::resolve(sources, parsed, taxonomy?, services?, &exports) {
        Ok(config) => Ok((config, folder)),
        Err(findings) => Err(wrong_config(findings, sources)),
    }
}

/// The file that the config names under a key; one that does not exist is a fault of the config.
fn named_file(
    sources: &mut SourceMap,
    parsed: &mut Parsed<ConfigFile>,
    (key, name): (&str, Option<String>),
    folder: &Path,
    working_folder: &Path,
) -> Result<Option<FileId>, ReadError> {
    let Some(name) = name else { return Ok(None) };
    match source::read_file(sources, folder, &name, working_folder) {
        Ok(id) => Ok(Some(id)),
        Err(error) if error.source.kind() == io::ErrorKind::NotFound => {
            let hint = say!("failure.config-file-hint");
            parsed.add_fault(&ValuePath::of([key]), error.phrase(), Some(hint));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The exports of trackers that the config names, `None` for one that does not exist.
fn ticket_files(
    sources: &mut SourceMap,
    parsed: &mut Parsed<ConfigFile>,
    folder: &Path,
    working_folder: &Path,
) -> Result<Vec<Option<FileId>>, ReadError> {
    let names: Vec<String> = parsed.value.tickets.iter().map(|it| it.file.clone()).collect();
    let mut files = Vec::with_capacity(names.len());
    for (nth, name) in names.into_iter().enumerate() {
        let is_outside = name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|it| it == "..");
        let path = ValuePath::of(["tickets"]).item(nth).key("file");
        if is_outside {
            let message = say!("failure.config-file-outside", written = &name);
            parsed.add_fault(&path, message, Some(say!("failure.config-file-outside-hint")));
            files.push(None);
            continue;
        }
        files.push(match source::read_file(sources, folder, &name, working_folder) {
            Ok(id) => Some(id),
            Err(error) if error.source.kind() == io::ErrorKind::NotFound => {
                parsed.add_fault(&path, error.phrase(), Some(say!("failure.config-file-hint")));
                None
            }
            Err(error) => return Err(error),
        });
    }
    Ok(files)
}

fn add_bad_globs(parsed: &mut Parsed<ConfigFile>) {
    let content = parsed.value.content.clone();
    for (key, globs) in
        [("incidents", content.incidents), ("runbooks", content.runbooks), ("pages", content.pages)]
    {
        for (nth, glob) in globs.iter().enumerate() {
            if let Some(report) = extract::glob_fault(glob) {
                let message = say!("failure.config-glob", written = glob, report);
                let path = ValuePath::of(["content", key]).item(nth);
                parsed.add_fault(&path, message, Some(say!("failure.config-glob-hint")));
            }
        }
    }
}

/// The error that the configuration cannot be used.
fn wrong_config(mut findings: Vec<Diagnostic>, sources: &SourceMap) -> LoadError {
    findings.sort_by_key(|it| it.span.map(|span| (span.file, span.start)));
    LoadError::Config { findings, sources: Box::new(sources.clone()) }
}

/// The content folders.
pub(super) fn roots(
    sources: &SourceMap,
    request: &Request,
    config: &Config,
    project_root: &Path,
) -> Result<Vec<Root>, LoadError> {
    if let Some(content) = &request.content {
        let folder = request.working_folder.join(content);
        return if folder.is_dir() {
            Ok(vec![Root { prefix: String::new(), folder }])
        } else {
            Err(LoadError::NoContent(content.display().to_string()))
        };
    }
    let stated = config.expectations.iter().filter(|it| it.what == Expected::Root);
    let missing = stated.filter(|it| !project_root.join(&it.name).is_dir()).map(|it| {
        let folder = shown(&project_root.join(&it.name), &request.working_folder);
        let mut finding = Diagnostic::new(&codes::INVALID_CONFIG, say!("failure.no-content", folder));
        finding.span = it.span;
        finding.hint(say!("failure.config-root-hint"))
    });
    let missing: Vec<Diagnostic> = missing.collect();
    if !missing.is_empty() {
        return Err(wrong_config(missing, sources));
    }
    let several = 1 < config.content.roots.len();
    config
        .content
        .roots
        .iter()
        .map(|it| {
            let folder = project_root.join(it);
            let prefix = if several { format!("{}/", it.trim_end_matches('/')) } else { String::new() };
            if folder.is_dir() {
                Ok(Root { prefix, folder })
            } else {
                Err(LoadError::NoContent(shown(&folder, &request.working_folder)))
            }
        })
        .collect()
}

/// `path` from the working folder where it is below it.
pub(super) fn shown(path: &Path, working_folder: &Path) -> String {
    path.strip_prefix(working_folder).unwrap_or(path).display().to_string()
}
