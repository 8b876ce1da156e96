//! The words with which people say that a text is not for everybody, and how near other words come to them.

use super::statement::Limit;
use crate::lexicon::words::{Lexicon, StatusWord};
use crate::model::Field;
use crate::text::{fold, is_cjk, n_edits};

/// Words for what the own people alone may read.
const INTERNAL: [&str; 9] = [
    "internal",
    "internally",
    "private",
    "confidential",
    "restricted",
    "unlisted",
    "proprietary",
    "nonpublic",
    "classified",
];

/// The same in Chinese and Japanese, where words are not separated.
const INTERNAL_CJK: [&str; 13] = [
    "内部",
    "內部",
    "机密",
    "機密",
    "保密",
    "绝密",
    "私有",
    "不公开",
    "未公开",
    "非公开",
    "外传",
    "社外秘",
    "非公開",
];

/// Words for what is not finished.
const DRAFT: [&str; 5] = ["draft", "drafts", "wip", "unpublished", "unfinished"];

/// The same in Chinese and Japanese.
const DRAFT_CJK: [&str; 9] =
    ["草稿", "草案", "初稿", "未定稿", "未发布", "撰写中", "编写中", "下書き", "下书き"];

/// Words that are near one of ours and mean something else.
const OTHERS: [&str; 16] = [
    "interval",
    "intervals",
    "external",
    "externals",
    "externally",
    "eternal",
    "infernal",
    "internals",
    "interna",
    "drift",
    "drifts",
    "craft",
    "crafts",
    "graft",
    "raft",
    "divisibility",
];

/// Phrases that say so wherever they are in a line about the document.
const INTERNAL_PHRASES: [&str; 20] = [
    "internal only",
    "internal use",
    "do not publish",
    "do not share",
    "do not distribute",
    "don't publish",
    "don't share",
    "not for publication",
    "not for distribution",
    "not for external",
    "not public",
    "non-public",
    "仅供内部",
    "仅限内部",
    "仅内部",
    "请勿外传",
    "禁止外传",
    "严禁外传",
    "不对外公开",
    "请勿发布",
];

/// What may be beside a word in a banner: `Internal document`, `DRAFT version`.
const BESIDE: [&str; 26] = [
    "only", "use", "document", "doc", "docs", "page", "version", "for", "company", "strictly", "first",
    "the", "a", "this", "is", "note", "and", "eyes", "still", "early", "rough", "please", "资料", "文档",
    "文件", "版",
];

/// What a key or label speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// `visibility`.
    Visibility,
    /// `draft`.
    Draft,
    /// `status`.
    Status,
    /// `internal`, `private`: yes means internal.
    Internal,
    /// `public`, `publish`: no means internal.
    Public,
    /// `audience`: who may read.
    Readers,
    /// `classification`: sometimes who may read, more often something else.
    Level,
}

/// A name, and whether it is one of ours as documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) name: Name,
    pub(super) is_exact: bool,
}

/// Whether a key or label speaks of who may read.
pub(in crate::extract) fn is_about_readers(words: &Lexicon, key: &str) -> bool {
    name(words, key).is_some()
}

/// What the key or label `written` speaks of; `None` for anything but who may read.
pub(super) fn name(words: &Lexicon, written: &str) -> Option<Named> {
    let compact = compact(written);
    if compact.is_empty() || 40 < compact.chars().count() {
        return None;
    }
    let found = |name: Name, is_exact: bool| Some(Named { name, is_exact });
    match words.field(written.trim()) {
        Some(Field::Visibility) => return found(Name::Visibility, true),
        Some(Field::Draft) => return found(Name::Draft, true),
        Some(Field::Status) => return found(Name::Status, true),
        // `published` is a date as well.
        Some(Field::Published) => return found(Name::Public, false),
        Some(_) => return None,
        None => {}
    }
    let is = |known: &[&str]| known.contains(&compact.as_str());
    let is_near = |known: &str| !OTHERS.contains(&compact.as_str()) && is_slip(&compact, known);
    let by_list = [
        (Name::Internal, is(&INTERNAL_NAMES)),
        (Name::Public, is(&PUBLIC_NAMES)),
        (Name::Readers, is(&READER_NAMES)),
        (Name::Level, is(&LEVEL_NAMES)),
        (Name::Status, is(&STATUS_NAMES)),
        (Name::Draft, is(&["isdraft", "draftstatus", "draftstate", "是否草稿", "草稿状态"])),
        (Name::Visibility, compact.contains("visib") && !compact.contains("divisib")),
        (Name::Visibility, compact.starts_with("可见") || is(&["可見性", "可視性", "可视性"])),
        (Name::Visibility, is_near("visibility")),
        (Name::Draft, is_near("draft")),
        (Name::Status, is_near("status")),
        (Name::Internal, is_near("internal") || is_near("private") || is_near("confidential")),
        (Name::Public, is_near("public") || is_near("publish")),
        (Name::Readers, is_near("audience")),
    ];
    by_list.into_iter().find(|it| it.1).and_then(|it| found(it.0, false))
}

