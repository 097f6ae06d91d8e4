//! What a clock rule of a pack says: limitation, guarantee period, enforcement
//! period. Every word of a happening is the pack's own; none stands here.

use super::span::{DatedLength, Length, Starts};
use super::trigger::{Debtor, Trigger};
use crate::dated::Dated;
use crate::words::Words;
use makegood_units::BusinessDate;

/// A list that changes with the law; none where the law knows no such thing.
pub type Listed<T> = Option<Dated<Vec<T>>>;

/// The entries in force on a day.
pub(super) fn in_force<T>(list: &Listed<T>, day: BusinessDate) -> &[T] {
    list.as_ref().and_then(|dated| dated.on(day)).map_or(&[], Vec::as_slice)
}

/// A period of law that runs against a claim, a guarantee or a security.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRule {
    /// What sets it off.
    pub begins: Begins,
    /// Another clock that must have been saved first; without an anchor of its
    /// own, this one begins on the day that one was saved.
    pub after_saved: Option<String>,
    /// How long it is, by the law of the day it is counted from.
    pub length: DatedLength,
    /// From which day it is counted.
    pub starts: Starts,
    /// The happening that carries an agreed last day in its `until`. Without a
    /// day, or with one not after the anchor, nothing was agreed.
    pub agreed_end: Option<String>,
    /// Nothing restarts, suspends or extends it.
    pub rigid: bool,
    /// What starts it anew while it runs.
    pub restarts: Listed<Restart>,
    /// What starts it anew after it ended; while it runs, a restart too.
    pub revives: Listed<Restart>,
    /// Acts in time that end the clock for good.
    pub saved_by: Listed<Trigger>,
    /// Happenings whose `until` takes the place of the anchor while the clock runs.
    pub moves_anchor: Listed<Trigger>,
    /// What holds it up.
    pub suspensions: Listed<Suspension>,
    /// The longest it can be.
    pub cap: Option<Cap>,
    /// What becomes of a last day on which business rests.
    pub last_day: LastDay,
    /// What its end does.
    pub effect: Option<Effect>,
    /// The rule that begins when this clock is saved, for whoever explains it.
    pub then: Option<String>,
    /// Rules whose restarts, revivals and suspensions count here too. One that is not
    /// installed lends nothing, so that the clock ends earlier rather than later.
    pub also: Vec<String>,
    /// The happenings the lender can bring about to save the claim.
    pub rescues: Vec<String>,
}

impl ClockRule {
    /// Each dated parameter by its key, with the first day of each value.
    pub fn parameters(&self) -> Vec<(&'static str, Vec<BusinessDate>)> {
        let later = match &self.begins {
            Begins::Anchor(anchor) => anchor.later.as_ref().map(|(_, length)| length),
            _ => None,
        };
        let own = Some(&self.length).map(|length| (length, ["years", "months", "weeks", "days"]));
        let later = later.map(|length| (length, ["later_years", "later_months", "later_weeks", "later_days"]));
        let lengths = own.into_iter().chain(later).flat_map(|(length, keys)| {
            let numbers = [&length.years, &length.months, &length.weeks, &length.days];
            keys.into_iter().zip(numbers).filter_map(|(key, number)| Some((key, days(number.as_ref()?))))
        });
        let cap = self.cap.iter().map(|cap| ("cap_years", days(&cap.years)));
        let lists = [
            ("restarts", self.restarts.as_ref().map(days)),
            ("revives", self.revives.as_ref().map(days)),
            ("saved_by", self.saved_by.as_ref().map(days)),
            ("moves_anchor", self.moves_anchor.as_ref().map(days)),
            ("suspensions", self.suspensions.as_ref().map(days)),
        ];
        let lists = lists.into_iter().filter_map(|(key, from)| Some((key, from?)));
        lengths.chain(cap).chain(lists).collect()
    }

    /// The first day of each dated parameter, by its key.
    pub fn beginnings(&self) -> Vec<(&'static str, BusinessDate)> {
        let parameters = self.parameters().into_iter();
        parameters.filter_map(|(key, days)| Some((key, days.first().copied()?))).collect()
    }

    /// Every word for a happening the rule speaks of.
    pub fn happenings(&self) -> Vec<&str> {
        let restarts = triggers(&self.restarts, |restart| &restart.trigger);
        let revives = triggers(&self.revives, |restart| &restart.trigger);
        let saves = triggers(&self.saved_by, |trigger| trigger);
        let moves = triggers(&self.moves_anchor, |trigger| trigger);
        let suspends = triggers(&self.suspensions, |suspension| &suspension.trigger);
        let all = restarts.chain(revives).chain(saves).chain(moves).chain(suspends);
        let mut words: Vec<&str> = all.flat_map(|trigger| trigger.on.iter().map(String::as_str)).collect();
        if let Begins::Anchor(anchor) = &self.begins {
            words.extend(anchor.words.iter().map(|(word, _)| word.as_str()));
            words.extend(anchor.later.as_ref().map(|(word, _)| word.as_str()));
        }
        words.extend(self.agreed_end.as_deref());
        words.extend(self.rescues.iter().map(String::as_str));
        words
    }

