//! The law asked about an act, and the answer put on record: whoever asks, and
//! whatever the answer is.

use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_case::{CaseEvent, FactStated, HappeningEnded, HappeningRecorded};
use makegood_compliance::{ARREARS_SINCE, PlannedContact};
use makegood_day_close::SECURITY_WORDS;
use makegood_journal::{ActJudged, Connection, Event, document, entries_of, keep_document, last_of, newest_of};
use makegood_units::{BusinessDate, Instant, PartyId};
use makegood_views::{AskedAct, Bench, Judgement, ViewError};

/// Facts no pack needs to ask for and somebody does: the conditions on days past due,
/// the reading of words before they go out, the ladder.
pub const ASKED_ELSEWHERE: [&str; 7] = {
    let [mortgage, pledge, registered] = SECURITY_WORDS;
    let (barred, judged, approved) = ("debt.is_time_barred", "debt.is_judgment_held", "debt.is_suit_approved");
    [ARREARS_SINCE, barred, judged, approved, mortgage, pledge, registered]
};

/// Somebody's authority to decide for a firm was seen, in the register or the paper noted
/// with it. Letters to a firm ask for it.
pub const AUTHORITY_VERIFIED: &str = "authority_verified";

/// A judgement with its number in the journal.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The event.
    pub seq: i64,
    /// What was said.
    pub judgement: Judgement,
}

/// A judgement as the journal keeps it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The event.
    pub seq: i64,
    /// When it was written down.
    pub recorded_at: Instant,
    /// Who asked.
    pub by: String,
    /// The event's own words.
    pub judged: ActJudged,
    /// What was said.
    pub judgement: Judgement,
}

/// A kept judgement beside the same question asked again.
#[derive(Clone, Debug)]
pub struct Rejudged {
    /// What was said then.
    pub then: Judgement,
    /// What the packs of that time say today: the same, or the record does not hold.
    pub again: Judgement,
    /// What today's packs say.
    pub today: Judgement,
}

