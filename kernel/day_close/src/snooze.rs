//! A case that may wait: until when, what stands against it, and what ends it by itself.
//!
//! Only what is worth doing waits. What is owed to the borrower or required by law is
//! done all the same.

use crate::action::CaseAction;
use crate::clocks::CaseClock;
use crate::plan::LeftWork;
use crate::{CaseDay, CaseInput, required};
use makegood_capacity::Work;
use makegood_case::{CaseState, Noted, Snoozed};
use makegood_compliance::{ALARM_DAYS, Cleared, Duty};
use makegood_units::{BusinessDate, FactId, Why};

/// The code of the reason of work that waits.
pub const SNOOZED: &str = "snoozed";

/// What happens before the day to which somebody would put a case off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnoozeAgainst {
    /// A promised day comes.
    Promise {
        /// Which.
        due_on: BusinessDate,
    },
    /// The law requires something.
    RequiredAct {
        /// What, in words.
        task: String,
        /// The last day for it.
        due_on: BusinessDate,
    },
    /// The alarm of a clock stands, or rings.
    Clock {
        /// The rule of the clock.
        rule: String,
        /// The day of the alarm.
        alarm_on: BusinessDate,
    },
}

/// The first thing that stands against a wait until a day; none when the case may wait.
pub fn snooze_against(day: &CaseDay, until: BusinessDate) -> Option<SnoozeAgainst> {
    let open = day.promises.iter().filter(|promise| promise.state.is_open());
    let promised = open.flat_map(|promise| promise.promise.parts()).map(|part| part.due_on);
    // Money is looked for the day after; a wait that ends on the day itself misses nothing.
    let promised = promised.filter(|due_on| *due_on >= day.as_of && *due_on < until).min();
    let promised = promised.map(|due_on| (due_on, SnoozeAgainst::Promise { due_on }));
    let required = day
        .duties
        .iter()
        .filter(|duty| duty.due_on <= until)
        .map(|duty| (duty.due_on, SnoozeAgainst::RequiredAct { task: duty.task.clone(), due_on: duty.due_on }));
    let clocks = day.clocks.iter().filter_map(|clock| {
        let alarm_on = alarms(clock).filter(|alarm_on| day.as_of < *alarm_on && *alarm_on <= until).min()?;
        Some((alarm_on, SnoozeAgainst::Clock { rule: clock.rule.clone(), alarm_on }))
    });
    let found = required.chain(promised).chain(clocks).min_by_key(|(on, _)| *on);
    found.map(|(_, against)| against)
}

/// The days on which a clock rings.
fn alarms(clock: &CaseClock) -> impl Iterator<Item = BusinessDate> {
    let end = clock.counted_end.filter(|_| clock.days_left.is_some());
    end.into_iter().flat_map(|end| ALARM_DAYS.into_iter().map(move |days| end.plus_days(-days)))
}

/// The snooze that stands on a day: its day has not come, and since it was made no money
/// came, no duty became somebody's work and no clock rang. The fold has already ended it
/// where something was recorded.
pub(crate) fn standing(
    state: &CaseState,
    case: &CaseInput,
    duties: &[Duty],
    clocks: &[CaseClock],
    as_of: BusinessDate,
) -> Option<Noted<Snoozed>> {
    let snoozed = state.snoozed.clone().filter(|snoozed| as_of < snoozed.what.until)?;
    let since = |day: BusinessDate| snoozed.on < day && day <= as_of;
    let paid = case.loans.iter().flat_map(|loan| &loan.payments).any(|payment| since(payment.known_from()));
    let required = duties.iter().any(|duty| required::is_raised(duty, as_of) && duty.due_on <= snoozed.what.until);
    let rang = clocks.iter().flat_map(alarms).any(since);
    (!paid && !required && !rang).then_some(snoozed)
}

/// Takes out the work that waits, and says why.
pub(crate) fn put_off(
    day: &CaseDay,
    cleared: Vec<Cleared<CaseAction>>,
    left: &mut Vec<LeftWork>,
) -> Vec<Cleared<CaseAction>> {
    let Some(snoozed) = &day.snoozed else { return cleared };
    let (now, waits): (Vec<_>, Vec<_>) = cleared.into_iter().partition(Work::is_owed);
    left.extend(waits.iter().map(|work| {
        LeftWork {
            party: day.party.clone(),
            considered: work.action().considered,
            branch: day.owed.branch.clone(),
            why: Why::new(SNOOZED, format!("It waits until {}: {}", snoozed.what.until, snoozed.what.reason))
                .with(FactId::new("event", snoozed.seq)),
        }
    }));
    now
}
