//! The written steps of the last closed day: each looked at again, cleared again,
//! rendered, delivered, written down.

use crate::facts::last_promise;
use crate::send_due::send_due;
use crate::send_promised::send_promised;
use crate::{
    Fate, Kind, LetterFacts, Rendered, SendReport, Sender, Step, file_name, late_loans, render, send, withdraw, words,
};
use makegood_capacity::Staff;
use makegood_case::{CaseEvent, Channel, Outcome};
use makegood_compliance::{Cleared, Facts, PlannedContact, Purpose, RuleHit, Verdict, clear};
use makegood_day_close::{CaseDay, CaseInput, Considered, DueSoon, WorkItem, case_day, facts_about};
use makegood_desk::{Clock, Desk, DeskError, Outgoing, Refusal};
use makegood_units::{Amount, BranchId, BusinessDate, Instant, LoanId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{Policy, ViewError, case_input, last_closed, last_plan, name_of, policy_of};
use makegood_wording::{Context, Lexicon};
use std::cmp::Reverse;
use std::path::PathBuf;

/// What is to be sent, by whom and where to.
#[derive(Clone, Debug)]
pub struct Order {
    /// Who writes.
    pub sender: Sender,
    /// The folder the texts go to.
    pub outbox: PathBuf,
    /// Who asks for it; kept in the journal.
    pub actor: String,
    /// Only the worklist of this person.
    pub officer: Option<StaffId>,
    /// Only the worklists of this branch.
    pub branch: Option<BranchId>,
    /// The words that may not be said.
    pub lexicon: Lexicon,
    /// Only say what would be sent.
    pub dry_run: bool,
}

/// Sends the written steps of the last closed day, by the desk's clock.
///
/// # Errors
/// [`Refusal::WorklistStale`] when the last closed day is not today,
/// [`Refusal::NeverClosed`] when none is; or whatever the disk refuses. What was sent
/// before that stays sent.
pub fn send_day(desk: &mut Desk, order: &Order) -> Result<SendReport, DeskError> {
    send_day_at(desk, order, Clock::now)
}

/// The same, by a clock of its own for the moment of each text.
///
/// # Errors
/// As [`send_day`].
pub fn send_day_at(desk: &mut Desk, order: &Order, now: impl Fn(&Clock) -> Instant) -> Result<SendReport, DeskError> {
    let today = desk.clock().today();
    let closed = last_closed(desk.book())?.ok_or(Refusal::NeverClosed(today))?;
    if closed != today {
        return Err(Refusal::WorklistStale { closed, today }.into());
    }
    let plan = last_plan(desk.book())?.ok_or(Refusal::NeverClosed(today))?;
    let policy = policy_of(desk.book(), i64::MAX)?.ok_or(Refusal::NoPolicy)?;
    let people = colleagues(desk.book(), i64::MAX)?;
    let chosen = plan.worklists.into_iter().filter(|list| {
        order.officer.as_ref().is_none_or(|officer| list.officer == *officer)
            && order.branch.as_ref().is_none_or(|branch| list.branch == *branch)
    });
    let mut report = SendReport { as_of: closed, steps: Vec::new() };
    let of_branch = |planned: &&DueSoon| order.branch.as_ref().is_none_or(|branch| planned.branch == *branch);
    for planned in plan.due_soon.iter().filter(of_branch).filter(|_| order.officer.is_none()) {
        let at = now(desk.clock());
        report.steps.push(send_due(desk, order, &policy, planned, closed, at)?);
    }
    let promised = plan.promised_soon.iter().filter(|one| order.branch.as_ref().is_none_or(|id| one.branch == *id));
    for planned in promised.filter(|_| order.officer.is_none()) {
        let at = now(desk.clock());
        report.steps.push(send_promised(desk, order, &policy, planned, (closed, at))?);
    }
    for list in chosen {
        for item in list.items {
            let Some(channel) = item.channel.filter(|channel| is_written(*channel)) else { continue };
            let at = now(desk.clock());
            let look = Look { desk, order, policy: &policy, people: &people, officer: &list.officer, day: closed, at };
            let weighed = look.weigh(&item, channel)?;
            let fate = carry_out(desk, order, (&item, channel), &list.officer, closed, weighed)?;
            let WorkItem { party, action, .. } = item;
            report.steps.push(Step { party, officer: list.officer.clone(), action, channel, fate });
        }
    }
    Ok(report)
}

fn is_written(channel: Channel) -> bool {
    matches!(channel, Channel::Message | Channel::Email | Channel::Letter)
}

/// What may become of a step, before anything is written.
pub(crate) enum Weighed {
    /// The event that says it was sent that day.
    Before(i64),
    /// Rule, sentence, and when it opens.
    NotNow(String, String, Option<Instant>),
    /// The law's word against it: rule, sentence, and when it opens.
    Against(Box<(PlannedContact, Instant)>, String, String, Option<Instant>),
    /// Cleared and rendered, with the last event about the case it knew of.
    Ready(Box<(Cleared<PlannedContact>, Rendered, i64)>),
}

pub(crate) fn not_now(rule: &str, says: &str) -> Weighed {
    Weighed::NotNow(rule.to_owned(), says.to_owned(), None)
}

fn carry_out(
    desk: &mut Desk,
    order: &Order,
    (item, channel): (&WorkItem, Channel),
    officer: &StaffId,
    day: BusinessDate,
    weighed: Weighed,
) -> Result<Fate, DeskError> {
    carry_out_as(desk, order, &file_name(day, &item.party, item.action, channel), officer, weighed)
}

/// What was weighed, carried out under the name of a file.
pub(crate) fn carry_out_as(
    desk: &mut Desk,
    order: &Order,
    file: &str,
    officer: &StaffId,
    weighed: Weighed,
) -> Result<Fate, DeskError> {
    let (cleared, rendered, seen) = match weighed {
        Weighed::Before(event) => return Ok(Fate::Before { event }),
        Weighed::NotNow(rule, says, opens_at) => {
            if !order.dry_run {
                withdraw(&order.outbox, file)?;
            }
            return Ok(Fate::NotNow { rule, says, opens_at });
        }
        Weighed::Against(planned, rule, says, opens_at) => {
            if !order.dry_run {
                withdraw(&order.outbox, file)?;
                desk.note_refused(&planned.0, planned.1, &order.actor)?;
            }
            return Ok(Fate::NotNow { rule, says, opens_at });
        }
        Weighed::Ready(ready) => *ready,
    };
    let text = rendered.text();
    if order.dry_run {
        return Ok(Fate::WouldSend { file: file.to_owned(), text });
    }
    let outgoing = Outgoing { by: officer.clone(), text, file: file.to_owned(), seen };
    let sent = desk.record_sent(cleared, &outgoing, &order.actor, |cleared| {
        send(cleared, &rendered, &order.outbox, file).map(|_| ())
    });
    match sent {
        Ok(event) => Ok(Fate::Sent { file: file.to_owned(), event }),
        // Somebody recorded something in this very moment: the next run looks again.
        Err(DeskError::Refused(refusal)) => {
            Ok(Fate::NotNow { rule: refusal.code().to_owned(), says: refusal.to_string(), opens_at: None })
        }
        Err(error) => Err(error),
    }
}

impl Weighed {
    /// The law's word against a contact.
    pub(crate) fn against(verdict: Verdict<PlannedContact>, at: Instant) -> Self {
        // The rule that holds longest is the one to know: a hold before an hour.
        let longest = |hit: &&RuleHit| Reverse(hit.opens_at.unwrap_or(Instant::MAX));
        let hardest = verdict.hits().iter().min_by_key(longest);
        let rule = hardest.map_or(verdict.word(), |hit| hit.rule.as_str());
        let says = hardest.map_or("the law does not let it through", |hit| hit.says.as_str());
        let (rule, says, opens_at) = (rule.to_owned(), says.to_owned(), verdict.opens_at());
        Self::Against(Box::new((verdict.into_action(), at)), rule, says, opens_at)
    }
}

/// Words that keep a text in the house.
pub(crate) fn wrong_words(order: &Order, rendered: &Rendered, context: &Context) -> Option<Weighed> {
    words::against(&order.lexicon, rendered, context).map(|(rule, says)| not_now(&rule, &says))
}

/// One step looked at again.
struct Look<'a> {
    desk: &'a Desk,
    order: &'a Order,
    policy: &'a Policy,
    people: &'a [Staff],
    officer: &'a StaffId,
    day: BusinessDate,
    at: Instant,
}

