//! Headings by their parts: `Timeline & Actions`, `Detailed timeline of the incident`, `改进措施与责任人`.

use super::forms::fold;
use super::promises::announces_tasks;
use super::words::{Lexicon, bare, lookup, without_brackets};
use crate::model::SectionKind;

/// Longest heading that is read by its parts, in characters; longer ones are sentences.
const MAX_JOINED: usize = 60;

/// Sections that win over others a heading names with them: their lines say themselves what they are.
const LEADING: [SectionKind; 2] = [SectionKind::Timeline, SectionKind::ActionItems];

impl Lexicon {
    /// Everything that the heading `text` names, what counts most first.
    pub(crate) fn sections(&self, text: &str) -> Vec<SectionKind> {
        let written = text;
        let spelled = text.contains(" & ").then(|| text.replace(" & ", " and "));
        let text = spelled.as_deref().filter(|it| self.decorated(it).is_some()).unwrap_or(written);
        let outer = without_brackets(text);
        let mut named: Vec<SectionKind> = match lookup(&self.sections, outer) {
            Some(whole) => vec![whole],
            None if outer.chars().count() <= MAX_JOINED => self.parts(outer),
            None => Vec::new(),
        };
        // `What happened (Timeline)`
        named.extend(self.sections.get(&fold(in_brackets(text))));
        if named.is_empty() {
            named.extend(lookup(&self.sections, text));
        }
        let mut found: Vec<SectionKind> = Vec::new();
        for name in named {
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found.sort_by_key(|it| LEADING.iter().position(|leading| leading == it).unwrap_or(LEADING.len()));
        found
    }

    /// Whether `text` is a heading's word as the lexicon has it, with nothing around it.
    pub(crate) fn is_section_word(&self, text: &str) -> bool {
        self.sections.contains_key(&fold(text)) || announces_tasks(text)
    }

    /// What the parts of a joined heading name.
    fn parts(&self, text: &str) -> Vec<SectionKind> {
        // Signs part a heading into names; of names joined by a word the first says what it is about.
        const SIGNS: [&str; 9] = [" / ", ": ", "：", " | ", " - ", " – ", " — ", "／", "+"];
        const WORDS: [&str; 8] = [" & ", "&", "＆", " and ", "与", "及", "和", "、"];
        if let Some(one) = self.decorated(text) {
            return vec![one];
        }
        if let Some(sign) = SIGNS.iter().find(|it| text.contains(**it)) {
            return text.split(sign).flat_map(|it| self.parts(it)).collect();
        }
        let folded = fold(text);
        let Some(word) = WORDS.iter().find(|it| folded.contains(**it)) else { return Vec::new() };
        let known: Vec<Option<SectionKind>> =
            folded.split(word).map(|it| self.decorated(it.trim())).collect();
        if known.first().is_none_or(Option::is_none) {
            return Vec::new();
        }
        known.into_iter().flatten().collect()
    }

    /// A heading's name with what may be around it.
    fn decorated(&self, text: &str) -> Option<SectionKind> {
        let named = self.named_section(text);
        named.or_else(|| announces_tasks(&bare(text)).then_some(SectionKind::ActionItems))
    }

    fn named_section(&self, text: &str) -> Option<SectionKind> {
        if let Some(known) = lookup(&self.sections, text) {
            return Some(known);
        }
        let mut name = bare(text);
        loop {
            let closed = self.heading_closers.iter().find_map(|it| without_end(&name, it));
            name = closed.or_else(|| self.heading_openers.iter().find_map(|it| without_start(&name, it)))?;
            if let Some(known) = self.sections.get(&name) {
                return Some(*known);
            }
        }
    }

    /// Whether a heading is about action items only by the words it consists of, none of which names tasks:
    /// `Process improvements`. Beside `Action items` it says what was improved.
    pub(crate) fn only_announces(&self, heading: &str) -> bool {
        let outer = without_brackets(heading);
        self.named_section(outer).is_none() && announces_tasks(&bare(outer)) && !self.names_tasks(heading)
    }

    /// Whether a heading names tasks themselves (`Action items`) rather than what they are for (`Prevention`).
    pub(crate) fn names_tasks(&self, heading: &str) -> bool {
        let folded = fold(heading);
        self.task_headings.iter().any(|it| folded.contains(it.as_str()))
    }
}

fn without_end(name: &str, end: &str) -> Option<String> {
    let rest = name.strip_suffix(end)?;
    let is_word = !end.is_ascii() || rest.ends_with(' ');
    (is_word && !rest.trim_end().is_empty()).then(|| rest.trim_end().to_owned())
}

fn without_start(name: &str, start: &str) -> Option<String> {
    let rest = name.strip_prefix(start)?;
    let is_word = !start.is_ascii() || rest.starts_with(' ');
    (is_word && !rest.trim_start().is_empty()).then(|| rest.trim_start().to_owned())
}

/// What is in the brackets that a name ends with; empty without any.
pub(crate) fn in_brackets(text: &str) -> &str {
    let inner = &text[without_brackets(text).len()..];
    inner.trim_matches(|c: char| c.is_whitespace() || "()（）[]【】".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_match_by_their_parts() {
        use SectionKind::{ActionItems, Impact, Lessons, RootCause, Summary, Timeline};
        let words = Lexicon::built_in();
        for (text, expected) in [
            ("Timeline & Actions", vec![Timeline, ActionItems]),
            ("Lessons Learned and Action Items", vec![ActionItems, Lessons]),
            ("What happened (Timeline)", vec![Timeline, Summary]),
            ("Detailed timeline of the incident", vec![Timeline]),
            ("改进措施与责任人", vec![ActionItems]),
            ("事故影响分析", vec![Impact]),
            ("3. Root cause analysis / Root cause", vec![RootCause]),
        ] {
            assert_eq!(words.sections(text), expected, "{text}");
        }
        for text in ["Payments and events", "Actions taken", "Immediate actions", "Discussion", "问题分析"]
        {
            assert_eq!(words.sections(text), [], "{text}");
        }
    }
}
