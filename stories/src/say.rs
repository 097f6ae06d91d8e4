//! What the product says of a case, put in columns and sentences.

use jiff::tz::TimeZone;
use makegood_book::{Component, InstalmentState, LoanFacts, Split, Standing, history, position};
use makegood_case::{CaseEvent, Channel, HoldKind, PromiseOutcome, PromiseState, Recorded};
use makegood_compliance::Verdict;
use makegood_day_close::{CaseDay, CaseInput, Considered, RELIEF_CHECK_DUE, RETEST_DUE};
use makegood_strategy::Strategy;
use makegood_units::{Amount, BusinessDate, Currency, Instant, Money};
use makegood_views::Policy;

/// The columns of a day, and why.
pub(crate) fn stands(day: &CaseDay, strategy: &Strategy, zone: &TimeZone) -> ([String; 6], String) {
    let owed = &day.owed;
    let late = !owed.arrears.is_zero();
    let recommended = day.recommended.and_then(|place| day.considered.get(place));
    let next = recommended.map_or("-".to_owned(), |step| step.proposal.rung.clone());
    let case = if late { day.finding.situation.code() } else { "-" };
    let columns = [
        owed.days_past_due.to_string(),
        Money::new(owed.arrears, owed.currency).number(","),
        strategy.buckets.name(owed.bucket),
        case.to_owned(),
        state(day),
        next,
    ];
    let void = day.defects.iter().find(|defect| defect.code == "plan_void");
    let shortcoming = void.map(|defect| format!(" {}", defect.says)).unwrap_or_default();
    let why = match recommended {
        _ if !late => owed.why.says.clone(),
        Some(step) => after_the_columns(day, &step.proposal.why.says),
        None => why_nothing(day, zone),
    };
    (columns, format!("{why}{shortcoming}{}", woken(day)))
}

/// What a decision about the way out makes somebody's work that day.
fn woken(day: &CaseDay) -> String {
    let codes = [RETEST_DUE, RELIEF_CHECK_DUE];
    let work = day.considered.iter().filter(|step| codes.contains(&step.proposal.why.code.as_str()));
    work.map(|step| format!(" For the house: {}", step.proposal.why.says)).collect()
}

/// Days and amount stand in the columns already; the rest of the sentence stays.
fn after_the_columns(day: &CaseDay, says: &str) -> String {
    let owing =
        format!("{} days past due with {}", day.owed.days_past_due, Money::new(day.owed.arrears, day.owed.currency));
    let rest = says.strip_prefix(&owing).unwrap_or(says);
    rest.trim_start_matches([',', ';', '.', ' ']).to_owned()
}

/// Why nothing is to be done: the gate's word on the most worthwhile open step, or
/// the ladder's on the step that opens first.
fn why_nothing(day: &CaseDay, zone: &TimeZone) -> String {
    let worth = |step: &&Considered| (step.proposal.is_owed, step.proposal.value);
    let barred = day.considered.iter().filter(|step| !matches!(step.gate.verdict.as_str(), "cleared" | "in_house"));
    if let Some(step) = barred.max_by_key(worth) {
        let verdict = step.gate.verdict.replace('_', " ");
        let opens = step.gate.opens_at.filter(|_| step.gate.verdict == "deferred");
        let opens = opens.map(|at| format!("; opens {}", moment(at, zone))).unwrap_or_default();
        return format!("{}, {verdict}: {}{opens}", step.proposal.rung, step.gate.says);
    }
    if !day.considered.is_empty() {
        return "nothing is worth more than leaving them alone".to_owned();
    }
    let waiting = day.passed_over.iter().filter(|step| step.opens_on.is_some());
    let first = waiting.min_by_key(|step| step.opens_on);
    let told = first.or(day.passed_over.iter().find(|step| step.why.code != "nothing_disputed"));
    told.map_or(String::new(), |step| match step.why.code.as_str() {
        "within_grace" | "promise_open" | "answer_owed_first" | "plan_owed_first" => step.why.says.clone(),
        _ => format!("{}: {}", step.rung, step.why.says),
    })
}

