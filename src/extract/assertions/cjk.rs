//! What Chinese and Japanese clauses assert.

use super::assertion::Assertion;
use crate::model::Milestone;

/// A sentence with one of these tells a plan, a guess, a condition or a question.
const HEDGES: [&str; 52] = [
    "将会",
    "将于",
    "将在",
    "预计",
    "预期",
    "计划",
    "等待",
    "等服务",
    "待恢复",
    "如果",
    "若",
    "假如",
    "一旦",
    "直到",
    "直至",
    "需要",
    "需恢复",
    "必须",
    "应该",
    "可能",
    "疑似",
    "似乎",
    "估计",
    "尝试",
    "希望",
    "是否",
    "能否",
    "准备",
    "打算",
    "即将",
    "才能",
    "为了",
    "以便",
    "讨论",
    "方案",
    "怎么",
    "如何",
    "预估",
    "まで",
    "予定",
    "見込み",
    "待ち",
    "場合",
    "たら",
    "れば",
    "はず",
    "かもしれ",
    "べき",
    "必要",
    "ために",
    "方針",
    "検討",
];

/// A clause with one of these denies what it says, or says it of a part.
const DENIALS: [&str; 31] = [
    "未",
    "没",
    "尚",
    "仍",
    "还在",
    "无法",
    "不能",
    "不是",
    "失败",
    "部分",
    "逐步",
    "逐渐",
    "陆续",
    "短暂",
    "临时",
    "暂时",
    "开始恢复",
    "恢复中",
    "一度",
    "个别",
    "少量",
    "一半",
    "まだ",
    "ない",
    "なかった",
    "ません",
    "一部",
    "部分的",
    "徐々",
    "一時",
    "中です",
];

/// What users have when service is back.
const SERVICE: [&str; 44] = [
    "服务",
    "业务",
    "系统",
    "网站",
    "站点",
    "平台",
    "功能",
    "接口",
    "访问",
    "请求",
    "流量",
    "下单",
    "支付",
    "登录",
    "用户",
    "线上",
    "成功率",
    "错误率",
    "指标",
    "全部",
    "整体",
    "监控",
    "所有",
    "页面",
    "响应",
    "延迟",
    "故障",
    "影响",
    "大盘",
    "サービス",
    "システム",
    "機能",
    "アクセス",
    "サイト",
    "ユーザ",
    "影響",
    "障害",
    "表示",
    "配信",
    "全",
    "同期",
    "稼働",
    "取り込み",
    "レイテンシ",
];

/// What is restored while users still wait.
const OTHER: [&str; 18] = [
    "数据恢复",
    "恢复数据",
    "备份",
    "快照",
    "副本",
    "数据库恢复",
    "恢复数据库",
    "主从",
    "节点恢复",
    "磁盘",
    "データ復旧",
    "バックアップ",
    "工单",
    "任务",
    "冲突",
    "解析",
    "域名",
    "チケット",
];

/// Whom a clause cites.
const CITING: [&str; 9] = ["表示", "反馈", "报告", "通知", "公告", "宣布", "告知", "据", "报告称"];

/// The milestones that the folded `sentence` asserts.
pub(super) fn of(sentence: &str) -> Vec<Assertion> {
    if sentence.ends_with('?') || HEDGES.iter().any(|it| sentence.contains(it)) {
        return Vec::new();
    }
    sentence.split([',', '，', '、', '；', ';']).filter_map(|clause| of_clause(clause.trim())).collect()
}

/// Whether nothing hedges or denies the folded `sentence`.
pub(super) fn is_certain(sentence: &str) -> bool {
    !sentence.ends_with('?') && !holds(sentence, &HEDGES) && !holds(sentence, &DENIALS)
}

fn of_clause(clause: &str) -> Option<Assertion> {
    let step = if clause.is_empty() || holds(clause, &DENIALS) { None } else { step(clause) };
    // What users report may itself be a denial: `用户反馈无法登录`.
    step.or_else(|| is_noticed(clause).then(|| Assertion::of(Milestone::Detected)))
}

/// What a clause is asked.
type Says = fn(&str) -> bool;

