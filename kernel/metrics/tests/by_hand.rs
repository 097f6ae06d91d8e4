//! Figures of a small invented book, worked out by hand.
#![allow(clippy::unwrap_used)]

use makegood_book::Buckets;
use makegood_metrics::{By, Code, Day, Earlier, Flow, NoFigure, Tally, Then, Wanted, Work, count};
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

#[test]
fn the_figures_of_four_loans_are_those_worked_out_by_hand() {
    let loans = [
        loan("1", "north", 400, Some("2007-02-15")), // 46 days, 31 a month before: 600 then.
        loan("2", "north", 300, None),               // Current; 20 days a month before: 500 then.
        loan("3", "south", 0, None),                 // Paid in full; 40 days a month before: 200 then.
        loan("4", "south", 300, Some("2007-03-20")), // 13 days; current a month before, 350 then.
    ];
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
    let (buckets, work, never) = (Buckets::default(), Work::default(), Earlier::default());
    let on = Day {
        as_of: day("2007-04-02"),
        buckets: &buckets,
        month_before: &earlier,
        four_months_before: &never,
        work: &work,
        discount_bp: None,
    };
    let wanted = Wanted { code: Code::Par(30), by: By::Book, currency: Some(usd) };
    let counted = count(&on, &loans, Some(wanted)).unwrap();
    let told = counted.metrics(on.as_of, |code| on.from(code)).unwrap();
    let of = |code: Code| told.iter().find(|one| one.code == code && one.by == By::Book).unwrap();
    let sums = |code: Code| (of(code).numerator, of(code).denominator);
    assert_eq!(sums(Code::Dpd(0)), (300, 1_000));
    assert_eq!(sums(Code::Dpd(1)), (300, 1_000));
    assert_eq!(sums(Code::Par(30)), (400, 1_000));
    assert_eq!(sums(Code::Par(60)), (0, 1_000));
    assert_eq!(sums(Code::Roll(0)), (350, 700));
    assert_eq!(sums(Code::Roll(1)), (0, 500));
    assert_eq!(sums(Code::Roll(2)), (0, 800));
    assert_eq!(sums(Code::Cure), (700, 1_300));
    // 600 - 300, 700 - 300, 1,000 - 300.
    assert_eq!(sums(Code::Liquidation), (1_400, 1_300));
    assert_eq!(sums(Code::OnTime), (200, 200));
    // Four times 100 + 50 - 80, of 100 + 50 - 0.
    assert_eq!(sums(Code::Effectiveness), (280, 600));
    assert_eq!(of(Code::SustainedCure).reading(), Err(NoFigure::NoEarlierClose));
    assert_eq!(of(Code::Kept).reading(), Err(NoFigure::NothingCounted));
    // The rows of a figure are its sums.
    let rows = counted.rows.iter().fold((0, 0), |sum, row| (sum.0 + row.numerator, sum.1 + row.denominator));
    assert_eq!(rows, (400, 1_000));
}
