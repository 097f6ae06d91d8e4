//! The diagnosis of one case, and decisions about its finding.

use super::{done, on_case, shown};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::diagnosis::{Back, diagnosis};
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use makegood_desk::{DecideFinding, FindingDecision};
use makegood_units::PartyId;
use std::collections::BTreeMap;

pub(super) async fn page(State(pages): State<Pages>, mut asked: Asked, Path(party): Path<String>) -> Response {
    let party = PartyId::new(party);
    asked.here = links::diagnosis(&party);
    pages
        .answer(asked, move |desk, asked| Ok(shown(diagnosis(desk, asked.frame(desk)?, &party, None)?.render()?)))
        .await
}

/// The fields of the form: `decision`, `read`, `note`, and `aside-C05` for each piece of
/// evidence ticked.
pub(super) async fn decide(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<BTreeMap<String, String>>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let field = |name: &str| typed.get(name).cloned().unwrap_or_default();
        let word = field("decision");
        let named = typed.keys().filter_map(|key| key.strip_prefix("aside-")).map(str::to_owned);
        let what = match word.as_str() {
            "agree" => FindingDecision::Agree,
            "decline" => FindingDecision::Decline,
            "sign" => FindingDecision::Sign,
            "appeal" => FindingDecision::Appeal,
            "uphold" => FindingDecision::Uphold,
            "set_aside" => FindingDecision::SetAside(named.collect()),
            other => return Err(Trouble::Unreadable(format!("{other:?} is no decision about a finding"))),
        };
        let frame = asked.frame(desk)?;
        let (by, note) = (frame.acting.id.clone(), field("note").replace("\r\n", "\n"));
        let read = Some(field("read")).filter(|mark| !mark.is_empty());
        let command = DecideFinding { party: party.clone(), by, note: note.clone(), read, what };
        done::finish(
            desk.decide_finding(&command),
            |_| links::diagnosis(party),
            |problem| Ok(diagnosis(desk, frame, party, Some(Back { word, note, problem }))?.render()?),
        )
    })
    .await
}
