//! The system compared with itself: chain, views, replay, and the count of the book
//! compared with the naive model.

use crate::world::World;
use anyhow::{Context, Result, ensure};
use makegood_book::Census;
use makegood_desk::Closed;
use makegood_units::BusinessDate;
use std::collections::{BTreeMap, BTreeSet};

/// The chain and the views are proved after so many steps.
const VERIFY_EVERY: u32 = 3;
/// One closed day is replayed after so many steps.
const REPLAY_EVERY: u32 = 4;
/// In a long run, the longer the past the rarer: a proof takes the whole past again.
const LOOKS: u32 = 20;

impl World {
    /// What is looked at after a step.
    pub(crate) fn check(&mut self, step: u32) -> Result<()> {
        if step.is_multiple_of(VERIFY_EVERY.max(step / LOOKS)) {
            self.verify()?;
        }
        if step.is_multiple_of(REPLAY_EVERY.max(step / LOOKS))
            && let Some(day) = self.chance.pick(&self.closed).copied()
        {
            self.replay(day)?;
        }
        Ok(())
    }

    /// Everything, once, at the end.
    pub(crate) fn check_everything(&mut self) -> Result<()> {
        self.verify()?;
        for day in self.closed.clone() {
            self.replay(day)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Result<()> {
        let verified = self.desk()?.verify(|_, _| {})?;
        let differ: Vec<&str> = verified.views.iter().filter(|view| !view.same).map(|view| view.table).collect();
        ensure!(differ.is_empty(), "rebuilt from the journal, these views differ: {}", differ.join(", "));
        Ok(())
    }

    fn replay(&mut self, day: BusinessDate) -> Result<()> {
        self.summary.replays += 1;
        let replayed = self.desk()?.replay(day, |_| {})?;
        if let Some((at, kept, again)) = replayed.first_difference() {
            anyhow::bail!("{day} replayed differs at byte {at}:\n  kept  …{kept}…\n  again …{again}…");
        }
        Ok(())
    }

    /// A close just made, against the model.
    pub(crate) fn check_close(&mut self, closed: &Closed) -> Result<()> {
        let as_of = closed.as_of;
        self.check_census(&closed.census, as_of)?;
        // A close that comes to the same plan writes nothing, its new positions neither.
        if !closed.already {
            self.check_positions(as_of)?;
        }
        let late: BTreeSet<&String> = self.ledger.loans.keys().filter(|loan| self.is_late(loan, as_of)).collect();
        let borrowers: BTreeSet<&str> =
            late.iter().filter_map(|loan| self.ledger.loan(loan)).map(|row| row.borrower.as_str()).collect();
        ensure!(
            borrowers.len() == closed.cases,
            "{} borrowers are late by the model ({borrowers:?}), {} cases in the plan",
            borrowers.len(),
            closed.cases
        );
        self.check_plan(&closed.plan)
    }

    fn is_late(&self, loan: &str, as_of: BusinessDate) -> bool {
        self.stands(loan, as_of).is_some_and(|stands| stands.arrears > 0)
    }

    fn check_census(&self, census: &Census, as_of: BusinessDate) -> Result<()> {
        let counted = census.open_loans() + census.not_yet_disbursed + census.unscheduled + census.closed;
        let loans = self.ledger.loans.len() as u64;
        ensure!(counted == loans, "{loans} loans are on the book, the census counts {counted}");
        let mut open: BTreeMap<(String, usize), (u64, i64, i64)> = BTreeMap::new();
        let mut paid_off = 0;
        for id in self.ledger.loans.keys() {
            let stands = self.stands(id, as_of).context("a loan of the model")?;
            paid_off += u64::from(stands.is_paid_off);
            if !stands.is_open {
                continue;
            }
            let currency = self.ledger.loan(id).map_or("", |row| row.currency).to_owned();
            let bucket = [1, 30, 60, 90].iter().filter(|from| **from <= stands.days_past_due).count();
            let sum = open.entry((currency, bucket)).or_default();
            *sum = (sum.0 + 1, sum.1 + stands.arrears, sum.2 + stands.outstanding);
        }
        let mut found: BTreeMap<(String, usize), (u64, i64, i64)> = BTreeMap::new();
        for (currency, count) in &census.open {
            for (bucket, sum) in count.buckets.iter().enumerate().filter(|(_, sum)| sum.loans > 0) {
                let sums = (sum.loans, sum.arrears.minor(), sum.outstanding.minor());
                found.insert((currency.to_string(), bucket), sums);
            }
        }
        ensure!(
            open == found,
            "the book counted by the model and by the census differ:\n  model  {open:?}\n  census {found:?}"
        );
        ensure!(
            paid_off == census.closed,
            "{paid_off} loans are paid off by the model, {} by the census",
            census.closed
        );
        Ok(())
    }
}
