//! Every figure counted a second time from the raw rows of small invented books, the
//! plainest way, day by day and with no code of the room: both have to agree.
//!
//! The books are drawn from fixed seeds, so that a book that does not agree can be drawn
//! again. Charge-offs are not drawn: what is lost of a loan is the statement of the book.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod drawn;

use drawn::{Drawn, RATE_BP, RawLoan, book};
use makegood_book::{BookRules, Buckets, LoanFacts, position};
use makegood_metrics::{By, Code, Day, Earlier, Metric, Tally, Then, Work, count};
use makegood_units::{BusinessDate, Currency, LoanId};
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn first_of_month(day: BusinessDate) -> BusinessDate {
    day.plus_days(1 - i32::from(day.civil().day()))
}

fn bucket(days: i32) -> usize {
    match days {
        ..=0 => 0,
        1..=29 => 1,
        30..=59 => 2,
        60..=89 => 3,
        _ => 4,
    }
}

type Sums = BTreeMap<(String, By, Option<Currency>), (i64, i64)>;

/// Sums in the plainest way.
struct Plain<'a> {
    book: &'a Drawn,
    as_of: BusinessDate,
    month_ago: BusinessDate,
    four_ago: BusinessDate,
    sums: Sums,
}

impl Plain<'_> {
    fn add(&mut self, code: &str, parts: &[By], currency: Option<Currency>, counted: i64, of: i64) {
        for by in std::iter::once(&By::Book).chain(parts) {
            let sum = self.sums.entry((code.to_owned(), by.clone(), currency)).or_default();
            *sum = (sum.0 + counted, sum.1 + of);
        }
    }

    fn loan(&mut self, loan: &RawLoan) {
        let (now, month) = (self.as_of, first_of_month(self.as_of));
        let parts = [
            By::Branch(loan.branch.clone()),
            By::Product(loan.product.clone()),
            By::Month(loan.disbursed_on.to_string()[..7].to_owned()),
        ];
        let money = Some(loan.currency);
        let (late, out) = (loan.days_late(now), loan.outstanding(now));
        if loan.is_open(now) {
            for at in 0..5 {
                self.add(&format!("dpd-{at}"), &parts, money, if bucket(late) == at { out } else { 0 }, out);
            }
            for days in [30, 60, 90] {
                let all = loan.principal_left(now);
                self.add(&format!("par-{days}"), &parts, money, if late > days { all } else { 0 }, all);
            }
        }
        let ago = self.month_ago;
        let (then_late, then_out) = (loan.days_late(ago), loan.outstanding(ago));
        if loan.is_open(ago) {
            let at = bucket(then_late);
            if at < 4 {
                let rolled = loan.is_open(now) && bucket(late) == at + 1;
                // Of what was current only the sum by branch is kept.
                let kept: &[By] = if at == 0 { &parts[..1] } else { &parts };
                self.add(&format!("roll-{at}"), kept, money, 0, then_out);
                self.add(&format!("roll-{at}"), &parts, money, if rolled { then_out } else { 0 }, 0);
            }
            if at > 0 {
                let cured = !loan.is_open(now) || late == 0;
                self.add("cure", &parts, money, if cured { then_out } else { 0 }, then_out);
                self.add("liquidation", &parts, money, loan.paid(now) - loan.paid(ago), then_out);
            }
        }
        self.sustained(loan, &parts);
        let due = |from, to| -> i64 {
            let rows = loan.instalments.iter().filter(|row| from <= row.due_on && row.due_on <= to);
            rows.map(|row| row.interest + row.principal).sum()
        };
        let before = month.plus_days(-1);
        let received = loan.paid(now) - loan.paid(before);
        let (billed, begin) = (due(month, now), loan.unpaid_of(loan.disbursed_on, before, before));
        let mut on_time = 0;
        for (at, row) in loan.instalments.iter().enumerate() {
            if month <= row.due_on && row.due_on <= now {
                on_time += loan.met(row.due_on)[at];
            }
        }
        self.add("cash", &parts, money, received, billed);
        self.add("on-time", &parts, money, on_time, billed);
        let unpaid = loan.unpaid_of(loan.disbursed_on, now, now);
        let of_month = loan.unpaid_of(month, now, now);
        self.add("effectiveness", &parts, money, begin + billed - unpaid, begin + billed - of_month);
        self.add("cost-per-unit", &parts, money, 0, received.min(begin));
        self.granted(loan, &parts);
    }

    fn sustained(&mut self, loan: &RawLoan, parts: &[By]) {
        let (now, ago) = (self.as_of, self.four_ago);
        if !loan.is_open(ago) || loan.days_late(ago) == 0 {
            return;
        }
        let then = loan.outstanding(ago);
        let cleared: Vec<_> = (0..loan.instalments.len()).map(|at| loan.cleared(at, now)).collect();
        let late_ones = loan.instalments.iter().zip(&cleared).filter_map(|(row, on)| on.filter(|on| *on > row.due_on));
        let cured = late_ones.max();
        let since = |cured: BusinessDate| {
            let after =
                loan.instalments.iter().zip(&cleared).filter(|(row, _)| cured < row.due_on && row.due_on <= now);
            after.filter(|(_, on)| on.is_some()).count()
        };
        let held = loan.days_late(now) == 0 && cured.is_some_and(|cured| cured > ago && since(cured) >= 3);
        let part = if held || !loan.is_open(now) { then } else { 0 };
        self.add("sustained-cure", parts, Some(loan.currency), part, then);
    }

    fn granted(&mut self, loan: &RawLoan, parts: &[By]) {
        let now = self.as_of;
        let thirty = loan.instalments[0].due_on.plus_days(30);
        if thirty <= now {
            let unpaid = loan.met(thirty)[0] < loan.instalments[0].interest + loan.instalments[0].principal;
            self.add("first-payment-default", parts, None, i64::from(unpaid), 1);
        }
        for days in [30, 90] {
            let ever = loan.first_day_so_late(days, now).is_some();
            self.add(&format!("ever-{days}"), parts, None, i64::from(ever), 1);
        }
        self.add("net-loss", parts, Some(loan.currency), 0, loan.principal);
        if let Some(on) = loan.first_day_so_late(90, now) {
            let mut worth = 0;
            for (paid_on, amount) in loan.payments.iter().filter(|(day, _)| on < *day && *day <= now) {
                worth += discounted(*amount, paid_on.days_since(on));
            }
            if self.book.first_in_default(&loan.party, |loan| loan.first_day_so_late(90, now)) == Some(&loan.id) {
                let deeds = self.book.deeds.iter().filter(|deed| deed.party.as_str() == loan.party);
                for deed in deeds.filter(|deed| on < deed.on && deed.on <= now) {
                    worth -= discounted(deed.cost, deed.on.days_since(on));
                }
            }
            self.add("recovery", parts, Some(loan.currency), worth, loan.outstanding(on));
        }
    }

    fn work(&mut self) {
        let (now, month) = (self.as_of, first_of_month(self.as_of));
        let book = self.book;
        let both = |branch: &str, who: &str| {
            [By::Branch(branch.to_owned()), By::Officer(who.to_owned()), By::officer_in(branch, who)]
        };
        let in_month = |on: BusinessDate| month <= on && on <= now;
        for deed in book.deeds.iter().filter(|deed| in_month(deed.on)) {
            let parts = both(&deed.branch, &deed.officer);
            match drawn::words(deed) {
                ("attempt", spoke, promised) => {
                    self.add("right-party", &parts, None, i64::from(spoke), 1);
                    if spoke {
                        self.add("promises", &parts, None, i64::from(promised), 1);
                    }
                }
                ("judged", cleared, _) => self.add("blocked", &parts, None, i64::from(!cleared), 1),
                ("complaint", ..) => self.add("complaints", &parts[..1], None, 1, 0),
                _ => {}
            }
            self.add("cost-per-unit", &parts[..1], deed.currency, deed.cost, 0);
        }
        for one in book.promised.iter().filter(|one| in_month(one.due_on)) {
            self.add("kept", &both(&one.branch, &one.officer), None, i64::from(one.kept), 1);
        }
        for one in book.looked_at.iter().filter(|one| in_month(one.due_on)) {
            self.add("attention", &[By::Branch(one.branch.clone())], None, i64::from(one.in_time), 1);
        }
        for one in book.reported.iter().filter(|one| in_month(one.on)) {
            self.add("handed-in", &both(&one.branch, &one.officer), None, i64::from(one.by_officer), 1);
        }
        for case in &book.cases {
            let parts = [By::Branch(case.branch.clone())];
            let read = |deed: &makegood_metrics::Deed| drawn::words(deed).0 == "reviewed" && in_month(deed.on);
            let read = book.deeds.iter().any(|deed| deed.party == case.party && read(deed));
            self.add("reviewed", &parts, None, i64::from(read), 1);
            self.add("complaints", &parts, None, 0, 1);
            self.add("undiagnosed", &parts, None, i64::from(case.undiagnosed_days.is_some_and(|days| days > 7)), 1);
            if let Some(days) = case.undiagnosed_days {
                self.add("undiagnosed-age", &parts, None, i64::from(days), 1);
            }
        }
    }

    fn contacts(&mut self) {
        let (now, ago, book) = (self.as_of, self.month_ago, self.book);
        let mut seen = BTreeSet::new();
        for loan in book.loans.iter().filter(|loan| loan.is_open(ago) && loan.days_late(ago) > 0) {
            if !seen.insert(&loan.party) {
                continue;
            }
            let theirs = book.deeds.iter().filter(|deed| deed.party.as_str() == loan.party && deed.on > ago);
            let contacts = theirs.filter(|deed| ["attempt", "sent"].contains(&drawn::words(deed).0)).count();
            let mut all = book.loans.iter().filter(|other| other.party == loan.party);
            let late = all.any(|other| other.is_open(now) && other.days_late(now) > 0);
            let branch = By::Branch(loan.branch.clone());
            self.add("contacts-per-cured", &[branch], None, i64::try_from(contacts).unwrap(), i64::from(!late));
        }
    }
}

