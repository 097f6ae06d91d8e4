//! The borrower's file: each figure, each threshold and each refusal, from rows of words.

use makegood_case::{Confidence, FileFault, FileRow, Month};
use makegood_diagnosis::{
    BorrowerFile, Case, DebtHere, FigureName, Figures, FileNeeds, FileRecord, Item, Measure, observe,
};
use makegood_units::{Amount, BusinessDate, Currency};
use proptest::prelude::*;
use std::collections::BTreeMap;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> BusinessDate {
    text.parse().expect("a day")
}

/// `kind key=value …`, verified and seen today unless it says otherwise.
fn row(line: &str) -> FileRow {
    let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut cells = BTreeMap::from([
        ("kind".to_owned(), kind.to_owned()),
        ("source".to_owned(), "visit".to_owned()),
        ("confidence".to_owned(), "verified".to_owned()),
    ]);
    for cell in rest.split(' ').filter(|cell| !cell.is_empty()) {
        let (column, value) = cell.split_once('=').expect("column=value");
        cells.insert(column.to_owned(), value.to_owned());
    }
    FileRow::new(cells)
}

fn learn(text: &str) -> Vec<FileRecord> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let read = |(at, line): (usize, &str)| FileRecord {
        seq: i64::try_from(at).expect("few") + 1,
        fact: row(line).read(Some(Currency::USD), day(TODAY)).unwrap_or_else(|fault| panic!("{line}: {fault}")),
    };
    lines.enumerate().map(read).collect()
}

/// An instalment of so much a month through 2026, and so much in arrears.
fn here(instalment: i64, arrears: i64) -> DebtHere {
    let start: Month = "2026-01".parse().expect("a month");
    DebtHere {
        currency: Currency::USD,
        arrears: Amount::from_minor(arrears * 100),
        due_in: (0..12).map(|month| (start.plus(month), Amount::from_minor(instalment * 100))).collect(),
        instalment: Amount::from_minor(instalment * 100),
        facts: Vec::new(),
    }
}

fn evidence(text: &str, here: DebtHere) -> Vec<Item> {
    let case = Case { file: learn(text), here: Some(here), ..Case::default() };
    observe(&case, day(TODAY)).items
}

fn ids(text: &str, here: DebtHere) -> Vec<String> {
    evidence(text, here).into_iter().map(|item| item.evidence).collect()
}

fn business(sales: [i64; 3], purchases: i64, costs: i64) -> String {
    let months = ["2026-08", "2026-09", "2026-10"];
    let of = |(month, sales): (&str, i64)| {
        format!(
            "sales month={month} amount={sales}\npurchases month={month} amount={purchases}\nrunning_costs month={month} amount={costs}\n"
        )
    };
    months.into_iter().zip(sales).map(of).collect()
}

#[test]
fn f01_f02_f03_surplus_against_the_instalment() {
    let table: [(i64, &[&str]); 6] =
        [(900, &["F01"]), (800, &["F01"]), (799, &["F02"]), (601, &["F02"]), (600, &[]), (599, &["F03"])];
    for (wage, expected) in table {
        let text = format!(
            "income line=wage monthly={wage}\nfixed_cost line=rent monthly=400\nflexible_cost line=food monthly=200"
        );
        let found: Vec<String> = ids(&text, here(200, 500)).into_iter().filter(|id| id.starts_with('F')).collect();
        assert_eq!(found, expected, "wage {wage}");
    }
}

#[test]
fn what_is_only_said_is_no_evidence_and_one_word_is_enough_to_make_it_so() {
    let text = "income line=wage monthly=900\nfixed_cost line=rent monthly=400 confidence=stated";
    assert!(ids(text, here(200, 500)).is_empty());
    let figures = Figures::of(&BorrowerFile::on(&learn(text), day(TODAY)), &here(200, 500));
    let surplus = figures.get(FigureName::Surplus).expect("worked out all the same");
    assert_eq!((surplus.confidence, surplus.measure.to_string().as_str()), (Confidence::Stated, "500.00 USD"));
}

