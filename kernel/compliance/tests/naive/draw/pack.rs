//! Random packs, written as pages and read as any page is.

use super::Dice;
use makegood_units::BusinessDate;
use std::fmt::Write;

const ACTS: [&str; 8] = ["call", "call", "call", "message", "email", "letter", "visit", "sue"];
const COUNTED: [&str; 6] = ["call_placed", "call_placed", "message_sent", "email_sent", "visit_made", "contacts"];
const WORDS: [&str; 7] = ["grievance", "notice", "promise", "agreement", "hearing", "dispute", "hardship"];
const FORMS: [&str; 3] = ["written", "oral", "returned"];
const CONDITIONS: [&str; 8] = [
    "lender.is_bound",
    "not lender.is_small",
    "days_past_due > 3",
    "days_past_due <= 20",
    "debt.purpose = consumer | card",
    "debt.kind != mortgage",
    "debt.amount >= 1000",
    "debtor.is_vulnerable",
];
const PURPOSES: [&str; 4] = ["collect", "offer_plan", "answer_dispute", "ask_location"];
const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const KINDS: [&str; 11] = [
    "window",
    "window",
    "rolling_count",
    "rolling_count",
    "cooldown",
    "hold",
    "interval",
    "precondition",
    "recipient",
    "content",
    "address_basis",
];

/// One to three pages with some rules each, whose days lie around `near`.
pub fn pages(dice: &mut Dice, near: BusinessDate) -> Vec<(String, String)> {
    let count = 1 + dice.below(3);
    (0..count).map(|number| (format!("p{number}.md"), page(dice, number, count, near))).collect()
}

fn page(dice: &mut Dice, number: usize, count: usize, near: BusinessDate) -> String {
    let mut page = "# Invented\n\n```pack\nsource = \"x\"\nread_on = 2026-03-09\nreviewed_by = \"x\"\n".to_owned();
    let scope = if dice.percent(60) { "always" } else { *dice.one(&CONDITIONS) };
    writeln!(page, "applies_to = {scope:?}").unwrap();
    if dice.percent(20) {
        writeln!(page, "only_if = {:?}", dice.one(&CONDITIONS)).unwrap();
    }
    page.push_str("```\n");
    for (place, word) in ["not_connected", "misdirected", "unanswered", "prior_consent"].into_iter().enumerate() {
        let days = if word == "prior_consent" {
            dated(dice, near, &mut |dice| dice.from(1, 9).to_string())
        } else {
            String::new()
        };
        let days = if days.is_empty() {
            format!("in_force = [{{ from = {}, value = true }}]\n", near.plus_days(-900))
        } else {
            format!("days = {days}\n")
        };
        write!(page, "```rule p{number}.out{place}\nkind = \"exclusion\"\nforce = \"statute\"\nstatus = \"verified\"\nleaves_out = {word:?}\n{days}```\n").unwrap();
    }
    for place in 0..1 + dice.below(4) {
        let kind = *dice.one(&KINDS);
        let body = body(dice, kind, number, near);
        let common = common(dice, near);
        write!(page, "```rule p{number}.r{place}\nkind = {kind:?}\nforce = \"statute\"\nstatus = \"verified\"\n{common}{body}```\n").unwrap();
    }
    if dice.percent(25) {
        let other = dice.below(count);
        let to = if dice.percent(50) {
            "\"refuse\"".to_owned()
        } else {
            format!("\"approval\"\nto_office = {:?}", dice.one(&["compliance", "board"]))
        };
        let taken = if dice.percent(30) { format!("takes_in = [\"p{other}\"]\n") } else { String::new() };
        write!(page, "```rule p{number}.merge\nkind = \"merge\"\nforce = \"statute\"\nstatus = \"verified\"\nin_force = {}\nraises = [\"p{other}.r0\", \"p{other}.r1\"]\nto = {to}\n{taken}```\n", in_force(dice, near)).unwrap();
    }
    page
}

/// A dated parameter whose first day is the same for all of a rule's.
fn dated(dice: &mut Dice, near: BusinessDate, value: &mut dyn FnMut(&mut Dice) -> String) -> String {
    let mut values = vec![format!("{{ from = {}, value = {} }}", near.plus_days(-900), value(dice))];
    let mut day = near.plus_days(-6);
    while dice.percent(25) {
        day = day.plus_days(1 + dice.below(9) as i32);
        values.push(format!("{{ from = {day}, value = {} }}", value(dice)));
    }
    format!("[{}]", values.join(", "))
}

fn whole(dice: &mut Dice, near: BusinessDate, least: i64, most: i64) -> String {
    dated(dice, near, &mut |dice| dice.from(least, most).to_string())
}

fn in_force(dice: &mut Dice, near: BusinessDate) -> String {
    let mut is_on = dice.percent(80);
    dated(dice, near, &mut |_| {
        is_on = !is_on;
        (!is_on).to_string()
    })
}

fn list(words: &[&str]) -> String {
    format!("{words:?}")
}