/// Simple interest over years of 365 days, to the nearest unit, halves to the even one.
fn discounted(amount: i64, days: i32) -> i64 {
    let (over, under) = (i128::from(amount) * 3_650_000, 3_650_000 + i128::from(RATE_BP) * i128::from(days));
    let (whole, rest) = (over.div_euclid(under), over.rem_euclid(under));
    let up = rest * 2 > under || rest * 2 == under && whole % 2 != 0;
    i64::try_from(whole + i128::from(up)).unwrap()
}

fn earlier(book: &Drawn, on: BusinessDate, now: BusinessDate) -> Earlier {
    let mut earlier = Earlier { on: Some(on), ..Earlier::default() };
    for loan in book.loans.iter().filter(|loan| loan.is_open(on)) {
        let then = Then { bucket: bucket(loan.days_late(on)), outstanding: loan.outstanding(on), paid: loan.paid(on) };
        if then.bucket > 0 {
            earlier.late.insert(LoanId::new(&loan.id), then);
            continue;
        }
        for by in [By::Book, By::Branch(loan.branch.clone())] {
            *earlier.current.entry((by, loan.currency)).or_default() += then.outstanding;
        }
        if loan.is_open(now) && bucket(loan.days_late(now)) == 1 {
            earlier.newly_late.insert(LoanId::new(&loan.id), then.outstanding);
        }
    }
    earlier
}

