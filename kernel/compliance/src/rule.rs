//! A rule and the closed list of its kinds. Kinds know no country: what a law
//! says stands in its pack, as the keys of one of these.

use crate::clock::ClockRule;
use crate::condition::Condition;
use crate::dated::Dated;
use crate::deed::Deeds;
use crate::word_list::WordList;
use crate::words::{Force, Purpose, Role, Status};
use makegood_units::BusinessDate;

mod contact;
mod duty;
mod paper;
mod stop;
mod sum;

pub use contact::{Breach, Cooldown, Excluded, Exclusion, Per, RollingCount, Span, Which, Window};
pub use duty::{Merge, Obligation, Period, Retention, Unit};
pub use paper::{AddressBasis, Content, Occasion, Precondition, UsableContactPoint};
pub use stop::{DayOne, HoldRule, HoldStarts, LimitedTo, Recipient};
pub use sum::{CapRule, CounterState, OwnCap, ShareOf, Waterfall};

/// The kinds that only help others, or are about something else, and so stand
/// against no act.
macro_rules! helping {
    () => {
        $crate::rule::Kind::Exclusion(_)
            | $crate::rule::Kind::Obligation(_)
            | $crate::rule::Kind::Merge(_)
            | $crate::rule::Kind::Retention(_)
            | $crate::rule::Kind::Clock(_)
            | $crate::rule::Kind::CounterState(_)
            | $crate::rule::Kind::Waterfall(_)
            | $crate::rule::Kind::Cap(_)
    };
}
pub(crate) use helping;

/// One rule of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, unique over all packs, such as `us.regf.14b2iA`.
    pub id: String,
    /// Other names it is known by.
    pub also: Vec<String>,
    /// Where the law says so.
    pub citation: String,
    /// How binding the source is.
    pub force: Force,
    /// How well it was compared with the source.
    pub status: Status,
    /// What it says, in the pack's plain words.
    pub words: String,
    /// When it applies at all.
    pub in_force: Dated<bool>,
    /// Which acts it is about, and what frees them of it.
    pub reach: Reach,
    /// What standing against an act means.
    pub answer: Answer,
    /// What it does.
    pub kind: Kind,
    /// The line of its block in the pack.
    pub line: usize,
}

impl Rule {
    /// Whether the rule applies on a local day.
    pub fn is_in_force(&self, day: BusinessDate) -> bool {
        self.in_force.on(day).copied().unwrap_or(false)
    }

    /// What it can stand against.
    pub fn deeds(&self) -> Deeds {
        match &self.kind {
            Kind::Window(rule) => rule.acts,
            Kind::RollingCount(rule) => rule.stops,
            Kind::Cooldown(rule) => rule.stops,
            Kind::Hold(rule) | Kind::Interval(rule) => rule.stops,
            Kind::Recipient(rule) => rule.acts,
            Kind::UsableContactPoint(rule) => rule.acts,
            Kind::AddressBasis(rule) => rule.acts,
            Kind::Content(rule) => rule.acts,
            Kind::Precondition(rule) => rule.acts,
            helping!() => Deeds::NONE,
        }
    }

    /// The words for happenings of which it speaks.
    pub fn happenings(&self) -> Vec<&str> {
        let lists: Vec<&[String]> = match &self.kind {
            Kind::Cooldown(rule) => vec![&rule.after],
            Kind::Hold(rule) | Kind::Interval(rule) => vec![&rule.on, &rule.closed_by],
            Kind::Recipient(rule) => vec![&rule.opened_by],
            Kind::AddressBasis(rule) => {
                vec![&rule.basis, &rule.fresh, &rule.spoilt_by, rule.notice.as_slice()]
            }
            Kind::Precondition(rule) => vec![&rule.when, rule.needs.as_slice(), rule.since.as_slice()],
            Kind::Obligation(rule) => vec![&rule.after, &rule.satisfied_by, &rule.excused_by],
            Kind::Clock(rule) => return rule.happenings(),
            Kind::CounterState(rule) => {
                return rule.marks().chain(self.reach.unless.iter().map(String::as_str)).collect();
            }
            _ => Vec::new(),
        };
        let own = lists.into_iter().flatten();
        own.chain(&self.reach.unless).map(String::as_str).collect()
    }

