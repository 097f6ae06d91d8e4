//! What keeps a rung closed today. Each rule answers with its reason, and with the
//! day that reason ends when the calendar alone ends it; another rule may hold then.

use crate::ask_why::Missed;
use crate::case_facts::Tried;
use crate::{ActionKind, CaseFacts, Planned, Rung, Strategy};
use makegood_case::{Channel, HoldKind, Outcome, PromisePart, parts_in_words};
use makegood_diagnosis::{Finding, NextQuestion, Situation, SourceHint};
use makegood_units::{BusinessDate, Money, Why};

/// The word by which a case says that the borrower died.
pub(crate) const DEATH: &str = "death";

/// The code of a rung that a second person did not agree to.
pub const DECLINED: &str = "declined";

/// Everything a rule may read.
pub(crate) struct View<'a> {
    pub(crate) case: &'a CaseFacts,
    pub(crate) finding: &'a Finding,
    pub(crate) strategy: &'a Strategy,
    pub(crate) as_of: BusinessDate,
    pub(crate) tried: Tried,
    /// A promise missed and not yet asked about.
    pub(crate) missed: Option<Missed>,
    pub(crate) planned: Planned,
}

/// A closed rung: why, and the day this reason ends, when the calendar alone ends it.
pub(crate) type Closed = (Why, Option<BusinessDate>);

/// What the lender owes before it may ask for anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owed {
    /// An answer to the dispute, or the correction of its own error.
    Answer,
    /// A conversation about a plan, since the day they said that they cannot pay.
    Plan(BusinessDate),
}

/// The first rule that keeps `rung` closed.
pub(crate) fn closed(view: &View<'_>, rung: &Rung) -> Option<Closed> {
    if let Some(closed) = view.owed_first(rung) {
        return Some(closed);
    }
    // What is owed to the borrower waits for no range, amount or escalation.
    if view.is_owed(rung) {
        return view.wait(rung);
    }
    let rules = [
        View::grace,
        View::open_promise,
        View::calm,
        View::deceased,
        View::segment,
        View::situation,
        View::range,
        View::small,
        View::fruitless,
        View::ladder,
        View::ask_why_first,
        View::plan,
        View::declined,
    ];
    rules.iter().find_map(|rule| rule(view, rung)).or_else(|| view.question_first(rung)).or_else(|| view.wait(rung))
}

