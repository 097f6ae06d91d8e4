//! The figures of people's work: attempts, promises, causes found, the law, complaints.

use crate::metric::From;
use crate::tally::month_of;
use crate::{By, Code, Deed, DeedKind, Subject, Tallied};
use makegood_units::{BusinessDate, PartyId};
use std::collections::BTreeSet;

/// A part of a promise whose day has come and that was judged by the cash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The event that recorded the promise.
    pub seq: i64,
    /// Whose case.
    pub party: PartyId,
    /// The branch of the case.
    pub branch: String,
    /// To whom it was given.
    pub officer: String,
    /// Its day.
    pub due_on: BusinessDate,
    /// Whether the whole amount came by the day with its grace.
    pub kept: bool,
}

/// A case in arrears and whether anybody knows why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAge {
    /// Whose.
    pub party: PartyId,
    /// Its branch.
    pub branch: String,
    /// Days past due, where the cause is unknown.
    pub undiagnosed_days: Option<i32>,
}

/// Something that fell due for a leader and was judged: looked at, or its day passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    /// The event of the report; none for a case the ladder handed over.
    pub seq: Option<i64>,
    /// Whose case.
    pub party: PartyId,
    /// The branch of the case.
    pub branch: String,
    /// The last day in time.
    pub due_on: BusinessDate,
    /// Whether a leader looked by then.
    pub in_time: bool,
}

/// A report that went to a leader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// Its event.
    pub seq: i64,
    /// Whose case.
    pub party: PartyId,
    /// The branch of the case.
    pub branch: String,
    /// Whose report it is.
    pub officer: String,
    /// The day it went.
    pub on: BusinessDate,
    /// Whether its officer handed it in; else it went as drafted when their days were over.
    pub by_officer: bool,
}

/// What people did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Deeds, oldest first: of the month, and further back where a figure reaches further.
    pub deeds: Vec<Deed>,
    /// Parts of promises due in the month and judged.
    pub promised: Vec<Promised>,
    /// Cases in arrears.
    pub cases: Vec<CaseAge>,
    /// What fell due for a leader in the month and was judged.
    pub looked_at: Vec<LookedAt>,
    /// Reports that went to a leader in the month.
    pub reported: Vec<Reported>,
}

/// A case may be without a cause for so many days.
const UNDIAGNOSED_DAYS: i32 = 7;

impl Work {
    pub(crate) fn count(&self, into: &mut Tallied, as_of: BusinessDate) {
        let first = month_of(as_of);
        for deed in self.deeds.iter().filter(|deed| first <= deed.on && deed.on <= as_of) {
            let parts = parts(&deed.branch, &deed.officer);
            let from = From {
                subject: Subject::Event(deed.seq),
                party: &deed.party,
                branch: &deed.branch,
                parts: &parts,
                currency: deed.currency,
            };
            match deed.kind {
                DeedKind::Attempt { spoke, promised } => {
                    into.add(Code::RightParty, &from, i64::from(spoke), 1);
                    if spoke {
                        into.add(Code::Promises, &from, i64::from(promised), 1);
                    }
                }
                DeedKind::Judged { cleared } => into.add(Code::Blocked, &from, i64::from(!cleared), 1),
                DeedKind::Complaint => {
                    let of_branch = From { parts: parts.get(..1).unwrap_or_default(), ..from };
                    into.add(Code::Complaints, &of_branch, 1, 0);
                    continue;
                }
                DeedKind::Sent | DeedKind::Step | DeedKind::Reviewed => {}
            }
            // Cost by branch alone: the cash it is set against belongs to no officer.
            let of_branch = From { parts: parts.get(..1).unwrap_or_default(), ..from };
            into.add(Code::CostPerUnit, &of_branch, deed.cost, 0);
        }
        for promised in self.promised.iter().filter(|one| first <= one.due_on && one.due_on <= as_of) {
            let parts = parts(&promised.branch, &promised.officer);
            let from = From {
                subject: Subject::Event(promised.seq),
                party: &promised.party,
                branch: &promised.branch,
                parts: &parts,
                currency: None,
            };
            into.add(Code::Kept, &from, i64::from(promised.kept), 1);
        }
        self.attended(into, first, as_of);
        self.ages(into, first, as_of);
    }

    /// By branch alone where a leader is judged: who did not look is nobody in particular.
    fn attended(&self, into: &mut Tallied, first: BusinessDate, as_of: BusinessDate) {
        for one in self.looked_at.iter().filter(|one| first <= one.due_on && one.due_on <= as_of) {
            let parts = [By::Branch(one.branch.clone())];
            let subject = one.seq.map_or(Subject::Case, Subject::Event);
            let from = From { subject, party: &one.party, branch: &one.branch, parts: &parts, currency: None };
            into.add(Code::Attention, &from, i64::from(one.in_time), 1);
        }
        for one in self.reported.iter().filter(|one| first <= one.on && one.on <= as_of) {
            let parts = parts(&one.branch, &one.officer);
            let subject = Subject::Event(one.seq);
            let from = From { subject, party: &one.party, branch: &one.branch, parts: &parts, currency: None };
            into.add(Code::HandedIn, &from, i64::from(one.by_officer), 1);
        }
    }

    fn ages(&self, into: &mut Tallied, first: BusinessDate, as_of: BusinessDate) {
        let of_month = self.deeds.iter().filter(|deed| first <= deed.on && deed.on <= as_of);
        let read = of_month.filter(|deed| deed.kind == DeedKind::Reviewed);
        let read: BTreeSet<&PartyId> = read.map(|deed| &deed.party).collect();
        for case in &self.cases {
            let parts = [By::Branch(case.branch.clone())];
            let from = From {
                subject: Subject::Case,
                party: &case.party,
                branch: &case.branch,
                parts: &parts,
                currency: None,
            };
            if let Some(days) = case.undiagnosed_days {
                into.add(Code::UndiagnosedAge, &from, i64::from(days), 1);
            }
            let is_old = case.undiagnosed_days.is_some_and(|days| days > UNDIAGNOSED_DAYS);
            into.add(Code::Undiagnosed, &from, i64::from(is_old), 1);
            into.add(Code::Complaints, &from, 0, 1);
            into.add(Code::Reviewed, &from, i64::from(read.contains(&case.party)), 1);
        }
    }

    /// Contacts made after a day with each of these borrowers, by how many came back.
    pub(crate) fn contacts_per_cured(
        &self,
        into: &mut Tallied,
        after: BusinessDate,
        then_late: &BTreeSet<(PartyId, String)>,
        late_now: &BTreeSet<PartyId>,
    ) {
        for (party, branch) in then_late {
            let parts = [By::Branch(branch.clone())];
            let from = From { subject: Subject::Case, party, branch, parts: &parts, currency: None };
            let made = self.deeds.iter().filter(|deed| deed.party == *party && deed.on > after);
            let contacts = made.filter(|deed| deed.kind.is_contact()).count();
            let cured = i64::from(!late_now.contains(party));
            into.add(Code::ContactsPerCured, &from, i64::try_from(contacts).unwrap_or(i64::MAX), cured);
        }
    }
}

fn parts(branch: &str, officer: &str) -> [By; 3] {
    [By::Branch(branch.to_owned()), By::Officer(officer.to_owned()), By::officer_in(branch, officer)]
}
