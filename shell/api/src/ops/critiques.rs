//! Critiques: read, made, answered, ended.

use super::outcomes::{same, text};
use super::{page, written};
use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, Written, critique as shape};
use crate::words::{Day, Id, Limit, Long, Number, Short};
use makegood_case::{CritiqueAnswer, CritiqueState};
use makegood_desk::{CritiqueAbout, Desk, MakeCritique, OnCritique, critique_categories};
use makegood_units::StaffId;
use makegood_views::{CritiqueFilter, case_of_event, critiques};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a critique stands.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Stands {
    /// Delivered and not answered.
    Open,
    /// Answered; a leader reads it next.
    Answered,
    /// Done.
    Closed,
    /// It was none.
    Withdrawn,
}

/// Which critiques.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CritiqueQuery {
    /// Told to this officer.
    pub officer: Option<Short>,
    /// Of this category.
    pub category: Option<Short>,
    /// Standing so.
    pub state: Option<Stands>,
    /// Of this case.
    pub case: Option<Short>,
    /// Of what was said or done after this day.
    pub after: Option<Day>,
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Number>,
    /// Entries on a page.
    pub limit: Limit,
}

/// Critiques, newest first.
///
/// # Errors
/// Views that cannot be read.
pub fn list(desk: &mut Desk, asked: &Asked, query: CritiqueQuery) -> Result<Told<Page<shape::Critique>>, Problem> {
    let filter = CritiqueFilter {
        officer: query.officer.as_ref().map(|one| StaffId::new(one.as_str())),
        category: query.category.as_ref().map(ToString::to_string),
        state: query.state.map(|state| same::<_, CritiqueState>(&state)).transpose()?,
        party: query.case.as_ref().map(|case| case.as_str().into()),
        after: query.after.map(|day| day.0),
        reach: asked.within(desk)?,
    };
    let limit = query.limit.get();
    let all = critiques(desk.book(), &filter)?;
    let from = all.iter().filter(|line| query.cursor.is_none_or(|cursor| line.stand.seq < cursor.get()));
    let entries = from.take(limit.saturating_add(1)).map(shape::critique).collect();
    Ok(page(entries, limit, |one: &shape::Critique| one.critique.get().to_string()).into())
}

/// A critique the token may see.
fn found(desk: &Desk, asked: &Asked) -> Result<shape::Critique, Problem> {
    let number = asked.number("critique")?;
    let unknown = || Problem::not_found("critique", asked.named("critique"));
    let party = case_of_event(desk.book(), number)?.ok_or_else(unknown)?;
    let filter = CritiqueFilter { party: Some(party), reach: asked.within(desk)?, ..CritiqueFilter::default() };
    let all = critiques(desk.book(), &filter)?;
    all.iter().find(|line| line.stand.seq == number).map(shape::critique).ok_or_else(unknown)
}

/// One critique with what became of it.
///
/// # Errors
/// [`Problem::not_found`]; views that cannot be read.
pub fn one(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<shape::Critique>, Problem> {
    Ok(found(desk, asked)?.into())
}

/// The categories there are.
///
/// # Errors
/// A shipped lexicon with a fault.
pub fn categories(_: &mut Desk, _: &Asked, _: Nothing) -> Result<Told<Page<shape::Category>>, Problem> {
    let entries = critique_categories()?.into_iter().map(|(category, title)| shape::Category { category, title });
    Ok(Page { entries: entries.collect(), next_cursor: None }.into())
}

/// Something found wrong: with words, or with what somebody did or left out.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CritiqueIn {
    /// One of the categories.
    pub category: Short,
    /// What is wrong with it.
    pub says: Long,
    /// What to say or do instead.
    pub instead: Long,
    /// What it is about.
    pub about: About,
}

/// What a critique is about.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schemars(inline)]
pub enum About {
    /// Words of a text.
    Words(WordsIn),
    /// What somebody did or left out.
    Measure(MeasureIn),
}

