//! From the ladder to proposals for one case.

use crate::rules::{Closed, Owed, View, closed};
use crate::{ActionKind, CaseFacts, EffectSource, Planned, Rung, Strategy, plan_of};
use makegood_case::Channel;
use makegood_diagnosis::{Finding, Need, NextQuestion, Situation};
use makegood_units::{Amount, BusinessDate, FactId, Money, Rounding, Why, divide};
use serde::{Deserialize, Serialize};

/// One rung open today. Not permission: the law's gate reads it next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The rung of the strategy.
    pub rung: String,
    /// What is done.
    pub action: ActionKind,
    /// Through which channel; none for what stays in the house.
    pub channel: Option<Channel>,
    /// Minutes of somebody's day, travel included.
    pub minutes: u32,
    /// Cost beside the minutes, in minor units of the case's currency.
    pub cost: Amount,
    /// The expected uplift in basis points of the arrears within 30 days.
    pub uplift_bp: i32,
    /// Where the uplift comes from; none where the strategy names none.
    pub uplift_source: Option<EffectSource>,
    /// Expected gain less cost less harm, in minor units. Below zero it is worth
    /// less than leaving them alone.
    pub value: Amount,
    /// Owed to the borrower, done always, or decided by a leader: whatever it is worth.
    pub is_owed: bool,
    /// What to ask, when the contact is there to ask.
    pub asks: Option<NextQuestion>,
    /// Who has to agree first.
    pub needs: Vec<Need>,
    /// Why now.
    pub why: Why,
}

/// One rung closed today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// The rung of the strategy.
    pub rung: String,
    /// What it would do.
    pub action: ActionKind,
    /// The day this reason ends, when the calendar alone ends it; another rule may
    /// hold then.
    pub opens_on: Option<BusinessDate>,
    /// Why it is closed.
    pub why: Why,
}

/// The ladder read for one case: every rung stands in exactly one of the two. After a
/// missed promise, [`crate::ASK_WHY`] stands before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposals {
    /// Open today, in the order of the ladder.
    pub open: Vec<Proposal>,
    /// Closed today, in the order of the ladder.
    pub passed_over: Vec<PassedOver>,
    /// The plan it was read under.
    #[serde(skip)]
    pub planned: Planned,
}

/// What the strategy proposes for the case on `as_of`.
///
/// Nothing is proposed when nothing is in arrears. The value of an action is the
/// expected uplift of what is paid within 30 days, less cost, less harm: what a
/// borrower would pay anyway is worth nothing.
pub fn propose(case: &CaseFacts, finding: &Finding, strategy: &Strategy, as_of: BusinessDate) -> Proposals {
    let mut proposals = Proposals::default();
    if case.arrears <= Amount::ZERO {
        return proposals;
    }
    let planned = plan_of(case, finding, strategy, as_of);
    let missed = case.missed_unasked(strategy, as_of);
    let view = View { case, finding, strategy, as_of, tried: case.tried(), missed, planned };
    match view.ask_why() {
        Some(Ok(open)) => proposals.open.push(open),
        Some(Err(wait)) => proposals.passed_over.push(wait),
        None => {}
    }
    for rung in &strategy.rungs {
        match closed(&view, rung) {
            None => proposals.open.push(proposal(&view, rung)),
            Some((why, opens_on)) => proposals.passed_over.push(passed_over(rung, (why, opens_on))),
        }
    }
    proposals.planned = view.planned;
    proposals
}

/// The one next step among the candidates, by the key each was given: what is owed
/// first, else what is worth most, if anything is worth more than leaving them alone.
/// Of equals the gentler, earlier rung.
pub fn recommend<'a, K>(candidates: impl IntoIterator<Item = (K, &'a Proposal)>) -> Option<K> {
    let worth = |proposal: &Proposal| proposal.is_owed || proposal.value > Amount::ZERO;
    let rank = |proposal: &Proposal| (proposal.is_owed, proposal.value);
    let worthwhile = candidates.into_iter().filter(|(_, proposal)| worth(proposal));
    worthwhile.reduce(|best, next| if rank(next.1) > rank(best.1) { next } else { best }).map(|(key, _)| key)
}

fn passed_over(rung: &Rung, (why, opens_on): Closed) -> PassedOver {
    PassedOver { rung: rung.id.clone(), action: rung.action, opens_on, why }
}

