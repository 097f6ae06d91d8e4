//! One line of an example's log, read by itself: how people put a happening or a
//! fact on record.

use super::event::read_event;
use super::line::Event;
use super::told::debts;
use makegood_units::{BusinessDate, ContactPointId, Decimal, LoanId};

/// What a note says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Noted {
    /// Something happened; when is the recorder's to say.
    Happened {
        /// In one word.
        what: String,
        /// Its form and its evidence.
        with: Vec<String>,
        /// Who did it.
        by: Option<String>,
        /// To whom.
        to: Option<String>,
        /// About which loans.
        debts: Vec<LoanId>,
        /// At which number or address.
        contact_point: Option<ContactPointId>,
        /// At which place.
        place: Option<String>,
        /// How much.
        amount: Option<Decimal>,
        /// The last day it lasts.
        until: Option<BusinessDate>,
    },
    /// It ended.
    Ended {
        /// What had happened.
        what: String,
    },
    /// A fact, as written.
    Fact {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
        /// Of which loan.
        debt: Option<String>,
    },
}

/// Reads `default notice with proof_of_service about L-1`, `grievance ends`, or
/// `fact debt.purpose = consumer of L-1`.
///
/// # Errors
/// What was expected instead.
pub fn read_note(text: &str) -> Result<Noted, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let fact = |name: &str, value: &str, debt: Option<&str>| Noted::Fact {
        name: name.to_owned(),
        value: value.to_owned(),
        debt: debt.map(str::to_owned),
    };
    match words.as_slice() {
        ["fact", "not", name] => return Ok(fact(name, "false", None)),
        ["fact", name] => return Ok(fact(name, "true", None)),
        ["fact", name, "=", value] => return Ok(fact(name, value, None)),
        ["fact", name, "=", value, "of", debt] => return Ok(fact(name, value, Some(debt))),
        ["fact", ..] => return Err("fact NAME = VALUE, of a loan where it is of one".to_owned()),
        _ => {}
    }
    match read_event(text)? {
        Event::Happened { what, details } => Ok(Noted::Happened {
            what,
            debts: debts(&details),
            contact_point: details.on.as_deref().map(ContactPointId::new),
            with: details.with,
            by: details.by,
            to: details.to,
            place: details.at,
            amount: details.amount,
            until: details.until,
        }),
        Event::Ended { what } => Ok(Noted::Ended { what }),
        _ => {
            Err("a happening in the words of a pack; calls, letters, visits and holds are recorded as outcomes"
                .to_owned())
        }
    }
}
