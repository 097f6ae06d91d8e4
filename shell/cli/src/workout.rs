//! `makegood workout`: every route beside every other, of a file or of a case of the book.

pub(crate) mod case;

use crate::End;
use crate::args::Place;
use anyhow::{Context, Result, bail};
use clap::Args;
use makegood_units::{Amount, Currency, Money};
use makegood_workout::compare::{BudgetEffect, Comparison, Interval, Offer, Valued};
use makegood_workout::file::{Answer, CaseFile, ReliefAnswer};
use makegood_workout::relief::{Allowed, CheckState, Hides, ReliefStanding, Signs, TrancheState};
use std::path::{Path, PathBuf};

/// The longest bar of the drawing.
const BAR: i64 = 24;

/// `workout`
#[derive(Args, Debug)]
#[command(after_help = "\
A case is compared by what the book, the borrower's file and recourse know, and by the lender's
assumptions: the adopted ones, else the shipped ones, else --assumptions. Values are set otherwise for
one case with --set; nothing is written but by --adopt. A file names the routes, what flows on each by
day, how likely and says who. docs/workout.md describes both and lists every key.

Example:  makegood workout 4711
          makegood workout 4711 --set settlement.offer_bp=7000 --set relief_loan.amount_minor=150000
          makegood workout --adopt our-assumptions.toml --by s-9
          makegood workout demo/workout/bakery.toml --lines")]
