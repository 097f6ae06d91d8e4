//! The languages that are read.

use serde::{Deserialize, Serialize};

/// A language of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese, in simplified or traditional characters.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// The language a text is mostly written in: Chinese as soon as there is one
    /// Chinese character for four Latin letters.
    pub fn of(text: &str) -> Self {
        let (han, latin) = text.chars().fold((0_usize, 0_usize), |(han, latin), char| {
            let is_han = crate::fold::is_han(char);
            (han + usize::from(is_han), latin + usize::from(char.is_ascii_alphabetic()))
        });
        if han.saturating_mul(4) > latin { Self::Chinese } else { Self::English }
    }

    /// From `en`, `en-GB`, `zh`, `zh-Hant`, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let first = name.trim().split(['-', '_']).next()?.to_lowercase();
        match first.as_str() {
            "en" | "eng" | "english" => Some(Self::English),
            "zh" | "cn" | "chinese" | "中文" => Some(Self::Chinese),
            _ => None,
        }
    }
}
