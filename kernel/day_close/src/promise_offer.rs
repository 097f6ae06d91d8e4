//! A promise somebody can keep: the arrears laid over the days on which money comes,
//! inside what the verified file leaves. Where that cannot be told, it says what to ask.

use crate::case_book::{CloseError, Told, histories, owed};
use crate::cash::state_on;
use crate::{CaseInput, Owed, Rules, why_late};
use makegood_book::Standing;
use makegood_case::{Confidence, Month, PromisePart, parts_in_words};
use makegood_diagnosis::{BorrowerFile, FigureName, Figures, Measure};
use makegood_units::{Amount, BusinessDate, Currency, FactId, Money, Why};
use makegood_workout::{MoneyDay, Part, beyond, offer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a promise can rest on in a case, and the promise that would clear its arrears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseOffer {
    /// Of every amount.
    pub currency: Currency,
    /// The days on which money comes, with what is left of it; empty when that cannot be
    /// told.
    pub days: Vec<MoneyDay>,
    /// The arrears in as few parts as there is room for; none when there is none.
    pub parts: Vec<PromisePart>,
    /// What of the arrears no promise within the strategy's days has room for.
    pub rest: Amount,
    /// What it rests on; or why it cannot be told, and what to ask.
    pub why: Why,
}

impl PromiseOffer {
    /// Whether what is left to them is known, so that a promise can be measured by it.
    pub fn is_known(&self) -> bool {
        !self.days.is_empty()
    }

    /// By how much these parts go beyond what is left by their days; none when they do
    /// not, or when that cannot be told.
    pub fn beyond(&self, parts: &[PromisePart]) -> Option<Amount> {
        let parts: Vec<Part> = parts.iter().map(|part| Part { due_on: part.due_on, amount: part.amount }).collect();
        if self.is_known() { beyond(&parts, &self.days) } else { None }
    }

    /// The offer in words, with what it rests on or what to ask.
    pub fn says(&self) -> String {
        match self.parts.is_empty() {
            true => self.why.says.clone(),
            false => format!("{}. {}", parts_in_words(&self.parts, self.currency), self.why.says),
        }
    }

    fn untold(owed: &Owed, why: Why) -> Self {
        Self { currency: owed.currency, days: Vec::new(), parts: Vec::new(), rest: owed.arrears, why }
    }
}

/// The offer for a case on the day. `None` when it has no loan on the book.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn promise_offer(
    case: &CaseInput,
    as_of: BusinessDate,
    rules: Rules<'_>,
) -> Result<Option<PromiseOffer>, CloseError> {
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(None) };
    let told = histories(case, as_of, rules)?;
    let state = state_on(case, &told, &owed, rules, as_of);
    let records = why_late::records(&state, &told, &owed, as_of);
    let file = BorrowerFile::on(&records.file, as_of);
    let figures = records.here.as_ref().map(|here| Figures::of(&file, here)).unwrap_or_default();
    let (left, facts) = match verified_surplus(&figures) {
        Ok(found) => found,
        Err(why) => return Ok(Some(PromiseOffer::untold(&owed, why))),
    };
    let dues = coming_dues(&told, &owed, as_of)?;
    let until = as_of.plus_days(rules.strategy.promises.max_days);
    let (comes, from, day_facts) = money_days(&file, &told, as_of, until);
    let days = rooms(left, &comes, &dues);
    if days.is_empty() {
        let says = "No day on which money comes lies within the days a promise may run. Talk about a plan.";
        return Ok(Some(PromiseOffer::untold(&owed, Why::new("no_money_day", says))));
    }
    let offered = offer(owed.arrears, &days);
    let money = |amount| Money::new(amount, owed.currency);
    let mut says =
        format!("{} a month are left by the verified file, before what falls due here; {from}.", money(left));
    let code = match (offered.parts.is_empty(), offered.rest > Amount::ZERO) {
        (true, true) => {
            says.push_str(" After that nothing is left for arrears: do not ask for a promise, talk about a plan.");
            "no_room"
        }
        (false, true) => {
            let rest = money(offered.rest);
            says.push_str(&format!(" {rest} of the arrears do not fit in until {until}: talk about a plan for them."));
            "room_for_a_part"
        }
        _ => "room",
    };
    let why = facts.into_iter().chain(day_facts).fold(Why::new(code, says), Why::with);
    let parts = offered.parts.iter().map(|part| PromisePart { due_on: part.due_on, amount: part.amount }).collect();
    Ok(Some(PromiseOffer { currency: owed.currency, days, parts, rest: offered.rest, why }))
}

