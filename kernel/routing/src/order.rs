//! The order of stops: nearest neighbour, then 2-opt.

use crate::metres::{Point, metres};

/// A visit's hours as minutes of the local day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hours {
    pub opens_at: u32,
    pub closes_at: u32,
    pub minutes: u32,
}

/// A stop as the order sees it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub point: Point,
    pub visits: Vec<Hours>,
}

/// What an order costs. Minutes outside the hours weigh more than any way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost {
    pub minutes_outside: u64,
    pub metres: u64,
}

/// When a day begins, where, and how fast the ground is covered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub from: Option<Point>,
    pub leaves_at: u32,
    pub metres_per_minute: u32,
}

impl Pace {
    fn leg(self, from: Option<Point>, to: Point) -> u64 {
        from.map_or(0, |from| metres(from, to))
    }

    /// The time after one stop, reached over `metres` from a departure at `now`, and
    /// the minutes spent there outside the hours.
    pub fn serve(self, now: u64, metres: u64, visits: &[Hours]) -> (u64, u64, u64) {
        let arrives_at = now.saturating_add(metres.div_ceil(u64::from(self.metres_per_minute.max(1))));
        let (mut now, mut outside) = (arrives_at, 0_u64);
        for visit in visits {
            now = now.max(u64::from(visit.opens_at)).saturating_add(u64::from(visit.minutes));
            outside = outside.saturating_add(now.saturating_sub(u64::from(visit.closes_at)));
        }
        (arrives_at, now, outside)
    }

    /// What it costs to make these stops in this order.
    pub fn cost(self, places: &[Place], order: &[usize]) -> Cost {
        let (mut now, mut at) = (u64::from(self.leaves_at), self.from);
        let mut cost = Cost { minutes_outside: 0, metres: 0 };
        for place in order.iter().filter_map(|stop| places.get(*stop)) {
            let leg = self.leg(at, place.point);
            let (_, done_at, outside) = self.serve(now, leg, &place.visits);
            (now, at) = (done_at, Some(place.point));
            cost.metres = cost.metres.saturating_add(leg);
            cost.minutes_outside = cost.minutes_outside.saturating_add(outside);
        }
        cost
    }
}

/// Always to the nearest stop not yet made; on a tie, and where the day has no
/// starting point, to the first by name.
pub(crate) fn nearest_neighbour(places: &[Place], pace: Pace) -> Vec<usize> {
    let mut open: Vec<usize> = (0..places.len()).collect();
    let (mut order, mut at) = (Vec::with_capacity(places.len()), pace.from);
    while !open.is_empty() {
        let far = |stop: &usize| places.get(*stop).map_or(u64::MAX, |place| pace.leg(at, place.point));
        let next = open.iter().enumerate().min_by_key(|(_, stop)| (far(stop), **stop)).map_or(0, |(slot, _)| slot);
        let stop = open.remove(next);
        at = places.get(stop).map(|place| place.point);
        order.push(stop);
    }
    order
}

/// Turns stretches of the order round while that lowers the cost. Never ends
/// above where it began. Passes are limited by the number of stops.
pub(crate) fn two_opt(places: &[Place], pace: Pace, order: &mut [usize]) -> Cost {
    let mut best = pace.cost(places, order);
    for _ in 0..order.len() {
        let before = best;
        for first in 0..order.len() {
            for last in first + 1..order.len() {
                reverse(order, first, last);
                let cost = pace.cost(places, order);
                if cost < best {
                    best = cost;
                } else {
                    reverse(order, first, last);
                }
            }
        }
        if best == before {
            break;
        }
    }
    best
}

fn reverse(order: &mut [usize], first: usize, last: usize) {
    if let Some(stretch) = order.get_mut(first..=last) {
        stretch.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::{Pace, Place, nearest_neighbour, two_opt};
    use crate::metres::Point;
    use proptest::prelude::*;

    fn at(latitude_e6: i32, longitude_e6: i32) -> Point {
        Point { latitude_e6, longitude_e6 }
    }

    #[test]
    fn two_opt_shortens_what_nearest_neighbour_begins() {
        // On a line the nearest neighbour goes back and forth: 10, -11, -30, 35.
        let line = [10_000, -11_000, -30_000, 35_000];
        let places: Vec<Place> = line.iter().map(|east| Place { point: at(0, *east), visits: vec![] }).collect();
        let pace = Pace { from: Some(at(0, 0)), leaves_at: 0, metres_per_minute: 100 };
        let mut order = nearest_neighbour(&places, pace);
        assert_eq!(order, [0, 1, 2, 3]);
        assert_eq!(pace.cost(&places, &order).metres, 12_785);
        assert_eq!(two_opt(&places, pace, &mut order).metres, 10_561);
        assert_eq!(order, [2, 1, 0, 3]);
    }

    proptest! {
        #[test]
        fn never_longer_than_nearest_neighbour(
            points in prop::collection::vec((-300_000..300_000_i32, -300_000..300_000_i32), 0..14), start in any::<bool>()
        ) {
            let places: Vec<Place> = points.into_iter().map(|(a, b)| Place { point: at(a, b), visits: vec![] }).collect();
            let pace = Pace { from: start.then(|| at(0, 0)), leaves_at: 480, metres_per_minute: 250 };
            let mut order = nearest_neighbour(&places, pace);
            let nearest = pace.cost(&places, &order);
            let better = two_opt(&places, pace, &mut order);
            prop_assert!(better <= nearest);
            prop_assert_eq!(better, pace.cost(&places, &order));
            order.sort_unstable();
            prop_assert_eq!(order, (0..places.len()).collect::<Vec<_>>());
        }
    }
}