#[test]
fn evidence_is_as_old_as_the_oldest_fact_and_names_its_facts() {
    let text = "income line=wage monthly=900\nfixed_cost line=rent monthly=400 as_of=2026-09-30 observed_on=2026-10-02";
    let items = evidence(text, here(200, 500));
    let budget = items.iter().find(|item| item.evidence == "F01").expect("F01");
    assert_eq!(budget.observed_on, day("2026-09-30"));
    let facts: Vec<&str> = budget.facts.iter().map(|fact| fact.as_str()).collect();
    assert_eq!(facts, ["event:1", "event:2"]);
}

#[test]
fn f04_f05_coverage_of_three_months() {
    // Net business (sales - 500 - 100) + 0 - 200 household, over 250 a month.
    let table: [([i64; 3], &[&str], i64); 5] = [
        ([1_100, 1_100, 1_100], &["F04"], 120),
        ([1_099, 1_100, 1_100], &[], 120),
        ([1_050, 1_050, 1_050], &[], 100),
        ([1_040, 1_049, 1_049], &["F05"], 98),
        // The three fall short together, one month alone does not.
        ([900, 900, 1_200], &[], 80),
    ];
    for (sales, expected, hundredths) in table {
        let text = business(sales, 500, 100) + "fixed_cost line=food monthly=200";
        let found: Vec<String> =
            ids(&text, here(250, 100)).into_iter().filter(|id| id == "F04" || id == "F05").collect();
        assert_eq!(found, expected, "{sales:?}");
        let figures = Figures::of(&BorrowerFile::on(&learn(&text), day(TODAY)), &here(250, 100));
        let dscr = figures.get(FigureName::Dscr).expect("worked out");
        assert_eq!(dscr.measure, Measure::Hundredths(hundredths), "{sales:?}");
        assert_eq!(dscr.rests_on, day("2026-10-31"));
    }
}

#[test]
fn dscr_takes_other_income_tax_and_every_debt() {
    // 3 x (300 net + 100 wage - 150 household - 50 tax) = 600 over 3 x (60 here + 30 elsewhere) + 30 of the business.
    let text = business([900, 900, 900], 500, 100)
        + "income line=wage monthly=100\nincome line=own_business monthly=999\nfixed_cost line=food monthly=150\n\
           tax monthly=50\nliability line=bank amount=1000 monthly=30\ndebt_service month=2026-09 amount=30";
    let figures = Figures::of(&BorrowerFile::on(&learn(&text), day(TODAY)), &here(60, 0));
    assert_eq!(figures.get(FigureName::Dscr).map(|dscr| dscr.measure), Some(Measure::Hundredths(200)));
    // 300 + 100 income; 150 + 50 spent, 30 elsewhere, 10 a month of the business: 160 left.
    let surplus = figures.get(FigureName::Surplus).map(|surplus| surplus.measure.to_string());
    assert_eq!(surplus.as_deref(), Some("160.00 USD"));
    let left = figures.get(FigureName::LeftAfterInstalment).map(|left| left.measure.to_string());
    assert_eq!(left.as_deref(), Some("100.00 USD"));
    // (60 + 30 + 10) of 400.
    assert_eq!(figures.get(FigureName::DebtServiceShare).map(|share| share.measure), Some(Measure::BasisPoints(2_500)));
}

#[test]
fn stock_and_receivable_days() {
    // 92 days from August to October; 300 of 1500 bought and 450 of 2700 sold.
    let text =
        business([900, 900, 900], 500, 100) + "stock month=2026-10 amount=300\nreceivables month=2026-10 amount=450";
    let figures = Figures::of(&BorrowerFile::on(&learn(&text), day(TODAY)), &here(60, 0));
    assert_eq!(figures.get(FigureName::StockDays).map(|days| days.measure), Some(Measure::Days(18)));
    assert_eq!(figures.get(FigureName::ReceivableDays).map(|days| days.measure), Some(Measure::Days(15)));
}

fn year(year: i32, october: i64, others: i64) -> String {
    let of = |month: i32| {
        let amount = if month == 10 { october } else { others };
        format!("sales month={year}-{month:02} amount={amount}\n")
    };
    let last = if year == 2026 { 10 } else { 12 };
    (1..=last).map(of).collect()
}

