//! One fenced block of TOML, read key by key so that every complaint names its line.

use crate::dated::Dated;
use crate::pack::PackError;
use crate::words::{Words, listed, meaning};
use makegood_units::BusinessDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the line it stands on.
pub(crate) struct Found<'a> {
    pub line: usize,
    value: DeValue<'a>,
}

/// The keys of a block that nobody has read yet, and what was wrong so far.
pub(crate) struct Block<'a> {
    file: &'a str,
    first_line: usize,
    body: &'a str,
    left: Vec<(String, usize, Spanned<DeValue<'a>>)>,
    asked: Vec<&'static str>,
    /// The body is TOML; where it is not, what is missing from it says nothing more.
    is_readable: bool,
    pub errors: Vec<PackError>,
}

impl<'a> Block<'a> {
    /// Reads the body of a fence whose first line is `first_line` of the file.
    pub fn read(file: &'a str, first_line: usize, body: &'a str) -> Self {
        let mut block =
            Self { file, first_line, body, left: Vec::new(), asked: Vec::new(), is_readable: true, errors: Vec::new() };
        match DeTable::parse(body) {
            Ok(table) => {
                for (key, value) in table.into_inner() {
                    let line = block.line_at(key.span().start);
                    block.left.push((key.get_ref().to_string(), line, value));
                }
            }
            Err(error) => {
                block.is_readable = false;
                let line = error.span().map_or(first_line, |span| block.line_at(span.start));
                block.complain(line, error.message().to_owned(), "keys and values, such as at_most = 7".to_owned());
            }
        }
        block
    }

    /// The line above the body: the one that opens the fence.
    pub fn fence_line(&self) -> usize {
        self.first_line.saturating_sub(1)
    }

    fn line_at(&self, offset: usize) -> usize {
        self.first_line + self.body.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }

    /// Notes that `found` stands where `expected` should.
    pub fn complain(&mut self, line: usize, found: String, expected: String) {
        self.errors.push(PackError { file: self.file.to_owned(), line, found, expected });
    }

    fn take(&mut self, key: &'static str) -> Option<Found<'a>> {
        self.asked.push(key);
        let place = self.left.iter().position(|(name, ..)| name == key)?;
        let (_, _, value) = self.left.remove(place);
        let line = self.line_at(value.span().start);
        Some(Found { line, value: value.into_inner() })
    }

    /// Complains when a key that must be there is not.
    pub fn need<T>(&mut self, key: &'static str, value: Option<T>) -> Option<T> {
        let said = self.errors.iter().any(|error| error.expected.starts_with(key));
        if value.is_none() && self.is_readable && !said {
            self.complain(self.fence_line(), format!("no readable {key}"), format!("{key} = …"));
        }
        value
    }

    /// A text, where the key is there.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let found = self.take(key)?;
        let text = found.value.as_str().map(str::to_owned);
        if text.is_none() {
            self.complain(found.line, told(&found.value), format!("{key} = a text in quotes"));
        }
        text
    }

    /// A calendar day, where the key is there.
    pub fn day(&mut self, key: &'static str) -> Option<BusinessDate> {
        let found = self.take(key)?;
        let day = as_day(&found.value);
        if day.is_none() {
            self.complain(found.line, told(&found.value), format!("{key} = a day, such as 2026-03-09"));
        }
        day
    }

    /// One word of a closed list, where the key is there.
    pub fn choice<T: Copy>(&mut self, key: &'static str, words: &Words<T>) -> Option<T> {
        let found = self.take(key)?;
        let choice = found.value.as_str().and_then(|word| meaning(words, word));
        if choice.is_none() {
            self.complain(found.line, told(&found.value), format!("{key} = {}", listed(words)));
        }
        choice
    }

    /// Words of a closed list, one alone or several in brackets, where the key is there.
    pub fn choices<T: Copy>(&mut self, key: &'static str, words: &Words<T>) -> Option<Vec<T>> {
        let texts = self.texts(key)?;
        let mut choices = Vec::new();
        for (line, word) in texts {
            match meaning(words, &word) {
                Some(choice) => choices.push(choice),
                None => self.complain(line, format!("{word:?}"), format!("{key} = {}", listed(words))),
            }
        }
        Some(choices)
    }

