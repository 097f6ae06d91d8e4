//! A loan, its letter, and the text of a file.
#![allow(dead_code, reason = "each test program uses its own part")]

use makegood_book::penalty::Shelf;
use makegood_book::{BookRules, Instalment, Loan, LoanFacts, Payment};
use makegood_letters::{
    ClockLine, Kind, Language, Letter, LetterRefusal, LoanBalance, LoanPenalty, PartyLine, Recipient, Sender,
    ServedLine, template_of, write,
};
use makegood_units::{Amount, BusinessDate, Currency, Money};
use makegood_wording::{Addressee, Context, Lexicon};

pub mod text;

pub fn day(text: &str) -> BusinessDate {
    text.parse().expect("a day")
}

pub fn usd(minor: i64) -> Money {
    Money::new(Amount::from_minor(minor), Currency::USD)
}

/// Twelve instalments of 1,000.00 and 34.56 interest with a fee of 5.00; the first two paid
/// and half of the third.
pub fn facts() -> LoanFacts {
    let loan = Loan {
        id: "HT-2025-0012".into(),
        borrower: "B-1".into(),
        branch: "North".into(),
        currency: Currency::USD,
        principal: Amount::from_minor(1_200_000),
        disbursed_on: Some(day("2025-09-15")),
        product: Some("small business".to_owned()),
        purpose: None,
    };
    let instalment = |no: u32| Instalment {
        loan: loan.id.clone(),
        no,
        due_on: day("2025-10-15").plus_days(30 * i32::try_from(no - 1).expect("few")),
        principal: Amount::from_minor(100_000),
        interest: Amount::from_minor(3_456),
        fee: Amount::from_minor(if no == 3 { 500 } else { 0 }),
        restructuring: None,
    };
    let payment = |no: i32, minor| Payment {
        id: format!("P-{no}").as_str().into(),
        loan: loan.id.clone(),
        value_on: day("2025-10-14").plus_days(31 * no),
        amount: Amount::from_minor(minor),
        entered_on: None,
        kind: None,
    };
    let payments = vec![payment(0, 103_456), payment(1, 103_456), payment(2, 50_000)];
    LoanFacts::plain(loan.clone(), (1..=12).map(instalment).collect(), payments)
}

/// By the terms of a bank in China: 24% is asked and 150% of the contract's 12% is the most.
pub fn penalty(until: BusinessDate) -> LoanPenalty {
    let rate = |text: &str| Some(text.parse().expect("a rate"));
    let shelf = Shelf::shipped().expect("the shelf");
    let rates = (rate("12% a year"), rate("24% a year"));
    LoanPenalty::of(&facts(), "cn.penalty.bank", rates, &shelf, &BookRules::default(), until).expect("a penalty")
}

pub fn letter(kind: Kind, language: Language) -> Letter {
    let written_on = day("2026-03-02");
    let balance = LoanBalance::of(&facts(), written_on, &BookRules::default()).expect("a balance");
    let role = match kind {
        Kind::LawyerPack => "lawyer",
        Kind::GuarantorDemand => "guarantor",
        Kind::GroupNotice => "group_member",
        _ => "borrower",
    };
    let (name, borrower, lender, address) = match language {
        Language::English => ("Maria Santos", "John Okello", "Example Fund", ["12 Market Road", "Kampala"]),
        Language::Chinese => ("王小明", "李淼", "示例小额贷款公司", ["上海市浦东新区世纪大道100号", "200120"]),
        Language::Spanish => ("María Núñez", "José Peña", "Fondo Ejemplo", ["Calle Mayor 3", "28013 Madrid"]),
    };
    Letter {
        kind,
        language,
        reference: format!("HT-2025-0012/20260302/{}", kind.word()),
        written_on,
        sender: Sender { lender: lender.to_owned(), reach: "+1 555 0100".to_owned(), officer: "Ana Li".to_owned() },
        recipient: Recipient {
            name: Some(name.to_owned()),
            attention: None,
            address: address.map(str::to_owned).to_vec(),
            role: role.to_owned(),
        },
        borrower: Some(borrower.to_owned()),
        loans: vec![balance],
        penalties: if kind == Kind::PenaltyStatement { vec![penalty(written_on)] } else { Vec::new() },
        trigger: None,
        answers_for: matches!(kind, Kind::GroupNotice | Kind::GuarantorDemand).then(|| usd(80_000)),
        pay_by: Some(day("2026-03-16")),
        cure_until: (kind == Kind::AccelerationNotice).then(|| day("2026-04-01")),
        enforceable_until: Some(day("2028-12-14")),
        is_time_barred: Some(false),
        group: None,
        parties: vec![
            PartyLine { number: "B-1".to_owned(), name: borrower.to_owned(), role: "borrower".to_owned() },
            PartyLine { number: "G-1".to_owned(), name: name.to_owned(), role: "guarantor".to_owned() },
        ],
        served: vec![ServedLine {
            on: day("2026-02-02"),
            what: "demand".to_owned(),
            to: String::new(),
            proof: "arrival_proof signed".to_owned(),
        }],
        clocks: vec![ClockLine {
            loan: "HT-2025-0012".to_owned(),
            rule: "cn.lim".to_owned(),
            stands: "running".to_owned(),
            ends_on: Some(day("2029-02-02")),
        }],
    }
}

/// What is on file of a lender that collects its own debt, which is in time.
pub fn context(kind: Kind) -> Context {
    let to = match kind {
        Kind::LawyerPack => Addressee::named("attorney").expect("an addressee"),
        Kind::GuarantorDemand => Addressee::Guarantor,
        _ => Addressee::Debtor,
    };
    Context { to: Some(to), time_barred: Some(false), first_party: Some(true), ..Context::default() }
}

pub fn written(letter: &Letter) -> Result<Vec<u8>, LetterRefusal> {
    let (template, words) = template_of(letter.kind, letter.language, None)?;
    let lexicon = Lexicon::shipped().expect("the lexicon");
    write(letter, &template, &words, &lexicon, &context(letter.kind))
}
