//! Chinese and Japanese clauses in which somebody or something notices.

use super::words::{Any, DENIALS};

static WRONG: Any = Any::new(
    "报错 异常 失效 失败 错误 问题 无法 超时 不可用 故障 卡顿 变慢 白屏 卡死 卡住 缺失 丢失 \
    飙升 突增 骤降 积压 堆积 宕机 崩溃 空白 不一致 500 502 503 504 5xx 打不开",
);
static ALARMS: Any = Any::new("告警 报警 警报 预警 アラート アラーム");
static RINGS: Any = Any::new(
    "收到 触发 产生 响起 接到 发出 発報 発火 検知 検出 受信 通知 上报 推送 出现 鳴 発生 上がる \
    上がった",
);
static PEOPLE: Any = Any::new(
    "用户 客户 客服 业务方 业务侧 运营 测试 值班 监控 巡检 同事 商家 研发 运维 开发 工程师 \
    社区 群里 ユーザ 顧客 利用者 お客様 オペレータ 担当者 監視 チーム メンバ",
);
static NOTICE: Any = Any::new(
    "反馈 反映 回报 投诉 报告 上报 发现 报障 察觉 观察到 感知 注意到 報告 連絡 問い合わせ 指摘 検知 検出 \
    気付 気づ 発見 認知 申告",
);
static RECEIVED: Any = Any::new("收到 接到 受け 受領 入る 入った");
static HEARD: Any = Any::new("反馈 投诉 报障 工单 客诉 報告 問い合わせ");
static FOUND_JA: Any = Any::new(
    "障害を検知 障害を検出 障害を認知 障害検知 異常を検知 異常検知 異常を検出 不具合を検知 \
    エラーを検知 障害が発覚 エラー発生を確認 障害発生を確認 異常発生を確認 エラーを確認 障害を確認 \
    異常を確認 不具合を確認 エラーの発生を確認 障害の発生を確認",
);
static ENDED: Any = Any::new("解除 恢复 正常 関闭 关闭 復旧 解消 屏蔽");
static OF_CAUSE: Any = Any::new("原因 根因 定位");
static FINDS: Any = Any::new("发现 注意到");
static DENIED_LATER: Any = Any::new("ない なかった ません");
// What is set up, tuned or missing has informed nobody.
static SET_UP: Any = Any::new("新增 配置 添加 优化 完善 补充 阈值 規則 追加 設定");

/// `收到告警`, `告警触发`, `用户反馈`, `アラートが発報`.
pub(super) fn is_noticed(clause: &str) -> bool {
    if ENDED.is_in(clause) {
        return false;
    }
    // `告警未触发`, `没有收到告警`: what is denied comes before its verb.
    let says = |verbs: &Any| {
        verbs.is_in(clause)
            && verbs.iter().filter_map(|verb| clause.find(verb)).any(|at| !DENIALS.is_in(&clause[..at]))
    };
    let is_of_cause = OF_CAUSE.is_in(clause);
    let finds_fault = says(&FINDS) && WRONG.is_in(clause) && !is_of_cause;
    let alarms = is_alarm(clause) && !DENIALS.is_in(clause) && !SET_UP.is_in(clause);
    let denied_later = DENIED_LATER.is_in(clause);
    finds_fault
        || alarms
        || (ALARMS.is_in(clause) && says(&RINGS) && !denied_later && !SET_UP.is_in(clause))
        || (PEOPLE.is_in(clause) && says(&NOTICE) && !is_of_cause && !denied_later)
        || (says(&RECEIVED) && HEARD.is_in(clause))
        || (says(&FOUND_JA) && !is_of_cause && !denied_later)
}

/// `P99 延迟告警`, `监控告警：…`: an alarm alone, with which nobody does anything.
fn is_alarm(clause: &str) -> bool {
    static HANDLED: Any = Any::new("处理 查看 确认 忽略 静默 排查 响应 跟进 消除 取消 增 加 改 复盘");
    const BEHIND: [char; 9] = [':', '：', ' ', '「', '触', '提', '显', '响', '称'];
    let begins = |it: &str| {
        ["", "监控", "首次", "首条", "系统"].iter().any(|lead| {
            let rest = clause.strip_prefix(lead).and_then(|rest| rest.strip_prefix(it));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(BEHIND))
        })
    };
    ["告警", "报警"].iter().any(|it| clause.ends_with(it) || begins(it)) && !HANDLED.is_in(clause)
}
