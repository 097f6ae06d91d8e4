//! One loan on any day, from its view.

mod lines;
mod read;
mod says;
mod since;

use super::book::last_close;
use super::case::about;
use super::words::named;
use crate::drawing::{Beside, Life, Stretch};
use crate::layout::Frame;
use crate::links::LoanAt;
use crate::pages::BucketMark;
use crate::pages::loan::{Jump, Loan, Parts, Stands};
use crate::say;
use crate::trouble::Trouble;
use makegood_book::{Component, Span, Split, Standing};
use makegood_desk::Desk;
use makegood_units::{Amount, BusinessDate, Currency, Money};
use makegood_views::{Debt, LoanMissing, LoanView, Reach, RowState, loan_view};

/// More links than this to days of events nobody reads.
const JUMPS: usize = 12;

/// A loan as every part of its page reads it.
struct Shown<'a> {
    view: &'a LoanView,
    at: &'a LoanAt,
    as_of: BusinessDate,
    currency: Currency,
}

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a loan
/// that is not on the book or was not on the day it is asked as known on.
pub(crate) fn loan(desk: &Desk, frame: Frame, at: LoanAt) -> Result<Loan, Trouble> {
    let closed = last_close(desk, &Reach::whole())?.as_of;
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let as_of = at.as_of.unwrap_or(closed);
    let view = loan_view(desk.book(), &at.loan, (as_of, at.known_on), closed, &policy.strategy.book)?;
    let view = view.map_err(|missing| Trouble::Unknown(not_there(missing, &at)))?;
    let terms = &view.stand.facts.loan;
    let shown = Shown { view: &view, at: &at, as_of, currency: terms.currency };
    Ok(Loan {
        party: terms.borrower.clone(),
        name: named(&view.name, &terms.borrower),
        about: about(terms),
        as_of,
        jumps: shown.jumps(closed),
        stands: shown.stands(&policy.strategy.buckets),
        since: shown.since(),
        life: shown.life(),
        debts: shown.debts(),
        replaced: shown.replaced(),
        payments: shown.payments(),
        later_payments: view.stand.later_payments,
        events: shown.events(),
        readings: [
            read::classes(&view.stand.facts, &policy.strategy, as_of),
            read::penalty(&view.stand.facts, &policy.strategy, as_of),
        ]
        .into_iter()
        .flatten()
        .collect(),
        rows: shown.rows(),
        frame,
        at,
    })
}

fn not_there(missing: LoanMissing, at: &LoanAt) -> String {
    let then = at.known_on.map(|day| say::day_text(&day)).unwrap_or_default();
    match missing {
        LoanMissing::NotOnTheBook => format!("there is no loan {} on the book", at.loan),
        LoanMissing::NotKnownThen => {
            format!("loan {} was not known yet on {then}; the lender reported it first on a later day", at.loan)
        }
    }
}

