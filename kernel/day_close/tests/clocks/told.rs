//! A case, its lender and its law, in a few words.

use makegood_book::{Happened, Instalment, Loan, LoanEvent, LoanFacts, Payment, Restructuring};
use makegood_case::{
    CaseEvent, CaseReviewed, Channel, Contact, FactStated, HappeningEnded, HappeningRecorded, Hold, HoldKind, Outcome,
    Party, PartyKind, PartyRole, Promise, PromisePart, Recorded,
};
use makegood_compliance::{Noted, Pack, Packs, read_note};
use makegood_day_close::{CaseClock, CaseInput, OtherParty, Rules, case_clocks};
use makegood_diagnosis::Method;
use makegood_strategy::Strategy;
use makegood_units::{Amount, BusinessDate, Currency, LoanId, PartyId};

pub fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

pub struct Lender {
    strategy: Strategy,
    packs: Packs,
    method: Method,
}

const LAW: [(&str, &str); 6] = [
    ("house", include_str!("../../../../packs/house.md")),
    ("cn-clocks", include_str!("../../../../packs/cn-clocks.md")),
    ("de-clocks", include_str!("../../../../packs/de-clocks.md")),
    ("in-clocks", include_str!("../../../../packs/in-clocks.md")),
    ("uk-clocks", include_str!("../../../../packs/uk-clocks.md")),
    ("us-regf-measures", include_str!("../../../../packs/us-regf-measures.md")),
];

/// A lender under these packs, of which these facts are true.
pub fn lender(packs: &[&str], facts: &[&str]) -> Lender {
    let ladder = include_str!("../../../../strategies/microfinance.toml");
    let stated: Vec<String> = facts.iter().map(|fact| format!("{fact:?}")).collect();
    let ladder = ladder.replacen("facts = []", &format!("facts = [{}]", stated.join(", ")), 1);
    let strategy = Strategy::parse("microfinance.toml", &ladder).unwrap();
    let chosen = LAW.iter().filter(|(id, _)| packs.contains(id));
    let packs = chosen.map(|(id, text)| Pack::parse(&format!("{id}.md"), text).unwrap()).collect();
    Lender { strategy, packs: Packs::try_new(packs).unwrap(), method: Method::shipped().unwrap() }
}

impl Lender {
    pub fn rules(&self) -> Rules<'_> {
        Rules { strategy: &self.strategy, packs: &self.packs, method: &self.method, trial: None }
    }

    pub fn clocks(&self, case: &CaseInput, on: &str) -> Vec<CaseClock> {
        case_clocks(case, day(on), self.rules()).unwrap()
    }

    /// The clock of a rule against somebody; the first where there are several.
    pub fn clock(&self, case: &CaseInput, on: &str, rule: &str, role: &str) -> CaseClock {
        let mut all = self.clocks(case, on).into_iter();
        all.find(|clock| clock.rule == rule && clock.role == role).unwrap_or_else(|| panic!("no {rule} of {role}"))
    }
}

