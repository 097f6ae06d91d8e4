//! A rule and the closed list of its kinds. Kinds know no country: what a law
//! says stands in its pack, as the keys of one of these.

use crate::dated::Dated;
use crate::words::{Channels, Force, Purpose, Role, Status};
use jiff::civil::Weekday;
use makegood_case::HoldKind;
use makegood_units::BusinessDate;

/// One rule of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, unique over all packs, such as `us.regf.14b2iA`.
    pub id: String,
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

    /// The channels it can stand against. Exclusions stand against none.
    pub fn channels(&self) -> Channels {
        match &self.kind {
            Kind::Window(rule) => rule.channels,
            Kind::RollingCount(rule) => rule.counts,
            Kind::Cooldown(rule) => rule.stops,
            Kind::Hold(rule) => rule.stops,
            Kind::Recipient(rule) => rule.channels,
            Kind::UsableContactPoint(rule) => rule.channels,
            Kind::Exclusion(_) => Channels::NONE,
        }
    }
}

/// What a rule does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only between these local hours, and not on these weekdays.
    Window(Window),
    /// Only so often in so many days.
    RollingCount(RollingCount),
    /// Not for so many days after a conversation.
    Cooldown(Cooldown),
    /// Which contacts another rule of the pack leaves out.
    Exclusion(Exclusion),
    /// Not while activity is suspended.
    Hold(HoldRule),
    /// Only to people who stand in one of these roles.
    Recipient(Recipient),
    /// Only to a number or address that reaches the person.
    UsableContactPoint(UsableContactPoint),
}

/// Local hours, half open: the first second is inside, the last is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Which contacts it governs.
    pub channels: Channels,
    /// Opens at this second of the local day.
    pub opens: Dated<i32>,
    /// Closes at this second of the local day.
    pub closes: Dated<i32>,
    /// Weekdays without any open hour.
    pub closed_on: Option<Dated<Vec<Weekday>>>,
}

/// Whose contacts are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// All contacts with the person.
    Person,
    /// The contacts with the person about each debt.
    PersonAndDebt,
}

/// What going over a count means in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// It is presumed to be a violation; the gate stops it.
    PresumedViolation,
    /// It is forbidden.
    Refused,
}

/// A count over consecutive local days that end with the day of the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollingCount {
    /// Which contacts count, and are stopped.
    pub counts: Channels,
    /// Whose contacts are counted together.
    pub per: Per,
    /// The length of the span in local days, the day of the contact included.
    pub window_days: Dated<i32>,
    /// How many contacts may fall in it.
    pub at_most: Dated<i32>,
    /// What does not count.
    pub excluding: Vec<Excluded>,
    /// What one too many means.
    pub breach: Breach,
}

/// Quiet days after a conversation, the day of the conversation being the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooldown {
    /// A conversation through which channels starts it.
    pub after: Channels,
    /// Which contacts it stops.
    pub stops: Channels,
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

/// What a hold stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRule {
    /// Which hold.
    pub on: HoldKind,
    /// Which contacts it stops.
    pub stops: Channels,
    /// Purposes that may pass.
    pub passes: Vec<Purpose>,
    /// Through which channels they may pass.
    pub passes_by: Channels,
    /// Who is to be approached instead.
    pub redirect_to: Option<Role>,
}

/// Who may be contacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Which contacts it governs.
    pub channels: Channels,
    /// The roles that may be contacted.
    pub only: Vec<Role>,
}

/// A channel needs an open contact point of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsableContactPoint {
    /// Which contacts it governs.
    pub channels: Channels,
}
