//! The last trial, and outcomes by means, as their pages show them.

use crate::drawing::Spread;
use crate::layout::Frame;
use crate::pages::trial::{ArmRow, CashLine, MethodLine, MethodsPage, ShareCell, TrialCard, TrialPage};
use crate::say;
use crate::trouble::{Trouble, capital};
use makegood_desk::Desk;
use makegood_strategy::methods::{Figure, MethodRow};
use makegood_strategy::trial::{ArmResults, TrialResults};
use makegood_units::{Measured, Money};

/// The page of the last trial.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn trial(desk: &Desk, frame: Frame) -> Result<TrialPage, Trouble> {
    let results = makegood_views::trial_results(desk.book())?;
    Ok(TrialPage { frame, trial: results.as_ref().map(card) })
}

fn card(results: &TrialResults) -> TrialCard {
    let TrialResults { trial, as_of, arms, incremental, late_before, cautions } = results;
    let until =
        trial.ends_on.as_ref().map_or_else(|| "without an end".to_owned(), |day| format!("to {}", say::day_text(day)));
    TrialCard {
        name: trial.name.clone(),
        about: format!("From {} {until}, one lot for each {}.", say::day_text(&trial.begins_on), trial.unit.word()),
        as_of: *as_of,
        late_before: count(*late_before),
        arms: arms.iter().map(arm).collect(),
        incremental: incremental
            .iter()
            .map(|one| (one.arm.clone(), one.currency.code().to_owned(), one.says()))
            .collect(),
        cautions: cautions.clone(),
    }
}

fn arm(one: &ArmResults) -> ArmRow {
    let against = [(30, one.against_30), (60, one.against_60)];
    let told = |(days, against): (i32, Option<makegood_strategy::trial::Against>)| {
        against.map(|against| format!("At {days} days: {}", against.says()))
    };
    let cash = one.cash.iter().map(|(currency, sums)| CashLine {
        paid: Money::new(sums.paid, *currency),
        arrears: Money::new(sums.arrears, *currency),
        cost: Money::new(sums.cost, *currency),
    });
    ArmRow {
        name: one.arm.name.clone(),
        share: percent(i64::from(one.arm.share_bp)),
        cases: count(one.cases),
        cured_30: cell(&format!("{} cured at 30 days", one.arm.name), one.cured_30, false),
        cured_60: cell(&format!("{} cured at 60 days", one.arm.name), one.cured_60, false),
        against: against.into_iter().filter_map(told).collect(),
        cash: cash.collect(),
        contacts: count(one.contacts),
        complaints: count(one.complaints),
        minutes: count(one.minutes),
    }
}

/// The page of outcomes by means.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(crate) fn methods(desk: &Desk, frame: Frame) -> Result<MethodsPage, Trouble> {
    let found = makegood_views::methods(desk.book())?.ok_or(Trouble::NeverClosed)?;
    Ok(MethodsPage { frame, as_of: found.as_of, since: found.since, rows: found.rows.iter().map(line).collect() })
}

fn line(row: &MethodRow) -> MethodLine {
    let means = capital(&row.means.words());
    let situation = row.situation.map_or("nothing late the day before", |one| one.words());
    let share = |heading: &'static str, figure: Figure| {
        (heading, cell(&format!("{means}, {situation}: {heading}"), figure.measured, figure.too_few))
    };
    let shares = vec![
        share("Spoke of attempts", row.conversations),
        share("Promised of spoke", row.promises),
        share("Kept of due", row.kept),
        share("Money in 14 days", row.paid),
    ];
    MethodLine { situation: situation.to_owned(), attempts: count(row.attempts), shares, means }
}

/// A share as a cell; of too few the counts alone.
fn cell(title: &str, of: Measured, too_few: bool) -> ShareCell {
    let counts = format!("{} of {}", of.numerator, of.denominator);
    match (of.share_bp, of.low_bp.zip(of.high_bp)) {
        (Some(_), Some((low, high))) if !too_few => {
            // From the counts: a share rounded twice may say something else.
            let counted = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
            let says = format!("{} ({counts})", say::share(counted(of.numerator), counted(of.denominator)));
            let within = format!("{} to {}", percent(low), percent(high));
            let spread = Spread::new(title, &format!("{says}, between {within}"), of);
            ShareCell { says, within, spread }
        }
        (Some(_), _) => ShareCell { says: counts, within: "too few".to_owned(), spread: None },
        _ => ShareCell { says: "–".to_owned(), within: String::new(), spread: None },
    }
}

fn percent(basis_points: i64) -> String {
    say::share(basis_points, 10_000)
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
