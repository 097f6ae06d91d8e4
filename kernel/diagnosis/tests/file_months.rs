//! The borrower's file month by month, the age of a month, and where a form shows a fault.

use makegood_case::{Confidence, FileFault, FileRow};
use makegood_diagnosis::{BorrowerFile, DebtHere, Figures, FileNeeds, FileRecord};
use makegood_units::{Amount, BusinessDate, Currency};
use std::collections::BTreeMap;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> BusinessDate {
    text.parse().expect("a day")
}

/// `kind key=value …`, verified and seen today unless it says otherwise.
fn read(line: &str) -> Result<makegood_case::FileFact, FileFault> {
    let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
    let given = rest.split(' ').filter_map(|cell| cell.split_once('='));
    let cells = [("kind", kind), ("source", "visit"), ("confidence", "verified")].into_iter().chain(given);
    let cells: BTreeMap<&str, &str> = cells.collect();
    let cells = cells.into_iter().map(|(column, cell)| (column.to_owned(), cell.to_owned()));
    FileRow::new(cells).read(Some(Currency::USD), day(TODAY))
}

fn file(text: &str) -> BorrowerFile {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let records: Vec<FileRecord> = (1..)
        .zip(lines)
        .map(|(seq, line)| FileRecord { seq, fact: read(line).unwrap_or_else(|fault| panic!("{line}: {fault}")) })
        .collect();
    BorrowerFile::on(&records, day(TODAY))
}

/// An instalment of so much a month through 2026.
fn here(instalment: i64) -> DebtHere {
    let instalment = Amount::from_minor(instalment * 100);
    let months = (1..=12).map(|month| (format!("2026-{month:02}").parse().expect("a month"), instalment));
    let (due_in, arrears) = (months.collect(), Amount::ZERO);
    DebtHere { currency: Currency::USD, arrears, due_in, instalment, facts: Vec::new() }
}

fn business(sales: [i64; 3], purchases: i64, costs: i64) -> String {
    let of = |(month, sales): (&str, i64)| {
        format!(
            "sales month={month} amount={sales}\npurchases month={month} amount={purchases}\nrunning_costs month={month} amount={costs}\n"
        )
    };
    ["2026-08", "2026-09", "2026-10"].into_iter().zip(sales).map(of).collect()
}

/// A month as the table shows it: business, household, left, due, whether it covers.
fn said(month: &makegood_diagnosis::CashMonth) -> String {
    let money = |money: Option<makegood_units::Money>| money.map_or("-".to_owned(), |money| money.number(""));
    let covers = month.covers.map_or("?", |covers| if covers { "yes" } else { "no" });
    let [business, household, left] = [month.business, month.household, month.left].map(money);
    format!("{} {business} {household} {left} {} {covers}", month.month, money(Some(month.due)))
}

#[test]
fn row_12_each_month_of_cash_stands_beside_what_falls_due_in_it() {
    let text = business([900, 500, 900], 400, 100)
        + "debt_service month=2026-10 amount=30\nincome line=wage monthly=100\nincome line=own_business monthly=999\n\
           fixed_cost line=food monthly=150\nliability line=bank amount=1000 monthly=30 confidence=stated";
    let mut debt = here(250);
    debt.due_in.insert("2027-01".parse().expect("a month"), Amount::from_minor(0));
    let months = Figures::months(&file(&text), &debt);
    // The business (sales - 400 - 100, less its debts) and the household (100 - 150 - 30).
    let expected = [
        "2026-08 400.00 -80.00 320.00 250.00 yes",
        "2026-09 0.00 -80.00 -80.00 250.00 no",
        "2026-10 370.00 -80.00 290.00 250.00 yes",
        "2026-11 - -80.00 - 250.00 ?",
        "2026-12 - -80.00 - 250.00 ?",
    ];
    assert_eq!(months.iter().map(said).collect::<Vec<_>>(), expected);
    assert_eq!((months[0].confidence, months[3].confidence), (Some(Confidence::Stated), None));
    assert_eq!(months[3].why.code, "month_not_over");
    assert_eq!(months[0].why.facts.len(), 3 + 3, "three lines of the month, wage, food, bank");
}

#[test]
fn a_month_that_lacks_a_line_is_not_told_and_a_wage_holds_for_every_month() {
    let gap = "sales month=2026-10 amount=900\npurchases month=2026-10 amount=1\nfixed_cost line=rent monthly=60";
    let months = Figures::months(&file(gap), &here(100));
    assert_eq!(months[0].why.says, "Of 2026-10 the running costs are not on file.");
    assert_eq!(said(&months[0]), "2026-10 - -60.00 - 100.00 ?");
    let wage = "income line=wage monthly=180\nfixed_cost line=rent monthly=60";
    let months = Figures::months(&file(wage), &here(130));
    let told: Vec<_> = months.iter().map(said).collect();
    assert_eq!(told[0], "2026-09 - 120.00 120.00 130.00 no");
    assert_eq!(told.len(), 4, "two months back, and ahead to the last month with something due");
    assert!(Figures::months(&file("address says=x"), &here(100)).is_empty());
    // Without costs nothing is said of what is left.
    assert!(Figures::months(&file("income line=wage monthly=180"), &here(100)).is_empty());
}

#[test]
fn row_66_an_old_month_told_today_is_as_old_as_its_month() {
    let needs = FileNeeds::shipped().expect("shipped");
    let weighed = |text: &str| needs.weigh(&file(text), &[]);
    let old = weighed("sales month=2024-10 amount=900");
    let gap = old.too_old.iter().find(|gap| gap.need == "sales").expect("too old");
    assert_eq!((gap.age_days, gap.met_by.as_slice()), (Some(753), ["sales".to_owned()].as_slice()));
    assert!(weighed("sales month=2026-10 amount=900").too_old.is_empty());
}

#[test]
fn a_fault_names_the_column_a_form_shows_it_at() {
    let table = [
        ("income line=wage", "monthly"),
        ("income line=wage monthly=x", "monthly"),
        ("income line=wage monthly=1 month=2026-10", "month"),
        ("sales month=2026-11 amount=1", "month"),
        ("health says=asthma", "consented_on"),
        ("operations normal=no says=flood", "percent"),
        ("operations normal=yes percent=10", "percent"),
        ("income line=wage monthly=1 restricted=yes", "restricted"),
        ("address says=x as_of=2026-11-02 observed_on=2026-11-01", "as_of"),
        ("moon says=x", "kind"),
    ];
    for (line, column) in table {
        assert_eq!(read(line).expect_err(line).column(), column, "{line}");
    }
}
