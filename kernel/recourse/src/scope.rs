//! Which debts and rows belong together. A row is written once, in one case, and
//! counts for every case that shares a debt with it: through a group that answers for
//! it, or a security that secures it.

use crate::read::Row;
use makegood_units::{FactId, LoanId, PartyId};
use std::collections::BTreeSet;
use toml::{Table, Value};

/// What a row is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct About {
    debts: BTreeSet<LoanId>,
    parties: BTreeSet<PartyId>,
    /// Groups and securities by id, its own included.
    things: BTreeSet<FactId>,
    /// Whether its debts belong together because of it.
    joins: bool,
}

impl Row {
    /// Everything it names by which it can be found: debts, parties, groups, securities,
    /// and itself. None where it is a rule for whatever case it was learnt in.
    pub fn names(&self) -> BTreeSet<FactId> {
        let about = self.about();
        let mut names = about.things;
        names.extend(about.debts.iter().map(|debt| FactId::new("debt", debt)));
        names.extend(about.parties.iter().map(|party| FactId::new("party", party)));
        names.insert(self.fact());
        names
    }

    /// Whether it speaks of no debt in particular: a rule, a process, goods that may be
    /// kept. Such a row holds for the case it was learnt in and those that share a debt.
    pub fn is_general(&self) -> bool {
        matches!(self.table.as_str(), "rule" | "process" | "exempt")
    }

    /// The facts it tells: itself, and the valuations inside a security.
    pub(crate) fn facts(&self) -> Vec<FactId> {
        let values: Table = toml::from_str(&self.toml).unwrap_or_default();
        let tables = values.values().filter_map(Value::as_array).flatten();
        let inside = tables.filter_map(|one| one.get("valuation")?.as_array()).flatten();
        let ids = inside.filter_map(|one| one.get("id")?.as_str());
        std::iter::once(self.fact()).chain(ids.map(|id| FactId::new("valuation", id.trim()))).collect()
    }

    fn about(&self) -> About {
        let joins = matches!(self.table.as_str(), "group" | "group_member" | "security");
        let mut about = About { joins, ..About::default() };
        if matches!(self.table.as_str(), "group" | "security") {
            about.things.insert(self.fact());
        }
        let values: Table = toml::from_str(&self.toml).unwrap_or_default();
        for one in values.values().filter_map(Value::as_array).flatten().filter_map(Value::as_table) {
            self.read(one, &mut about);
        }
        about
    }

    fn read(&self, row: &Table, about: &mut About) {
        let words = |key: &str| -> Vec<String> {
            let one = row.get(key).and_then(Value::as_str);
            let many = row.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            one.into_iter().chain(many).map(|word| word.trim().to_owned()).collect()
        };
        about.debts.extend(words("debt").into_iter().chain(words("debts")).map(LoanId::new));
        let people = ["party", "owner", "stands_for", "attendees"].iter().flat_map(|key| words(key));
        about.parties.extend(people.map(PartyId::new));
        if self.table == "contribution" {
            about.parties.extend(words("by").into_iter().map(PartyId::new));
        }
        about.things.extend(words("security").iter().map(|id| FactId::new("security", id)));
        about.things.extend(words("group").iter().map(|id| FactId::new("group", id)));
        let members = row.get("member").and_then(Value::as_array).into_iter().flatten();
        let parties = members.filter_map(|member| member.get("party")?.as_str());
        about.parties.extend(parties.map(PartyId::new));
    }
}

/// The debts that belong together, and the rows about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope<'a> {
    /// The debts, in order.
    pub debts: BTreeSet<LoanId>,
    /// The rows, in the order given.
    pub rows: Vec<&'a Row>,
}

/// What belongs together with some debts, among rows of which one holds for each table
/// and id. A member told apart from their group joins its debts as the group does.
pub fn scope<'a>(rows: &'a [Row], own: impl IntoIterator<Item = LoanId>) -> Scope<'a> {
    let mut debts: BTreeSet<LoanId> = own.into_iter().collect();
    let mut things: BTreeSet<FactId> = BTreeSet::new();
    let told: Vec<(&Row, About)> = rows.iter().map(|row| (row, row.about())).collect();
    loop {
        let before = (debts.len(), things.len());
        for (_, about) in told.iter().filter(|(_, about)| about.joins) {
            if !about.debts.is_disjoint(&debts) || !about.things.is_disjoint(&things) {
                debts.extend(about.debts.iter().cloned());
                things.extend(about.things.iter().cloned());
            }
        }
        if before == (debts.len(), things.len()) {
            break;
        }
    }
    let belongs = |row: &Row, about: &About| {
        row.is_general() || !about.debts.is_disjoint(&debts) || !about.things.is_disjoint(&things)
    };
    let rows = told.iter().filter(|(row, about)| belongs(row, about)).map(|(row, _)| *row).collect();
    Scope { debts, rows }
}
