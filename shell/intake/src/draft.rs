//! A row understood, before it is held against the book: its amounts may still
//! wait for the currency of their loan.

use crate::cell::{Fields, Written, missing};
use crate::file_fact;
use crate::loan_event::{self, EventDraft};
use crate::recourse_row::{self, RecourseDraft};
use crate::refusal::Fault;
use crate::{Entity, Fact, PastContact, RefusalCode, abs_ee};
use makegood_book::{Collateral, Instalment, Loan, Payment};
use makegood_capacity::Staff;
use makegood_case::{
    Channel, Contact, ContactPoint, ContactPointKind, Outcome, Party, PartyKind, PartyName, PartyRole, Promise,
    PromisePart,
};
use makegood_compliance::Role;
use makegood_units::{
    Amount, BranchId, BusinessDate, ContactPointId, Currency, Instant, LoanEventId, LoanId, PartyId, StaffId,
};

/// A row understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The line on which it begins, from 1; in Parquet the row's number.
    pub line: u64,
    /// The day on which the lender reported it, when stated.
    pub reported_on: Option<BusinessDate>,
    pub(crate) body: Body,
}

/// What the row says, as far as it can be read alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// Complete. The first fact is the one the row is about.
    Complete(Vec<Fact>),
    /// Waiting for the currency of a loan.
    OfLoan { loan: LoanId, currency: Option<Currency>, waiting: Box<Waiting> },
}

/// What waits for a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    Instalment {
        no: u32,
        due_on: BusinessDate,
        parts: [Option<Written>; 3],
        restructuring: Option<LoanEventId>,
    },
    Payment {
        id: String,
        value_on: BusinessDate,
        amount: Written,
        entered_on: Option<BusinessDate>,
        kind: Option<String>,
    },
    Event(EventDraft),
    Role {
        party: PartyId,
        role: String,
        since: Option<BusinessDate>,
        until: Option<BusinessDate>,
        source: Option<String>,
    },
    Recourse(RecourseDraft),
    Collateral {
        id: String,
        kind: String,
        description: String,
        value: Option<Written>,
        valued_on: Option<BusinessDate>,
    },
}

impl Waiting {
    /// The fact, in the currency of its loan.
    pub fn bind(self, loan: LoanId, currency: Currency) -> Result<Fact, Fault> {
        let read = |written: Option<Written>| written.map(|written| written.read(currency)).transpose();
        Ok(match self {
            Self::Instalment { no, due_on, parts: [principal, interest, fee], restructuring } => {
                Fact::Instalment(Instalment {
                    loan,
                    no,
                    due_on,
                    principal: read(principal)?.unwrap_or(Amount::ZERO),
                    interest: read(interest)?.unwrap_or(Amount::ZERO),
                    fee: read(fee)?.unwrap_or(Amount::ZERO),
                    restructuring,
                })
            }
            Self::Payment { id, value_on, amount, entered_on, kind } => Fact::Payment(Payment {
                id: id.as_str().into(),
                loan,
                value_on,
                amount: amount.read(currency)?,
                entered_on,
                kind,
            }),
            Self::Event(event) => Fact::LoanEvent(event.bind(loan, currency)?),
            Self::Recourse(draft) => Fact::RecourseRow(draft.bind(loan, currency)?),
            Self::Role { party, role, since, until, source } => {
                Fact::PartyRole(PartyRole { loan, party, role, since, until, source })
            }
            Self::Collateral { id, kind, description, value, valued_on } => {
                Fact::Collateral(Collateral { id, loan, kind, description, value: read(value)?, valued_on })
            }
        })
    }
}

/// Reads one row.
pub(crate) fn read(row: &Fields<'_>) -> Result<(Option<BusinessDate>, Body), Fault> {
    if row.layout.entity == Entity::AbsEeTape {
        return abs_ee::read(row);
    }
    let body = match row.layout.entity {
        Entity::Loans => Body::Complete(vec![Fact::Loan(loan(row)?)]),
        Entity::Instalments => of_loan(row, instalment(row)?)?,
        Entity::Payments => of_loan(row, payment(row)?)?,
        Entity::LoanEvents => of_loan(row, loan_event::read(row)?)?,
        Entity::Collateral => of_loan(row, collateral(row)?)?,
        Entity::PartyRoles => of_loan(row, party_role(row)?)?,
        Entity::Parties => Body::Complete(vec![Fact::Party(party(row)?)]),
        Entity::PartyNames => Body::Complete(vec![Fact::PartyName(PartyName {
            party: PartyId::new(row.text("party_id")?),
            name: row.text("name")?,
        })]),
        Entity::ContactPoints => Body::Complete(vec![Fact::ContactPoint(contact_point(row)?)]),
        Entity::Staff => Body::Complete(vec![Fact::Staff(staff(row)?)]),
        Entity::Guarantees | Entity::Securities | Entity::Valuations | Entity::GroupMembers => {
            of_loan(row, Waiting::Recourse(recourse_row::read(row)?))?
        }
        Entity::FileFacts => Body::Complete(vec![Fact::FileFact(file_fact::read(row)?)]),
        Entity::Outcomes | Entity::AbsEeTape => Body::Complete(vec![Fact::Outcome(outcome(row)?)]),
    };
    Ok((row.maybe_day("reported_on")?, body))
}

