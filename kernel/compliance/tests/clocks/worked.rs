//! Every worked example of the pages of clock rules, and that no number of a rule
//! could be another without an example coming out differently.

use crate::told::examples;

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
