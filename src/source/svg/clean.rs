//! Reads a drawing as XML and writes it anew.

use crate::phrase::{Phrase, say};
use std::collections::BTreeSet;

use quick_xml::XmlVersion;
use quick_xml::escape::{escape, resolve_xml_entity};
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::super::metadata;
use super::{names, style};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// How deep elements may be nested; drawing programs stay far below, and readers' browsers have limits too.
const MAX_DEPTH: usize = 256;
/// Most names of dropped parts that a finding lists.
const MAX_DROPPED: usize = 8;

/// A drawing in which nothing can run and which asks for nothing from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The drawing, written anew.
    pub svg: String,
    /// Width and height in pixels, where it says so.
    pub size: Option<(u32, u32)>,
    /// What a reader would have seen, or a browser would have run, and is left out: `<script>`, `onload`.
    pub dropped: Vec<String>,
}

/// Why a file is not published as a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawingFault {
    /// Its bytes, or its declaration, are not UTF-8.
    NotUtf8,
    /// It declares entities, which a browser would fill in.
    Entities,
    /// It is not well-formed XML with an `svg` element around everything.
    NotSvg,
    /// Its elements are nested too deeply.
    TooDeep,
}

impl DrawingFault {
    /// The fault in words, behind "is not published:".
    pub fn words(self) -> Phrase {
        match self {
            Self::NotUtf8 => say!("drawing.not-utf8"),
            Self::Entities => say!("drawing.entities"),
            Self::NotSvg => say!("drawing.not-svg"),
            Self::TooDeep => say!("drawing.too-deep"),
        }
    }

    /// How to fix it.
    pub fn hint(self) -> Phrase {
        match self {
            Self::NotUtf8 => say!("drawing.not-utf8.hint"),
            Self::Entities => say!("drawing.entities.hint"),
            Self::NotSvg => say!("drawing.not-svg.hint"),
            Self::TooDeep => say!("drawing.too-deep.hint"),
        }
    }
}

/// The drawing in `bytes`, written anew.
///
/// # Errors
/// Where it cannot be read for certain: another encoding, entities, or no well-formed SVG.
pub fn drawing(bytes: &[u8]) -> Result<Drawing, DrawingFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| DrawingFault::NotUtf8)?;
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut writer = Writer::default();
    let mut is_first = true;
    loop {
        let event = reader.read_event().map_err(|_| DrawingFault::NotSvg)?;
        match event {
            Event::Eof => break,
            Event::Decl(declaration) if is_first => check_encoding(&declaration)?,
            Event::DocType(declared) if declared.contains('[') => return Err(DrawingFault::Entities),
            Event::Start(start) => {
                let is_svg = is_of(&reader.resolver().resolve_element(start.name()).0, SVG, None);
                let attributes = attributes(&reader, &start)?;
                let name = start.local_name();
                writer.start(is_svg.then_some(name.as_ref()), start.name(), &attributes)?;
            }
            Event::End(_) => writer.end(),
            Event::Text(text) => writer.text(&text.xml10_content()),
            Event::CData(text) => writer.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let number = reference.resolve_char_ref().map_err(|_| DrawingFault::NotSvg)?;
                let named = || resolve_xml_entity(&reference).map(str::to_owned);
                let meant = number.map(String::from).or_else(named).ok_or(DrawingFault::Entities)?;
                writer.text(&meant);
            }
            // A declaration that is not the first thing, a document type without entities, instructions to a
            // browser and comments: none of them is part of what is shown.
            Event::Decl(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => {}
        }
        is_first = false;
    }
    writer.finish()
}

/// Only UTF-8 is read, so the declaration must not make a browser read something else.
fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), DrawingFault> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(it)) if it.eq_ignore_ascii_case("utf-8") || it.eq_ignore_ascii_case("utf8") => Ok(()),
        Some(_) => Err(DrawingFault::NotUtf8),
    }
}

/// Whether a name belongs to `space`: declared so, or, as careless tools leave it, undeclared with the usual `prefix`.
fn is_of(resolved: &ResolveResult<'_>, space: &str, prefix: Option<&str>) -> bool {
    match resolved {
        ResolveResult::Bound(it) => it.as_ref() == space,
        ResolveResult::Unbound => prefix.is_none(),
        ResolveResult::Unknown(it) => Some(it.as_str()) == prefix,
    }
}

