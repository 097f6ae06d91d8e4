//! Acts, purposes and verdicts as people say them.

use crate::pages::law::Tone;
use makegood_compliance::Deed;

/// What may be done, with the words before and after the person it is done to: `call`
/// and nothing, `send` and `a message`, `sue`.
pub(super) fn says(deed: Deed, person: &str) -> String {
    let (before, after) = match deed {
        Deed::Call => ("call", ""),
        Deed::InboundCall => ("speak about the debt when called by", ""),
        Deed::Message => ("send", "a message"),
        Deed::Email => ("send", "an e-mail"),
        Deed::Letter => ("write to", ""),
        Deed::Visit => ("visit", ""),
        Deed::Post => ("publish something about", ""),
        Deed::Sue => ("sue", ""),
        Deed::ThreatenSuit => ("tell", "that a suit is coming"),
        Deed::TakeDefaultJudgment => ("take a default judgment against", ""),
        Deed::EnforceJudgment => ("enforce a judgment against", ""),
        Deed::ReportCredit => ("report", "to a credit bureau"),
        Deed::Accelerate => ("call the whole loan of", "due"),
        Deed::Repossess => ("take back what was financed from", ""),
        Deed::Foreclose => ("foreclose on", ""),
        Deed::SellSecurity => ("sell the security of", ""),
        Deed::LockDevice => ("lock the device of", ""),
        Deed::AcceptPayment => ("take a payment from", ""),
        Deed::DrawPayment => ("draw a payment from", ""),
        Deed::DepositPostdated => ("present a postdated cheque of", ""),
        Deed::ReferForRecovery => ("hand over the case of", "for recovery"),
        Deed::ClaimFromGuarantor => ("demand payment as a guarantor of", ""),
        Deed::ClaimFromHeir => ("demand payment as an heir of", ""),
        Deed::ChargeInterest => ("charge", "interest"),
        Deed::ChargeFee => ("charge", "a fee"),
        Deed::AskAcknowledgment => ("ask", "to acknowledge the debt"),
        Deed::AgreePlan => ("agree a plan with", ""),
        Deed::UseContactList => ("use the contact list of", ""),
        Deed::ShareData => ("share data about", ""),
        Deed::HouseWork => ("do our own work on the case of", ""),
    };
    if after.is_empty() { format!("{before} {person}") } else { format!("{before} {person} {after}") }
}

/// A verdict in two words and its look.
pub(crate) fn answer(verdict: &str) -> (&'static str, Tone) {
    match verdict {
        "cleared" => ("Yes", Tone::Open),
        "deferred" => ("Not yet", Tone::NotYet),
        "redirected" => ("Ask somebody else", Tone::Shut),
        "needs_document" => ("Not without more", Tone::NotYet),
        "needs_approval" => ("Not without approval", Tone::NotYet),
        "warned" => ("Only with a reason", Tone::NotYet),
        "unknown" => ("Not known, so no", Tone::Shut),
        _ => ("No", Tone::Shut),
    }
}

/// The verdicts of the log, for a filter.
pub(crate) const NOT_LET_THROUGH: [&str; 7] =
    ["deferred", "refused", "redirected", "needs_document", "needs_approval", "warned", "unknown"];

/// A word of the packs as people read it.
pub(crate) fn plain(word: &str) -> String {
    word.replace('_', " ")
}
