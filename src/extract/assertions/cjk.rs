//! What Chinese and Japanese clauses assert.

mod notices;
mod words;

use super::assertion::Assertion;
use crate::model::Milestone;
use notices::is_noticed;
use words::{Any, DENIALS};

/// A sentence with one of these tells a plan, a guess, a condition or a question.
static HEDGES: Any = Any::new(
    "将会 将于 将在 预计 预期 计划 等待 等服务 待恢复 如果 若 假如 一旦 直到 直至 需要 需恢复 \
    必须 应该 可能 疑似 似乎 估计 尝试 希望 是否 能否 准备 打算 即将 才能 为了 以便 讨论 方案 \
    怎么 如何 预估 まで 予定 見込み 待ち 場合 たら れば はず かもしれ べき 必要 ために 方針 \
    検討",
);

/// What users have when service is back.
static SERVICE: Any = Any::new(
    "服务 业务 系统 网站 站点 平台 功能 接口 访问 请求 流量 下单 支付 登录 用户 线上 成功率 \
    错误率 指标 全部 整体 监控 所有 页面 响应 延迟 故障 影响 大盘 サービス システム 機能 \
    アクセス サイト ユーザ 影響 障害 表示 配信 全 同期 稼働 取り込み レイテンシ",
);

/// What is restored while users still wait.
static OTHER: Any = Any::new(
    "数据恢复 恢复数据 备份 快照 副本 数据库恢复 恢复数据库 主从 节点恢复 磁盘 データ復旧 \
    バックアップ 工单 任务 冲突 解析 域名 チケット",
);

/// Whom a clause cites.
static CITING: Any = Any::new("表示 反馈 报告 通知 公告 宣布 告知 据 报告称");

/// The milestones that the folded `sentence` asserts.
pub(super) fn of(sentence: &str) -> Vec<Assertion> {
    if sentence.ends_with('?') || HEDGES.is_in(sentence) {
        return Vec::new();
    }
    sentence.split([',', '，', '、', '；', ';']).filter_map(|clause| of_clause(clause.trim())).collect()
}

/// Whether nothing hedges or denies the folded `sentence`.
pub(super) fn is_certain(sentence: &str) -> bool {
    !sentence.ends_with('?') && !HEDGES.is_in(sentence) && !DENIALS.is_in(sentence)
}

fn of_clause(clause: &str) -> Option<Assertion> {
    let step = if clause.is_empty() || DENIALS.is_in(clause) { None } else { step(clause) };
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
    let found =
        steps.into_iter().find(|(_, says)| says(clause)).map(|(milestone, _)| Assertion::of(milestone));
    found.or_else(|| breaks(clause).then(|| Assertion::weak(Milestone::Started)))
}

/// `故障解除`, `故障已解决`, `障害が解消`.
fn is_over(clause: &str) -> bool {
    static OVER: Any = Any::new(
        "故障恢复 故障解除 故障结束 故障消除 故障消失 故障已解决 故障解决 故障已恢复 故障修复 \
        故障已修复 故障完全修复 事故结束 事故解除 影响结束 影响消除 影响解除 问题已解决 问题解决 \
        彻底解决 事故解决 事故已解决 事故已恢复 事故恢复 \
        问题已修复 问题修复完成 问题消失 问题得到解决 障害解消 障害が解消 障害復旧 障害が復旧 \
        問題が解消 問題が解決 不具合が解消 エラーが解消 エラーが収ま エラーがなくな \
        アラートが解消 収束",
    );
    OVER.is_in(clause) && !OTHER.is_in(clause) && !CITING.is_in(clause)
}

