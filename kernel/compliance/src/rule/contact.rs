//! Kinds about when and how often: windows, counts, quiet days.

use crate::dated::Dated;
use crate::deed::Deeds;
use crate::local::Zone;
use crate::word_list::WordList;
use jiff::civil::Weekday;

/// Local hours, half open: the first second is inside, the last is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Which acts it governs.
    pub acts: Deeds,
    /// The hours; none when the window keeps the times the person asked us to avoid.
    pub hours: Option<(Dated<i32>, Dated<i32>)>,
    /// Governs only these weekdays; none named means all.
    pub on: Vec<Weekday>,
    /// Weekdays without any open hour.
    pub closed_on: Option<Dated<Vec<Weekday>>>,
    /// The zone whose clock counts, where it is not the person's.
    pub zone: Option<String>,
    /// Its clock, found once.
    pub(crate) clock: Option<Zone>,
}

/// Whose contacts are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Per {
    /// Each debt apart.
    pub debt: bool,
    /// Each number or address apart.
    pub contact_point: bool,
}

/// Which outcomes of a contact count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    Any,
    /// Those in which the person was spoken with.
    Answered,
    /// Those in which nobody was spoken with.
    Unanswered,
}

/// What going over a count means in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// It is presumed to be a violation; the gate stops it.
    PresumedViolation,
    /// It is forbidden.
    Refused,
}

/// The length of a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// So many local days, the day of the contact included.
    Days(Dated<i32>),
    /// So many minutes before the contact.
    Minutes(Dated<i32>),
}

/// A count of contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollingCount {
    /// Which contacts count.
    pub counts: Deeds,
    /// Which acts are stopped.
    pub stops: Deeds,
    /// Which outcomes count.
    pub outcome: Which,
    /// Whose contacts are counted together.
    pub per: Per,
    /// Over which time.
    pub span: Span,
    /// How many contacts may fall in it.
    pub at_most: Dated<i32>,
    /// What does not count.
    pub excluding: Vec<Excluded>,
    /// What one too many means.
    pub breach: Breach,
}

/// Quiet days after a conversation or a happening, that day being the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooldown {
    /// A conversation through which channels starts it.
    pub after_conversation_by: Deeds,
    /// Which happenings start it.
    pub after: WordList,
    /// The forms a happening must have, one of them; none named means any.
    pub in_form: Vec<String>,
    /// Which acts it stops.
    pub stops: Deeds,
    /// Whether it is judged for each debt.
    pub per: Per,
    /// How many local days.
    pub days: Dated<i32>,
    /// Which contacts it does not stop.
    pub excluding: Vec<Excluded>,
}

/// A kind of contact left out of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exclusion {
    /// Calls that did not connect.
    NotConnected,
    /// Contacts on a number found to belong to somebody else, looking back too.
    Misdirected,
    /// Contacts in which nobody was spoken with.
    Unanswered,
    /// Calls the person agreed to, for so many local days, the day of consent
    /// being the first. Ends early with a telephone conversation, when revoked,
    /// or when the consent itself was for a shorter time.
    PriorConsent(Dated<i32>),
}

/// An exclusion as another rule uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The id of the exclusion.
    pub rule: String,
    /// When it applies.
    pub in_force: Dated<bool>,
    /// What it leaves out.
    pub exclusion: Exclusion,
}
