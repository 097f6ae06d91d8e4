//! Letters as a lender makes them: from the demo book to a file, kept, served, refused.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(inside: &Path, words: &[&str]) -> Output {
    let all = ["--book", "demo.sqlite"].iter().chain(words);
    Command::new(env!("CARGO_BIN_EXE_makegood")).current_dir(inside).args(all).output().unwrap()
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", printed(output)))
}

const SENDER: [&str; 6] = ["--lender", "Example Fund", "--reach", "+256 000 000000", "--officer", "Ana Li"];

fn letter(inside: &Path, words: &[&str]) -> Output {
    let all: Vec<&str> = ["letter"].iter().chain(words).chain(&SENDER).copied().chain(["--on-last-close"]).collect();
    run(inside, &all)
}

fn demo() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["demo", "--no-serve", "--json"]);
    assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
    folder
}

#[test]
fn a_letter_is_made_kept_printed_again_and_served() {
    let folder = demo();
    let inside = folder.path();
    let file = |name: &str| std::fs::read(inside.join(name)).unwrap();
    for (language, other) in [("en", "es"), ("zh", "zh"), ("es", "en")] {
        let name = format!("{language}.pdf");
        let made = letter(inside, &["B-1015", "payment", "--lang", language, "--out", &name, "--json"]);
        assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
        let event = json(&made)["event"].to_string();
        assert_eq!(json(&made)["letter"], "made");
        let bytes = file(&name);
        assert!(bytes.starts_with(b"%PDF"));
        // Made a second time: the same letter, the same event.
        let again = letter(inside, &["B-1015", "payment", "--lang", language, "--out", "second.pdf", "--json"]);
        assert_eq!(
            (&json(&again)["letter"], json(&again)["event"].to_string()),
            (&"made before".into(), event.clone())
        );
        assert_eq!(file("second.pdf"), bytes);
        // Printed from the journal.
        let kept = run(inside, &["letter", "--again", &event, "--out", "kept.pdf"]);
        assert_eq!(kept.status.code(), Some(0), "{}", printed(&kept));
        assert_eq!(file("kept.pdf"), bytes, "{language} is not {other}");
        let words =
            ["served", &event, "registered", "2007-04-02T00:00", "--tracking", "RR1", "--on-last-close", "--json"];
        let served = run(inside, &words);
        assert_eq!(served.status.code(), Some(0), "{}", printed(&served));
        assert_eq!(json(&served)["proof"], serde_json::json!(["written", "arrival_proof", "proof_of_service"]));
    }
    assert_eq!(json(&run(inside, &["verify", "--json"]))["holds"], true);
    let none = run(inside, &["letter", "--again", "1", "--out", "none.pdf"]);
    assert_eq!(none.status.code(), Some(1), "{}", printed(&none));
}

#[test]
fn what_the_law_stops_leaves_no_file() {
    let folder = demo();
    let inside = folder.path();
    let noted = run(inside, &["note", "B-1015", "moratorium", "--on-last-close"]);
    let stopped = if noted.status.code() == Some(0) { "moratorium" } else { "cease_request" };
    if noted.status.code() != Some(0) {
        let noted = run(inside, &["note", "B-1015", "cease_request with written", "--on-last-close"]);
        assert_eq!(noted.status.code(), Some(0), "{}", printed(&noted));
    }
    let made = letter(inside, &["B-1015", "payment", "--out", "stopped.pdf"]);
    assert_eq!(made.status.code(), Some(3), "{stopped}: {}", printed(&made));
    assert!(printed(&made).contains("On record as event"), "{}", printed(&made));
    assert!(!inside.join("stopped.pdf").exists());
}

#[test]
fn refusals_have_a_name_and_a_way_out() {
    let folder = demo();
    let inside = folder.path();
    let own = inside.join("own/en");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(
        own.join("payment.toml"),
        "title = \"T\"\nbody = \"\"\"\n{balance}\n\nYou will be arrested.\n\"\"\"\n",
    )
    .unwrap();
    std::fs::write(own.join("group.toml"), "title = \"T\"\nbody = \"\"\"\nYou owe {amonut}.\n\"\"\"\n").unwrap();
    let table: [(&[&str], &str); 6] = [
        (&["B-1015", "limitation"], "[time_not_known]"),
        (&["B-1015", "acceleration", "--cure-until", "2007-04-02"], "[no_time_to_cure]"),
        (&["B-1015", "guarantor"], "[not_for_them]"),
        (&["B-1015", "payment", "--templates", "own"], "[forbidden_words]"),
        (&["B-1015", "group", "--templates", "own"], "own/en/group.toml:3: no letter knows {amonut}"),
        (&["B-1015", "payment", "--to", "X-1"], "[not_of_the_case]"),
    ];
    for (words, expected) in table {
        let words: Vec<&str> = words.iter().copied().chain(["--out", "no.pdf"]).collect();
        let refused = letter(inside, &words);
        assert_eq!(refused.status.code(), Some(1), "{words:?}: {}", printed(&refused));
        assert!(printed(&refused).contains(expected), "{words:?}: {}", printed(&refused));
        assert!(!inside.join("no.pdf").exists());
    }
}

