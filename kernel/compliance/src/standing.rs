//! What began, and may have ended: a hold somebody placed by the day, or a
//! happening received at an instant.

use crate::debt_set::{DebtNo, DebtSet};
use crate::happening::Happening;
use crate::local::{Local, Zone};
use crate::sheet::HoldFact;
use crate::word_list::{Marks, WordList};
use makegood_case::HoldKind;
use makegood_units::{BusinessDate, ContactPointId, FactId, Instant};

/// Something that may stand.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub fact: FactId,
    pub what: String,
    /// The mark of what it was.
    pub mark: Marks,
    pub with: Vec<String>,
    pub by: Option<String>,
    pub point: Option<ContactPointId>,
    pub place: Option<String>,
    /// The day it counts from, as recorded.
    pub on: BusinessDate,
    /// The last day, where one was named.
    pub until: Option<BusinessDate>,
    /// The day it ended, was withdrawn or answered.
    pub ended_on: Option<BusinessDate>,
    /// When it was received and when it ended; none when only days are known.
    at: Option<Instant>,
    ended_at: Option<Instant>,
    debts: DebtSet,
}

impl Standing {
    pub fn held(hold: HoldFact) -> Self {
        Self {
            fact: hold.fact,
            what: word(hold.hold.kind).to_owned(),
            mark: Marks::of(word(hold.hold.kind)),
            with: Vec::new(),
            by: None,
            point: None,
            place: None,
            on: hold.hold.from,
            until: hold.hold.until,
            ended_on: hold.lifted_on,
            at: None,
            ended_at: None,
            debts: DebtSet::default(),
        }
    }

    pub fn happened(one: Happening, debts: DebtSet) -> Self {
        Self {
            fact: one.fact,
            mark: Marks::of(&one.what),
            what: one.what,
            with: one.with,
            by: one.by,
            point: one.contact_point,
            place: one.place,
            on: one.on,
            until: one.until,
            ended_on: one.ended.map(|(on, _)| on),
            at: Some(one.at),
            ended_at: one.ended.map(|(_, at)| at),
            debts,
        }
    }

    /// What a list of them is sorted by.
    pub fn order(&self) -> (BusinessDate, Option<Instant>, &FactId) {
        (self.on, self.at, &self.fact)
    }

    /// The local day it began.
    pub fn first_day(&self, zone: &Zone) -> BusinessDate {
        self.at.map_or(self.on, |at| zone.local(at).day)
    }

    /// The local day it ended, when it has.
    pub fn ended_day(&self, zone: &Zone) -> Option<BusinessDate> {
        self.ended_at.map(|at| zone.local(at).day).or(self.ended_on)
    }

    /// When it ended, where that is known to the second.
    pub fn ended_at(&self) -> Option<Instant> {
        self.ended_at
    }

    /// Whether only days are known of it, as of a hold somebody placed.
    pub fn is_by_day(&self) -> bool {
        self.at.is_none()
    }

    /// When it was received, where that is known to the second.
    pub fn received_at(&self) -> Option<Instant> {
        self.at
    }

    /// Whether it has begun by an instant (for a hold: by a local day).
    pub fn has_begun(&self, at: Instant, local: Local) -> bool {
        self.at.map_or(self.on <= local.day, |began| began <= at)
    }

    /// Whether it has ended by an instant (for a hold: by a local day).
    pub fn has_ended(&self, at: Instant, local: Local) -> bool {
        let named = self.until.is_some_and(|until| until < local.day);
        let ended = match self.ended_at {
            Some(ended) => ended <= at,
            None => self.ended_on.is_some_and(|on| on <= local.day),
        };
        named || ended
    }

    /// Whether it stands at an instant.
    pub fn stands(&self, at: Instant, local: Local) -> bool {
        self.has_begun(at, local) && !self.has_ended(at, local)
    }

    /// Whether it can be known at the instant of the question. A hold may be
    /// placed ahead; what is received cannot be known before.
    pub fn is_seen(&self, asked_at: Instant) -> bool {
        self.at.is_none_or(|at| at <= asked_at)
    }

    /// The days on which it may begin or end, where only days are known.
    pub fn turns(&self) -> impl Iterator<Item = BusinessDate> {
        let began = self.is_by_day().then_some(self.on);
        let over = self.until.map(|until| until.plus_days(1));
        [began, over, self.ended_on].into_iter().flatten()
    }

    /// Whether it is about the debt. No debt asked for, or none named: yes.
    pub fn is_about(&self, debt: DebtNo) -> bool {
        self.debts.is_about(debt)
    }

    /// Whether it is one of these.
    pub fn is_one_of(&self, words: &WordList) -> bool {
        words.has(&self.what, self.mark)
    }

    /// Whether it was said of an act: `of call`, `of calls`.
    pub fn is_of(&self, act: &str) -> bool {
        self.with.iter().any(|with| with.strip_suffix('s').unwrap_or(with) == act)
    }

    /// Whether it is known to have this form or this evidence.
    pub fn has(&self, word: &str) -> bool {
        self.with.iter().any(|with| with == word)
    }
}

/// The word of a pack for a hold.
pub(crate) fn word(kind: HoldKind) -> &'static str {
    match kind {
        HoldKind::Dispute => "dispute",
        HoldKind::Hardship => "hardship",
        HoldKind::CeaseRequest => "cease_request",
        HoldKind::AttorneyRepresentation => "attorney_representation",
        HoldKind::Moratorium => "moratorium",
    }
}
