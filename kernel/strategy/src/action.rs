//! What a rung does: a closed list.

use makegood_case::Channel;
use serde::{Deserialize, Serialize};

/// What a rung does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// A short friendly note of what is due.
    Reminder,
    /// How being late is counted, what it is reported as, how to keep out of it.
    CreditEducation,
    /// What penalty interest and fees have come to, day by day, and how to stop them.
    PenaltyStatement,
    /// A telephone call. While the situation is undetermined, a call to ask.
    Call,
    /// A conversation about a plan the borrower can keep.
    PlanConversation,
    /// A letter.
    Letter,
    /// A visit.
    Visit,
    /// A look at the business and its money, agreed to by the borrower.
    Monitoring,
    /// The lender's answer to a dispute or to its own error.
    AnswerDispute,
    /// A conversation about selling what is hardly used, by the borrower's own hand.
    VoluntarySale,
    /// New money that restores earning power, or other relief.
    ReliefOffer,
    /// Less than the whole, agreed.
    SettlementOffer,
    /// A search in lawful sources for somebody who cannot be reached.
    Trace,
    /// Who settles the estate of somebody who died, and what is in it.
    EstateCheck,
    /// A claim on the insurance of the loan.
    InsuranceClaim,
    /// The notice to every member of a joint-liability group, each for their own part.
    GroupNotice,
    /// The demand on a guarantor.
    GuarantorDemand,
    /// The whole loan called due, with its notice and its time to cure.
    Acceleration,
    /// The pledge or the mortgage realised.
    SecurityRealisation,
    /// A suit, a payment order, arbitration.
    Suit,
    /// The case handed to somebody who recovers debts.
    Placement,
    /// The papers by which the loan is taken out of the accounts; the debt remains.
    WriteOff,
    /// The leader reads the case. The last resort, and no contact.
    LeaderReview,
    /// Something the law requires by a day. No rung proposes it; the law's packs do.
    RequiredAct,
}

/// How a kind of step is treated.
struct Treated {
    kind: ActionKind,
    /// The word used in the file and in records.
    word: &'static str,
    /// Through which channels it may be done, the usual one first; none for what stays
    /// in the house.
    channels: &'static [Channel],
    manner: Manner,
    /// What to do, for staff.
    title: &'static str,
    /// What it is for, for staff.
    purpose: &'static str,
}

/// How firm a kind of step is. From here on follows what has to come before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// May be done without knowing why the borrower is behind.
    Gentle,
    /// Needs the reason, or is there to ask for it.
    Usual,
    /// Only as long as the borrower agrees to it.
    Agreed,
    /// Gives something away or cannot be taken back: a second person agrees first.
    Weighty,
    /// As weighty, and only after gentler steps were of no use.
    LastResort,
}

const WRITTEN: &[Channel] = &[Channel::Letter, Channel::Email, Channel::Message];
const SPOKEN: &[Channel] = &[Channel::Call, Channel::Visit];
const HOUSE: &[Channel] = &[];

