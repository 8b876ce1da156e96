//! How blocks of code are shown: colored, and in runbooks with a mark beside every command that does harm.

use super::job::{Found, Job, Shared};
use crate::address::Route;
use crate::diagnostics::{Diagnostic, codes};
use crate::i18n::Messages;
use crate::lint::{Danger, dangers};
use crate::markdown::{self, CodeOutcome, CodeRequest, DiagramOutcome, Highlighter, escaped};

impl Shared<'_> {
    /// What is shown for a block of code.
    pub(super) fn code(
        &self,
        job: &Job<'_>,
        request: &CodeRequest<'_>,
        highlighter: &mut Highlighter,
        found: &mut Found,
    ) -> CodeOutcome {
        if request.language == "mermaid" {
            return self.diagram(request, found);
        }
        let Some(messages) = self.messages else { return CodeOutcome::Plain };
        let (mut lines, is_colored) = highlighter.lines(request.language, request.source);
        let is_runbook = matches!(job.route, Route::Runbook(_));
        let dangers = if is_runbook { dangers(request.language, request.source) } else { Vec::new() };
        if !is_colored && dangers.is_empty() {
            return CodeOutcome::Plain;
        }
        for danger in &dangers {
            let class = if danger.destructive { "danger-line destroys" } else { "danger-line" };
            if let Some(line) = lines.get_mut(danger.line) {
                *line = format!("<span class=\"{class}\">{line}</span>");
            }
        }
        CodeOutcome::Source { before: warnings(&dangers, messages), html: lines.join("\n") + "\n" }
    }
}

impl Shared<'_> {
    /// A drawing with its source below it; the source alone where there is none.
    fn diagram(&self, request: &CodeRequest<'_>, found: &mut Found) -> CodeOutcome {
        found.n_diagrams += 1;
        let prefix = format!("aw-diagram-{}-", found.n_diagrams);
        let drawn = match markdown::diagram(request.source, &prefix) {
            DiagramOutcome::Drawn(diagram) => diagram,
            #[cfg(not(feature = "mermaid"))]
            DiagramOutcome::Left => return CodeOutcome::Plain,
            DiagramOutcome::Faulty { message, hint } => {
                let finding = Diagnostic::new(&codes::DIAGRAM_NOT_DRAWN, message).at(request.span);
                found.diagnostics.push(finding.hint(hint));
                return CodeOutcome::Plain;
            }
        };
        let Some(messages) = self.messages else { return CodeOutcome::Plain };
        let name = match &drawn.title {
            Some(title) => messages.fill("document.diagram_named", &[("title", title)]),
            None => messages.text("document.diagram").to_owned(),
        };
        let mut html = String::from("<figure class=\"diagram\">\n<div class=\"drawing\"");
        let least = least_width(drawn.width);
        if least.is_some() {
            // It may be wider than its place, and then scrolls in it.
            html.push_str(" role=\"region\" tabindex=\"0\" aria-label=\"");
            escaped(&mut html, &name);
            html.push('"');
        }
        html.push_str(">\n");
        html.push_str("<svg");
        if let Some(least) = least {
            html.push_str(&format!(" class=\"least-{least}\""));
        }
        html.push_str(" role=\"img\" aria-label=\"");
        escaped(&mut html, &name);
        let (width, height, view) = (drawn.width, drawn.height, &drawn.view);
        let size = markdown::DIAGRAM_FONT_SIZE;
        html.push_str(&format!(
            "\" width=\"{width}\" height=\"{height}\" viewBox=\"{view}\" font-size=\"{size}\">"
        ));
        html.push_str(&drawn.inside);
        html.push_str("</svg>\n");
        html.push_str("</div>\n");
        if let Some(title) = &drawn.title {
            html.push_str("<figcaption>");
            escaped(&mut html, title);
            html.push_str("</figcaption>\n");
        }
        html.push_str("<details>\n<summary>");
        escaped(&mut html, messages.text("document.diagram_source"));
        html.push_str("</summary>\n<pre class=\"code\" tabindex=\"0\"><code class=\"language-mermaid\">");
        escaped(&mut html, request.source);
        html.push_str("</code></pre>\n</details>\n</figure>");
        CodeOutcome::Instead(html)
    }
}

/// The least width of a drawing, in `rem`, at which its words can still be read; `None` where every screen is wide enough.
///
/// The steps are the classes of the theme.
fn least_width(pixels: u32) -> Option<u32> {
    const STEPS: [u32; 9] = [20, 25, 30, 35, 40, 50, 60, 75, 100];
    let readable = pixels * 3 / 4 / 16;
    STEPS.into_iter().rev().find(|it| *it <= readable)
}

/// What is shown above code with harmful commands: each with its line and what it does, in words.
fn warnings(dangers: &[Danger], messages: &Messages) -> String {
    if dangers.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ul class=\"dangers\">\n");
    for danger in dangers {
        let (class, word) = if danger.destructive {
            (" class=\"destroys\"", messages.text("danger.destroys"))
        } else {
            ("", messages.text("danger.careful"))
        };
        let effect = danger.effect.text(messages.locale());
        let line = messages.fill("danger.line", &[("n", &(danger.line + 1).to_string())]);
        html.push_str(&format!("<li{class}><strong>"));
        escaped(&mut html, word);
        html.push_str("</strong> ");
        escaped(&mut html, &line);
        html.push_str(" <code>");
        escaped(&mut html, &shortened(&danger.command));
        html.push_str("</code> ");
        for (idx, part) in effect.split('`').enumerate() {
            let (open, close) = if idx % 2 == 1 { ("<code>", "</code>") } else { ("", "") };
            html.push_str(open);
            escaped(&mut html, part);
            html.push_str(close);
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ul>\n");
    html
}

/// Enough of a command to know it by.
fn shortened(command: &str) -> String {
    const MOST: usize = 60;
    if command.chars().count() <= MOST {
        return command.to_owned();
    }
    command.chars().take(MOST - 1).chain(['…']).collect()
}
