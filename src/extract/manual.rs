//! What a manual states about how the team works: target times, the checklist of a postmortem, tasks that come round.
//!
//! Lists are found by the name right above them: a heading, or a line of its own that ends in a colon or is bold.

use super::target_tables;
use crate::lexicon::words::{Lexicon, without_brackets};
use crate::markdown::{Block, BlockKind, Document, Inline, ListItem};
use crate::model::{
    Asked, Cadence, ChecklistItem, Field, Manual, Milestone, Routine, RoutineTask, SectionKind, Severity,
};
use crate::text::fold;

/// What the document states, in order of place.
pub(super) fn read(document: &Document, words: &Lexicon, severities: &[Severity]) -> Manual {
    let mut manual = Manual::default();
    let mut walk = Walk { heading: String::new(), lead: None, list: List::Other };
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading(heading) => walk.enter_heading(heading.text()),
            BlockKind::Paragraph(lines) if block.item.is_none() => walk.enter_line(lines),
            BlockKind::ListItem(item) => walk.item(&mut manual, document, block, item, words),
            BlockKind::Table(table) => manual.targets.extend(target_tables::targets(table, severities)),
            BlockKind::Paragraph(_) | BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html => {}
        }
    }
    manual.routines.retain(|it| !it.tasks.is_empty());
    manual
}

/// What the list below the last name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// What a postmortem has to answer.
    Checklist,
    /// Tasks that come round.
    Routine(Cadence),
    /// Something else.
    Other,
}

/// The names above the next block.
struct Walk {
    heading: String,
    /// The line between the heading and the list.
    lead: Option<String>,
    list: List,
}

impl Walk {
    fn enter_heading(&mut self, text: &str) {
        text.clone_into(&mut self.heading);
        self.lead = None;
        self.enter(text);
    }

    fn enter_line(&mut self, lines: &[Inline]) {
        let [line] = lines else { return };
        let text = line.text.trim();
        let is_bold = line.bold_lead().is_some_and(|it| bare(&it.text) == bare(text));
        if is_bold || text.ends_with([':', '：']) {
            self.lead = Some(text.to_owned());
            self.enter(text);
        }
    }

    fn enter(&mut self, name: &str) {
        // `**2. 处理过程**` below `## 复盘检查清单` is a group of the same list.
        let is_group = self.list == List::Checklist && self.lead.is_some() && is_checklist(&self.heading, "");
        self.list = match cadence(name) {
            Some(it) => List::Routine(it),
            None if is_checklist(name, &self.heading) || is_group => List::Checklist,
            None => List::Other,
        };
    }

    fn item(
        &self,
        manual: &mut Manual,
        document: &Document,
        block: &Block,
        item: &ListItem,
        words: &Lexicon,
    ) {
        let Some(text) = Inline::joined(&item.lines).map(|it| it.text.trim().to_owned()) else { return };
        if text.is_empty() {
            return;
        }
        match self.list {
            List::Routine(every) if item.depth == 0 => {
                let task = RoutineTask { text, span: block.span };
                let is_same_list = |it: &&mut Routine| {
                    it.every == every && it.tasks.last().is_some_and(|last| is_next(document, last, block))
                };
                match manual.routines.last_mut().filter(is_same_list) {
                    Some(routine) => routine.tasks.push(task),
                    None => manual.routines.push(Routine { every, tasks: vec![task], span: block.span }),
                }
            }
            List::Checklist if item.checkbox.is_some() => {
                let above = block.item.and_then(|it| document.blocks.get(it)).map(Block::lines);
                let above = above.and_then(|it| it.first()).map(|it| bare(&it.text).to_owned());
                let lead = self.lead.as_deref().filter(|it| !is_checklist(it, &self.heading));
                let group = above.or_else(|| lead.map(|it| bare(it).to_owned()));
                let asks = asked(&text, words);
                manual.checklist.push(ChecklistItem { group, text, asks, span: block.span });
            }
            List::Routine(_) | List::Checklist | List::Other => {}
        }
    }
}

/// Whether nothing but items of the same list is between the task and the block.
fn is_next(document: &Document, last: &RoutineTask, block: &Block) -> bool {
    let between = document
        .blocks
        .iter()
        .filter(|it| last.span.start < it.span.start && it.span.start < block.span.start);
    between.into_iter().all(|it| it.item.is_some() || matches!(it.kind, BlockKind::ListItem(_)))
}

fn bare(text: &str) -> &str {
    text.trim().trim_matches('*').trim_end_matches([':', '：']).trim()
}

