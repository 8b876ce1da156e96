//! Disk to knowledge base: as far as `check`, `actions` and `export` go.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::address::Addresses;
use crate::analysis::{self, Analysis};
use crate::config::Config;
use crate::diagnostics::{self, Checked, Diagnostic, Unread, codes};
use crate::export;
use crate::extract::{self, Extracted, Globs, Recognition, Surroundings};
use crate::files::{FileId, SourceMap, Span};
use crate::i18n::Locale;
use crate::lint;
use crate::model::{DocumentStatus, Field, How, Incident, KnowledgeBase, Visibility};
use crate::phrase::say;
use crate::privacy::{self, People};
use crate::resolve::{self, Documents, Sidecars};
use crate::source::{self, Content, Root};
use crate::tracker;

use super::error::LoadError;
use super::expectations;
use super::memory::Memory;
use super::project::{read_config, roots, shown};
use super::reading::read_all;
use super::request::{Purpose, Request};
use super::timings::Stage;

/// A knowledge base with what it was read from and what was found on the way.
#[derive(Debug)]
pub struct Loaded {
    /// What spans point into.
    pub sources: SourceMap,
    /// The site's configuration.
    pub config: Config,
    /// The folder of the configuration file, else the working folder.
    pub project_root: PathBuf,
    /// The folders and documents that were read.
    pub content: Content,
    /// Everything that was read, linked.
    pub knowledge_base: KnowledgeBase,
    /// What each document was taken for, and why.
    pub recognitions: BTreeMap<FileId, Recognition>,
    /// How many drafts were left out.
    pub n_drafts: usize,
    /// What reading a document depends on beside itself.
    pub surroundings: Surroundings,
    /// Every number.
    pub analysis: Analysis,
    /// Whose names were taken out of the texts; `None` where they are shown.
    pub people: Option<People>,
    /// Of reading, linking and the rules, in order of place, at the levels of this project and without what is allowed.
    pub diagnostics: Vec<Diagnostic>,
    /// What the project decides about findings; it knows which remarks the findings above needed.
    pub policy: lint::Policy,
    /// Documents of which nothing is shown to this audience.
    pub hidden: BTreeSet<FileId>,
}

impl Loaded {
    /// What exports take.
    pub fn input<'a>(&'a self, addresses: &'a Addresses) -> export::Input<'a> {
        export::Input {
            sources: &self.sources,
            knowledge_base: &self.knowledge_base,
            analysis: &self.analysis,
            config: &self.config,
            addresses,
        }
    }

    /// Whether it is not clear what is internal, so that nothing must be made for everybody.
    pub fn is_in_doubt(&self) -> bool {
        self.config.site.audience == Visibility::Public
            && self.diagnostics.iter().any(|it| it.kind.blocks_public_sites())
    }

    /// Findings about input that is missing from every number.
    pub fn unread(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|it| it.unread.is_some())
    }

    /// What the system did not give out; a folder is worse than a file.
    pub fn lost(&self) -> Option<Unread> {
        let lost = self.unread().filter(|it| it.kind == &codes::UNREADABLE);
        lost.filter_map(|it| it.unread).max()
    }
}

/// Reads, links and analyses everything that `request` names.
pub fn load(request: &Request) -> Result<Loaded, LoadError> {
    load_again(request, &mut Memory::off())
}

/// The same, for a program that loads the project after every save: `memory` keeps how documents were read.
pub fn load_again(request: &Request, memory: &mut Memory) -> Result<Loaded, LoadError> {
    let loaded = load_with(request, memory)?;
    memory.end();
    Ok(loaded)
}

