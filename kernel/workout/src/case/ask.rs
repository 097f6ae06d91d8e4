//! From a case and its assumptions to the question the comparison answers.

use super::assumptions::Assumptions;
use super::facts::CaseFacts;
use super::keys::KEYS;
use super::routes::{Made, made};
use super::sets::Sets;
use super::values::{OfRoute, Used, Values};
use crate::compare::{
    Chance, CompareAsk, CompareError, Comparison, Limits, Means, Route, RouteKind, WriteOffNeed, compare,
};
use makegood_units::{Amount, BusinessDate, Cycle, CycleUnit, Decimal, MonthEnd, Rate};
use serde::{Deserialize, Serialize};

/// A route that is not in the comparison, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Which.
    pub kind: RouteKind,
    /// What is missing before it can be worked out, or why it does not apply.
    pub missing: Vec<String>,
}

impl LeftOut {
    /// In a sentence.
    pub fn says(&self) -> String {
        format!("cannot be worked out: {}", self.missing.join("; "))
    }
}

/// A case as a question, with all it was made from: what a decision keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedOfCase {
    /// What is known.
    pub facts: CaseFacts,
    /// The name and the version of the lender's assumptions.
    pub assumptions: (String, u32),
    /// What was set otherwise for this case.
    pub sets: Sets,
    /// Every value there is a key for, as it was used.
    pub used: Vec<Used>,
    /// The question.
    pub ask: CompareAsk,
    /// Routes that cannot be worked out.
    pub left_out: Vec<LeftOut>,
    /// The last day of the instalment plan, when there is one.
    pub plan_ends_on: Option<BusinessDate>,
    /// The surplus a month that is expected with the relief loan.
    pub surplus_with_relief: Option<Amount>,
    /// The answer.
    pub comparison: Comparison,
}

/// Why a case cannot be compared at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseNotCompared {
    /// Nothing is owed.
    #[error("nothing is owed, so there is no way out to compare")]
    NothingOwed,
    /// Waiting cannot be valued, and everything is set against it.
    #[error("every route is set beside waiting, and waiting cannot be worked out: {0}")]
    Waiting(String),
    /// What does not hang together.
    #[error(transparent)]
    Compare(#[from] CompareError),
}

/// Makes the comparison of a case.
///
/// What is owed today is all unpaid principal and what is due and unpaid besides;
/// interest of instalments to come is not owed yet.
///
/// # Errors
/// [`CaseNotCompared`] where nothing is owed, waiting cannot be valued, or sums do not fit.
pub fn case_ask(facts: CaseFacts, assumed: &Assumptions, sets: &Sets) -> Result<AskedOfCase, CaseNotCompared> {
    let values = assumed.values(facts.situation, &facts.securities);
    let sets = sets.beside(&values);
    let values = sets.onto(values);
    let out_of_range = || CompareError::OutOfRange("wait".to_owned());
    let due = facts.arrears.total().map_err(|_| out_of_range())?;
    let owed = due.checked_sub(facts.arrears.principal).and_then(|rest| rest.checked_add(facts.principal));
    let owed = owed.ok_or_else(out_of_range)?;
    if owed <= Amount::ZERO {
        return Err(CaseNotCompared::NothingOwed);
    }
    let mut all = OfRoute::new(&values, "all");
    let discount = all.need("discount_bp");
    if !all.missing.is_empty() {
        return Err(CaseNotCompared::Waiting(all.missing.join("; ")));
    }
    let limits = limits(&all, facts.as_of);
    let surplus_with_relief = values.get("relief_loan", "surplus_minor").map(|one| Amount::from_minor(one.value));
    let (mut routes, mut chances, mut left_out): (Vec<Route>, Vec<Chance>, Vec<LeftOut>) = Default::default();
    let mut plan_ends_on = None;
    for kind in RouteKind::ALL {
        match made(kind, &facts, owed, due, &values) {
            Ok(Made { route, chance, ends_on }) => {
                routes.push(route);
                chances.extend(chance);
                plan_ends_on = plan_ends_on.or(ends_on);
            }
            Err(missing) if kind == RouteKind::Wait => return Err(CaseNotCompared::Waiting(missing.join("; "))),
            Err(missing) => left_out.push(LeftOut { kind, missing }),
        }
    }
    let ask = CompareAsk {
        as_of: facts.as_of,
        currency: facts.currency,
        discount: Rate::a_year(Decimal::new(discount, 2)),
        day_count: assumed.day_count,
        owed,
        chances,
        routes,
        means: means(&facts),
        limits,
        break_evens: Vec::new(),
        write_off_shown: shown(&facts, &values),
    };
    let comparison = compare(&ask)?;
    Ok(AskedOfCase {
        assumptions: (assumed.name.clone(), assumed.version),
        sets,
        used: KEYS.iter().map(|key| values.used(key)).collect(),
        ask,
        left_out,
        plan_ends_on,
        surplus_with_relief,
        comparison,
        facts,
    })
}

fn means(facts: &CaseFacts) -> Means {
    Means {
        income: facts.income,
        surplus: facts.surplus,
        debt_service: facts.debt_service,
        other_debt_service: facts.other_debt_service,
    }
}

fn limits(all: &OfRoute<'_>, as_of: BusinessDate) -> Limits {
    let share = |name| all.may(name).and_then(|bp| u32::try_from(bp).ok());
    let valid_days = all.may("facts_valid_months").and_then(|months| {
        let back = Cycle::try_new(1, CycleUnit::Month)?;
        let since = back.after(as_of, i32::try_from(months).ok()?.checked_neg()?, MonthEnd::SameDay)?;
        u32::try_from(as_of.days_since(since)).ok()
    });
    Limits {
        income_share_bp: share("income_share_bp"),
        surplus_share_bp: share("surplus_share_bp"),
        dscr_floor: all.may("dscr_floor_bp").map(|bp| Decimal::new(bp, 4).normalize()),
        facts_valid_days: valid_days,
    }
}

/// What a write-off can show: what the book knows, and what somebody says of this case.
fn shown(facts: &CaseFacts, values: &Values) -> Vec<WriteOffNeed> {
    let stated = [
        ("cause_known", WriteOffNeed::CauseKnown),
        ("traced", WriteOffNeed::Traced),
        ("security_realised", WriteOffNeed::SecurityRealised),
        ("guarantors_called", WriteOffNeed::GuarantorsCalled),
        ("limitation_read", WriteOffNeed::LimitationRead),
    ];
    let of_book = |need| facts.write_off_shown.iter().any(|seen| seen.need == need);
    let is_shown = |(name, need): &(&'static str, WriteOffNeed)| match values.get("write_off", name) {
        Some(said) => said.value == 1,
        None => of_book(*need),
    };
    stated.iter().filter(|one| is_shown(one)).map(|(_, need)| *need).collect()
}
