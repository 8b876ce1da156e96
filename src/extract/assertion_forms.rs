//! The forms in which teams assert a milestone, each with sentences that only sound like it.

use super::assertions;
use crate::model::Milestone;

fn said(text: &str) -> Vec<Milestone> {
    assertions::of(text).into_iter().map(|it| it.milestone).collect()
}

fn all(milestone: Milestone, texts: &[&str]) {
    let missed: Vec<&&str> = texts.iter().filter(|it| said(it) != [milestone]).collect();
    assert!(missed.is_empty(), "{}: {missed:#?}", milestone.as_str());
}

fn none(milestone: Milestone, texts: &[&str]) {
    let invented: Vec<&&str> = texts.iter().filter(|it| said(it).contains(&milestone)).collect();
    assert!(invented.is_empty(), "{}: {invented:#?}", milestone.as_str());
}

#[test]
fn trouble_that_goes_away_is_over() {
    all(
        Milestone::Resolved,
        &[
            "Deleted the stale lock and the issue goes away",
            "The problem went away after the second deploy.",
            "The slowdown disappeared",
            "Errors stopped.",
            "Error rate drops to zero.",
            "Latency fell back to baseline.",
            "Timeouts subsided.",
            "问题消失",
            "接口错误率归零",
            "错误数降为 0，下单成功率恢复正常",
            "エラーが収まったことを確認",
            "不具合が解消した",
            "レイテンシが正常に戻った",
        ],
    );
    none(
        Milestone::Resolved,
        &[
            "We hope the issue goes away",
            "The issue does not go away",
            "If the problem goes away we can close the call",
            "Error rate drops to 12%.",
            "Errors stopped for some customers",
            "Waiting until the errors stop",
            "错误率开始下降",
            "问题暂时消失",
            "如果错误率归零，即可关闭",
            "エラーが収まるまで待機",
        ],
    );
}

#[test]
fn what_resolves_the_issue_ends_it() {
    all(
        Milestone::Resolved,
        &[
            "Rolling the release back resolved the issue.",
            "Config corrected, which fixed the problem.",
            "The old image was deployed again, bringing the outage to an end.",
            "Scaled the pool to 40, resolving the incident",
            "This fixed the issue for all customers.",
            "问题已修复",
            "重启网关后故障修复",
            "サービスの再起動により問題が解消",
        ],
    );
    none(
        Milestone::Resolved,
        &[
            "Kim opens a pull request that fixes the issue",
            "PR 12 merged, fixing the issue",
            "Commit resolves the issue, deploy follows",
            "Working on fixing the issue",
            "Fixing the problem takes longer than planned",
            "A restart temporarily fixed the issue",
            "A restart fixed the issue for some tenants",
            "This did not resolve the issue",
            "This should resolve the problem",
            "Fixed the issue with the dashboards in staging",
            "Rolled back, but the problem is not resolved",
            "回滚后问题未解决",
            "预计修复后问题解决",
            "ロールバックしたが問題が解消していない",
        ],
    );
}

#[test]
fn service_comes_back_in_many_words() {
    all(
        Milestone::Resolved,
        &[
            "Site is back up and running",
            "All components were back in operation and no major issues were identified.",
            "Success rate went back to 100%",
            "Uploads working as expected",
            "API is responding normally",
            "Normal service resumed at 10:40.",
            "Traffic resumed.",
            "The portal is reachable again",
            "Fix confirmed working",
            "All nodes are replaced and all pods are back to their normal working state.",
            "Full recovery confirmed",
            "下单成功率恢复",
            "支付接口恢复",
            "登录成功率回升至正常水平",
            "所有服务恢复到故障前水平",
            "告警恢复",
            "全機能の正常稼働を確認",
            "サービスが正常に動作",
        ],
    );
    none(
        Milestone::Resolved,
        &[
            "Success rate back to 60%",
            "Service must be up and running before noon",
            "Site is not back up and running",
            "Work resumed after lunch",
            "Deploys resumed",
            "Traffic will be resumed",
            "The replica is reachable again",
            "Two pods are back to normal",
            "Ticket closed",
            "Backup copy is back online",
            "下单成功率恢复到 60%",
            "部分接口恢复",
            "从节点恢复",
            "等待告警恢复",
            "全機能の正常稼働を確認する予定",
        ],
    );
}

#[test]
fn something_that_starts_to_fail_begins_it() {
    all(
        Milestone::Started,
        &[
            "First occurrence of a worker that hangs",
            "First errors in the checkout log",
            "Requests start failing",
            "The gateway began to time out",
            "Nodes start returning 503",
            "Customers began experiencing timeouts",
            "Error rate spikes",
            "Latency began to climb.",
            "Traffic to the other regions begins to drop.",
            "Launch success drops to zero.",
            "The chain stalled at height 12.",
            "Primary database ran out of connections",
            "DDoS attack begins",
            "The database became unavailable",
            "订单接口开始报错",
            "错误率飙升",
            "支付成功率骤降",
            "登录服务崩溃，服务不可用",
            "サービスが停止",
            "不具合が発生",
            "エラー率が急上昇",
        ],
    );
    none(
        Milestone::Started,
        &[
            "First error report from a customer",
            "First errors were fixed",
            "Error rate begins to drop",
            "We start seeing the problem in the logs",
            "Deployment starts",
            "Tests start failing in staging",
            "If requests start failing, roll back",
            "Error rate threshold increases the alert",
            "Latency could spike",
            "Success rate does not drop to zero",
            "Backup job crashed",
            "值班发现错误率飙升",
            "预计错误率飙升",
            "若支付成功率骤降则回滚",
            "障害が発生した原因を確認",
        ],
    );
}

#[test]
fn whoever_hears_of_it_notices_it() {
    all(
        Milestone::Detected,
        &[
            "Monitoring alerted.",
            "On-call was alerted",
            "Team alerted by a partner",
            "First alert",
            "First customer report",
            "Reports of errors come in",
            "We became aware of the slow queue.",
            "The team was made aware by a partner",
            "Support received a complaint",
            "We received an automated warning from the cloud provider",
            "Monitoring of the whole chain detected the stall",
            "Noticed elevated error rates",
            "Errors observed by Kim",
            "Anomaly detected",
            "PagerDuty alert for slow queries",
            "Automated warning from the cloud provider that addresses run out",
            "High latency alert from the probe in Oslo",
            "P99 延迟告警",
            "监控告警：订单接口错误率超过 5%",
            "运维发现接口大量超时",
            "收到客诉",
            "商家反馈打不开后台",
            "接到报障",
            "障害を検知",
            "利用者から問い合わせ",
            "監視アラートが発報",
        ],
    );
    none(
        Milestone::Detected,
        &[
            "Customers were alerted on the status page",
            "We should have been alerted",
            "Nobody was alerted",
            "First alert was ignored",
            "Incident report published",
            "First report published",
            "No reports of errors",
            "Customers were made aware of the outage",
            "Alert added for the queue",
            "Warning sent to customers",
            "We did not receive an alert",
            "Alert for slow queries added",
            "Look at the alert from Oslo",
            "Alert on errors needs tuning",
            "新增错误率告警",
            "处理告警",
            "关闭告警",
            "没有收到客诉",
            "告警规则调整",
            "完善监控告警",
            "原因を検出",
            "アラートは通知されなかった",
        ],
    );
}