fn load_with(request: &Request, memory: &mut Memory) -> Result<Loaded, LoadError> {
    let mut sources = SourceMap::default();
    let (mut config, project_root) = read_config(&mut sources, request)?;
    let roots = roots(&sources, request, &config, &project_root)?;
    expectations::keep_for(&roots, &mut config, &project_root);
    let content = source::read_content(&mut sources, &roots, &request.working_folder, &request.skip)?;
    let mut diagnostics = found_beside(&content, &config, &project_root, request);
    let globs = Globs::new(&config);
    let override_files = override_files(&mut sources, request, &content)?;
    let sidecars = content.action_sidecars.iter().chain(&override_files).chain(&content.decision_files);
    let files: Vec<FileId> = content.documents.iter().chain(sidecars).copied().collect();
    diagnostics.extend(blacked_out(&mut sources, &files, &config, request));
    request.timings.end(Stage::Read, || Some(sources.iter().map(|it| it.1.text.len()).sum()));
    let mut read = read_all(&sources, &content.documents, &override_files, &roots, &config, &globs, memory);
    complete(&mut config, request, &read.entries);
    let texts = content.documents.iter().map(|it| sources.get(*it).text.as_str());
    let known = privacy::people(&read.entries, texts, &config);
    let people = known.clone().filter(|_| !request.keep_names);
    if let Some(people) = &people {
        conceal(&mut sources, &files, people);
        diagnostics = concealed(diagnostics, people);
        read = read_all(&sources, &content.documents, &override_files, &roots, &config, &globs, memory);
    }
    request.timings.end(Stage::Extract, || None);
    diagnostics.extend(read.diagnostics);
    diagnostics.extend(expectations::check(&sources, &config, &content, &read.entries));
    privacy::without_addresses(read.entries.iter_mut().filter(|_| !request.keep_names));
    let (audience, drafts) = (config.site.audience, request.drafts);
    let Sorted { documents, shown_parts, n_drafts, left_out } =
        sorted(read.entries, people.as_ref(), drafts, audience, &mut diagnostics);
    if documents.incidents.is_empty() {
        diagnostics.push(no_incidents(&roots, request));
    }
    let exports = tracker::read(&sources, &config, &mut diagnostics);
    let beside = Sidecars { exports: &exports, with_owners: people.is_none(), ..beside(&content, &left_out) };
    let resolved = resolve::resolve(&sources, documents, beside, &config);
    let mut knowledge_base = settled(resolved, &mut diagnostics);
    let is_public = config.site.audience == Visibility::Public;
    if is_public {
        without_hidden_origins(&mut knowledge_base);
    }
    analysis::proposals::propose(&mut knowledge_base, &sources);
    let hidden = shown_parts.hidden();
    let open: Vec<FileId> = content.documents.iter().copied().filter(|it| !hidden.contains(it)).collect();
    knowledge_base.drop_decided_suggestions();
    let analysis = analysed(&knowledge_base, request, &config);
    request.timings.end(Stage::Analyse, || None);
    let scope = lint::Scope {
        sources: &sources,
        documents: &open,
        knowledge_base: &knowledge_base,
        analysis: &analysis,
        config: &config,
    };
    // What a rule finds can forbid to show anything to the public.
    if request.purpose == Purpose::Everything || is_public {
        diagnostics.extend(by_rules(scope, known.as_ref()));
    }
    if is_public {
        retain_shown(&mut diagnostics, &shown_parts, &files, &content.documents);
    }
    let spoken_of: Vec<FileId> = files.iter().copied().filter(|it| !hidden.contains(it)).collect();
    let mut policy = lint::Policy::new(&config, &request.enabled, &sources, &spoken_of);
    let diagnostics = settled_by(&mut policy, diagnostics, &sources, request);
    Ok(Loaded {
        sources,
        config,
        project_root,
        content,
        knowledge_base,
        recognitions: read.recognitions,
        n_drafts,
        surroundings: read.surroundings,
        analysis,
        people,
        diagnostics,
        policy,
        hidden,
    })
}

/// The numbers that `request` asks for.
fn analysed(knowledge_base: &KnowledgeBase, request: &Request, config: &Config) -> Analysis {
    let analyse =
        if request.purpose == Purpose::ActionItems { analysis::of_action_items } else { analysis::analyse };
    analyse(knowledge_base, settings(request, config))
}

