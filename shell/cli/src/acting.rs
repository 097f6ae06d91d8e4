//! Who acts through the command line. In a book that people log in to, `--by` names one of
//! them and their role has the right; and the account of this machine that typed the
//! command is put on record beside it. A book without people, or with invented ones alone,
//! asks nobody.

use crate::args::Place;
use crate::{gate, rights};
use anyhow::{Context, Result};
use clap::ArgMatches;
use clap::parser::ValueSource;
use makegood_access::Right;
use makegood_desk::{Desk, DeskError, PeopleRefusal, Refusal};
use makegood_units::{PartyId, StaffId};
use std::path::Path;

/// The lender's own table of rights for the command line: the file given to `serve --rights`.
pub const TABLE: &str = "MAKEGOOD_RIGHTS";

/// What makes a command one that takes a right.
#[derive(Clone, Copy, Debug)]
enum When {
    /// Always.
    Always,
    /// One of these options was given.
    Given(&'static [&'static str]),
    /// This flag was not given.
    Without(&'static str),
    /// `what` is one of these words.
    Says(&'static [&'static str]),
    /// This argument begins with a word.
    Begins(&'static str, &'static str),
}

use When::{Always, Begins, Given, Says, Without};

/// The words of a command, when it takes a right, and which. The first row that fits counts.
const TAKES: &[(&str, When, Right)] = &[
    ("import", Given(&["by"]), Right::RunDay),
    ("close", Given(&["by"]), Right::RunDay),
    ("send", Given(&["by"]), Right::RunDay),
    ("user", Given(&["by"]), Right::ManageUsers),
    ("webhook add", Always, Right::RunDay),
    ("diagnose adopt", Always, Right::RunDay),
    ("strategy trial adopt", Always, Right::RunDay),
    ("strategy trial end", Always, Right::RunDay),
    ("workout", Given(&["adopt"]), Right::RunDay),
    ("plan", Always, Right::MakePlan),
    ("promise", Always, Right::RecordOutcome),
    ("step", Says(&["done"]), Right::TakeStep),
    ("step", Says(&["agree", "decline"]), Right::AgreeStep),
    ("step", Says(&["skip"]), Right::SkipStep),
    ("case assign", Always, Right::AssignCase),
    ("case snooze", Always, Right::SnoozeCase),
    ("case note", Always, Right::RecordOutcome),
    ("case retract", Always, Right::RecordOutcome),
    ("visit prepare", Always, Right::Visit),
    ("visit begin", Always, Right::Visit),
    ("visit found", Always, Right::Visit),
    ("critique transcript", Always, Right::RecordOutcome),
    ("critique read", Always, Right::ReviewCase),
    ("critique answer", Always, Right::SeeCase),
    ("critique make", Always, Right::Critique),
    ("critique method", Always, Right::Critique),
    ("critique close", Always, Right::Critique),
    ("critique withdraw", Always, Right::Critique),
    ("hard-cases team", Always, Right::LeadTeam),
    ("hard-cases done", Always, Right::RecordOutcome),
    ("hard-cases delegate", Always, Right::LeadTeam),
    ("script", Given(&["known_by", "told"]), Right::RecordOutcome),
    ("file", Given(&["restricted"]), Right::OpenRestricted),
    ("file", Given(&["learn"]), Right::LearnFile),
    ("finding", Says(&["agree", "decline", "uphold", "set-aside"]), Right::AgreeFinding),
    ("finding", Says(&["sign"]), Right::SignFinding),
    ("finding", Says(&["appeal"]), Right::DecideFinding),
    ("attention", Says(&["hand-in"]), Right::HandInReport),
    ("attention", Says(&["acknowledge", "open", "read", "close"]), Right::ReviewCase),
    ("recourse", Given(&["learn", "withdraw"]), Right::LearnRecourse),
    ("may", Without("dry_run"), Right::AskLaw),
    ("note", Begins("words", "approval"), Right::ApproveAct),
    ("note", Always, Right::RecordOutcome),
    ("letter", Given(&["agree"]), Right::AgreeLetter),
    ("letter", Without("dry_run"), Right::MakeLetter),
    ("served", Always, Right::MakeLetter),
    ("decide", Given(&["agree", "decline"]), Right::AgreeWorkout),
    ("decide", Always, Right::DecideWorkout),
    ("relief", Says(&["approve", "decline"]), Right::ApproveRelief),
    ("relief", Says(&["draw", "show", "miss", "stop", "signs"]), Right::MoveRelief),
];

/// The words of a command and the innermost arguments, with those around it.
fn innermost(matches: &ArgMatches) -> (String, Vec<&ArgMatches>) {
    let (mut words, mut all) = (Vec::new(), vec![matches]);
    let mut at = matches;
    while let Some((name, inner)) = at.subcommand() {
        words.push(name);
        all.push(inner);
        at = inner;
    }
    all.reverse();
    (words.join(" "), all)
}

