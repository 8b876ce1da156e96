//! Drawings: whether an SVG holds nothing but shapes and text, and how large it is.
//!
//! A browser that opens an SVG by itself runs what is in it, with all rights of the site. An allow-list decides: an
//! element, attribute or address that is not known to be harmless makes the whole drawing one that is not published.

/// A drawing in which nothing can run and which asks for nothing from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawing {
    /// Width and height in pixels, where it says so.
    pub size: Option<(u32, u32)>,
}

/// Elements without behavior.
const ELEMENTS: [&str; 46] = [
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "symbol",
    "switch",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// Prefixes of what drawing programs note for themselves.
const NOTES: [&str; 6] = ["cc:", "dc:", "inkscape:", "rdf:", "sketch:", "sodipodi:"];

/// What a drawing may take its pictures from.
const PICTURES: [&str; 4] = ["data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;"];

/// The drawing in `bytes`; `None` where it holds anything that could run or load.
pub fn drawing(bytes: &[u8]) -> Option<Drawing> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    if let Some(declaration) = rest.strip_prefix("<?xml ") {
        rest = declaration.split_once("?>")?.1;
    }
    let mut size = None;
    let mut is_first = true;
    let mut in_style = false;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        if in_style && !is_harmless_style(before) {
            return None;
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        if let Some(name) = tag.strip_prefix("</") {
            rest = name.split_once('>')?.1;
            in_style = false;
            continue;
        }
        let (element, after) = Element::read(&tag[1..])?;
        if is_first {
            (element.name == "svg").then_some(())?;
            size = element.size();
        }
        is_first = false;
        in_style = element.name == "style" && !element.is_empty;
        rest = after;
    }
    (!is_first && !in_style).then_some(Drawing { size })
}

/// A start tag.
struct Element<'t> {
    name: &'t str,
    attributes: Vec<(&'t str, &'t str)>,
    is_empty: bool,
}

impl<'t> Element<'t> {
    /// The element at the start of `text`, which begins behind `<`, and what follows it; `None` unless it is harmless.
    fn read(text: &'t str) -> Option<(Self, &'t str)> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=');
        let name_end = text.find(is_end)?;
        let (name, mut rest) = text.split_at(name_end);
        let is_note = NOTES.iter().any(|it| name.starts_with(it));
        (is_note || ELEMENTS.contains(&name)).then_some(())?;
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>") {
                return Some((Self { name, attributes, is_empty: true }, after));
            }
            if let Some(after) = rest.strip_prefix('>') {
                return Some((Self { name, attributes, is_empty: false }, after));
            }
            let (key, after) = rest.split_at(rest.find(is_end).filter(|it| *it != 0)?);
            let value = after.trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
            let (value, after) = value[1..].split_once(quote)?;
            is_harmless(name, key, value).then_some(())?;
            attributes.push((key, value));
            rest = after;
        }
    }

    /// Its width and height, else those of what it shows.
    fn size(&self) -> Option<(u32, u32)> {
        let attribute = |name: &str| self.attributes.iter().find(|it| it.0 == name).map(|it| it.1);
        let pixels = |name: &str| length(attribute(name)?.trim_end_matches("px"));
        if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
            return Some((width, height));
        }
        let shown: Vec<&str> = attribute("viewBox")?.split([' ', ',']).filter(|it| !it.is_empty()).collect();
        let [_, _, width, height] = shown.as_slice() else { return None };
        Some((length(width)?, length(height)?))
    }
}

/// A length as a number of whole pixels, between 1 and 20,000.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is looked at first")]
fn length(text: &str) -> Option<u32> {
    let length: f64 = text.trim().parse().ok()?;
    (1.0..=20_000.0).contains(&length).then(|| length.round() as u32)
}

