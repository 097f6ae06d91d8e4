//! Laws of an allocation, against a search of all plans where that is possible.
#![allow(clippy::unwrap_used)]

use makegood_capacity::{Allocation, Chosen, Left, Officer, Pool, Skill, Work, allocate};
use makegood_units::PartyId;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
struct Step {
    case: PartyId,
    minutes: u32,
    value: i64,
    skill: Skill,
    place: Option<String>,
}

impl Work for Step {
    fn case(&self) -> &PartyId {
        &self.case
    }
    fn minutes(&self) -> u32 {
        self.minutes
    }
    fn value_minor(&self) -> i64 {
        self.value
    }
    fn skill(&self) -> Skill {
        self.skill
    }
    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

/// The gate with no packs lets everything through.
mod gate {
    use super::Step;
    use makegood_compliance::{Act, Cleared, Deed, FactSheet, Facts, Packs, Purpose, clear};
    use makegood_units::{ContactPointId, Instant, LoanId, PartyId};

    impl Act for Step {
        fn deed(&self) -> Deed {
            Deed::Call
        }
        fn person(&self) -> &PartyId {
            &self.case
        }
        fn debts(&self) -> &[LoanId] {
            &[]
        }
        fn contact_point(&self) -> Option<&ContactPointId> {
            None
        }
        fn purpose(&self) -> Purpose {
            Purpose::Collect
        }
    }

