//! The names of fields and fixed values, in both languages.

use unicode_normalization::UnicodeNormalization;

use crate::search::document::Facet;

/// What may come before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// A filter.
    Facet(Facet),
    /// The first day that counts.
    After,
    /// The first day that does not count any more.
    Before,
    /// The order of results.
    Sort,
}

/// Every name of every field, folded.
const FIELDS: [(&str, Field); 48] = [
    ("service", Field::Facet(Facet::Service)),
    ("services", Field::Facet(Facet::Service)),
    ("服务", Field::Facet(Facet::Service)),
    ("系统", Field::Facet(Facet::Service)),
    ("cause", Field::Facet(Facet::Cause)),
    ("causes", Field::Facet(Facet::Cause)),
    ("根因", Field::Facet(Facet::Cause)),
    ("原因", Field::Facet(Facet::Cause)),
    (Facet::Severity.as_str(), Field::Facet(Facet::Severity)),
    ("sev", Field::Facet(Facet::Severity)),
    ("级别", Field::Facet(Facet::Severity)),
    ("等级", Field::Facet(Facet::Severity)),
    ("故障级别", Field::Facet(Facet::Severity)),
    ("owner", Field::Facet(Facet::Owner)),
    ("负责人", Field::Facet(Facet::Owner)),
    ("责任人", Field::Facet(Facet::Owner)),
    ("team", Field::Facet(Facet::Team)),
    ("团队", Field::Facet(Facet::Team)),
    ("小组", Field::Facet(Facet::Team)),
    ("tag", Field::Facet(Facet::Tag)),
    ("tags", Field::Facet(Facet::Tag)),
    ("标签", Field::Facet(Facet::Tag)),
    ("status", Field::Facet(Facet::Status)),
    ("状态", Field::Facet(Facet::Status)),
    ("kind", Field::Facet(Facet::Kind)),
    ("type", Field::Facet(Facet::Kind)),
    ("类型", Field::Facet(Facet::Kind)),
    ("lang", Field::Facet(Facet::Lang)),
    ("language", Field::Facet(Facet::Lang)),
    ("语言", Field::Facet(Facet::Lang)),
    ("id", Field::Facet(Facet::Id)),
    ("编号", Field::Facet(Facet::Id)),
    ("is", Field::Facet(Facet::Is)),
    ("是", Field::Facet(Facet::Is)),
    ("has", Field::Facet(Facet::Has)),
    ("有", Field::Facet(Facet::Has)),
    ("after", Field::After),
    ("since", Field::After),
    ("之后", Field::After),
    ("晚于", Field::After),
    ("自", Field::After),
    ("before", Field::Before),
    ("之前", Field::Before),
    ("早于", Field::Before),
    ("至", Field::Before),
    ("sort", Field::Sort),
    ("排序", Field::Sort),
    ("顺序", Field::Sort),
];

/// The values that a field with fixed values accepts, folded, with the one they mean.
const FIXED: [(Facet, &str, &str); 6] = [
    (Facet::Is, "overdue", "overdue"),
    (Facet::Is, "逾期", "overdue"),
    (Facet::Has, "runbook", "runbook"),
    (Facet::Has, "手册", "runbook"),
    (Facet::Has, "应急手册", "runbook"),
    (Facet::Has, "预案", "runbook"),
];

/// The field called `name`, in any case and width.
pub(super) fn field(name: &str) -> Option<Field> {
    let name = fold(name);
    FIELDS.iter().find(|(it, _)| *it == name).map(|(_, field)| *field)
}

/// What the normalized `value` means for `facet`; `None` where the field has fixed values and this is none.
pub(super) fn fixed_value(facet: Facet, value: &str) -> Option<&str> {
    if !matches!(facet, Facet::Is | Facet::Has) {
        return Some(value);
    }
    FIXED.iter().find(|(it, written, _)| *it == facet && *written == value).map(|(_, _, meant)| *meant)
}

/// Whether `value` means the newest first; `None` where it is not an order.
pub(super) fn by_date(value: &str) -> Option<bool> {
    match fold(value).as_str() {
        "date" | "newest" | "日期" | "时间" => Some(true),
        "relevance" | "score" | "相关" | "相关度" => Some(false),
        _ => None,
    }
}

fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}
