//! The conventions that rules of arithmetic name. They are the book's own: a pack
//! says which one the law asks for, the book says what it comes to.

use makegood_book::class::{self, Scheme};
use makegood_book::penalty::Shelf;
use makegood_book::{DayConvention, NamedAcross, NamedWaterfall};
use std::sync::LazyLock;

/// Every convention a rule can name, side by side.
#[derive(Clone, Debug, Default)]
pub struct Conventions {
    /// Schemes of asset classes.
    pub schemes: Vec<Scheme>,
    /// Orders inside one debt.
    pub waterfalls: Vec<NamedWaterfall>,
    /// Orders over several debts of one person.
    pub across: Vec<NamedAcross>,
    /// Penalty interest, late fees, their caps, stops and published rates.
    pub penalty: Shelf,
}

static SHIPPED: LazyLock<Result<Conventions, String>> = LazyLock::new(Conventions::read);

impl Conventions {
    /// Those that come with the program.
    ///
    /// # Errors
    /// What is wrong with a file that does not read; the tests read them all.
    pub fn shipped() -> Result<&'static Self, &'static str> {
        SHIPPED.as_ref().map_err(String::as_str)
    }

    fn read() -> Result<Self, String> {
        let told = |error: &dyn std::fmt::Display| error.to_string();
        let schemes = class::SHIPPED.iter().map(|(name, _)| class::shipped(name));
        let schemes: Result<Vec<Scheme>, _> = schemes.collect();
        let first = |errors: Vec<class::SchemeError>| errors.first().map(|error| told(error)).unwrap_or_default();
        let waterfalls: Result<_, _> = NamedWaterfall::names().map(NamedWaterfall::named).collect();
        let across: Result<_, _> = NamedAcross::names().map(NamedAcross::named).collect();
        Ok(Self {
            schemes: schemes.map_err(first)?,
            waterfalls: waterfalls.map_err(|error| told(&error))?,
            across: across.map_err(|error| told(&error))?,
            penalty: Shelf::shipped().map_err(|error| told(&error))?,
        })
    }

    /// The scheme of a name.
    pub fn scheme(&self, name: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// The order inside one debt of a name.
    pub fn waterfall(&self, name: &str) -> Option<&NamedWaterfall> {
        self.waterfalls.iter().find(|waterfall| waterfall.name == name)
    }

    /// The order over several debts of a name.
    pub fn across(&self, name: &str) -> Option<&NamedAcross> {
        self.across.iter().find(|across| across.name == name)
    }

    /// The names a `counter_state` may go by: schemes, then ways of counting days.
    pub fn counts(&self) -> Vec<String> {
        let schemes = self.schemes.iter().map(|scheme| scheme.name.clone());
        schemes.chain(DAY_COUNTS.iter().map(|(word, _)| (*word).to_owned())).collect()
    }

    /// The names a `waterfall` may go by: inside one debt, then over several.
    pub fn orders(&self) -> Vec<String> {
        let inside = self.waterfalls.iter().map(|one| one.name.clone());
        inside.chain(self.across.iter().map(|one| one.name.clone())).collect()
    }

    /// The names a `cap` may go by: penalty conventions, then stops.
    pub fn bounds(&self) -> Vec<String> {
        let terms = self.penalty.conventions.iter().map(|one| one.id.clone());
        terms.chain(self.penalty.stops.iter().map(|one| one.id.clone())).collect()
    }
}

/// The ways of counting days past due a rule can name.
const DAY_COUNTS: [(&str, DayConvention); 6] = [
    ("due_date_is_day_0", DayConvention::DueDateIsDay0),
    ("due_date_is_day_1", DayConvention::DueDateIsDay1),
    ("months_of_30_days", DayConvention::MonthsOf30Days),
    ("month_buckets_mba", DayConvention::MonthBucketsMba),
    ("month_buckets_ots", DayConvention::MonthBucketsOts),
    ("missed_times_30", DayConvention::MissedTimes30),
];

/// The way of counting days of a name.
pub(crate) fn day_count(name: &str) -> Option<DayConvention> {
    DAY_COUNTS.iter().find(|(word, _)| *word == name).map(|(_, count)| *count)
}
