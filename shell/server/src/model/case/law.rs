//! The law beside a case: what it requires, what stands, and its forms.

use super::Open;
use crate::links::law::LawQuery;
use crate::model::law::acts::plain;
use crate::model::law::{is_weak, rule_href};
use crate::model::words::{self, named};
use crate::pages::case::{AskForm, Choice, DutyLine, FactForm, Law, NoteForm, StandsLine, StatedLine};
use crate::trouble::{Trouble, capital, sentence};
use makegood_case::{CaseEvent, ContactPoint, HappeningRecorded};
use makegood_compliance::{Deed, Duty, Kind, Packs, Purpose};
use makegood_day_close::CaseInput;
use makegood_desk::{ASKED_ELSEWHERE, AUTHORITY_VERIFIED, Desk};
use makegood_units::{BusinessDate, PartyId};
use makegood_views::case_input;
use std::collections::BTreeSet;

/// So many ended things are remembered on the page; the journal has them all.
const ENDED: usize = 12;

/// The block with its forms as they are first shown.
pub(super) fn law(desk: &Desk, open: &Open) -> Result<Law, Trouble> {
    let (packs, strategy) = (&open.policy.packs, &open.policy.strategy);
    let (mut stands, mut ended) = (holds(open), Vec::new());
    for line in happenings(open) {
        if line.ended_on.is_some() { ended.push(line) } else { stands.push(line) }
    }
    ended.reverse();
    ended.truncate(ENDED);
    let ask = ask_form(desk, open, &LawQuery::default())?;
    Ok(Law {
        duties: open.view.day.duties.iter().map(|duty| duty_line(duty, packs)).collect(),
        stands,
        ended,
        facts: facts(open),
        note: NoteForm {
            words: sorted(packs.words().into_iter().chain(strategy.words()).chain([AUTHORITY_VERIFIED])),
            ..NoteForm::default()
        },
        fact: FactForm { names: sorted(packs.facts_asked().into_iter().chain(ASKED_ELSEWHERE)), ..FactForm::default() },
        ask,
    })
}

/// The words of packs and ladder, each once.
fn sorted<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let words: BTreeSet<&str> = words.collect();
    words.into_iter().map(str::to_owned).collect()
}

fn duty_line(duty: &Duty, packs: &Packs) -> DutyLine {
    let sure = if is_weak(duty.status) { format!(", {}", duty.status) } else { String::new() };
    DutyLine {
        task: capital(&duty.task),
        due_on: duty.due_on,
        is_late: duty.is_late,
        says: sentence(&duty.says),
        rule: (duty.rule.clone(), rule_href(packs, &duty.rule)),
        citation: format!("{}; {}{sure}", duty.citation, duty.force),
    }
}

/// Holds in force: they are lifted where they stand on the page.
fn holds(open: &Open) -> Vec<StandsLine> {
    let line = |hold: &makegood_case::Hold| StandsLine {
        what: format!("{} hold", words::hold(hold.kind)),
        said: hold.until.map_or_else(String::new, |until| format!("until {}", crate::say::day_text(&until))),
        on: hold.from,
        ended_on: None,
        end: None,
    };
    open.view.day.holds.iter().map(|held| line(&held.what)).collect()
}

/// What was noted, oldest first. What ended is what the gate takes to have ended: by
/// word, or past the day it was said to last.
fn happenings(open: &Open) -> Vec<StandsLine> {
    let mut lines: Vec<(String, Option<PartyId>, StandsLine)> = Vec::new();
    for one in &open.view.happened {
        match &one.event {
            CaseEvent::HappeningRecorded(recorded) => {
                let line = stands_line(open, recorded, one.effective_on);
                lines.push((recorded.what.clone(), recorded.person.clone(), line));
            }
            CaseEvent::HappeningEnded(ended) => {
                let same = lines.iter_mut().filter(|(what, person, line)| {
                    *what == ended.what && *person == ended.person && line.ended_on.is_none()
                });
                for (_, _, line) in same {
                    (line.ended_on, line.end) = (Some(one.effective_on), None);
                }
            }
            _ => {}
        }
    }
    lines.into_iter().map(|(_, _, line)| line).collect()
}

