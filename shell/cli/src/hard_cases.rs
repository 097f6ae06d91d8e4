//! `makegood hard-cases`

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use makegood_case::{TeamLine, TeamStand};
use makegood_desk::{AssignTeam, DelegateTeam, Desk};
use makegood_views::{HardCase, Reach, hard_case, hard_cases, hard_count};
use serde_json::json;

/// `hard-cases`
#[derive(Args, Debug)]
#[command(after_help = "\
A case is hard while a criterion of the strategy holds ([[hard]]). An executive leads it in person,
with a dated plan; handing it on needs a reason, which is shown.

Example:  makegood hard-cases
          makegood hard-cases team 4711 --executive s-20 --member s-1 --by s-20 \\
              --line 'See the warehouse|s-1|2026-03-10|A count of the stock'
          makegood hard-cases done 4711 1 --result 'Stock worth 4,000 counted' --by s-1
          makegood hard-cases delegate 4711 --to s-9 --reason 'Abroad for three weeks' --by s-20")]
pub struct HardArgs {
    #[command(subcommand)]
    what: Option<What>,
    /// Those that left the list.
    #[arg(long)]
    ended: bool,
    /// Which page of fifty, the first one being 1.
    #[arg(long, default_value_t = 1)]
    page: usize,
    /// As JSON.
    #[arg(long, global = true)]
    json: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long, global = true)]
    on_last_close: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// One hard case with its team and plan
    Show {
        /// The borrower's or a loan's number.
        case: String,
    },
    /// Name the executive who leads it, the team and the plan
    Team {
        /// The borrower's or a loan's number.
        case: String,
        /// Who leads in person.
        #[arg(long, value_name = "STAFF")]
        executive: String,
        /// Who else; once for each.
        #[arg(long = "member", value_name = "STAFF")]
        members: Vec<String>,
        /// A line of the plan: what, who, by when, and what has to have come of it, with | between.
        #[arg(long = "line", value_name = "WHAT|STAFF|DATE|RESULT")]
        lines: Vec<String>,
        /// Who writes it down.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
    /// A line of the plan has its result
    Done {
        /// The borrower's or a loan's number.
        case: String,
        /// Which line, the first one being 1.
        line: usize,
        /// What came of it.
        #[arg(long)]
        result: String,
        /// Who writes it down.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
    /// The executive hands the leading on
    Delegate {
        /// The borrower's or a loan's number.
        case: String,
        /// To whom.
        #[arg(long, value_name = "STAFF")]
        to: String,
        /// Why not in person.
        #[arg(long)]
        reason: String,
        /// The executive.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
}

pub fn run(place: &Place, args: &HardArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let case = match &args.what {
        None => {
            list(&desk, args)?;
            return Ok(End::Done);
        }
        Some(What::Show { case }) => gate::case(&desk, case)?,
        Some(What::Team { case, executive, members, lines, by }) => {
            let party = gate::case(&desk, case)?;
            let seq = desk.assign_team(&AssignTeam {
                party: party.clone(),
                executive: executive.as_str().into(),
                members: members.iter().map(|id| id.as_str().into()).collect(),
                plan: lines.iter().map(|line| plan_line(line)).collect::<Result<_>>()?,
                by: by.as_str().into(),
            })?;
            println!("event {seq}: {executive} leads it");
            party
        }
        Some(What::Done { case, line, result, by }) => {
            let party = gate::case(&desk, case)?;
            let seq = desk.finish_team_line(&party, *line, &by.as_str().into(), result)?;
            println!("event {seq}: line {line} done");
            party
        }
        Some(What::Delegate { case, to, reason, by }) => {
            let party = gate::case(&desk, case)?;
            let (by, to) = (by.as_str().into(), to.as_str().into());
            let seq = desk.delegate_team(&DelegateTeam { party: party.clone(), by, to, reason: reason.clone() })?;
            println!("event {seq}: handed on");
            party
        }
    };
    match hard_case(desk.book(), &case)? {
        Some(found) if args.json => println!("{:#}", json!(found)),
        Some(found) => say(&found),
        None => println!("By the last close no criterion of a hard case holds for {case}."),
    }
    Ok(End::Done)
}

fn plan_line(text: &str) -> Result<TeamLine> {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let [what, owner, due_on, required_result] = parts.as_slice() else {
        bail!("a line of the plan has four parts with | between: what|who|day|result; found {text:?}")
    };
    Ok(TeamLine {
        what: (*what).to_owned(),
        owner: (*owner).into(),
        due_on: due_on.parse().with_context(|| format!("{due_on:?} is no day"))?,
        required_result: (*required_result).to_owned(),
    })
}

fn list(desk: &Desk, args: &HardArgs) -> Result<()> {
    let Some((as_of, found)) = hard_cases(desk.book(), args.ended, args.page.saturating_sub(1), &Reach::whole())?
    else {
        bail!("no day is closed yet; close one with: makegood close DATE")
    };
    let counted = hard_count(desk.book(), &Reach::whole())?;
    if args.json {
        println!("{:#}", json!({ "as_of": as_of, "counted": counted, "cases": found }));
        return Ok(());
    }
    println!(
        "{} hard cases as of {as_of}, {} of them without an executive; {} left the list.",
        counted.cases, counted.without_executive, counted.ended
    );
    for case in &found {
        say(case);
    }
    Ok(())
}

fn say(case: &HardCase) {
    let name = if case.name.is_empty() { String::new() } else { format!(" {}", case.name) };
    let arrears = case.arrears.map_or(String::new(), |money| format!(", {money} in arrears"));
    println!("\n{}{name}, {}{arrears}: hard for {} days, since {}", case.party, case.branch, case.days, case.since);
    for reason in &case.reasons {
        println!("  {} since {}: {}", reason.code, reason.since, reason.says);
    }
    match (case.first_cash_on, case.days_to_first_cash) {
        (Some(on), Some(days)) => println!("  first cash {days} days after the flag, on {on}"),
        _ => println!("  no cash since the flag"),
    }
    match &case.team {
        None => println!("  no executive yet, for {} days", case.days_without_executive),
        Some(team) => say_team(team, case.days_without_executive),
    }
}

fn say_team(team: &TeamStand, without: i32) {
    let members: Vec<&str> = team.members.iter().map(|id| id.as_str()).collect();
    let with = if members.is_empty() { String::new() } else { format!(" with {}", members.join(", ")) };
    println!("  led by {}{with} since {}; {without} days without an executive", team.executive, team.since);
    for one in &team.delegated {
        println!("  handed on to {} on {} by {}: {}", one.to, one.on, one.by, one.reason);
    }
    for (at, stand) in team.plan.iter().enumerate() {
        let line = &stand.line;
        let done = stand.done.as_ref().map_or(String::new(), |(on, result)| format!(" on {on}: {result}"));
        println!("  {} {} by {} until {}: {}{done}", at + 1, line.what, line.owner, line.due_on, stand.state.word());
    }
}
