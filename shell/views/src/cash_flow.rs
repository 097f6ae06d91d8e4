//! Money in against money due since the close before, kept loan by loan as positions are
//! advanced: only what changed or fell due is touched.

use crate::{Reach, ViewError, load, state};
use makegood_book::{Instalment, LoanFacts, Payment};
use makegood_journal::Connection;
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanId, PartyId};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

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

/// The same of one loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashRow {
    /// Which loan.
    pub loan: LoanId,
    /// Whose.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// Of which branch.
    pub branch: BranchId,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The amounts.
    pub flow: CashFlow,
}

/// The span of one close: the days after `before` through `as_of`.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    before: Option<BusinessDate>,
    as_of: BusinessDate,
}

impl Span {
    /// The span that ends with a day, after the last close before it; rows of other days go.
    pub(crate) fn until(book: &Connection, as_of: BusinessDate) -> Result<Self, ViewError> {
        book.prepare_cached("DELETE FROM view_cash WHERE as_of <> ?1")?.execute([as_of.epoch_days()])?;
        Ok(Self { before: close_before(book, as_of)?, as_of })
    }

    /// The loans of which a row fell due in it, whether or not that changed where they stand.
    pub(crate) fn rows_due(self, book: &Connection) -> Result<Vec<LoanId>, ViewError> {
        let mut statement = book.prepare_cached("SELECT loan FROM view_next_row WHERE due_on <= ?1 ORDER BY loan")?;
        let rows = statement.query_map([self.as_of.epoch_days()], |row| row.get::<_, String>(0))?;
        rows.map(|row| Ok(LoanId::new(row?))).collect()
    }

    /// Keeps what came in and fell due of one loan.
    pub(crate) fn keep(self, book: &Connection, input: &LoanFacts) -> Result<(), ViewError> {
        let (loan, day) = (&input.loan, self.as_of.epoch_days());
        let next = input.instalments.iter().map(|row| row.due_on).filter(|due_on| *due_on > self.as_of).min();
        match next {
            Some(due_on) => book
                .prepare_cached("INSERT OR REPLACE INTO view_next_row (loan, due_on) VALUES (?1, ?2)")?
                .execute(params![loan.id.as_str(), due_on.epoch_days()])?,
            None => book.prepare_cached("DELETE FROM view_next_row WHERE loan = ?1")?.execute([loan.id.as_str()])?,
        };
        book.prepare_cached("DELETE FROM view_cash WHERE as_of = ?1 AND loan = ?2")?
            .execute(params![day, loan.id.as_str()])?;
        let Some(before) = self.before else { return Ok(()) };
        let flow = cash_of(input, before, self.as_of);
        if flow == CashFlow::default() {
            return Ok(());
        }
        book.prepare_cached(
            "INSERT INTO view_cash (as_of, loan, party, branch, currency, received, fell_due, to_arrears)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            day,
            loan.id.as_str(),
            loan.borrower.as_str(),
            loan.branch.as_str(),
            loan.currency.code(),
            flow.received.minor(),
            flow.fell_due.minor(),
            flow.to_arrears.minor(),
        ])?;
        Ok(())
    }
}

fn close_before(book: &Connection, as_of: BusinessDate) -> Result<Option<BusinessDate>, ViewError> {
    let found: Option<i32> = book
        .prepare_cached("SELECT as_of FROM view_close WHERE as_of < ?1 ORDER BY as_of DESC LIMIT 1")?
        .query_row([as_of.epoch_days()], |row| row.get(0))
        .optional()?;
    found.map(state::day).transpose()
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

/// The two last closes: the day of the later one, and of the earlier where there is one.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn last_two_closes(book: &Connection) -> Result<Option<(BusinessDate, Option<BusinessDate>)>, ViewError> {
    let Some(last) = state::last_closed(book)? else { return Ok(None) };
    Ok(Some((last, close_before(book, last)?)))
}

/// Money in against money due between the two last closes, by currency.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn cash_flows(book: &Connection, reach: &Reach) -> Result<BTreeMap<Currency, CashFlow>, ViewError> {
    let mut statement = book.prepare_cached(&format!(
        "SELECT currency, sum(received), sum(fell_due), sum(to_arrears) FROM view_cash
         WHERE as_of = (SELECT max(as_of) FROM view_close) AND {} GROUP BY currency",
        Reach::of_party("view_cash.party", 1, 2)
    ))?;
    let mut rows = statement.query(reach.values())?;
    let mut flows = BTreeMap::new();
    while let Some(row) = rows.next()? {
        flows.insert(currency(row.get(0)?)?, flow(row, 1)?);
    }
    Ok(flows)
}

/// The loans behind those sums, the one that brought most first.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn cash_rows(book: &Connection, reach: &Reach) -> Result<Vec<CashRow>, ViewError> {
    let mut statement = book.prepare_cached(&format!(
        "SELECT loan, party, coalesce(name, ''), branch, currency, received, fell_due, to_arrears
         FROM view_cash LEFT JOIN view_party USING (party)
         WHERE as_of = (SELECT max(as_of) FROM view_close) AND {}
         ORDER BY currency, received DESC, fell_due DESC, loan",
        Reach::of_party("view_cash.party", 1, 2)
    ))?;
    let mut rows = statement.query(reach.values())?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(CashRow {
            loan: LoanId::new(row.get::<_, String>(0)?),
            party: PartyId::new(row.get::<_, String>(1)?),
            name: row.get(2)?,
            branch: BranchId::new(row.get::<_, String>(3)?),
            currency: currency(row.get(4)?)?,
            flow: flow(row, 5)?,
        });
    }
    Ok(found)
}

pub(crate) fn currency(code: String) -> Result<Currency, ViewError> {
    code.parse().map_err(|_| ViewError::State(format!("{code:?} as a currency")))
}

fn flow(row: &rusqlite::Row<'_>, at: usize) -> Result<CashFlow, ViewError> {
    let amount = |at: usize| row.get(at).map(Amount::from_minor);
    Ok(CashFlow { received: amount(at)?, fell_due: amount(at + 1)?, to_arrears: amount(at + 2)? })
}

/// The loans in the order they are taken, those beside the touched ones that only have a
/// row fall due.
pub(crate) fn keep_others(book: &Connection, span: Span, touched: &[LoanId], known_to: i64) -> Result<(), ViewError> {
    for loan in span.rows_due(book)?.iter().filter(|loan| touched.binary_search(loan).is_err()) {
        if let Some(input) = load::loan_input(book, loan, known_to)? {
            span.keep(book, &input)?;
        }
    }
    Ok(())
}
