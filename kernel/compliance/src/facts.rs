//! The sheet made ready for judging: sorted, numbered, with local days.

use crate::condition::FactValue;
use crate::debt_set::{DebtNo, DebtSet};
use crate::deed::Deeds;
use crate::known::KnownFacts;
use crate::local::Zone;
use crate::sheet::{ConsentFact, ContactFact, FactSheet, TimeRequest};
use crate::standing::Standing;
use crate::word_list::{Marks, number};
use crate::words::Role;
use makegood_case::{Channel, ContactPointKind, Outcome};
use makegood_units::{BusinessDate, ContactPointId, FactId, Instant, LoanId, PartyId};
use std::collections::BTreeSet;

/// A contact made ready for counting.
#[derive(Clone, Debug)]
pub(crate) struct Logged {
    pub at: Instant,
    pub channel: Channel,
    pub outcome: Outcome,
    pub misdirected: bool,
    debts: DebtSet,
    pub point: Option<ContactPointId>,
    pub place: Option<String>,
    pub with: Vec<String>,
    pub fact: FactId,
}

impl Logged {
    /// Whether it was about the debt. No debt asked for, or none named: yes.
    pub fn is_about(&self, debt: DebtNo) -> bool {
        self.debts.is_about(debt)
    }

    /// Whether the lender and the person spoke by telephone.
    pub fn is_telephone_conversation(&self) -> bool {
        matches!(self.channel, Channel::Call | Channel::InboundCall) && self.outcome.is_conversation()
    }
}

/// A consent with the debts it is for.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    pub is: ConsentFact,
    debts: DebtSet,
}

impl Consent {
    /// Whether it is for the debt.
    pub fn is_for(&self, debt: DebtNo) -> bool {
        self.debts.names_none() || debt.is_some_and(|debt| self.debts.has(debt))
    }
}

/// A number or address ready for use.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    pub id: ContactPointId,
    pub kind: ContactPointKind,
    pub provenance: String,
    pub is_theirs: bool,
    pub closed_on: Option<BusinessDate>,
}

/// A zone with the local day of every contact, consent and happening in it.
#[derive(Clone, Debug)]
pub(crate) struct ZoneDays {
    pub zone: Zone,
    pub contact_days: Vec<BusinessDate>,
    pub borrower_days: Vec<BusinessDate>,
    pub consent_days: Vec<BusinessDate>,
    pub standing_days: Vec<BusinessDate>,
}

/// A sheet sorted and computed once, so that many contacts can be judged
/// against it without parsing or allocating.
#[derive(Clone, Debug)]
pub struct Facts {
    pub(crate) person: PartyId,
    known: KnownFacts,
    pub(crate) roles: Vec<(DebtNo, Role, FactId)>,
    pub(crate) contacts: Vec<Logged>,
    /// How many of them there are through each channel that was used.
    pub(crate) contacts_by: Vec<(Channel, usize)>,
    /// Through which channels the person was spoken with.
    pub(crate) spoken_by: Deeds,
    pub(crate) borrower_contacts: Vec<Logged>,
    pub(crate) consents: Vec<Consent>,
    /// Holds and happenings, in the order they began.
    pub(crate) standing: Vec<Standing>,
    /// The marks of all of these.
    pub(crate) happened: Marks,
    pub(crate) time_requests: Vec<TimeRequest>,
    pub(crate) points: Vec<Point>,
    pub(crate) zones: Vec<ZoneDays>,
    /// Why hours and days cannot be judged, if they cannot.
    pub(crate) zone_missing: Option<String>,
    /// The place of every debt any fact names.
    pub(crate) all_debts: Vec<DebtNo>,
    debts: Vec<LoanId>,
}

