//! Tapes with a planted convention, fact or chance hit. The figures of the lender are
//! worked out here from the due dates alone, in another way than the product does.

use super::{
    AmountConvention, Apart, DayConvention, Held, Missing, Reconciled, TapeConvention, TapeRow, Verdict, reconcile,
};
use crate::{BookRules, Instalment, Loan, LoanFacts, Payment, Statement};
use makegood_units::{Amount, BusinessDate, Currency};
use proptest::prelude::*;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A monthly loan of 100 an instalment from January 2026: its due day, how many
/// instalments are paid.
#[derive(Clone, Copy)]
struct Planted {
    due_day: u32,
    paid: usize,
}

fn due(planted: Planted, month: usize) -> BusinessDate {
    day(&format!("2026-{:02}-{:02}", month, planted.due_day))
}

/// The row of a loan on a day: our schedule and payments, the days of the lender.
fn row(no: usize, planted: Planted, as_of: &str, theirs: Option<i32>) -> TapeRow {
    let (id, hundred) = (format!("L-{no:02}"), Amount::from_minor(10_000));
    let loan = Loan {
        id: id.as_str().into(),
        borrower: "B".into(),
        branch: "1".into(),
        currency: Currency::USD,
        principal: Amount::from_minor(120_000),
        disbursed_on: None,
        product: None,
        purpose: None,
    };
    let instalment = |month: usize| Instalment {
        loan: id.as_str().into(),
        no: u32::try_from(month).unwrap_or(0),
        due_on: due(planted, month),
        principal: Amount::from_minor(9_000),
        interest: Amount::from_minor(1_000),
        fee: Amount::ZERO,
        restructuring: None,
    };
    let payment = |month: usize| Payment {
        id: format!("{id}/P{month}").as_str().into(),
        loan: id.as_str().into(),
        value_on: due(planted, month),
        amount: hundred,
        entered_on: None,
        kind: None,
    };
    let instalments: Vec<Instalment> = (1..=12).map(instalment).collect();
    let payments: Vec<Payment> = (1..=planted.paid).map(payment).collect();
    let held =
        Held::from_book(&LoanFacts::plain(loan.clone(), instalments, payments), day(as_of), &BookRules::default());
    let held = held.ok().flatten().unwrap_or_else(|| panic!("a loan with a schedule"));
    let statement = Statement {
        loan: loan.id,
        as_of: day(as_of),
        days_past_due: theirs,
        balance: None,
        scheduled_payment: None,
        next_amount_due: None,
        first_due_on: None,
        interest_paid_through: None,
        zero_balance_code: None,
        repossessed: None,
    };
    TapeRow { statement, reported_on: Some(day(as_of).plus_days(9 + i32::try_from(no % 4).unwrap_or(0))), held }
}

/// Twenty-four loans with due days from the 2nd to the 25th, none to three behind on 31 May.
fn loans() -> Vec<Planted> {
    (0..24).map(|no| Planted { due_day: 2 + no, paid: [5, 4, 3, 2][no as usize % 4] }).collect()
}

/// The oldest unpaid due date and the day it is seen from: what the lender reads off.
fn tape(as_of: &str, states: impl Fn(usize, BusinessDate, i32) -> i32) -> Vec<TapeRow> {
    let on = day(as_of);
    let one = |(no, planted): (usize, Planted)| {
        let oldest = due(planted, planted.paid + 1);
        let missed = (planted.paid + 1..=12).filter(|month| due(planted, *month) < on).count();
        let late = i32::try_from(missed).unwrap_or(0);
        row(no, planted, as_of, Some(if late == 0 { 0 } else { states(no, oldest, late) }))
    };
    loans().into_iter().enumerate().map(one).collect()
}

fn found(rows: &[TapeRow]) -> (DayConvention, u64, u64, Vec<DayConvention>) {
    let finding = reconcile(rows).finding.unwrap_or_else(|| panic!("a convention"));
    (finding.convention, finding.explains, finding.of, finding.also)
}

/// `agrees 3, differs_by_convention 18`
fn counts(reconciled: &Reconciled) -> String {
    reconciled.days().iter().map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join(", ")
}

