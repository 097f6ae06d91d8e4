//! One rule against one act at one moment in one zone. Nothing here allocates;
//! sentences are made only for the rules that bite.

use crate::act::Act;
use crate::clear::harder;
use crate::debt_set::DebtNo;
use crate::deed::Deed;
use crate::docket::{Docket, Ground};
use crate::facts::{Facts, ZoneDays};
use crate::local::Local;
use crate::packs::Placed;
use crate::rule::{Answer, Kind, Rule, helping};
use crate::word_list::{Marks, WordList};
use crate::words::{Purpose, Role};
use makegood_units::{BusinessDate, ContactPointId, Instant};
use std::ops::Range;

/// How far ahead an opening is looked for, in days.
pub const HORIZON_DAYS: i32 = 400;

/// The act being judged, with what is known about the person.
pub(crate) struct View<'a> {
    pub facts: &'a Facts,
    pub deed: Deed,
    pub purpose: Purpose,
    pub contact_point: Option<&'a ContactPointId>,
    pub place: Option<&'a str>,
    pub carries: &'a [String],
    /// The marks of all it carries.
    pub carried: Marks,
    /// The debts it is about; a single none when it names no debt.
    pub debts: Vec<DebtNo>,
    /// Whether it names a debt.
    pub names_debts: bool,
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
            deed: action.deed(),
            purpose: action.purpose(),
            contact_point: action.contact_point(),
            place: action.place(),
            carries: action.carries(),
            carried: Marks::of_all(action.carries().iter().map(String::as_str)),
            debts,
            names_debts: !named.is_empty(),
            seen: seen(facts, asked_at),
            asked_at,
        }
    }

    /// The debts conditions are asked of: those named, else every debt on file.
    pub fn asked_debts(&self) -> &[DebtNo] {
        if self.names_debts { &self.debts } else { &self.facts.all_debts }
    }

    /// Whether it carries one of these.
    pub fn carries_one_of(&self, words: &WordList) -> bool {
        words.may_meet(self.carried) && words.iter().any(|word| self.carries.contains(word))
    }
}

/// How many contacts had happened; nearly always all of them.
fn seen(facts: &Facts, asked_at: Instant) -> usize {
    match facts.contacts.last() {
        Some(last) if last.at <= asked_at => facts.contacts.len(),
        _ => facts.contacts.partition_point(|contact| contact.at <= asked_at),
    }
}

/// The places of the contacts on a local day or later, of the first so many, latest first.
pub(crate) fn since(days: &[BusinessDate], first: BusinessDate, seen: usize) -> impl Iterator<Item = usize> {
    let places = reaching_back(days, first, seen).rev();
    places.filter(move |place| days.get(*place).is_some_and(|day| *day >= first))
}

/// The places among which those are. Clocks are never set back by two days, so nothing
/// that happened before a contact three days older can be one of them.
pub(crate) fn reaching_back(days: &[BusinessDate], first: BusinessDate, seen: usize) -> Range<usize> {
    let seen = days.get(..seen).unwrap_or(days);
    let begin = seen.iter().rposition(|day| first.days_since(*day) >= 3).map_or(0, |place| place + 1);
    begin..seen.len()
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
        clear.map_or(Bite::Closed, |day| self.until_start_of(day))
    }

    /// The same, of what can open only tomorrow or on one of these days.
    pub fn until_one_of(&self, days: impl Iterator<Item = BusinessDate>, bites: impl Fn(BusinessDate) -> bool) -> Bite {
        let today = self.local.day;
        let ahead = days.filter(|day| *day > today && day.days_since(today) <= HORIZON_DAYS);
        let clear = ahead.chain([today.plus_days(1)]).filter(|day| !bites(*day)).min();
        clear.map_or(Bite::Closed, |day| self.until_start_of(day))
    }

    /// Closed until a later local day begins.
    pub fn until_start_of(&self, day: BusinessDate) -> Bite {
        let near = day.days_since(self.local.day) <= HORIZON_DAYS;
        let opens = near.then(|| self.place.zone.first_at(day, 0, self.at)).flatten();
        opens.map_or(Bite::Closed, Bite::Until)
    }
}

/// What a rule does to the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bite {
    /// Nothing.
    Passes,
    /// A reason has to be put on record.
    Warn,
    /// Somebody has to approve.
    Approval,
    /// It may not take place before this instant.
    Until(Instant),
    /// A document or an element is missing.
    Document,
    /// A fact is missing.
    Missing,
    /// Somebody else is to be approached.
    Redirect(Role),
    /// It may not take place, and no day within the horizon changes that.
    Closed,
}

