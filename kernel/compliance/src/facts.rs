//! The sheet made ready for judging: sorted, numbered, with local days.

use crate::condition::FactValue;
use crate::local::Zone;
use crate::sheet::{ConsentFact, ContactFact, FactSheet, HoldFact, TimeRequest};
use crate::standing::Standing;
use crate::words::Role;
use makegood_case::{Channel, ContactPoint, ContactPointKind, Outcome};
use makegood_units::{BusinessDate, ContactPointId, FactId, Instant, LoanId, PartyId};
use std::collections::BTreeMap;

/// A contact made ready for counting.
#[derive(Clone, Debug)]
pub(crate) struct Logged {
    pub fact: FactId,
    pub at: Instant,
    pub channel: Channel,
    pub outcome: Outcome,
    pub misdirected: bool,
    pub point: Option<ContactPointId>,
    pub place: Option<String>,
    pub with: Vec<String>,
    debts: Vec<u32>,
}

impl Logged {
    /// Whether it was about the debt. No debt asked for, or none named: yes.
    pub fn is_about(&self, debt: DebtNo) -> bool {
        self.debts.is_empty() || debt.is_none_or(|debt| self.debts.contains(&debt))
    }

    /// Whether the lender and the person spoke by telephone.
    pub fn is_telephone_conversation(&self) -> bool {
        matches!(self.channel, Channel::Call | Channel::InboundCall) && self.outcome.is_conversation()
    }
}

/// The place of a debt in the sheet's list; none when no debt is named.
pub(crate) type DebtNo = Option<u32>;

/// A consent with the debts it is for.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    pub is: ConsentFact,
    debts: Vec<u32>,
}