/// What was typed for an argument, as it came; nothing where its default stands.
fn typed(all: &[&ArgMatches], id: &str) -> Option<String> {
    let of = |matches: &&ArgMatches| {
        if !matches.try_contains_id(id).unwrap_or(false) || matches.value_source(id) != Some(ValueSource::CommandLine) {
            return None;
        }
        let words = matches.get_raw(id).map(|mut words| words.next().map(|word| word.to_string_lossy().into_owned()));
        Some(words.flatten().unwrap_or_default())
    };
    all.iter().find_map(of)
}

/// The right a command takes, if it writes anything.
fn takes(words: &str, all: &[&ArgMatches]) -> Option<Right> {
    let of = |row: &&(&str, When, Right)| {
        let same = words == row.0 || words.starts_with(&format!("{} ", row.0));
        same && match row.1 {
            Always => true,
            Given(ids) => ids.iter().any(|id| typed(all, id).is_some()),
            Without(id) => typed(all, id).is_none(),
            Begins(id, word) => typed(all, id).is_some_and(|text| text.trim().to_lowercase().starts_with(word)),
            Says(says) => typed(all, "what").is_some_and(|what| says.contains(&what.as_str())),
        }
    };
    TAKES.iter().find(of).map(|(_, _, right)| *right)
}

/// Passes when whoever is named may do what is asked, and writes down who typed it.
///
/// # Errors
/// A named refusal; then nothing was written. A table of rights that cannot be read.
pub fn check(place: &Place, matches: &ArgMatches) -> Result<()> {
    let (words, all) = innermost(matches);
    let Some(right) = takes(&words, &all) else { return Ok(()) };
    if !place.file().exists() {
        return Ok(());
    }
    let mut desk = place.open_as(typed(&all, "on_last_close").is_some())?;
    let users = makegood_views::users(desk.book())?;
    if users.iter().all(|user| user.persona) {
        return Ok(());
    }
    let by = typed(&all, "by").filter(|by| !by.is_empty()).ok_or_else(|| refused(PeopleRefusal::NobodyNamed))?;
    let by = StaffId::new(by);
    let user = users.iter().find(|user| user.id == by && user.is_open);
    let user = user.ok_or_else(|| refused(PeopleRefusal::UnknownUser(by.clone())))?;
    let table = std::env::var_os(TABLE);
    let rights = rights::read(table.as_deref().map(Path::new)).context("the table of rights")?;
    let says = right.says();
    let reach = rights
        .reach(user, right, &users)
        .ok_or_else(|| refused(PeopleRefusal::WithoutRight { by: by.clone(), role: user.role.says(), says }))?;
    let number =
        ["case", "what"].iter().find_map(|id| typed(&all, id).filter(|_| *id == "case" || words == "recourse"));
    if let Some(number) = number
        && !reach.holds_case(desk.book(), &party(&desk, &number)?)?
    {
        return Err(DeskError::Refused(Refusal::UnknownCase(number)).into());
    }
    if let Some(seq) = typed(&all, "letter").filter(|_| words == "served").and_then(|seq| seq.parse().ok())
        && let Some(party) = makegood_views::case_of_event(desk.book(), seq)?
        && !reach.holds_case(desk.book(), &party)?
    {
        return Err(DeskError::Refused(Refusal::UnknownCase(seq.to_string())).into());
    }
    desk.command_typed(&by, &account(), &words)?;
    Ok(())
}

fn refused(refusal: PeopleRefusal) -> DeskError {
    DeskError::from(refusal)
}

/// The borrower a command names. A number nobody knows is refused here as by the command.
fn party(desk: &Desk, number: &str) -> Result<PartyId> {
    gate::case(desk, number)
}

/// The account of this machine that runs the program: its number as the system has it, which
/// no variable of the environment can change, with its name where one is set.
fn account() -> String {
    #[cfg(unix)]
    let number = std::fs::metadata("/proc/self").ok().map(|about| std::os::unix::fs::MetadataExt::uid(&about));
    #[cfg(not(unix))]
    let number: Option<u32> = None;
    let name = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    match (number, name.as_str()) {
        (Some(number), "") => format!("uid {number}"),
        (Some(number), name) => format!("uid {number} ({name})"),
        (None, "") => "unknown".to_owned(),
        (None, name) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::TAKES;
    use crate::args::Makegood;
    use clap::{Command, CommandFactory};

    /// Commands whose `--by` names a convention or a scheme, not a person.
    const OF_NOBODY: [&str; 2] = ["penalty", "classes"];

    fn with_by(command: &Command, path: &str, found: &mut Vec<String>) {
        if command.get_arguments().any(|arg| arg.get_id() == "by") {
            found.push(path.to_owned());
        }
        for inner in command.get_subcommands() {
            with_by(inner, format!("{path} {}", inner.get_name()).trim(), found);
        }
    }

    #[test]
    fn every_command_that_names_a_person_takes_a_right() {
        let mut found = Vec::new();
        with_by(&Makegood::command(), "", &mut found);
        assert!(found.len() > 20, "{found:?}");
        for path in found.iter().filter(|path| !OF_NOBODY.contains(&path.as_str())) {
            let inner =
                |row: &str| row == path || row.starts_with(&format!("{path} ")) || path.starts_with(&format!("{row} "));
            assert!(TAKES.iter().any(|(row, ..)| inner(row)), "makegood {path} has --by and takes no right");
        }
    }
}
