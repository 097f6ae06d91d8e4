//! Every act a letter is: a letter that arrives, and what it does besides.

use super::gather::Gathered;
use crate::Kind;
use makegood_compliance::{Deed, Purpose};
use makegood_views::AskedAct;

pub(super) fn acts(known: &Gathered, kind: Kind) -> Vec<AskedAct> {
    let act = |deed, purpose, carries: &[&str]| AskedAct {
        case: known.case.clone(),
        person: known.to.person.clone(),
        deed,
        purpose,
        debts: known.debts(),
        contact_point: known.to.contact_point.clone().filter(|_| deed == Deed::Letter),
        place: None,
        carries: carries.iter().map(|word| (*word).to_owned()).collect(),
    };
    let arrives = act(Deed::Letter, Purpose::Collect, &[]);
    match kind {
        Kind::PaymentLetter | Kind::GroupNotice | Kind::CreditEducation | Kind::PenaltyStatement => vec![arrives],
        Kind::AccelerationNotice => vec![act(Deed::Letter, Purpose::GiveRequiredNotice, &[])],
        Kind::GuarantorDemand => vec![arrives, act(Deed::ClaimFromGuarantor, Purpose::Collect, &[])],
        // What the template says in so many words.
        Kind::LimitationLetter => {
            vec![
                arrives,
                act(Deed::AskAcknowledgment, Purpose::Collect, &["lost_defences_warning", "limitation_named"]),
            ]
        }
        Kind::LawyerPack => vec![act(Deed::ReferForRecovery, Purpose::Collect, &[])],
    }
}