fn step(clause: &str) -> Option<Assertion> {
    if is_over(clause) {
        return Some(Assertion::closing());
    }
    let steps: [(Milestone, Says); 4] = [
        (Milestone::Resolved, is_back),
        (Milestone::Started, begins),
        (Milestone::Diagnosed, is_diagnosed),
        (Milestone::Acknowledged, is_taken_on),
    ];
    steps.into_iter().find(|(_, says)| says(clause)).map(|(milestone, _)| Assertion::of(milestone))
}

fn holds(clause: &str, words: &[&str]) -> bool {
    words.iter().any(|it| clause.contains(it))
}

/// `故障解除`, `故障已解决`, `障害が解消`.
fn is_over(clause: &str) -> bool {
    const OVER: [&str; 34] = [
        "故障恢复",
        "故障解除",
        "故障结束",
        "故障消除",
        "故障消失",
        "故障已解决",
        "故障解决",
        "故障已恢复",
        "故障修复",
        "故障已修复",
        "故障完全修复",
        "事故结束",
        "事故解除",
        "影响结束",
        "影响消除",
        "影响解除",
        "问题已解决",
        "问题解决",
        "问题已修复",
        "问题修复完成",
        "问题消失",
        "问题得到解决",
        "障害解消",
        "障害が解消",
        "障害復旧",
        "障害が復旧",
        "問題が解消",
        "問題が解決",
        "不具合が解消",
        "エラーが解消",
        "エラーが収ま",
        "エラーがなくな",
        "アラートが解消",
        "収束",
    ];
    holds(clause, &OVER) && !holds(clause, &OTHER) && !holds(clause, &CITING)
}

/// `服务恢复`, `接口已恢复正常`, `サービスが復旧した`.
fn is_back(clause: &str) -> bool {
    const BACK: [&str; 28] = [
        "恢复正常",
        "恢复服务",
        "恢复可用",
        "恢复完成",
        "恢复完毕",
        "恢复到正常",
        "恢复至正常",
        "恢复到故障前",
        "恢复至故障前",
        "恢复到100%",
        "恢复至100%",
        "回到正常",
        "回落到正常",
        "回落至正常",
        "回升到正常",
        "回升至正常",
        "归零",
        "降为0",
        "降至0",
        "服务恢复",
        "业务恢复",
        "系统恢复",
        "功能恢复",
        "全部恢复",
        "完全恢复",
        "全面恢复",
        "已恢复",
        "正常に戻",
    ];
    const MORE: [&str; 6] =
        ["正常化", "回復", "正常稼働を確認", "正常動作を確認", "正常に動作", "正常に稼働"];
    const WHOLE: [&str; 14] = [
        "恢复正常",
        "已恢复",
        "全部恢复",
        "完全恢复",
        "恢复",
        "恢复完成",
        "修复完成",
        "告警恢复",
        "告警解除",
        "告警全部恢复",
        "復旧",
        "復旧完了",
        "復旧確認",
        "復旧を確認",
    ];
    if holds(clause, &OTHER) || holds(clause, &CITING) {
        return false;
    }
    // Blanks are between scripts only: `错误数降为 0`.
    let bare: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    // `恢复到 60%` is a part.
    if bare.contains('%') && !["100%", "99"].iter().any(|it| bare.contains(it)) {
        return false;
    }
    let says = holds(&bare, &BACK)
        || holds(&bare, &MORE)
        || bare.contains("復旧")
        || bare.ends_with("解消")
        || bare.ends_with("恢复");
    WHOLE.contains(&bare.as_str()) || (says && holds(clause, &SERVICE))
}

