//! `makegood report --leader`: the leader's report, on paper or as lines.

use anyhow::{Context, Result, bail};
use clap::Args;
use makegood_desk::Desk;
use makegood_server::leader_report;
use makegood_server::links::numbers::ReportQuery;
use makegood_views::{Reach, figure_days, figures_of};
use serde_json::json;
use std::path::PathBuf;

/// What of the book a leader's report is of.
#[derive(Args, Debug)]
pub struct LeaderArgs {
    /// With --leader: of one branch instead of the whole book.
    #[arg(long, value_name = "BRANCH", requires = "leader")]
    branch: Option<String>,
    /// With --pdf: the last close of this month, as 2007-03, instead of the last of all.
    #[arg(long, value_name = "MONTH", requires = "pdf")]
    month: Option<String>,
    /// With --pdf: amounts in this currency instead of that of most loans.
    #[arg(long, value_name = "CODE", requires = "pdf")]
    currency: Option<String>,
    /// With --pdf: the language, en, es or zh.
    #[arg(long, value_name = "LANGUAGE", requires = "pdf", default_value = "en")]
    lang: String,
    /// With --leader: write the report as an accessible PDF, the same bytes each time.
    #[arg(long, value_name = "FILE", requires = "leader")]
    pdf: Option<PathBuf>,
}

impl LeaderArgs {
    /// The part of the book as it stands in an address.
    pub fn part(&self) -> String {
        self.branch.as_ref().map_or_else(String::new, |branch| format!("branch:{branch}"))
    }
}

/// Writes the report where a file was named; tells whether one was.
pub fn on_paper(desk: &Desk, args: &LeaderArgs) -> Result<bool> {
    let Some(file) = &args.pdf else { return Ok(false) };
    let Some(tongue) = makegood_server::Tongue::from_tag(&args.lang) else {
        bail!("no report is written in {}; there are en, es and zh", args.lang)
    };
    let query = ReportQuery {
        part: args.part(),
        month: args.month.clone().unwrap_or_default(),
        currency: args.currency.clone().unwrap_or_default(),
    };
    let report = leader_report(desk, &query, &Reach::whole(), tongue).map_err(anyhow::Error::msg)?;
    std::fs::write(file, &report.bytes).with_context(|| file.display().to_string())?;
    println!("{}: the report of {}, {} bytes", file.display(), report.as_of, report.bytes.len());
    Ok(true)
}

/// Prints the figures, or JSON.
pub fn run(desk: &Desk, args: &LeaderArgs, as_json: bool) -> Result<()> {
    let Some(as_of) = figure_days(desk.book())?.into_iter().next() else {
        bail!("no day is closed yet; close one with: makegood close DATE")
    };
    let (kind, of) = args.branch.as_ref().map_or(("book", ""), |branch| ("branch", branch.as_str()));
    let mut figures = figures_of(desk.book(), as_of, kind)?;
    figures.retain(|one| one.by.of() == of);
    if figures.is_empty() {
        bail!("nothing was counted for the branch {of} on {as_of}")
    }
    if as_json {
        println!("{:#}", json!({ "as_of": as_of, "figures": figures }));
        return Ok(());
    }
    let buckets = crate::report::buckets(desk)?;
    println!("Figures of the close of {as_of}, each with what was counted, of what, and from when.\n");
    println!("{:<34} {:>36} {:>20} {:>20}  from", "figure", "value", "counted", "of");
    for one in &figures {
        let from = one.from.map_or_else(String::new, |day| day.to_string());
        let name = one.code.name(&buckets);
        println!("{name:<34} {:>36} {:>20} {:>20}  {from}", one.says(), one.counted(), one.of());
    }
    Ok(())
}
