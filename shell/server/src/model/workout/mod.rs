//! The ways out of a case as their page shows them.

mod relief;

use super::words::named;
use crate::drawing::{Scale, Worth};
use crate::layout::Frame;
use crate::pages::workout::{Decision, Field, Group, Way, Workout};
use crate::say;
use crate::trouble::sentence;
use makegood_units::{Amount, Currency, Money, StaffId};
use makegood_views::{DecisionView, WorkoutView, route_cost, worth_scale};
use makegood_workout::case::{AskedOfCase, key};
use makegood_workout::compare::{BudgetEffect, Comparison, Interval, Offer, RouteKind, Valued};

/// The page of a view. `problem` is what of the address could not be used.
pub(crate) fn workout(view: &WorkoutView, frame: Frame, problem: Option<String>, saved: Option<i64>) -> Workout {
    let decisions = view.decisions.iter().rev().enumerate();
    let decisions = decisions.map(|(place, one)| decision(one, &frame, place == 0)).collect();
    let mut page = Workout {
        name: named(&view.name, &view.party),
        party: view.party.clone(),
        as_of: view.as_of,
        frame,
        owed: None,
        basis: Vec::new(),
        problem,
        saved,
        ways: Vec::new(),
        left_out: Vec::new(),
        readings: Vec::new(),
        break_evens: Vec::new(),
        groups: Vec::new(),
        sets: Vec::new(),
        choices: Vec::new(),
        decisions,
    };
    match &view.asked {
        Ok(asked) => fill(&mut page, asked),
        Err(none) => page.problem = page.problem.or(Some(sentence(&none.to_string()))),
    }
    page
}

fn fill(page: &mut Workout, asked: &AskedOfCase) {
    let currency = asked.ask.currency;
    let (low, high) = worth_scale(asked);
    let scale = Scale::new(low.minor(), high.minor());
    page.owed = Some(Money::new(asked.ask.owed, currency));
    page.basis = basis(asked);
    page.ways = asked.comparison.routes.iter().map(|route| way(route, currency, scale)).collect();
    let left = asked.left_out.iter().map(|left| (title(left.kind).to_owned(), sentence(&left.says())));
    page.left_out = left.collect();
    page.readings = readings(&asked.comparison);
    page.break_evens = asked.comparison.break_evens.iter().map(|even| plain(&even.says)).collect();
    page.groups = groups(asked);
    let written = asked.sets.written();
    let pairs = written.iter().filter_map(|set| set.split_once('='));
    page.sets = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let open = asked.comparison.routes.iter().filter(|route| !matches!(route.offer, Offer::Blocked(_)));
    page.choices = open.map(|route| (route.id.clone(), title(route.kind).to_owned())).collect();
}

fn basis(asked: &AskedOfCase) -> Vec<String> {
    let situation = asked.facts.situation;
    let (name, version) = &asked.assumptions;
    let (words, code) = (situation.words(), situation.code());
    let named = if words == code { words.to_owned() } else { format!("{words} ({code})") };
    let mut lines = vec![
        format!("The finding: {named}."),
        sentence(&asked.comparison.basis_says),
        format!("Assumptions: {name}, version {version}."),
    ];
    lines.extend(asked.facts.says.iter().cloned());
    lines
}

/// What a route is called.
pub(crate) fn title(kind: RouteKind) -> &'static str {
    match kind {
        RouteKind::Wait => "Wait and remind",
        RouteKind::InstalmentPlan => "Plan beside the instalment",
        RouteKind::Reschedule => "New terms for the whole debt",
        RouteKind::ReliefLoan => "Relief loan",
        RouteKind::Refinance => "Another lender takes over",
        RouteKind::Settlement => "Settlement",
        RouteKind::GuarantorCall => "Call on who else is liable",
        RouteKind::Pledge => "Realise the pledge",
        RouteKind::Mortgage => "Enforce the mortgage",
        RouteKind::Suit => "Sue",
        RouteKind::Sale => "Sell the claim",
        RouteKind::WriteOff => "Write off; the debt remains",
    }
}

/// A route by its word, else the word.
fn title_of(word: &str) -> String {
    let kind = RouteKind::ALL.into_iter().find(|kind| kind.word() == word);
    kind.map_or_else(|| word.replace('_', " "), |kind| title(kind).to_owned())
}

/// A sentence of the comparison with its words apart.
fn plain(says: &str) -> String {
    sentence(&says.replace('_', " "))
}

fn way(route: &Valued, currency: Currency, scale: Scale) -> Way {
    let money = |amount| Money::new(amount, currency);
    let worth = money(route.worth.npv);
    let name = title(route.kind);
    let range = |Interval { low, high }: Interval| format!("{} to {}", money(low), money(high));
    let sign = if route.over_waiting > Amount::ZERO { "+" } else { "" };
    let cash = route.time.map_or_else(
        || "No cash is expected.".to_owned(),
        |time| {
            let (first, last) = (say::day_text(&time.first_on), say::day_text(&time.last_on));
            let when = if first == last { format!("On {first}") } else { format!("{first} to {last}") };
            format!("{when}; {} days on average.", time.expected_days)
        },
    );
    Way {
        id: route.id.clone(),
        name: name.to_owned(),
        range: route.worth.interval.map(range),
        bar: Worth::new(name, &format!("Worth {worth} today."), route.worth.npv.minor(), scale),
        over: if route.kind == RouteKind::Wait {
            "–".to_owned()
        } else {
            format!("{sign}{}", money(route.over_waiting))
        },
        cash,
        cost: route_cost(route).filter(|cost| !cost.is_zero()).map(money),
        month: month(&route.budget, currency),
        offer: offer(route),
        lines: route.worth.addends.iter().map(|addend| plain(&addend.says)).collect(),
        worth,
    }
}

