//! Rules of arithmetic on pages of a test's own: names nobody knows, figures of a cap,
//! lines that do not read, and answers that are wrong.
#![allow(clippy::unwrap_used)]

use makegood_compliance::{Pack, Packs, run_examples, run_page};

fn page(rule: &str, example: &str) -> String {
    format!(
        "# A page\n\n```pack\nsource = \"x\"\nread_on = 2026-01-01\nreviewed_by = \"nobody\"\napplies_to = \"always\"\n```\n\n\
         ```rule a.rule\nforce = \"house_policy\"\nstatus = \"house\"\n{rule}\n```\n\n```example one\n{example}\n```\n"
    )
}

/// The complaints about a page, or the surprises of its examples.
fn told(rule: &str, example: &str) -> Vec<String> {
    match Pack::parse("a.md", &page(rule, example)) {
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
        Ok(pack) => {
            let packs = Packs::try_new(vec![pack.clone()]).unwrap();
            let results = run_examples(&pack, &packs);
            results.iter().flat_map(|result| &result.surprises).map(ToString::to_string).collect()
        }
    }
}

const FORCE: &str = "in_force = [{ from = 2020-01-01, value = true }]";
const SOME: &str = "2026-01-01  due 1\n2026-01-02  dpd by a.rule  1";

fn by(kind: &str, name: &str) -> String {
    format!("kind = \"{kind}\"\nby = \"{name}\"\n{FORCE}")
}

#[test]
fn a_name_that_is_not_installed_is_answered_with_those_that_are() {
    for (kind, name, known) in [
        ("counter_state", "eu-defualt", "by = one of cn-five, eu-default, eu-npe, ifrs9, in-npa, due_date_is_day_0"),
        ("counter_state", "germany-497", "by = one of cn-five"),
        ("waterfall", "france-1343", "by = one of house-default"),
        ("waterfall", "germany-36", "us-regulation-f"),
        ("cap", "de-consumers", "by = one of cn.penalty.bank, cn.private, de.default_interest.business"),
        ("cap", "cn.private.", "us.scra.rate_cap"),
    ] {
        let found = told(&by(kind, name), SOME);
        assert!(found[0].starts_with(&format!("a.md:14: found {name:?}")), "{found:?}");
        assert!(found[0].contains(known), "{found:?}");
    }
    assert_eq!(told(&by("counter_state", "due_date_is_day_0"), SOME), [""; 0]);
}

#[test]
fn keys_of_a_cap_that_do_not_fit_are_refused() {
    let cases = [
        ("kind = \"cap\"", "no readable by, expected by = …"),
        (
            "kind = \"cap\"\nby = \"cn.private\"\nrate = [{ from = 2020-01-01, value = \"4\" }]",
            "both a convention and figures",
        ),
        ("kind = \"cap\"\nrate = [{ from = 2020-01-01, value = \"-4\" }]", "per cent a year"),
        ("kind = \"cap\"\nrate = [{ from = 2020-01-01, value = \"4,5\" }]", "per cent a year"),
        (
            "kind = \"cap\"\ntimes = [{ from = 2020-01-01, value = \"4\" }]\nof_rate = \"cn.lpr_1y\"",
            "at = \"contract\"",
        ),
        (
            "kind = \"cap\"\nat = \"contract\"\ntimes = [{ from = 2020-01-01, value = \"4\" }]\nof_rate = \"cn.lpr\"",
            "of_rate = a series",
        ),
        ("kind = \"cap\"\nat = \"contract\"\ntimes = [{ from = 2020-01-01, value = \"4\" }]", "of_rate = …"),
        ("kind = \"cap\"\nshare = [{ from = 2020-01-01, value = \"4\" }]", "of = …"),
        ("kind = \"cap\"\namount = [{ from = 2020-01-01, value = \"4\" }]", "with its currency"),
        (
            "kind = \"cap\"\ncurrency = \"eur\"\namount = [{ from = 2020-01-01, value = \"4\" }]",
            "three capital letters",
        ),
        ("kind = \"waterfall\"\nby = \"china-561\"", "in_force = …"),
    ];
    for (rule, expected) in cases {
        let found = told(rule, "interest on 1 at 1% from 2026-01-01 to 2026-01-01 by a.rule  0");
        assert!(found.iter().any(|error| error.contains(expected)), "{rule}: {found:?}");
    }
}

