//! The packs of this repository: every worked example holds, and no number in
//! them could be another without an example turning red.
#![allow(clippy::unwrap_used)]

use makegood_compliance::{ExampleResult, Pack, Packs, run_examples, run_page};
use makegood_units::Decimal;
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
    let results: Vec<ExampleResult> = packs.iter().flat_map(|pack| run_examples(pack, &together)).collect();
    let questions = results.iter().map(|result| result.questions).sum::<usize>();
    assert!(red(&results).is_empty(), "{}", red(&results).join("\n"));
    assert!(packs.len() >= 3 && questions >= 100, "{} packs, {questions} questions", packs.len());
}

/// The lines set apart under `### Sums` in the description of the format.
#[test]
fn the_sums_of_the_description_hold() {
    let readme =
        std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs/README.md")).unwrap();
    let (_, sums) = readme.split_once("### Sums").unwrap();
    let blocks =
        sums.split("\n\n").filter(|block| !block.is_empty() && block.lines().all(|line| line.starts_with("    ")));
    let page: String = blocks.map(|block| format!("```example README\n{block}\n```\n")).collect();
    let results = run_page("README.md", &page, &Packs::try_new(parsed(&files())).unwrap());
    assert!(red(&results).is_empty() && results.len() == 4, "{}", red(&results).join("\n"));
}

/// A text with one dated parameter of one rule changed, and what was changed.
struct Mutant {
    what: String,
    text: String,
}

/// The byte ranges of the bodies of rule blocks.
fn rule_bodies(text: &str) -> Vec<(usize, usize)> {
    let starts = text.match_indices("```rule ").map(|(start, _)| start + text[start..].find('\n').unwrap());
    starts.map(|start| (start, start + text[start..].find("\n```").unwrap())).collect()
}

fn replaced(text: &str, at: usize, old: &str, new: &str) -> Mutant {
    let line = text[..at].matches('\n').count() + 1;
    let text = format!("{}{new}{}", &text[..at], &text[at + old.len()..]);
    Mutant { what: format!("line {line}: {old} to {new}"), text }
}

fn shifted_time(time: &str, minutes: i32) -> String {
    let parts: Vec<i32> = time.split(':').map(|part| part.parse().unwrap()).collect();
    let moved = parts[0] * 60 + parts[1] + minutes;
    format!("{:02}:{:02}", moved / 60, moved % 60)
}

/// Every value moved one up and one down (a number by one, a time by a minute, a
/// truth to its opposite, a weekday to the next).
fn moved_values(text: &str) -> Vec<Mutant> {
    let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "monday"];
    let mut mutants = Vec::new();
    for (start, end) in rule_bodies(text) {
        for (found, key) in text[start..end].match_indices("value = ") {
            let at = start + found + key.len();
            let old = &text[at..at + text[at..].find(" }").unwrap()];
            let new: Vec<String> = match old.trim_matches('"') {
                "true" => vec!["false".to_owned()],
                "false" => vec!["true".to_owned()],
                time if time.contains(':') => [-1, 1].map(|by| format!("{:?}", shifted_time(time, by))).into(),
                // What a clock waits for is a list too; each entry is held by the clocks' own tests.
                days if days.starts_with('[') => match week.iter().position(|day| days.contains(day)) {
                    Some(day) => vec![days.replace(week[day], week[day + 1])],
                    None => Vec::new(),
                },
                number => {
                    let (number, quote) =
                        (number.parse::<Decimal>().unwrap(), &old[..usize::from(old.starts_with('"'))]);
                    let step = Decimal::new(1, number.scale());
                    [number - step, number + step].map(|number| format!("{quote}{number}{quote}")).into()
                }
            };
            mutants.extend(new.iter().map(|new| replaced(text, at, old, new)));
        }
    }
    mutants
}

/// Every first day of a rule moved one day up and down, in all its parameters together.
fn moved_days(text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (start, end) in rule_bodies(text) {
        let body = &text[start..end];
        let mut days: Vec<&str> = body.match_indices("from = ").map(|(at, _)| &body[at + 7..at + 17]).collect();
        days.sort_unstable();
        days.dedup();
        for day in days {
            let on: makegood_units::BusinessDate = day.parse().unwrap();
            for by in [-1, 1] {
                let moved = body.replace(day, &on.plus_days(by).to_string());
                let mut mutant = replaced(text, start, body, &moved);
                mutant.what = format!("rule at line {}: {day} moved by {by}", text[..start].matches('\n').count() + 1);
                mutants.push(mutant);
            }
        }
    }
    mutants
}

/// Every word of a list left out, where the list has another.
fn shorter_lists(text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (start, end) in rule_bodies(text) {
        for line in text[start..end].lines().filter(|line| line.contains("= [\"") && !line.starts_with("known_as")) {
            let (key, list) = line.split_once('[').unwrap();
            let words: Vec<&str> = list.trim_end_matches(']').split(", ").collect();
            let at = start + text[start..end].find(line).unwrap();
            for left_out in words.iter().filter(|_| words.len() > 1 && !key.starts_with("per")) {
                let rest: Vec<&str> = words.iter().filter(|word| *word != left_out).copied().collect();
                let mut mutant = replaced(text, at, line, &format!("{key}[{}]", rest.join(", ")));
                mutant.what = format!("{} without {left_out}", mutant.what.split(" to ").next().unwrap());
                mutants.push(mutant);
            }
        }
    }
    mutants
}

#[test]
fn no_parameter_could_be_another() {
    let files = files();
    let whole = parsed(&files);
    let (mut tried, mut unnoticed) = (0, Vec::new());
    for (place, (name, text)) in files.iter().enumerate() {
        for mutant in moved_values(text).into_iter().chain(moved_days(text)).chain(shorter_lists(text)) {
            tried += 1;
            let noticed = match Pack::parse(name, &mutant.text) {
                // A value the format refuses can never reach a verdict.
                Err(_) => true,
                Ok(pack) => {
                    let mut changed = whole.clone();
                    changed[place] = pack.clone();
                    let packs = Packs::try_new(changed).unwrap();
                    !red(&run_examples(&pack, &packs)).is_empty()
                }
            };
            if !noticed {
                unnoticed.push(format!("{name} {}", mutant.what));
            }
        }
    }
    assert!(tried >= 60, "only {tried} mutants");
    assert!(unnoticed.is_empty(), "{} of {tried} turn nothing red:\n{}", unnoticed.len(), unnoticed.join("\n"));
}
