//! *Loan*: one loan on any day, as it was known on any day.

use super::case::InstalmentState;
use super::{BucketMark, rendered};
use crate::drawing::Life;
use crate::layout::{Frame, Tab};
use crate::links::LoanAt;
use crate::{links, say};
use askama::Template;
use makegood_units::{Amount, BusinessDate, Money, PartyId};

/// One loan.
#[derive(Clone, Debug, Template)]
#[template(path = "loan.html")]
pub struct Loan {
    /// What stands around the page.
    pub frame: Frame,
    /// Which loan, on which day, as known on which.
    pub at: LoanAt,
    /// Who borrowed.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What the loan is, in a few words.
    pub about: String,
    /// The day everything is true for.
    pub as_of: BusinessDate,
    /// Other days worth a look.
    pub jumps: Vec<Jump>,
    /// Where it stands.
    pub stands: Stands,
    /// What was learnt since the day it is shown as known on.
    pub since: Option<Since>,
    /// Its arrears over time.
    pub life: Life,
    /// Everything owed, in due order.
    pub debts: Vec<DebtLine>,
    /// What restructurings put others in the place of.
    pub replaced: Vec<DebtLine>,
    /// Everything received up to the day.
    pub payments: Vec<PaymentLine>,
    /// Payments known that are valued later.
    pub later_payments: usize,
    /// What else happened, by its effective day.
    pub events: Vec<EventLine>,
    /// What a scheme of classes and a penalty convention say of it, where the strategy
    /// names them.
    pub readings: Vec<Read>,
    /// Every version of every row.
    pub rows: Vec<SourceLine>,
}
rendered!(Loan);

/// What a scheme or a convention says of the loan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The heading.
    pub title: &'static str,
    /// The headings of its first two columns.
    pub heads: [&'static str; 2],
    /// The name of the scheme or the convention.
    pub by: String,
    /// What it is, or the sums.
    pub about: String,
    /// Line by line.
    pub lines: Vec<ReadLine>,
    /// What else to know. May be empty.
    pub note: String,
    /// Why it cannot be told. Empty when it can.
    pub refused: String,
}

/// One line of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    /// A class, or days.
    pub label: String,
    /// Days, or an amount.
    pub figure: String,
    /// Why.
    pub says: String,
}

impl Read {
    /// A reading with nothing in it yet.
    pub fn of(title: &'static str, heads: [&'static str; 2], by: &str) -> Self {
        Self { title, heads, by: by.to_owned(), ..Self::default() }
    }
}

/// A link to the same loan on another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump {
    /// What it leads to.
    pub label: String,
    /// Where.
    pub href: String,
    /// Whether it is this page.
    pub is_here: bool,
}

/// Amounts by component, those that are nothing left out.
pub type Parts = Vec<(&'static str, Money)>;

/// Where a loan stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// `owing`, `paid in full`.
    pub standing: &'static str,
    /// Due and unpaid.
    pub arrears: Money,
    /// The same by component.
    pub arrears_parts: Parts,
    /// The due date of the oldest unpaid debt; none when nothing is past due.
    pub since: Option<BusinessDate>,
    /// Days past due.
    pub days_past_due: i32,
    /// The bucket of those days.
    pub bucket: BucketMark,
    /// Scheduled and not yet paid.
    pub outstanding: Money,
    /// The same by component.
    pub outstanding_parts: Parts,
    /// Received by the day.
    pub paid: Money,
    /// Received and not owed yet.
    pub over: Money,
    /// The next to fall due.
    pub next_due: Option<(BusinessDate, Money)>,
    /// The last day of the pause that holds.
    pub paused_until: Option<BusinessDate>,
    /// When it was charged off, and what came in since.
    pub charged_off: Option<(BusinessDate, Money)>,
    /// Another creditor that owns it.
    pub owner: Option<String>,
    /// Why it stands there.
    pub says: String,
    /// The rows that rests on, by their place in the list of rows.
    pub rests_on: Vec<usize>,
}

