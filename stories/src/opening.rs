//! The head of a story: the loans, the borrower and how to reach them.

use crate::law::LawHead;
use jiff::tz::TimeZone;
use makegood_book::LoanFacts;
use makegood_book::{Instalment, Loan};
use makegood_case::{ContactPoint, ContactPointKind, Party, PartyKind, PartyRole};
use makegood_compliance::Role;
use makegood_day_close::{CaseInput, OtherParty};
use makegood_units::{Amount, BusinessDate, ContactPointId, Currency, PartyId};

/// What is known before the first day.
pub(crate) struct Opening {
    pub loans: Vec<LoanFacts>,
    pub party: Party,
    pub zone: TimeZone,
    pub contact_points: Vec<ContactPoint>,
    /// Everybody else with a role in the first loan.
    pub others: Vec<OtherParty>,
    /// Other borrowers whose loans may be joined to these, each with one loan.
    pub beside: Vec<CaseInput>,
    pub law: LawHead,
}

/// Whom every story is about.
fn borrower() -> PartyId {
    PartyId::new("B-1")
}

impl Opening {
    pub(crate) fn new() -> Self {
        let party = Party { id: borrower(), kind: PartyKind::Person, country: None, time_zone: None, language: None };
        let (others, law) = (Vec::new(), LawHead::default());
        let beside = Vec::new();
        Self { loans: Vec::new(), party, zone: TimeZone::UTC, contact_points: Vec::new(), others, beside, law }
    }

    /// Takes one line of the head; says whether it is one.
    pub(crate) fn take(&mut self, line: &str) -> Result<bool, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["loan", id, amount, currency, "paid", "out", day] => self.loan(id, amount, currency, day)?,
            ["instalments", count, "of", rest @ .., "monthly", "from", day] => self.instalments(count, rest, day)?,
            ["beside", party, id, amount, currency, "due", day] => self.beside(party, id, amount, currency, day)?,
            ["product", product] => {
                let last = self.loans.last_mut().ok_or("name the loan before its product")?;
                last.loan.product = Some((*product).to_owned());
            }
            ["lives", zone] => {
                self.zone = TimeZone::get(zone).map_err(|_| format!("{zone} is not the name of a time zone"))?;
                self.party.time_zone = Some((*zone).to_owned());
            }
            ["phone", value @ ..] => self.reach("phone", ContactPointKind::Phone, value),
            ["home", value @ ..] => self.reach("home", ContactPointKind::Address, value),
            ["email", value] => self.reach("email", ContactPointKind::Email, &[value]),
            ["person", name, role, phone @ ..] => self.person(name, role, phone)?,
            words => return Ok(self.law.take(words)),
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

    /// `beside B-2 L-2 300.00 USD due 2026-12-10`: another household's loan, due in one sum.
    fn beside(&mut self, party: &str, id: &str, amount: &str, currency: &str, day: &str) -> Result<(), String> {
        let currency: Currency = currency.parse().map_err(text)?;
        let principal = Amount::parse(amount, currency).map_err(text)?;
        let loan = Loan {
            id: id.into(),
            borrower: party.into(),
            branch: "the branch".into(),
            currency,
            principal,
            disbursed_on: None,
            product: None,
            purpose: None,
        };
        let due_on = day.parse().map_err(text)?;
        let (zero, restructuring) = (Amount::ZERO, None);
        let row =
            Instalment { loan: loan.id.clone(), no: 1, due_on, principal, interest: zero, fee: zero, restructuring };
        self.beside.push(CaseInput {
            party: party.into(),
            known: None,
            loans: vec![LoanFacts { loan, instalments: vec![row], payments: Vec::new(), events: Vec::new() }],
            contact_points: Vec::new(),
            others: Vec::new(),
            events: Vec::new(),
            recourse: Default::default(),
        });
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

    /// `person rex employer +1 212 555 0100`: somebody else, with their part in the first
    /// loan. Who has no clock of their own lives where the borrower does.
    fn person(&mut self, name: &str, role: &str, phone: &[&str]) -> Result<(), String> {
        if Role::named(role).is_none() {
            return Err(format!("{role} is no role; there are {}", Role::words().join(", ")));
        }
        let loan = self.loans.first().ok_or("name the loan before the people")?.loan.id.clone();
        let party = PartyId::new(name);
        let held = PartyRole {
            loan,
            party: party.clone(),
            role: role.to_owned(),
            since: None,
            until: None,
            source: Some("application".to_owned()),
        };
        let mut points = Vec::new();
        if !phone.is_empty() {
            points.push(point(&party, name.to_owned(), ContactPointKind::Phone, phone.join(" ")));
        }
        let known = Party { id: party.clone(), ..self.party.clone() };
        self.others.push(OtherParty { party, known: Some(known), roles: vec![held], contact_points: points });
        Ok(())
    }

    /// The first telephone is `phone`, the second `phone-2`.
    fn reach(&mut self, name: &str, kind: ContactPointKind, value: &[&str]) {
        let others = self.contact_points.iter().filter(|point| point.kind == kind).count();
        let id = if others == 0 { name.to_owned() } else { format!("{name}-{}", others + 1) };
        self.contact_points.push(point(&borrower(), id, kind, value.join(" ")));
    }
}

fn point(party: &PartyId, id: String, kind: ContactPointKind, value: String) -> ContactPoint {
    ContactPoint {
        id: ContactPointId::new(id),
        party: party.clone(),
        kind,
        place: (kind == ContactPointKind::Address).then(|| value.clone()),
        value,
        time_zone: None,
        latitude_e6: None,
        longitude_e6: None,
        provenance: "application".to_owned(),
        consent: true,
    }
}

fn text(error: impl ToString) -> String {
    error.to_string()
}
