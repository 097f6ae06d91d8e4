//! What the gate answers, and in what it differs from what was expected.

use super::answer::{Expect, MayWe, Opens, Question};
use super::told::{Told, debts};
use crate::act::PlannedDeed;
use crate::clear::{clear, standing};
use crate::clock::{Bearing, ClaimScope, ClockAnswer, ClockQuestion, answer_clock};
use crate::duties::{duties, kept_until};
use crate::facts::Facts;
use crate::packs::Packs;
use crate::verdict::{RuleHit, Verdict};
use crate::words::Role;
use makegood_units::BusinessDate;

impl Told {
    /// Everything about the answer that is not as expected.
    pub(super) fn reply(&mut self, day: BusinessDate, second: i32, question: &Question, packs: &Packs) -> Vec<String> {
        match question {
            Question::May(may) => self.may(day, second, may, packs),
            Question::Must { duties } => self.must(day, second, duties, packs),
            Question::Keep { record, until } => {
                let found = kept_until(packs, record, day);
                let says = |found: Option<BusinessDate>| {
                    found.map_or_else(|| format!("no rule keeps {record}"), |found| format!("it is kept until {found}"))
                };
                if found == *until { Vec::new() } else { vec![says(found)] }
            }
            Question::Clock(asked) => {
                let name = packs.rule(&asked.rule).map_or(asked.rule.clone(), |(_, rule)| rule.id.clone());
                let mut surprises = self.bound(day, asked, packs);
                let asked = ClockQuestion { rule: name, ..asked.clone() };
                surprises.extend(answer_clock(&asked, packs, &self.sheet.happenings, day));
                surprises
            }
        }
    }

    /// Whether the clock counts for a claim against the person of the example.
    fn bound(&self, day: BusinessDate, asked: &ClockQuestion, packs: &Packs) -> Vec<String> {
        let expected = asked.expected.iter().find_map(|expected| match expected {
            ClockAnswer::Binds(binds) => Some(*binds),
            _ => None,
        });
        let Some(expected) = expected else { return Vec::new() };
        let facts = Facts::new(self.sheet.clone());
        let role = self.sheet.roles.first().map_or(Role::Borrower, |role| role.role);
        let scope = ClaimScope { packs, facts: &facts, debt: asked.debt.as_ref(), role, on: day };
        match (expected, scope.binds(&asked.rule)) {
            (Some(true), Bearing::Binds) | (Some(false), Bearing::Not) | (None, Bearing::Unsure(_)) => Vec::new(),
            (_, Bearing::Binds) => vec!["it binds".to_owned()],
            (_, Bearing::Not) => vec!["it does not bind".to_owned()],
            (_, Bearing::Unsure(question)) => vec![format!("it may bind; it is not known {question}")],
        }
    }

    fn may(&mut self, day: BusinessDate, second: i32, question: &MayWe, packs: &Packs) -> Vec<String> {
        let at = match self.instant(day, second) {
            Ok(at) => at,
            Err(found) => return vec![found],
        };
        let kind = question.deed.channel().map(crate::kinds::usable_contact_point::carries);
        let contact_point = question.details.on.as_ref().map(|name| match kind {
            Some(kind) => self.reach(name, kind),
            None => name.as_str().into(),
        });
        let act = PlannedDeed {
            person: self.sheet.person.clone(),
            deed: question.deed,
            debts: debts(&question.details),
            contact_point,
            purpose: question.purpose,
            place: question.details.at.clone(),
            carries: question.details.with.clone(),
        };
        let facts = Facts::new(self.sheet.clone());
        let verdict = clear(&act, &facts, packs, at);
        let said = standing(&act, &facts, packs, at);
        let mut surprises = Vec::new();
        if !is_expected(&question.answer, &verdict) {
            let reasons: Vec<String> = verdict.hits().iter().map(|hit| format!("{}: {}", hit.rule, hit.says)).collect();
            surprises.push(format!("the gate says {} ({})", verdict.word(), reasons.join("; ")));
        }
        surprises.extend(unlike(question, &said, packs));
        surprises.extend(self.opening(question, &verdict));
        surprises
    }

