//! Ladders tried beside the one in force: adopted, and ended.

use crate::close::{adopted, in_force};
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_journal::{Event, PolicyAdopted, TrialAdopted, keep_document};
use makegood_views::read_trial;

/// A trial and the ladders of its challengers as texts, named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialTexts {
    /// The trial file's name and text.
    pub trial: (String, String),
    /// Each challenger's ladder, by file name and text, in the order of the trial.
    pub ladders: Vec<(String, String)>,
}

impl Desk {
    /// Adopts a trial beside the strategy in force, which is its champion. Returns whether
    /// anything was written; the same trial twice changes nothing.
    ///
    /// # Errors
    /// A trial or a ladder that cannot be read, with file and line; [`Refusal::NoPolicy`],
    /// [`Refusal::TrialRuns`] while another one runs, [`Refusal::TrialInThePast`].
    pub fn adopt_trial(&mut self, texts: &TrialTexts, actor: &str) -> Result<bool, DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        let policy = makegood_views::policy_of(&transaction, i64::MAX)?.ok_or(Refusal::NoPolicy)?;
        let (name, text) = &texts.trial;
        let running = read_trial((name, text), &texts.ladders, &policy.strategy)?;
        let trial = keep_document(&transaction, text)?;
        let kept = texts.ladders.iter().map(|(_, text)| keep_document(&transaction, text));
        let ladders = kept.collect::<Result<Vec<_>, _>>()?;
        let asked = TrialAdopted { trial, ladders };
        let PolicyAdopted { strategy, packs, trial, evidence } = adopted(&transaction, i64::MAX)?;
        if trial.as_ref() == Some(&asked) {
            return Ok(false);
        }
        if let Some(other) = policy.trial.as_ref() {
            return Err(Refusal::TrialRuns(other.trial().name.clone()).into());
        }
        let begins_on = running.trial().begins_on;
        if let Some(closed) = makegood_views::last_closed(&transaction)?.filter(|closed| begins_on <= *closed) {
            return Err(Refusal::TrialInThePast { begins_on, closed }.into());
        }
        let event = Event::PolicyAdopted(PolicyAdopted { strategy, packs, trial: Some(asked), evidence });
        append_and_apply(&transaction, &self.clock, self.clock.today(), actor, event)?;
        transaction.commit()?;
        Ok(true)
    }

    /// Ends the trial that runs: from the next close on everybody follows the strategy in
    /// force. What it came to stays to be read. Returns its name.
    ///
    /// # Errors
    /// [`Refusal::NoTrial`] when none runs.
    pub fn end_trial(&mut self, actor: &str) -> Result<String, DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        let policy = makegood_views::policy_of(&transaction, i64::MAX)?.ok_or(Refusal::NoTrial)?;
        let name = policy.trial.as_ref().map(|running| running.trial().name.clone()).ok_or(Refusal::NoTrial)?;
        let PolicyAdopted { strategy, packs, evidence, .. } = adopted(&transaction, i64::MAX)?;
        let event = Event::PolicyAdopted(PolicyAdopted { strategy, packs, trial: None, evidence });
        append_and_apply(&transaction, &self.clock, self.clock.today(), actor, event)?;
        transaction.commit()?;
        Ok(name)
    }
}

/// The trial that goes on under a policy adopted anew: packs may change beside it, its
/// champion may not.
pub(crate) fn goes_on(book: &makegood_journal::Connection, strategy: &str) -> Result<Option<TrialAdopted>, DeskError> {
    let Some(PolicyAdopted { strategy: champion, trial: Some(trial), .. }) = in_force(book, i64::MAX)? else {
        return Ok(None);
    };
    if champion == strategy {
        return Ok(Some(trial));
    }
    let name = makegood_views::policy_of(book, i64::MAX)?
        .and_then(|policy| policy.trial.as_ref().map(|running| running.trial().name.clone()));
    Err(Refusal::TrialRuns(name.unwrap_or_default()).into())
}
