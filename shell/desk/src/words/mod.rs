//! Words on record and the critiques of them: kept, found, answered, closed or withdrawn.

pub mod decide;
mod lexicon;
mod refusal;

pub use lexicon::{critique_categories, words_context};
pub use refusal::WordsRefusal;

use crate::attention::letters_done;
use crate::{Desk, DeskError, Refusal, append_and_apply};
use decide::{FoundByHand, TextKnown};
use lexicon::lexicon;
use makegood_case::{CaseEvent, CritiqueAnswer, TranscriptKept, WordsEvent, critiques};
use makegood_journal::{Connection, Event};
use makegood_units::{BusinessDate, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{Bench, TextKind, TextOnRecord, case_events, text_events, text_of};

/// A conversation longer than this is kept in parts.
pub const TRANSCRIPT_CHARACTERS: usize = 40_000;

/// Keep a conversation word for word, beside its contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepTranscript {
    /// Whose case.
    pub party: PartyId,
    /// The event of the contact.
    pub contact: i64,
    /// Who keeps it.
    pub by: StaffId,
    /// Every word.
    pub text: String,
    /// Where it comes from: `typed`, `recording`, a file.
    pub source: String,
}

/// Write down what a leader finds wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakeCritique {
    /// Whose case.
    pub party: PartyId,
    /// The leader.
    pub by: StaffId,
    /// What it is about.
    pub about: CritiqueAbout,
    /// One of [`critique_categories`].
    pub category: String,
    /// What is wrong with it.
    pub says: String,
    /// What to say or do instead.
    pub instead: String,
}

/// What a critique is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CritiqueAbout {
    /// These words of a text, the first time they stand there or from this character on.
    Words {
        /// The event of the text.
        event: i64,
        /// The words.
        quote: String,
        /// From which character.
        from: Option<usize>,
    },
    /// What somebody did or left out.
    Measure {
        /// Who is to answer.
        officer: StaffId,
        /// The event of the measure, where one was taken.
        event: Option<i64>,
        /// On which day; today when left out.
        on: Option<BusinessDate>,
        /// What is to be seen there.
        seen: String,
    },
}

/// What becomes of a critique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnCritique {
    /// The officer answers.
    Answer(CritiqueAnswer),
    /// A leader closes it.
    Close,
    /// A leader withdraws it.
    Withdraw,
}

