//! What can happen to a loan beside payments, as a line of a story says it.

use crate::quoted;
use makegood_book::{Component, PausedInterest, Restructuring};
use makegood_units::{BusinessDate, Decimal};

/// Something that happens to the loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LoanVerb {
    /// The payment valued on a day never was.
    Reverse { valued_on: BusinessDate },
    /// The payer's bank took money back.
    ChargeBack { amount: String },
    /// A fee, a penalty or a cost.
    Charge { amount: String, component: Component },
    /// Delinquent days stand still.
    Pause { until: BusinessDate },
    /// They move again.
    Resume,
    /// Interest does not run.
    StopInterest { until: BusinessDate, paused: PausedInterest },
    /// New instalments for what is unpaid: how many of what, monthly from when.
    Restructure { how: Restructuring, count: u32, amount: String, first: BusinessDate },
    /// The whole debt is called.
    CallDue { cure_until: BusinessDate },
    /// A part leaves the accounts.
    WriteOff { amount: String, component: Component },
    /// All of it does.
    ChargeOff,
    /// Another creditor owns it.
    Transfer { to: String },
    /// Something is true of the loan from now on.
    Mark { mark: String, percent: Option<Decimal>, until: Option<BusinessDate> },
    /// The last event is void.
    Undo,
}

/// Reads a line, when it speaks of a loan; `None` when it does not.
pub(crate) fn read(text: &str) -> Option<Result<LoanVerb, String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(match words.as_slice() {
        ["reverse", "the", "payment", "of", day] => date(day).map(|valued_on| LoanVerb::Reverse { valued_on }),
        ["charge", "back", amount] => Ok(LoanVerb::ChargeBack { amount: (*amount).to_owned() }),
        ["charge", "off"] => Ok(LoanVerb::ChargeOff),
        ["charge", amount, what] => {
            component(what).map(|component| LoanVerb::Charge { amount: (*amount).to_owned(), component })
        }
        ["pause", "until", day] => date(day).map(|until| LoanVerb::Pause { until }),
        ["resume"] => Ok(LoanVerb::Resume),
        ["stop", "interest", "until", day, how] => stop_interest(day.trim_end_matches(','), how),
        [how @ ("re-age:" | "re-amortise:" | "reschedule:"), count, "of", amount, "monthly", "from", first] => {
            restructure(how, count, amount, first)
        }
        ["call", "the", "loan", "due,", "cure", "until", day] => {
            date(day).map(|cure_until| LoanVerb::CallDue { cure_until })
        }
        ["write", "off", amount, what] => {
            component(what).map(|component| LoanVerb::WriteOff { amount: (*amount).to_owned(), component })
        }
        ["transfer", "to", ..] => quoted::only(text).map(|(_, to)| LoanVerb::Transfer { to }),
        ["mark", rest @ ..] => mark(rest),
        ["undo"] => Ok(LoanVerb::Undo),
        _ => return None,
    })
}

/// `mark forbearance`, `mark forbearance 2.5%`, `mark uk.bs.accrual until 2026-05-02`.
fn mark(words: &[&str]) -> Result<LoanVerb, String> {
    let (mark, mut words) = words.split_first().ok_or("expected `mark forbearance 2.5% until 2026-05-02`")?;
    let (mut percent, mut until) = (None, None);
    loop {
        words = match words {
            [] => break,
            ["until", day, rest @ ..] => {
                until = Some(date(day)?);
                rest
            }
            [figure, rest @ ..] => {
                let read = figure.strip_suffix('%').and_then(|figure| Decimal::from_str_exact(figure).ok());
                percent = Some(read.ok_or_else(|| format!("{figure:?} is no percentage"))?);
                rest
            }
        };
    }
    Ok(LoanVerb::Mark { mark: (*mark).to_owned(), percent, until })
}

fn date(text: &str) -> Result<BusinessDate, String> {
    text.parse().map_err(|error| format!("{error}"))
}

fn component(word: &str) -> Result<Component, String> {
    Component::from_word(word).ok_or_else(|| format!("{word:?} is no cost, fee, penalty, interest or principal"))
}

fn stop_interest(day: &str, how: &str) -> Result<LoanVerb, String> {
    let paused = match how {
        "forgiven" => PausedInterest::Forgiven,
        "deferred" => PausedInterest::Deferred,
        _ => return Err(format!("expected forgiven or deferred, found {how:?}")),
    };
    Ok(LoanVerb::StopInterest { until: date(day)?, paused })
}

fn restructure(how: &str, count: &str, amount: &str, first: &str) -> Result<LoanVerb, String> {
    let how = match how {
        "re-age:" => Restructuring::ReAge,
        "re-amortise:" => Restructuring::ReAmortise,
        _ => Restructuring::Reschedule,
    };
    let count = count.parse().map_err(|_| format!("{count} is not a number of instalments"))?;
    Ok(LoanVerb::Restructure { how, count, amount: amount.to_owned(), first: date(first)? })
}
