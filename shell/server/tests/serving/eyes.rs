//! Four eyes over HTTP by two logins under the shipped rights: acceleration, settlement,
//! relief with each tranche, write-off, and a finding of intent. Everybody is invented.

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

const EXECUTIVE: &str = "U-1";
const AUDITOR: &str = "U-2";
const ADMINISTRATOR: &str = "U-3";

type Form = &'static [(&'static str, &'static str)];

struct Desks {
    site: Site,
}

impl Desks {
    fn open() -> Self {
        Self { site: Site::with(desk(), ServeOptions::default()) }
    }

    async fn post(&mut self, who: &str, path: &str, form: Form) -> Answer {
        self.site.cookie = Some(who.to_owned());
        self.site.post(path, form).await
    }

    async fn get(&mut self, who: &str, path: &str) -> Answer {
        self.site.cookie = Some(who.to_owned());
        self.site.get(path).await
    }

    /// The version of a case: it grows with whatever is recorded in it.
    async fn version(&mut self, party: &str) -> i64 {
        self.site.cookie = Some(EXECUTIVE.to_owned());
        self.site.head(party).await.parse().unwrap()
    }

    async fn done(&mut self, who: &str, party: &str, path: &str, form: Form) -> Answer {
        let before = self.version(party).await;
        let answer = self.post(who, path, form).await;
        assert_eq!(answer.status.as_u16(), 303, "{who} {path} {form:?}: {}", answer.text);
        assert!(self.version(party).await > before, "{who} {path} {form:?}");
        answer
    }

    async fn refused(&mut self, who: &str, party: &str, path: &str, form: Form, (status, says): (u16, &str)) {
        let before = self.version(party).await;
        let answer = self.post(who, path, form).await;
        assert_eq!(answer.status.as_u16(), status, "{who} {path} {form:?}: {}", answer.text);
        answer.shows(says);
        assert_eq!(self.version(party).await, before, "{who} {path} {form:?} left something");
    }

    /// Everybody who may not end what waits, then one who lost the right meanwhile.
    async fn nobody_else(&mut self, party: &str, path: &str, form: Form, own: (&str, &str)) {
        let (proposer, says) = own;
        self.refused(proposer, party, path, form, (422, says)).await;
        for who in ["S-2", AUDITOR] {
            self.refused(who, party, path, form, (403, ">no_right<")).await;
        }
        self.refused("S-F", party, path, form, (404, ">not_found<")).await;
    }

    /// The page has its entry in every language.
    async fn spoken(&mut self, who: &str, path: &str) {
        let page = self.get(who, path).await;
        for tongue in [Tongue::Spanish, Tongue::Chinese] {
            let read = makegood_tongues::page::read(&page.text, tongue, shipped::catalogue(tongue).unwrap());
            assert!(read.missing.is_empty(), "{path} in {}: {:#?}", tongue.code(), read.missing);
        }
    }

    async fn role(&mut self, staff: &str, role: &'static str) {
        let form: Form = match role {
            "collector" => &[("what", "rights"), ("role", "collector"), ("branches", "north"), ("team", "")],
            _ => &[("what", "rights"), ("role", "team_leader"), ("branches", "north"), ("team", "")],
        };
        let answer = self.post(ADMINISTRATOR, &format!("/people/{staff}"), form).await;
        assert!(answer.status.as_u16() < 400, "{}", answer.text);
    }

    /// Somebody who might have ended it when it was proposed and has lost the right since.
    async fn lost_meanwhile(&mut self, who: &str, party: &str, path: &str, form: Form) {
        self.role(who, "collector").await;
        self.refused(who, party, path, form, (403, ">no_right<")).await;
        self.role(who, "team_leader").await;
    }
}

const SETTLEMENT: Form = &[
    ("settlement.offer_bp", "9500"),
    ("settlement.pay_bp", "9900"),
    ("route", "settlement"),
    ("reason", "Her brother pays in one sum"),
    ("retest_on", ""),
];
const RELIEF: Form = &[
    ("relief_loan.amount_minor", "15000"),
    ("relief_loan.keep_bp", "7500"),
    ("route", "relief_loan"),
    ("reason", "The oven is what is missing"),
    ("retest_on", ""),
    ("amount", "100.00"),
    ("purpose", "the oven"),
    ("shows", "the oven with its invoice"),
    ("days", "14"),
    ("amount", "50.00"),
    ("purpose", "flour"),
    ("shows", "the till of a month"),
    ("days", "30"),
];
const DECIDE: &str = "/case/B-2/workout/decide";
const AGREE: &str = "/case/B-2/workout/agree";
const DECLINE: &str = "/case/B-2/workout/decline";
const STEP: &str = "/case/B-2/step";
const NOTE: Form = &[("note", "Read the offer and the file")];

