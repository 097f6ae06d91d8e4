//! The security page of a case.

use super::{After, Told, forms, obstacles, order, people, short, things};
use crate::layout::Frame;
use crate::links;
use crate::pages::recourse::{KeptRow, OrderBlock, Security};
use makegood_desk::RecourseRow;

/// The page. Where the facts contradict each other, nothing is worked out, and the rows
/// are shown so that the wrong one can be taken back.
pub(crate) fn security(told: &Told<'_>, frame: Frame, after: After) -> Security {
    let facts = &told.of.facts;
    let mut page = Security {
        frame,
        party: told.party.clone(),
        name: told.who(told.party).name,
        as_of: facts.as_of,
        currency: facts.currency.to_string(),
        saved: forms::saved(told, after),
        wrong: Vec::new(),
        refused: Vec::new(),
        order: OrderBlock::default(),
        liable: Vec::new(),
        demands: Vec::new(),
        groups: Vec::new(),
        securities: Vec::new(),
        sales: Vec::new(),
        added: Vec::new(),
        forms: forms::of_case(told),
        rows: told.of.rows.iter().map(|row| kept(told, row)).collect(),
    };
    match &told.of.answer {
        Err(refused) => page.wrong = obstacles(refused),
        Ok(answer) => {
            page.refused = obstacles(&answer.refused);
            page.order = order::order(told, &answer.order);
            page.liable = answer.liable.iter().map(|one| people::liable(told, one)).collect();
            page.demands = answer.demands.iter().map(|one| people::demand(told, one)).collect();
            page.groups = answer.groups.iter().map(|one| short::group(told, one)).collect();
            page.securities = answer.securities.iter().map(|one| things::thing(told, one)).collect();
            page.sales = answer.sales.iter().map(|one| things::sale(told, one)).collect();
            page.added = answer.added.iter().filter_map(|one| things::added(told, one)).collect();
        }
    }
    page
}

fn kept(told: &Told<'_>, row: &RecourseRow) -> KeptRow {
    KeptRow {
        table: row.table.replace('_', " "),
        id: row.id.clone(),
        anchor: links::recourse::anchor(&row.table, &row.id),
        on: row.on,
        by: row.by.clone(),
        toml: row.toml.trim_end().to_owned(),
        withdraw: forms::withdraw(told, row),
    }
}
