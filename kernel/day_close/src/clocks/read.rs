//! The clocks of a case: every claim, against everybody liable, by every rule that binds.

use super::booked::{LAST_INSTALMENT_DUE, LoanBook};
use super::lacking::{Unproven, lacking, of_case};
use super::model::{CaseClock, ClaimPart, ClaimStep, ClockStand, RescueAct, StepKind};
use super::noted::{Noted, noted, told};
use super::obligors::{Obligor, obligors};
use crate::{CaseInput, CloseError, Rules, sheet};
use makegood_book::LoanFacts;
use makegood_compliance::{
    Begins, BoundClock, Claim, ClaimScope, ClockMissing, ClockReading, ClockRule, ClockRules, ClockState, ClockStep,
    Facts, Happening, read_clock, rescue,
};
use makegood_units::{BusinessCalendar, BusinessDate, PartyId};

/// Every clock of a case on a day, by loan, obligor and rule. Nothing where no rule of
/// the packs is a clock, or nothing is past due.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn case_clocks(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Vec<CaseClock>, CloseError> {
    if !rules.packs.has_clocks() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let people = std::iter::once(&case.party).chain(case.others.iter().map(|other| &other.party));
    for person in people {
        if let Some(facts) = sheet::sheet_about(case, person, as_of, rules).map(Facts::new) {
            found.extend(clocks_against(case, person, &facts, as_of, rules)?);
        }
    }
    found.sort_by(|one, two| {
        let key = |clock: &CaseClock| (clock.loan.clone(), clock.party != case.party, clock.role.clone());
        key(one).cmp(&key(two))
    });
    Ok(found)
}

/// The clocks of all claims against one person, with what is on file about them.
pub(crate) fn clocks_against(
    case: &CaseInput,
    person: &PartyId,
    facts: &Facts,
    as_of: BusinessDate,
    rules: Rules<'_>,
) -> Result<Vec<CaseClock>, CloseError> {
    let mut found = Vec::new();
    let mut known: Option<Vec<Noted>> = None;
    for loan in &case.loans {
        let id = &loan.loan.id;
        let liable = obligors(case, id, as_of);
        for obligor in liable.iter().filter(|one| one.party == *person) {
            let scope = ClaimScope { packs: rules.packs, facts, debt: Some(id), role: obligor.role, on: as_of };
            let bound: Vec<BoundClock<'_>> = scope.clocks().into_iter().filter(counts).collect();
            if bound.is_empty() {
                continue;
            }
            let noted = known.get_or_insert_with(|| noted(case, as_of));
            if let Some(against) = Against::read(case, loan, obligor, &liable, noted, scope, rules)? {
                found.extend(against.clocks(&bound));
            }
        }
    }
    Ok(found)
}

/// A clock of a security is read only where somebody said that there is one.
fn counts(bound: &BoundClock<'_>) -> bool {
    bound.unsure.is_none() || bound.clock.effect.is_none_or(|effect| effect.bars_the_claim())
}

/// A loan against one of those who owe it.
struct Against<'a> {
    loan: &'a LoanFacts,
    obligor: &'a Obligor,
    liable: &'a [Obligor],
    noted: &'a [Noted],
    scope: ClaimScope<'a>,
    book: LoanBook,
    unproven: Vec<Unproven>,
    calendar: BusinessCalendar,
}

impl<'a> Against<'a> {
    fn read(
        case: &CaseInput,
        loan: &'a LoanFacts,
        obligor: &'a Obligor,
        liable: &'a [Obligor],
        noted: &'a [Noted],
        scope: ClaimScope<'a>,
        rules: Rules<'_>,
    ) -> Result<Option<Self>, CloseError> {
        let Some(mut book) = LoanBook::read(loan, scope.on, rules, obligor)? else { return Ok(None) };
        let mut unproven = std::mem::take(&mut book.unproven);
        unproven.extend(of_case(case, &loan.loan.id, liable, scope.on));
        let calendar = BusinessCalendar::monday_to_friday();
        Ok(Some(Self { loan, obligor, liable, noted, scope, book, unproven, calendar }))
    }

