//! A theme: templates, static files and messages; the only module that names `tera` and `rust_embed`.
//!
//! The default theme is inside the binary. A theme folder replaces it file by file: `templates/partial/badge.html`
//! of the folder replaces the default's file of that path, everything else falls through. Messages are
//! replaced key by key, so that a theme need not repeat what it does not change. The folder is handed in as
//! paths and bytes, because only `source` reads the disk.

mod assets;
mod engine;
mod error;
mod files;
mod idle;
mod minify;
mod scripts;
mod sheets;

use serde::{Deserialize, Serialize};

use crate::files::OutputFile;
use crate::i18n::{Locale, Messages};
use crate::phrase::say;
use crate::yaml::YamlError;
use assets::Assets;
use engine::Engine;
use files::Files;

pub use error::ThemeError;
pub use files::default_files;

/// The version of what templates are given: `docs/reference/theme.md`.
///
/// It grows when a name goes away or changes its meaning; names that are added do not change it.
pub const CONTEXT_VERSION: u32 = 1;

/// A theme, ready to render pages of one language.
pub struct Theme {
    manifest: Manifest,
    messages: Messages,
    assets: Assets,
    engine: Engine,
    idle_parts: Vec<String>,
}

/// What a template is given: a serialised view.
#[derive(Debug, Clone)]
pub struct View(tera::Context);

/// `theme.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    name: String,
    version: String,
    /// The version of the template context that the theme is written for; any where it does not say.
    context: Option<u32>,
}

impl Theme {
    /// Builds the default theme with `overrides` (paths inside a theme folder, `/` between parts) over it.
    ///
    /// Every template is parsed here, so that a fault in a theme is found before a page is rendered.
    pub fn new(locale: Locale, overrides: Vec<(String, Vec<u8>)>) -> Result<Self, ThemeError> {
        let files = Files::new(overrides);
        let manifest = manifest(&files)?;
        let messages = messages(&files, locale)?;
        let assets = Assets::new(&files)?;
        let engine = Engine::new(&files, messages.clone(), assets.paths().clone())?;
        let idle_parts = idle::idle_parts(&files);
        Ok(Self { manifest, messages, assets, engine, idle_parts })
    }

    /// Renders `template` (its path below `templates/`) with `view` into the output file `path`.
    pub fn render(&self, path: &str, template: &str, view: &View) -> Result<OutputFile, ThemeError> {
        let text = self.engine.render(template, &view.0)?;
        Ok(OutputFile::text(path, text))
    }

    /// Renders `template` with `view` once for all pages: the script of every page begins with its text, so that no page
    /// repeats it.
    pub fn share(&mut self, template: &str, view: &View) -> Result<(), ThemeError> {
        let text = self.engine.render(template, &view.0)?;
        self.assets.share(&text);
        self.engine.relocate(self.assets.paths().clone());
        Ok(())
    }

    /// The words of the interface.
    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// The path of the static file `name` (`theme.css`, `theme.js`, `search.js`, or one below `static/`) in the output.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.path(name)
    }

    /// The static files, with a fingerprint of their content in their names.
    pub fn static_files(&self) -> &[OutputFile] {
        self.assets.files()
    }

    /// Files and messages of the theme folder that replace nothing.
    pub fn idle_parts(&self) -> &[String] {
        &self.idle_parts
    }

    /// The name in `theme.yaml`.
    pub fn name(&self) -> &str {
        &self.manifest.name
    }

    /// The version in `theme.yaml`.
    pub fn version(&self) -> &str {
        &self.manifest.version
    }
}

impl View {
    /// The view `value`, which must be a struct: its fields are the variables that the template sees.
    ///
    /// # Panics
    /// When `value` cannot be serialised: views are plain structs of ours, and content cannot make them fail.
    pub fn new<T: Serialize>(value: &T) -> Self {
        Self(tera::Context::from_serialize(value).expect("a view is a struct of plain values"))
    }

    /// The value of the variable `name`, for the page that documents them.
    #[cfg(test)]
    pub(crate) fn variable(&self, name: &str) -> Option<&tera::Value> {
        self.0.get(name)
    }
}

/// `theme.yaml`, written for the context that templates are given.
fn manifest(files: &Files) -> Result<Manifest, ThemeError> {
    let path = "theme.yaml";
    let text = files.text(path)?;
    let manifest: Manifest = crate::yaml::read(text).map_err(|it| at(files, path, text, it))?;
    match manifest.context {
        Some(version) if version != CONTEXT_VERSION => {
            let line = text.lines().position(|it| it.starts_with("context:")).unwrap_or_default();
            Err(ThemeError {
                path: files.shown(path),
                line: line + 1,
                column: 1,
                message: say!(
                    "failure.theme-context",
                    version = version.to_string(),
                    ours = CONTEXT_VERSION.to_string()
                ),
            })
        }
        _ => Ok(manifest),
    }
}

