//! Whom a rung is for beside the situation: products, securities, what is noted; what
//! a second person and a skip change. All cases are invented. Today is 2026-04-01.
#![allow(clippy::unwrap_used)]

use makegood_case::Confidence;
use makegood_diagnosis::{Dossier, Finding, Item, Method, Need, Situation, diagnose};
use makegood_strategy::{CaseFacts, NotedWord, PlanRecord, Proposals, Security, StepTaken, Strategy, plan_of, propose};
use makegood_units::{Amount, BusinessDate, Currency, FactId};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn finding(known: &str) -> Finding {
    let item = |id: &str| Item {
        evidence: id.to_owned(),
        observed_on: day("2026-04-01"),
        confidence: Confidence::Verified,
        says: "invented".to_owned(),
        facts: vec![],
    };
    let items = known.split_whitespace().map(item).collect();
    diagnose(&Dossier { items, matters: Vec::new() }, day("2026-04-01"), &Method::shipped().unwrap())
}

/// `dpd 40; noted death; product car; security pledge; done trace 2026-03-20; agreed suit 2026-03-20`
fn case(lines: &str) -> CaseFacts {
    let mut case = CaseFacts {
        arrears: Amount::from_minor(20_000),
        currency: Currency::USD,
        days_past_due: 40,
        pauses: Vec::new(),
        rests_on: Some(FactId::new("instalment", "L1/3")),
        last_paid_on: None,
        earlier_spells: 0,
        has_telephone: true,
        contacts: Vec::new(),
        promises: Vec::new(),
        holds: Vec::new(),
        last_reviewed_on: None,
        products: Vec::new(),
        securities: vec![Security::None],
        noted: Vec::new(),
        done: Vec::new(),
        approved: Vec::new(),
        declined: Vec::new(),
        skipped_to: Vec::new(),
        plan_made: None,
    };
    for line in lines.split(';').map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let fact = FactId::new("event", words[1]);
        let step = |on: &str| StepTaken { rung: words[1].to_owned(), on: day(on), fact: fact.clone() };
        match words[0] {
            "dpd" => case.days_past_due = words[1].parse().unwrap(),
            "arrears" => case.arrears = Amount::from_minor(words[1].parse().unwrap()),
            "noted" => case.noted.push(NotedWord { what: words[1].to_owned(), on: day("2026-03-25"), fact }),
            "product" => case.products.push(words[1].to_owned()),
            "security" => case.securities = vec![Security::named(words[1]).unwrap()],
            "read" => case.last_reviewed_on = Some(day(words[1])),
            "paid" => case.last_paid_on = Some(day(words[1])),
            "done" => case.done.push(step(words[2])),
            "agreed" => case.approved.push(step(words[2])),
            "skipped" => case.skipped_to.push(step(words[2])),
            other => panic!("{other}"),
        }
    }
    case
}

