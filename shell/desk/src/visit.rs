//! A visit: prepared, begun at the door, and what was found on it.

use crate::decide::NOTE_CHARACTERS;
use crate::judge::{judge, keep};
use crate::{Desk, DeskError, Refusal, append_and_apply};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use makegood_case::{
    CaseEvent, Channel, Company, ContactPointKind, VisitBegun, VisitFound, VisitPlace, VisitPrepared, VisitTarget,
    visit_prepared,
};
use makegood_compliance::Deed;
use makegood_day_close::purpose_first;
use makegood_journal::{Connection, Event};
use makegood_strategy::WorkingHours;
use makegood_units::{Amount, BusinessDate, ContactPointId, Instant, PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{AskedAct, CaseView, Judgement, case_view};

/// So many days ahead a time for a visit is looked for.
const DAYS_AHEAD: i32 = 60;

/// Prepare a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrepareVisit {
    /// Whose case.
    pub party: PartyId,
    /// Who goes.
    pub by: StaffId,
    /// What it is for.
    pub purpose: String,
    /// What to come away with.
    pub target: Option<VisitTarget>,
    /// Where.
    pub place: VisitPlace,
    /// At which address; none means the first that is open.
    pub contact_point: Option<ContactPointId>,
    /// Who comes along, or why nobody does.
    pub company: Option<Company>,
    /// What was weighed for everybody's safety.
    pub safety: String,
    /// The hour they open or are home, by their clock; the lender's opening hour when
    /// nobody knows.
    pub opens: Option<Time>,
    /// When; none takes the first lawful moment.
    pub at: Option<Instant>,
}

impl Desk {
    /// The first moment from `from` on at which they are there and the law lets a visit
    /// through, with what the law said. `None` when sixty days hold no such moment.
    ///
    /// # Errors
    /// A named [`Refusal`].
    pub fn visit_time(
        &self,
        party: &PartyId,
        place: VisitPlace,
        opens: Option<Time>,
        from: Instant,
    ) -> Result<Option<Judgement>, DeskError> {
        let view = open(&self.book, party, self.clock.now())?;
        let address = address(&view, None)?;
        time(&self.book, &view, &act(&view, place, &address), opens, from)
    }

