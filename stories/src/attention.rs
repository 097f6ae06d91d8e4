//! Words found wrong and answered, hard cases and their teams, in a story. The people are those
//! of [`crate::findings`], with the executive.

use crate::findings::staff;
use crate::quoted;
use makegood_case::{CaseEvent, CritiqueAnswer, Pin, Recorded, TeamLine, TeamStand, WordsEvent, critiques};
use makegood_day_close::{CaseDay, CaseInput};
use makegood_desk::team::{assigned, delegated, line_done};
use makegood_desk::words::decide::{self, FoundByHand, TextKnown};
use makegood_desk::{AssignTeam, DelegateTeam, Refusal};
use makegood_units::BusinessDate;
use makegood_views::{TextKind, TextOnRecord};

/// What is done about words or a hard case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Attention {
    /// The wording check reads every note.
    Check,
    /// A leader finds something in the last note that has these words.
    Critique { category: String, quote: String },
    /// The officer answers the last critique.
    Answer { answer: CritiqueAnswer, note: String },
    /// A leader closes or withdraws it.
    End { withdrawn: bool, note: String },
    /// Why the case is hard.
    Hard,
    /// What the system finds wrong with how the case was worked.
    Shortcomings,
    /// An executive is named, with a plan of one line.
    Team { line: TeamLine },
    /// A line of the plan is done.
    LineDone { line: usize, result: String },
    /// The leading is handed on.
    Delegate { to: String, reason: String },
    /// How the team stands.
    Stands,
}

/// Reads a line; `None` when it is about something else.
pub(crate) fn read(text: &str) -> Option<Result<Attention, String>> {
    match text {
        "words checked" => return Some(Ok(Attention::Check)),
        "hard?" => return Some(Ok(Attention::Hard)),
        "shortcomings?" => return Some(Ok(Attention::Shortcomings)),
        "team?" => return Some(Ok(Attention::Stands)),
        _ => {}
    }
    let rest = |start: &str| text.strip_prefix(start);
    if let Some(rest) = rest("leader critiques ") {
        return Some(
            quoted::only(rest).map(|(category, quote)| Attention::Critique { category: category.to_owned(), quote }),
        );
    }
    if let Some(rest) = rest("critique ") {
        return Some(on_critique(rest));
    }
    rest("team ").map(team)
}

fn on_critique(rest: &str) -> Result<Attention, String> {
    let (what, note) = quoted::only(rest)?;
    let answer = CritiqueAnswer::ALL.into_iter().find(|answer| answer.word() == what);
    match (what, answer) {
        (_, Some(answer)) => Ok(Attention::Answer { answer, note }),
        ("closed", None) => Ok(Attention::End { withdrawn: false, note }),
        ("withdrawn", None) => Ok(Attention::End { withdrawn: true, note }),
        (other, None) => Err(format!("a critique is accepted, explained, contested, closed or withdrawn, not {other}")),
    }
}

fn team(rest: &str) -> Result<Attention, String> {
    let (what, said) = quoted::only(rest)?;
    if let Some(line) = what.strip_prefix("done ") {
        let line = line.parse().map_err(|_| format!("{line} is no line of a plan"))?;
        return Ok(Attention::LineDone { line, result: said });
    }
    if let Some(to) = what.strip_prefix("handed on to ") {
        return Ok(Attention::Delegate { to: to.to_owned(), reason: said });
    }
    let expected = "expected `team led, the officer by 2026-03-10 so that it is counted \"see the stock\"`";
    let (owner, rest) = what.strip_prefix("led, ").and_then(|rest| rest.split_once(" by ")).ok_or(expected)?;
    let (due_on, required_result) = rest.split_once(" so that ").ok_or(expected)?;
    let due_on = due_on.parse().map_err(|error| format!("{due_on}: {error}"))?;
    let (owner, required_result) = (owner.into(), required_result.to_owned());
    Ok(Attention::Team { line: TeamLine { what: said, owner, due_on, required_result } })
}

