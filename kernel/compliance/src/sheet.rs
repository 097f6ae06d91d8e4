//! What is on file about one person, as the caller knows it.

use crate::condition::FactValue;
use crate::deed::Deeds;
use crate::happening::Happening;
use crate::words::Role;
use jiff::civil::Weekday;
use makegood_case::{
    CaseEvent, Channel, ContactPoint, ContactPointClosed, FactStated, HappeningEnded, Hold, HoldLifted, Outcome, Party,
};
use makegood_units::{BusinessDate, ContactPointId, FactId, Instant, LoanId, PartyId};
use std::collections::BTreeMap;

/// A contact that took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactFact {
    /// Where it is recorded.
    pub fact: FactId,
    /// When it was placed, sent or began.
    pub at: Instant,
    /// Through which channel.
    pub channel: Channel,
    /// What came of it.
    pub outcome: Outcome,
    /// About which debts; none named means all of them. An unanswered call may
    /// be booked to one debt of the lender's choice.
    pub debts: Vec<LoanId>,
    /// On which number or at which address, when known.
    pub contact_point: Option<ContactPointId>,
    /// Where the person was, in one word of a pack, when known: `home`, `work`.
    pub place: Option<String>,
    /// How it was made, in words of a pack: `prerecorded`.
    pub with: Vec<String>,
}

/// A fact about the lender, the person or a debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFact {
    /// Where it is recorded.
    pub fact: FactId,
    /// Of which debt; none means of all, or of no debt at all.
    pub debt: Option<LoanId>,
    /// Its name, such as `debt.purpose`.
    pub name: String,
    /// Its value.
    pub value: FactValue,
}

/// The person asked not to be contacted at certain times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeRequest {
    /// Where it is recorded.
    pub fact: FactId,
    /// When the lender heard of it.
    pub at: Instant,
    /// Which contacts it is about.
    pub deeds: Deeds,
    /// The closed seconds of each day, half open; one span may go past midnight
    /// (its end is then before its beginning).
    pub closed: (i32, i32),
    /// Only on these weekdays; none named means on every day.
    pub weekdays: Vec<Weekday>,
    /// The last day it holds, where one was named.
    pub until: Option<BusinessDate>,
    /// When the person took it back.
    pub ended_at: Option<Instant>,
}

/// The person agreed, to the lender directly, to more contacts on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentFact {
    /// Where it is recorded.
    pub fact: FactId,
    /// When the lender received it.
    pub given_at: Instant,
    /// For which channel.
    pub channel: Channel,
    /// About which debts; none named means all of them.
    pub debts: Vec<LoanId>,
    /// The last day, where the person named one.
    pub until: Option<BusinessDate>,
    /// When the person took it back.
    pub revoked_at: Option<Instant>,
}

/// A hold, and the day it was lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldFact {
    /// Where it is recorded.
    pub fact: FactId,
    /// The hold.
    pub hold: Hold,
    /// From which day activity may resume, once somebody lifted it.
    pub lifted_on: Option<BusinessDate>,
}

/// What the person is to a debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFact {
    /// Where it is recorded.
    pub fact: FactId,
    /// To which debt; none means to every debt of the case.
    pub debt: Option<LoanId>,
    /// As what.
    pub role: Role,
}

