//! What a role does not see of people is in no answer it gets: pages, files, searches.

use crate::crawl;
use crate::rights::desk;
use crate::site::Site;
use makegood_access::{Matter, Rights, Veil};
use makegood_desk::{Role, WriteNote};
use makegood_server::ServeOptions;

/// What stands in the invented book, by what it is.
const RAW: [(Matter, &str); 6] = [
    (Matter::Phones, "+256000000002"),
    (Matter::Addresses, "Lower Market"),
    (Matter::Names, "Esther Akello"),
    (Matter::Names, "Nabirye"),
    (Matter::Names, "Agnes Nandutu"),
    (Matter::Notes, "her cousin sells tomatoes"),
];

fn site() -> (Site, Vec<makegood_views::User>) {
    let mut desk = desk();
    let note = "Asked about; her cousin sells tomatoes".to_owned();
    let command = WriteNote { party: "B-2".into(), by: "S-1".into(), note, seen: None };
    desk.write_note(&command).unwrap();
    let users = makegood_views::users(desk.book()).unwrap();
    (Site::with(desk, ServeOptions::default()), users)
}

fn of(users: &[makegood_views::User], role: Role) -> String {
    users.iter().find(|user| user.role == role && user.id.as_str().starts_with("U-")).unwrap().id.to_string()
}

#[tokio::test]
async fn no_answer_holds_what_its_reader_does_not_see() {
    let (mut site, users) = site();
    let rights = Rights::parse(Rights::SHIPPED).unwrap();
    let mut starts: Vec<String> =
        ["/today", "/queue", "/book", "/book/rows", "/clocks", "/review", "/refused", "/numbers", "/critiques"]
            .map(str::to_owned)
            .to_vec();
    starts.extend(["/hard-cases", "/approvals", "/looks", "/book/rows.csv", "/review.csv"].map(str::to_owned));
    starts.extend(["Akello", "tomatoes", "0002", "lower", "B-2"].map(|word| format!("/search?q={word}")));
    starts.extend(["B-1", "B-2", "B-4"].map(|party| format!("/case/{party}")));
    for role in Role::ALL {
        site.cookie = Some(of(&users, role));
        let found = crawl::all(&site, &starts).await;
        for (matter, raw) in RAW {
            let shown = found.iter().find(|(_, text)| text.contains(raw)).map(|(path, _)| path);
            if rights.veil(role, matter) == Veil::Shown {
                let reads = rights.scope(role, makegood_access::Right::SeeCase) == Some(makegood_access::Scope::All);
                assert!(shown.is_some() || !reads, "{} is shown {raw}", role.word());
            } else {
                assert!(shown.is_none(), "{} reads {raw} on {shown:?}", role.word());
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_found_by_what_is_not_shown_and_a_mask_is_lifted_for_one_person() {
    let (mut site, users) = site();
    site.cookie = Some(of(&users, Role::Legal));
    for word in ["Akello", "tomatoes", "000002"] {
        assert!(site.get_json(&format!("/search?q={word}")).await.text.contains("B-2"), "{word}");
    }
    site.cookie = Some(of(&users, Role::Auditor));
    for word in ["Akello", "tomatoes", "000002"] {
        assert_eq!(site.get_json(&format!("/search?q={word}")).await.text, "[]", "{word}");
    }
    site.get_json("/search?q=B-2").await.shows("B-2");
    let lifted = site.post("/case/B-2/unmask", &[("reason", "A complaint of hers is audited")]).await;
    assert_eq!(lifted.status.as_u16(), 303, "{}", lifted.text);
    let page = site.get("/case/B-2").await;
    page.shows("Esther Akello");
    page.shows("her cousin sells tomatoes");
    assert!(!site.get("/case/B-1").await.text.contains("Nabirye"));
    assert!(!site.get("/today").await.text.contains("Esther Akello"));
}
