//! Visits made without having been prepared: a shortcoming of method.

use makegood_case::{CaseEvent, Channel, Recorded};
use makegood_units::Why;

/// One for each visit recorded on a day on which no prepared visit began, until a leader
/// has read the case. Visits from before the system was in use are not looked at: nobody
/// could prepare them here.
pub(crate) fn unprepared(events: &[Recorded]) -> Vec<Why> {
    let mut found = Vec::new();
    for one in events {
        match &one.event {
            event if event.is_reading() => found.clear(),
            CaseEvent::ContactRecorded(contact) if contact.channel == Channel::Visit && contact.judged.is_some() => {
                let begun = |it: &&Recorded| matches!(it.event, CaseEvent::VisitBegun(_));
                if !events.iter().filter(begun).any(|it| it.effective_on == one.effective_on) {
                    let on = one.effective_on;
                    let says = format!("the visit of {on} was made without a target, company and safety on file");
                    found.push(Why::new("visit_unprepared", says).with(one.fact()));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::unprepared;
    use makegood_case::{CaseEvent, CaseReviewed, Channel, Contact, Outcome, Recorded, VisitBegun};

    fn recorded(seq: i64, event: CaseEvent) -> Recorded {
        Recorded { seq, effective_on: "2026-03-03".parse().expect("a day"), event }
    }

    fn visit(judged: Option<&str>) -> CaseEvent {
        CaseEvent::ContactRecorded(Contact {
            at: "2026-03-03T09:00:00Z".parse().expect("an instant"),
            channel: Channel::Visit,
            contact_point: None,
            by: "invented".into(),
            outcome: Outcome::NoAnswer,
            note: String::new(),
            clearance: "cleared".to_owned(),
            judged: judged.map(str::to_owned),
        })
    }

    #[test]
    fn row_40_a_visit_nobody_prepared_is_a_shortcoming_until_a_leader_read_it() {
        let bare = [recorded(1, visit(Some("hash")))];
        assert_eq!(unprepared(&bare).len(), 1);
        let at = "2026-03-03T08:55:00Z".parse().expect("an instant");
        let begun = VisitBegun { by: "invented".into(), prepared: 1, at, judged: "hash".to_owned() };
        assert_eq!(unprepared(&[recorded(2, CaseEvent::VisitBegun(begun)), recorded(3, visit(Some("hash")))]), []);
        let read =
            CaseReviewed { by: "leader".into(), on: "2026-03-03".parse().expect("a day"), note: "Prepare.".into() };
        assert_eq!(unprepared(&[recorded(1, visit(Some("hash"))), recorded(2, CaseEvent::CaseReviewed(read))]), []);
        assert_eq!(unprepared(&[recorded(1, visit(None))]), [], "from before the system was in use");
    }
}
