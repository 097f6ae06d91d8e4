//! `makegood explain`

use crate::End;
use crate::args::{ExplainArgs, Place};
use crate::explain_promise;
use crate::gate;
use crate::gate::say;
use anyhow::Result;
use makegood_book::{Component, Split};
use makegood_case::CaseEvent;
use makegood_day_close::{CaseDay, Considered, LoanDay};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_diagnosis::{Finding, Need};
use makegood_units::{Amount, BusinessDate, Currency, Money, PartyId};
use makegood_views::{CaseView, Debt, case_view};
use serde_json::json;

pub fn run(place: &Place, args: &ExplainArgs) -> Result<End> {
    // The question is why the case stands where the last closed day put it.
    let desk = place.open_as(true)?;
    let unknown = || DeskError::Refused(Refusal::UnknownCase(args.case.clone()));
    let party = gate::case(&desk, &args.case)?;
    let view = case_view(desk.book(), &party, desk.clock().now())?.ok_or_else(unknown)?;
    if let Some(day) = args.on {
        return on_day(&desk, &view, day, args.json);
    }
    if args.json {
        println!("{:#}", json!({ "party": party, "name": view.name, "case": view.day, "promise_offer": view.offer }));
    } else {
        say(&party, &view);
    }
    Ok(End::Done)
}

/// Why was this person called on that day? What was done, by whom, and the
/// judgement kept with it, unchanged.
fn on_day(desk: &Desk, view: &CaseView, day: BusinessDate, as_json: bool) -> Result<End> {
    let done: Vec<_> = view.happened.iter().filter(|one| one.effective_on == day).collect();
    for one in &done {
        let judged = match &one.event {
            CaseEvent::ContactRecorded(contact) => contact.judged.as_ref().map(|_| desk.judgement_of(one.seq)),
            _ => None,
        };
        let judged = judged.transpose()?;
        if as_json {
            let (seq, by) = (one.seq, &one.actor);
            // What is restricted is opened with `makegood file`, which keeps who did.
            let is_restricted = matches!(&one.event, CaseEvent::FileFactLearned(fact) if fact.restricted);
            let what = if is_restricted { json!(in_words(&one.event)) } else { json!(one.event) };
            println!("{}", json!({ "event": seq, "by": by, "what": what, "judgement": judged }));
            continue;
        }
        println!("Event {}, by {}: {}", one.seq, one.actor, in_words(&one.event));
        match (judged, &one.event) {
            (Some(judged), _) => say::judgement(None, &judged),
            (None, CaseEvent::ContactRecorded(contact)) => {
                println!("  the law: {}; the whole judgement was not kept", contact.clearance);
            }
            _ => {}
        }
    }
    if done.is_empty() && !as_json {
        println!("Nothing was recorded in this case on {day}.");
    }
    Ok(End::Done)
}

