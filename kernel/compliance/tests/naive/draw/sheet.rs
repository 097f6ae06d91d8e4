//! Random facts about one person.

use super::{Dice, Vocabulary};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use makegood_case::{Channel, ContactPoint, ContactPointClosed, ContactPointKind, Hold, HoldKind, Outcome};
use makegood_compliance::{
    ConsentFact, ContactFact, Deed, Deeds, FactSheet, FactValue, Happening, HoldFact, KnownFact, Role, RoleFact,
    TimeRequest,
};
use makegood_units::{BusinessDate, ContactPointId, FactId, LoanId, PartyId};

const CHANNELS: [Channel; 9] = [
    Channel::Call,
    Channel::Call,
    Channel::Call,
    Channel::Call,
    Channel::InboundCall,
    Channel::Message,
    Channel::Email,
    Channel::Letter,
    Channel::Visit,
];
const OUTCOMES: [Outcome; 9] = [
    Outcome::NoAnswer,
    Outcome::NoAnswer,
    Outcome::NoAnswer,
    Outcome::NotConnected,
    Outcome::RightParty,
    Outcome::PromiseToPay,
    Outcome::Dispute,
    Outcome::WrongNumber,
    Outcome::Sent,
];
const HOLDS: [HoldKind; 3] = [HoldKind::Dispute, HoldKind::Hardship, HoldKind::CeaseRequest];
const KINDS: [ContactPointKind; 4] =
    [ContactPointKind::Phone, ContactPointKind::Phone, ContactPointKind::Email, ContactPointKind::Address];

pub fn minutes_after(at: Timestamp, minutes: i64) -> Timestamp {
    at + SignedDuration::from_mins(minutes)
}

/// Some of three debts, perhaps none.
pub fn debts(dice: &mut Dice) -> Vec<LoanId> {
    let bits = if dice.percent(40) { 0 } else { dice.below(8) };
    (0..3).filter(|bit| bits & (1 << bit) != 0).map(|bit| LoanId::new(format!("L-{bit}"))).collect()
}

pub fn point_id(dice: &mut Dice) -> ContactPointId {
    ContactPointId::new(format!("point-{}", dice.below(4)))
}

/// Everything on file about P, around an instant and mostly before it.
pub fn sheet(dice: &mut Dice, words: &Vocabulary, zone: &str, now: Timestamp) -> FactSheet {
    let mut sheet = FactSheet::new(PartyId::new("P"));
    sheet.zones = vec![zone.to_owned()];
    if dice.percent(10) {
        sheet.zones.push(super::place(dice).0.to_owned());
    }
    if dice.percent(3) {
        sheet.zones.clear();
    }
    let clock = TimeZone::get(zone).unwrap();
    let day = |at: Timestamp| BusinessDate::from_civil(clock.to_datetime(at).date());
    let busy = 1 + dice.below(25);
    sheet.contacts = (0..dice.below(busy)).map(|place| contact(dice, place, words, now)).collect();
    sheet.borrower_contacts = (0..dice.below(5)).map(|place| contact(dice, 500 + place, words, now)).collect();
    sheet.consents = (0..dice.below(4)).map(|place| consent(dice, place, now, day(now))).collect();
    sheet.holds = (0..dice.below(3)).map(|place| hold(dice, place, day(now))).collect();
    sheet.happenings = (0..dice.below(12)).map(|place| happening(dice, place, words, now, &day)).collect();
    sheet.time_requests = (0..dice.below(3)).map(|place| request(dice, place, now, day(now))).collect();
    sheet.contact_points = (0..4).filter(|_| dice.percent(90)).map(|place| point(place, words, "P")).collect();
    for point in &mut sheet.contact_points {
        if let Some(source) = Some(&words.sources).filter(|all| !all.is_empty() && dice.percent(50)) {
            point.provenance = dice.one(source).clone();
        }
    }
    if dice.percent(10) {
        sheet.misdirected = vec![point_id(dice)];
    }
    if dice.percent(10) {
        let (contact_point, on) = (point_id(dice), day(now).plus_days(dice.from(-3, 3) as i32));
        sheet.closed = vec![ContactPointClosed { contact_point, on, reason: String::new() }];
    }
    sheet.roles = roles(dice);
    know(dice, &mut sheet, words, day(now));
    sheet
}

/// When something took place: minutes to weeks ago, sometimes later than now.
fn when(dice: &mut Dice, now: Timestamp) -> Timestamp {
    let minutes = match dice.below(20) {
        0 => dice.from(-3_000, 0),
        1..=4 => dice.from(0, 300),
        5..=9 => dice.from(0, 5_000),
        _ => dice.from(0, 20_000),
    };
    minutes_after(now, -minutes)
}

fn contact(dice: &mut Dice, place: usize, words: &Vocabulary, now: Timestamp) -> ContactFact {
    ContactFact {
        fact: FactId::new("contact", place),
        at: when(dice, now),
        channel: *dice.one(&CHANNELS),
        outcome: *dice.one(&OUTCOMES),
        debts: debts(dice),
        contact_point: if dice.percent(60) { Some(point_id(dice)) } else { None },
        place: if dice.percent(30) { Some(dice.one(&words.places).clone()) } else { None },
        with: if dice.percent(30) { dice.some(&words.carried, 2) } else { Vec::new() },
    }
}

fn consent(dice: &mut Dice, place: usize, now: Timestamp, today: BusinessDate) -> ConsentFact {
    let given_at = when(dice, now);
    let later = dice.from(0, 9_000);
    ConsentFact {
        fact: FactId::new("consent", place),
        given_at,
        channel: if dice.percent(70) { Channel::Call } else { *dice.one(&CHANNELS) },
        debts: debts(dice),
        until: if dice.percent(30) { Some(today.plus_days(dice.from(-4, 6) as i32)) } else { None },
        revoked_at: if dice.percent(30) { Some(minutes_after(given_at, later)) } else { None },
    }
}

