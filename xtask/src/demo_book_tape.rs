//! A sample of the abs-ee tape: every record of the first loans of each pool,
//! columns and cells unedited.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const LOANS_OF_A_POOL: usize = 8;

/// Copies the sample of `from` into `to`.
pub fn sample(from: &Path, to: &Path) -> Result<()> {
    let mut reader = csv::Reader::from_path(from).with_context(|| format!("reading {}", from.display()))?;
    let header = reader.headers()?.clone();
    let column =
        |name: &str| header.iter().position(|found| found == name).with_context(|| format!("no column {name}"));
    let (pool, asset) = (column("securitizationKey")?, column("assetNumber")?);
    std::fs::create_dir_all(to)?;
    let mut writer = csv::WriterBuilder::new().from_path(to.join("auto-loans-2017.csv"))?;
    writer.write_record(&header)?;
    let mut taken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut rows = 0;
    for record in reader.records() {
        let record = record?;
        let assets = taken.entry(record.get(pool).unwrap_or_default().to_owned()).or_default();
        let asset = record.get(asset).unwrap_or_default();
        if assets.contains(asset) || assets.len() < LOANS_OF_A_POOL {
            assets.insert(asset.to_owned());
            writer.write_record(&record)?;
            rows += 1;
        }
    }
    writer.flush()?;
    println!("{} loans, {rows} records", taken.values().map(BTreeSet::len).sum::<usize>());
    Ok(())
}
