//! Rows: split from a file, kept as text that means the same, joined with what is known,
//! and found from every debt they belong to.
#![allow(clippy::unwrap_used)]

use makegood_recourse::{Facts, LegalRole, Row, check, scope};
use makegood_units::{BusinessDate, FactId, LoanId};
use std::collections::BTreeSet;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn base() -> Facts {
    Facts::new("x", day("2026-11-23"), "KES".parse().unwrap()).under(&["house"], 365)
}

const ROWS: &str = r#"
exempt = [{ kind = "tools", citation = "house rule", status = "house" }]

[[group]]
id = "GR"
liability = "several"
debts = ["L-1", "L-2"]
member = [{ party = "P-1", share_bp = 5000 }, { party = "P-2", share_bp = 5000 }]

[[security]]
id = "S"
kind = "pledge"
owner = "P-2"
debts = ["L-2", "L-3"]
what = "x"
haircut_bp = 0

[[enforcement]]
id = "E"
security = "S"
what = "notice"
on = 2026-11-01

[[notice]]
id = "N"
party = "P-9"
debt = "L-9"
on = 2026-11-01
proof = "D"
"#;

#[test]
fn every_example_of_the_docs_splits_into_rows_that_mean_the_same() {
    for text in [
        include_str!("../../../docs/recourse/three-households.toml"),
        include_str!("../../../docs/recourse/pledge-surplus.toml"),
        include_str!("../../../docs/recourse/mortgage-deficiency.toml"),
    ] {
        let whole = Facts::parse("example", text).unwrap();
        // Without the head and the debts.
        let mut table: toml::Table = toml::from_str(text).unwrap();
        table.retain(|key, value| value.is_array() && key != "debt" && key != "law");
        let rows = whole.rows("rows", &toml::to_string(&table).unwrap()).unwrap();
        let law: Vec<String> = toml::from_str::<toml::Table>(text).unwrap()["law"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it.as_str().unwrap().to_owned())
            .collect();
        let laws: Vec<&str> = law.iter().map(String::as_str).collect();
        let mut again = Facts::new(whole.name.clone(), whole.as_of, whole.currency)
            .under(&laws, whole.policy.valuation_max_age_days);
        again.debts = whole.debts.clone();
        let again = again.with_rows(&rows).unwrap();
        assert_eq!(makegood_recourse::recourse(&again), makegood_recourse::recourse(&whole));
        // Kept and read again, a row is the same text.
        for row in &rows {
            let kept = Row::kept(&row.table, &row.id, &row.toml);
            assert_eq!(base().rows("kept", &kept.toml).unwrap()[0].toml, row.toml);
        }
    }
}

#[test]
fn a_row_does_not_depend_on_how_it_is_written() {
    let one = "[[notice]]\nid = \"N\"\nparty = \"P\"\ndebt = \"L\"\non = 2026-11-01\nproof = \"D\"\n";
    let other = "# served\n notice = [ { proof = \"D\", on = 2026-11-01, debt = \"L\", party = \"P\", id = \"N\" } ]";
    let read = |text| base().rows("x", text).unwrap().remove(0);
    assert_eq!(read(one).toml, read(other).toml);
    assert_eq!((read(one).line, read(other).line), (1, 2));
    let told = base().rows("x", "[[debt]]\nid = \"L\"\n\n[[notice]]\nid = \"N\"\n").unwrap_err();
    let says: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert!(says.iter().any(|it| it.contains("debt is not a key of this table")), "{says:?}");
    assert!(says.iter().any(|it| it.starts_with("x:4: party is missing")), "{says:?}");
}

