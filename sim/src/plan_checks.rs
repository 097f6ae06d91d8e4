//! A plan looked at item by item, with rules written down a second time.

use crate::memory::{Contacted, Past};
use crate::world::World;
use anyhow::{Context, Result, ensure};
use makegood_case::{Channel, HoldKind, PromiseState};
use makegood_compliance::{PlannedContact, Purpose, is_open};
use makegood_day_close::{CaseDay, Plan, WorkItem, facts_about};
use makegood_strategy::ActionKind;
use makegood_units::{Amount, BusinessDate};
use std::collections::BTreeSet;

impl World {
    pub(crate) fn check_plan(&mut self, hash: &str) -> Result<()> {
        let text = makegood_journal::document(self.desk()?.book(), hash)?;
        let plan: Plan = serde_json::from_str(&text)?;
        for case in &plan.cases {
            self.check_case(case).with_context(|| format!("the case of {}", case.party))?;
        }
        let mut busy = BTreeSet::new();
        for list in &plan.worklists {
            let given: u32 = list.items.iter().map(|item| item.minutes).sum();
            ensure!(
                given == list.used_minutes,
                "{}: {given} minutes given, {} written",
                list.officer,
                list.used_minutes
            );
            ensure!(given <= list.minutes, "{}: {given} minutes given of {}", list.officer, list.minutes);
            for item in &list.items {
                ensure!(busy.insert(item.party.clone()), "{} stands on the worklists twice", item.party);
                let case = plan.cases.iter().find(|case| case.party == item.party).context("an item without a case")?;
                self.check_item(item, case, plan.as_of)
                    .with_context(|| format!("{:?} for {}", item.action, item.party))?;
                self.summary.worklist_items += 1;
            }
        }
        let cleared: usize =
            plan.cases.iter().flat_map(|case| &case.considered).filter(|step| step.gate.verdict == "cleared").count();
        let given: usize = plan.worklists.iter().map(|list| list.items.len()).sum();
        let left = plan.left.len();
        ensure!(
            cleared == given + left,
            "{cleared} steps were cleared; {given} given and {left} left do not add up to them"
        );
        Ok(())
    }

    /// Arrears and promises of a case, counted again.
    fn check_case(&mut self, case: &CaseDay) -> Result<()> {
        let party = case.party.as_str();
        let arrears: i64 = self
            .ledger
            .loans_of(party)
            .into_iter()
            .filter(|loan| self.ledger.loan(loan).is_some_and(|row| row.currency == case.owed.currency.code()))
            .filter_map(|loan| self.stands(loan, case.as_of))
            .map(|stands| stands.arrears)
            .sum();
        ensure!(
            Amount::from_minor(arrears) == case.owed.arrears,
            "owes {arrears} by the model, {:?} by the plan",
            case.owed.arrears
        );
        let none = Past::default();
        let past = self.memory.get(party).unwrap_or(&none);
        let expected = past.promises(party, &self.ledger, case.as_of);
        let found: Vec<PromiseState> = case.promises.iter().map(|one| one.state).collect();
        self.summary.promises += u32::try_from(found.len())?;
        ensure!(expected == found, "promises {:?} are {expected:?} by the model, {found:?} by the plan", past.promises);
        Ok(())
    }

    /// One step on a worklist.
    fn check_item(&mut self, item: &WorkItem, case: &CaseDay, as_of: BusinessDate) -> Result<()> {
        let step = case.considered.get(item.considered).context("the step it stands for")?;
        ensure!(step.proposal.action == item.action && step.gate.verdict == "cleared", "the step was {:?}", step.gate);
        ensure!(step.proposal.needs.is_empty(), "somebody has to agree first: {:?}", step.proposal.needs);
        ensure!(item.value > Amount::ZERO || step.proposal.is_owed, "it is worth {:?} and not owed", item.value);
        self.gate_again(item, as_of)?;
        let none = Past::default();
        let past = self.memory.get(item.party.as_str()).unwrap_or(&none);
        check_holds(item, past, as_of)?;
        if let Some(channel) = item.channel.filter(|channel| *channel != Channel::Letter) {
            self.check_hours(item, as_of)?;
            check_frequency(item, channel, past, as_of)?;
        }
        Ok(())
    }

