//! A story read line by line.

use crate::opening::Opening;
use crate::verb::{self, Verb};
use jiff::civil::Time;
use makegood_units::BusinessDate;

/// A line that cannot be read or played.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct StoryError {
    /// The line, from 1.
    pub line: usize,
    /// What was expected and what was found.
    pub problem: String,
}

/// A story.
pub(crate) struct Script {
    pub opening: Opening,
    pub lines: Vec<Line>,
}

/// A line of a story.
pub(crate) enum Line {
    /// Kept as it stands: title, words, loans, blank lines.
    Kept(String),
    /// The names of the columns.
    Heading,
    /// Something happens.
    Row(Box<Row>),
}

/// Something happens on a day.
pub(crate) struct Row {
    /// Its line, from 1.
    pub line: usize,
    /// The day and, where it matters, the time; then what happens; as written.
    pub left: (String, String),
    pub on: BusinessDate,
    pub time: Time,
    pub verb: Verb,
}

/// When things happen that name no time.
const USUAL_TIME: Time = Time::constant(10, 0, 0, 0);

/// Reads a story.
pub(crate) fn read(text: &str) -> Result<Script, StoryError> {
    let mut script = Script { opening: Opening::new(), lines: Vec::new() };
    let mut on = None;
    for (at, line) in text.lines().enumerate() {
        let refuse = |problem| StoryError { line: at + 1, problem };
        let words = line.trim_end();
        let read = if words.is_empty() || words.starts_with('#') {
            Line::Kept(words.to_owned())
        } else if words.split_whitespace().next() == Some("date") {
            Line::Heading
        } else if let Some(left) = words.split_once("=>").map(|(left, _)| left) {
            let row = row(at + 1, left, on).map_err(refuse)?;
            on = Some(row.on);
            Line::Row(Box::new(row))
        } else if script.opening.take(words).map_err(refuse)? {
            Line::Kept(words.to_owned())
        } else {
            // A row newly typed has no right side yet.
            let row = row(at + 1, words, on).map_err(refuse)?;
            on = Some(row.on);
            Line::Row(Box::new(row))
        };
        script.lines.push(read);
    }
    if !text.starts_with("# ") {
        return Err(StoryError { line: 1, problem: "a story begins with `# ` and one sentence".to_owned() });
    }
    Ok(script)
}

fn row(line: usize, left: &str, last: Option<BusinessDate>) -> Result<Row, String> {
    let left = left.trim();
    let sums = [("end", Verb::End), ("always", Verb::Always)].into_iter().find(|(word, _)| *word == left);
    if let Some((word, verb)) = sums {
        let on = last.ok_or("a story has a day before its end")?;
        return Ok(Row { line, left: (word.to_owned(), String::new()), on, time: USUAL_TIME, verb });
    }
    let (day, rest) = left.split_once(' ').ok_or_else(|| format!("expected a day and what happens; found {left:?}"))?;
    let on: BusinessDate = day.parse().map_err(|error| format!("{error}"))?;
    if last.is_some_and(|last| on < last) {
        return Err(format!("{on} lies before the line above; a life is told forward"));
    }
    let rest = rest.trim_start();
    let time = rest.split_once(' ').and_then(|(word, after)| Some((word, after, word.parse::<Time>().ok()?)));
    let (shown, what, time) = match time {
        Some((word, after, time)) => (format!("{on} {word}"), after.trim_start(), time),
        None => (on.to_string(), rest, USUAL_TIME),
    };
    Ok(Row { line, left: (shown, what.to_owned()), on, time, verb: verb::read(what)? })
}
