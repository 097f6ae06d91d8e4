//! `makegood recourse` as a person and a program meet it: figures, exit codes, refusals.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/recourse")
}

fn recourse(file: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_makegood")).arg("recourse").arg(file).args(words).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

#[test]
fn the_examples_print_what_people_and_programs_need() {
    let three = examples().join("three-households.toml");
    let told = recourse(&three, &[]);
    assert_eq!(told.status.code(), Some(0));
    for line in ["P-1 is spoken to first, 12,600.00 KES of L-1 is due", "1. R-1 plan L-1", "[spouse_consent_missing]"] {
        assert!(printed(&told).contains(line), "{line}\n{}", printed(&told));
    }
    assert_eq!(json(&recourse(&three, &["--json"]))["ledgers"][0]["balance"], 390_000);

    let pledge = json(&recourse(&examples().join("pledge-surplus.toml"), &["--json"]));
    assert_eq!(pledge["securities"][0]["distribution"]["surplus"], 118_500);
    let mortgage = json(&recourse(&examples().join("mortgage-deficiency.toml"), &["--json"]));
    assert_eq!(mortgage["securities"][0]["distribution"]["deficiency"], 18_500_000);
    assert_eq!(mortgage["demands"][0]["blocked"][0]["cited"]["citation"], "Civil Code art. 392");

    let view = recourse(&three, &["--member", "P-3"]);
    assert!(printed(&view).contains("owed back to you"), "{}", printed(&view));
    assert!(!printed(&view).contains("P-2"), "{}", printed(&view));
    assert_eq!(recourse(&three, &["--member", "P-9"]).status.code(), Some(1));
}

#[test]
fn what_is_wrong_is_told_by_name_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let write = |from: &str, to: &str| {
        let text = std::fs::read_to_string(examples().join("mortgage-deficiency.toml")).unwrap();
        assert!(text.contains(from));
        let file = folder.path().join("own.toml");
        std::fs::write(&file, text.replacen(from, to, 1)).unwrap();
        file
    };
    let own = recourse(&write("party = \"P-21\"", "party = \"P-20\""), &[]);
    assert_eq!(own.status.code(), Some(1));
    let told = printed(&own);
    assert!(told.contains("P-20 guarantees a debt that is their own [self_guarantee]"), "{told}");
    assert!(told.contains("own.toml:23: ") && told.contains("it adds nothing"), "{told}");
    let as_json = json(&recourse(&folder.path().join("own.toml"), &["--json"]));
    assert_eq!(
        (&as_json["refused"][0]["code"], &as_json["refused"][0]["line"]),
        (&"self_guarantee".into(), &23.into())
    );

    let old = recourse(&write("on = 2026-08-15", "on = 2025-08-15"), &[]);
    assert_eq!(old.status.code(), Some(3));
    assert!(printed(&old).contains("is 465 days old on 2026-11-23, and the policy allows 365 [valuation_too_old]"));
    assert_eq!(recourse(&folder.path().join("none.toml"), &[]).status.code(), Some(1));
}