/// The default's messages in `locale`, with those of the theme over them.
fn messages(files: &Files, locale: Locale) -> Result<Messages, ThemeError> {
    let path = format!("i18n/{}.yaml", locale.tag());
    let read = |text: &str| Messages::read(locale, text).map_err(|it| at(files, &path, text, it));
    let mut messages = read(files.default_text(&path)?)?;
    if files.is_override(&path) {
        messages.extend(read(files.text(&path)?)?);
    }
    Ok(messages)
}

/// A fault in one of the theme's YAML files.
fn at(files: &Files, path: &str, text: &str, error: YamlError) -> ThemeError {
    let YamlError { message, offset, .. } = error;
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |it| it + 1);
    ThemeError {
        path: files.shown(path),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_theme_stands_in_for_the_default_one() {
        let theme =
            theme(&[("templates/page/extra.html", "<p>{{ name }} {{ t(key=\"nav.home\") }}</p>")]).unwrap();
        let view = View::new(&Named { name: "a<b" });
        let file = theme.render("extra.html", "page/extra.html", &view).unwrap();
        assert_eq!(String::from_utf8(file.bytes).unwrap(), "<p>a&lt;b Home</p>");
    }

    #[test]
    fn messages_are_replaced_key_by_key() {
        let theme = theme(&[("i18n/en.yaml", "nav.home: Start\n")]).unwrap();
        assert_eq!(theme.messages().text("nav.home"), "Start");
        assert_eq!(theme.messages().text("nav.causes"), "Causes");
    }

    #[test]
    fn a_syntax_error_names_its_place() {
        check_fault(
            &[("templates/hook/footer.html", "<p>\n{{ oops( }}</p>")],
            "templates/hook/footer.html:2:",
            "Found",
        );
    }

    #[test]
    fn what_a_terminal_would_act_on_never_reaches_a_page() {
        let theme = theme(&[("templates/page/extra.html", "<p>{{ name }}</p>")]).unwrap();
        let view = View::new(&Named { name: "\u{1B}[31mred\u{0}\tand\u{7F}\u{85}" });
        let file = theme.render("extra.html", "page/extra.html", &view).unwrap();
        assert_eq!(String::from_utf8(file.bytes).unwrap(), "<p>[31mred\tand</p>");
    }

    #[test]
    fn themes_and_views_can_be_shared_between_threads() {
        fn check<T: Send + Sync>() {}
        check::<Theme>();
        check::<View>();
    }

    #[test]
    fn an_unknown_field_names_those_there_are() {
        let theme = theme(&[("templates/page/extra.html", "\n {{ item.titel }}")]).unwrap();
        let view = View::new(&Outer { item: Named { name: "x" } });
        let error = theme.render("extra.html", "page/extra.html", &view).unwrap_err();
        assert_eq!(
            error.to_string(),
            "templates/page/extra.html:2:10: Field `titel` is not defined. Available fields: name"
        );
    }

    #[test]
    fn an_unknown_filter_or_message_or_component_is_named() {
        check_fault(
            &[("templates/hook/head.html", "{{ 1 | loud }}")],
            "templates/hook/head.html:1:8",
            "loud",
        );
        check_fault(
            &[("templates/hook/head.html", "{{ <aw.nope /> }}")],
            "templates/hook/head.html:1:4",
            "aw.nope",
        );
        let theme = theme(&[("templates/page/extra.html", "{{ t(key=\"nav.hime\") }}")]).unwrap();
        let view = View::new(&Named { name: "x" });
        let error = theme.render("extra.html", "page/extra.html", &view).unwrap_err();
        assert!(error.to_string().contains("did you mean `nav.home`?"), "{error}");
    }

    #[test]
    fn an_unknown_variable_names_those_there_are() {
        let theme = theme(&[("templates/page/extra.html", "<p>\n {{ nmae }}")]).unwrap();
        let view = View::new(&Named { name: "x" });
        let error = theme.render("extra.html", "page/extra.html", &view).unwrap_err().to_string();
        assert!(
            error.starts_with("templates/page/extra.html:2:5: ")
                && error.ends_with("Available variables: name"),
            "{error}"
        );
    }

    #[test]
    fn a_theme_for_another_context_is_refused_with_its_line() {
        check_fault(
            &[("theme.yaml", "name: ours\nversion: '2'\ncontext: 7\n")],
            "theme.yaml:3:1: ",
            "written for version 7 of the template context; this program provides version 1",
        );
        assert!(theme(&[("theme.yaml", "name: ours\nversion: '2'\n")]).is_ok());
        assert_eq!(theme(&[]).unwrap().manifest.context, Some(CONTEXT_VERSION));
    }

    #[test]
    fn a_template_asks_where_a_static_file_stands() {
        let template = ("templates/page/extra.html", "{{ name }}{{ asset(name=\"logo.svg\") }}");
        let theme = theme(&[template, ("static/logo.svg", "<svg/>")]).unwrap();
        let view = View::new(&Named { name: "../" });
        let file = theme.render("extra.html", "page/extra.html", &view).unwrap();
        let expected = format!("../{}", theme.asset("logo.svg").unwrap());
        assert_eq!(String::from_utf8(file.bytes).unwrap(), expected);
    }

    #[test]
    fn an_unknown_static_file_is_named_with_the_nearest_one() {
        let theme = theme(&[("templates/page/extra.html", "{{ asset(name=\"icno.svg\") }}")]).unwrap();
        let error =
            theme.render("extra.html", "page/extra.html", &View::new(&Named { name: "" })).unwrap_err();
        assert!(error.to_string().contains("no static file `icno.svg`: did you mean `icon.svg`?"), "{error}");
    }

    #[test]
    fn a_fault_in_the_messages_names_its_line() {
        check_fault(&[("i18n/en.yaml", "a: b\nc: d: e\n")], "i18n/en.yaml:2:", "unexpected `: `");
    }

    #[test]
    fn static_files_carry_their_fingerprint() {
        let theme = theme(&[("static/logo.svg", "<svg/>")]).unwrap();
        let path = theme.asset("logo.svg").unwrap().to_owned();
        assert_eq!(path.len(), "assets/logo-.svg".len() + 8, "{path}");
        assert!(theme.static_files().iter().any(|it| it.path == path && it.bytes == b"<svg/>"));
        assert!(theme.asset("theme.css").is_some() && theme.asset("theme.js").is_some());
    }

    #[test]
    fn what_pages_share_is_in_front_of_their_script_under_a_name_of_its_own() {
        let mut theme = theme(&[
            ("templates/partial/shared.html", "<p title=\"{{ name }}\">\u{2028}</p>"),
            ("templates/page/extra.html", "{{ asset(name=\"theme.js\") }}"),
        ])
        .unwrap();
        let before = theme.asset("theme.js").unwrap().to_owned();
        let view = View::new(&Named { name: "</script>" });
        theme.share("partial/shared.html", &view).unwrap();
        let path = theme.asset("theme.js").unwrap().to_owned();
        assert_ne!(path, before);
        let files: Vec<&OutputFile> =
            theme.static_files().iter().filter(|it| it.path.starts_with("assets/theme-")).collect();
        let scripts: Vec<&&OutputFile> = files.iter().filter(|it| it.path.ends_with(".js")).collect();
        assert_eq!(scripts.len(), 1, "the script without it is not published");
        assert_eq!(scripts[0].path, path);
        let text = std::str::from_utf8(&scripts[0].bytes).unwrap();
        let start = "(window.afterword??={}).shared=\"\\u003cp title=\\\"&lt;&#x2F;script&gt;\\\">\\u2028\\u003c/p>\";\n";
        let slash = start.replace("&#x2F;", "/");
        assert!(text.starts_with(start) || text.starts_with(&slash), "{}", &text[..200]);
        let page = theme.render("extra.html", "page/extra.html", &view).unwrap();
        assert_eq!(String::from_utf8(page.bytes).unwrap(), path);
    }

    #[test]
    fn scripts_of_a_folder_become_one_script_of_its_name() {
        let theme = theme(&[("static/js/extra/b.js", "b();"), ("static/js/extra/a.js", "a();")]).unwrap();
        let text = |name: &str| {
            let file = theme.static_files().iter().find(|it| Some(it.path.as_str()) == theme.asset(name));
            String::from_utf8(file.unwrap().bytes.clone()).unwrap()
        };
        assert_eq!(text("extra.js"), "a();\nb();\n");
        assert!(!text("theme.js").contains("a();"));
    }

    #[derive(Serialize)]
    struct Named {
        name: &'static str,
    }

    #[derive(Serialize)]
    struct Outer {
        item: Named,
    }

    fn theme(overrides: &[(&str, &str)]) -> Result<Theme, ThemeError> {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
        Theme::new(Locale::English, overrides.iter().map(own).collect())
    }

    #[track_caller]
    fn check_fault(overrides: &[(&str, &str)], place: &str, message: &str) {
        let error = theme(overrides).err().expect("a fault");
        let shown = error.to_string();
        assert!(shown.starts_with(place) && shown.contains(message), "{shown}");
    }
}
