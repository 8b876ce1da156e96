//! A small knowledge base by hand: two languages, a chain whose fix was open, overdue and unknown items, gaps.

mod build;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::address::Route;
use crate::analysis::{Analysis, Settings, analyse};
use crate::config::file::{ConfigFile, Links};
use crate::config::{Config, Parsed, resolve};
use crate::files::{SourceMap, Span};
use crate::i18n::Locale;
use crate::model::{
    ActionItem, ActionStatus, ActionType, Decisions, DocumentStatus, EventKind, Evidence, Field, Horizon,
    Hours, How, Impact, Incident, IncidentKind, KnowledgeBase, Layer, Lesson, LessonKind, Manual, Mention,
    Milestone, Page, Promise, Provenance, Runbook, Service, Severity, SuggestedValue, Suggestion, Target,
    TimelineEvent, Visibility,
};
use crate::site::{Bodies, RenderedBody, TocEntry};
use crate::time::{Day, SupportHours};
use build::{chinese, event, incident, item, lasting};

/// Everything that a site is planned from.
pub(super) struct Sample {
    pub(super) knowledge_base: KnowledgeBase,
    pub(super) analysis: Analysis,
    pub(super) config: Config,
    pub(super) sources: SourceMap,
    pub(super) bodies: Bodies,
}

/// The sample for readers of `locale`; `base_url` may be empty.
pub(super) fn sample(locale: Locale, base_url: &str) -> Sample {
    let mut sources = SourceMap::default();
    let incidents = incidents(&mut sources);
    let runbooks = runbooks(&mut sources);
    let mut config = ConfigFile::default();
    config.site.title = Some(match locale {
        Locale::English => "Platform incidents".to_owned(),
        Locale::Chinese => "平台故障知识库".to_owned(),
    });
    config.site.language = Some(locale.tag().to_owned());
    base_url.clone_into(&mut config.site.base_url);
    "Asia/Shanghai".clone_into(&mut config.site.timezone);
    config.links = Links {
        edit_url: Some("https://git.example.com/postmortems/edit/main/content/{path}".to_owned()),
        issue_url: Some("https://tracker.example.com/browse/{id}".to_owned()),
        commit_url: None,
    };
    let mut config = resolve(&sources, Parsed::unwritten(config), None, None, &[]).unwrap();
    for (step, respond, mitigate, resolve) in [(0, 300, 1800, 7200), (1, 900, 3600, 14_400)] {
        let severity: &mut Severity = &mut config.severities[step];
        (severity.respond, severity.mitigate, severity.resolve) =
            (Some(respond), Some(mitigate), Some(resolve));
    }
    let knowledge_base = KnowledgeBase {
        incidents,
        runbooks,
        pages: vec![guide(&mut sources)],
        services: services(),
        taxonomy: config.taxonomy.clone(),
        severities: config.severities.clone(),
        teams: ["payments", "platform", "搜索组"].map(str::to_owned).to_vec(),
        redirects: BTreeMap::from([("/old/login-outage/".to_owned(), "INC-2026-0001".to_owned())]),
        decisions: Decisions::default(),
    };
    let settings = Settings {
        as_of: date(2026, 3, 1),
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        recurrence_window_days: 365,
        fiscal_year_start: 1,
        action_policy: vec![("P0".to_owned(), 14), ("P1".to_owned(), 60)],
        targets: vec![Target {
            name: "1-5-10".to_owned(),
            severities: vec!["P0".to_owned()],
            hours: Hours::Calendar,
            promises: vec![
                Promise { from: Milestone::Started, to: Milestone::Detected, limit: 60 },
                Promise { from: Milestone::Acknowledged, to: Milestone::Diagnosed, limit: 300 },
                Promise { from: Milestone::Started, to: Milestone::Mitigated, limit: 600 },
                Promise { from: Milestone::Detected, to: Milestone::Resolved, limit: 7200 },
            ],
        }],
        support_hours: Some(support_hours()),
    };
    let analysis = analyse(&knowledge_base, settings);
    Sample { knowledge_base, analysis, config, sources, bodies: bodies() }
}

fn support_hours() -> SupportHours {
    SupportHours {
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        days: Day::ALL[..5].iter().copied().collect(),
        from: jiff::civil::time(9, 0, 0, 0),
        to: Some(jiff::civil::time(18, 0, 0, 0)),
        holidays: [date(2026, 1, 1)].into(),
        workdays: [date(2026, 2, 14)].into(),
    }
}

