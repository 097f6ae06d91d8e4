//! The shipped ladder and packs.

use makegood_desk::PolicyTexts;

/// The texts as they are shipped.
pub(crate) fn shipped() -> PolicyTexts {
    let pack = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    PolicyTexts {
        strategy: ("microfinance.toml".to_owned(), include_str!("../../strategies/microfinance.toml").to_owned()),
        packs: vec![
            pack("house", include_str!("../../packs/house.md")),
            pack("us-fdcpa", include_str!("../../packs/us-fdcpa.md")),
            pack("us-regf", include_str!("../../packs/us-regf.md")),
        ],
    }
}