#[test]
fn f08_a_trough_of_the_own_season_needs_two_seasons() {
    let code = |text: &str| {
        let figures = Figures::of(&BorrowerFile::on(&learn(text), day(TODAY)), &here(60, 0));
        let unknown = figures.unknown.iter().find(|(name, _)| *name == FigureName::SalesOfSeason);
        unknown.map(|(_, why)| why.code.clone())
    };
    let one = year(2025, 400, 1_000) + &year(2026, 400, 1_000);
    assert_eq!(code(&one).as_deref(), Some("fewer_than_two_seasons"));
    assert!(!ids(&one, here(60, 0)).contains(&"F08".to_owned()));
    let two = year(2024, 500, 1_000) + &one;
    assert_eq!(code(&two), None);
    assert!(ids(&two, here(60, 0)).contains(&"F08".to_owned()));
    // Low for the season too, and high in the year: neither is the season's trough.
    let lower = year(2024, 900, 1_000) + &year(2025, 900, 1_000) + &year(2026, 400, 1_000);
    assert!(!ids(&lower, here(60, 0)).contains(&"F08".to_owned()));
    let no_trough = year(2024, 900, 1_000) + &year(2025, 900, 1_000) + &year(2026, 900, 1_000);
    assert!(!ids(&no_trough, here(60, 0)).contains(&"F08".to_owned()));
}

#[test]
fn f06_inflows_down_two_fifths_of_the_mean_of_six_months() {
    for (last, expected) in [(600, true), (601, false), (1_000, false)] {
        let mut text = format!("inflow month=2026-10 amount={last}\n");
        for month in 4..=9 {
            text += &format!("inflow month=2026-{month:02} amount=1000\n");
        }
        assert_eq!(ids(&text, here(60, 0)).contains(&"F06".to_owned()), expected, "{last}");
    }
}

#[test]
fn b03_more_than_half_of_income() {
    for (monthly, expected) in [(300, false), (301, true)] {
        let text = format!(
            "income line=wage monthly=1000\nfixed_cost line=rent monthly=1\nliability line=bank amount=9000 monthly={monthly}"
        );
        assert_eq!(ids(&text, here(200, 0)).contains(&"B03".to_owned()), expected, "{monthly}");
    }
}

#[test]
fn a01_free_saleable_verified_assets_worth_the_arrears() {
    let table = [
        ("asset line=cart amount=500 saleable=yes", true),
        ("asset line=cart amount=499 saleable=yes", false),
        ("asset line=cart amount=500 saleable=no", false),
        ("asset line=cart amount=900 encumbered=1 saleable=yes", false),
        ("asset line=cart amount=500 saleable=yes confidence=stated", false),
        ("asset line=cart amount=500 saleable=yes\nasset line=radio amount=5 saleable=yes confidence=stated", true),
        ("asset line=cart amount=300 saleable=yes\nasset line=cow amount=200 saleable=yes", true),
        ("asset line=cart amount=500 saleable=yes\nasset line=cart amount=0 saleable=yes", false),
    ];
    for (text, expected) in table {
        assert_eq!(ids(text, here(60, 500)).contains(&"A01".to_owned()), expected, "{text}");
    }
    assert!(!ids("asset line=cart amount=500 saleable=yes", here(60, 0)).contains(&"A01".to_owned()));
}

