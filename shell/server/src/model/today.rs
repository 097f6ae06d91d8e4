//! The worklist of a person, from the plan and what was recorded since.

use super::words::{Local, kind, named, recorded, situation};
use crate::layout::{Colleague, Frame};
use crate::pages::today::{Budget, Closed, Item, OwnLine, Place, Today};
use crate::pages::{ActionKind, BucketMark};
use crate::trouble::{Trouble, sentence};
use makegood_book::Buckets;
use makegood_case::{Channel, CritiqueState};
use makegood_day_close::{CaseDay, Considered, Plan, Worklist};
use makegood_desk::Desk;
use makegood_units::{BranchId, BusinessDate, Money, PartyId};
use makegood_views::{ListLine, Reach, ViewError, critiques_standing};

/// So many closed steps are read in the morning; the dearest, and how many there are.
const CLOSED: u32 = 40;

/// What every line of the page is made with.
struct Day<'a> {
    desk: &'a Desk,
    plan: &'a Plan,
    buckets: &'a Buckets,
}

/// The worklist of somebody, as far as whoever reads it may see.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::NotFound`] for somebody of
/// another branch or team; views that cannot be read.
pub(crate) fn today(desk: &Desk, frame: Frame, of: Colleague) -> Result<Today, Trouble> {
    let book = desk.book();
    let plan = makegood_views::plan_in_force(book)?.ok_or(Trouble::NeverClosed)?;
    let policy = makegood_views::policy_of(book, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let day = Day { desk, plan: &plan, buckets: &policy.strategy.buckets };
    let (officer, reach) = (&of.id, &frame.who.reach);
    let list = plan.worklists.iter().find(|list| list.officer == *officer);
    let branch = list.map(|list| list.branch.clone());
    if of.id != frame.acting.id && !branch.as_ref().is_some_and(|branch| reach.holds_list(branch, officer)) {
        return Err(Trouble::NotFound);
    }
    let mut from_desk = Vec::new();
    let mut visits: Vec<Place> = Vec::new();
    for line in makegood_views::list_of(book, officer, reach)? {
        let item = day.item(&line);
        match line.item.channel {
            Some(Channel::Visit) => {
                add_visit(&mut visits, line.item.place.as_deref().unwrap_or("Place not named"), item)
            }
            _ => from_desk.push(item),
        }
    }
    let own = list.map_or_else(|| Ok(Vec::new()), |list| day.own(list, reach))?;
    let bound = branch.as_ref().map(|branch| plan.bound(branch)).unwrap_or_default();
    let budget = Budget {
        used_minutes: list.map_or(0, |list| list.used_minutes),
        available_minutes: list.map_or(0, |list| list.minutes),
        price_per_minute: bound.price_per_minute,
        left_out: bound.left_out,
    };
    let (closed, closed_in_all) =
        branch.as_ref().map(|branch| day.closed(branch, reach)).transpose()?.unwrap_or_default();
    let branch = branch.map_or_else(|| "no branch".to_owned(), |branch| branch.to_string());
    let drafts = makegood_views::reports_drafted(book)?.into_iter().filter(|one| one.officer.as_ref() == Some(officer));
    let reports = drafts.map(|one| (one.party.clone(), named(&one.name, &one.party), one.drafted_on)).collect();
    let unanswered = critiques_standing(book, Some(officer), CritiqueState::Open)?;
    Ok(Today { frame, officer: of, branch, budget, from_desk, visits, own, closed, closed_in_all, reports, unanswered })
}

fn add_visit(visits: &mut Vec<Place>, place: &str, item: Item) {
    match visits.iter_mut().find(|known| known.name == place) {
        Some(known) => {
            known.minutes = known.minutes.saturating_add(item.minutes);
            known.items.push(item);
        }
        None => visits.push(Place { name: place.to_owned(), minutes: item.minutes, items: vec![item] }),
    }
}

impl Day<'_> {
    /// A step as the plan considered it. The cases of a plan lie by borrower.
    fn planned(&self, party: &PartyId, considered: usize) -> Option<&Considered> {
        let at = self.plan.cases.binary_search_by(|case| case.party.cmp(party)).ok()?;
        self.plan.cases.get(at)?.considered.get(considered)
    }

    /// Why the step was planned, in the words of the plan: the case may have moved on.
    fn why_now(&self, line: &ListLine) -> String {
        self.planned(&line.item.party, line.item.considered)
            .map_or(&line.item.why.says, |step| &step.proposal.why.says)
            .clone()
    }

    fn item(&self, line: &ListLine) -> Item {
        let (item, owed) = (&line.item, &line.case);
        let local = Local::new(line.zone.as_deref());
        let money = |amount| Money::new(amount, owed.currency);
        Item {
            party: item.party.clone(),
            name: named(&line.name, &item.party),
            kind: kind(item.channel),
            why_now: self.why_now(line),
            arrears: money(owed.arrears),
            days_past_due: owed.days_past_due,
            bucket: BucketMark::of(self.buckets, owed.days_past_due),
            situation: situation(owed.situation),
            value_per_minute: money(makegood_views::per_minute(item.value, item.minutes).unwrap_or(item.value)),
            minutes: item.minutes,
            window: match item.channel {
                None | Some(Channel::Letter) => "at any hour".to_owned(),
                _ => format!("from {}", local.moment(item.opens_at, self.plan.as_of)),
            },
            done: line.done.as_ref().map(|one| recorded(one, &local)),
        }
    }

    /// What the law requires beside the actions, as long as the case still asks for it.
    fn own(&self, list: &Worklist, reach: &Reach) -> Result<Vec<OwnLine>, ViewError> {
        let book = self.desk.book();
        let mut lines = Vec::new();
        for work in &list.own {
            let step = self.planned(&work.party, work.considered).map(|step| &step.proposal);
            let rule = step.map(|step| (&step.rung, step.why.facts.first()));
            let now = makegood_views::case_now(book, &work.party)?;
            let Some(((rule, about), (case, name))) = rule.zip(now) else { continue };
            let is_it = |step: &Considered| step.proposal.rung == *rule && step.proposal.why.facts.first() == about;
            let open = case.considered.iter().any(|step| step.gate.verdict == "in_house" && is_it(step));
            if open && reach.holds_case(book, &work.party)? {
                lines.push(OwnLine {
                    party: work.party.clone(),
                    name: named(&name, &work.party),
                    says: super::clocks::kindly(&work.why.says),
                    rule: rule.clone(),
                    minutes: work.minutes,
                });
            }
        }
        Ok(lines)
    }

    /// The dearest closed step of cases of the branch that no other step is planned for,
    /// dearest first, and how many such cases there are. Of those beyond reach not even
    /// the number is told.
    fn closed(&self, branch: &BranchId, reach: &Reach) -> Result<(Vec<Closed>, usize), ViewError> {
        let (lines, all) = makegood_views::shut_in(self.desk.book(), branch, reach, CLOSED)?;
        let shown = lines.iter().filter_map(|line| {
            let step = line.case.considered.get(line.at)?;
            Some(closed(&line.case, &line.name, step, &Local::new(line.zone.as_deref()), self.plan.as_of))
        });
        Ok((shown.collect(), all))
    }
}

fn closed(case: &CaseDay, name: &str, step: &Considered, local: &Local, today: BusinessDate) -> Closed {
    let gate = &step.gate;
    let opens = gate.opens_at.filter(|_| gate.verdict == "deferred").map(|at| local.moment(at, today));
    Closed {
        party: case.party.clone(),
        name: named(name, &case.party),
        kind: step.proposal.channel.map_or(ActionKind::Review, |channel| kind(Some(channel))),
        verdict: gate.verdict.replace('_', " "),
        rule: gate.hits.first().map_or_else(|| format!("strategy.{}", step.proposal.rung), |hit| hit.rule.clone()),
        says: sentence(&gate.says),
        way_out: way_out(case, step).filter(|_| opens.is_none()),
        opens,
    }
}

/// What opens it when time does not.
fn way_out(case: &CaseDay, step: &Considered) -> Option<String> {
    Some(match step.gate.verdict.as_str() {
        "unknown" => "Opens when what is missing is recorded.".to_owned(),
        "needs_approval" => "Opens when they have agreed.".to_owned(),
        "redirected" => "Somebody else is to be approached.".to_owned(),
        _ if !case.holds.is_empty() => "Opens when the hold ends or is lifted.".to_owned(),
        _ => return None,
    })
}