    fn must(
        &mut self,
        day: BusinessDate,
        second: i32,
        expected: &[(String, Option<BusinessDate>)],
        packs: &Packs,
    ) -> Vec<String> {
        let at = match self.instant(day, second) {
            Ok(at) => at,
            Err(found) => return vec![found],
        };
        let found = duties(&Facts::new(self.sheet.clone()), packs, &[], at);
        let said: Vec<String> = found.iter().map(|duty| format!("{} by {}", duty.rule, duty.due_on)).collect();
        let is_same = found.len() == expected.len()
            && expected.iter().all(|(rule, by)| {
                let name = packs.rule(rule).map_or(rule.as_str(), |(_, rule)| rule.id.as_str());
                found.iter().any(|duty| duty.rule == name && by.is_none_or(|by| by == duty.due_on))
            });
        let nothing = || vec!["there is nothing to do".to_owned()];
        match (is_same, said.is_empty()) {
            (true, _) => Vec::new(),
            (false, true) => nothing(),
            (false, false) => vec![format!("what must be done is {}", said.join(", "))],
        }
    }

    fn opening(&self, question: &MayWe, verdict: &Verdict<&PlannedDeed>) -> Option<String> {
        let found = match verdict {
            Verdict::DeferUntil { opens_at, .. } => Some(*opens_at),
            _ => None,
        };
        let expected = match question.opens {
            Opens::Unsaid => return None,
            Opens::Never => None,
            Opens::At { day, second } => self.instant(day, second).ok(),
        };
        let shown = found.zip(self.clock.as_ref()).map(|(found, clock)| {
            let local = clock.local(found);
            format!("it opens {} {:02}:{:02}", local.day, local.second / 3_600, local.second / 60 % 60)
        });
        (found != expected).then(|| shown.unwrap_or_else(|| "it does not open".to_owned()))
    }
}

fn is_expected(expected: &Expect, verdict: &Verdict<&PlannedDeed>) -> bool {
    match (expected, verdict) {
        (Expect::Yes, Verdict::Cleared(_))
        | (Expect::Unknown, Verdict::Unknown { .. })
        | (Expect::Warn, Verdict::Warn { .. })
        // Without the document it may not take place.
        | (Expect::No, Verdict::DeferUntil { .. } | Verdict::Refused { .. } | Verdict::NeedsDocument { .. }) => true,
        (Expect::Ask(role), Verdict::Redirect { to, .. }) => role == to,
        (Expect::Approval(None), Verdict::NeedsApproval { .. }) => true,
        (Expect::Approval(Some(office)), Verdict::NeedsApproval { offices, .. }) => offices.contains(office),
        (Expect::Document(document), Verdict::NeedsDocument { documents, .. }) => documents.contains(document),
        _ => false,
    }
}

/// Rules and words that are not as expected.
fn unlike(question: &MayWe, said: &[RuleHit], packs: &Packs) -> Vec<String> {
    let mut surprises = Vec::new();
    let mut against: Vec<&str> = said.iter().filter(|hit| hit.bites).map(|hit| hit.rule.as_str()).collect();
    let by_id = |name: &String| packs.rule(name).map_or_else(|| name.clone(), |(_, rule)| rule.id.clone());
    let mut named: Vec<String> = question.rules.iter().map(by_id).collect();
    named.sort_unstable();
    named.dedup();
    against.sort_unstable();
    if !named.is_empty() && question.answer != Expect::Yes && named != against {
        surprises.push(format!("the rules against it are {}", against.join(" ")));
    }
    if question.answer == Expect::Yes {
        let unasked = named.iter().filter(|name| !said.iter().any(|hit| hit.rule == **name));
        surprises.extend(unasked.map(|name| format!("{name} was not asked")));
    }
    let heard = |hit: &&RuleHit| named.is_empty() || named.contains(&hit.rule);
    for words in &question.words {
        if !said.iter().filter(heard).any(|hit| hit.says.contains(words.as_str())) {
            let all: Vec<&str> = said.iter().filter(heard).map(|hit| hit.says.as_str()).collect();
            surprises.push(format!("nothing says {words:?}, but: {}", all.join("; ")));
        }
    }
    surprises
}
