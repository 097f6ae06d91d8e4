//! Any closed day again, from the facts known then.

use crate::close::{book_error, due_days, inputs, plan_text};
use crate::{Desk, DeskError, Refusal};
use makegood_book::{Census, Counted, position};
use makegood_day_close::{DayInput, close};
use makegood_journal::{Connection, DayClosed, Event, document, entries_after};
use makegood_units::{BusinessDate, PartyId};
use makegood_views::{Policy, ViewError};
use std::collections::BTreeSet;

/// A day computed again beside the day as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The event that closed the day.
    pub event: i64,
    /// The last event it knew of.
    pub known_to: i64,
    /// The plan as it was kept.
    pub kept: String,
    /// The plan computed again.
    pub again: String,
}

impl Replayed {
    /// Whether both are the same bytes.
    pub fn same(&self) -> bool {
        self.kept == self.again
    }

    /// The first place where they differ, with what stands around it.
    pub fn first_difference(&self) -> Option<(usize, String, String)> {
        let at = self.kept.bytes().zip(self.again.bytes()).position(|(one, two)| one != two);
        let at = at.or((self.kept.len() != self.again.len()).then(|| self.kept.len().min(self.again.len())))?;
        let around = |text: &str| {
            let bytes = text.as_bytes().get(at.saturating_sub(40)..(at + 40).min(text.len())).unwrap_or_default();
            String::from_utf8_lossy(bytes).into_owned()
        };
        Some((at, around(&self.kept), around(&self.again)))
    }
}

impl Desk {
    /// Computes the plan of a closed day again, from the facts known then and the
    /// policy it followed, without looking at any view.
    ///
    /// # Errors
    /// [`Refusal::NeverClosed`] for a day that was not closed.
    pub fn replay(&self, as_of: BusinessDate, progress: impl FnMut(usize)) -> Result<Replayed, DeskError> {
        let of_day = |entry: makegood_journal::Entry| match entry.event {
            Event::DayClosed(day) if day.as_of == as_of => Some((entry.seq, day)),
            _ => None,
        };
        let last = entries_after(&self.book, 0)?.into_iter().filter_map(of_day).next_back();
        let (event, day) = last.ok_or(Refusal::NeverClosed(as_of))?;
        let policy = makegood_views::policy_read(&self.book, &day.policy())?;
        let WholeBook { census, late, due } = whole_book(&self.book, &day, &policy)?;
        let input = DayInput {
            as_of,
            cases: inputs(&self.book, &late, day.known_to)?,
            due_soon: inputs(&self.book, &due, day.known_to)?,
            branches: makegood_views::people::branch_days(&self.book, day.known_to)?,
            rules: policy.rules(),
        };
        let plan = close(&input, census, progress).map_err(book_error)?;
        let (kept, again) = (document(&self.book, &day.plan)?, plan_text(&plan)?);
        Ok(Replayed { event, known_to: day.known_to, kept, again })
    }
}

/// The book counted from its facts.
struct WholeBook {
    census: Census,
    /// Borrowers in arrears, by id.
    late: Vec<PartyId>,
    /// Borrowers without arrears who have an instalment to be reminded of, by id.
    due: Vec<PartyId>,
}

/// Every loan from its facts.
fn whole_book(book: &Connection, day: &DayClosed, policy: &Policy) -> Result<WholeBook, DeskError> {
    let mut census = Census::default();
    let (mut late, mut due) = (BTreeSet::new(), BTreeSet::new());
    let due_days = due_days(policy, day.as_of);
    for loan in makegood_views::all_loans(book, day.known_to)? {
        let Some(input) = makegood_views::loan_input(book, &loan, day.known_to)? else { continue };
        let now =
            position(&input, day.as_of, &policy.strategy.book).map_err(|source| ViewError::Book { loan, source })?;
        census.add(input.loan.currency, &Counted::new(&now, day.as_of), &policy.strategy.buckets);
        if now.counted_from.is_some() {
            late.insert(input.loan.borrower);
        } else if now.next_due.is_some_and(|(due_on, _)| due_days.contains(&due_on)) {
            due.insert(input.loan.borrower);
        }
    }
    due.retain(|party| !late.contains(party));
    Ok(WholeBook { census, late: late.into_iter().collect(), due: due.into_iter().collect() })
}
