//! Serving: the router, what every request passes, the beginning and the end.

use crate::asked::Pages;
use crate::at_desk::AtDesk;
use crate::door::{Door, door};
use crate::{guard, routes, tongue};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use makegood_access::{Rights, Secrets};
use makegood_desk::Desk;
use makegood_units::Instant;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
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
    /// The file of the book: secrets are kept beside it. None keeps them in memory.
    pub book: Option<PathBuf>,
    /// The lender's own table of rights; none for the shipped one.
    pub rights: Option<Rights>,
    /// Where to listen; none for this machine alone.
    pub listen: Option<IpAddr>,
    /// The address people outside use, `https://collect.example`, behind a proxy that
    /// holds its key; none for this machine alone.
    pub public_url: Option<String>,
    /// Another clock for sessions and links than the machine's.
    pub moment: Option<Moment>,
}

/// A clock for sessions and links.
#[derive(Clone)]
pub struct Moment(pub Arc<dyn Fn() -> Instant + Send + Sync>);

impl std::fmt::Debug for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Moment")
    }
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
    /// Pages would go through a network without encryption.
    #[error("pages are served beyond this machine only behind https")]
    WithoutHttps,
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
            Self::WithoutHttps => {
                "Put a proxy with a certificate before it and name its address: --public-url https://collect.example."
            }
            Self::Io(_) => "Try again; if it stays so, look at the limits of this machine on threads and open files.",
        }
    }
}

/// The pages over a desk, and the thread the desk sits on: it ends when the router
/// and all its requests are gone.
///
/// # Errors
/// When the system gives no thread, or the file of secrets cannot be opened.
pub fn app(desk: Desk, options: ServeOptions) -> std::io::Result<(Router, JoinHandle<()>)> {
    let (desk, thread) = AtDesk::seat(desk)?;
    let secrets = options.book.map_or_else(Secrets::in_memory, |book| Secrets::open_beside(&book));
    let secrets = secrets.map_err(std::io::Error::other)?;
    let rights = match options.rights {
        Some(rights) => rights,
        None => Rights::parse(Rights::SHIPPED).map_err(std::io::Error::other)?,
    };
    let moment = options.moment.map_or_else(|| Arc::new(makegood_desk::wall_now) as Arc<_>, |Moment(moment)| moment);
    let public_url = options.public_url.map(|url| url.trim_end_matches('/').to_owned());
    let public: guard::Public = public_url.as_deref().map(Into::into);
    let at_door = Arc::new(Door::new(secrets, rights, moment, public_url));
    let pages = Pages { desk, notice: options.notice.map(Into::into), door: at_door };
    let router = routes::all()
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(REQUEST_SECONDS)))
        .layer(from_fn_with_state(pages.clone(), door))
        .layer(from_fn_with_state(public, guard::guard))
        .layer(from_fn(tongue::speak))
        .layer(CompressionLayer::new())
        .with_state(pages);
    Ok((router, thread))
}

/// Serves the pages, on 127.0.0.1 unless told otherwise, until Ctrl-C or the system's word to end. Requests
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
    let to = options.listen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let is_https = options.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    if !is_https && (!to.is_loopback() || options.public_url.is_some()) {
        return Err(ServeError::WithoutHttps);
    }
    let listener = TcpListener::bind((to, port)).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortTaken { port },
        std::io::ErrorKind::PermissionDenied => ServeError::PortNotAllowed { port },
        _ => ServeError::Io(error),
    })?;
    let address = listener.local_addr()?;
    let (router, thread) = app(desk, options)?;
    ready(address);
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(told_to_end())
        .await?;
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