/// A lesson of each kind, about each layer.
fn lessons(incident: &Incident) -> Vec<Lesson> {
    let lesson =
        |kind, layer, text: &str| Lesson { kind, layer, text: text.to_owned(), span: incident.source };
    vec![
        lesson(LessonKind::Learned, Some(Layer::Technology), "Pools need a <limit> of their own."),
        lesson(LessonKind::Learned, Some(Layer::Process), "先回滚，再排查 | 再复盘。"),
        lesson(LessonKind::WentWell, None, "The canary stopped the rollout."),
        lesson(LessonKind::WentWrong, Some(Layer::Culture), "Nobody wanted to call at night."),
        lesson(LessonKind::Lucky, None, "It was a Sunday."),
    ]
}

fn incidents(sources: &mut SourceMap) -> Vec<Incident> {
    let mut add = |id: &str, title: &str, day: Date, severity: &str, service: &str, cause: &str| {
        incident(sources, id, title, day, severity, service, cause)
    };
    let mut pool_1 = add(
        "INC-2025-0007",
        "Login slows down when the connection pool runs dry",
        date(2025, 4, 17),
        "P1",
        "auth-service",
        "capacity/pool",
    );
    lasting(&mut pool_1, 9 * 60 + 12, [0, 4, 9, 31, 44, 71]);
    pool_1.mitigation = Some("restart".to_owned());
    pool_1.action_items = vec![
        item(
            &pool_1,
            "A1",
            "Alert on pool usage above 80%",
            "@li",
            Some(date(2025, 5, 9)),
            ActionStatus::Done,
            Some(date(2025, 5, 8)),
        ),
        item(
            &pool_1,
            "A2",
            "Set a pool limit per tenant",
            "@wang",
            Some(date(2025, 6, 30)),
            ActionStatus::InProgress,
            None,
        ),
    ];
    let mut pool_2 = add(
        "INC-2025-0019",
        "连接池再次耗尽，登录超时",
        date(2025, 9, 3),
        "P1",
        "auth-service",
        "capacity/pool",
    );
    chinese(&mut pool_2, "大促预热流量使连接池耗尽，登录接口超时 47 分钟。");
    lasting(&mut pool_2, 20 * 60 + 5, [0, 6, 8, 22, 47, 47]);
    pool_2.recurrence_of = vec!["INC-2025-0007".to_owned()];
    pool_2.action_items = vec![
        item(
            &pool_2,
            "A1",
            "连接池按租户限额并压测",
            "@王五",
            Some(date(2025, 10, 15)),
            ActionStatus::Open,
            None,
        ),
        item(&pool_2, "A2", "补充容量评估流程", "", None, ActionStatus::Unknown, None),
    ];
    let mut pool_3 = add(
        "INC-2026-0001",
        "配置变更误改连接数上限，登录全部失败",
        date(2026, 1, 23),
        "P0",
        "auth-service",
        "capacity/pool",
    );
    chinese(&mut pool_3, "一次配置变更把连接数上限从 200 改成 20，所有新登录失败 38 分钟。");
    lasting(&mut pool_3, 14 * 60 + 32, [0, 2, 5, 12, 30, 38]);
    pool_3.causes.push("config/value".to_owned());
    pool_3.severity_raw = Some("P0 (严重)".to_owned());
    pool_3.declared_duration = Some(36 * 60);
    pool_3.triggers = vec!["config-push".to_owned()];
    pool_3.factors = vec!["review".to_owned(), "灰度缺失".to_owned()];
    pool_3.tags = vec!["login".to_owned(), "大促".to_owned()];
    pool_3.teams = vec!["platform".to_owned()];
    pool_3.authors = vec!["@张三".to_owned(), "@li".to_owned()];
    pool_3.roles =
        vec![("incident_commander".to_owned(), "@张三".to_owned()), ("DBA".to_owned(), "@wang".to_owned())];
    pool_3.status = Some(DocumentStatus::Reviewed);
    pool_3.detection = Some("alert".to_owned());
    pool_3.mitigation = Some("rollback".to_owned());
    pool_3.impact = Impact {
        users: Some(100_000.0),
        users_percent: Some(80.0),
        revenue: Some(50_000.0),
        currency: Some("CNY".to_owned()),
        ..Impact::default()
    };
    pool_3.published = Some(date(2026, 1, 24));
    pool_3.next_review = Some(date(2026, 2, 5));
    pool_3.lessons = lessons(&pool_3);
    pool_3.mentions = vec![Mention { id: "INC-2025-0019".to_owned(), span: pool_3.source }];
    pool_3.runbooks = vec!["redis-failover".to_owned()];
    pool_3.timeline = vec![
        event(&pool_3, 14 * 60 + 30, "配置发布到生产环境", Some(EventKind::Deploy)),
        event(&pool_3, 14 * 60 + 32, "登录成功率跌到 20%，告警触发", Some(EventKind::Alert)),
        event(&pool_3, 14 * 60 + 44, "定位到连接数上限被改小", Some(EventKind::CauseFound)),
        event(&pool_3, 15 * 60 + 2, "回滚配置", Some(EventKind::Fix)),
        event(&pool_3, 15 * 60 + 10, "登录成功率恢复", Some(EventKind::Recovery)),
        TimelineEvent {
            at: None, written: "次日".to_owned(), ..event(&pool_3, 0, "召开复盘会", None)
        },
    ];
    pool_3.action_items = vec![
        ActionItem {
            action_type: Some(ActionType::Prevent),
            horizon: Some(Horizon::Short),
            ticket: Some("https://tracker.example.com/browse/OPS-42".to_owned()),
            acceptance: Some("上限变更须两人审核，流水线拦截小于 100 的值".to_owned()),
            ..item(
                &pool_3,
                "A1",
                "配置发布前校验连接数上限",
                "@李四",
                Some(date(2026, 1, 26)),
                ActionStatus::InProgress,
                None,
            )
        },
        item(
            &pool_3,
            "A2",
            "回滚演练写入应急手册",
            "@运维",
            Some(date(2026, 3, 20)),
            ActionStatus::Open,
            None,
        ),
        item(&pool_3, "A3", "统一配置中心的默认值", "", None, ActionStatus::Unknown, None),
        item(
            &pool_3,
            "A4",
            "补登录成功率看板",
            "@li",
            Some(date(2026, 1, 30)),
            ActionStatus::Done,
            Some(date(2026, 1, 29)),
        ),
    ];
    let words = Evidence { span: pool_3.source, text: "14:40 疑似连接池上限太低".to_owned() };
    let guess = Suggestion { value: SuggestedValue::Text("review".to_owned()), evidence: words, score: 0.6 };
    pool_3.suggested.add(Field::Factors, guess);
    pool_3.provenance.insert(Field::Severity, Provenance::new(How::Label, pool_3.source));
    pool_3.provenance.insert(
        Field::Milestone(Milestone::Started),
        Provenance { assumed_zone: true, ..Provenance::new(How::Timeline, pool_3.source) },
    );
    pool_3.provenance.insert(Field::Duration, Provenance::new(How::Table, pool_3.source));
    pool_2.mentioned_by = vec!["INC-2026-0001".to_owned()];

    let mut cert = add(
        "INC-2025-0011",
        "Certificate of the payment gateway expired",
        date(2025, 6, 2),
        "P0",
        "payment-gateway",
        "time/expiry",
    );
    lasting(&mut cert, 60, [0, 21, 24, 33, 52, 64]);
    cert.action_items = vec![item(
        &cert,
        "A1",
        "Renew certificates automatically",
        "@chen",
        Some(date(2025, 7, 15)),
        ActionStatus::Done,
        Some(date(2025, 7, 1)),
    )];
    let mut cert_2 = add(
        "INC-2026-0004",
        "Certificate of the refund endpoint expired",
        date(2026, 2, 11),
        "P2",
        "payment-gateway",
        "time/expiry",
    );
    lasting(&mut cert_2, 11 * 60 + 20, [0, 15, 18, 20, 55, 61]);
    cert_2.action_items = vec![item(
        &cert_2,
        "A1",
        "List every certificate and its owner",
        "@chen",
        Some(date(2026, 2, 20)),
        ActionStatus::Open,
        None,
    )];
    let mut search = add(
        "INC-2025-0023",
        "Search returns stale results after a failed reindex",
        date(2025, 11, 5),
        "P3",
        "search",
        "data/consistency",
    );
    search.teams = vec!["搜索组".to_owned()];
    search.action_items = vec![item(
        &search,
        "A1",
        "Compare document counts after each reindex",
        "@zhao",
        Some(date(2025, 11, 28)),
        ActionStatus::Unknown,
        None,
    )];
    let mut drill = add(
        "DRILL-2025-0002",
        "Region failover drill",
        date(2025, 12, 9),
        "P4",
        "auth-service",
        "infra/network",
    );
    drill.kind = IncidentKind::Drill;
    let mut redis = add(
        "INC-2025-0015",
        "Redis 主从切换后缓存雪崩",
        date(2025, 7, 19),
        "P2",
        "redis-cache",
        "data/cache",
    );
    chinese(&mut redis, "主从切换后缓存为空，数据库被打满 25 分钟。");
    lasting(&mut redis, 3 * 60 + 10, [0, 1, 3, 9, 25, 33]);
    redis.runbooks = vec!["redis-failover".to_owned()];
    let mut bare = add(
        "INC-2025-0030",
        "Webhook deliveries delayed",
        date(2025, 12, 20),
        "P3",
        "webhooks",
        "code/fault-handling",
    );
    (bare.severity, bare.services, bare.causes) = (None, Vec::new(), Vec::new());
    let disk = add(
        "INC-2026-0003",
        "Disk full on the log collector <eu-1> & friends",
        date(2026, 2, 2),
        "P3",
        "logging",
        "capacity/disk",
    );
    let mut all = vec![pool_1, pool_2, pool_3, cert, cert_2, search, drill, redis, bare, disk];
    all.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    all
}