#[test]
fn a_refusal_stands_at_the_line_of_the_row_that_tells_the_fact() {
    let text = "\n[[security]]\nid = \"S\"\nkind = \"pledge\"\nowner = \"P\"\ndebts = [\"L\"]\nwhat = \"x\"\nhaircut_bp = 0\n\
        valuation = [{ id = \"V\", on = 2026-11-24, amount_minor = 5, by = \"x\" }]\n";
    let rows = base().rows("x", text).unwrap();
    let found = check(&base().with_rows(&rows).unwrap());
    let lines: Vec<(usize, &str)> =
        makegood_recourse::at_rows("x", &rows, &found).iter().map(|error| (error.line, error.code)).collect();
    assert!(lines.contains(&(2, "date_ahead")) && lines.contains(&(2, "unknown_reference")), "{lines:?}");
}

#[test]
fn rows_belong_to_every_debt_they_join() {
    let rows = base().rows("x", ROWS).unwrap();
    let debts = |own: &str| scope(&rows, [LoanId::new(own)]).debts.iter().map(ToString::to_string).collect::<Vec<_>>();
    for own in ["L-1", "L-2", "L-3"] {
        assert_eq!(debts(own), ["L-1", "L-2", "L-3"]);
        let ids: BTreeSet<&str> = scope(&rows, [LoanId::new(own)]).rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, BTreeSet::from(["E", "GR", "S", "tools"]));
    }
    assert_eq!(debts("L-9"), ["L-9"]);
    assert_eq!(debts("L-0"), ["L-0"]);
    let step = rows.iter().find(|row| row.id == "E").unwrap();
    assert_eq!(step.names(), BTreeSet::from([FactId::new("enforcement", "E"), FactId::new("security", "S")]));
}

#[test]
fn a_row_says_more_about_somebody_than_their_role() {
    let text = include_str!("../../../docs/recourse/pledge-surplus.toml");
    let known = Facts::parse("x", text).unwrap();
    let borrower = known.liable[0].clone();
    let row = |role: &str, party: &str| {
        let text =
            format!("[[liable]]\nid = \"X\"\nparty = \"{party}\"\ndebt = \"{}\"\nrole = \"{role}\"\n", borrower.debt);
        let text = if role == "guarantor" { format!("{text}kind = \"general\"\n") } else { text };
        known.rows("x", &text).unwrap()
    };
    let after = known.clone().with_rows(&row("borrower", borrower.party.as_str())).unwrap();
    let of_role = |facts: &Facts| facts.liable.iter().filter(|one| one.role == LegalRole::Borrower).count();
    assert_eq!((of_role(&after), check(&after).len()), (1, 0));
    // Somebody's own guarantee takes nothing away and is refused.
    let after = known.clone().with_rows(&row("guarantor", borrower.party.as_str())).unwrap();
    assert!(check(&after).iter().any(|one| one.code == "self_guarantee"));
}

#[test]
fn valuations_and_members_told_apart_join_what_they_belong_to() {
    let text = "[[valuation]]\nid = \"V\"\nsecurity = \"S\"\non = 2026-11-01\namount_minor = 5\nby = \"x\"\n\
        [[group_member]]\nid = \"GR/P-3\"\ngroup = \"GR\"\nparty = \"P-3\"\nshare_bp = 10\ndebt = \"L-3\"\n\
        [[group_member]]\nid = \"NEW/P-1\"\ngroup = \"NEW\"\nparty = \"P-1\"\nshare_bp = 10\ndebt = \"L-1\"\n\
        [[valuation]]\nid = \"V-9\"\nsecurity = \"S-9\"\non = 2026-11-01\namount_minor = 5\nby = \"x\"\n";
    let mut rows = base().rows("x", ROWS).unwrap();
    rows.extend(base().rows("x", text).unwrap());
    let facts = base().with_rows(&rows).unwrap();
    assert_eq!(facts.securities[0].valuations.len(), 1);
    let sizes: Vec<(usize, usize)> =
        facts.groups.iter().map(|group| (group.members.len(), group.debts.len())).collect();
    assert_eq!(sizes, [(3, 3), (1, 1)]);
    assert!(check(&facts).iter().any(|one| one.code == "unknown_reference" && one.says.contains("S-9")));
}
