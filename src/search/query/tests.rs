//! Tests of reading queries.

use proptest::prelude::*;

use super::*;

fn calendar() -> Calendar {
    Calendar { as_of: "2026-03-01".parse().unwrap(), fiscal_year_start: 1 }
}

fn parse(text: &str) -> Query {
    Query::parse(text, calendar())
}

#[test]
fn queries_are_shown_as_they_were_read() {
    let table = [
        ("连接池", "连接池"),
        ("redis  timeout", "redis timeout"),
        ("redis　连接池", "redis 连接池"),
        ("\"connection pool\" exhausted", "\"connection pool\" exhausted"),
        ("“连接 池”", "\"连接 池\""),
        ("「连接池」耗尽", "\"连接池\" 耗尽"),
        ("\"never closed", "\"never closed\""),
        ("-redis", "-redis"),
        ("－缓存", "-缓存"),
        ("--redis - timeout", "-redis timeout"),
        ("-\"connection pool\"", "-\"connection pool\""),
        ("a\"b c\"d", "a \"b c\" d"),
        ("service:payment-service cause:capacity/pool", "service:payment-service cause:capacity/pool"),
        ("服务：支付服务", "service:支付服务"),
        ("根因:容量 级别：P0 负责人:@张伟", "cause:容量 severity:p0 owner:张伟"),
        ("owner:\"Li Wei\"", "owner:\"li wei\""),
        ("owner:@li", "owner:li"),
        ("-service:redis", "-service:redis"),
        ("severity:P0,P1", "severity:p0,p1"),
        ("severity:P0 sev:P1 severity:p0", "severity:p0,p1"),
        ("tag:a tag:b", "tag:a tag:b"),
        ("tag:\"a b\",c", "tag:\"a b\",c"),
        ("ＳＥＲＶＩＣＥ：Ｐａｙ", "service:pay"),
        ("is:overdue,\"-", "\"-\" is:overdue"),
        ("service:", "service:"),
        ("service: payment", "service: payment"),
        ("unknown:field", "unknown:field"),
        ("http://example.com/a", "http://example.com/a"),
        ("12:30", "12:30"),
        ("is:overdue has:runbook", "is:overdue has:runbook"),
        ("是:逾期 有:手册", "is:overdue has:runbook"),
        ("is:broken", "is:broken"),
        ("sort:date redis", "redis sort:date"),
        ("排序:时间", "sort:date"),
        ("sort:price", "sort:price"),
        ("id:inc-2025-0007", "id:inc-2025-0007"),
        ("INC-2025-0007", "INC-2025-0007"),
        ("after:2026-01-15", "after:2026-01-15"),
        ("after:2026-01", "after:2026-01-01"),
        ("after:2026", "after:2026-01-01"),
        ("after:2026Q1 before:2026-q2", "after:2026-01-01 before:2026-04-01"),
        ("after:90d", "after:2025-12-01"),
        ("after:2w before:1m", "after:2026-02-15 before:2026-02-01"),
        ("晚于：2026年1月15日", "after:2026-01-15"),
        ("自:30天", "after:2026-01-30"),
        ("-after:2026-01-15", "before:2026-01-15"),
        ("after:2026-01-01 after:2026-02-01", "after:2026-02-01"),
        ("after:yesterday", "after:yesterday"),
        ("after:99999999999d", "after:99999999999d"),
        ("after:2026-13-40", "after:2026-13-40"),
        ("", ""),
        ("- 」 \"\"", ""),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text).interpreted(), expected, "{text}");
    }
}

#[test]
fn a_phrase_keeps_its_spaces_and_words_keep_their_form() {
    let query = parse("PaymentService \"timed  out\" -旧");
    let clause = |text: &str, phrase, excluded| Clause { text: text.to_owned(), phrase, excluded };
    let expected =
        [clause("PaymentService", false, false), clause("timed out", true, false), clause("旧", false, true)];
    assert_eq!(query.clauses, expected);
}

#[test]
fn a_fiscal_year_moves_the_quarters() {
    let calendar = Calendar { fiscal_year_start: 4, ..calendar() };
    assert_eq!(Query::parse("after:2026Q1", calendar).interpreted(), "after:2025-04-01");
}

#[test]
fn a_log_gives_its_telling_words() {
    let examples = include_str!("../../../tests/fixtures/search/logs.json");
    let examples: Vec<serde_json::Value> = serde_json::from_str(examples).unwrap();
    assert!(3 < examples.len());
    for example in examples {
        let words: Vec<String> =
            Query::from_log(example["log"].as_str().unwrap()).clauses.into_iter().map(|it| it.text).collect();
        assert_eq!(serde_json::json!(words), example["words"], "{}", example["log"]);
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_read_as_the_same_query(text in any_query()) {
        let query = parse(&text);
        prop_assert_eq!(parse(&query.interpreted()), query);
    }

    #[test]
    fn any_log_is_read(text in any::<String>()) {
        Query::from_log(&text);
    }
}

/// Any text at all, and text made of what the language is about.
fn any_query() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        " ",
        "　",
        "-",
        "－",
        "\"",
        "“",
        "”",
        "「",
        "」",
        "『",
        ":",
        "：",
        ",",
        "，",
        "@",
        "service",
        "sev",
        "根因",
        "owner",
        "after",
        "before",
        "sort",
        "is",
        "id",
        "2026Q1",
        "90d",
        "2026-01-02",
        "date",
        "overdue",
        "连接池",
        "Redis",
        "a",
        "İ",
        "¨",
        "ſ",
        ".",
        "_",
        "\u{301}",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..16).prop_map(|it| it.concat())]
}
