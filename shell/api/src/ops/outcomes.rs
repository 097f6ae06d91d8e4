//! What people did on a case, written down.

use super::written;
use crate::asked::Asked;
use crate::operation::Told;
use crate::problem::Problem;
use crate::shape::Written;
use crate::standing::may;
use crate::words::{Day, Given, Id, List, Long, Moment, Number, Short, UpTo};
use makegood_access::Right;
use makegood_case::{Channel, FactStated, FileRow, HappeningEnded, HappeningRecorded, HoldKind, Outcome, PromisePart};
use makegood_desk::{Desk, DeskError, LiftHold, MakePlan, PromiseGiven, RecordOutcome, Refusal, TakeStep, TakenHow};
use makegood_units::{Currency, LoanId, PartyId};
use makegood_views::case_view;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A word of a closed list of the product, by its own word: the two lists are held together
/// by a test.
pub(super) fn same<T: Serialize, U: DeserializeOwned>(word: &T) -> Result<U, Problem> {
    let value = serde_json::to_value(word).map_err(|error| Problem::failed(&error))?;
    serde_json::from_value(value).map_err(Problem::unreadable)
}

/// Through which channel.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ChannelUsed {
    /// A telephone call the lender placed.
    Call,
    /// A telephone call the borrower placed.
    InboundCall,
    /// A text message.
    Message,
    /// An e-mail.
    Email,
    /// A letter.
    Letter,
    /// A visit.
    Visit,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum CameOfIt {
    /// Nobody answered.
    NoAnswer,
    /// The call did not connect.
    NotConnected,
    /// A conversation with the obligor, identity confirmed.
    RightParty,
    /// An amount was promised by a day.
    PromiseToPay,
    /// They said they will not pay.
    Refused,
    /// The number or address belongs to somebody else.
    WrongNumber,
    /// They say the debt is wrong.
    Dispute,
    /// They say they cannot pay.
    Hardship,
    /// Something went out.
    Sent,
}

/// One part of a promise.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenPart {
    /// By which day.
    pub due_on: Day,
    /// How much.
    pub amount: Given,
}

/// A promise as given.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenPromise {
    /// How much by which day, in the order of the days.
    pub parts: List<GivenPart, 1, 24>,
    /// Where the money will come from.
    #[serde(default)]
    pub source_of_funds: Option<Long>,
    /// What they said, word for word.
    #[serde(default)]
    pub said: Option<Long>,
    /// For which loan; any of the case when it is not said.
    #[serde(default)]
    pub loan: Option<Id>,
    /// Whether it stands beside promises that are still open; otherwise it takes their place.
    #[serde(default)]
    pub beside: bool,
}

/// What came of an attempt or a conversation.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeIn {
    /// When it took place; now when it is not said.
    #[serde(default)]
    pub at: Option<Moment>,
    /// Through which channel.
    pub channel: ChannelUsed,
    /// What came of it.
    pub outcome: CameOfIt,
    /// On which number or at which address.
    #[serde(default)]
    pub contact_point: Option<Id>,
    /// What was said.
    #[serde(default)]
    pub note: Option<Long>,
    /// The promise, for `promise_to_pay`.
    #[serde(default)]
    pub promise: Option<GivenPromise>,
    /// The reason they gave, as an id of the evidence table.
    #[serde(default)]
    pub told_us: Option<Short>,
    /// The version of the case this rests on; refused with 409 when somebody acted since.
    #[serde(default)]
    pub seen: Option<Number>,
}

/// A text that may be left out.
pub(super) fn text<const MIN: usize, const MAX: usize>(text: Option<crate::words::Text<MIN, MAX>>) -> String {
    text.map(|text| text.to_string()).unwrap_or_default()
}

fn promise(given: GivenPromise, currency: Currency) -> Result<PromiseGiven, Problem> {
    let part = |(at, part): (usize, &GivenPart)| {
        let amount = part.amount.in_currency(currency);
        let amount = amount.map_err(|problem| problem.at(&format!("/promise/parts/{at}/amount")))?;
        Ok(PromisePart { due_on: part.due_on.0, amount })
    };
    Ok(PromiseGiven {
        parts: given.parts.iter().enumerate().map(part).collect::<Result<_, Problem>>()?,
        source_of_funds: text(given.source_of_funds),
        said: text(given.said),
        loan: given.loan.map(|loan| LoanId::new(loan.as_str())),
        beside: given.beside,
    })
}

/// The currency of a case's sums.
fn currency(desk: &Desk, party: &PartyId) -> Result<Currency, Problem> {
    let view = case_view(desk.book(), party, desk.clock().now())?;
    Ok(view.ok_or_else(|| Problem::not_found("case", party.as_str()))?.day.owed.currency)
}

