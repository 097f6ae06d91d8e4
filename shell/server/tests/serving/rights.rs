//! Every role at every address, with records of its own team, another team and another
//! branch: what the table says is what is answered.

use crate::site::{Answer, Site, policy, sources};
use jiff::tz::TimeZone;
use makegood_access::{Rights, Scope};
use makegood_compliance::{Deed, Purpose};
use makegood_desk::{AddUser, BoardOptions, Clock, Desk, Role, Source, board};
use makegood_server::ServeOptions;
use makegood_server::gates::{GATES, Gate, Needs, Of};
use makegood_units::{BranchId, StaffId};
use makegood_views::AskedAct;

/// A second officer in the north, so that there are two teams. Invented.
const MORE_STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills
S-3,Alice Nalule,north,officer,420,call visit
";

/// Whose record it is, seen from a person of the team of S-1 in the north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whose {
    Own,
    ForeignTeam,
    ForeignBranch,
}

pub struct Record {
    whose: Whose,
    pub party: String,
    loan: String,
    name: &'static str,
    event: i64,
}

pub fn desk() -> Desk {
    let zone = TimeZone::get("Africa/Kampala").unwrap();
    let mut desk = Desk::in_memory(Clock::standing("2007-04-02".parse().unwrap(), 13, zone)).unwrap();
    let options = BoardOptions { actor: "tests".to_owned(), ..BoardOptions::default() };
    board(&mut desk, &sources(), &options, |_| {}).unwrap();
    board(&mut desk, &[Source::Shipped("more_staff.csv", MORE_STAFF)], &options, |_| {}).unwrap();
    desk.adopt(&policy(), "tests").unwrap();
    for day in ["2007-03-02", "2007-04-02"] {
        desk.close(day.parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    }
    let team = |name: &str| Some(name.to_owned());
    add(&mut desk, Some("S-1"), Role::Collector, team("a"));
    add(&mut desk, Some("S-3"), Role::Collector, team("b"));
    for role in Role::ALL {
        add(&mut desk, None, role, team("a"));
    }
    desk
}

fn add(desk: &mut Desk, staff: Option<&str>, role: Role, team: Option<String>) {
    let login = format!("{}.{}", role.word(), staff.unwrap_or("own"));
    let command = AddUser {
        staff: staff.map(StaffId::new),
        name: format!("Invented {login}"),
        login,
        role,
        branches: vec![BranchId::new("north")],
        team,
        persona: true,
    };
    desk.add_user(&command, "tests").unwrap();
}

const NAMES: [(&str, &str, &str); 3] =
    [("B-1", "L-1", "Nabirye"), ("B-2", "L-2", "Esther Akello"), ("B-7", "L-7", "Rose Katono")];

/// One record of each sort, with a judgement on file for it.
pub fn records(desk: &mut Desk) -> Vec<Record> {
    let holder = |desk: &Desk, officer: &str| {
        let lines = makegood_views::worklist(desk.book(), &StaffId::new(officer)).unwrap();
        let on = |party: &str| lines.iter().any(|line| line.item.party.as_str() == party);
        NAMES.into_iter().find(|(party, ..)| on(party)).unwrap_or_else(|| panic!("{officer} has work"))
    };
    let found = [
        (Whose::Own, holder(desk, "S-1")),
        (Whose::ForeignTeam, holder(desk, "S-3")),
        (Whose::ForeignBranch, ("B-4", "L-4", "Agnes Nandutu")),
    ];
    let now = desk.clock().now();
    let asked = |desk: &mut Desk, party: &str| {
        let act = AskedAct {
            case: party.into(),
            person: party.into(),
            deed: Deed::Call,
            purpose: Purpose::Collect,
            debts: Vec::new(),
            contact_point: None,
            place: None,
            carries: Vec::new(),
        };
        desk.ask_gate(&act, Some(now), None, "S-1").unwrap().seq
    };
    let record = |desk: &mut Desk, (whose, (party, loan, name)): (Whose, (&str, &str, &'static str))| Record {
        whose,
        event: asked(desk, party),
        party: party.to_owned(),
        loan: loan.to_owned(),
        name,
    };
    found.map(|one| record(desk, one)).into_iter().collect()
}

/// What the table says of a role at a gate with a record.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Says {
    Admitted,
    NoRight,
    NotFound,
}

fn says(rights: &Rights, role: Role, gate: &Gate, whose: Whose) -> Says {
    let Needs::Right(right) = gate.needs else { return Says::Admitted };
    match (rights.scope(role, right), gate.of) {
        (None, _) => Says::NoRight,
        (Some(scope), Of::Whole) if scope != Scope::All => Says::NoRight,
        (_, Of::Whole | Of::List) | (Some(Scope::All), _) => Says::Admitted,
        // The book has no group, and nobody learns from an answer which there are.
        (_, Of::Group) => Says::NotFound,
        (Some(Scope::Branch), _) if whose == Whose::ForeignBranch => Says::NotFound,
        (Some(Scope::Team), _) if whose != Whose::Own => Says::NotFound,
        _ => Says::Admitted,
    }
}

fn answered(answer: &Answer) -> Says {
    match answer.status.as_u16() {
        403 if answer.text.contains(">no_right<") => Says::NoRight,
        404 if answer.text.contains(">not_found<") => Says::NotFound,
        401 | 403 => panic!("{}", answer.text),
        _ => Says::Admitted,
    }
}

fn address(gate: &Gate, record: &Record) -> String {
    let file = format!("{}.pdf", record.event);
    let parts = [
        ("{party}", record.party.as_str()),
        ("{loan}", record.loan.as_str()),
        ("{event}", &record.event.to_string()),
        ("{file}", &file),
        ("{group}", "G-1"),
        ("{pack}", "house"),
        ("{user}", "S-1"),
        ("{list}", "hard"),
        ("{code}", "par-30"),
        ("{number}", "1"),
    ];
    parts.iter().fold(gate.path.to_owned(), |path, (part, value)| path.replace(part, value))
}

#[tokio::test]
async fn every_role_at_every_address_with_every_sort_of_record() {
    let mut desk = desk();
    let records = records(&mut desk);
    let users = makegood_views::users(desk.book()).unwrap();
    let rights = Rights::parse(Rights::SHIPPED).unwrap();
    let mut site = Site::with(desk, ServeOptions::default());
    let mut counted = 0;
    for role in Role::ALL {
        let user = users.iter().find(|user| user.role == role && user.id.as_str().starts_with("U-")).unwrap();
        site.cookie = Some(user.id.to_string());
        // What is told to open pages has no end; its reach has a test of its own in live.rs.
        let asked = |gate: &&Gate| gate.needs != Needs::Nothing && !["/me", "/live"].contains(&gate.path);
        for gate in GATES.iter().filter(asked) {
            let several = !matches!(gate.of, Of::List | Of::Whole);
            for record in records.iter().filter(|one| several || one.whose == Whose::Own) {
                let path = address(gate, record);
                let answer = if gate.method == "GET" { site.get(&path).await } else { site.post(&path, &[]).await };
                let expected = says(&rights, role, gate, record.whose);
                let place = format!("{} {} {path} of {:?}", role.word(), gate.method, record.whose);
                assert_eq!(answered(&answer), expected, "{place}: {} {}", answer.status, answer.text);
                nothing_foreign(&rights, role, gate, &records, &answer, &place);
                counted += 1;
            }
        }
    }
    assert!(counted > 1_000, "{counted}");
}

/// Nobody's name is in an answer that does not reach them.
fn nothing_foreign(rights: &Rights, role: Role, gate: &Gate, records: &[Record], answer: &Answer, place: &str) {
    let Needs::Right(right) = gate.needs else { return };
    for record in records {
        let hidden = match rights.scope(role, right) {
            Some(Scope::All) => false,
            Some(Scope::Branch) => record.whose == Whose::ForeignBranch,
            Some(Scope::Team) => record.whose != Whose::Own,
            None => true,
        };
        assert!(!hidden || !answer.text.contains(record.name), "{place} names {}", record.name);
    }
}

#[tokio::test]
async fn a_foreign_record_is_answered_like_one_nobody_has() {
    let mut desk = desk();
    let records = records(&mut desk);
    let users = makegood_views::users(desk.book()).unwrap();
    let user = users.iter().find(|user| user.role == Role::TeamLeader).unwrap();
    let mut site = Site::with(desk, ServeOptions::default());
    site.cookie = Some(user.id.to_string());
    let foreign = records.iter().find(|one| one.whose == Whose::ForeignBranch).unwrap();
    let pairs = [
        (format!("/case/{}", foreign.party), "/case/B-99"),
        (format!("/loan/{}", foreign.loan), "/loan/L-99"),
        (format!("/judgement/{}", foreign.event), "/judgement/99999"),
        (format!("/letter/{}.pdf", foreign.event), "/letter/99999.pdf"),
    ];
    for (there, nowhere) in pairs {
        let (one, other) = (site.get(&there).await, site.get(nowhere).await);
        assert_eq!(one.status, other.status, "{there}");
        assert_eq!(one.text.replace(&there, ""), other.text.replace(nowhere, ""), "{there}");
    }
}

#[tokio::test]
async fn sums_agree_with_the_rows_that_may_be_seen() {
    let desk = desk();
    let users = makegood_views::users(desk.book()).unwrap();
    let leader = users.iter().find(|user| user.role == Role::TeamLeader).unwrap().id.to_string();
    let mut site = Site::with(desk, ServeOptions::default());
    site.cookie = Some(leader);
    let book = site.get("/book").await;
    book.shows("north");
    assert!(!book.text.contains("south"), "{}", book.text);
    book.shows("<a href=\"/book/rows\">3</a>");
    let rows = site.get("/book/rows").await;
    rows.shows("L-1");
    rows.shows("3 loans");
    assert!(!rows.text.contains("L-4"));
    site.get("/book/rows?branch=south").await.shows("No loan");
    assert_eq!(site.get_json("/search?q=Nandutu").await.text, "[]");
    assert!(!site.get("/refused.csv").await.text.contains("B-4"));
}

#[tokio::test]
async fn a_team_leader_reads_the_figures_of_her_branch_and_no_other() {
    let desk = desk();
    let users = makegood_views::users(desk.book()).unwrap();
    let leader = users.iter().find(|user| user.role == Role::TeamLeader).unwrap().id.to_string();
    let mut site = Site::with(desk, ServeOptions::default());
    site.cookie = Some(leader);
    let page = site.get("/numbers").await;
    page.shows("<span translate=\"no\">north</span>");
    // L-1, L-2 and L-7 have 300, 500 and 500 open.
    page.shows("1,300.00 USD");
    for foreign in ["south", "The whole book", "S-2", "KES"] {
        assert!(!page.text.contains(foreign), "{foreign}: {}", page.text);
    }
    for (there, nowhere) in [("branch:south", "branch:nowhere"), ("product:Retail", "product:None")] {
        for page in ["/numbers", "/numbers/par-30", "/numbers/par-30/rows", "/report.pdf", "/numbers.csv"] {
            let (one, other) =
                (site.get(&format!("{page}?part={there}")).await, site.get(&format!("{page}?part={nowhere}")).await);
            assert_eq!(one.status.as_u16(), 404, "{page} of {there}: {}", one.text);
            let names = [there, nowhere].map(|part| part.split_once(':').unwrap().1);
            assert_eq!(one.text.replace(names[0], ""), other.text.replace(names[1], ""), "{page} of {there}");
        }
    }
    let all = site.get("/numbers.csv?part=branch").await;
    assert!(all.text.contains("branch: north") && !all.text.contains("south"), "{}", all.text);
    let rows = site.get("/numbers/par-30/rows").await;
    rows.shows("Total of 3 rows");
    for foreign in ["L-4", "Nandutu"] {
        assert!(!rows.text.contains(foreign), "{foreign}: {}", rows.text);
    }
    let vintage = site.get("/numbers/ever-30/vintage.csv").await;
    // Four loans were paid out in the north.
    assert!(vintage.text.contains(",4,") && !vintage.text.contains(",7,"), "{}", vintage.text);
    assert_eq!(site.get("/numbers?part=book").await.status.as_u16(), 404);
}
