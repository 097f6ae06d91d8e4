//! What the book itself says of a loan, in the words clocks know. The list of words
//! stands in packs/README.md, "What the book says itself".

use super::lacking::Unproven;
use super::model::ClaimPart;
use super::noted::start_of;
use super::obligors::Obligor;
use crate::{CloseError, Rules};
use makegood_book::{Happened, History, InstalmentState, LoanFacts, Payment, history};
use makegood_compliance::{Happening, Role};
use makegood_units::{Amount, BusinessDate, FactId, LoanId};

/// An unpaid instalment falls due: the claim for it arises.
const DUE: &str = "due";
/// The same in the words of laws that speak of the right to sue.
const CAUSE_OF_ACTION: &str = "cause_of_action";
/// Unpaid interest of an instalment falls due.
const INTEREST_DUE: &str = "interest_due";
/// The last of all instalments falls due.
pub(super) const LAST_INSTALMENT_DUE: &str = "last_instalment_due";
/// From the first day past due the debtor is in default: a day by the calendar was agreed.
const DEFAULT: &str = "default";
/// Money the debtor paid.
pub(super) const PART_PAYMENT: &str = "part_payment";
/// New due dates were agreed with the borrower.
const EXTENSION: &str = "extension";

/// Kinds of payment, in the lender's words, that are happenings of their own.
const KINDS_THAT_ARE_WORDS: [&str; 2] = ["account_deduction", "set_off"];
/// The lender's word that booked payments are somebody's, where a payment does not say.
const PAYER: &str = "payment.by";

/// An instalment that is not paid.
#[derive(Clone, Debug)]
struct Unpaid {
    due_on: BusinessDate,
    owes_interest: bool,
    fact: FactId,
}

/// A loan that is past due, as a clock wants to hear of it.
pub(super) struct LoanBook {
    loan: LoanId,
    oldest: Unpaid,
    last: Unpaid,
    last_due: (BusinessDate, FactId),
    acts: Vec<Happening>,
    /// Payments nobody can be named for.
    pub unproven: Vec<Unproven>,
}

impl LoanBook {
    /// Reads a loan; `None` when nothing of it is past due and unpaid.
    ///
    /// A guarantor is held to the schedule the loan began with: new dates that the
    /// lender and the borrower agreed are told as an extension, which needs consent.
    pub fn read(
        facts: &LoanFacts,
        as_of: BusinessDate,
        rules: Rules<'_>,
        obligor: &Obligor,
    ) -> Result<Option<Self>, CloseError> {
        let loan = facts.loan.id.clone();
        let guarantees = obligor.role == Role::Guarantor;
        let original = guarantees.then(|| as_it_began(facts));
        let complain = |source| CloseError { loan: loan.clone(), source };
        let told = history(original.as_ref().unwrap_or(facts), as_of, &rules.strategy.book).map_err(complain)?;
        let unpaid: Vec<&InstalmentState> = told.instalments.iter().filter(|row| is_unpaid(row)).collect();
        let Some((oldest, last)) = unpaid.first().zip(unpaid.last()).filter(|(oldest, _)| oldest.due_on < as_of) else {
            return Ok(None);
        };
        let end = told.instalments.iter().max_by_key(|row| row.due_on).unwrap_or(last);
        let mut book = Self {
            oldest: Unpaid::of(oldest, &loan),
            last: Unpaid::of(last, &loan),
            last_due: (end.due_on, row_fact(end, &loan)),
            acts: Vec::new(),
            unproven: Vec::new(),
            loan: loan.clone(),
        };
        let payer = convention(rules);
        for payment in &told.payments {
            book.pay(payment, &told, payer);
        }
        if guarantees {
            book.extend(&history(facts, as_of, &rules.strategy.book).map_err(complain)?);
        }
        Ok(Some(book))
    }

    /// The parts of the claim that clocks are read for: one where the law counts all
    /// of it from one day, else the first and the last to end.
    pub fn parts(&self, is_whole: bool) -> Vec<ClaimPart> {
        if is_whole {
            return vec![ClaimPart::Whole];
        }
        let mut parts = vec![ClaimPart::Oldest(self.oldest.due_on)];
        if self.last.due_on > self.oldest.due_on {
            parts.push(ClaimPart::Last(self.last.due_on));
        }
        parts
    }