/// What the desk makes of it: events to record, and what is said.
pub(crate) fn play(
    case: &CaseInput,
    day: &CaseDay,
    what: &Attention,
    on: BusinessDate,
) -> Result<(Vec<CaseEvent>, String), String> {
    let done = match what {
        Attention::Check => return check(case),
        Attention::Hard => return Ok((Vec::new(), hard(day))),
        Attention::Shortcomings => return Ok((Vec::new(), shortcomings(day))),
        Attention::Stands => return Ok((Vec::new(), stands(case, on))),
        Attention::Critique { category, quote } => critique(case, category, quote).map(CaseEvent::OnWords),
        Attention::Answer { answer, note } => {
            decide::answered(&critiques(&case.events), last(case), &"the officer".into(), *answer, note)
                .map(CaseEvent::OnWords)
        }
        Attention::End { withdrawn, note } => {
            let (stands, by) = (critiques(&case.events), "the leader".into());
            decide::ended(&stands, last(case), &by, (*withdrawn, note), &staff(case)).map(CaseEvent::OnWords)
        }
        Attention::Team { line } => {
            let (executive, by) = ("the executive".into(), "the leader".into());
            let (party, plan) = (case.party.clone(), vec![line.clone()]);
            let command = AssignTeam { party, executive, members: vec!["the officer".into()], plan, by };
            assigned(&command, !day.hard.is_empty(), &staff(case), on).map(CaseEvent::OnTeam)
        }
        Attention::LineDone { line, result } => {
            let team = TeamStand::of(&case.events, on);
            line_done(team.as_ref(), *line, &"the officer".into(), result).map(CaseEvent::OnTeam)
        }
        Attention::Delegate { to, reason } => {
            let (party, by, to) = (case.party.clone(), "the executive".into(), to.as_str().into());
            let command = DelegateTeam { party, by, to, reason: reason.clone() };
            delegated(&command, TeamStand::of(&case.events, on).as_ref(), &staff(case)).map(CaseEvent::OnTeam)
        }
    };
    Ok(match done {
        Ok(event) => {
            let says = in_words(&event);
            (vec![event], says)
        }
        Err(refusal) => (Vec::new(), format!("refused {}: {refusal}. {}", refusal.code(), refusal.way_out())),
    })
}

fn in_words(event: &CaseEvent) -> String {
    match event {
        CaseEvent::OnWords(event) => event.words(),
        CaseEvent::OnTeam(event) => event.words(),
        _ => String::new(),
    }
}

/// The critique made last.
fn last(case: &CaseInput) -> i64 {
    critiques(&case.events).into_keys().next_back().unwrap_or(0)
}

/// The notes of the officer, newest first.
fn notes(case: &CaseInput) -> impl Iterator<Item = TextOnRecord> {
    let note = |one: &Recorded| match &one.event {
        CaseEvent::ContactRecorded(contact) if !contact.note.is_empty() => Some(TextOnRecord {
            event: one.seq,
            party: case.party.clone(),
            officer: contact.by.clone(),
            said_on: one.effective_on,
            kind: TextKind::Note,
            channel: Some(contact.channel),
            text: contact.note.clone(),
        }),
        _ => None,
    };
    case.events.iter().rev().filter_map(note)
}

fn check(case: &CaseInput) -> Result<(Vec<CaseEvent>, String), String> {
    let before = critiques(&case.events);
    let mut made = Vec::new();
    for note in notes(case) {
        let hash = note.hash();
        let found = decide::checked(&known(&note, &hash), &before).map_err(|error| error.to_string())?;
        made.extend(found);
    }
    let said: Vec<String> = made
        .iter()
        .map(|one| match &one.pin {
            Pin::Span(span) => {
                format!(
                    "{} \"{}\" at {}-{} of event {}: {}",
                    one.category, span.quote, span.from, span.to, span.event, one.says
                )
            }
            Pin::Measure { says, .. } => says.clone(),
        })
        .collect();
    let said = if said.is_empty() { "nothing new was found".to_owned() } else { said.join("; ") };
    Ok((made.into_iter().map(|one| CaseEvent::OnWords(WordsEvent::CritiqueMade(one))).collect(), said))
}

fn known<'a>(note: &'a TextOnRecord, hash: &'a str) -> TextKnown<'a> {
    TextKnown { event: note.event, officer: &note.officer, said_on: note.said_on, text: &note.text, hash }
}

fn critique(case: &CaseInput, category: &str, quote: &str) -> Result<WordsEvent, Refusal> {
    let by = "the leader".into();
    let found = FoundByHand { category, says: "It is not said like this", instead: "Say what and when", by: &by };
    let note = notes(case).find(|note| note.text.contains(quote)).or_else(|| notes(case).next());
    let Some(note) = note else { return Err(Refusal::Words(makegood_desk::WordsRefusal::NoSuchText(0))) };
    let hash = note.hash();
    decide::found_in_words(&known(&note, &hash), quote, None, &found, &staff(case))
}

fn hard(day: &CaseDay) -> String {
    let says: Vec<String> = day.hard.iter().map(|why| format!("{}: {}", why.code, why.says)).collect();
    if says.is_empty() { "no criterion holds".to_owned() } else { says.join(" ") }
}

fn shortcomings(day: &CaseDay) -> String {
    let says = day.shortcomings.iter().map(|one| format!("{}, {}: {}", one.kind.title(), one.on, one.why.says));
    let says: Vec<String> = says.collect();
    if says.is_empty() { "nothing was found wrong".to_owned() } else { says.join("; ") }
}

fn stands(case: &CaseInput, on: BusinessDate) -> String {
    let Some(team) = TeamStand::of(&case.events, on) else { return "nobody leads it".to_owned() };
    let lines = team
        .plan
        .iter()
        .enumerate()
        .map(|(at, line)| format!("{} {} by {}: {}", at + 1, line.line.what, line.line.due_on, line.state.word()));
    let lines: Vec<String> = lines.collect();
    let handed = team.delegated.last().map_or(String::new(), |one| format!(" ({})", one.reason));
    format!("{} leads{handed}, named {}; {}", team.leads(), team.executive, lines.join("; "))
}
