//! The written form: what is refused, at which line, with which words.
#![allow(clippy::unwrap_used)]

use makegood_book::Buckets;
use makegood_case::Channel;
use makegood_diagnosis::Situation;
use makegood_strategy::Strategy;

const SMALL: &str = r#"name = "small"
version = 1
packs = []

[[rung]]
id = "plan"
action = "plan_conversation"
situations = ["S2"]
from_days_past_due = 1
minutes = 20
cost_minor = 60
harm_minor = 10
effect = [{ situations = ["S2"], uplift_bp = [4, 3, 2, 1], source = "trial" }]
"#;

fn refused(text: &str) -> String {
    let errors = Strategy::parse("own.toml", text).unwrap_err();
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_left_out_has_its_default() {
    let small = Strategy::parse("own.toml", SMALL).unwrap();
    assert_eq!((small.grace_days, small.calm_days_after_payment, small.repeat_arrears_spells), (0, 7, None));
    assert_eq!((small.buckets, small.book), (Buckets::default(), Default::default()));
    let rung = &small.rungs[0];
    assert_eq!((rung.channel, rung.to_days_past_due, rung.wait_days), (Some(Channel::Call), None, 7));
    assert_eq!((rung.min_arrears.minor(), rung.after_fruitless_calls, rung.after_visits), (0, 0, 0));
    assert_eq!(rung.uplift(Situation::TemporaryShortage, 2).map(|(uplift, _)| uplift), Some(3));
    assert_eq!(rung.uplift(Situation::TemporaryShortage, 0), None);
    assert_eq!(rung.uplift(Situation::Careless, 2), None);
}

/// Every shipped ladder reads, keeps the gentle steps first and ends what cannot be
/// taken back with a second person.
#[test]
fn the_shipped_ladders_read() {
    let shipped = [
        ("microfinance", include_str!("../../../strategies/microfinance.toml"), 16),
        ("secured-consumer", include_str!("../../../strategies/secured-consumer.toml"), 17),
        ("small-business-bank", include_str!("../../../strategies/small-business-bank.toml"), 18),
    ];
    for (name, text, rungs) in shipped {
        let read = Strategy::parse(name, text).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_eq!((read.name.as_str(), read.rungs.len()), (name, rungs));
        let firm = read.rungs.iter().position(|rung| rung.action.needs_second_person());
        let soft = read.rungs.iter().position(|rung| rung.action.is_gentle()).unwrap();
        assert!(firm.is_none_or(|firm| soft < firm), "{name}");
    }
}

/// The description of the format names every key that is read, and no other.
#[test]
fn the_readme_names_every_key() {
    let readme = include_str!("../../../strategies/README.md");
    let described: Vec<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(key, _)| key)).collect();
    for (table, text) in [
        ("", "zzz = 1\n".to_owned() + SMALL),
        ("rung", SMALL.to_owned() + "zzz = 1\n"),
        ("before_due", SMALL.to_owned() + "[[before_due]]\nzzz = 1\n"),
        ("plan", SMALL.to_owned() + "[[plan]]\nzzz = 1\n"),
        ("hard", SMALL.to_owned() + "[[hard]]\nzzz = 1\n"),
    ] {
        let told = refused(&text);
        let known = told.split_once("known are ").unwrap().1;
        for key in known.lines().next().unwrap().split(", ") {
            assert!(described.contains(&key), "{table} {key} is not described");
        }
    }
}

/// The published schema knows the keys that are read, and no other, table by table.
#[test]
fn the_schema_names_every_key() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../../strategies/schema.json")).unwrap();
    let tables = [
        ("/properties", "zzz = 1\n".to_owned() + SMALL),
        ("/properties/before_due/items/properties", SMALL.to_owned() + "[[before_due]]\nzzz = 1\n"),
        ("/properties/hard/items/properties", SMALL.to_owned() + "[[hard]]\nzzz = 1\n"),
        ("/properties/plan/items/properties", SMALL.to_owned() + "[[plan]]\nzzz = 1\n"),
        ("/properties/rung/items/properties", SMALL.to_owned() + "zzz = 1\n"),
    ];
    for (place, text) in tables {
        let told = refused(&text);
        let known = told.split_once("known are ").unwrap().1.lines().next().unwrap().split(", ");
        let mut known: Vec<String> = known.map(str::to_owned).collect();
        let table = schema.pointer(place).and_then(|table| table.as_object()).unwrap();
        let mut named: Vec<String> = table.keys().cloned().collect();
        known.sort();
        named.sort();
        assert_eq!(named, known, "{place}");
    }
}

