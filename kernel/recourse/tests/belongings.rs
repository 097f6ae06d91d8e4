//! Belongings, security offered in addition, and what blocks a security.

mod common;

use common::{DEBT, HEAD, PLEDGE, answer, codes, head};

/// Belongings and security in addition: each thing missing by its own name.
#[test]
fn belongings() {
    let added = "[[added_security]]\nid='A'\nowner='P-7'\ndebt='L-1'\nkind='land'\nwhat='x'\nvalue_minor=5\nvalued_on=2026-11-01\n";
    let of = |more: &str| codes(&answer(&[HEAD, DEBT, added, more]).added[0].blocked);
    let all = [
        "owner_identity_missing",
        "owner_consent_missing",
        "marital_status_unknown",
        "spouse_consent_missing",
        "advice_missing",
    ];
    assert_eq!(of(""), all);
    let papers = "owner_identity='D'\nowner_consent='D'\nadvice='D'\n";
    assert_eq!(of(&format!("{papers}marital='unmarried'\n")), [""; 0]);
    assert_eq!(of(&format!("{papers}marital='married'\n")), ["spouse_consent_missing"]);
    assert_eq!(of(&format!("{papers}marital='married'\nspouse_consent='D'\n")), [""; 0]);

    let asset = "[[asset]]\nid='A'\nowner='P-1'\ndebt='L-1'\nkind='goods'\nwhat='x'\nvalue_minor=150_000\nvalued_on=2026-11-01\nlow_use=true\n";
    let exempt = "[[exempt]]\nkind='goods'\nup_to_minor=150_000\ncitation='list'\nstatus='house'\n";
    let sale = |asset: &str, exempt: &str| answer(&[HEAD, DEBT, asset, exempt]).sales.remove(0);
    assert_eq!(codes(&sale(asset, exempt).blocked), ["exempt_goods"]);
    assert_eq!(codes(&sale(asset, &exempt.replace("150_000", "149_999")).blocked), [""; 0]);
    assert_eq!(codes(&sale(&asset.replace("P-1", "P-7"), "").blocked), ["owner_not_liable"]);
    assert_eq!(codes(&sale(&asset.replace("2026-11-01", "2025-11-01"), "").blocked), ["valuation_too_old"]);
    let it = sale(&format!("{asset}liens_minor=20_000\nsale_cost_minor=5_000\n"), "");
    assert_eq!((it.to_debt.minor(), it.surplus.minor(), it.debt_left.minor()), (100_000, 25_000, 0));
}

/// A security without a process, a valuation, a paper or anything due.
#[test]
fn what_blocks_a_security() {
    let bare = "[[security]]\nid='S'\nkind='mortgage'\nowner='P-1'\ndebts=['L-1']\nwhat='x'\nhaircut_bp=0\n";
    let blocked = |debt: &str| codes(&answer(&[HEAD, debt, bare]).securities[0].blocked);
    assert_eq!(blocked(DEBT), ["valuation_missing", "proof_missing", "no_process"]);
    let not_due = DEBT.replace("due_minor = 40_000\ndue_since = 2026-09-01", "due_minor = 0");
    assert_eq!(blocked(&not_due)[3], "nothing_due");
    let route =
        "[[route]]\nid='R'\ndebt='L-1'\nkind='pledge'\nof='S-1'\ncost_minor=0\ndays=1\nprobability_bp=1\nsource='x'\n";
    let steps = [("notice", "09-01"), ("possession", "09-16"), ("sale_announced", "09-16"), ("sold", "10-01")];
    let events = steps.map(|(what, on)| {
        format!("[[enforcement]]\nid='{what}'\nsecurity='S-1'\nwhat='{what}'\non=2026-{on}\namount_minor=50_000\nproof='D'\n")
    });
    let sold = answer(&[&head("['house']"), DEBT, PLEDGE, route, &events.concat()]);
    assert_eq!(codes(&sold.order.blocked[0].blocked), ["already_realised"]);
}
