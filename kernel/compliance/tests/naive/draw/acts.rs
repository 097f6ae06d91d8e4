//! Random acts.

use super::sheet::{debts, point_id};
use super::{Dice, Vocabulary};
use makegood_compliance::{Deed, PlannedDeed, Purpose};
use makegood_units::PartyId;

const DEEDS: [Deed; 9] =
    [Deed::Call, Deed::Call, Deed::Call, Deed::Call, Deed::Message, Deed::Email, Deed::Letter, Deed::Visit, Deed::Sue];
const PURPOSES: [Purpose; 6] = [
    Purpose::Collect,
    Purpose::Collect,
    Purpose::Collect,
    Purpose::OfferPlan,
    Purpose::AnswerDispute,
    Purpose::AskLocation,
];

/// Something to do about P.
pub fn act(dice: &mut Dice, words: &Vocabulary) -> PlannedDeed {
    PlannedDeed {
        person: PartyId::new("P"),
        deed: *dice.one(&DEEDS),
        debts: debts(dice),
        contact_point: if dice.percent(40) { Some(point_id(dice)) } else { None },
        purpose: *dice.one(&PURPOSES),
        place: if dice.percent(40) { Some(dice.one(&words.places).clone()) } else { None },
        carries: if dice.percent(40) { dice.some(&words.carried, 3) } else { Vec::new() },
    }
}