/// Words for a list to go through.
const LISTS: [&str; 9] = [
    "checklist",
    "check list",
    "检查清单",
    "检查表",
    "检查项",
    "核对清单",
    "自查清单",
    "チェックリスト",
    "確認項目",
];

/// Words for the document that the list is about.
const REPORTS: [&str; 13] = [
    "postmortem",
    "post-mortem",
    "post mortem",
    "retrospective",
    "incident report",
    "incident review",
    "rca",
    "复盘",
    "事故报告",
    "故障报告",
    "ポストモーテム",
    "振り返り",
    "障害報告",
];

/// Whether `name` below `heading` is over what a postmortem has to answer.
fn is_checklist(name: &str, heading: &str) -> bool {
    let (name, heading) = (fold(name), fold(heading));
    let holds = |text: &str, words: &[&str]| words.iter().any(|it| text.contains(it));
    holds(&name, &LISTS) && (holds(&name, &REPORTS) || holds(&heading, &REPORTS))
}

/// Words for how often.
const CADENCES: [(&str, Cadence); 31] = [
    ("daily", Cadence::Daily),
    ("every day", Cadence::Daily),
    ("每日", Cadence::Daily),
    ("每天", Cadence::Daily),
    ("日次", Cadence::Daily),
    ("毎日", Cadence::Daily),
    ("weekly", Cadence::Weekly),
    ("every week", Cadence::Weekly),
    ("每周", Cadence::Weekly),
    ("每週", Cadence::Weekly),
    ("週次", Cadence::Weekly),
    ("毎週", Cadence::Weekly),
    ("monthly", Cadence::Monthly),
    ("every month", Cadence::Monthly),
    ("每月", Cadence::Monthly),
    ("月次", Cadence::Monthly),
    ("毎月", Cadence::Monthly),
    ("quarterly", Cadence::Quarterly),
    ("every quarter", Cadence::Quarterly),
    ("每季度", Cadence::Quarterly),
    ("每季", Cadence::Quarterly),
    ("四半期", Cadence::Quarterly),
    ("annually", Cadence::Yearly),
    ("annual", Cadence::Yearly),
    ("yearly", Cadence::Yearly),
    ("every year", Cadence::Yearly),
    ("每年度", Cadence::Yearly),
    ("每年", Cadence::Yearly),
    ("年度", Cadence::Yearly),
    ("年次", Cadence::Yearly),
    ("毎年", Cadence::Yearly),
];

/// Words that may be beside one of [`CADENCES`]: with any other word the name is about something else.
const TASKS: [&str; 37] = [
    "maintenance",
    "tasks",
    "task",
    "checks",
    "check",
    "checklist",
    "duties",
    "routine",
    "routines",
    "operations",
    "ops",
    "inspection",
    "inspections",
    "reviews",
    "jobs",
    "work",
    "the",
    "and",
    "system",
    "to do",
    "todo",
    "维护",
    "任务",
    "巡检",
    "检查",
    "工作",
    "事项",
    "清单",
    "例行",
    "运维",
    "项",
    "的",
    "作業",
    "点検",
    "タスク",
    "確認",
    "保守",
];

/// How often the tasks below `name` come round; `None` where it names something else.
fn cadence(name: &str) -> Option<Cadence> {
    let folded = fold(bare(without_brackets(name)));
    let (word, found) = CADENCES.iter().find(|(word, _)| folded.contains(word))?;
    let mut rest = folded.replacen(word, " ", 1);
    let mut tasks: Vec<&str> = TASKS.to_vec();
    tasks.sort_by_key(|it| std::cmp::Reverse(it.len()));
    let rest = loop {
        let text = rest.trim_start_matches(|c: char| !c.is_alphabetic()).to_owned();
        let next = tasks.iter().find_map(|it| {
            let behind = text.strip_prefix(it)?;
            let is_whole = !it.is_ascii() || !behind.starts_with(|c: char| c.is_alphanumeric());
            is_whole.then(|| behind.to_owned())
        });
        match next {
            Some(behind) => rest = behind,
            None => break text,
        }
    };
    rest.is_empty().then_some(*found)
}

/// Words before or behind what an item asks for.
const ASKING: [&str; 48] = [
    "is",
    "are",
    "was",
    "were",
    "the",
    "a",
    "all",
    "has",
    "have",
    "been",
    "determined",
    "identified",
    "documented",
    "recorded",
    "stated",
    "complete",
    "completed",
    "filled in",
    "quantified",
    "described",
    "listed",
    "assigned",
    "agreed",
    "written",
    "included",
    "document",
    "record",
    "state",
    "describe",
    "identify",
    "list",
    "add",
    "write",
    "include",
    "quantify",
    "clear",
    "判定",
    "确认",
    "记录",
    "分析",
    "梳理",
    "明确",
    "评估",
    "填写",
    "说明",
    "列出",
    "描述",
    "完整",
];