    /// Words for what the debtor does: who did it decides whose clock it moves.
    pub fn acts_of_debtor(&self) -> Vec<&str> {
        let restarts = triggers(&self.restarts, |restart| &restart.trigger);
        let revives = triggers(&self.revives, |restart| &restart.trigger);
        let suspends = triggers(&self.suspensions, |suspension| &suspension.trigger);
        let all = restarts.chain(revives).chain(suspends).filter(|trigger| trigger.debtor == Debtor::Doer);
        all.flat_map(|trigger| trigger.on.iter().map(String::as_str)).collect()
    }

    /// Whether some day's law lets a happening of this word bear on the clock.
    pub(super) fn listens_to(&self, word: &str) -> bool {
        let restarts = triggers(&self.restarts, |restart| &restart.trigger);
        let revives = triggers(&self.revives, |restart| &restart.trigger);
        let saves = triggers(&self.saved_by, |trigger| trigger);
        let suspends = triggers(&self.suspensions, |suspension| &suspension.trigger);
        let mut all = restarts.chain(revives).chain(saves).chain(suspends);
        all.any(|trigger| trigger.on.iter().any(|on| on == word))
    }
}

fn days<T>(dated: &Dated<T>) -> Vec<BusinessDate> {
    dated.spans().map(|(from, ..)| from).collect()
}

fn triggers<'r, T>(
    list: &'r Listed<T>,
    trigger: impl Fn(&'r T) -> &'r Trigger + Copy + 'r,
) -> impl Iterator<Item = &'r Trigger> {
    list.iter().flat_map(Dated::spans).flat_map(move |(_, _, entries)| entries.iter().map(trigger))
}

/// What sets a clock off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begins {
    /// Something that happened to the claim.
    Anchor(Anchor),
    /// The clock of another rule: the first of these that has begun. This one
    /// ends when that one first does.
    Follows(Vec<String>),
    /// The other clock named in `after_saved`.
    AfterSaved,
    /// Nothing: the rule only lends its suspensions and restarts to others.
    Part,
}

/// The happenings a clock can be counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Their words; with `true`, the last day of the happening and not its first.
    pub words: Vec<(String, bool)>,
    /// Which one decides where there are several.
    pub takes: Takes,
    /// A happening that becomes an anchor only so long after it.
    pub later: Option<(String, DatedLength)>,
}

/// Which of several anchors decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// The earliest day.
    Earliest,
    /// The latest day.
    Latest,
    /// The latest day of the word that stands first in the pack and has one.
    FirstNamed,
}

pub(super) const TAKES: &Words<Takes> =
    &[("earliest", Takes::Earliest), ("latest", Takes::Latest), ("first_named", Takes::FirstNamed)];

/// What starts a clock anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restart {
    /// The happening and the evidence it needs.
    pub trigger: Trigger,
    /// From when the new full period is counted.
    pub anew: Anew,
}

/// From when a new full period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anew {
    /// From the day of the happening, counted as the first period is; never from a year's end.
    ThatDay,
    /// The day after is its first day.
    NextDay,
    /// From the day the happening ended: proceedings hold the clock while they last.
    ItsEnd,
}

pub(super) const ANEW: &Words<Anew> =
    &[("that_day", Anew::ThatDay), ("next_day", Anew::NextDay), ("its_end", Anew::ItsEnd)];

/// What holds a clock up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// The happening and the evidence it needs.
    pub trigger: Trigger,
    /// What it does to the clock.
    pub model: Model,
    /// Happenings that end it, beside its own end.
    pub until: Vec<String>,
    /// It lasts at most so long after the anchor.
    pub at_most: Length,
    /// It lasts so long after its end.
    pub tail: Length,
    /// The clock does not end earlier than so long after its end.
    pub floor: Length,
    /// Only what stands in so long before the clock's end counts.
    pub last: Length,
}

/// What a suspension does to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Its days are not counted; a floor may come on top.
    Pause,
    /// Where it stands in the last part of the period, the period ends so long after it.
    Gate,
    /// The period does not end earlier than so long after it.
    Floor,
    /// Where the period would end within it, the period ends so long after it.
    Extension,
}

pub(super) const MODELS: &Words<Model> =
    &[("pause", Model::Pause), ("gate", Model::Gate), ("floor", Model::Floor), ("extension", Model::Extension)];

/// The longest a clock can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// In years.
    pub years: Dated<i32>,
    /// From the earliest of these happenings; none: from the anchor.
    pub from: Vec<String>,
    /// Only the first period is capped, before suspensions and restarts.
    pub first_period_only: bool,
}

/// What becomes of a last day on which business rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastDay {
    /// It stays.
    AsItFalls,
    /// It moves to the next day on which business is done.
    NextBusinessDay,
}

pub(super) const LAST_DAYS: &Words<LastDay> =
    &[("as_it_falls", LastDay::AsItFalls), ("next_business_day", LastDay::NextBusinessDay)];

/// What the end of a clock does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The debtor may refuse; the court does not ask on its own.
    Defence,
    /// The claim cannot be enforced, the debt remains.
    RemedyBarred,
    /// The claim is gone.
    RightExtinct,
    /// The guarantor is free.
    GuarantorFree,
    /// The security can no longer be enforced.
    SecurityLost,
    /// The security stays.
    SecurityKept,
}

pub(super) const EFFECTS: &Words<Effect> = &[
    ("defence", Effect::Defence),
    ("remedy_barred", Effect::RemedyBarred),
    ("right_extinct", Effect::RightExtinct),
    ("guarantor_free", Effect::GuarantorFree),
    ("security_lost", Effect::SecurityLost),
    ("security_kept", Effect::SecurityKept),
];
