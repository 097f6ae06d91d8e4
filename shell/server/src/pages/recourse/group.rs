//! *Group*: a joint-liability group, for those who work with it.

use super::{FieldKind, Obstacle, Opened, RowForm, Someone};
use crate::drawing::Stack;
use crate::layout::{Frame, Tab};
use crate::pages::{BucketMark, SituationMark, rendered};
use crate::say;
use askama::Template;
use makegood_units::{BusinessDate, Money};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "recourse/group.html")]
pub struct Group {
    /// What stands around the page.
    pub frame: Frame,
    /// The group.
    pub id: String,
    /// The case it was opened from.
    pub of: Someone,
    /// The day everything is true for.
    pub as_of: BusinessDate,
    /// How they answer, and where the contract says so.
    pub about: String,
    /// Its state.
    pub state: Opened,
    /// What was just recorded. May be empty.
    pub saved: String,
    /// The shock that suspends what members may be asked for each other.
    pub shock: Option<ShockCard>,
    /// The loans with something due, the one due longest first.
    pub failing: Vec<FailingCard>,
    /// Everybody of the group.
    pub members: Vec<MemberLine>,
    /// The sum of the shares: `100.00%`.
    pub shares: String,
    /// Who paid how much for whom.
    pub ledgers: Vec<LedgerCard>,
    /// The meetings, newest first.
    pub meetings: Vec<MeetingLine>,
    /// What can be recorded.
    pub forms: Vec<RowForm>,
}
rendered!(Group);

impl Group {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}

/// A shock that struck the whole group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShockCard {
    /// What it was.
    pub reason: String,
    /// Since when.
    pub since: BusinessDate,
    /// Its last day; none while nobody knows.
    pub until: Option<BusinessDate>,
    /// Who switched it on.
    pub by: String,
}

/// A loan of the group with something due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingCard {
    /// The loan.
    pub loan: String,
    /// Whose it is; none where nobody is on file.
    pub who: Option<Someone>,
    /// What is due.
    pub due: Money,
    /// Since when.
    pub since: Option<BusinessDate>,
    /// How they were spoken to first, or why not. May be empty.
    pub spoken: String,
    /// What the members who may be asked would bring.
    pub would_bring: Money,
    /// What blocks asking any of them.
    pub because: Vec<Obstacle>,
    /// The other members.
    pub asked: Vec<AskedLine>,
}

/// What another member answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLine {
    /// Who.
    pub who: Someone,
    /// How much of what is due.
    pub amount: Money,
    /// Where the contract says so. May be empty.
    pub clause: String,
    /// When their notice was served, and what proves it.
    pub notice: Option<(BusinessDate, String)>,
    /// Whether they take part, and since when: `agreed`.
    pub takes_part: Option<(String, BusinessDate)>,
    /// What blocks asking them.
    pub because: Vec<Obstacle>,
    /// How the amount is worked out.
    pub opened: Opened,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    /// Who.
    pub who: Someone,
    /// Their share: `33.34%`.
    pub share: String,
    /// The most they answer for on one loan.
    pub limit: Option<Money>,
    /// The paper they signed and its day; none while it is missing.
    pub paper: Option<(String, BusinessDate)>,
    /// What they owe on their own loans of the group.
    pub own: Money,
    /// What they answer for on the others'.
    pub for_others: Money,
    /// How late they are on their own loans; none for somebody without a case.
    pub late: Option<Late>,
    /// Why, as far as it is known; none for somebody without a case.
    pub situation: Option<SituationMark>,
    /// The group as they may see it.
    pub view: String,
}

/// How late somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Days past due.
    pub days: i32,
    /// The same as a bucket.
    pub bucket: BucketMark,
}

/// What was paid on one loan by others than its borrower.
#[derive(Clone, Debug)]
pub struct LedgerCard {
    /// The loan.
    pub loan: String,
    /// Who owes it back; none where nobody is on file.
    pub owed_by: Option<Someone>,
    /// Contributor by contributor.
    pub lines: Vec<LedgerLine>,
    /// All of it together.
    pub total: LedgerLine,
    /// What it rests on.
    pub opened: Opened,
}

/// One contributor, or all of them.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    /// Who; none for all together.
    pub who: Option<Someone>,
    /// Toward which instalments: `no. 7`. May be empty.
    pub toward: String,
    /// What they paid.
    pub contributed: Money,
    /// What they have back.
    pub repaid: Money,
    /// What they still have to get.
    pub balance: Money,
}

impl LedgerLine {
    /// What was paid, as what came back and what is still to come.
    pub fn strip(&self) -> Stack {
        let name = self.who.as_ref().map_or("all together", |who| who.name.as_str());
        let part = |name: &str, money: &Money, class: &str| {
            crate::drawing::Part::new(name, &money.to_string(), class, money.amount.minor())
        };
        let title = format!("{}: {} paid for others", name, self.contributed);
        let parts = [part("paid back", &self.repaid, "better"), part("owed back", &self.balance, "b1")];
        Stack::new(&title, parts.into_iter().filter(|_| !self.contributed.amount.is_zero()))
    }
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingLine {
    /// The day.
    pub on: BusinessDate,
    /// Who came.
    pub came: Vec<Someone>,
    /// The document with the minutes.
    pub minutes: String,
    /// What came of it.
    pub outcome: String,
}
