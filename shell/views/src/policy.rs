//! The strategy and the packs a day follows, read back from the journal by hash.

use crate::ViewError;
use makegood_compliance::{Pack, Packs};
use makegood_day_close::{CaseDay, Rules};
use makegood_diagnosis::{EvidenceTable, Method, Questions};
use makegood_journal::{Connection, Event, PolicyAdopted, document, last_of};
use makegood_strategy::trial::{Follows, RunningTrial, Trial};
use makegood_strategy::{Rung, Strategy};
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
    /// Ladders tried beside it; none where none are.
    pub trial: Option<RunningTrial>,
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
        Ok(Self { strategy, packs, method, trial: None })
    }

    /// The same policy with ladders tried beside its own: the trial's text and each
    /// challenger's, in the order of the trial, all named.
    ///
    /// # Errors
    /// [`ViewError::Policy`] with file, line and what was expected.
    pub fn with_trial(mut self, trial: (&str, &str), ladders: &[(String, String)]) -> Result<Self, ViewError> {
        self.trial = Some(read_trial(trial, ladders, &self.strategy)?);
        Ok(self)
    }

    /// The ladder a case follows: its own arm's where a trial decides.
    pub fn ladder_of(&self, case: &CaseDay) -> &Strategy {
        let follows = case.trial.as_ref().map_or(Follows::Champion, |lot| lot.arm.follows);
        self.trial.as_ref().map_or(&self.strategy, |running| running.ladder(follows, &self.strategy))
    }

    /// A rung of any of its ladders.
    pub fn rung(&self, id: &str) -> Option<&Rung> {
        self.ladders().flat_map(|ladder| &ladder.rungs).find(|rung| rung.id == id)
    }

    /// The words a case may be noted with that any of its ladders asks for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.ladders().flat_map(Strategy::words)
    }

    fn ladders(&self) -> impl Iterator<Item = &Strategy> {
        let tried = self.trial.iter().flat_map(RunningTrial::ladders);
        std::iter::once(&self.strategy).chain(tried)
    }

    /// The rules in the form the chain reads.
    pub fn rules(&self) -> Rules<'_> {
        Rules { strategy: &self.strategy, packs: &self.packs, method: &self.method, trial: self.trial.as_ref() }
    }
}

/// The method by a lender's own evidence table, in the form of the shipped one; the
/// questions are the shipped ones.
///
/// # Errors
/// [`ViewError::Policy`] with file, line and what was expected; a table that lacks what a
/// question asks about is none.
pub fn own_method(file: &str, text: &str) -> Result<Method, ViewError> {
    let policy = |error: makegood_diagnosis::TableError| ViewError::Policy(error.to_string());
    let table = EvidenceTable::parse(file, text).map_err(policy)?;
    let questions = Questions::shipped(&table).map_err(policy)?;
    Ok(Method { table, questions })
}

/// Reads a trial beside its champion: its text and each challenger's, in the order of the
/// trial, all named.
///
/// # Errors
/// [`ViewError::Policy`] with file, line and what was expected.
pub fn read_trial(
    trial: (&str, &str),
    ladders: &[(String, String)],
    champion: &Strategy,
) -> Result<RunningTrial, ViewError> {
    let lines = |errors: Vec<makegood_strategy::StrategyError>| {
        ViewError::Policy(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    };
    let trial = Trial::parse(trial.0, trial.1).map_err(lines)?;
    let read = |(file, text): &(String, String)| Strategy::parse(file, text).map_err(lines);
    let ladders = ladders.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    RunningTrial::try_new(trial, ladders, champion).map_err(|unfit| ViewError::Policy(unfit.to_string()))
}

thread_local! {
    /// The policy last parsed, by the hashes it was read from. Parsing takes longer
    /// than many of the questions asked of it.
    static LAST: RefCell<Option<(String, Rc<Policy>)>> = const { RefCell::new(None) };
}

/// The policy behind the document hashes of a strategy, its packs and a trial.
///
/// # Errors
/// A policy that cannot be read, or whatever SQLite refuses.
pub fn parse_policy(book: &Connection, adopted: &PolicyAdopted) -> Result<Rc<Policy>, ViewError> {
    let PolicyAdopted { strategy, packs, trial, evidence } = adopted;
    let key = format!("{strategy} {packs:?} {trial:?} {evidence:?}");
    let hit =
        LAST.with_borrow(|last| last.as_ref().filter(|(known, _)| *known == key).map(|(_, policy)| policy.clone()));
    if let Some(policy) = hit {
        return Ok(policy);
    }
    let mut texts = Vec::new();
    for (name, hash) in packs {
        texts.push((name.clone(), document(book, hash)?));
    }
    let mut policy = Policy::parse(("strategy.toml", &document(book, strategy)?), &texts)?;
    if let Some(adopted) = trial {
        let ladder = |hash: &String| Ok(("challenger.toml".to_owned(), document(book, hash)?));
        let ladders = adopted.ladders.iter().map(ladder).collect::<Result<Vec<_>, ViewError>>()?;
        policy = policy.with_trial(("trial.toml", &document(book, &adopted.trial)?), &ladders)?;
    }
    if let Some(hash) = evidence {
        policy.method = own_method("evidence.tsv", &document(book, hash)?)?;
    }
    let policy = Rc::new(policy);
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
    parse_policy(book, &adopted).map(Some)
}