/// Each convention planted in 24 rows, 18 of them late, is found by name.
#[test]
fn planted_conventions_are_found() {
    use DayConvention as Way;
    type States = Box<dyn Fn(usize, BusinessDate, i32) -> i32>;
    let may = day("2026-05-31");
    let since = move |oldest: BusinessDate| may.days_since(oldest);
    let planted: Vec<(Way, States)> = vec![
        (Way::DueDateIsDay1, Box::new(move |_, oldest, _| since(oldest) + 1)),
        // 31 May is the 30th of a month of 30 days; months behind are as many as instalments.
        (Way::MonthsOf30Days, Box::new(|_, oldest, late| 30 * late - i32::from(oldest.civil().day()))),
        (Way::MissedTimes30, Box::new(|_, _, late| 30 * late)),
        (Way::GraceTakenOff { days: 5 }, Box::new(move |_, oldest, _| (since(oldest) - 5).max(0))),
        (Way::RunOneDayEarlier, Box::new(move |_, oldest, _| since(oldest) - 1)),
        (Way::ToReportDate, Box::new(move |no, oldest, _| since(oldest) + 9 + i32::try_from(no % 4).unwrap_or(0))),
    ];
    for (way, states) in planted {
        let rows = tape("2026-05-31", states);
        let (convention, explains, of, also) = found(&rows);
        assert_eq!((convention, explains, of), (way, 18, 18), "also {also:?}");
        assert_eq!(counts(&reconcile(&rows)), "agrees 6, differs_by_convention 18", "{way:?}");
    }
    let rows = tape("2026-05-31", move |_, oldest, _| since(oldest));
    assert_eq!((found(&rows).0, counts(&reconcile(&rows)).as_str()), (Way::DueDateIsDay0, "agrees 24"));
}

/// Month buckets on 15 May: of due days 14, 15 and 16 both have the first come round,
/// MBA the one of the 16th as well, for it was unpaid at the end of the day before.
#[test]
fn month_buckets_are_told_apart() {
    let exact = |day_before: i32| {
        let rows: Vec<TapeRow> = (0..12_usize)
            .map(|no| {
                let planted = Planted { due_day: [14, 15, 16][no % 3], paid: no % 3 };
                // Instalment no. paid+1 is due in month paid+1; 15 May is so many months later.
                let months = 5 - (i32::try_from(planted.paid).unwrap_or(0) + 1);
                let come = i32::try_from(planted.due_day).unwrap_or(0) <= 15 + day_before;
                row(no, planted, "2026-05-15", Some(30 * if come { months } else { months - 1 }))
            })
            .collect();
        found(&rows)
    };
    let (mba, ots) = (exact(1), exact(0));
    assert_eq!((mba.0, mba.1, mba.2), (DayConvention::MonthBucketsMba, 12, 12));
    assert_eq!((ots.0, ots.1, ots.2), (DayConvention::MonthBucketsOts, 12, 12));
}

/// A statement of the 20th that counts to the 31st; a run on the next day, after the payments of that day.
#[test]
fn counts_to_another_day_are_found() {
    let end = day("2026-05-31");
    let rows = tape("2026-05-24", |_, oldest, _| end.days_since(oldest));
    assert_eq!(found(&rows).0, DayConvention::ToMonthEnd);
    // Without a payment on the 1st a run one day later is the same as the due date being day 1; the finding says so.
    let rows = tape("2026-05-31", |_, oldest, _| day("2026-06-01").days_since(oldest));
    let (way, .., also) = found(&rows);
    assert_eq!((way, also), (DayConvention::DueDateIsDay1, vec![DayConvention::RunOneDayLater]));
}

