//! The words that explain each number.

use crate::site::definition::Definition;

/// Keys of messages; spelt out, so that a search finds them. An empty one says nothing.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) sentences: &'static [&'static str],
    /// From when to when.
    pub(super) ends: &'static str,
    /// What its times are counted in.
    pub(super) clock: &'static str,
    pub(super) left_out: &'static str,
    pub(super) formula: &'static str,
}

const CLOCKS: Words = Words {
    title: "definition.clocks.title",
    sentences: &["definition.clocks.calendar", "definition.clocks.support", "definition.clocks.named"],
    ends: "definition.ends.milestones",
    clock: "",
    left_out: "definition.clocks.left_out",
    formula: "definition.clocks.formula",
};

const COUNTED: Words = Words {
    title: "definition.counted.title",
    sentences: &["definition.counted.day", "definition.counted.severity"],
    ends: "definition.counted.ends",
    clock: "definition.clock.site",
    left_out: "definition.counted.kinds",
    formula: "definition.counted.formula",
};

const RECURRENCE: Words = Words {
    title: "definition.recurrence.title",
    sentences: &[
        "definition.recurrence.rule",
        "definition.recurrence.while_open",
        "definition.recurrence.after_done",
        "definition.recurrence.not_known",
    ],
    ends: "definition.recurrence.ends",
    clock: "definition.clock.days",
    left_out: "definition.recurrence.left_out",
    formula: "definition.recurrence.formula",
};

const REPEAT_RATE: Words = Words {
    title: "definition.repeat_rate.title",
    sentences: &["definition.recurrence.rate"],
    ends: "definition.recurrence.ends",
    clock: "definition.clock.days",
    left_out: "definition.repeat_rate.left_out",
    formula: "definition.repeat_rate.formula",
};

const ACTIONS: Words = Words {
    title: "definition.actions.title",
    sentences: &["definition.actions.rule"],
    ends: "definition.actions.ends",
    clock: "definition.clock.site",
    left_out: "definition.actions.left_out",
    formula: "definition.actions.formula",
};

const OVERDUE: Words = Words {
    title: "definition.overdue.title",
    sentences: &["definition.overdue.rule", "definition.overdue.states", "definition.overdue.end"],
    ends: "definition.overdue.ends",
    clock: "definition.clock.days",
    left_out: "definition.overdue.left_out",
    formula: "definition.overdue.formula",
};

const KINDRED: Words = Words {
    title: "definition.kindred.title",
    sentences: &["definition.kindred.rule", "definition.kindred.suggested", "definition.kindred.rank"],
    ends: "",
    clock: "definition.clock.days",
    left_out: "",
    formula: "",
};

const BACKLOG: Words = Words {
    title: "definition.backlog.title",
    sentences: &["definition.backlog.rule", "definition.backlog.recent", "definition.backlog.age"],
    ends: "",
    clock: "definition.clock.days",
    left_out: "",
    formula: "",
};

const TIME_TO_CLOSE: Words = Words {
    title: "definition.time_to_close.title",
    sentences: &[
        "definition.time_to_close.curve",
        "definition.time_to_close.band",
        "definition.time_to_close.on_time",
    ],
    ends: "",
    clock: "definition.clock.days",
    left_out: "definition.time_to_close.left_out",
    formula: "",
};

const POLICY: Words = Words {
    title: "definition.policy.title",
    sentences: &["definition.policy.rule", "definition.policy.late", "definition.policy.breach"],
    ends: "definition.policy.ends",
    clock: "definition.clock.days",
    left_out: "definition.policy.left_out",
    formula: "definition.policy.formula",
};

const STATISTICS: Words = Words {
    title: "definition.statistics.title",
    sentences: &[
        "definition.statistics.sample",
        "definition.statistics.quantiles",
        "definition.statistics.intervals",
    ],
    ends: "",
    clock: "",
    left_out: "definition.statistics.left_out",
    formula: "definition.statistics.formula",
};

const DIRECTION: Words = Words {
    title: "definition.direction.title",
    sentences: &["definition.statistics.direction"],
    ends: "definition.direction.ends",
    clock: "definition.clock.site",
    left_out: "definition.counted.kinds",
    formula: "definition.direction.formula",
};

const SHARES: Words = Words {
    title: "definition.causes.title",
    sentences: &["definition.causes.primary", "definition.causes.services", "definition.causes.none"],
    ends: "definition.counted.ends",
    clock: "definition.clock.site",
    left_out: "definition.counted.kinds",
    formula: "definition.causes.formula",
};

const LAST_INCIDENT: Words = Words {
    title: "definition.last.title",
    sentences: &["definition.last.rule"],
    ends: "definition.last.ends",
    clock: "definition.clock.days",
    left_out: "definition.counted.kinds",
    formula: "definition.last.formula",
};

const GAPS: Words = Words {
    title: "definition.gaps.title",
    sentences: &["definition.gaps.rule"],
    ends: "",
    clock: "",
    left_out: "definition.counted.kinds",
    formula: "definition.gaps.formula",
};

const PROVENANCE: Words = Words {
    title: "definition.provenance.title",
    sentences: &["definition.provenance.how", "definition.provenance.zone"],
    ends: "",
    clock: "",
    left_out: "",
    formula: "",
};

const TARGETS: Words = Words {
    title: "section.targets",
    sentences: &["definitions.targets"],
    ends: "definition.ends.milestones",
    clock: "definition.targets.clock",
    left_out: "definition.targets.left_out",
    formula: "definition.targets.formula",
};

/// The words for `definition`; the measures share those of the targets.
pub(super) fn words(definition: Definition) -> Words {
    match definition {
        Definition::Clocks => CLOCKS,
        Definition::Counted => COUNTED,
        Definition::Recurrence => RECURRENCE,
        Definition::RepeatRate => REPEAT_RATE,
        Definition::Actions => ACTIONS,
        Definition::Overdue => OVERDUE,
        Definition::Kindred => KINDRED,
        Definition::Backlog => BACKLOG,
        Definition::TimeToClose => TIME_TO_CLOSE,
        Definition::Policy => POLICY,
        Definition::Statistics => STATISTICS,
        Definition::Direction => DIRECTION,
        Definition::Shares => SHARES,
        Definition::LastIncident => LAST_INCIDENT,
        Definition::Gaps => GAPS,
        Definition::Provenance => PROVENANCE,
        Definition::Targets | Definition::Measure(_) => TARGETS,
    }
}
