//! What travels inside the binary: packs, strategies, the demo book.

use anyhow::{Context, Result};
use makegood_desk::{PolicyTexts, Source};
use std::path::Path;

macro_rules! shipped {
    ($path:expr) => {
        include_str!(concat!("../../../", $path))
    };
}

macro_rules! packs {
    ($($id:literal),* $(,)?) => {
        /// The shipped packs, by id.
        pub const PACKS: &[(&str, &str)] = &[$(($id, shipped!(concat!("packs/", $id, ".md")))),*];
    };
}

packs![
    "allocation-house",
    "cn-cards",
    "cn-cba",
    "cn-civil",
    "cn-clocks",
    "cn-gbt",
    "cn-money",
    "de-clocks",
    "de-conduct",
    "de-money",
    "eu-classes",
    "eu-csd",
    "eu-forbearance",
    "house",
    "ifrs9",
    "in-clocks",
    "in-conduct",
    "in-digital",
    "in-microfinance",
    "in-money",
    "in-sarfaesi",
    "ke",
    "ke-money",
    "ng",
    "ph",
    "uk-breathing-space",
    "uk-cca",
    "uk-clocks",
    "uk-conc",
    "uk-hcstc",
    "uk-house",
    "uk-money",
    "us-bankruptcy",
    "us-ca",
    "us-clocks",
    "us-fdcpa",
    "us-ma",
    "us-money",
    "us-ny",
    "us-nyc",
    "us-regf",
    "us-regf-contact",
    "us-regf-disclosures",
    "us-regf-measures",
    "us-regf-media",
    "us-regf-notices",
    "us-regf-pattern",
    "us-regf-venue",
    "us-regf-words",
    "us-regx",
    "us-scra",
    "us-tcpa"
];

/// The shipped ladders; the first is followed when a lender names none.
pub const STRATEGIES: [(&str, &str); 3] = [
    ("strategies/microfinance.toml", shipped!("strategies/microfinance.toml")),
    ("strategies/secured-consumer.toml", shipped!("strategies/secured-consumer.toml")),
    ("strategies/small-business-bank.toml", shipped!("strategies/small-business-bank.toml")),
];

/// The JSON Schema of a ladder.
pub const STRATEGY_SCHEMA: &str = shipped!("strategies/schema.json");

/// A shipped ladder by its name, with the path it has in the source.
pub fn strategy(name: &str) -> Option<(&'static str, &'static str)> {
    STRATEGIES.into_iter().find(|(path, _)| named(path) == name)
}

/// The names of the shipped ladders.
pub fn strategy_names() -> String {
    STRATEGIES.map(|(path, _)| named(path)).join(", ")
}

fn named(path: &str) -> &str {
    path.trim_start_matches("strategies/").trim_end_matches(".toml")
}

/// The demo book: real loans, and what was invented around them.
pub const DEMO: [Source; 8] = [
    Source::Shipped("demo/kiva/parties.csv", shipped!("demo/kiva/parties.csv")),
    Source::Shipped("demo/kiva/loans.csv", shipped!("demo/kiva/loans.csv")),
    Source::Shipped("demo/kiva/instalments.csv", shipped!("demo/kiva/instalments.csv")),
    Source::Shipped("demo/kiva/payments.csv", shipped!("demo/kiva/payments.csv")),
    Source::Shipped("demo/overlay/party_names.csv", shipped!("demo/overlay/party_names.csv")),
    Source::Shipped("demo/overlay/contact_points.csv", shipped!("demo/overlay/contact_points.csv")),
    Source::Shipped("demo/overlay/staff.csv", shipped!("demo/overlay/staff.csv")),
    Source::Shipped("demo/overlay/outcomes.csv", shipped!("demo/overlay/outcomes.csv")),
];

/// The shipped policy.
pub fn policy() -> PolicyTexts {
    let owned = |(id, text): (&str, &str)| (id.to_owned(), text.to_owned());
    let [followed, ..] = STRATEGIES;
    PolicyTexts { strategy: owned(followed), packs: PACKS.iter().copied().map(owned).collect() }
}

/// A lender's own strategy and packs over the shipped ones.
pub fn policy_with(own: Option<&Path>, packs: Option<&Path>) -> Result<PolicyTexts> {
    let mut policy = policy();
    if let Some(path) = own {
        let name = path.display().to_string();
        policy.strategy = match strategy(&name).filter(|_| !path.exists()) {
            Some((path, text)) => (path.to_owned(), text.to_owned()),
            None => (name, read(path)?),
        };
    }
    if let Some(folder) = packs {
        for entry in std::fs::read_dir(folder).with_context(|| format!("{}", folder.display()))? {
            let path = entry?.path();
            let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            if path.extension().is_none_or(|kind| kind != "md") || id == "README" {
                continue;
            }
            policy.packs.retain(|(known, _)| *known != id);
            policy.packs.push((id, read(&path)?));
        }
        policy.packs.sort();
    }
    Ok(policy)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::PACKS;

    #[test]
    fn every_pack_of_the_folder_is_shipped() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
        let names = std::fs::read_dir(folder).expect("the packs").filter_map(|entry| {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            name.strip_suffix(".md").filter(|id| *id != "README").map(str::to_owned)
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        assert_eq!(PACKS.iter().map(|(id, _)| *id).collect::<Vec<_>>(), names);
    }
}
