//! What the record of a case shows by itself, as a table a loan officer can read.
//!
//! Every loan here has instalments of 100.00, due on the 5th from January 2026 on.
#![allow(clippy::unwrap_used)]

use makegood_book::{BookRules, Instalment, Loan, LoanFacts, Payment, history};
use makegood_case::{Channel, Contact, Outcome, PromiseState};
use makegood_diagnosis::{Case, ContactRecord, Item, LoanHistory, PromiseRecord, earlier_spells, observe};
use makegood_units::{Amount, BusinessDate, Currency, FactId, LoanId};

fn day(text: &str) -> BusinessDate {
    let dated = if text.len() == 5 { format!("2026-{text}") } else { text.to_owned() };
    dated.parse().unwrap()
}

fn cents(text: &str) -> Amount {
    Amount::from_minor(text.parse::<i64>().unwrap() * 100)
}

fn schedule(count: i8) -> Vec<Instalment> {
    let row = |no: i8| Instalment {
        loan: "L1".into(),
        no: no as u32,
        due_on: BusinessDate::try_from_ymd(2026 + i16::from((no - 1) / 12), (no - 1) % 12 + 1, 5).unwrap(),
        principal: cents("100"),
        interest: Amount::ZERO,
        fee: Amount::ZERO,
        restructuring: None,
    };
    (1..=count).map(row).collect()
}

fn facts(instalments: Vec<Instalment>, payments: Vec<Payment>) -> LoanFacts {
    let loan = Loan {
        id: "L1".into(),
        borrower: "B".into(),
        branch: "1".into(),
        currency: Currency::USD,
        principal: Amount::ZERO,
        disbursed_on: None,
        product: None,
        purpose: None,
    };
    LoanFacts::plain(loan, instalments, payments)
}

/// One line: `pay 01-05 100`, `call 03-07 no_answer 0700`, `promise 03-10 kept`.
fn read(lines: &str) -> (Vec<Payment>, Vec<ContactRecord>, Vec<PromiseRecord>) {
    let (mut paid, mut contacts, mut promises) = (Vec::new(), Vec::new(), Vec::new());
    for (no, line) in lines.split(';').map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let fact = FactId::new("event", no);
        let on = day(words[1]);
        match words[0] {
            "pay" => paid.push(Payment {
                id: format!("p{no}").as_str().into(),
                loan: "L1".into(),
                value_on: on,
                amount: cents(words[2]),
                entered_on: None,
                kind: None,
            }),
            "promise" => {
                let kept = match words[2] {
                    "kept" => PromiseState::Kept,
                    "broken" => PromiseState::Broken,
                    "partly" => PromiseState::PartlyKept,
                    _ => PromiseState::Pending,
                };
                promises.push(PromiseRecord {
                    fact,
                    made_on: on.plus_days(-5),
                    due_on: on,
                    amount: cents("100"),
                    kept,
                    parts: Vec::new(),
                });
            }
            channel => contacts.push(ContactRecord { fact, contact: contact(channel, on, words[2], words.get(3)), on }),
        }
    }
    (paid, contacts, promises)
}

fn contact(channel: &str, on: BusinessDate, outcome: &str, point: Option<&&str>) -> Contact {
    Contact {
        at: format!("{on}T09:00:00Z").parse().unwrap(),
        channel: match channel {
            "called_us" => Channel::InboundCall,
            "sms" => Channel::Message,
            "visit" => Channel::Visit,
            _ => Channel::Call,
        },
        contact_point: point.map(|point| (*point).into()),
        by: "invented".into(),
        outcome: match outcome {
            "no_answer" => Outcome::NoAnswer,
            "not_connected" => Outcome::NotConnected,
            "sent" => Outcome::Sent,
            "refused" => Outcome::Refused,
            "wrong_number" => Outcome::WrongNumber,
            "hardship" => Outcome::Hardship,
            _ => Outcome::RightParty,
        },
        note: String::new(),
        clearance: "cleared".to_owned(),
        judged: None,
    }
}

fn seen(instalments: i8, lines: &str, as_of: &str) -> Vec<Item> {
    let (paid, contacts, promises) = read(lines);
    let as_of = day(as_of);
    let history = history(&facts(schedule(instalments), paid.clone()), as_of, &BookRules::default()).unwrap();
    let loan = LoanId::new("L1");
    let loans = vec![LoanHistory { loan: &loan, history: &history }];
    observe(&Case { loans, contacts, promises, ..Case::default() }, as_of).items
}