    /// The gate asked once more for the very moment.
    fn gate_again(&mut self, item: &WorkItem, as_of: BusinessDate) -> Result<()> {
        let book = self.desk()?.book();
        let policy = makegood_views::policy_of(book, i64::MAX)?.context("a policy")?;
        let input = makegood_views::case_input(book, &item.party, i64::MAX)?;
        let facts = facts_about(&input, as_of, policy.rules());
        let purpose = match item.action {
            ActionKind::AnswerDispute => Purpose::AnswerDispute,
            ActionKind::PlanConversation => Purpose::OfferPlan,
            _ => Purpose::Collect,
        };
        let Some(channel) = item.channel else { return Ok(()) };
        let planned = PlannedContact {
            person: item.party.clone(),
            channel,
            debts: Vec::new(),
            contact_point: item.contact_point.clone(),
            purpose,
        };
        ensure!(is_open(&planned, &facts, &policy.packs, item.opens_at), "the gate is closed at {}", item.opens_at);
        Ok(())
    }

    /// Between eight and eight where they live, and not on a Sunday.
    fn check_hours(&self, item: &WorkItem, as_of: BusinessDate) -> Result<()> {
        let local = item.opens_at.to_zoned(self.zone.clone());
        ensure!(BusinessDate::from_civil(local.date()) == as_of, "it opens on {local}, another day");
        ensure!((8..20).contains(&local.hour()), "it opens at {local}");
        ensure!(local.weekday() != jiff::civil::Weekday::Sunday, "{as_of} is a Sunday");
        Ok(())
    }
}

fn check_holds(item: &WorkItem, past: &Past, as_of: BusinessDate) -> Result<()> {
    if past.held(HoldKind::Dispute, as_of) {
        ensure!(
            item.action == ActionKind::AnswerDispute && item.channel == Some(Channel::Letter),
            "the debt is disputed"
        );
    } else if past.held(HoldKind::Hardship, as_of) {
        ensure!(item.action == ActionKind::PlanConversation, "they said that they cannot pay");
    }
    Ok(())
}

/// Three calls and one visit in seven days, and quiet on the day of a conversation
/// and the day after.
fn check_frequency(item: &WorkItem, channel: Channel, past: &Past, as_of: BusinessDate) -> Result<()> {
    // A stranger's number never was theirs, from whenever that was known.
    let strangers: BTreeSet<&String> = past
        .contacts
        .iter()
        .filter(|one| one.outcome == makegood_case::Outcome::WrongNumber)
        .filter_map(|one| one.contact_point.as_ref())
        .collect();
    let theirs = |one: &&Contacted| {
        one.outcome != makegood_case::Outcome::WrongNumber
            && !one.contact_point.as_ref().is_some_and(|point| strangers.contains(point))
    };
    let in_week = |one: &&Contacted| (0..7).contains(&as_of.days_since(one.on));
    let same = past.contacts.iter().filter(|one| one.channel == channel).filter(theirs).filter(in_week).count();
    match channel {
        Channel::Call => ensure!(same < 3, "{same} calls in seven days already"),
        Channel::Visit => ensure!(same < 1, "{same} visits in seven days already"),
        _ => {}
    }
    let spoken = |one: &&Contacted| {
        let by_voice = matches!(one.channel, Channel::Call | Channel::InboundCall | Channel::Visit);
        by_voice
            && one.outcome.is_conversation()
            && (0..2).contains(&as_of.days_since(one.on))
            && one.at <= item.opens_at
    };
    ensure!(
        !past.contacts.iter().any(|one| spoken(&one)) || channel == Channel::Email,
        "they have just spoken with us"
    );
    Ok(())
}