/// `故障开始`, `服务中断`, `障害発生`.
fn begins(clause: &str) -> bool {
    const BEGIN: [&str; 35] = [
        "故障开始",
        "故障发生",
        "故障出现",
        "发生故障",
        "问题出现",
        "问题开始",
        "影响开始",
        "开始影响",
        "服务中断",
        "业务中断",
        "服务不可用",
        "系统不可用",
        "服务宕机",
        "服务崩溃",
        "系统崩溃",
        "服务假死",
        "开始报错",
        "开始超时",
        "开始失败",
        "开始异常",
        "开始出现错误",
        "开始出现异常",
        "开始出现超时",
        "开始出现报错",
        "开始出现失败",
        "障害発生",
        "障害が発生",
        "影響開始",
        "影響が開始",
        "不具合が発生",
        "サービスが停止",
        "サービス停止",
        "アクセスできなくなる",
        "応答しなくなる",
        "エラーが出始め",
    ];
    // What rises or falls when something breaks, and how that is said.
    const BAD: [&str; 10] = [
        "错误率",
        "失败率",
        "延迟",
        "响应时间",
        "耗时",
        "超时率",
        "エラー率",
        "レイテンシ",
        "遅延",
        "错误数",
    ];
    const RISE: [&str; 10] =
        ["飙升", "突增", "开始上升", "开始升高", "陡增", "激增", "急増", "上昇し始め", "急上昇", "开始上涨"];
    const GOOD: [&str; 4] = ["成功率", "可用率", "成功数", "订单量"];
    const FALL: [&str; 6] = ["骤降", "暴跌", "开始下降", "开始下跌", "跌至", "急落"];
    let says = holds(clause, &BEGIN)
        || holds(clause, &BAD) && holds(clause, &RISE)
        || holds(clause, &GOOD) && holds(clause, &FALL);
    says && !holds(clause, &CITING)
        && !holds(clause, &["发现", "告警", "收到", "报警", "报告", "検知", "検出", "確認", "原因", "定位"])
}

/// `收到告警`, `告警触发`, `用户反馈`, `アラートが発報`.
fn is_noticed(clause: &str) -> bool {
    const WRONG: [&str; 32] = [
        "报错",
        "异常",
        "失效",
        "失败",
        "错误",
        "问题",
        "无法",
        "超时",
        "不可用",
        "故障",
        "卡顿",
        "变慢",
        "白屏",
        "卡死",
        "卡住",
        "缺失",
        "丢失",
        "飙升",
        "突增",
        "骤降",
        "积压",
        "堆积",
        "宕机",
        "崩溃",
        "空白",
        "不一致",
        "500",
        "502",
        "503",
        "504",
        "5xx",
        "打不开",
    ];
    const ALARMS: [&str; 6] = ["告警", "报警", "警报", "预警", "アラート", "アラーム"];
    const RINGS: [&str; 19] = [
        "收到",
        "触发",
        "产生",
        "响起",
        "接到",
        "发出",
        "発報",
        "発火",
        "検知",
        "検出",
        "受信",
        "通知",
        "上报",
        "推送",
        "出现",
        "鳴",
        "発生",
        "上がる",
        "上がった",
    ];
    const PEOPLE: [&str; 27] = [
        "用户",
        "客户",
        "客服",
        "业务方",
        "业务侧",
        "运营",
        "测试",
        "值班",
        "监控",
        "巡检",
        "同事",
        "商家",
        "研发",
        "运维",
        "开发",
        "工程师",
        "社区",
        "群里",
        "ユーザ",
        "顧客",
        "利用者",
        "お客様",
        "オペレータ",
        "担当者",
        "監視",
        "チーム",
        "メンバ",
    ];
    const NOTICE: [&str; 21] = [
        "反馈",
        "反映",
        "投诉",
        "报告",
        "上报",
        "发现",
        "报障",
        "察觉",
        "感知",
        "注意到",
        "報告",
        "連絡",
        "問い合わせ",
        "指摘",
        "検知",
        "検出",
        "気付",
        "気づ",
        "発見",
        "認知",
        "申告",
    ];
    const RECEIVED: [&str; 4] = ["收到", "接到", "受け", "受領"];
    const HEARD: [&str; 7] = ["反馈", "投诉", "报障", "工单", "客诉", "報告", "問い合わせ"];
    const FOUND_JA: [&str; 10] = [
        "障害を検知",
        "障害を検出",
        "障害を認知",
        "障害検知",
        "異常を検知",
        "異常検知",
        "異常を検出",
        "不具合を検知",
        "エラーを検知",
        "障害が発覚",
    ];
    const ENDED: [&str; 8] = ["解除", "恢复", "正常", "関闭", "关闭", "復旧", "解消", "屏蔽"];
    // What is set up, tuned or missing has informed nobody.
    const SET_UP: [&str; 10] =
        ["新增", "配置", "添加", "优化", "完善", "补充", "阈值", "規則", "追加", "設定"];
    if holds(clause, &ENDED) {
        return false;
    }
    // `告警未触发`, `没有收到告警`: what is denied comes before its verb.
    let says = |verbs: &[&str]| {
        verbs.iter().filter_map(|verb| clause.find(verb)).any(|at| !holds(&clause[..at], &DENIALS))
    };
    let is_of_cause = holds(clause, &["原因", "根因", "定位"]);
    let finds_fault = says(&["发现", "注意到"]) && holds(clause, &WRONG) && !is_of_cause;
    let alarms = is_alarm(clause) && !holds(clause, &DENIALS) && !holds(clause, &SET_UP);
    let denied_later = holds(clause, &["ない", "なかった", "ません"]);
    finds_fault
        || alarms
        || (holds(clause, &ALARMS) && says(&RINGS) && !denied_later && !holds(clause, &SET_UP))
        || (holds(clause, &PEOPLE) && says(&NOTICE) && !is_of_cause && !denied_later)
        || (says(&RECEIVED) && holds(clause, &HEARD))
        || (says(&FOUND_JA) && !is_of_cause)
}

