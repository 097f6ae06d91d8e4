//! The pages about recourse, from what the desk has worked out of a case.

pub(crate) mod forms;
mod group;
mod member;
mod order;
mod people;
mod security;
mod short;
mod things;

pub(crate) use group::group;
pub(crate) use member::member;
pub(crate) use security::security;
pub(crate) use short::of_case;

use crate::links;
use crate::model::words::named;
use crate::pages::recourse::{Ground, Obstacle, Opened, Someone, Sum};
use crate::trouble::sentence;
use makegood_desk::{Desk, RecourseOf};
use makegood_recourse::{Cited, Facts, LegalRole, Line, Refusal};
use makegood_units::{Amount, BusinessDate, FactId, LoanId, Money, PartyId, Why};
use makegood_views::ViewError;
use std::collections::BTreeMap;

/// What was just done, as the address says it: the event of a row that was learnt, or of
/// one that was taken back.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize)]
pub(crate) struct After {
    pub saved: Option<i64>,
    pub back: Option<i64>,
}

/// What a case's page about recourse reads.
pub(crate) struct Told<'a> {
    /// Whose case.
    pub party: &'a PartyId,
    /// What the desk worked out.
    pub of: &'a RecourseOf,
    /// The business day now; what is recorded lies on it or before it.
    today: BusinessDate,
    people: BTreeMap<PartyId, Someone>,
}

impl<'a> Told<'a> {
    /// Looks up the names of everybody the facts speak of.
    ///
    /// # Errors
    /// Views that cannot be read.
    pub(crate) fn of(desk: &Desk, party: &'a PartyId, of: &'a RecourseOf) -> Result<Self, ViewError> {
        let mut people = BTreeMap::new();
        for one in everybody(&of.facts).chain([party]) {
            if !people.contains_key(one) {
                let name = makegood_views::name_of(desk.book(), one)?;
                people.insert(one.clone(), someone(&of.facts, one, &name, party));
            }
        }
        Ok(Self { party, of, today: desk.clock().today().max(of.facts.as_of), people })
    }

    /// Somebody by name.
    fn who(&self, party: &PartyId) -> Someone {
        let known = self.people.get(party).cloned();
        known.unwrap_or_else(|| Someone { name: party.to_string(), id: party.to_string(), href: None })
    }

    /// Everybody the facts speak of, by number.
    fn everybody(&self) -> impl Iterator<Item = (&PartyId, &Someone)> {
        self.people.iter()
    }

    fn money(&self, amount: Amount) -> Money {
        Money::new(amount, self.of.facts.currency)
    }

    fn sums(&self, lines: &[Line]) -> Vec<Sum> {
        lines.iter().map(|line| Sum { says: sentence_of(&line.says), amount: self.money(line.amount) }).collect()
    }

    /// A figure opened to its lines, its facts and its rule.
    fn opened(&self, why: &Why, lines: &[Line], cited: Option<&Cited>) -> Opened {
        Opened {
            says: sentence(&why.says),
            sums: self.sums(lines),
            grounds: why.facts.iter().map(|fact| self.ground(fact)).collect(),
            law: cited.map(law).unwrap_or_default(),
        }
    }

    /// A fact as the page points to it: a loan on its own page, a row at the foot of the
    /// case's page.
    fn ground(&self, fact: &FactId) -> Ground {
        let (kind, key) = fact.as_str().split_once(':').unwrap_or((fact.as_str(), ""));
        let is_row = self.of.rows.iter().any(|row| row.table == kind && row.id == key);
        let href = match kind {
            "debt" => Some(links::loan(&LoanId::new(key))),
            _ if is_row => {
                let page = links::recourse::security(self.party);
                Some(format!("{page}#{}", links::recourse::anchor(kind, key)))
            }
            _ => None,
        };
        let kind = if kind == "debt" { "loan" } else { kind };
        Ground { says: format!("{} {key}", kind.replace('_', " ")), href }
    }
}

/// Everybody a row or the book names.
fn everybody(facts: &Facts) -> impl Iterator<Item = &PartyId> {
    let liable = facts.liable.iter().flat_map(|one| [Some(&one.party), one.stands_for.as_ref()]).flatten();
    let members = facts.groups.iter().flat_map(|group| group.members.iter().map(|member| &member.party));
    let owners = facts.securities.iter().map(|one| &one.owner);
    let others = facts.assets.iter().map(|one| &one.owner).chain(facts.added.iter().map(|one| &one.owner));
    liable.chain(members).chain(owners).chain(others).chain(facts.contributions.iter().map(|one| &one.by))
}

/// Whoever borrowed has a case; the case that is open is not pointed to again.
fn someone(facts: &Facts, party: &PartyId, name: &str, open: &PartyId) -> Someone {
    let borrowed = facts.liable.iter().any(|one| one.party == *party && one.role == LegalRole::Borrower);
    Someone {
        name: named(name, party),
        id: party.to_string(),
        href: (borrowed || party == open).then(|| links::case(party)),
    }
}

/// What stands in the way, as a page shows it.
fn obstacle(refusal: &Refusal) -> Obstacle {
    Obstacle {
        code: refusal.code.to_owned(),
        says: sentence(&refusal.says),
        way_out: sentence(&refusal.way_out),
        law: refusal.cited.as_deref().map(law).unwrap_or_default(),
    }
}

fn obstacles(refused: &[Refusal]) -> Vec<Obstacle> {
    refused.iter().map(obstacle).collect()
}

/// A rule with its citation and how sure it is.
fn law(cited: &Cited) -> String {
    format!("Rule {}: {}; {}, reviewed by {}.", cited.rule, cited.citation, cited.status, cited.reviewed_by)
}

/// A line of a sum begins with a capital and has no full stop.
fn sentence_of(words: &str) -> String {
    crate::trouble::capital(words)
}

/// Basis points as percent: `33.34%`.
fn percent(basis_points: u32) -> String {
    format!("{}.{:02}%", basis_points / 100, basis_points % 100)
}
