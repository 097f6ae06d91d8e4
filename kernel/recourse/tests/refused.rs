//! Every refusal by its name and at its line; `docs/recourse.md` names each of them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{DEBT, GROUP, GUARANTOR, HEAD, PLEDGE, codes, facts, head};
use makegood_recourse::{Facts, recourse};
use makegood_units::Amount;

/// A second debt, borrowed by `P-2`.
fn second_debt() -> String {
    DEBT.replace("L-1", "L-2").replace("B-1", "B-2").replace("P-1", "P-2")
}

/// `P-1` stands in for `P-2` on the second debt.
fn crossed() -> String {
    GUARANTOR.replace("G-1", "G-2").replace("P-2", "P-1").replace("L-1", "L-2")
}

fn errors(text: &str) -> Vec<(usize, &'static str, String)> {
    let errors = Facts::parse("own.toml", text).err().unwrap_or_default();
    assert!(errors.iter().all(|error| !error.way_out.is_empty() && error.file == "own.toml"));
    errors.into_iter().map(|error| (error.line, error.code, error.says)).collect()
}

/// What contradicts itself: the name, the file, and words that stand on the line it points at
/// or on the one after it.
fn contradictions() -> Vec<(&'static str, String, &'static str)> {
    let guarantor = |from: &str, to: &str| format!("{HEAD}{DEBT}{}", GUARANTOR.replace(from, to));
    let group = |from: &str, to: &str| format!("{HEAD}{DEBT}{}", GROUP.replace(from, to));
    let pledge = |from: &str, to: &str| format!("{}{DEBT}{}", head("['house']"), PLEDGE.replace(from, to));
    let debt = |from: &str, to: &str| format!("{HEAD}{}", DEBT.replace(from, to));
    let noted = |text: &str| format!("{HEAD}{DEBT}{GROUP}{text}");
    let route = |text: &str| {
        let rest = "cost_minor = 1\ndays = 1\nsource = 'x'\nprobability_bp";
        format!("{HEAD}{DEBT}[[route]]\nid = 'R'\ndebt = 'L-1'\n{text}\n").replace("probability_bp", rest)
    };
    let paid =
        "[[contribution]]\nid = 'C'\nby = 'P-2'\ndebt = 'L-1'\ninstalment = 1\non = 2026-10-01\namount_minor = 500\n";
    let back = "[[repayment]]\nid = 'RP'\ndebt = 'L-1'\non = 2026-10-02\namount_minor = 501\n";
    let estate = "[[liable]]\nid = 'E'\nparty = 'P-5'\ndebt = 'L-1'\nrole = 'estate'\n";
    let rule = "[[rule]]\nid = 'own.first'\nkind = 'before'\nsays = 'x'\nfirst = ['guarantor']\nthen = ['pledge']\ncitation = 'x'\nstatus = 'house'\n";
    vec![
        ("self_guarantee", guarantor("P-2", "P-1"), "G-1"),
        ("self_guarantee", guarantor("no_period", "stands_for = 'P-2'\nno_period"), "G-1"),
        ("cyclic_guarantee", format!("{HEAD}{DEBT}{GUARANTOR}{}{}", second_debt(), crossed()), "G-1"),
        ("limit_not_positive", guarantor("no_period", "limit_minor = 0\nno_period"), "G-1"),
        ("limit_not_positive", guarantor("no_period", "limit_minor = -5\nno_period"), "G-1"),
        ("limit_not_positive", group("share_bp = 3334", "share_bp = 3334, limit_minor = 0"), "GR"),
        ("limit_not_positive", pledge("haircut_bp", "limit_minor = 0\nhaircut_bp"), "S-1"),
        ("signed_after_period", guarantor("no_period = true", "period_ends_on = 2025-12-31"), "G-1"),
        ("obligor_twice", format!("{HEAD}{DEBT}{GUARANTOR}{}", GUARANTOR.replace("G-1", "G-2")), "G-2"),
        (
            "obligor_twice",
            debt("[[liable]]", "[[liable]]\nid = 'X'\nparty = 'P-1'\ndebt = 'L-1'\nrole = 'co_borrower'\n[[liable]]"),
            "B-1",
        ),
        ("obligor_twice", format!("{HEAD}{DEBT}{GUARANTOR}{GROUP}"), "G-1"),
        ("obligor_twice", group("\"P-3\"", "\"P-2\""), "GR"),
        ("shares_above_whole", group("3334", "3335"), "GR"),
        ("share_not_positive", group("3334", "0"), "GR"),
        (
            "group_too_small",
            format!(
                "{HEAD}{DEBT}[[group]]\nid = 'GR'\nliability = 'several'\ndebts = ['L-1']\nmember = [{{ party = 'P-1', share_bp = 1 }}]\n"
            ),
            "GR",
        ),
        ("borrower_not_member", group("\"P-1\"", "\"P-9\""), "GR"),
        ("no_borrower", debt("\"borrower\"", "\"co_borrower\""), "L-1"),
        (
            "two_borrowers",
            debt("[[liable]]", "[[liable]]\nid = 'X'\nparty = 'P-8'\ndebt = 'L-1'\nrole = 'borrower'\n[[liable]]"),
            "L-1",
        ),
        ("due_above_owed", debt("due_minor = 40_000", "due_minor = 100_001"), "L-1"),
        ("due_since_missing", debt("due_since = 2026-09-01\n", ""), "L-1"),
        ("waterfall_twice", debt("due_minor", "waterfall = ['fee', 'fee']\ndue_minor"), "L-1"),
        (
            "date_ahead",
            guarantor("no_period = true", "period_ends_on = 2026-12-31\nperiod_saved_on = 2026-11-24"),
            "G-1",
        ),
        ("date_ahead", debt("2026-09-01", "2026-11-24"), "L-1"),
        (
            "estate_without_value",
            format!("{HEAD}{}{estate}", DEBT.replace("role", "died_on = 2026-10-01\nrole")),
            "'E'",
        ),
        ("nobody_died", format!("{HEAD}{DEBT}{estate}limit_minor = 5\n"), "'E'"),
        ("id_twice", format!("{HEAD}{DEBT}{}", GUARANTOR.replace("G-1", "B-1")), "B-1"),
        ("unknown_reference", guarantor("L-1", "L-9"), "G-1"),
        ("unknown_reference", guarantor("no_period", "stands_for = 'P-9'\nno_period"), "G-1"),
        ("unknown_reference", pledge("house.pledge", "house.auction"), "S-1"),
        (
            "unknown_reference",
            noted("[[cooperation]]\nid = 'CO'\ngroup = 'GR'\nparty = 'P-9'\non = 2026-10-01\nstatus = 'agreed'\n"),
            "CO",
        ),
        ("unknown_reference", route("kind = 'guarantor'\nof = 'G-9'\nprobability_bp = 1"), "'R'"),
        ("own_contribution", noted(&paid.replace("P-2", "P-1")), "'C'"),
        ("contributor_not_liable", noted(&paid.replace("P-2", "P-9")), "'C'"),
        ("amount_not_positive", noted(&paid.replace("500", "0")), "'C'"),
        ("repaid_above_recourse", noted(&format!("{paid}{back}")), "RP"),
        (
            "attendee_not_member",
            noted(
                "[[meeting]]\nid = 'M'\ngroup = 'GR'\non = 2026-10-01\nattendees = ['P-1', 'P-9']\nminutes = 'D'\noutcome = 'x'\n",
            ),
            "'M'",
        ),
        (
            "ends_before_it_begins",
            noted(
                "[[shock]]\nid = 'X'\ngroup = 'GR'\nbegins_on = 2026-10-02\nends_on = 2026-10-01\nreason = 'x'\nby = 'S'\n",
            ),
            "'X'",
        ),
        ("haircut_above_whole", pledge("2000", "10001"), "S-1"),
        ("secures_what", pledge("[\"L-1\"]", "[]"), "S-1"),
        ("process_not_for_kind", pledge("house.pledge", "house.mortgage_court"), "S-1"),
        ("probability_above_whole", route("kind = 'plan'\nbrings_minor = 5\nprobability_bp = 10001"), "'R'"),
        ("route_incomplete", route("kind = 'plan'\nprobability_bp = 1"), "'R'"),
        ("order_in_a_circle", format!("{}{DEBT}{rule}", head("['cn']")), "own.first"),
    ]
}

