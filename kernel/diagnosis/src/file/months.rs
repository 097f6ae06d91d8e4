//! The file month by month: what was left for the instalments here, beside what fell due.
//!
//! The business is as it was in each month. The household is known as a level, so much
//! a month, and is taken as it was told last for every month shown.

use super::parts::Part;
use super::sums::{NEEDED, Sums, rests_on};
use super::{BorrowerFile, DebtHere};
use makegood_case::{BusinessLine, Confidence, Month};
use makegood_units::{Amount, Money, Why};
use serde::{Deserialize, Serialize};

/// So many months back from the month of the day, when the business is on file.
const BACK: i32 = 11;
/// So many when it is not.
const BACK_WITHOUT_BUSINESS: i32 = 2;
/// So many months ahead, for what will fall due.
const AHEAD: i32 = 3;

/// One month of cash beside what fell or falls due here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashMonth {
    /// Which month.
    pub month: Month,
    /// Sales less purchases, running costs and debts of the business; none when a line
    /// of the month is not on file.
    pub business: Option<Money>,
    /// Income but that of a business with figures of its own, less household costs, tax
    /// and debts to others, a month; none when income or costs are not on file.
    pub household: Option<Money>,
    /// The two together: what is left for the instalments here.
    pub left: Option<Money>,
    /// What falls due here in the month, paid or not.
    pub due: Money,
    /// Whether what is left is at least what falls due; none when either is not there.
    pub covers: Option<bool>,
    /// How sure what is left is: verified when every fact behind it is.
    pub confidence: Option<Confidence>,
    /// The sum in words with its facts, or why it cannot be told.
    pub why: Why,
}

/// The months of a file, oldest first. Empty when no month can be told anything of.
pub(crate) fn months(file: &BorrowerFile, here: &DebtHere) -> Vec<CashMonth> {
    let sums = Sums { file, here };
    let this = Month::of(file.as_of);
    let told = |back: &i32| NEEDED.into_iter().any(|line| sums.line(line, this.plus(-*back)).is_some());
    let back = (1..=BACK).rev().find(told).unwrap_or(BACK_WITHOUT_BUSINESS);
    let falls = |ahead: &i32| here.due_in.get(&this.plus(*ahead)).is_some_and(|due| *due > Amount::ZERO);
    let ahead = (1..=AHEAD).rev().find(falls).unwrap_or(0);
    let rows: Vec<CashMonth> = (-back..=ahead).map(|at| row(sums, this.plus(at))).collect();
    let tells = |row: &CashMonth| row.business.is_some() || row.household.is_some();
    if rows.iter().any(tells) { rows } else { Vec::new() }
}

fn row(sums: Sums<'_>, month: Month) -> CashMonth {
    let currency = sums.here.currency;
    let money =
        |part: &Part| i64::try_from(part.minor).ok().map(|minor| Money::new(Amount::from_minor(minor), currency));
    let due = sums.here.due_in.get(&month).copied().unwrap_or(Amount::ZERO);
    let (business, household) = (sums.business_in(month), sums.household());
    let left = match (&business, &household) {
        (Ok(business), Ok(household)) => Ok(household.clone().plus(business.clone().unwrap_or_default())),
        (Err(why), _) | (_, Err(why)) => Err(why.clone()),
    };
    let covers = |left: &Part| (due > Amount::ZERO).then(|| left.minor >= i128::from(due.minor()));
    CashMonth {
        month,
        business: business.ok().flatten().as_ref().and_then(money),
        household: household.ok().as_ref().and_then(money),
        left: left.as_ref().ok().and_then(money),
        due: Money::new(due, currency),
        covers: left.as_ref().ok().and_then(covers),
        confidence: left.as_ref().ok().map(|part| sure(part.is_stated)),
        why: left.map_or_else(|why| why, |part| because(sums, &part)),
    }
}

fn sure(is_stated: bool) -> Confidence {
    if is_stated { Confidence::Stated } else { Confidence::Verified }
}

fn because(sums: Sums<'_>, part: &Part) -> Why {
    let says = "The month's business and the household as told last: what is left for the instalments here.";
    let (_, facts) = rests_on(part, sums.file.as_of);
    facts.into_iter().fold(Why::new("worked_out_from_the_file", says), Why::with)
}

impl Sums<'_> {
    /// The business of one month, its debts paid. Nothing when no month of a business is
    /// on file: then what it brings is a line of income, or is not known.
    fn business_in(self, month: Month) -> Result<Option<Part>, Why> {
        if self.latest_sales().is_none() {
            return Ok(None);
        }
        if month.last_day().is_none_or(|end| end > self.file.as_of) {
            return Err(Why::new(
                "month_not_over",
                format!("{month} is not over, so the business has no figures for it."),
            ));
        }
        match self.lacks(month) {
            Some(word) => Err(Why::new("business_month_missing", format!("Of {month} the {word} are not on file."))),
            None => {
                let debts = self.line(BusinessLine::DebtService, month).unwrap_or_default();
                Ok(Some(self.net(&[month]).less(debts)))
            }
        }
    }

    /// What the household has left a month beside the business: income, less costs, tax
    /// and debts to others.
    fn household(self) -> Result<Part, Why> {
        let income = match self.latest_sales() {
            Some(_) => self.other_income(),
            None => self.income()?,
        };
        Ok(income.less(self.costs()?.plus(self.tax()).plus(self.liabilities())))
    }
}
