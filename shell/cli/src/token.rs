//! `makegood token` and `makegood api`: who of programs may do what, and what there is.

use crate::End;
use crate::args::Place;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use makegood_api::store::{NewToken, Token};
use makegood_api::{Scope, Store};
use makegood_units::{BranchId, BusinessDate, StaffId};
use serde_json::json;

/// `token`
#[derive(Args, Debug)]
#[command(after_help = "\
A token is printed once and kept as a hash, in a file beside the book. Its scopes are listed by
makegood token scopes; docs/api.md has the rest.

Example:  makegood token add 'core banking' --scope cases:read --scope book:write --as S-1")]
pub struct TokenArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a token
    Add(AddArgs),
    /// The tokens there are and were
    List {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// End a token
    End {
        /// Its name.
        name: String,
    },
    /// The scopes there are
    Scopes,
}

#[derive(Args, Debug)]
struct AddArgs {
    /// What it is called: the program that will have it.
    name: String,
    /// What it may do; give it as often as there are scopes.
    #[arg(long, value_name = "SCOPE", required = true)]
    scope: Vec<String>,
    /// The colleague it acts as, by their number; a token that writes needs one.
    #[arg(long = "as", value_name = "STAFF")]
    acts_as: Option<String>,
    /// Bound to this branch: everything else is not there for it.
    #[arg(long, value_name = "BRANCH")]
    branch: Option<String>,
    /// The last day it holds.
    #[arg(long, value_name = "DAY")]
    until: Option<BusinessDate>,
    /// Requests a minute.
    #[arg(long, value_name = "N", default_value_t = 600)]
    per_minute: u32,
}

/// `api`
#[derive(Args, Debug)]
pub struct ApiArgs {
    #[command(subcommand)]
    what: ApiWhat,
}

#[derive(Debug, Subcommand)]
enum ApiWhat {
    /// Print the OpenAPI 3.1 document
    Openapi,
}

pub fn api(args: &ApiArgs) -> Result<End> {
    match args.what {
        ApiWhat::Openapi => println!("{:#}", makegood_api::document::document()),
    }
    Ok(End::Done)
}

pub fn run(place: &Place, args: &TokenArgs) -> Result<End> {
    if matches!(args.what, What::Scopes) {
        for (_, word, says) in Scope::ALL {
            println!("{word:<16} {says}");
        }
        return Ok(End::Done);
    }
    let desk = place.open()?;
    let store = Store::beside(&place.file())?;
    let now = desk.clock().recorded_at();
    match &args.what {
        What::Add(new) => {
            let made = store.add_token(&asked(&desk, new)?, now)?;
            let Some(text) = made else { bail!("there is or was a token {:?}; choose another name", new.name) };
            println!("{text}");
            eprintln!("This is the only time it is shown.");
        }
        What::List { json } => list(&store.tokens()?, *json),
        What::End { name } => {
            if !store.end_token(name, now)? {
                bail!("no token {name:?} holds; see makegood token list");
            }
            println!("Ended {name}.");
        }
        What::Scopes => {}
    }
    Ok(End::Done)
}

fn asked(desk: &makegood_desk::Desk, new: &AddArgs) -> Result<NewToken> {
    let scopes = new.scope.iter().flat_map(|words| words.split([' ', ',']).filter(|word| !word.is_empty()));
    let scope =
        |word: &str| Scope::named(word).with_context(|| format!("{word} is no scope; see makegood token scopes"));
    let scopes = scopes.map(scope).collect::<Result<Vec<_>>>()?;
    if let Some(staff) = &new.acts_as {
        let known = makegood_views::people::colleagues(desk.book(), i64::MAX)?;
        if !known.iter().any(|one| one.id.as_str() == staff) {
            bail!("nobody of the number {staff} works here");
        }
    }
    if new.per_minute == 0 {
        bail!("a token that may ask nothing is of no use; give --per-minute at least 1");
    }
    Ok(NewToken {
        name: new.name.clone(),
        scopes,
        acts_as: new.acts_as.as_deref().map(StaffId::new),
        branch: new.branch.as_deref().map(BranchId::new),
        until: new.until,
        per_minute: new.per_minute,
    })
}

fn list(tokens: &[Token], as_json: bool) {
    for token in tokens {
        let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.word()).collect();
        if as_json {
            println!(
                "{}",
                json!({ "name": token.name, "scopes": scopes, "acts_as": token.acts_as, "branch": token.branch,
                        "until": token.until, "per_minute": token.per_minute, "made_at": token.made_at,
                        "ended_at": token.ended_at, "used_at": token.used_at })
            );
            continue;
        }
        let acts_as = token.acts_as.as_ref().map_or("nobody", StaffId::as_str);
        let bound = token.branch.as_ref().map(|branch| format!(", branch {branch}")).unwrap_or_default();
        let until = token.until.map(|day| format!(", until {day}")).unwrap_or_default();
        let used = token.used_at.map_or_else(|| "never used".to_owned(), |at| format!("last used {at}"));
        let ended = token.ended_at.map(|at| format!(", ended {at}")).unwrap_or_default();
        println!("{}: acts as {acts_as}{bound}{until}, {used}{ended}\n    {}", token.name, scopes.join(" "));
    }
}
