//! One rule against one contact at one moment in one zone. Nothing here
//! allocates; sentences are made only for the rules that bite.

use crate::act::Act;
use crate::facts::{DebtNo, Facts, ZoneDays};
use crate::local::Local;
use crate::rule::{Kind, Rule};
use crate::words::{Purpose, Role};
use jiff::SignedDuration;
use makegood_case::Channel;
use makegood_units::{BusinessDate, ContactPointId, Instant};

/// How far ahead an opening is looked for, in days.
pub const HORIZON_DAYS: i32 = 60;

/// The contact being judged, with what is known about the person.
pub(crate) struct View<'a> {
    pub facts: &'a Facts,
    pub channel: Channel,
    pub purpose: Purpose,
    pub contact_point: Option<&'a ContactPointId>,
    /// The debts it is about; a single none when it names no debt.
    pub debts: Vec<DebtNo>,
    /// How many of the sorted contacts had happened when the question was asked.
    pub seen: usize,
    /// When the question was asked.
    pub asked_at: Instant,
}

impl<'a> View<'a> {
    pub fn new<A: Act>(action: &'a A, facts: &'a Facts, asked_at: Instant) -> Self {
        let named = action.debts();
        let debts =
            if named.is_empty() { vec![None] } else { named.iter().map(|debt| Some(facts.debt_no(debt))).collect() };
        Self {
            facts,
            channel: action.channel(),
            purpose: action.purpose(),
            contact_point: action.contact_point(),
            debts,
            seen: facts.contacts.partition_point(|contact| contact.at <= asked_at),
            asked_at,
        }
    }
}

/// An instant and what the clock of a zone shows then.
pub(crate) struct Moment<'a> {
    pub at: Instant,
    pub place: &'a ZoneDays,
    pub local: Local,
}

impl<'a> Moment<'a> {
    pub fn new(at: Instant, place: &'a ZoneDays) -> Self {
        Self { at, place, local: place.zone.local(at) }
    }

    /// Closed from now until the first later local day that does not bite.
    pub fn until_day(&self, bites: impl Fn(BusinessDate) -> bool) -> Bite {
        let days = (1..=HORIZON_DAYS).map(|ahead| self.local.day.plus_days(ahead));
        let clear = days.into_iter().find(|day| !bites(*day));
        clear.and_then(|day| self.place.zone.first_at(day, 0, self.at)).map_or(Bite::Closed, Bite::Until)
    }

    /// No contact on or after the local day can be older than this.
    pub fn earliest_instant_of(&self, day: BusinessDate) -> Instant {
        let days = i64::from(self.local.day.days_since(day).max(0)) + 3;
        self.at.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Instant::MIN)
    }
}

/// What a rule does to the contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bite {
    /// Nothing.
    Passes,
    /// It may not take place before this instant.
    Until(Instant),
    /// A fact is missing.
    Missing,
    /// Somebody else is to be approached.
    Redirect(Role),
    /// It may not take place, and no day within the horizon changes that.
    Closed,
}

/// What the sentence about a rule is made of. Places are into the sorted facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    NotInForce,
    NothingAgainst,
    NoZone,
    Hours { opens: i32, closes: i32, shown: Local },
    ClosedWeekday { shown: Local },
    Excluded { place: usize },
    Count { number: i32, at_most: i32, first: BusinessDate, last: BusinessDate, debt: DebtNo },
    Quiet { contact: usize, since: BusinessDate, until: BusinessDate },
    Hold { hold: usize },
    HoldPassed { hold: usize },
    NoRole,
    Role { role: Role },
    NoPoint,
    PointUnknown,
    PointOfAnother,
    PointUnfit,
    PointClosed { on: BusinessDate },
}

/// What a rule does, and what there is to say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub bite: Bite,
    pub note: Note,
}

impl Judgement {
    pub const PASSES: Self = Self { bite: Bite::Passes, note: Note::NothingAgainst };

    pub fn passes(note: Note) -> Self {
        Self { bite: Bite::Passes, note }
    }
}

/// Judges a rule. A rule that is not in force that local day does not bite.
pub(crate) fn judge(rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
    let by_clock = matches!(rule.kind, Kind::Window(_) | Kind::RollingCount(_) | Kind::Cooldown(_));
    if !rule.is_in_force(moment.local.day) {
        return Judgement::passes(Note::NotInForce);
    }
    if by_clock && view.facts.zone_missing.is_some() {
        return Judgement { bite: Bite::Missing, note: Note::NoZone };
    }
    match &rule.kind {
        Kind::Window(window) => window.judge(rule, moment),
        Kind::RollingCount(count) => count.judge(rule, view, moment),
        Kind::Cooldown(cooldown) => cooldown.judge(rule, view, moment),
        Kind::Hold(hold) => hold.judge(rule, view, moment),
        Kind::Recipient(recipient) => recipient.judge(view),
        Kind::UsableContactPoint(usable) => usable.judge(view, moment),
        Kind::Exclusion(_) => Judgement::PASSES,
    }
}