impl Consent {
    /// Whether it is for the debt.
    pub fn is_for(&self, debt: DebtNo) -> bool {
        self.debts.is_empty() || debt.is_some_and(|debt| self.debts.contains(&debt))
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
    /// Sorted by name, then debt.
    known: Vec<(String, DebtNo, FactValue, FactId)>,
    pub(crate) roles: Vec<(DebtNo, Role, FactId)>,
    pub(crate) contacts: Vec<Logged>,
    pub(crate) borrower_contacts: Vec<Logged>,
    pub(crate) consents: Vec<Consent>,
    /// Holds and happenings, in the order they began.
    pub(crate) standing: Vec<Standing>,
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
        let strangers = misdirected_points(&sheet);
        let contacts = logged(&sheet.contacts, &strangers, &debts);
        let borrower_contacts = logged(&sheet.borrower_contacts, &strangers, &debts);
        let consents: Vec<Consent> =
            sheet.consents.iter().map(|is| Consent { is: is.clone(), debts: places(&debts, &is.debts) }).collect();
        let points = sheet.contact_points.iter().map(|point| ready(point, &sheet, &strangers)).collect();
        let roles = sheet
            .roles
            .iter()
            .map(|is| (is.debt.as_ref().and_then(|debt| place(&debts, debt)), is.role, is.fact.clone()))
            .collect();
        let standing = standing(&sheet.holds, &sheet, &debts);
        let (zones, zone_missing) = zones(&sheet.zones);
        let days = |zone: Zone| days_in(zone, &contacts, &borrower_contacts, &consents, &standing);
        let zones = zones.into_iter().map(days).collect();
        let known = known(&sheet, &debts);
        let numbered = (0..debts.len()).map(|debt| u32::try_from(debt).ok()).collect::<Vec<_>>();
        let all_debts = if numbered.is_empty() { vec![None] } else { numbered };
        let FactSheet { person, time_requests, .. } = sheet;
        Self {
            person,
            known,
            roles,
            contacts,
            borrower_contacts,
            consents,
            standing,
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
        self.entry(name, debt).map(|(_, _, value, _)| value)
    }

    /// Where a fact is recorded.
    pub(crate) fn source(&self, name: &str, debt: DebtNo) -> Option<&FactId> {
        self.entry(name, debt).map(|(.., fact)| fact)
    }

    fn entry(&self, name: &str, debt: DebtNo) -> Option<&(String, DebtNo, FactValue, FactId)> {
        let first = self.known.partition_point(|(other, ..)| other.as_str() < name);
        let named = || self.known.iter().skip(first).take_while(|(other, ..)| other == name);
        named().find(|(_, of, ..)| of.is_some() && *of == debt).or_else(|| named().find(|(_, of, ..)| of.is_none()))
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
    let mut debts: Vec<LoanId> =
        contacts.chain(consents).chain(happenings).chain(known).chain(roles).cloned().collect();
    debts.sort();
    debts.dedup();
    debts
}

fn place(debts: &[LoanId], debt: &LoanId) -> Option<u32> {
    debts.binary_search(debt).ok().and_then(|place| u32::try_from(place).ok())
}

fn places(debts: &[LoanId], list: &[LoanId]) -> Vec<u32> {
    list.iter().filter_map(|debt| place(debts, debt)).collect()
}

fn known(sheet: &FactSheet, debts: &[LoanId]) -> Vec<(String, DebtNo, FactValue, FactId)> {
    let lender: &BTreeMap<String, bool> = &sheet.lender;
    let of_lender =
        lender.iter().map(|(name, truth)| (name.clone(), None, FactValue::Truth(*truth), FactId::new("lender", name)));
    let others = sheet.known.iter().map(|fact| {
        let debt = fact.debt.as_ref().and_then(|debt| place(debts, debt));
        (fact.name.clone(), debt, fact.value.clone(), fact.fact.clone())
    });
    let mut known: Vec<_> = of_lender.chain(others).collect();
    known.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    known
}

fn logged(contacts: &[ContactFact], strangers: &[&ContactPointId], debts: &[LoanId]) -> Vec<Logged> {
    let one = |contact: &ContactFact| Logged {
        fact: contact.fact.clone(),
        at: contact.at,
        channel: contact.channel,
        outcome: contact.outcome,
        misdirected: contact.outcome == Outcome::WrongNumber
            || contact.contact_point.as_ref().is_some_and(|point| strangers.contains(&point)),
        point: contact.contact_point.clone(),
        place: contact.place.clone(),
        with: contact.with.clone(),
        debts: places(debts, &contact.debts),
    };
    let mut logged: Vec<Logged> = contacts.iter().map(one).collect();
    logged.sort_by(|one, other| (one.at, &one.fact).cmp(&(other.at, &other.fact)));
    logged
}

fn standing(holds: &[HoldFact], sheet: &FactSheet, debts: &[LoanId]) -> Vec<Standing> {
    let held = holds.iter().map(Standing::held);
    let happened = sheet.happenings.iter().map(|one| Standing::happened(one, places(debts, &one.debts)));
    let mut standing: Vec<Standing> = held.chain(happened).collect();
    standing.sort_by(|one, other| one.order().cmp(&other.order()));
    standing
}

/// Numbers and addresses somebody else answered: what was placed there never
/// reached the person.
fn misdirected_points(sheet: &FactSheet) -> Vec<&ContactPointId> {
    let wrong = sheet.contacts.iter().filter(|contact| contact.outcome == Outcome::WrongNumber);
    wrong.filter_map(|contact| contact.contact_point.as_ref()).chain(&sheet.misdirected).collect()
}

fn ready(point: &ContactPoint, sheet: &FactSheet, strangers: &[&ContactPointId]) -> Point {
    let closings = sheet.closed.iter().filter(|closed| closed.contact_point == point.id);
    Point {
        id: point.id.clone(),
        kind: point.kind,
        provenance: point.provenance.clone(),
        is_theirs: point.party == sheet.person && !strangers.contains(&&point.id),
        closed_on: closings.map(|closed| closed.on).min(),
    }
}

fn zones(names: &[String]) -> (Vec<Zone>, Option<String>) {
    if names.is_empty() {
        return (Zone::ends_of_the_earth(), Some("the time zone of the person".to_owned()));
    }
    let unreadable = names.iter().find(|name| Zone::named(name).is_none());
    let missing = unreadable.map(|name| format!("the time zone of the person: {name:?} is no IANA zone"));
    let zones: Vec<Zone> = names.iter().filter_map(|name| Zone::named(name)).collect();
    if missing.is_some() { (Zone::ends_of_the_earth(), missing) } else { (zones, None) }
}

fn days_in(
    zone: Zone,
    contacts: &[Logged],
    borrower_contacts: &[Logged],
    consents: &[Consent],
    standing: &[Standing],
) -> ZoneDays {
    let days = |contacts: &[Logged]| contacts.iter().map(|contact| zone.local(contact.at).day).collect();
    ZoneDays {
        contact_days: days(contacts),
        borrower_days: days(borrower_contacts),
        consent_days: consents.iter().map(|consent| zone.local(consent.is.given_at).day).collect(),
        standing_days: standing.iter().map(|one| one.first_day(&zone)).collect(),
        zone,
    }
}
