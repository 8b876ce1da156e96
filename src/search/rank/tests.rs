//! Tests of what is found and in which order, on a few documents in both languages.

use super::*;
use crate::search::document::Document;
use crate::search::query::Calendar;
use crate::search::tokenizer::Tokenizer;

struct Written {
    id: &'static str,
    date: &'static str,
    severity: &'static str,
    title: &'static str,
    labels: &'static [&'static str],
    body: &'static [&'static str],
    facets: &'static [(Facet, &'static str)],
}

const DOCUMENTS: &[Written] = &[
    Written {
        id: "INC-2025-0007",
        date: "2025-02-11",
        severity: "P0",
        title: "支付服务连接池耗尽",
        labels: &["payment-service", "支付服务", "Connection pool exhausted", "连接池耗尽"],
        body: &[
            "14:02 支付请求开始超时，数据库连接池被占满。",
            "根因：慢查询占用连接，连接池大小 maxConnections=50 不足。",
            "回滚变更后恢复。",
        ],
        facets: &[
            (Facet::Service, "payment-service"),
            (Facet::Cause, "capacity/pool"),
            (Facet::Owner, "@zhang"),
            (Facet::Is, "overdue"),
        ],
    },
    Written {
        id: "INC-2025-0012",
        date: "2025-05-03",
        severity: "P1",
        title: "Order service ran out of database connections",
        labels: &["order-service", "Connection pool exhausted", "连接池耗尽"],
        body: &[
            "The connection pool of the order service was exhausted by a retry storm.",
            "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
            "We rolled back and raised the limit.",
        ],
        facets: &[
            (Facet::Service, "order-service"),
            (Facet::Cause, "capacity/pool"),
            (Facet::Owner, "Li Wei"),
            (Facet::Has, "runbook"),
        ],
    },
    Written {
        id: "INC-2025-0020",
        date: "2025-08-19",
        severity: "P2",
        title: "Redis failover took too long",
        labels: &["cache", "redis"],
        body: &[
            "The primary of the Redis cluster failed and the fail-over needed nine minutes.",
            "Clients saw timeouts. The pool of replicas was healthy; no connection leaked.",
        ],
        facets: &[(Facet::Service, "cache"), (Facet::Cause, "dependency/failover"), (Facet::Tag, "redis")],
    },
    Written {
        id: "INC-2026-0001",
        date: "2026-01-23",
        severity: "P1",
        title: "登录服务配置错误导致无法登录",
        labels: &["auth-service", "登录服务", "configuration", "配置变更"],
        body: &[
            "配置变更写错了令牌的有效期，用户无法登录。",
            "与 INC-2025-0007 的连接问题无关；池化线程正常。",
        ],
        facets: &[(Facet::Service, "auth-service"), (Facet::Cause, "config/value"), (Facet::Owner, "@li")],
    },
    Written {
        id: "INC-2026-0002",
        date: "2026-02-14",
        severity: "P3",
        title: "Slow dashboards",
        labels: &["grafana", "MySQL"],
        body: &[
            "A MySQL replica lagged. See connectionPoolSize in DashboardConfig.",
            "Nothing else was hit; the payment team was informed.",
        ],
        facets: &[(Facet::Service, "grafana"), (Facet::Cause, "capacity/disk")],
    },
];

fn documents() -> Vec<Document> {
    let strings = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect::<Vec<String>>();
    DOCUMENTS
        .iter()
        .map(|it| Document {
            id: it.id.to_owned(),
            url: format!("incidents/{}/", it.id.to_lowercase()),
            title: it.title.to_owned(),
            date: Some(it.date.parse().unwrap()),
            severity: Some(it.severity.to_owned()),
            status: Some("reviewed".to_owned()),
            language: if it.title.is_ascii() { "en" } else { "zh-CN" }.to_owned(),
            title_text: strings(&[it.title, it.id]),
            label_text: strings(it.labels),
            heading_text: strings(&["What happened"]),
            body_text: strings(it.body),
            headings: vec![Heading {
                text: "What happened".to_owned(),
                anchor: "what-happened".to_owned(),
                offset: 0,
            }],
            facets: it.facets.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect(),
            ..Document::default()
        })
        .chain([Document {
            id: "redis-failover".to_owned(),
            kind: Kind::Runbook,
            url: "runbooks/redis-failover/".to_owned(),
            title: "Redis failover".to_owned(),
            language: "en".to_owned(),
            title_text: strings(&["Redis failover", "redis-failover"]),
            body_text: strings(&["Promote a replica. Check the connections of every pool."]),
            facets: vec![(Facet::Service, "cache".to_owned())],
            ..Document::default()
        }])
        .collect()
}

