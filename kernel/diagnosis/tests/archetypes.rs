//! The typical cases, as a table: what is known, what is believed, what is said.
#![allow(clippy::unwrap_used)]

use makegood_case::Confidence;
use makegood_diagnosis::{Dossier, Finding, Item, LenderMatter, MatterKind, Method, diagnose};
use makegood_units::{BusinessDate, FactId};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

/// `F03` seen today, `F03@2026-01-01` seen then, `F03?` only stated.
fn items(text: &str) -> Vec<Item> {
    let item = |word: &str| {
        let (word, on) = word.split_once('@').unwrap_or((word, "2026-04-01"));
        let confidence = if word.ends_with('?') { Confidence::Stated } else { Confidence::Verified };
        let evidence = word.trim_end_matches('?').to_owned();
        Item {
            evidence,
            observed_on: day(on),
            confidence,
            says: "invented".to_owned(),
            facts: vec![FactId::new("note", word)],
        }
    };
    text.split_whitespace().map(item).collect()
}

fn found(text: &str) -> Finding {
    let dossier = Dossier { items: items(text), matters: Vec::new() };
    diagnose(&dossier, day("2026-04-01"), &Method::shipped().unwrap())
}

fn line(name: &str, known: &str) -> String {
    let finding = found(known);
    let axes = finding.axes;
    let asks = finding
        .next_question
        .as_ref()
        .map_or("-".to_owned(), |next| format!("{} {}", next.id, next.expected_millibits));
    let until = finding.expires_on.map_or("-".to_owned(), |on| on.to_string());
    let wants: Vec<&str> = finding.missing.iter().map(|gap| gap.code.as_str()).collect();
    let wants = if wants.is_empty() { "-".to_owned() } else { wants.join(" ") };
    format!(
        "{name:<31}{known:<24}=> {:>5} {:>5} {:>5}  {:<13}{asks:<9}{until:<11} {wants}",
        axes.able_now_bp,
        axes.able_durably_bp,
        axes.willing_bp,
        finding.situation.code()
    )
}

fn check(cases: &[(&str, &str)], expected: &str) {
    let lines: Vec<String> = cases.iter().map(|(name, known)| line(name, known).trim_end().to_owned()).collect();
    let printed = lines.join("\n");
    // The first line of the table is its heading.
    let rows: Vec<&str> = expected.lines().skip(2).collect();
    assert_eq!(printed, rows.join("\n").trim_end(), "\nprinted:\n{printed}\n");
}

#[test]
fn the_typical_cases() {
    let cases = [
        ("forgetful salaried", "P01 F07 C04"),
        ("strategic refuser", "B01 C05 F07 P08"),
        ("seasonal farmer", "F08 P04 C04"),
        ("late receivable trader", "O03 O01 C07 F06"),
        ("closed shop, cooperative", "O02 F03 C04 P06"),
        ("long illness, over-indebted", "L02 B03 F03 C07"),
        ("silent only", "C06"),
        ("silent + one returned debit", "C06 P07"),
        ("flood, orders in hand", "O04 O05 C04 P04"),
        ("chronic late, over 50% DTI", "P05 B03 F02 C02"),
    ];
    let expected = "
case                           known                   =>   now   dur  will  situation    asks     expires     missing
forgetful salaried             P01 F07 C04             =>  8696  8545  9728  S1a          Q02 138  2026-06-01  -
strategic refuser              B01 C05 F07 P08         =>  9301  7875   666  S1b          Q04 165  2026-06-15  -
seasonal farmer                F08 P04 C04             =>   404  9214  9783  S2           Q04 70   2026-09-29  -
late receivable trader         O03 O01 C07 F06         =>   774  8235  9660  S2           Q02 108  2026-07-31  -
closed shop, cooperative       O02 F03 C04 P06         =>    66   357  9783  S3           Q03 23   2026-07-31  -
long illness, over-indebted    L02 B03 F03 C07         =>    66   555  9660  S3           Q04 44   2027-01-20  -
silent only                    C06                     =>  4000  5960  7814  undetermined Q02 262  -           second_source substantive_ability
silent + one returned debit    C06 P07                 =>  1434  5395  7814  undetermined Q04 204  -           substantive_ability
flood, orders in hand          O04 O05 C04 P04         =>   259  8809  9827  S2           Q03 62   2026-11-28  -
chronic late, over 50% DTI     P05 B03 F02 C02         =>   625  2274  7396  S3           Q08 202  2026-07-30  -
";
    check(&cases, expected);
}

