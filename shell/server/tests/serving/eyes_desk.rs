//! A book in which something waits for a second person, and people who log in to it.

use crate::site::{Answer, Site, policy};
use jiff::tz::TimeZone;
use makegood_case::{FileFact, FileRow};
use makegood_desk::{AddUser, BoardOptions, Clock, Desk, PolicyTexts, Role, Source, board};
use makegood_server::ServeOptions;
use makegood_tongues::{Tongue, shipped};
use makegood_units::{BusinessDate, Currency, StaffId};

const PARTIES: &str = "party_id,kind,country,time_zone
B-1,person,KE,Africa/Nairobi
B-2,person,KE,Africa/Nairobi
";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on
L-1,B-1,north,USD,400.00,2026-01-05
L-2,B-2,north,USD,300.00,2025-12-10
";
const DUE: &str = "loan_id,no,due_on,principal
L-1,1,2026-02-05,100.00
L-1,2,2026-03-05,100.00
L-1,3,2026-04-05,100.00
L-1,4,2026-05-05,100.00
L-2,1,2026-01-10,100.00
L-2,2,2026-02-10,100.00
L-2,3,2026-03-10,100.00
";
const STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills
S-1,Invented Amina,north,officer,240,call visit
S-2,Invented Betty,north,officer,240,call visit
S-L,Invented Carol,north,leader,240,call
S-N,Invented Diana,north,leader,240,call
S-F,Invented Edith,south,leader,240,call
";
/// A leader heard both refusals, so she cannot be the second person for what they show.
const OUTCOMES: &str = "party_id,at,channel,by,outcome,note,promise_amount,currency,promise_due_on
B-1,2026-02-09T10:00:00+03:00,call,S-1,promise_to_pay,Named the day.,100.00,USD,2026-02-10
B-1,2026-02-14T10:00:00+03:00,call,S-1,promise_to_pay,Named the day again.,100.00,USD,2026-02-15
B-1,2026-02-19T10:00:00+03:00,call,S-N,refused,I pay when I like.,,,
B-1,2026-02-21T10:00:00+03:00,call,S-N,refused,Do what you want.,,,
";
/// Two steps that take two; an executive goes on to them, so that the test needs no months.
const RUNGS: &str = r#"
[[rung]]
id = "acceleration"
action = "acceleration"
situations = ["S1a", "S1b", "S2", "S3", "S4"]
from_days_past_due = 1
after_fruitless_calls = 1
wait_days = 90
minutes = 60
cost_minor = 500
harm_minor = 500
effect = [{ situations = ["S1a", "S1b", "S2", "S3", "S4"], uplift_bp = [300, 300, 300, 500], source = "expert" }]

[[rung]]
id = "write-off"
action = "write_off"
situations = ["S1a", "S1b", "S2", "S3", "S4"]
from_days_past_due = 1
after_fruitless_calls = 1
wait_days = 365
minutes = 60
cost_minor = 100
harm_minor = 0
always = true
"#;
const TODAY: &str = "2026-02-24";

fn fact(cells: [(&str, &str); 3]) -> FileFact {
    let today: BusinessDate = TODAY.parse().unwrap();
    let common = [("source", "visit"), ("confidence", "verified")];
    let cells = cells.iter().chain(&common).map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned()));
    FileRow::new(cells).read(Some(Currency::USD), today).unwrap()
}

