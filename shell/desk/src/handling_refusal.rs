//! Why a case was not given to somebody, not put off, or a note not kept.

use makegood_day_close::SnoozeAgainst;
use makegood_units::{BusinessDate, StaffId};

/// Why a command about the handling of a case was not carried out. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandlingRefusal {
    /// The person has it already.
    #[error("the case is with {0} already")]
    AssignedAlready(StaffId),
    /// Nobody has it, and it was to be taken from somebody.
    #[error("the case is with nobody in particular already")]
    AssignedToNobody,
    /// Nothing is in arrears, so there is nothing to wait with.
    #[error("nothing is in arrears, so there is nothing to put off")]
    NothingToSnooze,
    /// The day has come.
    #[error("{until} is not after today, {today}")]
    SnoozeInThePast {
        /// The day it would come back.
        until: BusinessDate,
        /// The business day.
        today: BusinessDate,
    },
    /// Longer than the strategy allows.
    #[error("{until} is more than {days} days ahead, the longest the strategy lets a case wait")]
    SnoozeTooLong {
        /// The day it would come back.
        until: BusinessDate,
        /// How many days ahead the strategy allows.
        days: i32,
    },
    /// Without a word why.
    #[error("a case is put off for a reason, which is kept")]
    SnoozeSaysNothing,
    /// A promised day comes first.
    #[error("a promise falls due on {due_on}, before {until}")]
    SnoozePastPromise {
        /// The promised day.
        due_on: BusinessDate,
        /// The day it would come back.
        until: BusinessDate,
    },
    /// The law requires something first.
    #[error("{task}, by {due_on}: what is required does not wait until {until}")]
    SnoozePastRequiredAct {
        /// What, in words.
        task: String,
        /// The last day for it.
        due_on: BusinessDate,
        /// The day it would come back.
        until: BusinessDate,
    },
    /// A clock rings first.
    #[error("the clock {rule} gives an alarm on {alarm_on}, not after {until}")]
    SnoozePastClock {
        /// The rule of the clock.
        rule: String,
        /// The day of the alarm.
        alarm_on: BusinessDate,
        /// The day it would come back.
        until: BusinessDate,
    },
    /// An empty note.
    #[error("the note says nothing")]
    NoteSaysNothing,
    /// No such note in this case, or taken back already.
    #[error("there is no note {0} of this case to take back")]
    NoSuchNote(i64),
    /// Somebody else's.
    #[error("the note was written by {0}, and whoever writes a note takes it back")]
    NoteOfAnother(StaffId),
    /// The minutes for it have passed.
    #[error("the note is more than {0} minutes old, and others may have acted on it")]
    NoteTooOld(i64),
}

impl HandlingRefusal {
    /// What stands against a wait, as a refusal.
    pub(crate) fn against(against: SnoozeAgainst, until: BusinessDate) -> Self {
        match against {
            SnoozeAgainst::Promise { due_on } => Self::SnoozePastPromise { due_on, until },
            SnoozeAgainst::RequiredAct { task, due_on } => Self::SnoozePastRequiredAct { task, due_on, until },
            SnoozeAgainst::Clock { rule, alarm_on } => Self::SnoozePastClock { rule, alarm_on, until },
        }
    }

    /// The stable name of the refusal, as the gallery in `refusals/` has it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AssignedAlready(_) => "assigned_already",
            Self::AssignedToNobody => "assigned_to_nobody",
            Self::NothingToSnooze => "nothing_to_snooze",
            Self::SnoozeInThePast { .. } => "snooze_in_the_past",
            Self::SnoozeTooLong { .. } => "snooze_too_long",
            Self::SnoozeSaysNothing => "snooze_says_nothing",
            Self::SnoozePastPromise { .. } => "snooze_past_promise",
            Self::SnoozePastRequiredAct { .. } => "snooze_past_required_act",
            Self::SnoozePastClock { .. } => "snooze_past_clock",
            Self::NoteSaysNothing => "note_says_nothing",
            Self::NoSuchNote(_) => "no_such_note",
            Self::NoteOfAnother(_) => "note_of_another",
            Self::NoteTooOld(_) => "note_too_old",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::AssignedAlready(_) | Self::AssignedToNobody => "Nothing is left to do, or name somebody else.",
            Self::NothingToSnooze => "It comes back by itself when something falls into arrears.",
            Self::SnoozeInThePast { .. } => "Give it a later day.",
            Self::SnoozeTooLong { .. } => {
                "Choose a nearer day. What needs longer is a promise, a plan, or a leader's decision."
            }
            Self::SnoozeSaysNothing => "Write what is waited for.",
            Self::SnoozePastPromise { .. } => "Wait until that day at the latest: then the cash says what it says.",
            Self::SnoozePastRequiredAct { .. } => {
                "Do what is required first, or wait until the day before at the latest."
            }
            Self::SnoozePastClock { .. } => {
                "Wait until the day before at the latest; or have a leader look at the clock."
            }
            Self::NoteSaysNothing => "Write a sentence for the next person.",
            Self::NoSuchNote(_) => "The timeline of the case lists its notes.",
            Self::NoteOfAnother(_) => "Write a note that says what is right.",
            Self::NoteTooOld(_) => "Write a note that says what is right; both stay to be read.",
        }
    }
}
