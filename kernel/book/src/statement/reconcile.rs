//! A whole tape beside our own figures.

use super::compare::{Difference, Reason, beside};
use super::convention::DayConvention;
use super::fit::{ANY_DAY, Finding, Tape, due_days_behind};
use super::held::{Dues, Held, TapeRow};
use super::months::due_back;
use super::own::{How, own_days};
use super::verdict::{AmountConvention, Apart, Missing, StatedAmount, TapeConvention, Verdict};
use makegood_units::Amount;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many figures came to each verdict, by its word.
pub type Counts = BTreeMap<&'static str, u64>;

/// One statement beside ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconciledRow {
    /// The days of both.
    #[serde(flatten)]
    pub difference: Difference,
    /// The due day within the month, where the tape does not state it and the loan's
    /// other statements tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_day: Option<i8>,
    /// What the days come to.
    pub verdict: Verdict,
    /// The balance.
    pub balance: StatedAmount,
    /// The amount due next.
    pub next_amount_due: StatedAmount,
    /// The scheduled payment.
    pub scheduled_payment: StatedAmount,
}

/// A tape beside ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// The convention the tape follows, when one can be claimed.
    pub finding: Option<Finding>,
    /// Row by row, in the order given.
    pub rows: Vec<ReconciledRow>,
}

impl Reconciled {
    /// How many rows' days came to each verdict.
    pub fn days(&self) -> Counts {
        let mut counts = Counts::new();
        self.rows.iter().for_each(|row| *counts.entry(row.verdict.word()).or_default() += 1);
        counts
    }
}

/// Reconciles the rows of one lender's tape: one tape, one convention.
pub fn reconcile(rows: &[TapeRow]) -> Reconciled {
    let tape = Tape::new(rows);
    let finding = tape.finding();
    let way = finding.as_ref().map(|finding| finding.convention);
    let one = |(at, row): (usize, &TapeRow)| {
        let [balance, next_amount_due, scheduled_payment] = amounts(row);
        let amounts_agree = agree([&balance, &next_amount_due, &scheduled_payment]);
        let verdict = days(&tape, at, row, way, amounts_agree);
        let due_day = due_day(&tape, at, row, way);
        let difference = difference(row, due_day);
        ReconciledRow { difference, due_day, verdict, balance, next_amount_due, scheduled_payment }
    };
    Reconciled { rows: rows.iter().enumerate().map(one).collect(), finding }
}

/// The days of both. Ours are from the book where we hold a schedule, else from the
/// statement's amounts and the due day, stated or read from other statements.
fn difference(row: &TapeRow, due_day: Option<i8>) -> Difference {
    let statement = &row.statement;
    let mut own = own_days(statement);
    if let (Some(day), Some(behind @ 1..)) = (due_day, own.instalments_behind) {
        own.days = Some(statement.as_of.days_since(due_back(statement.as_of, day, behind)));
        (own.at_least, own.how) = (own.days, How::FromDueDay);
    }
    let found = beside(statement, &own);
    if row.held.open.is_none() {
        return found;
    }
    let reason = if row.held.days == found.theirs { Reason::Agrees } else { Reason::CountedFromBook };
    Difference { ours: row.held.days, reason, ..found }
}

/// The due day the loan's other statements tell, of several the one this row is in
/// keeping with.
fn due_day(tape: &Tape<'_>, at: usize, row: &TapeRow, way: Option<DayConvention>) -> Option<i8> {
    let followed = way.filter(|way| !way.is_by_the_month()).unwrap_or(DayConvention::DueDateIsDay0);
    if row.held.dues != Dues::Unstated || row.statement.zero_balance_code.is_some() {
        return None;
    }
    let open = tape.due_days_beside(at, followed).filter(|days| *days != 0)?;
    let here = row.held.behind.map_or(0, |behind| open & due_days_behind(row, followed, behind));
    let days = if here == 0 { open } else { here };
    i8::try_from(days.trailing_zeros() + 1).ok()
}

