//! A request as every page reads it: where, by whom, and the frame around its answer.

use crate::at_desk::{AtDesk, Hand};
use crate::jobs::Jobs;
use crate::layout::{Colleague, Frame};
use crate::live::Live;
use crate::trouble::Trouble;
use crate::typed::TypedFields;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use makegood_desk::Desk;
use makegood_units::StaffId;
use makegood_views::ViewError;
use std::convert::Infallible;
use std::sync::Arc;

/// What every route works with.
#[derive(Clone)]
pub(crate) struct Pages {
    /// The desk.
    pub desk: AtDesk,
    /// A notice fixed to every page.
    pub notice: Option<Arc<str>>,
    /// Who watches, and what they wait for.
    pub live: Live,
    /// Long work.
    pub jobs: Jobs,
}

/// Where a request goes and who makes it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Path and query.
    pub here: String,
    /// Whom the browser says it acts as.
    pub acting: Option<StaffId>,
    /// The notice of the frame.
    pub notice: Option<Arc<str>>,
    /// What was typed into the form, as it came.
    pub typed: TypedFields,
    /// Whether it only reads: such a request never changes the book, and readers answer it.
    pub hand: Hand,
}

/// The name of the cookie that says who is acting.
pub(crate) const ACTING: &str = "acting";

impl FromRequestParts<Pages> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, pages: &Pages) -> Result<Self, Infallible> {
        let here = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let typed = parts.extensions.get::<TypedFields>().cloned().unwrap_or_default();
        let hand = if parts.method.is_safe() { Hand::Reads } else { Hand::Writes };
        Ok(Self { here, acting: acting(&parts.headers), notice: pages.notice.clone(), typed, hand })
    }
}

fn acting(headers: &HeaderMap) -> Option<StaffId> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == ACTING).map(|(_, value)| StaffId::new(decoded(value)))
}

/// Undoes percent-encoding; what is not encoded stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let escaped = digits.filter(|_| *byte == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(escaped.unwrap_or(*byte));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Pages {
    /// Answers from the desk; what goes wrong becomes a page of its own.
    pub(crate) async fn answer(
        &self,
        asked: Asked,
        work: impl FnOnce(&mut Desk, &Asked) -> Result<Response, Trouble> + Send + 'static,
    ) -> Response {
        let (place, hand) = (asked.here.clone(), asked.hand);
        let answer = self.desk.ask(hand, move |desk| match work(desk, &asked) {
            Ok(answer) => answer,
            Err(trouble) => trouble.page(&asked.here, asked.frame(desk).ok()),
        });
        let answer = answer.await.unwrap_or_else(|none| Trouble::from(none).page(&place, None));
        if hand == Hand::Writes {
            self.live.wake();
        }
        answer
    }
}

impl Asked {
    /// The frame of the page.
    ///
    /// # Errors
    /// Views that cannot be read.
    pub(crate) fn frame(&self, desk: &Desk) -> Result<Frame, ViewError> {
        let staff: Vec<Colleague> = makegood_views::people::colleagues(desk.book(), i64::MAX)?
            .into_iter()
            .map(|person| Colleague { id: person.id, name: person.name, role: role(&person.role) })
            .collect();
        let named = |id: &StaffId| staff.iter().find(|one| one.id == *id).cloned();
        let acting = match self.acting.as_ref().and_then(named) {
            Some(known) => known,
            None => {
                let working: Vec<Colleague> = with_work(desk)?.iter().filter_map(named).collect();
                let officer = working.iter().find(|one| one.role != LEADER);
                officer.or(working.first()).or(staff.first()).cloned().unwrap_or_else(nobody)
            }
        };
        Ok(Frame {
            as_of: makegood_views::last_closed(desk.book())?.unwrap_or_else(|| desk.clock().today()),
            acting,
            staff,
            notice: self.notice.as_deref().map(str::to_owned),
            here: self.here.clone(),
            head: makegood_views::last_event(desk.book())?,
        })
    }
}

/// Who has something on the plan, by branch.
fn with_work(desk: &Desk) -> Result<Vec<StaffId>, ViewError> {
    let Some(plan) = makegood_views::plan_in_force(desk.book())? else { return Ok(Vec::new()) };
    Ok(plan.worklists.iter().filter(|list| !list.items.is_empty()).map(|list| list.officer.clone()).collect())
}

/// A book delivered without staff is still worked by somebody.
fn nobody() -> Colleague {
    Colleague { id: StaffId::new("unnamed"), name: "Somebody".to_owned(), role: "no staff delivered".to_owned() }
}

/// A leader reads cases.
pub(crate) const LEADER: &str = "team leader";

fn role(word: &str) -> String {
    match word {
        "officer" => "loan officer".to_owned(),
        "leader" => LEADER.to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{acting, decoded};
    use axum::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("theme=dark; acting=S%2F1; other=x"));
        assert_eq!(acting(&headers).expect("somebody").as_str(), "S/1");
        headers.clear();
        assert_eq!(acting(&headers), None);
    }

    #[test]
    fn what_is_not_an_escape_stays() {
        assert_eq!(["%41", "%4", "%zz", "a%20b", "%C3%BC", ""].map(decoded), ["A", "%4", "%zz", "a b", "ü", ""]);
    }
}
