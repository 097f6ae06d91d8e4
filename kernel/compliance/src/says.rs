//! What a rule says, in one plain sentence with its numbers and the facts used.

use crate::condition::Condition;
use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::kinds::usable_contact_point::carries;
use crate::pack::Pack;
use crate::rule::{Answer, Breach, Kind, Rule};
use crate::verdict::RuleHit;
use crate::words::{Force, PURPOSES, Status, WEEKDAYS, said};
use makegood_case::{Channel, ContactPointKind};
use makegood_units::{BusinessDate, FactId};

/// The record of a rule that was asked.
pub(crate) fn hit(pack: &Pack, rule: &Rule, judgement: Judgement, view: &View<'_>, moment: &Moment<'_>) -> RuleHit {
    let opens_at = match judgement.bite {
        Bite::Until(at) => Some(at),
        _ => None,
    };
    RuleHit {
        rule: rule.id.clone(),
        pack: pack.id.clone(),
        citation: rule.citation.clone(),
        force: rule.force,
        status: rule.status,
        reviewed_by: pack.reviewed_by.clone(),
        bites: judgement.bite != Bite::Passes,
        says: sentence(rule, judgement.note, view, moment),
        opens_at,
        facts: facts_used(rule, judgement.note, view, moment),
    }
}

/// The record of a pack of which nobody knows whether it binds here.
pub(crate) fn scope_hit(pack: &Pack, asked: &Condition) -> RuleHit {
    let first = pack.rules.first();
    RuleHit {
        rule: pack.id.clone(),
        pack: pack.id.clone(),
        citation: pack.title.clone(),
        force: first.map_or(Force::HousePolicy, |rule| rule.force),
        status: first.map_or(Status::House, |rule| rule.status),
        reviewed_by: pack.reviewed_by.clone(),
        bites: true,
        says: format!("nobody has said {}, so it is not known whether {} binds here", asked.question(), pack.id),
        opens_at: None,
        facts: Vec::new(),
    }
}

/// What has to be found out before the rule can answer.
pub(crate) fn missing_fact(rule: &Rule, note: Note, view: &View<'_>) -> Option<String> {
    match note {
        Note::NoFact { condition } => rule.reach.only_if.get(condition).map(Condition::question),
        Note::NoZone => view.facts.zone_missing.clone(),
        Note::NoRole => Some(format!("what {} is to the debt", view.facts.person)),
        Note::NoPoint => Some(match view.deed.channel() {
            Some(channel) => format!("an open {} of {}", point_word(channel), view.facts.person),
            None => "the number or address it is about".to_owned(),
        }),
        Note::PointUnknown => view.contact_point.map(|id| format!("the contact point {id}")),
        Note::NoDay => match &rule.kind {
            Kind::Precondition(rule) => rule.since.as_ref().map(|since| format!("the day of {}", spaced(since))),
            _ => None,
        },
        _ => None,
    }
}

/// The document or element that is missing.
pub(crate) fn document(rule: &Rule, judgement: Judgement) -> Option<String> {
    if judgement.bite != Bite::Document {
        return None;
    }
    match (&rule.kind, judgement.note) {
        (Kind::Content(content), Note::Lacks { word }) => content.must_carry.get(word).cloned(),
        (Kind::Precondition(precondition), _) => precondition.needs.clone(),
        (Kind::AddressBasis(basis), _) => basis.fresh.first().cloned(),
        _ => None,
    }
}

