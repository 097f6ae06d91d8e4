//! `makegood workout CASE`: the routes of a case of the book.

use super::{WorkoutArgs, relief_stands, side_by_side, text};
use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::Result;
use makegood_desk::{DeskError, Refusal, WorkoutRefusal};
use makegood_units::{Money, StaffId};
use makegood_views::{DecisionView, WorkoutView};
use makegood_workout::case::{AskedOfCase, Sets};
use serde_json::json;
use std::path::Path;

pub(super) fn adopt(place: &Place, file: &Path, args: &WorkoutArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let by = StaffId::from(args.by.as_deref().unwrap_or_default());
    let seq = desk.adopt_assumptions(&text(file)?, &by)?;
    println!("event {seq}: {} holds from now on", file.display());
    Ok(End::Done)
}

/// `route.key=value`, each.
pub(crate) fn sets(written: &[String]) -> Result<Sets> {
    let mut sets = Sets::default();
    for one in written {
        let set = sets.set(one).map_err(WorkoutRefusal::from).map_err(Refusal::from);
        set.map_err(DeskError::from)?;
    }
    Ok(sets)
}

pub(super) fn compare(place: &Place, case: &str, args: &WorkoutArgs) -> Result<End> {
    let desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, case)?;
    let assumptions = args.assumptions.as_deref().map(text).transpose()?;
    let view = desk.workout(&party, assumptions.as_deref(), &sets(&args.sets)?)?;
    let WorkoutView { asked, decisions, name, as_of, .. } = view;
    let asked = asked.map_err(WorkoutRefusal::from).map_err(Refusal::from).map_err(DeskError::from)?;
    if args.json {
        let decided: Vec<_> = decisions.iter().map(|one| &one.stand).collect();
        println!("{:#}", json!({ "asked": asked, "decisions": decided }));
        return Ok(End::Done);
    }
    let named = if name.is_empty() { String::new() } else { format!(", {name}") };
    println!("{party}{named}, as of {as_of}");
    say(&asked, args.lines);
    decisions.iter().for_each(decision);
    if !args.lines {
        println!("\nEvery addend and every assumption: --lines");
    }
    Ok(End::Done)
}

fn say(asked: &AskedOfCase, with_lines: bool) {
    let owed = Money::new(asked.ask.owed, asked.ask.currency);
    println!("  {owed} owed today; the finding is {}.", asked.facts.situation.code());
    println!("  Assumptions: {}, version {}.", asked.assumptions.0, asked.assumptions.1);
    asked.sets.written().iter().for_each(|set| println!("  Set for this case: {set}"));
    asked.facts.says.iter().for_each(|line| println!("  {line}"));
    side_by_side(&asked.comparison, with_lines);
    if !asked.left_out.is_empty() {
        println!("\nNot in the comparison");
    }
    for left in &asked.left_out {
        println!("{:<16} {}", left.kind.word(), left.says());
    }
    if with_lines {
        println!("\nWhat was assumed");
        for used in asked.used.iter().filter(|used| used.value.is_some()) {
            let source = used.source.as_ref().map_or_else(String::new, ToString::to_string);
            let value = used.value.unwrap_or_default();
            println!("  {}.{} = {value} ({}; {source})", used.route, used.key, used.says);
        }
    }
}

/// What was decided, and where it stands.
pub(crate) fn decision(one: &DecisionView) {
    let decided = &one.stand.decided;
    let stands = match (&one.stand.agreed, decided.needs_agreement) {
        (Some(agreed), _) => format!("agreed to by {}: {}", agreed.by, agreed.note),
        (None, true) if one.stand.declined.is_some() => {
            let declined = one.stand.declined.as_ref();
            declined.map_or_else(String::new, |no| format!("not agreed to by {}: {}", no.by, no.reason))
        }
        (None, true) => "waits for a second person".to_owned(),
        (None, false) => "in effect".to_owned(),
    };
    let worth = Money::new(decided.worth, decided.currency);
    println!(
        "\nDecided on {} by {} [event:{}]: {}, worth {worth} then; {stands}",
        one.stand.on, decided.by, one.stand.seq, decided.route
    );
    println!("  {}", decided.reason);
    if let Some(day) = decided.retest_on {
        println!("  looked at afresh on {day}");
    }
    println!("  the comparison it rests on: document {}", decided.comparison);
    let Some(relief) = &one.relief else { return };
    match &relief.standing {
        Ok(standing) => relief_stands(&decided.route, standing, &relief.signs, decided.currency),
        Err(refused) => println!("  {refused}"),
    }
    for read in &one.stand.signs_read {
        println!("  signs looked at by {}: {}", read.by, read.note);
    }
}
