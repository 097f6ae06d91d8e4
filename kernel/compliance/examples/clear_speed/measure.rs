//! How often a second, of the time a processor gave us.

use crate::people::Person;
use makegood_compliance::{Facts, Packs, standing};
use std::time::{Duration, Instant};

/// Turns of which the middle one counts.
const TURNS: usize = 5;

/// Something measured.
pub struct Part<'n> {
    pub name: &'n str,
    /// How many clearances are in one go.
    pub unit: usize,
    /// How long each turn is.
    pub length: Duration,
}

impl Part<'_> {
    /// Goes at it for five turns.
    pub fn measured(&self, once: &mut dyn FnMut(usize)) -> String {
        let turn = |_| {
            let (begun, worked, mut gone) = (Instant::now(), processor_time(), 0);
            while begun.elapsed() < self.length {
                (0..64).for_each(|more| once(gone + more));
                gone += 64;
            }
            self.rate(gone, worked_since(worked, begun))
        };
        self.told((0..TURNS).map(turn).collect())
    }

    /// The same, each go with something of its own that was made before the clock ran.
    pub fn measured_in_turns<T>(
        &self,
        many: usize,
        make: impl Fn() -> Vec<T>,
        mut once: impl FnMut(usize, T),
    ) -> String {
        let turn = |_| {
            let (begun, mut gone, mut worked) = (Instant::now(), 0, Duration::ZERO);
            while begun.elapsed() < self.length {
                let made = make();
                let (round, before) = (Instant::now(), processor_time());
                made.into_iter().enumerate().for_each(|(place, one)| once(place, one));
                worked += worked_since(before, round);
                gone += many;
            }
            self.rate(gone, worked)
        };
        self.told((0..TURNS).map(turn).collect())
    }

    fn rate(&self, gone: usize, worked: Duration) -> u64 {
        (gone as u128 * self.unit as u128 * 1_000_000 / worked.as_micros().max(1)) as u64
    }

    fn told(&self, mut rates: Vec<u64>) -> String {
        rates.sort_unstable();
        let (least, middle, most) = (rates[0], rates[TURNS / 2], rates[TURNS - 1]);
        format!("{:<44} {middle:>10} a second ({least} to {most})", self.name)
    }
}

/// The rules asked of the act that is asked the fewest.
pub fn least_asked(packs: &Packs, person: &Person) -> usize {
    let facts = Facts::new(person.sheet.clone());
    person.acts.iter().map(|act| standing(act, &facts, packs, person.at).len()).min().unwrap_or(0)
}

fn worked_since(before: Option<Duration>, begun: Instant) -> Duration {
    before.zip(processor_time()).map_or(begun.elapsed(), |(before, after)| after - before)
}

/// What this process has had of a processor so far, so that other work on the
/// machine does not count; where the system does not say, the clock on the wall does.
fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
