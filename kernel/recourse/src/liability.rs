//! Who is liable today, and for how much.

use crate::answer::Line;
use crate::facts::Facts;
use crate::facts::group::{Group, GroupLiability, Member};
use crate::facts::people::{Debt, LegalRole, Liable, Period};
use crate::facts::security::{Security, SecurityKind};
use crate::law::{Cited, RuleKind};
use crate::refusal::Refusal;
use crate::sums::share;
use makegood_units::{Amount, FactId, LoanId, Money, PartyId, Why};
use serde::Serialize;

/// What one party is liable for on one debt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Liability {
    /// Who.
    pub party: PartyId,
    /// For which debt.
    pub debt: LoanId,
    /// As what.
    pub role: LegalRole,
    /// The contract it comes from.
    pub from: FactId,
    /// For how much of what is due today.
    pub today: Amount,
    /// For how much of all that is owed, due or not.
    pub in_all: Amount,
    /// How `today` is worked out, line by line.
    pub lines: Vec<Line>,
    /// The rule that limits it, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited: Option<Cited>,
    /// What is missing before it may be claimed from them.
    pub missing: Vec<Refusal>,
    /// The reason.
    pub why: Why,
}

/// What everybody is liable for, by debt, role and party.
pub fn liabilities(facts: &Facts) -> Vec<Liability> {
    let mut all: Vec<Liability> = facts.liable.iter().filter_map(|liable| of_contract(facts, liable)).collect();
    for group in &facts.groups {
        for debt in facts.debts.iter().filter(|debt| group.debts.contains(&debt.id)) {
            all.extend(group.members.iter().filter_map(|member| of_member(facts, group, debt, member)));
        }
    }
    for security in &facts.securities {
        let secured = facts.debts.iter().filter(|debt| security.debts.contains(&debt.id));
        all.extend(secured.filter_map(|debt| of_third_party(facts, security, debt)));
    }
    all.sort_by(|one, other| {
        (&one.debt, one.role, &one.party, &one.from).cmp(&(&other.debt, other.role, &other.party, &other.from))
    });
    all
}

/// An amount on its way down: of what is due today and of all that is owed.
struct Running<'a> {
    facts: &'a Facts,
    today: Amount,
    in_all: Amount,
    lines: Vec<Line>,
    why: Vec<FactId>,
}

impl<'a> Running<'a> {
    fn of(facts: &'a Facts, debt: &Debt) -> Self {
        let lines = vec![Line::new("due today", debt.due)];
        Self { facts, today: debt.due, in_all: debt.total(), lines, why: vec![debt.fact()] }
    }

    /// Not more than `most` of either.
    fn at_most(&mut self, most: Amount, says: impl Into<String>) {
        self.today = self.today.min(most);
        self.in_all = self.in_all.min(most);
        self.lines.push(Line::new(says, most));
    }

    fn less(&mut self, amount: Amount, says: impl Into<String>) {
        self.today = self.today.less(amount);
        self.in_all = self.in_all.less(amount);
        self.lines.push(Line::new(says, Amount::from_minor(amount.minor().saturating_neg())));
    }

    /// The limit, less what the party paid on the debt already.
    fn limit(&mut self, limit: Option<Amount>, party: &PartyId, debt: &LoanId) {
        let Some(limit) = limit else { return };
        let paid = self.facts.paid_for_another(party, debt);
        let left = limit.less(paid);
        let says = match paid.is_zero() {
            true => "at most the limit".to_owned(),
            false => {
                let money = |amount| Money::new(amount, self.facts.currency);
                format!("at most what is left of the limit: {} less {} paid", money(limit), money(paid))
            }
        };
        self.at_most(left, says);
        let own = self.facts.contributions.iter().filter(|paid| paid.by == *party && paid.debt == *debt);
        self.why.extend(own.map(|paid| paid.fact()));
    }

    fn done(mut self, whom: (&PartyId, &LoanId, LegalRole), from: FactId, code: &str, says: &str) -> Liability {
        self.lines.push(Line::new("liable for today", self.today));
        let money = Money::new(self.today, self.facts.currency);
        let (party, debt, role) = whom;
        let why = Why::new(code, format!("{party} answers for {money} of {debt} today: {says}")).with(from.clone());
        let why = self.why.into_iter().fold(why, Why::with);
        Liability {
            party: party.clone(),
            debt: debt.clone(),
            role,
            from,
            today: self.today,
            in_all: self.in_all,
            lines: self.lines,
            cited: None,
            missing: Vec::new(),
            why,
        }
    }
}

/// By borrowing, guaranteeing or inheriting. None when the debt is not on file.
pub(crate) fn of_contract(facts: &Facts, liable: &Liable) -> Option<Liability> {
    // A guarantor of a guarantor is never asked for more steps than there are contracts.
    contract(facts, liable, facts.liable.len())
}