fn loan(row: &Fields<'_>) -> Result<Loan, Fault> {
    let currency = row.currency()?.ok_or_else(|| missing("currency"))?;
    Ok(Loan {
        id: LoanId::new(row.text("loan_id")?),
        borrower: PartyId::new(row.text("borrower_id")?),
        branch: BranchId::new(row.text("branch")?),
        currency,
        principal: amount(row, "principal")?.read(currency)?,
        disbursed_on: row.maybe_day("disbursed_on")?,
        product: row.maybe("product")?,
        purpose: row.maybe("purpose")?,
    })
}

fn of_loan(row: &Fields<'_>, waiting: Waiting) -> Result<Body, Fault> {
    Ok(Body::OfLoan { loan: LoanId::new(row.text("loan_id")?), currency: row.currency()?, waiting: Box::new(waiting) })
}

fn instalment(row: &Fields<'_>) -> Result<Waiting, Fault> {
    let no = whole(row, "no", 1..=100_000)?.ok_or_else(|| missing("no"))?;
    let parts = [Some(amount(row, "principal")?), row.maybe_amount("interest")?, row.maybe_amount("fee")?];
    let restructuring = row.maybe("event_id")?.map(LoanEventId::new);
    Ok(Waiting::Instalment { no, due_on: day(row, "due_on")?, parts, restructuring })
}

fn payment(row: &Fields<'_>) -> Result<Waiting, Fault> {
    Ok(Waiting::Payment {
        id: row.text("payment_id")?,
        value_on: day(row, "value_on")?,
        amount: amount(row, "amount")?,
        entered_on: row.maybe_day("entered_on")?,
        kind: row.maybe("kind")?,
    })
}

fn collateral(row: &Fields<'_>) -> Result<Waiting, Fault> {
    let kinds = [("pledge", "pledge"), ("mortgage", "mortgage"), ("lien", "lien")];
    Ok(Waiting::Collateral {
        id: row.text("collateral_id")?,
        kind: row.word("kind", &kinds)?.ok_or_else(|| missing("kind"))?.to_owned(),
        description: row.text("description")?,
        value: row.maybe_amount("value")?,
        valued_on: row.maybe_day("valued_on")?,
    })
}

fn party(row: &Fields<'_>) -> Result<Party, Fault> {
    let kinds = [("person", PartyKind::Person), ("firm", PartyKind::Firm)];
    let two_capitals =
        |text: &str| (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| text.to_owned());
    Ok(Party {
        id: PartyId::new(row.text("party_id")?),
        kind: row.word("kind", &kinds)?.ok_or_else(|| missing("kind"))?,
        country: row.read("country", RefusalCode::BadCountry, two_capitals)?,
        time_zone: time_zone(row)?,
        language: row.maybe("language")?,
    })
}

fn contact_point(row: &Fields<'_>) -> Result<ContactPoint, Fault> {
    let kinds = [
        ("phone", ContactPointKind::Phone),
        ("email", ContactPointKind::Email),
        ("address", ContactPointKind::Address),
    ];
    let truths = [("true", true), ("false", false), ("yes", true), ("no", false), ("1", true), ("0", false)];
    Ok(ContactPoint {
        id: ContactPointId::new(row.text("contact_point_id")?),
        party: PartyId::new(row.text("party_id")?),
        kind: row.word("kind", &kinds)?.ok_or_else(|| missing("kind"))?,
        value: row.text("value")?,
        place: row.maybe("place")?,
        time_zone: time_zone(row)?,
        latitude_e6: row.read("latitude", RefusalCode::BadCoordinate, |text| millionths(text, 90))?,
        longitude_e6: row.read("longitude", RefusalCode::BadCoordinate, |text| millionths(text, 180))?,
        provenance: row.maybe("provenance")?.unwrap_or_default(),
        consent: row.word("consent", &truths)?.ok_or_else(|| missing("consent"))?,
    })
}

/// The words of the packs, but for the borrower, who stands in the loan itself.
fn party_role(row: &Fields<'_>) -> Result<Waiting, Fault> {
    let words: Vec<(&str, &str)> =
        Role::words().into_iter().filter(|word| *word != "borrower").map(|word| (word, word)).collect();
    Ok(Waiting::Role {
        party: PartyId::new(row.text("party_id")?),
        role: row.word("role", &words)?.ok_or_else(|| missing("role"))?.to_owned(),
        since: row.maybe_day("since")?,
        until: row.maybe_day("until")?,
        source: row.maybe("source")?,
    })
}

