//! Until when a channel that is open stays open, and in which zone to say so.

use jiff::SignedDuration;
use makegood_case::{ContactPoint, Party};
use makegood_compliance::{Facts, Packs, PlannedContact, Verdict, is_open};
use makegood_units::Instant;

/// How far ahead a closing hour is looked for.
const LOOK_AHEAD_HOURS: i64 = 24;
/// The step of the search. A channel that closes and opens again within it is
/// taken as open through.
const STEP_MINUTES: i64 = 30;

/// The first whole minute after `now` at which an open channel is closed, when
/// there is one within a day and nothing else happens.
pub(crate) fn closes_at(
    verdict: &Verdict<PlannedContact>,
    facts: &Facts,
    packs: &Packs,
    now: Instant,
) -> Option<Instant> {
    if !verdict.is_cleared() {
        return None;
    }
    let open = |minutes: i64| {
        let at = now.checked_add(SignedDuration::from_mins(minutes)).ok()?;
        Some(is_open(verdict.action(), facts, packs, at))
    };
    let steps = (1..=LOOK_AHEAD_HOURS * 60 / STEP_MINUTES).map(|step| step * STEP_MINUTES);
    let mut shut = steps.into_iter().find(|minutes| open(*minutes) == Some(false))?;
    let mut last_open = shut - STEP_MINUTES;
    while shut - last_open > 1 {
        let between = last_open + (shut - last_open) / 2;
        if open(between)? { last_open = between } else { shut = between }
    }
    // Rules change at whole minutes, `now` lies between two.
    let seconds = now.as_second() + shut * 60;
    Instant::from_second(seconds - seconds.rem_euclid(60)).ok()
}

/// The time zone the borrower lives in: of their residence, else of the first
/// contact point that names one.
pub(crate) fn zone(known: Option<&Party>, points: &[ContactPoint]) -> Option<String> {
    let residence = known.and_then(|party| party.time_zone.clone());
    residence.or_else(|| points.iter().find_map(|point| point.time_zone.clone()))
}

#[cfg(test)]
mod tests {
    use super::closes_at;
    use makegood_case::{Channel, ContactPoint, ContactPointKind, Party, PartyKind};
    use makegood_compliance::{FactSheet, Facts, Pack, Packs, PlannedContact, Purpose, Role, RoleFact, clear};
    use makegood_units::{ContactPointId, FactId, PartyId};

    fn facts() -> Facts {
        let party = PartyId::new("B-1");
        let point = |id: &str, kind| ContactPoint {
            id: ContactPointId::new(id),
            party: PartyId::new("B-1"),
            kind,
            value: "invented".to_owned(),
            place: None,
            time_zone: None,
            latitude_e6: None,
            longitude_e6: None,
            provenance: String::new(),
            consent: true,
        };
        let mut sheet = FactSheet::new(party.clone());
        sheet.contact_points = vec![point("C-1", ContactPointKind::Phone), point("C-2", ContactPointKind::Address)];
        sheet.roles = vec![RoleFact { fact: FactId::new("loan", "L-1"), debt: None, role: Role::Borrower }];
        let time_zone = Some("Africa/Kampala".to_owned());
        sheet.locate(&Party { id: party, kind: PartyKind::Person, country: None, time_zone, language: None });
        Facts::new(sheet)
    }

    /// House hours are 08:00 to 20:00 where the person is, and not on a Sunday.
    #[test]
    fn a_channel_closes_to_the_minute() {
        let house = Pack::parse("house.md", include_str!("../../../packs/house.md")).expect("a pack");
        let (facts, packs) = (facts(), Packs::try_new(vec![house]).expect("packs"));
        let found = |channel, now: &str| {
            let (person, now) = (PartyId::new("B-1"), now.parse().expect("an instant"));
            let planned =
                PlannedContact { person, channel, debts: vec![], contact_point: None, purpose: Purpose::Collect };
            let closing = closes_at(&clear(planned, &facts, &packs, now), &facts, &packs, now);
            closing.map_or("-".to_owned(), |at| at.to_string())
        };
        let table = [
            (Channel::Call, "2007-04-02T07:03:21Z", "2007-04-02T17:00:00Z"),
            (Channel::Call, "2007-04-02T05:00:00Z", "2007-04-02T17:00:00Z"),
            (Channel::Visit, "2007-04-02T16:59:59Z", "2007-04-02T17:00:00Z"),
            (Channel::Call, "2007-04-02T17:00:00Z", "-"),
            (Channel::Letter, "2007-04-02T07:00:00Z", "-"),
        ];
        for (channel, now, expected) in table {
            assert_eq!(found(channel, now), expected, "{channel:?} at {now}");
        }
    }
}
