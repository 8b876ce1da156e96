//! The drawing as it is published: read from what the drawing program wrote, and rewritten from elements, attributes
//! and values that are known to be harmless. It is in the page itself, so that its colors are the page's.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::colors;
use super::drawing::FONT_SIZE;
use crate::text::width;

/// A drawing without its root element.
#[derive(Debug, Default)]
pub(super) struct Picture {
    pub(super) inside: String,
    /// Left and upper edge, width and height of what is drawn, in pixels.
    pub(super) view: [f64; 4],
    /// What each node of a flowchart covers, by its place in the diagram.
    nodes: BTreeMap<usize, Extent>,
    /// What each group covers, in order.
    frames: Vec<Extent>,
}

/// Elements that draw.
const ELEMENTS: [&str; 15] = [
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "path",
    "polygon",
    "polyline",
    "rect",
    "stop",
    "text",
    "tspan",
];

/// Attributes that say where and how large, and in what form: numbers and single words.
const PLAIN: [&str; 39] = [
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "gradientUnits",
    "height",
    "markerHeight",
    "markerWidth",
    "offset",
    "opacity",
    "orient",
    "points",
    "r",
    "refX",
    "refY",
    "rx",
    "ry",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

const COLORS: [&str; 3] = ["fill", "stop-color", "stroke"];
const REFERENCES: [&str; 4] = ["clip-path", "marker-end", "marker-mid", "marker-start"];

/// Pixels around what the drawing program left no room for.
const MARGIN: f64 = 8.0;

/// Part of the size of its font that a column of words takes, at most.
const COLUMN: f64 = 0.58;

/// The drawing in `svg`, whose names begin with `prefix`; `None` where it is none.
pub(super) fn picture(svg: &str, prefix: &str) -> Option<Picture> {
    let document = Document::parse(svg).ok()?;
    let root = document.root_element();
    (root.tag_name().name() == "svg").then_some(())?;
    let mut writer = Writer { prefix, picture: Picture::default(), drawn: Extent::NONE };
    writer.children(root, Place { is_shown: true, node: None });
    let Writer { mut picture, drawn, .. } = writer;
    let declared = numbers(root.attribute("viewBox")?);
    let [left, top, width, height] = declared.as_slice() else { return None };
    let declared = Extent { left: *left, top: *top, right: left + width, bottom: top + height };
    picture.view = declared.with_room_for(drawn);
    Some(picture)
}

impl Picture {
    /// Whether every group holds its own nodes and no other, and no node covers another.
    pub(super) fn shows(&self, groups: &[BTreeSet<usize>]) -> bool {
        let nodes: Vec<(usize, Extent)> = self.nodes.iter().map(|(idx, it)| (*idx, it.smaller())).collect();
        let apart =
            nodes.iter().enumerate().all(|(idx, a)| nodes[idx + 1..].iter().all(|b| !a.1.touches(b.1)));
        let held = self.frames.iter().zip(groups).all(|(frame, group)| {
            nodes.iter().all(
                |(idx, it)| {
                    if group.contains(idx) { frame.holds(*it) } else { !frame.touches(*it) }
                },
            )
        });
        let beside = self.frames.iter().zip(groups).enumerate().all(|(idx, (frame, group))| {
            self.frames.iter().zip(groups).skip(idx + 1).all(|(other, others)| {
                !frame.touches(other.smaller()) || group.is_subset(others) || others.is_subset(group)
            })
        });
        self.frames.len() == groups.len() && apart && held && beside
    }
}

/// Where an element is.
#[derive(Clone, Copy)]
struct Place {
    /// Whether its own numbers say where it is: not in a definition, not turned.
    is_shown: bool,
    /// The node of a flowchart that it is part of.
    node: Option<usize>,
}

struct Writer<'a> {
    prefix: &'a str,
    picture: Picture,
    drawn: Extent,
}

