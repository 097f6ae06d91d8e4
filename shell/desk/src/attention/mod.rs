//! Reports of officers, the leader's word on them, and reviews of a case.

mod at_close;
mod letters;
mod refusal;

pub(crate) use at_close::before_the_plan;
pub(crate) use letters::letters_done;
pub use refusal::AttentionRefusal;

use crate::close::book_error;
use crate::decide::NOTE_CHARACTERS;
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_case::{
    AttentionEvent, CaseEvent, LeaderDecision, MeasureRead, OfficerReport, OpenReview, ReportAcknowledged,
    ReportHandedIn, ReviewClosed, ReviewOpened, attention_of, last_report, open_reviews,
};
use makegood_day_close::{CaseDay, CaseInput, Measure, ReportDue, case_day, report_draft, to_review, unread};
use makegood_journal::{Connection, Event};
use makegood_units::{BusinessDate, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{Policy, case_input, last_closed, policy_of};

/// A case is read again within so many days.
const READ_AGAIN_DAYS: i32 = 366;

/// Hand in the report a case owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandInReport {
    /// Whose case.
    pub party: PartyId,
    /// Which officer.
    pub by: StaffId,
    /// What was said, in the officer's words.
    pub account: String,
    /// What the officer proposes.
    pub proposes: String,
}

/// Decide on the report that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcknowledgeReport {
    /// Whose case.
    pub party: PartyId,
    /// Which leader.
    pub by: StaffId,
    /// What is to be done.
    pub decision: LeaderDecision,
    /// In the leader's words; may be empty.
    pub note: String,
}

/// Close a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseReview {
    /// Whose case.
    pub party: PartyId,
    /// Which leader.
    pub by: StaffId,
    /// What is to be done.
    pub decision: LeaderDecision,
    /// What the leader says of the measures.
    pub note: String,
    /// The day the case is read again.
    pub next_on: BusinessDate,
}

/// A case as those who report and review see it.
#[derive(Clone, Debug)]
pub struct CaseAttention {
    /// The day it is shown for.
    pub as_of: BusinessDate,
    /// The case on that day.
    pub day: CaseDay,
    /// The report that is due, as drafted.
    pub draft: Option<(ReportDue, OfficerReport)>,
    /// The report handed in last: its event, its day, and the leader's word on it.
    pub report: Option<(i64, BusinessDate, ReportHandedIn, Option<ReportAcknowledged>)>,
    /// The reviews that are open.
    pub open: Vec<OpenReview>,
    /// The measures there are to read, in the order of their days.
    pub measures: Vec<Measure>,
    /// The review closed last.
    pub reviewed: Option<(BusinessDate, ReviewClosed)>,
}

impl CaseAttention {
    /// The open review of a leader.
    pub fn review_of(&self, leader: &StaffId) -> Option<&OpenReview> {
        self.open.iter().find(|review| review.by == *leader)
    }
}

impl Desk {
    /// How a case stands with its leader today.
    ///
    /// # Errors
    /// [`Refusal::UnknownParty`], [`Refusal::NothingClosed`], or views that cannot be read.
    pub fn attention(&self, party: &PartyId) -> Result<CaseAttention, DeskError> {
        known(&self.book, party)
    }