fn in_words(event: &CaseEvent) -> String {
    match event {
        CaseEvent::ContactRecorded(contact) => {
            format!("{} at {}: {}. {}", contact.channel, contact.at, contact.outcome, contact.note)
        }
        CaseEvent::PromiseMade(promise) => {
            let days: Vec<String> = promise.parts().iter().map(|part| part.due_on.to_string()).collect();
            format!("a promise for {}. {}", days.join(" and "), promise.said)
        }
        CaseEvent::HoldPlaced(hold) => format!("a hold: {}", hold.reason),
        CaseEvent::HoldLifted(lifted) => format!("a hold lifted: {}", lifted.reason),
        CaseEvent::ContactPointClosed(closed) => format!("{} closed: {}", closed.contact_point, closed.reason),
        CaseEvent::EvidenceNoted(noted) => format!("evidence {} noted, {}", noted.evidence, noted.source),
        CaseEvent::CaseReviewed(review) => format!("read by {}: {}", review.by, review.note),
        CaseEvent::HappeningRecorded(one) => one.what.replace('_', " "),
        CaseEvent::HappeningEnded(one) => format!("{} ended", one.what.replace('_', " ")),
        CaseEvent::FactStated(stated) => format!("{} = {}", stated.name, stated.value),
        CaseEvent::FileFactLearned(fact) if fact.restricted => "a restricted fact for the file".to_owned(),
        CaseEvent::FileFactLearned(fact) => format!("for the file: {}", fact.entry.key().replace('_', " ")),
        CaseEvent::RestrictedFactsOpened(one) => format!("restricted facts opened by {}: {}", one.by, one.reason),
        CaseEvent::StepDone(done) => format!("{} done: {}", done.step, done.note),
        CaseEvent::StepApproved(one) => format!("{} agreed to by {}: {}", one.step, one.by, one.note),
        CaseEvent::StepDeclined(one) => format!("{} not agreed to by {}: {}", one.step, one.by, one.reason),
        CaseEvent::PlanMade(made) => format!("a plan by {}: {}", made.due_on, made.method),
        CaseEvent::WorkoutRecorded(event) => event.words(),
        CaseEvent::LadderSkipped(one) => format!("went on to {}: {}", one.to, one.reason),
        CaseEvent::RecourseFactLearned(one) => format!("{} learnt by {}", one.called(), one.by),
        CaseEvent::RecourseFactWithdrawn(one) => format!("{} withdrawn by {}: {}", one.called(), one.by, one.reason),
        CaseEvent::OnAttention(one) => one.to_string(),
        CaseEvent::OnFinding(one) => format!("{one} by {}: {}", one.by(), one.note()),
        CaseEvent::VisitPrepared(one) => format!("a visit prepared: {}", one.purpose),
        CaseEvent::VisitBegun(one) => format!("a visit begun by {}", one.by),
        CaseEvent::VisitFound(one) => format!("found on the visit: {}", one.findings),
        CaseEvent::Assigned(one) => match &one.officer {
            Some(officer) => format!("given to {officer} by {}", one.by),
            None => format!("given to nobody in particular by {}", one.by),
        },
        CaseEvent::Snoozed(one) => format!("put off until {} by {}: {}", one.until, one.by, one.reason),
        CaseEvent::NoteWritten(one) => format!("a note by {}: {}", one.by, one.note),
        CaseEvent::NoteRetracted(one) => format!("note {} taken back by {}", one.note, one.by),
        CaseEvent::OnWords(event) => event.words(),
        CaseEvent::OnTeam(event) => event.words(),
        CaseEvent::OnTalk(event) => event.words(),
    }
}

fn say(party: &PartyId, view: &CaseView) {
    let CaseDay { owed, as_of, .. } = &view.day;
    let money = |amount| Money::new(amount, owed.currency);
    let name = if view.name.is_empty() { String::new() } else { format!(", {}", view.name) };
    println!("{party}{name}, as of {as_of}");
    println!("\nWhat is owed");
    println!("  {} makes it current; {} days past due. {}", money(owed.arrears), owed.days_past_due, owed.why.says);
    for loan in &owed.loans {
        println!(
            "  loan {}: {} past due; {} outstanding [{}]",
            loan.loan,
            parts(&loan.position.arrears.owed, loan.currency),
            Money::new(loan.position.outstanding, loan.currency),
            facts(&loan.position.why.facts)
        );
        late_debts(view, loan);
    }
    println!();
    if let Some(lot) = &view.day.trial {
        println!("{}\n", lot.says());
    }
    finding(&view.day.finding);
    plan(&view.day);
    explain_promise::promises(view);
    steps(&view.day);
    would_move(&view.day);
}