/// Records an outcome, with its promise.
///
/// # Errors
/// What the desk refuses, by name.
pub fn outcome(desk: &mut Desk, asked: &Asked, sent: OutcomeIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let at = sent.at.map_or_else(|| desk.clock().now(), |at| at.0);
    let given = sent.promise.map(|given| promise(given, currency(desk, &party)?)).transpose()?;
    let recorded = desk.record_outcome(&RecordOutcome {
        party,
        at,
        on: desk.clock().day_of(at),
        by,
        channel: same::<_, Channel>(&sent.channel)?,
        contact_point: sent.contact_point.map(|point| point.as_str().into()),
        outcome: same::<_, Outcome>(&sent.outcome)?,
        note: text(sent.note),
        promise: given,
        told_us: sent.told_us.map(|word| word.to_string()),
        seen: sent.seen.map(Number::get),
    })?;
    Ok(written(recorded.events))
}

/// Something of which the law may speak.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HappeningIn {
    /// What it was, in one word of a pack: `default_notice`, `grievance`.
    pub what: Short,
    /// When it was received, served or took place; now when it is not said.
    #[serde(default)]
    pub at: Option<Moment>,
    /// Its form and evidence, in words of the packs.
    #[serde(default)]
    pub with: UpTo<Short, 20>,
    /// Who did it, in one word.
    #[serde(default)]
    pub by: Option<Short>,
    /// Of whom it is, where not of the borrower.
    #[serde(default)]
    pub person: Option<Id>,
    /// About which loans; all of the case when none is named.
    #[serde(default)]
    pub loans: UpTo<Id, 50>,
    /// The last day it lasts.
    #[serde(default)]
    pub until: Option<Day>,
}

/// Records something that happened.
///
/// # Errors
/// What the desk refuses, by name.
pub fn happening(desk: &mut Desk, asked: &Asked, sent: HappeningIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let one = HappeningRecorded {
        what: sent.what.to_string(),
        at: sent.at.map_or_else(|| desk.clock().now(), |at| at.0),
        with: sent.with.iter().map(ToString::to_string).collect(),
        by: sent.by.map(|word| word.to_string()),
        to: None,
        person: sent.person.map(|person| PartyId::new(person.as_str())),
        debts: sent.loans.iter().map(|loan| LoanId::new(loan.as_str())).collect(),
        contact_point: None,
        place: None,
        amount: None,
        until: sent.until.map(|day| day.0),
    };
    Ok(written([desk.record_happening(&party, one, by.as_str())?]))
}

/// Something that ended.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndedIn {
    /// What had happened.
    pub what: Short,
    /// When it ended; now when it is not said.
    #[serde(default)]
    pub at: Option<Moment>,
    /// Of whom it was, where not of the borrower.
    #[serde(default)]
    pub person: Option<Id>,
}

/// Records that something ended.
///
/// # Errors
/// What the desk refuses, by name.
pub fn ended(desk: &mut Desk, asked: &Asked, sent: EndedIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let at = sent.at.map_or_else(|| desk.clock().now(), |at| at.0);
    let person = sent.person.map(|person| PartyId::new(person.as_str()));
    let one = HappeningEnded { what: sent.what.to_string(), at, person };
    Ok(written([desk.end_happening(&party, one, by.as_str())?]))
}

/// A fact a pack asks for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactIn {
    /// Its name, such as `debt.purpose`.
    pub name: Short,
    /// Its value: a word, a number, a day, true or false.
    pub value: Short,
    /// Of which loan; of the case when it is not said.
    #[serde(default)]
    pub loan: Option<Id>,
}

/// Records a fact.
///
/// # Errors
/// What the desk refuses, by name.
pub fn fact(desk: &mut Desk, asked: &Asked, sent: FactIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let debt = sent.loan.map(|loan| LoanId::new(loan.as_str()));
    let fact = FactStated { name: sent.name.to_string(), value: sent.value.to_string(), debt };
    Ok(written([desk.state_fact(&party, fact, by.as_str())?]))
}

/// What was done about a step.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum How {
    /// Done.
    Done,
    /// Agreed to, as the second person.
    Agreed,
    /// Read as the second person, and not agreed to.
    Declined,
    /// Gone on to before the gentler ones; a leader does.
    Skipped,
}

/// A step that stays in the house.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepIn {
    /// The rung of the strategy.
    pub step: Short,
    /// What was done about it.
    pub how: How,
    /// What came of it, what was read, or why the gentler steps are passed over.
    pub note: Long,
}

