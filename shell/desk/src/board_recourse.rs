//! Rows about recourse and security that are delivered in bulk: each is weighed beside the
//! rows before it, and becomes an event of the case of its loan's borrower.

use crate::recourse_check::contradiction;
use crate::{Clock, DeskError, append_and_apply};
use makegood_book::Loan;
use makegood_case::{CaseEvent, RecourseFactLearned};
use makegood_day_close::{RowChange, RowVersion};
use makegood_intake::{Arrival, Fact, RecourseRow, RefusalCode, RowRefusal};
use makegood_journal::{Connection, Event, current};
use makegood_recourse::{FileError, Row};
use makegood_units::{BusinessDate, FactId, StaffId};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a batch, not in the journal before the batch is.
#[derive(Default)]
pub(crate) struct RowsTold {
    /// The business day, and of whom and what.
    on: Option<(Clock, String, StaffId)>,
    rows: Vec<RowVersion>,
    /// Which of them name a debt, a group or a security.
    by_name: BTreeMap<FactId, Vec<usize>>,
    weighed: Option<RowVersion>,
}

impl RowsTold {
    pub(crate) fn of(clock: &Clock, file: &str, actor: &str) -> Self {
        Self { on: Some((clock.clone(), file.to_owned(), StaffId::from(actor))), ..Self::default() }
    }

    /// Weighs a delivered row; anything else passes.
    pub(crate) fn weigh(
        &mut self,
        book: &Connection,
        facts: &[Fact],
        line: u64,
        reported_on: Option<BusinessDate>,
    ) -> Result<Option<RowRefusal>, DeskError> {
        let (Some(Fact::RecourseRow(row)), Some((clock, file, by))) = (facts.first(), &self.on) else {
            return Ok(None);
        };
        let Some(loan) = loan_of(book, row)? else { return Ok(None) };
        let today = clock.today();
        let on = reported_on.or(row.since).or(loan.disbursed_on).unwrap_or(today).min(today);
        let change = RowChange::Learnt(Row::kept(&row.table, &row.id, &row.row));
        // After everything on file and before it is written: the order of the rows.
        let seq = i64::MAX.saturating_sub(1_000_000_000).saturating_add(i64::try_from(line).unwrap_or(i64::MAX));
        let version = RowVersion { seq, on, learnt_in: loan.borrower, by: by.clone(), change };
        let wrong = contradiction(book, today, &self.near(&version), &version)?;
        let refusal = wrong.map(|wrong| refusal(file, line, row, &wrong));
        self.weighed = refusal.is_none().then_some(version);
        Ok(refusal)
    }

    /// What becomes of the row weighed last, once it is known whether the book had it.
    pub(crate) fn settle(&mut self, arrived: Arrival) {
        let Some(version) = self.weighed.take() else { return };
        if !matches!(arrived, Arrival::New | Arrival::Supersedes) {
            return;
        }
        for name in version.row().map(joining).unwrap_or_default() {
            self.by_name.entry(name).or_default().push(self.rows.len());
        }
        self.rows.push(version);
    }

    /// The rows of the batch that may belong to the same debts.
    fn near(&self, version: &RowVersion) -> Vec<RowVersion> {
        let mut asked: BTreeSet<FactId> = BTreeSet::new();
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut next: Vec<FactId> = version.row().map(joining).unwrap_or_default();
        while let Some(name) = next.pop() {
            if !asked.insert(name.clone()) {
                continue;
            }
            for at in self.by_name.get(&name).into_iter().flatten() {
                if found.insert(*at) {
                    next.extend(self.rows.get(*at).and_then(RowVersion::row).map(joining).unwrap_or_default());
                }
            }
        }
        found.into_iter().filter_map(|at| self.rows.get(at).cloned()).collect()
    }

    /// Writes the rows as events of their cases, from the days they count from.
    pub(crate) fn append(self, book: &Connection) -> Result<(), DeskError> {
        let Some((clock, _, by)) = self.on else { return Ok(()) };
        for RowVersion { on, learnt_in: party, change, .. } in self.rows {
            let RowChange::Learnt(Row { table, id, toml: row, .. }) = change else { continue };
            let event = CaseEvent::RecourseFactLearned(RecourseFactLearned { table, id, row, by: by.clone() });
            append_and_apply(book, &clock, on, by.as_str(), Event::Case { party, event })?;
        }
        Ok(())
    }
}

fn loan_of(book: &Connection, row: &RecourseRow) -> Result<Option<Loan>, DeskError> {
    let fact = current(book, "loan", row.loan.as_str(), i64::MAX)?;
    Ok(fact.map(|fact| makegood_views::read_fact("loan", &fact)).transpose()?)
}

/// The names by which debts are joined: people do not.
fn joining(row: &Row) -> Vec<FactId> {
    row.names().into_iter().filter(|name| !name.as_str().starts_with("party:")).collect()
}

fn refusal(file: &str, line: u64, row: &RecourseRow, wrong: &FileError) -> RowRefusal {
    let code = RefusalCode::ContradictsRecourse;
    let mut says = wrong.says.chars();
    let says: String = says.next().map(|first| first.to_uppercase().chain(says).collect()).unwrap_or_default();
    RowRefusal {
        file: file.to_owned(),
        line,
        column: String::new(),
        value: row.id.clone(),
        code,
        sentence: format!("{says} [{}].", wrong.code),
        way_out: format!("Way out: {}.", wrong.way_out),
    }
}