pub fn amount(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

/// A borrower of a country with one loan of instalments of 100.00 on these days.
pub fn case(country: &str, due: &[&str]) -> CaseInput {
    let loan = Loan {
        id: "L-1".into(),
        borrower: "B-1".into(),
        branch: "north".into(),
        currency: Currency::USD,
        principal: amount(10_000 * i64::try_from(due.len()).unwrap()),
        disbursed_on: None,
        product: None,
        purpose: None,
    };
    let row = |(no, due_on): (u32, &&str)| instalment(no, due_on, None);
    let instalments = (1..).zip(due).map(row).collect();
    let (country, time_zone) = (Some(country.to_owned()), Some("UTC".to_owned()));
    CaseInput {
        party: "B-1".into(),
        known: Some(Party { id: "B-1".into(), kind: PartyKind::Person, country, time_zone, language: None }),
        loans: vec![LoanFacts::plain(loan, instalments, Vec::new())],
        contact_points: Vec::new(),
        others: Vec::new(),
        events: Vec::new(),
        recourse: Default::default(),
    }
}

fn instalment(no: u32, due_on: &str, restructuring: Option<&str>) -> Instalment {
    Instalment {
        loan: "L-1".into(),
        no,
        due_on: day(due_on),
        principal: amount(10_000),
        interest: Amount::ZERO,
        fee: Amount::ZERO,
        restructuring: restructuring.map(Into::into),
    }
}

/// What a test tells of a case.
pub trait Tell: Sized {
    fn with(self, role: &str, person: &str) -> Self;
    fn paid(self, on: &str, minor: i64, kind: Option<&str>) -> Self;
    fn event(self, on: &str, happened: Happened) -> Self;
    fn rescheduled(self, on: &str, to: &str) -> Self;
    fn record(self, on: &str, event: CaseEvent) -> Self;

    /// A note in the words of `makegood note`, of somebody else where named.
    fn note(self, on: &str, of: Option<&str>, words: &str) -> Self {
        let at = format!("{on}T10:00:00Z").parse().unwrap();
        let person = of.map(PartyId::new);
        let event = match read_note(words).unwrap() {
            Noted::Fact { name, value, debt } => {
                CaseEvent::FactStated(FactStated { name, value, debt: debt.map(LoanId::new) })
            }
            Noted::Ended { what } => CaseEvent::HappeningEnded(HappeningEnded { what, at, person }),
            Noted::Happened { what, with, by, to, debts, contact_point, place, amount, until } => {
                let one =
                    HappeningRecorded { what, at, with, by, to, person, debts, contact_point, place, amount, until };
                CaseEvent::HappeningRecorded(one)
            }
        };
        self.record(on, event)
    }

    fn read_by_leader(self, on: &str) -> Self {
        self.record(on, CaseEvent::CaseReviewed(CaseReviewed { by: "lead".into(), on: day(on), note: String::new() }))
    }

    fn moratorium(self, on: &str, until: &str) -> Self {
        let (kind, from, until) = (HoldKind::Moratorium, day(on), Some(day(until)));
        self.record(on, CaseEvent::HoldPlaced(Hold { kind, from, until, reason: "invented".to_owned() }))
    }

    fn promised(self, on: &str) -> Self {
        let (made_on, due_on) = (day(on), day(on).plus_days(7));
        let part = PromisePart { due_on, amount: amount(100) };
        let promise = Promise::of(made_on, &[part], "").unwrap();
        self.record(on, CaseEvent::PromiseMade(promise))
    }

    fn wrote(self, on: &str) -> Self {
        let contact = Contact {
            at: format!("{on}T10:00:00Z").parse().unwrap(),
            channel: Channel::Letter,
            contact_point: None,
            by: "s-1".into(),
            outcome: Outcome::Sent,
            note: String::new(),
            clearance: "cleared".to_owned(),
            judged: None,
        };
        self.record(on, CaseEvent::ContactRecorded(contact))
    }
}

impl Tell for CaseInput {
    fn with(mut self, role: &str, person: &str) -> Self {
        let (loan, role, party) = ("L-1".into(), role.to_owned(), PartyId::new(person));
        let roles = vec![PartyRole { loan, party: party.clone(), role, since: None, until: None, source: None }];
        self.others.push(OtherParty { party, known: None, roles, contact_points: Vec::new() });
        self
    }

    fn paid(mut self, on: &str, minor: i64, kind: Option<&str>) -> Self {
        let payments = &mut self.loans[0].payments;
        let id = format!("p-{}", payments.len() + 1).as_str().into();
        let kind = kind.map(str::to_owned);
        let (loan, value_on) = ("L-1".into(), day(on));
        payments.push(Payment { id, loan, value_on, amount: amount(minor), entered_on: None, kind });
        self
    }

    fn event(mut self, on: &str, happened: Happened) -> Self {
        let events = &mut self.loans[0].events;
        let id = format!("e-{}", events.len() + 1).as_str().into();
        events.push(LoanEvent { id, loan: "L-1".into(), effective_on: day(on), entered_on: day(on), happened });
        self
    }

    fn rescheduled(self, on: &str, to: &str) -> Self {
        let mut case = self.event(on, Happened::Restructured { how: Restructuring::Reschedule });
        let id = case.loans[0].events.last().unwrap().id.clone();
        case.loans[0].instalments.push(instalment(9, to, Some(id.as_str())));
        case
    }

    fn record(mut self, on: &str, event: CaseEvent) -> Self {
        let seq = i64::try_from(self.events.len()).unwrap() + 1;
        self.events.push(Recorded { seq, effective_on: day(on), event });
        self
    }
}
