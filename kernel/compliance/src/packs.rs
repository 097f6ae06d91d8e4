//! The packs in force together, sorted so that an act meets only the rules
//! that can stand against it.

use crate::clock::{ClockRule, ClockRules};
use crate::condition::{ARREARS_SINCE, Condition, DAYS_PAST_DUE, Holds};
use crate::deed::{DEEDS, Deed};
use crate::facts::{DebtNo, Facts};
use crate::pack::{Pack, PackError, Scope};
use crate::rule::{Answer, Kind, Rule};
use makegood_units::BusinessDate;

/// Packs that hold together: no id of a pack or a rule twice.
#[derive(Clone, Debug)]
pub struct Packs {
    packs: Vec<Pack>,
    /// For each pack and deed, the places of the rules that can stand against it.
    by_deed: Vec<Vec<Vec<usize>>>,
    /// For each pack, the packs and rules that take it in.
    taken_in_by: Vec<Vec<(usize, usize)>>,
    /// Every rule that raises others, as pack and rule.
    raising: Vec<(usize, usize)>,
    /// Every day on which some rule begins, ends or changes a parameter, sorted.
    changes: Vec<BusinessDate>,
    /// The conditions that change by themselves.
    moving: Vec<Condition>,
    /// The facts some pack asks for, sorted.
    asked: Vec<String>,
}

/// Whether a pack binds here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Binds<'p> {
    Yes,
    No,
    /// Nobody said whether this holds.
    Unknown(&'p Condition),
}

impl Packs {
    /// Puts packs together, in the order of their ids.
    ///
    /// # Errors
    /// When two packs or two rules carry the same id.
    pub fn try_new(mut packs: Vec<Pack>) -> Result<Self, Vec<PackError>> {
        packs.sort_by(|one, other| one.id.cmp(&other.id));
        let errors = repeated(&packs);
        if errors.is_empty() { Ok(Self::sorted(packs)) } else { Err(errors) }
    }

    fn sorted(packs: Vec<Pack>) -> Self {
        let against = |pack: &Pack, deed: Deed| -> Vec<usize> {
            let rules = pack.rules.iter().enumerate();
            rules.filter(|(_, rule)| rule.deeds().has(deed)).map(|(place, _)| place).collect()
        };
        let of = |pack: &Pack| DEEDS.iter().map(|(_, deed)| against(pack, *deed)).collect();
        let by_deed = packs.iter().map(of).collect();
        let merging = |wanted: &dyn Fn(&crate::rule::Merge) -> bool| -> Vec<(usize, usize)> {
            let all = packs
                .iter()
                .enumerate()
                .flat_map(|(pack, is)| is.rules.iter().enumerate().map(move |(rule, kind)| (pack, rule, &kind.kind)));
            all.filter(|(.., kind)| matches!(kind, Kind::Merge(merge) if wanted(merge)))
                .map(|(pack, rule, _)| (pack, rule))
                .collect()
        };
        let taken_in_by = packs.iter().map(|pack| merging(&|merge| merge.takes_in.contains(&pack.id))).collect();
        let raising = merging(&|merge| !merge.raises.is_empty());
        let (changes, moving) = (changes(&packs), moving(&packs));
        let mut all = Self { packs, by_deed, taken_in_by, raising, changes, moving, asked: Vec::new() };
        all.asked = all.facts_asked().into_iter().map(str::to_owned).collect();
        all
    }