/// What the rules find, and where somebody may be named in a text that shows no names.
fn by_rules(scope: lint::Scope<'_>, known: Option<&People>) -> Vec<Diagnostic> {
    let mut found = lint::check(scope);
    if let Some(known) = known {
        let lint::Scope { sources, knowledge_base, config, .. } = scope;
        found.extend(privacy::unsure(sources, knowledge_base, config, |it| known.are_named_in(it)));
    }
    found
}

/// Takes the names of people out of every text.
fn conceal(sources: &mut SourceMap, files: &[FileId], people: &People) {
    for it in files {
        sources.rewrite(*it, |text| people.conceal(text));
    }
}

/// The findings at the levels of the project and in order of place; the last step of loading.
fn settled_by(
    policy: &mut lint::Policy,
    found: Vec<Diagnostic>,
    sources: &SourceMap,
    request: &Request,
) -> Vec<Diagnostic> {
    let mut settled = policy.settle(found);
    diagnostics::sort(&mut settled, sources);
    request.timings.end(Stage::Check, || None);
    settled
}

/// What is found without reading a document.
fn found_beside(
    content: &Content,
    config: &Config,
    project_root: &Path,
    request: &Request,
) -> Vec<Diagnostic> {
    let mut found = [content.diagnostics.as_slice(), config.doubts.as_slice()].concat();
    if content.roots.iter().all(|it| it.folder != project_root) {
        found.extend(source::misplaced(project_root, &request.working_folder));
    }
    found
}

/// Blacks out credentials where the project wants that; what was found.
fn blacked_out(
    sources: &mut SourceMap,
    files: &[FileId],
    config: &Config,
    request: &Request,
) -> Vec<Diagnostic> {
    if config.privacy.redact && !request.keep_secrets { privacy::redact(sources, files) } else { Vec::new() }
}

/// The files beside the documents of `content`; `left_out` are ids of incidents that are not shown.
fn beside<'a>(content: &'a Content, left_out: &'a [String]) -> Sidecars<'a> {
    let (actions, decisions) = (&content.action_sidecars, &content.decision_files);
    Sidecars { actions, decisions, left_out, ..Sidecars::default() }
}

/// The sidecars that speak for documents which must not be touched: those of the content, and the one that `request` names.
fn override_files(
    sources: &mut SourceMap,
    request: &Request,
    content: &Content,
) -> Result<Vec<FileId>, LoadError> {
    let mut files = content.override_sidecars.clone();
    if let Some(path) = &request.overrides {
        let path = request.working_folder.join(path);
        let (folder, name) = (path.parent().unwrap_or(&path), path.file_name().unwrap_or_default());
        let name = name.to_string_lossy();
        files.push(source::read_file(sources, folder, &name, &request.working_folder)?);
    }
    Ok(files)
}

/// What the project leaves open and its documents decide: the language of the interface, and the name of the site.
fn complete(config: &mut Config, request: &Request, entries: &[Extracted]) {
    if !config.site.has_language {
        let languages = entries.iter().filter_map(|it| match it {
            Extracted::Incident(it) => Some(it.language.starts_with("zh")),
            Extracted::Runbook(_) | Extracted::Page(_) => None,
        });
        let (chinese, others): (Vec<bool>, Vec<bool>) = languages.partition(|it| *it);
        // A folder with some English reports is not all Chinese, one with a single one is as good as it.
        if 9 * others.len() < chinese.len() {
            config.site.language = Locale::Chinese;
        }
    }
    // The name of the requested folder; that of the working folder would differ between two checkouts.
    let named = request.content.as_ref().and_then(|it| it.file_name()).map(|it| it.to_string_lossy());
    match named {
        Some(name) if !config.site.has_title && name != "content" => config.site.title = name.into_owned(),
        _ if !config.site.has_title => config.site.title = say!("load.site-title").text(config.site.language),
        _ => {}
    }
}