fn find(text: &str, options: Options) -> Hits {
    let calendar = Calendar { as_of: "2026-03-01".parse().unwrap(), fiscal_year_start: 1 };
    let index = Index::build(documents()).unwrap();
    index.search(&Query::parse(text, calendar), options).unwrap()
}

fn ids(hits: &Hits) -> Vec<&str> {
    hits.hits.iter().map(|it| it.id.as_str()).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let hits = find(text, Options::default());
    assert_eq!(ids(&hits), expected, "{text}");
    assert_eq!(hits.total, expected.len());
    assert!(!hits.relaxed, "{text} was relaxed");
}

#[test]
fn words_of_both_languages_find_their_documents() {
    check("连接池", &["INC-2025-0007", "INC-2025-0012"]);
    check("\"connection pool\"", &["INC-2025-0012", "INC-2025-0007"]);
    check(
        "connection pool",
        &["INC-2025-0012", "INC-2025-0007", "redis-failover", "INC-2026-0002", "INC-2025-0020"],
    );
    check("支付服务 超时", &["INC-2025-0007"]);
    check("登录 配置", &["INC-2026-0001"]);
    check("rollback", &[]);
    check("rolled back", &["INC-2025-0012"]);
    check("回滚", &["INC-2025-0007"]);
}

#[test]
fn filters_and_exclusions_leave_out() {
    check("service:payment-service cause:capacity/pool", &["INC-2025-0007"]);
    check("cause:capacity", &["INC-2026-0002", "INC-2025-0012", "INC-2025-0007"]);
    check("cause:capacity -cause:capacity/pool", &["INC-2026-0002"]);
    check("severity:P0,P1", &["INC-2026-0001", "INC-2025-0012", "INC-2025-0007"]);
    check("连接池 -支付", &["INC-2025-0012"]);
    check("连接池 -\"retry storm\"", &["INC-2025-0007"]);
    check("-kind:incident", &["redis-failover"]);
    check("owner:\"Li Wei\"", &["INC-2025-0012"]);
    check("负责人：@zhang", &["INC-2025-0007"]);
    check("is:overdue", &["INC-2025-0007"]);
    check("has:runbook 连接池", &["INC-2025-0012"]);
    check("lang:zh 连接池", &["INC-2025-0007"]);
    check("-MySQL cause:capacity", &["INC-2025-0012", "INC-2025-0007"]);
}

#[test]
fn days_leave_out_and_undated_documents_with_them() {
    check("after:2026", &["INC-2026-0002", "INC-2026-0001"]);
    check("after:2025Q2 before:2025Q4", &["INC-2025-0020", "INC-2025-0012"]);
    check("after:30d", &["INC-2026-0002"]);
    check("redis before:2030", &["INC-2025-0020"]);
    check("after:2025-05-03 before:2025-05-04", &["INC-2025-0012"]);
}

#[test]
fn a_typed_id_comes_first() {
    for text in ["INC-2025-0007", "inc-2025-0007", "2025-0007", "inc 2025 0007", "id:2025-0007 连接池"] {
        let hits = find(text, Options::default());
        assert_eq!(hits.hits[0].id, "INC-2025-0007", "{text}");
    }
    let hits = find("INC-2025-0007", Options::default());
    assert!(1000.0 < hits.hits[0].score && hits.hits[1].score < 1000.0);
    assert_eq!(ids(&hits), ["INC-2025-0007", "INC-2026-0001"]);
}

