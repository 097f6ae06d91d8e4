//! The promise on the Case page: part by part, in their words, and one that can be kept.

use super::Open;
use crate::pages::case::{
    Choice, OfferNote, OutcomeChoice, OutcomeForm, PartField, PromisePartLine, PromiseState, PromiseStatus,
};
use crate::say;
use crate::trouble::sentence;
use makegood_case::{Promise, PromiseOutcome, PromisePart};
use makegood_units::{Amount, BusinessDate};

/// What stands behind the names of the fields of each part.
pub(super) const SUFFIXES: [&str; 4] = ["", "_2", "_3", "_4"];

pub(super) fn status(of: makegood_case::PromiseState) -> PromiseStatus {
    use makegood_case::PromiseState as State;
    match of {
        State::Pending => PromiseStatus::Pending,
        State::Replaced => PromiseStatus::Replaced,
        State::Kept => PromiseStatus::Kept,
        State::PartlyKept => PromiseStatus::PartlyKept,
        State::Broken => PromiseStatus::Broken,
    }
}

/// The parts as people read them: `60.00 USD by 2 Mar, 40.00 USD by 16 Mar`.
pub(super) fn in_words(open: &Open, parts: &[PromisePart]) -> String {
    let word = |part: &PromisePart| format!("{} by {}", open.money(part.amount), say::day_text(&part.due_on));
    parts.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// The latest promise, as far as the cash tells.
pub(super) fn promise(open: &Open) -> Option<PromiseState> {
    let latest = open.view.latest_promise()?;
    let counts = |one: &&PromiseOutcome| one.seq != latest.seq && one.state != makegood_case::PromiseState::Replaced;
    let earlier = open.view.day.promises.iter().filter(counts).count();
    let kept =
        open.view.day.promises.iter().filter(counts).filter(|one| one.state == makegood_case::PromiseState::Kept);
    Some(PromiseState {
        status: status(latest.state),
        amount: open.money(latest.promise.amount),
        due_on: latest.promise.due_on,
        made_on: latest.promise.made_on,
        paid: open.view.received_for(latest),
        source_of_funds: latest.promise.source_of_funds.clone(),
        parts: if latest.parts.len() > 1 { parts(open, latest) } else { Vec::new() },
        said: latest.promise.said.clone(),
        beyond: latest.promise.beyond_surplus.map(|over| open.money(over)),
        record: match earlier {
            0 => String::new(),
            _ => format!("{} of {} kept.", kept.count(), say::counted(earlier, "earlier promise")),
        },
    })
}

fn parts(open: &Open, one: &PromiseOutcome) -> Vec<PromisePartLine> {
    let line = |part: &makegood_case::PartOutcome| PromisePartLine {
        status: status(part.state),
        amount: open.money(part.amount),
        due_on: part.due_on,
        paid: open.money(part.received),
    };
    one.parts.iter().map(line).collect()
}

/// What the timeline says of a promise: how each part stands, where the money was to come
/// from, what they said.
pub(super) fn told(open: &Open, seq: i64, promise: &Promise) -> String {
    let known = open.view.day.promises.iter().find(|known| known.seq == seq);
    let state = match known {
        None => "not yet judged".to_owned(),
        Some(known) if known.parts.len() > 1 => {
            let line = |line: PromisePartLine| format!("{} {}", line.amount, line.status.word());
            let parts: Vec<String> = parts(open, known).into_iter().map(line).collect();
            format!("{}: {}", status(known.state).word(), parts.join(", "))
        }
        Some(known) => status(known.state).word().to_owned(),
    };
    let from = &promise.source_of_funds;
    let from = if from.is_empty() { String::new() } else { format!(", from {from}") };
    let mut told = sentence(&format!("{state}{from}"));
    if let Some(by) = known.and_then(|known| known.replaced_by) {
        told.push_str(&format!(" The promise of event {by} took its place."));
    }
    if let Some(over) = promise.beyond_surplus {
        told.push_str(&format!(" {} more than their verified file left.", open.money(over)));
    }
    if !promise.said.is_empty() {
        told.push_str(&format!(" They said: “{}”", promise.said));
    }
    told
}

/// The amounts and days the form begins with: the arrears by the usual day.
pub(super) fn usual(open: &Open, day: BusinessDate) -> Vec<PartField> {
    let first = PromisePart { due_on: day, amount: open.view.day.owed.arrears };
    fields(open, &[first])
}

fn fields(open: &Open, parts: &[PromisePart]) -> Vec<PartField> {
    let field = |(place, suffix): (usize, &'static str)| match parts.get(place) {
        Some(part) => PartField { suffix, amount: open.money(part.amount).number(""), due_on: part.due_on.to_string() },
        None => PartField { suffix, ..PartField::default() },
    };
    SUFFIXES.into_iter().enumerate().map(field).collect()
}

/// The promise that can be kept, beside the form.
pub(super) fn offer(open: &Open) -> Option<OfferNote> {
    let offer = open.view.offer.as_ref().filter(|_| open.view.day.owed.arrears > Amount::ZERO)?;
    let word = |part: &PromisePart| format!("{} by {}", open.money(part.amount), say::day_text(&part.due_on));
    Some(OfferNote {
        parts: offer.parts.iter().take(SUFFIXES.len()).map(word).collect(),
        says: sentence(&offer.why.says),
        is_known: offer.is_known(),
    })
}

/// The form with that promise in it, as far as there is one.
pub(super) fn take_over(open: &Open, form: OutcomeForm) -> OutcomeForm {
    let offer = open.view.offer.as_ref().filter(|offer| !offer.parts.is_empty());
    let Some(offer) = offer else { return form };
    OutcomeForm { outcome: Some(OutcomeChoice::PromiseToPay), promise_parts: fields(open, &offer.parts), ..form }
}

/// The promise still waited for, in words.
pub(super) fn still_open(open: &Open) -> Option<String> {
    let parts = open.view.day.promises.iter().flat_map(|one| &one.parts).filter(|part| part.state.is_open());
    let parts: Vec<PromisePart> = parts.map(|part| PromisePart { due_on: part.due_on, amount: part.amount }).collect();
    (!parts.is_empty()).then(|| in_words(open, &parts))
}

/// The loans a promise may be bound to; none to choose from where there is one.
pub(super) fn loans(open: &Open) -> Vec<Choice> {
    let owed = &open.view.day.owed;
    let of_case = owed.loans.iter().filter(|loan| loan.currency == owed.currency);
    let choice = |loan: &makegood_day_close::LoanDay| Choice {
        value: loan.loan.to_string(),
        label: format!("Loan {}, {} past due", loan.loan, open.money(loan.position.arrears.total())),
    };
    let loans: Vec<Choice> = of_case.map(choice).collect();
    if loans.len() > 1 { loans } else { Vec::new() }
}