fn hold(dice: &mut Dice, place: usize, today: BusinessDate) -> HoldFact {
    let from = today.plus_days(dice.from(-12, 6) as i32);
    HoldFact {
        fact: FactId::new("hold", place),
        hold: Hold {
            kind: *dice.one(&HOLDS),
            from,
            until: if dice.percent(50) { Some(from.plus_days(dice.from(0, 14) as i32)) } else { None },
            reason: String::new(),
        },
        lifted_on: if dice.percent(40) { Some(from.plus_days(dice.from(0, 14) as i32)) } else { None },
    }
}

fn happening(
    dice: &mut Dice,
    place: usize,
    words: &Vocabulary,
    now: Timestamp,
    day: &dyn Fn(Timestamp) -> BusinessDate,
) -> Happening {
    let at = when(dice, now);
    let mut one = Happening::new(FactId::new("happening", place), dice.one(&words.words).clone(), day(at), at);
    one.with = dice.some(&words.forms, 2);
    one.by = if dice.percent(60) { Some(dice.one(&words.offices).clone()) } else { None };
    one.debts = debts(dice);
    one.contact_point = if dice.percent(30) { Some(point_id(dice)) } else { None };
    one.place = if dice.percent(30) { Some(dice.one(&words.places).clone()) } else { None };
    one.until = if dice.percent(25) { Some(day(at).plus_days(dice.from(0, 12) as i32)) } else { None };
    let ended = minutes_after(at, dice.from(0, 15_000));
    one.ended = if dice.percent(30) { Some((day(ended), ended)) } else { None };
    one
}

fn request(dice: &mut Dice, place: usize, now: Timestamp, today: BusinessDate) -> TimeRequest {
    let (from, length) = (dice.from(0, 1_439), dice.from(1, 1_000));
    let to = (from + length) % 1_440;
    let to = if to == 0 { 1_440 } else { to };
    let at = when(dice, now);
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday};
    TimeRequest {
        fact: FactId::new("request", place),
        at,
        deeds: if dice.percent(50) { Deeds::CONTACTS } else { Deeds::NONE.with(Deed::Call) },
        closed: (from as i32 * 60, to as i32 * 60),
        weekdays: dice.some(&[Monday, Friday, Saturday, Sunday], 3),
        until: if dice.percent(40) { Some(today.plus_days(dice.from(-3, 9) as i32)) } else { None },
        ended_at: if dice.percent(30) { Some(minutes_after(at, dice.from(0, 9_000))) } else { None },
    }
}

/// A number or address of a party.
pub fn point(place: usize, _: &Vocabulary, party: &str) -> ContactPoint {
    ContactPoint {
        id: ContactPointId::new(format!("point-{place}")),
        party: PartyId::new(party),
        kind: KINDS[place],
        value: String::new(),
        place: None,
        time_zone: None,
        latitude_e6: None,
        longitude_e6: None,
        provenance: "invented".to_owned(),
        consent: true,
    }
}

fn roles(dice: &mut Dice) -> Vec<RoleFact> {
    let role = |dice: &mut Dice, place: usize| RoleFact {
        fact: FactId::new("role", place),
        debt: if dice.percent(40) { Some(LoanId::new(format!("L-{}", dice.below(3)))) } else { None },
        role: *dice.one(&[
            Role::Borrower,
            Role::Borrower,
            Role::Borrower,
            Role::Guarantor,
            Role::Spouse,
            Role::Employer,
        ]),
    };
    (0..[0, 1, 1, 1, 1, 2, 3][dice.below(7)]).map(|place| role(dice, place)).collect()
}

/// Facts that make most conditions known, and some of them true.
fn know(dice: &mut Dice, sheet: &mut FactSheet, words: &Vocabulary, today: BusinessDate) {
    let debt = |dice: &mut Dice| {
        if dice.percent(30) { Some(LoanId::new(format!("L-{}", dice.below(3)))) } else { None }
    };
    let mut tell = |dice: &mut Dice, name: &str, value: FactValue| {
        let debt = debt(dice);
        if !sheet.known.iter().any(|known| known.name == name && known.debt == debt) {
            let fact = FactId::new("known", sheet.known.len());
            sheet.known.push(KnownFact { fact, debt, name: name.to_owned(), value });
        }
    };
    for condition in &words.conditions {
        let parts: Vec<&str> = condition.splitn(3, ' ').collect();
        for _ in 0..[0, 1, 1, 1, 1, 1, 2][dice.below(7)] {
            match parts.as_slice() {
                [name] | ["not", name] => {
                    let truth = dice.percent(70);
                    tell(dice, name, FactValue::Truth(truth));
                }
                [name, "=" | "!=", listed] => {
                    let mut list: Vec<&str> = listed.split(" | ").collect();
                    list.push("another");
                    let word = (*dice.one(&list)).to_owned();
                    tell(dice, name, FactValue::Word(word));
                }
                ["days_past_due", ..] => {}
                [name, _, limit] => {
                    let limit: makegood_units::Decimal = limit.parse().unwrap();
                    let near = limit + makegood_units::Decimal::from(dice.from(-1, 1));
                    tell(dice, name, FactValue::Number(near));
                }
                _ => {}
            }
        }
    }
    for name in &words.days {
        for _ in 0..dice.below(3) {
            let on = today.plus_days(dice.from(-40, 3) as i32);
            tell(dice, name, FactValue::Day(on));
        }
    }
}