/// What the numbers depend on besides the content.
fn settings(request: &Request, config: &Config) -> analysis::Settings {
    analysis::Settings {
        as_of: config.site.day(request.clock),
        zone: config.site.zone.clone(),
        recurrence_window_days: config.recurrence_window_days,
        fiscal_year_start: config.fiscal_year_start,
        action_policy: config.action_policy.clone(),
        targets: config.targets.clone(),
        support_hours: config.support_hours.clone(),
    }
}

/// What was read, by what this audience sees of it.
#[derive(Default)]
struct Sorted {
    documents: Documents,
    shown_parts: ShownParts,
    n_drafts: usize,
    /// Ids of the incidents that are not shown.
    left_out: Vec<String>,
}

fn sorted(
    entries: Vec<Extracted>,
    people: Option<&People>,
    drafts: bool,
    audience: Visibility,
    diagnostics: &mut Vec<Diagnostic>,
) -> Sorted {
    let mut sorted = Sorted::default();
    for mut entry in entries {
        if let (Some(people), Extracted::Incident(incident)) = (people, &mut entry) {
            people.conceal_fields(incident);
        }
        let is_shown = is_shown(&entry, drafts, audience);
        sorted.shown_parts.note(&entry, is_shown);
        let draft = draft_for(&entry, audience);
        if is_shown {
            sort_in(&mut sorted.documents, entry);
        } else if let Extracted::Incident(incident) = entry {
            sorted.left_out.push(incident.id);
        }
        // `check` looks at drafts too, and reports for each that no build shows it.
        if let Some(draft) = draft {
            sorted.n_drafts += usize::from(!drafts);
            // Nobody outside learns of a draft, not even that there is one.
            if audience == Visibility::Internal {
                let message = say!("load.draft");
                diagnostics.push(Diagnostic::new(&codes::SET_ASIDE, message).at(draft));
            }
        }
    }
    sorted
}

/// Which parts of each document this audience sees.
#[derive(Debug, Default)]
struct ShownParts {
    /// The bodies that are shown and how many are not, by file.
    of_files: BTreeMap<FileId, (Vec<Range<usize>>, usize)>,
}

impl ShownParts {
    fn note(&mut self, entry: &Extracted, is_shown: bool) {
        let (file, range) = match entry {
            Extracted::Incident(it) => &it.body,
            Extracted::Runbook(it) => &it.body,
            Extracted::Page(it) => &it.body,
        };
        let parts = self.of_files.entry(*file).or_default();
        if is_shown {
            parts.0.push(range.clone());
        } else {
            parts.1 += 1;
        }
    }

    /// Files of which nothing is shown.
    fn hidden(&self) -> BTreeSet<FileId> {
        self.of_files.iter().filter(|(_, (shown, _))| shown.is_empty()).map(|(file, _)| *file).collect()
    }

    fn hides(&self, span: Span) -> bool {
        self.of_files.get(&span.file).is_some_and(|(shown, n_hidden)| {
            0 < *n_hidden && !shown.iter().any(|it| it.start <= span.start && span.start <= it.end)
        })
    }
}

/// Drops findings about what a public site does not show.
fn retain_shown(findings: &mut Vec<Diagnostic>, parts: &ShownParts, files: &[FileId], documents: &[FileId]) {
    let documents: BTreeSet<FileId> = documents.iter().copied().collect();
    let sidecars: BTreeSet<FileId> = files.iter().copied().filter(|it| !documents.contains(it)).collect();
    findings.retain(|it| it.is_binding() || !speaks_of_hidden(it, parts, &sidecars));
}

/// Whether a finding is about what a public site does not show: sidecars name hidden documents too.
fn speaks_of_hidden(finding: &Diagnostic, parts: &ShownParts, sidecars: &BTreeSet<FileId>) -> bool {
    let mut places = finding.span.iter().chain(&finding.related);
    places.any(|it| parts.hides(*it) || sidecars.contains(&it.file))
}

