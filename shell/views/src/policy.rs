//! The strategy and the packs a day follows, read back from the journal by hash.

use crate::ViewError;
use makegood_compliance::{Pack, Packs};
use makegood_day_close::Rules;
use makegood_diagnosis::Method;
use makegood_journal::{Connection, Event, document, last_of};
use makegood_strategy::Strategy;
use std::cell::RefCell;
use std::rc::Rc;

/// A strategy with its packs, parsed.
#[derive(Debug)]
pub struct Policy {
    /// The lender's ladder.
    pub strategy: Strategy,
    /// The law and the house rules it follows.
    pub packs: Packs,
    /// The evidence table and the questions.
    pub method: Method,
}

impl Policy {
    /// Reads a strategy and the packs it names.
    ///
    /// # Errors
    /// [`ViewError::Policy`] with file, line and what was expected.
    pub fn parse(strategy: (&str, &str), packs: &[(String, String)]) -> Result<Self, ViewError> {
        let lines = |errors: Vec<String>| ViewError::Policy(errors.join("; "));
        let words =
            |errors: Vec<makegood_compliance::PackError>| lines(errors.iter().map(ToString::to_string).collect());
        let strategy = Strategy::parse(strategy.0, strategy.1)
            .map_err(|errors| lines(errors.iter().map(ToString::to_string).collect()))?;
        let mut chosen = Vec::new();
        for name in &strategy.packs {
            let found = packs.iter().find(|(id, _)| id == name);
            let (id, text) = found
                .ok_or_else(|| ViewError::Policy(format!("the strategy names a pack {name}, which is not there")))?;
            chosen.push(Pack::parse(&format!("{id}.md"), text).map_err(words)?);
        }
        let packs = Packs::try_new(chosen).map_err(words)?;
        let method = Method::shipped().map_err(|error| ViewError::Policy(error.to_string()))?;
        Ok(Self { strategy, packs, method })
    }

    /// The rules in the form the chain reads.
    pub fn rules(&self) -> Rules<'_> {
        Rules { strategy: &self.strategy, packs: &self.packs, method: &self.method }
    }
}

thread_local! {
    /// The policy last parsed, by the hashes it was read from. Parsing takes longer
    /// than many of the questions asked of it.
    static LAST: RefCell<Option<(String, Rc<Policy>)>> = const { RefCell::new(None) };
}

/// The policy behind a strategy's and packs' document hashes.
///
/// # Errors
/// A policy that cannot be read, or whatever SQLite refuses.
pub fn parse_policy(book: &Connection, strategy: &str, packs: &[(String, String)]) -> Result<Rc<Policy>, ViewError> {
    let key = format!("{strategy} {packs:?}");
    let hit =
        LAST.with_borrow(|last| last.as_ref().filter(|(known, _)| *known == key).map(|(_, policy)| policy.clone()));
    if let Some(policy) = hit {
        return Ok(policy);
    }
    let mut texts = Vec::new();
    for (name, hash) in packs {
        texts.push((name.clone(), document(book, hash)?));
    }
    let policy = Rc::new(Policy::parse(("strategy.toml", &document(book, strategy)?), &texts)?);
    LAST.set(Some((key, policy.clone())));
    Ok(policy)
}

/// The policy adopted last, as known at an event.
///
/// # Errors
/// A policy that cannot be read, or whatever SQLite refuses.
pub fn policy_of(book: &Connection, known_to: i64) -> Result<Option<Rc<Policy>>, ViewError> {
    let Some(entry) = last_of(book, "policy_adopted", known_to)? else { return Ok(None) };
    let Event::PolicyAdopted(adopted) = entry.event else { return Ok(None) };
    parse_policy(book, &adopted.strategy, &adopted.packs).map(Some)
}
