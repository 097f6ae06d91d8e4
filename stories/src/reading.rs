//! What the calculators say of the loan: penalty interest and asset classes.

use makegood_book::class::{Class, shipped};
use makegood_book::penalty::{Shelf, Treatment};
use makegood_book::{BookRules, LoanFacts, readings};
use makegood_units::{BusinessDate, Money, Rate};

/// Penalty interest up to a day: the sums, then every line in its own sentence.
pub(crate) fn penalty(
    facts: &LoanFacts,
    convention: &str,
    rates: Option<(Rate, Option<Rate>)>,
    rules: &BookRules,
    until: BusinessDate,
) -> Result<String, String> {
    let shelf = Shelf::shipped().map_err(|error| error.to_string())?;
    let mut contract = readings::contract_of(facts);
    if let Some((rate, overdue)) = rates {
        (contract.rate, contract.penalty_rate) = (Some(rate), overdue);
    }
    let accrual = readings::penalty(facts, convention, &contract, &shelf, rules, until);
    let accrual = match accrual {
        Ok(accrual) => accrual,
        Err(refused) => return Ok(format!("refused: {refused}")),
    };
    let sums = Treatment::ALL.into_iter().map(|treatment| (treatment, accrual.posted(treatment)));
    let sums: Vec<String> = sums
        .filter(|(treatment, sum)| *treatment == Treatment::Charged || !sum.is_zero())
        .map(|(treatment, sum)| format!("{} {}", treatment.word(), Money::new(sum, facts.loan.currency).number(",")))
        .collect();
    let lines: Vec<&str> = accrual.lines.iter().map(|line| line.says.as_str()).collect();
    Ok(format!("{}. {}", sums.join(", "), lines.join("; ")).trim_end().to_owned())
}

/// Every class the loan has been in, with its first day and the rule that led there.
pub(crate) fn classes(
    facts: &LoanFacts,
    scheme: &str,
    rules: &BookRules,
    until: BusinessDate,
) -> Result<String, String> {
    let scheme =
        shipped(scheme).map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    let history = readings::classes(facts, &scheme, rules, until).map_err(|error| error.to_string())?;
    let stays = history.entries.iter().map(|stay| {
        let class = match &stay.class {
            Class::Known(name) => name.clone(),
            Class::Unknown { between, missing } => {
                format!("unknown ({}; missing {})", between.join(" or "), missing.join(", "))
            }
        };
        format!("{class} from {} ({})", stay.entered_on, stay.why.code)
    });
    let next = history.next_change_on.map_or(String::new(), |day| format!("; changes by itself on {day}"));
    Ok(format!("{}{next}", stays.collect::<Vec<_>>().join("; ")))
}
