//! The lexicon that travels with the program, from `words/`.

use crate::error::LexiconError;
use crate::files::File;
use crate::lexicon::{Files, Lexicon};

macro_rules! shipped {
    ($name:literal) => {
        File { name: concat!("words/", $name), text: include_str!(concat!("../../../words/", $name)) }
    };
}

/// The shipped files.
pub fn files() -> Files<'static> {
    Files {
        irregular: shipped!("irregular.txt"),
        traditional: shipped!("traditional.txt"),
        concepts: vec![
            shipped!("concepts-en.toml"),
            shipped!("concepts-en-life.toml"),
            shipped!("concepts-zh.toml"),
            shipped!("concepts-zh-life.toml"),
        ],
        weights: shipped!("weights.txt"),
        frames: shipped!("frames.toml"),
        categories: vec![
            shipped!("L01-violence.toml"),
            shipped!("L02-arrest.toml"),
            shipped!("L03-action.toml"),
            shipped!("L04-posing.toml"),
            shipped!("L05-urgency.toml"),
            shipped!("L06-false.toml"),
            shipped!("L07-third-persons.toml"),
            shipped!("L08-contacts.toml"),
            shipped!("L09-shaming.toml"),
            shipped!("L10-insult.toml"),
            shipped!("L11-pressure.toml"),
            shipped!("L12-hidden.toml"),
            shipped!("L13-borrow.toml"),
            shipped!("L14-rights.toml"),
            shipped!("L15-voicemail.toml"),
            shipped!("L16-charges.toml"),
            shipped!("L17-sensitive.toml"),
            shipped!("L18-revival.toml"),
            shipped!("L19-vulnerable.toml"),
            shipped!("L21-promotion.toml"),
        ],
        presence: shipped!("L20-presence.toml"),
    }
}

impl Lexicon {
    /// The shipped lexicon.
    ///
    /// # Errors
    /// When a shipped file has a fault; the tests of this crate hold that it has none.
    pub fn shipped() -> Result<Self, LexiconError> {
        Self::read_files(&files())
    }
}
