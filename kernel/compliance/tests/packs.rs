//! The packs of this repository: every worked example holds, and no number in
//! them could be another without an example turning red.
#![allow(clippy::unwrap_used)]

use makegood_compliance::{ExampleResult, Pack, Packs, run_examples};
use std::path::PathBuf;

fn files() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("README.md"))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

fn parsed(files: &[(String, String)]) -> Vec<Pack> {
    let complain = |errors: Vec<makegood_compliance::PackError>| {
        errors.iter().map(|error| error.to_string()).collect::<Vec<_>>().join("\n")
    };
    files
        .iter()
        .map(|(name, text)| Pack::parse(name, text).map_err(complain).unwrap_or_else(|told| panic!("{told}")))
        .collect()
}

fn red(results: &[ExampleResult]) -> Vec<String> {
    results.iter().flat_map(|result| result.surprises.iter().map(|one| format!("{} ({})", one, result.title))).collect()
}

#[test]
fn every_worked_example_holds() {
    let packs = parsed(&files());
    let together = Packs::try_new(packs.clone()).unwrap();
    let mut questions = 0;
    for pack in &packs {
        let results = run_examples(pack, &together);
        questions += results.iter().map(|result| result.questions).sum::<usize>();
        assert!(red(&results).is_empty(), "{}", red(&results).join("\n"));
    }
    assert!(packs.len() >= 3 && questions >= 100, "{} packs, {questions} questions", packs.len());
}
