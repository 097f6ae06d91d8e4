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

    /// Where an acceleration moved the due date, or nothing of it was ever met, the
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