    /// What the book says of a part of the claim. Where people noted the same word, or
    /// a payment of the same day, theirs is taken: they know more of it.
    pub fn happenings(&self, part: ClaimPart, noted: &[Happening]) -> Vec<Happening> {
        let row = if matches!(part, ClaimPart::Last(_)) { &self.last } else { &self.oldest };
        let one = |what: &str, on: BusinessDate, fact: &FactId| self.happening(fact.clone(), what, on);
        let mut told = vec![one(DUE, row.due_on, &row.fact), one(CAUSE_OF_ACTION, row.due_on, &row.fact)];
        told.extend(row.owes_interest.then(|| one(INTEREST_DUE, row.due_on, &row.fact)));
        told.push(one(LAST_INSTALMENT_DUE, self.last_due.0, &self.last_due.1));
        told.push(one(DEFAULT, row.due_on.plus_days(1), &row.fact));
        told.retain(|one| !noted.iter().any(|known| known.what == one.what));
        let is_noted = |act: &&Happening| noted.iter().any(|known| (&known.what, known.on) == (&act.what, act.on));
        told.extend(self.acts.iter().filter(|act| !is_noted(act)).cloned());
        told
    }

    fn happening(&self, fact: FactId, what: &str, on: BusinessDate) -> Happening {
        let mut one = Happening::new(fact, what, on, start_of(on));
        one.debts = vec![self.loan.clone()];
        one
    }

    fn pay(&mut self, payment: &Payment, told: &History, payer: Option<&str>) {
        let (fact, on) = (FactId::new("payment", &payment.id), payment.value_on);
        if payment.amount <= Amount::ZERO {
            return;
        }
        let taken_back = told.events.iter().find(|event| {
            event.effective_on >= on && event.happened == Happened::ChargedBack { amount: payment.amount }
        });
        if let Some(event) = taken_back {
            let why = format!("the payer's bank took the money back on {}", event.effective_on);
            self.unproven.push(Unproven::payment(fact, on, Some(why)));
            return;
        }
        let kind = payment.kind.as_deref();
        if let Some(word) = kind.filter(|kind| KINDS_THAT_ARE_WORDS.contains(kind)) {
            let act = self.happening(fact, word, on);
            self.acts.push(act);
            return;
        }
        match kind.filter(|kind| Role::named(kind).is_some()).or(payer) {
            Some(by) => {
                let mut act = self.happening(fact, PART_PAYMENT, on);
                act.by = Some(by.to_owned());
                self.acts.push(act);
            }
            None => self.unproven.push(Unproven::payment(fact, on, None)),
        }
    }

    /// New dates agreed with the borrower, as the guarantor may hear of them.
    fn extend(&mut self, told: &History) {
        let end = told.instalments.iter().map(|row| row.due_on).max();
        for event in &told.events {
            if matches!(event.happened, Happened::Restructured { .. }) {
                let mut act = self.happening(FactId::new("loan_event", &event.id), EXTENSION, event.effective_on);
                act.until = end;
                self.acts.push(act);
            }
        }
    }
}

impl Unpaid {
    fn of(row: &InstalmentState, loan: &LoanId) -> Self {
        let owes_interest = row.due.minus(&row.met).interest > Amount::ZERO;
        Self { due_on: row.due_on, owes_interest, fact: row_fact(row, loan) }
    }
}

fn row_fact(row: &InstalmentState, loan: &LoanId) -> FactId {
    match row.no {
        0 => FactId::new("loan", loan),
        no => FactId::new("instalment", format_args!("{loan}/{no}")),
    }
}

fn is_unpaid(row: &InstalmentState) -> bool {
    !row.due.minus(&row.met).is_zero()
}

/// What the lender's convention says of whose booked payments are.
fn convention(rules: Rules<'_>) -> Option<&str> {
    let mut told = rules.strategy.facts.iter().filter_map(|fact| fact.split_once(" = "));
    told.find(|(name, _)| name.trim() == PAYER).map(|(_, by)| by.trim())
}

fn as_it_began(facts: &LoanFacts) -> LoanFacts {
    let mut began = facts.clone();
    began.instalments.retain(|row| row.restructuring.is_none());
    began.events.retain(|event| !matches!(event.happened, Happened::Restructured { .. }));
    began
}