#[test]
fn rows_that_are_no_facts_are_refused_by_name() {
    let table = [
        ("moon says=x", "file_unknown_kind"),
        ("income line=wage", "file_missing"),
        ("income line=wage monthly=-1", "file_unreadable"),
        ("income line=wage monthly=1,000", "file_unreadable"),
        ("income line=wage monthly=1 month=2026-10", "file_not_of_kind"),
        ("income line=wage monthly=1 colour=red", "file_unknown_column"),
        ("income line=wage monthly=1 restricted=yes", "file_restricted_figure"),
        ("sales month=2026-11 amount=1", "file_month_not_over"),
        ("sales month=2026-13 amount=1", "file_unreadable"),
        ("reason line=lazy says=x", "file_unreadable"),
        ("health says=asthma", "file_health_without_consent"),
        ("household members=2 dependants=3", "file_unreadable"),
        ("operations normal=no says=flood", "file_operations_unexplained"),
        ("operations normal=no percent=101 says=flood", "file_unreadable"),
        ("operations normal=yes percent=10", "file_normal_and_down"),
        ("address says=x as_of=2026-11-02 observed_on=2026-11-01", "file_observed_before_true"),
        ("address says=x confidence=sure", "file_unreadable"),
    ];
    for (line, expected) in table {
        let fault = row(line).read(Some(Currency::USD), day(TODAY)).expect_err(line);
        assert_eq!(fault.code(), expected, "{line}: {fault}");
        assert!(!fault.way_out().is_empty());
    }
    let no_currency = row("income line=wage monthly=1").read(None, day(TODAY));
    assert_eq!(no_currency, Err(FileFault::Missing { kind: "income".into(), column: "currency" }));
}

#[test]
fn row_68_reasons_are_exactly_the_taxonomy() {
    let words = [
        "temporary_lack",
        "insufficient_ability",
        "heavy_asset_loss",
        "excessive_debt",
        "dispute",
        "fraud",
        "lender_error",
    ];
    assert_eq!(makegood_case::ReasonCode::ALL.map(|(word, _)| word), words);
    for word in words {
        let fact = row(&format!("reason line={word} says=told")).read(None, day(TODAY)).expect(word);
        assert_eq!(fact.entry.kind(), "reason");
    }
}

#[test]
fn row_66_completeness_names_what_is_missing_and_what_is_too_old() {
    let needs = FileNeeds::shipped().expect("shipped");
    let file = |text: &str| BorrowerFile::on(&learn(text), day(TODAY));
    let empty = needs.weigh(&file(""), &[]);
    assert_eq!((empty.percent, empty.missing.len(), empty.too_old.len()), (0, 9, 0));
    assert_eq!(empty.missing[0].need, "income", "the heaviest first");
    let text = "income line=wage monthly=1\naddress says=x confidence=stated\nreason line=dispute says=x as_of=2026-09-01 observed_on=2026-09-01";
    let some = needs.weigh(&file(text), &[]);
    // 16 + 8 of 80, of which 16 verified; the reason is 83 days old.
    assert_eq!((some.percent, some.verified_percent, some.missing.len()), (30, 20, 6));
    assert_eq!((some.too_old[0].need.as_str(), some.too_old[0].age_days), ("reason", Some(83)));
    // A business brings its own needs.
    assert_eq!(needs.weigh(&file("operations normal=yes"), &[]).missing.len(), 9 + 6);
}

#[test]
fn completeness_by_product_where_the_lender_says_so() {
    let header = "need\tproduct\twhen\tweight\tmax_age_days\tmet_by\tsays";
    let table =
        format!("{header}\nincome\t*\talways\t1\t60\tincome\ti\nherd\tlivestock\talways\t3\t30\tasset\tthe herd");
    let needs = FileNeeds::parse("own.tsv", &table).expect("a table");
    let file = BorrowerFile::on(&learn("asset line=cow amount=1"), day(TODAY));
    assert_eq!(needs.weigh(&file, &["livestock"]).percent, 100);
    assert_eq!(needs.weigh(&file, &["other"]).percent, 0);
    for (bad, problem) in [("h\t*\talways\t1\t1\thealth\th", "asked for"), ("h\t*\tnow\t1\t1\tasset\th", "when")] {
        let error = FileNeeds::parse("own.tsv", &format!("{header}\n{bad}")).expect_err(bad);
        assert!(error.to_string().contains(problem) && error.line == 2, "{error}");
    }
}

#[test]
fn row_67_health_is_restricted_and_never_scores() {
    let budget = "income line=wage monthly=900\nfixed_cost line=rent monthly=400\n";
    let with = format!("{budget}health says=surgery consented_on=2026-11-20");
    assert_eq!(evidence(budget, here(200, 0)), evidence(&with, here(200, 0)));
    let file = BorrowerFile::on(&learn(&with), day(TODAY));
    let (open, left_out) = file.without_restricted();
    assert_eq!((open.facts.len(), left_out), (2, 1));
    let needs = FileNeeds::shipped().expect("shipped");
    assert_eq!(needs.weigh(&file, &[]), needs.weigh(&open, &[]));
}

