//! The law in a story: which packs are in use, who else there is, what may be asked
//! and what is noted.

use crate::opening::Opening;
use makegood_case::{CaseEvent, FactStated, HappeningEnded, HappeningRecorded};
use makegood_compliance::{Deed, Noted, Pack, Packs, Purpose, read_note};
use makegood_desk::{ASKED_ELSEWHERE, Refusal};
use makegood_diagnosis::Method;
use makegood_strategy::Strategy;
use makegood_strategy::trial::{RunningTrial, Trial};
use makegood_units::{Instant, LoanId, PartyId};
use makegood_views::Policy;

/// What a head says of the law.
#[derive(Clone, Debug, Default)]
pub(crate) struct LawHead {
    /// The packs in use; none means the shipped strategy's.
    pub packs: Vec<String>,
    /// What is true of the lender.
    pub lender: Vec<String>,
    /// Facts stated before the first day, as a note writes them.
    pub facts: Vec<String>,
    /// The trial that runs, by its file in `stories/trials`, and what its lots are drawn with.
    pub trial: Option<(String, String)>,
}

impl LawHead {
    /// Takes a line of the head; says whether it is one.
    pub(crate) fn take(&mut self, words: &[&str]) -> bool {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        match words {
            ["packs", packs @ ..] if !packs.is_empty() => self.packs.extend(owned(packs)),
            ["lender", fact] => self.lender.push((*fact).to_owned()),
            ["trial", file, "drawn", "with", salt @ ..] if !salt.is_empty() => {
                self.trial = Some(((*file).to_owned(), salt.join(" ")));
            }
            ["fact", ..] => self.facts.push(words.join(" ")),
            _ => return false,
        }
        true
    }
}

/// The policy of a story: the shipped one, with the packs and facts of its head.
pub(crate) fn policy_of(opening: &Opening, shipped: &Policy) -> Result<Policy, String> {
    let mut strategy = shipped.strategy.clone();
    strategy.facts.extend(opening.law.lender.iter().cloned());
    let packs = if opening.law.packs.is_empty() {
        shipped.packs.clone()
    } else {
        strategy.packs.clone_from(&opening.law.packs);
        let packs = opening.law.packs.iter().map(|id| pack(id)).collect::<Result<Vec<_>, _>>()?;
        Packs::try_new(packs).map_err(|errors| lines(&errors))?
    };
    let method = Method::shipped().map_err(|error| error.to_string())?;
    let trial = opening.law.trial.as_ref().map(|(file, salt)| trial(file, salt, &strategy)).transpose()?;
    Ok(Policy { strategy, packs, method, trial })
}

