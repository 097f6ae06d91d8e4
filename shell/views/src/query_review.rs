//! What a leader reads in the morning.

use crate::query_case::read;
use crate::{Reach, ViewError, query_book};
use makegood_book::LoanFacts;
use makegood_book::{Instalment, Payment};
use makegood_case::{CaseEvent, Contact};
use makegood_day_close::Plan;
use makegood_journal::{Connection, Event, document, entries_after, last_of};
use makegood_units::{Amount, BusinessDate, Currency, LoanId, PartyId};
use rusqlite::params;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Money in against money due between two closes, in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CashFlow {
    /// Received from the day after the earlier close through the later one.
    pub received: Amount,
    /// Instalments that fell due in the same days.
    pub fell_due: Amount,
    /// The part of what was received that met instalments due before those days.
    pub to_arrears: Amount,
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
    /// Contacts with a note written since the close before, newest first.
    pub noted: Vec<NotedContact>,
}

/// A contact somebody wrote something about.
#[derive(Clone, Debug)]
pub struct NotedContact {
    /// The number of its event.
    pub seq: i64,
    /// Whose case.
    pub party: PartyId,
    /// The business day it counts from.
    pub effective_on: BusinessDate,
    /// The contact.
    pub contact: Contact,
}

/// What there is to read about the last closed day within reach.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn review(book: &Connection, reach: &Reach) -> Result<Review, ViewError> {
    let mut closes = query_book::closes(book)?.into_iter();
    let Some(last) = closes.next() else { return Ok(Review::default()) };
    let before = closes.next().map(|close| close.as_of);
    Ok(Review {
        as_of: Some(last.as_of),
        since: before,
        cash: before.map(|before| cash(book, before, last.as_of, reach)).transpose()?.unwrap_or_default(),
        newly_over_30: before
            .map(|before| newly_over_30(book, before, last.as_of, reach))
            .transpose()?
            .unwrap_or_default(),
        plan: last_plan(book)?,
        noted: noted(book, before, reach)?,
    })
}

thread_local! {
    /// The plan last read, by its hash: the whole day of a large book, asked for by
    /// every page.
    static LAST: RefCell<Option<(String, Rc<Plan>)>> = const { RefCell::new(None) };
}

/// The plan of the last closed day, shared.
///
/// # Errors
/// A plan that cannot be read, or whatever SQLite refuses.
pub fn plan_in_force(book: &Connection) -> Result<Option<Rc<Plan>>, ViewError> {
    let Some(entry) = last_of(book, "day_closed", i64::MAX)? else { return Ok(None) };
    let Event::DayClosed(day) = entry.event else { return Ok(None) };
    let hit =
        LAST.with_borrow(|last| last.as_ref().filter(|(hash, _)| *hash == day.plan).map(|(_, plan)| plan.clone()));
    if hit.is_some() {
        return Ok(hit);
    }
    let plan: Rc<Plan> = Rc::new(read("the plan of the day", &document(book, &day.plan)?)?);
    LAST.set(Some((day.plan, plan.clone())));
    Ok(Some(plan))
}

/// The plan of the last closed day.
///
/// # Errors
/// A plan that cannot be read, or whatever SQLite refuses.
pub fn last_plan(book: &Connection) -> Result<Option<Plan>, ViewError> {
    Ok(plan_in_force(book)?.map(|plan| (*plan).clone()))
}

fn newly_over_30(
    book: &Connection,
    before: BusinessDate,
    now: BusinessDate,
    reach: &Reach,
) -> Result<Vec<NewlyOver30>, ViewError> {
    // Over 30 on a day: past due since a day more than 30 days before it.
    let mut statement = book.prepare_cached(&format!(
        "SELECT loan, party FROM view_loan WHERE arrears_since < ?1 - 30 AND arrears_since >= ?2 - 30 AND {}
         ORDER BY arrears DESC, loan",
        Reach::condition(3, 4)
    ))?;
    let [branches, people] = reach.values();
    let rows = statement.query_map(params![now.epoch_days(), before.epoch_days(), branches, people], |row| {
        Ok(NewlyOver30 { loan: LoanId::new(row.get::<_, String>(0)?), party: PartyId::new(row.get::<_, String>(1)?) })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn cash(
    book: &Connection,
    before: BusinessDate,
    now: BusinessDate,
    reach: &Reach,
) -> Result<BTreeMap<Currency, CashFlow>, ViewError> {
    let mut flows: BTreeMap<Currency, CashFlow> = BTreeMap::new();
    for loan in crate::all_loans(book, i64::MAX)? {
        let Some(input) = crate::loan_input(book, &loan, i64::MAX)? else { continue };
        if !reach.holds_case(book, &input.loan.borrower)? {
            continue;
        }
        let of_loan = cash_of(&input, before, now);
        let flow = flows.entry(input.loan.currency).or_default();
        let plus = |one: Amount, two: Amount| [one, two].into_iter().sum::<Amount>();
        flow.received = plus(flow.received, of_loan.received);
        flow.fell_due = plus(flow.fell_due, of_loan.fell_due);
        flow.to_arrears = plus(flow.to_arrears, of_loan.to_arrears);
    }
    flows.retain(|_, flow| *flow != CashFlow::default());
    Ok(flows)
}

/// Money meets the oldest instalment first, so what came in went to what was unpaid
/// at the earlier close as far as it reached.
fn cash_of(input: &LoanFacts, before: BusinessDate, now: BusinessDate) -> CashFlow {
    let inside = |day: BusinessDate| day > before && day <= now;
    let paid = |keep: &dyn Fn(BusinessDate) -> bool| -> Amount {
        let kept = input.payments.iter().filter(|payment: &&Payment| keep(payment.value_on));
        kept.map(|payment| payment.amount).sum()
    };
    let due = |keep: &dyn Fn(BusinessDate) -> bool| -> Amount {
        let kept = input.instalments.iter().filter(|row: &&Instalment| keep(row.due_on));
        kept.flat_map(|row| [row.principal, row.interest, row.fee]).sum()
    };
    let received = paid(&inside);
    let unpaid_before = due(&|day| day <= before).less(paid(&|day| day <= before));
    CashFlow { received, fell_due: due(&inside), to_arrears: received.min(unpaid_before) }
}

fn noted(book: &Connection, before: Option<BusinessDate>, reach: &Reach) -> Result<Vec<NotedContact>, ViewError> {
    let mut found = Vec::new();
    for entry in entries_after(book, 0)? {
        if let Event::Case { party, event: CaseEvent::ContactRecorded(contact) } = entry.event
            && !contact.note.is_empty()
            && before.is_none_or(|before| entry.effective_on > before)
            && reach.holds_case(book, &party)?
        {
            found.push(NotedContact { seq: entry.seq, party, effective_on: entry.effective_on, contact });
        }
    }
    // By the day of the contact: past contacts are boarded in the order of a file.
    found.sort_by_key(|one| std::cmp::Reverse((one.contact.at, one.seq)));
    Ok(found)
}
