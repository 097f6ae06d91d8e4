//! Letters: those of a case, agreed to, served.

use super::written;
use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, Written};
use crate::words::{Day, Id, Long, Moment, Number, Short, UpTo};
use makegood_desk::{Desk, Service};
use makegood_letters::{AskedLetter, Kind, Language, LetterError, draft};
use makegood_units::{LoanId, PartyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A letter that was made.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Letter {
    /// The event that made it.
    pub letter: Number,
    /// The business day of it.
    pub on: Day,
    /// Who made it.
    pub by: String,
    /// The kind, in one word.
    pub kind: String,
    /// To whom.
    pub person: String,
    /// Its reference.
    pub reference: String,
    /// About which loans.
    pub loans: Vec<String>,
    /// The last day of the period it sets.
    pub until: Option<Day>,
    /// Whether it arrived, by the last word on it.
    pub is_served: bool,
}

/// The letters of a case, newest first.
///
/// # Errors
/// [`Problem::not_found`]; records that cannot be read.
pub fn list(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<Page<Letter>>, Problem> {
    let party = asked.case(desk)?;
    let letter = |one: &makegood_desk::LetterOnRecord| Letter {
        letter: one.seq.into(),
        on: one.on.into(),
        by: one.by.clone(),
        kind: one.made.letter.clone(),
        person: one.made.person.to_string(),
        reference: one.made.reference.clone(),
        loans: one.made.about.iter().map(ToString::to_string).collect(),
        until: one.made.until.map(Day::from),
        is_served: one.is_served(),
    };
    let entries = desk.letters_of(&party)?.made.iter().map(letter).collect();
    Ok(Page { entries, next_cursor: None }.into())
}

/// How a letter was carried and what came of it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServedIn {
    /// When it arrived, was handed over, or came back; now when it is not said.
    #[serde(default)]
    pub at: Option<Moment>,
    /// How it was carried, in one word; `post` when it is not said.
    #[serde(default)]
    pub how: Option<Short>,
    /// The carrier's number.
    #[serde(default)]
    pub tracking: Option<Short>,
    /// Somebody signed for it.
    #[serde(default)]
    pub is_signed: bool,
    /// It came back.
    #[serde(default)]
    pub is_returned: bool,
    /// The addressee said that they have read and understood it.
    #[serde(default)]
    pub is_read: bool,
}

/// Records how a letter was served.
///
/// # Errors
/// [`Problem::not_found`] for an event that made no letter of the case; what the desk
/// refuses, by name.
pub fn served(desk: &mut Desk, asked: &Asked, sent: ServedIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let letter = asked.number("letter")?;
    let is_theirs = desk.letter(letter)?.is_some_and(|(made, _)| made.party == party);
    if !is_theirs {
        return Err(Problem::not_found("letter", asked.named("letter")));
    }
    if sent.is_returned && (sent.is_signed || sent.is_read) {
        let says = "What came back was neither signed for nor read.";
        return Err(Problem::refused("returned_and_signed", says, "Say one of the two."));
    }
    let service = Service {
        letter,
        at: sent.at.map_or_else(|| desk.clock().now(), |at| at.0),
        how: sent.how.map_or_else(|| "post".to_owned(), |word| word.to_string()),
        tracking: sent.tracking.map(|number| number.to_string()),
        is_signed: sent.is_signed,
        is_returned: sent.is_returned,
        is_read: sent.is_read,
    };
    let served = desk.record_served(&service, by.as_str())?;
    Ok(written(served.and_then(|served| served.happening)))
}

/// A letter of weight a second person agrees to: what it says is made up from the book.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementIn {
    /// To whom; the borrower when it is not said.
    #[serde(default)]
    pub person: Option<Id>,
    /// About which loans; those past due when none is named.
    #[serde(default)]
    pub loans: UpTo<Id, 50>,
    /// What in the contract allows the whole loan to be called.
    pub trigger: Long,
    /// The last day of the cure period.
    pub cure_until: Day,
    /// The lender's name as its borrowers know it.
    pub lender: Short,
    /// How the lender is reached.
    pub reach: Short,
    /// The person who answers for the letter.
    pub officer: Short,
    /// What was read, and why they agree.
    pub note: Long,
}

/// Agrees to a notice of acceleration, as the second person.
///
/// # Errors
/// What the letter or the desk refuses, by name.
pub fn agree(desk: &mut Desk, asked: &Asked, sent: AgreementIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let letter = AskedLetter {
        to: sent.person.map(|person| PartyId::new(person.as_str())),
        about: sent.loans.iter().map(|loan| LoanId::new(loan.as_str())).collect(),
        trigger: Some(sent.trigger.to_string()),
        cure_until: Some(sent.cure_until.0),
        lender: sent.lender.to_string(),
        reach: sent.reach.to_string(),
        officer: sent.officer.to_string(),
        ..AskedLetter::new(party, Kind::AccelerationNotice, Language::English)
    };
    let command = draft(desk, &letter, None).map_err(problem)?.to_agree(by, sent.note.to_string());
    Ok(written([desk.agree_to_letter(&command)?]))
}

fn problem(error: LetterError) -> Problem {
    match error {
        LetterError::Desk(error) => error.into(),
        LetterError::Refused(refusal) => Problem::refused(refusal.code(), &refusal.to_string(), &refusal.way_out()),
        LetterError::Lexicon(error) => Problem::failed(&error),
    }
}
