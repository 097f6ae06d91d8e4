//! One pool after the other: sort, price, fill, explain.

use crate::bench::{Bench, Seated};
use crate::fill::{fill, regroup};
use crate::price::{Offer, above, held, price};
use crate::work::{Allocation, Chosen, Left, Pool, PoolLedger, Work};
use makegood_units::{Amount, PartyId, StaffId, Why};
use std::collections::BTreeMap;

/// What became of one piece of work.
enum Fate {
    Done { officer: StaffId, worth: bool },
    BringsNothing,
    NobodyCan,
    OtherStepChosen,
    BelowThePrice,
    DoesNotFit,
}

/// Gives the minutes of each pool to its work by value, at most one piece for each case.
pub(crate) fn weigh<W: Work>(pools: Vec<Pool<W>>) -> Allocation<W> {
    let mut allocation = Allocation { chosen: Vec::new(), left: Vec::new(), pools: Vec::new() };
    for mut pool in pools {
        pool.work.sort_by(|a, b| order(a).cmp(&order(b)));
        let (fates, ledger) = settle(&pool);
        for (work, fate) in pool.work.into_iter().zip(fates) {
            let (branch, why) = (pool.branch.clone(), fate.why());
            match fate {
                Fate::Done { officer, .. } => allocation.chosen.push(Chosen { work, branch, officer, why }),
                _ => allocation.left.push(Left { work, branch, why }),
            }
        }
        allocation.pools.push(ledger);
    }
    allocation
}

/// Why a step is left when another was done for the same case.
pub(crate) fn other_step() -> Why {
    Fate::OtherStepChosen.why()
}

/// The order of work inside a pool. What is equal in all of this is as good as
/// the other and stays in the order given.
fn order<W: Work>(work: &W) -> impl Ord + '_ {
    (work.case(), work.minutes(), std::cmp::Reverse(work.value_minor()), work.skill(), work.place())
}

/// Decides one pool whose work is in order.
fn settle<W: Work>(pool: &Pool<W>) -> (Vec<Fate>, PoolLedger) {
    let mut bench = Bench::new(&pool.officers);
    let (cases, mut fates) = offers(&pool.work, &bench);
    let priced = price(&cases, bench.minutes());
    let mut seated = fill(&cases, priced.prices, &mut bench);
    regroup(&cases, &mut seated, Bench::new(&pool.officers));

    let mut value: i64 = 0;
    for (offers, now) in cases.iter().zip(&seated) {
        let most = offers.iter().map(|offer| above(offer, priced.prices)).max().unwrap_or(0).max(0);
        for (at, offer) in offers.iter().enumerate() {
            let fate = fate(at, *now, above(offer, priced.prices), most, &bench);
            if matches!(fate, Fate::Done { .. }) {
                value = value.saturating_add(offer.value);
            }
            if let Some(slot) = fates.get_mut(offer.item) {
                *slot = fate;
            }
        }
    }
    let ledger = PoolLedger {
        branch: pool.branch.clone(),
        minutes: bench.minutes().any,
        used_minutes: bench.minutes().any.saturating_sub(bench.minutes_left()),
        price_milli: priced.prices.any,
        call_extra_milli: priced.prices.call,
        visit_extra_milli: priced.prices.visit,
        value: Amount::from_minor(value),
        dual_bound: Amount::from_minor(priced.bound),
    };
    (fates, ledger)
}

/// Groups what is worth doing and can be done at all by case, and gives the rest
/// its fate.
fn offers<W: Work>(work: &[W], bench: &Bench) -> (Vec<Vec<Offer>>, Vec<Fate>) {
    let mut cases: BTreeMap<&PartyId, Vec<Offer>> = BTreeMap::new();
    let mut fates = Vec::with_capacity(work.len());
    for (item, work) in work.iter().enumerate() {
        let place = work.place().map(str::to_owned);
        let value = held(work.value_minor());
        let officer = work.officer().cloned();
        let offer = Offer { item, minutes: work.minutes(), value, skill: work.skill(), place, officer };
        let fate = match bench.seat_for(&offer, None) {
            _ if value <= 0 => Fate::BringsNothing,
            None => Fate::NobodyCan,
            Some(_) => {
                cases.entry(work.case()).or_default().push(offer);
                Fate::DoesNotFit
            }
        };
        fates.push(fate);
    }
    (cases.into_values().collect(), fates)
}

/// `above` is what the offer brings above the price of its minutes, `most` the most
/// any offer of the case does.
fn fate(at: usize, now: Option<Seated>, above: i128, most: i128, bench: &Bench) -> Fate {
    match now {
        Some(now) if now.offer == at => match bench.officer(now.seat) {
            Some(officer) => Fate::Done { officer: officer.id.clone(), worth: above == most },
            None => Fate::NobodyCan,
        },
        Some(_) => Fate::OtherStepChosen,
        None if above > 0 => Fate::DoesNotFit,
        None => Fate::BelowThePrice,
    }
}

impl Fate {
    fn why(&self) -> Why {
        match self {
            Self::Done { worth: true, .. } => Why::new(
                "worth_its_minutes",
                "of all that could be done here it brings most above the price of a minute",
            ),
            Self::Done { worth: false, .. } => {
                Why::new("fills_the_day", "nothing that brings more per minute fitted the minutes that were left")
            }
            Self::BringsNothing => Why::new("brings_nothing", "it is not expected to bring anything"),
            Self::NobodyCan => Why::new("nobody_can", "nobody in the branch has both the skill and the minutes for it"),
            Self::OtherStepChosen => Why::new("other_step_chosen", "another step was chosen for the same case"),
            Self::BelowThePrice => {
                Why::new("below_the_price", "the branch's minutes went to work that brings more per minute")
            }
            Self::DoesNotFit => {
                Why::new("does_not_fit", "it is worth its minutes, but nobody able to do it has so many left today")
            }
        }
    }
}
