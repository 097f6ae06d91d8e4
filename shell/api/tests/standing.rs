//! A token never does more than the user it acts as.

#![allow(clippy::unwrap_used, dead_code)]

mod common;

use axum::http::StatusCode;
use common::{Site, write};
use makegood_api::{Hand, Scope};
use makegood_desk::{AddUser, Desk, Role};

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