    /// Texts with their lines, one alone or several in brackets, where the key is there.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<(usize, String)>> {
        let found = self.take(key)?;
        let texts = match &found.value {
            DeValue::String(text) => Some(vec![(found.line, text.to_string())]),
            DeValue::Array(items) => items
                .iter()
                .map(|item| item.get_ref().as_str().map(|text| (self.line_at(item.span().start), text.to_owned())))
                .collect(),
            _ => None,
        };
        if texts.as_ref().is_none_or(Vec::is_empty) {
            self.complain(found.line, told(&found.value), format!("{key} = a text, or a list of texts"));
            return None;
        }
        texts
    }

    /// Texts with their lines; none at all when the key is not there.
    pub fn texts_or_none(&mut self, key: &'static str) -> Vec<(usize, String)> {
        self.texts(key).unwrap_or_default()
    }

    /// Whether a key says true; false when it is not there.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(found) = self.take(key) else { return false };
        let truth = found.value.as_bool();
        if truth.is_none() {
            self.complain(found.line, told(&found.value), format!("{key} = true or false"));
        }
        truth.unwrap_or(false)
    }

    /// A dated parameter, where the key is there: `[{ from = 2021-11-30, value = 7 }]`.
    pub fn dated<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl Fn(&DeValue<'_>) -> Option<T>,
    ) -> Option<Dated<T>> {
        let found = self.take(key)?;
        let form = format!("{key} = [{{ from = 2021-11-30, value = … }}], the value {expected}");
        let Some(items) = found.value.as_array() else {
            self.complain(found.line, told(&found.value), form);
            return None;
        };
        let mut values = Vec::new();
        for item in items {
            let line = self.line_at(item.span().start);
            let table = item.get_ref().as_table();
            let part = |name: &str| table.and_then(|table| table.get(name)).map(Spanned::get_ref);
            let stranger =
                table.and_then(|table| table.keys().find(|key| !["from", "value"].contains(&key.get_ref().as_ref())));
            match (stranger, part("from").and_then(as_day), part("value").and_then(&read)) {
                (None, Some(from), Some(value)) => values.push((from, value)),
                _ => {
                    self.complain(line, told(item.get_ref()), form.clone());
                    return None;
                }
            }
        }
        match Dated::try_new(values) {
            Ok(dated) => Some(dated),
            Err(error) => {
                self.complain(found.line, error.to_string(), format!("{key} = days that rise, each once"));
                None
            }
        }
    }

    /// Complains about every key nobody asked for.
    pub fn finish(mut self) -> Vec<PackError> {
        let known = self.asked.join(", ");
        for (key, line, _) in std::mem::take(&mut self.left) {
            self.complain(line, format!("key {key}"), format!("one of {known}"));
        }
        self.errors
    }
}

/// A day written without quotes.
fn as_day(value: &DeValue<'_>) -> Option<BusinessDate> {
    let stamp = value.as_datetime()?;
    let date = stamp.date.filter(|_| stamp.time.is_none() && stamp.offset.is_none())?;
    BusinessDate::try_from_ymd(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
}

/// A whole number from `least` to a million.
pub(crate) fn whole_number(value: &DeValue<'_>, least: i32) -> Option<i32> {
    let number = value.as_integer()?;
    let number = i32::from_str_radix(number.as_str(), number.radix()).ok()?;
    (least..=1_000_000).contains(&number).then_some(number)
}

/// What stands in the pack, for a complaint.
fn told(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(stamp) => stamp.to_string(),
        DeValue::Table(table) => {
            let parts: Vec<String> =
                table.iter().map(|(key, part)| format!("{} = {}", key.get_ref(), told(part.get_ref()))).collect();
            format!("{{ {} }}", parts.join(", "))
        }
        other => format!("a TOML {}", other.type_str()),
    }
}