/// Everything on file about one person, as the caller knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactSheet {
    /// Whom it is about.
    pub person: PartyId,
    /// Facts about the lender, true or false. A fact a pack asks for and nobody
    /// answers makes the verdict unknown.
    pub lender: BTreeMap<String, bool>,
    /// Every IANA time zone the person may be in. A contact must be lawful in
    /// all of them. None at all makes hours unknown.
    pub zones: Vec<String>,
    /// Facts about the lender, the person and the debts that are not simply true
    /// or false of the lender.
    pub known: Vec<KnownFact>,
    /// What the person is to the debts.
    pub roles: Vec<RoleFact>,
    /// Requests, notices, grievances and whatever else a pack may speak of.
    pub happenings: Vec<Happening>,
    /// Times the person asked us to avoid.
    pub time_requests: Vec<TimeRequest>,
    /// When attempts to reach the borrower failed, for a sheet about somebody
    /// else: what a search for them rests on.
    pub borrower_contacts: Vec<ContactFact>,
    /// Contacts with the person, in any order.
    pub contacts: Vec<ContactFact>,
    /// Consents to more contacts.
    pub consents: Vec<ConsentFact>,
    /// Suspensions of activity.
    pub holds: Vec<HoldFact>,
    /// Numbers and addresses.
    pub contact_points: Vec<ContactPoint>,
    /// Those no longer used.
    pub closed: Vec<ContactPointClosed>,
    /// Those found to belong to somebody else, beside the ones a contact with
    /// outcome *wrong number* names. Contacts placed there never reached the person.
    pub misdirected: Vec<ContactPointId>,
}

impl FactSheet {
    /// A sheet with nothing on it yet.
    pub fn new(person: PartyId) -> Self {
        Self {
            person,
            lender: BTreeMap::new(),
            known: Vec::new(),
            happenings: Vec::new(),
            time_requests: Vec::new(),
            borrower_contacts: Vec::new(),
            zones: Vec::new(),
            roles: Vec::new(),
            contacts: Vec::new(),
            consents: Vec::new(),
            holds: Vec::new(),
            contact_points: Vec::new(),
            closed: Vec::new(),
            misdirected: Vec::new(),
        }
    }

    /// Adds an event of the person's case. `debts` are the loans it was about;
    /// none named means all of them; `on` is the day it counts from. Give events in
    /// the order they were recorded.
    pub fn record(&mut self, fact: FactId, on: BusinessDate, event: &CaseEvent, debts: &[LoanId]) {
        match event {
            CaseEvent::ContactRecorded(contact) => self.contacts.push(ContactFact {
                fact,
                at: contact.at,
                channel: contact.channel,
                outcome: contact.outcome,
                debts: debts.to_vec(),
                contact_point: contact.contact_point.clone(),
                place: None,
                with: Vec::new(),
            }),
            CaseEvent::HoldPlaced(hold) => {
                self.holds.push(HoldFact { fact, hold: hold.clone(), lifted_on: None });
            }
            CaseEvent::HoldLifted(lifted) => self.lift(lifted),
            CaseEvent::ContactPointClosed(closed) => self.closed.push(closed.clone()),
            CaseEvent::HappeningRecorded(recorded) => self.happenings.push(Happening::of(fact, recorded, on)),
            CaseEvent::HappeningEnded(ended) => self.end(ended, on),
            CaseEvent::FactStated(stated) => self.state(fact, stated),
            CaseEvent::PromiseMade(_)
            | CaseEvent::EvidenceNoted(_)
            | CaseEvent::CaseReviewed(_)
            | CaseEvent::FileFactLearned(_)
            | CaseEvent::RestrictedFactsOpened(_)
            | CaseEvent::StepDone(_)
            | CaseEvent::StepApproved(_)
            | CaseEvent::StepDeclined(_)
            | CaseEvent::LadderSkipped(_)
            | CaseEvent::PlanMade(_)
            | CaseEvent::WorkoutRecorded(_)
            | CaseEvent::RecourseFactLearned(_)
            | CaseEvent::RecourseFactWithdrawn(_)
            | CaseEvent::OnFinding(_)
            | CaseEvent::OnAttention(_)
            | CaseEvent::VisitPrepared(_)
            | CaseEvent::VisitBegun(_)
            | CaseEvent::VisitFound(_)
            | CaseEvent::Assigned(_)
            | CaseEvent::Snoozed(_)
            | CaseEvent::NoteWritten(_)
            | CaseEvent::NoteRetracted(_)
            | CaseEvent::OnWords(_)
            | CaseEvent::OnTeam(_)
            | CaseEvent::OnTalk(_) => {}
        }
    }

    /// Ends the holds of that kind recorded so far.
    fn lift(&mut self, lifted: &HoldLifted) {
        let open = |hold: &&mut HoldFact| hold.hold.kind == lifted.kind && hold.lifted_on.is_none();
        for hold in self.holds.iter_mut().filter(open) {
            hold.lifted_on = Some(lifted.on);
        }
    }

