//! Letters that are kept to the byte: made only when the law has cleared them, printed
//! again from the journal, and their service told to the law's clocks.

use crate::judge::{judge, keep, to_event};
use crate::{Desk, DeskError, Refusal, append_and_apply, letter_agreed};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use makegood_case::{CaseEvent, Channel, Contact, HappeningRecorded, Outcome};
use makegood_journal::{Connection, Entry, Event, LetterMade, LetterServed, document, entries_of, keep_document};
use makegood_units::{BusinessDate, ContactPointId, Instant, LoanId, Money, PartyId};
use makegood_views::{AskedAct, Bench, Judgement};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A letter to be kept.
#[derive(Clone, Debug)]
pub struct LetterToKeep {
    /// Whose case.
    pub case: PartyId,
    /// To whom; the case's own number for a lawyer.
    pub person: PartyId,
    /// What they are in the loans, in one word.
    pub role: String,
    /// The kind of letter, in one word.
    pub letter: String,
    /// Its language, in one word.
    pub language: String,
    /// Its reference.
    pub reference: String,
    /// About which loans.
    pub about: Vec<LoanId>,
    /// What is past due and unpaid of them, by the letter.
    pub arrears: Money,
    /// To which address, where it is one on file.
    pub contact_point: Option<ContactPointId>,
    /// The last day of the period it sets, where it sets one.
    pub until: Option<BusinessDate>,
    /// What serving it is in the words of the packs.
    pub serves_as: Option<String>,
    /// The lender's name as the letter has it.
    pub lender: String,
    /// How the lender is reached, as the letter has it.
    pub reach: String,
    /// Every word of it, in reading order, so that a leader can pin what is wrong with them.
    pub text: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What became of a letter.
#[derive(Clone, Debug)]
pub enum Made {
    /// It was made and written down.
    Now {
        /// The event.
        seq: i64,
    },
    /// The same letter had been made before; nothing was written.
    Before {
        /// The event of then.
        seq: i64,
    },
    /// The law did not let it through. What it said is on record.
    NotCleared {
        /// The event of the answer.
        seq: i64,
        /// The answer.
        judgement: Box<Judgement>,
    },
}

/// How a letter was served.
#[derive(Clone, Debug)]
pub struct Service {
    /// The event by which the letter was made.
    pub letter: i64,
    /// When it arrived, was handed over, or came back.
    pub at: Instant,
    /// How it was carried, in one word.
    pub how: String,
    /// The carrier's number.
    pub tracking: Option<String>,
    /// Whether somebody signed for it.
    pub is_signed: bool,
    /// Whether it came back.
    pub is_returned: bool,
    /// Whether the addressee said that they have read and understood it.
    pub is_read: bool,
}

impl Service {
    /// The proof in the words of the packs. A carrier's number proves the arrival and a
    /// signature the receipt; what came back proves neither, and an ordinary letter nothing.
    fn proof(&self) -> Vec<String> {
        let mut proof = vec!["written"];
        if self.is_returned {
            proof.push("returned");
        } else {
            proof.extend(self.is_signed.then_some("signed"));
            proof.extend(self.tracking.is_some().then_some("arrival_proof"));
            proof.extend((self.is_signed || self.tracking.is_some()).then_some("proof_of_service"));
            proof.extend(self.is_read.then_some("read_and_understood"));
        }
        proof.into_iter().map(str::to_owned).collect()
    }
}

impl Desk {
    /// Asks the law about every act a letter is, and keeps the letter when all are cleared.
    /// `deliver` writes the file before the record is committed: a crash in between leaves a
    /// file that nobody calls made, and the next run writes the same bytes again.
    ///
    /// # Errors
    /// A named [`Refusal`], or whatever `deliver` says; then nothing was written.
    pub fn make_letter(
        &mut self,
        acts: &[AskedAct],
        letter: &LetterToKeep,
        by: &str,
        deliver: impl FnOnce(&[u8]) -> Result<(), DeskError>,
    ) -> Result<Made, DeskError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let file_hash = hex(&Sha256::digest(&letter.bytes));
        let same = |entry: &Entry| match &entry.event {
            Event::LetterMade(made) => made.file_hash == file_hash && made.person == letter.person,
            _ => false,
        };
        if let Some(before) = entries_of(&transaction, &letter.case, i64::MAX)?.iter().find(|entry| same(entry)) {
            deliver(&letter.bytes)?;
            return Ok(Made::Before { seq: before.seq });
        }
        letter_agreed::holds(&transaction, letter, by)?;
        let mut judged = Vec::new();
        for act in acts {
            let judgement = judge(&transaction, act, now, None)?;
            if !judgement.is_cleared() {
                let event = to_event(&transaction, &judgement, "letter")?;
                let entry = append_and_apply(&transaction, &self.clock, today, by, event)?;
                transaction.commit()?;
                return Ok(Made::NotCleared { seq: entry.seq, judgement: Box::new(judgement) });
            }
            judged.push(keep(&transaction, &judgement)?);
        }
        let document = keep_document(&transaction, &BASE64_STANDARD.encode(&letter.bytes))?;
        let text = keep_document(&transaction, &letter.text)?;
        let contact = contact_of(letter, acts, now, by, &file_hash, judged.first());
        let made = Event::LetterMade(LetterMade {
            party: letter.case.clone(),
            person: letter.person.clone(),
            role: letter.role.clone(),
            letter: letter.letter.clone(),
            language: letter.language.clone(),
            reference: letter.reference.clone(),
            about: letter.about.clone(),
            until: letter.until,
            serves_as: letter.serves_as.clone(),
            file_hash,
            document,
            judged,
            lender: letter.lender.clone(),
            reach: letter.reach.clone(),
            text,
        });
        let seq = append_and_apply(&transaction, &self.clock, today, by, made)?.seq;
        if let Some(event) = contact {
            append_and_apply(&transaction, &self.clock, today, by, event)?;
        }
        deliver(&letter.bytes)?;
        transaction.commit()?;
        Ok(Made::Now { seq })
    }