/// One day of 3,650,000 shows a yearly rate: 1% is 100.
#[test]
fn figures_of_a_cap_bound_what_is_charged() {
    let steps = "kind = \"cap\"\nrate = [{ from = 2020-01-01, value = \"4\" }, { from = 2026-01-02, value = \"2.5\" }]";
    let lines = "interest on 3_650_000 at 9% from 2026-01-01 to 2026-01-02 by a.rule  650 barred 1_150\n\
                 interest on 3_650_000 at 3% from 2026-01-01 to 2026-01-02 by a.rule  550 barred 50\n\
                 interest on 3_650_000 at 2% late_fee 50 from 2026-01-03 to 2026-01-03 by a.rule  250 barred 0 late_fee 50";
    assert_eq!(told(steps, lines), [""; 0]);
    let times = "kind = \"cap\"\nat = \"contract\"\nof_rate = \"cn.lpr_1y\"\n\
                 times = [{ from = 2021-01-01, value = \"4\" }, { from = 2025-12-01, value = \"1.5\" }]";
    let lines = "interest on 3_650_000 at 99% made 2025-11-30 from 2026-01-01 to 2026-01-01 by a.rule  1_200\n\
                 interest on 3_650_000 at 99% made 2025-12-01 from 2026-01-01 to 2026-01-01 by a.rule  450\n\
                 interest on 3_650_000 at 99% made 2020-12-31 from 2026-01-01 to 2026-01-01 by a.rule  9_900 barred 0\n\
                 interest on 3_650_000 at 99% made 2026-01-20 from 2026-01-21 to 2026-01-21 by a.rule  unknown  cn.lpr_1y\n\
                 interest on 3_650_000 at 99% from 2026-01-21 to 2026-01-21 by a.rule  unknown  the day the contract was made";
    assert_eq!(told(times, lines), [""; 0]);
    let amount = "kind = \"cap\"\ncurrency = \"JPY\"\namount = [{ from = 2021-01-01, value = \"1500\" }]";
    let lines = "interest on 36_500 at 10% a day from 2026-01-01 to 2026-01-01 by a.rule  1_500 barred 2_150\n\
                 interest on 36_500 at 10% a day charged_before 1_400 from 2026-01-01 to 2026-01-09 by a.rule  100\n\
                 interest on 36_500 at 10% a day in EUR from 2026-01-01 to 2026-01-01 by a.rule  unknown  amounts in JPY\n\
                 interest on 36_500 from 2026-01-01 to 2026-01-01 by a.rule  unknown  its rate";
    assert_eq!(told(amount, lines), [""; 0]);
    let share = "kind = \"cap\"\nof = \"lent\"\nshare = [{ from = 2021-01-01, value = \"33.3\" }]";
    let lines = "interest on 100 at 100% a day lent 100.01 from 2026-01-01 to 2026-01-09 by a.rule  33.30\n\
                 interest on 100 at 100% a day from 2026-01-01 to 2026-01-09 by a.rule  unknown  the amount lent";
    assert_eq!(told(share, lines), [""; 0]);
    // All figures bind together.
    let both = "kind = \"cap\"\nof = \"loss\"\nshare = [{ from = 2021-01-01, value = \"100\" }]\n\
                rate = [{ from = 2021-01-01, value = \"1\" }]";
    let lines = "interest on 3_650_000 at 2% loss 150 from 2026-01-01 to 2026-01-01 by a.rule  100\n\
                 interest on 3_650_000 at 2% loss 150 from 2026-01-01 to 2026-01-02 by a.rule  150";
    assert_eq!(told(both, lines), [""; 0]);
}

