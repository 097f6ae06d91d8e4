//! The head of a story: the loans, the borrower and how to reach them.

use jiff::tz::TimeZone;
use makegood_book::LoanFacts;
use makegood_book::{Instalment, Loan};
use makegood_case::{ContactPoint, ContactPointKind, Party, PartyKind, PartyRole};
use makegood_day_close::OtherParty;
use makegood_units::{Amount, BusinessDate, ContactPointId, Currency, PartyId};

/// What is known before the first day.
pub(crate) struct Opening {
    pub loans: Vec<LoanFacts>,
    pub party: Party,
    pub zone: TimeZone,
    pub contact_points: Vec<ContactPoint>,
    /// Others who owe, each with their role in every loan.
    pub others: Vec<OtherParty>,
    /// Packs beside the shipped ones, and what is true of the lender.
    pub law: Vec<String>,
    pub facts: Vec<String>,
}

/// Whom every story is about.
fn borrower() -> PartyId {
    PartyId::new("B-1")
}

impl Opening {
    pub(crate) fn new() -> Self {
        let party = Party { id: borrower(), kind: PartyKind::Person, country: None, time_zone: None, language: None };
        let (loans, contact_points, others) = (Vec::new(), Vec::new(), Vec::new());
        Self { loans, party, zone: TimeZone::UTC, contact_points, others, law: Vec::new(), facts: Vec::new() }
    }

    /// Takes one line of the head; says whether it is one.
    pub(crate) fn take(&mut self, line: &str) -> Result<bool, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["loan", id, amount, currency, "paid", "out", day] => self.loan(id, amount, currency, day)?,
            ["instalments", count, "of", rest @ .., "monthly", "from", day] => self.instalments(count, rest, day)?,
            ["product", product] => {
                let last = self.loans.last_mut().ok_or("name the loan before its product")?;
                last.loan.product = Some((*product).to_owned());
            }
            ["lives", zone] => {
                self.zone = TimeZone::get(zone).map_err(|_| format!("{zone} is not the name of a time zone"))?;
                self.party.time_zone = Some((*zone).to_owned());
            }
            ["country", country] => self.party.country = Some((*country).to_owned()),
            ["law", pack] => self.law.push((*pack).to_owned()),
            ["law", pack, "for", fact] => {
                self.law.push((*pack).to_owned());
                self.facts.push((*fact).to_owned());
            }
            ["guarantor", person] => self.guarantor(person),
            ["phone", value @ ..] => self.reach("phone", ContactPointKind::Phone, value),
            ["home", value @ ..] => self.reach("home", ContactPointKind::Address, value),
            ["email", value] => self.reach("email", ContactPointKind::Email, &[value]),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn loan(&mut self, id: &str, amount: &str, currency: &str, day: &str) -> Result<(), String> {
        let currency: Currency = currency.parse().map_err(text)?;
        let loan = Loan {
            id: id.into(),
            borrower: borrower(),
            branch: "the branch".into(),
            currency,
            principal: Amount::parse(amount, currency).map_err(text)?,
            disbursed_on: Some(day.parse().map_err(text)?),
            product: None,
            purpose: None,
        };
        self.loans.push(LoanFacts { loan, instalments: Vec::new(), payments: Vec::new(), events: Vec::new() });
        Ok(())
    }

    /// `4 of 100.00 monthly from 2026-02-15`, or with the parts of the amount:
    /// `4 of 90.00 principal 10.00 interest monthly from ...`.
    fn instalments(&mut self, count: &str, parts: &[&str], first: &str) -> Result<(), String> {
        let LoanFacts { loan, instalments, .. } =
            self.loans.last_mut().ok_or("name the loan before its instalments")?;
        let amount = |part: &str| Amount::parse(part, loan.currency).map_err(text);
        let zero = Amount::ZERO;
        let (principal, interest, fee) = match parts {
            [all] => (amount(all)?, zero, zero),
            [principal, "principal", interest, "interest"] => (amount(principal)?, amount(interest)?, zero),
            [principal, "principal", interest, "interest", fee, "fee"] => {
                (amount(principal)?, amount(interest)?, amount(fee)?)
            }
            _ => return Err("expected `N of 100.00` or `N of 90.00 principal 10.00 interest 1.00 fee`".to_owned()),
        };
        let count: u32 = count.parse().map_err(|_| format!("{count} is not a number of instalments"))?;
        let first: BusinessDate = first.parse().map_err(text)?;
        for no in 1..=count {
            let later = jiff::Span::new().months(i64::from(no) - 1);
            let due_on = BusinessDate::from_civil(first.civil().saturating_add(later));
            instalments.push(Instalment {
                loan: loan.id.clone(),
                no,
                due_on,
                principal,
                interest,
                fee,
                restructuring: None,
            });
        }
        Ok(())
    }

    fn guarantor(&mut self, person: &str) {
        let role = |input: &LoanFacts| PartyRole {
            loan: input.loan.id.clone(),
            party: person.into(),
            role: "guarantor".to_owned(),
            since: None,
            until: None,
            source: None,
        };
        let roles = self.loans.iter().map(role).collect();
        self.others.push(OtherParty { party: person.into(), known: None, roles, contact_points: Vec::new() });
    }

    /// The first telephone is `phone`, the second `phone-2`.
    fn reach(&mut self, name: &str, kind: ContactPointKind, value: &[&str]) {
        let others = self.contact_points.iter().filter(|point| point.kind == kind).count();
        let id = if others == 0 { name.to_owned() } else { format!("{name}-{}", others + 1) };
        let value = value.join(" ");
        self.contact_points.push(ContactPoint {
            id: ContactPointId::new(id),
            party: borrower(),
            kind,
            place: (kind == ContactPointKind::Address).then(|| value.clone()),
            value,
            time_zone: None,
            latitude_e6: None,
            longitude_e6: None,
            provenance: "application".to_owned(),
            consent: true,
        });
    }
}

fn text(error: impl ToString) -> String {
    error.to_string()
}
