//! The stages of enforcement and the price given to whom it belongs.
#![allow(clippy::unwrap_used)]

mod common;

use common::{DEBT, PLEDGE, answer, codes, day, head, minor};
use makegood_recourse::{DeficiencyClaim, EventKind, Recourse, Redeem, Stage};

/// Steps written as `what day amount`, each with proof unless it ends in a minus.
fn after(steps: &[&str]) -> Recourse {
    after_by(PLEDGE, steps)
}

fn after_by(security: &str, steps: &[&str]) -> Recourse {
    let events: String = steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let proof = if step.ends_with('-') { "" } else { "proof='D'" };
            let words: Vec<&str> = step.trim_end_matches('-').split_whitespace().collect();
            let amount = words.get(2).map_or(String::new(), |amount| format!("amount_minor={amount}"));
            let (what, on) = (words[0], words[1]);
            format!("[[enforcement]]\nid='E-{at}'\nsecurity='S-1'\nwhat='{what}'\non={on}\n{amount}\n{proof}\n")
        })
        .collect();
    answer(&[&head("['house', 'in']"), DEBT, security, &events])
}

fn stage(answer: &Recourse) -> (Stage, Vec<&'static str>) {
    (answer.securities[0].enforcement.stage, codes(&answer.refused))
}

#[test]
fn one_stage_after_the_other() {
    assert_eq!(stage(&after(&[])), (Stage::NotBegun, vec![]));
    assert_eq!(stage(&after(&["notice 2026-11-10"])), (Stage::CurePeriod, vec![]));
    // Fourteen days, the day of the notice not counted.
    assert_eq!(stage(&after(&["notice 2026-11-09"])), (Stage::CurePeriod, vec![]));
    assert_eq!(stage(&after(&["notice 2026-11-08"])), (Stage::CureOver, vec![]));
    assert_eq!(
        stage(&after(&["notice 2026-10-01", "possession 2026-10-15"])),
        (Stage::CureOver, vec!["step_too_early"])
    );
    let taken = ["notice 2026-10-01", "possession 2026-10-16"];
    assert_eq!(stage(&after(&taken)), (Stage::Possession, vec![]));
    assert_eq!(stage(&after(&["possession 2026-10-16"])), (Stage::NotBegun, vec!["step_out_of_turn"]));
    assert_eq!(stage(&after(&["notice 2026-10-01-"])), (Stage::NotBegun, vec!["step_without_proof"]));
    assert_eq!(stage(&after(&[taken[0], "court_order 2026-10-16"])), (Stage::CureOver, vec!["step_out_of_turn"]));
    let next = after(&taken).securities[0].enforcement.next;
    assert_eq!(next, Some((EventKind::SaleAnnounced, day("2026-10-16"))));
}

/// 500.00 less ten percent at each attempt, three attempts.
#[test]
fn reserve_prices_and_attempts() {
    let mut steps = vec!["notice 2026-09-01", "possession 2026-09-16", "sale_announced 2026-09-16"];
    let reserve = |steps: &[&str]| after(steps).securities[0].enforcement.reserve;
    assert_eq!(reserve(&steps), Some(minor(50_000)));
    steps.push("sold 2026-10-01 49999");
    assert_eq!(stage(&after(&steps)), (Stage::Announced, vec!["below_reserve"]));
    steps.pop();
    steps.push("sold 2026-10-01");
    assert_eq!(stage(&after(&steps)).1, ["sale_without_price"]);
    steps.pop();
    steps.push("auction_failed 2026-10-01");
    assert_eq!((stage(&after(&steps)).0, reserve(&steps)), (Stage::Unsold, Some(minor(45_000))));
    steps.extend(["sale_announced 2026-10-02", "auction_failed 2026-10-17", "sale_announced 2026-10-18"]);
    assert_eq!(reserve(&steps), Some(minor(40_500)));
    steps.push("auction_failed 2026-11-02");
    assert_eq!(after(&steps).securities[0].enforcement.next, None);
    steps.push("sale_announced 2026-11-03");
    assert_eq!(stage(&after(&steps)), (Stage::Unsold, vec!["attempts_used"]));
}

/// SARFAESI: sixty days before possession, thirty before the sale.
#[test]
fn the_days_are_the_laws() {
    let indian = PLEDGE.replace("house.pledge", "in.sarfaesi");
    let steps = ["notice 2026-07-05", "possession 2026-09-04", "sale_announced 2026-09-05", "sold 2026-10-06 50000"];
    assert_eq!(stage(&after_by(&indian, &steps)), (Stage::Sold, vec![]));
    let early = ["notice 2026-07-05", "possession 2026-09-03"];
    assert_eq!(stage(&after_by(&indian, &early)), (Stage::CureOver, vec!["step_too_early"]));
    let early = [steps[0], steps[1], steps[2], "sold 2026-10-05 50000"];
    assert_eq!(stage(&after_by(&indian, &early)), (Stage::Announced, vec!["step_too_early"]));
}

