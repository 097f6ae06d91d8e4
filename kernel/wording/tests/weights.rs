//! The weights of `words/weights.txt`, made from the sentences of `testdata/wording`.
//!
//! `MAKE_WEIGHTS=1 cargo test -p makegood-wording --test weights` writes them anew; the sets kept
//! apart are never read here. A logistic regression, small steps over the sentences in an order
//! that a fixed sequence of numbers gives: the same sentences make the same weights.
#![allow(clippy::unwrap_used, clippy::float_arithmetic)]

use makegood_wording::{Context, Lexicon, files};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wording");
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../words/weights.txt");
/// A feature of fewer sentences says nothing about the next one.
const LEAST: usize = 2;
const ROUNDS: usize = 12;
const STEP: f64 = 0.25;
/// How hard a weight is pulled back to nothing.
const PULL: f64 = 0.004;
/// Hundredths above which a text is found, and below which a finding is taken back.
const MARKS: [(&str, i64); 2] = [("FINDS", 160), ("CLEARS", -30)];

struct Sentence {
    features: BTreeSet<String>,
    category: String,
    is_flagged: bool,
}

fn is_kept_apart(path: &std::path::Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("heldout"))
}

fn sentences(lexicon: &Lexicon) -> Vec<Sentence> {
    let mut names: Vec<_> = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|it| it == "jsonl") && !is_kept_apart(path));
    names.sort();
    let mut read = Vec::new();
    for path in names {
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let word = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
            let tags: Vec<&str> = line["ctx"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let features = lexicon.features(&word("text"), &Context::from_tags(tags));
            read.push(Sentence { features, category: word("cat"), is_flagged: word("kind") == "flag" });
        }
    }
    read
}

/// How often each feature stands in the flagged sentences of each category, by the size of the
/// category; the category where it is highest.
fn likest(sentences: &[Sentence]) -> BTreeMap<&str, &str> {
    let flagged = || sentences.iter().filter(|it| it.is_flagged);
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for sentence in flagged() {
        *sizes.entry(&sentence.category).or_default() += 1.0;
        for feature in &sentence.features {
            *counts.entry((feature, &sentence.category)).or_default() += 1.0;
        }
    }
    let mut best: BTreeMap<&str, (f64, &str)> = BTreeMap::new();
    for ((feature, category), count) in counts {
        let share = count / sizes[category];
        let known = best.entry(feature).or_insert((0.0, category));
        if share > known.0 {
            *known = (share, category);
        }
    }
    best.into_iter().map(|(feature, (_, category))| (feature, category)).collect()
}

/// The bias and the weights.
fn regress(rows: &[(Vec<usize>, bool)], features: usize) -> (f64, Vec<f64>) {
    let (mut bias, mut weights, mut moved) = (0.0, vec![0.0_f64; features], vec![1e-6_f64; features]);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut seed = 1_u64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
        }
        for (row, is_flagged) in order.iter().map(|at| &rows[*at]) {
            let scale = 1.0 / f64::from(u32::try_from(row.len() + 1).unwrap()).sqrt();
            let sum = bias + scale * row.iter().map(|at| weights[*at]).sum::<f64>();
            let error = f64::from(u8::from(*is_flagged)) - 1.0 / (1.0 + (-sum).exp());
            bias += 0.02 * error;
            for at in row {
                let slope = error * scale - PULL * weights[*at];
                moved[*at] += slope * slope;
                weights[*at] += STEP * slope / moved[*at].sqrt();
            }
        }
    }
    (bias, weights)
}

#[test]
#[allow(clippy::cast_possible_truncation)]
fn the_weights_are_made() {
    if std::env::var_os("MAKE_WEIGHTS").is_none() {
        return;
    }
    let lexicon = Lexicon::read_files(&files()).unwrap();
    let sentences = sentences(&lexicon);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in sentences.iter().flat_map(|it| &it.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let known: Vec<&str> = counts.iter().filter(|(_, count)| **count >= LEAST).map(|(feature, _)| *feature).collect();
    let numbers: BTreeMap<&str, usize> = known.iter().enumerate().map(|(at, feature)| (*feature, at)).collect();
    let rows: Vec<(Vec<usize>, bool)> = sentences
        .iter()
        .map(|it| {
            let row = it.features.iter().filter_map(|feature| numbers.get(feature.as_str()).copied());
            (row.collect(), it.is_flagged)
        })
        .collect();
    let (bias, weights) = regress(&rows, known.len());
    let likest = likest(&sentences);
    let hundredths = |weight: f64| (weight * 100.0).round() as i64;
    let mut text = String::from(
        "# What words, pairs and concepts weigh, in hundredths, and the category they stand in most.\n# Made by kernel/wording/tests/weights.rs from the sentences of testdata/wording; not by hand.\n",
    );
    writeln!(text, "BIAS\t{}", hundredths(bias)).unwrap();
    for (name, mark) in MARKS {
        writeln!(text, "{name}\t{mark}").unwrap();
    }
    for (feature, weight) in known.iter().zip(weights).filter(|(_, weight)| hundredths(*weight) != 0) {
        let category = if weight > 0.0 { likest.get(feature).copied().unwrap_or("-") } else { "-" };
        writeln!(text, "{feature}\t{}\t{category}", hundredths(weight)).unwrap();
    }
    std::fs::write(WEIGHTS, text).unwrap();
}
