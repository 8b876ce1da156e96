//! What is known about an incident in sentences: for terminals, comments, annotations and agents.

use super::input::Input;
use crate::analysis::precedents::{Because, Precedent, Precedents, Sureness, Unfinished, lesson, unfinished};
use crate::diagnostics::printable;
use crate::i18n::Locale;
use crate::model::Incident;
use crate::phrase::{Phrase, Value, say};

/// Most earlier incidents, and most action items of each, that are listed; the rest is counted.
const MAX_LISTED: usize = 5;
/// Most characters of a lesson or a quoted line.
const MAX_QUOTE: usize = 240;

/// A sentence, and how deep it is in the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// 0 for the outermost.
    pub depth: usize,
    /// The sentence.
    pub phrase: Phrase,
}

/// What is known about `incident`, as a list.
pub fn lines(input: &Input<'_>, incident: &Incident, known: &Precedents) -> Vec<Line> {
    let mut lines = List::default();
    if let Some(it) = &known.occurrence {
        let (n, days) = (Value::ordinal(it.number), it.days);
        lines.add(
            0,
            match &it.service {
                Some(service) => say!("review.occurrence-of-service", n, service, days),
                None => say!("review.occurrence", n, days),
            },
        );
    }
    if known.earlier.is_empty() {
        lines.add(0, say!("review.nothing-known"));
    }
    for it in known.earlier.iter().take(MAX_LISTED) {
        earlier(&mut lines, input, it);
    }
    let rest = known.earlier.len().saturating_sub(MAX_LISTED);
    if 0 < rest {
        lines.add(0, say!("review.more-earlier", n = rest));
    }
    for id in known.runbooks.iter().take(MAX_LISTED) {
        if let Some(it) = input.knowledge_base.runbook(id) {
            let path = &input.sources.get(it.source.file).path;
            lines.add(0, say!("review.runbook", title = &it.title, path));
        }
    }
    if known.runbooks.is_empty() && !incident.services.is_empty() && !known.earlier.is_empty() {
        lines.add(0, say!("review.no-runbook"));
    }
    lines.0
}

/// The lines as text, indented by two spaces for each step.
pub fn listed_as_text(lines: &[Line], locale: Locale, indent: &str) -> String {
    let line = |it: &Line| {
        let text = printable(&it.phrase.text(locale)).replace(['\n', '\t'], " ");
        format!("{indent}{}{text}\n", "  ".repeat(it.depth))
    };
    lines.iter().map(line).collect()
}

#[derive(Default)]
struct List(Vec<Line>);

impl List {
    fn add(&mut self, depth: usize, phrase: Phrase) {
        self.0.push(Line { depth, phrase });
    }
}

fn earlier(lines: &mut List, input: &Input<'_>, it: &Precedent) {
    let Some(incident) = input.knowledge_base.incident(&it.id) else { return };
    let (id, title) = (&incident.id, &incident.title);
    let when = match it.days {
        Some(0) => say!("review.same-day"),
        Some(n) => say!("review.days-earlier", n),
        None => say!("review.no-day"),
    };
    let score = it.likeness.map_or_else(String::new, |it| format!("{it:.2}"));
    lines.add(
        0,
        match it.sureness {
            Sureness::Stated => say!("review.stated", id, title, when),
            Sureness::Likely => say!("review.likely", id, title, when, score),
            Sureness::Possible => say!("review.possible", id, title, when, score),
        },
    );
    because(lines, input, it);
    for item in unfinished(incident, input.analysis.settings.as_of).iter().take(MAX_LISTED) {
        lines.add(1, action_item(item));
    }
    let n_open = unfinished(incident, input.analysis.settings.as_of).len();
    if MAX_LISTED < n_open {
        lines.add(1, say!("review.more-items", n = n_open - MAX_LISTED));
    } else if incident.action_items.is_empty() {
        lines.add(1, say!("review.no-items"));
    } else if n_open == 0 {
        lines.add(1, say!("review.all-done"));
    }
    if let Some(it) = lesson(incident) {
        lines.add(1, say!("review.lesson", text = short(&it.text)));
    }
}

fn because(lines: &mut List, input: &Input<'_>, it: &Precedent) {
    match it.because {
        Because::Declared => lines.add(1, say!("review.declared")),
        Because::Sentence(span) => {
            lines.add(1, say!("review.sentence", text = short(input.sources.slice(span))));
        }
        Because::Decided => lines.add(1, say!("review.decided")),
        Because::SameCauseAndService => lines.add(1, say!("review.same-cause-and-service")),
        Because::SameChain => lines.add(1, say!("review.same-chain")),
        Because::Texts => {
            if let Some(pair) = it.evidence.first() {
                lines.add(1, say!("review.same-line", text = short(input.sources.slice(pair.first))));
            }
        }
    }
}

fn action_item(it: &Unfinished<'_>) -> Phrase {
    let owner = match &it.item.owner {
        Some(owner) => say!("review.owner", owner),
        None => say!("review.no-owner"),
    };
    let state = match (it.days_overdue, it.item.due) {
        (Some(n), _) => say!("review.overdue", n),
        (None, Some(due)) => say!("review.due", due),
        (None, None) => say!("review.open"),
    };
    say!("review.item", id = it.item.short_id(), state, owner, task = short(&it.item.task))
}

/// `text` on one line, cut at a word where it is long.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    if text.chars().count() <= MAX_QUOTE {
        return text;
    }
    let cut: String = text.chars().take(MAX_QUOTE).collect();
    format!("{}…", cut.trim_end())
}
