//! What is owed, what was paid, what happened and the rows behind it, line by line.

use super::{Shown, says, since};
use crate::pages::case::InstalmentState;
use crate::pages::loan::{DebtLine, EventLine, PartLine, PaymentLine, SourceLine};
use jiff::tz::TimeZone;
use makegood_book::{Component, InstalmentState as Met};
use makegood_units::LoanEventId;
use makegood_views::{Debt, Holds, OwedRow, PaymentRow, ReplacedRow, RowState, SourcedRow};

impl Shown<'_> {
    pub(super) fn debts(&self) -> Vec<DebtLine> {
        let stand = &self.view.stand;
        let is_replaced = |row: &&OwedRow| {
            let same = |gone: &ReplacedRow| gone.debt == row.debt && gone.state.due_on == row.state.due_on;
            row.made_by.is_none() && stand.replaced.iter().any(same)
        };
        let line = |row: &OwedRow| DebtLine {
            name: short(row.debt),
            note: match &row.made_by {
                Some(event) => format!("new by {event}"),
                None if is_replaced(&row) => "the part that was met; the rest was replaced".to_owned(),
                None => String::new(),
            },
            due_on: row.state.due_on,
            parts: self.part_lines(&row.state),
            state: Some(self.state(&row.state)),
            row: self.row_of(row),
        };
        stand.owed.iter().map(line).collect()
    }

    pub(super) fn replaced(&self) -> Vec<DebtLine> {
        let line = |row: &ReplacedRow| DebtLine {
            name: short(row.debt),
            note: format!("replaced by {}", row.by),
            due_on: row.state.due_on,
            parts: self.part_lines(&row.state),
            state: None,
            row: self.row_of_debt(row.debt, None),
        };
        self.view.stand.replaced.iter().map(line).collect()
    }

    fn part_lines(&self, state: &Met) -> Vec<PartLine> {
        let some = Component::ALL.into_iter().filter(|part| !state.due.part(*part).is_zero());
        let line = |part: Component| PartLine {
            name: part.word(),
            due: self.money(state.due.part(part)),
            met: self.money(state.met.part(part)),
        };
        some.map(line).collect()
    }

    fn state(&self, met: &Met) -> InstalmentState {
        match met.cleared_on {
            Some(on) => InstalmentState::Paid { on, days_late: met.days_late(self.as_of) },
            None if met.late_on(self.as_of) => InstalmentState::Late { days: met.days_late(self.as_of) },
            None => InstalmentState::Future,
        }
    }

    pub(super) fn row_of(&self, row: &OwedRow) -> Option<usize> {
        match row.debt {
            Debt::Instalment(_) => self.row_of_debt(row.debt, row.made_by.as_ref()),
            // The event that made it is due when it is.
            _ => {
                let made = |(event, _): &&(makegood_book::LoanEvent, Holds)| {
                    Debt::of(&row.state, std::slice::from_ref(event)) == row.debt && dues(event) == row.state.due_on
                };
                let event = self.view.stand.events.iter().find(made)?;
                self.row("loan_event", event.0.id.as_str())
            }
        }
    }

    fn row_of_debt(&self, debt: Debt, made_by: Option<&LoanEventId>) -> Option<usize> {
        let Debt::Instalment(no) = debt else { return None };
        let loan = &self.at.loan;
        match made_by {
            Some(event) => self.row("instalment", &format!("{loan}/{event}/{no}")),
            None => self.row("instalment", &format!("{loan}/{no}")),
        }
    }

    pub(super) fn payments(&self) -> Vec<PaymentLine> {
        let line = |row: &PaymentRow| PaymentLine {
            id: row.payment.id.to_string(),
            value_on: row.payment.value_on,
            entered_on: row.payment.entered_on.filter(|on| *on != row.payment.value_on),
            amount: self.money(row.payment.amount),
            met: self.parts(&row.met),
            left: self.money(row.left),
            reversed: row.reversed.as_ref().map(|event| (event.id.to_string(), event.effective_on, event.entered_on)),
            row: self.row("payment", row.payment.id.as_str()),
        };
        self.view.stand.payments.iter().map(line).collect()
    }

    pub(super) fn events(&self) -> Vec<EventLine> {
        let line = |(event, holds): &(makegood_book::LoanEvent, Holds)| EventLine {
            id: event.id.to_string(),
            says: says::event(event, self.currency),
            effective_on: event.effective_on,
            entered_on: event.entered_on,
            holds: match holds {
                Holds::Yes => String::new(),
                Holds::NotYet => "not yet in effect".to_owned(),
                Holds::Undone(by) => format!("void by {by}"),
            },
            on_the_day: self.at.on(Some(event.effective_on), self.at.known_on).href(),
            as_known: self.at.on(Some(event.entered_on), Some(event.entered_on)).href(),
            row: self.row("loan_event", event.id.as_str()),
        };
        self.view.stand.events.iter().map(line).collect()
    }

    pub(super) fn rows(&self) -> Vec<SourceLine> {
        let line = |row: &SourcedRow| SourceLine {
            id: since::name(&row.version),
            says: says::line(&says::row(&row.version.says, self.currency)),
            state: match row.state {
                RowState::Counts => "",
                RowState::Superseded => "another version stands",
                RowState::NotKnown => "not known then",
            },
            is_superseded: row.state == RowState::Superseded,
            reported_on: row.version.fact.reported_on,
            entered_on: row.version.says.entered_on(),
            file: row.file.clone(),
            recorded_at: row
                .recorded_at
                .map(|at| at.to_zoned(TimeZone::UTC).strftime("%-d %b %Y, %H:%M UTC").to_string())
                .unwrap_or_default(),
            by: row.by.clone(),
        };
        self.view.rows.iter().map(line).collect()
    }
}

/// An instalment by its number alone, everything else by its name.
fn short(debt: Debt) -> String {
    match debt {
        Debt::Instalment(no) => no.to_string(),
        other => other.words(),
    }
}

/// The day on which what an event made falls due.
fn dues(event: &makegood_book::LoanEvent) -> makegood_units::BusinessDate {
    match event.happened {
        makegood_book::Happened::Charged { due_on, .. } => due_on,
        _ => event.effective_on,
    }
}