/// The attributes of `start` with their values as a browser reads them; those of other vocabularies are left out.
fn attributes(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Vec<Attribute>, DrawingFault> {
    let mut found: Vec<Attribute> = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| DrawingFault::NotSvg)?;
        let key = attribute.key;
        if key.as_namespace_binding().is_some() {
            continue;
        }
        let name = key.local_name();
        let name = name.as_ref();
        let name = match key.prefix().as_ref().map(AsRef::as_ref) {
            None => name.to_owned(),
            Some("xml") if matches!(name, "space" | "lang") => format!("xml:{name}"),
            Some(_) if is_of(&reader.resolver().resolve_attribute(key).0, XLINK, Some("xlink")) => {
                name.to_owned()
            }
            Some(_) if is_handler(name) => name.to_owned(),
            Some(_) => continue,
        };
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| DrawingFault::Entities)?;
        if found.iter().all(|it| it.name != name) {
            found.push(Attribute { name, value: value.into_owned() });
        }
    }
    Ok(found)
}

/// An attribute whose value is what a browser would see.
struct Attribute {
    name: String,
    value: String,
}

impl Attribute {
    /// An address inside the drawing, or a picture that is part of it.
    fn address(&self, element: &str) -> Option<String> {
        let value = self.value.trim();
        if self.name != "href" {
            return None;
        }
        if value.starts_with('#') {
            let is_plain = |it: char| !it.is_control() && !it.is_whitespace();
            return value.chars().all(is_plain).then(|| value.to_owned());
        }
        if element == "image" { metadata::picture_in_address(value) } else { None }
    }
}

fn is_handler(name: &str) -> bool {
    name.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("on"))
}

/// The drawing as it is written.
#[derive(Default)]
struct Writer {
    out: String,
    /// What each open element is written as; `None` for one that is left out, with all that is inside.
    open: Vec<Option<&'static str>>,
    /// The start tag that was written last, for as long as nothing followed it.
    style: Option<String>,
    size: Option<(u32, u32)>,
    has_root: bool,
    dropped: BTreeSet<String>,
}

impl Writer {
    /// Begins an element; `name` where it is one of SVG.
    fn start(
        &mut self,
        name: Option<&str>,
        written: QName<'_>,
        attributes: &[Attribute],
    ) -> Result<(), DrawingFault> {
        if MAX_DEPTH <= self.open.len() {
            return Err(DrawingFault::TooDeep);
        }
        let is_root = self.open.is_empty();
        if is_root && (self.has_root || name != Some("svg")) {
            return Err(DrawingFault::NotSvg);
        }
        let is_inside = is_root || self.open.last().is_some_and(Option::is_some);
        let Some(known) = name.filter(|_| is_inside).and_then(names::element) else {
            // Styles with elements in them are not styles that a browser and we would read alike.
            self.style = None;
            let is_missed = name.map_or_else(|| is_page(written), |it| !names::is_silent(it));
            if is_inside && is_missed {
                self.drop_part(&format!("<{}>", written.local_name().as_ref()));
            }
            self.open.push(None);
            return Ok(());
        };
        let known = if known == "a" { "g" } else { known };
        if known == "style" {
            let is_css = attributes.iter().all(|it| it.name != "type" || it.value == "text/css");
            self.style = is_css.then(String::new);
        }
        // A picture that is not part of the drawing leaves no empty frame.
        if known == "image" && attributes.iter().all(|it| it.address(known).is_none()) {
            if attributes.iter().any(|it| it.name == "href") {
                self.drop_part("href");
            }
            self.open.push(None);
            return Ok(());
        }
        self.out.push('<');
        self.out.push_str(known);
        for attribute in attributes {
            self.attribute(known, attribute);
        }
        if is_root {
            self.has_root = true;
            self.size = size(attributes);
            self.out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        }
        self.out.push('>');
        self.open.push(Some(known));
        Ok(())
    }

    /// Writes an attribute with the part of its value that is understood.
    fn attribute(&mut self, element: &str, attribute: &Attribute) {
        let Attribute { name, value } = attribute;
        let cleaned = match name.as_str() {
            "href" | "src" => attribute.address(element),
            "style" => {
                let (style, dropped) = style::declarations(value);
                self.dropped.extend(dropped);
                Some(style).filter(|it| !it.is_empty())
            }
            "xml:space" | "xml:lang" => Some(value.clone()),
            // Numbers, lists and names; where a browser reads a style from them, a list of functions is possible.
            _ if names::is_attribute(name) => Some(value.clone()).filter(|it| style::loads_nothing(it)),
            _ if names::is_property(name) => style::value(value),
            _ => None,
        };
        match cleaned {
            Some(cleaned) => {
                self.out.push(' ');
                self.out.push_str(name);
                self.out.push_str("=\"");
                self.out.push_str(&escaped(&cleaned));
                self.out.push('"');
            }
            None if is_remarkable(name) => self.drop_part(name),
            None => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(Some("style")) => {
                if let Some(style) = &mut self.style {
                    style.push_str(text);
                }
            }
            Some(Some(_)) => self.out.push_str(&escaped(text)),
            // Beside the drawing, or inside what is left out.
            Some(None) | None => {}
        }
    }

