//! The relief loan of a file: tranches, what happened, payments on the old debt.

use super::error::{FileError, Problems};
use super::raw::{RawEvent, RawHappened, RawRelief, RawTranche};
use crate::relief::{Check, OldPayment, ReliefEvent, ReliefLoan, Tranche, is_supervised, standing};
use makegood_units::{BusinessDate, Currency, FactId, StaffId};

/// The loan as agreed.
pub(super) fn loan(raw: &RawRelief, currency: Currency) -> ReliefLoan {
    ReliefLoan { currency, tranches: raw.tranche.iter().map(tranche).collect() }
}

fn tranche(raw: &RawTranche) -> Tranche {
    let check = |raw: &super::raw::RawCheck| Check {
        id: raw.id.clone(),
        shows: raw.shows.clone(),
        days_after_draw: raw.days_after_draw,
    };
    Tranche {
        no: raw.no,
        amount: raw.amount_minor.0,
        purpose: raw.purpose.clone(),
        to_old_instalments: raw.to_old_instalments_minor.0,
        checks: raw.check.iter().map(check).collect(),
    }
}

/// The tranches of a relief loan in a file of their own: `[[tranche]]` with
/// `[[tranche.check]]`, in the keys of a case's `[relief]`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTranches {
    tranche: Vec<RawTranche>,
}

/// Reads tranches; whether they can be supervised is asked when they are decided upon.
///
/// # Errors
/// What is no such file, with the line.
pub fn tranches(file: &str, text: &str, currency: Currency) -> Result<ReliefLoan, Vec<FileError>> {
    let mut problems = Problems { file, text, found: Vec::new() };
    match toml::from_str::<RawTranches>(text) {
        Ok(raw) => Ok(ReliefLoan { currency, tranches: raw.tranche.iter().map(tranche).collect() }),
        Err(error) => {
            problems.add(error.span().map_or(0, |span| span.start), error.message());
            Err(problems.found)
        }
    }
}

/// The payments on the old debt.
pub(super) fn old_payments(raw: &RawRelief) -> Vec<OldPayment> {
    let payment =
        |raw: &super::raw::RawOldPayment| OldPayment { on: raw.on, amount: raw.amount_minor.0, from: raw.from };
    raw.old_payment.iter().map(payment).collect()
}

/// What happened. Each event is tried on what came before it, so that one which was not
/// allowed is named at its own line; none then.
pub(super) fn events(
    raw: &RawRelief,
    at: usize,
    loan: &ReliefLoan,
    as_of: BusinessDate,
    problems: &mut Problems<'_>,
) -> Option<Vec<ReliefEvent>> {
    if let Err(error) = is_supervised(loan) {
        problems.add(at, error.to_string());
        return None;
    }
    let mut events = Vec::new();
    for one in &raw.event {
        events.push(event(one, problems)?);
        if let Err(error) = standing(loan, &events, as_of) {
            problems.add(one.event.span().start, error.to_string());
            return None;
        }
    }
    Some(events)
}

fn event(raw: &RawEvent, problems: &mut Problems<'_>) -> Option<ReliefEvent> {
    let on = raw.on;
    let read = match raw.event.get_ref() {
        RawHappened::TrancheApproved => raw
            .tranche
            .zip(raw.by.as_deref())
            .map(|(no, by)| ReliefEvent::TrancheApproved { no, on, by: StaffId::new(by) })
            .ok_or("tranche and by"),
        RawHappened::TrancheDeclined => raw
            .tranche
            .zip(raw.by.as_deref())
            .zip(raw.reason.clone())
            .map(|((no, by), reason)| ReliefEvent::TrancheDeclined { no, on, by: StaffId::new(by), reason })
            .ok_or("tranche, by and reason"),
        RawHappened::TrancheDrawn => raw
            .tranche
            .zip(raw.amount_minor)
            .zip(raw.purpose.clone())
            .map(|((no, amount), purpose)| ReliefEvent::TrancheDrawn { no, on, amount: amount.0, purpose })
            .ok_or("tranche, amount_minor and purpose"),
        RawHappened::EvidenceShown => raw
            .check
            .clone()
            .zip(raw.by.as_deref())
            .zip(raw.evidence.as_deref())
            .map(|((check, by), evidence)| ReliefEvent::EvidenceShown {
                check,
                on,
                seen_by: StaffId::new(by),
                evidence: FactId::new("document", evidence),
            })
            .ok_or("check, by and evidence"),
        RawHappened::CheckMissed => raw
            .check
            .clone()
            .zip(raw.found.clone())
            .map(|(check, found)| ReliefEvent::CheckMissed { check, on, found })
            .ok_or("check and found"),
        RawHappened::ReliefStopped => raw
            .by
            .as_deref()
            .zip(raw.reason.clone())
            .map(|(by, reason)| ReliefEvent::ReliefStopped { on, by: StaffId::new(by), reason })
            .ok_or("by and reason"),
    };
    match read {
        Ok(event) => Some(event),
        Err(keys) => {
            problems.add(raw.event.span().start, format!("this event needs the keys on, {keys}"));
            None
        }
    }
}
