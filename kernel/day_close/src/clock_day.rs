//! The working day at the borrower's place, as instants.

use crate::CaseInput;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use makegood_case::CaseEvent;
use makegood_strategy::Strategy;
use makegood_units::{BusinessDate, Instant};

/// From when to when work is done for a case on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDay {
    /// When it begins.
    pub opens_at: Instant,
    /// When it ends.
    pub closes_at: Instant,
}

/// The lender's working hours at the borrower's place: of their residence, else of
/// their first contact point that names a zone, else UTC (the gate then refuses for
/// want of a zone, so nothing is done at a guessed hour).
///
/// Once somebody was in touch that day, it begins with the last contact: asked for
/// an earlier hour, the gate would not see the conversation that asks for quiet.
pub fn working_day(case: &CaseInput, as_of: BusinessDate, strategy: &Strategy) -> WorkingDay {
    let residence = case.known.iter().filter_map(|party| party.time_zone.as_deref());
    let points = case.contact_points.iter().filter_map(|point| point.time_zone.as_deref());
    let zone = residence.chain(points).find_map(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    let at = |time: Time| {
        let local = as_of.civil().to_datetime(time);
        zone.to_timestamp(local).unwrap_or(Instant::UNIX_EPOCH)
    };
    let opens_at = at(strategy.working_day.opens);
    let of_today = case.events.iter().filter(|recorded| recorded.effective_on == as_of);
    let touched = of_today.filter_map(|recorded| match &recorded.event {
        CaseEvent::ContactRecorded(contact) => Some(contact.at),
        _ => None,
    });
    WorkingDay { opens_at: touched.fold(opens_at, Instant::max), closes_at: at(strategy.working_day.closes) }
}

#[cfg(test)]
mod tests {
    use super::working_day;
    use crate::CaseInput;
    use makegood_case::{CaseEvent, Channel, Contact, Outcome, Party, PartyKind, Recorded};
    use makegood_strategy::Strategy;
    use makegood_units::BusinessDate;

    fn call(seq: i64, on: &str, at: &str) -> Recorded {
        let contact = Contact {
            at: at.parse().expect("an instant"),
            channel: Channel::Call,
            contact_point: None,
            by: "invented".into(),
            outcome: Outcome::RightParty,
            note: String::new(),
            clearance: "cleared".to_owned(),
            judged: None,
        };
        let effective_on = on.parse().expect("a day");
        Recorded { seq, effective_on, event: CaseEvent::ContactRecorded(contact) }
    }

    #[test]
    fn a_day_goes_on_after_its_last_contact() {
        let text = include_str!("../../../strategies/microfinance.toml");
        let strategy = Strategy::parse("microfinance.toml", text).expect("the shipped ladder");
        let day: BusinessDate = "2026-02-26".parse().expect("a day");
        let zone = Some("Africa/Nairobi".to_owned());
        let known = Party { id: "B-1".into(), kind: PartyKind::Person, country: None, time_zone: zone, language: None };
        let cases = [
            (vec![], "2026-02-26T05:00:00Z"),
            (vec![call(1, "2026-02-25", "2026-02-25T13:00:00Z")], "2026-02-26T05:00:00Z"),
            (vec![call(1, "2026-02-26", "2026-02-26T04:00:00Z")], "2026-02-26T05:00:00Z"),
            (
                vec![call(1, "2026-02-26", "2026-02-26T13:00:00Z"), call(2, "2026-02-26", "2026-02-26T09:00:00Z")],
                "2026-02-26T13:00:00Z",
            ),
            (vec![call(1, "2026-02-27", "2026-02-27T13:00:00Z")], "2026-02-26T05:00:00Z"),
        ];
        for (events, expected) in cases {
            let case = CaseInput {
                party: "B-1".into(),
                known: Some(known.clone()),
                loans: vec![],
                contact_points: vec![],
                others: Vec::new(),
                events,
                recourse: Default::default(),
            };
            let found = working_day(&case, day, &strategy);
            assert_eq!(found.opens_at.to_string(), expected);
            assert_eq!(found.closes_at.to_string(), "2026-02-26T15:00:00Z");
        }
    }
}
