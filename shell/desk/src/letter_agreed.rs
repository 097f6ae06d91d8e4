//! Four eyes on a letter: a second person agrees to what it says before it is made.

use crate::decide::NOTE_CHARACTERS;
use crate::{Desk, DeskError, LetterToKeep, Refusal, append_and_apply};
use makegood_case::CaseEvent;
use makegood_journal::{Connection, Event, LetterAgreed, entries_of};
use makegood_strategy::ActionKind;
use makegood_units::{BusinessDate, LoanId, Money, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{case_input, policy_of};

/// The kinds of letters, in one word each, that begin what cannot be taken back.
pub const NEEDS_SECOND_PERSON: [&str; 1] = ["acceleration"];

/// Agree to a letter, as the second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreeToLetter {
    /// Whose case.
    pub party: PartyId,
    /// To whom the letter goes.
    pub person: PartyId,
    /// The kind of letter, in one word.
    pub letter: String,
    /// About which loans.
    pub about: Vec<LoanId>,
    /// The last day of the period it sets.
    pub until: Option<BusinessDate>,
    /// What is past due and unpaid of them.
    pub arrears: Money,
    /// Who agrees.
    pub by: StaffId,
    /// What they read, and why they agree.
    pub note: String,
}

impl Desk {
    /// Writes down that a second person agrees to a letter. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn agree_to_letter(&mut self, command: &AgreeToLetter) -> Result<i64, DeskError> {
        let note = command.note.trim();
        if note.is_empty() {
            return Err(Refusal::StepSaysNothing.into());
        }
        if note.chars().count() > NOTE_CHARACTERS {
            return Err(Refusal::NoteTooLong(NOTE_CHARACTERS).into());
        }
        if !NEEDS_SECOND_PERSON.contains(&command.letter.as_str()) {
            return Err(Refusal::NothingToAgree(command.letter.clone()).into());
        }
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        works_here(&transaction, &command.by)?;
        let event = Event::LetterAgreed(LetterAgreed {
            party: command.party.clone(),
            person: command.person.clone(),
            letter: command.letter.clone(),
            about: command.about.clone(),
            until: command.until,
            arrears: command.arrears,
            by: command.by.clone(),
            note: note.to_owned(),
        });
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Who agreed to a letter, newest first; none when nobody has, or when the letter says
    /// something else by now.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn letter_agreed_by(&self, letter: &LetterToKeep) -> Result<Option<StaffId>, DeskError> {
        Ok(who_agreed(&self.book, letter)?.into_iter().next())
    }
}

/// Whether this letter may be made by this person, as far as four eyes go.
pub(crate) fn holds(book: &Connection, letter: &LetterToKeep, by: &str) -> Result<(), DeskError> {
    if !NEEDS_SECOND_PERSON.contains(&letter.letter.as_str()) {
        return Ok(());
    }
    let agreed = who_agreed(book, letter)?;
    if agreed.is_empty() {
        return Err(Refusal::NoAgreement { arrears: letter.arrears, until: letter.until }.into());
    }
    // Two people are known by their numbers; a word such as `letter` is nobody.
    works_here(book, &StaffId::new(by))?;
    if agreed.iter().all(|one| one.as_str() == by) {
        return Err(Refusal::SamePerson(letter.letter.clone()).into());
    }
    Ok(())
}

fn works_here(book: &Connection, by: &StaffId) -> Result<(), DeskError> {
    let known = colleagues(book, i64::MAX)?.iter().any(|person| person.id == *by);
    known.then_some(()).ok_or_else(|| Refusal::UnknownColleague(by.clone()).into())
}

/// Everybody who agreed to this letter or, since money last came, to the step of the
/// strategy that it belongs to; newest first.
fn who_agreed(book: &Connection, letter: &LetterToKeep) -> Result<Vec<StaffId>, DeskError> {
    let steps = steps_of(book)?;
    let last_paid_on = last_paid_on(book, letter)?;
    let is_since = |on: BusinessDate| last_paid_on.is_none_or(|paid| on > paid);
    let (mut agreed, mut is_declined) = (Vec::new(), false);
    for entry in entries_of(book, &letter.case, i64::MAX)?.into_iter().rev() {
        match entry.event {
            Event::LetterAgreed(one) if is_to(&one, letter) => agreed.push(one.by),
            Event::Case { event: CaseEvent::StepApproved(one), .. }
                if !is_declined && steps.contains(&one.step) && is_since(entry.effective_on) =>
            {
                agreed.push(one.by);
            }
            // Whoever agreed to the step before it was declined agreed to nothing now.
            Event::Case { event: CaseEvent::StepDeclined(one), .. } if steps.contains(&one.step) => is_declined = true,
            _ => {}
        }
    }
    Ok(agreed)
}

fn is_to(agreed: &LetterAgreed, letter: &LetterToKeep) -> bool {
    agreed.letter == letter.letter
        && agreed.person == letter.person
        && agreed.about == letter.about
        && agreed.until == letter.until
        && agreed.arrears == letter.arrears
}

/// The rungs by which the strategy in force calls a loan due.
fn steps_of(book: &Connection) -> Result<Vec<String>, DeskError> {
    let Some(policy) = policy_of(book, i64::MAX)? else { return Ok(Vec::new()) };
    let calls = policy.strategy.rungs.iter().filter(|rung| rung.action == ActionKind::Acceleration);
    Ok(calls.map(|rung| rung.id.clone()).collect())
}

/// The last day money came on any loan of the case.
fn last_paid_on(book: &Connection, letter: &LetterToKeep) -> Result<Option<BusinessDate>, DeskError> {
    let loans = case_input(book, &letter.case, i64::MAX)?.loans;
    Ok(loans.iter().flat_map(|loan| &loan.payments).map(|payment| payment.value_on).max())
}
