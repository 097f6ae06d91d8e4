//! What a thing owed is called: an instalment by its number, everything else by what
//! made it.

use makegood_book::{Component, Happened, InstalmentState, LoanEvent};

/// What a thing owed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Debt {
    /// An instalment, by its number.
    Instalment(u32),
    /// Money the payer's bank took back.
    TakenBack,
    /// A fee, a penalty or a cost that stands by itself.
    Charge(Component),
    /// Something that no event explains.
    Other,
}

impl Debt {
    /// What a row of a repayment history is, given the events of that history.
    pub fn of(row: &InstalmentState, events: &[LoanEvent]) -> Self {
        if row.no > 0 {
            return Self::Instalment(row.no);
        }
        let made = |event: &LoanEvent| match event.happened {
            Happened::ChargedBack { .. } if event.effective_on == row.due_on && !row.due.principal.is_zero() => {
                Some(Self::TakenBack)
            }
            Happened::Charged { component, due_on, .. }
                if due_on == row.due_on && !row.due.part(component).is_zero() =>
            {
                Some(Self::Charge(component))
            }
            _ => None,
        };
        events.iter().find_map(made).unwrap_or_else(|| Self::by_component(row))
    }

    /// Where the whole loan was called, the due date is no longer the event's; the
    /// component still tells.
    fn by_component(row: &InstalmentState) -> Self {
        let mut parts = Component::ALL.into_iter().filter(|component| !row.due.part(*component).is_zero());
        match (parts.next(), parts.next()) {
            (Some(Component::Principal), None) => Self::TakenBack,
            (Some(component), None) => Self::Charge(component),
            _ => Self::Other,
        }
    }

    /// In words, without its due date: `instalment 3`, `charge (penalty)`.
    pub fn words(self) -> String {
        match self {
            Self::Instalment(no) => format!("instalment {no}"),
            Self::TakenBack => "taken back by the bank".to_owned(),
            Self::Charge(component) => format!("charge ({})", component.word()),
            Self::Other => "another debt".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Debt;
    use makegood_book::{Component, Happened, InstalmentState, LoanEvent, Split};
    use makegood_units::{Amount, BusinessDate};

    fn day(text: &str) -> BusinessDate {
        text.parse().expect("a day")
    }

    fn row(no: u32, due_on: &str, due: Split) -> InstalmentState {
        InstalmentState {
            no,
            due_on: day(due_on),
            due,
            met: Split::default(),
            in_advance: Amount::ZERO,
            late: Amount::ZERO,
            cleared_on: None,
        }
    }

    fn event(on: &str, happened: Happened) -> LoanEvent {
        LoanEvent { id: "E-1".into(), loan: "L-1".into(), effective_on: day(on), entered_on: day(on), happened }
    }

    #[test]
    fn each_debt_is_called_by_what_made_it() {
        let amount = Amount::from_minor(500);
        let of = |component| Split::of(component, amount);
        let charged = |component| {
            let due_on = day("2007-03-24");
            event("2007-03-20", Happened::Charged { component, amount, due_on, instalment: None })
        };
        let table = [
            (row(3, "2007-03-24", of(Component::Fee)), vec![charged(Component::Fee)], "instalment 3"),
            (row(0, "2007-03-24", of(Component::Fee)), vec![charged(Component::Fee)], "charge (fee)"),
            (row(0, "2007-03-24", of(Component::Principal)), vec![charged(Component::Principal)], "charge (principal)"),
            (
                row(0, "2007-03-20", of(Component::Principal)),
                vec![charged(Component::Fee), event("2007-03-20", Happened::ChargedBack { amount })],
                "taken back by the bank",
            ),
            // Called due on another day.
            (row(0, "2007-05-01", of(Component::Cost)), vec![charged(Component::Cost)], "charge (cost)"),
            (row(0, "2007-05-01", Split::default()), vec![], "another debt"),
        ];
        for (row, events, words) in table {
            assert_eq!(Debt::of(&row, &events).words(), words);
        }
    }
}
