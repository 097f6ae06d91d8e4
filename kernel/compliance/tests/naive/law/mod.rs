//! The gate a second time, as plainly as it can be said: loops over everything,
//! no order, no early end, nothing prepared. It says only what an act meets at
//! one instant, and knows nothing of when it opens.

mod count;
mod hold;
mod paper;
mod people;
mod reach;
mod time;

pub use time::{Clock, clocks, value};

use jiff::Timestamp;
use makegood_compliance::{Act, Answer, FactSheet, Kind, Pack, Packs, Rule};
use makegood_units::{BusinessDate, LoanId};

/// What stands against an act, from nothing to everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    Nothing,
    Reason,
    Approval,
    Denied,
}

/// One rule (or a pack nobody knows to bind) with what it says.
#[derive(Clone, Debug)]
pub struct Against {
    pub rule: String,
    pub stands: Stands,
}

/// The question: what is on file, what of it had been heard of, and when it is asked for.
pub struct Question<'q, A> {
    pub act: &'q A,
    pub sheet: &'q FactSheet,
    pub packs: &'q Packs,
    /// Contacts, consents and happenings later than this are not known.
    pub heard: Timestamp,
    pub at: Timestamp,
}

/// A rule as it is asked in one zone, with the day there.
pub struct Asked<'q, A> {
    pub question: &'q Question<'q, A>,
    pub rule: &'q Rule,
    pub clock: &'q Clock,
    pub today: BusinessDate,
}

/// The hardest that stands against the act.
pub fn hardest<A: Act>(question: &Question<'_, A>) -> Stands {
    against(question).iter().map(|one| one.stands).max().unwrap_or(Stands::Nothing)
}

/// Everything that stands against the act.
pub fn against<A: Act>(question: &Question<'_, A>) -> Vec<Against> {
    let (clocks, zone_is_known) = clocks(question.sheet);
    let mut found = Vec::new();
    for pack in question.packs.iter() {
        let rules: Vec<&Rule> = pack.rules.iter().filter(|rule| rule.deeds().has(question.act.deed())).collect();
        if rules.is_empty() {
            continue;
        }
        match binds(question, pack, clocks[0].day(question.at)) {
            Some(false) => {}
            None => found.push(Against { rule: pack.id.clone(), stands: Stands::Denied }),
            Some(true) => {
                for rule in rules {
                    for clock in &clocks {
                        let asked = Asked { question, rule, clock, today: clock.day(question.at) };
                        let stands = asked.stands(zone_is_known);
                        if stands != Stands::Nothing {
                            found.push(Against { rule: rule.id.clone(), stands });
                        }
                    }
                }
            }
        }
    }
    found
}

/// The debts the act is about: those it names, else all on file. A list with
/// one none when there are none at all.
pub fn debts_of<A: Act>(act: &A, sheet: &FactSheet) -> Vec<Option<LoanId>> {
    let mut all: Vec<LoanId> = act.debts().to_vec();
    if all.is_empty() {
        sheet.contacts.iter().for_each(|one| all.extend(one.debts.clone()));
        sheet.borrower_contacts.iter().for_each(|one| all.extend(one.debts.clone()));
        sheet.consents.iter().for_each(|one| all.extend(one.debts.clone()));
        sheet.happenings.iter().for_each(|one| all.extend(one.debts.clone()));
        sheet.known.iter().for_each(|one| all.extend(one.debt.clone()));
        sheet.roles.iter().for_each(|one| all.extend(one.debt.clone()));
        all.sort();
        all.dedup();
    }
    if all.is_empty() { vec![None] } else { all.into_iter().map(Some).collect() }
}

/// Whether something about these debts (none named: all) is about that one.
pub fn about(debts: &[LoanId], debt: &Option<LoanId>) -> bool {
    debts.is_empty() || debt.as_ref().is_none_or(|debt| debts.contains(debt))
}

/// Whether a pack binds; none when nobody can say.
fn binds<A: Act>(question: &Question<'_, A>, pack: &Pack, today: BusinessDate) -> Option<bool> {
    let mut answers = vec![scope(question, pack, today)];
    for taker in question.packs.iter() {
        for rule in &taker.rules {
            if let Kind::Merge(merge) = &rule.kind
                && merge.takes_in.contains(&pack.id)
            {
                answers.push(merges(question, taker, rule, today));
            }
        }
    }
    if answers.contains(&Some(true)) {
        return Some(true);
    }
    if answers.contains(&None) { None } else { Some(false) }
}