fn staff(row: &Fields<'_>) -> Result<Staff, Fault> {
    let roles = [("officer", "officer"), ("leader", "leader"), ("executive", "executive")];
    let known = ["call", "visit"];
    let skills = |text: &str| -> Option<Vec<String>> {
        let words = text.split_whitespace().map(|word| known.contains(&word).then(|| word.to_owned()));
        words.collect()
    };
    Ok(Staff {
        id: StaffId::new(row.text("staff_id")?),
        name: row.text("name")?,
        branch: BranchId::new(row.text("branch")?),
        role: row.word("role", &roles)?.ok_or_else(|| missing("role"))?.to_owned(),
        minutes_per_day: whole(row, "minutes_per_day", 0..=1_440)?.ok_or_else(|| missing("minutes_per_day"))?,
        skills: row.read("skills", RefusalCode::UnknownWord, skills)?.unwrap_or_default(),
        zone: row.maybe("zone")?,
    })
}

const CHANNELS: [(&str, Channel); 6] = [
    ("call", Channel::Call),
    ("inbound_call", Channel::InboundCall),
    ("message", Channel::Message),
    ("email", Channel::Email),
    ("letter", Channel::Letter),
    ("visit", Channel::Visit),
];
const OUTCOMES: [(&str, Outcome); 9] = [
    ("no_answer", Outcome::NoAnswer),
    ("not_connected", Outcome::NotConnected),
    ("right_party", Outcome::RightParty),
    ("promise_to_pay", Outcome::PromiseToPay),
    ("refused", Outcome::Refused),
    ("wrong_number", Outcome::WrongNumber),
    ("dispute", Outcome::Dispute),
    ("hardship", Outcome::Hardship),
    ("sent", Outcome::Sent),
];

fn outcome(row: &Fields<'_>) -> Result<PastContact, Fault> {
    // The day of a contact is the day written, in the place of the contact.
    let instant = |text: &str| Some((text.parse::<Instant>().ok()?, text.get(..10)?.parse::<BusinessDate>().ok()?));
    let (at, made_on) = row.read("at", RefusalCode::BadTime, instant)?.ok_or_else(|| missing("at"))?;
    let outcome = row.word("outcome", &OUTCOMES)?.ok_or_else(|| missing("outcome"))?;
    let promised = (row.maybe_amount("promise_amount")?, row.currency()?, row.maybe_day("promise_due_on")?);
    let promise = match (outcome, promised) {
        (Outcome::PromiseToPay, (Some(amount), Some(currency), Some(due_on))) => {
            let part = PromisePart { due_on, amount: amount.read(currency)? };
            Promise::of(made_on, &[part], "")
        }
        (other, (None, _, None)) if other != Outcome::PromiseToPay => None,
        _ => return Err(Fault::new("outcome", row.text("outcome")?, RefusalCode::HalfPromise)),
    };
    let contact = Contact {
        at,
        channel: row.word("channel", &CHANNELS)?.ok_or_else(|| missing("channel"))?,
        contact_point: row.maybe("contact_point_id")?.map(ContactPointId::new),
        by: StaffId::new(row.text("by")?),
        outcome,
        note: row.maybe("note")?.unwrap_or_default(),
        clearance: "not_checked".to_owned(),
        judged: None,
    };
    Ok(PastContact { party: PartyId::new(row.text("party_id")?), contact, promise })
}

pub(crate) fn amount(row: &Fields<'_>, name: &str) -> Result<Written, Fault> {
    row.maybe_amount(name)?.ok_or_else(|| missing(name))
}

pub(crate) fn day(row: &Fields<'_>, name: &str) -> Result<BusinessDate, Fault> {
    row.maybe_day(name)?.ok_or_else(|| missing(name))
}

pub(crate) fn whole(row: &Fields<'_>, name: &str, range: std::ops::RangeInclusive<u32>) -> Result<Option<u32>, Fault> {
    let digits = |text: &str| text.parse().ok().filter(|number| range.contains(number) && !text.starts_with('+'));
    row.read(name, RefusalCode::NotAWholeNumber, digits)
}

fn time_zone(row: &Fields<'_>) -> Result<Option<String>, Fault> {
    row.read("time_zone", RefusalCode::BadTimeZone, |text| {
        jiff::tz::TimeZone::get(text).ok().map(|zone| zone.iana_name().unwrap_or(text).to_owned())
    })
}

/// Decimal degrees as millionths, without going through floating point.
fn millionths(text: &str, limit: i32) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = !whole.is_empty() && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(6).collect();
    let value: i32 = plain.then(|| format!("{whole}{kept}").parse().ok()).flatten()?;
    (value <= limit * 1_000_000).then_some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::millionths;

    #[test]
    fn degrees_become_millionths() {
        let table = [("0.3476", Some(347_600)), ("-171.75", Some(-171_750_000)), ("36", Some(36_000_000))];
        for (text, expected) in table {
            assert_eq!(millionths(text, 180), expected, "{text}");
        }
        for text in ["", "-", "x", "1e3", "181", "0,3", "99999999999"] {
            assert_eq!(millionths(text, 180), None, "{text}");
        }
    }
}