/// A ladder of a plan and one rung more, with these keys.
fn ladder(keys: &str) -> Strategy {
    let text = ladder_text(keys);
    Strategy::parse("small.toml", &text).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn read(keys: &str, known: &str, lines: &str) -> Proposals {
    propose(&case(lines), &finding(known), &ladder(keys), day("2026-04-01"))
}

/// `open`, with what it waits for, or the reason it is closed.
fn it(keys: &str, known: &str, lines: &str) -> String {
    let found = read(keys, known, lines);
    if let Some(open) = found.open.iter().find(|open| open.rung == "it") {
        let waits = if open.needs.contains(&Need::SecondPerson) { ", waits for a second person" } else { "" };
        return format!("open{waits}");
    }
    found.passed_over.iter().find(|passed| passed.rung == "it").unwrap().why.code.clone()
}

#[test]
fn a_rung_is_for_its_segment() {
    const TRACE: &str = "action = \"trace\"";
    let cases = [
        (TRACE, "", "open"),
        ("action = \"trace\"\nwhen = [\"disappeared\"]", "", "not_noted"),
        ("action = \"trace\"\nwhen = [\"disappeared\"]", "noted disappeared", "open"),
        ("action = \"trace\"\nwhen = [\"disappeared\", \"moved\"]", "noted disappeared", "not_noted"),
        ("action = \"trace\"\nunless = [\"found\"]", "noted found", "noted"),
        ("action = \"trace\"\nunless = [\"found\"]", "noted disappeared", "open"),
        ("action = \"trace\"\nproducts = [\"car\", \"boat\"]", "product home", "other_product"),
        ("action = \"trace\"\nproducts = [\"car\", \"boat\"]", "product home; product boat", "open"),
        ("action = \"trace\"\nsecurities = [\"pledge\"]", "", "other_security"),
        ("action = \"trace\"\nsecurities = [\"pledge\", \"mortgage\"]", "security mortgage", "open"),
        ("action = \"trace\"\nsecurities = [\"none\"]", "", "open"),
        ("action = \"trace\"\nmax_arrears_minor = 20000", "", "open"),
        ("action = \"trace\"\nmax_arrears_minor = 19999", "", "too_large"),
        ("action = \"trace\"\nvulnerable = true", "", "not_vulnerable"),
        ("action = \"trace\"\nvulnerable = true", "noted vulnerability", "open"),
        ("action = \"trace\"\nvulnerable = false", "noted vulnerability", "vulnerable"),
        // Once somebody died, only what is there for that goes on, consent or not.
        (TRACE, "noted death", "deceased"),
        ("action = \"estate_check\"\nwhen = [\"death\"]", "noted death", "open"),
        (
            "action = \"monitoring\"\nwhen = [\"monitoring_consent\"]",
            "noted monitoring_consent; noted death",
            "deceased",
        ),
    ];
    for (keys, lines, expected) in cases {
        assert_eq!(it(keys, "P01 F07 C04", lines), expected, "{keys} {lines}");
    }
}

#[test]
fn row_41_gentler_steps_come_first_unless_a_leader_says_why_not() {
    let keys = "action = \"suit\"\nafter_steps = [\"look\"]";
    let ladder = |lines: &str| {
        let text = "[[rung]]\nid = \"look\"\naction = \"trace\"\nfrom_days_past_due = 1\nminutes = 5\ncost_minor = 1\n\
                    harm_minor = 1\nalways = true\n";
        let own = format!("always = true\n{text}[[rung]]\nid = \"it\"\n");
        let all = self::ladder_text(keys).replace("always = true\n[[rung]]\nid = \"it\"\n", &own);
        let strategy = Strategy::parse("small.toml", &all).unwrap_or_else(|faults| panic!("{faults:?}"));
        let found = propose(&case(lines), &finding("P01 F07 C04"), &strategy, day("2026-04-01"));
        let open = found.open.iter().find(|open| open.rung == "it");
        let closed = || found.passed_over.iter().find(|passed| passed.rung == "it").unwrap().why.code.clone();
        open.map_or_else(closed, |open| format!("open, needs {:?}", open.needs))
    };
    assert_eq!(ladder(""), "gentler_steps_first");
    assert_eq!(ladder("done look 2026-03-20"), "open, needs [SecondPerson]");
    assert_eq!(ladder("done look 2026-03-20; agreed it 2026-03-21"), "open, needs []");
    // Money that came takes the case down the ladder again, agreement and skip with it.
    assert_eq!(ladder("done look 2026-03-10; agreed it 2026-03-11; paid 2026-03-15"), "gentler_steps_first");
    assert_eq!(ladder("skipped it 2026-03-20"), "open, needs [SecondPerson]");
    assert_eq!(ladder("skipped it 2026-03-10; paid 2026-03-15"), "gentler_steps_first");
}

fn ladder_text(keys: &str) -> String {
    format!(
        "name = \"small\"\nversion = 1\npacks = []\n[[rung]]\nid = \"plan\"\naction = \"plan_conversation\"\n\
         situations = [\"S2\"]\nfrom_days_past_due = 1\nminutes = 20\ncost_minor = 1\nharm_minor = 1\nalways = true\n\
         [[rung]]\nid = \"it\"\nfrom_days_past_due = 1\nminutes = 5\ncost_minor = 1\nharm_minor = 1\nalways = true\n{keys}\n"
    )
}

#[test]
fn what_cannot_be_taken_back_says_what_comes_before_it() {
    let refused = |keys: &str| {
        let faults = Strategy::parse("own.toml", &ladder_text(keys)).unwrap_err();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert!(refused("action = \"suit\"").contains("suit is a last resort"));
    assert!(refused("action = \"monitoring\"").contains("monitoring rests on consent"));
    assert!(
        refused("action = \"suit\"\nafter_steps = [\"nowhere\"]").contains("\"nowhere\" is no rung above this one")
    );
    assert!(refused("action = \"trace\"\nwhen = [\"Gone away\"]").contains(": when is a list of words"));
}

#[test]
fn row_9_nothing_firmer_than_a_reminder_goes_without_a_plan() {
    let plan = |situations: &str| {
        format!(
            "[[plan]]\nsituations = [{situations}]\nmethod = \"Ask\"\nrequired_result = \"Paid\"\ndue_days = 30\n\
             [[rung]]\nid = \"remind\"\naction = \"reminder\"\nfrom_days_past_due = 1\nminutes = 1\ncost_minor = 1\n\
             harm_minor = 1\nalways = true\n[[rung]]\nid = \"call\"\naction = \"call\"\nfrom_days_past_due = 1\n\
             minutes = 5\ncost_minor = 1\nharm_minor = 1\n\
             effect = [{{ situations = [\"S1a\", \"S1b\", \"S2\", \"S3\", \"S4\", \"undetermined\"], uplift_bp = [9, 9, 9, 9], source = \"expert\" }}]\n"
        )
    };
    let read = |situations: &str, known: &str, made: Option<PlanRecord>| {
        let text = ladder_text("action = \"trace\"\nwhen = [\"disappeared\"]") + &plan(situations);
        let strategy = Strategy::parse("small.toml", &text).unwrap_or_else(|faults| panic!("{faults:?}"));
        let facts = CaseFacts { plan_made: made, ..case("dpd 40") };
        let finding = finding(known);
        let found = propose(&facts, &finding, &strategy, day("2026-04-01"));
        let planned = plan_of(&facts, &finding, &strategy, day("2026-04-01"));
        let call = found.open.iter().any(|open| open.rung == "call");
        let reminder = found.open.iter().any(|open| open.rung == "remind");
        assert!(reminder, "a reminder needs no plan");
        let defects: Vec<String> = planned.defects.into_iter().map(|defect| defect.code).collect();
        (call, planned.plan.map(|plan| (plan.method, plan.due_on.to_string())), defects.join(" "))
    };
    let careless = "P01 F07 C04";
    let own = |due: &str| Some(("Ask".to_owned(), due.to_owned()));
    // Forty days late without grace: the case opened on 2026-02-21.
    assert_eq!(read("\"S1a\"", careless, None), (true, own("2026-03-23"), "plan_overdue".to_owned()));
    assert_eq!(read("\"S2\"", careless, None), (false, None, "plan_missing".to_owned()));
    // While no cause is known the question is the plan.
    assert_eq!(read("\"S2\"", "", None), (true, None, String::new()));
    let made = |situation| PlanRecord {
        situation,
        method: "By hand".to_owned(),
        owner: "S-1".into(),
        due_on: day("2026-05-01"),
        required_result: "Paid".to_owned(),
        fact: FactId::new("event", 7),
    };
    let by_hand = Some(("By hand".to_owned(), "2026-05-01".to_owned()));
    assert_eq!(read("\"S2\"", careless, Some(made(Situation::Careless))), (true, by_hand, String::new()));
    // Another finding voids it, and the ladder's own takes its place where there is one.
    let void = read("\"S1a\"", careless, Some(made(Situation::TemporaryShortage)));
    assert_eq!(void, (true, own("2026-03-23"), "plan_void plan_overdue".to_owned()));
    let none = read("\"S2\"", careless, Some(made(Situation::TemporaryShortage)));
    assert_eq!(none, (false, None, "plan_void plan_missing".to_owned()));
}
