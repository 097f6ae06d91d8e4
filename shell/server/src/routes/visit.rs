//! A visit: prepared, begun, and what was found; each a command to the desk.

use super::{done, on_case, shown};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::case::Open;
use crate::model::visit::visit;
use crate::pages::visit::VisitForm;
use crate::trouble::{Trouble, sentence};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use makegood_case::{Company, VisitPlace, VisitTarget};
use makegood_desk::{Desk, DeskError, PrepareVisit};
use makegood_units::{Amount, Currency, Money, PartyId, StaffId};
use serde::Deserialize;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked, Path(party): Path<String>) -> Response {
    let party = PartyId::new(party);
    let answer = pages.answer(asked, move |desk, asked| {
        let open = Open::case(desk, &party)?;
        let owed = &open.view.day.owed;
        let of = Money::new(owed.arrears, owed.currency).number("");
        let form = VisitForm { of, target: "amount".to_owned(), ..VisitForm::default() };
        Ok(shown(visit(desk, asked.frame(desk)?, &open, form, None)?.render()?))
    });
    answer.await
}

/// The preparation as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    purpose: String,
    target: String,
    of: String,
    place: String,
    address: String,
    opens: String,
    with: String,
    alone: String,
    safety: String,
    findings: String,
}

pub(super) async fn prepare(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let currency = Open::case(desk, party)?.view.day.owed.currency;
        let by = asked.frame(desk)?.acting.id;
        let done = typed.command(party, by, currency).map(|command| desk.prepare_visit(&command));
        finish(desk, asked, party, typed, done, |party, _| links::visit(party))
    })
    .await
}

pub(super) async fn begin(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let done = Ok(desk.begin_visit(party, &by));
        finish(desk, asked, party, typed, done, |party, _| format!("{}#found", links::visit(party)))
    })
    .await
}

pub(super) async fn found(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let done = Ok(desk.record_findings(party, &by, &typed.findings.replace("\r\n", "\n")));
        finish(desk, asked, party, typed, done, |party, event| format!("{}?saved={event}", links::case(party)))
    })
    .await
}

impl Typed {
    fn command(&self, party: &PartyId, by: StaffId, currency: Currency) -> Result<PrepareVisit, String> {
        let of = self.of.trim();
        let target = match self.target.as_str() {
            _ if of.is_empty() => None,
            "document" => Some(VisitTarget::Document(of.to_owned())),
            "decision" => Some(VisitTarget::Decision(of.to_owned())),
            _ => Some(VisitTarget::Amount(Amount::parse(of, currency).map_err(|error| error.to_string())?)),
        };
        let opens = Some(self.opens.trim())
            .filter(|text| !text.is_empty())
            .map(|text| text.parse().map_err(|_| format!("{text} is no hour; write it as 09:30")));
        let company = match (self.with.trim(), self.alone.trim()) {
            ("", "") => None,
            ("", why) => Some(Company::Alone(why.to_owned())),
            (colleague, _) => Some(Company::With(colleague.into())),
        };
        Ok(PrepareVisit {
            party: party.clone(),
            by,
            purpose: self.purpose.clone(),
            target,
            place: if self.place == "business" { VisitPlace::Business } else { VisitPlace::Home },
            contact_point: Some(self.address.trim()).filter(|id| !id.is_empty()).map(Into::into),
            company,
            safety: self.safety.clone(),
            opens: opens.transpose()?,
            at: None,
        })
    }

    fn form(self) -> VisitForm {
        VisitForm {
            purpose: self.purpose,
            target: self.target,
            of: self.of,
            place: self.place,
            address: self.address,
            opens: self.opens,
            with: self.with,
            alone: self.alone,
            safety: self.safety,
            findings: self.findings,
        }
    }
}

/// On to the next page; or this one again, as typed, with what is wrong with it.
fn finish(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    typed: Typed,
    done: Result<Result<i64, DeskError>, String>,
    on: impl FnOnce(&PartyId, i64) -> String,
) -> Result<Response, Trouble> {
    let done = done::read_and_done(done.map_err(|problem| sentence(&problem)));
    done::finish(
        done,
        |event| on(party, event),
        |problem| {
            let open = Open::case(desk, party)?;
            Ok(visit(desk, asked.frame(desk)?, &open, typed.form(), Some(problem))?.render()?)
        },
    )
}
