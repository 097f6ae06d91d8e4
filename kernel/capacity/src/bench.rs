//! The officers of a pool and what is left of their day.

use crate::price::{Offer, PerSkill};
use crate::{Officer, Skill};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One officer's day as it fills.
#[derive(Clone, Debug)]
struct Seat<'a> {
    officer: &'a Officer,
    left: u32,
    /// How many visits to each place.
    places: BTreeMap<&'a str, u32>,
}

impl Seat<'_> {
    fn can(&self, skill: Skill) -> bool {
        match skill {
            Skill::Any => true,
            Skill::Call => self.officer.can_call,
            Skill::Visit => self.officer.can_visit,
        }
    }

    fn skills(&self) -> u8 {
        u8::from(self.officer.can_call) + u8::from(self.officer.can_visit)
    }
}

/// Work already with an officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seated {
    /// Which of the case's offers.
    pub offer: usize,
    /// Which officer.
    pub seat: usize,
}

/// All officers of a pool, by id.
#[derive(Clone, Debug)]
pub(crate) struct Bench<'a> {
    seats: Vec<Seat<'a>>,
}

impl<'a> Bench<'a> {
    pub fn new(officers: &'a [Officer]) -> Self {
        let seat = |officer: &'a Officer| Seat { officer, left: officer.minutes, places: BTreeMap::new() };
        let mut seats: Vec<Seat<'a>> = officers.iter().map(seat).collect();
        seats.sort_by(|a, b| a.officer.id.cmp(&b.officer.id));
        Self { seats }
    }

    pub fn officer(&self, seat: usize) -> Option<&'a Officer> {
        self.seats.get(seat).map(|seat| seat.officer)
    }

    /// The minutes of all officers, of those who call and of those who visit.
    pub fn minutes(&self) -> PerSkill<u64> {
        let of =
            |skill| self.seats.iter().filter(|seat| seat.can(skill)).map(|seat| u64::from(seat.officer.minutes)).sum();
        PerSkill { any: of(Skill::Any), call: of(Skill::Call), visit: of(Skill::Visit) }
    }

    pub fn minutes_left(&self) -> u64 {
        self.seats.iter().map(|seat| u64::from(seat.left)).sum()
    }

    /// The officer to give this to, if anybody has the skill and the minutes:
    /// whoever it was given to, then whoever goes to that place anyway, then whoever can do little else, then
    /// whoever has most of the day left. `returned` is work that would come back.
    pub fn seat_for(&self, offer: &Offer, returned: Option<(usize, u32)>) -> Option<usize> {
        let left = |at: usize, seat: &Seat| match returned {
            Some((from, minutes)) if from == at => seat.left.saturating_add(minutes),
            _ => seat.left,
        };
        let able = self.seats.iter().enumerate();
        let able = able.filter(|(at, seat)| seat.can(offer.skill) && left(*at, seat) >= offer.minutes);
        let stranger = |seat: &Seat| !offer.place.as_deref().is_some_and(|place| seat.places.contains_key(place));
        let other = |seat: &Seat| offer.officer.as_ref().is_some_and(|officer| *officer != seat.officer.id);
        able.min_by_key(|(at, seat)| (other(seat), stranger(seat), seat.skills(), Reverse(left(*at, seat)), *at))
            .map(|(at, _)| at)
    }

    pub fn take(&mut self, at: usize, offer: &'a Offer) {
        let Some(seat) = self.seats.get_mut(at) else { return };
        seat.left = seat.left.saturating_sub(offer.minutes);
        if let Some(place) = offer.place.as_deref() {
            *seat.places.entry(place).or_default() += 1;
        }
    }

    pub fn give_back(&mut self, at: usize, offer: &'a Offer) {
        let Some(seat) = self.seats.get_mut(at) else { return };
        seat.left = seat.left.saturating_add(offer.minutes);
        if let Some(place) = offer.place.as_deref()
            && let Some(visits) = seat.places.get_mut(place)
        {
            *visits -= 1;
            if *visits == 0 {
                seat.places.remove(place);
            }
        }
    }

    /// The officer who can make all visits to a place, with most of the day left.
    pub fn seat_for_place(&self, minutes: u64) -> Option<usize> {
        let able = self.seats.iter().enumerate();
        let able = able.filter(|(_, seat)| seat.officer.can_visit && u64::from(seat.left) >= minutes);
        able.min_by_key(|(at, seat)| (seat.skills(), Reverse(seat.left), *at)).map(|(at, _)| at)
    }
}
