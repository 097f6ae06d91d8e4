//! The calculation: day by day, exact, cut by law and promise, posted in cents.

use super::bounds::{Asked, Bounds};
use super::caps::Limit;
use super::day::{Days, PastGrace};
use super::exact::Scale;
use super::layers::{By, Level, Piece, cut};
use super::ledger::{Item, Ledger};
use super::stop::Effect;
use super::terms::{Accruing, Base, bases};
use super::{Accrual, Bound, PenaltyError, PenaltyTerms, Stop, Treatment};
use crate::{Due, Span};
use makegood_units::{Amount, BusinessDate, Rate};

/// A loan's past.
#[derive(Clone, Copy, Debug, Default)]
pub struct Past<'a> {
    /// Spans of days, one after the other, the first day first.
    pub spans: &'a [Span],
    /// The rows that fell due, for late fees; none are needed for penalty interest.
    pub instalments: &'a [Due],
}

impl<'a> From<&'a [Span]> for Past<'a> {
    fn from(spans: &'a [Span]) -> Self {
        Self { spans, instalments: &[] }
    }
}

/// Penalty interest and late fees of a loan, up to and with the day `until`.
///
/// Spans show one borrower's loan; a stop that protects one of several joint debtors
/// is passed for that debtor alone.
///
/// # Errors
/// [`PenaltyError`] by name: spans that do not follow one another, a rate that is not
/// known on a day, terms that contradict the law they cite, amounts that do not fit.
pub fn accrue<'a>(
    past: impl Into<Past<'a>>,
    terms: &PenaltyTerms,
    stops: &[Stop],
    until: BusinessDate,
) -> Result<Accrual, PenaltyError> {
    let past = past.into();
    let days = Days::try_new(past.spans, terms.counts_day_of_payment)?;
    let bases = bases(&terms.id, &terms.base, terms.compounding)?;
    let Some((first, last)) = days.range(until) else {
        return Ok(Accrual { lines: Vec::new(), parts: Vec::new(), scale: None, currency: terms.currency });
    };
    let anchor = days.first_since().unwrap_or(first).min(first);
    let scale = Scale::try_new(terms.day_count, anchor, rates(terms, stops).iter())?;
    let grace = days.past_grace(terms.grace, until);
    let bounds = Bounds::new(&terms.caps, terms.alongside, scale);
    let ledger = Ledger::new(scale, terms.posting);
    let mut run = Run { terms, stops, days, scale, grace, bounds, levied: terms.late_fees_before, ledger };
    let mut fees = fee_days(terms, past.instalments, first);
    let mut day = first;
    while day <= last {
        run.penalty_interest(day, &bases)?;
        while let Some((_, row)) = fees.next_if(|(falls_on, _)| *falls_on <= day) {
            run.late_fee(day, row, past.instalments)?;
        }
        day = day.plus_days(1);
    }
    let bound = |by| bound(by, terms, stops);
    Ok(run.ledger.close(terms.currency, bound))
}

/// The rows with the day their fee falls on, in the order of those days.
fn fee_days<'a>(
    terms: &PenaltyTerms,
    rows: &'a [Due],
    first: BusinessDate,
) -> std::iter::Peekable<std::vec::IntoIter<(BusinessDate, &'a Due)>> {
    let fee = terms.late_fee.as_ref();
    let falls = |row: &'a Due| fee.map(|fee| (fee.falls_on(row.due_on), row));
    let mut all: Vec<_> = rows.iter().filter_map(falls).filter(|(day, _)| *day >= first).collect();
    all.sort_by_key(|(day, row)| (*day, row.due_on));
    all.into_iter().peekable()
}

/// Every rate that can take part.
fn rates(terms: &PenaltyTerms, stops: &[Stop]) -> Vec<Rate> {
    let mut all = vec![terms.alongside];
    all.extend(terms.rate.iter().flat_map(super::DatedRate::rates));
    for cap in &terms.caps {
        if let Limit::Rate { at_most, .. } = &cap.limit {
            all.extend(at_most.rates());
        }
    }
    all.extend(stops.iter().filter_map(|stop| match stop.effect {
        Effect::DownTo(rate) => Some(rate),
        Effect::Nothing => None,
    }));
    all
}

fn bound(by: By, terms: &PenaltyTerms, stops: &[Stop]) -> Option<Bound> {
    match by {
        By::Cap(at) => {
            terms.caps.get(at).map(|cap| Bound { rule: cap.id.clone(), citation: cap.source.citation.clone() })
        }
        By::Stop(at) => stops.get(at).map(|stop| stop.reason.clone()),
        By::NoPyramiding => {
            let citation = terms.late_fee.as_ref().and_then(|fee| fee.no_pyramiding.clone());
            citation.map(|citation| Bound { rule: "no late fee on a late fee".to_owned(), citation })
        }
    }
}

