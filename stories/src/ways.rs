//! The way out of a case, played through the comparison and the desk's own decisions.

use crate::way_verb::{Decide, WayVerb};
use makegood_case::{CaseEvent, Check, ReliefEvent, ReliefLoan, Tranche, WorkoutEvent};
use makegood_day_close::{CaseInput, Rules, decisions, workout_facts};
use makegood_desk::decide_workout::{agree_workout, decide_workout, decline_workout, follow_relief, relief_in_effect};
use makegood_desk::{AgreeWorkout, DecideWorkout, DeclineWorkout, Refusal, WorkoutRefusal};
use makegood_units::{Amount, BusinessDate, Currency, FactId, Money};
use makegood_workout::case::{AskedOfCase, Assumptions, Sets, case_ask};
use makegood_workout::compare::Offer;
use makegood_workout::relief::{CheckState, standing};

/// What is told of a line, and the event it leaves.
type Told = Result<(Option<CaseEvent>, String), String>;

/// Plays one line.
pub(crate) fn play(verb: &WayVerb, case: &CaseInput, on: BusinessDate, rules: Rules<'_>) -> Told {
    match verb {
        WayVerb::Ways { sets } => Ok((None, side_by_side(&asked(case, on, rules, sets)?))),
        WayVerb::Decide(decide) => decided(decide, case, on, rules),
        WayVerb::Agree { by, note } => {
            let command = AgreeWorkout { party: case.party.clone(), by: by.as_str().into(), note: note.clone() };
            Ok(match agree_workout(&command, &decisions(case, on)) {
                Ok(agreed) => recorded(WorkoutEvent::Agreed(agreed), "agreed: it is in effect".to_owned()),
                Err(refusal) => (None, refused(&refusal)),
            })
        }
        WayVerb::Decline { by, reason } => {
            let command = DeclineWorkout { party: case.party.clone(), by: by.as_str().into(), reason: reason.clone() };
            Ok(match decline_workout(&command, &decisions(case, on)) {
                Ok(declined) => {
                    recorded(WorkoutEvent::Declined(declined), "not agreed to: it has no effect".to_owned())
                }
                Err(refusal) => (None, refused(&refusal)),
            })
        }
        WayVerb::Relief { what, which, rest, said } => {
            let event = happened(what, which, rest, said, on, case)?;
            Ok(match follow_relief(&event, &decisions(case, on), on) {
                Ok(followed) => recorded(WorkoutEvent::Relief(followed), event.words()),
                Err(refusal) => (None, refused(&refusal)),
            })
        }
        WayVerb::Stands => Ok((None, stands(case, on)?)),
    }
}

fn recorded(event: WorkoutEvent, says: String) -> (Option<CaseEvent>, String) {
    (Some(CaseEvent::WorkoutRecorded(event)), says)
}

fn refused(refusal: &Refusal) -> String {
    format!("refused {}: {refusal}. {}", refusal.code(), refusal.way_out())
}

fn asked(case: &CaseInput, on: BusinessDate, rules: Rules<'_>, written: &[String]) -> Result<AskedOfCase, String> {
    let mut sets = Sets::default();
    for one in written {
        sets.set(one).map_err(|error| error.to_string())?;
    }
    let facts = workout_facts(case, on, rules).map_err(|error| error.to_string())?;
    let facts = facts.ok_or("no loan is on the book")?;
    let assumed = Assumptions::parse("assumptions.toml", Assumptions::SHIPPED);
    let assumed = assumed.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    case_ask(facts, &assumed, &sets).map_err(|error| error.to_string())
}

/// The routes, best first, each with what it is worth; the blocked ones with the reason.
fn side_by_side(asked: &AskedOfCase) -> String {
    let number = |amount| Money::new(amount, asked.ask.currency).number(",");
    let routes = asked.comparison.routes.iter().map(|route| {
        let name = route.id.replace('_', " ");
        let blocked = match &route.offer {
            Offer::Blocked(because) => because.first().map(|why| format!(" (blocked: {})", why.says)),
            Offer::Needs(needs) => needs.first().map(|need| format!(" (needs {need})")),
            Offer::May => None,
        };
        format!("{name} {}{}", number(route.worth.npv), blocked.unwrap_or_default())
    });
    format!("worth today: {}", routes.collect::<Vec<_>>().join(", "))
}