#[test]
fn contradictions_are_refused_by_name_at_their_line() {
    for (code, text, stands) in contradictions() {
        let found = errors(&text);
        let (line, _, says) =
            found.iter().find(|(_, found, _)| *found == code).unwrap_or_else(|| panic!("{code}: {found:?}"));
        let place: String = text.lines().skip(line - 1).take(2).collect();
        assert!(place.contains(stands), "{code} at line {line}: {place:?}, {says}");
        assert!(found.iter().all(|(_, found, _)| *found == code), "{code} alone: {found:?}");
    }
}

#[test]
fn circles_are_told_with_everybody_in_them() {
    let text = format!("{HEAD}{DEBT}{GUARANTOR}{}{}", second_debt(), crossed());
    assert_eq!(errors(&text)[0].2, "P-1 for P-2 for P-1 stand in for each other in a circle");
    // On one debt: two guarantors, each for the other.
    let each = |id: &str, who: &str, whom: &str| {
        GUARANTOR
            .replace("G-1", id)
            .replace("P-2", who)
            .replace("no_period", &format!("stands_for = '{whom}'\nno_period"))
    };
    let text =
        [HEAD, DEBT, &each("G-1", "P-2", "P-4"), &each("G-2", "P-3", "P-2"), &each("G-3", "P-4", "P-3")].concat();
    assert_eq!(errors(&text)[0].2, "P-2 for P-4 for P-3 for P-2 stand in for each other in a circle");
    // A chain is no circle.
    facts(&[HEAD, DEBT, GUARANTOR, &each("G-2", "P-3", "P-2")]);
}

