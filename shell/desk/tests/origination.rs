//! What became of loans by how they were granted: the rows add up to the loans past due,
//! and a defect found in a case stands in the row it came from. Everybody is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{import, ladder};
use jiff::tz::TimeZone;
use makegood_case::{Channel, Outcome};
use makegood_desk::{Clock, Desk, RecordOutcome};
use makegood_units::BusinessDate;
use makegood_views::{OriginationRow, origination};
use std::path::Path;

const FILES: [(&str, &str); 5] = [
    (
        "parties.csv",
        "party_id,kind,country\nB-1,person,KE\nB-2,person,KE\nB-3,person,KE\nB-4,person,KE\nO-1,person,KE\n",
    ),
    (
        "loans.csv",
        "loan_id,borrower_id,branch,currency,principal,disbursed_on,product\n\
        L-1,B-1,north,USD,100.00,2026-03-02,Shop\nL-2,B-2,north,USD,100.00,2026-03-20,Shop\n\
        L-3,B-3,north,USD,100.00,2026-03-20,Farm\nL-4,B-4,north,USD,100.00,2026-04-20,Shop\n",
    ),
    (
        "instalments.csv",
        "loan_id,no,due_on,principal\nL-1,1,2026-06-10,100.00\nL-2,1,2026-06-10,100.00\nL-3,1,2026-06-10,100.00\nL-4,1,2026-08-10,100.00\n",
    ),
    // L-2 was 40 days late and is paid; L-3 was 10 days late and is paid.
    ("payments.csv", "payment_id,loan_id,value_on,amount\nP-2,L-2,2026-07-20,100.00\nP-3,L-3,2026-06-20,100.00\n"),
    ("party_roles.csv", "loan_id,party_id,role\nL-1,O-1,originator\nL-2,O-1,originator\n"),
];

fn desk(folder: &Path) -> Desk {
    let day: BusinessDate = "2026-08-20".parse().unwrap();
    let mut desk = Desk::in_memory(Clock::standing(day, 13, TimeZone::UTC)).unwrap();
    import(&mut desk, folder, &FILES);
    desk.adopt(&ladder(), "tests").unwrap();
    desk.close(day, "tests", |_, _, _| {}).unwrap();
    desk
}

fn row<'a>(rows: &'a [OriginationRow], product: &str, month: &str) -> &'a OriginationRow {
    rows.iter().find(|row| row.product == product && row.month == month).unwrap()
}

#[test]
fn row_72_vintages_by_cause_add_up_to_the_loans_past_due() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let found = origination(desk.book()).unwrap().unwrap();
    assert_eq!(found.late, 2);
    assert_eq!(found.rows.iter().map(|row| row.late.len()).sum::<usize>(), found.late);
    assert_eq!(found.rows.iter().map(|row| row.ever_30.denominator).sum::<u64>(), 4, "every loan once");
    let march = row(&found.rows, "Shop", "2026-03");
    assert_eq!((march.ever_30.numerator, march.ever_30.denominator), (2, 2), "one is late, one was for 40 days");
    assert_eq!(march.originator, "O-1");
    assert_eq!(march.causes().into_iter().collect::<Vec<_>>(), [("undetermined", 1)]);
    let april = row(&found.rows, "Shop", "2026-04");
    assert_eq!((april.ever_30.numerator, april.late.len()), (0, 1), "ten days late is late now and not for 30");
    assert_eq!(row(&found.rows, "Farm", "2026-03").ever_30.numerator, 0);
}

#[test]
fn row_11_a_defect_found_in_a_case_stands_by_its_product_and_originator() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let (now, today) = (desk.clock().now(), desk.clock().today());
    let command = RecordOutcome {
        party: "B-1".into(),
        at: now,
        on: today,
        by: "invented".into(),
        channel: Channel::InboundCall,
        contact_point: None,
        outcome: Outcome::RightParty,
        note: "The goats were bought by a cousin".to_owned(),
        promise: None,
        told_us: Some("U03".to_owned()),
        seen: None,
    };
    desk.record_outcome(&command).unwrap();
    let found = origination(desk.book()).unwrap().unwrap();
    let march = row(&found.rows, "Shop", "2026-03");
    assert_eq!(march.defects().into_iter().collect::<Vec<_>>(), [("U03", 1)]);
    assert_eq!(march.late.first().map(|loan| loan.loan.as_str()), Some("L-1"));
    assert!(row(&found.rows, "Shop", "2026-04").defects().is_empty());
    assert!(found.defects.contains_key("U03"));
}
