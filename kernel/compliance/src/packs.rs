//! The packs in force together, sorted so that a contact meets only the rules
//! of its channel.

use crate::facts::Facts;
use crate::pack::{Pack, PackError, Scope};
use crate::rule::Rule;
use crate::words::CHANNELS;
use makegood_case::Channel;

/// Packs that hold together: no id of a pack or a rule twice.
#[derive(Clone, Debug)]
pub struct Packs {
    packs: Vec<Pack>,
    /// For each pack and channel, the places of the rules that govern it.
    by_channel: Vec<Vec<Vec<usize>>>,
}

/// Whether a pack binds this lender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Binds<'p> {
    Yes,
    No,
    /// Nobody said whether this fact about the lender is true.
    Unknown(&'p str),
}

impl Packs {
    /// Puts packs together, in the order of their ids.
    ///
    /// # Errors
    /// When two packs or two rules carry the same id.
    pub fn try_new(mut packs: Vec<Pack>) -> Result<Self, Vec<PackError>> {
        packs.sort_by(|one, other| one.id.cmp(&other.id));
        let errors = repeated(&packs);
        if !errors.is_empty() {
            return Err(errors);
        }
        let governs = |pack: &Pack, channel: Channel| -> Vec<usize> {
            let rules = pack.rules.iter().enumerate();
            rules.filter(|(_, rule)| rule.channels().has(channel)).map(|(place, _)| place).collect()
        };
        let of = |pack: &Pack| CHANNELS.iter().map(|(_, channel)| governs(pack, *channel)).collect();
        let by_channel = packs.iter().map(of).collect();
        Ok(Self { packs, by_channel })
    }

    /// Every pack, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter()
    }

    /// The rule of that id, with its pack.
    pub fn rule(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.packs.iter().find_map(|pack| pack.rules.iter().find(|rule| rule.id == id).map(|rule| (pack, rule)))
    }

    /// Each pack's id and whole text, in a fixed order: what to hash to name
    /// the law a verdict was given under.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.packs.iter().map(|pack| (pack.id.as_str(), pack.text.as_str()))
    }

    /// The facts about the lender that some pack asks for, each once, sorted.
    /// Each must be answered true or false, or no verdict is known.
    pub fn lender_facts(&self) -> Vec<&str> {
        let asked = self.packs.iter().filter_map(|pack| match &pack.applies_to {
            Scope::Always => None,
            Scope::AnyOf(facts) => Some(facts.iter().map(String::as_str)),
        });
        let mut facts: Vec<&str> = asked.flatten().collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    /// Only the packs of these ids.
    #[must_use]
    pub fn only(&self, ids: &[&str]) -> Self {
        let chosen = |pack: &Pack| ids.contains(&pack.id.as_str());
        let both = self.packs.iter().zip(&self.by_channel).filter(|(pack, _)| chosen(pack));
        let (packs, by_channel) = both.map(|(pack, rules)| (pack.clone(), rules.clone())).unzip();
        Self { packs, by_channel }
    }

    /// Each pack with the rules that govern a channel.
    pub(crate) fn governing(&self, channel: Channel) -> impl Iterator<Item = (&Pack, impl Iterator<Item = &Rule>)> {
        self.packs.iter().zip(&self.by_channel).map(move |(pack, by_channel)| {
            let places = by_channel.get(channel as usize).map(Vec::as_slice).unwrap_or_default();
            (pack, places.iter().filter_map(|place| pack.rules.get(*place)))
        })
    }
}

impl Pack {
    pub(crate) fn binds(&self, facts: &Facts) -> Binds<'_> {
        let Scope::AnyOf(asked) = &self.applies_to else { return Binds::Yes };
        let mut unanswered = None;
        for fact in asked {
            match facts.lender.get(fact) {
                Some(true) => return Binds::Yes,
                Some(false) => {}
                None => unanswered = unanswered.or(Some(fact.as_str())),
            }
        }
        unanswered.map_or(Binds::No, Binds::Unknown)
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
            if above.into_iter().any(|other| other.id == rule.id) {
                complain(
                    pack,
                    rule.line,
                    format!("rule {} a second time", rule.id),
                    "each rule id once, over all packs",
                );
            }
        }
    }
    errors
}