    /// Every pack, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter()
    }

    /// The rule of that name, with its pack.
    pub fn rule(&self, name: &str) -> Option<(&Pack, &Rule)> {
        self.packs.iter().find_map(|pack| pack.rules.iter().find(|rule| rule.is_called(name)).map(|rule| (pack, rule)))
    }

    /// Each pack's id and whole text, in a fixed order: what to hash to name
    /// the law a verdict was given under.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.packs.iter().map(|pack| (pack.id.as_str(), pack.text.as_str()))
    }

    /// The facts that are simply true or false and by which some pack binds, each
    /// once, sorted. Each must be answered, or no verdict is known.
    pub fn lender_facts(&self) -> Vec<&str> {
        let asked = self.packs.iter().flat_map(|pack| &pack.applies_to.any_of).filter(|asked| asked.is_plain());
        let mut facts: Vec<&str> = asked.map(|asked| asked.fact.as_str()).collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    /// Every fact some pack asks for, by name, sorted: conditions, and days from
    /// which time is counted.
    pub fn facts_asked(&self) -> Vec<&str> {
        let of_packs = self.packs.iter().flat_map(|pack| pack.applies_to.any_of.iter().chain(&pack.applies_to.only_if));
        let of_rules = self.packs.iter().flat_map(|pack| &pack.rules).flat_map(|rule| &rule.reach.only_if);
        let mut asked: Vec<&str> = of_packs.chain(of_rules).map(|asked| asked.fact.as_str()).collect();
        for rule in self.packs.iter().flat_map(|pack| &pack.rules) {
            match &rule.kind {
                Kind::Precondition(rule) => asked.extend(rule.since.as_deref()),
                Kind::Obligation(rule) => asked.extend(rule.after.iter().map(String::as_str)),
                _ => {}
            }
        }
        if asked.contains(&DAYS_PAST_DUE) {
            asked.push(ARREARS_SINCE);
        }
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// Whether some pack asks for a fact.
    pub fn asks(&self, fact: &str) -> bool {
        self.asked.binary_search_by(|known| known.as_str().cmp(fact)).is_ok()
    }

    /// Every word for a happening of which some rule speaks, sorted.
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.packs.iter().flat_map(|pack| &pack.rules).flat_map(Rule::happenings).collect();
        words.extend([
            "approval",
            "calls",
            "writes_message",
            "writes_email",
            "writes_letter",
            "visits_us",
            "holiday",
            "working_day",
        ]);
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The first day after a day on which some rule begins, ends or changes a parameter.
    pub(crate) fn next_change(&self, after: BusinessDate) -> Option<BusinessDate> {
        self.changes.get(self.changes.partition_point(|day| *day <= after)).copied()
    }

    /// The conditions that change by themselves.
    pub(crate) fn moving(&self) -> &[Condition] {
        &self.moving
    }

    /// Only the packs of these ids.
    #[must_use]
    pub fn only(&self, ids: &[&str]) -> Self {
        Self::sorted(self.packs.iter().filter(|pack| ids.contains(&pack.id.as_str())).cloned().collect())
    }

    /// Only the rules that go by these names, and what helps them: exclusions
    /// and merges.
    #[must_use]
    pub fn only_rules(&self, names: &[&str]) -> Self {
        let helps = |rule: &Rule| matches!(rule.kind, Kind::Exclusion(_) | Kind::Merge(_) | Kind::Clock(_));
        let kept = |rule: &Rule| helps(rule) || names.iter().any(|name| rule.is_called(name));
        let mut packs = self.packs.clone();
        packs.iter_mut().for_each(|pack| pack.rules.retain(kept));
        Self::sorted(packs)
    }

    /// Each pack with the rules that can stand against a deed; packs without any are left out.
    pub(crate) fn against(&self, deed: Deed) -> impl Iterator<Item = (usize, &Pack, impl Iterator<Item = &Rule>)> {
        self.packs.iter().zip(&self.by_deed).enumerate().filter_map(move |(number, (pack, by_deed))| {
            let places = by_deed.get(deed as usize).map(Vec::as_slice).filter(|places| !places.is_empty())?;
            Some((number, pack, places.iter().filter_map(|place| pack.rules.get(*place))))
        })
    }

    /// Whether a pack binds for these debts on a day: by its own scope, or because
    /// another that binds takes it in.
    pub(crate) fn binds(&self, number: usize, facts: &Facts, debts: &[DebtNo], on: BusinessDate) -> Binds<'_> {
        let Some(pack) = self.packs.get(number) else { return Binds::No };
        let own = pack.applies_to.binds(facts, debts, on);
        let takers = self.taken_in_by.get(number).map(Vec::as_slice).unwrap_or_default();
        let mut unanswered = None;
        for (taker, rule) in takers {
            match self.merge_binds(*taker, *rule, facts, debts, on) {
                Binds::Yes => return Binds::Yes,
                Binds::Unknown(asked) => unanswered = unanswered.or(Some(asked)),
                Binds::No => {}
            }
        }
        match (own, unanswered) {
            (Binds::No, Some(asked)) => Binds::Unknown(asked),
            (own, _) => own,
        }
    }

    /// How other packs answer for a rule they raise here. Each of them counts: with
    /// the first alone, a pack that asks for an approval could undo a refusal.
    pub(crate) fn raised<'p>(
        &'p self,
        rule: &'p Rule,
        facts: &'p Facts,
        debts: &'p [DebtNo],
        on: BusinessDate,
    ) -> impl Iterator<Item = &'p Answer> {
        self.raising.iter().filter_map(move |(pack, place)| {
            let Kind::Merge(merge) = &self.packs.get(*pack)?.rules.get(*place)?.kind else { return None };
            let named = merge.raises.iter().any(|name| rule.is_called(name));
            // Where nobody can say whether it binds, the stricter answer holds.
            (named && self.merge_binds(*pack, *place, facts, debts, on) != Binds::No).then_some(&merge.to)
        })
    }

    /// How a rule answers here: as other packs raise it and, unless it would only
    /// warn, as it says itself. All of them must be content.
    pub(crate) fn answers<'p>(
        &'p self,
        rule: &'p Rule,
        facts: &'p Facts,
        debts: &'p [DebtNo],
        on: BusinessDate,
    ) -> impl Iterator<Item = &'p Answer> {
        let is_raised = rule.answer == Answer::Warn && self.raised(rule, facts, debts, on).next().is_some();
        let own = (!is_raised).then_some(&rule.answer);
        own.into_iter().chain(self.raised(rule, facts, debts, on))
    }

    fn merge_binds(&self, pack: usize, rule: usize, facts: &Facts, debts: &[DebtNo], on: BusinessDate) -> Binds<'_> {
        let Some((pack, rule)) = self.packs.get(pack).and_then(|pack| Some((pack, pack.rules.get(rule)?))) else {
            return Binds::No;
        };
        if !rule.is_in_force(on) {
            return Binds::No;
        }
        let own = pack.applies_to.binds(facts, debts, on);
        if own != Binds::Yes {
            return own;
        }
        all_hold(&rule.reach.only_if, facts, debts, on)
    }
}