#[test]
fn every_problem_is_told_at_its_line() {
    let cases = [
        ("name = \"small\"", "name = 7", "line 1: name is a word in quotes; found 7"),
        ("version = 1\n", "", "line 1: version is missing; it is a whole number from 0"),
        (
            "packs = []",
            "packs = []\ngrace_dasy = 3",
            "line 4: grace_dasy is not a key of this table; known are name, version",
        ),
        ("packs = []", "packs = []\ngrace_days = -1", "line 4: grace_days is a number of days from 0; found -1"),
        ("packs = []", "packs = []\nbuckets = [1, 60, 30]", "line 4: buckets is rising days past due that start at 1"),
        (
            "packs = []",
            "packs = []\nwaterfall = [\"fee\", \"fee\", \"principal\"]",
            "line 4: waterfall is a list of components",
        ),
        ("packs = []", "packs = []\nwaterfall = \"china-999\"", "line 4: waterfall is a list of components"),
        ("packs = []", "packs = []\ndue_day = 2", "line 4: due_day is 0 or 1"),
        ("packs = []", "packs = []\nsub_standard_more_than_days = 90", "line 4: waterfall_sub_standard and sub"),
        ("packs = []", "packs = []\nclasses = \"mars\"", "line 4: classes is one of cn-five, eu-default"),
        ("packs = []", "packs = []\npenalty = \"double\"", "line 4: penalty is one of "),
        ("packs = []", "packs = [", "line 6: "),
        (
            "action = \"plan_conversation\"",
            "action = \"shout\"",
            "line 7: action is one of reminder, credit_education,",
        ),
        ("action = \"plan_conversation\"", "action = \"call\"", "line 1: a ladder has at least one rung with action"),
        ("action = \"plan_conversation\"", "action = \"visit\"", "line 5: a visit comes after calls"),
        (
            "action = \"plan_conversation\"",
            "action = \"answer_dispute\"",
            "line 5: situations = [\"S0\"] belongs to answer_dispute",
        ),
        (
            "id = \"plan\"",
            "id = \"plan\"\nchannel = \"letter\"",
            "line 7: channel is one of call, visit for plan_conversation",
        ),
        ("situations = [\"S2\"]\nfrom", "situations = [\"S9\"]\nfrom", "line 8: situations is a list of S0, S1a"),
        (
            "situations = [\"S2\"]\nfrom",
            "situations = [\"S2\", \"S3\"]\nfrom",
            "line 13: the rung is for S3, but no effect",
        ),
        (
            "situations = [\"S2\"]\nfrom",
            "not_situations = [\"S2\"]\nsituations = [\"S2\"]\nfrom",
            "line 5: the rung is for no situation",
        ),
        (
            "minutes = 20",
            "minutes = 2000",
            "line 10: minutes is a number of minutes from 0 to 1440, travel included; found 2000",
        ),
        (
            "cost_minor = 60",
            "cost_minor = 0.60",
            "line 11: cost_minor is a whole number of minor units from 0; found 0.60",
        ),
        ("cost_minor = 60", "cost_minor = 9223372036854775808", "line 11: cost_minor is a whole number"),
        ("minutes = 20", "minutes = 20\nto_days_past_due = 0", "line 11: to_days_past_due lies before"),
        ("[4, 3, 2, 1]", "[4, 3, 2]", "line 13: uplift_bp is 4 whole basis points"),
        ("source = \"trial\"", "source = \"guess\"", "line 13: source is \"expert\" or \"trial\"; found \"guess\""),
        ("source = \"trial\"", "source = \"trial\", weight = 1", "line 13: weight is not a key of this table"),
        ("effect = [{", "effect = [3, {", "line 13: an effect is a table"),
    ];
    for (old, new, expected) in cases {
        assert!(SMALL.contains(old), "{old}");
        let told = refused(&SMALL.replacen(old, new, 1));
        assert!(told.contains(&format!("own.toml, {expected}")), "{new:?}\n{told}");
    }
    let twice = format!("{SMALL}{}", SMALL.split_once("\n\n").unwrap().1);
    assert_eq!(refused(&twice), "own.toml, line 15: two rungs are called \"plan\"; ids are unique");
}

#[test]
fn all_problems_are_told_at_once() {
    let text = SMALL.replace("version = 1", "version = \"one\"").replace("minutes = 20", "minute = 20");
    let lines: Vec<String> = refused(&text).lines().map(|line| line.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["own.toml, line 2", "own.toml, line 5", "own.toml, line 10"]);
}

#[test]
fn no_text_makes_it_panic() {
    for text in
        ["", "\u{feff}name", "[[rung]]", "rung = 1", "rung = [1]", "rung = []", "name = \"é\"\n[[rung]]\nid=\"", "\0"]
    {
        assert!(Strategy::parse("own.toml", text).is_err(), "{text:?}");
    }
}
