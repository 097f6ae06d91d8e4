//! Reads catalogues in the form translators' programs write (gettext's `.po`).
//!
//! Only what is used here: comments, `msgid` and `msgstr`, each in one or several
//! quoted strings. Plural forms need no key of their own: English says `{n} day` and
//! `{n} days`, which are two entries.

/// Why a catalogue cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoError {
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
}

impl std::fmt::Display for PoError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for PoError {}

/// One text and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the English, counted from one.
    pub line: usize,
    /// The English with its gaps.
    pub english: String,
    /// The translation; empty while nobody has given one.
    pub says: String,
}

/// Every entry of a file. The header (an empty `msgid`) is left out.
///
/// # Errors
/// [`PoError`] at the first line that is none of the known ones.
pub fn read(text: &str) -> Result<Vec<Entry>, PoError> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut in_english = false;
    for (at, line) in text.lines().enumerate() {
        let fault = |what: &str| PoError { line: at + 1, what: what.to_owned() };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(rest) = line.strip_prefix("msgid ") {
            entries.push(Entry { line: at + 1, english: String::new(), says: String::new() });
            in_english = true;
            add(&mut entries, in_english, rest).ok_or_else(|| fault("a text is not between quotes"))?;
        } else if let Some(rest) = line.strip_prefix("msgstr ") {
            in_english = false;
            add(&mut entries, in_english, rest).ok_or_else(|| fault("msgstr without quotes or without a msgid"))?;
        } else if line.starts_with('"') {
            add(&mut entries, in_english, line).ok_or_else(|| fault("a text before the first msgid"))?;
        } else {
            return Err(fault("neither a comment, msgid, msgstr nor a quoted text"));
        }
    }
    entries.retain(|entry| !entry.english.is_empty());
    Ok(entries)
}

fn add(entries: &mut [Entry], in_english: bool, quoted: &str) -> Option<()> {
    let inside = quoted.trim().strip_prefix('"')?.strip_suffix('"')?;
    let entry = entries.last_mut()?;
    let text = if in_english { &mut entry.english } else { &mut entry.says };
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => text.push(match letters.next()? {
                'n' => '\n',
                't' => '\t',
                other => other,
            }),
            (other, false) => text.push(other),
        }
    }
    Some(())
}

/// A text as it stands between quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t"))
}

#[cfg(test)]
mod tests {
    use super::{quoted, read};

    #[test]
    fn wrapped_and_escaped_texts_are_read() {
        let text = "msgid \"\"\nmsgstr \"Language: es\\n\"\n\n# who said so\nmsgid \"Say \\\"yes\\\"\"\nmsgstr \"\"\n\"Diga \"\n\"\\\"sí\\\"\"\n";
        let entries = read(text).expect("a catalogue");
        assert_eq!(entries.len(), 1, "the header is none");
        assert_eq!((entries[0].english.as_str(), entries[0].says.as_str()), ("Say \"yes\"", "Diga \"sí\""));
        assert_eq!(quoted("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
    }

    #[test]
    fn a_line_of_another_kind_is_named() {
        for (text, line) in [("msgid \"a\"\nmsgstr \"b\"\nhello", 3), ("\"a\"", 1), ("msgid a", 1), ("msgstr \"b\"", 1)]
        {
            assert_eq!(read(text).expect_err("a fault").line, line, "{text}");
        }
    }
}