/// Some amount was compared, and none differs.
fn agree(amounts: [&StatedAmount; 3]) -> bool {
    let compared = amounts.iter().filter(|one| !matches!(one.verdict, Verdict::CannotTell { .. }));
    let all = compared.clone().all(|one| !matches!(one.verdict, Verdict::DiffersByFact { .. }));
    all && compared.count() > 0
}

/// What the days of a row come to, under the convention its tape follows.
fn days(tape: &Tape<'_>, at: usize, row: &TapeRow, way: Option<DayConvention>, amounts_agree: bool) -> Verdict {
    let held = &row.held;
    if let Some(code) = row.statement.zero_balance_code.as_deref() {
        let gone = if code == "4" { Apart::ChargedOff } else { Apart::PaidInFull };
        return match held.open {
            Some(true) => fact(gone),
            Some(false) => Verdict::Agrees,
            None => cannot(Missing::OurFigure),
        };
    }
    let Some(theirs) = row.statement.days_past_due else { return cannot(Missing::TheirFigure) };
    if held.open == Some(false) && theirs > 0 {
        return fact(Apart::PaidInOurBook);
    }
    if theirs == 0 && held.behind == Some(0) {
        return Verdict::Agrees;
    }
    match held.dues {
        Dues::Dated(_) | Dues::Monthly(_) => with_due_dates(tape, at, row, theirs, way, amounts_agree),
        Dues::Unstated => without_due_day(tape, at, row, theirs, way),
        Dues::Unknown => cannot(Missing::OurFigure),
    }
}

/// Our due dates are known: every convention states one figure.
fn with_due_dates(
    tape: &Tape<'_>,
    at: usize,
    row: &TapeRow,
    theirs: i32,
    way: Option<DayConvention>,
    amounts_agree: bool,
) -> Verdict {
    let held = &row.held;
    let (as_of, reported_on) = (row.statement.as_of, row.reported_on);
    let (Some(unpaid), Some(behind)) = (held.unpaid, held.behind) else { return cannot(Missing::OurFigure) };
    if held.days == Some(theirs) {
        return Verdict::Agrees;
    }
    let followed = way.unwrap_or(DayConvention::DueDateIsDay0);
    if followed != DayConvention::DueDateIsDay0 && followed.days(as_of, reported_on, &unpaid) == Some(theirs) {
        return Verdict::DiffersByConvention { which: TapeConvention::Days(followed) };
    }
    let states = |behind: i64| {
        let unpaid = held.with_behind(as_of, behind)?;
        followed.days(as_of, reported_on, &unpaid)
    };
    let near = (0..=behind.saturating_add(MOST_APART)).filter(|other| *other != behind);
    let near = near.filter(|other| (other - behind).abs() <= MOST_APART && states(*other) == Some(theirs));
    if let Some(other) = near.min_by_key(|other| (other - behind).abs()) {
        return fact(instalments_apart(held, behind, other));
    }
    let shift = |row: &TapeRow| {
        let stated = followed.days(row.statement.as_of, row.reported_on, &row.held.unpaid?)?;
        let theirs = row.statement.days_past_due.filter(|days| *days > 0)?;
        Some(stated.saturating_sub(theirs))
            .filter(|days| stated > 0 && *days != 0 && days.unsigned_abs() <= LONGEST_MOVE)
    };
    let moved = shift(row);
    if let (Some(days), true) = (moved, amounts_agree || tape.beside(at).any(|other| shift(other) == moved)) {
        return fact(Apart::DueDateMoved { days });
    }
    let by_chance =
        DayConvention::all().into_iter().any(|other| other.days(as_of, reported_on, &unpaid) == Some(theirs));
    cannot(if way.is_none() && by_chance { Missing::MoreRows } else { Missing::Cause })
}

