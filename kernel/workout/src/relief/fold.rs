//! From what happened to where the loan stands.

use super::event::ReliefRefused;
use super::loan::{check, is_supervised, tranche};
use super::standing::{Allowed, Blocked, CheckState, DueCheck, ReliefStanding, TrancheState};
use makegood_case::{ReliefEvent, ReliefLoan, Tranche};
use makegood_units::{Amount, BusinessDate, FactId, Money, Why};
use std::collections::BTreeMap;

/// Where the loan stands on `as_of`, after the events up to that day.
///
/// # Errors
/// A [`ReliefRefused`] for terms that cannot be supervised, and for an event that was
/// not allowed on its day: it is refused, not bent into place.
pub fn standing(
    loan: &ReliefLoan,
    events: &[ReliefEvent],
    as_of: BusinessDate,
) -> Result<ReliefStanding, ReliefRefused> {
    is_supervised(loan)?;
    let mut story = Story::new(loan);
    let mut last: Option<BusinessDate> = None;
    for event in events {
        let on = event.on();
        if let Some(earlier) = last.filter(|earlier| on < *earlier) {
            return Err(ReliefRefused::OutOfOrder { earlier, later: on });
        }
        if on > as_of {
            return Err(ReliefRefused::FutureDay(on));
        }
        story.take(event)?;
        last = Some(on);
    }
    story.stands(as_of)
}

/// What is remembered while events are folded.
struct Story<'a> {
    loan: &'a ReliefLoan,
    approved: BTreeMap<u32, BusinessDate>,
    declined: BTreeMap<u32, BusinessDate>,
    drawn: BTreeMap<u32, (BusinessDate, Amount)>,
    shown: BTreeMap<&'a str, (BusinessDate, FactId)>,
    missed: BTreeMap<&'a str, String>,
    stopped: Option<(BusinessDate, Why)>,
}

impl<'a> Story<'a> {
    fn new(loan: &'a ReliefLoan) -> Self {
        let (approved, declined, drawn, shown, missed) = Default::default();
        Self { loan, approved, declined, drawn, shown, missed, stopped: None }
    }

    fn take(&mut self, event: &ReliefEvent) -> Result<(), ReliefRefused> {
        match event {
            ReliefEvent::TrancheApproved { no, on, .. } => self.approve(*no, *on),
            ReliefEvent::TrancheDeclined { no, on, .. } => self.decline(*no, *on),
            ReliefEvent::TrancheDrawn { no, on, amount, purpose } => self.draw(*no, *on, *amount, purpose),
            ReliefEvent::EvidenceShown { check, on, evidence, .. } => {
                let id = self.drawn_check(check)?;
                self.shown.insert(id, (*on, evidence.clone()));
                Ok(())
            }
            ReliefEvent::CheckMissed { check, found, .. } => {
                let id = self.drawn_check(check)?;
                self.shown.remove(id);
                self.missed.insert(id, found.clone());
                Ok(())
            }
            ReliefEvent::ReliefStopped { on, by, reason } => {
                if let Some((before, _)) = self.stopped {
                    return Err(ReliefRefused::Stopped(before));
                }
                let says = format!("stopped on {on} by {by}: {reason}");
                self.stopped = Some((*on, Why::new("relief_stopped", says)));
                Ok(())
            }
        }
    }

    fn approve(&mut self, no: u32, on: BusinessDate) -> Result<(), ReliefRefused> {
        let tranche = tranche(self.loan, no)?;
        if self.approved.contains_key(&no) {
            return Err(ReliefRefused::ApprovedBefore(no));
        }
        if let Some(why) = self.against_approval(tranche, on) {
            return Err(ReliefRefused::Blocked { no, what: "approved".to_owned(), on, because: why.says });
        }
        self.approved.insert(no, on);
        Ok(())
    }

    /// What was approved is stopped, not declined.
    fn decline(&mut self, no: u32, on: BusinessDate) -> Result<(), ReliefRefused> {
        tranche(self.loan, no)?;
        if self.approved.contains_key(&no) {
            return Err(ReliefRefused::ApprovedBefore(no));
        }
        self.declined.insert(no, on);
        Ok(())
    }

    fn draw(&mut self, no: u32, on: BusinessDate, amount: Amount, purpose: &str) -> Result<(), ReliefRefused> {
        let tranche = tranche(self.loan, no)?;
        if self.drawn.contains_key(&no) {
            return Err(ReliefRefused::DrawnBefore(no));
        }
        if let Some(why) = self.against_draw(tranche, on) {
            return Err(ReliefRefused::Blocked { no, what: "drawn".to_owned(), on, because: why.says });
        }
        if amount <= Amount::ZERO || amount > tranche.amount {
            let money = |amount| Money::new(amount, self.loan.currency);
            return Err(ReliefRefused::Amount { no, most: money(tranche.amount), asked: money(amount) });
        }
        if purpose.trim() != tranche.purpose.trim() {
            let (agreed, found) = (tranche.purpose.clone(), purpose.to_owned());
            return Err(ReliefRefused::Purpose { no, agreed, found });
        }
        self.drawn.insert(no, (on, amount));
        Ok(())
    }

