//! What a text says, word for word. All people and loans are invented.
#![allow(clippy::unwrap_used)]

use makegood_book::{BookRules, Instalment, Loan, LoanFacts, Payment, Waterfall, age, position};
use makegood_case::{Channel, Promise, PromisePart, PromiseState};
use makegood_channels::{
    Kind, LateLoan, LetterFacts, MESSAGE_CHARACTERS, Sender, UnpaidInstalment, late_loans, render,
};
use makegood_day_close::{CaseInput, LoanDay, Owed};
use makegood_desk::Refusal;
use makegood_units::{Amount, BusinessDate, Currency, LoanId, PartyId, PaymentId, Why};
use makegood_views::Debt;
use proptest::prelude::*;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn late(loan: &str, days_past_due: i32, rows: &[(u32, &str, i64)]) -> LateLoan {
    let row = |&(no, due, unpaid): &(u32, &str, i64)| UnpaidInstalment {
        debt: Debt::Instalment(no),
        due_on: day(due),
        unpaid: cents(unpaid),
    };
    LateLoan {
        loan: loan.into(),
        currency: Currency::USD,
        arrears: cents(rows.iter().map(|row| row.2).sum()),
        days_past_due,
        instalments: rows.iter().map(row).collect(),
    }
}

fn facts() -> LetterFacts {
    LetterFacts {
        name: "Amina Achieng".into(),
        to: "+256 000 000084".into(),
        sender: Sender::try_new("Example Fund", "+256 000 000000").unwrap(),
        officer: "Florence Kizza".into(),
        as_of: day("2007-04-02"),
        loans: vec![late("L-84", 45, &[(9, "2007-02-16", 5_625), (10, "2007-03-16", 112_500)])],
        promise: None,
        currency: Currency::USD,
    }
}

