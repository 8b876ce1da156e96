//! Every kind of finding, by family: the first digit of the code.
//!
//! 0 project and files, 1 front matter fields, 2 values, 3 action items, 4 timeline and times,
//! 5 causes, services and links, 6 writing, 7 privacy and danger, 8 runbooks, 9 theme.

use super::{Kind, Level};

/// Declares kinds; `OptIn` behind the level makes one that is reported only where a project asks for it.
macro_rules! kinds {
    (@opt_in) => { false };
    (@opt_in OptIn) => { true };
    ($($(#[doc = $doc:literal])* $ident:ident = $code:literal, $name:literal, $level:ident $(, $opt_in:ident)?;)*) => {
        $($(#[doc = $doc])* pub static $ident: Kind = Kind {
            code: $code,
            name: $name,
            level: Level::$level,
            opt_in: kinds!(@opt_in $($opt_in)?),
            meaning: concat!($($doc),*),
            explanation: include_str!(concat!("explain/en/", $code, ".md")),
            explanation_zh: include_str!(concat!("explain/zh-CN/", $code, ".md")),
        };)*

        /// Every kind of finding, in order of code.
        pub static ALL: &[&Kind] = &[$(&$ident),*];
    };
}

kinds! {
    /// A file that is not UTF-8.
    NOT_UTF8 = "AW001", "not-utf8", Error;
    /// A file that is skipped: a symlink, a device or pipe, or unreadable.
    FILE_SKIPPED = "AW002", "file-skipped", Warning;
    /// An invisible character: control, zero-width or text direction.
    INVISIBLE_CHARACTER = "AW003", "invisible-character", Warning;
    /// A content folder without incidents.
    NO_INCIDENTS = "AW004", "no-incidents", Warning;
    /// A document that is not published: a draft, an empty template or an empty file.
    SET_ASIDE = "AW005", "set-aside", Info;
    /// A file that is too large to read.
    FILE_TOO_LARGE = "AW006", "file-too-large", Error;
    /// A configuration file that cannot be used.
    INVALID_CONFIG = "AW007", "invalid-config", Error;
    /// An allow comment without a reason, or for a kind that cannot be allowed.
    INVALID_ALLOW = "AW008", "invalid-allow", Warning;
    /// An allow comment for a finding that does not occur.
    UNUSED_ALLOW = "AW009", "unused-allow", Warning;
    /// A document that is read as a page although it may be an incident.
    TAKEN_FOR_PAGE = "AW010", "taken-for-page", Info;
    /// A report of planned work, a near miss or a drill, not counted as a failure.
    NOT_A_FAILURE = "AW011", "not-a-failure", Info;
    /// An HTML table, whose values are not read.
    HTML_TABLE = "AW012", "html-table", Info;
    /// A report in another language, which is not counted again.
    TRANSLATION = "AW013", "translation", Info;
    /// A setting that has no effect or is probably a mistake.
    DOUBTFUL_SETTING = "AW014", "doubtful-setting", Warning;
    /// A file or folder that is not read because of its name.
    NOT_READ = "AW015", "not-read", Info;

    /// A content file or folder that cannot be read.
    UNREADABLE = "AW020", "unreadable", Error;
    /// An overrides or ignore file, or a line of it, that has no effect.
    NO_EFFECT = "AW021", "no-effect", Error;
    /// A document with more values of one kind than are read.
    TOO_MANY = "AW022", "too-many", Warning;
    /// A value that is longer than is read.
    TOO_LONG = "AW023", "too-long", Warning;
    /// A table drawn with full-width bars, whose values are not read.
    FULL_WIDTH_TABLE = "AW024", "full-width-table", Warning;

    /// Front matter that is not valid YAML or TOML.
    INVALID_FRONT_MATTER = "AW101", "invalid-front-matter", Error;
    /// An unknown key in front matter.
    UNKNOWN_KEY = "AW102", "unknown-key", Warning;
    /// A key that appears twice in front matter.
    DUPLICATE_KEY = "AW103", "duplicate-key", Error;
    /// A value of the wrong type.
    WRONG_TYPE = "AW104", "wrong-type", Error;
    /// Front matter that is not closed.
    UNCLOSED_FRONT_MATTER = "AW105", "unclosed-front-matter", Error;
    /// Two keys for the same value, both set.
    KEY_SET_TWICE = "AW106", "key-set-twice", Warning;
    /// A number where text is expected.
    NUMBER_AS_TEXT = "AW107", "number-as-text", Warning;
    /// A value that is understood but not written in its standard form.
    LOOSE_FORM = "AW108", "loose-form", Info, OptIn;
    /// Front matter that does not begin with `---` on the first line.
    LOOSE_FRONT_MATTER = "AW109", "loose-front-matter", Warning;

    /// A date that is not valid.
    INVALID_DATE = "AW201", "invalid-date", Error;
    /// A date that is probably wrong: in the future or long ago.
    IMPLAUSIBLE_DATE = "AW202", "implausible-date", Warning;
    /// A time that is not valid.
    INVALID_INSTANT = "AW203", "invalid-instant", Warning;
    /// A local time that does not exist, or exists twice, in its time zone.
    AMBIGUOUS_LOCAL_TIME = "AW204", "ambiguous-local-time", Warning;
    /// A time zone that is unknown or ambiguous.
    UNKNOWN_TIMEZONE = "AW205", "unknown-timezone", Warning;
    /// A duration that is not valid.
    INVALID_DURATION = "AW206", "invalid-duration", Warning;
    /// A severity that is not on the site's scale.
    UNKNOWN_SEVERITY = "AW207", "unknown-severity", Warning;
    /// A value that is not one of the allowed ones.
    UNKNOWN_VALUE = "AW208", "unknown-value", Warning;
    /// A placeholder in place of a value.
    PLACEHOLDER = "AW209", "placeholder", Warning;
    /// Front matter and text that give different values.
    DISAGREEMENT = "AW210", "disagreement", Warning;
    /// A number that is not valid.
    INVALID_NUMBER = "AW211", "invalid-number", Warning;
    /// An ambiguous date.
    AMBIGUOUS_DATE = "AW212", "ambiguous-date", Warning;

    /// A due date that is not valid.
    INVALID_DUE_DATE = "AW301", "invalid-due-date", Warning;
    /// An open action item without an owner.
    ACTION_ITEM_MISSING_OWNER = "AW302", "action-item-missing-owner", Warning;
    /// An unknown status of an action item.
    UNKNOWN_ACTION_STATUS = "AW303", "unknown-action-status", Warning;
    /// An entry in `actions.yml` for an action item that does not exist.
    UNKNOWN_ACTION_ITEM = "AW304", "unknown-action-item", Warning;
    /// A table row with more or fewer cells than the header.
    RAGGED_TABLE = "AW305", "ragged-table", Warning;
    /// An action item that is due later than its heading allows.
    DUE_OUTSIDE_HORIZON = "AW310", "due-outside-horizon", Warning;
    /// An action item that was due or done before the incident.
    DUE_BEFORE_INCIDENT = "AW311", "due-before-incident", Warning;
    /// An action item that is due on a Saturday or Sunday.
    DUE_ON_WEEKEND = "AW312", "due-on-weekend", Info, OptIn;
    /// One owner with several action items due within a few days.
    OWNER_OVERLOADED = "AW313", "owner-overloaded", Info;
    /// Action items past their due date.
    ACTION_ITEMS_OVERDUE = "AW314", "action-items-overdue", Info, OptIn;
    /// An action item that is due later than its priority allows.
    DUE_BEYOND_POLICY = "AW315", "due-beyond-policy", Info;

    /// Action items that lack what the document itself requires of them.
    DEMAND_NOT_MET = "AW320", "demand-not-met", Warning;
    /// An action item owned by a role or a team instead of a person.
    ROLE_AS_OWNER = "AW321", "role-as-owner", Info;
    /// An action item whose completion cannot be checked, such as "be more careful".
    WEAK_ACTION_ITEM = "AW322", "weak-action-item", Warning;
    /// An action item that appears twice in a document.
    DUPLICATE_ACTION_ITEM = "AW323", "duplicate-action-item", Warning;
    /// Action items without any owner, due date or ticket.
    UNTRACKED_ACTION_ITEMS = "AW324", "untracked-action-items", Warning;
    /// A document and its tracker that disagree whether an action item is done.
    TRACKER_DIFFERS = "AW325", "tracker-differs", Warning;
    /// A ticket that the export of its tracker does not have.
    TICKET_NOT_EXPORTED = "AW326", "ticket-not-exported", Info;
    /// An export of a tracker that is old or has no date.
    STALE_TRACKER_EXPORT = "AW327", "stale-tracker-export", Warning;

    /// A milestone that is earlier than the one before it.
    MILESTONE_ORDER = "AW401", "milestone-order", Warning;
    /// A stated duration that differs from the milestones.
    DURATION_MISMATCH = "AW402", "duration-mismatch", Warning;
    /// Stated phases that contradict the stated total.
    PHASES_DO_NOT_ADD_UP = "AW403", "phases-do-not-add-up", Warning;
    /// A stated phase that differs from the milestones.
    PHASE_MISMATCH = "AW404", "phase-mismatch", Warning;
    /// A stated duration that starts at detection and leaves out the time before it.
    DURATION_FROM_DETECTION = "AW405", "duration-from-detection", Info;
    /// An impact that ends at a different time than the incident.
    IMPACT_WINDOW = "AW406", "impact-window", Warning;
    /// A duration that differs from the range of times beside it.
    RANGE_MISMATCH = "AW407", "range-mismatch", Warning;
    /// An event that is called complete although only a part is done.
    FINISHED_IN_PART = "AW408", "finished-in-part", Warning;
    /// An incident that took longer than the target for its severity.
    TARGET_MISSED = "AW409", "target-missed", Info;
    /// Two different targets for the same thing.
    TARGETS_DIFFER = "AW410", "targets-differ", Warning;
    /// An availability figure that does not match the outage.
    AVAILABILITY_MISMATCH = "AW411", "availability-mismatch", Warning;
    /// Two lines with different figures for the same interval.
    SAME_INTERVAL_DIFFERS = "AW412", "same-interval-differs", Warning;
    /// A timeline without a date.
    TIMELINE_WITHOUT_DAY = "AW413", "timeline-without-day", Warning;
    /// Times without a time zone in an incident that affected several regions.
    TIMELINE_WITHOUT_ZONE = "AW414", "timeline-without-zone", Info;
    /// A timeline event after a later one.
    TIMELINE_ORDER = "AW415", "timeline-order", Warning;
    /// A timeline that passes midnight without a date.
    MIDNIGHT_UNMARKED = "AW416", "midnight-unmarked", Info;
    /// A publication or review date before the date that must come first.
    DATES_OUT_OF_ORDER = "AW417", "dates-out-of-order", Warning;
    /// A postmortem that was published long after the incident.
    PUBLISHED_LATE = "AW418", "published-late", Info;
    /// A severity that does not match the number of affected users.
    SEVERITY_AGAINST_FIGURES = "AW419", "severity-against-figures", Info;
    /// An amount with an ambiguous unit.
    AMBIGUOUS_UNIT = "AW420", "ambiguous-unit", Info;
    /// An incident that starts and ends at the same time.
    NO_LENGTH = "AW421", "no-length", Warning;
    /// An incident of two weeks or more that the text does not mention as that long.
    UNSUPPORTED_LENGTH = "AW422", "unsupported-length", Info;

    /// An id that two documents share.
    DUPLICATE_ID = "AW501", "duplicate-id", Error;
    /// A reference to an incident or runbook that does not exist.
    UNKNOWN_REFERENCE = "AW502", "unknown-reference", Warning;
    /// An incident that refers to itself.
    SELF_REFERENCE = "AW503", "self-reference", Warning;
    /// Stated recurrences in a circle, or of a later incident.
    RECURRENCE_ORDER = "AW504", "recurrence-order", Warning;
    /// A cause that is not in the taxonomy.
    UNKNOWN_CAUSE = "AW505", "unknown-cause", Warning;
    /// A service name that is spelled in several ways.
    SERVICE_SPELLING = "AW506", "service-spelling", Warning;
    /// A link to a file, page or heading that does not exist or is not published.
    BROKEN_LINK = "AW507", "broken-link", Warning;
    /// An address that two documents share.
    ADDRESS_COLLISION = "AW508", "address-collision", Error;
    /// An alias that is not a safe address.
    UNSAFE_ADDRESS = "AW509", "unsafe-address", Error;
    /// A service that is not in the service catalogue.
    UNKNOWN_SERVICE = "AW510", "unknown-service", Warning;
    /// A decision that has no effect.
    DECISION_WITHOUT_EFFECT = "AW511", "decision-without-effect", Warning;

    /// A placeholder in the text of a reviewed document.
    PLACEHOLDER_LEFT = "AW601", "placeholder-left", Warning;
    /// A title that fits any incident.
    GENERIC_TITLE = "AW602", "generic-title", Warning;
    /// Two statements about the impact that cannot both be true.
    SECTION_CONTRADICTION = "AW603", "section-contradiction", Warning;
    /// Regular updates that are not in the timeline.
    CADENCE_WITHOUT_EVENTS = "AW604", "cadence-without-events", Warning;
    /// Two lists of attendees with different people.
    ATTENDEES_DIFFER = "AW605", "attendees-differ", Warning;
    /// A person or human error given as a cause.
    BLAME = "AW606", "blame", Warning;
    /// A postmortem section without text.
    EMPTY_SECTION = "AW607", "empty-section", Warning;
    /// A link whose text does not describe its target.
    BARE_LINK_TEXT = "AW608", "bare-link-text", Info;
    /// A diagram that cannot be drawn and is shown as source.
    DIAGRAM_NOT_DRAWN = "AW609", "diagram-not-drawn", Warning;
    /// A postmortem that does not answer points of the team's own checklist.
    CHECKLIST_UNANSWERED = "AW610", "checklist-unanswered", Info, OptIn;

    /// A visibility other than `public` or `internal`.
    UNKNOWN_VISIBILITY = "AW701", "unknown-visibility", Error;
    /// An internal part that is not closed.
    UNCLOSED_INTERNAL = "AW702", "unclosed-internal", Error;
    /// A picture or file from another site.
    REMOTE_CONTENT = "AW703", "remote-content", Warning;
    /// Raw HTML or a link address that is removed.
    REMOVED_HTML = "AW704", "removed-html", Info;
    /// An attachment that can run code in the browser.
    ACTIVE_ATTACHMENT = "AW705", "active-attachment", Warning;
    /// Text that looks like a password, a token or a private key.
    SECRET = "AW706", "secret", Warning;
    /// An internal network address in a public document.
    PRIVATE_ADDRESS = "AW707", "private-address", Warning;
    /// A link to an internal dashboard or chat in a public document.
    INTERNAL_TOOL_LINK = "AW708", "internal-tool-link", Warning;
    /// A person's email address or telephone number in a public document.
    PERSONAL_DATA = "AW709", "personal-data", Warning;
    /// An attachment that is not published because of its type.
    UNLISTED_ATTACHMENT = "AW730", "unlisted-attachment", Warning;
    /// A drawing that is published without some of its parts.
    CHANGED_DRAWING = "AW731", "changed-drawing", Warning;
    /// An attachment with hidden metadata in a public document.
    ATTACHMENT_METADATA = "AW732", "attachment-metadata", Warning;
    /// Possible names of people on a public site without names.
    NAMES_UNSURE = "AW733", "names-unsure", Info;

    /// A visibility or draft mark outside front matter.
    STATED_ELSEWHERE = "AW720", "stated-elsewhere", Info;
    /// A document that looks internal or like a draft and does not state who may read it.
    LOOKS_INTERNAL = "AW721", "looks-internal", Warning;

    /// A runbook command that destroys data, without a warning.
    DESTRUCTIVE_COMMAND = "AW801", "destructive-command", Warning;
    /// A runbook command that opens, ends or reveals something, without a warning.
    RISKY_COMMAND = "AW802", "risky-command", Info;
    /// A runbook command with a fixed date.
    FIXED_DATE_IN_COMMAND = "AW803", "fixed-date-in-command", Warning;
    /// A runbook that was last updated more than a year ago.
    STALE_RUNBOOK = "AW804", "stale-runbook", Warning;
    /// A runbook without a date of its last update.
    RUNBOOK_WITHOUT_DATE = "AW805", "runbook-without-date", Info;
    /// A runbook without a service or cause.
    RUNBOOK_WITHOUT_SERVICE = "AW806", "runbook-without-service", Info;
    /// A runbook without steps.
    RUNBOOK_WITHOUT_STEPS = "AW807", "runbook-without-steps", Warning;
}

/// Kinds that keep a public site from being written at all, since it might show what is internal.
/// They cannot be lowered, allowed or put into a baseline.
pub static BLOCKING: [&Kind; 5] =
    [&UNKNOWN_VISIBILITY, &UNCLOSED_INTERNAL, &LOOKS_INTERNAL, &NO_EFFECT, &UNREADABLE];

/// The kind that `word` names by its code or its name, in any case.
pub fn named(word: &str) -> Option<&'static Kind> {
    ALL.iter().copied().find(|it| it.code.eq_ignore_ascii_case(word) || it.name.eq_ignore_ascii_case(word))
}

/// Every code and name, for a did-you-mean.
pub fn words() -> impl Iterator<Item = &'static str> {
    ALL.iter().flat_map(|it| [it.code, it.name])
}

impl Kind {
    /// Whether it keeps a public site from being written, so that nobody can switch it off.
    pub fn blocks_public_sites(&self) -> bool {
        BLOCKING.iter().any(|it| it.code == self.code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ALL;

    #[test]
    fn codes_and_names_are_unique_and_well_formed() {
        let codes: BTreeSet<&str> = ALL.iter().map(|it| it.code).collect();
        let names: BTreeSet<&str> = ALL.iter().map(|it| it.name).collect();
        assert_eq!((codes.len(), names.len()), (ALL.len(), ALL.len()));
        for kind in ALL {
            assert!(kind.code.len() == 5 && kind.code.starts_with("AW"), "{}", kind.code);
            assert!(kind.name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()));
        }
    }
}
