//! `makegood file`: the borrower's file, read and written.

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::{Context, Result, bail};
use clap::Args;
use makegood_case::{Confidence, FileFact, FileGroup, FileRow};
use makegood_day_close::FileDay;
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_diagnosis::{FileNeeds, FileRecord, Gap};
use makegood_units::{Currency, PartyId, StaffId};
use std::path::{Path, PathBuf};

/// `file`
#[derive(Args, Debug)]
#[command(after_help = "\
Facts are learnt from a CSV or JSON file, a row or an object each, with the columns of file_facts in
docs/import-format.md; party_id may be left out, and the currency of the case is meant where none is
given. All of them are taken, or none.

Example:  makegood file 4711
          makegood file 4711 --learn visit.csv --by s-2
          makegood file 4711 --restricted 'Before the visit: how to meet her gently' --by s-9")]
pub struct FileArgs {
    /// The borrower's or a loan's number, as the lender knows it.
    pub case: String,
    /// Write the facts of this file into the borrower's file first.
    #[arg(long, value_name = "FILE.csv|json")]
    pub learn: Option<PathBuf>,
    /// Open restricted facts too; the reason is kept on record.
    #[arg(long, value_name = "REASON")]
    pub restricted: Option<String>,
    /// What the lender wants to know, as a table in the form of file_needs.tsv.
    #[arg(long, value_name = "FILE.tsv")]
    pub needs: Option<PathBuf>,
    /// Who of the lender's people, by their number.
    #[arg(long, value_name = "STAFF", default_value = "file")]
    pub by: String,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
}

pub fn run(place: &Place, args: &FileArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.case)?;
    let by = StaffId::from(args.by.as_str());
    let needs = needs(args.needs.as_deref())?;
    if let Some(path) = &args.learn {
        let facts = read(&desk, &party, &needs, path)?;
        let learned = desk.learn(&party, &facts, &by)?;
        if !args.json {
            println!("{} facts learnt, {} known already", learned.events.len(), learned.known);
        }
    }
    if let Some(reason) = &args.restricted {
        desk.open_restricted(&party, &by, reason)?;
    }
    let file = makegood_views::file_view(desk.book(), &party, &needs, args.restricted.is_some())?;
    let Some(file) = file else {
        return Err(DeskError::Refused(Refusal::NothingClosed).into());
    };
    if args.json {
        println!("{:#}", serde_json::to_value(&file)?);
    } else {
        say(&file);
    }
    Ok(End::Done)
}

fn needs(path: Option<&Path>) -> Result<FileNeeds> {
    let Some(path) = path else { return Ok(FileNeeds::shipped()?) };
    Ok(FileNeeds::parse(&path.display().to_string(), &text(path)?)?)
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// The facts of a file, in the currency of the case where they name none.
fn read(desk: &Desk, party: &PartyId, needs: &FileNeeds, path: &Path) -> Result<Vec<FileFact>> {
    let currency: Option<Currency> =
        makegood_views::file_view(desk.book(), party, needs, false)?.map(|file| file.currency);
    let is_json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let rows = if is_json { json_rows(&text(path)?)? } else { csv_rows(&text(path)?)? };
    let mut facts = Vec::new();
    for (at, mut cells) in rows.into_iter().enumerate() {
        let of = cells.iter().find(|(column, cell)| column == "party_id" && !cell.trim().is_empty());
        if let Some((_, other)) = of.filter(|(_, cell)| cell.trim() != party.as_str()) {
            return Err(DeskError::Refused(Refusal::NotOfTheCase(other.as_str().into())).into());
        }
        cells.retain(|(column, _)| column != "party_id" && column != "reported_on");
        let fact = FileRow::new(cells).read(currency, desk.clock().today());
        facts.push(fact.map_err(|fault| DeskError::Refused(Refusal::NotAFileFact { row: at + 1, fault }))?);
    }
    Ok(facts)
}

type Cells = Vec<(String, String)>;

fn csv_rows(text: &str) -> Result<Vec<Cells>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers()?.iter().map(|name| name.trim().to_lowercase()).collect();
    let row = |row: csv::StringRecord| names.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|record| Ok(row(record?))).collect()
}

