//! Recourse in one line each, for the page of a case.

use super::{Told, obstacle};
use crate::links;
use crate::pages::recourse::Short;
use crate::trouble::{Trouble, capital, sentence};
use makegood_desk::Desk;
use makegood_recourse::{Demand, GroupAnswer, Recourse, SecurityAnswer};
use makegood_units::PartyId;

/// Guarantors, groups, securities and what is offered in addition.
///
/// # Errors
/// A record that cannot be read.
pub(crate) fn of_case(desk: &Desk, party: &PartyId) -> Result<Vec<Short>, Trouble> {
    let known = desk.recourse(party)?;
    let told = Told::of(desk, party, &known)?;
    Ok(match &known.answer {
        Ok(answer) => of(&told, answer),
        Err(refused) => {
            let says = "What is on file contradicts itself, so nothing is worked out.".to_owned();
            vec![line(&told, "Recourse".to_owned(), says, refused.first())]
        }
    })
}

fn of(told: &Told<'_>, answer: &Recourse) -> Vec<Short> {
    let mut lines: Vec<Short> = answer.demands.iter().map(|one| demand(told, one)).collect();
    lines.extend(answer.groups.iter().map(|one| group(told, one)));
    lines.extend(answer.securities.iter().map(|one| thing(told, one)));
    let sales = answer.sales.iter().filter(|sale| sale.blocked.is_empty());
    lines.extend(sales.map(|one| line(told, format!("Could be sold: {}", one.what), sentence(&one.why.says), None)));
    let added = answer.added.iter().map(|one| {
        line(told, format!("Offered in addition: {}", one.added), sentence(&one.why.says), one.blocked.first())
    });
    lines.extend(added);
    lines
}

fn line(told: &Told<'_>, title: String, says: String, shut: Option<&makegood_recourse::Refusal>) -> Short {
    Short { title, says, href: links::recourse::security(told.party), shut: shut.map(obstacle) }
}

fn demand(told: &Told<'_>, one: &Demand) -> Short {
    let title = format!("Guarantor {}", told.who(&one.guarantor).name);
    line(told, title, sentence(&one.why.says), one.blocked.first())
}

fn thing(told: &Told<'_>, one: &SecurityAnswer) -> Short {
    let title = format!("{} {}, {}", capital(one.kind.word()), one.security, one.what);
    line(told, title, sentence(&one.why.says), one.blocked.first())
}

/// A group, with the page of its own.
pub(super) fn group(told: &Told<'_>, one: &GroupAnswer) -> Short {
    let blocked = one.failing.first().and_then(|failing| failing.blocked.first());
    let href = links::recourse::group(&one.group);
    Short { href, ..line(told, format!("Group {}", one.group), sentence(&one.why.says), blocked) }
}
