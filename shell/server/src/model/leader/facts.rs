//! What a leader's report is made of, as it was known at its close.

use crate::links::numbers::{NumbersQuery, ReportQuery};
use crate::model::numbers::{Of, nothing_counted};
use crate::model::review::LISTS;
use crate::trouble::Trouble;
use makegood_book::Buckets;
use makegood_day_close::{CaseDay, MorningList, ShortcomingKind, morning};
use makegood_desk::Desk;
use makegood_diagnosis::Situation;
use makegood_metrics::{By, Code, Metric};
use makegood_units::{Amount, BranchId, BusinessDate, Currency, Money, PartyId};
use makegood_views::{
    ClosedDay, Reach, attention_waiting, closed_day, figure_days, figure_history, figures_of, hard_count,
};
use std::collections::BTreeMap;

/// So many closes are drawn.
const CLOSES: usize = 10;
/// So many hard cases stand in the report, those longest past due.
const HARD_SHOWN: usize = 12;

/// A hard case as the report names it: by its number, because paper travels.
pub(super) struct HardLine {
    pub(super) party: PartyId,
    pub(super) days_past_due: i32,
    pub(super) arrears: Money,
    pub(super) says: Vec<String>,
}

/// What the report says.
pub(super) struct Facts {
    pub(super) part: By,
    pub(super) as_of: BusinessDate,
    pub(super) currency: Option<Currency>,
    pub(super) other_currencies: bool,
    pub(super) buckets: Buckets,
    pub(super) figures: Vec<Metric>,
    pub(super) history: Vec<Metric>,
    /// Cases and what they are past due, by cause.
    pub(super) causes: Vec<(Situation, usize, Option<Money>)>,
    pub(super) shortcomings: BTreeMap<ShortcomingKind, usize>,
    pub(super) hard: Vec<HardLine>,
    pub(super) hard_count: usize,
    /// What waits for a decision: the list and how many.
    pub(super) waits: Vec<(&'static str, usize)>,
}

impl Facts {
    /// Gathers them.
    ///
    /// # Errors
    /// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a month
    /// without a close or a part without figures; what cannot be read.
    pub(super) fn of(desk: &Desk, query: &ReportQuery, reach: &Reach) -> Result<Self, Trouble> {
        let asked = NumbersQuery { part: query.part.clone(), currency: query.currency.clone(), page: 0 };
        let of = Of::read(desk, &asked, reach)?;
        let Some(part) = of.by.clone().filter(|by| matches!(by, By::Book | By::Branch(_))) else {
            return Err(Trouble::Unknown("a report is of the whole book or of a branch".to_owned()));
        };
        let book = desk.book();
        let as_of = close_of(desk, &query.month)?;
        let ClosedDay { plan, policy, since } = closed_day(book, as_of)?.ok_or(Trouble::NeverClosed)?;
        let mut figures = figures_of(book, as_of, part.kind())?;
        figures.retain(|one| one.by == part && (one.currency.is_none() || one.currency == of.currency));
        if figures.is_empty() {
            return Err(nothing_counted(&part, as_of));
        }
        let mut history = figure_history(book, Code::Par(30), &part, of.currency)?;
        history.retain(|one| one.as_of <= as_of);
        let history = history.split_off(history.len().saturating_sub(CLOSES));
        let mut cases: Vec<&CaseDay> = Vec::new();
        for case in plan.cases.iter().filter(|case| part == By::Book || case.owed.branch.as_str() == part.of()) {
            if reach.holds_case(book, &case.party)? {
                cases.push(case);
            }
        }
        let lines: Vec<MorningList> =
            cases.iter().flat_map(|case| morning(case, &policy.strategy, since)).map(|line| line.list).collect();
        let mut waits = Vec::new();
        if as_of == of.as_of {
            let waiting = attention_waiting(book, reach)?;
            let mine = waiting.iter().filter(|row| part == By::Book || row.branch.as_str() == part.of()).count();
            waits.push(("Reports and cases not acknowledged", mine));
            let of_part = match &part {
                By::Branch(branch) => Reach::branches([BranchId::new(branch)].into()),
                _ => reach.clone(),
            };
            waits.push(("Hard cases without an executive", hard_count(book, &of_part)?.without_executive));
        }
        waits.extend(
            LISTS
                .iter()
                .filter(|(list, ..)| !matches!(list, MorningList::DueToday | MorningList::Shortcomings))
                .map(|(list, title, _)| (*title, lines.iter().filter(|line| *line == list).count())),
        );
        waits.retain(|(_, count)| *count > 0);
        let mut shortcomings = BTreeMap::new();
        for one in cases.iter().flat_map(|case| &case.shortcomings) {
            *shortcomings.entry(one.kind).or_insert(0) += 1;
        }
        let (hard_count, hard) = longest(&cases);
        Ok(Self {
            causes: causes(&cases, of.currency),
            other_currencies: of.currencies.len() > 1,
            currency: of.currency,
            buckets: policy.strategy.buckets.clone(),
            part,
            as_of,
            figures,
            history,
            shortcomings,
            hard,
            hard_count,
            waits,
        })
    }
}

/// The last close of a month, or of all.
fn close_of(desk: &Desk, month: &str) -> Result<BusinessDate, Trouble> {
    let days = figure_days(desk.book())?;
    let none = || Trouble::Unknown(format!("no day of {month} is closed"));
    if month.is_empty() {
        return days.into_iter().next().ok_or(Trouble::NeverClosed);
    }
    let in_month = |day: &BusinessDate| month.len() == 7 && day.to_string().starts_with(month);
    days.into_iter().find(in_month).ok_or_else(none)
}

/// Cases by cause, most first; amounts only of the report's currency.
fn causes(cases: &[&CaseDay], currency: Option<Currency>) -> Vec<(Situation, usize, Option<Money>)> {
    let mut by: BTreeMap<Situation, (usize, Option<Amount>)> = BTreeMap::new();
    for case in cases {
        let sum = by.entry(case.finding.situation).or_insert((0, Some(Amount::ZERO)));
        sum.0 += 1;
        if Some(case.owed.currency) == currency {
            // A sum that does not fit is left out rather than told wrong.
            sum.1 = sum.1.and_then(|sum| sum.checked_add(case.owed.arrears));
        }
    }
    let money = |sum: Option<Amount>| sum.zip(currency).map(|(sum, currency)| Money::new(sum, currency));
    let mut found: Vec<_> = by.into_iter().map(|(of, (count, sum))| (of, count, money(sum))).collect();
    found.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    found
}

fn longest(cases: &[&CaseDay]) -> (usize, Vec<HardLine>) {
    let mut hard: Vec<&&CaseDay> = cases.iter().filter(|case| !case.hard.is_empty()).collect();
    hard.sort_by_key(|case| (std::cmp::Reverse(case.owed.days_past_due), case.party.clone()));
    let line = |case: &&&CaseDay| HardLine {
        party: case.party.clone(),
        days_past_due: case.owed.days_past_due,
        arrears: Money::new(case.owed.arrears, case.owed.currency),
        says: case.hard.iter().map(|why| crate::trouble::sentence(&why.says)).collect(),
    };
    (hard.len(), hard.iter().take(HARD_SHOWN).map(line).collect())
}
