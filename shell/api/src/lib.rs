//! The interface for programs, under `/api/v1`.
//!
//! ```text
//! request ─► gate: token, pace, scope, key, schema ─► desk: the same commands as the pages
//!                                                       │ one transaction:
//!                                                       │ events + the key's answer
//! answer  ◄──────────── shapes: own types with schemas ─┘
//! journal ─► webhook: cursor and message in one transaction ─► signed, in order, again
//! ```
//!
//! * [`operation`] one operation: address, what it takes and gives, and its work
//! * [`table`] all of them; the router and the OpenAPI document are made of it
//! * [`gate`] what every request passes
//! * [`store`] tokens and subscriptions, in a file beside the book
//! * [`webhook`] messages to whoever subscribed

// A problem is moved a few times on its way to being the answer of one request.
#![allow(clippy::result_large_err)]

pub mod asked;
pub mod docs;
mod docs_text;
pub mod document;
pub mod gallery;
mod gate;
mod jobs;
mod named_here;
pub mod operation;
mod ops;
mod pace;
mod pointer;
mod problem;
mod scope;
mod shape;
mod standing;
pub mod store;
mod table;
pub mod webhook;
mod within;
pub mod words;

pub use gate::router;
pub use jobs::resume;
pub use problem::{ChangedSince, Problem};
pub use scope::Scope;
pub use store::Store;
pub use table::operations;

use asked::Asked;
use makegood_access::Rights;
use makegood_desk::{Clock, Desk};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A piece of work for the desk.
pub type Task = Box<dyn FnOnce(&mut Desk) + Send>;
/// What a piece of work does to the book: what only reads does not wait behind what writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// It only reads.
    Reads,
    /// It may write.
    Writes,
}

/// The way to the desk: hands it a piece of work and is over when that is done. The error
/// says that it was not done, or that nobody knows.
pub type Way = Arc<dyn Fn(Hand, Task) -> Pin<Box<dyn Future<Output = Result<(), Away>> + Send>> + Send + Sync>;

/// The desk gave no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// It was busy for too long.
    Busy,
    /// The work failed.
    Failed,
}

/// What all requests share.
pub struct Shared {
    /// The way to the desk.
    pub way: Way,
    /// Tokens and subscriptions.
    pub store: Store,
    /// The lender's table of rights: a token never does more than the user it acts as.
    pub rights: Rights,
    /// The clock by which tokens end and pace is counted.
    pub clock: Clock,
    /// Long work under way.
    pub(crate) progress: jobs::Progress,
    pub(crate) pace: pace::Pace,
}

impl Shared {
    /// What the requests of one server share.
    pub fn new(way: Way, store: Store, rights: Rights, clock: Clock) -> Arc<Self> {
        Arc::new(Self { way, store, rights, clock, progress: jobs::Progress::default(), pace: pace::Pace::default() })
    }

    /// Has work done at the desk.
    pub(crate) async fn at_desk<T: Send + 'static>(
        &self,
        hand: Hand,
        work: impl FnOnce(&mut Desk) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (answer, answered) = tokio::sync::oneshot::channel();
        let task: Task = Box::new(move |desk| {
            // Nobody may be waiting by now; what was written holds all the same.
            let _ = answer.send(work(desk));
        });
        let done = (self.way)(hand, task).await;
        match (done, answered.await) {
            (_, Ok(answer)) => answer,
            (Err(Away::Busy), _) => Err(Problem::own("busy", "The book was busy for too long. Nothing was begun.")),
            (_, Err(_)) => Err(Problem::own("failed", "Something failed while the request was carried out.")),
        }
    }
}
