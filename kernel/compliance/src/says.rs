//! What a rule says, in one plain sentence with its numbers and the facts used.

use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::kinds::usable_contact_point::carries;
use crate::pack::Pack;
use crate::rule::{Breach, Kind, Rule};
use crate::verdict::RuleHit;
use crate::words::{CHANNELS, Force, HOLDS, Status, WEEKDAYS, said};
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

/// The record of a pack of which nobody knows whether it binds this lender.
pub(crate) fn scope_hit(pack: &Pack, fact: &str) -> RuleHit {
    let first = pack.rules.first();
    RuleHit {
        rule: pack.id.clone(),
        pack: pack.id.clone(),
        citation: pack.title.clone(),
        force: first.map_or(Force::HousePolicy, |rule| rule.force),
        status: first.map_or(Status::House, |rule| rule.status),
        reviewed_by: pack.reviewed_by.clone(),
        bites: true,
        says: format!(
            "nobody has said whether {fact} is true of this lender, so it is not known whether {} binds it",
            pack.id
        ),
        opens_at: None,
        facts: Vec::new(),
    }
}

/// What has to be found out before the rule can answer.
pub(crate) fn missing_fact(note: Note, view: &View<'_>) -> Option<String> {
    match note {
        Note::NoZone => view.facts.zone_missing.clone(),
        Note::NoRole => Some(format!("what {} is to the debt", view.facts.person)),
        Note::NoPoint => Some(format!("an open {} of {}", point_word(view.channel), view.facts.person)),
        Note::PointUnknown => view.contact_point.map(|id| format!("the contact point {id}")),
        _ => None,
    }
}

fn sentence(rule: &Rule, note: Note, view: &View<'_>, moment: &Moment<'_>) -> String {
    let zone = &moment.place.zone.name;
    let channel = said(CHANNELS, &view.channel);
    match note {
        Note::NotInForce => format!("not in force on {}", moment.local.day),
        Note::NothingAgainst => "nothing stands against it".to_owned(),
        Note::Excluded { .. } => "not counted: the person agreed to it".to_owned(),
        Note::Hours { opens, closes, shown } => {
            let (opens, closes, now) = (clock(opens), clock(closes), clock(shown.second));
            format!("{now} in {zone}; open {opens}-{closes} there")
        }
        Note::ClosedWeekday { shown } => {
            let weekday = said(WEEKDAYS, &shown.day.weekday());
            format!("{} is a {weekday} in {zone}; closed all day", shown.day)
        }
        Note::Count { number, at_most, first, last, .. } => {
            let end = same_year_end(first, last);
            let presumed = match &rule.kind {
                Kind::RollingCount(count) if number > at_most && count.breach == Breach::PresumedViolation => {
                    ", which is presumed to be a violation"
                }
                _ => "",
            };
            format!("{channel} {number} of {at_most} in {first}..{end}{presumed}")
        }
        Note::Quiet { since, until, .. } => format!("a conversation on {since}; quiet through {until}"),
        Note::Hold { hold } => held(view, hold, "stops it"),
        Note::HoldPassed { hold } => held(view, hold, "lets this purpose pass"),
        Note::Role { role } => format!("{} is on file as {role}", view.facts.person),
        Note::PointOfAnother => "that number or address does not reach this person".to_owned(),
        Note::PointUnfit => format!("that contact point is no {}", point_word(view.channel)),
        Note::PointClosed { on } => format!("that number or address has been closed since {on}"),
        Note::NoZone | Note::NoRole | Note::NoPoint | Note::PointUnknown => {
            let missing = missing_fact(note, view).unwrap_or_default();
            format!("not known: {missing}")
        }
    }
}

fn facts_used(rule: &Rule, note: Note, view: &View<'_>, moment: &Moment<'_>) -> Vec<FactId> {
    let contact = |place: usize| view.facts.contacts.get(place).map(|contact| contact.fact.clone());
    match (note, &rule.kind) {
        (Note::Count { first, debt, .. }, Kind::RollingCount(count)) => {
            let mut facts: Vec<FactId> = count.counted(view, moment, debt, first).filter_map(contact).collect();
            facts.reverse();
            facts
        }
        (Note::Quiet { contact: place, .. }, _) => contact(place).into_iter().collect(),
        (Note::Hold { hold } | Note::HoldPassed { hold }, _) => {
            view.facts.holds.get(hold).map(|hold| hold.fact.clone()).into_iter().collect()
        }
        (Note::Role { role }, _) => {
            let roles = view.facts.roles.iter().filter(|(_, other, _)| *other == role);
            roles.map(|(.., fact)| fact.clone()).collect()
        }
        _ => Vec::new(),
    }
}

fn held(view: &View<'_>, hold: usize, does: &str) -> String {
    view.facts.holds.get(hold).map_or(String::new(), |fact| {
        let hold = &fact.hold;
        let until = hold.until.map_or("until it is lifted".to_owned(), |until| format!("through {until}"));
        format!("a hold ({}) since {} {until} {does}", said(HOLDS, &hold.kind), hold.from)
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
