//! The shipped ladder read for one case, as a table a loan officer can read.
//!
//! All cases are invented. Today is 2026-04-01.
#![allow(clippy::unwrap_used)]

use makegood_case::{Channel, Confidence, Contact, Hold, HoldKind, Outcome, PartOutcome, PromiseState};
use makegood_diagnosis::{
    ContactRecord, Dossier, Finding, Item, LenderMatter, MatterKind, Method, PromiseRecord, diagnose,
};
use makegood_strategy::{ASK_WHY, ActionKind, CaseFacts, Proposals, StepTaken, Strategy, propose, recommend};
use makegood_units::{Amount, BusinessDate, Currency, FactId};
use proptest::prelude::*;

const TODAY: &str = "2026-04-01";

fn day(text: &str) -> BusinessDate {
    let dated = if text.len() == 5 { format!("2026-{text}") } else { text.to_owned() };
    dated.parse().unwrap()
}

fn shipped() -> Strategy {
    Strategy::parse("microfinance.toml", include_str!("../../../strategies/microfinance.toml")).unwrap()
}

fn finding(known: &str) -> Finding {
    let item = |id: &str| Item {
        evidence: id.to_owned(),
        observed_on: day(TODAY),
        confidence: Confidence::Verified,
        says: "invented".to_owned(),
        facts: vec![],
    };
    let disputed = LenderMatter { kind: MatterKind::Dispute, on: day("03-30"), fact: FactId::new("event", "dispute") };
    let words: Vec<&str> = known.split_whitespace().collect();
    let items = words.iter().filter(|word| **word != "dispute").map(|id| item(id)).collect();
    let matters = if words.contains(&"dispute") { vec![disputed] } else { Vec::new() };
    diagnose(&Dossier { items, matters }, day(TODAY), &Method::shipped().unwrap())
}

fn contact(no: usize, channel: Channel, on: &str, outcome: Outcome) -> ContactRecord {
    let contact = Contact {
        at: format!("{}T09:00:00Z", day(on)).parse().unwrap(),
        channel,
        contact_point: None,
        by: "invented".into(),
        outcome,
        note: String::new(),
        clearance: "cleared".to_owned(),
        judged: None,
    };
    ContactRecord { fact: FactId::new("event", no), contact, on: day(on) }
}

/// `dpd 12; arrears 120; call 03-20 no_answer; promise 04-05 open; paid 03-30; spells 2`
fn case(lines: &str) -> CaseFacts {
    let mut case = CaseFacts {
        arrears: Amount::from_minor(20_000),
        currency: Currency::USD,
        days_past_due: 0,
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
        securities: Vec::new(),
        noted: Vec::new(),
        done: Vec::new(),
        approved: Vec::new(),
        declined: Vec::new(),
        skipped_to: Vec::new(),
        plan_made: None,
    };
    for (no, line) in lines.split(';').map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[0] {
            "no" => case.has_telephone = false,
            "dpd" => case.days_past_due = words[1].parse().unwrap(),
            "arrears" => case.arrears = Amount::from_minor(words[1].parse::<i64>().unwrap() * 100),
            "paid" => case.last_paid_on = Some(day(words[1])),
            "spells" => case.earlier_spells = words[1].parse().unwrap(),
            "promise" => {
                let kept = if words[2] == "broken" { PromiseState::Broken } else { PromiseState::Pending };
                let (due_on, amount) = (day(words[1]), Amount::from_minor(5_000));
                case.promises.push(PromiseRecord {
                    fact: FactId::new("event", no),
                    made_on: day("03-01"),
                    due_on,
                    amount,
                    kept,
                    parts: vec![PartOutcome { due_on, amount, received: Amount::ZERO, state: kept }],
                });
            }
            "hold" => {
                let kind = if words[1] == "dispute" { HoldKind::Dispute } else { HoldKind::Hardship };
                case.holds.push(Hold { kind, from: day("03-31"), until: None, reason: String::new() });
            }
            channel => {
                let channel = match channel {
                    "call" => Channel::Call,
                    "sms" => Channel::Message,
                    "visit" => Channel::Visit,
                    _ => Channel::Letter,
                };
                let outcome = match words[2] {
                    "no_answer" => Outcome::NoAnswer,
                    "refused" => Outcome::Refused,
                    "hardship" => Outcome::Hardship,
                    "spoke" => Outcome::RightParty,
                    _ => Outcome::Sent,
                };
                case.contacts.push(contact(no, channel, words[1], outcome));
            }
        }
    }
    case
}