impl Desk {
    /// Asks the law about an act and writes the answer down.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn ask_gate(
        &mut self,
        act: &AskedAct,
        at: Option<Instant>,
        reason: Option<&str>,
        by: &str,
    ) -> Result<Judged, DeskError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        let at = at.unwrap_or(now);
        let transaction = makegood_journal::begin(&mut self.book)?;
        let judgement = judge(&transaction, act, at, reason)?;
        let event = to_event(&transaction, &judgement, "asked")?;
        let entry = append_and_apply(&transaction, &self.clock, today, by, event)?;
        transaction.commit()?;
        Ok(Judged { seq: entry.seq, judgement })
    }

    /// The same without writing anything.
    ///
    /// # Errors
    /// A named [`Refusal`].
    pub fn look_at_gate(&self, act: &AskedAct, at: Option<Instant>) -> Result<Judgement, DeskError> {
        judge(&self.book, act, at.unwrap_or_else(|| self.clock.now()), None)
    }

    /// Asks a kept question again: under the packs of then, and under those adopted last.
    ///
    /// # Errors
    /// [`Refusal::NoSuchJudgement`], or a record that cannot be read.
    pub fn judge_again(&self, seq: i64) -> Result<Rejudged, DeskError> {
        let then = kept(&self.book, seq)?;
        let gone = || Refusal::UnknownParty(then.act.case.clone());
        let bench = Bench::open(&self.book, &then.act.case, then.known_to)?.ok_or_else(gone)?.as_of(then.as_of);
        let stranger = || Refusal::NotOfTheCase(then.act.person.clone());
        let again = bench.judge(&then.act, then.at, then.reason.as_deref()).ok_or_else(stranger)?;
        let policy = makegood_views::policy_of(&self.book, i64::MAX)?.ok_or(Refusal::NoPolicy)?;
        let today = bench.judge_under(&then.act, then.at, then.reason.as_deref(), &policy.packs);
        let mut today = today.ok_or_else(stranger)?;
        // The bench is that of then; the texts the answer of today rests on are those in use now.
        if let Some(Event::PolicyAdopted(adopted)) =
            last_of(&self.book, "policy_adopted", i64::MAX)?.map(|entry| entry.event)
        {
            let in_force = |(name, _): &(String, String)| policy.packs.iter().any(|pack| pack.id == *name);
            today.packs = adopted.packs.into_iter().filter(in_force).collect();
            today.strategy = adopted.strategy;
        }
        Ok(Rejudged { again, today, then })
    }

    /// The judgement kept with an event: of an act asked about, or of a contact.
    ///
    /// # Errors
    /// [`Refusal::NoSuchJudgement`], or a record that cannot be read.
    pub fn judgement_of(&self, seq: i64) -> Result<Judgement, DeskError> {
        kept(&self.book, seq)
    }

    /// What the law refused, or has not let through yet: newest first.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn refused(&self, limit: u32) -> Result<Vec<Kept>, DeskError> {
        let mut found = Vec::new();
        let mut below = i64::MAX;
        while found.len() < limit as usize {
            let page = newest_of(&self.book, "act_judged", below, limit.max(50))?;
            let Some(last) = page.last() else { break };
            below = last.seq;
            for entry in page {
                if let Event::ActJudged(judged) = entry.event
                    && judged.verdict != "cleared"
                    && found.len() < limit as usize
                {
                    let judgement = read(&self.book, &judged.judgement)?;
                    found.push(Kept {
                        seq: entry.seq,
                        recorded_at: entry.recorded_at,
                        by: entry.actor,
                        judged,
                        judgement,
                    });
                }
            }
        }
        Ok(found)
    }

    /// Writes down something of which the law may speak.
    ///
    /// # Errors
    /// [`Refusal::UnknownWord`] when no pack in force speaks of it; nothing was written.
    pub fn record_happening(&mut self, case: &PartyId, one: HappeningRecorded, by: &str) -> Result<i64, DeskError> {
        let on = self.clock.day_of(one.at);
        self.write_law_event(case, on, one.at, &one.what.clone(), CaseEvent::HappeningRecorded(one), by)
    }

    /// Writes down that it ended.
    ///
    /// # Errors
    /// As [`Desk::record_happening`].
    pub fn end_happening(&mut self, case: &PartyId, one: HappeningEnded, by: &str) -> Result<i64, DeskError> {
        let on = self.clock.day_of(one.at);
        self.write_law_event(case, on, one.at, &one.what.clone(), CaseEvent::HappeningEnded(one), by)
    }

    /// Writes down a fact a pack asks for.
    ///
    /// # Errors
    /// As [`Desk::record_happening`].
    pub fn state_fact(&mut self, case: &PartyId, fact: FactStated, by: &str) -> Result<i64, DeskError> {
        let (on, now) = (self.clock.today(), self.clock.now());
        self.write_law_event(case, on, now, &fact.name.clone(), CaseEvent::FactStated(fact), by)
    }

    fn write_law_event(
        &mut self,
        case: &PartyId,
        on: BusinessDate,
        at: Instant,
        word: &str,
        event: CaseEvent,
        by: &str,
    ) -> Result<i64, DeskError> {
        let (now, today) = (self.clock.now(), self.clock.today());
        if at > now {
            return Err(Refusal::NotYet { on, today }.into());
        }
        let transaction = makegood_journal::begin(&mut self.book)?;
        let unknown = || Refusal::UnknownParty(case.clone());
        let bench = Bench::open(&transaction, case, i64::MAX)?.ok_or_else(unknown)?;
        let packs = bench.packs();
        let strategy = bench.strategy_words();
        let is_spoken_of = packs.words().contains(&word)
            || packs.asks(word)
            || ASKED_ELSEWHERE.contains(&word)
            || word == AUTHORITY_VERIFIED
            || strategy.contains(&word);
        if !is_spoken_of {
            return Err(Refusal::UnknownWord(word.to_owned()).into());
        }
        let event = Event::Case { party: case.clone(), event };
        let entry = append_and_apply(&transaction, &self.clock, on, by, event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

/// The judgement of an event.
pub(crate) fn kept(book: &Connection, seq: i64) -> Result<Judgement, DeskError> {
    let hash = match makegood_journal::entry(book, seq)?.map(|entry| entry.event) {
        Some(Event::ActJudged(judged)) => Some(judged.judgement),
        Some(Event::Case { event: CaseEvent::ContactRecorded(contact), .. }) => contact.judged,
        _ => None,
    };
    read(book, &hash.ok_or(Refusal::NoSuchJudgement(seq))?)
}

fn read(book: &Connection, hash: &str) -> Result<Judgement, DeskError> {
    let text = document(book, hash)?;
    let place = format!("judgement {hash}");
    Ok(serde_json::from_str(&text).map_err(|source| ViewError::Body { place, source })?)
}

/// The judgement of an act at a moment, as far as everything recorded goes.
pub(crate) fn judge(
    book: &Connection,
    act: &AskedAct,
    at: Instant,
    reason: Option<&str>,
) -> Result<Judgement, DeskError> {
    let unknown = || Refusal::UnknownParty(act.case.clone());
    let bench = Bench::open(book, &act.case, i64::MAX)?.ok_or_else(unknown)?;
    let act = AskedAct { debts: if act.debts.is_empty() { bench.debts() } else { act.debts.clone() }, ..act.clone() };
    let stranger = || Refusal::NotOfTheCase(act.person.clone());
    Ok(bench.judge(&act, at, reason).ok_or_else(stranger)?)
}

impl Desk {
    /// Puts on record that a text was not let through: once a day for one act
    /// under one verdict, however often it is tried.
    ///
    /// # Errors
    /// A record that cannot be written.
    pub fn note_refused(&mut self, planned: &PlannedContact, at: Instant, actor: &str) -> Result<(), DeskError> {
        let on = self.clock.day_of(at);
        let transaction = makegood_journal::begin(&mut self.book)?;
        let judgement = judge(&transaction, &contact_act(planned), at, None)?;
        if judgement.is_cleared() {
            return Ok(());
        }
        let event = to_event(&transaction, &judgement, "sending")?;
        let known = entries_of(&transaction, &planned.person, i64::MAX)?;
        let is_known = known.iter().any(|entry| match (&entry.event, &event) {
            (Event::ActJudged(old), Event::ActJudged(new)) => {
                entry.effective_on == on && (&old.act, &old.verdict, &old.rules) == (&new.act, &new.verdict, &new.rules)
            }
            _ => false,
        });
        if !is_known {
            append_and_apply(&transaction, &self.clock, on, actor, event)?;
        }
        transaction.commit()?;
        Ok(())
    }
}

fn contact_act(planned: &PlannedContact) -> AskedAct {
    AskedAct {
        case: planned.person.clone(),
        person: planned.person.clone(),
        deed: planned.channel.into(),
        purpose: planned.purpose,
        debts: planned.debts.clone(),
        contact_point: planned.contact_point.clone(),
        place: None,
        carries: Vec::new(),
    }
}

/// The judgement of a contact, kept as a document, with its hash.
pub(crate) fn judge_contact(
    book: &Connection,
    planned: &PlannedContact,
    at: Instant,
) -> Result<(Judgement, String), DeskError> {
    let judgement = judge(book, &contact_act(planned), at, None)?;
    let hash = keep(book, &judgement)?;
    Ok((judgement, hash))
}

pub(crate) fn keep(book: &Connection, judgement: &Judgement) -> Result<String, DeskError> {
    let text = serde_json::to_string(judgement).map_err(|_| DeskError::Json("a judgement"))?;
    Ok(keep_document(book, &text)?)
}

pub(crate) fn to_event(book: &Connection, judgement: &Judgement, occasion: &str) -> Result<Event, DeskError> {
    Ok(Event::ActJudged(ActJudged {
        party: judgement.act.case.clone(),
        act: judgement.act.deed.to_string().replace(' ', "_"),
        occasion: occasion.to_owned(),
        verdict: judgement.verdict.clone(),
        rules: judgement.against().map(|rule| rule.rule.clone()).collect(),
        judgement: keep(book, judgement)?,
    }))
}