/// A trial of the folder `stories/trials`, with the ladders beside it.
fn trial(file: &str, salt: &str, champion: &Strategy) -> Result<RunningTrial, String> {
    let beside = |name: &str| {
        let path = format!("{}/trials/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).map_err(|_| format!("there is no {name} in stories/trials"))
    };
    let text = format!("salt = {salt:?}\n{}", beside(file)?);
    let trial = Trial::parse(file, &text).map_err(|errors| lines(&errors))?;
    let ladder = |name: &str| Ok((name.to_owned(), beside(name)?));
    let ladders = trial.challengers.iter().map(|one| ladder(&one.ladder)).collect::<Result<Vec<_>, String>>()?;
    makegood_views::read_trial((file, &text), &ladders, champion).map_err(|error| error.to_string())
}

/// A pack of the folder `packs/`.
fn pack(id: &str) -> Result<Pack, String> {
    let path = format!("{}/../packs/{id}.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).map_err(|_| format!("there is no pack {id} in packs/"))?;
    Pack::parse(&format!("{id}.md"), &text).map_err(|errors| lines(&errors))
}

fn lines(errors: &[impl ToString]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// A question to the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub deed: Deed,
    /// Towards somebody else of the case.
    pub person: Option<String>,
    pub point: Option<String>,
    pub place: Option<String>,
    pub loans: Vec<String>,
    pub carries: Vec<String>,
    pub purpose: Purpose,
}

/// Purposes that people call by other words than the packs.
const PHRASES: [(&str, Purpose); 3] = [
    ("ask where they are", Purpose::AskLocation),
    ("answer their question", Purpose::AnswerQuery),
    ("do what they asked", Purpose::AtTheirRequest),
];

/// Reads `call`, `write rex about L-1 to ask where they are`, `threaten suit`: what
/// stands between `may we ` and the question mark.
pub(crate) fn question(asked: &str) -> Option<Question> {
    let (act, purpose) = match asked.split_once(" to ") {
        None => (asked, Purpose::Collect),
        Some((act, words)) => (act, purpose(words)?),
    };
    let words: Vec<&str> = act.split_whitespace().collect();
    let (act, mut rest) = words.split_at(words.iter().position(|word| is_detail(word)).unwrap_or(words.len()));
    let (deed, person) = match act {
        [deed @ .., person] if !deed.is_empty() && named(act).is_none() => (named(deed)?, Some((*person).to_owned())),
        _ => (named(act)?, None),
    };
    let mut question =
        Question { deed, person, point: None, place: None, loans: Vec::new(), carries: Vec::new(), purpose };
    while let [detail, after @ ..] = rest {
        let end = after.iter().position(|word| is_detail(word)).unwrap_or(after.len());
        let (said, left) = after.split_at(end);
        let owned = || said.iter().map(|word| (*word).to_owned());
        match (*detail, said) {
            ("on", [point]) => question.point = Some((*point).to_owned()),
            ("at", [place]) => question.place = Some((*place).to_owned()),
            ("about", [_, ..]) => question.loans.extend(owned()),
            ("with", [_, ..]) => question.carries.extend(owned()),
            _ => return None,
        }
        rest = left;
    }
    Some(question)
}

fn is_detail(word: &str) -> bool {
    matches!(word, "on" | "at" | "about" | "with")
}

fn named(words: &[&str]) -> Option<Deed> {
    match words {
        ["write"] => Some(Deed::Letter),
        ["answer"] => Some(Deed::InboundCall),
        _ => Deed::named(&words.join("_")),
    }
}

fn purpose(words: &str) -> Option<Purpose> {
    let phrase = PHRASES.iter().find(|(phrase, _)| *phrase == words).map(|(_, purpose)| *purpose);
    let plain: Vec<&str> = words.split_whitespace().filter(|word| !matches!(*word, "a" | "the")).collect();
    phrase.or_else(|| Purpose::named(&plain.join("_")))
}

/// What a note puts on record at an instant, or the desk's refusal of it. `of mei:
/// offers_to_pay` is about somebody else than the borrower.
pub(crate) fn noted(words: &str, at: Instant, policy: &Policy) -> Result<Result<CaseEvent, String>, String> {
    let (person, words) = match words.strip_prefix("of ").and_then(|rest| rest.split_once(": ")) {
        Some((person, words)) => (Some(PartyId::new(person)), words),
        None => (None, words),
    };
    let read = read_note(words).map_err(|expected| format!("{words:?} is no note; expected {expected}"))?;
    let (word, event) = match read {
        Noted::Fact { name, value, debt } => {
            let debt = debt.map(LoanId::new);
            (name.clone(), CaseEvent::FactStated(FactStated { name, value, debt }))
        }
        Noted::Ended { what } => (what.clone(), CaseEvent::HappeningEnded(HappeningEnded { what, at, person })),
        Noted::Happened { what, with, by, to, debts, contact_point, place, amount, until } => {
            let word = what.clone();
            let one = HappeningRecorded { what, at, with, by, to, person, debts, contact_point, place, amount, until };
            (word, CaseEvent::HappeningRecorded(one))
        }
    };
    let mut known = policy.packs.words().into_iter().chain(policy.strategy.words()).chain(ASKED_ELSEWHERE);
    if policy.packs.asks(&word) || known.any(|known| known == word) {
        return Ok(Ok(event));
    }
    let refusal = Refusal::UnknownWord(word);
    Ok(Err(format!("refused {}: {refusal}. {}", refusal.code(), refusal.way_out())))
}

#[cfg(test)]
mod tests {
    use super::question;
    use makegood_compliance::{Deed, Purpose};

    #[test]
    fn a_question_is_read_with_its_details() {
        let asked = question("write rex on home about L-1 L-2 with identity to ask where they are").expect("read");
        assert_eq!((asked.deed, asked.purpose), (Deed::Letter, Purpose::AskLocation));
        assert_eq!((asked.person.as_deref(), asked.point.as_deref()), (Some("rex"), Some("home")));
        assert_eq!((asked.loans.len(), asked.carries), (2, vec!["identity".to_owned()]));
        let suit = question("threaten suit").expect("read");
        assert_eq!((suit.deed, suit.person), (Deed::ThreatenSuit, None));
        for wrong in ["", "sing", "sing a song", "call on", "call to dance", "call two people"] {
            assert_eq!(question(wrong), None, "{wrong}");
        }
    }
}
