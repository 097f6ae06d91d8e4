//! What to do and how to reach them: the step, the channels, the routes.

use super::Open;
use crate::model::words::{self, kind};
use crate::pages::case::{Door, Reason, Route, Step};
use crate::say;
use crate::trouble::sentence;
use makegood_case::{Channel, ContactPoint, ContactPointKind};
use makegood_compliance::{PlannedContact, Verdict};
use makegood_day_close::{CLOCK_ENDS, Considered, Plan, RELIEF_CHECK_DUE, RETEST_DUE};
use makegood_strategy::{ASK_WHY, ActionKind};
use makegood_units::Why;
use makegood_views::ViewError;
use makegood_workout::RouteKind;

pub(super) fn step(open: &Open, plan: &Plan) -> Option<Step> {
    let at = open.view.day.recommended?;
    let step = open.view.day.considered.get(at)?;
    let proposal = &step.proposal;
    let mut reasons = vec![reason(&proposal.why)];
    reasons.extend(minutes_why(open, plan, at, step).as_ref().map(reason));
    reasons.push(reason(&open.view.day.finding.why));
    reasons.push(reason(&open.view.day.owed.why));
    Some(Step {
        kind: kind(proposal.channel),
        title: title(open, step),
        purpose: purpose(step),
        when: when(open, step),
        minutes: proposal.minutes,
        is_owed: step.proposal.is_owed,
        value_per_minute: open
            .money(makegood_views::per_minute(proposal.value, proposal.minutes).unwrap_or(proposal.value)),
        reasons,
    })
}

/// When it may be done: what the channel says at this moment, and for what is owed to
/// the borrower, which other rules bind, what the plan said.
fn when(open: &Open, step: &Considered) -> String {
    let Some(channel) = step.proposal.channel.filter(|channel| *channel != Channel::Letter) else {
        return "At any hour".to_owned();
    };
    let moment = |at| open.local.moment(at, open.view.as_of);
    let pressing = !matches!(step.proposal.action, ActionKind::AnswerDispute | ActionKind::PlanConversation);
    let now = open.view.channels.iter().find(|one| pressing && one.action().channel == channel);
    let until = open.view.open_until.get(&channel).map(|at| format!("Now, until {}", moment(*at)));
    match (now.map(|now| (now.is_cleared(), now.opens_at())), step.gate.opens_at) {
        (Some((true, _)), _) => until.unwrap_or_else(|| "Now".to_owned()),
        (Some((false, Some(at))), _) => format!("Closed at this moment; opens {}", moment(at)),
        (Some((false, None)), _) => "Closed at this moment".to_owned(),
        (None, Some(at)) => format!("From {}", moment(at)),
        (None, None) => "At any hour".to_owned(),
    }
}

fn reason(why: &Why) -> Reason {
    Reason {
        says: sentence(&why.says),
        code: why.code.clone(),
        facts: why.facts.iter().map(ToString::to_string).collect(),
    }
}

/// What the plan of the day said of the step's minutes.
fn minutes_why(open: &Open, plan: &Plan, at: usize, step: &Considered) -> Option<Why> {
    let party = &open.view.day.party;
    let mut chosen = plan.worklists.iter().flat_map(|list| &list.items);
    if let Some(item) = chosen.find(|item| item.party == *party && item.considered == at) {
        let says = item.why.says.strip_prefix(&step.proposal.why.says)?;
        return Some(Why::new(&item.why.code, says));
    }
    plan.left.iter().find(|left| left.party == *party && left.considered == at).map(|left| left.why.clone())
}

fn title(open: &Open, step: &Considered) -> String {
    if step.proposal.why.code == CLOCK_ENDS {
        return "Look after a claim whose time runs out".to_owned();
    }
    if [RETEST_DUE, RELIEF_CHECK_DUE].contains(&step.proposal.why.code.as_str()) {
        let is_retest = step.proposal.why.code == RETEST_DUE;
        return if is_retest { "Look afresh at the way out" } else { "See a check of the relief loan" }.to_owned();
    }
    let point = step.contact_point.as_ref().and_then(|id| open.view.contact_points.iter().find(|one| one.id == *id));
    let to = point.map(|point| match point.kind {
        ContactPointKind::Phone => format!(" on {}", point.value),
        ContactPointKind::Email => format!(" to {}", point.value),
        ContactPointKind::Address => format!(" at {}", point.value),
    });
    format!("{}{}", step.proposal.action.title(), to.unwrap_or_default())
}

fn purpose(step: &Considered) -> String {
    if step.proposal.rung == ASK_WHY {
        let then = step.proposal.asks.as_ref().map(|question| format!(" Then: “{}”", question.ask));
        return format!("{}{}", sentence(&step.proposal.why.says), then.unwrap_or_default());
    }
    if let Some(question) = &step.proposal.asks {
        return format!("Ask: “{}”", question.ask);
    }
    if step.proposal.why.code == CLOCK_ENDS {
        return "The clocks below say until when it can be enforced and what can still save it.".to_owned();
    }
    step.proposal.action.purpose().to_owned()
}