fn is_harmless(element: &str, key: &str, value: &str) -> bool {
    if let Some(prefix) = key.strip_prefix("xmlns") {
        // A note that is declared to be a shape, or a page, would be one.
        let is_note = NOTES.iter().any(|it| it.trim_end_matches(':') == prefix.trim_start_matches(':'));
        return !value.contains('&') && (!is_note || is_notation(value));
    }
    let name = key.rsplit(':').next().unwrap_or(key);
    let has_entity = value.split('&').skip(1).any(|it| {
        !["amp;", "lt;", "gt;", "quot;", "apos;", "#39;", "#10;"].iter().any(|known| it.starts_with(known))
    });
    if has_entity || name.is_empty() || name.to_ascii_lowercase().starts_with("on") {
        return false;
    }
    let folded = value.to_ascii_lowercase();
    match name {
        "href" | "src" if element == "image" => {
            folded.starts_with('#') || PICTURES.iter().any(|it| folded.starts_with(it))
        }
        "href" => folded.starts_with('#'),
        "src" | "base" | "attributeName" | "requiredExtensions" => false,
        _ => is_harmless_style(value),
    }
}

/// Whether an address names no vocabulary that browsers act on.
fn is_notation(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    !address.contains("w3.org/") || address.contains("/1999/02/22-rdf-syntax-ns")
}

/// Whether a style or value loads nothing.
fn is_harmless_style(style: &str) -> bool {
    let folded: String = style.to_ascii_lowercase().chars().filter(|it| !it.is_whitespace()).collect();
    let loads = ["@import", "@font-face", "javascript:", "expression(", "image-set(", "src(", "\\", "<"];
    let addresses_are_inside = folded
        .split("url(")
        .skip(1)
        .all(|it| it.trim_start_matches(['"', '\'']).starts_with('#') || it.starts_with("&quot;#"));
    addresses_are_inside && !loads.iter().any(|it| folded.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_published(inside: &str) -> bool {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 20\">{inside}</svg>");
        drawing(svg.as_bytes()).is_some()
    }

    #[test]
    fn shapes_and_text_are_published() {
        assert!(is_published(
            "<g fill='url(#a)'><path d=\"M0 0\"/><text x=\"1\">支付 &amp; <tspan>x</tspan></text></g>"
        ));
        assert!(is_published("<!-- note --><style>.a { fill: red; clip-path: url( \"#b\" ) }</style>"));
        assert!(is_published("<image xlink:href='data:image/png;base64,AAAA'/><use href='#a'/>"));
        assert!(is_published("<sodipodi:namedview inkscape:zoom='1'/>"));
    }

    #[test]
    fn anything_else_is_not() {
        for inside in [
            "<script>alert(1)</script>",
            "<a href='javascript:alert(1)'><text>x</text></a>",
            "<g onclick='alert(1)'/>",
            "<g xlink:onload='alert(1)'/>",
            "<foreignObject><p>x</p></foreignObject>",
            "<image href='https://a.example/x.png'/>",
            "<use href='other.svg#a'/>",
            "<use href='&#106;avascript:x'/>",
            "<style>@import url(https://a.example)</style>",
            "<style>a{background:u\\72l(https://a.example)}</style>",
            "<rect fill='url(https://a.example/x)'/>",
            "<set attributeName='href' to='javascript:x'/>",
            "<animate attributeName='x'/>",
            "<![CDATA[<script>]]>",
            "<!DOCTYPE svg>",
            "<?xml-stylesheet href='x'?>",
            "<cc:script xmlns:cc='http://www.w3.org/2000/svg'>alert(1)</cc:script>",
            "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
            "<iframe/>",
            "<g a=b/>",
            "<g",
        ] {
            assert!(!is_published(inside), "{inside}");
        }
        assert_eq!(drawing(b"<html></html>"), None);
        assert_eq!(drawing(b"\xff"), None);
        assert_eq!(drawing(b"text"), None);
        assert_eq!(drawing(b"<?xml version='1.0'?><?xml-stylesheet href='x'?><svg/>"), None);
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
