//! Rules that the published contracts do not reach, worked by hand on one small loan:
//! 1,200 at 12 % from 1 May 2013, three redemptions of 400 on the first of the months
//! after it. 1 June 2013 is a Saturday.

use super::{Vector, listed};
use serde::Deserialize;
use serde_json::{Value, json};

/// `date kind payoff rate` of every event but the initial exchange.
fn worked(differing: &Value) -> Vec<String> {
    let mut terms = json!({
        "contractType": "LAM", "contractRole": "RPA", "statusDate": "2013-04-30",
        "initialExchangeDate": "2013-05-01", "maturityDate": "2013-08-01", "notionalPrincipal": "1200",
        "nominalInterestRate": "0.12", "nextPrincipalRedemptionPayment": "400", "dayCountConvention": "30E360",
        "cycleAnchorDateOfPrincipalRedemption": "2013-06-01", "cycleOfPrincipalRedemption": "P1ML0",
        "cycleAnchorDateOfInterestPayment": "2013-06-01", "cycleOfInterestPayment": "P1ML0",
    });
    let add = |terms: &mut Value, more: &Value| {
        for (name, value) in more.as_object().into_iter().flatten() {
            terms[name] = value.clone();
        }
    };
    add(&mut terms, differing);
    let observed = json!({ "RATE": [{ "date": "2013-05-01", "value": "0.20" }] });
    let vector = json!({ "terms": terms, "observed": observed, "to": null, "expected": [] });
    let vector = Vector::deserialize(&vector).expect("a vector");
    let line = |it: &super::Worked| {
        let payoff = it.payoff.round_dp(4).normalize();
        format!("{} {} {payoff} {}", it.event.on.day, it.event.kind.word(), it.rate.normalize())
    };
    listed(&vector).expect("events").iter().skip(1).map(line).collect()
}

#[test]
fn calculation_comes_before_or_after_the_move() {
    let moved = |convention: &str| worked(&json!({ "calendar": "MF", "businessDayConvention": convention }));
    // 32 days to Monday and 28 from it, or 30 and 30.
    let expected = |first: &str, second: &str| {
        ["PR 400", first]
            .map(|it| format!("2013-06-03 {it} 0.12"))
            .into_iter()
            .chain(["PR 400", second].map(|it| format!("2013-07-01 {it} 0.12")))
            .chain(["IP 4", "MD 400"].map(|it| format!("2013-08-01 {it} 0.12")))
            .collect::<Vec<_>>()
    };
    assert_eq!(moved("SCF"), expected("IP 12.8", "IP 7.4667"));
    assert_eq!(moved("CSF"), expected("IP 12", "IP 8"));
    assert_eq!(moved("SCP")[0], "2013-05-31 PR 400 0.12");
}

#[test]
fn resets_stay_within_their_caps() {
    let first_reset = |cap: &str, most: &str| {
        let mut terms = json!({
            "cycleAnchorDateOfRateReset": "2013-07-01", "cycleOfRateReset": "P1ML1",
            "marketObjectCodeOfRateReset": "RATE",
        });
        terms[cap] = most.into();
        worked(&terms).into_iter().find(|line| line.contains(" RR ")).expect("a reset")
    };
    assert_eq!(first_reset("lifeCap", "1"), "2013-07-01 RR 0 0.2");
    assert_eq!(first_reset("lifeCap", "0.15"), "2013-07-01 RR 0 0.15");
    assert_eq!(first_reset("periodCap", "0.01"), "2013-07-01 RR 0 0.13");
    assert_eq!(first_reset("lifeFloor", "0.25"), "2013-07-01 RR 0 0.25");
}

#[test]
fn fees_are_amounts_or_run_on_the_notional() {
    let fees = |basis: &str, rate: &str| {
        let terms = json!({
            "feeBasis": basis, "feeRate": rate, "cycleAnchorDateOfFee": "2013-06-01", "cycleOfFee": "P1ML0",
        });
        worked(&terms).into_iter().filter(|line| line.contains(" FP ")).collect::<Vec<_>>()
    };
    assert_eq!(fees("A", "5"), ["2013-06-01 FP 5 0.12", "2013-07-01 FP 5 0.12"]);
    assert_eq!(fees("N", "0.03"), ["2013-06-01 FP 3 0.12", "2013-07-01 FP 2 0.12"]);
}

#[test]
fn a_loan_that_is_running_matures_by_what_is_left() {
    // Three redemptions of 400 are left after the one of 1 June.
    let running = json!({ "statusDate": "2013-06-15", "maturityDate": null, "accruedInterest": "0" });
    let lines = worked(&running);
    assert_eq!(lines.last().map(String::as_str), Some("2013-09-01 MD 400 0.12"));
    // Without a stated redemption the notional is spread over what is left.
    let running = json!({ "statusDate": "2013-06-15", "nextPrincipalRedemptionPayment": null });
    assert_eq!(worked(&running).last().map(String::as_str), Some("2013-08-01 MD 600 0.12"));
}
