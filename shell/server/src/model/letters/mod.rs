//! The letters of a case, as their pages show them.

mod asked;
mod list;
mod preview;

pub(crate) use asked::{asked, form};
pub(crate) use list::{firm, letters, sum};
pub(crate) use preview::{preview, problem};

use makegood_letters::{Kind, LetterRefusal};

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

/// The way out of a refusal, where the page has it otherwise than the command line.
fn here(refusal: &LetterRefusal) -> String {
    match refusal {
        LetterRefusal::NoConvention { .. } => {
            "Choose the terms in the form, under a statement of penalties, or name them in the strategy.".to_owned()
        }
        LetterRefusal::PenaltyNotKnown { .. } => {
            "Give the contract's rates in the form, under a statement of penalties, or choose other terms.".to_owned()
        }
        LetterRefusal::TimeNotKnown => {
            "Have the clock read, then state debt.is_time_barred = false on the case page.".to_owned()
        }
        LetterRefusal::NoTimeToCure { .. } => {
            "Choose a later day to put it right; the contract or the law says how many.".to_owned()
        }
        LetterRefusal::MissingValue { .. } => "Fill in the field of the form that this letter needs.".to_owned(),
        LetterRefusal::NoDecisionMaker(_) => {
            "Deliver who may act for the firm in party_roles, see their authority in a register or a paper, and note it on the case page as authority_verified. Until then nothing is sent: staff are not told.".to_owned()
        }
        LetterRefusal::SeveralCurrencies => "Choose one loan at a time.".to_owned(),
        other => other.way_out(),
    }
}
