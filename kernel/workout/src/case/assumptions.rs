//! A lender's assumptions, read from TOML.

use super::keys::{KEYS, Key, key};
use super::values::{Assumed, Values};
use crate::compare::Source;
use crate::file::{FileError, Problems};
use makegood_diagnosis::Situation;
use makegood_strategy::Security;
use makegood_units::DayCount;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The keys of a block that say for which cases it is.
const REACH: [&str; 4] = ["route", "source", "situations", "securities"];

/// Values for some cases of a route.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    route: String,
    source: Source,
    situations: Vec<String>,
    securities: Vec<String>,
    values: BTreeMap<&'static str, i64>,
}

/// What a lender assumes of each route, by situation and security.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// What the file calls itself.
    pub name: String,
    /// Which version of it.
    pub version: u32,
    /// How days count into a year.
    pub day_count: DayCount,
    blocks: Vec<Block>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: String,
    version: u32,
    day_count: DayCount,
    assume: Vec<Spanned<BTreeMap<String, Spanned<toml::Value>>>>,
}

impl Assumptions {
    /// The ones in `workouts/assumptions.toml`: an expert's, to be replaced.
    pub const SHIPPED: &'static str = include_str!("../../../../workouts/assumptions.toml");

    /// Reads a file.
    ///
    /// # Errors
    /// What is no such file, or else every problem of what it says, each with its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<FileError>> {
        let mut problems = Problems { file, text, found: Vec::new() };
        let raw: Raw = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => {
                problems.add(error.span().map_or(0, |span| span.start), error.message());
                return Err(problems.found);
            }
        };
        let blocks = raw.assume.iter().filter_map(|one| block(one, &mut problems)).collect();
        match problems.found.is_empty() {
            true => Ok(Self { name: raw.name, version: raw.version, day_count: raw.day_count, blocks }),
            false => {
                problems.found.sort_by_key(|problem| problem.line);
                Err(problems.found)
            }
        }
    }

    /// What money a year later is worth less by, in basis points; none where no file says.
    pub fn discount_bp(&self) -> Option<i64> {
        self.values(Situation::Undetermined, &[]).get("all", "discount_bp").map(|assumed| assumed.value)
    }

    /// What is assumed of a case: of each key the first block that fits and has it.
    pub fn values(&self, situation: Situation, securities: &[Security]) -> Values {
        let fits = |block: &&Block| {
            let situations = &block.situations;
            let of_situation = situations.is_empty() || situations.iter().any(|code| code == situation.code());
            let held = |word: &String| securities.iter().any(|security| security.word() == word);
            of_situation && (block.securities.is_empty() || block.securities.iter().any(held))
        };
        let mut values = Values::default();
        for block in self.blocks.iter().filter(fits) {
            for (name, value) in &block.values {
                let assumed = Assumed { value: *value, source: block.source.clone(), is_set: false };
                values.take_first(&block.route, name, assumed);
            }
        }
        values
    }
}

fn block(raw: &Spanned<BTreeMap<String, Spanned<toml::Value>>>, problems: &mut Problems<'_>) -> Option<Block> {
    let (at, table) = (raw.span().start, raw.get_ref());
    let text = |name: &str| table.get(name).and_then(|value| value.get_ref().as_str()).map(str::to_owned);
    let Some(route) = text("route").filter(|route| KEYS.iter().any(|key| key.route == route)) else {
        let mut known: Vec<&str> = KEYS.iter().map(|key| key.route).collect();
        known.dedup();
        problems.add(at, format!("a block of assumptions has a route, one of {}", known.join(", ")));
        return None;
    };
    let source = match text("source").unwrap_or_default().parse::<Source>() {
        Ok(source) => source,
        Err(says) => {
            problems.add(at, format!("what is assumed of {route} has no source: {says}"));
            return None;
        }
    };
    let situations = words(table, "situations", problems);
    for word in situations.iter().filter(|word| !Situation::ALL.iter().any(|known| known.code() == **word)) {
        problems.add(at, format!("situation {word:?} is not one of S0, S1a, S1b, S2, S3, S4, undetermined"));
    }
    let securities = words(table, "securities", problems);
    for word in securities.iter().filter(|word| !Security::ALL.iter().any(|known| known.word() == **word)) {
        problems.add(at, format!("security {word:?} is not one of none, pledge, mortgage, guarantor, group"));
    }
    let mut values = BTreeMap::new();
    for (name, value) in table.iter().filter(|(name, _)| !REACH.contains(&name.as_str())) {
        let at = value.span().start;
        match (key(&route, name), value.get_ref().as_integer()) {
            (None, _) => problems.add(at, format!("{route} has no key {name}; it has {}", of_route(&route))),
            (Some(key), Some(whole)) if within(key, whole) => {
                values.insert(key.name, whole);
            }
            (Some(key), _) => problems.add(at, format!("{route}.{name} is {}", key.unit.words())),
        }
    }
    Some(Block { route, source, situations, securities, values })
}

/// Whether a value lies within what its unit allows.
pub(super) fn within(key: &Key, value: i64) -> bool {
    let (least, most) = key.unit.bounds();
    (least..=most).contains(&value)
}

/// The keys of a route, for a refusal.
pub(super) fn of_route(route: &str) -> String {
    let names: Vec<&str> = KEYS.iter().filter(|key| key.route == route).map(|key| key.name).collect();
    names.join(", ")
}

fn words(table: &BTreeMap<String, Spanned<toml::Value>>, name: &str, problems: &mut Problems<'_>) -> Vec<String> {
    let Some(value) = table.get(name) else { return Vec::new() };
    let list = value.get_ref().as_array();
    let words: Option<Vec<String>> =
        list.and_then(|list| list.iter().map(|word| word.as_str().map(str::to_owned)).collect());
    words.unwrap_or_else(|| {
        problems.add(value.span().start, format!("{name} is a list of words"));
        Vec::new()
    })
}
