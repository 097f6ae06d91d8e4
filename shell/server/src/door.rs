//! The door every request passes: who is it, what may they do, whose record is it.
//!
//! Nobody comes to a page by another way, so no page asks again. What lies outside
//! somebody's reach is answered like what does not exist. A look at one person is
//! written down before the page is handed out.

use crate::asked::{Asked, Caller, Pages};
use crate::at_desk::Hand;
use crate::gates::{Gate, Needs, Of, find};
use crate::may;
use crate::offered::offer;
use crate::trouble::Trouble;
use crate::veil::{Masks, Veils, masks, veil};
use crate::ways_in::WaysIn;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use makegood_access::{AccessError, Look, Rights, Secrets, Session};
use makegood_desk::Desk;
use makegood_units::{BusinessDate, Instant, LoanId, PartyId};
use makegood_views::{Reach, ViewError, user, users};
use std::sync::{Arc, Mutex, PoisonError};

/// What the door works with.
pub(crate) struct Door {
    /// The file of secrets and looks.
    secrets: Mutex<Secrets>,
    /// The lender's table.
    pub rights: Rights,
    /// The machine's moment.
    moment: Arc<dyn Fn() -> Instant + Send + Sync>,
    /// The address people outside use, where there is one: it is https.
    pub public_url: Option<String>,
    /// The ways beside a password.
    pub ways: WaysIn,
    /// What programs share: their tokens, and who hears of events.
    pub programs: Arc<makegood_api::Shared>,
    /// How often each session asks.
    pace: crate::pace::Pace,
    /// So many passwords are worked out at a time.
    pub hashing: tokio::sync::Semaphore,
}

/// Two passwords at a time keep two cores busy and 38 MiB in use.
const HASHES_AT_A_TIME: usize = 2;

impl Door {
    /// A door for a book.
    pub(crate) fn new(
        secrets: Secrets,
        rights: Rights,
        moment: Arc<dyn Fn() -> Instant + Send + Sync>,
        public_url: Option<String>,
        ways: WaysIn,
        programs: Arc<makegood_api::Shared>,
    ) -> Self {
        let hashing = tokio::sync::Semaphore::new(HASHES_AT_A_TIME);
        let (secrets, pace) = (Mutex::new(secrets), crate::pace::Pace::default());
        Self { secrets, rights, moment, public_url, ways, programs, pace, hashing }
    }

    /// Now, in seconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        (self.moment)().as_second()
    }

    /// Works with the file of secrets. A panic in between leaves it as SQLite has it.
    pub(crate) fn secrets<T>(&self, work: impl FnOnce(&Secrets) -> T) -> T {
        work(&self.secrets.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The name of the cookie: with https one that no other host may set (RFC 6265bis,
    /// cookie name prefixes).
    pub(crate) fn cookie(&self) -> &'static str {
        if self.public_url.is_some() { "__Host-makegood" } else { "makegood" }
    }
}

/// What the door found.
enum Found {
    /// Come in; and the person whose record it is.
    Admitted(Box<Caller>, Option<PartyId>, BusinessDate, Masks),
    /// Nobody, or somebody who was shut out meanwhile.
    Nobody,
    /// Somebody without the right, or without this record.
    Refused(Box<Response>),
}

/// Lets a request in, or answers it.
pub(crate) async fn door(
    State(pages): State<Pages>,
    matched: Option<MatchedPath>,
    params: Result<RawPathParams, RawPathParamsRejection>,
    mut request: Request,
    next: Next,
) -> Response {
    let gate = matched.as_ref().and_then(|path| find(request.method().as_str(), path.as_str()));
    if gate.is_some_and(|gate| gate.needs == Needs::Nothing) {
        return next.run(request).await;
    }
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let session = match session_of(&pages.door, request.headers()) {
        Ok(Some(session)) => session,
        Ok(None) => return turned_away(&request, &here),
        Err(failed) => return Trouble::from(failed).page(&here, None),
    };
    // An address nobody gave a right to is open to nobody.
    if matched.is_some() && gate.is_none() {
        return Trouble::NoPage.page(&here, None);
    }
    if !pages.door.pace.allows(session.no, pages.door.now()) {
        return Trouble::TooOften.page(&here, None);
    }
    let named = params.ok().map(|params| names(&params)).unwrap_or_default();
    let (door, asked) = (pages.door.clone(), Asked::bare(&here, &pages));
    let number = session.no;
    let found = pages.desk.ask(Hand::Reads, move |desk| look_up(desk, &door, gate, &session, &named, asked)).await;
    let (caller, party, today, masks) = match found {
        Ok(Found::Admitted(caller, party, today, masks)) => (caller, party, today, masks),
        Ok(Found::Nobody) => return turned_away(&request, &here),
        Ok(Found::Refused(answer)) => return *answer,
        Err(none) => return Trouble::from(none).page(&here, None),
    };
    let (user, page) = (caller.user.id.clone(), request.uri().path().to_owned());
    request.extensions_mut().insert((*caller).clone());
    let answer = veil(next.run(request).await, &masks, &caller, &here).await;
    let answer = offer(answer, &caller).await;
    // A page with a problem on it shows the person as well.
    let shows = answer.status().is_success() || matches!(answer.status().as_u16(), 409 | 422);
    if let Some(party) = party.filter(|_| shows) {
        let look = Look { user: &user, session: number, party: &party, page: &page, unmasked: "", on: today };
        if let Err(failed) = pages.door.secrets(|secrets| secrets.looked(&look, pages.door.now())) {
            return Trouble::from(failed).page(&here, None);
        }
    }
    answer
}

/// The session of the cookie, where it runs.
pub(crate) fn session_of(door: &Door, headers: &HeaderMap) -> Result<Option<Session>, AccessError> {
    let Some(word) = cookie_of(headers, door.cookie()) else { return Ok(None) };
    door.secrets(|secrets| secrets.session(&word, door.now()))
}

/// The word of a cookie.
pub(crate) fn cookie_of(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, word)| word.to_owned())
}

