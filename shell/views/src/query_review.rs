//! What a leader reads in the morning.

use crate::query_case::read;
use crate::{ViewError, query_book};
use makegood_book::Payment;
use makegood_day_close::Plan;
use makegood_journal::{Connection, Event, document, entries_after, last_of};
use makegood_units::{Amount, BusinessDate, Currency, LoanId, PartyId};
use std::collections::BTreeMap;

/// Money in against money due between two closes, in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CashFlow {
    /// Received from the day after the earlier close through the later one.
    pub received: Amount,
    /// Instalments that fell due in the same days.
    pub fell_due: Amount,
}

/// A loan that was not more than 30 days past due at the close before, and is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewlyOver30 {
    /// Which loan.
    pub loan: LoanId,
    /// Whose.
    pub party: PartyId,
}

/// What a leader reads in the morning, beside the cases themselves.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The last closed day.
    pub as_of: Option<BusinessDate>,
    /// The close before it.
    pub since: Option<BusinessDate>,
    /// Cash by currency since then.
    pub cash: BTreeMap<Currency, CashFlow>,
    /// Loans that went past 30 days since then.
    pub newly_over_30: Vec<NewlyOver30>,
    /// The plan of the last closed day.
    pub plan: Option<Plan>,
    /// Contacts with a note written since the close before, newest first: the
    /// numbers of their events.
    pub noted: Vec<i64>,
}

/// What there is to read about the last closed day.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn review(book: &Connection) -> Result<Review, ViewError> {
    let mut closes = query_book::closes(book)?.into_iter();
    let Some(last) = closes.next() else { return Ok(Review::default()) };
    let before = closes.next().map(|close| close.as_of);
    Ok(Review {
        as_of: Some(last.as_of),
        since: before,
        cash: before.map(|before| cash(book, before, last.as_of)).transpose()?.unwrap_or_default(),
        newly_over_30: before.map(|before| newly_over_30(book, before, last.as_of)).transpose()?.unwrap_or_default(),
        plan: last_plan(book)?,
        noted: noted(book, before)?,
    })
}

/// The plan of the last closed day.
///
/// # Errors
/// A plan that cannot be read, or whatever SQLite refuses.
pub fn last_plan(book: &Connection) -> Result<Option<Plan>, ViewError> {
    let Some(entry) = last_of(book, "day_closed", i64::MAX)? else { return Ok(None) };
    let Event::DayClosed(day) = entry.event else { return Ok(None) };
    read("the plan of the day", &document(book, &day.plan)?).map(Some)
}

fn newly_over_30(book: &Connection, before: BusinessDate, now: BusinessDate) -> Result<Vec<NewlyOver30>, ViewError> {
    // Over 30 on a day: past due since a day more than 30 days before it.
    let mut statement = book.prepare_cached(
        "SELECT loan, party FROM view_loan WHERE arrears_since < ?1 - 30 AND arrears_since >= ?2 - 30
         ORDER BY arrears DESC, loan",
    )?;
    let rows = statement.query_map([now.epoch_days(), before.epoch_days()], |row| {
        Ok(NewlyOver30 { loan: LoanId::new(row.get::<_, String>(0)?), party: PartyId::new(row.get::<_, String>(1)?) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn cash(book: &Connection, before: BusinessDate, now: BusinessDate) -> Result<BTreeMap<Currency, CashFlow>, ViewError> {
    let mut flows: BTreeMap<Currency, CashFlow> = BTreeMap::new();
    let inside = |day: BusinessDate| day > before && day <= now;
    for loan in crate::all_loans(book, i64::MAX)? {
        let Some(input) = crate::loan_input(book, &loan, i64::MAX)? else { continue };
        let flow = flows.entry(input.loan.currency).or_default();
        let received = input.payments.iter().filter(|payment: &&Payment| inside(payment.value_on));
        flow.received = received.map(|payment| payment.amount).chain([flow.received]).sum();
        let due = input.instalments.iter().filter(|row| inside(row.due_on));
        flow.fell_due = due.flat_map(|row| [row.principal, row.interest, row.fee]).chain([flow.fell_due]).sum();
    }
    flows.retain(|_, flow| *flow != CashFlow::default());
    Ok(flows)
}

fn noted(book: &Connection, before: Option<BusinessDate>) -> Result<Vec<i64>, ViewError> {
    let mut found = Vec::new();
    for entry in entries_after(book, 0)? {
        if let Event::Case { event: makegood_case::CaseEvent::ContactRecorded(contact), .. } = &entry.event
            && !contact.note.is_empty()
            && before.is_none_or(|before| entry.effective_on > before)
        {
            found.push(entry.seq);
        }
    }
    found.reverse();
    Ok(found)
}
