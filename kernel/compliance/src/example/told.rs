//! The sheet as the log of an example fills it.

use super::line::{Details, Event, Says};
use crate::condition::FactValue;
use crate::happening::Happening;
use crate::local::Zone;
use crate::packs::Packs;
use crate::sheet::{ConsentFact, ContactFact, FactSheet, HoldFact, KnownFact, RoleFact, TimeRequest};
use crate::words::Role;
use makegood_case::{Channel, ContactPoint, ContactPointClosed, ContactPointKind, Hold};
use makegood_units::{BusinessDate, ContactPointId, FactId, Instant, LoanId, PartyId};

/// The sheet, and the clock its times are written in.
pub(super) struct Told {
    pub sheet: FactSheet,
    pub clock: Option<Zone>,
}

impl Told {
    /// Before the log begins: a borrower in UTC with a telephone, an e-mail and a
    /// postal address, a lender all the chosen packs bind, and what the packs
    /// take as given.
    pub fn new(packs: &Packs) -> Self {
        let mut sheet = FactSheet::new(PartyId::new("person"));
        sheet.lender = packs.lender_facts().into_iter().map(|fact| (fact.to_owned(), true)).collect();
        sheet.zones = vec!["UTC".to_owned()];
        sheet.roles = vec![RoleFact { fact: FactId::new("line", 0), debt: None, role: Role::Borrower }];
        let mut told = Self { sheet, clock: Zone::named("UTC") };
        for pack in packs.iter() {
            for (name, value) in &pack.assumes {
                told.know(0, name, None, Some(value.clone()));
            }
        }
        for (name, kind) in [
            ("phone", ContactPointKind::Phone),
            ("email", ContactPointKind::Email),
            ("address", ContactPointKind::Address),
        ] {
            told.reach(name, kind);
        }
        told
    }

    pub fn reach(&mut self, name: &str, kind: ContactPointKind) -> ContactPointId {
        let id = ContactPointId::new(name);
        if !self.sheet.contact_points.iter().any(|point| point.id == id) {
            self.sheet.contact_points.push(ContactPoint {
                id: id.clone(),
                party: self.sheet.person.clone(),
                kind,
                value: name.to_owned(),
                place: None,
                time_zone: None,
                latitude_e6: None,
                longitude_e6: None,
                provenance: "example".to_owned(),
                consent: true,
            });
        }
        id
    }

    pub fn instant(&self, day: BusinessDate, second: i32) -> Result<Instant, String> {
        let at = self.clock.as_ref().and_then(|clock| clock.first_at(day, second, Instant::MIN));
        at.ok_or_else(|| format!("{day} at that time is no instant in the zone of the example"))
    }

    /// A fact said again replaces what was said before.
    fn know(&mut self, line: usize, name: &str, debt: Option<&str>, value: Option<FactValue>) {
        let debt = debt.map(LoanId::from);
        self.sheet.known.retain(|known| known.name != name || known.debt != debt);
        match value {
            Some(FactValue::Truth(truth)) if debt.is_none() => {
                self.sheet.lender.insert(name.to_owned(), truth);
            }
            Some(value) => {
                self.sheet.lender.remove(name);
                let fact = FactId::new("line", line);
                self.sheet.known.push(KnownFact { fact, debt, name: name.to_owned(), value });
            }
            None => {
                self.sheet.lender.remove(name);
            }
        }
    }

    pub fn hear(&mut self, line: usize, says: &Says) -> Result<(), String> {
        match says {
            Says::Zones(zones) => {
                self.clock = Zone::named(zones.first().map_or("UTC", String::as_str));
                self.sheet.zones.clone_from(zones);
            }
            Says::Role { role, debt } => {
                let as_role =
                    |role| RoleFact { fact: FactId::new("line", line), debt: debt.as_deref().map(LoanId::from), role };
                // The first role said replaces the borrower an example begins with.
                self.sheet.roles.retain(|known| role.is_some() && known.fact != FactId::new("line", 0));
                self.sheet.roles.extend(role.map(as_role));
            }
            Says::Fact { name, debt, value } => self.know(line, name, debt.as_deref(), value.clone()),
            Says::Without(kind) => self.sheet.contact_points.retain(|point| point.kind != *kind),
            Says::Event { day, second, event } => {
                let at = self.instant(*day, *second)?;
                self.happen(line, *day, at, event);
            }
            Says::Packs(_) | Says::Question { .. } | Says::Sum(_) => {}
        }
        Ok(())
    }

