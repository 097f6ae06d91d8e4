//! A page offers its reader only forms that their role may send.

use crate::crawl;
use crate::rights::{desk, records};
use crate::site::{Site, between};
use makegood_access::{Rights, Scope};
use makegood_desk::Role;
use makegood_server::ServeOptions;
use makegood_server::gates::{ALSO, GATES, Gate, Needs, Of};
use std::collections::{BTreeMap, BTreeSet};

fn gate(path: &str) -> &'static Gate {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |gate: &&Gate| {
        let of = gate.path.split('/').collect::<Vec<_>>();
        of.len() == parts.len() && of.iter().zip(&parts).all(|(of, part)| of.starts_with('{') || of == part)
    };
    let posts = || GATES.iter().filter(|gate| gate.method == "POST");
    let exact = posts().find(|gate| gate.path == path);
    exact.or_else(|| posts().find(fits)).unwrap_or_else(|| panic!("a form posts to {path}, which no gate knows"))
}

fn may(rights: &Rights, role: Role, form: &str) -> Result<(), String> {
    let action = between(form, "action=\"", "\"").split(['?', '#']).next().unwrap();
    let gate = gate(action);
    if let Needs::Right(right) = gate.needs {
        let scope = rights.scope(role, right);
        if scope.is_none() || (gate.of == Of::Whole && scope != Some(Scope::All)) {
            return Err(format!("{action} takes {}", right.word()));
        }
    }
    for also in ALSO.iter().filter(|also| also.path == gate.path) {
        for value in also.values {
            let sends = form.contains(&format!("name=\"{}\" value=\"{value}\"", also.field));
            if sends && rights.scope(role, also.right).is_none() {
                return Err(format!("{action} with {value} takes {}", also.right.word()));
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_form_of_every_page_is_one_its_reader_may_send() {
    let mut desk = desk();
    let records = records(&mut desk);
    let users = makegood_views::users(desk.book()).unwrap();
    let rights = Rights::parse(Rights::SHIPPED).unwrap();
    let mut site = Site::with(desk, ServeOptions::default());
    let (mut forms, mut pages) = (BTreeMap::new(), 0);
    for role in Role::ALL {
        let user = users.iter().find(|user| user.role == role && user.id.as_str().starts_with("U-")).unwrap();
        site.cookie = Some(user.id.to_string());
        let mut starts: Vec<String> =
            ["/me", "/today", "/queue", "/review", "/jobs", "/people", "/approvals"].map(str::to_owned).to_vec();
        starts.extend(records.iter().map(|record| format!("/case/{}", record.party)));
        for (path, text) in crawl::all(&site, &starts).await {
            if !text.starts_with("<!doctype html>") {
                continue;
            }
            pages += 1;
            for form in text.split("<form ").skip(1) {
                let form = form.split("</form>").next().unwrap();
                if between(form, "method=\"", "\"") == "post" {
                    may(&rights, role, form).unwrap_or_else(|why| panic!("{} on {path}: {why}", role.word()));
                    let action = between(form, "action=\"", "\"").split('?').next().unwrap();
                    forms.entry(role).or_insert_with(BTreeSet::new).insert(gate(action).path);
                }
            }
        }
    }
    assert!(pages > 100 && forms.len() == Role::ALL.len(), "{pages} {forms:?}");
    assert!(forms[&Role::TeamLeader].contains("/case/{party}/outcome"), "{forms:?}");
    assert!(forms[&Role::TeamLeader].len() > forms[&Role::Auditor].len() + 10, "{forms:?}");
    assert!(forms[&Role::Auditor].contains("/case/{party}/unmask"), "{forms:?}");
}

#[tokio::test]
async fn where_a_form_is_left_out_the_page_says_who_may() {
    let desk = desk();
    let users = makegood_views::users(desk.book()).unwrap();
    let of = |role| users.iter().find(|user| user.role == role).unwrap().id.to_string();
    let (auditor, leader) = (of(Role::Auditor), of(Role::TeamLeader));
    let mut site = Site::with(desk, ServeOptions::default());
    site.cookie = Some(auditor);
    let page = site.get("/case/B-2").await;
    assert!(!page.text.contains("action=\"/case/B-2/outcome\""));
    page.shows("Who may do this");
    page.shows("<dd>collector</dd>");
    site.cookie = Some(leader);
    site.get("/case/B-2").await.shows("action=\"/case/B-2/outcome\"");
}
