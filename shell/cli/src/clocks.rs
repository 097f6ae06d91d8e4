//! `makegood clocks`: until when claims can be enforced, as a lawyer would read it.

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::Result;
use clap::Args;
use makegood_day_close::{CaseClock, ClockStand};
use makegood_desk::{DeskError, Refusal};
use makegood_units::{BusinessDate, PartyId};
use makegood_views::{CaseClocks, ClockBoard, NoClocks, Reach, case_clocks_on, clock_board};
use serde_json::json;

/// `clocks`
#[derive(Args, Debug)]
#[command(after_help = "\
Without a case the board is printed: every clock of a case in arrears that ends within 180 days, soonest
first, and what is not known. What the book itself says to a clock, and what has to be noted, stands in
packs/README.md; a clock counts when a pack of the strategy has it.

Example:  makegood clocks L-1042
          makegood clocks L-1042 --on 2027-01-31
          makegood clocks")]
pub struct ClocksArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: Option<String>,
    /// As they would stand on that day with what is known now, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", requires = "case")]
    pub on: Option<BusinessDate>,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

pub fn run(place: &Place, args: &ClocksArgs) -> Result<End> {
    let desk = place.open_as(true)?;
    let Some(number) = &args.case else {
        let found = clock_board(desk.book(), &Reach::whole())?;
        match found.as_of {
            None => return refuse(Refusal::NothingClosed),
            Some(_) if !found.has_clocks => return refuse(Refusal::NoClockInForce),
            Some(day) => board(&found, day, args.json),
        }
        return Ok(End::Done);
    };
    let party = gate::case(&desk, number)?;
    let read = match case_clocks_on(desk.book(), &party, args.on)? {
        Ok(read) => read,
        Err(NoClocks::NoSuchCase) => return refuse(Refusal::UnknownParty(party)),
        Err(NoClocks::NeverClosed) => return refuse(Refusal::NothingClosed),
        Err(NoClocks::NoPackHasAny) => return refuse(Refusal::NoClockInForce),
    };
    if args.json {
        let barred = read.barred.iter().map(|one| {
            json!({ "loan": one.loan, "party": one.party, "is_time_barred": one.is_barred, "says": one.says, "stated": one.stated })
        });
        let barred: Vec<_> = barred.collect();
        println!("{:#}", json!({ "as_of": read.as_of, "party": party, "clocks": read.clocks, "barred": barred }));
    } else {
        case(&read);
    }
    Ok(End::Done)
}

fn refuse(refusal: Refusal) -> Result<End> {
    Err(DeskError::Refused(refusal).into())
}

fn case(read: &CaseClocks) {
    println!("The clocks of {}, on {}", named(read, &read.party), read.as_of);
    if read.clocks.is_empty() {
        println!("\n  None: nothing is past due, or no clock of the packs counts for this lender and debtor.");
    }
    let mut heading = String::new();
    for clock in read.clocks.iter().filter(|clock| clock.state != ClockStand::NotSetOff) {
        let claim = format!("{} against {}, {}", clock.loan, clock.role.replace('_', " "), named(read, &clock.party));
        if claim != heading {
            println!("\nClaim {claim}");
            let of = |one: &&makegood_day_close::Barred| (&one.loan, &one.party) == (&clock.loan, &clock.party);
            if let Some(barred) = read.barred.iter().find(of) {
                println!("  {}: {}", barred.word(), barred.says);
            }
            heading = claim;
        }
        one(clock);
    }
    let waiting = read.clocks.iter().filter(|clock| clock.state == ClockStand::NotSetOff);
    let waiting: Vec<&CaseClock> = waiting.collect();
    if !waiting.is_empty() {
        println!("\nNothing on file sets these off");
    }
    for clock in waiting {
        let unsure = clock.unsure.as_ref().map_or_else(String::new, |asked| format!("; nobody said yet {asked}"));
        println!("  {}  {} against {}: {}{unsure}", clock.rule, clock.loan, clock.role.replace('_', " "), clock.says);
    }
    for (loan, party, role) in &read.silent {
        let role = role.replace('_', " ");
        println!("\nClaim {loan} against {role}, {}: no pack in force has a clock for it.", named(read, party));
    }
}

fn named(read: &CaseClocks, party: &PartyId) -> String {
    match read.names.get(party).filter(|name| !name.is_empty()) {
        Some(name) => format!("{name} ({party})"),
        None => party.to_string(),
    }
}

fn one(clock: &CaseClock) {
    let left = clock.days_left.filter(|_| clock.state == ClockStand::Running);
    let left = left.map_or_else(String::new, |days| format!(", {days} days left"));
    let alarm = clock.alarm.map_or_else(String::new, |days| format!(", alarm {days}"));
    let held = if clock.is_held { ", held up now" } else { "" };
    println!("\n  {}  {}{left}{alarm}{held}  ({})", clock.rule, clock.state.word().to_uppercase(), clock.part);
    println!("    {}; {}, {}", clock.citation, clock.force, clock.status);
    clock.unsure.iter().for_each(|asked| println!("    nobody said yet {asked}: if not so, it does not count"));
    println!("    {}", clock.says);
    if let Some((counted, rolled)) = clock.counted_end.zip(clock.rolled_end) {
        let began = clock.began_on.map_or_else(|| "?".to_owned(), |day| day.to_string());
        println!("    from {began}; ends {counted} as counted, {rolled} after days of rest; then {}", clock.effect);
    }
    for step in &clock.steps {
        let mark = if step.moved { "+" } else { "-" };
        println!("    {mark} {}  {} [{}]", step.on, step.says, step.fact);
    }
    for lacking in &clock.lacking {
        println!("    ? {}  {} [{}]", lacking.last_on, lacking.says, lacking.fact);
    }
    for act in &clock.rescue {
        println!("    can save it: {}", act.says);
    }
}

fn board(board: &ClockBoard, as_of: BusinessDate, as_json: bool) {
    if as_json {
        for line in &board.soon {
            println!("{}", json!({ "case": line.case, "name": line.name, "clock": line.clock }));
        }
        let (later, over, unknown) = (board.later, board.over, &board.unknown);
        println!("{}", json!({ "as_of": as_of, "later": later, "over": over, "unknown": unknown }));
        return;
    }
    println!("Clocks that end within 180 days, as of {as_of}");
    for line in &board.soon {
        let clock = &line.clock;
        let end = clock.counted_end.map_or_else(|| "?".to_owned(), |end| end.to_string());
        let left = clock.days_left.map_or_else(|| "?".to_owned(), |days| days.to_string());
        let sure = if clock.unsure.is_some() { ", if it counts" } else { "" };
        println!("  {end}  {left:>4} days  {}  {}{sure}; then {}", clock.claim(), clock.rule, clock.effect);
    }
    println!("{} end within 180 days, {} later, {} are over", board.soon.len(), board.later, board.over);
    for (why, count) in &board.unknown {
        println!("  not known for {count}: {why}");
    }
}