/// Takes a step.
///
/// # Errors
/// What the desk refuses, by name.
pub fn step(desk: &mut Desk, asked: &Asked, sent: StepIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    match sent.how {
        How::Done => {}
        How::Agreed | How::Declined => may(desk, asked, Right::AgreeStep)?,
        How::Skipped => may(desk, asked, Right::SkipStep)?,
    }
    let how = same::<_, TakenHow>(&sent.how)?;
    let command = TakeStep { party, step: sent.step.to_string(), by, note: sent.note.to_string(), how };
    Ok(written([desk.take_step(&command)?]))
}

/// A plan for the cause found.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanIn {
    /// What is done.
    pub method: Long,
    /// Who answers for it.
    pub owner: Id,
    /// By when.
    pub due_on: Day,
    /// What has to have come of it by then.
    pub required_result: Long,
}

/// Makes a plan.
///
/// # Errors
/// What the desk refuses, by name.
pub fn plan(desk: &mut Desk, asked: &Asked, sent: PlanIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let command = MakePlan {
        party,
        by,
        method: sent.method.to_string(),
        owner: sent.owner.as_str().into(),
        due_on: sent.due_on.0,
        required_result: sent.required_result.to_string(),
    };
    Ok(written([desk.make_plan(&command)?]))
}

/// Which hold the lender may end.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum HoldEnded {
    /// The dispute is answered.
    Dispute,
    /// The plan is agreed.
    Hardship,
}

/// The end of a hold.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftIn {
    /// Which hold.
    pub kind: HoldEnded,
    /// What was done about it.
    pub reason: Long,
}

/// Lifts a hold.
///
/// # Errors
/// What the desk refuses, by name.
pub fn lift(desk: &mut Desk, asked: &Asked, sent: LiftIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let kind = same::<_, HoldKind>(&sent.kind)?;
    Ok(written([desk.lift_hold(&LiftHold { party, by, kind, reason: sent.reason.to_string() })?]))
}

/// Facts for the borrower's file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileIn {
    /// Row by row, as columns of file_facts in docs/import-format.md: kind, amount, as_of …
    pub facts: List<BTreeMap<String, Short>, 1, 200>,
}

/// What was learnt.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Learned {
    /// The numbers of the events.
    pub events: Vec<Number>,
    /// Facts the file had already, to the letter.
    pub known: u64,
}

/// Writes facts into the file: all of them, or none.
///
/// # Errors
/// What the desk refuses, by name.
pub fn file(desk: &mut Desk, asked: &Asked, sent: FileIn) -> Result<Told<Learned>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let currency = currency(desk, &party)?;
    let today = desk.clock().today();
    let mut facts = Vec::new();
    for (at, row) in sent.facts.into_iter().enumerate() {
        let cells = row.into_iter().map(|(column, cell)| (column, cell.to_string()));
        let read = FileRow::new(cells).read(Some(currency), today);
        let row = at.saturating_add(1);
        let refused = |fault| Problem::from(DeskError::from(Refusal::NotAFileFact { row, fault }));
        facts.push(read.map_err(|fault| refused(fault).at(&format!("/facts/{at}")))?);
    }
    let learned = desk.learn(&party, &facts, &by)?;
    let version = learned.events.last().copied();
    let events = learned.events.into_iter().map(Number::from).collect();
    Ok(Told { version, ..Told::from(Learned { events, known: learned.known as u64 }) })
}

#[cfg(test)]
mod tests {
    use super::{CameOfIt, ChannelUsed, How, same};
    use makegood_case::{Channel, Outcome};
    use makegood_desk::TakenHow;

    #[test]
    fn the_words_of_the_interface_are_the_words_of_the_product() {
        use CameOfIt::{
            Dispute, Hardship, NoAnswer, NotConnected, PromiseToPay, Refused, RightParty, Sent, WrongNumber,
        };
        for word in [NoAnswer, NotConnected, RightParty, PromiseToPay, Refused, WrongNumber, Dispute, Hardship, Sent] {
            assert!(same::<_, Outcome>(&word).is_ok(), "{word:?}");
        }
        use ChannelUsed::{Call, Email, InboundCall, Letter, Message, Visit};
        for word in [Call, InboundCall, Message, Email, Letter, Visit] {
            assert!(same::<_, Channel>(&word).is_ok(), "{word:?}");
        }
        for word in [How::Done, How::Agreed, How::Declined, How::Skipped] {
            assert!(same::<_, TakenHow>(&word).is_ok(), "{word:?}");
        }
    }
}
