//! The conventions that pages name: no number in one of their files could be another,
//! and no two steps of an order could change places, without an example turning red.
#![allow(clippy::unwrap_used)]

use makegood_book::class::Scheme;
use makegood_book::penalty::{Convention, ReferenceRates, Shelf};
use makegood_book::{NamedAcross, NamedWaterfall};
use makegood_compliance::{Conventions, Pack, Packs, run_examples_by};
use makegood_units::{BusinessDate, Decimal};
use std::path::PathBuf;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

fn files(name: &str, ending: &str) -> Vec<(String, String)> {
    let paths = std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|found| found == ending) && !path.ends_with("README.md"))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The packs that name a convention, with the names.
fn pages() -> Vec<(Pack, Vec<String>)> {
    let packs = files("packs", "md").into_iter().map(|(name, text)| Pack::parse(&name, &text).unwrap());
    let names = |pack: &Pack| -> Vec<String> {
        pack.rules.iter().filter_map(|rule| rule.convention()).map(str::to_owned).collect()
    };
    packs
        .map(|pack| (names(&pack), pack))
        .map(|(names, pack)| (pack, names))
        .filter(|(_, names)| !names.is_empty())
        .collect()
}

/// Where a changed text goes among the conventions; none when its reader refuses it.
fn changed(file: &str, folder: &str, text: &str) -> Option<(Vec<String>, Conventions)> {
    let mut known = Conventions::shipped().unwrap().clone();
    let names = match (folder, file) {
        ("classes", _) => {
            let scheme = Scheme::parse(file, text).ok()?;
            let name = scheme.name.clone();
            *known.schemes.iter_mut().find(|one| one.name == name)? = scheme;
            vec![name]
        }
        ("waterfalls", _) => {
            let read = NamedWaterfall::read(text).ok()?;
            let name = read.name.clone();
            *known.waterfalls.iter_mut().find(|one| one.name == name)? = read;
            vec![name]
        }
        ("across", _) => {
            let read = NamedAcross::read(text).ok()?;
            let name = read.name.clone();
            *known.across.iter_mut().find(|one| one.name == name)? = read;
            vec![name]
        }
        (_, "stops.toml") => {
            known.penalty.stops = Shelf::parse_stops(file, text).ok()?;
            known.penalty.stops.iter().map(|stop| stop.id.clone()).collect()
        }
        (_, "reference-rates.toml") => {
            known.penalty.rates = ReferenceRates::parse(file, text).ok()?;
            known.penalty.conventions.iter().map(|convention| convention.id.clone()).collect()
        }
        _ => {
            let read = Convention::parse(file, text).ok()?;
            let name = read.id.clone();
            *known.penalty.conventions.iter_mut().find(|one| one.id == name)? = read;
            vec![name]
        }
    };
    Some((names, known))
}

/// Keys whose figures decide nothing.
const SAID_ASIDE: [&str; 11] =
    ["citation", "source", "says", "title", "address", "doubt", "read_on", "status", "reviewed_by", "id", "name"];

/// The part of a line that decides something.
fn deciding(line: &str) -> &str {
    let code = line.split('#').next().unwrap();
    let key = code.split('=').next().unwrap().trim();
    if SAID_ASIDE.contains(&key) { "" } else { code }
}

