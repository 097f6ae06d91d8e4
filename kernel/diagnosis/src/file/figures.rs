//! The figures of a file, each by its formula and with the facts it rests on.
//!
//! Source of the formulas: household budget in the manner of the Standard Financial
//! Statement (income less fixed and flexible costs); DSCR of a micro-firm = (net
//! business + other income − household − tax) / all debt service; stock and receivable
//! days as stock over purchases and receivables over sales.

use super::parts::Part;
use super::sums::{Sums, rests_on};
use super::{BorrowerFile, DebtHere};
use makegood_case::{BusinessLine, Confidence, Month};
use makegood_units::{Amount, BusinessDate, Money, Rounding, Why, divide};
use serde::{Deserialize, Serialize};

/// Which figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureName {
    /// What is left a month for the instalment.
    Surplus,
    /// What is left after the instalment of this month: ability now.
    LeftAfterInstalment,
    /// All debt service over all income.
    DebtServiceShare,
    /// Debt service coverage over the last three months.
    Dscr,
    /// How many days the stock lasts.
    StockDays,
    /// How many days of sales customers owe.
    ReceivableDays,
    /// This season's sales over those of earlier years.
    SalesOfSeason,
    /// The account's last month over the mean of the six before.
    InflowOfMonth,
    /// What may be sold and is free of claims.
    FreeAssets,
}

impl FigureName {
    /// Every figure, in the order shown.
    pub const ALL: [Self; 9] = [
        Self::Surplus,
        Self::LeftAfterInstalment,
        Self::DebtServiceShare,
        Self::Dscr,
        Self::StockDays,
        Self::ReceivableDays,
        Self::SalesOfSeason,
        Self::InflowOfMonth,
        Self::FreeAssets,
    ];

    /// Its name for people.
    pub fn says(self) -> &'static str {
        match self {
            Self::Surplus => "surplus a month",
            Self::LeftAfterInstalment => "left after the instalment of the month",
            Self::DebtServiceShare => "debt service of income",
            Self::Dscr => "debt service coverage, three months",
            Self::StockDays => "stock days",
            Self::ReceivableDays => "receivable days",
            Self::SalesOfSeason => "sales against the own season",
            Self::InflowOfMonth => "account inflow against six months",
            Self::FreeAssets => "free assets that may be sold",
        }
    }
}

/// How much, in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Money.
    Money(Money),
    /// A share in hundredths of a percent.
    BasisPoints(i64),
    /// A multiple in hundredths.
    Hundredths(i64),
    /// Days.
    Days(i64),
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = |value: i64| {
            let sign = if value < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", value.unsigned_abs() / 100, value.unsigned_abs() % 100)
        };
        match self {
            Self::Money(money) => money.fmt(f),
            Self::BasisPoints(value) => write!(f, "{} %", hundredths(*value)),
            Self::Hundredths(value) => f.write_str(&hundredths(*value)),
            Self::Days(days) => write!(f, "{days} days"),
        }
    }
}

/// A figure with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Which.
    pub name: FigureName,
    /// How much.
    pub measure: Measure,
    /// Verified when every fact behind it is.
    pub confidence: Confidence,
    /// The oldest day a fact behind it is true for.
    pub rests_on: BusinessDate,
    /// The sum in words, with the facts used.
    pub why: Why,
}

/// A quotient before it is rounded, for thresholds that must not be.
pub(crate) struct Quotient {
    pub over: Part,
    pub under: Part,
}

impl Quotient {
    /// Whether it is at least `numerator / denominator`. `under` is above zero.
    pub fn is_at_least(&self, numerator: i128, denominator: i128) -> bool {
        self.over.minor.saturating_mul(denominator) >= self.under.minor.saturating_mul(numerator)
    }

    pub fn part(&self) -> Part {
        self.over.beside(&self.under)
    }

    fn scaled(&self, by: i128) -> Result<i64, Why> {
        let found = divide(self.over.minor.saturating_mul(by), self.under.minor, Rounding::HalfUp);
        found.and_then(|value| i64::try_from(value).ok()).ok_or_else(does_not_fit)
    }
}

fn does_not_fit() -> Why {
    Why::new("does_not_fit", "The amounts are too large to be worked with.")
}

fn quotient(over: Part, under: Part, code: &str, says: &str) -> Result<Quotient, Why> {
    if under.minor <= 0 { Err(Why::new(code, says)) } else { Ok(Quotient { over, under }) }
}