impl Look<'_> {
    fn weigh(&self, item: &WorkItem, channel: Channel) -> Result<Weighed, DeskError> {
        let input = case_input(self.desk.book(), &item.party, i64::MAX)?;
        if let Some(event) = sent_before(&input, channel, self.day) {
            return Ok(Weighed::Before(event));
        }
        let Some(kind) = Kind::of(item.action) else {
            return Ok(not_now("by_hand", "the words of this letter are a person's"));
        };
        let in_words =
            |error: makegood_day_close::CloseError| ViewError::Book { loan: error.loan, source: error.source };
        let work = case_day(&input, self.day, self.policy.rules()).map_err(in_words)?;
        let Some(case) = work.map(|work| work.day) else {
            return Ok(not_now("nothing_due", "there is no loan on the book any more"));
        };
        if case.owed.arrears <= Amount::ZERO {
            return Ok(not_now("nothing_due", "nothing is past due any more"));
        }
        let known = facts_about(&input, self.day, self.policy.rules());
        let cleared = match self.clear(&known, &case, item, channel) {
            Ok(cleared) => cleared,
            Err(against) => return Ok(against),
        };
        if let Some(against) = closed_by_strategy(&case, item) {
            return Ok(against);
        }
        let facts = self.facts(&input, case, cleared.action())?;
        let seen = input.events.last().map_or(0, |last| last.seq);
        let rendered = match render(kind, channel, &facts) {
            Ok(rendered) => rendered,
            Err(refusal) => return Ok(not_now(refusal.code(), &refusal.to_string())),
        };
        let context = words::words_context(&known, &cleared.action().debts);
        let ready = || Weighed::Ready(Box::new((cleared, rendered.clone(), seen)));
        Ok(wrong_words(self.order, &rendered, &context).unwrap_or_else(ready))
    }

    /// The gate, asked for this very moment with all that is known now.
    fn clear(
        &self,
        facts: &Facts,
        case: &CaseDay,
        item: &WorkItem,
        channel: Channel,
    ) -> Result<Cleared<PlannedContact>, Weighed> {
        let late = case.owed.loans.iter().filter(|loan| loan.days_past_due > 0);
        let planned = PlannedContact {
            person: item.party.clone(),
            channel,
            debts: late.map(|loan| loan.loan.clone()).collect::<Vec<LoanId>>(),
            contact_point: step_of(case, item)
                .and_then(|step| step.contact_point.clone())
                .or(item.contact_point.clone()),
            purpose: Purpose::Collect,
        };
        match clear(planned, facts, &self.policy.packs, self.at) {
            Verdict::Cleared(cleared) => Ok(cleared),
            verdict => Err(Weighed::against(verdict, self.at)),
        }
    }

    fn facts(&self, input: &CaseInput, case: CaseDay, planned: &PlannedContact) -> Result<LetterFacts, DeskError> {
        let to = input.contact_points.iter().find(|point| Some(&point.id) == planned.contact_point.as_ref());
        let officer = self.people.iter().find(|person| person.id == *self.officer);
        Ok(LetterFacts {
            name: name_of(self.desk.book(), &input.party)?,
            to: to.map(|point| point.value.clone()).unwrap_or_default(),
            sender: self.order.sender.clone(),
            officer: officer.map(|person| person.name.clone()).unwrap_or_default(),
            as_of: self.day,
            loans: late_loans(input, &case.owed, self.day, &self.policy.strategy.book)?,
            promise: last_promise(&case.promises),
            currency: case.owed.currency,
        })
    }
}

