//! The law: asked, and what it said before.

use super::page;
use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, law};
use crate::words::{Id, Limit, Long, Moment, Number, Short, UpTo};
use makegood_compliance::{Deed, Purpose};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_units::{LoanId, PartyId};
use makegood_views::{AskedAct, NoClocks, Reach, case_clocks_on, clock_board};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};
use std::borrow::Cow;

/// An act, in a word of the packs.
#[derive(Clone, Copy, Debug)]
pub struct Act(Deed);

impl<'de> Deserialize<'de> for Act {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Deed::named(&word).map(Self).ok_or_else(|| de::Error::custom(format!("{word} is no act")))
    }
}

impl JsonSchema for Act {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Act".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Deed::words() })
    }
}

/// What an act is for, in a word of the packs.
#[derive(Clone, Copy, Debug)]
pub struct For(Purpose);

impl<'de> Deserialize<'de> for For {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Purpose::named(&word).map(Self).ok_or_else(|| de::Error::custom(format!("{word} is no purpose")))
    }
}

impl JsonSchema for For {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Purpose".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Purpose::words() })
    }
}

/// An act somebody wants to do.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActIn {
    /// The act.
    pub act: Act,
    /// What for.
    pub purpose: For,
    /// Towards whom; the borrower when it is not said.
    #[serde(default)]
    pub person: Option<Id>,
    /// About which loans; those past due when none is named.
    #[serde(default)]
    pub loans: UpTo<Id, 50>,
    /// On which number or at which address.
    #[serde(default)]
    pub contact_point: Option<Id>,
    /// Where, in one word of a pack.
    #[serde(default)]
    pub place: Option<Short>,
    /// What it carries or how it is done, in words of the packs.
    #[serde(default)]
    pub carries: UpTo<Short, 20>,
    /// For which moment; now when it is not said.
    #[serde(default)]
    pub at: Option<Moment>,
    /// The reason put on record where a rule only warns.
    #[serde(default)]
    pub reason: Option<Long>,
}

/// Asks the law and puts the answer on record.
///
/// # Errors
/// What the desk refuses, by name.
pub fn ask(desk: &mut Desk, asked: &Asked, sent: ActIn) -> Result<Told<law::Judgement>, Problem> {
    let (case, by) = (asked.case(desk)?, asked.by(desk)?);
    let act = AskedAct {
        person: sent.person.map_or_else(|| case.clone(), |person| PartyId::new(person.as_str())),
        case,
        deed: sent.act.0,
        purpose: sent.purpose.0,
        debts: sent.loans.iter().map(|loan| LoanId::new(loan.as_str())).collect(),
        contact_point: sent.contact_point.map(|point| point.as_str().into()),
        place: sent.place.map(|word| word.to_string()),
        carries: sent.carries.iter().map(ToString::to_string).collect(),
    };
    let reason = sent.reason.as_ref().map(Long::as_str);
    let judged = desk.ask_gate(&act, sent.at.map(|at| at.0), reason, by.as_str())?;
    let body = law::judgement(Some(judged.seq), &judged.judgement);
    Ok(Told { location: Some(format!("/api/v1/judgements/{}", judged.seq)), ..Told::from(body) })
}

/// A judgement on record.
///
/// # Errors
/// [`Problem::not_found`].
pub fn judgement(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<law::Judgement>, Problem> {
    let seq = asked.number("judgement")?;
    let judgement = desk.judgement_of(seq)?;
    if !asked.sees_case(desk, &judgement.act.case)? {
        return Err(Problem::not_found("judgement", asked.named("judgement")));
    }
    Ok(law::judgement(Some(seq), &judgement).into())
}

/// From where on.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Below {
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Number>,
    /// Entries on a page.
    pub limit: Limit,
}

/// Acts the law did not let through, newest first.
///
/// # Errors
/// Records that cannot be read.
pub fn refused(desk: &mut Desk, asked: &Asked, query: Below) -> Result<Told<Page<law::RefusedAct>>, Problem> {
    let (below, limit) = (query.cursor.map_or(i64::MAX, Number::get), query.limit.get());
    let mut lines = Vec::new();
    for line in desk.refused_log()?.into_iter().filter(|line| line.seq < below) {
        if asked.sees_case(desk, &line.judged.party)? {
            lines.push(law::refused(line));
        }
        if lines.len() > limit {
            break;
        }
    }
    Ok(page(lines, limit, |line| line.event.get().to_string()).into())
}

/// How many clocks.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Soonest {
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Number>,
    /// Entries on a page.
    pub limit: Limit,
}

/// Clocks that end within 180 days, soonest first, as of the last close.
///
/// # Errors
/// Views that cannot be read.
pub fn clocks(desk: &mut Desk, asked: &Asked, query: Soonest) -> Result<Told<Page<law::Clock>>, Problem> {
    let (from, limit) = (query.cursor.map_or(0, Number::get), query.limit.get());
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let mut all = Vec::new();
    for line in clock_board(desk.book(), &Reach::whole())?.soon {
        if asked.sees_case(desk, &line.case)? {
            all.push(law::clock(line.case.as_str(), &line.clock));
        }
    }
    let more = all.len() > from.saturating_add(limit);
    let entries = all.into_iter().skip(from).take(limit).collect();
    let next_cursor = more.then(|| from.saturating_add(limit).to_string());
    Ok(Page { entries, next_cursor }.into())
}

/// The clocks of one case.
///
/// # Errors
/// [`Problem::not_found`]; `no_clock_in_force` when no pack has one.
pub fn clocks_of(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<Page<law::Clock>>, Problem> {
    let party = asked.case(desk)?;
    let read = case_clocks_on(desk.book(), &party, None)?;
    let clocks = read.map_err(|why| match why {
        NoClocks::NoPackHasAny => DeskError::from(Refusal::NoClockInForce).into(),
        NoClocks::NeverClosed => DeskError::from(Refusal::NothingClosed).into(),
        NoClocks::NoSuchCase => Problem::not_found("case", party.as_str()),
    })?;
    let entries = clocks.clocks.iter().map(|clock| law::clock(party.as_str(), clock)).collect();
    Ok(Page { entries, next_cursor: None }.into())
}
