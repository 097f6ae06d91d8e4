//! What people do about the way out of a case, as a story says it.

use crate::quoted;
use makegood_units::BusinessDate;

/// Something about the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WayVerb {
    /// The routes side by side.
    Ways { sets: Vec<String> },
    /// A route is decided upon.
    Decide(Decide),
    /// A second person agrees.
    Agree { by: String, note: String },
    /// A second person does not agree.
    Decline { by: String, reason: String },
    /// Something happens to the relief loan: what, of which, and the words.
    Relief { what: String, which: String, rest: String, said: String },
    /// Where the relief loan stands.
    Stands,
}

/// A decision as a story says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decide {
    pub route: String,
    pub sets: Vec<String>,
    pub retest_on: Option<BusinessDate>,
    /// Amount, purpose, what is shown, in so many days.
    pub tranches: Vec<[String; 4]>,
    pub reason: String,
}

/// Reads one; `None` when the line is about something else.
pub(crate) fn read(text: &str) -> Option<Result<WayVerb, String>> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    Some(match first {
        "ways" => ways(rest),
        "decide" => decide(rest),
        "agree" => agree(rest),
        "decline" => agree(rest).map(|verb| match verb {
            WayVerb::Agree { by, note } => WayVerb::Decline { by, reason: note },
            other => other,
        }),
        "tranche" | "check" => relief(rest),
        "relief" if rest == "stands" => Ok(WayVerb::Stands),
        "relief" => relief(rest),
        _ => return None,
    })
}

fn ways(rest: &str) -> Result<WayVerb, String> {
    match rest.split_whitespace().collect::<Vec<_>>().as_slice() {
        [] => Ok(WayVerb::Ways { sets: Vec::new() }),
        ["set", sets] => Ok(WayVerb::Ways { sets: list(sets) }),
        _ => Err(format!("expected `ways` or `ways set route.key=value,…`; found {rest:?}")),
    }
}

fn list(sets: &str) -> Vec<String> {
    sets.split(',').map(str::to_owned).collect()
}

/// `settlement set settlement.offer_bp=8000 retest 2026-09-01 "the van is sold"`; a tranche is
/// `tranche 100.00 for the_oven showing its_invoice in 14`, an underscore for a space.
fn decide(rest: &str) -> Result<WayVerb, String> {
    let (what, reason) = quoted::only(rest)?;
    let words: Vec<&str> = what.split_whitespace().collect();
    let (route, mut words) = words.split_first().ok_or("expected `decide ROUTE \"why\"`")?;
    let mut decide = Decide { route: (*route).to_owned(), reason, ..Decide::default() };
    let plain = |word: &str| word.replace('_', " ");
    loop {
        words = match words {
            [] => return Ok(WayVerb::Decide(decide)),
            ["set", sets, rest @ ..] => {
                decide.sets = list(sets);
                rest
            }
            ["retest", day, rest @ ..] => {
                decide.retest_on = Some(day.parse().map_err(|error| format!("{error}"))?);
                rest
            }
            ["tranche", amount, "for", purpose, "showing", shows, "in", days, rest @ ..] => {
                decide.tranches.push([(*amount).to_owned(), plain(purpose), plain(shows), (*days).to_owned()]);
                rest
            }
            _ => {
                return Err(format!(
                    "expected `set`, `retest DATE`, `tranche AMOUNT for … showing … in DAYS`; found {words:?}"
                ));
            }
        };
    }
}

fn agree(rest: &str) -> Result<WayVerb, String> {
    let (who, note) = quoted::only(rest)?;
    let by = who.strip_prefix("by ").unwrap_or("the leader").to_owned();
    Ok(WayVerb::Agree { by, note })
}

/// `approve 1`, `decline 1 "…"`, `draw 1 100.00`, `show check-1 "D-118"`, `miss check-1 "…"`, `stop "…"`.
fn relief(rest: &str) -> Result<WayVerb, String> {
    let (what, said) = match quoted::split(rest) {
        (before, said, "") => (before, said.unwrap_or_default().to_owned()),
        _ => return Err(format!("nothing follows the words in quotation marks; found {rest:?}")),
    };
    let mut words = what.split_whitespace();
    let mut next = || words.next().unwrap_or_default().to_owned();
    let (what, which, rest) = (next(), next(), next());
    match what.as_str() {
        "approve" | "decline" | "draw" | "show" | "miss" | "stop" => Ok(WayVerb::Relief { what, which, rest, said }),
        _ => Err(format!("expected approve, decline, draw, show, miss or stop; found {what:?}")),
    }
}