/// The event by which a text of this channel went to the borrower on the day.
fn sent_before(input: &CaseInput, channel: Channel, day: BusinessDate) -> Option<i64> {
    let is_it = |event: &CaseEvent| {
        matches!(event, CaseEvent::ContactRecorded(contact)
            if contact.outcome == Outcome::Sent && contact.channel == channel)
    };
    let found = input.events.iter().find(|recorded| recorded.effective_on == day && is_it(&recorded.event));
    found.map(|recorded| recorded.seq)
}

fn step_of<'a>(case: &'a CaseDay, item: &WorkItem) -> Option<&'a Considered> {
    let same = |step: &&Considered| step.proposal.action == item.action && step.proposal.channel == item.channel;
    case.considered.iter().find(same)
}

/// Why the strategy no longer takes the step, with what is known now.
fn closed_by_strategy(case: &CaseDay, item: &WorkItem) -> Option<Weighed> {
    if let Some(step) = step_of(case, item) {
        let waits = !step.proposal.needs.is_empty();
        return waits.then(|| not_now("needs_approval", &step.gate.says));
    }
    let passed = case.passed_over.iter().find(|passed| passed.action == item.action);
    let says = passed.map_or("the strategy no longer proposes it", |passed| passed.why.says.as_str());
    Some(not_now("strategy", says))
}
