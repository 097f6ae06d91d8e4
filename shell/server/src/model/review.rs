//! A leader's morning, from the plan, the cases as they stand and the cash.

use super::today::{left_out, price};
use super::words::{self, kind, named};
use crate::layout::Frame;
use crate::pages::BucketMark;
use crate::pages::review::{CaseLine, Cash, Conversation, OfficerLine, PromiseLine, Review};
use crate::say;
use crate::trouble::{Trouble, sentence};
use makegood_book::Buckets;
use makegood_case::{PartOutcome, PromiseState};
use makegood_day_close::{CaseDay, Plan, handed_over};
use makegood_desk::Desk;
use makegood_diagnosis::Situation;
use makegood_strategy::ActionKind;
use makegood_units::{BusinessDate, Money, PartyId};
use makegood_views::NotedContact;
use std::collections::{BTreeMap, BTreeSet};

/// A case may stay undetermined for so many days before a leader asks.
const UNDETERMINED_DAYS: i32 = 7;
/// With no earlier close to count from, a week is looked back.
const LOOK_BACK_DAYS: i32 = 7;
/// So many conversations are read in a morning.
const CONVERSATIONS: usize = 6;

/// What every line is made with.
struct Morning<'a> {
    desk: &'a Desk,
    buckets: &'a Buckets,
    grace_days: i32,
    as_of: BusinessDate,
    since: BusinessDate,
    names: BTreeMap<String, String>,
    /// Who works on a case today.
    officers: BTreeMap<PartyId, String>,
}

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(crate) fn review(desk: &Desk, frame: Frame) -> Result<Review, Trouble> {
    let book = desk.book();
    let found = makegood_views::review(book, &frame.who.reach)?;
    let plan = makegood_views::plan_in_force(book)?.ok_or(Trouble::NeverClosed)?;
    let policy = makegood_views::policy_of(book, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let names: BTreeMap<String, String> =
        frame.staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
    let morning = Morning {
        desk,
        buckets: &policy.strategy.buckets,
        grace_days: policy.strategy.grace_days,
        as_of: plan.as_of,
        since: found.since.unwrap_or_else(|| plan.as_of.plus_days(-LOOK_BACK_DAYS)),
        officers: officers(&plan, &names),
        names,
    };
    let mut cases = makegood_views::cases_within(book, &frame.who.reach)?;
    // Worst first; arrears of two currencies are not compared.
    cases.sort_by(|(one, _), (two, _)| {
        let key = |case: &CaseDay| (std::cmp::Reverse(case.owed.days_past_due), case.party.clone());
        key(one).cmp(&key(two))
    });
    let mut over_30: Vec<&PartyId> = found.newly_over_30.iter().map(|loan| &loan.party).collect();
    let mut seen = BTreeSet::new();
    over_30.retain(|party| seen.insert(*party));
    let over_30 = over_30.into_iter().filter_map(|party| {
        let at = cases.iter().find(|(case, _)| case.party == *party);
        at.map(|(case, name)| morning.line(case, name, last_tried(case)))
    });
    let lines = |because: &dyn Fn(&CaseDay) -> Option<String>| -> Vec<CaseLine> {
        cases.iter().filter_map(|(case, name)| Some(morning.line(case, name, because(case)?))).collect()
    };
    Ok(Review {
        cash: cash(&found, &plan),
        new_over_30: over_30.collect(),
        broken: morning.promises(&cases, &|one| morning.was_broken(one))?,
        due_today: morning
            .promises(&cases, &|part| part.state == PromiseState::Pending && part.due_on == morning.as_of)?,
        undiagnosed: lines(&|case| morning.undetermined(case)),
        held: lines(&held),
        hard: lines(&hard),
        plans: lines(&|case| case.defects.first().map(|defect| sentence(&defect.says))),
        officers: plan
            .worklists
            .iter()
            .filter(|list| frame.who.reach.holds_list(&list.branch, &list.officer))
            .map(|list| morning.officer(&plan, list))
            .collect(),
        conversations: found
            .noted
            .iter()
            .take(CONVERSATIONS)
            .map(|one| morning.conversation(one))
            .collect::<Result<_, _>>()?,
        frame,
    })
}

fn officers(plan: &Plan, names: &BTreeMap<String, String>) -> BTreeMap<PartyId, String> {
    let of = |list: &makegood_day_close::Worklist| {
        let name = names.get(list.officer.as_str()).cloned().unwrap_or_else(|| list.officer.to_string());
        list.items.iter().map(move |item| (item.party.clone(), name.clone())).collect::<Vec<_>>()
    };
    plan.worklists.iter().flat_map(of).collect()
}

/// Cash in the currency most loans have; two currencies are never compared.
fn cash(found: &makegood_views::Review, plan: &Plan) -> Option<Cash> {
    let since = found.since?;
    let (currency, _) = super::book::currency(&plan.census, None).ok()?;
    let flow = found.cash.get(&currency)?;
    let money = |amount| Money::new(amount, currency);
    Some(Cash {
        since,
        received: money(flow.received),
        fell_due: money(flow.fell_due),
        to_arrears: money(flow.to_arrears),
    })
}

fn last_tried(case: &CaseDay) -> String {
    let step = case.recommended.and_then(|at| case.considered.get(at));
    step.map_or_else(|| sentence(&case.owed.why.says), |step| sentence(&step.proposal.why.says))
}

/// Activity suspended, or every step closed with no day on which one opens.
fn held(case: &CaseDay) -> Option<String> {
    if let Some(held) = case.holds.first() {
        let (hold, since) = (&held.what, say::day_text(&held.what.from));
        return Some(format!("{} hold since {since}: {}", words::hold(hold.kind), sentence(&hold.reason)));
    }
    let shut = |verdict: &str| matches!(verdict, "refused" | "unknown" | "redirected");
    let all = !case.considered.is_empty() && case.considered.iter().all(|step| shut(&step.gate.verdict));
    let first = case.considered.first().filter(|_| all)?;
    Some(format!("Every step is closed. {}", sentence(&first.gate.says)))
}

/// The borrower contests a finding, a leader's reading is on the ladder, or a step waits
/// for a second person.
fn hard(case: &CaseDay) -> Option<String> {
    let reading = case.considered.iter().find(|step| step.proposal.action == ActionKind::LeaderReview);
    let reading = reading.map(|step| step.proposal.why.clone());
    let waits = || case.considered.iter().find(|step| step.gate.verdict == "needs_approval");
    let why = handed_over(case).or(reading).map(|why| sentence(&why.says));
    why.or_else(|| waits().map(|step| sentence(&step.gate.says)))
}

impl Morning<'_> {
    fn line(&self, case: &CaseDay, name: &str, because: String) -> CaseLine {
        CaseLine {
            party: case.party.clone(),
            name: named(name, &case.party),
            arrears: Money::new(case.owed.arrears, case.owed.currency),
            days_past_due: case.owed.days_past_due,
            bucket: BucketMark::of(self.buckets, case.owed.days_past_due),
            because,
            officer: self.officers.get(&case.party).cloned().unwrap_or_default(),
        }
    }

    fn undetermined(&self, case: &CaseDay) -> Option<String> {
        // While the borrower contests a finding it is not the cause that is missing.
        let is_open = case.finding.situation == Situation::Undetermined && case.standing.appeal.is_none();
        let since = case.owed.since.filter(|_| is_open)?;
        let open = self.as_of.days_since(since.plus_days(self.grace_days));
        (open > UNDETERMINED_DAYS).then(|| {
            let ask = case.finding.next_question.as_ref().map(|next| format!(" Ask: {}", next.ask));
            format!("Open for {}.{}", say::days(open), ask.unwrap_or_default())
        })
    }

    fn was_broken(&self, part: &PartOutcome) -> bool {
        part.state.is_missed() && part.due_on >= self.since && part.due_on < self.as_of
    }

    fn promises(
        &self,
        cases: &[(CaseDay, String)],
        keep: &dyn Fn(&PartOutcome) -> bool,
    ) -> Result<Vec<PromiseLine>, Trouble> {
        let mut lines = Vec::new();
        for (case, name) in cases {
            let mut parts = case.promises.iter().rev().flat_map(|one| one.parts.iter().map(move |part| (one, part)));
            let Some((one, part)) = parts.find(|(_, part)| keep(part)) else { continue };
            lines.push(PromiseLine {
                party: case.party.clone(),
                name: named(name, &case.party),
                amount: Money::new(part.amount, case.owed.currency),
                due_on: part.due_on,
                paid: Money::new(part.received, case.owed.currency),
                source_of_funds: one.promise.source_of_funds.clone(),
                officer: self.officers.get(&case.party).cloned().unwrap_or_default(),
            });
        }
        Ok(lines)
    }

    fn officer(&self, plan: &Plan, list: &makegood_day_close::Worklist) -> OfficerLine {
        OfficerLine {
            name: self.names.get(list.officer.as_str()).cloned().unwrap_or_else(|| list.officer.to_string()),
            actions: list.items.len(),
            used_minutes: list.used_minutes,
            available_minutes: list.minutes,
            price_per_minute: price(plan, &list.branch),
            left_out: left_out(plan, &list.branch),
        }
    }

    fn conversation(&self, one: &NotedContact) -> Result<Conversation, Trouble> {
        let name = makegood_views::name_of(self.desk.book(), &one.party)?;
        Ok(Conversation {
            party: one.party.clone(),
            name: named(&name, &one.party),
            kind: kind(Some(one.contact.channel)),
            on: one.effective_on,
            officer: self.names.get(one.contact.by.as_str()).cloned().unwrap_or_else(|| one.contact.by.to_string()),
            outcome: words::outcome(one.contact.outcome).to_owned(),
            note: one.contact.note.clone(),
        })
    }
}
