//! The pages of words and critiques, from what is on record.

use super::words::{channel, named, outcome};
use crate::asked::LEADER;
use crate::layout::Frame;
use crate::links;
use crate::pages::said::{Critique, CritiqueForm, Critiques, Drawn, Piece, Repeated, Text, Words};
use crate::say;
use crate::trouble::{Trouble, sentence};
use makegood_case::{CaseEvent, CritiqueState, Pin, TextSpan};
use makegood_desk::{Desk, critique_categories};
use makegood_units::{PartyId, StaffId};
use makegood_views::{
    CritiqueFilter, CritiqueLine, Repeat, TextOnRecord, case_events, critiques, name_of, policy_of, read_by, repeats,
    texts_of, to_read,
};

/// So many contacts can be chosen to keep a conversation beside.
const CONTACTS: usize = 20;

/// Whether the one acting reads others' words.
pub(crate) fn is_leader(frame: &Frame) -> bool {
    [LEADER, "leader", "executive"].contains(&frame.acting.role.as_str())
}

fn staff_name(frame: &Frame, id: &StaffId) -> String {
    frame.staff.iter().find(|one| one.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone())
}

/// What every line is made with.
struct Told<'a> {
    frame: &'a Frame,
    categories: Vec<(String, String)>,
    repeats: Vec<Repeat>,
}

impl<'a> Told<'a> {
    fn open(desk: &Desk, frame: &'a Frame) -> Result<Self, Trouble> {
        let repeats = repeats(desk.book(), desk.clock().today(), &frame.who.reach)?;
        Ok(Self { frame, categories: critique_categories()?, repeats })
    }

    fn title(&self, category: &str) -> String {
        let known = self.categories.iter().find(|(id, _)| id == category);
        known.map_or_else(|| category.to_owned(), |(_, title)| title.clone())
    }

    fn line(&self, line: &CritiqueLine) -> Critique {
        let made = &line.stand.made;
        let (quote, href) = match &made.pin {
            Pin::Span(span) => (Some(span.quote.clone()), links::words::text(&line.party, span.event)),
            Pin::Measure { .. } => (None, links::words::words(&line.party)),
        };
        let seen = match &made.pin {
            Pin::Measure { says, .. } => format!("{} {}", sentence(says), sentence(&made.says)),
            Pin::Span(_) => sentence(&made.says),
        };
        let same = |one: &&Repeat| one.officer == made.officer && one.category == made.category;
        let name = |id: &StaffId| staff_name(self.frame, id);
        Critique {
            seq: line.stand.seq,
            name: named(&line.name, &line.party),
            party: line.party.clone(),
            officer: name(&made.officer),
            is_mine: made.officer == self.frame.acting.id,
            on: made.fault_on,
            title: self.title(&made.category),
            category: made.category.clone(),
            quote,
            href,
            says: seen,
            instead: sentence(&made.instead),
            citation: made.citation.clone(),
            by: made.by.as_ref().map_or_else(|| "the wording check".to_owned(), name),
            state: line.stand.state.word(),
            answer: line.stand.answer.as_ref().map(|(answer, on, note)| {
                sentence(format!("{} on {}: {note}", answer.word(), say::day_text(on)).trim_end_matches([':', ' ']))
            }),
            ended: line.stand.ended.as_ref().map(|(by, on, why)| {
                sentence(&format!("{} by {} on {}: {why}", line.stand.state.word(), name(by), say::day_text(on)))
            }),
            times: self.repeats.iter().find(same).map_or(0, |one| one.times),
        }
    }
}

/// The texts of a case, with a form as typed and what is wrong with it.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn words(
    desk: &Desk,
    frame: Frame,
    party: &PartyId,
    form: CritiqueForm,
    problem: Option<String>,
) -> Result<Words, Trouble> {
    let book = desk.book();
    let told = Told::open(desk, &frame)?;
    let lines = critiques(book, &CritiqueFilter { party: Some(party.clone()), ..CritiqueFilter::default() })?;
    let mut texts = Vec::new();
    for text in texts_of(book, party)?.iter().rev() {
        let hash = text.hash();
        let ours =
            |line: &&CritiqueLine| span_of(line).is_some_and(|span| span.event == text.event && span.text_hash == hash);
        let found: Vec<&CritiqueLine> = lines.iter().filter(ours).collect();
        texts.push(Text {
            event: text.event,
            kind: text.kind.word(),
            officer: staff_name(&frame, &text.officer),
            on: text.said_on,
            pieces: pieces(text, &found),
            sentences: sentences(&text.text),
            critiques: found.iter().map(|line| told.line(line)).collect(),
            is_read: read_by(book, text.event)?.is_some(),
        });
    }
    let measures = lines.iter().filter(|line| span_of(line).is_none()).map(|line| told.line(line)).collect();
    let contacts = case_events(book, party)?.into_iter().rev().filter_map(|one| match &one.event {
        CaseEvent::ContactRecorded(contact) => {
            let day = say::day_text(&one.effective_on);
            Some((one.seq, format!("{day}: {}, {}", channel(contact.channel), outcome(contact.outcome))))
        }
        _ => None,
    });
    Ok(Words {
        party: party.clone(),
        name: named(&name_of(book, party)?, party),
        texts,
        measures,
        contacts: contacts.take(CONTACTS).collect(),
        is_leader: is_leader(&frame),
        categories: told.categories,
        form,
        problem,
        frame,
    })
}

