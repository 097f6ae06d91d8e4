//! One act after the other: what it does to the clock on its day.

use super::fold::{Base, Fold};
use super::holdup::Ends;
use super::reading::{ClockMissing, ClockStep, plain};
use super::rule::{Restart, in_force};
use super::trigger::{Judged, Trigger};
use crate::happening::Happening;
use makegood_units::BusinessDate;

/// What an entry of a rule would do with a happening.
enum Does<'a> {
    Saves,
    Moves,
    Restarts(&'a Restart),
    Revives(&'a Restart),
}

impl<'a> Fold<'a> {
    /// Judges one happening, and moves the clock where it counts.
    pub(super) fn take(&mut self, happening: &'a Happening) -> Result<(), ClockMissing> {
        let (mut counts, mut weak) = (None, None);
        for (lent_by, trigger, does) in self.entries(happening.on) {
            match trigger.judge(happening, self.claim.obligor) {
                Judged::Other => {}
                Judged::Weak(why) => weak = weak.or(Some(step(happening, lent_by, why))),
                Judged::Counts => {
                    counts = Some((lent_by, does));
                    break;
                }
            }
        }
        let Some((lent_by, does)) = counts else {
            self.steps.extend(weak);
            return Ok(());
        };
        let ends = self.ends_on(happening.on)?;
        self.note_lapse(&ends, happening.on);
        let done = self.act(happening, does, &ends)?;
        let accepted = done.is_ok();
        let says = done.unwrap_or_else(|why| why);
        self.facts.extend(accepted.then(|| happening.fact.clone()));
        self.steps.push(ClockStep { accepted, says, ..step(happening, lent_by, String::new()) });
        Ok(())
    }

    /// Every entry in force on a day, the ones that save first.
    fn entries(&self, on: BusinessDate) -> Vec<(Option<&'a str>, &'a Trigger, Does<'a>)> {
        let mut entries = Vec::new();
        entries.extend(in_force(&self.rule.saved_by, on).iter().map(|trigger| (None, trigger, Does::Saves)));
        entries.extend(in_force(&self.rule.moves_anchor, on).iter().map(|trigger| (None, trigger, Does::Moves)));
        for (lent_by, rule) in self.rules().filter(|_| !self.rule.rigid) {
            let revives = in_force(&rule.revives, on).iter();
            entries.extend(revives.map(|entry| (lent_by, &entry.trigger, Does::Revives(entry))));
            let restarts = in_force(&rule.restarts, on).iter();
            entries.extend(restarts.map(|entry| (lent_by, &entry.trigger, Does::Restarts(entry))));
        }
        entries
    }

    /// What the act does, or why it does nothing.
    fn act(
        &mut self,
        happening: &Happening,
        does: Does<'_>,
        ends: &Ends,
    ) -> Result<Result<String, String>, ClockMissing> {
        let (on, what) = (happening.on, plain(&happening.what));
        let late = on > ends.rolled;
        let entry = match does {
            Does::Revives(entry) if late => {
                self.restart(happening, entry);
                self.revived_on = Some(on);
                return Ok(Ok(format!(
                    "{what} on {on} revives it, {} after {} ended it",
                    days(on, ends.rolled),
                    ends.rolled
                )));
            }
            _ if late => {
                return Ok(Err(format!(
                    "{what} on {on} comes {} after it ended on {}",
                    days(on, ends.rolled),
                    ends.rolled
                )));
            }
            Does::Moves => return Ok(self.move_anchor(happening)),
            Does::Saves if on < ends.period.first => {
                return Ok(Err(format!("{what} on {on} comes before the period begins with {}", ends.period.first)));
            }
            Does::Saves => {
                self.saved_on = Some(on);
                return Ok(Ok(format!("{what} on {on} comes in time and ends the clock")));
            }
            Does::Restarts(entry) | Does::Revives(entry) => entry,
        };
        if on < ends.period.first {
            let why = match &self.base {
                _ if self.is_pending(on) => "while what restarted it still lasts",
                Base::Restarted { .. } => "on the day it is counted from already",
                Base::Anchor(_) => "before the clock runs",
            };
            return Ok(Err(format!("{what} on {on} comes {why} and changes nothing")));
        }
        self.restart(happening, entry);
        let last = self.period(self.known_on)?.last;
        Ok(Ok(format!("{what} on {on} starts it anew: the last day of the new period is {last}")))
    }

    fn restart(&mut self, happening: &Happening, entry: &Restart) {
        let ended = happening.ended.map(|(day, _)| day).or(happening.until).filter(|day| *day <= self.known_on);
        let what = plain(&happening.what);
        self.base = Base::Restarted { on: happening.on, anew: entry.anew, ended, what };
    }

    fn move_anchor(&mut self, happening: &Happening) -> Result<String, String> {
        let (on, what) = (happening.on, plain(&happening.what));
        let until = happening.until.ok_or_else(|| format!("{what} on {on} names no new day"))?;
        if until <= self.from(on) {
            return Err(format!("{what} on {on} to {until} brings no later day"));
        }
        self.base = Base::Anchor(until);
        Ok(format!("{what} on {on} moves the day it is counted from to {until}"))
    }
}

/// A happening that does not count, and why.
pub(super) fn step(happening: &Happening, lent_by: Option<&str>, why: String) -> ClockStep {
    let what = plain(&happening.what);
    ClockStep {
        fact: happening.fact.clone(),
        what: happening.what.clone(),
        on: happening.on,
        accepted: false,
        lent_by: lent_by.map(str::to_owned),
        says: format!("{what} on {} does not count: {why}", happening.on),
    }
}

fn days(later: BusinessDate, earlier: BusinessDate) -> String {
    let days = later.days_since(earlier);
    format!("{days} day{}", if days == 1 { "" } else { "s" })
}
