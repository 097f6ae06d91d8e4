//! Straight-line distance in whole metres.

use serde::{Deserialize, Serialize};

/// A place on the Earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// Latitude in millionths of a degree, north positive.
    pub latitude_e6: i32,
    /// Longitude in millionths of a degree, east positive.
    pub longitude_e6: i32,
}

/// Metres of one degree on a sphere with the Earth's mean radius, 6,371,008.8 m
/// (IUGG).
const METRES_PER_DEGREE: i64 = 111_195;

const E6: i64 = 1_000_000;

/// The straight-line distance of two points in metres.
///
/// The equirectangular projection at the middle latitude, in whole numbers; the
/// cosine is Bhaskara I's fraction (Mahabhaskariya, 7th century), right to 0.2 %
/// of the equator's length. Good to a few parts in a thousand over the tens of
/// kilometres of a working day; not meant for crossing oceans.
pub fn metres(from: Point, to: Point) -> u64 {
    let degrees = |point: Point| (i64::from(point.latitude_e6), i64::from(point.longitude_e6));
    let ((from_north, from_east), (to_north, to_east)) = (degrees(from), degrees(to));
    let north = (to_north - from_north) * METRES_PER_DEGREE / E6;
    // The short way round, also across the date line.
    let east = (to_east - from_east + 180 * E6).rem_euclid(360 * E6) - 180 * E6;
    let east = east * METRES_PER_DEGREE / E6 * cosine_e6((from_north + to_north) / 2) / E6;
    (north.unsigned_abs().pow(2) + east.unsigned_abs().pow(2)).isqrt()
}

/// The cosine of a latitude, in millionths: (32400 - 4x²) / (32400 + x²) with x in
/// degrees, zero beyond the poles.
fn cosine_e6(latitude_e6: i64) -> i64 {
    // Thousandths of a degree are fine enough and keep the squares small.
    let square = (latitude_e6 / 1_000).clamp(-90_000, 90_000).pow(2);
    let whole = 32_400 * E6;
    (whole - 4 * square) * E6 / (whole + square)
}

#[cfg(test)]
mod tests {
    use super::{Point, cosine_e6, metres};

    #[test]
    fn cosines_are_right_to_two_thousandths() {
        for (degrees, cosine) in [(0, 1_000_000), (30, 866_025), (45, 707_107), (60, 500_000), (80, 173_648), (90, 0)] {
            assert!((cosine_e6(degrees * 1_000_000) - cosine).abs() <= 2_000, "{degrees}");
            assert_eq!(cosine_e6(degrees * 1_000_000), cosine_e6(-degrees * 1_000_000), "{degrees}");
        }
    }

    #[test]
    fn distances_agree_with_great_circles() {
        // Great-circle metres by the haversine formula, computed elsewhere.
        let cases = [
            ((0, 0), (1_000_000, 0), 111_195),
            ((0, 0), (0, 1_000_000), 111_195),
            ((52_520_000, 13_405_000), (52_400_000, 13_065_000), 26_621),
            ((-1_286_000, 36_817_000), (-1_300_000, 36_800_000), 2_448),
            ((0, 179_999_000), (0, -179_999_000), 222),
            ((5, 5), (5, 5), 0),
        ];
        for ((a, b), (c, d), expected) in cases {
            let (from, to) = (Point { latitude_e6: a, longitude_e6: b }, Point { latitude_e6: c, longitude_e6: d });
            let found = metres(from, to);
            assert!(found.abs_diff(expected) * 250 <= expected, "{from:?} {to:?}: {found}, not {expected}");
            assert_eq!(found, metres(to, from));
        }
    }

    #[test]
    fn any_numbers_have_a_distance() {
        let corners = [i32::MIN, -90_000_000, 0, 90_000_000, i32::MAX];
        for a in corners {
            for b in corners {
                let (from, to) = (Point { latitude_e6: a, longitude_e6: b }, Point { latitude_e6: b, longitude_e6: a });
                assert!(metres(from, to) < 1_000_000_000);
            }
        }
    }
}