#[test]
fn a_wrong_answer_is_told_with_the_right_one() {
    let cases = [
        (
            by("counter_state", "ifrs9"),
            "2026-01-01  due 1\n2026-02-01  state by a.rule  stage_1",
            "it is stage_2 since 2026-02-01  dpd 31",
        ),
        (by("counter_state", "ifrs9"), "2026-01-01  due 1\n2026-02-01  state by a.rule  stage_2  dpd 30", "dpd 31"),
        (
            by("counter_state", "ifrs9"),
            "2026-01-01  due 1\n2026-02-01  state by a.rule  stage_2  since 2026-01-31",
            "since 2026-02-01",
        ),
        (
            by("counter_state", "ifrs9"),
            "2026-01-01  due 1\n2026-02-01  state by a.rule  stage_2  32 days",
            "nothing says \"32 days\", but: ifrs9.sicr30",
        ),
        (
            by("counter_state", "ifrs9"),
            "2026-01-01  due 1\n2026-02-01  state by a.rule  not in force",
            "it is answered: stage_2",
        ),
        (
            by("counter_state", "ifrs9"),
            "2019-01-01  due 1\n2019-02-01  state by a.rule  stage_2",
            "not in force on 2019-02-01",
        ),
        (by("counter_state", "month_buckets_mba"), "2026-04-01  due 1\n2026-04-30  dpd by a.rule  60", "it is 30"),
        (
            by("counter_state", "month_buckets_mba"),
            "2026-04-01  due 1\n2026-04-30  state by a.rule  late",
            "knows no class; ask dpd",
        ),
        (
            by("waterfall", "china-561"),
            "allocate 5 over interest 3 principal 9 by a.rule  interest 3",
            "it is interest 3  principal 2",
        ),
        (by("waterfall", "china-561"), "allocate 5 over interest 3 by a.rule  interest 3", "it is interest 3  left 2"),
        (by("waterfall", "china-561"), "debt A 5 due 2026-01-01\nallocate 5 by a.rule  A 5", "say over which"),
        (
            by("waterfall", "china-560"),
            "allocate 5 over interest 3 by a.rule  interest 3",
            "name them in lines of debt",
        ),
        (
            by("waterfall", "china-560"),
            "debt A 5 due 2026-01-01\nallocate 5 for B by a.rule  A 5",
            "directed to loan B",
        ),
        (by("waterfall", "china-560"), "debt A 5 not due\nallocate 5 by a.rule  A 5", "on which day the payment comes"),
        (by("waterfall", "china-560"), "debt A 5.001 due 2026-01-01\nallocate 5 by a.rule  A 5", "has 2 decimals"),
        (
            by("waterfall", "china-561"),
            "2026-04-01  due 5\n2026-04-02  pay 3\n2026-04-30  state by a.rule  met 5",
            "it is met 3  open 2",
        ),
        (
            by("cap", "de.default_interest.consumer"),
            "interest on 8_000 from 2026-03-17 to 2026-06-15 by a.rule  125.07",
            "it is 125.06",
        ),
        (
            by("cap", "de.default_interest.consumer"),
            "allocate 3 over interest 3 by a.rule  interest 3",
            "a.rule is a cap; allocate asks a waterfall",
        ),
        (
            by("cap", "de.default_interest.consumer"),
            "allocate 3 over interest 3 by b.rule  interest 3",
            "no rule of the packs in use is called b.rule",
        ),
        (
            by("cap", "cn.private"),
            "interest on 8_000 from 2026-03-17 to 2026-06-15 by a.rule  1",
            "not known: cn.cap.private needs the day",
        ),
    ];
    for (rule, lines, expected) in cases {
        let found = told(&rule, lines);
        assert!(found.len() == 1 && found[0].contains(expected), "{lines}\n{found:?}");
    }
}

#[test]
fn lines_that_do_not_read_say_their_form() {
    for (line, form) in [
        ("allocate by a.rule  A 5", "allocate 3_000 over"),
        ("allocate 5 over intrest 3 by a.rule  interest 3", "allocate 3_000 over"),
        ("allocate 5 over interest 3 by a.rule", "two spaces before each column"),
        ("debt A", "debt A 5_000 due"),
        ("debt A 5 due soon", "debt A 5_000 due"),
        ("exposure ten", "exposure 10_000 EUR"),
        ("interest on 5 from 2026-01-01 by a.rule  3", "interest on 8_000"),
        ("interest on 5 at 9 from 2026-01-01 to 2026-01-02 by a.rule  3", "interest on 8_000"),
        ("2026-01-01  due 300 soon", "due 300, or due principal"),
        ("2026-01-01  due interest soon", "due 300, or due principal"),
        ("2026-01-01  pay 3 4", "pay 300"),
        ("2026-01-01  state by a.rule", "state by RULE"),
        ("2026-01-01  dpd by a.rule", "dpd by RULE"),
    ] {
        let found = told(&by("counter_state", "ifrs9"), line);
        assert!(found[0].contains(form), "{line}: {found:?}");
    }
}

/// What happened may be called anything else, also where it begins like a sum.
#[test]
fn happenings_keep_their_names() {
    let rule = "kind = \"hold\"\non = [\"due_notice\", \"pay_slip\", \"part_payment\", \"interest_notice\", \"payment\", \"statement\"]\n\
                stops = \"call\"\nin_force = [{ from = 2020-01-01, value = true }]";
    for word in ["due notice", "pay slip", "part_payment", "interest notice", "payment for 300", "statement"] {
        let lines = format!("2024-05-20  {word}\n2024-05-21  may we call?  no  a.rule");
        assert_eq!(told(rule, &lines), [""; 0], "{word}");
    }
}

/// A page that is no pack is asked under the packs of the rules its sums name.
#[test]
fn examples_on_a_page_of_their_own() {
    let pack =
        Pack::parse("a.md", &page(&by("waterfall", "germany-497"), "allocate 1 over costs 1 by a.rule  costs 1"))
            .unwrap();
    let packs = Packs::try_new(vec![pack]).unwrap();
    let text = "```example one\nallocate 200 over costs 50 principal 1_000 default_interest 120 by a.rule  costs 50 principal 150\n```\n";
    let results = run_page("mine.md", text, &packs);
    assert_eq!((results[0].packs.as_str(), results[0].questions, results[0].surprises.len()), ("a", 1, 0));
}
