//! The sheet made ready for judging: sorted, numbered, with local days.

use crate::local::Zone;
use crate::sheet::{ConsentFact, FactSheet, HoldFact};
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
    pub is_theirs: bool,
    pub closed_on: Option<BusinessDate>,
}

/// A zone with the local day of every contact and consent in it.
#[derive(Clone, Debug)]
pub(crate) struct ZoneDays {
    pub zone: Zone,
    pub contact_days: Vec<BusinessDate>,
    pub consent_days: Vec<BusinessDate>,
}

/// A sheet sorted and computed once, so that many contacts can be judged
/// against it without parsing or allocating.
#[derive(Clone, Debug)]
pub struct Facts {
    pub(crate) person: PartyId,
    pub(crate) lender: BTreeMap<String, bool>,
    pub(crate) roles: Vec<(DebtNo, Role, FactId)>,
    pub(crate) contacts: Vec<Logged>,
    pub(crate) consents: Vec<Consent>,
    pub(crate) holds: Vec<HoldFact>,
    pub(crate) points: Vec<Point>,
    pub(crate) zones: Vec<ZoneDays>,
    /// Why hours and days cannot be judged, if they cannot.
    pub(crate) zone_missing: Option<String>,
    debts: Vec<LoanId>,
}

impl Facts {
    /// Sorts and computes a sheet.
    pub fn new(sheet: FactSheet) -> Self {
        let debts = all_debts(&sheet);
        let number = |list: &[LoanId]| list.iter().filter_map(|debt| place(&debts, debt)).collect::<Vec<u32>>();
        let strangers = misdirected_points(&sheet);
        let mut contacts: Vec<Logged> = sheet
            .contacts
            .iter()
            .map(|contact| Logged {
                fact: contact.fact.clone(),
                at: contact.at,
                channel: contact.channel,
                outcome: contact.outcome,
                misdirected: contact.outcome == Outcome::WrongNumber
                    || contact.contact_point.as_ref().is_some_and(|point| strangers.contains(&point)),
                debts: number(&contact.debts),
            })
            .collect();
        contacts.sort_by(|one, other| (one.at, &one.fact).cmp(&(other.at, &other.fact)));
        let consents: Vec<Consent> =
            sheet.consents.iter().map(|is| Consent { is: is.clone(), debts: number(&is.debts) }).collect();
        let points = sheet.contact_points.iter().map(|point| ready(point, &sheet, &strangers)).collect();
        let roles = sheet
            .roles
            .iter()
            .map(|is| (is.debt.as_ref().and_then(|debt| place(&debts, debt)), is.role, is.fact.clone()))
            .collect();
        let (zones, zone_missing) = zones(&sheet.zones);
        let zones = zones.into_iter().map(|zone| days_in(zone, &contacts, &consents)).collect();
        let FactSheet { person, lender, holds, .. } = sheet;
        Self { person, lender, roles, contacts, consents, holds, points, zones, zone_missing, debts }
    }

    /// Whom they are about.
    pub fn person(&self) -> &PartyId {
        &self.person
    }

    /// The place of a debt among those any fact names. A debt no fact names
    /// gets a place of its own, so that only facts about all debts touch it.
    pub(crate) fn debt_no(&self, debt: &LoanId) -> u32 {
        place(&self.debts, debt).unwrap_or(u32::MAX)
    }
}

fn all_debts(sheet: &FactSheet) -> Vec<LoanId> {
    let contacts = sheet.contacts.iter().flat_map(|contact| &contact.debts);
    let consents = sheet.consents.iter().flat_map(|consent| &consent.debts);
    let roles = sheet.roles.iter().filter_map(|role| role.debt.as_ref());
    let mut debts: Vec<LoanId> = contacts.chain(consents).chain(roles).cloned().collect();
    debts.sort();
    debts.dedup();
    debts
}

fn place(debts: &[LoanId], debt: &LoanId) -> Option<u32> {
    debts.binary_search(debt).ok().and_then(|place| u32::try_from(place).ok())
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

fn days_in(zone: Zone, contacts: &[Logged], consents: &[Consent]) -> ZoneDays {
    let contact_days = contacts.iter().map(|contact| zone.local(contact.at).day).collect();
    let consent_days = consents.iter().map(|consent| zone.local(consent.is.given_at).day).collect();
    ZoneDays { zone, contact_days, consent_days }
}
