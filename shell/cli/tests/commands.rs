//! Commands as a program would run them: what they print and how they end.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn demo(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(folder)
}

fn makegood(inside: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_makegood")).current_dir(inside).args(words).output().unwrap()
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", printed(output)))
}

/// A demo that was closed, asked for in every way a program asks, then tampered with.
#[test]
fn the_demo_holds_until_somebody_tampers() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let mut all = vec!["--book", "demo.sqlite"];
        all.extend(words);
        makegood(folder.path(), &all)
    };
    let counts = json(&run(&["demo", "--no-serve", "--json"]));
    assert_eq!((counts["open_loans"].as_u64(), counts["current_loans"].as_u64()), (Some(624), Some(414)));
    assert_eq!(counts["arrears"]["USD"], "54720.92");
    assert_eq!(json(&run(&["report", "--json"]))["open_loans"], 624);
    assert_eq!(json(&run(&["verify", "--json"]))["holds"], true);
    assert_eq!(json(&run(&["replay", "2007-04-02", "--json"]))["same"], true);
    let case = json(&run(&["explain", "1015", "--json"]));
    assert_eq!((&case["party"], &case["case"]["owed"]["days_past_due"]), (&"B-1015".into(), &45.into()));
    let said = printed(&run(&["explain", "B-1015"]));
    for words in ["177.78 USD makes it current", "ask next:", "What would move it", "house.quiet"] {
        assert!(said.contains(words), "{words}: {said}");
    }

    reports(folder.path(), &run);

    let book = makegood_journal::Connection::open(folder.path().join("demo.sqlite")).unwrap();
    book.execute_batch(
        "DROP TRIGGER fact_stays; UPDATE fact SET body = replace(body, '2007', '2008') WHERE seq = 9000",
    )
    .unwrap();
    drop(book);
    let found = run(&["verify"]);
    assert_eq!(found.status.code(), Some(4), "{}", printed(&found));
    assert!(printed(&found).contains("were changed after they were written"), "{}", printed(&found));
}

/// The leader's report on paper is the same file each time; every table is had as a file.
fn reports(folder: &Path, run: &dyn Fn(&[&str]) -> Output) {
    let mut files = Vec::new();
    for _ in 0..2 {
        let made = run(&["report", "--leader", "--lang", "es", "--pdf", "report.pdf"]);
        assert!(made.status.success(), "{}", printed(&made));
        files.push(std::fs::read(folder.join("report.pdf")).unwrap());
    }
    assert!(files[0].starts_with(b"%PDF") && files[0] == files[1]);
    assert!(!run(&["report", "--leader", "--month", "1999-01", "--pdf", "none.pdf"]).status.success());
    assert!(!folder.join("none.pdf").exists());
    let figures = json(&run(&["report", "--leader", "--json"]));
    assert!(figures["figures"].as_array().unwrap().len() > 30, "{figures}");
    for report in ["--leader", "--methods", "--first-cash", "--defects", "--days"] {
        let made = run(&["report", report, "--csv", "table.csv", "--xlsx", "table.xlsx"]);
        assert!(made.status.success(), "{report}: {}", printed(&made));
        assert!(std::fs::read_to_string(folder.join("table.csv")).unwrap().lines().count() > 1, "{report}");
        assert!(std::fs::read(folder.join("table.xlsx")).unwrap().starts_with(b"PK"), "{report}");
    }
}

