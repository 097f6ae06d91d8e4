//! The queue with its case: the address is the view.

use super::encoded;
use makegood_units::PartyId;
use serde::{Deserialize, Serialize};

/// Which cases the queue shows. Without any of them it is the worklist of the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkQuery {
    /// The name of a bucket.
    pub bucket: String,
    /// A branch.
    pub branch: String,
    /// The code of a situation.
    pub situation: String,
    /// The state of the last promise in one word.
    pub promise: String,
    /// Who has it, by number; `nobody` for nobody in particular.
    pub officer: String,
    /// `yes` for those that wait, `no` for those that do not.
    pub waits: String,
    /// At least so much in arrears, in the currency of the case.
    pub at_least: String,
    /// `today` for the worklist, in place of the view a person begins with.
    pub list: String,
}

impl WorkQuery {
    /// Whether it asks for cases of the book in place of the worklist.
    pub fn is_filter(&self) -> bool {
        self.parts().iter().any(|(name, value)| *name != "list" && !value.trim().is_empty())
    }

    fn parts(&self) -> [(&'static str, &String); 8] {
        [
            ("bucket", &self.bucket),
            ("branch", &self.branch),
            ("situation", &self.situation),
            ("promise", &self.promise),
            ("officer", &self.officer),
            ("waits", &self.waits),
            ("at_least", &self.at_least),
            ("list", &self.list),
        ]
    }

    /// The query of the address, without its mark; empty for the worklist.
    pub fn query(&self) -> String {
        let filled = self.parts().into_iter().filter(|(_, value)| !value.trim().is_empty());
        filled.map(|(name, value)| format!("{name}={}", encoded(value.trim()))).collect::<Vec<_>>().join("&")
    }

    /// The address of the queue with one of its cases open.
    pub fn at(&self, party: &PartyId) -> String {
        with_query(&format!("/queue/{}", encoded(party.as_str())), &self.query())
    }

    /// The address of the queue.
    pub fn href(&self) -> String {
        with_query("/queue", &self.query())
    }
}

fn with_query(path: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{mark}{query}")
}

/// The worklist of the day.
pub const TODAY: &str = "/queue?list=today";
/// Where a view is kept.
pub const VIEWS: &str = "/queue-views";
/// Where a view is dropped.
pub const DROP_VIEW: &str = "/queue-views/drop";