    fn happen(&mut self, line: usize, day: BusinessDate, at: Instant, event: &Event) {
        let fact = FactId::new("line", line);
        match event {
            Event::Contacts { made, details, to_the_borrower } => {
                let contacts: Vec<ContactFact> = made
                    .iter()
                    .map(|(channel, outcome)| self.contact(&fact, at, *channel, *outcome, details))
                    .collect();
                let log = if *to_the_borrower { &mut self.sheet.borrower_contacts } else { &mut self.sheet.contacts };
                log.extend(contacts);
            }
            Event::Consent { until, about } => self.sheet.consents.push(ConsentFact {
                fact,
                given_at: at,
                channel: Channel::Call,
                debts: about.iter().map(|debt| LoanId::new(debt.as_str())).collect(),
                until: *until,
                revoked_at: None,
            }),
            Event::Revoked => {
                for consent in self.sheet.consents.iter_mut().filter(|consent| consent.revoked_at.is_none()) {
                    consent.revoked_at = Some(at);
                }
            }
            Event::Hold { kind, until } => {
                let hold = Hold { kind: *kind, from: day, until: *until, reason: "example".to_owned() };
                self.sheet.holds.push(HoldFact { fact, hold, lifted_on: None });
            }
            Event::Lifted { kind } => {
                let open = |hold: &&mut HoldFact| hold.hold.kind == *kind && hold.lifted_on.is_none();
                for hold in self.sheet.holds.iter_mut().filter(open) {
                    hold.lifted_on = Some(day);
                }
            }
            Event::NotTheirs { point } => self.sheet.misdirected.push(ContactPointId::new(point.as_str())),
            Event::Closed { point } => self.sheet.closed.push(ContactPointClosed {
                contact_point: ContactPointId::new(point.as_str()),
                on: day,
                reason: "example".to_owned(),
            }),
            Event::Times { deeds, closed, weekdays, until } => self.sheet.time_requests.push(TimeRequest {
                fact,
                at,
                deeds: *deeds,
                closed: *closed,
                weekdays: weekdays.clone(),
                until: *until,
                ended_at: None,
            }),
            Event::TimesWithdrawn => {
                for request in self.sheet.time_requests.iter_mut().filter(|request| request.ended_at.is_none()) {
                    request.ended_at = Some(at);
                }
            }
            Event::Happened { what, details } => {
                let happening = self.happening(fact, what, day, at, details);
                self.sheet.happenings.push(happening);
            }
            Event::Ended { what } => self.end(what, day, at),
        }
    }

    fn end(&mut self, what: &str, day: BusinessDate, at: Instant) {
        let open = |one: &&mut Happening| one.what == what && one.ended.is_none();
        for one in self.sheet.happenings.iter_mut().filter(open) {
            one.ended = Some((day, at));
        }
    }

    fn contact(
        &mut self,
        fact: &FactId,
        at: Instant,
        channel: Channel,
        outcome: makegood_case::Outcome,
        details: &Details,
    ) -> ContactFact {
        let kind = crate::kinds::usable_contact_point::carries(channel);
        ContactFact {
            fact: fact.clone(),
            at,
            channel,
            outcome,
            debts: debts(details),
            contact_point: details.on.as_ref().map(|name| self.reach(name, kind)),
            place: details.at.clone(),
            with: details.with.clone(),
        }
    }

    fn happening(&self, fact: FactId, what: &str, on: BusinessDate, at: Instant, details: &Details) -> Happening {
        Happening {
            with: details.with.clone(),
            by: details.by.clone(),
            to: details.to.clone(),
            debts: debts(details),
            contact_point: details.on.as_ref().map(|point| ContactPointId::new(point.as_str())),
            place: details.at.clone(),
            amount: details.amount,
            until: details.until,
            ..Happening::new(fact, what, on, at)
        }
    }
}

/// The debts named.
pub(super) fn debts(details: &Details) -> Vec<LoanId> {
    details.about.iter().map(|debt| LoanId::new(debt.as_str())).collect()
}