    fn end(&mut self) {
        let Some(Some(name)) = self.open.pop() else { return };
        if name == "style" {
            match self.style.take() {
                Some(style) => {
                    let (style, dropped) = style::sheet(&style);
                    self.dropped.extend(dropped);
                    self.out.push_str(&escaped(&style));
                }
                None => self.drop_part("<style>"),
            }
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn finish(self) -> Result<Drawing, DrawingFault> {
        if !self.has_root || !self.open.is_empty() {
            return Err(DrawingFault::NotSvg);
        }
        let dropped = self.dropped.into_iter().take(MAX_DROPPED).collect();
        Ok(Drawing { svg: self.out, size: self.size, dropped })
    }

    fn drop_part(&mut self, name: &str) {
        self.dropped.insert(name.chars().filter(|it| !it.is_control()).take(24).collect());
    }
}

/// Whether an element outside SVG is part of a page, and would have been seen.
fn is_page(written: QName<'_>) -> bool {
    written.prefix().is_none() || written.local_name().as_ref().eq_ignore_ascii_case("script")
}

/// Whether a reader may miss the attribute, or an author should know that it is gone.
fn is_remarkable(name: &str) -> bool {
    is_handler(name)
        || matches!(name, "href" | "src" | "style" | "begin" | "attributeName")
        || names::is_property(name)
}

/// `text` for an element or an attribute, without the characters that XML cannot hold.
fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|it| is_of_xml(*it)).collect();
    escape(text).into_owned()
}

fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Width and height of the drawing, else those of what it shows.
fn size(attributes: &[Attribute]) -> Option<(u32, u32)> {
    let attribute = |name: &str| attributes.iter().find(|it| it.name == name).map(|it| it.value.as_str());
    let pixels = |name: &str| length(attribute(name)?.trim_end_matches("px"));
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return Some((width, height));
    }
    let shown: Vec<&str> = attribute("viewBox")?.split([' ', ',']).filter(|it| !it.is_empty()).collect();
    let [_, _, width, height] = shown.as_slice() else { return None };
    Some((length(width)?, length(height)?))
}