/// What is known now and was not known then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The day the page is shown as known on.
    pub known_on: BusinessDate,
    /// Arrears as known then, as known now, and the change.
    pub arrears: [Money; 3],
    /// Days past due as known then and as known now.
    pub days_past_due: [i32; 2],
    /// Row by row.
    pub learnt: Vec<LearntLine>,
    /// Rows learnt since that bear on later days only.
    pub later: usize,
}

/// A row learnt or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearntLine {
    /// Which row.
    pub what: String,
    /// What it said; empty when it was not known.
    pub was: String,
    /// What it says; empty when it is another loan's now.
    pub is: String,
    /// The day it was learnt, where the row says.
    pub learnt_on: Option<BusinessDate>,
}

/// One thing owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtLine {
    /// What it is: `3`, `charge (penalty)`.
    pub name: String,
    /// The event that made or replaced it.
    pub note: String,
    /// When it falls due.
    pub due_on: BusinessDate,
    /// By component: what is owed, and what has met it.
    pub parts: Vec<PartLine>,
    /// Where it stands; none for what was replaced.
    pub state: Option<InstalmentState>,
    /// Its row, by its place in the list of rows.
    pub row: Option<usize>,
}

/// One component of a thing owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLine {
    /// Which.
    pub name: &'static str,
    /// What is owed.
    pub due: Money,
    /// What has met it.
    pub met: Money,
}

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentLine {
    /// The lender's number.
    pub id: String,
    /// The day from which it counts.
    pub value_on: BusinessDate,
    /// The day of its entry, when that was another.
    pub entered_on: Option<BusinessDate>,
    /// How much.
    pub amount: Money,
    /// What it met.
    pub met: Parts,
    /// What is left over.
    pub left: Money,
    /// The reversal: its number, its day and the day of its entry.
    pub reversed: Option<(String, BusinessDate, BusinessDate)>,
    /// Its row, by its place in the list of rows.
    pub row: Option<usize>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// The lender's number.
    pub id: String,
    /// What happened.
    pub says: String,
    /// The day it is true from.
    pub effective_on: BusinessDate,
    /// The day the books learnt of it.
    pub entered_on: BusinessDate,
    /// Whether it holds, where it does not: `not yet in effect`, `void by E-9`.
    pub holds: String,
    /// The page on the day it took effect.
    pub on_the_day: String,
    /// The page as it was known on the day of its entry.
    pub as_known: String,
    /// Its row, by its place in the list of rows.
    pub row: Option<usize>,
}

/// One version of a row and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Kind and number: `payment P-7`.
    pub id: String,
    /// What it says.
    pub says: String,
    /// Why it does not count, where it does not.
    pub state: &'static str,
    /// Whether another version stands in its place.
    pub is_superseded: bool,
    /// The day the source reported it.
    pub reported_on: Option<BusinessDate>,
    /// The day the lender's books learnt of it, where the row says.
    pub entered_on: Option<BusinessDate>,
    /// The file it came in.
    pub file: String,
    /// When it was written down.
    pub recorded_at: String,
    /// Who brought it in.
    pub by: String,
}

impl Loan {
    fn tab(&self) -> Tab {
        Tab::Book
    }

    fn evidence(&self) -> impl Iterator<Item = (&usize, &SourceLine)> {
        self.stands.rests_on.iter().filter_map(|at| Some((at, self.rows.get(*at)?)))
    }
}

impl Since {
    /// The change of the arrears with its sign.
    fn change(&self) -> String {
        let change = self.arrears[2];
        format!("{}{}", if change.amount > Amount::ZERO { "+" } else { "" }, change.number(","))
    }

    fn is_same(&self) -> bool {
        self.learnt.is_empty() && self.arrears[0] == self.arrears[1] && self.days_past_due[0] == self.days_past_due[1]
    }
}
