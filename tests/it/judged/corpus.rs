//! A knowledge base of any size, made up: postmortems in English and Chinese with front matter.
//!
//! A document depends on its number alone, so that 10,000 documents begin with the same 1,000.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::random::Random;

/// Id, English label and Chinese label of every cause; the words of its label fill the body.
const CAUSES: [(&str, &str, &str); 16] = [
    ("stale-lease", "Stale lease", "租约过期"),
    ("queue-backlog", "Queue backlog", "队列积压"),
    ("hot-partition", "Hot partition", "热点分区"),
    ("lost-quorum", "Lost quorum", "仲裁丢失"),
    ("bad-rollout", "Bad rollout", "灰度失误"),
    ("disk-wear", "Disk wear", "磁盘老化"),
    ("clock-drift", "Clock drift", "时钟漂移"),
    ("cache-stampede", "Cache stampede", "缓存击穿"),
    ("thread-starvation", "Thread starvation", "线程饥饿"),
    ("schema-conflict", "Schema conflict", "表结构冲突"),
    ("vendor-outage", "Vendor outage", "供应商中断"),
    ("retry-amplification", "Retry amplification", "重试放大"),
    ("token-revocation", "Token revocation", "令牌吊销"),
    ("packet-loss", "Packet loss", "网络丢包"),
    ("quota-breach", "Quota breach", "配额超限"),
    ("corrupt-snapshot", "Corrupt snapshot", "快照损坏"),
];

const SERVICE_AREAS: [&str; 14] = [
    "ledger",
    "parcel",
    "harbor",
    "lantern",
    "orchard",
    "beacon",
    "quarry",
    "tidewater",
    "meadow",
    "granite",
    "sparrow",
    "compass",
    "juniper",
    "cobalt",
];
const SERVICE_PARTS: [&str; 5] = ["api", "worker", "cache", "gateway", "stream"];

/// Stems of English nouns and verbs; endings make more words of them.
const STEMS: [&str; 96] = [
    "adapter",
    "allocator",
    "anchor",
    "archive",
    "balance",
    "barrier",
    "batch",
    "beacon",
    "binding",
    "bracket",
    "bridge",
    "bucket",
    "carrier",
    "catalog",
    "channel",
    "checker",
    "cluster",
    "collector",
    "column",
    "compactor",
    "consumer",
    "counter",
    "courier",
    "cursor",
    "daemon",
    "decoder",
    "digest",
    "dispatcher",
    "drainer",
    "emitter",
    "encoder",
    "engine",
    "envelope",
    "executor",
    "fetcher",
    "filter",
    "follower",
    "formatter",
    "fragment",
    "gauge",
    "handler",
    "heartbeat",
    "importer",
    "indexer",
    "invoice",
    "journal",
    "kernel",
    "ladder",
    "latch",
    "listener",
    "locator",
    "manifest",
    "marker",
    "meter",
    "mirror",
    "monitor",
    "mutex",
    "notifier",
    "observer",
    "packet",
    "parser",
    "pointer",
    "planner",
    "poller",
    "printer",
    "probe",
    "producer",
    "proxy",
    "pruner",
    "reader",
    "record",
    "reducer",
    "register",
    "renderer",
    "replica",
    "resolver",
    "router",
    "sampler",
    "scanner",
    "scheduler",
    "selector",
    "sender",
    "shuttle",
    "socket",
    "sorter",
    "splitter",
    "spooler",
    "storage",
    "streamer",
    "tracker",
    "trigger",
    "tunnel",
    "updater",
    "validator",
    "watcher",
    "writer",
];
const ACTIONS: [&str; 24] = [
    "blocked",
    "delayed",
    "dropped",
    "flooded",
    "ignored",
    "leaked",
    "locked",
    "merged",
    "misrouted",
    "orphaned",
    "paused",
    "poisoned",
    "queued",
    "rejected",
    "released",
    "repeated",
    "restarted",
    "skipped",
    "starved",
    "swallowed",
    "throttled",
    "truncated",
    "unmounted",
    "widened",
];
const QUALITIES: [&str; 24] = [
    "ancient", "brittle", "dormant", "eager", "endless", "exact", "faulty", "fragile", "frozen", "hidden",
    "idle", "lonely", "narrow", "nervous", "obsolete", "private", "rapid", "remote", "shallow", "silent",
    "sticky", "sudden", "tangled", "uneven",
];
const ADVERBS: [&str; 12] = [
    "abruptly",
    "barely",
    "briefly",
    "constantly",
    "eventually",
    "gradually",
    "heavily",
    "hourly",
    "mostly",
    "quietly",
    "rarely",
    "twice",
];

