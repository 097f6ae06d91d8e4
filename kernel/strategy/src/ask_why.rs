//! A promise that was missed is asked about before anything firmer: the reason moves the
//! diagnosis, and the diagnosis moves the ladder.

use crate::rules::{Closed, View};
use crate::{ActionKind, CaseFacts, PassedOver, Proposal, Rung, Strategy};
use makegood_case::{Channel, Outcome, PartOutcome};
use makegood_diagnosis::ContactRecord;
use makegood_units::{Amount, BusinessDate, FactId, Money, Why};

/// The step that asks why a promise was missed. No rung of the file: it stands in every
/// ladder, and a file cannot leave it out.
pub const ASK_WHY: &str = "ask-why";

/// Minutes of a call where the ladder has none to go by.
const MINUTES: u32 = 10;

/// A part whose day went by without the whole amount.
pub(crate) struct Missed {
    part: PartOutcome,
    fact: FactId,
}

impl CaseFacts {
    /// The part missed last in these arrears, while nobody has spoken with them since, nor
    /// tried so many times.
    pub(crate) fn missed_unasked(&self, strategy: &Strategy, as_of: BusinessDate) -> Option<Missed> {
        let since = as_of.plus_days(-self.days_past_due);
        let parts = self.promises.iter().flat_map(|one| one.parts.iter().map(move |part| (part, &one.fact)));
        let missed = parts.filter(|(part, _)| part.state.is_missed() && part.due_on >= since);
        let (part, fact) = missed.max_by_key(|(part, _)| part.due_on)?;
        let after = |record: &&ContactRecord| record.on > part.due_on;
        if self.contacts.iter().filter(after).any(|record| record.contact.outcome.is_conversation()) {
            return None;
        }
        let tried = self.contacts.iter().filter(after).filter(|record| {
            let spoken = matches!(record.contact.channel, Channel::Call | Channel::Visit);
            spoken && matches!(record.contact.outcome, Outcome::NoAnswer | Outcome::NotConnected)
        });
        let enough = usize::try_from(strategy.promises.ask_attempts).unwrap_or(usize::MAX);
        (tried.count() < enough).then(|| Missed { part: *part, fact: fact.clone() })
    }
}

impl View<'_> {
    /// The step beside the rungs: open, or the day from which it is open again.
    pub(crate) fn ask_why(&self) -> Option<Result<Proposal, PassedOver>> {
        let missed = self.missed.as_ref()?;
        // A dispute or hardship is answered first, and nobody asks the dead.
        let dead = self.case.noted.iter().any(|noted| noted.what == crate::rules::DEATH);
        // What a leader went on to is done first.
        let gone_on = |rung: &Rung| self.case.is_decided(rung) && self.went_on_since(rung, missed);
        if dead || self.owed().is_some() || self.strategy.rungs.iter().any(gone_on) {
            return None;
        }
        let channel = if self.case.has_telephone { Channel::Call } else { Channel::Visit };
        let action = if self.case.has_telephone { ActionKind::Call } else { ActionKind::Visit };
        let tried_today = |record: &&ContactRecord| record.on == self.as_of && record.contact.channel == channel;
        if self.case.contacts.iter().any(|record| tried_today(&record)) {
            let opens = self.as_of.plus_days(1);
            let why = Why::new("wait", format!("Last done on {}; again from {opens}.", self.as_of));
            return Some(Err(PassedOver { rung: ASK_WHY.to_owned(), action, opens_on: Some(opens), why }));
        }
        let like = self.strategy.rungs.iter().find(|rung| rung.action == action);
        let (minutes, cost) = like.map_or((MINUTES, Amount::ZERO), |rung| (rung.minutes, rung.cost));
        Some(Ok(Proposal {
            rung: ASK_WHY.to_owned(),
            action,
            channel: Some(channel),
            minutes,
            cost,
            uplift_bp: 0,
            uplift_source: None,
            value: Amount::ZERO,
            is_owed: true,
            asks: self.question_for(action).cloned(),
            needs: Vec::new(),
            why: self.missed_why(missed),
        }))
    }

    fn missed_why(&self, missed: &Missed) -> Why {
        let PartOutcome { due_on, amount, received, .. } = missed.part;
        let money = |amount| Money::new(amount, self.case.currency);
        let day = if self.as_of.days_since(due_on) == 1 { "yesterday".to_owned() } else { format!("by {due_on}") };
        let came =
            if received > Amount::ZERO { format!("{} came", money(received)) } else { "nothing came".to_owned() };
        let says = format!(
            "They were to pay {} {day}; {came}. Ask what came in the way before anything firmer.",
            money(amount)
        );
        let why = Why::new("promise_missed", says).with(missed.fact.clone());
        self.case.rests_on.iter().cloned().fold(why, Why::with)
    }

    fn went_on_since(&self, rung: &Rung, missed: &Missed) -> bool {
        self.case.skip_to(rung).is_some_and(|skip| skip.on > missed.part.due_on)
    }

    /// Nothing firmer before the question, but by a leader who says why.
    pub(crate) fn ask_why_first(&self, rung: &Rung) -> Option<Closed> {
        let missed = self.missed.as_ref().filter(|_| is_firmer(rung.action))?;
        if self.went_on_since(rung, missed) {
            return None;
        }
        let says = format!("The promise for {} was missed: ask why before this.", missed.part.due_on);
        Some((Why::new("ask_why_first", says).with(missed.fact.clone()), None))
    }
}

/// Whether a step presses, or stands in place of asking. Searches, the leader's reading and
/// a talk about a plan do neither.
fn is_firmer(action: ActionKind) -> bool {
    use ActionKind as Kind;
    let asks_or_looks = matches!(
        action,
        Kind::PlanConversation
            | Kind::AnswerDispute
            | Kind::Trace
            | Kind::EstateCheck
            | Kind::InsuranceClaim
            | Kind::LeaderReview
    );
    !action.is_gentle() && !asks_or_looks
}
