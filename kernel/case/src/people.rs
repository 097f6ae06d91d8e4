//! People and how to reach them.

use makegood_units::{BusinessDate, ContactPointId, LoanId, PartyId};
use serde::{Deserialize, Serialize};

/// A person or a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A human being.
    Person,
    /// A company or association.
    Firm,
}

/// Somebody on the book, without their name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The lender's number.
    pub id: PartyId,
    /// Person or firm.
    pub kind: PartyKind,
    /// ISO 3166 country of residence.
    pub country: Option<String>,
    /// IANA time zone of residence, where known.
    pub time_zone: Option<String>,
    /// The language they prefer, as a BCP 47 tag.
    pub language: Option<String>,
}

/// What somebody is to a loan, with where that is known from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRole {
    /// To which loan.
    pub loan: LoanId,
    /// Who.
    pub party: PartyId,
    /// As what, in one word: `guarantor`, `spouse`, `attorney`.
    pub role: String,
    /// From which day, where that is known.
    pub since: Option<BusinessDate>,
    /// Through which day, where it has an end.
    pub until: Option<BusinessDate>,
    /// Where it is known from: a contract, a court, the borrower.
    pub source: Option<String>,
}

impl PartyRole {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: BusinessDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A party's name, delivered apart so that it can be masked or withheld apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyName {
    /// Whose.
    pub party: PartyId,
    /// The name.
    pub name: String,
}

/// What a contact point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactPointKind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A postal address that can be visited.
    Address,
}

/// An address or number with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPoint {
    /// The lender's number of the contact point.
    pub id: ContactPointId,
    /// Whom it reaches.
    pub party: PartyId,
    /// What it is.
    pub kind: ContactPointKind,
    /// The number, or the address in one line.
    pub value: String,
    /// The village, town or quarter, used to group visits.
    pub place: Option<String>,
    /// IANA time zone of this contact point, where known.
    pub time_zone: Option<String>,
    /// Latitude in millionths of a degree.
    pub latitude_e6: Option<i32>,
    /// Longitude in millionths of a degree.
    pub longitude_e6: Option<i32>,
    /// Where it comes from: the application, a visit, a bureau.
    pub provenance: String,
    /// Whether the person agreed to be reached there.
    pub consent: bool,
}