#[test]
fn row_57_one_budget_is_one_source_of_reduced_ability() {
    use makegood_diagnosis::{Dossier, Method, Situation, diagnose};
    let method = Method::shipped().expect("shipped");
    let budget =
        "income line=wage monthly=180\nfixed_cost line=rent monthly=100\nliability line=bank amount=900 monthly=95\n";
    let items = evidence(budget, here(100, 100));
    assert_eq!(items.iter().map(|item| item.evidence.as_str()).collect::<Vec<_>>(), ["F03", "B03"]);
    let one = diagnose(&Dossier { items: items.clone(), matters: Vec::new() }, day(TODAY), &method);
    assert_eq!(one.situation, Situation::Undetermined);
    assert!(one.missing.iter().any(|why| why.code == "second_source"), "{:?}", one.missing);
    // A letter of the hospital is another source.
    let letter = Item {
        evidence: "L02".into(),
        observed_on: day(TODAY),
        confidence: Confidence::Verified,
        says: "letter".into(),
        facts: vec![makegood_units::FactId::new("event", 99)],
    };
    let items = items.into_iter().chain([letter]).collect();
    let two = diagnose(&Dossier { items, matters: Vec::new() }, day(TODAY), &method);
    assert_eq!(two.situation, Situation::ReducedAbility);
}

proptest! {
    /// The surplus is the sum of its lines, whatever they are, and the order of the
    /// records never matters.
    #[test]
    fn a_budget_adds_up_in_any_order(
        incomes in prop::collection::vec(0_i64..5_000, 1..6),
        costs in prop::collection::vec(0_i64..5_000, 1..6),
        turn in 0_usize..12,
    ) {
        let mut text = String::new();
        for (at, amount) in incomes.iter().enumerate() {
            text += &format!("income line=i{at} monthly={amount}\n");
        }
        for (at, amount) in costs.iter().enumerate() {
            text += &format!("fixed_cost line=c{at} monthly={amount}\n");
        }
        let mut records = learn(&text);
        let debt = here(200, 0);
        let figures = Figures::of(&BorrowerFile::on(&records, day(TODAY)), &debt);
        let expected = (incomes.iter().sum::<i64>() - costs.iter().sum::<i64>()) * 100;
        let Some(Measure::Money(money)) = figures.get(FigureName::Surplus).map(|figure| figure.measure) else {
            return Err(TestCaseError::fail("a surplus"));
        };
        prop_assert_eq!(money.amount.minor(), expected);
        let by = turn % records.len();
        records.rotate_left(by);
        prop_assert_eq!(Figures::of(&BorrowerFile::on(&records, day(TODAY)), &debt), figures);
    }

    /// One fact that was only said leaves no evidence of the budget; more facts never
    /// make a file less complete.
    #[test]
    fn stated_never_becomes_verified(which in 0_usize..4, wage in 0_i64..3_000) {
        let lines = [
            format!("income line=wage monthly={wage}"),
            "income line=rent monthly=50".to_owned(),
            "fixed_cost line=rent monthly=400".to_owned(),
            "liability line=bank amount=100 monthly=10".to_owned(),
        ];
        let text: String = lines.iter().enumerate().map(|(at, line)| {
            let sure = if at == which { " confidence=stated" } else { "" };
            format!("{line}{sure}\n")
        }).collect();
        let budget: Vec<String> = ids(&text, here(200, 100)).into_iter().filter(|id| id.starts_with('F')).collect();
        prop_assert_eq!(budget, Vec::<String>::new());
        let needs = FileNeeds::shipped().expect("shipped");
        let records = learn(&text);
        let mut before = 0;
        for upto in 0..=records.len() {
            let file = BorrowerFile::on(&records[..upto], day(TODAY));
            let percent = needs.weigh(&file, &[]).percent;
            prop_assert!(percent >= before);
            before = percent;
        }
    }
}