impl View<'_> {
    pub(crate) fn owed(&self) -> Option<Owed> {
        if self.finding.situation == Situation::LenderMatter || self.case.hold(HoldKind::Dispute).is_some() {
            return Some(Owed::Answer);
        }
        let held_from = self.case.hold(HoldKind::Hardship).map(|hold| hold.from);
        let spoken = self.case.contacts.iter().filter(|record| record.contact.outcome.is_conversation());
        let last = spoken.max_by_key(|record| record.contact.at);
        let said = last.filter(|record| record.contact.outcome == Outcome::Hardship);
        held_from.or(said.map(|record| record.on)).map(Owed::Plan)
    }

    pub(crate) fn is_owed(&self, rung: &Rung) -> bool {
        match self.owed() {
            Some(Owed::Answer) => rung.action == ActionKind::AnswerDispute,
            Some(Owed::Plan(_)) => rung.action == ActionKind::PlanConversation,
            None => false,
        }
    }

    fn owed_first(&self, rung: &Rung) -> Option<Closed> {
        match self.owed() {
            Some(_) if self.is_owed(rung) => None,
            Some(Owed::Answer) => {
                closed_by("answer_owed_first", "The debt is disputed or may be wrong: answer that first.")
            }
            Some(Owed::Plan(day)) => closed_by(
                "plan_owed_first",
                format!("On {day} they said that they cannot pay: talk about a plan first."),
            ),
            None if rung.action == ActionKind::AnswerDispute => closed_by("nothing_disputed", "Nothing is disputed."),
            None => None,
        }
    }

    /// What a second person did not agree to is not put before them again every day.
    fn declined(&self, rung: &Rung) -> Option<Closed> {
        let declined = self.case.declined(rung)?;
        let says = format!(
            "On {} a second person did not agree to it; it opens when one does, or after the next payment.",
            declined.on
        );
        Some((Why::new(DECLINED, says).with(declined.fact.clone()), None))
    }

    fn grace(&self, _: &Rung) -> Option<Closed> {
        let grace = self.strategy.grace_days;
        let says = format!("{}, within {grace} days of grace.", self.case.days_in_words(self.as_of));
        let opens = || self.case.day_of_count(grace.saturating_add(1), self.as_of);
        (self.case.counted_days(self.as_of) <= grace).then(|| (Why::new("within_grace", says), Some(opens())))
    }

    fn open_promise(&self, _: &Rung) -> Option<Closed> {
        let open = self.case.open_parts();
        let (first, fact) = open.first()?;
        let parts: Vec<PromisePart> =
            open.iter().map(|(part, _)| PromisePart { due_on: part.due_on, amount: part.amount }).collect();
        let promised = parts_in_words(&parts, self.case.currency);
        let says = match parts.as_slice() {
            [one] => {
                let promised = Money::new(one.amount, self.case.currency);
                format!("{promised} is promised by {}; they are left in peace until then.", one.due_on)
            }
            _ => format!("Promised: {promised}; they are left in peace until then."),
        };
        let ends = first.due_on.plus_days(self.strategy.promises.grace_days.saturating_add(1));
        Some((Why::new("promise_open", says).with((*fact).clone()), Some(ends)))
    }

    /// A payment takes the case back down the ladder.
    fn calm(&self, rung: &Rung) -> Option<Closed> {
        let gentle = rung.action.is_gentle() || rung.action == ActionKind::PlanConversation;
        let paid = self.case.last_paid_on.filter(|_| !gentle)?;
        let opens = paid.plus_days(self.strategy.calm_days_after_payment);
        let says = format!("Money came on {paid}; nothing firmer than a reminder until {opens}.");
        (self.as_of < opens).then(|| (Why::new("paid_lately", says), Some(opens)))
    }

    fn situation(&self, rung: &Rung) -> Option<Closed> {
        let now = self.finding.situation;
        let says = format!("This step is not for the situation found: {}.", now.words());
        if rung.situations.contains(&now) { None } else { closed_by("other_situation", says) }
    }

    /// Nobody who died is reminded of anything: only what is there for that goes on.
    fn deceased(&self, rung: &Rung) -> Option<Closed> {
        let death = self.case.noted.iter().find(|noted| noted.what == DEATH)?;
        if rung.segment.when.iter().any(|word| word == DEATH) {
            return None;
        }
        let says = format!("Their death is noted since {}: the estate, the insurance, nothing else.", death.on);
        Some((Why::new("deceased", says).with(death.fact.clone()), None))
    }

    fn segment(&self, rung: &Rung) -> Option<Closed> {
        rung.segment.leaves_out(self.case).map(|why| (why, None))
    }

    fn range(&self, rung: &Rung) -> Option<Closed> {
        let (from, words) = (rung.from_days_past_due, self.case.days_in_words(self.as_of));
        let days = self.case.counted_days(self.as_of);
        if days < from {
            let says = format!("{words}; this step starts at {from}.");
            return Some((Why::new("too_early", says), Some(self.case.day_of_count(from, self.as_of))));
        }
        let last = rung.to_days_past_due.filter(|last| days > *last)?;
        closed_by("too_late", format!("{words}; this step ends at {last}."))
    }

    fn small(&self, rung: &Rung) -> Option<Closed> {
        let money = |amount| Money::new(amount, self.case.currency);
        let says = format!("{} in arrears; this step starts at {}.", money(self.case.arrears), money(rung.min_arrears));
        if self.case.arrears < rung.min_arrears { closed_by("too_small", says) } else { None }
    }

    /// A channel that was of no use so often is not tried again before money comes;
    /// the next rung is.
    fn fruitless(&self, rung: &Rung) -> Option<Closed> {
        let limit = rung.up_to_fruitless_calls.filter(|limit| self.tried.calls >= *limit)?;
        let says = format!(
            "Calling was of no use: {} since the last payment, and this step ends at {limit}.",
            self.tried.calls
        );
        closed_by("calls_exhausted", says)
    }

    /// Firmer steps come after gentler ones were of no use; arrears that come back
    /// shorten the way to a visit.
    fn ladder(&self, rung: &Rung) -> Option<Closed> {
        if self.case.skip_to(rung).is_some() {
            return None;
        }
        if let Some(missing) = rung.after_steps.iter().find(|step| !self.was_done(step)) {
            return closed_by("gentler_steps_first", format!("{missing} comes first, since money last came."));
        }
        // Somebody who cannot be called is not made to wait for calls.
        let fast = rung.action == ActionKind::Visit && (self.is_repeat() || !self.case.has_telephone);
        let calls = self.tried.calls.saturating_add(self.tried.broken_promises);
        if calls >= rung.after_fruitless_calls && self.tried.visits >= rung.after_visits || fast {
            return None;
        }
        let wanted = format!("{} calls or broken promises, {} visits", rung.after_fruitless_calls, rung.after_visits);
        let says = format!("Gentler steps come first: {wanted} without result. So far {}.", self.tried.words());
        closed_by("gentler_steps_first", says)
    }

    /// Nothing firmer than a reminder without a plan for the cause that was found. While
    /// no cause is known the question comes first, and that is the plan.
    fn plan(&self, rung: &Rung) -> Option<Closed> {
        let known = !self.strategy.plans.is_empty() && self.finding.situation != Situation::Undetermined;
        let house = rung.always || rung.action == ActionKind::LeaderReview;
        if !known || rung.action.is_gentle() || house || self.planned.plan.is_some() {
            return None;
        }
        let missing = self.planned.defects.iter().find(|defect| defect.code == "plan_missing");
        Some((missing.cloned().unwrap_or_else(|| Why::new("plan_missing", "There is no plan.")), None))
    }

    /// Whether a rung of the ladder was done since money last came.
    fn was_done(&self, id: &str) -> bool {
        let rung = self.strategy.rungs.iter().find(|rung| rung.id == id);
        let done = rung.and_then(|rung| self.case.last_done_on(rung));
        done.is_some_and(|on| self.case.is_since_payment(on))
    }

    pub(crate) fn is_repeat(&self) -> bool {
        self.strategy.repeat_arrears_spells.is_some_and(|spells| self.case.earlier_spells >= spells)
    }

    /// While the reason is not known, whatever reaches the borrower and is firmer
    /// than a reminder is there to ask.
    fn question_first(&self, rung: &Rung) -> Option<Closed> {
        let unknown = self.finding.situation == Situation::Undetermined;
        if !unknown || rung.action.is_gentle() || rung.channel.is_none() || self.question(rung).is_some() {
            return None;
        }
        closed_by("ask_before_pressing", "The reason is not known yet, and this step would not ask for it.")
    }

    /// What a contact through the channel of the rung would ask.
    pub(crate) fn question(&self, rung: &Rung) -> Option<&NextQuestion> {
        self.question_for(rung.action)
    }

    /// What such a contact would ask.
    pub(crate) fn question_for(&self, action: ActionKind) -> Option<&NextQuestion> {
        match action {
            ActionKind::Call => self.finding.question_by(SourceHint::Call),
            // On the spot both kinds of question can be asked; seeing comes first.
            ActionKind::Visit => {
                self.finding.question_by(SourceHint::Visit).or(self.finding.question_by(SourceHint::Call))
            }
            _ => None,
        }
    }

    fn wait(&self, rung: &Rung) -> Option<Closed> {
        let last = self.case.last_done_on(rung)?;
        // The conversation in which they said it is not yet the one about the plan.
        if matches!(self.owed(), Some(Owed::Plan(day)) if last <= day && rung.channel == Some(Channel::Call)) {
            return None;
        }
        let shorter = rung.action == ActionKind::Visit && self.is_repeat();
        let wait = if shorter { rung.wait_days / 2 } else { rung.wait_days };
        let opens = last.plus_days(wait);
        let says = format!("Last done on {last}; again from {opens}.");
        (self.as_of < opens).then(|| (Why::new("wait", says), Some(opens)))
    }
}

fn closed_by(code: &str, says: impl Into<String>) -> Option<Closed> {
    Some((Why::new(code, says), None))
}
