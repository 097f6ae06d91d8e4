//! What always holds, on random facts: nothing is lost, nobody answers for too much, and
//! the order in which facts are told changes nothing.
#![allow(clippy::unwrap_used)]

use makegood_book::{Component, Split};
use makegood_recourse::*;
use makegood_units::{Amount, BusinessDate, Currency, LoanId, PartyId};
use proptest::collection::vec;
use proptest::prelude::*;

const TODAY: i32 = 20_780;

fn day(days_ago: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(TODAY - days_ago).unwrap()
}

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount)
}

fn proof() -> Option<Proof> {
    Some(Proof { document: "D".to_owned(), signed_on: day(900) })
}

fn liable(id: String, party: &str, debt: &LoanId, role: LegalRole) -> Liable {
    Liable {
        id,
        party: party.into(),
        debt: debt.clone(),
        role,
        proof: proof(),
        clause: None,
        limit: None,
        without_consent: Amount::ZERO,
        died_on: None,
        kind: GuaranteeKind::JointAndSeveral,
        stands_for: None,
        period: Period::None,
    }
}

/// Amounts from nothing to the largest a book may hold.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![0_i64..1_000, 0_i64..10_000_000, 0_i64..=Amount::LIMIT.minor()]
}

prop_compose! {
    fn debt(at: usize)(
        parts in [amount(), amount(), amount(), amount(), amount()],
        due_bp in 0_i128..=10_000,
        since in 0_i32..800,
        waterfall in Just(Component::ALL.to_vec()).prop_shuffle(),
    ) -> Debt {
        let [cost, fee, penalty, interest, principal] = parts.map(|part| minor(part / 5));
        let owed = Split { cost, fee, penalty, interest, principal };
        let due = i128::from(owed.total().unwrap().minor()) * due_bp / 10_000;
        Debt {
            id: format!("L-{at}").as_str().into(),
            owed,
            due: minor(i64::try_from(due).unwrap()),
            due_since: Some(day(since)),
            waterfall,
            order_agreed: None,
        }
    }
}

