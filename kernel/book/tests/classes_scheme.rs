//! What is wrong with a scheme is named, at its line.
#![allow(clippy::unwrap_used)]

mod life;

use life::day;
use makegood_book::class::{ClassError, Mark, Past, SHIPPED, Scheme, SchemeProblem, classify, shipped};
use makegood_book::{Arrears, Component, Span, Split};
use makegood_units::{Amount, FactId};
use proptest::prelude::*;

const SMALL: &str = r#"name = "small"
says = "two classes"
citation = "none"
source = "none"
read_on = 2026-11-22
status = "house"
reviewed_by = "nobody yet"
due_day = 0

[[counter]]
name = "late"
counts = "days_past_due"

[[mark]]
name = "doubt"
says = "doubt"

[[signal]]
name = "trouble"
any = [{ mark = "doubt" }]

[[class]]
name = "good"
says = "good"

[[class]]
name = "bad"
says = "bad"

[[rule]]
id = "down"
citation = "none"
from = ["good"]
to = "bad"
when = [{ days = "late", more_than = 90 }]

[[rule]]
id = "up"
citation = "none"
from = ["bad"]
to = "good"
when = [{ months = 3, since = ["quiet:trouble"] }]
"#;

/// The problems when `old` is written as `new`.
fn refused(old: &str, new: &str) -> Vec<(usize, SchemeProblem)> {
    assert!(SMALL.contains(old), "{old}");
    let errors = Scheme::parse("small.toml", &SMALL.replacen(old, new, 1)).unwrap_err();
    errors.into_iter().map(|error| (error.line, error.problem)).collect()
}

#[test]
fn the_small_scheme_is_in_order() {
    let scheme = Scheme::parse("small.toml", SMALL).unwrap();
    assert_eq!((scheme.classes().count(), scheme.meaning("bad")), (2, Some("bad")));
}

#[test]
fn names_have_to_be_known() {
    for (old, new, line, what, name) in [
        ("to = \"bad\"", "to = \"worse\"", 34, "class", "worse"),
        ("from = [\"bad\"]", "from = [\"bda\"]", 40, "class", "bda"),
        ("days = \"late\"", "days = \"early\"", 35, "counter", "early"),
        ("mark = \"doubt\"", "mark = \"hope\"", 20, "mark", "hope"),
        ("quiet:trouble", "quiet:peace", 42, "signal", "peace"),
    ] {
        let problems = refused(old, new);
        let found = problems.iter().find_map(|(line, problem)| match problem {
            SchemeProblem::UnknownName { what, name, .. } => Some((*line, *what, name.as_str())),
            _ => None,
        });
        assert_eq!(found, Some((line, what, name)), "{problems:?}");
    }
}

#[test]
fn classes_have_to_be_reached_and_rules_to_differ() {
    let island = refused("[[rule]]", "[[class]]\nname = \"island\"\nsays = \"island\"\n\n[[rule]]");
    let SchemeProblem::Unreachable { first, class } = &island[0].1 else { panic!("{island:?}") };
    assert_eq!((island[0].0, first.as_str(), class.as_str()), (31, "good", "island"));

    let same = "[[rule]]\nid = \"too\"\ncitation = \"none\"\nfrom = [\"good\"]\nto = \"bad\"\nwhen = [{ days = \"late\", more_than = 90 }]\n\n[[rule]]\nid = \"up\"";
    let twice = refused("[[rule]]\nid = \"up\"", same);
    let SchemeProblem::NoOrder { one, two, from } = &twice[0].1 else { panic!("{twice:?}") };
    assert_eq!((one.as_str(), two.as_str(), from.as_str()), ("down", "too", "good"));
    assert_eq!(twice[0].0, 38);

    let circle = refused("to = \"good\"", "to = \"bad\"");
    assert!(matches!(&circle[0].1, SchemeProblem::ToItself { rule, .. } if rule == "up"), "{circle:?}");
    let named = refused("id = \"up\"", "id = \"down\"");
    assert!(matches!(&named[0], (38, SchemeProblem::NameTwice { what: "rule", .. })), "{named:?}");
}

#[test]
fn conditions_have_one_kind_and_its_figures() {
    for condition in [
        "{}",
        "{ days = \"late\" }",
        "{ days = \"late\", mark = \"doubt\", more_than = 3 }",
        "{ arrears = \"none\", more_than = 3 }",
        "{ months = 0, since = [\"entry\"] }",
        "{ months = 3 }",
        "{ months = 3, since = [\"noon\"] }",
        "{ share = \"doubt\", at_least_percent = 101, since = [\"entry\"] }",
        "{ count = \"doubt\", at_least = -1, since = [\"entry\"] }",
    ] {
        let problems = refused("{ days = \"late\", more_than = 90 }", condition);
        assert!(matches!(problems[0], (35, SchemeProblem::Condition(_))), "{condition}: {problems:?}");
    }
    let nested = refused("any = [{ mark = \"doubt\" }]", "any = [{ months = 1, since = [\"entry\"] }]");
    assert!(matches!(nested[0], (20, SchemeProblem::Condition(_))), "{nested:?}");
}

