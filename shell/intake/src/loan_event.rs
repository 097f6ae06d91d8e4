//! A row of `loan_events`: what happened to a loan beside its schedule and payments.

use crate::RefusalCode;
use crate::cell::{Fields, Written, missing};
use crate::draft::{Waiting, amount, day, whole};
use crate::refusal::Fault;
use makegood_book::{Component, Happened, LoanEvent, LoanMark, PausedInterest, Restructuring, Split};
use makegood_units::{BusinessDate, Currency, Decimal, LoanEventId, LoanId, PaymentId};

/// What happened, in the words of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Reversed,
    ChargedBack,
    Charged,
    Paused,
    Resumed,
    InterestForgiven,
    InterestDeferred,
    ReAged,
    ReAmortised,
    Rescheduled,
    Accelerated,
    WrittenOff,
    ChargedOff,
    Transferred,
    Marked,
    Undone,
}

const KINDS: [(&str, Kind); 16] = [
    ("reversed", Kind::Reversed),
    ("charged_back", Kind::ChargedBack),
    ("charged", Kind::Charged),
    ("paused", Kind::Paused),
    ("resumed", Kind::Resumed),
    ("interest_forgiven", Kind::InterestForgiven),
    ("interest_deferred", Kind::InterestDeferred),
    ("re_aged", Kind::ReAged),
    ("re_amortised", Kind::ReAmortised),
    ("rescheduled", Kind::Rescheduled),
    ("accelerated", Kind::Accelerated),
    ("written_off", Kind::WrittenOff),
    ("charged_off", Kind::ChargedOff),
    ("transferred", Kind::Transferred),
    ("marked", Kind::Marked),
    ("undone", Kind::Undone),
];

const COMPONENTS: [(&str, Component); 5] = [
    ("cost", Component::Cost),
    ("fee", Component::Fee),
    ("penalty", Component::Penalty),
    ("interest", Component::Interest),
    ("principal", Component::Principal),
];

/// An event whose amount may still wait for the currency of its loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventDraft {
    id: LoanEventId,
    effective_on: BusinessDate,
    entered_on: BusinessDate,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Known(Happened),
    ChargedBack(Written),
    Charged { component: Component, amount: Written, due_on: BusinessDate, instalment: Option<u32> },
    WrittenOff { component: Component, amount: Written },
}

impl EventDraft {
    /// The event, in the currency of its loan.
    pub fn bind(self, loan: LoanId, currency: Currency) -> Result<LoanEvent, Fault> {
        let happened = match self.what {
            What::Known(happened) => happened,
            What::ChargedBack(amount) => Happened::ChargedBack { amount: amount.read(currency)? },
            What::Charged { component, amount, due_on, instalment } => {
                Happened::Charged { component, amount: amount.read(currency)?, due_on, instalment }
            }
            What::WrittenOff { component, amount } => {
                Happened::WrittenOff { off: Split::of(component, amount.read(currency)?) }
            }
        };
        let Self { id, effective_on, entered_on, .. } = self;
        Ok(LoanEvent { id, loan, effective_on, entered_on, happened })
    }
}

/// Reads one row.
pub(crate) fn read(row: &Fields<'_>) -> Result<Waiting, Fault> {
    let effective_on = day(row, "effective_on")?;
    // Not its report day: a month-end file reports old events again.
    let entered_on = row.maybe_day("entered_on")?.unwrap_or(effective_on);
    let kind = row.word("kind", &KINDS)?.ok_or_else(|| missing("kind"))?;
    Ok(Waiting::Event(EventDraft {
        id: LoanEventId::new(row.text("event_id")?),
        effective_on,
        entered_on,
        what: what(row, kind, effective_on)?,
    }))
}

fn what(row: &Fields<'_>, kind: Kind, effective_on: BusinessDate) -> Result<What, Fault> {
    let component = || row.word("component", &COMPONENTS)?.ok_or_else(|| missing("component"));
    let to = || until(row, effective_on);
    let restructured = |how| What::Known(Happened::Restructured { how });
    Ok(match kind {
        Kind::Reversed => What::Known(Happened::Reversed { payment: PaymentId::new(row.text("payment_id")?) }),
        Kind::ChargedBack => What::ChargedBack(amount(row, "amount")?),
        Kind::Charged => What::Charged {
            component: component()?,
            amount: amount(row, "amount")?,
            due_on: row.maybe_day("due_on")?.unwrap_or(effective_on),
            instalment: whole(row, "no", 1..=100_000)?,
        },
        Kind::Paused => What::Known(Happened::Paused { to: to()? }),
        Kind::Resumed => What::Known(Happened::Resumed),
        Kind::InterestForgiven => What::Known(Happened::InterestPaused { to: to()?, paused: PausedInterest::Forgiven }),
        Kind::InterestDeferred => What::Known(Happened::InterestPaused { to: to()?, paused: PausedInterest::Deferred }),
        Kind::ReAged => restructured(Restructuring::ReAge),
        Kind::ReAmortised => restructured(Restructuring::ReAmortise),
        Kind::Rescheduled => restructured(Restructuring::Reschedule),
        Kind::Accelerated => What::Known(Happened::Accelerated { cure_until: to()? }),
        Kind::WrittenOff => What::WrittenOff { component: component()?, amount: amount(row, "amount")? },
        Kind::ChargedOff => What::Known(Happened::ChargedOff),
        Kind::Transferred => What::Known(Happened::Transferred { to: row.text("to")? }),
        Kind::Marked => What::Known(Happened::Marked(LoanMark {
            mark: row.text("mark")?,
            until: if row.maybe_day("until_on")?.is_some() { Some(to()?) } else { None },
            percent: percent(row)?,
        })),
        Kind::Undone => What::Known(Happened::Undone { event: LoanEventId::new(row.text("undoes")?) }),
    })
}

fn percent(row: &Fields<'_>) -> Result<Option<Decimal>, Fault> {
    let plain = |text: &str| Decimal::from_str_exact(text).ok().filter(|figure| figure.scale() <= 6);
    row.read("percent", RefusalCode::NotAnAmount, plain)
}

/// The day a span ends; not before it begins.
fn until(row: &Fields<'_>, from: BusinessDate) -> Result<BusinessDate, Fault> {
    let until = day(row, "until_on")?;
    if until < from {
        let hint = format!("It begins on {from}. {}", RefusalCode::EndsBeforeItBegins.way_out());
        return Err(Fault::new("until_on", until, RefusalCode::EndsBeforeItBegins).hint(hint));
    }
    Ok(until)
}
