//! What is said about a clock rule or a question that cannot be read.

use makegood_compliance::{ClockAnswer, ClockRule, read_clock_question};
use proptest::prelude::*;

/// A rule that can be read, with one line more or another.
fn with(line: &str) -> String {
    let key = line.split('=').next().unwrap_or_default().trim();
    let whole = [
        "anchor = \"due\"",
        "starts = \"day_not_counted\"",
        "years = [{ from = 2000-01-01, value = 3 }]",
        "effect = \"defence\"",
    ];
    let kept = whole.into_iter().filter(|other| other.split(' ').next() != Some(key));
    kept.chain([line]).collect::<Vec<_>>().join("\n")
}

fn complaint(text: &str) -> String {
    let errors = ClockRule::parse("rule.md", text).expect_err("a complaint");
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_rule_that_is_whole_is_read() {
    assert!(ClockRule::parse("rule.md", &with("rigid = \"no\"")).is_ok());
}

#[test]
fn each_complaint_names_what_was_expected() {
    let list = |key: &str, entry: &str| format!("{key} = [{{ from = 2000-01-01, value = [{entry}] }}]");
    let cases = [
        (with("starts = \"noon\""), "one of day_not_counted, day_counted, next_day, year_end"),
        (with("years = 3"), "years = [{ from = 2021-11-30, value = … }]"),
        (with("colour = \"red\""), "key colour"),
        (with("effect = \"sad\""), "one of defence, remedy_barred"),
        (with(&list("restarts", "{ with = \"signed\" }")), "on = the word of a happening, or several"),
        (with(&list("restarts", "{ on = \"demand\", anew = \"soon\" }")), "anew = one of that_day, next_day, its_end"),
        (with(&list("restarts", "{ on = \"demand\", proof = \"signed\" }")), "no key proof: one of on, with"),
        (with(&list("suspensions", "{ on = \"talks\" }")), "model = pause, gate, floor or extension"),
        (with(&list("suspensions", "{ on = \"talks\", model = \"floor\" }")), "floor_months"),
        (with(&list("suspensions", "{ on = \"talks\", model = \"gate\", floor_months = 6 }")), "last_months"),
        (with(&list("suspensions", "{ on = \"talks\", model = \"pause\", tail_months = 0 }")), "a whole number from 1"),
        (with("rescues = \"prayer\""), "rescues that stand in saved_by, restarts, revives or suspensions"),
        (with("follows = \"cn.lim\""), "one of the two"),
        (with("later_anchor = \"filed\""), "later_years, later_months, later_weeks or later_days"),
        (
            with(&format!("rigid = \"yes\"\n{}", list("restarts", "{ on = \"demand\" }"))),
            "a rigid clock without restarts",
        ),
        (
            format!("{}\n{}", with("effect = \"right_extinct\""), list("revives", "{ on = \"promise\" }")),
            "what is gone is made anew, not revived",
        ),
        ("anchor = \"due\"\nstarts = \"day_counted\"\neffect = \"defence\"".to_owned(), "years, months, weeks or days"),
        ("anchor = \"due\"\nyears = [{ from = 2000-01-01, value = 3 }]\neffect = \"defence\"".to_owned(), "starts = …"),
        ("follows = \"cn.lim\"".to_owned(), "effect = …"),
        ("last_day = \"as_it_falls\"".to_owned(), "anchor, follows or after_saved"),
    ];
    for (text, expected) in cases {
        let found = complaint(&text);
        assert!(found.contains(expected), "{text}\n\n{found}\n\nbut expected {expected}");
        assert!(found.starts_with("rule.md:"), "{found}");
    }
}

#[test]
fn questions_are_read_or_said_to_be_wrong() {
    assert_eq!(read_clock_question("may we call?  yes"), None);
    assert_eq!(read_clock_question("clockwork broke"), None);
    let asked = read_clock_question("clock cn.lim of borrower about L-1  running  ends 2027-05-20  says a  says b");
    let asked = asked.unwrap().unwrap();
    assert_eq!((asked.rule.as_str(), asked.obligor.as_deref()), ("cn.lim", Some("borrower")));
    assert_eq!(asked.expected.len(), 4);
    assert_eq!(asked.expected[0], ClockAnswer::State("running"));
    let wrong = [
        "clock cn.lim",
        "clock cn.lim in  running",
        "clock cn.lim  alarm 31",
        "clock cn.lim  ends soon",
        "clock cn.lim  effect x",
        "clock cn.lim  asleep",
        "clock cn.lim  steps many",
    ];
    for text in wrong {
        assert!(read_clock_question(text).unwrap().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "(clock|of|about|alarm|ends|says|  | |[a-z.]{1,5}|[0-9-]{1,10}|\\PC){0,12}") {
        let _ = read_clock_question(&text);
        prop_assert!(ClockRule::parse("rule.md", &text).is_err());
    }
}
