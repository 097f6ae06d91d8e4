//! What `makegood attention` prints.

use super::AttentionArgs;
use crate::End;
use anyhow::{Result, bail};
use makegood_case::{Demand, OfficerReport};
use makegood_day_close::{MorningList, unread};
use makegood_desk::{CaseAttention, Desk};
use makegood_units::PartyId;
use makegood_views::{
    AttentionRow, Reach, attention_waiting, cash_flows, coverage, last_two_closes, morning_count, newly_over_30,
    reports_drafted,
};
use serde_json::{Value, json};

/// The figures of the morning.
pub(super) fn morning(desk: &Desk, args: &AttentionArgs) -> Result<End> {
    let book = desk.book();
    let Some((as_of, before)) = last_two_closes(book)? else {
        bail!("no day is closed yet; close one with: makegood close DATE")
    };
    let Some(covered) = coverage(book, args.from, args.to, &Reach::whole())? else { bail!("no day is closed yet") };
    let over_30 =
        before.map(|before| newly_over_30(book, before, as_of, &Reach::whole())).transpose()?.unwrap_or_default();
    let (waiting, drafted) = (attention_waiting(book, &Reach::whole())?, reports_drafted(book)?);
    let mut lists = Vec::new();
    for list in MorningList::ALL {
        lists.push((list.word(), morning_count(book, list, &Reach::whole())?));
    }
    if args.json {
        let cash: Vec<Value> = cash_flows(book, &Reach::whole())?
            .iter()
            .map(|(currency, flow)| {
                json!({ "currency": currency, "received": flow.received, "fell_due": flow.fell_due,
                        "to_arrears": flow.to_arrears })
            })
            .collect();
        let lists: Vec<Value> = lists.iter().map(|(list, count)| json!({ "list": list, "count": count })).collect();
        println!(
            "{:#}",
            json!({ "as_of": as_of, "since": before, "cash_minor": cash, "newly_over_30": over_30.len(),
                    "lists": lists, "waiting": waiting, "drafted": drafted, "coverage": covered })
        );
        return Ok(End::Done);
    }
    println!("As of {as_of}.\n");
    println!("{:<34} {:>6}", "loans newly over 30 days", over_30.len());
    println!("{:<34} {:>6}", "waiting for a leader", waiting.len());
    println!("{:<34} {:>6}", "reports drafted, not handed in", drafted.len());
    for (list, count) in &lists {
        println!("{list:<34} {count:>6}");
    }
    println!(
        "\nAttention coverage, due {} to {}: {} of {} looked at in time ({} settled before their day, left out).",
        covered.from, covered.to, covered.in_time, covered.due, covered.settled_before
    );
    for one in &covered.by_leader {
        let leader = if one.leader.is_empty() { "no leader" } else { &one.leader };
        println!("  {:<20} {:<20} {} of {}", one.branch, leader, one.in_time, one.due);
    }
    if !waiting.is_empty() {
        println!("\n{:<14} {:<12} {:<12} {:<12} late", "case", "what", "since", "by");
    }
    for row in &waiting {
        println!("{}", line(row));
    }
    Ok(End::Done)
}

fn line(row: &AttentionRow) -> String {
    let what = match row.what {
        Demand::Report => "report",
        Demand::HandedOver => "handed over",
    };
    let day = |day: Option<makegood_units::BusinessDate>| day.map_or_else(String::new, |day| day.to_string());
    let since = day(row.handed_on.or(Some(row.drafted_on)));
    let late = if row.breach.is_some() { "breach" } else { "" };
    format!("{:<14} {what:<12} {since:<12} {:<12} {late}", row.party, day(row.due_on)).trim_end().to_owned()
}

/// One case with its leader.
pub(super) fn case(desk: &Desk, party: &PartyId, as_json: bool) -> Result<End> {
    let known = desk.attention(party)?;
    if as_json {
        println!("{:#}", as_value(party, &known));
        return Ok(End::Done);
    }
    println!("{party}, as of {}", known.as_of);
    if let Some((due, draft)) = &known.draft {
        println!("\nA report is due since {}, drafted:", due.since);
        report(draft);
    }
    if let Some((seq, on, handed, word)) = &known.report {
        let how = if handed.as_drafted { "went as drafted" } else { "handed in" };
        println!("\nReport {seq} {how} on {on}, from {}:", handed.by);
        report(&handed.report);
        match word {
            Some(word) => println!("  acknowledged by {}: {}. {}", word.by, word.decision, word.note),
            None => println!("  waits for a leader"),
        }
    }
    println!("\nMeasures:");
    for one in &known.measures {
        let by = one.by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
        let minutes = one.cost.map(|cost| match cost.minutes {
            Some(minutes) => format!(", about {minutes} min"),
            None => ", cost not known".to_owned(),
        });
        println!("  {} {}: {}{by}, {}{}", one.seq, one.on, one.what, one.outcome, minutes.unwrap_or_default());
    }
    for review in &known.open {
        let left = unread(review, &known.measures).count();
        println!("Review by {} open since {}: {left} left to read", review.by, review.on);
    }
    if let Some((on, closed)) = &known.reviewed {
        println!("Reviewed on {on} by {}: {}; again on {}", closed.by, closed.decision, closed.next_on);
    }
    for one in &known.day.shortcomings {
        println!("Shortcoming: {}: {}", one.kind.title(), one.why.says);
    }
    Ok(End::Done)
}

fn report(report: &OfficerReport) {
    println!("  {} {}.", report.because, report.owed);
    for one in &report.tried {
        println!("  {} {} by {}{}", one.on, one.what, one.by, quoted(&one.said));
    }
    for line in report.promises.iter().chain(&report.law) {
        println!("  {line}");
    }
    println!("  {}", report.finding);
    println!("  said: {}\n  proposes: {}", report.account, report.proposes);
}

fn quoted(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(": \"{said}\"") }
}

fn as_value(party: &PartyId, known: &CaseAttention) -> Value {
    let measures: Vec<Value> = known
        .measures
        .iter()
        .map(|one| {
            json!({ "event": one.seq, "on": one.on, "by": one.by, "kind": one.kind, "what": one.what,
                    "outcome": one.outcome, "note": one.note, "minutes": one.cost.and_then(|cost| cost.minutes),
                    "cost_minor": one.cost.and_then(|cost| cost.whole) })
        })
        .collect();
    let open: Vec<Value> = known
        .open
        .iter()
        .map(|review| json!({ "event": review.seq, "by": review.by, "on": review.on, "read": review.read }))
        .collect();
    json!({
        "party": party, "as_of": known.as_of,
        "due": known.draft.as_ref().map(|(due, _)| due), "draft": known.draft.as_ref().map(|(_, draft)| draft),
        "report": known.report.as_ref().map(|(seq, on, report, word)| {
            json!({ "event": seq, "on": on, "handed_in": report, "acknowledged": word })
        }),
        "measures": measures, "open_reviews": open,
        "reviewed": known.reviewed.as_ref().map(|(on, closed)| json!({ "on": on, "review": closed })),
        "shortcomings": known.day.shortcomings,
    })
}
