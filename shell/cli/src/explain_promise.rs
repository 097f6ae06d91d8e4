//! The promises of a case for `makegood explain`: how each part stands, what they said,
//! and one they can keep.

use makegood_case::{PartOutcome, PromiseOutcome, PromiseState};
use makegood_units::{Amount, Currency, Money};
use makegood_views::CaseView;

/// Prints the promises, latest last, and the offer where something is past due.
pub fn promises(view: &CaseView) {
    let day = &view.day;
    if !day.promises.is_empty() {
        println!("\nPromises, by the cash");
    }
    for one in &day.promises {
        told(one, day.owed.currency);
    }
    if let Some(offer) = view.offer.as_ref().filter(|_| day.owed.arrears > Amount::ZERO) {
        println!("\nWhat they can promise");
        println!("  {}", offer.says());
    }
}

fn told(one: &PromiseOutcome, currency: Currency) {
    let money = |amount| Money::new(amount, currency);
    let loan = one.promise.loan.as_ref().map(|loan| format!(" for loan {loan}")).unwrap_or_default();
    println!("  event {}, given {}{loan}: {}", one.seq, one.promise.made_on, word(one.state));
    let part = |part: &PartOutcome| {
        println!("    {} by {}: {}, {} came", money(part.amount), part.due_on, word(part.state), money(part.received));
    };
    one.parts.iter().for_each(part);
    if !one.promise.source_of_funds.is_empty() {
        println!("    from {}", one.promise.source_of_funds);
    }
    if !one.promise.said.is_empty() {
        println!("    they said: \u{201c}{}\u{201d}", one.promise.said);
    }
    if let Some(by) = one.replaced_by {
        println!("    the promise of event {by} took the place of what was open");
    }
    if let Some(over) = one.promise.beyond_surplus {
        println!("    {} more than their verified file left by then", money(over));
    }
}

fn word(state: PromiseState) -> &'static str {
    match state {
        PromiseState::Pending => "pending",
        PromiseState::Kept => "kept",
        PromiseState::PartlyKept => "partly kept",
        PromiseState::Broken => "broken",
        PromiseState::Replaced => "replaced",
    }
}