fn contract(facts: &Facts, liable: &Liable, steps: usize) -> Option<Liability> {
    let debt = facts.debt(&liable.debt)?;
    let mut running = Running::of(facts, debt);
    let mut says = match liable.role {
        LegalRole::Borrower => "they borrowed",
        LegalRole::CoBorrower => "they borrowed together with the borrower",
        LegalRole::Estate => "the estate answers up to the value inherited",
        _ => "they stand in for the debtor",
    };
    let mut code = "liable_by_contract";
    if let Some(other) = liable.stands_for.as_ref().filter(|_| steps > 0)
        && let Some(guarded) = facts.liable_as_guarantor(other, &liable.debt)
        && let Some(theirs) = contract(facts, guarded, steps.saturating_sub(1))
    {
        running.at_most(theirs.in_all, format!("at most what {other} answers for"));
        running.today = running.today.min(theirs.today);
        running.why.push(guarded.fact());
    }
    if !liable.without_consent.is_zero() {
        running.less(liable.without_consent, "less what was added without their written consent");
    }
    running.limit(liable.limit, &liable.party, &liable.debt);
    if let Some(died_on) = liable.died_on {
        (code, says) = ("borrower_died", "they died, and nobody but the estate answers");
        running.at_most(Amount::ZERO, format!("died on {died_on}"));
    }
    if is_free(liable, facts) {
        (code, says) = ("guarantor_free", "the guarantee period ended and nobody called on them in time");
        running.at_most(Amount::ZERO, "free since the guarantee period ended");
    }
    let whom = (&liable.party, &liable.debt, liable.role);
    let mut answer = running.done(whom, liable.fact(), code, says);
    if liable.role == LegalRole::Estate {
        answer.cited = facts.law.rule(|kind| *kind == RuleKind::EstateLimit).map(|rule| rule.cited.clone());
    }
    answer.missing.extend(proof_missing(liable.proof.is_some(), &liable.party, liable.fact()));
    if let Some(proof) = &liable.proof {
        answer.why = answer.why.with(proof.fact());
    }
    Some(answer)
}

/// Whether the guarantee period ended on an earlier day and nothing saved it.
pub(crate) fn is_free(liable: &Liable, facts: &Facts) -> bool {
    match &liable.period {
        Period::Ends { on, saved_on, .. } => *on < facts.as_of && saved_on.is_none_or(|saved| saved > *on),
        Period::Unknown | Period::None => false,
    }
}

/// A member, for a debt that is not their own.
pub(crate) fn of_member(facts: &Facts, group: &Group, debt: &Debt, member: &Member) -> Option<Liability> {
    if facts.borrowed(&debt.id).any(|liable| liable.party == member.party) {
        return None;
    }
    let mut running = Running::of(facts, debt);
    let says = match group.liability {
        GroupLiability::JointAndSeveral => "members of the group answer for each other's whole debt",
        GroupLiability::Several => {
            let percent = format!("{}.{:02}%", member.share_bp / 100, member.share_bp % 100);
            // What members paid already is part of what is shared; what one paid is off theirs.
            let paid_in_all = facts.contributions.iter().filter(|paid| paid.debt == debt.id).map(|paid| paid.amount);
            let before: Amount = paid_in_all.sum();
            let shared = |amount: Amount| share([amount, before].into_iter().sum(), member.share_bp);
            running.lines.push(Line::new("others paid already", before));
            let (today, in_all) = (shared(debt.due), shared(debt.total()));
            running.lines.push(Line::new(format!("their share, {percent}"), today));
            let paid = facts.paid_for_another(&member.party, &debt.id);
            (running.today, running.in_all) = (today.less(paid).min(debt.due), in_all.less(paid).min(debt.total()));
            running.lines.push(Line::new("less what they paid", Amount::from_minor(paid.minor().saturating_neg())));
            "members of the group answer for their share of each other's debt"
        }
    };
    running.limit(member.limit, &member.party, &debt.id);
    let whom = (&member.party, &debt.id, LegalRole::GroupMember);
    let mut answer = running.done(whom, group.fact(), "liable_as_member", says);
    answer.missing.extend(proof_missing(member.proof.is_some(), &member.party, group.fact()));
    if let Some(proof) = &member.proof {
        answer.why = answer.why.with(proof.fact());
    }
    Some(answer)
}

/// Somebody who gave security for another's debt answers with the thing alone.
fn of_third_party(facts: &Facts, security: &Security, debt: &Debt) -> Option<Liability> {
    if facts.is_own(security, &debt.id) {
        return None;
    }
    let role = match security.kind {
        SecurityKind::Pledge => LegalRole::ThirdPartyPledgor,
        SecurityKind::Mortgage => LegalRole::ThirdPartyMortgagor,
    };
    let mut running = Running::of(facts, debt);
    if let Some(limit) = security.limit {
        running.at_most(limit, "at most what it secures");
    }
    let whom = (&security.owner, &debt.id, role);
    let mut answer = running.done(whom, security.fact(), "liable_with_the_thing", "with the thing alone");
    answer.missing.extend(proof_missing(security.proof.is_some(), &security.owner, security.fact()));
    Some(answer)
}

fn proof_missing(is_there: bool, party: &PartyId, fact: FactId) -> Option<Refusal> {
    let says = format!("no signed paper on file shows that {party} is liable");
    let refusal = Refusal::new("proof_missing", says, "find the signed contract and record its document and day");
    (!is_there).then(|| refusal.about(fact))
}