#[test]
fn identifiers_are_found_however_they_are_written() {
    for text in ["connectionPoolSize", "connectionpoolsize", "connection pool size", "CONNECTIONPOOLSIZE"] {
        assert_eq!(find(text, Options::default()).hits[0].id, "INC-2026-0002", "{text}");
    }
    check("fail-over", &["INC-2025-0020", "redis-failover"]);
    check("failover primary", &["INC-2025-0020"]);
    check("fail over primary", &["INC-2025-0020"]);
    check("mysql", &["INC-2026-0002"]);
    check("\"mysql replica\"", &["INC-2026-0002"]);
    check("order service", &["INC-2025-0012"]);
}

#[test]
fn a_typo_is_mended_and_reported() {
    for (written, meant) in [("conection", "connection"), ("connectoin", "connections"), ("rdeis", "redis")] {
        let hits = find(written, Options::default());
        assert!(0 < hits.total, "{written}");
        let suggestion = &hits.suggestions[0];
        assert_eq!((suggestion.written.as_str(), suggestion.applied), (written, true));
        assert!(suggestion.meant.starts_with(&meant[..4]), "{suggestion:?}");
    }
    let hits = find("service:paymnt-service", Options::default());
    assert_eq!(hits.total, 0);
    assert_eq!(hits.suggestions[0].meant, "service:payment-service");
}

#[test]
fn where_nothing_has_everything_one_part_may_miss() {
    let hits = find("redis dashboards grafana", Options::default());
    assert_eq!((hits.total, hits.relaxed), (1, true));
    assert_eq!(ids(&hits), ["INC-2026-0002"]);
    let hits = find("数据库连接池泄漏排查", Options::default());
    assert_eq!((ids(&hits), hits.relaxed), (vec!["INC-2025-0007"], true));
    // Filters and exclusions stay.
    assert_eq!(find("redis dashboards service:order-service", Options::default()).total, 0);
}

#[test]
fn quoted_runs_are_exact_and_unquoted_ones_may_miss_a_part() {
    check("\"连接问题\"", &["INC-2026-0001"]);
    check("\"连接池耗尽\"", &["INC-2025-0007", "INC-2025-0012"]);
    check("\"池连接\"", &[]);
    check("连接池已耗尽", &["INC-2025-0007", "INC-2025-0012"]);
    check("\"池\"", &["INC-2025-0007", "INC-2025-0012", "INC-2026-0001"]);
    check("池", &["INC-2025-0007", "INC-2025-0012", "INC-2026-0001"]);
}

#[test]
fn common_words_alone_find_nothing_and_say_so() {
    for (text, notice) in [
        ("to be or not to be", Notice::OnlyCommonWords),
        ("", Notice::Empty),
        ("&&", Notice::OnlyCommonWords),
    ] {
        let hits = find(text, Options::default());
        assert_eq!((hits.total, hits.notice), (0, Some(notice)), "{text}");
    }
    check("\"the primary of the Redis\"", &["INC-2025-0020"]);
}

#[test]
fn results_can_be_sorted_by_date_and_cut() {
    check(
        "connection sort:date",
        &["INC-2026-0002", "INC-2025-0020", "INC-2025-0012", "INC-2025-0007", "redis-failover"],
    );
    let hits = find("connection", Options { limit: 2, ..Options::default() });
    assert_eq!((hits.total, hits.hits.len()), (5, 2));
}

#[test]
fn the_last_word_may_be_unfinished_while_typing() {
    let typing = Options { prefix: true, ..Options::default() };
    for text in [
        "dashb",
        "connectionPoolSi",
        "grafana lagg",
        "connection dashboar",
        "inc-2026-0002",
        "INC-2026-00",
        "mys",
    ] {
        let hits = find(text, typing);
        assert!(ids(&hits).contains(&"INC-2026-0002"), "{text}");
        assert!(hits.suggestions.is_empty(), "{text}");
    }
    assert_eq!(find("dashb", Options::default()).total, 0);
}

#[test]
fn a_log_finds_the_incident_that_it_is_from() {
    let log = "2026-02-27 09:12:44.001 ERROR [http-nio-8080-exec-7] HikariPool-1 - Connection is not available, \
        request timed out after 30000ms. com.zaxxer.hikari.pool.HikariPool trace=9f8e7d6c5b4a3210";
    let index = Index::build(documents()).unwrap();
    let hits = index.search(&Query::from_log(log), Options::default()).unwrap();
    assert_eq!(hits.hits[0].id, "INC-2025-0012");
}

