//! What can be done about a debt: contacts, and the steps that reach nobody by
//! themselves and still bind somebody, such as a suit or a report.

use crate::words::Words;
use makegood_case::Channel;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing that can be done about a debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Deed {
    /// Telephone the person; a voicemail is a call.
    Call,
    /// Speak in a call the person began.
    InboundCall,
    /// Send a text or chat message.
    Message,
    /// Send an e-mail.
    Email,
    /// Send a letter.
    Letter,
    /// Visit.
    Visit,
    /// Publish something others can read.
    Post,
    /// Sue, or apply for a payment order or arbitration.
    Sue,
    /// Say that a suit is coming.
    ThreatenSuit,
    /// Ask the court for a judgment because nobody answered.
    TakeDefaultJudgment,
    /// Enforce a judgment: garnish, levy, send an enforcement agent.
    EnforceJudgment,
    /// Report the debt to a credit bureau.
    ReportCredit,
    /// Call the whole loan, or terminate the contract.
    Accelerate,
    /// Take back what was financed or pledged.
    Repossess,
    /// Begin foreclosure on land or a home.
    Foreclose,
    /// Sell the security.
    SellSecurity,
    /// Lock a financed device.
    LockDevice,
    /// Take a payment that is offered.
    AcceptPayment,
    /// Draw a payment by an authority the person gave.
    DrawPayment,
    /// Present a postdated instrument.
    DepositPostdated,
    /// Hand the case to somebody who recovers debts.
    ReferForRecovery,
    /// Demand payment of a guarantor.
    ClaimFromGuarantor,
    /// Demand payment of an heir or out of an estate.
    ClaimFromHeir,
    /// Charge interest.
    ChargeInterest,
    /// Charge a fee or a penalty.
    ChargeFee,
    /// Ask the person to acknowledge the debt.
    AskAcknowledgment,
    /// Agree a plan or a deferral.
    AgreePlan,
    /// Read or use a phone book or a contact list.
    UseContactList,
    /// Hand data about the person to somebody else.
    ShareData,
    /// Work on the case in the house: check the file, prepare papers, look into public
    /// registers. It reaches nobody and binds nobody.
    HouseWork,
}

pub(crate) const DEEDS: &Words<Deed> = &[
    ("call", Deed::Call),
    ("inbound_call", Deed::InboundCall),
    ("message", Deed::Message),
    ("email", Deed::Email),
    ("letter", Deed::Letter),
    ("visit", Deed::Visit),
    ("post", Deed::Post),
    ("sue", Deed::Sue),
    ("threaten_suit", Deed::ThreatenSuit),
    ("take_default_judgment", Deed::TakeDefaultJudgment),
    ("enforce_judgment", Deed::EnforceJudgment),
    ("report_credit", Deed::ReportCredit),
    ("accelerate", Deed::Accelerate),
    ("repossess", Deed::Repossess),
    ("foreclose", Deed::Foreclose),
    ("sell_security", Deed::SellSecurity),
    ("lock_device", Deed::LockDevice),
    ("accept_payment", Deed::AcceptPayment),
    ("draw_payment", Deed::DrawPayment),
    ("deposit_postdated", Deed::DepositPostdated),
    ("refer_for_recovery", Deed::ReferForRecovery),
    ("claim_from_guarantor", Deed::ClaimFromGuarantor),
    ("claim_from_heir", Deed::ClaimFromHeir),
    ("charge_interest", Deed::ChargeInterest),
    ("charge_fee", Deed::ChargeFee),
    ("ask_acknowledgment", Deed::AskAcknowledgment),
    ("agree_plan", Deed::AgreePlan),
    ("use_contact_list", Deed::UseContactList),
    ("share_data", Deed::ShareData),
    ("house_work", Deed::HouseWork),
];

impl From<Channel> for Deed {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Call => Self::Call,
            Channel::InboundCall => Self::InboundCall,
            Channel::Message => Self::Message,
            Channel::Email => Self::Email,
            Channel::Letter => Self::Letter,
            Channel::Visit => Self::Visit,
        }
    }
}

impl Deed {
    /// The deed of a word of the packs.
    pub fn named(word: &str) -> Option<Self> {
        crate::words::meaning(DEEDS, word)
    }

    /// Every word for a deed.
    pub fn words() -> Vec<&'static str> {
        DEEDS.iter().map(|(word, _)| *word).collect()
    }

    /// The channel of a contact; none for what reaches nobody by itself.
    pub const fn channel(self) -> Option<Channel> {
        match self {
            Self::Call => Some(Channel::Call),
            Self::InboundCall => Some(Channel::InboundCall),
            Self::Message => Some(Channel::Message),
            Self::Email => Some(Channel::Email),
            Self::Letter => Some(Channel::Letter),
            Self::Visit => Some(Channel::Visit),
            _ => None,
        }
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::words::said(DEEDS, self))
    }
}

/// Any of several deeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Deeds(u64);

impl Deeds {
    /// None yet.
    pub const NONE: Self = Self(0);
    /// The contacts the lender makes of itself.
    pub const CONTACTS: Self =
        Self::NONE.with(Deed::Call).with(Deed::Message).with(Deed::Email).with(Deed::Letter).with(Deed::Visit);

    /// These and one more.
    #[must_use]
    pub const fn with(self, deed: Deed) -> Self {
        Self(self.0 | (1 << deed as u8))
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Those of these that are also among the others.
    #[must_use]
    pub const fn only(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Whether it is none at all.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the deed is among them.
    pub const fn has(self, deed: Deed) -> bool {
        self.0 & (1 << deed as u8) != 0
    }

    /// Whether a contact through the channel is among them.
    pub const fn has_channel(self, channel: Channel) -> bool {
        // The first deeds are the channels, in their order.
        self.0 & (1 << channel as u8) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEDS, Deed, Deeds};
    use makegood_case::Channel;

    #[test]
    fn every_channel_is_the_deed_of_its_place() {
        use Channel::{Call, Email, InboundCall, Letter, Message, Visit};
        for channel in [Call, InboundCall, Message, Email, Letter, Visit] {
            let deed = Deed::from(channel);
            assert_eq!((deed as u8, deed.channel()), (channel as u8, Some(channel)));
            assert!(Deeds::NONE.with(deed).has_channel(channel));
        }
    }

    #[test]
    fn every_deed_has_one_word() {
        for (place, (word, deed)) in DEEDS.iter().enumerate() {
            assert_eq!(*deed as usize, place, "{word}");
        }
    }
}
