//! *Security*: who else is liable in a case, what secures it, and in which order to turn
//! to whom.

use super::{
    AddedCard, DemandCard, FieldKind, LiableLine, Obstacle, OrderBlock, RowForm, SaleCard, SecurityCard, Short,
};
use crate::layout::{Frame, Tab};
use crate::pages::rendered;
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, PartyId};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "recourse/security.html")]
pub struct Security {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The day everything is true for.
    pub as_of: BusinessDate,
    /// Of all amounts.
    pub currency: String,
    /// What was just recorded. May be empty.
    pub saved: String,
    /// What contradicts itself, when nothing could be worked out.
    pub wrong: Vec<Obstacle>,
    /// What was not relied on, and what does not count.
    pub refused: Vec<Obstacle>,
    /// In which order to turn to whom.
    pub order: OrderBlock,
    /// Who is liable.
    pub liable: Vec<LiableLine>,
    /// Guarantors.
    pub demands: Vec<DemandCard>,
    /// Groups, one line each.
    pub groups: Vec<Short>,
    /// Pledges and mortgages.
    pub securities: Vec<SecurityCard>,
    /// What could be sold.
    pub sales: Vec<SaleCard>,
    /// Security offered in addition.
    pub added: Vec<AddedCard>,
    /// What can be recorded about the case as a whole.
    pub forms: Vec<RowForm>,
    /// Every row on file.
    pub rows: Vec<KeptRow>,
}
rendered!(Security);

impl Security {
    fn tab(&self) -> Tab {
        Tab::Today
    }

    /// Every form on the page.
    pub(crate) fn forms(&mut self) -> impl Iterator<Item = &mut RowForm> {
        let of_things = self.securities.iter_mut().flat_map(|one| &mut one.forms);
        let of_sales = self.sales.iter_mut().flat_map(|one| &mut one.forms);
        let of_added = self.added.iter_mut().flat_map(|one| &mut one.forms);
        let of_rows = self.rows.iter_mut().map(|row| &mut row.withdraw);
        self.forms.iter_mut().chain(of_things).chain(of_sales).chain(of_added).chain(of_rows)
    }

    /// Whether nobody but the borrower is liable and nothing secures the loan, as far as
    /// anything is on file.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.wrong.is_empty()
    }
}

/// A row on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRow {
    /// Which table.
    pub table: String,
    /// Its id.
    pub id: String,
    /// Its place on the page.
    pub anchor: String,
    /// The day it was recorded.
    pub on: BusinessDate,
    /// By whom.
    pub by: String,
    /// All it says.
    pub toml: String,
    /// Takes it back with a reason.
    pub withdraw: RowForm,
}