/// The due day within the month is not stated: a convention states a set of figures,
/// narrowed by the loan's other statements.
fn without_due_day(tape: &Tape<'_>, at: usize, row: &TapeRow, theirs: i32, way: Option<DayConvention>) -> Verdict {
    let Some(behind) = row.held.behind else { return cannot(Missing::OurFigure) };
    let followed = way.unwrap_or(DayConvention::DueDateIsDay0);
    let beside = tape.due_days_beside(at, followed).filter(|days| *days != 0);
    let open = beside.unwrap_or(ANY_DAY);
    let states =
        |behind: i64| if behind == 0 { theirs == 0 } else { open & due_days_behind(row, followed, behind) != 0 };
    let read_elsewhere = beside.is_some() || followed.is_by_the_month();
    if states(behind) {
        return match (followed, read_elsewhere) {
            (_, false) => cannot(Missing::DueDay),
            (DayConvention::DueDateIsDay0, true) => Verdict::Agrees,
            (_, true) => Verdict::DiffersByConvention { which: TapeConvention::Days(followed) },
        };
    }
    let near = (0..=behind.saturating_add(MOST_APART)).filter(|other| (other - behind).abs() <= MOST_APART);
    match near.filter(|other| states(*other)).min_by_key(|other| (other - behind).abs()) {
        Some(other) => fact(instalments_apart(&row.held, behind, other)),
        None => cannot(Missing::Cause),
    }
}

/// How many instalments apart are still looked for.
const MOST_APART: i64 = 24;
/// The longest move of a due date looked for, in days.
const LONGEST_MOVE: u32 = 31;

fn instalments_apart(held: &Held, ours: i64, theirs: i64) -> Apart {
    let instalments = (ours - theirs).abs();
    match (held.open.is_some(), theirs < ours) {
        (true, true) => Apart::PaymentWeLack { instalments },
        (true, false) => {
            let payment = held.without.iter().find(|(_, _, unpaid)| unpaid.missed == theirs).map(|(id, ..)| id.clone());
            Apart::PaymentTheyLack { instalments, payment }
        }
        (false, true) => Apart::FewerBehindThanAmountDue { instalments },
        (false, false) => Apart::MoreBehindThanAmountDue { instalments },
    }
}

/// The balance, the amount due next and the scheduled payment.
fn amounts(row: &TapeRow) -> [StatedAmount; 3] {
    let (held, statement) = (&row.held, &row.statement);
    let with_interest = (held.outstanding, AmountConvention::InterestNotYetDueIncluded);
    let left_out = (held.scheduled, AmountConvention::ArrearsLeftOut);
    let alone = (held.arrears, AmountConvention::ArrearsAlone);
    [
        amount(held, statement.balance, held.principal, &[with_interest]),
        amount(held, statement.next_amount_due, held.next_due, &[left_out, alone]),
        amount(held, statement.scheduled_payment, held.scheduled, &[]),
    ]
}

fn amount(
    held: &Held,
    theirs: Option<Amount>,
    ours: Option<Amount>,
    otherwise: &[(Option<Amount>, AmountConvention)],
) -> StatedAmount {
    let verdict = match (theirs, ours) {
        (None, _) => cannot(Missing::TheirFigure),
        (_, None) => cannot(Missing::OurFigure),
        (Some(theirs), Some(ours)) if theirs == ours => Verdict::Agrees,
        (Some(theirs), Some(ours)) => match otherwise.iter().find(|(other, _)| *other == Some(theirs)) {
            Some((_, way)) => Verdict::DiffersByConvention { which: TapeConvention::Amount(*way) },
            None => fact(amount_apart(held, theirs, ours)),
        },
    };
    StatedAmount { theirs, ours, verdict }
}

fn amount_apart(held: &Held, theirs: Amount, ours: Amount) -> Apart {
    let more = Amount::from_minor(theirs.minor().saturating_sub(ours.minor()));
    let size = more.minor().unsigned_abs();
    let one_of = held.scheduled.into_iter().chain(held.without.iter().map(|(_, amount, _)| *amount));
    if one_of.into_iter().any(|amount| amount.minor().unsigned_abs() == size) {
        Apart::OnePayment { more }
    } else {
        Apart::Amount { more }
    }
}

fn fact(which: Apart) -> Verdict {
    Verdict::DiffersByFact { which }
}

fn cannot(missing: Missing) -> Verdict {
    Verdict::CannotTell { missing }
}
