//! A small invented book with programs at it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::tz::TimeZone;
use makegood_access::Rights;
use makegood_api::store::NewToken;
use makegood_api::{Away, Hand, Scope, Shared, Store, Task, Way, router};
use makegood_desk::{BoardOptions, Clock, Desk, PolicyTexts, Source, board};
use makegood_units::Instant;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::oneshot;
use tower::ServiceExt;

/// Everybody here is invented.
const FILES: [(&str, &str); 6] = [
    (
        "parties.csv",
        "party_id,kind,country,time_zone\nB-1,person,UG,Africa/Kampala\nB-2,person,UG,Africa/Kampala\nB-3,person,UG,Africa/Kampala\n",
    ),
    ("party_names.csv", "party_id,name\nB-1,Invented Nabirye\nB-2,Invented Akello\nB-3,Invented Wekesa\n"),
    (
        "loans.csv",
        "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,600,2006-11-15\nL-2,B-2,south,USD,600,2006-11-15\nL-3,B-3,south,USD,600,2006-11-15\n",
    ),
    (
        "instalments.csv",
        "loan_id,no,due_on,principal\nL-1,1,2006-12-15,300\nL-1,2,2007-02-15,300\nL-2,1,2006-12-15,600\nL-3,1,2007-06-15,600\n",
    ),
    ("payments.csv", "payment_id,loan_id,value_on,amount\nP-1,L-1,2007-01-20,100\n"),
    (
        "staff.csv",
        "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Invented Auma,north,officer,420,call visit\nS-L,Invented Namara,north,leader,0,call\n",
    ),
];

/// The book behind the interface.
pub struct Site {
    router: Router,
    pub shared: Arc<Shared>,
    made: AtomicU32,
}

/// What came back.
pub struct Answer {
    #[allow(dead_code)]
    pub status: StatusCode,
    #[allow(dead_code)]
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    #[allow(dead_code)]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[allow(dead_code)]
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

fn clock() -> Clock {
    Clock::standing("2007-04-02".parse().unwrap(), 13, TimeZone::get("Africa/Kampala").unwrap())
}

fn fill(desk: &mut Desk) {
    let sources: Vec<Source> = FILES.iter().map(|(name, text)| Source::Shipped(name, text)).collect();
    let options = BoardOptions { actor: "tests".to_owned(), ..BoardOptions::default() };
    board(desk, &sources, &options, |_| {}).unwrap();
    let strategy = include_str!("../../../../strategies/microfinance.toml");
    let pack = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    let policy = PolicyTexts {
        strategy: ("microfinance.toml".to_owned(), strategy.to_owned()),
        packs: vec![
            pack("house", include_str!("../../../../packs/house.md")),
            pack("us-fdcpa", include_str!("../../../../packs/us-fdcpa.md")),
            pack("us-regf", include_str!("../../../../packs/us-regf.md")),
        ],
    };
    desk.adopt(&policy, "tests").unwrap();
    desk.close("2007-03-02".parse().unwrap(), "tests", |_, _, _| {}).unwrap();
}

type Queue = std::sync::mpsc::Sender<(Task, oneshot::Sender<()>)>;

fn seated(work: impl Fn(Task) + Send + 'static) -> Queue {
    let (queue, waiting) = std::sync::mpsc::channel::<(Task, oneshot::Sender<()>)>();
    std::thread::spawn(move || {
        for (task, done) in waiting {
            work(task);
            let _ = done.send(());
        }
    });
    queue
}

/// The desk on a thread of its own and, for a book in a file, a reader on another, as the
/// server has them.
fn way(desk: Desk) -> Way {
    let reader = desk.reader().unwrap().map(|reader| {
        let reader = std::cell::RefCell::new(reader);
        seated(move |task| reader.borrow_mut().in_one_state(task).unwrap())
    });
    let desk = std::cell::RefCell::new(desk);
    let writer = seated(move |task| task(&mut desk.borrow_mut()));
    Arc::new(move |hand, task| {
        let queue = if hand == Hand::Reads { reader.as_ref().unwrap_or(&writer) } else { &writer }.clone();
        Box::pin(async move {
            let (done, is_done) = oneshot::channel();
            queue.send((task, done)).map_err(|_| Away::Failed)?;
            is_done.await.map_err(|_| Away::Failed)
        })
    })
}

impl Site {
    fn over(desk: Desk, store: Store) -> Self {
        let shared = Shared::new(way(desk), store, Rights::parse(Rights::SHIPPED).unwrap(), clock());
        Self { router: router(shared.clone()), shared, made: AtomicU32::new(0) }
    }

    /// The book in memory, closed on 2 March 2007.
    #[allow(dead_code)]
    pub fn open() -> Self {
        let mut desk = Desk::in_memory(clock()).unwrap();
        fill(&mut desk);
        Self::over(desk, Store::in_memory().unwrap())
    }

    /// The same in a file.
    #[allow(dead_code)]
    pub fn on_disk(book: &Path) -> Self {
        let mut desk = Desk::open(book, clock()).unwrap();
        fill(&mut desk);
        Self::over(desk, Store::beside(book).unwrap())
    }

    /// That file once more.
    #[allow(dead_code)]
    pub fn again(book: &Path) -> Self {
        Self::over(Desk::open(book, clock()).unwrap(), Store::beside(book).unwrap())
    }

    fn made(&self, scopes: &[Scope], acts_as: Option<&str>, branch: Option<&str>, per_minute: u32) -> String {
        let name = format!("program {}", self.made.fetch_add(1, Ordering::Relaxed));
        let new = NewToken {
            name,
            scopes: scopes.to_vec(),
            acts_as: acts_as.map(Into::into),
            branch: branch.map(Into::into),
            until: None,
            per_minute,
        };
        self.shared.store.add_token(&new, Instant::UNIX_EPOCH).unwrap().unwrap()
    }

    pub fn token(&self, scopes: &[Scope], acts_as: Option<&str>, branch: Option<&str>) -> String {
        self.made(scopes, acts_as, branch, 100_000)
    }

    /// Two requests a minute.
    #[allow(dead_code)]
    pub fn slow_token(&self) -> String {
        self.made(&[Scope::CasesRead], None, None, 2)
    }

    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        headers: &[(String, String)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let answer = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
        }
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.ask("GET", path, Some(token), &[], None).await
    }
}

/// A write with its key.
#[allow(dead_code)]
pub async fn write(site: &Site, path: &str, token: &str, key: &str, body: &Value) -> Answer {
    let headers = [("idempotency-key".to_owned(), key.to_owned())];
    site.ask("POST", path, Some(token), &headers, Some(body)).await
}

/// How many events of a kind the journal has.
#[allow(dead_code)]
pub async fn count_of(site: &Site, token: &str, kind: &str) -> usize {
    site.get(&format!("/events?kind={kind}&limit=200"), token).await.body["entries"].as_array().unwrap().len()
}
