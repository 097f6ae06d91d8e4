//! The next day on which a class can change.

use super::months::{months_after, months_between};
use super::scheme::{Condition, Rule};
use super::walk::Walk;
use makegood_units::BusinessDate;

impl Walk<'_> {
    /// The next day after the one taken in last on which any answer can be another:
    /// none is passed over, some may change nothing. `None` when nothing is to come.
    pub(super) fn next_day(&self) -> Option<BusinessDate> {
        let counts = self.facts.scheme.rules.iter().flat_map(conditions);
        let counts = counts.chain(self.facts.scheme.signals.iter().flat_map(|signal| signal.any.iter()));
        let counts = counts.flat_map(|condition| self.count_turns(condition));
        let timed = self.stands.iter().flat_map(|stand| {
            let leading = self.facts.leading_from(stand.class);
            leading.flat_map(|(_, rule)| conditions(rule)).flat_map(|condition| self.time_comes(condition, *stand))
        });
        self.facts_change().chain(counts).chain(timed).filter(|day| *day > self.day).min()
    }

    /// Days on which a span ends or a mark begins or has ended.
    fn facts_change(&self) -> impl Iterator<Item = BusinessDate> {
        let spans = self.facts.past.spans.get(self.span..).unwrap_or_default();
        let marks = self.facts.marks.iter().flatten();
        let ended = marks.clone().filter_map(|mark| mark.until).map(|until| until.plus_days(1));
        spans.iter().take(1).filter_map(|span| span.to).chain(marks.map(|mark| mark.on)).chain(ended)
    }

    /// Days on which a count passes a bound.
    fn count_turns(&self, condition: &Condition) -> Vec<BusinessDate> {
        let Condition::Days { counter, bounds } = condition else { return Vec::new() };
        let Some(counted) = self.facts.counted.get(*counter) else { return Vec::new() };
        bounds.iter().flat_map(|bound| counted.reaches(self.span, bound.turns_at())).collect()
    }

    /// Days on which a time is over.
    fn time_comes(&self, condition: &Condition, stand: super::moment::Stand) -> Vec<BusinessDate> {
        let moment = self.moment();
        match condition {
            Condition::Months { at_least, since } => {
                let since = moment.since(since, Some(stand));
                let anchors = [since.earliest, since.latest].into_iter().flatten();
                anchors.filter_map(|anchor| months_after(anchor, *at_least)).collect()
            }
            Condition::Share { mark, at_least_percent, since } => {
                let Some(anchor) = moment.since(since, Some(stand)).earliest else { return Vec::new() };
                let (met, months) = moment.share(*mark, anchor);
                // One more month may hold a payment already made; after that the share
                // of the months only falls, and below the limit it stays.
                let turned = (met + 1) * 100 / u64::from(*at_least_percent) + 1;
                let next = months_after(anchor, months_between(anchor, self.day).saturating_add(1));
                next.filter(|_| months <= turned).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

fn conditions(rule: &Rule) -> impl Iterator<Item = &Condition> {
    rule.when.iter().chain(&rule.unless)
}
