//! The three invented files of `docs/recourse`, with figures worked out by hand.
#![allow(clippy::unwrap_used)]

mod common;

use common::{codes, day, minor};
use makegood_recourse::{DeficiencyClaim, EventKind, Facts, GuaranteeKind, Recourse, Redeem, Stage, recourse};

fn example(name: &str, text: &str) -> Recourse {
    let facts = Facts::parse(name, text).unwrap_or_else(|errors| panic!("{errors:#?}"));
    recourse(&facts).unwrap()
}

/// Rows 24 to 30: one of three households is late.
#[test]
fn three_households_one_fails() {
    let answer = example("three", include_str!("../../../docs/recourse/three-households.toml"));
    let group = &answer.groups[0];
    assert_eq!(group.shares_bp, 10_000);
    assert_eq!(group.exposure[0].own, minor(4_760_000));
    assert_eq!(group.exposure[0].for_others, minor(4_080_000 + 3_876_000));
    let [failing] = group.failing.as_slice() else { panic!("one fails") };
    assert_eq!((failing.borrower.as_ref().unwrap().as_str(), failing.due), ("P-1", minor(1_260_000)));
    assert_eq!(failing.spoken_to.as_ref().unwrap().as_str(), "contact:K-1");
    assert_eq!((failing.would_bring, codes(&failing.blocked)), (minor(1_260_000), vec![]));
    let [second, third] = failing.members.as_slice() else { panic!("two others") };
    assert_eq!((second.amount, second.notice_on), (minor(1_260_000), Some(day("2026-10-02"))));
    assert_eq!(second.clause.as_deref(), Some("group contract, clause 4"));
    assert_eq!(codes(&second.blocked), [""; 0]);
    assert_eq!(codes(&third.blocked), ["notice_not_served"]);

    // 420,000 were paid, 30,000 came back: 30,000 x 250/420 = 17,857.14.
    let ledger = &answer.ledgers[0];
    let back: Vec<_> = ledger.balances.iter().map(|it| (it.party.as_str(), it.repaid, it.balance)).collect();
    assert_eq!(back, [("P-2", minor(17_857), minor(232_143)), ("P-3", minor(12_143), minor(157_857))]);
    assert_eq!((ledger.contributed, ledger.repaid, ledger.balance), (minor(420_000), minor(30_000), minor(390_000)));
    assert_eq!(ledger.balances[0].toward.get(&7), Some(&minor(250_000)));

    // Row 58: tools are left out, the unused motorcycle brings 900,000 - 50,000.
    assert_eq!((answer.sales[0].to_debt, answer.sales[0].surplus), (minor(850_000), minor(0)));
    assert_eq!(answer.sales[0].debt_left, minor(3_910_000));
    assert_eq!(codes(&answer.sales[1].blocked), ["exempt_goods"]);
    // Row 59: each missing paper by its name.
    assert_eq!(codes(&answer.added[0].blocked), ["spouse_consent_missing", "advice_missing"]);

    // The plan first and the suit last by the house's rules; between them by expected net.
    let steps: Vec<_> = answer.order.steps.iter().map(|it| (it.route.route.as_str(), it.route.expected_net)).collect();
    assert_eq!(
        steps,
        [("R-1", minor(799_000)), ("R-3", minor(663_000)), ("R-2", minor(585_000)), ("R-4", minor(728_000))]
    );
    assert_eq!(answer.order.steps[0].route.arithmetic, "65.00% of 12,600.00 = 8,190.00, less 200.00 = 7,990.00");
    assert_eq!(answer.order.steps[3].after.len(), 3);
    assert_eq!(answer.order.steps[2].route.needs.as_deref(), Some("P-1 has to agree to sell"));
    assert_eq!(answer.refused, []);
}

/// Row 49: notice, possession, two attempts, sale, and the surplus goes back.
#[test]
fn a_pledge_with_surplus() {
    let answer = example("pledge", include_str!("../../../docs/recourse/pledge-surplus.toml"));
    let security = &answer.securities[0];
    let enforcement = &security.enforcement;
    assert!(enforcement.steps.iter().all(|step| step.refused.is_none()), "{:#?}", enforcement.steps);
    assert_eq!((enforcement.stage, enforcement.attempts), (Stage::Sold, 2));
    assert_eq!(enforcement.days, 145);
    assert_eq!(enforcement.redeemable, Redeem::Over(day("2026-11-02")));
    assert_eq!(enforcement.next, Some((EventKind::Distributed, day("2026-11-02"))));
    let dealt = security.distribution.as_ref().unwrap();
    assert_eq!((dealt.price, dealt.costs, dealt.to_debts), (minor(470_000), minor(23_000), minor(328_500)));
    assert_eq!((dealt.surplus, dealt.owner.as_str()), (minor(118_500), "P-7"));
    assert_eq!((dealt.deficiency, dealt.deficiency_claim), (minor(0), DeficiencyClaim::None));
    assert_eq!(security.notes, ["1,185.00 USD is owed back to P-7"]);
}

/// Rows 46 to 48: a mortgage behind another, a guarantor who comes after it, one who
/// comes after a suit.
#[test]
fn a_mortgage_with_deficiency() {
    let answer = example("mortgage", include_str!("../../../docs/recourse/mortgage-deficiency.toml"));
    let security = &answer.securities[0];
    assert_eq!(security.enforcement.stage, Stage::CureOver);
    assert_eq!(security.enforcement.next, Some((EventKind::CourtOrder, day("2026-10-02"))));
    assert_eq!(security.enforcement.reserve, Some(minor(110_000_000)));
    let dealt = security.distribution.as_ref().unwrap();
    // 110,000,000 x 70% - 2,000,000 - 30,000,000 of the first rank.
    assert_eq!((dealt.price, dealt.ranks[0].paid), (minor(77_000_000), minor(30_000_000)));
    assert_eq!((dealt.to_debts, dealt.deficiency), (minor(45_000_000), minor(18_500_000)));
    assert_eq!(dealt.deficiency_claim, DeficiencyClaim::Owed);
    assert_eq!(dealt.cited.as_ref().unwrap().citation, "Civil Code arts. 410, 413");
    assert_eq!(security.notes, ["nobody knows whether it is insured"]);

    let [first, second] = answer.demands.as_slice() else { panic!("two guarantors") };
    assert_eq!((first.amount, codes(&first.blocked)), (minor(20_000_000), vec!["own_security_first"]));
    // The guarantee period runs on while the mortgage is enforced.
    assert_eq!((first.save_by, second.save_by), (Some(day("2026-12-30")), Some(day("2026-12-30"))));
    assert_eq!(second.kind, GuaranteeKind::General);
    assert_eq!(codes(&second.blocked), ["execution_first", "own_security_first"]);

    let steps: Vec<_> = answer.order.steps.iter().map(|it| (it.route.route.as_str(), it.route.expected_net)).collect();
    assert_eq!(steps, [("R-20", minor(37_950_000)), ("R-21", minor(11_950_000)), ("R-23", minor(3_500_000))]);
    assert_eq!(answer.order.steps[1].after[0].rule, "cn.gua.order_mixed");
    assert_eq!(answer.order.blocked[0].route, "R-22");
}
