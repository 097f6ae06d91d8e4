//! `makegood visit`

use crate::args::Place;
use crate::{End, gate};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use makegood_case::{Company, VisitPlace, VisitTarget};
use makegood_desk::{Desk, PrepareVisit, prepared};
use makegood_units::{Amount, Instant, Money, PartyId};
use makegood_views::{CaseView, case_view};

/// `visit`
#[derive(Args, Debug)]
#[command(after_help = "\
A visit has one thing to come away with, a colleague or a reason to go alone, and safety weighed. The
time is the first at which they are there and the law lets a visit through; the law is asked once more
at the door. What came of the talk is recorded as an outcome on the case page.

Example:  makegood visit 4711 prepare --by s-1 --purpose 'See the shop and agree on a day' \\
              --amount 120.00 --business --opens 09:00 --with s-3 --safety 'By daylight; known street'
          makegood visit 4711 begin --by s-1
          makegood visit 4711 found 'Shelves half full, the oven cold' --by s-1")]
pub struct VisitArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    #[command(subcommand)]
    what: Option<What>,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long, global = true)]
    pub on_last_close: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Put on record what it is for and how it is done
    Prepare(Box<PrepareArgs>),
    /// At the door: the law once more, and the visit begins
    Begin {
        /// Who, by their number.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
    /// What was seen and heard
    Found {
        /// In a few sentences.
        findings: String,
        /// Who, by their number.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
}

#[derive(Args, Debug)]
struct PrepareArgs {
    /// What it is for, in words the person visited may read.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    purpose: String,
    /// Come away with this amount, in the currency of the loans.
    #[arg(long, value_name = "AMOUNT", conflicts_with_all = ["paper", "decision"])]
    amount: Option<String>,
    /// Come away with this paper, seen or signed.
    #[arg(long, value_name = "TEXT", conflicts_with = "decision")]
    paper: Option<String>,
    /// Come away with this decided.
    #[arg(long, value_name = "TEXT")]
    decision: Option<String>,
    /// At their place of business; at home when left out.
    #[arg(long)]
    business: bool,
    /// At which address, by its number; the first in use when left out.
    #[arg(long, value_name = "ID")]
    address: Option<String>,
    /// Which colleague comes along, by their number.
    #[arg(long, value_name = "STAFF", conflicts_with = "alone")]
    with: Option<String>,
    /// Nobody comes along, because.
    #[arg(long, value_name = "TEXT")]
    alone: Option<String>,
    /// What was weighed for everybody's safety, and how it is met.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    safety: String,
    /// The hour they open or are home, by their clock, as HH:MM.
    #[arg(long, value_name = "TIME")]
    opens: Option<Time>,
    /// When, as 2026-03-02T10:00; the first lawful time when left out.
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// Who goes, by their number.
    #[arg(long, value_name = "STAFF")]
    by: String,
}

pub fn run(place: &Place, args: &VisitArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    match &args.what {
        None => show(&desk, &party)?,
        Some(What::Prepare(prepare)) => {
            let view = view(&desk, &party)?;
            let seq = desk.prepare_visit(&command(place, party.clone(), prepare, &view)?)?;
            println!("event {seq}: a visit is prepared");
            show(&desk, &party)?;
        }
        Some(What::Begin { by }) => {
            let seq = desk.begin_visit(&party, &by.as_str().into())?;
            println!("event {seq}: the visit began; the law lets it through now");
        }
        Some(What::Found { findings, by }) => {
            let seq = desk.record_findings(&party, &by.as_str().into(), findings)?;
            println!("event {seq}: findings of the visit");
        }
    }
    Ok(End::Done)
}

fn command(place: &Place, party: PartyId, args: &PrepareArgs, view: &CaseView) -> Result<PrepareVisit> {
    let currency = view.day.owed.currency;
    let amount = args
        .amount
        .as_deref()
        .map(|text| Amount::parse(text, currency).map(VisitTarget::Amount).with_context(|| format!("--amount {text}")));
    let paper = args.paper.clone().map(VisitTarget::Document);
    let decision = args.decision.clone().map(VisitTarget::Decision);
    Ok(PrepareVisit {
        party,
        by: args.by.as_str().into(),
        purpose: args.purpose.clone(),
        target: amount.transpose()?.or(paper).or(decision),
        place: if args.business { VisitPlace::Business } else { VisitPlace::Home },
        contact_point: args.address.as_deref().map(Into::into),
        company: match (&args.with, &args.alone) {
            (Some(colleague), _) => Some(Company::With(colleague.as_str().into())),
            (None, alone) => alone.clone().map(Company::Alone),
        },
        safety: args.safety.clone(),
        opens: args.opens,
        at: args.at.as_deref().map(|text| gate::instant(place, text)).transpose()?,
    })
}

fn view(desk: &Desk, party: &PartyId) -> Result<CaseView> {
    case_view(desk.book(), party, desk.clock().now())?.context("the case went away while it was read")
}

/// The visit that is prepared, and the first lawful times.
fn show(desk: &Desk, party: &PartyId) -> Result<()> {
    let view = view(desk, party)?;
    let local = |at: Instant| {
        let zone = view.zone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        at.to_zoned(zone).strftime("%Y-%m-%d %H:%M %Z").to_string()
    };
    match prepared(&view, desk.clock().today()) {
        None => println!("no visit is prepared"),
        Some((event, visit)) => {
            println!("prepared in event {event} by {}: {}, {}", visit.by, visit.purpose, local(visit.at));
            let target = match &visit.target {
                VisitTarget::Amount(amount) => Money::new(*amount, view.day.owed.currency).to_string(),
                VisitTarget::Document(paper) => paper.clone(),
                VisitTarget::Decision(decision) => format!("a decision: {decision}"),
            };
            println!("  to come away with: {target}");
            match &visit.company {
                Company::With(colleague) => println!("  with {colleague}; safety: {}", visit.safety),
                Company::Alone(why) => println!("  alone: {why}; safety: {}", visit.safety),
            }
        }
    }
    for (name, at) in [("at home", VisitPlace::Home), ("at their business", VisitPlace::Business)] {
        match desk.visit_time(party, at, None, desk.clock().now())? {
            Some(judgement) => println!("first lawful time {name}: {}", local(judgement.at)),
            None => println!("no lawful time {name} in the next two months"),
        }
    }
    Ok(())
}
