//! `makegood import`

use crate::End;
use crate::args::{ImportArgs, Place};
use crate::progress::Bar;
use anyhow::{Context, Result};
use makegood_desk::{BoardOptions, Boarded, Desk, Source, Step, board};
use makegood_intake::{FileRefusal, RowRefusal};
use serde_json::json;
use std::fs::File;
use std::path::Path;

pub fn run(place: &Place, args: &ImportArgs) -> Result<End> {
    let mut desk = place.open_or_create()?;
    let options = BoardOptions { waivers: args.waive.clone(), actor: args.by.clone() };
    let mut refused = args.refused.as_deref().map(RefusedFile::create).transpose()?;
    let sources = Source::behind(&args.paths)?;
    let print = if args.json { Print::Json } else { Print::Lines };
    let told = import(&mut desk, &sources, &options, refused.as_mut(), print)?;
    if let Some(file) = refused {
        file.finish()?;
    }
    if told.files == 0 && told.refused_files == 0 {
        println!("There are no .csv, .tsv or .parquet files there; nothing was imported.");
    }
    let clean = told.refused_rows == 0 && told.refused_files == 0;
    Ok(if clean { End::Done } else { End::Partly })
}

/// What an import prints of files that went well. Refusals are always named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// A line a file.
    Lines,
    /// An object a file, and one for each refusal.
    Json,
    /// Nothing.
    Nothing,
}

/// What an import came to.
#[derive(Default)]
pub struct Told {
    pub files: u64,
    pub refused_files: u64,
    pub refused_rows: u64,
}

/// Boards sources, naming every refusal as it comes: on standard error, or as an
/// object among the others.
pub fn import(
    desk: &mut Desk,
    sources: &[Source],
    options: &BoardOptions,
    mut refused: Option<&mut RefusedFile>,
    print: Print,
) -> Result<Told> {
    let bar = Bar::new("import");
    let mut told = Told::default();
    let mut failed = None;
    let reports = board(desk, sources, options, |step| match step {
        Step::Begun(file, _) => bar.title(Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or(file)),
        Step::Read(done, total) => bar.at(done, total),
        Step::Refused(row) => {
            match print {
                Print::Json => println!("{}", json!({ "refused_row": row })),
                _ => bar.say(&row_line(row)),
            }
            if let Some(file) = refused.as_deref_mut() {
                failed = failed.take().or(file.add(row).err());
            }
        }
        // Waived rows are counted in the report of their file.
        Step::Noticed(..) => {}
        Step::FileRefused(file) => {
            told.refused_files += 1;
            match print {
                Print::Json => println!("{}", json!({ "refused_file": file })),
                _ => bar.say(&file_line(file)),
            }
        }
        Step::Finished(report) => {
            told.files += 1;
            told.refused_rows += report.refused;
            if print == Print::Lines {
                bar.say(&report_line(report));
            }
        }
    })?;
    bar.end();
    if let Some(error) = failed {
        return Err(error);
    }
    if print == Print::Json {
        for report in &reports {
            println!("{}", serde_json::to_string(report)?);
        }
    }
    Ok(told)
}

fn row_line(row: &RowRefusal) -> String {
    let RowRefusal { file, line, column, value, code, sentence, way_out } = row;
    format!("refused  {file}:{line}  {column} {value:?}  [{code}] {sentence} {way_out}")
}

fn file_line(file: &FileRefusal) -> String {
    format!("refused  {}  [{}] {} {} {}", file.file, file.code, file.sentence, file.found, file.way_out)
}

fn report_line(report: &Boarded) -> String {
    let parts = [
        (report.new, "new"),
        (report.unchanged, "unchanged"),
        (report.confirmed, "confirmed by a later report"),
        (report.superseding, "superseding"),
        (report.stale, "older than what is known, kept as history"),
        (report.repeats, "repeated in the file"),
        (report.refused, "refused"),
        (report.waived, "taken under a waiver"),
        (report.blank, "blank"),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let unread = match report.unknown_columns.as_slice() {
        [] => String::new(),
        columns => format!("; columns not read: {}", columns.join(", ")),
    };
    format!("{}  {} rows: {}{unread}", report.file, report.rows, said.join(", "))
}

/// Refused rows as a CSV file, to be mended and sent again.
pub struct RefusedFile(csv::Writer<File>);

impl RefusedFile {
    fn create(path: &Path) -> Result<Self> {
        let mut file = csv::Writer::from_path(path).with_context(|| format!("{}", path.display()))?;
        file.write_record(["file", "line", "column", "value", "code", "reason", "way_out"])?;
        Ok(Self(file))
    }

    fn add(&mut self, row: &RowRefusal) -> Result<()> {
        let RowRefusal { file, line, column, value, code, sentence, way_out } = row;
        Ok(self.0.write_record([file, &line.to_string(), column, value, code.code(), sentence, way_out])?)
    }

    fn finish(mut self) -> Result<()> {
        Ok(self.0.flush()?)
    }
}