const INTERNAL_NAMES: [&str; 24] = [
    "internal",
    "isinternal",
    "internalonly",
    "private",
    "isprivate",
    "confidential",
    "isconfidential",
    "restricted",
    "hidden",
    "unlisted",
    "secret",
    "nopublish",
    "donotpublish",
    "noindex",
    "unpublished",
    "内部",
    "是否内部",
    "仅内部",
    "保密",
    "机密",
    "私有",
    "不公开",
    "隐藏",
    "wip",
];
const PUBLIC_NAMES: [&str; 14] = [
    "public",
    "ispublic",
    "publish",
    "ispublished",
    "publishable",
    "visible",
    "isvisible",
    "shareable",
    "公开",
    "是否公开",
    "对外",
    "对外公开",
    "是否发布",
    "公開",
];
const READER_NAMES: [&str; 15] = [
    "audience",
    "readers",
    "viewers",
    "readableby",
    "accesslevel",
    "confidentiality",
    "密级",
    "保密级别",
    "保密等级",
    "机密等级",
    "公开范围",
    "公開範囲",
    "阅读范围",
    "阅读权限",
    "查看权限",
];
const LEVEL_NAMES: [&str; 23] = [
    "access",
    "classification",
    "sensitivity",
    "security",
    "securitylevel",
    "securityclassification",
    "dataclassification",
    "distribution",
    "sharing",
    "share",
    "privacy",
    "permission",
    "permissions",
    "acl",
    "tlp",
    "restriction",
    "restrictions",
    "受众",
    "读者",
    "访问权限",
    "权限",
    "传播范围",
    "分享范围",
];
const STATUS_NAMES: [&str; 14] = [
    "state",
    "stage",
    "phase",
    "docstate",
    "documentstate",
    "publicationstatus",
    "publicationstate",
    "publishstatus",
    "publishstate",
    "workflow",
    "lifecycle",
    "发布状态",
    "审批状态",
    "阶段",
];

/// What the value of a status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Status {
    /// A word of the lexicon.
    Known(StatusWord),
    /// Not one of its words, but it holds one that is narrow, or nearly.
    Unclear(Limit),
    /// Nothing that is known.
    Unknown,
}

/// Reads the value of a status.
pub(in crate::extract) fn status(words: &Lexicon, written: &str) -> Status {
    match (words.document_status(written), limit_in(written)) {
        (Some(known), _) => Status::Known(known),
        (None, Some(limit)) => with_remark(words, written).unwrap_or(Status::Unclear(limit)),
        (None, None) => Status::Unknown,
    }
}

/// `Draft - pending review of the team`, `草稿（待评审）`: a state, and behind a sign how far it is. `Draft - do not publish` is
/// more than a state.
fn with_remark(words: &Lexicon, written: &str) -> Option<Status> {
    let (state, remark) = written.split_once(['-', '–', '—', ',', '，', '(', '（', ';', '；'])?;
    let is_plain = limit_in(remark).is_none()
        && !["publish", "share", "external", "发布", "外传", "公開"]
            .iter()
            .any(|it| fold(remark).contains(it));
    words.document_status(state.trim()).filter(|_| is_plain).map(Status::Known)
}

/// The narrowest that a word in `text` says, also one with a slip in it.
pub(super) fn limit_in(text: &str) -> Option<Limit> {
    let folded = visible(&fold(text));
    let of_words = pieces(&folded).filter_map(limit_of).max();
    let of_phrases = INTERNAL_PHRASES.iter().any(|it| folded.contains(it)).then_some(Limit::Internal);
    let in_progress = folded.contains("work in progress").then_some(Limit::Draft);
    of_words.max(of_phrases).max(in_progress)
}

