//! Who is concerned, what happened, what is known.

use crate::pages::{ActionKind, BucketMark};
use makegood_units::{BusinessDate, Money, PartyId};

/// One line of the queue at the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What to do.
    pub kind: ActionKind,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due, as a bucket.
    pub bucket: BucketMark,
    /// Why now, in a few words.
    pub why_now: String,
    /// Whether something was recorded today.
    pub done: bool,
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// An attempt or a conversation.
    Contact,
    /// A payment came in.
    Payment,
    /// A promise was made, kept or broken.
    Promise,
    /// A hold was placed or lifted.
    Hold,
    /// The day was closed.
    Close,
    /// A fact was noted.
    Evidence,
    /// A leader read the case.
    Reading,
}

impl EntryKind {
    /// Whether what stands below the title is what somebody wrote.
    pub fn is_written(&self) -> bool {
        matches!(self, Self::Contact | Self::Hold | Self::Evidence | Self::Reading)
    }

    /// The word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Contact => "Contact",
            Self::Payment => "Payment",
            Self::Promise => "Promise",
            Self::Hold => "Hold",
            Self::Close => "Day close",
            Self::Evidence => "Evidence",
            Self::Reading => "Reading",
        }
    }

    /// The name of the picture.
    pub fn icon(&self) -> &'static str {
        match self {
            Self::Contact => "call",
            Self::Payment => "payment",
            Self::Promise => "promise",
            Self::Hold => "hold",
            Self::Close => "close",
            Self::Evidence => "evidence",
            Self::Reading => "review",
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// On which day.
    pub on: BusinessDate,
    /// At what time in the borrower's time zone, where known: `14:05`.
    pub at: Option<String>,
    /// What kind.
    pub kind: EntryKind,
    /// What, in a few words: `Paid 40.00 USD`.
    pub title: String,
    /// More, such as the officer's note. May be empty.
    pub says: String,
    /// Who recorded it. May be empty.
    pub by: String,
}

/// Somebody concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The lender's number.
    pub id: PartyId,
    /// Their name.
    pub name: String,
    /// Their legal role: `borrower`, `guarantor`, `group member`.
    pub role: String,
    /// What the role means for a contact, such as `May not be told of the debt`. May be empty.
    pub note: String,
    /// How to reach them.
    pub points: Vec<Point>,
}

/// A number or address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Which channel it is for.
    pub kind: ActionKind,
    /// The number or address.
    pub value: String,
    /// Where it comes from and whether they agreed: `application, agreed`.
    pub provenance: String,
    /// Why it is no longer used, when it is not.
    pub closed: Option<String>,
}

/// Activity suspended now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldLine {
    /// `Dispute`, `Hardship`.
    pub kind: String,
    /// The reason in words.
    pub reason: String,
    /// Since when.
    pub from: BusinessDate,
    /// Through which day; none until lifted.
    pub until: Option<BusinessDate>,
    /// What lifting it would post, and what has to have been done; none where it is
    /// not the lender's to lift.
    pub lift: Option<(String, String)>,
}

/// A known fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub name: String,
    /// What is known.
    pub value: String,
    /// Where it comes from. May be empty.
    pub source: String,
}
