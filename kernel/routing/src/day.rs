//! Visits in, a day out.

use crate::metres::{Point, metres};
use crate::order::{Hours, Pace, Place, nearest_neighbour, two_opt};
use makegood_units::{FactId, PartyId, Why};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One visit an officer makes today. The work it carries is moved through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit<W> {
    /// What is to be done there, as capacity chose it.
    pub work: W,
    /// The obligor.
    pub case: PartyId,
    /// The village, town or quarter. Visits to the same place are one stop.
    pub place: String,
    /// Where it is, when known.
    pub point: Option<Point>,
    /// How long it takes.
    pub minutes: u32,
    /// The first local minute of the day at which it may begin, if limited.
    pub opens_at: Option<u32>,
    /// The local minute of the day by which it must have ended, if limited.
    pub closes_at: Option<u32>,
}

/// How an officer's day begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// From where; none when not known.
    pub point: Option<Point>,
    /// At which local minute of the day.
    pub leaves_at: u32,
    /// How many metres of straight line are covered in a minute.
    pub metres_per_minute: u32,
}

/// One place and the visits made there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop<W> {
    /// Which place.
    pub place: String,
    /// The visits, those that close first first.
    pub visits: Vec<Visit<W>>,
    /// Straight-line metres from the stop before; none when either is not on the
    /// map.
    pub leg_metres: Option<u64>,
    /// The expected local minute of arrival; none when the place is not on the map.
    pub arrives_at: Option<u32>,
}

/// One officer's visits in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day<W> {
    /// The stops; those not on the map last, by name.
    pub stops: Vec<Stop<W>>,
    /// Straight-line metres of all known legs.
    pub total_metres: u64,
    /// Minutes of visits that fall outside their hours in spite of the order.
    pub minutes_outside: u64,
    /// Why in this order.
    pub why: Why,
}

/// Puts an officer's visits into the order of a day.
pub fn route<W>(visits: Vec<Visit<W>>, departure: Departure) -> Day<W> {
    let mut mapped: Vec<(Place, Stop<W>)> = Vec::new();
    let mut unmapped: Vec<Stop<W>> = Vec::new();
    for (place, visits) in by_place(visits) {
        let (point, hours) = (middle(&visits), visits.iter().map(hours).collect());
        let stop = Stop { place, visits, leg_metres: None, arrives_at: None };
        match point {
            Some(point) => mapped.push((Place { point, visits: hours }, stop)),
            None => unmapped.push(stop),
        }
    }
    let Departure { point: from, leaves_at, metres_per_minute } = departure;
    let pace = Pace { from, leaves_at, metres_per_minute };
    let (places, stops): (Vec<Place>, Vec<Stop<W>>) = mapped.into_iter().unzip();
    let mut order = nearest_neighbour(&places, pace);
    let cost = two_opt(&places, pace, &mut order);

    let why = why(&stops, &unmapped, cost.metres, cost.minutes_outside);
    let mut stops = in_order(&places, stops, &order, pace);
    stops.extend(unmapped);
    Day { stops, total_metres: cost.metres, minutes_outside: cost.minutes_outside, why }
}

/// One stop for each place, by name; its visits by closing time, then case.
fn by_place<W>(visits: Vec<Visit<W>>) -> BTreeMap<String, Vec<Visit<W>>> {
    let mut places: BTreeMap<String, Vec<Visit<W>>> = BTreeMap::new();
    for visit in visits {
        places.entry(visit.place.clone()).or_default().push(visit);
    }
    for visits in places.values_mut() {
        visits.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    places
}

fn order<W>(visit: &Visit<W>) -> impl Ord + '_ {
    (visit.closes_at.unwrap_or(u32::MAX), visit.opens_at, &visit.case, visit.minutes, visit.point)
}

fn hours<W>(visit: &Visit<W>) -> Hours {
    let closes_at = visit.closes_at.unwrap_or(u32::MAX);
    Hours { opens_at: visit.opens_at.unwrap_or(0), closes_at, minutes: visit.minutes }
}

/// The middle of the visits whose point is known.
fn middle<W>(visits: &[Visit<W>]) -> Option<Point> {
    let known: Vec<Point> = visits.iter().filter_map(|visit| visit.point).collect();
    let count = i64::try_from(known.len()).ok()?;
    let mean = |degrees: fn(&Point) -> i32| {
        let sum: i64 = known.iter().map(degrees).map(i64::from).sum();
        sum.checked_div(count).and_then(|mean| i32::try_from(mean).ok())
    };
    Some(Point { latitude_e6: mean(|point| point.latitude_e6)?, longitude_e6: mean(|point| point.longitude_e6)? })
}

/// Puts the stops into their order and notes legs and arrivals.
fn in_order<W>(places: &[Place], stops: Vec<Stop<W>>, order: &[usize], pace: Pace) -> Vec<Stop<W>> {
    let mut waiting: BTreeMap<usize, Stop<W>> = stops.into_iter().enumerate().collect();
    let (mut now, mut at) = (u64::from(pace.leaves_at), pace.from);
    let mut made = Vec::with_capacity(order.len());
    for number in order {
        let (Some(place), Some(mut stop)) = (places.get(*number), waiting.remove(number)) else { continue };
        stop.leg_metres = at.map(|from| metres(from, place.point));
        let (arrives_at, done_at, _) = pace.serve(now, stop.leg_metres.unwrap_or(0), &place.visits);
        stop.arrives_at = u32::try_from(arrives_at).ok();
        (now, at) = (done_at, Some(place.point));
        made.push(stop);
    }
    made
}

fn why<W>(stops: &[Stop<W>], unmapped: &[Stop<W>], metres: u64, minutes_outside: u64) -> Why {
    let km = format!("{}.{} km", metres / 1_000, metres % 1_000 / 100);
    let mut says = format!("places on the map: {}, {km} in a straight line from each to the next", stops.len());
    if !unmapped.is_empty() {
        says.push_str(&format!("; places not on the map, at the end by name: {}", unmapped.len()));
    }
    let code = if minutes_outside > 0 {
        says.push_str(&format!("; {minutes_outside} minutes fall outside the hours in any order tried"));
        "hours_do_not_fit"
    } else {
        "shortest_way_found"
    };
    let visits = stops.iter().chain(unmapped).flat_map(|stop| &stop.visits);
    visits.fold(Why::new(code, says), |why, visit| why.with(FactId::new("case", &visit.case)))
}
