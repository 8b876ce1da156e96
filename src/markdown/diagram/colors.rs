//! The colors of drawings: those of the page, as variables of the theme, so that one drawing fits light and dark pages.

use mermaid_svg::Theme;

use super::drawing::FONT_SIZE;

/// The variables that drawings take their colors from, each with the color of a light page for a theme without it.
const INK: &str = "var(--ink,#1a2220)";
const QUIET: &str = "var(--quiet,#4d5853)";
const PAPER: &str = "var(--paper,#fbfbf9)";
const LINE: &str = "var(--line,#dadfd9)";
const BOX_FILL: &str = "var(--call-tint,#e9f3f5)";
const BOX_LINE: &str = "var(--bar,#3a7f92)";
const NOTE_FILL: &str = "var(--note-tint,#fbf4e3)";
const NOTE_LINE: &str = "var(--note-line,#d9bd80)";
const LATE: &str = "var(--late,#a1231a)";
const LATE_LINE: &str = "var(--late-line,#dd9b94)";
const ON_MARK: &str = "var(--heat4-ink,#ffffff)";

/// The color of groups.
pub(super) const FRAME: &str = "var(--sunken,#f1f3ef)";

/// Areas beside each other that only differ: slices, steps, branches of a mind map.
const AREAS: [&str; 6] = [
    "var(--band,#d5e7ec)",
    "var(--sev2,#f6e3b6)",
    "var(--area3,#dfe6da)",
    "var(--area4,#f3d9d2)",
    "var(--area5,#e2dcec)",
    "var(--area6,#d9e9d0)",
];

/// Lines and dots that only differ, as plain colors: the drawing program picks the color of words on them.
const MARKS: [&str; 4] = ["#357789", "#96480a", "#4d5853", "#6a4a86"];

/// Colors that the drawing program writes by itself, and what replaces them.
const OF_PROGRAM: [(&str, &str); 23] = [
    (MARKS[0], "var(--heat4,#357789)"),
    (MARKS[1], "var(--sev1,#96480a)"),
    (MARKS[2], QUIET),
    (MARKS[3], "var(--mark4,#6a4a86)"),
    ("#333", INK),
    ("#333333", INK),
    ("#000", INK),
    ("#000000", INK),
    ("black", INK),
    ("#000080", INK),
    ("#666", QUIET),
    ("#999", QUIET),
    ("#808080", QUIET),
    ("#534fbc", BOX_LINE),
    ("#8a90dd", BOX_LINE),
    ("#bfc7ff", AREAS[0]),
    ("#d3d3d3", LINE),
    ("#d33", LATE),
    ("red", LATE),
    ("#ff8888", LATE_LINE),
    ("#fff5ad", NOTE_FILL),
    ("#aaaa33", NOTE_LINE),
    ("#eee", LINE),
];

/// The colors that a drawing is made with.
pub(super) fn theme() -> Theme {
    let owned = |colors: &[&'static str]| colors.iter().map(|it| (*it).into()).collect::<Vec<_>>().into();
    Theme {
        fg: INK.into(),
        fg_muted: QUIET.into(),
        bg: PAPER.into(),
        actor_fill: BOX_FILL.into(),
        actor_stroke: BOX_LINE.into(),
        lifeline: QUIET.into(),
        arrow_stroke: QUIET.into(),
        note_fill: NOTE_FILL.into(),
        note_stroke: NOTE_LINE.into(),
        activation_fill: AREAS[0].into(),
        activation_stroke: BOX_LINE.into(),
        frame_label_fill: FRAME.into(),
        flow_node_fill: BOX_FILL.into(),
        flow_node_stroke: BOX_LINE.into(),
        flow_edge_stroke: QUIET.into(),
        flow_label_bg: PAPER.into(),
        flow_cluster_fill: FRAME.into(),
        flow_cluster_stroke: QUIET.into(),
        cscale_palette: owned(&AREAS),
        pie_palette: owned(&AREAS),
        git_palette: owned(&MARKS),
        xychart_palette: owned(&["var(--band,#d5e7ec)", "var(--sev1,#96480a)", "var(--area5,#e2dcec)"]),
        pie_stroke: Some(QUIET.into()),
        quadrant_default_fills: [BOX_FILL.into(), PAPER.into(), BOX_FILL.into(), PAPER.into()],
        font_size: FONT_SIZE,
        ..Theme::default_theme()
    }
}

/// `written`, a color of a drawing, as it is published; `on_text` where words are drawn with it.
///
/// The author's own colors stay; nothing but a color is one, and whatever else is there is invisible.
pub(super) fn published(written: &str, on_text: bool) -> String {
    let written = written.trim();
    if matches!(written, "#fff" | "#ffffff" | "white") {
        return if on_text { ON_MARK } else { PAPER }.to_owned();
    }
    let known = OF_PROGRAM.iter().find(|it| it.0.eq_ignore_ascii_case(written));
    if let Some((_, ours)) = known {
        return (*ours).to_owned();
    }
    if is_color(written) { written.to_owned() } else { "none".to_owned() }
}

/// Whether `text` is a color, ours or one that CSS has: a name, hexadecimal digits, parts in brackets.
fn is_color(text: &str) -> bool {
    if let Some(ours) = text.strip_prefix("var(--") {
        let inside = ours.strip_suffix(')').and_then(|it| it.split_once(",#"));
        return inside.is_some_and(|(name, digits)| is_name(name) && is_hexadecimal(digits));
    }
    if let Some(digits) = text.strip_prefix('#') {
        return is_hexadecimal(digits);
    }
    if let Some((name, parts)) = text.split_once('(') {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '%' | '/');
        let parts = parts.strip_suffix(')');
        return matches!(name, "rgb" | "rgba" | "hsl" | "hsla")
            && parts.is_some_and(|it| it.len() <= 40 && it.chars().all(is_part));
    }
    !text.is_empty() && text.len() <= 24 && text.chars().all(|it| it.is_ascii_alphabetic())
}

