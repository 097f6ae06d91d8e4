//! The refused-action log without the judgements behind it, and one judgement with
//! whoever it was given to.

use crate::judge::kept;
use crate::{Desk, DeskError, Refusal};
use makegood_case::CaseEvent;
use makegood_journal::{ActJudged, Event, newest_of};
use makegood_units::{BusinessDate, Instant};
use makegood_views::Judgement;

/// So many events are read at a time.
const PAGE: u32 = 500;

/// One line of the log: what the law did not let through.
#[derive(Clone, Debug)]
pub struct RefusedLine {
    /// The event.
    pub seq: i64,
    /// The business day it counts from.
    pub on: BusinessDate,
    /// When it was written down.
    pub recorded_at: Instant,
    /// Who asked.
    pub by: String,
    /// The act, the verdict and the rules against it.
    pub judged: ActJudged,
}

/// A judgement as the journal keeps it, of an act asked about or of a contact.
#[derive(Clone, Debug)]
pub struct OnRecord {
    /// The event.
    pub seq: i64,
    /// The business day it counts from.
    pub on: BusinessDate,
    /// When it was written down.
    pub recorded_at: Instant,
    /// Who asked, or made the contact.
    pub by: String,
    /// `asked` by a person, `sending` a text, or a `contact` somebody made.
    pub occasion: String,
    /// What was said.
    pub judgement: Judgement,
}

impl Desk {
    /// What the law refused, or had not let through yet: newest first, all of it. The
    /// judgements stay unread; [`Desk::on_record`] reads one.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn refused_log(&self) -> Result<Vec<RefusedLine>, DeskError> {
        let mut found = Vec::new();
        let mut below = i64::MAX;
        loop {
            let page = newest_of(&self.book, "act_judged", below, PAGE)?;
            let Some(last) = page.last() else { return Ok(found) };
            below = last.seq;
            for entry in page {
                if let Event::ActJudged(judged) = entry.event
                    && judged.verdict != "cleared"
                {
                    let (seq, on, recorded_at) = (entry.seq, entry.effective_on, entry.recorded_at);
                    found.push(RefusedLine { seq, on, recorded_at, by: entry.actor, judged });
                }
            }
        }
    }

    /// The judgement kept with an event, with who asked and when.
    ///
    /// # Errors
    /// [`Refusal::NoSuchJudgement`], or a record that cannot be read.
    pub fn on_record(&self, seq: i64) -> Result<OnRecord, DeskError> {
        let judgement = kept(&self.book, seq)?;
        let entry = makegood_journal::entry(&self.book, seq)?.ok_or(Refusal::NoSuchJudgement(seq))?;
        let (by, occasion) = match entry.event {
            Event::ActJudged(judged) => (entry.actor, judged.occasion),
            Event::Case { event: CaseEvent::ContactRecorded(contact), .. } => {
                (contact.by.to_string(), "contact".to_owned())
            }
            _ => return Err(Refusal::NoSuchJudgement(seq).into()),
        };
        let (on, recorded_at) = (entry.effective_on, entry.recorded_at);
        Ok(OnRecord { seq, on, recorded_at, by, occasion, judgement })
    }
}
