//! Invented people with 200 contacts in the last year, and what is to be done about
//! each of them on a day: consumers in New York City with a card debt, at an agency.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use makegood_case::{Channel, ContactPoint, ContactPointKind, Hold, HoldKind, Outcome};
use makegood_compliance::{
    Condition, ContactFact, Deed, FactSheet, FactValue, Happening, HoldFact, Kind, KnownFact, Packs, PlannedDeed,
    Purpose, Role, RoleFact, Rule,
};
use makegood_units::{BusinessDate, ContactPointId, Decimal, FactId, LoanId};

pub const CONTACTS: usize = 200;
pub const ZONE: &str = "America/New_York";
/// A Wednesday, 14:00 in New York.
const AFTERNOON: &str = "2026-04-08T18:00:00Z";
/// The same day, 22:00 there.
const NIGHT: &str = "2026-04-09T02:00:00Z";

/// How a person's file differs from an ordinary one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum File {
    Ordinary,
    /// Called seven times in the last seven days.
    CalledOften,
    /// Spoken with on the day before.
    SpokenWith,
    /// The acts are planned for ten at night.
    AtNight,
    /// Asked the lender to cease.
    Ceased,
    /// Nobody has said what the debt was made for.
    Unclear,
    /// Ill: whoever visits needs an approval.
    Vulnerable,
    /// The texts were planned without what they must carry.
    Bare,
}

/// Of twenty people in turn, how many have which file.
const FILES: [(File, usize); 8] = [
    (File::Ordinary, 10),
    (File::CalledOften, 2),
    (File::SpokenWith, 2),
    (File::AtNight, 1),
    (File::Ceased, 2),
    (File::Unclear, 1),
    (File::Vulnerable, 1),
    (File::Bare, 1),
];

/// A person, what is planned, and for when.
pub struct Person {
    pub sheet: FactSheet,
    pub acts: Vec<PlannedDeed>,
    pub at: Timestamp,
}

/// The person of a number, with what packs ask of their file answered.
pub fn person(packs: &Packs, number: usize) -> Person {
    let mut turn = number % 20;
    let file = FILES.iter().find(|(_, many)| turn.checked_sub(*many).map(|rest| turn = rest).is_none());
    let file = file.map_or(File::Ordinary, |(file, _)| *file);
    let at: Timestamp = if file == File::AtNight { NIGHT } else { AFTERNOON }.parse().unwrap();
    Person { sheet: sheet(packs, number, file, at), acts: acts(packs, number, file), at }
}

fn day(at: Timestamp) -> BusinessDate {
    BusinessDate::from_civil(at.to_zoned(TimeZone::get(ZONE).unwrap()).date())
}

/// Five steps of a ladder: a call, a message, an e-mail, a letter, and a call to offer
/// a plan on whatever number there is; a visit instead of that for who is vulnerable.
fn acts(packs: &Packs, number: usize, file: File) -> Vec<PlannedDeed> {
    let steps = [
        (Deed::Call, Some("phone")),
        (Deed::Message, Some("phone")),
        (Deed::Email, Some("email")),
        (Deed::Letter, Some("home")),
        (if file == File::Vulnerable { Deed::Visit } else { Deed::Call }, None),
    ];
    let act = |(deed, point): (Deed, Option<&str>)| PlannedDeed {
        person: "P".into(),
        deed,
        debts: vec![LoanId::new(format!("L-{}", number % 3))],
        contact_point: point.map(ContactPointId::new),
        purpose: if point.is_none() { Purpose::OfferPlan } else { Purpose::Collect },
        place: None,
        carries: if file == File::Bare { Vec::new() } else { carried(packs, deed) },
    };
    steps.into_iter().map(act).collect()
}

/// What such an act must carry.
fn carried(packs: &Packs, deed: Deed) -> Vec<String> {
    let (mut carries, mut never) = (Vec::new(), Vec::new());
    for rule in packs.iter().flat_map(|pack| &pack.rules).filter(|rule| rule.deeds().has(deed)) {
        if let Kind::Content(content) = &rule.kind {
            carries.extend(content.must_carry.iter().cloned());
            never.extend(content.must_not_carry.iter().cloned());
        }
    }
    carries.retain(|word| !never.contains(word));
    carries
}

fn sheet(packs: &Packs, number: usize, file: File, at: Timestamp) -> FactSheet {
    let mut sheet = FactSheet::new("P".into());
    sheet.zones = vec![ZONE.to_owned()];
    sheet.roles = vec![RoleFact { fact: FactId::new("role", 1), debt: None, role: Role::Borrower }];
    sheet.known = known(packs, day(at));
    sheet.contacts = (0..CONTACTS).map(|place| contact(place, number, at)).collect();
    sheet.contact_points = points();
    sheet.happenings = happened(packs, at);
    match file {
        File::Ordinary | File::AtNight | File::Bare => {}
        File::Vulnerable => {
            let since = at - SignedDuration::from_hours(600);
            sheet.happenings.push(Happening::new(FactId::new("ill", 1), "vulnerability", day(since), since));
        }
        File::CalledOften => sheet.contacts.iter_mut().rev().take(7).enumerate().for_each(|(place, contact)| {
            contact.at = at - SignedDuration::from_hours(20 * (place as i64 + 1));
            (contact.channel, contact.outcome) = (Channel::Call, Outcome::NoAnswer);
            contact.debts = Vec::new();
        }),
        File::SpokenWith => {
            if let Some(last) = sheet.contacts.first_mut() {
                last.at = at - SignedDuration::from_hours(26);
                (last.channel, last.outcome) = (Channel::Call, Outcome::RightParty);
                last.debts = Vec::new();
            }
        }
        File::Ceased => {
            let hold =
                Hold { kind: HoldKind::CeaseRequest, from: day(at).plus_days(-9), until: None, reason: String::new() };
            sheet.holds.push(HoldFact { fact: FactId::new("hold", 1), hold, lifted_on: None });
        }
        File::Unclear => sheet.known.retain(|known| known.name != "debt.purpose"),
    }
    sheet
}