impl Writer<'_> {
    fn children(&mut self, of: Node<'_, '_>, place: Place) {
        for child in of.children() {
            if child.is_element() {
                self.element(child, place);
            } else if let Some(text) = child.text()
                && matches!(of.tag_name().name(), "text" | "tspan")
            {
                crate::markdown::html::escaped(&mut self.picture.inside, text);
            }
        }
    }

    fn element(&mut self, element: Node<'_, '_>, place: Place) {
        let name = element.tag_name().name();
        if name == "a" {
            // Links are not published; those of nodes are ours.
            let node = element.attribute("href").and_then(|it| it.parse().ok()).or(place.node);
            return self.children(element, Place { node, ..place });
        }
        if !ELEMENTS.contains(&name) {
            return;
        }
        let is_definition = matches!(name, "defs" | "marker" | "clipPath" | "linearGradient");
        let is_shown = place.is_shown && !is_definition && element.attribute("transform").is_none();
        if is_shown {
            self.note(element, name, place.node);
        }
        self.picture.inside.push('<');
        self.picture.inside.push_str(name);
        for attribute in element.attributes() {
            if let Some(value) = self.value(name, attribute.name(), attribute.value()) {
                self.picture.inside.push_str(&format!(" {}=\"{value}\"", attribute.name()));
            }
        }
        if element.has_children() {
            self.picture.inside.push('>');
            self.children(element, Place { is_shown, ..place });
            self.picture.inside.push_str(&format!("</{name}>"));
        } else {
            self.picture.inside.push_str("/>");
        }
    }

    /// The value of an attribute as it is published; `None` where it is not.
    fn value(&self, element: &str, attribute: &str, value: &str) -> Option<String> {
        if COLORS.contains(&attribute) {
            if let Some(id) = referred(value) {
                return Some(format!("url(#{}{id})", self.prefix));
            }
            return Some(colors::published(value, matches!(element, "text" | "tspan")));
        }
        if REFERENCES.contains(&attribute) {
            return Some(format!("url(#{}{})", self.prefix, referred(value)?));
        }
        if attribute == "id" {
            return is_id(value).then(|| format!("{}{value}", self.prefix));
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || " .,-+%()".contains(c);
        (PLAIN.contains(&attribute) && value.chars().all(is_plain)).then(|| value.to_owned())
    }

    /// Notes what `element` covers.
    fn note(&mut self, element: Node<'_, '_>, name: &str, node: Option<usize>) {
        let Some(extent) = extent(element, name) else { return };
        self.drawn = self.drawn.and(extent);
        if name == "text" {
            return;
        }
        match node {
            Some(node) => {
                let known = self.picture.nodes.entry(node).or_insert(extent);
                *known = known.and(extent);
            }
            None if name == "rect" && element.attribute("fill") == Some(colors::FRAME) => {
                self.picture.frames.push(extent);
            }
            None => {}
        }
    }
}

/// The id in `url(#id)`.
fn referred(value: &str) -> Option<&str> {
    value.strip_prefix("url(#")?.strip_suffix(')').filter(|it| is_id(it))
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'))
}

