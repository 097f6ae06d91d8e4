//! What can happen next.

use crate::memory::{Contacted, Past, Promised};
use crate::policy;
use crate::world::{CLOSING_HOUR, World};
use anyhow::{Result, bail, ensure};
use makegood_case::{Channel, HoldKind, LeaderDecision, Outcome};
use makegood_desk::{Clock, CloseReview, DeskError, PromiseGiven, RecordOutcome, Refusal};
use makegood_units::{Amount, ContactPointId, PartyId};

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    CloseNextDay,
    CloseAgain,
    CloseEarlier,
    Outcome,
    Review,
    Payments,
    LoanEvents,
    Corrections,
    NewLoans,
    PastContacts,
    SameFileAgain,
    Reopen,
    AdoptAgain,
}

impl Step {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CloseNextDay => "closing a later day",
            Self::CloseAgain => "closing the same day again",
            Self::CloseEarlier => "closing an earlier day",
            Self::Outcome => "recording an outcome",
            Self::Review => "a leader's reading",
            Self::Payments => "boarding payments",
            Self::LoanEvents => "boarding what happened to loans",
            Self::Corrections => "boarding a correction",
            Self::NewLoans => "boarding new borrowers and loans",
            Self::PastContacts => "boarding contacts of the past",
            Self::SameFileAgain => "boarding the same file again",
            Self::Reopen => "opening the book again",
            Self::AdoptAgain => "adopting the same policy again",
        }
    }
}

impl World {
    pub(crate) fn choose(&mut self) -> Step {
        match self.chance.between(1, 100) {
            1..=26 => Step::CloseNextDay,
            27..=31 => Step::CloseAgain,
            32..=33 => Step::CloseEarlier,
            34..=60 => Step::Outcome,
            61..=64 => Step::Review,
            65..=72 => Step::Payments,
            73..=81 => Step::LoanEvents,
            82..=86 => Step::Corrections,
            87..=88 => Step::NewLoans,
            89..=92 => Step::PastContacts,
            93..=95 => Step::SameFileAgain,
            96..=98 => Step::Reopen,
            _ => Step::AdoptAgain,
        }
    }

    pub(crate) fn take(&mut self, step: Step) -> Result<()> {
        match step {
            Step::CloseNextDay => {
                let days = i32::try_from(self.chance.between(1, 9))?;
                self.today = self.today.plus_days(days);
                let clock = Clock::standing(self.today, CLOSING_HOUR, self.zone.clone());
                self.desk()?.set_clock(clock);
                self.close()
            }
            Step::CloseAgain => self.close_again(),
            Step::CloseEarlier => self.close_earlier(),
            Step::Outcome => self.outcome(),
            Step::Review => self.review(),
            Step::Payments => {
                let file = self.payments()?;
                self.board(&file.into_iter().collect::<Vec<_>>())
            }
            Step::LoanEvents => {
                let files = self.loan_events()?;
                self.board(&files)
            }
            Step::Corrections => {
                let file = self.corrections()?;
                self.board(&file.into_iter().collect::<Vec<_>>())
            }
            Step::NewLoans => {
                let mut files = self.borrowers(1)?;
                files.extend(self.loans(2)?);
                self.board(&files)
            }
            Step::PastContacts => {
                let file = self.past_contacts()?;
                self.board(&file.into_iter().collect::<Vec<_>>())
            }
            Step::SameFileAgain => self.same_file_again(),
            Step::Reopen => {
                let before = self.head()?;
                self.open()?;
                let after = self.head()?;
                ensure!(before == after, "opening the book moved its head from {before:?} to {after:?}");
                Ok(())
            }
            Step::AdoptAgain => {
                ensure!(!self.desk()?.adopt(&policy::shipped(), "sim")?, "the same policy was adopted as a new one");
                Ok(())
            }
        }
    }

    fn close(&mut self) -> Result<()> {
        let today = self.today;
        let closed = match self.desk()?.close(today, "sim", |_, _, _| {}) {
            Err(DeskError::Refused(Refusal::EmptyBook)) => {
                self.summary.refused += 1;
                return Ok(());
            }
            closed => closed?,
        };
        self.summary.closes += 1;
        self.summary.plans.push((today.to_string(), closed.plan.clone()));
        if self.closed.last() != Some(&today) {
            self.closed.push(today);
        }
        self.check_close(&closed)
    }

    /// With nothing new in between, the second close of a day writes nothing.
    fn close_again(&mut self) -> Result<()> {
        self.close()?;
        let (before, today) = (self.head()?, self.today);
        match self.desk()?.close(today, "sim", |_, _, _| {}) {
            Err(DeskError::Refused(Refusal::EmptyBook)) => return Ok(()),
            closed => ensure!(closed?.already, "the day was closed again with nothing new, and was not seen as closed"),
        }
        let after = self.head()?;
        ensure!(before == after, "closing {today} twice moved the head from {before:?} to {after:?}");
        Ok(())
    }

    fn close_earlier(&mut self) -> Result<()> {
        let Some(last) = self.closed.last().copied() else { return Ok(()) };
        let before = self.head()?;
        match self.desk()?.close(last.plus_days(-1), "sim", |_, _, _| {}) {
            Err(DeskError::Refused(Refusal::DayBefore { .. })) => self.summary.refused += 1,
            other => bail!("a day before the last closed one was not refused: {other:?}"),
        }
        ensure!(before == self.head()?, "a refused close wrote something");
        Ok(())
    }

