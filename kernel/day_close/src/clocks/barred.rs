//! Whether a debt is time-barred against somebody, as their clocks show it.

use super::model::{CaseClock, ClockStand};
use makegood_case::{CaseEvent, Recorded};
use makegood_compliance::{FactSheet, FactValue, KnownFact};
use makegood_units::{BusinessDate, FactId, LoanId, PartyId};

/// The packs' fact that a debt is time-barred.
pub const TIME_BARRED: &str = "debt.is_time_barred";

/// Whether a debt is time-barred against a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// Which debt.
    pub loan: LoanId,
    /// Against whom.
    pub party: PartyId,
    /// True when every clock of the claim is over, false when none is; none where the
    /// clocks do not agree, or nobody can read one.
    pub is_barred: Option<bool>,
    /// Why, in one sentence.
    pub says: String,
    /// What somebody stated instead; it stands, whatever the clocks show.
    pub stated: Option<FactId>,
}

impl Barred {
    /// The answer in one word.
    pub const fn word(&self) -> &'static str {
        match self.is_barred {
            Some(true) => "time-barred",
            Some(false) => "in time",
            None => "not known",
        }
    }
}

/// Whether each debt of a case is barred against each obligor, in the order of the
/// clocks: as somebody stated it by a day, else as the clocks show.
pub fn barred(clocks: &[CaseClock], events: &[Recorded], as_of: BusinessDate) -> Vec<Barred> {
    let mut all = by_clocks(clocks);
    for one in &mut all {
        let stated = events.iter().rev().filter(|event| event.effective_on <= as_of).find_map(|event| {
            let CaseEvent::FactStated(stated) = &event.event else { return None };
            let is_it = stated.name == TIME_BARRED && stated.debt.as_ref().is_none_or(|debt| *debt == one.loan);
            is_it.then(|| (event.fact(), event.effective_on, stated.value.clone()))
        });
        if let Some((fact, on, value)) = stated {
            one.says = format!("stated by hand on {on}: {value}; by its clocks it is {}: {}", one.word(), one.says);
            one.is_barred = match FactValue::told(&value) {
                FactValue::Truth(truth) => Some(truth),
                _ => None,
            };
            one.stated = Some(fact);
        }
    }
    all
}

/// What the clocks of a case say of each debt, against each obligor, in their order.
fn by_clocks(clocks: &[CaseClock]) -> Vec<Barred> {
    let mut found: Vec<Barred> = Vec::new();
    for clock in clocks {
        if !found.iter().any(|one| (&one.loan, &one.party) == (&clock.loan, &clock.party)) {
            found.push(judged(clocks, &clock.loan, &clock.party));
        }
    }
    found
}

fn judged(clocks: &[CaseClock], loan: &LoanId, party: &PartyId) -> Barred {
    let of_claim: Vec<&CaseClock> = clocks
        .iter()
        .filter(|clock| (&clock.loan, &clock.party) == (loan, party) && clock.bars && speaks(clock))
        .collect();
    // A clock that an act ended for good says nothing beside the one that began with it.
    let after = of_claim.iter().any(|clock| clock.state != ClockStand::Saved);
    let told: Vec<&CaseClock> =
        of_claim.into_iter().filter(|clock| !after || clock.state != ClockStand::Saved).collect();
    let (is_barred, says) = verdict(&told);
    Barred { loan: loan.clone(), party: party.clone(), is_barred, says, stated: None }
}

/// A clock that nothing set off, or that waits for another, says nothing of the claim.
fn speaks(clock: &CaseClock) -> bool {
    let waits = clock.state == ClockStand::NotBegun && clock.began_on.is_none();
    clock.state != ClockStand::NotSetOff && !waits
}

fn verdict(clocks: &[&CaseClock]) -> (Option<bool>, String) {
    let first = |wanted: &dyn Fn(&&&CaseClock) -> bool| clocks.iter().find(wanted);
    if let Some(unknown) = first(&|clock| clock.state == ClockStand::Unknown) {
        return (None, format!("{} cannot be read: {}", unknown.rule, unknown.says));
    }
    if let Some(hangs) = first(&|clock| clock.hangs_on_evidence()) {
        return (None, format!("{} is over unless what lacks evidence counts", hangs.rule));
    }
    let Some(sure) = first(&|clock| clock.unsure.is_none()) else {
        let asked = clocks.iter().find_map(|clock| clock.unsure.as_deref());
        return (
            None,
            asked.map_or("no clock of the claim is read".to_owned(), |asked| format!("nobody said yet {asked}")),
        );
    };
    let over = clocks.iter().filter(|clock| clock.state.is_over()).count();
    if over == clocks.len() {
        (Some(true), format!("every clock of the claim is over; {}: {}", sure.rule, sure.says))
    } else if over == 0 {
        (Some(false), format!("no clock of the claim is over; {}: {}", sure.rule, sure.says))
    } else {
        (None, format!("{over} of {} clocks of the claim are over: a part of it is barred", clocks.len()))
    }
}

/// Puts what the clocks say on a sheet. What somebody stated stands.
pub(crate) fn settle(sheet: &mut FactSheet, clocks: &[CaseClock]) {
    for one in by_clocks(clocks).into_iter().filter(|one| one.party == sheet.person) {
        let stated =
            |known: &KnownFact| known.name == TIME_BARRED && known.debt.as_ref().is_none_or(|of| *of == one.loan);
        let Some(is_barred) = one.is_barred.filter(|_| !sheet.known.iter().any(stated)) else { continue };
        let fact = FactId::new("clocks", &one.loan);
        let (name, value) = (TIME_BARRED.to_owned(), FactValue::Truth(is_barred));
        sheet.known.push(KnownFact { fact, debt: Some(one.loan), name, value });
    }
}