/// A part of the drawing, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Extent {
    const NONE: Self = Self { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };

    fn and(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn touches(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// Without its outermost pixel: lines that meet do not cover each other.
    fn smaller(self) -> Self {
        Self {
            left: self.left + 1.0,
            top: self.top + 1.0,
            right: self.right - 1.0,
            bottom: self.bottom - 1.0,
        }
    }

    /// Left and upper edge, width and height of this with room for `drawn`.
    fn with_room_for(self, drawn: Self) -> [f64; 4] {
        let room = if drawn == Self::NONE {
            self
        } else {
            Self {
                left: if drawn.left < self.left { drawn.left - MARGIN } else { self.left },
                top: if drawn.top < self.top { drawn.top - MARGIN } else { self.top },
                right: if self.right < drawn.right { drawn.right + MARGIN } else { self.right },
                bottom: if self.bottom < drawn.bottom { drawn.bottom + MARGIN } else { self.bottom },
            }
        };
        let (left, top) = (room.left.floor(), room.top.floor());
        [left, top, (room.right - left).ceil(), (room.bottom - top).ceil()]
    }

    fn of_points(numbers: &[f64]) -> Option<Self> {
        let points =
            numbers.chunks_exact(2).map(|it| Self { left: it[0], top: it[1], right: it[0], bottom: it[1] });
        points.reduce(Self::and)
    }
}

/// What an element that is not turned covers; `None` where only drawing it would say.
fn extent(element: Node<'_, '_>, name: &str) -> Option<Extent> {
    let number = |key: &str| element.attribute(key).and_then(|it| it.parse::<f64>().ok());
    match name {
        "rect" => {
            let (left, top) = (number("x")?, number("y")?);
            Some(Extent { left, top, right: left + number("width")?, bottom: top + number("height")? })
        }
        "circle" | "ellipse" => {
            let (x, y) = (number("cx")?, number("cy")?);
            let (wide, high) = (number("rx").or(number("r"))?, number("ry").or(number("r"))?);
            Some(Extent { left: x - wide, top: y - high, right: x + wide, bottom: y + high })
        }
        "line" => Extent::of_points(&[number("x1")?, number("y1")?, number("x2")?, number("y2")?]),
        "polygon" | "polyline" => Extent::of_points(&numbers(element.attribute("points")?)),
        "path" => {
            let path = element.attribute("d")?;
            // Of curves the points that bend them; what is given by distances is left to the declared size.
            let is_known = |c: char| "MLCQZz .,-e".contains(c) || c.is_ascii_digit();
            path.chars().all(is_known).then(|| Extent::of_points(&numbers(path)))?
        }
        "text" => of_words(element),
        _ => None,
    }
}

/// About what words cover.
fn of_words(text: Node<'_, '_>) -> Option<Extent> {
    let number = |key: &str| text.attribute(key).and_then(|it| it.parse::<f64>().ok());
    let (x, y) = (number("x")?, number("y")?);
    let size = number("font-size").unwrap_or(FONT_SIZE);
    let mut lines = vec![String::new()];
    for part in text.children() {
        if part.attribute("x").is_some() {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.extend(part.descendants().filter_map(|it| it.text().filter(|_| it.is_text())));
        }
    }
    let widest = lines.iter().map(|it| width(it)).max().unwrap_or(0);
    let lines = u16::try_from(lines.iter().filter(|it| !it.is_empty()).count()).ok()?;
    let wide = f64::from(u16::try_from(widest).ok()?) * size * COLUMN;
    let high = size * 1.3 * f64::from(lines) / 2.0;
    let (left, right) = match text.attribute("text-anchor") {
        Some("middle") => (x - wide / 2.0, x + wide / 2.0),
        Some("end") => (x - wide, x),
        _ => (x, x + wide),
    };
    Some(Extent { left, top: y - size * 0.3 - high, right, bottom: y - size * 0.3 + high })
}

/// Every number of `text`.
fn numbers(text: &str) -> Vec<f64> {
    let is_break = |c: char| c.is_whitespace() || c == ',' || (c.is_ascii_alphabetic() && c != 'e');
    text.split(is_break).filter_map(|it| it.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(svg: &str) -> String {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\">{svg}</svg>");
        picture(&svg, "p-").map_or_else(String::new, |it| it.inside)
    }

    #[test]
    fn what_draws_is_written_anew_with_names_of_its_own() {
        assert_eq!(
            inside(
                "<defs><marker id=\"arrow\"><path d=\"M0,0 L1,1z\" fill=\"#333\"/></marker></defs><line x1=\"1\" \
                 y1=\"2\" x2=\"3\" y2=\"4\" marker-end=\"url(#arrow)\"/><text x=\"1\" y=\"2\">a &lt; b<tspan>c</tspan></text>"
            ),
            "<defs><marker id=\"p-arrow\"><path d=\"M0,0 L1,1z\" fill=\"var(--ink,#1a2220)\"/></marker></defs><line \
             x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\" marker-end=\"url(#p-arrow)\"/><text x=\"1\" y=\"2\">a &lt; \
             b<tspan>c</tspan></text>"
        );
    }

    #[test]
    fn nothing_that_runs_or_loads_is_written() {
        for hostile in [
            "<script>alert(1)</script>",
            "<foreignObject><p>x</p></foreignObject>",
            "<g onclick=\"alert(1)\" style=\"background:url(https://a.example)\" class=\"x\"/>",
            "<a href=\"javascript:alert(1)\"><rect x=\"1\" href=\"https://a.example\"/></a>",
            "<image href=\"https://a.example/x.png\"/><use href=\"#x\"/><style>@import 'x'</style>",
            "<rect fill=\"url(https://a.example/x)\" stroke=\"url('javascript:x')\" filter=\"url(#x)\"/>",
            "<text x=\"1&quot; onload=&quot;alert(1)\">&lt;script&gt;</text>",
            "<animate attributeName=\"href\"/><set/><title>x</title><?x y?><!-- x -->",
            "<path d=\"M0 0\" marker-end=\"url(https://a.example#x)\"/>",
            "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
        ] {
            let written = inside(hostile);
            for word in
                ["script>", "alert", "url(", "href", "http", " on", "style", "<!", "<?", "image", "title"]
            {
                assert!(!written.contains(word), "{word}: {written}");
            }
        }
        assert!(
            picture("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg viewBox=\"0 0 1 1\">&a;</svg>", "").is_none()
        );
        assert!(picture("<svg viewBox=\"0 0 1 1\"><g></svg>", "").is_none());
        assert!(picture("<html/>", "").is_none());
    }

    #[test]
    fn the_view_has_room_for_everything() {
        let view = |svg: &str| {
            let svg = format!("<svg viewBox=\"0 0 100 50\">{svg}</svg>");
            format!("{:?}", picture(&svg, "").unwrap().view)
        };
        assert_eq!(view("<rect x=\"10\" y=\"10\" width=\"20\" height=\"20\"/>"), "[0.0, 0.0, 100.0, 50.0]");
        assert_eq!(
            view("<rect x=\"-10\" y=\"10\" width=\"20\" height=\"60\"/>"),
            "[-18.0, 0.0, 118.0, 78.0]"
        );
        assert_eq!(
            view("<g transform=\"rotate(9)\"><rect x=\"-10\" y=\"1\" width=\"2\" height=\"3\"/></g>"),
            "[0.0, 0.0, 100.0, 50.0]"
        );
    }
}