    fn same_file_again(&mut self) -> Result<()> {
        // A correction without a report day would win again; files made here that
        // correct have one, so any of them may come again, in any order.
        let Some(file) = self.chance.pick(&self.files).cloned() else { return Ok(()) };
        let before = self.head()?;
        self.board(std::slice::from_ref(&file))?;
        let after = self.head()?;
        ensure!(before == after, "{} again moved the head from {before:?} to {after:?}", file.display());
        Ok(())
    }

    fn review(&mut self) -> Result<()> {
        let Some(party) = self.chance.pick(&self.borrowers).cloned() else { return Ok(()) };
        let note = if self.chance.percent(85) { "Ask at the market on Friday." } else { "  " };
        let command = CloseReview {
            party: PartyId::new(party),
            by: "S-leader".into(),
            decision: LeaderDecision::GoOn,
            note: note.to_owned(),
            next_on: self.today.plus_days(7),
        };
        if self.desk()?.open_review(&command.party, &command.by).is_ok() && self.chance.percent(85) {
            let measures: Vec<i64> =
                self.desk()?.attention(&command.party)?.measures.iter().map(|one| one.seq).collect();
            self.desk()?.read_measures(&command.party, &command.by, &measures)?;
        }
        let before = self.head()?;
        match self.desk()?.close_review(&command) {
            Ok(_) => Ok(()),
            Err(DeskError::Refused(_)) => self.nothing_written(&before),
            Err(error) => Err(error.into()),
        }
    }

    fn nothing_written(&mut self, before: &(i64, String)) -> Result<()> {
        self.summary.refused += 1;
        ensure!(*before == self.head()?, "a refused command wrote something");
        Ok(())
    }

    fn outcome(&mut self) -> Result<()> {
        let late: Vec<String> = self.borrowers.iter().filter(|party| self.owes(party)).cloned().collect();
        let among = if self.chance.percent(85) && !late.is_empty() { late } else { self.borrowers.clone() };
        let Some(party) = self.chance.pick(&among).cloned() else { return Ok(()) };
        let Some(command) = self.command(&party)? else { return Ok(()) };
        let before = self.head()?;
        match self.desk()?.record_outcome(&command) {
            Ok(_) => {
                self.summary.outcomes += 1;
                remember(self.memory.entry(party).or_default(), &command);
                Ok(())
            }
            Err(DeskError::Refused(_)) => self.nothing_written(&before),
            Err(error) => Err(error.into()),
        }
    }

    fn owes(&self, party: &str) -> bool {
        let mut stands = self.ledger.loans_of(party).into_iter().filter_map(|loan| self.stands(loan, self.today));
        stands.any(|stands| stands.arrears > 0)
    }

    /// Something an officer might type, sensible or not.
    pub(crate) fn command(&mut self, party: &str) -> Result<Option<RecordOutcome>> {
        let channels = [
            Channel::Call,
            Channel::Call,
            Channel::Call,
            Channel::Visit,
            Channel::InboundCall,
            Channel::Message,
            Channel::Letter,
        ];
        let outcomes = [
            Outcome::NoAnswer,
            Outcome::NoAnswer,
            Outcome::NotConnected,
            Outcome::RightParty,
            Outcome::PromiseToPay,
            Outcome::PromiseToPay,
            Outcome::PromiseToPay,
            Outcome::Refused,
            Outcome::WrongNumber,
            Outcome::Dispute,
            Outcome::Hardship,
            Outcome::Sent,
        ];
        let (Some(channel), Some(outcome)) =
            (self.chance.pick(&channels).copied(), self.chance.pick(&outcomes).copied())
        else {
            return Ok(None);
        };
        let back = if self.chance.percent(15) { self.chance.between(-1, 20) } else { 0 };
        let on = self.today.plus_days(-i32::try_from(back)?);
        let (hour, minute) = (i8::try_from(self.chance.between(6, 21))?, i8::try_from(self.chance.between(0, 59))?);
        let at = self.zone.to_timestamp(on.civil().at(hour, minute, 0, 0))?;
        let point = match channel {
            Channel::Call | Channel::Message | Channel::InboundCall => "p",
            _ => "a",
        };
        let contact_point = self.chance.percent(60).then(|| ContactPointId::new(format!("C-{party}-{point}")));
        let promise = (outcome == Outcome::PromiseToPay).then(|| {
            let amount = Amount::from_minor(self.chance.between(0, 5_000));
            let due_on = on.plus_days(i32::try_from(self.chance.between(-1, 14)).unwrap_or(0));
            PromiseGiven::once(amount, due_on, "wages")
        });
        let told_us = self
            .chance
            .percent(10)
            .then(|| (*self.chance.pick(&["L01", "O04", "C08", "Z99"]).unwrap_or(&"L01")).to_owned());
        let seen = self.chance.percent(5).then(|| self.chance.between(0, 400));
        let (party, by, note) = (PartyId::new(party), "S-north-1".into(), "Invented.".to_owned());
        Ok(Some(RecordOutcome { party, at, on, by, channel, contact_point, outcome, note, promise, told_us, seen }))
    }
}

/// The naive memory of a command carried out.
pub(crate) fn remember(past: &mut Past, command: &RecordOutcome) {
    let on = command.on;
    past.contacts.push(Contacted {
        on,
        at: command.at,
        channel: command.channel,
        outcome: command.outcome,
        contact_point: command.contact_point.as_ref().map(ToString::to_string),
    });
    match command.outcome {
        Outcome::Dispute => past.holds.push((HoldKind::Dispute, on, None)),
        Outcome::Hardship => past.holds.push((HoldKind::Hardship, on, Some(on.plus_days(30)))),
        _ => {}
    }
    for part in command.promise.iter().flat_map(|given| &given.parts) {
        past.promises.push(Promised { made_on: on, due_on: part.due_on, amount: part.amount.minor() });
    }
}
