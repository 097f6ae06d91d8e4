//! Serving: the router, what every request passes, the beginning and the end.

use crate::asked::Pages;
use crate::at_desk::{AtDesk, NoAnswer};
use crate::{guard, routes, tongue};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use makegood_api::{Away, Shared, Store, Task, Way};
use makegood_desk::{Clock, Desk};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// A form holds a note of 2,000 characters and a few words more.
const BODY_BYTES: usize = 64 * 1024;
/// A request that trickles in for longer is dropped.
const REQUEST_SECONDS: u64 = 30;

/// What may be chosen when serving.
#[derive(Clone, Debug, Default)]
pub struct ServeOptions {
    /// A notice fixed to every page, such as what is invented in a demo book.
    pub notice: Option<String>,
    /// The file of the book: the tokens of programs are kept beside it. None keeps them in
    /// memory.
    pub book: Option<PathBuf>,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program has the port.
    #[error("port {port} is taken by another program")]
    PortTaken {
        /// Which port.
        port: u16,
    },
    /// The system does not let this program have the port.
    #[error("port {port} may not be used by this user")]
    PortNotAllowed {
        /// Which port.
        port: u16,
    },
    /// Anything else the system said.
    #[error("the system refused to serve: {0}")]
    Io(#[from] std::io::Error),
}

impl ServeError {
    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::PortTaken { .. } => {
                "Stop that program, or choose another port; port 0 takes any that is free and prints it."
            }
            Self::PortNotAllowed { .. } => "Choose a port of 1024 or above.",
            Self::Io(_) => "Try again; if it stays so, look at the limits of this machine on threads and open files.",
        }
    }
}

/// The pages over a desk, and the thread the desk sits on: it ends when the router
/// and all its requests are gone.
///
/// # Errors
/// When the system gives no thread.
pub fn app(desk: Desk, options: ServeOptions) -> std::io::Result<(Router, JoinHandle<()>)> {
    let (router, thread, _) = whole(desk, options)?;
    Ok((router, thread))
}

/// The pages, the thread of the desk, and what the requests of programs share.
fn whole(desk: Desk, options: ServeOptions) -> std::io::Result<(Router, JoinHandle<()>, Arc<Shared>)> {
    let clock = desk.clock().clone();
    let store = options.book.as_deref().map_or_else(Store::in_memory, Store::beside).map_err(std::io::Error::other)?;
    let (desk, thread) = AtDesk::seat(desk)?;
    let programs = shared(&desk, store, clock);
    let pages = Pages { desk, notice: options.notice.map(Into::into) };
    let router = routes::all()
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(REQUEST_SECONDS)))
        .layer(from_fn(guard::guard))
        .layer(from_fn(tongue::speak))
        .layer(CompressionLayer::new())
        .with_state(pages);
    // Programs pass a gate of their own: a token and no cookie, so what guards pages
    // against other sites' pages has nothing to guard here.
    let api = makegood_api::docs::pages(&crate::assets::style().path)
        .layer(from_fn(guard::guard))
        .nest("/v1", makegood_api::router(programs.clone()));
    Ok((Router::new().nest("/api", api).merge(router), thread, programs))
}

/// The way of programs to the same desk, by the same queue.
fn shared(desk: &AtDesk, store: Store, clock: Clock) -> Arc<Shared> {
    let desk = desk.clone();
    let way: Way = Arc::new(move |task: Task| {
        let desk = desk.clone();
        Box::pin(async move {
            desk.ask(move |desk| task(desk)).await.map_err(|none| match none {
                NoAnswer::Busy => Away::Busy,
                NoAnswer::Failed => Away::Failed,
            })
        })
    });
    Shared::new(way, store, clock)
}

/// Serves the pages on 127.0.0.1 until Ctrl-C or the system's word to end. Requests
/// that are under way are finished, then the book is closed.
///
/// Port 0 takes any port that is free; `ready` is told which address it became.
///
/// # Errors
/// [`ServeError`], each with a way out.
pub async fn serve(
    desk: Desk,
    port: u16,
    options: ServeOptions,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortTaken { port },
        std::io::ErrorKind::PermissionDenied => ServeError::PortNotAllowed { port },
        _ => ServeError::Io(error),
    })?;
    let address = listener.local_addr()?;
    let (router, thread, programs) = whole(desk, options)?;
    let jobs = tokio::spawn(makegood_api::resume(programs.clone()));
    let messages = tokio::spawn(makegood_api::webhook::deliver(programs));
    ready(address);
    let served = axum::serve(listener, router).with_graceful_shutdown(told_to_end()).await;
    jobs.abort();
    messages.abort();
    served?;
    // The router is gone, so the thread ends; until then the book is open.
    let _ = tokio::task::spawn_blocking(move || thread.join()).await;
    Ok(())
}

async fn told_to_end() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