fn desk() -> Desk {
    let zone = TimeZone::get("Africa/Nairobi").unwrap();
    let mut desk = Desk::in_memory(Clock::standing(TODAY.parse().unwrap(), 13, zone)).unwrap();
    let options = BoardOptions { actor: "tests".to_owned(), ..BoardOptions::default() };
    let sources = [
        Source::Shipped("parties.csv", PARTIES),
        Source::Shipped("loans.csv", LOANS),
        Source::Shipped("instalments.csv", DUE),
        Source::Shipped("staff.csv", STAFF),
        Source::Shipped("outcomes.csv", OUTCOMES),
    ];
    board(&mut desk, &sources, &options, |_| {}).unwrap();
    let mut policy: PolicyTexts = policy();
    policy.strategy.1 += RUNGS;
    desk.adopt(&policy, "tests").unwrap();
    desk.close(TODAY.parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    for party in ["B-1", "B-2"] {
        let wage = fact([("kind", "income"), ("line", "wage"), ("monthly", "450")]);
        let rent = fact([("kind", "fixed_cost"), ("line", "rent"), ("monthly", "60")]);
        desk.learn(&party.into(), &[wage, rent], &"S-1".into()).unwrap();
    }
    for (staff, role, branch) in [
        (Some("S-1"), Role::Collector, "north"),
        (Some("S-2"), Role::Collector, "north"),
        (Some("S-L"), Role::TeamLeader, "north"),
        (Some("S-N"), Role::TeamLeader, "north"),
        (Some("S-F"), Role::TeamLeader, "south"),
        (None, Role::Executive, "north"),
        (None, Role::Auditor, "north"),
        (None, Role::Administrator, "north"),
    ] {
        let staff = staff.map(StaffId::new);
        let login = staff.as_ref().map_or_else(|| role.word().to_owned(), |id| id.as_str().to_lowercase());
        let name = format!("Invented {login}");
        let branches = vec![branch.into()];
        desk.add_user(&AddUser { staff, name, login, role, branches, team: None, persona: true }, "tests").unwrap();
    }
    desk
}

pub const EXECUTIVE: &str = "U-1";
pub const AUDITOR: &str = "U-2";
const ADMINISTRATOR: &str = "U-3";

pub type Form = &'static [(&'static str, &'static str)];

/// Two browsers and more on one book.
pub struct Desks {
    site: Site,
}

impl Desks {
    pub fn open() -> Self {
        Self { site: Site::with(desk(), ServeOptions::default()) }
    }

    pub async fn post(&mut self, who: &str, path: &str, form: Form) -> Answer {
        self.site.cookie = Some(who.to_owned());
        self.site.post(path, form).await
    }

    pub async fn get(&mut self, who: &str, path: &str) -> Answer {
        self.site.cookie = Some(who.to_owned());
        self.site.get(path).await
    }

    /// The version of a case: it grows with whatever is recorded in it.
    pub async fn version(&mut self, party: &str) -> i64 {
        self.site.cookie = Some(EXECUTIVE.to_owned());
        self.site.head(party).await.parse().unwrap()
    }

    pub async fn done(&mut self, who: &str, party: &str, path: &str, form: Form) -> Answer {
        let before = self.version(party).await;
        let answer = self.post(who, path, form).await;
        assert_eq!(answer.status.as_u16(), 303, "{who} {path} {form:?}: {}", answer.text);
        assert!(self.version(party).await > before, "{who} {path} {form:?}");
        answer
    }

    pub async fn refused(&mut self, who: &str, party: &str, path: &str, form: Form, (status, says): (u16, &str)) {
        let before = self.version(party).await;
        let answer = self.post(who, path, form).await;
        assert_eq!(answer.status.as_u16(), status, "{who} {path} {form:?}: {}", answer.text);
        answer.shows(says);
        assert_eq!(self.version(party).await, before, "{who} {path} {form:?} left something");
    }

    /// Everybody who may not end what waits, then one who lost the right meanwhile.
    pub async fn nobody_else(&mut self, party: &str, path: &str, form: Form, own: (&str, &str)) {
        let (proposer, says) = own;
        self.refused(proposer, party, path, form, (422, says)).await;
        for who in ["S-2", AUDITOR] {
            self.refused(who, party, path, form, (403, ">no_right<")).await;
        }
        self.refused("S-F", party, path, form, (404, ">not_found<")).await;
    }

    /// The page has its entry in every language.
    pub async fn spoken(&mut self, who: &str, path: &str) {
        let page = self.get(who, path).await;
        for tongue in [Tongue::Spanish, Tongue::Chinese] {
            let read = makegood_tongues::page::read(&page.text, tongue, shipped::catalogue(tongue).unwrap());
            assert!(read.missing.is_empty(), "{path} in {}: {:#?}", tongue.code(), read.missing);
        }
    }

    pub async fn role(&mut self, staff: &str, role: &'static str) {
        let form: Form = match role {
            "collector" => &[("what", "rights"), ("role", "collector"), ("branches", "north"), ("team", "")],
            _ => &[("what", "rights"), ("role", "team_leader"), ("branches", "north"), ("team", "")],
        };
        let answer = self.post(ADMINISTRATOR, &format!("/people/{staff}"), form).await;
        assert!(answer.status.as_u16() < 400, "{}", answer.text);
    }

    /// Somebody who might have ended it when it was proposed and has lost the right since.
    pub async fn lost_meanwhile(&mut self, who: &str, party: &str, path: &str, form: Form) {
        self.role(who, "collector").await;
        self.refused(who, party, path, form, (403, ">no_right<")).await;
        self.role(who, "team_leader").await;
    }
}