fn read(known: &str, lines: &str) -> Proposals {
    propose(&case(lines), &finding(known), &shipped(), day(TODAY))
}

fn open(proposals: &Proposals) -> String {
    let best = recommend(proposals.open.iter().map(|one| (one.rung.clone(), one)));
    let word = |rung: &String, value: i64| {
        let star = if best.as_ref() == Some(rung) { "*" } else { "" };
        format!("{rung}{star} {value}")
    };
    let words: Vec<String> = proposals.open.iter().map(|open| word(&open.rung, open.value.minor())).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}

#[test]
fn what_is_open_today() {
    const CARELESS: &str = "P01 F07 C04";
    const SHORT: &str = "F08 P04 C04";
    const REDUCED: &str = "L02 B03 F03 C07";
    const UNWILLING: &str = "B01 C05 F07 P08";
    let calls = "call 03-10 no_answer; call 03-15 no_answer; call 03-20 no_answer";
    let tried = format!("dpd 70; {calls}");
    let all_tried = format!("dpd 70; {calls}; visit 03-10 no_answer");
    let cases = [
        // name, what is known, the case, what is open with its value in cents (* recommended)
        ("nothing in arrears", CARELESS, "dpd 0; arrears 0", "nothing"),
        ("within grace", CARELESS, "dpd 5", "nothing"),
        ("first day after grace", CARELESS, "dpd 6", "reminder* 1785"),
        ("reason unknown: ask", "", "dpd 12", "reminder 485, call* 1730"),
        ("reason unknown, back again", "", "dpd 40; spells 2", "reminder 225, call 1330, visit* 1900"),
        ("reason unknown, silent", "C06", &tried, "call 730, visit* 1300"),
        (
            "back again, visited last week",
            "",
            "dpd 40; spells 2; visit 03-25 no_answer",
            "reminder 225, call 1330, visit* 1900",
        ),
        ("visited last week", "", &format!("dpd 40; {calls}; visit 03-25 no_answer"), "reminder 225, call* 1330"),
        ("called today", "", "dpd 12; call 04-01 no_answer", "reminder* 475"),
        ("called yesterday", "", "dpd 12; call 03-31 no_answer", "reminder 475, call* 1700"),
        (
            "called five times",
            "",
            &format!("dpd 40; {calls}; call 03-22 no_answer; call 03-24 no_answer"),
            "reminder 225, visit* 1900",
        ),
        ("no telephone", "", "dpd 40; no telephone", "reminder 225, call 1330, visit* 1900"),
        ("promise open", CARELESS, "dpd 12; promise 04-05 open", "nothing"),
        ("promise due today", CARELESS, "dpd 12; promise 04-01 open", "nothing"),
        ("promise just broken", CARELESS, "dpd 12; promise 03-31 broken", "ask-why* 0, reminder 1785"),
        ("asked today why", CARELESS, "dpd 12; promise 03-31 broken; call 04-01 no_answer", "reminder* 1775"),
        ("they said why", CARELESS, "dpd 12; promise 03-30 broken; call 03-31 spoke", "reminder 1775, call* 2900"),
        ("broken in earlier arrears", CARELESS, "dpd 12; promise 03-01 broken", "reminder 1785, call* 2930"),
        (
            "asked three times in vain",
            CARELESS,
            "dpd 70; promise 03-09 broken; call 03-10 no_answer; call 03-15 no_answer; call 03-20 no_answer",
            "call 1330, letter 420, visit* 1900",
        ),
        (
            "firm steps were due: still asked first",
            CARELESS,
            &format!("{all_tried}; promise 03-28 broken"),
            "ask-why* 0, leader-review 800",
        ),
        (
            "no telephone: asked on the spot",
            CARELESS,
            "dpd 12; no telephone; promise 03-31 broken",
            "ask-why* 0, reminder 1785",
        ),
        ("they cannot pay: the plan they are owed", "", "dpd 12; hold hardship; promise 03-31 broken", "plan* -70"),
        ("paid some days ago", CARELESS, "dpd 12; paid 03-29", "reminder* 1785"),
        ("temporary shortage", SHORT, "dpd 12", "reminder 105, plan* 2730"),
        ("calls tried before the payment", CARELESS, &format!("{tried}; paid 03-21"), "call* 1330"),
        ("calls of no use", CARELESS, &tried, "call 1330, letter 420, visit* 1900"),
        ("small arrears: no visit", CARELESS, &format!("{tried}; arrears 15"), "call* 35, letter -135"),
        ("everything tried", CARELESS, &all_tried, "call 1330, letter 420, visit* 1900, leader-review 800"),
        ("reduced ability: never a visit", REDUCED, &all_tried, "plan* 1130, leader-review 800"),
        ("unwilling", UNWILLING, "dpd 12", "reminder 85, call* 930"),
        ("disputed", "dispute", &all_tried, "answer-dispute* -150"),
        ("disputed, by hold", CARELESS, "dpd 12; hold dispute", "answer-dispute* -150"),
        ("answered last week", "dispute", "dpd 12; letter 03-26 sent", "nothing"),
        ("cannot pay, by hold", CARELESS, "dpd 12; hold hardship", "plan* -70"),
        ("said they cannot pay, today", "", "dpd 2; call 04-01 hardship", "plan* -80"),
        ("plan talked about yesterday", "", "dpd 12; hold hardship; call 04-01 spoke", "nothing"),
    ];
    let mut wrong = Vec::new();
    for (name, known, lines, expected) in cases {
        let found = open(&read(known, lines));
        if found != expected {
            wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_proposal_says_why_now() {
    let told = |known: &str, lines: &str, rung: &str| {
        let proposals = read(known, lines);
        let open = proposals.open.into_iter().find(|open| open.rung == rung).unwrap();
        let facts: Vec<&str> = open.why.facts.iter().map(FactId::as_str).collect();
        format!("{} | {} | {} | {:?}", open.why.code, open.why.says, facts.join(" "), open.needs)
    };
    let calls = "dpd 70; call 03-10 no_answer; call 03-15 refused; promise 03-18 broken; visit 03-05 no_answer; call 03-19 spoke";
    let printed = [
        told("", "dpd 12", "call"),
        told("C06", calls, "visit"),
        told("", "dpd 40; spells 3", "visit"),
        told("B01 C05 F07 P08", calls, "leader-review"),
        told("P01 F07 C04", "dpd 12", "reminder"),
        told("", "dpd 12; hold hardship", "plan"),
        told("dispute", "dpd 12", "answer-dispute"),
    ];
    let expected = "
ask_next_question | 12 days past due with 200.00 USD. The reason is not known: ask \"Shall we go through what comes in and what goes out in a month, and see what is left?\" | instalment:L1/3 | []
calls_exhausted | 70 days past due with 200.00 USD. Calling was of no use: 2 calls, 1 visit and 1 broken promise. The reason is not known: ask \"How is business here, on the spot?\" | instalment:L1/3 evidence:C06 event:1 event:2 event:4 event:3 | []
repeat_arrears | 40 days past due with 200.00 USD, after 3 earlier spells of arrears within a year. The reason is not known: ask \"How is business here, on the spot?\" | instalment:L1/3 | []
gentler_steps_exhausted | 70 days past due with 200.00 USD. Tried without result since the last payment: 2 calls, 1 visit and 1 broken promise. | instalment:L1/3 evidence:B01 evidence:F07 evidence:P08 evidence:C05 event:1 event:2 event:4 event:3 | [SecondReviewer]
fits_situation | 12 days past due with 200.00 USD; situation: able, careless. | instalment:L1/3 evidence:P01 evidence:F07 evidence:C04 | []
plan_owed | On 2026-03-31 they said that they cannot pay; they are owed a plan they can keep. | instalment:L1/3 | []
answer_owed | The debt is disputed or may be wrong; they are owed an answer. | instalment:L1/3 event:dispute | []
";
    assert_eq!(printed.join("\n"), expected.trim(), "\n{}\n", printed.join("\n"));
}

#[test]
fn every_closed_rung_says_why_and_when_it_opens() {
    let told = |known: &str, lines: &str| {
        let closed = read(known, lines).passed_over;
        let line = |one: &makegood_strategy::PassedOver| {
            let opens = one.opens_on.map_or(String::new(), |on| format!(" Opens {on}."));
            format!("{}: {}: {}{opens}", one.rung, one.why.code, one.why.says)
        };
        // The steps that wait for something to be noted have a test of their own.
        let usual = shipped().rungs.into_iter().take_while(|rung| rung.id != "credit-education");
        let usual: Vec<String> = usual.map(|rung| rung.id).collect();
        closed.iter().filter(|one| usual.contains(&one.rung)).map(line).collect::<Vec<_>>().join("\n")
    };
    let printed = [
        told("", "dpd 12; call 04-01 no_answer"),
        told("P01 F07 C04", "dpd 5"),
        told("P01 F07 C04", "dpd 12; promise 04-05 open"),
        told("P01 F07 C04", "dpd 62; paid 03-29"),
    ]
    .join("\n\n");
    let expected = "
answer-dispute: nothing_disputed: Nothing is disputed.
call: wait: Last done on 2026-04-01; again from 2026-04-02. Opens 2026-04-02.
plan: other_situation: This step is not for the situation found: undetermined.
letter: other_situation: This step is not for the situation found: undetermined.
visit: too_early: 12 days past due; this step starts at 15. Opens 2026-04-04.
leader-review: too_early: 12 days past due; this step starts at 60. Opens 2026-05-19.

answer-dispute: nothing_disputed: Nothing is disputed.
reminder: within_grace: 5 days past due, within 5 days of grace. Opens 2026-04-02.
call: within_grace: 5 days past due, within 5 days of grace. Opens 2026-04-02.
plan: within_grace: 5 days past due, within 5 days of grace. Opens 2026-04-02.
letter: within_grace: 5 days past due, within 5 days of grace. Opens 2026-04-02.
visit: within_grace: 5 days past due, within 5 days of grace. Opens 2026-04-02.
leader-review: within_grace: 5 days past due, within 5 days of grace. Opens 2026-04-02.

answer-dispute: nothing_disputed: Nothing is disputed.
reminder: promise_open: 50.00 USD is promised by 2026-04-05; they are left in peace until then. Opens 2026-04-06.
call: promise_open: 50.00 USD is promised by 2026-04-05; they are left in peace until then. Opens 2026-04-06.
plan: promise_open: 50.00 USD is promised by 2026-04-05; they are left in peace until then. Opens 2026-04-06.
letter: promise_open: 50.00 USD is promised by 2026-04-05; they are left in peace until then. Opens 2026-04-06.
visit: promise_open: 50.00 USD is promised by 2026-04-05; they are left in peace until then. Opens 2026-04-06.
leader-review: promise_open: 50.00 USD is promised by 2026-04-05; they are left in peace until then. Opens 2026-04-06.

answer-dispute: nothing_disputed: Nothing is disputed.
reminder: too_late: 62 days past due; this step ends at 59.
call: paid_lately: Money came on 2026-03-29; nothing firmer than a reminder until 2026-04-05. Opens 2026-04-05.
plan: other_situation: This step is not for the situation found: able, careless.
letter: paid_lately: Money came on 2026-03-29; nothing firmer than a reminder until 2026-04-05. Opens 2026-04-05.
visit: paid_lately: Money came on 2026-03-29; nothing firmer than a reminder until 2026-04-05. Opens 2026-04-05.
leader-review: paid_lately: Money came on 2026-03-29; nothing firmer than a reminder until 2026-04-05. Opens 2026-04-05.
";
    assert_eq!(printed, expected.trim(), "\n{printed}\n");
}

proptest! {
    /// Whatever the case: every rung is open or closed with a reason, and the
    /// guards hold.
    #[test]
    fn guards_hold_on_any_case(
        known in prop::sample::select(vec!["", "P01 F07 C04", "F08 P04 C04", "L02 B03 F03 C07", "B01 C05 F07 P08", "C06", "dispute"]),
        dpd in 0..200_i32, arrears in 0..1_000_000_i64, calls in 0..12_usize, visits in 0..3_usize,
        spells in 0..4_u32, promise in prop::option::of(0..20_i32), paid in prop::option::of(0..60_i32),
    ) {
        let mut facts = case("");
        facts.days_past_due = dpd;
        facts.arrears = Amount::from_minor(arrears);
        facts.earlier_spells = spells;
        facts.contacts.extend((0..calls).map(|no| contact(no, Channel::Call, "03-10", Outcome::NoAnswer)));
        facts.contacts.extend((0..visits).map(|no| contact(100 + no, Channel::Visit, "03-02", Outcome::NoAnswer)));
        facts.last_paid_on = paid.map(|ago| day(TODAY).plus_days(-ago));
        if let Some(ahead) = promise {
            let due_on = day(TODAY).plus_days(ahead);
            let amount = Amount::from_minor(1);
            let fact = FactId::new("event", "promise");
            let kept = PromiseState::Pending;
            let parts = vec![PartOutcome { due_on, amount, received: Amount::ZERO, state: kept }];
            facts.promises.push(PromiseRecord { fact, made_on: day(TODAY), due_on, amount, kept, parts });
        }
        let (finding, strategy) = (finding(known), shipped());
        let proposals = propose(&facts, &finding, &strategy, day(TODAY));
        let rungs = if arrears > 0 { strategy.rungs.len() } else { 0 };
        prop_assert_eq!(proposals.open.len() + proposals.passed_over.len(), rungs);
        for open in &proposals.open {
            prop_assert!(!open.why.facts.is_empty());
            prop_assert!(promise.is_none() || open.is_owed, "a promise is open");
            prop_assert!(dpd > strategy.grace_days || open.is_owed, "within grace");
            prop_assert!(known != "dispute" || open.action == ActionKind::AnswerDispute);
            let undetermined = finding.situation.code() == "undetermined";
            let quiet = open.action == ActionKind::Reminder || open.channel.is_none();
            prop_assert!(!undetermined || quiet || open.asks.is_some(), "pressing without asking");
            let failed = paid.is_none_or(|ago| ago > 22) && calls >= 3;
            prop_assert!(open.action != ActionKind::Visit || failed || spells >= 2, "a visit before calls failed");
            prop_assert!(open.action != ActionKind::LeaderReview || (failed && visits >= 1), "not exhausted");
        }
        for closed in &proposals.passed_over {
            prop_assert!(closed.opens_on.is_none_or(|on| on > day(TODAY)));
        }
    }
}

/// `03-15 60 20 partly; 04-05 40 0 open`: a promise in parts, with what came for each.
fn promised(parts: &str) -> PromiseRecord {
    let part = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let cents = |word: &str| Amount::from_minor(word.parse::<i64>().unwrap() * 100);
        let state = match words[3] {
            "kept" => PromiseState::Kept,
            "partly" => PromiseState::PartlyKept,
            "broken" => PromiseState::Broken,
            _ => PromiseState::Pending,
        };
        PartOutcome { due_on: day(words[0]), amount: cents(words[1]), received: cents(words[2]), state }
    };
    let parts: Vec<PartOutcome> = parts.split(';').map(part).collect();
    let (last, kept) = (parts.last().unwrap().due_on, parts.iter().map(|part| part.state).max().unwrap());
    let amount = parts.iter().map(|part| part.amount).sum();
    PromiseRecord { fact: FactId::new("event", "p"), made_on: day("03-01"), due_on: last, amount, kept, parts }
}

#[test]
fn row_23_the_day_after_the_promise_is_checked_against_what_came() {
    let says = |lines: &str, parts: &str| {
        let mut facts = case(lines);
        facts.promises.push(promised(parts));
        let proposals = propose(&facts, &finding("P01 F07 C04"), &shipped(), day(TODAY));
        let asked = proposals.open.iter().find(|open| open.rung == ASK_WHY);
        asked.map(|open| (open.is_owed, open.channel, open.why.code.clone(), open.why.says.clone()))
    };
    let (is_owed, channel, code, told) = says("dpd 30; paid 03-30", "03-31 120 80 partly").unwrap();
    assert_eq!((is_owed, channel, code.as_str()), (true, Some(Channel::Call), "promise_missed"));
    assert_eq!(
        told,
        "They were to pay 120.00 USD yesterday; 80.00 USD came. Ask what came in the way before anything firmer."
    );
    let (.., told) = says("dpd 30", "03-29 120 0 broken").unwrap();
    assert!(told.starts_with("They were to pay 120.00 USD by 2026-03-29; nothing came."), "{told}");
    // One part missed, the next still to come: asked now, pressed by nothing meanwhile.
    let half = says("dpd 30", "03-31 60 0 broken; 04-10 40 0 open").unwrap();
    assert!(half.3.starts_with("They were to pay 60.00 USD yesterday"));
    assert_eq!(says("dpd 30", "03-31 60 60 kept; 04-10 40 0 open"), None);
}

#[test]
fn row_23_only_a_leader_with_a_reason_goes_on_without_asking() {
    let calls = "call 03-10 no_answer; call 03-15 no_answer; call 03-20 no_answer";
    let mut facts = case(&format!("dpd 70; {calls}"));
    facts.promises.push(promised("03-30 120 0 broken"));
    let of = |facts: &CaseFacts, rung: &str| {
        let proposals = propose(facts, &finding("P01 F07 C04"), &shipped(), day(TODAY));
        let open = proposals.open.iter().any(|one| one.rung == rung);
        let closed = proposals.passed_over.iter().find(|one| one.rung == rung).map(|one| one.why.code.clone());
        (open, closed)
    };
    assert_eq!(of(&facts, "visit"), (false, Some("ask_why_first".to_owned())));
    let skip = |on: &str| StepTaken { rung: "visit".into(), on: day(on), fact: FactId::new("event", "skip") };
    facts.skipped_to = vec![skip("03-25")];
    assert!(!of(&facts, "visit").0, "a word from before the promise was missed is not about it");
    facts.skipped_to = vec![skip("03-31")];
    assert_eq!(of(&facts, "visit"), (true, None));
    assert_eq!(of(&facts, "letter").1.as_deref(), Some("ask_why_first"), "the others still wait");
}

#[test]
fn the_terms_of_promises_are_read_and_checked() {
    let usual = shipped().promises;
    assert_eq!((usual.max_days, usual.grace_days, usual.ask_attempts), (60, 0, 3));
    let text = include_str!("../../../strategies/microfinance.toml");
    let with = |keys: &str| Strategy::parse("a.toml", &text.replacen("version", &format!("{keys}\nversion"), 1));
    let read =
        with("promise_max_days = 90\npromise_grace_days = 2\npromise_reminder = \"none\"\npromise_ask_attempts = 1");
    let read = read.unwrap().promises;
    assert_eq!((read.max_days, read.grace_days, read.reminder, read.ask_attempts), (90, 2, None, 1));
    for wrong in
        ["promise_max_days = 0", "promise_grace_days = 61", "promise_reminder = \"call\"", "promise_ask_attempts = 0"]
    {
        let key = wrong.split(' ').next().unwrap();
        let said = with(wrong).unwrap_err();
        assert!(said.iter().any(|one| one.problem.contains(key)), "{wrong}: {said:?}");
    }
}
