//! What a diagnosis answers. Everything a page shows can be opened from here.

use crate::{Answer, Axes, Axis, Item, Situation, SourceHint};
use makegood_units::{BusinessDate, Why};
use serde::{Deserialize, Serialize};

/// One fact with the weight it had, in hundredths of a deciban.
///
/// The weights of all facts add up to what moved each belief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// The fact.
    pub item: Item,
    /// What it did to *able now*.
    pub able_now_cdb: i32,
    /// What it did to *durably able*.
    pub able_durably_cdb: i32,
    /// What it did to *willing*.
    pub willing_cdb: i32,
}

/// Who has to agree before anybody acts on the finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Another person reads the evidence of intent.
    SecondReviewer,
    /// The leader signs off that ability is reduced for good.
    LeaderSignOff,
    /// Another person agrees to a step that gives something away or cannot be taken back.
    SecondPerson,
}

/// The question to ask next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextQuestion {
    /// Its id.
    pub id: String,
    /// The question in plain words.
    pub ask: String,
    /// Where the answer is best sought; a hint.
    pub channel: SourceHint,
    /// The answers that would bring evidence.
    pub answers: Vec<Answer>,
    /// How much the answer is expected to tell about the situation, in thousandths
    /// of a bit.
    pub expected_millibits: i32,
}

/// One fact that, if it were seen today, would change the finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The id of the evidence.
    pub evidence: String,
    /// What would have to be observed.
    pub says: String,
    /// What the finding would become.
    pub becomes: Situation,
}

/// The diagnosis of one case as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The day it is true for.
    pub as_of: BusinessDate,
    /// The situation.
    pub situation: Situation,
    /// The beliefs behind it.
    pub axes: Axes,
    /// Facts that speak for it, strongest first; for *undetermined*, facts that
    /// speak for the borrower.
    pub evidence_for: Vec<Weighed>,
    /// Facts that speak against it, strongest first.
    pub evidence_against: Vec<Weighed>,
    /// Items that did not score, each with the reason.
    pub set_aside: Vec<Why>,
    /// What is missing before more can be said.
    pub missing: Vec<Why>,
    /// Who has to agree before it is acted on.
    pub needs: Vec<Need>,
    /// What to ask next; none when no open question would tell anything, or when
    /// the lender has to answer first.
    pub next_question: Option<NextQuestion>,
    /// The best question of each other channel, for a day when the first is not open.
    pub other_questions: Vec<NextQuestion>,
    /// Single facts that would change it, by id.
    pub what_would_change_it: Vec<Change>,
    /// The first day on which it would read otherwise if nothing new were seen,
    /// because evidence fades; none when it would not within 400 days.
    pub expires_on: Option<BusinessDate>,
    /// Why it is what it is.
    pub why: Why,
}

impl Weighed {
    /// What it did to one belief, in hundredths of a deciban.
    pub fn cdb(&self, axis: Axis) -> i32 {
        match axis {
            Axis::AbleNow => self.able_now_cdb,
            Axis::AbleDurably => self.able_durably_cdb,
            Axis::Willing => self.willing_cdb,
        }
    }
}

impl Finding {
    /// Every fact that scored, for and against.
    pub fn weighed(&self) -> impl Iterator<Item = &Weighed> {
        self.evidence_for.iter().chain(&self.evidence_against)
    }

    /// The best question to seek through this channel.
    pub fn question_by(&self, channel: SourceHint) -> Option<&NextQuestion> {
        self.next_question.iter().chain(&self.other_questions).find(|question| question.channel == channel)
    }
}
