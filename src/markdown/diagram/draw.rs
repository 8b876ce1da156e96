//! Draws a diagram; the only file that names `merman`.

use merman::render::RenderError;
use merman::svg::{SvgPipeline, SvgRenderOptions};
use merman::{
    MermaidEngine, OperationControl, ParseOptions, RenderOutput, RenderRequest, Renderer,
    SourcePresentationConfig, SvgRequest,
};
use serde_json::json;

use super::colors::{self, Colors};
use super::drawing::Diagram;
use super::signs;
use crate::source::drawing;

/// The id of every drawing's root, by which its styles are its own: each drawing is a document by itself.
const ROOT_ID: &str = "diagram";

/// The page's fonts: a picture sees none of the page's styles.
const FONTS: &str = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"PingFang SC\", \
    \"Microsoft YaHei\", \"Noto Sans CJK SC\", sans-serif";

/// Pixels at which words in a box are broken into lines: Mermaid's 200 leave single Chinese characters behind.
const WRAP_WIDTH: u32 = 260;

/// Both drawings of `source`, or what is wrong with it.
pub(super) fn drawn(source: &str) -> Result<Diagram, String> {
    let source: String = source.lines().map(|it| colors::with_ink(it) + "\n").collect();
    let (light, size) = draw(&source, &colors::LIGHT)?;
    let (dark, _) = draw(&source, &colors::DARK)?;
    Ok(Diagram { light, dark, width: size.0, height: size.1, title: None })
}

fn draw(source: &str, colors: &Colors) -> Result<(String, (u32, u32)), String> {
    let config = json!({
        // The other look leaves so little room in boxes that words touch their borders in a font wider than usual.
        "look": "classic",
        "theme": "base",
        "themeVariables": colors.variables(),
        "fontFamily": FONTS,
        "securityLevel": "strict",
        // Labels as text: HTML inside a drawing could load things, and is not shown in a picture.
        "htmlLabels": false,
        "flowchart": { "htmlLabels": false, "wrappingWidth": WRAP_WIDTH },
        "class": { "htmlLabels": false },
        "state": { "htmlLabels": false },
    });
    let engine = MermaidEngine::new().with_site_config(SourcePresentationConfig::from_value(config));
    let renderer =
        Renderer::new().with_presentation_engine(engine).with_parse_options(ParseOptions::strict());
    let options = SvgRenderOptions { diagram_id: Some(ROOT_ID.to_owned()), ..SvgRenderOptions::default() };
    let request = SvgRequest { options, pipeline: Some(SvgPipeline::resvg_safe()), ..SvgRequest::default() };
    let output = renderer
        .render(RenderRequest::svg(source, OperationControl::new(), request))
        .map_err(|it| message(&it, source))?;
    let RenderOutput::Svg(Some(svg)) = output else {
        return Err("the diagram cannot be drawn: its kind is not known".to_owned());
    };
    let svg = svg.svg();
    // The rule for every drawing that is published: it is written anew from what is known to be harmless.
    let drawing =
        drawing(svg.as_bytes()).map_err(|it| format!("the diagram cannot be drawn: {}", it.words()))?;
    let size = drawing.size.ok_or("the diagram cannot be drawn: it is too tall or too wide to be read")?;
    Ok((signs::shown(&with_size(&drawing.svg, size)), size))
}

/// `svg` with its size in pixels, which a picture without styles around it needs.
fn with_size(svg: &str, (width, height): (u32, u32)) -> String {
    svg.replacen("width=\"100%\"", &format!("width=\"{width}\" height=\"{height}\""), 1)
}

/// What the drawing program says, in one line, without its own preamble and with the line it speaks of.
fn message(error: &RenderError, source: &str) -> String {
    if matches!(error, RenderError::ResourceLimitExceeded(_)) {
        return "the diagram cannot be drawn: it holds too much, or is nested too deeply".to_owned();
    }
    let said = error.to_string();
    let line = said.lines().next().unwrap_or_default();
    let plain = line.split_once("): ").filter(|it| it.0.starts_with("Diagram parse error"));
    let shown: String = plain.map_or(line, |it| it.1).chars().take(160).collect();
    let place = match error {
        RenderError::Parse(it) => it.terminal_diagnostic_details().span.map(|it| it.start),
        _ => None,
    };
    let written = place.and_then(|at| line_at(source, at));
    let written = written.map_or_else(String::new, |it| format!(", in `{it}`"));
    format!("the diagram cannot be drawn: {shown}{written}")
}