    pub fn open(step: Step) -> Cleared<Step> {
        let facts = Facts::new(FactSheet::new(step.case.clone()));
        clear(step, &facts, &Packs::try_new(vec![]).unwrap(), Instant::UNIX_EPOCH).cleared().unwrap()
    }
}

fn officer(id: impl ToString, minutes: u32, can_call: bool, can_visit: bool) -> Officer {
    Officer { id: id.to_string().as_str().into(), minutes, can_call, can_visit }
}

fn run(officers: &[Officer], work: &[Step]) -> Allocation<Step> {
    let work = work.iter().cloned().map(gate::open).collect();
    let plan = allocate(vec![Pool { branch: "B".into(), officers: officers.to_vec(), work }]);
    let chosen = plan.chosen.into_iter();
    let chosen =
        chosen.map(|it| Chosen { work: it.work.into_action(), branch: it.branch, officer: it.officer, why: it.why });
    let left = plan.left.into_iter();
    let left = left.map(|it| Left { work: it.work.into_action(), branch: it.branch, why: it.why });
    Allocation { chosen: chosen.collect(), left: left.collect(), pools: plan.pools }
}

fn able(officer: &Officer, skill: Skill) -> bool {
    match skill {
        Skill::Any => true,
        Skill::Call => officer.can_call,
        Skill::Visit => officer.can_visit,
    }
}

/// The most any plan brings, by trying all of them.
fn best_of_all(cases: &[Vec<Step>], officers: &[Officer], left: &mut [u32]) -> i64 {
    let Some((first, rest)) = cases.split_first() else { return 0 };
    let mut best = best_of_all(rest, officers, left);
    for step in first {
        for at in 0..left.len() {
            if able(&officers[at], step.skill) && left[at] >= step.minutes {
                left[at] -= step.minutes;
                best = best.max(step.value + best_of_all(rest, officers, left));
                left[at] += step.minutes;
            }
        }
    }
    best
}

fn by_case(work: &[Step]) -> Vec<Vec<Step>> {
    let mut cases: BTreeMap<PartyId, Vec<Step>> = BTreeMap::new();
    for step in work {
        cases.entry(step.case.clone()).or_default().push(step.clone());
    }
    cases.into_values().collect()
}

fn skill() -> impl Strategy<Value = Skill> {
    prop_oneof![Just(Skill::Any), Just(Skill::Call), Just(Skill::Visit)]
}

prop_compose! {
    fn steps(cases: usize, most: usize)(
        parts in prop::collection::vec((0..cases, 0..30_u32, -40..200_i64, skill(), 0..3_u8), 0..most)
    ) -> Vec<Step> {
        parts.into_iter().map(|(case, minutes, value, skill, place)| Step {
            case: PartyId::new(format!("P{case}")), minutes, value, skill,
            place: (skill == Skill::Visit && place > 0).then(|| format!("place {place}")),
        }).collect()
    }
}

prop_compose! {
    fn bench()(parts in prop::collection::vec((0..60_u32, any::<bool>(), any::<bool>()), 0..3)) -> Vec<Officer> {
        parts.into_iter().enumerate().map(|(id, (minutes, call, visit))| officer(id, minutes, call, visit)).collect()
    }
}

proptest! {
    #[test]
    fn within_the_bound_of_the_best_plan(work in steps(5, 10), officers in bench()) {
        let plan = run(&officers, &work);
        let mut left: Vec<u32> = officers.iter().map(|it| it.minutes).collect();
        let best = best_of_all(&by_case(&work), &officers, &mut left);
        prop_assert!(plan.value().minor() <= best);
        prop_assert!(best <= plan.dual_bound().minor());
    }

    /// With one officer who can do anything the plan misses the bound by less than
    /// the price of the longest step that was cut.
    #[test]
    fn close_to_the_best_plan_for_one_officer(work in steps(6, 14), minutes in 0..150_u32) {
        let plan = run(&[officer("A", minutes, true, true)], &work);
        let longest = work.iter().map(|it| it.minutes).max().unwrap_or(0);
        let missing = i128::from(plan.dual_bound().minor() - plan.value().minor()) * 1_000;
        let rounding = i128::from(minutes);
        prop_assert!(missing <= i128::from(plan.pools[0].price_milli) * i128::from(longest) + rounding);
    }

    #[test]
    fn every_piece_comes_out_once_and_fits(work in steps(9, 30), officers in bench()) {
        let plan = run(&officers, &work);
        prop_assert_eq!(plan.chosen.len() + plan.left.len(), work.len());
        let cases: BTreeSet<_> = plan.chosen.iter().map(|it| it.work.case.clone()).collect();
        prop_assert_eq!(cases.len(), plan.chosen.len());
        let mut used: BTreeMap<_, u64> = BTreeMap::new();
        for chosen in &plan.chosen {
            let who = officers.iter().find(|it| it.id == chosen.officer).unwrap();
            prop_assert!(able(who, chosen.work.skill));
            prop_assert!(chosen.work.value > 0);
            *used.entry(who.id.clone()).or_default() += u64::from(chosen.work.minutes);
        }
        for who in &officers {
            prop_assert!(used.get(&who.id).copied().unwrap_or(0) <= u64::from(who.minutes));
        }
        prop_assert_eq!(used.values().sum::<u64>(), plan.pools[0].used_minutes);
        let value: i64 = plan.chosen.iter().map(|it| it.work.value).sum();
        prop_assert_eq!(value, plan.value().minor());
    }

    /// What is called worth its minutes is worth the price; what is not chosen
    /// although it is worth more than the price found no officer with the minutes.
    #[test]
    fn the_price_explains_the_cut(work in steps(9, 30), minutes in 0..150_u32) {
        let plan = run(&[officer("A", minutes, true, true)], &work);
        let price = i128::from(plan.pools[0].price_milli);
        let above = |step: &Step| i128::from(step.value) * 1_000 - price * i128::from(step.minutes);
        let free = plan.pools[0].minutes - plan.pools[0].used_minutes;
        for chosen in plan.chosen.iter().filter(|it| it.why.code == "worth_its_minutes") {
            prop_assert!(above(&chosen.work) >= 0, "{:?}", chosen.work);
        }
        let done: BTreeSet<_> = plan.chosen.iter().map(|it| it.work.case.clone()).collect();
        for left in plan.left.iter().filter(|it| it.work.value > 0 && !done.contains(&it.work.case)) {
            prop_assert!(u64::from(left.work.minutes) > free, "{:?} fits {free} free minutes", left.work);
            let code = left.why.code.as_str();
            prop_assert_eq!(code == "below_the_price" || code == "nobody_can", above(&left.work) <= 0 || u64::from(left.work.minutes) > plan.pools[0].minutes);
        }
    }

    #[test]
    fn more_minutes_never_bring_less(work in steps(9, 30), minutes in 0..150_u32, more in 0..40_u32) {
        let short = run(&[officer("A", minutes, true, true)], &work);
        let long = run(&[officer("A", minutes + more, true, true)], &work);
        prop_assert!(short.value() <= long.value());
        prop_assert!(short.dual_bound() <= long.dual_bound());
    }

    #[test]
    fn order_of_arrival_never_matters(work in steps(9, 30), officers in bench()) {
        let (mut back, mut people) = (work.clone(), officers.clone());
        back.reverse();
        people.reverse();
        let show = |plan: &Allocation<Step>| plan.chosen.iter()
            .map(|it| format!("{} {} {} {}", it.work.case, it.work.minutes, it.work.value, it.officer)).collect::<Vec<_>>();
        prop_assert_eq!(show(&run(&officers, &work)), show(&run(&people, &back)));
    }

    #[test]
    fn nothing_overflows(values in prop::collection::vec((any::<u32>(), any::<i64>(), skill()), 0..12), minutes in any::<u32>()) {
        let work: Vec<Step> = values.into_iter().enumerate().map(|(at, (minutes, value, skill))| Step {
            case: PartyId::new(at.to_string()), minutes, value, skill, place: None,
        }).collect();
        let plan = run(&[officer("A", minutes, true, true), officer("B", u32::MAX, true, false)], &work);
        prop_assert!(plan.value() <= plan.dual_bound());
    }
}
