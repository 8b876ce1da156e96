//! The colors of drawings: those of the page, which a picture cannot see, written out for light and for dark pages.

use serde_json::{Map, Value, json};

/// The colors of one appearance, as `static/css/tokens.css` has them.
pub(super) struct Colors {
    is_dark: bool,
    paper: &'static str,
    ink: &'static str,
    quiet: &'static str,
    /// Of boxes, and of the lines around them.
    box_fill: &'static str,
    box_line: &'static str,
    note: (&'static str, &'static str),
    late: (&'static str, &'static str),
    /// Areas beside each other that only differ: slices, steps, branches of a mind map.
    areas: [&'static str; 6],
    /// Lines and dots that only differ, and what is written on them.
    marks: [&'static str; 4],
    on_mark: &'static str,
}

pub(super) const LIGHT: Colors = Colors {
    is_dark: false,
    paper: "#fbfbf9",
    ink: "#1a2220",
    quiet: "#4d5853",
    box_fill: "#e9f3f5",
    box_line: "#3a7f92",
    note: ("#fbf4e3", "#d9bd80"),
    late: ("#fdf0ee", "#a1231a"),
    areas: ["#d5e7ec", "#f6e3b6", "#dfe6da", "#f3d9d2", "#e2dcec", "#d9e9d0"],
    marks: ["#357789", "#96480a", "#4d5853", "#6a4a86"],
    on_mark: "#ffffff",
};

pub(super) const DARK: Colors = Colors {
    is_dark: true,
    paper: "#121615",
    ink: "#e4e9e6",
    quiet: "#aab5b0",
    box_fill: "#16272c",
    box_line: "#5da7bb",
    note: ("#2a2213", "#74592a"),
    late: ("#2f1a17", "#ff9f91"),
    areas: ["#22424c", "#4a3914", "#2f3a2c", "#4a2a24", "#353045", "#2c4030"],
    marks: ["#5da7bb", "#e6a45c", "#aab5b0", "#c3a6dd"],
    on_mark: "#0c1a1e",
};

/// Most areas that Mermaid numbers.
const N_AREAS: usize = 12;
/// Most branches that Mermaid numbers.
const N_MARKS: usize = 8;

impl Colors {
    /// The variables of Mermaid's theme `base`.
    pub(super) fn variables(&self) -> Value {
        let mut variables = Map::new();
        variables.insert("darkMode".to_owned(), json!(self.is_dark));
        let mut set = |keys: &[&str], color: &str| {
            for key in keys {
                variables.insert((*key).to_owned(), json!(color));
            }
        };
        set(&["background", "edgeLabelBackground"], self.paper);
        set(
            &["textColor", "titleColor", "primaryTextColor", "secondaryTextColor", "tertiaryTextColor"],
            self.ink,
        );
        set(&["noteTextColor", "taskTextColor", "taskTextDarkColor", "taskTextOutsideColor"], self.ink);
        set(&["pieTitleTextColor", "pieSectionTextColor", "pieLegendTextColor"], self.ink);
        set(
            &["lineColor", "tertiaryBorderColor", "clusterBorder", "gridColor", "doneTaskBorderColor"],
            self.quiet,
        );
        set(&["pieStrokeColor", "pieOuterStrokeColor"], self.quiet);
        set(&["mainBkg", "primaryColor"], self.box_fill);
        set(&["primaryBorderColor", "secondaryBorderColor", "activeTaskBorderColor"], self.box_line);
        set(&["clusterBkg"], "transparent");
        set(&["noteBkgColor"], self.note.0);
        set(&["noteBorderColor"], self.note.1);
        set(&["critBkgColor"], self.late.0);
        set(&["critBorderColor", "todayLineColor"], self.late.1);
        set(&["activeTaskBkgColor"], self.areas[0]);
        set(&["secondaryColor"], self.areas[1]);
        set(&["tertiaryColor", "doneTaskBkgColor"], self.areas[2]);
        set(&["pieOpacity"], "1");
        set(&["fontSize"], "15px");
        for (idx, area) in self.areas.iter().cycle().take(N_AREAS).enumerate() {
            set(&[&format!("cScale{idx}"), &format!("pie{}", idx + 1)], area);
            set(&[&format!("cScaleLabel{idx}")], self.ink);
            set(&[&format!("cScalePeer{idx}"), &format!("cScaleInv{idx}")], self.box_line);
        }
        for (idx, mark) in self.marks.iter().cycle().take(N_MARKS).enumerate() {
            set(&[&format!("git{idx}")], mark);
            set(&[&format!("gitBranchLabel{idx}")], self.on_mark);
        }
        Value::Object(variables)
    }
}

/// `line` with a color for the words where its author only chose one for what they stand on, for example in
/// `style A fill:#f96`: on a dark page words would be light.
pub(super) fn with_ink(line: &str) -> String {
    let is_style = ["style ", "classDef "].iter().any(|it| line.trim_start().starts_with(it));
    let fill = line.split_once("fill:").filter(|_| is_style && !line.contains("color:"));
    let Some((_, fill)) = fill else { return line.to_owned() };
    let fill = fill.split([',', ';', ' ']).next().unwrap_or_default();
    let ink = if is_light(fill) { LIGHT.ink } else { DARK.ink };
    let line = line.trim_end().trim_end_matches([';', ',']);
    format!("{line},color:{ink}")
}

/// Whether dark words are read better on `color`; names of colors mostly are those of light ones.
fn is_light(color: &str) -> bool {
    let Some(digits) = color.strip_prefix('#') else {
        return !matches!(color, "black" | "navy" | "darkblue");
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
        assert_eq!(with_ink("style A fill:#f96"), "style A fill:#f96,color:#1a2220");
        assert_eq!(
            with_ink("  classDef bad fill:#200000,stroke:#a00;"),
            "  classDef bad fill:#200000,stroke:#a00,color:#e4e9e6"
        );
        assert_eq!(with_ink("style A fill:#f96,color:#fff"), "style A fill:#f96,color:#fff");
        assert_eq!(with_ink("A[fill:#f96] --> B"), "A[fill:#f96] --> B");
    }

    #[test]
    fn colors_are_those_of_the_page() {
        let tokens = include_str!("../../../themes/default/static/css/tokens.css");
        for (light, dark) in [
            (LIGHT.paper, DARK.paper),
            (LIGHT.ink, DARK.ink),
            (LIGHT.quiet, DARK.quiet),
            (LIGHT.box_fill, DARK.box_fill),
            (LIGHT.note.0, DARK.note.0),
            (LIGHT.late.0, DARK.late.0),
        ] {
            assert!(tokens.contains(&format!("light-dark({light}, {dark})")), "{light} {dark}");
        }
    }
}