/// To the login, and back from it to a page that can be loaded again.
fn turned_away(request: &Request, here: &str) -> Response {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !matches!(*request.method(), Method::GET | Method::HEAD) || accepts.starts_with("application/json") {
        return Trouble::LoggedOut.page(here, None);
    }
    let back = if here == "/" { String::new() } else { format!("?back={}", crate::links::encoded(here)) };
    Redirect::to(&format!("/login{back}")).into_response()
}

/// What the address names, by the names of its parts.
fn names(params: &RawPathParams) -> Vec<(String, String)> {
    params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn look_up(
    desk: &mut Desk,
    door: &Arc<Door>,
    gate: Option<&'static Gate>,
    session: &Session,
    named: &[(String, String)],
    asked: Asked,
) -> Found {
    let looked = admit(desk, door, gate, session, named);
    match looked {
        Ok(Some((mut caller, party))) => match lifted(desk, &mut caller, party.as_ref()) {
            Ok(masks) => Found::Admitted(Box::new(caller), party, desk.clock().today(), masks),
            Err(trouble) => Found::Refused(Box::new(trouble.page(&asked.here, None))),
        },
        Ok(None) => Found::Nobody,
        Err(refused) => {
            let (trouble, caller) = *refused;
            let asked = Asked { caller: caller.map(Arc::new), ..asked };
            let frame = asked.frame(desk).ok();
            Found::Refused(Box::new(trouble.page(&asked.here, frame)))
        }
    }
}

/// The masks on the pages of a person, unless they were lifted in this session.
fn lifted(desk: &Desk, caller: &mut Caller, party: Option<&PartyId>) -> Result<Masks, Trouble> {
    let Some(party) = party else { return Ok(Masks::new()) };
    if caller.veils != Veils::NONE && caller.door.secrets(|secrets| secrets.is_unmasked(caller.session, party))? {
        caller.veils = Veils::NONE;
    }
    Ok(masks(desk, party, caller.veils)?)
}

type Refused = Box<(Trouble, Option<Caller>)>;

/// Who it is and whose record; or what to answer.
fn admit(
    desk: &Desk,
    door: &Arc<Door>,
    gate: Option<&'static Gate>,
    session: &Session,
    named: &[(String, String)],
) -> Result<Option<(Caller, Option<PartyId>)>, Refused> {
    let failed = |error: ViewError| Box::new((Trouble::from(error), None));
    let book = desk.book();
    let Some(user) = user(book, &session.user).map_err(failed)?.filter(|user| user.is_open) else { return Ok(None) };
    let veils = Veils::of(&door.rights, user.role);
    let anywhere = may::anywhere(&door.rights, user.role);
    let caller = |reach, may| Caller { user: user.clone(), session: session.no, reach, may, veils, door: door.clone() };
    let Some(Gate { needs: Needs::Right(right), of, .. }) = gate else {
        return Ok(Some((caller(Reach::whole(), anywhere), None)));
    };
    let everybody = users(book).map_err(failed)?;
    let reach = door.rights.reach(&user, *right, &everybody);
    let reach = reach.filter(|reach| *of != Of::Whole || reach.is_whole());
    let Some(reach) = reach else {
        let trouble = Trouble::no_right(&door.rights, *right, user.role);
        return Err(Box::new((trouble, Some(caller(Reach::default(), anywhere)))));
    };
    let mut caller = caller(reach, anywhere);
    let value = |wanted: &str| named.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let party = party_of(desk, *of, value).map_err(failed)?;
    match party {
        Some(party) => match caller.reach.holds_case(book, &party) {
            Ok(true) => {
                caller.may = may::in_case(desk, &door.rights, &user, &everybody, *right, &party).map_err(failed)?;
                Ok(Some((caller, Some(party))))
            }
            Ok(false) => Err(Box::new((Trouble::NotFound, Some(caller)))),
            Err(error) => Err(failed(error)),
        },
        // A record nobody has: the page says so, unless that would tell it from a foreign one.
        None if matches!(of, Of::List | Of::Whole) || caller.reach.is_whole() => Ok(Some((caller, None))),
        None => Err(Box::new((Trouble::NotFound, Some(caller)))),
    }
}

/// Whose record it is.
fn party_of<'a>(desk: &Desk, of: Of, value: impl Fn(&str) -> Option<&'a str>) -> Result<Option<PartyId>, ViewError> {
    let book = desk.book();
    match of {
        Of::List | Of::Whole => Ok(None),
        Of::Case => Ok(value("party").map(PartyId::new)),
        Of::Loan => value("loan").map_or(Ok(None), |loan| makegood_views::case_of_loan(book, &LoanId::new(loan))),
        Of::Group => value("group").map_or(Ok(None), |group| makegood_views::case_of_group(book, group)),
        Of::Event => {
            let event = value("event").or_else(|| value("file")?.strip_suffix(".pdf"));
            let event = event.and_then(|event| event.parse().ok());
            event.map_or(Ok(None), |event| makegood_views::case_of_event(book, event))
        }
    }
}
