//! A letter's text as data: `letters/<language>/<kind>.toml`, which a lender edits.
//!
//! The body is read line by line:
//!
//! ```text
//! # words          a heading
//! - words          a point of a list
//! | words          a line that stays a line
//! {balance}        tables, when they stand alone
//! {?name} words    only when {name} is known; {!name} words: only when it is not
//! words            a paragraph; an empty line ends it
//! ```

use crate::LetterRefusal;
use serde::Deserialize;
use toml::Spanned;

/// Every placeholder with what it stands for.
pub(crate) const PLACEHOLDERS: [(&str, &str); 39] = [
    ("address", "the addressee's name and address, line by line"),
    ("answers_for", "what the addressee answers for: a guarantor's amount, a member's share"),
    ("arrears", "past due and unpaid, of all loans of the letter"),
    ("asked", "what is asked of this addressee: the arrears, or what they answer for if that is less"),
    ("balance", "tables: what is past due, row by row"),
    ("borrower", "the borrower's name"),
    ("clocks", "a table: until when claims can be enforced"),
    ("contract", "tables: each loan's terms"),
    ("convention", "the penalty convention, by its title"),
    ("convention_source", "where the penalty convention is from"),
    ("cure_until", "the last day of the cure period"),
    ("date", "the day of the letter"),
    ("days_past_due", "days past due, of the loan that is latest"),
    ("enforceable_until", "until when the claim can be enforced"),
    ("group", "the name of the group of joint liability"),
    ("ledger", "tables: everything due and every payment"),
    ("lender", "the lender's name"),
    ("loans", "the numbers of the loans"),
    ("name", "the addressee's name"),
    ("officer", "the person who answers for the letter"),
    ("outstanding", "everything scheduled and unpaid, arrears included"),
    ("parties", "a table: everybody with a role"),
    ("pay_by", "the day by which payment is asked"),
    ("payments", "tables: payments received and what they met"),
    ("penalty", "the costs, fees and penalties within the arrears"),
    ("penalty_a_day", "what one more day adds, by the last day worked out"),
    ("penalty_barred", "what law or contract keep from being charged"),
    ("penalty_days", "tables: what each day added"),
    ("penalty_lines", "tables: how penalties come about, and what cut them"),
    ("penalty_sum", "penalties worked out and owed"),
    ("principal_due", "the principal within the arrears"),
    ("interest_due", "the contract interest within the arrears"),
    ("reach", "how the lender can be reached"),
    ("reference", "the letter's reference"),
    ("role", "what the addressee is in the loans"),
    ("served", "a table: the notices served"),
    ("since", "the due date of the oldest amount unpaid"),
    ("trigger", "what in the contract allows the whole loan to be called"),
    ("unpaid_count", "how many instalments and charges are past due and unpaid"),
];

/// A template as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its file, for refusals.
    pub(crate) file: String,
    pub(crate) title: (usize, Words),
    pub(crate) parts: Vec<Part>,
}

/// Text with placeholders.
pub(crate) type Words = Vec<Piece>;

/// A stretch of text, or a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    Placeholder(String),
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Paragraph,
    Heading,
    Point,
    Line,
}

/// One part of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) line: usize,
    pub(crate) shape: Shape,
    /// A placeholder that must be known, or must not be.
    pub(crate) only_if: Option<(String, bool)>,
    pub(crate) words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Spanned<String>,
    body: Spanned<String>,
}

/// The line of a place in a text, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// [`LetterRefusal::Template`] or [`LetterRefusal::UnknownPlaceholder`] with the line.
    pub fn parse(file: &str, text: &str) -> Result<Self, LetterRefusal> {
        let written: Written = toml::from_str(text).map_err(|error| LetterRefusal::Template {
            file: file.to_owned(),
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            says: error.message().to_owned(),
        })?;
        let first_line = |value: &Spanned<String>| {
            let at = value.span().start;
            // A line break right behind the opening quotation marks is not part of the value.
            let opens = text.get(at..).is_some_and(|rest| rest.starts_with("\"\"\"\n") || rest.starts_with("'''\n"));
            line_of(text, at) + usize::from(opens)
        };
        let title_line = first_line(&written.title);
        let title = pieces(file, title_line, written.title.get_ref())?;
        let parts = parts(file, first_line(&written.body), written.body.get_ref())?;
        if parts.is_empty() {
            return Err(LetterRefusal::Template {
                file: file.to_owned(),
                line: first_line(&written.body),
                says: "the body is empty".to_owned(),
            });
        }
        Ok(Self { file: file.to_owned(), title: (title_line, title), parts })
    }
}

/// The parts of a body: paragraphs run until an empty line or a line of another shape.
fn parts(file: &str, first_line: usize, body: &str) -> Result<Vec<Part>, LetterRefusal> {
    let mut gathered: Vec<(usize, Shape, String)> = Vec::new();
    let mut open = false;
    for (no, line) in body.lines().enumerate() {
        let line = line.trim_end();
        let shaped = [("# ", Shape::Heading), ("- ", Shape::Point), ("| ", Shape::Line)];
        let found = shaped.iter().find_map(|(mark, shape)| line.strip_prefix(mark).map(|rest| (*shape, rest)));
        match (found, gathered.last_mut()) {
            (Some((shape, rest)), _) => gathered.push((first_line + no, shape, rest.to_owned())),
            (None, _) if line.is_empty() => {}
            // What is set in goes on with the point or the paragraph above.
            (None, Some((_, shape, words))) if open && (*shape == Shape::Paragraph || line.starts_with(' ')) => {
                join(words, line.trim_start());
            }
            (None, _) => gathered.push((first_line + no, Shape::Paragraph, line.trim_start().to_owned())),
        }
        open = !line.is_empty();
    }
    gathered.into_iter().map(|(line, shape, words)| part(file, line, shape, &words)).collect()
}