prop_compose! {
    /// Three borrowers in a group, two guarantors outside, a chain between them, a pledge.
    fn facts()(
        debts in (debt(0), debt(1), debt(2)),
        shares in [1_u32..3_334, 1_u32..3_334, 1_u32..3_334],
        several in any::<bool>(),
        limits in vec(proptest::option::of(1_i64..20_000_000), 5),
        paid in vec((0_usize..3, 0_usize..4, 1_i64..3_000_000, 1_u32..12, 1_i32..300), 0..8),
        back in vec((0_usize..3, 1_i64..=10_000, 0_i32..300), 0..5),
        price in (amount(), 0_u32..=10_000, amount(), 1_u32..4),
        ranks in vec((1_u32..4, amount()), 0..4),
        secured in proptest::option::of(1_i64..20_000_000),
        without_consent in 0_i64..2_000_000,
        probabilities in [0_u32..=10_000, 0_u32..=10_000, 0_u32..=10_000],
    ) -> Facts {
        let mut facts = Facts::new("random", day(0), Currency::USD);
        let debts = [debts.0, debts.1, debts.2];
        let ids: Vec<LoanId> = debts.iter().map(|debt| debt.id.clone()).collect();
        facts.debts = debts.to_vec();
        facts.law.rules.push(Rule {
            cited: Cited { rule: "x".to_owned(), citation: "x".to_owned(), status: makegood_book::Status::House, reviewed_by: "x".to_owned() },
            says: "x".to_owned(),
            kind: RuleKind::Before(Before { first: vec![RouteKind::Group], then: vec![RouteKind::Guarantor] }),
        });
        facts.law.processes.push(Process {
            cited: facts.law.rules[0].cited.clone(),
            kinds: vec![SecurityKind::Pledge],
            way: Way::Possession,
            cure_days: 1,
            sale_notice_days: 1,
            reserve_bp: 10_000,
            reduction_bp: 0,
            attempts: None,
            redeem_until: None,
            redeem_days_after: 0,
        });
        for (at, id) in ids.iter().enumerate() {
            facts.liable.push(liable(format!("B-{at}"), &format!("P-{at}"), id, LegalRole::Borrower));
        }
        let mut first = liable("G-1".to_owned(), "P-8", &ids[0], LegalRole::Guarantor);
        (first.limit, first.without_consent) = (limits[3].map(minor), minor(without_consent));
        let mut second = liable("G-2".to_owned(), "P-9", &ids[0], LegalRole::Guarantor);
        (second.limit, second.stands_for) = (limits[4].map(minor), Some("P-8".into()));
        facts.liable.extend([first, second]);
        let member = |at: usize| Member { party: format!("P-{at}").as_str().into(), share_bp: shares[at], limit: limits[at].map(minor), proof: proof() };
        facts.groups.push(Group {
            id: "GR".to_owned(),
            liability: if several { GroupLiability::Several } else { GroupLiability::JointAndSeveral },
            clause: None,
            debts: ids.clone(),
            members: vec![member(0), member(1), member(2)],
        });
        for (at, (debt, by, amount, instalment, ago)) in paid.into_iter().enumerate() {
            // The guarantor pays on the first debt alone; nobody pays their own.
            let by = if by == 3 && debt == 0 { 8 } else { by % 3 };
            let by = if by == debt { (by + 1) % 3 } else { by };
            let by = PartyId::new(format!("P-{by}"));
            facts.contributions.push(Contribution { id: format!("C-{at}"), by, debt: ids[debt].clone(), instalment, on: day(ago), amount: minor(amount) });
        }
        for (at, (debt, part, ago)) in back.into_iter().enumerate() {
            let on = day(ago);
            let paid_then = facts.contributions.iter().filter(|paid| paid.debt == ids[debt] && paid.on <= on);
            let repaid: i64 = facts.repayments.iter().filter(|back| back.debt == ids[debt]).map(|back| back.amount.minor()).sum();
            let open = paid_then.map(|paid| paid.amount.minor()).sum::<i64>() - repaid;
            let amount = open.max(0) * part / 10_000;
            // Only what may be paid back on every later day as well.
            if amount > 0 {
                facts.repayments.push(Repayment { id: format!("R-{at}"), debt: ids[debt].clone(), on: day(0), amount: minor(amount) });
            }
        }
        let (value, haircut_bp, cost, rank) = price;
        facts.securities.push(Security {
            id: "S".to_owned(),
            kind: SecurityKind::Pledge,
            owner: "P-0".into(),
            what: "x".to_owned(),
            debts: ids.clone(),
            proof: proof(),
            limit: secured.map(minor),
            haircut_bp,
            insured_until: None,
            rank,
            ranks: ranks.into_iter().enumerate().map(|(at, (rank, amount))| Rank { holder: format!("H-{at}"), rank, amount: minor(amount) }).collect(),
            valuations: vec![Valuation { id: "V".to_owned(), on: day(1), amount: minor(value), by: "x".to_owned() }],
            costs: vec![StageCost { stage: "x".to_owned(), amount: minor(cost) }],
            registered: None,
            process: Some("x".to_owned()),
            deficiency_claimable: None,
        });
        let route = |id: &str, kind, of: &str, probability_bp| Route {
            id: id.to_owned(), kind, debt: ids[0].clone(), of: Some(of.to_owned()), brings: None, cost: minor(50), days: 9, probability_bp, source: "x".to_owned(),
        };
        facts.routes = vec![
            route("R-1", RouteKind::Guarantor, "G-1", probabilities[0]),
            route("R-2", RouteKind::Group, "GR", probabilities[1]),
            route("R-3", RouteKind::Pledge, "S", probabilities[2]),
        ];
        facts.contacts.push(Contact { id: "K".to_owned(), debt: ids[0].clone(), on: day(0), not_first_because: None, by: "S".to_owned() });
        facts
    }
}

