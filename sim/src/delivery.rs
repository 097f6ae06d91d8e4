//! Files as a lender would deliver them: made from chance, written as CSV, and told
//! to the naive model.

use crate::ledger::{InstalmentRow, Ledger, LoanRow, PaymentRow, Reports};
use crate::steps::remember;
use crate::world::{World, ZONE};
use anyhow::{Context, Result};
use makegood_case::Outcome;
use makegood_units::{Amount, BusinessDate};
use std::path::PathBuf;

const BRANCHES: [&str; 2] = ["north", "south"];

impl World {
    /// Writes a file and remembers it, so that it can be delivered again.
    pub(crate) fn write(&mut self, name: &str, text: &str) -> Result<PathBuf> {
        self.delivered += 1;
        let path = self.folder.join(format!("{:04}-{name}.csv", self.delivered));
        std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        self.files.push(path.clone());
        Ok(path)
    }

    /// The lender's people: few, so that minutes are scarce.
    pub(crate) fn staff(&mut self) -> Result<PathBuf> {
        let mut text = "staff_id,name,branch,role,minutes_per_day,skills\n".to_owned();
        for branch in BRANCHES {
            for no in 1..=self.chance.between(1, 2) {
                let minutes = self.chance.between(20, 180);
                let skills = *self.chance.pick(&["call visit", "call", "visit"]).unwrap_or(&"call");
                text.push_str(&format!("S-{branch}-{no},Invented {no},{branch},officer,{minutes},{skills}\n"));
            }
        }
        if let Some(branch) = BRANCHES.first() {
            text.push_str(&format!("S-leader,Invented leader,{branch},leader,0,call\n"));
        }
        self.write("staff", &text)
    }

    /// New borrowers with their numbers and addresses; some facts are missing.
    pub(crate) fn borrowers(&mut self, count: usize) -> Result<Vec<PathBuf>> {
        let mut parties = "party_id,kind,country,time_zone\n".to_owned();
        let mut points = "contact_point_id,party_id,kind,value,consent,place\n".to_owned();
        for _ in 0..count {
            let id = format!("B-{}", self.borrowers.len() + 1);
            let zone = if self.chance.percent(92) { ZONE } else { "" };
            parties.push_str(&format!("{id},person,KE,{zone}\n"));
            if self.chance.percent(85) {
                points.push_str(&format!("C-{id}-p,{id},phone,+254 700 {id},true,\n"));
            }
            if self.chance.percent(30) {
                points.push_str(&format!("C-{id}-q,{id},phone,+254 711 {id},false,\n"));
            }
            if self.chance.percent(85) {
                let place = *self.chance.pick(&["Kisumu", "Ahero", "Maseno"]).unwrap_or(&"Kisumu");
                points.push_str(&format!("C-{id}-a,{id},address,House of {id},true,{place}\n"));
            }
            self.borrowers.push(id);
        }
        Ok(vec![self.write("parties", &parties)?, self.write("points", &points)?])
    }

    /// New loans with their schedules.
    pub(crate) fn loans(&mut self, count: usize) -> Result<Vec<PathBuf>> {
        let mut loans = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n".to_owned();
        let mut instalments = "loan_id,no,due_on,principal,interest,fee\n".to_owned();
        for _ in 0..count {
            let id = format!("L-{}", self.ledger.loans.len() + 1);
            let borrower = self.chance.pick(&self.borrowers).cloned().unwrap_or_default();
            let branch = (*self.chance.pick(&BRANCHES).unwrap_or(&"north")).to_owned();
            let currency = if self.chance.percent(85) { "USD" } else { "KES" };
            let back = self.chance.between(-10, 150);
            let disbursed_on = self.today.plus_days(-i32::try_from(back).unwrap_or(0));
            let count = u32::try_from(self.chance.between(0, 6)).unwrap_or(0);
            let principal = self.chance.between(500, 15_000);
            loans.push_str(&format!(
                "{id},{borrower},{branch},{currency},{},{disbursed_on}\n",
                money(principal * i64::from(count.max(1)))
            ));
            let row =
                LoanRow { borrower, branch, currency, principal: principal * i64::from(count.max(1)), disbursed_on };
            self.ledger.loans.entry(id.clone()).or_default().take(None, row);
            for no in 1..=count {
                let due_on = disbursed_on.plus_days(30 * i32::try_from(no).unwrap_or(1));
                let (interest, fee) = (self.chance.between(0, 900), self.chance.between(0, 1) * 25);
                let row = InstalmentRow { due_on, principal, interest, fee };
                instalments.push_str(&instalment(&id, no, &row));
                self.ledger.instalments.entry((id.clone(), no)).or_default().take(None, row);
            }
        }
        let mut files = vec![self.write("loans", &loans)?];
        if instalments.lines().count() > 1 {
            files.push(self.write("instalments", &instalments)?);
        }
        Ok(files)
    }

