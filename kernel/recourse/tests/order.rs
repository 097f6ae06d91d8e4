//! The order of recourse: rules first, then expected net.
#![allow(clippy::unwrap_used)]

mod common;

use common::{DEBT, GUARANTOR, PLEDGE, answer, head};
use makegood_recourse::Recourse;

const CONTACT: &str = "[[contact]]\nid='K'\ndebt='L-1'\non=2026-09-02\nby='S'\n";

fn route(id: &str, kind: &str, of: &str, cost: i64, days: u32, probability: u32) -> String {
    let of = if of.is_empty() { "brings_minor = 20_000".to_owned() } else { format!("of = '{of}'") };
    format!(
        "[[route]]\nid='{id}'\ndebt='L-1'\nkind='{kind}'\n{of}\ncost_minor={cost}\ndays={days}\nprobability_bp={probability}\nsource='trial'\n"
    )
}

fn places(answer: &Recourse) -> Vec<&str> {
    answer.order.steps.iter().map(|step| step.route.route.as_str()).collect()
}

/// 20,000 at 50% less 1,000; the guarantor 40,000 at 30%; the pledge 39,000 at 90%.
fn all() -> String {
    [
        route("R-plan", "plan", "", 1_000, 90, 5_000),
        route("R-guarantor", "guarantor", "G-1", 0, 30, 3_000),
        route("R-pledge", "pledge", "S-1", 100, 60, 9_000),
        route("R-suit", "suit", "", 0, 500, 10_000),
    ]
    .concat()
}

#[test]
fn without_rules_the_larger_expected_net_comes_first() {
    let own = "[[process]]\nid='house.pledge'\nfor=['pledge']\nway='possession'\ncure_days=1\nsale_notice_days=1\ncitation='x'\nstatus='house'\n";
    let it = answer(&[&head("[]"), DEBT, GUARANTOR, PLEDGE, own, &all()]);
    assert_eq!(places(&it), ["R-pledge", "R-suit", "R-guarantor", "R-plan"]);
    let nets: Vec<i64> = it.order.steps.iter().map(|step| step.route.expected_net.minor()).collect();
    assert_eq!(nets, [35_000, 20_000, 12_000, 9_000]);
    assert!(it.order.steps.iter().all(|step| step.after.is_empty()));
}

#[test]
fn the_laws_order_goes_before_expected_net() {
    let it = answer(&[&head("['cn', 'house']"), DEBT, GUARANTOR, PLEDGE, CONTACT, &all()]);
    assert_eq!(places(&it), ["R-plan", "R-pledge", "R-guarantor", "R-suit"]);
    let rules: Vec<Vec<&str>> =
        it.order.steps.iter().map(|step| step.after.iter().map(|after| after.rule.as_str()).collect()).collect();
    assert_eq!(rules[0], [""; 0]);
    assert_eq!(rules[1], ["house.plan_first"]);
    assert_eq!(rules[2], ["house.plan_first", "cn.gua.order_mixed"]);
    assert_eq!(
        it.order.steps[2].why.says,
        "after R-plan (house.plan_first), R-pledge (cn.gua.order_mixed); expected net 120.00 USD in 30 days"
    );
}

/// Without a way that realises the security, the guarantor does not wait but is blocked.
#[test]
fn who_waits_for_what_nobody_does_is_blocked() {
    let routes = route("R-guarantor", "guarantor", "G-1", 0, 30, 3_000);
    let it = answer(&[&head("['cn', 'house']"), DEBT, GUARANTOR, PLEDGE, CONTACT, &routes]);
    assert_eq!((places(&it), it.order.blocked[0].route.as_str()), (vec![], "R-guarantor"));
    let stale = PLEDGE.replace("2026-08-01", "2024-08-01");
    let it = answer(&[&head("['cn', 'house']"), DEBT, GUARANTOR, &stale, CONTACT, &all()]);
    assert_eq!(places(&it), ["R-plan", "R-suit"]);
}

#[test]
fn equal_nets_go_by_days_and_what_does_not_pay_says_so() {
    let routes = [
        route("R-1", "plan", "", 0, 90, 5_000),
        route("R-2", "plan", "", 0, 30, 5_000),
        route("R-3", "plan", "", 50_000, 1, 1),
    ];
    let it = answer(&[&head("[]"), DEBT, &routes.concat()]);
    assert_eq!(places(&it), ["R-2", "R-1", "R-3"]);
    assert_eq!(it.order.steps[2].route.arithmetic, "0.01% of 200.00 = 0.02, less 500.00 = -499.98");
    assert!(it.order.steps[2].why.says.ends_with("; it costs as much as it brings or more"));
}