/// Why nothing is recommended, from the ladder's own reasons.
pub(super) fn no_step(open: &Open) -> String {
    let day = &open.view.day;
    if day.owed.arrears.is_zero() {
        return "Nothing is past due, so nothing is to be done.".to_owned();
    }
    let shut = |step: &&Considered| !matches!(step.gate.verdict.as_str(), "cleared" | "in_house");
    if let Some(step) = day.considered.iter().find(shut) {
        let opens = step.gate.opens_at.map(|at| format!(" It opens {}.", open.local.moment(at, open.view.as_of)));
        let says = sentence(&step.gate.says);
        return format!("{} is closed. {says}{}", step.proposal.action.title(), opens.unwrap_or_default());
    }
    let soonest = day.passed_over.iter().filter(|rung| rung.opens_on.is_some()).min_by_key(|rung| rung.opens_on);
    match soonest {
        Some(rung) => {
            let on = rung.opens_on.map(|on| say::day_text(&on)).unwrap_or_default();
            format!("{} is next, from {on}. {}", rung.action.title(), sentence(&rung.why.says))
        }
        None if day.considered.is_empty() => "The strategy has no step for this case today.".to_owned(),
        None => "No step is expected to bring more than it costs them and us: leave them alone today.".to_owned(),
    }
}

pub(super) fn doors(open: &Open) -> Vec<Door> {
    open.view.channels.iter().map(|verdict| door(open, verdict)).collect()
}

fn door(open: &Open, verdict: &Verdict<PlannedContact>) -> Door {
    let channel = verdict.action().channel;
    let until =
        open.view.open_until.get(&channel).map(|at| format!("until {}", open.local.moment(*at, open.view.as_of)));
    // What time alone does not open is the reason that counts.
    let hit = verdict.hits().iter().find(|hit| verdict.opens_at().is_none() && hit.opens_at.is_none());
    let hit = hit.or(verdict.hits().first());
    let says = match (verdict, hit) {
        (Verdict::Unknown { missing, .. }, _) if !missing.is_empty() => format!("not known: {}", missing.join(", ")),
        (_, Some(hit)) => hit.says.clone(),
        (Verdict::Refused { says, .. }, None) => says.clone(),
        _ => String::new(),
    };
    Door {
        kind: kind(Some(channel)),
        to: usable(open, channel).map_or_else(String::new, |point| point.value.clone()),
        open_until: verdict.is_cleared().then(|| until.unwrap_or_else(|| "at any hour".to_owned())),
        rule: hit.map(|hit| hit.rule.clone()).unwrap_or_default(),
        says: sentence(&says),
        opens: verdict.opens_at().filter(|_| !verdict.is_cleared()).map(|at| open.local.moment(at, open.view.as_of)),
    }
}

/// The first contact point in use for a channel, agreed ones before the others.
pub(super) fn usable(open: &Open, channel: Channel) -> Option<&ContactPoint> {
    let wanted = match channel {
        Channel::Call | Channel::InboundCall | Channel::Message => ContactPointKind::Phone,
        Channel::Email => ContactPointKind::Email,
        Channel::Letter | Channel::Visit => ContactPointKind::Address,
    };
    let of_kind = in_use(open).filter(|point| point.kind == wanted);
    of_kind.min_by_key(|point| (!point.consent, &point.id))
}

/// Contact points that still reach the person.
pub(super) fn in_use(open: &Open) -> impl Iterator<Item = &ContactPoint> {
    let closed = &open.view.day.closed_contact_points;
    open.view.contact_points.iter().filter(|point| closed.iter().all(|one| one.what.contact_point != point.id))
}

pub(super) fn routes(open: &Open) -> Result<Vec<Route>, ViewError> {
    let routes = open.view.routes()?.offered;
    let shown = routes.into_iter().filter(|route| route.kind != RouteKind::Spread(1));
    let recommended = open.view.day.recommended.and_then(|at| open.view.day.considered.get(at));
    let action = recommended.map(|step| step.proposal.action);
    Ok(shown.filter_map(|route| one_route(open, &route, action)).collect())
}

fn one_route(open: &Open, route: &makegood_workout::Route, action: Option<ActionKind>) -> Option<Route> {
    let first = route.parts.first()?;
    let heaviest = open.money(route.heaviest_month);
    let (name, terms, says) = match route.kind {
        RouteKind::PayNow => ("Pay now".to_owned(), "All of it today.".to_owned(), String::new()),
        RouteKind::Promise => {
            ("Promise by a day".to_owned(), format!("All of it by {}.", say::day_text(&route.ends_on)), String::new())
        }
        RouteKind::Spread(months) => (
            format!("Spread over {months} months"),
            format!("{months} monthly parts beside the regular instalments."),
            format!("The heaviest month asks for {heaviest} in all; what is left to them a month is not on file."),
        ),
    };
    Some(Route {
        name,
        terms,
        first_payment: open.money(first.amount),
        first_on: first.due_on,
        current_on: route.ends_on,
        says,
        advised: route.kind == RouteKind::PayNow && action == Some(ActionKind::Reminder),
    })
}

/// A step in a few words, for saying that it changed.
pub(super) fn in_words(open: &Open) -> String {
    let step = open.view.day.recommended.and_then(|at| open.view.day.considered.get(at));
    step.map_or_else(
        || "none".to_owned(),
        |step| {
            let by = step.proposal.channel.map(|channel| format!(", {}", words::channel(channel).to_lowercase()));
            format!(
                "{}{}",
                step.proposal.action.title(),
                by.filter(|_| step.proposal.action != ActionKind::Call).unwrap_or_default()
            )
        },
    )
}
