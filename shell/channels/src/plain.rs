//! Words and numbers of a plain text.

use makegood_units::{BusinessDate, Money};

/// One line without control characters: a name from a file cannot begin a line of
/// its own in a text that somebody else's program reads.
pub(crate) fn one_line(text: &str) -> String {
    let spaced = text.replace(char::is_control, " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2 April 2007`
pub(crate) fn long_date(day: BusinessDate) -> String {
    day.civil().strftime("%-d %B %Y").to_string()
}

/// `1,134.72 USD`, and more than one currency joined by "and".
pub(crate) fn amounts(totals: &[Money]) -> String {
    totals.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}
