//! Laws of the gate on random facts: what must hold whatever the packs say.
#![allow(clippy::unwrap_used)]

use jiff::{SignedDuration, tz::TimeZone};
use makegood_case::{Channel, ContactPoint, ContactPointKind, Hold, HoldKind, Outcome};
use makegood_compliance::{
    ConsentFact, ContactFact, FactSheet, FactValue, Facts, HoldFact, KnownFact, Pack, Packs, PlannedContact, Purpose,
    Role, RoleFact, Verdict, clear, earliest, is_open, standing,
};
use makegood_units::{BusinessDate, ContactPointId, FactId, Instant, LoanId, PartyId};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Zones whose clocks do everything a clock can do: half-hour changes, changes
/// at midnight and at one minute past, a day that never was.
const ZONES: [(&str, &str); 7] = [
    ("America/New_York", "2026-03-08T00:00:00Z"),
    ("America/New_York", "2026-11-01T00:00:00Z"),
    ("America/St_Johns", "2008-11-01T12:00:00Z"),
    ("America/Sao_Paulo", "2018-11-03T12:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T00:00:00Z"),
    ("Pacific/Apia", "2011-12-29T00:00:00Z"),
    ("Asia/Kolkata", "2026-04-01T00:00:00Z"),
];

static PACKS: LazyLock<Packs> = LazyLock::new(|| {
    let page = |name: &str, text: &str| Pack::parse(name, text).unwrap();
    Packs::try_new(vec![
        page("us-regf.md", include_str!("../../../packs/us-regf.md")),
        page("us-fdcpa.md", include_str!("../../../packs/us-fdcpa.md")),
        page("house.md", include_str!("../../../packs/house.md")),
    ])
    .unwrap()
});

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

fn minutes_after(at: Instant, minutes: i64) -> Instant {
    at + SignedDuration::from_mins(minutes)
}

fn debts(bits: u8) -> Vec<LoanId> {
    (0..3).filter(|bit| bits & (1 << bit) != 0).map(|bit| LoanId::new(format!("L-{bit}"))).collect()
}

/// A contact: minutes before now, channel, outcome, debts, number.
type Drawn = (i64, usize, usize, u8, usize);

const OUTCOMES: [Outcome; 6] = [
    Outcome::NoAnswer,
    Outcome::NoAnswer,
    Outcome::NotConnected,
    Outcome::RightParty,
    Outcome::WrongNumber,
    Outcome::Sent,
];
const CHANNELS: [Channel; 6] =
    [Channel::Call, Channel::InboundCall, Channel::Message, Channel::Email, Channel::Letter, Channel::Visit];
const HOLDS: [HoldKind; 3] = [HoldKind::Dispute, HoldKind::Hardship, HoldKind::CeaseRequest];

fn contact(now: Instant, place: usize, drawn: &Drawn) -> ContactFact {
    let (minutes, channel, outcome, about, number) = *drawn;
    ContactFact {
        fact: FactId::new("contact", place),
        at: minutes_after(now, -minutes),
        channel: CHANNELS[channel],
        outcome: OUTCOMES[outcome],
        debts: debts(about),
        contact_point: (number > 0).then(|| ContactPointId::new(format!("number-{number}"))),
        place: None,
        with: Vec::new(),
    }
}

