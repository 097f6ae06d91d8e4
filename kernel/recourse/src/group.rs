//! A joint-liability group: the failing member first, then, where nothing stands in the
//! way, what each of the others answers for.

use crate::facts::Facts;
use crate::facts::group::{CooperationStatus, Group, Meeting, Member, Shock};
use crate::facts::people::Debt;
use crate::liability::of_member;
use crate::refusal::Refusal;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, Money, PartyId, Why};
use serde::Serialize;

/// How a group stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupAnswer {
    /// The group.
    pub group: String,
    /// The sum of the members' shares, in basis points.
    pub shares_bp: u32,
    /// What the members owe themselves on the group's loans, due or not.
    pub exposure: Vec<Exposure>,
    /// The loans with something due, the one due longest first.
    pub failing: Vec<Failing>,
    /// The shock that suspends what members may be asked for each other.
    pub shock: Option<Shock>,
    /// The meetings on file.
    pub meetings: Vec<Meeting>,
    /// The state in one sentence.
    pub why: Why,
}

/// What one member owes and answers for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// Who.
    pub party: PartyId,
    /// The share.
    pub share_bp: u32,
    /// What they owe on their own loans of the group.
    pub own: Amount,
    /// What they answer for on the others' loans, due or not.
    pub for_others: Amount,
}

/// A loan of the group with something due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failing {
    /// The loan.
    pub debt: LoanId,
    /// Whose it is.
    pub borrower: Option<PartyId>,
    /// What is due.
    pub due: Amount,
    /// Since when.
    pub due_since: Option<BusinessDate>,
    /// The record that the borrower was spoken to first, or why not.
    pub spoken_to: Option<FactId>,
    /// The other members.
    pub members: Vec<MemberAnswer>,
    /// What the members who may be asked would bring, never more than is due.
    pub would_bring: Amount,
    /// What blocks asking any of them.
    pub blocked: Vec<Refusal>,
}

/// What one member answers for on somebody else's loan: the words of their notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberAnswer {
    /// Who.
    pub party: PartyId,
    /// How much of what is due today.
    pub amount: Amount,
    /// Where the contract says so.
    pub clause: Option<String>,
    /// The day their notice of liability was served.
    pub notice_on: Option<BusinessDate>,
    /// Their latest answer, and its day.
    pub cooperation: Option<(CooperationStatus, BusinessDate)>,
    /// What blocks asking them.
    pub blocked: Vec<Refusal>,
    /// The reason for the amount.
    pub why: Why,
}

/// How a group stands on the day.
pub fn group(facts: &Facts, group: &Group) -> GroupAnswer {
    let mut due: Vec<&Debt> =
        facts.debts.iter().filter(|debt| group.debts.contains(&debt.id) && !debt.due.is_zero()).collect();
    due.sort_by_key(|debt| (debt.due_since, &debt.id));
    let shock = facts.shocks.iter().find(|shock| shock.group == group.id && shock.is_on(facts.as_of)).cloned();
    let failing: Vec<Failing> = due.into_iter().map(|debt| failing(facts, group, debt, shock.as_ref())).collect();
    let says = match (failing.first(), &shock) {
        (None, _) => "nothing is due on any loan of the group".to_owned(),
        (Some(first), _) => {
            let who = first.borrower.as_ref().map_or("nobody on file", PartyId::as_str);
            let due = Money::new(first.due, facts.currency);
            let then = match shock {
                Some(_) => "nobody is asked to pay for anybody while the shock lasts",
                None if first.blocked.is_empty() => "the others may be asked now",
                None => "the others are not asked yet",
            };
            format!("{who} is spoken to first, {due} of {} is due; {then}", first.debt)
        }
    };
    let mut why = Why::new("group_state", says).with(group.fact());
    why.facts.extend(failing.iter().filter_map(|failing| failing.spoken_to.clone()));
    why.facts.extend(shock.as_ref().map(Shock::fact));
    GroupAnswer {
        group: group.id.clone(),
        shares_bp: group.members.iter().fold(0, |sum, member| member.share_bp.saturating_add(sum)),
        exposure: group.members.iter().map(|member| exposure(facts, group, member)).collect(),
        failing,
        shock,
        meetings: facts.meetings.iter().filter(|meeting| meeting.group == group.id).cloned().collect(),
        why,
    }
}

