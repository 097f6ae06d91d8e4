//! The law asked about one act of one case, as it is kept: the act, the facts'
//! moment, the policy, every rule that was asked.

use crate::{Policy, ViewError, load, policy, state};
use makegood_compliance::{
    Act, Deed, Facts, Packs, PlannedDeed, Purpose, RuleHit, Verdict, clear, standing as rules_asked,
};
use makegood_day_close::facts_about_person;
use makegood_journal::{Connection, Event, head, last_of};
use makegood_units::{BusinessDate, ContactPointId, Instant, LoanId, PartyId};
use serde::{Deserialize, Serialize};

/// An act somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedAct {
    /// Whose case.
    pub case: PartyId,
    /// Towards whom; the borrower or somebody with a role in one of the loans.
    pub person: PartyId,
    /// What is done.
    pub deed: Deed,
    /// What for.
    pub purpose: Purpose,
    /// About which loans; none named means those past due, or all when none is.
    pub debts: Vec<LoanId>,
    /// On which number or at which address.
    pub contact_point: Option<ContactPointId>,
    /// Where, in one word of a pack.
    pub place: Option<String>,
    /// What it carries or how it is done, in words of the packs.
    pub carries: Vec<String>,
}

/// What the law said, with everything it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The act.
    pub act: AskedAct,
    /// The moment it was asked for.
    pub at: Instant,
    /// The business day whose facts count.
    pub as_of: BusinessDate,
    /// The verdict in one word.
    pub verdict: String,
    /// When it opens, where that is known.
    pub opens_at: Option<Instant>,
    /// What is missing: facts, documents, approvals; or why no later instant helps.
    pub missing: Vec<String>,
    /// The reason put on record against a warning.
    pub reason: Option<String>,
    /// Every rule that was asked, biting or not.
    pub rules: Vec<RuleHit>,
    /// The hash of the strategy followed.
    pub strategy: String,
    /// The name and hash of every pack in force.
    pub packs: Vec<(String, String)>,
    /// The last event known, and the hash of the journal there.
    pub known_to: i64,
    /// The hash of the journal at that event.
    pub head: String,
}

impl Judgement {
    /// Whether the act may take place.
    pub fn is_cleared(&self) -> bool {
        self.verdict == "cleared"
    }

    /// The rules that stand against it.
    pub fn against(&self) -> impl Iterator<Item = &RuleHit> {
        self.rules.iter().filter(|rule| rule.bites)
    }
}

/// What it takes to judge a case's acts at a moment.
pub struct Bench {
    input: makegood_day_close::CaseInput,
    policy: std::rc::Rc<Policy>,
    strategy: String,
    packs: Vec<(String, String)>,
    as_of: BusinessDate,
    known_to: i64,
    head: String,
}

impl Bench {
    /// Everything about a case as known at an event. `None` when nothing is known
    /// of it, or no policy was adopted.
    ///
    /// # Errors
    /// A row that cannot be read, or whatever SQLite refuses.
    pub fn open(book: &Connection, case: &PartyId, known_to: i64) -> Result<Option<Self>, ViewError> {
        let Some(entry) = last_of(book, "policy_adopted", known_to)? else { return Ok(None) };
        let Event::PolicyAdopted(adopted) = entry.event else { return Ok(None) };
        let policy = policy::parse_policy(book, &adopted)?;
        let Some(closed) = state::last_closed(book)? else { return Ok(None) };
        let input = load::case_input(book, case, known_to)?;
        if input.loans.is_empty() {
            return Ok(None);
        }
        let as_of = input.events.iter().map(|one| one.effective_on).fold(closed, BusinessDate::max);
        let (last, hash) = head(book)?;
        let (known_to, hash) = match makegood_journal::entry(book, known_to)? {
            Some(entry) if known_to < last => (known_to, entry.hash),
            _ => (last, hash),
        };
        let in_force = |(name, _): &&(String, String)| policy.packs.iter().any(|pack| pack.id == *name);
        let packs = adopted.packs.iter().filter(in_force).cloned().collect();
        Ok(Some(Self { input, packs, policy, strategy: adopted.strategy, as_of, known_to, head: hash }))
    }

