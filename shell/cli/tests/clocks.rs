//! `makegood clocks` as a person and a program run it.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn makegood(inside: &Path, words: &[&str]) -> Output {
    let mut all = vec!["--book", "book.sqlite"];
    all.extend(words);
    Command::new(env!("CARGO_BIN_EXE_makegood")).current_dir(inside).args(all).output().unwrap()
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A borrower in China with a guarantor, and a strategy under the Chinese clocks.
fn book(folder: &Path) {
    let files = [
        ("parties.csv", "party_id,kind,country\nP-1,person,CN\nG-1,person,CN\n"),
        (
            "loans.csv",
            "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,P-1,north,CNY,100.00,2025-01-10\n",
        ),
        ("instalments.csv", "loan_id,no,due_on,principal\nL-1,1,2025-09-30,100.00\n"),
        ("payments.csv", "payment_id,loan_id,value_on,amount\np-1,L-1,2025-11-03,5.00\n"),
        ("party_roles.csv", "loan_id,party_id,role\nL-1,G-1,guarantor\n"),
    ];
    std::fs::create_dir(folder.join("in")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join("in").join(name), text).unwrap();
    }
    let ladder = include_str!("../../../strategies/microfinance.toml")
        .replacen("\"us-fdcpa\", \"us-regf\"]", "\"cn-clocks\"]", 1)
        .replacen("facts = []", "facts = [\"lender.collects_in_china\"]", 1);
    std::fs::write(folder.join("own.toml"), ladder).unwrap();
    assert!(makegood(folder, &["import", "in"]).status.success());
    let closed = makegood(folder, &["close", "2026-03-20", "--strategy", "own.toml"]);
    assert!(closed.status.success(), "{}", printed(&closed));
}

#[test]
fn a_case_its_days_and_the_board() {
    let folder = tempfile::tempdir().unwrap();
    book(folder.path());
    let run = |words: &[&str]| printed(&makegood(folder.path(), words));
    let said = run(&["clocks", "L-1"]);
    for words in [
        "Claim L-1 against borrower, P-1",
        "cn.lim  RUNNING, 925 days left",
        "does not count: the book does not say who paid",
        "Claim L-1 against guarantor, G-1",
        "nobody said yet whether guarantee.kind = joint",
        "demand to guarantor with arrival_proof, or signed ends the clock; do it by 2026-03-30",
        "Nothing on file sets these off",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(run(&["note", "L-1", "fact guarantee.kind = joint of L-1", "--on-last-close"]).starts_with("event"));
    let board = run(&["clocks"]);
    assert!(board.contains("2026-03-30    10 days  L-1 against guarantor (G-1)"), "{board}");
    assert!(run(&["clocks", "L-1", "--on", "2026-03-31"]).contains("cn.gua.joint  FREE"));

    let json: Value = serde_json::from_str(&run(&["clocks", "P-1", "--on", "2026-03-31", "--json"])).unwrap();
    let of =
        |rule: &str| json["clocks"].as_array().unwrap().iter().find(|clock| clock["rule"] == rule).unwrap().clone();
    assert_eq!(of("cn.gua.joint")["state"], "free");
    assert_eq!(of("cn.lim")["counted_end"], "2028-09-30");
    let barred: Vec<_> = json["barred"].as_array().unwrap().iter().map(|one| one["is_time_barred"].clone()).collect();
    assert_eq!(barred, [Value::Bool(false), Value::Bool(true)]);
    assert!(run(&["verify"]).contains("The chain holds"));
    assert!(run(&["replay", "2026-03-20"]).contains("byte for byte"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| printed(&makegood(folder.path(), words));
    book(folder.path());
    assert!(run(&["clocks", "X-9"]).contains("[unknown_case]"));
    assert!(run(&["clocks", "--on", "2026-03-31"]).contains("<CASE>"));
    let plain = tempfile::tempdir().unwrap();
    std::fs::rename(folder.path().join("in"), plain.path().join("in")).unwrap();
    let run = |words: &[&str]| printed(&makegood(plain.path(), words));
    run(&["import", "in"]);
    run(&["close", "2026-03-20"]);
    assert!(run(&["clocks", "L-1"]).contains("[no_clock_in_force]"));
    assert!(run(&["clocks"]).contains("[no_clock_in_force]"));
}
