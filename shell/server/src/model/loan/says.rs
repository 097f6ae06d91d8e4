//! What happened to a loan, in words: the one place for it.

use crate::say;
use makegood_book::{Component, Happened, LoanEvent, PausedInterest, Split};
use makegood_units::{BusinessDate, Currency, Money};
use makegood_views::RowSays;

/// An event in a sentence or two.
pub(super) fn event(event: &LoanEvent, currency: Currency) -> String {
    let day = say::day_text;
    match &event.happened {
        Happened::Reversed { payment } => format!("Payment {payment} was never received; it counts for nothing."),
        Happened::ChargedBack { amount } => {
            format!("The payer's bank took {} back; it is owed again.", Money::new(*amount, currency))
        }
        Happened::Charged { component, amount, due_on, instalment } => {
            let joins = instalment.map(|no| format!(", as a part of instalment {no}")).unwrap_or_default();
            let amount = Money::new(*amount, currency);
            format!("{amount} charged as {}, due {}{joins}.", component.word(), day(due_on))
        }
        Happened::Paused { to } => {
            format!("Pause until {}: its days are left out of the count the ladder goes by.", day(to))
        }
        Happened::Resumed => "The pause ended with this day.".to_owned(),
        Happened::InterestPaused { to, paused } => {
            let then = match paused {
                PausedInterest::Forgiven => "what would have run is never owed",
                PausedInterest::Deferred => "what would have run falls due with the last instalment",
            };
            format!("Contract interest does not run before {}; {then}.", day(to))
        }
        Happened::Restructured { how } => {
            format!("{}: what was unpaid is owed under new instalments instead.", how.words())
        }
        Happened::Accelerated { cure_until } => {
            format!("The whole loan was called due, unless what was past due is paid by {}.", day(cure_until))
        }
        Happened::WrittenOff { off } => {
            format!("Taken off the lender's accounts: {}. It is owed all the same.", parts(off, currency))
        }
        Happened::ChargedOff => {
            "All of it was taken off the lender's accounts. It is owed all the same; what comes in is a recovery."
                .to_owned()
        }
        Happened::Transferred { to } => format!("{to} owns the loan."),
        Happened::Marked(mark) => {
            let figure = mark.percent.map(|percent| format!(", {percent}%")).unwrap_or_default();
            let until = mark.until.map(|until| format!(", until {}", day(&until))).unwrap_or_default();
            format!("Marked {}{figure}{until}.", mark.mark)
        }
        Happened::Undone { event } => format!("Event {event} is void."),
    }
}

fn parts(split: &Split, currency: Currency) -> String {
    let some = Component::ALL.into_iter().filter(|part| !split.part(*part).is_zero());
    let words = some.map(|part| format!("{} {}", Money::new(split.part(part), currency), part.word()));
    words.collect::<Vec<_>>().join(", ")
}

/// What a row says, field by field; fields that say nothing are left out.
pub(super) fn row(says: &RowSays, currency: Currency) -> Vec<(&'static str, String)> {
    let money = |amount| Money::new(amount, currency).to_string();
    let some_day = |day: Option<BusinessDate>| day.map(|day| say::day_text(&day)).unwrap_or_default();
    let mut fields = match says {
        RowSays::Loan(loan) => vec![
            ("lent", Money::new(loan.principal, loan.currency).to_string()),
            ("paid out", some_day(loan.disbursed_on)),
            ("borrower", loan.borrower.to_string()),
            ("branch", loan.branch.to_string()),
            ("product", loan.product.clone().unwrap_or_default()),
            ("purpose", loan.purpose.clone().unwrap_or_default()),
        ],
        RowSays::Instalment(row) => {
            let part = |amount: makegood_units::Amount| if amount.is_zero() { String::new() } else { money(amount) };
            vec![
                ("due", say::day_text(&row.due_on)),
                ("principal", part(row.principal)),
                ("interest", part(row.interest)),
                ("fee", part(row.fee)),
            ]
        }
        RowSays::Payment(payment) => vec![
            ("amount", money(payment.amount)),
            ("valued", say::day_text(&payment.value_on)),
            ("entered", some_day(payment.entered_on)),
            ("kind", payment.kind.clone().unwrap_or_default()),
            ("for loan", payment.loan.to_string()),
        ],
        RowSays::Event(one) => vec![
            ("", event(one, currency)),
            ("from", say::day_text(&one.effective_on)),
            ("entered", say::day_text(&one.entered_on)),
        ],
    };
    fields.retain(|(_, value)| !value.is_empty());
    fields
}

/// The fields in one line.
pub(super) fn line(fields: &[(&'static str, String)]) -> String {
    let words =
        fields.iter().map(|(name, value)| if name.is_empty() { value.clone() } else { format!("{name} {value}") });
    words.collect::<Vec<_>>().join(", ").replace("., ", "; ")
}