/// What was linked; adds its findings, and drops what was found of a kind that a person has decided since.
fn settled(resolved: Checked<KnowledgeBase>, diagnostics: &mut Vec<Diagnostic>) -> KnowledgeBase {
    let Checked { value: knowledge_base, diagnostics: found } = resolved;
    diagnostics.extend(found);
    let is_decided =
        |it: &&Incident| it.provenance.get(&Field::Kind).is_some_and(|from| from.how == How::Decision);
    let decided: BTreeSet<Span> =
        knowledge_base.incidents.iter().filter(is_decided).map(|it| it.source).collect();
    diagnostics.retain(|it| {
        it.kind != &codes::NOT_A_FAILURE || !it.span.is_some_and(|span| decided.contains(&span))
    });
    knowledge_base
}

/// Takes out where values come from when that tells of hidden documents: lines of sidecars, and references to what is not
/// there.
fn without_hidden_origins(knowledge_base: &mut KnowledgeBase) {
    for incident in &mut knowledge_base.incidents {
        let own = incident.source;
        for it in incident.provenance.values_mut().filter(|it| matches!(it.how, How::Sidecar | How::Decision))
        {
            it.span = own;
        }
        for (key, is_empty) in [
            (Field::Related, incident.related.is_empty()),
            (Field::RecurrenceOf, incident.recurrence_of.is_empty()),
        ] {
            if is_empty {
                incident.provenance.remove(&key);
            }
        }
    }
}

/// The finding that there is nothing to speak of.
fn no_incidents(roots: &[Root], request: &Request) -> Diagnostic {
    let shown: Vec<String> = roots.iter().map(|it| shown(&it.folder, &request.working_folder)).collect();
    let shown = shown.join(", ");
    let message = say!("load.no-incidents", path = shown);
    let finding = Diagnostic::new(&codes::NO_INCIDENTS, message).in_file(shown);
    finding.hint(say!("load.no-incidents.hint"))
}

/// Findings of reading, which name files as they were found.
fn concealed(mut findings: Vec<Diagnostic>, people: &People) -> Vec<Diagnostic> {
    for it in &mut findings {
        it.message = it.message.clone().map_text(&|text| people.conceal(text));
        it.path = it.path.as_deref().map(|it| people.conceal(it));
        it.hint = it.hint.take().map(|it| it.map_text(&|text| people.conceal(text)));
    }
    findings
}

fn is_shown(entry: &Extracted, drafts: bool, audience: Visibility) -> bool {
    (drafts || !is_left_out(entry, audience)) && extract::is_visible(standing(entry).1, audience)
}

/// Whether `audience` sees the document with `--drafts` only.
fn is_left_out(entry: &Extracted, audience: Visibility) -> bool {
    let (is_draft, is_held_back) = match entry {
        Extracted::Incident(it) => (it.status == Some(DocumentStatus::Draft), it.is_held_back),
        Extracted::Runbook(it) => (it.draft, it.is_held_back),
        Extracted::Page(it) => (it.draft, it.is_held_back),
    };
    is_held_back || is_draft && audience == Visibility::Public
}

/// The place of a document, and who may see it.
fn standing(entry: &Extracted) -> (Span, Visibility) {
    match entry {
        Extracted::Incident(it) => (it.source, it.visibility),
        Extracted::Runbook(it) => (it.source, it.visibility),
        Extracted::Page(it) => (it.source, it.visibility),
    }
}

/// The place of a draft that `audience` may see and that is left out.
fn draft_for(entry: &Extracted, audience: Visibility) -> Option<Span> {
    let (source, visibility) = standing(entry);
    (is_left_out(entry, audience) && extract::is_visible(visibility, audience)).then_some(source)
}

fn sort_in(documents: &mut Documents, entry: Extracted) {
    match entry {
        Extracted::Incident(it) => documents.incidents.push(*it),
        Extracted::Runbook(it) => documents.runbooks.push(*it),
        Extracted::Page(it) => documents.pages.push(*it),
    }
}
