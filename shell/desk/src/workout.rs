//! The way out of a case: compared, decided upon, agreed to by a second person, and the
//! relief loan followed.

use crate::decide_workout::{agree_workout, decide_workout, decline_workout, follow_relief, relief_in_effect, words};
use crate::workout_brought::brought;
use crate::{Desk, DeskError, Refusal, WorkoutRefusal, append_and_apply};
use makegood_case::{CaseEvent, ReliefEvent, ReliefLoan, ReliefSignsRead, WorkoutEvent, WorkoutStand};
use makegood_journal::{AssumptionsAdopted, Connection, Event, keep_document};
use makegood_units::{BusinessDate, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{WorkoutView, assumptions_of, workout_view};
use makegood_workout::case::{Assumptions, Sets};
use makegood_workout::relief::Hides;

/// Decide upon a route.
#[derive(Clone, Debug)]
pub struct DecideWorkout {
    /// Whose case.
    pub party: PartyId,
    /// The route within the comparison.
    pub route: String,
    /// Who decides.
    pub by: StaffId,
    /// Why this one.
    pub reason: String,
    /// What is set otherwise for this case.
    pub sets: Sets,
    /// The lender's assumptions as text, where they are not the adopted ones.
    pub assumptions: Option<String>,
    /// The day of the fresh look. A plan that names none is looked at on its last day.
    pub retest_on: Option<BusinessDate>,
    /// The tranches of a relief loan.
    pub relief: Option<ReliefLoan>,
}

/// Agree, as the second person, to what was decided last.
#[derive(Clone, Debug)]
pub struct AgreeWorkout {
    /// Whose case.
    pub party: PartyId,
    /// Who agrees.
    pub by: StaffId,
    /// What they read, and why they agree.
    pub note: String,
}

/// Do not agree, as the second person, to what was decided last.
#[derive(Clone, Debug)]
pub struct DeclineWorkout {
    /// Whose case.
    pub party: PartyId,
    /// Who does not agree.
    pub by: StaffId,
    /// Why not.
    pub reason: String,
}

/// Write down what happened to the relief loan in effect.
#[derive(Clone, Debug)]
pub struct RecordRelief {
    /// Whose case.
    pub party: PartyId,
    /// Who writes it down.
    pub by: StaffId,
    /// What happened.
    pub what: ReliefEvent,
}

impl Desk {
    /// The routes of a case side by side, with what was decided. Writes nothing.
    ///
    /// # Errors
    /// A [`Refusal`] for a case nobody knows or assumptions that cannot be read.
    pub fn workout(&self, party: &PartyId, text: Option<&str>, sets: &Sets) -> Result<WorkoutView, DeskError> {
        view(&self.book, party, text, sets)
    }

    /// Keeps the lender's assumptions from now on. Returns the number of the event.
    ///
    /// # Errors
    /// [`WorkoutRefusal::BadAssumptions`]; then nothing was written.
    pub fn adopt_assumptions(&mut self, text: &str, by: &StaffId) -> Result<i64, DeskError> {
        read(text)?;
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let assumptions = keep_document(&transaction, text)?;
        let event = Event::AssumptionsAdopted(AssumptionsAdopted { assumptions });
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Decides upon a route. What gives something away takes effect only when a second
    /// person has agreed. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn decide_workout(&mut self, command: &DecideWorkout) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = view(&transaction, &command.party, command.assumptions.as_deref(), &command.sets)?;
        let asked = view.asked.map_err(WorkoutRefusal::from).map_err(Refusal::from)?;
        let body = serde_json::to_string(&asked).map_err(|_| DeskError::Json("a comparison"))?;
        let decided = decide_workout(command, &asked, keep_document(&transaction, &body)?)?;
        let event = case_event(&command.party, WorkoutEvent::Decided(decided));
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Agrees to what was decided last, as the second person; with this it takes effect.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn agree_workout(&mut self, command: &AgreeWorkout) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = view(&transaction, &command.party, None, &Sets::default())?;
        let agreed = agree_workout(command, &stands(&view))?;
        works_here(&transaction, &command.by)?;
        let event = case_event(&command.party, WorkoutEvent::Agreed(agreed));
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Does not agree to what was decided last, as the second person; it never takes effect.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn decline_workout(&mut self, command: &DeclineWorkout) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = view(&transaction, &command.party, None, &Sets::default())?;
        let declined = decline_workout(command, &stands(&view))?;
        works_here(&transaction, &command.by)?;
        let event = case_event(&command.party, WorkoutEvent::Declined(declined));
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Writes down what happened to the relief loan in effect.
    ///
    /// # Errors
    /// A named [`Refusal`], among them what the loan does not allow on that day; then
    /// nothing was written.
    pub fn record_relief(&mut self, command: &RecordRelief) -> Result<i64, DeskError> {
        let (today, on) = (self.clock.today(), command.what.on());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = view(&transaction, &command.party, None, &Sets::default())?;
        let happened = follow_relief(&command.what, &stands(&view), today)?;
        let event = case_event(&command.party, WorkoutEvent::Relief(happened));
        let entry = append_and_apply(&transaction, &self.clock, on, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Writes down that somebody looked whether the relief loan only hides arrears, with
    /// the signs as they stand.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn read_relief_signs(&mut self, party: &PartyId, by: &StaffId, note: &str) -> Result<i64, DeskError> {
        let note = words(note)?;
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = view(&transaction, party, None, &Sets::default())?;
        let decided = relief_in_effect(&stands(&view))?.seq;
        let of_loan = view.decisions.iter().filter(|one| one.stand.seq == decided);
        let found = of_loan.filter_map(|one| one.relief.as_ref()).flat_map(|relief| &relief.signs.found);
        let signs = found.map(|sign| says(sign).to_owned()).collect();
        let read = ReliefSignsRead { decided, by: by.clone(), signs, note };
        let event = case_event(party, WorkoutEvent::SignsRead(read));
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

fn works_here(book: &Connection, by: &StaffId) -> Result<(), DeskError> {
    let known = colleagues(book, i64::MAX)?.iter().any(|person| person.id == *by);
    known.then_some(()).ok_or_else(|| Refusal::UnknownColleague(by.clone()).into())
}

/// A sign in a sentence.
fn says(sign: &Hides) -> &str {
    let (Hides::PaysOldInstalments(why)
    | Hides::MayPayOldInstalments(why)
    | Hides::BurdenRises(why)
    | Hides::Repeated(why)) = sign;
    &why.says
}

fn case_event(party: &PartyId, event: WorkoutEvent) -> Event {
    Event::Case { party: party.clone(), event: CaseEvent::WorkoutRecorded(event) }
}

fn read(text: &str) -> Result<Assumptions, Refusal> {
    Assumptions::parse("assumptions", text).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        WorkoutRefusal::BadAssumptions(lines.join("; ")).into()
    })
}

fn view(book: &Connection, party: &PartyId, text: Option<&str>, sets: &Sets) -> Result<WorkoutView, DeskError> {
    let assumed = match text {
        Some(text) => read(text)?,
        None => assumptions_of(book)?,
    };
    if makegood_views::last_closed(book)?.is_none() {
        return Err(Refusal::NothingClosed.into());
    }
    let found = workout_view(book, party, &assumed, sets, brought(book, party)?)?;
    Ok(found.ok_or_else(|| Refusal::UnknownParty(party.clone()))?)
}

fn stands(view: &WorkoutView) -> Vec<WorkoutStand> {
    view.decisions.iter().map(|one| one.stand.clone()).collect()
}
