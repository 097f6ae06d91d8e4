//! Loan lives a loan officer can read, executed.
//!
//! A story is a text: what happened on the left of `=>`, what the product says of it
//! on the right. [`retell`] plays the left through the product and writes the right
//! anew; a test compares the two texts. The grammar is in `stories/README.md`.
//!
//! Book, diagnosis, ladder and gate are those of a day's close; outcomes go through
//! the desk's own decision, so that refusals are real. Nothing is imitated here.

mod answer;
mod attention;
mod clocks;
mod contact;
mod findings;
mod law;
mod life;
mod loan_life;
mod loan_verb;
mod opening;
mod quoted;
mod reading;
mod recourse;
mod say;
mod script;
mod verb;
mod way_verb;
mod ways;

use makegood_views::Policy;

pub use script::StoryError;

/// The shipped ladder, packs and evidence table.
///
/// # Errors
/// What the product says of a policy it cannot read.
pub fn shipped_policy() -> Result<Policy, makegood_views::ViewError> {
    let pack = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    let packs = [
        pack("house", include_str!("../../packs/house.md")),
        pack("us-fdcpa", include_str!("../../packs/us-fdcpa.md")),
        pack("us-regf", include_str!("../../packs/us-regf.md")),
    ];
    Policy::parse(("microfinance.toml", include_str!("../../strategies/microfinance.toml")), &packs)
}

/// The story with its right side written by the product.
///
/// # Errors
/// The first line that cannot be read or played, with what was expected.
pub fn retell(text: &str, policy: &Policy) -> Result<String, StoryError> {
    let script = script::read(text)?;
    let own = law::policy_of(&script.opening, policy).map_err(|problem| StoryError { line: 1, problem })?;
    let mut life = life::Life::begin(&script.opening, &own)?;
    let mut told = Vec::new();
    for line in &script.lines {
        told.push(match line {
            script::Line::Kept(text) => answer::Told::Kept(text.clone()),
            script::Line::Heading => answer::Told::Heading,
            script::Line::Row(row) => {
                let answer = life.play(row).map_err(|problem| StoryError { line: row.line, problem })?;
                answer::Told::Row { left: row.left.clone(), answer }
            }
        });
    }
    Ok(answer::table(&told))
}
