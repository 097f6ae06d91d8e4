//! The right side of a story, and the table it stands in.

/// What the product says of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Where the case stands: days past due, arrears, bucket, case, state, next
    /// step; and why.
    Stands { columns: [String; 6], why: String },
    /// A sentence over all columns: a refusal, a verdict, a sum.
    Says(String),
}

/// A line of the story as it is written out.
pub(crate) enum Told {
    Kept(String),
    Heading,
    Row { left: (String, String), answer: Answer },
}

const HEADING: [&str; 6] = ["dpd", "arrears", "bucket", "case", "state", "next"];
/// Numbers stand at the right edge of their column.
const TO_THE_RIGHT: [bool; 6] = [true, true, false, false, false, false];

/// The whole story, its columns aligned.
pub(crate) fn table(told: &[Told]) -> String {
    let mut days = "date".len();
    let mut happened = "what happened".len();
    let mut widths = HEADING.map(str::len);
    for told in told {
        let Told::Row { left, answer } = told else { continue };
        days = days.max(width(&left.0));
        happened = happened.max(width(&left.1));
        if let Answer::Stands { columns, .. } = answer {
            for (width_so_far, column) in widths.iter_mut().zip(columns) {
                *width_so_far = (*width_so_far).max(width(column));
            }
        }
    }
    let line = |left: (&str, &str), right: &str| {
        format!("{}  {}  =>  {right}", pad(left.0, days, false), pad(left.1, happened, false)).trim_end().to_owned()
    };
    let right = |columns: [&str; 6], why: &str| {
        let cells: Vec<String> =
            columns.iter().zip(widths).zip(TO_THE_RIGHT).map(|((cell, width), edge)| pad(cell, width, edge)).collect();
        format!("{}  {why}", cells.join("  "))
    };
    let mut text = String::new();
    for told in told {
        let written = match told {
            Told::Kept(line) => line.clone(),
            Told::Heading => line(("date", "what happened"), &right(HEADING, "why")),
            Told::Row { left, answer } => match answer {
                Answer::Stands { columns, why } => {
                    line((&left.0, &left.1), &right(columns.each_ref().map(String::as_str), why))
                }
                Answer::Says(says) => line((&left.0, &left.1), says),
            },
        };
        text.push_str(&written);
        text.push('\n');
    }
    text
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn pad(text: &str, to: usize, right_edge: bool) -> String {
    let blanks = " ".repeat(to.saturating_sub(width(text)));
    if right_edge { format!("{blanks}{text}") } else { format!("{text}{blanks}") }
}
