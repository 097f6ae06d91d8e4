//! The forms of the file: fields for one kind of fact, for several months, for a visit.

use crate::pages::case::Choice;
use makegood_units::BusinessDate;

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A few words; names already on file are offered.
    Text,
    /// A sentence or two.
    Words,
    /// An amount in plain decimals.
    Amount,
    /// A whole number.
    Whole,
    /// A day, today at the latest.
    Day(BusinessDate),
    /// One of a list; the first is the usual one.
    Choice(Vec<Choice>),
    /// Yes, or nothing said.
    Tick,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name it is posted under.
    pub name: String,
    /// What is to be written.
    pub label: String,
    /// What an empty field means, or how to write it; may be empty.
    pub hint: String,
    /// How it is filled in.
    pub input: Input,
    /// The kind whose names on file are offered; empty for none.
    pub offers: String,
    /// What the file says now, shown where nothing is written; may be empty.
    pub held: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<String>,
}

impl Field {
    /// Its id on the page.
    pub fn id(&self) -> String {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        format!("f-{}", self.name.chars().map(plain).collect::<String>())
    }

    /// Whether it takes the room that is left.
    pub fn is_wide(&self) -> bool {
        matches!(self.input, Input::Text | Input::Words)
    }

    /// Whether this choice is the one that stands in it.
    pub fn has(&self, choice: &Choice) -> bool {
        self.value == choice.value
    }
}

/// Fields that make one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// The front of their names.
    pub prefix: String,
    /// In order.
    pub fields: Vec<Field>,
}

/// Months down, lines across: each filled cell is a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthGrid {
    /// The lines.
    pub lines: Vec<String>,
    /// Each month with its cells, in the order of the lines.
    pub months: Vec<(String, Vec<Field>)>,
}

/// The fields of one kind of fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The word of the kind.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// What belongs there, in a sentence.
    pub hint: String,
    /// What the file says of it now, a fact a line.
    pub held: Vec<String>,
    /// `missing` or `too old`, where the file lacks it.
    pub gap: Option<String>,
    /// Names on file and usual ones, offered while typing.
    pub names: Vec<String>,
    /// What is said of all its facts, such as how sure they are.
    pub about: Vec<Field>,
    /// One fact each.
    pub rows: Vec<FactRow>,
    /// Months, where the facts are by month.
    pub grid: Option<MonthGrid>,
}

/// A form. All facts filled in are taken, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactForm {
    /// Which form, so that it comes back as it was.
    pub sheet: String,
    /// Its heading.
    pub title: String,
    /// What is said of every fact: source, day, how sure.
    pub common: Vec<Field>,
    /// What may be filled in.
    pub blocks: Vec<Block>,
    /// What is wrong with the whole, or how many lines are; none before the first try.
    pub problem: Option<String>,
}

impl FactForm {
    /// Every field.
    pub fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        self.common.iter_mut().chain(self.blocks.iter_mut().flat_map(Block::fields_mut))
    }
}

impl Block {
    fn fields_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let cells = self.grid.iter_mut().flat_map(|grid| grid.months.iter_mut()).flat_map(|(_, cells)| cells);
        self.about.iter_mut().chain(self.rows.iter_mut().flat_map(|row| &mut row.fields)).chain(cells)
    }
}