fn sheet(
    now: Instant,
    zones: &[&str],
    contacts: &[Drawn],
    consents: &[(i64, u8)],
    holds: &[(usize, i32, i32)],
) -> FactSheet {
    let mut sheet = FactSheet::new(PartyId::new("P"));
    sheet.lender = PACKS.lender_facts().into_iter().map(|fact| (fact.to_owned(), true)).collect();
    let (name, value) = ("debt.purpose".to_owned(), FactValue::Word("consumer".to_owned()));
    sheet.known = vec![KnownFact { fact: FactId::new("purpose", 1), debt: None, name, value }];
    sheet.zones = zones.iter().map(|zone| (*zone).to_owned()).collect();
    sheet.roles = vec![RoleFact { fact: FactId::new("role", 1), debt: None, role: Role::Borrower }];
    sheet.contacts = contacts.iter().enumerate().map(|(place, drawn)| contact(now, place, drawn)).collect();
    let consent = |(minutes, about): &(i64, u8)| ConsentFact {
        fact: FactId::new("consent", minutes),
        given_at: minutes_after(now, -minutes),
        channel: Channel::Call,
        debts: debts(*about),
        until: None,
        revoked_at: None,
    };
    sheet.consents = consents.iter().map(consent).collect();
    let today = BusinessDate::from_civil(TimeZone::UTC.to_datetime(now).date());
    let hold = |(kind, from, length): &(usize, i32, i32)| HoldFact {
        fact: FactId::new("hold", from),
        hold: Hold {
            kind: HOLDS[*kind],
            from: today.plus_days(*from),
            until: (*length < 20).then(|| today.plus_days(from + length)),
            reason: String::new(),
        },
        lifted_on: None,
    };
    sheet.holds = holds.iter().map(hold).collect();
    let kinds = [ContactPointKind::Phone, ContactPointKind::Email, ContactPointKind::Address];
    sheet.contact_points = kinds.iter().enumerate().map(|(place, kind)| point(&sheet, place, *kind)).collect();
    sheet
}

fn point(sheet: &FactSheet, place: usize, kind: ContactPointKind) -> ContactPoint {
    ContactPoint {
        id: ContactPointId::new(format!("point-{place}")),
        party: sheet.person.clone(),
        kind,
        value: String::new(),
        place: None,
        time_zone: None,
        latitude_e6: None,
        longitude_e6: None,
        provenance: "invented".to_owned(),
        consent: true,
    }
}

fn planned(channel: usize, about: u8, purpose: usize) -> PlannedContact {
    let channel = [Channel::Call, Channel::Message, Channel::Email, Channel::Letter, Channel::Visit][channel];
    let purpose = [Purpose::Collect, Purpose::AnswerDispute, Purpose::OfferPlan][purpose];
    PlannedContact { person: PartyId::new("P"), channel, debts: debts(about), contact_point: None, purpose }
}

