//! What a page shows beside a person.
#![allow(clippy::unwrap_used)]

use makegood_case::{Hold, HoldKind};
use makegood_compliance::{FactSheet, Facts, HoldFact, Pack, Packs, Purpose, Role, RoleFact, Verdict, channels};
use makegood_units::{FactId, Instant, LoanId};

/// One line a channel: what it is, the verdict, when it opens, why.
fn shown(sheet: &FactSheet, purpose: Purpose, at: &str) -> Vec<String> {
    let house = Pack::parse("house.md", include_str!("../../../packs/house.md")).unwrap();
    let packs = Packs::try_new(vec![house]).unwrap();
    let at: Instant = at.parse().unwrap();
    let told = channels(&Facts::new(sheet.clone()), &packs, &[LoanId::new("L-1")], purpose, at);
    told.iter()
        .map(|verdict| {
            let rules: Vec<&str> = verdict.hits().iter().map(|hit| hit.rule.as_str()).collect();
            let opens = match verdict {
                Verdict::DeferUntil { opens_at, .. } => opens_at.to_string(),
                _ => "-".to_owned(),
            };
            format!("{:?} {} {opens} {}", verdict.action().channel, verdict.word(), rules.join(" ")).trim().to_owned()
        })
        .collect()
}

#[test]
fn each_channel_open_or_not_and_why() {
    let mut sheet = FactSheet::new("P-1".into());
    sheet.zones = vec!["Africa/Nairobi".to_owned()];
    sheet.roles = vec![RoleFact { fact: FactId::new("loan", "L-1"), debt: Some("L-1".into()), role: Role::Borrower }];
    // Saturday, 21:00 in Nairobi, and no contact point at all.
    assert_eq!(
        shown(&sheet, Purpose::Collect, "2007-03-31T18:00:00Z"),
        [
            "Call unknown - house.hours house.reach",
            "Message unknown - house.hours house.reach",
            "Email unknown - house.hours house.reach",
            "Letter unknown - house.reach",
            "Visit unknown - house.hours house.reach",
        ]
    );
    let point = |id: &str, kind| makegood_case::ContactPoint {
        id: id.into(),
        party: "P-1".into(),
        kind,
        value: String::new(),
        place: None,
        time_zone: None,
        latitude_e6: None,
        longitude_e6: None,
        provenance: "invented".to_owned(),
        consent: true,
    };
    use makegood_case::ContactPointKind::{Address, Phone};
    sheet.contact_points = vec![point("T-1", Phone), point("A-1", Address)];
    assert_eq!(
        shown(&sheet, Purpose::Collect, "2007-03-31T18:00:00Z"),
        [
            "Call deferred 2007-04-02T05:00:00Z house.hours",
            "Message deferred 2007-04-02T05:00:00Z house.hours",
            "Email unknown - house.hours house.reach",
            "Letter cleared -",
            "Visit deferred 2007-04-02T05:00:00Z house.hours",
        ]
    );
    let hold = |kind| Hold { kind, from: "2007-04-01".parse().unwrap(), until: None, reason: "said so".to_owned() };
    let held = |kind| HoldFact { fact: FactId::new("event", 7), hold: hold(kind), lifted_on: None };
    sheet.holds = vec![held(HoldKind::Hardship), held(HoldKind::AttorneyRepresentation)];
    assert_eq!(
        shown(&sheet, Purpose::OfferPlan, "2007-04-02T09:00:00Z"),
        [
            "Call redirected - house.attorney",
            "Message refused - house.hardship house.attorney",
            "Email refused - house.reach house.hardship house.attorney",
            "Letter redirected - house.attorney",
            "Visit refused - house.hardship house.attorney",
        ]
    );
}
