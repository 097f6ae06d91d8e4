//! A token never does more than the user it acts as.

#![allow(clippy::unwrap_used, dead_code)]

mod common;

use axum::http::StatusCode;
use common::{Site, write};
use makegood_api::{Hand, Scope};
use makegood_desk::{AddUser, AssignCase, BoardOptions, Desk, Role, Source, board};

/// Has something done at the desk.
async fn at_desk(site: &Site, work: impl FnOnce(&mut Desk) + Send + 'static) {
    (site.shared.way)(Hand::Writes, Box::new(work)).await.expect("the desk is there");
}

fn let_in(desk: &mut Desk, staff: &str, role: Role, branch: &str) {
    let add = AddUser {
        staff: Some(staff.into()),
        name: "Somebody invented".to_owned(),
        login: staff.to_lowercase(),
        role,
        branches: vec![branch.into()],
        team: None,
        persona: false,
    };
    desk.add_user(&add, "tests").expect("let in");
}

#[tokio::test]
async fn a_token_has_the_branches_and_the_rights_of_its_user() {
    let site = Site::open();
    let scopes = [Scope::CasesRead, Scope::DaysWrite];
    let everywhere = site.token(&scopes, Some("S-1"), None);
    assert_eq!(site.get("/cases", &everywhere).await.status, StatusCode::OK, "nobody of that number logs in yet");
    at_desk(&site, |desk| let_in(desk, "S-1", Role::Collector, "north")).await;
    let refused = site.get("/cases", &everywhere).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "scope_missing"));
    let foreign = site.token(&scopes, Some("S-1"), Some("south"));
    assert_eq!(site.get("/cases", &foreign).await.status, StatusCode::FORBIDDEN);
    let own = site.token(&scopes, Some("S-1"), Some("north"));
    assert_eq!(site.get("/cases", &own).await.status, StatusCode::OK);
    let closing = write(&site, "/days", &own, "k", &serde_json::json!({ "day": "2007-04-02" })).await;
    assert_eq!((closing.status, closing.code()), (StatusCode::FORBIDDEN, "scope_missing"), "a collector closes no day");
}

#[tokio::test]
async fn a_token_ends_with_its_user() {
    let site = Site::open();
    at_desk(&site, |desk| let_in(desk, "S-L", Role::Executive, "north")).await;
    let token = site.token(&[Scope::CasesRead], Some("S-L"), None);
    assert_eq!(site.get("/cases", &token).await.status, StatusCode::OK);
    at_desk(&site, |desk| {
        desk.close_user(&"S-L".into(), "left the lender", "tests").expect("shut out");
    })
    .await;
    let over = site.get("/cases", &token).await;
    assert_eq!((over.status, over.code()), (StatusCode::UNAUTHORIZED, "token_not_valid"));
}

#[tokio::test]
async fn a_token_has_the_team_of_its_user_and_sees_what_they_see() {
    let site = Site::open();
    at_desk(&site, |desk| {
        let of = |staff: Option<&str>, role: Role, team: Option<&str>| AddUser {
            staff: staff.map(Into::into),
            name: "Somebody invented".to_owned(),
            login: staff.map_or_else(|| role.word().to_owned(), str::to_lowercase),
            role,
            branches: vec!["north".into(), "south".into()],
            team: team.map(str::to_owned),
            persona: false,
        };
        desk.add_user(&of(Some("S-1"), Role::Collector, Some("a")), "tests").expect("let in");
        desk.add_user(&of(Some("S-L"), Role::Collector, Some("b")), "tests").expect("let in");
        let auditor = desk.add_user(&of(None, Role::Auditor, None), "tests").expect("let in");
        assert_eq!(auditor.as_str(), "U-1");
        let (party, by, officer) = ("B-1".into(), "S-1".into(), Some("S-1".into()));
        desk.assign(&AssignCase { party, by, officer, reason: String::new(), seen: None }).expect("given");
        let points = "contact_point_id,party_id,kind,value,place,provenance,consent\nC-1,B-1,phone,+256000000001,,application,true\n";
        let options = BoardOptions { actor: "tests".to_owned(), ..BoardOptions::default() };
        board(desk, &[Source::Shipped("contact_points.csv", points)], &options, |_| {}).expect("boarded");
    })
    .await;
    let scopes = [Scope::CasesRead, Scope::LoansRead];
    // B-1 was given to S-1, so it is of her team and of no other.
    let (own, other) =
        (site.token(&scopes, Some("S-1"), Some("north")), site.token(&scopes, Some("S-L"), Some("north")));
    for path in ["/cases/B-1", "/loans/L-1"] {
        assert_eq!(site.get(path, &own).await.status, StatusCode::OK, "{path}");
        assert_eq!(site.get(path, &other).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/cases", "/loans"] {
        let count = |body: &serde_json::Value| body["entries"].as_array().map_or(0, Vec::len);
        assert_eq!(count(&site.get(path, &own).await.body), 1, "{path}");
        assert_eq!(count(&site.get(path, &other).await.body), 0, "{path}");
    }
    // An auditor reads every case, without names and numbers.
    let auditor = site.token(&scopes, Some("U-1"), None);
    for path in ["/cases", "/cases/B-1", "/loans", "/loans/L-1"] {
        let (seen, whole) = (site.get(path, &auditor).await, site.get(path, &own).await);
        assert_eq!(seen.status, StatusCode::OK, "{path}");
        for raw in ["Nabirye", "+256"] {
            assert!(!seen.body.to_string().contains(raw), "{path} shows {raw}: {}", seen.body);
            assert!(
                path != "/cases/B-1" || whole.body.to_string().contains(raw),
                "{path} has no {raw}: {}",
                whole.body
            );
        }
    }
}