/// Words of a text on record.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordsIn {
    /// The event the text stands in.
    pub event: Number,
    /// The words, as they stand there.
    pub quote: Long,
}

/// What somebody did or left out.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureIn {
    /// Who is to answer.
    pub officer: Id,
    /// The event of it, where something was done.
    #[serde(default)]
    pub event: Option<Number>,
    /// On which day; today when it is not said.
    #[serde(default)]
    pub on: Option<Day>,
    /// What is to be seen there, in one sentence.
    pub seen: Long,
}

/// Makes a critique.
///
/// # Errors
/// What the desk refuses, by name.
pub fn make(desk: &mut Desk, asked: &Asked, sent: CritiqueIn) -> Result<Told<Written>, Problem> {
    let (party, by) = (asked.case(desk)?, asked.by(desk)?);
    let about = match sent.about {
        About::Words(words) => {
            CritiqueAbout::Words { event: words.event.get(), quote: words.quote.to_string(), from: None }
        }
        About::Measure(measure) => CritiqueAbout::Measure {
            officer: measure.officer.as_str().into(),
            event: measure.event.map(Number::get),
            on: measure.on.map(|day| day.0),
            seen: measure.seen.to_string(),
        },
    };
    let (category, says, instead) = (sent.category.to_string(), sent.says.to_string(), sent.instead.to_string());
    Ok(written([desk.make_critique(&MakeCritique { party, by, about, category, says, instead })?]))
}

/// How an officer answers.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum AnswerGiven {
    /// It is right.
    Accepted,
    /// It is right, and there was a reason.
    Explained,
    /// It is wrong.
    Contested,
}

/// An answer to a critique.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerIn {
    /// How.
    pub answer: AnswerGiven,
    /// In their own words; only to accept needs none.
    #[serde(default)]
    pub note: Option<Long>,
}

/// Answers a critique, as the officer who was told.
///
/// # Errors
/// [`Problem::not_found`]; what the desk refuses, by name.
pub fn answer(desk: &mut Desk, asked: &Asked, sent: AnswerIn) -> Result<Told<Written>, Problem> {
    let (number, by) = (found(desk, asked)?.critique.get(), asked.by(desk)?);
    let what = OnCritique::Answer(same::<_, CritiqueAnswer>(&sent.answer)?);
    Ok(written([desk.on_critique(number, &by, &what, &text(sent.note))?.1]))
}

/// The end of a critique.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndIn {
    /// Whether it was none and is withdrawn; otherwise it was answered and is done.
    #[serde(default)]
    pub withdrawn: bool,
    /// Why, or what follows.
    pub note: Long,
}

/// Closes or withdraws a critique, as a leader.
///
/// # Errors
/// [`Problem::not_found`]; what the desk refuses, by name.
pub fn end(desk: &mut Desk, asked: &Asked, sent: EndIn) -> Result<Told<Written>, Problem> {
    let (number, by) = (found(desk, asked)?.critique.get(), asked.by(desk)?);
    let what = if sent.withdrawn { OnCritique::Withdraw } else { OnCritique::Close };
    Ok(written([desk.on_critique(number, &by, &what, sent.note.as_str())?.1]))
}

#[cfg(test)]
mod tests {
    use super::{AnswerGiven, Stands, same};
    use makegood_case::{CritiqueAnswer, CritiqueState};

    #[test]
    fn the_words_of_critiques_are_the_words_of_the_product() {
        for word in [Stands::Open, Stands::Answered, Stands::Closed, Stands::Withdrawn] {
            assert!(same::<_, CritiqueState>(&word).is_ok(), "{word:?}");
        }
        for word in [AnswerGiven::Accepted, AnswerGiven::Explained, AnswerGiven::Contested] {
            assert!(same::<_, CritiqueAnswer>(&word).is_ok(), "{word:?}");
        }
    }
}