fn ids(items: &[Item]) -> String {
    items.iter().map(|item| item.evidence.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn how_the_loan_was_paid() {
    let clean_year = (1..=12).map(|month| format!("pay 2026-{month:02}-05 100;")).collect::<String>();
    let eleven = clean_year.replacen("pay 2026-01-05 100;", "pay 2026-01-07 100;", 1);
    let four_late = "pay 01-05 100; pay 02-15 100; pay 03-15 100; pay 04-14 100;";
    let cases = [
        ("nothing due yet", 6, "", "01-05", ""),
        ("first instalment missed", 6, "", "01-20", "P03"),
        ("missed, but they spoke", 6, "call 01-10 right_party", "01-20", ""),
        ("missed, a call unanswered", 6, "call 01-10 no_answer", "01-20", "P03"),
        ("a quarter came", 6, "pay 01-15 25", "01-20", "P02"),
        ("less than a quarter came", 6, "pay 01-15 24", "01-20", ""),
        ("a quarter came, long ago", 6, "pay 01-15 25", "02-14", ""),
        ("paid before the miss", 6, "pay 01-04 100", "02-10", ""),
        ("always some days late", 6, four_late, "04-20", "P01"),
        ("always some days late, and late today", 6, four_late, "05-15", "P01"),
        ("later than ever today", 6, four_late, "05-16", ""),
        ("never late is not careless", 6, "pay 01-05 100; pay 02-05 100; pay 03-05 100", "03-20", ""),
        ("a clean year, then a miss", 14, clean_year.as_str(), "2027-01-10", "P04"),
        ("one day late once", 14, eleven.as_str(), "2027-01-10", ""),
        ("three spells cured alone", 6, "pay 01-25 100; pay 02-25 100; pay 03-25 100", "03-30", "P05"),
        (
            "one spell cured by a call",
            6,
            "pay 01-25 100; pay 02-25 100; call 03-20 right_party; pay 03-25 100",
            "03-30",
            "",
        ),
        ("one long spell is one", 6, "pay 02-25 100; pay 03-25 100; pay 04-25 200", "04-30", ""),
        ("shrinking", 6, "pay 01-05 90; pay 02-05 60; pay 03-05 30", "03-20", "P02 P06"),
        ("level", 6, "pay 01-05 90; pay 02-05 60; pay 03-05 60", "03-20", "P02"),
        ("shrinking, nothing open", 6, "pay 01-05 190; pay 02-05 160; pay 03-05 30", "03-20", ""),
    ];
    for (name, instalments, lines, as_of, expected) in cases {
        assert_eq!(ids(&seen(instalments, lines, as_of)), expected, "{name}");
    }
}

#[test]
fn promises_and_conversations() {
    let paid_up = "pay 01-05 600;";
    let calls = |count: i32| (0..count).map(|no| format!("call 03-{:02} no_answer 0700;", no + 1)).collect::<String>();
    let texts = "sms 03-12 sent 0700; sms 03-14 sent 0700;";
    let cases = [
        ("last two kept", "promise 03-01 broken; promise 03-10 kept; promise 03-20 kept".to_owned(), "C01"),
        ("one kept", "promise 03-20 kept".to_owned(), ""),
        ("one broken", "promise 03-20 broken".to_owned(), "C02"),
        ("broken, then kept", "promise 03-10 broken; promise 03-20 kept".to_owned(), ""),
        ("two broken, silent", "promise 03-10 broken; promise 03-20 broken".to_owned(), "C03"),
        ("two broken, explained", "promise 03-10 broken; promise 03-20 broken; call 03-21 hardship".to_owned(), "C02"),
        (
            "partly kept stands between",
            "promise 03-01 broken; promise 03-10 partly; promise 03-20 broken".to_owned(),
            "C02",
        ),
        ("pending says nothing", "promise 04-20 pending".to_owned(), ""),
        ("called us", "called_us 03-20 right_party".to_owned(), "C04"),
        ("called us to refuse", "called_us 03-20 refused".to_owned(), ""),
        ("refused twice", "call 03-10 refused; call 03-20 refused".to_owned(), "C05"),
        ("refused twice the same day", "call 03-20 refused; call 03-20 refused".to_owned(), ""),
        ("refused twice, then talked", "call 03-10 refused; call 03-20 refused; call 03-22 right_party".to_owned(), ""),
        ("ten attempts, two channels", format!("{}{texts}", calls(8)), "C06"),
        ("nine attempts", format!("{}{texts}", calls(7)), ""),
        ("ten attempts, one channel", calls(10), ""),
        ("ten to a wrong number", format!("{}{texts}call 03-20 wrong_number 0700", calls(8)), ""),
        ("spoke in between", format!("{}{texts}call 03-05 right_party", calls(8)), ""),
        ("paid in between", format!("{}{texts}pay 03-05 1", calls(8)), ""),
    ];
    for (name, lines, expected) in cases {
        assert_eq!(ids(&seen(6, &format!("{paid_up}{lines}"), "03-25")), expected, "{name}");
    }
}

#[test]
fn every_item_says_what_it_rests_on() {
    let items = seen(6, "pay 01-05 90; pay 02-05 60; pay 03-05 30; promise 03-10 broken", "03-20");
    let told: Vec<String> = items
        .iter()
        .map(|item| {
            let facts: Vec<&str> = item.facts.iter().map(FactId::as_str).collect();
            format!("{} {} {} [{}]", item.evidence, item.observed_on, item.says, facts.join(" "))
        })
        .collect();
    let expected = [
        "P02 2026-03-05 30 % of an instalment came since 2026-02-19, with instalment 2 still open. [payment:p2]",
        "P06 2026-03-05 The last three payments, up to 2026-03-05, were each smaller than the one before. [payment:p0 payment:p1 payment:p2]",
        "C02 2026-03-10 The promise for 2026-03-10 was not kept. [event:3]",
    ];
    assert_eq!(told, expected);
}

/// What was recorded later than the day is not known on the day.
#[test]
fn the_day_sees_nothing_of_tomorrow() {
    let lines = "pay 01-15 25; call 03-10 refused; call 03-20 refused; promise 03-20 broken";
    assert_eq!(ids(&seen(6, lines, "01-20")), "P02");
}

#[test]
fn earlier_spells_are_past_long_and_recent() {
    let cases = [
        ("two, and one open", "pay 01-25 100; pay 02-25 100", "03-30", 2),
        ("some days late is no spell", "pay 01-10 100; pay 02-25 100", "03-30", 1),
        ("the spell still open is not an earlier one", "pay 02-25 100", "03-30", 0),
        ("more than a year ago", "pay 01-25 100; pay 02-05 100; pay 03-05 400", "2027-01-26", 0),
    ];
    for (name, lines, as_of, expected) in cases {
        let history = history(&facts(schedule(6), read(lines).0), day(as_of), &BookRules::default()).unwrap();
        let loan = LoanId::new("L1");
        assert_eq!(earlier_spells(&LoanHistory { loan: &loan, history: &history }, day(as_of)), expected, "{name}");
    }
}