    /// Payments, some of them entered late. Now and then a row that cannot be taken
    /// stands among them.
    pub(crate) fn payments(&mut self) -> Result<Option<PathBuf>> {
        let ids: Vec<String> = self.ledger.loans.keys().cloned().collect();
        let mut text = "payment_id,loan_id,value_on,amount,entered_on\n".to_owned();
        let mut rows = 0;
        for _ in 0..self.chance.between(1, 6) {
            let Some(loan) = self.chance.pick(&ids).cloned() else { continue };
            let late = if self.chance.percent(30) { self.chance.between(1, 40) } else { 0 };
            let ahead = if self.chance.percent(5) { self.chance.between(1, 10) } else { 0 };
            let value_on = self.today.plus_days(i32::try_from(ahead - late).unwrap_or(0));
            let amount = self.some_amount(&loan);
            if self.ledger.loan(&loan).is_none_or(|row| value_on < row.disbursed_on) {
                continue;
            }
            let id = format!("P-{}", self.ledger.payments.len() + 1);
            let entered_on = self.chance.percent(40).then_some(self.today.max(value_on));
            text.push_str(&format!("{id},{loan},{value_on},{},{}\n", money(amount), maybe(entered_on)));
            let row = PaymentRow { loan, value_on, entered_on, amount };
            self.ledger.payments.entry(id).or_default().take(None, row);
            rows += 1;
        }
        if self.chance.percent(20) {
            let day = self.today;
            let bad = [
                format!("X-1,L-none,{day},5.00,\n"),
                format!("X-2,L-1,{day},-5.00,\n"),
                format!("X-3,L-1,{day},5,\n,,,"),
            ];
            let bad = self.chance.pick(&bad).cloned().unwrap_or_default();
            // The third is a good row and a ragged one; only rows surely refused go in.
            if !bad.starts_with("X-3") {
                text.push_str(&bad);
                rows += 1;
            }
        }
        if rows == 0 { Ok(None) } else { self.write("payments", &text).map(Some) }
    }

    /// An instalment's worth, a part of it, or too much.
    fn some_amount(&mut self, loan: &str) -> i64 {
        let due =
            self.ledger.instalments_of(loan).first().map_or(1_000, |(_, row)| row.principal + row.interest + row.fee);
        match self.chance.between(1, 10) {
            1..=5 => due.max(1),
            6..=8 => self.chance.between(1, due.max(1)),
            _ => due * self.chance.between(2, 7),
        }
    }

    /// Later reports of what is known: another amount, another day, another branch,
    /// another borrower. Sometimes the report is older than what is known.
    pub(crate) fn corrections(&mut self) -> Result<Option<PathBuf>> {
        let late = if self.chance.percent(30) { self.chance.between(1, 60) } else { 0 };
        let reported_on = self.today.plus_days(-i32::try_from(late).unwrap_or(0));
        match self.chance.between(1, 4) {
            1 => self.correct_payment(reported_on),
            2 => self.correct_instalment(reported_on),
            3 => self.correct_loan_event(reported_on),
            _ => self.correct_loan(reported_on),
        }
    }

    fn correct_payment(&mut self, reported_on: BusinessDate) -> Result<Option<PathBuf>> {
        let ids: Vec<String> = self.ledger.payments.keys().cloned().collect();
        let Some(id) = self.chance.pick(&ids).cloned() else { return Ok(None) };
        let Some(mut row) = self.ledger.payments.get(&id).and_then(Reports::current).cloned() else { return Ok(None) };
        row.amount = self.chance.between(1, row.amount.max(1) * 2);
        if self.chance.percent(30) {
            row.value_on = row.value_on.plus_days(i32::try_from(self.chance.between(0, 5)).unwrap_or(0));
        }
        if self.chance.percent(15) {
            // Booked to the wrong loan.
            let loans: Vec<String> = self.ledger.loans.keys().cloned().collect();
            let fits =
                |ledger: &Ledger, loan: &String| ledger.loan(loan).is_some_and(|one| one.disbursed_on <= row.value_on);
            if let Some(loan) = self.chance.pick(&loans).filter(|loan| fits(&self.ledger, loan)) {
                row.loan.clone_from(loan);
            }
        }
        let text = format!(
            "payment_id,loan_id,value_on,amount,entered_on,reported_on\n{id},{},{},{},{},{reported_on}\n",
            row.loan,
            row.value_on,
            money(row.amount),
            maybe(row.entered_on)
        );
        // A payment from before the loan is refused; the model would not know.
        let reports = self.ledger.payments.entry(id).or_default();
        if self
            .ledger
            .loans
            .get(&row.loan)
            .and_then(Reports::current)
            .is_none_or(|loan| row.value_on < loan.disbursed_on)
            || reports.speaks_of(reported_on)
        {
            return Ok(None);
        }
        reports.take(Some(reported_on), row);
        self.write("payments-corrected", &text).map(Some)
    }