fn month(budget: &BudgetEffect, currency: Currency) -> String {
    let said = |amount: Option<Amount>| {
        amount.map_or_else(|| "not known".to_owned(), |amount| Money::new(amount, currency).to_string())
    };
    let left = match budget.left {
        Some(left) if left < Amount::ZERO => "; more than the verified surplus carries".to_owned(),
        Some(left) => format!("; {} of the surplus left", Money::new(left, currency)),
        None => "; the verified surplus is not known".to_owned(),
    };
    format!("Debt service {} before, {} after{left}.", said(budget.before), said(budget.after))
}

/// Whether it may be taken: the chip, its word, and what stands before it.
fn offer(route: &Valued) -> (&'static str, &'static str, String) {
    let mut says: Vec<String> = Vec::new();
    let (class, word) = match &route.offer {
        Offer::May => ("good", "may be taken"),
        Offer::Needs(needs) => {
            says.push(format!("Needs {}.", needs.join("; ")));
            ("warn", "needs something")
        }
        Offer::Blocked(because) => {
            says.extend(because.iter().map(|why| sentence(&why.says)));
            ("bad", "blocked")
        }
    };
    says.extend(route.four_eyes.then(|| "A second person agrees.".to_owned()));
    says.extend(route.forborne.then(|| "The debt is then forborne.".to_owned()));
    if !matches!(route.kind, RouteKind::Wait) && route.budget.after.is_none_or(Amount::is_zero) {
        says.push("The ladder and the law are asked when the step is taken.".to_owned());
    }
    if says.is_empty() {
        says.push("Nothing stands before it.".to_owned());
    }
    (class, word, says.join(" "))
}

fn readings(comparison: &Comparison) -> Vec<String> {
    let floors = comparison.settlements.iter().map(|floor| format!("Settlement: {}", plain(&floor.says)));
    let tests = comparison.relief_tests.iter().flat_map(|test| {
        let evens = test.break_evens.iter().map(|even| plain(&even.says));
        std::iter::once(format!("Relief loan: {}", plain(&test.says))).chain(evens)
    });
    let open = comparison.write_offs.iter().filter(|reading| !reading.missing.is_empty()).map(|reading| {
        let missing: Vec<&str> = reading.missing.iter().map(|need| need.words()).collect();
        format!("Write-off still needs: {}.", missing.join("; "))
    });
    floors.chain(tests).chain(open).collect()
}

fn groups(asked: &AskedOfCase) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for used in &asked.used {
        let title = if used.route == "all" { "For every way".to_owned() } else { title_of(&used.route) };
        let field = Field {
            name: format!("{}.{}", used.route, used.key),
            says: used.says.clone(),
            unit: used.unit.short(),
            bounds: key(&used.route, &used.key).map_or((0, 0), |key| key.unit.bounds()),
            value: used.value.map_or_else(String::new, |value| value.to_string()),
            source: used.source.as_ref().map_or_else(String::new, ToString::to_string),
        };
        match groups.last_mut().filter(|group| group.title == title) {
            Some(group) => {
                group.is_set |= used.is_set;
                group.fields.push(field);
            }
            None => groups.push(Group { title, is_set: used.is_set, fields: vec![field] }),
        }
    }
    groups
}

fn decision(one: &DecisionView, frame: &Frame, is_last: bool) -> Decision {
    let decided = &one.stand.decided;
    let colleague = |id: &StaffId| {
        let known = frame.staff.iter().find(|one| one.id == *id);
        known.map_or_else(|| id.to_string(), |one| one.name.clone())
    };
    let waits = one.stand.waits();
    let stands = match &one.stand.agreed {
        None if one.stand.declined.is_some() => {
            let by = one.stand.declined.as_ref().map(|declined| colleague(&declined.by)).unwrap_or_default();
            ("bad", format!("not agreed to by {by}"))
        }
        Some(agreed) => ("good", format!("agreed to by {}", colleague(&agreed.by))),
        None if waits && is_last => ("warn", "waits for a second person".to_owned()),
        None if waits => ("open", "was not agreed to".to_owned()),
        None => ("good", "in effect".to_owned()),
    };
    let own = waits && is_last && frame.acting.id == decided.by;
    Decision {
        name: title_of(&decided.kind),
        on: one.stand.on,
        by: colleague(&decided.by),
        reason: decided.reason.clone(),
        worth: Money::new(decided.worth, decided.currency),
        stands,
        retest_on: decided.retest_on,
        document: decided.comparison.clone(),
        declined: one.stand.declined.as_ref().map(|declined| declined.reason.clone()),
        may_agree: waits && is_last && !own,
        why_not: own
            .then(|| "It takes two: whoever decided it cannot agree to it. Let a colleague read it.".to_owned()),
        relief: one.relief.as_ref().map(|relief| relief::relief(one, relief)),
    }
}