/// Holds in force and what became of the last promise of these arrears.
fn state(day: &CaseDay) -> String {
    let mut states: Vec<String> = day.holds.iter().map(|hold| hold_word(hold.what.kind).to_owned()).collect();
    states.dedup();
    if day.owed.loans.iter().all(|loan| loan.position.standing == Standing::Closed) {
        states.push("paid off".to_owned());
    }
    if day.owed.loans.iter().any(|loan| loan.position.paused_until.is_some()) {
        states.push("paused".to_owned());
    }
    if let Some(officer) = day.assigned.as_ref().and_then(|one| one.what.officer.as_ref()) {
        states.push(format!("with {officer}"));
    }
    if let Some(waits) = &day.snoozed {
        let until = waits.what.until.to_string();
        states.push(format!("waits until {}", until.get(5..).unwrap_or(&until)));
    }
    let of_these = |promise: &&PromiseOutcome| day.owed.since.is_none_or(|since| promise.promise.made_on > since);
    states.extend(day.promises.last().filter(of_these).map(promise));
    if states.is_empty() { "-".to_owned() } else { states.join(", ") }
}

fn promise(one: &PromiseOutcome) -> String {
    let next = one.parts.iter().find(|part| part.state.is_open()).map_or(one.promise.due_on, |part| part.due_on);
    let due_on = next.to_string();
    match one.state {
        PromiseState::Pending => format!("promised {}", due_on.get(5..).unwrap_or(&due_on)),
        PromiseState::Kept => "kept".to_owned(),
        PromiseState::PartlyKept => "partly kept".to_owned(),
        PromiseState::Broken => "broken".to_owned(),
        PromiseState::Replaced => "replaced".to_owned(),
    }
}

fn hold_word(kind: HoldKind) -> &'static str {
    match kind {
        HoldKind::Dispute => "disputed",
        HoldKind::Hardship => "hardship",
        HoldKind::CeaseRequest => "asked for silence",
        HoldKind::AttorneyRepresentation => "lawyer",
        HoldKind::Moratorium => "moratorium",
    }
}

fn moment(at: Instant, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a %Y-%m-%d %H:%M").to_string()
}

/// The gate's answer with its rules, and when it opens.
pub(crate) fn verdict<A>(verdict: &Verdict<A>, zone: &TimeZone) -> String {
    let hits: Vec<String> = verdict.hits().iter().map(|hit| format!("{}: {}", hit.rule, hit.says)).collect();
    let opens = match verdict {
        Verdict::DeferUntil { opens_at, .. } => format!("; opens {}", moment(*opens_at, zone)),
        _ => String::new(),
    };
    match verdict {
        Verdict::Cleared(_) => "yes".to_owned(),
        Verdict::Redirect { to, .. } => format!("ask the {to}   {}", hits.join("; ")),
        Verdict::Unknown { .. } => format!("unknown, so no   {}", hits.join("; ")),
        Verdict::NeedsDocument { documents, .. } => {
            format!("not without {}   {}", documents.join(" and ").replace('_', " "), hits.join("; "))
        }
        Verdict::NeedsApproval { offices, .. } => {
            format!("not without approval of {}   {}", offices.join(" and ").replace('_', " "), hits.join("; "))
        }
        Verdict::Warn { .. } => format!("only with a reason on record   {}", hits.join("; ")),
        _ => format!("no   {}{opens}", hits.join("; ")),
    }
}

