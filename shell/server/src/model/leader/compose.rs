//! A leader's report as blocks to be set.

use super::facts::Facts;
use crate::say;
use crate::trouble::capital;
use makegood_letters::{Bar, Bars, Block, Column, Document, Language, Row, Table};
use makegood_metrics::{By, Code, Family, Metric};
use makegood_tongues::{Tongue, plain};

/// A sheet in a language, and what could not be said in it.
pub(super) struct Paper {
    tongue: Tongue,
    pub(super) missing: Vec<String>,
}

impl Paper {
    pub(super) fn new(tongue: Tongue) -> Self {
        Self { tongue, missing: Vec::new() }
    }

    fn say(&mut self, english: &str) -> String {
        let (said, missing) = plain::said(english, self.tongue);
        self.missing.extend(missing);
        said
    }

    fn all(&mut self, english: &[&str]) -> Vec<String> {
        english.iter().map(|one| self.say(one)).collect()
    }

    fn columns(&mut self, heads: &[(&str, bool)]) -> Vec<Column> {
        heads.iter().map(|(head, is_figures)| Column { head: self.say(head), is_figures: *is_figures }).collect()
    }

    /// The colon between a word and a name, and the mark that ends a sentence.
    fn marks(&self) -> [&'static str; 2] {
        if self.tongue == Tongue::Chinese { ["：", "。"] } else { [": ", "."] }
    }

    fn language(&self) -> Language {
        match self.tongue {
            Tongue::English => Language::English,
            Tongue::Spanish => Language::Spanish,
            Tongue::Chinese => Language::Chinese,
        }
    }
}

/// The questions of the report; how loans were granted is no matter of a month.
const FAMILIES: [Family; 5] = [Family::Cash, Family::Lateness, Family::Movement, Family::Work, Family::Attention];

/// Composes it.
pub(super) fn document(facts: &Facts, paper: &mut Paper) -> Document {
    // The name of a branch is somebody's word and stays as it is.
    let part = match &facts.part {
        By::Book => paper.say("The whole book"),
        other => other.of().to_owned(),
    };
    let mut blocks = vec![Block::Paragraph(about(facts, paper))];
    blocks.extend(waits(facts, paper));
    for family in FAMILIES {
        blocks.extend(figures(facts, family, paper));
        if family == Family::Lateness {
            blocks.extend(drawing(facts, paper));
        }
    }
    blocks.extend(causes(facts, paper));
    blocks.extend(shortcomings(facts, paper));
    blocks.extend(hard(facts, paper));
    Document {
        language: paper.language(),
        title: format!("{}{}{part}", paper.say("Leader’s report"), paper.marks()[0]),
        from: part,
        reference: facts.as_of.to_string(),
        reach: paper.say("How each figure is worked out is written in docs/numbers.md."),
        page: "{no}/{of}".to_owned(),
        written_on: facts.as_of,
        blocks,
    }
}

fn about(facts: &Facts, paper: &mut Paper) -> String {
    let mut says = vec![paper.say(&format!("As counted at the close of {}.", say::day_text(&facts.as_of)))];
    if let Some(currency) = facts.currency {
        let [colon, stop] = paper.marks();
        says.push(format!("{}{colon}{currency}{stop}", paper.say("Currency of the amounts")));
    }
    if facts.other_currencies {
        says.push(paper.say("Cases in other currencies are counted; their amounts stand in reports of their own."));
    }
    says.push(paper.say("Where there was nothing to count, or no close so long before, there is no figure."));
    says.join(if paper.tongue == Tongue::Chinese { "" } else { " " })
}

fn row(cells: Vec<String>) -> Row {
    Row { cells, is_total: false }
}

fn waits(facts: &Facts, paper: &mut Paper) -> Vec<Block> {
    let heading = Block::Heading(paper.say("What to decide"));
    if facts.waits.is_empty() {
        return vec![heading, Block::Paragraph(paper.say("Nothing waits for a decision."))];
    }
    let rows = facts.waits.iter().map(|(what, count)| row(vec![paper.say(what), paper.say(&count.to_string())]));
    let rows = rows.collect();
    let caption = paper.say("What waits for a leader, by list of the morning");
    let columns = paper.columns(&[("What", false), ("Cases", true)]);
    vec![heading, Block::Table(Table { caption, columns, rows })]
}

