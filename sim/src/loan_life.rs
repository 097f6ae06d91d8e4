//! What happens to loans, as a lender would tell of it: late, before its time, again and
//! corrected. Loans of odd numbers live simply, so that the naive model can follow them.

use crate::delivery::{instalment, maybe, money};
use crate::ledger::{InstalmentRow, Reports};
use crate::loan_event::{EventRow, What};
use crate::world::World;
use anyhow::Result;
use makegood_units::BusinessDate;
use std::path::PathBuf;

const HEADER: &str =
    "event_id,loan_id,kind,effective_on,entered_on,amount,component,due_on,until_on,payment_id,no,to,undoes";

impl World {
    /// A file of events, and the instalments of the restructurings among them.
    pub(crate) fn loan_events(&mut self) -> Result<Vec<PathBuf>> {
        let ids: Vec<String> = self.ledger.loans.keys().cloned().collect();
        let mut text = format!("{HEADER}\n");
        let mut instalments = "loan_id,no,due_on,principal,interest,fee,event_id\n".to_owned();
        for _ in 0..self.chance.between(1, 10) {
            let Some(loan) = self.chance.pick(&ids).cloned() else { continue };
            let id = format!("E-{}", self.ledger.events.len() + 1);
            let Some(row) = self.happening(&loan)? else { continue };
            text.push_str(&line(&id, &row, None));
            if let What::Restructured { .. } = row.what {
                instalments.push_str(&self.replacement(&id, &row)?);
            }
            self.ledger.events.entry(id).or_default().take(None, row);
            self.summary.loan_events += 1;
        }
        let mut files = Vec::new();
        if text.lines().count() > 1 {
            files.push(self.write("loan-events", &text)?);
        }
        if instalments.lines().count() > 1 {
            files.push(self.write("instalments-anew", &instalments)?);
        }
        if self.chance.percent(50) {
            files.reverse();
        }
        Ok(files)
    }

    fn days(&mut self, low: i64, high: i64) -> Result<i32> {
        Ok(i32::try_from(self.chance.between(low, high))?)
    }

    /// Something that may happen to a loan.
    fn happening(&mut self, loan: &str) -> Result<Option<EventRow>> {
        let simple = loan.ends_with(['1', '3', '5', '7', '9']);
        let late = if self.chance.percent(50) { self.days(1, 45)? } else { 0 };
        let ahead = if self.chance.percent(10) { self.days(1, 15)? } else { 0 };
        let effective_on = self.today.plus_days(ahead - late);
        // Entered today, on its day, or between the two.
        let entered_on = match self.chance.between(1, 4) {
            1 => effective_on,
            2 => effective_on.plus_days(late / 2),
            _ => self.today,
        };
        let what = if simple || self.chance.percent(35) { self.simple(loan)? } else { self.other(effective_on)? };
        let Some(what) = what else { return Ok(None) };
        let mut row = EventRow { loan: loan.to_owned(), effective_on, entered_on, what };
        if let What::Undone { event } = &row.what {
            // Nobody undoes what has not been entered.
            let undone = self.ledger.event(event).map_or(self.today, |undone| undone.entered_on.plus_days(1));
            row.entered_on = undone.max(self.today);
        }
        Ok(Some(row))
    }

    /// What the naive model knows.
    fn simple(&mut self, loan: &str) -> Result<Option<What>> {
        let amount = self.chance.between(1, 4_000);
        Ok(match self.chance.between(1, 10) {
            1..=3 => {
                let paid =
                    self.ledger.payments.iter().filter(|(_, row)| row.current().is_some_and(|it| it.loan == loan));
                let paid: Vec<String> = paid.map(|(id, _)| id.clone()).collect();
                self.chance.pick(&paid).map(|payment| What::Reversed { payment: payment.clone() })
            }
            4..=5 => Some(What::ChargedBack { amount }),
            6..=8 => {
                let component = *self.chance.pick(&["fee", "penalty", "cost", "interest"]).unwrap_or(&"fee");
                let no = if self.chance.percent(40) { u32::try_from(self.chance.between(1, 7)).ok() } else { None };
                Some(What::Charged { component, amount, due_on: self.today.plus_days(self.days(-20, 40)?), no })
            }
            _ => {
                let earlier: Vec<String> = self.ledger.events_of(loan).iter().map(|(id, _)| (*id).clone()).collect();
                self.chance.pick(&earlier).map(|event| What::Undone { event: event.clone() })
            }
        })
    }

