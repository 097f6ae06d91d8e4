//! Every worked example of the pages of clock rules, and that no number of a rule
//! could be another without an example coming out differently.

use crate::told::{day, examples};

const PAGES: [(&str, &str); 5] = [
    ("uk", include_str!("../../../../packs/uk-clocks.md")),
    ("de", include_str!("../../../../packs/de-clocks.md")),
    ("cn", include_str!("../../../../packs/cn-clocks.md")),
    ("in", include_str!("../../../../packs/in-clocks.md")),
    ("us", include_str!("../../../../packs/us-clocks.md")),
];

#[test]
fn every_example_comes_out_as_written() {
    for (name, page) in PAGES {
        let (questions, surprises) = examples(page);
        assert!(surprises.is_empty(), "{name}:\n{}", surprises.join("\n"));
        assert!(questions >= 7, "{name} asks {questions}");
    }
}

/// The whole numbers of the rules of a page, by their place in its text.
fn numbers(page: &str) -> Vec<(usize, usize)> {
    let (mut found, mut offset, mut inside) = (Vec::new(), 0, false);
    for line in page.split_inclusive('\n') {
        inside = line.starts_with("```rule") || inside && !line.starts_with("```");
        for (at, _) in line.match_indices(" = ").filter(|_| inside) {
            let rest = &line[at + 3..];
            let digits = rest.len() - rest.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
            // A day is not a number.
            if digits > 0 && !rest[digits..].starts_with('-') {
                found.push((offset + at + 3, digits));
            }
        }
        offset += line.len();
    }
    found
}

#[test]
fn no_number_of_a_rule_could_be_another() {
    let (mut changed, mut unnoticed) = (0, Vec::new());
    for (name, page) in PAGES {
        for (at, digits) in numbers(page) {
            let number: i32 = page[at..at + digits].parse().unwrap();
            for other in [number - 1, number + 1] {
                let page_changed = format!("{}{other}{}", &page[..at], &page[at + digits..]);
                // A length of nothing is no rule at all, and refused as such.
                if other > 0 && examples(&page_changed).1.is_empty() {
                    let line = page[..at].lines().count();
                    unnoticed.push(format!("{name} line {line}: {number} could be {other}"));
                }
                changed += 1;
            }
        }
    }
    assert!(unnoticed.is_empty(), "no example would tell:\n{}", unnoticed.join("\n"));
    assert!(changed >= 60, "{changed} changes tried");
}

#[test]
fn no_first_day_of_a_rule_could_be_another() {
    let mut unnoticed = Vec::new();
    for (name, page) in PAGES {
        let starts = page.match_indices("\n```rule ").map(|(at, _)| at + 1);
        for (start, rule) in starts.map(|at| (at, page[at..].split("\n```\n").next().unwrap())) {
            let mut days: Vec<&str> =
                rule.match_indices("from = ").map(|(at, key)| &rule[at + key.len()..][..10]).collect();
            days.sort_unstable();
            days.dedup();
            for (old, by) in days.into_iter().flat_map(|old| [(old, -1), (old, 1)]) {
                let new = day(old).plus_days(by).to_string();
                let moved = format!("{}{}{}", &page[..start], rule.replace(old, &new), &page[start + rule.len()..]);
                if examples(&moved).1.is_empty() {
                    unnoticed.push(format!("{name}: {} from {new}", rule.lines().next().unwrap_or_default()));
                }
            }
        }
    }
    assert!(unnoticed.is_empty(), "no example would tell:\n{}", unnoticed.join("\n"));
}

/// Each rule of a page with one word of one list, or one entry of one, left out.
fn shortened(page: &str) -> Vec<(String, String)> {
    let mut shorter = Vec::new();
    let starts = page.match_indices("\n```rule ").map(|(at, _)| at + 1);
    for (start, rule) in starts.map(|at| (at, page[at..].split("\n```\n").next().unwrap())) {
        let title = rule.lines().next().unwrap_or_default();
        let mut without = |at: usize, old: &str, new: &str, what: &str| {
            let from = start + at;
            shorter.push((
                format!("{title} without {what}"),
                format!("{}{new}{}", &page[..from], &page[from + old.len()..]),
            ));
        };
        // Whom a rule counts against is held by the tests of whole packs.
        let of_clock = |at: &usize| !rule[..*at].lines().last().unwrap_or_default().starts_with("only_");
        for (at, _) in rule.match_indices("[\"").filter(|(at, _)| of_clock(at)) {
            let list = &rule[at + 1..at + rule[at..].find(']').unwrap()];
            let words: Vec<&str> = list.split(", ").collect();
            for left_out in words.iter().filter(|_| words.len() > 1) {
                let rest: Vec<&str> = words.iter().filter(|word| *word != left_out).copied().collect();
                without(at + 1, list, &rest.join(", "), left_out);
            }
        }
        for (at, _) in rule.match_indices("\n  { on = ").filter(|_| rule.matches("\n  { on = ").count() > 1) {
            let entry = &rule[at..at + 1 + rule[at + 1..].find('\n').unwrap()];
            without(at, entry, "", entry.trim());
        }
    }
    shorter
}

#[test]
fn no_word_and_no_entry_of_a_list_could_be_left_out() {
    let mut unnoticed = Vec::new();
    for (name, page) in PAGES {
        for (what, shorter) in shortened(page) {
            // A list of nothing is refused, and no rule at all.
            let read = std::panic::catch_unwind(|| examples(&shorter).1.is_empty());
            if read.is_ok_and(|same| same) {
                unnoticed.push(format!("{name}: {what}"));
            }
        }
    }
    assert!(unnoticed.is_empty(), "no example would tell:\n{}", unnoticed.join("\n"));
}