#[test]
fn redemption_ends_with_the_sale() {
    let begun = ["notice 2026-09-01", "possession 2026-09-16", "sale_announced 2026-09-16", "sold 2026-10-01 60000"];
    assert_eq!(after(&begun[..3]).securities[0].enforcement.redeemable, Redeem::UntilStep(EventKind::Sold));
    let redeemed = after(&[begun[0], begun[1], begun[2], "redeemed 2026-10-01 100000"]);
    assert_eq!(stage(&redeemed), (Stage::Redeemed, vec![]));
    assert_eq!(redeemed.securities[0].distribution, None);
    assert_eq!(redeemed.securities[0].enforcement.redeemable, Redeem::Done(day("2026-10-01")));
    let late = after(&[begun[0], begun[1], begun[2], begun[3], "redeemed 2026-10-02 100000"]);
    assert_eq!(stage(&late), (Stage::Sold, vec!["redeemed_too_late"]));
    let done = after(&[begun[0], begun[1], begun[2], begun[3], "distributed 2026-10-09"]);
    assert_eq!((stage(&done), done.securities[0].distribution.is_none()), ((Stage::Distributed, vec![]), true));
}

/// A valuation older than the policy is not relied on; a newer one is, and one that came
/// later does not heal what was announced before it.
#[test]
fn old_valuations_are_refused_by_name() {
    let valued = |on: &str| PLEDGE.replace("on = 2026-08-01", &format!("on = {on}"));
    let it = after_by(&valued("2025-11-22"), &[]);
    assert_eq!(stage(&it), (Stage::NotBegun, vec!["valuation_too_old"]));
    assert_eq!((it.securities[0].distribution.is_none(), it.securities[0].valuation_age_days), (true, Some(366)));
    assert_eq!(stage(&after_by(&valued("2025-11-23"), &[])).1, [""; 0]);
    assert_eq!(it.securities[0].enforcement.reserve, None);
    let two = PLEDGE
        .replace(
            "valuation = [",
            "valuation = [{ id = \"V-0\", on = 2025-08-01, amount_minor = 90_000, by = \"a vet\" }, ",
        )
        .replace("2026-08-01", "2026-11-01");
    let steps = ["notice 2026-09-01", "possession 2026-09-16", "sale_announced 2026-09-16"];
    let it = after_by(&two, &steps);
    assert_eq!(stage(&it), (Stage::Possession, vec!["valuation_too_old"]));
    assert_eq!(it.securities[0].lines[0].amount, minor(50_000));
}

/// Ranks: before us, beside us in proportion, after us, and the owner last.
#[test]
fn ranks_share_the_price() {
    let ranked = |price: &str, ours: &str| {
        let others = "other_rank = [{ holder = \"A\", rank = 1, amount_minor = 10_000 }, \
                      { holder = \"B\", rank = 2, amount_minor = 100_000 }, { holder = \"C\", rank = 3, amount_minor = 5_000 }]";
        let security = PLEDGE.replace("cost =", &format!("{ours}\n{others}\ncost ="));
        let sold = format!("sold 2026-10-01 {price}");
        let it =
            after_by(&security, &["notice 2026-09-01", "possession 2026-09-16", "sale_announced 2026-09-16", &sold]);
        let dealt = it.securities[0].distribution.clone().unwrap();
        let ranks: Vec<i64> = dealt.ranks.iter().map(|rank| rank.paid.minor()).collect();
        (ranks, dealt.to_debts.minor(), dealt.surplus.minor(), dealt.deficiency.minor(), dealt.deficiency_claim)
    };
    // 111,000 less 1,000 of costs and 10,000 of A: half for B, half for us.
    let owed = (vec![10_000, 50_000, 0], 50_000, 0, 50_000, DeficiencyClaim::Unknown);
    assert_eq!(ranked("111_000", "rank = 2"), owed);
    let all = (vec![10_000, 100_000, 5_000], 100_000, 4_000, 0, DeficiencyClaim::None);
    assert_eq!(ranked("220_000", "rank = 2"), all);
    // First rank beside A, limited to 30,000; the contract says the rest is not owed.
    let limited = "limit_minor = 30_000\ndeficiency_claimable = false";
    let first = (vec![10_000, 70_000, 0], 30_000, 0, 70_000, DeficiencyClaim::NotOwed);
    assert_eq!(ranked("111_000", limited), first);
}

/// The debt due longest is met first, by its own order of components.
#[test]
fn debts_are_met_by_their_order() {
    let second = DEBT
        .replace("L-1", "L-2")
        .replace("B-1", "B-2")
        .replace("2026-09-01", "2026-08-01")
        .replace("due_minor", "waterfall = [\"principal\", \"interest\"]\ndue_minor");
    let pledge =
        PLEDGE.replace("[\"L-1\"]", "[\"L-1\", \"L-2\"]").replace("amount_minor = 50_000", "amount_minor = 120_000");
    let it = answer(&[&head("['house']"), DEBT, &second, &pledge]);
    let dealt = it.securities[0].distribution.as_ref().unwrap();
    // 120,000 x 80% - 1,000 = 95,000: principal of L-2, then 5,000 of its interest.
    let [first, last] = dealt.debts.as_slice() else { panic!("two debts") };
    assert_eq!((first.debt.as_str(), first.paid.principal, first.paid.interest), ("L-2", minor(90_000), minor(5_000)));
    assert_eq!((first.left, last.left), (minor(5_000), minor(100_000)));
}