/// What a payment met: the difference it made to each instalment.
pub(crate) fn met(before: &LoanFacts, after: &LoanFacts, on: BusinessDate, policy: &Policy) -> Result<String, String> {
    let states = |input: &LoanFacts| history(input, on, &policy.strategy.book).map_err(|error| error.to_string());
    let currency = after.loan.currency;
    let (before, after) = (states(before)?.instalments, states(after)?.instalments);
    let mut parts = Vec::new();
    for (was, is) in before.iter().zip(&after) {
        let difference = |component: Component| {
            let (now, before) = (is.met.part(component), was.met.part(component));
            (component.word(), now.less(before))
        };
        let differences = Component::ALL.map(difference);
        let said: Vec<String> = differences
            .iter()
            .filter(|(_, amount)| !amount.is_zero())
            .map(|(word, amount)| format!("{} {word}", number(*amount, currency)))
            .collect();
        if !said.is_empty() {
            let name = if is.no == 0 { format!("due {}", is.due_on) } else { format!("#{}", is.no) };
            parts.push(format!("{name}: {}", said.join(", ")));
        }
    }
    Ok(if parts.is_empty() { String::new() } else { format!("{}. ", parts.join("; ")) })
}

fn number(amount: Amount, currency: Currency) -> String {
    Money::new(amount, currency).number(",")
}

/// Attempts by telephone, visits, promises kept.
pub(crate) fn end(events: &[Recorded], day: &CaseDay) -> String {
    let by = |channel: Channel| {
        let is =
            |recorded: &&Recorded| matches!(&recorded.event, CaseEvent::ContactRecorded(one) if one.channel == channel);
        events.iter().filter(is).count()
    };
    let kept = day.promises.iter().filter(|one| one.state == PromiseState::Kept).count();
    let (calls, visits, given) = (by(Channel::Call), by(Channel::Visit), day.promises.len());
    format!("calls {calls}, visits {visits}, promises kept {kept} of {given}")
}

/// What was paid is what it met and what lies ahead; what fell due is what was met
/// and what is in arrears.
pub(crate) fn always(case: &CaseInput, on: BusinessDate, policy: &Policy) -> Result<String, String> {
    let told: Result<Vec<String>, String> = case.loans.iter().map(|input| one_loan(input, on, policy)).collect();
    Ok(told?.join("; "))
}

fn one_loan(input: &LoanFacts, on: BusinessDate, policy: &Policy) -> Result<String, String> {
    let (loan, rules) = (&input.loan, &policy.strategy.book);
    let told = history(input, on, rules).map_err(|error| error.to_string())?;
    let now = position(input, on, rules).map_err(|error| error.to_string())?;
    let (due, later): (Vec<&InstalmentState>, Vec<_>) = told.instalments.iter().partition(|row| row.due_on < on);
    let of = |component: Component| due.iter().map(|row| row.met.part(component)).sum::<Amount>();
    let all = |split: &Split| Component::ALL.map(|component| split.part(component)).into_iter().sum::<Amount>();
    let ahead = later.iter().map(|row| all(&row.met)).chain([told.over]).sum::<Amount>();
    let fell_due: Amount = due.iter().map(|row| all(&row.due)).sum();
    let met: Amount = Component::ALL.map(of).into_iter().sum();
    let say = |amount| number(amount, loan.currency);
    if [met, ahead].into_iter().sum::<Amount>() != now.paid {
        return Err(format!("paid {} is not met {} and ahead {}", say(now.paid), say(met), say(ahead)));
    }
    if [met, now.arrears.total()].into_iter().sum::<Amount>() != fell_due {
        return Err(format!("due {} is not met {} and arrears {}", say(fell_due), say(met), say(now.arrears.total())));
    }
    let shown = |component: &Component| {
        // Costs and penalties are named where there are any.
        !of(*component).is_zero() || !matches!(component, Component::Cost | Component::Penalty)
    };
    let parts = Component::ALL.into_iter().filter(shown).map(|part| format!("{} {}", part.word(), say(of(part))));
    let parts = format!("{} + ahead {}", parts.collect::<Vec<_>>().join(" + "), say(ahead));
    Ok(format!(
        "paid {} = {parts}; due {} = met {} + arrears {}",
        say(now.paid),
        say(fell_due),
        say(met),
        say(now.arrears.total())
    ))
}
