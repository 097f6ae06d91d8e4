//! Writes the positions; the output takes its name only when it is complete.

use crate::summary::Aged;
use crate::{AgeError, Options, Progress, Step, parquet_out};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Parquet,
    Csv,
}

impl Form {
    /// By the extension of the name.
    pub(crate) fn of(out: &Path) -> Result<Self, AgeError> {
        let extension = out.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "parquet" => Ok(Self::Parquet),
            "csv" => Ok(Self::Csv),
            _ => Err(AgeError::UnknownForm { out: out.to_owned() }),
        }
    }
}

pub(crate) fn write(
    aged: &Aged,
    form: Form,
    options: &Options,
    progress: &mut impl FnMut(Progress),
) -> Result<(), AgeError> {
    let mut name = options.out.clone().into_os_string();
    name.push(".partial");
    let partial = PathBuf::from(name);
    let refused = |source| AgeError::Io { path: options.out.clone(), source };
    let file = File::create(&partial).map_err(refused)?;
    let written = match form {
        Form::Parquet => parquet_out::write(aged, options, file, progress),
        Form::Csv => write_csv(aged, options, file, progress).map_err(refused),
    };
    let done = written.and_then(|()| fs::rename(&partial, &options.out).map_err(refused));
    if done.is_err() {
        // The first error is the one to tell; an orphan is harmless.
        let _ = fs::remove_file(&partial);
    }
    done
}

fn write_csv(aged: &Aged, options: &Options, file: File, progress: &mut impl FnMut(Progress)) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(BufWriter::new(file));
    let named = !aged.currencies.is_empty();
    let heading = [
        "loan_id",
        "past_due_fee",
        "past_due_interest",
        "past_due_principal",
        "arrears_since",
        "days_past_due",
        "bucket",
        "overdue_basis",
    ];
    out.write_record(heading.into_iter().chain(named.then_some("currency")))?;
    let mut slot = 0;
    for (done, part) in aged.parts.iter().enumerate() {
        for (arrears, basis) in part.arrears().zip(part.basis()) {
            let days = arrears.days_past_due(options.as_of);
            let record = [
                aged.loans.name(slot),
                arrears.owed.fee.minor().to_string(),
                arrears.owed.interest.minor().to_string(),
                arrears.owed.principal.minor().to_string(),
                arrears.since.map_or_else(String::new, |since| since.to_string()),
                days.to_string(),
                options.buckets.of(days).to_string(),
                basis.to_string(),
            ];
            let currency = aged.currency(slot).map_or_else(String::new, |currency| currency.to_string());
            out.write_record(record.into_iter().chain(named.then_some(currency)))?;
            slot += 1;
        }
        progress(Progress { step: Step::Writing, done: done + 1, of: aged.parts.len() });
    }
    let buffer = out.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    buffer.into_inner().map_err(|error| error.into_error())?.flush()
}