/// A length as a number of whole pixels, between 1 and 20,000.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is looked at first")]
fn length(text: &str) -> Option<u32> {
    let length: f64 = text.trim().parse().ok()?;
    (1.0..=20_000.0).contains(&length).then(|| length.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(inside: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 10 20\">{inside}</svg>"
        )
    }

    /// What is written for `source`, and what is named as left out.
    #[track_caller]
    fn check(source: &str, expected: &str, dropped: &[&str]) {
        let drawing = drawing(inside(source).as_bytes()).unwrap_or_else(|it| panic!("{source}: {it:?}"));
        let written = drawing.svg.split_once('>').unwrap().1.strip_suffix("</svg>").unwrap();
        assert_eq!((written, drawing.dropped.as_slice()), (expected, dropped.map_to_owned().as_slice()));
    }

    trait MapToOwned {
        fn map_to_owned(&self) -> Vec<String>;
    }

    impl MapToOwned for &[&str] {
        fn map_to_owned(&self) -> Vec<String> {
            self.iter().map(|it| (*it).to_owned()).collect()
        }
    }

    #[test]
    fn shapes_texts_and_styles_stay() {
        check(
            "<g fill='url(#a)'><path d=\"M0 0\"/><text x=\"1\">支付 &amp; <tspan>x</tspan></text></g>",
            "<g fill=\"url(#a)\"><path d=\"M0 0\"></path><text x=\"1\">支付 &amp; <tspan>x</tspan></text></g>",
            &[],
        );
        check(
            "<!-- note --><style>.a > #b { fill: red; clip-path: url( \"#b\" ) }</style>",
            "<style>.a &gt; #b{fill:red;clip-path:url(&quot;#b&quot;)}</style>",
            &[],
        );
        check("<use xlink:href='#a'/>", "<use href=\"#a\"></use>", &[]);
        check("<text>&#x652f;&lt;<![CDATA[<b>&]]></text>", "<text>支&lt;&lt;b&gt;&amp;</text>", &[]);
        check("<a href='#x'><text>x</text></a>", "<g href=\"#x\"><text>x</text></g>", &[]);
        check("<rect style='fill:red;behavior:url(x)'/>", "<rect style=\"fill:red\"></rect>", &["behavior"]);
    }

    #[test]
    fn notes_of_drawing_programs_go_without_a_word() {
        check(
            "<metadata><x xmlns='urn:x'>Ann</x></metadata><n:view xmlns:n='urn:n' n:file='home'/><g n='1' data-x='2'/>",
            "<g></g>",
            &[],
        );
    }

    #[test]
    fn what_runs_or_loads_is_left_out_and_named() {
        for (source, dropped) in [
            ("<script>alert(1)</script>", "<script>"),
            ("<g onclick='alert(1)'/>", "onclick"),
            ("<g xlink:onload='alert(1)'/>", "onload"),
            ("<g ONLOAD='alert(1)'/>", "ONLOAD"),
            ("<foreignObject><p>x</p></foreignObject>", "<foreignObject>"),
            ("<image href='https://a.example/x.png'/>", "href"),
            ("<use href='other.svg#a'/>", "href"),
            ("<use href='&#106;avascript:x'/>", "href"),
            ("<style>@import url(https://a.example)</style>", "@import"),
            ("<style>a{background:u\\72l(https://a.example)}</style>", "background"),
            ("<style>a{fill:red}<b/></style>", "<style>"),
            ("<style type='text/x'>a{}</style>", "<style>"),
            ("<rect fill='url(https://a.example/x)'/>", "fill"),
            ("<set attributeName='href' to='javascript:x'/>", "<set>"),
            ("<cc:script xmlns:cc='http://www.w3.org/2000/svg'>alert(1)</cc:script>", "<script>"),
            ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>", "<script>"),
            ("<iframe/>", "<iframe>"),
        ] {
            let drawing = drawing(inside(source).as_bytes()).unwrap_or_else(|it| panic!("{source}: {it:?}"));
            assert!(drawing.dropped.iter().any(|it| it == dropped), "{source}: {:?}", drawing.dropped);
            for word in ["alert", "example", "javascript", "script"] {
                assert!(!drawing.svg.contains(word), "{source}: {}", drawing.svg);
            }
        }
    }

    #[test]
    fn what_cannot_be_read_for_certain_is_refused() {
        let fault = |text: &str| drawing(text.as_bytes()).unwrap_err();
        for encoding in ["ISO-2022-JP", "UTF-16", "utf-7", "GBK", "x-user-defined", "windows-1252"] {
            let svg = format!("<?xml version='1.0' encoding='{encoding}'?>{}", inside(""));
            assert_eq!(fault(&svg), DrawingFault::NotUtf8, "{encoding}");
        }
        assert_eq!(drawing(b"\xff").unwrap_err(), DrawingFault::NotUtf8);
        assert_eq!(
            fault(&format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{}", inside("&a;"))),
            DrawingFault::Entities
        );
        assert_eq!(fault(&inside("<text>&nbsp;</text>")), DrawingFault::Entities);
        for text in [
            "",
            "text",
            "<html></html>",
            "<svg>",
            "<svg/><svg/>",
            "<svg><g></svg>",
            "<svg><g a=b/></svg>",
            "<svg><g",
        ] {
            assert_eq!(fault(text), DrawingFault::NotSvg, "{text}");
        }
        assert_eq!(
            fault(&inside(&format!("{}{}", "<g>".repeat(300), "</g>".repeat(300)))),
            DrawingFault::TooDeep
        );
        assert!(
            drawing(
                b"<?xml version='1.0'?><?xml-stylesheet href='x'?><!DOCTYPE svg PUBLIC \"a\" \"b\"><svg/>"
            )
            .is_ok()
        );
    }

    #[test]
    fn what_is_clean_stays_the_same() {
        check("<image width='1' height='1' href='https://a.example/x.png'/>", "", &["href"]);
        check("<image width='1'/>", "", &[]);
        let once = drawing(inside("<image href='data:text/html,x'/><a href='x'>y</a>").as_bytes()).unwrap();
        assert_eq!(drawing(once.svg.as_bytes()).unwrap().svg, once.svg);
    }

    #[test]
    fn a_drawing_says_its_size() {
        let size = |svg: &str| drawing(svg.as_bytes()).unwrap().size;
        assert_eq!(size("<?xml version=\"1.0\"?>\n<svg width='640px' height=\"480\"/>"), Some((640, 480)));
        assert_eq!(size("<svg width=\"100%\" viewBox=\"-8 -8 216.5 88\"/>"), Some((217, 88)));
        assert_eq!(size("<svg width='2em' height='1em'/>"), None);
        assert_eq!(size("<svg viewBox='0 0 0 1e99'/>"), None);
    }
}
