//! Folds what happened to a loan into what is owed on which day.

use crate::apply::{Moment, Part, Receipt, Row, apply};
use crate::event::void_on;
use crate::{
    BookError, BookRules, ChargesKnown, Happened, Instalment, LoanEvent, LoanFacts, LoanFooting, PausedInterest,
    Payment, Split,
};
use makegood_units::{Amount, BusinessDate, PaymentId, Rounding, divide};
use std::collections::BTreeSet;

/// What is owed on which day, and the money that counts.
pub(crate) struct Obligations<'a> {
    /// In due order.
    pub rows: Vec<Row>,
    /// In value order; those of one day in the order of entry.
    pub payments: Vec<&'a Payment>,
    /// Events that hold on the day, in the order of their effective days.
    pub events: Vec<&'a LoanEvent>,
}

impl Obligations<'_> {
    pub(crate) fn receipts(&self) -> Vec<Receipt<'_>> {
        receipts(&self.payments, &self.events)
    }
}

fn receipts<'a>(payments: &[&'a Payment], events: &[&LoanEvent]) -> Vec<Receipt<'a>> {
    let told = |payment: &&'a Payment| Receipt {
        at: Moment { on: payment.value_on, entered_on: payment.known_from() },
        amount: payment.amount,
        kind: payment.kind.as_deref(),
        footing: footing(events, payment.value_on),
    };
    payments.iter().map(told).collect()
}

/// How the loan stood on a day by what had happened to it.
fn footing(events: &[&LoanEvent], day: BusinessDate) -> LoanFooting {
    let mut standing = LoanFooting::Standard;
    for event in events.iter().filter(|event| event.effective_on <= day) {
        let now = match &event.happened {
            Happened::ChargedOff => LoanFooting::WrittenOff,
            Happened::Marked(mark) if mark.is_settlement() && mark.holds(day) => LoanFooting::Settlement,
            _ => continue,
        };
        standing = standing.max(now);
    }
    standing
}

/// What is owed as of a day, from everything known.
pub(crate) fn obligations<'a>(
    facts: &'a LoanFacts,
    as_of: BusinessDate,
    rules: &BookRules,
) -> Result<Obligations<'a>, BookError> {
    let events = holding(&facts.events, as_of);
    let payments = counting(facts, as_of, as_of, None)?;
    let mut rows: Vec<Row> =
        facts.instalments.iter().filter(|row| row.restructuring.is_none()).map(scheduled).collect();
    rows.sort_by_key(|row| (row.due_on, row.no));
    for event in &events {
        match &event.happened {
            Happened::ChargedBack { amount } => {
                let owed = Split { principal: *amount, ..Split::default() };
                let part = Part { owed, due_on: event.effective_on, opens: Some(event.moment()), is_charge: false };
                rows.push(Row { no: 0, due_on: event.effective_on, parts: vec![part] });
            }
            Happened::Charged { component, amount, due_on, instalment } => {
                let known = (rules.waterfall.charges_known_from == ChargesKnown::EntryOrDue)
                    .then(|| Moment { on: event.entered_on.min(*due_on), entered_on: event.entered_on });
                let part =
                    Part { owed: Split::of(*component, *amount), due_on: *due_on, opens: known, is_charge: true };
                charge(&mut rows, *instalment, part);
            }
            Happened::InterestPaused { to, paused } => {
                pause_interest(facts, &mut rows, event.effective_on, *to, *paused)?
            }
            Happened::Restructured { .. } => restructure(facts, &mut rows, event, rules)?,
            Happened::Accelerated { cure_until } => accelerate(facts, &mut rows, event, *cure_until, as_of, rules)?,
            _ => {}
        }
        rows.sort_by_key(|row| (row.due_on, row.no));
    }
    Ok(Obligations { rows, payments, events })
}

/// The events that hold on a day: in effect, and not undone by then.
fn holding(events: &[LoanEvent], as_of: BusinessDate) -> Vec<&LoanEvent> {
    let void = void_on(events, as_of, |_| true);
    let holds = |event: &&LoanEvent| event.effective_on <= as_of && !void.contains(&event.id);
    let mut holding: Vec<&LoanEvent> = events.iter().filter(holds).collect();
    holding.sort_by_key(|event| event.moment());
    holding
}

/// The payments valued by a day that count, seen from `as_of`, in value order. With
/// `entered_by`, as the lender's books knew them then.
fn counting(
    facts: &LoanFacts,
    valued_by: BusinessDate,
    as_of: BusinessDate,
    entered_by: Option<BusinessDate>,
) -> Result<Vec<&Payment>, BookError> {
    let known = |day: BusinessDate| entered_by.is_none_or(|by| day <= by);
    let void = void_on(&facts.events, as_of, |event| known(event.entered_on));
    // A reversal says that the payment never was, so it holds on every day, until it is
    // itself undone.
    let reversed: BTreeSet<&PaymentId> = facts
        .events
        .iter()
        .filter(|event| known(event.entered_on) && !void.contains(&event.id))
        .filter_map(|event| match &event.happened {
            Happened::Reversed { payment } => Some(payment),
            _ => None,
        })
        .collect();
    let counts = |payment: &&Payment| {
        payment.value_on <= valued_by && known(payment.known_from()) && !reversed.contains(&payment.id)
    };
    let mut payments: Vec<&Payment> = facts.payments.iter().filter(counts).collect();
    payments.sort_by_key(|payment| (payment.value_on, payment.known_from()));
    match payments.iter().find(|payment| payment.amount < Amount::ZERO) {
        Some(payment) => Err(BookError::BelowZero { payment: payment.id.clone() }),
        None => Ok(payments),
    }
}

