//! A request as every page reads it: where, by whom, and the frame around its answer.

use crate::at_desk::{AtDesk, Hand};
use crate::door::Door;
use crate::gates::also;
use crate::gates::{Of, find};
use crate::jobs::Jobs;
use crate::layout::{Colleague, Frame, Right, Who};
use crate::live::Live;
use crate::trouble::Trouble;
use crate::typed::TypedFields;
use crate::veil::Veils;
use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::Response;
use makegood_desk::Desk;
use makegood_views::{Reach, User, ViewError};
use std::collections::BTreeSet;
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
    /// Who may come in.
    pub door: Arc<Door>,
}

/// Whom the door let in.
#[derive(Clone)]
pub(crate) struct Caller {
    /// Who.
    pub user: User,
    /// The number of their session.
    pub session: i64,
    /// How far the right goes by which they came in.
    pub reach: Reach,
    /// What they may do: in the case of this page, else anywhere.
    pub may: BTreeSet<Right>,
    /// How what is known of people is shown to them on this page.
    pub veils: Veils,
    /// The door, with the lender's table of rights.
    pub door: Arc<Door>,
}

/// Where a request goes and who makes it.
#[derive(Clone)]
pub(crate) struct Asked {
    /// Path and query.
    pub here: String,
    /// The host it was addressed to.
    pub host: String,
    /// Whom the door let in; nobody on the way in itself.
    pub caller: Option<Arc<Caller>>,
    /// The notice of the frame.
    pub notice: Option<Arc<str>>,
    /// What was typed into the form, as it came.
    pub typed: TypedFields,
    /// What the values typed take beside the right of the address.
    pub also: Vec<Right>,
    /// Whether it only reads: such a request never changes the book, and readers answer it.
    pub hand: Hand,
}

impl FromRequestParts<Pages> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, pages: &Pages) -> Result<Self, Infallible> {
        let here = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let caller = parts.extensions.get::<Caller>().cloned().map(Arc::new);
        let host = parts.headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let typed = parts.extensions.get::<TypedFields>().cloned().unwrap_or_default();
        let gate = parts.extensions.get::<MatchedPath>().and_then(|path| find(parts.method.as_str(), path.as_str()));
        let hand = match gate {
            _ if !parts.method.is_safe() => Hand::Writes,
            Some(gate) if gate.of == Of::Whole => Hand::ReadsWhole,
            _ => Hand::Reads,
        };
        let path = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
        // Of a field sent twice no value is passed over.
        let also = typed.0.iter().filter_map(|(field, value)| also(path, field, value)).collect();
        Ok(Self { caller, host: host.to_owned(), typed, hand, also, ..Self::bare(here, pages) })
    }
}

impl Pages {
    /// Answers from the desk; what goes wrong becomes a page of its own.
    pub(crate) async fn answer(
        &self,
        asked: Asked,
        work: impl FnOnce(&mut Desk, &Asked) -> Result<Response, Trouble> + Send + 'static,
    ) -> Response {
        let (place, hand) = (asked.here.clone(), asked.hand);
        let answer = self.desk.ask(hand, move |desk| match asked.seeing(desk, work) {
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
    /// A request of which nothing is known but where it goes.
    pub(crate) fn bare(here: &str, pages: &Pages) -> Self {
        Self {
            here: here.to_owned(),
            host: String::new(),
            caller: None,
            notice: pages.notice.clone(),
            typed: TypedFields::default(),
            also: Vec::new(),
            hand: Hand::Reads,
        }
    }

    /// Whom the door let in.
    ///
    /// # Errors
    /// [`Trouble::LoggedOut`] on an address that is open to nobody known.
    pub(crate) fn caller(&self) -> Result<&Caller, Trouble> {
        self.caller.as_deref().ok_or(Trouble::LoggedOut)
    }

    /// Has the work done as far as the person may do it and sees what it reads. A write is
    /// answered with a page of one person, on which the door puts the masks.
    fn seeing(
        &self,
        desk: &mut Desk,
        work: impl FnOnce(&mut Desk, &Self) -> Result<Response, Trouble>,
    ) -> Result<Response, Trouble> {
        self.may_also()?;
        let unseen = self.caller.as_deref().filter(|_| self.hand != Hand::Writes);
        let unseen = unseen.map(|caller| caller.veils.unseen()).unwrap_or_default();
        desk.without(unseen, |desk| work(desk, self))?
    }

    /// Passes when the person may do, in this case, what the values typed take beside the
    /// right of the address: agree where others only record.
    ///
    /// # Errors
    /// [`Trouble::NoRight`].
    fn may_also(&self) -> Result<(), Trouble> {
        if self.also.is_empty() {
            return Ok(());
        }
        let caller = self.caller()?;
        match self.also.iter().find(|right| !caller.may.contains(right)) {
            Some(right) => Err(Trouble::no_right(&caller.door.rights, *right, caller.user.role)),
            None => Ok(()),
        }
    }

    /// The frame of the page.
    ///
    /// # Errors
    /// Views that cannot be read, or nobody known to draw it for.
    pub(crate) fn frame(&self, desk: &Desk) -> Result<Frame, ViewError> {
        let nobody = || ViewError::State("a page for nobody".to_owned());
        let caller = self.caller.as_deref().ok_or_else(nobody)?;
        let staff: Vec<Colleague> = makegood_views::people::colleagues(desk.book(), i64::MAX)?
            .into_iter()
            .map(|person| Colleague { id: person.id, name: person.name, role: role(&person.role) })
            .collect();
        let user = &caller.user;
        Ok(Frame {
            as_of: makegood_views::last_closed(desk.book())?.unwrap_or_else(|| desk.clock().today()),
            acting: Colleague {
                id: user.id.clone(),
                name: user.name.clone(),
                role: if user.role.leads() { LEADER.to_owned() } else { user.role.says().to_owned() },
            },
            who: Who::of(user, caller.may.clone(), caller.reach.clone(), caller.veils),
            staff,
            notice: self.notice.as_deref().map(str::to_owned),
            here: self.here.clone(),
            head: makegood_views::last_event(desk.book())?,
            stopped: stopped(caller),
        })
    }
}

/// How many subscriptions stopped; none for somebody who may not mend them.
fn stopped(caller: &Caller) -> usize {
    if caller.door.rights.scope(caller.user.role, Right::RunDay).is_none() {
        return 0;
    }
    caller.door.programs.store.stopped().unwrap_or_else(|error| {
        // The page is not about them, so it is shown without; /webhooks says what is wrong.
        eprintln!("{error}");
        0
    })
}

/// A leader reads cases: a team leader or an executive.
pub(crate) const LEADER: &str = "team leader";

fn role(word: &str) -> String {
    match word {
        "officer" => "loan officer".to_owned(),
        "leader" => LEADER.to_owned(),
        other => other.to_owned(),
    }
}
