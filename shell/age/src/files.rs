//! Finds the files of a book in its folder.

use crate::AgeError;
use std::path::{Path, PathBuf};

/// One file of the book.
#[derive(Clone, Debug)]
pub(crate) struct BookFile {
    pub path: PathBuf,
    /// Its name inside the folder, for people.
    pub name: String,
    pub parquet: bool,
}

/// The files of a book.
pub(crate) struct Files {
    /// Whether whole numbers in a money column are minor units without saying so: in
    /// `schedule` they are; in the import format the column must be called `..._minor`.
    pub bare_minor: bool,
    pub instalments: BookFile,
    pub payments: BookFile,
    pub loans: Option<BookFile>,
}

impl Files {
    pub(crate) fn find(dir: &Path) -> Result<Self, AgeError> {
        let missing = |wanted| AgeError::NoFile { dir: dir.to_owned(), wanted };
        let instalments = one_of(dir, &["instalments", "schedule"])?.ok_or_else(|| missing("instalments"))?;
        Ok(Self {
            bare_minor: instalments.name.starts_with("schedule"),
            instalments,
            payments: one_of(dir, &["payments"])?.ok_or_else(|| missing("payments"))?,
            loans: one_of(dir, &["loans"])?,
        })
    }

    /// An output that is an input would be lost with the first mistake.
    pub(crate) fn refuse_overwriting(&self, out: &Path) -> Result<(), AgeError> {
        let Ok(real) = out.canonicalize() else { return Ok(()) };
        let inputs = [Some(&self.instalments), Some(&self.payments), self.loans.as_ref()];
        let clash = inputs.into_iter().flatten().any(|file| file.path.canonicalize().is_ok_and(|path| path == real));
        if clash { Err(AgeError::OverInput { out: out.to_owned() }) } else { Ok(()) }
    }
}

fn one_of(dir: &Path, stems: &[&str]) -> Result<Option<BookFile>, AgeError> {
    let mut found: Option<BookFile> = None;
    for stem in stems {
        for (kind, parquet) in [("parquet", true), ("csv", false)] {
            let name = format!("{stem}.{kind}");
            let path = dir.join(&name);
            if !path.is_file() {
                continue;
            }
            if let Some(other) = found {
                return Err(AgeError::TwoFiles { dir: dir.to_owned(), one: other.name, two: name });
            }
            found = Some(BookFile { path, name, parquet });
        }
    }
    Ok(found)
}
