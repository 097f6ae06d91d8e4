//! A form that did not go through: what changed meanwhile, and all that was typed.

use super::case::{Open, since};
use super::words::named;
use crate::asked::Asked;
use crate::pages::again::{Again, Chosen, Field};
use crate::pages::case::{Choice, OutcomeChoice, OutcomeForm};
use crate::trouble::{Trouble, capital};
use makegood_desk::Desk;
use makegood_units::PartyId;

/// Fields people type into, with what they ask for.
const WRITTEN: [(&str, &str); 18] = [
    ("note", "In your words"),
    ("reason", "Why"),
    ("until", "Until which day"),
    ("promise_amount", "Promised amount"),
    ("promise_due_on", "Promised day"),
    ("promise_amount_2", "Part 2: amount"),
    ("promise_due_on_2", "Part 2: day"),
    ("promise_amount_3", "Part 3: amount"),
    ("promise_due_on_3", "Part 3: day"),
    ("promise_amount_4", "Part 4: amount"),
    ("promise_due_on_4", "Part 4: day"),
    ("source_of_funds", "Where the money will come from"),
    ("said", "What they said, word for word"),
    ("method", "What is done"),
    ("required_result", "What has to have come of it"),
    ("due_on", "By which day"),
    ("amount", "Amount"),
    ("purpose", "What it is for"),
];
/// Fields that were chosen, shown in words.
const CHOSEN: [&str; 8] = ["outcome", "channel", "contact_point", "told_us", "officer", "owner", "step", "how"];
/// Fields that mean something only with a promise.
const OF_A_PROMISE: [&str; 3] = ["promise_", "source_of_funds", "said"];

/// The page for somebody who saves over what another did meanwhile; none when nothing
/// happened since the form was opened, or the form does not say when that was.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn if_stale(desk: &Desk, asked: &Asked, party: &PartyId, action: &str) -> Result<Option<Again>, Trouble> {
    let Some(head) = asked.typed.head() else { return Ok(None) };
    if makegood_views::last_event_of(desk.book(), party)?.is_none_or(|last| last <= head) {
        return Ok(None);
    }
    let problem =
        "Somebody acted on this case since you opened it. Read what changed, then save again if it still holds.";
    again(desk, asked, party, action, problem.to_owned(), head).map(Some)
}

/// The page for words that name no day, or another fault of the form itself.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn again(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    action: &str,
    problem: String,
    head: i64,
) -> Result<Again, Trouble> {
    let open = Open::case(desk, party)?;
    let frame = asked.frame(desk)?;
    let names: Vec<(String, String)> = frame.staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
    let name_of = |id: &str| names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
    let form = open.form(desk);
    let outcome = asked.typed.0.iter().find(|(field, _)| field == "outcome").map(|(_, value)| value.as_str());
    let promised = outcome.is_none_or(|outcome| outcome == OutcomeChoice::PromiseToPay.value());
    let mut page = Again {
        name: named(&open.view.name, party),
        party: party.clone(),
        action: action.to_owned(),
        problem,
        changed: since(&open, &names, head),
        chosen: Vec::new(),
        hidden: vec![("head".to_owned(), open.view.head.to_string())],
        typed: Vec::new(),
        frame,
    };
    for (field, value) in asked.typed.0.iter().filter(|(field, _)| field != "head") {
        let idle = !promised && OF_A_PROMISE.iter().any(|word| field.starts_with(word));
        if let Some((name, label)) = WRITTEN.iter().find(|(known, _)| known == field).filter(|_| !idle) {
            if !value.trim().is_empty() || !name.starts_with("promise_") {
                let (name, label) = ((*name).to_owned(), (*label).to_owned());
                page.typed.push(Field { name, label, value: value.clone() });
            }
            continue;
        }
        if CHOSEN.contains(&field.as_str()) && !value.is_empty() {
            page.chosen.push(chosen(&form, field, value, name_of(value)));
        }
        page.hidden.push((field.clone(), value.clone()));
    }
    Ok(page)
}

/// A choice in the words of the form it was made in; `name` is whose number the value is.
fn chosen(form: &OutcomeForm, field: &str, value: &str, name: Option<String>) -> Chosen {
    let of =
        |choices: &[Choice]| choices.iter().find(|choice| choice.value == value).map(|choice| choice.label.clone());
    let (what, words) = match field {
        "outcome" => {
            let choice = OutcomeChoice::ALL.into_iter().find(|choice| choice.value() == value);
            ("What came of it", choice.map(|choice| choice.label().to_owned()))
        }
        "channel" => ("Channel", of(&form.channels)),
        "contact_point" => ("Number or address", of(&form.contact_points)),
        "told_us" => ("What they told you", of(&form.told_us)),
        _ => ("", None),
    };
    let is_own = name.is_some() || field == "contact_point";
    let what = if what.is_empty() { capital(&field.replace('_', " ")) } else { what.to_owned() };
    Chosen { what, words: words.or(name).unwrap_or_else(|| value.replace('_', " ")), is_own }
}