#[test]
fn the_guards() {
    let cases = [
        ("nothing known", ""),
        ("means good, silence only", "F07 F01 C06 P03"),
        ("a lesser act and a silence", "F07 F01 C05 P03"),
        ("a refusal in words", "F07 F01 C08 C05"),
        ("two acts, only stated", "F07 F01 C05? B01? P08?"),
        ("reduced, one source", "L02 P06 C04"),
        ("reduced, second source stated", "L02 F03? P06 C07"),
        ("unable and evasive", "F03 O02 A02 C05"),
        ("the pay record alone", "P02 P04 P06"),
        ("means seen, two months ago", "F07@2026-01-20 C04 P04"),
        ("vulnerability never scores", "P01 F07 C04 V01"),
        ("one family is capped at 12 dB", "F03 F05 F06"),
    ];
    let expected = "
case                           known                   =>   now   dur  will  situation    asks     expires     missing
nothing known                                          =>  4000  6500  8500  undetermined Q02 270  -           second_source substantive_ability
means good, silence only       F07 F01 C06 P03         =>  9135  7676  3617  undetermined Q08 238  2026-05-03  strong_act_of_unwillingness
a lesser act and a silence     F07 F01 C05 P03         =>  9135  8061  2212  undetermined Q04 147  2026-06-04  strong_act_of_unwillingness
a refusal in words             F07 F01 C08 C05         =>  9637  8682  2417  S1b          Q07 108  2026-05-19  -
two acts, only stated          F07 F01 C05? B01? P08?  =>  9495  8924  3356  undetermined Q14 124  2026-04-29  strong_act_of_unwillingness
reduced, one source            L02 P06 C04             =>   323  1286  9827  undetermined Q04 96   -           second_source_of_reduced_ability
reduced, second source stated  L02 F03? P06 C07        =>   184   946  9783  undetermined Q04 73   -           second_source_of_reduced_ability
unable and evasive             F03 O02 A02 C05         =>   259  1049  2212  S4           Q09 56   2026-05-18  -
the pay record alone           P02 P04 P06             =>  1060  4534  9696  undetermined Q04 194  -           second_source substantive_ability
means seen, two months ago     F07@2026-01-20 C04 P04  =>  1597  7949  9763  undetermined Q02 178  -           substantive_ability
vulnerability never scores     P01 F07 C04 V01         =>  8696  8545  9728  S1a          Q02 138  2026-06-01  -
one family is capped at 12 dB  F03 F05 F06             =>   404  2174  8500  undetermined Q08 137  -           second_source second_source_of_reduced_ability
";
    check(&cases, expected);
}

#[test]
fn a_dispute_comes_before_any_weighing() {
    let matter = LenderMatter { kind: MatterKind::Dispute, on: day("2026-03-30"), fact: FactId::new("event", 7) };
    let dossier = Dossier { items: items("B01 C05 F07 P08"), matters: vec![matter] };
    let finding = diagnose(&dossier, day("2026-04-01"), &Method::shipped().unwrap());
    assert_eq!(finding.situation.code(), "S0");
    assert_eq!(finding.why.facts, [FactId::new("event", 7)]);
    assert_eq!((finding.next_question, finding.expires_on, finding.needs), (None, None, Vec::new()));
    let before = diagnose(&dossier, day("2026-03-29"), &Method::shipped().unwrap());
    assert_ne!(before.situation.code(), "S0");
}

#[test]
fn what_does_not_score_is_named() {
    let finding = found("V01 F07@2025-10-01 C04@2026-05-01 P01");
    let told: Vec<&str> = finding.set_aside.iter().map(|why| why.says.as_str()).collect();
    let expected = [
        "C04 was observed on 2026-05-01, after this day.",
        "F07, observed on 2025-10-01, is too old to score.",
        "V01 is not in the evidence table, so it does not score.",
    ];
    assert_eq!(told, expected);
}

#[test]
fn intent_and_lasting_trouble_need_somebody_to_agree() {
    let needs = |known: &str| format!("{:?}", found(known).needs);
    assert_eq!(needs("B01 C05 F07 P08"), "[SecondReviewer]");
    assert_eq!(needs("F03 O02 A02 C05"), "[SecondReviewer]");
    assert_eq!(needs("L02 B03 F03 C07"), "[LeaderSignOff]");
    assert_eq!(needs("F08 P04 C04"), "[]");
}
