//! `makegood age`

use crate::End;
use crate::args::AgeArgs;
use crate::progress::Bar;
use anyhow::Result;
use makegood_age::{Options, Step};
use makegood_book::Buckets;
use serde_json::json;

pub fn run(args: &AgeArgs) -> Result<End> {
    let mut options = Options::new(&args.dir, args.as_of, &args.out);
    options.buckets = Buckets::try_from(args.buckets.clone())?;
    options.currency = args.currency;
    options.threads = args.threads;
    let bar = Bar::new("age");
    let summary = makegood_age::run(&options, |progress| {
        bar.title(match progress.step {
            Step::Loans => "loans",
            Step::Payments => "payments",
            Step::Ageing => "ageing",
            Step::Writing => "writing",
        });
        bar.at(progress.done as u64, progress.of as u64);
    });
    bar.end();
    let summary = summary?;
    if args.json {
        let sums = summary.sums.iter().map(|(currency, sums)| {
            json!({ "currency": currency, "fee_minor": sums.fee.to_string(), "interest_minor": sums.interest.to_string(),
                    "principal_minor": sums.principal.to_string(),
                    "overdue_basis_minor_unit_days": sums.overdue_basis.to_string() })
        });
        let buckets = summary.buckets.iter().map(|(name, loans)| json!({ "bucket": name, "loans": loans }));
        println!(
            "{:#}",
            json!({ "as_of": args.as_of, "loans": summary.loans, "late": summary.late,
                    "sums": sums.collect::<Vec<_>>(), "days_past_due_sum": summary.days_past_due,
                    "buckets": buckets.collect::<Vec<_>>(), "payments_without_loan": summary.unknown.len(),
                    "over_reversed": summary.over_reversed, "not_yet_disbursed": summary.not_yet_disbursed,
                    "unscheduled": summary.unscheduled, "out": args.out })
        );
    } else {
        println!("{summary}");
        println!("Positions in {}", args.out.display());
    }
    Ok(if summary.unknown.is_empty() && summary.over_reversed.is_empty() { End::Done } else { End::Partly })
}
