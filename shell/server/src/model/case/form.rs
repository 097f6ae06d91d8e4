//! The outcome form: what it offers, what was typed into it, and the command.

use super::{Open, promise, step};
use crate::model::words;
use crate::pages::case::{Choice, OutcomeChoice, OutcomeForm, PartField};
use crate::trouble::sentence;
use makegood_case::{Channel, Outcome, PromisePart};
use makegood_desk::{Clock, PromiseGiven, RecordOutcome, Refusal};
use makegood_diagnosis::{Family, SourceHint};
use makegood_units::{Amount, BusinessDate, ContactPointId, Currency, LoanId, PartyId, StaffId, spoken_day};
use serde::Deserialize;

/// A promise is often given for a week ahead; the person changes it.
const USUAL_PROMISE_DAYS: i32 = 7;

/// What came in from the form, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    head: String,
    pub by: String,
    outcome: String,
    channel: String,
    contact_point: String,
    told_us: String,
    note: String,
    promise_amount: String,
    promise_due_on: String,
    promise_amount_2: String,
    promise_due_on_2: String,
    promise_amount_3: String,
    promise_due_on_3: String,
    promise_amount_4: String,
    promise_due_on_4: String,
    source_of_funds: String,
    said: String,
    promise_loan: String,
    beside: String,
    then: String,
}

/// Why what was typed is not a command yet, and what to do about it.
pub(crate) struct NotYet(String);

impl NotYet {
    fn new(what: &str, way_out: &str) -> Self {
        Self(format!("{} {way_out}", sentence(what)))
    }

    /// A refusal of the desk in the same form.
    pub(crate) fn refused(refusal: &Refusal) -> Self {
        Self::new(&refusal.to_string(), refusal.way_out())
    }
}

/// The form with its usual choices.
pub(super) fn fresh(open: &Open, today: BusinessDate) -> OutcomeForm {
    let recommended = open.view.day.recommended.and_then(|at| open.view.day.considered.get(at));
    let likely = recommended.and_then(|step| step.proposal.channel).unwrap_or(Channel::Call);
    let mut channels = CHANNELS.to_vec();
    channels.sort_by_key(|(_, channel)| *channel != likely);
    let usual = step::usable(open, likely);
    let mut points: Vec<_> = step::in_use(open).collect();
    points.sort_by_key(|point| (usual.is_none_or(|usual| usual.id != point.id), &point.id));
    let owed = &open.view.day.owed;
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    OutcomeForm {
        head: open.view.head.to_string(),
        channels: channels.iter().map(|(word, channel)| choice(word, words::channel(*channel))).collect(),
        contact_points: points.iter().map(|point| choice(point.id.as_str(), &point.value)).collect(),
        told_us: told_us(open),
        outcome: None,
        channel: channels.first().map(|(word, _)| (*word).to_owned()).unwrap_or_default(),
        contact_point: usual.map(|point| point.id.to_string()).unwrap_or_default(),
        told: String::new(),
        note: String::new(),
        promise_parts: promise::usual(open, today.plus_days(USUAL_PROMISE_DAYS)),
        currency: owed.currency.to_string(),
        promise_window: (today, today.plus_days(open.policy.strategy.promises.max_days)),
        source_of_funds: String::new(),
        said: String::new(),
        loans: promise::loans(open),
        loan: String::new(),
        open_promise: promise::still_open(open),
        beside: false,
        offer: promise::offer(open),
        then: String::new(),
        problem: None,
    }
}

const CHANNELS: [(&str, Channel); 6] = [
    ("call", Channel::Call),
    ("inbound_call", Channel::InboundCall),
    ("message", Channel::Message),
    ("email", Channel::Email),
    ("letter", Channel::Letter),
    ("visit", Channel::Visit),
];

/// What a borrower can tell of themselves, in the words of the evidence table: first
/// what answers the open questions, then events of life, money and business.
fn told_us(open: &Open) -> Vec<Choice> {
    let (table, finding) = (&open.policy.method.table, &open.view.day.finding);
    let questions = finding.next_question.iter().chain(&finding.other_questions);
    let spoken = questions.filter(|question| !matches!(question.channel, SourceHint::Bureau | SourceHint::File));
    let answers = spoken.flat_map(|question| &question.answers).flat_map(|answer| &answer.brings);
    let tellable = |family: Family| matches!(family, Family::Life | Family::Cash | Family::Business);
    let rest = table.iter().filter(|kind| tellable(kind.family)).map(|kind| &kind.id);
    let mut ids: Vec<&String> = Vec::new();
    for id in answers.chain(rest) {
        if !ids.contains(&id) && table.get(id).is_some_and(|kind| tellable(kind.family)) {
            ids.push(id);
        }
    }
    let kinds = ids.into_iter().filter_map(|id| table.get(id));
    kinds.map(|kind| Choice { value: kind.id.clone(), label: sentence(&kind.says) }).collect()
}