    fn clocks(&self, bound: &[BoundClock<'a>]) -> Vec<CaseClock> {
        let mut clocks = Vec::new();
        for one in bound {
            let parts = self.book.parts(is_whole(one.clock, &self.scope, 0));
            let mut of_rule: Vec<CaseClock> = parts.into_iter().map(|part| self.clock(one, part)).collect();
            if let [first, last] = of_rule.as_mut_slice()
                && shows(first) == shows(last)
            {
                first.part = ClaimPart::Each;
                of_rule.truncate(1);
            }
            clocks.extend(of_rule);
        }
        // What nothing sets off is no riddle where another clock of the claim is read.
        if clocks.iter().any(|clock| clock.counted_end.is_some()) {
            for clock in clocks.iter_mut().filter(|clock| clock.state == ClockStand::NotSetOff) {
                clock.lacking.clear();
            }
        } else {
            clocks.iter_mut().filter(|clock| clock.state == ClockStand::NotSetOff).for_each(|clock| {
                clock.state = ClockStand::Unknown;
            });
        }
        clocks
    }

    fn clock(&self, bound: &BoundClock<'a>, part: ClaimPart) -> CaseClock {
        let lent: Vec<&ClockRule> = bound.clock.also.iter().filter_map(|name| self.scope.clock_rule(name)).collect();
        let rules = || std::iter::once(bound.clock).chain(lent.iter().copied());
        let debtors_acts: Vec<&str> = rules().flat_map(ClockRule::acts_of_debtor).collect();
        let id = &self.loan.loan.id;
        let noted = told(self.noted, id, (self.obligor, self.liable), &debtors_acts);
        let mut happenings = self.book.happenings(part, &noted);
        happenings.extend(noted.iter().cloned());
        let read = |happenings: &[Happening]| {
            let (debt, obligor) = (Some(id), Some(self.obligor.word.as_str()));
            let claim = Claim { happenings, debt, obligor, calendar: &self.calendar, rules: &self.scope };
            read_clock(bound.clock, &claim, self.scope.on)
        };
        let reading = read(&happenings);
        let words: Vec<&str> = rules().flat_map(ClockRule::happenings).collect();
        let with_more = |more: &[Happening]| {
            let mut all = happenings.clone();
            all.extend(more.iter().cloned());
            read(&all).raw_end
        };
        let mut lacking = match reading.began_on {
            Some(_) => lacking(&self.unproven, &words, id, self.obligor, &noted, with_more),
            None => Vec::new(),
        };
        // What would change nothing need not be proven.
        lacking.retain(|one| one.would_end.is_none_or(|end| reading.raw_end.is_none_or(|now| end > now)));
        // What waits for another clock cannot be saved before it has begun.
        let begun = reading.began_on.is_some();
        let acts = if begun { rescue(bound.clock, &self.scope, &reading, self.scope.on) } else { Vec::new() };
        let rescue =
            acts.into_iter().map(|act| RescueAct { act: act.act, no_later_than: act.no_later_than, says: act.says });
        CaseClock { rescue: rescue.collect(), lacking, ..self.shown(bound, part, reading) }
    }

    fn shown(&self, bound: &BoundClock<'a>, part: ClaimPart, reading: ClockReading) -> CaseClock {
        let rule = bound.rule;
        let effect = bound.clock.effect;
        let alarm = match reading.state {
            ClockState::Running { alarm } if !reading.is_held => alarm,
            _ => None,
        };
        let mut steps: Vec<ClaimStep> = reading.restarts.into_iter().map(|one| step(one, StepKind::Restart)).collect();
        steps.extend(reading.suspensions.into_iter().map(|one| step(one, StepKind::Suspension)));
        steps.sort_by_key(|step| step.on);
        CaseClock {
            loan: self.loan.loan.id.clone(),
            part,
            party: self.obligor.party.clone(),
            role: self.obligor.word.clone(),
            rule: rule.id.clone(),
            citation: rule.citation.clone(),
            force: rule.force,
            status: rule.status,
            unsure: bound.unsure.clone(),
            state: stand(&reading.state),
            began_on: reading.began_on,
            counted_end: reading.raw_end,
            rolled_end: reading.rolled_end,
            days_left: reading.raw_end.map(|end| end.days_since(reading.known_on)),
            alarm,
            is_held: reading.is_held,
            bars: effect.is_some_and(|effect| effect.bars_the_claim()),
            effect: effect.map_or_else(String::new, |effect| effect.says()),
            steps,
            lacking: Vec::new(),
            rescue: Vec::new(),
            says: reading.says,
            facts: reading.facts,
        }
    }
}

/// What two clocks have to have in common to be shown as one.
fn shows(clock: &CaseClock) -> (ClockStand, Option<BusinessDate>, Option<BusinessDate>, Option<BusinessDate>) {
    (clock.state, clock.began_on, clock.counted_end, clock.rolled_end)
}

/// Anchors that each instalment has for itself.
const OF_AN_INSTALMENT: [&str; 3] = ["due", "cause_of_action", "interest_due"];

/// How many clocks may stand upon each other before nobody follows any more.
const DEEPEST: u8 = 8;

/// Whether the clock counts all of the claim from one day: from the last instalment, or
/// from something that is no instalment at all.
fn is_whole(clock: &ClockRule, rules: &dyn ClockRules, depth: u8) -> bool {
    let below = |names: &[String]| {
        let named = names.first().filter(|_| depth < DEEPEST).and_then(|name| rules.clock_rule(name));
        named.is_none_or(|other| is_whole(other, rules, depth + 1))
    };
    match (&clock.begins, &clock.after_saved) {
        (Begins::Anchor(anchor), _) => {
            let has = |word: &str| anchor.words.iter().any(|(known, _)| known == word);
            has(LAST_INSTALMENT_DUE) || !OF_AN_INSTALMENT.iter().any(|word| has(word))
        }
        (Begins::Follows(names), _) => below(names),
        (Begins::AfterSaved, Some(name)) => below(std::slice::from_ref(name)),
        (Begins::AfterSaved | Begins::Part, _) => true,
    }
}

fn stand(state: &ClockState) -> ClockStand {
    match state {
        ClockState::Unknown(ClockMissing::Anchor(_)) => ClockStand::NotSetOff,
        ClockState::Unknown(_) => ClockStand::Unknown,
        ClockState::NotBegun => ClockStand::NotBegun,
        ClockState::Running { .. } => ClockStand::Running,
        ClockState::Expired => ClockStand::Expired,
        ClockState::Saved => ClockStand::Saved,
        ClockState::Free => ClockStand::Free,
        ClockState::Kept => ClockStand::Kept,
    }
}

fn step(step: ClockStep, kind: StepKind) -> ClaimStep {
    ClaimStep { on: step.on, what: step.what, kind, moved: step.accepted, says: step.says, fact: step.fact }
}
