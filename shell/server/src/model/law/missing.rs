//! What is missing before an act may take place, and who can give it.

use super::acts::plain;
use crate::links::law as links;
use crate::pages::law::Missing;
use crate::trouble::capital;
use makegood_compliance::Packs;
use makegood_units::PartyId;
use makegood_views::Judgement;

/// One by one, as the verdict named them.
pub(super) fn missing(of: &Judgement, party: &PartyId, packs: &Packs) -> Vec<Missing> {
    let named = of.missing.iter();
    match of.verdict.as_str() {
        "unknown" => named.map(|what| fact(what, party)).collect(),
        "needs_document" => named.map(|what| document(what, party, packs)).collect(),
        "needs_approval" => named.map(|what| approval(what, party)).collect(),
        "warned" => named.map(|what| Missing { what: capital(what), who: REASON.to_owned(), link: None }).collect(),
        "redirected" => {
            let who = "Approach them instead; their number or address belongs on the case.".to_owned();
            named.map(|what| Missing { what: capital(what), who: who.clone(), link: None }).collect()
        }
        _ => Vec::new(),
    }
}

const REASON: &str = "Whoever does it writes the reason below and puts it on record; then it may take place.";

/// A fact nobody has said: `whether debt.purpose = consumer`.
fn fact(what: &str, party: &PartyId) -> Missing {
    let name = what.split_whitespace().find(|word| word.contains('.')).filter(|_| what.starts_with("whether "));
    let of = |start: &str| name.is_some_and(|name| name.starts_with(start));
    let who = if of("lender.") || of("collector.") {
        "The lender says it once, among the facts of its strategy."
    } else if of("debt.") || of("claim.") || of("security.") {
        "Whoever keeps the loan's file reads it there and states it on the case."
    } else if name.is_some() {
        "Ask the borrower or read the file, then state it on the case."
    } else if what.starts_with("an open ") || what.starts_with("the number or address") {
        "Find one that reaches them, and deliver it with the contact points."
    } else if what.starts_with("the contact point") {
        "Choose one that is on the case."
    } else if what.starts_with("what ") {
        "Deliver their role in the loan with the party roles."
    } else if what.contains("zone") {
        "Deliver where they live with the parties, as the name of a time zone."
    } else if what.starts_with("the day of ") {
        "Whoever has the paper notes it on the case with its day."
    } else {
        "Whoever knows it notes it on the case."
    };
    let stated = name.filter(|_| !of("lender.") && !of("collector."));
    let noted = what.strip_prefix("the day of ").map(|what| what.replace(' ', "_"));
    let link = stated
        .map(|name| ("State it".to_owned(), links::to_state(party, name)))
        .or_else(|| noted.map(|word| ("Note it".to_owned(), links::to_note(party, &word))));
    Missing { what: capital(what), who: who.to_owned(), link }
}

/// A paper that has to be served first, or something the act itself has to carry.
fn document(what: &str, party: &PartyId, packs: &Packs) -> Missing {
    let word = what.replace(' ', "_");
    if packs.words().contains(&word.as_str()) {
        return Missing {
            what: capital(what),
            who: "Whoever serves it notes it on the case, with its proof.".to_owned(),
            link: Some(("Note it".to_owned(), links::to_note(party, &word))),
        };
    }
    let who = "Whoever does it sees to it that the act carries this, and says so in the question.".to_owned();
    Missing { what: capital(what), who, link: None }
}

fn approval(what: &str, party: &PartyId) -> Missing {
    let office = what.strip_prefix("the approval of ").unwrap_or(what);
    let link = Some(("Note it".to_owned(), links::to_note(party, "approval")));
    let who = format!("Somebody of {} decides, and it is noted as an approval by {office}.", plain(office));
    Missing { what: capital(what), who, link }
}