fn services() -> Vec<Service> {
    let service = |name: &str, team: &str, depends_on: &[&str]| Service {
        name: name.to_owned(),
        slug: name.to_owned(),
        team: Some(team.to_owned()).filter(|it| !it.is_empty()),
        depends_on: depends_on.iter().map(|it| (*it).to_owned()).collect(),
        known: !team.is_empty(),
        ..Service::default()
    };
    vec![
        Service {
            aliases: vec!["登录服务".to_owned()],
            tier: Some("1".to_owned()),
            repository: Some("https://git.example.com/auth".to_owned()),
            ..service("auth-service", "platform", &["redis-cache"])
        },
        service("logging", "", &[]),
        service("payment-gateway", "payments", &["auth-service"]),
        service("redis-cache", "platform", &[]),
        service("search", "搜索组", &[]),
    ]
}

fn runbooks(sources: &mut SourceMap) -> Vec<Runbook> {
    let mut runbook = |id: &str, title: &str, service: &str, language: &str| {
        let file = sources.add(format!("runbooks/{id}.md"), format!("# {title}\n"));
        Runbook {
            id: id.to_owned(),
            is_named_by_file: true,
            slug: id.to_owned(),
            title: title.to_owned(),
            services: vec![service.to_owned()],
            causes: vec!["capacity/pool".to_owned()],
            tags: vec!["login".to_owned()],
            updated: Some(date(2025, 11, 29)),
            next_review: Some(date(2026, 2, 28)),
            parts: Vec::new(),
            procedures: Vec::new(),
            manual: Manual::default(),
            checkboxes: 7,
            used_by: vec!["INC-2025-0015".to_owned(), "INC-2026-0001".to_owned()],
            links: Vec::new(),
            mentions: Vec::new(),
            aliases: Vec::new(),
            visibility: Visibility::Public,
            draft: false,
            is_held_back: false,
            language: language.to_owned(),
            summary: Some("When the pool or the cache behind login is exhausted.".to_owned()),
            body: (file, 0..0),
            source: Span::point(file, 0),
        }
    };
    vec![
        runbook("redis-failover", "Fail over Redis", "redis-cache", "en"),
        runbook("login-pool", "登录连接池耗尽处理手册", "auth-service", "zh-CN"),
    ]
}