const NOUNS_ZH: [&str; 48] = [
    "数据库",
    "消息队列",
    "网关",
    "主库",
    "从库",
    "分片",
    "索引",
    "事务",
    "连接池",
    "配置中心",
    "注册中心",
    "镜像",
    "探针",
    "心跳",
    "日志平台",
    "告警",
    "看板",
    "链路追踪",
    "采样",
    "阈值",
    "订单",
    "结算",
    "库存",
    "优惠券",
    "购物车",
    "画像",
    "短信",
    "报表",
    "对账单",
    "发票",
    "仓储",
    "风控",
    "白名单",
    "定时任务",
    "执行计划",
    "线程池",
    "文件句柄",
    "缓冲区",
    "偏移量",
    "消费组",
    "快照",
    "证书",
    "交换机",
    "专线",
    "路由表",
    "制品库",
    "流水线",
    "审批单",
];
const VERBS_ZH: [&str; 24] = [
    "阻塞", "堆积", "耗尽", "打满", "丢失", "覆盖", "误删", "遗漏", "抖动", "飙升", "回落", "复现", "压测",
    "收敛", "拆分", "合并", "迁移", "比对", "归档", "切换", "摘除", "扩容", "补偿", "超时",
];
const QUALITIES_ZH: [&str; 16] = [
    "陈旧的",
    "隐蔽的",
    "冗余的",
    "突发的",
    "跨机房的",
    "只读的",
    "临时的",
    "默认的",
    "异步的",
    "高频的",
    "离线的",
    "失效的",
    "弹性的",
    "上游的",
    "内部的",
    "旧版的",
];
const AREAS_ZH: [&str; 24] = [
    "会员", "积分", "门店", "渠道", "广告", "直播", "评论", "审核", "骑手", "配送", "采购", "税务", "培训",
    "授权", "数仓", "特征", "标注", "实验", "埋点", "拼团", "汇率", "理赔", "挂号", "课程",
];

/// What a kind of failure prints.
const ERRORS: [&str; 12] = [
    "java.util.concurrent.RejectedExecutionException: Task rejected from QuarryExecutor",
    "FATAL: remaining connection slots are reserved for HarborReplication",
    "grpc: LanternUnavailable: upstream connect error or disconnect",
    "panic: send on closed channel in sparrowDrain",
    "OSError: [Errno 24] Too many open files: orchardSpool",
    "ERR_BEACON_LEASE lease held by another coordinator",
    "com.example.granite.SnapshotChecksumException: checksum mismatch",
    "kafka: GroupCoordinatorNotAvailable while committing meadow offsets",
    "SSL_ERROR_TIDEWATER alert certificate unknown",
    "cobaltd: watchdog did not stop, soft lockup detected",
    "deadlock detected while updating juniper_balance",
    "QuotaExceeded: compass tenant limit reached",
];

/// Writes `n` documents and their configuration into `folder`.
pub(crate) fn write(folder: &Path, n: usize) {
    let mut taxonomy = String::from("cause:\n");
    for (id, en, zh) in CAUSES {
        writeln!(taxonomy, "  - {{ id: {id}, label: {{ en: {en}, zh-CN: {zh} }} }}").unwrap();
    }
    fs::write(folder.join("taxonomy.yaml"), taxonomy).unwrap();
    fs::write(folder.join("afterword.yaml"), "taxonomy: taxonomy.yaml\n").unwrap();
    for number in 0..n {
        let content = folder.join("content").join(format!("{}", number / 500));
        fs::create_dir_all(&content).unwrap();
        fs::write(content.join(format!("{number}.md")), document(number)).unwrap();
    }
}

/// One postmortem; two in five are Chinese.
fn document(number: usize) -> String {
    let mut random = Random::new(u64::try_from(number).unwrap() + 1_000);
    let is_chinese = random.chance(40);
    let cause = random.pick(&CAUSES);
    let services: Vec<String> = (0..random.between(1, 3)).map(|_| service(&mut random)).collect();
    let title = if is_chinese {
        let (area, noun, verb) = (random.pick(&AREAS_ZH), random.pick(&NOUNS_ZH), random.pick(&VERBS_ZH));
        format!("{} {}导致{area}{noun}{verb}", services[0], cause.2)
    } else {
        let words = english_words(&mut random);
        format!("{} in {} {}", cause.1, services[0], words)
    };
    let (year, month, day) = (2019 + number % 8, 1 + random.below(12), 1 + random.below(28));
    let language = if is_chinese { "zh-CN" } else { "en" };
    let mut text = format!(
        "---\nid: INC-{year}-{number:05}\ntitle: \"{title}\"\nkind: incident\nstatus: reviewed\n\
         date: {year}-{month:02}-{day:02}\nseverity: P{}\nservices: [{}]\ncauses: [{}]\nlanguage: {language}\n---\n\n",
        random.below(4),
        services.join(", "),
        cause.0,
    );
    let headings = if is_chinese {
        ["概述", "影响", "根本原因", "处理过程", "经验教训"]
    } else {
        ["Summary", "Impact", "Root cause", "Resolution", "Lessons learned"]
    };
    for (place, heading) in headings.iter().enumerate() {
        write!(text, "## {heading}\n\n").unwrap();
        for _ in 0..random.between(1, 2) {
            for _ in 0..random.between(2, 4) {
                let sentence = if is_chinese {
                    chinese_sentence(&mut random, cause.2, &services)
                } else {
                    english_sentence(&mut random, cause.1, &services)
                };
                text.push_str(&sentence);
            }
            text.push_str("\n\n");
        }
        if place == 2 {
            let host = format!("{}-{}", services[0], random.below(90));
            let at =
                format!("{year}-{month:02}-{day:02}T{:02}:{:02}:07Z", random.below(24), random.below(60));
            write!(text, "```text\n{at} {host} ERROR {}\n```\n\n", random.pick(&ERRORS)).unwrap();
        }
    }
    text
}