/// Facts made by a program are held to the same.
#[test]
fn amounts_that_do_not_fit() {
    let mut wrong = facts(&[HEAD, DEBT]);
    wrong.debts[0].owed.fee = Amount::from_minor(-1);
    assert_eq!(codes(&recourse(&wrong).unwrap_err()), ["amount_out_of_range"]);
    let mut wrong = facts(&[HEAD, DEBT]);
    wrong.debts[0].owed.fee = Amount::from_minor(i64::MAX);
    assert_eq!(codes(&recourse(&wrong).unwrap_err()), ["amount_out_of_range"]);
    let mut many = facts(&[HEAD, DEBT]);
    let debt = many.debts[0].clone();
    many.debts
        .extend((0..1_600).map(|at| makegood_recourse::Debt { id: format!("X{at}").as_str().into(), ..debt.clone() }));
    assert!(codes(&recourse(&many).unwrap_err()).contains(&"too_many_facts"));
}

#[test]
fn what_does_not_read_is_told_at_its_line() {
    let cases = [
        ("name = \"test\"", "name = 7", "1: name is words in quotes; found 7"),
        ("as_of = 2026-11-23\n", "", "1: as_of is missing; it is a day such as 2026-11-23"),
        ("2026-11-23", "2026-11-31", "2: invalid"),
        ("\"USD\"", "\"dollars\"", "3: currency is three capital letters such as USD; found \"dollars\""),
        ("law = []", "law = [\"mars\"]", "4: law is a list of cn, de, in, house; found [\"mars\"]"),
        ("due_minor = 40_000", "due_minor = -1", "10: due_minor is a whole number of minor units from 0; found -1"),
        ("due_minor = 40_000", "due = 40_000", "7: due_minor is missing"),
        ("due_minor = 40_000", "due = 40_000", "10: due is not a key of this table; known are id, owed, due_minor"),
        ("interest = 10_000", "intrest = 10_000", "9: intrest is not a key of this table; known are cost, fee"),
        ("role = \"borrower\"", "role = \"uncle\"", "17: role is one of borrower, co_borrower, guarantor, estate"),
        ("signed_on = 2026-01-01\n", "", "13: proof and signed_on stand together or not at all"),
        ("[[liable]]", "[[neighbour]]", "13: neighbour is not a key of this table; known are name, as_of"),
    ];
    for (from, to, told) in cases {
        let text = format!("{HEAD}{DEBT}").replacen(from, to, 1);
        let found: Vec<String> = errors(&text).into_iter().map(|(line, _, says)| format!("{line}: {says}")).collect();
        assert!(found.iter().any(|found| found.starts_with(told)), "{told}\n{found:#?}");
    }
}

/// What blocks and what does not count has names too; each is reproduced by a test beside this one.
const BLOCKS: [&str; 33] = [
    "advice_missing",
    "already_realised",
    "attempts_used",
    "below_reserve",
    "common_shock",
    "execution_first",
    "exempt_goods",
    "guarantor_free",
    "kind_unclear",
    "limit_used",
    "limitation_over",
    "marital_status_unknown",
    "no_member_can_be_asked",
    "no_process",
    "nothing_due",
    "notice_not_served",
    "own_security_first",
    "owner_consent_missing",
    "owner_identity_missing",
    "owner_not_liable",
    "period_unknown",
    "primary_first",
    "proof_missing",
    "redeemed_too_late",
    "sale_without_price",
    "spouse_consent_missing",
    "step_out_of_turn",
    "step_too_early",
    "step_without_proof",
    "valuation_missing",
    "valuation_too_old",
    "amount_out_of_range",
    "too_many_facts",
];

/// The page names every refusal there is, and no other.
#[test]
fn the_page_names_every_refusal() {
    let page = include_str!("../../../docs/recourse.md");
    let (_, table) = page.split_once("## Refusals").unwrap();
    let mut named: Vec<&str> =
        table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(code, _)| code)).collect();
    let contradictions = contradictions();
    let mut known: Vec<&str> = contradictions.iter().map(|(code, ..)| *code).chain(BLOCKS).collect();
    known.push("bad_recourse_file");
    known.sort_unstable();
    known.dedup();
    named.sort_unstable();
    assert_eq!(named, known);
}

/// The page describes every key of every table.
#[test]
fn the_page_describes_every_key() {
    let page = include_str!("../../../docs/recourse.md");
    let tables = [
        "",
        "debt",
        "liable",
        "happening",
        "group",
        "contribution",
        "repayment",
        "notice",
        "contact",
        "cooperation",
        "meeting",
        "shock",
        "security",
        "enforcement",
        "asset",
        "exempt",
        "added_security",
        "route",
        "rule",
        "process",
    ];
    for table in tables {
        let unknown = if table.is_empty() {
            format!("zzz = 1\n{HEAD}")
        } else {
            format!("{HEAD}[[{table}]]\nzzz = 1\nrole = 'guarantor'\nkind = 'before'\n")
        };
        let told = errors(&unknown);
        let (_, known) = told
            .iter()
            .find_map(|(_, _, says)| says.strip_prefix("zzz is not a key")?.split_once("known are "))
            .unwrap();
        for key in known.split(", ") {
            assert!(page.contains(&format!("`{key}`")), "{table}: {key} is not described");
        }
    }
}