fn merges<A: Act>(question: &Question<'_, A>, taker: &Pack, rule: &Rule, today: BusinessDate) -> Option<bool> {
    if value(&rule.in_force, today) != Some(true) {
        return Some(false);
    }
    match scope(question, taker, today) {
        Some(true) => reach::all(&rule.reach.only_if, question, today),
        other => other,
    }
}

fn scope<A: Act>(question: &Question<'_, A>, pack: &Pack, today: BusinessDate) -> Option<bool> {
    let one_of: Vec<Option<bool>> =
        pack.applies_to.any_of.iter().map(|condition| reach::holds(condition, question, today)).collect();
    let whom = match () {
        () if one_of.is_empty() || one_of.contains(&Some(true)) => Some(true),
        () if one_of.contains(&None) => None,
        () => Some(false),
    };
    match (whom, reach::all(&pack.applies_to.only_if, question, today)) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

impl<A: Act> Asked<'_, A> {
    fn stands(&self, zone_is_known: bool) -> Stands {
        let rule = self.rule;
        if value(&rule.in_force, self.today) != Some(true) || !self.is_covered() {
            return Stands::Nothing;
        }
        match reach::all(&rule.reach.only_if, self.question, self.today) {
            Some(false) => return Stands::Nothing,
            None => return Stands::Denied,
            Some(true) => {}
        }
        if !rule.reach.unless.is_empty() && self.stands_for_all(|one| rule.reach.unless.contains(&one.what)) {
            return Stands::Nothing;
        }
        let by_clock = matches!(rule.kind, Kind::Window(_) | Kind::RollingCount(_) | Kind::Cooldown(_));
        if by_clock && !zone_is_known {
            return Stands::Denied;
        }
        match self.kind_is_open() {
            Some(true) => Stands::Nothing,
            None => Stands::Denied,
            Some(false) if self.is_reply() => Stands::Nothing,
            Some(false) => self.answers().iter().map(|answer| self.answered(answer)).max().unwrap_or(Stands::Nothing),
        }
    }

    /// Whether the kind lets the act pass; none when a fact is missing.
    fn kind_is_open(&self) -> Option<bool> {
        match &self.rule.kind {
            Kind::Window(window) => Some(self.window_is_open(window)),
            Kind::RollingCount(count) => Some(self.counts(count).iter().all(|one| one.number <= one.at_most)),
            Kind::Cooldown(cooldown) => Some(!self.is_quiet(cooldown)),
            Kind::Hold(hold) | Kind::Interval(hold) => Some(!self.is_held(hold)),
            Kind::Precondition(precondition) => self.is_met(precondition),
            Kind::Recipient(recipient) => self.may_be_approached(recipient),
            Kind::UsableContactPoint(_) => self.has_usable_point(),
            Kind::AddressBasis(basis) => self.has_ground(basis),
            Kind::Content(content) => Some(self.carries_what_it_must(content)),
            _ => Some(true),
        }
    }

    /// The rule's own answer and every one other packs raise it to: all must be content.
    fn answers(&self) -> Vec<Answer> {
        let mut answers = Vec::new();
        for pack in self.question.packs.iter() {
            for rule in &pack.rules {
                if let Kind::Merge(merge) = &rule.kind
                    && merge.raises.iter().any(|name| self.rule.is_called(name))
                    && merges(self.question, pack, rule, self.today) != Some(false)
                {
                    answers.push(merge.to.clone());
                }
            }
        }
        // A warning gives way to what it was raised to; anything stricter stays.
        if answers.is_empty() || self.rule.answer != Answer::Warn {
            answers.push(self.rule.answer.clone());
        }
        answers
    }

    fn answered(&self, answer: &Answer) -> Stands {
        match answer {
            Answer::Refuse => Stands::Denied,
            Answer::Warn => Stands::Reason,
            Answer::Approval(office) => {
                let given = self.stands_for_all(|one| one.what == "approval" && one.by.as_ref() == Some(office));
                if given { Stands::Nothing } else { Stands::Approval }
            }
        }
    }
}

/// The numbers of a count and how many may be, for each debt and number, in each zone.
pub fn counted<A: Act>(question: &Question<'_, A>, rule: &Rule) -> Vec<Vec<(i32, i32)>> {
    let Kind::RollingCount(count) = &rule.kind else { return Vec::new() };
    let (clocks, _) = clocks(question.sheet);
    let in_zone = |clock: &Clock| {
        let asked = Asked { question, rule, clock, today: clock.day(question.at) };
        asked.counts(count).iter().map(|one| (one.number, one.at_most)).collect()
    };
    clocks.iter().map(in_zone).collect()
}
