//! The kinds of letters, whom each is for, and what is on record when it is served.

use serde::{Deserialize, Serialize};

/// A kind of letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What is past due, how it is made up, and how to answer.
    PaymentLetter,
    /// Everything a lawyer needs to write and to judge: not a letter to the borrower.
    LawyerPack,
    /// A demand on a guarantor, for no more than was guaranteed.
    GuarantorDemand,
    /// A notice to one member of a group, about that member's own liability only.
    GroupNotice,
    /// What will be called due unless the arrears are paid within the cure period.
    AccelerationNotice,
    /// Asks for a signed acknowledgment and says what signing means.
    LimitationLetter,
    /// What being late does and what it does not do. It asks for nothing.
    CreditEducation,
    /// What penalty interest and late fees come to, day by day. It asks for nothing.
    PenaltyStatement,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::PaymentLetter,
        Self::LawyerPack,
        Self::GuarantorDemand,
        Self::GroupNotice,
        Self::AccelerationNotice,
        Self::LimitationLetter,
        Self::CreditEducation,
        Self::PenaltyStatement,
    ];

    /// The word of the command line and the file of the template.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PaymentLetter => "payment",
            Self::LawyerPack => "lawyer",
            Self::GuarantorDemand => "guarantor",
            Self::GroupNotice => "group",
            Self::AccelerationNotice => "acceleration",
            Self::LimitationLetter => "limitation",
            Self::CreditEducation => "education",
            Self::PenaltyStatement => "penalty",
        }
    }

    /// The kind of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What it is, in a sentence.
    pub const fn says(self) -> &'static str {
        match self {
            Self::PaymentLetter => "payment letter",
            Self::LawyerPack => "lawyer's instruction pack",
            Self::GuarantorDemand => "demand on a guarantor",
            Self::GroupNotice => "notice to a member of a group",
            Self::AccelerationNotice => "notice of acceleration",
            Self::LimitationLetter => "request for an acknowledgment",
            Self::CreditEducation => "letter on what being late does",
            Self::PenaltyStatement => "statement of penalties",
        }
    }

    /// Whether it is written to somebody of this role.
    pub fn is_for(self, role: &str) -> bool {
        let owes = ["borrower", "co_borrower"];
        match self {
            Self::PaymentLetter | Self::AccelerationNotice | Self::CreditEducation | Self::PenaltyStatement => {
                owes.contains(&role)
            }
            Self::LawyerPack => role == "lawyer",
            Self::GuarantorDemand => role == "guarantor",
            Self::GroupNotice => role == "group_member",
            Self::LimitationLetter => owes.contains(&role) || role == "guarantor",
        }
    }

    /// What its service is in the words of the packs, for the clocks: a demand interrupts
    /// limitation and claims from a guarantor in time; a request for an acknowledgment does
    /// nothing until it is signed, a pack for a lawyer is served on nobody, and what only
    /// explains demands nothing.
    pub const fn happening(self) -> Option<&'static str> {
        match self {
            Self::PaymentLetter | Self::GuarantorDemand | Self::GroupNotice => Some("demand"),
            Self::AccelerationNotice => Some("default_notice"),
            Self::LawyerPack | Self::LimitationLetter | Self::CreditEducation | Self::PenaltyStatement => None,
        }
    }

    /// Whether a second person agrees to it before it is made: it begins what cannot be
    /// taken back.
    pub fn needs_second_person(self) -> bool {
        makegood_desk::NEEDS_SECOND_PERSON.contains(&self.word())
    }
}