impl Facts {
    /// Sorts and computes a sheet.
    pub fn new(sheet: FactSheet) -> Self {
        let debts = all_debts(&sheet);
        let points = points(&sheet);
        let (zones, zone_missing) = zones(&sheet.zones);
        let strangers = misdirected_points(&sheet);
        let FactSheet { person, contacts, borrower_contacts, consents, holds, happenings, .. } = sheet;
        let FactSheet { time_requests, roles, lender, known, .. } = sheet;
        let contacts = logged(contacts, &strangers, &debts);
        let borrower_contacts = logged(borrower_contacts, &strangers, &debts);
        let consents: Vec<Consent> =
            consents.into_iter().map(|is| Consent { debts: places(&debts, &is.debts), is }).collect();
        let of_roles = roles.into_iter();
        let roles = of_roles.map(|is| (is.debt.and_then(|debt| place(&debts, &debt)), is.role, is.fact)).collect();
        let happened = happenings.into_iter().map(|one| {
            let about = places(&debts, &one.debts);
            Standing::happened(one, about)
        });
        let mut standing: Vec<Standing> = holds.into_iter().map(Standing::held).chain(happened).collect();
        standing.sort_by(|one, other| one.order().cmp(&other.order()));
        let days = |zone: Zone| days_in(zone, &contacts, &borrower_contacts, &consents, &standing);
        let zones = zones.into_iter().map(days).collect();
        let known = KnownFacts::new(lender, known, |debt| place(&debts, debt));
        let numbered = (0..debts.len()).map(|debt| u32::try_from(debt).ok()).collect::<Vec<_>>();
        let all_debts = if numbered.is_empty() { vec![None] } else { numbered };
        let happened = Marks::of_all(standing.iter().map(|one| one.what.as_str()));
        Self {
            person,
            known,
            roles,
            contacts_by: by_channel(&contacts),
            spoken_by: spoken_by(&contacts),
            contacts,
            borrower_contacts,
            consents,
            standing,
            happened,
            time_requests,
            points,
            zones,
            zone_missing,
            all_debts,
            debts,
        }
    }

    /// Whom they are about.
    pub fn person(&self) -> &PartyId {
        &self.person
    }

    /// The value of a fact for a debt: what is known of that debt, else of all.
    pub fn value_for(&self, name: &str, debt: &LoanId) -> Option<&FactValue> {
        self.value(name, Some(self.debt_no(debt)))
    }

    /// The value of a fact for a debt: what is known of that debt, else of all.
    pub(crate) fn value(&self, name: &str, debt: DebtNo) -> Option<&FactValue> {
        self.value_of(number(name), name, debt)
    }

    /// The same, for whoever has made the number of the name before.
    pub(crate) fn value_of(&self, number: u64, name: &str, debt: DebtNo) -> Option<&FactValue> {
        self.known.value(number, name, debt)
    }

    /// Where a fact is recorded.
    pub(crate) fn source(&self, name: &str, debt: DebtNo) -> Option<&FactId> {
        self.known.source(number(name), name, debt)
    }

    /// The place of a debt among those any fact names. A debt no fact names
    /// gets a place of its own, so that only facts about all debts touch it.
    pub(crate) fn debt_no(&self, debt: &LoanId) -> u32 {
        place(&self.debts, debt).unwrap_or(u32::MAX)
    }
}

fn all_debts(sheet: &FactSheet) -> Vec<LoanId> {
    let contacts = sheet.contacts.iter().chain(&sheet.borrower_contacts).flat_map(|contact| &contact.debts);
    let consents = sheet.consents.iter().flat_map(|consent| &consent.debts);
    let happenings = sheet.happenings.iter().flat_map(|happening| &happening.debts);
    let known = sheet.known.iter().filter_map(|fact| fact.debt.as_ref());
    let roles = sheet.roles.iter().filter_map(|role| role.debt.as_ref());
    let each: BTreeSet<&LoanId> = contacts.chain(consents).chain(happenings).chain(known).chain(roles).collect();
    each.into_iter().cloned().collect()
}

fn place(debts: &[LoanId], debt: &LoanId) -> Option<u32> {
    debts.binary_search(debt).ok().and_then(|place| u32::try_from(place).ok())
}

fn places(debts: &[LoanId], list: &[LoanId]) -> DebtSet {
    list.iter().filter_map(|debt| place(debts, debt)).collect()
}

