//! Where one loan stands on a day: its position, and row by row what is owed, paid and
//! has happened.

use crate::Debt;
use makegood_book::{
    BookError, BookRules, Happened, History, InstalmentState, LoanEvent, LoanFacts, Payment, Position, Split, history,
    position,
};
use makegood_units::{Amount, BusinessDate, LoanEventId};

/// One thing owed, named.
#[derive(Clone, Debug)]
pub struct OwedRow {
    /// What it is.
    pub debt: Debt,
    /// The restructuring that made it.
    pub made_by: Option<LoanEventId>,
    /// What is owed on it and what has met it.
    pub state: InstalmentState,
}

/// One thing owed that a restructuring put others in the place of.
#[derive(Clone, Debug)]
pub struct ReplacedRow {
    /// What it was.
    pub debt: Debt,
    /// The restructuring.
    pub by: LoanEventId,
    /// As it stood just before.
    pub state: InstalmentState,
    /// What was taken into the new instalments.
    pub unpaid: Split,
}

/// A payment and what became of it.
#[derive(Clone, Debug)]
pub struct PaymentRow {
    /// The payment.
    pub payment: Payment,
    /// What it met.
    pub met: Split,
    /// What of it is left over.
    pub left: Amount,
    /// The reversal, when it turned out never to have been received.
    pub reversed: Option<LoanEvent>,
}

/// Whether an event holds on the day asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// In effect.
    Yes,
    /// Effective on a later day.
    NotYet,
    /// Void by another event.
    Undone(LoanEventId),
}

/// Where a loan stands on a day, from what is known.
#[derive(Clone, Debug)]
pub struct LoanStand {
    /// What is known.
    pub facts: LoanFacts,
    /// Where it stands.
    pub position: Position,
    /// Days past due.
    pub days_past_due: i32,
    /// How what is owed was met.
    pub history: History,
    /// The same, row by row and named.
    pub owed: Vec<OwedRow>,
    /// What restructurings replaced.
    pub replaced: Vec<ReplacedRow>,
    /// Payments valued up to the day, reversed ones among them, in value order.
    pub payments: Vec<PaymentRow>,
    /// Payments known that are valued later.
    pub later_payments: usize,
    /// Every event known, by its effective day.
    pub events: Vec<(LoanEvent, Holds)>,
    /// The day the lender took the debt off its accounts.
    pub charged_off_on: Option<BusinessDate>,
    /// Another creditor the loan was transferred to.
    pub owner: Option<String>,
}

pub(crate) fn stand(facts: LoanFacts, as_of: BusinessDate, rules: &BookRules) -> Result<LoanStand, BookError> {
    let position = position(&facts, as_of, rules)?;
    let history = history(&facts, as_of, rules)?;
    let named = |state: &InstalmentState| OwedRow {
        debt: Debt::of(state, &history.events),
        made_by: made_by(state, &facts, &history),
        state: state.clone(),
    };
    let charged_off = history.events.iter().find(|event| event.happened == Happened::ChargedOff);
    let owner = history.events.iter().rev().find_map(|event| match &event.happened {
        Happened::Transferred { to } => Some(to.clone()),
        _ => None,
    });
    Ok(LoanStand {
        days_past_due: position.days_past_due(as_of),
        owed: history.instalments.iter().map(named).collect(),
        replaced: replaced(&facts, &history, rules)?,
        payments: payments(&facts, &history, as_of)?,
        later_payments: facts.payments.iter().filter(|payment| payment.value_on > as_of).count(),
        events: events(&facts, as_of),
        charged_off_on: charged_off.map(|event| event.effective_on),
        owner,
        position,
        history,
        facts,
    })
}

/// The restructuring in effect that an instalment comes from.
fn made_by(state: &InstalmentState, facts: &LoanFacts, history: &History) -> Option<LoanEventId> {
    let same = facts.instalments.iter().filter(|row| row.no == state.no && row.due_on == state.due_on);
    let mut makers = same.filter_map(|row| row.restructuring.clone());
    makers.find(|id| history.events.iter().any(|event| event.id == *id))
}

/// What stood unpaid before each restructuring in effect, by what the books knew then.
fn replaced(facts: &LoanFacts, held: &History, rules: &BookRules) -> Result<Vec<ReplacedRow>, BookError> {
    let mut replaced = Vec::new();
    for event in held.events.iter().filter(|event| matches!(event.happened, Happened::Restructured { .. })) {
        let told = |other: &&LoanEvent| {
            let is_reversal = matches!(other.happened, Happened::Reversed { .. });
            other.id != event.id && (!is_reversal || other.entered_on <= event.entered_on)
        };
        let before = LoanFacts {
            payments: facts.payments.iter().filter(|one| one.known_from() <= event.entered_on).cloned().collect(),
            events: facts.events.iter().filter(told).cloned().collect(),
            ..facts.clone()
        };
        let then = history(&before, event.effective_on, rules)?;
        for state in then.instalments {
            let unpaid = state.due.minus(&state.met);
            if !unpaid.is_zero() {
                replaced.push(ReplacedRow {
                    debt: Debt::of(&state, &then.events),
                    by: event.id.clone(),
                    unpaid,
                    state,
                });
            }
        }
    }
    Ok(replaced)
}

fn payments(facts: &LoanFacts, history: &History, as_of: BusinessDate) -> Result<Vec<PaymentRow>, BookError> {
    let mut rows = Vec::new();
    for payment in facts.payments.iter().filter(|payment| payment.value_on <= as_of) {
        let at = history.payments.iter().position(|counted| counted.id == payment.id);
        let met = at.and_then(|at| history.met.get(at)).copied().unwrap_or_default();
        let reversal =
            |event: &&LoanEvent| matches!(&event.happened, Happened::Reversed { payment: of } if *of == payment.id);
        let reversed = facts.events.iter().find(reversal).filter(|_| at.is_none()).cloned();
        let left = if at.is_some() { payment.amount.less(met.total()?) } else { Amount::ZERO };
        rows.push(PaymentRow { payment: payment.clone(), met, left, reversed });
    }
    Ok(rows)
}

fn events(facts: &LoanFacts, as_of: BusinessDate) -> Vec<(LoanEvent, Holds)> {
    let undone_by = |event: &LoanEvent| {
        facts.events.iter().find(|other| {
            let undoes = matches!(&other.happened, Happened::Undone { event: id } if *id == event.id);
            undoes && other.effective_on <= as_of
        })
    };
    let holds = |event: &LoanEvent| match undone_by(event) {
        Some(other) => Holds::Undone(other.id.clone()),
        // A reversal says that the payment never was, on any day.
        None if matches!(event.happened, Happened::Reversed { .. }) => Holds::Yes,
        None if event.effective_on > as_of => Holds::NotYet,
        None => Holds::Yes,
    };
    let mut events: Vec<_> = facts.events.iter().map(|event| (event.clone(), holds(event))).collect();
    events.sort_by_key(|(event, _)| (event.effective_on, event.entered_on));
    events
}