#[tokio::test]
async fn row_41_a_settlement_is_proposed_by_one_login_and_takes_effect_by_another() {
    let mut desks = Desks::open();
    desks.refused("S-1", "B-2", DECIDE, SETTLEMENT, (403, ">no_right<")).await;
    desks.done("S-L", "B-2", DECIDE, SETTLEMENT).await;
    for who in ["S-L", "S-2", EXECUTIVE] {
        desks.spoken(who, "/approvals").await;
    }
    let mine = desks.get("S-L", "/approvals").await;
    mine.shows("somebody else; you proposed it");
    desks.get(EXECUTIVE, "/approvals").await.shows("Read and answer");
    let officer = desks.get("S-2", "/approvals").await;
    officer.shows("<li>team leader</li>");
    assert!(!officer.text.contains("Read and answer"));
    assert!(!desks.get("S-F", "/approvals").await.text.contains("B-2"), "another branch");
    desks.nobody_else("B-2", AGREE, NOTE, ("S-L", "decided by the same person")).await;
    desks.nobody_else("B-2", DECLINE, NOTE, ("S-L", "decided by the same person")).await;
    desks.lost_meanwhile("S-N", "B-2", AGREE, NOTE).await;
    let agreed = desks.done(EXECUTIVE, "B-2", AGREE, NOTE).await;
    let page = desks.get(EXECUTIVE, agreed.location()).await;
    page.shows("agreed to by Invented executive");
    page.shows("Invented Carol");
    let none = desks.get(EXECUTIVE, "/approvals").await;
    assert!(!none.text.contains("/case/B-2/workout"), "{}", none.text);
}

#[tokio::test]
async fn what_a_second_person_declines_has_no_effect_and_says_why() {
    let mut desks = Desks::open();
    desks.done("S-L", "B-2", DECIDE, SETTLEMENT).await;
    desks.refused(EXECUTIVE, "B-2", DECLINE, &[("note", " ")], (422, "decision_without_reason")).await;
    let declined = desks.done(EXECUTIVE, "B-2", DECLINE, &[("note", "She can pay the whole")]).await;
    let page = desks.get("S-L", declined.location()).await;
    page.shows("not agreed to by Invented executive");
    page.shows("She can pay the whole");
    desks.refused("S-N", "B-2", AGREE, NOTE, (422, "nothing_waits")).await;
    let none = desks.get(EXECUTIVE, "/approvals").await;
    assert!(!none.text.contains("/case/B-2/workout"), "{}", none.text);
}

#[tokio::test]
async fn row_64_relief_and_each_of_its_tranches_take_two_logins() {
    let mut desks = Desks::open();
    desks.done("S-L", "B-2", DECIDE, RELIEF).await;
    desks.nobody_else("B-2", AGREE, NOTE, ("S-L", "decided by the same person")).await;
    desks.lost_meanwhile("S-N", "B-2", AGREE, NOTE).await;
    desks.done(EXECUTIVE, "B-2", AGREE, NOTE).await;
    let path = "/case/B-2/workout/relief";
    let (approve, decline): (Form, Form) = (
        &[("what", "approve"), ("which", "1")],
        &[("what", "decline"), ("which", "1"), ("note", "No offer of the oven yet")],
    );
    desks.get("S-N", "/approvals").await.shows("Tranche of relief");
    desks.spoken("S-N", "/approvals").await;
    desks.nobody_else("B-2", path, approve, ("S-L", "decided by the same person")).await;
    desks.nobody_else("B-2", path, decline, ("S-L", "decided by the same person")).await;
    desks.lost_meanwhile("S-N", "B-2", path, approve).await;
    let declined = desks.done("S-N", "B-2", path, decline).await;
    desks.get("S-L", declined.location()).await.shows("not approved on");
    assert!(!desks.get("S-N", "/approvals").await.text.contains("Tranche of relief"));
    let draw: Form = &[("what", "draw"), ("which", "1"), ("amount", "100.00"), ("purpose", "the oven")];
    desks.refused("S-1", "B-2", path, draw, (422, "tranche 1 is not approved")).await;
    desks.done("S-N", "B-2", path, approve).await;
    desks.done("S-1", "B-2", path, draw).await;
}

