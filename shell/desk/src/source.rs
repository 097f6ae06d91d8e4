//! Where rows come from: files, folders of files, texts that travel with the program.

use crate::DeskError;
use makegood_intake::{FileRefusal, Reader, open, read_csv};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Where rows come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A CSV text that travels with the program, by its name.
    Shipped(&'static str, &'static str),
    /// A CSV text that another program handed in, by the name it gave.
    Given(String, String),
}

impl Source {
    /// The files behind paths. A folder stands for the files in it that can hold rows.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn behind(paths: &[PathBuf]) -> Result<Vec<Self>, DeskError> {
        Ok(files(paths)?.into_iter().map(Self::File).collect())
    }

    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Shipped(name, _) => (*name).to_owned(),
            Self::Given(name, _) => name.clone(),
        }
    }

    pub(crate) fn open(&self) -> Result<Reader, FileRefusal> {
        match self {
            Self::File(path) => open(path),
            Self::Shipped(name, text) => read_csv(name, Box::new(text.as_bytes()), text.len() as u64),
            Self::Given(name, text) => {
                read_csv(name, Box::new(std::io::Cursor::new(text.clone().into_bytes())), text.len() as u64)
            }
        }
    }

    pub(crate) fn hash(&self) -> Result<String, DeskError> {
        match self {
            Self::File(path) => hash_of(path),
            Self::Shipped(_, text) => Ok(hex(&Sha256::digest(text.as_bytes()))),
            Self::Given(_, text) => Ok(hex(&Sha256::digest(text.as_bytes()))),
        }
    }
}

fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, DeskError> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let io = |source| DeskError::Io { path: path.display().to_string(), source };
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(io)? {
            let file = entry.map_err(io)?.path();
            let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or("").to_ascii_lowercase();
            if matches!(kind.as_str(), "csv" | "tsv" | "parquet") {
                inside.push(file);
            }
        }
        inside.sort();
        found.extend(inside);
    }
    Ok(found)
}

fn hash_of(path: &Path) -> Result<String, DeskError> {
    let io = |source| DeskError::Io { path: path.display().to_string(), source };
    let mut file = std::fs::File::open(path).map_err(io)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer).map_err(io)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { break };
        hash.update(read);
    }
    Ok(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
