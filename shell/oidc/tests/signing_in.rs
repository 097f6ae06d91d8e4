//! Signing in at a real provider, as a browser would.
//!
//! The provider is a program of its own, started by each test (`provider/provider.mjs`).
//! `MAKEGOOD_OIDC_PROVIDER` names the folder it was installed in; `./check` installs it.

mod browser;

use browser::{Browser, RunningProvider};
use makegood_oidc::{LoginClaim, OidcError, Pending, Provider, Settings};
use std::io::Write;

const BACK: &str = "http://127.0.0.1:8080/login/oidc/back";

struct At {
    provider: Provider,
    _secret: tempfile::NamedTempFile,
}

fn at(issuer: &str, client: &str, claim: LoginClaim) -> At {
    let mut secret = tempfile::NamedTempFile::new().expect("a file");
    writeln!(secret, "invented-secret").expect("written");
    let settings = Settings {
        issuer: issuer.to_owned(),
        client_id: client.to_owned(),
        client_secret_file: (client != "without-secret").then(|| secret.path().to_owned()),
        login_claim: claim,
        name: "the bank's account".to_owned(),
    };
    At { provider: Provider::try_new(settings, BACK).expect("an address"), _secret: secret }
}

/// Begins, lets this person sign in, and gives what the browser brings back.
fn come_back(at: &At, person: &str) -> (Pending, String, String) {
    let begun = at.provider.begin().expect("the provider answers");
    let back = Browser::default().sign_in(&begun.go_to, person, BACK);
    (begun.pending, back.state, back.code)
}

fn signed_in(
    issuer: &str,
    client: &str,
    claim: LoginClaim,
    person: &str,
) -> Result<makegood_oidc::Identity, OidcError> {
    let at = at(issuer, client, claim);
    let (pending, state, code) = come_back(&at, person);
    at.provider.finish(pending, &state, &code)
}

#[test]
fn provider_says_who_has_come() {
    let running = RunningProvider::start(BACK);
    for client in ["with-secret", "without-secret"] {
        let who = signed_in(&running.issuer, client, LoginClaim::Email, "u-1").expect(client);
        assert_eq!((who.login.as_str(), who.subject.as_str()), ("grace.auma@lender.example", "u-1"), "{client}");
        assert_eq!(who.name.as_deref(), Some("Grace Auma"));
        assert_eq!(who.issuer, running.issuer);
    }
    let named = signed_in(&running.issuer, "with-secret", LoginClaim::PreferredUsername, "u-1").expect("a name");
    assert_eq!(named.login, "grace");
    assert_eq!(signed_in(&running.issuer, "with-secret", LoginClaim::Sub, "u-3").expect("a number").login, "u-3");
}

#[test]
fn provider_that_did_not_verify_a_mail_address_signs_nobody_in_by_it() {
    let running = RunningProvider::start(BACK);
    let by_mail = |person| signed_in(&running.issuer, "with-secret", LoginClaim::Email, person);
    assert!(matches!(by_mail("u-2"), Err(OidcError::MailNotVerified(mail)) if mail.starts_with("typed.by.anybody")));
    assert!(matches!(by_mail("u-3"), Err(OidcError::NoLogin("email"))));
}

#[test]
fn provider_answer_that_somebody_else_began_is_not_taken() {
    let running = RunningProvider::start(BACK);
    let at = at(&running.issuer, "with-secret", LoginClaim::Email);
    let (mine, my_state, my_code) = come_back(&at, "u-1");
    let (theirs, their_state, their_code) = come_back(&at, "u-2");
    // Their answer brought to my browser.
    assert!(matches!(at.provider.finish(mine.clone(), &their_state, &their_code), Err(OidcError::NotBegunHere)));
    // Their code under my state: PKCE and the nonce are theirs.
    assert!(matches!(at.provider.finish(mine.clone(), &my_state, &their_code), Err(OidcError::NotAccepted(_))));
    drop(theirs);
    // A nonce of another sign-in: what was signed does not hold.
    let other_nonce = Pending { nonce: "another".to_owned(), ..mine };
    assert!(matches!(at.provider.finish(other_nonce, &my_state, &my_code), Err(OidcError::NotProven(_))));
}

#[test]
fn provider_takes_a_code_once() {
    let running = RunningProvider::start(BACK);
    let at = at(&running.issuer, "with-secret", LoginClaim::Email);
    let (pending, state, code) = come_back(&at, "u-1");
    at.provider.finish(pending.clone(), &state, &code).expect("the first time");
    assert!(matches!(at.provider.finish(pending, &state, &code), Err(OidcError::NotAccepted(_))));
}

#[test]
fn provider_that_is_down_or_another_is_named() {
    let running = RunningProvider::start(BACK);
    let issuer = running.issuer.clone();
    // The same place under another name is another issuer.
    let other_name = at(&issuer.replace("127.0.0.1", "localhost"), "with-secret", LoginClaim::Email);
    assert!(matches!(other_name.provider.begin(), Err(OidcError::Unreachable { .. })));
    drop(running);
    let down = at(&issuer, "with-secret", LoginClaim::Email);
    assert!(matches!(down.provider.begin(), Err(OidcError::Unreachable { issuer: named, .. }) if named == issuer));
}
