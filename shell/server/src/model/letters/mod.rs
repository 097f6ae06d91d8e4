//! The letters of a case, as their pages show them.

mod asked;
mod list;
mod preview;

pub(crate) use asked::{asked, form};
pub(crate) use list::{letters, sum};
pub(crate) use preview::{preview, problem};

use makegood_letters::Kind;

/// What a kind is, with a capital.
fn kind_says(kind: Kind) -> String {
    crate::trouble::capital(kind.says())
}

/// A language in its own words.
fn language(word: &str) -> &'static str {
    match word {
        "zh" => "中文",
        "es" => "Español",
        _ => "English",
    }
}