    /// A letter as it was made, with its bytes; none when the event made none.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn letter(&self, seq: i64) -> Result<Option<(LetterMade, Vec<u8>)>, DeskError> {
        let Some(made) = letter_made(&self.book, seq)? else { return Ok(None) };
        let text = document(&self.book, &made.document)?;
        let bytes = BASE64_STANDARD.decode(text).map_err(|_| DeskError::Json("a letter"))?;
        Ok(Some((made, bytes)))
    }

    /// Writes down how a letter was served, and tells the law's clocks of it in the words of
    /// the packs, when one in force speaks of such a letter. `None` when the event made no
    /// letter.
    ///
    /// # Errors
    /// [`Refusal::NotYet`] for a moment to come; then nothing was written.
    pub fn record_served(&mut self, service: &Service, by: &str) -> Result<Option<LetterServed>, DeskError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        let on = self.clock.day_of(service.at);
        if service.at > now {
            return Err(Refusal::NotYet { on, today }.into());
        }
        let transaction = makegood_journal::begin(&mut self.book)?;
        let Some(made) = letter_made(&transaction, service.letter)? else { return Ok(None) };
        let unknown = || Refusal::UnknownParty(made.party.clone());
        let bench = Bench::open(&transaction, &made.party, i64::MAX)?.ok_or_else(unknown)?;
        let proof = service.proof();
        let spoken = made.serves_as.clone().filter(|word| bench.packs().words().contains(&word.as_str()));
        let mut happening = None;
        if let Some(what) = spoken {
            let is_other = made.person != made.party;
            let one = HappeningRecorded {
                what,
                at: service.at,
                with: proof.clone(),
                by: None,
                to: is_other.then(|| made.role.clone()),
                person: is_other.then(|| made.person.clone()),
                debts: made.about.clone(),
                contact_point: None,
                place: None,
                amount: None,
                until: made.until,
            };
            let event = Event::Case { party: made.party.clone(), event: CaseEvent::HappeningRecorded(one) };
            happening = Some(append_and_apply(&transaction, &self.clock, on, by, event)?.seq);
        }
        let served = LetterServed {
            party: made.party,
            letter: service.letter,
            at: service.at,
            how: service.how.clone(),
            tracking: service.tracking.clone(),
            is_returned: service.is_returned,
            proof,
            happening,
        };
        append_and_apply(&transaction, &self.clock, on, by, Event::LetterServed(served.clone()))?;
        transaction.commit()?;
        Ok(Some(served))
    }
}

/// A letter to the borrower is a contact and counts as one; one to somebody else is in the
/// record of the case by its own event.
fn contact_of(
    letter: &LetterToKeep,
    acts: &[AskedAct],
    at: Instant,
    by: &str,
    file_hash: &str,
    judged: Option<&String>,
) -> Option<Event> {
    let reaches = acts.iter().any(|act| act.deed.channel() == Some(Channel::Letter));
    let contact = Contact {
        at,
        channel: Channel::Letter,
        contact_point: letter.contact_point.clone(),
        by: by.into(),
        outcome: Outcome::Sent,
        note: contact_note(&letter.reference, file_hash),
        clearance: "cleared".to_owned(),
        judged: judged.cloned(),
    };
    let event = Event::Case { party: letter.case.clone(), event: CaseEvent::ContactRecorded(contact) };
    (reaches && letter.person == letter.case).then_some(event)
}

/// What the contact of a letter says, so that both are known to be one.
pub(crate) fn contact_note(reference: &str, file_hash: &str) -> String {
    format!("Letter {reference}, file {file_hash}")
}

fn letter_made(book: &Connection, seq: i64) -> Result<Option<LetterMade>, DeskError> {
    Ok(match makegood_journal::entry(book, seq)?.map(|entry| entry.event) {
        Some(Event::LetterMade(made)) => Some(made),
        _ => None,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::Service;

    #[test]
    fn a_number_proves_the_arrival_and_what_came_back_proves_nothing() {
        let proof = |tracking: bool, is_signed, is_returned| {
            let service = Service {
                letter: 1,
                at: jiff::Timestamp::UNIX_EPOCH,
                how: "registered".to_owned(),
                tracking: tracking.then(|| "RR 1".to_owned()),
                is_signed,
                is_returned,
                is_read: false,
            };
            service.proof().join(" ")
        };
        assert_eq!(proof(false, false, false), "written");
        assert_eq!(proof(true, false, false), "written arrival_proof proof_of_service");
        assert_eq!(proof(true, true, false), "written signed arrival_proof proof_of_service");
        assert_eq!(proof(true, true, true), "written returned");
    }
}
