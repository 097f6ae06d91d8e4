//! The files of the lexicon as they are written.

use crate::context::Condition;
use crate::error::LexiconError;
use crate::language::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A text with the place it stands at in its file.
pub type Placed = Spanned<String>;

/// A file and its text.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// The name, for errors.
    pub name: &'a str,
    /// The text.
    pub text: &'a str,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A person decides before it is sent.
    Soft,
    /// It may not be sent.
    Hard,
}

impl Severity {
    /// `S` or `H`.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Soft => "S",
            Self::Hard => "H",
        }
    }
}

/// What a negation does to a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Negation {
    /// "You will not be arrested" is no finding.
    #[default]
    Clears,
    /// The negation belongs to what is found: "you cannot complain".
    Belongs,
}

/// Words in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BothLanguages {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// A category with its rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryFile {
    /// Such as `L01`.
    pub id: String,
    /// The name.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// How bad in what goes out, when that differs from notes.
    pub severity_outbound: Option<Severity>,
    /// How bad where others hear or read it.
    pub severity_shared: Option<Severity>,
    /// The law.
    pub citation: String,
    /// What could be said instead.
    pub rewrite: BothLanguages,
    /// The rules.
    #[serde(default)]
    pub rule: Vec<RuleEntry>,
}

/// One rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// The language of its patterns.
    pub lang: Language,
    /// One sentence: why this is found.
    pub says: String,
    /// What could be said instead, when the category's sentence does not fit.
    pub rewrite: Option<String>,
    /// How bad, when it differs from the category.
    pub severity: Option<Severity>,
    /// One of these stands in a sentence.
    pub any: Vec<Placed>,
    /// None of these stands in the same sentence.
    #[serde(default)]
    pub unless: Vec<Placed>,
    /// None of these stands anywhere in the text.
    #[serde(default)]
    pub unless_text: Vec<Placed>,
    /// One of these stands in the same sentence, if any is given.
    #[serde(default)]
    pub needs: Vec<Placed>,
    /// One of these stands in the sentence or in a neighbour of it, if any is given.
    #[serde(default)]
    pub needs_near: Vec<Placed>,
    /// One of these stands anywhere in the text, if any is given.
    #[serde(default)]
    pub needs_text: Vec<Placed>,
    /// What a negation does.
    #[serde(default)]
    pub negation: Negation,
    /// All of these are known to hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// None of these is known to hold.
    #[serde(default)]
    pub unless_when: Vec<Condition>,
    /// This makes the words right; when it is not known, a person decides.
    pub excused_by: Option<Condition>,
    /// Whether the frames (warnings, reports, instructions) excuse it.
    #[serde(default = "yes")]
    pub framed: bool,
}

fn yes() -> bool {
    true
}

/// A file of concepts: a name and its words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptFile {
    /// The language.
    pub lang: Language,
    /// By name.
    pub concept: BTreeMap<String, Vec<Placed>>,
}

/// The file of frames: sentences about such words, not such words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameFile {
    /// The frames.
    #[serde(default)]
    pub frame: Vec<FrameEntry>,
}

/// A frame.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameEntry {
    /// The language.
    pub lang: Language,
    /// What it is.
    pub says: String,
    /// How it is told.
    pub any: Vec<Placed>,
    /// What shows that it is not this frame after all.
    #[serde(default)]
    pub unless: Vec<Placed>,
    /// The categories it does not clear.
    #[serde(default)]
    pub keeps: Vec<String>,
    /// It counts only where all of these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// It clears the whole text, not its sentence alone.
    #[serde(default)]
    pub whole_text: bool,
}

/// What must be in a text on an occasion (category L20).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresenceFile {
    /// `L20`.
    pub id: String,
    /// The name.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// What can be asked for, by name.
    pub element: BTreeMap<String, ElementEntry>,
    /// What each occasion asks for.
    pub occasion: BTreeMap<String, OccasionEntry>,
}

/// Something that must be in a text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElementEntry {
    /// What is missing, as a sentence.
    pub says: String,
    /// The law.
    pub citation: String,
    /// What to add.
    pub rewrite: BothLanguages,
    /// How it is told, in English.
    pub en: Vec<Placed>,
    /// How it is told, in Chinese.
    pub zh: Vec<Placed>,
}

/// An occasion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OccasionEntry {
    /// What it is, for the reader of the file.
    #[serde(rename = "says")]
    pub _says: String,
    /// The elements, by name.
    pub needs: Vec<Placed>,
}

/// Reads one file.
pub fn parse<T: serde::de::DeserializeOwned>(file: File<'_>) -> Result<T, LexiconError> {
    toml::from_str(file.text).map_err(|error| LexiconError::toml(file.name, file.text, &error))
}
