//! A few documents in both languages for the tests.

use crate::search::document::{Document, Facet, Heading, Kind};

/// An incident, in short.
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

/// The documents, in no particular order.
pub(super) fn documents() -> Vec<Document> {
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
