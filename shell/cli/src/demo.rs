//! `makegood demo`

use crate::args::{DemoArgs, Place};
use crate::import::{Print, import};
use crate::{End, close, report, serve, shipped};
use anyhow::{Result, anyhow};
use jiff::tz::TimeZone;
use makegood_desk::{BoardOptions, Clock, Desk};
use makegood_intake::Waiver;
use makegood_units::BusinessDate;
use serde_json::json;
use std::path::PathBuf;

/// The business day of the demo.
const DAY: &str = "2007-04-02";
/// When the demo's clock begins: ten in the morning in Uganda and Kenya, the middle
/// of the night in Honduras.
const MORNING: &str = "2007-04-02T07:00:00Z";
/// A month before it: what roll and cure are measured from.
const MONTH_BEFORE: &str = "2007-03-02";

pub const NOTICE: &str =
    "Demo book: real Kiva loans of 2005 to 2008. Names, phones, places, staff and conversations are invented.";

pub fn run(place: &Place, args: &DemoArgs) -> Result<End> {
    let file = place.book.clone().unwrap_or_else(|| PathBuf::from("makegood-demo.sqlite"));
    let day: BusinessDate = DAY.parse().map_err(|error| anyhow!("{error}"))?;
    let morning = MORNING.parse().map_err(|error| anyhow!("{error}"))?;
    let mut desk = Desk::open(&file, Clock::running_from(morning, TimeZone::UTC))?;
    board(&mut desk, args.json)?;
    desk.adopt(&shipped::policy(), "demo")?;
    let month_before: BusinessDate = MONTH_BEFORE.parse().map_err(|error| anyhow!("{error}"))?;
    if makegood_views::last_closed(desk.book())?.is_none() {
        close::close(&mut desk, month_before, "demo")?;
    }
    if makegood_views::last_closed(desk.book())?.is_none_or(|closed| closed <= day) {
        let closed = close::close(&mut desk, day, "demo")?;
        if !args.json {
            println!();
            close::say(&closed);
        }
    }
    let last = makegood_views::closes(desk.book())?.into_iter().next();
    let last = last.ok_or_else(|| anyhow!("the demo closed no day"))?;
    if args.json {
        let mut counts = report::census_json(last.as_of, &last.census, &report::buckets(&desk)?);
        if let Some(counts) = counts.as_object_mut() {
            counts.insert("book".to_owned(), json!(file.display().to_string()));
        }
        println!("{counts:#}");
    }
    if args.no_serve {
        return Ok(End::Done);
    }
    if !args.json {
        println!("\nThe book is {}; delete it to begin again. Its clock begins at 10:00 in Kampala.", file.display());
    }
    serve::open_pages(desk, args.port, Some(NOTICE.to_owned()), &file)
}

/// Eight payments of the set precede their loan's disbursement; they are taken under
/// the waiver that the format has for this, and counted.
fn board(desk: &mut Desk, quiet: bool) -> Result<()> {
    if !quiet {
        println!("Boarding the demo book: 1,000 Kiva loans, and invented people around them.");
    }
    let options = BoardOptions { waivers: vec![Waiver::PaymentBeforeDisbursement], actor: "demo".to_owned() };
    let print = if quiet { Print::Nothing } else { Print::Lines };
    let told = import(desk, &shipped::DEMO, &options, None, print)?;
    if told.refused_files + told.refused_rows > 0 {
        anyhow::bail!("the shipped demo book did not board whole; this is a defect, please report it");
    }
    Ok(())
}