/// What a short line says that consists of nothing else: `INTERNAL ONLY`, `草稿`, `Draft - do not publish`.
pub(super) fn says(text: &str) -> Option<Limit> {
    let folded = visible(&fold(text));
    if 120 < folded.chars().count() {
        return None;
    }
    let limit = limit_in(&folded)?;
    // What comes after a mark is an addition: `Draft - numbers to be checked`.
    let head = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let head = head
        .split(['-', '—', '–', ':', '：', ',', '，', '.', '。', '!', '！', ';', '；', '(', '（'])
        .next()?;
    let is_plain = |word: &str| {
        limit_of_exact(word).is_some()
            || BESIDE.contains(&word)
            || (word.chars().all(is_cjk) && word.chars().count() <= 8 && limit_of(word).is_some())
    };
    let is_phrase = INTERNAL_PHRASES.iter().any(|it| head.starts_with(it) || head.ends_with(it));
    let says_it = pieces(head).any(|it| limit_of(it).is_some()) && pieces(head).all(is_plain);
    let in_progress = head.trim() == "work in progress";
    (is_phrase || says_it || in_progress).then_some(limit)
}

/// Whether a line about the document itself says that it must not leave the house: `本文档仅供内部使用`.
pub(super) fn forbids(text: &str) -> bool {
    let folded = fold(text);
    folded.chars().count() <= 160
        && INTERNAL_PHRASES.iter().any(|it| folded.contains(it))
        && [
            "this ",
            "document",
            "postmortem",
            "report",
            "page",
            "runbook",
            "本文",
            "本报告",
            "本复盘",
            "文档",
            "本页",
        ]
        .iter()
        .any(|it| folded.contains(it))
}

/// Whether the whole of `text` is one narrow word.
pub(super) fn is_narrow_word(text: &str) -> Option<Limit> {
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let compact: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    match compact.as_str() {
        "internalonly" | "donotpublish" | "仅内部" => Some(Limit::Internal),
        _ => limit_of_exact(bare),
    }
}

/// Whether `text` clearly means everybody.
pub(super) fn is_public(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "public" | "公开" | "公開" | "everyone" | "everybody" | "anyone" | "all" | "world"
    )
}

/// Whether `text` says no.
pub(super) fn is_no(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "false"
            | "no"
            | "off"
            | "0"
            | "n"
            | "never"
            | "not yet"
            | "none"
            | "否"
            | "不"
            | "未"
            | "不是"
            | "没有"
            | "x"
            | "✗"
            | "❌"
    )
}

/// Whether `text` says yes.
pub(super) fn is_yes(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "true" | "yes" | "on" | "1" | "y" | "是" | "对" | "x" | "✓" | "✔" | "✅" | "☑"
    )
}

/// Words, and runs of Chinese.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty())
}

fn limit_of_exact(word: &str) -> Option<Limit> {
    if INTERNAL.contains(&word) || INTERNAL_CJK.contains(&word) {
        return Some(Limit::Internal);
    }
    (DRAFT.contains(&word) || DRAFT_CJK.contains(&word)).then_some(Limit::Draft)
}

fn limit_of(word: &str) -> Option<Limit> {
    if let Some(limit) = limit_of_exact(word) {
        return Some(limit);
    }
    if word.contains(is_cjk) {
        let internal = INTERNAL_CJK.iter().any(|it| word.contains(it)).then_some(Limit::Internal);
        let draft = DRAFT_CJK.iter().any(|it| word.contains(it)).then_some(Limit::Draft);
        return internal.max(draft);
    }
    if OTHERS.contains(&word) {
        return None;
    }
    let is_internal =
        ["internal", "private", "confidential", "restricted"].iter().any(|it| is_slip(word, it));
    let is_draft = is_slip(word, "draft");
    if is_draft { Some(Limit::Draft) } else { is_internal.then_some(Limit::Internal) }
}

/// Whether `written` is `known` with a slip: one letter, two in long words; never in short ones.
fn is_slip(written: &str, known: &str) -> bool {
    if !written.is_ascii() && !known.is_ascii() {
        return false;
    }
    let n_allowed = match known.len() {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    // Edits are counted for the few words that could be near.
    let is_near = written.chars().count().abs_diff(known.len()) <= n_allowed
        && (written.chars().next() == known.chars().next()
            || written.chars().next_back() == known.chars().next_back());
    if !is_near {
        return false;
    }
    // A plural or another ending is a word of its own.
    let is_longer_word = written.starts_with(known) && written.len() > known.len() + 1;
    !is_longer_word && n_edits(written, known) <= n_allowed
}

/// A key without case, width, invisible characters, and what separates its words.
fn compact(written: &str) -> String {
    visible(&fold(written)).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'))
        .collect()
}