fn guide(sources: &mut SourceMap) -> Page {
    let file = sources.add("guide.md".to_owned(), "# How we write postmortems\n".to_owned());
    Page {
        slug: "how-we-write".to_owned(),
        title: "How we write postmortems".to_owned(),
        links: Vec::new(),
        mentions: Vec::new(),
        aliases: vec!["/handbook/".to_owned()],
        visibility: Visibility::Public,
        draft: false,
        is_held_back: false,
        language: "en".to_owned(),
        translation_of: None,
        summary: None,
        body: (file, 0..0),
        source: Span::point(file, 0),
    }
}

fn bodies() -> Bodies {
    let heading =
        |level, text: &str, id: &str| TocEntry { level, text: text.to_owned(), id: id.to_owned(), start: 0 };
    let html = "<h2 id=\"概述\">概述</h2>\n<p>一次<em>配置变更</em>把 <code>max_connections</code> 从 200 改成 20，见 \
        <a href=\"../inc-2025-0019/index.html\">INC-2025-0019</a>。</p>\n<h3 id=\"5-whys\">5 Whys</h3>\n<ol><li>为什么登录失败？\
        连接池耗尽。</li><li>为什么耗尽？上限被改小。</li></ol>\n<h2 id=\"配置-diff\">配置 Diff</h2>\n\
        <pre><code>- max_connections: 200\n+ max_connections: 20\n</code></pre>\n<blockquote><p>任何上限变更都要两人审核。</p></blockquote>\n";
    BTreeMap::from([(
        Route::Incident("inc-2026-0001".to_owned()),
        RenderedBody {
            html: html.to_owned(),
            headings: vec![
                heading(2, "概述", "概述"),
                heading(3, "5 Whys", "5-whys"),
                heading(2, "配置 Diff", "配置-diff"),
            ],
            rows: Vec::new(),
        },
    )])
}