    /// Hands in the report a case owes. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn hand_in_report(&mut self, command: &HandInReport) -> Result<i64, DeskError> {
        let (account, proposes) = (said(&command.account)?, said(&command.proposes)?);
        self.attend(&command.party, &command.by, |_, known| {
            let (due, draft) = known.draft.clone().ok_or(AttentionRefusal::NoReportDue)?;
            if account.is_empty() || proposes.is_empty() {
                return Err(AttentionRefusal::ReportSaysNothing.into());
            }
            let report = OfficerReport { account, proposes, ..draft };
            let (about, by) = (due.about, command.by.clone());
            Ok(vec![AttentionEvent::ReportHandedIn(ReportHandedIn { about, by, as_drafted: false, report })])
        })
    }

    /// Writes down a leader's decision on the report that waits. Returns the number of the
    /// event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn acknowledge_report(&mut self, command: &AcknowledgeReport) -> Result<i64, DeskError> {
        let note = said(&command.note)?;
        self.attend(&command.party, &command.by, |book, known| {
            leads(book, &command.by)?;
            let waiting = known.report.as_ref().filter(|(_, _, _, word)| word.is_none());
            let (seq, _, report, _) = waiting.ok_or(AttentionRefusal::NoReportWaits)?;
            if report.by == command.by && !report.as_drafted {
                return Err(AttentionRefusal::OwnReport(command.by.clone()).into());
            }
            let (report, by, decision) = (*seq, command.by.clone(), command.decision);
            Ok(vec![AttentionEvent::ReportAcknowledged(ReportAcknowledged { report, by, decision, note })])
        })
    }

    /// Opens a review of a case by a leader; one that is open goes on. Returns the number
    /// of its event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn open_review(&mut self, party: &PartyId, by: &StaffId) -> Result<i64, DeskError> {
        if let Some(open) = self.attention(party)?.review_of(by) {
            return Ok(open.seq);
        }
        self.attend(party, by, |book, _| {
            leads(book, by)?;
            Ok(vec![AttentionEvent::ReviewOpened(ReviewOpened { by: by.clone() })])
        })
    }

    /// Marks measures as read in the open review of a leader; those read before stay as
    /// they are. Returns the number of the last event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn read_measures(&mut self, party: &PartyId, by: &StaffId, measures: &[i64]) -> Result<i64, DeskError> {
        self.attend(party, by, |book, known| {
            leads(book, by)?;
            let review = known.review_of(by).ok_or_else(|| AttentionRefusal::NoOpenReview(by.clone()))?;
            if let Some(other) = measures.iter().find(|seq| !known.measures.iter().any(|one| one.seq == **seq)) {
                return Err(AttentionRefusal::NotAMeasure(*other).into());
            }
            let new = measures.iter().filter(|seq| !review.read.contains(seq));
            let read = |seq: &i64| MeasureRead { review: review.seq, by: by.clone(), measure: *seq };
            Ok(new.map(|seq| AttentionEvent::MeasureRead(read(seq))).collect())
        })
    }

    /// Closes the open review of a leader. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`], such as while a measure is not marked as read; then nothing was
    /// written.
    pub fn close_review(&mut self, command: &CloseReview) -> Result<i64, DeskError> {
        let note = said(&command.note)?;
        let today = self.clock.today();
        self.attend(&command.party, &command.by, |book, known| {
            leads(book, &command.by)?;
            let review = known.review_of(&command.by);
            let review = review.ok_or_else(|| AttentionRefusal::NoOpenReview(command.by.clone()))?;
            let left = unread(review, &known.measures).count();
            if left > 0 {
                return Err(AttentionRefusal::MeasuresUnread { left }.into());
            }
            if note.is_empty() {
                return Err(Refusal::ReviewSaysNothing.into());
            }
            let (first, last) = (today.plus_days(1), today.plus_days(READ_AGAIN_DAYS));
            if command.next_on < first || command.next_on > last {
                return Err(AttentionRefusal::ReadAgain { first, last }.into());
            }
            let CloseReview { by, decision, next_on, .. } = command.clone();
            Ok(vec![AttentionEvent::ReviewClosed(ReviewClosed { review: review.seq, by, decision, note, next_on })])
        })
    }

    /// Decides and writes in one transaction. Where there is nothing new to write, the
    /// number is that of the last event.
    fn attend(
        &mut self,
        party: &PartyId,
        by: &StaffId,
        decide: impl FnOnce(&Connection, &CaseAttention) -> Result<Vec<AttentionEvent>, DeskError>,
    ) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let known = known(&transaction, party)?;
        if !colleagues(&transaction, i64::MAX)?.iter().any(|one| one.id == *by) {
            return Err(Refusal::UnknownColleague(by.clone()).into());
        }
        let mut last = makegood_views::applied_to(&transaction)?;
        for event in decide(&transaction, &known)? {
            let event = Event::Case { party: party.clone(), event: CaseEvent::OnAttention(event) };
            last = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?.seq;
        }
        transaction.commit()?;
        Ok(last)
    }
}

fn known(book: &Connection, party: &PartyId) -> Result<CaseAttention, DeskError> {
    let closed = last_closed(book)?.ok_or(Refusal::NothingClosed)?;
    let policy = policy_of(book, i64::MAX)?.ok_or(Refusal::NoPolicy)?;
    let case = case_input(book, party, i64::MAX)?;
    // Something may be on record for a day after the last close.
    let as_of = case.events.iter().map(|one| one.effective_on).fold(closed, BusinessDate::max);
    let day = rules_day(&case, as_of, &policy)?.ok_or_else(|| Refusal::UnknownParty(party.clone()))?;
    let events = attention_of(&case.events);
    let report = last_report(&events).map(|(at, report, word)| (at.seq, at.on, report.clone(), word.cloned()));
    let reviewed = makegood_case::last_review(&events).map(|(at, closed)| (at.on, closed.clone()));
    let measures = to_review(&case, &letters_done(book, party)?, &day, policy.rules());
    let (draft, open) = (draft(&case, &day), open_reviews(&events));
    Ok(CaseAttention { as_of, draft, report, open, measures, reviewed, day })
}

fn rules_day(case: &CaseInput, as_of: BusinessDate, policy: &Policy) -> Result<Option<CaseDay>, DeskError> {
    Ok(case_day(case, as_of, policy.rules()).map_err(book_error)?.map(|work| work.day))
}

fn draft(case: &CaseInput, day: &CaseDay) -> Option<(ReportDue, OfficerReport)> {
    day.report_due.clone().map(|due| {
        let report = report_draft(case, day, &due);
        (due, report)
    })
}

fn leads(book: &Connection, by: &StaffId) -> Result<(), DeskError> {
    let leads = colleagues(book, i64::MAX)?.iter().any(|person| person.id == *by && person.leads());
    if leads { Ok(()) } else { Err(Refusal::NotALeader(by.clone()).into()) }
}

fn said(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > NOTE_CHARACTERS {
        return Err(Refusal::NoteTooLong(NOTE_CHARACTERS));
    }
    Ok(text.to_owned())
}
