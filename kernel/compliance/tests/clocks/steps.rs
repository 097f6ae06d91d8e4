//! What a reading tells of its steps, of evidence that is too weak, and of what
//! can still be done.

use crate::told::{day, log, rules};
use makegood_compliance::{Claim, ClockMissing, ClockReading, ClockRule, ClockRules, ClockState, read_clock, rescue};
use makegood_units::{BusinessCalendar, BusinessDate, FactId};
use std::collections::BTreeMap;

fn laws() -> BTreeMap<String, ClockRule> {
    let pages = [
        include_str!("../../../../packs/cn-clocks.md"),
        include_str!("../../../../packs/uk-clocks.md"),
        include_str!("../../../../packs/in-clocks.md"),
    ];
    pages.into_iter().flat_map(rules).collect()
}

fn read(rules: &dyn ClockRules, name: &str, told: &str, on: &str) -> ClockReading {
    let (happenings, calendar) = (log(told), BusinessCalendar::monday_to_friday());
    let claim = Claim { rules, ..Claim::new(&happenings, &calendar) };
    read_clock(rules.clock_rule(name).unwrap(), &claim, day(on))
}

fn acts(name: &str, told: &str, on: &str) -> Vec<(String, Option<BusinessDate>, Option<BusinessDate>)> {
    let laws = laws();
    let reading = read(&laws, name, told, on);
    let acts = rescue(&laws[name], &laws, &reading, day(on));
    acts.into_iter().map(|act| (act.says, act.no_later_than, act.gives_until)).collect()
}

#[test]
fn each_step_says_what_it_did_and_who_lent_it() {
    let told = "2022-06-30 due\n2023-01-10 demand with message\n2024-05-20 demand with signed\n2027-06-01 part_payment";
    let reading = read(&laws(), "cn.lim", told, "2027-06-02");
    let steps: Vec<_> = reading.restarts.iter().map(|step| (step.accepted, step.says.as_str())).collect();
    let weak = "demand on 2023-01-10 does not count: it needs arrival_proof, or signed, \
                or public_notice and whereabouts_unknown, and message is on file";
    let anew = "demand on 2024-05-20 starts it anew: the last day of the new period is 2027-05-20";
    let late = "part payment on 2027-06-01 comes 12 days after it ended on 2027-05-20";
    assert_eq!(steps, [(false, weak), (true, anew), (false, late)]);
    assert!(reading.restarts.iter().all(|step| step.lent_by.as_deref() == Some("cn.lim.interrupt")));
    assert_eq!(reading.facts, [FactId::new("line", 1), FactId::new("line", 3)]);
    let says = "3 years anew from 2024-05-20 (demand): the last day is 2027-05-20; \
                it is over: the debtor may refuse to pay";
    assert_eq!(reading.says, says);
}

#[test]
fn alarms_go_by_the_day_as_counted_and_the_right_by_the_day_as_moved() {
    // 2027-02-28 is a Sunday.
    let told = "2024-02-28 due";
    let state = |on: &str| read(&laws(), "cn.lim", told, on).state;
    let running = |alarm: Option<i32>| ClockState::Running { alarm };
    let expected = [
        ("2026-08-31", running(None)),
        ("2026-09-01", running(Some(180))),
        ("2026-11-30", running(Some(90))),
        ("2027-01-29", running(Some(30))),
        ("2027-02-20", running(Some(30))),
        ("2027-02-21", running(Some(7))),
        ("2027-03-01", running(Some(7))),
        ("2027-03-02", ClockState::Expired),
    ];
    for (on, expected) in expected {
        assert_eq!(state(on), expected, "{on}");
    }
    let between = read(&laws(), "cn.lim", told, "2027-03-01");
    assert_eq!((between.raw_end, between.rolled_end), (Some(day("2027-02-28")), Some(day("2027-03-01"))));
    assert!(
        between
            .says
            .ends_with("a day of rest, so 2027-03-01; the day counted is past, and 2027-03-01 is the very last")
    );
}

#[test]
fn an_act_between_the_two_ends_is_in_time() {
    let told = "2024-02-28 due\n2027-03-01 demand with signed";
    let reading = read(&laws(), "cn.lim", told, "2027-03-02");
    assert_eq!((reading.began_on, reading.raw_end), (Some(day("2027-03-01")), Some(day("2030-03-01"))));
}

#[test]
fn what_can_save_a_claim_comes_with_its_evidence_and_its_day() {
    let found = acts("cn.lim", "2024-02-28 due", "2027-01-10");
    let last = Some(day("2027-02-28"));
    let demand = "demand with arrival_proof, or signed, or public_notice and whereabouts_unknown \
                  starts the clock anew, done on 2027-01-10 up to 2030-01-10; do it by 2027-02-28";
    let suit = "suit starts the clock anew; do it by 2027-02-28";
    assert_eq!(found, [(demand.to_owned(), last, Some(day("2030-01-10"))), (suit.to_owned(), last, None),]);
    // On the day of rest the day as counted has passed.
    let found = acts("cn.lim", "2024-02-28 due", "2027-03-01");
    assert!(found.iter().all(|(_, last, _)| *last == Some(day("2027-03-01"))), "{found:?}");
    assert!(acts("cn.lim", "2024-02-28 due", "2027-03-02").is_empty());
}

