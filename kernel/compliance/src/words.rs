//! The closed lists of words a pack may use, each beside what it means here.

use crate::deed::Deed;
use jiff::civil::Weekday;
pub use makegood_book::Status;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How binding the source of a rule is. A lender may raise it, never lower it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// An act of a legislature.
    Statute,
    /// A regulation made under one.
    Regulation,
    /// A presumption of compliance or violation that evidence can rebut.
    Presumption,
    /// Guidance of a regulator.
    RegulatorGuidance,
    /// A national standard, voluntary in form.
    NationalStandard,
    /// A code the trade gave itself.
    SelfRegulation,
    /// How courts read the law.
    CourtInterpretation,
    /// A promise in a contract.
    Contract,
    /// The lender's own rule.
    HousePolicy,
}

/// What a contact is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To ask for payment, remind, or talk about the arrears.
    Collect,
    /// To answer a dispute the person raised.
    AnswerDispute,
    /// To offer a plan to somebody who cannot pay.
    OfferPlan,
    /// To say that collection ends.
    SayCollectionEnds,
    /// To name a remedy that is ordinarily used.
    NamePossibleRemedy,
    /// To announce a remedy that will be used.
    AnnounceRemedy,
    /// To give a notice the law requires.
    GiveRequiredNotice,
    /// To ask where somebody can be reached, and nothing else.
    AskLocation,
    /// To find who settles the affairs of somebody who died.
    FindRepresentative,
    /// To answer a question or a complaint of the person.
    AnswerQuery,
    /// To do what the person asked for.
    AtTheirRequest,
    /// To confirm that a medium or a number will no longer be used.
    ConfirmOptOut,
    /// To file a claim in a proceeding that stops everything else.
    FileClaim,
    /// To speak of another liability, or of instalments that go on.
    OngoingLiability,
    /// To announce a visit, a call or a meeting.
    AnnounceVisit,
    /// To remind before the due day.
    RemindBeforeDue,
    /// To verify employment, or what garnishment after judgment needs.
    VerifyEmployment,
}

/// What a person is to a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Borrowed.
    Borrower,
    /// Borrowed together with another.
    CoBorrower,
    /// Stands in for the borrower by contract.
    Guarantor,
    /// Jointly liable in a group.
    GroupMember,
    /// Settles the estate of a borrower who died.
    PersonalRepresentative,
    /// Legal guardian of the borrower.
    Guardian,
    /// Parent of a borrower under age.
    ParentOfMinor,
    /// Acts for the borrower at law.
    Attorney,
    /// Married to the borrower, not liable.
    Spouse,
    /// Family of the borrower, not liable.
    Family,
    /// Employs the borrower.
    Employer,
    /// Knows the borrower: neighbour, colleague, reference.
    Acquaintance,
    /// Advises or helps the borrower with their authority.
    Adviser,
    /// Inherited from the borrower.
    Heir,
    /// A court, an insolvency officer, or somebody else who must be told.
    Official,
    /// Granted or brought the loan: a dealer, a broker, an officer; told of it by reports alone.
    Originator,
}

/// A closed list: each word of a pack beside its meaning.
pub(crate) type Words<T> = [(&'static str, T)];

pub(crate) const COUNTED: &Words<Deed> = &[
    ("call_placed", Deed::Call),
    ("message_sent", Deed::Message),
    ("email_sent", Deed::Email),
    ("letter_sent", Deed::Letter),
    ("visit_made", Deed::Visit),
];

pub(crate) const FORCES: &Words<Force> = &[
    ("statute", Force::Statute),
    ("regulation", Force::Regulation),
    ("presumption", Force::Presumption),
    ("regulator_guidance", Force::RegulatorGuidance),
    ("national_standard", Force::NationalStandard),
    ("self_regulation", Force::SelfRegulation),
    ("court_interpretation", Force::CourtInterpretation),
    ("contract", Force::Contract),
    ("house_policy", Force::HousePolicy),
];

pub(crate) const STATUSES: &Words<Status> = &[
    ("verified", Status::Verified),
    ("secondary", Status::Secondary),
    ("recalled", Status::Recalled),
    ("house", Status::House),
];

pub(crate) const PURPOSES: &Words<Purpose> = &[
    ("collect", Purpose::Collect),
    ("answer_dispute", Purpose::AnswerDispute),
    ("offer_plan", Purpose::OfferPlan),
    ("say_collection_ends", Purpose::SayCollectionEnds),
    ("name_possible_remedy", Purpose::NamePossibleRemedy),
    ("announce_remedy", Purpose::AnnounceRemedy),
    ("give_required_notice", Purpose::GiveRequiredNotice),
    ("ask_location", Purpose::AskLocation),
    ("find_representative", Purpose::FindRepresentative),
    ("answer_query", Purpose::AnswerQuery),
    ("at_their_request", Purpose::AtTheirRequest),
    ("confirm_opt_out", Purpose::ConfirmOptOut),
    ("file_claim", Purpose::FileClaim),
    ("ongoing_liability", Purpose::OngoingLiability),
    ("announce_visit", Purpose::AnnounceVisit),
    ("remind_before_due", Purpose::RemindBeforeDue),
    ("verify_employment", Purpose::VerifyEmployment),
];

pub(crate) const ROLES: &Words<Role> = &[
    ("borrower", Role::Borrower),
    ("co_borrower", Role::CoBorrower),
    ("guarantor", Role::Guarantor),
    ("group_member", Role::GroupMember),
    ("personal_representative", Role::PersonalRepresentative),
    ("guardian", Role::Guardian),
    ("parent_of_minor", Role::ParentOfMinor),
    ("attorney", Role::Attorney),
    ("spouse", Role::Spouse),
    ("family", Role::Family),
    ("employer", Role::Employer),
    ("acquaintance", Role::Acquaintance),
    ("adviser", Role::Adviser),
    ("heir", Role::Heir),
    ("official", Role::Official),
    ("originator", Role::Originator),
];

pub(crate) const WEEKDAYS: &Words<Weekday> = &[
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The meaning of a word of the list.
pub(crate) fn meaning<T: Copy>(words: &Words<T>, word: &str) -> Option<T> {
    words.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning)
}

/// The word for a meaning, as people read it: underscores become spaces.
pub(crate) fn said<T: PartialEq>(words: &Words<T>, meaning: &T) -> String {
    words.iter().find(|(_, other)| other == meaning).map_or(String::new(), |(name, _)| name.replace('_', " "))
}

/// The list as a person would say it.
pub(crate) fn listed<T>(words: &Words<T>) -> String {
    let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
    format!("one of {}", names.join(", "))
}

impl Role {
    /// The role of a word of the packs.
    pub fn named(word: &str) -> Option<Self> {
        meaning(ROLES, word)
    }

    /// Every word for a role, for whoever has to choose one.
    pub fn words() -> Vec<&'static str> {
        ROLES.iter().map(|(word, _)| *word).collect()
    }
}

impl Purpose {
    /// The purpose of a word of the packs.
    pub fn named(word: &str) -> Option<Self> {
        meaning(PURPOSES, word)
    }

    /// Every word for a purpose.
    pub fn words() -> Vec<&'static str> {
        PURPOSES.iter().map(|(word, _)| *word).collect()
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&said(PURPOSES, self))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&said(ROLES, self))
    }
}

impl fmt::Display for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&said(FORCES, self))
    }
}