    /// Counts the facts by an earlier day: the day a kept judgement was given for.
    #[must_use]
    pub fn as_of(self, as_of: BusinessDate) -> Self {
        Self { as_of, ..self }
    }

    /// The packs in force.
    pub fn packs(&self) -> &Packs {
        &self.policy.packs
    }

    /// The words the strategy asks a case to be noted with.
    pub fn strategy_words(&self) -> Vec<&str> {
        self.policy.words().collect()
    }

    /// The facts about somebody of the case; `None` for a stranger to it.
    pub fn facts(&self, person: &PartyId) -> Option<Facts> {
        facts_about_person(&self.input, person, self.as_of, self.policy.rules())
    }

    /// Judges an act at a moment; `None` when the person has no place in the case.
    pub fn judge(&self, act: &AskedAct, at: Instant, reason: Option<&str>) -> Option<Judgement> {
        self.judge_under(act, at, reason, self.packs())
    }

    /// The same under other packs: what today's law would say of it.
    pub fn judge_under(&self, act: &AskedAct, at: Instant, reason: Option<&str>, packs: &Packs) -> Option<Judgement> {
        let facts = self.facts(&act.person)?;
        let planned = PlannedDeed {
            person: act.person.clone(),
            deed: act.deed,
            debts: act.debts.clone(),
            contact_point: act.contact_point.clone(),
            purpose: act.purpose,
            place: act.place.clone(),
            carries: act.carries.clone(),
        };
        let rules = rules_asked(&planned, &facts, packs, at);
        let verdict = clear(planned, &facts, packs, at);
        let verdict = reason.map_or_else(|| verdict.clone(), |reason| verdict.clone().with_reason(reason));
        Some(Judgement {
            act: act.clone(),
            at,
            as_of: self.as_of,
            verdict: verdict.word().to_owned(),
            opens_at: verdict.opens_at(),
            missing: missing(&verdict),
            reason: reason.filter(|_| verdict.is_cleared()).map(str::to_owned),
            rules,
            strategy: self.strategy.clone(),
            packs: self.packs.clone(),
            known_to: self.known_to,
            head: self.head.clone(),
        })
    }

    /// The loans an act is about when none is named: all of the case.
    pub fn debts(&self) -> Vec<LoanId> {
        self.input.loans.iter().map(|input| input.loan.id.clone()).collect()
    }

    /// Everybody of the case: the borrower, then whoever has a role, each with it.
    pub fn people(&self) -> Vec<(PartyId, String)> {
        let others = self.input.others.iter().flat_map(|other| {
            other.roles.iter().map(|role| (other.party.clone(), format!("{} of {}", role.role, role.loan)))
        });
        std::iter::once((self.input.party.clone(), "borrower".to_owned())).chain(others).collect()
    }
}

/// What somebody has to find out, serve or decide before the act may take place.
fn missing<A: Act>(verdict: &Verdict<A>) -> Vec<String> {
    match verdict {
        Verdict::Unknown { missing, .. } => missing.clone(),
        Verdict::NeedsDocument { documents, .. } => documents.iter().map(|word| word.replace('_', " ")).collect(),
        Verdict::NeedsApproval { offices, .. } => {
            offices.iter().map(|office| format!("the approval of {}", office.replace('_', " "))).collect()
        }
        Verdict::Refused { says, .. } => vec![says.clone()],
        Verdict::Redirect { to, .. } => vec![format!("the {to} is to be approached")],
        Verdict::Warn { .. } => vec!["a reason to put on record".to_owned()],
        Verdict::Cleared(_) | Verdict::DeferUntil { .. } => Vec::new(),
    }
}