/// `服务恢复`, `接口已恢复正常`, `サービスが復旧した`.
fn is_back(clause: &str) -> bool {
    static BACK: Any = Any::new(
        "恢复正常 恢复服务 恢复可用 恢复完成 恢复完毕 恢复到正常 恢复至正常 恢复到故障前 \
        恢复至故障前 恢复到100% 恢复至100% 回到正常 回落到正常 回落至正常 回升到正常 回升至正常 \
        归零 降为0 降至0 服务恢复 业务恢复 系统恢复 功能恢复 全部恢复 完全恢复 全面恢复 已恢复 \
        正常に戻",
    );
    static WHOLE: Any = Any::new(
        "恢复正常 已恢复 全部恢复 完全恢复 恢复 恢复完成 修复完成 告警恢复 告警解除 告警全部恢复 \
        復旧 復旧完了 復旧確認 復旧を確認 動作確認完了 正常動作確認 正常性確認完了 正常稼働確認 \
        启动成功 服务启动成功 重启成功恢复 连接恢复 連携復旧",
    );
    static MORE: Any = Any::new("正常化 回復 正常稼働を確認 正常動作を確認 正常に動作 正常に稼働");
    if OTHER.is_in(clause) || CITING.is_in(clause) {
        return false;
    }
    // Blanks are between scripts only: `错误数降为 0`.
    let bare: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    // `恢复到 60%` is a part.
    if bare.contains('%') && !["100%", "99"].iter().any(|it| bare.contains(it)) {
        return false;
    }
    let says = BACK.is_in(&bare)
        || MORE.is_in(&bare)
        || bare.contains("復旧")
        || bare.ends_with("解消")
        || bare.ends_with("恢复");
    // `扩容后恢复正常`: what was done is not a part that is back.
    WHOLE.is(&bare) || bare.ends_with("后恢复正常") || (says && SERVICE.is_in(clause))
}

/// `故障开始`, `服务中断`, `障害発生`.
fn begins(clause: &str) -> bool {
    static BEGIN: Any = Any::new(
        "故障开始 故障发生 故障出现 发生故障 问题出现 问题开始 影响开始 开始影响 服务中断 业务中断 \
        服务不可用 系统不可用 服务宕机 服务崩溃 系统崩溃 服务假死 开始报错 开始超时 开始失败 \
        开始异常 开始出现错误 开始出现异常 开始出现超时 开始出现报错 开始出现失败 障害発生 \
        障害が発生 影響開始 影響が開始 不具合が発生 サービスが停止 サービス停止 \
        アクセスできなくなる 応答しなくなる エラーが出始め",
    );
    BEGIN.is_in(clause) && is_told_by_nobody(clause)
}

/// `错误率飙升`, `支付成功率骤降`: the beginning, where no trouble was before.
fn breaks(clause: &str) -> bool {
    static BAD: Any = Any::new("错误率 失败率 延迟 响应时间 耗时 超时率 エラー率 レイテンシ 遅延 错误数");
    static RISE: Any = Any::new("飙升 突增 开始上升 开始升高 陡增 激增 急増 上昇し始め 急上昇 开始上涨");
    static GOOD: Any = Any::new("成功率 可用率 成功数 订单量");
    static FALL: Any = Any::new("骤降 暴跌 开始下降 开始下跌 跌至 急落");
    let says = BAD.is_in(clause) && RISE.is_in(clause) || GOOD.is_in(clause) && FALL.is_in(clause);
    says && is_told_by_nobody(clause)
}

/// Who finds or reports something has not seen it begin.
fn is_told_by_nobody(clause: &str) -> bool {
    static TOLD: Any = Any::new("发现 告警 收到 报警 报告 検知 検出 確認 原因 定位");
    !CITING.is_in(clause) && !TOLD.is_in(clause)
}

/// `根因定位`, `定位到根因`, `原因特定`.
fn is_diagnosed(clause: &str) -> bool {
    static FOUND: Any = Any::new(
        "根因定位 定位根因 定位到根因 确认根因 找到根因 定位到原因 原因特定 原因を特定 \
        根本原因を特定 真因特定 原因が判明",
    );
    FOUND.is_in(clause)
}

/// `确认故障`, `开始响应`, `対応開始`.
fn is_taken_on(clause: &str) -> bool {
    static TAKEN: Any = Any::new("确认故障 开始响应 介入排查 介入处理 対応開始 対応を開始");
    TAKEN.is_in(clause)
}

/// Trouble again, or work that would not be needed if it were over.
pub(super) fn fights(text: &str) -> bool {
    static TROUBLED: Any = Any::new(
        "再次 又出现 又开始 仍然 仍有 重新出现 复发 报错 失败 超时 异常 重启 回滚 告警触发 \
        收到告警 再発 再度 再起動 エラー 失敗 タイムアウト 切り戻し",
    );
    static PEACE: Any = Any::new("无异常 没有异常 未见异常 无报错 異常なし エラーなし");
    TROUBLED.is_in(text) && !PEACE.is_in(text)
}

/// Whether a text is about what is restored for itself.
pub(super) fn is_of_other(text: &str) -> bool {
    OTHER.is_in(text)
}

/// Whether somebody works on it.
pub(super) fn responds(text: &str) -> bool {
    static WORK: Any = Any::new("排查 介入 处理 重启 回滚 修复 对应 定位 調査 対応 再起動 切り分け");
    WORK.is_in(text)
}