fn sentence(rule: &Rule, note: Note, view: &View<'_>, moment: &Moment<'_>) -> String {
    let zone = match &rule.kind {
        Kind::Window(window) => window.zone.as_ref().unwrap_or(&moment.place.zone.name),
        _ => &moment.place.zone.name,
    };
    match note {
        Note::NotInForce => format!("not in force on {}", moment.local.day),
        Note::OutOfReach => "not about this".to_owned(),
        Note::NothingAgainst => "nothing stands against it".to_owned(),
        Note::Unless { standing } => format!("set aside by {}", on_file(view, standing)),
        Note::Reply => "an answer on the medium the person used".to_owned(),
        Note::Excluded { .. } => "not counted: the person agreed to it".to_owned(),
        Note::Hours { opens, closes, shown } => {
            let (opens, closes, now) = (clock(opens), clock(closes), clock(shown.second));
            format!("{now} in {zone}; open {opens}-{closes} there")
        }
        Note::ClosedWeekday { shown } => {
            let weekday = said(WEEKDAYS, &shown.day.weekday());
            format!("{} is a {weekday} in {zone}; closed all day", shown.day)
        }
        Note::Asked { request, shown } => asked_to_avoid(view, request, shown.second),
        Note::Count { .. } | Note::CountMinutes { .. } => counted(rule, note, view),
        Note::Quiet { since, until, .. } => format!("a conversation on {since}; quiet through {until}"),
        Note::QuietAfter { standing, since, until } => {
            format!("{} on {since}; quiet through {until}", what(view, standing))
        }
        Note::Hold { standing, last } => held(view, standing, last, "stops it"),
        Note::HoldPassed { standing } => held(view, standing, None, "lets this purpose pass"),
        Note::Role { role } => format!("{} is on file as {role}", view.facts.person),
        Note::LimitedPurpose { role } => format!("a {role} may only be asked {}", purposes(rule)),
        Note::NoProof { role } => {
            format!("a {role} may be asked only when it is proven that the borrower cannot be reached")
        }
        Note::PointOfAnother => "that number or address does not reach this person".to_owned(),
        Note::PointUnfit => match view.deed.channel() {
            Some(channel) => format!("that contact point is no {}", point_word(channel)),
            None => "that contact point does not fit".to_owned(),
        },
        Note::PointClosed { on } => format!("that number or address has been closed since {on}"),
        _ => papers(rule, note, view),
    }
}

/// Sentences about grounds, elements and notices, and about what is not known.
fn papers(rule: &Rule, note: Note, view: &View<'_>) -> String {
    let needs = |rule: &Rule| match &rule.kind {
        Kind::Precondition(rule) => rule.needs.as_deref().map_or_else(|| "an approval".to_owned(), spaced),
        _ => String::new(),
    };
    let word = |place: usize, must: bool| match &rule.kind {
        Kind::Content(rule) if must => rule.must_carry.get(place).map(|word| spaced(word)).unwrap_or_default(),
        Kind::Content(rule) => rule.must_not_carry.get(place).map(|word| spaced(word)).unwrap_or_default(),
        _ => String::new(),
    };
    match note {
        Note::BasisOn { standing } | Note::Served { standing } => on_file(view, standing),
        Note::BasisSource => "where it came from is a ground to use it".to_owned(),
        Note::BasisSpoilt { standing } => format!("{} ends every ground to use it", on_file(view, standing)),
        Note::BasisStale { since, last } => {
            format!("the ground to use it is of {since} and was good through {last}")
        }
        Note::NoBasis => "there is no ground on file to use that number or address".to_owned(),
        Note::Young { standing, since, last } => {
            format!("{} on {since}; to wait through {last}", what(view, standing))
        }
        Note::Old { standing, since, last } => {
            format!("{} on {since} was good through {last}", what(view, standing))
        }
        Note::Lacks { word: place } => format!("it must carry {}", word(place, true)),
        Note::Carries { word: place } => format!("it must not carry {}", word(place, false)),
        Note::NotServed => format!("{} is not on file", needs(rule)),
        Note::TooFew { found, wanted } => format!("{found} of {wanted} {} on file", needs(rule)),
        Note::Waiting { since, last, .. } => format!("from {since}; to wait through {last}"),
        Note::ToApprove => match rule.answer {
            Answer::Refuse => "it is not allowed".to_owned(),
            Answer::Warn => "a reason has to be put on record".to_owned(),
            Answer::Approval(_) => "it is not for one person to decide".to_owned(),
        },
        Note::Approved { standing } => format!("approved: {}", on_file(view, standing)),
        _ => {
            let missing = missing_fact(rule, note, view).unwrap_or_default();
            format!("not known: {missing}")
        }
    }
}

fn counted(rule: &Rule, note: Note, view: &View<'_>) -> String {
    let over = |number: i32, at_most: i32| match &rule.kind {
        Kind::RollingCount(count) if number > at_most && count.breach == Breach::PresumedViolation => {
            ", which is presumed to be a violation"
        }
        _ => "",
    };
    let deed = view.deed;
    match note {
        Note::Count { number, at_most, first, last, .. } => {
            let (end, presumed) = (same_year_end(first, last), over(number, at_most));
            format!("{deed} {number} of {at_most} in {first}..{end}{presumed}")
        }
        Note::CountMinutes { number, at_most, minutes } => {
            format!("{deed} {number} of {at_most} in {minutes} minutes{}", over(number, at_most))
        }
        _ => String::new(),
    }
}

