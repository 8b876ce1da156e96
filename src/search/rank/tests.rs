//! Tests of what is found and in which order, on a few documents in both languages.

use proptest::prelude::*;

use super::sample::documents;
use super::*;
use crate::search::document::Document;
use crate::search::query::Calendar;

fn calendar() -> Calendar {
    Calendar { as_of: "2026-03-01".parse().unwrap(), fiscal_year_start: 1 }
}

fn find(text: &str, options: Options) -> Hits {
    let index = Index::build(documents()).unwrap();
    index.search(&Query::parse(text, calendar()), options).unwrap()
}

fn ids(hits: &Hits) -> Vec<&str> {
    hits.hits.iter().map(|it| it.id.as_str()).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let hits = find(text, Options::default());
    assert_eq!(ids(&hits).get(..expected.len()), Some(expected), "{text}: {:?}", ids(&hits));
    // Behind fewer than three those may follow that have a part of it, which is said.
    let others_may_follow = hits.relaxed && !expected.is_empty() && expected.len() < FEW;
    assert!(others_may_follow || hits.total == expected.len(), "{text}: {:?}", ids(&hits));
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
    for (written, meant) in
        [("conection", "connection"), ("connectoin", "connections"), ("rdeis", "redis"), ("leakqd", "leaked")]
    {
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
fn where_few_have_everything_those_that_have_a_part_follow() {
    let hits = find("redis dashboards grafana", Options::default());
    assert!(hits.relaxed && 1 < hits.total, "{:?}", ids(&hits));
    assert_eq!(ids(&hits)[0], "INC-2026-0002", "it has two of the words");
    // What has every word comes first, however rare the words of others are.
    let hits = find("redis healthy", Options::default());
    assert!(hits.relaxed && 1 < hits.total, "{:?}", ids(&hits));
    assert_eq!(ids(&hits)[0], "INC-2025-0020");
    // A quoted phrase is a demand: where something has it, nothing else follows.
    assert!(!find("\"retry storm\" order", Options::default()).relaxed);
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
fn documents_that_hold_a_long_chinese_run_come_before_many_that_have_its_pairs_apart() {
    let document = |nr: usize, body: String| Document {
        id: format!("INC-2025-{nr:04}"),
        url: format!("incidents/{nr}/"),
        body_text: vec![body],
        ..Document::default()
    };
    let mut documents: Vec<Document> =
        (1..=25).map(|nr| document(nr, "支付、付回、回调、调超、超时。".repeat(3))).collect();
    documents.push(document(0, "昨夜支付回调超时。".to_owned()));
    let index = Index::build(documents).unwrap();
    let hits = index.search(&Query::parse("支付回调超时", calendar()), Options::default()).unwrap();
    assert_eq!((hits.total, hits.hits[0].id.as_str()), (26, "INC-2025-0000"));
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

/// The pieces of the first hit's snippet that are highlighted.
fn marked(text: &str) -> Vec<String> {
    let hits = find(text, Options::default());
    hits.hits[0].snippet.iter().filter(|it| it.1).map(|it| it.0.clone()).collect()
}

#[test]
fn a_hit_shows_where_it_matches() {
    assert_eq!(marked("连接池 慢查询"), ["连接池", "慢查询", "连接", "连接池"]);
    assert_eq!(marked("\"连接池\" -订单"), ["连接池"; 2]);
    assert_eq!(marked("\"connection pool\""), ["connection", "pool"]);
    assert_eq!(marked("线"), ["线"]);
    assert_eq!(marked("informde"), ["informed"]);
    let hit = &find("慢查询", Options::default()).hits[0];
    assert_eq!(hit.heading.as_ref().unwrap().anchor, "what-happened");
    let whole: String = hit.snippet.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(whole, "根因：慢查询占用连接，连接池大小 maxConnections=50 不足。 回滚变更后恢复。");
}

#[test]
fn the_order_in_which_documents_are_given_does_not_matter() {
    let (one, other) = (documents(), documents().into_iter().rev().collect());
    let (one, other) = (Index::build(one).unwrap(), Index::build(other).unwrap());
    for text in ["connection pool", "连接池", "cause:capacity sort:date", "池"] {
        let query = Query::parse(text, calendar());
        let hits = one.search(&query, Options::default()).unwrap();
        assert_eq!(hits, other.search(&query, Options::default()).unwrap());
    }
}

#[test]
fn an_empty_index_finds_nothing() {
    let index = Index::build(Vec::new()).unwrap();
    let hits =
        index.search(&Query::parse("redis \"a b\" -c service:x", calendar()), Options::default()).unwrap();
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
    let mut needles = BTreeSet::new();
    for text in documents.iter().flat_map(texts) {
        for token in text.split(|c: char| c < '\u{3041}' || "，。；：".contains(c)) {
            let chars: Vec<char> = token.chars().collect();
            for len in 2..=6 {
                needles.extend(chars.windows(len).map(|it| it.iter().collect::<String>()));
            }
        }
    }
    assert!(200 < needles.len());
    for needle in needles {
        let query = Query::parse(&format!("\"{needle}\""), calendar());
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
fn scores_with_the_constants_of_tantivy_are_those_of_tantivy() {
    use tantivy::Term;
    use tantivy::collector::TopDocs;
    use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery, TermQuery};
    use tantivy::schema::IndexRecordOption;

    let documents = documents();
    let index = Index::build(documents.clone()).unwrap();
    let (reference, field) = crate::search::index::reference(&documents);
    let searcher = reference.reader().unwrap().searcher();
    for text in ["redis", "connection", "pool connection", "payment", "the connections timed"] {
        let term = |text: &str| -> (Occur, Box<dyn TantivyQuery>) {
            let term = Term::from_field_text(field, text);
            (Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        };
        let tokens = Tokenizer::default().tokens(text);
        let query = BooleanQuery::new(tokens.iter().map(|it| term(&it.text)).collect());
        let expected = searcher.search(&query, &TopDocs::with_limit(100).order_by_score()).unwrap();
        let mut ours = vec![0.0; index.documents().len()];
        let lengths = searcher.segment_reader(0).get_fieldnorms_reader(field).unwrap();
        let n_tokens = searcher.segment_reader(0).inverted_index(field).unwrap().total_num_tokens();
        let mean = f64::from(u32::try_from(n_tokens).unwrap()) / f64::from(lengths.num_docs());
        for token in &tokens {
            let info = index.term(&token.text).unwrap().unwrap();
            let idf = index.idf(info.doc_freq);
            scores::each_document(&mut index.postings(&info, false).unwrap(), |ordinal, frequency| {
                // tantivy's constants, and nothing rounded; ours differ.
                let length = f64::from(lengths.fieldnorm(u32::try_from(ordinal).unwrap())) / mean;
                ours[ordinal] += scores::bm25(idf, f64::from(frequency), length, 1.2, 0.75);
            });
        }
        assert!(!expected.is_empty(), "{text}");
        for (score, address) in expected {
            let ours = ours[address.doc_id as usize];
            assert!((ours - f64::from(score)).abs() < 1e-4 * ours, "{text} {score} {ours}");
        }
    }
}

proptest! {
    #[test]
    fn any_query_finds_what_its_reading_finds(text in any_query(), prefix: bool) {
        thread_local!(static INDEX: Index = Index::build(documents()).unwrap());
        INDEX.with(|index| {
            let query = Query::parse(&text, calendar());
            let options = Options { limit: 3, prefix };
            let hits = index.search(&query, options).unwrap();
            prop_assert!(hits.hits.len() <= hits.total.min(3));
            prop_assert!(hits.hits.iter().all(|it| it.score.is_finite()));
            let read_back = Query::parse(&hits.interpreted, calendar());
            prop_assert_eq!(index.search(&read_back, options).unwrap(), hits);
            index.search(&Query::from_log(&text), options).unwrap();
            Ok(())
        })?;
    }
}

/// Any text at all, and text made of what the documents and the language are about.
fn any_query() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        " ",
        " ",
        "-",
        "\"",
        "：",
        ",",
        "service:",
        "cause:",
        "id:",
        "is:overdue",
        "after:90d",
        "sort:date",
        "connection",
        "pool",
        "connectoin",
        "MySQL",
        "fail-over",
        "inc-2025",
        "the",
        "连接池",
        "池",
        "支付",
        "耗尽",
        "2025",
        "a",
        "ü",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..12).prop_map(|it| it.concat())]
}
