//! What an outcome changed: the case before beside the case after.

use super::{Open, promise, step};
use crate::model::words;
use crate::pages::case::Change;
use crate::say;

pub(super) fn between(before: &Open, after: &Open) -> Vec<Change> {
    let both = |what: &str, of: &dyn Fn(&Open) -> String| Change {
        what: what.to_owned(),
        before: of(before),
        after: of(after),
    };
    let mut changes = vec![
        both("Last entry", &last_entry),
        both("Next step", &step::in_words),
        both("Situation", &situation),
        both("Promise", &latest_promise),
        both("Holds", &holds),
        both("Next question", &question),
        both("Numbers and addresses in use", &points),
    ];
    for verdict in &after.view.channels {
        let channel = verdict.action().channel;
        changes.push(both(words::channel(channel), &|open| door(open, channel)));
    }
    changes.retain(|change| change.before != change.after);
    changes
}

fn none_or(words: Vec<String>) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

fn last_entry(open: &Open) -> String {
    let contacts = open.view.happened.iter().rev();
    let last = contacts.into_iter().find(|one| {
        matches!(
            one.event,
            makegood_case::CaseEvent::ContactRecorded(_)
                | makegood_case::CaseEvent::CaseReviewed(_)
                | makegood_case::CaseEvent::OnAttention(_)
                | makegood_case::CaseEvent::HappeningRecorded(_)
                | makegood_case::CaseEvent::HappeningEnded(_)
                | makegood_case::CaseEvent::FactStated(_)
        )
    });
    last.map_or_else(
        || "none".to_owned(),
        |one| format!("{}, {}", say::day_text(&one.effective_on), words::recorded(one, &open.local)),
    )
}

fn situation(open: &Open) -> String {
    let mark = words::situation(open.view.day.finding.situation);
    mark.code.map_or(mark.name.clone(), |code| format!("{code} {}", mark.name))
}

fn latest_promise(open: &Open) -> String {
    let latest = open.view.latest_promise();
    latest.map_or_else(
        || "none".to_owned(),
        |one| {
            let beyond = one
                .promise
                .beyond_surplus
                .map(|over| format!("; {} more than their verified file leaves by then", open.money(over)));
            let parts = promise::in_words(open, &one.promise.parts());
            format!("{parts}, {}{}", promise::status(one.state).word(), beyond.unwrap_or_default())
        },
    )
}

fn holds(open: &Open) -> String {
    let line = |hold: &makegood_case::Hold| {
        let until = hold.until.map_or_else(|| "until lifted".to_owned(), |on| format!("until {}", say::day_text(&on)));
        format!("{} {until}", words::hold(hold.kind).to_lowercase())
    };
    none_or(open.view.day.holds.iter().map(|held| line(&held.what)).collect())
}

fn question(open: &Open) -> String {
    open.view.day.finding.next_question.as_ref().map_or_else(|| "none".to_owned(), |next| next.ask.clone())
}

fn points(open: &Open) -> String {
    none_or(step::in_use(open).map(|point| point.value.clone()).collect())
}

fn door(open: &Open, channel: makegood_case::Channel) -> String {
    let Some(verdict) = open.view.channels.iter().find(|one| one.action().channel == channel) else {
        return "not known".to_owned();
    };
    let rule = verdict.hits().first().map(|hit| format!(" ({})", hit.rule)).unwrap_or_default();
    match (verdict.is_cleared(), verdict.opens_at()) {
        (true, _) => "open".to_owned(),
        (false, Some(at)) => format!("closed until {}{rule}", open.local.moment(at, open.view.as_of)),
        (false, None) => format!("closed{rule}"),
    }
}