fn decided(decide: &Decide, case: &CaseInput, on: BusinessDate, rules: Rules<'_>) -> Told {
    let asked = asked(case, on, rules, &decide.sets)?;
    let currency = asked.ask.currency;
    let command = DecideWorkout {
        party: case.party.clone(),
        route: decide.route.clone(),
        by: "the officer".into(),
        reason: decide.reason.clone(),
        sets: asked.sets.clone(),
        assumptions: None,
        retest_on: decide.retest_on,
        relief: relief_loan(decide, currency)?,
    };
    Ok(match decide_workout(&command, &asked, "kept".to_owned()) {
        Ok(decided) => {
            let worth = Money::new(decided.worth, decided.currency);
            let waits = if decided.needs_agreement { "proposed, waits for a second person" } else { "in effect" };
            let wakes = decided.retest_on.map_or_else(String::new, |day| format!(", looked at afresh on {day}"));
            let says = format!("{}, worth {worth} today: {waits}{wakes}", decided.route.replace('_', " "));
            recorded(WorkoutEvent::Decided(decided), says)
        }
        Err(refusal) => (None, refused(&refusal)),
    })
}

fn relief_loan(decide: &Decide, currency: Currency) -> Result<Option<ReliefLoan>, String> {
    let mut tranches = Vec::new();
    for (no, [amount, purpose, shows, days]) in (1_u32..).zip(&decide.tranches) {
        let days_after_draw = days.parse().map_err(|_| format!("{days} is not a number of days"))?;
        let check = Check { id: format!("check-{no}"), shows: shows.clone(), days_after_draw };
        tranches.push(Tranche {
            no,
            amount: Amount::parse(amount, currency).map_err(|error| error.to_string())?,
            purpose: purpose.clone(),
            to_old_instalments: Amount::ZERO,
            checks: vec![check],
        });
    }
    Ok((!tranches.is_empty()).then_some(ReliefLoan { currency, tranches }))
}

/// A draw is for the purpose that was agreed unless the line says another.
fn happened(
    what: &str,
    which: &str,
    rest: &str,
    said: &str,
    on: BusinessDate,
    case: &CaseInput,
) -> Result<ReliefEvent, String> {
    // A tranche is approved by another person than the one who decided upon the loan.
    let by = if matches!(what, "approve" | "decline") { "the leader" } else { "the officer" }.into();
    let no = || which.parse::<u32>().map_err(|_| format!("{which:?} is no number of a tranche"));
    let words = said.to_owned();
    Ok(match what {
        "approve" => ReliefEvent::TrancheApproved { no: no()?, on, by },
        "decline" => ReliefEvent::TrancheDeclined { no: no()?, on, by, reason: words },
        "draw" => {
            let stands = decisions(case, on);
            let loan = relief_in_effect(&stands).ok().and_then(|stand| stand.decided.relief.as_ref());
            let currency = loan.map_or(Currency::USD, |loan| loan.currency);
            let agreed = loan.and_then(|loan| loan.tranches.iter().find(|one| Ok(one.no) == no()));
            let purpose = if said.is_empty() { agreed.map_or(String::new(), |one| one.purpose.clone()) } else { words };
            let amount = Amount::parse(rest, currency).map_err(|error| error.to_string())?;
            ReliefEvent::TrancheDrawn { no: no()?, on, amount, purpose }
        }
        "show" => {
            let evidence = FactId::new("document", said);
            ReliefEvent::EvidenceShown { check: which.to_owned(), on, seen_by: by, evidence }
        }
        "miss" => ReliefEvent::CheckMissed { check: which.to_owned(), on, found: words },
        _ => ReliefEvent::ReliefStopped { on, by, reason: words },
    })
}

/// What is drawn, what is still to be shown, and what is not allowed.
fn stands(case: &CaseInput, on: BusinessDate) -> Result<String, String> {
    let decided = decisions(case, on);
    let stand = match relief_in_effect(&decided) {
        Ok(stand) => stand,
        Err(refusal) => return Ok(refused(&refusal)),
    };
    let Some(loan) = &stand.decided.relief else { return Ok(refused(&WorkoutRefusal::NoReliefLoan.into())) };
    let standing = standing(loan, &stand.relief, on).map_err(|error| error.to_string())?;
    let mut says = vec![format!("{} drawn", Money::new(standing.drawn, loan.currency))];
    says.extend(standing.checks.iter().map(|check| match &check.state {
        CheckState::Due => format!("{} due by {}", check.shows, check.due_on),
        CheckState::Missed { .. } => format!("{} not shown by {}", check.shows, check.due_on),
        CheckState::Shown { on, .. } => format!("{} shown on {on}", check.shows),
    }));
    says.extend(standing.blocked.iter().map(|it| format!("{} tranche {} not allowed: {}", it.act, it.no, it.why.says)));
    says.extend(standing.stopped.iter().map(|why| why.says.clone()));
    Ok(says.join("; "))
}