/// `P99 延迟告警`, `监控告警：…`: an alarm alone, with which nobody does anything.
fn is_alarm(clause: &str) -> bool {
    const HANDLED: [&str; 14] = [
        "处理", "查看", "确认", "忽略", "静默", "排查", "响应", "跟进", "消除", "取消", "增", "加", "改",
        "复盘",
    ];
    const BEHIND: [char; 9] = [':', '：', ' ', '「', '触', '提', '显', '响', '称'];
    let begins = |it: &str| {
        ["", "监控", "首次", "首条", "系统"].iter().any(|lead| {
            let rest = clause.strip_prefix(lead).and_then(|rest| rest.strip_prefix(it));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(BEHIND))
        })
    };
    ["告警", "报警"].iter().any(|it| clause.ends_with(it) || begins(it)) && !holds(clause, &HANDLED)
}

/// `根因定位`, `定位到根因`, `原因特定`.
fn is_diagnosed(clause: &str) -> bool {
    const FOUND: [&str; 11] = [
        "根因定位",
        "定位根因",
        "定位到根因",
        "确认根因",
        "找到根因",
        "定位到原因",
        "原因特定",
        "原因を特定",
        "根本原因を特定",
        "真因特定",
        "原因が判明",
    ];
    holds(clause, &FOUND)
}

/// `确认故障`, `开始响应`, `対応開始`.
fn is_taken_on(clause: &str) -> bool {
    holds(clause, &["确认故障", "开始响应", "介入排查", "介入处理", "対応開始", "対応を開始"])
}

/// Trouble again, or work that would not be needed if it were over.
pub(super) fn fights(text: &str) -> bool {
    const TROUBLED: [&str; 22] = [
        "再次",
        "又出现",
        "又开始",
        "仍然",
        "仍有",
        "重新出现",
        "复发",
        "报错",
        "失败",
        "超时",
        "异常",
        "重启",
        "回滚",
        "告警触发",
        "收到告警",
        "再発",
        "再度",
        "再起動",
        "エラー",
        "失敗",
        "タイムアウト",
        "切り戻し",
    ];
    const PEACE: [&str; 6] = ["无异常", "没有异常", "未见异常", "无报错", "異常なし", "エラーなし"];
    holds(text, &TROUBLED) && !holds(text, &PEACE)
}

/// Whether a text is about what is restored for itself.
pub(super) fn is_of_other(text: &str) -> bool {
    holds(text, &OTHER)
}

/// Whether somebody works on it.
pub(super) fn responds(text: &str) -> bool {
    holds(
        text,
        &[
            "排查",
            "介入",
            "处理",
            "重启",
            "回滚",
            "修复",
            "对应",
            "定位",
            "調査",
            "対応",
            "再起動",
            "切り分け",
        ],
    )
}
