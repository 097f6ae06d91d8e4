//! What a person may ask the desk to write down.

use makegood_case::{Channel, HoldKind, Outcome, PromisePart};
use makegood_units::{Amount, BusinessDate, ContactPointId, Instant, LoanId, PartyId, StaffId};
use serde::{Deserialize, Serialize};

/// Write down what came of an attempt or a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordOutcome {
    /// Whose case.
    pub party: PartyId,
    /// When it took place.
    pub at: Instant,
    /// The business day of that moment at the lender.
    pub on: BusinessDate,
    /// Who of the lender's people.
    pub by: StaffId,
    /// Through which channel.
    pub channel: Channel,
    /// On which number or at which address.
    pub contact_point: Option<ContactPointId>,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said.
    pub note: String,
    /// The promise, when one was given.
    pub promise: Option<PromiseGiven>,
    /// The reason the borrower gave, as an id of the evidence table.
    pub told_us: Option<String>,
    /// The number of the last event about this case that the person had seen; a
    /// later one means somebody else acted meanwhile.
    pub seen: Option<i64>,
}

/// A promise as given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseGiven {
    /// How much by which day, in the order of the days; one part is the common case.
    pub parts: Vec<PromisePart>,
    /// Where the money will come from.
    pub source_of_funds: String,
    /// What they said, word for word; may be empty.
    #[serde(default)]
    pub said: String,
    /// For which loan; none means any loan of the case.
    #[serde(default)]
    pub loan: Option<LoanId>,
    /// It stands beside promises that are still open, and takes no one's place.
    #[serde(default)]
    pub beside: bool,
}

impl PromiseGiven {
    /// An amount by a day.
    pub fn once(amount: Amount, due_on: BusinessDate, source_of_funds: &str) -> Self {
        let parts = vec![PromisePart { due_on, amount }];
        Self { parts, source_of_funds: source_of_funds.to_owned(), ..Self::default() }
    }
}

/// End a hold: the dispute is answered, or the plan is agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiftHold {
    /// Whose case.
    pub party: PartyId,
    /// Who lifts it.
    pub by: StaffId,
    /// Which kind of hold.
    pub kind: HoldKind,
    /// What was done about it.
    pub reason: String,
}

/// Write down what was done about a step that stays in the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeStep {
    /// Whose case.
    pub party: PartyId,
    /// The rung of the strategy.
    pub step: String,
    /// Who.
    pub by: StaffId,
    /// What came of it, what was read, or why the gentler steps are passed over.
    pub note: String,
    /// What they did about it.
    pub how: TakenHow,
}

/// What somebody did about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenHow {
    /// Did it.
    Done,
    /// Agreed to it, as the second person.
    Agreed,
    /// Read it as the second person, and does not agree.
    Declined,
    /// Went on to it before the gentler ones; a leader does.
    Skipped,
}

/// Write down a plan for the cause found in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakePlan {
    /// Whose case.
    pub party: PartyId,
    /// Who makes it.
    pub by: StaffId,
    /// What is done.
    pub method: String,
    /// Who answers for it.
    pub owner: StaffId,
    /// By when.
    pub due_on: BusinessDate,
    /// What has to have come of it by then.
    pub required_result: String,
}
