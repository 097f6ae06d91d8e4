//! `[[group]]` and what was noted about groups.

use super::keys::{BASIS_POINTS, DAY, Keys, TEXT, count, date, list, text};
use crate::facts::Facts;
use crate::facts::group::{
    Contact, Contribution, Cooperation, CooperationStatus, Group, GroupLiability, Meeting, Member, Notice, Repayment,
    Shock,
};
use crate::facts::loose::LooseMember;
use makegood_units::{FactId, LoanId, PartyId};

const LIABILITY: [(&str, GroupLiability); 2] =
    [("joint_and_several", GroupLiability::JointAndSeveral), ("several", GroupLiability::Several)];

const COOPERATION: [(&str, CooperationStatus); 3] = [
    ("refused", CooperationStatus::Refused),
    ("partial", CooperationStatus::Partial),
    ("agreed", CooperationStatus::Agreed),
];

const NUMBER: &str = "a whole number from 0";

pub(super) fn read(keys: &mut Keys<'_>, facts: &mut Facts) {
    facts.groups = keys.tables("group", group);
    facts.loose.members = keys.tables("group_member", loose_member);
    facts.contributions = keys.tables("contribution", contribution);
    facts.repayments = keys.tables("repayment", repayment);
    facts.notices = keys.tables("notice", notice);
    facts.contacts = keys.tables("contact", contact);
    facts.cooperation = keys.tables("cooperation", cooperation);
    facts.meetings = keys.tables("meeting", meeting);
    facts.shocks = keys.tables("shock", shock);
}

fn group(keys: &mut Keys<'_>) -> Option<Group> {
    let (id, debts) = (keys.id(), keys.debts());
    let liability = keys.word("liability", &LIABILITY);
    let clause = keys.may("clause", TEXT, text);
    let members = keys.tables("member", |keys| {
        let party = keys.party("party");
        let share_bp = keys.must("share_bp", BASIS_POINTS, count);
        let (limit, proof) = (keys.limit(), keys.signed());
        Some(Member { party: party?, share_bp: share_bp?, limit, proof })
    });
    let group = Group { id: id?, liability: liability?, clause, debts: debts?, members };
    keys.is(group.fact());
    Some(group)
}

fn loose_member(keys: &mut Keys<'_>) -> Option<LooseMember> {
    let id = keys.id();
    let group = keys.must("group", "the id of a group in quotes", text);
    let party = keys.party("party");
    let share_bp = keys.must("share_bp", BASIS_POINTS, count);
    let (limit, proof) = (keys.limit(), keys.signed());
    let debt = keys.may("debt", "the id of a debt the group answers for, in quotes", text).map(LoanId::new);
    let liability = keys.may_word("liability", &LIABILITY);
    let clause = keys.may("clause", TEXT, text);
    let member = Member { party: party?, share_bp: share_bp?, limit, proof };
    let one = LooseMember { id: id?, group: group?, liability, clause, debt, member };
    keys.is(one.fact());
    Some(one)
}

fn contribution(keys: &mut Keys<'_>) -> Option<Contribution> {
    let (id, by, debt, on) = (keys.id(), keys.party("by"), keys.debt(), keys.on());
    let instalment = keys.must("instalment", NUMBER, count);
    let amount = keys.amount("amount_minor");
    let paid = Contribution { id: id?, by: by?, debt: debt?, instalment: instalment?, on: on?, amount: amount? };
    keys.is(paid.fact());
    Some(paid)
}

fn repayment(keys: &mut Keys<'_>) -> Option<Repayment> {
    let (id, debt, on, amount) = (keys.id(), keys.debt(), keys.on(), keys.amount("amount_minor"));
    let back = Repayment { id: id?, debt: debt?, on: on?, amount: amount? };
    keys.is(back.fact());
    Some(back)
}

fn notice(keys: &mut Keys<'_>) -> Option<Notice> {
    let (id, party, debt, on) = (keys.id(), keys.party("party"), keys.debt(), keys.on());
    let proof = keys.must("proof", "the document that proves service, in quotes", text);
    let notice = Notice { id: id?, party: party?, debt: debt?, on: on?, proof: proof? };
    keys.is(FactId::new("notice", &notice.id));
    Some(notice)
}

fn contact(keys: &mut Keys<'_>) -> Option<Contact> {
    let (id, debt, on) = (keys.id(), keys.debt(), keys.on());
    let not_first_because = keys.may("not_first_because", TEXT, text);
    let by = keys.must("by", TEXT, text);
    let contact = Contact { id: id?, debt: debt?, on: on?, not_first_because, by: by? };
    keys.is(FactId::new("contact", &contact.id));
    Some(contact)
}

fn cooperation(keys: &mut Keys<'_>) -> Option<Cooperation> {
    let (id, party, on) = (keys.id(), keys.party("party"), keys.on());
    let group = keys.must("group", "the id of a group in quotes", text);
    let status = keys.word("status", &COOPERATION);
    let said = Cooperation { id: id?, group: group?, party: party?, on: on?, status: status? };
    keys.is(FactId::new("cooperation", &said.id));
    Some(said)
}

fn meeting(keys: &mut Keys<'_>) -> Option<Meeting> {
    let (id, on) = (keys.id(), keys.on());
    let group = keys.must("group", "the id of a group in quotes", text);
    let attendees = keys.must("attendees", "a list of ids of parties in quotes", list(text));
    let minutes = keys.must("minutes", "the document with the minutes, in quotes", text);
    let outcome = keys.must("outcome", TEXT, text);
    let attendees = attendees?.into_iter().map(PartyId::new).collect();
    let meeting = Meeting { id: id?, group: group?, on: on?, attendees, minutes: minutes?, outcome: outcome? };
    keys.is(FactId::new("meeting", &meeting.id));
    Some(meeting)
}

fn shock(keys: &mut Keys<'_>) -> Option<Shock> {
    let id = keys.id();
    let group = keys.must("group", "the id of a group in quotes", text);
    let begins_on = keys.must("begins_on", DAY, date);
    let ends_on = keys.may("ends_on", DAY, date);
    let reason = keys.must("reason", TEXT, text);
    let by = keys.must("by", TEXT, text);
    let shock = Shock { id: id?, group: group?, begins_on: begins_on?, ends_on, reason: reason?, by: by? };
    keys.is(shock.fact());
    Some(shock)
}