/// Error lines as they would be printed today, each with the part that documents share.
pub(crate) fn log_lines() -> Vec<(String, &'static str)> {
    let line =
        |error: &&'static str| (format!("2026-10-14T03:22:51Z pod-7f9c4 ERROR {error} (0x7ffe)"), *error);
    ERRORS.iter().map(line).collect()
}

/// 60 runs of 2 to 6 Chinese characters, as people type them: words, and two words in one.
pub(crate) fn chinese_words() -> Vec<String> {
    let two = AREAS_ZH.iter().zip(NOUNS_ZH.iter().rev()).take(12).map(|(area, noun)| format!("{area}{noun}"));
    NOUNS_ZH.iter().map(|it| (*it).to_owned()).chain(two).collect()
}

fn service(random: &mut Random) -> String {
    format!("{}-{}", random.pick(&SERVICE_AREAS), random.pick(&SERVICE_PARTS))
}

fn english_words(random: &mut Random) -> String {
    let (action, quality) = (random.pick(&ACTIONS), random.pick(&QUALITIES));
    format!("{action} {quality} {} {}", random.pick(&STEMS), noun(random))
}

fn noun(random: &mut Random) -> String {
    let stem = random.pick(&STEMS);
    if random.chance(50) { format!("{stem}s") } else { (*stem).to_owned() }
}

/// `SchedulerMirrorGauge`.
fn identifier(random: &mut Random) -> String {
    let part = |stem: &str| format!("{}{}", stem[..1].to_uppercase(), &stem[1..]);
    (0..3).map(|_| part(random.pick::<&str>(&STEMS))).collect()
}

fn english_sentence(random: &mut Random, cause: &str, services: &[String]) -> String {
    let (a, b) = (noun(random), noun(random));
    let (does, did) = (random.pick(&ACTIONS), random.pick(&ACTIONS));
    let (quality, other) = (random.pick(&QUALITIES), random.pick(&QUALITIES));
    let adverb = random.pick(&ADVERBS);
    let service = random.pick(services);
    let n = random.between(2, 900);
    match random.below(6) {
        0 => format!(
            "The {quality} {a} in {service} was {does} {adverb}, so the {other} {b} {did} {n} requests. "
        ),
        1 => format!(
            "{cause} made every {a} behind the {quality} {b} look {other}; {service} {did} {n} jobs. "
        ),
        2 => {
            format!("We {adverb} {did} `{}` because the {a} of the {b} had been {does}. ", identifier(random))
        }
        3 => format!(
            "After {n} minutes a {quality} {a} {did} the {b} and the alert on {service} went {other}. "
        ),
        4 => format!("Nobody had {did} the {a} since the {quality} {b} {does} in the last review. "),
        _ => format!("Customers of {service} saw {quality} {a} failures while the {b} was {adverb} {did}. "),
    }
}

fn chinese_sentence(random: &mut Random, cause: &str, services: &[String]) -> String {
    let (a, b) = (random.pick(&NOUNS_ZH), random.pick(&NOUNS_ZH));
    let (does, did) = (random.pick(&VERBS_ZH), random.pick(&VERBS_ZH));
    let (area, other) = (random.pick(&AREAS_ZH), random.pick(&AREAS_ZH));
    let quality = random.pick(&QUALITIES_ZH);
    let service = random.pick(services);
    let n = random.between(2, 900);
    match random.below(6) {
        0 => format!("{quality}{area}{a}在发布后{does}，{other}{b}随之{did}，影响 {n} 个请求。"),
        1 => format!("由于{cause}，{service}的{area}{a}{did}，{quality}{b}没有告警。"),
        2 => format!("我们先{does}了{area}{a}，再调整 `{}`，{b}才恢复。", identifier(random)),
        3 => format!("{n} 分钟后{other}{b}{did}，值班同学{does}了{quality}{a}。"),
        4 => format!("{area}{a}与{other}{b}共用同一组{}，一旦{did}就会{does}。", random.pick(&NOUNS_ZH)),
        _ => format!("用户反馈{area}{a}{did}，{service}的{quality}{b}需要人工{does}。"),
    }
}