prop_compose! {
    fn log()(contacts in prop::collection::vec((0_i64..20_000, 0_usize..6, 0_usize..6, 0_u8..8, 0_usize..4), 0..25))
        -> Vec<Drawn> { contacts }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is found as the earliest is allowed; nothing before it is; and the
    /// three ways of asking agree.
    #[test]
    fn the_earliest_instant_is_the_first_allowed(
        (zone, other) in (0_usize..7, 0_usize..7),
        minutes in -3_000_i64..3_000,
        contacts in log(),
        consents in prop::collection::vec((0_i64..15_000, 0_u8..8), 0..3),
        holds in prop::collection::vec((0_usize..3, -10_i32..10, 0_i32..25), 0..2),
        (channel, about, purpose) in (0_usize..5, 0_u8..8, 0_usize..3),
        adopts in prop::option::of(any::<bool>()),
    ) {
        let now = minutes_after(instant(ZONES[zone].1), minutes);
        let mut sheet = sheet(now, &[ZONES[zone].0, ZONES[other].0], &contacts, &consents, &holds);
        sheet.lender.insert("collector.is_fdcpa_debt_collector".to_owned(), false);
        for adopted in ["lender.adopts_fdcpa", "lender.adopts_regulation_f"] {
            sheet.lender.remove(adopted);
            sheet.lender.extend(adopts.map(|adopts| (adopted.to_owned(), adopts)));
        }
        let facts = Facts::new(sheet);
        let (packs, act) = (&*PACKS, planned(channel, about, purpose));
        let found = earliest(&act, &facts, packs, now);
        let verdict = clear(&act, &facts, packs, now);
        prop_assert_eq!(verdict.opens_at(), found);
        prop_assert_eq!(verdict.is_cleared(), is_open(&act, &facts, packs, now));
        let bites = standing(&act, &facts, packs, now).into_iter().filter(|hit| hit.bites).collect::<Vec<_>>();
        prop_assert_eq!(verdict.hits(), bites.as_slice());
        // Nothing recorded lies after now, so asking later sees the same facts.
        let end = found.unwrap_or_else(|| minutes_after(now, 60 * 24 * 60));
        if let Some(found) = found {
            prop_assert!(is_open(&act, &facts, packs, found));
            if found > now {
                prop_assert!(!is_open(&act, &facts, packs, found - SignedDuration::from_nanos(1)));
            }
        }
        let step = ((end.as_second() - now.as_second()) / 60 / 150).max(7);
        let mut at = now;
        while at < end {
            prop_assert!(!is_open(&act, &facts, packs, at), "open at {} before {}", at, end);
            at = minutes_after(at, step);
        }
    }

    /// More packs never allow more, and never sooner.
    #[test]
    fn merging_more_packs_never_allows_more(
        zone in 0_usize..7,
        minutes in -3_000_i64..3_000,
        contacts in log(),
        holds in prop::collection::vec((0_usize..3, -10_i32..10, 0_i32..25), 0..2),
        (channel, about, purpose) in (0_usize..5, 0_u8..8, 0_usize..3),
    ) {
        let now = minutes_after(instant(ZONES[zone].1), minutes);
        let facts = Facts::new(sheet(now, &[ZONES[zone].0], &contacts, &[], &holds));
        let (packs, act) = (&*PACKS, planned(channel, about, purpose));
        let (all, opens) = (is_open(&act, &facts, packs, now), earliest(&act, &facts, packs, now));
        for fewer in [&["house"][..], &["us-regf"], &["us-fdcpa"], &["us-fdcpa", "us-regf"], &["house", "us-regf"]] {
            let fewer = packs.only(fewer);
            prop_assert!(!all || is_open(&act, &facts, &fewer, now));
            let sooner = earliest(&act, &facts, &fewer, now);
            prop_assert!(opens.is_none() || sooner.is_some_and(|sooner| Some(sooner) <= opens));
        }
    }

    /// The number a rule says is the number a plain recount of the log gives.
    #[test]
    fn counts_equal_a_plain_recount(
        zone in 0_usize..7,
        minutes in -3_000_i64..3_000,
        contacts in log(),
        debt in 0_u8..3,
    ) {
        let now = minutes_after(instant(ZONES[zone].1), minutes);
        let sheet = sheet(now, &[ZONES[zone].0], &contacts, &[], &[]);
        let clock = TimeZone::get(ZONES[zone].0).unwrap();
        let day = |at: Instant| BusinessDate::from_civil(clock.to_datetime(at).date());
        let strangers: Vec<_> =
            sheet.contacts.iter().filter(|contact| contact.outcome == Outcome::WrongNumber).collect();
        let reached = |contact: &ContactFact| {
            let on_strangers = |one: &&ContactFact| one.contact_point.is_some() && one.contact_point == contact.contact_point;
            contact.outcome != Outcome::WrongNumber && !strangers.iter().any(on_strangers)
        };
        let first = day(now).plus_days(-6);
        let loan = LoanId::new(format!("L-{debt}"));
        let counted = |contact: &&ContactFact, of_debt: bool| {
            let about = !of_debt || contact.debts.is_empty() || contact.debts.contains(&loan);
            contact.channel == Channel::Call && day(contact.at) >= first && reached(contact) && about
        };
        let regf = sheet.contacts.iter()
            .filter(|contact| counted(contact, true) && contact.outcome != Outcome::NotConnected).count() + 1;
        let house = sheet.contacts.iter().filter(|contact| counted(contact, false)).count() + 1;
        let act = planned(0, 1 << debt, 0);
        let facts = Facts::new(sheet);
        let said = standing(&act, &facts, &PACKS, now);
        let says = |id: &str| said.iter().find(|hit| hit.rule == id).map(|hit| (hit.says.clone(), hit.bites));
        if day(now) >= "2021-11-30".parse().unwrap() {
            let (told, bites) = says("us.regf.14b2iA").unwrap();
            prop_assert!(told.starts_with(&format!("call {regf} of 7 in {first}")), "{told}, recount {regf}");
            prop_assert_eq!(bites, regf > 7);
        }
        let (told, bites) = says("house.calls").unwrap();
        prop_assert!(told.starts_with(&format!("call {house} of 3 in {first}")), "{told}, recount {house}");
        prop_assert_eq!(bites, house > 3);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A window alone, against a walk through every minute, across every change of the clock.
    #[test]
    fn a_window_opens_where_a_walk_through_the_minutes_says(
        zone in 0_usize..7,
        minutes in prop_oneof![-3_000_i64..3_000, -100_i64..10],
        (opens, closes) in prop_oneof![(0_i64..144, 0_i64..=144), (0_i64..7, 1_i64..12)]
            .prop_filter("opens first", |(opens, closes)| opens < closes),
    ) {
        let time = |tens: i64| format!("{:02}:{:02}", tens / 6, tens % 6 * 10);
        let page = format!(
            "# W\n```pack\nsource = \"x\"\nread_on = 2026-03-09\nreviewed_by = \"x\"\napplies_to = \"always\"\n```\n\
             ```rule w.hours\nkind = \"window\"\nforce = \"statute\"\nstatus = \"verified\"\nacts = \"call\"\n\
             opens = [{{ from = 2000-01-01, value = {:?} }}]\ncloses = [{{ from = 2000-01-01, value = {:?} }}]\n```\n",
            time(opens), time(closes),
        );
        let packs = Packs::try_new(vec![Pack::parse("w.md", &page).unwrap()]).unwrap();
        let clock = TimeZone::get(ZONES[zone].0).unwrap();
        // Around the change of the clock, where the zone has one.
        let change = clock.following(instant(ZONES[zone].1)).next().map(|change| change.timestamp());
        let now = minutes_after(change.unwrap_or(instant(ZONES[zone].1)), minutes);
        let facts = Facts::new(sheet(now, &[ZONES[zone].0], &[], &[], &[]));
        let open = |at: &Instant| {
            let shown = clock.to_datetime(*at);
            let minute = i64::from(shown.hour()) * 60 + i64::from(shown.minute());
            (opens * 10..closes * 10).contains(&minute)
        };
        let walked = (0..60 * 72).map(|minute| minutes_after(now, minute)).find(open);
        prop_assert_eq!(earliest(&planned(0, 0, 0), &facts, &packs, now), walked);
    }
}

#[test]
fn no_instant_and_no_empty_sheet_breaks_the_gate() {
    let packs = &*PACKS;
    for at in [Instant::MIN, Instant::UNIX_EPOCH, Instant::MAX] {
        for zones in [&[][..], &["Pacific/Apia"], &["Mars/Olympus"]] {
            let contacts = [(0, 0, 0, 1, 1), (0, 5, 3, 0, 0)];
            let mut sheet = sheet(at, zones, &contacts, &[(0, 0)], &[(0, 0, 3)]);
            sheet.consents.iter_mut().for_each(|consent| consent.given_at = Instant::MIN);
            for channel in 0..5 {
                let verdict = clear(planned(channel, 7, 0), &Facts::new(sheet.clone()), packs, at);
                assert!(!verdict.word().is_empty());
            }
        }
    }
    let empty = Facts::new(FactSheet::new(PartyId::new("P")));
    let Verdict::Unknown { missing, .. } = clear(planned(0, 1, 0), &empty, packs, instant("2026-04-01T12:00:00Z"))
    else {
        panic!("an empty sheet clears nothing");
    };
    let expected = [
        "an open telephone number of P",
        "the time zone of the person",
        "what P is to the debt",
        "whether collector.is_fdcpa_debt_collector is true",
    ];
    assert_eq!(missing, expected);
    let other = PlannedContact { person: PartyId::new("Q"), ..planned(0, 1, 0) };
    assert!(matches!(clear(other, &empty, packs, instant("2026-04-01T12:00:00Z")), Verdict::Unknown { .. }));
}