/// What `served` writes is what the clocks wait for.
#[test]
fn a_demand_that_arrived_moves_the_clock_and_one_that_came_back_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let page = "# Letters served\n\n```example arrived, with the carrier's number\n2022-06-30  due\n2024-05-20  demand with written arrival_proof proof_of_service\n2025-01-01  clock cn.lim  ends 2027-05-20\n```\n\n```example came back\n2022-06-30  due\n2024-05-20  demand with written returned\n2025-01-01  clock cn.lim  ends 2025-06-30\n```\n";
    std::fs::write(folder.path().join("served.md"), page).unwrap();
    let tested = run(folder.path(), &["packs", "test", "served.md"]);
    assert!(printed(&tested).contains("2 passed, 0 failed"), "{}", printed(&tested));
}

/// The agreement is to these figures and this period; whoever agreed does not make it.
#[test]
fn row_44_a_notice_of_acceleration_is_not_made_by_one_person() {
    let folder = demo();
    let inside = folder.path();
    let staff = "staff_id,name,branch,role,minutes_per_day,skills\n\
                 Z-1,Invented One,north,officer,240,call\nZ-2,Invented Two,north,leader,240,call\n";
    std::fs::write(inside.join("staff.csv"), staff).unwrap();
    assert_eq!(run(inside, &["import", "staff.csv"]).status.code(), Some(0));
    let until = |day: &'static str, more: &[&'static str]| {
        let words = ["B-1015", "acceleration", "--cure-until", day, "--out", "call.pdf"];
        letter(inside, &words.iter().chain(more).copied().collect::<Vec<_>>())
    };
    let refused = |output: &Output, code: &str| {
        assert_eq!(output.status.code(), Some(1), "{}", printed(output));
        assert!(printed(output).contains(code), "{}", printed(output));
        assert!(!inside.join("call.pdf").exists());
    };
    refused(&until("2007-05-02", &["--by", "Z-1"]), "[no_agreement]");
    refused(&until("2007-05-02", &["--agree", "Read the file", "--by", "nobody"]), "[unknown_colleague]");
    let agreed = until("2007-05-02", &["--agree", "Read the file", "--by", "Z-2"]);
    assert_eq!(agreed.status.code(), Some(0), "{}", printed(&agreed));
    refused(&until("2007-05-02", &["--by", "Z-2"]), "[same_person]");
    refused(&until("2007-05-02", &[]), "[unknown_colleague]");
    refused(&until("2007-06-02", &["--by", "Z-1"]), "[no_agreement]");
    let made = until("2007-05-02", &["--by", "Z-1"]);
    assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
    assert!(inside.join("call.pdf").exists());
    assert_eq!(json(&run(inside, &["verify", "--json"]))["holds"], true);
}

/// What only explains is made and served, and no clock is told of it.
#[test]
fn row_53_what_explains_is_served_as_read_and_moves_no_clock() {
    let folder = demo();
    let inside = folder.path();
    let made = letter(inside, &["B-1015", "education", "--lang", "zh", "--out", "note.pdf", "--json"]);
    assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
    let event = json(&made)["event"].to_string();
    let served = run(inside, &["served", &event, "hand", "2007-04-02T00:00", "--read", "--on-last-close", "--json"]);
    assert_eq!(json(&served)["proof"], serde_json::json!(["written", "read_and_understood"]));
    assert_eq!(json(&served)["happening"], Value::Null);
    let rates = ["--convention", "cn.penalty.bank", "--rate", "12% a year", "--overdue-rate", "24% a year"];
    let words: Vec<&str> = ["B-1015", "penalty", "--out", "penalty.pdf"].into_iter().chain(rates).collect();
    let made = letter(inside, &words);
    assert_eq!(made.status.code(), Some(0), "{}", printed(&made));
}
