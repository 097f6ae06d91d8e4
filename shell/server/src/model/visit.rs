//! The page of the visits of a case, from its view.

use super::case::Open;
use super::words::named;
use crate::layout::Frame;
use crate::pages::visit::{Prepared, Visit, VisitForm};
use crate::trouble::{Trouble, sentence};
use makegood_case::{CaseEvent, Company, ContactPointKind, VisitPlace, VisitPrepared, VisitTarget};
use makegood_desk::{Desk, prepared};
use makegood_units::{BusinessDate, Money, StaffId};
use makegood_views::CaseView;

/// The page, with a form as typed and what is wrong with it.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn visit(
    desk: &Desk,
    frame: Frame,
    open: &Open,
    form: VisitForm,
    problem: Option<String>,
) -> Result<Visit, Trouble> {
    let view = &open.view;
    let day = &view.day;
    let today = desk.clock().today();
    let mut times = Vec::new();
    let has_address = view.contact_points.iter().any(|point| point.kind == ContactPointKind::Address);
    for (name, place) in [("at home", VisitPlace::Home), ("at their business", VisitPlace::Business)] {
        let found = if has_address { desk.visit_time(&day.party, place, None, desk.clock().now())? } else { None };
        let says = found.map_or_else(
            || if has_address { "none in the next two months" } else { "no address in use is known" }.to_owned(),
            |judgement| open.local.moment(judgement.at, today),
        );
        times.push((name.to_owned(), says));
    }
    let others = frame.staff.iter().filter(|one| one.id != frame.acting.id);
    let addresses = view.contact_points.iter().filter(|point| point.kind == ContactPointKind::Address);
    Ok(Visit {
        party: day.party.clone(),
        name: named(&view.name, &day.party),
        arrears: Money::new(day.owed.arrears, day.owed.currency),
        is_begun: is_begun(view, today),
        prepared: prepared(view, today).map(|(_, visit)| in_words(open, &frame, &visit)),
        times,
        colleagues: others.map(|one| (one.id.to_string(), one.name.clone())).collect(),
        addresses: addresses.map(|point| (point.id.to_string(), point.value.clone())).collect(),
        form,
        problem,
        frame,
    })
}

/// Whether the last of visits and findings of a day is a visit begun.
fn is_begun(view: &CaseView, today: BusinessDate) -> bool {
    let mut of_today = view.happened.iter().filter(|one| one.effective_on == today).map(|one| &one.event);
    let last = of_today.rfind(|event| matches!(event, CaseEvent::VisitBegun(_) | CaseEvent::VisitFound(_)));
    matches!(last, Some(CaseEvent::VisitBegun(_)))
}

fn in_words(open: &Open, frame: &Frame, visit: &VisitPrepared) -> Prepared {
    let name = |id: &StaffId| {
        frame.staff.iter().find(|one| one.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone())
    };
    let place = match visit.place {
        VisitPlace::Home => "at home",
        VisitPlace::Business => "at their place of business",
    };
    Prepared {
        purpose: sentence(&visit.purpose),
        target: match &visit.target {
            VisitTarget::Amount(amount) => Money::new(*amount, open.view.day.owed.currency).to_string(),
            VisitTarget::Document(paper) => paper.clone(),
            VisitTarget::Decision(decision) => format!("a decision: {decision}"),
        },
        when: format!("{}, {place}", open.local.full(visit.at)),
        who: match &visit.company {
            Company::With(colleague) => format!("{} with {}", name(&visit.by), name(colleague)),
            Company::Alone(why) => format!("{} alone: {}", name(&visit.by), sentence(why)),
        },
        safety: sentence(&visit.safety),
    }
}