fn total(debt: &Debt) -> Amount {
    debt.owed.total().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nobody_answers_for_more_than_the_limit_or_the_debt(facts in facts()) {
        let answer = recourse(&facts).unwrap();
        prop_assert_eq!(answer.liable.len(), 3 + 2 + 6 + 2);
        for it in &answer.liable {
            let debt = facts.debts.iter().find(|debt| debt.id == it.debt).unwrap();
            prop_assert!(it.today >= Amount::ZERO && it.today <= it.in_all, "{it:?}");
            prop_assert!(it.today <= debt.due && it.in_all <= total(debt), "{it:?}");
            let paid: i64 = facts.contributions.iter().filter(|paid| paid.by == it.party && paid.debt == it.debt).map(|paid| paid.amount.minor()).sum();
            let limit = match it.role {
                LegalRole::Guarantor => facts.liable.iter().find(|liable| liable.party == it.party && liable.debt == it.debt).unwrap().limit,
                LegalRole::GroupMember => facts.groups[0].members.iter().find(|member| member.party == it.party).unwrap().limit,
                LegalRole::ThirdPartyPledgor => facts.securities[0].limit,
                _ => None,
            };
            if let Some(limit) = limit {
                let paid = if it.role == LegalRole::ThirdPartyPledgor { 0 } else { paid };
                prop_assert!(it.in_all.minor() <= (limit.minor() - paid).max(0), "{it:?}");
            }
        }
        // Severally, all of them together answer for no more than the debt.
        for debt in facts.debts.iter().filter(|_| facts.groups[0].liability == GroupLiability::Several) {
            let before: i64 = facts.contributions.iter().filter(|paid| paid.debt == debt.id).map(|paid| paid.amount.minor()).sum();
            let members = answer.liable.iter().filter(|it| it.debt == debt.id && it.role == LegalRole::GroupMember);
            let sum: i64 = members.map(|it| it.today.minor()).sum();
            prop_assert!(sum <= debt.due.minor() + before);
        }
        for failing in answer.groups.iter().flat_map(|group| &group.failing) {
            prop_assert!(failing.would_bring <= failing.due);
        }
    }

    #[test]
    fn what_was_contributed_is_repaid_or_owed_back(facts in facts()) {
        let answer = recourse(&facts).unwrap();
        let given: i64 = facts.contributions.iter().map(|paid| paid.amount.minor()).sum();
        let back: i64 = facts.repayments.iter().map(|back| back.amount.minor()).sum();
        let sum = |part: fn(&Balance) -> Amount| {
            answer.ledgers.iter().flat_map(|ledger| &ledger.balances).map(|it| part(it).minor()).sum::<i64>()
        };
        prop_assert_eq!(sum(|it| it.contributed), given);
        prop_assert_eq!(sum(|it| it.repaid), back);
        for ledger in &answer.ledgers {
            prop_assert_eq!(ledger.contributed.minor(), ledger.repaid.minor() + ledger.balance.minor());
            for it in &ledger.balances {
                prop_assert_eq!(it.contributed.minor(), it.repaid.minor() + it.balance.minor());
                prop_assert!(it.repaid >= Amount::ZERO && it.balance >= Amount::ZERO);
                prop_assert_eq!(it.toward.values().map(|amount| amount.minor()).sum::<i64>(), it.contributed.minor());
            }
        }
    }

    #[test]
    fn every_unit_of_a_price_is_given_once(facts in facts(), price in amount()) {
        let dealt = distribute(&facts, &facts.securities[0], minor(price), Basis::Sold);
        let ranks: i64 = dealt.ranks.iter().map(|rank| rank.paid.minor()).sum();
        prop_assert_eq!(dealt.costs.minor() + ranks + dealt.to_debts.minor() + dealt.surplus.minor(), price);
        prop_assert!(dealt.ranks.iter().all(|rank| rank.paid <= rank.claim && rank.paid >= Amount::ZERO));
        let owed: i64 = facts.debts.iter().map(|debt| total(debt).minor()).sum();
        prop_assert_eq!(dealt.to_debts.minor() + dealt.deficiency.minor(), owed);
        let paid: i64 = dealt.debts.iter().map(|it| it.paid.total().unwrap().minor()).sum();
        prop_assert_eq!(paid, dealt.to_debts.minor());
        let secured = facts.securities[0].limit.map_or(owed, |limit| limit.minor().min(owed));
        prop_assert!(dealt.to_debts.minor() <= secured);
        // The owner has something back only when everybody else has all.
        if dealt.surplus > Amount::ZERO {
            prop_assert!(dealt.costs_unpaid.is_zero() && dealt.to_debts.minor() == secured);
            prop_assert!(dealt.ranks.iter().all(|rank| rank.paid == rank.claim));
        }
        for it in &dealt.debts {
            let debt = facts.debts.iter().find(|debt| debt.id == it.debt).unwrap();
            prop_assert_eq!(it.paid.total().unwrap().minor() + it.left.minor(), total(debt).minor());
        }
    }

    #[test]
    fn the_order_of_facts_changes_nothing(facts in facts()) {
        let mut other = facts.clone();
        other.debts.reverse();
        other.liable.reverse();
        other.groups[0].members.reverse();
        other.groups[0].debts.rotate_left(1);
        other.contributions.reverse();
        other.repayments.reverse();
        other.securities[0].ranks.reverse();
        other.securities[0].debts.reverse();
        other.routes.rotate_left(1);
        prop_assert_eq!(recourse(&facts).unwrap(), recourse(&other).unwrap());
    }

    #[test]
    fn every_way_has_one_place_after_what_goes_before(facts in facts()) {
        let order = recourse(&facts).unwrap().order;
        prop_assert_eq!(order.steps.len() + order.blocked.len(), facts.routes.len());
        for (at, step) in order.steps.iter().enumerate() {
            prop_assert_eq!(step.place, at + 1);
            for after in &step.after {
                prop_assert!(order.steps[..at].iter().any(|earlier| earlier.route.route == after.route));
            }
        }
    }
}