fn stands_line(open: &Open, one: &HappeningRecorded, on: BusinessDate) -> StandsLine {
    let of = one.person.as_ref().map(|person| format!("of {person}"));
    let said = [of, Some(words::happening(one)).filter(|said| !said.is_empty())];
    let over = one.until.filter(|until| *until < open.view.as_of);
    let person = one.person.as_ref().map_or_else(String::new, ToString::to_string);
    StandsLine {
        what: capital(&plain(&one.what)),
        said: said.into_iter().flatten().collect::<Vec<_>>().join(", "),
        on,
        ended_on: over,
        end: over.is_none().then(|| (one.what.clone(), person)),
    }
}

/// Facts stated, each as it stands last.
fn facts(open: &Open) -> Vec<StatedLine> {
    let mut lines: Vec<StatedLine> = Vec::new();
    for one in &open.view.happened {
        if let CaseEvent::FactStated(stated) = &one.event {
            let of = stated.debt.as_ref().map_or_else(String::new, ToString::to_string);
            lines.retain(|line| line.name != stated.name || line.of != of);
            let (name, value) = (stated.name.clone(), stated.value.clone());
            lines.push(StatedLine { name, value, of, on: one.effective_on });
        }
    }
    lines
}

/// The question form with what was typed into it.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn ask_form(desk: &Desk, open: &Open, typed: &LawQuery) -> Result<AskForm, Trouble> {
    let case = case_input(desk.book(), &open.view.day.party, i64::MAX)?;
    let or = |text: &str, usual: &str| if text.is_empty() { usual.to_owned() } else { text.to_owned() };
    let words = |words: Vec<&str>| words.into_iter().map(|word| choice(word, &capital(&plain(word)))).collect();
    let packs = &open.policy.packs;
    Ok(AskForm {
        acts: words(Deed::words()),
        act: or(&typed.act, "call"),
        purposes: words(Purpose::words()),
        purpose: or(&typed.purpose, "collect"),
        people: people(desk, open, &case)?,
        person: typed.person.clone(),
        loans: case.loans.iter().map(|facts| choice(facts.loan.id.as_str(), facts.loan.id.as_str())).collect(),
        about: typed.about.clone(),
        points: points(&case),
        on: typed.on.clone(),
        places: places(packs),
        at: typed.at.clone(),
        carried: carried(packs),
        with: typed.with.clone(),
        when: typed.when.clone(),
        place: open.local.place().to_owned(),
        reason: typed.reason.clone(),
    })
}

fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned() }
}

/// Everybody of the case but the borrower, each with their roles.
fn people(desk: &Desk, open: &Open, case: &CaseInput) -> Result<Vec<Choice>, Trouble> {
    let mut people = vec![choice("", &format!("{}, borrower", named(&open.view.name, &open.view.day.party)))];
    for other in &case.others {
        let name = named(&makegood_views::name_of(desk.book(), &other.party)?, &other.party);
        let roles: Vec<String> = other.roles.iter().map(|held| plain(&held.role)).collect();
        people.push(choice(other.party.as_str(), &format!("{name}, {}", roles.join(", "))));
    }
    Ok(people)
}

fn points(case: &CaseInput) -> Vec<Choice> {
    let label = |point: &ContactPoint| match point.party == case.party {
        true => point.value.clone(),
        false => format!("{} ({})", point.value, point.party),
    };
    let all = case.contact_points.iter().chain(case.others.iter().flat_map(|other| &other.contact_points));
    all.map(|point| choice(point.id.as_str(), &label(point))).collect()
}

/// Places some rule speaks of.
fn places(packs: &Packs) -> Vec<String> {
    let rules = packs.iter().flat_map(|pack| &pack.rules);
    let words: BTreeSet<&String> = rules.flat_map(|rule| rule.reach.only_at.iter().chain(&rule.reach.not_at)).collect();
    words.into_iter().cloned().collect()
}

/// What some rule wants an act to carry, or not to.
fn carried(packs: &Packs) -> Vec<String> {
    let mut words: BTreeSet<&String> = BTreeSet::new();
    for rule in packs.iter().flat_map(|pack| &pack.rules) {
        words.extend(rule.reach.only_with.iter().chain(&rule.reach.unless_with));
        if let Kind::Content(content) = &rule.kind {
            words.extend(content.must_carry.iter().chain(&content.must_not_carry));
        }
    }
    words.into_iter().cloned().collect()
}
