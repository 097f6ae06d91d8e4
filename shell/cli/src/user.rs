//! `makegood user`

use crate::End;
use crate::args::Place;
use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use makegood_access::Secrets;
use makegood_desk::{AddUser, Desk, DeskError, PeopleRefusal, Role, SetRights, wall_now};
use makegood_units::{BranchId, BusinessDate, StaffId};
use makegood_views::{User, user, user_by_login, users, users_known_on};
use serde_json::json;

/// Who writes it down when nobody says by whom: whoever sits at the machine of the book.
const AT_THE_MACHINE: &str = "command line";

/// `user`
#[derive(Args, Debug)]
#[command(after_help = "\
What each role may do is shown by: makegood rights. A password is never typed here: add and reset
print a link of one use, by which the person chooses their own.

Example:  makegood user add --name 'Ada Example' --login ada --role administrator
          makegood user add --name 'Ben Example' --login ben --role collector --branch north --staff S-1
          makegood user role ben --role team_leader --branch north
          makegood user close ben --reason 'left the lender'")]
pub struct UserArgs {
    #[command(subcommand)]
    what: What,
    /// Who writes it down, by their number.
    #[arg(long, global = true, value_name = "STAFF", default_value = AT_THE_MACHINE)]
    by: String,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Everybody who works with the book
    List {
        /// As it was known at the end of a business day.
        #[arg(long, value_name = "DATE")]
        on: Option<BusinessDate>,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Let somebody in
    Add {
        /// The name colleagues know them by.
        #[arg(long)]
        name: String,
        /// What they will type to log in.
        #[arg(long)]
        login: String,
        #[command(flatten)]
        rights: Given,
        /// Their staff number, where an import brought one.
        #[arg(long, value_name = "STAFF")]
        staff: Option<String>,
        #[command(flatten)]
        link: At,
    },
    /// Change what somebody is, or where
    Role {
        /// Their number or their login.
        user: String,
        #[command(flatten)]
        rights: Given,
    },
    /// Shut somebody out; their sessions end
    Close {
        /// Their number or their login.
        user: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Let somebody in again
    Reopen {
        /// Their number or their login.
        user: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Print a link by which somebody chooses a new password
    Reset {
        /// Their number or their login.
        user: String,
        #[command(flatten)]
        link: At,
    },
}

#[derive(Args, Debug)]
struct Given {
    /// What they are.
    #[arg(long)]
    role: RoleWord,
    /// A branch whose cases they work; several times for several.
    #[arg(long, value_name = "BRANCH")]
    branch: Vec<String>,
    /// Their team within the branches; without one they have the whole branch.
    #[arg(long)]
    team: Option<String>,
}

#[derive(Args, Debug)]
struct At {
    /// Where the pages of this book are served.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    at: String,
}

/// A role as a word of the command line.
#[derive(Clone, Copy, Debug)]
struct RoleWord(Role);

impl ValueEnum for RoleWord {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self(Role::Collector),
            Self(Role::FieldOfficer),
            Self(Role::TeamLeader),
            Self(Role::Executive),
            Self(Role::Legal),
            Self(Role::Compliance),
            Self(Role::Auditor),
            Self(Role::Administrator),
        ]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.word()))
    }
}

pub fn run(place: &Place, args: &UserArgs) -> Result<End> {
    let mut desk = match args.what {
        What::Add { .. } => place.open_or_create()?,
        _ => place.open()?,
    };
    let by = args.by.as_str();
    match &args.what {
        What::List { on, json } => list(&desk, *on, *json)?,
        What::Add { name, login, rights, staff, link } => {
            let command = AddUser {
                staff: staff.as_deref().map(StaffId::new),
                name: name.clone(),
                login: login.clone(),
                role: rights.role.0,
                branches: rights.branches(),
                team: rights.team.clone(),
                persona: false,
            };
            let id = desk.add_user(&command, by)?;
            println!("{name} is let in as {}, number {id}.", rights.role.0.says());
            print_link(place, &id, link)?;
        }
        What::Role { user, rights } => {
            let known = known(&desk, user)?;
            let (role, branches, team) = (rights.role.0, rights.branches(), rights.team.clone());
            desk.set_rights(&SetRights { user: known.id, role, branches, team }, by)?;
            println!("{} is {} from now on.", known.name, role.says());
        }
        What::Close { user, reason } => {
            let known = known(&desk, user)?;
            desk.close_user(&known.id, reason, by)?;
            secrets(place)?.end_sessions_of(&known.id, wall_now().as_second())?;
            println!("{} is shut out; what they did stays on record.", known.name);
        }
        What::Reopen { user, reason } => {
            let known = known(&desk, user)?;
            desk.reopen_user(&known.id, reason, by)?;
            println!("{} may log in again.", known.name);
        }
        What::Reset { user, link } => print_link(place, &known(&desk, user)?.id, link)?,
    }
    Ok(End::Done)
}

impl Given {
    fn branches(&self) -> Vec<BranchId> {
        self.branch.iter().map(BranchId::new).collect()
    }
}

fn secrets(place: &Place) -> Result<Secrets> {
    Secrets::open_beside(&place.file()).context("opening the file of secrets beside the book")
}

fn print_link(place: &Place, id: &StaffId, link: &At) -> Result<()> {
    let word = secrets(place)?.password_link(id, wall_now().as_second())?;
    println!("They choose their password here, once, within 24 hours:\n{}/link/{word}", link.at.trim_end_matches('/'));
    Ok(())
}

/// The person of a number or a login.
fn known(desk: &Desk, word: &str) -> Result<User> {
    let by_number = user(desk.book(), &StaffId::new(word))?;
    let found = by_number.map_or_else(|| user_by_login(desk.book(), &word.to_lowercase()), |user| Ok(Some(user)))?;
    Ok(found.ok_or_else(|| DeskError::from(PeopleRefusal::UnknownUser(StaffId::new(word))))?)
}

fn list(desk: &Desk, on: Option<BusinessDate>, as_json: bool) -> Result<()> {
    let everybody = on.map_or_else(|| users(desk.book()), |day| users_known_on(desk.book(), day))?;
    if as_json {
        println!("{:#}", json!(everybody));
        return Ok(());
    }
    for one in &everybody {
        let branches: Vec<&str> = one.branches.iter().map(BranchId::as_str).collect();
        let team = one.team.as_deref().map(|team| format!(", team {team}")).unwrap_or_default();
        let open = if one.is_open { "" } else { ", shut out" };
        println!(
            "{:<10} {:<24} {:<20} {}{team}{open}  {}",
            one.id,
            one.name,
            one.role.says(),
            branches.join(" "),
            one.login
        );
    }
    if everybody.is_empty() {
        println!("Nobody works with this book yet; makegood serve prints a link for the first administrator.");
    }
    Ok(())
}