/// What is known of the lender, the person and the debt, for every condition of the packs.
fn known(packs: &Packs, today: BusinessDate) -> Vec<KnownFact> {
    let mut names: Vec<(String, FactValue)> = vec![("arrears_since".to_owned(), FactValue::Day(today.plus_days(-20)))];
    for pack in packs.iter() {
        let of_rules = pack.rules.iter().flat_map(|rule| &rule.reach.only_if);
        for condition in pack.applies_to.any_of.iter().chain(&pack.applies_to.only_if).chain(of_rules) {
            if !names.iter().any(|(name, _)| *name == condition.fact) {
                names.extend(told(condition).map(|value| (condition.fact.clone(), value)));
            }
        }
    }
    let one =
        |(name, value): (String, FactValue)| KnownFact { fact: FactId::new("known", &name), debt: None, name, value };
    names.into_iter().map(one).collect()
}

/// What the file says to a condition.
fn told(condition: &Condition) -> Option<FactValue> {
    const WORDS: [(&str, &str); 5] = [
        ("debtor.place", "us_nyc"),
        ("debt.purpose", "consumer"),
        ("debt.kind", "card"),
        ("collector.role", "agency"),
        ("lender.kind", "bank"),
    ];
    const TRUE: [&str; 3] =
        ["collector.is_fdcpa_debt_collector", "lender.collects_in_united_states", "lender.collects_in_new_york_city"];
    if let Some((_, word)) = WORDS.iter().find(|(name, _)| *name == condition.fact) {
        return Some(FactValue::Word((*word).to_owned()));
    }
    let text = condition.to_string();
    let parts: Vec<&str> = text.splitn(3, ' ').collect();
    match parts.as_slice() {
        [name] | ["not", name] => Some(FactValue::Truth(TRUE.contains(name) || name.starts_with("lender.adopts"))),
        [_, "=" | "!=", _] => Some(FactValue::Word("another".to_owned())),
        ["days_past_due", ..] => None,
        _ => Some(FactValue::Number(Decimal::from(1_500))),
    }
}

/// One in forty is a conversation.
fn contact(place: usize, number: usize, at: Timestamp) -> ContactFact {
    let mixed = place * 7_919 + number * 104_729;
    let minutes = ((place + 4) * 43 * 60 + mixed % 997) as i64;
    let channel = [Channel::Call, Channel::Call, Channel::Message, Channel::Email, Channel::Letter][mixed % 5];
    let outcome = match mixed % 40 {
        0 if place > 5 => Outcome::RightParty,
        1..=4 => Outcome::NotConnected,
        _ if channel == Channel::Call => Outcome::NoAnswer,
        _ => Outcome::Sent,
    };
    ContactFact {
        fact: FactId::new("contact", place),
        at: at - SignedDuration::from_mins(minutes),
        channel,
        outcome,
        debts: vec![LoanId::new(format!("L-{}", mixed % 3))],
        contact_point: Some(ContactPointId::new(if channel == Channel::Call { "phone" } else { "email" })),
        place: None,
        with: Vec::new(),
    }
}

fn points() -> Vec<ContactPoint> {
    let kinds =
        [("phone", ContactPointKind::Phone), ("email", ContactPointKind::Email), ("home", ContactPointKind::Address)];
    let point = |(id, kind)| ContactPoint {
        id: ContactPointId::new(id),
        party: "P".into(),
        kind,
        value: String::new(),
        place: None,
        time_zone: None,
        latitude_e6: None,
        longitude_e6: None,
        provenance: "the borrower".to_owned(),
        consent: true,
    };
    kinds.map(point).into()
}

/// What was served or happened: every paper and ground the rules that are asked want, and payments.
fn happened(packs: &Packs, at: Timestamp) -> Vec<Happening> {
    let mut words = vec!["part_payment".to_owned(); 4];
    for rule in
        packs.iter().filter(|pack| pack.id.starts_with("us-") || pack.id == "house").flat_map(|pack| &pack.rules)
    {
        match &rule.kind {
            Kind::Precondition(precondition) if precondition.when.is_empty() => {
                words.extend(precondition.needs.clone())
            }
            Kind::AddressBasis(basis) => words.extend(basis.basis.first().cloned()),
            _ => {}
        }
    }
    // What stops everything has not happened to them.
    let stops = |rule: &Rule, word: &String| match &rule.kind {
        Kind::Hold(hold) | Kind::Interval(hold) => hold.on.contains(word),
        _ => false,
    };
    words.retain(|word| !packs.iter().flat_map(|pack| &pack.rules).any(|rule| stops(rule, word)));
    words.sort();
    let one = |(place, word): (usize, String)| {
        let at = at - SignedDuration::from_hours(24 * (40 + place as i64));
        let mut one = Happening::new(FactId::new("happening", place), word, day(at), at);
        one.with = ["written", "oral", "signed"].map(str::to_owned).into();
        one
    };
    words.into_iter().enumerate().map(one).collect()
}
