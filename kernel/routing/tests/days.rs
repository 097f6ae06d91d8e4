//! Days as an officer reads them, and the law that no visit is lost.
#![allow(clippy::unwrap_used)]

use makegood_routing::{Day, Departure, Point, Visit, route};
use proptest::prelude::*;

const START: Departure =
    Departure { point: Some(Point { latitude_e6: 0, longitude_e6: 0 }), leaves_at: 8 * 60, metres_per_minute: 250 };

/// `P1 Riverside 1000,-500 20m 9:00-11:00`; place names have no blanks, points are
/// in millionths of a degree or `?`.
fn visit(line: &str) -> Visit<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let clock = |text: &str| {
        let (hour, minute) = text.split_once(':').unwrap();
        hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap()
    };
    let hours = words.get(4).map(|hours| hours.split_once('-').unwrap());
    Visit {
        work: format!("work of {}", words[0]),
        case: words[0].into(),
        place: words[1].to_owned(),
        point: words[2]
            .split_once(',')
            .map(|(north, east)| Point { latitude_e6: north.parse().unwrap(), longitude_e6: east.parse().unwrap() }),
        minutes: words[3].trim_end_matches('m').parse().unwrap(),
        opens_at: hours.map(|(opens, _)| clock(opens)),
        closes_at: hours.map(|(_, closes)| clock(closes)),
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn check(departure: Departure, visits: &str, expected: &str) {
    let day: Day<String> = route(lines(visits).map(visit).collect(), departure);
    let mut printed = Vec::new();
    for stop in &day.stops {
        let clock = stop.arrives_at.map_or("-".to_owned(), |at| format!("{}:{:02}", at / 60, at % 60));
        let leg = stop.leg_metres.map_or("-".to_owned(), |metres| format!("{metres} m"));
        let cases: Vec<&str> = stop.visits.iter().map(|visit| visit.case.as_str()).collect();
        printed.push(format!("{clock} {} {leg} {}", stop.place, cases.join(" ")));
    }
    printed.push(format!("{} m, {} min outside, {}", day.total_metres, day.minutes_outside, day.why.code));
    let expected: Vec<&str> = lines(expected).collect();
    assert_eq!(printed, expected, "\n{}\n", printed.join("\n"));
}

#[test]
fn a_place_is_one_stop_and_the_near_one_comes_first() {
    check(
        START,
        "P1 Riverside 0,30000 20m
         P2 Hill 0,9000 10m
         P3 Riverside ? 15m
         P4 Mill 0,12000 10m",
        "8:04 Hill 1000 m P2
         8:16 Mill 333 m P4
         8:35 Riverside 2001 m P1 P3
         3334 m, 0 min outside, shortest_way_found",
    );
}

#[test]
fn hours_weigh_more_than_the_way() {
    check(
        START,
        "P1 Near 0,9000 60m
         P2 Far 0,90000 20m 8:30-9:10",
        "8:41 Far 10007 m P2
         9:38 Near 9006 m P1
         19013 m, 0 min outside, shortest_way_found",
    );
}

#[test]
fn an_officer_who_is_early_waits_and_one_who_cannot_be_in_time_is_told() {
    check(
        START,
        "P1 Hill 0,9000 10m 10:00-11:00
         P2 Hill 0,9000 10m
         P3 Mill 0,9500 10m 7:00-8:00",
        "8:05 Mill 1056 m P3
         8:16 Hill 55 m P1 P2
         1111 m, 15 min outside, hours_do_not_fit",
    );
}

#[test]
fn places_not_on_the_map_come_last_by_name() {
    check(
        Departure { point: None, ..START },
        "P1 Zell ? 10m
         P2 Abbey ? 10m
         P3 Mill 0,12000 10m",
        "8:00 Mill - P3
         - Abbey - P2
         - Zell - P1
         0 m, 0 min outside, shortest_way_found",
    );
    check(START, "", "0 m, 0 min outside, shortest_way_found");
}

proptest! {
    #[test]
    fn every_visit_exactly_once_in_any_order_given(
        parts in prop::collection::vec((0..6_u8, prop::option::of((any::<i32>(), any::<i32>())), any::<u32>(), prop::option::of(any::<u32>()), prop::option::of(any::<u32>())), 0..12),
        leaves_at in any::<u32>(), metres_per_minute in 0..500_u32,
    ) {
        let visits: Vec<Visit<usize>> = parts.into_iter().enumerate().map(|(at, (place, point, minutes, opens_at, closes_at))| Visit {
            work: at,
            case: at.to_string().as_str().into(),
            place: format!("place {place}"),
            point: point.map(|(latitude_e6, longitude_e6)| Point { latitude_e6, longitude_e6 }),
            minutes, opens_at, closes_at,
        }).collect();
        let departure = Departure { point: None, leaves_at, metres_per_minute };
        let day = route(visits.clone(), departure);
        let mut seen: Vec<usize> = day.stops.iter().flat_map(|stop| &stop.visits).map(|visit| visit.work).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..visits.len()).collect::<Vec<_>>());
        prop_assert_eq!(day.stops.iter().filter_map(|stop| stop.leg_metres).sum::<u64>(), day.total_metres);

        let back: Vec<Visit<usize>> = visits.into_iter().rev().collect();
        prop_assert_eq!(route(back, departure), day);
    }
}