    /// Writes down a visit's preparation. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn prepare_visit(&mut self, command: &PrepareVisit) -> Result<i64, DeskError> {
        let (target, company) = said_whole(command)?;
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = open(&transaction, &command.party, now)?;
        let known = colleagues(&transaction, i64::MAX)?;
        let goes = std::iter::once(&command.by).chain(match &company {
            Company::With(colleague) => Some(colleague),
            Company::Alone(_) => None,
        });
        for who in goes {
            if !known.iter().any(|one| one.id == *who) {
                return Err(Refusal::UnknownColleague(who.clone()).into());
            }
        }
        if let VisitTarget::Amount(amount) = &target
            && *amount > view.day.owed.outstanding
        {
            return Err(Refusal::VisitAsksTooMuch.into());
        }
        let contact_point = address(&view, command.contact_point.as_ref())?;
        let asked = act(&view, command.place, &contact_point);
        let at = match command.at {
            Some(at) if at < now => return Err(Refusal::VisitInThePast.into()),
            Some(at) => lawful(&judge(&transaction, &asked, at, None)?)?,
            None => {
                let found = time(&transaction, &view, &asked, command.opens, now)?;
                found.ok_or(Refusal::VisitNeverOpens { days: DAYS_AHEAD })?.at
            }
        };
        let prepared = VisitPrepared {
            by: command.by.clone(),
            purpose: command.purpose.trim().to_owned(),
            target,
            place: command.place,
            contact_point,
            company,
            safety: command.safety.trim().to_owned(),
            at,
        };
        let event = Event::Case { party: command.party.clone(), event: CaseEvent::VisitPrepared(prepared) };
        let entry = append_and_apply(&transaction, &self.clock, today, command.by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Writes down that a prepared visit begins now: the law is asked once more, at the
    /// door. Returns the number of the event.
    ///
    /// # Errors
    /// [`Refusal::VisitNotPrepared`] without a fresh preparation, [`Refusal::VisitClosed`]
    /// when the law does not let it through; then nothing was written.
    pub fn begin_visit(&mut self, party: &PartyId, by: &StaffId) -> Result<i64, DeskError> {
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = open(&transaction, party, now)?;
        let (prepared, visit) = prepared(&view, today).ok_or(Refusal::VisitNotPrepared)?;
        let judgement = judge(&transaction, &act(&view, visit.place, &visit.contact_point), now, None)?;
        lawful(&judgement)?;
        let judged = keep(&transaction, &judgement)?;
        let begun = VisitBegun { by: by.clone(), prepared, at: now, judged };
        let event = Event::Case { party: party.clone(), event: CaseEvent::VisitBegun(begun) };
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    /// Writes down what was found on a visit, beside what came of the talk.
    ///
    /// # Errors
    /// A named [`Refusal`]; then nothing was written.
    pub fn record_findings(&mut self, party: &PartyId, by: &StaffId, findings: &str) -> Result<i64, DeskError> {
        let findings = findings.trim();
        if findings.is_empty() {
            return Err(Refusal::VisitSaysNothing("what was seen and heard").into());
        }
        short(findings)?;
        let (today, now) = (self.clock.today(), self.clock.now());
        let transaction = makegood_journal::begin(&mut self.book)?;
        let view = open(&transaction, party, now)?;
        let of_a_visit = |event: &CaseEvent| match event {
            CaseEvent::ContactRecorded(contact) => contact.channel == Channel::Visit,
            CaseEvent::VisitBegun(_) => true,
            _ => false,
        };
        if !view.happened.iter().any(|one| of_a_visit(&one.event)) {
            return Err(Refusal::VisitNotPrepared.into());
        }
        let found = VisitFound { by: by.clone(), findings: findings.to_owned() };
        let event = Event::Case { party: party.clone(), event: CaseEvent::VisitFound(found) };
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

/// The preparation that holds in a case on a day.
pub fn prepared(view: &CaseView, on: BusinessDate) -> Option<(i64, VisitPrepared)> {
    let (seq, visit) = visit_prepared(view.happened.iter().map(|one| (one.seq, one.effective_on, &one.event)), on)?;
    Some((seq, visit.clone()))
}

fn open(book: &Connection, party: &PartyId, now: Instant) -> Result<CaseView, DeskError> {
    let unknown = || Refusal::UnknownParty(party.clone());
    Ok(case_view(book, party, now)?.ok_or_else(unknown)?)
}

/// Everything a visit is not begun without.
fn said_whole(command: &PrepareVisit) -> Result<(VisitTarget, Company), Refusal> {
    let target = command.target.clone().ok_or(Refusal::VisitWithoutTarget)?;
    let says = match &target {
        VisitTarget::Amount(amount) if *amount <= Amount::ZERO => return Err(Refusal::VisitWithoutTarget),
        VisitTarget::Amount(_) => None,
        VisitTarget::Document(says) | VisitTarget::Decision(says) => Some(says),
    };
    if says.is_some_and(|says| says.trim().is_empty()) {
        return Err(Refusal::VisitWithoutTarget);
    }
    let company = command.company.clone().ok_or(Refusal::VisitWithoutCompany)?;
    match &company {
        Company::Alone(why) if why.trim().is_empty() => return Err(Refusal::VisitWithoutCompany),
        Company::With(colleague) if *colleague == command.by => return Err(Refusal::VisitWithoutCompany),
        Company::Alone(_) | Company::With(_) => {}
    }
    for (text, what) in [(&command.purpose, "what it is for"), (&command.safety, "what was weighed for safety")] {
        if text.trim().is_empty() {
            return Err(Refusal::VisitSaysNothing(what));
        }
        short(text)?;
    }
    says.map_or(Ok(()), |says| short(says))?;
    Ok((target, company))
}

fn short(text: &str) -> Result<(), Refusal> {
    if text.chars().count() > NOTE_CHARACTERS { Err(Refusal::NoteTooLong(NOTE_CHARACTERS)) } else { Ok(()) }
}

/// The address named, or the first one in use.
fn address(view: &CaseView, named: Option<&ContactPointId>) -> Result<ContactPointId, Refusal> {
    let closed = |id: &ContactPointId| view.day.closed_contact_points.iter().any(|one| one.what.contact_point == *id);
    let mut addresses =
        view.contact_points.iter().filter(|one| one.kind == ContactPointKind::Address && !closed(&one.id));
    let found = match named {
        Some(id) => addresses.find(|one| one.id == *id).ok_or_else(|| Refusal::UnknownContactPoint(id.clone()))?,
        None => addresses.next().ok_or(Refusal::NoAddress)?,
    };
    Ok(found.id.clone())
}

fn act(view: &CaseView, place: VisitPlace, address: &ContactPointId) -> AskedAct {
    AskedAct {
        case: view.day.party.clone(),
        person: view.day.party.clone(),
        deed: Deed::Visit,
        purpose: purpose_first(view.day.holds.iter().map(|hold| hold.what.kind)),
        debts: Vec::new(),
        contact_point: Some(address.clone()),
        place: Some(place.word().to_owned()),
        carries: Vec::new(),
    }
}

fn lawful(judgement: &Judgement) -> Result<Instant, Refusal> {
    if judgement.is_cleared() {
        return Ok(judgement.at);
    }
    let says = judgement.against().last().map_or_else(|| judgement.verdict.clone(), |rule| rule.says.clone());
    Err(Refusal::VisitClosed { says, opens_at: judgement.opens_at })
}

/// Day by day: the hour they open, or later the same day when the law opens later.
fn time(
    book: &Connection,
    view: &CaseView,
    asked: &AskedAct,
    opens: Option<Time>,
    from: Instant,
) -> Result<Option<Judgement>, DeskError> {
    let hours = makegood_views::policy_of(book, i64::MAX)?.ok_or(Refusal::NoPolicy)?.strategy.working_day;
    let zone = view.zone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    let opens = opens.unwrap_or(hours.opens).max(hours.opens);
    let first = BusinessDate::from_civil(from.to_zoned(zone.clone()).date());
    for ahead in 0..DAYS_AHEAD {
        let day = first.plus_days(ahead);
        let Some((open, close)) = window(day, opens, hours, &zone) else { continue };
        let mut at = open.max(from);
        // Twice: for the hour they open, and for the hour the law opens after it.
        for _ in 0..2 {
            if at >= close {
                break;
            }
            let judgement = judge(book, asked, at, None)?;
            if judgement.is_cleared() {
                return Ok(Some(judgement));
            }
            let Some(later) = judgement.opens_at.filter(|later| *later > at) else { break };
            at = later;
        }
    }
    Ok(None)
}

fn window(day: BusinessDate, opens: Time, hours: WorkingHours, zone: &TimeZone) -> Option<(Instant, Instant)> {
    let at = |time: Time| zone.to_timestamp(day.civil().to_datetime(time)).ok();
    Some((at(opens)?, at(hours.closes)?))
}
