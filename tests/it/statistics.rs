//! Statistics agree with scipy, statsmodels, lifelines and numpy: `tests/fixtures/statistics/`.

use std::sync::LazyLock;

use afterword::inside::analysis::stats::{
    self, Observation, binomial_test, count_interval, count_ratio, fisher_test, quantile, share,
};
use serde_json::Value;

use crate::support::repository;

/// Relative difference that rounding in another order may make.
const TOLERANCE: f64 = 1e-9;

static EXPECTED: LazyLock<Value> = LazyLock::new(|| {
    let path = repository().join("tests/fixtures/statistics/expected.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});

#[test]
fn shares_have_the_interval_of_clopper_and_pearson() {
    for case in cases("shares") {
        let found = share(whole(&case["k"]), whole(&case["n"]));
        agrees(found.low, &case["low"], case);
        agrees(found.high, &case["high"], case);
    }
}

#[test]
fn counts_have_the_interval_of_garwood() {
    for case in cases("counts") {
        let found = count_interval(whole(&case["count"]));
        agrees(Some(found.low), &case["low"], case);
        agrees(found.high, &case["high"], case);
    }
}

#[test]
fn two_counts_are_compared_by_the_exact_conditional_test() {
    for case in cases("ratios") {
        let (before, after) = (whole(&case["before"]), whole(&case["after"]));
        let found = count_ratio(before, after).unwrap();
        agrees(Some(found.low), &case["low"], case);
        agrees(found.high, &case["high"], case);
        let p = binomial_test(after, before + after);
        agrees(Some(p), &case["p"], case);
        agrees(Some(p), &case["p_binomial"], case);
    }
}

#[test]
fn two_shares_are_compared_by_the_test_of_fisher() {
    for case in cases("tables") {
        let pair = |key: &str| (whole(&case[key][0]), whole(&case[key][1]));
        agrees(Some(fisher_test(pair("before"), pair("after"))), &case["p"], case);
    }
}

#[test]
fn quantiles_are_those_of_type_seven() {
    for case in cases("quantiles") {
        let mut values: Vec<i64> = list(&case["values"]).iter().map(|it| it.as_i64().unwrap()).collect();
        values.sort_unstable();
        for point in list(&case["quantiles"]) {
            agrees(Some(quantile(&values, point["p"].as_f64().unwrap())), &point["value"], point);
        }
    }
}

#[test]
fn survival_curves_have_the_variance_of_greenwood_and_the_median_of_brookmeyer_and_crowley() {
    for case in cases("curves") {
        let observations: Vec<Observation> = list(&case["observations"])
            .iter()
            .map(|it| Observation { days: days(&it["days"]).unwrap(), ended: it["ended"] == true })
            .collect();
        let found = stats::survival(&observations);
        let steps = list(&case["steps"]);
        assert_eq!(found.steps.len(), steps.len(), "{}", case["name"]);
        for (step, expected) in found.steps.iter().zip(steps) {
            assert_eq!(Some(step.days), days(&expected["days"]));
            assert_eq!(step.at_risk as u64, whole(&expected["at_risk"]), "{expected}");
            assert_eq!(step.ended as u64, whole(&expected["ended"]), "{expected}");
            agrees(Some(step.survival), &expected["survival"], expected);
            agrees(step.band.map(|_| step.variance), &expected["variance"], expected);
            agrees(step.band.map(|it| it.0), &expected["low"], expected);
            agrees(step.band.map(|it| it.1), &expected["high"], expected);
        }
        for (key, value) in
            [("median", found.median), ("median_low", found.median_low), ("median_high", found.median_high)]
        {
            assert_eq!(value, days(&case[key]), "{key} of {}", case["name"]);
        }
    }
}

fn cases(part: &str) -> &'static [Value] {
    list(&EXPECTED[part])
}

fn list(value: &Value) -> &[Value] {
    let list = value.as_array().unwrap();
    assert!(!list.is_empty());
    list
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// The fixture has days as decimal numbers.
fn days(value: &Value) -> Option<i32> {
    value.as_f64().map(|it| format!("{it}").parse().unwrap())
}

#[track_caller]
fn agrees(found: Option<f64>, expected: &Value, case: &Value) {
    let expected = expected.as_f64();
    assert_eq!(found.is_some(), expected.is_some(), "{found:?}, expected {expected:?}: {case}");
    let (Some(found), Some(expected)) = (found, expected) else { return };
    let difference = (found - expected).abs() / expected.abs().max(1e-3);
    assert!(difference <= TOLERANCE, "{found}, expected {expected}: {case}");
}