/// What the sentence about a rule is made of. Places are into the sorted facts
/// or into the lists of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    NotInForce,
    OutOfReach,
    NothingAgainst,
    NoFact { condition: usize },
    Unless { standing: usize },
    Reply,
    NoZone,
    Hours { opens: i32, closes: i32, shown: Local },
    ClosedWeekday { shown: Local },
    Asked { request: usize, shown: Local },
    Excluded { place: usize },
    Count { number: i32, at_most: i32, first: BusinessDate, last: BusinessDate, debt: DebtNo },
    CountMinutes { number: i32, at_most: i32, minutes: i32 },
    Quiet { contact: usize, since: BusinessDate, until: BusinessDate },
    QuietAfter { standing: usize, since: BusinessDate, until: BusinessDate },
    Hold { standing: usize, last: Option<BusinessDate> },
    HoldPassed { standing: usize },
    NoRole,
    Role { role: Role },
    LimitedPurpose { role: Role },
    NoProof { role: Role },
    NoPoint,
    PointUnknown,
    PointOfAnother,
    PointUnfit,
    PointClosed { on: BusinessDate },
    BasisOn { standing: usize },
    BasisSource,
    BasisSpoilt { standing: usize },
    BasisStale { since: BusinessDate, last: BusinessDate },
    NoBasis,
    Young { standing: usize, since: BusinessDate, last: BusinessDate },
    Old { standing: usize, since: BusinessDate, last: BusinessDate },
    Served { standing: usize },
    Lacks { word: usize },
    Carries { word: usize },
    NotServed,
    TooFew { found: i32, wanted: i32 },
    Waiting { since: BusinessDate, last: BusinessDate, debt: DebtNo },
    NoDay,
    ToApprove,
    Approved { standing: usize },
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

    pub fn closed(note: Note) -> Self {
        Self { bite: Bite::Closed, note }
    }

    pub fn missing(note: Note) -> Self {
        Self { bite: Bite::Missing, note }
    }
}

/// Judges a rule. A rule that is not in force that local day, or is about other
/// acts, does not bite.
pub(crate) fn judge<'a>(placed: Placed<'a>, docket: &Docket<'a>, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
    let (rule, ground) = (placed.rule, docket.ground(placed));
    if ground == Ground::None || !rule.reach.covers(view) {
        return Judgement::passes(Note::OutOfReach);
    }
    if ground == Ground::Unknown
        && let Some(condition) = docket.unanswered(placed)
    {
        return Judgement::missing(Note::NoFact { condition });
    }
    if let Some(standing) = rule.reach.freed_by(view, moment) {
        return Judgement::passes(Note::Unless { standing });
    }
    let judged = judge_kind(rule, view, moment);
    if judged.bite == Bite::Passes || judged.bite == Bite::Missing {
        return judged;
    }
    if rule.reach.is_reply(view, moment) {
        return Judgement::passes(Note::Reply);
    }
    docket
        .answers(placed)
        .map(|answer| answered(rule, answer, judged, view, moment))
        .reduce(|one, other| if harder(one.bite, other.bite) == one.bite { one } else { other })
        .unwrap_or(judged)
}

/// What the bite of a kind becomes under the rule's own answer.
fn answered(rule: &Rule, answer: &Answer, judged: Judgement, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
    let bite = match (answer, judged.bite) {
        (Answer::Warn, _) => Bite::Warn,
        (Answer::Approval(office), _) => match rule.reach.approved(office, view, moment) {
            Some(standing) => return Judgement::passes(Note::Approved { standing }),
            None => Bite::Approval,
        },
        (Answer::Refuse, bite) => bite,
    };
    Judgement { bite, note: judged.note }
}

fn judge_kind(rule: &Rule, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
    let by_clock = matches!(rule.kind, Kind::Window(_) | Kind::RollingCount(_) | Kind::Cooldown(_));
    if by_clock && view.facts.zone_missing.is_some() {
        return Judgement::missing(Note::NoZone);
    }
    match &rule.kind {
        Kind::Window(window) => window.judge(rule, view, moment),
        Kind::RollingCount(count) => count.judge(rule, view, moment),
        Kind::Cooldown(cooldown) => cooldown.judge(rule, view, moment),
        Kind::Hold(hold) | Kind::Interval(hold) => hold.judge(rule, view, moment),
        Kind::Recipient(recipient) => recipient.judge(view, moment),
        Kind::UsableContactPoint(usable) => usable.judge(view, moment),
        Kind::AddressBasis(basis) => basis.judge(view, moment),
        Kind::Content(content) => content.judge(view),
        Kind::Precondition(precondition) => precondition.judge(view, moment),
        helping!() => Judgement::PASSES,
    }
}
