//! What happened to a loan, as the naive model keeps it, and the debts that follow
//! from the kinds it knows: a list of debts, and coins put on the first that is open.

use crate::ledger::{Ledger, Reports};
use makegood_units::BusinessDate;

#[derive(Clone, Debug)]
pub(crate) struct EventRow {
    pub loan: String,
    pub effective_on: BusinessDate,
    pub entered_on: BusinessDate,
    pub what: What,
}

/// What happened. The naive model reckons with the first four.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Reversed { payment: String },
    ChargedBack { amount: i64 },
    Charged { component: &'static str, amount: i64, due_on: BusinessDate, no: Option<u32> },
    Undone { event: String },
    Paused { until: BusinessDate },
    Resumed,
    InterestPaused { until: BusinessDate, deferred: bool },
    Restructured { kind: &'static str },
    Accelerated { until: BusinessDate },
    WrittenOff { component: &'static str, amount: i64 },
    ChargedOff,
    Transferred,
}

/// Something owed.
#[derive(Clone, Debug)]
pub(crate) struct Debt {
    pub due_on: BusinessDate,
    pub no: u32,
    pub unpaid: i64,
    /// Whether coins may be put on it yet.
    open: bool,
}

/// What moves the coins, in the order of the days they count from and of their entry.
enum Move {
    Opens(usize),
    Comes(i64),
}

impl Ledger {
    /// The events of a loan, each as last reported.
    pub(crate) fn events_of(&self, loan: &str) -> Vec<(&String, &EventRow)> {
        let current = self.events.iter().filter_map(|(id, reports)| Some((id, reports.current()?)));
        current.filter(|(_, event)| event.loan == loan).collect()
    }

    /// Whether the naive model knows all that happened to the loan.
    pub(crate) fn knows(&self, loan: &str) -> bool {
        let known = |what: &What| {
            matches!(
                what,
                What::Reversed { .. } | What::ChargedBack { .. } | What::Charged { .. } | What::Undone { .. }
            )
        };
        self.events_of(loan).iter().all(|(_, event)| known(&event.what))
    }

    /// Whether an event counts for nothing on a day: undone, and the undoing not undone.
    fn void(&self, loan: &str, id: &str, day: BusinessDate) -> bool {
        let undoes = |event: &EventRow| matches!(&event.what, What::Undone { event } if event == id);
        let events = self.events_of(loan);
        let mut undoings = events.iter().filter(|(_, event)| event.effective_on <= day && undoes(event));
        undoings.any(|(undoing, _)| !self.void(loan, undoing, day))
    }

    /// Whether a payment counts for nothing, as it is seen on a day.
    pub(crate) fn reversed(&self, loan: &str, payment: &str, seen_on: BusinessDate) -> bool {
        let events = self.events_of(loan);
        let says = |what: &What| matches!(what, What::Reversed { payment: named } if named == payment);
        events.iter().any(|(id, event)| says(&event.what) && !self.void(loan, id, seen_on))
    }

    /// What came for a loan by a day, payment by payment in their order, less what the
    /// payer's bank took back of the latest before it.
    pub(crate) fn paid_by_day(&self, loan: &str, as_of: BusinessDate) -> Vec<(BusinessDate, i64)> {
        let rows = self.counting(loan, as_of).into_iter().map(|(_, paid)| (paid.value_on, paid.amount));
        let mut paid: Vec<(BusinessDate, i64)> = rows.filter(|(on, _)| *on <= as_of).collect();
        paid.sort_unstable();
        let mut backs: Vec<(BusinessDate, i64)> = Vec::new();
        for (id, event) in self.events_of(loan) {
            if let What::ChargedBack { amount } = event.what
                && event.effective_on <= as_of
                && !self.void(loan, id, as_of)
            {
                backs.push((event.effective_on, amount));
            }
        }
        backs.sort_unstable();
        for (on, mut back) in backs {
            for (_, amount) in paid.iter_mut().rev().filter(|(valued_on, _)| *valued_on <= on) {
                let taken = back.min(*amount);
                (*amount, back) = (*amount - taken, back - taken);
            }
        }
        paid
    }

    /// All debts with what is unpaid of them, in due order.
    pub(crate) fn debts_after_payments(&self, loan: &str, as_of: BusinessDate) -> Vec<Debt> {
        let scheduled = self.instalments_of(loan).into_iter().map(|(no, row)| Debt {
            due_on: row.due_on,
            no,
            unpaid: row.principal + row.interest + row.fee,
            open: true,
        });
        let mut debts: Vec<Debt> = scheduled.collect();
        let mut openings = Vec::new();
        for (id, event) in self.events_of(loan) {
            if event.effective_on > as_of || self.void(loan, id, as_of) {
                continue;
            }
            match event.what {
                What::Charged { amount, due_on, no, .. } => match debts.iter_mut().find(|debt| Some(debt.no) == no) {
                    Some(debt) => debt.unpaid += amount,
                    None => debts.push(Debt { due_on, no: 0, unpaid: amount, open: true }),
                },
                What::ChargedBack { amount } => {
                    // Numbered apart until it is in its place.
                    let mark = u32::MAX - u32::try_from(openings.len()).unwrap_or(0);
                    openings.push(((event.effective_on, event.entered_on), mark));
                    debts.push(Debt { due_on: event.effective_on, no: mark, unpaid: amount, open: false });
                }
                _ => {}
            }
        }
        debts.sort_by_key(|debt| (debt.due_on, debt.open && debt.no > 0, debt.no));
        let place = |mark: u32| debts.iter().position(|debt| debt.no == mark).unwrap_or(0);
        let mut moves: Vec<_> = openings.iter().map(|(at, mark)| (*at, 0, Move::Opens(place(*mark)))).collect();
        for (_, paid) in self.counting(loan, as_of) {
            let at = (paid.value_on, paid.entered_on.unwrap_or(paid.value_on));
            if paid.value_on <= as_of {
                moves.push((at, 1, Move::Comes(paid.amount)));
            }
        }
        moves.sort_by_key(|(at, kind, _)| (*at, *kind));
        let mut coins = 0;
        for (_, _, step) in moves {
            match step {
                Move::Opens(debt) => debts[debt].open = true,
                Move::Comes(amount) => coins += amount,
            }
            while let Some(debt) = debts.iter_mut().find(|debt| coins > 0 && debt.open && debt.unpaid > 0) {
                let put = coins.min(debt.unpaid);
                (coins, debt.unpaid) = (coins - put, debt.unpaid - put);
            }
        }
        debts
    }

    /// The event last reported under a number.
    pub(crate) fn event(&self, id: &str) -> Option<&EventRow> {
        self.events.get(id).and_then(Reports::current)
    }
}