impl Sums<'_> {
    /// All debt service over all income.
    pub(crate) fn service_share(self) -> Result<Quotient, Why> {
        quotient(self.service_now()?, self.income()?, "no_income", "Nothing comes in to serve debts from.")
    }

    /// Coverage over the given months of the window together.
    pub(crate) fn coverage(self, months: &[Month]) -> Result<Quotient, Why> {
        let count = i128::try_from(months.len()).map_err(|_| does_not_fit())?;
        let household = self.costs()?.plus(self.tax());
        let able = self.net(months).plus(self.other_income().times(count)).less(household.times(count));
        let service = Part::sum(months.iter().map(|month| self.service_in(*month)));
        quotient(able, service, "no_debt_service", "No debt was to be served in these months.")
    }

    /// Latest sales over the mean of the same month in earlier years.
    pub(crate) fn season(self) -> Result<Quotient, Why> {
        let month = self.latest_sales();
        let month = month.ok_or_else(|| Why::new("no_business_on_file", "No month of the business is on file."))?;
        self.is_recent(month)?;
        let sales = |month: Month| self.line(BusinessLine::Sales, month);
        let earlier: Vec<Part> = (1..=10).filter_map(|years| sales(month.plus(-12 * years))).collect();
        let seasons = earlier.len();
        if seasons < 2 {
            let says = format!("Sales of {month} need the same month of two earlier years; {seasons} on file.");
            return Err(Why::new("fewer_than_two_seasons", says));
        }
        let this = sales(month).unwrap_or_default().no_later_than(month.last_day());
        // What earlier years sold does not grow old as what is sold now does.
        let past = Part { oldest: None, ..Part::sum(earlier) };
        let this = this.times(i128::try_from(seasons).map_err(|_| does_not_fit())?);
        quotient(this, past, "no_sales_in_season", "Nothing was sold in that month of earlier years.")
    }

    /// The account's latest month over the mean of the six before it.
    pub(crate) fn inflow_change(self) -> Result<Quotient, Why> {
        let is_inflow = |entry: &makegood_case::FileEntry| match entry {
            makegood_case::FileEntry::Inflow { month, .. } => Some(*month),
            _ => None,
        };
        let month = self.latest(is_inflow);
        let month = month.ok_or_else(|| Why::new("no_inflow_on_file", "No month of an account is on file."))?;
        self.is_recent(month)?;
        let before: Vec<Part> = (1..=6).filter_map(|back| self.inflow(month.plus(-back))).collect();
        if before.len() < 6 {
            let says = format!("Inflows of {month} need the six months before; {} on file.", before.len());
            return Err(Why::new("fewer_than_six_months", says));
        }
        let this = self.inflow(month).unwrap_or_default().no_later_than(month.last_day()).times(6);
        let past = Part { oldest: None, ..Part::sum(before) };
        quotient(this, past, "no_inflow_before", "Nothing came in during the six months before.")
    }

    /// A stock at the end of the window over what moved in it, in days.
    fn days_of(self, stock: BusinessLine, flow: BusinessLine) -> Result<(Quotient, i128), Why> {
        let window = self.window()?;
        let [first, _, last] = window;
        let word = stock.word();
        let missing = || Why::new("business_month_missing", format!("{word} at the end of {last} are not on file."));
        let held = self.line(stock, last).ok_or_else(missing)?.no_later_than(last.last_day());
        let flows = Part::sum(window.iter().filter_map(|month| self.line(flow, *month)));
        let days = last.last_day().zip(first.plus(-1).last_day()).map_or(0, |(end, start)| end.days_since(start));
        let says = format!("No {} in three months.", flow.word());
        Ok((quotient(held, flows, "nothing_moved", &says)?, i128::from(days)))
    }
}

/// Works one figure out, or says why it cannot be.
pub(crate) fn work_out(name: FigureName, file: &BorrowerFile, here: &DebtHere) -> Result<Figure, Why> {
    let sums = Sums { file, here };
    let money = |part: &Part| {
        let minor = i64::try_from(part.minor).map_err(|_| does_not_fit())?;
        Ok::<_, Why>(Measure::Money(Money::new(Amount::from_minor(minor), here.currency)))
    };
    let (part, measure, says) = match name {
        FigureName::Surplus => {
            let part = sums.surplus()?;
            (part.clone(), money(&part)?, "Income less household costs, tax and the service of other debts, a month.")
        }
        FigureName::LeftAfterInstalment => {
            let part = sums.surplus()?.less(sums.instalment()?);
            (part.clone(), money(&part)?, "The surplus less what falls due here this month.")
        }
        FigureName::FreeAssets => {
            let part = sums.free_assets()?;
            (part.clone(), money(&part)?, "Values of what may be sold and nobody else has a claim on.")
        }
        FigureName::DebtServiceShare => {
            let share = sums.service_share()?;
            (share.part(), Measure::BasisPoints(share.scaled(10_000)?), "All debt service over all income.")
        }
        FigureName::Dscr => {
            let cover = sums.coverage(&sums.window()?)?;
            let says = "Net business and other income less household and tax, over all debt service, three months.";
            (cover.part(), Measure::Hundredths(cover.scaled(100)?), says)
        }
        FigureName::StockDays => {
            let (held, days) = sums.days_of(BusinessLine::Stock, BusinessLine::Purchases)?;
            (held.part(), Measure::Days(held.scaled(days)?), "Stock over purchases, in the days of three months.")
        }
        FigureName::ReceivableDays => {
            let (held, days) = sums.days_of(BusinessLine::Receivables, BusinessLine::Sales)?;
            (held.part(), Measure::Days(held.scaled(days)?), "Receivables over sales, in the days of three months.")
        }
        FigureName::SalesOfSeason => {
            let season = sums.season()?;
            let says = "Sales of the month over the mean of the same month in earlier years.";
            (season.part(), Measure::BasisPoints(season.scaled(10_000)?), says)
        }
        FigureName::InflowOfMonth => {
            let change = sums.inflow_change()?;
            let says = "What came in during the month over the mean of the six months before.";
            (change.part(), Measure::BasisPoints(change.scaled(10_000)?), says)
        }
    };
    let (rests_on, facts) = rests_on(&part, file.as_of);
    let code = "worked_out_from_the_file";
    let why = facts.into_iter().fold(Why::new(code, says), Why::with);
    let confidence = if part.is_stated { Confidence::Stated } else { Confidence::Verified };
    Ok(Figure { name, measure, confidence, rests_on, why })
}