fn counted(book: &Drawn, as_of: BusinessDate, ago: [BusinessDate; 2]) -> Vec<Metric> {
    let (rules, buckets) = (BookRules::default(), Buckets::default());
    let [month, four] = ago.map(|on| earlier(book, on, as_of));
    let tally = |loan: &RawLoan| {
        let facts: LoanFacts = loan.facts();
        Tally::of(&facts, &position(&facts, as_of, &rules).unwrap(), as_of, &rules).unwrap()
    };
    let loans: Vec<Tally> = book.loans.iter().map(tally).collect();
    let work = Work {
        deeds: book.deeds.clone(),
        promised: book.promised.clone(),
        cases: book.cases.clone(),
        looked_at: book.looked_at.clone(),
        reported: book.reported.clone(),
    };
    let on = Day {
        as_of,
        buckets: &buckets,
        month_before: &month,
        four_months_before: &four,
        work: &work,
        discount_bp: Some(RATE_BP),
    };
    count(&on, &loans, None).unwrap().metrics(as_of, |code| on.from(code)).unwrap()
}

#[test]
fn every_figure_is_what_a_plain_count_of_the_raw_rows_says() {
    let (as_of, month_ago, four_ago) = (day("2007-06-20"), day("2007-05-20"), day("2007-02-20"));
    let mut told: BTreeSet<String> = BTreeSet::new();
    for seed in 0..60 {
        let book = book(seed, as_of);
        let mut plain = Plain { book: &book, as_of, month_ago, four_ago, sums: Sums::new() };
        for loan in &book.loans {
            plain.loan(loan);
        }
        plain.work();
        plain.contacts();
        plain.sums.retain(|_, sum| *sum != (0, 0));
        let figures = counted(&book, as_of, [month_ago, four_ago]);
        let kept = figures.iter().filter(|one| (one.numerator, one.denominator) != (0, 0));
        let found: Sums = kept
            .map(|one| ((one.code.word(), one.by.clone(), one.currency), (one.numerator, one.denominator)))
            .collect();
        for (key, sum) in &plain.sums {
            assert_eq!(found.get(key), Some(sum), "seed {seed}: {key:?}");
        }
        for key in found.keys() {
            assert!(plain.sums.contains_key(key), "seed {seed}: {key:?} is counted and should not be");
        }
        told.extend(plain.sums.into_iter().filter(|(_, (counted, _))| *counted != 0).map(|((code, ..), _)| code));
    }
    // Each figure was something in some book; no loan is charged off, so nothing is lost.
    let silent: Vec<String> = Code::all(5).into_iter().map(Code::word).filter(|code| !told.contains(code)).collect();
    assert_eq!(silent, ["net-loss"]);
}