impl Shown<'_> {
    fn money(&self, amount: Amount) -> Money {
        Money::new(amount, self.currency)
    }

    fn parts(&self, split: &Split) -> Parts {
        let some = Component::ALL.into_iter().filter(|part| !split.part(*part).is_zero());
        some.map(|part| (part.word(), self.money(split.part(part)))).collect()
    }

    fn jumps(&self, closed: BusinessDate) -> Vec<Jump> {
        let known = self.at.known_on;
        let jump = |label: String, as_of, known_on| {
            let is_here = as_of == self.as_of && known_on == known;
            Jump { label, href: self.at.on(Some(as_of), known_on).href(), is_here }
        };
        let before = self.as_of.plus_days(-1);
        let mut jumps = vec![
            jump(format!("last close, {}", say::day_text(&closed)), closed, None),
            jump(format!("day before, {}", say::day_text(&before)), before, known),
            jump("as it was known then".to_owned(), self.as_of, Some(self.as_of)),
            jump("as known now".to_owned(), self.as_of, None),
        ];
        let mut days: Vec<BusinessDate> = self.view.stand.events.iter().map(|(event, _)| event.effective_on).collect();
        days.dedup();
        let days = days.into_iter().rev().take(JUMPS).rev();
        jumps.extend(days.map(|day| jump(format!("event of {}", say::day_text(&day)), day, known)));
        jumps
    }

    fn stands(&self, buckets: &makegood_book::Buckets) -> Stands {
        let stand = &self.view.stand;
        let now = &stand.position;
        Stands {
            standing: match now.standing {
                Standing::NotYetDisbursed => "not paid out yet",
                Standing::Unscheduled => "no schedule delivered",
                Standing::Open => "owing",
                Standing::Closed => "paid in full",
            },
            arrears: self.money(now.arrears.total()),
            arrears_parts: self.parts(&now.arrears.owed),
            since: now.arrears.since,
            days_past_due: stand.days_past_due,
            bucket: BucketMark::of(buckets, stand.days_past_due),
            outstanding: self.money(now.outstanding),
            outstanding_parts: self.parts(&now.outstanding_parts),
            paid: self.money(now.paid),
            over: self.money(stand.history.over),
            next_due: now.next_due.map(|(on, amount)| (on, self.money(amount))),
            paused_until: now.paused_until,
            charged_off: stand.charged_off_on.map(|on| (on, self.money(now.recovered.unwrap_or_default()))),
            owner: stand.owner.clone(),
            says: now.why.says.clone(),
            rests_on: self.rests_on(),
        }
    }

    /// The rows the sentence names. An instalment made by a restructuring shares its
    /// number with the one it replaced, so the one in arrears is looked up.
    fn rests_on(&self) -> Vec<usize> {
        let stand = &self.view.stand;
        let oldest = stand
            .owed
            .iter()
            .find(|row| Some(row.state.due_on) == stand.position.arrears.since && row.state.cleared_on.is_none());
        let facts = stand.position.why.facts.iter().filter_map(|fact| match fact.as_str().split_once(':') {
            Some(("instalment", _)) => oldest.and_then(|row| self.row_of(row)),
            Some((kind, key)) => self.row(kind, key),
            None => None,
        });
        // A debt that is no instalment is not named by its row; the event that made it is.
        let debt = oldest.filter(|row| !matches!(row.debt, Debt::Instalment(_))).and_then(|row| self.row_of(row));
        let mut rests_on: Vec<usize> = debt.into_iter().chain(facts).collect();
        let mut seen = std::collections::BTreeSet::new();
        rests_on.retain(|row| seen.insert(*row));
        rests_on
    }

    /// The version of a row that counts, by its place in the list.
    fn row(&self, kind: &str, key: &str) -> Option<usize> {
        let counts = |row: &makegood_views::SourcedRow| {
            row.state == RowState::Counts && row.version.kind == kind && row.version.fact.key == key
        };
        self.view.rows.iter().position(counts)
    }

    fn life(&self) -> Life {
        let stand = &self.view.stand;
        let until = self.view.until;
        let events = stand.events.iter().zip(1_usize..);
        let other = self.view.since.as_ref().filter(|since| since.life != self.view.life);
        let beside = Beside {
            as_of: self.as_of,
            pauses: stand.history.pauses.iter().map(|pause| (pause.from, pause.to)).collect(),
            events: events
                .map(|((event, _), number)| (event.effective_on, number, says::event(event, self.currency)))
                .collect(),
            now: other.map(|since| self.stretches(&since.life)).unwrap_or_default(),
        };
        Life::new(&self.stretches(&self.view.life), until, &beside)
    }

    fn stretches(&self, life: &[Span]) -> Vec<Stretch> {
        let end = self.view.until.plus_days(1);
        let stretch = |span: &Span| Stretch {
            from: span.from,
            to: span.to.unwrap_or(end).min(end),
            arrears: self.money(span.arrears.total()),
        };
        life.iter().map(stretch).collect()
    }
}
