//! The letters of a case as the journal has them: made, and how each was served.

use crate::{Desk, DeskError};
use makegood_journal::{Event, LetterAgreed, LetterMade, LetterServed, entries_of, newest_of};
use makegood_units::{BusinessDate, PartyId};

/// A letter that was made.
#[derive(Clone, Debug)]
pub struct LetterOnRecord {
    /// The event that made it.
    pub seq: i64,
    /// The business day of it.
    pub on: BusinessDate,
    /// Who made it.
    pub by: String,
    /// What was made.
    pub made: LetterMade,
    /// How it was served, oldest first: the event's number and its words.
    pub served: Vec<(i64, LetterServed)>,
}

impl LetterOnRecord {
    /// Whether it arrived: the last word on it is not that it came back.
    pub fn is_served(&self) -> bool {
        self.served.last().is_some_and(|(_, served)| !served.is_returned)
    }
}

/// What a case has of letters.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// Made, newest first.
    pub made: Vec<LetterOnRecord>,
    /// Agreed to by a second person, newest first.
    pub agreed: Vec<LetterAgreed>,
}

impl Letters {
    /// How many were made and not served.
    pub fn not_served(&self) -> usize {
        self.made.iter().filter(|letter| !letter.is_served()).count()
    }
}

impl Desk {
    /// The letters of a case.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn letters_of(&self, party: &PartyId) -> Result<Letters, DeskError> {
        let mut letters = Letters::default();
        for entry in entries_of(&self.book, party, i64::MAX)? {
            let (seq, on, by) = (entry.seq, entry.effective_on, entry.actor);
            match entry.event {
                Event::LetterMade(made) => {
                    letters.made.push(LetterOnRecord { seq, on, by, made, served: Vec::new() });
                }
                Event::LetterServed(served) => {
                    if let Some(letter) = letters.made.iter_mut().find(|letter| letter.seq == served.letter) {
                        letter.served.push((seq, served));
                    }
                }
                Event::LetterAgreed(agreed) => letters.agreed.push(agreed),
                _ => {}
            }
        }
        letters.made.reverse();
        letters.agreed.reverse();
        Ok(letters)
    }

    /// The lender's name and how it is reached, as the last letter of the book has them.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn last_sender(&self) -> Result<Option<(String, String)>, DeskError> {
        let last = newest_of(&self.book, "letter_made", i64::MAX, 1)?.into_iter().next();
        Ok(last.and_then(|entry| match entry.event {
            Event::LetterMade(made) if !made.lender.is_empty() => Some((made.lender, made.reach)),
            _ => None,
        }))
    }
}
