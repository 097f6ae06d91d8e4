//! The addresses of recourse: security beside a case, and groups.

use super::{case, encoded};
use makegood_units::PartyId;

/// Who else is liable in a case, and its security.
pub fn security(party: &PartyId) -> String {
    format!("{}/security", case(party))
}

/// Where a row of recourse is posted.
pub fn learn(party: &PartyId) -> String {
    format!("{}/recourse", case(party))
}

/// Where the withdrawal of a row is posted.
pub fn withdraw(party: &PartyId) -> String {
    format!("{}/recourse/withdraw", case(party))
}

/// The page of a joint-liability group.
pub fn group(id: &str) -> String {
    format!("/group/{}", encoded(id))
}

/// The group as one of its members may see it.
pub fn member(id: &str, party: &PartyId) -> String {
    format!("{}?member={}", group(id), encoded(party.as_str()))
}

/// The name of a row's place on the security page.
pub fn anchor(table: &str, id: &str) -> String {
    format!("row-{}-{}", encoded(table), encoded(id).replace('%', "."))
}

#[cfg(test)]
mod tests {
    use super::{anchor, group, member};

    #[test]
    fn groups_and_rows_of_any_id_have_an_address() {
        assert_eq!(group("GR 1/2"), "/group/GR%201%2F2");
        assert_eq!(member("GR-1", &"P/2".into()), "/group/GR-1?member=P%2F2");
        assert_eq!(anchor("added_security", "AD 1"), "row-added_security-AD.201");
    }
}
