//! A small invented book, its pages, and a browser that asks for them.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::tz::TimeZone;
use makegood_access::{Matter, Right, Rights};
use makegood_desk::{AddUser, BoardOptions, Boarded, Clock, Desk, PolicyTexts, Role, Source, board};
use makegood_server::{ServeOptions, app};
use makegood_units::BusinessDate;
use std::collections::BTreeMap;
use std::sync::Mutex;
use tower::ServiceExt;

/// Everybody here is invented.
const PARTIES: &str = "party_id,kind,country,time_zone
B-1,person,UG,Africa/Kampala
B-2,person,UG,Africa/Kampala
B-3,person,UG,Africa/Kampala
B-4,person,UG,Africa/Kampala
B-5,person,UG,Africa/Kampala
B-6,person,KE,Africa/Nairobi
B-7,person,UG,
B/8 ü,person,UG,Africa/Kampala
";
const NAMES: &str = "party_id,name
B-1,<script>alert(1)</script> & Nabirye
B-2,Esther Akello
B-3,John Wekesa
B-4,Agnes Nandutu
B-5,Moses Ssali
B-6,Hassan Kiprop
B-7,Rose Katono
";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on,product,purpose
L-1,B-1,north,USD,600,2006-11-15,Retail,Grocery
L-2,B-2,north,USD,600,2006-11-15,Retail,Tailor
L-3,B-3,north,USD,600,2006-11-15,Retail,Kiosk
L-4,B-4,south,USD,600,2006-11-15,Retail,Farm
L-5,B-5,south,USD,600,2006-11-15,Retail,Farm
L-6,B-6,south,KES,60000,2006-11-15,Retail,Farm
L-7,B-7,north,USD,600,2006-11-15,Retail,Farm
L-8,B/8 ü,south,USD,600,2006-11-15,Retail,Farm
";
/// How many of the six instalments each had paid by 2 March 2007, and then by 2 April.
const PAID: [(&str, i64, i64, i64); 8] = [
    ("L-1", 100, 3, 3),
    ("L-2", 100, 1, 1),
    ("L-3", 100, 1, 6),
    ("L-4", 100, 2, 4),
    ("L-5", 100, 3, 4),
    ("L-6", 10_000, 1, 2),
    ("L-7", 100, 1, 1),
    ("L-8", 100, 2, 2),
];
const DUE: [&str; 6] = ["2006-12-15", "2007-01-15", "2007-02-15", "2007-03-15", "2007-04-15", "2007-05-15"];
const POINTS: &str = "contact_point_id,party_id,kind,value,place,provenance,consent
C-1,B-1,phone,+256000000001,,application,true
C-1a,B-1,address,Stall 1,Lower Market,application,true
C-2,B-2,phone,+256000000002,,application,true
C-6,B-6,phone,+254000000006,,application,false
";
const STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills
S-1,Grace Auma,north,officer,420,call visit
S-2,Peter Okello,south,officer,420,call visit
S-L,Ruth Namara,north,leader,0,call
";

/// A browser on a book.
pub struct Site {
    router: Router,
    /// Who is logged in, by number; Grace Auma unless said otherwise.
    pub cookie: Option<String>,
    /// The cookies of those who logged in.
    sessions: Mutex<BTreeMap<String, String>>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().unwrap()
    }

    #[track_caller]
    pub fn shows(&self, what: &str) {
        assert!(self.text.contains(what), "{what:?} is not on the page:\n{}", self.text);
    }
}