impl Typed {
    /// The form again with what was typed and what is wrong with it. It now rests on
    /// what the page shows, so what happened meanwhile has been seen.
    pub(crate) fn back(self, fresh: OutcomeForm, problem: NotYet) -> OutcomeForm {
        let promise_parts = self.parts();
        OutcomeForm {
            outcome: OutcomeChoice::ALL.into_iter().find(|choice| choice.value() == self.outcome),
            channel: self.channel,
            contact_point: self.contact_point,
            told: self.told_us,
            promise_parts,
            note: self.note,
            source_of_funds: self.source_of_funds,
            said: self.said,
            loan: self.promise_loan,
            beside: !self.beside.is_empty(),
            then: self.then,
            problem: Some(problem.0),
            ..fresh
        }
    }

    /// The command, taking place now.
    pub(crate) fn command(
        &self,
        party: &PartyId,
        by: StaffId,
        currency: Currency,
        clock: &Clock,
    ) -> Result<RecordOutcome, NotYet> {
        let choice = OutcomeChoice::ALL.into_iter().find(|choice| choice.value() == self.outcome);
        let choice = choice.ok_or_else(|| NotYet::new("no outcome was chosen", "Choose what came of it."))?;
        let channel = CHANNELS.iter().find(|(word, _)| *word == self.channel).map(|(_, channel)| *channel);
        let channel =
            channel.ok_or_else(|| NotYet::new("no channel was chosen", "Choose the channel that was used."))?;
        let seen = self.head.parse().map_err(|_| {
            NotYet::new("the form does not say what you had seen of the case", "Read the case below, then save again.")
        })?;
        let text = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        Ok(RecordOutcome {
            party: party.clone(),
            at: clock.now(),
            on: clock.today(),
            by,
            channel,
            contact_point: text(&self.contact_point).map(ContactPointId::new),
            outcome: outcome(choice),
            note: self.note.replace("\r\n", "\n"),
            promise: if choice == OutcomeChoice::PromiseToPay { self.promise(currency, clock.today())? } else { None },
            told_us: text(&self.told_us).filter(|_| outcome(choice).is_conversation()),
            seen: Some(seen),
        })
    }

    /// The amounts and days as typed, the first one first.
    fn parts(&self) -> Vec<PartField> {
        let part = |suffix, amount: &str, due_on: &str| PartField {
            suffix,
            amount: amount.trim().to_owned(),
            due_on: due_on.trim().to_owned(),
        };
        vec![
            part(promise::SUFFIXES[0], &self.promise_amount, &self.promise_due_on),
            part(promise::SUFFIXES[1], &self.promise_amount_2, &self.promise_due_on_2),
            part(promise::SUFFIXES[2], &self.promise_amount_3, &self.promise_due_on_3),
            part(promise::SUFFIXES[3], &self.promise_amount_4, &self.promise_due_on_4),
        ]
    }

    /// Nothing when the first part is not filled in; the desk says what a promise needs.
    fn promise(&self, currency: Currency, today: BusinessDate) -> Result<Option<PromiseGiven>, NotYet> {
        let mut parts = Vec::new();
        for (no, part) in self.parts().into_iter().enumerate() {
            match (part.amount.is_empty(), part.due_on.is_empty()) {
                (true, true) if no > 0 => continue,
                (false, false) => parts.push(read(&part, currency, today)?),
                _ if no == 0 => return Ok(None),
                _ => {
                    let what = format!("part {} of the promise has an amount or a day, not both", no.saturating_add(1));
                    return Err(NotYet::new(&what, "Fill in both, or leave both empty."));
                }
            }
        }
        let loan = self.promise_loan.trim();
        Ok(Some(PromiseGiven {
            parts,
            source_of_funds: self.source_of_funds.clone(),
            said: self.said.replace("\r\n", "\n"),
            loan: (!loan.is_empty()).then(|| LoanId::new(loan)),
            beside: !self.beside.is_empty(),
        }))
    }
}

fn read(part: &PartField, currency: Currency, today: BusinessDate) -> Result<PromisePart, NotYet> {
    let amount = Amount::parse(&part.amount, currency)
        .map_err(|error| NotYet::new(&error.to_string(), "Enter the promised amount again."))?;
    let due_on = spoken_day(&part.due_on, today).map_err(|error| NotYet::new(&error.to_string(), error.way_out()))?;
    Ok(PromisePart { due_on, amount })
}

fn outcome(choice: OutcomeChoice) -> Outcome {
    match choice {
        OutcomeChoice::NoAnswer => Outcome::NoAnswer,
        OutcomeChoice::RightParty => Outcome::RightParty,
        OutcomeChoice::PromiseToPay => Outcome::PromiseToPay,
        OutcomeChoice::Refused => Outcome::Refused,
        OutcomeChoice::WrongNumber => Outcome::WrongNumber,
        OutcomeChoice::Dispute => Outcome::Dispute,
        OutcomeChoice::Hardship => Outcome::Hardship,
    }
}
