//! Which events a contract has, and when (sections 7.1, 7.2, 7.4 and 7.5 of the
//! technical specification).

use super::lifetime::Lifetime;
use super::terms::{Terms, Time};
use super::times::{Turn, times};
use anyhow::{Context, Result};
use makegood_units::BusinessDate;

/// What happens. The order is the one in which events of one time are worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    InitialExchange,
    Fee,
    Redemption,
    Interest,
    Capitalisation,
    FixedReset,
    RateReset,
    /// An annuity's payment is reckoned for the first time.
    FirstPaymentFixing,
    /// It is reckoned anew.
    PaymentFixing,
    Purchase,
    Termination,
    Scaling,
    BaseFixing,
    Maturity,
}

impl Kind {
    /// Its short name in the event dictionary.
    pub fn word(self) -> &'static str {
        match self {
            Self::InitialExchange => "IED",
            Self::Fee => "FP",
            Self::Redemption => "PR",
            Self::Interest => "IP",
            Self::Capitalisation => "IPCI",
            Self::FixedReset => "RRF",
            Self::RateReset => "RR",
            Self::FirstPaymentFixing | Self::PaymentFixing => "PRF",
            Self::Purchase => "PRD",
            Self::Termination => "TD",
            Self::Scaling => "SC",
            Self::BaseFixing => "IPCB",
            Self::Maturity => "MD",
        }
    }

    /// Whether it moves with the calendar.
    fn moves(self) -> bool {
        !matches!(self, Self::InitialExchange | Self::FirstPaymentFixing | Self::Purchase | Self::Termination)
    }
}

/// One event.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// When it happens.
    pub on: Time,
    /// The day it is calculated for.
    pub calculated: BusinessDate,
    pub kind: Kind,
}

/// The events after the status date in the order they are worked, up to a termination.
pub fn events(terms: &Terms, life: &Lifetime) -> Result<Vec<Event>> {
    let mut planned = vec![(Kind::InitialExchange, terms.initial_exchange_date), (Kind::Maturity, life.maturity)];
    planned.extend(terms.purchase_date.map(|time| (Kind::Purchase, time)));
    planned.extend(terms.termination_date.map(|time| (Kind::Termination, time)));
    planned.extend(interest(terms, life)?);
    planned.extend(fixings(terms, life)?);
    let mut plan = |kind: Kind, days: &[BusinessDate]| planned.extend(days.iter().map(|&day| (kind, Time::at(day))));
    plan(Kind::Redemption, &life.redemptions);
    plan(Kind::Fee, &fees(terms, life)?);
    plan(Kind::Scaling, &scalings(terms, life)?);
    plan(Kind::BaseFixing, &base_fixings(terms, life)?);
    let mut events = planned.into_iter().map(|(kind, time)| placed(kind, time, terms)).collect::<Result<Vec<_>>>()?;
    events.retain(|event| event.on > terms.status_date);
    events.sort_by_key(|event| (event.on, event.kind));
    if let Some(end) = events.iter().position(|event| event.kind == Kind::Termination) {
        events.truncate(end + 1);
    }
    Ok(events)
}

fn placed(kind: Kind, time: Time, terms: &Terms) -> Result<Event> {
    if !kind.moves() {
        return Ok(Event { on: time, calculated: time.midnight(), kind });
    }
    let (rule, calculates_after) = terms.business_days()?;
    let on = time.on(terms.calendar()?.moved(time.day, rule).context("no business day")?);
    Ok(Event { on, calculated: if calculates_after { on } else { time }.midnight(), kind })
}

type Planned = Vec<(Kind, Time)>;

/// Interest paid and interest capitalised. An annuity pays by its own cycle until one
/// cycle before the first redemption, and from then on with every redemption.
fn interest(terms: &Terms, life: &Lifetime) -> Result<Planned> {
    let (anchor, cycle) = (terms.cycle_anchor_date_of_interest_payment, terms.cycle_of_interest_payment.as_deref());
    let mut days = times(anchor, cycle, terms, life.maturity)?;
    if terms.is_annuity() {
        let redemption = terms.cycle_of_principal_redemption.as_deref().unwrap_or_default();
        let joins = Turn::read(redemption, terms)?.after(life.first_redemption, -1)?;
        days.retain(|&day| day < joins);
        let issued = terms.initial_exchange_date.day;
        if joins > issued && joins >= anchor.map_or(issued, |anchor| anchor.day) {
            days.push(joins);
        }
        days.extend(&life.redemptions);
    }
    let paid = days.into_iter().map(Time::at).chain([life.maturity]).map(|time| (Kind::Interest, time));
    let Some(until) = terms.capitalization_end_date else {
        return Ok(paid.collect());
    };
    let later = paid.map(|(kind, time)| if time < until { (Kind::Capitalisation, time) } else { (kind, time) });
    Ok(later.filter(|&(_, time)| time != until).chain([(Kind::Capitalisation, until)]).collect())
}

/// Rate resets, the first after the status date being fixed where its rate is stated.
/// An annuity's payment is reckoned anew with each of them, and on the day before the
/// first redemption unless the payment is stated.
fn fixings(terms: &Terms, life: &Lifetime) -> Result<Planned> {
    let (anchor, cycle) = (terms.cycle_anchor_date_of_rate_reset, terms.cycle_of_rate_reset.as_deref());
    let resets = times(anchor, cycle, terms, life.maturity)?.into_iter().map(Time::at);
    let resets: Vec<_> = resets.filter(|&time| time > terms.status_date).collect();
    let kind = |at: usize| if at == 0 && terms.next_reset_rate.is_some() { Kind::FixedReset } else { Kind::RateReset };
    let mut planned: Planned = resets.iter().enumerate().map(|(at, &time)| (kind(at), time)).collect();
    if terms.is_annuity() {
        let first = Time::at(life.first_redemption.plus_days(-1));
        let unstated = terms.next_principal_redemption_payment.is_none() && first >= terms.initial_exchange_date;
        planned.extend(Some((Kind::FirstPaymentFixing, first)).filter(|_| unstated));
        planned.extend(resets.into_iter().map(|time| (Kind::PaymentFixing, time)));
    }
    Ok(planned)
}

fn fees(terms: &Terms, life: &Lifetime) -> Result<Vec<BusinessDate>> {
    if terms.fee_rate.is_none_or(|rate| rate.is_zero()) {
        return Ok(Vec::new());
    }
    times(terms.cycle_anchor_date_of_fee, terms.cycle_of_fee.as_deref(), terms, life.maturity)
}

fn scalings(terms: &Terms, life: &Lifetime) -> Result<Vec<BusinessDate>> {
    if terms.scaling_effect.as_deref().is_none_or(|effect| effect.chars().all(|mark| matches!(mark, '0' | 'O'))) {
        return Ok(Vec::new());
    }
    times(terms.cycle_anchor_date_of_scaling_index, terms.cycle_of_scaling_index.as_deref(), terms, life.maturity)
}

fn base_fixings(terms: &Terms, life: &Lifetime) -> Result<Vec<BusinessDate>> {
    if !terms.has_lagged_base() {
        return Ok(Vec::new());
    }
    let anchor = terms.cycle_anchor_date_of_interest_calculation_base;
    times(anchor, terms.cycle_of_interest_calculation_base.as_deref(), terms, life.maturity)
}
