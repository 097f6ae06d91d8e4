//! The tables of a letter.

use crate::{BalanceRow, Block, Column, Letter, LetterRefusal, LoanBalance, PaidRow, Row, Table, Words};
use makegood_book::{BookError, Component, Split};
use makegood_units::{Amount, Currency, LoanId, Money};

/// Who is owed an answer reads the last payments one by one; the earlier are one sum.
const PAYMENTS_SHOWN: usize = 12;

/// Makes the tables of one letter.
pub(crate) struct Tables<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) words: &'a Words,
}

type Made = Result<Vec<Block>, LetterRefusal>;

impl Tables<'_> {
    /// What is past due of each loan, row by row, with a sum.
    pub(crate) fn balance(&self) -> Made {
        let late = self.letter.loans.iter().filter(|loan| loan.rows.iter().any(|row| row.is_late));
        late.map(|loan| self.owed(loan, &self.words.table.balance, |row| row.is_late)).collect()
    }

    /// Everything that ever fell due or will, and every payment.
    pub(crate) fn ledger(&self) -> Made {
        let mut made = Vec::new();
        for loan in &self.letter.loans {
            made.push(self.owed(loan, &self.words.table.ledger, |_| true)?);
            made.extend(self.paid(loan, loan.payments.len())?);
        }
        Ok(made)
    }

    /// The payments of each loan; the earlier ones of many as one row.
    pub(crate) fn payments(&self) -> Made {
        let mut made = Vec::new();
        for loan in &self.letter.loans {
            made.extend(self.paid(loan, PAYMENTS_SHOWN)?);
        }
        Ok(made)
    }

    fn owed(
        &self,
        loan: &LoanBalance,
        caption: &str,
        shown: impl Fn(&BalanceRow) -> bool,
    ) -> Result<Block, LetterRefusal> {
        let table = &self.words.table;
        let rows: Vec<&BalanceRow> = loan.rows.iter().filter(|row| shown(row)).collect();
        let of = |sum: BookErrorOr<Split>| sum.map_err(|_| LetterRefusal::Overflow(loan.loan.clone()));
        let due = of(sum(rows.iter().map(|row| row.due)))?;
        let met = of(sum(rows.iter().map(|row| row.met)))?;
        let components: Vec<Component> = in_columns(&due);
        let figure = |amount: Amount| self.words.number(Money::new(amount, loan.currency));
        let total = |split: &Split| split.total().map(figure).map_err(|_| LetterRefusal::Overflow(loan.loan.clone()));
        let mut columns = vec![text(&table.what), text(&table.due_on)];
        columns.extend(components.iter().map(|one| figures(&self.words.component(*one))));
        columns.extend([figures(&table.due), figures(&table.paid), figures(&table.unpaid)]);
        let cells = |what: String, day: String, due: &Split, met: &Split| -> Result<Vec<String>, LetterRefusal> {
            let mut cells = vec![what, day];
            cells.extend(components.iter().map(|one| figure(due.part(*one))));
            cells.extend([total(due)?, total(met)?, total(&due.minus(met))?]);
            Ok(cells)
        };
        let mut made = Vec::new();
        for row in rows {
            let cells = cells(self.words.debt(row.debt), self.words.day(row.due_on), &row.due, &row.met)?;
            made.push(Row { cells, is_total: false });
        }
        made.push(Row { cells: cells(table.total.clone(), String::new(), &due, &met)?, is_total: true });
        Ok(Block::Table(Table { caption: self.caption(caption, loan), columns, rows: made }))
    }

    fn paid(&self, loan: &LoanBalance, shown: usize) -> Result<Option<Block>, LetterRefusal> {
        let table = &self.words.table;
        if loan.payments.is_empty() {
            return Ok(None);
        }
        let overflow = || LetterRefusal::Overflow(loan.loan.clone());
        let met = sum(loan.payments.iter().map(|row| row.met)).map_err(|_| overflow())?;
        let components = in_columns(&met);
        let mut columns = vec![text(&table.value_on), figures(&table.amount)];
        columns.extend(components.iter().map(|one| figures(&self.words.component(*one))));
        columns.push(figures(&table.not_yet_due));
        let figure = |amount: Amount| self.words.number(Money::new(amount, loan.currency));
        let row = |what: String, amount: Amount, met: &Split, is_total: bool| -> Result<Row, LetterRefusal> {
            let mut cells = vec![what, figure(amount)];
            cells.extend(components.iter().map(|one| figure(met.part(*one))));
            let applied = met.total().map_err(|_| overflow())?;
            cells.push(figure(amount.checked_sub(applied).ok_or_else(overflow)?));
            Ok(Row { cells, is_total })
        };
        let together = |some: &[PaidRow]| -> Result<(Amount, Split), LetterRefusal> {
            let amount = Amount::checked_sum(some.iter().map(|row| row.amount)).ok_or_else(overflow)?;
            Ok((amount, sum(some.iter().map(|row| row.met)).map_err(|_| overflow())?))
        };
        let (earlier, last) = loan.payments.split_at(loan.payments.len().saturating_sub(shown));
        let mut rows = Vec::new();
        if !earlier.is_empty() {
            let (amount, met) = together(earlier)?;
            rows.push(row(table.earlier.replace("{count}", &earlier.len().to_string()), amount, &met, false)?);
        }
        for one in last {
            rows.push(row(self.words.day(one.value_on), one.amount, &one.met, false)?);
        }
        let (amount, met) = together(&loan.payments)?;
        rows.push(row(table.total.clone(), amount, &met, true)?);
        Ok(Some(Block::Table(Table { caption: self.caption(&table.payments, loan), columns, rows })))
    }

    /// The terms of each loan and how it stands.
    pub(crate) fn contract(&self) -> Made {
        let table = &self.words.table;
        let mut made = Vec::new();
        for loan in &self.letter.loans {
            let money = |amount: Amount| self.words.money(Money::new(amount, loan.currency));
            let overflow = |_: BookError| LetterRefusal::Overflow(loan.loan.clone());
            let unknown = || table.none.clone();
            let rows = [
                (&table.product, loan.product.clone().unwrap_or_else(unknown)),
                (&table.principal, money(loan.principal)),
                (&table.disbursed_on, loan.disbursed_on.map_or_else(unknown, |day| self.words.day(day))),
                (&table.days_past_due, loan.days_past_due.to_string()),
                (&table.arrears, money(loan.arrears.total().map_err(overflow)?)),
                (&table.outstanding, money(loan.outstanding.total().map_err(overflow)?)),
                (&table.over, money(loan.over)),
            ];
            let rows = rows.map(|(field, value)| vec![field.clone(), value]).to_vec();
            made.push(plain(self.caption(&table.contract, loan), &[&table.field, &table.value], rows));
        }
        Ok(made)
    }

    /// Everybody with a role.
    pub(crate) fn parties(&self) -> Block {
        let table = &self.words.table;
        let rows = self
            .letter
            .parties
            .iter()
            .map(|one| vec![one.number.clone(), one.name.clone(), self.words.known(&one.role)]);
        self.listed(&table.parties, &[&table.number, &table.name, &table.role], rows.collect())
    }

    /// The notices on record.
    pub(crate) fn served(&self) -> Block {
        let table = &self.words.table;
        let rows = self.letter.served.iter().map(|one| {
            let proof: Vec<String> =
                one.proof.split(' ').filter(|word| !word.is_empty()).map(|word| self.words.known(word)).collect();
            let to = if one.to.is_empty() { "borrower" } else { &one.to };
            vec![self.words.day(one.on), self.words.known(&one.what), self.words.known(to), proof.join(" / ")]
        });
        self.listed(&table.served, &[&table.on, &table.notice, &table.to, &table.proof], rows.collect())
    }

    /// How the clocks stand.
    pub(crate) fn clocks(&self) -> Block {
        let table = &self.words.table;
        let rows = self.letter.clocks.iter().map(|one| {
            let ends = one.ends_on.map_or_else(String::new, |day| self.words.day(day));
            vec![one.loan.clone(), one.rule.clone(), self.words.known(&one.stands), ends]
        });
        self.listed(&table.clocks, &[&table.loan, &table.rule, &table.stands, &table.ends_on], rows.collect())
    }

    /// A table of words; one row says so when there is nothing to show.
    fn listed(&self, caption: &str, heads: &[&str], mut rows: Vec<Vec<String>>) -> Block {
        if rows.is_empty() {
            let mut row = vec![String::new(); heads.len()];
            if let Some(first) = row.first_mut() {
                first.clone_from(&self.words.table.none);
            }
            rows.push(row);
        }
        plain(caption.to_owned(), heads, rows)
    }

    fn caption(&self, pattern: &str, loan: &LoanBalance) -> String {
        caption(pattern, &loan.loan, loan.currency)
    }
}

type BookErrorOr<T> = Result<T, BookError>;

/// A caption with its loan and currency.
pub(crate) fn caption(pattern: &str, loan: &LoanId, currency: Currency) -> String {
    pattern.replace("{loan}", loan.as_str()).replace("{currency}", currency.code())
}

fn plain(caption: String, heads: &[&str], rows: Vec<Vec<String>>) -> Block {
    let columns = heads.iter().map(|head| text(head)).collect();
    let rows = rows.into_iter().map(|cells| Row { cells, is_total: false }).collect();
    Block::Table(Table { caption, columns, rows })
}

pub(crate) fn text(head: &str) -> Column {
    Column { head: head.to_owned(), is_figures: false }
}

pub(crate) fn figures(head: &str) -> Column {
    Column { head: head.to_owned(), is_figures: true }
}

fn sum(splits: impl IntoIterator<Item = Split>) -> BookErrorOr<Split> {
    splits.into_iter().try_fold(Split::default(), |sum, one| sum.plus(&one))
}

/// The components worth a column, principal first as a reader looks for it.
fn in_columns(sum: &Split) -> Vec<Component> {
    Component::ALL.into_iter().rev().filter(|component| !sum.part(*component).is_zero()).collect()
}
