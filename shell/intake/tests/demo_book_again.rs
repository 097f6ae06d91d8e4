//! The demo book counted a second time, in another style: no product code but the
//! reading of files in the first line of each test. Rows are text, a loan is a queue of
//! open debts that the days of its life push and payments pop, and days are counted from
//! the calendar by hand.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Book, demo};
use makegood_book::{BookRules, Instalment, LoanFacts, Payment, Standing, position};
use makegood_intake::{Fact, Waiver};
use std::collections::{BTreeMap, VecDeque};

/// Cells of a demo file, without its header. None of them is quoted in these columns.
fn cells(file: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(demo().join(format!("kiva/{file}.csv"))).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn cents(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
}

/// Days since 0000-03-01 of the proleptic calendar: months of 153 days in fives.
fn day_number(text: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| text[range].parse::<i64>().unwrap();
    let (mut year, mut month, day) = (part(0..4), part(5..7), part(8..10));
    if month <= 2 {
        year -= 1;
        month += 12;
    }
    365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day
}

/// Open loans, those current and by days past due, and the sum of arrears in cents.
fn counted(as_of: &str) -> (u32, [u32; 5], i64) {
    let mut happened: BTreeMap<String, Vec<(String, i64)>> = BTreeMap::new();
    let mut total: BTreeMap<String, i64> = BTreeMap::new();
    for row in cells("instalments") {
        let amount = cents(&row[3]);
        *total.entry(row[0].clone()).or_default() += amount;
        happened.entry(row[0].clone()).or_default().push((row[2].clone(), amount));
    }
    for row in cells("payments") {
        // A payment of a day comes after what falls due on it.
        happened.entry(row[1].clone()).or_default().push((format!("{}~", row[2]), -cents(&row[3])));
    }
    let (mut open, mut by_days, mut arrears) = (0, [0; 5], 0);
    for row in cells("loans") {
        let scheduled = total.get(&row[0]).copied().unwrap_or(0);
        if row[5].as_str() > as_of || scheduled == 0 {
            continue;
        }
        let mut life = happened.remove(&row[0]).unwrap_or_default();
        life.sort();
        let (mut debts, mut ahead, mut paid) = (VecDeque::new(), 0, 0);
        for (when, amount) in life.iter().filter(|(when, _)| when[..10] <= *as_of) {
            if *amount > 0 && when.as_str() < as_of {
                debts.push_back((when.clone(), *amount));
            }
            if *amount < 0 {
                ahead -= amount;
                paid -= amount;
            }
            while let Some((_, owed)) = debts.front_mut().filter(|_| ahead > 0) {
                let met = ahead.min(*owed);
                (ahead, *owed) = (ahead - met, *owed - met);
                if *owed == 0 {
                    debts.pop_front();
                }
            }
        }
        if paid >= scheduled {
            continue;
        }
        open += 1;
        arrears += debts.iter().map(|(_, owed)| owed).sum::<i64>();
        let days = debts.front().map_or(0, |(due, _)| day_number(as_of) - day_number(due));
        let late = [1, 30, 60, 90].iter().filter(|first| days >= **first).count();
        by_days[late] += 1;
    }
    (open, by_days, arrears)
}

#[test]
fn the_queue_gives_the_known_counts() {
    assert_eq!(counted("2006-12-01"), (756, [598, 115, 31, 4, 8], 1_125_856));
    assert_eq!(counted("2007-04-02"), (624, [414, 41, 70, 36, 63], 5_472_092));
    assert_eq!(counted("2007-06-02"), (498, [293, 31, 18, 2, 154], 8_056_727));
}

/// On the second of every month of the book's life, loan by loan sums as the product has them.
#[test]
fn the_product_agrees_on_many_days() {
    let mut book = Book::default();
    for file in ["parties", "loans", "instalments", "payments"] {
        book.take(&demo().join(format!("kiva/{file}.csv")), &[Waiver::PaymentBeforeDisbursement]);
    }
    let mut rows: BTreeMap<_, Vec<Instalment>> = BTreeMap::new();
    let mut paid: BTreeMap<_, Vec<Payment>> = BTreeMap::new();
    for fact in &book.facts {
        match fact {
            Fact::Instalment(row) => rows.entry(row.loan.clone()).or_default().push(row.clone()),
            Fact::Payment(row) => paid.entry(row.loan.clone()).or_default().push(row.clone()),
            _ => {}
        }
    }
    let loans: Vec<LoanFacts> = book
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::Loan(loan) => {
                let rows = rows.get(&loan.id).cloned().unwrap_or_default();
                Some(LoanFacts::plain(loan.clone(), rows, paid.get(&loan.id).cloned().unwrap_or_default()))
            }
            _ => None,
        })
        .collect();
    for month in 0..30 {
        let as_of = format!("{}-{:02}-02", 2005 + (5 + month) / 12, (5 + month) % 12 + 1);
        let day = as_of.parse().unwrap();
        let (mut open, mut by_days, mut arrears) = (0, [0; 5], 0);
        for facts in &loans {
            let now = position(facts, day, &BookRules::default()).unwrap();
            if now.standing == Standing::Open {
                open += 1;
                arrears += now.arrears.total().minor();
                by_days[[1, 30, 60, 90].iter().filter(|first| now.days_past_due(day) >= **first).count()] += 1;
            }
        }
        assert_eq!((open, by_days, arrears), counted(&as_of), "{as_of}");
    }
}
