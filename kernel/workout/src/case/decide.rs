//! Whether a route of a comparison may be decided upon.

use super::ask::AskedOfCase;
use crate::compare::{Offer, RouteKind, ServiceVerdict, Valued, WriteOffNeed};
use crate::relief::{ReliefLoan, ReliefRefused, is_supervised};
use makegood_diagnosis::Situation;
use makegood_units::{Amount, BusinessDate, Money};

/// Why a route is not decided upon, by name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionRefused {
    /// A route the comparison does not have.
    #[error("the comparison has no route {route}: {says}")]
    NotCompared {
        /// The word used.
        route: String,
        /// What is missing, or which routes there are.
        says: String,
    },
    /// A limit of the lender is broken.
    #[error("{route} is blocked: {says}")]
    Blocked {
        /// The route.
        route: String,
        /// Each limit broken.
        says: String,
    },
    /// A fact has to be asked for, and unknown is not allowed.
    #[error("{route} cannot be decided yet: it needs {needs}")]
    Needs {
        /// The route.
        route: String,
        /// What is missing.
        needs: String,
    },
    /// A settlement that gives money away.
    #[error("the settlement lies below its floor: {0}")]
    BelowFloor(String),
    /// A write-off that has not shown all.
    #[error("a write-off has still to show {0}")]
    WriteOffOpen(String),
    /// Nothing would wake the case.
    #[error("{0} leaves the debt as it is, and no day is set on which ability is looked at again")]
    RetestMissing(String),
    /// A day that has passed.
    #[error("the day of the fresh look, {retest_on}, does not lie after {today}")]
    RetestPast {
        /// The day given.
        retest_on: BusinessDate,
        /// The day of the comparison.
        today: BusinessDate,
    },
    /// New money without a purpose.
    #[error("a relief loan names its tranches, each with a purpose and a check")]
    TranchesMissing,
    /// Tranches that do not add up to what was compared.
    #[error("the tranches come to {tranches}, and {compared} was compared")]
    TranchesDiffer {
        /// Their sum.
        tranches: Money,
        /// What was compared.
        compared: Money,
    },
    /// A relief loan that cannot be supervised.
    #[error(transparent)]
    NotSupervised(#[from] ReliefRefused),
}

/// Whether `route` may be decided upon; then as it was valued.
///
/// A second person's agreement is no condition here: it comes afterwards, and the
/// decision takes effect with it.
///
/// # Errors
/// A [`DecisionRefused`] with the reason.
pub fn may_decide<'c>(
    asked: &'c AskedOfCase,
    route: &str,
    retest_on: Option<BusinessDate>,
    relief: Option<&ReliefLoan>,
) -> Result<&'c Valued, DecisionRefused> {
    let found = asked.comparison.routes.iter().find(|one| one.id == route).ok_or_else(|| not_there(asked, route))?;
    let today = asked.ask.as_of;
    if let Some(retest_on) = retest_on.filter(|day| *day <= today) {
        return Err(DecisionRefused::RetestPast { retest_on, today });
    }
    let route = || found.id.replace('_', " ");
    if let Offer::Blocked(because) = &found.offer {
        let says: Vec<&str> = because.iter().map(|why| why.says.as_str()).collect();
        return Err(DecisionRefused::Blocked { route: route(), says: says.join("; ") });
    }
    if let (true, ServiceVerdict::Unknown { missing }) = (found.kind.has_new_instalments(), &found.budget.verdict) {
        let needs: Vec<String> = missing.iter().map(ToString::to_string).collect();
        return Err(DecisionRefused::Needs { route: route(), needs: needs.join("; ") });
    }
    match found.kind {
        RouteKind::Settlement => above_floor(asked, &found.id)?,
        RouteKind::WriteOff => nothing_open(asked, &found.id)?,
        RouteKind::ReliefLoan => supervised(asked, relief)?,
        _ => {}
    }
    let sleeps = found.kind == RouteKind::WriteOff
        || found.kind == RouteKind::Wait && asked.facts.situation == Situation::ReducedAbility;
    if sleeps && retest_on.is_none() {
        return Err(DecisionRefused::RetestMissing(route()));
    }
    Ok(found)
}

fn not_there(asked: &AskedOfCase, route: &str) -> DecisionRefused {
    let left = asked.left_out.iter().find(|left| left.kind.word() == route);
    let known: Vec<&str> = asked.comparison.routes.iter().map(|one| one.id.as_str()).collect();
    let says = left.map_or_else(|| format!("it has {}", known.join(", ")), super::ask::LeftOut::says);
    DecisionRefused::NotCompared { route: route.to_owned(), says }
}

fn above_floor(asked: &AskedOfCase, id: &str) -> Result<(), DecisionRefused> {
    let below = asked.comparison.settlements.iter().find(|floor| floor.route == id && !floor.clears);
    below.map_or(Ok(()), |floor| Err(DecisionRefused::BelowFloor(floor.says.clone())))
}

/// All but what the decision itself brings: the day of the fresh look and the second person.
fn nothing_open(asked: &AskedOfCase, id: &str) -> Result<(), DecisionRefused> {
    let own = [WriteOffNeed::RetestSet, WriteOffNeed::ApprovedByTwo];
    let readings = asked.comparison.write_offs.iter().filter(|reading| reading.route == id);
    let open = readings.flat_map(|reading| {
        let better = reading.worth_more.first().map(|(route, _)| route.replace('_', " "));
        reading.missing.iter().filter(|need| !own.contains(need)).map(move |need| match (need, &better) {
            (WriteOffNeed::NothingWorthMore, Some(better)) => format!("{} ({better} is)", need.words()),
            _ => need.words().to_owned(),
        })
    });
    let open: Vec<String> = open.collect();
    if open.is_empty() { Ok(()) } else { Err(DecisionRefused::WriteOffOpen(open.join("; "))) }
}

fn supervised(asked: &AskedOfCase, relief: Option<&ReliefLoan>) -> Result<(), DecisionRefused> {
    let loan = relief.ok_or(DecisionRefused::TranchesMissing)?;
    is_supervised(loan)?;
    let money = |amount| Money::new(amount, asked.ask.currency);
    let tranches = Amount::checked_sum(loan.tranches.iter().map(|tranche| tranche.amount));
    let tranches = tranches.ok_or(ReliefRefused::Overflow)?;
    let compared = asked.used.iter().find(|used| used.route == "relief_loan" && used.key == "amount_minor");
    let compared = compared.and_then(|used| used.value).map_or(Amount::ZERO, Amount::from_minor);
    if tranches == compared {
        Ok(())
    } else {
        Err(DecisionRefused::TranchesDiffer { tranches: money(tranches), compared: money(compared) })
    }
}