/// Words of two lines: with a space between, but not between Chinese characters.
fn join(words: &mut String, next: &str) {
    let is_wide = |character: Option<char>| character.is_some_and(|one| u32::from(one) >= 0x2e80);
    if !is_wide(words.chars().last()) && !is_wide(next.chars().next()) {
        words.push(' ');
    }
    words.push_str(next);
}

fn part(file: &str, line: usize, shape: Shape, words: &str) -> Result<Part, LetterRefusal> {
    let condition = [("{?", true), ("{!", false)].into_iter().find_map(|(mark, wanted)| {
        let (name, rest) = words.strip_prefix(mark)?.split_once('}')?;
        Some((name, wanted, rest))
    });
    let Some((name, wanted, rest)) = condition else {
        return Ok(Part { line, shape, only_if: None, words: pieces(file, line, words)? });
    };
    known(file, line, name)?;
    let words = pieces(file, line, rest.trim_start())?;
    Ok(Part { line, shape, only_if: Some((name.to_owned(), wanted)), words })
}

fn known(file: &str, line: usize, name: &str) -> Result<(), LetterRefusal> {
    let is_known = PLACEHOLDERS.iter().any(|(known, _)| *known == name);
    let unknown = || LetterRefusal::UnknownPlaceholder { file: file.to_owned(), line, name: name.to_owned() };
    is_known.then_some(()).ok_or_else(unknown)
}

fn pieces(file: &str, line: usize, words: &str) -> Result<Words, LetterRefusal> {
    let refused = |says: &str| LetterRefusal::Template { file: file.to_owned(), line, says: says.to_owned() };
    let mut pieces = Vec::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').ok_or_else(|| refused("a { without its }"))?;
        known(file, line, name)?;
        pieces.extend((!before.is_empty()).then(|| Piece::Text(before.to_owned())));
        pieces.push(Piece::Placeholder(name.to_owned()));
        rest = behind;
    }
    if rest.contains('}') {
        return Err(refused("a } without its {"));
    }
    pieces.extend((!rest.is_empty()).then(|| Piece::Text(rest.to_owned())));
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::{PLACEHOLDERS, Part, Piece, Shape, Template};
    use crate::LetterRefusal;

    fn refusal(text: &str) -> LetterRefusal {
        Template::parse("x.toml", text).expect_err("a refusal")
    }

    #[test]
    fn a_slip_is_named_with_its_line() {
        let text = "title = \"T\"\nbody = \"\"\"\nDear {name},\n\nyou owe {amonut}.\n\"\"\"\n";
        assert_eq!(refusal(text).to_string(), "x.toml:5: no letter knows {amonut}");
        assert_eq!(refusal("title = \"T\"\nbody = \"\"\"\n\n{name\n\"\"\"").to_string(), "x.toml:4: a { without its }");
        assert_eq!(refusal("title = \"{nme}\"\nbody = \"x\"").to_string(), "x.toml:1: no letter knows {nme}");
        assert_eq!(refusal("title = \"T\"\nbody = \"{?nme} x\"").to_string(), "x.toml:2: no letter knows {nme}");
        assert_eq!(refusal("title = \"T\"\n\nbdy = \"x\"").code(), "template_unreadable");
        assert_eq!(refusal("title = \"T\"\nbody = \"\"").to_string(), "x.toml:2: the body is empty");
    }

    #[test]
    fn each_line_has_its_shape() {
        let text =
            "title = \"T\"\nbody = \"\"\"\n# Head\nOne\ntwo {name}\n- a\n  b\n| line\n\n{?pay_by} 请于\n付款\n\"\"\"";
        let read = Template::parse("x.toml", text).expect("a template");
        let said = |part: &Part| match part.words.first() {
            Some(Piece::Text(words)) => words.clone(),
            other => format!("{other:?}"),
        };
        let told: Vec<(usize, Shape, String)> =
            read.parts.iter().map(|part| (part.line, part.shape, said(part))).collect();
        let expected = [
            (3, Shape::Heading, "Head"),
            (4, Shape::Paragraph, "One two "),
            (6, Shape::Point, "a b"),
            (8, Shape::Line, "line"),
            (10, Shape::Paragraph, "请于付款"),
        ];
        assert_eq!(told, expected.map(|(line, shape, words)| (line, shape, words.to_owned())));
        assert_eq!(read.parts.last().and_then(|part| part.only_if.clone()), Some(("pay_by".to_owned(), true)));
    }

    #[test]
    fn placeholders_are_in_no_doubt() {
        let mut names = PLACEHOLDERS.map(|(name, _)| name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PLACEHOLDERS.len());
    }
}
