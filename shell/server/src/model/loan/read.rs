//! Asset classes and penalty interest, where the strategy names a scheme or a convention.

use crate::pages::loan::{Read, ReadLine};
use crate::say;
use makegood_book::class::{Class, shipped};
use makegood_book::penalty::{Shelf, Treatment};
use makegood_book::{LoanFacts, readings};
use makegood_strategy::Strategy;
use makegood_units::{BusinessDate, Money};

const CLASSES: [&str; 2] = ["Class", "Days"];

/// The classes the loan has been in, the latest first.
pub(super) fn classes(facts: &LoanFacts, strategy: &Strategy, as_of: BusinessDate) -> Option<Read> {
    let name = strategy.classes.as_deref()?;
    let history = shipped(name)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        .and_then(|scheme| {
            let history = readings::classes(facts, &scheme, &strategy.book, as_of).map_err(|error| error.to_string());
            history.map(|history| (scheme, history))
        });
    let (scheme, history) = match history {
        Ok(read) => read,
        Err(refused) => return Some(Read { refused, ..Read::of("Asset class", CLASSES, name) }),
    };
    let lines = history.entries.iter().rev().map(|stay| {
        let label = match &stay.class {
            Class::Known(class) => class.clone(),
            Class::Unknown { between, missing } => {
                format!("not known: {}; missing {}", between.join(" or "), missing.join(", "))
            }
        };
        let left = stay.left_on.map(|day| format!(" to {}", say::day_text(&day.plus_days(-1)))).unwrap_or_default();
        ReadLine {
            label,
            figure: format!("from {}{left}", say::day_text(&stay.entered_on)),
            says: format!("{} {}, {}", stay.why.says, stay.why.code, stay.citation),
        }
    });
    let next = history.next_change_on.map(|day| format!("It changes by itself on {}.", say::day_text(&day)));
    Some(Read {
        about: format!("{}; {}, reviewed by {}", scheme.says, scheme.status.word(), scheme.reviewed_by),
        lines: lines.collect(),
        note: next.unwrap_or_default(),
        ..Read::of("Asset class", CLASSES, name)
    })
}

/// Penalty interest and late fees up to and with the day: the sums, then every line.
pub(super) fn penalty(facts: &LoanFacts, strategy: &Strategy, as_of: BusinessDate) -> Option<Read> {
    let name = strategy.penalty.as_deref()?;
    let blank = Read::of("Penalty interest and late fees", ["Days", "Amount"], name);
    let accrual = Shelf::shipped().map_err(|error| error.to_string()).and_then(|shelf| {
        let contract = readings::contract_of(facts);
        readings::penalty(facts, name, &contract, &shelf, &strategy.book, as_of).map_err(|error| error.to_string())
    });
    let accrual = match accrual {
        Ok(accrual) => accrual,
        Err(refused) => return Some(Read { refused, ..blank }),
    };
    let money = |amount| Money::new(amount, facts.loan.currency).to_string();
    let sums = Treatment::ALL.into_iter().map(|treatment| (treatment, accrual.posted(treatment)));
    let sums = sums.filter(|(treatment, sum)| *treatment == Treatment::Charged || !sum.is_zero());
    let sums: Vec<String> = sums.map(|(treatment, sum)| format!("{} {}", treatment.word(), money(sum))).collect();
    let lines = accrual.lines.iter().map(|line| ReadLine {
        label: format!("{} to {}", say::day_text(&line.from), say::day_text(&line.to.plus_days(-1))),
        figure: money(line.posted),
        says: line.says.clone(),
    });
    Some(Read {
        about: sums.join(", "),
        lines: lines.collect(),
        note: "Worked out for this page. It is owed once it is charged to the loan.".to_owned(),
        ..blank
    })
}