#[test]
fn figures_and_spelling() {
    assert!(matches!(refused("due_day = 0", "due_day = 2")[0], (8, SchemeProblem::Figure(_))));
    assert!(matches!(refused("2026-11-22", "12:00:00")[0], (5, SchemeProblem::Figure(_))));
    assert!(matches!(refused("more_than = 90", "more = 90")[0], (35, SchemeProblem::Unreadable(_))));
    assert!(matches!(refused("[[counter]]", "[[counter]")[0], (10, SchemeProblem::Unreadable(_))));
    let halves = refused("counts = \"days_past_due\"", "counts = \"days_over_both_limits\"");
    assert!(matches!(halves[0], (11, SchemeProblem::Figure(_))), "{halves:?}");
    let missing = shipped("utopia").unwrap_err();
    assert!(missing[0].to_string().contains("cn-five, eu-default, eu-npe, ifrs9, in-npa"), "{}", missing[0]);
}

#[test]
fn a_past_that_contradicts_itself_is_refused() {
    let scheme = shipped("ifrs9").unwrap();
    let amount = |minor| Split::of(Component::Principal, Amount::from_minor(minor));
    let span = |from: &str, to: Option<&str>| Span {
        from: day(from),
        to: to.map(day),
        arrears: Arrears::default(),
        outstanding: amount(100),
    };
    let refused = |spans: &[Span], marks: &[Mark]| {
        let past = Past { currency: "EUR".parse().unwrap(), portfolio: None, spans, marks, told: &[] };
        classify(&scheme, &past, day("2026-06-01")).unwrap_err()
    };
    let gap = [span("2026-01-01", Some("2026-02-01")), span("2026-02-02", None)];
    assert_eq!(refused(&gap, &[]), ClassError::SpansBroken { from: day("2026-02-02") });
    let endless = [span("2026-01-01", None), span("2026-02-02", None)];
    assert_eq!(refused(&endless, &[]), ClassError::SpansBroken { from: day("2026-02-02") });
    let mut undated = span("2026-01-01", None);
    undated.arrears.owed = amount(5);
    assert_eq!(refused(&[undated.clone()], &[]), ClassError::ArrearsUndated { from: day("2026-01-01") });
    undated.arrears.owed.interest = Amount::from_minor(i64::MAX);
    assert!(matches!(refused(&[undated], &[]), ClassError::Book(_)));
    let mark = Mark {
        until: Some(day("2026-01-01")),
        ..Mark::new("credit_impaired", day("2026-02-01"), FactId::new("event", 1))
    };
    let refusal = refused(&[span("2026-01-01", None)], &[mark]);
    assert!(matches!(refusal, ClassError::MarkBackwards { .. }), "{refusal}");
}

/// Two rules that lead into each other on the same day leave the loan in the worse class.
#[test]
fn a_circle_ends_in_the_worst_class() {
    let text = SMALL.replace("{ days = \"late\", more_than = 90 }", "{ mark = \"doubt\" }");
    let text = text.replace("{ months = 3, since = [\"quiet:trouble\"] }", "{ arrears = \"none\" }");
    let scheme = Scheme::parse("small.toml", &text).unwrap();
    let life = life::Life::new("2026-01-01", &[], &[], "10.00").mark("doubt", "2026-02-01", Some("2026-02-28"), None);
    let history = life.history(&scheme, "2026-12-31");
    let rows: Vec<_> = history.entries.iter().map(|stay| (stay.entered_on, stay.class.name())).collect();
    assert_eq!(
        rows,
        [(day("2026-01-01"), Some("good")), (day("2026-02-01"), Some("bad")), (day("2026-03-01"), Some("good"))]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is cut out of a file or written over it, it is read or refused, and what
    /// is read can be walked.
    #[test]
    fn damaged_files_are_read_or_refused(file in 0..5_usize, at in 0..6_000_usize, cut in 0..60_usize, put in "[ -~\\n]{0,12}") {
        let text = SHIPPED[file].1;
        let chars: Vec<char> = text.chars().collect();
        let at = at.min(chars.len());
        let rest = chars.iter().skip(at + cut);
        let damaged: String = chars[..at].iter().copied().chain(put.chars()).chain(rest.copied()).collect();
        match Scheme::parse("damaged.toml", &damaged) {
            Err(problems) => prop_assert!(!problems.is_empty()),
            Ok(scheme) => {
                let life = life::Life::new("2026-01-01", &[("2026-02-01", "200.00")], &[], "10.00");
                let history = life.mark("forbearance", "2026-03-01", None, Some("2")).history(&scheme, "2029-12-31");
                prop_assert!(!history.entries.is_empty());
            }
        }
    }
}

/// The example on the page works, and the page speaks of every shipped file.
#[test]
fn the_page_is_true() {
    let page = include_str!("../../../conventions/classes/README.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let scheme = Scheme::parse("README.md", example).unwrap();
    let due = [("2026-01-01", "10.00"), ("2026-05-01", "10.00")];
    let paid = [("2026-03-20", "10.00"), ("2026-06-25", "10.00")];
    let history = life::Life::new("2025-06-01", &due, &paid, "90.00").history(&scheme, "2027-01-01");
    let days: Vec<String> = history.entries.iter().map(|stay| stay.entered_on.to_string()).collect();
    assert_eq!(days, ["2025-06-01", "2026-03-03", "2026-06-25"]);
    for (name, _) in makegood_book::class::SHIPPED {
        assert!(page.contains(&format!("`{name}.toml`")), "{name}");
    }
}
