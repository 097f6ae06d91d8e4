//! `makegood close`

use crate::args::{CloseArgs, Place};
use crate::progress::Bar;
use crate::{End, report, shipped};
use anyhow::Result;
use makegood_desk::{Closed, Desk};
use makegood_units::BusinessDate;

pub fn run(place: &Place, args: &CloseArgs) -> Result<End> {
    let mut desk = place.open()?;
    let named = args.strategy.is_some() || args.packs.is_some();
    let none_yet = makegood_views::policy_of(desk.book(), i64::MAX)?.is_none();
    if named || none_yet {
        let policy = shipped::policy_with(args.strategy.as_deref(), args.packs.as_deref())?;
        if desk.adopt(&policy, &args.by)? && !args.json {
            println!("Adopted {} with the packs it names.", policy.strategy.0);
        }
    }
    let closed = close(&mut desk, args.day, &args.by)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&closed)?);
    } else {
        say(&closed);
    }
    Ok(End::Done)
}

/// Closes a day with a bar.
pub fn close(desk: &mut Desk, day: BusinessDate, by: &str) -> Result<Closed> {
    let bar = Bar::new("positions");
    let closed = desk.close(day, by, |title, done, total| {
        bar.title(title);
        bar.at(done, total);
    });
    bar.end();
    Ok(closed?)
}

/// The close in words.
pub fn say(closed: &Closed) {
    let Closed { as_of, already, touched, census, cases, steps, announced, plan } = closed;
    if *already {
        println!("{as_of} was closed before with this very plan; nothing was written.");
    } else {
        println!(
            "Closed {as_of}: {touched} loans computed anew, {cases} cases in arrears, {steps} steps on worklists."
        );
    }
    if *announced > 0 {
        println!("{announced} reminders of instalments that fall due soon are ready: makegood send.");
    }
    report::say_census(*as_of, census);
    println!("Plan {}", plan.get(..16).unwrap_or(plan));
}