    /// Ends what happened of that sort and goes on.
    fn end(&mut self, ended: &HappeningEnded, on: BusinessDate) {
        for one in self.happenings.iter_mut().filter(|one| one.what == ended.what && one.ended.is_none()) {
            one.ended = Some((on, ended.at));
        }
    }

    /// A fact stated again replaces what was stated before.
    fn state(&mut self, fact: FactId, stated: &FactStated) {
        let FactStated { name, value, debt } = stated;
        self.known.retain(|known| known.name != *name || known.debt != *debt);
        let value = FactValue::told(value);
        self.known.push(KnownFact { fact, debt: debt.clone(), name: name.clone(), value });
    }

    /// Takes the person's zones from their residence and from every contact
    /// point that is still open, each zone once.
    pub fn locate(&mut self, residence: &Party) {
        let is_open = |point: &&ContactPoint| !self.closed.iter().any(|closed| closed.contact_point == point.id);
        let points = self.contact_points.iter().filter(is_open).filter_map(|point| point.time_zone.clone());
        let mut zones: Vec<String> = residence.time_zone.iter().cloned().chain(points).collect();
        zones.sort();
        zones.dedup();
        self.zones = zones;
    }
}

#[cfg(test)]
mod tests {
    use super::FactSheet;
    use makegood_case::{
        CaseEvent, Contact, ContactPoint, ContactPointClosed, ContactPointKind, Outcome, Party, PartyKind,
    };
    use makegood_units::{BusinessDate, ContactPointId, FactId, Instant, PartyId};

    fn day(text: &str) -> BusinessDate {
        text.parse().expect("a day")
    }

    fn recorded(events: &[CaseEvent]) -> FactSheet {
        let mut sheet = FactSheet::new(PartyId::new("P"));
        for (place, event) in events.iter().enumerate() {
            sheet.record(FactId::new("event", place), day("2007-04-02"), event, &[]);
        }
        sheet
    }

    #[test]
    fn contacts_keep_what_the_case_recorded() {
        let at: Instant = "2007-04-02T07:00:00Z".parse().expect("an instant");
        let contact = Contact {
            at,
            channel: makegood_case::Channel::Call,
            contact_point: Some(ContactPointId::new("T-1")),
            by: "s-1".into(),
            outcome: Outcome::NoAnswer,
            note: String::new(),
            clearance: "cleared".to_owned(),
            judged: None,
        };
        let sheet = recorded(&[CaseEvent::ContactRecorded(contact)]);
        let found = sheet.contacts.first().expect("one contact");
        assert_eq!((found.at, found.outcome, found.fact.as_str()), (at, Outcome::NoAnswer, "event:0"));
        assert_eq!(found.contact_point, Some(ContactPointId::new("T-1")));
    }

    #[test]
    fn zones_come_from_the_residence_and_the_open_contact_points() {
        let point = |id: &str, zone: &str| ContactPoint {
            id: ContactPointId::new(id),
            party: PartyId::new("P"),
            kind: ContactPointKind::Phone,
            value: String::new(),
            place: None,
            time_zone: Some(zone.to_owned()),
            latitude_e6: None,
            longitude_e6: None,
            provenance: "invented".to_owned(),
            consent: true,
        };
        let mut sheet = FactSheet::new(PartyId::new("P"));
        sheet.contact_points = vec![point("T-1", "America/New_York"), point("T-2", "America/Denver")];
        let (contact_point, on, reason) = (ContactPointId::new("T-2"), day("2007-04-02"), String::new());
        sheet.closed = vec![ContactPointClosed { contact_point, on, reason }];
        let time_zone = Some("America/Los_Angeles".to_owned());
        sheet.locate(&Party { id: "P".into(), kind: PartyKind::Person, country: None, time_zone, language: None });
        assert_eq!(sheet.zones, ["America/Los_Angeles", "America/New_York"]);
    }
}