/// What is left a month, when every fact behind it is verified.
fn verified_surplus(figures: &Figures) -> Result<(Amount, Vec<FactId>), Why> {
    let lacking = figures.unknown.iter().find(|(name, _)| *name == FigureName::Surplus).map(|(_, why)| why);
    let Some(figure) = figures.get(FigureName::Surplus) else {
        let because = lacking.map(|why| format!(" {}", why.says)).unwrap_or_default();
        let says = format!(
            "What they can promise cannot be told: what is left to them a month is not on file.{because} Ask what \
             comes in, on which day, and what the household has to spend."
        );
        return Err(Why::new("surplus_unknown", says));
    };
    let Measure::Money(money) = figure.measure else {
        return Err(Why::new("surplus_unknown", "What is left to them a month is no amount of money."));
    };
    if figure.confidence != Confidence::Verified {
        let says = format!(
            "What they can promise cannot be told: {money} a month would be left, but not all of it is verified. Ask \
             to see what shows it: a pay slip, the account, the sales book."
        );
        return Err(figure.why.facts.iter().cloned().fold(Why::new("surplus_not_verified", says), Why::with));
    }
    Ok((money.amount, figure.why.facts.clone()))
}

/// What falls due here after the day, in the currency of the case, and is not paid ahead.
fn coming_dues(told: &[Told], owed: &Owed, as_of: BusinessDate) -> Result<BTreeMap<BusinessDate, Amount>, CloseError> {
    let counts = |told: &&Told| {
        let mut loans = owed.loans.iter().filter(|day| day.loan == told.loan);
        loans.any(|day| day.currency == owed.currency && day.position.standing == Standing::Open)
    };
    let mut dues: BTreeMap<BusinessDate, Amount> = BTreeMap::new();
    for told in told.iter().filter(counts) {
        for row in told.history.instalments.iter().filter(|row| row.due_on > as_of) {
            let unpaid = row.unpaid().map_err(|source| CloseError { loan: told.loan.clone(), source })?;
            let sum = dues.entry(row.due_on).or_default();
            *sum = sum.checked_add(unpaid).unwrap_or(Amount::LIMIT);
        }
    }
    Ok(dues)
}

/// A day on which money comes.
struct Comes {
    on: BusinessDate,
    /// The day that can be promised for it.
    offer_on: BusinessDate,
    /// When money comes again.
    next_on: BusinessDate,
}

/// The days on which money comes until the last day a promise may have: pay days where the
/// file knows them, else the due days of the loans. A pay day is offered the day after.
fn money_days(
    file: &BorrowerFile,
    told: &[Told],
    as_of: BusinessDate,
    until: BusinessDate,
) -> (Vec<Comes>, String, Vec<FactId>) {
    let pay_day = file.pay_days().into_iter().next();
    let last_due =
        told.iter().flat_map(|told| &told.history.instalments).filter(|row| row.no > 0).map(|row| row.due_on);
    let (day, lag, from, facts) = match (pay_day, last_due.max()) {
        (Some((day, fact)), _) => (day, 1, format!("their money comes on day {day} of the month"), vec![fact]),
        (None, Some(due)) => {
            let day = u8::try_from(due.civil().day()).unwrap_or(1);
            (
                day,
                0,
                format!("their pay day is not on file, so it is laid on the due day, day {day} of the month"),
                vec![],
            )
        }
        (None, None) => return (Vec::new(), "no day is known on which money comes".to_owned(), Vec::new()),
    };
    let mut month = Month::of(as_of);
    let mut days = Vec::new();
    while let Some(on) = on_day(month, day).filter(|on| *on <= until) {
        month = month.plus(1);
        let Some(next_on) = on_day(month, day) else { break };
        let offer_on = on.plus_days(lag);
        days.extend((on > as_of && offer_on <= until).then_some(Comes { on, offer_on, next_on }));
    }
    (days, from, facts)
}

/// That day of the month, or the last one where the month is shorter.
fn on_day(month: Month, day: u8) -> Option<BusinessDate> {
    let before = month.plus(-1).last_day()?;
    Some(before.plus_days(i32::from(day)).min(month.last_day()?))
}

/// What each day leaves, once everything is paid that falls due before money comes again.
fn rooms(left: Amount, comes: &[Comes], dues: &BTreeMap<BusinessDate, Amount>) -> Vec<MoneyDay> {
    let one = |day: &Comes| {
        let due: Amount = dues.range(day.on..day.next_on).map(|(_, due)| *due).sum();
        MoneyDay { comes_on: day.on, offer_on: day.offer_on, room: left.less(due) }
    };
    comes.iter().map(one).collect()
}
