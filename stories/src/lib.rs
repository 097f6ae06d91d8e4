//! Loan lives a loan officer can read, executed.
//!
//! A story is a text: what happened on the left of `=>`, what the product says of it
//! on the right. [`retell`] plays the left through the product and writes the right
//! anew; a test compares the two texts. The grammar is in `stories/README.md`.
//!
//! Book, diagnosis, ladder and gate are those of a day's close; outcomes go through
//! the desk's own decision, so that refusals are real. Nothing is imitated here.

mod answer;
mod clocks;
mod contact;
mod life;
mod loan_life;
mod loan_verb;
mod opening;
mod quoted;
mod reading;
mod say;
mod script;
mod verb;

use makegood_views::Policy;

pub use script::StoryError;

/// The packs a story can name beside the ladder's own, by a line `law`.
const PACKS: [(&str, &str); 7] = [
    ("house", include_str!("../../packs/house.md")),
    ("us-fdcpa", include_str!("../../packs/us-fdcpa.md")),
    ("us-regf", include_str!("../../packs/us-regf.md")),
    ("cn-clocks", include_str!("../../packs/cn-clocks.md")),
    ("de-clocks", include_str!("../../packs/de-clocks.md")),
    ("in-clocks", include_str!("../../packs/in-clocks.md")),
    ("uk-clocks", include_str!("../../packs/uk-clocks.md")),
];

/// The shipped ladder, packs and evidence table.
///
/// # Errors
/// What the product says of a policy it cannot read.
pub fn shipped_policy() -> Result<Policy, makegood_views::ViewError> {
    policy_under(&[], &[])
}

/// The same with more packs and with what is true of the lender.
fn policy_under(law: &[String], facts: &[String]) -> Result<Policy, makegood_views::ViewError> {
    let packs = PACKS.map(|(id, text)| (id.to_owned(), text.to_owned()));
    let more = |list: &[String]| list.iter().map(|one| format!(", {one:?}")).collect::<String>();
    let ladder = include_str!("../../strategies/microfinance.toml");
    let ladder = ladder.replacen("\"us-regf\"]", &format!("\"us-regf\"{}]", more(law)), 1);
    let stated = format!("facts = [{}]", more(facts).trim_start_matches(", "));
    Policy::parse(("microfinance.toml", &ladder.replacen("facts = []", &stated, 1)), &packs)
}

/// The story with its right side written by the product.
///
/// # Errors
/// The first line that cannot be read or played, with what was expected.
pub fn retell(text: &str, policy: &Policy) -> Result<String, StoryError> {
    let script = script::read(text)?;
    let opening = &script.opening;
    let under = || policy_under(&opening.law, &opening.facts);
    let own = if opening.law.is_empty() { None } else { Some(under().map_err(|error| unread(&error))?) };
    let mut life = life::Life::begin(opening, own.as_ref().unwrap_or(policy))?;
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

fn unread(error: &makegood_views::ViewError) -> StoryError {
    StoryError { line: 1, problem: error.to_string() }
}