fn proposal(view: &View<'_>, rung: &Rung) -> Proposal {
    let bucket = view.strategy.buckets.of(view.case.days_past_due);
    let (uplift_bp, uplift_source) =
        rung.uplift(view.finding.situation, bucket).map_or((0, None), |(uplift, source)| (uplift, Some(source)));
    let pressing = !rung.action.is_gentle() && !view.is_owed(rung);
    let mut needs = if pressing { view.finding.needs.clone() } else { Vec::new() };
    if rung.action.needs_second_person() && !view.case.is_approved(rung) {
        needs.push(Need::SecondPerson);
    }
    let unknown = view.finding.situation == Situation::Undetermined;
    Proposal {
        rung: rung.id.clone(),
        action: rung.action,
        channel: rung.channel,
        minutes: rung.minutes,
        cost: rung.cost,
        uplift_bp,
        uplift_source,
        value: value(view, rung, uplift_bp),
        is_owed: view.is_owed(rung) || rung.always || view.case.is_decided(rung),
        asks: view.question(rung).filter(|_| unknown).cloned(),
        needs,
        why: why(view, rung),
    }
}

/// Expected gain less cost less harm. Each contact of the last week adds the same
/// harm again, so that pressing harder is worth less and less.
fn value(view: &View<'_>, rung: &Rung, uplift_bp: i32) -> Amount {
    let expected = i128::from(view.case.arrears.minor()) * i128::from(uplift_bp);
    let gain = divide(expected, 10_000, Rounding::HalfEven).unwrap_or(0);
    let strain = if rung.channel.is_some() { 1 + view.case.contacts_in_a_week(view.as_of) } else { 1 };
    let harm = i128::from(rung.harm.minor()) * i128::from(strain);
    let value = gain - i128::from(rung.cost.minor()) - harm;
    let held = value.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
    Amount::from_minor(i64::try_from(held).unwrap_or(0))
}

fn why(view: &View<'_>, rung: &Rung) -> Why {
    let owing =
        format!("{} days past due with {}", view.case.days_past_due, Money::new(view.case.arrears, view.case.currency));
    let tried = view.tried.words();
    let why = match (rung.action, view.owed(), view.question(rung)) {
        (_, Some(Owed::Answer), _) => {
            Why::new("answer_owed", "The debt is disputed or may be wrong; they are owed an answer.")
        }
        (_, Some(Owed::Plan(day)), _) => Why::new(
            "plan_owed",
            format!("On {day} they said that they cannot pay; they are owed a plan they can keep."),
        ),
        (ActionKind::LeaderReview, ..) => Why::new(
            "gentler_steps_exhausted",
            format!("{owing}. Tried without result since the last payment: {tried}."),
        ),
        (ActionKind::Visit, ..)
            if view.tried.calls.saturating_add(view.tried.broken_promises) >= rung.after_fruitless_calls =>
        {
            Why::new("calls_exhausted", format!("{owing}. Calling was of no use: {tried}."))
        }
        (ActionKind::Visit, ..) if view.case.skip_to(rung).is_some() => {
            Why::new("gone_on_to", format!("{owing}; situation: {}.", view.finding.situation.words()))
        }
        (ActionKind::Visit, ..) if !view.case.has_telephone => {
            Why::new("no_telephone", format!("{owing}. No telephone number reaches them."))
        }
        (ActionKind::Visit, ..) => {
            let spells = view.case.earlier_spells;
            Why::new("repeat_arrears", format!("{owing}, after {spells} earlier spells of arrears within a year."))
        }
        (_, _, Some(_)) if view.finding.situation == Situation::Undetermined => {
            Why::new("ask_next_question", format!("{owing}."))
        }
        _ => Why::new("fits_situation", format!("{owing}; situation: {}.", view.finding.situation.words())),
    };
    let mut why = facts(view, rung).into_iter().fold(why, Why::with);
    if let Some(skip) = view.case.skip_to(rung) {
        why.says.push_str(" A leader went on to it before the gentler steps.");
        why = why.with(skip.fact.clone());
    }
    let asks = view.question(rung).filter(|_| view.finding.situation == Situation::Undetermined);
    if let Some(question) = asks {
        why.says.push_str(&format!(" The reason is not known: ask \"{}\"", question.ask));
    }
    why
}

/// The records a proposal rests on: the lateness, the evidence, what was tried.
fn facts(view: &View<'_>, rung: &Rung) -> Vec<FactId> {
    let mut facts: Vec<FactId> = view.case.rests_on.iter().chain(&view.finding.why.facts).cloned().collect();
    if rung.after_fruitless_calls > 0 || rung.after_visits > 0 {
        facts.extend(view.tried.facts.iter().cloned());
    }
    facts
}
