//! A leader's morning, from tables kept at the close and with every event.

use super::morning_more;
use super::words::{self, kind, named};
use crate::layout::Frame;
use crate::links;
use crate::pages::BucketMark;
use crate::pages::review::{
    Cash, Conversation, CoverageLine, FirstCashLine, Late, MorningEntry, MorningSection, OfficerLine, Review,
};
use crate::trouble::{Trouble, sentence};
use makegood_book::Buckets;
use makegood_case::Demand;
use makegood_day_close::{MorningList, Plan, Worklist};
use makegood_desk::{Desk, Role};
use makegood_units::{BusinessDate, Money, StaffId};
use makegood_views::{
    AttentionRow, DayPlan, MorningCase, NewlyOver30, NotedContact, Reach, attention_waiting, last_two_closes,
    morning_cases, morning_count, newly_over_30, noted_contacts,
};
use std::collections::BTreeMap;

/// So many conversations are read in a morning.
const CONVERSATIONS: usize = 6;
/// So many of a list stand on the page; the rest is one click away.
pub(crate) const SHOWN: usize = 5;

/// What every line is made with.
pub(crate) struct Morning<'a> {
    pub(crate) buckets: &'a Buckets,
    names: BTreeMap<String, String>,
}

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(crate) fn review(desk: &Desk, frame: Frame) -> Result<Review, Trouble> {
    let (book, reach) = (desk.book(), &frame.who.reach);
    let plan = makegood_views::plan_in_force(book)?.ok_or(Trouble::NeverClosed)?;
    let policy = makegood_views::policy_of(book, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let (_, before) = last_two_closes(book)?.ok_or(Trouble::NeverClosed)?;
    let morning = Morning::new(&policy.strategy.buckets, &frame);
    let over_30 = before.map(|before| newly_over_30(book, before, plan.as_of, reach)).transpose()?.unwrap_or_default();
    let waiting = attention_waiting(book, reach)?;
    let buckets = &policy.strategy.buckets;
    let alone = morning_more::alone(desk, buckets, reach)?;
    let mut lists = vec![morning.over_30(&over_30), morning.waiting(desk, &waiting, reach)?];
    // Whom the criteria ask for begins with what only they can do.
    lists.insert(if frame.who.role == Role::Executive.says() { 0 } else { lists.len() }, alone);
    for (list, title, says) in LISTS {
        let cases = morning_cases(book, list, u32::try_from(SHOWN).unwrap_or(u32::MAX), reach)?;
        lists.push(MorningSection {
            id: list.word().to_owned(),
            title: title.to_owned(),
            says: says.to_owned(),
            count: morning_count(book, list, reach)?,
            done: 0,
            lines: cases.iter().map(|case| morning.case(case)).collect(),
        });
    }
    lists.push(morning_more::talks(desk, &frame, reach)?);
    lists.push(morning_more::answered(desk, &frame, reach)?);
    lists.extend(morning_more::unowned(desk, &frame, buckets, reach)?);
    let (_, noted) = noted_contacts(book, before, CONVERSATIONS, reach)?;
    Ok(Review {
        cash: cash(desk, &plan, before, reach)?,
        lists,
        coverage: coverage(desk, reach)?,
        first_cash: first_cash(desk, reach)?,
        officers: plan
            .worklists
            .iter()
            .filter(|list| reach.holds_list(&list.branch, &list.officer))
            .map(|list| morning.officer(&plan, list))
            .collect(),
        conversations: noted.iter().map(|one| morning.conversation(one)).collect(),
        frame,
    })
}

/// The lists kept with the cases, in the order in which they are read.
pub(crate) const LISTS: [(MorningList, &str, &str); 8] = [
    (MorningList::Broken, "Broken promises", "Their day passed since the last close."),
    (MorningList::Clocks, "Clocks under 30 days", "The claim can be enforced for 30 days more at most."),
    (MorningList::Undiagnosed, "No cause found for more than 7 days", "Open, and nobody knows why yet. Oldest first."),
    (MorningList::Hard, "Readings due", "The ladder has come to where a leader reads the case."),
    (MorningList::ReadAgain, "To be read again", "The day you named has come."),
    (MorningList::Shortcomings, "Shortcomings of method", "Found by the system, each with its fact."),
    (MorningList::Held, "Held or refused", "Nothing may be done until a person decides."),
    (MorningList::DueToday, "Promises due today", "To be checked against the cash tomorrow."),
];

/// Cash in the currency most loans have; two currencies are never compared.
fn cash(desk: &Desk, plan: &Plan, since: Option<BusinessDate>, reach: &Reach) -> Result<Option<Cash>, Trouble> {
    let Some(since) = since else { return Ok(None) };
    let Ok((currency, _)) = super::book::currency(&plan.census, None) else { return Ok(None) };
    let flows = makegood_views::cash_flows(desk.book(), reach)?;
    let money = |amount| Money::new(amount, currency);
    Ok(flows.get(&currency).map(|flow| Cash {
        since,
        received: money(flow.received),
        fell_due: money(flow.fell_due),
        to_arrears: money(flow.to_arrears),
    }))
}

fn coverage(desk: &Desk, reach: &Reach) -> Result<Option<CoverageLine>, Trouble> {
    let found = makegood_views::coverage(desk.book(), None, None, reach)?.filter(|found| found.due > 0);
    Ok(found.map(|found| CoverageLine { in_time: found.in_time, due: found.due, from: found.from, to: found.to }))
}

fn first_cash(desk: &Desk, reach: &Reach) -> Result<Vec<FirstCashLine>, Trouble> {
    let found = makegood_views::first_cash(desk.book(), reach)?.map(|(_, branches)| branches).unwrap_or_default();
    let line = |one: makegood_views::FirstCash| FirstCashLine {
        branch: one.branch.to_string(),
        cases: one.cases.len(),
        paid: one.cases.len().saturating_sub(one.waiting),
        median_days: one.median_days,
    };
    Ok(found.into_iter().map(line).collect())
}

impl<'a> Morning<'a> {
    pub(crate) fn new(buckets: &'a Buckets, frame: &Frame) -> Self {
        let names = frame.staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
        Self { buckets, names }
    }

    /// The name of somebody of the house; their number where it is not known.
    pub(crate) fn staff(&self, id: &str) -> String {
        self.names.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn late(&self, days: i32) -> Late {
        Late { days, bucket: BucketMark::of(self.buckets, days) }
    }

    fn over_30(&self, loans: &[NewlyOver30]) -> MorningSection {
        MorningSection {
            id: "new-over-30".to_owned(),
            title: "Newly over 30 days".to_owned(),
            says: "Loans that went past 30 days since the last close.".to_owned(),
            count: loans.len(),
            done: 0,
            lines: loans.iter().take(SHOWN).map(|loan| self.loan(loan)).collect(),
        }
    }

    fn loan(&self, loan: &NewlyOver30) -> MorningEntry {
        MorningEntry {
            party: loan.party.clone(),
            name: named(&loan.name, &loan.party),
            href: links::case(&loan.party),
            amount: Some(loan.arrears),
            late: Some(self.late(loan.days_past_due)),
            day: None,
            because: format!("Loan {}.", loan.loan),
            officer: self.staff(&loan.officer),
        }
    }

    fn waiting(&self, desk: &Desk, rows: &[AttentionRow], reach: &Reach) -> Result<MorningSection, Trouble> {
        let entry = |row: &AttentionRow| MorningEntry {
            party: row.party.clone(),
            name: named(&row.name, &row.party),
            href: waiting_href(row),
            amount: None,
            late: None,
            day: row.due_on.map(|day| ("by", day)),
            because: self.waits_for(row),
            officer: row.officer.as_ref().map(|id| self.staff(id.as_str())).unwrap_or_default(),
        };
        Ok(MorningSection {
            id: "reports".to_owned(),
            title: "Reports and cases not acknowledged".to_owned(),
            says: "Reports of officers, and cases the ladder handed over, that no leader has looked at.".to_owned(),
            count: rows.len(),
            done: makegood_views::attended_since_close(desk.book(), reach)?,
            lines: rows.iter().take(SHOWN).map(entry).collect(),
        })
    }

    /// What waits, and how it came to.
    pub(crate) fn waits_for(&self, row: &AttentionRow) -> String {
        let late = if row.breach.is_some() { " The day to look at it has passed." } else { "" };
        match (row.what, row.as_drafted) {
            (Demand::Report, false) => format!("A report waits for a leader's word.{late}"),
            (Demand::Report, true) => format!("A report went as drafted and waits for a leader's word.{late}"),
            (Demand::HandedOver, _) => format!("The ladder handed the case to a leader.{late}"),
        }
    }

    fn case(&self, case: &MorningCase) -> MorningEntry {
        let line = &case.line;
        let currency = case.arrears.currency;
        let because = match line.received {
            None => sentence(&line.because),
            Some(received) => {
                let came = if received.is_zero() {
                    "Nothing has come in".to_owned()
                } else {
                    format!("{} has come in", Money::new(received, currency))
                };
                if line.because.is_empty() { format!("{came}.") } else { format!("{came}; from {}.", line.because) }
            }
        };
        let promised = line.amount.map(|amount| Money::new(amount, currency));
        let late = line.amount.is_none().then(|| self.late(case.days_past_due));
        let reads = matches!(line.list, MorningList::Hard | MorningList::ReadAgain | MorningList::Shortcomings);
        MorningEntry {
            party: case.party.clone(),
            name: named(&case.name, &case.party),
            href: if reads { links::reading(&case.party) } else { links::case(&case.party) },
            amount: Some(promised.unwrap_or(case.arrears)),
            late,
            day: line.on.filter(|_| line.amount.is_some()).map(|day| ("by", day)),
            because,
            officer: self.staff(&case.officer),
        }
    }

    fn officer(&self, plan: &DayPlan, list: &Worklist) -> OfficerLine {
        let bound = plan.bound(&list.branch);
        OfficerLine {
            name: self.staff(list.officer.as_str()),
            actions: list.items.len(),
            used_minutes: list.used_minutes,
            available_minutes: list.minutes,
            price_per_minute: bound.price_per_minute,
            left_out: bound.left_out,
        }
    }

    fn conversation(&self, one: &NotedContact) -> Conversation {
        Conversation {
            party: one.party.clone(),
            name: named(&one.name, &one.party),
            kind: kind(Some(one.contact.channel)),
            on: one.effective_on,
            officer: self.staff(one.contact.by.as_str()),
            outcome: words::outcome(one.contact.outcome).to_owned(),
            note: one.contact.note.clone(),
        }
    }
}

/// Where a leader acts on what waits.
pub(crate) fn waiting_href(row: &AttentionRow) -> String {
    match row.what {
        Demand::Report => links::report(&row.party),
        Demand::HandedOver => links::reading(&row.party),
    }
}

/// Who of the house, by number, in the words of the page.
pub(crate) fn staff_name(frame: &Frame, id: &StaffId) -> String {
    frame.staff.iter().find(|one| one.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone())
}
