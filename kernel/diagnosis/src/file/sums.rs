//! The sums every figure is made of, by the month.

use super::parts::Part;
use super::{BorrowerFile, DebtHere};
use makegood_case::{BusinessLine, FileEntry, Month, OWN_BUSINESS};
use makegood_units::{Amount, BusinessDate, FactId, Why};

/// How many months a trailing figure looks back.
pub(crate) const TRAILING: i32 = 3;

/// The lines a month of the business cannot be told without.
pub(crate) const NEEDED: [BusinessLine; 3] = [BusinessLine::Sales, BusinessLine::Purchases, BusinessLine::RunningCosts];

/// A file beside the debt here.
#[derive(Clone, Copy)]
pub(crate) struct Sums<'a> {
    pub file: &'a BorrowerFile,
    pub here: &'a DebtHere,
}

/// Trailing months, oldest first.
pub(crate) type Window = [Month; 3];

fn refuse<T>(code: &str, says: impl Into<String>) -> Result<T, Why> {
    Err(Why::new(code, says))
}

impl<'a> Sums<'a> {
    /// Every open fact in the currency of the debt that `pick` takes an amount from.
    fn each(self, pick: impl Fn(&FileEntry) -> Option<Amount> + 'a) -> impl Iterator<Item = Part> + 'a {
        let currency = self.here.currency;
        let facts = self.file.open().filter(move |record| record.fact.currency == Some(currency));
        facts.filter_map(move |record| pick(&record.fact.entry).map(|amount| Part::of(record, amount)))
    }

    fn some(self, what: &str, code: &str, pick: impl Fn(&FileEntry) -> Option<Amount> + 'a) -> Result<Part, Why> {
        let mut found = self.each(pick).peekable();
        if found.peek().is_none() {
            return refuse(code, format!("No {what} in {} is on file.", self.here.currency));
        }
        Ok(Part::sum(found))
    }

    /// Income but that of the own business, a month; nothing when there is none.
    pub fn other_income(self) -> Part {
        Part::sum(self.each(|entry| match entry {
            FileEntry::Income { line, monthly, .. } if line != OWN_BUSINESS => Some(*monthly),
            _ => None,
        }))
    }

    /// All income, a month. The business comes in by its cash flow over the trailing
    /// months when that is known, else by what was said of it.
    pub fn income(self) -> Result<Part, Why> {
        if let Ok(window) = self.window() {
            let net = self.net(&window);
            let share = net.minor.div_euclid(i128::from(TRAILING));
            return Ok(Part { minor: share, ..net }.plus(self.other_income()));
        }
        self.some("income", "no_income_on_file", |entry| match entry {
            FileEntry::Income { monthly, .. } => Some(*monthly),
            _ => None,
        })
    }

    /// What the household spends, a month.
    pub fn costs(self) -> Result<Part, Why> {
        self.some("household cost", "no_costs_on_file", |entry| match entry {
            FileEntry::Cost { monthly, .. } => Some(*monthly),
            _ => None,
        })
    }

    /// Tax, a month; nothing when none is on file.
    pub fn tax(self) -> Part {
        Part::sum(self.each(|entry| match entry {
            FileEntry::Tax { monthly } => Some(*monthly),
            _ => None,
        }))
    }

    /// Service of debts to others, a month, but for those of the business books.
    pub fn liabilities(self) -> Part {
        Part::sum(self.each(|entry| match entry {
            FileEntry::Liability { monthly, .. } => Some(*monthly),
            _ => None,
        }))
    }

    /// The instalment of the month here.
    pub fn instalment(self) -> Result<Part, Why> {
        if self.here.instalment == Amount::ZERO {
            return refuse("no_instalment", "No instalment of these loans falls due any more.");
        }
        Ok(Part::of_book(self.here.instalment, &self.here.facts))
    }

    /// A line of the business in a month.
    pub fn line(self, line: BusinessLine, month: Month) -> Option<Part> {
        self.each(move |entry| match entry {
            FileEntry::Business { line: one, month: of, amount } if (*one, *of) == (line, month) => Some(*amount),
            _ => None,
        })
        .next()
    }

    /// What came into the account in a month.
    pub fn inflow(self, month: Month) -> Option<Part> {
        self.each(move |entry| match entry {
            FileEntry::Inflow { month: of, amount } if *of == month => Some(*amount),
            _ => None,
        })
        .next()
    }

    /// The latest month with something of that sort.
    pub fn latest(self, is_it: impl Fn(&FileEntry) -> Option<Month>) -> Option<Month> {
        let currency = self.here.currency;
        let facts = self.file.open().filter(|record| record.fact.currency == Some(currency));
        facts.filter_map(|record| is_it(&record.fact.entry)).max()
    }

    pub fn latest_sales(self) -> Option<Month> {
        self.latest(|entry| match entry {
            FileEntry::Business { line: BusinessLine::Sales, month, .. } => Some(*month),
            _ => None,
        })
    }

    /// The three months up to the latest with sales, when each has sales, purchases and
    /// running costs, and the latest is no older than the month before last.
    pub fn window(self) -> Result<Window, Why> {
        let Some(last) = self.latest_sales() else {
            return refuse("no_business_on_file", "No month of the business is on file.");
        };
        self.is_recent(last)?;
        let window = [last.plus(-2), last.plus(-1), last];
        for month in window {
            if let Some(word) = self.lacks(month) {
                let says = format!("Three months in a row are needed; {word} of {month} are not on file.");
                return refuse("business_month_missing", says);
            }
        }
        Ok(window)
    }

    /// The first line a month of the business cannot be told without, and is not on file.
    pub fn lacks(self, month: Month) -> Option<String> {
        let missing = NEEDED.into_iter().find(|line| self.line(*line, month).is_none());
        missing.map(|line| line.word().replace('_', " "))
    }

    /// Refuses months from before the month before last.
    pub fn is_recent(self, last: Month) -> Result<(), Why> {
        if last < Month::of(self.file.as_of).plus(-2) {
            return refuse(
                "months_too_old",
                format!("The last month on file is {last}, too long ago to speak of now."),
            );
        }
        Ok(())
    }

    /// Sales less purchases less running costs over some months.
    pub fn net(self, months: &[Month]) -> Part {
        let end = months.last().and_then(|month| month.last_day());
        let of = |line| Part::sum(months.iter().filter_map(move |month| self.line(line, *month)));
        let costs = of(BusinessLine::Purchases).plus(of(BusinessLine::RunningCosts));
        of(BusinessLine::Sales).less(costs).no_later_than(end)
    }

    /// What the debts took in a month: here, to others, and of the business.
    pub fn service_in(self, month: Month) -> Part {
        let here = self.here.due_in.get(&month).copied().unwrap_or(Amount::ZERO);
        let here = Part::of_book(here, &[]);
        let business = self.line(BusinessLine::DebtService, month).unwrap_or_default();
        here.plus(self.liabilities()).plus(business)
    }

    /// Every debt service, a month, as things stand now: the instalment here, debts to
    /// others, and what the business pays on the average of its months.
    pub fn service_now(self) -> Result<Part, Why> {
        let business = match self.window() {
            Ok(window) => {
                let paid = window.iter().filter_map(|month| self.line(BusinessLine::DebtService, *month));
                let paid = Part::sum(paid);
                let share = paid.minor.div_euclid(i128::from(TRAILING));
                Part { minor: share, ..paid }
            }
            Err(_) => Part::default(),
        };
        Ok(self.instalment()?.plus(self.liabilities()).plus(business))
    }

    /// What is left for this lender's instalment in a month: income less household costs,
    /// tax and the service of other debts.
    pub fn surplus(self) -> Result<Part, Why> {
        let others = match self.instalment() {
            Ok(here) => {
                let all = self.service_now()?;
                Part { minor: all.minor.saturating_sub(here.minor), ..all }
            }
            Err(_) => self.liabilities(),
        };
        let spent = self.costs()?.plus(self.tax()).plus(others);
        Ok(self.income()?.less(spent))
    }

    /// What may be sold and nobody else has a claim on.
    pub fn free_assets(self) -> Result<Part, Why> {
        self.some("asset that may be sold and is free of claims", "no_free_asset", |entry| match entry {
            FileEntry::Asset { value, encumbered, saleable: true, .. } if *encumbered == Amount::ZERO => Some(*value),
            _ => None,
        })
    }

    /// The same, of verified values alone: one stated value takes nothing from the others.
    pub fn free_verified(self) -> Part {
        let free = self.each(|entry| match entry {
            FileEntry::Asset { value, encumbered, saleable: true, .. } if *encumbered == Amount::ZERO => Some(*value),
            _ => None,
        });
        Part::sum(free.filter(|part| !part.is_stated))
    }
}

/// The day and the facts of a figure, once more in one place.
pub(crate) fn rests_on(part: &Part, as_of: BusinessDate) -> (BusinessDate, Vec<FactId>) {
    let mut facts = part.facts.clone();
    let mut seen = std::collections::BTreeSet::new();
    facts.retain(|fact| seen.insert(fact.clone()));
    (part.oldest.unwrap_or(as_of), facts)
}
