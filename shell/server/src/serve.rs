//! Serving: the router, what every request passes, the beginning and the end.

use crate::asked::Pages;
use crate::at_desk::{AtDesk, Hand, NoAnswer};
use crate::door::{Door, door};
use crate::jobs::Jobs;
use crate::live::Live;
use crate::ways_in::WaysIn;
use crate::{guard, routes, tongue, typed};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use makegood_access::{Rights, Secrets};
use makegood_api::{Away, Shared, Store, Task, Way};
use makegood_desk::{Clock, Desk};
use makegood_units::Instant;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// A form holds a note of 2,000 characters and a few words more.
pub(crate) const BODY_BYTES: usize = 64 * 1024;
/// A request that trickles in for longer is dropped.
const REQUEST_SECONDS: u64 = 30;

/// What may be chosen when serving.
#[derive(Clone, Debug, Default)]
pub struct ServeOptions {
    /// A notice fixed to every page, such as what is invented in a demo book.
    pub notice: Option<String>,
    /// The file of the book: secrets and the tokens of programs are kept beside it. None keeps them in memory.
    pub book: Option<PathBuf>,
    /// The lender's own table of rights; none for the shipped one.
    pub rights: Option<Rights>,
    /// Where to listen; none for this machine alone.
    pub listen: Option<IpAddr>,
    /// The address people outside use, `https://collect.example`, behind a proxy that
    /// holds its key; none for this machine alone.
    pub public_url: Option<String>,
    /// The lender's sign-in provider; none for passwords alone.
    pub provider: Option<makegood_oidc::Settings>,
    /// Where browsers of this machine reach the pages, once it is known.
    pub here: Option<SocketAddr>,
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
    let site = site(desk, options)?;
    Ok((site.router, site.thread))
}

/// The way of programs to the same desk and the same readers.
fn shared(desk: &AtDesk, store: Store, rights: Rights, clock: Clock) -> Arc<Shared> {
    let desk = desk.clone();
    let way: Way = Arc::new(move |hand, task: Task| {
        let desk = desk.clone();
        let hand = match hand {
            makegood_api::Hand::Reads => Hand::Reads,
            makegood_api::Hand::Writes => Hand::Writes,
        };
        Box::pin(async move {
            desk.ask(hand, move |desk| task(desk)).await.map_err(|none| match none {
                NoAnswer::Busy => Away::Busy,
                NoAnswer::Failed => Away::Failed,
            })
        })
    });
    Shared::new(way, store, rights, clock)
}

/// What is served, and what goes on beside the requests.
struct Site {
    router: Router,
    thread: JoinHandle<()>,
    live: Live,
    jobs: Jobs,
    programs: Arc<Shared>,
}

fn site(desk: Desk, options: ServeOptions) -> std::io::Result<Site> {
    let live = Live::new();
    let clock = desk.clock().clone();
    let store = options.book.as_deref().map_or_else(Store::in_memory, Store::beside).map_err(std::io::Error::other)?;
    let (log, second) = (desk.job_log(), desk.second().map_err(std::io::Error::other)?);
    let (desk, thread) = AtDesk::seat(desk)?;
    let jobs = Jobs::begin(log, second, &desk, live.clone())?;
    let secrets = options.book.map_or_else(Secrets::in_memory, |book| Secrets::open_beside(&book));
    let secrets = secrets.map_err(std::io::Error::other)?;
    let rights = match options.rights {
        Some(rights) => rights,
        None => Rights::parse(Rights::SHIPPED).map_err(std::io::Error::other)?,
    };
    let programs = shared(&desk, store, rights.clone(), clock);
    let moment = options.moment.map_or_else(|| Arc::new(makegood_desk::wall_now) as Arc<_>, |Moment(moment)| moment);
    let public_url = options.public_url.map(|url| url.trim_end_matches("/").to_owned());
    let public: guard::Public = public_url.as_deref().map(Into::into);
    let here = options.here.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)));
    let address = public_url.clone().unwrap_or_else(|| format!("http://{here}"));
    let ways = WaysIn::at(&address, options.provider).map_err(std::io::Error::other)?;
    let at_door = Arc::new(Door::new(secrets, rights, moment, public_url, ways, programs.clone()));
    let notice = options.notice.map(Into::into);
    let pages = Pages { desk, notice, live: live.clone(), jobs: jobs.clone(), door: at_door };
    let router = routes::all()
        .layer(from_fn(typed::keep))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(REQUEST_SECONDS)))
        .layer(from_fn_with_state(pages.clone(), door))
        .layer(from_fn_with_state(public.clone(), guard::guard))
        .layer(from_fn(tongue::speak))
        // Fastest: a page goes to this machine, and packing it tighter takes longer than sending it.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .with_state(pages);
    // Programs pass a gate of their own: a token and no cookie, so what guards pages
    // against other sites' pages has nothing to guard here.
    let api = makegood_api::docs::pages(&crate::assets::style().path)
        .layer(from_fn_with_state(public, guard::guard))
        .nest("/v1", makegood_api::router(programs.clone()));
    let router = Router::new().nest("/api", api).merge(router);
    Ok(Site { router, thread, live, jobs, programs })
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
    let site = site(desk, ServeOptions { here: Some(address), ..options })?;
    let (live, jobs) = (site.live, site.jobs);
    let resumed = tokio::spawn(makegood_api::resume(site.programs.clone()));
    let messages = tokio::spawn(makegood_api::webhook::deliver(site.programs));
    ready(address);
    let served = axum::serve(listener, site.router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            told_to_end().await;
            // What is watched ends here; other answers are finished first.
            live.close();
            jobs.stop_all();
        })
        .await;
    resumed.abort();
    messages.abort();
    served?;
    let thread = site.thread;
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