#[test]
fn only_the_act_a_guarantee_waits_for_saves_it() {
    let told = "2023-08-31 due\n2023-09-10 demand to borrower with signed";
    let found = acts("cn.gua.joint", told, "2024-02-01");
    let says: Vec<&str> = found.iter().map(|(says, ..)| says.as_str()).collect();
    let last = "ends the clock; do it by 2024-02-29";
    assert_eq!(
        says,
        [
            format!("demand to guarantor with arrival_proof, or signed {last}"),
            format!("suit to guarantor {last}"),
            format!("suit to guarantor with copy_served {last}"),
        ]
    );
    assert!(acts("cn.gua.joint", "2023-08-31 due", "2024-03-01").is_empty());
    assert!(
        acts("cn.gua.joint", "2023-08-31 due\n2024-01-05 demand to guarantor with signed", "2024-01-06").is_empty()
    );
    assert!(acts("cn.gua.joint", "2023-08-31 signed_contract", "2024-01-06").is_empty());
}

#[test]
fn who_is_meant_must_be_said_where_it_matters() {
    let told = "2023-08-31 due\n2024-01-05 demand with signed\n2024-01-06 demand to debtor_3 with signed";
    let reading = read(&laws(), "cn.gua.joint", told, "2024-01-07");
    let says: Vec<&str> = reading.restarts.iter().map(|step| step.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "demand on 2024-01-05 does not count: it is not said to whom, and only to guarantor will do",
            "demand on 2024-01-06 does not count: it was to debtor_3, and only to guarantor will do",
        ]
    );
}

#[test]
fn a_clock_that_cannot_be_read_says_what_is_missing() {
    let laws = laws();
    let missing = |name: &str, told: &str| match read(&laws, name, told, "2024-01-07").state {
        ClockState::Unknown(missing) => missing,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing("cn.lim", "2024-01-01 lent"), ClockMissing::Anchor("due or last_instalment_due".to_owned()));
    assert_eq!(missing("cn.lim", "2016-01-01 due"), ClockMissing::Length(day("2016-01-01")));
    assert_eq!(
        missing("cn.pledge.clock", "2024-01-01 lent"),
        ClockMissing::Anchor("end of grace_period or refusal".replace("end of ", ""))
    );
    assert_eq!(missing("uk.bs.limitation", "2024-01-01 due"), ClockMissing::Part);
    let after = "after_saved = \"b\"\nstarts = \"day_not_counted\"\nyears = [{ from = 2000-01-01, value = 1 }]\neffect = \"defence\"";
    let mut circle = BTreeMap::new();
    circle.insert("a".to_owned(), ClockRule::parse("a", after).unwrap());
    let found = read(&circle, "a", "2024-01-01 due", "2024-01-07");
    assert_eq!(found.state, ClockState::Unknown(ClockMissing::Rule("b".to_owned())));
    circle.insert("b".to_owned(), ClockRule::parse("b", "follows = [\"a\"]\neffect = \"security_lost\"").unwrap());
    let found = read(&circle, "a", "2024-01-01 due", "2024-01-07");
    assert!(matches!(found.state, ClockState::NotBegun | ClockState::Unknown(_)), "{found:?}");
    assert!(found.says.contains("builds on it"), "{}", found.says);
}

#[test]
fn the_law_of_the_day_it_is_counted_from_decides() {
    let text = "anchor = \"due\"\nstarts = \"day_not_counted\"\neffect = \"defence\"\n\
                years = [{ from = 1990-01-01, value = 2 }, { from = 2017-10-01, value = 3 }]\n\
                restarts = [{ from = 1990-01-01, value = [{ on = \"demand\", with = \"signed\" }] },\n\
                            { from = 2017-10-01, value = [{ on = \"demand\" }] }]";
    let laws = BTreeMap::from([("a".to_owned(), ClockRule::parse("a", text).unwrap())]);
    let raw = |told: &str| read(&laws, "a", told, "2018-12-31").raw_end.unwrap().to_string();
    assert_eq!(raw("2017-09-30 due"), "2019-09-30");
    assert_eq!(raw("2017-10-01 due"), "2020-10-01");
    assert_eq!(raw("2016-05-01 due\n2017-09-30 demand"), "2018-05-01");
    assert_eq!(raw("2016-05-01 due\n2017-10-01 demand"), "2020-10-01");
    assert_eq!(laws["a"].beginnings(), [("years", day("1990-01-01")), ("restarts", day("1990-01-01"))]);
    let days = vec![day("1990-01-01"), day("2017-10-01")];
    assert_eq!(laws["a"].parameters(), [("years", days.clone()), ("restarts", days)]);
}

#[test]
fn the_four_ways_to_count_a_first_day() {
    let raw = |starts: &str, length: &str| {
        let text = format!("anchor = \"due\"\nstarts = \"{starts}\"\n{length}\neffect = \"defence\"");
        let laws = BTreeMap::from([("a".to_owned(), ClockRule::parse("a", &text).unwrap())]);
        read(&laws, "a", "2024-01-31 due", "2024-01-31").raw_end.unwrap().to_string()
    };
    let days = "days = [{ from = 2000-01-01, value = 60 }]";
    let weeks = "weeks = [{ from = 2000-01-01, value = 2 }]";
    let months = "months = [{ from = 2000-01-01, value = 1 }]";
    assert_eq!(raw("day_not_counted", days), "2024-03-31");
    assert_eq!(raw("day_counted", days), "2024-03-30");
    assert_eq!(raw("next_day", days), "2024-03-31");
    assert_eq!(raw("year_end", weeks), "2025-01-14");
    assert_eq!(raw("day_counted", weeks), "2024-02-13");
    assert_eq!(raw("day_not_counted", months), "2024-02-29");
    assert_eq!(raw("day_counted", months), "2024-02-28");
    assert_eq!(raw("next_day", months), "2024-02-29");
}
