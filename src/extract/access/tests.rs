//! The words of statements.

use super::statement::Limit;
use super::words::{Name, Status, is_no, limit_in, name, says, status};
use crate::lexicon::words::Lexicon;

#[test]
fn names_of_keys_are_known_through_slips_and_in_both_languages() {
    for written in
        ["visibility", "visiblity", "Visibilty", "可见性", "可见范围", "doc-visibility", "visi\u{200B}bility"]
    {
        assert_eq!(
            name(&Lexicon::built_in(), written).map(|it| it.name),
            Some(Name::Visibility),
            "{written}"
        );
    }
    for written in ["draft", "darft", "isDraft", "草稿"] {
        assert_eq!(name(&Lexicon::built_in(), written).map(|it| it.name), Some(Name::Draft), "{written}");
    }
    for written in [
        "availability",
        "可用性",
        "gravity",
        "drift",
        "craft",
        "start",
        "title",
        "internal_notes",
        "interval",
    ] {
        assert_eq!(name(&Lexicon::built_in(), written), None, "{written}");
    }
}

#[test]
fn values_that_hold_a_narrow_word_are_narrow() {
    for text in ["internal", "INTERNAL only", "intrenal", "仅内部", "[internal]", "company-confidential"] {
        assert_eq!(limit_in(text), Some(Limit::Internal), "{text}");
    }
    for text in ["draft", "darft", "Draft (v2)", "草稿", "work in progress"] {
        assert_eq!(limit_in(text), Some(Limit::Draft), "{text}");
    }
    for text in ["public", "interval", "external", "reviewed", "config drift", "公开", "craft"] {
        assert_eq!(limit_in(text), None, "{text}");
    }
    assert!(is_no("No") && is_no("否") && is_no("0") && !is_no("yes") && !is_no("2026-01-01"));
}

#[test]
fn a_banner_is_a_whole_line() {
    assert_eq!(says("⚠️ INTERNAL ONLY!"), Some(Limit::Internal));
    assert_eq!(says("草稿，请勿外传"), Some(Limit::Draft));
    assert_eq!(says("Draft - do not publish"), Some(Limit::Draft));
    assert_eq!(says("Internal DNS was down"), None);
    assert_eq!(says("Drafts of the runbook exist"), None);
}

#[test]
fn states_are_known_unclear_or_unknown() {
    assert!(matches!(status(&Lexicon::built_in(), "reviewed"), Status::Known(_)));
    assert_eq!(status(&Lexicon::built_in(), "darft"), Status::Unclear(Limit::Draft));
    assert_eq!(status(&Lexicon::built_in(), "internal"), Status::Unclear(Limit::Internal));
    assert_eq!(status(&Lexicon::built_in(), "somewhere"), Status::Unknown);
}