fn facts_used(rule: &Rule, note: Note, view: &View<'_>, moment: &Moment<'_>) -> Vec<FactId> {
    let contact = |place: usize| view.facts.contacts.get(place).map(|contact| contact.fact.clone());
    let stood = |place: usize| view.facts.standing.get(place).map(|one| one.fact.clone());
    let mut facts: Vec<FactId> = match (note, &rule.kind) {
        (Note::Count { first, debt, .. }, Kind::RollingCount(count)) => {
            count.behind(rule, view, moment, debt, first).into_iter().filter_map(contact).collect()
        }
        (Note::Quiet { contact: place, .. }, _) => contact(place).into_iter().collect(),
        (
            Note::Hold { standing, .. }
            | Note::HoldPassed { standing }
            | Note::Unless { standing }
            | Note::QuietAfter { standing, .. }
            | Note::BasisOn { standing }
            | Note::BasisSpoilt { standing }
            | Note::Young { standing, .. }
            | Note::Old { standing, .. }
            | Note::Served { standing }
            | Note::Approved { standing },
            _,
        ) => stood(standing).into_iter().collect(),
        (Note::Asked { request, .. }, _) => {
            view.facts.time_requests.get(request).map(|request| request.fact.clone()).into_iter().collect()
        }
        (Note::Role { role } | Note::LimitedPurpose { role } | Note::NoProof { role }, _) => {
            let roles = view.facts.roles.iter().filter(|(_, other, _)| *other == role);
            roles.map(|(.., fact)| fact.clone()).collect()
        }
        (Note::Waiting { debt, .. }, Kind::Precondition(rule)) => {
            let since = rule.since.as_deref().and_then(|since| view.facts.source(since, debt));
            since.cloned().into_iter().collect()
        }
        _ => Vec::new(),
    };
    // The facts that brought the rule here at all.
    let debts = view.asked_debts();
    for asked in &rule.reach.only_if {
        facts.extend(debts.iter().filter_map(|debt| view.facts.source(&asked.fact, *debt)).cloned());
    }
    let mut seen = Vec::new();
    facts.retain(|fact| {
        !seen.contains(fact) && {
            seen.push(fact.clone());
            true
        }
    });
    facts
}

fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

fn what(view: &View<'_>, standing: usize) -> String {
    view.facts.standing.get(standing).map(|one| spaced(&one.what)).unwrap_or_default()
}

fn on_file(view: &View<'_>, standing: usize) -> String {
    view.facts.standing.get(standing).map(|one| format!("{} of {}", spaced(&one.what), one.on)).unwrap_or_default()
}

fn purposes(rule: &Rule) -> String {
    let Kind::Recipient(recipient) = &rule.kind else { return String::new() };
    let words: Vec<String> =
        recipient.limited_for.iter().map(|purpose| format!("to {}", said(PURPOSES, purpose))).collect();
    words.join(" or ")
}

fn asked_to_avoid(view: &View<'_>, request: usize, second: i32) -> String {
    let closed = view.facts.time_requests.get(request).map(|request| request.closed);
    closed.map_or(String::new(), |(from, to)| {
        format!("{}; they asked us not to between {} and {}", clock(second), clock(from), clock(to))
    })
}

fn held(view: &View<'_>, standing: usize, last: Option<BusinessDate>, does: &str) -> String {
    view.facts.standing.get(standing).map_or(String::new(), |one| {
        let open = if one.is_by_day() { "until it is lifted" } else { "until it ends" };
        let until = one.until.or(last).map_or(open.to_owned(), |until| format!("through {until}"));
        let kind = if one.is_by_day() { format!("a hold ({})", spaced(&one.what)) } else { spaced(&one.what) };
        format!("{kind} since {} {until} {does}", one.on)
    })
}

fn clock(second: i32) -> String {
    format!("{:02}:{:02}", second / 3_600, second / 60 % 60)
}

/// `2026-04-01..04-07`, or both years where they differ.
fn same_year_end(first: BusinessDate, last: BusinessDate) -> String {
    let text = last.to_string();
    if first.civil().year() == last.civil().year() { text.get(5..).unwrap_or(&text).to_owned() } else { text }
}

fn point_word(channel: Channel) -> &'static str {
    match carries(channel) {
        ContactPointKind::Phone => "telephone number",
        ContactPointKind::Email => "e-mail address",
        ContactPointKind::Address => "postal address",
    }
}
