//! Case files: what they answer, and the line each problem points at.
#![allow(clippy::unwrap_used)]

use makegood_workout::compare::{Offer, RouteKind};
use makegood_workout::file::{Answer, CaseFile};
use proptest::prelude::*;

const PLAIN: &str = r#"name = "x"
as_of = "2026-01-01"
currency = "USD"
discount = "12% a year"
day_count = "actual/365"
owed_minor = 1_000
[[route]]
kind = "wait"
[[route.cash]]
amount_minor = 500
on = "2026-02-01"
bp = 5_000
source = "expert"
"#;

fn bakery() -> Answer {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/workout/bakery.toml");
    let text = std::fs::read_to_string(file).unwrap();
    let case = CaseFile::parse("bakery.toml", &text).unwrap_or_else(|errors| panic!("{errors:?}"));
    case.answer().unwrap_or_else(|error| panic!("{error}"))
}

/// The problems of a text, each as `line: problem`.
fn problems(text: &str) -> Vec<String> {
    let found = match CaseFile::parse("a.toml", text) {
        Ok(case) => case.answer().err().into_iter().collect(),
        Err(problems) => problems,
    };
    found.into_iter().map(|it| format!("{}: {}", it.line, it.problem)).collect()
}

#[test]
fn row_48_every_route_of_the_catalogue_is_valued_beside_the_others() {
    let answer = bakery();
    let mut kinds: Vec<RouteKind> = answer.comparison.routes.iter().map(|route| route.kind).collect();
    kinds.sort();
    assert_eq!(kinds, RouteKind::ALL);
    let npv: Vec<_> = answer.comparison.routes.iter().map(|route| route.worth.npv).collect();
    let open = answer.comparison.routes.iter().filter(|route| !matches!(route.offer, Offer::Blocked(_))).count();
    assert!(npv[..open].is_sorted_by(|one, next| one >= next) && open == 10, "{npv:?}");
    for blocked in &answer.comparison.routes[open..] {
        let Offer::Blocked(because) = &blocked.offer else { panic!("{blocked:?}") };
        assert!(because[0].says.contains("up from 445.00 USD"), "{}", because[0].says);
    }
}

#[test]
fn row_63_the_bakery_is_worth_its_oven_with_an_interval() {
    let answer = bakery();
    let test = &answer.comparison.relief_tests[0];
    assert!(test.interval.is_some_and(|it| it.low.minor() > 0 && it.low < test.incremental), "{}", test.says);
    let relief = answer.relief.unwrap();
    assert_eq!(relief.standing.blocked[0].why.code, "check_overdue");
    assert_eq!(relief.signs.found.len(), 1, "{:?}", relief.signs);
    let basis = &answer.comparison.basis_says;
    assert!(basis.starts_with("15% a year, effective, actual/365"), "{basis}");
}

#[test]
fn a_plain_file_is_enough() {
    assert_eq!(problems(PLAIN), Vec::<String>::new());
}

#[test]
fn every_problem_points_at_its_line() {
    let with = |more: &str| format!("{PLAIN}{more}");
    let cases = [
        (
            PLAIN.replace("owed_minor = 1_000", "owed_minor = -1"),
            "6: an amount is a whole number of minor units from 0 to 10^15; found -1",
        ),
        (
            PLAIN.replace("12% a year", "12"),
            "4: a rate is written like \"24% a year\", \"2% a month\" or \"0.8% a day\", found \"12\"",
        ),
        (
            PLAIN.replace("12% a year", "2000% a year"),
            "4: a discount rate lies between 0% and 1000%; found 2000% a year",
        ),
        (PLAIN.replace("5_000", "10_001"), "12: a probability is 0 to 10000 basis points, found 10001"),
        (
            PLAIN.replace("\"expert\"", "\"a feeling\""),
            "13: a source is \"expert\", \"lender's own data YYYY-MM-DD n=COUNT\" or \"assumption\", \
             a remark may follow after a colon; found \"a feeling\"",
        ),
        (
            PLAIN.replace("2026-02-01", "2026-02-30"),
            "11: a date is written YYYY-MM-DD and must exist in the calendar, found \"2026-02-30\"",
        ),
        (
            PLAIN.replace("2026-02-01", "2025-02-01"),
            "8: route \"wait\": 2025-02-01 lies before the day of the comparison; what is past is not compared",
        ),
        (
            PLAIN.replace("source = \"expert\"\n", ""),
            "10: a probability says its source: \"expert\", \"lender's own data …\" or \"assumption\"",
        ),
        (
            PLAIN.replace("bp = 5_000\nsource = \"expert\"\n", ""),
            "10: cash says how likely it is: bp with source, or if / unless with the name of a chance",
        ),
        (
            PLAIN.replace("on = \"2026-02-01\"\n", ""),
            "10: the day is given once: on = \"YYYY-MM-DD\" or after = \"6 months\"",
        ),
        (
            PLAIN.replace("bp = 5_000\nsource = \"expert\"\n", "if = \"luck\"\n"),
            "8: route \"wait\" speaks of chance \"luck\", which is not declared",
        ),
        (with("every = \"1 month\"\n"), "10: every and times stand together, times from 1 to 3660"),
        (
            with("[[route]]\nkind = \"wait\"\nid = \"again\"\n"),
            "1: there is one route of kind \"wait\": what comes by itself is taken off every other route; found 2",
        ),
        (
            with("[[route]]\nkind = \"suit\"\n[[route]]\nkind = \"suit\"\n"),
            "17: two routes are called \"suit\"; give each an id of its own",
        ),
        (
            with("[[route]]\nkind = \"suit\"\n[[route.advance]]\nwhat = \"more\"\namount_minor = 5\n"),
            "15: new money is lent on a route of kind \"relief_loan\" alone",
        ),
        (with("[budget]\nsurplus_minor = 5\n"), "15: surplus_verified_on says on which day surplus_minor was verified"),
        (
            with("[write_off]\nshown = [\"nothing_worth_more\"]\n"),
            "15: nothing_worth_more is reckoned from the routes, never stated",
        ),
        (
            with("[[chance]]\nname = \"p\"\nbp = 5\nlow_bp = 1\nsource = \"expert\"\n"),
            "15: chance \"p\": low_bp and high_bp stand together",
        ),
        (
            with("[[break_even]]\nchance = \"p\"\nbetween = [\"wait\", \"suit\"]\n"),
            "15: the break-even is asked for chance \"p\", which is not declared",
        ),
        (with("[relief]\n"), "14: [relief] belongs to a route of kind \"relief_loan\"; name its id with route"),
    ];
    for (text, expected) in cases {
        assert_eq!(problems(&text), [expected], "{text}");
    }
    let unknown = problems(&with("colour = 1\n"));
    assert!(unknown[0].starts_with("14: unknown field `colour`"), "{unknown:?}");
    let kind = problems(&PLAIN.replace("\"wait\"", "\"pray\""));
    assert!(kind[0].starts_with("8: unknown variant `pray`, expected one of `wait`"), "{kind:?}");
}