fn logged(contacts: Vec<ContactFact>, strangers: &[ContactPointId], debts: &[LoanId]) -> Vec<Logged> {
    let one = |contact: ContactFact| Logged {
        at: contact.at,
        channel: contact.channel,
        outcome: contact.outcome,
        misdirected: contact.outcome == Outcome::WrongNumber
            || contact.contact_point.as_ref().is_some_and(|point| strangers.contains(point)),
        debts: places(debts, &contact.debts),
        point: contact.contact_point,
        place: contact.place,
        with: contact.with,
        fact: contact.fact,
    };
    let mut logged: Vec<Logged> = contacts.into_iter().map(one).collect();
    logged.sort_by(|one, other| (one.at, &one.fact).cmp(&(other.at, &other.fact)));
    logged
}

fn by_channel(contacts: &[Logged]) -> Vec<(Channel, usize)> {
    let mut by: Vec<(Channel, usize)> = Vec::new();
    for contact in contacts {
        match by.iter_mut().find(|(channel, _)| *channel == contact.channel) {
            Some((_, number)) => *number += 1,
            None => by.push((contact.channel, 1)),
        }
    }
    by
}

fn spoken_by(contacts: &[Logged]) -> Deeds {
    let spoken = contacts.iter().filter(|contact| contact.outcome.is_conversation());
    spoken.fold(Deeds::NONE, |by, contact| by.with(contact.channel.into()))
}

/// Numbers and addresses somebody else answered: what was placed there never
/// reached the person.
fn misdirected_points(sheet: &FactSheet) -> Vec<ContactPointId> {
    let wrong = sheet.contacts.iter().filter(|contact| contact.outcome == Outcome::WrongNumber);
    wrong.filter_map(|contact| contact.contact_point.as_ref()).chain(&sheet.misdirected).cloned().collect()
}

fn points(sheet: &FactSheet) -> Vec<Point> {
    let strangers = misdirected_points(sheet);
    let ready = |point: &makegood_case::ContactPoint| {
        let closings = sheet.closed.iter().filter(|closed| closed.contact_point == point.id);
        Point {
            id: point.id.clone(),
            kind: point.kind,
            provenance: point.provenance.clone(),
            is_theirs: point.party == sheet.person && !strangers.contains(&point.id),
            closed_on: closings.map(|closed| closed.on).min(),
        }
    };
    sheet.contact_points.iter().map(ready).collect()
}

fn zones(names: &[String]) -> (Vec<Zone>, Option<String>) {
    if names.is_empty() {
        return (Zone::ends_of_the_earth(), Some("the time zone of the person".to_owned()));
    }
    let found: Vec<Option<Zone>> = names.iter().map(|name| Zone::named(name)).collect();
    match found.iter().position(Option::is_none).and_then(|place| names.get(place)) {
        Some(name) => {
            let missing = format!("the time zone of the person: {name:?} is no IANA zone");
            (Zone::ends_of_the_earth(), Some(missing))
        }
        None => (found.into_iter().flatten().collect(), None),
    }
}

fn days_in(
    mut zone: Zone,
    contacts: &[Logged],
    borrower_contacts: &[Logged],
    consents: &[Consent],
    standing: &[Standing],
) -> ZoneDays {
    let contacted = contacts.iter().chain(borrower_contacts).map(|contact| contact.at);
    let stood = standing.iter().filter_map(Standing::received_at);
    zone.look_up_around(contacted.chain(stood).chain(consents.iter().map(|consent| consent.is.given_at)));
    let days = |contacts: &[Logged]| contacts.iter().map(|contact| zone.local(contact.at).day).collect();
    ZoneDays {
        contact_days: days(contacts),
        borrower_days: days(borrower_contacts),
        consent_days: consents.iter().map(|consent| zone.local(consent.is.given_at).day).collect(),
        standing_days: standing.iter().map(|one| one.first_day(&zone)).collect(),
        zone,
    }
}
