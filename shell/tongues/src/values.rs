//! What stands in the gaps of a text: figures, days, names.

/// What kind of thing stands in a gap. The name is the gap's in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `{n}`: a number, a share, a range.
    Number,
    /// `{money}`: an amount with its currency.
    Money,
    /// `{day}`: a day, with or without its year.
    Day,
    /// `{month}`: a month of a year.
    Month,
    /// `{time}`: a time of day.
    Time,
    /// `{id}`: the number of a loan, a rule, a file, a time zone.
    Id,
    /// `{name}`: what somebody is called or wrote.
    Name,
}

impl Kind {
    /// The word between the braces.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Number => "n",
            Self::Money => "money",
            Self::Day => "day",
            Self::Month => "month",
            Self::Time => "time",
            Self::Id => "id",
            Self::Name => "name",
        }
    }
}

/// What fills a gap, as markup.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    /// Its kind.
    pub kind: Kind,
    /// In the reader's way.
    pub said: String,
    /// As the page had it.
    pub was: String,
}

/// A text in which every figure, day and name is one private character, so that
/// it can be cut and compared like any text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrase {
    /// The text.
    pub text: String,
    /// What the private characters stand for, by their order.
    pub values: Vec<Value>,
}

/// The first character of Unicode's private use area.
const FIRST: u32 = 0xe000;
/// How many characters are private there.
const ROOM: u32 = 0x1900;

/// Which value a character stands for.
pub(crate) fn place(letter: char) -> Option<usize> {
    let offset = u32::from(letter).checked_sub(FIRST)?;
    if offset < ROOM { usize::try_from(offset).ok() } else { None }
}

impl Phrase {
    /// Adds letters that are no figure; a private character somebody typed is left out.
    pub(crate) fn push_letters(&mut self, letters: &str) {
        self.text.extend(letters.chars().filter(|letter| place(*letter).is_none()));
    }

    /// Adds a figure, a day or a name.
    pub(crate) fn push_value(&mut self, value: Value) {
        let letter =
            u32::try_from(self.values.len()).ok().filter(|at| *at < ROOM).and_then(|at| char::from_u32(FIRST + at));
        if let Some(letter) = letter {
            self.text.push(letter);
            self.values.push(value);
        }
    }

    /// The value a character stands for.
    pub(crate) fn value(&self, letter: char) -> Option<&Value> {
        place(letter).and_then(|at| self.values.get(at))
    }

    /// The key of a part of the text: every gap by its kind, the second of a kind as `{n2}`.
    pub(crate) fn key(&self, part: &str) -> String {
        let mut key = String::with_capacity(part.len() + 16);
        let mut seen = [0_u8; 7];
        for letter in part.chars() {
            match self.value(letter) {
                None => key.push(letter),
                Some(value) => {
                    let count = &mut seen[value.kind as usize];
                    *count = count.saturating_add(1);
                    let number = if *count > 1 { count.to_string() } else { String::new() };
                    key.extend(["{", value.kind.word(), &number, "}"]);
                }
            }
        }
        key
    }

    /// A part as markup: its letters as they are, its figures in the reader's way or
    /// as the page had them.
    pub(crate) fn markup(&self, part: &str, in_readers_way: bool) -> String {
        let mut html = String::with_capacity(part.len() + 16);
        for letter in part.chars() {
            match self.value(letter) {
                Some(value) => html.push_str(if in_readers_way { &value.said } else { &value.was }),
                None => escape_letter(&mut html, letter),
            }
        }
        html
    }
}

/// Whether there is anything to translate in it.
pub(crate) fn has_words(part: &str) -> bool {
    part.chars().any(|letter| place(letter).is_none() && letter.is_alphabetic())
}

/// Letters as markup, safe in a text and in an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    text.chars().for_each(|letter| escape_letter(&mut html, letter));
    html
}

fn escape_letter(html: &mut String, letter: char) {
    match letter {
        '&' => html.push_str("&#38;"),
        '<' => html.push_str("&#60;"),
        '>' => html.push_str("&#62;"),
        '"' => html.push_str("&#34;"),
        '\'' => html.push_str("&#39;"),
        other => html.push(other),
    }
}