impl Desk {
    /// Keeps a conversation, and has the wording check read it. Returns the number of its
    /// event and of the critiques that were made.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn keep_transcript(&mut self, command: &KeepTranscript) -> Result<(i64, Vec<i64>), DeskError> {
        let text = command.text.replace("\r\n", "\n");
        let text = text.trim();
        if text.is_empty() || text.chars().count() > TRANSCRIPT_CHARACTERS {
            return Err(refused(WordsRefusal::TranscriptSize(TRANSCRIPT_CHARACTERS)));
        }
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || refused(WordsRefusal::NoSuchContact(command.contact));
        let entry = makegood_journal::entry(&transaction, command.contact)?.ok_or_else(unknown)?;
        let officer = match entry.event {
            Event::Case { party, event: CaseEvent::ContactRecorded(contact) } if party == command.party => contact.by,
            _ => return Err(unknown()),
        };
        let kept = WordsEvent::TranscriptKept(TranscriptKept {
            contact: command.contact,
            officer,
            by: command.by.clone(),
            text: text.to_owned(),
            source: command.source.trim().to_owned(),
        });
        let on = entry.effective_on;
        let event = Event::Case { party: command.party.clone(), event: CaseEvent::OnWords(kept) };
        let seq = append_and_apply(&transaction, &self.clock, on, command.by.as_str(), event)?.seq;
        let found = check_text(&transaction, &self.clock, seq)?;
        transaction.commit()?;
        Ok((seq, found))
    }

    /// Has the wording check read every note, conversation and finding of a case, or of the
    /// whole book. What it found before is not made again. Returns the events of what it made.
    ///
    /// # Errors
    /// A record that cannot be read or written.
    pub fn check_words(&mut self, party: Option<&PartyId>) -> Result<Vec<i64>, DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        let mut made = Vec::new();
        for event in text_events(&transaction)? {
            let ours = match party {
                Some(party) => text_of(&transaction, event)?.is_some_and(|text| text.party == *party),
                None => true,
            };
            if ours {
                made.extend(check_text(&transaction, &self.clock, event)?);
            }
        }
        transaction.commit()?;
        Ok(made)
    }

    /// Writes down what a leader finds wrong with words or with a measure.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn make_critique(&mut self, command: &MakeCritique) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let MakeCritique { party, by, about, category, says, instead } = command;
        let found = FoundByHand { category, says, instead, by };
        let transaction = makegood_journal::begin(&mut self.book)?;
        let staff = colleagues(&transaction, i64::MAX)?;
        let event = match about {
            CritiqueAbout::Words { event, quote, from } => {
                let text = text_of_case(&transaction, party, *event)?;
                decide::found_in_words(&known(&text, &text.hash()), quote, *from, &found, &staff)?
            }
            CritiqueAbout::Measure { officer, event, on, seen } => {
                let known = case_events(&transaction, party)?;
                if known.is_empty() && makegood_views::case_input(&transaction, party, i64::MAX)?.loans.is_empty() {
                    return Err(Refusal::UnknownParty(party.clone()).into());
                }
                if let Some(seq) = event.filter(|seq| !known.iter().any(|one| one.seq == *seq)) {
                    let is_letter = letters_done(&transaction, party)?.iter().any(|one| one.seq == seq);
                    if !is_letter {
                        return Err(refused(WordsRefusal::NoSuchText(seq)));
                    }
                }
                decide::found_in_method(officer, on.unwrap_or(today), (*event, seen), &found, &staff)?
            }
        };
        let event = Event::Case { party: party.clone(), event: CaseEvent::OnWords(event) };
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Writes down an answer to a critique, or its end.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn on_critique(
        &mut self,
        critique: i64,
        by: &StaffId,
        what: &OnCritique,
        note: &str,
    ) -> Result<(PartyId, i64), DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || refused(WordsRefusal::NoSuchCritique(critique));
        let entry = makegood_journal::entry(&transaction, critique)?.ok_or_else(unknown)?;
        let Event::Case { party, .. } = entry.event else { return Err(unknown()) };
        let stands = critiques(&case_events(&transaction, &party)?);
        let staff = colleagues(&transaction, i64::MAX)?;
        let event = match what {
            OnCritique::Answer(answer) => decide::answered(&stands, critique, by, *answer, note)?,
            OnCritique::Close => decide::ended(&stands, critique, by, (false, note), &staff)?,
            OnCritique::Withdraw => decide::ended(&stands, critique, by, (true, note), &staff)?,
        };
        let event = Event::Case { party: party.clone(), event: CaseEvent::OnWords(event) };
        let entry = append_and_apply(&transaction, &self.clock, self.clock.today(), by.as_str(), event)?;
        transaction.commit()?;
        Ok((party, entry.seq))
    }

    /// Writes down that a leader read a text to its end.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn read_text(&mut self, party: &PartyId, event: i64, by: &StaffId) -> Result<i64, DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        text_of_case(&transaction, party, event)?;
        decide::leads(&colleagues(&transaction, i64::MAX)?, by)?;
        let read = CaseEvent::OnWords(WordsEvent::TextRead { event, by: by.clone() });
        let read = Event::Case { party: party.clone(), event: read };
        let entry = append_and_apply(&transaction, &self.clock, self.clock.today(), by.as_str(), read)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

fn refused(refusal: WordsRefusal) -> DeskError {
    DeskError::Refused(refusal.into())
}

fn text_of_case(book: &Connection, party: &PartyId, event: i64) -> Result<TextOnRecord, DeskError> {
    let text = text_of(book, event)?.filter(|text| text.party == *party);
    text.ok_or_else(|| refused(WordsRefusal::NoSuchText(event)))
}

fn known<'a>(text: &'a TextOnRecord, hash: &'a str) -> TextKnown<'a> {
    TextKnown { event: text.event, officer: &text.officer, said_on: text.said_on, text: &text.text, hash }
}

/// Has the wording check read one text, and writes down what it finds. A text that went out
/// was read before, under stricter rules.
pub(crate) fn check_text(book: &Connection, clock: &crate::Clock, event: i64) -> Result<Vec<i64>, DeskError> {
    let Some(text) = text_of(book, event)?.filter(|text| text.kind != TextKind::Sent) else { return Ok(Vec::new()) };
    let bench = Bench::open(book, &text.party, i64::MAX)?;
    let context = bench.and_then(|bench| Some(words_context(&bench.facts(&text.party)?, &bench.debts())));
    let before = critiques(&case_events(book, &text.party)?);
    let hash = text.hash();
    let found = decide::found_by_check(&known(&text, &hash), lexicon()?, &context.unwrap_or_default(), &before);
    let mut made = Vec::new();
    for found in found {
        let found =
            Event::Case { party: text.party.clone(), event: CaseEvent::OnWords(WordsEvent::CritiqueMade(found)) };
        made.push(append_and_apply(book, clock, clock.today(), "wording check", found)?.seq);
    }
    Ok(made)
}