/// The numbers and days of a line, as byte ranges.
fn figures(line: &str) -> Vec<(usize, usize)> {
    let code = deciding(line).as_bytes();
    let is_word = |at: Option<usize>| at.and_then(|at| code.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric());
    let (mut found, mut at) = (Vec::new(), 0);
    while at < code.len() {
        if !code[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < code.len() && (code[end].is_ascii_digit() || b".-".contains(&code[end])) {
            end += 1;
        }
        let before = at.checked_sub(1);
        let joined = before.is_some_and(|before| b"_/.".contains(&code[before]));
        let sign = before.is_some_and(|before| code[before] == b'-');
        let start = if sign { at - 1 } else { at };
        if !joined && !is_word(start.checked_sub(1)) && !is_word(Some(end)) {
            found.push((start, end));
        }
        at = end;
    }
    found
}

/// A figure one up and one down in its last place; a day one later and one earlier.
fn neighbours(figure: &str) -> Vec<String> {
    if let Ok(day) = figure.parse::<BusinessDate>() {
        return [-1, 1].map(|by| day.plus_days(by).to_string()).into();
    }
    let number: Decimal = figure.parse().unwrap();
    let step = Decimal::new(1, number.scale());
    [number - step, number + step].map(|number| number.to_string()).into()
}

/// Each text with one thing changed, and what.
fn mutants(file: &str, text: &str) -> Vec<(String, String)> {
    let mut mutants = Vec::new();
    let mut start = 0;
    for (place, line) in text.split_inclusive('\n').enumerate() {
        let mut note = |from: usize, to: usize, new: &str| {
            let what = format!("{file}:{}: {} to {new}", place + 1, &line[from..to]);
            mutants.push((what, format!("{}{new}{}", &text[..start + from], &text[start + to..])));
        };
        let key = deciding(line).split(" = ").next().unwrap();
        for (from, to) in figures(line) {
            // The rule on a page begins with its convention, so nobody can ask for the day before.
            let skipped = usize::from(key == "in_force_from");
            neighbours(&line[from..to]).iter().skip(skipped).for_each(|new| note(from, to, new));
        }
        if ["due", "first", "who_decides"].contains(&key)
            && let Some((from, to)) = line.find('[').zip(line.find(']'))
        {
            let words: Vec<&str> = line[from + 1..to].split(", ").collect();
            for at in 1..words.len() {
                let mut swapped = words.clone();
                swapped.swap(at - 1, at);
                note(from + 1, to, &swapped.join(", "));
            }
        }
        start += line.len();
    }
    mutants
}

/// Changes that alter nothing anybody could see: file, change, and why.
const CHANGE_NOTHING: [(&str, &str, &str); 10] = [
    ("ifrs9.toml", ": 30 to 31", WORSE),
    ("in-npa.toml", ": 30 to 31", WORSE),
    ("in-npa.toml", ": 60 to 61", WORSE),
    ("in-npa.toml", ": 90 to 91", WORSE),
    ("de-business.toml", ": 2014-07-29 to ", "no base rate is on file before 2020"),
    ("de-consumer.toml", ": 2002-01-01 to ", "no base rate is on file before 2020"),
    ("de-mortgage.toml", ": 2002-01-01 to ", "no base rate is on file before 2020"),
    ("india-59-61.toml", ": \"due\", \"older\" to ", "debts that are not due are not reached at all"),
    ("uk-current-account.toml", ": \"due\", \"older\" to ", "debts that are not due are not reached at all"),
    ("us-regulation-f.toml", ": \"due\", \"earlier_due\" to ", "what is due earlier is due when the other is"),
];

/// Two rules then hold on one day, and the worse class wins, as it did.
const WORSE: &str = "the worse of two classes wins";

/// Whether a change cannot be seen.
fn changes_nothing(what: &str) -> bool {
    CHANGE_NOTHING.iter().any(|(file, change, _)| what.starts_with(file) && what.contains(change))
}

#[test]
fn no_number_of_a_convention_could_be_another() {
    let pages = pages();
    let packs = Packs::try_new(pages.iter().map(|(pack, _)| pack.clone()).collect()).unwrap();
    let (mut tried, mut unnoticed) = (0, Vec::new());
    for folder in ["classes", "penalty", "waterfalls", "across"] {
        for (file, text) in files(&format!("conventions/{folder}"), "toml") {
            let (names, _) = changed(&file, folder, &text).unwrap();
            let named: Vec<&Pack> = pages
                .iter()
                .filter(|(_, by)| names.iter().any(|name| by.contains(name)))
                .map(|(pack, _)| pack)
                .collect();
            for (what, text) in mutants(&file, &text).into_iter().filter(|_| !named.is_empty()) {
                tried += 1;
                // A text its reader refuses can never reach a sum.
                let Some((_, known)) = changed(&file, folder, &text) else { continue };
                let is_red =
                    |pack: &&Pack| run_examples_by(pack, &packs, &known).iter().any(|one| !one.surprises.is_empty());
                if !named.iter().any(is_red) && !changes_nothing(&what) {
                    unnoticed.push(what);
                }
            }
        }
    }
    println!("{tried} changes tried");
    assert!(tried >= 200, "only {tried} changes");
    assert!(unnoticed.is_empty(), "{} of {tried} turn nothing red:\n{}", unnoticed.len(), unnoticed.join("\n"));
}