#[test]
fn a_tape_is_set_beside_our_own_days() {
    let folder = tempfile::tempdir().unwrap();
    let tape = demo("abs-ee-sample");
    assert_eq!(makegood(folder.path(), &["import", tape.to_str().unwrap()]).status.code(), Some(0));
    let said = printed(&makegood(folder.path(), &["report", "--tape"]));
    let carmax = "CarMax Auto Owner Trust 2017-1: calendar days, the due date is day 0, explains 23 of 23 rows";
    let santander = "2017-1: months of 30 days, explains 17 of 17 rows that can tell (calendar days 2)";
    for words in ["theirs", "agrees", "lender", "2017-02-28", "verdict on", "cannot tell", carmax, santander] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let lines = makegood(folder.path(), &["report", "--tape", "--json"]);
    let first: Value = serde_json::from_slice(lines.stdout.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    assert!(first["reason"].is_string() && first["loan"].is_string(), "{first}");
    assert!(first["verdict"]["is"].is_string() && first["balance"]["verdict"]["is"].is_string(), "{first}");
    let all: Vec<Value> =
        String::from_utf8_lossy(&lines.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let verdicts = &all.last().unwrap()["summary"]["verdicts"];
    let told = ["agrees", "differs_by_convention", "differs_by_fact", "cannot_tell"];
    let counts: u64 = told.iter().map(|word| verdicts[word].as_u64().unwrap()).sum();
    assert_eq!(counts, u64::try_from(all.len() - 1).unwrap(), "a verdict for every statement");
}

#[test]
fn a_book_is_aged_from_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let book = demo("kiva");
    let words = ["age", book.to_str().unwrap(), "--as-of", "2007-04-02", "--out", "out.csv", "--json"];
    let aged = makegood(folder.path(), &words);
    // 207 of the loans without a schedule have payments: said, and so not wholly done.
    assert_eq!(aged.status.code(), Some(3), "{}", printed(&aged));
    let totals = json(&aged);
    assert_eq!((totals["late"].as_u64(), &totals["sums"][0]["principal_minor"]), (Some(210), &"5472092".into()));
    assert_eq!(std::fs::read_to_string(folder.path().join("out.csv")).unwrap().lines().count(), 785);
}

#[test]
fn help_says_what_a_newcomer_needs() {
    let folder = tempfile::tempdir().unwrap();
    let top = printed(&makegood(folder.path(), &["--help"]));
    assert!(top.contains("makegood demo") && top.contains("Exit codes"), "{top}");
    let commands = ["demo", "import", "close", "send", "serve", "report", "explain", "verify", "replay", "age"];
    for command in commands {
        let help = makegood(folder.path(), &[command, "--help"]);
        assert!(help.status.success() && top.contains(command), "{command}");
    }
    assert_eq!(makegood(folder.path(), &["frobnicate"]).status.code(), Some(2));
}

#[test]
fn refusals_are_read_by_programs_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("names.csv"), "party_id,name\n,Ama\nB-1,Kofi\n").unwrap();
    std::fs::write(folder.path().join("empty.csv"), "").unwrap();
    let words = ["import", "names.csv", "empty.csv", "--json", "--refused", "refused.csv"];
    let output = makegood(folder.path(), &words);
    assert_eq!(output.status.code(), Some(3));
    let lines = String::from_utf8(output.stdout).unwrap();
    let objects: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects[0]["refused_file"]["code"], "empty_file");
    assert_eq!(
        (&objects[1]["refused_row"]["line"], &objects[1]["refused_row"]["column"]),
        (&2.into(), &"party_id".into())
    );
    assert_eq!((&objects[2]["new"], &objects[2]["refused"]), (&1.into(), &1.into()));
    let refused = std::fs::read_to_string(folder.path().join("refused.csv")).unwrap();
    assert!(refused.lines().nth(1).unwrap().starts_with("names.csv,2,party_id,"), "{refused}");
}

/// From terms to instalments, interest for being late, and classes: what each prints,
/// and how each refuses.
#[test]
fn one_loan_from_its_terms_to_its_classes() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| makegood(folder.path(), words);
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let terms = "principal = 1_200_000\nrate = \"24% a year\"\ninstalments = 12\ncycle = \"1 month\"\n\
                 start_on = \"2026-01-15\"\nday_count = \"30/360\"\nrounding = \"half_even\"\n";
    write("terms.toml", terms);
    let rows = run(&["schedule", "terms.toml", "--loan", "L-7"]);
    assert!(printed(&rows).contains("L-7,1,2026-02-15,89472,24000,0\n"), "{}", printed(&rows));
    std::fs::write(folder.path().join("instalments.csv"), &rows.stdout).unwrap();
    write("bad.toml", "principle = 3\n");
    assert!(printed(&run(&["schedule", "bad.toml"])).contains("unknown field `principle`"));

    write("loans.csv", "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-7,B-1,n,EUR,12000,2026-01-15\n");
    write(
        "events.csv",
        "event_id,loan_id,kind,effective_on,until_on,mark\nE1,L-7,marked,2026-03-03,2026-03-20,uk.bs.accrual\n",
    );
    assert!(run(&["import", "loans.csv", "instalments.csv", "events.csv"]).status.success());
    let by = ["penalty", "L-7", "--by", "de.default_interest.consumer"];
    let told = json(&run(&[&by[..], &["--until", "2026-05-15", "--json"]].concat()));
    assert_eq!(
        (told["sums"]["charged_minor"].as_i64(), told["sums"]["frozen_minor"].as_i64()),
        (Some(2_449), Some(355))
    );
    let later = run(&[&by[..], &["--until", "2030-01-01"]].concat());
    assert!(printed(&later).contains("is not known on"), "{}", printed(&later));
    assert!(printed(&run(&["penalty"])).contains("reviewed by nobody yet"));

    let classes = json(&run(&["classes", "L-7", "--by", "in-npa", "--until", "2026-06-30", "--json"]));
    let last = classes["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["class"]["known"], &last["entered_on"]), (&"NPA".into(), &"2026-05-16".into()));
    assert!(printed(&run(&["classes", "L-9", "--by", "in-npa", "--until", "2026-06-30"])).contains("no loan L-9"));
    assert!(printed(&run(&["classes", "L-7", "--by", "mars", "--until", "2026-06-30"])).contains("known are cn-five"));
}