    /// What it does not.
    fn other(&mut self, effective_on: BusinessDate) -> Result<Option<What>> {
        let until = effective_on.plus_days(self.days(0, 60)?);
        let amount = self.chance.between(1, 4_000);
        Ok(Some(match self.chance.between(1, 9) {
            1 => What::Paused { until },
            2 => What::Resumed,
            3..=4 => What::InterestPaused { until, deferred: self.chance.percent(50) },
            5..=6 => {
                let kind = *self.chance.pick(&["re_aged", "re_amortised", "rescheduled"]).unwrap_or(&"re_aged");
                What::Restructured { kind }
            }
            7 => What::Accelerated { until },
            8 => What::WrittenOff { component: "principal", amount },
            _ if self.chance.percent(50) => What::ChargedOff,
            _ => What::Transferred,
        }))
    }

    /// The instalments a restructuring puts in the place of the old ones.
    fn replacement(&mut self, event: &str, row: &EventRow) -> Result<String> {
        let mut text = String::new();
        let first = row.effective_on.plus_days(self.days(-3, 40)?);
        for no in 1..=u32::try_from(self.chance.between(1, 4))? {
            let due_on = first.plus_days(30 * i32::try_from(no - 1)?);
            let (principal, interest) = (self.chance.between(100, 9_000), self.chance.between(0, 600));
            let new = InstalmentRow { due_on, principal, interest, fee: 0 };
            text.push_str(&format!("{},{event}\n", instalment(&row.loan, no, &new).trim_end()));
            let key = (row.loan.clone(), no, event.to_owned());
            self.ledger.replacements.entry(key).or_default().take(None, new);
        }
        Ok(text)
    }

    /// A later report of an event: another amount, another day, another loan, or the
    /// same once more.
    pub(crate) fn correct_loan_event(&mut self, reported_on: BusinessDate) -> Result<Option<PathBuf>> {
        let ids: Vec<String> = self.ledger.events.keys().cloned().collect();
        let Some(id) = self.chance.pick(&ids).cloned() else { return Ok(None) };
        let Some(mut row) = self.ledger.event(&id).cloned() else { return Ok(None) };
        if self.ledger.events.get(&id).is_some_and(|reports: &Reports<EventRow>| reports.speaks_of(reported_on)) {
            return Ok(None);
        }
        match &mut row.what {
            What::ChargedBack { amount } | What::Charged { amount, .. } | What::WrittenOff { amount, .. } => {
                *amount = self.chance.between(1, *amount * 2);
                if self.chance.percent(20) {
                    let loans: Vec<String> = self.ledger.loans.keys().cloned().collect();
                    row.loan = self.chance.pick(&loans).cloned().unwrap_or(row.loan);
                }
            }
            What::Reversed { .. } | What::Undone { .. } | What::Resumed | What::ChargedOff | What::Transferred => {
                row.effective_on = row.effective_on.plus_days(self.days(-10, 10)?);
            }
            // The same again, reported once more.
            _ => {}
        }
        let text = format!("{HEADER},reported_on\n{}", line(&id, &row, Some(reported_on)));
        self.ledger.events.entry(id).or_default().take(Some(reported_on), row);
        self.write("loan-events-corrected", &text).map(Some)
    }
}

/// A row of the file.
fn line(id: &str, row: &EventRow, reported_on: Option<BusinessDate>) -> String {
    let none = String::new;
    let (mut amount, mut part, mut due, mut until) = (none(), "", none(), none());
    let (mut payment, mut no, mut to, mut undoes) = ("", none(), "", "");
    let kind = match &row.what {
        What::Reversed { payment: of } => {
            payment = of;
            "reversed"
        }
        What::ChargedBack { amount: back } => {
            amount = money(*back);
            "charged_back"
        }
        What::Charged { component, amount: charged, due_on, no: of } => {
            (amount, part, due) = (money(*charged), component, due_on.to_string());
            no = of.map(|no| no.to_string()).unwrap_or_default();
            "charged"
        }
        What::Undone { event } => {
            undoes = event;
            "undone"
        }
        What::Paused { until: last } => {
            until = last.to_string();
            "paused"
        }
        What::Resumed => "resumed",
        What::InterestPaused { until: last, deferred } => {
            until = last.to_string();
            if *deferred { "interest_deferred" } else { "interest_forgiven" }
        }
        What::Restructured { kind } => kind,
        What::Accelerated { until: last } => {
            until = last.to_string();
            "accelerated"
        }
        What::WrittenOff { component, amount: off } => {
            (amount, part) = (money(*off), component);
            "written_off"
        }
        What::ChargedOff => "charged_off",
        What::Transferred => {
            to = "another";
            "transferred"
        }
    };
    let EventRow { loan, effective_on, entered_on, .. } = row;
    let reported = reported_on.map(|_| format!(",{}", maybe(reported_on))).unwrap_or_default();
    format!(
        "{id},{loan},{kind},{effective_on},{entered_on},{amount},{part},{due},{until},{payment},{no},{to},{undoes}{reported}\n"
    )
}