fn shipped(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

pub fn sources() -> Vec<Source> {
    let mut instalments = "loan_id,no,due_on,principal\n".to_owned();
    let mut payments = "payment_id,loan_id,value_on,amount\n".to_owned();
    for (loan, amount, early, late) in PAID {
        for (no, due_on) in DUE.iter().enumerate() {
            instalments += &format!("{loan},{},{due_on},{amount}\n", no + 1);
        }
        payments += &format!("P-{loan}-1,{loan},2007-02-20,{}\n", early * amount);
        if late > early {
            payments += &format!("P-{loan}-2,{loan},2007-03-20,{}\n", (late - early) * amount);
        }
    }
    vec![
        Source::Shipped("parties.csv", PARTIES),
        Source::Shipped("party_names.csv", NAMES),
        Source::Shipped("loans.csv", LOANS),
        Source::Shipped("instalments.csv", shipped(instalments)),
        Source::Shipped("payments.csv", shipped(payments)),
        Source::Shipped("contact_points.csv", POINTS),
        Source::Shipped("staff.csv", STAFF),
    ]
}

pub fn policy() -> PolicyTexts {
    let pack = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    let strategy = include_str!("../../../../strategies/microfinance.toml");
    PolicyTexts {
        strategy: ("microfinance.toml".to_owned(), strategy.to_owned()),
        packs: vec![
            pack("house", include_str!("../../../../packs/house.md")),
            pack("us-fdcpa", include_str!("../../../../packs/us-fdcpa.md")),
            pack("us-regf", include_str!("../../../../packs/us-regf.md")),
        ],
    }
}

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

/// A book of these files, brought in one after the other, closed on these days.
pub fn desk_of(deliveries: &[&[Source]], closing: &[&str]) -> Desk {
    desk_under(&policy(), deliveries, closing)
}

/// The same under a policy.
pub fn desk_under(policy: &PolicyTexts, deliveries: &[&[Source]], closing: &[&str]) -> Desk {
    let zone = TimeZone::get("Africa/Kampala").unwrap();
    let mut desk = Desk::in_memory(Clock::standing(day("2007-04-02"), 13, zone)).unwrap();
    let options = BoardOptions { actor: "tests".to_owned(), ..BoardOptions::default() };
    for sources in deliveries {
        let boarded = board(&mut desk, sources, &options, |_| {}).unwrap();
        assert!(boarded.iter().all(|file: &Boarded| file.refused == 0 && file.rows > 0), "{boarded:?}");
    }
    desk.adopt(policy, "tests").unwrap();
    for closed in closing {
        desk.close(day(closed), "tests", |_, _, _| {}).unwrap();
    }
    desk
}

pub fn desk(closing: &[&str]) -> Desk {
    desk_of(&[&sources()], closing)
}

/// Lets the invented staff in, whoever of them was delivered.
pub fn let_in(desk: &mut Desk) {
    let people = [
        ("S-1", "Grace Auma", Role::Collector),
        ("S-2", "Peter Okello", Role::Collector),
        ("S-L", "Ruth Namara", Role::TeamLeader),
    ];
    for (id, name, role) in people {
        let known = makegood_views::people::colleagues(desk.book(), i64::MAX).unwrap();
        let staff = known.iter().find(|one| one.id.as_str() == id).map(|one| one.id.clone());
        if staff.is_none() && id != "S-1" {
            continue;
        }
        let branches = vec!["north".into(), "south".into()];
        let (name, login) = (name.to_owned(), id.to_lowercase());
        desk.add_user(&AddUser { staff, name, login, role, branches, team: None, persona: true }, "tests").unwrap();
    }
}

/// A table under which everybody may do everything, for tests of what pages say.
pub fn all_rights() -> Rights {
    let row = |word: &str| -> String {
        let roles = Role::ALL.iter().map(|role| format!("{} = \"{word}\"", role.word()));
        roles.collect::<Vec<_>>().join(", ")
    };
    let rights = Right::ALL.iter().map(|right| format!("{} = {{ {} }}\n", right.word(), row("all")));
    let veils = Matter::ALL.iter().map(|matter| format!("{} = {{ {} }}\n", matter.word(), row("shown")));
    let text = format!("[rights]\n{}[veils]\n{}", rights.collect::<String>(), veils.collect::<String>());
    Rights::parse(&text).unwrap()
}

impl Site {
    pub fn over(mut desk: Desk) -> Self {
        let_in(&mut desk);
        Self::with(desk, ServeOptions { rights: Some(all_rights()), ..ServeOptions::default() })
    }

    /// The pages under other options, with the people the desk has.
    pub fn with(desk: Desk, options: ServeOptions) -> Self {
        let options = ServeOptions { notice: Some("Everybody in this book is invented.".to_owned()), ..options };
        Self { router: app(desk, options).unwrap().0, cookie: None, sessions: Mutex::default() }
    }

    /// The pages themselves.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The cookie of whoever is logged in, after pressing their name on the login page.
    pub async fn session(&self) -> String {
        let id = self.cookie.clone().unwrap_or_else(|| "S-1".to_owned());
        if let Some(known) = self.sessions.lock().unwrap().get(&id) {
            return known.clone();
        }
        let mut first = "U-1".to_owned();
        for user in [id.as_str(), "U-1"] {
            let answer = self.send(self.form("http://127.0.0.1:8080", "/login/as", &[("user", user)], None)).await;
            if let Some(cookie) = answer.headers.get(header::SET_COOKIE) {
                first = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
                break;
            }
        }
        self.sessions.lock().unwrap().insert(id, first.clone());
        first
    }

    /// The book closed on 2 March and 2 April 2007.
    pub fn open() -> Self {
        Self::over(desk(&["2007-03-02", "2007-04-02"]))
    }

    /// Another browser on the same book, acting as a colleague.
    pub fn beside(&self, id: &str) -> Self {
        Self { router: self.router.clone(), cookie: Some(id.to_owned()), sessions: Mutex::default() }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
    }

    fn request(method: &str, path: &str, cookie: Option<&str>) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:8080");
        match cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    fn form(&self, origin: &str, path: &str, fields: &[(&str, &str)], cookie: Option<&str>) -> Request<Body> {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Self::request("POST", path, cookie)
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.body(Body::from(body.join("&"))).unwrap()
    }

    pub async fn get(&self, path: &str) -> Answer {
        let cookie = self.session().await;
        self.get_with(path, Some(&cookie)).await
    }

    /// A page asked for with a cookie, or with none.
    pub async fn get_with(&self, path: &str, cookie: Option<&str>) -> Answer {
        self.send(Self::request("GET", path, cookie).body(Body::empty()).unwrap()).await
    }

    /// A form posted with a cookie, or with none.
    pub async fn post_with(&self, path: &str, fields: &[(&str, &str)], cookie: Option<&str>) -> Answer {
        self.send(self.form("http://127.0.0.1:8080", path, fields, cookie)).await
    }

    pub async fn get_json(&self, path: &str) -> Answer {
        let cookie = self.session().await;
        let request = Self::request("GET", path, Some(&cookie)).header(header::ACCEPT, "application/json");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Posts a form as the browser would from a page of this site.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from("http://127.0.0.1:8080", path, fields).await
    }

    pub async fn post_from(&self, origin: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let cookie = self.session().await;
        self.send(self.form(origin, path, fields, Some(&cookie))).await
    }

    /// The version of a case its page was made from.
    pub async fn head(&self, party: &str) -> String {
        let page = self.get(&format!("/case/{party}")).await;
        between(&page.text, "name=\"head\" value=\"", "\"").to_owned()
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What stands between two marks, the first time.
#[track_caller]
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("{start:?} is not in:\n{text}")) + start.len();
    &text[from..from + text[from..].find(end).unwrap()]
}