fn span_of(line: &CritiqueLine) -> Option<&TextSpan> {
    match &line.stand.made.pin {
        Pin::Span(span) => Some(span),
        Pin::Measure { .. } => None,
    }
}

/// The text cut where something that was found begins or ends; what was withdrawn is not marked.
fn pieces(text: &TextOnRecord, found: &[&CritiqueLine]) -> Vec<Piece> {
    let stands = found.iter().filter(|line| line.stand.state != CritiqueState::Withdrawn);
    let spans: Vec<(i64, &TextSpan)> = stands.filter_map(|line| Some((line.stand.seq, span_of(line)?))).collect();
    let letters: Vec<char> = text.text.chars().collect();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(_, span)| [span.from, span.to]).collect();
    cuts.extend([0, letters.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let [from, to] = pair else { return None };
        let inside = |span: &TextSpan| span.from <= *from && *to <= span.to;
        Some(Piece {
            words: letters.get(*from..*to)?.iter().collect(),
            is_marked: spans.iter().any(|(_, span)| inside(span)),
            ends: spans.iter().filter(|(_, span)| span.to == *to).map(|(seq, _)| *seq).collect(),
        })
    };
    cuts.windows(2).filter_map(piece).collect()
}

/// The sentences of a text, each with its first character.
fn sentences(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut from, mut words) = (0, String::new());
    for (at, letter) in text.chars().enumerate() {
        if words.is_empty() {
            if letter.is_whitespace() {
                continue;
            }
            from = at;
        }
        if letter != '\n' {
            words.push(letter);
        }
        if matches!(letter, '.' | '!' | '?' | '\n' | '。' | '！' | '？') {
            found.push((from, std::mem::take(&mut words)));
        }
    }
    if !words.is_empty() {
        found.push((from, words));
    }
    found
}

/// The critiques asked for: an officer's own unless a leader asks for others'.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn list(
    desk: &Desk,
    frame: Frame,
    officer: Option<String>,
    category: &str,
    state: Option<CritiqueState>,
) -> Result<Critiques, Trouble> {
    let book = desk.book();
    let leads = is_leader(&frame);
    let officer = if leads { officer.unwrap_or_default() } else { frame.acting.id.to_string() };
    let filter = CritiqueFilter {
        officer: Some(officer.as_str()).filter(|id| !id.is_empty()).map(StaffId::from),
        category: Some(category.to_owned()).filter(|id| !id.is_empty()),
        state,
        reach: frame.who.reach.clone(),
        ..CritiqueFilter::default()
    };
    let told = Told::open(desk, &frame)?;
    let found = critiques(book, &filter)?;
    let lines: Vec<Critique> = found.iter().map(|line| told.line(line)).collect();
    let seen = |one: &&Repeat| one.times > 1 && (officer.is_empty() || one.officer.as_str() == officer);
    let repeated = told.repeats.iter().filter(seen).map(|one| Repeated {
        officer: staff_name(&frame, &one.officer),
        title: told.title(&one.category),
        times: one.times,
        days: (one.first_on, one.last_on),
        href: links::words::critiques(one.officer.as_str(), &one.category, ""),
    });
    let repeats = repeated.collect();
    let (left, drawn) = if leads { to_read(book, &frame.who.reach)?.unwrap_or_default() } else { Default::default() };
    let mut conversations = Vec::new();
    for one in left {
        conversations.push(Drawn {
            name: named(&name_of(book, &one.party)?, &one.party),
            officer: staff_name(&frame, &one.officer),
            on: one.said_on,
            href: links::words::text(&one.party, one.event),
        });
    }
    let read_days = policy_of(book, i64::MAX)?.map_or(0, |policy| policy.strategy.talk.read_days);
    let whose = if officer.is_empty() { "everybody".to_owned() } else { staff_name(&frame, &officer.as_str().into()) };
    Ok(Critiques {
        whose,
        critiques: lines,
        is_leader: leads,
        officers: frame.staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
        categories: told.categories,
        chosen: (officer, category.to_owned(), state.map_or(String::new(), |state| state.word().to_owned())),
        repeats,
        to_read: conversations,
        drawn,
        read_days,
        frame,
    })
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_begin_where_they_stand() {
        let told = sentences(" Good day. Pay!\n请还款。谢谢");
        let told: Vec<(usize, &str)> = told.iter().map(|(from, words)| (*from, words.as_str())).collect();
        assert_eq!(told, [(1, "Good day."), (11, "Pay!"), (16, "请还款。"), (20, "谢谢")]);
    }
}
