//! Figures of a small invented book, worked out by hand: the example of `docs/numbers.md`,
//! which is read and compared line by line.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use makegood_book::Buckets;
use makegood_metrics::{
    By, CaseAge, Code, Day, Deed, DeedKind, Earlier, Flow, LookedAt, Promised, Reported, Tally, Then, Wanted, Work,
    count,
};
use makegood_units::{BranchId, BusinessDate, LoanId, PartyId};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn loan(id: &str, branch: &str, outstanding: i64, late_since: Option<&str>) -> Tally {
    Tally {
        loan: LoanId::new(id),
        party: PartyId::new(format!("B-{id}")),
        branch: BranchId::new(branch),
        product: String::new(),
        currency: "USD".parse().unwrap(),
        lent: 1_000,
        disbursed_on: None,
        is_open: outstanding > 0,
        outstanding,
        principal: outstanding,
        late_since: late_since.map(day),
        paid: 1_000 - outstanding,
        cured_on: None,
        paid_since_cure: 0,
        first_due_on: None,
        first_paid_on: None,
        ever_30_on: None,
        ever_90_on: None,
        default: None,
        losses: Vec::new(),
        month: day("2007-04-01"),
        flow: Flow { begin: 100, billed: 50, on_time: 50, unpaid_of_billed: 0, unpaid: 80, received: 70 },
        next_on: None,
    }
}

/// The same with the days of how it was granted: paid out, first due, first paid, first 30
/// days past due.
fn granted(loan: Tally, [out, due, paid]: [&str; 3], ever_30_on: Option<&str>) -> Tally {
    Tally {
        disbursed_on: Some(day(out)),
        first_due_on: Some(day(due)),
        first_paid_on: Some(day(paid)),
        ever_30_on: ever_30_on.map(day),
        ..loan
    }
}

fn loans() -> [Tally; 4] {
    [
        // 46 days; 31 on 2 March, with 600 then.
        granted(
            loan("1", "north", 400, Some("2007-02-15")),
            ["2006-11-15", "2006-12-15", "2006-12-16"],
            Some("2007-03-01"),
        ),
        // Current; 20 days on 2 March, with 500 then.
        granted(loan("2", "north", 300, None), ["2007-01-10", "2007-02-10", "2007-03-05"], None),
        // Paid; 40 days on 2 March, with 200 then.
        granted(loan("3", "south", 0, None), ["2006-12-21", "2007-01-21", "2007-03-20"], Some("2007-02-20")),
        // 13 days; current on 2 March, with 350 then.
        granted(loan("4", "south", 300, Some("2007-03-20")), ["2006-11-20", "2006-12-20", "2006-12-20"], None),
    ]
}

fn deed(seq: i64, party: &str, on: &str, kind: DeedKind, cost: i64) -> Deed {
    Deed {
        seq,
        party: PartyId::new(party),
        branch: "north".to_owned(),
        officer: "S-1".to_owned(),
        on: day(on),
        kind,
        cost,
        currency: Some("USD".parse().unwrap()),
    }
}

fn work() -> Work {
    let attempt = |spoke| DeedKind::Attempt { spoke, promised: spoke };
    let (party, branch, officer) = (PartyId::new("B-1"), "north".to_owned(), "S-1".to_owned());
    let promised = |seq, due_on, kept| Promised {
        seq,
        party: party.clone(),
        branch: branch.clone(),
        officer: officer.clone(),
        due_on: day(due_on),
        kept,
    };
    let looked = |in_time| LookedAt {
        seq: None,
        party: party.clone(),
        branch: branch.clone(),
        due_on: day("2007-04-01"),
        in_time,
    };
    let reported = |seq, by_officer| Reported {
        seq,
        party: party.clone(),
        branch: branch.clone(),
        officer: officer.clone(),
        on: day("2007-04-02"),
        by_officer,
    };
    let case = |party: &str, undiagnosed_days| CaseAge {
        party: PartyId::new(party),
        branch: branch.clone(),
        undiagnosed_days,
    };
    Work {
        deeds: vec![
            deed(1, "B-2", "2007-03-20", DeedKind::Sent, 2),
            deed(2, "B-1", "2007-04-01", attempt(true), 8),
            deed(3, "B-4", "2007-04-02", attempt(false), 8),
            deed(4, "B-1", "2007-04-02", DeedKind::Judged { cleared: true }, 0),
            deed(5, "B-1", "2007-04-02", DeedKind::Judged { cleared: false }, 0),
            deed(6, "B-4", "2007-04-02", DeedKind::Complaint, 0),
            deed(7, "B-1", "2007-04-02", DeedKind::Reviewed, 0),
        ],
        promised: vec![promised(8, "2007-04-01", true), promised(9, "2007-04-02", false)],
        cases: vec![case("B-1", Some(9)), case("B-4", None)],
        looked_at: vec![looked(true), looked(false)],
        reported: vec![reported(10, true), reported(11, false)],
    }
}

/// The rows of the worked example: figure, counted, of, reads.
fn written() -> Vec<Vec<String>> {
    let text = include_str!("../../../docs/numbers.md");
    let (_, example) = text.split_once("## A worked example").unwrap();
    let (example, _) = example.split_once("\n## ").unwrap();
    let rows = example.lines().filter(|line| line.starts_with("| `"));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    rows.map(cells).collect()
}

#[test]
fn the_worked_example_of_the_document_is_what_is_counted() {
    let then = |bucket, outstanding| Then { bucket, outstanding, paid: 300 };
    let usd = "USD".parse().unwrap();
    let earlier = Earlier {
        on: Some(day("2007-03-02")),
        late: [("1", then(2, 600)), ("2", then(1, 500)), ("3", then(2, 200))]
            .map(|(id, then)| (LoanId::new(id), then))
            .into(),
        newly_late: [(LoanId::new("4"), 350)].into(),
        current: [((By::Book, usd), 700)].into(),
    };
    let (buckets, work, never) = (Buckets::default(), work(), Earlier::default());
    let on = Day {
        as_of: day("2007-04-02"),
        buckets: &buckets,
        month_before: &earlier,
        four_months_before: &never,
        work: &work,
        discount_bp: Some(1_200),
    };
    let wanted = Wanted { code: Code::Par(30), by: By::Book, currency: Some(usd) };
    let counted = count(&on, &loans(), Some(wanted)).unwrap();
    let told = counted.metrics(on.as_of, |code| on.from(code)).unwrap();
    let of_book = told.iter().filter(|one| one.by == By::Book);
    let mut found: Vec<Vec<String>> =
        of_book.map(|one| vec![one.code.word(), one.counted(), one.of(), one.says()]).collect();
    let place = |row: &Vec<String>| Code::all(5).into_iter().position(|code| code.word() == row[0]);
    found.sort_by_key(place);
    assert_eq!(found, written());
    // The rows of a figure are its sums.
    let rows = counted.rows.iter().fold((0, 0), |sum, row| (sum.0 + row.numerator, sum.1 + row.denominator));
    assert_eq!(rows, (400, 1_000));
}
