//! What the lender holds of talk: which share of conversations a leader reads, and whether a
//! conversation counts only once who is speaking was asked.

use crate::keys::{Keys, whole};
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

/// The keys of the file that begin with `talk_`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkTerms {
    /// Out of a hundred conversations with words on file, so many are read by a leader.
    pub read_percent: u32,
    /// Chosen among those of the last so many days.
    pub read_days: i32,
    /// Whether the outcome of a conversation we began is refused until the first step of the
    /// script was answered that day.
    pub opening_required: bool,
}

impl Default for TalkTerms {
    fn default() -> Self {
        Self { read_percent: 10, read_days: 7, opening_required: false }
    }
}

impl TalkTerms {
    /// Whether these are the terms of a file that says nothing of talk.
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads the keys; what is left out is as usual.
pub(crate) fn talk(keys: &mut Keys<'_>) -> TalkTerms {
    let usual = TalkTerms::default();
    let percent = |value: &DeValue<'_>| whole(0..=100)(value).and_then(|number| u32::try_from(number).ok());
    let days = |value: &DeValue<'_>| whole(1..=90)(value).and_then(|number| i32::try_from(number).ok());
    TalkTerms {
        read_percent: keys.may("talk_read_percent", "a share of 100 from 0", percent).unwrap_or(usual.read_percent),
        read_days: keys.may("talk_read_days", "a number of days from 1 to 90", days).unwrap_or(usual.read_days),
        opening_required: keys
            .may("talk_opening_required", "true or false", DeValue::as_bool)
            .unwrap_or(usual.opening_required),
    }
}