fn acts(dice: &mut Dice) -> String {
    let mut acts = vec![*dice.one(&ACTS)];
    if dice.percent(30) {
        acts.push(*dice.one(&ACTS));
    }
    if dice.percent(10) { "\"contacts\"".to_owned() } else { list(&acts) }
}

/// The keys every rule may have.
fn common(dice: &mut Dice, near: BusinessDate) -> String {
    let mut keys = format!("in_force = {}\n", in_force(dice, near));
    if dice.percent(12) {
        let mut conditions: Vec<&str> = dice.some(&CONDITIONS, 1);
        conditions.push(*dice.one(&CONDITIONS));
        writeln!(keys, "only_if = {}", list(&conditions)).unwrap();
    }
    let mut maybe = |share: u64, key: &str, words: &[&str]| {
        if dice.percent(share) {
            writeln!(keys, "{key} = {:?}", dice.one(words)).unwrap();
        }
    };
    maybe(5, "only_for", &PURPOSES);
    maybe(5, "not_for", &PURPOSES);
    maybe(4, "only_to", &["borrower", "guarantor"]);
    maybe(4, "only_with", &["recorded", "polite"]);
    maybe(4, "unless_with", &["recorded", "polite"]);
    maybe(4, "only_at", &["home", "work"]);
    maybe(4, "not_at", &["home", "work"]);
    maybe(12, "unless", &WORDS);
    match dice.below(8) {
        0 => keys.push_str("answer = \"warn\"\n"),
        1 => writeln!(keys, "answer = \"approval\"\napproval_by = {:?}", dice.one(&["compliance", "board"])).unwrap(),
        _ => {}
    }
    if dice.percent(8) {
        writeln!(keys, "replies = {}", whole(dice, near, 1, 3)).unwrap();
    }
    keys
}

fn body(dice: &mut Dice, kind: &str, number: usize, near: BusinessDate) -> String {
    match kind {
        "window" => window(dice, near),
        "rolling_count" => rolling_count(dice, number, near),
        "cooldown" => cooldown(dice, number, near),
        "hold" | "interval" => hold(dice, near),
        "precondition" => precondition(dice, near),
        "recipient" => recipient(dice, near),
        "address_basis" => ground(dice, near),
        _ => {
            let (key, word) = (*dice.one(&["must_carry", "must_not_carry"]), *dice.one(&["recorded", "polite"]));
            let occasion = dice.one(&["every", "first"]);
            format!("acts = {}\n{key} = {word:?}\noccasion = {occasion:?}\n", acts(dice))
        }
    }
}

fn window(dice: &mut Dice, near: BusinessDate) -> String {
    let mut body = format!("acts = {}\n", acts(dice));
    if dice.percent(20) {
        return body + "as_asked = true\n";
    }
    let time = |minutes: i64| format!("\"{:02}:{:02}\"", minutes / 60, minutes % 60);
    writeln!(body, "opens = {}", dated(dice, near, &mut |dice| time(dice.from(0, 90) * 7))).unwrap();
    writeln!(body, "closes = {}", dated(dice, near, &mut |dice| time(dice.from(91, 205) * 7 + 5))).unwrap();
    if dice.percent(25) {
        let days = dated(dice, near, &mut |dice| list(&dice.some(&WEEK, 3)));
        writeln!(body, "closed_on = {days}").unwrap();
    }
    if dice.percent(25) {
        let days: Vec<&str> = dice.some(&WEEK, 5);
        if !days.is_empty() {
            writeln!(body, "on = {}", list(&days)).unwrap();
        }
    }
    if dice.percent(15) {
        writeln!(body, "zone = {:?}", dice.one(&["America/New_York", "Asia/Kolkata", "Pacific/Apia"])).unwrap();
    }
    body
}

fn excluding(dice: &mut Dice, number: usize) -> String {
    let names: Vec<String> = dice.some(&[0, 1, 2, 3, 3], 3).iter().map(|out| format!("p{number}.out{out}")).collect();
    if names.is_empty() { String::new() } else { format!("excluding = {names:?}\n") }
}

fn per(dice: &mut Dice) -> &'static str {
    let ways: [&str; 4] = [
        "per = [\"person\"]\n",
        "per = [\"person\", \"debt\"]\n",
        "per = [\"person\", \"contact_point\"]\n",
        "per = [\"person\", \"debt\", \"contact_point\"]\n",
    ];
    let way: &&str = dice.one(&ways);
    way
}

fn rolling_count(dice: &mut Dice, number: usize, near: BusinessDate) -> String {
    let span = if dice.percent(30) {
        format!("window_minutes = {}", dated(dice, near, &mut |dice| (dice.from(1, 60) * dice.from(1, 90)).to_string()))
    } else {
        format!("window_days = {}", whole(dice, near, 1, 12))
    };
    let mut body = format!(
        "counts = {:?}\n{span}\nat_most = {}\nbreach = \"refused\"\noutcome = {:?}\n{}{}",
        dice.one(&COUNTED),
        whole(dice, near, 0, 6),
        dice.one(&["any", "any", "answered", "unanswered"]),
        per(dice),
        excluding(dice, number),
    );
    if dice.percent(25) {
        writeln!(body, "stops = {}", acts(dice)).unwrap();
    }
    body
}