/// A list of objects; numbers and truths are read as they are written.
fn json_rows(text: &str) -> Result<Vec<Cells>> {
    let objects: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(text).context("a JSON file of facts is a list of objects, [{\"kind\": …}, …]")?;
    let cell = |(column, value): (String, serde_json::Value)| {
        Ok(match value {
            serde_json::Value::Null => (column, String::new()),
            serde_json::Value::String(text) => (column, text),
            serde_json::Value::Bool(truth) => (column, truth.to_string()),
            serde_json::Value::Number(number) => (column, number.to_string()),
            _ => bail!("{column} is a list or an object; a cell is a text, a number, true or false"),
        })
    };
    objects.into_iter().map(|object| object.into_iter().map(cell).collect()).collect()
}

fn say(day: &FileDay) {
    let FileDay { party, file, completeness, figures, evidence, .. } = day;
    println!(
        "{party}, as of {}: {} % complete, {} % verified",
        file.as_of, completeness.percent, completeness.verified_percent
    );
    for group in FileGroup::ALL {
        let mut of = file.facts.iter().filter(|record| record.fact.group() == group).peekable();
        if of.peek().is_some() {
            println!("\n{}", group.says());
        }
        of.for_each(|record| say_fact(record, day));
    }
    if day.restricted > 0 {
        println!("\n{} restricted facts are not shown; --restricted REASON opens them, on record.", day.restricted);
    }
    if !figures.known.is_empty() {
        println!("\nFigures");
    }
    for figure in &figures.known {
        let facts: Vec<&str> = figure.why.facts.iter().map(|fact| fact.as_str()).collect();
        let sure = sure(figure.confidence);
        println!("  {:<42} {:>16}  {sure}, as of {}", figure.name.says(), figure.measure.to_string(), figure.rests_on);
        println!("      {} [{}]", figure.why.says, facts.join(" "));
    }
    for (name, why) in &figures.unknown {
        println!("  {:<42} {:>16}  {} [{}]", name.says(), "cannot be said", why.says, why.code);
    }
    say_months(day);
    if !evidence.is_empty() {
        println!("\nEvidence for the diagnosis");
    }
    for item in evidence {
        println!("  {} as of {}: {}", item.evidence, item.observed_on, item.says);
    }
    gaps("Missing", &completeness.missing);
    gaps("Too old", &completeness.too_old);
}

fn say_months(day: &FileDay) {
    if !day.months.is_empty() {
        println!("\nMonth by month: what is left of business and household, and what falls due");
    }
    for month in &day.months {
        let left = month
            .left
            .map_or_else(|| month.why.says.clone(), |left| format!("{left:>16} left", left = left.to_string()));
        let covers = match month.covers {
            Some(true) => ", covers it",
            Some(false) => ", falls short",
            None => "",
        };
        println!("  {}  {:>16} due{covers}  {left}", month.month, month.due.to_string());
    }
}

fn say_fact(record: &FileRecord, day: &FileDay) {
    let fact = &record.fact;
    let (about, says) = fact.words();
    let age = day.file.as_of.days_since(fact.speaks_of());
    println!("  {about:<28} {says}");
    println!("  {:<28} {}, {}, {age} days old [{}]", "", sure(fact.confidence), fact.source, record.id());
}

fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Stated => "stated",
        Confidence::Verified => "verified",
    }
}

fn gaps(heading: &str, gaps: &[Gap]) {
    if !gaps.is_empty() {
        println!("\n{heading}");
    }
    for gap in gaps {
        let age =
            gap.age_days.map_or_else(String::new, |age| format!(", {age} days old of {} at most", gap.max_age_days));
        println!("  {:>3} %  {}{age}", gap.percent, gap.says);
    }
}
