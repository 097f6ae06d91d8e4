//! What a page shows beside a person: each channel, open or not, and why.

use crate::act::PlannedContact;
use crate::clear::clear;
use crate::facts::Facts;
use crate::packs::Packs;
use crate::verdict::Verdict;
use crate::words::Purpose;
use makegood_case::Channel;
use makegood_units::{Instant, LoanId};

/// The channels the lender can use of itself.
pub const OUTBOUND: [Channel; 5] = [Channel::Call, Channel::Message, Channel::Email, Channel::Letter, Channel::Visit];

/// The verdict on an ordinary contact about the debts through each channel the
/// lender can use, on any usable contact point.
pub fn channels(
    facts: &Facts,
    packs: &Packs,
    debts: &[LoanId],
    purpose: Purpose,
    at: Instant,
) -> Vec<Verdict<PlannedContact>> {
    let planned = |channel| PlannedContact {
        person: facts.person().clone(),
        channel,
        debts: debts.to_vec(),
        contact_point: None,
        purpose,
    };
    OUTBOUND.iter().map(|channel| clear(planned(*channel), facts, packs, at)).collect()
}