/// The line of `source` that the byte `at` stands in, as much as a message can hold.
fn line_at(source: &str, at: usize) -> Option<String> {
    let start = source.get(..at)?.rfind('\n').map_or(0, |it| it + 1);
    let line = source[start..].lines().next()?.trim();
    (!line.is_empty()).then(|| line.chars().take(60).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_its_size_and_the_page_s_fonts() {
        let diagram = drawn("flowchart LR\n  A[等待] -->|是| B[Retry]\n").unwrap();
        let size = format!("<svg id=\"diagram\" width=\"{}\" height=\"{}\"", diagram.width, diagram.height);
        assert!(diagram.light.starts_with(&size), "{}", &diagram.light[..200]);
        assert!(diagram.light.contains("等待") && diagram.light.contains("system-ui"));
        assert_ne!(diagram.light, diagram.dark);
        assert_eq!(diagram, drawn("flowchart LR\n  A[等待] -->|是| B[Retry]\n").unwrap());
    }

    #[test]
    fn a_comparison_in_a_label_is_drawn_as_it_is_written() {
        for source in
            ["flowchart TD\n  A[waiting > 10] --> B{x < 5}\n", "sequenceDiagram\n  A->>B: x < 5 and y > 10\n"]
        {
            let prepared = super::super::prepare::prepared(source).source;
            let svg = drawn(&prepared).unwrap().light;
            assert!(svg.contains("&gt;") && svg.contains("&lt;"), "{svg}");
        }
    }

    #[test]
    fn every_common_kind_is_drawn() {
        for source in [
            "sequenceDiagram\n  参与者->>服务: 请求\n  服务--x 参与者: 超时\n",
            "stateDiagram-v2\n  [*] --> 正常\n  正常 --> 降级: 超时\n",
            "classDiagram\n  class 订单 {\n    +支付()\n  }\n",
            "gantt\n  dateFormat HH:mm\n  section 处置\n  回滚 :a1, 14:10, 12m\n",
            "timeline\n  14∶02 : 配置发布\n",
            "pie\n  \"配置\" : 12\n",
            "erDiagram\n  A ||--o{ B : has\n",
            "mindmap\n  root((故障))\n    原因\n",
        ] {
            assert!(drawn(source).is_ok(), "{source}: {:?}", drawn(source).err());
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert_eq!(
            drawn("flowchart TD\n  A[等待 --> B\n").unwrap_err(),
            "the diagram cannot be drawn: Unterminated node label (missing `]`), in `A[等待 --> B`"
        );
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused_in_plain_words() {
        let nested: String = (0..190).map(|it| format!("subgraph s{it}\n")).collect();
        let source = format!("flowchart TD\n{nested}A-->B\n{}", "end\n".repeat(190));
        assert_eq!(
            drawn(&source).unwrap_err(),
            "the diagram cannot be drawn: it holds too much, or is nested too deeply"
        );
    }

    #[test]
    fn nothing_in_a_drawing_runs_or_loads() {
        let hostile = "flowchart TD\n  A[\"<img src=x onerror=alert(1)>\"] --> B[\"<script>alert(1)</script>\"]\n  \
            click A \"javascript:alert(1)\"\n  click B href \"https://example.invalid\"\n  \
            style A fill:url(https://example.invalid/x)\n";
        if let Ok(diagram) = drawn(hostile) {
            for word in ["<img", "<script", "javascript:", "https://", "<a ", "foreignObject"] {
                let svg = diagram.light.replace("http://www.w3.org", "");
                assert!(!svg.contains(word), "{word}");
            }
        }
    }
}