struct Run<'a> {
    terms: &'a PenaltyTerms,
    stops: &'a [Stop],
    days: Days<'a>,
    scale: Scale,
    grace: PastGrace,
    bounds: Bounds<'a>,
    /// Late fees that are owed, those before this calculation included.
    levied: Amount,
    ledger: Ledger,
}

impl Run<'_> {
    fn penalty_interest(&mut self, day: BusinessDate, bases: &[Base]) -> Result<(), PenaltyError> {
        let Some(dated) = &self.terms.rate else { return Ok(()) };
        for (place, on) in bases.iter().enumerate() {
            let (base, since) = self.days.base(day, on)?;
            if base.is_zero() || !since.is_some_and(|since| self.grace.runs(day, since)) {
                continue;
            }
            let step = dated.on(day)?;
            let part = self.scale.part(day);
            let exact = self.scale.interest(base, &step.rate, part)?;
            let asked = Asked { base, rate: step.rate, exact, part };
            let lawful = self.bounds.interest(day, &asked, &self.days)?;
            let level = Level { exact, rate: Some(asked.rate), by: None };
            let pieces = cut(level, &self.levels(day, lawful, Some(&asked))?);
            let what = Accruing::PenaltyInterest;
            let item = Item { place, what, on, base, asked: Some(step.rate), because: &step.because, part };
            self.post(day, &item, &pieces)?;
        }
        self.bounds.close_day()
    }

    fn late_fee(&mut self, day: BusinessDate, row: &Due, rows: &[Due]) -> Result<(), PenaltyError> {
        let Some(fee) = &self.terms.late_fee else { return Ok(()) };
        let short = fee.short(row, rows, &self.days)?;
        if short.is_zero() {
            return Ok(());
        }
        let (amount, base) = fee.on(row, short, self.terms)?;
        let asked = self.scale.of(amount)?;
        let mut lawful = self.bounds.fee(day, asked, &self.days)?;
        // Short by no more than earlier late fees: the money may have gone to them.
        if fee.no_pyramiding.is_some() && short <= self.levied {
            lawful = Some(Level::nothing(By::NoPyramiding));
        }
        let pieces = cut(Level { exact: asked, rate: None, by: None }, &self.levels(day, lawful, None)?);
        let because = format!("the instalment of {} is late", row.due_on);
        // The fee keeps its remainders apart from those of any base.
        let (place, what, on) = (usize::MAX, Accruing::LateFee, &self.terms.base);
        let item = Item { place, what, on, base, asked: None, because: &because, part: 0 };
        let owed = self.post(day, &item, &pieces)?;
        let sum = self.levied.checked_add(owed);
        self.levied = sum.ok_or_else(|| PenaltyError::too_large("the sum of late fees"))?;
        Ok(())
    }

    /// The levels at which an amount is cut, law before promise.
    fn levels(
        &self,
        day: BusinessDate,
        lawful: Option<Level>,
        interest: Option<&Asked>,
    ) -> Result<[(Treatment, Option<Level>); 4], PenaltyError> {
        let what = if interest.is_some() { Accruing::PenaltyInterest } else { Accruing::LateFee };
        let (mut frozen, mut forgiven, mut deferred): (Option<Level>, Option<Level>, Option<Level>) =
            (None, None, None);
        for (at, stop) in self.stops.iter().enumerate().filter(|(_, stop)| stop.holds(day, what)) {
            let by = By::Stop(at);
            let level = match (stop.effect, interest) {
                (Effect::DownTo(rate), Some(asked)) => {
                    Level { by: Some(by), ..self.bounds.rate_level(asked.base, rate, asked.part)? }
                }
                (Effect::Nothing, _) | (Effect::DownTo(_), None) => Level::nothing(by),
            };
            let kept = match stop.treatment {
                Treatment::Charged => continue,
                Treatment::Frozen | Treatment::Barred => &mut frozen,
                Treatment::Forgiven => &mut forgiven,
                Treatment::Deferred => &mut deferred,
            };
            *kept = Some(kept.map_or(level, |lowest| lowest.lower(level)));
        }
        use Treatment::{Barred, Deferred, Forgiven, Frozen};
        Ok([(Barred, lawful), (Frozen, frozen), (Forgiven, forgiven), (Deferred, deferred)])
    }

    /// Posts the pieces and says how much of them is owed. What is owed uses up caps.
    fn post(&mut self, day: BusinessDate, item: &Item<'_>, pieces: &[Piece]) -> Result<Amount, PenaltyError> {
        let mut owed = Amount::ZERO;
        for piece in pieces {
            let is_owed = matches!(piece.treatment, Treatment::Charged | Treatment::Deferred);
            if !is_owed {
                self.ledger.post(day, item, piece, None)?;
                continue;
            }
            let room = self.bounds.cents(item.what, day, &self.days)?;
            let posted = self.ledger.post(day, item, piece, room)?;
            self.bounds.take(item.what, piece.exact, posted)?;
            owed = owed.checked_add(posted).ok_or_else(|| PenaltyError::too_large("the penalty"))?;
        }
        Ok(owed)
    }
}