const TREATED: &[Treated] = {
    use ActionKind as Kind;
    use Manner::{Agreed, Gentle, LastResort, Usual, Weighty};
    const fn row(
        kind: Kind,
        word: &'static str,
        channels: &'static [Channel],
        manner: Manner,
        title: &'static str,
        purpose: &'static str,
    ) -> Treated {
        Treated { kind, word, channels, manner, title, purpose }
    }
    &[
        row(
            Kind::Reminder,
            "reminder",
            &[Channel::Message, Channel::Email, Channel::Letter],
            Gentle,
            "Send a reminder",
            "A short friendly note of what is due.",
        ),
        row(
            Kind::CreditEducation,
            "credit_education",
            WRITTEN,
            Gentle,
            "Explain how being late is counted",
            "What a late day costs and who hears of it, and how to keep out of it.",
        ),
        row(
            Kind::PenaltyStatement,
            "penalty_statement",
            WRITTEN,
            Gentle,
            "Show what being late has cost",
            "Day by day, by the contract and within the law, and how to stop it.",
        ),
        row(
            Kind::Call,
            "call",
            &[Channel::Call],
            Usual,
            "Call",
            "Find out what stands in the way, and agree on an amount and a day.",
        ),
        row(
            Kind::PlanConversation,
            "plan_conversation",
            SPOKEN,
            Usual,
            "Talk about a plan they can keep",
            "They are short of money: lay the routes below before them and agree on one.",
        ),
        row(
            Kind::Letter,
            "letter",
            &[Channel::Letter, Channel::Email],
            Usual,
            "Write a letter",
            "Say in writing what is due and how to reach us.",
        ),
        row(
            Kind::Visit,
            "visit",
            &[Channel::Visit],
            Usual,
            "Visit",
            "See them where they live or work, and agree on an amount and a day.",
        ),
        row(
            Kind::Monitoring,
            "monitoring",
            &[Channel::Visit, Channel::Call],
            Agreed,
            "Look at the business with them",
            "They agreed to it: see whether money comes in as expected, and what is in the way.",
        ),
        row(
            Kind::AnswerDispute,
            "answer_dispute",
            &[Channel::Letter, Channel::Email],
            Usual,
            "Answer the dispute in writing",
            "They are owed an answer before anything else is asked of them.",
        ),
        row(
            Kind::VoluntarySale,
            "voluntary_sale",
            SPOKEN,
            Usual,
            "Talk about selling what is hardly used",
            "Their own choice and by their own hand; what they live and work with stays.",
        ),
        row(
            Kind::ReliefOffer,
            "relief_offer",
            SPOKEN,
            Weighty,
            "Offer relief",
            "What restores their earning power, in parts, with somebody looking after it.",
        ),
        row(
            Kind::SettlementOffer,
            "settlement_offer",
            SPOKEN,
            Weighty,
            "Offer a settlement",
            "Less than the whole, where that is the better way for both.",
        ),
        row(
            Kind::Trace,
            "trace",
            HOUSE,
            Usual,
            "Search in lawful sources",
            "Registers, the file, the numbers they gave; nobody is asked about the debt.",
        ),
        row(
            Kind::EstateCheck,
            "estate_check",
            HOUSE,
            Usual,
            "Find out who settles the estate",
            "Who may be spoken with, what is in the estate, what is owed; the family owes nothing of itself.",
        ),
        row(
            Kind::InsuranceClaim,
            "insurance_claim",
            HOUSE,
            Usual,
            "Claim on the insurance",
            "Whether the loan was insured, and what the insurer needs.",
        ),
        row(
            Kind::GroupNotice,
            "group_notice",
            HOUSE,
            Usual,
            "Give each member of the group notice",
            "Each for their own part, with the clause; nobody is shamed.",
        ),
        row(
            Kind::GuarantorDemand,
            "guarantor_demand",
            HOUSE,
            Usual,
            "Demand on the guarantor",
            "The amount, the clause, the period that runs, and the proof of it.",
        ),
        row(
            Kind::Acceleration,
            "acceleration",
            HOUSE,
            LastResort,
            "Call the whole loan due",
            "With the notice and the time to cure that contract and law ask for.",
        ),
        row(
            Kind::SecurityRealisation,
            "security_realisation",
            HOUSE,
            LastResort,
            "Realise the security",
            "By the way the law lays down; what is left over belongs to the owner.",
        ),
        row(
            Kind::Suit,
            "suit",
            HOUSE,
            LastResort,
            "Prepare a suit",
            "The claim, its proof, its clock and its cost, for the lawyer.",
        ),
        row(
            Kind::Placement,
            "placement",
            HOUSE,
            LastResort,
            "Hand over for recovery",
            "To somebody who is allowed to, with everything they must not do.",
        ),
        row(
            Kind::WriteOff,
            "write_off",
            HOUSE,
            Weighty,
            "Prepare the write-off",
            "Out of the accounts; the debt and the duty to be fair remain.",
        ),
        row(
            Kind::LeaderReview,
            "leader_review",
            HOUSE,
            Usual,
            "A leader reads the case",
            "What was tried did not help: a leader reads the measures and says what is next.",
        ),
        row(
            Kind::RequiredAct,
            "required_act",
            &[Channel::Letter, Channel::Email, Channel::Call],
            Usual,
            "Do what the law requires",
            "The law names a day by which this has to be done; the reasons below say which.",
        ),
    ]
};

impl ActionKind {
    /// The kinds a rung may have.
    pub(crate) fn of_rungs() -> impl Iterator<Item = (Self, &'static str)> {
        TREATED.iter().filter(|row| row.kind != Self::RequiredAct).map(|row| (row.kind, row.word))
    }

    fn treated(self) -> Option<&'static Treated> {
        TREATED.iter().find(|row| row.kind == self)
    }

    fn manner(self) -> Manner {
        self.treated().map_or(Manner::LastResort, |row| row.manner)
    }

    /// The word used in the file and in records.
    pub fn word(self) -> &'static str {
        self.treated().map_or("", |row| row.word)
    }

    /// What to do, in words for staff: `Send a reminder`.
    pub fn title(self) -> &'static str {
        self.treated().map_or("", |row| row.title)
    }

    /// What it is for, in one sentence for staff.
    pub fn purpose(self) -> &'static str {
        self.treated().map_or("", |row| row.purpose)
    }

    /// Through which channels it may be done, the usual one first; none for what
    /// stays in the house.
    pub fn channels(self) -> &'static [Channel] {
        self.treated().map_or(&[], |row| row.channels)
    }

    /// Whether it may be done without knowing why the borrower is behind.
    pub fn is_gentle(self) -> bool {
        self.manner() == Manner::Gentle
    }

    /// Whether it rests on the borrower's consent, noted as a happening.
    pub fn needs_consent(self) -> bool {
        self.manner() == Manner::Agreed
    }

    /// Whether a second person agrees before it is taken.
    pub fn needs_second_person(self) -> bool {
        matches!(self.manner(), Manner::Weighty | Manner::LastResort)
    }

    /// Whether gentler steps have to have been of no use first.
    pub fn is_last_resort(self) -> bool {
        self.manner() == Manner::LastResort || self == Self::LeaderReview
    }
}

#[cfg(test)]
mod tests {
    use super::{ActionKind, TREATED};

    #[test]
    fn every_kind_has_one_row_and_its_own_word() {
        for row in TREATED {
            let word = format!("{:?}", row.word);
            assert_eq!(serde_json_word(row.kind), word);
            assert_eq!(TREATED.iter().filter(|other| other.kind == row.kind).count(), 1, "{word}");
        }
        assert!(ActionKind::Reminder.is_gentle() && !ActionKind::Call.is_gentle());
    }

    /// The word a record has for the kind.
    fn serde_json_word(kind: ActionKind) -> String {
        let camel = format!("{kind:?}");
        let mut snake = String::new();
        for (at, letter) in camel.char_indices() {
            if letter.is_uppercase() && at > 0 {
                snake.push('_');
            }
            snake.push(letter.to_ascii_lowercase());
        }
        format!("{snake:?}")
    }
}