impl ClockRules for Packs {
    fn clock_rule(&self, name: &str) -> Option<&ClockRule> {
        match &self.rule(name)?.1.kind {
            Kind::Clock(rule) => Some(rule),
            _ => None,
        }
    }
}

impl Scope {
    fn binds(&self, facts: &Facts, debts: &[DebtNo], on: BusinessDate) -> Binds<'_> {
        let mut unanswered = None;
        let mut is_bound = self.any_of.is_empty();
        for asked in &self.any_of {
            match asked.holds(facts, debts, on) {
                Holds::Yes => is_bound = true,
                Holds::No => {}
                Holds::Unknown => unanswered = unanswered.or(Some(asked)),
            }
        }
        match (is_bound, unanswered, all_hold(&self.only_if, facts, debts, on)) {
            (_, _, Binds::No) | (false, None, _) => Binds::No,
            (true, _, others) => others,
            (false, Some(asked), _) => Binds::Unknown(asked),
        }
    }
}

/// Whether all conditions hold; one that does not outweighs any that nobody answered.
pub(crate) fn all_hold<'c>(
    conditions: &'c [Condition],
    facts: &Facts,
    debts: &[DebtNo],
    on: BusinessDate,
) -> Binds<'c> {
    let mut unanswered = None;
    for asked in conditions {
        match asked.holds(facts, debts, on) {
            Holds::Yes => {}
            Holds::No => return Binds::No,
            Holds::Unknown => unanswered = unanswered.or(Some(asked)),
        }
    }
    unanswered.map_or(Binds::Yes, Binds::Unknown)
}

fn changes(packs: &[Pack]) -> Vec<BusinessDate> {
    let parameters = packs.iter().flat_map(|pack| &pack.rules).flat_map(Rule::parameters);
    let mut days: Vec<BusinessDate> = parameters.flat_map(|(_, days)| days).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn moving(packs: &[Pack]) -> Vec<Condition> {
    let mut all = Vec::new();
    for pack in packs {
        let scope = pack.applies_to.any_of.iter().chain(&pack.applies_to.only_if);
        let conditions = scope.chain(pack.rules.iter().flat_map(|rule| &rule.reach.only_if));
        all.extend(conditions.filter(|asked| asked.moves()).cloned());
    }
    all
}

fn repeated(packs: &[Pack]) -> Vec<PackError> {
    let mut errors = Vec::new();
    let mut complain = |pack: &Pack, line: usize, found: String, expected: &str| {
        errors.push(PackError { file: pack.file.clone(), line, found, expected: expected.to_owned() });
    };
    for (place, pack) in packs.iter().enumerate() {
        if packs.iter().take(place).any(|other| other.id == pack.id) {
            complain(pack, 1, format!("pack {} a second time", pack.id), "each pack once");
        }
        for (row, rule) in pack.rules.iter().enumerate() {
            let above = packs.iter().take(place).flat_map(|other| &other.rules).chain(pack.rules.iter().take(row));
            let taken = |other: &Rule| other.is_called(&rule.id) || rule.also.iter().any(|also| other.is_called(also));
            if above.into_iter().any(taken) {
                let found = format!("rule {} a second time", rule.id);
                complain(pack, rule.line, found, "each name of a rule once, over all packs");
            }
        }
    }
    errors
}