/// Two rows off by a day in a tape of calendar days are no convention, and two rows alone neither.
#[test]
fn a_chance_hit_is_not_a_convention() {
    let may = day("2026-05-31");
    let rows = tape("2026-05-31", |no, oldest, _| may.days_since(oldest) + i32::from(no == 5 || no == 13));
    let (way, explains, of, _) = found(&rows);
    assert_eq!((way, explains, of), (DayConvention::DueDateIsDay0, 16, 18));
    let reconciled = reconcile(&rows);
    assert_eq!(counts(&reconciled), "agrees 22, cannot_tell 2");
    assert_eq!(reconciled.rows[5].verdict, Verdict::CannotTell { missing: Missing::Cause });

    let alone = reconcile(&[rows[5].clone(), rows[13].clone()]);
    assert_eq!(alone.finding, None);
    assert!(alone.rows.iter().all(|row| row.verdict == Verdict::CannotTell { missing: Missing::MoreRows }));
    // Nobody is late with the lender: a long grace would explain it, and so would anything else.
    let none_late = reconcile(&tape("2026-05-31", |_, _, _| 0));
    assert_eq!(none_late.finding, None);
    assert!(counts(&none_late).contains("differs_by_fact 18"), "{}", counts(&none_late));
}

/// Facts are told under the convention the tape follows.
#[test]
fn planted_facts_are_found() {
    let may = day("2026-05-31");
    let one_day_more = |oldest: BusinessDate| may.days_since(oldest) + 1;
    let planted = loans();
    let mut rows = tape("2026-05-31", |_, oldest, _| one_day_more(oldest));
    let set = |rows: &mut Vec<TapeRow>, at: usize, days: i32| rows[at].statement.days_past_due = Some(days);
    // Row 3: paid to February; they hold the payment of March. Row 2: they lack that of March, row 6 that of May.
    set(&mut rows, 3, one_day_more(due(planted[3], 4)));
    set(&mut rows, 2, one_day_more(due(planted[2], 3)));
    rows[7].statement.zero_balance_code = Some("4".to_owned());
    rows[11].statement.zero_balance_code = Some("1".to_owned());
    rows[15].statement.days_past_due = None;
    // Row 10: the same amounts, another due date. Its amount due next is stated and is ours.
    let moved = one_day_more(due(planted[10], planted[10].paid + 1)) - 4;
    set(&mut rows, 10, moved);
    rows[10].statement.next_amount_due = rows[10].held.next_due;
    let reconciled = reconcile(&rows);
    let finding = reconciled.finding.clone().unwrap_or_else(|| panic!("a convention"));
    assert_eq!((finding.convention, finding.explains, finding.of), (DayConvention::DueDateIsDay1, 12, 15));
    let verdict = |at: usize| reconciled.rows[at].verdict.clone();
    let fact = |which| Verdict::DiffersByFact { which };
    assert_eq!(verdict(3), fact(Apart::PaymentWeLack { instalments: 1 }));
    let payment = Some("L-02/P3".into());
    assert_eq!(verdict(2), fact(Apart::PaymentTheyLack { instalments: 1, payment }));
    assert_eq!(verdict(7), fact(Apart::ChargedOff));
    assert_eq!(verdict(11), fact(Apart::PaidInFull));
    assert_eq!(verdict(15), Verdict::CannotTell { missing: Missing::TheirFigure });
    assert_eq!(verdict(10), fact(Apart::DueDateMoved { days: 4 }));
}

#[test]
fn amounts_have_verdicts_of_their_own() {
    // Paid to March: 200 past due on 31 May, 100 due next, nine instalments open.
    let planted = Planted { due_day: 10, paid: 3 };
    let stated = |balance: i64, next: i64, scheduled: i64| {
        let mut row = row(0, planted, "2026-05-31", Some(0));
        let amount = |major: i64| Some(Amount::from_minor(major * 100));
        row.statement.balance = amount(balance);
        row.statement.next_amount_due = amount(next);
        row.statement.scheduled_payment = amount(scheduled);
        let found = reconcile(&[row]).rows.remove(0);
        [found.balance.verdict, found.next_amount_due.verdict, found.scheduled_payment.verdict]
    };
    let way = |which| Verdict::DiffersByConvention { which: TapeConvention::Amount(which) };
    let fact = |which| Verdict::DiffersByFact { which };
    let more = |major: i64| Amount::from_minor(major * 100);
    assert_eq!(stated(810, 300, 100), [Verdict::Agrees, Verdict::Agrees, Verdict::Agrees]);
    assert_eq!(
        stated(900, 100, 120),
        [
            way(AmountConvention::InterestNotYetDueIncluded),
            way(AmountConvention::ArrearsLeftOut),
            fact(Apart::Amount { more: more(20) })
        ]
    );
    assert_eq!(
        stated(710, 200, 100),
        [fact(Apart::OnePayment { more: more(-100) }), way(AmountConvention::ArrearsAlone), Verdict::Agrees]
    );
}