    /// Each dated parameter by its key in a pack, with the first day of each value:
    /// `in_force` first, then its own. A clock's are its own affair.
    pub fn parameters(&self) -> Vec<(&'static str, Vec<BusinessDate>)> {
        let mut all = vec![("in_force", self.in_force.days())];
        let mut add = |key, days: Option<Vec<BusinessDate>>| all.extend(days.map(|days| (key, days)));
        add("replies", self.reach.replies.as_ref().map(Dated::days));
        match &self.kind {
            Kind::Window(rule) => {
                add("opens", rule.hours.as_ref().map(|(opens, _)| opens.days()));
                add("closes", rule.hours.as_ref().map(|(_, closes)| closes.days()));
                add("closed_on", rule.closed_on.as_ref().map(Dated::days));
            }
            Kind::RollingCount(rule) => {
                match &rule.span {
                    Span::Days(span) => add("window_days", Some(span.days())),
                    Span::Minutes(span) => add("window_minutes", Some(span.days())),
                }
                add("at_most", Some(rule.at_most.days()));
            }
            Kind::Cooldown(rule) => add("days", Some(rule.days.days())),
            Kind::Exclusion(Exclusion::PriorConsent(days)) => add("days", Some(days.days())),
            Kind::Hold(rule) | Kind::Interval(rule) => {
                add("days", rule.days.as_ref().map(Dated::days));
                add("tail_days", rule.tail_days.as_ref().map(Dated::days));
            }
            Kind::Recipient(rule) => {
                add("opened_after_unanswered", rule.opened_after_unanswered.as_ref().map(Dated::days));
            }
            Kind::AddressBasis(rule) => {
                add("notice_days", rule.notice_days.as_ref().map(Dated::days));
                add("fresh_days", rule.fresh_days.as_ref().map(Dated::days));
            }
            Kind::Precondition(rule) => {
                add("times", rule.times.as_ref().map(Dated::days));
                add("days", rule.days.as_ref().map(Dated::days));
                add("valid_days", rule.valid_days.as_ref().map(Dated::days));
            }
            Kind::Obligation(rule) => {
                add("within_days", Some(rule.within_days.days()));
                add("again_after_days", rule.again_after_days.as_ref().map(Dated::days));
            }
            Kind::Retention(rule) => add("keep", Some(rule.keep.length.days())),
            // A clock says itself when its parameters begin (`ClockRule::beginnings`); the
            // figures of the others stand in the book's conventions, or in the rule's own cap.
            Kind::Clock(_) | Kind::CounterState(_) | Kind::Waterfall(_) | Kind::Cap(_) => {}
            Kind::Exclusion(_) | Kind::UsableContactPoint(_) | Kind::Content(_) | Kind::Merge(_) => {}
        }
        all
    }

    /// The convention of the book behind a rule of arithmetic, by its name; none where
    /// the rule has figures of its own, or is none.
    pub fn convention(&self) -> Option<&str> {
        match &self.kind {
            Kind::CounterState(rule) => Some(&rule.by),
            Kind::Waterfall(rule) => Some(&rule.by),
            Kind::Cap(CapRule::By(by)) => Some(by),
            _ => None,
        }
    }

    /// Whether it goes by that name.
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.also.iter().any(|also| also == name)
    }
}

/// Which acts a rule is about, and what frees them of it. Every part that is
/// empty asks nothing.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reach {
    /// The rule binds where all of these hold.
    pub only_if: Vec<Condition>,
    /// Only acts for one of these purposes.
    pub only_for: Vec<Purpose>,
    /// No act for one of these purposes.
    pub not_for: Vec<Purpose>,
    /// Only acts towards people in one of these roles.
    pub only_to: Vec<Role>,
    /// Only acts that carry one of these.
    pub only_with: WordList,
    /// No act that carries one of these.
    pub unless_with: WordList,
    /// Only acts at one of these places.
    pub only_at: Vec<String>,
    /// No act at one of these places.
    pub not_at: Vec<String>,
    /// Nothing, while one of these stands.
    pub unless: WordList,
    /// So many answers on the same medium to each contact the person began.
    pub replies: Option<Dated<i32>>,
}

/// What standing against an act means.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Answer {
    /// The act may not take place, or not yet.
    #[default]
    Refuse,
    /// It may take place with a reason that is put on record.
    Warn,
    /// It may take place when somebody in this office has approved it.
    Approval(String),
}

/// What a rule does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only between these local hours, and not on these weekdays.
    Window(Window),
    /// Only so often in so many days or minutes.
    RollingCount(RollingCount),
    /// Not for so many days after a conversation or something else.
    Cooldown(Cooldown),
    /// Which contacts another rule of the pack leaves out.
    Exclusion(Exclusion),
    /// Not while something stands that stops it.
    Hold(HoldRule),
    /// Not during a moratorium of a certain length.
    Interval(HoldRule),
    /// Only to people who stand in one of these roles.
    Recipient(Recipient),
    /// Only to a number or address that reaches the person.
    UsableContactPoint(UsableContactPoint),
    /// Only to a number or address there is a lawful ground to use.
    AddressBasis(AddressBasis),
    /// Only with certain elements, and without others.
    Content(Content),
    /// Only after a notice was served, a time has passed, or somebody approved.
    Precondition(Precondition),
    /// Something that must be done by a day.
    Obligation(Obligation),
    /// How this pack meets others.
    Merge(Merge),
    /// How long a record is kept.
    Retention(Retention),
    /// A period after which a claim, a guarantee or a security is lost.
    Clock(Box<ClockRule>),
    /// What is counted from day to day, and which class follows.
    CounterState(CounterState),
    /// In which order money meets what is owed.
    Waterfall(Waterfall),
    /// What may be charged at most.
    Cap(CapRule),
}

impl Kind {
    /// Its word in a pack.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Window(_) => "window",
            Self::RollingCount(_) => "rolling_count",
            Self::Cooldown(_) => "cooldown",
            Self::Exclusion(_) => "exclusion",
            Self::Hold(_) => "hold",
            Self::Interval(_) => "interval",
            Self::Recipient(_) => "recipient",
            Self::UsableContactPoint(_) => "usable_contact_point",
            Self::AddressBasis(_) => "address_basis",
            Self::Content(_) => "content",
            Self::Precondition(_) => "precondition",
            Self::Obligation(_) => "obligation",
            Self::Merge(_) => "merge",
            Self::Retention(_) => "retention",
            Self::Clock(_) => "clock",
            Self::CounterState(_) => "counter_state",
            Self::Waterfall(_) => "waterfall",
            Self::Cap(_) => "cap",
        }
    }
}
