//! Whether new money only hides arrears.

use makegood_case::{ReliefEvent, ReliefLoan};
use makegood_units::{Amount, BusinessDate, Cycle, CycleUnit, FactId, Money, MonthEnd, Why};
use serde::{Deserialize, Serialize};

/// Relief again within so many months is relief that did not work.
const REPEATED_WITHIN_MONTHS: i32 = 12;

/// A payment on the old debt follows a draw when it comes within so many days, unless
/// the lender says otherwise.
const FOLLOWS_DAYS: u16 = 30;

/// Where the money of a payment came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundsFrom {
    /// Earned, and that was shown.
    Earnings,
    /// From the relief loan.
    Relief,
    /// Nobody knows.
    Unknown,
}

/// A payment on the old debt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldPayment {
    /// On this day.
    pub on: BusinessDate,
    /// How much, minor units.
    pub amount: Amount,
    /// From where.
    pub from: FundsFrom,
}

/// What the signs are read from. None is unknown, and an unknown is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefSigns {
    /// Debt service of all debts a month, before and with the relief loan.
    pub debt_service: Option<(Amount, Amount)>,
    /// The verified surplus a month, before and as expected with the relief loan.
    pub surplus: Option<(Amount, Amount)>,
    /// Days on which earlier relief was given; an empty list says there was none.
    pub earlier_relief: Option<Vec<BusinessDate>>,
    /// Payments on the old debt since.
    pub old_payments: Vec<OldPayment>,
    /// How many days after a draw a payment is taken to follow it; 30 when not said.
    pub follows_days: Option<u16>,
}

/// A sign that arrears are hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hides {
    /// New money pays old instalments, by agreement or in fact.
    PaysOldInstalments(Why),
    /// A payment on the old debt followed a draw, and nobody knows from what.
    MayPayOldInstalments(Why),
    /// Debt service rises and the surplus does not.
    BurdenRises(Why),
    /// Relief was given within the last twelve months.
    Repeated(Why),
}

/// The signs found, and what could not be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs {
    /// What was found.
    pub found: Vec<Hides>,
    /// What has to be asked for before the rest can be told.
    pub missing: Vec<String>,
}

/// Reads the signs that relief only hides arrears.
pub fn hides(loan: &ReliefLoan, events: &[ReliefEvent], signs: &ReliefSigns, as_of: BusinessDate) -> Signs {
    let money = |amount| Money::new(amount, loan.currency);
    let mut read = Signs::default();
    for tranche in loan.tranches.iter().filter(|tranche| tranche.to_old_instalments > Amount::ZERO) {
        let part = money(tranche.to_old_instalments);
        let says = format!("{part} of tranche {} is meant for instalments of the old debt", tranche.no);
        read.found.push(Hides::PaysOldInstalments(Why::new("relief_for_old_instalments", says)));
    }
    let follows = signs.follows_days.unwrap_or(FOLLOWS_DAYS);
    for payment in &signs.old_payments {
        let on = payment.on;
        let fact = FactId::new("old_payment", on);
        let drawn = drawn_before(events, on, follows);
        match (payment.from, drawn) {
            (FundsFrom::Relief, _) => {
                let says = format!("{} on {on} on the old debt came from the relief loan", money(payment.amount));
                let why = Why::new("relief_paid_old_instalments", says).with(fact);
                read.found.push(Hides::PaysOldInstalments(why));
            }
            (FundsFrom::Unknown, Some((no, days))) => {
                let says = format!(
                    "{} on {on} on the old debt came {days} days after tranche {no} was drawn, and from what is not known",
                    money(payment.amount)
                );
                let why = Why::new("old_payment_follows_draw", says).with(fact);
                read.found.push(Hides::MayPayOldInstalments(why));
            }
            _ => {}
        }
    }
    match (signs.debt_service, signs.surplus) {
        (Some((before, with)), Some((had, expected))) => {
            if with > before && expected <= had {
                let says = format!(
                    "debt service rises from {} to {} a month, and the surplus does not: {} before, {} expected",
                    money(before),
                    money(with),
                    money(had),
                    money(expected)
                );
                read.found.push(Hides::BurdenRises(Why::new("burden_rises", says)));
            }
        }
        (service, surplus) => {
            let ask = |known: bool, what: &str| (!known).then(|| what.to_owned());
            read.missing.extend(ask(service.is_some(), "debt service a month before and with the relief loan"));
            read.missing.extend(ask(surplus.is_some(), "the surplus a month, verified, and expected with it"));
        }
    }
    match &signs.earlier_relief {
        None => read.missing.push("whether relief was given before, and when".to_owned()),
        Some(days) => {
            let begins = Cycle::try_new(1, CycleUnit::Month)
                .and_then(|month| month.after(as_of, -REPEATED_WITHIN_MONTHS, MonthEnd::SameDay));
            let again = days.iter().filter(|day| **day <= as_of && begins.is_none_or(|begins| **day > begins)).max();
            if let Some(day) = again {
                let says = format!("relief was given on {day}, within the last {REPEATED_WITHIN_MONTHS} months");
                read.found.push(Hides::Repeated(Why::new("relief_repeated", says)));
            }
        }
    }
    read
}

/// The last draw before a day within so many days, with the days between.
fn drawn_before(events: &[ReliefEvent], on: BusinessDate, within: u16) -> Option<(u32, i32)> {
    let draws = events.iter().filter_map(|event| match event {
        ReliefEvent::TrancheDrawn { no, on: drawn, .. } => Some((*no, on.days_since(*drawn))),
        _ => None,
    });
    draws.filter(|(_, days)| (0..=i32::from(within)).contains(days)).min_by_key(|(_, days)| *days)
}