/// What answers an item such as `故障级别判定` or `Root cause identified`; empty where no word knows it.
fn asked(text: &str, words: &Lexicon) -> Vec<Asked> {
    let whole = without_brackets(text).trim().trim_end_matches(['.', '。', '?', '？']);
    let mut found: Vec<Asked> = Vec::new();
    let parts = whole.split(['、', ',', '，', '/', '和', '与', '及']).flat_map(|it| it.split(" and "));
    for part in std::iter::once(whole).chain(parts) {
        found.extend(asked_by(part.trim(), words));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What answers `name`, without the words around it that ask for it.
fn asked_by(name: &str, words: &Lexicon) -> Vec<Asked> {
    let known = |name: &str| -> Vec<Asked> {
        let field = words.field(name).filter(|it| !matches!(it, Field::Id | Field::Kind)).map(Asked::Field);
        let section = words.named_by(name).filter(|it| *it != SectionKind::Purpose).map(Asked::Section);
        let aspect = words.aspect(name).map(Asked::Aspect);
        [field.or_else(|| phase(name)), section, aspect].into_iter().flatten().collect()
    };
    // `Root cause identified` is the name of a milestone, and asks for the cause: whatever it names answers it.
    let mut rest = fold(name);
    let mut found = known(&rest);
    loop {
        // A word of Latin letters is one only where a blank is beside it.
        let shorter = ASKING.iter().find_map(|it| {
            let is_word = |left: &str| !it.is_ascii() || left.trim() != left;
            let front = rest.strip_prefix(it).filter(|left| is_word(left));
            let left = front.or_else(|| rest.strip_suffix(it).filter(|left| is_word(left)))?;
            Some(left.trim().to_owned())
        });
        let Some(shorter) = shorter else { return found };
        found.extend(known(&shorter));
        rest = shorter;
    }
}

/// The phase that a name such as `响应时间` or `time to respond` asks for.
fn phase(name: &str) -> Option<Asked> {
    const PHASES: [(&str, Milestone); 8] = [
        ("响应时间", Milestone::Acknowledged),
        ("响应时长", Milestone::Acknowledged),
        ("response time", Milestone::Acknowledged),
        ("time to respond", Milestone::Acknowledged),
        ("time to acknowledge", Milestone::Acknowledged),
        ("time to mitigate", Milestone::Mitigated),
        ("time to diagnose", Milestone::Diagnosed),
        ("定位时长", Milestone::Diagnosed),
    ];
    let found = PHASES.iter().find(|it| it.0 == name).map(|it| it.1);
    found.map(|it| Asked::Field(Field::Milestone(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_how_often_where_it_says_nothing_else() {
        for (name, expected) in [
            ("**每日维护:**", Some(Cadence::Daily)),
            ("Daily", Some(Cadence::Daily)),
            ("Weekly checks", Some(Cadence::Weekly)),
            ("每月例行巡检", Some(Cadence::Monthly)),
            ("Quarterly maintenance tasks (SRE)", Some(Cadence::Quarterly)),
            ("週次点検", Some(Cadence::Weekly)),
            ("Daily backup fails", None),
            ("每日备份失败", None),
            ("Maintenance", None),
        ] {
            assert_eq!(cadence(name), expected, "{name}");
        }
    }

    #[test]
    fn an_item_asks_for_what_its_words_name() {
        let words = Lexicon::built_in();
        let asked = |text: &str| asked(text, &words);
        assert_eq!(asked("故障持续时间"), [Asked::Field(Field::Duration)]);
        assert_eq!(asked("故障级别判定"), [Asked::Field(Field::Severity)]);
        assert_eq!(asked("响应时间"), [Asked::Field(Field::Milestone(Milestone::Acknowledged))]);
        assert!(asked("Root cause identified").contains(&Asked::Section(SectionKind::RootCause)));
        assert!(asked("The timeline is complete.").contains(&Asked::Section(SectionKind::Timeline)));
        assert_eq!(asked("沟通协调"), []);
        assert_eq!(asked("The team slept"), []);
    }

    #[test]
    fn only_a_list_of_a_postmortem_is_its_checklist() {
        assert!(is_checklist("故障复盘检查清单:", "故障复盘流程"));
        assert!(is_checklist("Checklist", "Writing a postmortem"));
        assert!(!is_checklist("故障诊断检查清单", "故障诊断流程"));
        assert!(!is_checklist("Postmortem", "Writing a postmortem"));
    }
}
