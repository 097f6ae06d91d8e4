//! What collecting brings at all, and at what cost: each arm above the control, whose cases
//! were only reminded.

use super::{Arm, FEWEST, Follows, Told, TrialCase};
use makegood_units::{Amount, Currency, Money, Rounding, divide};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The 97.5 % point of the normal distribution, in millionths: intervals are two-sided, 95 %.
const Z_95_MILLIONTHS: i128 = 1_959_964;
const MILLION: i128 = 1_000_000;
/// Means are held in thousandths of a minor unit until they are told.
const FINE: i128 = 1_000;

/// How much higher a mean is in one arm than in the control, for each case, with its 95 %
/// interval. Minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Above {
    /// As counted.
    pub point: Amount,
    /// The lower end.
    pub low: Amount,
    /// The upper end.
    pub high: Amount,
}

/// One arm beside the control, in one currency: of cases whose 30 days are over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incremental {
    /// The arm.
    pub arm: String,
    /// The currency of the amounts.
    pub currency: Currency,
    /// Its cases.
    pub cases: u64,
    /// Those of the control.
    pub control_cases: u64,
    /// Received in 30 days, for each case.
    pub cash: Above,
    /// Cost beside the minutes in 30 days, for each case.
    pub cost: Above,
    /// Change in cost over change in cash, in ten-thousandths; none unless it can be told
    /// that more came in.
    pub cost_for_cash: Option<i64>,
    /// What can be told of the cash.
    pub told: Told,
}

/// Every arm above the control, by currency; nothing without a control, or where either has
/// fewer than two cases whose 30 days are over.
///
/// The interval is that of a difference of two means whose variances may differ: B. L. Welch,
/// *The significance of the difference between two means when the population variances are
/// unequal*, Biometrika 29 (1938) 350, with the normal point, since nothing is told of fewer
/// than [`FEWEST`] cases.
pub(super) fn incremental(arms: &[Arm], cases: &[TrialCase]) -> Vec<Incremental> {
    let Some(control) = arms.iter().find(|arm| arm.follows == Follows::Control) else { return Vec::new() };
    let currencies: BTreeSet<Currency> = cases.iter().map(|case| case.currency).collect();
    let of = |arm: &Arm, currency: Currency| -> Vec<&TrialCase> {
        let over = cases.iter().filter(|case| case.arm == arm.name && case.cured_30.is_some());
        over.filter(|case| case.currency == currency).collect()
    };
    let mut found = Vec::new();
    for arm in arms.iter().filter(|arm| arm.follows != Follows::Control) {
        for currency in &currencies {
            found.extend(beside(arm, *currency, &of(arm, *currency), &of(control, *currency)));
        }
    }
    found
}

fn beside(arm: &Arm, currency: Currency, own: &[&TrialCase], base: &[&TrialCase]) -> Option<Incremental> {
    let cash = above(own, base, |case| case.paid)?;
    let cost = above(own, base, |case| case.cost)?;
    let count = |cases: &[&TrialCase]| u64::try_from(cases.len()).unwrap_or(u64::MAX);
    let told = match (count(own).min(count(base)) < FEWEST, cash.low.minor() > 0, cash.high.minor() < 0) {
        (true, ..) => Told::TooFew,
        (_, true, _) => Told::More,
        (.., true) => Told::Fewer,
        _ => Told::NotDistinguishable,
    };
    let share =
        divide(i128::from(cost.point.minor()).checked_mul(10_000)?, i128::from(cash.point.minor()), Rounding::HalfEven);
    Some(Incremental {
        arm: arm.name.clone(),
        currency,
        cases: count(own),
        control_cases: count(base),
        cash,
        cost,
        cost_for_cash: share.and_then(|share| i64::try_from(share).ok()).filter(|_| told == Told::More),
        told,
    })
}

/// The difference of two means; `None` for fewer than two cases or amounts that do not fit.
fn above(own: &[&TrialCase], base: &[&TrialCase], of: fn(&TrialCase) -> Amount) -> Option<Above> {
    let (mine, theirs) = (Mean::of(own, of)?, Mean::of(base, of)?);
    let point = mine.point.checked_sub(theirs.point)?;
    let variance = u128::try_from(mine.variance.checked_add(theirs.variance)?).ok()?;
    let spread = i128::try_from(variance.isqrt()).ok()?;
    let reach = divide(spread.checked_mul(Z_95_MILLIONTHS)?, MILLION, Rounding::HalfEven)?;
    let amount = |fine: i128| {
        let whole = divide(fine, FINE, Rounding::HalfEven)?;
        i64::try_from(whole).ok().map(Amount::from_minor)
    };
    Some(Above {
        point: amount(point)?,
        low: amount(point.checked_sub(reach)?)?,
        high: amount(point.checked_add(reach)?)?,
    })
}

/// A mean in thousandths of a minor unit, and the variance of it in their squares.
struct Mean {
    point: i128,
    variance: i128,
}

impl Mean {
    fn of(cases: &[&TrialCase], of: fn(&TrialCase) -> Amount) -> Option<Self> {
        let count = i128::try_from(cases.len()).ok().filter(|count| *count > 1)?;
        let (mut sum, mut squares) = (0_i128, 0_i128);
        for case in cases {
            let one = i128::from(of(case).minor());
            sum = sum.checked_add(one)?;
            squares = squares.checked_add(one.checked_mul(one)?)?;
        }
        // Of the sample: the sum of squares about the mean over one less than the cases.
        let about = count.checked_mul(squares)?.checked_sub(sum.checked_mul(sum)?)?;
        let over = count.checked_mul(count)?.checked_mul(count.checked_sub(1)?)?;
        let variance = divide(about.checked_mul(FINE.checked_mul(FINE)?)?, over, Rounding::HalfEven)?;
        Some(Self { point: divide(sum.checked_mul(FINE)?, count, Rounding::HalfEven)?, variance })
    }
}

impl Incremental {
    /// In sentences, each of one figure.
    pub fn says(&self) -> Vec<String> {
        let money = |amount| Money::new(amount, self.currency).to_string();
        let line = |what: &str, above: &Above| {
            let (point, low, high) = (money(above.point), money(above.low), money(above.high));
            format!("{what} a case above the control: {point}, between {low} and {high}.")
        };
        let counted = format!("{} cases beside {} of the control.", self.cases, self.control_cases);
        let verdict = match (self.told, self.cost_for_cash) {
            (Told::TooFew, _) => return vec![counted, "Nothing can be told: too few cases.".to_owned()],
            (Told::More, Some(share)) => {
                let sign = if share < 0 { "-" } else { "" };
                let size = share.unsigned_abs();
                format!("More came in, for {sign}{}.{:04} spent for each 1 more.", size / 10_000, size % 10_000)
            }
            (Told::More, None) => "More came in than under the control.".to_owned(),
            (Told::Fewer, _) => "Less came in than under the control.".to_owned(),
            (Told::NotDistinguishable, _) => "What came in is not to be told from the control.".to_owned(),
        };
        vec![counted, line("Cash", &self.cash), line("Cost beside the minutes", &self.cost), verdict]
    }
}
