//! `makegood report`

use crate::End;
use crate::args::{Place, ReportArgs};
use anyhow::{Context, Result, bail};
use makegood_book::{Buckets, Census};
use makegood_desk::Desk;
use makegood_server::{Ending, ReportTable, report_file};
use makegood_units::{BusinessDate, Money, Rounding, divide};
use makegood_views::{Reach, branches, closes, policy_of};
use serde_json::{Value, json};

pub fn run(place: &Place, args: &ReportArgs) -> Result<End> {
    let desk = place.open()?;
    if args.tape {
        return crate::tape::run(&desk, args.json);
    }
    if args.leader && crate::leader::on_paper(&desk, &args.of)? {
        return Ok(End::Done);
    }
    if args.csv.is_some() || args.xlsx.is_some() {
        return files(&desk, args);
    }
    if args.leader {
        crate::leader::run(&desk, &args.of, args.json)?;
        return Ok(End::Done);
    }
    if args.methods {
        crate::methods::run(&desk, args.json)?;
        return Ok(End::Done);
    }
    if args.first_cash {
        crate::first_cash::run(&desk, args.json)?;
        return Ok(End::Done);
    }
    if args.defects {
        crate::origination::run(&desk, args.json)?;
        return Ok(End::Done);
    }
    let days = closes(desk.book())?;
    let Some(last) = days.first() else { bail!("no day is closed yet; close one with: makegood close DATE") };
    if args.days {
        for day in &days {
            match args.json {
                true => println!(
                    "{}",
                    json!({ "as_of": day.as_of, "event": day.seq, "open_loans": day.census.open_loans() })
                ),
                false => println!("{}  {} open loans  event {}", day.as_of, day.census.open_loans(), day.seq),
            }
        }
        return Ok(End::Done);
    }
    if args.json {
        println!("{:#}", census_json(last.as_of, &last.census, &buckets(&desk)?));
        return Ok(End::Done);
    }
    println!("The book as of {}", last.as_of);
    say_census(last.as_of, &last.census);
    println!("\n{:<24} {:>6} {:>6} {:>18} {:>18} {:>8}", "branch", "open", "late", "arrears", "outstanding", "PAR30");
    for row in branches(desk.book(), last.as_of, &Reach::whole())? {
        let money = |amount| Money::new(amount, row.currency).to_string();
        let par30 = percent(row.par30_principal.minor(), row.principal.minor());
        let (arrears, outstanding) = (money(row.arrears), money(row.outstanding));
        println!(
            "{:<24} {:>6} {:>6} {arrears:>18} {outstanding:>18} {par30:>8}",
            row.branch.as_str(),
            row.open,
            row.late
        );
    }
    Ok(End::Done)
}

/// The table of the report as the files asked for.
fn files(desk: &Desk, args: &ReportArgs) -> Result<End> {
    let part = args.of.part();
    let table = match args {
        ReportArgs { leader: true, .. } => ReportTable::Figures(&part),
        ReportArgs { methods: true, .. } => ReportTable::Methods,
        ReportArgs { first_cash: true, .. } => ReportTable::FirstCash,
        ReportArgs { defects: true, .. } => ReportTable::Granted,
        ReportArgs { days: true, .. } => ReportTable::Days,
        _ => ReportTable::Branches,
    };
    for (file, ending) in [(&args.csv, Ending::Csv), (&args.xlsx, Ending::Xlsx)] {
        let Some(file) = file else { continue };
        let bytes = report_file(desk, table, ending).map_err(anyhow::Error::msg)?;
        std::fs::write(file, &bytes).with_context(|| file.display().to_string())?;
        println!("{}: {} bytes", file.display(), bytes.len());
    }
    Ok(End::Done)
}

/// The buckets of the strategy in force.
pub fn buckets(desk: &Desk) -> Result<Buckets> {
    Ok(policy_of(desk.book(), i64::MAX)?.map(|policy| policy.strategy.buckets.clone()).unwrap_or_default())
}

/// The book counted, in words. Bucket names are the default ones' when the strategy
/// uses them.
pub fn say_census(as_of: BusinessDate, census: &Census) {
    println!(
        "{} open loans as of {as_of}; {} closed, {} not yet paid out, {} without a schedule (nothing can be said of them)",
        census.open_loans(),
        census.closed,
        census.not_yet_disbursed,
        census.unscheduled
    );
    for (currency, count) in &census.open {
        println!("\n{:<12} {:>7} {:>20} {:>20}", "days late", "loans", "arrears", "outstanding");
        for (place, bucket) in count.buckets.iter().enumerate() {
            let money = |amount| Money::new(amount, *currency).to_string();
            let (arrears, outstanding) = (money(bucket.arrears), money(bucket.outstanding));
            let name = Buckets::default().name(place);
            println!("{name:<12} {:>7} {arrears:>20} {outstanding:>20}", bucket.loans);
        }
        println!(
            "Arrears {}; PAR30 {} ({} of {})",
            Money::new(count.arrears(), *currency),
            percent(count.par30_principal.minor(), count.principal.minor()),
            Money::new(count.par30_principal, *currency),
            Money::new(count.principal, *currency)
        );
    }
}

/// A share in percent with one decimal.
fn percent(part: i64, whole: i64) -> String {
    let share = divide(i128::from(part) * 1_000, i128::from(whole), Rounding::HalfUp);
    share.map_or_else(|| "-".to_owned(), |share| format!("{}.{}%", share / 10, share % 10))
}

/// The book counted, for a program. Amounts are in minor units.
pub fn census_json(as_of: BusinessDate, census: &Census, buckets: &Buckets) -> Value {
    let currencies = census.open.iter().map(|(currency, count)| {
        let by_bucket = count.buckets.iter().enumerate().map(|(place, bucket)| {
            json!({ "bucket": buckets.name(place), "loans": bucket.loans, "arrears_minor": bucket.arrears,
                    "outstanding_minor": bucket.outstanding })
        });
        json!({
            "currency": currency,
            "open_loans": count.buckets.iter().map(|bucket| bucket.loans).sum::<u64>(),
            "current_loans": count.buckets.first().map_or(0, |bucket| bucket.loans),
            "buckets": by_bucket.collect::<Vec<_>>(),
            "arrears": Money::new(count.arrears(), *currency).number(""),
            "arrears_minor": count.arrears(),
            "outstanding_minor": count.outstanding(),
            "par30": { "numerator_minor": count.par30_principal, "denominator_minor": count.principal },
        })
    });
    let current = census.open.values().filter_map(|count| count.buckets.first()).map(|bucket| bucket.loans);
    let mut late = serde_json::Map::new();
    for place in 1..buckets.count() {
        let loans = census.open.values().filter_map(|count| count.buckets.get(place)).map(|bucket| bucket.loans);
        late.insert(buckets.name(place), json!(loans.sum::<u64>()));
    }
    let arrears = census.open.iter().map(|(currency, count)| {
        (currency.code().to_owned(), json!(Money::new(count.arrears(), *currency).number("")))
    });
    json!({
        "as_of": as_of,
        "open_loans": census.open_loans(),
        "current_loans": current.sum::<u64>(),
        "late_loans": late,
        "arrears": arrears.collect::<serde_json::Map<_, _>>(),
        "closed_loans": census.closed,
        "not_yet_disbursed_loans": census.not_yet_disbursed,
        "unscheduled_loans": census.unscheduled,
        "currencies": currencies.collect::<Vec<_>>(),
    })
}
