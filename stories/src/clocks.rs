//! The clocks of the claims, as a story shows them.

use makegood_day_close::{CaseClock, CaseInput, ClockStand, Rules, case_clocks};
use makegood_units::BusinessDate;

/// Every clock that something set off: where it stands, its alarm, its latest step.
pub(crate) fn told(case: &CaseInput, on: BusinessDate, rules: Rules<'_>) -> Result<String, String> {
    let clocks = case_clocks(case, on, rules).map_err(|error| error.to_string())?;
    let told: Vec<String> = clocks.iter().filter(|clock| clock.state != ClockStand::NotSetOff).map(line).collect();
    Ok(if told.is_empty() { "no clock".to_owned() } else { told.join("; ") })
}

fn line(clock: &CaseClock) -> String {
    let word = if clock.state.is_over() { "ended" } else { "ends" };
    let until = clock.counted_end.map_or_else(String::new, |end| format!(", {word} {end}"));
    let alarm = clock.alarm.map_or_else(String::new, |days| format!(", alarm {days}"));
    let step = clock.steps.last().map_or_else(String::new, |step| format!(" ({})", step.says));
    let lacking: String = clock.lacking.iter().map(|lacking| format!(" [{}]", lacking.says)).collect();
    format!("{} against {}: {}{until}{alarm}{step}{lacking}", clock.rule, clock.role, clock.state.word())
}
