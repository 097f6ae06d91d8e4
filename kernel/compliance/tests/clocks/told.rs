//! Pages of clock rules with their worked examples, read as far as clocks need it.

use makegood_compliance::{ClockRule, Happening, answer_clock, read_clock_question};
use makegood_units::{BusinessDate, FactId, LoanId};
use std::collections::BTreeMap;

/// The keys every rule of a pack has, whatever its kind.
const OF_EVERY_RULE: [&str; 6] = ["kind", "force", "status", "citation", "only_to", "only_if"];

/// Lines about whom a clock counts against, which the tests of whole packs read.
const OF_BINDING: [&str; 2] = ["fact ", "role "];

pub fn day(text: &str) -> BusinessDate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// The fenced blocks of a page: first word, title, line, body.
fn blocks(page: &str) -> Vec<(&str, &str, usize, Vec<&str>)> {
    let mut blocks: Vec<(&str, &str, usize, Vec<&str>)> = Vec::new();
    let mut inside = false;
    for (place, line) in page.lines().enumerate() {
        match line.strip_prefix("```") {
            Some("") => inside = false,
            Some(info) => {
                let (word, title) = info.split_once(' ').unwrap_or((info, ""));
                blocks.push((word, title, place + 1, Vec::new()));
                inside = true;
            }
            None if inside => blocks.last_mut().unwrap().3.push(line),
            None => {}
        }
    }
    blocks
}

pub fn rules(page: &str) -> BTreeMap<String, ClockRule> {
    let of_kind = blocks(page).into_iter().filter(|(word, ..)| *word == "rule");
    let read = of_kind.map(|(_, title, line, body)| {
        let own = body.into_iter().filter(|line| {
            let key = line.split('=').next().unwrap_or_default().trim();
            !OF_EVERY_RULE.contains(&key)
        });
        let text: Vec<&str> = own.collect();
        let rule = ClockRule::parse(title, &text.join("\n"));
        (title.to_owned(), rule.unwrap_or_else(|errors| panic!("line {line}: {errors:?}")))
    });
    read.collect()
}

/// `demand to guarantor with signed`, `negotiations end`, `moratorium until 2026-05-02`.
fn hear(line: usize, on: BusinessDate, text: &str, happenings: &mut Vec<Happening>) {
    let at = format!("{on}T10:00:00Z").parse().unwrap();
    let mut words = text.split_whitespace();
    let what = words.next().expect("a word");
    let rest: Vec<&str> = words.collect();
    if matches!(rest.as_slice(), ["end" | "ends"]) {
        let open = happenings.iter_mut().rfind(|happening| happening.what == what && happening.ended.is_none());
        open.expect("something to end").ended = Some((on, at));
        return;
    }
    let mut happening = Happening::new(FactId::new("line", line), what, on, at);
    let mut key = "";
    for word in rest {
        match (key, word) {
            (_, "with" | "by" | "to" | "until" | "about") => key = word,
            ("with", word) => happening.with.push(word.to_owned()),
            ("by", word) => happening.by = Some(word.to_owned()),
            ("to", word) => happening.to = Some(word.to_owned()),
            ("until", word) => happening.until = Some(day(word)),
            ("about", word) => happening.debts.push(LoanId::new(word)),
            _ => panic!("line {line}: {word:?}"),
        }
    }
    happenings.push(happening);
}

/// The happenings of a log, one to a line.
pub fn log(text: &str) -> Vec<Happening> {
    let mut happenings = Vec::new();
    for (line, text) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let (on, rest) = text.split_once(' ').expect("a day and what happened");
        hear(line + 1, day(on), rest.trim(), &mut happenings);
    }
    happenings
}

/// Runs every example of a page; gives how many questions it asked and what came out differently.
pub fn examples(page: &str) -> (usize, Vec<String>) {
    let rules = rules(page);
    let (mut questions, mut surprises) = (0, Vec::new());
    for (_, title, first, body) in blocks(page).into_iter().filter(|(word, ..)| *word == "example") {
        let mut happenings = Vec::new();
        for (place, text) in body.into_iter().enumerate() {
            let line = first + 1 + place;
            if text.is_empty() || text.starts_with('#') || OF_BINDING.iter().any(|word| text.starts_with(word)) {
                continue;
            }
            let (on, rest) = text.split_once(' ').expect("a day and more");
            let Some(question) = read_clock_question(rest.trim()) else {
                hear(line, day(on), rest.trim(), &mut happenings);
                continue;
            };
            let question = question.unwrap_or_else(|expected| panic!("line {line}: expected {expected}"));
            questions += 1;
            let found = answer_clock(&question, &rules, &happenings, day(on));
            surprises.extend(found.into_iter().map(|found| format!("{title}, line {line}: {found}")));
        }
    }
    (questions, surprises)
}