#[tokio::test]
async fn row_44_acceleration_waits_for_another_login_that_leads() {
    let mut desks = Desks::open();
    let agree: Form = &[("step", "acceleration"), ("how", "agreed"), ("note", "Read the file and both notices")];
    let done: Form = &[("step", "acceleration"), ("how", "done"), ("note", "Called due")];
    let skip: Form = &[("step", "acceleration"), ("how", "skipped"), ("note", "She is leaving the country")];
    desks.done(EXECUTIVE, "B-2", STEP, skip).await;
    let decline: Form = &[("step", "acceleration"), ("how", "declined"), ("note", "She began to pay at the stall")];
    desks.get("S-L", "/approvals").await.shows("Step of the ladder");
    desks.spoken("S-L", "/approvals").await;
    desks.refused("S-1", "B-2", STEP, done, (422, "step_closed")).await;
    for form in [agree, decline] {
        desks.refused("S-1", "B-2", STEP, form, (403, ">no_right<")).await;
        desks.refused(AUDITOR, "B-2", STEP, form, (403, ">no_right<")).await;
        desks.refused("S-F", "B-2", STEP, form, (404, ">not_found<")).await;
        desks.lost_meanwhile("S-N", "B-2", STEP, form).await;
    }
    desks.done("S-N", "B-2", STEP, decline).await;
    desks.get("S-L", "/case/B-2").await.shows("a second person did not agree to it");
    desks.refused("S-1", "B-2", STEP, done, (422, "step_closed")).await;
    desks.done("S-L", "B-2", STEP, agree).await;
    // The house asks for its leader's approval beside; nobody else puts it on record.
    let approval: Form = &[("what", " Approval"), ("by", "leader"), ("when", "2026-02-23T10:00")];
    desks.refused("S-1", "B-2", "/case/B-2/note", approval, (403, ">no_right<")).await;
    desks.refused("S-F", "B-2", "/case/B-2/note", approval, (404, ">not_found<")).await;
    desks.done("S-N", "B-2", "/case/B-2/note", approval).await;
    desks.refused("S-L", "B-2", STEP, done, (422, "same_person")).await;
    desks.done("S-1", "B-2", STEP, done).await;
}

#[tokio::test]
async fn row_41_a_write_off_waits_for_another_login_that_leads() {
    let mut desks = Desks::open();
    let skip: Form = &[("step", "write-off"), ("how", "skipped"), ("note", "The stall burnt down with all in it")];
    let agree: Form = &[("step", "write-off"), ("how", "agreed"), ("note", "Read the police report")];
    let done: Form = &[("step", "write-off"), ("how", "done"), ("note", "Written off")];
    desks.refused("S-1", "B-2", STEP, skip, (403, ">no_right<")).await;
    desks.done(EXECUTIVE, "B-2", STEP, skip).await;
    desks.refused("S-1", "B-2", STEP, done, (422, "step_closed")).await;
    desks.refused("S-1", "B-2", STEP, agree, (403, ">no_right<")).await;
    desks.refused("S-F", "B-2", STEP, agree, (404, ">not_found<")).await;
    desks.lost_meanwhile("S-N", "B-2", STEP, agree).await;
    desks.done("S-N", "B-2", STEP, agree).await;
    desks.refused("S-N", "B-2", STEP, done, (422, "same_person")).await;
    desks.done("S-1", "B-2", STEP, done).await;
}

#[tokio::test]
async fn row_71_a_finding_of_intent_is_read_by_a_login_that_had_no_part_in_it() {
    let mut desks = Desks::open();
    let path = "/case/B-1/diagnosis";
    let agree: Form = &[("decision", "agree"), ("note", "Both refusals and the budget read")];
    let decline: Form = &[("decision", "decline"), ("note", "She was in hospital that week")];
    desks.get("S-L", "/approvals").await.shows("Finding of intent");
    desks.spoken("S-L", "/approvals").await;
    for form in [agree, decline] {
        // Who recorded the evidence is not the second person.
        desks.nobody_else("B-1", path, form, ("S-N", "S-N")).await;
        desks.lost_meanwhile("S-L", "B-1", path, form).await;
    }
    desks.done("S-L", "B-1", path, decline).await;
    assert!(!desks.get("S-L", "/approvals").await.text.contains("Finding of intent"));
    desks.done(EXECUTIVE, "B-1", path, agree).await;
    desks.get("S-1", path).await.shows("agreed to");
}