    fn correct_instalment(&mut self, reported_on: BusinessDate) -> Result<Option<PathBuf>> {
        let keys: Vec<(String, u32)> = self.ledger.instalments.keys().cloned().collect();
        let Some(key) = self.chance.pick(&keys).cloned() else { return Ok(None) };
        let Some(mut row) = self.ledger.instalments.get(&key).and_then(Reports::current).cloned() else {
            return Ok(None);
        };
        row.due_on = row.due_on.plus_days(i32::try_from(self.chance.between(-5, 20)).unwrap_or(0));
        row.principal = self.chance.between(0, row.principal.max(1) * 2);
        let (loan, no) = &key;
        let line = instalment(loan, *no, &row);
        if self.ledger.instalments.get(&key).is_some_and(|reports| reports.speaks_of(reported_on)) {
            return Ok(None);
        }
        let text = format!("loan_id,no,due_on,principal,interest,fee,reported_on\n{},{reported_on}\n", line.trim_end());
        self.ledger.instalments.entry(key).or_default().take(Some(reported_on), row);
        self.write("instalments-corrected", &text).map(Some)
    }

    fn correct_loan(&mut self, reported_on: BusinessDate) -> Result<Option<PathBuf>> {
        let ids: Vec<String> = self.ledger.loans.keys().cloned().collect();
        let Some(id) = self.chance.pick(&ids).cloned() else { return Ok(None) };
        let Some(mut row) = self.ledger.loan(&id).cloned() else { return Ok(None) };
        if self.chance.percent(50) {
            row.borrower = self.chance.pick(&self.borrowers).cloned().unwrap_or(row.borrower);
        } else {
            row.branch = (*self.chance.pick(&BRANCHES).unwrap_or(&"north")).to_owned();
        }
        let text = format!(
            "loan_id,borrower_id,branch,currency,principal,disbursed_on,reported_on\n{id},{},{},{},{},{},{reported_on}\n",
            row.borrower,
            row.branch,
            row.currency,
            money(row.principal),
            row.disbursed_on
        );
        let reports = self.ledger.loans.entry(id).or_default();
        if reports.speaks_of(reported_on) {
            return Ok(None);
        }
        reports.take(Some(reported_on), row);
        self.write("loans-corrected", &text).map(Some)
    }
}

impl World {
    /// Contacts made before the system was in use, told now.
    pub(crate) fn past_contacts(&mut self) -> Result<Option<PathBuf>> {
        let mut text =
            "party_id,at,channel,contact_point_id,by,outcome,note,promise_amount,currency,promise_due_on\n".to_owned();
        for _ in 0..self.chance.between(1, 3) {
            let Some(party) = self.chance.pick(&self.borrowers).cloned() else { return Ok(None) };
            let Some(mut command) = self.command(&party)? else { continue };
            let back = i32::try_from(self.chance.between(1, 40))?;
            let moved = command.at.to_zoned(self.zone.clone()).checked_sub(jiff::Span::new().days(back))?;
            (command.at, command.on) = (moved.timestamp(), BusinessDate::from_civil(moved.date()));
            if command.outcome == Outcome::WrongNumber && command.contact_point.is_none() {
                continue;
            }
            if let Some(given) = &mut command.promise {
                for part in &mut given.parts {
                    part.amount = part.amount.max(Amount::from_minor(1));
                    part.due_on = part.due_on.max(command.on);
                }
            }
            let part = command.promise.as_ref().and_then(|given| given.parts.first());
            let promise =
                part.map_or(",,".to_owned(), |part| format!("{},USD,{}", money(part.amount.minor()), part.due_on));
            let point = command.contact_point.as_ref().map(ToString::to_string).unwrap_or_default();
            let (channel, outcome) = (word(&command.channel)?, word(&command.outcome)?);
            let at = command.at;
            text.push_str(&format!("{party},{at},{channel},{point},S-old,{outcome},Invented.,{promise}\n"));
            remember(self.memory.entry(party).or_default(), &command);
        }
        if text.lines().count() > 1 { self.write("outcomes", &text).map(Some) } else { Ok(None) }
    }
}

/// The word of a channel or an outcome in files.
fn word(of: &impl serde::Serialize) -> Result<String> {
    Ok(serde_json::to_value(of)?.as_str().unwrap_or_default().to_owned())
}

/// A day as a file has it, or nothing.
pub(crate) fn maybe(day: Option<BusinessDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

pub(crate) fn instalment(loan: &str, no: u32, row: &InstalmentRow) -> String {
    let InstalmentRow { due_on, principal, interest, fee } = row;
    format!("{loan},{no},{due_on},{},{},{}\n", money(*principal), money(*interest), money(*fee))
}

/// Cents as a file has them.
pub(crate) fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