fn is_name(text: &str) -> bool {
    text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')
}

fn is_hexadecimal(digits: &str) -> bool {
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|it| it.is_ascii_hexdigit())
}

/// `line` with the colors that an author chose kept apart from the program's own, and with a color for the words where
/// only one for what is behind them is given, for example in `style A fill:#f96`: on a dark page words would be light.
pub(super) fn with_own_colors(line: &str) -> String {
    let is_style = ["style ", "classDef ", "linkStyle "].iter().any(|it| line.trim_start().starts_with(it));
    if !is_style {
        return line.to_owned();
    }
    let line = line.trim_end().trim_end_matches([';', ',']);
    let fill = line.split_once("fill:").map(|it| it.1.split([',', ';', ' ']).next().unwrap_or_default());
    let ink =
        match fill {
            Some(fill) if !line.contains("color:") && fill != "none" && !fill.is_empty() => {
                if is_light(fill) { ",color:#1a2221" } else { ",color:#e4e9e7" }
            }
            _ => "",
        };
    let mut own = String::with_capacity(line.len() + ink.len());
    for (idx, part) in line.split(',').enumerate() {
        if idx != 0 {
            own.push(',');
        }
        match part.rsplit_once(':') {
            Some((key, value)) => {
                own.push_str(key);
                own.push(':');
                own.push_str(apart(value));
            }
            None => own.push_str(part),
        }
    }
    own + ink
}

/// An author's color that the program also writes by itself, as its nearest neighbor.
fn apart(color: &str) -> &str {
    match color.trim() {
        "#fff" | "#ffffff" | "#FFF" | "#FFFFFF" | "white" => "#fffffe",
        "#000" | "#000000" | "black" => "#000001",
        "#333" | "#333333" => "#333334",
        "#666" | "#666666" => "#666667",
        "#999" | "#999999" => "#999998",
        "red" => "#ff0000",
        _ => color,
    }
}

/// Whether dark words are read better on `color`; names of colors mostly are those of light ones.
fn is_light(color: &str) -> bool {
    let Some(digits) = color.strip_prefix('#') else {
        return !matches!(color, "black" | "navy" | "darkblue" | "darkred" | "darkgreen" | "purple");
    };
    let wide = if digits.len() == 3 { 1 } else { 2 };
    let part = |place: usize| {
        let digits = digits.get(place * wide..(place + 1) * wide)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        Some(if wide == 1 { value * 17 } else { value })
    };
    match (part(0), part(1), part(2)) {
        (Some(red), Some(green), Some(blue)) => 128_000 <= red * 299 + green * 587 + blue * 114,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_read_on_what_an_author_colored() {
        assert_eq!(with_own_colors("style A fill:#f96"), "style A fill:#f96,color:#1a2221");
        assert_eq!(
            with_own_colors("  classDef bad fill:#200000,stroke:#a00;"),
            "  classDef bad fill:#200000,stroke:#a00,color:#e4e9e7"
        );
        assert_eq!(with_own_colors("style A fill:#f96,color:#fff"), "style A fill:#f96,color:#fffffe");
        assert_eq!(with_own_colors("A[fill:#f96] --> B"), "A[fill:#f96] --> B");
    }

    #[test]
    fn only_colors_are_published() {
        for color in ["#f96", "rgb(200, 220, 240)", "tomato", "none", INK] {
            assert!(published(color, false).len() > 2, "{color}");
            assert_ne!(published(color, false), if color == "none" { "" } else { "none" }, "{color}");
        }
        for other in
            ["url(https://a.example/x)", "var(--x)", "red;x:y", "expression(1)", "#12345", "image(x)", ""]
        {
            assert_eq!(published(other, false), "none", "{other}");
        }
    }

    #[test]
    fn colors_are_variables_of_the_theme() {
        let tokens = include_str!("../../../themes/default/static/css/tokens.css");
        let theme = theme();
        let mut colors = vec![INK, QUIET, PAPER, LINE, NOTE_FILL, NOTE_LINE, LATE, LATE_LINE, ON_MARK, FRAME];
        colors.extend([BOX_FILL, BOX_LINE]);
        colors.extend(AREAS);
        colors.extend(OF_PROGRAM.iter().map(|it| it.1));
        for color in colors {
            let (name, light) =
                color.strip_prefix("var(").unwrap().strip_suffix(')').unwrap().split_once(',').unwrap();
            assert!(tokens.contains(&format!("{name}: light-dark({light}, ")), "{color}");
        }
        assert_eq!(theme.fg, INK);
    }
}