fn exposure(facts: &Facts, group: &Group, member: &Member) -> Exposure {
    let (mut own, mut for_others) = (Vec::new(), Vec::new());
    for debt in facts.debts.iter().filter(|debt| group.debts.contains(&debt.id)) {
        match of_member(facts, group, debt, member) {
            Some(liability) => for_others.push(liability.in_all),
            None => own.push(debt.total()),
        }
    }
    let sum = |amounts: Vec<Amount>| amounts.into_iter().sum();
    Exposure { party: member.party.clone(), share_bp: member.share_bp, own: sum(own), for_others: sum(for_others) }
}

fn failing(facts: &Facts, group: &Group, debt: &Debt, shock: Option<&Shock>) -> Failing {
    let spoken_to = facts.spoken_to(debt);
    let mut blocked = Vec::new();
    if let Some(shock) = shock {
        let says = format!("{} struck the whole group on {}", shock.reason, shock.begins_on);
        let until = shock.ends_on.map_or("it is switched off".to_owned(), |last| format!("{last} has passed"));
        let way_out = format!("wait until {until}; speak with each member about their own loan");
        blocked.push(Refusal::new("common_shock", says, way_out).about(shock.fact()));
    }
    if spoken_to.is_none() {
        let says = "the member who fell behind was not spoken to about these arrears yet";
        let way_out = "speak with them first, or record the reason why they cannot be";
        blocked.push(Refusal::new("primary_first", says, way_out).about(debt.fact()));
    }
    let others = group.members.iter().filter_map(|member| other(facts, group, debt, member));
    let members: Vec<MemberAnswer> = others.collect();
    let can_be_asked = members.iter().filter(|member| member.blocked.is_empty());
    let would_bring = can_be_asked.map(|member| member.amount).sum::<Amount>().min(debt.due);
    if would_bring.is_zero() && blocked.is_empty() {
        let says = "none of the other members can be asked yet";
        let way_out = "see what blocks each of them";
        blocked.push(Refusal::new("no_member_can_be_asked", says, way_out).about(group.fact()));
    }
    Failing {
        debt: debt.id.clone(),
        borrower: facts.borrower(&debt.id).map(|borrower| borrower.party.clone()),
        due: debt.due,
        due_since: debt.due_since,
        spoken_to,
        members,
        would_bring,
        blocked,
    }
}

/// A member who answers for somebody else's loan.
fn other(facts: &Facts, group: &Group, debt: &Debt, member: &Member) -> Option<MemberAnswer> {
    let liability = of_member(facts, group, debt, member)?;
    let mut blocked = liability.missing;
    let mut why = liability.why;
    // A notice of an earlier time does not say what is asked now.
    let served = facts.notices.iter().filter(|notice| {
        notice.party == member.party && notice.debt == debt.id && debt.due_since.is_some_and(|since| notice.on >= since)
    });
    let notice = served.max_by_key(|notice| (notice.on, &notice.id));
    match notice {
        Some(notice) => why = why.with(FactId::new("notice", &notice.id)),
        None => {
            let says = format!("{} was not served notice of what they answer for in these arrears", member.party);
            let way_out = "serve the notice with clause and amount, and record when and with which proof";
            blocked.push(Refusal::new("notice_not_served", says, way_out).about(group.fact()));
        }
    }
    if liability.today.is_zero() {
        let says = format!("{} answers for nothing more on {}", member.party, debt.id);
        blocked.push(Refusal::new("limit_used", says, "nothing more can be asked of them").about(group.fact()));
    }
    let said = facts.cooperation.iter().filter(|said| said.group == group.id && said.party == member.party);
    let said = said.max_by_key(|said| (said.on, &said.id));
    Some(MemberAnswer {
        party: member.party.clone(),
        amount: liability.today,
        clause: group.clause.clone(),
        notice_on: notice.map(|notice| notice.on),
        cooperation: said.map(|said| (said.status, said.on)),
        blocked,
        why,
    })
}