/// What is believed about why, with its evidence, its gaps and the next question.
pub fn finding(finding: &Finding) {
    println!("Why, as far as known: {} ({})", finding.situation.words(), finding.situation.code());
    println!("  {}", finding.why.says);
    let percent = |bp: i32| format!("{} %", (bp + 50) / 100);
    let axes = &finding.axes;
    println!(
        "  able this month {}, able in the long run {}, willing {}",
        percent(axes.able_now_bp),
        percent(axes.able_durably_bp),
        percent(axes.willing_bp)
    );
    for weighed in finding.evidence_for.iter().chain(&finding.evidence_against) {
        println!("  {} {} [{}]", weighed.item.evidence, weighed.item.says, facts(&weighed.item.facts));
    }
    finding.missing.iter().for_each(|missing| println!("  missing: {}", missing.says));
    if let Some(question) = &finding.next_question {
        println!("  ask next: {}", question.ask);
    }
    for need in &finding.needs {
        let says = match need {
            Need::SecondReviewer => "a second person reads the evidence of intent before anybody acts on it",
            Need::LeaderSignOff => "the leader signs off before anybody acts on it",
            Need::SecondPerson => "a second person agrees",
        };
        println!("  first: {says}");
    }
}

/// The plan the case follows, and what is wrong with it.
fn plan(day: &CaseDay) {
    if let Some(plan) = &day.plan {
        let owner =
            plan.owner.as_ref().map_or("the ladder's own".to_owned(), |owner| format!("{owner} answers for it"));
        println!("\nPlan, {owner}, by {}", plan.due_on);
        println!("  {}", plan.method);
        println!("  {}", plan.required_result);
    }
    day.defects.iter().for_each(|defect| println!("  shortcoming: {}", defect.says));
}

/// Fee, interest and principal always; costs and penalties where there are any.
fn parts(split: &Split, currency: Currency) -> String {
    let usual = |part: &Component| matches!(part, Component::Fee | Component::Interest | Component::Principal);
    let shown = Component::ALL.into_iter().filter(|part| usual(part) || !split.part(*part).is_zero());
    let words = shown.map(|part| format!("{} {}", Money::new(split.part(part), currency), part.word()));
    words.collect::<Vec<_>>().join(", ")
}

/// What is past due beside instalments: charges, and money the bank took back.
fn late_debts(view: &CaseView, loan: &LoanDay) {
    let Some(story) = view.loans.iter().find(|story| story.input.loan.id == loan.loan) else { return };
    for row in story.history.instalments.iter().filter(|row| row.no == 0 && row.late_on(view.as_of)) {
        let debt = Debt::of(row, &story.history.events).words();
        let unpaid = row.unpaid().unwrap_or(Amount::LIMIT);
        println!("    {debt}, due {}: {}", row.due_on, Money::new(unpaid, loan.currency));
    }
}

fn steps(day: &CaseDay) {
    println!("\nWhat may be done");
    if day.considered.is_empty() {
        println!("  nothing is open today");
    }
    for (place, step) in day.considered.iter().enumerate() {
        let Considered { proposal, gate, .. } = step;
        let mark = if day.recommended == Some(place) { "→" } else { " " };
        let opens = gate.opens_at.map(|at| format!(" at {at}")).unwrap_or_default();
        println!(
            "{mark} {} ({}): {}{opens}. {}",
            proposal.rung,
            proposal.action.word(),
            gate.verdict,
            proposal.why.says
        );
        for hit in &gate.hits {
            println!(
                "    {} {} — {}, {}; reviewed by {}",
                hit.rule, hit.says, hit.citation, hit.status, hit.reviewed_by
            );
        }
    }
}

fn would_move(day: &CaseDay) {
    println!("\nWhat would move it");
    println!("  paying {} makes it current", Money::new(day.owed.arrears, day.owed.currency));
    for change in &day.finding.what_would_change_it {
        println!("  {} {} → {}", change.evidence, change.says, change.becomes.words());
    }
    for passed in &day.passed_over {
        let opens = passed.opens_on.map(|on| format!(" (opens {on})")).unwrap_or_default();
        println!("  {}: {}{opens}", passed.rung, passed.why.says);
    }
}

fn facts(facts: &[makegood_units::FactId]) -> String {
    facts.iter().map(|fact| fact.as_str()).collect::<Vec<_>>().join(" ")
}