fn figures(facts: &Facts, family: Family, paper: &mut Paper) -> Vec<Block> {
    let mut rows = Vec::new();
    let of_family = |code: &Code| code.family() == family;
    let codes = Code::all(facts.buckets.count()).into_iter().filter(of_family);
    for one in codes.flat_map(|code| facts.figures.iter().filter(move |one| one.code == code)) {
        let value = if one.reading().is_ok() { one.says() } else { "none".to_owned() };
        let from = one.from.map_or_else(String::new, |day| say::day_text(&day));
        let cells = [one.code.name(&facts.buckets), value, one.counted(), one.of(), from];
        rows.push(row(paper.all(&cells.each_ref().map(String::as_str))));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading(paper.say(family.title()));
    let caption = paper.say("What was counted, of what, and since when");
    let heads = [("Figure", false), ("Value", false), ("Counted", true), ("Of", true), ("Counted from", true)];
    vec![heading, Block::Table(Table { caption, columns: paper.columns(&heads), rows })]
}

/// The share at risk at every close, the highest as high as the drawing goes.
fn drawing(facts: &Facts, paper: &mut Paper) -> Option<Block> {
    let read = |one: &Metric| one.reading().ok().map(|value| (one.as_of, value.max(0), one.says()));
    let told: Vec<_> = facts.history.iter().filter_map(read).collect();
    let highest = told.iter().map(|(_, value, _)| *value).max().filter(|highest| *highest > 0)?;
    let mut bars = Vec::with_capacity(told.len());
    for (day, value, says) in &told {
        let height = u16::try_from(value.saturating_mul(10_000) / highest).unwrap_or(10_000);
        bars.push(Bar { label: day.to_string(), value: paper.say(says), height });
    }
    let caption = paper.say("PAR30 at each of the last closes");
    let each: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.value)).collect();
    Some(Block::Bars(Bars { says: format!("{caption}: {}", each.join("; ")), caption, bars }))
}

fn causes(facts: &Facts, paper: &mut Paper) -> Vec<Block> {
    if facts.causes.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (cause, count, arrears) in &facts.causes {
        let arrears = arrears.map_or_else(String::new, |sum| sum.to_string());
        rows.push(row(paper.all(&[&capital(cause.words()), &count.to_string(), &arrears])));
    }
    let heading = Block::Heading(paper.say("Why they are late"));
    let caption = paper.say("Cases past due by cause, with what is due and unpaid");
    let columns = paper.columns(&[("Cause", false), ("Cases", true), ("Due and unpaid", true)]);
    vec![heading, Block::Table(Table { caption, columns, rows })]
}

fn shortcomings(facts: &Facts, paper: &mut Paper) -> Vec<Block> {
    if facts.shortcomings.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (kind, count) in &facts.shortcomings {
        rows.push(row(paper.all(&[kind.title(), &count.to_string()])));
    }
    let heading = Block::Heading(paper.say("Shortcomings of method"));
    let caption = paper.say("Found by the system since a leader last read the case");
    let columns = paper.columns(&[("Shortcoming", false), ("Times found", true)]);
    vec![heading, Block::Table(Table { caption, columns, rows })]
}

fn hard(facts: &Facts, paper: &mut Paper) -> Vec<Block> {
    if facts.hard.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for line in &facts.hard {
        let says: Vec<String> = line.says.iter().map(|one| paper.say(one)).collect();
        let days = paper.say(&line.days_past_due.to_string());
        let arrears = paper.say(&line.arrears.to_string());
        rows.push(row(vec![line.party.to_string(), days, arrears, says.join(" ")]));
    }
    let heading = Block::Heading(paper.say("Hard cases"));
    let caption = paper.say(&format!("{} of {}, the longest past due first", facts.hard.len(), facts.hard_count));
    let columns = paper.columns(&[("Case", false), ("Days past due", true), ("Due and unpaid", true), ("Why", false)]);
    vec![heading, Block::Table(Table { caption, columns, rows })]
}