fn cooldown(dice: &mut Dice, number: usize, near: BusinessDate) -> String {
    let mut body =
        format!("stops = {}\ndays = {}\n{}{}", acts(dice), whole(dice, near, 1, 9), per(dice), excluding(dice, number));
    if dice.percent(60) {
        body.push_str("after_conversation_by = [\"call\", \"inbound_call\", \"visit\"]\n");
    } else {
        writeln!(body, "after = {:?}", dice.one(&WORDS)).unwrap();
        if dice.percent(30) {
            writeln!(body, "in_form = {:?}", dice.one(&FORMS)).unwrap();
        }
    }
    body
}

fn hold(dice: &mut Dice, near: BusinessDate) -> String {
    let mut body = format!("on = [{:?}, {:?}]\nstops = {}\n", dice.one(&WORDS), dice.one(&WORDS), acts(dice));
    if dice.percent(40) {
        writeln!(body, "days = {}", whole(dice, near, 1, 12)).unwrap();
    }
    let mut maybe = |share: u64, key: &str, words: &[&str]| {
        if dice.percent(share) {
            writeln!(body, "{key} = {:?}", dice.one(words)).unwrap();
        }
    };
    maybe(40, "day_one", &["the_day", "the_next_day"]);
    maybe(40, "starts", &["at_once", "next_day"]);
    maybe(30, "closed_by", &["agreement", "hearing", "promise"]);
    maybe(20, "in_form", &FORMS);
    maybe(25, "limited_to", &["contact_point", "channel", "place"]);
    maybe(8, "redirect_to", &["attorney"]);
    maybe(25, "passes", &PURPOSES);
    if dice.percent(20) {
        body.push_str("all_debts = true\n");
    }
    if dice.percent(20) {
        writeln!(body, "tail_days = {}", whole(dice, near, 1, 5)).unwrap();
    }
    if dice.percent(10) {
        writeln!(body, "passes_by = {}", acts(dice)).unwrap();
    }
    body
}

fn precondition(dice: &mut Dice, near: BusinessDate) -> String {
    let mut body = format!("acts = {}\n", acts(dice));
    match dice.below(5) {
        0 => {}
        1 => writeln!(body, "since = {:?}", dice.one(&["arrears_since", "grievance", "hearing"])).unwrap(),
        _ => writeln!(body, "needs = {:?}", dice.one(&["notice", "hearing", "agreement"])).unwrap(),
    }
    if body.contains("since") || dice.percent(50) {
        writeln!(body, "days = {}", whole(dice, near, 1, 9)).unwrap();
    }
    if dice.percent(30) {
        writeln!(body, "times = {}", whole(dice, near, 1, 3)).unwrap();
    }
    if dice.percent(30) {
        writeln!(body, "valid_days = {}", whole(dice, near, 5, 20)).unwrap();
    }
    let mut maybe = |share: u64, key: &str, words: &[&str]| {
        if dice.percent(share) {
            writeln!(body, "{key} = {:?}", dice.one(words)).unwrap();
        }
    };
    maybe(40, "day_one", &["the_day", "the_next_day"]);
    maybe(40, "when", &WORDS);
    maybe(15, "in_form", &FORMS);
    maybe(20, "spoilt_with", &["returned"]);
    body
}

fn recipient(dice: &mut Dice, near: BusinessDate) -> String {
    let mut body = format!("acts = {}\nonly = [\"borrower\", \"guarantor\"]\n", acts(dice));
    if dice.percent(60) {
        body.push_str("limited = [\"spouse\"]\nlimited_for = [\"ask_location\", \"collect\"]\n");
    }
    if dice.percent(30) {
        writeln!(body, "opened_by = {:?}", dice.one(&WORDS)).unwrap();
    }
    if dice.percent(40) {
        writeln!(body, "opened_after_unanswered = {}", whole(dice, near, 1, 3)).unwrap();
    }
    body
}

fn ground(dice: &mut Dice, near: BusinessDate) -> String {
    let mut body = format!("acts = {}\nbasis = \"agreement\"\n", acts(dice));
    if dice.percent(50) {
        body.push_str("sources = \"the_borrower\"\n");
    }
    if dice.percent(50) {
        writeln!(body, "notice = \"notice\"\nnotice_days = {}", whole(dice, near, 1, 9)).unwrap();
    }
    if dice.percent(50) {
        writeln!(body, "fresh = \"promise\"\nfresh_days = {}", whole(dice, near, 3, 20)).unwrap();
    }
    if dice.percent(40) {
        writeln!(body, "spoilt_by = {:?}", dice.one(&WORDS)).unwrap();
    }
    body
}