#[test]
fn a_hit_shows_where_it_matches() {
    let hits = find("连接池 慢查询", Options::default());
    let hit = &hits.hits[0];
    let marked: Vec<&str> = hit.snippet.iter().filter(|it| it.1).map(|it| it.0.as_str()).collect();
    assert!(marked.contains(&"连接池") && marked.contains(&"慢查询"), "{hit:#?}");
    assert_eq!(hit.heading.as_ref().unwrap().anchor, "what-happened");
}

#[test]
fn an_empty_index_finds_nothing() {
    let index = Index::build(Vec::new()).unwrap();
    let calendar = Calendar { as_of: "2026-03-01".parse().unwrap(), fiscal_year_start: 1 };
    let hits =
        index.search(&Query::parse("redis \"a b\" -c service:x", calendar), Options::default()).unwrap();
    assert_eq!(hits.total, 0);
}

/// Every CJK substring of 2 to 6 characters of every text is found, quoted, in exactly the documents that
/// hold it.
#[test]
fn quoted_substrings_find_exactly_what_a_scan_finds() {
    let documents = documents();
    let index = Index::build(documents.clone()).unwrap();
    let texts = |it: &Document| -> Vec<String> {
        [&it.title_text, &it.label_text, &it.heading_text, &it.body_text]
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    };
    let mut needles = std::collections::BTreeSet::new();
    for text in documents.iter().flat_map(texts) {
        for token in text.split(|c: char| c < '\u{3041}' || "，。；：".contains(c)) {
            let chars: Vec<char> = token.chars().collect();
            for len in 2..=6 {
                needles.extend(chars.windows(len).map(|it| it.iter().collect::<String>()));
            }
        }
    }
    assert!(200 < needles.len());
    let calendar = Calendar { as_of: "2026-03-01".parse().unwrap(), fiscal_year_start: 1 };
    for needle in needles {
        let query = Query::parse(&format!("\"{needle}\""), calendar);
        let hits = index.search(&query, Options { limit: 100, prefix: false }).unwrap();
        let mut found = ids(&hits);
        found.sort_unstable();
        let holds = |it: &&Document| texts(it).iter().any(|text| text.contains(&needle));
        let mut expected: Vec<&str> = documents.iter().filter(holds).map(|it| it.id.as_str()).collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "{needle}");
    }
}

/// Our sums against tantivy's own query for the same terms.
#[test]
fn scores_are_those_of_tantivy() {
    use tantivy::Term;
    use tantivy::collector::TopDocs;
    use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery, TermQuery};
    use tantivy::schema::IndexRecordOption;

    let documents = documents();
    let index = Index::build(documents.clone()).unwrap();
    let (reference, field) = crate::search::index::reference(&documents);
    let searcher = reference.reader().unwrap().searcher();
    let calendar = Calendar { as_of: "2026-03-01".parse().unwrap(), fiscal_year_start: 1 };
    for text in ["redis", "connection", "pool connection", "payment", "the connections timed"] {
        let term = |text: &str| -> (Occur, Box<dyn TantivyQuery>) {
            let term = Term::from_field_text(field, text);
            (Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        };
        let tokens = Tokenizer::default().tokens(text);
        let query = BooleanQuery::new(tokens.iter().map(|it| term(&it.text)).collect());
        let expected = searcher.search(&query, &TopDocs::with_limit(100).order_by_score()).unwrap();
        let hits =
            index.search(&Query::parse(text, calendar), Options { limit: 100, prefix: false }).unwrap();
        assert_eq!(hits.total, expected.len(), "{text}");
        for (score, address) in expected {
            let id = &index.documents()[address.doc_id as usize].id;
            let hit = hits.hits.iter().find(|it| it.id == *id).unwrap();
            assert!(
                (hit.score - f64::from(score)).abs() < 1e-4 * hit.score,
                "{text} {id} {score} {}",
                hit.score
            );
        }
    }
}
