//! Addresses of reports, reviews and the rows behind the morning.

use super::{case, encoded};
use makegood_units::PartyId;

/// The report of a case; a report is handed in there.
pub fn report(party: &PartyId) -> String {
    format!("{}/report", case(party))
}

/// Where a leader's word on the report is posted.
pub fn acknowledge(party: &PartyId) -> String {
    format!("{}/report/acknowledge", case(party))
}

/// The review of a case; it is begun there.
pub fn reading(party: &PartyId) -> String {
    format!("{}/review", case(party))
}

/// Where measures are marked as read.
pub fn read_measures(party: &PartyId) -> String {
    format!("{}/review/read", case(party))
}

/// Where a review is closed.
pub fn close_review(party: &PartyId) -> String {
    format!("{}/review/close", case(party))
}

/// All rows of a list of the morning.
pub fn morning(list: &str) -> String {
    format!("/review/{}", encoded(list))
}
