//! The failing member first, notices, shares, the shock switch, and what members may see.
#![allow(clippy::unwrap_used)]

mod common;

use common::{DEBT, GROUP, HEAD, answer, codes, facts, liable, minor};
use makegood_recourse::{Recourse, member_view};
use makegood_units::PartyId;

const CONTACT: &str = "[[contact]]\nid='K'\ndebt='L-1'\non=2026-09-05\nby='S'\n";
const NOTICES: &str = "[[notice]]\nid='N-2'\nparty='P-2'\ndebt='L-1'\non=2026-09-20\nproof='D'\n\
                       [[notice]]\nid='N-3'\nparty='P-3'\ndebt='L-1'\non=2026-09-20\nproof='D'\n";
const ROUTE: &str = "[[route]]\nid='R'\nkind='group'\nof='GR'\ndebt='L-1'\ncost_minor=100\ndays=30\nprobability_bp=5000\nsource='expert'\n";

fn peers(answer: &Recourse) -> Vec<&'static str> {
    codes(&answer.groups[0].failing[0].blocked)
}

/// Row 26.
#[test]
fn the_failing_member_is_spoken_to_first() {
    assert_eq!(peers(&answer(&[HEAD, DEBT, GROUP, NOTICES])), ["primary_first"]);
    assert_eq!(peers(&answer(&[HEAD, DEBT, GROUP, NOTICES, CONTACT])), [""; 0]);
    let before_these_arrears = CONTACT.replace("2026-09-05", "2026-08-31");
    assert_eq!(peers(&answer(&[HEAD, DEBT, GROUP, NOTICES, &before_these_arrears])), ["primary_first"]);
    let reason = format!("{CONTACT}not_first_because='in hospital'\n");
    assert_eq!(peers(&answer(&[HEAD, DEBT, GROUP, NOTICES, &reason])), [""; 0]);
}

/// Row 27.
#[test]
fn each_member_has_a_notice_of_their_own() {
    let it = answer(&[HEAD, DEBT, GROUP, CONTACT]);
    assert_eq!(peers(&it), ["no_member_can_be_asked"]);
    assert_eq!(codes(&it.groups[0].failing[0].members[0].blocked), ["notice_not_served"]);
    let it = answer(&[HEAD, DEBT, GROUP, CONTACT, NOTICES]);
    // Two who answer for the whole bring it once.
    assert_eq!(it.groups[0].failing[0].would_bring, minor(40_000));
    assert_eq!(it.groups[0].failing[0].members.len(), 2);
}

/// Several: each for the share, also of what others paid already.
#[test]
fn shares_are_of_the_whole_that_was_due() {
    let several = GROUP.replace("joint_and_several", "several");
    let it = answer(&[HEAD, DEBT, &several, CONTACT, NOTICES]);
    assert_eq!((liable(&it, "P-2"), liable(&it, "P-3")), ((13_332, 33_330), (13_332, 33_330)));
    assert_eq!(it.groups[0].failing[0].would_bring, minor(26_664));
    // 20,000 were due more, P-2 paid them: 60,000 x 33.33% = 19,998, less 20,000.
    let paid = "[[contribution]]\nid='C'\nby='P-2'\ndebt='L-1'\ninstalment=3\non=2026-10-01\namount_minor=20_000\n";
    let it = answer(&[HEAD, DEBT, &several, CONTACT, NOTICES, paid]);
    assert_eq!((liable(&it, "P-2").0, liable(&it, "P-3").0), (0, 19_998));
}

/// While a common shock lasts, no way through the other members is proposed.
#[test]
fn the_shock_switch() {
    let on = |days: &str| {
        let shock = format!("[[shock]]\nid='X'\ngroup='GR'\nreason='the flood'\nby='S-1'\n{days}\n");
        let it = answer(&[HEAD, DEBT, GROUP, NOTICES, CONTACT, ROUTE, &shock]);
        (peers(&it), it.order.steps.len(), it.groups[0].shock.is_some())
    };
    let off = (vec![], 1, false);
    assert_eq!(on("begins_on=2026-11-01"), (vec!["common_shock"], 0, true));
    assert_eq!(on("begins_on=2026-11-01\nends_on=2026-11-23"), (vec!["common_shock"], 0, true));
    assert_eq!(on("begins_on=2026-11-01\nends_on=2026-11-22"), off);
}

/// Row 28: the latest answer counts, wherever it stands in the file.
#[test]
fn a_members_latest_answer() {
    let said = |id: &str, on: &str, status: &str| {
        format!("[[cooperation]]\nid='{id}'\ngroup='GR'\nparty='P-2'\non={on}\nstatus='{status}'\n")
    };
    let (old, new) = (said("Z", "2026-10-01", "refused"), said("A", "2026-10-20", "partial"));
    for both in [[old.clone(), new.clone()], [new, old]] {
        let it = answer(&[HEAD, DEBT, GROUP, &both.concat()]);
        let latest = it.groups[0].failing[0].members[0].cooperation;
        assert_eq!(latest, Some((makegood_recourse::CooperationStatus::Partial, common::day("2026-10-20"))));
    }
}

/// Row 25: the one due longest is the first failing member.
#[test]
fn the_first_failing_member() {
    let second = DEBT
        .replace("L-1", "L-2")
        .replace("P-1", "P-2")
        .replace("B-1", "B-2")
        .replace("due_since = 2026-09-01", "due_since = 2026-07-01");
    let group = GROUP.replace("[\"L-1\"]", "[\"L-1\", \"L-2\"]");
    let it = answer(&[HEAD, DEBT, &second, &group]);
    let order: Vec<_> = it.groups[0].failing.iter().map(|it| it.debt.as_str()).collect();
    assert_eq!(order, ["L-2", "L-1"]);
    assert!(it.groups[0].why.says.starts_with("P-2 is spoken to first"), "{}", it.groups[0].why.says);
}

/// Row 28 and 30: a member sees amounts of the joint debt, and nothing of the others.
#[test]
fn what_a_member_may_see() {
    let paid = "[[contribution]]\nid='C'\nby='P-2'\ndebt='L-1'\ninstalment=3\non=2026-10-01\namount_minor=20_000\n\
                [[repayment]]\nid='RP'\ndebt='L-1'\non=2026-10-20\namount_minor=5_000\n\
                [[cooperation]]\nid='CO'\ngroup='GR'\nparty='P-3'\non=2026-10-01\nstatus='refused'\n";
    let facts = facts(&[HEAD, DEBT, GROUP, NOTICES, CONTACT, paid]);
    let view = |who: &str| member_view(&facts, &facts.groups[0], &PartyId::from(who));
    let of = |who: &str| {
        let debt = view(who).unwrap().debts.remove(0);
        [debt.due, debt.you_answer_for, debt.others_paid, debt.you_paid, debt.owed_back_to_you].map(|it| it.minor())
    };
    assert_eq!(of("P-2"), [40_000, 40_000, 0, 20_000, 15_000]);
    assert_eq!(of("P-3"), [40_000, 40_000, 20_000, 0, 0]);
    assert_eq!(of("P-1"), [40_000, 40_000, 20_000, 0, 0]);
    assert_eq!(view("P-9"), None);
    let told = format!("{:?}", view("P-3").unwrap());
    for secret in ["refused", "Refused", "P-1", "P-2", "K", "S-"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}