pub struct WorkoutArgs {
    /// The borrower's or a loan's number as the lender knows it, or a file.
    #[arg(value_name = "CASE|FILE.toml", required_unless_present = "adopt")]
    pub case: Option<String>,
    /// The lender's assumptions, in place of the adopted or shipped ones.
    #[arg(long, value_name = "FILE")]
    pub assumptions: Option<PathBuf>,
    /// Set a value otherwise for this case, such as wait.cure_bp=4000.
    #[arg(long = "set", value_name = "ROUTE.KEY=VALUE")]
    pub sets: Vec<String>,
    /// Keep this file as the lender's assumptions from now on.
    #[arg(long, value_name = "FILE", requires = "by", conflicts_with = "case")]
    pub adopt: Option<PathBuf>,
    /// Who adopts it, by their number.
    #[arg(long, value_name = "STAFF")]
    pub by: Option<String>,
    /// Show every addend of every value.
    #[arg(long)]
    pub lines: bool,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

pub fn run(place: &Place, args: &WorkoutArgs) -> Result<End> {
    if let Some(file) = &args.adopt {
        return case::adopt(place, file, args);
    }
    let named = args.case.as_deref().unwrap_or_default();
    if Path::new(named).extension().is_some_and(|end| end == "toml") {
        of_file(named, args)
    } else {
        case::compare(place, named, args)
    }
}

/// A text with the name of its file in the error.
pub(crate) fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn of_file(name: &str, args: &WorkoutArgs) -> Result<End> {
    if !args.sets.is_empty() || args.assumptions.is_some() {
        bail!("a file says everything itself; --set and --assumptions are for a case of the book");
    }
    let case = match CaseFile::parse(name, &text(Path::new(name))?) {
        Ok(case) => case,
        Err(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            bail!("{}", lines.join("\n          "));
        }
    };
    let answer = case.answer()?;
    if args.json {
        println!("{:#}", serde_json::to_value(&answer)?);
        return Ok(End::Done);
    }
    say(&answer, args.lines);
    Ok(End::Done)
}

fn say(answer: &Answer, with_lines: bool) {
    let Comparison { currency, .. } = &answer.comparison;
    println!("{}", answer.name);
    answer.says.iter().for_each(|line| println!("  {line}"));
    side_by_side(&answer.comparison, with_lines);
    answer.relief.iter().for_each(|relief| relief_loan(relief, *currency));
    if !with_lines {
        println!("\nEvery addend of every value: --lines");
    }
}

/// The comparison itself.
fn side_by_side(comparison: &Comparison, with_lines: bool) {
    let Comparison { currency, routes, .. } = comparison;
    println!("\nIn {currency}, at {}\n", comparison.basis_says);
    table(routes, *currency);
    months(routes, *currency);
    stands_against(routes);
    if with_lines {
        lines(routes);
    }
    if !comparison.break_evens.is_empty() {
        println!("\nWhere two routes are worth the same");
    }
    comparison.break_evens.iter().for_each(|even| println!("  {}", even.says));
    concessions(comparison);
}

/// The routes, best first, with a bar for what each is worth.
fn table(routes: &[Valued], currency: Currency) {
    println!(
        "{:<16} {:>14} {:>14} {:>6} {:>10} {:>10}",
        "route", "worth today", "over waiting", "days", "first cash", "last cash"
    );
    let most = routes.iter().map(|route| route.worth.npv.minor().abs()).max().unwrap_or(0).max(1);
    for route in routes {
        let number = |amount| Money::new(amount, currency).number(",");
        let days = route.time.map_or("never".to_owned(), |time| time.expected_days.to_string());
        let [first, last] = [route.time.map(|time| time.first_on), route.time.map(|time| time.last_on)]
            .map(|day| day.map_or("-".to_owned(), |day| day.to_string()));
        let (worth, over) = (number(route.worth.npv), signed(route.over_waiting, currency));
        let bar = bar(route.worth.npv, most);
        println!("{:<16} {worth:>14} {over:>14} {days:>6} {first:>10} {last:>10}  {bar}", route.id);
        if let Some(Interval { low, high }) = route.worth.interval {
            println!("{:<16} {:>14}", "", format!("{} to {}", number(low), number(high)));
        }
    }
}

fn bar(worth: Amount, most: i64) -> String {
    let length = i128::from(worth.minor().abs()) * i128::from(BAR) / i128::from(most);
    let drawn = usize::try_from(length).unwrap_or(0);
    if worth < Amount::ZERO { "░".repeat(drawn) } else { "█".repeat(drawn) }
}

fn signed(amount: Amount, currency: Currency) -> String {
    let number = Money::new(amount, currency).number(",");
    if amount > Amount::ZERO { format!("+{number}") } else { number }
}

/// The borrower's month: debt service of all debts before and after, against the surplus.
fn months(routes: &[Valued], currency: Currency) {
    println!("\nThe borrower's month, debt service of all debts");
    println!("{:<16} {:>12} {:>12} {:>14} {:>6}", "route", "before", "after", "surplus left", "DSCR");
    for route in routes {
        let BudgetEffect { before, after, left, dscr_after, .. } = &route.budget;
        let number = |amount: &Option<Amount>| {
            amount.map_or("unknown".to_owned(), |amount| Money::new(amount, currency).number(","))
        };
        let dscr = dscr_after.map_or("-".to_owned(), |dscr| dscr.to_string());
        let (before, after, left) = (number(before), number(after), number(left));
        println!("{:<16} {before:>12} {after:>12} {left:>14} {dscr:>6}", route.id);
    }
}

/// What blocks a route, what it needs first, and what it makes of the debt.
fn stands_against(routes: &[Valued]) {
    println!("\nBefore it is offered");
    for route in routes {
        let mut words = match &route.offer {
            Offer::May => Vec::new(),
            Offer::Needs(needs) => vec![format!("needs {}", needs.join("; "))],
            Offer::Blocked(because) => because.iter().map(|why| format!("blocked: {}", why.says)).collect(),
        };
        words.extend(route.four_eyes.then(|| "a second person agrees".to_owned()));
        words.extend(route.forborne.then(|| "the debt is then forborne".to_owned()));
        if words.is_empty() {
            words.push("nothing".to_owned());
        }
        println!("{:<16} {}", route.id, words.join(". "));
    }
}

fn lines(routes: &[Valued]) {
    println!("\nHow each value comes about");
    for route in routes {
        println!("  {}", route.id);
        route.worth.addends.iter().for_each(|addend| println!("    {}", addend.says));
    }
}

/// Settlements, relief loans and write-offs, each by its own test.
fn concessions(comparison: &Comparison) {
    for floor in &comparison.settlements {
        println!("\nFloor of {}\n  {}", floor.route, floor.says);
    }
    for test in &comparison.relief_tests {
        println!("\nWith and without {}\n  {}", test.route, test.says);
        test.break_evens.iter().for_each(|even| println!("  {}", even.says));
    }
    for reading in &comparison.write_offs {
        println!("\n{} still needs", reading.route);
        reading.missing.iter().for_each(|need| println!("  {}", need.words()));
        if let Some((better, worth)) = reading.worth_more.first() {
            println!("  worth more: {better}, {}", Money::new(*worth, comparison.currency));
        }
    }
}

fn relief_loan(relief: &ReliefAnswer, currency: Currency) {
    relief_stands(&relief.route, &relief.standing, &relief.signs, currency);
}

/// Where a relief loan stands, what is allowed, and what may be hidden by it.
pub(crate) fn relief_stands(route: &str, standing: &ReliefStanding, signs: &Signs, currency: Currency) {
    println!("\n{route} on {}: {} drawn", standing.as_of, Money::new(standing.drawn, currency));
    for (no, state) in &standing.tranches {
        let says = match state {
            TrancheState::Planned => "planned".to_owned(),
            TrancheState::Declined(on) => format!("not approved on {on}"),
            TrancheState::Approved(on) => format!("approved on {on}"),
            TrancheState::Drawn(on) => format!("drawn on {on}, something has still to be shown"),
            TrancheState::Proven(on) => format!("drawn on {on}, everything was shown"),
        };
        println!("  tranche {no}: {says}");
    }
    for check in &standing.checks {
        let says = match &check.state {
            CheckState::Due => "due".to_owned(),
            CheckState::Missed { found: None } => "overdue".to_owned(),
            CheckState::Missed { found: Some(found) } => format!("missed: {found}"),
            CheckState::Shown { on, evidence } => format!("shown on {on} [{evidence}]"),
        };
        println!("  check {} ({}), due on {}: {says}", check.id, check.shows, check.due_on);
    }
    for allowed in &standing.allowed {
        match allowed {
            Allowed::Approve(no) => println!("  allowed: approve tranche {no}"),
            Allowed::Draw { no, at_most, purpose } => {
                println!("  allowed: draw tranche {no}, up to {} for {purpose}", Money::new(*at_most, currency));
            }
            Allowed::See(check) => println!("  allowed: see the evidence of check {check}"),
        }
    }
    standing.blocked.iter().for_each(|it| println!("  not allowed: {} tranche {}: {}", it.act, it.no, it.why.says));
    standing.stopped.iter().for_each(|why| println!("  {}", why.says));
    for sign in &signs.found {
        let (Hides::PaysOldInstalments(why)
        | Hides::MayPayOldInstalments(why)
        | Hides::BurdenRises(why)
        | Hides::Repeated(why)) = sign;
        println!("  sign that it hides arrears: {}", why.says);
    }
    signs.missing.iter().for_each(|missing| println!("  to be asked: {missing}"));
}