#[test]
fn a_letter_names_what_is_no_instalment() {
    let mut facts = facts();
    let rows = &mut facts.loans[0].instalments;
    rows.push(UnpaidInstalment { debt: Debt::TakenBack, due_on: day("2007-03-20"), unpaid: cents(5_000) });
    let penalty = Debt::Charge(makegood_book::Component::Penalty);
    rows.push(UnpaidInstalment { debt: penalty, due_on: day("2007-03-24"), unpaid: cents(1_200) });
    let text = render(Kind::Letter, Channel::Letter, &facts).unwrap().text();
    let expected = "
    10  2007-03-16  1,125.00 USD
        2007-03-20     50.00 USD  taken back by the bank
        2007-03-24     12.00 USD  charge (penalty)
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_message_word_for_word() {
    let rendered = render(Kind::Reminder, Channel::Message, &facts()).unwrap();
    assert_eq!(
        rendered.text(),
        "\
To: +256 000 000084
By: message

Dear Amina Achieng, Example Fund here. By our books of 2007-04-02, 1,181.25 USD of loan L-84 is past due, the \
oldest part since 2007-02-16. If you have paid already or something is wrong, tell Florence Kizza, +256 000 000000. \
You may answer: I cannot pay this now. To stop these messages, tell us.
"
    );
}

#[test]
fn a_letter_word_for_word() {
    let mut facts = facts();
    facts.to = "House 89, Papyrus End, Tororo".into();
    facts.loans.push(late("L-91", 1, &[(1, "2007-04-01", 5)]));
    facts.promise = Some((promise(5_000, "2007-04-10"), PromiseState::Pending));
    assert_eq!(
        render(Kind::Letter, Channel::Letter, &facts).unwrap().text(),
        "\
To: House 89, Papyrus End, Tororo
By: letter
Subject: About your loans L-84, L-91

Dear Amina Achieng,

We write so that you and we have the same figures in front of us. By our
books of 2 April 2007, 1,181.30 USD of your loans is past due. Paying that
brings them up to date. This is how it is made up:

  Loan L-84, 45 days past due
   no.  due date          unpaid
     9  2007-02-16     56.25 USD
    10  2007-03-16  1,125.00 USD
        together    1,181.25 USD

  Loan L-91, 1 day past due
   no.  due date      unpaid
     1  2007-04-01  0.05 USD
        together    0.05 USD

You told us that you will pay 50.00 USD by 10 April 2007. We have noted it.

If you have paid already, or something here is wrong, tell us and we will
look at it: Florence Kizza, +256 000 000000.

You may also answer: I cannot pay this now. Then tell us why, if you like,
and what you can do.

Florence Kizza
Example Fund
"
    );
}

fn promise(minor: i64, due_on: &str) -> Promise {
    let part = PromisePart { due_on: day(due_on), amount: cents(minor) };
    Promise::of(day("2007-03-20"), &[part], "market day").unwrap()
}

/// Channel, what is changed, what has to be said, what must not be.
#[test]
fn small_differences() {
    let say = |kind, channel, change: fn(&mut LetterFacts)| {
        let mut facts = facts();
        change(&mut facts);
        let text = render(kind, channel, &facts).unwrap().text();
        text.replace('\n', " ")
    };
    let has = |text: &str, words: &str| assert!(text.contains(words), "{words:?} not in {text}");
    let lacks = |text: &str, words: &str| assert!(!text.contains(words), "{words:?} in {text}");

    let email = say(Kind::Reminder, Channel::Email, |_| {});
    has(&email, "Subject: A reminder about your loan L-84");
    has(&email, "in case it slipped your mind");
    has(&email, "If you want no more e-mails from us at this address, tell us.");
    lacks(&say(Kind::Reminder, Channel::Letter, |_| {}), "no more");

    // Nobody's name is a salutation, never a gap.
    for channel in [Channel::Message, Channel::Letter] {
        let text = say(Kind::Reminder, channel, |facts| facts.name = "  ".into());
        has(&text, "Good day,");
        lacks(&text, "Dear");
    }
    has(
        &say(Kind::Letter, Channel::Letter, |facts| {
            facts.promise = Some((promise(5_000, "2007-03-30"), PromiseState::Broken));
        }),
        "you would pay 50.00 USD by 30 March 2007. By our books it had not come in by then.",
    );
    lacks(
        &say(Kind::Letter, Channel::Letter, |facts| {
            facts.promise = Some((promise(5_000, "2007-03-30"), PromiseState::Kept));
        }),
        "You told us",
    );
    // Two currencies are said beside each other, never added.
    has(
        &say(Kind::Letter, Channel::Letter, |facts| {
            facts
                .loans
                .push(LateLoan { currency: "KES".parse().unwrap(), ..late("L-2", 3, &[(1, "2007-03-30", 700)]) });
        }),
        "7.00 KES and 1,181.25 USD of your loans",
    );
    // A name cannot begin a line of its own.
    let text = say(Kind::Reminder, Channel::Message, |facts| facts.name = "Eve\nTo: +1 555 0100\r\n".into());
    has(&text, "Dear Eve To: +1 555 0100, Example Fund here.");
}

#[test]
fn a_gap_is_a_refusal_by_name() {
    type Change = fn(&mut LetterFacts);
    let cases: [(Change, &str); 5] = [
        (|facts| facts.to.clear(), "the text lacks a number or an address"),
        (|facts| facts.officer = " ".into(), "the text lacks the person who answers for it"),
        (|facts| facts.sender.reach.clear(), "the text lacks a way to reach the lender"),
        (|facts| facts.loans.clear(), "the text lacks an amount that is due"),
        (|facts| facts.loans[0].instalments.clear(), "the text lacks the instalments behind the amount"),
    ];
    for (change, says) in cases {
        let mut facts = facts();
        change(&mut facts);
        for channel in [Channel::Message, Channel::Email, Channel::Letter] {
            let refusal = render(Kind::Reminder, channel, &facts).unwrap_err();
            assert_eq!(refusal.to_string(), says);
        }
    }
    assert_eq!(Sender::try_new(" ", "here"), Err(Refusal::TextLacks("the lender's name")));
    assert!(matches!(Sender::try_new(&"x".repeat(80), &"y".repeat(30)), Err(Refusal::MessageTooLong { .. })));
    assert!(render(Kind::Reminder, Channel::Visit, &facts()).is_err());
}

/// What does not fit is the loans' numbers, then the name; never an amount or a way
/// to answer.
#[test]
fn a_message_is_shortened_before_it_is_refused() {
    let say = |loans: usize, name: usize, officer: usize| {
        let mut facts = facts();
        facts.loans = (0..loans).map(|no| late(&format!("LOAN-{no:04}"), 3, &[(1, "2007-03-30", 100)])).collect();
        facts.name = "N".repeat(name);
        facts.officer = "O".repeat(officer);
        render(Kind::Reminder, Channel::Message, &facts).map(|text| text.body)
    };
    assert!(say(2, 10, 10).unwrap().contains("of loans LOAN-0000, LOAN-0001 is past due"));
    let without_loans = say(20, 10, 10).unwrap();
    assert!(without_loans.contains("NNNN") && !without_loans.contains("LOAN") && without_loans.contains("20.00 USD"));
    let without_name = say(20, 200, 10).unwrap();
    assert!(without_name.starts_with("Good day, Example Fund here.") && without_name.contains("20.00 USD"));
    let Err(Refusal::MessageTooLong { characters, at_most }) = say(1, 10, 200) else { panic!("200 fit") };
    assert!(characters > at_most && at_most == MESSAGE_CHARACTERS);
}

fn row(no: u32, due_on: BusinessDate, principal: i64, interest: i64) -> Instalment {
    let loan = LoanId::new("L-1");
    Instalment {
        loan,
        no,
        due_on,
        principal: cents(principal),
        interest: cents(interest),
        fee: Amount::ZERO,
        restructuring: None,
    }
}

fn case_of(instalments: Vec<Instalment>, payments: Vec<Payment>) -> LoanFacts {
    let loan = Loan {
        id: "L-1".into(),
        borrower: "B-1".into(),
        branch: "north".into(),
        currency: Currency::USD,
        principal: cents(100_000),
        disbursed_on: None,
        product: None,
        purpose: None,
    };
    LoanFacts::plain(loan, instalments, payments)
}

proptest! {
    /// The lines of a letter add up to its total, which is the book's arrears, and
    /// the message stays under its length whoever it goes to.
    #[test]
    fn the_numbers_are_the_books(
        rows in proptest::collection::vec((0_i64..50_000, 0_i64..5_000), 1..12),
        paid in proptest::collection::vec((0_i32..400, 1_i64..60_000), 0..6),
        after in 0_i32..420,
        name in "\\PC{0,400}",
    ) {
        let first = day("2007-01-05");
        let as_of = first.plus_days(after);
        let instalments: Vec<_> = (0..).zip(&rows)
            .map(|(no, (principal, interest))| row(no + 1, first.plus_days(i32::try_from(no).unwrap() * 30), *principal, *interest))
            .collect();
        let payments: Vec<_> = (0..).zip(&paid).map(|(no, (on, amount))| Payment {
            id: PaymentId::new(format!("P-{no}")), loan: "L-1".into(), value_on: first.plus_days(*on), amount: cents(*amount),
            entered_on: None, kind: None,
        }).collect();
        let received: Amount = payments.iter().filter(|paid| paid.value_on <= as_of).map(|paid| paid.amount).sum();
        let waterfall = Waterfall::default();
        let arrears = age(instalments.iter().map(Into::into), received, as_of, &waterfall.due).unwrap();

        let input = case_of(instalments, payments);
        let position = position(&input, as_of, &BookRules::default()).unwrap();
        let owed = owed(position, as_of);
        let case = CaseInput { party: PartyId::new("B-1"), known: None, loans: vec![input], contact_points: vec![], others: Vec::new(),
                events: vec![], recourse: Default::default() };
        let loans = late_loans(&case, &owed, as_of, &BookRules::default()).unwrap();

        let lines: i64 = loans.iter().flat_map(|loan| &loan.instalments).map(|row| row.unpaid.minor()).sum();
        prop_assert_eq!(lines, arrears.total().minor());
        let facts = LetterFacts { loans, as_of, name, ..facts() };
        match render(Kind::Reminder, Channel::Message, &facts) {
            Ok(message) => {
                prop_assert!(lines > 0 && message.body.chars().count() <= MESSAGE_CHARACTERS);
                prop_assert_eq!(facts.since(), arrears.since);
                let letter = render(Kind::Letter, Channel::Letter, &facts).unwrap();
                let total = facts.totals().unwrap()[0].to_string();
                prop_assert!(message.body.contains(&total) && letter.body.contains(&total));
                prop_assert!(!message.body.contains(char::is_control));
            }
            Err(refusal) => prop_assert!(lines == 0 && matches!(refusal, Refusal::TextLacks(_)), "{}", refusal),
        }
    }
}

fn owed(position: makegood_book::Position, as_of: BusinessDate) -> Owed {
    let (arrears, since, outstanding) = (position.arrears.total(), position.arrears.since, position.outstanding);
    let days_past_due = position.days_past_due(as_of);
    let (loan, branch, currency) = (LoanId::new("L-1"), "north".into(), Currency::USD);
    let why = Why::new("none", "");
    let loans = vec![LoanDay { loan, branch, currency, position, days_past_due }];
    Owed { branch: "north".into(), currency, arrears, outstanding, since, days_past_due, bucket: 0, why, loans }
}
