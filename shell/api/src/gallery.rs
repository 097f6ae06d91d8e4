//! Every refusal there is a page of, by its code.

use crate::named_here::NAMED_HERE;
use crate::problem::OWN;
use makegood_intake::RefusalCode;

/// Code, cause and way out, from the gallery in `refusals/`.
const REFUSALS: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/gallery.rs"));

/// What a problem's code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The code.
    pub code: &'static str,
    /// The HTTP status it comes with.
    pub status: u16,
    /// What it means in one sentence.
    pub cause: &'static str,
    /// What can be done.
    pub way_out: &'static str,
}

/// Every code of a problem: the interface's own, then the refusals.
pub fn meanings() -> impl Iterator<Item = Meaning> {
    let own = OWN.iter().map(|(code, status, cause, way_out)| Meaning { code, status: *status, cause, way_out });
    let is_own = |name: &str| OWN.iter().any(|(code, ..)| *code == name);
    let refused = REFUSALS.iter().chain(&NAMED_HERE).filter(move |(code, ..)| !is_own(code));
    let is_paged = |name: &str| REFUSALS.iter().any(|(code, ..)| *code == name);
    let rows = RefusalCode::ALL.iter().filter(move |one| !is_paged(one.code()));
    let rows = rows.map(|one| Meaning { code: one.code(), status: 409, cause: one.sentence(), way_out: one.way_out() });
    own.chain(rows).chain(refused.map(|(code, cause, way_out)| Meaning { code, status: 409, cause, way_out }))
}

/// What one code means.
pub fn meaning(code: &str) -> Option<Meaning> {
    meanings().find(|one| one.code == code)
}

/// The cause of a refusal by its code.
pub(crate) fn cause(code: &str) -> Option<&'static str> {
    REFUSALS.iter().chain(&NAMED_HERE).find(|(name, ..)| *name == code).map(|(_, cause, _)| *cause)
}