    /// The id of a check whose tranche is drawn.
    fn drawn_check(&self, id: &str) -> Result<&'a str, ReliefRefused> {
        let (tranche, check) = check(self.loan, id)?;
        match self.drawn.contains_key(&tranche.no) {
            true => Ok(&check.id),
            false => Err(ReliefRefused::NotDrawn(id.to_owned())),
        }
    }

    /// The checks of what is drawn, as they stand on a day, in the order of their days.
    fn checks(&self, day: BusinessDate) -> Vec<DueCheck> {
        let mut checks = Vec::new();
        for tranche in &self.loan.tranches {
            let Some((drawn_on, _)) = self.drawn.get(&tranche.no) else { continue };
            for check in &tranche.checks {
                let due_on = drawn_on.plus_days(i32::from(check.days_after_draw));
                let state = match (self.shown.get(check.id.as_str()), self.missed.get(check.id.as_str())) {
                    (Some((on, evidence)), _) => CheckState::Shown { on: *on, evidence: evidence.clone() },
                    (None, Some(found)) => CheckState::Missed { found: Some(found.clone()) },
                    (None, None) if due_on < day => CheckState::Missed { found: None },
                    (None, None) => CheckState::Due,
                };
                let (id, shows) = (check.id.clone(), check.shows.clone());
                checks.push(DueCheck { id, tranche: tranche.no, shows, due_on, state });
            }
        }
        checks.sort_by_key(|check| check.due_on);
        checks
    }

    /// The stop rule: what stands against any further money on a day.
    fn stop_rule(&self, day: BusinessDate) -> Option<Why> {
        if let Some((_, why)) = &self.stopped {
            return Some(why.clone());
        }
        let missed = self.checks(day).into_iter().find(|check| matches!(check.state, CheckState::Missed { .. }))?;
        let found = match &missed.state {
            CheckState::Missed { found: Some(found) } => format!("somebody looked and found: {found}"),
            _ => "nothing was shown".to_owned(),
        };
        let says = format!("check {} of tranche {} was due on {}; {found}", missed.id, missed.tranche, missed.due_on);
        Some(Why::new("check_overdue", says).with(FactId::new("check", &missed.id)))
    }

    fn against_approval(&self, tranche: &Tranche, day: BusinessDate) -> Option<Why> {
        self.stop_rule(day).or_else(|| {
            let before = tranche.no.checked_sub(1).filter(|no| *no > 0)?;
            let says = format!("tranche {before} is not drawn yet");
            (!self.drawn.contains_key(&before)).then(|| Why::new("earlier_tranche_open", says))
        })
    }

    fn against_draw(&self, tranche: &Tranche, day: BusinessDate) -> Option<Why> {
        if let Some(why) = self.stop_rule(day) {
            return Some(why);
        }
        if !self.approved.contains_key(&tranche.no) {
            return Some(Why::new("not_approved", format!("tranche {} is not approved", tranche.no)));
        }
        let open = self.checks(day).into_iter().find(|check| !matches!(check.state, CheckState::Shown { .. }))?;
        let says = format!("{:?} of tranche {} is to be shown first, due on {}", open.shows, open.tranche, open.due_on);
        Some(Why::new("evidence_open", says).with(FactId::new("check", &open.id)))
    }

    fn stands(&self, as_of: BusinessDate) -> Result<ReliefStanding, ReliefRefused> {
        let checks = self.checks(as_of);
        let open = |check: &&DueCheck| !matches!(check.state, CheckState::Shown { .. });
        let (mut allowed, mut blocked, mut tranches) = (Vec::new(), Vec::new(), Vec::new());
        for tranche in &self.loan.tranches {
            let no = tranche.no;
            let proven = !checks.iter().filter(open).any(|check| check.tranche == no);
            let state = match (self.drawn.get(&no), self.approved.get(&no)) {
                (Some((on, _)), _) if proven => TrancheState::Proven(*on),
                (Some((on, _)), _) => TrancheState::Drawn(*on),
                (None, Some(on)) => TrancheState::Approved(*on),
                (None, None) => self.declined.get(&no).map_or(TrancheState::Planned, |on| TrancheState::Declined(*on)),
            };
            tranches.push((no, state));
            let (act, against) = match state {
                TrancheState::Planned | TrancheState::Declined(_) => ("approve", self.against_approval(tranche, as_of)),
                TrancheState::Approved(_) => ("draw", self.against_draw(tranche, as_of)),
                TrancheState::Drawn(_) | TrancheState::Proven(_) => continue,
            };
            match against {
                Some(why) => blocked.push(Blocked { no, act: act.to_owned(), why }),
                None if act == "approve" => allowed.push(Allowed::Approve(no)),
                None => allowed.push(Allowed::Draw { no, at_most: tranche.amount, purpose: tranche.purpose.clone() }),
            }
        }
        allowed.extend(checks.iter().filter(open).map(|check| Allowed::See(check.id.clone())));
        let drawn = Amount::checked_sum(self.drawn.values().map(|(_, amount)| *amount));
        Ok(ReliefStanding {
            as_of,
            tranches,
            next_check: checks.iter().find(open).cloned(),
            checks,
            drawn: drawn.ok_or(ReliefRefused::Overflow)?,
            allowed,
            blocked,
            stopped: self.stopped.as_ref().map(|(_, why)| why.clone()),
            forborne: true,
        })
    }
}
