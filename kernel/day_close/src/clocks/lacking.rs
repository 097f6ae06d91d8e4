//! What is on file and does not count, because nobody can prove it: payments without a
//! payer, promises without a writing, letters without a proof that they arrived.

use super::booked::PART_PAYMENT;
use super::model::Lacking;
use super::noted::start_of;
use super::obligors::{Obligor, word_of};
use crate::CaseInput;
use makegood_case::{CaseEvent, Channel, Contact, Outcome, Recorded};
use makegood_compliance::Happening;
use makegood_units::{BusinessDate, FactId, LoanId, PartyId};

/// A promise to pay is consent to perform.
const PROMISE: &str = "instalment_promise";
/// A letter of the lender asks for payment.
const DEMAND: &str = "demand";

/// Something on file that would be a happening if it were proven.
#[derive(Clone, Debug)]
pub(super) struct Unproven {
    pub what: &'static str,
    pub on: BusinessDate,
    pub fact: FactId,
    /// Whose it would be; none: of whoever's clock is read.
    of: Option<String>,
    lacks: String,
    /// Whether it is enough that its doer is known.
    is_ours_to_name: bool,
}

impl Unproven {
    /// A payment nobody can be named for, or one that did not last and why.
    pub fn payment(fact: FactId, on: BusinessDate, taken_back: Option<String>) -> Self {
        let is_ours_to_name = taken_back.is_none();
        let lacks = taken_back.unwrap_or_else(|| {
            "the book does not say who paid; if it was the debtor, note `part_payment by borrower` with its day"
                .to_owned()
        });
        Self { what: PART_PAYMENT, on, fact, of: None, lacks, is_ours_to_name }
    }

    /// The happening it would be, were it proven to be the obligor's.
    fn proven(&self, loan: &LoanId, obligor: &Obligor) -> Happening {
        let mut one = Happening::new(self.fact.clone(), self.what, self.on, start_of(self.on));
        one.debts = vec![loan.clone()];
        one.by = Some(obligor.word.clone());
        one
    }
}

/// Promises and letters of a case about a loan.
pub(super) fn of_case(case: &CaseInput, loan: &LoanId, obligors: &[Obligor], as_of: BusinessDate) -> Vec<Unproven> {
    let mut found = Vec::new();
    for Recorded { seq, effective_on, event } in case.events.iter().filter(|one| one.effective_on <= as_of) {
        let fact = FactId::new("event", seq);
        match event {
            CaseEvent::PromiseMade(promise) if promise.loan.as_ref().is_none_or(|named| named == loan) => {
                found.push(Unproven {
                    what: PROMISE,
                    on: promise.made_on,
                    fact,
                    of: word_of(obligors, &case.party).map(str::to_owned),
                    lacks: "only an officer's note tells of it; if there is a writing or a recording, note `instalment_promise` with it".to_owned(),
                    is_ours_to_name: true,
                });
            }
            CaseEvent::ContactRecorded(contact) if is_letter(contact) => found.push(Unproven {
                what: DEMAND,
                on: *effective_on,
                fact,
                of: word_of(obligors, &reached(case, contact)).map(str::to_owned),
                lacks: "it went out, and no proof that it arrived is on file; note `demand with arrival_proof` when there is".to_owned(),
                is_ours_to_name: false,
            }),
            _ => {}
        }
    }
    found
}

fn is_letter(contact: &Contact) -> bool {
    contact.channel == Channel::Letter && contact.outcome == Outcome::Sent
}

fn reached(case: &CaseInput, contact: &Contact) -> PartyId {
    let of = |other: &&crate::OtherParty| {
        other.contact_points.iter().any(|point| Some(&point.id) == contact.contact_point.as_ref())
    };
    case.others.iter().find(of).map_or(&case.party, |other| &other.party).clone()
}

/// What lacks evidence for one clock: by word and reason, with what the clock would
/// show if all of a kind counted. `ends` reads it with more happenings.
pub(super) fn lacking(
    unproven: &[Unproven],
    words: &[&str],
    loan: &LoanId,
    obligor: &Obligor,
    noted: &[Happening],
    ends: impl Fn(&[Happening]) -> Option<BusinessDate>,
) -> Vec<Lacking> {
    let is_noted = |one: &Unproven| noted.iter().any(|known| (known.what.as_str(), known.on) == (one.what, one.on));
    let mine = |one: &&Unproven| {
        words.contains(&one.what) && one.of.as_ref().is_none_or(|of| *of == obligor.word) && !is_noted(one)
    };
    let mut kinds: Vec<(&str, &str, Vec<&Unproven>)> = Vec::new();
    for one in unproven.iter().filter(mine) {
        match kinds.iter_mut().find(|(what, lacks, _)| (*what, *lacks) == (one.what, one.lacks.as_str())) {
            Some((.., known)) => known.push(one),
            None => kinds.push((one.what, &one.lacks, vec![one])),
        }
    }
    let lack = |(what, lacks, all): (&str, &str, Vec<&Unproven>)| {
        let last = all.iter().max_by_key(|one| one.on)?;
        let counted: Vec<Happening> =
            all.iter().filter(|one| one.is_ours_to_name).map(|one| one.proven(loan, obligor)).collect();
        let would_end = if counted.is_empty() { None } else { ends(&counted) };
        let many = match all.len() {
            1 => format!("{} of {}", what.replace('_', " "), last.on),
            count => format!("{count} of the kind {}, the last of {}", what.replace('_', " "), last.on),
        };
        let would = would_end.map_or_else(String::new, |end| format!("; counted, the last day would be {end}"));
        Some(Lacking {
            what: what.to_owned(),
            count: all.len(),
            last_on: last.on,
            says: format!("{many} does not count: {lacks}{would}"),
            would_end,
            fact: last.fact.clone(),
        })
    };
    kinds.into_iter().filter_map(lack).collect()
}