fn scheduled(row: &Instalment) -> Row {
    let owed = Split { principal: row.principal, interest: row.interest, fee: row.fee, ..Split::default() };
    Row {
        no: row.no,
        due_on: row.due_on,
        parts: vec![Part { owed, due_on: row.due_on, opens: None, is_charge: false }],
    }
}

/// A charge joins its instalment, or stands by itself. Of two with one number it joins
/// that of the later schedule: what is left of the earlier one was met.
fn charge(rows: &mut Vec<Row>, instalment: Option<u32>, part: Part) {
    let named = rows.iter_mut().filter(|row| instalment.is_some_and(|no| row.no == no));
    match named.max_by_key(|row| row.parts.first().and_then(|part| part.opens)) {
        Some(row) => row.parts.push(part),
        None => rows.push(Row { no: 0, due_on: part.due_on, parts: vec![part] }),
    }
}

/// What was unpaid is no longer owed under its old dates; the new instalments are.
fn restructure(facts: &LoanFacts, rows: &mut Vec<Row>, event: &LoanEvent, rules: &BookRules) -> Result<(), BookError> {
    // Only what the books knew at the time was taken into the new instalments.
    let known = counting(facts, event.effective_on, event.effective_on, Some(event.entered_on))?;
    let met =
        apply(rows, &receipts(&known, &holding(&facts.events, event.effective_on)), rules, event.effective_on)?.rows;
    for (row, met) in rows.iter_mut().zip(met) {
        row.parts = vec![Part { owed: met.met, due_on: row.due_on, opens: None, is_charge: false }];
    }
    rows.retain(|row| row.parts.iter().any(|part| !part.owed.is_zero()));
    let new = facts.instalments.iter().filter(|row| row.restructuring.as_ref() == Some(&event.id));
    for row in new.map(scheduled) {
        let opens = |part: &Part| Part { opens: Some(event.moment()), ..*part };
        rows.push(Row { parts: row.parts.iter().map(opens).collect(), ..row });
    }
    Ok(())
}

/// Takes the interest of the paused days out of each instalment, by the days of its
/// period, and puts it behind the last one when it is deferred.
fn pause_interest(
    facts: &LoanFacts,
    rows: &mut [Row],
    from: BusinessDate,
    to: BusinessDate,
    paused: PausedInterest,
) -> Result<(), BookError> {
    let mut begins = facts.loan.disbursed_on;
    let mut deferred = Amount::ZERO;
    for row in rows.iter_mut().filter(|row| row.no > 0) {
        let (start, end) = (begins.unwrap_or(row.due_on), row.due_on);
        begins = Some(end);
        let period = end.days_since(start);
        let held = to.min(end).days_since(from.max(start));
        if period <= 0 || held <= 0 {
            continue;
        }
        for part in &mut row.parts {
            let share = i128::from(part.owed.interest.minor()) * i128::from(held);
            let off = divide(share, i128::from(period), Rounding::HalfEven).and_then(|off| i64::try_from(off).ok());
            let off = Amount::from_minor(off.ok_or(BookError::Overflow)?);
            part.owed.interest = part.owed.interest.less(off);
            deferred = deferred.checked_add(off).ok_or(BookError::Overflow)?;
        }
    }
    if paused == PausedInterest::Deferred
        && let Some(part) = rows.iter_mut().rfind(|row| row.no > 0).and_then(|row| row.parts.first_mut())
    {
        part.owed.interest = part.owed.interest.checked_add(deferred).ok_or(BookError::Overflow)?;
    }
    Ok(())
}

/// Unless the arrears were paid within the cure period, what would fall due later falls
/// due at its end, without the interest that was not earned by then.
fn accelerate(
    facts: &LoanFacts,
    rows: &mut [Row],
    event: &LoanEvent,
    cure_until: BusinessDate,
    as_of: BusinessDate,
    rules: &BookRules,
) -> Result<(), BookError> {
    if as_of <= cure_until || cured(facts, rows, event.effective_on, cure_until, as_of, rules)? {
        return Ok(());
    }
    for row in rows.iter_mut().filter(|row| row.due_on > cure_until) {
        row.due_on = cure_until;
        for part in &mut row.parts {
            part.owed.interest = Amount::ZERO;
            part.due_on = part.due_on.min(cure_until);
        }
    }
    Ok(())
}

/// Whether all that was past due on the day of the notice was paid by the end of the
/// cure period. A call for another breach, with nothing past due, cannot be cured so.
fn cured(
    facts: &LoanFacts,
    rows: &[Row],
    notice_on: BusinessDate,
    cure_until: BusinessDate,
    as_of: BusinessDate,
    rules: &BookRules,
) -> Result<bool, BookError> {
    let open = |by: BusinessDate| {
        let paid = counting(facts, by, as_of, None)?;
        let applied = apply(rows, &receipts(&paid, &holding(&facts.events, by)), rules, by)?;
        let late = |row: &&crate::InstalmentState| row.due_on < notice_on && !row.due.minus(&row.met).is_zero();
        Ok(applied.rows.iter().filter(late).count())
    };
    Ok(open(notice_on)? > 0 && open(cure_until)? == 0)
}
