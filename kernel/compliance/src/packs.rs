//! The packs in force together, sorted so that an act meets only the rules
//! that can stand against it.

use crate::clock::{ClockRule, ClockRules};
use crate::condition::{ARREARS_SINCE, DAYS_PAST_DUE};
use crate::deed::Deed;
use crate::index::{Index, Place, RuleIndex};
use crate::pack::{Pack, PackError};
use crate::rule::{Kind, Rule};
use makegood_units::BusinessDate;

/// Packs that hold together: no id of a pack or a rule twice.
#[derive(Clone, Debug)]
pub struct Packs {
    packs: Vec<Pack>,
    index: Index,
    /// The facts some pack asks for, sorted.
    asked: Vec<String>,
}

/// A rule where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Placed<'p> {
    pub pack: &'p Pack,
    pub rule: &'p Rule,
    pub place: Place,
    pub index: &'p RuleIndex,
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
        let index = Index::of(&packs);
        let mut all = Self { packs, index, asked: Vec::new() };
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
        let changes = &self.index.changes;
        changes.get(changes.partition_point(|day| *day <= after)).copied()
    }

    /// What is worked out about them once.
    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// The rule at a place.
    pub(crate) fn placed(&self, place: Place) -> Option<Placed<'_>> {
        let (pack, index) = self.packs.get(place.pack).zip(self.index.packs.get(place.pack))?;
        let (rule, index) = pack.rules.get(place.rule).zip(index.rules.get(place.rule))?;
        Some(Placed { pack, rule, place, index })
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

    /// Each pack, with its number, and the rules of it that can stand against a
    /// deed; packs without any are left out.
    pub(crate) fn against(&self, deed: Deed) -> impl Iterator<Item = (usize, &Pack, impl Iterator<Item = Placed<'_>>)> {
        let all = self.index.against.get(deed as usize).into_iter().flatten();
        all.filter_map(move |(number, rules)| {
            let (number, pack, indexed) = (*number, self.packs.get(*number)?, self.index.packs.get(*number)?);
            let placed = move |rule: &usize| {
                let (place, (rule, index)) = (*rule, pack.rules.get(*rule).zip(indexed.rules.get(*rule))?);
                Some(Placed { pack, rule, place: Place { pack: number, rule: place }, index })
            };
            Some((number, pack, rules.iter().filter_map(placed)))
        })
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