/// A statement without a schedule behind it, the due day not stated: 100 scheduled.
fn bare(loan: &str, as_of: &str, theirs: i32, behind: i64) -> TapeRow {
    let mut row = row(0, Planted { due_day: 2, paid: 0 }, as_of, Some(theirs));
    row.statement.loan = loan.into();
    row.statement.first_due_on = Some(day("2015-01-01"));
    row.statement.scheduled_payment = Some(Amount::from_minor(10_000));
    row.statement.next_amount_due = Some(Amount::from_minor(10_000 * (behind + 1)));
    row.held = Held::from_statement(&row.statement);
    row
}

/// Three month ends of a loan with nothing paid: the days grow by the calendar, or by 30.
#[test]
fn a_due_day_nobody_stated_is_read_from_other_months() {
    let ends = ["2026-01-31", "2026-02-28", "2026-03-31"];
    let of = |grows: &[i32; 3]| -> Vec<TapeRow> {
        let row =
            |no: i32, at: usize| bare(&format!("L-{no}"), ends[at], no + grows[at], i64::try_from(at).unwrap_or(0) + 1);
        (3..7).flat_map(|no| (0..3).map(move |at| row(no, at))).collect()
    };
    let calendar = reconcile(&of(&[0, 28, 59]));
    assert_eq!(
        calendar.finding.as_ref().map(|one| (one.convention, one.explains)),
        Some((DayConvention::DueDateIsDay0, 12))
    );
    assert_eq!(counts(&calendar), "agrees 12");
    let (row, due_day) = (&calendar.rows[1], calendar.rows[1].due_day);
    assert_eq!((row.difference.ours, row.difference.theirs, due_day), (Some(31), Some(31), Some(28)));
    let thirties = reconcile(&of(&[0, 30, 60]));
    assert_eq!(
        thirties.finding.as_ref().map(|one| (one.convention, one.explains)),
        Some((DayConvention::MonthsOf30Days, 12))
    );
    assert_eq!(counts(&thirties), "differs_by_convention 12");

    let alone = reconcile(&[bare("L-1", "2026-01-31", 5, 1)]);
    assert_eq!(alone.rows[0].verdict, Verdict::CannotTell { missing: Missing::DueDay });
    let more = reconcile(&[bare("L-1", "2026-01-31", 5, 3)]);
    let fewer = Apart::FewerBehindThanAmountDue { instalments: 2 };
    assert_eq!(more.rows[0].verdict, Verdict::DiffersByFact { which: fewer });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whatever a tape says: every row has a verdict, nothing panics, and the order of the rows is nothing.
    #[test]
    fn any_tape_is_reconciled(
        all in prop::collection::vec((0..5_usize, 0..4_usize, -3..200_i32, 0..6_i64, any::<bool>()), 1..20),
    ) {
        let ends = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"];
        let row = |(loan, end, theirs, behind, scheduled): &(usize, usize, i32, i64, bool)| match scheduled {
            true => row(*loan, Planted { due_day: 7, paid: *end }, ends[*end], Some(*theirs)),
            false => bare(&format!("L-{loan}"), ends[*end], *theirs, *behind),
        };
        let rows: Vec<TapeRow> = all.iter().map(row).collect();
        let reconciled = reconcile(&rows);
        prop_assert_eq!(reconciled.days().values().sum::<u64>(), u64::try_from(rows.len()).unwrap_or(0));
        if let Some(finding) = &reconciled.finding {
            prop_assert!(finding.explains >= 3 && finding.explains * 2 > finding.of);
        }
        let mut turned = rows.clone();
        turned.reverse();
        let mut back = reconcile(&turned);
        back.rows.reverse();
        prop_assert_eq!(back, reconciled);
    }
}
