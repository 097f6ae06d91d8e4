//! The conventions, stops and published rates that come with the program.

use super::{Convention, PenaltyError, ReferenceRates, StopRule};
use serde::Deserialize;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../../conventions/penalty/", $name)))),*]
    };
}

/// One convention in each.
const CONVENTIONS: [(&str, &str); 9] = shipped![
    "cn-bank.toml",
    "cn-private.toml",
    "de-business.toml",
    "de-consumer.toml",
    "de-mortgage.toml",
    "in-penal-charge.toml",
    "ke-in-duplum.toml",
    "uk-hcstc.toml",
    "us-home-loan.toml",
];
const STOPS: [(&str, &str); 1] = shipped!["stops.toml"];
const RATES: [(&str, &str); 1] = shipped!["reference-rates.toml"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StopsFile {
    stop: Vec<StopRule>,
}

/// Conventions, stops and published rates side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Penalty terms.
    pub conventions: Vec<Convention>,
    /// Kinds of stops.
    pub stops: Vec<StopRule>,
    /// Published rates.
    pub rates: ReferenceRates,
}

impl Shelf {
    /// What comes with the program.
    ///
    /// # Errors
    /// [`PenaltyError::File`] for a file that cannot be read; the tests read them all.
    pub fn shipped() -> Result<Self, PenaltyError> {
        let conventions = CONVENTIONS.iter().map(|(file, text)| Convention::parse(file, text));
        let mut shelf = Self { conventions: conventions.collect::<Result<_, _>>()?, ..Self::default() };
        for (file, text) in STOPS {
            shelf.stops.extend(Self::parse_stops(file, text)?);
        }
        for (file, text) in RATES {
            shelf.rates = ReferenceRates::parse(file, text)?;
        }
        Ok(shelf)
    }

    /// Reads a file of `[[stop]]`.
    ///
    /// # Errors
    /// [`PenaltyError::File`] with the place and what was expected there.
    pub fn parse_stops(file: &str, text: &str) -> Result<Vec<StopRule>, PenaltyError> {
        let read: Result<StopsFile, _> = toml::from_str(text);
        read.map(|read| read.stop)
            .map_err(|error| PenaltyError::File { file: file.to_owned(), says: error.to_string() })
    }

    /// A convention by name.
    ///
    /// # Errors
    /// [`PenaltyError::Unknown`] when there is none.
    pub fn convention(&self, id: &str) -> Result<&Convention, PenaltyError> {
        let found = self.conventions.iter().find(|convention| convention.id == id);
        found.ok_or_else(|| PenaltyError::Unknown { what: "penalty convention", name: id.to_owned() })
    }

    /// A kind of stop by name.
    ///
    /// # Errors
    /// [`PenaltyError::Unknown`] when there is none.
    pub fn stop(&self, id: &str) -> Result<&StopRule, PenaltyError> {
        let found = self.stops.iter().find(|stop| stop.id == id);
        found.ok_or_else(|| PenaltyError::Unknown { what: "stop", name: id.to_owned() })
    }
}
