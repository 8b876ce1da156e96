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
            explanation: include_str!(concat!("explain/", $code, ".md")),
        };)*

        /// Every kind of finding, in order of code.
        pub static ALL: &[&Kind] = &[$(&$ident),*];
    };
}

kinds! {
    /// A file is not UTF-8.
    NOT_UTF8 = "AW001", "not-utf8", Error;
    /// A file is skipped because it is no regular file, a symlink out of the folder, or unreadable.
    FILE_SKIPPED = "AW002", "file-skipped", Warning;
    /// A character that no reader can see: control, zero-width or direction override.
    INVISIBLE_CHARACTER = "AW003", "invisible-character", Warning;
    /// The content folder holds no incident.
    NO_INCIDENTS = "AW004", "no-incidents", Warning;
    /// A document was set aside: a template or no incident.
    SET_ASIDE = "AW005", "set-aside", Info;
    /// A file is larger than what is read.
    FILE_TOO_LARGE = "AW006", "file-too-large", Error;
    /// A configuration file is wrong.
    INVALID_CONFIG = "AW007", "invalid-config", Error;
    /// A remark that allows a finding, but without a reason or of a kind that cannot be allowed.
    INVALID_ALLOW = "AW008", "invalid-allow", Warning;
    /// A remark that allows a finding which is not there.
    UNUSED_ALLOW = "AW009", "unused-allow", Warning;
    /// A document was read as a page although it shows a sign of an incident.
    TAKEN_FOR_PAGE = "AW010", "taken-for-page", Info;
    /// A report of planned work, a near miss or a drill, which is not counted as a failure.
    NOT_A_FAILURE = "AW011", "not-a-failure", Info;
    /// A table written in HTML, whose values are not read.
    HTML_TABLE = "AW012", "html-table", Info;
    /// The report of an incident in another language, which is not counted again.
    TRANSLATION = "AW013", "translation", Info;

    /// A file or folder of the content could not be read.
    UNREADABLE = "AW020", "unreadable", Error;
    /// An overrides file or ignore file, or a line of one, has no effect.
    NO_EFFECT = "AW021", "no-effect", Error;
    /// A document with more of something than is read.
    TOO_MANY = "AW022", "too-many", Warning;

    /// The front matter is no valid YAML or TOML.
    INVALID_FRONT_MATTER = "AW101", "invalid-front-matter", Error;
    /// A front matter key that nobody reads.
    UNKNOWN_KEY = "AW102", "unknown-key", Warning;
    /// The same front matter key twice.
    DUPLICATE_KEY = "AW103", "duplicate-key", Error;
    /// A value of the wrong type.
    WRONG_TYPE = "AW104", "wrong-type", Error;
    /// A front matter fence that is never closed.
    UNCLOSED_FRONT_MATTER = "AW105", "unclosed-front-matter", Error;
    /// Two spellings of one key are both set.
    KEY_SET_TWICE = "AW106", "key-set-twice", Warning;
    /// A number where a name was meant.
    NUMBER_AS_TEXT = "AW107", "number-as-text", Warning;
    /// A value that is understood, but not written in its plain form.
    LOOSE_FORM = "AW108", "loose-form", Info, OptIn;
    /// Front matter that is read, but has something before it or fences of another form.
    LOOSE_FRONT_MATTER = "AW109", "loose-front-matter", Warning;

    /// A date that cannot be read.
    INVALID_DATE = "AW201", "invalid-date", Error;
    /// A date that is probably wrong: far in the past or in the future.
    IMPLAUSIBLE_DATE = "AW202", "implausible-date", Warning;
    /// An instant that cannot be read.
    INVALID_INSTANT = "AW203", "invalid-instant", Warning;
    /// A local time that does not exist or exists twice in its zone.
    AMBIGUOUS_LOCAL_TIME = "AW204", "ambiguous-local-time", Warning;
    /// A time zone name that is not known.
    UNKNOWN_TIMEZONE = "AW205", "unknown-timezone", Warning;
    /// A duration that cannot be used.
    INVALID_DURATION = "AW206", "invalid-duration", Warning;
    /// A severity that is not on the site's scale.
    UNKNOWN_SEVERITY = "AW207", "unknown-severity", Warning;
    /// A word that is not one of the allowed values.
    UNKNOWN_VALUE = "AW208", "unknown-value", Warning;
    /// A placeholder where a value should stand.
    PLACEHOLDER = "AW209", "placeholder", Warning;
    /// Front matter and body say different things.
    DISAGREEMENT = "AW210", "disagreement", Warning;
    /// A number that is no sensible figure.
    INVALID_NUMBER = "AW211", "invalid-number", Warning;
    /// A day that can be read in two ways.
    AMBIGUOUS_DATE = "AW212", "ambiguous-date", Warning;

    /// A due date that is not a date.
    INVALID_DUE_DATE = "AW301", "invalid-due-date", Warning;
    /// An open action item that names nobody.
    ACTION_ITEM_MISSING_OWNER = "AW302", "action-item-missing-owner", Warning;
    /// An action state that is not known.
    UNKNOWN_ACTION_STATUS = "AW303", "unknown-action-status", Warning;
    /// A sidecar entry for an action item that does not exist.
    UNKNOWN_ACTION_ITEM = "AW304", "unknown-action-item", Warning;
    /// A table row with more or fewer cells than its header.
    RAGGED_TABLE = "AW305", "ragged-table", Warning;
    /// An action item is due later than its heading promises.
    DUE_OUTSIDE_HORIZON = "AW310", "due-outside-horizon", Warning;
    /// An action item was due or done before the incident.
    DUE_BEFORE_INCIDENT = "AW311", "due-before-incident", Warning;
    /// Action items are due on a Saturday or Sunday.
    DUE_ON_WEEKEND = "AW312", "due-on-weekend", Info, OptIn;
    /// One owner owes several action items within a few days.
    OWNER_OVERLOADED = "AW313", "owner-overloaded", Info;
    /// Action items of the document are past their due date.
    ACTION_ITEMS_OVERDUE = "AW314", "action-items-overdue", Info, OptIn;
    /// An action item is due later than the site allows for its priority.
    DUE_BEYOND_POLICY = "AW315", "due-beyond-policy", Info;

    /// The document demands something of every action item that its own do not have.
    DEMAND_NOT_MET = "AW320", "demand-not-met", Warning;
    /// An action item that belongs to a role or a team instead of a person.
    ROLE_AS_OWNER = "AW321", "role-as-owner", Info;
    /// An action item that nobody can tell to be done: a wish, or a call to be careful.
    WEAK_ACTION_ITEM = "AW322", "weak-action-item", Warning;
    /// One task twice among the action items of a document.
    DUPLICATE_ACTION_ITEM = "AW323", "duplicate-action-item", Warning;
    /// None of a document's action items has an owner, a due date or a ticket.
    UNTRACKED_ACTION_ITEMS = "AW324", "untracked-action-items", Warning;

    /// A milestone earlier than the one before it.
    MILESTONE_ORDER = "AW401", "milestone-order", Warning;
    /// The declared duration is not the one computed from the milestones.
    DURATION_MISMATCH = "AW402", "duration-mismatch", Warning;
    /// The declared phases contradict the declared whole.
    PHASES_DO_NOT_ADD_UP = "AW403", "phases-do-not-add-up", Warning;
    /// A declared phase is not what the milestones give.
    PHASE_MISMATCH = "AW404", "phase-mismatch", Warning;
    /// The declared duration runs from detection and leaves out the time before it.
    DURATION_FROM_DETECTION = "AW405", "duration-from-detection", Info;
    /// The impact ends at another time than the incident.
    IMPACT_WINDOW = "AW406", "impact-window", Warning;
    /// A duration that is not as long as the range of times beside it.
    RANGE_MISMATCH = "AW407", "range-mismatch", Warning;
    /// An event is called complete, and only a share of it was done.
    FINISHED_IN_PART = "AW408", "finished-in-part", Warning;
    /// The incident took longer than the target for its severity.
    TARGET_MISSED = "AW409", "target-missed", Info;
    /// Two targets for one thing, in one document or beside the site's own.
    TARGETS_DIFFER = "AW410", "targets-differ", Warning;
    /// The loss of availability is not what the outage would have cost.
    AVAILABILITY_MISMATCH = "AW411", "availability-mismatch", Warning;
    /// Two lines give different figures for one thing in the same interval.
    SAME_INTERVAL_DIFFERS = "AW412", "same-interval-differs", Warning;
    /// Clock times that no day is known for.
    TIMELINE_WITHOUT_DAY = "AW413", "timeline-without-day", Warning;
    /// Times without a zone in an incident that was felt in many places.
    TIMELINE_WITHOUT_ZONE = "AW414", "timeline-without-zone", Info;
    /// An event of the timeline stands behind a later one.
    TIMELINE_ORDER = "AW415", "timeline-order", Warning;
    /// The timeline runs over midnight and no line says so.
    MIDNIGHT_UNMARKED = "AW416", "midnight-unmarked", Info;
    /// Published or to be reviewed before the day that must come first.
    DATES_OUT_OF_ORDER = "AW417", "dates-out-of-order", Warning;
    /// The postmortem came out long after the incident.
    PUBLISHED_LATE = "AW418", "published-late", Info;
    /// The worst severity and nobody hit, or the mildest and everybody.
    SEVERITY_AGAINST_FIGURES = "AW419", "severity-against-figures", Info;
    /// An amount whose unit can be read in two ways.
    AMBIGUOUS_UNIT = "AW420", "ambiguous-unit", Info;
    /// Start and end of the incident are the same.
    NO_LENGTH = "AW421", "no-length", Warning;
    /// An incident of many days, and no word in the document says that it lasted so long.
    UNSUPPORTED_LENGTH = "AW422", "unsupported-length", Info;

    /// Two documents with one id.
    DUPLICATE_ID = "AW501", "duplicate-id", Error;
    /// A reference to an incident or runbook that does not exist.
    UNKNOWN_REFERENCE = "AW502", "unknown-reference", Warning;
    /// An incident that refers to itself.
    SELF_REFERENCE = "AW503", "self-reference", Warning;
    /// Declared recurrences that form a cycle or point to a later incident.
    RECURRENCE_ORDER = "AW504", "recurrence-order", Warning;
    /// A cause that is not in the taxonomy.
    UNKNOWN_CAUSE = "AW505", "unknown-cause", Warning;
    /// One service spelled in several ways.
    SERVICE_SPELLING = "AW506", "service-spelling", Warning;
    /// A link to a file that does not exist.
    BROKEN_LINK = "AW507", "broken-link", Warning;
    /// An address that two pages would share.
    ADDRESS_COLLISION = "AW508", "address-collision", Error;
    /// An address that must not be published.
    UNSAFE_ADDRESS = "AW509", "unsafe-address", Error;
    /// A service that the service catalogue does not list.
    UNKNOWN_SERVICE = "AW510", "unknown-service", Warning;

    /// A placeholder in the text of a document that is called reviewed.
    PLACEHOLDER_LEFT = "AW601", "placeholder-left", Warning;
    /// A title that could stand over any incident.
    GENERIC_TITLE = "AW602", "generic-title", Warning;
    /// Two sections with figures that cannot both be true.
    SECTION_CONTRADICTION = "AW603", "section-contradiction", Warning;
    /// Regular updates that the timeline does not show.
    CADENCE_WITHOUT_EVENTS = "AW604", "cadence-without-events", Warning;
    /// Two lists of attendees with different people.
    ATTENDEES_DIFFER = "AW605", "attendees-differ", Warning;
    /// A person, or people's carelessness, where a cause should stand.
    BLAME = "AW606", "blame", Warning;
    /// A section of a postmortem with nothing in it.
    EMPTY_SECTION = "AW607", "empty-section", Warning;
    /// A link whose text does not say where it leads.
    BARE_LINK_TEXT = "AW608", "bare-link-text", Info;
    /// A diagram that cannot be drawn, and is shown as its source.
    DIAGRAM_NOT_DRAWN = "AW609", "diagram-not-drawn", Warning;

    /// A visibility that is neither public nor internal.
    UNKNOWN_VISIBILITY = "AW701", "unknown-visibility", Error;
    /// An internal block that is never closed.
    UNCLOSED_INTERNAL = "AW702", "unclosed-internal", Error;
    /// A picture or file from another site.
    REMOTE_CONTENT = "AW703", "remote-content", Warning;
    /// Raw HTML that was removed.
    REMOVED_HTML = "AW704", "removed-html", Info;
    /// A file that a browser would run.
    ACTIVE_ATTACHMENT = "AW705", "active-attachment", Warning;
    /// Text that looks like a password or an access token.
    SECRET = "AW706", "secret", Warning;
    /// An address inside the company, in a document for everybody.
    PRIVATE_ADDRESS = "AW707", "private-address", Warning;
    /// A link to a dashboard or chat of the company, in a document for everybody.
    INTERNAL_TOOL_LINK = "AW708", "internal-tool-link", Warning;
    /// A person's mail address or telephone number, in a document for everybody.
    PERSONAL_DATA = "AW709", "personal-data", Warning;
    /// An attachment of a kind that is not published, or that is not of the kind that its ending says.
    UNLISTED_ATTACHMENT = "AW730", "unlisted-attachment", Warning;
    /// A drawing that is published without a part of it.
    CHANGED_DRAWING = "AW731", "changed-drawing", Warning;
    /// An attachment that says more than it shows, in a document for everybody.
    ATTACHMENT_METADATA = "AW732", "attachment-metadata", Warning;
    /// Names that a site without names could not be sure of.
    NAMES_UNSURE = "AW733", "names-unsure", Info;

    /// Who may read the document is stated, but not in the front matter.
    STATED_ELSEWHERE = "AW720", "stated-elsewhere", Info;
    /// A document that looks internal or like a draft, and does not state who may read it.
    LOOKS_INTERNAL = "AW721", "looks-internal", Warning;

    /// A command of a runbook that destroys data, without a warning near it.
    DESTRUCTIVE_COMMAND = "AW801", "destructive-command", Warning;
    /// A command of a runbook that opens, ends or shows more than it says, without a warning near it.
    RISKY_COMMAND = "AW802", "risky-command", Info;
    /// A command of a runbook that names one day.
    FIXED_DATE_IN_COMMAND = "AW803", "fixed-date-in-command", Warning;
    /// A runbook that was last updated more than a year ago.
    STALE_RUNBOOK = "AW804", "stale-runbook", Warning;
    /// A runbook that does not say when it was last updated.
    RUNBOOK_WITHOUT_DATE = "AW805", "runbook-without-date", Info;
    /// A runbook that names no service and no cause.
    RUNBOOK_WITHOUT_SERVICE = "AW806", "runbook-without-service", Info;
    /// A runbook in which there is nothing to do.
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
