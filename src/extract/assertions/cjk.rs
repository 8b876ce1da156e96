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
    const OVER: [&str; 17] = [
        "故障恢复",
        "故障解除",
        "故障结束",
        "故障消除",
        "故障已解决",
        "故障解决",
        "故障已恢复",
        "事故结束",
        "影响结束",
        "影响消除",
        "问题已解决",
        "问题解决",
        "障害解消",
        "障害が解消",
        "障害復旧",
        "障害が復旧",
        "収束",
    ];
    holds(clause, &OVER) && !holds(clause, &OTHER) && !holds(clause, &CITING)
}

/// `服务恢复`, `接口已恢复正常`, `サービスが復旧した`.
fn is_back(clause: &str) -> bool {
    const BACK: [&str; 16] = [
        "恢复正常",
        "恢复服务",
        "恢复可用",
        "恢复完成",
        "恢复完毕",
        "服务恢复",
        "业务恢复",
        "系统恢复",
        "功能恢复",
        "全部恢复",
        "完全恢复",
        "全面恢复",
        "已恢复",
        "正常に戻",
        "正常化",
        "回復",
    ];
    if holds(clause, &OTHER) || holds(clause, &CITING) {
        return false;
    }
    let is_whole =
        ["恢复正常", "已恢复", "全部恢复", "完全恢复", "恢复", "復旧", "復旧完了", "復旧確認", "復旧を確認"];
    let says = holds(clause, &BACK) || clause.contains("復旧") || clause.ends_with("解消");
    is_whole.contains(&clause) || (says && holds(clause, &SERVICE))
}

/// `故障开始`, `服务中断`, `障害発生`.
fn begins(clause: &str) -> bool {
    const BEGIN: [&str; 18] = [
        "故障开始",
        "故障发生",
        "发生故障",
        "影响开始",
        "开始影响",
        "服务中断",
        "业务中断",
        "服务不可用",
        "系统不可用",
        "开始报错",
        "开始超时",
        "开始出现错误",
        "开始出现异常",
        "开始出现超时",
        "障害発生",
        "障害が発生",
        "影響開始",
        "影響が開始",
    ];
    holds(clause, &BEGIN)
        && !holds(clause, &CITING)
        && !holds(clause, &["发现", "告警", "收到", "报警", "报告", "検知"])
}

/// `收到告警`, `告警触发`, `用户反馈`, `アラートが発報`.
fn is_noticed(clause: &str) -> bool {
    const WRONG: [&str; 12] =
        ["报错", "异常", "失效", "失败", "错误", "问题", "无法", "超时", "不可用", "故障", "卡顿", "变慢"];
    const ALARMS: [&str; 5] = ["告警", "报警", "警报", "アラート", "アラーム"];
    const RINGS: [&str; 14] = [
        "收到", "触发", "产生", "响起", "接到", "发出", "発報", "発火", "検知", "受信", "通知", "上报",
        "推送", "出现",
    ];
    const PEOPLE: [&str; 13] = [
        "用户",
        "客户",
        "客服",
        "业务方",
        "运营",
        "测试",
        "值班",
        "监控",
        "同事",
        "ユーザ",
        "顧客",
        "オペレータ",
        "監視",
    ];
    const NOTICE: [&str; 11] =
        ["反馈", "投诉", "报告", "上报", "发现", "报障", "報告", "連絡", "問い合わせ", "検知", "気付"];
    const ENDED: [&str; 6] = ["解除", "恢复", "正常", "関闭", "关闭", "復旧"];
    if holds(clause, &ENDED) {
        return false;
    }
    // `告警未触发`, `没有收到告警`: what is denied stands before its verb.
    let says = |verbs: &[&str]| {
        verbs.iter().filter_map(|verb| clause.find(verb)).any(|at| !holds(&clause[..at], &DENIALS))
    };
    let finds_fault = says(&["发现"]) && holds(clause, &WRONG) && !holds(clause, &["原因", "根因", "定位"]);
    finds_fault || (holds(clause, &ALARMS) && says(&RINGS)) || (holds(clause, &PEOPLE) && says(&NOTICE))
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