const RELIEF: &str = r#"
[[route]]
kind = "relief_loan"
[[route.advance]]
what = "tranche 1"
amount_minor = 100
[relief]
earlier_relief = []
[[relief.tranche]]
no = 1
amount_minor = 100
purpose = "seed"
[[relief.tranche.check]]
id = "sown"
shows = "the field"
days_after_draw = 20
"#;

#[test]
fn an_event_that_was_not_allowed_is_named_at_its_line() {
    let with = |more: &str| problems(&format!("{PLAIN}{RELIEF}{more}"));
    assert_eq!(with(""), Vec::<String>::new());
    let drawn = "[[relief.event]]\nevent = \"tranche_drawn\"\non = \"2025-12-20\"\ntranche = 1\namount_minor = 100\npurpose = \"seed\"\n";
    assert_eq!(with(drawn)[0], "31: tranche 1 could not be drawn on 2025-12-20: tranche 1 is not approved");
    let keys = "[[relief.event]]\nevent = \"tranche_approved\"\non = \"2025-12-19\"\n";
    assert_eq!(with(keys), ["31: this event needs the keys on, tranche and by"]);
    // What was drawn before the day of the comparison is no longer lent by it.
    let approved = "[[relief.event]]\nevent = \"tranche_approved\"\non = \"2025-12-19\"\ntranche = 1\nby = \"S-1\"\n";
    let sum = with(&format!("{approved}{drawn}"));
    assert_eq!(sum, ["20: the advances of route \"relief_loan\" and the tranches not drawn yet differ in their sum"]);
}

/// Numbers and words that are put into a file where they do not belong.
const THROWN: [&str; 10] = [
    "0",
    "-1",
    "9223372036854775807",
    "1_000_000_000_000_000",
    "\"9999-12-31\"",
    "\"60000 years\"",
    "\"1000% a day\"",
    "true",
    "[]",
    "\"\"",
];

proptest! {
    /// Whatever stands in the file: an answer or problems with lines, never a panic, and a
    /// value that is the sum of its addends.
    #[test]
    fn no_file_makes_it_fall_over(changes in proptest::collection::vec((0_usize..400, 0_usize..THROWN.len()), 1..4)) {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/workout/bakery.toml");
        let text = std::fs::read_to_string(file).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (line, thrown) in changes {
            let line = line % lines.len();
            if let Some((key, _)) = lines[line].clone().split_once(" = ") {
                lines[line] = format!("{key} = {}", THROWN[thrown]);
            }
        }
        match CaseFile::parse("a.toml", &lines.join("\n")).map(|case| case.answer()) {
            Ok(Ok(answer)) => for route in answer.comparison.routes {
                let sum: i64 = route.worth.addends.iter().map(|addend| addend.adds.minor()).sum();
                prop_assert_eq!(sum, route.worth.npv.minor());
            },
            Ok(Err(problem)) => prop_assert!(problem.line >= 1 && problem.line <= lines.len(), "{problem}"),
            Err(problems) => prop_assert!(problems.iter().all(|it| it.line >= 1 && it.line <= lines.len())),
        }
    }
}
